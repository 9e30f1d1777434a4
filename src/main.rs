//! Entry point: reads arguments, clock, user, and the terminal's width and colours. The only reader of the clock and of
//! the environment.

use std::io::{BufWriter, IsTerminal, Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::Utc;
use directories::ProjectDirs;
use tiendo::cli::args::{Cli, CliCommand, ColorChoice, OutputFormat, UnparsedArguments};
use tiendo::cli::{
    AuthenticatedUser, Authentication, CliError, Environment, FirstStart, NextAction, run_command,
};
use tiendo::config::{Config, ConfigError, ConfigPaths};
use tiendo::display::charset::Charset;
use tiendo::display::settings::{DisplayPreferences, DisplaySettings};
use tiendo::display::terminal_env::TerminalEnv;
use tiendo::i18n::Lang;
use tiendo::i18n::system::remote_refusal;
use tiendo::remote::{self, RemoteRefusal};
use tiendo::report::table::TableOutput;
use tiendo::store::{Clock, Store, StoreError};
use tiendo::system;
use tiendo::terminal::TerminalError;

/// Environment variables that are used with a shared file: character locale and terminal.
const SHARED_ENV: [&str; 6] = [
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "TERM",
    "COLORTERM",
    "NO_COLOR",
];

fn main() -> ExitCode {
    if let Err(report) = color_eyre::install() {
        let _ = writeln!(stderr(), "{report}");
    }
    system::ignore_signals();
    let cli = match Cli::parse(std::env::args_os().collect()) {
        Ok(cli) => cli,
        Err(unparsed) => return print_usage_error(&unparsed, unparsed.has_account_option()),
    };
    let shared = cli.account.is_some();
    let lang = cli
        .lang
        .map(Lang::from)
        .or_else(|| env_language().filter(|_| !shared));
    let cli = match read_remote_command(cli) {
        Ok(Ok(cli)) => cli,
        Ok(Err(unparsed)) => return print_usage_error(&unparsed, shared),
        Err(refusal) => {
            let _ = writeln!(
                stderr(),
                "{}",
                remote_refusal(lang.unwrap_or_default(), &refusal)
            );
            return ExitCode::from(2);
        }
    };
    match prepare(&cli, shared) {
        Ok(entrance) => run_session(cli, shared, entrance),
        Err(failure) => print_failure(&failure, lang.unwrap_or_default(), Charset::default()),
    }
}

/// Prints help, or a usage error, in the language of the arguments, else of the environment, else of the
/// configuration. With an account only the login line installed by root counts.
fn print_usage_error(unparsed: &UnparsedArguments, shared: bool) -> ExitCode {
    let configured = || {
        Config::load(&config_paths())
            .ok()
            .and_then(|config| config.lang)
    };
    let lang = unparsed
        .lang()
        .or_else(|| env_language().or_else(configured).filter(|_| !shared));
    let message = unparsed.message(lang.unwrap_or_default());
    let _ = if message.is_error {
        write!(stderr(), "{}", message.text)
    } else {
        write!(stdout(), "{}", message.text)
    };
    ExitCode::from(message.status)
}

/// Reads the command of an ssh session under root's login line; an empty one opens the interface. Only such a line
/// names an account; a command in the line itself takes precedence.
fn read_remote_command(cli: Cli) -> Result<Result<Cli, UnparsedArguments>, RemoteRefusal> {
    if cli.account.is_none() || cli.command.is_some() {
        return Ok(Ok(cli));
    }
    match std::env::var_os("SSH_ORIGINAL_COMMAND") {
        None => Ok(Ok(cli)),
        Some(line) => Ok(cli.parse_remote(remote::parse(
            line.to_str().ok_or(RemoteRefusal::InvalidCharacter)?,
        )?)),
    }
}

/// State before a command runs: user, configuration, database.
struct Startup {
    user: AuthenticatedUser,
    store: Option<Store>,
    config_paths: ConfigPaths,
    config: Result<Config, ConfigError>,
    db: Option<PathBuf>,
}

/// Determines the user. With an account only root's login line, the site's file and the kernel count; the process
/// is hardened before it opens anything.
fn prepare(cli: &Cli, shared: bool) -> Result<Startup, CliError> {
    let config_paths = if shared {
        site_config_path()
    } else {
        config_paths()
    };
    if shared {
        system::check_user()?;
        system::harden_process()?;
        config_paths
            .site
            .as_deref()
            .map_or(Ok(()), system::check_configuration)?;
    }
    let config = Config::load(&config_paths);
    let configured = config.as_ref().ok().and_then(|config| config.db.clone());
    let platform = || default_database_path().filter(|_| !shared);
    let db = cli.db.clone().or(configured).or_else(platform);
    let Authentication { user, store } = match &config {
        Err(_) if !shared => {
            Authentication::without_store(AuthenticatedUser::SingleUser(system::login_name()))
        }
        _ => tiendo::cli::authenticate(cli, db.as_deref())?,
    };
    let config = match &user {
        AuthenticatedUser::Account(account) => Config::load_for_account(
            &config_paths,
            account.settings.as_deref().unwrap_or_default(),
        ),
        AuthenticatedUser::SingleUser(_) | AuthenticatedUser::Owner(_) => config,
    };
    Ok(Startup {
        user,
        store,
        config_paths,
        config,
        db,
    })
}

/// Runs the command or the terminal interface.
fn run_session(
    cli: Cli,
    shared: bool,
    Startup {
        user,
        store,
        config_paths,
        config,
        db,
    }: Startup,
) -> ExitCode {
    let configured = config.as_ref().ok().and_then(|config| config.lang);
    let wanted = cli
        .lang
        .map(Lang::from)
        .or_else(|| env_language().filter(|_| !shared));
    let lang = wanted.or(configured).unwrap_or_default();
    let terminal_env = TerminalEnv::read(|name| {
        (!shared || SHARED_ENV.contains(&name)).then(|| std::env::var(name).ok())?
    });
    let display = display_settings(
        &cli,
        config.as_ref().unwrap_or(&Config::default()),
        &terminal_env,
    );
    let environment = Environment {
        user,
        store,
        clock: Clock::System(Utc::now),
        lang,
        table_output: table_output(cli.color),
        display_settings: display,
        terminal_env,
        database_path: db,
        default_database_path: default_database_path().filter(|_| !shared),
        config_paths,
        config,
    };
    let charset = if prints_text(&cli) {
        display.charset
    } else {
        Charset::default()
    };
    match run_printing(cli, environment, charset) {
        Ok(NextAction::Exit(status)) => ExitCode::from(status),
        Ok(NextAction::OpenTerminal(run)) => report_exit(
            tiendo::terminal::run_terminal(*run, Utc::now),
            lang,
            display.charset,
        ),
        Ok(NextAction::ShowKeys) => report_exit(
            tiendo::terminal::key_probe::show_keys(lang, display.charset, display.input),
            lang,
            display.charset,
        ),
        Ok(NextAction::AskFirstStart(start)) => run_first_start(*start),
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => print_failure(&failure, lang, display.charset),
    }
}

/// Runs the command and converts its output to the terminal's character set.
fn run_printing(
    cli: Cli,
    environment: Environment,
    charset: Charset,
) -> Result<NextAction, CliError> {
    let mut out = BufWriter::new(stdout().lock());
    let done = if charset == Charset::default() {
        run_command(cli, environment, &mut out, &mut stderr())
    } else {
        let mut printed = Vec::new();
        let done = run_command(cli, environment, &mut printed, &mut stderr());
        out.write_all(
            charset
                .convert_text(&String::from_utf8_lossy(&printed))
                .as_bytes(),
        )?;
        done
    };
    out.flush().map_err(CliError::from).and(done)
}

/// Returns `true` if output is for people; exchange formats, files, and output to be compared visually are not
/// converted.
fn prints_text(cli: &Cli) -> bool {
    let written = match &cli.command {
        Some(
            CliCommand::Export(_)
            | CliCommand::Completions { .. }
            | CliCommand::Config(_)
            | CliCommand::Doctor { .. },
        ) => true,
        Some(CliCommand::Remind(remind)) => remind.letter.as_deref() == Some(Path::new("-")),
        _ => false,
    };
    !written && matches!(cli.format, None | Some(OutputFormat::Text))
}

/// Display settings: flags, else the environment, else the configuration, else the terminal's abilities. `NO_COLOR`
/// overrides the configuration's theme.
fn display_settings(cli: &Cli, config: &Config, terminal_env: &TerminalEnv) -> DisplaySettings {
    let configured = DisplayPreferences {
        theme: config
            .theme
            .filter(|_| terminal_env.get("NO_COLOR").is_none()),
        ascii: config.ascii,
        no_accents: config.no_accents,
        mouse: config.mouse,
        plain: config.plain,
        escape_ms: config.escape_ms,
        escape_digits: config.escape_digits,
    };
    let wanted = cli
        .display
        .preferences()
        .or(DisplayPreferences::from_env(terminal_env))
        .or(configured);
    let color = match cli.color {
        ColorChoice::Always => Some(true),
        ColorChoice::Never => Some(false),
        ColorChoice::Auto => None,
    };
    let terminal = if stdout().is_terminal() {
        terminal_env.clone()
    } else {
        TerminalEnv::default()
    };
    DisplaySettings::resolve(wanted, color, &terminal)
}

/// Runs the start screen; without a choice prints advice.
fn run_first_start(start: FirstStart) -> ExitCode {
    let (lang, charset) = (start.lang, start.display_settings.charset);
    let run = match tiendo::terminal::start_screen::run_start_screen(&start) {
        Ok(Some(beginning)) => tiendo::cli::create_first_store(start, beginning),
        Ok(None) => Err(CliError::Store(StoreError::FileMissing(start.db))),
        Err(error) => return report_exit(Err(error), lang, charset),
    };
    match run {
        Ok(run) => report_exit(tiendo::terminal::run_terminal(run, Utc::now), lang, charset),
        Err(failure) => print_failure(&failure, lang, charset),
    }
}

/// Prints a failure as a sentence.
fn print_failure(failure: &CliError, lang: Lang, charset: Charset) -> ExitCode {
    let _ = writeln!(
        stderr(),
        "{}",
        charset.convert_text(&tiendo::domain::text::sanitize_output(
            &failure.message(lang)
        ))
    );
    ExitCode::FAILURE
}

/// Reports how the terminal interface ended.
fn report_exit(result: Result<(), TerminalError>, lang: Lang, charset: Charset) -> ExitCode {
    let failure = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(TerminalError::Signal(signal)) => return ExitCode::from(128 + signal),
        Err(TerminalError::Store(error)) => CliError::Store(error),
        Err(TerminalError::Io(error)) => CliError::OutputIo(error),
    };
    print_failure(&failure, lang, charset)
}

