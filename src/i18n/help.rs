//! Help texts of the command line. The English text is the documentation of the argument; this table has the Vietnamese
//! translation of each. Must not depend on arguments: a test compares them all.

use super::Lang;
use crate::texts;

texts! {
    /// Headings of the help.
    pub enum HelpHeading {
        Usage => "Cách dùng:", "Usage:";
        Commands => "Lệnh", "Commands";
        ViewCommands => "Xem", "View";
        RecordCommands => "Ghi", "Record";
        PlanCommands => "Kế hoạch", "Plans";
        AdministrationCommands => "Quản trị", "Administration";
        Arguments => "Đối số", "Arguments";
        Options => "Tùy chọn", "Options";
        Everywhere => "Tùy chọn dùng với mọi lệnh", "Options for every command";
        AnyOption => "[TÙY CHỌN]", "[OPTIONS]";
        Command => "LỆNH", "COMMAND";
        Example => "Ví dụ:", "Example:";
        OneOf => "một trong: {}", "one of: {}";
        Otherwise => "mặc định: {}", "default: {}";
        Help => "In phần trợ giúp này", "Print this help";
        HelpCommand => "In trợ giúp của một lệnh", "Print the help of a command";
        Version => "In phiên bản của chương trình", "Print the version of the program";
    }
}

/// Help text in a language; `None` if the table lacks it.
pub fn help_text(lang: Lang, english: &str) -> Option<&'static str> {
    find_text(TEXTS, lang, english)
}

/// Value name, as in `--db FILE`; `None` if the table lacks it.
pub fn value_name(lang: Lang, english: &str) -> Option<&'static str> {
    find_text(VALUE_NAMES, lang, english)
}

/// Every English text, to find unused ones.
pub fn all_texts() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().chain(VALUE_NAMES).map(|(english, _)| *english)
}

fn find_text(table: &'static [(&str, &str)], lang: Lang, english: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(row, _)| *row == english)
        .map(|(english, vietnamese)| match lang {
            Lang::Vi => *vietnamese,
            Lang::En => *english,
        })
}

