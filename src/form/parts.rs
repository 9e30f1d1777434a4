//! Parts of a plan by where they stand in its data file, and a plan with one part put in, changed or taken out. Knows no
//! screen and no store.

use serde::{Deserialize, Serialize};

use serde_json::{Value, json};

use super::record::Row;
use super::records;
use crate::domain::code::PlanCode;
use crate::domain::plan::Plan;

/// A list of a plan's parts.
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
    /// Sources of money.
    Budget,
    /// Yearly days.
    Event,
    /// What departments are to do.
    Task,
    /// Documents that it carries out.
    Parent,
    /// Documents that change it.
    Amendment,
}

impl PartKind {
    /// The lists in the order of the outline; measures stand below their targets.
    pub const LISTS: [PartKind; 9] = [
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

    /// Its key in the data file.
    pub fn key(self) -> &'static str {
        match self {
            PartKind::Objective => "objectives",
            PartKind::Target => "targets",
            PartKind::Measure => "measures",
            PartKind::Rule => "rules",
            PartKind::Activity => "activities",
            PartKind::Budget => "budget",
            PartKind::Event => "events",
            PartKind::Task => "tasks",
            PartKind::Parent => "parents",
            PartKind::Amendment => "amendments",
        }
    }

    /// Its fields; a new target brings its first measure.
    pub fn rows(self, new: bool) -> Vec<Row> {
        match self {
            PartKind::Objective => records::OBJECTIVE.to_vec(),
            PartKind::Target if new => [records::TARGET, records::FIRST_MEASURE].concat(),
            PartKind::Target => records::TARGET.to_vec(),
            PartKind::Measure => records::MEASURE.to_vec(),
            PartKind::Rule => records::RULE.to_vec(),
            PartKind::Activity => records::ACTIVITY.to_vec(),
            PartKind::Budget => records::BUDGET.to_vec(),
            PartKind::Event => records::EVENT.to_vec(),
            PartKind::Task => records::TASK.to_vec(),
            PartKind::Parent => records::PARENT.to_vec(),
            PartKind::Amendment => records::AMENDMENT.to_vec(),
        }
    }

    /// A new one, with the number that comes next.
    pub fn template(self, plan: &Plan, within: Option<usize>) -> Value {
        let next = |numbers: &mut dyn Iterator<Item = &str>| next_number(numbers);
        match self {
            PartKind::Objective => {
                json!({ "no": next(&mut plan.objectives.iter().map(|o| o.no.as_str())), "title": "" })
            }
            PartKind::Target => json!({
                "no": next(&mut plan.targets.iter().map(|t| t.no.as_str())),
                "objective": plan.targets.last().map_or_else(
                    || plan.objectives.last().map(|o| o.no.clone()),
                    |target| target.objective.clone(),
                ),
                "wording": "", "decision": null, "from": null, "to": null, "measures": [measure(None)],
            }),
            PartKind::Measure => {
                let letters = within.and_then(|place| plan.targets.get(place)).map_or(0, |t| t.measures.len());
                let letter = ('a'..='z').nth(letters).map(|letter| letter.to_string());
                measure(letter.as_deref())
            }
            PartKind::Rule => json!({
                "no": next(&mut plan.rules.iter().map(|r| r.no.as_str()).chain(["r0"]).filter(|no| no.starts_with('r'))),
                "kind": "report", "label": "", "who": [], "to": null, "via": null, "wording": "", "before": true,
                "recurrence": "yearly", "first": null, "last": null, "data_period": "year", "outside": false,
                "waits_for": [],
            }),
            PartKind::Activity => json!({
                "no": plan.activities.iter().map(|a| a.no).max().unwrap_or(0) + 1, "content": "", "unit": null,
                "quantity": null, "window": { "wording": "", "from": null, "to": null }, "lead": plan.coordinator,
                "partners": [],
            }),
            PartKind::Budget => json!({ "source": "", "amount": null }),
            PartKind::Event => json!({ "name": "", "from": null, "to": null }),
            PartKind::Task => json!({ "who": null, "section": null, "content": "" }),
            PartKind::Parent => json!({ "number": null, "signed_on": null, "title": "" }),
            PartKind::Amendment => json!({ "number": "", "on": null, "signed_on": null, "title": "" }),
        }
    }
}

/// An empty head of a plan.
pub fn plan_template() -> Value {
    json!({
        "code": "", "number": null, "title": "", "short": "", "issuer": "", "signed_on": null, "signer": null,
        "from": null, "to": null, "tracked_from": null, "coordinator": "", "data_period": "calendar",
        "budget_total": null, "recipients": [], "decisions": [], "closing": null,
    })
}

fn measure(letter: Option<&str>) -> Value {
    json!({
        "letter": letter, "label": "", "unit": "%", "unit_words": null, "scale": 1, "direction": "up",
        "comparator": "ge", "value": null, "value_to": null, "tolerance": null, "stages": [], "baseline": null,
        "from": null, "recurs": false, "adds_up": "latest", "frequency": "year", "series": [], "quota": null,
        "owners": [],
    })
}

