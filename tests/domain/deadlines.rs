//! Due days, duties, their states, and the four totals.

use chrono::{DateTime, NaiveDate, Utc};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::{OfficeCode, RuleId};
use tiendo::domain::deadline::{DeadlineSettings, covered_period, expand, last_day, named_days};
use tiendo::domain::duty::{
    Duty, DutyEvent, DutyEventKind, DutyState, DutyStatus, ReminderChannel, Submission, Totals,
    duty_status,
};
use tiendo::domain::office::{Office, OfficeKind, Successor};
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plan::{DataPeriod, Party, Recurrence, ReportingRule};
use tiendo::domain::succession::Succession;
use tiendo::i18n::{Lang, facts};

use crate::{catalog, day};

fn duties(catalog: &Catalog, rule: &str) -> Vec<Duty> {
    let (plan, rule) = catalog.rule(&RuleId::from(rule)).unwrap();
    expand(catalog, plan, rule)
}

fn duty(catalog: &Catalog, rule: &str, office: &str, period: &str) -> Duty {
    let period_of_duty = period.parse().unwrap();
    let found = duties(catalog, rule)
        .into_iter()
        .find(|d| d.key.office.as_str() == office && d.key.period == period_of_duty);
    found.unwrap_or_else(|| panic!("{rule} {office} {period}"))
}

fn event(on: &str, kind: DutyEventKind) -> DutyEvent {
    DutyEvent {
        on: day(on),
        kind,
        by: "lan".to_owned(),
        at: DateTime::<Utc>::UNIX_EPOCH,
    }
}

fn sent(on: &str) -> DutyEvent {
    event(on, DutyEventKind::Sent(Submission::default()))
}

fn returned(on: &str, mend_by: &str) -> DutyEvent {
    event(
        on,
        DutyEventKind::Returned {
            reason: "thiếu số".to_owned(),
            resubmit_by: day(mend_by),
        },
    )
}

#[test]
fn before_10_06_2025_has_its_last_day_on_09_06() {
    let settings = DeadlineSettings::default();
    assert_eq!(
        last_day(day("2025-06-10"), true, settings, &[]),
        day("2025-06-09")
    );
    assert_eq!(
        last_day(day("2025-06-10"), false, settings, &[]),
        day("2025-06-10")
    );
    let inclusive = DeadlineSettings {
        before_inclusive: true,
        ..settings
    };
    assert_eq!(
        last_day(day("2025-06-10"), true, inclusive, &[]),
        day("2025-06-10")
    );
}

#[test]
fn last_day_on_a_holiday_rolls_over_only_where_that_is_set() {
    let catalog = catalog();
    let named = day("2024-06-10");
    let rolled = DeadlineSettings {
        roll_over: true,
        ..DeadlineSettings::default()
    };
    assert_eq!(
        last_day(named, true, DeadlineSettings::default(), &catalog.holidays),
        day("2024-06-09"),
        "a Sunday"
    );
    assert_eq!(
        last_day(named, true, rolled, &catalog.holidays),
        day("2024-06-10")
    );
    assert_eq!(
        last_day(day("2025-05-01"), false, rolled, &catalog.holidays),
        day("2025-05-05"),
        "1/5, swapped 2/5"
    );
}

#[test]
fn half_year_rule_has_exactly_nine_due_days() {
    let catalog = catalog();
    let (_, rule) = catalog.rule(&RuleId::from("kg-tt-2030/r2")).unwrap();
    let expected: Vec<NaiveDate> = (2022..=2030)
        .map(|year| NaiveDate::from_ymd_opt(year, 6, 10).unwrap())
        .collect();
    assert_eq!(named_days(rule), expected);
    let periods: std::collections::BTreeSet<String> = duties(&catalog, "kg-tt-2030/r2")
        .iter()
        .map(|d| d.key.period.to_string())
        .collect();
    let expected: std::collections::BTreeSet<String> =
        (2022..=2030).map(|year| format!("{year}-H1")).collect();
    assert_eq!(periods, expected);
}

#[test]
fn report_covers_the_period_that_ends_nearest_to_its_day() {
    use DataPeriod::{Calendar, Decree09};
    let catalog = catalog();
    let (_, rule) = catalog.rule(&RuleId::from("kg-tt-2030/r2")).unwrap();
    for (kind, data, named, period) in [
        (PeriodKind::NineMonths, Calendar, "2025-09-20", "2025-9M"),
        (PeriodKind::NineMonths, Calendar, "2025-10-10", "2025-9M"),
        (PeriodKind::NineMonths, Calendar, "2025-12-31", "2025-9M"),
        (PeriodKind::NineMonths, Calendar, "2026-01-05", "2025-9M"),
        (PeriodKind::NineMonths, Decree09, "2025-09-20", "2025-9M"),
        (PeriodKind::NineMonths, Decree09, "2025-12-20", "2025-9M"),
        (PeriodKind::Year, Calendar, "2025-12-10", "2025"),
        (PeriodKind::Year, Calendar, "2026-01-15", "2025"),
        (PeriodKind::Quarter, Calendar, "2025-10-10", "2025-Q3"),
    ] {
        let rule = ReportingRule {
            data_period: Some(kind),
            ..rule.clone()
        };
        assert_eq!(
            covered_period(&rule, day(named), data),
            period.parse().ok(),
            "{kind:?} {data:?} {named}"
        );
    }
}

