//! What the journal's new lines say was touched: every kind of write is known to another session.

use std::collections::BTreeSet;

use tiendo::domain::account::{Account, AccountState, DatabaseMode, Role};
use tiendo::domain::budget::Spending;
use tiendo::domain::code::PlanCode;
use tiendo::domain::comment::CommentSubject;
use tiendo::domain::duty::{DutyEventKind, ReminderChannel};
use tiendo::domain::figure::UndoDirection;
use tiendo::domain::inspection::{Inspection, InspectionKind};
use tiendo::domain::lock::{Lock, LockException};
use tiendo::domain::number::Number;
use tiendo::domain::office::{Group, Holiday, OfficeFile};
use tiendo::domain::plan::Party;
use tiendo::domain::star::StarSubject;
use tiendo::store::{
    ActivityProgress, Actor, Expected, ExpectedVersion, SeenLines, Setting, Store, Touched,
    TouchedSubjects, Write,
};

use super::fixture::*;

const ALL_KINDS: usize = 27;

/// The name of a write's kind: a new kind must be given one here, and a line in the test below.
fn kind(write: &Write) -> &'static str {
    match write {
        Write::SetFigure { .. } => "SetFigure",
        Write::ImportFigures(_) => "ImportFigures",
        Write::SetFigures(_) => "SetFigures",
        Write::UndoRedo(_) => "UndoRedo",
        Write::ReplayDutyEvent { .. } => "ReplayDutyEvent",
        Write::RecordStep { .. } => "RecordStep",
        Write::RecordSteps { .. } => "RecordSteps",
        Write::SetActivity { .. } => "SetActivity",
        Write::RecordSpending { .. } => "RecordSpending",
        Write::AddInspection(_) => "AddInspection",
        Write::SetInspection { .. } => "SetInspection",
        Write::SetSetting(_) => "SetSetting",
        Write::Lock(_) => "Lock",
        Write::Unlock(_) => "Unlock",
        Write::AddPlan(_) => "AddPlan",
        Write::ChangePlan { .. } => "ChangePlan",
        Write::SetOffices { .. } => "SetOffices",
        Write::RemoveOffice { .. } => "RemoveOffice",
        Write::RemoveGroup { .. } => "RemoveGroup",
        Write::SetHolidays { .. } => "SetHolidays",
        Write::RemoveHoliday { .. } => "RemoveHoliday",
        Write::Star { .. } => "Star",
        Write::AddAccount(_) => "AddAccount",
        Write::ChangeAccount { .. } => "ChangeAccount",
        Write::SetOwnConfig(_) => "SetOwnConfig",
        Write::SetMode(_) => "SetMode",
        Write::Comment { .. } => "Comment",
    }
}

/// Performs writes and compares what each touched for a session that had seen everything before it.
struct Watched {
    store: Store,
    other: Store,
    seen: SeenLines,
    kinds: BTreeSet<&'static str>,
}

impl Watched {
    fn touches_as(&mut self, actor: &Actor, write: Write, expected: &TouchedSubjects) {
        let name = kind(&write);
        self.kinds.insert(name);
        let changes = self.store.write(actor, now(), write);
        let changes = changes.unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert!(changes.lines.is_some(), "{name} leaves a line");
        let (touched, seen) = self.other.changes_since(&self.seen).unwrap();
        assert_eq!(touched, Touched::Subjects(expected.clone()), "{name}");
        // The author has seen its own lines.
        let mut own = self.seen.clone();
        own.add_own(changes.lines.unwrap());
        assert_eq!(own, seen, "{name}");
        let (touched, _) = self.store.changes_since(&own).unwrap();
        assert_eq!(touched, Touched::Subjects(TouchedSubjects::default()));
        self.seen = seen;
    }

    fn touches(&mut self, write: Write, expected: &TouchedSubjects) {
        self.touches_as(&minh(), write, expected);
    }

    fn touch_figures(&mut self) {
        let one = cell("p-2021/1.1", "x.syt", "2022");
        let touched = TouchedSubjects {
            cells: BTreeSet::from([one.clone()]),
            ..TouchedSubjects::default()
        };
        let entry = |value| Entry::from(&draft(one.clone(), value));
        let set = Write::SetFigure {
            entry: entry(4000),
            expected: ExpectedVersion::Any,
        };
        self.touches(set, &touched);
        self.touches(Write::ImportFigures(vec![entry(4100)]), &touched);
        let several = vec![(entry(4200), ExpectedVersion::Any)];
        self.touches(Write::SetFigures(several), &touched);
        let step = self.store.next_undo_step("minh", UndoDirection::Undo, None);
        self.touches(Write::UndoRedo(step.unwrap().unwrap()), &touched);
    }

