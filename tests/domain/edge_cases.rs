//! Edge cases: decree 09/2019/NĐ-CP, sums, quotas, series with owners, successors, and events after a return.

use chrono::{DateTime, NaiveDate, Utc};
use tiendo::domain::assessment::{MeasureStatus, Reason, is_overridden};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::code::{MeasureId, OfficeCode, RuleId};
use tiendo::domain::completeness::completeness;
use tiendo::domain::deadline::{covered_period, expand, named_days};
use tiendo::domain::duty::{
    Duty, DutyEvent, DutyEventKind, DutyKey, DutyState, Submission, Totals, duty_status,
};
use tiendo::domain::entry::{AnswerInput, EntryRefusal, validate_entry};
use tiendo::domain::figure::{Figure, MilestoneState, Quality};
use tiendo::domain::number::format_decimal;
use tiendo::domain::office::{Office, OfficeKind, Successor};
use tiendo::domain::period::Period;
use tiendo::domain::plan::{DataPeriod, Measure, Owner, Plan, ReportingRule};
use tiendo::domain::plausibility::{EntryWarning, entry_warnings};
use tiendo::i18n::{Lang, facts};

use crate::{assess_on, catalog, day, entry, figure, figures, finish_later, sentence, typed};

fn plan_mut<'a>(catalog: &'a mut Catalog, code: &str) -> &'a mut Plan {
    catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == code)
        .unwrap()
}

fn measure_mut<'a>(catalog: &'a mut Catalog, id: &str) -> &'a mut Measure {
    let id = MeasureId::from(id);
    let plan = plan_mut(catalog, id.plan().as_str());
    let place = plan.measures().position(|(own, ..)| own == id).unwrap();
    plan.targets
        .iter_mut()
        .flat_map(|target| &mut target.measures)
        .nth(place)
        .unwrap()
}

/// Ends an office on a day and gives it one successor from the next day.
fn succeed(catalog: &mut Catalog, old: &str, last: &str, new: &str) {
    let on = day(last).succ_opt().unwrap();
    let mut next = catalog.offices[&OfficeCode::from(old)].clone();
    (next.code, next.from, next.name) = (
        OfficeCode::from(new),
        Some(on),
        format!("{} mới", next.name),
    );
    (next.aliases, next.kind, next.successors) = (Vec::new(), OfficeKind::Department, Vec::new());
    catalog.offices.insert(next.code.clone(), next);
    let ended: &mut Office = catalog.offices.get_mut(&OfficeCode::from(old)).unwrap();
    ended.to = Some(day(last));
    ended.successors = vec![Successor {
        office: OfficeCode::from(new),
        on,
    }];
}

fn rule(catalog: &Catalog, id: &str) -> ReportingRule {
    catalog.rule(&RuleId::from(id)).unwrap().1.clone()
}

