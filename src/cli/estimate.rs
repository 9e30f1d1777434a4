//! `estimates`: estimates whose official figure is due. Read-only.

use std::collections::BTreeMap;

use super::args::PlanOfficeArgs;
use super::context::Context;
use super::error::CliError;
use super::list::scope_office;
use super::lookup;
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::estimate::{DueEstimate, due_estimates};
use crate::domain::figure::Figure;
use crate::domain::succession::Succession;
use crate::lists::follow_up::{EstimateList, EstimateRow};
use crate::store::Store;

/// `tiendo estimates`
pub fn list_estimates(context: &mut Context, scope: &PlanOfficeArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let due = due_estimates_in_scope(context, &store, &catalog, scope)?;
    let facts = context.facts(&catalog);
    let rows = due.iter().map(|due| EstimateRow::new(&facts, due));
    context.print_rows::<EstimateList>(&catalog, rows.collect())
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
    let mut figures: BTreeMap<PlanCode, Vec<Figure>> = BTreeMap::new();
    for figure in store.figures_for_open_estimates()? {
        let plan = figure.cell.measure.plan();
        figures.entry(plan).or_default().push(figure);
    }
    let plans = lookup::find_plans(catalog, scope.plan.as_deref())?;
    let mut estimates: Vec<DueEstimate> = plans
        .into_iter()
        .filter_map(|plan| Some((plan, figures.get(&plan.code)?)))
        .flat_map(|(plan, figures)| due_estimates(catalog, plan, figures, context.day))
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
