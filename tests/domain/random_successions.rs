//! Totals over random office successions, compared with a simulation that moves tasks from office to office.
//!
//! `PROPTEST_CASES` sets the number of cases (default 96) and `PROPTEST_RNG_SEED` the seed (default 20250701): the
//! same two numbers give the same cases.

use std::cell::Cell as Counter;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestCaseError, TestRunner};
use tiendo::domain::assessment::{assess, quota_shortfall};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::OfficeCode;
use tiendo::domain::entry::responsible_offices;
use tiendo::domain::figure::{Answer, Cell, Figure, Quality, ValidFigure};
use tiendo::domain::number::{Fraction, Number};
use tiendo::domain::office::{Group, Member, Successor};
use tiendo::domain::period::{Period, PeriodKind};
use tiendo::domain::plan::{Aggregation, Quota, Unit};

use crate::day;
use crate::totals::{measure, office, plan_of};

const CASES: u32 = 96;
const SEED: u64 = 20_250_701;
const MOST_OFFICES: usize = 200;
const ID: &str = "kg-tt-2030/1";
/// Days on which a reform takes effect: the first, the middle and the last of a quarter.
const DAYS: [&str; 6] = [
    "2025-02-10",
    "2025-04-01",
    "2025-05-20",
    "2025-07-01",
    "2025-09-30",
    "2025-10-01",
];

/// One reform: old offices end the day before, each with its successors.
type Reform = BTreeMap<usize, BTreeSet<usize>>;

/// Whether two offices have a successor in common.
fn is_merger(reform: &Reform) -> bool {
    let mut seen = BTreeSet::new();
    reform.values().flatten().any(|after| !seen.insert(after))
}

/// The figure of an office (by number) for a quarter or for the year.
type GivenFigure = (usize, Option<u8>, Given);

/// Offices by number, reforms by day, and figures.
#[derive(Clone, Debug)]
struct Case {
    named: usize,
    offices: usize,
    reforms: Vec<(NaiveDate, Reform)>,
    figures: Vec<GivenFigure>,
    shares: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Given {
    Number(i64),
    Share(i64, i64),
    NoneOccurred,
    NoData,
}

/// A sequence of random numbers; 0 when it is used up.
struct Draws(std::vec::IntoIter<u32>);

impl Draws {
    fn below(&mut self, end: usize) -> usize {
        self.0.next().map_or(0, |draw| draw as usize % end.max(1))
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 1
    }
}

/// One event of a reform: several old offices become several others, new or existing.
fn event(case: &mut Case, active: &mut BTreeSet<usize>, reform: &mut Reform, draws: &mut Draws) {
    let ending: BTreeSet<usize> = (0..=draws.below(4))
        .filter_map(|_| active.iter().nth(draws.below(active.len())).copied())
        .filter(|old| {
            !reform.contains_key(old) && !reform.values().any(|after| after.contains(old))
        })
        .collect();
    if ending.is_empty() {
        return;
    }
    active.retain(|office| !ending.contains(office));
    let mut after: Vec<usize> = Vec::new();
    for _ in 0..=draws.below(3) {
        let there = active.iter().nth(draws.below(active.len())).copied();
        match there.filter(|_| draws.one_in(4)) {
            Some(office) if !reform.contains_key(&office) => after.push(office),
            _ if case.offices < MOST_OFFICES => {
                after.push(case.offices);
                case.offices += 1;
            }
            _ => {}
        }
    }
    if after.is_empty() {
        active.extend(ending);
        return;
    }
    for old in ending {
        let first = after[draws.below(after.len())];
        let others = after.iter().filter(|_| draws.one_in(2)).copied();
        reform.insert(old, std::iter::once(first).chain(others).collect());
    }
    active.extend(after);
}

impl Case {
    fn of(draws: Vec<u32>, named: usize, shares: bool) -> Self {
        let mut draws = Draws(draws.into_iter());
        let mut case = Self {
            named,
            offices: named,
            reforms: Vec::new(),
            figures: Vec::new(),
            shares,
        };
        let mut active: BTreeSet<usize> = (0..named).collect();
        for on in DAYS.map(day) {
            let mut reform = Reform::new();
            for _ in 0..draws.below(3 + named / 3) {
                event(&mut case, &mut active, &mut reform, &mut draws);
            }
            if !reform.is_empty() {
                case.reforms.push((on, reform));
            }
        }
        for quarter in [Some(1), Some(2), Some(3), Some(4), None] {
            let odds = if quarter.is_some() { 3 } else { 6 };
            for office in case.holders(last_day(quarter)) {
                if draws.below(odds) < 2 {
                    let given = case.given(&mut draws);
                    case.figures.push((office, quarter, given));
                }
            }
        }
        case
    }

