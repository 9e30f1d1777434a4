//! Rows of plan contents: plans, objectives, activities, rules.

use chrono::NaiveDate;
use serde::Serialize;

use super::enum_key::enum_key;
use crate::domain::activity::{ActivityState, activity_state, late_days};
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::gap::{gaps, open_decisions};
use crate::domain::number::Number;
use crate::domain::plan::{Activity, Objective, Plan, ReportingRule};
use crate::domain::succession::Succession;
use crate::list_row;
use crate::lists::party_key;

list_row! {
    /// A plan.
    pub struct PlanRow {
        /// Its code.
        pub code: PlanCode,
        /// Number as printed.
        pub number: Option<String>,
        /// Title.
        pub title: String,
        /// Issuing office.
        pub issuer: OfficeCode,
        /// Day of the document.
        pub signed_on: Option<NaiveDate>,
        /// First day.
        pub from: NaiveDate,
        /// Last day.
        pub to: NaiveDate,
        /// Number of objectives.
        pub objectives: usize,
        /// Number of targets.
        pub targets: usize,
        /// Number of measures.
        pub measures: usize,
        /// Number of activities.
        pub activities: usize,
        /// Number of rules.
        pub rules: usize,
        /// Number of gaps.
        pub gaps: usize,
        /// Short name.
        pub short: String,
        /// Coordinating office.
        pub coordinator: OfficeCode,
        /// Offices that coordinate on the day.
        pub coordinator_now: Vec<OfficeCode>,
    }
}

impl PlanRow {
    /// Builds the row of a plan on a day.
    pub fn new(catalog: &Catalog, plan: &Plan, day: NaiveDate) -> Self {
        let holders = Succession::new(&catalog.offices).holders_on(&plan.coordinator, day);
        Self {
            code: plan.code.clone(),
            number: plan.number.clone(),
            title: plan.title.clone(),
            issuer: plan.issuer.clone(),
            signed_on: plan.signed_on,
            from: plan.from,
            to: plan.to,
            objectives: plan.objectives.len(),
            targets: plan.targets.len(),
            measures: plan.measures().count(),
            activities: plan.activities.len(),
            rules: plan.rules.len(),
            gaps: gaps(plan).len() + open_decisions(catalog, plan, day).len(),
            short: plan.short_name.clone(),
            coordinator: plan.coordinator.clone(),
            coordinator_now: holders.into_iter().cloned().collect(),
        }
    }
}

list_row! {
    /// An objective.
    pub struct ObjectiveRow {
        /// Plan and number.
        pub id: String,
        /// Its plan.
        pub plan: PlanCode,
        /// Number.
        pub no: String,
        /// Its heading.
        pub title: String,
        /// Ids of its targets.
        pub targets: Vec<String>,
    }
}

impl ObjectiveRow {
    /// Builds the row of an objective.
    pub fn new(plan: &Plan, objective: &Objective) -> Self {
        let own = plan
            .targets
            .iter()
            .filter(|target| target.objective.as_ref() == Some(&objective.no));
        Self {
            id: format!("{}/{}", plan.code, objective.no),
            plan: plan.code.clone(),
            no: objective.no.clone(),
            title: objective.title.clone(),
            targets: own
                .map(|target| format!("{}/{}", plan.code, target.no))
                .collect(),
        }
    }
}

/// Time window of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WindowPart {
    /// As written.
    pub wording: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

list_row! {
    /// An activity.
    pub struct ActivityRow {
        /// Its plan.
        pub plan: PlanCode,
        /// Number.
        pub no: u32,
        /// Content.
        pub content: String,
        /// Unit of count.
        pub unit: Option<String>,
        /// Quantity.
        pub quantity: Option<String>,
        /// Time window.
        pub window: WindowPart,
        /// Lead office.
        pub lead: OfficeCode,
        /// Partners: codes, or words.
        pub partners: Vec<String>,
        /// Quantity done so far.
        pub done: Option<String>,
        /// State.
        pub state: ActivityState,
        /// Days late; 0 if not late.
        pub late_days: i64,
        /// Amount spent, in đồng.
        pub spent: i64,
    }
}

impl ActivityRow {
    /// Builds the row of an activity on a day, with progress and spending by then.
    pub fn new(
        plan: &Plan,
        activity: &Activity,
        (done, spent): (Option<Number>, i64),
        day: NaiveDate,
    ) -> Self {
        let window = &activity.window;
        Self {
            plan: plan.code.clone(),
            no: activity.no,
            content: activity.content.clone(),
            unit: activity.unit.clone(),
            quantity: activity.quantity.map(String::from),
            window: WindowPart {
                wording: window.wording.clone(),
                from: window.from,
                to: window.to,
            },
            lead: activity.lead.clone(),
            partners: activity.partners.iter().map(party_key).collect(),
            done: done.map(String::from),
            state: activity_state(activity, done, day),
            late_days: late_days(activity, done, day),
            spent,
        }
    }
}

list_row! {
    /// A reporting rule.
    pub struct RuleRow {
        /// Its id.
        pub id: String,
        /// Its plan.
        pub plan: PlanCode,
        /// Kind of report.
        pub kind: String,
        /// Reporting offices: codes, or words.
        pub who: Vec<String>,
        /// Recipient: a code, or words.
        pub to: Option<String>,
        /// Office through which it is submitted.
        pub via: Option<OfficeCode>,
        /// Wording of the deadline.
        pub wording: String,
        /// `true` if the wording excludes the named day.
        pub before: bool,
        /// Override of whether the named day is included; null: the system setting.
        pub before_inclusive: Option<bool>,
        /// Override of whether deadlines move off days off; null: the system setting.
        pub roll_over: Option<bool>,
        /// Frequency.
        pub recurrence: String,
        /// First named day.
        pub first: Option<NaiveDate>,
        /// Last named day.
        pub last: Option<NaiveDate>,
        /// Period covered by a report.
        pub data_period: Option<String>,
        /// Name of the report.
        pub label: String,
    }
}

impl RuleRow {
    /// Builds the row of a rule.
    pub fn new(plan: &Plan, rule: &ReportingRule) -> Self {
        Self {
            id: plan.rule_id(rule).to_string(),
            plan: plan.code.clone(),
            kind: enum_key(&rule.kind),
            who: rule.who.iter().map(party_key).collect(),
            to: rule.to.as_ref().map(party_key),
            via: rule.via.clone(),
            wording: rule.wording.clone(),
            before: rule.excludes_named_day,
            before_inclusive: rule.before_inclusive,
            roll_over: rule.roll_over,
            recurrence: enum_key(&rule.recurrence),
            first: rule.first,
            last: rule.last,
            data_period: rule.data_period.as_ref().map(enum_key),
            label: rule.label.clone(),
        }
    }
}
