//! The program's door: arguments, the clock, who is sitting there, the terminal's width and colours. The only reader
//! of the clock and of the environment.

use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::process::ExitCode;

use chrono::Utc;
use tiendo::cli::args::{Cli, Color, Command, Format};
use tiendo::cli::{Done, Failure, Seat, run};
use tiendo::report::table::Paper;
use tiendo::terminal::TerminalError;
use tiendo::terminal::glyphs::Glyphs;
use tiendo::terminal::manner::{Manner, Wanted};
use tiendo::terminal::surroundings::Surroundings;
use tiendo::words::Lang;

fn main() -> ExitCode {
    if let Err(report) = color_eyre::install() {
        let _ = writeln!(stderr(), "{report}");
    }
    let cli = Cli::read();
    let lang = cli.lang.map_or_else(language, Lang::from);
    let around = Surroundings::read(|name| std::env::var(name).ok());
    let manner = manner(&cli, &around);
    let glyphs = if prints_text(&cli) { manner.glyphs } else { Glyphs::default() };
    let paper = paper(cli.color);
    let seat = Seat { account: account(), now: Utc::now(), lang, paper, manner, around, default_db: default_db() };
    let done = run_printing(cli, seat, glyphs);
    match done {
        Ok(Done::Exit(status)) => ExitCode::from(status),
        Ok(Done::Terminal(run)) => ended(tiendo::terminal::run(*run, Utc::now)),
        Ok(Done::Keys) => ended(tiendo::terminal::probe::show_keys(lang, manner.glyphs)),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            let words = failure.words(lang);
            let _ = writeln!(stderr(), "{}", manner.glyphs.text(&tiendo::domain::text::clean_out(&words)));
            ExitCode::FAILURE
        }
    }
}

/// Runs the command; what it prints leaves in glyphs that the terminal has.
fn run_printing(cli: Cli, seat: Seat, glyphs: Glyphs) -> Result<Done, Failure> {
    let mut out = BufWriter::new(stdout().lock());
    let done = if glyphs == Glyphs::default() {
        run(cli, seat, &mut out, &mut stderr())
    } else {
        let mut printed = Vec::new();
        let done = run(cli, seat, &mut printed, &mut stderr());
        out.write_all(glyphs.text(&String::from_utf8_lossy(&printed)).as_bytes())?;
        done
    };
    out.flush().map_err(Failure::from).and(done)
}

/// Lists and pages are for people; exchange formats leave as they are, and what is to be compared by eye.
fn prints_text(cli: &Cli) -> bool {
    let written =
        matches!(cli.command, Some(Command::Export(_) | Command::Completions { .. } | Command::Doctor { .. }));
    !written && matches!(cli.format, None | Some(Format::Text))
}

/// The manner of the screen: the flags, else the environment's wishes, else what the terminal is.
fn manner(cli: &Cli, around: &Surroundings) -> Manner {
    let wanted = cli.manner.wanted().or(Wanted::of(around));
    let color = match cli.color {
        Color::Always => Some(true),
        Color::Never => Some(false),
        Color::Auto => None,
    };
    let terminal = if stdout().is_terminal() { around.clone() } else { Surroundings::default() };
    Manner::of(wanted, color, &terminal)
}

/// How the terminal interface ended.
fn ended(result: Result<(), TerminalError>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// The language that the environment names; Vietnamese if it names none that the program speaks.
fn language() -> Lang {
    match std::env::var("TIENDO_LANG") {
        Ok(name) if name.starts_with("en") => Lang::En,
        _ => Lang::Vi,
    }
}

/// How wide the terminal is, and whether colours are wanted.
fn paper(color: Color) -> Paper {
    let terminal = stdout().is_terminal();
    let width = terminal.then(crossterm::terminal::size).and_then(Result::ok);
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let color = match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && !no_color,
    };
    Paper { width: width.map(|(columns, _)| usize::from(columns)).filter(|columns| *columns > 0), color }
}

/// The user's data folder by the platform's convention.
fn default_db() -> Option<std::path::PathBuf> {
    directories::ProjectDirs::from("", "", "tiendo").map(|folders| folders.data_dir().join("tiendo.db"))
}

/// The name of the effective user as the operating system knows it, never as the environment says; its number where
/// it has no name.
fn account() -> String {
    let uid = effective_uid().unwrap_or_else(|| "?".to_owned());
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let name = users.lines().find_map(|line| {
        let mut parts = line.split(':');
        let name = parts.next()?;
        (parts.nth(1)? == uid).then(|| name.to_owned())
    });
    name.unwrap_or(uid)
}

/// The second number of the line `Uid:` is the effective one.
fn effective_uid() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("Uid:"))?;
    line.split_whitespace().nth(1).map(str::to_owned)
}
