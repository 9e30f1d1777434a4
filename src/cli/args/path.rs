//! Which file a command names. On a shared server none is opened by its name.

use std::path::Path;

use super::{AccountCommand, CliCommand, ConfigCommand, ImportCommand, KeyCommand, ReportCommand};

impl CliCommand {
    /// The file that a command would read or write by its name; none if it names none, or standard input and output.
    pub fn file_path(&self) -> Option<&Path> {
        let named = match self {
            Self::Backup(copy) => copy.destination.as_ref(),
            Self::Restore { file } => Some(file),
            Self::Export(export) => export.output.as_ref(),
            Self::Import { what } => what.as_ref().map(ImportCommand::import_file),
            Self::Remind(remind) => remind.letter.as_ref(),
            Self::Report(ReportCommand::Send(send)) => send.narrative.as_ref(),
            Self::Config(ConfigCommand::Check { file }) => file.as_ref(),
            Self::Account(AccountCommand::Add(add)) => add.key_file.as_ref(),
            Self::Account(AccountCommand::Key(KeyCommand::Add { file, .. })) => file.as_ref(),
            Self::Account(_) | Self::Config(_) | Self::Report(_) => None,
            Self::Activities(_)
            | Self::Activity(_)
            | Self::Admin(_)
            | Self::Below(_)
            | Self::Budget(_)
            | Self::Calendar(_)
            | Self::Check { .. }
            | Self::Comment(_)
            | Self::Completions { .. }
            | Self::Demo
            | Self::Doctor { .. }
            | Self::Duties(_)
            | Self::Estimates(_)
            | Self::Figure(_)
            | Self::Gaps(_)
            | Self::Holiday(_)
            | Self::Init { .. }
            | Self::Inspection(_)
            | Self::Inspections(_)
            | Self::Journal(_)
            | Self::Lock(_)
            | Self::Locks(_)
            | Self::Measures(_)
            | Self::Objectives(_)
            | Self::Offices { .. }
            | Self::Overdue { .. }
            | Self::Plan(_)
            | Self::Plans(_)
            | Self::Rules(_)
            | Self::Setting(_)
            | Self::Spend(_)
            | Self::Star(_)
            | Self::Starred
            | Self::Status(_)
            | Self::Targets(_)
            | Self::Today(_)
            | Self::Unlock { .. }
            | Self::Upgrade => None,
        };
        named
            .map(std::path::PathBuf::as_path)
            .filter(|path| *path != Path::new("-"))
    }
}

impl ImportCommand {
    /// The file that comes in.
    fn import_file(&self) -> &std::path::PathBuf {
        match self {
            Self::Figures { file, .. } => file,
            Self::Plan(plan) => &plan.from.file,
            Self::Offices(offices) | Self::Groups(offices) => &offices.from.file,
            Self::Holidays(holidays) => &holidays.file,
        }
    }
}
