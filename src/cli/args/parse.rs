//! Parsing of the arguments into a command, or into what is wrong with them.

use std::ffi::OsString;

use clap::{CommandFactory as _, FromArgMatches as _};

use super::grammar::{Cli, CliCommand, OutputFormat};
use super::selected::SelectedCommand;
use super::usage_error::UnparsedArguments;

impl Cli {
    /// Reads the arguments, the program's name first.
    pub fn parse(arguments: Vec<OsString>) -> Result<Self, UnparsedArguments> {
        match Self::read(&arguments) {
            Ok(read) if read.format_fits_command() => Ok(read),
            Ok(_) | Err(_) => Err(UnparsedArguments { arguments }),
        }
    }

    fn read(arguments: &[OsString]) -> Result<Self, clap::Error> {
        let mut matches = Self::command().try_get_matches_from(arguments)?;
        let selected = SelectedCommand::from_matches(&matches);
        let read = Self::from_arg_matches_mut(&mut matches)?;
        Ok(Self { selected, ..read })
    }

    /// The same for what was asked from afar, with what root's line said before it. The arguments passed the closed
    /// grammar of [`crate::remote`].
    pub fn parse_remote(self, arguments: Vec<String>) -> Result<Self, UnparsedArguments> {
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
