//! The grammar of `account` and `admin`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::account::Role;

/// What about accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Thêm một tài khoản
    Add(AccountAdd),
    /// Mọi tài khoản, cả tài khoản đã xóa
    List,
    /// Tạm khóa: không vào được nữa
    Suspend {
        /// Tên tài khoản
        name: String,
    },
    /// Mở lại tài khoản đang tạm khóa
    Resume {
        /// Tên tài khoản
        name: String,
    },
    /// Xóa hẳn; tên không cấp lại, nhật ký còn nguyên
    Remove {
        /// Tên tài khoản
        name: String,
    },
    /// Đổi vai trò, đơn vị
    Role {
        /// Tên tài khoản
        name: String,
        /// Vai trò
        #[arg(value_enum)]
        role: RoleName,
        /// Đơn vị (mã hoặc tên); bỏ trống: giữ nguyên
        #[arg(long, value_name = "OFFICE")]
        office: Option<String>,
    },
    /// Khóa công khai của một tài khoản
    #[command(subcommand)]
    Key(KeyCommand),
    /// In các dòng để quản trị máy đặt vào tệp khóa của sshd; không tự ghi
    Keys(KeysArgs),
}

/// A new account.
#[derive(Debug, Args)]
pub struct AccountAdd {
    /// Tên tài khoản: a–z, 0–9, dấu chấm, gạch dưới, gạch nối
    pub name: String,
    /// Họ tên người dùng
    #[arg(long, value_name = "TEXT")]
    pub person: String,
    /// Vai trò
    #[arg(long, value_enum)]
    pub role: RoleName,
    /// Đơn vị (mã hoặc tên)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Khóa công khai OpenSSH, trên một dòng; nhiều khóa thì lặp lại
    #[arg(long, value_name = "KEY")]
    pub key: Vec<String>,
    /// Đọc khóa từ tệp, mỗi dòng một khóa; - là đầu vào chuẩn
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

/// What about keys.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Thêm khóa
    Add {
        /// Tên tài khoản
        name: String,
        /// Khóa công khai OpenSSH, trong ngoặc kép
        #[arg(required_unless_present = "file")]
        key: Option<String>,
        /// Đọc khóa từ tệp, mỗi dòng một khóa; - là đầu vào chuẩn
        #[arg(long, value_name = "FILE", conflicts_with = "key")]
        file: Option<PathBuf>,
    },
    /// Bỏ khóa
    Remove {
        /// Tên tài khoản
        name: String,
        /// Một đoạn chỉ có trong khóa ấy: ghi chú cuối dòng, hay vài ký tự
        key: String,
    },
}

/// Which of root's lines.
#[derive(Debug, Args)]
pub struct KeysArgs {
    /// Chỉ của tài khoản này
    pub name: Option<String>,
    /// In quy tắc sudo thay cho dòng khóa
    #[arg(long)]
    pub sudo: bool,
    /// Chương trình nằm ở đâu trên máy chủ (mặc định: chính chương trình này)
    #[arg(long, value_name = "FILE")]
    pub program: Option<PathBuf>,
}

/// A role by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    /// Lãnh đạo: chỉ xem.
    Viewer,
    /// Cán bộ báo cáo của đơn vị.
    Reporter,
    /// Đầu mối kế hoạch.
    Coordinator,
    /// Quản trị.
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Role {
        match name {
            RoleName::Viewer => Role::Viewer,
            RoleName::Reporter => Role::Reporter,
            RoleName::Coordinator => Role::Coordinator,
            RoleName::Admin => Role::Admin,
        }
    }
}

/// What the file's owner does.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum AdminCommand {
    /// Chuyển cơ sở dữ liệu của một người sang dùng chung
    Share,
    /// Chuyển về của một người
    Unshare,
}