#[test]
fn no_two_days_of_a_yearly_rule_cover_the_same_period() {
    let like = catalog()
        .plans
        .into_iter()
        .find_map(|plan| plan.rules.into_iter().next())
        .unwrap();
    let twice = |kind: PeriodKind, data: DataPeriod, first: NaiveDate| {
        let last = first.checked_add_months(chrono::Months::new(9 * 12));
        let (first, data_period, recurrence) = (Some(first), Some(kind), Recurrence::Yearly);
        let rule = ReportingRule {
            data_period,
            first,
            last,
            recurrence,
            ..like.clone()
        };
        let periods: Vec<_> = named_days(&rule)
            .into_iter()
            .filter_map(|on| covered_period(&rule, on, data))
            .collect();
        assert!(periods.len() >= 9, "{rule:?}");
        periods.windows(2).any(|two| two[0] >= two[1])
    };
    for data in [DataPeriod::Calendar, DataPeriod::Decree09] {
        for kind in PeriodKind::ALL {
            for year in ["1900-01-01", "2020-01-01", "2190-01-01"] {
                let found = day(year)
                    .iter_days()
                    .take(365)
                    .find(|first| twice(kind, data, *first));
                assert_eq!(found, None, "{kind:?} {data:?}");
            }
        }
    }
}

#[test]
fn nine_month_reports_due_in_october_are_created() {
    let mut catalog = catalog();
    let plan = catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == "kg-tt-2030")
        .unwrap();
    let rule = plan.rules.iter_mut().find(|rule| rule.no == "r2").unwrap();
    rule.data_period = Some(PeriodKind::NineMonths);
    (rule.first, rule.last) = (Some(day("2023-10-10")), Some(day("2025-10-10")));
    let duty = duty(&catalog, "kg-tt-2030/r2", "kg.syt", "2024-9M");
    assert_eq!(
        (duty.opens_on, duty.last_day),
        (day("2024-01-01"), day("2024-10-09"))
    );
    let periods: std::collections::BTreeSet<String> = duties(&catalog, "kg-tt-2030/r2")
        .iter()
        .map(|d| d.key.period.to_string())
        .collect();
    assert_eq!(
        periods.into_iter().collect::<Vec<_>>(),
        ["2023-9M", "2024-9M", "2025-9M"]
    );
}

#[test]
fn report_is_on_time_on_the_last_day_and_a_day_late_on_the_named_day() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r2", "kg.syt", "2025-H1");
    assert_eq!(duty.last_day, day("2025-06-09"));
    let on_time = duty_status(&duty, &[sent("2025-06-09")], false, day("2025-06-20"));
    assert_eq!((on_time.state, on_time.late_days), (DutyState::Waiting, 0));
    let late = duty_status(&duty, &[sent("2025-06-10")], false, day("2025-06-20"));
    assert_eq!((late.state, late.late_days), (DutyState::Waiting, 1));
}

#[test]
fn nothing_is_overdue_during_its_own_last_day() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r2", "kg.syt", "2022-H1");
    let state = |on: &str| duty_status(&duty, &[], false, day(on));
    assert_eq!(state("2021-12-31").state, DutyState::NotOpen);
    assert_eq!(state("2022-01-01").state, DutyState::WithinDeadline);
    assert_eq!(
        state("2022-06-01").state,
        DutyState::WithinDeadline,
        "8 days left"
    );
    assert_eq!(state("2022-06-02").state, DutyState::DueSoon, "7 days left");
    assert_eq!(state("2022-06-09").state, DutyState::DueSoon, "0 days left");
    assert_eq!(
        (state("2022-06-10").state, state("2022-06-10").late_days),
        (DutyState::Overdue, 1)
    );
}

#[test]
fn deadline_sentence_names_the_resolved_day() {
    let catalog = catalog();
    let (_, rule) = catalog.rule(&RuleId::from("kg-tt-2030/r2")).unwrap();
    let duty = duty(&catalog, "kg-tt-2030/r2", "kg.syt", "2024-H1");
    let status = duty_status(&duty, &[], false, day("2024-06-06"));
    assert_eq!(
        facts::deadline(Lang::Vi, rule, &duty, &status, catalog.settings),
        "Hạn cuối CN 09/06/2024 (còn 3 ngày)"
    );
}

