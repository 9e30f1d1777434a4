//! Changes of a plan: differences for the journal, constraints of recorded history, and the effect of an amendment.
//! Must not depend on accounts or storage.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::code::{MeasureId, RuleId};
use super::period::Period;
use super::plan::{Amendment, BudgetSource, Comparator, FormerTarget, Measure, Plan, Target, Unit};
use super::plan_limits::Limit;

/// One difference between two states of a record: a field with its values before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Path of the field by keys of the data file and numbers of parts: `targets/2.3/measures/a/value`.
    pub path: String,
    /// Value before; `None` if there was none.
    pub before: Option<String>,
    /// Value after; `None` if there is none.
    pub after: Option<String>,
}

/// Differences between two plans, in the order of the data file. An added or removed part is one difference, shown by
/// its heading.
pub fn differences(was: &Plan, plan: &Plan) -> Vec<Difference> {
    let value = |plan: &Plan| serde_json::to_value(plan).unwrap_or(Value::Null);
    value_differences(&value(was), &value(plan))
}

/// Differences between two values of data files.
pub fn value_differences(before: &Value, after: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    collect_differences("", Some(before), Some(after), &mut found);
    found
}

fn collect_differences(
    path: &str,
    before: Option<&Value>,
    after: Option<&Value>,
    found: &mut Vec<Difference>,
) {
    let below = |key: &str| {
        if path.is_empty() {
            key.to_owned()
        } else {
            format!("{path}/{key}")
        }
    };
    match (before, after) {
        (before, after) if before == after => {}
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
            for key in keys {
                collect_differences(&below(key), before.get(key), after.get(key), found);
            }
        }
        (Some(Value::Array(before)), Some(Value::Array(after)))
            if is_part_list(before) && is_part_list(after) =>
        {
            let (before, after) = (parts_by_key(before), parts_by_key(after));
            let gone = before
                .iter()
                .filter(|(key, _)| !after.iter().any(|(other, _)| other == key));
            for (key, part) in gone {
                collect_differences(&below(key), Some(*part), None, found);
            }
            for (key, part) in &after {
                let old = before
                    .iter()
                    .find(|(other, _)| other == key)
                    .map(|(_, part)| *part);
                collect_differences(&below(key), old, Some(*part), found);
            }
        }
        (before, after) => {
            let (before, after) = (before.and_then(summary), after.and_then(summary));
            if before != after {
                found.push(Difference {
                    path: path.to_owned(),
                    before,
                    after,
                });
            }
        }
    }
}

fn is_part_list(list: &[Value]) -> bool {
    list.iter().all(Value::is_object)
}

/// Keys that identify parts of a list, where they have one.
const PART_KEYS: [&str; 4] = ["no", "letter", "number", "until"];

/// Parts by their own number, else by their position.
fn parts_by_key(list: &[Value]) -> Vec<(String, &Value)> {
    let key = |part: &Value| {
        PART_KEYS
            .iter()
            .find_map(|key| part.get(key).and_then(summary))
    };
    (1..)
        .zip(list)
        .map(|(place, part)| (key(part).unwrap_or_else(|| format!("{place}")), part))
        .collect()
}

/// Keys whose value summarizes a part in one line; the first present is used.
const SUMMARY_KEYS: [&str; 10] = [
    "wording", "label", "content", "title", "name", "source", "office", "group", "value", "reason",
];

/// A value in one line; `None` for null.
fn summary(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(list) => list
            .iter()
            .filter_map(summary)
            .collect::<Vec<_>>()
            .join("; "),
        Value::Object(parts) => {
            let heading = SUMMARY_KEYS
                .iter()
                .find_map(|key| parts.get(*key).and_then(summary));
            let on = parts
                .get("on")
                .and_then(summary)
                .map(|on| format!("{on}: "));
            format!("{}{}", on.unwrap_or_default(), heading.unwrap_or_default())
        }
    };
    (!text.is_empty()).then_some(text)
}

