//! Totals over offices that merged or split: each figure counts exactly once, and holders without an answer are
//! named.

use chrono::NaiveDate;
use tiendo::domain::assessment::{Assessment, MeasureStatus, is_overridden, quota_shortfall};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::OfficeCode;
use tiendo::domain::completeness::completeness;
use tiendo::domain::duty::DutyKey;
use tiendo::domain::entry::AnswerInput;
use tiendo::domain::estimate::due_estimates;
use tiendo::domain::figure::{Answer, COVERAGE_SERIES, Cell, Figure, MilestoneState, Quality};
use tiendo::domain::number::{Number, format_decimal};
use tiendo::domain::office::{Group, Member, Office, OfficeKind, Successor};
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plan::{Aggregation, Comparator, Measure, Owner, Plan, Quota, Unit};
use tiendo::domain::plausibility::{EntryWarning, entry_warnings};
use tiendo::i18n::Lang;

use crate::{assess_on, catalog, day, entry, finish_later, sentence, typed};

/// The last day of the old offices; their successors begin the next day.
const LAST: &str = "2025-06-30";
const ID: &str = "kg-tt-2030/1";

/// An office with its first and last day.
pub(crate) fn office(code: &str, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Office {
    Office {
        code: code.into(),
        name: code.to_uppercase(),
        kind: OfficeKind::Commune,
        parent: None,
        from,
        to,
        aliases: Vec::new(),
        contact: None,
        successors: Vec::new(),
    }
}

/// A count that is entered each quarter.
pub(crate) fn measure(
    unit: Unit,
    aggregation: Aggregation,
    frequency: PeriodKind,
    owners: &[&str],
) -> Measure {
    let owner = |code: &&str| Owner {
        office: (*code).into(),
        scope: None,
        from: None,
        to: None,
        decision: None,
    };
    let plan = catalog()
        .plans
        .into_iter()
        .find(|plan| plan.code.as_str() == "kg-tt-2030")
        .unwrap();
    Measure {
        unit,
        unit_words: None,
        comparator: Comparator::Ge,
        value: Some(Number::whole(50)),
        stages: Vec::new(),
        recurs: aggregation == Aggregation::Latest,
        aggregation,
        frequency,
        series: Vec::new(),
        quota: None,
        owners: owners.iter().map(owner).collect(),
        ..plan.targets[0].measures[0].clone()
    }
}

fn count() -> Unit {
    Unit::Count("cuộc".to_owned())
}

/// The plan S2 reduced to one target with one measure.
pub(crate) fn plan_of(measure: Measure) -> Plan {
    let mut plan = catalog()
        .plans
        .into_iter()
        .find(|plan| plan.code.as_str() == "kg-tt-2030")
        .unwrap();
    plan.targets.truncate(1);
    plan.targets[0].measures = vec![measure];
    plan
}

/// The plan with successions from 01/07/2025: each old office and its successors.
fn with_successions(measure: Measure, successions: &[(&str, &[&str])]) -> Catalog {
    let mut catalog = catalog();
    catalog.plans = vec![plan_of(measure)];
    let on = day(LAST).succ_opt().unwrap();
    for (old, after) in successions {
        let ended = catalog
            .offices
            .entry((*old).into())
            .or_insert_with(|| office(old, None, None));
        ended.to = Some(day(LAST));
        ended.successors = after
            .iter()
            .map(|code| Successor {
                office: (*code).into(),
                on,
            })
            .collect();
        for code in *after {
            catalog
                .offices
                .entry((*code).into())
                .or_insert_with(|| office(code, Some(on), None));
        }
    }
    catalog
}

/// A figure as a file holds it, for any office.
fn stored_figure(office: &str, period: &str, answer: Answer) -> Figure {
    let draft = tiendo::domain::figure::ValidFigure {
        cell: Cell {
            measure: ID.into(),
            office: office.into(),
            period: period.parse().unwrap(),
            series: None,
        },
        answer,
        quality: Quality::Official,
        note: None,
    };
    crate::stored(draft)
}

fn number(office: &str, period: &str, value: i64) -> Figure {
    stored_figure(office, period, Answer::Number(Number::whole(value)))
}

fn share(office: &str, period: &str, numerator: i64, denominator: i64) -> Figure {
    let (numerator, denominator) = (Number::whole(numerator), Number::whole(denominator));
    stored_figure(
        office,
        period,
        Answer::Share {
            numerator,
            denominator,
        },
    )
}

fn estimate(figure: Figure) -> Figure {
    Figure {
        quality: Quality::Estimate,
        ..figure
    }
}

/// The value or the partial sum, and the offices without an answer.
fn total(catalog: &Catalog, figures: &[Figure], on: &str) -> (Option<String>, Vec<String>) {
    let assessment = assess_on(catalog, ID, figures, on);
    let mut backwards = figures.to_vec();
    backwards.reverse();
    assert_eq!(
        assessment,
        assess_on(catalog, ID, &backwards, on),
        "in any order"
    );
    total_and_missing(&assessment)
}

fn total_and_missing(assessment: &Assessment) -> (Option<String>, Vec<String>) {
    let value = assessment
        .figure
        .as_ref()
        .and_then(|figure| figure.value)
        .or(assessment.partial_sum);
    let missing = assessment
        .missing_owners
        .iter()
        .map(ToString::to_string)
        .collect();
    (value.map(|value| format_decimal(&value, 2)), missing)
}

fn expected(value: &str, missing: &[&str]) -> (Option<String>, Vec<String>) {
    (
        Some(value.to_owned()),
        missing.iter().map(ToString::to_string).collect(),
    )
}

const MERGED: &[(&str, &[&str])] = &[("x.a", &["x.m"]), ("x.b", &["x.m"])];
const SPLIT: &[(&str, &[&str])] = &[("x.a", &["x.p", "x.q"])];

#[test]
fn total_of_merged_owners_counts_the_successor_once() {
    let catalog = with_successions(
        measure(
            count(),
            Aggregation::Latest,
            PeriodKind::Year,
            &["x.a", "x.b"],
        ),
        MERGED,
    );
    assert_eq!(
        total(&catalog, &[number("x.m", "2025", 10)], "2026-01-05"),
        expected("10", &[])
    );
    let before = [
        number("x.a", "2024", 3),
        number("x.b", "2024", 4),
        number("x.m", "2025", 10),
    ];
    assert_eq!(total(&catalog, &before, "2026-01-05"), expected("10", &[]));
    assert_eq!(total(&catalog, &before, "2025-02-05"), expected("7", &[]));
    assert_eq!(
        total(&catalog, &before[1..], "2025-02-05"),
        expected("4", &["x.a"])
    );
}

#[test]
fn total_over_quarters_adds_the_earlier_parts_of_predecessors() {
    let catalog = with_successions(
        measure(
            count(),
            Aggregation::Sum,
            PeriodKind::Quarter,
            &["x.a", "x.b"],
        ),
        MERGED,
    );
    let quarters = [
        number("x.a", "2025-Q1", 1),
        number("x.b", "2025-Q1", 2),
        number("x.m", "2025-Q3", 10),
    ];
    assert_eq!(
        total(&catalog, &quarters, "2026-01-05"),
        expected("13", &[])
    );
    // 3 + 4 by the two owners, 5 + 6 + 7 by the merged office.
    let five = [
        number("x.a", "2025-Q1", 3),
        number("x.b", "2025-Q2", 4),
        number("x.m", "2025-Q3", 5),
        number("x.m", "2025-Q4", 6),
        number("x.b", "2025-Q1", 7),
    ];
    assert_eq!(total(&catalog, &five, "2026-01-05"), expected("25", &[]));
    // The year of the successor replaces the quarters of its predecessors.
    let year = [&five[..], &[number("x.m", "2025", 30)]].concat();
    assert_eq!(total(&catalog, &year, "2026-01-05"), expected("30", &[]));
    assert_eq!(
        total(&catalog, &quarters[..2], "2026-01-05"),
        expected("3", &["x.m"]),
        "it has no answer of its own"
    );
}

#[test]
fn total_of_a_split_owner_needs_every_successor() {
    let catalog = with_successions(
        measure(
            Unit::Percent,
            Aggregation::Latest,
            PeriodKind::Year,
            &["x.a"],
        ),
        SPLIT,
    );
    let first = share("x.p", "2025", 45, 75);
    assert_eq!(
        total(&catalog, std::slice::from_ref(&first), "2026-01-05"),
        expected("60", &["x.q"])
    );
    let assessment = assess_on(&catalog, ID, std::slice::from_ref(&first), "2026-01-05");
    assert_eq!(assessment.status, MeasureStatus::NoData);
    assert!(sentence(&catalog, ID, &assessment, Lang::Vi).contains("X.Q"));
    let both = [first, share("x.q", "2025", 10, 100)];
    assert_eq!(total(&catalog, &both, "2026-01-05"), expected("31.43", &[]));
    let percentage = [both[0].clone(), number("x.q", "2025", 10)];
    assert_eq!(
        total(&catalog, &percentage, "2026-01-05"),
        expected("60", &["x.q"])
    );
}

#[test]
fn total_of_a_split_owner_keeps_the_quarters_before_the_split() {
    let catalog = with_successions(
        measure(count(), Aggregation::Sum, PeriodKind::Quarter, &["x.a"]),
        SPLIT,
    );
    let mut rows = vec![
        number("x.a", "2025-Q1", 3),
        number("x.p", "2025-Q3", 4),
        number("x.q", "2025-Q4", 5),
    ];
    assert_eq!(total(&catalog, &rows, "2026-01-05"), expected("12", &[]));
    assert_eq!(
        total(&catalog, &rows[..2], "2026-01-05"),
        expected("7", &["x.q"])
    );
    // The year of one successor includes its part of the earlier quarters; the other's part cannot be determined.
    rows.push(number("x.p", "2025", 8));
    assert_eq!(
        total(&catalog, &rows, "2026-01-05"),
        expected("13", &["x.q"])
    );
    rows.push(number("x.q", "2025", 9));
    assert_eq!(total(&catalog, &rows, "2026-01-05"), expected("17", &[]));
}

#[test]
fn total_follows_chains_over_several_reforms() {
    // a and b become m and n; then m and n become z on 01/10/2025.
    let both: &[&str] = &["x.m", "x.n"];
    let mut catalog = with_successions(
        measure(
            count(),
            Aggregation::Sum,
            PeriodKind::Quarter,
            &["x.a", "x.b"],
        ),
        &[("x.a", both), ("x.b", both)],
    );
    for code in both {
        let ended = catalog.offices.get_mut(&OfficeCode::from(*code)).unwrap();
        ended.to = Some(day("2025-09-30"));
        ended.successors = vec![Successor {
            office: "x.z".into(),
            on: day("2025-10-01"),
        }];
    }
    catalog
        .offices
        .insert("x.z".into(), office("x.z", Some(day("2025-10-01")), None));
    let rows = [
        number("x.a", "2025-Q1", 1),
        number("x.b", "2025-Q1", 2),
        number("x.a", "2025-Q2", 3),
        number("x.m", "2025-Q3", 4),
        number("x.n", "2025-Q3", 5),
        number("x.z", "2025-Q4", 6),
    ];
    assert_eq!(total(&catalog, &rows, "2026-01-05"), expected("21", &[]));
    assert_eq!(
        total(&catalog, &rows[..5], "2026-01-05"),
        expected("15", &["x.z"])
    );
}

#[test]
fn owner_that_absorbs_another_counts_both_before_and_itself_after() {
    // b exists throughout and takes over the tasks of a.
    let catalog = with_successions(
        measure(
            count(),
            Aggregation::Latest,
            PeriodKind::Year,
            &["x.a", "x.b"],
        ),
        &[("x.a", &["x.b"])],
    );
    let rows = [
        number("x.a", "2024", 3),
        number("x.b", "2024", 4),
        number("x.b", "2025", 9),
    ];
    assert_eq!(total(&catalog, &rows, "2025-02-05"), expected("7", &[]));
    assert_eq!(total(&catalog, &rows, "2026-01-05"), expected("9", &[]));
}

/// A measure with two owners, both present throughout.
fn two_owners(aggregation: Aggregation) -> Catalog {
    let mut catalog = with_successions(
        measure(count(), aggregation, PeriodKind::Quarter, &["x.a", "x.b"]),
        &[],
    );
    for code in ["x.a", "x.b"] {
        catalog
            .offices
            .insert(code.into(), office(code, None, None));
    }
    catalog
}

#[test]
fn longer_period_of_one_owner_does_not_replace_a_complete_shorter_total() {
    let catalog = two_owners(Aggregation::Latest);
    let mut rows = vec![number("x.a", "2026-Q2", 3), number("x.b", "2026-Q2", 4)];
    assert_eq!(total(&catalog, &rows, "2026-08-05"), expected("7", &[]));
    rows.push(number("x.a", "2026-H1", 5));
    assert_eq!(total(&catalog, &rows, "2026-08-05"), expected("7", &[]));
    // "No data yet" of both for the half-year does not replace it either.
    let none = |office| stored_figure(office, "2026-H1", Answer::NoData);
    let unknown = [&rows[..2], &[none("x.a"), none("x.b")]].concat();
    assert_eq!(total(&catalog, &unknown, "2026-08-05"), expected("7", &[]));
    // Estimates of both precede an official figure of one.
    let estimates = [
        estimate(rows[0].clone()),
        estimate(rows[1].clone()),
        rows[2].clone(),
    ];
    assert_eq!(
        total(&catalog, &estimates, "2026-08-05"),
        expected("7", &[])
    );
    // Of two complete totals an official one precedes an estimate, then the longer period precedes.
    let longer = [&rows[..], &[number("x.b", "2026-H1", 6)]].concat();
    assert_eq!(total(&catalog, &longer, "2026-08-05"), expected("11", &[]));
    let of_half_year = [estimate(longer[2].clone()), estimate(longer[3].clone())];
    let both = [&rows[..2], &of_half_year].concat();
    assert_eq!(total(&catalog, &both, "2026-08-05"), expected("7", &[]));
}

#[test]
fn missing_half_is_reported_where_no_total_of_that_end_is_complete() {
    let catalog = two_owners(Aggregation::Latest);
    let rows = [number("x.a", "2026-Q2", 3), number("x.a", "2026-H1", 5)];
    assert_eq!(
        total(&catalog, &rows, "2026-08-05"),
        expected("5", &["x.b"])
    );
    // A complete total of an earlier end is older and no answer for this period.
    let earlier = [
        &rows[..],
        &[number("x.a", "2026-Q1", 1), number("x.b", "2026-Q1", 2)],
    ]
    .concat();
    assert_eq!(
        total(&catalog, &earlier, "2026-08-05"),
        expected("5", &["x.b"])
    );
    let apart = [number("x.a", "2026-H1", 5), number("x.b", "2026-Q2", 4)];
    assert_eq!(
        assess_on(&catalog, ID, &apart, "2026-08-05").status,
        MeasureStatus::NoData
    );
}

#[test]
fn sum_takes_the_year_of_one_owner_and_the_quarters_of_another() {
    let catalog = two_owners(Aggregation::Sum);
    let quarters =
        ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"].map(|quarter| number("x.b", quarter, 4));
    let mut rows = [&quarters[..], &[number("x.a", "2026", 5)]].concat();
    assert_eq!(total(&catalog, &rows, "2027-01-05"), expected("21", &[]));
    rows.push(number("x.a", "2026-Q4", 2));
    assert_eq!(total(&catalog, &rows, "2027-01-05"), expected("21", &[]));
    assert_eq!(
        total(&catalog, &rows[4..], "2027-01-05"),
        expected("5", &["x.b"])
    );
}

#[test]
fn dated_owners_add_up_within_a_year() {
    let mut measure = measure(
        count(),
        Aggregation::Sum,
        PeriodKind::Quarter,
        &["x.a", "x.b"],
    );
    measure.owners[0].to = Some(day(LAST));
    measure.owners[1].from = day(LAST).succ_opt();
    let mut catalog = with_successions(measure, &[]);
    for code in ["x.a", "x.b"] {
        catalog
            .offices
            .insert(code.into(), office(code, None, None));
    }
    let rows = [
        number("x.a", "2025-Q1", 3),
        number("x.b", "2025-Q3", 4),
        number("x.b", "2025-Q1", 100),
    ];
    assert_eq!(total(&catalog, &rows, "2026-01-05"), expected("7", &[]));
}

#[test]
fn percentages_without_their_numbers_are_never_added() {
    let catalog = with_successions(
        measure(
            Unit::Percent,
            Aggregation::Sum,
            PeriodKind::Quarter,
            &["x.a", "x.b"],
        ),
        MERGED,
    );
    let rows = [
        number("x.a", "2025-Q1", 10),
        share("x.b", "2025-Q1", 45, 75),
        number("x.m", "2025-Q3", 60),
        number("x.m", "2025-Q4", 70),
    ];
    assert_eq!(
        total(&catalog, &rows, "2026-01-05"),
        expected("60", &["x.a", "x.m"])
    );
    // One office over the parts of a year.
    let rows = [
        number("x.m", "2026-Q1", 10),
        share("x.m", "2026-Q2", 45, 75),
        number("x.m", "2026-Q3", 60),
    ];
    assert_eq!(
        total(&catalog, &rows, "2027-01-05"),
        expected("60", &["x.m"])
    );
    let shares = [
        share("x.m", "2026-Q1", 45, 75),
        share("x.m", "2026-Q2", 10, 100),
    ];
    assert_eq!(
        total(&catalog, &shares, "2027-01-05"),
        expected("31.43", &[])
    );
    assert_eq!(
        total(&catalog, &rows[..1], "2027-01-05"),
        expected("10", &[]),
        "alone it is added to nothing"
    );
}

#[test]
fn estimate_before_a_merger_is_replaced_by_the_successors_figure() {
    let catalog = with_successions(
        measure(
            count(),
            Aggregation::Sum,
            PeriodKind::Quarter,
            &["x.a", "x.b"],
        ),
        MERGED,
    );
    let early = [
        estimate(number("x.a", "2025", 3)),
        estimate(number("x.b", "2025", 4)),
    ];
    assert_eq!(total(&catalog, &early, "2026-01-05"), expected("7", &[]));
    assert_eq!(
        total(&catalog, &early[..1], "2026-01-05"),
        expected("3", &["x.m"]),
        "one half of the merged office"
    );
    let later = [
        &early[..],
        &[number("x.m", "2025-Q3", 5), number("x.a", "2025-Q1", 1)],
    ]
    .concat();
    assert_eq!(total(&catalog, &later, "2026-01-05"), expected("6", &[]));
    let year = [&early[..], &[estimate(number("x.m", "2025", 10))]].concat();
    assert_eq!(total(&catalog, &year, "2026-01-05"), expected("10", &[]));
    let (plan, _, measure) = catalog.measure(&ID.into()).unwrap();
    let all: Vec<&Figure> = year.iter().collect();
    let overridden: Vec<bool> = all
        .iter()
        .map(|f| is_overridden(&catalog, (plan, measure), f, &all))
        .collect();
    assert_eq!(overridden, [true, true, false]);
}

#[test]
fn split_owners_figure_of_an_older_file_counts_once() {
    let catalog = with_successions(
        measure(count(), Aggregation::Latest, PeriodKind::Year, &["x.a"]),
        SPLIT,
    );
    let old = number("x.a", "2025", 10);
    assert_eq!(
        total(&catalog, std::slice::from_ref(&old), "2026-01-05"),
        expected("10", &[])
    );
    assert_eq!(
        total(
            &catalog,
            &[old.clone(), number("x.p", "2025", 4)],
            "2026-01-05"
        ),
        expected("4", &["x.q"])
    );
    let all = [old, number("x.p", "2025", 4), number("x.q", "2025", 5)];
    assert_eq!(total(&catalog, &all, "2026-01-05"), expected("9", &[]));
    // An older file may hold an old year under the successors.
    let after = [number("x.p", "2024", 4), number("x.q", "2024", 5)];
    assert_eq!(total(&catalog, &after, "2025-02-05"), expected("9", &[]));
    assert_eq!(
        total(&catalog, &after[1..], "2025-02-05"),
        expected("5", &["x.a"])
    );
}

#[test]
fn no_data_of_a_holder_is_missing_and_that_of_a_predecessor_is_not() {
    let catalog = with_successions(
        measure(count(), Aggregation::Sum, PeriodKind::Quarter, &["x.a"]),
        SPLIT,
    );
    let none = |office: &str, period: &str| stored_figure(office, period, Answer::NoData);
    let rows = [
        none("x.a", "2025-Q1"),
        number("x.p", "2025-Q3", 4),
        number("x.q", "2025-Q3", 5),
    ];
    assert_eq!(total(&catalog, &rows, "2026-01-05"), expected("9", &[]));
    let rows = [
        number("x.a", "2025-Q1", 3),
        number("x.p", "2025-Q3", 4),
        none("x.q", "2025-Q3"),
    ];
    assert_eq!(
        total(&catalog, &rows, "2026-01-05"),
        expected("7", &["x.q"])
    );
    let rows = [none("x.p", "2025-Q3")];
    assert_eq!(total(&catalog, &rows, "2026-01-05").1, ["x.p", "x.q"]);
}

#[test]
fn milestone_of_a_split_owner_needs_every_successor() {
    let mut measure = measure(
        Unit::Count(String::new()),
        Aggregation::Latest,
        PeriodKind::Year,
        &["x.a"],
    );
    (measure.comparator, measure.value, measure.recurs) = (Comparator::Done, None, false);
    let catalog = with_successions(measure, SPLIT);
    let at =
        |office: &str, year: &str, state| stored_figure(office, year, Answer::Milestone(state));
    let (done, begun) = (MilestoneState::Done, MilestoneState::InProgress);
    let status = |rows: &[Figure], on: &str| {
        let assessment = assess_on(&catalog, ID, rows, on);
        (assessment.status, total_and_missing(&assessment).1)
    };
    let one = vec![at("x.p", "2025", done)];
    assert_eq!(
        status(&one, "2026-01-05"),
        (MeasureStatus::NoData, vec!["x.q".to_owned()])
    );
    let both = [&one[..], &[at("x.q", "2025", begun)]].concat();
    assert_eq!(status(&both, "2026-01-05").0, MeasureStatus::OnTrack);
    // For each holder "done" stays done.
    let later = [&both[..], &[at("x.q", "2026", done)]].concat();
    assert_eq!(status(&later, "2027-01-05").0, MeasureStatus::Met);
    let before = [at("x.a", "2024", done)];
    assert_eq!(status(&before, "2027-01-05").0, MeasureStatus::Met);
}

#[test]
fn each_series_needs_its_own_successors() {
    let mut measure = measure(
        Unit::Percent,
        Aggregation::Latest,
        PeriodKind::Year,
        &["x.a"],
    );
    measure.series = vec!["boys".to_owned(), "girls".to_owned()];
    let catalog = with_successions(measure, SPLIT);
    let of = |office: &str, series: &str, numerator: i64| {
        let mut figure = share(office, "2025", numerator, 100);
        figure.cell.series = Some(series.to_owned());
        figure
    };
    let rows = [
        of("x.p", "boys", 60),
        of("x.q", "boys", 80),
        of("x.p", "girls", 90),
    ];
    let assessment = assess_on(&catalog, ID, &rows, "2026-01-05");
    assert_eq!(
        (assessment.series.as_deref(), total_and_missing(&assessment)),
        (Some("girls"), expected("90", &["x.q"]))
    );
    let rows = [&rows[..], &[of("x.q", "girls", 30)]].concat();
    let assessment = assess_on(&catalog, ID, &rows, "2026-01-05");
    assert_eq!(
        (assessment.status, assessment.missing_owners.len()),
        (MeasureStatus::Met, 0)
    );
}

// Quotas.

/// A quota of 4 for each member of a group.
fn quota(
    period_kind: Option<PeriodKind>,
    frequency: PeriodKind,
    members: &[&str],
    successions: &[(&str, &[&str])],
) -> Catalog {
    let mut measure = measure(count(), Aggregation::Sum, frequency, &["x.owner"]);
    measure.value = Some(Number::whole(4));
    measure.recurs = period_kind.is_some();
    measure.quota = Some(Quota {
        value: Number::whole(4),
        period_kind,
        group: Some("x.group".into()),
        coverage: None,
    });
    let mut catalog = with_successions(measure, successions);
    let member = |code: &&str| Member {
        office: (*code).into(),
        from: None,
        to: None,
    };
    for code in members.iter().chain(&["x.owner"]) {
        catalog
            .offices
            .entry((*code).into())
            .or_insert_with(|| office(code, None, None));
    }
    let group = Group {
        code: "x.group".into(),
        name: "Nhóm".into(),
        note: None,
        members: members.iter().map(member).collect(),
    };
    catalog.groups.insert(group.code.clone(), group);
    catalog
}

/// Offices that reached the quota, are below it, or lack a figure.
fn counted(catalog: &Catalog, figures: &[Figure], on: &str) -> (u64, Vec<String>, Vec<String>) {
    let count = assess_on(catalog, ID, figures, on).coverage.unwrap();
    let codes =
        |offices: &[OfficeCode]| offices.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        count.of,
        count.met + (count.below.len() + count.missing.len()) as u64
    );
    (count.met, codes(&count.below), codes(&count.missing))
}

