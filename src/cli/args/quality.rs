//! The grammar of the commands that look after figures: who is below a quota, what is followed up, comments. Knows no
//! store; texts are read later.

use clap::{Args, Subcommand};

/// Of which quota, in which period.
#[derive(Debug, Args)]
pub struct BelowArgs {
    /// Chỉ tiêu, như `kg-tt-2030/5`
    #[arg(long, value_name = "ID")]
    pub measure: String,
    /// Kỳ; bỏ trống: kỳ mới nhất đã kết thúc
    #[arg(long)]
    pub period: Option<String>,
    /// In thành đoạn chữ để chép vào công văn, tin nhắn
    #[arg(long, conflicts_with = "format")]
    pub as_text: bool,
}

/// A measure, a cell of it, or a duty.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("about").required(true)))]
pub struct AboutArgs {
    /// Chỉ tiêu, như `tth-2021/4.3`; thêm --office, --period: một ô của nó
    #[arg(long, value_name = "ID", group = "about")]
    pub measure: Option<String>,
    /// Quy định của một báo cáo, như `tth-2021/r2`, cùng --office, --period
    #[arg(long, value_name = "ID", group = "about", requires = "office")]
    pub rule: Option<String>,
    /// Đơn vị (mã hoặc tên)
    #[arg(long, value_name = "OFFICE", requires = "period")]
    pub office: Option<String>,
    /// Kỳ
    #[arg(long, requires = "office")]
    pub period: Option<String>,
    /// Chuỗi: boys, girls
    #[arg(long, requires = "office", conflicts_with = "rule")]
    pub series: Option<String>,
}

/// `star`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
pub struct StarArgs {
    /// Chỉ tiêu, như `tth-2021/4.3`
    #[arg(long, value_name = "ID", group = "what")]
    pub measure: Option<String>,
    /// Quy định của một báo cáo, cùng --office, --period
    #[arg(long, value_name = "ID", group = "what", requires = "office")]
    pub rule: Option<String>,
    /// Đơn vị (mã hoặc tên)
    #[arg(long, value_name = "OFFICE", requires = "period", requires = "rule")]
    pub office: Option<String>,
    /// Kỳ
    #[arg(long, requires = "office")]
    pub period: Option<String>,
    /// Thôi theo dõi
    #[arg(long)]
    pub off: bool,
}

/// `comment …`
#[derive(Debug, Subcommand)]
pub enum CommentCommand {
    /// Thêm một ý kiến
    Add {
        /// What it is about.
        #[command(flatten)]
        about: AboutArgs,
        /// Nội dung
        #[arg(long)]
        text: String,
    },
    /// Ý kiến đã có, cũ trước
    List(AboutArgs),
}
