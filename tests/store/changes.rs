//! Changes of a plan: history, amendments, and journal lines.

use tiendo::domain::code::{MeasureId, PlanCode};
use tiendo::domain::duty::{Duty, DutyEventKind};
use tiendo::domain::number::Number;
use tiendo::domain::plan::{Amendment, Closing, Plan};
use tiendo::domain::plan_change::{PlanChangeRefusal, apply_amendment};
use tiendo::store::{Changes, DutyFilter, ExpectedVersion, Store, StoreError, Write};

use super::fixture::*;

fn stored(store: &Store) -> Plan {
    store
        .catalog()
        .unwrap()
        .plan(&PlanCode::from("p-2021"))
        .unwrap()
        .clone()
}

fn change(store: &Store, plan: &Plan, reason: Option<&str>) -> Result<Changes, StoreError> {
    let expected = Box::new(stored(store));
    let write = Write::ChangePlan {
        expected,
        plan: Box::new(plan.clone()),
        reason: reason.map(str::to_owned),
    };
    store.write(&lan(), now(), write)
}

fn set_figure(store: &Store) {
    let draft = draft(cell("p-2021/1.1", "x.syt", "2022"), 4000);
    store
        .write(
            &lan(),
            now(),
            Write::SetFigure {
                entry: Entry::from(&draft),
                expected: ExpectedVersion::Absent,
            },
        )
        .unwrap();
}

