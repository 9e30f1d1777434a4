//! Inspections of plans.

use chrono::NaiveDate;

use super::{CellText, CellTone, FacetOf, Facts, List, ListColumn, data, party_key, printed};
use crate::domain::code::PlanCode;
use crate::domain::inspection::{InspectionState, inspection_state};
use crate::i18n::display;
use crate::i18n::inspection::{
    inspection_kind_name, inspection_state_name, party_name, state_mark, team_names,
};
use crate::i18n::screen::Text;
use crate::list_columns;
use crate::store::InspectionRecord;

/// The list of inspections.
pub struct InspectionList;

/// An inspection with its state on a day.
pub struct InspectionRow<'r> {
    /// The inspection.
    pub record: &'r InspectionRecord,
    /// Its state.
    pub state: InspectionState,
}

/// Inspections of a plan, or of all, on a day.
pub fn rows<'r>(
    records: &'r [InspectionRecord],
    plan: Option<&PlanCode>,
    day: NaiveDate,
) -> Vec<InspectionRow<'r>> {
    let wanted =
        |record: &&InspectionRecord| plan.is_none_or(|plan| record.inspection.plan == *plan);
    let row = |record: &'r InspectionRecord| InspectionRow {
        record,
        state: inspection_state(&record.inspection, day),
    };
    records.iter().filter(wanted).map(row).collect()
}

impl List for InspectionList {
    type Row<'r> = InspectionRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "no" = |_, row| data(&row.record.no) => 1 FieldNo Number 4 in Text: |_, row| row.record.no.to_string().into();
        "plan" = |_, row| data(&row.record.inspection.plan)
            => 7 Plan Fixed 14 drop 1 in Text: |_, row| row.record.inspection.plan.as_str().into();
        "kind" = |_, row| data(&row.record.inspection.kind)
            => 5 Kind Fixed 9 drop 3: |facts, row| inspection_kind_name(facts.lang, row.record.inspection.kind).into();
        "from" = |_, row| data(&row.record.inspection.from) => 3 Day Fixed 23 drop 2: days_cell;
        "to" = |_, row| data(&row.record.inspection.to);
        "team" = |_, row| data(&row.record.inspection.team.iter().map(party_key).collect::<Vec<_>>())
            => 6 Team Flexible 16 drop 4: |facts, row| team_names(facts.catalog, &row.record.inspection.team).into();
        "inspected" = |_, row| printed(&party_key(&row.record.inspection.inspected))
            => 4 Inspected Flexible 18: |facts, row| party_name(facts.catalog, &row.record.inspection.inspected).into();
        "findings" = |_, row| data(&row.record.inspection.findings)
            => 9 Findings Flexible 16 drop 5 in Text: |_, row| row.record.inspection.findings.clone().unwrap_or_default().into();
        "follow_up" = |_, row| data(&row.record.inspection.follow_up);
        "closed_on" = |_, row| data(&row.record.inspection.closed_on);
        "state" = |_, row| data(&row.state) => 2 State Fixed 18: state_cell;
        _ => 8 Plan Fixed 14 drop 1 in Screen: |facts, row| CellText::from(plan_name(facts, row)).dim();
    };
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[
        (Text::State, |facts, row| {
            inspection_state_name(facts.lang, row.state).to_owned()
        }),
        (Text::Kind, |facts, row| {
            inspection_kind_name(facts.lang, row.record.inspection.kind).to_owned()
        }),
        (Text::Plan, |facts, row| plan_name(facts, row).to_owned()),
    ];
    const EMPTY: Text = Text::NoInspections;

    /// Those with missing findings first.
    fn arrange(_: &Facts<'_>, rows: &mut [InspectionRow<'_>]) {
        rows.sort_by_key(|row| row.state);
    }
}

/// Short name of the inspection's plan.
pub fn plan_name<'a>(facts: &Facts<'a>, row: &InspectionRow<'a>) -> &'a str {
    let code = &row.record.inspection.plan;
    let plan = facts.catalog.plan(code);
    plan.map_or(code.as_str(), |plan| plan.short_name.as_str())
}

fn days_cell(facts: &Facts<'_>, row: &InspectionRow<'_>) -> CellText {
    let day = |day| display::day(facts.lang, day);
    let inspection = &row.record.inspection;
    format!("{}–{}", day(inspection.from), day(inspection.to)).into()
}

fn state_cell(facts: &Facts<'_>, row: &InspectionRow<'_>) -> CellText {
    let tone = match row.state {
        InspectionState::FindingsMissing => CellTone::Bad,
        InspectionState::FindingsRecorded => CellTone::Warn,
        InspectionState::Running => CellTone::Plain,
        InspectionState::Planned => CellTone::Dim,
        InspectionState::Closed => CellTone::Good,
    };
    let name = inspection_state_name(facts.lang, row.state);
    CellText::from(format!("{} {name}", state_mark(row.state))).tone(tone)
}