fn duty(catalog: &Catalog, id: &str, office: &str, period: &str) -> Duty {
    let (plan, rule) = catalog.rule(&RuleId::from(id)).unwrap();
    let period_of_duty = period.parse().unwrap();
    let mut all = expand(catalog, plan, rule).into_iter();
    all.find(|duty| duty.key.office.as_str() == office && duty.key.period == period_of_duty)
        .unwrap()
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

fn extended(on: &str, to: &str) -> DutyEvent {
    event(
        on,
        DutyEventKind::Extended {
            to: day(to),
            reason: "bão".to_owned(),
        },
    )
}

// Data periods of decree 09/2019/NĐ-CP.

#[test]
fn under_decree_09_data_close_on_the_14th_and_earlier_figures_are_estimates() {
    let mut catalog = catalog();
    plan_mut(&mut catalog, "tth-2021").data_period = DataPeriod::Decree09;
    let typed = entry("tth-2021/4.3", "tth.syt", "2023", typed("20"));
    let quality = |today: &str| {
        validate_entry(&catalog, &typed, day(today))
            .unwrap()
            .quality
    };
    assert_eq!(quality("2023-12-13"), Quality::Estimate);
    assert_eq!(quality("2023-12-14"), Quality::Official);
    // A figure counts from the day on which its period ends.
    let rows = [figure(&catalog, &typed)];
    assert_eq!(
        assess_on(&catalog, "tth-2021/4.3", &rows, "2023-12-13").status,
        MeasureStatus::NoData
    );
    assert_eq!(
        assess_on(&catalog, "tth-2021/4.3", &rows, "2023-12-14")
            .figure
            .unwrap()
            .period
            .to_string(),
        "2023"
    );
}

#[test]
fn under_decree_09_a_duty_is_created_on_15_12_for_the_year_that_ends_on_14_12() {
    let mut catalog = catalog();
    plan_mut(&mut catalog, "kg-tt-2030").data_period = DataPeriod::Decree09;
    let yearly = duty(&catalog, "kg-tt-2030/r3", "kg.syt", "2025");
    assert_eq!(
        (yearly.opens_on, yearly.last_day),
        (day("2024-12-15"), day("2025-12-09"))
    );
    let half = duty(&catalog, "kg-tt-2030/r2", "kg.syt", "2025-H1");
    assert_eq!(
        (half.opens_on, half.named_day),
        (day("2024-12-15"), day("2025-06-10"))
    );
    // Due after the closing day, the report still covers the year that has just closed.
    let mut late = rule(&catalog, "kg-tt-2030/r3");
    (late.first, late.last) = (Some(day("2025-12-20")), Some(day("2025-12-20")));
    let covered = covered_period(&late, day("2025-12-20"), DataPeriod::Decree09).unwrap();
    assert_eq!(covered.to_string(), "2025");
}

// Days given by name.

#[test]
fn yearly_rule_due_in_january_covers_the_year_before() {
    let catalog = catalog();
    let mut january = rule(&catalog, "kg-tt-2030/r3");
    (january.first, january.last) = (Some(day("2023-01-15")), Some(day("2025-01-15")));
    let covered: Vec<String> = named_days(&january)
        .into_iter()
        .map(|named| {
            covered_period(&january, named, DataPeriod::Calendar)
                .unwrap()
                .to_string()
        })
        .collect();
    assert_eq!(covered, ["2022", "2023", "2024"]);
}

#[test]
fn yearly_rule_named_on_29_february_falls_on_the_28th_in_common_years() {
    let catalog = catalog();
    let mut leap = rule(&catalog, "kg-tt-2030/r3");
    (leap.first, leap.last) = (Some(day("2024-02-29")), Some(day("2028-02-29")));
    let expected = [
        "2024-02-29",
        "2025-02-28",
        "2026-02-28",
        "2027-02-28",
        "2028-02-29",
    ]
    .map(day);
    assert_eq!(named_days(&leap), expected);
}

#[test]
fn by_a_day_includes_that_day_also_in_its_sentence() {
    let mut catalog = catalog();
    let rule = plan_mut(&mut catalog, "kg-tt-2030")
        .rules
        .iter_mut()
        .find(|rule| rule.no == "r2")
        .unwrap();
    (rule.excludes_named_day, rule.wording) = (false, "chậm nhất ngày 10/6".to_owned());
    let duty = duty(&catalog, "kg-tt-2030/r2", "kg.syt", "2024-H1");
    assert_eq!(duty.last_day, day("2024-06-10"));
    assert_eq!(
        duty_status(&duty, &[sent("2024-06-10")], false, day("2024-07-01")).late_days,
        0
    );
    assert_eq!(
        duty_status(&duty, &[], false, day("2024-06-11")).late_days,
        1
    );
    let (_, rule) = catalog.rule(&RuleId::from("kg-tt-2030/r2")).unwrap();
    let status = duty_status(&duty, &[], false, day("2024-06-06"));
    let text = facts::deadline(Lang::Vi, rule, &duty, &status, catalog.settings);
    assert!(
        !text.contains("trước") && text.contains("10/06") && text.contains("còn 4 ngày"),
        "{text}"
    );
}

// Duties: extension, return, resubmission.

#[test]
fn report_sent_within_extension_and_returned_is_late_by_resubmission_only() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r3", "kg.syt", "2024");
    let mut events = vec![
        extended("2024-12-05", "2024-12-20"),
        sent("2024-12-18"),
        returned("2024-12-22", "2025-01-05"),
    ];
    let state = |events: &[DutyEvent], on: &str| duty_status(&duty, events, false, day(on));
    assert_eq!(
        state(&events, "2024-12-19").late_days,
        0,
        "in its extended term"
    );
    assert_eq!(state(&events, "2025-01-05").state, DutyState::Returned);
    assert_eq!(
        (
            state(&events, "2025-01-08").state,
            state(&events, "2025-01-08").late_days
        ),
        (DutyState::Overdue, 3)
    );
    events.push(sent("2025-01-09"));
    let mended = state(&events, "2025-02-01");
    assert_eq!((mended.state, mended.late_days), (DutyState::Waiting, 4));
    assert_eq!(
        (mended.sent_on, mended.resubmit_by),
        (Some(day("2024-12-18")), None),
        "the first arrival stays"
    );
}

