//! Estimates that wait for their official figure, and the difference of the official figure from them. Derived from the
//! figures and the day. Must not depend on display texts.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::catalog::Catalog;
use super::code::{MeasureId, OfficeCode, PlanCode};
use super::figure::{Answer, Cell, Figure, Quality};
use super::number::Fraction;
use super::period::Period;
use super::plan::{Plan, Unit};
use super::succession::Succession;

/// An estimate whose official figure is due: the data cut-off of its period has passed and no official figure exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueEstimate {
    /// The cell.
    pub cell: Cell,
    /// The estimated answer.
    pub answer: Answer,
    /// Data cut-off of the period.
    pub cut_off_day: NaiveDate,
    /// Days since then.
    pub days_overdue: i64,
}

/// Estimates of a plan whose official figure is due on a day, the longest due first, then in the order of the plan.
/// "No data yet" is neither an official figure nor an estimate that waits for one.
pub fn due_estimates(
    catalog: &Catalog,
    plan: &Plan,
    figures: &[Figure],
    day: NaiveDate,
) -> Vec<DueEstimate> {
    let order: Vec<_> = plan.measures().map(|(id, _, _)| id).collect();
    let place = |cell: &Cell| order.iter().position(|id| *id == cell.measure);
    let cut_off_day = |figure: &Figure| figure.cell.period.last_day(plan.data_period);
    let estimates = figures
        .iter()
        .filter(|figure| figure.quality == Quality::Estimate && is_pending(&figure.answer));
    let mut due: Vec<&Figure> = estimates
        .filter(|figure| cut_off_day(figure) < day && place(&figure.cell).is_some())
        .filter(|figure| !has_official(catalog, figures, &figure.cell))
        .collect();
    due.sort_by_key(|figure| {
        (
            cut_off_day(figure),
            place(&figure.cell),
            figure.cell.clone(),
        )
    });
    let due_estimate = |figure: &Figure| DueEstimate {
        cell: figure.cell.clone(),
        answer: figure.answer,
        cut_off_day: cut_off_day(figure),
        days_overdue: (day - cut_off_day(figure)).num_days(),
    };
    due.into_iter().map(due_estimate).collect()
}

/// Sorts due estimates of several plans: by the order of the plans, then as [`due_estimates`] does.
pub fn sort_due_estimates(catalog: &Catalog, due: &mut [DueEstimate]) {
    let order: HashMap<MeasureId, (usize, usize)> = catalog
        .plans
        .iter()
        .enumerate()
        .flat_map(|(plan_place, plan)| {
            plan.measures()
                .enumerate()
                .map(move |(place, (id, ..))| (id, (plan_place, place)))
        })
        .collect();
    due.sort_by_cached_key(|one| {
        let (plan, place) = order.get(&one.cell.measure).copied().unzip();
        (plan, one.cut_off_day, place, one.cell.clone())
    });
}

/// Number of due estimates by plan and period, in the order of [`due_estimates`].
pub fn count_by_period(due: &[DueEstimate]) -> Vec<(PlanCode, Period, usize)> {
    let mut counted: Vec<(PlanCode, Period, usize)> = Vec::new();
    for one in due {
        let (plan, period) = (one.cell.measure.plan(), one.cell.period);
        match counted
            .iter_mut()
            .find(|(code, of, _)| *code == plan && *of == period)
        {
            Some((_, _, count)) => *count += 1,
            None => counted.push((plan, period, 1)),
        }
    }
    counted
}

fn is_pending(answer: &Answer) -> bool {
    !matches!(answer, Answer::NoData | Answer::NotApplicable)
}

/// Returns `true` if a cell has an official figure, from its office or from all successors that divided its task.
fn has_official(catalog: &Catalog, figures: &[Figure], cell: &Cell) -> bool {
    let official = |figure: &&Figure| {
        let other = &figure.cell;
        figure.quality == Quality::Official
            && figure.answer != Answer::NoData
            && (&other.measure, other.period, &other.series)
                == (&cell.measure, cell.period, &cell.series)
    };
    let offices: HashSet<&OfficeCode> = figures
        .iter()
        .filter(official)
        .map(|figure| &figure.cell.office)
        .collect();
    Succession::new(&catalog.offices).is_passed_on(&cell.office, |office| offices.contains(office))
}

/// Difference of a cell's official figure from its estimate, in the measure's unit; `None` if either has no value.
pub fn estimate_difference(unit: &Unit, estimate: &Answer, official: &Answer) -> Option<Fraction> {
    Some(official.value(unit)? - estimate.value(unit)?)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{catalog, day, figure, measure, office, plan};
    use crate::domain::number::Number;

    #[test]
    fn an_estimate_waits_from_the_day_after_its_data_closed() {
        let plan = plan(&measure(json!({})));
        let catalog = catalog(vec![plan.clone()], vec![office("x.a", None, &[])]);
        let mut estimate = figure("x.a", "2023", 20);
        estimate.quality = Quality::Estimate;
        for (on, days) in [
            ("2023-12-30", None),
            ("2023-12-31", None),
            ("2024-01-01", Some(1)),
        ] {
            let due = due_estimates(&catalog, &plan, &[estimate.clone()], day(on));
            assert_eq!(due.first().map(|due| due.days_overdue), days, "{on}");
        }
        let both = [estimate, figure("x.a", "2023", 21)];
        assert_eq!(due_estimates(&catalog, &plan, &both, day("2024-01-01")), []);
    }

    #[test]
    fn due_estimates_are_counted_by_plan_and_period() {
        let due = |measure: &str, period: &str| {
            let mut cell = figure("x.a", period, 1).cell;
            cell.measure = measure.into();
            DueEstimate {
                cell,
                answer: Answer::Number(Number::whole(1)),
                cut_off_day: day("2023-12-31"),
                days_overdue: 1,
            }
        };
        let counted = count_by_period(&[
            due("p/1", "2023"),
            due("p/1", "2024"),
            due("q/1", "2023"),
            due("p/2", "2023"),
            due("p/3", "2023"),
        ]);
        let counted: Vec<_> = counted
            .iter()
            .map(|(plan, period, count)| format!("{plan} {period} {count}"))
            .collect();
        assert_eq!(counted, ["p 2023 3", "p 2024 1", "q 2023 1"]);
    }
}
