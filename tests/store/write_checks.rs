//! Checks inside the write: against the stored data at that moment, and with the time of the write.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tiendo::domain::duty::{DutyEventKind, Submission};
use tiendo::domain::duty_step::DutyStepRefusal;
use tiendo::domain::entry::{AnswerInput, EntryRefusal};
use tiendo::domain::figure::{Quality, UndoDirection};
use tiendo::domain::lock::{Lock, LockException};
use tiendo::domain::plan::{Closing, Plan, Unit};
use tiendo::store::{
    ActivityProgress, Changes, Clock, Expected, ExpectedVersion, Store, StoreError, Write,
};

use crate::fixture::*;

fn typed(text: &str) -> Entry {
    let at = cell("p-2021/1.1", "x.syt", "2023");
    let answer = AnswerInput::Value(text.to_owned());
    Entry {
        answer,
        quality: None,
        ..Entry::from(&draft(at, 0))
    }
}

fn save(store: &Store, text: &str) -> Result<Changes, StoreError> {
    store.write(
        &lan(),
        now(),
        Write::SetFigure {
            entry: typed(text),
            expected: ExpectedVersion::Any,
        },
    )
}

fn undo(store: &Store) -> Result<Changes, StoreError> {
    let taken = store
        .next_undo_step("lan", UndoDirection::Undo, None)
        .unwrap()
        .unwrap();
    store.write(&lan(), now(), Write::UndoRedo(taken))
}

#[track_caller]
fn refusal<T: std::fmt::Debug>(done: Result<T, StoreError>) -> EntryRefusal {
    match done {
        Err(StoreError::Refused(mut refused)) if refused.len() == 1 => refused.remove(0).refusal,
        other => panic!("{other:?}"),
    }
}

fn lock() -> Lock {
    Lock {
        plan: "p-2021".into(),
        period: "2023".parse().unwrap(),
        office: None,
    }
}

/// Replaces the plan with a changed one.
fn change(store: &Store, change: impl Fn(&mut Plan)) {
    let was = store
        .catalog()
        .unwrap()
        .plan(&"p-2021".into())
        .unwrap()
        .clone();
    let mut plan = was.clone();
    change(&mut plan);
    let write = Write::ChangePlan {
        expected: Box::new(was),
        plan: Box::new(plan),
        reason: Some("quyết định mới".to_owned()),
    };
    assert!(store.write(&minh(), now(), write).unwrap().rows > 0);
}

fn close(plan: &mut Plan) {
    plan.closing = Some(Closing {
        on: day("2024-06-04"),
        reason: "xong".to_owned(),
    });
}

fn change_owner(plan: &mut Plan) {
    let one = plan
        .targets
        .iter_mut()
        .find(|target| target.no == "1.1")
        .unwrap();
    one.measures[0]
        .owners
        .retain(|owner| owner.office.as_str() != "x.syt");
}

fn change_unit(plan: &mut Plan) {
    let one = plan
        .targets
        .iter_mut()
        .find(|target| target.no == "1.1")
        .unwrap();
    one.measures[0].unit = Unit::Count("lớp".to_owned());
}

