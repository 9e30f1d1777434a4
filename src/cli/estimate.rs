//! `estimates`: estimates whose official figure is due. Read-only.

use super::args::PlanOfficeArgs;
use super::context::{Context, OutputRow};
use super::error::CliError;
use super::list::scope_office;
use super::lookup;
use super::rows::EstimateRow;
use crate::domain::catalog::Catalog;
use crate::domain::estimate::{DueEstimate, due_estimates};
use crate::domain::succession::Succession;
use crate::i18n::cli::Heading;
use crate::i18n::{display, facts};
use crate::report::table::TextCell;
use crate::store::Store;

/// `tiendo estimates`
pub fn list_estimates(context: &mut Context, scope: &PlanOfficeArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let rows = due_estimates_in_scope(context, &store, &catalog, scope)?
        .iter()
        .map(|due| estimate_row(context, &catalog, due))
        .collect();
    let headings = [
        Heading::Measures,
        Heading::Office,
        Heading::Period,
        Heading::Series,
        Heading::Estimate,
        Heading::CutOffDay,
        Heading::Days,
    ];
    context.print_list(&headings, rows)
}

/// Estimates of a scope whose official figure is due on the context's day; for an office also those of offices whose
/// tasks it holds.
pub fn due_estimates_in_scope(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    scope: &PlanOfficeArgs,
) -> Result<Vec<DueEstimate>, CliError> {
    let office = scope_office(catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    let figures = store.figures_for_open_estimates()?;
    let plans = lookup::find_plans(catalog, scope.plan.as_deref())?;
    let mut estimates: Vec<DueEstimate> = plans
        .into_iter()
        .flat_map(|plan| due_estimates(catalog, plan, &figures, context.day))
        .collect();
    if let Some(office) = &office {
        let succession = Succession::new(&catalog.offices);
        estimates.retain(|due| {
            let reporter = &due.cell.office;
            reporter == office || succession.is_holder_on(office, reporter, context.day)
        });
    }
    Ok(estimates)
}

/// List row of an estimate.
pub fn estimate_row(
    context: &Context,
    catalog: &Catalog,
    due: &DueEstimate,
) -> OutputRow<EstimateRow> {
    let measure = catalog
        .measure(&due.cell.measure)
        .map(|(_, _, measure)| measure);
    let answer = measure
        .map(|measure| facts::answer(context.lang, measure, &due.answer))
        .unwrap_or_default();
    let cells = vec![
        TextCell::from(&due.cell.measure.0),
        TextCell::from(catalog.office_name(&due.cell.office)).truncatable(),
        TextCell::from(facts::period_short(context.lang, due.cell.period)),
        TextCell::from(due.cell.series.as_deref().unwrap_or_default()).drop_rank(2),
        TextCell::from(answer).right_aligned(),
        TextCell::from(display::day(context.lang, due.cut_off_day)).drop_rank(1),
        TextCell::from(due.days_overdue.to_string()).right_aligned(),
    ];
    OutputRow {
        row: EstimateRow::new(catalog, due, measure),
        cells,
    }
}
