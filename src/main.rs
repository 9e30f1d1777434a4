//! The program's door: arguments, the clock, who is sitting there, the terminal's width and colours. The only reader
//! of the clock and of the environment.

use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::Utc;
use directories::ProjectDirs;
use tiendo::cli::args::{Cli, Color, Command, Format, Misread};
use tiendo::cli::{Done, Failure, Seat, Sitting, Start, run};
use tiendo::config::{Config, ConfigError, Places};
use tiendo::remote::{self, RemoteRefusal};
use tiendo::report::table::Paper;
use tiendo::store::{Clock, StoreError};
use tiendo::system;
use tiendo::terminal::TerminalError;
use tiendo::terminal::glyphs::Glyphs;
use tiendo::terminal::manner::{Manner, Wanted};
use tiendo::terminal::surroundings::Surroundings;
use tiendo::words::Lang;
use tiendo::words::system::remote_refusal;

/// What the environment may say where a file is shared: how characters are written, and what the terminal is.
const SHARED: [&str; 6] = ["LC_ALL", "LC_CTYPE", "LANG", "TERM", "COLORTERM", "NO_COLOR"];

fn main() -> ExitCode {
    if let Err(report) = color_eyre::install() {
        let _ = writeln!(stderr(), "{report}");
    }
    system::ignore_signals();
    let cli = match Cli::read(std::env::args_os().collect()) {
        Ok(cli) => cli,
        Err(misread) => return misread_told(&misread, misread.names_account()),
    };
    let shared = cli.account.is_some();
    let lang = cli.lang.map(Lang::from).or_else(|| language().filter(|_| !shared));
    let cli = match asked_from_afar(cli) {
        Ok(Ok(cli)) => cli,
        Ok(Err(misread)) => return misread_told(&misread, shared),
        Err(refusal) => {
            let _ = writeln!(stderr(), "{}", remote_refusal(lang.unwrap_or_default(), &refusal));
            return ExitCode::from(2);
        }
    };
    match come_in(&cli, shared) {
        Ok(entrance) => serve(cli, shared, entrance),
        Err(failure) => say(&failure, lang.unwrap_or_default(), Glyphs::default()),
    }
}

/// Help, or why the arguments cannot be read, in the language of the arguments, else the environment's, else the
/// configuration's. With an account only root's line counts.
fn misread_told(misread: &Misread, shared: bool) -> ExitCode {
    let configured = || Config::load(&places()).ok().and_then(|config| config.lang);
    let wanted = misread.lang().or_else(|| language().or_else(configured).filter(|_| !shared));
    let told = misread.told(wanted.unwrap_or_default());
    let _ = if told.wrong { write!(stderr(), "{}", told.words) } else { write!(stdout(), "{}", told.words) };
    ExitCode::from(told.status)
}

/// What root's line leaves to the person who comes by ssh: nothing asked opens the interface. Only such a line names an
/// account; what it asks itself is asked.
fn asked_from_afar(cli: Cli) -> Result<Result<Cli, Misread>, RemoteRefusal> {
    if cli.account.is_none() || cli.command.is_some() {
        return Ok(Ok(cli));
    }
    match std::env::var_os("SSH_ORIGINAL_COMMAND") {
        None => Ok(Ok(cli)),
        Some(line) => Ok(cli.read_remote(remote::parse(line.to_str().ok_or(RemoteRefusal::Character)?)?)),
    }
}

/// What was found before anything is done: who sits there, the configuration, the database.
struct Entrance {
    sitting: Sitting,
    places: Places,
    config: Result<Config, ConfigError>,
    db: Option<PathBuf>,
}

