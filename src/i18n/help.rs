//! The help of the command line in both languages. In English a text stands beside its argument, as that argument's
//! documentation; this table has each once, with its Vietnamese. Knows no argument: a test walks them all.

use super::Lang;
use crate::texts;

texts! {
    /// What help says of itself.
    pub enum HelpHeading {
        Usage => "Cách dùng:", "Usage:";
        Commands => "Lệnh", "Commands";
        Arguments => "Đối số", "Arguments";
        Options => "Tùy chọn", "Options";
        Everywhere => "Dùng với mọi lệnh", "With every command";
        AnyOption => "[TÙY CHỌN]", "[OPTIONS]";
        Command => "LỆNH", "COMMAND";
        OneOf => "một trong: {}", "one of: {}";
        Otherwise => "mặc định: {}", "default: {}";
        Help => "In phần trợ giúp này", "Print this help";
        HelpCommand => "In trợ giúp của một lệnh", "Print the help of a command";
        Version => "In phiên bản của chương trình", "Print the version of the program";
    }
}

/// A text of the help in a language; none if the table lacks it.
pub fn help_text(lang: Lang, english: &str) -> Option<&'static str> {
    find_text(TEXTS, lang, english)
}

/// What stands for a value, as in `--db FILE`; none if the table lacks it.
pub fn value_name(lang: Lang, english: &str) -> Option<&'static str> {
    find_text(VALUE_NAMES, lang, english)
}

/// Every text, to find those that no argument has any more.
pub fn all_texts() -> impl Iterator<Item = &'static str> {
    TEXTS.iter().chain(VALUE_NAMES).map(|(english, _)| *english)
}