#[test]
fn late_resubmission_stays_late_after_a_second_one_in_time() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r3", "kg.syt", "2024");
    let events = [
        sent("2024-12-08"),
        returned("2024-12-12", "2024-12-16"),
        sent("2024-12-18"),
        returned("2024-12-20", "2024-12-30"),
        sent("2024-12-29"),
        event("2024-12-31", DutyEventKind::Accepted),
    ];
    let status = duty_status(&duty, &events, false, day("2025-02-01"));
    assert_eq!((status.state, status.late_days), (DutyState::Accepted, 2));
    // A report that was first sent late stays late after a resubmission in time.
    let late = [
        sent("2024-12-14"),
        returned("2024-12-16", "2024-12-20"),
        sent("2024-12-19"),
    ];
    assert_eq!(
        duty_status(&duty, &late, false, day("2025-02-01")).late_days,
        5
    );
}

#[test]
fn extension_of_a_returned_report_moves_the_resubmission_deadline() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r3", "kg.syt", "2024");
    let mut events = vec![
        sent("2024-12-08"),
        returned("2024-12-12", "2024-12-16"),
        extended("2024-12-15", "2024-12-20"),
    ];
    assert_eq!(
        duty_status(&duty, &events, false, day("2024-12-19")).state,
        DutyState::Returned
    );
    events.push(sent("2024-12-20"));
    assert_eq!(
        duty_status(&duty, &events, false, day("2025-01-01")).late_days,
        0
    );
}

#[test]
fn status_before_an_event_ignores_it() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r3", "kg.syt", "2024");
    let events = [
        sent("2024-12-08"),
        event("2024-12-15", DutyEventKind::Accepted),
    ];
    let state = |on: &str| duty_status(&duty, &events, false, day(on));
    assert_eq!(
        (state("2024-12-07").state, state("2024-12-07").sent_on),
        (DutyState::DueSoon, None)
    );
    assert_eq!(
        (state("2024-12-14").state, state("2024-12-14").accepted_on),
        (DutyState::Waiting, None)
    );
    assert_eq!(state("2024-12-15").state, DutyState::Accepted);
}

#[test]
fn exempt_duty_is_in_no_total_from_the_day_of_exemption() {
    let catalog = catalog();
    let duty = duty(&catalog, "kg-tt-2030/r3", "kg.syt", "2024");
    let events = [event(
        "2025-01-10",
        DutyEventKind::Exempted {
            reason: "sáp nhập".to_owned(),
        },
    )];
    let overdue = |on: &str| {
        let mut totals = Totals::default();
        totals.count(duty.tracked, &duty_status(&duty, &events, false, day(on)));
        totals.open_overdue
    };
    assert_eq!((overdue("2025-01-09"), overdue("2025-01-10")), (1, 0));
}

// Answers other than a number.

#[test]
fn none_occurred_adds_nothing_and_is_an_answer() {
    let catalog = catalog();
    let id = "kg-tt-2030/1";
    let offices = catalog.members(&"kg.co-quan-dia-phuong".into(), day("2024-12-31"));
    let answered = |first: AnswerInput| -> Vec<Figure> {
        let typed = |i: usize| if i == 0 { first.clone() } else { typed("2") };
        offices
            .iter()
            .enumerate()
            .map(|(i, o)| figure(&catalog, &entry(id, o.as_str(), "2024", typed(i))))
            .collect()
    };
    let none = assess_on(
        &catalog,
        id,
        &answered(AnswerInput::NoneOccurred),
        "2025-01-05",
    );
    let count = none.coverage.unwrap();
    assert_eq!(
        (none.status, count.below.len(), count.missing.len()),
        (MeasureStatus::NotReached, 1, 0)
    );
    let unknown = assess_on(&catalog, id, &answered(AnswerInput::NoData), "2025-01-05")
        .coverage
        .unwrap();
    assert_eq!(
        (unknown.below.len(), unknown.missing.len()),
        (0, 1),
        "no data yet is missing, not 0"
    );
    let apart = assess_on(
        &catalog,
        id,
        &answered(AnswerInput::NotApplicable),
        "2025-01-05",
    );
    let count = apart.coverage.unwrap();
    assert_eq!(
        (apart.status, count.of),
        (MeasureStatus::Met, offices.len() as u64 - 1),
        "not applicable is not counted"
    );
}

