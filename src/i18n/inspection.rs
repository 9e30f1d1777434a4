//! The words of inspections: kinds, states with their marks, what is refused. Knows no screen.

use std::fmt::Display;

use super::{Lang, fill_placeholders};
use crate::domain::catalog::Catalog;
use crate::domain::day::print_day;
use crate::domain::inspection::{InspectionKind, InspectionRefusal, InspectionState};
use crate::domain::plan::Party;

/// Whether it was planned.
pub fn inspection_kind_name(lang: Lang, kind: InspectionKind) -> &'static str {
    match kind {
        InspectionKind::Periodic => lang.pick("định kỳ", "periodic"),
        InspectionKind::AdHoc => lang.pick("đột xuất", "ad hoc"),
    }
}

/// How it stands.
pub fn inspection_state_name(lang: Lang, state: InspectionState) -> &'static str {
    match state {
        InspectionState::FindingsMissing => lang.pick("chưa có kết luận", "findings owed"),
        InspectionState::Running => lang.pick("đang kiểm tra", "running"),
        InspectionState::Planned => lang.pick("chưa đến", "planned"),
        InspectionState::FindingsRecorded => lang.pick("đang khắc phục", "being mended"),
        InspectionState::Closed => lang.pick("đã xong", "closed"),
    }
}

/// The mark of a state.
pub fn state_mark(state: InspectionState) -> char {
    match state {
        InspectionState::FindingsMissing => '▲',
        InspectionState::Running => '○',
        InspectionState::Planned => '·',
        InspectionState::FindingsRecorded => '□',
        InspectionState::Closed => '●',
    }
}

/// A party's name.
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

/// A joint team: its members with semicolons, as it is typed.
pub fn team_names(catalog: &Catalog, team: &[Party]) -> String {
    team.iter()
        .map(|member| party_name(catalog, member))
        .collect::<Vec<_>>()
        .join("; ")
}

/// Why an inspection is refused and what would be accepted.
pub fn inspection_refusal(lang: Lang, refusal: &InspectionRefusal) -> String {
    let said =
        |vi: &str, en: &str, values: &[&dyn Display]| fill_placeholders(lang.pick(vi, en), values);
    match refusal {
        InspectionRefusal::MissingTeam => said(
            "Chưa nêu đoàn kiểm tra: ghi các đơn vị, cách nhau bằng dấu chấm phẩy.",
            "Nobody inspects: name the offices of the team, with semicolons between them.",
            &[],
        ),
        InspectionRefusal::MissingInspected => said(
            "Chưa nêu đơn vị được kiểm tra: ghi mã, tên hoặc vài chữ.",
            "Nobody is inspected: give a code, a name or a few words.",
            &[],
        ),
        InspectionRefusal::Reversed => said(
            "Ngày cuối trước ngày đầu: ngày cuối phải từ ngày đầu trở đi.",
            "It ends before it begins: the last day must not lie before the first.",
            &[],
        ),
        InspectionRefusal::OutsidePlan { from, to } => said(
            "Đợt kiểm tra nằm ngoài kế hoạch: chọn ngày từ {} đến {}.",
            "The inspection lies outside the plan: choose days from {} to {}.",
            &[&print_day(*from), &print_day(*to)],
        ),
        InspectionRefusal::FindingsTooEarly { from } => said(
            "Đợt kiểm tra bắt đầu ngày {}: chưa thể có kết luận trước ngày ấy.",
            "The inspection begins on {}: there can be no findings before.",
            &[&print_day(*from)],
        ),
        InspectionRefusal::ClosedWithoutFindings => said(
            "Chưa có kết luận nên chưa kết thúc được: ghi kết luận trước.",
            "It cannot be closed without findings: write them down first.",
            &[],
        ),
        InspectionRefusal::InvalidClosingDay { from, to } => said(
            "Ngày kết thúc phải từ {} đến {}.",
            "The closing day must lie from {} to {}.",
            &[&print_day(*from), &print_day(*to)],
        ),
        InspectionRefusal::InvalidText(error) => super::messages::entry::text_error(lang, error),
    }
}
