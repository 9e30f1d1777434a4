//! Round trip of a plan through TOML: text → plan → text → plan is the identity.

use chrono::{Days, NaiveDate};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;
use tiendo::domain::code::{GroupCode, OfficeCode, PlanCode};
use tiendo::domain::number::Number;
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plan::*;
use tiendo::import::data::read_toml;

/// Vietnamese text, all kinds of quotation marks, backslashes and line breaks, in NFC as imported texts are.
fn text() -> impl Strategy<Value = String> {
    let letters: Vec<char> = "aếđ Ư9.,=#[]{}\"'`\\–%\n\t\u{a0}“”".chars().collect();
    vec(select(letters), 0..12).prop_map(|letters| letters.into_iter().collect())
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0..40_000_u64).prop_map(|days| NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + Days::new(days))
}

fn number() -> impl Strategy<Value = Number> {
    prop_oneof![0..20_000_i64, any::<i32>().prop_map(i64::from)].prop_map(Number::from_hundredths)
}

fn office() -> impl Strategy<Value = OfficeCode> {
    select(vec!["tth.syt", "kg.ubnd", "x"]).prop_map(OfficeCode::from)
}

fn kind() -> impl Strategy<Value = PeriodKind> {
    select(PeriodKind::ALL.to_vec())
}

fn party() -> impl Strategy<Value = Party> {
    prop_oneof![
        office().prop_map(Party::Office),
        text().prop_map(|code| Party::Group(GroupCode(code))),
        text().prop_map(Party::Words)
    ]
}

fn unit() -> impl Strategy<Value = Unit> {
    let word = select(vec!["", "cuộc", "tin, bài"]).prop_map(|word| Unit::Count(word.to_owned()));
    let rate = select(vec![
        Unit::Percent,
        Unit::Per1000,
        Unit::Per100000,
        Unit::Per100Girls,
        Unit::Times,
    ]);
    prop_oneof![rate, word]
}

fn comparator() -> impl Strategy<Value = Comparator> {
    use Comparator::{About, Between, Done, Eq, Ge, Gt, Le, Lt};
    select(vec![Ge, Gt, Le, Lt, Eq, About, Between, Done])
}

fn quota() -> impl Strategy<Value = Quota> {
    let group = text().prop_map(GroupCode);
    (number(), of(kind()), of(group), of(number())).prop_map(
        |(value, period_kind, group, coverage)| Quota {
            value,
            period_kind,
            group,
            coverage,
        },
    )
}

fn owner() -> impl Strategy<Value = Owner> {
    (office(), of(text()), of(day()), of(day()), of(text())).prop_map(
        |(office, scope, from, to, decision)| Owner {
            office,
            scope,
            from,
            to,
            decision,
        },
    )
}

prop_compose! {
    fn target_value()(
        (unit, unit_words, scale) in (unit(), of(text()), 0..3_u8),
        direction in select(vec![Direction::Up, Direction::Down]),
        (comparator, value, value_to, tolerance) in (comparator(), of(number()), of(number()), of(number())),
        stages in vec((day(), of(number())).prop_map(|(on, value)| Stage { on, value }), 0..4),
        baseline in of((number(), of(day())).prop_map(|(value, on)| Baseline { value, on })),
    ) -> Measure {
        Measure {
            letter: None, label: String::new(), unit, unit_words, scale, direction, comparator, value, value_to,
            tolerance, stages, baseline, from: None, recurs: false, aggregation: Aggregation::Latest, accumulates: false, survey_years: None,
            frequency: PeriodKind::Year, series: Vec::new(), quota: None, owners: Vec::new(),
        }
    }
}

prop_compose! {
    fn measure()(
        target_value in target_value(),
        (letter, label, from, recurs) in (of(text()), text(), of(day()), any::<bool>()),
        aggregation in select(vec![Aggregation::Latest, Aggregation::Sum]),
        (frequency, series, quota, owners) in (kind(), vec(text(), 0..3), of(quota()), vec(owner(), 0..3)),
    ) -> Measure {
        Measure { letter, label, from, recurs, aggregation, frequency, series, quota, owners, ..target_value }
    }
}

fn former() -> impl Strategy<Value = FormerTarget> {
    (day(), text(), text(), of(text()), vec(measure(), 0..2)).prop_map(
        |(until, amendment, wording, decision, measures)| FormerTarget {
            until,
            amendment,
            wording,
            decision,
            measures,
        },
    )
}