#[test]
fn none_occurred_counts_as_zero_in_a_sum_over_years() {
    let catalog = catalog();
    let id = "kg-tt-2030/4";
    let districts = catalog.members(&"kg.cap-huyen".into(), day("2024-12-31"));
    let mut rows = Vec::new();
    for district in &districts {
        rows.push(figure(
            &catalog,
            &entry(id, district.as_str(), "2023", typed("1")),
        ));
        rows.push(figure(
            &catalog,
            &entry(id, district.as_str(), "2024", AnswerInput::NoneOccurred),
        ));
    }
    let assessment = assess_on(&catalog, id, &rows, "2025-01-05");
    let count = assessment.coverage.unwrap();
    assert_eq!(
        (assessment.status, count.met),
        (MeasureStatus::Met, districts.len() as u64)
    );
}

#[test]
fn newer_none_occurred_is_the_newest_answer() {
    let catalog = catalog();
    let id = "tth-2021/3.3";
    let mut rows = figures(&catalog, &[(id, "tth.sldtbxh", "2022", "90")]);
    rows.push(figure(
        &catalog,
        &entry(id, "tth.sldtbxh", "2023", AnswerInput::NoneOccurred),
    ));
    let assessment = assess_on(&catalog, id, &rows, "2024-02-01");
    assert_eq!(
        (assessment.status, assessment.reason),
        (MeasureStatus::NoData, Some(Reason::NoneOccurred))
    );
}

#[test]
fn none_occurred_of_one_owner_leaves_the_figure_of_the_other() {
    let catalog = catalog();
    let id = "tth-2021/3.2a";
    let mut rows = figures(&catalog, &[(id, "tth.sldtbxh", "2025", "45/50")]);
    rows.push(figure(
        &catalog,
        &entry(id, "tth.svhtt", "2025", AnswerInput::NoneOccurred),
    ));
    let assessment = assess_on(&catalog, id, &rows, "2026-01-01");
    assert_eq!(assessment.figure.unwrap().value, Some(90.into()));
    assert!(assessment.missing_owners.is_empty());
}

#[test]
fn estimate_is_not_used_as_baseline() {
    let catalog = catalog();
    let id = "tth-2021/2.2";
    let mut rows = figures(
        &catalog,
        &[
            (id, "tth.sldtbxh", "2021", "50"),
            (id, "tth.sldtbxh", "2022", "36"),
            (id, "tth.sldtbxh", "2023", "33"),
        ],
    );
    rows[0].quality = Quality::Estimate;
    let start = assess_on(&catalog, id, &rows, "2024-02-01").start.unwrap();
    assert_eq!(
        (start.value, start.on, start.derived),
        (36.into(), day("2022-12-31"), true)
    );
    rows.truncate(1);
    let alone = assess_on(&catalog, id, &rows, "2022-02-01");
    assert_eq!(
        (alone.status, alone.reason),
        (MeasureStatus::NotAssessed, Some(Reason::NoBaseline))
    );
    // The comparator needs no trajectory.
    rows[0] = figure(&catalog, &entry(id, "tth.sldtbxh", "2021", typed("29,9")));
    rows[0].quality = Quality::Estimate;
    assert_eq!(
        assess_on(&catalog, id, &rows, "2022-02-01").status,
        MeasureStatus::Met
    );
}

