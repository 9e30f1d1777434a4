//! Messages why a change of a plan, an office or a group is refused, with alternatives. Must not depend on screens.

use crate::domain::office_change::{OfficeDependent, OfficeRefusal};
use crate::domain::plan_change::PlanChangeRefusal;
use crate::domain::plan_limits::Limit;
use crate::i18n::{Lang, display, fill_placeholders, messages};

/// The text with a capital first letter and a full stop.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// Message why a change of a plan is refused.
pub fn plan_change_refusal(lang: Lang, refusal: &PlanChangeRefusal) -> String {
    let message = |vi: &str, en: &str, values: &[&dyn std::fmt::Display]| {
        fill_placeholders(lang.pick(vi, en), values)
    };
    match refusal {
        PlanChangeRefusal::CodeChanged => message(
            "Không đổi được mã kế hoạch: số liệu và báo cáo gắn với mã; sao chép thành kế hoạch mới.",
            "A plan's code cannot be changed: figures and reports refer to it; copy the plan instead.",
            &[],
        ),
        PlanChangeRefusal::MeasureHasFigures(id) => message(
            "Không xóa được {}: đã có số liệu. Bỏ bằng văn bản điều chỉnh (chỉ tiêu được giữ đến trước ngày có hiệu lực).",
            "{} cannot be deleted: it has figures. Remove it by an amendment, which keeps it until the effective date.",
            &[id],
        ),
        PlanChangeRefusal::MeasureHasComments(id) => message(
            "Không xóa được chỉ tiêu {}: đã có ý kiến về chỉ tiêu này.",
            "Measure {} cannot be deleted: it has comments.",
            &[id],
        ),
        PlanChangeRefusal::UnitHasFigures(id) => message(
            "Không đổi được cách tính của {}: đã có số liệu theo cách tính cũ. Lập chỉ tiêu mới.",
            "The unit of {} cannot be changed: it already has figures. Add a new target instead.",
            &[id],
        ),
        PlanChangeRefusal::SeriesHasFigures(id, series) => message(
            "Không xóa được phân tổ “{}” của {}: đã có số liệu.",
            "The breakdown “{}” of {} cannot be deleted: it has figures.",
            &[series, id],
        ),
        PlanChangeRefusal::RuleHasEvents(id) => message(
            "Không xóa được chế độ báo cáo {}: đã có báo cáo, đôn đốc hoặc gia hạn.",
            "Rule {} cannot be deleted: it has reports, reminders or extensions.",
            &[id],
        ),
        PlanChangeRefusal::ActivityHasRecords(no) => message(
            "Không xóa được hoạt động {}: đã ghi tiến độ.",
            "Activity {} cannot be deleted: it has recorded progress.",
            &[no],
        ),
        PlanChangeRefusal::SourceHasSpending(no) => message(
            "Nguồn kinh phí {} phải giữ nguyên thứ tự: đã có khoản chi theo số thứ tự này. Thêm nguồn mới vào cuối danh sách.",
            "Funding source {} must keep its position: spending refers to its number. Add new sources at the end.",
            &[no],
        ),
        PlanChangeRefusal::FiguresOutsideYears(period) => message(
            "Không rút ngắn được thời gian kế hoạch: đã có số liệu kỳ {}.",
            "The plan cannot be shortened: it has figures for {}.",
            &[&crate::i18n::terms::period(lang, *period)],
        ),
        PlanChangeRefusal::Limit(limit) => sentence(&messages::plan_check::limit(lang, limit)),
        PlanChangeRefusal::MissingReason(targets) => message(
            "Chỉ tiêu {} đã có số liệu: ghi lý do sửa, hoặc chọn văn bản điều chỉnh.",
            "Target {} has figures: give the reason for the change, or choose an amendment.",
            &[&targets.join(", ")],
        ),
    }
}

/// Message why an office or a group may not be changed or deleted, with advice.
pub fn office_refusal(lang: Lang, refusal: &OfficeRefusal) -> String {
    let message = |vi: &str, en: &str, values: &[&dyn std::fmt::Display]| {
        fill_placeholders(lang.pick(vi, en), values)
    };
    match refusal {
        OfficeRefusal::Outgrows(plan, count) => {
            let limit = messages::plan_check::limit(lang, &Limit::Duties(count.clone()));
            message(
                "Với các đơn vị này, kế hoạch {}: {}",
                "With these offices, plan {}: {}",
                &[plan, &limit],
            )
        }
        OfficeRefusal::MissingReason(codes) => message(
            "Đã có với nội dung khác: {}. Muốn sửa phải ghi lý do (--replace --reason).",
            "Already exists with different content: {}. To change it, give a reason (--replace --reason).",
            &[&codes.join(", ")],
        ),
        OfficeRefusal::EndsTooEarly(code, on) => message(
            "{} không thể kết thúc trước ngày {}: còn số liệu hoặc báo cáo của đơn vị từ ngày đó. Ghi ngày kết thúc muộn hơn.",
            "{} cannot be closed before {}: it has figures or reports from that date. Set a later closing date.",
            &[code, &display::day(lang, *on)],
        ),
        OfficeRefusal::BeginsTooLate(code, on) => message(
            "{} không thể bắt đầu sau ngày {}: đã có số liệu hoặc báo cáo của đơn vị đến ngày đó. Ghi ngày bắt đầu sớm hơn.",
            "{} cannot start after {}: it has figures or reports up to that date. Set an earlier start date.",
            &[code, &display::day(lang, *on)],
        ),
        OfficeRefusal::HasDependents(code, what) => {
            let what = match what {
                OfficeDependent::Figures => lang.pick("đã có số liệu", "it has figures"),
                OfficeDependent::Reports => lang.pick(
                    "đã có báo cáo, đôn đốc hoặc gia hạn",
                    "it has reports, reminders or extensions",
                ),
                OfficeDependent::Groups => {
                    lang.pick("còn là thành viên của nhóm", "it is a member of a group")
                }
                OfficeDependent::Offices => lang.pick(
                    "là cấp trên hoặc đơn vị kế thừa của đơn vị khác",
                    "it is the parent or successor of another office",
                ),
                OfficeDependent::Plans => {
                    lang.pick("được nêu trong kế hoạch", "a plan refers to it")
                }
                OfficeDependent::Comments => lang.pick(
                    "đã có ý kiến về số liệu hoặc báo cáo của đơn vị",
                    "there are comments on its figures or reports",
                ),
                OfficeDependent::Inspections => {
                    lang.pick("có trong một đợt kiểm tra", "an inspection refers to it")
                }
                OfficeDependent::Locks => lang.pick(
                    "đã khóa hoặc mở khóa một kỳ cho riêng đơn vị",
                    "a period was locked or unlocked for this office alone",
                ),
                OfficeDependent::Accounts => {
                    lang.pick("có tài khoản thuộc đơn vị", "it has a user account")
                }
                OfficeDependent::OwnOffice => lang.pick(
                    "đang là “Đơn vị của tôi”, chọn đơn vị khác trước",
                    "it is set as “My office”; choose another one first",
                ),
            };
            message(
                "Không xóa được {}: {}. Ghi ngày kết thúc thay vì xóa.",
                "{} cannot be deleted: {}. Set a closing date instead.",
                &[code, &what],
            )
        }
    }
}
