//! Messages why a change of a plan, an office or a group is refused, with alternatives. Must not depend on screens.

use crate::domain::office_change::{OfficeDependent, OfficeRefusal};
use crate::domain::plan_change::PlanChangeRefusal;
use crate::domain::plan_limits::Limit;
use crate::i18n::{Lang, display, fill_placeholders, messages};
use crate::texts;

texts! {
    /// Reasons why a change of a plan is refused.
    enum PlanChangeText {
        CodeChanged => "Không đổi được mã kế hoạch: số liệu và báo cáo gắn với mã; sao chép thành kế hoạch mới.", "A plan's code cannot be changed: figures and reports refer to it; copy the plan instead.";
        MeasureHasFigures => "Không xóa được {}: đã có số liệu. Bỏ bằng văn bản điều chỉnh (chỉ tiêu được giữ đến trước ngày có hiệu lực).", "{} cannot be deleted: it has figures. Remove it by an amendment, which keeps it until the effective date.";
        MeasureHasComments => "Không xóa được chỉ tiêu {}: đã có ý kiến về chỉ tiêu này.", "Measure {} cannot be deleted: it has comments.";
        UnitHasFigures => "Không đổi được cách tính của {}: đã có số liệu theo cách tính cũ. Lập chỉ tiêu mới.", "The unit of {} cannot be changed: it already has figures. Add a new target instead.";
        SeriesHasFigures => "Không xóa được phân tổ “{}” của {}: đã có số liệu.", "The breakdown “{}” of {} cannot be deleted: it has figures.";
        RuleHasEvents => "Không xóa được chế độ báo cáo {}: đã có báo cáo, đôn đốc hoặc gia hạn.", "Rule {} cannot be deleted: it has reports, reminders or extensions.";
        ActivityHasRecords => "Không xóa được hoạt động {}: đã ghi tiến độ.", "Activity {} cannot be deleted: it has recorded progress.";
        SourceHasSpending => "Nguồn kinh phí {} phải giữ nguyên thứ tự: đã có khoản chi theo số thứ tự này. Thêm nguồn mới vào cuối danh sách.", "Funding source {} must keep its position: spending refers to its number. Add new sources at the end.";
        FiguresOutsideYears => "Không rút ngắn được thời gian kế hoạch: đã có số liệu kỳ {}.", "The plan cannot be shortened: it has figures for {}.";
        MissingReason => "Chỉ tiêu {} đã có số liệu: ghi lý do sửa, hoặc chọn văn bản điều chỉnh.", "Target {} has figures: give the reason for the change, or choose an amendment.";
    }
}

texts! {
    /// Reasons why a change of an office or a group is refused.
    enum OfficeChangeText {
        Outgrows => "Với các đơn vị này, kế hoạch {}: {}", "With these offices, plan {}: {}";
        MissingReason => "Đã có với nội dung khác: {}. Muốn sửa phải ghi lý do (--replace --reason).", "Already exists with different content: {}. To change it, give a reason (--replace --reason).";
        EndsTooEarly => "{} không thể kết thúc trước ngày {}: còn số liệu hoặc báo cáo của đơn vị từ ngày đó. Ghi ngày kết thúc muộn hơn.", "{} cannot be closed before {}: it has figures or reports from that date. Set a later closing date.";
        BeginsTooLate => "{} không thể bắt đầu sau ngày {}: đã có số liệu hoặc báo cáo của đơn vị đến ngày đó. Ghi ngày bắt đầu sớm hơn.", "{} cannot start after {}: it has figures or reports up to that date. Set an earlier start date.";
        HasDependents => "Không xóa được {}: {}. Ghi ngày kết thúc thay vì xóa.", "{} cannot be deleted: {}. Set a closing date instead.";
    }
}

