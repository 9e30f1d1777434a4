//! `inspections` and `inspection add|set`. `domain::inspection` validates them.

use super::args::{InspectionCommand, InspectionFieldArgs, InspectionScopeArgs};
use super::context::Context;
use super::error::CliError;
use super::lookup;
use super::rows::enum_key;
use crate::domain::catalog::Catalog;
use crate::domain::inspection::{
    Inspection, InspectionKind, InspectionRefusal, check_inspection, inspection_state, parse_party,
    parse_team,
};
use crate::domain::plan::Party;
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::cli::CliText;
use crate::i18n::display;
use crate::i18n::inspection as texts;
use crate::lists::inspections::{self, InspectionList};
use crate::store::Write;

/// `tiendo inspections`
pub fn list_inspections(
    context: &mut Context,
    scope: &InspectionScopeArgs,
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let plan = lookup::find_optional_plan(&catalog, scope.plan.as_deref())?;
    let records = store.inspections()?;
    let plan = plan.map(|plan| &plan.code);
    let mut rows = inspections::rows(&records, plan, context.day);
    rows.retain(|row| {
        let requested = scope.state.as_ref();
        requested.is_none_or(|requested| enum_key(&row.state) == *requested)
    });
    context.print_rows::<InspectionList>(&catalog, rows)
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
