//! `tiendo config`: the commented default file, the search paths, the check of files, and an account's own settings.
//! Works with an invalid configuration.

use std::io::Write;
use std::path::Path;

use super::args::ConfigCommand;
use super::auth::AuthenticatedUser;
use super::environment::Environment;
use super::error::CliError;
use super::input;
use crate::config::Config;
use crate::domain::account::Account;
use crate::domain::text::{sanitize_output, validate_text};
use crate::i18n::config::{ConfigText, default_file};
use crate::i18n::fill_placeholders;
use crate::i18n::system::AccessText;
use crate::import::data;
use crate::store::{Actor, Store, Write as Change};

/// Maximum length of an account's settings in characters: several times the commented default file.
const SETTINGS_MAX: usize = 60_000;

/// Runs a subcommand.
pub fn run_config(
    command: &ConfigCommand,
    environment: &Environment,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    match command {
        ConfigCommand::Default => print_default(environment, out),
        ConfigCommand::Path => print_paths(environment, out),
        ConfigCommand::Check { file: Some(file) } => {
            Config::check_file(file)?;
            check_file(environment, file, out)
        }
        ConfigCommand::Check { file: None } => check_files(environment, out),
        ConfigCommand::Show => print_account_settings(environment, out),
        ConfigCommand::Set => store_account_settings(environment, out),
    }
}

fn print_default(environment: &Environment, out: &mut dyn Write) -> Result<(), CliError> {
    let db = environment
        .default_database_path
        .as_deref()
        .unwrap_or(Path::new("tiendo.db"));
    Ok(out.write_all(default_file(environment.lang, &db.display().to_string()).as_bytes())?)
}

/// Prints each search path, and whether a file exists there.
fn print_paths(environment: &Environment, out: &mut dyn Write) -> Result<(), CliError> {
    let text = |text: ConfigText| text.text(environment.lang);
    for (whose, path) in [
        (ConfigText::Site, &environment.config_paths.site),
        (ConfigText::User, &environment.config_paths.user),
    ] {
        let Some(path) = path else { continue };
        let there = if path.exists() {
            ConfigText::FilePresent
        } else {
            ConfigText::FileAbsent
        };
        writeln!(
            out,
            "{}: {} ({})",
            text(whose),
            sanitize_output(&path.display().to_string()),
            text(there)
        )?;
    }
    Ok(())
}

/// Checks the existing files together.
fn check_files(environment: &Environment, out: &mut dyn Write) -> Result<(), CliError> {
    Config::load(&environment.config_paths)?;
    let there: Vec<_> = [
        &environment.config_paths.site,
        &environment.config_paths.user,
    ]
    .into_iter()
    .flatten()
    .filter(|p| p.exists())
    .collect();
    if there.is_empty() {
        writeln!(out, "{}", ConfigText::NoFiles.text(environment.lang))?;
    }
    there
        .into_iter()
        .try_for_each(|path| check_file(environment, path, out))
}

fn check_file(environment: &Environment, path: &Path, out: &mut dyn Write) -> Result<(), CliError> {
    Ok(writeln!(
        out,
        "{}",
        sanitize_output(&fill_placeholders(
            ConfigText::Valid.text(environment.lang),
            &[&path.display()]
        ))
    )?)
}

/// Account whose settings are meant; users without an account keep a file.
fn account_with_settings(environment: &Environment) -> Result<&Account, CliError> {
    match &environment.user {
        AuthenticatedUser::Account(account) => Ok(account),
        AuthenticatedUser::SingleUser(_) | AuthenticatedUser::Owner(_) => {
            Err(CliError::Authentication(AccessText::OwnSettingsShared))
        }
    }
}

fn print_account_settings(environment: &Environment, out: &mut dyn Write) -> Result<(), CliError> {
    match &account_with_settings(environment)?.settings {
        Some(text) => Ok(out.write_all(text.as_bytes())?),
        None => Ok(writeln!(
            out,
            "{}",
            AccessText::NoSettings.text(environment.lang)
        )?),
    }
}

/// Stores standard input as the account's settings, if valid; blank input removes them.
fn store_account_settings(environment: &Environment, out: &mut dyn Write) -> Result<(), CliError> {
    let account = account_with_settings(environment)?;
    input::require_piped_input()?;
    let input = Path::new("-");
    let text = data::decode_text(&input::read_file_or_stdin(input)?)
        .map_err(|error| CliError::UnreadableDataFile(input.to_owned(), error))?;
    let text = validate_text(&text, SETTINGS_MAX)?;
    Config::load_for_account(&environment.config_paths, &text)?;
    let wanted = Some(text).filter(|text| !text.trim().is_empty());
    let actor = Actor::account(&account.name, "cli");
    let store = Store::open(
        environment
            .database_path
            .as_deref()
            .ok_or(CliError::NoHomeFolder)?,
    )?;
    let changed = store
        .write(&actor, environment.clock, Change::SetOwnConfig(wanted))?
        .rows
        > 0;
    let message = if changed {
        AccessText::SettingsSaved
    } else {
        AccessText::SettingsSame
    };
    Ok(writeln!(
        out,
        "{}",
        fill_placeholders(message.text(environment.lang), &[&account.name])
    )?)
}
