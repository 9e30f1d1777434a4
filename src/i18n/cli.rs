//! Texts of the command line: headings, results, advice, in both languages.

use super::{Lang, display};
use crate::domain::activity::ActivityState;
use crate::domain::duty::DutyEventKind;
use crate::domain::gap::GapKind;
use crate::texts;

texts! {
    /// Headings of tables.
    pub enum Heading {
        Code => "Mã", "Code";
        Measures => "Chỉ tiêu thành phần", "Measures";
        Rules => "Chế độ báo cáo", "Rules";
        Title => "Nội dung", "Title";
        Period => "Kỳ", "Period";
        Status => "Tình trạng", "Status";
        Quantity => "Số lượng", "Quantity";
        Deadline => "Hạn cuối", "Deadline";
        Office => "Đơn vị", "Office";
        Days => "Số ngày", "Days";
        Note => "Ghi chú", "Note";
        Report => "Báo cáo", "Report";
        Checked => "Mục", "Checked";
        Result => "Kết quả", "Result";
        Found => "Hiện trạng", "Found";
    }
}

texts! {
    /// Results of commands, and headings of pages.
    pub enum CliText {
        Nothing => "Không có dòng nào.", "Nothing to show.";
        DoneOnTime => "đã gửi đúng hạn", "submitted on time";
        DoneLate => "đã gửi quá hạn", "submitted late";
        OpenWithinDeadline => "chưa gửi, trong hạn", "open, in time";
        OpenOverdue => "chưa gửi, quá hạn", "open, overdue";
        Rate => "tỷ lệ đã gửi", "submission rate";
        Overdue => "Quá hạn", "Overdue";
        DueSoon => "Sắp đến hạn", "Due soon";
        Waiting => "Chờ tiếp nhận", "Awaiting acceptance";
        Returned => "Bị trả lại", "Returned";
        Estimates => "Chờ số chính thức (tiendo estimates)", "Awaiting final figures (tiendo estimates)";
        NothingDue => "Không có báo cáo nào quá hạn, sắp đến hạn, chờ tiếp nhận hay bị trả lại.", "Nothing is overdue, due soon, awaiting acceptance or returned.";
        MoreDuties => "… và {} báo cáo nữa: tiendo duties --state {}", "… and {} more: tiendo duties --state {}";
        Created => "Đã tạo {}: {} kế hoạch, {} đơn vị, {} báo cáo phải gửi.", "Created {}: {} plan{|s}, {} office{|s}, {} report{|s} due.";
        DatabaseIntact => "Tệp dữ liệu không có lỗi.", "The database has no errors.";
        Saved => "Đã lưu", "Saved";
        Reminded => "Đã ghi đôn đốc {} đơn vị: {} · {}.", "Recorded a reminder to {} office{|s}: {} · {}.";
        Locked => "Đã khóa số liệu {} · {}.", "Locked {} · {}.";
        AlreadyLocked => "{} · {} đã khóa từ trước.", "{} · {} is already locked.";
        Unlocked => "Đã mở khóa số liệu {} · {} đến hết ngày {}.", "Unlocked {} · {} through {}.";
        Removed => "Đã xóa", "Removed";
        NothingSaved => "Chạy thử, chưa ghi", "Dry run, nothing saved";
        WholePlan => "Cả kế hoạch", "The whole plan";
        WithoutSource => "Không nêu nguồn", "No source given";
        NoInspection => "Không có đợt kiểm tra số {}: xem tiendo inspections.", "There is no inspection {}: see tiendo inspections.";
        BadMonth => "“{}” không phải là tháng: viết năm-tháng, như 2024-12.", "“{}” is not a valid month: write year-month, such as 2024-12.";
        NoHoliday => "Ngày {} không có trong danh sách ngày nghỉ, ngày làm bù: xem tiendo holiday list.", "{} is not on the list of holidays and make-up workdays: see tiendo holiday list.";
        Unchanged => "Không đổi", "Unchanged";
        Starred => "Đã đánh dấu sao: {}.", "Starred: {}.";
        Unstarred => "Đã bỏ dấu sao: {}.", "Unstarred: {}.";
        AlreadyStarred => "Đã có dấu sao từ trước: {}.", "Already starred: {}.";
        NotStarred => "Chưa có dấu sao: {}.", "Not starred: {}.";
        Commented => "Đã ghi ý kiến về {}.", "Comment recorded on {}.";
        EmptyComment => "Ý kiến để trống: nhập nội dung ở --text.", "The comment is empty: enter its text with --text.";
        NoQuota => "Chỉ tiêu {} không giao mức cho từng đơn vị; chỉ tiêu có mức giao: {}.", "Measure {} has no per-office quota; these have one: {}.";
        QuotaPeriod => "Mức giao của {} tính theo {}: chọn một kỳ như {}.", "The quota of {} is set per {}: choose a period such as {}.";
        Estimate => "số ước", "estimate";
        Withdrawn => "đã rút", "withdrawn";
        Official => "số chính thức", "final";
        Imported => "Đã nhập {} dòng.", "Imported {} row{|s}.";
        DryRun => "Chạy thử: {} mới, {} thay đổi, {} không đổi; chưa ghi gì.", "Dry run: {} new, {} changed, {} unchanged; nothing was saved.";
        New => "mới", "new";
        DryRunSteps => "Chạy thử: sẽ ghi {} bước; chưa ghi gì.", "Dry run: {} step{|s} would be recorded; nothing was saved.";
        Line => "dòng", "line";
        Warning => "Lưu ý", "Note";
        NoNarrative => "báo cáo này không có ô số liệu nào và chưa có thuyết minh; gửi kèm --narrative FILE", "this report has no figures and no narrative; add one with --narrative FILE";
        Blockers => "{}; vẫn ghi nhận gửi được, nội dung còn thiếu được ghi trong báo cáo", "{}; it can still be submitted, and what is missing is recorded in it";
        MissingCells => "{} ({}); nêu lý do bằng --missing-note", "{} ({}); give the reason with --missing-note";
        MissingRefused => "Chưa ghi nhận gửi: còn thiếu các ô {}; nhập số liệu, hoặc nêu lý do bằng --missing-note (bỏ --strict để vẫn ghi nhận).", "Not submitted: missing cells: {}; enter the figures, or give the reason with --missing-note (leave out --strict to submit anyway).";
        AllOffices => "mọi đơn vị", "all offices";
        PeriodLocked => "đã khóa", "locked";
        LockedWithException => "đã khóa; đang được mở khóa tạm thời", "locked; temporarily unlocked";
        LockedWithPartialException => "đã khóa; đang được mở khóa tạm thời một phần", "locked; partly unlocked";
        LockedAgain => "đã khóa; sau đó khóa lại", "locked; later locked again";
        UnlockedUntil => "mở khóa đến hết {}: {}", "unlocked through {}: {}";
        ExceptionPartlyEnded => "mở khóa đến hết {}, một phần đã khóa lại: {}", "unlocked through {}, partly locked again: {}";
        ExceptionExpired => "lần mở khóa đã hết hiệu lực ngày {}: {}", "unlock expired on {}: {}";
        ExceptionEnded => "lần mở khóa đến hết {} đã kết thúc: {}", "unlock through {} has ended: {}";
        MissingNote => "giải trình ô thiếu", "reason for missing cells";
        SavedMany => "Đã lưu cho {} đơn vị: {} · {}.", "Saved for {} office{|s}: {} · {}.";
        Skipped => "Bỏ qua {}", "Skipped: {}";
        LetterWritten => "Đã soạn công văn: {}.", "Letter written: {}.";
        AsOfWrites => "--as-of chỉ dùng để xem; bỏ --as-of khi ghi dữ liệu.", "--as-of is for viewing only; leave it out when changing data.";
        NoTerminal => "Giao diện cần một cửa sổ dòng lệnh; chạy trong cửa sổ đó, hoặc dùng lệnh như tiendo today (xem tiendo --help).", "The interface needs a terminal; start it in one, or use a command such as tiendo today (see tiendo --help).";
        NoHomeFolder => "Không tìm thấy thư mục của người dùng; chỉ ra tệp dữ liệu bằng --db FILE.", "No home folder found; name the database with --db FILE.";
    }
}

