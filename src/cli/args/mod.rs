//! The grammar of the command line: names, flags, values. Knows no store; what a value means is decided later, so that
//! a refusal can be said in the user's language. Help is Vietnamese.

mod account;
mod config;
mod custody;
mod entry;
mod journal;
mod manner;
mod path;
mod quality;
mod work;

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

pub use account::{AccountAdd, AccountCommand, AdminCommand, KeyCommand, KeysArgs, RoleName};
pub use config::ConfigCommand;
pub use custody::BackupArgs;
pub use journal::JournalArgs;

pub use entry::{
    DutiesAt, DutyAt, DutyWhich, ExportArgs, Exported, FigureAt, FigureCommand, FigureSet, ImportCommand, ImportFile,
    ImportOffices, ImportPlan, Milestone, PlanCommand, ReportCommand, ReportSend,
};
pub use work::{
    ActivityCommand, ActivityScope, ActivitySet, BudgetArgs, CalendarArgs, HolidayCommand, InspectionCommand,
    InspectionKindName, InspectionParts, InspectionScope, SettingCommand, SpendArgs,
};

pub use manner::{MannerArgs, ThemeName};
pub use quality::{AboutArgs, BelowArgs, CommentCommand, StarArgs};

use crate::domain::day::YEARS;
use crate::domain::duty::Channel;
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
    /// Tài khoản của cơ sở dữ liệu dùng chung; đứng trước lệnh, do quản trị máy ghi trong dòng đăng nhập
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
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
    /// How the screen looks.
    #[command(flatten)]
    pub manner: MannerArgs,
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
        /// Dùng chung: người dùng vào bằng tài khoản (xem account, admin)
        #[arg(long)]
        shared: bool,
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
    /// Sao, điều chỉnh, kết thúc một kế hoạch
    #[command(subcommand)]
    Plan(PlanCommand),
    /// Mục tiêu
    Objectives(PlanScope),
    /// Chỉ tiêu và tình trạng
    Targets(MeasureScope),
    /// Thành phần của chỉ tiêu, với số liệu và nhận xét
    Measures(MeasureScope),
    /// Hoạt động trong phụ lục
    Activities(ActivityScope),
    /// Đơn vị có đến ngày xem, kể cả đơn vị đã kết thúc
    Offices {
        /// Chỉ đơn vị còn hoạt động (living) hoặc đã kết thúc (ended)
        #[arg(long, value_enum)]
        state: Option<OfficeState>,
    },
    /// Quy định báo cáo
    Rules(PlanScope),
    /// Nghĩa vụ báo cáo
    Duties(DutyFilters),
    /// Điều kế hoạch còn bỏ ngỏ
    Gaps(PlanScope),
    /// Số ước đã đến lúc thay bằng số chính thức
    Estimates(DutyScope),
    /// Đơn vị chưa đủ mức giao của một chỉ tiêu, và còn thiếu bao nhiêu
    Below(BelowArgs),
    /// Theo dõi một chỉ tiêu hay một báo cáo; --off để thôi
    Star(StarArgs),
    /// Điều tôi đang theo dõi
    Starred,
    /// Ý kiến về chỉ tiêu, ô số liệu, báo cáo
    #[command(subcommand)]
    Comment(CommentCommand),
    /// Số liệu của một ô
    #[command(subcommand)]
    Figure(FigureCommand),
    /// Báo cáo của một nghĩa vụ
    #[command(subcommand)]
    Report(ReportCommand),
    /// Tiến độ hoạt động
    #[command(subcommand)]
    Activity(ActivityCommand),
    /// Kinh phí: kế hoạch, đã chi, còn lại, theo nguồn
    Budget(BudgetArgs),
    /// Ghi một khoản chi, hoặc ghi giảm một khoản
    Spend(SpendArgs),
    /// Các đợt kiểm tra
    Inspections(InspectionScope),
    /// Đợt kiểm tra: thêm, ghi kết luận
    #[command(subcommand)]
    Inspection(InspectionCommand),
    /// Lịch một tháng: hạn báo cáo, ngày kỷ niệm, hoạt động, kiểm tra, ngày nghỉ
    Calendar(CalendarArgs),
    /// Ngày nghỉ và ngày làm bù
    #[command(subcommand)]
    Holiday(HolidayCommand),
    /// Cài đặt: đơn vị của tôi, cách tính hạn
    #[command(subcommand)]
    Setting(SettingCommand),
    /// Ghi việc đôn đốc những đơn vị còn nợ báo cáo
    Remind(RemindArgs),
    /// Khóa số liệu một kỳ của kế hoạch
    Lock(LockAt),
    /// Các kỳ đã khóa và các lần mở khóa: ai, lúc nào, đến khi nào, vì sao
    Locks(PlanScope),
    /// Mở khóa có lý do và hạn
    Unlock {
        /// What.
        #[command(flatten)]
        at: LockAt,
        /// Lý do mở
        #[arg(long)]
        reason: String,
        /// Ngày cuối được sửa
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// Nhập từ tệp; không nói gì thêm: số liệu từ đầu vào chuẩn
    Import {
        /// What.
        #[command(subcommand)]
        what: Option<ImportCommand>,
    },
    /// Xuất ra tệp hoặc màn hình
    Export(ExportArgs),
    /// Sao lưu, có kiểm tra bản sao
    Backup(BackupArgs),
    /// Khôi phục từ một bản sao; tệp đang dùng được giữ lại bên cạnh
    Restore {
        /// Bản sao.
        file: PathBuf,
    },
    /// Tài khoản của cơ sở dữ liệu dùng chung
    #[command(subcommand)]
    Account(AccountCommand),
    /// Việc của người giữ tệp: dùng chung hay một người
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Nâng tệp dữ liệu cũ lên phiên bản của chương trình này; tự sao lưu trước
    Upgrade,
    /// Nhật ký: ai đổi gì, lúc nào, trước và sau
    Journal(JournalArgs),
    /// Kiểm tra tệp dữ liệu: cấu trúc, lịch sử, nhật ký
    Check {
        /// Mã cuối nhật ký đã ghi lần trước: còn trong nhật ký không
        #[arg(long, value_name = "NO:CODE")]
        head: Option<String>,
    },
    /// Xem cửa sổ dòng lệnh, bàn phím, tệp dữ liệu có ổn không
    Doctor {
        /// Bấm từng phím để xem phím nào đến; q để thôi
        #[arg(long)]
        keys: bool,
    },
    /// Tệp cấu hình: mẫu, kiểm tra, nơi để
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Gợi ý lệnh cho shell
    Completions {
        /// Shell nào.
        shell: clap_complete::Shell,
    },
}

