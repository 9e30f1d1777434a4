//! The grammar of the command line: names, flags, values. Knows no store; what a value means is decided later, so that
//! a refusal can be said in the user's language. What stands beside an argument is its help: English here, Vietnamese in
//! [`crate::i18n::help`].

mod account;
mod config;
mod display;
mod entry;
mod execution;
mod follow_up;
mod help;
mod journal;
mod maintenance;
mod path;
mod usage_error;

use std::ffi::OsString;
use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Args, Parser, Subcommand, ValueEnum};

pub use account::{
    AccountAddArgs, AccountCommand, AccountKeysArgs, AdminCommand, KeyCommand, RoleName,
};
pub use config::ConfigCommand;
pub use journal::JournalArgs;
pub use maintenance::BackupArgs;

pub use entry::{
    BulkDutyStepArgs, DutySelectorArgs, DutyStepArgs, ExportArgs, ExportKind, FigureCommand,
    FigureSelectorArgs, FigureSetArgs, ImportCommand, ImportFileArgs, ImportOfficesArgs,
    ImportPlanArgs, MilestoneName, PlanCommand, ReportCommand, ReportSendArgs,
};
pub use execution::{
    ActivityCommand, ActivityScopeArgs, ActivitySetArgs, BudgetArgs, CalendarArgs, HolidayCommand,
    InspectionCommand, InspectionFieldArgs, InspectionKindName, InspectionScopeArgs,
    SettingCommand, SpendArgs,
};

pub use display::{DisplayArgs, ThemeName};
pub use follow_up::{BelowQuotaArgs, CommentCommand, StarArgs, SubjectArgs};
pub use help::localized_command;
pub use usage_error::{UsageError, UsageMessage};

use crate::domain::day::YEAR_RANGE;
use crate::domain::duty::ReminderChannel;
use crate::i18n::Lang;
use usage_error::InvalidIsoDate;

/// Follows plans: targets, responsible offices, overdue reports.
///
/// Without a command: opens the interface on the screen.
#[derive(Debug, Parser)]
#[command(name = "tiendo", version)]
pub struct Cli {
    /// Database (default: in the user's data folder)
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Account of the shared database; stands before the command, written by the machine's administrator into the line of the login
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// How things stood on this day; for views only
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = parse_iso_day)]
    pub as_of: Option<NaiveDate>,
    /// Form of what is printed; toml, xlsx, docx for export only
    #[arg(long, global = true, value_enum)]
    pub format: Option<OutputFormat>,
    /// Language; or set TIENDO_LANG
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangName>,
    /// Colours of the text
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
    /// How the screen looks.
    #[command(flatten)]
    pub display: DisplayArgs,
    /// What to do; nothing opens the terminal interface.
    #[command(subcommand)]
    pub command: Option<CliCommand>,
}

/// How things are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum OutputFormat {
    /// Text, for people.
    Text,
    /// JSON.
    Json,
    /// CSV.
    Csv,
    /// TOML (export only).
    Toml,
    /// Spreadsheet (export only).
    Xlsx,
    /// Document (export only).
    Docx,
}

