//! The grammar of the commands that enter, send, import or export. Knows no store; texts are read later.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::DutyScope;

/// `figure …`
#[derive(Debug, Subcommand)]
pub enum FigureCommand {
    /// Ghi số liệu của một ô
    Set(Box<FigureSet>),
    /// Số liệu hiện có
    Show(FigureAt),
    /// Mọi lần ghi của một ô, cũ trước
    History(FigureAt),
}

/// Which cells.
#[derive(Debug, Args)]
pub struct FigureAt {
    /// Chỉ tiêu, như `tth-2021/4.3`
    #[arg(long, value_name = "ID")]
    pub measure: String,
    /// Đơn vị (mã hoặc tên)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Kỳ: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11
    #[arg(long)]
    pub period: Option<String>,
    /// Chuỗi: boys, girls
    #[arg(long)]
    pub series: Option<String>,
}

/// `figure set`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("answer").required(true)))]
// Each flag is a word of the shell, not a state of the program.
#[allow(clippy::struct_excessive_bools)]
pub struct FigureSet {
    /// Chỉ tiêu, như `tth-2021/4.3`
    #[arg(long, value_name = "ID")]
    pub measure: String,
    /// Đơn vị (mã hoặc tên)
    #[arg(long, value_name = "OFFICE")]
    pub office: String,
    /// Kỳ: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11
    #[arg(long)]
    pub period: String,
    /// Chuỗi: boys, girls
    #[arg(long)]
    pub series: Option<String>,
    /// Giá trị: 33,5 hoặc 45/75
    #[arg(long, group = "answer", allow_hyphen_values = true)]
    pub value: Option<String>,
    /// Tử số
    #[arg(long, group = "answer", requires = "denominator", allow_hyphen_values = true, value_name = "N")]
    pub numerator: Option<String>,
    /// Mẫu số
    #[arg(long, requires = "numerator", allow_hyphen_values = true, value_name = "D")]
    pub denominator: Option<String>,
    /// Số đơn vị đạt định mức
    #[arg(long, group = "answer", requires = "of", allow_hyphen_values = true, value_name = "X")]
    pub met: Option<String>,
    /// … trong số
    #[arg(long, requires = "met", allow_hyphen_values = true, value_name = "Y")]
    pub of: Option<String>,
    /// Không phát sinh
    #[arg(long, group = "answer")]
    pub none_occurred: bool,
    /// Chưa có số liệu
    #[arg(long, group = "answer")]
    pub no_data: bool,
    /// Không thuộc phạm vi
    #[arg(long, group = "answer")]
    pub not_applicable: bool,
    /// Việc có hay không: đã làm đến đâu
    #[arg(long, group = "answer", value_enum)]
    pub milestone: Option<Milestone>,
    /// Ước thực hiện
    #[arg(long)]
    pub estimate: bool,
    /// Ghi chú
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Từ chối cả số liệu bất thường
    #[arg(long)]
    pub strict: bool,
}

/// How far a milestone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Milestone {
    /// Chưa làm.
    NotBegun,
    /// Đang làm.
    InProgress,
    /// Đã xong.
    Done,
}

