//! Context of a command: database, day, language, and output as text, JSON or CSV from the same rows. Must not depend
//! on commands.

use std::cell::{Cell, RefCell, RefMut};
use std::io::{self, Write};
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use super::args::{Cli, OutputFormat};
use super::auth::AuthenticatedUser;
use super::environment::Environment;
use super::error::CliError;
use crate::config::{Config, ConfigError};
use crate::display::settings::DisplaySettings;
use crate::display::terminal_env::TerminalEnv;
use crate::domain::catalog::Catalog;
use crate::domain::day::vietnam_day;
use crate::domain::text::sanitize_output;
use crate::i18n::Lang;
use crate::i18n::cli::{CliText, Heading};
use crate::lists::{Facts, List, print};
use crate::report::csv::CsvStyle;
use crate::report::table::{TableOutput, TextCell, draw};
use crate::report::{ListRow, csv, json};
use crate::store::{Actor, Clock, Store};

/// Context of a command.
pub struct Context<'a> {
    /// Path of the database; `None` without a home folder and without `--db`.
    pub database_path: Option<PathBuf>,
    /// Output format; `None`: text for lists, CSV for exports.
    pub format: Option<OutputFormat>,
    /// Day viewed.
    pub day: NaiveDate,
    /// The day given by `--as-of`, if any.
    pub as_of: Option<NaiveDate>,
    /// Today in Việt Nam.
    pub today: NaiveDate,
    /// Time at which the command began; writes read the clock.
    pub now: DateTime<Utc>,
    /// Clock of writes.
    pub clock: Clock,
    /// The language.
    pub lang: Lang,
    /// Authenticated user.
    pub user: AuthenticatedUser,
    /// Database path given by `--db`.
    pub database_argument: Option<PathBuf>,
    /// Width and colours of tables.
    pub table_output: TableOutput,
    /// Display settings of the terminal interface.
    pub display_settings: DisplaySettings,
    /// Environment variables about the terminal.
    pub terminal_env: TerminalEnv,
    /// The configuration.
    pub config: Config,
    /// The database that was opened at start, until a command takes it.
    store: Cell<Option<Store>>,
    /// Shared, so that rows are written while the context is asked for their words.
    out: RefCell<&'a mut dyn Write>,
    err: &'a mut dyn Write,
}

/// A row of a list.
pub struct OutputRow<R> {
    /// The row in JSON and CSV.
    pub row: R,
    /// The row in the text table.
    pub cells: Vec<TextCell>,
}

