//! Creation of the database, shell completions, start of the terminal interface.

use std::fs::DirBuilder;
use std::path::Path;

use chrono::{DateTime, Utc};

use super::args::localized_command;
use super::context::Context;
use super::error::CliError;
use super::input::require_terminal;
use super::next_action::{FirstStart, FirstStartChoice, NextAction, TerminalSession};
use crate::app::DaySource;
use crate::domain::account::DatabaseMode;
use crate::domain::day::vietnam_day;
use crate::i18n::cli::CliText;
use crate::i18n::fill_placeholders;
use crate::keys::Command;
use crate::sample;
use crate::store::{Actor, SeedData, Store, StoreError, Write};

/// Seed data of the sample: five plans with their offices, groups and holidays.
fn sample_seed() -> Result<SeedData, CliError> {
    let (offices, groups) = sample::offices()?;
    Ok(SeedData {
        plans: sample::plans()?,
        offices,
        groups,
        holidays: sample::holidays()?,
        ..SeedData::default()
    })
}

/// `tiendo init [--sample] [--shared]`
pub fn init_database(
    context: &mut Context,
    with_sample: bool,
    shared: bool,
) -> Result<(), CliError> {
    let path = context.database_path()?;
    let mut seed = if with_sample {
        sample_seed()?
    } else {
        SeedData::default()
    };
    seed.mode = if shared {
        DatabaseMode::Shared
    } else {
        DatabaseMode::Single
    };
    let store = create_database(&path, &seed, &context.actor("cli"), context.now)?;
    let duties = store.count_duties()?;
    let (plans, offices) = (seed.plans.len(), seed.offices.len());
    context.print_line(&fill_placeholders(
        CliText::Created.text(context.lang),
        &[&path.display(), &plans, &offices, &duties],
    ))
}

/// Creates a folder accessible to the owner only.
fn create_private_folder(folder: &Path) -> Result<(), CliError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .map_err(|error| CliError::FileIo(folder.to_owned(), error))
}

/// `tiendo completions SHELL`
pub fn print_completions(
    context: &mut Context,
    shell: clap_complete::Shell,
) -> Result<(), CliError> {
    // Into memory first: the generator panics if a write fails.
    let mut script = Vec::new();
    clap_complete::generate(
        shell,
        &mut localized_command(context.lang),
        "tiendo",
        &mut script,
    );
    Ok(context.out().write_all(&script)?)
}

/// Without a command: opens the terminal interface on the database.
pub fn open_terminal(context: &Context) -> Result<NextAction, CliError> {
    // Plain mode may read lines from anywhere; the start screen needs a terminal.
    if context.display_settings.is_plain() {
        return Ok(NextAction::OpenTerminal(Box::new(terminal_session(
            context,
            context.open_store()?,
        ))));
    }
    match (require_terminal(), context.open_store()) {
        (Ok(()), Err(CliError::Store(StoreError::FileMissing(db)))) => {
            Ok(NextAction::AskFirstStart(Box::new(FirstStart {
                db,
                actor: context.actor("terminal"),
                clock: context.clock,
                lang: context.lang,
                display_settings: context.display_settings,
                keymap: context.config.keys.clone(),
            })))
        }
        (Err(_), Err(missing @ CliError::Store(StoreError::FileMissing(_)))) => Err(missing),
        (there, store) => {
            there?;
            Ok(NextAction::OpenTerminal(Box::new(terminal_session(
                context, store?,
            ))))
        }
    }
}

/// Performs the choice of the start screen: the sample in memory, or a new database.
pub fn create_first_store(
    start: FirstStart,
    beginning: FirstStartChoice,
) -> Result<TerminalSession, CliError> {
    let FirstStart {
        db,
        actor,
        clock,
        lang,
        display_settings,
        keymap,
    } = start;
    let now = clock.now();
    let (store, actor, today, day_source) = match beginning {
        FirstStartChoice::Sample => (
            sample::demo::open_demo()?,
            sample::demo::coordinator("terminal"),
            sample::demo::demo_day(),
            DaySource::FixedSample,
        ),
        FirstStartChoice::Plan(proposal) => {
            let store = create_database(&db, &proposal.reference_data, &actor, now)?;
            if let Some(plan) = proposal.plan {
                store.write(
                    &Actor {
                        channel: "import",
                        ..actor.clone()
                    },
                    clock,
                    Write::AddPlan(plan),
                )?;
            }
            (store, actor, vietnam_day(now), DaySource::Clock)
        }
        FirstStartChoice::Empty => (
            create_database(&db, &SeedData::default(), &actor, now)?,
            actor,
            vietnam_day(now),
            DaySource::Clock,
        ),
    };
    // The tour is shown anyway.
    let _ = tour_on_first_visit(&store, &actor);
    Ok(TerminalSession {
        store,
        actor,
        today,
        day_source,
        lang,
        display_settings,
        keymap,
        initial_command: Some(Command::Tour),
    })
}

/// Creates a database, and its folder if missing.
fn create_database(
    path: &Path,
    seed: &SeedData,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Store, CliError> {
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    {
        create_private_folder(folder)?;
    }
    Ok(Store::create(path, seed, actor, now)?)
}

/// `tiendo demo`: opens an in-memory copy of the sample on a day on which every state occurs.
pub fn open_demo(context: &Context) -> Result<NextAction, CliError> {
    if !context.display_settings.is_plain() {
        require_terminal()?;
    }
    let today = context.as_of.unwrap_or_else(sample::demo::demo_day);
    let actor = sample::demo::coordinator("terminal");
    let run = terminal_session(context, sample::demo::open_demo()?);
    Ok(NextAction::OpenTerminal(Box::new(TerminalSession {
        actor,
        today,
        day_source: DaySource::FixedSample,
        ..run
    })))
}

fn terminal_session(context: &Context, store: Store) -> TerminalSession {
    let (display_settings, keymap) = (context.display_settings, context.config.keys.clone());
    let day_source = if context.as_of.is_some() {
        DaySource::AsOf
    } else {
        DaySource::Clock
    };
    let actor = context.actor("terminal");
    let initial_command = tour_on_first_visit(&store, &actor);
    TerminalSession {
        store,
        actor,
        today: context.day,
        day_source,
        lang: context.lang,
        display_settings,
        keymap,
        initial_command,
    }
}

/// The tour command on the first visit. If visits cannot be recorded there is none, or it would be shown every time.
fn tour_on_first_visit(store: &Store, actor: &Actor) -> Option<Command> {
    store
        .record_first_visit(&actor.account)
        .unwrap_or(false)
        .then_some(Command::Tour)
}