/// Whether an office lives on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum OfficeState {
    /// It does.
    Living,
    /// It ended before.
    Ended,
}

/// Whom to remind, of what, and how.
#[derive(Debug, Args)]
pub struct RemindArgs {
    /// Quy định báo cáo
    #[arg(long, value_name = "ID")]
    pub rule: String,
    /// Kỳ
    #[arg(long)]
    pub period: String,
    /// Chỉ đơn vị này (mã hoặc tên); bỏ trống: mọi đơn vị còn nợ
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Ngày đôn đốc (mặc định: hôm nay)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Qua đâu
    #[arg(long, value_enum, default_value_t = ChannelName::Letter)]
    pub channel: ChannelName,
    /// Ghi chú, số công văn
    #[arg(long)]
    pub note: Option<String>,
    /// Soạn công văn đôn đốc ra tệp này (docx); không ghi đè; - là đầu ra chuẩn
    #[arg(long, value_name = "FILE")]
    pub letter: Option<PathBuf>,
    /// Hạn mới nêu trong công văn
    #[arg(long, value_name = "DATE", requires = "letter")]
    pub asked_by: Option<String>,
    /// Chỉ soạn công văn, chưa ghi việc đôn đốc
    #[arg(long, requires = "letter")]
    pub draft: bool,
}

/// The way of a reminder by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum ChannelName {
    /// Công văn.
    Letter,
    /// Điện thoại.
    Phone,
    /// Thư điện tử.
    Email,
    /// Tin nhắn.
    Message,
    /// Gặp trực tiếp.
    InPerson,
}

impl From<ChannelName> for Channel {
    fn from(name: ChannelName) -> Channel {
        match name {
            ChannelName::Letter => Channel::Letter,
            ChannelName::Phone => Channel::Phone,
            ChannelName::Email => Channel::Email,
            ChannelName::Message => Channel::Message,
            ChannelName::InPerson => Channel::InPerson,
        }
    }
}