fn find_text(table: &'static [(&str, &str)], lang: Lang, english: &str) -> Option<&'static str> {
    table
        .iter()
        .find(|(row, _)| *row == english)
        .map(|(english, vietnamese)| lang.pick(*vietnamese, *english))
}

/// English, Vietnamese.
const TEXTS: &[(&str, &str)] = &[
    ("A configuration file", "Tệp cấu hình"),
    (
        "A month: reports due, yearly events, activities, inspections, days off",
        "Lịch một tháng: hạn báo cáo, ngày kỷ niệm, hoạt động, kiểm tra, ngày nghỉ",
    ),
    (
        "A new file (left out: one named after day and time in the folder backups beside the database); with --nightly: a folder",
        "Tệp mới (bỏ trống: tệp mang ngày giờ trong thư mục backups cạnh tệp dữ liệu); với --nightly: thư mục",
    ),
    (
        "A part that only this key has: the comment at its end, or a few characters",
        "Một đoạn chỉ có trong khóa ấy: ghi chú cuối dòng, hay vài ký tự",
    ),
    (
        "A plan from a TOML file, in the form of export plan",
        "Một kế hoạch từ tệp TOML, cùng dạng với export plan",
    ),
    ("A plan that is there", "Kế hoạch đang có"),
    ("Accept it", "Tiếp nhận"),
    (
        "Account of the shared database; stands before the command, written by the machine's administrator into the line of the login",
        "Tài khoản của cơ sở dữ liệu dùng chung; đứng trước lệnh, do quản trị máy ghi trong dòng đăng nhập",
    ),
    (
        "Accounts of the shared database",
        "Tài khoản của cơ sở dữ liệu dùng chung",
    ),
    ("Activities of the annex", "Hoạt động trong phụ lục"),
    (
        "Activity, its number in the annex",
        "Hoạt động, số thứ tự trong phụ lục",
    ),
    ("Ad hoc", "Đột xuất"),
    ("Add a comment", "Thêm một ý kiến"),
    ("Add an account", "Thêm một tài khoản"),
    ("Add an inspection", "Thêm một đợt kiểm tra"),
    ("Add keys", "Thêm khóa"),
    (
        "Add or change a day off, a working weekend day",
        "Thêm hoặc sửa một ngày nghỉ, ngày làm bù",
    ),
    ("Administrator", "Quản trị"),
    (
        "All accounts, removed ones too",
        "Mọi tài khoản, cả tài khoản đã xóa",
    ),
    (
        "All that was entered for a cell, oldest first",
        "Mọi lần ghi của một ô, cũ trước",
    ),
    ("Always", "Luôn luôn"),
    (
        "Amount, in đồng (negative: taken back, needs a --note that says what it corrects)",
        "Số tiền, đồng (số âm: ghi giảm, cần --note nói rõ sửa gì)",
    ),
    ("An estimate", "Ước thực hiện"),
    (
        "An inspection: add it, record its findings",
        "Đợt kiểm tra: thêm, ghi kết luận",
    ),
    (
        "As a paragraph to be copied into a letter or message",
        "In thành đoạn chữ để chép vào công văn, tin nhắn",
    ),
    (
        "At most so many lines, newest first",
        "Nhiều nhất bao nhiêu dòng, mới nhất trước",
    ),
    (
        "Bring an older database up to this program; makes a copy first",
        "Nâng tệp dữ liệu cũ lên phiên bản của chương trình này; tự sao lưu trước",
    ),
    (
        "Bring in a file; without more: figures from standard input",
        "Nhập từ tệp; không nói gì thêm: số liệu từ đầu vào chuẩn",
    ),
    (
        "Budget: planned, spent, left, by source",
        "Kinh phí: kế hoạch, đã chi, còn lại, theo nguồn",
    ),
    ("By how many years", "Số năm dời đi"),
    (
        "By this person only (name of the account)",
        "Chỉ của người này (tên tài khoản)",
    ),
    ("By what way", "Qua đâu"),
    ("Change a setting", "Đổi một cài đặt"),
    (
        "Change it, record findings or what was mended, close it",
        "Sửa, ghi kết luận, ghi việc khắc phục, khép một đợt kiểm tra",
    ),
    ("Change role and office", "Đổi vai trò, đơn vị"),
    (
        "Change the offices and groups of the same codes (last day, successors, members …)",
        "Sửa đơn vị, nhóm cùng mã đang có (ngày kết thúc, đơn vị kế tục, thành viên …)",
    ),
    ("Changes of this kind only", "Chỉ việc loại này"),
    (
        "Check the configuration in use, or a file",
        "Kiểm tra cấu hình đang dùng, hoặc một tệp",
    ),
    (
        "Check the database: structure, history, journal",
        "Kiểm tra tệp dữ liệu: cấu trúc, lịch sử, nhật ký",
    ),
    ("Code of the new plan", "Mã của kế hoạch mới"),
    ("Colours of the text", "Màu chữ"),
    (
        "Colours; or set TIENDO_THEME",
        "Bộ màu; hoặc đặt TIENDO_THEME",
    ),
    (
        "Comments on measures, cells, reports",
        "Ý kiến về chỉ tiêu, ô số liệu, báo cáo",
    ),
    ("Completions for a shell", "Gợi ý lệnh cho shell"),
    (
        "Configuration: a sample, a check, where it lies",
        "Tệp cấu hình: mẫu, kiểm tra, nơi để",
    ),
    ("Coordinator of plans", "Đầu mối kế hoạch"),
    (
        "Copy into a new plan, its days moved by some years",
        "Sao thành kế hoạch mới, các ngày dời đi số năm này",
    ),
    (
        "Copy, amend, close a plan",
        "Sao, điều chỉnh, kết thúc một kế hoạch",
    ),
    (
        "Create a new database; overwrites nothing",
        "Tạo tệp dữ liệu mới; không ghi đè",
    ),
    (
        "CSV file; - is standard input",
        "Tệp CSV; - là đầu vào chuẩn",
    ),
    ("CSV", "CSV"),
    ("Dark background", "Nền tối"),
    (
        "Database (default: in the user's data folder)",
        "Tệp dữ liệu (mặc định: thư mục dữ liệu của người dùng)",
    ),
    ("Day by which it is to be mended", "Hạn bổ sung"),
    (
        "Day by which the letter asks for it",
        "Hạn mới nêu trong công văn",
    ),
    ("Day of signature", "Ngày ký"),
    ("Day of the letter", "Ngày của công văn"),
    (
        "Day of the payment (default: today)",
        "Ngày chi (mặc định: hôm nay)",
    ),
    (
        "Day of the reminder (default: today)",
        "Ngày đôn đốc (mặc định: hôm nay)",
    ),
    (
        "Day on which it counts (default: today)",
        "Ngày tính (mặc định: hôm nay)",
    ),
    ("Day on which it takes effect", "Có hiệu lực từ ngày"),
    (
        "Day on which it was closed: nothing is left to do",
        "Ngày khép: không còn việc phải làm",
    ),
    ("Day", "Ngày"),
    (
        "Days off and working weekend days from a TOML file ([[holiday]]); a day that is there is replaced",
        "Ngày nghỉ và ngày làm bù từ tệp TOML ([[holiday]]); ngày đã có thì thay",
    ),
    (
        "Days off and working weekend days",
        "Ngày nghỉ và ngày làm bù",
    ),
    ("Days off", "Ngày nghỉ"),
    ("Denominator", "Mẫu số"),
    ("Document (export only)", "Văn bản (chỉ export)"),
    ("Done", "Đã xong"),
    ("E-mail", "Thư điện tử"),
    (
        "Each payment instead of the sums",
        "Từng lần chi thay vì số cộng",
    ),
    (
        "End of the journal as noted before: whether it is still there",
        "Mã cuối nhật ký đã ghi lần trước: còn trong nhật ký không",
    ),
    ("Ended", "Đã kết thúc"),
    ("English", "Tiếng Anh"),
    ("Set the figure of a cell", "Ghi số liệu của một ô"),
    ("Entered on behalf of the office", "Nhập thay cho đơn vị"),
    (
        "Estimates for which the official figure is due",
        "Số ước đã đến lúc thay bằng số chính thức",
    ),
    (
        "Every office of this rule and period to which it can be done; each one passed over is named with the reason",
        "Mọi đơn vị của quy định và kỳ này mà làm được; đơn vị nào bỏ qua thì nêu lý do",
    ),
    (
        "Exit with 3 if anything is overdue",
        "Trả mã 3 nếu có báo cáo quá hạn",
    ),
    ("Extend its term", "Gia hạn"),
    (
        "Figures from CSV: measure,office,period,series,value,numerator,denominator,kind,quality,note",
        "Số liệu từ CSV: measure,office,period,series,value,numerator,denominator,kind,quality,note",
    ),
    ("Figures", "Số liệu"),
    ("Findings", "Kết luận"),
    ("First day", "Ngày đầu"),
    (
        "Follow up a measure or a report; --off to stop",
        "Theo dõi một chỉ tiêu hay một báo cáo; --off để thôi",
    ),
    (
        "Follows plans: targets, responsible offices, overdue reports",
        "Theo dõi tiến độ kế hoạch: chỉ tiêu, đơn vị chịu trách nhiệm, báo cáo quá hạn",
    ),
    (
        "Form of what is printed; toml, xlsx, docx for export only",
        "Dạng in ra; toml, xlsx, docx chỉ dành cho export",
    ),
    ("From this day on", "Từ ngày này"),
    (
        "Groups of offices from a TOML file ([[group]]); as import offices",
        "Nhóm đơn vị từ tệp TOML ([[group]]); như import offices",
    ),
    ("Groups of offices", "Nhóm đơn vị"),
    ("High contrast", "Tương phản cao"),
    ("How far an activity is", "Tiến độ hoạt động"),
    (
        "How things stood on this day; for views only",
        "Xem tình hình của ngày này; chỉ dùng cho lệnh xem",
    ),
    ("In person", "Gặp trực tiếp"),
    ("In progress", "Đang làm"),
    ("Inspections", "Các đợt kiểm tra"),
    (
        "Into this new file; left out or - is standard output",
        "Ra tệp mới này; không có hoặc - là đầu ra chuẩn",
    ),
    ("Overwrite the file if it is there", "Ghi đè nếu tệp đã có"),
    (
        "Its number (see inspections)",
        "Số của đợt (xem inspections)",
    ),
    ("Its number in the annex", "Số thứ tự trong phụ lục"),
    ("Its title", "Trích yếu"),
    (
        "Journal: who changed what, when, before and after",
        "Nhật ký: ai đổi gì, lúc nào, trước và sau",
    ),
    ("JSON", "JSON"),
    (
        "Language; or set TIENDO_LANG",
        "Ngôn ngữ; hoặc đặt TIENDO_LANG",
    ),
    (
        "Last day (default: the first)",
        "Ngày cuối (mặc định: ngày đầu)",
    ),
    ("Last day (default: today)", "Ngày cuối (mặc định: hôm nay)"),
    (
        "Last day on which changes are possible",
        "Ngày cuối được sửa",
    ),
    ("Leader: views only", "Lãnh đạo: chỉ xem"),
    (
        "Let a suspended account in again",
        "Mở lại tài khoản đang tạm khóa",
    ),
    ("Letter", "Công văn"),
    (
        "Letters without accents, for screens that lack Vietnamese; or set TIENDO_NO_ACCENTS=1",
        "Chữ không dấu, cho màn hình thiếu chữ Việt; hoặc đặt TIENDO_NO_ACCENTS=1",
    ),
    ("Light background", "Nền sáng"),
    (
        "Lines of text instead of a screen, for screen readers; or set TIENDO_PLAIN=1",
        "Từng dòng chữ thay cho màn hình, cho trình đọc màn hình; hoặc đặt TIENDO_PLAIN=1",
    ),
    (
        "Lines with this text only; accents do not matter",
        "Chỉ dòng có những chữ này, không cần dấu",
    ),
    (
        "Lock the figures of a period of a plan",
        "Khóa số liệu một kỳ của kế hoạch",
    ),
    (
        "Locked periods and exceptions: who, when, until when, why",
        "Các kỳ đã khóa và các lần mở khóa: ai, lúc nào, đến khi nào, vì sao",
    ),
    ("Make a copy, and check it", "Sao lưu, có kiểm tra bản sao"),
    (
        "Marks and lines in ASCII; or set TIENDO_ASCII=1",
        "Dấu và đường kẻ bằng ký tự ASCII; hoặc đặt TIENDO_ASCII=1",
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
        "Measure, such as tth-2021/4.3; with --office and --period: a cell of it",
        "Chỉ tiêu, như tth-2021/4.3; thêm --office, --period: một ô của nó",
    ),
    (
        "Measures of the targets, with figures and judgement",
        "Thành phần của chỉ tiêu, với số liệu và nhận xét",
    ),
    (
        "Milestone: how far it is",
        "Việc có hay không: đã làm đến đâu",
    ),
    (
        "Month (default: this one)",
        "Tháng nào (mặc định: tháng này)",
    ),
    ("Name of the account", "Tên tài khoản"),
    (
        "Name of the account: a–z, 0–9, dot, underscore, hyphen",
        "Tên tài khoản: a–z, 0–9, dấu chấm, gạch dưới, gạch nối",
    ),
    ("Name of the person", "Họ tên người dùng"),
    ("Name", "Tên"),
    (
        "Narrative: a text (the results), or TOML with results, difficulties, proposals",
        "Tệp thuyết minh: văn bản (kết quả) hoặc TOML với results, difficulties, proposals",
    ),
    ("Never", "Không bao giờ"),
    ("New last day", "Hạn mới"),
    ("No colours", "Không màu"),
    ("No data yet", "Chưa có số liệu"),
    ("None occurred", "Không phát sinh"),
    ("Not applicable", "Không thuộc phạm vi"),
    ("Not begun", "Chưa làm"),
    ("Note", "Ghi chú"),
    ("Note, number of the letter", "Ghi chú, số công văn"),
    (
        "Number of offices that met the quota",
        "Số đơn vị đạt định mức",
    ),
    (
        "Number of the amendment that is in the file: what was before stays until the day on which it takes effect",
        "Số văn bản điều chỉnh có trong tệp: nội dung cũ giữ đến trước ngày có hiệu lực",
    ),
    ("Number of the document", "Số văn bản"),
    ("Number of the letter", "Số công văn"),
    ("Numerator", "Tử số"),
    ("Objectives", "Mục tiêu"),
    ("Of this account only", "Chỉ của tài khoản này"),
    (
        "Of this office only (code or name)",
        "Chỉ của đơn vị này (mã hoặc tên)",
    ),
    ("Of this period only", "Chỉ kỳ này"),
    ("Of this plan only", "Chỉ kế hoạch này"),
    ("Of this rule only", "Chỉ quy định này"),
    ("Of this state only", "Chỉ trạng thái này"),
    ("Of this status only", "Chỉ tình trạng này"),
    ("Of this year only", "Chỉ năm này"),
    ("Office (code or name)", "Đơn vị (mã hoặc tên)"),
    (
        "Office (code or name); left out: as it is",
        "Đơn vị (mã hoặc tên); bỏ trống: giữ nguyên",
    ),
    (
        "Office inspected (code, name or part of it)",
        "Đơn vị được kiểm tra (mã, tên hoặc vài chữ)",
    ),
    (
        "Offices and groups from a TOML file ([[office]], [[group]]), or offices from CSV: code,name,kind,parent,aliases,from,to,successors,on (lists in a cell are parted by |)",
        "Đơn vị và nhóm đơn vị từ tệp TOML ([[office]], [[group]]), hoặc đơn vị từ CSV: code,name,kind,parent,aliases,from,to,successors,on (danh sách trong ô ngăn bằng |)",
    ),
    (
        "Offices below the quota of a measure, and how much they lack",
        "Đơn vị chưa đủ mức giao của một chỉ tiêu, và còn thiếu bao nhiêu",
    ),
    (
        "Offices there have been until the day viewed, ended ones too",
        "Đơn vị có đến ngày xem, kể cả đơn vị đã kết thúc",
    ),
    ("Offices", "Đơn vị"),
    (
        "On a terminal, unless NO_COLOR is set",
        "Trên màn hình, trừ khi có NO_COLOR",
    ),
    (
        "on, off; of own_office: an office, or none",
        "on, off; với own_office: đơn vị, hoặc none",
    ),
    (
        "One page: measures by status, reports in four totals",
        "Một trang: chỉ tiêu theo tình trạng, báo cáo theo bốn tổng số",
    ),
    (
        "Only offices that live (living) or ended (ended)",
        "Chỉ đơn vị còn hoạt động (living) hoặc đã kết thúc (ended)",
    ),
    ("Only say what would change", "Chỉ nói điều sẽ thay đổi"),
    (
        "Only write the letter, record no reminder",
        "Chỉ soạn công văn, chưa ghi việc đôn đốc",
    ),
    ("Open a closed plan again", "Mở lại kế hoạch đã kết thúc"),
    (
        "Open a lock, with a reason and an end",
        "Mở khóa có lý do và hạn",
    ),
    (
        "Open the interface on a throw-away sample, as of 05/06/2026",
        "Mở giao diện trên bản mẫu dùng một lần, ngày 05/06/2026",
    ),
    (
        "OpenSSH public key, in quotes",
        "Khóa công khai OpenSSH, trong ngoặc kép",
    ),
    (
        "OpenSSH public key, on one line; repeat for several keys",
        "Khóa công khai OpenSSH, trên một dòng; nhiều khóa thì lặp lại",
    ),
    ("Period of the report", "Kỳ báo cáo"),
    (
        "Period of the report, or the day that a one-off rule names",
        "Kỳ báo cáo, hoặc ngày nêu trong quy định một lần",
    ),
    ("Period", "Kỳ"),
    (
        "Period: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11",
        "Kỳ: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11",
    ),
    (
        "Period: 2023, 2023-H1, 2023-Q4 …",
        "Kỳ: 2023, 2023-H1, 2023-Q4 …",
    ),
    (
        "Period; left out: the newest that has ended",
        "Kỳ; bỏ trống: kỳ mới nhất đã kết thúc",
    ),
    ("Periodic or ad hoc", "Định kỳ hay đột xuất"),
    ("Periodic", "Định kỳ"),
    ("Plan as a data file", "Tệp kế hoạch"),
    ("Plan", "Kế hoạch"),
    ("Plans", "Kế hoạch"),
    (
        "Press keys to see which of them arrive; q to stop",
        "Bấm từng phím để xem phím nào đến; q để thôi",
    ),
    (
        "Print a sample configuration: every setting and key, with comments",
        "In tệp cấu hình mẫu: mọi khóa, mọi phím, có chú thích",
    ),
    (
        "Print the account's own configuration (shared database)",
        "In cấu hình riêng của tài khoản (cơ sở dữ liệu dùng chung)",
    ),
    (
        "Print the lines that the machine's administrator puts into sshd's key file; writes nothing",
        "In các dòng để quản trị máy đặt vào tệp khóa của sshd; không tự ghi",
    ),
    (
        "Print the rules for sudo instead of the lines of keys",
        "In quy tắc sudo thay cho dòng khóa",
    ),
    (
        "Public keys of an account",
        "Khóa công khai của một tài khoản",
    ),
    ("Quantity done", "Đã làm được"),
    (
        "Read keys from a file, one a line; - is standard input",
        "Đọc khóa từ tệp, mỗi dòng một khóa; - là đầu vào chuẩn",
    ),
    (
        "Reason (compulsory when measures with figures change)",
        "Lý do thay (bắt buộc khi chỉ tiêu đã có số liệu thay đổi)",
    ),
    ("Reason of the change", "Lý do sửa"),
    ("Reason of the opening", "Lý do mở"),
    ("Reason", "Lý do"),
    ("Reason, document", "Lý do, văn bản"),
    (
        "Record a reminder to the offices that owe a report",
        "Ghi việc đôn đốc những đơn vị còn nợ báo cáo",
    ),
    ("Record an amendment", "Ghi một văn bản điều chỉnh"),
    (
        "Record money spent, or take some back",
        "Ghi một khoản chi, hoặc ghi giảm một khoản",
    ),
    ("Record that a report was sent", "Ghi báo cáo đã gửi"),
    (
        "Record what was done, what was spent, or both",
        "Ghi khối lượng đã làm, số tiền đã chi, hoặc cả hai",
    ),
    ("Refuse odd figures, too", "Từ chối cả số liệu bất thường"),
    (
        "Refuse when cells are missing and there is no --missing-note",
        "Từ chối khi còn ô thiếu mà không có --missing-note",
    ),
    ("Remove a key", "Bỏ khóa"),
    (
        "Remove for good; the name is never given again, the journal stays",
        "Xóa hẳn; tên không cấp lại, nhật ký còn nguyên",
    ),
    (
        "Replace the plan of the same code",
        "Thay kế hoạch cùng mã đang có",
    ),
    (
        "Report on the progress of targets",
        "Báo cáo tiến độ chỉ tiêu",
    ),
    ("Reporting duties", "Nghĩa vụ báo cáo"),
    (
        "Reporting officer of an office",
        "Cán bộ báo cáo của đơn vị",
    ),
    (
        "Reporting rule, such as tth-2021/r2",
        "Quy định, như tth-2021/r2",
    ),
    ("Reporting rules", "Quy định báo cáo"),
    (
        "Reports past their last day and not sent",
        "Báo cáo quá hạn chưa gửi",
    ),
    (
        "Restore from a copy; the file in use is kept beside it",
        "Khôi phục từ một bản sao; tệp đang dùng được giữ lại bên cạnh",
    ),
    ("Return it", "Trả lại"),
    ("Role", "Vai trò"),
    (
        "Rule of a report, such as tth-2021/r2, with --office and --period",
        "Quy định của một báo cáo, như tth-2021/r2, cùng --office, --period",
    ),
    (
        "Rule of a report, with --office and --period",
        "Quy định của một báo cáo, cùng --office, --period",
    ),
    (
        "Save row by row, and print OK and the line after each",
        "Ghi từng dòng, in OK và số dòng sau mỗi lần ghi",
    ),
    ("Screen", "Màn hình"),
    ("Series: boys, girls", "Chuỗi: boys, girls"),
    (
        "Set the account's own configuration from standard input, in the form of a configuration file without db; empty removes it",
        "Đặt cấu hình riêng của tài khoản từ đầu vào chuẩn, cùng dạng với tệp cấu hình, không có db; trống là bỏ",
    ),
    (
        "Settings: my office, how last days are counted",
        "Cài đặt: đơn vị của tôi, cách tính hạn",
    ),
    (
        "Shared: people come in by accounts (see account, admin)",
        "Dùng chung: người dùng vào bằng tài khoản (xem account, admin)",
    ),
    (
        "Source of the money, its number in the plan",
        "Nguồn kinh phí, số thứ tự trong kế hoạch",
    ),
    (
        "Spent in addition, in đồng (negative: taken back, needs --note)",
        "Đã chi thêm, đồng (số âm: ghi giảm, cần --note)",
    ),
    ("Spreadsheet (export only)", "Bảng tính (chỉ export)"),
    ("Still there", "Còn hoạt động"),
    ("Stop following it up", "Thôi theo dõi"),
    (
        "Stop following it: no new duties, no figures any more",
        "Kết thúc theo dõi: không còn nghĩa vụ mới, không nhập số liệu nữa",
    ),
    (
        "Suspend: the person cannot come in any more",
        "Tạm khóa: không vào được nữa",
    ),
    (
        "Take a day off the list, with a reason",
        "Bỏ một ngày khỏi danh sách, có lý do",
    ),
    ("Targets and how they stand", "Chỉ tiêu và tình trạng"),
    (
        "Team: offices (code, name or part of it), parted by semicolons",
        "Đoàn kiểm tra: đơn vị (mã, tên hoặc vài chữ), cách nhau bằng dấu chấm phẩy",
    ),
    ("Telephone", "Điện thoại"),
    ("Text message", "Tin nhắn"),
    ("Text, for people", "Chữ, cho người đọc"),
    ("The comments, oldest first", "Ý kiến đã có, cũ trước"),
    ("The copy", "Bản sao"),
    (
        "The days off and working weekend days",
        "Các ngày nghỉ và ngày làm bù",
    ),
    ("The figure of a cell", "Số liệu của một ô"),
    ("The figures that are there", "Số liệu hiện có"),
    (
        "The report and all that happened to it",
        "Báo cáo và mọi việc đã xảy ra với nó",
    ),
    ("The report of a duty", "Báo cáo của một nghĩa vụ"),
    ("The settings", "Các cài đặt"),
    ("The text", "Nội dung"),
    (
        "This office only (code or name); left out: all that owe it",
        "Chỉ đơn vị này (mã hoặc tên); bỏ trống: mọi đơn vị còn nợ",
    ),
    ("Through this day", "Đến hết ngày này"),
    (
        "Today's work: overdue, due soon, waiting to be accepted, returned",
        "Việc hôm nay: quá hạn, sắp hạn, chờ tiếp nhận, bị trả lại",
    ),
    ("TOML (export only)", "TOML (chỉ export)"),
    (
        "TOML file; - is standard input",
        "Tệp TOML; - là đầu vào chuẩn",
    ),
    (
        "Tonight's copy: one a day, the 30 newest good ones are kept (for cron)",
        "Bản của đêm nay: mỗi ngày một bản, giữ 30 bản tốt mới nhất (để cron gọi)",
    ),
    ("Turn it back into one person's", "Chuyển về của một người"),
    (
        "Turn one person's database into a shared one",
        "Chuyển cơ sở dữ liệu của một người sang dùng chung",
    ),
    (
        "Use the mouse; off by default so that text can be selected and copied; or set TIENDO_MOUSE=1",
        "Dùng chuột; mặc định tắt để còn bôi đen và chép được; hoặc đặt TIENDO_MOUSE=1",
    ),
    ("Value: 33,5 or 45/75", "Giá trị: 33,5 hoặc 45/75"),
    ("Vietnamese", "Tiếng Việt"),
    ("Waive it", "Miễn"),
    (
        "What for; if negative: which entry it corrects, and why",
        "Chi việc gì; với số âm: sửa lần ghi nào, vì sao",
    ),
    ("What I follow up", "Điều tôi đang theo dõi"),
    (
        "What is asked for, what was mended",
        "Kiến nghị, việc khắc phục",
    ),
    (
        "What the file's owner does: shared, or one person's",
        "Việc của người giữ tệp: dùng chung hay một người",
    ),
    ("What the plans leave open", "Điều kế hoạch còn bỏ ngỏ"),
    ("What to export", "Xuất gì (mặc định: số liệu)"),
    (
        "Where configuration files are looked for",
        "Tệp cấu hình được tìm ở đâu",
    ),
    (
        "Where the program is on the server (default: this program)",
        "Chương trình nằm ở đâu trên máy chủ (mặc định: chính chương trình này)",
    ),
    (
        "Whether terminal, keyboard and database are in order",
        "Xem cửa sổ dòng lệnh, bàn phím, tệp dữ liệu có ổn không",
    ),
    ("Which shell", "Shell nào"),
    (
        "Why cells are missing",
        "Giải trình các ô số liệu còn thiếu",
    ),
    (
        "With five sample plans, their offices and reporting rules (no figures)",
        "Kèm năm kế hoạch mẫu, đơn vị và quy định báo cáo (không có số liệu)",
    ),
    (
        "Without a command: opens the interface on the screen",
        "Không có lệnh con: mở giao diện trên màn hình",
    ),
    (
        "Working day, though at a weekend",
        "Ngày làm bù: làm việc dù là cuối tuần",
    ),
    (
        "Write a file, or to standard output",
        "Xuất ra tệp hoặc màn hình",
    ),
    (
        "Write the letter that reminds into this file (docx); overwrites nothing; - is standard output",
        "Soạn công văn đôn đốc ra tệp này (docx); không ghi đè; - là đầu ra chuẩn",
    ),
    ("… out of so many", "… trong số"),
];

/// English, Vietnamese.
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
    ("MILESTONE", "MỨC"),
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
    ("SERIES", "CHUỖI"),
    ("SHELL", "SHELL"),
    ("STATE", "TÌNH TRẠNG"),
    ("TEXT", "CHỮ"),
    ("TITLE", "TRÍCH YẾU"),
    ("VALUE", "GIÁ TRỊ"),
    ("WHAT", "XUẤT GÌ"),
    ("X", "X"),
    ("Y", "Y"),
    ("YEAR", "NĂM"),
    ("YEARS", "SỐ NĂM"),
    ("YYYY-MM", "NĂM-THÁNG"),
    ("YYYY-MM-DD", "NĂM-THÁNG-NGÀY"),
];
