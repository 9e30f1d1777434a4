//! Activities, money, inspections, the calendar, and reporting rules with their own reading of days.

use std::collections::BTreeMap;

use tiendo::domain::activity::{ActivityState, activity_state, late_days};
use tiendo::domain::budget::{
    Balance, Spending, SpendingRefusal, SpendingWarning, budget_of, parse_amount, planned_total,
    validate_spending,
};
use tiendo::domain::calendar::{
    CalendarEntry, CalendarEntryKind, CalendarSources, DeadlineKind, entries_between,
};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::{PlanCode, RuleId};
use tiendo::domain::deadline::{
    DeadlineSettings, count_moved_days, expand, is_working_day, last_day_before_rolling,
    rule_last_day,
};
use tiendo::domain::duty::{Duty, DutyEvent, DutyEventKind, DutyStatus, Submission, duty_status};
use tiendo::domain::inspection::{
    self, Inspection, InspectionKind, InspectionRefusal, InspectionState, inspection_state,
    parse_team,
};
use tiendo::domain::number::Number;
use tiendo::domain::plan::{Party, YearlyEvent};
use tiendo::i18n::{Lang, calendar, facts};

use crate::{catalog, day};

fn spending(amount: i64, source: Option<u32>) -> Spending {
    let note = (amount < 0).then(|| "ghi nhầm ngày 01/04".to_owned());
    Spending {
        plan: "kg-2020".into(),
        source,
        activity: None,
        amount,
        on: day("2020-04-01"),
        note,
    }
}

#[test]
fn activities_of_the_annex_have_states_by_their_time_windows() {
    use ActivityState::{Late, NotBegun, Running};
    let catalog = catalog();
    let plan = catalog.plan(&PlanCode::from("kg-2020")).unwrap();
    let states = |on: &str| -> Vec<ActivityState> {
        plan.activities
            .iter()
            .map(|activity| activity_state(activity, None, day(on)))
            .collect()
    };
    assert_eq!(
        states("2020-05-15"),
        [Late, Late, Late, Late, Running, NotBegun, Running]
    );
    let training = &plan.activities[4];
    assert_eq!(
        late_days(training, Some(Number::whole(1)), day("2020-08-12")),
        12,
        "one class of two"
    );
    assert_eq!(
        late_days(training, Some(Number::whole(2)), day("2020-08-12")),
        0
    );
    assert_eq!(
        activity_state(training, Some(Number::whole(2)), day("2020-05-02")),
        ActivityState::Done
    );
}

#[test]
fn total_budget_covers_three_sources_without_amounts() {
    let catalog = catalog();
    let plan = catalog.plan(&PlanCode::from("kg-2020")).unwrap();
    assert_eq!(planned_total(plan), Some(960_000_000));
    let lines = [
        spending(100_000_000, Some(1)),
        spending(50_000_000, None),
        spending(-20_000_000, Some(1)),
    ];
    let sums = budget_of(plan, lines.iter());
    assert_eq!(
        sums.total,
        Balance {
            planned: Some(960_000_000),
            spent: 130_000_000
        }
    );
    assert_eq!(sums.total.remaining(), Some(830_000_000));
    assert_eq!(
        sums.sources[0],
        Balance {
            planned: None,
            spent: 80_000_000
        }
    );
    assert_eq!((sums.sources.len(), sums.without_source), (3, 50_000_000));
    assert_eq!(
        Balance {
            planned: Some(10),
            spent: 12
        }
        .overspent(),
        Some(2)
    );
    assert_eq!(
        Balance {
            planned: Some(10),
            spent: 10
        }
        .overspent(),
        None
    );
}

#[test]
fn spending_is_refused_or_questioned() {
    let catalog = catalog();
    let plan = catalog.plan(&PlanCode::from("kg-2020")).unwrap();
    let before = [
        spending(900_000_000, Some(1)),
        spending(30_000_000, Some(2)),
    ];
    let refused = |changed: &Spending| {
        validate_spending(plan, &before, changed, day("2020-06-01")).unwrap_err()
    };
    assert_eq!(refused(&spending(0, None)), SpendingRefusal::ZeroAmount);
    assert_eq!(
        refused(&spending(5, Some(4))),
        SpendingRefusal::UnknownSource { no: 4, sources: 3 }
    );
    assert_eq!(
        refused(&spending(5, Some(0))),
        SpendingRefusal::UnknownSource { no: 0, sources: 3 }
    );
    assert_eq!(
        refused(&Spending {
            note: None,
            ..spending(-5, Some(1))
        }),
        SpendingRefusal::MissingReason
    );
    assert_eq!(
        refused(&spending(-30_000_001, Some(2))),
        SpendingRefusal::CorrectionTooLarge { spent: 30_000_000 },
        "not below what that source spent, however much the others did"
    );
    let tomorrow = Spending {
        on: day("2020-06-02"),
        ..spending(5, None)
    };
    assert!(matches!(
        refused(&tomorrow),
        SpendingRefusal::InFuture { .. }
    ));
    let row = Spending {
        activity: Some(9),
        ..spending(5, None)
    };
    assert_eq!(
        refused(&row),
        SpendingRefusal::UnknownActivity {
            no: 9,
            activities: 7
        }
    );
    let asked =
        |changed: &Spending| validate_spending(plan, &before, changed, day("2020-06-01")).unwrap();
    assert_eq!(asked(&spending(30_000_000, None)), [], "to the last đồng");
    assert_eq!(
        asked(&spending(30_000_001, None)),
        [SpendingWarning::PlanOverspent { overspent: 1 }]
    );
    assert_eq!(asked(&spending(-30_000_000, Some(2))), []);
}

