//! The command line interface, with one file per family of commands. Must not depend on the clock or the environment;
//! `main` passes both in.

pub mod args;
mod data_files;
mod duty_steps;
mod environment;
pub mod error;
mod input;
mod next_action;
pub mod rows;

mod account;
mod activity;
mod admin;
mod auth;
mod below_quota;
mod budget;
mod bulk;
mod calendar;
mod comment;
mod config;
mod context;
mod doctor;
mod duties;
mod estimate;
mod export;
mod figure;
mod import;
mod import_figures;
pub mod import_preview;
mod import_steps;
mod inspection;
mod journal;
mod list;
mod lock;
mod lookup;
mod maintenance;
mod plan;
mod progress;
mod remind;
mod report;
mod send_report;
mod setting;
mod star;
mod startup;

use std::io::Write;
use std::path::Path;

pub use auth::{AuthenticatedUser, Authentication, authenticate};
pub use context::Context;
pub use error::CliError;
pub use startup::create_first_store;

use args::{Cli, CliCommand, ImportCommand};

pub use environment::Environment;
pub use next_action::{FirstStart, FirstStartChoice, NextAction, TerminalSession};

/// Runs a command. Output goes to `out`, warnings to `err`.
pub fn run_command(
    cli: Cli,
    environment: Environment,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<NextAction, CliError> {
    if cli.as_of.is_some() && cli.selected.writes() {
        return Err(CliError::AsOfWithWrite);
    }
    if let Some(CliCommand::Config(command)) = &cli.command {
        config::run_config(command, &environment, out)?;
        return Ok(NextAction::Exit(0));
    }
    let mut context = Context::new(&cli, environment, out, err)?;
    let done = match cli.command {
        None => return startup::open_terminal(&context),
        Some(CliCommand::Demo) => return startup::open_demo(&context),
        Some(CliCommand::Doctor { keys: true }) => return doctor::show_keys_action(),
        Some(command) => dispatch(&mut context, command)?,
    };
    context.flush()?;
    Ok(NextAction::Exit(done))
}

/// Dispatches to the function of a command; returns the exit status.
fn dispatch(context: &mut Context, command: CliCommand) -> Result<u8, CliError> {
    match command {
        CliCommand::Demo | CliCommand::Config(_) => {}
        CliCommand::Init { sample, shared } => startup::init_database(context, sample, shared)?,
        CliCommand::Today(scope) => duties::print_today(context, &scope)?,
        CliCommand::Status(scope) => duties::print_status(context, &scope)?,
        CliCommand::Overdue { scope, exit_code } => {
            return duties::list_overdue(context, scope, exit_code);
        }
        CliCommand::Plans(scope) => list::list_plans(context, &scope)?,
        CliCommand::Plan(command) => plan::run_plan(context, command)?,
        CliCommand::Objectives(scope) => list::list_objectives(context, &scope)?,
        CliCommand::Targets(scope) => list::list_targets(context, &scope)?,
        CliCommand::Measures(scope) => list::list_measures(context, &scope)?,
        CliCommand::Activities(scope) => activity::list_activities(context, &scope)?,
        CliCommand::Offices { state } => list::list_offices(context, state)?,
        CliCommand::Rules(scope) => list::list_rules(context, &scope)?,
        CliCommand::Duties(filters) => duties::list_duties(context, &filters)?,
        CliCommand::Gaps(scope) => list::list_gaps(context, &scope)?,
        CliCommand::Estimates(scope) => estimate::list_estimates(context, &scope)?,
        CliCommand::Below(below) => below_quota::list_below_quota(context, &below)?,
        CliCommand::Star(star) => star::set_star(context, &star)?,
        CliCommand::Starred => star::list_starred(context)?,
        CliCommand::Comment(command) => comment::run_comment(context, &command)?,
        CliCommand::Figure(command) => figure::run_figure(context, command)?,
        CliCommand::Report(command) => report::run_report(context, command)?,
        CliCommand::Activity(args::ActivityCommand::Set(set)) => {
            activity::set_activity(context, &set)?;
        }
        CliCommand::Budget(args) => budget::print_budget(context, &args)?,
        CliCommand::Spend(args) => budget::record_spending(context, &args)?,
        CliCommand::Inspections(scope) => inspection::list_inspections(context, &scope)?,
        CliCommand::Inspection(command) => inspection::run_inspection(context, command)?,
        CliCommand::Calendar(args) => calendar::print_calendar(context, &args)?,
        CliCommand::Holiday(command) => setting::run_holiday(context, command)?,
        CliCommand::Setting(command) => setting::run_setting(context, command)?,
        CliCommand::Remind(remind) => remind::remind(context, &remind)?,
        CliCommand::Lock(at) => lock::lock_period(context, &at)?,
        CliCommand::Locks(scope) => lock::list_locks(context, &scope)?,
        CliCommand::Unlock { at, reason, until } => {
            lock::unlock_period(context, &at, &reason, &until)?;
        }
        CliCommand::Import { what } => run_import(context, what)?,
        CliCommand::Export(export) => export::run_export(context, &export)?,
        CliCommand::Backup(args) => maintenance::backup(context, &args)?,
        CliCommand::Restore { file } => maintenance::restore(context, &file)?,
        CliCommand::Upgrade => maintenance::upgrade(context)?,
        CliCommand::Journal(args) => journal::list_journal(context, args)?,
        CliCommand::Account(command) => account::run_account(context, command)?,
        CliCommand::Admin(command) => admin::run_admin(context, command)?,
        CliCommand::Check { head } => maintenance::check(context, head.as_deref())?,
        CliCommand::Doctor { .. } => return doctor::run_doctor(context),
        CliCommand::Completions { shell } => startup::print_completions(context, shell)?,
    }
    Ok(0)
}

fn run_import(context: &mut Context, what: Option<ImportCommand>) -> Result<(), CliError> {
    let Some(what) = what else {
        input::require_piped_input()?;
        return import_figures::import_figures(context, Path::new("-"), false, false);
    };
    match what {
        ImportCommand::Figures {
            file,
            dry_run,
            each,
        } => import_figures::import_figures(context, &file, dry_run, each),
        ImportCommand::Steps { file, dry_run } => {
            import_steps::import_steps(context, &file, dry_run)
        }
        ImportCommand::Plan(from) => import::import_plan(context, &from),
        ImportCommand::Offices(from) | ImportCommand::Groups(from) => {
            import::import_office_file(context, &from)
        }
        ImportCommand::Holidays(from) => import::import_holidays(context, &from),
    }
}
