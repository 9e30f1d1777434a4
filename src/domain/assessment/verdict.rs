//! Types of the assessment of a measure on a day. Must not depend on the steps of assessing.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::code::OfficeCode;
use crate::domain::figure::{MilestoneState, Quality};
use crate::domain::number::Fraction;
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan};
use crate::domain::succession::GroupSizeChange;

/// Status of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureStatus {
    /// Final: the last stage's day has passed and the target is not met.
    Missed,
    /// Worse than the trajectory.
    Behind,
    /// There is no value to assess.
    NoData,
    /// There is a value, but nothing to compare it with yet.
    #[serde(rename = "not_judged")]
    NotAssessed,
    /// At least as good as the trajectory.
    OnTrack,
    /// The target is met.
    Met,
}

/// Reason why there is no value or no status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The newest answer is "none occurred".
    NoneOccurred,
    /// The newest answer is "not applicable".
    NotApplicable,
    /// No answer, or the newest answer is "no data yet", or half of a total is missing.
    Missing,
    /// Two or more entry periods ended after the newest figure.
    TooOld,
    /// The only figure is the one that would be the baseline.
    BaselineOnly,
    /// There is no official figure to derive a baseline from.
    NoBaseline,
}

/// An assessed value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessedValue {
    /// The period of the figure.
    pub period: Period,
    /// Value; `None` for a milestone.
    pub value: Option<Fraction>,
    /// State of a milestone.
    pub milestone: Option<MilestoneState>,
    /// Estimate or official.
    pub quality: Quality,
}

/// Start of the trajectory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrajectoryStart {
    /// The value.
    pub value: Fraction,
    /// Its day.
    pub on: NaiveDate,
    /// `true` if it is the first official figure rather than the plan's baseline.
    pub derived: bool,
}

/// Number of offices that reached a quota in the assessed period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuotaCoverage {
    /// Offices that reached it.
    pub met: u64,
    /// Number of offices that the quota applies to.
    pub of: u64,
    /// Offices with a figure below the quota.
    pub below: Vec<OfficeCode>,
    /// Offices without a figure.
    pub missing: Vec<OfficeCode>,
    /// "x of y" as the owner entered it, if the offices' own figures differ.
    pub entered: Option<(u64, u64)>,
    /// Last change of the number of offices since the plan began: sums before and after are over different offices.
    pub size_change: Option<GroupSizeChange>,
}

/// A missed interim target; it stays visible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissedStage {
    /// The stage's day.
    pub on: NaiveDate,
    /// Target value.
    pub target_value: Fraction,
    /// Value reached by that day, if any was reported.
    pub actual: Option<Fraction>,
}

/// Assessment of one measure (or of one series of it) on a day, with all numbers that explain it.
///
/// ```
/// use tiendo::domain::assessment::{MeasureStatus, assess_plan};
/// use tiendo::domain::catalog::Catalog;
/// use tiendo::domain::plan::Plan;
///
/// let plan: Plan = serde_json::from_str(
///     r#"{
///         "code": "p", "title": "t", "short": "t", "issuer": "x.a", "coordinator": "x.a",
///         "from": "2022-01-01", "to": "2025-12-31",
///         "targets": [{"no": "1", "wording": "w", "measures": [{
///             "label": "m", "unit": "cuộc", "direction": "up", "comparator": "ge", "value": "50",
///             "frequency": "year"}]}]
///     }"#,
/// )?;
/// let today = "2024-06-05".parse().unwrap();
/// let (measure, assessment) = &assess_plan(&Catalog::default(), &plan, &[], today)[0];
/// assert_eq!(measure.as_str(), "p/1");
/// assert_eq!(assessment.status, MeasureStatus::NoData);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// Status.
    pub status: MeasureStatus,
    /// Reason why there is no value or no status.
    pub reason: Option<Reason>,
    /// Series that decided the status: the worst one.
    pub series: Option<String>,
    /// Value used.
    pub figure: Option<AssessedValue>,
    /// Expected value at the end of the figure's period.
    pub expected: Option<Fraction>,
    /// Start of the trajectory.
    pub start: Option<TrajectoryStart>,
    /// Stage that the trajectory leads to: its day and value.
    pub next_stage: Option<(NaiveDate, Fraction)>,
    /// Progress in per cent of the way from the start to the last stage.
    pub progress: Option<Fraction>,
    /// One newer entry period ended without a figure.
    pub stale: bool,
    /// Worse than the baseline.
    pub worse_than_start: bool,
    /// Met, beyond the better end of the band.
    pub beyond_band: bool,
    /// Past stages that were missed.
    pub missed_stages: Vec<MissedStage>,
    /// Coverage, for a quota.
    pub coverage: Option<QuotaCoverage>,
    /// Owners whose answer the total lacks (no answer, or no numerator and denominator).
    pub missing_owners: Vec<OfficeCode>,
    /// Sum of the available parts if the total lacks one.
    pub partial_sum: Option<Fraction>,
}

impl Assessment {
    /// An assessment with a reason and no numbers.
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

    /// Returns `true` if the value used is an estimate.
    pub fn is_estimate(&self) -> bool {
        self.figure
            .as_ref()
            .is_some_and(|figure| figure.quality == Quality::Estimate)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{measure, plan};

    #[test]
    fn what_was_missed_can_be_made_good_by_an_official_figure_or_a_later_period() {
        let can = |status, recurs: bool, period: &str, quality| {
            let plan = plan(&measure(json!({ "recurs": recurs })));
            let found = Assessment {
                figure: Some(AssessedValue {
                    period: period.parse().unwrap(),
                    value: None,
                    milestone: None,
                    quality,
                }),
                ..Assessment::without_value(status, None)
            };
            found.can_be_made_good(&plan, &plan.targets[0].measures[0])
        };
        let (missed, behind) = (MeasureStatus::Missed, MeasureStatus::Behind);
        let (estimate, official) = (Quality::Estimate, Quality::Official);
        for (status, recurs, period, quality, expected) in [
            (missed, false, "2025", estimate, true),
            (missed, false, "2025", official, false),
            (missed, false, "2023", official, false),
            (missed, true, "2025-Q3", official, true),
            // The plan ends with 2025.
            (missed, true, "2025", official, false),
            (missed, true, "2026-Q1", official, false),
            (behind, true, "2023", official, false),
            (behind, false, "2025", estimate, false),
        ] {
            let found = can(status, recurs, period, quality);
            assert_eq!(found, expected, "{status:?} {recurs} {period} {quality:?}");
        }
        let plan = plan(&measure(json!({ "recurs": true })));
        let none = Assessment::without_value(missed, None);
        assert!(!none.can_be_made_good(&plan, &plan.targets[0].measures[0]));
    }
}
