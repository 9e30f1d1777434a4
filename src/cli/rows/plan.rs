//! Rows of what stands in a plan: plans, objectives, activities, rules, gaps; and offices, groups, holidays.

use chrono::NaiveDate;
use serde::Serialize;

use super::enum_key::enum_key;
use crate::domain::activity::{ActivityState, activity_state, late_days};
use crate::domain::catalog::Catalog;
use crate::domain::code::{GroupCode, OfficeCode, PlanCode};
use crate::domain::gap::{Gap, GapKind, gaps, open_decisions};
use crate::domain::number::Number;
use crate::domain::office::{Group, Holiday, Member, Office};
use crate::domain::plan::{Activity, Objective, Party, Plan, ReportingRule};
use crate::domain::succession::Succession;
use crate::list_row;

list_row! {
    /// A plan.
    pub struct PlanRow {
        /// Its code.
        pub code: PlanCode,
        /// Number as printed.
        pub number: Option<String>,
        /// Title.
        pub title: String,
        /// Who signed.
        pub issuer: OfficeCode,
        /// Day printed.
        pub signed_on: Option<NaiveDate>,
        /// First day.
        pub from: NaiveDate,
        /// Last day.
        pub to: NaiveDate,
        /// How many.
        pub objectives: usize,
        /// How many.
        pub targets: usize,
        /// How many.
        pub measures: usize,
        /// How many.
        pub activities: usize,
        /// How many.
        pub rules: usize,
        /// How many.
        pub gaps: usize,
        /// A few words.
        pub short: String,
        /// Who collects the reports.
        pub coordinator: OfficeCode,
        /// Who does on the day.
        pub coordinator_now: Vec<OfficeCode>,
    }
}

impl PlanRow {
    /// The row of a plan on a day.
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
        /// Its number.
        pub no: String,
        /// Its heading.
        pub title: String,
        /// Ids of its targets.
        pub targets: Vec<String>,
    }
}

impl ObjectiveRow {
    /// The row of an objective.
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

/// When an activity runs.
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
    /// A row of an annex.
    pub struct ActivityRow {
        /// Its plan.
        pub plan: PlanCode,
        /// Its number.
        pub no: u32,
        /// What is to be done.
        pub content: String,
        /// Unit of count.
        pub unit: Option<String>,
        /// How many.
        pub quantity: Option<String>,
        /// When.
        pub window: WindowPart,
        /// Who leads.
        pub lead: OfficeCode,
        /// Who joins: codes, or words.
        pub partners: Vec<String>,
        /// Done so far.
        pub done: Option<String>,
        /// How it stands.
        pub state: ActivityState,
        /// How many days it is late; 0 unless it is.
        pub late_days: i64,
        /// Spent for it, in đồng.
        pub spent: i64,
    }
}

impl ActivityRow {
    /// The row of an activity on a day, with what was done and spent by then.
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

/// The code of a party, or its words.
pub fn party_key(party: &Party) -> String {
    match party {
        Party::Office(code) => code.to_string(),
        Party::Group(code) => code.to_string(),
        Party::Words(words) => words.clone(),
    }
}

list_row! {
    /// A reporting rule.
    pub struct RuleRow {
        /// Its id.
        pub id: String,
        /// Its plan.
        pub plan: PlanCode,
        /// What is owed.
        pub kind: String,
        /// Who owes it: codes, or words.
        pub who: Vec<String>,
        /// Who gets it: a code, or words.
        pub to: Option<String>,
        /// Through which office.
        pub via: Option<OfficeCode>,
        /// The words of the deadline.
        pub wording: String,
        /// Whether the words exclude the day itself.
        pub before: bool,
        /// Whether the rule reads them with the day itself; none: as the system.
        pub before_inclusive: Option<bool>,
        /// Whether its last days move off days on which nobody works; none: as the system.
        pub roll_over: Option<bool>,
        /// How often.
        pub recurrence: String,
        /// First day named.
        pub first: Option<NaiveDate>,
        /// Last day named.
        pub last: Option<NaiveDate>,
        /// What a report covers.
        pub data_period: Option<String>,
        /// The report's name.
        pub label: String,
    }
}

impl RuleRow {
    /// The row of a rule.
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

list_row! {
    /// What a plan leaves open.
    pub struct GapRow {
        /// The plan.
        pub plan: PlanCode,
        /// Of which kind.
        pub kind: GapKind,
        /// What it is about.
        pub subject: String,
        /// In words.
        pub words: String,
    }
}

impl GapRow {
    /// The row of a gap.
    pub fn new(plan: &Plan, gap: &Gap, words: String) -> Self {
        Self {
            plan: plan.code.clone(),
            kind: gap.kind(),
            subject: gap.subject(plan),
            words,
        }
    }
}

list_row! {
    /// An office.
    pub struct OfficeRow {
        /// Its code.
        pub code: OfficeCode,
        /// Its name.
        pub name: String,
        /// Other spellings.
        pub aliases: Vec<String>,
        /// What sort.
        pub kind: String,
        /// The office above.
        pub parent: Option<OfficeCode>,
        /// First day.
        pub from: Option<NaiveDate>,
        /// Last day.
        pub to: Option<NaiveDate>,
        /// Who takes over.
        pub successors: Vec<OfficeCode>,
    }
}

impl OfficeRow {
    /// The row of an office.
    pub fn new(office: &Office) -> Self {
        Self {
            code: office.code.clone(),
            name: office.name.clone(),
            aliases: office.aliases.clone(),
            kind: enum_key(&office.kind),
            parent: office.parent.clone(),
            from: office.from,
            to: office.to,
            successors: office
                .successors
                .iter()
                .map(|successor| successor.office.clone())
                .collect(),
        }
    }
}

list_row! {
    /// An office in a group.
    pub struct GroupMemberRow {
        /// The group.
        pub group: GroupCode,
        /// Its wording.
        pub name: String,
        /// The member.
        pub office: OfficeCode,
        /// From this day.
        pub from: Option<NaiveDate>,
        /// To this day.
        pub to: Option<NaiveDate>,
    }
}

impl GroupMemberRow {
    /// The row of a member.
    pub fn new(group: &Group, member: &Member) -> Self {
        Self {
            group: group.code.clone(),
            name: group.name.clone(),
            office: member.office.clone(),
            from: member.from,
            to: member.to,
        }
    }
}

list_row! {
    /// A day off, or a working weekend day.
    pub struct HolidayRow {
        /// The day.
        pub on: NaiveDate,
        /// Its name.
        pub name: String,
        /// Whether people work on it.
        pub working: bool,
    }
}

impl HolidayRow {
    /// The row of a holiday.
    pub fn new(holiday: &Holiday) -> Self {
        Self {
            on: holiday.on,
            name: holiday.name.clone(),
            working: holiday.working,
        }
    }
}