    fn given(&self, draws: &mut Draws) -> Given {
        let value = i64::try_from(draws.below(1000)).unwrap();
        match draws.below(10) {
            0 => Given::NoneOccurred,
            1 => Given::NoData,
            2..=7 if self.shares => Given::Share(value, 1000),
            _ => Given::Number(value),
        }
    }

    /// The offices that hold an office's task on a later day, after each reform in between.
    fn holders_after(&self, office: usize, from: NaiveDate, to: NaiveDate) -> BTreeSet<usize> {
        let mut holders = BTreeSet::from([office]);
        for (_, reform) in self
            .reforms
            .iter()
            .filter(|(on, _)| from < *on && *on <= to)
        {
            holders = holders
                .iter()
                .flat_map(|office| {
                    reform
                        .get(office)
                        .cloned()
                        .unwrap_or_else(|| BTreeSet::from([*office]))
                })
                .collect();
        }
        holders
    }

    fn holders(&self, on: NaiveDate) -> BTreeSet<usize> {
        (0..self.named)
            .flat_map(|office| self.holders_after(office, day("2024-12-31"), on))
            .collect()
    }

    /// Figures that count for the year, and offices whose part of a figure is unknown.
    ///
    /// A yearly figure replaces the quarters of its office and of the offices whose tasks it holds at the end.
    fn counted(&self) -> (Vec<&GivenFigure>, BTreeSet<usize>) {
        let year = |office: usize| {
            self.figures
                .iter()
                .find(|(of, quarter, _)| *of == office && quarter.is_none())
        };
        let (mut counted, mut unknown) = (Vec::new(), BTreeSet::new());
        for figure in &self.figures {
            let (office, quarter, given) = figure;
            let ends = self.holders_after(*office, last_day(*quarter), last_day(None));
            let by_year = |end: &usize| {
                year(*end).is_some_and(|(of, _, given)| of == office || *given != Given::NoData)
            };
            if quarter.is_none() || !ends.iter().any(by_year) && year(*office).is_none() {
                counted.push(figure);
            } else if *given != Given::NoData && year(*office).is_none() {
                unknown.extend(ends.iter().filter(|end| !by_year(end)));
            }
        }
        (counted, unknown)
    }

    fn catalog(&self, quota: bool, order: &[usize]) -> Catalog {
        let names: Vec<OfficeCode> = order.iter().map(|number| code(*number)).collect();
        let names: Vec<&str> = names.iter().map(OfficeCode::as_str).collect();
        let unit = if self.shares {
            Unit::Percent
        } else {
            Unit::Count("cuộc".into())
        };
        let mut measure = measure(
            unit,
            Aggregation::Sum,
            PeriodKind::Quarter,
            if quota { &["x.owner"] } else { &names },
        );
        if quota {
            let value = Number::whole(1_000_000);
            measure.value = Some(value);
            measure.quota = Some(Quota {
                value,
                period_kind: Some(PeriodKind::Year),
                group: Some("x".into()),
                coverage: None,
            });
        }
        let mut catalog = Catalog {
            plans: vec![plan_of(measure)],
            ..Catalog::default()
        };
        let member = |code: &&str| Member {
            office: (*code).into(),
            from: None,
            to: None,
        };
        let members = names.iter().map(member).collect();
        catalog.groups.insert(
            "x".into(),
            Group {
                code: "x".into(),
                name: "x".into(),
                note: None,
                members,
            },
        );
        for number in 0..self.offices {
            let reform = self
                .reforms
                .iter()
                .find(|(_, reform)| reform.contains_key(&number));
            let mut one = office(
                code(number).as_str(),
                None,
                reform.and_then(|(on, _)| on.pred_opt()),
            );
            if let Some((on, reform)) = reform {
                let next = |after: &usize| Successor {
                    office: code(*after),
                    on: *on,
                };
                one.successors = reform[&number].iter().map(next).collect();
            }
            catalog.offices.insert(one.code.clone(), one);
        }
        catalog
    }