/// Pairs of English and Vietnamese texts.
const TEXTS: &[(&str, &str)] = &[
    ("A configuration file", "Tệp cấu hình"),
    (
        "Calendar of a month: reports due, yearly events, activities, inspections, holidays",
        "Lịch một tháng: hạn cuối báo cáo, ngày kỷ niệm, hoạt động, đợt kiểm tra, ngày nghỉ",
    ),
    (
        "New file (default: named after date and time, in the folder backups next to the database); with --nightly: a folder",
        "Tệp mới (mặc định: tệp mang ngày giờ trong thư mục backups cạnh tệp dữ liệu); với --nightly: thư mục",
    ),
    (
        "A part found only in this SSH key: its comment, or a few characters",
        "Một đoạn chỉ có trong khóa SSH đó: ghi chú cuối dòng, hoặc vài ký tự",
    ),
    (
        "Import a plan from a TOML file, in the format of export plan",
        "Nhập một kế hoạch từ tệp TOML, cùng dạng với export plan",
    ),
    ("Existing plan", "Kế hoạch đang có"),
    ("Accept submitted reports", "Tiếp nhận báo cáo đã gửi"),
    (
        "Account of a shared database; set by the server administrator in the SSH login line (root)",
        "Tài khoản của tệp dữ liệu dùng chung; do quản trị máy chủ (root) ghi trong dòng đăng nhập SSH",
    ),
    (
        "Manage accounts of a shared database",
        "Quản lý tài khoản của tệp dữ liệu dùng chung",
    ),
    (
        "Show activities of the annex",
        "Xem hoạt động trong phụ lục",
    ),
    (
        "Activity (its number in the annex)",
        "Hoạt động (số thứ tự trong phụ lục)",
    ),
    ("Ad hoc", "Đột xuất"),
    ("Add a comment", "Thêm một ý kiến"),
    ("Add an account", "Thêm một tài khoản"),
    ("Add an inspection", "Thêm một đợt kiểm tra"),
    ("Add SSH keys", "Thêm khóa SSH"),
    (
        "Add or change a holiday or make-up workday",
        "Thêm hoặc sửa ngày nghỉ, ngày làm bù",
    ),
    ("Application administrator", "Quản trị ứng dụng"),
    (
        "List all accounts, including removed ones",
        "Xem mọi tài khoản, kể cả tài khoản đã xóa",
    ),
    (
        "Show all entries for a cell, oldest first",
        "Xem mọi lần ghi của một ô, cũ nhất trước",
    ),
    ("Always", "Luôn luôn"),
    (
        "Amount in đồng (negative: a reversal; --note must say what it corrects)",
        "Số tiền, đồng (số âm: ghi giảm, --note phải nêu rõ khoản được đính chính)",
    ),
    ("The figure is an estimate", "Là số ước"),
    (
        "Add or change an inspection, record its findings",
        "Thêm, sửa đợt kiểm tra, ghi kết luận",
    ),
    (
        "Print a paragraph to copy into a letter or message",
        "In thành đoạn văn để chép vào công văn, tin nhắn",
    ),
    (
        "Show at most this many entries, newest first",
        "Số dòng nhiều nhất, mới nhất trước",
    ),
    (
        "Upgrade an older database (makes a backup first)",
        "Nâng cấp tệp dữ liệu cũ (tự sao lưu trước)",
    ),
    (
        "Import figures (by default from standard input), a plan, offices, groups or holidays",
        "Nhập số liệu (mặc định: từ đầu vào chuẩn), kế hoạch, đơn vị, nhóm, ngày nghỉ",
    ),
    (
        "Show the budget by source: budgeted, spent, left",
        "Xem kinh phí theo nguồn: dự toán, đã chi, còn lại",
    ),
    (
        "Shift all dates forward by this many years",
        "Chuyển các mốc thời gian về sau (số năm)",
    ),
    (
        "Only by this person (account name)",
        "Chỉ của người này (tên tài khoản)",
    ),
    ("Channel of the reminder", "Hình thức đôn đốc"),
    ("Change a setting", "Đổi một cài đặt"),
    (
        "Change an inspection, record findings and follow-up, complete it",
        "Sửa đợt kiểm tra, ghi kết luận và việc khắc phục, kết thúc đợt kiểm tra",
    ),
    (
        "Change the role and office of an account",
        "Đổi vai trò, đơn vị của tài khoản",
    ),
    (
        "Change existing offices and groups with the same codes (closing date, successors, members …)",
        "Sửa đơn vị, nhóm đang có cùng mã (ngày kết thúc, đơn vị kế thừa, thành viên …)",
    ),
    ("Only changes of this type", "Chỉ việc loại này"),
    (
        "Check the configuration in use, or a file",
        "Kiểm tra cấu hình đang dùng, hoặc một tệp",
    ),
    (
        "Check the database: structure, history, audit log",
        "Kiểm tra tệp dữ liệu: cấu trúc, lịch sử, nhật ký",
    ),
    ("Code of the new plan", "Mã của kế hoạch mới"),
    ("Use colours in text output", "Màu chữ khi in ra"),
    (
        "Colour theme; or set TIENDO_THEME",
        "Bộ màu; hoặc đặt TIENDO_THEME",
    ),
    (
        "Add or show comments on measures, cells, reports",
        "Ghi, xem ý kiến về chỉ tiêu, ô số liệu, báo cáo",
    ),
    (
        "Print command completions for a shell",
        "In tệp gợi ý lệnh cho shell",
    ),
    (
        "Show, check or set the configuration",
        "Xem, kiểm tra, đặt cấu hình",
    ),
    ("Coordinator of plans", "Cán bộ đầu mối kế hoạch"),
    (
        "Copy a plan into a new one, with its dates shifted forward",
        "Sao chép thành kế hoạch mới, các mốc thời gian chuyển về sau",
    ),
    (
        "Copy, amend, close or reopen a plan",
        "Sao chép, điều chỉnh, kết thúc theo dõi, mở lại kế hoạch",
    ),
    (
        "Create a new database (never overwrites a file)",
        "Tạo tệp dữ liệu mới (không ghi đè)",
    ),
    (
        "CSV file (- for standard input)",
        "Tệp CSV (- là đầu vào chuẩn)",
    ),
    ("CSV", "CSV"),
    ("Dark background", "Nền tối"),
    (
        "Database (default: in the user's data folder)",
        "Tệp dữ liệu (mặc định: thư mục dữ liệu của người dùng)",
    ),
    ("Resubmit by this date", "Hạn gửi lại"),
    (
        "Date requested in the letter (does not extend the deadline)",
        "Đề nghị gửi chậm nhất ngày (không phải gia hạn)",
    ),
    ("Date of signature", "Ngày ký"),
    ("Date of the letter", "Ngày của văn bản"),
    (
        "Date of payment (default: today)",
        "Ngày chi (mặc định: hôm nay)",
    ),
    (
        "Date of the reminder (default: today)",
        "Ngày đôn đốc (mặc định: hôm nay)",
    ),
    (
        "Date of this step; for a submission, the date received (default: today)",
        "Ngày thực hiện; khi ghi nhận đã gửi là ngày đến (mặc định: hôm nay)",
    ),
    (
        "Date of this progress (default: today)",
        "Ngày của tiến độ này (mặc định: hôm nay)",
    ),
    ("Effective date", "Có hiệu lực từ ngày"),
    ("Follow-up completed on", "Ngày hoàn thành khắc phục"),
    ("Date", "Ngày"),
    (
        "Import holidays and make-up workdays from a TOML file ([[holiday]]); existing dates are replaced",
        "Nhập ngày nghỉ, ngày làm bù từ tệp TOML ([[holiday]]); ngày đã có được thay",
    ),
    (
        "Manage holidays and make-up workdays",
        "Quản lý ngày nghỉ, ngày làm bù",
    ),
    ("Holidays and make-up workdays", "Ngày nghỉ, ngày làm bù"),
    ("Denominator", "Mẫu số"),
    ("Word document (export only)", "Văn bản Word (chỉ export)"),
    ("Done", "Đã hoàn thành"),
    ("Email", "Thư điện tử"),
    (
        "Show each payment instead of totals",
        "Liệt kê từng khoản chi thay vì số cộng",
    ),
    (
        "End-of-log code noted earlier: check that it is still in the audit log",
        "Mã cuối nhật ký đã ghi lần trước: kiểm tra còn trong nhật ký không",
    ),
    ("Closed", "Đã kết thúc"),
    ("English", "Tiếng Anh"),
    ("Enter the figure of a cell", "Nhập số liệu của một ô"),
    ("Recorded on behalf of the office", "Ghi thay cho đơn vị"),
    (
        "Show estimates that are due to be replaced by final figures",
        "Xem số ước đã đến lúc thay bằng số chính thức",
    ),
    (
        "Apply to all eligible offices; skipped ones are listed with the reason",
        "Áp dụng cho mọi đơn vị đủ điều kiện; đơn vị bị bỏ qua được nêu kèm lý do",
    ),
    (
        "Exit with code 3 if anything is overdue",
        "Trả mã 3 nếu có báo cáo quá hạn",
    ),
    (
        "Extend the deadline of reports due",
        "Gia hạn báo cáo phải gửi",
    ),
    (
        "Import figures from CSV: measure,office,period,series,value,numerator,denominator,kind,quality,note",
        "Nhập số liệu từ CSV: measure,office,period,series,value,numerator,denominator,kind,quality,note",
    ),
    (
        "Import steps of reports from CSV, all or none: step (sent, returned, accepted, extended, waived, reminded), rule, \
                 office, period, on, to, reason, mend_by, letter, letter_date, results, difficulties, proposals, \
                 missing_note, channel, note, expect (last step: none or a word of step)",
        "Nhập các bước xử lý báo cáo từ CSV, ghi tất cả hoặc không ghi dòng nào: step (sent, returned, accepted, extended, \
                 waived, reminded), rule, office, period, on, to, reason, mend_by, letter, letter_date, results, \
                 difficulties, proposals, missing_note, channel, note, expect (bước gần nhất: none hoặc một giá trị của step)",
    ),
    (
        "Dry run: show what would be recorded",
        "Chạy thử: xem những gì sẽ được ghi",
    ),
    ("Figures", "Số liệu"),
    ("Findings", "Kết luận"),
    ("Start date", "Từ ngày"),
    (
        "Star a measure or a report (--off to unstar)",
        "Đánh dấu sao một chỉ tiêu, một báo cáo (--off: bỏ dấu)",
    ),
    (
        "Tracks government plans: targets, responsible offices, overdue reports",
        "Theo dõi tiến độ kế hoạch: chỉ tiêu, đơn vị chịu trách nhiệm, báo cáo quá hạn",
    ),
    (
        "Output format; toml, xlsx, docx for export only",
        "Dạng kết quả; toml, xlsx, docx chỉ dùng cho export",
    ),
    ("From this date", "Từ ngày"),
    (
        "Import groups of offices from a TOML file ([[group]]); same as import offices",
        "Nhập nhóm đơn vị từ tệp TOML ([[group]]); như import offices",
    ),
    ("Groups of offices", "Nhóm đơn vị"),
    ("High contrast", "Tương phản cao"),
    (
        "Record the progress of an activity",
        "Ghi tiến độ hoạt động",
    ),
    (
        "View the state on this date; for viewing only",
        "Xem tình hình tại ngày này; chỉ dùng để xem",
    ),
    ("In person", "Gặp trực tiếp"),
    ("In progress", "Đang thực hiện"),
    ("Show inspections", "Xem các đợt kiểm tra"),
    (
        "Write to this new file (default or -: standard output)",
        "Ghi ra tệp mới này (mặc định hoặc -: đầu ra chuẩn)",
    ),
    ("Overwrite an existing file", "Ghi đè nếu tệp đã có"),
    (
        "Number of the inspection (see inspections)",
        "Số của đợt kiểm tra (xem inspections)",
    ),
    (
        "Activity number in the annex",
        "Số thứ tự của hoạt động trong phụ lục",
    ),
    ("Title of the document", "Trích yếu"),
    (
        "Show the audit log: who changed what, when, before and after",
        "Xem nhật ký: ai sửa gì, lúc nào, trước và sau",
    ),
    ("JSON", "JSON"),
    (
        "Language; or set TIENDO_LANG",
        "Ngôn ngữ; hoặc đặt TIENDO_LANG",
    ),
    (
        "End date (default: the start date)",
        "Đến ngày (mặc định: bằng từ ngày)",
    ),
    (
        "Last day of tracking (default: today)",
        "Ngày cuối theo dõi (mặc định: hôm nay)",
    ),
    (
        "Last day on which changes are allowed",
        "Ngày cuối được sửa",
    ),
    ("Leader: view only", "Lãnh đạo: chỉ xem"),
    (
        "Reactivate a suspended account",
        "Cho tài khoản tạm ngừng hoạt động lại",
    ),
    ("Letter", "Công văn"),
    (
        "Letters without diacritics, for terminals that cannot show Vietnamese; or set TIENDO_NO_ACCENTS=1",
        "Chữ không dấu, cho màn hình không hiển thị được tiếng Việt; hoặc đặt TIENDO_NO_ACCENTS=1",
    ),
    ("Light background", "Nền sáng"),
    (
        "Plain lines of text instead of a full screen, for screen readers; or set TIENDO_PLAIN=1",
        "Hiển thị từng dòng chữ thay cho màn hình, cho trình đọc màn hình; hoặc đặt TIENDO_PLAIN=1",
    ),
    (
        "Only entries containing this text (diacritics are ignored)",
        "Chỉ dòng có chuỗi này (không cần dấu)",
    ),
    (
        "Lock the figures of a period",
        "Khóa số liệu một kỳ của kế hoạch",
    ),
    (
        "Show locked and unlocked periods: who, when, until when, why",
        "Xem các kỳ đã khóa, mở khóa: ai, lúc nào, đến ngày nào, lý do",
    ),
    (
        "Back up the database and check the copy",
        "Sao lưu tệp dữ liệu và kiểm tra bản sao lưu",
    ),
    (
        "Draw symbols and lines in ASCII; or set TIENDO_ASCII=1",
        "Ký hiệu và đường kẻ bằng ASCII; hoặc đặt TIENDO_ASCII=1",
    ),
    (
        "Measure, such as kg-tt-2030/5",
        "Chỉ tiêu, như kg-tt-2030/5",
    ),
    (
        "Measure, such as tth-2021/4.3",
        "Chỉ tiêu, như tth-2021/4.3",
    ),
    (
        "Measure, such as tth-2021/4.3; with --office and --period: one of its cells",
        "Chỉ tiêu, như tth-2021/4.3; thêm --office, --period: một ô số liệu của chỉ tiêu",
    ),
    (
        "Show measures with their figures and status",
        "Xem chỉ tiêu thành phần, số liệu và đánh giá",
    ),
    (
        "State of a milestone",
        "Chỉ tiêu định tính: tình trạng thực hiện",
    ),
    (
        "Month, such as 2026-11 (default: this month)",
        "Tháng, như 2026-11 (mặc định: tháng này)",
    ),
    ("Account name", "Tên tài khoản"),
    (
        "Account name: a–z, 0–9, dot, underscore, hyphen",
        "Tên tài khoản: a–z, 0–9, dấu chấm, gạch dưới, gạch nối",
    ),
    ("Full name", "Họ tên người dùng"),
    ("Name", "Tên"),
    (
        "Narrative file: text (the results), or TOML with results, difficulties, proposals",
        "Tệp thuyết minh: văn bản (kết quả), hoặc TOML với results, difficulties, proposals",
    ),
    ("Never", "Không bao giờ"),
    ("New deadline", "Hạn mới"),
    ("No colours", "Không màu"),
    ("No data yet", "Chưa có số liệu"),
    ("None occurred", "Không phát sinh"),
    ("Not applicable", "Không áp dụng"),
    ("Not started", "Chưa thực hiện"),
    ("Note", "Ghi chú"),
    (
        "Note, such as the number of the letter",
        "Ghi chú, như số công văn",
    ),
    (
        "Number of offices that met their quota",
        "Số đơn vị đạt mức giao",
    ),
    (
        "Number of the amendment in the file: earlier content applies until its effective date",
        "Số văn bản điều chỉnh có trong tệp: nội dung cũ áp dụng đến trước ngày có hiệu lực",
    ),
    ("Number of the document", "Số văn bản"),
    ("Number of the document sent", "Số, ký hiệu văn bản"),
    ("Numerator", "Tử số"),
    ("Show objectives", "Xem mục tiêu"),
    ("Only this account", "Chỉ tài khoản này"),
    (
        "Only this office (code or name)",
        "Chỉ đơn vị này (mã hoặc tên)",
    ),
    (
        "Only this period: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11",
        "Chỉ kỳ này: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11",
    ),
    ("Only this plan", "Chỉ kế hoạch này"),
    (
        "Only this reporting rule, such as tth-2021/r2",
        "Chỉ chế độ báo cáo này, như tth-2021/r2",
    ),
    ("Only reports in this state", "Chỉ báo cáo ở tình trạng này"),
    ("Only with this status", "Chỉ tình trạng này"),
    ("Only this year", "Chỉ năm này"),
    ("Office (code or name)", "Đơn vị (mã hoặc tên)"),
    (
        "Office (code or name; default: unchanged)",
        "Đơn vị (mã hoặc tên; mặc định: giữ nguyên)",
    ),
    (
        "Inspected office (code, name or part of it)",
        "Đơn vị được kiểm tra (mã, tên hoặc một phần tên)",
    ),
    (
        "Import offices and groups from a TOML file ([[office]], [[group]]), or offices from CSV: code,name,kind,parent,aliases,from,to,successors,on (lists in a cell are separated by |)",
        "Nhập đơn vị và nhóm từ tệp TOML ([[office]], [[group]]), hoặc đơn vị từ CSV: code,name,kind,parent,aliases,from,to,successors,on (danh sách trong ô ngăn bằng |)",
    ),
    (
        "Show offices below their quota, and by how much",
        "Xem đơn vị chưa đạt mức giao và số còn thiếu",
    ),
    (
        "Show offices up to the date viewed, including closed ones",
        "Xem đơn vị tính đến ngày xem, kể cả đơn vị đã kết thúc",
    ),
    ("Offices", "Đơn vị"),
    (
        "On a terminal, unless NO_COLOR is set",
        "Trên màn hình, trừ khi có NO_COLOR",
    ),
    (
        "on or off; for own_office: an office, or none",
        "on hoặc off; với own_office: đơn vị, hoặc none",
    ),
    (
        "Show one page: measures by status, reports in four totals",
        "Xem tổng hợp: chỉ tiêu theo đánh giá, báo cáo theo bốn tổng số",
    ),
    (
        "Only active offices (living) or closed ones (ended)",
        "Chỉ đơn vị đang hoạt động (living) hoặc đã kết thúc (ended)",
    ),
    (
        "Dry run: show what would change",
        "Chạy thử: chỉ nêu thay đổi, không ghi",
    ),
    (
        "Only write the letter; do not record a reminder",
        "Chỉ soạn công văn, không ghi việc đôn đốc",
    ),
    (
        "Reopen a closed plan",
        "Mở lại kế hoạch đã kết thúc theo dõi",
    ),
    (
        "Unlock a period (reason, expiry)",
        "Mở khóa số liệu một kỳ (có lý do, thời hạn)",
    ),
    (
        "Open the interface on sample data as of 5 Jun 2026 (nothing is saved)",
        "Mở giao diện với dữ liệu mẫu, ngày 05/6/2026 (không lưu gì)",
    ),
    (
        "OpenSSH public key, in quotation marks",
        "Khóa công khai OpenSSH, trong dấu ngoặc kép",
    ),
    (
        "OpenSSH public key on one line (repeat for several keys)",
        "Khóa công khai OpenSSH trên một dòng (nhiều khóa thì lặp lại)",
    ),
    (
        "Reporting period: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11",
        "Kỳ báo cáo: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11",
    ),
    (
        "Reporting period: 2023, 2023-H1, 2023-Q4 …; for a one-off report its date, such as 2020-12-10",
        "Kỳ báo cáo: 2023, 2023-H1, 2023-Q4 …; báo cáo một lần: ngày nêu trong văn bản, như 2020-12-10",
    ),
    (
        "Period, such as 2023, 2023-H1, 2023-Q4",
        "Kỳ, như 2023, 2023-H1, 2023-Q4",
    ),
    (
        "Period: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11",
        "Kỳ: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11",
    ),
    (
        "Period: 2023, 2023-H1, 2023-Q4 …",
        "Kỳ: 2023, 2023-H1, 2023-Q4 …",
    ),
    (
        "Period (default: the latest that has ended)",
        "Kỳ (mặc định: kỳ mới nhất đã kết thúc)",
    ),
    ("Periodic or ad hoc", "Định kỳ hay đột xuất"),
    ("Periodic", "Định kỳ"),
    ("Plan as a data file", "Tệp kế hoạch"),
    ("Plan", "Kế hoạch"),
    ("Show plans", "Xem kế hoạch"),
    (
        "Show the keys that the program receives; q to stop",
        "Xem chương trình nhận được phím nào; q để dừng",
    ),
    (
        "Print a sample configuration with all settings and keys, commented",
        "In cấu hình mẫu: mọi mục cài đặt, mọi phím, có chú thích",
    ),
    (
        "Print the personal configuration of the account (shared database)",
        "In cấu hình riêng của tài khoản (tệp dữ liệu dùng chung)",
    ),
    (
        "Print the SSH login lines (root) for sshd's key file; writes no file",
        "In các dòng đăng nhập để quản trị máy chủ (root) đặt vào tệp khóa của sshd; không tự ghi",
    ),
    (
        "Print sudo rules instead of SSH login lines",
        "In quy tắc sudo thay cho dòng đăng nhập SSH",
    ),
    (
        "Add or remove SSH keys of an account",
        "Thêm, xóa khóa SSH của tài khoản",
    ),
    ("Quantity completed", "Khối lượng đã thực hiện"),
    (
        "Read keys from a file, one per line (- for standard input)",
        "Đọc khóa từ tệp, mỗi dòng một khóa (- là đầu vào chuẩn)",
    ),
    (
        "Reason (required if measures with figures change)",
        "Lý do (bắt buộc khi sửa chỉ tiêu đã có số liệu)",
    ),
    ("Reason for the change", "Lý do sửa"),
    ("Reason for unlocking", "Lý do mở khóa"),
    ("Reason", "Lý do"),
    ("Reason, document", "Lý do, văn bản"),
    (
        "Remind offices with outstanding reports, write the reminder letter",
        "Ghi đôn đốc đơn vị chưa gửi báo cáo, soạn công văn đôn đốc",
    ),
    (
        "Record an amendment to a plan",
        "Ghi văn bản điều chỉnh kế hoạch",
    ),
    ("Record or reverse spending", "Ghi khoản chi, hoặc ghi giảm"),
    (
        "Record a submission (does not send the document)",
        "Ghi nhận đã gửi báo cáo (không thay cho việc phát hành văn bản)",
    ),
    (
        "Record the quantity completed, the amount spent, or both",
        "Ghi khối lượng đã thực hiện, số tiền đã chi, hoặc cả hai",
    ),
    (
        "Reject unusual figures as well",
        "Từ chối cả số liệu bất thường",
    ),
    (
        "Reject if cells are missing and there is no --missing-note",
        "Từ chối nếu còn ô thiếu mà không có --missing-note",
    ),
    ("Remove an SSH key", "Xóa khóa SSH"),
    (
        "Delete an account permanently; its name cannot be reused, the audit log is kept",
        "Xóa hẳn tài khoản; tên không dùng lại được, nhật ký được giữ nguyên",
    ),
    (
        "Replace the existing plan with the same code",
        "Thay kế hoạch đang có cùng mã",
    ),
    (
        "Report on the results of a plan",
        "Báo cáo kết quả thực hiện kế hoạch",
    ),
    ("Reports due", "Báo cáo phải gửi"),
    (
        "Reporting officer of an office",
        "Cán bộ báo cáo của đơn vị",
    ),
    (
        "Reporting rule, such as tth-2021/r2",
        "Chế độ báo cáo, như tth-2021/r2",
    ),
    ("Show reporting rules", "Xem chế độ báo cáo"),
    ("Show overdue reports", "Xem báo cáo quá hạn chưa gửi"),
    (
        "Restore from a backup; the current file is kept next to it",
        "Khôi phục từ bản sao lưu; tệp đang dùng được giữ lại bên cạnh",
    ),
    (
        "Return a submitted report for correction",
        "Trả lại báo cáo đã gửi để chỉnh sửa",
    ),
    ("Role", "Vai trò"),
    (
        "Reporting rule of a report, such as tth-2021/r2, with --office and --period",
        "Chế độ báo cáo của một báo cáo, như tth-2021/r2, cùng --office, --period",
    ),
    (
        "Reporting rule of a report, with --office and --period",
        "Chế độ báo cáo của một báo cáo, cùng --office, --period",
    ),
    (
        "Save row by row; print OK and the line number after each",
        "Ghi từng dòng; in OK và số dòng sau mỗi lần ghi",
    ),
    ("Screen", "Màn hình"),
    ("Breakdown: boys, girls", "Phân tổ: boys, girls"),
    (
        "Set the personal configuration of the account from standard input (a configuration file without db; empty input removes it)",
        "Đặt cấu hình riêng của tài khoản từ đầu vào chuẩn (tệp cấu hình không có db; để trống là xóa)",
    ),
    (
        "Show or change settings: my office, how deadlines are counted",
        "Xem, đổi cài đặt: đơn vị của tôi, cách tính hạn cuối",
    ),
    (
        "Shared: users log in with accounts (see account, admin)",
        "Dùng chung: người dùng đăng nhập bằng tài khoản (xem account, admin)",
    ),
    (
        "Funding source (its number in the plan)",
        "Nguồn kinh phí (số thứ tự trong kế hoạch)",
    ),
    (
        "Amount spent in addition, in đồng (negative: a reversal, needs --note)",
        "Số tiền chi thêm, đồng (số âm: ghi giảm, cần --note)",
    ),
    ("Spreadsheet (export only)", "Bảng tính (chỉ export)"),
    ("Active", "Đang hoạt động"),
    ("Remove the star", "Bỏ dấu sao"),
    (
        "Close a plan: no further reports due, no further figures",
        "Kết thúc theo dõi kế hoạch: không phát sinh báo cáo phải gửi mới, không nhập số liệu",
    ),
    (
        "Suspend an account: the person can no longer log in",
        "Tạm ngừng tài khoản: không đăng nhập được nữa",
    ),
    (
        "Remove a day from the list, with a reason",
        "Xóa một ngày khỏi danh sách, có lý do",
    ),
    ("Show targets and their status", "Xem chỉ tiêu và đánh giá"),
    (
        "Team: offices (code, name or part of it), separated by semicolons",
        "Đoàn kiểm tra: đơn vị (mã, tên hoặc một phần tên), cách nhau bằng dấu chấm phẩy",
    ),
    ("Phone", "Điện thoại"),
    ("Text message", "Tin nhắn"),
    ("Text", "Văn bản thường"),
    ("Show comments, oldest first", "Xem ý kiến, cũ nhất trước"),
    ("Backup file", "Bản sao lưu"),
    (
        "List holidays and make-up workdays",
        "Xem các ngày nghỉ, ngày làm bù",
    ),
    ("Enter figures or show them", "Nhập, xem số liệu"),
    ("Show figures", "Xem số liệu hiện có"),
    (
        "Show a report and its history",
        "Xem báo cáo và quá trình xử lý",
    ),
    (
        "Record the submission, acceptance, return, extension or exemption of a report",
        "Ghi nhận đã gửi, tiếp nhận, trả lại, gia hạn, miễn báo cáo",
    ),
    ("List the settings", "Xem các cài đặt"),
    ("Text of the comment", "Nội dung ý kiến"),
    (
        "Only this office (code or name; default: all with the report outstanding)",
        "Chỉ đơn vị này (mã hoặc tên; mặc định: mọi đơn vị chưa gửi)",
    ),
    ("Until this date (inclusive)", "Đến hết ngày"),
    (
        "Show today's work: overdue, due soon, awaiting acceptance, returned",
        "Xem việc hôm nay: quá hạn, sắp đến hạn, chờ tiếp nhận, bị trả lại",
    ),
    ("TOML (export only)", "TOML (chỉ export)"),
    (
        "TOML file (- for standard input)",
        "Tệp TOML (- là đầu vào chuẩn)",
    ),
    (
        "Nightly backup: one per day, the 30 latest good ones are kept (for cron)",
        "Bản sao lưu hằng đêm: mỗi ngày một bản, giữ 30 bản tốt mới nhất (cho cron)",
    ),
    (
        "Turn a shared database into a single-user one",
        "Chuyển tệp dữ liệu dùng chung về dùng riêng (một người)",
    ),
    (
        "Turn a single-user database into a shared one",
        "Chuyển tệp dữ liệu dùng riêng (một người) sang dùng chung",
    ),
    (
        "Use the mouse; off by default so that text can be selected and copied; or set TIENDO_MOUSE=1",
        "Dùng chuột; mặc định tắt để chọn và chép được chữ; hoặc đặt TIENDO_MOUSE=1",
    ),
    ("Value: 33,5 or 45/75", "Giá trị: 33,5 hoặc 45/75"),
    ("Vietnamese", "Tiếng Việt"),
    ("Exempt offices from a report", "Miễn báo cáo"),
    (
        "Purpose; if negative: which entry it corrects, and why",
        "Nội dung chi; với số âm: khoản nào được đính chính, vì sao",
    ),
    ("Show starred items", "Xem nội dung đã đánh dấu sao"),
    ("Recommendations and follow-up", "Kiến nghị, việc khắc phục"),
    (
        "Switch between shared and single-user (service user)",
        "Chuyển tệp dữ liệu giữa dùng chung và dùng riêng (tài khoản dịch vụ)",
    ),
    (
        "Show missing information in plans",
        "Xem nội dung cần bổ sung của kế hoạch",
    ),
    ("What to export", "Nội dung xuất"),
    (
        "Show where configuration files are looked for",
        "Xem nơi tìm tệp cấu hình",
    ),
    (
        "Path of the program on the server (default: this program)",
        "Đường dẫn chương trình trên máy chủ (mặc định: chương trình này)",
    ),
    (
        "Check the terminal, keyboard and database",
        "Kiểm tra cửa sổ dòng lệnh, bàn phím, tệp dữ liệu",
    ),
    ("Shell", "Shell"),
    ("Reason for missing cells", "Giải trình ô số liệu còn thiếu"),
    (
        "Include five real plans with their offices and reporting rules (no figures)",
        "Kèm năm kế hoạch có sẵn, đơn vị và chế độ báo cáo (không có số liệu)",
    ),
    (
        "Without a command, the interface opens",
        "Không kèm lệnh: mở giao diện",
    ),
    (
        "Make-up workday (a working day at a weekend)",
        "Ngày làm bù (làm việc vào cuối tuần)",
    ),
    (
        "Export figures, reports due, a report, a plan or other data",
        "Xuất số liệu, báo cáo phải gửi, báo cáo kết quả, kế hoạch và dữ liệu khác",
    ),
    (
        "Write the reminder letter to this file (docx; never overwrites; - for standard output)",
        "Soạn công văn đôn đốc ra tệp này (docx; không ghi đè; - là đầu ra chuẩn)",
    ),
    ("… out of this many offices", "… trong tổng số đơn vị"),
];

