//! Kinds of the 39 measures, and properties that all five plans share.

use std::collections::{BTreeMap, BTreeSet};

use tiendo::domain::plan::{Comparator, Direction, Measure, Plan, Unit};
use tiendo::sample;

/// The kind under which a measure was counted by hand.
fn kind_of(measure: &Measure) -> &'static str {
    let full = measure
        .value
        .is_some_and(|value| value.to_string() == "100");
    match (
        &measure.quota,
        measure.comparator,
        measure.direction,
        &measure.unit,
    ) {
        (Some(quota), ..) if quota.coverage.is_some() => "coverage of a quota",
        (Some(_), ..) => "quota",
        (_, Comparator::Done, ..) => "milestone",
        (_, Comparator::About, ..) => "about",
        (_, Comparator::Between, ..) => "band",
        (_, _, _, Unit::Per100Girls) => "ratio",
        (_, _, Direction::Down, _) => "lower is better",
        (_, _, _, Unit::Count(_)) => "count",
        _ if measure.stages.len() > 1 => "staged",
        _ if full => "full coverage",
        _ => "floor",
    }
}

#[test]
fn thirty_three_targets_have_thirty_nine_measures_of_these_kinds() {
    let plans = sample::plans().unwrap();
    assert_eq!(
        plans
            .iter()
            .map(|plan| plan.targets.len())
            .collect::<Vec<_>>(),
        [0, 0, 20, 8, 5]
    );
    let mut shapes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, _, measure) in plans.iter().flat_map(Plan::measures) {
        *shapes.entry(kind_of(measure)).or_default() += 1;
    }
    let expected = [
        ("about", 1),
        ("band", 1),
        ("count", 1),
        ("coverage of a quota", 2),
        ("floor", 14),
        ("full coverage", 6),
        ("lower is better", 5),
        ("milestone", 2),
        ("quota", 5),
        ("ratio", 1),
        ("staged", 1),
    ];
    assert_eq!(shapes, BTreeMap::from(expected));
}

#[test]
fn only_baseline_in_the_five_plans_is_23_per_1000() {
    let plans = sample::plans().unwrap();
    let with: Vec<String> = plans
        .iter()
        .flat_map(Plan::measures)
        .filter_map(|(id, _, measure)| {
            measure
                .baseline
                .as_ref()
                .map(|b| format!("{id} {}", b.value))
        })
        .collect();
    assert_eq!(with, ["tth-2021/4.3 23"]);
}

#[test]
fn seven_dated_rules_are_due_before_their_day() {
    let plans = sample::plans().unwrap();
    let dated: Vec<_> = plans
        .iter()
        .flat_map(|plan| {
            plan.rules
                .iter()
                .filter(|r| r.first.is_some())
                .map(move |r| (plan.rule_id(r), r))
        })
        .collect();
    let ids: Vec<String> = dated.iter().map(|(id, _)| id.to_string()).collect();
    let expected = [
        "kg-2020/r1",
        "tth-2021/r1",
        "tth-2021/r2",
        "tth-2021/r3",
        "kg-tt-2030/r1",
        "kg-tt-2030/r2",
        "kg-tt-2030/r3",
    ];
    assert_eq!(ids, expected);
    assert!(
        dated
            .iter()
            .all(|(_, rule)| rule.excludes_named_day && rule.wording.contains("trước ngày"))
    );
}

#[test]
fn every_code_in_a_plan_exists() {
    let plans = sample::plans().unwrap();
    let (offices, groups) = sample::offices().unwrap();
    let codes: BTreeSet<&str> = offices.iter().map(|office| office.code.as_str()).collect();
    assert_eq!(codes.len(), offices.len(), "codes are keys");
    for plan in &plans {
        let text = toml::to_string(plan).unwrap();
        for line in text
            .lines()
            .filter(|line| line.starts_with("office = ") || line.starts_with("lead = "))
        {
            let code = line.split('"').nth(1).unwrap();
            assert!(codes.contains(code), "{}: {code}", plan.code);
        }
        for line in text.lines().filter(|line| line.starts_with("group = ")) {
            let code = line.split('"').nth(1).unwrap();
            assert!(
                groups.iter().any(|group| group.code.as_str() == code),
                "{}: {code}",
                plan.code
            );
        }
        assert!(codes.contains(plan.issuer.as_str()) && codes.contains(plan.coordinator.as_str()));
    }
    for member in groups.iter().flat_map(|group| &group.members) {
        assert!(codes.contains(member.office.as_str()), "{}", member.office);
        assert!(
            member.from.is_some(),
            "{} has no day in its group",
            member.office
        );
    }
}

#[test]
fn plan_as_toml_is_parsed_to_the_same_plan() {
    for plan in sample::plans().unwrap() {
        let text = toml::to_string(&plan).unwrap();
        assert_eq!(toml::from_str::<Plan>(&text).unwrap(), plan);
    }
}
