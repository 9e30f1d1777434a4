//! The database as a file, and what the shell asks: init, completions, the start of the terminal.

use std::fs::{DirBuilder, File};
use std::io::{IsTerminal, Read};
use std::path::Path;

use chrono::{DateTime, Utc};

use super::args::grammar;
use super::output::Desk;
use super::{Beginning, Done, Failure, Run, Start};
use crate::app::Day;
use crate::domain::account::Mode;
use crate::domain::day::vietnam_day;
use crate::import::figures::BYTES_MAX;
use crate::keys::Command;
use crate::sample;
use crate::store::{Actor, Founding, Store, StoreError, Write};
use crate::words::cli::Said;
use crate::words::fill;
use crate::words::system::Entry;

/// The five plans with their offices, groups and holidays.
fn founding() -> Result<Founding, Failure> {
    let (offices, groups) = sample::offices()?;
    Ok(Founding { plans: sample::plans()?, offices, groups, holidays: sample::holidays()?, ..Founding::default() })
}

/// `tiendo init [--sample] [--shared]`
pub fn init(desk: &mut Desk, with_sample: bool, shared: bool) -> Result<(), Failure> {
    let path = desk.db()?;
    let mut founding = if with_sample { founding()? } else { Founding::default() };
    founding.mode = if shared { Mode::Shared } else { Mode::Single };
    let store = create(&path, &founding, &desk.actor("cli"), desk.now)?;
    let duties = store.count_duties()?;
    let (plans, offices) = (founding.plans.len(), founding.offices.len());
    desk.say(&fill(Said::Created.words(desk.lang), &[&path.display(), &plans, &offices, &duties]))
}

/// A folder that nobody else may read.
fn make_folder(folder: &Path) -> Result<(), Failure> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| Failure::File(folder.to_owned(), error))
}

/// `tiendo completions SHELL`
pub fn completions(desk: &mut Desk, shell: clap_complete::Shell) -> Result<(), Failure> {
    // Into memory first: the generator takes a failed write for a bug of its own.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut grammar(desk.lang), "tiendo", &mut script);
    Ok(desk.out().write_all(&script)?)
}

/// The interface needs a person before a screen.
pub fn require_terminal() -> Result<(), Failure> {
    let there = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    if there { Ok(()) } else { Err(Failure::NoTerminal) }
}

/// What comes by standard input comes from a file or a pipe.
pub fn require_input() -> Result<(), Failure> {
    if std::io::stdin().is_terminal() { Err(Failure::Entry(Entry::NoInput)) } else { Ok(()) }
}

/// No command: the terminal interface on the database.
pub fn terminal(desk: &Desk) -> Result<Done, Failure> {
    // Lines come from anywhere; the ways to begin are chosen on a screen.
    if desk.manner.is_plain() {
        return Ok(Done::Terminal(Box::new(start(desk, desk.open()?))));
    }
    match (require_terminal(), desk.open()) {
        (Ok(()), Err(Failure::Store(StoreError::Missing(db)))) => Ok(Done::Begin(Box::new(Start {
            db,
            actor: desk.actor("terminal"),
            clock: desk.clock,
            lang: desk.lang,
            manner: desk.manner,
            keys: desk.config.keys.clone(),
        }))),
        (Err(_), Err(missing @ Failure::Store(StoreError::Missing(_)))) => Err(missing),
        (there, store) => {
            there?;
            Ok(Done::Terminal(Box::new(start(desk, store?))))
        }
    }
}

/// Begins as was chosen: the sample in memory, or a new database.
pub fn begin(start: Start, beginning: Beginning) -> Result<Run, Failure> {
    let Start { db, actor, clock, lang, manner, keys } = start;
    let now = clock.now();
    let (store, actor, today, day) = match beginning {
        Beginning::Sample => {
            (sample::demo::store()?, sample::demo::coordinator("terminal"), sample::demo::day(), Day::Sample)
        }
        Beginning::Plan(proposal) => {
            let mut store = create(&db, &proposal.beside, &actor, now)?;
            if let Some(plan) = proposal.plan {
                store.write(&Actor { door: "import", ..actor.clone() }, clock, Write::AddPlan(plan))?;
            }
            (store, actor, vietnam_day(now), Day::Clock)
        }
        Beginning::Empty => (create(&db, &Founding::default(), &actor, now)?, actor, vietnam_day(now), Day::Clock),
    };
    // Here the person is shown around anyway.
    let _ = welcome(&store, &actor);
    Ok(Run { store, actor, today, day, lang, manner, keys, open: Some(Command::Tour) })
}

/// A new database, in a folder that may have to be made.
fn create(path: &Path, founding: &Founding, actor: &Actor, now: DateTime<Utc>) -> Result<Store, Failure> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        make_folder(folder)?;
    }
    Ok(Store::create(path, founding, actor, now)?)
}

/// `tiendo demo`: the same on a copy in memory, on a day on which every state occurs.
pub fn demo(desk: &Desk) -> Result<Done, Failure> {
    if !desk.manner.is_plain() {
        require_terminal()?;
    }
    let today = desk.as_of.unwrap_or_else(sample::demo::day);
    let actor = sample::demo::coordinator("terminal");
    let run = start(desk, sample::demo::store()?);
    Ok(Done::Terminal(Box::new(Run { actor, today, day: Day::Sample, ..run })))
}

fn start(desk: &Desk, store: Store) -> Run {
    let (manner, keys) = (desk.manner, desk.config.keys.clone());
    let day = if desk.as_of.is_some() { Day::Asked } else { Day::Clock };
    let actor = desk.actor("terminal");
    let open = welcome(&store, &actor);
    Run { store, actor, today: desk.day, day, lang: desk.lang, manner, keys, open }
}

/// Whoever is here for the first time is shown around. Where it cannot be noted nobody is: it would come every time.
fn welcome(store: &Store, actor: &Actor) -> Option<Command> {
    store.first_visit(&actor.account).unwrap_or(false).then_some(Command::Tour)
}

/// The bytes of a file, or of standard input for `-`; refuses what is larger than an exchange file may be.
pub fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error| Failure::File(path.to_owned(), error);
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        File::open(path).map_err(failed)?.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > BYTES_MAX { Err(Failure::TooBig(path.to_owned())) } else { Ok(bytes) }
}
