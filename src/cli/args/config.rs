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
    /// In cấu hình riêng của tài khoản (cơ sở dữ liệu dùng chung)
    Show,
    /// Đặt cấu hình riêng của tài khoản từ đầu vào chuẩn, cùng dạng với tệp cấu hình, không có db; trống là bỏ
    Set,
}
