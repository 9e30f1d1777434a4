//! Shared databases: every write checks its author inside the transaction and refuses what the author may not do.

use tiendo::domain::account::{Account, AccountRefusal, AccountState, DatabaseMode, Role};
use tiendo::domain::duty::{DutyEventKind, Narrative, Submission};
use tiendo::domain::lock::Lock;
use tiendo::domain::permission::Forbidden;
use tiendo::store::{
    Actor, Changes, ExpectedEvent, ExpectedVersion, IntegrityIssue, PlannedStep, Store, StoreError,
    Write,
};

use super::fixture::*;

fn owner() -> Actor {
    Actor::owner("tiendo")
}

fn actor(name: &str) -> Actor {
    Actor::account(name, "cli")
}

fn account(name: &str, role: Role, office: Option<&str>) -> Account {
    Account {
        name: name.into(),
        person: format!("Người {name}"),
        role,
        office: office.map(Into::into),
        state: AccountState::Active,
        keys: Vec::new(),
        settings: None,
    }
}

fn add(store: &Store, account: Account) -> Result<Changes, StoreError> {
    store.write(&owner(), now(), Write::AddAccount(Box::new(account)))
}

/// A shared store with one account of each role: `xem` is a viewer, `lan` reports for x.syt, `minh` coordinates,
/// `root` is an administrator.
fn shared(store: Store) -> Store {
    for account in [
        account("xem", Role::Viewer, None),
        account("lan", Role::Reporter, Some("x.syt")),
        account("minh", Role::Coordinator, Some("x.sld")),
        account("root", Role::Admin, None),
    ] {
        add(&store, account).unwrap();
    }
    store
        .write(&owner(), now(), Write::SetMode(DatabaseMode::Shared))
        .unwrap();
    assert_eq!(store.mode().unwrap(), DatabaseMode::Shared);
    store
}

fn change(was: &Account, account: &Account) -> Write {
    Write::ChangeAccount {
        expected: Box::new(was.clone()),
        account: Box::new(account.clone()),
    }
}

fn figure(store: &Store, by: &str, office: &str) -> Result<Changes, StoreError> {
    let draft = draft(cell("p-2021/1.1", office, "2023"), 3350);
    store.write(
        &actor(by),
        now(),
        Write::SetFigure {
            entry: Entry::from(&draft),
            expected: ExpectedVersion::Any,
        },
    )
}

fn sent() -> DutyEventKind {
    let narrative = Narrative {
        results: "Đã làm.".into(),
        difficulties: "Không.".into(),
        proposals: "Không.".into(),
    };
    let (letter, letter_on, missing_note) = (None, None, None);
    DutyEventKind::Sent(Submission {
        letter,
        letter_on,
        on_behalf: false,
        narrative,
        missing_note,
        blockers: Vec::new(),
    })
}

fn step(store: &Store, by: &str, event: DutyEventKind) -> Result<Changes, StoreError> {
    let on = Some(day("2024-06-05"));
    store.write(
        &actor(by),
        now(),
        Write::RecordStep {
            key: key("p-2021/r1", "x.syt", "2023"),
            event,
            on,
        },
    )
}

fn role_needed(done: Result<Changes, StoreError>) -> Role {
    match done.unwrap_err() {
        StoreError::Forbidden(Forbidden::RoleTooSmall { required, .. }) => required,
        other => panic!("{other:?}"),
    }
}