#[test]
fn recipient_of_a_report_never_owes_it_to_itself() {
    let catalog = catalog();
    for (rule, recipient) in [
        ("kg-2020/r1", "kg.sldtbxh"),
        ("kg-tt-2030/r2", "kg.sldtbxh"),
        ("tth-2021/r2", "tth.sldtbxh"),
        ("tth-2021/r2", "tth.ubnd"),
    ] {
        assert!(
            duties(&catalog, rule)
                .iter()
                .all(|d| d.key.office.as_str() != recipient),
            "{rule}"
        );
    }
    let yearly = duties(&catalog, "tth-2021/r3");
    let arisen = yearly
        .iter()
        .filter(|d| d.opens_on == NaiveDate::from_ymd_opt(d.key.period.year(), 1, 1).unwrap());
    let owing: Vec<&str> = arisen.map(|d| d.key.office.as_str()).collect();
    assert_eq!(
        owing,
        [&["tth.sldtbxh"; 4][..], &["hue.sldtbxh"]].concat(),
        "one a year by Sở LĐTBXH, to the ministry"
    );
}

#[test]
fn deadlines_of_each_plan_resolve_to_the_days_of_its_document() {
    let catalog = catalog();
    let days = |rule: &str| {
        let (_, rule) = catalog.rule(&RuleId::from(rule)).unwrap();
        let days = named_days(rule);
        (days.first().copied(), days.last().copied(), days.len())
    };
    assert_eq!(
        days("kg-2020/r1"),
        (Some(day("2020-12-10")), Some(day("2020-12-10")), 1)
    );
    assert_eq!(
        days("tth-2021/r1"),
        (Some(day("2021-06-25")), Some(day("2021-06-25")), 1)
    );
    assert_eq!(
        days("tth-2021/r2"),
        (Some(day("2021-11-30")), Some(day("2025-11-30")), 5)
    );
    assert_eq!(
        days("tth-2021/r3"),
        (Some(day("2021-12-10")), Some(day("2025-12-10")), 5)
    );
    assert_eq!(
        days("kg-tt-2030/r1"),
        (Some(day("2022-01-15")), Some(day("2022-01-15")), 1)
    );
    assert_eq!(
        days("kg-tt-2030/r3"),
        (Some(day("2022-12-10")), Some(day("2030-12-10")), 9)
    );
    assert_eq!(
        days("tth-2021/u1").2,
        0,
        "a rule without a day is kept, not guessed"
    );
}

#[test]
fn returned_until_the_resubmission_deadline_then_overdue_again() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r3", "angiang.syt", "2025");
    let events = [sent("2025-12-08"), returned("2026-05-10", "2026-05-20")];
    let state = |on: &str| duty_status(&duty, &events, false, day(on));
    assert_eq!(state("2026-05-09").state, DutyState::Waiting);
    assert_eq!(
        (state("2026-05-20").state, state("2026-05-20").resubmit_by),
        (DutyState::Returned, Some(day("2026-05-20")))
    );
    assert_eq!(
        (state("2026-06-05").state, state("2026-06-05").late_days),
        (DutyState::Overdue, 16)
    );
}

#[test]
fn first_submission_decides_unless_the_resubmission_deadline_passed() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r3", "angiang.syt", "2025");
    let mended = |again: &str| {
        let events = [
            sent("2025-12-08"),
            returned("2025-12-15", "2025-12-20"),
            sent(again),
        ];
        duty_status(&duty, &events, false, day("2026-01-31")).late_days
    };
    assert_eq!(mended("2025-12-20"), 0);
    assert_eq!(mended("2025-12-23"), 3);
}

#[test]
fn lateness_counts_from_the_extended_day() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r3", "angiang.syt", "2025");
    let extended = event(
        "2025-12-05",
        DutyEventKind::Extended {
            to: day("2025-12-19"),
            reason: "lũ".to_owned(),
        },
    );
    let state = |events: &[DutyEvent], on: &str| duty_status(&duty, events, false, day(on));
    let open = std::slice::from_ref(&extended);
    assert_eq!(state(open, "2025-12-10").state, DutyState::WithinDeadline);
    assert_eq!(state(open, "2025-12-22").late_days, 3);
    assert_eq!(
        state(&[extended, sent("2025-12-19")], "2026-01-01").late_days,
        0
    );
}

#[test]
fn sent_report_is_final_for_an_external_recipient() {
    let catalog = catalog();
    let duty = duty(&catalog, "tth-2021/r3", "tth.sldtbxh", "2023");
    assert_eq!(
        duty_status(&duty, &[sent("2023-12-09")], true, day("2024-01-01")).state,
        DutyState::Accepted
    );
}

