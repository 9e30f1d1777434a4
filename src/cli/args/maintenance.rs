//! The grammar of keeping the file: copies. Knows no store.

use std::path::PathBuf;

use clap::Args;

/// Where a copy goes.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// A new file (left out: one named after day and time in the folder backups beside the database); with --nightly: a folder
    #[arg(value_name = "FILE")]
    pub destination: Option<PathBuf>,
    /// Tonight's copy: one a day, the 30 newest good ones are kept (for cron)
    #[arg(long)]
    pub nightly: bool,
}
