//! Spending, inspections and removed days off: stored with their journal lines and checked inside the write.

use tiendo::domain::budget::{Spending, SpendingRefusal};
use tiendo::domain::inspection::{Inspection, InspectionKind, InspectionRefusal};
use tiendo::domain::number::Number;
use tiendo::domain::office::Holiday;
use tiendo::domain::plan::Party;
use tiendo::domain::plan_change::PlanChangeRefusal;
use tiendo::store::{ActivityProgress, DutyFilter, Expected, Setting, StoreError, Write};

use super::fixture::*;

fn spent(amount: i64, source: Option<u32>) -> Spending {
    let note = (amount < 0).then(|| "ghi nhầm".to_owned());
    Spending {
        plan: "p-2021".into(),
        source,
        activity: None,
        amount,
        on: day("2024-05-02"),
        note,
    }
}

fn spend(spending: Spending) -> Write {
    Write::RecordSpending { spending }
}

#[test]
fn spending_is_appended_and_never_negative() {
    over_both(|store| {
        let write = |write| {
            store
                .write(&lan(), now(), write)
                .map(|changes| changes.rows)
        };
        assert_eq!(write(spend(spent(1_000_000, Some(2)))).unwrap(), 1);
        assert_eq!(
            write(spend(Spending {
                activity: Some(2),
                ..spent(500, None)
            }))
            .unwrap(),
            1
        );
        let below = write(spend(spent(-1_000_001, Some(2))));
        assert!(matches!(
            below,
            Err(StoreError::Spending(SpendingRefusal::CorrectionTooLarge {
                spent: 1_000_000
            }))
        ));
        assert_eq!(write(spend(spent(-1_000_000, Some(2)))).unwrap(), 1);
        assert!(
            write(spend(spent(-1, Some(2)))).is_err(),
            "the second correction finds nothing left"
        );
        assert!(matches!(
            write(spend(spent(1, Some(3)))),
            Err(StoreError::Spending(SpendingRefusal::UnknownSource { .. }))
        ));
        let unknown = Spending {
            plan: "p-1999".into(),
            ..spent(1, None)
        };
        assert!(matches!(
            write(spend(unknown)),
            Err(StoreError::NotFound(_))
        ));
        let lines = store.spending(&"p-2021".into(), day("2024-05-02")).unwrap();
        let amounts: Vec<_> = lines
            .iter()
            .map(|line| (line.spending.amount, line.spending.source))
            .collect();
        assert_eq!(
            amounts,
            [(1_000_000, Some(2)), (500, None), (-1_000_000, Some(2))]
        );
        assert!(
            lines
                .iter()
                .all(|line| line.by == "lan" && line.at == now())
        );
        assert_eq!(
            store.spending(&"p-2021".into(), day("2024-05-01")).unwrap(),
            [],
            "as of the day before"
        );
        let line = store.journal(None, 1).unwrap().remove(0);
        assert_eq!(
            (line.kind.as_str(), line.subject.as_str()),
            ("spending", "p-2021 source 2")
        );
        assert_eq!(
            (line.after.as_deref(), line.reason.as_deref()),
            (Some("-1000000 2024-05-02"), Some("ghi nhầm"))
        );
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn progress_and_spending_are_recorded_together_or_not_at_all() {
    over_both(|store| {
        let progress = ActivityProgress {
            plan: "p-2021".into(),
            no: 2,
            done: Number::whole(1),
            note: Some("lớp đầu".into()),
            on: day("2024-05-02"),
        };
        let write = |amount| {
            let spending = Some(Spending {
                activity: Some(2),
                ..spent(amount, Some(1))
            });
            store.write(
                &minh(),
                now(),
                Write::SetActivity {
                    expected: Expected::Any,
                    progress: progress.clone(),
                    spending,
                },
            )
        };
        assert!(write(-1).is_err());
        assert_eq!(write(7).unwrap().rows, 2);
        let history = store.activity_history(&"p-2021".into(), 2).unwrap();
        assert_eq!(history.len(), 1, "the refused one left nothing");
        assert_eq!(
            (history[0].progress.clone(), history[0].by.as_str()),
            (progress, "minh")
        );
        assert_eq!(
            store
                .spending(&"p-2021".into(), day("2024-06-05"))
                .unwrap()
                .len(),
            1
        );
    });
}

#[test]
fn progress_over_an_unseen_version_conflicts() {
    over_both(|store| {
        let at = |on: &str, done| ActivityProgress {
            plan: "p-2021".into(),
            no: 2,
            done: Number::whole(done),
            note: None,
            on: day(on),
        };
        let set = |was: Option<&ActivityProgress>, progress: &ActivityProgress| {
            let write = Write::SetActivity {
                expected: Expected::Version(was.cloned()),
                progress: progress.clone(),
                spending: None,
            };
            store
                .write(&minh(), now(), write)
                .map(|changes| changes.rows)
        };
        let first = at("2024-05-10", 1);
        assert_eq!(set(None, &first).unwrap(), 1);
        let refused = set(None, &at("2024-05-11", 2));
        assert!(
            matches!(&refused, Err(StoreError::ItemConflict(what)) if what == "p-2021 2"),
            "{refused:?}"
        );
        assert_eq!(set(None, &first).unwrap(), 0, "the same again is nothing");
        assert_eq!(
            set(None, &at("2024-05-02", 0)).unwrap(),
            1,
            "an earlier day does not hide the newest progress"
        );
        assert_eq!(set(Some(&first), &at("2024-05-10", 3)).unwrap(), 1);
        assert!(set(Some(&first), &at("2024-05-03", 1)).is_err());
    });
}

fn inspection() -> Inspection {
    Inspection {
        plan: "p-2021".into(),
        kind: InspectionKind::Periodic,
        from: day("2024-05-06"),
        to: day("2024-05-10"),
        team: vec![
            Party::Office("x.sld".into()),
            Party::Words("Công an".into()),
            Party::Group("x.so".into()),
        ],
        inspected: Party::Office("x.stc".into()),
        findings: None,
        follow_up: None,
        closed_on: None,
    }
}

#[test]
fn inspection_is_changed_only_from_its_current_version() {
    over_both(|store| {
        store
            .write(&lan(), now(), Write::AddInspection(Box::new(inspection())))
            .unwrap();
        let was = store.inspections().unwrap().remove(0);
        assert_eq!(was.inspection, inspection(), "team and order come back");
        let team = vec![Party::Words("Công an".into())];
        let found = Inspection {
            findings: Some("Thiếu sổ".into()),
            team,
            ..inspection()
        };
        let set = |wanted: &Inspection| Write::SetInspection {
            expected: Box::new(was.clone()),
            inspection: Box::new(wanted.clone()),
        };
        assert_eq!(store.write(&minh(), now(), set(&found)).unwrap().rows, 1);
        assert_eq!(
            store.write(&lan(), now(), set(&found)).unwrap().rows,
            0,
            "the same again"
        );
        let other = Inspection {
            findings: Some("Đủ".into()),
            ..inspection()
        };
        let refused = store.write(&lan(), now(), set(&other));
        assert!(
            matches!(refused, Err(StoreError::ItemConflict(_))),
            "another user wrote in between"
        );
        assert_eq!(store.inspections().unwrap().remove(0).inspection, found);
        let line = store.journal(None, 1).unwrap().remove(0);
        assert_eq!(
            (line.kind.as_str(), line.by.as_str()),
            ("inspection", "minh")
        );
        assert!(line.before.unwrap().contains("x.sld; Công an; x.so"));
        assert!(line.after.unwrap().contains("Thiếu sổ"));
        // What was due before midnight may be closed a second later.
        let (on, before) = (day("2024-06-06"), moment("2024-06-05T16:59:59Z"));
        let closed = Inspection {
            closed_on: Some(on),
            findings: Some("Đủ".into()),
            ..inspection()
        };
        let add = || Write::AddInspection(Box::new(closed.clone()));
        let early = store.write(&lan(), before, add());
        assert!(
            matches!(
                early,
                Err(StoreError::Inspection(
                    InspectionRefusal::InvalidClosingDay { .. }
                ))
            ),
            "{early:?}"
        );
        assert_eq!(
            store
                .write(&lan(), moment("2024-06-05T17:00:00Z"), add())
                .unwrap()
                .rows,
            1
        );
        let nobody = Inspection {
            inspected: Party::Office("x.nobody".into()),
            ..inspection()
        };
        let refused = store.write(&lan(), now(), Write::AddInspection(Box::new(nobody)));
        assert!(matches!(refused, Err(StoreError::NotFound(code)) if code == "x.nobody"));
        assert_eq!(store.check().unwrap(), []);
    });
}

#[test]
fn removed_holiday_moves_deadlines_back() {
    over_both(|store| {
        let last_days = |store: &tiendo::store::Store| -> Vec<_> {
            store
                .duties(&DutyFilter::default())
                .unwrap()
                .into_iter()
                .map(|record| record.duty.last_day)
                .collect()
        };
        store
            .write(&lan(), now(), Write::SetSetting(Setting::RollOver(true)))
            .unwrap();
        let before = last_days(&store);
        let off = Holiday {
            on: day("2022-11-29"),
            name: "Nghỉ".into(),
            working: false,
        };
        store
            .write(
                &lan(),
                now(),
                Write::SetHolidays {
                    expected: Expected::Any,
                    days: vec![off.clone()],
                    reason: None,
                },
            )
            .unwrap();
        assert_ne!(last_days(&store), before);
        let removal = Write::RemoveHoliday {
            on: off.on,
            reason: "không công bố".into(),
        };
        assert!(store.write(&lan(), now(), removal.clone()).unwrap().rows > 1);
        assert_eq!(last_days(&store), before);
        assert!(!store.catalog().unwrap().holidays.contains(&off));
        let line = store.journal(None, 1).unwrap().remove(0);
        assert_eq!(
            (line.before.as_deref(), line.after.as_deref()),
            (Some("off Nghỉ"), None)
        );
        assert_eq!(line.reason.as_deref(), Some("không công bố"));
        assert!(matches!(
            store.write(&lan(), now(), removal),
            Err(StoreError::NotFound(_))
        ));
    });
}

#[test]
fn plan_keeps_parts_with_spending() {
    over_both(|store| {
        store
            .write(
                &lan(),
                now(),
                spend(Spending {
                    activity: Some(1),
                    ..spent(5, Some(1))
                }),
            )
            .unwrap();
        let was = rich_plan();
        let change = |edit: &dyn Fn(&mut tiendo::domain::plan::Plan)| {
            let mut plan = was.clone();
            edit(&mut plan);
            let write = Write::ChangePlan {
                expected: Box::new(was.clone()),
                plan: Box::new(plan),
                reason: None,
            };
            store.write(&lan(), now(), write)
        };
        let refused = change(&|plan| plan.activities.retain(|activity| activity.no != 1));
        assert!(matches!(
            refused,
            Err(StoreError::PlanChange(
                PlanChangeRefusal::ActivityHasRecords(1)
            ))
        ));
        let refused = change(&|plan| plan.budget.reverse());
        assert!(matches!(
            refused,
            Err(StoreError::PlanChange(
                PlanChangeRefusal::SourceHasSpending(1)
            ))
        ));
        let refused = change(&|plan| drop(plan.budget.remove(0)));
        assert!(matches!(
            refused,
            Err(StoreError::PlanChange(
                PlanChangeRefusal::SourceHasSpending(1)
            ))
        ));
        change(&|plan| plan.budget[0].source = "Ngân sách tỉnh".into()).unwrap();
        assert_eq!(
            store
                .spending(&"p-2021".into(), day("2024-06-05"))
                .unwrap()
                .len(),
            1
        );
        assert_eq!(store.check().unwrap(), []);
    });
}