/// A period of a plan, for one office or all.
#[derive(Debug, Args)]
pub struct LockAt {
    /// Kế hoạch
    #[arg(long, value_name = "CODE")]
    pub plan: String,
    /// Kỳ: 2023, 2023-H1, 2023-Q4 …
    #[arg(long)]
    pub period: String,
    /// Chỉ của đơn vị này (mã hoặc tên)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
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
    #[arg(long, value_parser = ["not_open", "in_term", "due_soon", "overdue", "waiting", "returned", "accepted", "passed_on"])]
    pub state: Option<String>,
    /// Chỉ quy định này
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Chỉ kỳ này
    #[arg(long)]
    pub period: Option<String>,
}

impl Cli {
    /// Parses the arguments; leaves with status 2 on wrong usage, as clap does.
    pub fn read() -> Self {
        Self::try_parse().unwrap_or_else(|error| leave(&error)).fitting()
    }

    /// The same for what was asked from afar, with what root's line said before it. The arguments passed the closed
    /// grammar of [`crate::remote`].
    #[must_use]
    pub fn read_remote(self, arguments: Vec<String>) -> Self {
        let asked = std::iter::once("tiendo".to_owned()).chain(arguments);
        let asked = Self::try_parse_from(asked).unwrap_or_else(|error| leave(&error)).fitting();
        Self { account: self.account, db: self.db, ..asked }
    }

    fn fitting(self) -> Self {
        let export = matches!(self.command, Some(Command::Export(_)));
        let fits = match self.format {
            None | Some(Format::Json | Format::Csv) => true,
            Some(Format::Text) => !export,
            Some(Format::Toml | Format::Xlsx | Format::Docx) => export,
        };
        if !fits {
            let words = "--format: text, json, csv cho danh sách (lists); csv, json, toml, xlsx, docx cho export";
            leave(&Self::command().error(clap::error::ErrorKind::InvalidValue, words));
        }
        self
    }
}

/// Prints help, or why the arguments cannot be read, and leaves. What was typed is printed back as a screen may have it.
fn leave(error: &clap::Error) -> ! {
    use std::io::Write;
    let words = error.render().to_string();
    let words = crate::domain::text::clean_out(&words);
    let _ =
        if error.use_stderr() { write!(std::io::stderr(), "{words}") } else { write!(std::io::stdout(), "{words}") };
    std::process::exit(error.exit_code())
}

/// Whether a command changes the database or makes a file of it.
pub fn writes(command: &Command) -> bool {
    match command {
        Command::Init { .. }
        | Command::Activity(_)
        | Command::Admin(_)
        | Command::Spend(_)
        | Command::Inspection(_)
        | Command::Import { .. }
        | Command::Lock(_)
        | Command::Plan(_)
        | Command::Remind(_)
        | Command::Restore { .. }
        | Command::Star(_)
        | Command::Upgrade
        | Command::Unlock { .. } => true,
        Command::Account(account) => !matches!(account, AccountCommand::List | AccountCommand::Keys(_)),
        Command::Comment(comment) => matches!(comment, CommentCommand::Add { .. }),
        Command::Figure(figure) => matches!(figure, FigureCommand::Set(_)),
        Command::Report(report) => !matches!(report, ReportCommand::Show(_)),
        Command::Holiday(holiday) => !matches!(holiday, HolidayCommand::List { .. }),
        Command::Config(config) => matches!(config, ConfigCommand::Set),
        Command::Setting(setting) => !matches!(setting, SettingCommand::List),
        Command::Demo
        | Command::Budget(_)
        | Command::Inspections(_)
        | Command::Calendar(_)
        | Command::Today(_)
        | Command::Status(_)
        | Command::Overdue { .. }
        | Command::Plans(_)
        | Command::Objectives(_)
        | Command::Targets(_)
        | Command::Measures(_)
        | Command::Activities(_)
        | Command::Offices { .. }
        | Command::Rules(_)
        | Command::Locks(_)
        | Command::Duties(_)
        | Command::Gaps(_)
        | Command::Estimates(_)
        | Command::Below(_)
        | Command::Starred
        | Command::Export(_)
        | Command::Backup(_)
        | Command::Check { .. }
        | Command::Doctor { .. }
        | Command::Journal(_)
        | Command::Completions { .. } => false,
    }
}

fn iso_day(text: &str) -> Result<NaiveDate, String> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
    day.filter(|day| YEARS.contains(&day.year())).ok_or_else(|| "YYYY-MM-DD".to_owned())
}
