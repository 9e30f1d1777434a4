//! Status of a measure on a day.

use tiendo::domain::assessment::{MeasureStatus, Reason, worst_status};
use tiendo::domain::entry::AnswerInput;
use tiendo::domain::figure::{COVERAGE_SERIES, MilestoneState, Quality};
use tiendo::domain::number::format_decimal;
use tiendo::i18n::Lang;

use crate::{assess_on, catalog, day, entry, figure, figures, sentence, stored, typed};

/// The status of one yearly figure of a measure, long after its deadline.
fn final_status(measure: &str, office: &str, year: &str, value: &str) -> MeasureStatus {
    let catalog = catalog();
    assess_on(
        &catalog,
        measure,
        &figures(&catalog, &[(measure, office, year, value)]),
        "2032-01-01",
    )
    .status
}

#[test]
fn from_23_to_18_twenty_in_2023_is_60_per_cent_of_the_way_and_on_track() {
    let catalog = catalog();
    let rows = figures(&catalog, &[("tth-2021/4.3", "tth.syt", "2023", "20")]);
    let assessment = assess_on(&catalog, "tth-2021/4.3", &rows, "2024-03-01");
    assert_eq!(assessment.status, MeasureStatus::OnTrack);
    assert_eq!(format_decimal(&assessment.expected.unwrap(), 4), "20.0016");
    assert_eq!(format_decimal(&assessment.progress.unwrap(), 2), "60");
    let start = assessment.start.clone().unwrap();
    assert_eq!((start.on, start.derived), (day("2020-12-31"), false));
    assert_eq!(
        sentence(&catalog, "tth-2021/4.3", &assessment, Lang::Vi),
        "Đúng tiến độ: năm 2023 thực hiện 20,0, lộ trình cần 20,0016 (từ 23,0 năm 2020 đến ≤ 18 năm 2025)."
    );
    assert_eq!(
        sentence(&catalog, "tth-2021/4.3", &assessment, Lang::En),
        "On track: 20.0 in 2023; the trajectory needs 20.0016 (23.0 in 2020 to ≤ 18 in 2025)."
    );
}

#[test]
fn from_23_to_18_twenty_five_is_worse_than_the_start_and_not_0_per_cent() {
    let catalog = catalog();
    let rows = figures(&catalog, &[("tth-2021/4.3", "tth.syt", "2023", "25")]);
    let assessment = assess_on(&catalog, "tth-2021/4.3", &rows, "2024-03-01");
    assert_eq!(assessment.status, MeasureStatus::Behind);
    assert!(assessment.worse_than_start);
    assert_eq!(assessment.progress, None);
    assert!(
        sentence(&catalog, "tth-2021/4.3", &assessment, Lang::Vi).contains("kém hơn giá trị gốc")
    );
}

#[test]
fn from_23_to_18_eighteen_and_seventeen_are_met() {
    for value in ["18", "17"] {
        assert_eq!(
            final_status("tth-2021/4.3", "tth.syt", "2025", value),
            MeasureStatus::Met,
            "{value}"
        );
    }
}

#[test]
fn comparators_at_their_boundaries() {
    let cases = [
        ("tth-2021/2.2", "tth.sldtbxh", "30,0", MeasureStatus::Missed),
        ("tth-2021/2.2", "tth.sldtbxh", "29,9", MeasureStatus::Met),
        ("tth-2021/5.3", "tth.sldtbxh", "30,0", MeasureStatus::Missed),
        ("tth-2021/5.3", "tth.sldtbxh", "30,1", MeasureStatus::Met),
        ("tth-2021/2.1", "tth.sldtbxh", "50,0", MeasureStatus::Met),
        ("tth-2021/2.1", "tth.sldtbxh", "49,9", MeasureStatus::Missed),
        ("tth-2021/4.2", "tth.syt", "14,9", MeasureStatus::Met),
        ("tth-2021/4.2", "tth.syt", "15", MeasureStatus::Missed),
        ("tth-2021/3.1", "tth.ctk", "2", MeasureStatus::Met),
        ("tth-2021/3.1", "tth.ctk", "2,1", MeasureStatus::Missed),
    ];
    for (measure, office, value, status) in cases {
        assert_eq!(
            final_status(measure, office, "2025", value),
            status,
            "{measure} {value}"
        );
    }
}

