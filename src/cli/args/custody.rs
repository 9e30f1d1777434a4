//! The grammar of keeping the file: copies. Knows no store.

use std::path::PathBuf;

use clap::Args;

/// Where a copy goes.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Tệp mới (bỏ trống: tệp mang ngày giờ trong thư mục backups cạnh tệp dữ liệu); với --nightly: thư mục
    #[arg(value_name = "FILE")]
    pub place: Option<PathBuf>,
    /// Bản của đêm nay: mỗi ngày một bản, giữ 30 bản tốt mới nhất (để cron gọi)
    #[arg(long)]
    pub nightly: bool,
}
