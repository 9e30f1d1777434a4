//! Rows of targets and measures with their assessment on a day.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::enum_key::enum_key;
use super::figure::milestone_key;
use crate::domain::assessment::{AssessedValue, Assessment, MeasureStatus, Reason};
use crate::domain::code::{GroupCode, MeasureId, OfficeCode, PlanCode};
use crate::domain::number::{Fraction, format_decimal};
use crate::domain::plan::{Measure, Owner, Plan, Target};
use crate::list_row;

/// Decimals of an expected value; the third and fourth distinguish it from a figure.
const TRAJECTORY_DECIMALS: u8 = 4;
/// Decimals of all other derived values.
const VALUE_DECIMALS: u8 = 2;

list_row! {
    /// A target.
    pub struct TargetRow {
        /// Plan and number.
        pub id: String,
        /// Its plan.
        pub plan: PlanCode,
        /// Number of its objective.
        pub objective: Option<String>,
        /// Its number.
        pub target: String,
        /// Wording.
        pub wording: String,
        /// Ids of its measures.
        pub measures: Vec<MeasureId>,
        /// Worst status of its measures.
        pub status: Option<MeasureStatus>,
    }
}

impl TargetRow {
    /// Builds the row of a target.
    pub fn new(plan: &Plan, target: &Target, status: Option<MeasureStatus>) -> Self {
        Self {
            id: format!("{}/{}", plan.code, target.no),
            plan: plan.code.clone(),
            objective: target.objective.clone(),
            target: target.no.clone(),
            wording: target.wording.clone(),
            measures: target
                .measures
                .iter()
                .map(|measure| plan.measure_id(target, measure))
                .collect(),
            status,
        }
    }
}

/// Quota of each office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotaPart {
    /// Number required from each office.
    pub value: String,
    /// Period of the quota.
    pub per: Option<String>,
    /// Group of offices.
    pub group: Option<GroupCode>,
    /// Share of offices that must reach it, per cent.
    pub coverage: Option<String>,
}

/// Baseline of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BaselinePart {
    /// The value.
    pub value: String,
    /// Its day.
    pub on: NaiveDate,
    /// `true` if it is the first official figure rather than what the plan states.
    pub derived: bool,
}

/// An interim target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StagePart {
    /// The day.
    pub on: NaiveDate,
    /// The value; null for a milestone.
    pub value: Option<String>,
}

/// An office responsible for a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnerPart {
    /// The office.
    pub office: OfficeCode,
    /// Part of the measure.
    pub scope: Option<String>,
    /// From this day.
    pub from: Option<NaiveDate>,
    /// To this day.
    pub to: Option<NaiveDate>,
}

/// The assessed figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigurePart {
    /// Its period.
    pub period: String,
    /// Value, or state of a milestone.
    pub value: Option<String>,
    /// Estimate or official.
    pub quality: String,
}

list_row! {
    /// A measure with its assessment.
    pub struct MeasureRow {
        /// Its id.
        pub id: MeasureId,
        /// Its plan.
        pub plan: PlanCode,
        /// Short label.
        pub label: String,
        /// Comparator between a value and the target value.
        pub comparator: String,
        /// Direction of improvement.
        pub direction: String,
        /// Target value.
        pub value: Option<String>,
        /// Upper end of a band.
        pub value_to: Option<String>,
        /// Unit of count.
        pub unit: String,
        /// Decimals.
        pub scale: u8,
        /// Factor of a numerator over a denominator.
        pub per: Option<i64>,
        /// Entry frequency.
        pub frequency: String,
        /// Each period is assessed alone.
        pub recurs: bool,
        /// Aggregation over periods.
        pub adds_up: String,
        /// Quota of each office.
        pub quota: Option<QuotaPart>,
        /// Baseline.
        pub baseline: Option<BaselinePart>,
        /// Interim targets, ascending.
        pub stages: Vec<StagePart>,
        /// The day from which it holds.
        pub from: Option<NaiveDate>,
        /// Responsible offices.
        pub owners: Vec<OwnerPart>,
        /// Series.
        pub series: Vec<String>,
        /// Status.
        pub status: MeasureStatus,
        /// Reason why there is no status.
        pub reason: Option<Reason>,
        /// A newer entry period ended without a figure.
        pub stale: bool,
        /// Worse than the baseline.
        pub worse_than_start: bool,
        /// Assessed figure.
        pub figure: Option<FigurePart>,
        /// Expected value at the end of the figure's period.
        pub line: Option<String>,
        /// Progress in per cent of the way from the start.
        pub way: Option<String>,
        /// Explanation of the assessment.
        pub explanation: String,
        /// Offices responsible on the day: owners and their successors.
        pub held_by: Vec<OfficeCode>,
    }
}