#[test]
fn more_than_90_per_cent_in_both_series_and_the_worse_one_decides() {
    let catalog = catalog();
    let series = |name: &str, value: &str| {
        let mut entry = entry("tth-2021/5.2a", "tth.sgddt", "2025", typed(value));
        entry.series = Some(name.to_owned());
        figure(&catalog, &entry)
    };
    let rows = [series("boys", "90,0"), series("girls", "95")];
    let assessment = assess_on(&catalog, "tth-2021/5.2a", &rows, "2026-01-01");
    assert_eq!(
        (assessment.status, assessment.series.as_deref()),
        (MeasureStatus::Missed, Some("boys"))
    );
    let rows = [series("boys", "90,1"), series("girls", "95")];
    assert_eq!(
        assess_on(&catalog, "tth-2021/5.2a", &rows, "2026-01-01").status,
        MeasureStatus::Met
    );
    let only = [series("girls", "95")];
    assert_eq!(
        assess_on(&catalog, "tth-2021/5.2a", &only, "2026-01-01").status,
        MeasureStatus::NoData
    );
}

#[test]
fn about_85_is_met_from_80_75_upwards() {
    let catalog = catalog();
    for (value, status) in [
        ("80,7", MeasureStatus::Missed),
        ("80,8", MeasureStatus::Met),
        ("85", MeasureStatus::Met),
        ("99", MeasureStatus::Met),
    ] {
        let rows: Vec<_> = ["boys", "girls"]
            .map(|series| {
                let mut entry = entry("tth-2021/5.2b", "tth.sgddt", "2025", typed(value));
                entry.series = Some(series.to_owned());
                figure(&catalog, &entry)
            })
            .into();
        assert_eq!(
            assess_on(&catalog, "tth-2021/5.2b", &rows, "2026-02-01").status,
            status,
            "{value}"
        );
    }
}

#[test]
fn band_of_40_to_60_is_met_inside_and_beyond_its_better_end() {
    let catalog = catalog();
    let assessment = |value: &str| {
        let rows = figures(&catalog, &[("hh-2023/2", "hh.pldtbxh", "2023", value)]);
        assess_on(&catalog, "hh-2023/2", &rows, "2024-01-01")
    };
    assert_eq!(assessment("39,9").status, MeasureStatus::Missed);
    assert_eq!(
        (assessment("40").status, assessment("40").beyond_band),
        (MeasureStatus::Met, false)
    );
    assert_eq!(
        (assessment("60").status, assessment("60").beyond_band),
        (MeasureStatus::Met, false)
    );
    assert_eq!(
        (assessment("61").status, assessment("61").beyond_band),
        (MeasureStatus::Met, true)
    );
    assert!(
        sentence(&catalog, "hh-2023/2", &assessment("61"), Lang::Vi).contains("vượt trên khoảng")
    );
}

#[test]
fn ratio_is_accepted_as_109_or_109_of_100_or_births() {
    for value in ["109", "109/100", "5.450/5.000"] {
        assert_eq!(
            final_status("tth-2021/4.1", "tth.syt", "2025", value),
            MeasureStatus::Met,
            "{value}"
        );
    }
    assert_eq!(
        final_status("tth-2021/4.1", "tth.syt", "2025", "5.451/5.000"),
        MeasureStatus::Missed
    );
}

#[test]
fn two_owners_have_four_cells_and_a_missing_half_is_no_data_with_the_partial_sum() {
    let catalog = catalog();
    let rows = figures(
        &catalog,
        &[("tth-2021/3.2a", "tth.sldtbxh", "2025", "42/50")],
    );
    let assessment = assess_on(&catalog, "tth-2021/3.2a", &rows, "2026-01-01");
    assert_eq!(
        (assessment.status, assessment.reason),
        (MeasureStatus::NoData, Some(Reason::Missing))
    );
    assert_eq!(
        assessment
            .missing_owners
            .iter()
            .map(tiendo::domain::code::OfficeCode::as_str)
            .collect::<Vec<_>>(),
        ["hue.svhtt"]
    );
    assert_eq!(format_decimal(&assessment.partial_sum.unwrap(), 2), "84");
    let text = sentence(&catalog, "tth-2021/3.2a", &assessment, Lang::Vi);
    assert!(
        text.contains("Sở Văn hóa và Thể thao") && text.contains("84,0%"),
        "{text}"
    );
}

