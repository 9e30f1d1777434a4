//! What a judgement of a measure on a day says: types only. Knows no step of judging.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::code::OfficeCode;
use crate::domain::figure::{MilestoneState, Quality};
use crate::domain::number::Fraction;
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan};
use crate::domain::succession::GroupSizeChange;

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

    /// Whether what was missed can still be made good: the figure is an estimate, or each period is judged alone and the
    /// plan goes on after this one.
    pub fn can_be_made_good(&self, plan: &Plan, measure: &Measure) -> bool {
        let goes_on = |figure: &AssessedValue| {
            measure.recurs && figure.period.last_day(plan.data_period) < plan.to
        };
        self.status == MeasureStatus::Missed
            && (self.is_estimate() || self.figure.as_ref().is_some_and(goes_on))
    }

    /// Whether the figure used is an estimate.
    pub fn is_estimate(&self) -> bool {
        self.figure
            .as_ref()
            .is_some_and(|figure| figure.quality == Quality::Estimate)
    }
}
