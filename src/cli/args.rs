//! The grammar of the command line: names, flags, values. Knows no store; what a value means is decided later, so that
//! a refusal can be said in the user's language. Help is Vietnamese.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::domain::day::YEARS;
use crate::words::Lang;

/// Theo dõi tiến độ kế hoạch: chỉ tiêu, đơn vị chịu trách nhiệm, báo cáo quá hạn.
///
/// Không có lệnh con: mở giao diện trên màn hình.
#[derive(Debug, Parser)]
#[command(name = "tiendo", version)]
pub struct Cli {
    /// Tệp dữ liệu (mặc định: thư mục dữ liệu của người dùng)
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Xem tình hình của ngày này; chỉ dùng cho lệnh xem
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = iso_day)]
    pub as_of: Option<NaiveDate>,
    /// Dạng in ra: text, json, csv cho danh sách; thêm toml, xlsx, docx cho export
    #[arg(long, global = true, value_enum)]
    pub format: Option<Format>,
    /// Ngôn ngữ: vi (mặc định) hoặc en; hoặc đặt `TIENDO_LANG`
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangName>,
    /// Màu chữ
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// What to do; nothing opens the terminal interface.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// How things are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Format {
    /// Chữ, cho người đọc.
    Text,
    /// JSON.
    Json,
    /// CSV.
    Csv,
    /// TOML (chỉ export).
    Toml,
    /// Bảng tính (chỉ export).
    Xlsx,
    /// Văn bản (chỉ export).
    Docx,
}

/// A language by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum LangName {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