#[test]
fn quota_counts_a_merged_member_once_with_the_parts_of_its_predecessors() {
    let catalog = quota(
        Some(PeriodKind::Year),
        PeriodKind::Quarter,
        &["x.a", "x.b", "x.c"],
        MERGED,
    );
    let rows = [
        number("x.a", "2025-Q1", 1),
        number("x.b", "2025-Q1", 1),
        number("x.m", "2025-Q3", 2),
        number("x.c", "2025-Q1", 3),
    ];
    assert_eq!(
        counted(&catalog, &rows, "2026-01-05"),
        (1, vec!["x.c".to_owned()], vec![])
    );
    let (plan, target, measure) = catalog.measure(&ID.into()).unwrap();
    let below = quota_shortfall(
        &catalog,
        (plan, target, measure),
        &rows[..3],
        "2025".parse().unwrap(),
    )
    .unwrap()
    .below;
    assert_eq!(
        below
            .iter()
            .map(|one| one.office.as_str())
            .collect::<Vec<_>>(),
        ["x.c"]
    );
    // The year of the successor replaces the earlier quarters.
    let year = [&rows[..], &[number("x.m", "2025", 3)]].concat();
    assert_eq!(counted(&catalog, &year, "2026-01-05").1, ["x.m", "x.c"]);
    // A part that the predecessor reported itself is not counted again under the successor.
    let counted_twice = [
        number("x.a", "2025-Q1", 2),
        number("x.m", "2025-Q1", 2),
        number("x.m", "2025-Q3", 1),
    ];
    assert_eq!(counted(&catalog, &counted_twice, "2026-01-05").1, ["x.m"]);
}