/// A language by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum LangName {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Lang {
        match name {
            LangName::Vi => Lang::Vi,
            LangName::En => Lang::En,
        }
    }
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Open the interface on a throw-away sample, as of 05/06/2026
    Demo,
    /// Create a new database; overwrites nothing
    Init {
        /// With five sample plans, their offices and reporting rules (no figures)
        #[arg(long)]
        sample: bool,
        /// Shared: people come in by accounts (see account, admin)
        #[arg(long)]
        shared: bool,
    },
    /// Today's work: overdue, due soon, waiting to be accepted, returned
    Today(DutyScopeArgs),
    /// One page: measures by status, reports in four totals
    Status(DutyScopeArgs),
    /// Reports past their last day and not sent
    Overdue {
        /// Plan, office.
        #[command(flatten)]
        scope: DutyScopeArgs,
        /// Exit with 3 if anything is overdue
        #[arg(long)]
        exit_code: bool,
    },
    /// Plans
    Plans(PlanScopeArgs),
    /// Copy, amend, close a plan
    #[command(subcommand)]
    Plan(PlanCommand),
    /// Objectives
    Objectives(PlanScopeArgs),
    /// Targets and how they stand
    Targets(MeasureScopeArgs),
    /// Measures of the targets, with figures and judgement
    Measures(MeasureScopeArgs),
    /// Activities of the annex
    Activities(ActivityScopeArgs),
    /// Offices there have been until the day viewed, ended ones too
    Offices {
        /// Only offices that live (living) or ended (ended)
        #[arg(long, value_enum)]
        state: Option<OfficeStateName>,
    },
    /// Reporting rules
    Rules(PlanScopeArgs),
    /// Reporting duties
    Duties(DutyFilterArgs),
    /// What the plans leave open
    Gaps(PlanScopeArgs),
    /// Estimates for which the official figure is due
    Estimates(DutyScopeArgs),
    /// Offices below the quota of a measure, and how much they lack
    Below(BelowQuotaArgs),
    /// Follow up a measure or a report; --off to stop
    Star(StarArgs),
    /// What I follow up
    Starred,
    /// Comments on measures, cells, reports
    #[command(subcommand)]
    Comment(CommentCommand),
    /// The figure of a cell
    #[command(subcommand)]
    Figure(FigureCommand),
    /// The report of a duty
    #[command(subcommand)]
    Report(ReportCommand),
    /// How far an activity is
    #[command(subcommand)]
    Activity(ActivityCommand),
    /// Budget: planned, spent, left, by source
    Budget(BudgetArgs),
    /// Record money spent, or take some back
    Spend(SpendArgs),
    /// Inspections
    Inspections(InspectionScopeArgs),
    /// An inspection: add it, record its findings
    #[command(subcommand)]
    Inspection(InspectionCommand),
    /// A month: reports due, yearly events, activities, inspections, days off
    Calendar(CalendarArgs),
    /// Days off and working weekend days
    #[command(subcommand)]
    Holiday(HolidayCommand),
    /// Settings: my office, how last days are counted
    #[command(subcommand)]
    Setting(SettingCommand),
    /// Record a reminder to the offices that owe a report
    Remind(RemindArgs),
    /// Lock the figures of a period of a plan
    Lock(LockArgs),
    /// Locked periods and exceptions: who, when, until when, why
    Locks(PlanScopeArgs),
    /// Open a lock, with a reason and an end
    Unlock {
        /// What.
        #[command(flatten)]
        at: LockArgs,
        /// Reason of the opening
        #[arg(long)]
        reason: String,
        /// Last day on which changes are possible
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// Bring in a file; without more: figures from standard input
    Import {
        /// What.
        #[command(subcommand)]
        what: Option<ImportCommand>,
    },
    /// Write a file, or to standard output
    Export(ExportArgs),
    /// Make a copy, and check it
    Backup(BackupArgs),
    /// Restore from a copy; the file in use is kept beside it
    Restore {
        /// The copy.
        file: PathBuf,
    },
    /// Accounts of the shared database
    #[command(subcommand)]
    Account(AccountCommand),
    /// What the file's owner does: shared, or one person's
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Bring an older database up to this program; makes a copy first
    Upgrade,
    /// Journal: who changed what, when, before and after
    Journal(JournalArgs),
    /// Check the database: structure, history, journal
    Check {
        /// End of the journal as noted before: whether it is still there
        #[arg(long, value_name = "NO:CODE")]
        head: Option<String>,
    },
    /// Whether terminal, keyboard and database are in order
    Doctor {
        /// Press keys to see which of them arrive; q to stop
        #[arg(long)]
        keys: bool,
    },
    /// Configuration: a sample, a check, where it lies
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Completions for a shell
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
}

/// Whether an office lives on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum OfficeStateName {
    /// Still there.
    #[value(name = "living")]
    Active,
    /// Ended.
    Ended,
}

/// Whom to remind, of what, and how.
#[derive(Debug, Args)]
pub struct RemindArgs {
    /// Reporting rules
    #[arg(long, value_name = "ID")]
    pub rule: String,
    /// Period
    #[arg(long)]
    pub period: String,
    /// This office only (code or name); left out: all that owe it
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Day of the reminder (default: today)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// By what way
    #[arg(long, value_enum, default_value_t = ReminderChannelName::Letter)]
    pub channel: ReminderChannelName,
    /// Note, number of the letter
    #[arg(long)]
    pub note: Option<String>,
    /// Write the letter that reminds into this file (docx); overwrites nothing; - is standard output
    #[arg(long, value_name = "FILE")]
    pub letter: Option<PathBuf>,
    /// Day by which the letter asks for it
    #[arg(long = "asked-by", value_name = "DATE", requires = "letter")]
    pub requested_deadline: Option<String>,
    /// Only write the letter, record no reminder
    #[arg(long, requires = "letter")]
    pub draft: bool,
}

/// The way of a reminder by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum ReminderChannelName {
    /// Letter.
    Letter,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// Text message.
    Message,
    /// In person.
    InPerson,
}

impl From<ReminderChannelName> for ReminderChannel {
    fn from(name: ReminderChannelName) -> ReminderChannel {
        match name {
            ReminderChannelName::Letter => ReminderChannel::Letter,
            ReminderChannelName::Phone => ReminderChannel::Phone,
            ReminderChannelName::Email => ReminderChannel::Email,
            ReminderChannelName::Message => ReminderChannel::Message,
            ReminderChannelName::InPerson => ReminderChannel::InPerson,
        }
    }
}

/// A period of a plan, for one office or all.
#[derive(Debug, Args)]
pub struct LockArgs {
    /// Plan
    #[arg(long, value_name = "CODE")]
    pub plan: String,
    /// Period: 2023, 2023-H1, 2023-Q4 …
    #[arg(long)]
    pub period: String,
    /// Of this office only (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
}

