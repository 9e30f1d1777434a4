//! The plan of Thừa Thiên Huế and its offices, compared with counts made by hand from the signed document.

use std::collections::{BTreeMap, BTreeSet};

use tiendo::domain::code::{GroupCode, MeasureId, OfficeCode};
use tiendo::domain::number::Number;
use tiendo::domain::office::{OfficeFile, OfficeKind};
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plan::{
    Comparator, Direction, Measure, Party, Plan, Recurrence, RuleKind, Unit,
};
use unicode_normalization::is_nfc;

const PLAN: &str = include_str!("../../data/plans/tth-2021.toml");
const TTH: &str = include_str!("../../data/offices/tth.toml");
const CENTRAL: &str = include_str!("../../data/offices/central.toml");
const HUE: &str = include_str!("../../data/offices/hue.toml");

fn plan() -> Plan {
    toml::from_str(PLAN).expect("plan")
}

fn offices() -> OfficeFile {
    let mut all: OfficeFile = toml::from_str(TTH).expect("tth");
    for more in [CENTRAL, HUE] {
        all.offices.extend(
            toml::from_str::<OfficeFile>(more)
                .expect("central, hue")
                .offices,
        );
    }
    all
}

fn measure(plan: &Plan, no: &str) -> Measure {
    let id = MeasureId(format!("tth-2021/{no}"));
    plan.find_measure(&id)
        .unwrap_or_else(|| panic!("{id}"))
        .1
        .clone()
}

/// The members of a group on a day of the plan.
fn members(offices: &OfficeFile, code: &str) -> Vec<OfficeCode> {
    let day = "2021-06-01".parse().expect("day");
    let group = offices
        .groups
        .iter()
        .find(|g| g.code.as_str() == code)
        .unwrap_or_else(|| panic!("{code}"));
    group.members_on(day).cloned().collect()
}

#[test]
fn header_leaves_out_what_the_document_lacks() {
    let plan = plan();
    assert_eq!(
        (plan.number, plan.signed_on, plan.budget_total),
        (None, None, None)
    );
    assert_eq!(
        (
            plan.objectives.len(),
            plan.recipients.len(),
            plan.parents.len()
        ),
        (6, 6, 1)
    );
    assert_eq!(plan.parents[0].signed_on, "2021-03-03".parse().ok());
    assert_eq!(
        plan.signer.map(|s| s.name).as_deref(),
        Some("Nguyễn Thành Bình")
    );
}

#[test]
fn targets_measures_and_owners_are_counted() {
    let plan = plan();
    let ids: Vec<String> = plan
        .measures()
        .map(|(id, _, _)| id.0.replace("tth-2021/", ""))
        .collect();
    let expected = "1.1 2.1 2.2 2.3 3.1 3.2a 3.2b 3.3 3.4 4.1 4.2 4.3 4.4 5.1 5.2a 5.2b 5.3 5.4a 5.4b 6.1 6.2 6.3 6.4";
    assert_eq!(ids.join(" "), expected);
    assert_eq!((plan.targets.len(), ids.len()), (20, 23));

    let mut owned: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (_, target, measure) in plan.measures() {
        for owner in &measure.owners {
            owned
                .entry(owner.office.as_str())
                .or_default()
                .insert(&target.no);
        }
    }
    assert_eq!(owned.values().map(BTreeSet::len).sum::<usize>(), 21);
    let of = |office: &str| owned[office].iter().copied().collect::<Vec<_>>().join(" ");
    assert_eq!(of("tth.sldtbxh"), "2.1 2.2 3.2 3.3 3.4 5.3 6.1 6.2");
    assert_eq!(of("tth.skhdt"), "2.3");
    assert_eq!(of("tth.syt"), "4.1 4.2 4.3 4.4");
    assert_eq!(of("tth.snv"), "1.1");
    assert_eq!(of("tth.svhtt"), "3.2");
    assert_eq!(of("tth.stttt"), "6.3 6.4");
    assert_eq!(of("tth.sgddt"), "5.1 5.2");
    assert_eq!(of("tth.ctk"), "3.1 5.4");
    assert_eq!(owned.len(), 8);
    for no in ["3.2a", "3.2b"] {
        let scopes: Vec<_> = measure(&plan, no)
            .owners
            .into_iter()
            .map(|o| (o.office.0, o.scope))
            .collect();
        let expected = [
            ("tth.sldtbxh", "bạo lực trên cơ sở giới"),
            ("tth.svhtt", "bạo lực gia đình"),
        ];
        assert_eq!(
            scopes,
            expected.map(|(office, scope)| (office.to_owned(), Some(scope.to_owned())))
        );
    }
}

