//! Types of a plan's parts: the list, the fields and the template of each. Must not depend on screens or the store.

use serde::{Deserialize, Serialize};

use super::field::Field;
use super::record_fields;
use super::value_types::NO_DAY;
use crate::domain::period::PeriodKind;
use crate::domain::plan::{
    Activity, Aggregation, Amendment, BudgetSource, Comparator, Direction, Measure, Objective,
    Parent, Party, Plan, Recurrence, ReportingRule, RuleKind, Stage, Target, Task, Unit, Window,
    YearlyEvent,
};

/// List of a plan's parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartKind {
    /// Objectives.
    Objective,
    /// Targets.
    Target,
    /// Measures of one target.
    Measure,
    /// Reporting rules.
    Rule,
    /// Activities.
    Activity,
    /// Budget sources.
    Budget,
    /// Yearly events.
    Event,
    /// Tasks of departments.
    Task,
    /// Parent documents.
    Parent,
    /// Amendments.
    Amendment,
}

impl PartKind {
    /// Lists in the order of the outline; measures are listed below their targets.
    pub const OUTLINE_ORDER: [PartKind; 9] = [
        PartKind::Objective,
        PartKind::Target,
        PartKind::Rule,
        PartKind::Activity,
        PartKind::Budget,
        PartKind::Event,
        PartKind::Task,
        PartKind::Parent,
        PartKind::Amendment,
    ];
}

/// Part of a plan.
pub trait PlanPart: Clone + std::fmt::Debug + PartialEq + 'static {
    /// Its list.
    const KIND: PartKind;
    /// Fields of its form.
    const FIELDS: &'static [Field<Self>];
    /// Its list; for measures that of a target, `None` if the target does not exist.
    fn list<'a>(plan: &'a Plan, target: Option<&str>) -> Option<&'a Vec<Self>>;
    /// Its list, mutable.
    fn list_mut<'a>(plan: &'a mut Plan, target: Option<&str>) -> Option<&'a mut Vec<Self>>;
    /// Wraps it as a part of any kind.
    fn into_value(self) -> PartValue;
    /// Name: number, letter, source, name or title.
    fn name(&self) -> String;
    /// Template of a new part, with the next number; for measures one of a target.
    fn template(plan: &Plan, target: Option<&str>) -> Self;
    /// Completes values that follow from the input, before the part is written; `was` is the stored part.
    #[must_use]
    fn settle(self, _was: Option<&Self>, _plan: &Plan) -> Self {
        self
    }
}

/// A part of any kind.
#[derive(Clone, Debug, PartialEq)]
pub enum PartValue {
    /// Objective.
    Objective(Objective),
    /// Target.
    Target(Target),
    /// Measure of a target.
    Measure(Measure),
    /// Reporting rule.
    Rule(ReportingRule),
    /// Activity.
    Activity(Activity),
    /// Budget source.
    Budget(BudgetSource),
    /// Yearly event.
    Event(YearlyEvent),
    /// Task of a department.
    Task(Task),
    /// Parent document.
    Parent(Parent),
    /// Amendment.
    Amendment(Amendment),
}

/// Evaluates an expression with the type of a kind's parts.
macro_rules! with_part_type {
    ($kind:expr, $part:ident => $body:expr) => {{
        use $crate::domain::plan;
        use $crate::form::part_types::PartKind;
        $crate::form::part_types::with_part_type!(@ $kind, $part => $body;
            Objective = Objective, Target = Target, Measure = Measure, Rule = ReportingRule,
            Activity = Activity, Budget = BudgetSource, Event = YearlyEvent, Task = Task,
            Parent = Parent, Amendment = Amendment)
    }};
    (@ $kind:expr, $part:ident => $body:expr; $($name:ident = $type:ident),+) => {
        match $kind {
            $(PartKind::$name => {
                type $part = plan::$type;
                $body
            })+
        }
    };
}

pub(crate) use with_part_type;

/// Implementation shared by the lists of the plan itself.
macro_rules! list_of_plan {
    ($kind:ident, $list:ident, $fields:ident) => {
        const KIND: PartKind = PartKind::$kind;
        const FIELDS: &'static [Field<Self>] = record_fields::$fields;

        fn list<'a>(plan: &'a Plan, _: Option<&str>) -> Option<&'a Vec<Self>> {
            Some(&plan.$list)
        }

        fn list_mut<'a>(plan: &'a mut Plan, _: Option<&str>) -> Option<&'a mut Vec<Self>> {
            Some(&mut plan.$list)
        }

        fn into_value(self) -> PartValue {
            PartValue::$kind(self)
        }
    };
}

