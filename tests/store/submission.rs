//! Submission: recorded blockers, bulk steps, and the authors of locks and exceptions.

use tiendo::domain::duty::{DutyEventKind, ReminderChannel, Submission};
use tiendo::domain::duty_step::DutyStepRefusal;
use tiendo::domain::lock::{Lock, LockEvent, LockException, LockRecord, LockRefusal};
use tiendo::domain::period::PeriodKind;
use tiendo::store::{DutyFilter, Store, StoreError, Write};

use super::fixture::*;

fn send(store: &Store, key: &tiendo::domain::duty::DutyKey, on: &str, event: DutyEventKind) {
    let write = Write::RecordStep {
        key: key.clone(),
        event,
        on: Some(day(on)),
    };
    store.write(&lan(), now(), write).unwrap();
}

fn sent() -> DutyEventKind {
    DutyEventKind::Sent(Submission::default())
}

#[test]
fn report_keeps_the_blockers_at_sending() {
    over_both(|store| {
        let ministry = key("p-2021/r2", "x.sld", "2023");
        let filter = || DutyFilter {
            rule: Some("p-2021/r1".into()),
            period: "2023".parse().ok(),
            ..Default::default()
        };
        let awaited = store.duties(&filter()).unwrap();
        assert!(awaited.len() > 1);
        let first = awaited[0].duty.key.clone();
        send(&store, &first, "2023-11-20", sent());
        send(&store, &ministry, "2023-12-20", sent());
        let recorded = |store: &Store| {
            let record = store.duty(&ministry).unwrap().unwrap();
            record
                .events
                .iter()
                .find_map(|event| event.submission().cloned())
                .unwrap()
                .blockers
        };
        let named = recorded(&store);
        let expected: Vec<_> = awaited[1..]
            .iter()
            .map(|record| record.duty.key.clone())
            .collect();
        let mut found: Vec<_> = named.iter().map(|blocker| blocker.key.clone()).collect();
        found.sort();
        assert_eq!(found, expected);
        assert!(
            named
                .iter()
                .all(|blocker| blocker.late_days
                    == (day("2023-12-20") - blocker.deadline).num_days())
        );
        for late in &expected {
            send(&store, late, "2024-01-10", sent());
        }
        assert_eq!(
            recorded(&store),
            named,
            "later events do not change a sent report"
        );
        let all = store.duties(&DutyFilter::default()).unwrap();
        let same = all
            .iter()
            .find(|record| record.duty.key == ministry)
            .unwrap();
        assert_eq!(
            *same,
            store.duty(&ministry).unwrap().unwrap(),
            "read with all others or alone"
        );
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn note_on_missing_cells_is_in_the_journal() {
    over_both(|store| {
        let key = key("p-2021/r1", "x.syt", "2023");
        let note = Some("chờ số thống kê".to_owned());
        let sending = Submission {
            missing_note: note.clone(),
            ..Submission::default()
        };
        send(&store, &key, "2023-11-20", DutyEventKind::Sent(sending));
        let events = store.duty(&key).unwrap().unwrap().events;
        assert_eq!(events[0].submission().unwrap().missing_note, note);
        assert_eq!(store.journal(None, 1).unwrap()[0].reason, note);
    });
}

#[test]
fn bulk_steps_are_all_recorded_or_none() {
    over_both(|store| {
        let filter = || DutyFilter {
            rule: Some("p-2021/r1".into()),
            period: "2023".parse().ok(),
            ..Default::default()
        };
        let keys: Vec<_> = store
            .duties(&filter())
            .unwrap()
            .into_iter()
            .map(|record| record.duty.key)
            .collect();
        let steps = |event: DutyEventKind| Write::RecordSteps {
            keys: keys.clone(),
            event,
            on: Some(day("2024-01-05")),
        };
        let reminded = || DutyEventKind::Reminded {
            channel: ReminderChannel::Phone,
            note: None,
        };
        assert_eq!(
            store.write(&lan(), now(), steps(reminded())).unwrap().rows,
            keys.len()
        );
        let sent_on = day("2024-02-01");
        let write = Write::RecordStep {
            key: keys[0].clone(),
            event: sent(),
            on: Some(sent_on),
        };
        store.write(&lan(), now(), write).unwrap();
        let before = store.duties(&filter()).unwrap();
        let Err(StoreError::DutySteps(refused)) = store.write(&lan(), now(), steps(reminded()))
        else {
            panic!("accepted")
        };
        assert_eq!(
            refused,
            [(
                keys[0].clone(),
                DutyStepRefusal::AlreadySent { on: sent_on }
            )]
        );
        assert_eq!(
            store.duties(&filter()).unwrap(),
            before,
            "the others are not reminded either"
        );
    });
}

#[test]
fn locks_have_author_and_time() {
    over_both(|store| {
        let lock = Lock {
            plan: "p-2021".into(),
            period: "2023".parse().unwrap(),
            office: None,
        };
        store
            .write(&lan(), now(), Write::Lock(lock.clone()))
            .unwrap();
        assert_eq!(
            store
                .write(&minh(), now(), Write::Lock(lock.clone()))
                .unwrap()
                .rows,
            0,
            "closed already"
        );
        let opening = LockException {
            lock: lock.clone(),
            until: day("2024-06-10"),
            reason: "đính chính".into(),
        };
        store
            .write(&minh(), now(), Write::Unlock(opening.clone()))
            .unwrap();
        let locks = store.catalog().unwrap().locks;
        let recorded_lock = |item, by: &str| LockRecord {
            item,
            by: by.to_owned(),
            at: now(),
        };
        let expected = [
            recorded_lock(LockEvent::Locked(lock), "lan"),
            recorded_lock(LockEvent::Unlocked(opening), "minh"),
        ];
        assert_eq!(locks.events, expected);
    });
}

#[test]
fn locks_are_in_order_of_recording_whatever_the_clock() {
    over_both(|store| {
        let lock = |office: Option<&str>| Lock {
            plan: "p-2021".into(),
            period: "2023".parse().unwrap(),
            office: office.map(Into::into),
        };
        let opening = |office| LockException {
            lock: lock(office),
            until: day("2024-06-30"),
            reason: "đính chính".into(),
        };
        let rows = |store: &Store, at: &str, write: Write| {
            store.write(&lan(), moment(at), write).unwrap().rows
        };
        let closed = |store: &Store| {
            let locks = store.catalog().unwrap().locks;
            let year = ("2023".parse().unwrap(), PeriodKind::Year);
            locks
                .locked_period(&"p-2021".into(), year, &"x.syt".into(), day("2024-06-05"))
                .is_some()
        };
        assert_eq!(
            rows(&store, "2024-06-05T03:00:00Z", Write::Lock(lock(None))),
            1
        );
        // The clock went back and then stood still.
        assert_eq!(
            rows(
                &store,
                "2024-06-05T01:00:00Z",
                Write::Unlock(opening(Some("x.syt")))
            ),
            1
        );
        assert!(!closed(&store));
        assert_eq!(
            rows(
                &store,
                "2024-06-05T01:00:00Z",
                Write::Lock(lock(Some("x.syt")))
            ),
            1
        );
        assert!(closed(&store));
        assert_eq!(
            rows(&store, "2024-06-05T01:00:00Z", Write::Unlock(opening(None))),
            1
        );
        assert!(!closed(&store));
        assert_eq!(
            rows(&store, "2024-06-05T00:00:00Z", Write::Lock(lock(None))),
            1
        );
        assert!(closed(&store));
        assert_eq!(
            rows(&store, "2024-06-05T00:00:00Z", Write::Lock(lock(None))),
            0,
            "nothing is left to end"
        );
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn lock_after_an_expired_exception_records_nothing() {
    over_both(|store| {
        let lock = Lock {
            plan: "p-2021".into(),
            period: "2023".parse().unwrap(),
            office: None,
        };
        let opening = LockException {
            lock: lock.clone(),
            until: day("2024-06-05"),
            reason: "đính chính".into(),
        };
        store
            .write(&lan(), now(), Write::Lock(lock.clone()))
            .unwrap();
        store
            .write(&lan(), now(), Write::Unlock(opening.clone()))
            .unwrap();
        let evening = moment("2024-06-05T16:59:59Z");
        let midnight = moment("2024-06-05T17:00:00Z");
        assert_eq!(
            store
                .write(&lan(), midnight, Write::Lock(lock.clone()))
                .unwrap()
                .rows,
            0,
            "it ended by itself"
        );
        let late = store.write(&lan(), midnight, Write::Unlock(opening));
        let expected = LockRefusal::EndsBeforeToday(day("2024-06-05"));
        assert!(
            matches!(late, Err(StoreError::Lock(refusal)) if refusal == expected),
            "{late:?}"
        );
        assert_eq!(
            store
                .write(&lan(), evening, Write::Lock(lock))
                .unwrap()
                .rows,
            1,
            "the last day is open"
        );
    });
}