#[test]
fn share_over_offices_is_sum_over_sum_and_not_the_mean_of_percentages() {
    let catalog = catalog();
    // 90 % of 10 and 50 % of 90 are 54 %; the mean of the percentages would be 70 %.
    let rows = figures(
        &catalog,
        &[
            ("tth-2021/3.2a", "tth.sldtbxh", "2025", "9/10"),
            ("tth-2021/3.2a", "tth.svhtt", "2025", "45/90"),
        ],
    );
    let assessment = assess_on(&catalog, "tth-2021/3.2a", &rows, "2026-01-01");
    assert_eq!(
        format_decimal(&assessment.figure.unwrap().value.unwrap(), 2),
        "54"
    );
    assert_eq!(assessment.status, MeasureStatus::Missed);
}

#[test]
fn office_with_only_a_percentage_is_named() {
    let catalog = catalog();
    let rows = figures(
        &catalog,
        &[
            ("tth-2021/3.2a", "tth.sldtbxh", "2025", "84"),
            ("tth-2021/3.2a", "tth.svhtt", "2025", "45/90"),
        ],
    );
    let assessment = assess_on(&catalog, "tth-2021/3.2a", &rows, "2026-01-01");
    assert_eq!(assessment.status, MeasureStatus::NoData);
    assert_eq!(
        assessment
            .missing_owners
            .iter()
            .map(tiendo::domain::code::OfficeCode::as_str)
            .collect::<Vec<_>>(),
        ["hue.snv"]
    );
    assert_eq!(format_decimal(&assessment.partial_sum.unwrap(), 2), "50");
}

#[test]
fn stages_95_by_2025_and_100_by_2030_are_met_or_missed() {
    let catalog = catalog();
    let id = "kg-tt-2030/7";
    let rows = figures(
        &catalog,
        &[
            (id, "kg.svhtt", "2022", "90"),
            (id, "kg.svhtt", "2025", "94,9"),
            (id, "kg.svhtt", "2027", "99"),
        ],
    );
    let early = assess_on(&catalog, id, &rows, "2026-03-01");
    assert_eq!(early.status, MeasureStatus::Behind);
    assert_eq!(early.missed_stages.len(), 1);
    assert_eq!(early.next_stage.unwrap().0, day("2025-12-31"));
    // Two years of a straight trajectory from 95 to 100; the missed stage stays visible.
    let later = assess_on(&catalog, id, &rows, "2028-03-01");
    assert_eq!(
        (later.status, later.missed_stages.len()),
        (MeasureStatus::OnTrack, 1)
    );
    let done = figures(&catalog, &[(id, "kg.svhtt", "2030", "100")]);
    assert_eq!(
        assess_on(&catalog, id, &done, "2031-06-01").status,
        MeasureStatus::Met
    );
}

#[test]
fn officially_before_2030_is_a_milestone_due_on_31_12_2029() {
    let catalog = catalog();
    let id = "kg-tt-2030/3b";
    let milestone = |year: &str, state| {
        figure(
            &catalog,
            &entry(id, "kg.stttt", year, AnswerInput::Milestone(state)),
        )
    };
    let begun = [milestone("2029", MilestoneState::InProgress)];
    assert_eq!(
        assess_on(&catalog, id, &begun, "2029-12-31").status,
        MeasureStatus::OnTrack
    );
    assert_eq!(
        assess_on(&catalog, id, &begun, "2030-01-01").status,
        MeasureStatus::Missed
    );
    let done = [
        milestone("2026", MilestoneState::Done),
        milestone("2027", MilestoneState::InProgress),
    ];
    assert_eq!(
        assess_on(&catalog, id, &done, "2030-06-01").status,
        MeasureStatus::Met,
        "once done it stays done"
    );
    let idle = |year: &str| [milestone(year, MilestoneState::NotBegun)];
    assert_eq!(
        assess_on(&catalog, id, &idle("2024"), "2025-06-01").status,
        MeasureStatus::OnTrack
    );
    assert_eq!(
        assess_on(&catalog, id, &idle("2027"), "2028-06-01").status,
        MeasureStatus::Behind
    );
}