/// Finds who sits there. With an account nothing counts but root's line, the site's file and what the kernel says; the
/// process gives up what it has to before it opens anything.
fn come_in(cli: &Cli, shared: bool) -> Result<Entrance, Failure> {
    let places = if shared { site_alone() } else { places() };
    if shared {
        system::check_person()?;
        system::give_up()?;
        places.site.as_deref().map_or(Ok(()), system::check_configuration)?;
    }
    let config = Config::load(&places);
    let configured = config.as_ref().ok().and_then(|config| config.db.clone());
    let platform = || platform_db().filter(|_| !shared);
    let db = cli.db.clone().or(configured).or_else(platform);
    let sitting = match &config {
        Err(_) if !shared => Sitting::Alone(system::login_name()),
        _ => tiendo::cli::enter(cli, db.as_deref())?,
    };
    let config = match &sitting {
        Sitting::Account(account) => Config::of_account(&places, account.settings.as_deref().unwrap_or_default()),
        Sitting::Alone(_) | Sitting::Owner(_) => config,
    };
    Ok(Entrance { sitting, places, config, db })
}

/// Runs the command, or the interface.
fn serve(cli: Cli, shared: bool, Entrance { sitting, places, config, db }: Entrance) -> ExitCode {
    let configured = config.as_ref().ok().and_then(|config| config.lang);
    let wanted = cli.lang.map(Lang::from).or_else(|| language().filter(|_| !shared));
    let lang = wanted.or(configured).unwrap_or_default();
    let around = Surroundings::read(|name| (!shared || SHARED.contains(&name)).then(|| std::env::var(name).ok())?);
    let manner = manner(&cli, config.as_ref().unwrap_or(&Config::default()), &around);
    let seat = Seat {
        sitting,
        clock: Clock::System(Utc::now),
        lang,
        paper: paper(cli.color),
        manner,
        around,
        db,
        platform_db: platform_db().filter(|_| !shared),
        places,
        config,
    };
    let glyphs = if prints_text(&cli) { manner.glyphs } else { Glyphs::default() };
    match run_printing(cli, seat, glyphs) {
        Ok(Done::Exit(status)) => ExitCode::from(status),
        Ok(Done::Terminal(run)) => ended(tiendo::terminal::run(*run, Utc::now), lang, manner.glyphs),
        Ok(Done::Keys) => {
            ended(tiendo::terminal::probe::show_keys(lang, manner.glyphs, manner.input), lang, manner.glyphs)
        }
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
    let written = match &cli.command {
        Some(Command::Export(_) | Command::Completions { .. } | Command::Config(_) | Command::Doctor { .. }) => true,
        Some(Command::Remind(remind)) => remind.letter.as_deref() == Some(Path::new("-")),
        _ => false,
    };
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
        escape_ms: config.escape_ms,
        escape_digits: config.escape_digits,
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
        Err(error) => return ended(Err(error), lang, glyphs),
    };
    match run {
        Ok(run) => ended(tiendo::terminal::run(run, Utc::now), lang, glyphs),
        Err(failure) => say(&failure, lang, glyphs),
    }
}

/// A failure in a sentence.
fn say(failure: &Failure, lang: Lang, glyphs: Glyphs) -> ExitCode {
    let _ = writeln!(stderr(), "{}", glyphs.text(&tiendo::domain::text::clean_out(&failure.words(lang))));
    ExitCode::FAILURE
}

/// How the terminal interface ended.
fn ended(result: Result<(), TerminalError>, lang: Lang, glyphs: Glyphs) -> ExitCode {
    let failure = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(TerminalError::Signal(signal)) => return ExitCode::from(128 + signal),
        Err(TerminalError::Store(error)) => Failure::Store(error),
        Err(TerminalError::Io(error)) => Failure::Output(error),
    };
    say(&failure, lang, glyphs)
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
    Places { site: named("TIENDO_SITE_CONFIG", site_alone().site), user: named("TIENDO_CONFIG", user) }
}

/// The site's file at its fixed place, whatever the environment says.
fn site_alone() -> Places {
    Places { site: cfg!(unix).then(|| PathBuf::from("/etc/tiendo/config.toml")), user: None }
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