/// The number after the last one: its last digits grow by one (`2.3` → `2.4`, `r3` → `r4`); `1` where there is none.
fn next_number(numbers: &mut dyn Iterator<Item = &str>) -> String {
    let value = |no: &&str| tail(no).and_then(|at| no[at..].parse::<u32>().ok());
    let numbers: Vec<&str> = numbers.collect();
    // `r0` stands for a first one.
    let Some(last) = numbers.iter().rev().filter(|no| value(no).is_some()).max_by_key(|no| (**no != "r0", value(no)))
    else {
        return "1".to_owned();
    };
    let last = if last.contains('.') { numbers.last().unwrap_or(last) } else { last };
    let at = tail(last).unwrap_or(last.len());
    let grown = last[at..].parse::<u32>().unwrap_or(0) + 1;
    format!("{}{grown}", &last[..at])
}

/// Where the digits at the end begin.
fn tail(no: &str) -> Option<usize> {
    let at = no.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (at < no.len()).then_some(at)
}

/// Where a part stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartAt {
    /// The plan.
    pub plan: PlanCode,
    /// What it is.
    pub kind: PartKind,
    /// The target that a measure belongs to, by its place.
    pub within: Option<usize>,
    /// Its place in its list; of a new one, the place that it takes.
    pub place: usize,
}

impl PartAt {
    /// The way to its list.
    fn list(&self) -> String {
        match self.within {
            Some(target) => format!("/targets/{target}/{}", self.kind.key()),
            None => format!("/{}", self.kind.key()),
        }
    }

    /// What stands there.
    pub fn value(&self, plan: &Plan) -> Option<Value> {
        written(plan).pointer(&format!("{}/{}", self.list(), self.place)).cloned()
    }

    /// The plan with another value there.
    pub fn changed(&self, plan: &Plan, part: Value) -> Result<Plan, serde_json::Error> {
        self.edited(plan, |list| {
            if let Some(place) = list.get_mut(self.place) {
                *place = part;
            }
        })
    }

    /// The plan with a new part there.
    pub fn added(&self, plan: &Plan, part: Value) -> Result<Plan, serde_json::Error> {
        self.edited(plan, |list| list.insert(self.place.min(list.len()), part))
    }

    /// The plan without the part.
    pub fn removed(&self, plan: &Plan) -> Result<Plan, serde_json::Error> {
        self.edited(plan, |list| {
            if self.place < list.len() {
                list.remove(self.place);
            }
        })
    }

    fn edited(&self, plan: &Plan, edit: impl FnOnce(&mut Vec<Value>)) -> Result<Plan, serde_json::Error> {
        let mut whole = written(plan);
        match self.within {
            // An empty list is left out of the data file.
            None if whole.get(self.kind.key()).is_none() => whole[self.kind.key()] = json!([]),
            _ => {}
        }
        if let Some(list) = whole.pointer_mut(&self.list()).and_then(Value::as_array_mut) {
            edit(list);
        }
        serde_json::from_value(whole)
    }
}

/// A plan as its data file has it.
pub fn written(plan: &Plan) -> Value {
    serde_json::to_value(plan).unwrap_or(Value::Null)
}

/// A value that has every key of its template, so that fields find theirs.
pub fn completed(value: Value, template: Value) -> Value {
    let (Value::Object(mut whole), Value::Object(given)) = (template, value) else { return Value::Null };
    whole.extend(given);
    Value::Object(whole)
}

/// A plan's head put back over its parts.
pub fn with_head(plan: &Plan, head: Value) -> Result<Plan, serde_json::Error> {
    serde_json::from_value(completed(head, written(plan)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn numbers_go_on() {
        let next = |numbers: &[&str]| next_number(&mut numbers.iter().copied());
        assert_eq!(next(&[]), "1");
        assert_eq!(next(&["1", "2"]), "3");
        assert_eq!(next(&["1.1", "2.1", "2.4"]), "2.5");
        assert_eq!(next(&["r0"]), "r1");
        assert_eq!(next(&["r1", "r2", "r0"]), "r3");
    }

    #[test]
    fn every_part_of_every_plan_is_taken_out_and_put_in_again() {
        for plan in sample::plans().unwrap() {
            for kind in PartKind::LISTS {
                let at = |place| PartAt { plan: plan.code.clone(), kind, within: None, place };
                for place in (0..).take_while(|place| at(*place).value(&plan).is_some()) {
                    let part = at(place).value(&plan).unwrap();
                    let without = at(place).removed(&plan).unwrap();
                    assert_ne!(without, plan);
                    assert_eq!(at(place).added(&without, part.clone()).unwrap(), plan, "{kind:?} {place}");
                    assert_eq!(at(place).changed(&plan, part).unwrap(), plan);
                }
            }
        }
    }
}