#[test]
fn quota_since_the_start_counts_merged_members_once() {
    let catalog = quota(None, PeriodKind::Year, &["x.a", "x.b", "x.c"], MERGED);
    let rows = [
        number("x.a", "2023", 1),
        number("x.b", "2024", 2),
        number("x.m", "2025", 1),
    ];
    assert_eq!(
        counted(&catalog, &rows, "2026-01-05"),
        (1, vec![], vec!["x.c".to_owned()])
    );
    assert_eq!(counted(&catalog, &rows, "2025-01-05").1, ["x.a", "x.b"]);
    // The parts of a split member are its own.
    let catalog = quota(None, PeriodKind::Year, &["x.a", "x.c"], SPLIT);
    let rows = [
        number("x.a", "2023", 1),
        number("x.p", "2025", 1),
        number("x.q", "2025", 2),
    ];
    assert_eq!(
        counted(&catalog, &rows, "2026-01-05"),
        (1, vec![], vec!["x.c".to_owned()])
    );
}

#[test]
fn numerator_and_denominator_are_added_over_successors_of_a_split_owner() {
    let catalog = quota(
        Some(PeriodKind::Year),
        PeriodKind::Year,
        &["x.c"],
        &[("x.owner", &["x.p", "x.q"])],
    );
    let of = |office: &str, met: i64, all: i64| {
        let mut figure = share(office, "2025", met, all);
        figure.cell.series = Some(COVERAGE_SERIES.to_owned());
        figure
    };
    let one = [of("x.p", 10, 20)];
    assert_eq!(
        total(&catalog, &one, "2026-01-05"),
        expected("50", &["x.q"])
    );
    let both = [of("x.p", 10, 20), of("x.q", 15, 30)];
    let assessment = assess_on(&catalog, ID, &both, "2026-01-05");
    assert_eq!(total_and_missing(&assessment), expected("50", &[]));
    assert_eq!(assessment.coverage.unwrap().entered, Some((25, 50)));
}