fn refusal(done: Result<Changes, StoreError>) -> PlanChangeRefusal {
    match done {
        Err(StoreError::PlanChange(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn changed_plan_is_read_back_and_every_difference_is_in_the_journal() {
    over_both(|store| {
        let mut plan = stored(&store);
        plan.title = "Tên mới".into();
        plan.targets[1].measures[0].value = Some(Number::whole(65));
        plan.tasks.clear();
        change(&store, &plan, None).unwrap();
        assert_eq!(stored(&store), plan);
        assert_eq!(store.check().unwrap(), []);
        let lines = store.journal(None, 20).unwrap();
        let line = lines
            .iter()
            .find(|line| line.subject == "p-2021 targets/1.1/measures/1/value")
            .unwrap();
        assert_eq!(
            (line.before.as_deref(), line.after.as_deref()),
            (Some("60"), Some("65"))
        );
        assert_eq!(
            lines
                .iter()
                .filter(|line| line.subject == "p-2021 title")
                .count(),
            1
        );
        assert_eq!(
            change(&store, &plan, None).unwrap().rows,
            0,
            "the same again is nothing"
        );
    });
}

#[test]
fn second_of_two_concurrent_plan_changes_conflicts() {
    over_both(|store| {
        let was = Box::new(stored(&store));
        let write = |title: &str| {
            let plan = Box::new(Plan {
                title: title.into(),
                ..*was.clone()
            });
            Write::ChangePlan {
                expected: was.clone(),
                plan,
                reason: None,
            }
        };
        store.write(&lan(), now(), write("một")).unwrap();
        let second = store.write(&lan(), now(), write("hai"));
        assert!(matches!(second, Err(StoreError::PlanConflict(_))));
        assert_eq!(stored(&store).title, "một");
    });
}

#[test]
fn parts_with_history_cannot_be_removed() {
    over_both(|store| {
        let measure = MeasureId("p-2021/1.1".into());
        set_figure(&store);
        let key = store
            .duties(&DutyFilter::default())
            .unwrap()
            .into_iter()
            .map(|record| record.duty.key);
        let key = key
            .into_iter()
            .find(|key| key.rule.plan().as_str() == "p-2021")
            .unwrap();
        let rule = key.rule.clone();
        let event = DutyEventKind::Exempted {
            reason: "Không yêu cầu".into(),
        };
        store
            .write(
                &lan(),
                now(),
                Write::ReplayDutyEvent {
                    key,
                    event,
                    on: day("2022-01-05"),
                },
            )
            .unwrap();

        let plan = stored(&store);
        let mut without = plan.clone();
        without.targets.retain(|target| target.no != "1.1");
        assert_eq!(
            refusal(change(&store, &without, Some("bỏ"))),
            PlanChangeRefusal::MeasureHasFigures(measure.clone())
        );
        let mut without = plan.clone();
        without.rules.retain(|one| plan.rule_id(one) != rule);
        without
            .rules
            .iter_mut()
            .for_each(|rule| rule.waits_for.clear());
        assert_eq!(
            refusal(change(&store, &without, Some("bỏ"))),
            PlanChangeRefusal::RuleHasEvents(rule)
        );
        let mut other = plan.clone();
        other.targets[1].measures[0].unit = tiendo::domain::plan::Unit::Count("cuộc".into());
        assert_eq!(
            refusal(change(&store, &other, Some("đổi"))),
            PlanChangeRefusal::UnitHasFigures(measure)
        );
        let mut silent = plan.clone();
        silent.targets[1].wording = "Đạt 65 %".into();
        assert_eq!(
            refusal(change(&store, &silent, Some("  "))),
            PlanChangeRefusal::MissingReason(vec!["1.1".into()])
        );
        assert_eq!(stored(&store), plan, "nothing of it was written");
        change(&store, &silent, Some("In sai")).unwrap();
        let newest = store.journal(None, 1).unwrap().remove(0);
        assert_eq!(
            (newest.before.as_deref(), newest.reason.as_deref()),
            (Some("Đạt 60 %"), Some("In sai"))
        );
    });
}

#[test]
fn amendment_changes_a_target_from_its_day_and_keeps_the_former_version() {
    over_both(|store| {
        set_figure(&store);
        let was = stored(&store);
        let mut plan = was.clone();
        let amendment = Amendment {
            number: "45/KH-UBND".into(),
            on: day("2024-03-01"),
            signed_on: None,
            title: "Nâng chỉ tiêu 1.1".into(),
        };
        plan.amendments.push(amendment.clone());
        plan.targets[1].wording = "Đạt 70 %".into();
        plan.targets[1].measures[0].value = Some(Number::whole(70));
        let plan = apply_amendment(&was, plan, &amendment);
        change(&store, &plan, None).expect("the amendment is the reason");
        assert_eq!(stored(&store), plan);
        let on = |on: &str| stored(&store).as_of(day(on)).targets[1].clone();
        assert_eq!(on("2024-02-29").wording, "Đạt 60 %");
        assert_eq!(on("2024-02-29").measures[0].value, Some(Number::whole(60)));
        assert_eq!(on("2024-03-01").wording, "Đạt 70 %");
        assert_eq!(on("2024-03-01").former_versions[0].amendment, "45/KH-UBND");
        // A target removed by an amendment holds until the day before; a new one from its day on.
        let was = stored(&store);
        let mut plan = was.clone();
        let taken = plan.targets.remove(1);
        plan.targets.push(tiendo::domain::plan::Target {
            no: "9".into(),
            former_versions: Vec::new(),
            ..taken
        });
        let plan = apply_amendment(&was, plan, &amendment);
        change(&store, &plan, None).unwrap();
        let numbers = |on: &str| {
            let plan = stored(&store).as_of(day(on));
            plan.targets
                .into_iter()
                .map(|target| target.no)
                .collect::<Vec<_>>()
        };
        assert_eq!(numbers("2024-02-29"), ["2.1", "1.1"]);
        assert_eq!(numbers("2024-03-01"), ["2.1", "9"]);
    });
}

#[test]
fn duties_follow_their_rules_and_a_closed_plan_creates_none() {
    over_both(|store| {
        let filter = DutyFilter {
            plan: Some("p-2021".into()),
            ..DutyFilter::default()
        };
        let was = stored(&store);
        let mut plan = was.clone();
        let yearly = plan
            .rules
            .iter_mut()
            .find(|rule| rule.first != rule.last)
            .unwrap();
        yearly.last = yearly.last.map(|last| last - chrono::Months::new(12));
        let before = store.duties(&filter).unwrap().len();
        change(&store, &plan, None).unwrap();
        let after = store.duties(&filter).unwrap().len();
        assert!(after < before, "{before} → {after}");
        assert_eq!(store.check().unwrap(), []);
        plan.closing = Some(Closing {
            on: plan.from,
            reason: "Thay bằng kế hoạch khác".into(),
        });
        change(&store, &plan, None).unwrap();
        let open = store.duties(&filter).unwrap();
        // Duties open at the closing are still owed and are transferred.
        let is_transferred = |duty: &Duty| {
            duty.predecessors
                .iter()
                .any(|origin| origin.on == duty.opens_on)
        };
        let arisen = open.iter().filter(|record| !is_transferred(&record.duty));
        assert!(arisen.clone().count() > 0 && open.len() < after);
        assert!(
            arisen
                .into_iter()
                .all(|record| record.duty.opens_on <= plan.from)
        );
        change(&store, &was, None).unwrap();
        assert_eq!(
            store.duties(&filter).unwrap().len(),
            before,
            "opened again, they are all there"
        );
    });
}
