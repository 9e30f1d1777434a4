//! Rows of targets and measures with their judgement on a day.

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::enum_key::enum_key;
use super::figure::milestone_key;
use crate::domain::assessment::{AssessedValue, Assessment, MeasureStatus, Reason};
use crate::domain::code::{GroupCode, MeasureId, OfficeCode, PlanCode};
use crate::domain::number::{Fraction, print_machine_fraction};
use crate::domain::plan::{Measure, Owner, Plan, Target};
use crate::list_row;

/// Decimals of a line; its third and fourth tell it from a figure.
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
        /// The objective above it.
        pub objective: Option<String>,
        /// Its number.
        pub target: String,
        /// The promise.
        pub wording: String,
        /// Ids of its measures.
        pub measures: Vec<MeasureId>,
        /// The worst of its measures.
        pub status: Option<MeasureStatus>,
    }
}

impl TargetRow {
    /// The row of a target.
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

/// A promise for each office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotaPart {
    /// How many each owes.
    pub value: String,
    /// In which period.
    pub per: Option<String>,
    /// Which offices.
    pub group: Option<GroupCode>,
    /// The share of them, per cent.
    pub coverage: Option<String>,
}

/// Where a measure started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BaselinePart {
    /// The value.
    pub value: String,
    /// Its day.
    pub on: NaiveDate,
    /// Whether it is the first official figure rather than what the plan states.
    pub derived: bool,
}

/// A day and the value promised for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StagePart {
    /// The day.
    pub on: NaiveDate,
    /// The value; null for a milestone.
    pub value: Option<String>,
}

/// Who answers for a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OwnerPart {
    /// The office.
    pub office: OfficeCode,
    /// Its part.
    pub scope: Option<String>,
    /// From this day.
    pub from: Option<NaiveDate>,
    /// To this day.
    pub to: Option<NaiveDate>,
}

/// The figure that was judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FigurePart {
    /// Its period.
    pub period: String,
    /// Its value, or the state of a milestone.
    pub value: Option<String>,
    /// Estimate or official.
    pub quality: String,
}

list_row! {
    /// A measure and how it stands.
    pub struct MeasureRow {
        /// Its id.
        pub id: MeasureId,
        /// Its plan.
        pub plan: PlanCode,
        /// Short label.
        pub label: String,
        /// How the value is held against the target.
        pub comparator: String,
        /// Which way is better.
        pub direction: String,
        /// What is promised.
        pub value: Option<String>,
        /// Upper end of a band.
        pub value_to: Option<String>,
        /// What is counted.
        pub unit: String,
        /// Decimals.
        pub scale: u8,
        /// What a numerator over a denominator is multiplied by.
        pub per: Option<i64>,
        /// How often figures are entered.
        pub frequency: String,
        /// Each period alone.
        pub recurs: bool,
        /// Over periods.
        pub adds_up: String,
        /// For each office.
        pub quota: Option<QuotaPart>,
        /// Where it started.
        pub baseline: Option<BaselinePart>,
        /// On the way, ascending.
        pub stages: Vec<StagePart>,
        /// The day from which it holds.
        pub from: Option<NaiveDate>,
        /// Who answers.
        pub owners: Vec<OwnerPart>,
        /// Parallel rows.
        pub series: Vec<String>,
        /// The verdict.
        pub status: MeasureStatus,
        /// Why there is none.
        pub reason: Option<Reason>,
        /// A newer period ended without a figure.
        pub stale: bool,
        /// Worse than where it started.
        pub worse_than_start: bool,
        /// The figure judged.
        pub figure: Option<FigurePart>,
        /// The line at the end of the figure's period.
        pub line: Option<String>,
        /// Per cent of the way from the start.
        pub way: Option<String>,
        /// The verdict in a sentence.
        pub explanation: String,
        /// Who answers on the day: the owners and those that followed them.
        pub held_by: Vec<OfficeCode>,
    }
}

impl MeasureRow {
    /// The row of a measure with its judgement and the sentence that explains it; who answers is known to the caller.
    pub fn new(
        plan: &Plan,
        id: &MeasureId,
        measure: &Measure,
        judgement: &Assessment,
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
            baseline: baseline_part(plan, measure, judgement),
            stages: stage_parts(measure),
            from: measure.from,
            owners: owner_parts(measure),
            series: measure.series.clone(),
            status: judgement.status,
            reason: judgement.reason,
            stale: judgement.stale,
            worse_than_start: judgement.worse_than_start,
            figure: judgement.figure.as_ref().map(figure_part),
            line: judgement
                .expected
                .as_ref()
                .map(|line| print_machine_fraction(line, TRAJECTORY_DECIMALS)),
            way: judgement.progress.as_ref().map(print_fraction),
            explanation,
            held_by: Vec::new(),
        }
    }
}

fn print_fraction(value: &Fraction) -> String {
    print_machine_fraction(value, VALUE_DECIMALS)
}

fn quota_part(measure: &Measure) -> Option<QuotaPart> {
    measure.quota.as_ref().map(|quota| QuotaPart {
        value: quota.value.to_string(),
        per: quota.period_kind.as_ref().map(enum_key),
        group: quota.group.clone(),
        coverage: quota.coverage.map(String::from),
    })
}

/// The start of the judgement's line, else what the plan states.
fn baseline_part(plan: &Plan, measure: &Measure, judgement: &Assessment) -> Option<BaselinePart> {
    let started = judgement.start.as_ref().map(|start| BaselinePart {
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

fn figure_part(judged: &AssessedValue) -> FigurePart {
    let value = judged.value.as_ref().map(print_fraction);
    FigurePart {
        period: judged.period.to_string(),
        value: value.or_else(|| judged.milestone.map(milestone_key)),
        quality: enum_key(&judged.quality),
    }
}