prop_compose! {
    fn target()(
        (no, objective, wording, decision) in (text(), of(text()), text(), of(text())),
        (from, to) in (of(day()), of(day())),
        (measures, former_versions) in (vec(measure(), 0..3), vec(former(), 0..2)),
    ) -> Target {
        Target { no, objective, wording, decision, from, to, measures, former_versions }
    }
}

fn activity() -> impl Strategy<Value = Activity> {
    let window =
        (text(), day(), day()).prop_map(|(wording, from, to)| Window { wording, from, to });
    (
        any::<u32>(),
        text(),
        of(text()),
        of(number()),
        window,
        office(),
        vec(party(), 0..3),
    )
        .prop_map(
            |(no, content, unit, quantity, window, lead, partners)| Activity {
                no,
                content,
                unit,
                quantity,
                window,
                lead,
                partners,
            },
        )
}

prop_compose! {
    fn rule()(
        (no, label, wording, excludes_named_day, external_recipient) in (text(), text(), text(), any::<bool>(), any::<bool>()),
        kind in select(vec![RuleKind::OwnPlan, RuleKind::Report, RuleKind::MidTerm, RuleKind::Final]),
        (who, to, via) in (vec(party(), 0..3), of(party()), of(office())),
        (before_inclusive, roll_over) in (of(any::<bool>()), of(any::<bool>())),
        recurrence in select(vec![Recurrence::Once, Recurrence::Yearly]),
        (first, last, data_period, waits_for) in (of(day()), of(day()), of(kind()), vec(text(), 0..3)),
    ) -> ReportingRule {
        ReportingRule {
            no, kind, label, who, to, via, wording, excludes_named_day, before_inclusive, roll_over, recurrence, first, last,
            data_period, external_recipient, waits_for,
        }
    }
}

prop_compose! {
    fn head()(
        (code, number, title, short) in (text().prop_map(PlanCode), of(text()), text(), text()),
        (issuer, signed_on, coordinator) in (office(), of(day()), office()),
        signer in of((text(), of(text())).prop_map(|(name, post)| Signer { name, post })),
        (from, to, tracked_from) in (day(), day(), of(day())),
        data_period in select(vec![DataPeriod::Calendar, DataPeriod::Decree09]),
        budget_total in of(any::<i64>()),
        closing in of((day(), text()).prop_map(|(on, reason)| Closing { on, reason })),
    ) -> Plan {
        Plan {
            code, number, title, short_name: short, issuer, signed_on, signer, from, to, tracked_from, coordinator, data_period,
            budget_total, closing, ..Plan::default()
        }
    }
}

prop_compose! {
    fn plan()(
        head in head(),
        parents in vec((of(text()), of(day()), text()).prop_map(|(number, signed_on, title)| Parent { number, signed_on, title }), 0..3),
        (recipients, decisions) in (vec(text(), 0..3), vec(text(), 0..3)),
        objectives in vec((text(), text()).prop_map(|(no, title)| Objective { no, title }), 0..3),
        (targets, activities, rules) in (vec(target(), 0..4), vec(activity(), 0..3), vec(rule(), 0..4)),
        budget in vec((text(), of(any::<i64>())).prop_map(|(source, amount)| BudgetSource { source, amount }), 0..3),
        events in vec((text(), text(), text()).prop_map(|(name, from, to)| YearlyEvent { name, from, to }), 0..3),
        tasks in vec((party(), of(text()), text()).prop_map(|(who, section, content)| Task { who, section, content }), 0..3),
        amendments in vec((text(), day(), of(day()), text()).prop_map(|(number, on, signed_on, title)| Amendment { number, on, signed_on, title }), 0..3),
    ) -> Plan {
        Plan {
            parents, recipients, decisions, objectives, targets, activities, budget, rules, events, tasks, amendments,
            ..head
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn text_and_plan_are_inverses(plan in plan()) {
        let text = toml::to_string_pretty(&plan).unwrap();
        let read_back: Plan = read_toml(text.as_bytes()).map_err(|error| TestCaseError::fail(format!("{error:?}\n{text}")))?;
        prop_assert_eq!(&read_back, &plan, "{}", text);
        prop_assert_eq!(toml::to_string_pretty(&read_back).unwrap(), text);
    }
}
