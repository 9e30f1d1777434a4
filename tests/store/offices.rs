//! Later imports of offices, groups and days off: all or none, with their journal lines and the duties that follow.

use tiendo::domain::account::{Account, AccountState, Role};
use tiendo::domain::code::OfficeCode;
use tiendo::domain::comment::CommentSubject;
use tiendo::domain::deadline::expand;
use tiendo::domain::duty::{DutyEventKind, DutyKey, Submission};
use tiendo::domain::inspection::{Inspection, InspectionKind};
use tiendo::domain::lock::Lock;
use tiendo::domain::office::{Group, Holiday, Office, OfficeFile, Successor};
use tiendo::domain::office_change::{OfficeDependent, OfficeRefusal};
use tiendo::domain::plan::Party;
use tiendo::store::{DutyFilter, Expected, Setting, Store, StoreError, Write};

use super::fixture::*;

fn file() -> OfficeFile {
    let like = |code: &str| Office {
        code: code.into(),
        ..offices().remove(1)
    };
    let below = Office {
        parent: Some("x.moi".into()),
        ..like("x.phong")
    };
    let group = Group {
        code: "x.nhom".into(),
        members: Vec::new(),
        ..groups().remove(0)
    };
    OfficeFile {
        offices: vec![below, like("x.moi")],
        groups: vec![group],
    }
}

