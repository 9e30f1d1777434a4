//! Duties: filters, events, and a search that finds every overdue one.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use tiendo::domain::duty::{DutyEventKind, DutyState, Narrative, Submission, duty_status};
use tiendo::domain::duty_step::DutyStepRefusal;
use tiendo::store::{DutyFilter, DutyRecord, Setting, Store, StoreError, Write};

use super::fixture::*;

fn record(store: &Store, key: &tiendo::domain::duty::DutyKey, event: DutyEventKind, on: &str) {
    store
        .write(
            &lan(),
            now(),
            Write::ReplayDutyEvent {
                key: key.clone(),
                event,
                on: day(on),
            },
        )
        .unwrap();
}

#[test]
fn events_are_read_in_the_order_they_count() {
    over_both(|store| {
        let key = key("p-2021/r1", "x.syt", "2023");
        let sent = DutyEventKind::Sent(Submission {
            letter: Some("12/BC-SYT".into()),
            letter_on: Some(day("2023-11-20")),
            on_behalf: true,
            narrative: Narrative {
                results: "tốt".into(),
                difficulties: String::new(),
                proposals: "thêm".into(),
            },
            missing_note: Some("chưa họp xong".into()),
            blockers: Vec::new(),
        });
        let returned = DutyEventKind::Returned {
            reason: "thiếu".into(),
            resubmit_by: day("2023-12-05"),
        };
        let extended = DutyEventKind::Extended {
            to: day("2023-12-09"),
            reason: "bão".into(),
        };
        let waived = DutyEventKind::Exempted {
            reason: "trùng".into(),
        };
        record(&store, &key, returned.clone(), "2023-11-28");
        record(&store, &key, sent.clone(), "2023-11-21");
        record(&store, &key, extended.clone(), "2023-11-29");
        record(&store, &key, waived.clone(), "2023-12-30");
        record(&store, &key, DutyEventKind::Accepted, "2023-12-30");
        let events = store.duty(&key).unwrap().unwrap().events;
        let kinds: Vec<_> = events.iter().map(|event| event.kind.clone()).collect();
        assert_eq!(
            kinds,
            [sent, returned, extended, waived, DutyEventKind::Accepted]
        );
        assert!(
            events
                .iter()
                .all(|event| event.by == "lan" && event.at == now())
        );
        let line = &store.journal(None, 2).unwrap()[1];
        assert_eq!(
            (line.kind.as_str(), line.reason.as_deref()),
            ("duty", Some("trùng"))
        );
        assert_eq!(line.subject, "p-2021/r1 x.syt 2023");
    });
}

#[test]
fn second_sending_of_a_report_is_refused() {
    over_both(|store| {
        let key = key("p-2021/r1", "x.syt", "2023");
        let sent = || DutyEventKind::Sent(Submission::default());
        let on = day("2023-11-21");
        store
            .write(
                &lan(),
                now(),
                Write::RecordStep {
                    key: key.clone(),
                    event: sent(),
                    on: Some(on),
                },
            )
            .unwrap();
        let again = store.write(
            &lan(),
            now(),
            Write::RecordStep {
                key: key.clone(),
                event: sent(),
                on: Some(on),
            },
        );
        assert!(
            matches!(again, Err(StoreError::DutyStep(DutyStepRefusal::AlreadySent { on: first })) if first == on)
        );
        assert_eq!(store.duty(&key).unwrap().unwrap().events.len(), 1);
    });
}

#[test]
fn unknown_duty_is_refused() {
    over_both(|store| {
        let key = key("p-2021/r1", "x.snv", "2023");
        assert_eq!(store.duty(&key).unwrap(), None);
        let write = Write::ReplayDutyEvent {
            key: key.clone(),
            event: DutyEventKind::Accepted,
            on: day("2023-12-01"),
        };
        let refused = store.write(&lan(), now(), write);
        assert!(matches!(refused, Err(StoreError::DutyNotFound(named)) if named == key));
    });
}

