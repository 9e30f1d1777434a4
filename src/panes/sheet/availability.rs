//! Offices, plans and periods for which the sheet can be opened. Must not depend on screens.

use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::Datelike;

use crate::domain::code::{MeasureId, OfficeCode, PlanCode};
use crate::domain::entry::{cells_of, is_same_lineage};
use crate::domain::figure::Cell;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::{DataPeriod, Plan};
use crate::domain::succession::Succession;
use crate::panes::effect::SheetLocation;
use crate::panes::read_model::{DutyWithStatus, ReadModel};

/// Offices with cells in any plan, as of today.
pub fn offices_with_cells(model: &ReadModel) -> Vec<OfficeCode> {
    let mut found = BTreeSet::new();
    for plan in &model.catalog.plans {
        let day = model.today.min(plan.to);
        for (_, _, measure) in plan.measures() {
            found.extend(measure.owners.iter().map(|owner| owner.office.clone()));
            if measure.owners.is_empty() {
                found.insert(plan.coordinator.clone());
            }
            if let Some(group) = measure
                .quota
                .as_ref()
                .and_then(|quota| quota.group.as_ref())
            {
                found.extend(model.catalog.members(group, day));
            }
        }
    }
    let succession = Succession::new(&model.catalog.offices);
    let holders: BTreeSet<OfficeCode> = found
        .iter()
        .flat_map(|office| succession.holders_on(office, model.today))
        .cloned()
        .collect();
    found.extend(holders);
    let mut offices: Vec<OfficeCode> = found.into_iter().collect();
    // Ended offices come last: their figures remain theirs.
    let ended = |office: &OfficeCode| {
        model
            .catalog
            .offices
            .get(office)
            .is_some_and(|one| !one.is_active_on(model.today))
    };
    offices.sort_by_cached_key(|office| {
        (
            ended(office),
            crate::domain::text::sort_key(model.office_name(office)),
        )
    });
    offices
}

/// Plans in which an office has cells: begun ones first, then those that have not begun.
pub fn plans_with_cells(model: &ReadModel, office: &OfficeCode) -> Vec<PlanCode> {
    let mut plans: Vec<&Plan> = model
        .catalog
        .plans
        .iter()
        .filter(|plan| has_cells_in_plan(model, &plan.code, office))
        .collect();
    plans.sort_by_key(|plan| (plan.from > model.today, std::cmp::Reverse(plan.to)));
    plans.into_iter().map(|plan| plan.code.clone()).collect()
}

/// Default plan: the one with the next report owed, else the newest that has begun; a plan that has not begun only
/// if there is no other.
pub fn default_plan(model: &ReadModel, office: &OfficeCode) -> Option<PlanCode> {
    let plans = plans_with_cells(model, office);
    let duties = model.duties_of_office(office);
    let first_owed = |plan: &&PlanCode| {
        owed_duties(model, plan, &duties)
            .map(|owed| owed.status.deadline)
            .min()
    };
    let owed = plans
        .iter()
        .filter_map(|plan| Some((first_owed(&plan)?, plan)))
        .min_by_key(|(deadline, _)| *deadline);
    owed.map(|(_, plan)| plan).or(plans.first()).cloned()
}

/// Of an office's duties the reports of a plan that it owes today, for periods that have begun and in which it has
/// cells.
fn owed_duties<'a>(
    model: &'a ReadModel,
    plan: &'a PlanCode,
    duties: &'a [Rc<DutyWithStatus>],
) -> impl Iterator<Item = &'a Rc<DutyWithStatus>> + 'a {
    let of_plan = move |owed: &&Rc<DutyWithStatus>| owed.key().rule.plan_str() == plan.as_str();
    let is_owed = |owed: &&Rc<DutyWithStatus>| owed.is_counted() && owed.status.is_owed();
    let has_begun = |owed: &&Rc<DutyWithStatus>| {
        owed.key().period.first_day(DataPeriod::Calendar) <= model.today
    };
    let has_cells = move |owed: &&Rc<DutyWithStatus>| {
        has_cells_in_period(model, plan, &owed.key().office, owed.key().period)
    };
    duties
        .iter()
        .filter(of_plan)
        .filter(is_owed)
        .filter(has_begun)
        .filter(has_cells)
}

/// Returns `true` if an office has cells in a plan.
pub fn has_cells_in_plan(model: &ReadModel, plan: &PlanCode, office: &OfficeCode) -> bool {
    !period_kinds(model, plan, office).is_empty()
}

/// Returns `true` if an office has cells in exactly this period.
pub fn has_cells_in_period(
    model: &ReadModel,
    plan: &PlanCode,
    office: &OfficeCode,
    period: Period,
) -> bool {
    let calendar = DataPeriod::Calendar;
    let is_in_plan = |plan: &&Plan| {
        period.first_day(calendar) <= plan.to && period.last_day(calendar) >= plan.from
    };
    let plan = model.catalog.plan(plan).filter(is_in_plan);
    plan.is_some_and(|plan| !cells_of(&model.catalog, plan, office, period).is_empty())
}

