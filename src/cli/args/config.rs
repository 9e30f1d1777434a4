//! The grammar of `config`.

use std::path::PathBuf;

use clap::Subcommand;

/// What about the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print a sample configuration: every setting and key, with comments
    Default,
    /// Check the configuration in use, or a file
    Check {
        /// A configuration file.
        file: Option<PathBuf>,
    },
    /// Where configuration files are looked for
    Path,
    /// Print the account's own configuration (shared database)
    Show,
    /// Set the account's own configuration from standard input, in the form of a configuration file without db; empty removes it
    Set,
}