texts! {
    /// Name of a duty event.
    pub fn duty_event(&DutyEventKind) {
        Sent(_) => "ghi nhận đã gửi", "submitted";
        Returned { .. } => "trả lại", "returned";
        Accepted => "tiếp nhận", "accepted";
        Extended { .. } => "gia hạn", "extended";
        Exempted { .. } => "miễn báo cáo", "exempted";
        Reminded { .. } => "đôn đốc", "reminded";
    }
}

texts! {
    /// Name of an activity's state.
    pub fn activity_state(ActivityState) {
        NotBegun => "chưa thực hiện", "not started";
        Running => "đang thực hiện", "in progress";
        Done => "đã hoàn thành", "completed";
        Late => "quá thời hạn", "overdue";
    }
}

/// What should have been done by now: `quá thời hạn 12 ngày`.
fn activity_overdue(lang: Lang, days: i64) -> String {
    match lang {
        Lang::Vi => format!("quá thời hạn {} ngày", display::count(lang, days)),
        Lang::En => super::deadline::overdue_days_text(lang, days),
    }
}

/// How an activity stands, with the days that it is late: `quá thời hạn 12 ngày`.
pub fn activity_late(lang: Lang, state: ActivityState, late_days: i64) -> String {
    match state {
        ActivityState::Late => activity_overdue(lang, late_days),
        ActivityState::NotBegun | ActivityState::Running | ActivityState::Done => {
            activity_state(lang, state).to_owned()
        }
    }
}

texts! {
    /// Advice for a gap.
    pub fn gap_advice(GapKind) {
        NoNumber => "Bổ sung số văn bản", "Add the document's number";
        NoSignedDay => "Bổ sung ngày ký", "Add the date of signature";
        NoSigner => "Bổ sung người ký", "Add the signatory";
        NoOwner => "Xác định đơn vị chủ trì", "Name the responsible office";
        NoBaseline => "Bổ sung giá trị gốc (năm gốc)", "Add the baseline";
        NoQuotaGroup => "Lập danh sách đơn vị được giao mức", "List the offices with this quota";
        NoDay => "Xác định thời hạn gửi báo cáo", "Set the deadline of the report";
        NoSuccessor => "Xác định đơn vị kế thừa của đơn vị đã kết thúc", "Name the successor of this closed office";
    }
}