/// Kinds of period in which an office has cells, the shortest first.
pub fn period_kinds(model: &ReadModel, plan: &PlanCode, office: &OfficeCode) -> Vec<PeriodKind> {
    let Some(plan) = model.catalog.plan(plan) else {
        return Vec::new();
    };
    let life = model
        .catalog
        .offices
        .get(office)
        .map_or([None, None], |office| [office.from, office.to]);
    let life = life
        .into_iter()
        .flatten()
        .filter(|day| *day >= plan.from && *day <= plan.to);
    let days: Vec<_> = [plan.from, model.today.clamp(plan.from, plan.to), plan.to]
        .into_iter()
        .chain(life)
        .collect();
    let has = |kind: &PeriodKind| {
        days.iter().any(|day| {
            Period::latest_begun_by(*day, *kind, DataPeriod::Calendar)
                .is_some_and(|period| !cells_of(&model.catalog, plan, office, period).is_empty())
        })
    };
    PeriodKind::ALL.into_iter().filter(has).collect()
}

/// Returns `true` if a period is within the plan's years.
pub fn is_within_plan(model: &ReadModel, plan: &PlanCode, period: Period) -> bool {
    let calendar = DataPeriod::Calendar;
    model.catalog.plan(plan).is_some_and(|plan| {
        period.first_day(calendar) >= plan.from && period.last_day(calendar) <= plan.to
    })
}

/// Periods shown as columns with this one: those of its kind in its year; for years, those of the plan that have begun.
pub fn column_periods(model: &ReadModel, plan: &Plan, period: Period) -> Vec<Period> {
    let Some(kind) = period.kind() else {
        return vec![period];
    };
    let years = match kind {
        PeriodKind::Year => {
            plan.from.year()..=plan.to.year().min(model.today.year().max(period.year()))
        }
        _ => period.year()..=period.year(),
    };
    let all = years.flat_map(|year| {
        (1..=kind.count_per_year()).map(move |index| Period::new(kind, year, index))
    });
    all.flatten()
        .filter(|period| is_within_plan(model, &plan.code, *period))
        .collect()
}

/// Periods that can be opened, newest first: those that have begun.
pub fn available_periods(model: &ReadModel, plan: &PlanCode, office: &OfficeCode) -> Vec<Period> {
    let Some(found) = model.catalog.plan(plan) else {
        return Vec::new();
    };
    let mut periods = Vec::new();
    for kind in period_kinds(model, plan, office) {
        for year in found.from.year()..=found.to.year().min(model.today.year()) {
            let of_year =
                (1..=kind.count_per_year()).filter_map(|index| Period::new(kind, year, index).ok());
            periods.extend(of_year.filter(|p| {
                p.first_day(DataPeriod::Calendar) <= model.today && is_within_plan(model, plan, *p)
            }));
        }
    }
    periods.sort();
    periods.reverse();
    periods
}

/// Default period: that of a report that is owed, else the current one of the measure's or the shortest kind;
/// `None` if the plan has not begun.
pub fn default_period(
    model: &ReadModel,
    plan: &PlanCode,
    office: &OfficeCode,
    measure: Option<&MeasureId>,
) -> Option<Period> {
    let kind = measure
        .and_then(|id| model.catalog.measure(id))
        .map(|(_, _, measure)| measure.frequency);
    let duties = model.duties_of_office(office);
    let owed = owed_duties(model, plan, &duties)
        .map(|owed| owed.key().period)
        .min();
    owed.filter(|_| kind.is_none()).or_else(|| {
        let kind = kind.or_else(|| period_kinds(model, plan, office).into_iter().next())?;
        let found = model
            .catalog
            .plan(plan)
            .filter(|found| found.from <= model.today)?;
        let at_hand = Period::latest_begun_by(model.today.min(found.to), kind, found.data_period)?;
        // For an ended office the newest period that is still its own. Under decree 09 the last days of a plan belong
        // to a period beyond its end.
        let newest = std::iter::successors(Some(at_hand), |period| period.previous());
        let newest =
            newest.take_while(|period| period.last_day(DataPeriod::Calendar) >= found.from);
        let mut newest = newest
            .filter(|period| is_within_plan(model, plan, *period))
            .peekable();
        let at_hand = newest.peek().copied().unwrap_or(at_hand);
        newest
            .find(|period| has_cells_in_period(model, plan, office, *period))
            .or(Some(at_hand))
    })
}

/// Office that answers in a period for an office's cells: itself, else a predecessor or successor.
pub fn responsible_office(
    model: &ReadModel,
    plan: &PlanCode,
    office: &OfficeCode,
    period: Period,
) -> Option<OfficeCode> {
    if has_cells_in_period(model, plan, office, period) {
        return Some(office.clone());
    }
    let catalog = &model.catalog;
    let line = catalog
        .offices
        .keys()
        .filter(|one| is_same_lineage(catalog, one, office));
    line.into_iter()
        .find(|one| has_cells_in_period(model, plan, one, period))
        .cloned()
}

/// Location of the sheet at a cell: of the office that answers in its period.
pub fn location_of_cell(model: &ReadModel, cell: &Cell) -> SheetLocation {
    let office = responsible_office(model, &cell.measure.plan(), &cell.office, cell.period);
    SheetLocation {
        office: office.or_else(|| Some(cell.office.clone())),
        plan: Some(cell.measure.plan()),
        period: Some(cell.period),
        measure: Some(cell.measure.clone()),
        ..SheetLocation::default()
    }
}
