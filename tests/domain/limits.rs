//! Size limits of a plan: 100,000 duties over its life and 30 years, counted as they would be created.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::{GroupCode, OfficeCode};
use tiendo::domain::deadline::{count_duties, expand};
use tiendo::domain::office::{Group, Member, Office, Successor};
use tiendo::domain::plan::Plan;
use tiendo::domain::plan_check;
use tiendo::domain::plan_limits::{Limit, check_change, count, outgrown, with_offices};
use tiendo::domain::validation::Violation;
use tiendo::i18n::Lang;
use tiendo::i18n::messages::plan_check as plan_check_texts;

use crate::{catalog, day};

/// Offices `x.0` … and a group of the first `members` of them.
fn with_group(offices: usize, members: usize) -> Catalog {
    let like = catalog().offices[&OfficeCode::from("hue.snv")].clone();
    let office = |no: usize| Office {
        code: OfficeCode(format!("x.{no}")),
        from: None,
        parent: None,
        aliases: Vec::new(),
        ..like.clone()
    };
    let offices: BTreeMap<_, _> = (0..offices)
        .map(office)
        .map(|office| (office.code.clone(), office))
        .collect();
    let mut known = Catalog {
        offices,
        ..Catalog::default()
    };
    known.groups.insert("x.all".into(), group(members));
    known
}

fn group(members: usize) -> Group {
    let member = |no: usize| Member {
        office: OfficeCode(format!("x.{no}")),
        from: None,
        to: None,
    };
    Group {
        code: "x.all".into(),
        name: "Các xã".into(),
        note: None,
        members: (1..=members).map(member).collect(),
    }
}

/// A plan coordinated by `x.0`, with a yearly rule for the group and rules that fall due once.
fn plan(from: &str, to: &str, once: usize) -> Plan {
    let mut text = format!(
        "code = \"x-big\"\ntitle = \"Kế hoạch\"\nshort = \"Lớn\"\nissuer = \"x.0\"\nfrom = \"{from}\"\nto = \"{to}\"\n\
         coordinator = \"x.0\"\ndata_period = \"calendar\"\n"
    );
    let mut rule = |no: usize, recurrence: &str, first: &str, last: &str, who: &str| {
        write!(
            text,
            "\n[[rules]]\nno = \"r{no}\"\nkind = \"report\"\ndata_period = \"year\"\nlabel = \"Báo cáo\"\nwording = \"Báo cáo hằng năm\"\nbefore = true\n\
             recurrence = \"{recurrence}\"\nfirst = \"{first}\"\nlast = \"{last}\"\nwho = [{who}]\n"
        )
        .unwrap();
    };
    rule(
        1,
        "yearly",
        &from.replace("-01-01", "-12-10"),
        &to.replace("-12-31", "-12-10"),
        "{ group = \"x.all\" }",
    );
    for no in 0..once {
        let day = from.replace("-01-01", "-06-10");
        rule(no + 2, "once", &day, &day, "{ office = \"x.1\" }");
    }
    toml::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn limits(plan: &Plan, catalog: &Catalog) -> Vec<Limit> {
    let limit = |fault: plan_check::PlanValidationError| match fault.violation {
        Violation::Limit(limit) => Some(limit),
        _ => None,
    };
    plan_check::check_plan(plan, catalog)
        .into_iter()
        .filter_map(limit)
        .collect()
}

#[test]
fn one_hundred_thousand_duties_are_accepted_and_one_more_is_not() {
    let known = with_group(4001, 4000);
    let full = plan("2001-01-01", "2025-12-31", 0);
    assert_eq!(count(&full, &known).unwrap().total, 100_000);
    assert_eq!(plan_check::check_plan(&full, &known), []);
    let over = plan("2001-01-01", "2025-12-31", 1);
    let found = limits(&over, &known);
    let [Limit::Duties(counted)] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        (counted.total, counted.rule.as_str(), counted.of_rule),
        (100_001, "x-big/r1", 100_000)
    );
    // A plan closed before its last year has fewer duties.
    let mut closed = over.clone();
    closed.closing = Some(tiendo::domain::plan::Closing {
        on: day("2024-06-01"),
        reason: "hết".into(),
    });
    assert_eq!(limits(&closed, &known), []);
}

