//! Texts about inspections: kinds, states with their marks, refusals. Must not depend on screens.

use std::fmt::Display;

use super::{Lang, display, fill_placeholders};
use crate::domain::catalog::Catalog;
use crate::domain::inspection::{InspectionKind, InspectionRefusal, InspectionState};
use crate::domain::plan::Party;

/// Name of an inspection's kind.
pub fn inspection_kind_name(lang: Lang, kind: InspectionKind) -> &'static str {
    match kind {
        InspectionKind::Periodic => lang.pick("định kỳ", "periodic"),
        InspectionKind::AdHoc => lang.pick("đột xuất", "ad hoc"),
    }
}

/// Name of an inspection's state.
pub fn inspection_state_name(lang: Lang, state: InspectionState) -> &'static str {
    match state {
        InspectionState::FindingsMissing => lang.pick("chưa có kết luận", "findings outstanding"),
        InspectionState::Running => lang.pick("đang kiểm tra", "in progress"),
        InspectionState::Planned => lang.pick("chưa kiểm tra", "planned"),
        InspectionState::FindingsRecorded => lang.pick("đang khắc phục", "follow-up open"),
        InspectionState::Closed => lang.pick("đã hoàn thành", "completed"),
    }
}

/// Mark of a state.
pub fn state_mark(state: InspectionState) -> char {
    match state {
        InspectionState::FindingsMissing => '▲',
        InspectionState::Running => '○',
        InspectionState::Planned => '·',
        InspectionState::FindingsRecorded => '□',
        InspectionState::Closed => '●',
    }
}

/// Name of a party.
pub fn party_name(catalog: &Catalog, party: &Party) -> String {
    match party {
        Party::Office(office) => catalog.office_name(office).to_owned(),
        Party::Group(group) => catalog
            .groups
            .get(group)
            .map_or(group.as_str(), |group| group.name.as_str())
            .to_owned(),
        Party::Words(words) => words.clone(),
    }
}

/// Names of a team's members separated by semicolons, as typed.
pub fn team_names(catalog: &Catalog, team: &[Party]) -> String {
    team.iter()
        .map(|member| party_name(catalog, member))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Message why an inspection is refused, and what would be accepted.
pub fn inspection_refusal(lang: Lang, refusal: &InspectionRefusal) -> String {
    let message =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match refusal {
        InspectionRefusal::MissingTeam => message(
            "Chưa nêu đoàn kiểm tra: nhập các đơn vị, cách nhau bằng dấu chấm phẩy.",
            "The team is missing: enter its offices, separated with semicolons.",
            &[],
        ),
        InspectionRefusal::MissingInspected => message(
            "Chưa nêu đơn vị được kiểm tra: nhập mã, tên hoặc vài chữ.",
            "The inspected office is missing: enter a code, a name or a few words.",
            &[],
        ),
        InspectionRefusal::Reversed => message(
            "Ngày cuối trước ngày đầu: ngày cuối phải từ ngày đầu trở đi.",
            "It ends before it begins: the last day cannot be before the first.",
            &[],
        ),
        InspectionRefusal::OutsidePlan { from, to } => message(
            "Đợt kiểm tra nằm ngoài kế hoạch: chọn ngày từ {} đến {}.",
            "The inspection is outside the plan: choose dates from {} to {}.",
            &[&display::day(lang, *from), &display::day(lang, *to)],
        ),
        InspectionRefusal::FindingsTooEarly { from } => message(
            "Đợt kiểm tra bắt đầu ngày {}: không thể có kết luận trước ngày đó.",
            "The inspection begins on {}: findings cannot be recorded before then.",
            &[&display::day(lang, *from)],
        ),
        InspectionRefusal::ClosedWithoutFindings => message(
            "Chưa có kết luận nên chưa ghi được ngày hoàn thành khắc phục: ghi kết luận trước.",
            "Follow-up cannot be completed without findings: record them first.",
            &[],
        ),
        InspectionRefusal::InvalidClosingDay { from, to } => message(
            "Ngày hoàn thành khắc phục phải từ {} đến {}.",
            "The follow-up completion date must be from {} to {}.",
            &[&display::day(lang, *from), &display::day(lang, *to)],
        ),
        InspectionRefusal::InvalidText(error) => super::messages::entry::text_error(lang, error),
    }
}
