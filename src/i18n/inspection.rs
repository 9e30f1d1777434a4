//! Texts about inspections: kinds, states with their marks, refusals. Must not depend on screens.

use std::fmt::Display;

use super::{Lang, display, fill_placeholders};
use crate::domain::catalog::Catalog;
use crate::domain::inspection::{InspectionKind, InspectionRefusal, InspectionState};
use crate::domain::plan::Party;
use crate::texts;

texts! {
    /// Reasons why an inspection is refused.
    enum InspectionRefusalText {
        MissingTeam => "Chưa nêu đoàn kiểm tra: nhập các đơn vị, cách nhau bằng dấu chấm phẩy.", "The team is missing: enter its offices, separated with semicolons.";
        MissingInspected => "Chưa nêu đơn vị được kiểm tra: nhập mã, tên hoặc vài chữ.", "The inspected office is missing: enter a code, a name or a few words.";
        Reversed => "Ngày cuối trước ngày đầu: ngày cuối phải từ ngày đầu trở đi.", "It ends before it begins: the last day cannot be before the first.";
        OutsidePlan => "Đợt kiểm tra nằm ngoài kế hoạch: chọn ngày từ {} đến {}.", "The inspection is outside the plan: choose dates from {} to {}.";
        FindingsTooEarly => "Đợt kiểm tra bắt đầu ngày {}: không thể có kết luận trước ngày đó.", "The inspection begins on {}: findings cannot be recorded before then.";
        ClosedWithoutFindings => "Chưa có kết luận nên chưa ghi được ngày hoàn thành khắc phục: ghi kết luận trước.", "Follow-up cannot be completed without findings: record them first.";
        InvalidClosingDay => "Ngày hoàn thành khắc phục phải từ {} đến {}.", "The follow-up completion date must be from {} to {}.";
    }
}

texts! {
    /// Name of an inspection's kind.
    pub fn inspection_kind_name(InspectionKind) {
        Periodic => "định kỳ", "periodic";
        AdHoc => "đột xuất", "ad hoc";
    }
}

texts! {
    /// Name of an inspection's state.
    pub fn inspection_state_name(InspectionState) {
        FindingsMissing => "chưa có kết luận", "findings outstanding";
        Running => "đang kiểm tra", "in progress";
        Planned => "chưa kiểm tra", "planned";
        FindingsRecorded => "đang khắc phục", "follow-up open";
        Closed => "đã hoàn thành", "completed";
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
    let message = |text: InspectionRefusalText, values: &[&dyn Display]| {
        fill_placeholders(text.text(lang), values)
    };
    match refusal {
        InspectionRefusal::MissingTeam => message(InspectionRefusalText::MissingTeam, &[]),
        InspectionRefusal::MissingInspected => {
            message(InspectionRefusalText::MissingInspected, &[])
        }
        InspectionRefusal::Reversed => message(InspectionRefusalText::Reversed, &[]),
        InspectionRefusal::OutsidePlan { from, to } => message(
            InspectionRefusalText::OutsidePlan,
            &[&display::day(lang, *from), &display::day(lang, *to)],
        ),
        InspectionRefusal::FindingsTooEarly { from } => message(
            InspectionRefusalText::FindingsTooEarly,
            &[&display::day(lang, *from)],
        ),
        InspectionRefusal::ClosedWithoutFindings => {
            message(InspectionRefusalText::ClosedWithoutFindings, &[])
        }
        InspectionRefusal::InvalidClosingDay { from, to } => message(
            InspectionRefusalText::InvalidClosingDay,
            &[&display::day(lang, *from), &display::day(lang, *to)],
        ),
        InspectionRefusal::InvalidText(error) => super::messages::entry::text_error(lang, error),
    }
}
