//! `cargo bench --bench store`: reads and one durable write, in a file of an office's and of a province's size.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]

#[path = "data/mod.rs"]
#[expect(dead_code, reason = "shared with the generator, which prints more")]
mod data;
#[path = "databases.rs"]
mod databases;

use divan::Bencher;
use tiendo::domain::entry::{AnswerInput, Entry};
use tiendo::store::{Actor, DutyFilter, ExpectedVersion, Write};

use databases::{SIZES, day, now, open, open_copy};

fn main() {
    divan::main();
}

/// One figure with its history and its journal line, synced to the disk.
#[divan::bench(args = SIZES)]
fn save_figure(bencher: Bencher<'_, '_>, size: &str) {
    let (_folder, store) = open_copy(size);
    let plan = store.catalog().unwrap().plans.remove(0);
    let figures = store.figures(&plan.code).unwrap();
    let cell = &figures[0].cell;
    let actor = Actor::single_user("bench", "cli");
    let mut value = 0;
    bencher.bench_local(|| {
        value += 1;
        let answers = [AnswerInput::NoData, AnswerInput::NotApplicable];
        let entry = Entry {
            measure: cell.measure.clone(),
            office: cell.office.clone(),
            period: cell.period,
            series: cell.series.clone(),
            answer: answers[value % 2].clone(),
            quality: Some(figures[0].quality),
            note: None,
            expected: None,
        };
        let expected = ExpectedVersion::Any;
        store
            .write(&actor, now(), Write::SetFigure { entry, expected })
            .unwrap()
    });
}

/// Everything overdue with its events: what the first page of lists reads today.
#[divan::bench(args = SIZES)]
fn overdue_page(bencher: Bencher<'_, '_>, size: &str) {
    let store = open(size);
    let filter = DutyFilter {
        overdue_on: Some(day()),
        ..DutyFilter::default()
    };
    bencher.bench_local(|| store.duties(&filter).unwrap());
}

/// Figures of one plan.
#[divan::bench(args = SIZES)]
fn figures_of_a_plan(bencher: Bencher<'_, '_>, size: &str) {
    let store = open(size);
    let plan = store.catalog().unwrap().plans.remove(0);
    bencher.bench_local(|| store.figures(&plan.code).unwrap());
}

/// Plans, offices, groups, holidays, settings.
#[divan::bench(args = SIZES)]
fn catalog(bencher: Bencher<'_, '_>, size: &str) {
    let store = open(size);
    bencher.bench_local(|| store.catalog().unwrap());
}