/// Of one plan.
#[derive(Debug, Default, Args)]
pub struct PlanScopeArgs {
    /// Of this plan only
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
}

/// Which measures.
#[derive(Debug, Default, Args)]
pub struct MeasureScopeArgs {
    /// Of this plan only
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Of this office only (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Of this status only
    #[arg(long, value_parser = ["met", "on_track", "behind", "missed", "no_data", "not_judged"])]
    pub state: Option<String>,
}

/// Of one plan, of one office.
#[derive(Debug, Default, Args)]
pub struct DutyScopeArgs {
    /// Of this plan only
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Of this office only (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
}

/// Which duties.
#[derive(Debug, Default, Args)]
pub struct DutyFilterArgs {
    /// Plan, office.
    #[command(flatten)]
    pub scope: DutyScopeArgs,
    /// Of this state only
    #[arg(long, value_parser = ["not_open", "in_term", "due_soon", "overdue", "waiting", "returned", "accepted", "passed_on"])]
    pub state: Option<String>,
    /// Of this rule only
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Of this period only
    #[arg(long)]
    pub period: Option<String>,
}

impl Cli {
    /// Reads the arguments, the program's name first.
    pub fn parse(arguments: Vec<OsString>) -> Result<Self, UsageError> {
        match Self::try_parse_from(&arguments) {
            Ok(read) if read.format_fits_command() => Ok(read),
            Ok(_) | Err(_) => Err(UsageError { arguments }),
        }
    }

    /// The same for what was asked from afar, with what root's line said before it. The arguments passed the closed
    /// grammar of [`crate::remote`].
    pub fn parse_remote(self, arguments: Vec<String>) -> Result<Self, UsageError> {
        let asked = std::iter::once("tiendo".to_owned())
            .chain(arguments)
            .map(OsString::from);
        let asked = Self::parse(asked.collect())?;
        Ok(Self {
            account: self.account,
            db: self.db,
            ..asked
        })
    }

    /// Lists have other formats than exports.
    fn format_fits_command(&self) -> bool {
        let export = matches!(self.command, Some(CliCommand::Export(_)));
        match self.format {
            None | Some(OutputFormat::Json | OutputFormat::Csv) => true,
            Some(OutputFormat::Text) => !export,
            Some(OutputFormat::Toml | OutputFormat::Xlsx | OutputFormat::Docx) => export,
        }
    }
}

/// Whether a command changes the database or makes a file of it.
pub fn is_writing_command(command: &CliCommand) -> bool {
    match command {
        CliCommand::Init { .. }
        | CliCommand::Activity(_)
        | CliCommand::Admin(_)
        | CliCommand::Spend(_)
        | CliCommand::Inspection(_)
        | CliCommand::Import { .. }
        | CliCommand::Lock(_)
        | CliCommand::Plan(_)
        | CliCommand::Remind(_)
        | CliCommand::Restore { .. }
        | CliCommand::Star(_)
        | CliCommand::Upgrade
        | CliCommand::Unlock { .. } => true,
        CliCommand::Account(account) => {
            !matches!(account, AccountCommand::List | AccountCommand::Keys(_))
        }
        CliCommand::Comment(comment) => matches!(comment, CommentCommand::Add { .. }),
        CliCommand::Figure(figure) => matches!(figure, FigureCommand::Set(_)),
        CliCommand::Report(report) => !matches!(report, ReportCommand::Show(_)),
        CliCommand::Holiday(holiday) => !matches!(holiday, HolidayCommand::List { .. }),
        CliCommand::Config(config) => matches!(config, ConfigCommand::Set),
        CliCommand::Setting(setting) => !matches!(setting, SettingCommand::List),
        CliCommand::Demo
        | CliCommand::Budget(_)
        | CliCommand::Inspections(_)
        | CliCommand::Calendar(_)
        | CliCommand::Today(_)
        | CliCommand::Status(_)
        | CliCommand::Overdue { .. }
        | CliCommand::Plans(_)
        | CliCommand::Objectives(_)
        | CliCommand::Targets(_)
        | CliCommand::Measures(_)
        | CliCommand::Activities(_)
        | CliCommand::Offices { .. }
        | CliCommand::Rules(_)
        | CliCommand::Locks(_)
        | CliCommand::Duties(_)
        | CliCommand::Gaps(_)
        | CliCommand::Estimates(_)
        | CliCommand::Below(_)
        | CliCommand::Starred
        | CliCommand::Export(_)
        | CliCommand::Backup(_)
        | CliCommand::Check { .. }
        | CliCommand::Doctor { .. }
        | CliCommand::Journal(_)
        | CliCommand::Completions { .. } => false,
    }
}

fn parse_iso_day(text: &str) -> Result<NaiveDate, InvalidIsoDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| text.len() == 10);
    day.filter(|day| YEAR_RANGE.contains(&day.year()))
        .ok_or(InvalidIsoDate)
}