    fn touch_duties(&mut self) {
        let (one, other) = (
            key("p-2021/r1", "x.syt", "2022"),
            key("p-2021/r1", "x.stc", "2022"),
        );
        let of = |keys: &[_]| TouchedSubjects {
            duties: keys.iter().cloned().collect(),
            ..TouchedSubjects::default()
        };
        let event = DutyEventKind::Reminded {
            channel: ReminderChannel::Phone,
            note: None,
        };
        let replayed = Write::ReplayDutyEvent {
            key: one.clone(),
            event: event.clone(),
            on: day("2024-06-04"),
        };
        self.touches(replayed, &of(std::slice::from_ref(&one)));
        let step = Write::RecordStep {
            key: one.clone(),
            event: event.clone(),
            on: None,
        };
        self.touches(step, &of(std::slice::from_ref(&one)));
        let keys = vec![one.clone(), other.clone()];
        let steps = Write::RecordSteps {
            keys,
            event,
            on: None,
        };
        self.touches(steps, &of(&[one, other]));
    }

    fn touch_execution(&mut self) {
        let touched = TouchedSubjects {
            execution: BTreeSet::from([PlanCode::from("p-2021")]),
            ..TouchedSubjects::default()
        };
        let progress = ActivityProgress {
            plan: "p-2021".into(),
            no: 2,
            done: Number::whole(1),
            note: None,
            on: day("2024-05-02"),
        };
        let activity = Write::SetActivity {
            expected: Expected::Any,
            progress,
            spending: None,
        };
        self.touches(activity, &touched);
        let spending = Spending {
            plan: "p-2021".into(),
            source: Some(1),
            activity: None,
            amount: 7,
            on: day("2024-05-02"),
            note: None,
        };
        self.touches(Write::RecordSpending { spending }, &touched);
        let inspection = Inspection {
            plan: "p-2021".into(),
            kind: InspectionKind::Periodic,
            from: day("2024-05-06"),
            to: day("2024-05-10"),
            team: vec![Party::Office("x.sld".into())],
            inspected: Party::Office("x.stc".into()),
            findings: None,
            follow_up: None,
            closed_on: None,
        };
        self.touches(Write::AddInspection(Box::new(inspection)), &touched);
        let record = self.store.inspections().unwrap().remove(0);
        let mut inspection = record.inspection.clone();
        inspection.findings = Some("Đúng.".into());
        let set = Write::SetInspection {
            expected: Box::new(record),
            inspection: Box::new(inspection),
        };
        self.touches(set, &touched);
    }

    fn touch_annotations(&mut self) {
        let starred = TouchedSubjects {
            starred_by: BTreeSet::from(["minh".to_owned()]),
            ..TouchedSubjects::default()
        };
        let subjects = [
            StarSubject::Measure("p-2021/1.1".into()),
            StarSubject::Duty(key("p-2021/r1", "x.syt", "2022")),
        ];
        for subject in subjects {
            let is_starred = true;
            self.touches(
                Write::Star {
                    subject,
                    is_starred,
                },
                &starred,
            );
        }
        let comment = Write::Comment {
            subject: CommentSubject::Measure("p-2021/1.1".into()),
            text: "Vì sao?".into(),
        };
        let commented = TouchedSubjects {
            has_comments: true,
            ..TouchedSubjects::default()
        };
        self.touches(comment, &commented);
    }

    fn touch_plans_and_offices(&mut self, catalog: &TouchedSubjects) {
        let lock = Lock {
            plan: "p-2021".into(),
            period: "2022".parse().unwrap(),
            office: None,
        };
        self.touches(Write::Lock(lock.clone()), catalog);
        let until = day("2024-06-20");
        let reason = "Sửa".to_owned();
        self.touches(
            Write::Unlock(LockException {
                lock,
                until,
                reason,
            }),
            catalog,
        );
        let mut plan = plain_plan();
        plan.code = "p-2018".into();
        self.touches(Write::AddPlan(Box::new(plan.clone())), catalog);
        let mut changed = plan.clone();
        changed.title = "khác".into();
        let change = Write::ChangePlan {
            expected: Box::new(plan),
            plan: Box::new(changed),
            reason: Some("Sửa".into()),
        };
        self.touches(change, catalog);
        let mut office = offices().remove(3);
        office.code = "x.new".into();
        let group = Group {
            code: "x.rong".into(),
            name: "rỗng".into(),
            note: None,
            members: Vec::new(),
        };
        let set = Write::SetOffices {
            expected: Expected::Any,
            file: OfficeFile {
                offices: vec![office],
                groups: vec![group],
            },
            reason: None,
        };
        self.touches(set, catalog);
        let reason = || "Nhầm".to_owned();
        let (code, group) = ("x.new".into(), "x.rong".into());
        self.touches(
            Write::RemoveOffice {
                code,
                reason: reason(),
            },
            catalog,
        );
        self.touches(
            Write::RemoveGroup {
                code: group,
                reason: reason(),
            },
            catalog,
        );
    }