#[test]
fn quota_counts_the_offices_that_reached_it_and_lists_those_without_a_figure() {
    let catalog = catalog();
    let id = "kg-tt-2030/5";
    let communes = catalog.members(&"kg.xa".into(), day("2025-03-31"));
    let rows: Vec<_> = communes[1..]
        .iter()
        .enumerate()
        .map(|(i, office)| {
            figure(
                &catalog,
                &entry(
                    id,
                    office.as_str(),
                    "2025-Q1",
                    typed(if i < 3 { "3" } else { "4" }),
                ),
            )
        })
        .collect();
    let assessment = assess_on(&catalog, id, &rows, "2025-04-02");
    let count = assessment.coverage.clone().unwrap();
    assert_eq!(
        assessment.status,
        MeasureStatus::NotReached,
        "each ended period alone"
    );
    assert_eq!(
        (count.of, count.below.len(), count.missing.len()),
        (communes.len() as u64, 3, 1)
    );
    assert_eq!(count.met, communes.len() as u64 - 4);
    assert_eq!(count.missing, communes[..1]);
}

#[test]
fn more_than_half_of_a_quota_missing_is_no_data() {
    let catalog = catalog();
    let id = "kg-tt-2030/5";
    let communes = catalog.members(&"kg.xa".into(), day("2025-03-31"));
    let some = |n: usize| -> Vec<_> {
        communes[..n]
            .iter()
            .map(|o| figure(&catalog, &entry(id, o.as_str(), "2025-Q1", typed("4"))))
            .collect()
    };
    let half_missing = assess_on(
        &catalog,
        id,
        &some(communes.len().div_ceil(2)),
        "2025-04-02",
    );
    assert_eq!(half_missing.status, MeasureStatus::NotReached);
    let most_missing = assess_on(&catalog, id, &some(communes.len() / 2 - 1), "2025-04-02");
    assert_eq!(
        (most_missing.status, most_missing.reason),
        (MeasureStatus::NoData, Some(Reason::Missing))
    );
}

#[test]
fn entered_coverage_is_used_until_all_offices_have_figures_and_difference_is_shown() {
    let catalog = catalog();
    let id = "kg-tt-2030/5";
    let owner = figure(
        &catalog,
        &entry(
            id,
            "kg.sldtbxh",
            "2025-Q1",
            AnswerInput::Coverage("15".into(), "15".into()),
        ),
    );
    assert_eq!(owner.cell.series.as_deref(), Some(COVERAGE_SERIES));
    assert_eq!(
        assess_on(&catalog, id, std::slice::from_ref(&owner), "2025-04-02").status,
        MeasureStatus::Met
    );
    let communes = catalog.members(&"kg.xa".into(), day("2025-03-31"));
    let mut rows: Vec<_> = communes
        .iter()
        .map(|o| figure(&catalog, &entry(id, o.as_str(), "2025-Q1", typed("4"))))
        .collect();
    rows[0] = figure(
        &catalog,
        &entry(id, communes[0].as_str(), "2025-Q1", typed("1")),
    );
    rows.push(owner);
    let assessment = assess_on(&catalog, id, &rows, "2025-04-02");
    assert_eq!(assessment.status, MeasureStatus::NotReached);
    assert_eq!(assessment.coverage.unwrap().entered, Some((15, 15)));
}

#[test]
fn model_in_each_district_counts_since_the_plans_start() {
    let catalog = catalog();
    let id = "kg-tt-2030/4";
    let districts = catalog.members(&"kg.cap-huyen".into(), day("2024-12-31"));
    assert_eq!(districts.len(), 15);
    // Eight districts built a model in 2022, seven others in 2024; none built two.
    let rows: Vec<_> = districts
        .iter()
        .enumerate()
        .flat_map(|(i, office)| {
            let built = if i < 8 { ["1", "0"] } else { ["0", "1"] };
            ["2022", "2024"]
                .into_iter()
                .zip(built)
                .map(move |(year, n)| (office.clone(), year, n))
        })
        .map(|(office, year, n)| figure(&catalog, &entry(id, office.as_str(), year, typed(n))))
        .collect();
    let assessment = assess_on(&catalog, id, &rows, "2025-02-01");
    assert_eq!(assessment.status, MeasureStatus::Met);
    assert_eq!(
        assess_on(&catalog, id, &rows, "2023-02-01")
            .coverage
            .unwrap()
            .met,
        8
    );
}

