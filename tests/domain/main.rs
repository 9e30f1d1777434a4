//! Rules of the domain on the five real plans, one case per test.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::redundant_pub_crate,
    reason = "helpers of tests"
)]

mod assessments;
mod data_quality;
mod deadlines;
mod edge_cases;
mod entry;
mod execution;
mod limits;
mod properties;
mod random_successions;
mod reform;
mod roles;
mod submission;
mod totals;

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate, Utc};
use tiendo::domain::assessment::{Assessment, assess};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::{MeasureId, OfficeCode};
use tiendo::domain::entry::{AnswerInput, Entry, EntryRefusal, validate_entry};
use tiendo::domain::figure::{Figure, ValidFigure};
use tiendo::domain::succession::Succession;
use tiendo::i18n::{Lang, facts};
use tiendo::sample;

/// The five plans with their offices.
pub(crate) fn catalog() -> Catalog {
    static READ: LazyLock<Catalog> = LazyLock::new(read);
    READ.clone()
}

fn read() -> Catalog {
    let (offices, groups) = sample::offices().unwrap();
    Catalog {
        plans: sample::plans().unwrap(),
        offices: offices
            .into_iter()
            .map(|office| (office.code.clone(), office))
            .collect(),
        groups: groups
            .into_iter()
            .map(|group| (group.code.clone(), group))
            .collect(),
        holidays: sample::holidays().unwrap(),
        ..Catalog::default()
    }
}

/// Parses a day such as `2025-12-31`.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// An entry of one figure.
pub(crate) fn entry(measure: &str, office: &str, period: &str, answer: AnswerInput) -> Entry {
    Entry {
        measure: MeasureId::from(measure),
        office: OfficeCode::from(office),
        period: period.parse().unwrap(),
        series: None,
        answer,
        quality: None,
        note: None,
        expected: None,
    }
}

/// A typed number.
pub(crate) fn typed(text: &str) -> AnswerInput {
    AnswerInput::Value(text.to_owned())
}

/// Result of an entry made long after its period.
pub(crate) fn finish_later(catalog: &Catalog, entry: &Entry) -> Result<ValidFigure, EntryRefusal> {
    validate_entry(catalog, entry, day("2031-01-15"))
}

/// The entry by the office that holds the task on the last day of the period.
pub(crate) fn entry_by_holder(catalog: &Catalog, entry: Entry) -> Entry {
    let (plan, ..) = catalog.measure(&entry.measure).unwrap();
    let holder = Succession::new(&catalog.offices)
        .holder_on(&entry.office, entry.period.last_day(plan.data_period));
    Entry {
        office: holder.clone(),
        ..entry
    }
}

/// The stored figure of an entry that is accepted.
pub(crate) fn figure(catalog: &Catalog, entry: &Entry) -> Figure {
    let entry = entry_by_holder(catalog, entry.clone());
    let draft =
        finish_later(catalog, &entry).unwrap_or_else(|refusal| panic!("{entry:?}: {refusal:?}"));
    stored(draft)
}

/// A draft as it would be stored.
pub(crate) fn stored(draft: ValidFigure) -> Figure {
    Figure {
        cell: draft.cell,
        answer: draft.answer,
        quality: draft.quality,
        note: draft.note,
        by: "lan".to_owned(),
        at: DateTime::<Utc>::UNIX_EPOCH,
        version: 1,
    }
}

/// Figures of `(measure, office, period, value)` rows.
pub(crate) fn figures(catalog: &Catalog, rows: &[(&str, &str, &str, &str)]) -> Vec<Figure> {
    rows.iter()
        .map(|(m, office, period, value)| figure(catalog, &entry(m, office, period, typed(value))))
        .collect()
}

/// Assessment of a measure on a day.
pub(crate) fn assess_on(
    catalog: &Catalog,
    measure: &str,
    figures: &[Figure],
    on: &str,
) -> Assessment {
    let (plan, target, found) = catalog.measure(&MeasureId::from(measure)).unwrap();
    assess(catalog, (plan, target, found), figures, day(on))
}

/// The sentence that explains an assessment.
pub(crate) fn sentence(
    catalog: &Catalog,
    measure: &str,
    assessment: &Assessment,
    lang: Lang,
) -> String {
    let (plan, _, found) = catalog.measure(&MeasureId::from(measure)).unwrap();
    facts::explain(lang, catalog, plan, found, assessment)
}