impl MeasureRow {
    /// Builds the row of a measure with its assessment and explanation; the caller adds the responsible offices.
    pub fn new(
        plan: &Plan,
        id: &MeasureId,
        measure: &Measure,
        assessment: &Assessment,
        explanation: String,
    ) -> Self {
        Self {
            id: id.clone(),
            plan: plan.code.clone(),
            label: measure.label.clone(),
            comparator: enum_key(&measure.comparator),
            direction: enum_key(&measure.direction),
            value: measure.value.map(String::from),
            value_to: measure.value_to.map(String::from),
            unit: measure.unit.clone().into(),
            scale: measure.scale,
            per: measure.unit.base(),
            frequency: enum_key(&measure.frequency),
            recurs: measure.recurs,
            adds_up: enum_key(&measure.aggregation),
            quota: quota_part(measure),
            baseline: baseline_part(plan, measure, assessment),
            stages: stage_parts(measure),
            from: measure.from,
            owners: owner_parts(measure),
            series: measure.series.clone(),
            status: assessment.status,
            reason: assessment.reason,
            stale: assessment.stale,
            worse_than_start: assessment.worse_than_start,
            figure: assessment.figure.as_ref().map(figure_part),
            line: assessment
                .expected
                .as_ref()
                .map(|line| format_decimal(line, TRAJECTORY_DECIMALS)),
            way: assessment.progress.as_ref().map(print_fraction),
            explanation,
            held_by: Vec::new(),
        }
    }
}

fn print_fraction(value: &Fraction) -> String {
    format_decimal(value, VALUE_DECIMALS)
}

fn quota_part(measure: &Measure) -> Option<QuotaPart> {
    measure.quota.as_ref().map(|quota| QuotaPart {
        value: quota.value.to_string(),
        per: quota.period_kind.as_ref().map(enum_key),
        group: quota.group.clone(),
        coverage: quota.coverage.map(String::from),
    })
}

/// Start of the trajectory, else the plan's baseline.
fn baseline_part(plan: &Plan, measure: &Measure, assessment: &Assessment) -> Option<BaselinePart> {
    let started = assessment.start.as_ref().map(|start| BaselinePart {
        value: print_fraction(&start.value),
        on: start.on,
        derived: start.derived,
    });
    started.or_else(|| {
        measure.baseline.as_ref().map(|baseline| BaselinePart {
            value: baseline.value.to_string(),
            on: baseline.on.unwrap_or(plan.from - Days::new(1)),
            derived: false,
        })
    })
}

fn stage_parts(measure: &Measure) -> Vec<StagePart> {
    measure
        .stages
        .iter()
        .map(|stage| StagePart {
            on: stage.on,
            value: stage.value.map(String::from),
        })
        .collect()
}

fn owner_parts(measure: &Measure) -> Vec<OwnerPart> {
    let part = |owner: &Owner| OwnerPart {
        office: owner.office.clone(),
        scope: owner.scope.clone(),
        from: owner.from,
        to: owner.to,
    };
    measure.owners.iter().map(part).collect()
}

fn figure_part(assessed: &AssessedValue) -> FigurePart {
    let value = assessed.value.as_ref().map(print_fraction);
    FigurePart {
        period: assessed.period.to_string(),
        value: value.or_else(|| assessed.milestone.map(milestone_key)),
        quality: enum_key(&assessed.quality),
    }
}
