//! The grammar of the maintenance of the file: copies. Must not depend on the store.

use std::path::PathBuf;

use clap::Args;

/// Where a copy goes.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// New file (default: named after date and time, in the folder backups next to the database); with --nightly: a folder
    #[arg(value_name = "FILE")]
    pub destination: Option<PathBuf>,
    /// Nightly backup: one per day, the 30 latest good ones are kept (for cron)
    #[arg(long)]
    pub nightly: bool,
}