#[test]
fn figure_is_checked_against_concurrent_changes() {
    let (folder, store) = on_file();
    let other = Store::open(&folder.path().join("tiendo.db")).unwrap();
    assert_eq!(refusal(save(&store, "120")), EntryRefusal::ShareOver100);
    change(&other, change_unit);
    assert!(
        matches!(
            refusal(save(&store, "45/75")),
            EntryRefusal::InvalidNumber(_)
        ),
        "a count has no numerator"
    );
    change(&other, |plan| *plan = rich_plan());
    save(&store, "45/75").unwrap();
    other.write(&minh(), now(), Write::Lock(lock())).unwrap();
    assert_eq!(
        refusal(save(&store, "21")),
        EntryRefusal::Locked("2023".parse().unwrap())
    );
    let opening = LockException {
        lock: lock(),
        until: day("2024-06-05"),
        reason: "sửa".to_owned(),
    };
    other.write(&minh(), now(), Write::Unlock(opening)).unwrap();
    save(&store, "22").unwrap();
    change(&other, change_owner);
    assert!(matches!(
        refusal(save(&store, "23")),
        EntryRefusal::NotOwner { .. }
    ));
    change(&other, |plan| *plan = rich_plan());
    save(&store, "24").unwrap();
    change(&other, close);
    assert_eq!(
        refusal(save(&store, "25")),
        EntryRefusal::PlanClosed(day("2024-06-04"))
    );
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn every_refused_entry_of_an_import_is_located() {
    over_both(|store| {
        store.write(&minh(), now(), Write::Lock(lock())).unwrap();
        let free = Entry {
            period: "2022".parse().unwrap(),
            ..typed("20")
        };
        let entries = vec![
            typed("20"),
            free,
            Entry {
                office: "x.stc".into(),
                ..typed("1000")
            },
        ];
        match store.write(&lan(), now(), Write::ImportFigures(entries)) {
            Err(StoreError::Refused(refused)) => {
                assert_eq!(
                    refused.iter().map(|one| one.index).collect::<Vec<_>>(),
                    [0, 2]
                );
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(store.figures(&"p-2021".into()).unwrap(), []);
    });
}

#[test]
fn undo_raises_the_questions_of_entry() {
    over_both(|store| {
        save(&store, "20").unwrap();
        save(&store, "21").unwrap();
        store.write(&minh(), now(), Write::Lock(lock())).unwrap();
        assert_eq!(
            refusal(undo(&store)),
            EntryRefusal::Locked("2023".parse().unwrap())
        );
        let opening = LockException {
            lock: lock(),
            until: day("2024-06-05"),
            reason: "sửa".to_owned(),
        };
        store.write(&minh(), now(), Write::Unlock(opening)).unwrap();
        change(&store, change_owner);
        assert!(matches!(
            refusal(undo(&store)),
            EntryRefusal::NotOwner { .. }
        ));
        change(&store, |plan| *plan = rich_plan());
        change(&store, close);
        assert_eq!(
            refusal(undo(&store)),
            EntryRefusal::PlanClosed(day("2024-06-04"))
        );
        change(&store, |plan| *plan = rich_plan());
        assert_eq!(undo(&store).unwrap().rows, 1);
        change(&store, close);
        assert_eq!(
            refusal(undo(&store)),
            EntryRefusal::PlanClosed(day("2024-06-04")),
            "nor is the first withdrawn"
        );
        let taken = store
            .next_undo_step("lan", UndoDirection::Redo, None)
            .unwrap()
            .unwrap();
        let redone = store.write(&lan(), now(), Write::UndoRedo(taken));
        assert_eq!(
            refusal(redone),
            EntryRefusal::PlanClosed(day("2024-06-04")),
            "nor done again"
        );
        assert_eq!(
            store
                .figure_history(&cell("p-2021/1.1", "x.syt", "2023"))
                .unwrap()
                .len(),
            3
        );
    });
}

#[test]
fn estimate_or_official_is_decided_by_the_day_of_the_write() {
    over_both(|store| {
        let expected = ExpectedVersion::Both {
            estimate: None,
            official: None,
        };
        let at = |store: &Store, at: &str, _seen: ExpectedVersion| {
            store
                .write(
                    &lan(),
                    moment(at),
                    Write::SetFigure {
                        entry: typed("20"),
                        expected,
                    },
                )
                .map(|changes| changes.rows)
        };
        // 23:59:59 on 30/12 in Việt Nam, and a second later the data day.
        assert_eq!(at(&store, "2023-12-30T16:59:59Z", expected).unwrap(), 1);
        assert_eq!(at(&store, "2023-12-30T17:00:00Z", expected).unwrap(), 1);
        let found = store
            .figures_of_cell(&cell("p-2021/1.1", "x.syt", "2023"))
            .unwrap();
        let qualities: Vec<Quality> = found.iter().map(|figure| figure.quality).collect();
        assert_eq!(qualities, [Quality::Estimate, Quality::Official]);
    });
}

#[test]
fn exception_of_a_lock_ends_at_midnight_of_the_write() {
    over_both(|store| {
        store.write(&minh(), now(), Write::Lock(lock())).unwrap();
        let opening = LockException {
            lock: lock(),
            until: day("2024-06-05"),
            reason: "sửa".to_owned(),
        };
        store.write(&minh(), now(), Write::Unlock(opening)).unwrap();
        let at = |at: &str, text: &str| {
            store.write(
                &lan(),
                moment(at),
                Write::SetFigure {
                    entry: typed(text),
                    expected: ExpectedVersion::Any,
                },
            )
        };
        assert_eq!(at("2024-06-05T16:59:59Z", "20").unwrap().rows, 1);
        assert_eq!(
            refusal(at("2024-06-05T17:00:00Z", "21")),
            EntryRefusal::Locked("2023".parse().unwrap())
        );
    });
}

static RELEASED: AtomicBool = AtomicBool::new(false);

fn before_or_after() -> DateTime<Utc> {
    let after = RELEASED.load(Ordering::SeqCst);
    moment(if after {
        "2024-06-06T01:00:00Z"
    } else {
        "2024-06-05T01:00:00Z"
    })
}

#[test]
fn time_is_taken_after_the_write_lock() {
    let (folder, store) = on_file();
    let blocker = rusqlite::Connection::open(folder.path().join("tiendo.db")).unwrap();
    blocker.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting = std::thread::spawn(move || {
        let clock = Clock::System(before_or_after);
        let changes = store.write(
            &lan(),
            clock,
            Write::SetFigure {
                entry: typed("20"),
                expected: ExpectedVersion::Any,
            },
        );
        (changes.unwrap().at, store)
    });
    std::thread::sleep(Duration::from_millis(300));
    RELEASED.store(true, Ordering::SeqCst);
    blocker.execute_batch("ROLLBACK").unwrap();
    let (at, store) = waiting.join().unwrap();
    assert_eq!(at, moment("2024-06-06T01:00:00Z"));
    assert_eq!(store.journal(None, 1).unwrap()[0].at, at);
}

#[test]
fn rolled_back_writes_are_not_checked_against() {
    over_both(|store| {
        save(&store, "20").unwrap();
        let set = || Write::SetFigure {
            entry: typed("21"),
            expected: ExpectedVersion::Any,
        };
        let history = [(minh(), now(), Write::Lock(lock())), (lan(), now(), set())];
        assert_eq!(
            refusal(store.replay(&history)),
            EntryRefusal::Locked("2023".parse().unwrap())
        );
        assert_eq!(save(&store, "21").unwrap().rows, 1);
    });
}

#[test]
fn progress_of_tomorrow_is_refused_by_the_day_of_the_write() {
    over_both(|store| {
        let on = day("2024-06-06");
        let done = tiendo::domain::number::Number::whole(1);
        let progress = ActivityProgress {
            plan: "p-2021".into(),
            no: 1,
            done,
            note: None,
            on,
        };
        let write = Write::SetActivity {
            expected: Expected::Any,
            progress,
            spending: None,
        };
        let early = store.write(&lan(), now(), write.clone());
        let expected = DutyStepRefusal::InFuture {
            on,
            today: day("2024-06-05"),
        };
        assert!(
            matches!(early, Err(StoreError::DutyStep(refusal)) if refusal == expected),
            "{early:?}"
        );
        assert_eq!(
            store
                .write(&lan(), moment("2024-06-05T17:00:00Z"), write)
                .unwrap()
                .rows,
            1
        );
    });
}

#[test]
fn step_without_a_day_gets_the_day_of_the_write() {
    over_both(|store| {
        let key = key("p-2021/r1", "x.syt", "2023");
        let write = Write::RecordStep {
            key: key.clone(),
            event: DutyEventKind::Sent(Submission::default()),
            on: None,
        };
        store
            .write(&lan(), moment("2024-06-05T17:00:00Z"), write)
            .unwrap();
        assert_eq!(
            store.duty(&key).unwrap().unwrap().events[0].on,
            day("2024-06-06")
        );
    });
}
