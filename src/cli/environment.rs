//! Who sits there, when, and before what: handed in by `main`. Knows no command.

use std::path::PathBuf;

use super::auth::AuthenticatedUser;
use crate::config::{Config, ConfigError, ConfigPaths};
use crate::display::settings::DisplaySettings;
use crate::display::terminal_env::TerminalEnv;
use crate::i18n::Lang;
use crate::report::table::TableOutput;
use crate::store::Clock;

/// Who sits there, when, and before what.
#[derive(Debug)]
pub struct Environment {
    /// Who, decided by the operating system and the file.
    pub user: AuthenticatedUser,
    /// The clock.
    pub clock: Clock,
    /// The language.
    pub lang: Lang,
    /// The terminal's width and colours.
    pub table_output: TableOutput,
    /// How the terminal interface stands there.
    pub display_settings: DisplaySettings,
    /// What the environment says of the terminal.
    pub terminal_env: TerminalEnv,
    /// The database: as `--db` names it, else the configuration, else the platform's data folder.
    pub db: Option<PathBuf>,
    /// The platform's data folder.
    pub platform_db: Option<PathBuf>,
    /// Where configuration files are looked for.
    pub config_paths: ConfigPaths,
    /// What they say; a fault stops every command but those about the configuration itself.
    pub config: Result<Config, ConfigError>,
}
