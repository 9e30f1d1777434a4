//! Environment of a run: user, clock, terminal and configuration, built by `main`. Must not depend on commands.

use std::path::PathBuf;

use super::auth::AuthenticatedUser;
use crate::config::{Config, ConfigError, ConfigPaths};
use crate::display::settings::DisplaySettings;
use crate::display::terminal_env::TerminalEnv;
use crate::i18n::Lang;
use crate::report::table::TableOutput;
use crate::store::{Clock, Store};

/// User, clock, terminal and configuration of one run of the program.
#[derive(Debug)]
pub struct Environment {
    /// User, determined by the operating system and the database's accounts.
    pub user: AuthenticatedUser,
    /// The database, if it was opened to determine the user.
    pub store: Option<Store>,
    /// Clock of writes.
    pub clock: Clock,
    /// The language.
    pub lang: Lang,
    /// Width and colours of tables.
    pub table_output: TableOutput,
    /// Display settings of the terminal interface.
    pub display_settings: DisplaySettings,
    /// Environment variables about the terminal.
    pub terminal_env: TerminalEnv,
    /// Path of the database: from `--db`, else the configuration, else the platform's data folder.
    pub database_path: Option<PathBuf>,
    /// Default path in the platform's data folder.
    pub default_database_path: Option<PathBuf>,
    /// Search paths of configuration files.
    pub config_paths: ConfigPaths,
    /// Configuration; an error stops every command except those about the configuration.
    pub config: Result<Config, ConfigError>,
}
