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

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{day, measure, plan, rule};
    use crate::domain::plan::{Activity, Closing, Quota, Window};

    type Change = fn(&mut Plan);
    type MeasureChange = fn(&mut Measure, Quota);

    /// Differences as `path: before -> after`, with `-` for no value.
    fn changes(before: &Value, after: &Value) -> Vec<String> {
        let shown = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        let line = |change: Difference| {
            let (before, after) = (shown(change.before), shown(change.after));
            format!("{}: {before} -> {after}", change.path)
        };
        value_differences(before, after)
            .into_iter()
            .map(line)
            .collect()
    }

    #[test]
    fn a_difference_names_the_field_by_its_path() {
        for (before, after, expected) in [
            (json!({ "a": 1 }), json!({ "a": 1 }), &[][..]),
            (json!({ "a": 1 }), json!({ "a": 2 }), &["a: 1 -> 2"]),
            (
                json!({ "a": true }),
                json!({ "b": "x" }),
                &["a: true -> -", "b: - -> x"],
            ),
            (json!({ "a": null }), json!({ "a": "" }), &[]),
            (
                json!({ "a": { "b": 1, "c": 1 } }),
                json!({ "a": { "b": 2, "c": 1 } }),
                &["a/b: 1 -> 2"],
            ),
            // Lists of texts are one value.
            (
                json!({ "a": ["x", "y"] }),
                json!({ "a": ["x", "z"] }),
                &["a: x; y -> x; z"],
            ),
            (json!({ "a": [] }), json!({ "a": ["x"] }), &["a: - -> x"]),
            (json!({ "a": ["x"] }), json!({ "a": [] }), &["a: x -> -"]),
        ] {
            assert_eq!(changes(&before, &after), expected, "{before} {after}");
        }
    }

    #[test]
    fn parts_of_a_list_are_known_by_their_number_or_else_their_position() {
        let before = json!({ "t": [
            { "no": "1", "wording": "one", "x": 1 },
            { "no": "2", "wording": "two", "x": 1 },
        ] });
        let after = json!({ "t": [
            { "no": "3", "wording": "three", "x": 1 },
            { "no": "2", "wording": "two", "x": 2 },
        ] });
        assert_eq!(
            changes(&before, &after),
            ["t/1: one -> -", "t/3: - -> three", "t/2/x: 1 -> 2"]
        );
        for key in PART_KEYS {
            let list = |keys: &[&str]| {
                let parts = keys.iter().map(|no| json!({ (key): no, "label": no }));
                json!({ "t": parts.collect::<Vec<_>>() })
            };
            assert_eq!(
                changes(&list(&["a", "b"]), &list(&["b"])),
                ["t/a: a -> -"],
                "{key}"
            );
        }
        let sources = |names: &[&str]| {
            let parts = names.iter().map(|name| json!({ "source": name }));
            json!({ "t": parts.collect::<Vec<_>>() })
        };
        assert_eq!(
            changes(&sources(&["a", "b"]), &sources(&["b"])),
            ["t/2: b -> -", "t/1/source: a -> b"]
        );
        let twice = json!({ "t": [{ "no": "1", "x": 1 }, { "no": "1", "x": 2 }] });
        assert_eq!(changes(&twice, &twice), [""; 0]);
    }

    #[test]
    fn a_part_is_summed_up_by_its_heading() {
        for key in SUMMARY_KEYS {
            let part = json!({ "other": "x", (key): "heading" });
            assert_eq!(summary(&part).as_deref(), Some("heading"), "{key}");
        }
        let stage = json!({ "on": "2023-12-31", "value": "5" });
        assert_eq!(summary(&stage).as_deref(), Some("2023-12-31: 5"));
        assert_eq!(summary(&json!({ "x": null })), None);
    }

    #[test]
    fn a_plan_differs_where_its_data_file_does() {
        let was = plan(&measure(json!({})));
        let now = Plan {
            title: "new".to_owned(),
            ..was.clone()
        };
        let found = differences(&was, &now);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].path, "title");
        assert_eq!(differences(&was, &was), []);
    }

    #[test]
    fn only_a_closing_states_its_own_reason() {
        let open = plan(&measure(json!({})));
        let closed = Plan {
            closing: Some(Closing {
                on: day("2024-06-30"),
                reason: "r".to_owned(),
            }),
            ..open.clone()
        };
        for (path, expected) in [
            ("closing", Some("r")),
            ("closing/on", Some("r")),
            ("closings", None),
            ("title", None),
        ] {
            let change = Difference {
                path: path.to_owned(),
                before: None,
                after: None,
            };
            assert_eq!(stated_reason(&closed, &change), expected, "{path}");
            assert_eq!(stated_reason(&open, &change), None, "{path}");
        }
    }

    /// A plan with a part of every kind that records refer to.
    fn full_plan() -> Plan {
        let source = |name: &str| BudgetSource {
            source: name.to_owned(),
            amount: None,
        };
        Plan {
            rules: vec![rule(json!({}))],
            activities: vec![Activity {
                no: 1,
                content: "c".to_owned(),
                unit: None,
                quantity: None,
                window: Window {
                    wording: "w".to_owned(),
                    from: day("2023-01-01"),
                    to: day("2023-12-31"),
                },
                lead: "x.a".into(),
                partners: Vec::new(),
            }],
            budget: vec![source("one"), source("two")],
            ..plan(&measure(json!({ "series": ["boys", "girls"] })))
        }
    }

    /// Checks a change of [`full_plan`] against these records, with a reason.
    fn check(
        dependents: &PlanDependents,
        change: impl FnOnce(&mut Plan),
    ) -> Result<(), PlanChangeRefusal> {
        let was = full_plan();
        let mut now = was.clone();
        change(&mut now);
        check_plan_change(&was, &now, dependents, Some("r"))
    }

    fn with_figures(cells: &[(&str, &str)]) -> PlanDependents {
        let cell =
            |(period, series): &(&str, &str)| (period.parse().unwrap(), (*series).to_owned());
        PlanDependents {
            figures: BTreeMap::from([("p/1".into(), cells.iter().map(cell).collect())]),
            ..PlanDependents::default()
        }
    }

    #[test]
    fn a_part_that_records_refer_to_stays() {
        let figures = with_figures(&[("2023", "boys")]);
        let commented = PlanDependents {
            commented: BTreeSet::from(["p/1".into()]),
            ..PlanDependents::default()
        };
        let rules = PlanDependents {
            rules: BTreeSet::from(["p/r1".into()]),
            ..PlanDependents::default()
        };
        let activities = PlanDependents {
            activities: BTreeSet::from([1]),
            ..PlanDependents::default()
        };
        let rows: [(&PlanDependents, Change, PlanChangeRefusal); 7] = [
            (
                &figures,
                |plan| plan.targets.clear(),
                PlanChangeRefusal::MeasureHasFigures("p/1".into()),
            ),
            (
                &figures,
                |plan| plan.targets[0].measures[0].series = vec!["girls".to_owned()],
                PlanChangeRefusal::SeriesHasFigures("p/1".into(), "boys".to_owned()),
            ),
            (
                &commented,
                |plan| plan.targets[0].no = "2".to_owned(),
                PlanChangeRefusal::MeasureHasComments("p/1".into()),
            ),
            (
                &rules,
                |plan| plan.rules[0].no = "r2".to_owned(),
                PlanChangeRefusal::RuleHasEvents("p/r1".into()),
            ),
            (
                &activities,
                |plan| plan.activities[0].no = 2,
                PlanChangeRefusal::ActivityHasRecords(1),
            ),
            (
                &PlanDependents::default(),
                |plan| plan.code = "q".into(),
                PlanChangeRefusal::CodeChanged,
            ),
            (
                &figures,
                |plan| plan.targets[0].measures[0].unit = Unit::Percent,
                PlanChangeRefusal::UnitHasFigures("p/1".into()),
            ),
        ];
        for (dependents, change, refusal) in rows {
            assert_eq!(check(dependents, |_| {}), Ok(()), "{refusal:?}");
            if refusal != PlanChangeRefusal::CodeChanged {
                assert_eq!(check(&PlanDependents::default(), change), Ok(()));
            }
            assert_eq!(check(dependents, change), Err(refusal));
        }
    }

    #[test]
    fn figures_keep_the_meaning_of_their_unit() {
        let quota = Quota {
            value: crate::domain::number::Number::whole(4),
            period_kind: None,
            group: None,
            coverage: None,
        };
        let rows: [(&str, MeasureChange, bool); 5] = [
            (
                "another noun of a count",
                |measure, _| measure.unit = Unit::Count("lượt".to_owned()),
                true,
            ),
            ("another value", |measure, _| measure.value = None, true),
            ("a share", |measure, _| measure.unit = Unit::Percent, false),
            (
                "a quota",
                |measure, quota| measure.quota = Some(quota),
                false,
            ),
            (
                "a milestone",
                |measure, _| measure.comparator = Comparator::Done,
                false,
            ),
        ];
        for (name, change, accepted) in rows {
            let found = check(&with_figures(&[("2023", "boys")]), |plan| {
                change(&mut plan.targets[0].measures[0], quota.clone());
            });
            let expected = if accepted {
                Ok(())
            } else {
                Err(PlanChangeRefusal::UnitHasFigures("p/1".into()))
            };
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn a_period_with_figures_keeps_a_day_in_the_plan() {
        let outside = |from: &str, to: &str, period: &str| {
            let found = check(&with_figures(&[(period, "")]), |plan| {
                (plan.from, plan.to) = (day(from), day(to));
            });
            found
                == Err(PlanChangeRefusal::FiguresOutsideYears(
                    period.parse().unwrap(),
                ))
        };
        for (from, to, expected) in [
            ("2023-12-30", "2025-12-31", false),
            ("2023-12-31", "2025-12-31", false),
            ("2024-01-01", "2025-12-31", true),
            ("2022-01-01", "2022-12-31", true),
            ("2022-01-01", "2023-01-01", false),
            ("2022-01-01", "2023-01-02", false),
        ] {
            assert_eq!(outside(from, to, "2023"), expected, "{from} {to}");
        }
    }

    #[test]
    fn only_a_series_of_the_measure_itself_is_kept_for_its_figures() {
        let cells = |series: &str| with_figures(&[("2023", series)]);
        let no_series = |plan: &mut Plan| plan.targets[0].measures[0].series.clear();
        assert_eq!(check(&cells(""), no_series), Ok(()));
        assert!(check(&cells("boys"), no_series).is_err());
        let mut was = full_plan();
        was.targets[0].measures[0] = measure(json!({ "quota": { "value": "4" } }));
        let coverage = cells(crate::domain::figure::COVERAGE_SERIES);
        assert_eq!(check_plan_change(&was, &was, &coverage, None), Ok(()));
    }

    #[test]
    fn a_budget_source_with_spending_keeps_its_position() {
        let names = |plan: &mut Plan, names: &[&str]| {
            plan.budget = names
                .iter()
                .map(|name| BudgetSource {
                    source: (*name).to_owned(),
                    amount: Some(1),
                })
                .collect();
        };
        for (no, sources, accepted) in [
            (1, &["one", "two"][..], true),
            (1, &["one"], true),
            (2, &["one"], false),
            (1, &["uno", "two"], true),
            (1, &["uno", "dos"], true),
            (1, &["two", "one"], false),
            // The first source was removed: its place holds the second now.
            (1, &["two"], false),
            // A source was inserted before the first.
            (1, &["new", "one", "two"], false),
            (3, &["one", "two", "three"], false),
        ] {
            let spent = PlanDependents {
                sources: BTreeSet::from([no]),
                ..PlanDependents::default()
            };
            let found = check(&spent, |plan| names(plan, sources));
            let expected = if accepted {
                Ok(())
            } else {
                Err(PlanChangeRefusal::SourceHasSpending(no))
            };
            assert_eq!(found, expected, "{no} {sources:?}");
        }
    }

    fn amendment(number: &str, on: &str) -> Amendment {
        Amendment {
            number: number.to_owned(),
            on: day(on),
            signed_on: None,
            title: "t".to_owned(),
        }
    }

    #[test]
    fn a_changed_target_with_figures_needs_a_reason() {
        let figures = with_figures(&[("2023", "boys")]);
        let rows: [(Change, bool); 5] = [
            (|_| {}, false),
            (|plan| plan.title = "new".to_owned(), false),
            (|plan| plan.targets[0].wording = "new".to_owned(), true),
            (
                |plan| plan.targets[0].decision = Some("new".to_owned()),
                true,
            ),
            (
                |plan| plan.targets[0].measures[0].label = "new".to_owned(),
                true,
            ),
        ];
        for (place, (change, needed)) in rows.into_iter().enumerate() {
            let was = full_plan();
            let mut now = was.clone();
            change(&mut now);
            for (reason, has_one) in [(None, false), (Some(" "), false), (Some("r"), true)] {
                let expected = if needed && !has_one {
                    Err(PlanChangeRefusal::MissingReason(vec!["1".to_owned()]))
                } else {
                    Ok(())
                };
                let found = check_plan_change(&was, &now, &figures, reason);
                assert_eq!(found, expected, "row {place}, {reason:?}");
            }
            let none = PlanDependents::default();
            assert_eq!(changed_with_figures(&was, &now, &none), [""; 0]);
        }
        let was = full_plan();
        let mut gone = was.clone();
        gone.targets[0].no = "2".to_owned();
        assert_eq!(changed_with_figures(&was, &gone, &figures), ["1"]);
        // An amendment is the reason of the changes that it makes, and of no later one.
        let mut amended = was.clone();
        amended.targets[0].wording = "new".to_owned();
        let amended = apply_amendment(&was, amended, &amendment("9", "2024-01-01"));
        assert_eq!(changed_with_figures(&was, &amended, &figures), [""; 0]);
        let mut again = amended.clone();
        again.targets[0].wording = "newer".to_owned();
        assert_eq!(changed_with_figures(&amended, &again, &figures), ["1"]);
    }

    /// Targets as `no wording`, with their first and last days and the days and amendments of former versions.
    fn targets(plan: &Plan) -> Vec<String> {
        let shown = |day: Option<NaiveDate>| day.map_or("-".to_owned(), |day| day.to_string());
        let line = |target: &Target| {
            let (from, to) = (shown(target.from), shown(target.to));
            let former = target.former_versions.iter().map(|former| {
                format!(
                    ", {} until {} by {}",
                    former.wording, former.until, former.amendment
                )
            });
            let former: String = former.collect();
            format!("{} {} {from}..{to}{former}", target.no, target.wording)
        };
        plan.targets.iter().map(line).collect()
    }

    #[test]
    fn an_amendment_keeps_what_held_until_the_day_before() {
        let mut was = plan(&measure(json!({})));
        let numbered = |no: &str, wording: &str| Target {
            no: no.to_owned(),
            wording: wording.to_owned(),
            ..plan(&measure(json!({}))).targets.remove(0)
        };
        was.targets = vec![
            numbered("1", "kept"),
            numbered("2", "removed"),
            numbered("3", "old"),
        ];
        let mut now = was.clone();
        now.targets = vec![
            numbered("1", "kept"),
            numbered("3", "new"),
            numbered("4", "added"),
        ];
        let first = apply_amendment(&was, now, &amendment("9", "2024-01-01"));
        assert_eq!(
            targets(&first),
            [
                "1 kept -..-",
                "2 removed -..2023-12-31",
                "3 new -..-, old until 2023-12-31 by 9",
                "4 added 2024-01-01..-",
            ]
        );
        // The same document changes a target once more: its first version was never in force.
        let mut same = first.clone();
        same.targets[2].wording = "newer".to_owned();
        let same = apply_amendment(&first, same, &amendment("9", "2024-01-01"));
        assert_eq!(targets(&same)[2], "3 newer -..-, old until 2023-12-31 by 9");
        let mut next = first.clone();
        next.targets[2].wording = "newer".to_owned();
        let next = apply_amendment(&first, next, &amendment("10", "2025-01-01"));
        assert_eq!(
            targets(&next)[2],
            "3 newer -..-, old until 2023-12-31 by 9, new until 2024-12-31 by 10"
        );
    }
}
