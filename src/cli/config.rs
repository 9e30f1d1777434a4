//! `tiendo config`: the commented file, where files are looked for, whether one can be used. Opens no database and
//! needs no sound configuration itself.

use std::io::Write;
use std::path::Path;

use super::args::ConfigCommand;
use super::{Failure, Seat};
use crate::config::Config;
use crate::domain::text::clean_out;
use crate::words::config::{Told, default_file};
use crate::words::fill;

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
