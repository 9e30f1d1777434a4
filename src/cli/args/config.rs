//! The grammar of `config`.

use std::path::PathBuf;

use clap::Subcommand;

/// What about the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// In tệp cấu hình mẫu: mọi khóa, mọi phím, có chú thích
    Default,
    /// Kiểm tra cấu hình đang dùng, hoặc một tệp
    Check {
        /// Tệp cấu hình.
        file: Option<PathBuf>,
    },
    /// Tệp cấu hình được tìm ở đâu
    Path,
}
