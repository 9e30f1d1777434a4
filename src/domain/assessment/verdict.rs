//! Types of the assessment of a measure on a day. Must not depend on the steps of assessing.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::code::OfficeCode;
use crate::domain::figure::{MilestoneState, Quality};
use crate::domain::number::Fraction;
use crate::domain::period::Period;
use crate::domain::succession::GroupSizeChange;

/// Status of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureStatus {
    /// Final: the last stage's day has passed and the target is not met.
    Missed,
    /// Not met in a period that is assessed alone, while later ones follow.
    NotReached,
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

impl MeasureStatus {
    /// Every status, worst first.
    pub const ALL: [Self; 7] = [
        Self::Missed,
        Self::NotReached,
        Self::Behind,
        Self::NoData,
        Self::NotAssessed,
        Self::OnTrack,
        Self::Met,
    ];
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

    /// Status as it is named to people: a target missed by an estimate can still be made good.
    pub fn named_status(&self) -> MeasureStatus {
        match self.status {
            MeasureStatus::Missed if self.is_estimate() => MeasureStatus::NotReached,
            status => status,
        }
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
    use super::*;

    #[test]
    fn a_target_missed_by_an_estimate_is_named_as_not_reached() {
        let named = |status, quality| {
            let found = Assessment {
                figure: Some(AssessedValue {
                    period: "2025".parse().unwrap(),
                    value: None,
                    milestone: None,
                    quality,
                }),
                ..Assessment::without_value(status, None)
            };
            found.named_status()
        };
        let (missed, behind) = (MeasureStatus::Missed, MeasureStatus::Behind);
        assert_eq!(named(missed, Quality::Estimate), MeasureStatus::NotReached);
        assert_eq!(named(missed, Quality::Official), missed);
        assert_eq!(named(behind, Quality::Estimate), behind);
        let none = Assessment::without_value(missed, None);
        assert_eq!(none.named_status(), missed);
    }
}
