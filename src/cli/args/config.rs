//! The grammar of `config`.

use std::path::PathBuf;

use clap::Subcommand;

/// What about the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print a sample configuration with all settings and keys, commented
    Default,
    /// Check the configuration in use, or a file
    Check {
        /// A configuration file.
        file: Option<PathBuf>,
    },
    /// Show where configuration files are looked for
    Path,
    /// Print the personal configuration of the account (shared database)
    Show,
    /// Set the personal configuration of the account from standard input (a configuration file without db; empty input removes it)
    Set,
}