#[test]
fn four_answers_stay_distinct_and_the_newest_decides() {
    let catalog = catalog();
    let id = "tth-2021/3.3";
    let at =
        |year: &str, typed: AnswerInput| figure(&catalog, &entry(id, "tth.sldtbxh", year, typed));
    let cases = [
        (AnswerInput::NoneOccurred, Reason::NoneOccurred),
        (AnswerInput::NotApplicable, Reason::NotApplicable),
        (AnswerInput::NoData, Reason::Missing),
        (typed("0/0"), Reason::NoneOccurred),
    ];
    for (answer, reason) in cases {
        let rows = [at("2022", typed("100")), at("2023", answer.clone())];
        let assessment = assess_on(&catalog, id, &rows, "2024-02-01");
        assert_eq!(
            (assessment.status, assessment.reason),
            (MeasureStatus::NoData, Some(reason)),
            "{answer:?}"
        );
    }
    let rows = [
        at("2022", AnswerInput::NoneOccurred),
        at("2023", typed("0")),
    ];
    assert_eq!(
        assess_on(&catalog, id, &rows, "2024-02-01")
            .figure
            .unwrap()
            .value,
        Some(0.into())
    );
}

#[test]
fn one_newer_period_without_a_figure_is_stale_and_two_are_too_old() {
    let catalog = catalog();
    let id = "tth-2021/4.3";
    let rows = figures(&catalog, &[(id, "tth.syt", "2022", "21")]);
    let assessment = |on: &str| assess_on(&catalog, id, &rows, on);
    assert_eq!(
        (
            assessment("2023-12-30").status,
            assessment("2023-12-30").stale
        ),
        (MeasureStatus::OnTrack, false)
    );
    assert_eq!(
        (
            assessment("2023-12-31").status,
            assessment("2023-12-31").stale
        ),
        (MeasureStatus::OnTrack, true)
    );
    let old = assessment("2024-12-31");
    assert_eq!(
        (old.status, old.reason),
        (MeasureStatus::NoData, Some(Reason::TooOld))
    );
}

#[test]
fn official_precedes_estimate_and_longer_period_precedes_shorter() {
    let catalog = catalog();
    let id = "tth-2021/4.3";
    let mut estimate = figure(&catalog, &entry(id, "tth.syt", "2023", typed("17")));
    estimate.quality = Quality::Estimate;
    let official = figure(&catalog, &entry(id, "tth.syt", "2023", typed("22")));
    let assessment = assess_on(&catalog, id, &[official, estimate.clone()], "2024-02-01");
    assert_eq!(assessment.figure.unwrap().value, Some(22.into()));
    let alone = assess_on(&catalog, id, &[estimate], "2024-02-01");
    assert!(
        alone.is_estimate() && alone.status == MeasureStatus::Met,
        "estimates are judged, marked"
    );
    // The owner of S1 6.3 reports quarter IV and the whole year: both end on 31/12.
    let share = |period: &str, value: &str| {
        figure(
            &catalog,
            &entry("tth-2021/6.3", "tth.stttt", period, typed(value)),
        )
    };
    let rows = [share("2025", "100"), share("2025-Q4", "90")];
    assert_eq!(
        assess_on(&catalog, "tth-2021/6.3", &rows, "2026-01-05")
            .figure
            .unwrap()
            .value,
        Some(100.into())
    );
}

#[test]
fn first_official_figure_replaces_a_missing_baseline_and_alone_is_not_assessed() {
    let catalog = catalog();
    let id = "tth-2021/2.2";
    let rows = figures(
        &catalog,
        &[
            (id, "tth.sldtbxh", "2021", "36,5"),
            (id, "tth.sldtbxh", "2023", "35,2"),
        ],
    );
    let alone = assess_on(&catalog, id, &rows[..1], "2022-02-01");
    assert_eq!(
        (alone.status, alone.reason),
        (MeasureStatus::NotAssessed, Some(Reason::BaselineOnly))
    );
    let assessment = assess_on(&catalog, id, &rows, "2024-02-01");
    assert_eq!(assessment.status, MeasureStatus::Behind);
    assert_eq!(
        sentence(&catalog, id, &assessment, Lang::Vi),
        "Chậm tiến độ: năm 2023 thực hiện 35,2%, lộ trình cần 33,3% (từ 36,5% năm 2021, lấy số liệu đầu tiên, đến < 30% năm 2025)."
    );
}

