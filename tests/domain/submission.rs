//! Submission of reports: blocking reports, missing cells, and periods that are locked or unlocked.

use chrono::{DateTime, Utc};
use tiendo::domain::blocker::{
    blockers, blockers_on, common_report, dependent_rules, is_prerequisite, prerequisite_rules,
};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::RuleId;
use tiendo::domain::completeness::completeness;
use tiendo::domain::deadline::expand;
use tiendo::domain::duty::{
    Duty, DutyEvent, DutyEventKind, DutyKey, DutyStatus, Submission, duty_status,
};
use tiendo::domain::entry::AnswerInput;
use tiendo::domain::lock::{
    Lock, LockEvent, LockException, LockRecord, LockRefusal, Locks, check_exception, check_lock,
};
use tiendo::i18n::{Lang, submission};

use crate::{catalog, day, entry, figure, typed};

fn duties(catalog: &Catalog, rule: &str) -> Vec<Duty> {
    let (plan, rule) = catalog.rule(&RuleId::from(rule)).unwrap();
    expand(catalog, plan, rule)
}

fn duties_of(catalog: &Catalog, rule: &str, period: &str) -> Vec<Duty> {
    let period = period.parse().unwrap();
    duties(catalog, rule)
        .into_iter()
        .filter(|duty| duty.key.period == period)
        .collect()
}

fn event(on: &str, kind: DutyEventKind) -> DutyEvent {
    DutyEvent {
        on: day(on),
        kind,
        by: "lan".to_owned(),
        at: DateTime::<Utc>::UNIX_EPOCH,
    }
}

/// The duties on a day on which all are sent but those of these offices.
fn all_but(duties: &[Duty], missing: &[&str], on: &str) -> Vec<DutyStatus> {
    let statuses = |duty: &Duty| {
        let sent = [event(
            "2023-11-20",
            DutyEventKind::Sent(Submission::default()),
        )];
        let is_missing = missing.contains(&duty.key.office.as_str());
        duty_status(duty, if is_missing { &[] } else { &sent }, false, day(on))
    };
    duties.iter().map(statuses).collect()
}

#[test]
fn report_to_the_ministry_is_blocked_by_offices_of_its_year() {
    let catalog = catalog();
    let (plan, ministry) = catalog.rule(&"tth-2021/r3".into()).unwrap();
    let (_, offices) = catalog.rule(&"tth-2021/r2".into()).unwrap();
    assert_eq!(
        prerequisite_rules(plan, ministry).collect::<Vec<_>>(),
        [RuleId::from("tth-2021/r2")]
    );
    assert_eq!(
        dependent_rules(plan, offices).collect::<Vec<_>>(),
        [RuleId::from("tth-2021/r3")]
    );
    let own = duties_of(&catalog, "tth-2021/r3", "2023").remove(0);
    let others = duties(&catalog, "tth-2021/r2");
    let waited: Vec<&Duty> = others
        .iter()
        .filter(|other| is_prerequisite(&own, other))
        .collect();
    assert!(
        waited.len() > 30
            && waited
                .iter()
                .all(|other| other.key.period == own.key.period)
    );
}

#[test]
fn blockers_are_sorted_by_days_overdue() {
    let catalog = catalog();
    let own = duties_of(&catalog, "tth-2021/r3", "2023").remove(0);
    let others = duties_of(&catalog, "tth-2021/r2", "2023");
    let statuses = all_but(&others, &["tth.syt", "tth.stp"], "2023-12-05");
    let found = blockers(&own, others.iter().zip(&statuses));
    let named: Vec<(&str, i64)> = found
        .iter()
        .map(|b| (b.key.office.as_str(), b.late_days))
        .collect();
    assert_eq!(
        named,
        [("tth.stp", 6), ("tth.syt", 6)],
        "the last day was 29/11"
    );
    let early = all_but(&others, &["tth.syt"], "2023-11-25");
    assert_eq!(
        blockers(&own, others.iter().zip(&early))[0].late_days,
        0,
        "missing, but in term"
    );
    let words = submission::blockers(Lang::Vi, &catalog, &found);
    assert_eq!(
        words,
        "Còn thiếu 2 báo cáo (Báo cáo năm 2023): Sở Tư pháp (quá hạn 6 ngày), Sở Y tế (quá hạn 6 ngày)"
    );
}

