//! The words of the command line: heads of tables, what was done, what is to be done, in both languages.

use super::Lang;
use crate::domain::activity::ActivityState;
use crate::domain::duty::DutyEventKind;
use crate::domain::gap::GapKind;
use crate::texts;

texts! {
    /// Heads of tables.
    pub enum Heading {
        Code => "Mã", "Code";
        Number => "Số", "Number";
        Name => "Tên", "Name";
        From => "Từ", "From";
        To => "Đến", "To";
        Targets => "Chỉ tiêu", "Targets";
        Measures => "Thành phần", "Measures";
        Activities => "Hoạt động", "Activities";
        Rules => "Quy định", "Rules";
        Gaps => "Bỏ ngỏ", "Gaps";
        Title => "Nội dung", "Title";
        TargetValue => "Cam kết", "Promise";
        Figure => "Số liệu", "Figure";
        Period => "Kỳ", "Period";
        Expected => "Đường", "Line";
        Status => "Tình trạng", "Status";
        Plan => "Kế hoạch", "Plan";
        Quantity => "Số lượng", "Quantity";
        Done => "Đã làm", "Done";
        Window => "Thời gian", "Window";
        Lead => "Chủ trì", "Lead";
        Kind => "Loại", "Kind";
        Successors => "Kế thừa", "Successors";
        Who => "Ai báo cáo", "Who";
        Recipient => "Gửi đến", "Recipient";
        Deadline => "Hạn", "Deadline";
        Office => "Đơn vị", "Office";
        Days => "Số ngày", "Days";
        LastDay => "Hết hạn", "Last day";
        Subject => "Về", "Subject";
        ToDo => "Việc cần làm", "To do";
        Series => "Chuỗi", "Series";
        Quality => "Mức", "Quality";
        Difference => "So với ước", "Off the estimate";
        By => "Người ghi", "By";
        At => "Lúc", "At";
        Change => "Trước → sau", "Before → after";
        Reason => "Lý do", "Why";
        Note => "Ghi chú", "Note";
        Report => "Báo cáo", "Report";
        Source => "Nguồn", "Source";
        Planned => "Kế hoạch", "Planned";
        Spent => "Đã chi", "Spent";
        Remaining => "Còn lại", "Left";
        Inspected => "Được kiểm tra", "Inspected";
        Team => "Đoàn", "Team";
        Findings => "Kết luận", "Findings";
        Weekday => "Thứ", "Day";
        Value => "Đang đặt", "Value";
        Estimate => "Số ước", "Estimate";
        ClosedOn => "Chốt số", "Data day";
        Actual => "Đã có", "Has";
        Missing => "Còn thiếu", "Missing";
        Comment => "Ý kiến", "Comment";
        Account => "Tài khoản", "Account";
        Person => "Họ tên", "Person";
        Role => "Vai trò", "Role";
        Keys => "Khóa", "Keys";
        Checked => "Mục", "Checked";
        Result => "Kết quả", "Result";
        Found => "Thấy", "Found";
    }
}

