//! The program's door: arguments, the clock, who is sitting there, the terminal's width and colours. The only reader
//! of the clock and of the environment.

use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use chrono::Utc;
use directories::ProjectDirs;
use tiendo::cli::args::{Cli, Color, Command, Format};
use tiendo::cli::{Done, Failure, Seat, Start, run};
use tiendo::config::{Config, Places};
use tiendo::report::table::Paper;
use tiendo::store::StoreError;
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
    let places = places();
    let config = Config::load(&places);
    let configured = config.as_ref().ok().and_then(|config| config.lang);
    let lang = cli.lang.map(Lang::from).or_else(language).or(configured).unwrap_or_default();
    let around = Surroundings::read(|name| std::env::var(name).ok());
    let manner = manner(&cli, config.as_ref().unwrap_or(&Config::default()), &around);
    let seat = Seat {
        account: account(),
        now: Utc::now(),
        lang,
        paper: paper(cli.color),
        manner,
        around,
        platform_db: platform_db(),
        places,
        config,
    };
    let glyphs = if prints_text(&cli) { manner.glyphs } else { Glyphs::default() };
    match run_printing(cli, seat, glyphs) {
        Ok(Done::Exit(status)) => ExitCode::from(status),
        Ok(Done::Terminal(run)) => ended(tiendo::terminal::run(*run, Utc::now)),
        Ok(Done::Keys) => ended(tiendo::terminal::probe::show_keys(lang, manner.glyphs)),
        Ok(Done::Begin(start)) => begin(*start),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => say(&failure, lang, manner.glyphs),
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

/// Lists and pages are for people; exchange formats and files leave as they are, and what is to be compared by eye.
fn prints_text(cli: &Cli) -> bool {
    let written = matches!(
        cli.command,
        Some(Command::Export(_) | Command::Completions { .. } | Command::Config(_) | Command::Doctor { .. })
    );
    !written && matches!(cli.format, None | Some(Format::Text))
}

/// The manner of the screen: the flags, else the environment's wishes, else the configuration's, else what the terminal
/// is. `NO_COLOR` beats the configuration's theme.
fn manner(cli: &Cli, config: &Config, around: &Surroundings) -> Manner {
    let configured = Wanted {
        theme: config.theme.filter(|_| around.get("NO_COLOR").is_none()),
        ascii: config.ascii,
        no_accents: config.no_accents,
        mouse: config.mouse,
        plain: config.plain,
    };
    let wanted = cli.manner.wanted().or(Wanted::of(around)).or(configured);
    let color = match cli.color {
        Color::Always => Some(true),
        Color::Never => Some(false),
        Color::Auto => None,
    };
    let terminal = if stdout().is_terminal() { around.clone() } else { Surroundings::default() };
    Manner::of(wanted, color, &terminal)
}

/// The three ways to begin; who takes none of them is told what to do.
fn begin(start: Start) -> ExitCode {
    let (lang, glyphs) = (start.lang, start.manner.glyphs);
    let run = match tiendo::terminal::first::ask(&start) {
        Ok(Some(beginning)) => tiendo::cli::begin(start, beginning),
        Ok(None) => Err(Failure::Store(StoreError::Missing(start.db))),
        Err(error) => Err(Failure::Output(error)),
    };
    match run {
        Ok(run) => ended(tiendo::terminal::run(run, Utc::now)),
        Err(failure) => say(&failure, lang, glyphs),
    }
}

/// A failure in a sentence.
fn say(failure: &Failure, lang: Lang, glyphs: Glyphs) -> ExitCode {
    let _ = writeln!(stderr(), "{}", glyphs.text(&tiendo::domain::text::clean_out(&failure.words(lang))));
    ExitCode::FAILURE
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