/// Reason stated in the plan itself for a difference: a closing has its own reason.
pub fn stated_reason<'a>(plan: &'a Plan, change: &Difference) -> Option<&'a str> {
    let is_closing = change.path == "closing" || change.path.starts_with("closing/");
    plan.closing
        .as_ref()
        .filter(|_| is_closing)
        .map(|closing| closing.reason.as_str())
}

/// Records that refer to parts of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanDependents {
    /// Periods and series for which a measure ever had a figure.
    pub figures: BTreeMap<MeasureId, BTreeSet<(Period, String)>>,
    /// Measures with comments on them or on their cells.
    pub commented: BTreeSet<MeasureId>,
    /// Rules whose duties have events or comments.
    pub rules: BTreeSet<RuleId>,
    /// Activities with progress, spending or other records.
    pub activities: BTreeSet<u32>,
    /// Numbers of the budget sources with spending, from 1.
    pub sources: BTreeSet<u32>,
}

/// Reason why a change of a plan is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanChangeRefusal {
    /// The code of a plan cannot be changed.
    CodeChanged,
    /// A measure to be removed has figures.
    MeasureHasFigures(MeasureId),
    /// A measure to be removed has comments.
    MeasureHasComments(MeasureId),
    /// A measure whose meaning would change has figures.
    UnitHasFigures(MeasureId),
    /// A series to be removed has figures.
    SeriesHasFigures(MeasureId, String),
    /// Duties of a rule to be removed have events.
    RuleHasEvents(RuleId),
    /// An activity to be removed has progress.
    ActivityHasRecords(u32),
    /// A budget source that would be removed or renumbered has spending.
    SourceHasSpending(u32),
    /// Figures for this period would be outside the plan.
    FiguresOutsideYears(Period),
    /// The plan would exceed a limit.
    Limit(Limit),
    /// Targets with figures change without a reason; their numbers.
    MissingReason(Vec<String>),
}

/// Checks a change of a plan against the records that refer to it.
pub fn check_plan_change(
    was: &Plan,
    plan: &Plan,
    dependents: &PlanDependents,
    reason: Option<&str>,
) -> Result<(), PlanChangeRefusal> {
    if was.code != plan.code {
        return Err(PlanChangeRefusal::CodeChanged);
    }
    for (id, cells) in &dependents.figures {
        check_measure(was, plan, id, cells)?;
    }
    if let Some(id) = dependents
        .commented
        .iter()
        .find(|id| plan.find_measure(id).is_none())
    {
        return Err(PlanChangeRefusal::MeasureHasComments(id.clone()));
    }
    if let Some(rule) = dependents
        .rules
        .iter()
        .find(|rule| plan.find_rule(rule).is_none())
    {
        return Err(PlanChangeRefusal::RuleHasEvents(rule.clone()));
    }
    let gone = |no: &&u32| !plan.activities.iter().any(|activity| activity.no == **no);
    if let Some(no) = dependents.activities.iter().find(gone) {
        return Err(PlanChangeRefusal::ActivityHasRecords(*no));
    }
    if let Some(no) = dependents
        .sources
        .iter()
        .find(|no| !keeps_source(was, plan, **no))
    {
        return Err(PlanChangeRefusal::SourceHasSpending(*no));
    }
    let changed = changed_with_figures(was, plan, dependents);
    if !changed.is_empty() && reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(PlanChangeRefusal::MissingReason(changed));
    }
    Ok(())
}