texts! {
    /// What was done, and headings of pages.
    pub enum CliText {
        Nothing => "Không có dòng nào.", "Nothing to list.";
        Measures => "Chỉ tiêu", "Targets";
        Duties => "Báo cáo", "Reports";
        DoneOnTime => "đã gửi đúng hạn", "sent on time";
        DoneLate => "đã gửi trễ", "sent late";
        OpenWithinDeadline => "chưa gửi, trong hạn", "open, in term";
        OpenOverdue => "chưa gửi, quá hạn", "open, overdue";
        Rate => "tỷ lệ hoàn thành", "rate of completion";
        Overdue => "Quá hạn", "Overdue";
        DueSoon => "Sắp hạn", "Due soon";
        Waiting => "Chờ tiếp nhận", "Waiting to be accepted";
        Returned => "Bị trả lại", "Returned";
        Estimates => "Chờ số chính thức (tiendo estimates)", "Waiting for the official figure (tiendo estimates)";
        NothingDue => "Không có việc nào quá hạn, sắp hạn, chờ tiếp nhận hay bị trả lại.", "Nothing is overdue, due soon, waiting or returned.";
        More => "… và {} việc nữa: tiendo duties --state {}", "… and {} more: tiendo duties --state {}";
        Created => "Đã tạo {}: {} kế hoạch, {} đơn vị, {} nghĩa vụ báo cáo.", "Created {}: {} plan{|s}, {} office{|s}, {} dut{y|ies}.";
        DatabaseIntact => "Tệp dữ liệu tốt.", "The database is sound.";
        Saved => "Đã lưu", "Saved";
        Reminded => "Đã ghi đôn đốc {} đơn vị: {} · {}.", "Recorded a reminder to {} office{|s}: {} · {}.";
        Locked => "Đã khóa {} · {}.", "Locked {} · {}.";
        AlreadyLocked => "{} · {} đã khóa từ trước.", "{} · {} is locked already.";
        Unlocked => "Đã mở {} · {} đến hết ngày {}.", "Opened {} · {} through {}.";
        Removed => "Đã bỏ", "Removed";
        NothingSaved => "Thử, chưa ghi", "Dry run, nothing saved";
        WholePlan => "Cả kế hoạch", "The whole plan";
        WithoutSource => "Không nêu nguồn", "No source named";
        DayOff => "nghỉ", "off";
        WorkingDay => "làm việc", "working";
        NoInspection => "Không có đợt kiểm tra số {}: xem tiendo inspections.", "There is no inspection {}: see tiendo inspections.";
        BadMonth => "“{}” không phải một tháng: viết năm-tháng như 2024-12.", "“{}” is no month: write year-month, such as 2024-12.";
        NoHoliday => "Ngày {} không có trong danh sách ngày nghỉ và ngày làm bù: xem tiendo holiday list.", "{} is not in the list of days off and working days: see tiendo holiday list.";
        Unchanged => "Không đổi", "Unchanged";
        Starred => "Theo dõi từ nay: {}.", "Followed up from now on: {}.";
        Unstarred => "Thôi theo dõi: {}.", "Not followed up any more: {}.";
        AlreadyStarred => "Đang theo dõi sẵn: {}.", "It is followed up already: {}.";
        NotStarred => "Vốn không theo dõi: {}.", "It was not followed up: {}.";
        Commented => "Đã ghi ý kiến về {}.", "Recorded a comment on {}.";
        EmptyComment => "Ý kiến trống: viết vài chữ ở --text.", "The comment is empty: write a few words in --text.";
        NoQuota => "Chỉ tiêu {} không giao mức cho từng đơn vị; các chỉ tiêu có: {}.", "Measure {} sets no quota for each office; these do: {}.";
        QuotaPeriod => "Mức của {} tính theo {}: chọn một kỳ như {}.", "The quota of {} counts by {}: choose a period such as {}.";
        Estimate => "ước thực hiện", "estimate";
        Withdrawn => "đã rút", "withdrawn";
        Official => "chính thức", "official";
        Imported => "Đã nhập {} dòng.", "Imported {} row{|s}.";
        DryRun => "Thử: {} mới, {} thay đổi, {} không đổi; chưa ghi gì.", "Dry run: {} new, {} changed, {} unchanged; nothing was saved.";
        New => "mới", "new";
        Line => "dòng", "line";
        Warning => "Lưu ý", "Note";
        NoNarrative => "báo cáo này không có ô số liệu nào và chưa có thuyết minh; gửi kèm --narrative FILE", "this report has no figures and no narrative; give one with --narrative FILE";
        Blockers => "{}; vẫn gửi được, điều còn thiếu ghi trong báo cáo", "{}; it may be sent, what is missing is recorded in it";
        MissingCells => "{} ({}); ghi lý do bằng --missing-note", "{} ({}); say why with --missing-note";
        MissingRefused => "Chưa gửi: còn thiếu các ô {}; nhập số liệu, hoặc nêu lý do bằng --missing-note (bỏ --strict để vẫn gửi).", "Not sent: these cells are missing: {}; enter the figures, or say why with --missing-note (leave out --strict to send it).";
        AllOffices => "mọi đơn vị", "all offices";
        PeriodLocked => "đã khóa", "locked";
        ClosedOpen => "đã khóa; đang mở theo ngoại lệ", "locked; open by exception";
        ClosedPartlyOpen => "đã khóa; đang mở một phần theo ngoại lệ", "locked; partly open by exception";
        ClosedAgain => "đã khóa; sau đó khóa lại", "locked; locked again later";
        LockedUntil => "mở đến hết {}: {}", "open through {}: {}";
        OpenedPartly => "mở đến hết {}, một phần đã khóa lại: {}", "open through {}, partly locked again: {}";
        OpeningExpired => "ngoại lệ đã hết hạn ngày {}: {}", "exception expired on {}: {}";
        OpeningEnded => "ngoại lệ đến hết {} đã kết thúc: {}", "exception through {} has ended: {}";
        MissingNote => "giải trình ô thiếu", "why cells are missing";
        SavedMany => "Đã lưu cho {} đơn vị: {} · {}.", "Saved for {} office{|s}: {} · {}.";
        Skipped => "Bỏ qua {}", "Passed over: {}";
        LetterWritten => "Đã soạn công văn: {}.", "The letter was written: {}.";
        AsOfWrites => "--as-of chỉ dùng để xem; hãy bỏ --as-of khi ghi dữ liệu.", "--as-of is for views only; leave it out when you change data.";
        NoTerminal => "Giao diện cần một cửa sổ dòng lệnh; hãy chạy trong đó, hoặc dùng lệnh như tiendo today (xem tiendo --help).", "The interface needs a terminal; start it in one, or use a command such as tiendo today (see tiendo --help).";
        NoHomeFolder => "Không tìm thấy thư mục của người dùng; hãy chỉ ra tệp dữ liệu bằng --db FILE.", "There is no home folder; name the database with --db FILE.";
    }
}