#[test]
fn every_value_and_comparator_matches_the_document() {
    use Comparator::{About, Done, Ge, Gt, Le, Lt};
    let plan = plan();
    let expected = [
        (Ge, 60),
        (Ge, 50),
        (Lt, 30),
        (Ge, 30),
        (Le, 2),
        (Ge, 80),
        (Ge, 50),
        (Ge, 100),
        (Ge, 100),
        (Le, 109),
        (Lt, 15),
        (Le, 18),
        (Ge, 1),
        (Done, -1),
        (Gt, 90),
        (About, 85),
        (Gt, 30),
        (Gt, 50),
        (Ge, 30),
        (Ge, 60),
        (Ge, 100),
        (Ge, 100),
        (Ge, 100),
    ];
    let end = "2025-12-31".parse().expect("day");
    assert_eq!(plan.measures().count(), expected.len());
    for ((id, target, measure), (comparator, value)) in plan.measures().zip(expected) {
        let value = (value >= 0).then(|| Number::whole(value));
        assert_eq!(
            (measure.comparator, measure.value),
            (comparator, value),
            "{id}"
        );
        assert_eq!(
            measure
                .stages
                .iter()
                .map(|s| (s.on, s.value))
                .collect::<Vec<_>>(),
            [(end, value)],
            "{id}"
        );
        assert_eq!(
            measure.direction == Direction::Down,
            matches!(comparator, Le | Lt),
            "{id}"
        );
        assert!(
            measure.label.chars().count() <= 40,
            "{id}: {}",
            measure.label
        );
        assert!(
            target.wording.chars().count() <= 100,
            "{id}: {}",
            target.wording
        );
        assert_eq!(measure.letter.is_some(), target.measures.len() > 1, "{id}");
        assert_eq!(
            target.objective.as_deref(),
            target.no.split('.').next(),
            "{id}"
        );
    }
    let with = |f: fn(&Measure) -> bool| {
        plan.measures()
            .filter(|(_, _, m)| f(m))
            .map(|(id, _, _)| id.0.replace("tth-2021/", ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(with(|m| m.baseline.is_some()), ["4.3"]);
    assert_eq!(
        measure(&plan, "4.3").baseline.map(|b| b.value),
        Some(Number::whole(23))
    );
    assert_eq!(with(|m| m.from.is_some()), ["5.1", "6.2", "6.3"]);
    assert_eq!(with(|m| m.recurs), ["6.3", "6.4"]);
    assert_eq!(with(|m| m.quota.is_some()), ["6.3", "6.4"]);
    assert_eq!(with(|m| m.series == ["boys", "girls"]), ["5.2a", "5.2b"]);
    assert_eq!(with(|m| matches!(m.unit, Unit::Count(_))), ["4.4", "5.1"]);
    assert_eq!(with(|m| m.frequency != PeriodKind::Year), ["6.3", "6.4"]);
}

#[test]
fn quotas_name_their_group_and_period() {
    let plan = plan();
    for (no, value, per, group) in [
        ("6.3", 4, PeriodKind::Quarter, "tth.xa"),
        ("6.4", 1, PeriodKind::Month, "tth.dai"),
    ] {
        let measure = measure(&plan, no);
        let quota = measure.quota.expect("quota");
        assert_eq!(
            (quota.value, quota.coverage),
            (Number::whole(value), Some(Number::whole(100)))
        );
        assert_eq!((quota.period_kind, measure.frequency), (Some(per), per));
        assert_eq!(quota.group, Some(GroupCode::from(group)));
    }
}

#[test]
fn rules_have_the_days_of_the_document() {
    let plan = plan();
    let rules: Vec<_> = plan
        .rules
        .iter()
        .map(|r| (r.no.as_str(), r.kind, r.excludes_named_day))
        .collect();
    let expected = [
        ("r1", RuleKind::OwnPlan, true),
        ("r2", RuleKind::Report, true),
        ("r3", RuleKind::Report, true),
        ("u1", RuleKind::MidTerm, false),
        ("u2", RuleKind::Final, false),
        ("u3", RuleKind::Report, false),
        ("u4", RuleKind::Final, false),
    ];
    assert_eq!(rules, expected);
    let days = [
        ("2021-06-25", "2021-06-25", Recurrence::Once),
        ("2021-11-30", "2025-11-30", Recurrence::Yearly),
        ("2021-12-10", "2025-12-10", Recurrence::Yearly),
    ];
    for (rule, (first, last, recurrence)) in plan.rules.iter().zip(days) {
        assert_eq!(
            (rule.first, rule.last),
            (first.parse().ok(), last.parse().ok()),
            "{}",
            rule.no
        );
        assert_eq!(rule.recurrence, recurrence, "{}", rule.no);
    }
    assert!(
        plan.rules[3..]
            .iter()
            .all(|r| r.first.is_none() && r.last.is_none())
    );
    assert_eq!(plan.rules[0].to, None);
    assert_eq!(plan.rules[1].to, Some(Party::Office("tth.ubnd".into())));
    assert_eq!(plan.rules[1].via, Some("tth.sldtbxh".into()));
    assert_eq!(plan.rules[2].waits_for, ["r2"]);
    let outside: Vec<_> = plan
        .rules
        .iter()
        .filter(|r| r.external_recipient)
        .map(|r| r.no.as_str())
        .collect();
    assert_eq!(outside, ["r3"]);
}

#[test]
fn tasks_follow_section_four() {
    let plan = plan();
    let sections: Vec<_> = plan
        .tasks
        .iter()
        .filter_map(|t| t.section.as_deref())
        .collect();
    let expected: Vec<_> = (1..=15)
        .filter(|n| *n != 14)
        .map(|n| format!("IV.{n}"))
        .collect();
    assert_eq!(sections, expected);
    assert_eq!(
        (plan.events[0].from.as_str(), plan.events[0].to.as_str()),
        ("11-15", "12-15")
    );
    assert!(plan.budget.iter().all(|b| b.amount.is_none()));
}

#[test]
fn every_code_named_exists() {
    let (plan, all) = (plan(), offices());
    let offices: BTreeSet<&str> = all.offices.iter().map(|o| o.code.as_str()).collect();
    let groups: BTreeSet<&str> = all.groups.iter().map(|g| g.code.as_str()).collect();
    assert_eq!(
        (offices.len(), groups.len()),
        (all.offices.len(), all.groups.len()),
        "codes are unique"
    );

    let mut named: Vec<&OfficeCode> = vec![&plan.issuer, &plan.coordinator];
    named.extend(
        plan.measures()
            .flat_map(|(_, _, m)| &m.owners)
            .map(|o| &o.office),
    );
    named.extend(plan.rules.iter().filter_map(|r| r.via.as_ref()));
    named.extend(all.offices.iter().filter_map(|o| o.parent.as_ref()));
    named.extend(
        all.groups
            .iter()
            .flat_map(|g| &g.members)
            .map(|m| &m.office),
    );
    let mut named_groups: Vec<&GroupCode> = plan
        .measures()
        .filter_map(|(_, _, m)| m.quota.as_ref()?.group.as_ref())
        .collect();
    let parties = plan
        .rules
        .iter()
        .flat_map(|r| r.who.iter().chain(&r.to))
        .chain(plan.tasks.iter().map(|t| &t.who));
    for party in parties {
        match party {
            Party::Office(office) => named.push(office),
            Party::Group(group) => named_groups.push(group),
            Party::Words(words) => panic!("{words}"),
        }
    }
    for code in named {
        assert!(offices.contains(code.as_str()), "{code}");
    }
    for code in named_groups {
        assert!(groups.contains(code.as_str()), "{code}");
    }
}

#[test]
fn groups_have_dated_members_of_the_right_kind() {
    let all = offices();
    let kind = |code: &OfficeCode| all.offices.iter().find(|o| o.code == *code).map(|o| o.kind);
    let count = |group: &str, wanted: OfficeKind| {
        members(&all, group)
            .iter()
            .filter(|code| kind(code) == Some(wanted))
            .count()
    };
    assert_eq!(members(&all, "tth.cap-huyen").len(), 9);
    assert_eq!(count("tth.cap-huyen", OfficeKind::District), 9);
    assert_eq!(count("tth.xa", OfficeKind::Commune), 18);
    assert_eq!(members(&all, "tth.so-ban-nganh").len(), 30);
    assert_eq!(members(&all, "tth.so-ban-nganh-dia-phuong").len(), 39);
    assert_eq!(
        members(&all, "tth.so-ban-nganh-doan-the-dia-phuong").len(),
        45
    );
    assert_eq!(
        count("tth.so-ban-nganh-dia-phuong", OfficeKind::MassOrganization),
        0
    );
    assert_eq!(
        count(
            "tth.so-ban-nganh-doan-the-dia-phuong",
            OfficeKind::MassOrganization
        ),
        6
    );
    let start = "2021-01-01".parse().ok();
    for group in &all.groups {
        // The communes of the quota change on 01/01 and 01/07/2025; the others are replaced by their successors.
        let dated = group.code.as_str() == "tth.xa";
        assert!(
            group
                .members
                .iter()
                .all(|m| dated || (m.from == start && m.to.is_none())),
            "{}",
            group.code
        );
        let once: BTreeSet<_> = group.members.iter().map(|m| &m.office).collect();
        assert_eq!(once.len(), group.members.len(), "{}", group.code);
    }
    let districts: BTreeSet<OfficeCode> = members(&all, "tth.cap-huyen").into_iter().collect();
    let communes = all
        .offices
        .iter()
        .filter(|o| o.kind == OfficeKind::Commune && o.code.as_str().starts_with("tth."));
    for commune in communes {
        assert!(
            commune
                .parent
                .as_ref()
                .is_some_and(|p| districts.contains(p)),
            "{}",
            commune.code
        );
    }
}

#[test]
fn names_and_aliases_are_unique_within_a_place() {
    let mut seen = BTreeMap::new();
    for office in &offices().offices {
        let place = office
            .code
            .as_str()
            .split('.')
            .next()
            .expect("place")
            .to_owned();
        for word in office.aliases.iter().chain([&office.name]) {
            let before = seen.insert((place.clone(), word.to_lowercase()), office.code.clone());
            assert_eq!(before, None, "{word} leads to {} too", office.code);
        }
    }
}

#[test]
fn text_is_nfc() {
    assert!([PLAN, TTH, CENTRAL].into_iter().all(is_nfc));
}
