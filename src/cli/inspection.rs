//! `inspections` and `inspection add|set`. `domain::inspection` validates them.

use super::args::{InspectionCommand, InspectionFieldArgs, InspectionScopeArgs};
use super::context::{Context, OutputRow};
use super::error::CliError;
use super::lookup;
use super::rows::{InspectionRow, enum_key};
use crate::domain::catalog::Catalog;
use crate::domain::inspection::{
    Inspection, InspectionKind, InspectionRefusal, InspectionState, check_inspection,
    inspection_state, parse_party, parse_team,
};
use crate::domain::plan::Party;
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::cli::{CliText, Heading};
use crate::i18n::display;
use crate::i18n::inspection as texts;
use crate::report::table::{CellTone, TextCell};
use crate::store::Write;

/// `tiendo inspections`
pub fn list_inspections(
    context: &mut Context,
    scope: &InspectionScopeArgs,
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let plan = lookup::find_optional_plan(&catalog, scope.plan.as_deref())?;
    let mut rows = Vec::new();
    for record in store.inspections()? {
        let state = inspection_state(&record.inspection, context.day);
        let is_listed = plan.is_none_or(|plan| record.inspection.plan == plan.code)
            && scope
                .state
                .as_ref()
                .is_none_or(|requested| enum_key(&state) == *requested);
        if is_listed {
            let row = InspectionRow::new(&record, state);
            rows.push(OutputRow {
                cells: inspection_cells(context, &catalog, &record.inspection, &row),
                row,
            });
        }
    }
    let headings = [
        Heading::Number,
        Heading::Plan,
        Heading::Kind,
        Heading::Window,
        Heading::Inspected,
        Heading::Team,
        Heading::Findings,
        Heading::Status,
    ];
    context.print_list(&headings, rows)
}

fn inspection_cells(
    context: &Context,
    catalog: &Catalog,
    inspection: &Inspection,
    row: &InspectionRow,
) -> Vec<TextCell> {
    let days = format!(
        "{}–{}",
        display::day(context.lang, inspection.from),
        display::day(context.lang, inspection.to)
    );
    let state = format!(
        "{} {}",
        texts::state_mark(row.state),
        texts::inspection_state_name(context.lang, row.state)
    );
    let tone = match row.state {
        InspectionState::FindingsMissing => CellTone::Bad,
        InspectionState::Closed => CellTone::Good,
        InspectionState::Planned => CellTone::Dim,
        InspectionState::Running | InspectionState::FindingsRecorded => CellTone::Plain,
    };
    vec![
        TextCell::from(row.no.to_string()).right_aligned(),
        TextCell::from(&row.plan.0),
        TextCell::from(texts::inspection_kind_name(context.lang, inspection.kind)).drop_rank(1),
        TextCell::from(days),
        TextCell::from(texts::party_name(catalog, &inspection.inspected)).truncatable(),
        TextCell::from(texts::team_names(catalog, &inspection.team))
            .truncatable()
            .drop_rank(2),
        TextCell::from(inspection.findings.as_deref().unwrap_or_default())
            .truncatable()
            .drop_rank(3),
        TextCell::from(state).tone(tone),
    ]
}

/// `inspection add|set`
pub fn run_inspection(context: &mut Context, command: InspectionCommand) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let (write, inspection) = match command {
        InspectionCommand::Add { plan, fields } => {
            let plan = lookup::find_plan(&catalog, &plan)?;
            let new_inspection = Inspection {
                plan: plan.code.clone(),
                kind: InspectionKind::default(),
                from: context.today,
                to: context.today,
                team: Vec::new(),
                inspected: Party::Words(String::new()),
                findings: None,
                follow_up: None,
                closed_on: None,
            };
            let inspection = apply_fields(context, &catalog, new_inspection, &fields)?;
            (
                Write::AddInspection(Box::new(inspection.clone())),
                inspection,
            )
        }
        InspectionCommand::Set { no, fields } => {
            let record = store
                .inspections()?
                .into_iter()
                .find(|record| record.no == no)
                .ok_or(CliError::UnknownInspection(no))?;
            let inspection = apply_fields(context, &catalog, record.inspection.clone(), &fields)?;
            (
                Write::SetInspection {
                    expected: Box::new(record),
                    inspection: Box::new(inspection.clone()),
                },
                inspection,
            )
        }
    };
    // Validated again in `Store::write`: here to refuse before the database is locked.
    check_inspection(&catalog, &inspection, context.today)?;
    let changes = store.write(&context.actor("cli"), context.clock, write)?;
    let message = if changes.rows > 0 {
        CliText::Saved
    } else {
        CliText::Unchanged
    };
    let (lang, state) = (context.lang, inspection_state(&inspection, context.today));
    let inspected = texts::party_name(&catalog, &inspection.inspected);
    context.print_line(&format!(
        "{}: {} · {inspected} · {}–{}: {}",
        message.text(lang),
        inspection.plan,
        display::day(context.lang, inspection.from),
        display::day(context.lang, inspection.to),
        texts::inspection_state_name(lang, state)
    ))
}

/// Applies the given fields to an inspection. A last day before the new first day becomes that day.
fn apply_fields(
    context: &Context,
    catalog: &Catalog,
    mut inspection: Inspection,
    fields: &InspectionFieldArgs,
) -> Result<Inspection, CliError> {
    let day = |typed: &String| lookup::parse_day_argument(typed, context.today);
    let text = |typed: &String| -> Result<Option<String>, CliError> {
        let text = validate_text(typed.trim(), NOTE_MAX).map_err(InspectionRefusal::InvalidText)?;
        Ok(Some(text).filter(|text| !text.is_empty()))
    };
    let plan = inspection.plan.clone();
    if let Some(kind) = fields.kind {
        inspection.kind = kind.into();
    }
    if let Some(from) = &fields.from {
        inspection.from = day(from)?;
        inspection.to = inspection.to.max(inspection.from);
    }
    if let Some(to) = &fields.to {
        inspection.to = day(to)?;
    }
    if let Some(team) = &fields.team {
        inspection.team = parse_team(catalog, &plan, team);
    }
    if let Some(inspected) = &fields.inspected {
        inspection.inspected = parse_party(catalog, &plan, inspected);
    }
    if let Some(findings) = &fields.findings {
        inspection.findings = text(findings)?;
    }
    if let Some(follow_up) = &fields.follow_up {
        inspection.follow_up = text(follow_up)?;
    }
    if let Some(closed) = &fields.closed {
        inspection.closed_on = Some(day(closed)?);
    }
    Ok(inspection)
}