#[test]
fn thirty_years_are_accepted_and_a_day_more_is_not() {
    let known = with_group(4, 3);
    assert_eq!(limits(&plan("2000-01-01", "2029-12-31", 0), &known), []);
    let mut longer = plan("2000-01-01", "2029-12-31", 0);
    longer.to = day("2030-01-01");
    assert_eq!(
        limits(&longer, &known),
        [Limit::Years {
            last: day("2029-12-31")
        }]
    );
    longer.to = day("2029-12-30");
    assert_eq!(limits(&longer, &known), []);
}

#[test]
fn thirty_years_count_from_the_first_to_the_last_day_of_plan_and_rules() {
    let known = with_group(4, 3);
    let with_rule = |first: &str, last: &str| {
        let mut plan = plan("2025-01-01", "2026-12-31", 1);
        (plan.rules[0].first, plan.rules[0].last) = (Some(day(first)), Some(day(last)));
        plan
    };
    let beyond = |first: &str, last: &str| Limit::RuleYears {
        first: day(first),
        last: day(last),
        rule: "x-big/r1".into(),
    };
    assert_eq!(limits(&with_rule("2025-01-10", "2054-12-31"), &known), []);
    let later = limits(&with_rule("2025-01-10", "2055-01-01"), &known);
    assert_eq!(later, [beyond("2025-01-01", "2055-01-01")]);
    assert_eq!(limits(&with_rule("1997-01-01", "1998-01-01"), &known), []);
    let earlier = limits(&with_rule("1996-12-31", "1998-01-01"), &known);
    assert_eq!(earlier, [beyond("1996-12-31", "2026-12-31")]);
    assert_eq!(limits(&with_rule("2010-01-10", "2040-01-09"), &known), []);
    assert_eq!(
        limits(&with_rule("2010-01-10", "2040-01-10"), &known).len(),
        1
    );
    for (first, last) in [("1900-01-10", "1901-01-10"), ("2025-01-10", "2199-12-10")] {
        assert_eq!(
            limits(&with_rule(first, last), &known).len(),
            1,
            "{first} {last}"
        );
    }
    let sentences = [Lang::Vi, Lang::En].map(|lang| plan_check_texts::limit(lang, &later[0]));
    for (sentences, last) in sentences.iter().zip(["01/01/2055", "1 Jan 2055"]) {
        assert!(
            sentences.contains(last) && sentences.contains("x-big/r1"),
            "{sentences}"
        );
    }
    // A plan already stored may keep its size or shrink.
    let was = with_rule("1900-01-10", "2199-12-10");
    let change = |first, last| check_change(&was, &with_rule(first, last), &known);
    assert_eq!(change("1900-01-10", "2199-12-10"), []);
    assert_eq!(change("1950-01-10", "2199-12-10"), []);
    assert_eq!(change("1900-01-09", "2199-12-10").len(), 1);
    let sound = with_rule("2025-01-10", "2026-01-10");
    assert_eq!(check_change(&sound, &was, &known).len(), 1);
}

#[test]
fn absurd_years_are_refused_without_counting() {
    let known = with_group(3001, 3000);
    for (from, to) in [
        (day("0001-01-01"), day("9999-12-31")),
        (day("2000-01-01"), NaiveDate::MAX),
        (NaiveDate::MIN, NaiveDate::MAX),
        (NaiveDate::MAX, NaiveDate::MIN),
        (day("1900-01-01"), day("2199-12-31")),
    ] {
        let mut absurd = plan("2001-01-01", "2025-12-31", 1);
        (absurd.from, absurd.to) = (from, to);
        (absurd.rules[0].first, absurd.rules[0].last) = (Some(from), Some(to));
        let begun = Instant::now();
        assert!(
            !plan_check::check_plan(&absurd, &known).is_empty(),
            "{from} {to}"
        );
        assert!(begun.elapsed() < Duration::from_secs(20), "{from} {to}");
    }
}

