//! The sample database: every measure status and every duty state occurs on its fixed day.

#![allow(clippy::unwrap_used, clippy::panic, reason = "helpers of tests")]

use std::collections::BTreeSet;

use tiendo::domain::assessment::{MeasureStatus, assess_plan};
use tiendo::domain::duty::DutyState::{
    Accepted, DueSoon, NotOpen, Overdue, Returned, Transferred, Waiting, WithinDeadline,
};
use tiendo::domain::duty::{Totals, duty_status};
use tiendo::domain::entry::{Entry, validate_entry};
use tiendo::domain::figure::{Figure, ValidFigure};
use tiendo::sample::demo;
use tiendo::store::DutyFilter;

#[test]
fn history_is_valid_and_reproducible() {
    let (one, other) = (demo::open_demo().unwrap(), demo::open_demo().unwrap());
    assert_eq!(one.check().unwrap(), []);
    let catalog = one.catalog().unwrap();
    assert_eq!(catalog, other.catalog().unwrap());
    for plan in &catalog.plans {
        assert_eq!(
            one.figures(&plan.code).unwrap(),
            other.figures(&plan.code).unwrap()
        );
    }
    let all = DutyFilter::default();
    assert_eq!(one.duties(&all).unwrap(), other.duties(&all).unwrap());
    assert_eq!(
        one.journal(None, 10_000).unwrap(),
        other.journal(None, 10_000).unwrap()
    );
}

#[test]
fn every_figure_can_be_entered_again_unchanged() {
    let store = demo::open_demo().unwrap();
    let catalog = store.catalog_as_of(demo::demo_day()).unwrap();
    let mut entered = 0;
    for figure in catalog
        .plans
        .iter()
        .flat_map(|plan| store.figures(&plan.code).unwrap())
    {
        let Figure {
            cell,
            answer,
            quality,
            note,
            ..
        } = figure;
        let draft = ValidFigure {
            cell,
            answer,
            quality,
            note,
        };
        assert_eq!(
            validate_entry(&catalog, &Entry::from(&draft), demo::demo_day()),
            Ok(draft)
        );
        entered += 1;
    }
    assert!(entered > 300, "{entered}");
}

#[test]
fn every_status_and_every_state_occurs() {
    let store = demo::open_demo().unwrap();
    let day = demo::demo_day();
    let catalog = store.catalog().unwrap();
    let mut statuses = BTreeSet::new();
    for plan in &catalog.plans {
        let figures = store.figures(&plan.code).unwrap();
        statuses.extend(
            assess_plan(&catalog, plan, &figures, day)
                .into_iter()
                .map(|(_, judgement)| judgement.status),
        );
    }
    assert_eq!(statuses, BTreeSet::from(MeasureStatus::ALL));

    let duties = store.duties(&DutyFilter::default()).unwrap();
    let mut totals = Totals::default();
    let mut states = BTreeSet::new();
    for record in &duties {
        let current = duty_status(&record.duty, &record.events, record.external_recipient, day);
        totals.count(record.duty.tracked, &current);
        states.insert(current.state);
    }
    assert_eq!(
        states,
        BTreeSet::from([
            NotOpen,
            WithinDeadline,
            DueSoon,
            Overdue,
            Waiting,
            Returned,
            Accepted,
            Transferred
        ])
    );
    assert_eq!(totals.open_overdue, 7);
    assert!(
        totals.done_late > 10 && totals.done_on_time > 400,
        "{totals:?}"
    );
}