#[test]
fn overspending_of_a_source_is_questioned_separately() {
    let mut catalog = catalog();
    let plan = catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == "kg-2020")
        .unwrap();
    plan.budget_total = None;
    assert_eq!(
        planned_total(plan),
        None,
        "no sum where an amount is missing"
    );
    for source in &mut plan.budget {
        source.amount = Some(10);
    }
    assert_eq!(planned_total(plan), Some(30));
    let found = validate_spending(plan, &[], &spending(12, Some(3)), day("2020-06-01")).unwrap();
    assert_eq!(
        found,
        [SpendingWarning::SourceOverspent {
            no: 3,
            overspent: 2
        }]
    );
}

#[test]
fn amounts_are_parsed_in_common_notations() {
    for (typed, amount) in [
        ("960.000.000", 960_000_000),
        ("960.000.000 đ", 960_000_000),
        ("500 000 đồng", 500_000),
        ("-1.500đ", -1500),
    ] {
        assert_eq!(parse_amount(typed), Ok(amount), "{typed}");
    }
    assert!(
        parse_amount("1,5").is_err() && parse_amount("1.5").is_err() && parse_amount("").is_err()
    );
}

fn check_inspection_with(
    catalog: &Catalog,
    change: impl Fn(&mut Inspection),
) -> Result<(), InspectionRefusal> {
    let mut changed = Inspection {
        plan: "hh-2023".into(),
        kind: InspectionKind::Periodic,
        from: day("2023-06-05"),
        to: day("2023-06-09"),
        team: parse_team(catalog, &"hh-2023".into(), "Công an huyện; Hội Nông dân ;"),
        inspected: Party::Words("các xã".into()),
        findings: None,
        follow_up: None,
        closed_on: None,
    };
    change(&mut changed);
    inspection::check_inspection(catalog, &changed, day("2023-07-01"))
}

#[test]
fn inspection_needs_team_days_in_its_plan_and_findings_to_be_closed() {
    use InspectionRefusal as R;
    let catalog = catalog();
    assert_eq!(check_inspection_with(&catalog, |_| {}), Ok(()));
    assert_eq!(
        check_inspection_with(&catalog, |one| one.team.clear()),
        Err(R::MissingTeam)
    );
    assert_eq!(
        check_inspection_with(&catalog, |one| one.inspected = Party::Words(" ".into())),
        Err(R::MissingInspected)
    );
    assert_eq!(
        check_inspection_with(&catalog, |one| one.to = day("2023-06-04")),
        Err(R::Reversed)
    );
    let outside = check_inspection_with(&catalog, |one| {
        (one.from, one.to) = (day("2024-01-02"), day("2024-01-03"));
    });
    assert!(matches!(outside, Err(R::OutsidePlan { .. })));
    assert_eq!(
        check_inspection_with(&catalog, |one| one.closed_on = Some(day("2023-06-30"))),
        Err(R::ClosedWithoutFindings)
    );
    let closed = |on: &str| {
        check_inspection_with(&catalog, |one| {
            (one.findings, one.closed_on) = (Some("Đủ".into()), Some(day(on)));
        })
    };
    assert_eq!(closed("2023-06-30"), Ok(()));
    assert!(
        matches!(closed("2023-06-01"), Err(R::InvalidClosingDay { .. }))
            && closed("2023-07-02").is_err()
    );
    let early = check_inspection_with(&catalog, |one| {
        (one.from, one.to, one.findings) =
            (day("2023-08-01"), day("2023-08-02"), Some("Đủ".into()));
    });
    assert!(matches!(early, Err(R::FindingsTooEarly { .. })));
}

