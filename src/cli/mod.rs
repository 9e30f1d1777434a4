//! The program without a screen: one file a family of commands. Knows no clock and no environment; both are handed in
//! by `main`.

pub mod args;
pub mod failure;
pub mod rows;

mod account;
mod activity;
mod admin;
mod below;
mod bring;
mod budget;
mod calendar;
mod comment;
mod config;
mod custody;
mod doctor;
mod door;
mod duties;
mod estimate;
mod figure;
mod file;
mod find;
mod inspection;
mod journal;
mod list;
mod lock;
mod many;
mod output;
pub mod propose;
mod remind;
mod replan;
mod report;
mod send;
mod setting;
mod sheet;
mod star;
mod transfer;

use std::io::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

pub use door::{Sitting, enter};
pub use failure::Failure;
pub use file::begin;
pub use output::Desk;

use args::{Cli, Command, ImportCommand};

use crate::app::Day;
use crate::config::{Config, ConfigError, Places};
use crate::keys::{self, Keys};
use crate::report::table::Paper;
use crate::store::{Actor, Clock, Store};
use crate::terminal::manner::Manner;
use crate::terminal::surroundings::Surroundings;
use crate::words::Lang;

/// Who sits there, when, and before what.
#[derive(Debug)]
pub struct Seat {
    /// Who, decided by the operating system and the file.
    pub sitting: Sitting,
    /// The clock.
    pub clock: Clock,
    /// The language.
    pub lang: Lang,
    /// The terminal's width and colours.
    pub paper: Paper,
    /// How the terminal interface stands there.
    pub manner: Manner,
    /// What the environment says of the terminal.
    pub around: Surroundings,
    /// The database: as `--db` names it, else the configuration, else the platform's data folder.
    pub db: Option<PathBuf>,
    /// The platform's data folder.
    pub platform_db: Option<PathBuf>,
    /// Where configuration files are looked for.
    pub places: Places,
    /// What they say; a fault stops every command but those about the configuration itself.
    pub config: Result<Config, ConfigError>,
}

/// What is left to do when a command is through.
#[derive(Debug)]
pub enum Done {
    /// Leave with this status.
    Exit(u8),
    /// Open the terminal interface.
    Terminal(Box<Run>),
    /// Show each key that is pressed.
    Keys,
    /// Ask how to begin: there is no database yet.
    Begin(Box<Start>),
}

/// What the terminal interface starts with.
#[derive(Debug)]
pub struct Run {
    /// The database; of the demo, one in memory.
    pub store: Store,
    /// Who writes.
    pub actor: Actor,
    /// The day that is shown: today, or `--as-of`.
    pub today: NaiveDate,
    /// The language.
    pub lang: Lang,
    /// Theme, glyphs, mouse, plain or not.
    pub manner: Manner,
    /// The keys.
    pub keys: Keys,
    /// Where that day comes from.
    pub day: Day,
    /// What is opened over the first screen.
    pub open: Option<keys::Command>,
}

/// What begins where there is no database yet.
#[derive(Debug)]
pub struct Start {
    /// Where it will be.
    pub db: PathBuf,
    /// Who writes.
    pub actor: Actor,
    /// The clock: the ways to begin may be looked at for long.
    pub clock: Clock,
    /// The language.
    pub lang: Lang,
    /// Theme, glyphs, mouse, plain or not.
    pub manner: Manner,
    /// The keys.
    pub keys: Keys,
}

/// A way to begin.
#[derive(Clone, Debug, PartialEq)]
pub enum Beginning {
    /// Look around in the sample; nothing is written.
    Sample,
    /// A new database with a plan that was looked through.
    Plan(Box<propose::Proposal>),
    /// A new database, and a look around the screen.
    Empty,
}

/// Runs the command that was read. What it prints goes to `out`, warnings to `err`.
pub fn run(cli: Cli, seat: Seat, out: &mut dyn Write, err: &mut dyn Write) -> Result<Done, Failure> {
    if cli.as_of.is_some() && cli.command.as_ref().is_some_and(args::writes) {
        return Err(Failure::AsOfWrites);
    }
    if let Some(Command::Config(command)) = &cli.command {
        config::run(command, &seat, out)?;
        return Ok(Done::Exit(0));
    }
    let mut desk = Desk::new(&cli, seat, out, err)?;
    let done = match cli.command {
        None => return file::terminal(&desk),
        Some(Command::Demo) => return file::demo(&desk),
        Some(Command::Doctor { keys: true }) => return doctor::keys(),
        Some(command) => dispatch(&mut desk, command)?,
    };
    desk.flush()?;
    Ok(Done::Exit(done))
}