/// What happened to a duty.
pub fn duty_event(lang: Lang, event: &DutyEventKind) -> &'static str {
    match event {
        DutyEventKind::Sent(_) => lang.pick("gửi", "sent"),
        DutyEventKind::Returned { .. } => lang.pick("trả lại", "returned"),
        DutyEventKind::Accepted => lang.pick("tiếp nhận", "accepted"),
        DutyEventKind::Extended { .. } => lang.pick("gia hạn", "extended"),
        DutyEventKind::Exempted { .. } => lang.pick("miễn", "waived"),
        DutyEventKind::Reminded { .. } => lang.pick("đôn đốc", "reminded"),
    }
}

/// How an activity stands.
pub fn activity_state(lang: Lang, state: ActivityState) -> &'static str {
    match state {
        ActivityState::NotBegun => lang.pick("chưa đến", "not begun"),
        ActivityState::Running => lang.pick("đang làm", "running"),
        ActivityState::Done => lang.pick("đã xong", "done"),
        ActivityState::Late => lang.pick("trễ", "late"),
    }
}

/// How an activity stands, with the days that it is late: `trễ 12 ngày`.
pub fn activity_late(lang: Lang, state: ActivityState, late_days: i64) -> String {
    match state {
        ActivityState::Late => super::deadline::late_days_text(lang, late_days),
        ActivityState::NotBegun | ActivityState::Running | ActivityState::Done => {
            activity_state(lang, state).to_owned()
        }
    }
}

/// What is to be done about a gap.
pub fn gap_todo(lang: Lang, kind: GapKind) -> &'static str {
    match kind {
        GapKind::NoNumber => lang.pick("bổ sung số văn bản", "add the document's number"),
        GapKind::NoSignedDay => lang.pick("bổ sung ngày ký", "add the day of signature"),
        GapKind::NoSigner => lang.pick("bổ sung người ký", "add the signer"),
        GapKind::NoOwner => lang.pick("giao đơn vị chủ trì", "name the office that answers for it"),
        GapKind::NoBaseline => lang.pick("bổ sung mốc đầu kỳ", "add where it started"),
        GapKind::NoQuotaGroup => lang.pick(
            "lập danh sách đơn vị có định mức",
            "list the offices that owe the quota",
        ),
        GapKind::NoDay => lang.pick("định ngày báo cáo", "set the day of the report"),
        GapKind::NoSuccessor => lang.pick(
            "cần quyết định: đơn vị đã kết thúc, ai kế tục",
            "decide who follows this office, which ended",
        ),
    }
}
