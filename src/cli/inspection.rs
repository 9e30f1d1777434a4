//! `inspections` and `inspection add|set`. What may stand in an inspection is decided by `domain::inspection`.

use super::args::{InspectionCommand, InspectionParts, InspectionScope};
use super::output::{Desk, Line};
use super::rows::{InspectionRow, key};
use super::{Failure, find};
use crate::domain::catalog::Catalog;
use crate::domain::day::print_day;
use crate::domain::inspection::{
    Inspection, InspectionKind, InspectionRefusal, InspectionState, check, inspection_state, parse_party, parse_team,
};
use crate::domain::plan::Party;
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::report::table::{Cell, Tone};
use crate::store::Write;
use crate::words::cli::{Head, Said};
use crate::words::inspection as words;

/// `tiendo inspections`
pub fn inspections(desk: &mut Desk, scope: &InspectionScope) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let plan = scope.plan.as_deref().map(|typed| find::plan(&catalog, typed)).transpose()?;
    let mut lines = Vec::new();
    for record in store.inspections()? {
        let state = inspection_state(&record.inspection, desk.day);
        let wanted = plan.is_none_or(|plan| record.inspection.plan == plan.code)
            && scope.state.as_ref().is_none_or(|wanted| key(&state) == *wanted);
        if wanted {
            let row = InspectionRow::of(&record, state);
            lines.push(Line { cells: cells(desk, &catalog, &record.inspection, &row), row });
        }
    }
    let heads =
        [Head::Number, Head::Plan, Head::Kind, Head::Window, Head::Inspected, Head::Team, Head::Findings, Head::Status];
    desk.list(&heads, lines)
}

fn cells(desk: &Desk, catalog: &Catalog, inspection: &Inspection, row: &InspectionRow) -> Vec<Cell> {
    let days = format!("{}–{}", print_day(inspection.from), print_day(inspection.to));
    let state = format!("{} {}", words::mark(row.state), words::state(desk.lang, row.state));
    let tone = match row.state {
        InspectionState::FindingsOwed => Tone::Bad,
        InspectionState::Closed => Tone::Good,
        InspectionState::Planned => Tone::Dim,
        InspectionState::Running | InspectionState::Found => Tone::Plain,
    };
    vec![
        Cell::from(row.no.to_string()).right(),
        Cell::from(&row.plan.0),
        Cell::from(words::kind(desk.lang, inspection.kind)).minor(1),
        Cell::from(days),
        Cell::from(words::party(catalog, &inspection.inspected)).long(),
        Cell::from(words::team(catalog, &inspection.team)).long().minor(2),
        Cell::from(inspection.findings.as_deref().unwrap_or_default()).long().minor(3),
        Cell::from(state).tone(tone),
    ]
}

/// `inspection add|set`
pub fn run(desk: &mut Desk, command: InspectionCommand) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let (write, inspection) = match command {
        InspectionCommand::Add { plan, parts } => {
            let plan = find::plan(&catalog, &plan)?;
            let empty = Inspection {
                plan: plan.code.clone(),
                kind: InspectionKind::default(),
                from: desk.today,
                to: desk.today,
                team: Vec::new(),
                inspected: Party::Words(String::new()),
                findings: None,
                follow_up: None,
                closed_on: None,
            };
            let inspection = changed(desk, &catalog, empty, &parts)?;
            (Write::AddInspection(Box::new(inspection.clone())), inspection)
        }
        InspectionCommand::Set { no, parts } => {
            let was = store.inspections()?.into_iter().find(|record| record.no == no);
            let was = was.ok_or(Failure::NoInspection(no))?;
            let inspection = changed(desk, &catalog, was.inspection.clone(), &parts)?;
            (Write::SetInspection { was: Box::new(was), inspection: Box::new(inspection.clone()) }, inspection)
        }
    };
    check(&catalog, &inspection, desk.today)?;
    let changes = store.write(&desk.actor("cli"), desk.clock, write)?;
    let said = if changes.rows > 0 { Said::Saved } else { Said::Unchanged };
    let (lang, state) = (desk.lang, inspection_state(&inspection, desk.today));
    let inspected = words::party(&catalog, &inspection.inspected);
    desk.say(&format!(
        "{}: {} · {inspected} · {}–{}: {}",
        said.words(lang),
        inspection.plan,
        print_day(inspection.from),
        print_day(inspection.to),
        words::state(lang, state)
    ))
}

/// An inspection with the parts that were given; the last day follows the first unless it is given.
fn changed(
    desk: &Desk,
    catalog: &Catalog,
    mut inspection: Inspection,
    parts: &InspectionParts,
) -> Result<Inspection, Failure> {
    let day = |typed: &String| find::day(typed, desk.today);
    let text = |typed: &String| -> Result<Option<String>, Failure> {
        let text = gate_text(typed.trim(), NOTE_MAX).map_err(InspectionRefusal::Text)?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    };
    let plan = inspection.plan.clone();
    if let Some(kind) = parts.kind {
        inspection.kind = kind.into();
    }
    if let Some(from) = &parts.from {
        inspection.from = day(from)?;
        inspection.to = inspection.to.max(inspection.from);
    }
    if let Some(to) = &parts.to {
        inspection.to = day(to)?;
    }
    if let Some(team) = &parts.team {
        inspection.team = parse_team(catalog, &plan, team);
    }
    if let Some(inspected) = &parts.inspected {
        inspection.inspected = parse_party(catalog, &plan, inspected);
    }
    if let Some(findings) = &parts.findings {
        inspection.findings = text(findings)?;
    }
    if let Some(follow_up) = &parts.follow_up {
        inspection.follow_up = text(follow_up)?;
    }
    if let Some(closed) = &parts.closed {
        inspection.closed_on = Some(day(closed)?);
    }
    Ok(inspection)
}