#[test]
fn offices_are_imported_all_or_none() {
    over_both(|store| {
        let before = store.catalog().unwrap();
        let mut bad = file();
        bad.groups.push(Group {
            note: None,
            ..groups().remove(0)
        });
        let refused = store.write(
            &lan(),
            now(),
            Write::SetOffices {
                expected: Expected::Any,
                file: bad,
                reason: None,
            },
        );
        let differs = |codes: &[String]| codes == ["x.so"];
        assert!(
            matches!(refused, Err(StoreError::OfficeChange(OfficeRefusal::MissingReason(codes))) if differs(&codes))
        );
        let mut bad = file();
        bad.offices[1].parent = Some("x.nobody".into());
        let refused = store.write(
            &lan(),
            now(),
            Write::SetOffices {
                expected: Expected::Any,
                file: bad,
                reason: None,
            },
        );
        assert!(matches!(refused, Err(StoreError::NotFound(code)) if code == "x.nobody"));
        assert_eq!(store.catalog().unwrap(), before);

        assert_eq!(
            store
                .write(
                    &lan(),
                    now(),
                    Write::SetOffices {
                        expected: Expected::Any,
                        file: file(),
                        reason: None
                    }
                )
                .unwrap()
                .rows,
            3
        );
        let catalog = store.catalog().unwrap();
        assert_eq!(
            (catalog.offices.len(), catalog.groups.len()),
            (before.offices.len() + 2, 2)
        );
        let lines = store.journal(None, 3).unwrap();
        let kinds: Vec<_> = lines
            .iter()
            .map(|line| (line.kind.as_str(), line.subject.as_str()))
            .collect();
        assert_eq!(
            kinds,
            [
                ("group", "x.nhom"),
                ("office", "x.moi"),
                ("office", "x.phong")
            ]
        );
        assert_eq!(
            store
                .write(
                    &lan(),
                    now(),
                    Write::SetOffices {
                        expected: Expected::Any,
                        file: file(),
                        reason: None
                    }
                )
                .unwrap()
                .rows,
            0,
            "the same is passed over"
        );
        assert_eq!(store.journal(None, 3).unwrap(), lines);
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn holiday_moves_deadlines_that_roll_over() {
    over_both(|store| {
        let write = |write| store.write(&lan(), now(), write).unwrap().rows;
        // The last day of "trước ngày 30/11/2022" is Tuesday the 29th.
        let off = Holiday {
            on: day("2022-11-29"),
            name: "Nghỉ".into(),
            working: false,
        };
        assert_eq!(
            write(Write::SetHolidays {
                expected: Expected::Any,
                days: vec![off.clone()],
                reason: None
            }),
            1,
            "nothing rolls yet"
        );
        write(Write::SetSetting(Setting::RollOver(true)));
        let working = Holiday {
            name: "Làm bù".into(),
            working: true,
            ..off.clone()
        };
        assert!(
            write(Write::SetHolidays {
                expected: Expected::Any,
                days: vec![working.clone()],
                reason: None
            }) > 1,
            "the day and the duties that move"
        );
        assert_eq!(
            write(Write::SetHolidays {
                expected: Expected::Any,
                days: vec![working],
                reason: None
            }),
            0
        );
        assert!(
            write(Write::SetHolidays {
                expected: Expected::Any,
                days: vec![off],
                reason: None
            }) > 1
        );
        let line = store.journal(None, 1).unwrap().remove(0);
        assert_eq!(
            (line.kind.as_str(), line.subject.as_str()),
            ("holiday", "2022-11-29")
        );
        assert_eq!(
            (line.before.as_deref(), line.after.as_deref()),
            (Some("working Làm bù"), Some("off Nghỉ"))
        );
        let catalog = store.catalog().unwrap();
        for record in store.duties(&DutyFilter::default()).unwrap() {
            let (plan, rule) = catalog.rule(&record.duty.key.rule).unwrap();
            assert!(
                expand(&catalog, plan, rule).contains(&record.duty),
                "{:?}",
                record.duty
            );
        }
    });
}

#[test]
fn second_of_two_concurrent_changes_of_an_office_group_or_holiday_conflicts() {
    over_both(|store| {
        let seen = store.catalog().unwrap();
        let office = seen.offices[&OfficeCode::from("x.syt")].clone();
        let group = seen.groups.values().next().unwrap().clone();
        let import_offices = |was: OfficeFile, file: OfficeFile| {
            let write = Write::SetOffices {
                expected: Expected::Version(was),
                file,
                reason: Some("sửa".into()),
            };
            store
                .write(&lan(), now(), write)
                .map(|changes| changes.rows)
        };
        let named = |name: &str| OfficeFile {
            offices: vec![Office {
                name: name.into(),
                ..office.clone()
            }],
            ..OfficeFile::default()
        };
        let was = || OfficeFile {
            offices: vec![office.clone()],
            ..OfficeFile::default()
        };
        import_offices(was(), named("một")).unwrap();
        let changed = |done: Result<usize, StoreError>, what: &str| {
            assert!(
                matches!(&done, Err(StoreError::ItemConflict(code)) if code == what),
                "{done:?}"
            );
        };
        changed(import_offices(was(), named("hai")), "x.syt");
        assert_eq!(
            import_offices(was(), named("một")).unwrap(),
            0,
            "the same again is nothing"
        );
        import_offices(named("một"), named("hai")).unwrap();
        let called = |name: &str| OfficeFile {
            groups: vec![Group {
                name: name.into(),
                ..group.clone()
            }],
            ..OfficeFile::default()
        };
        let was = OfficeFile {
            groups: vec![group.clone()],
            ..OfficeFile::default()
        };
        import_offices(was.clone(), called("một")).unwrap();
        changed(import_offices(was, called("hai")), group.code.as_str());
        changed(import_offices(OfficeFile::default(), named("mới")), "x.syt");

        let import_offices = |was: &[Holiday], name: &str| {
            let day = Holiday {
                on: day("2022-11-29"),
                name: name.into(),
                working: false,
            };
            let write = Write::SetHolidays {
                expected: Expected::Version(was.to_vec()),
                days: vec![day.clone()],
                reason: None,
            };
            store
                .write(&lan(), now(), write)
                .map(|changes| (changes.rows, day))
        };
        let (_, first) = import_offices(&[], "một").unwrap();
        assert!(
            matches!(import_offices(&[], "hai"), Err(StoreError::ItemConflict(on)) if on == "29/11/2022")
        );
        let (_, second) = import_offices(std::slice::from_ref(&first), "hai").unwrap();
        assert!(matches!(
            import_offices(&[first], "ba"),
            Err(StoreError::ItemConflict(_))
        ));
        assert_eq!(import_offices(&[second], "hai").unwrap().0, 0);
    });
}

#[test]
fn changed_holiday_has_its_reason_in_the_journal() {
    over_both(|store| {
        for (name, why) in [("một", None), ("hai", Some("thông báo 5"))] {
            let days = vec![Holiday {
                on: day("2022-11-29"),
                name: name.into(),
                working: false,
            }];
            let write = Write::SetHolidays {
                expected: Expected::Any,
                days,
                reason: Some("thông báo 5".into()),
            };
            store.write(&lan(), now(), write).unwrap();
            assert_eq!(
                store.journal(None, 1).unwrap()[0].reason.as_deref(),
                why,
                "a new one changes nothing"
            );
        }
    });
}

/// Imports offices; the rows that changed.
fn import_offices(
    store: &Store,
    offices: Vec<Office>,
    reason: Option<&str>,
) -> Result<usize, StoreError> {
    let file = OfficeFile {
        offices,
        groups: Vec::new(),
    };
    let write = Write::SetOffices {
        expected: Expected::Any,
        file,
        reason: reason.map(str::to_owned),
    };
    store
        .write(&lan(), now(), write)
        .map(|changes| changes.rows)
}

/// The office with its end on 28/02/2025 and its successor from 01/03/2025.
fn ended(office: &Office, successor: &str) -> Office {
    let next = Successor {
        office: successor.into(),
        on: day("2025-03-01"),
    };
    Office {
        to: Some(day("2025-02-28")),
        successors: vec![next],
        ..office.clone()
    }
}

#[test]
fn ended_office_transfers_its_open_reports() {
    over_both(|store| {
        let all = || store.duties(&DutyFilter::default()).unwrap();
        let old = all()
            .into_iter()
            .map(|r| r.duty)
            .find(|duty| duty.last_day > day("2025-03-01") && duty.transferred_on.is_none())
            .unwrap();
        let office = store.catalog().unwrap().offices[&old.key.office].clone();
        let successor = Office {
            code: "x.next".into(),
            name: "Sở Mới".into(),
            ..office.clone()
        };
        let changed = vec![ended(&office, "x.next"), successor];
        let refused = import_offices(&store, changed.clone(), None);
        assert!(
            matches!(
                refused,
                Err(StoreError::OfficeChange(OfficeRefusal::MissingReason(_)))
            ),
            "{refused:?}"
        );
        assert!(import_offices(&store, changed.clone(), Some("sáp nhập")).unwrap() > 2);
        assert_eq!(
            import_offices(&store, changed, Some("sáp nhập")).unwrap(),
            0,
            "the same again is nothing"
        );
        let line = store
            .journal(None, 2)
            .unwrap()
            .into_iter()
            .find(|line| line.subject == office.code.as_str())
            .unwrap();
        assert_eq!(line.reason.as_deref(), Some("sáp nhập"));
        let (before, after) = (line.before.unwrap(), line.after.unwrap());
        assert!(
            before.contains("to –") && after.contains("to 2025-02-28"),
            "{before} | {after}"
        );
        let key = |office: &str| DutyKey {
            office: office.into(),
            ..old.key.clone()
        };
        let passed = store.duty(&old.key).unwrap().unwrap().duty;
        assert_eq!(passed.transferred_on, Some(day("2025-03-01")));
        let down = store.duty(&key("x.next")).unwrap().unwrap().duty;
        assert_eq!(
            (down.opens_on, down.predecessors[0].office.clone()),
            (day("2025-03-01"), office.code.clone())
        );
        assert_eq!(store.expand_duties().unwrap(), 0, "and nothing twice");
        assert_eq!(store.check().unwrap(), []);

        // Recorded afterwards: it had been sent before the office ended, and nothing was transferred.
        let sent = DutyEventKind::Sent(Submission::default());
        let write = Write::ReplayDutyEvent {
            key: old.key.clone(),
            event: sent,
            on: day("2025-02-20"),
        };
        store.write(&lan(), now(), write).unwrap();
        assert_eq!(store.duty(&key("x.next")).unwrap(), None);
        assert!(store.duty(&old.key).unwrap().is_some());

        // An office cannot end before a report that it sent.
        let early = Office {
            to: Some(day("2025-02-19")),
            ..ended(&office, "x.next")
        };
        let refused = import_offices(&store, vec![early], Some("nhầm"));
        let before = |on| matches!(refused, Err(StoreError::OfficeChange(OfficeRefusal::EndsTooEarly(_, day))) if day == on);
        assert!(before(day("2025-02-20")), "{refused:?}");
    });
}

#[test]
fn office_with_references_is_not_removed() {
    over_both(|store| {
        assert!(import_offices(&store, file().offices, None).unwrap() >= 2);
        let remove = |code: &str| {
            let write = Write::RemoveOffice {
                code: code.into(),
                reason: "nhập nhầm".into(),
            };
            store
                .write(&lan(), now(), write)
                .map(|changes| changes.rows)
        };
        let has_dependents = |refused: Result<usize, StoreError>| match refused {
            Err(StoreError::OfficeChange(OfficeRefusal::HasDependents(_, what))) => what,
            other => panic!("{other:?}"),
        };
        assert_eq!(
            has_dependents(remove("x.moi")),
            OfficeDependent::Offices,
            "x.phong is below it"
        );
        assert_eq!(has_dependents(remove("x.syt")), OfficeDependent::Groups);
        assert!(remove("x.phong").unwrap() >= 1 && remove("x.moi").unwrap() >= 1);
        assert!(matches!(remove("x.moi"), Err(StoreError::NotFound(_))));
        assert_eq!(has_dependents(remove("bo.ld")), OfficeDependent::Plans);
        let line = store.journal(None, 1).unwrap().remove(0);
        assert_eq!(
            (line.after, line.reason.as_deref()),
            (None, Some("nhập nhầm"))
        );
        let write = Write::RemoveGroup {
            code: "x.so".into(),
            reason: "thừa".into(),
        };
        let refused = store.write(&lan(), now(), write);
        assert!(
            matches!(
                refused,
                Err(StoreError::OfficeChange(OfficeRefusal::HasDependents(
                    _,
                    OfficeDependent::Plans
                )))
            ),
            "{refused:?}"
        );
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn references_that_keep_an_office_are_named() {
    let inspection = |inspected| Inspection {
        plan: "p-2021".into(),
        kind: InspectionKind::AdHoc,
        from: day("2024-05-02"),
        to: day("2024-05-03"),
        team: vec![Party::Words("Công an".into())],
        inspected,
        findings: None,
        follow_up: None,
        closed_on: None,
    };
    let moi = || OfficeCode::from("x.moi");
    let lock = Lock {
        plan: "p-2021".into(),
        period: "2022".parse().unwrap(),
        office: Some(moi()),
    };
    let account = Account {
        name: "moi".into(),
        person: "Người Mới".into(),
        role: Role::Reporter,
        office: Some(moi()),
        state: AccountState::Active,
        keys: Vec::new(),
        settings: None,
    };
    let comment_subject = CommentSubject::Cell(cell("p-2021/1.1", "x.moi", "2022"));
    for (write, expected) in [
        (
            Write::AddInspection(Box::new(inspection(Party::Office(moi())))),
            OfficeDependent::Inspections,
        ),
        (Write::Lock(lock), OfficeDependent::Locks),
        (
            Write::AddAccount(Box::new(account)),
            OfficeDependent::Accounts,
        ),
        (
            Write::Comment {
                subject: comment_subject,
                text: "Vì sao?".into(),
            },
            OfficeDependent::Comments,
        ),
        (
            Write::SetSetting(Setting::OwnOffice(Some(moi()))),
            OfficeDependent::OwnOffice,
        ),
    ] {
        let (_folder, store) = on_file();
        import_offices(&store, file().offices[1..].to_vec(), None).unwrap();
        store.write(&lan(), now(), write).unwrap();
        let remove = Write::RemoveOffice {
            code: moi(),
            reason: "nhập nhầm".into(),
        };
        let refused = store.write(&lan(), now(), remove);
        let has_dependents = |what| matches!(&refused, Err(StoreError::OfficeChange(OfficeRefusal::HasDependents(_, found))) if *found == what);
        assert!(has_dependents(expected), "{expected:?}: {refused:?}");
    }
    let (_folder, store) = on_file();
    store
        .write(
            &lan(),
            now(),
            Write::SetOffices {
                expected: Expected::Any,
                file: file(),
                reason: None,
            },
        )
        .unwrap();
    let write = Write::AddInspection(Box::new(inspection(Party::Group("x.nhom".into()))));
    store.write(&lan(), now(), write).unwrap();
    let refused = store.write(
        &lan(),
        now(),
        Write::RemoveGroup {
            code: "x.nhom".into(),
            reason: "thừa".into(),
        },
    );
    let has_dependents = matches!(
        &refused,
        Err(StoreError::OfficeChange(OfficeRefusal::HasDependents(
            _,
            OfficeDependent::Inspections
        )))
    );
    assert!(has_dependents, "{refused:?}");
}
