//! Validation of plans: one change to a valid plan gives one fault with its location; the five plans have none.

use tiendo::domain::catalog::Catalog;
use tiendo::domain::number::Number;
use tiendo::domain::office::OfficeFile;
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plan::*;
use tiendo::domain::plan_check::{PlanValidationError, check_change, check_plan};
use tiendo::domain::text::TextError;
use tiendo::domain::validation::{
    DateViolation, Location, MeasureViolation, StageViolation, Violation,
};
use tiendo::domain::{office_check, validation::ValidationError};
use tiendo::i18n::Lang;
use tiendo::sample;

fn catalog() -> Catalog {
    let (offices, groups) = sample::offices().unwrap();
    Catalog {
        offices: offices
            .into_iter()
            .map(|office| (office.code.clone(), office))
            .collect(),
        groups: groups
            .into_iter()
            .map(|group| (group.code.clone(), group))
            .collect(),
        ..Catalog::default()
    }
}

fn plan(code: &str) -> Plan {
    sample::plans()
        .unwrap()
        .into_iter()
        .find(|plan| plan.code.as_str() == code)
        .unwrap()
}

#[test]
fn sample_plans_are_valid() {
    let catalog = catalog();
    for plan in sample::plans().unwrap() {
        assert_eq!(check_plan(&plan, &catalog), [], "{}", plan.code);
    }
    let (offices, groups) = sample::offices().unwrap();
    assert_eq!(
        office_check::check_offices(&OfficeFile { offices, groups }, &Catalog::default()),
        []
    );
    assert_eq!(
        office_check::check_holidays(&sample::holidays().unwrap()),
        []
    );
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn whole(value: i64) -> Number {
    Number::whole(value)
}

/// The faults after a change, each rendered in both languages without unfilled placeholders.
fn faults_after(code: &str, change: impl FnOnce(&mut Plan)) -> Vec<PlanValidationError> {
    let mut plan = plan(code);
    change(&mut plan);
    let found = check_plan(&plan, &catalog());
    for fault in &found {
        for lang in [Lang::Vi, Lang::En] {
            let words = tiendo::i18n::messages::plan_check::validation_error(lang, fault);
            assert!(words.ends_with('.') || words.ends_with('…'), "{words}");
            assert!(!words.contains("{}"), "{words}");
        }
    }
    found
}

/// Asserts exactly this fault after a change to the header or the lists of a plan.
fn head(location: Location, violation: Violation, change: impl FnOnce(&mut Plan)) {
    assert_eq!(
        faults_after("tth-2021", change),
        [ValidationError {
            location,
            violation
        }]
    );
}

/// Asserts exactly this fault after a change to one measure.
fn measure(id: &str, expected: impl Into<Violation>, change: impl FnOnce(&mut Measure)) {
    let (code, _) = id.split_once('/').unwrap();
    let found = faults_after(code, |plan| {
        let place = plan
            .measures()
            .position(|(found, _, _)| found.as_str() == id)
            .unwrap();
        change(
            plan.targets
                .iter_mut()
                .flat_map(|target| &mut target.measures)
                .nth(place)
                .unwrap(),
        );
    });
    assert_eq!(
        found,
        [ValidationError {
            location: Location::Measure(id.into()),
            violation: expected.into()
        }],
        "{id}"
    );
}

fn rule(no: usize, expected: impl Into<Violation>, change: impl FnOnce(&mut ReportingRule)) {
    let id = plan("tth-2021").rules[no].no.clone();
    let place = Location::Rule(format!("tth-2021/{id}").as_str().into());
    head(place, expected.into(), |plan| change(&mut plan.rules[no]));
}

#[test]
fn invalid_header_or_list_is_reported() {
    head(
        Location::Plan,
        Violation::InvalidCode("Tth/1".into()),
        |p| p.code = "Tth/1".into(),
    );
    head(Location::Plan, Violation::EmptyText("title"), |p| {
        p.title = " ".into();
    });
    head(Location::Plan, Violation::UnnormalizedText("short"), |p| {
        p.short_name = "a\nb".into();
    });
    head(
        Location::Plan,
        Violation::UnknownOffice("x.y".into()),
        |p| p.issuer = "x.y".into(),
    );
    head(Location::Plan, Violation::Negative("budget_total"), |p| {
        p.budget_total = Some(-1);
    });
    head(
        Location::Plan,
        Violation::YearOutOfRange(day("0999-01-01")),
        |p| p.signed_on = Some(day("0999-01-01")),
    );
    let long = Violation::InvalidText(
        "short",
        TextError::TooLong {
            length: 201,
            max: 200,
        },
    );
    head(Location::Plan, long, |p| p.short_name = "a".repeat(201));
    let title = |max| Violation::InvalidText("title", TextError::TooLong { length: 300, max });
    head(Location::Plan, title(200), |p| p.title = "a".repeat(300));
    head(Location::Row("parents", 1), title(200), |p| {
        p.parents[0].title = "a".repeat(300);
    });
    head(Location::Objective("1".into()), title(200), |p| {
        p.objectives[0].title = "a".repeat(300);
    });
    let escape = faults_after("tth-2021", |p| p.tasks[1].content = "a\u{1b}[2J".into());
    assert!(
        matches!(
            escape[0].violation,
            Violation::InvalidText("content", TextError::Unwanted { at: 1, .. })
        ),
        "{escape:?}"
    );
    head(
        Location::Row("tasks", 2),
        Violation::UnknownGroup("x".into()),
        |p| p.tasks[1].who = Party::Group("x".into()),
    );
    head(
        Location::Row("decisions", 1),
        Violation::EmptyText("decisions"),
        |p| p.decisions[0] = String::new(),
    );
    head(
        Location::Row("events", 1),
        DateViolation::InvalidYearDay("06-31".into()).into(),
        |p| {
            p.events[0].from = "06-31".into();
        },
    );
    head(
        Location::Row("events", 1),
        DateViolation::InvalidYearDay("3-8".into()).into(),
        |p| {
            p.events[0].to = "3-8".into();
        },
    );
    assert_eq!(
        faults_after("tth-2021", |p| p.events[0].from = "02-29".into()),
        []
    );
    let again = |p: &mut Plan| p.objectives.push(p.objectives[0].clone());
    head(Location::Objective("1".into()), Violation::Duplicate, again);
    let ends_before_start = faults_after("tth-2021", |p| p.to = day("2020-01-01"));
    assert_eq!(
        ends_before_start[0].violation,
        Violation::ReversedDates(day("2021-01-01"), day("2020-01-01"))
    );
}

#[test]
fn invalid_target_is_reported() {
    let target = |no: &str| Location::Target(no.into());
    head(
        target("1.1"),
        Violation::UnknownObjective("9".into()),
        |p| p.targets[0].objective = Some("9".into()),
    );
    head(target("1.1"), Violation::TargetWithoutMeasure, |p| {
        p.targets[0].measures.clear();
    });
    head(target("a/b"), Violation::InvalidNumber("a/b".into()), |p| {
        p.targets[0].no = "a/b".into();
    });
    head(
        target("r1"),
        Violation::TargetNumberedAsRule("r1".into()),
        |p| p.targets[0].no = "r1".into(),
    );
    let found = faults_after("tth-2021", |p| p.targets.push(p.targets[0].clone()));
    assert_eq!(found.len(), 2, "the target and its measure: {found:?}");
    let letters = |change: fn(&mut Vec<Measure>)| {
        move |p: &mut Plan| {
            change(
                &mut p
                    .targets
                    .iter_mut()
                    .find(|t| t.no == "3.2")
                    .unwrap()
                    .measures,
            );
        }
    };
    let at = |id: &str| Location::Measure(id.into());
    head(
        at("tth-2021/3.2a"),
        Violation::Duplicate,
        letters(|m| m[1].letter = Some("a".into())),
    );
    head(
        at("tth-2021/3.2"),
        MeasureViolation::MissingLetter.into(),
        letters(|m| m[1].letter = None),
    );
}

#[test]
fn invalid_number_of_a_measure_is_reported() {
    let id = "tth-2021/1.1";
    measure(id, MeasureViolation::MissingValue, |m| m.value = None);
    measure(
        id,
        StageViolation::LastStageValue {
            value: whole(50),
            stage: whole(60),
        },
        |m| m.value = Some(whole(50)),
    );
    measure(id, Violation::Negative("baseline.value"), |m| {
        m.baseline = Some(Baseline {
            value: whole(-1),
            on: None,
        });
    });
    measure(id, MeasureViolation::UpperEndWithoutBand, |m| {
        m.value_to = Some(whole(70));
    });
    measure(id, MeasureViolation::ToleranceWithoutAbout, |m| {
        m.tolerance = Some(whole(5));
    });
    let letter = |p: &mut Plan| p.targets[0].measures[0].letter = Some("ab".into());
    head(
        Location::Measure("tth-2021/1.1ab".into()),
        MeasureViolation::InvalidLetter("ab".into()).into(),
        letter,
    );
    measure(id, MeasureViolation::TooManyDecimals(3), |m| m.scale = 3);
    measure(id, MeasureViolation::DuplicateSeries("boys".into()), |m| {
        m.series = vec!["boys".into(), "boys".into()];
    });
    let half = Number::from_hundredths(6050);
    let found = faults_after("tth-2021", |p| {
        p.targets[0].measures[0].scale = 0;
        p.targets[0].measures[0].value = Some(half);
        p.targets[0].measures[0].stages[0].value = Some(half);
    });
    let decimals = |key| Violation::Measure(MeasureViolation::DecimalsOverScale(key, half));
    assert_eq!(
        found
            .iter()
            .map(|f| f.violation.clone())
            .collect::<Vec<_>>(),
        [decimals("value"), decimals("stages.value")]
    );
    measure("hh-2023/2", MeasureViolation::MissingUpperEnd, |m| {
        m.value_to = None;
    });
    measure(
        "hh-2023/2",
        MeasureViolation::BandReversed(whole(40), whole(30)),
        |m| m.value_to = Some(whole(30)),
    );
    measure(
        "hh-2023/2",
        MeasureViolation::ShareOver100("value_to", whole(101)),
        |m| m.value_to = Some(whole(101)),
    );
    measure("kg-tt-2030/3b", MeasureViolation::MilestoneValue, |m| {
        m.value = Some(whole(1));
    });
    measure(
        "tth-2021/5.2b",
        MeasureViolation::ToleranceOver100(whole(101)),
        |m| m.tolerance = Some(whole(101)),
    );
}

#[test]
fn invalid_stage_is_reported() {
    let id = "kg-tt-2030/7";
    measure(id, StageViolation::StageOrder(day("2025-12-31")), |m| {
        m.stages[1].on = day("2025-12-31");
    });
    measure(
        id,
        StageViolation::StageOutsidePlan(day("2031-01-01")),
        |m| m.stages[1].on = day("2031-01-01"),
    );
    measure(
        id,
        StageViolation::MissingStageValue(day("2025-12-31")),
        |m| m.stages[0].value = None,
    );
    let late = Baseline {
        value: whole(5),
        on: Some(day("2025-12-31")),
    };
    measure(id, StageViolation::BaselineLate(day("2025-12-31")), |m| {
        m.baseline = Some(late);
    });
    let owner = |m: &mut Measure| {
        m.owners[0].from = Some(day("2025-01-01"));
        m.owners[0].to = Some(day("2024-12-31"));
    };
    measure(
        id,
        Violation::ReversedDates(day("2025-01-01"), day("2024-12-31")),
        owner,
    );
    measure(id, Violation::UnknownOffice("kg.x".into()), |m| {
        m.owners[0].office = "kg.x".into();
    });
}

#[test]
fn shares_outside_a_quota_are_not_summed() {
    let per_1000 = |m: &mut Measure| {
        m.aggregation = Aggregation::Sum;
        m.unit = Unit::Per1000;
    };
    measure("tth-2021/4.3", MeasureViolation::SumOfShares, per_1000);
    measure("tth-2021/2.1", MeasureViolation::SumOfShares, |m| {
        m.aggregation = Aggregation::Sum;
    });
    let counts = |p: &mut Plan| {
        let measure = &mut p.targets[0].measures[0];
        (measure.aggregation, measure.unit) = (Aggregation::Sum, Unit::Count("cuộc".into()));
    };
    assert_eq!(faults_after("tth-2021", counts), []);
}

#[test]
fn invalid_quota_is_reported() {
    let id = "kg-tt-2030/5";
    let quota = |change: fn(&mut Quota)| move |m: &mut Measure| change(m.quota.as_mut().unwrap());
    measure(
        id,
        Violation::UnknownGroup("kg.x".into()),
        quota(|q| q.group = Some("kg.x".into())),
    );
    measure(
        id,
        MeasureViolation::QuotaValue(whole(5)),
        quota(|q| q.value = whole(5)),
    );
    measure(id, MeasureViolation::FrequencyTooLow, |m| {
        m.frequency = PeriodKind::Year;
    });
    measure(id, MeasureViolation::EmptyQuota(whole(0)), |m| {
        m.value = Some(whole(0));
        m.quota.as_mut().unwrap().value = whole(0);
    });
    measure(id, MeasureViolation::CoverageOver100(whole(101)), |m| {
        m.value = Some(whole(101));
        m.quota.as_mut().unwrap().coverage = Some(whole(101));
    });
}

#[test]
fn invalid_rule_or_activity_is_reported() {
    head(
        Location::Rule("tth-2021/x1".into()),
        Violation::InvalidRuleNumber("x1".into()),
        |p| {
            p.rules[0].no = "x1".into();
        },
    );
    rule(1, DateViolation::OneDayMissing, |r| r.last = None);
    rule(
        1,
        Violation::ReversedDates(day("2021-11-30"), day("2020-01-01")),
        |r| r.last = Some(day("2020-01-01")),
    );
    rule(0, DateViolation::OnceWithTwoDays, |r| {
        r.last = Some(day("2022-06-25"));
    });
    rule(0, DateViolation::MissingOffices, |r| r.who.clear());
    rule(1, Violation::UnknownRule("r9".into()), |r| {
        r.waits_for.push("r9".into());
    });
    rule(1, Violation::UnknownRule("r2".into()), |r| {
        r.waits_for.push("r2".into());
    });
    rule(1, Violation::UnknownOffice("x".into()), |r| {
        r.via = Some("x".into());
    });
    let found = faults_after("kg-2020", |p| p.activities[1].window.to = day("2019-01-01"));
    assert!(
        matches!(
            found[..],
            [ValidationError {
                location: Location::Activity(2),
                violation: Violation::ReversedDates(..)
            }]
        ),
        "{found:?}"
    );
    let found = faults_after("kg-2020", |p| p.activities[1].no = 1);
    assert_eq!(
        found,
        [ValidationError {
            location: Location::Activity(1),
            violation: Violation::Duplicate
        }]
    );
}

#[test]
fn a_change_of_a_plan_is_checked_like_a_new_plan() {
    let was = plan("tth-2021");
    let mut now = was.clone();
    assert_eq!(check_change(&was, &now, &catalog()), []);
    now.title.clear();
    assert_eq!(
        check_change(&was, &now, &catalog()),
        check_plan(&now, &catalog())
    );
    assert_eq!(check_change(&was, &now, &catalog()).len(), 1);
}

#[test]
fn an_optional_text_is_absent_rather_than_empty() {
    head(Location::Plan, Violation::EmptyText("number"), |p| {
        p.number = Some(String::new());
    });
}

#[test]
fn nothing_and_zero_are_accepted_and_less_is_not() {
    let amount = |amount: i64| move |p: &mut Plan| p.budget[0].amount = Some(amount);
    let total = |total: i64| move |p: &mut Plan| p.budget_total = Some(total);
    for change in [amount(0), amount(1)] {
        assert_eq!(faults_after("kg-2020", change), []);
    }
    for change in [total(0), total(1)] {
        assert_eq!(faults_after("kg-2020", change), []);
    }
    let found = faults_after("kg-2020", amount(-1));
    assert_eq!(
        found,
        [ValidationError {
            location: Location::Row("budget", 1),
            violation: Violation::Negative("amount")
        }]
    );
    for (quantity, expected) in [(-1, 1), (0, 0), (1, 0)] {
        let quantity = Number::from_hundredths(quantity);
        let found = faults_after("kg-2020", |p| p.activities[0].quantity = Some(quantity));
        let wrong = found
            .iter()
            .filter(|fault| fault.violation == Violation::Negative("quantity"));
        assert_eq!((wrong.count(), found.len()), (expected, expected));
    }
    let id = "tth-2021/5.2b";
    measure(id, Violation::Negative("tolerance"), |m| {
        m.tolerance = Some(Number::from_hundredths(-1));
    });
    for tolerance in [0, 1, 100] {
        let found = faults_after("tth-2021", |p| {
            let about = p
                .targets
                .iter_mut()
                .flat_map(|target| &mut target.measures)
                .find(|measure| measure.comparator == Comparator::About);
            about.unwrap().tolerance = Some(whole(tolerance));
        });
        assert_eq!(found, [], "{tolerance}");
    }
}

#[test]
fn a_target_number_has_one_to_twenty_characters() {
    for (length, expected) in [(0, 1), (1, 0), (20, 0), (21, 1)] {
        let no = "9".repeat(length);
        let found = faults_after("tth-2021", |p| {
            p.targets[0].no.clone_from(&no);
        });
        let invalid = Violation::InvalidNumber(no);
        let wrong = found.iter().filter(|fault| fault.violation == invalid);
        assert_eq!(wrong.count(), expected, "{length}");
    }
}

#[test]
fn an_amendment_takes_effect_after_the_first_day_of_the_plan() {
    let amendment = |number: &str, on: &str| Amendment {
        number: number.to_owned(),
        on: day(on),
        signed_on: None,
        title: "Điều chỉnh".to_owned(),
    };
    let at = |no: usize| Location::Row("amendments", no);
    for (on, inside) in [
        ("2020-12-31", false),
        ("2021-01-01", false),
        ("2021-01-02", true),
        ("2025-12-30", true),
        ("2025-12-31", true),
        ("2026-01-01", false),
    ] {
        let found = faults_after("tth-2021", |p| p.amendments.push(amendment("9", on)));
        let outside = ValidationError {
            location: at(1),
            violation: DateViolation::AmendmentOutside(day(on)).into(),
        };
        let expected = if inside { Vec::new() } else { vec![outside] };
        assert_eq!(found, expected, "{on}");
    }
    head(at(2), Violation::Duplicate, |p| {
        p.amendments = vec![amendment("9", "2022-01-01"), amendment("9", "2023-01-01")];
    });
    head(at(1), Violation::EmptyText("number"), |p| {
        p.amendments.push(amendment("", "2022-01-01"));
    });
}

#[test]
fn former_versions_follow_each_other_by_amendments_of_the_plan() {
    let found = |untils: &[&str], number: &str| {
        faults_after("tth-2021", |p| {
            p.amendments.push(Amendment {
                number: "9".to_owned(),
                on: day("2022-01-01"),
                signed_on: None,
                title: "Điều chỉnh".to_owned(),
            });
            let target = &mut p.targets[0];
            let former = |until: &&str| FormerTarget {
                until: day(until),
                amendment: number.to_owned(),
                wording: target.wording.clone(),
                decision: None,
                measures: target.measures.clone(),
            };
            target.former_versions = untils.iter().map(former).collect();
        })
    };
    let at_target = |violation: Violation| ValidationError {
        location: Location::Target("1.1".into()),
        violation,
    };
    assert_eq!(found(&["2021-12-31"], "9"), []);
    assert_eq!(
        found(&["2021-12-31"], "10"),
        [at_target(Violation::UnknownAmendment("10".into()))]
    );
    for (second, in_order) in [
        ("2021-12-30", false),
        ("2021-12-31", false),
        ("2022-01-01", true),
    ] {
        let wrong = at_target(DateViolation::FormerOrder(day(second)).into());
        let expected = if in_order { Vec::new() } else { vec![wrong] };
        assert_eq!(found(&["2021-12-31", second], "9"), expected, "{second}");
    }
}

#[test]
fn a_milestone_has_no_number_of_any_kind() {
    let id = "kg-tt-2030/3b";
    let rows: [fn(&mut Measure); 3] = [
        |m| m.value_to = Some(whole(1)),
        |m| {
            m.baseline = Some(Baseline {
                value: whole(1),
                on: None,
            });
        },
        |m| m.tolerance = Some(whole(1)),
    ];
    for change in rows {
        measure(id, MeasureViolation::MilestoneValue, change);
    }
    let found = faults_after("kg-tt-2030", |p| {
        let milestone = p
            .targets
            .iter_mut()
            .flat_map(|target| &mut target.measures)
            .find(|measure| measure.comparator == Comparator::Done);
        milestone.unwrap().quota = Some(Quota {
            value: whole(4),
            period_kind: None,
            group: None,
            coverage: None,
        });
    });
    let wrong = Violation::Measure(MeasureViolation::MilestoneValue);
    assert!(found.iter().any(|fault| fault.violation == wrong));
}

#[test]
fn the_ends_of_a_band_may_be_equal() {
    let band = |to: i64| {
        faults_after("hh-2023", |p| {
            let band = p
                .targets
                .iter_mut()
                .flat_map(|target| &mut target.measures)
                .find(|measure| measure.comparator == Comparator::Between);
            let band = band.unwrap();
            let from = band.value.unwrap().hundredths() / 100;
            band.value_to = Some(whole(from + to));
        })
        .len()
    };
    for (above, expected) in [(-1, 1), (0, 0), (1, 0)] {
        assert_eq!(band(above), expected, "{above}");
    }
}

#[test]
fn a_number_has_at_most_the_decimals_of_its_measure() {
    for (hundredths, decimals) in [(6000, 0), (6050, 1), (6055, 2)] {
        let value = Number::from_hundredths(hundredths);
        for scale in 0..=2 {
            let found = faults_after("tth-2021", |p| {
                let measure = &mut p.targets[0].measures[0];
                measure.scale = scale;
                measure.value = Some(value);
                measure.stages[0].value = Some(value);
            });
            let expected = if scale < decimals { 2 } else { 0 };
            assert_eq!(found.len(), expected, "{value} with {scale} decimals");
        }
    }
}

#[test]
fn a_coverage_of_nothing_is_accepted_and_less_is_not() {
    for (coverage, expected) in [(-1, 1), (0, 0), (1, 0)] {
        let coverage = Number::from_hundredths(coverage * 100);
        let found = faults_after("kg-tt-2030", |p| {
            let quota = p
                .targets
                .iter_mut()
                .flat_map(|target| &mut target.measures)
                .find(|measure| measure.quota.is_some())
                .unwrap();
            quota.value = Some(coverage);
            quota.quota.as_mut().unwrap().coverage = Some(coverage);
        });
        let wrong = Violation::Negative("quota.coverage");
        let wrong = found.iter().filter(|fault| fault.violation == wrong);
        assert_eq!(wrong.count(), expected, "{coverage}");
    }
}

#[test]
fn only_a_count_assessed_once_accumulates() {
    let count = |m: &mut Measure| {
        (m.aggregation, m.unit) = (Aggregation::Sum, Unit::Count("cuộc".into()));
        (m.accumulates, m.baseline) = (true, None);
    };
    let accumulating = |p: &mut Plan| count(&mut p.targets[0].measures[0]);
    assert_eq!(faults_after("tth-2021", accumulating), []);
    let wrongly: [fn(&mut Measure); 4] = [
        |m| m.aggregation = Aggregation::Latest,
        |m| m.recurs = true,
        |m| m.unit = Unit::Percent,
        |m| {
            m.baseline = Some(Baseline {
                value: Number::whole(3),
                on: None,
            });
        },
    ];
    for change in wrongly {
        let faults = faults_after("tth-2021", |p: &mut Plan| {
            accumulating(p);
            change(&mut p.targets[0].measures[0]);
        });
        assert!(
            format!("{faults:?}").contains("CannotAccumulate"),
            "{faults:?}"
        );
    }
}

#[test]
fn surveys_are_taken_every_two_to_ten_years() {
    for (years, fits) in [(1, false), (2, true), (10, true), (11, false)] {
        let faults = faults_after("tth-2021", |p: &mut Plan| {
            p.targets[0].measures[0].survey_years = Some(years);
        });
        assert_eq!(faults.is_empty(), fits, "{years}: {faults:?}");
    }
}
