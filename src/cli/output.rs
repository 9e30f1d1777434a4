//! Where a command writes, and how: text, JSON or CSV from the same rows. Knows no command.

use std::io::Write;
use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Utc};

use super::args::{Cli, Format};
use super::{Failure, Seat, Sitting};
use crate::config::{Config, ConfigError};
use crate::domain::day::vietnam_day;
use crate::domain::text::clean_out;
use crate::report::csv::Style;
use crate::report::table::{Cell, Paper, draw};
use crate::report::{Row, csv, json};
use crate::store::{Actor, Clock, Store};
use crate::terminal::manner::Manner;
use crate::terminal::surroundings::Surroundings;
use crate::words::Lang;
use crate::words::cli::{Head, Said};

/// A command's desk: the database's place, the day, the language, and where it writes.
pub struct Desk<'a> {
    /// The database.
    pub db: Option<PathBuf>,
    /// How lists are written; none: text for lists, CSV for exports.
    pub format: Option<Format>,
    /// The day that views show.
    pub day: NaiveDate,
    /// Whether that day was asked for.
    pub as_of: Option<NaiveDate>,
    /// Today in Việt Nam.
    pub today: NaiveDate,
    /// When the command began; what is written asks the clock.
    pub now: DateTime<Utc>,
    /// The clock.
    pub clock: Clock,
    /// The language.
    pub lang: Lang,
    /// Who sits there.
    pub account: String,
    /// As what.
    pub sitting: Sitting,
    /// The database as `--db` named it.
    pub named_db: Option<PathBuf>,
    /// Width and colours.
    pub paper: Paper,
    /// How the terminal interface stands there.
    pub manner: Manner,
    /// What the environment says of the terminal.
    pub around: Surroundings,
    /// The configuration.
    pub config: Config,
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
}

/// A row with its cells for people.
pub struct Line<R> {
    /// For scripts.
    pub row: R,
    /// For people.
    pub cells: Vec<Cell>,
}

impl<'a> Desk<'a> {
    /// The desk of one run.
    pub fn new(cli: &Cli, seat: Seat, out: &'a mut dyn Write, err: &'a mut dyn Write) -> Result<Self, ConfigError> {
        let now = seat.clock.now();
        let today = vietnam_day(now);
        let config = seat.config?;
        Ok(Self {
            db: seat.db,
            named_db: cli.db.clone(),
            format: cli.format,
            day: cli.as_of.unwrap_or(today),
            as_of: cli.as_of,
            today,
            now,
            clock: seat.clock,
            lang: seat.lang,
            account: seat.sitting.name().to_owned(),
            sitting: seat.sitting,
            paper: seat.paper,
            manner: seat.manner,
            around: seat.around,
            config,
            out,
            err,
        })
    }

    /// Reads the clock again: a command that waited for its input goes on with the day that it is now.
    pub fn read_clock(&mut self) {
        self.now = self.clock.now();
        self.today = vietnam_day(self.now);
        self.day = self.as_of.unwrap_or(self.today);
    }

    /// The database's place.
    pub fn db(&self) -> Result<PathBuf, Failure> {
        self.db.clone().ok_or(Failure::NoHome)
    }

    /// Opens the database.
    pub fn open(&self) -> Result<Store, Failure> {
        Ok(Store::open(&self.db()?)?)
    }

    /// Who writes, through which door.
    pub fn actor(&self, door: &'static str) -> Actor {
        self.sitting.actor(door)
    }

    /// Where it prints.
    pub fn out(&mut self) -> &mut dyn Write {
        self.out
    }

    /// Prints a line for people.
    pub fn say(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{}", clean_out(text))?)
    }

    /// Prints a warning on standard error; that it cannot be printed stops nothing.
    pub fn warn(&mut self, text: &str) {
        let _ = writeln!(self.err, "{}", clean_out(text));
    }

    /// Prints a list in the format asked for.
    pub fn list<R: Row>(&mut self, heads: &[Head], lines: Vec<Line<R>>) -> Result<(), Failure> {
        let (rows, cells): (Vec<R>, Vec<Vec<Cell>>) = lines.into_iter().map(|line| (line.row, line.cells)).unzip();
        match self.format {
            Some(Format::Json) => json::write(self.out, &rows)?,
            Some(Format::Csv) => csv::write(self.out, &rows, Style::Plain)?,
            _ if rows.is_empty() => self.say(Said::Nothing.words(self.lang))?,
            _ => self.table(heads, &cells)?,
        }
        Ok(())
    }

    /// Prints a table for people.
    pub fn table(&mut self, heads: &[Head], cells: &[Vec<Cell>]) -> Result<(), Failure> {
        let heads: Vec<&str> = heads.iter().map(|head| head.words(self.lang)).collect();
        Ok(draw(self.out, &heads, cells, self.paper)?)
    }

    /// Everything written so far leaves the program.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }
}