#[test]
fn four_totals_give_98_63_per_cent() {
    let totals = Totals {
        done_on_time: 14_068,
        done_late: 1_983,
        open_within_deadline: 5_640,
        open_overdue: 223,
    };
    assert_eq!(totals.rate(), Some(9863));
    assert_eq!(Totals::default().rate(), None);
}

#[test]
fn not_open_exempt_and_untracked_duties_are_in_no_total() {
    let status = |state, exempted| DutyStatus {
        state,
        late_days: 0,
        days_left: 0,
        deadline: day("2025-01-01"),
        sent_on: None,
        accepted_on: None,
        extended_to: None,
        resubmit_by: None,
        exempted,
        reminders: 0,
        reminded_on: None,
    };
    let mut totals = Totals::default();
    totals.count(true, &status(DutyState::NotOpen, false));
    totals.count(true, &status(DutyState::Overdue, true));
    totals.count(false, &status(DutyState::Overdue, false));
    assert_eq!(totals, Totals::default());
    totals.count(true, &status(DutyState::Returned, false));
    assert_eq!(totals.open_within_deadline, 1);
}

#[test]
fn plan_imported_midway_is_tracked_from_that_day() {
    let mut catalog = catalog();
    let plan = catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == "kg-tt-2030")
        .unwrap();
    plan.tracked_from = Some(day("2024-01-01"));
    let duties = duties(&catalog, "kg-tt-2030/r2");
    let untracked = duties
        .iter()
        .filter(|d| !d.tracked)
        .map(|d| d.key.period.year())
        .max();
    assert_eq!(untracked, Some(2023));
    assert!(
        duties
            .iter()
            .filter(|d| d.key.period.year() >= 2024)
            .all(|d| d.tracked)
    );
}

#[test]
fn office_that_ended_is_replaced_by_its_named_successors_with_their_origin() {
    let mut catalog = catalog();
    let old = OfficeCode::from("kg.sldtbxh-x");
    let office = |code: &str, to: Option<NaiveDate>, next: &[&str]| Office {
        code: OfficeCode::from(code),
        name: code.to_owned(),
        kind: OfficeKind::Department,
        parent: None,
        from: None,
        to,
        aliases: Vec::new(),
        contact: None,
        successors: next
            .iter()
            .map(|n| Successor {
                office: OfficeCode::from(*n),
                on: day("2025-03-01"),
            })
            .collect(),
    };
    let ended = office(
        "kg.sldtbxh-x",
        Some(day("2025-02-28")),
        &["kg.sct", "kg.syt"],
    );
    catalog.offices.insert(old.clone(), ended);
    let traced = |on| -> Vec<(OfficeCode, Vec<OfficeCode>)> {
        Succession::new(&catalog.offices)
            .trace_holders_on([&old], day(on))
            .into_iter()
            .map(|holder| {
                let predecessors = holder.predecessors.into_iter();
                (holder.office, predecessors.map(|one| one.office).collect())
            })
            .collect()
    };
    assert_eq!(traced("2025-02-28"), [(old.clone(), vec![])]);
    let expected = ["kg.sct", "kg.syt"].map(|code| (OfficeCode::from(code), vec![old.clone()]));
    assert_eq!(traced("2025-03-01"), expected);
    let plan = catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == "kg-tt-2030")
        .unwrap();
    let rule = plan.rules.iter_mut().find(|rule| rule.no == "r3").unwrap();
    rule.who = vec![Party::Office(old.clone())];
    let duties = duties(&catalog, "kg-tt-2030/r3");
    let of = |year: i32| {
        duties
            .iter()
            .filter(|d| d.key.period.year() == year)
            .map(|d| d.key.office.as_str())
            .collect::<Vec<_>>()
    };
    // A duty is created on the first day of its data period and is transferred whenever its office ends.
    assert_eq!(
        of(2025),
        [
            old.as_str(),
            "kg.sct",
            "kg.syt",
            "angiang.sct",
            "angiang.syt"
        ]
    );
    assert_eq!(of(2026), ["angiang.sct", "angiang.syt"]);
}

#[test]
fn reminder_is_recorded_and_changes_no_state() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r3", "angiang.syt", "2025");
    let reminded = |on| {
        event(
            on,
            DutyEventKind::Reminded {
                channel: ReminderChannel::Phone,
                note: None,
            },
        )
    };
    let events = [reminded("2025-12-15"), reminded("2026-01-05")];
    let status = duty_status(&duty, &events, false, day("2026-01-05"));
    assert_eq!((status.state, status.late_days), (DutyState::Overdue, 27));
    assert_eq!(
        (status.reminders, status.reminded_on),
        (2, Some(day("2026-01-05")))
    );
    assert_eq!(
        duty_status(&duty, &events, false, day("2026-01-04")).reminders,
        1
    );
}
