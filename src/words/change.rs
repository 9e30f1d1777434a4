//! Why a plan may not be changed so, and what may be done instead. Knows no screen.

use super::{Lang, fill};
use crate::domain::plan_change::ChangeRefusal;

/// One sentence.
pub fn change_refusal(lang: Lang, refusal: &ChangeRefusal) -> String {
    let said = |vi: &str, en: &str, values: &[&dyn std::fmt::Display]| fill(lang.pick(vi, en), values);
    match refusal {
        ChangeRefusal::Code => said(
            "Mã kế hoạch không đổi được: số liệu và báo cáo gắn với mã; hãy sao thành kế hoạch mới.",
            "The code of a plan never changes: figures and reports hang on it; copy the plan instead.",
            &[],
        ),
        ChangeRefusal::MeasureHeld(id) => said(
            "Không bỏ được {}: đã có số liệu. Hãy bỏ bằng văn bản điều chỉnh (giữ đến trước ngày có hiệu lực).",
            "{} cannot go: it has figures. Take it out by an amendment, which keeps it until the day before.",
            &[id],
        ),
        ChangeRefusal::UnitHeld(id) => said(
            "Không đổi được cách tính của {}: đã có số liệu theo cách cũ. Hãy lập chỉ tiêu mới.",
            "What {} counts cannot change: it has figures of the old sort. Make a new target.",
            &[id],
        ),
        ChangeRefusal::SeriesHeld(id, series) => said(
            "Không bỏ được dòng số liệu “{}” của {}: đã có số liệu.",
            "The series “{}” of {} cannot go: it has figures.",
            &[series, id],
        ),
        ChangeRefusal::RuleHeld(id) => said(
            "Không bỏ được chế độ báo cáo {}: đã có báo cáo, nhắc hoặc gia hạn theo đó.",
            "Rule {} cannot go: reports, reminders or extensions hang on it.",
            &[id],
        ),
        ChangeRefusal::ActivityHeld(no) => said(
            "Không bỏ được hoạt động {}: đã ghi tiến độ.",
            "Activity {} cannot go: progress of it was recorded.",
            &[no],
        ),
        ChangeRefusal::YearsHeld(period) => said(
            "Không rút ngắn được thời gian kế hoạch: đã có số liệu kỳ {}.",
            "The plan cannot be shortened: there are figures for {}.",
            &[&super::facts::period(lang, *period)],
        ),
        ChangeRefusal::NoReason(targets) => said(
            "Chỉ tiêu {} đã có số liệu: phải ghi lý do sửa, hoặc chọn văn bản điều chỉnh.",
            "Target {} has figures: say why it changes, or choose an amendment.",
            &[&targets.join(", ")],
        ),
    }
}