#[test]
fn exempt_and_untracked_duties_block_nothing() {
    let catalog = catalog();
    let own = duties_of(&catalog, "tth-2021/r3", "2023").remove(0);
    let mut others = duties_of(&catalog, "tth-2021/r2", "2023");
    let mut statuses = all_but(&others, &["tth.syt", "tth.stp"], "2023-12-05");
    for (other, standing) in others.iter_mut().zip(&mut statuses) {
        match other.key.office.as_str() {
            "tth.syt" => standing.exempted = true,
            "tth.stp" => other.tracked = false,
            _ => {}
        }
    }
    assert_eq!(blockers(&own, others.iter().zip(&statuses)), []);
}

#[test]
fn received_report_keeps_its_recorded_blockers() {
    let catalog = catalog();
    let own = duties_of(&catalog, "tth-2021/r3", "2023").remove(0);
    let others = duties_of(&catalog, "tth-2021/r2", "2023");
    let then = blockers(
        &own,
        others
            .iter()
            .zip(&all_but(&others, &["tth.syt"], "2023-12-05")),
    );
    let sending = Submission {
        blockers: then.clone(),
        ..Submission::default()
    };
    let events = [event("2023-12-05", DutyEventKind::Sent(sending))];
    // By then every report has been sent.
    let now = all_but(&others, &[], "2024-03-01");
    let at = |on: &str| duty_status(&own, &events, true, day(on));
    let blocking = |on: &str, statuses: &[DutyStatus]| {
        blockers_on(
            &own,
            (&events, &at(on)),
            day(on),
            others.iter().zip(statuses),
        )
    };
    assert_eq!(blocking("2024-03-01", &now), then);
    let open = all_but(&others, &["tth.stp"], "2023-12-01");
    assert_eq!(
        blocking("2023-12-01", &open)[0].key.office.as_str(),
        "tth.stp",
        "before it was sent: as things stand"
    );
    assert_eq!(
        blocking("2020-12-01", &open),
        [],
        "not open yet: no question"
    );
}

#[test]
fn one_off_report_is_blocked_by_reports_due_no_later() {
    let catalog = catalog();
    let yearly = duties_of(&catalog, "tth-2021/r2", "2023").remove(0);
    let once = |on: &str| {
        let key = DutyKey {
            rule: "tth-2021/u1".into(),
            period: on.parse().unwrap(),
            ..yearly.key.clone()
        };
        Duty {
            key,
            named_day: day(on),
            ..yearly.clone()
        }
    };
    assert!(
        is_prerequisite(&once("2023-11-30"), &yearly)
            && !is_prerequisite(&once("2023-11-29"), &yearly)
    );
    assert!(
        !is_prerequisite(&yearly, &yearly),
        "no report blocks itself"
    );
    let half = Duty {
        key: DutyKey {
            period: "2023-H1".parse().unwrap(),
            ..yearly.key.clone()
        },
        ..yearly.clone()
    };
    assert!(
        is_prerequisite(&yearly, &half) && !is_prerequisite(&half, &yearly),
        "a year needs its halves"
    );
}

#[test]
fn letter_covers_one_report() {
    let catalog = catalog();
    let (year, other) = (
        duties_of(&catalog, "tth-2021/r2", "2023"),
        duties_of(&catalog, "tth-2021/r2", "2024"),
    );
    let keys = |duties: &[Duty]| {
        duties
            .iter()
            .map(|duty| duty.key.clone())
            .collect::<Vec<_>>()
    };
    assert!(common_report(keys(&year).iter()).is_some());
    assert!(common_report(keys(&year).iter().chain(&keys(&other))).is_none());
    assert!(common_report(std::iter::empty()).is_none());
}