#[test]
fn filters_reduce_the_list() {
    over_both(|store| {
        let all = store.duties(&DutyFilter::default()).unwrap();
        let count = |filter: DutyFilter, keep: &dyn Fn(&DutyRecord) -> bool| {
            let expected: Vec<_> = all.iter().filter(|record| keep(record)).cloned().collect();
            assert!(!expected.is_empty());
            assert_eq!(store.duties(&filter).unwrap(), expected);
        };
        let none = DutyFilter::default;
        count(
            DutyFilter {
                plan: Some("p-2021".into()),
                ..none()
            },
            &|_| true,
        );
        count(
            DutyFilter {
                office: Some("x.syt".into()),
                ..none()
            },
            &|r| r.duty.key.office.as_str() == "x.syt",
        );
        count(
            DutyFilter {
                rule: Some("p-2021/r2".into()),
                ..none()
            },
            &|r| r.duty.key.rule.as_str() == "p-2021/r2",
        );
        let year = "2024".parse().unwrap();
        count(
            DutyFilter {
                period: Some(year),
                ..none()
            },
            &|r| r.duty.key.period == year,
        );
        count(
            DutyFilter {
                period: Some(year),
                office: Some("x.syt".into()),
                ..none()
            },
            &|r| r.duty.key.period == year && r.duty.key.office.as_str() == "x.syt",
        );
        assert_eq!(
            store
                .duties(&DutyFilter {
                    plan: Some("p-2019".into()),
                    ..none()
                })
                .unwrap(),
            []
        );
        assert!(all.is_sorted_by_key(|r| (
            r.duty.last_day,
            r.duty.key.rule.clone(),
            r.duty.key.office.clone()
        )));
    });
}

#[derive(Clone, Debug)]
struct TestEvent {
    duty: prop::sample::Index,
    kind: u8,
    on: u64,
    until: u64,
}

fn at(offset: u64) -> NaiveDate {
    day("2021-01-01") + Days::new(offset)
}

fn test_event() -> impl Strategy<Value = TestEvent> {
    (any::<prop::sample::Index>(), 0..6u8, 0..1900u64, 0..1900u64).prop_map(
        |(duty, kind, on, until)| TestEvent {
            duty,
            kind,
            on,
            until,
        },
    )
}

fn event(test_event: &TestEvent) -> DutyEventKind {
    let (reason, until) = (String::from("vì"), at(test_event.until));
    match test_event.kind {
        0 | 1 => DutyEventKind::Sent(Submission::default()),
        2 => DutyEventKind::Returned {
            reason,
            resubmit_by: until,
        },
        3 => DutyEventKind::Accepted,
        4 => DutyEventKind::Extended { to: until, reason },
        _ => DutyEventKind::Exempted { reason },
    }
}

/// The keys of the overdue ones among these duties.
fn overdue(records: Vec<DutyRecord>, today: NaiveDate) -> Vec<DutyRecord> {
    let mut late = records;
    late.retain(|r| {
        duty_status(&r.duty, &r.events, r.external_recipient, today).state == DutyState::Overdue
    });
    late
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn search_finds_every_overdue_duty(
        happenings in prop::collection::vec(test_event(), 0..120),
        days in prop::collection::vec(0..1900u64, 8),
        setting in any::<Option<bool>>(),
    ) {
        let store = Store::in_memory(&seed_data(), &lan(), now()).unwrap();
        let all = store.duties(&DutyFilter::default()).unwrap();
        for (index, test_event) in happenings.iter().enumerate() {
            let key = test_event.duty.get(&all).duty.key.clone();
            let write = Write::ReplayDutyEvent { key, event: event(test_event), on: at(test_event.on) };
            store.write(&lan(), now(), write).unwrap();
            if let Some(on) = setting.filter(|_| index == 60) {
                store.write(&lan(), now(), Write::SetSetting(Setting::BeforeInclusive(on))).unwrap();
            }
        }
        for today in days.into_iter().map(at) {
            let overdue_by_rule = overdue(store.duties(&DutyFilter::default()).unwrap(), today);
            let searched = store.duties(&DutyFilter { overdue_on: Some(today), ..DutyFilter::default() }).unwrap();
            prop_assert_eq!(overdue(searched, today), overdue_by_rule);
        }
    }
}

#[test]
fn query_reads_few_rows_when_reports_are_received() {
    over_both(|store| {
        let today = day("2024-12-31");
        let past = || DutyFilter {
            overdue_on: Some(today),
            ..DutyFilter::default()
        };
        let late = store.duties(&past()).unwrap();
        assert!(late.iter().all(|record| record.duty.last_day < today));
        for record_in in &late {
            record(
                &store,
                &record_in.duty.key,
                DutyEventKind::Sent(Submission::default()),
                "2024-12-30",
            );
        }
        assert_eq!(store.duties(&past()).unwrap(), []);
        let office = DutyFilter {
            overdue_on: Some(day("2024-12-29")),
            office: Some("x.syt".into()),
            ..DutyFilter::default()
        };
        assert!(!store.duties(&office).unwrap().is_empty());
    });
}