#[test]
fn shared_database_checks_the_author_of_each_write() {
    over_both(|store| {
        let store = shared(store);
        let lines = store.journal(None, 100).unwrap().len();
        assert_eq!(role_needed(figure(&store, "xem", "x.syt")), Role::Reporter);
        assert_eq!(role_needed(figure(&store, "root", "x.syt")), Role::Reporter);
        let other = figure(&store, "lan", "x.sld").unwrap_err();
        assert!(
            matches!(other, StoreError::Forbidden(Forbidden::OtherOffice(_))),
            "{other:?}"
        );
        let stranger = figure(&store, "ai-do", "x.syt").unwrap_err();
        assert!(
            matches!(stranger, StoreError::Forbidden(Forbidden::NoAccount(_))),
            "{stranger:?}"
        );
        let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 100);
        let owned = store
            .write(
                &owner(),
                now(),
                Write::SetFigure {
                    entry: Entry::from(&draft),
                    expected: ExpectedVersion::Any,
                },
            )
            .unwrap_err();
        assert!(
            matches!(owned, StoreError::Forbidden(_)),
            "the owner of the file reports for no office: {owned:?}"
        );
        assert_eq!(
            role_needed(step(&store, "lan", DutyEventKind::Accepted)),
            Role::Coordinator
        );
        let lock = Lock {
            plan: "p-2021".into(),
            period: "2023".parse().unwrap(),
            office: None,
        };
        assert_eq!(
            role_needed(store.write(&actor("lan"), now(), Write::Lock(lock))),
            Role::Coordinator
        );
        let more = Write::AddAccount(Box::new(account("ba", Role::Viewer, None)));
        assert_eq!(
            role_needed(store.write(&actor("minh"), now(), more)),
            Role::Admin
        );
        assert_eq!(
            store.journal(None, 100).unwrap().len(),
            lines,
            "nothing was saved"
        );
        figure(&store, "lan", "x.syt").unwrap();
        step(&store, "lan", sent()).unwrap();
        step(&store, "minh", DutyEventKind::Accepted).unwrap();
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn write_for_another_office_is_recorded_as_such() {
    over_both(|store| {
        let store = shared(store);
        figure(&store, "minh", "x.syt").unwrap();
        let line = store.journal(None, 1).unwrap().remove(0);
        assert_eq!(
            (line.by.as_str(), line.on_behalf_of),
            ("minh", Some("x.syt".into()))
        );
        step(&store, "lan", sent()).unwrap();
        assert_eq!(store.journal(None, 1).unwrap().remove(0).on_behalf_of, None);
    });
}

#[test]
fn suspended_account_is_refused_at_its_next_write() {
    over_both(|store| {
        let store = shared(store);
        figure(&store, "lan", "x.syt").unwrap();
        let lan = store.account("lan").unwrap().unwrap();
        let suspended = Account {
            state: AccountState::Suspended,
            ..lan.clone()
        };
        store
            .write(&actor("root"), now(), change(&lan, &suspended))
            .unwrap();
        let star = Write::Comment {
            subject: tiendo::domain::comment::CommentSubject::Measure("p-2021/1.1".into()),
            text: "?".into(),
        };
        let refused = store.write(&actor("lan"), now(), star).unwrap_err();
        assert!(
            matches!(refused, StoreError::Forbidden(Forbidden::Suspended(_))),
            "{refused:?}"
        );
        store
            .write(&actor("root"), now(), change(&suspended, &lan))
            .unwrap();
        let removed = Account {
            state: AccountState::Removed,
            ..lan.clone()
        };
        store
            .write(&actor("root"), now(), change(&lan, &removed))
            .unwrap();
        let back = store
            .write(&actor("root"), now(), change(&removed, &lan))
            .unwrap_err();
        assert!(
            matches!(back, StoreError::Account(AccountRefusal::Removed(_))),
            "{back:?}"
        );
        let again = add(&store, lan).unwrap_err();
        assert!(
            matches!(again, StoreError::Account(AccountRefusal::NameTaken(_))),
            "{again:?}"
        );
    });
}

#[test]
fn admin_cannot_suspend_itself_and_keys_are_unique() {
    over_both(|store| {
        let store = shared(store);
        let root = store.account("root").unwrap().unwrap();
        let suspended = Account {
            state: AccountState::Suspended,
            ..root.clone()
        };
        let refused = store
            .write(&actor("root"), now(), change(&root, &suspended))
            .unwrap_err();
        assert!(
            matches!(refused, StoreError::Account(AccountRefusal::OwnAccount)),
            "{refused:?}"
        );
        let key =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        let duplicate = Account {
            keys: vec![format!("{key} máy-cơ-quan")],
            ..account("hoa", Role::Viewer, None)
        };
        let refused = add(&store, duplicate).unwrap_err();
        assert!(
            matches!(refused, StoreError::Account(AccountRefusal::InvalidKey(_))),
            "{refused:?}"
        );
        let duplicate = Account {
            keys: vec![format!("{key} office")],
            ..account("hoa", Role::Viewer, None)
        };
        add(&store, duplicate).unwrap();
        assert_eq!(
            store.account("hoa").unwrap().unwrap().keys,
            [format!("{key} office")]
        );
        let theirs = Account {
            keys: vec![format!("{key} home")],
            ..account("mai", Role::Viewer, None)
        };
        let refused = add(&store, theirs).unwrap_err();
        assert!(
            matches!(refused, StoreError::Account(AccountRefusal::KeyTaken(_))),
            "{refused:?}"
        );
    });
}

#[test]
fn personal_configuration_is_private() {
    over_both(|store| {
        let store = shared(store);
        let set = |text: &str| Write::SetOwnConfig(Some(text.into()));
        assert_eq!(
            store
                .write(&actor("xem"), now(), set("lang = \"en\""))
                .unwrap()
                .rows,
            1
        );
        assert_eq!(
            store
                .write(&actor("xem"), now(), set("lang = \"en\""))
                .unwrap()
                .rows,
            0,
            "it is so already"
        );
        let all = store.accounts().unwrap();
        let with: Vec<_> = all
            .iter()
            .filter(|account| account.settings.is_some())
            .map(|a| a.name.as_str())
            .collect();
        assert_eq!(with, ["xem"]);
    });
}

#[test]
fn single_user_has_every_role() {
    over_both(|store| {
        let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 3350);
        store
            .write(
                &Actor::single_user("ai-do", "cli"),
                now(),
                Write::SetFigure {
                    entry: Entry::from(&draft),
                    expected: ExpectedVersion::Any,
                },
            )
            .unwrap();
        let (key, day) = (key("p-2021/r1", "x.syt", "2023"), day("2024-06-05"));
        for event in [sent(), DutyEventKind::Accepted] {
            let write = Write::RecordStep {
                key: key.clone(),
                event,
                on: Some(day),
            };
            store
                .write(&Actor::single_user("ai-do", "cli"), now(), write)
                .unwrap();
        }
        assert_eq!(store.mode().unwrap(), DatabaseMode::Single);
    });
}

#[test]
fn sessions_opened_before_a_mode_change_cannot_write() {
    over_both(|store| {
        let store = shared(store);
        let draft = draft(cell("p-2021/1.1", "x.syt", "2023"), 100);
        let write = Write::SetFigure {
            entry: Entry::from(&draft),
            expected: ExpectedVersion::Any,
        };
        let alone = store
            .write(
                &Actor::single_user("tiendo", "terminal"),
                now(),
                write.clone(),
            )
            .unwrap_err();
        assert!(
            matches!(alone, StoreError::Forbidden(_)),
            "it is shared since: {alone:?}"
        );
        let admin = store
            .write(&actor("root"), now(), Write::SetMode(DatabaseMode::Single))
            .unwrap_err();
        assert!(
            matches!(admin, StoreError::Forbidden(_)),
            "whose the file is, is the owner's to say: {admin:?}"
        );
        store
            .write(&owner(), now(), Write::SetMode(DatabaseMode::Single))
            .unwrap();
        for name in ["lan", "root"] {
            let left = store.write(&actor(name), now(), write.clone()).unwrap_err();
            assert!(
                matches!(left, StoreError::Forbidden(_)),
                "{name} came in when it was shared: {left:?}"
            );
        }
    });
}

#[test]
fn second_of_two_concurrent_account_changes_conflicts() {
    over_both(|store| {
        let store = shared(store);
        let seen = store.account("lan").unwrap().unwrap();
        let suspended = Account {
            state: AccountState::Suspended,
            ..seen.clone()
        };
        store
            .write(&actor("root"), now(), change(&seen, &suspended))
            .unwrap();
        let renamed = Account {
            person: "Nguyễn Lan".into(),
            ..seen.clone()
        };
        let refused = store
            .write(&owner(), now(), change(&seen, &renamed))
            .unwrap_err();
        assert!(
            matches!(&refused, StoreError::ItemConflict(name) if name == "lan"),
            "{refused:?}"
        );
        assert_eq!(store.account("lan").unwrap(), Some(suspended));
    });
}

#[test]
fn account_inserted_outside_the_program_is_detected() {
    let (folder, store) = on_file();
    drop(shared(store));
    let path = folder.path().join("tiendo.db");
    for (sql, subject) in [
        (
            "UPDATE account SET role = 'admin' WHERE name = 'lan'",
            "lan",
        ),
        (
            "INSERT INTO account_key VALUES ('xem', 0, 'ssh-ed25519 AAAA')",
            "xem",
        ),
        (
            "UPDATE setting SET value = 'single' WHERE name = 'mode'",
            "mode",
        ),
    ] {
        let copy = folder.path().join(format!("{subject}.db"));
        Store::open(&path).unwrap().backup(&copy).unwrap();
        rusqlite::Connection::open(&copy)
            .unwrap()
            .execute_batch(sql)
            .unwrap();
        let found = Store::open(&copy).unwrap().check().unwrap();
        assert!(
            matches!(found.as_slice(), [IntegrityIssue::HistoryMismatch { subject: found, .. }] if found == subject),
            "{sql}: {found:?}"
        );
    }
}

#[test]
fn each_of_several_steps_is_authorized_by_itself() {
    over_both(|store| {
        let store = shared(store);
        let planned = |event, expected| PlannedStep {
            key: key("p-2021/r1", "x.syt", "2023"),
            event,
            on: Some(day("2024-06-05")),
            expected,
        };
        let steps = [
            planned(sent(), ExpectedEvent::Nothing),
            planned(DutyEventKind::Accepted, ExpectedEvent::Any),
        ];
        let record = |by| {
            store
                .record_steps(&actor(by), now(), &steps, false)
                .unwrap()
        };
        let events = || {
            let duty = store.duty(&steps[0].key).unwrap().unwrap();
            duty.events.len()
        };
        let refused = record("lan");
        assert!(
            matches!(refused[..], [(1, StoreError::Forbidden(_))]),
            "who reports does not accept: {refused:?}"
        );
        assert_eq!(events(), 0, "all or none");
        let trial = store.record_steps(&actor("minh"), now(), &steps, true);
        assert!(
            trial.unwrap().is_empty() && events() == 0,
            "a trial keeps nothing"
        );
        assert!(record("minh").is_empty());
        assert_eq!(events(), 2);
        let again = record("minh");
        assert!(
            matches!(again[0], (0, StoreError::ItemConflict(_))),
            "something happened meanwhile: {again:?}"
        );
    });
}
