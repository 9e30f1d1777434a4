//! What a write is checked against is what stands in the file when it is written, and its time is that of the write.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tiendo::domain::duty::{DutyEventKind, Sending};
use tiendo::domain::entry::{Refusal, Typed};
use tiendo::domain::figure::{Quality, Way};
use tiendo::domain::lock::{Lock, Opening};
use tiendo::domain::plan::{Closing, Plan, Unit};
use tiendo::domain::step::StepRefusal;
use tiendo::store::{ActivityProgress, Changes, Clock, Seen, Store, StoreError, Was, Write};

use crate::fixture::*;

fn typed(text: &str) -> Entry {
    let at = cell("p-2021/1.1", "x.syt", "2023");
    let typed = Typed::Value(text.to_owned());
    Entry { typed, quality: None, ..Entry::from(&draft(at, 0)) }
}

fn save(store: &mut Store, text: &str) -> Result<Changes, StoreError> {
    store.write(&lan(), now(), Write::SetFigure { entry: typed(text), seen: Seen::Whatever })
}

fn undo(store: &mut Store) -> Result<Changes, StoreError> {
    let taken = store.taken("lan", Way::Undo, None).unwrap().unwrap();
    store.write(&lan(), now(), Write::TakeBack(taken))
}

#[track_caller]
fn refusal(done: Result<Changes, StoreError>) -> Refusal {
    match done {
        Err(StoreError::Refused(mut refused)) if refused.len() == 1 => refused.remove(0).refusal,
        other => panic!("{other:?}"),
    }
}

fn lock() -> Lock {
    Lock { plan: "p-2021".into(), period: "2023".parse().unwrap(), office: None }
}

/// The plan becomes another one.
fn change(store: &mut Store, change: impl Fn(&mut Plan)) {
    let was = store.catalog().unwrap().plan(&"p-2021".into()).unwrap().clone();
    let mut plan = was.clone();
    change(&mut plan);
    let write =
        Write::ChangePlan {
            was: Box::new(was), plan: Box::new(plan), reason: Some("quyết định mới".to_owned())
        };
    assert!(store.write(&minh(), now(), write).unwrap().rows > 0);
}

fn close(plan: &mut Plan) {
    plan.closing = Some(Closing { on: day("2024-06-04"), reason: "xong".to_owned() });
}

fn give_away(plan: &mut Plan) {
    let one = plan.targets.iter_mut().find(|target| target.no == "1.1").unwrap();
    one.measures[0].owners.retain(|owner| owner.office.as_str() != "x.syt");
}

fn count(plan: &mut Plan) {
    let one = plan.targets.iter_mut().find(|target| target.no == "1.1").unwrap();
    one.measures[0].unit = Unit::Count("lớp".to_owned());
}

#[test]
fn figure_is_checked_against_what_others_changed_since_it_was_read() {
    let (folder, mut store) = on_file();
    let mut other = Store::open(&folder.path().join("tiendo.db")).unwrap();
    assert_eq!(refusal(save(&mut store, "120")), Refusal::ShareOver100);
    change(&mut other, count);
    assert!(matches!(refusal(save(&mut store, "45/75")), Refusal::Number(_)), "a count has no numerator");
    change(&mut other, |plan| *plan = rich_plan());
    save(&mut store, "45/75").unwrap();
    other.write(&minh(), now(), Write::Lock(lock())).unwrap();
    assert_eq!(refusal(save(&mut store, "21")), Refusal::Locked("2023".parse().unwrap()));
    let opening = Opening { lock: lock(), until: day("2024-06-05"), reason: "sửa".to_owned() };
    other.write(&minh(), now(), Write::Unlock(opening)).unwrap();
    save(&mut store, "22").unwrap();
    change(&mut other, give_away);
    assert!(matches!(refusal(save(&mut store, "23")), Refusal::NotOwner { .. }));
    change(&mut other, |plan| *plan = rich_plan());
    save(&mut store, "24").unwrap();
    change(&mut other, close);
    assert_eq!(refusal(save(&mut store, "25")), Refusal::PlanClosed(day("2024-06-04")));
    assert_eq!(store.check().unwrap(), []);
}