#[test]
fn inspection_state_follows_from_days_and_findings() {
    let mut one = Inspection {
        plan: "hh-2023".into(),
        kind: InspectionKind::AdHoc,
        from: day("2023-06-05"),
        to: day("2023-06-09"),
        team: Vec::new(),
        inspected: Party::Words("xã".into()),
        findings: None,
        follow_up: None,
        closed_on: None,
    };
    let state = |one: &Inspection, on: &str| inspection_state(one, day(on));
    assert_eq!(state(&one, "2023-06-04"), InspectionState::Planned);
    assert_eq!(state(&one, "2023-06-09"), InspectionState::Running);
    assert_eq!(state(&one, "2023-06-10"), InspectionState::FindingsMissing);
    one.findings = Some("Thiếu sổ".into());
    assert_eq!(state(&one, "2023-06-10"), InspectionState::FindingsRecorded);
    one.closed_on = Some(day("2023-07-01"));
    assert_eq!(
        state(&one, "2023-06-30"),
        InspectionState::FindingsRecorded,
        "not closed yet on that day"
    );
    assert_eq!(state(&one, "2023-07-01"), InspectionState::Closed);
}

#[test]
fn yearly_event_may_span_new_year_and_leap_days() {
    let event = |from: &str, to: &str| YearlyEvent {
        name: "x".into(),
        from: from.into(),
        to: to.into(),
    };
    assert_eq!(
        event("11-15", "12-15").dates_in_year(2024),
        Some((day("2024-11-15"), day("2024-12-15")))
    );
    assert_eq!(
        event("12-20", "01-10").dates_in_year(2024),
        Some((day("2024-12-20"), day("2025-01-10")))
    );
    assert_eq!(
        event("02-29", "02-29").dates_in_year(2023),
        Some((day("2023-02-28"), day("2023-02-28")))
    );
    assert_eq!(event("02-30", "02-30").dates_in_year(2024), None);
}

/// Calendar entries between two days, with no other events than these.
fn entries_between_days(
    catalog: &Catalog,
    from: &str,
    to: &str,
    events: &[DutyEvent],
) -> Vec<CalendarEntry> {
    let duties: Vec<Duty> = catalog
        .plans
        .iter()
        .flat_map(|plan| {
            plan.rules
                .iter()
                .flat_map(|rule| expand(catalog, plan, rule))
        })
        .collect();
    let today = day("2024-11-20");
    let statuses: Vec<(Duty, DutyStatus)> = duties
        .into_iter()
        .map(|duty| {
            let own: &[DutyEvent] = if duty.key.office.as_str() == "tth.syt" {
                events
            } else {
                &[]
            };
            let status = duty_status(&duty, own, false, today);
            (duty, status)
        })
        .collect();
    let statuses: Vec<(&Duty, &DutyStatus)> = statuses
        .iter()
        .map(|(duty, status)| (duty, status))
        .collect();
    let sources = CalendarSources {
        duties: &statuses,
        activity_progress: &BTreeMap::new(),
        inspections: &[],
    };
    entries_between(catalog, sources, (day(from), day(to)), None, today)
}

#[test]
fn calendar_shows_the_action_month_with_the_deadlines_of_november_and_december() {
    let catalog = catalog();
    let found = entries_between_days(&catalog, "2024-11-01", "2024-12-31", &[]);
    let of = |plan: &str| {
        let month = found.iter().find(
            |one| matches!(&one.kind, CalendarEntryKind::Event { plans, .. } if plans.iter().any(|code| code.as_str() == plan)),
        );
        month.unwrap()
    };
    assert_eq!(
        (of("tth-2021").from, of("tth-2021").to),
        (day("2024-11-15"), day("2024-12-15"))
    );
    let due = |rule: &str| {
        let fits = |one: &&CalendarEntry| matches!(&one.kind, CalendarEntryKind::Due(due) if due.rule.as_str() == rule);
        found.iter().find(fits).unwrap()
    };
    assert_eq!(
        (due("tth-2021/r2").from, due("tth-2021/r3").from),
        (day("2024-11-29"), day("2024-12-09"))
    );
    assert!(
        of("tth-2021").covers(due("tth-2021/r2").from)
            && of("tth-2021").covers(due("tth-2021/r3").from)
    );
    let words = calendar::entry_text(Lang::Vi, &catalog, &due("tth-2021/r3").kind);
    assert!(
        words.contains("1 báo cáo") && words.contains("trước 10/12"),
        "{words}"
    );
    assert!(found.is_sorted_by_key(|one| one.from));
}