    fn touch_settings(&mut self, catalog: &TouchedSubjects) {
        let on = day("2024-09-02");
        let off = Holiday {
            on,
            name: "Quốc khánh".into(),
            working: false,
        };
        let set = Write::SetHolidays {
            expected: Expected::Any,
            days: vec![off],
            reason: None,
        };
        self.touches(set, catalog);
        let reason = "Nhầm".to_owned();
        self.touches(Write::RemoveHoliday { on, reason }, catalog);
        self.touches(Write::SetSetting(Setting::RollOver(true)), catalog);
    }

    fn touch_accounts(&mut self, catalog: &TouchedSubjects) {
        let owner = Actor::owner("tiendo");
        let touched = TouchedSubjects {
            accounts: BTreeSet::from(["lan".to_owned()]),
            ..TouchedSubjects::default()
        };
        let account = Account {
            name: "lan".into(),
            person: "Nguyễn Thị Lan".into(),
            role: Role::Viewer,
            office: None,
            state: AccountState::Active,
            keys: Vec::new(),
            settings: None,
        };
        self.touches_as(
            &owner,
            Write::AddAccount(Box::new(account.clone())),
            &touched,
        );
        let mut changed = account.clone();
        changed.role = Role::Admin;
        let change = Write::ChangeAccount {
            expected: Box::new(account),
            account: Box::new(changed),
        };
        self.touches_as(&owner, change, &touched);
        self.touches_as(&owner, Write::SetMode(DatabaseMode::Shared), catalog);
        let config = Write::SetOwnConfig(Some("theme = \"dark\"".into()));
        self.touches_as(&Actor::account("lan", "cli"), config, &touched);
    }
}

#[test]
fn every_kind_of_write_says_what_it_touched() {
    let (_folder, store) = on_file();
    let other = Store::open(store.path().unwrap()).unwrap();
    let seen = SeenLines::up_to(other.newest_journal_line().unwrap());
    let mut watched = Watched {
        store,
        other,
        seen,
        kinds: BTreeSet::new(),
    };
    let catalog = TouchedSubjects {
        has_catalog: true,
        ..TouchedSubjects::default()
    };
    watched.touch_figures();
    watched.touch_duties();
    watched.touch_execution();
    watched.touch_annotations();
    watched.touch_plans_and_offices(&catalog);
    watched.touch_settings(&catalog);
    watched.touch_accounts(&catalog);
    assert_eq!(watched.kinds.len(), ALL_KINDS, "{:?}", watched.kinds);
}

#[test]
fn foreign_lines_between_own_ones_are_not_seen() {
    let (_folder, store) = on_file();
    let other = Store::open(store.path().unwrap()).unwrap();
    let mut seen = SeenLines::up_to(store.newest_journal_line().unwrap());
    let set = |store: &Store, office: &str, value| {
        let entry = Entry::from(&draft(cell("p-2021/1.1", office, "2022"), value));
        let expected = ExpectedVersion::Any;
        let write = Write::SetFigure { entry, expected };
        store.write(&lan(), now(), write).unwrap().lines.unwrap()
    };
    seen.add_own(set(&store, "x.syt", 4000));
    set(&other, "x.syt", 4100);
    seen.add_own(set(&store, "x.syt", 4200));
    let (touched, after) = store.changes_since(&seen).unwrap();
    let Touched::Subjects(subjects) = touched else {
        panic!("{touched:?}");
    };
    assert_eq!(subjects.cells.len(), 1, "the foreign line is named");
    assert_eq!(
        after,
        SeenLines::up_to(store.newest_journal_line().unwrap())
    );
}

#[test]
fn hundreds_of_lines_touch_everything() {
    let (_folder, store) = on_file();
    let seen = SeenLines::up_to(store.newest_journal_line().unwrap());
    for value in 0..301 {
        let entry = Entry::from(&draft(cell("p-2021/1.1", "x.syt", "2022"), 10 * value));
        let expected = ExpectedVersion::Any;
        let write = Write::SetFigure { entry, expected };
        store.write(&lan(), now(), write).unwrap();
        if value == 299 {
            let (touched, _) = store.changes_since(&seen).unwrap();
            assert!(
                matches!(touched, Touched::Subjects(_)),
                "three hundred are told apart"
            );
        }
    }
    let (touched, after) = store.changes_since(&seen).unwrap();
    assert_eq!(touched, Touched::Everything);
    let (touched, _) = store.changes_since(&after).unwrap();
    assert_eq!(touched, Touched::Subjects(TouchedSubjects::default()));
}