impl PlanPart for Objective {
    list_of_plan!(Objective, objectives, OBJECTIVE);

    fn name(&self) -> String {
        self.no.clone()
    }

    fn template(plan: &Plan, _: Option<&str>) -> Self {
        Self {
            no: next_number(&mut plan.objectives.iter().map(|known| known.no.as_str())),
            title: String::new(),
        }
    }
}

impl PlanPart for Target {
    list_of_plan!(Target, targets, TARGET);

    fn name(&self) -> String {
        self.no.clone()
    }

    /// Its first measure is a draft of its own.
    fn template(plan: &Plan, _: Option<&str>) -> Self {
        let objective = match plan.targets.last() {
            Some(target) => target.objective.clone(),
            None => plan.objectives.last().map(|known| known.no.clone()),
        };
        Self {
            no: next_number(&mut plan.targets.iter().map(|known| known.no.as_str())),
            objective,
            wording: String::new(),
            decision: None,
            from: None,
            to: None,
            measures: Vec::new(),
            former_versions: Vec::new(),
        }
    }

    fn settle(mut self, _: Option<&Self>, plan: &Plan) -> Self {
        if let Some(first) = self.measures.first_mut() {
            add_final_stage(first, plan);
        }
        self
    }
}

impl PlanPart for Measure {
    const KIND: PartKind = PartKind::Measure;
    const FIELDS: &'static [Field<Self>] = record_fields::MEASURE;

    fn list<'a>(plan: &'a Plan, target: Option<&str>) -> Option<&'a Vec<Self>> {
        let mut targets = plan.targets.iter();
        let own = targets.find(|known| Some(known.no.as_str()) == target);
        own.map(|target| &target.measures)
    }

    fn list_mut<'a>(plan: &'a mut Plan, target: Option<&str>) -> Option<&'a mut Vec<Self>> {
        let mut targets = plan.targets.iter_mut();
        let own = targets.find(|known| Some(known.no.as_str()) == target);
        own.map(|target| &mut target.measures)
    }

    fn into_value(self) -> PartValue {
        PartValue::Measure(self)
    }

    fn name(&self) -> String {
        self.letter.clone().unwrap_or_default()
    }

    fn template(plan: &Plan, target: Option<&str>) -> Self {
        let letters = Self::list(plan, target).map_or(0, Vec::len);
        let letter = ('a'..='z').nth(letters).map(|letter| letter.to_string());
        Self {
            letter,
            ..new_measure()
        }
    }

    /// Updates a final stage that equalled the measure's value along with it, unless the stages were edited too.
    fn settle(mut self, was: Option<&Self>, plan: &Plan) -> Self {
        if let Some(was) = was.filter(|was| was.value != self.value && was.stages == self.stages) {
            let last = self.stages.last_mut();
            if let Some(last) = last.filter(|last| last.value == was.value) {
                last.value = self.value;
            }
        }
        add_final_stage(&mut self, plan);
        self
    }
}

impl PlanPart for ReportingRule {
    list_of_plan!(Rule, rules, RULE);

    fn name(&self) -> String {
        self.no.clone()
    }

    fn template(plan: &Plan, _: Option<&str>) -> Self {
        let dated = plan.rules.iter().map(|known| known.no.as_str());
        let mut numbers = dated.chain(["r0"]).filter(|no| no.starts_with('r'));
        Self {
            no: next_number(&mut numbers),
            kind: RuleKind::Report,
            label: String::new(),
            who: Vec::new(),
            to: None,
            via: None,
            wording: String::new(),
            excludes_named_day: true,
            before_inclusive: None,
            roll_over: None,
            recurrence: Recurrence::Yearly,
            first: None,
            last: None,
            data_period: Some(PeriodKind::Year),
            external_recipient: false,
            waits_for: Vec::new(),
        }
    }
}

impl PlanPart for Activity {
    list_of_plan!(Activity, activities, ACTIVITY);

    fn name(&self) -> String {
        self.no.to_string()
    }

    fn template(plan: &Plan, _: Option<&str>) -> Self {
        let last = plan.activities.iter().map(|known| known.no).max();
        Self {
            no: last.unwrap_or(0).saturating_add(1),
            content: String::new(),
            unit: None,
            quantity: None,
            window: Window {
                wording: String::new(),
                from: NO_DAY,
                to: NO_DAY,
            },
            lead: plan.coordinator.clone(),
            partners: Vec::new(),
        }
    }
}