// Estimates, missing cells and plausibility where offices merged or split.

#[test]
fn estimate_of_a_split_office_is_pending_until_every_successor_answers() {
    let catalog = with_successions(
        measure(count(), Aggregation::Latest, PeriodKind::Year, &["x.a"]),
        SPLIT,
    );
    let plan = catalog.plan(&"kg-tt-2030".into()).unwrap();
    let mut rows = vec![
        estimate(number("x.a", "2025", 10)),
        number("x.p", "2025", 4),
    ];
    assert_eq!(
        due_estimates(&catalog, plan, &rows, day("2026-02-01")).len(),
        1
    );
    rows.push(number("x.q", "2025", 5));
    assert_eq!(
        due_estimates(&catalog, plan, &rows, day("2026-02-01")).len(),
        0
    );
}

#[test]
fn cell_of_a_merged_office_is_missing_until_all_of_it_is_answered() {
    let catalog = with_successions(
        measure(
            count(),
            Aggregation::Latest,
            PeriodKind::Year,
            &["x.a", "x.b"],
        ),
        MERGED,
    );
    let rule = catalog
        .plan(&"kg-tt-2030".into())
        .unwrap()
        .rules
        .iter()
        .find(|rule| rule.no == "r3")
        .unwrap();
    let key = DutyKey {
        rule: catalog.plan(&"kg-tt-2030".into()).unwrap().rule_id(rule),
        office: "x.m".into(),
        period: "2025".parse().unwrap(),
    };
    let missing = |rows: &[Figure]| completeness(&catalog, &key, rows).missing.len();
    assert_eq!(missing(&[]), 1);
    assert_eq!(missing(&[number("x.a", "2025", 3)]), 1);
    assert_eq!(
        missing(&[number("x.a", "2025", 3), number("x.b", "2025", 4)]),
        0
    );
    assert_eq!(missing(&[number("x.m", "2025", 10)]), 0);
}