/// Pairs of English and Vietnamese value names.
const VALUE_NAMES: &[(&str, &str)] = &[
    ("AMOUNT", "SỐ TIỀN"),
    ("BOOL", "CÓ-KHÔNG"),
    ("CHANNEL", "KÊNH"),
    ("CODE", "MÃ"),
    ("COLOR", "MÀU"),
    ("D", "MẪU SỐ"),
    ("DATE", "NGÀY"),
    ("FILE", "TỆP"),
    ("FORMAT", "DẠNG"),
    ("ID", "MÃ"),
    ("KEY", "KHÓA"),
    ("KIND", "LOẠI"),
    ("LANG", "NGÔN NGỮ"),
    ("MILESTONE", "TÌNH TRẠNG"),
    ("N", "SỐ"),
    ("NAME", "TÊN"),
    ("NO", "SỐ"),
    ("NO:CODE", "SỐ:MÃ"),
    ("NOTE", "GHI CHÚ"),
    ("NUMBER", "SỐ"),
    ("OFFICE", "ĐƠN VỊ"),
    ("OFFICES", "CÁC ĐƠN VỊ"),
    ("PERIOD", "KỲ"),
    ("REASON", "LÝ DO"),
    ("ROLE", "VAI TRÒ"),
    ("SERIES", "PHÂN TỔ"),
    ("SHELL", "SHELL"),
    ("STATE", "TÌNH TRẠNG"),
    ("TEXT", "NỘI DUNG"),
    ("TITLE", "TRÍCH YẾU"),
    ("VALUE", "GIÁ TRỊ"),
    ("WHAT", "NỘI DUNG"),
    ("X", "X"),
    ("Y", "Y"),
    ("YEAR", "NĂM"),
    ("YEARS", "SỐ NĂM"),
    ("YYYY-MM", "NĂM-THÁNG"),
    ("YYYY-MM-DD", "NĂM-THÁNG-NGÀY"),
];
