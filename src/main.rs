//! The program's door: arguments, the clock, who is sitting there, the terminal's width and colours. The only reader
//! of the clock and of the environment.

use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::Utc;
use directories::ProjectDirs;
use tiendo::cli::args::{Cli, Color};
use tiendo::cli::{Done, Failure, Run, Seat, Start, run};
use tiendo::config::{Config, Places};
use tiendo::report::table::Paper;
use tiendo::store::StoreError;
use tiendo::words::Lang;

fn main() -> ExitCode {
    if let Err(report) = color_eyre::install() {
        let _ = writeln!(stderr(), "{report}");
    }
    let cli = Cli::read();
    let places = places();
    let config = Config::load(&places);
    let configured = config.as_ref().ok().and_then(|config| config.lang);
    let lang = cli.lang.map(Lang::from).or_else(language).or(configured).unwrap_or_default();
    let paper = paper(cli.color);
    let seat = Seat { account: account(), now: Utc::now(), lang, paper, platform_db: platform_db(), places, config };
    let mut out = BufWriter::new(stdout().lock());
    let done = run(cli, seat, &mut out, &mut stderr());
    let done = out.flush().map_err(Failure::from).and(done);
    drop(out);
    match done {
        Ok(Done::Exit(status)) => ExitCode::from(status),
        Ok(Done::Terminal(run)) => terminal(*run),
        Ok(Done::Begin(start)) => begin(*start),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => say(&failure, lang),
    }
}

/// The three ways to begin; who takes none of them is told what to do.
fn begin(start: Start) -> ExitCode {
    let lang = start.lang;
    let run = match tiendo::terminal::first::ask(&start) {
        Ok(Some(beginning)) => tiendo::cli::begin(start, beginning),
        Ok(None) => Err(Failure::Store(StoreError::Missing(start.db))),
        Err(error) => Err(Failure::Output(error)),
    };
    run.map_or_else(|failure| say(&failure, lang), terminal)
}

/// A failure in a sentence.
fn say(failure: &Failure, lang: Lang) -> ExitCode {
    let _ = writeln!(stderr(), "{}", tiendo::domain::text::clean_out(&failure.words(lang)));
    ExitCode::FAILURE
}

/// The terminal interface.
fn terminal(run: Run) -> ExitCode {
    match tiendo::terminal::run(run, Utc::now) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

/// The language that the environment names; Vietnamese if it names one that the program does not speak.
fn language() -> Option<Lang> {
    let name = std::env::var("TIENDO_LANG").ok().filter(|name| !name.is_empty())?;
    Some(if name.starts_with("en") { Lang::En } else { Lang::Vi })
}

/// Where the configuration is looked for: the site's file, and the user's by the platform's convention. The
/// environment may name others; an empty name is none.
fn places() -> Places {
    let named = |variable: &str, otherwise: Option<PathBuf>| match std::env::var_os(variable) {
        Some(name) if name.is_empty() => None,
        Some(name) => Some(PathBuf::from(name)),
        None => otherwise,
    };
    let user = folders().map(|folders| folders.config_dir().join("config.toml"));
    let site = cfg!(unix).then(|| PathBuf::from("/etc/tiendo/config.toml"));
    Places { site: named("TIENDO_SITE_CONFIG", site), user: named("TIENDO_CONFIG", user) }
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
fn platform_db() -> Option<PathBuf> {
    folders().map(|folders| folders.data_dir().join("tiendo.db"))
}

fn folders() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "tiendo")
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