#[test]
fn calendar_counts_due_and_received_reports() {
    let catalog = catalog();
    let sent = |kind| DutyEvent {
        on: day("2024-11-18"),
        kind,
        by: "lan".into(),
        at: chrono::DateTime::UNIX_EPOCH,
    };
    let count = |events: &[DutyEvent], on: &str, term: DeadlineKind| {
        let found = entries_between_days(&catalog, on, on, events);
        let due = found.into_iter().find_map(|one| match one.kind {
            CalendarEntryKind::Due(due)
                if due.rule == RuleId::from("tth-2021/r2") && due.deadline_kind == term =>
            {
                Some(due)
            }
            _ => None,
        });
        due.map(|due| (due.total, due.open))
    };
    let (all, open) = count(&[], "2024-11-29", DeadlineKind::Original).unwrap();
    assert!(all > 10 && all == open);
    assert_eq!(
        count(
            &[sent(DutyEventKind::Sent(Submission::default()))],
            "2024-11-29",
            DeadlineKind::Original
        ),
        Some((all, all - 1))
    );
    let longer = sent(DutyEventKind::Extended {
        to: day("2024-12-05"),
        reason: "bão".into(),
    });
    assert_eq!(
        count(
            std::slice::from_ref(&longer),
            "2024-11-29",
            DeadlineKind::Original
        ),
        Some((all - 1, all - 1))
    );
    assert_eq!(
        count(&[longer], "2024-12-05", DeadlineKind::Extended),
        Some((1, 1))
    );
}

#[test]
fn deadline_reading_can_be_set_for_a_rule() {
    let mut catalog = catalog();
    let named = day("2024-06-10");
    let last = |catalog: &Catalog| {
        let (_, rule) = catalog.rule(&RuleId::from("kg-tt-2030/r2")).unwrap();
        rule_last_day(rule, named, catalog.settings, &catalog.holidays)
    };
    assert_eq!(
        last(&catalog),
        day("2024-06-09"),
        "a Sunday, and nothing rolls"
    );
    catalog.settings = DeadlineSettings {
        before_inclusive: false,
        roll_over: true,
    };
    assert_eq!(last(&catalog), day("2024-06-10"));
    let plan = catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == "kg-tt-2030")
        .unwrap();
    let rule = plan.rules.iter_mut().find(|rule| rule.no == "r2").unwrap();
    rule.roll_over = Some(false);
    assert_eq!(
        last(&catalog),
        day("2024-06-09"),
        "the rule's own setting comes before the system's"
    );
    let plan = catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == "kg-tt-2030")
        .unwrap();
    let rule = plan.rules.iter_mut().find(|rule| rule.no == "r2").unwrap();
    (rule.roll_over, rule.before_inclusive) = (None, Some(true));
    let duties = expand(
        &catalog,
        catalog.plan(&"kg-tt-2030".into()).unwrap(),
        catalog.rule(&"kg-tt-2030/r2".into()).unwrap().1,
    );
    assert!(duties.iter().any(|duty| duty.last_day == named));
}

#[test]
fn deadline_text_names_the_holiday_it_moved_from() {
    let mut catalog = catalog();
    catalog.settings.roll_over = true;
    let (plan, rule) = catalog.rule(&RuleId::from("kg-tt-2030/r2")).unwrap();
    let duties = expand(&catalog, plan, rule);
    let duty = duties
        .iter()
        .find(|duty| duty.key.period.to_string() == "2024-H1")
        .unwrap();
    assert_eq!(
        last_day_before_rolling(rule, duty.named_day, catalog.settings, duty.last_day),
        Some(day("2024-06-09"))
    );
    let status = duty_status(duty, &[], false, day("2024-06-06"));
    assert_eq!(
        facts::deadline(Lang::Vi, rule, duty, &status, catalog.settings),
        "Hạn cuối T2 10/06/2024, dời từ CN 09/06 (còn 4 ngày)"
    );
    let duty = duties
        .iter()
        .find(|duty| duty.key.period.to_string() == "2025-H1")
        .unwrap();
    assert_eq!(
        last_day_before_rolling(rule, duty.named_day, catalog.settings, duty.last_day),
        None,
        "a Monday stays"
    );
    assert_eq!(
        count_moved_days(&catalog, catalog.settings, duties.iter()),
        0
    );
    let off = count_moved_days(&catalog, DeadlineSettings::default(), duties.iter());
    assert!(off > 0 && off < duties.len());
}

#[test]
fn swapped_saturdays_are_working_days_and_every_year_has_its_new_year() {
    let catalog = catalog();
    for on in [
        "2019-05-04",
        "2024-05-04",
        "2025-04-26",
        "2026-01-10",
        "2026-08-22",
    ] {
        assert!(is_working_day(day(on), &catalog.holidays), "{on}");
    }
    for on in [
        "2018-02-15",
        "2020-01-24",
        "2021-02-11",
        "2022-02-01",
        "2023-01-20",
        "2024-02-09",
        "2025-01-29",
        "2026-02-17",
    ] {
        assert!(!is_working_day(day(on), &catalog.holidays), "{on}");
    }
    for year in 2018..=2027 {
        let days = catalog
            .holidays
            .iter()
            .filter(|one| one.on.to_string().starts_with(&year.to_string()) && !one.working);
        assert!(
            days.count() >= 10,
            "{year}: the ten days of the law at least"
        );
    }
}