fn check_measure(
    was: &Plan,
    plan: &Plan,
    id: &MeasureId,
    cells: &BTreeSet<(Period, String)>,
) -> Result<(), PlanChangeRefusal> {
    let Some((_, measure)) = plan.find_measure(id) else {
        return Err(PlanChangeRefusal::MeasureHasFigures(id.clone()));
    };
    let before = was.find_measure(id).map(|(_, measure)| measure);
    if before.is_some_and(|before| figure_meaning(before) != figure_meaning(measure)) {
        return Err(PlanChangeRefusal::UnitHasFigures(id.clone()));
    }
    let data = plan.data_period;
    for (period, series) in cells {
        if period.last_day(data) < plan.from || period.first_day(data) > plan.to {
            return Err(PlanChangeRefusal::FiguresOutsideYears(*period));
        }
        if !series.is_empty() && measure.quota.is_none() && !measure.series.contains(series) {
            return Err(PlanChangeRefusal::SeriesHasFigures(
                id.clone(),
                series.clone(),
            ));
        }
    }
    Ok(())
}

/// Returns `true` if a source keeps its position, even under another name: spending refers to it by number.
fn keeps_source(was: &Plan, plan: &Plan, no: u32) -> bool {
    let place = usize::try_from(no).unwrap_or_default().saturating_sub(1);
    let (Some(before), Some(after)) = (was.budget.get(place), plan.budget.get(place)) else {
        return false;
    };
    let stands_in =
        |list: &[BudgetSource], words: &str| list.iter().any(|source| source.source == words);
    let renamed =
        !stands_in(&plan.budget, &before.source) && !stands_in(&was.budget, &after.source);
    before.source == after.source || renamed
}

/// Meaning of a measure's figures: milestone, quota, unit. The noun of a count may be corrected.
fn figure_meaning(measure: &Measure) -> (bool, bool, Option<&Unit>) {
    let unit = match &measure.unit {
        Unit::Count(_) => None,
        unit => Some(unit),
    };
    (
        measure.comparator == Comparator::Done,
        measure.quota.is_some(),
        unit,
    )
}

/// Numbers of changed targets that have figures. Changes by an amendment need no further reason: the amendment is
/// one.
pub fn changed_with_figures(was: &Plan, plan: &Plan, dependents: &PlanDependents) -> Vec<String> {
    let has_figures = |target: &&Target| {
        target.measures.iter().any(|measure| {
            dependents
                .figures
                .contains_key(&was.measure_id(target, measure))
        })
    };
    let differs = |target: &&Target| match plan.targets.iter().find(|now| now.no == target.no) {
        Some(now) => {
            !has_same_content(target, now)
                && now.former_versions.len() <= target.former_versions.len()
        }
        None => true,
    };
    was.targets
        .iter()
        .filter(has_figures)
        .filter(differs)
        .map(|target| target.no.clone())
        .collect()
}

fn has_same_content(a: &Target, b: &Target) -> bool {
    (&a.wording, &a.decision, &a.measures) == (&b.wording, &b.decision, &b.measures)
}

/// Applies an amendment to a plan: changed targets keep their former version until the day before, new targets are
/// valid from that day, and removed targets until the day before.
#[must_use]
pub fn apply_amendment(was: &Plan, mut plan: Plan, amendment: &Amendment) -> Plan {
    let until = amendment.on.pred_opt().unwrap_or(amendment.on);
    for target in &mut plan.targets {
        match was.targets.iter().find(|old| old.no == target.no) {
            None => target.from = Some(amendment.on),
            Some(old) if has_same_content(old, target) => {}
            // A second change by the same document replaces its own version and keeps the former one.
            Some(old)
                if old
                    .former_versions
                    .iter()
                    .any(|former| former.amendment == amendment.number) => {}
            Some(old) => target
                .former_versions
                .push(former_target(old, until, amendment)),
        }
    }
    for (place, old) in was.targets.iter().enumerate() {
        if !plan.targets.iter().any(|target| target.no == old.no) {
            plan.targets.insert(
                place.min(plan.targets.len()),
                Target {
                    to: Some(until),
                    ..old.clone()
                },
            );
        }
    }
    plan
}

fn former_target(old: &Target, until: chrono::NaiveDate, amendment: &Amendment) -> FormerTarget {
    FormerTarget {
        until,
        amendment: amendment.number.clone(),
        wording: old.wording.clone(),
        decision: old.decision.clone(),
        measures: old.measures.clone(),
    }
}