#[test]
fn plan_beyond_a_limit_may_shrink_and_may_not_grow() {
    let known = with_group(4001, 4000);
    let was = plan("2001-01-01", "2026-12-31", 2);
    assert_eq!(limits(&was, &known).len(), 1);
    let retitled = Plan {
        title: "Tên khác".into(),
        ..was.clone()
    };
    let fewer = Plan {
        rules: was.rules[..2].to_vec(),
        ..was.clone()
    };
    assert_eq!(
        (
            check_change(&was, &retitled, &known),
            check_change(&was, &fewer, &known)
        ),
        (Vec::new(), Vec::new())
    );
    let more = plan("2001-01-01", "2026-12-31", 3);
    assert!(
        matches!(check_change(&was, &more, &known).as_slice(), [Limit::Duties(count)] if count.total == 104_003)
    );
    let mut long = plan("2001-01-01", "2025-12-31", 0);
    long.to = day("2050-12-31");
    let shorter = Plan {
        to: day("2040-12-31"),
        ..long.clone()
    };
    assert_eq!(check_change(&long, &shorter, &known), []);
    let longer = Plan {
        to: day("2051-01-01"),
        ..long.clone()
    };
    assert_eq!(check_change(&long, &longer, &known).len(), 1);
}

#[test]
fn growing_group_cannot_push_a_plan_beyond_the_limit() {
    let mut known = with_group(4100, 4000);
    known.plans = vec![plan("2001-01-01", "2025-12-31", 0)];
    let file = |members| tiendo::domain::office::OfficeFile {
        offices: Vec::new(),
        groups: vec![group(members)],
    };
    assert_eq!(outgrown(&known, &with_offices(&known, &file(3999))), None);
    assert_eq!(outgrown(&known, &with_offices(&known, &file(4000))), None);
    let (code, counted) = outgrown(&known, &with_offices(&known, &file(4001))).unwrap();
    assert_eq!((code.as_str(), counted.total), ("x-big", 100_025));
    // A plan beyond the limit may stay as it is and may not grow.
    let large = with_offices(&known, &file(4050));
    assert_eq!(outgrown(&large, &with_offices(&large, &file(4040))), None);
    assert_eq!(outgrown(&large, &with_offices(&large, &file(4050))), None);
    assert!(outgrown(&large, &with_offices(&large, &file(4051))).is_some());
}

#[test]
fn duty_count_equals_created_duties() {
    let known = catalog();
    for plan in &known.plans {
        for rule in &plan.rules {
            assert_eq!(
                count_duties(&known, plan, rule),
                expand(&known, plan, rule).len(),
                "{}",
                plan.rule_id(rule)
            );
        }
    }
    let mut seed = 0x7469_656e_u64;
    let mut roll = |below: u64| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    // Members that join and leave, offices that end with one or several successors.
    for case in 0..300 {
        let mut known = with_group(12, 11);
        let mut some_day = || {
            let year = i32::try_from(2000 + roll(26)).unwrap();
            NaiveDate::from_yo_opt(year, u32::try_from(1 + roll(365)).unwrap()).unwrap()
        };
        let members = &mut known
            .groups
            .get_mut(&GroupCode::from("x.all"))
            .unwrap()
            .members;
        for (no, member) in members.iter_mut().enumerate() {
            let (a, b) = (some_day(), some_day());
            (member.from, member.to) = (
                (no % 3 == 0).then_some(a.min(b)),
                (no % 2 == 0).then_some(a.max(b)),
            );
        }
        for no in 0..12_usize {
            let (to, follows) = (some_day(), some_day());
            if (no + case) % 3 != 2 && no < 10 {
                let next = |step: usize| Successor {
                    office: OfficeCode(format!("x.{}", no + step)),
                    on: follows,
                };
                let office = known
                    .offices
                    .get_mut(&OfficeCode(format!("x.{no}")))
                    .unwrap();
                office.to = Some(to);
                office.successors = (1..=1 + no % 2).map(next).collect();
            }
        }
        let plan = plan("2001-01-01", "2025-12-31", 1);
        for rule in &plan.rules {
            assert_eq!(
                count_duties(&known, &plan, rule),
                expand(&known, &plan, rule).len(),
                "case {case}"
            );
        }
    }
}
