//! Reports transferred to the successors of an office: whether one is owed is derived on reading, the same by every
//! query.

use tiendo::domain::duty::{DutyEventKind, DutyKey, Submission};
use tiendo::domain::duty_summary::DutyPhase;
use tiendo::domain::office::{Office, OfficeFile, Successor};
use tiendo::store::{DutyFilter, DutyRecord, Expected, Store, Write};

use super::fixture::*;

fn record(store: &Store, key: &DutyKey, event: DutyEventKind, on: &str) {
    let write = Write::ReplayDutyEvent {
        key: key.clone(),
        event,
        on: day(on),
    };
    store.write(&lan(), now(), write).unwrap();
}

/// Ends an office that owes a report on 28/02/2025; the report, and those of its two successors.
fn transferred_reports(store: &Store) -> (DutyRecord, Vec<DutyRecord>) {
    let open = store.duties(&DutyFilter::default()).unwrap();
    let owes = open
        .iter()
        .find(|record| {
            record.duty.last_day > day("2025-03-01") && record.duty.transferred_on.is_none()
        })
        .unwrap();
    let ending = store.catalog().unwrap().offices[&owes.duty.key.office].clone();
    let new = ["x.one", "x.two"];
    let successors = new.map(|office| Successor {
        office: office.into(),
        on: day("2025-03-01"),
    });
    let added = new.map(|code| Office {
        code: code.into(),
        ..ending.clone()
    });
    let ended = Office {
        to: Some(day("2025-02-28")),
        successors: successors.to_vec(),
        ..ending
    };
    let write = Write::SetOffices {
        expected: Expected::Any,
        file: OfficeFile {
            offices: [ended].into_iter().chain(added).collect(),
            groups: Vec::new(),
        },
        reason: Some("chia tách".into()),
    };
    store.write(&lan(), now(), write).unwrap();
    let all = store.duties(&DutyFilter::default()).unwrap();
    let old = all
        .iter()
        .find(|record| record.duty.key == owes.duty.key)
        .unwrap();
    assert_eq!(old.duty.transferred_on, Some(day("2025-03-01")));
    let comes_from_old = |record: &&DutyRecord| {
        let (key, own) = (&old.duty.key, &record.duty.key);
        (&own.rule, own.period) == (&key.rule, key.period)
            && record.duty.opens_on == day("2025-03-01")
            && record
                .duty
                .predecessors
                .iter()
                .any(|predecessor| predecessor.office == key.office)
    };
    let new: Vec<DutyRecord> = all.iter().filter(comes_from_old).cloned().collect();
    assert_eq!(new.len(), 2);
    (old.clone(), new)
}

/// Whether a duty is owed, by every query.
fn is_owed(store: &Store, record: &DutyRecord) -> bool {
    let key = &record.duty.key;
    let filters = [
        DutyFilter::default(),
        DutyFilter {
            office: Some(key.office.clone()),
            ..DutyFilter::default()
        },
        DutyFilter {
            plan: Some(key.rule.plan()),
            ..DutyFilter::default()
        },
        DutyFilter {
            rule: Some(key.rule.clone()),
            period: Some(key.period),
            ..DutyFilter::default()
        },
        DutyFilter {
            overdue_on: record.duty.last_day.succ_opt(),
            ..DutyFilter::default()
        },
    ];
    let found = store.duty(key).unwrap().is_some();
    for filter in filters {
        let listed = store.duties(&filter).unwrap();
        let is_listed = listed.iter().any(|one| one.duty.key == *key);
        assert_eq!(is_listed, found, "{filter:?}");
        let mut visited = Vec::new();
        store
            .for_each_duty(&filter, &mut |one| visited.push(one.duty.key))
            .unwrap();
        visited.sort();
        let mut keys: Vec<DutyKey> = listed.into_iter().map(|one| one.duty.key).collect();
        keys.sort();
        assert_eq!(visited, keys, "{filter:?}");
    }
    let count = store.duties(&DutyFilter::default()).unwrap().len();
    assert_eq!(store.count_duties().unwrap(), count);
    let of_last_days = store.last_days().unwrap();
    assert_eq!(of_last_days.iter().map(|one| one.3).sum::<usize>(), count);
    found
}

#[test]
fn report_sent_by_the_predecessor_before_its_end_is_not_owed() {
    for (sent_on, expected) in [
        ("2025-02-27", false),
        ("2025-02-28", false),
        ("2025-03-01", true),
    ] {
        over_both(|store| {
            let (old, new) = transferred_reports(&store);
            assert!(new.iter().all(|record| is_owed(&store, record)));
            let sent = DutyEventKind::Sent(Submission::default());
            record(&store, &old.duty.key, sent, sent_on);
            for record in &new {
                assert_eq!(is_owed(&store, record), expected, "{sent_on}");
            }
        });
    }
}

#[test]
fn duty_counts_follow_what_happens_to_the_predecessor() {
    let (_folder, store) = on_file();
    let (old, _) = transferred_reports(&store);
    let superseded = |store: &Store| -> u64 {
        let counts = store.duty_counts(None).unwrap();
        let of_phase = counts
            .iter()
            .filter(|count| count.summary.phase == DutyPhase::Superseded);
        of_phase.map(|count| count.duties).sum()
    };
    assert_eq!((superseded(&store), store.check().unwrap()), (0, vec![]));
    let sent = DutyEventKind::Sent(Submission::default());
    record(&store, &old.duty.key, sent, "2025-02-20");
    assert_eq!((superseded(&store), store.check().unwrap()), (2, vec![]));
    let returned = DutyEventKind::Returned {
        reason: "thiếu".into(),
        resubmit_by: day("2025-03-10"),
    };
    record(&store, &old.duty.key, returned, "2025-02-25");
    assert_eq!((superseded(&store), store.check().unwrap()), (0, vec![]));
}