#[test]
fn yearly_figure_of_a_merged_office_is_compared_with_parts_of_predecessors() {
    let catalog = with_successions(
        measure(
            count(),
            Aggregation::Sum,
            PeriodKind::Quarter,
            &["x.a", "x.b"],
        ),
        MERGED,
    );
    let known = [
        number("x.a", "2025-Q1", 3),
        number("x.b", "2025-Q1", 4),
        number("x.m", "2025-Q3", 5),
    ];
    let below = |value: &str| {
        let draft = finish_later(&catalog, &entry(ID, "x.m", "2025", typed(value))).unwrap();
        let found = entry_warnings(&catalog, &draft, &known, day("2031-01-15"));
        found.into_iter().find_map(|question| match question {
            EntryWarning::BelowParts { parts, .. } => Some(parts.to_integer()),
            _ => None,
        })
    };
    assert_eq!((below("11"), below("12")), (Some(12), None));
}

#[test]
fn merged_office_has_the_cell_of_the_period_and_its_predecessors_none() {
    let catalog = with_successions(
        measure(
            count(),
            Aggregation::Latest,
            PeriodKind::Year,
            &["x.a", "x.b"],
        ),
        MERGED,
    );
    let refused = |office: &str, year: &str| {
        finish_later(
            &catalog,
            &entry(ID, office, year, AnswerInput::Value("1".into())),
        )
        .is_err()
    };
    assert_eq!(
        [
            refused("x.m", "2025"),
            refused("x.a", "2025"),
            refused("x.b", "2024")
        ],
        [false, true, false]
    );
}