#[test]
fn four_answers_and_missing_cells_are_counted_separately() {
    let catalog = catalog();
    let key = DutyKey {
        rule: "tth-2021/r2".into(),
        office: "tth.syt".into(),
        period: "2023".parse().unwrap(),
    };
    let cells = completeness(&catalog, &key, &[]);
    assert_eq!((cells.total(), cells.missing.len()), (4, 4));
    let answer = |measure: &str, answer: AnswerInput| {
        figure(&catalog, &entry(measure, "tth.syt", "2023", answer))
    };
    let figures = [
        answer("tth-2021/4.1", typed("109")),
        answer("tth-2021/4.2", AnswerInput::NoneOccurred),
        answer("tth-2021/4.3", AnswerInput::NotApplicable),
        figure(
            &catalog,
            &entry("tth-2021/4.4", "tth.syt", "2022", typed("1")),
        ),
    ];
    let cells = completeness(&catalog, &key, &figures);
    assert_eq!(
        (
            cells.with_value,
            cells.none_occurred,
            cells.not_applicable,
            cells.no_data
        ),
        (1, 1, 1, 0)
    );
    let missing: Vec<&str> = cells
        .missing
        .iter()
        .map(|cell| cell.measure.as_str())
        .collect();
    assert_eq!(
        missing,
        ["tth-2021/4.4"],
        "last year's figure is no answer for this year"
    );
    let words = submission::completeness(Lang::Vi, &cells);
    assert_eq!(
        words,
        "4 ô: 1 có số liệu, 1 không phát sinh, 1 không áp dụng, 1 còn thiếu"
    );
    assert_eq!(
        submission::missing_cells(Lang::Vi, &cells.missing),
        "4.4 (năm 2023)"
    );
    let answers = figures
        .iter()
        .cloned()
        .chain([answer("tth-2021/4.4", AnswerInput::NoData)])
        .collect::<Vec<_>>();
    let cells = completeness(&catalog, &key, &answers);
    assert_eq!(
        (cells.no_data, cells.missing.len()),
        (1, 0),
        "\"no data yet\" is an answer"
    );
}

#[test]
fn transferred_report_counts_figures_of_the_predecessor() {
    let catalog = catalog();
    let figures = [figure(
        &catalog,
        &entry("tth-2021/4.1", "tth.syt", "2023", typed("109")),
    )];
    let key = DutyKey {
        rule: "tth-2021/r2".into(),
        office: "hue.syt".into(),
        period: "2023".parse().unwrap(),
    };
    let cells = completeness(&catalog, &key, &figures);
    assert_eq!((cells.with_value, cells.missing.len()), (1, 3));
    let other = DutyKey {
        office: "hue.stp".into(),
        ..key
    };
    assert_eq!(
        completeness(&catalog, &other, &figures).with_value,
        0,
        "another office's figure answers for nothing"
    );
}

#[test]
fn period_is_locked_within_its_plan_and_unlocked_where_locked() {
    let catalog = catalog();
    let plan = catalog.plan(&"tth-2021".into()).unwrap();
    let lock = |period: &str, office: Option<&str>| Lock {
        plan: "tth-2021".into(),
        period: period.parse().unwrap(),
        office: office.map(Into::into),
    };
    let closed = LockRecord {
        item: LockEvent::Locked(lock("2023", None)),
        by: "lan".to_owned(),
        at: DateTime::<Utc>::UNIX_EPOCH,
    };
    let locks = Locks {
        events: vec![closed],
    };
    let outside = Err(LockRefusal::OutsidePlan {
        from: plan.from,
        to: plan.to,
    });
    assert_eq!(
        check_lock(plan, &locks, &lock("2030", None), day("2024-06-05")),
        outside
    );
    assert_eq!(
        check_lock(plan, &locks, &lock("2023-11-30", None), day("2024-06-05")),
        outside,
        "a day is no period"
    );
    assert_eq!(
        check_lock(plan, &locks, &lock("2023", None), day("2024-06-05")),
        Err(LockRefusal::AlreadyLocked)
    );
    assert_eq!(
        check_lock(
            plan,
            &locks,
            &lock("2023", Some("tth.syt")),
            day("2024-06-05")
        ),
        Ok(())
    );
    let open = |period: &str, reason: &str, until: &str| {
        let opening = LockException {
            lock: lock(period, Some("tth.syt")),
            until: day(until),
            reason: reason.to_owned(),
        };
        check_exception(plan, &locks, &opening, day("2024-06-05"))
    };
    assert_eq!(
        open("2024", "sửa", "2024-06-10"),
        Err(LockRefusal::NotLocked)
    );
    assert_eq!(
        open("2023-Q1", " ", "2024-06-10"),
        Err(LockRefusal::MissingReason)
    );
    assert_eq!(
        open("2023-Q1", "sửa", "2024-06-04"),
        Err(LockRefusal::EndsBeforeToday(day("2024-06-04")))
    );
    assert_eq!(open("2023-Q1", "sửa", "2024-06-05"), Ok(()));
}