/// Language named by the environment; Vietnamese if it is another than the program's.
fn env_language() -> Option<Lang> {
    let name = std::env::var("TIENDO_LANG")
        .ok()
        .filter(|name| !name.is_empty())?;
    Some(if name.starts_with("en") {
        Lang::En
    } else {
        Lang::Vi
    })
}

/// Paths of the configuration: the site's file, and the user's by the platform's convention. The environment may
/// override them; an empty path disables a file.
fn config_paths() -> ConfigPaths {
    let named = |variable: &str, otherwise: Option<PathBuf>| match std::env::var_os(variable) {
        Some(name) if name.is_empty() => None,
        Some(name) => Some(PathBuf::from(name)),
        None => otherwise,
    };
    let user = project_dirs().map(|folders| folders.config_dir().join("config.toml"));
    ConfigPaths {
        site: named("TIENDO_SITE_CONFIG", site_config_path().site),
        user: named("TIENDO_CONFIG", user),
    }
}

/// The site's file at its fixed path, whatever the environment says.
fn site_config_path() -> ConfigPaths {
    ConfigPaths {
        site: cfg!(unix).then(|| PathBuf::from("/etc/tiendo/config.toml")),
        user: None,
    }
}

/// Width of the terminal, and whether colours are wanted.
fn table_output(color: ColorChoice) -> TableOutput {
    let terminal = stdout().is_terminal();
    let width = terminal
        .then(crossterm::terminal::size)
        .and_then(Result::ok);
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let color = match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => terminal && !no_color,
    };
    TableOutput {
        width: width
            .map(|(columns, _)| usize::from(columns))
            .filter(|columns| *columns > 0),
        color,
    }
}

/// Default database path in the platform's data folder.
fn default_database_path() -> Option<PathBuf> {
    project_dirs().map(|folders| folders.data_dir().join("tiendo.db"))
}

fn project_dirs() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "tiendo")
}
