//! Parts of a plan, referred to by their names in the data file; insertion, replacement and removal of a part. Must
//! not depend on screens or the store.

use serde::de::Error as _;
use serde::{Deserialize, Serialize};

use serde_json::{Value, json};

use super::record::RecordField;
use super::record_fields;
use crate::domain::code::PlanCode;
use crate::domain::plan::Plan;

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

    /// Key in the data file.
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

    /// Name of a part of this kind.
    fn name(self, part: &Value) -> String {
        let key = match self {
            PartKind::Objective | PartKind::Target | PartKind::Rule | PartKind::Activity => "no",
            PartKind::Measure => "letter",
            PartKind::Budget => "source",
            PartKind::Event => "name",
            PartKind::Task => "content",
            PartKind::Parent => "title",
            PartKind::Amendment => "number",
        };
        match part.get(key) {
            Some(Value::String(name)) => name.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        }
    }

    /// Fields of its form; a new target includes its first measure.
    pub fn record_fields(self, new: bool) -> Vec<RecordField> {
        match self {
            PartKind::Objective => record_fields::OBJECTIVE.to_vec(),
            PartKind::Target if new => {
                [record_fields::TARGET, record_fields::FIRST_MEASURE].concat()
            }
            PartKind::Target => record_fields::TARGET.to_vec(),
            PartKind::Measure => record_fields::MEASURE.to_vec(),
            PartKind::Rule => record_fields::RULE.to_vec(),
            PartKind::Activity => record_fields::ACTIVITY.to_vec(),
            PartKind::Budget => record_fields::BUDGET.to_vec(),
            PartKind::Event => record_fields::EVENT.to_vec(),
            PartKind::Task => record_fields::TASK.to_vec(),
            PartKind::Parent => record_fields::PARENT.to_vec(),
            PartKind::Amendment => record_fields::AMENDMENT.to_vec(),
        }
    }

    /// Template of a new part, with the next number.
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
                "wording": "", "decision": null, "from": null, "to": null, "measures": [measure_template(None)],
            }),
            PartKind::Measure => {
                let letters = within
                    .and_then(|place| plan.targets.get(place))
                    .map_or(0, |t| t.measures.len());
                let letter = ('a'..='z').nth(letters).map(|letter| letter.to_string());
                measure_template(letter.as_deref())
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
            PartKind::Amendment => {
                json!({ "number": "", "on": null, "signed_on": null, "title": "" })
            }
        }
    }
}

/// Template of a plan's own fields.
pub fn plan_template() -> Value {
    json!({
        "code": "", "number": null, "title": "", "short": "", "issuer": "", "signed_on": null, "signer": null,
        "from": null, "to": null, "tracked_from": null, "coordinator": "", "data_period": "calendar",
        "budget_total": null, "recipients": [], "decisions": [], "closing": null,
    })
}

fn measure_template(letter: Option<&str>) -> Value {
    json!({
        "letter": letter, "label": "", "unit": "%", "unit_words": null, "scale": 1, "direction": "up",
        "comparator": "ge", "value": null, "value_to": null, "tolerance": null, "stages": [], "baseline": null,
        "from": null, "recurs": false, "adds_up": "latest", "frequency": "year", "series": [], "quota": null,
        "owners": [],
    })
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

/// Identifies a part in its list by its number or name, with an index among equal ones. Stays the same when the
/// part is moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartName {
    /// Number, letter, source, name or title.
    pub name: String,
    /// Index among parts of the same name, from 0.
    pub nth: usize,
}

impl PartName {
    /// Names of a list's parts, in their order.
    fn all(kind: PartKind, list: &[Value]) -> Vec<Self> {
        let mut names: Vec<Self> = Vec::new();
        for part in list {
            let name = kind.name(part);
            let nth = names.iter().filter(|known| known.name == name).count();
            names.push(Self { name, nth });
        }
        names
    }
}

/// Reference to a part of a plan by its name, not by its position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRef {
    /// The plan.
    pub plan: PlanCode,
    /// Kind of the part.
    pub kind: PartKind,
    /// Number of the target, for a measure.
    #[serde(default)]
    pub target: Option<String>,
    /// The part; for a new one, the part after which it is inserted, `None` for the first position.
    #[serde(default)]
    pub part: Option<PartName>,
}

impl PartRef {
    /// References to all parts of a list; for measures, those of a target.
    pub fn all(plan: &Plan, kind: PartKind, target: Option<&str>) -> Vec<Self> {
        let whole = plan_to_value(plan);
        let at = Self {
            plan: plan.code.clone(),
            kind,
            target: target.map(str::to_owned),
            part: None,
        };
        let list = at
            .list_pointer(&whole)
            .and_then(|list| whole.pointer(&list))
            .and_then(Value::as_array);
        let names = PartName::all(kind, list.map_or(&[][..], Vec::as_slice));
        names
            .into_iter()
            .map(|name| Self {
                part: Some(name),
                ..at.clone()
            })
            .collect()
    }

    /// Index of a measure's target.
    pub fn within(&self, plan: &Plan) -> Option<usize> {
        plan.targets
            .iter()
            .position(|target| Some(&target.no) == self.target.as_ref())
    }

    /// Number of the target itself, or of a measure's target.
    pub fn target_no(&self) -> Option<&str> {
        match self.kind {
            PartKind::Target => self.part.as_ref().map(|part| part.name.as_str()),
            PartKind::Measure => self.target.as_deref(),
            _ => None,
        }
    }

    /// Reference to a part inserted by this reference, from its input.
    #[must_use]
    pub fn became(&self, part: &Value) -> Self {
        Self {
            part: Some(PartName {
                name: self.kind.name(part),
                nth: 0,
            }),
            ..self.clone()
        }
    }