/// One command, one function; answers the exit status.
fn dispatch(desk: &mut Desk, command: Command) -> Result<u8, Failure> {
    match command {
        Command::Demo | Command::Config(_) => {}
        Command::Init { sample, shared } => file::init(desk, sample, shared)?,
        Command::Today(scope) => duties::today(desk, &scope)?,
        Command::Status(scope) => duties::status(desk, &scope)?,
        Command::Overdue { scope, exit_code } => return duties::overdue(desk, scope, exit_code),
        Command::Plans(scope) => list::plans(desk, &scope)?,
        Command::Plan(command) => replan::run(desk, command)?,
        Command::Objectives(scope) => list::objectives(desk, &scope)?,
        Command::Targets(scope) => list::targets(desk, &scope)?,
        Command::Measures(scope) => list::measures(desk, &scope)?,
        Command::Activities(scope) => activity::activities(desk, &scope)?,
        Command::Offices { state } => list::offices(desk, state)?,
        Command::Rules(scope) => list::rules(desk, &scope)?,
        Command::Duties(filters) => duties::duties(desk, &filters)?,
        Command::Gaps(scope) => list::gaps(desk, &scope)?,
        Command::Estimates(scope) => estimate::estimates(desk, &scope)?,
        Command::Below(below) => below::below(desk, &below)?,
        Command::Star(star) => star::star(desk, &star)?,
        Command::Starred => star::starred(desk)?,
        Command::Comment(command) => comment::run(desk, &command)?,
        Command::Figure(command) => figure::run(desk, command)?,
        Command::Report(command) => report::run(desk, command)?,
        Command::Activity(args::ActivityCommand::Set(set)) => activity::set(desk, &set)?,
        Command::Budget(args) => budget::budget(desk, &args)?,
        Command::Spend(args) => budget::spend(desk, &args)?,
        Command::Inspections(scope) => inspection::inspections(desk, &scope)?,
        Command::Inspection(command) => inspection::run(desk, command)?,
        Command::Calendar(args) => calendar::calendar(desk, &args)?,
        Command::Holiday(command) => setting::holiday(desk, command)?,
        Command::Setting(command) => setting::setting(desk, command)?,
        Command::Remind(remind) => remind::remind(desk, &remind)?,
        Command::Lock(at) => lock::lock(desk, &at)?,
        Command::Locks(scope) => lock::locks(desk, &scope)?,
        Command::Unlock { at, reason, until } => lock::unlock(desk, &at, &reason, &until)?,
        Command::Import { what } => import(desk, what)?,
        Command::Export(export) => transfer::export(desk, &export)?,
        Command::Backup(args) => custody::backup(desk, &args)?,
        Command::Restore { file } => custody::restore(desk, &file)?,
        Command::Upgrade => custody::upgrade(desk)?,
        Command::Journal(args) => journal::journal(desk, args)?,
        Command::Account(command) => account::run(desk, command)?,
        Command::Admin(command) => admin::run(desk, command)?,
        Command::Check { head } => custody::check(desk, head.as_deref())?,
        Command::Doctor { .. } => return doctor::doctor(desk),
        Command::Completions { shell } => file::completions(desk, shell)?,
    }
    Ok(0)
}

fn import(desk: &mut Desk, what: Option<ImportCommand>) -> Result<(), Failure> {
    let Some(what) = what else {
        file::require_input()?;
        return sheet::import(desk, Path::new("-"), false, false);
    };
    match what {
        ImportCommand::Figures { file, dry_run, each } => sheet::import(desk, &file, dry_run, each),
        ImportCommand::Plan(from) => bring::plan(desk, &from),
        ImportCommand::Offices(from) | ImportCommand::Groups(from) => bring::offices(desk, &from),
        ImportCommand::Holidays(from) => bring::holidays(desk, &from),
    }
}