#[test]
fn each_series_adds_its_own_owners_and_starts_from_its_own_figure() {
    let mut catalog = catalog();
    let id = "tth-2021/5.2a";
    let second = Owner {
        office: "tth.sldtbxh".into(),
        ..measure_mut(&mut catalog, id).owners[0].clone()
    };
    measure_mut(&mut catalog, id).owners.push(second);
    let of = |office: &str, series: &str, year: &str, value: &str| {
        let mut entry = entry(id, office, year, typed(value));
        entry.series = Some(series.to_owned());
        figure(&catalog, &entry)
    };
    let mut rows = Vec::new();
    for (series, year, first, other) in [
        ("boys", "2021", "80/100", "60/100"),
        ("boys", "2023", "90/100", "80/100"),
        ("girls", "2021", "85/100", "85/100"),
        ("girls", "2023", "86/100", "86/100"),
    ] {
        rows.push(of("tth.sgddt", series, year, first));
        rows.push(of("tth.sldtbxh", series, year, other));
    }
    // Boys rose from 70 to 85, above their trajectory to 90; girls from 85 to 86, below theirs: the worse series
    // decides.
    let assessment = assess_on(&catalog, id, &rows, "2024-02-01");
    assert_eq!(
        (assessment.status, assessment.series.as_deref()),
        (MeasureStatus::Behind, Some("girls"))
    );
    assert_eq!(assessment.start.unwrap().value, 85.into());
    // Half of one series is missing: no data, which is worse than on track, and the office is named.
    let half: Vec<Figure> = rows[..7].to_vec();
    let assessment = assess_on(&catalog, id, &half, "2024-02-01");
    assert_eq!(
        (assessment.status, assessment.series.as_deref()),
        (MeasureStatus::NoData, Some("girls"))
    );
    assert_eq!(assessment.missing_owners, [OfficeCode::from("tth.sldtbxh")]);
}

#[test]
fn milestone_without_answer_is_no_data_and_in_progress_after_its_day_is_missed() {
    let catalog = catalog();
    let id = "tth-2021/5.1";
    assert_eq!(
        assess_on(&catalog, id, &[], "2026-06-01").status,
        MeasureStatus::NoData
    );
    let begun = figure(
        &catalog,
        &entry(
            id,
            "tth.sgddt",
            "2025",
            AnswerInput::Milestone(MilestoneState::InProgress),
        ),
    );
    let assessment = assess_on(&catalog, id, &[begun], "2026-06-01");
    assert_eq!(assessment.status, MeasureStatus::Missed);
    assert!(sentence(&catalog, id, &assessment, Lang::Vi).starts_with("Không đạt: "));
}

// Offices that ended.

#[test]
fn figure_of_a_successor_for_an_old_period_counts_in_older_files() {
    let mut catalog = catalog();
    succeed(&mut catalog, "hh.pldtbxh", "2025-02-28", "hh.pnv");
    // S3 ended in 2023, before the successor existed.
    let refused = finish_later(
        &catalog,
        &entry("hh-2023/3a", "hh.pnv", "2023", typed("50")),
    );
    assert!(
        matches!(refused, Err(EntryRefusal::AnsweredByOther { by, .. }) if by == ["hh.pldtbxh".into()])
    );
    let mut rows = figures(&catalog, &[("hh-2023/3a", "hh.pldtbxh", "2023", "50")]);
    rows[0].cell.office = "hh.pnv".into();
    assert_eq!(
        assess_on(&catalog, "hh-2023/3a", &rows, "2026-06-05").status,
        MeasureStatus::Met
    );
}

#[test]
fn cell_belongs_to_the_holder_on_the_last_day_of_its_period() {
    let catalog = catalog();
    let refused = |measure: &str, office: &str, period: &str| match finish_later(
        &catalog,
        &entry(measure, office, period, typed("3")),
    ) {
        Err(EntryRefusal::AnsweredByOther { office: of, on, by }) => {
            assert_eq!(
                (of.as_str(), on),
                (
                    office,
                    period
                        .parse::<Period>()
                        .unwrap()
                        .last_day(DataPeriod::Calendar)
                )
            );
            by.iter().map(ToString::to_string).collect()
        }
        Ok(_) => Vec::new(),
        other => panic!("{measure} {office} {period}: {other:?}"),
    };
    let none = [""; 0];
    // The Sở Y tế of the province ended with 2024; that of the city continues.
    assert_eq!(refused("tth-2021/4.2", "tth.syt", "2024"), none);
    assert_eq!(refused("tth-2021/4.2", "tth.syt", "2025"), ["hue.syt"]);
    assert_eq!(refused("tth-2021/4.2", "hue.syt", "2024"), ["tth.syt"]);
    assert_eq!(refused("tth-2021/4.2", "hue.syt", "2025"), none);
    // The districts ended on 30/06/2025: that quarter belongs to them, the year to their communes.
    assert_eq!(refused("kg-tt-2030/5", "kg.thu-ba", "2025-Q2"), none);
    assert_eq!(
        refused("kg-tt-2030/5", "angiang.an-bien", "2025-Q2"),
        ["kg.thu-ba"]
    );
    for year in ["2025", "2026"] {
        assert!(
            refused("kg-tt-2030/1", "kg.an-bien", year).contains(&"angiang.an-bien".to_owned())
        );
        assert_eq!(refused("kg-tt-2030/1", "angiang.an-bien", year), none);
    }
}

