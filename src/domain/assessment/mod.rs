//! The judgement of a measure on a day (DOMAIN §2): always derived, never stored, and the same for screen and report.
//! Types here; the steps lie beside: `points` gathers what was answered, `total` adds it, `coverage` counts offices that
//! reached a quota, `line` draws the way.

mod coverage;
mod goal;
mod points;
mod shortfall;
mod total;
mod trajectory;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::catalog::{Catalog, GroupSizeChange};
use super::code::{MeasureId, OfficeCode};
use super::figure::{Figure, MilestoneState, Quality};
use super::number::Fraction;
use super::period::{Period, PeriodKind};
use super::plan::{Measure, Plan, Target};
pub use coverage::quota_size;
use goal::Goal;
use points::PointBuilder;
pub use points::{is_overridden, owners_on, passed_over};
pub use shortfall::{OfficeBelowQuota, Shortfall, quota_period, quota_shortfall};
use trajectory::MeasureAssessor;

/// How a measure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureStatus {
    /// The last stage's day has passed and the promise does not hold: final.
    Missed,
    /// Worse than the line.
    Behind,
    /// There is no value to judge.
    NoData,
    /// There is a value, but nothing to hold it against yet.
    #[serde(rename = "not_judged")]
    NotAssessed,
    /// At least as good as the line.
    OnTrack,
    /// The promise holds.
    Met,
}

/// Why there is no value, or no judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The newest answer is "none occurred".
    NoneOccurred,
    /// The newest answer is "not applicable".
    NotApplicable,
    /// Nobody has answered, or the newest answer is "no data yet", or half of a total is missing.
    Missing,
    /// Two or more periods ended without a figure since the newest.
    TooOld,
    /// Only the figure that would be the baseline is there.
    BaselineOnly,
    /// There is no official figure to start a line from.
    NoBaseline,
}

/// A value that was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessedValue {
    /// The period of the figure.
    pub period: Period,
    /// Its value; none for a milestone.
    pub value: Option<Fraction>,
    /// How far a milestone is.
    pub milestone: Option<MilestoneState>,
    /// Estimate or official.
    pub quality: Quality,
}

/// Where the line starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrajectoryStart {
    /// The value.
    pub value: Fraction,
    /// Its day.
    pub on: NaiveDate,
    /// True if it is the first official figure rather than what the plan states.
    pub derived: bool,
}

/// How many offices reached a quota in the period judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotaCoverage {
    /// Offices that reached it.
    pub met: u64,
    /// All offices that owe it.
    pub of: u64,
    /// Offices with a figure below it.
    pub below: Vec<OfficeCode>,
    /// Offices without a figure.
    pub missing: Vec<OfficeCode>,
    /// "x of y" as the owner entered it, where that differs from the offices' own figures.
    pub entered: Option<(u64, u64)>,
    /// Where the number of offices changed since the plan began, last: sums before and after are not of the same offices.
    pub size_change: Option<GroupSizeChange>,
}

/// A stage whose day passed without its value being reached; it stays visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedStage {
    /// The stage's day.
    pub on: NaiveDate,
    /// What was promised.
    pub target_value: Fraction,
    /// What was reached by then, if anything was reported.
    pub actual: Option<Fraction>,
}

/// The verdict on one measure (or on one series of it) on a day, with all numbers that explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The verdict.
    pub status: MeasureStatus,
    /// Why there is no value or no verdict.
    pub reason: Option<Reason>,
    /// The series that the verdict is about: the worst one.
    pub series: Option<String>,
    /// The figure used.
    pub figure: Option<AssessedValue>,
    /// The value of the line at the end of the figure's period.
    pub expected: Option<Fraction>,
    /// Where the line starts.
    pub start: Option<TrajectoryStart>,
    /// The stage that the line leads to: its day and value.
    pub next_stage: Option<(NaiveDate, Fraction)>,
    /// Per cent of the way from the start to the last stage.
    pub progress: Option<Fraction>,
    /// One newer entry period ended without a figure.
    pub stale: bool,
    /// Worse than where it started.
    pub worse_than_start: bool,
    /// Met, beyond the better end of the band.
    pub beyond_band: bool,
    /// Past stages that were missed.
    pub missed_stages: Vec<MissedStage>,
    /// For a quota.
    pub coverage: Option<QuotaCoverage>,
    /// Owners of whose answers the total lacks one (an answer at all, or the numerator and denominator).
    pub missing_owners: Vec<OfficeCode>,
    /// The sum of what is there where a total lacks a part.
    pub partial_sum: Option<Fraction>,
}

impl Assessment {
    /// A verdict with a reason and no numbers.
    pub(crate) fn without_value(status: MeasureStatus, reason: Option<Reason>) -> Self {
        Self {
            status,
            reason,
            series: None,
            figure: None,
            expected: None,
            start: None,
            next_stage: None,
            progress: None,
            stale: false,
            worse_than_start: false,
            beyond_band: false,
            missed_stages: Vec::new(),
            coverage: None,
            missing_owners: Vec::new(),
            partial_sum: None,
        }
    }

    /// Whether the figure used is an estimate.
    pub fn is_estimate(&self) -> bool {
        self.figure
            .as_ref()
            .is_some_and(|figure| figure.quality == Quality::Estimate)
    }
}

/// Judges one measure on `day` from its plan's figures, in any order; figures of other measures are ignored, and so
/// is everything about periods that end after that day.
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
        .min_by_key(|judgement| judgement.status)
        .unwrap_or_else(|| case.assess(Vec::new()))
}

/// Totals of one series of a measure without a quota, for each period of a kind that has figures, ascending: over all who
/// held the task in it. None where a total has no value or lacks a part.
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

/// Judges every measure of a plan on `day`, in the order of the plan.
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
            let judgement = assess(catalog, (plan, target, measure), own, day);
            (id, judgement)
        })
        .collect()
}

/// The status of a compound target: the worst of its measures (missed > behind > no data > not judged > on track > met).
pub fn worst_status(statuses: impl IntoIterator<Item = MeasureStatus>) -> Option<MeasureStatus> {
    statuses.into_iter().min()
}