impl From<LangName> for Lang {
    fn from(name: LangName) -> Lang {
        match name {
            LangName::Vi => Lang::Vi,
            LangName::En => Lang::En,
        }
    }
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Color {
    /// Trên màn hình, trừ khi có `NO_COLOR`.
    Auto,
    /// Luôn luôn.
    Always,
    /// Không bao giờ.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Mở giao diện trên bản mẫu dùng một lần, ngày 05/06/2026
    Demo,
    /// Tạo tệp dữ liệu mới; không ghi đè
    Init {
        /// Kèm năm kế hoạch mẫu, đơn vị và quy định báo cáo (không có số liệu)
        #[arg(long)]
        sample: bool,
    },
    /// Việc hôm nay: quá hạn, sắp hạn, chờ tiếp nhận, bị trả lại
    Today(DutyScope),
    /// Một trang: chỉ tiêu theo tình trạng, báo cáo theo bốn tổng số
    Status(DutyScope),
    /// Báo cáo quá hạn chưa gửi
    Overdue {
        /// Plan, office.
        #[command(flatten)]
        scope: DutyScope,
        /// Trả mã 3 nếu có báo cáo quá hạn
        #[arg(long)]
        exit_code: bool,
    },
    /// Kế hoạch
    Plans(PlanScope),
    /// Mục tiêu
    Objectives(PlanScope),
    /// Chỉ tiêu và tình trạng
    Targets(MeasureScope),
    /// Thành phần của chỉ tiêu, với số liệu và nhận xét
    Measures(MeasureScope),
    /// Hoạt động trong phụ lục
    Activities(PlanScope),
    /// Đơn vị
    Offices,
    /// Quy định báo cáo
    Rules(PlanScope),
    /// Nghĩa vụ báo cáo
    Duties(DutyFilters),
    /// Điều kế hoạch còn bỏ ngỏ
    Gaps(PlanScope),
    /// Số liệu của một ô
    #[command(subcommand)]
    Figure(FigureCommand),
    /// Báo cáo của một nghĩa vụ
    #[command(subcommand)]
    Report(ReportCommand),
    /// Tiến độ hoạt động
    #[command(subcommand)]
    Activity(ActivityCommand),
    /// Nhập từ tệp
    #[command(subcommand)]
    Import(ImportCommand),
    /// Xuất ra tệp hoặc màn hình
    Export(ExportArgs),
    /// Sao lưu ra tệp mới, có kiểm tra
    Backup {
        /// Tệp mới.
        file: PathBuf,
    },
    /// Kiểm tra tệp dữ liệu
    Check,
    /// Gợi ý lệnh cho shell
    Completions {
        /// Shell nào.
        shell: clap_complete::Shell,
    },
}

/// Of one plan.
#[derive(Debug, Default, Args)]
pub struct PlanScope {
    /// Chỉ kế hoạch này
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
}

/// Which measures.
#[derive(Debug, Default, Args)]
pub struct MeasureScope {
    /// Chỉ kế hoạch này
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Chỉ của đơn vị này (mã hoặc tên)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Chỉ tình trạng này
    #[arg(long, value_parser = ["met", "on_track", "behind", "missed", "no_data", "not_judged"])]
    pub state: Option<String>,
}

/// Of one plan, of one office.
#[derive(Debug, Default, Args)]
pub struct DutyScope {
    /// Chỉ kế hoạch này
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Chỉ của đơn vị này (mã hoặc tên)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
}

/// Which duties.
#[derive(Debug, Default, Args)]
pub struct DutyFilters {
    /// Plan, office.
    #[command(flatten)]
    pub scope: DutyScope,
    /// Chỉ trạng thái này
    #[arg(long, value_parser = ["not_open", "in_term", "due_soon", "overdue", "waiting", "returned", "accepted"])]
    pub state: Option<String>,
    /// Chỉ quy định này
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Chỉ kỳ này
    #[arg(long)]
    pub period: Option<String>,
}

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
    Accept(DutyAt),
    /// Gia hạn
    Extend {
        /// Which duty.
        #[command(flatten)]
        duty: DutyAt,
        /// Hạn mới
        #[arg(long, value_name = "DATE")]
        to: String,
        /// Lý do
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Miễn
    Waive {
        /// Which duty.
        #[command(flatten)]
        duty: DutyAt,
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
}

/// `activity …`
#[derive(Debug, Subcommand)]
pub enum ActivityCommand {
    /// Ghi khối lượng đã làm
    Set {
        /// Kế hoạch
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Số thứ tự trong phụ lục
        #[arg(long)]
        no: u32,
        /// Đã làm được
        #[arg(long, allow_hyphen_values = true, value_name = "X")]
        done: String,
        /// Ghi chú
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        /// Ngày tính (mặc định: hôm nay)
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
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
    /// Xuất gì
    #[arg(value_enum)]
    pub what: Exported,
    /// Ra tệp này; không có hoặc - là đầu ra chuẩn
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Plan, office.
    #[command(flatten)]
    pub scope: DutyScope,
}

impl Cli {
    /// Parses the arguments; leaves with status 2 on wrong usage, as clap does.
    pub fn read() -> Self {
        let cli = Self::parse();
        let export = matches!(cli.command, Some(Command::Export(_)));
        let fits = match cli.format {
            None | Some(Format::Json | Format::Csv) => true,
            Some(Format::Text) => !export,
            Some(Format::Toml | Format::Xlsx | Format::Docx) => export,
        };
        if !fits {
            let words = "--format: text, json, csv cho danh sách; csv, json, toml cho export";
            Self::command().error(clap::error::ErrorKind::InvalidValue, words).exit();
        }
        cli
    }
}

/// Whether a command changes the database or makes a file of it.
pub fn writes(command: &Command) -> bool {
    match command {
        Command::Init { .. } | Command::Activity(_) | Command::Import(_) => true,
        Command::Figure(figure) => matches!(figure, FigureCommand::Set(_)),
        Command::Report(report) => !matches!(report, ReportCommand::Show(_)),
        Command::Demo
        | Command::Today(_)
        | Command::Status(_)
        | Command::Overdue { .. }
        | Command::Plans(_)
        | Command::Objectives(_)
        | Command::Targets(_)
        | Command::Measures(_)
        | Command::Activities(_)
        | Command::Offices
        | Command::Rules(_)
        | Command::Duties(_)
        | Command::Gaps(_)
        | Command::Export(_)
        | Command::Backup { .. }
        | Command::Check
        | Command::Completions { .. } => false,
    }
}

fn iso_day(text: &str) -> Result<NaiveDate, String> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
    day.filter(|day| YEARS.contains(&day.year())).ok_or_else(|| "YYYY-MM-DD".to_owned())
}
