//! `tiendo config`: the commented file, where files are looked for, whether one can be used, and an account's own
//! settings. Needs no sound configuration itself.

use std::io::Write;
use std::path::Path;

use super::args::ConfigCommand;
use super::{Failure, Seat, Sitting, file};
use crate::config::Config;
use crate::domain::account::Account;
use crate::domain::text::{clean_out, gate_text};
use crate::import::data;
use crate::store::{Actor, Store, Write as Change};
use crate::words::config::{Told, default_file};
use crate::words::fill;
use crate::words::system::Entry;

/// The longest settings that an account keeps, in characters: several times the whole commented file.
const SETTINGS_MAX: usize = 60_000;

/// Runs one of them.
pub fn run(command: &ConfigCommand, seat: &Seat, out: &mut dyn Write) -> Result<(), Failure> {
    match command {
        ConfigCommand::Default => print_default(seat, out),
        ConfigCommand::Path => paths(seat, out),
        ConfigCommand::Check { file: Some(file) } => {
            Config::check(file)?;
            sound(seat, file, out)
        }
        ConfigCommand::Check { file: None } => check(seat, out),
        ConfigCommand::Show => show(seat, out),
        ConfigCommand::Set => set(seat, out),
    }
}

fn print_default(seat: &Seat, out: &mut dyn Write) -> Result<(), Failure> {
    let db = seat.platform_db.as_deref().unwrap_or(Path::new("tiendo.db"));
    Ok(out.write_all(default_file(seat.lang, &db.display().to_string()).as_bytes())?)
}

/// Each place, and whether a file is there.
fn paths(seat: &Seat, out: &mut dyn Write) -> Result<(), Failure> {
    let told = |told: Told| told.words(seat.lang);
    for (whose, path) in [(Told::Site, &seat.places.site), (Told::User, &seat.places.user)] {
        let Some(path) = path else { continue };
        let there = if path.exists() { Told::There } else { Told::Absent };
        writeln!(out, "{}: {} ({})", told(whose), clean_out(&path.display().to_string()), told(there))?;
    }
    Ok(())
}

/// The files that are there, together.
fn check(seat: &Seat, out: &mut dyn Write) -> Result<(), Failure> {
    Config::load(&seat.places)?;
    let there: Vec<_> = [&seat.places.site, &seat.places.user].into_iter().flatten().filter(|p| p.exists()).collect();
    if there.is_empty() {
        writeln!(out, "{}", Told::NoFiles.words(seat.lang))?;
    }
    there.into_iter().try_for_each(|path| sound(seat, path, out))
}

fn sound(seat: &Seat, path: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    Ok(writeln!(out, "{}", clean_out(&fill(Told::Sound.words(seat.lang), &[&path.display()])))?)
}

/// Whose own settings they are; who has no account keeps a file.
fn account(seat: &Seat) -> Result<&Account, Failure> {
    match &seat.sitting {
        Sitting::Account(account) => Ok(account),
        Sitting::Alone(_) | Sitting::Owner(_) => Err(Failure::Entry(Entry::OwnSettingsShared)),
    }
}

fn show(seat: &Seat, out: &mut dyn Write) -> Result<(), Failure> {
    match &account(seat)?.settings {
        Some(text) => Ok(out.write_all(text.as_bytes())?),
        None => Ok(writeln!(out, "{}", Entry::NoSettings.words(seat.lang))?),
    }
}

/// Takes the whole of standard input for the settings, if they can be used; nothing but blanks takes them away.
fn set(seat: &Seat, out: &mut dyn Write) -> Result<(), Failure> {
    let account = account(seat)?;
    file::require_input()?;
    let input = Path::new("-");
    let text = data::text(&file::read(input)?).map_err(|error| Failure::Unreadable(input.to_owned(), error))?;
    let text = gate_text(&text, SETTINGS_MAX)?;
    Config::of_account(&seat.places, &text)?;
    let wanted = Some(text).filter(|text| !text.trim().is_empty());
    let actor = Actor::account(&account.name, "cli");
    let mut store = Store::open(seat.db.as_deref().ok_or(Failure::NoHome)?)?;
    let changed = store.write(&actor, seat.clock, Change::SetOwnSettings(wanted))?.rows > 0;
    let said = if changed { Entry::SettingsSaved } else { Entry::SettingsSame };
    Ok(writeln!(out, "{}", fill(said.words(seat.lang), &[&account.name]))?)
}