#[test]
fn recurring_measures_assess_each_ended_period_alone() {
    let catalog = catalog();
    let id = "kg-tt-2030/2";
    let rows = figures(
        &catalog,
        &[
            (id, "kg.sldtbxh", "2023", "100"),
            (id, "kg.sldtbxh", "2024", "99,9"),
        ],
    );
    assert_eq!(
        assess_on(&catalog, id, &rows, "2024-12-30").status,
        MeasureStatus::Met
    );
    let newest = assess_on(&catalog, id, &rows, "2025-01-15");
    assert_eq!(
        (newest.status, newest.expected),
        (MeasureStatus::NotReached, None)
    );
}

#[test]
fn trajectory_applies_before_the_from_day_and_periods_are_assessed_alone_after() {
    let catalog = catalog();
    let id = "tth-2021/6.3";
    let share =
        |period: &str, value: &str| figure(&catalog, &entry(id, "tth.stttt", period, typed(value)));
    let rows = [
        share("2022-Q4", "40"),
        share("2023-Q4", "65"),
        share("2025-Q1", "100"),
        share("2025-Q2", "98"),
    ];
    let before = assess_on(&catalog, id, &rows, "2024-02-01");
    assert_eq!(before.status, MeasureStatus::OnTrack);
    assert!(before.expected.is_some());
    assert_eq!(
        assess_on(&catalog, id, &rows, "2025-04-01").status,
        MeasureStatus::Met
    );
    let after = assess_on(&catalog, id, &rows, "2025-07-01");
    assert_eq!(
        (after.status, after.expected),
        (MeasureStatus::NotReached, None)
    );
}

#[test]
fn a_heading_with_a_deadline_is_one_for_what_recurs_below_it() {
    let catalog = catalog();
    let id = "tth-2021/6.4";
    let status = |second: &str| {
        let share = |period: &str, value: &str| {
            figure(&catalog, &entry(id, "tth.stttt", period, typed(value)))
        };
        let rows = [share("2022-M12", "40"), share("2023-M12", second)];
        let found = assess_on(&catalog, id, &rows, "2024-01-05");
        (
            found.status,
            found.expected.map(|line| format_decimal(&line, 2)),
        )
    };
    // From 40 % at the end of 2022 to 100 % at the end of 2025: 365 of 1,096 days.
    let line = Some("59.98".to_owned());
    assert_eq!(status("59"), (MeasureStatus::Behind, line.clone()));
    assert_eq!(status("60"), (MeasureStatus::OnTrack, line.clone()));
    assert_eq!(status("100"), (MeasureStatus::Met, line));
}

#[test]
fn status_after_the_last_stage_is_final_and_ignores_later_periods() {
    let catalog = catalog();
    let id = "hh-2023/3a";
    let rows = figures(&catalog, &[(id, "hh.pldtbxh", "2023", "49,9")]);
    assert_eq!(
        assess_on(&catalog, id, &rows, "2024-01-01").status,
        MeasureStatus::Missed
    );
    assert_eq!(
        assess_on(&catalog, id, &rows, "2040-01-01").status,
        MeasureStatus::Missed
    );
    assert!(!assess_on(&catalog, id, &rows, "2040-01-01").stale);
}

#[test]
fn target_has_the_status_of_its_worst_measure() {
    use MeasureStatus::{Behind, Met, Missed, NoData, NotAssessed, NotReached, OnTrack};
    let order = [
        Missed,
        NotReached,
        Behind,
        NoData,
        NotAssessed,
        OnTrack,
        Met,
    ];
    assert_eq!(MeasureStatus::ALL, order);
    for (i, bad) in order.iter().enumerate() {
        for good in &order[i..] {
            assert_eq!(worst_status([*good, *bad]), Some(*bad));
        }
    }
}

#[test]
fn early_figure_is_an_estimate_by_default() {
    let catalog = catalog();
    let early = entry("tth-2021/4.3", "tth.syt", "2023", typed("20"));
    let draft =
        |today: &str| tiendo::domain::entry::validate_entry(&catalog, &early, day(today)).unwrap();
    assert_eq!(draft("2023-11-25").quality, Quality::Estimate);
    assert_eq!(stored(draft("2023-12-31")).quality, Quality::Official);
}
