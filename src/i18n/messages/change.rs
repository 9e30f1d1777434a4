//! Why a plan, an office or a group may not be changed so, and what may be done instead. Knows no screen.

use crate::domain::day::print_day;
use crate::domain::office_change::{OfficeDependent, OfficeRefusal};
use crate::domain::plan_change::PlanChangeRefusal;
use crate::domain::plan_limits::Limit;
use crate::i18n::{Lang, fill_placeholders, messages};

/// Words with a capital letter at their beginning.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// One sentence.
pub fn plan_change_refusal(lang: Lang, refusal: &PlanChangeRefusal) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn std::fmt::Display]| {
        fill_placeholders(lang.pick(vi, en), values)
    };
    match refusal {
        PlanChangeRefusal::CodeChanged => said(
            "Mã kế hoạch không đổi được: số liệu và báo cáo gắn với mã; hãy sao thành kế hoạch mới.",
            "The code of a plan never changes: figures and reports hang on it; copy the plan instead.",
            &[],
        ),
        PlanChangeRefusal::MeasureHasFigures(id) => said(
            "Không bỏ được {}: đã có số liệu. Hãy bỏ bằng văn bản điều chỉnh (giữ đến trước ngày có hiệu lực).",
            "{} cannot go: it has figures. Take it out by an amendment, which keeps it until the day before.",
            &[id],
        ),
        PlanChangeRefusal::MeasureHasComments(id) => said(
            "Có ý kiến về chỉ tiêu {}: không bỏ được.",
            "Comments hang on measure {}: it cannot go.",
            &[id],
        ),
        PlanChangeRefusal::UnitHasFigures(id) => said(
            "Không đổi được cách tính của {}: đã có số liệu theo cách cũ. Hãy lập chỉ tiêu mới.",
            "What {} counts cannot change: it has figures of the old sort. Make a new target.",
            &[id],
        ),
        PlanChangeRefusal::SeriesHasFigures(id, series) => said(
            "Không bỏ được dòng số liệu “{}” của {}: đã có số liệu.",
            "The series “{}” of {} cannot go: it has figures.",
            &[series, id],
        ),
        PlanChangeRefusal::RuleHasEvents(id) => said(
            "Không bỏ được chế độ báo cáo {}: đã có báo cáo, nhắc hoặc gia hạn theo đó.",
            "Rule {} cannot go: reports, reminders or extensions hang on it.",
            &[id],
        ),
        PlanChangeRefusal::ActivityHasRecords(no) => said(
            "Không bỏ được hoạt động {}: đã ghi tiến độ.",
            "Activity {} cannot go: progress of it was recorded.",
            &[no],
        ),
        PlanChangeRefusal::SourceHasSpending(no) => said(
            "Nguồn kinh phí {} phải giữ chỗ trong danh sách: đã có khoản chi theo số ấy. Nguồn mới thêm vào cuối.",
            "Source of money {} has to keep its place in the list: spending hangs on its number. Add new ones at the end.",
            &[no],
        ),
        PlanChangeRefusal::FiguresOutsideYears(period) => said(
            "Không rút ngắn được thời gian kế hoạch: đã có số liệu kỳ {}.",
            "The plan cannot be shortened: there are figures for {}.",
            &[&crate::i18n::facts::period(lang, *period)],
        ),
        PlanChangeRefusal::Limit(limit) => sentence(&messages::plan_check::limit(lang, limit)),
        PlanChangeRefusal::MissingReason(targets) => said(
            "Chỉ tiêu {} đã có số liệu: phải ghi lý do sửa, hoặc chọn văn bản điều chỉnh.",
            "Target {} has figures: say why it changes, or choose an amendment.",
            &[&targets.join(", ")],
        ),
    }
}

/// Why an office or a group may not change or go so, and what to do.
pub fn office_refusal(lang: Lang, refusal: &OfficeRefusal) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn std::fmt::Display]| {
        fill_placeholders(lang.pick(vi, en), values)
    };
    match refusal {
        OfficeRefusal::Outgrows(plan, count) => {
            let limit = messages::plan_check::limit(lang, &Limit::Duties(count.clone()));
            said(
                "Với các đơn vị này, kế hoạch {}: {}",
                "With these offices, plan {}: {}",
                &[plan, &limit],
            )
        }
        OfficeRefusal::MissingReason(codes) => said(
            "Đã có với nội dung khác: {}. Muốn sửa thì phải ghi lý do (--replace --reason).",
            "There with another content: {}. To change it, say why (--replace --reason).",
            &[&codes.join(", ")],
        ),
        OfficeRefusal::EndsTooEarly(code, on) => said(
            "{} không thể kết thúc trước ngày {}: còn số liệu hoặc báo cáo của đơn vị từ ngày đó. Hãy ghi ngày kết thúc muộn hơn.",
            "{} cannot end before {}: it has figures or reports from that day. Give a later last day.",
            &[code, &print_day(*on)],
        ),
        OfficeRefusal::BeginsTooLate(code, on) => said(
            "{} không thể bắt đầu sau ngày {}: đã có số liệu hoặc báo cáo của đơn vị đến ngày đó. Hãy ghi ngày bắt đầu sớm hơn.",
            "{} cannot begin after {}: it has figures or reports up to that day. Give an earlier first day.",
            &[code, &print_day(*on)],
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
                    "là cấp trên hoặc đơn vị kế tục của đơn vị khác",
                    "it stands above an office or follows one",
                ),
                OfficeDependent::Plans => lang.pick("kế hoạch có nêu", "a plan names it"),
                OfficeDependent::Comments => lang.pick(
                    "đã có ý kiến về số liệu hoặc báo cáo của đơn vị",
                    "there are comments on its figures or reports",
                ),
                OfficeDependent::Inspections => {
                    lang.pick("có trong đợt kiểm tra", "an inspection names it")
                }
                OfficeDependent::Locks => lang.pick(
                    "đã khóa hoặc mở khóa một kỳ cho riêng đơn vị",
                    "a period was closed or opened for it alone",
                ),
                OfficeDependent::Accounts => {
                    lang.pick("có tài khoản thuộc đơn vị", "an account belongs to it")
                }
                OfficeDependent::OwnOffice => lang.pick(
                    "đang là “Đơn vị của tôi”, đặt đơn vị khác trước đã",
                    "it is “My own office”, choose another one first",
                ),
            };
            said(
                "Không xóa được {}: {}. Hãy ghi ngày kết thúc thay vì xóa.",
                "{} cannot go: {}. Give it a last day instead.",
                &[code, &what],
            )
        }
    }
}