    /// JSON pointer of its list; `None` if its target no longer exists.
    fn list_pointer(&self, whole: &Value) -> Option<String> {
        if self.kind != PartKind::Measure {
            return Some(format!("/{}", self.kind.key()));
        }
        let targets = whole.get("targets").and_then(Value::as_array)?;
        let target = targets
            .iter()
            .position(|target| target["no"].as_str() == self.target.as_deref())?;
        Some(format!("/targets/{target}/{}", self.kind.key()))
    }

    /// Current index in its list.
    fn place(&self, list: &[Value]) -> Option<usize> {
        PartName::all(self.kind, list)
            .iter()
            .position(|name| Some(name) == self.part.as_ref())
    }

    /// Current value; `None` if it no longer exists.
    pub fn read_from(&self, plan: &Plan) -> Option<Value> {
        let whole = plan_to_value(plan);
        let list = whole
            .pointer(&self.list_pointer(&whole)?)
            .and_then(Value::as_array)?;
        list.get(self.place(list)?).cloned()
    }

    /// The plan with the part replaced.
    pub fn replace_in(&self, plan: &Plan, part: Value) -> Result<Plan, serde_json::Error> {
        self.edit_list_in(plan, |list| {
            let place = self.place(list)?;
            *list.get_mut(place)? = part;
            Some(())
        })
    }

    /// The plan with a part inserted after the referenced one; at the end if that no longer exists.
    pub fn insert_into(&self, plan: &Plan, part: Value) -> Result<Plan, serde_json::Error> {
        self.edit_list_in(plan, |list| {
            let behind = self
                .part
                .as_ref()
                .map(|_| self.place(list).map_or(list.len(), |place| place + 1));
            list.insert(behind.unwrap_or(0), part);
            Some(())
        })
    }

    /// The plan without the part.
    pub fn remove_from(&self, plan: &Plan) -> Result<Plan, serde_json::Error> {
        self.edit_list_in(plan, |list| {
            list.remove(self.place(list)?);
            Some(())
        })
    }

    /// Edits the part's list; an error if the part no longer exists.
    fn edit_list_in(
        &self,
        plan: &Plan,
        edit: impl FnOnce(&mut Vec<Value>) -> Option<()>,
    ) -> Result<Plan, serde_json::Error> {
        let gone = || serde_json::Error::custom("no such part");
        let mut whole = plan_to_value(plan);
        // The data file omits empty lists.
        if self.kind != PartKind::Measure && whole.get(self.kind.key()).is_none() {
            whole[self.kind.key()] = json!([]);
        }
        let list = self.list_pointer(&whole).ok_or_else(gone)?;
        let list = whole.pointer_mut(&list).and_then(Value::as_array_mut);
        list.and_then(edit).ok_or_else(gone)?;
        serde_json::from_value(whole)
    }
}

/// A plan as in its data file.
pub fn plan_to_value(plan: &Plan) -> Value {
    serde_json::to_value(plan).unwrap_or(Value::Null)
}

/// Adds missing keys from the template to a value, so that every field finds its key.
pub fn with_template_keys(value: Value, template: Value) -> Value {
    let (Value::Object(mut whole), Value::Object(given)) = (template, value) else {
        return Value::Null;
    };
    whole.extend(given);
    Value::Object(whole)
}

/// Replaces a plan's own fields and keeps its parts.
pub fn replace_head(plan: &Plan, head: Value) -> Result<Plan, serde_json::Error> {
    serde_json::from_value(with_template_keys(head, plan_to_value(plan)))
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
            for kind in PartKind::OUTLINE_ORDER {
                let parts = PartRef::all(&plan, kind, None);
                let behind = [None]
                    .into_iter()
                    .chain(parts.iter().map(|at| at.part.clone()));
                for (at, behind) in parts.iter().zip(behind) {
                    let part = at.read_from(&plan).unwrap();
                    let without = at.remove_from(&plan).unwrap();
                    assert_ne!(without, plan);
                    let new = PartRef {
                        part: behind,
                        ..at.clone()
                    };
                    assert_eq!(
                        new.insert_into(&without, part.clone()).unwrap(),
                        plan,
                        "{kind:?} {at:?}"
                    );
                    assert_eq!(at.replace_in(&plan, part).unwrap(), plan);
                }
            }
        }
    }

    #[test]
    fn part_is_found_wherever_it_stands_and_never_another_one() {
        let plans = sample::plans().unwrap();
        let plan = plans.iter().find(|plan| plan.targets.len() > 3).unwrap();
        let at = &PartRef::all(plan, PartKind::Target, None)[2];
        let measure = &PartRef::all(plan, PartKind::Measure, Some(&plan.targets[2].no))[0];
        let mut moved = plan.clone();
        moved.targets.swap(0, 2);
        for at in [at, measure] {
            assert_eq!(at.read_from(&moved), at.read_from(plan));
        }
        moved.targets.remove(0);
        for at in [at, measure] {
            assert_eq!(at.read_from(&moved), None);
            assert!(at.remove_from(&moved).is_err() && at.replace_in(&moved, json!({})).is_err());
        }
        assert!(
            measure.insert_into(&moved, json!({})).is_err(),
            "a measure is added to its own target only"
        );
    }

    #[test]
    fn part_of_an_older_draft_is_read_and_found_nowhere() {
        let old = r#"{"plan":"tth-2021","kind":"Target","within":null,"place":3}"#;
        let at: PartRef = serde_json::from_str(old).unwrap();
        let plans = sample::plans().unwrap();
        let plan = plans
            .iter()
            .find(|plan| plan.code.as_str() == "tth-2021")
            .unwrap();
        assert_eq!(at.read_from(plan), None);
    }
}
