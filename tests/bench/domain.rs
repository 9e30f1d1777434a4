//! `cargo bench --bench domain`: rules without a database, on an office's and a province's plans.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]

#[path = "data/mod.rs"]
#[expect(dead_code, reason = "shared with the generator, which prints more")]
mod data;
#[path = "databases.rs"]
mod databases;

use divan::Bencher;
use tiendo::domain::assessment::assess_plan;
use tiendo::domain::deadline::{named_days, rule_last_day};
use tiendo::domain::duty::duty_status;
use tiendo::domain::text::{fold, matches};

use databases::{SIZES, day, open};

fn main() {
    divan::main();
}

/// Every measure of one plan, from all its figures.
#[divan::bench(args = SIZES)]
fn assess_one_plan(bencher: Bencher<'_, '_>, size: &str) {
    let store = open(size);
    let catalog = store.catalog_as_of(day()).unwrap();
    let plan = &catalog.plans[0];
    let figures = store.figures(&plan.code).unwrap();
    bencher.bench_local(|| assess_plan(&catalog, plan, &figures, day()));
}

/// Last days of all dated rules of all plans.
#[divan::bench(args = SIZES)]
fn resolve_deadlines(bencher: Bencher<'_, '_>, size: &str) {
    let catalog = open(size).catalog().unwrap();
    bencher.bench_local(|| {
        let rules = catalog.plans.iter().flat_map(|plan| &plan.rules);
        let last_days = rules.flat_map(|rule| {
            let resolve = |named| rule_last_day(rule, named, catalog.settings, &catalog.holidays);
            named_days(rule).into_iter().map(resolve)
        });
        last_days.max()
    });
}

/// Status of 10,000 duties with their events.
#[divan::bench]
fn status_of_10000_duties(bencher: Bencher<'_, '_>) {
    let mut records = Vec::new();
    let store = open("middle");
    let mut collect = |record| records.push(record);
    store
        .for_each_duty(&tiendo::store::DutyFilter::default(), &mut collect)
        .unwrap();
    records.truncate(10_000);
    bencher.bench_local(|| {
        let late = records.iter().map(|record| {
            duty_status(
                &record.duty,
                &record.events,
                record.external_recipient,
                day(),
            )
            .late_days
        });
        late.sum::<i64>()
    });
}

/// Names of all offices without accents.
#[divan::bench(args = SIZES)]
fn fold_office_names(bencher: Bencher<'_, '_>, size: &str) {
    let catalog = open(size).catalog().unwrap();
    bencher.bench_local(|| {
        catalog
            .offices
            .values()
            .map(|office| fold(&office.name).len())
            .sum::<usize>()
    });
}

/// One search in the folded names of all offices.
#[divan::bench(args = SIZES)]
fn search_office_names(bencher: Bencher<'_, '_>, size: &str) {
    let catalog = open(size).catalog().unwrap();
    let names: Vec<String> = catalog
        .offices
        .values()
        .map(|office| fold(&office.name))
        .collect();
    bencher.bench_local(|| names.iter().filter(|name| matches(name, "xa tan")).count());
}