#[test]
fn every_refused_entry_of_an_import_is_told_with_its_place() {
    over_both(|mut store| {
        store.write(&minh(), now(), Write::Lock(lock())).unwrap();
        let free = Entry { period: "2022".parse().unwrap(), ..typed("20") };
        let entries = vec![typed("20"), free, Entry { office: "x.stc".into(), ..typed("1000") }];
        match store.write(&lan(), now(), Write::ImportFigures(entries)) {
            Err(StoreError::Refused(refused)) => {
                assert_eq!(refused.iter().map(|one| one.index).collect::<Vec<_>>(), [0, 2]);
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(store.figures(&"p-2021".into()).unwrap(), []);
    });
}

#[test]
fn undo_asks_the_questions_of_entry() {
    over_both(|mut store| {
        save(&mut store, "20").unwrap();
        save(&mut store, "21").unwrap();
        store.write(&minh(), now(), Write::Lock(lock())).unwrap();
        assert_eq!(refusal(undo(&mut store)), Refusal::Locked("2023".parse().unwrap()));
        let opening = Opening { lock: lock(), until: day("2024-06-05"), reason: "sửa".to_owned() };
        store.write(&minh(), now(), Write::Unlock(opening)).unwrap();
        change(&mut store, give_away);
        assert!(matches!(refusal(undo(&mut store)), Refusal::NotOwner { .. }));
        change(&mut store, |plan| *plan = rich_plan());
        change(&mut store, close);
        assert_eq!(refusal(undo(&mut store)), Refusal::PlanClosed(day("2024-06-04")));
        change(&mut store, |plan| *plan = rich_plan());
        assert_eq!(undo(&mut store).unwrap().rows, 1);
        change(&mut store, close);
        assert_eq!(refusal(undo(&mut store)), Refusal::PlanClosed(day("2024-06-04")), "nor is the first withdrawn");
        let taken = store.taken("lan", Way::Redo, None).unwrap().unwrap();
        let redone = store.write(&lan(), now(), Write::TakeBack(taken));
        assert_eq!(refusal(redone), Refusal::PlanClosed(day("2024-06-04")), "nor done again");
        assert_eq!(store.history(&cell("p-2021/1.1", "x.syt", "2023")).unwrap().len(), 3);
    });
}

#[test]
fn estimate_or_official_is_decided_by_the_day_of_the_write() {
    over_both(|mut store| {
        let seen = Seen::Both { estimate: None, official: None };
        let at = |store: &mut Store, at: &str, seen: Seen| {
            store.write(&lan(), moment(at), Write::SetFigure { entry: typed("20"), seen }).map(|changes| changes.rows)
        };
        // 23:59:59 on 30/12 in Việt Nam, and a second later the data day.
        assert_eq!(at(&mut store, "2023-12-30T16:59:59Z", seen).unwrap(), 1);
        assert_eq!(at(&mut store, "2023-12-30T17:00:00Z", seen).unwrap(), 1);
        let found = store.cell(&cell("p-2021/1.1", "x.syt", "2023")).unwrap();
        let qualities: Vec<Quality> = found.iter().map(|figure| figure.quality).collect();
        assert_eq!(qualities, [Quality::Estimate, Quality::Official]);
    });
}

#[test]
fn exception_of_a_lock_ends_at_midnight_of_the_write() {
    over_both(|mut store| {
        store.write(&minh(), now(), Write::Lock(lock())).unwrap();
        let opening = Opening { lock: lock(), until: day("2024-06-05"), reason: "sửa".to_owned() };
        store.write(&minh(), now(), Write::Unlock(opening)).unwrap();
        let mut at = |at: &str, text: &str| {
            store.write(&lan(), moment(at), Write::SetFigure { entry: typed(text), seen: Seen::Whatever })
        };
        assert_eq!(at("2024-06-05T16:59:59Z", "20").unwrap().rows, 1);
        assert_eq!(refusal(at("2024-06-05T17:00:00Z", "21")), Refusal::Locked("2023".parse().unwrap()));
    });
}

static RELEASED: AtomicBool = AtomicBool::new(false);

fn before_or_after() -> DateTime<Utc> {
    let after = RELEASED.load(Ordering::SeqCst);
    moment(if after { "2024-06-06T01:00:00Z" } else { "2024-06-05T01:00:00Z" })
}

#[test]
fn time_is_taken_after_the_write_lock() {
    let (folder, mut store) = on_file();
    let held = rusqlite::Connection::open(folder.path().join("tiendo.db")).unwrap();
    held.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting = std::thread::spawn(move || {
        let clock = Clock::System(before_or_after);
        let changes = store.write(&lan(), clock, Write::SetFigure { entry: typed("20"), seen: Seen::Whatever });
        (changes.unwrap().at, store)
    });
    std::thread::sleep(Duration::from_millis(300));
    RELEASED.store(true, Ordering::SeqCst);
    held.execute_batch("ROLLBACK").unwrap();
    let (at, store) = waiting.join().unwrap();
    assert_eq!(at, moment("2024-06-06T01:00:00Z"));
    assert_eq!(store.journal(None, 1).unwrap()[0].at, at);
}

#[test]
fn what_was_rolled_back_is_not_checked_against() {
    over_both(|mut store| {
        save(&mut store, "20").unwrap();
        let set = || Write::SetFigure { entry: typed("21"), seen: Seen::Whatever };
        let history = [(minh(), now(), Write::Lock(lock())), (lan(), now(), set())];
        assert_eq!(refusal(store.replay(&history)), Refusal::Locked("2023".parse().unwrap()));
        assert_eq!(save(&mut store, "21").unwrap().rows, 1);
    });
}

#[test]
fn progress_of_tomorrow_is_refused_by_the_day_of_the_write() {
    over_both(|mut store| {
        let on = day("2024-06-06");
        let done = tiendo::domain::number::Number::whole(1);
        let progress = ActivityProgress { plan: "p-2021".into(), no: 1, done, note: None, on };
        let write = Write::SetActivity { was: Was::Whatever, progress, spent: None };
        let early = store.write(&lan(), now(), write.clone());
        let expected = StepRefusal::InFuture { on, today: day("2024-06-05") };
        assert!(matches!(early, Err(StoreError::Step(refusal)) if refusal == expected), "{early:?}");
        assert_eq!(store.write(&lan(), moment("2024-06-05T17:00:00Z"), write).unwrap().rows, 1);
    });
}

#[test]
fn step_without_a_day_counts_on_that_of_the_write() {
    over_both(|mut store| {
        let key = key("p-2021/r1", "x.syt", "2023");
        let write = Write::TakeStep { key: key.clone(), event: DutyEventKind::Sent(Sending::default()), on: None };
        store.write(&lan(), moment("2024-06-05T17:00:00Z"), write).unwrap();
        assert_eq!(store.duty(&key).unwrap().unwrap().events[0].on, day("2024-06-06"));
    });
}