/// The text with a capital first letter and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Message why a change of a plan is refused.
pub fn plan_change_refusal(lang: Lang, refusal: &PlanChangeRefusal) -> String {
    let message = |text: PlanChangeText, values: &[&dyn std::fmt::Display]| {
        fill_placeholders(text.text(lang), values)
    };
    match refusal {
        PlanChangeRefusal::CodeChanged => message(PlanChangeText::CodeChanged, &[]),
        PlanChangeRefusal::MeasureHasFigures(id) => {
            message(PlanChangeText::MeasureHasFigures, &[id])
        }
        PlanChangeRefusal::MeasureHasComments(id) => {
            message(PlanChangeText::MeasureHasComments, &[id])
        }
        PlanChangeRefusal::UnitHasFigures(id) => message(PlanChangeText::UnitHasFigures, &[id]),
        PlanChangeRefusal::SeriesHasFigures(id, series) => {
            message(PlanChangeText::SeriesHasFigures, &[series, id])
        }
        PlanChangeRefusal::RuleHasEvents(id) => message(PlanChangeText::RuleHasEvents, &[id]),
        PlanChangeRefusal::ActivityHasRecords(no) => {
            message(PlanChangeText::ActivityHasRecords, &[no])
        }
        PlanChangeRefusal::SourceHasSpending(no) => {
            message(PlanChangeText::SourceHasSpending, &[no])
        }
        PlanChangeRefusal::FiguresOutsideYears(period) => message(
            PlanChangeText::FiguresOutsideYears,
            &[&crate::i18n::terms::period(lang, *period)],
        ),
        PlanChangeRefusal::Limit(limit) => sentence(&messages::plan_check::limit(lang, limit)),
        PlanChangeRefusal::MissingReason(targets) => {
            message(PlanChangeText::MissingReason, &[&targets.join(", ")])
        }
    }
}

texts! {
    /// Record that refers to an office, as the reason why it cannot be deleted.
    fn office_dependent(OfficeDependent) {
        Figures => "đã có số liệu", "it has figures";
        Reports => "đã có báo cáo, đôn đốc hoặc gia hạn", "it has reports, reminders or extensions";
        Groups => "còn là thành viên của nhóm", "it is a member of a group";
        Offices => "là cấp trên hoặc đơn vị kế thừa của đơn vị khác", "it is the parent or successor of another office";
        Plans => "được nêu trong kế hoạch", "a plan refers to it";
        Comments => "đã có ý kiến về số liệu hoặc báo cáo của đơn vị", "there are comments on its figures or reports";
        Inspections => "có trong một đợt kiểm tra", "an inspection refers to it";
        Locks => "đã khóa hoặc mở khóa một kỳ cho riêng đơn vị", "a period was locked or unlocked for this office alone";
        Accounts => "có tài khoản thuộc đơn vị", "it has a user account";
        OwnOffice => "đang là “Đơn vị của tôi”, chọn đơn vị khác trước", "it is set as “My office”; choose another one first";
    }
}

/// Message why an office or a group may not be changed or deleted, with advice.
pub fn office_refusal(lang: Lang, refusal: &OfficeRefusal) -> String {
    let message = |text: OfficeChangeText, values: &[&dyn std::fmt::Display]| {
        fill_placeholders(text.text(lang), values)
    };
    match refusal {
        OfficeRefusal::Outgrows(plan, count) => {
            let limit = messages::plan_check::limit(lang, &Limit::Duties(count.clone()));
            message(OfficeChangeText::Outgrows, &[plan, &limit])
        }
        OfficeRefusal::MissingReason(codes) => {
            message(OfficeChangeText::MissingReason, &[&codes.join(", ")])
        }
        OfficeRefusal::EndsTooEarly(code, on) => message(
            OfficeChangeText::EndsTooEarly,
            &[code, &display::day(lang, *on)],
        ),
        OfficeRefusal::BeginsTooLate(code, on) => message(
            OfficeChangeText::BeginsTooLate,
            &[code, &display::day(lang, *on)],
        ),
        OfficeRefusal::HasDependents(code, what) => message(
            OfficeChangeText::HasDependents,
            &[code, &office_dependent(lang, *what)],
        ),
    }
}