#[test]
fn cell_with_two_figures_counts_once_for_the_responsible_office() {
    let catalog = catalog();
    let mut rows = figures(
        &catalog,
        &[
            ("tth-2021/4.2", "tth.syt", "2024", "14"),
            ("tth-2021/4.2", "tth.syt", "2024", "20"),
        ],
    );
    rows[1].cell.office = "hue.syt".into();
    let (plan, _, measure) = catalog.measure(&"tth-2021/4.2".into()).unwrap();
    let overridden = |place: usize, rows: &[Figure]| {
        is_overridden(
            &catalog,
            (plan, measure),
            &rows[place],
            &rows.iter().collect::<Vec<_>>(),
        )
    };
    assert_eq!([overridden(0, &rows), overridden(1, &rows)], [false, true]);
    for rows in [rows.clone(), rows.iter().rev().cloned().collect()] {
        assert_eq!(
            assess_on(&catalog, "tth-2021/4.2", &rows, "2025-02-01")
                .figure
                .unwrap()
                .value,
            Some(14.into())
        );
    }
    // An estimate does not replace an official figure.
    rows[0].quality = Quality::Estimate;
    assert!(!overridden(1, &rows));
    assert_eq!(
        assess_on(&catalog, "tth-2021/4.2", &rows, "2025-02-01")
            .figure
            .unwrap()
            .value,
        Some(20.into())
    );
}

#[test]
fn transferred_report_includes_cells_of_the_office_responsible_then() {
    let catalog = catalog();
    let key = DutyKey {
        rule: "kg-tt-2030/r2".into(),
        office: "angiang.an-bien".into(),
        period: "2025-H1".parse().unwrap(),
    };
    let missing = |figures: &[Figure]| {
        let cells = completeness(&catalog, &key, figures);
        (
            cells.with_value,
            cells
                .missing
                .iter()
                .map(|cell| format!("{} {}", cell.measure, cell.period))
                .collect::<Vec<_>>(),
        )
    };
    assert_eq!(
        missing(&[]),
        (
            0,
            vec![
                "kg-tt-2030/5 2025-Q1".to_owned(),
                "kg-tt-2030/5 2025-Q2".to_owned()
            ]
        )
    );
    let rows = figures(&catalog, &[("kg-tt-2030/5", "kg.thu-ba", "2025-Q2", "4")]);
    assert_eq!(missing(&rows), (1, vec!["kg-tt-2030/5 2025-Q1".to_owned()]));
}

#[test]
fn successor_of_a_quotas_owner_enters_numerator_and_denominator() {
    let mut catalog = catalog();
    succeed(&mut catalog, "tth.stttt", "2025-02-28", "tth.skhcn-moi");
    let both = AnswerInput::Coverage("140".into(), "141".into());
    let rows = [figure(
        &catalog,
        &entry("tth-2021/6.3", "tth.skhcn-moi", "2025-Q1", both),
    )];
    let assessment = assess_on(&catalog, "tth-2021/6.3", &rows, "2025-04-05");
    assert_eq!(
        (assessment.status, assessment.reason),
        (MeasureStatus::NotReached, None)
    );
    assert_eq!(
        format_decimal(&assessment.figure.unwrap().value.unwrap(), 2),
        "99.29"
    );
}