impl PlanPart for BudgetSource {
    list_of_plan!(Budget, budget, BUDGET);

    fn name(&self) -> String {
        self.source.clone()
    }

    fn template(_: &Plan, _: Option<&str>) -> Self {
        Self {
            source: String::new(),
            amount: None,
        }
    }
}

impl PlanPart for YearlyEvent {
    list_of_plan!(Event, events, EVENT);

    fn name(&self) -> String {
        self.name.clone()
    }

    fn template(_: &Plan, _: Option<&str>) -> Self {
        Self {
            name: String::new(),
            from: String::new(),
            to: String::new(),
        }
    }
}

impl PlanPart for Task {
    list_of_plan!(Task, tasks, TASK);

    fn name(&self) -> String {
        self.content.clone()
    }

    fn template(_: &Plan, _: Option<&str>) -> Self {
        Self {
            who: Party::Words(String::new()),
            section: None,
            content: String::new(),
        }
    }
}

impl PlanPart for Parent {
    list_of_plan!(Parent, parents, PARENT);

    fn name(&self) -> String {
        self.title.clone()
    }

    fn template(_: &Plan, _: Option<&str>) -> Self {
        Self {
            number: None,
            signed_on: None,
            title: String::new(),
        }
    }
}

impl PlanPart for Amendment {
    list_of_plan!(Amendment, amendments, AMENDMENT);

    fn name(&self) -> String {
        self.number.clone()
    }

    fn template(_: &Plan, _: Option<&str>) -> Self {
        Self {
            number: String::new(),
            on: NO_DAY,
            signed_on: None,
            title: String::new(),
        }
    }
}

/// Creates an empty measure, without a letter.
pub fn new_measure() -> Measure {
    Measure {
        letter: None,
        label: String::new(),
        unit: Unit::Percent,
        unit_words: None,
        scale: 1,
        direction: Direction::Up,
        comparator: Comparator::Ge,
        value: None,
        value_to: None,
        tolerance: None,
        stages: Vec::new(),
        baseline: None,
        from: None,
        recurs: false,
        aggregation: Aggregation::Latest,
        accumulates: false,
        frequency: PeriodKind::Year,
        survey_years: None,
        series: Vec::new(),
        quota: None,
        owners: Vec::new(),
    }
}

/// Adds a final stage on the plan's last day to a measure with a value that has neither stages nor recurrence.
fn add_final_stage(measure: &mut Measure, plan: &Plan) {
    let is_alone = measure.recurs || measure.quota.is_some() || measure.from.is_some();
    let is_promised = measure.value.is_some() || measure.comparator == Comparator::Done;
    if measure.stages.is_empty() && is_promised && !is_alone {
        measure.stages.push(Stage {
            on: plan.to,
            value: measure.value,
        });
    }
}

/// Next number after the last one: its trailing digits are incremented (`2.3` → `2.4`, `r3` → `r4`); `1` if there is
/// none.
fn next_number(numbers: &mut dyn Iterator<Item = &str>) -> String {
    let value = |no: &&str| trailing_digits_start(no).and_then(|at| no[at..].parse::<u32>().ok());
    let numbers: Vec<&str> = numbers.collect();
    // `r0` serves as the predecessor of the first rule.
    let Some(last) = numbers
        .iter()
        .rev()
        .filter(|no| value(no).is_some())
        .max_by_key(|no| (**no != "r0", value(no)))
    else {
        return "1".to_owned();
    };
    let last = if last.contains('.') {
        numbers.last().unwrap_or(last)
    } else {
        last
    };
    let at = trailing_digits_start(last).unwrap_or(last.len());
    let grown = last[at..].parse::<u32>().unwrap_or(0) + 1;
    format!("{}{grown}", &last[..at])
}

/// Start of the trailing digits.
fn trailing_digits_start(no: &str) -> Option<usize> {
    let at = no.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (at < no.len()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_on() {
        let next = |numbers: &[&str]| next_number(&mut numbers.iter().copied());
        assert_eq!(next(&[]), "1");
        assert_eq!(next(&["1", "2"]), "3");
        assert_eq!(next(&["1.1", "2.1", "2.4"]), "2.5");
        assert_eq!(next(&["r0"]), "r1");
        assert_eq!(next(&["r1", "r2", "r0"]), "r3");
    }
}