    fn stored(&self) -> Vec<Figure> {
        self.figures
            .iter()
            .map(|(office, quarter, given)| figure(*office, *quarter, *given))
            .collect()
    }
}

fn code(number: usize) -> OfficeCode {
    format!("x.{number}").as_str().into()
}

fn period(quarter: Option<u8>) -> Period {
    quarter
        .map_or_else(|| "2025".to_owned(), |quarter| format!("2025-Q{quarter}"))
        .parse()
        .unwrap()
}

fn last_day(quarter: Option<u8>) -> NaiveDate {
    day([
        "2025-12-31",
        "2025-03-31",
        "2025-06-30",
        "2025-09-30",
        "2025-12-31",
    ][usize::from(quarter.unwrap_or(0))])
}

fn figure(office: usize, quarter: Option<u8>, given: Given) -> Figure {
    let answer = match given {
        Given::Number(value) => Answer::Number(Number::whole(value)),
        Given::Share(numerator, denominator) => Answer::Share {
            numerator: Number::whole(numerator),
            denominator: Number::whole(denominator),
        },
        Given::NoneOccurred => Answer::NoneOccurred,
        Given::NoData => Answer::NoData,
    };
    let cell = Cell {
        measure: ID.into(),
        office: code(office),
        period: period(quarter),
        series: None,
    };
    crate::stored(ValidFigure {
        cell,
        answer,
        quality: Quality::Official,
        note: None,
    })
}

fn successions() -> impl Strategy<Value = (Case, Vec<usize>, usize)> {
    (
        prop::collection::vec(any::<u32>(), 0..3000),
        prop_oneof![6 => 1..24_usize, 1 => 60..100_usize],
        any::<bool>(),
        any::<prop::sample::Index>(),
    )
        .prop_flat_map(|(draws, named, shares, rotation)| {
            let case = Case::of(draws, named, shares);
            let rotation = rotation.index(case.figures.len().max(1));
            (
                Just(case),
                Just((0..named).collect::<Vec<usize>>()).prop_shuffle(),
                Just(rotation),
            )
        })
}

/// Expected total of the year: the value or partial sum, and the offices without an answer.
fn expected(case: &Case) -> (Option<Fraction>, BTreeSet<OfficeCode>) {
    let (counted, mut missing) = case.counted();
    let answered = |office: usize| {
        counted
            .iter()
            .any(|(of, _, given)| *of == office && *given != Given::NoData)
    };
    missing.extend(
        case.holders(last_day(None))
            .into_iter()
            .filter(|holder| !answered(*holder)),
    );
    let amounts = counted
        .iter()
        .filter(|(_, _, given)| matches!(given, Given::Number(_) | Given::Share(..)));
    let several = amounts.clone().count() + missing.len() > 1;
    let (mut numerators, mut denominators, mut added, mut alone) = (0, 0, false, None);
    for (office, _, given) in amounts {
        match given {
            Given::Number(value) if !case.shares => {
                (numerators, added) = (numerators + value, true);
            }
            Given::Number(_) if several => drop(missing.insert(*office)),
            Given::Number(value) => alone = Some(Fraction::from(i128::from(*value))),
            Given::Share(n, d) => {
                (numerators, denominators, added) = (numerators + n, denominators + d, true);
            }
            Given::NoneOccurred | Given::NoData => {}
        }
    }
    let sum = if case.shares {
        added.then(|| {
            Fraction::new(
                i128::from(numerators) * 100,
                i128::from(denominators.max(1)),
            )
        })
    } else {
        added.then(|| Fraction::from(i128::from(numerators)))
    };
    (sum.or(alone), missing.into_iter().map(code).collect())
}

/// Compares totals and missing offices for owners, and each member's own count for a quota.
fn check(case: &Case, order: &[usize], rotation: usize) -> Result<(), TestCaseError> {
    let mut figures = case.stored();
    figures.rotate_left(rotation);
    let in_order: Vec<usize> = (0..case.named).collect();
    let on = day("2026-01-05");
    let asked: BTreeSet<OfficeCode> = case.holders(last_day(None)).into_iter().map(code).collect();
    let mut found = Vec::new();
    for order in [&in_order[..], order] {
        let catalog = case.catalog(false, order);
        let (plan, target, measure) = catalog.measure(&ID.into()).unwrap();
        let holders = responsible_offices(&catalog, plan, measure, period(None));
        prop_assert_eq!(holders.len(), asked.len(), "no holder counts twice");
        prop_assert_eq!(holders.into_iter().collect::<BTreeSet<_>>(), asked.clone());
        let assessment = assess(&catalog, (plan, target, measure), &figures, on);
        let missing: BTreeSet<OfficeCode> = assessment.missing_owners.iter().cloned().collect();
        prop_assert_eq!(
            missing.len(),
            assessment.missing_owners.len(),
            "no office is named twice"
        );
        found.push((
            assessment
                .figure
                .and_then(|figure| figure.value)
                .or(assessment.partial_sum),
            missing,
        ));
        figures.reverse();
    }
    prop_assert_eq!(&found[0], &found[1], "in any order");
    let all_no_data = case
        .figures
        .iter()
        .all(|(_, _, given)| *given == Given::NoData);
    if all_no_data && (case.figures.is_empty() || asked.len() == 1) {
        prop_assert_eq!(&found[0], &(None, BTreeSet::new()));
    } else {
        prop_assert_eq!(&found[0], &expected(case));
    }
    if case.shares {
        Ok(())
    } else {
        check_members(case, &figures)
    }
}

/// In a quota each holder has what the offices of its task reported, unless it would have to be divided.
fn check_members(case: &Case, figures: &[Figure]) -> Result<(), TestCaseError> {
    let catalog = case.catalog(true, &(0..case.named).collect::<Vec<_>>());
    let found = quota_shortfall(
        &catalog,
        catalog.measure(&ID.into()).unwrap(),
        figures,
        period(None),
    )
    .unwrap();
    prop_assert_eq!(
        usize::try_from(found.of).unwrap(),
        case.holders(last_day(None)).len()
    );
    let (counted, _) = case.counted();
    for one in found.below {
        let mut sum = None;
        for (office, quarter, given) in &counted {
            let ends = case.holders_after(*office, last_day(*quarter), last_day(None));
            if ends.len() == 1 && ends.iter().all(|end| code(*end) == one.office) {
                match given {
                    Given::Number(value) => sum = Some(sum.unwrap_or(0) + value),
                    Given::NoneOccurred => sum = sum.or(Some(0)),
                    Given::Share(..) | Given::NoData => {}
                }
            }
        }
        prop_assert_eq!(
            one.actual,
            sum.map(|sum| Fraction::from(i128::from(sum))),
            "{}",
            one.office
        );
    }
    Ok(())
}

#[test]
fn totals_over_random_successions_count_each_figure_once() {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    let cases = number("PROPTEST_CASES").map_or(CASES, |cases| u32::try_from(cases).unwrap());
    let seed = number("PROPTEST_RNG_SEED").unwrap_or(SEED);
    let config = ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(seed),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let (most, merged, divided) = (Counter::new(0), Counter::new(0), Counter::new(0));
    let result = TestRunner::new(config).run(&successions(), |(case, order, rotation)| {
        most.set(most.get().max(case.offices));
        let any = |is: fn(&Reform) -> bool| {
            usize::from(case.reforms.iter().any(|(_, reform)| is(reform)))
        };
        merged.set(merged.get() + any(is_merger));
        divided.set(divided.get() + any(|reform| reform.values().any(|after| after.len() > 1)));
        check(&case, &order, rotation)
    });
    let (most, merged, divided) = (most.get(), merged.get(), divided.get());
    println!(
        "{cases} cases with seed {seed}: up to {most} offices, {merged} with a merger, {divided} with a split"
    );
    if let Err(error) = result {
        panic!("seed {seed}: {error}");
    }
    assert!(merged > 0 && divided > 0);
}
