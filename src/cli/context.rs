//! Where a command writes, and how: text, JSON or CSV from the same rows. Knows no command.

use std::io::Write;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use super::args::{Cli, OutputFormat};
use super::auth::AuthenticatedUser;
use super::environment::Environment;
use super::error::CliError;
use crate::config::{Config, ConfigError};
use crate::display::settings::DisplaySettings;
use crate::display::terminal_env::TerminalEnv;
use crate::domain::day::vietnam_day;
use crate::domain::text::sanitize_output;
use crate::i18n::Lang;
use crate::i18n::cli::{CliText, Heading};
use crate::report::csv::CsvStyle;
use crate::report::table::{TableOutput, TextCell, draw};
use crate::report::{ListRow, csv, json};
use crate::store::{Actor, Clock, Store};

/// A command's desk: the database's place, the day, the language, and where it writes.
pub struct Context<'a> {
    /// The database.
    pub db: Option<PathBuf>,
    /// How lists are written; none: text for lists, CSV for exports.
    pub format: Option<OutputFormat>,
    /// The day that views show.
    pub day: NaiveDate,
    /// Whether that day was asked for.
    pub is_as_of: Option<NaiveDate>,
    /// Today in Việt Nam.
    pub today: NaiveDate,
    /// When the command began; what is written asks the clock.
    pub now: DateTime<Utc>,
    /// The clock.
    pub clock: Clock,
    /// The language.
    pub lang: Lang,
    /// Who sits there.
    pub user_name: String,
    /// As what.
    pub user: AuthenticatedUser,
    /// The database as `--db` named it.
    pub named_db: Option<PathBuf>,
    /// Width and colours.
    pub table_output: TableOutput,
    /// How the terminal interface stands there.
    pub display_settings: DisplaySettings,
    /// What the environment says of the terminal.
    pub terminal_env: TerminalEnv,
    /// The configuration.
    pub config: Config,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
}

/// A row with its cells for people.
pub struct OutputRow<R> {
    /// For scripts.
    pub row: R,
    /// For people.
    pub cells: Vec<TextCell>,
}

impl<'a> Context<'a> {
    /// The desk of one run.
    pub fn new(
        cli: &Cli,
        environment: Environment,
        out: &'a mut dyn Write,
        err: &'a mut dyn Write,
    ) -> Result<Self, ConfigError> {
        let now = environment.clock.now();
        let today = vietnam_day(now);
        let config = environment.config?;
        Ok(Self {
            db: environment.db,
            named_db: cli.db.clone(),
            format: cli.format,
            day: cli.as_of.unwrap_or(today),
            is_as_of: cli.as_of,
            today,
            now,
            clock: environment.clock,
            lang: environment.lang,
            user_name: environment.user.user_name().to_owned(),
            user: environment.user,
            table_output: environment.table_output,
            display_settings: environment.display_settings,
            terminal_env: environment.terminal_env,
            config,
            out,
            err,
        })
    }

    /// Reads the clock again: a command that waited for its input goes on with the day that it is now.
    pub fn read_clock(&mut self) {
        self.now = self.clock.now();
        self.today = vietnam_day(self.now);
        self.day = self.is_as_of.unwrap_or(self.today);
    }

    /// The database's place.
    pub fn database_path(&self) -> Result<PathBuf, CliError> {
        self.db.clone().ok_or(CliError::NoHomeFolder)
    }

    /// Opens the database.
    pub fn open_store(&self) -> Result<Store, CliError> {
        Ok(Store::open(&self.database_path()?)?)
    }

    /// Who writes, through which door.
    pub fn actor(&self, channel: &'static str) -> Actor {
        self.user.actor(channel)
    }

    /// Where it prints.
    pub fn out(&mut self) -> &mut dyn Write {
        self.out
    }

    /// Prints a line for people.
    pub fn print_line(&mut self, text: &str) -> Result<(), CliError> {
        Ok(writeln!(self.out, "{}", sanitize_output(text))?)
    }

    /// Prints a warning on standard error; that it cannot be printed stops nothing.
    pub fn print_warning(&mut self, text: &str) {
        let _ = writeln!(self.err, "{}", sanitize_output(text));
    }

    /// Prints a list in the format asked for.
    pub fn print_list<R: ListRow>(
        &mut self,
        heads: &[Heading],
        lines: Vec<OutputRow<R>>,
    ) -> Result<(), CliError> {
        let (rows, cells): (Vec<R>, Vec<Vec<TextCell>>) =
            lines.into_iter().map(|line| (line.row, line.cells)).unzip();
        match self.format {
            Some(OutputFormat::Json) => json::write(self.out, &rows)?,
            Some(OutputFormat::Csv) => csv::write(self.out, &rows, CsvStyle::Plain)?,
            _ if rows.is_empty() => self.print_line(CliText::Nothing.text(self.lang))?,
            _ => self.print_table(heads, &cells)?,
        }
        Ok(())
    }

    /// Prints a table for people.
    pub fn print_table(
        &mut self,
        heads: &[Heading],
        cells: &[Vec<TextCell>],
    ) -> Result<(), CliError> {
        let heads: Vec<&str> = heads.iter().map(|head| head.text(self.lang)).collect();
        Ok(draw(self.out, &heads, cells, self.table_output)?)
    }

    /// Everything written so far leaves the program.
    pub fn flush(&mut self) -> Result<(), CliError> {
        Ok(self.out.flush()?)
    }
}
