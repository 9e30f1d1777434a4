//! `estimates`: estimates whose official figure is due. Writes nothing.

use super::args::DutyScope;
use super::list::scope_office;
use super::output::{Desk, Line};
use super::rows::EstimateRow;
use super::{Failure, find};
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::day::print_day;
use crate::domain::estimate::{DueEstimate, due_estimates};
use crate::report::table::Cell;
use crate::store::Store;
use crate::words::cli::Head;
use crate::words::facts;

/// `tiendo estimates`
pub fn estimates(desk: &mut Desk, scope: &DutyScope) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let lines = due(desk, &store, &catalog, scope)?.iter().map(|one| line(desk, &catalog, one)).collect();
    let heads = [Head::Measures, Head::Office, Head::Period, Head::Series, Head::Estimate, Head::ClosedOn, Head::Days];
    desk.list(&heads, lines)
}

/// The estimates of a scope whose official figure is due on the desk's day; an office's are also those of the offices
/// whose tasks it holds.
pub fn due(desk: &Desk, store: &Store, catalog: &Catalog, scope: &DutyScope) -> Result<Vec<DueEstimate>, Failure> {
    let office = scope_office(catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    let figures = store.figures_beside_estimates()?;
    let plans = find::plans(catalog, scope.plan.as_deref())?;
    let mut found: Vec<DueEstimate> =
        plans.into_iter().flat_map(|plan| due_estimates(catalog, plan, &figures, desk.day)).collect();
    let held = |own: &OfficeCode, office: &OfficeCode| {
        own == office || catalog.holders(own, desk.day).iter().any(|(holder, _)| holder == office)
    };
    found.retain(|one| office.as_ref().is_none_or(|office| held(&one.cell.office, office)));
    Ok(found)
}

/// An estimate as a line of a list.
pub fn line(desk: &Desk, catalog: &Catalog, due: &DueEstimate) -> Line<EstimateRow> {
    let measure = catalog.measure(&due.cell.measure).map(|(_, _, measure)| measure);
    let answer = measure.map(|measure| facts::answer(desk.lang, measure, &due.answer)).unwrap_or_default();
    let cells = vec![
        Cell::from(&due.cell.measure.0),
        Cell::from(catalog.office_name(&due.cell.office)).long(),
        Cell::from(due.cell.period.to_string()),
        Cell::from(due.cell.series.as_deref().unwrap_or_default()).minor(2),
        Cell::from(answer).right(),
        Cell::from(print_day(due.closed_on)).minor(1),
        Cell::from(due.days.to_string()).right(),
    ];
    Line { row: EstimateRow::of(catalog, due, measure), cells }
}
