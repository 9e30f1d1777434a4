//! Assessment of a measure on a day: always derived, never stored, and the same for screen and report.
//! The types are `verdict`; the steps lie beside: `points` gathers what was answered, `total` adds it, `coverage` counts offices that
//! reached a quota, `line` draws the way.

mod coverage;
mod goal;
mod points;
mod shortfall;
mod total;
mod trajectory;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::catalog::Catalog;
use super::code::MeasureId;
use super::figure::Figure;
use super::number::Fraction;
use super::period::{Period, PeriodKind};
use super::plan::{Measure, Plan, Target};
pub use coverage::quota_size;
use goal::Goal;
pub use goal::accepted_value;
use points::PointBuilder;
pub use points::{is_overridden, owners_on, passed_over};
pub use shortfall::{
    OfficeBelowQuota, Shortfall, quota_period, quota_shortfall, quota_status_of_office,
};
use trajectory::MeasureAssessor;
pub use verdict::{
    AssessedValue, Assessment, MeasureStatus, MissedStage, QuotaCoverage, Reason, TrajectoryStart,
};

/// Assesses one measure on `day` from its plan's figures, in any order; figures of other measures and of periods
/// that end after that day are ignored.
pub fn assess(
    catalog: &Catalog,
    (plan, target, measure): (&Plan, &Target, &Measure),
    figures: &[Figure],
    day: NaiveDate,
) -> Assessment {
    let id = plan.measure_id(target, measure);
    let goal = Goal::from_measure(plan, measure);
    let until = day.min(goal.last_day(plan));
    let known = figures
        .iter()
        .filter(|f| f.cell.measure == id && f.cell.period.last_day(plan.data_period) <= until);
    let source = PointBuilder::new(catalog, (plan, measure), known.collect(), until);
    let case = MeasureAssessor {
        plan,
        measure,
        goal,
        day,
        until,
        entry: source.entry_kind(),
    };
    if measure.series.is_empty() {
        return case.assess(source.points(None));
    }
    let verdicts = measure.series.iter().map(|series| Assessment {
        series: Some(series.clone()),
        ..case.assess(source.points(Some(series)))
    });
    verdicts
        .min_by_key(|assessment| assessment.status)
        .unwrap_or_else(|| case.assess(Vec::new()))
}

/// Totals of one series of a measure without a quota, for each period of a kind that has figures, ascending: over
/// all who held the task in it. `None` if a total has no value or lacks a part.
pub fn totals(
    catalog: &Catalog,
    (plan, measure): (&Plan, &Measure),
    figures: &[&Figure],
    (series, kind): (Option<&str>, PeriodKind),
) -> Vec<(Period, Option<Fraction>)> {
    let rows: Vec<&Figure> = figures
        .iter()
        .filter(|f| f.cell.series.as_deref() == series)
        .copied()
        .collect();
    let of_kind = rows
        .iter()
        .map(|figure| figure.cell.period)
        .filter(|period| period.kind() == Some(kind));
    let periods: BTreeSet<Period> = of_kind.collect();
    let source = PointBuilder::new(catalog, (plan, measure), Vec::new(), NaiveDate::MAX);
    let value = |period| {
        source
            .owner_point(&rows, period)
            .and_then(|point| point.value.value())
    };
    periods
        .into_iter()
        .map(|period| (period, value(period)))
        .collect()
}

/// Assesses every measure of a plan on `day`, in the order of the plan.
pub fn assess_plan(
    catalog: &Catalog,
    plan: &Plan,
    figures: &[Figure],
    day: NaiveDate,
) -> Vec<(MeasureId, Assessment)> {
    let mut by_measure: BTreeMap<&MeasureId, Vec<Figure>> = BTreeMap::new();
    for figure in figures {
        by_measure
            .entry(&figure.cell.measure)
            .or_default()
            .push(figure.clone());
    }
    plan.measures()
        .map(|(id, target, measure)| {
            let own = by_measure.get(&id).map_or(&[][..], Vec::as_slice);
            let assessment = assess(catalog, (plan, target, measure), own, day);
            (id, assessment)
        })
        .collect()
}

/// Status of a compound target: the worst of its measures (missed > not reached > behind > no data > not assessed >
/// on track > met).
pub fn worst_status(statuses: impl IntoIterator<Item = MeasureStatus>) -> Option<MeasureStatus> {
    statuses.into_iter().min()
}