impl<'a> Context<'a> {
    /// Creates the context of a run.
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
            database_path: environment.database_path,
            database_argument: cli.db.clone(),
            format: cli.format,
            day: cli.as_of.unwrap_or(today),
            as_of: cli.as_of,
            today,
            now,
            clock: environment.clock,
            lang: environment.lang,
            user: environment.user,
            table_output: environment.table_output,
            display_settings: environment.display_settings,
            terminal_env: environment.terminal_env,
            config,
            store: Cell::new(environment.store),
            out: RefCell::new(out),
            err,
        })
    }

    /// Reads the clock again: a command that waited for its input continues with the current day.
    pub fn refresh_time(&mut self) {
        self.now = self.clock.now();
        self.today = vietnam_day(self.now);
        self.day = self.as_of.unwrap_or(self.today);
    }

    /// Path of the database.
    pub fn database_path(&self) -> Result<PathBuf, CliError> {
        self.database_path.clone().ok_or(CliError::NoHomeFolder)
    }

    /// Opens the database, unless it is open since the start.
    pub fn open_store(&self) -> Result<Store, CliError> {
        match self.store.take() {
            Some(store) => Ok(store),
            None => Ok(Store::open(&self.database_path()?)?),
        }
    }

    /// Author of writes through a channel.
    pub fn actor(&self, channel: &'static str) -> Actor {
        self.user.actor(channel)
    }

    /// Standard output.
    pub fn out(&mut self) -> &mut dyn Write {
        *self.out.get_mut()
    }

    /// Standard output, while the context is only read.
    pub fn shared_out(&self) -> RefMut<'_, &'a mut dyn Write> {
        self.out.borrow_mut()
    }

    /// Prints a line of text.
    pub fn print_line(&mut self, text: &str) -> Result<(), CliError> {
        Ok(writeln!(self.out(), "{}", sanitize_output(text))?)
    }

    /// Prints a warning on standard error. A closed standard error does not make the command fail.
    pub fn print_warning(&mut self, text: &str) {
        let _ = writeln!(self.err, "{}", sanitize_output(text));
    }

    /// What cells of lists are told apart from their row.
    pub fn facts<'c>(&self, catalog: &'c Catalog) -> Facts<'c> {
        Facts {
            lang: self.lang,
            day: self.day,
            catalog,
            qualifiers: None,
        }
    }

    /// Prints a list in the requested format.
    pub fn print_rows<L: List>(
        &mut self,
        catalog: &Catalog,
        mut rows: Vec<L::Row<'_>>,
    ) -> Result<(), CliError> {
        let facts = self.facts(catalog);
        match self.format {
            Some(OutputFormat::Json) => print::write_json::<L>(self.out(), &facts, &rows)?,
            Some(OutputFormat::Csv) => {
                print::write_csv::<L>(self.out(), &facts, &rows, CsvStyle::Plain)?;
            }
            _ if rows.is_empty() => self.print_line(CliText::Nothing.text(self.lang))?,
            _ => {
                L::arrange(&facts, &mut rows);
                let output = self.table_output;
                print::write_text::<L>(self.out(), &facts, &rows, output)?;
            }
        }
        Ok(())
    }

    /// Prints a list in the requested format.
    pub fn print_list<R: ListRow>(
        &mut self,
        headings: &[Heading],
        rows: Vec<OutputRow<R>>,
    ) -> Result<(), CliError> {
        let (rows, cells): (Vec<R>, Vec<Vec<TextCell>>) =
            rows.into_iter().map(|row| (row.row, row.cells)).unzip();
        match self.format {
            Some(OutputFormat::Json) => json::write(self.out(), &rows)?,
            Some(OutputFormat::Csv) => csv::write(self.out(), &rows, CsvStyle::Plain)?,
            _ if rows.is_empty() => self.print_line(CliText::Nothing.text(self.lang))?,
            _ => self.print_table(headings, &cells)?,
        }
        Ok(())
    }

    /// Prints a list whose rows are written while they are read; a text table, whose columns are as wide as their widest
    /// cells, once all are read.
    pub fn print_each<R: ListRow>(
        &mut self,
        headings: &[Heading],
        read: impl FnOnce(&Self, &mut dyn FnMut(OutputRow<R>) -> io::Result<()>) -> Result<(), CliError>,
    ) -> Result<(), CliError> {
        match self.format {
            Some(OutputFormat::Json) => json::write_each(&mut **self.shared_out(), |write| {
                read(self, &mut |row| write(&row.row))
            }),
            Some(OutputFormat::Csv) => {
                csv::write_each(&mut **self.shared_out(), CsvStyle::Plain, |write| {
                    read(self, &mut |row| write(&row.row))
                })
            }
            _ => {
                let mut cells = Vec::new();
                read(self, &mut |row| {
                    cells.push(row.cells);
                    Ok(())
                })?;
                if cells.is_empty() {
                    return self.print_line(CliText::Nothing.text(self.lang));
                }
                self.print_table(headings, &cells)
            }
        }
    }

    /// Prints a table.
    pub fn print_table(
        &mut self,
        headings: &[Heading],
        cells: &[Vec<TextCell>],
    ) -> Result<(), CliError> {
        let headings: Vec<&str> = headings
            .iter()
            .map(|heading| heading.text(self.lang))
            .collect();
        let output = self.table_output;
        Ok(draw(self.out(), &headings, cells, output)?)
    }

    /// Flushes the output.
    pub fn flush(&mut self) -> Result<(), CliError> {
        Ok(self.out().flush()?)
    }
}