/// `report …`
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Ghi báo cáo đã gửi
    Send(Box<ReportSend>),
    /// Trả lại
    Return {
        /// Which duty.
        #[command(flatten)]
        duty: DutyAt,
        /// Lý do
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Hạn bổ sung
        #[arg(long, value_name = "DATE")]
        mend_by: String,
    },
    /// Tiếp nhận
    Accept(DutiesAt),
    /// Gia hạn
    Extend {
        /// Which duties.
        #[command(flatten)]
        duties: DutiesAt,
        /// Hạn mới
        #[arg(long, value_name = "DATE")]
        to: String,
        /// Lý do
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Miễn
    Waive {
        /// Which duties.
        #[command(flatten)]
        duties: DutiesAt,
        /// Lý do
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Báo cáo và mọi việc đã xảy ra với nó
    Show(DutyWhich),
}

/// One duty, and the day on which a step counts.
#[derive(Debug, Args)]
pub struct DutyAt {
    /// Quy định, như `tth-2021/r2`
    #[arg(long, value_name = "ID")]
    pub rule: String,
    /// Đơn vị (mã hoặc tên)
    #[arg(long, value_name = "OFFICE")]
    pub office: String,
    /// Kỳ báo cáo, hoặc ngày nêu trong quy định một lần
    #[arg(long)]
    pub period: String,
    /// Ngày tính (mặc định: hôm nay)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// One duty or, asked for by name, every one of a rule and period to which a step can be done; and the day on which it
/// counts. Leaving out the office alone is wrong usage: nobody gets "all" by forgetting.
#[derive(Debug, Args)]
pub struct DutiesAt {
    /// Quy định, như `tth-2021/r2`
    #[arg(long, value_name = "ID")]
    pub rule: String,
    /// Đơn vị (mã hoặc tên)
    #[arg(long, value_name = "OFFICE", required_unless_present = "all", conflicts_with = "all")]
    pub office: Option<String>,
    /// Mọi đơn vị của quy định và kỳ này mà làm được; đơn vị nào bỏ qua thì nêu lý do
    #[arg(long)]
    pub all: bool,
    /// Kỳ báo cáo, hoặc ngày nêu trong quy định một lần
    #[arg(long)]
    pub period: String,
    /// Ngày tính (mặc định: hôm nay)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// Which duties of a rule.
#[derive(Debug, Args)]
pub struct DutyWhich {
    /// Quy định, như `tth-2021/r2`
    #[arg(long, value_name = "ID")]
    pub rule: String,
    /// Đơn vị (mã hoặc tên)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Kỳ báo cáo
    #[arg(long)]
    pub period: Option<String>,
}

/// `report send`
#[derive(Debug, Args)]
pub struct ReportSend {
    /// Which duty.
    #[command(flatten)]
    pub duty: DutyAt,
    /// Số công văn
    #[arg(long, value_name = "NUMBER")]
    pub letter: Option<String>,
    /// Ngày của công văn
    #[arg(long, value_name = "DATE")]
    pub letter_date: Option<String>,
    /// Tệp thuyết minh: văn bản (kết quả) hoặc TOML với results, difficulties, proposals
    #[arg(long, value_name = "FILE")]
    pub narrative: Option<PathBuf>,
    /// Nhập thay cho đơn vị
    #[arg(long)]
    pub behalf: bool,
    /// Giải trình các ô số liệu còn thiếu
    #[arg(long, value_name = "TEXT")]
    pub missing_note: Option<String>,
    /// Từ chối khi còn ô thiếu mà không có --missing-note
    #[arg(long)]
    pub strict: bool,
}

/// `import …`
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Số liệu từ CSV: measure,office,period,series,value,numerator,denominator,kind,quality,note
    Figures {
        /// Tệp CSV; - là đầu vào chuẩn
        file: PathBuf,
        /// Chỉ nói điều sẽ thay đổi
        #[arg(long, conflicts_with = "each")]
        dry_run: bool,
        /// Ghi từng dòng, in OK và số dòng sau mỗi lần ghi
        #[arg(long)]
        each: bool,
    },
    /// Một kế hoạch từ tệp TOML, cùng dạng với export plan
    Plan(ImportPlan),
    /// Đơn vị và nhóm đơn vị từ tệp TOML ([[office]], [[group]]), hoặc đơn vị từ CSV:
    /// code,name,kind,parent,aliases,from,to,successors,on (danh sách trong ô ngăn bằng |)
    Offices(ImportOffices),
    /// Nhóm đơn vị từ tệp TOML ([[group]]); như import offices
    Groups(ImportOffices),
    /// Ngày nghỉ và ngày làm bù từ tệp TOML ([[holiday]]); ngày đã có thì thay
    Holidays(ImportFile),
}

/// A data file of offices and groups that comes in.
#[derive(Debug, Args)]
pub struct ImportOffices {
    /// The file.
    #[command(flatten)]
    pub from: ImportFile,
    /// Sửa đơn vị, nhóm cùng mã đang có (ngày kết thúc, đơn vị kế tục, thành viên …)
    #[arg(long, requires = "reason")]
    pub replace: bool,
    /// Lý do sửa
    #[arg(long, value_name = "TEXT", requires = "replace")]
    pub reason: Option<String>,
}

/// A plan's data file that comes in.
#[derive(Debug, Args)]
pub struct ImportPlan {
    /// The file.
    #[command(flatten)]
    pub from: ImportFile,
    /// Thay kế hoạch cùng mã đang có
    #[arg(long)]
    pub replace: bool,
    /// Lý do thay (bắt buộc khi chỉ tiêu đã có số liệu thay đổi)
    #[arg(long, value_name = "TEXT", requires = "replace")]
    pub reason: Option<String>,
    /// Số văn bản điều chỉnh có trong tệp: nội dung cũ giữ đến trước ngày có hiệu lực
    #[arg(long, value_name = "NUMBER", requires = "replace")]
    pub amendment: Option<String>,
}

/// What is done with a plan as a whole.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Sao thành kế hoạch mới, các ngày dời đi số năm này
    Copy {
        /// Kế hoạch đang có
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Mã của kế hoạch mới
        #[arg(long, value_name = "CODE")]
        code: String,
        /// Số năm dời đi
        #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=30))]
        years: u32,
    },
    /// Ghi một văn bản điều chỉnh
    Amend {
        /// Kế hoạch
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Số văn bản
        #[arg(long)]
        number: String,
        /// Có hiệu lực từ ngày
        #[arg(long, value_name = "DATE")]
        from: String,
        /// Ngày ký
        #[arg(long, value_name = "DATE")]
        signed_on: Option<String>,
        /// Trích yếu
        #[arg(long)]
        title: String,
    },
    /// Kết thúc theo dõi: không còn nghĩa vụ mới, không nhập số liệu nữa
    Close {
        /// Kế hoạch
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Ngày cuối (mặc định: hôm nay)
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Lý do, văn bản
        #[arg(long)]
        reason: String,
    },
    /// Mở lại kế hoạch đã kết thúc
    Reopen {
        /// Kế hoạch
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Lý do
        #[arg(long)]
        reason: String,
    },
}

/// A data file that comes in.
#[derive(Debug, Args)]
pub struct ImportFile {
    /// Tệp TOML; - là đầu vào chuẩn
    pub file: PathBuf,
    /// Chỉ nói điều sẽ thay đổi
    #[arg(long)]
    pub dry_run: bool,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Exported {
    /// Số liệu
    Figures,
    /// Nghĩa vụ báo cáo
    Duties,
    /// Báo cáo tiến độ chỉ tiêu
    Report,
    /// Tệp kế hoạch
    Plan,
    /// Đơn vị
    Offices,
    /// Nhóm đơn vị
    Groups,
    /// Ngày nghỉ
    Holidays,
}

/// `export …`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Xuất gì (mặc định: số liệu)
    #[arg(value_enum, default_value_t = Exported::Figures)]
    pub what: Exported,
    /// Ra tệp này; không có hoặc - là đầu ra chuẩn
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Plan, office.
    #[command(flatten)]
    pub scope: DutyScope,
}