/// The worst verdict on each target of a plan, in its order; targets without any verdict are left out.
pub fn target_assessments<'a>(
    plan: &'a Plan,
    assessment_of: impl Fn(&MeasureId) -> Option<&'a Assessment>,
) -> Vec<(&'a Measure, &'a Assessment)> {
    let worst = |target: &'a Target| {
        let own = target.measures.iter().filter_map(|measure| {
            let found = assessment_of(&plan.measure_id(target, measure))?;
            Some((measure, found))
        });
        // Of two missed ones the final verdict is the worse.
        own.min_by_key(|(_, found)| (found.status, found.named_status()))
    };
    plan.targets.iter().filter_map(worst).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{catalog, day, figure, measure, office, plan};

    /// A plan with two targets, and figures of its first measure.
    fn assessed() -> (Catalog, Plan) {
        let mut plan = plan(&measure(json!({})));
        let mut second = plan.targets[0].clone();
        second.no = "2".into();
        plan.targets.push(second);
        let catalog = catalog(vec![plan.clone()], vec![office("x.a", None, &[])]);
        (catalog, plan)
    }

    fn of_measure(measure: &str, period: &str, value: i64) -> Figure {
        let mut figure = figure("x.a", period, value);
        figure.cell.measure = measure.into();
        figure
    }

    #[test]
    fn a_measure_is_assessed_from_its_own_figures() {
        let (catalog, plan) = assessed();
        let figures = [of_measure("p/1", "2025", 50), of_measure("p/2", "2025", 20)];
        let found = assess_plan(&catalog, &plan, &figures, day("2026-02-01"));
        let status = |place: usize| (found[place].0.to_string(), found[place].1.status);
        assert_eq!(found.len(), 2);
        assert_eq!(status(0), ("p/1".to_owned(), MeasureStatus::Met));
        assert_eq!(status(1), ("p/2".to_owned(), MeasureStatus::Missed));
        for (place, target) in plan.targets.iter().enumerate() {
            let measure = (&plan, target, &target.measures[0]);
            let alone = assess(&catalog, measure, &figures, day("2026-02-01"));
            assert_eq!(alone, found[place].1, "whatever else is given");
        }
    }

    #[test]
    fn a_target_has_the_worst_assessment_of_its_measures() {
        let (catalog, mut plan) = assessed();
        let mut second = measure(json!({ "value": "20" }));
        second.letter = Some("b".into());
        plan.targets[0].measures[0].letter = Some("a".into());
        plan.targets[0].measures.push(second);
        let ids: Vec<_> = plan.measures().map(|(id, _, _)| id.to_string()).collect();
        let figures: Vec<Figure> = ids[..2]
            .iter()
            .map(|id| of_measure(id, "2025", 30))
            .collect();
        let all: BTreeMap<_, _> = assess_plan(&catalog, &plan, &figures, day("2026-02-01"))
            .into_iter()
            .filter(|(id, _)| id.to_string() != ids[2])
            .collect();
        let found = target_assessments(&plan, |id| all.get(id));
        let found: Vec<_> = found
            .iter()
            .map(|(measure, found)| (measure.letter.clone(), found.status))
            .collect();
        assert_eq!(found, [(Some("a".into()), MeasureStatus::Missed)]);
    }

    #[test]
    fn totals_are_of_one_series_and_one_length_of_period() {
        let (catalog, plan) = assessed();
        let mut of_series = of_measure("p/1", "2024", 7);
        of_series.cell.series = Some("s".to_owned());
        let figures = [
            of_measure("p/1", "2023", 3),
            of_measure("p/1", "2024-H1", 4),
            of_series,
        ];
        let figures: Vec<&Figure> = figures.iter().collect();
        let measure = &plan.targets[0].measures[0];
        let of = |series: Option<&str>| {
            totals(
                &catalog,
                (&plan, measure),
                &figures,
                (series, PeriodKind::Year),
            )
        };
        let row = |period: &str, value: i128| {
            let period: Period = period.parse().unwrap();
            (period, Some(Fraction::from(value)))
        };
        assert_eq!(of(None), [row("2023", 3)]);
        assert_eq!(of(Some("s")), [row("2024", 7)]);
    }
}
