//! The grammar of the commands on a plan's other parts: activities, money, inspections, the calendar, days off,
//! settings. Knows no store; texts are read later.

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::inspection::InspectionKind;

/// Which activities.
#[derive(Debug, Default, Args)]
pub struct ActivityScope {
    /// Chỉ kế hoạch này
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Chỉ tình trạng này
    #[arg(long, value_parser = ["not_begun", "running", "done", "late"])]
    pub state: Option<String>,
}

/// `activity …`
#[derive(Debug, Subcommand)]
pub enum ActivityCommand {
    /// Ghi khối lượng đã làm, số tiền đã chi, hoặc cả hai
    Set(Box<ActivitySet>),
}

/// `activity set`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true).args(["done", "spent"])))]
pub struct ActivitySet {
    /// Kế hoạch
    #[arg(long, value_name = "CODE")]
    pub plan: String,
    /// Số thứ tự trong phụ lục
    #[arg(long)]
    pub no: u32,
    /// Đã làm được
    #[arg(long, allow_hyphen_values = true, value_name = "X")]
    pub done: Option<String>,
    /// Đã chi thêm, đồng (số âm: ghi giảm, cần --note)
    #[arg(long, allow_hyphen_values = true, value_name = "AMOUNT")]
    pub spent: Option<String>,
    /// Nguồn kinh phí, số thứ tự trong kế hoạch
    #[arg(long, requires = "spent", value_name = "N")]
    pub source: Option<u32>,
    /// Ghi chú
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Ngày tính (mặc định: hôm nay)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// `budget`
#[derive(Debug, Default, Args)]
pub struct BudgetArgs {
    /// Chỉ kế hoạch này
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Từng lần chi thay vì số cộng
    #[arg(long)]
    pub lines: bool,
}

/// `spend`
#[derive(Debug, Args)]
pub struct SpendArgs {
    /// Kế hoạch
    #[arg(long, value_name = "CODE")]
    pub plan: String,
    /// Số tiền, đồng (số âm: ghi giảm, cần --note nói rõ sửa gì)
    #[arg(long, allow_hyphen_values = true, value_name = "AMOUNT")]
    pub amount: String,
    /// Nguồn kinh phí, số thứ tự trong kế hoạch
    #[arg(long, value_name = "N")]
    pub source: Option<u32>,
    /// Hoạt động, số thứ tự trong phụ lục
    #[arg(long, value_name = "N")]
    pub activity: Option<u32>,
    /// Ngày chi (mặc định: hôm nay)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Chi việc gì; với số âm: sửa lần ghi nào, vì sao
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// Which inspections.
#[derive(Debug, Default, Args)]
pub struct InspectionScope {
    /// Chỉ kế hoạch này
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Chỉ tình trạng này
    #[arg(long, value_parser = ["planned", "running", "findings_owed", "found", "closed"])]
    pub state: Option<String>,
}

/// `inspection …`
#[derive(Debug, Subcommand)]
pub enum InspectionCommand {
    /// Thêm một đợt kiểm tra
    Add {
        /// Kế hoạch
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// What it is.
        #[command(flatten)]
        parts: Box<InspectionParts>,
    },
    /// Sửa, ghi kết luận, ghi việc khắc phục, khép một đợt kiểm tra
    Set {
        /// Số của đợt (xem inspections)
        #[arg(long)]
        no: i64,
        /// What of it changes.
        #[command(flatten)]
        parts: Box<InspectionParts>,
    },
}

/// The parts of an inspection; what is absent stays as it is.
#[derive(Debug, Args)]
pub struct InspectionParts {
    /// Định kỳ hay đột xuất
    #[arg(long, value_enum)]
    pub kind: Option<InspectionKindName>,
    /// Ngày đầu
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Ngày cuối (mặc định: ngày đầu)
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Đoàn kiểm tra: đơn vị (mã, tên hoặc vài chữ), cách nhau bằng dấu chấm phẩy
    #[arg(long, value_name = "OFFICES")]
    pub team: Option<String>,
    /// Đơn vị được kiểm tra (mã, tên hoặc vài chữ)
    #[arg(long, value_name = "OFFICE")]
    pub inspected: Option<String>,
    /// Kết luận
    #[arg(long, value_name = "TEXT")]
    pub findings: Option<String>,
    /// Kiến nghị, việc khắc phục
    #[arg(long, value_name = "TEXT")]
    pub follow_up: Option<String>,
    /// Ngày khép: không còn việc phải làm
    #[arg(long, value_name = "DATE")]
    pub closed: Option<String>,
}

/// A kind of inspection by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum InspectionKindName {
    /// Định kỳ.
    Periodic,
    /// Đột xuất.
    AdHoc,
}

impl From<InspectionKindName> for InspectionKind {
    fn from(name: InspectionKindName) -> Self {
        match name {
            InspectionKindName::Periodic => Self::Periodic,
            InspectionKindName::AdHoc => Self::AdHoc,
        }
    }
}

/// `calendar`
#[derive(Debug, Default, Args)]
pub struct CalendarArgs {
    /// Tháng nào (mặc định: tháng này)
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<String>,
    /// Chỉ kế hoạch này
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
}

/// `holiday …`
#[derive(Debug, Subcommand)]
pub enum HolidayCommand {
    /// Các ngày nghỉ và ngày làm bù
    List {
        /// Chỉ năm này
        #[arg(long)]
        year: Option<i32>,
    },
    /// Thêm hoặc sửa một ngày nghỉ, ngày làm bù
    Set {
        /// Ngày
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Tên
        #[arg(long, value_name = "TEXT")]
        name: String,
        /// Ngày làm bù: làm việc dù là cuối tuần
        #[arg(long)]
        working: bool,
    },
    /// Bỏ một ngày khỏi danh sách, có lý do
    Remove {
        /// Ngày
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Lý do
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

/// `setting …`
#[derive(Debug, Subcommand)]
pub enum SettingCommand {
    /// Các cài đặt
    List,
    /// Đổi một cài đặt
    Set {
        /// Tên
        #[arg(value_parser = ["own_office", "before_inclusive", "roll_over"])]
        name: String,
        /// on, off; với `own_office`: đơn vị, hoặc none
        value: String,
        /// Chỉ nói điều sẽ thay đổi
        #[arg(long)]
        dry_run: bool,
    },
}