#[test]
fn dated_owners_are_responsible_for_their_own_years() {
    let mut catalog = catalog();
    let id = "tth-2021/4.3";
    let owners = &mut measure_mut(&mut catalog, id).owners;
    let next = Owner {
        office: "tth.stc".into(),
        from: Some(day("2024-01-01")),
        ..owners[0].clone()
    };
    owners[0].to = Some(day("2023-12-31"));
    owners.push(next);
    let refused = |office: &str, year: &str| {
        finish_later(&catalog, &entry(id, office, year, typed("20"))).is_err()
    };
    assert_eq!(
        [refused("tth.syt", "2023"), refused("tth.stc", "2023")],
        [false, true]
    );
    assert_eq!(
        [refused("tth.syt", "2024"), refused("tth.stc", "2024")],
        [true, false]
    );
    let rows = figures(
        &catalog,
        &[(id, "tth.syt", "2023", "20"), (id, "tth.stc", "2024", "19")],
    );
    assert_eq!(
        assess_on(&catalog, id, &rows, "2025-01-05")
            .figure
            .unwrap()
            .value,
        Some(19.into())
    );
    assert_eq!(
        assess_on(&catalog, id, &rows, "2024-06-05")
            .figure
            .unwrap()
            .value,
        Some(20.into())
    );
}

// Periods and questions.

#[test]
fn period_that_ends_after_a_longer_one_lacks_its_figure() {
    let mut catalog = catalog();
    let id = "tth-2021/4.3";
    measure_mut(&mut catalog, id).frequency = tiendo::domain::period::PeriodKind::HalfYear;
    // Nine months end within the second half-year, which then has no figure.
    let rows = figures(&catalog, &[(id, "tth.syt", "2023-9M", "20")]);
    let assessment = |on: &str| assess_on(&catalog, id, &rows, on);
    assert!(!assessment("2023-12-30").stale);
    assert!(assessment("2024-01-01").stale);
    assert_eq!(assessment("2024-07-01").reason, Some(Reason::TooOld));
}

#[test]
fn nine_month_figures_become_stale() {
    let mut catalog = catalog();
    let id = "tth-2021/4.3";
    measure_mut(&mut catalog, id).frequency = tiendo::domain::period::PeriodKind::NineMonths;
    let rows = figures(&catalog, &[(id, "tth.syt", "2022-9M", "21")]);
    let assessment = |on: &str| assess_on(&catalog, id, &rows, on);
    assert!(
        !assessment("2023-09-29").stale,
        "its own period is not a newer one"
    );
    assert!(assessment("2023-09-30").stale);
    assert_eq!(assessment("2024-09-30").reason, Some(Reason::TooOld));
}

#[test]
fn estimate_after_its_data_day_is_questioned() {
    let catalog = catalog();
    let mut late = entry("tth-2021/4.3", "tth.syt", "2023", typed("20"));
    late.quality = Some(Quality::Estimate);
    let asked = |today: NaiveDate| {
        let draft = validate_entry(&catalog, &late, today).unwrap();
        entry_warnings(&catalog, &draft, &[], today)
    };
    assert_eq!(asked(day("2023-12-31")), []);
    assert_eq!(
        asked(day("2024-01-01")),
        [EntryWarning::LateEstimate(day("2023-12-31"))]
    );
}

#[test]
fn largest_numbers_are_assessed_without_overflow() {
    let catalog = catalog();
    let rows = figures(
        &catalog,
        &[
            (
                "tth-2021/2.2",
                "tth.sldtbxh",
                "2021",
                "999.999.999.999.988/999.999.999.999.989",
            ),
            (
                "tth-2021/2.2",
                "tth.sldtbxh",
                "2023",
                "999.999.999.999.946/999.999.999.999.947",
            ),
        ],
    );
    let assessment = assess_on(&catalog, "tth-2021/2.2", &rows, "2024-02-01");
    assert_eq!(assessment.status, MeasureStatus::Behind);
    assert!(
        sentence(&catalog, "tth-2021/2.2", &assessment, Lang::Vi).starts_with("Chậm tiến độ: ")
    );
    let rows = figures(
        &catalog,
        &[
            ("tth-2021/4.1", "tth.syt", "2021", "999.999.999.999.988/1"),
            ("tth-2021/4.1", "tth.syt", "2023", "1/999.999.999.999.947"),
        ],
    );
    let assessment = assess_on(&catalog, "tth-2021/4.1", &rows, "2024-02-01");
    sentence(&catalog, "tth-2021/4.1", &assessment, Lang::En);
    let long = finish_later(
        &catalog,
        &entry(
            "tth-2021/4.4",
            "tth.syt",
            "2023",
            typed("1.000.000.000.000.000"),
        ),
    );
    assert!(matches!(long, Err(EntryRefusal::InvalidNumber(_))));
}
