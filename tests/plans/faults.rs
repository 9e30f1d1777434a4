//! What a plan may not say: one change to a sound plan, one fault, with its place; the five plans have none.

use tiendo::domain::catalog::Catalog;
use tiendo::domain::fault::{DatesWrong, MeasureWrong, Place, WayWrong, Wrong};
use tiendo::domain::number::Number;
use tiendo::domain::office::OfficeFile;
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plan::*;
use tiendo::domain::plan_check::{PlanFault, check};
use tiendo::domain::text::TextError;
use tiendo::domain::{fault::Fault, office_check};
use tiendo::sample;
use tiendo::words::Lang;

fn catalog() -> Catalog {
    let (offices, groups) = sample::offices().unwrap();
    Catalog {
        offices: offices.into_iter().map(|office| (office.code.clone(), office)).collect(),
        groups: groups.into_iter().map(|group| (group.code.clone(), group)).collect(),
        ..Catalog::default()
    }
}

fn plan(code: &str) -> Plan {
    sample::plans().unwrap().into_iter().find(|plan| plan.code.as_str() == code).unwrap()
}

#[test]
fn the_sample_has_no_fault() {
    let catalog = catalog();
    for plan in sample::plans().unwrap() {
        assert_eq!(check(&plan, &catalog), [], "{}", plan.code);
    }
    let (offices, groups) = sample::offices().unwrap();
    assert_eq!(office_check::check(&OfficeFile { offices, groups }, &Catalog::default()), []);
    assert_eq!(office_check::check_holidays(&sample::holidays().unwrap()), []);
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn whole(value: i64) -> Number {
    Number::whole(value)
}

/// The faults after a change, each said in both languages with everything filled in.
fn faults_after(code: &str, change: impl FnOnce(&mut Plan)) -> Vec<PlanFault> {
    let mut plan = plan(code);
    change(&mut plan);
    let found = check(&plan, &catalog());
    for fault in &found {
        for lang in [Lang::Vi, Lang::En] {
            let words = tiendo::words::fault::fault(lang, fault);
            assert!(words.ends_with('.') || words.ends_with('…'), "{words}");
            assert!(!words.contains("{}"), "{words}");
        }
    }
    found
}

/// Exactly this fault, after a change to the head or the lists of a plan.
fn head(place: Place, wrong: Wrong, change: impl FnOnce(&mut Plan)) {
    assert_eq!(faults_after("tth-2021", change), [Fault { place, wrong }]);
}

/// Exactly this fault, after a change to one measure.
fn measure(id: &str, wrong: impl Into<Wrong>, change: impl FnOnce(&mut Measure)) {
    let (code, _) = id.split_once('/').unwrap();
    let found = faults_after(code, |plan| {
        let place = plan.measures().position(|(found, _, _)| found.as_str() == id).unwrap();
        change(plan.targets.iter_mut().flat_map(|target| &mut target.measures).nth(place).unwrap());
    });
    assert_eq!(found, [Fault { place: Place::Measure(id.into()), wrong: wrong.into() }], "{id}");
}

fn rule(no: usize, wrong: impl Into<Wrong>, change: impl FnOnce(&mut ReportingRule)) {
    let id = plan("tth-2021").rules[no].no.clone();
    let place = Place::Rule(format!("tth-2021/{id}").as_str().into());
    head(place, wrong.into(), |plan| change(&mut plan.rules[no]));
}

#[test]
fn heads_and_lists() {
    head(Place::Plan, Wrong::Code("Tth/1".into()), |p| p.code = "Tth/1".into());
    head(Place::Plan, Wrong::Empty("title"), |p| p.title = " ".into());
    head(Place::Plan, Wrong::Untidy("short"), |p| p.short = "a\nb".into());
    head(Place::Plan, Wrong::UnknownOffice("x.y".into()), |p| p.issuer = "x.y".into());
    head(Place::Plan, Wrong::Negative("budget_total"), |p| p.budget_total = Some(-1));
    head(Place::Plan, Wrong::Year(day("0999-01-01")), |p| p.signed_on = Some(day("0999-01-01")));
    let long = Wrong::Text("short", TextError::TooLong { length: 201, max: 200 });
    head(Place::Plan, long, |p| p.short = "a".repeat(201));
    let title = |max| Wrong::Text("title", TextError::TooLong { length: 300, max });
    head(Place::Plan, title(200), |p| p.title = "a".repeat(300));
    head(Place::Row("parents", 1), title(200), |p| p.parents[0].title = "a".repeat(300));
    head(Place::Objective("1".into()), title(200), |p| p.objectives[0].title = "a".repeat(300));
    let escape = faults_after("tth-2021", |p| p.tasks[1].content = "a\u{1b}[2J".into());
    assert!(matches!(escape[0].wrong, Wrong::Text("content", TextError::Unwanted { at: 1, .. })), "{escape:?}");
    head(Place::Row("tasks", 2), Wrong::UnknownGroup("x".into()), |p| p.tasks[1].who = Party::Group("x".into()));
    head(Place::Row("decisions", 1), Wrong::Empty("decisions"), |p| p.decisions[0] = String::new());
    head(Place::Row("events", 1), DatesWrong::YearDay("06-31".into()).into(), |p| p.events[0].from = "06-31".into());
    head(Place::Row("events", 1), DatesWrong::YearDay("3-8".into()).into(), |p| p.events[0].to = "3-8".into());
    assert_eq!(faults_after("tth-2021", |p| p.events[0].from = "02-29".into()), []);
    let again = |p: &mut Plan| p.objectives.push(p.objectives[0].clone());
    head(Place::Objective("1".into()), Wrong::Repeated, again);
    let upside_down = faults_after("tth-2021", |p| p.to = day("2020-01-01"));
    assert_eq!(upside_down[0].wrong, Wrong::Reversed(day("2021-01-01"), day("2020-01-01")));
}

#[test]
fn targets_and_their_measures() {
    let target = |no: &str| Place::Target(no.into());
    head(target("1.1"), Wrong::UnknownObjective("9".into()), |p| p.targets[0].objective = Some("9".into()));
    head(target("1.1"), Wrong::NoMeasure, |p| p.targets[0].measures.clear());
    head(target("a/b"), Wrong::No("a/b".into()), |p| p.targets[0].no = "a/b".into());
    head(target("r1"), Wrong::NoOfRule("r1".into()), |p| p.targets[0].no = "r1".into());
    let found = faults_after("tth-2021", |p| p.targets.push(p.targets[0].clone()));
    assert_eq!(found.len(), 2, "the target and its measure: {found:?}");
    let letters = |change: fn(&mut Vec<Measure>)| {
        move |p: &mut Plan| change(&mut p.targets.iter_mut().find(|t| t.no == "3.2").unwrap().measures)
    };
    let at = |id: &str| Place::Measure(id.into());
    head(at("tth-2021/3.2a"), Wrong::Repeated, letters(|m| m[1].letter = Some("a".into())));
    head(at("tth-2021/3.2"), MeasureWrong::NoLetter.into(), letters(|m| m[1].letter = None));
}

#[test]
fn numbers_of_a_measure() {
    let id = "tth-2021/1.1";
    measure(id, MeasureWrong::NoValue, |m| m.value = None);
    measure(id, WayWrong::LastStage { value: whole(50), stage: whole(60) }, |m| m.value = Some(whole(50)));
    measure(id, Wrong::Negative("baseline.value"), |m| {
        m.baseline = Some(Baseline { value: whole(-1), on: None });
    });
    measure(id, MeasureWrong::UpperEndWithoutBand, |m| m.value_to = Some(whole(70)));
    measure(id, MeasureWrong::ToleranceWithoutAbout, |m| m.tolerance = Some(whole(5)));
    let letter = |p: &mut Plan| p.targets[0].measures[0].letter = Some("ab".into());
    head(Place::Measure("tth-2021/1.1ab".into()), MeasureWrong::Letter("ab".into()).into(), letter);
    measure(id, MeasureWrong::Scale(3), |m| m.scale = 3);
    measure(id, MeasureWrong::Series("boys".into()), |m| m.series = vec!["boys".into(), "boys".into()]);
    let half = Number::from_hundredths(6050);
    let found = faults_after("tth-2021", |p| {
        p.targets[0].measures[0].scale = 0;
        p.targets[0].measures[0].value = Some(half);
        p.targets[0].measures[0].stages[0].value = Some(half);
    });
    let decimals = |key| Wrong::Measure(MeasureWrong::Decimals(key, half));
    assert_eq!(
        found.iter().map(|f| f.wrong.clone()).collect::<Vec<_>>(),
        [decimals("value"), decimals("stages.value")]
    );
    measure("hh-2023/2", MeasureWrong::NoUpperEnd, |m| m.value_to = None);
    measure("hh-2023/2", MeasureWrong::BandReversed(whole(40), whole(30)), |m| m.value_to = Some(whole(30)));
    measure("hh-2023/2", MeasureWrong::Share("value_to", whole(101)), |m| m.value_to = Some(whole(101)));
    measure("kg-tt-2030/3b", MeasureWrong::MilestoneValue, |m| m.value = Some(whole(1)));
    measure("tth-2021/5.2b", MeasureWrong::Tolerance(whole(101)), |m| m.tolerance = Some(whole(101)));
}

#[test]
fn the_way_of_a_measure() {
    let id = "kg-tt-2030/7";
    measure(id, WayWrong::StageOrder(day("2025-12-31")), |m| m.stages[1].on = day("2025-12-31"));
    measure(id, WayWrong::StageOutside(day("2031-01-01")), |m| m.stages[1].on = day("2031-01-01"));
    measure(id, WayWrong::StageValue(day("2025-12-31")), |m| m.stages[0].value = None);
    let late = Baseline { value: whole(5), on: Some(day("2025-12-31")) };
    measure(id, WayWrong::BaselineLate(day("2025-12-31")), |m| m.baseline = Some(late));
    let owner = |m: &mut Measure| {
        m.owners[0].from = Some(day("2025-01-01"));
        m.owners[0].to = Some(day("2024-12-31"));
    };
    measure(id, Wrong::Reversed(day("2025-01-01"), day("2024-12-31")), owner);
    measure(id, Wrong::UnknownOffice("kg.x".into()), |m| m.owners[0].office = "kg.x".into());
}

#[test]
fn shares_outside_a_quota_are_not_summed() {
    let per_1000 = |m: &mut Measure| {
        m.adds_up = AddsUp::Sum;
        m.unit = Unit::Per1000;
    };
    measure("tth-2021/4.3", MeasureWrong::SumOfShares, per_1000);
    measure("tth-2021/2.1", MeasureWrong::SumOfShares, |m| m.adds_up = AddsUp::Sum);
    let counts = |p: &mut Plan| {
        let measure = &mut p.targets[0].measures[0];
        (measure.adds_up, measure.unit) = (AddsUp::Sum, Unit::Count("cuộc".into()));
    };
    assert_eq!(faults_after("tth-2021", counts), []);
}

#[test]
fn quotas() {
    let id = "kg-tt-2030/5";
    let quota = |change: fn(&mut Quota)| move |m: &mut Measure| change(m.quota.as_mut().unwrap());
    measure(id, Wrong::UnknownGroup("kg.x".into()), quota(|q| q.group = Some("kg.x".into())));
    measure(id, MeasureWrong::QuotaValue(whole(5)), quota(|q| q.value = whole(5)));
    measure(id, MeasureWrong::Frequency, |m| m.frequency = PeriodKind::Year);
    measure(id, MeasureWrong::Quota(whole(0)), |m| {
        m.value = Some(whole(0));
        m.quota.as_mut().unwrap().value = whole(0);
    });
    measure(id, MeasureWrong::Coverage(whole(101)), |m| {
        m.value = Some(whole(101));
        m.quota.as_mut().unwrap().coverage = Some(whole(101));
    });
}

#[test]
fn rules_and_activities() {
    head(Place::Rule("tth-2021/x1".into()), Wrong::RuleNo("x1".into()), |p| p.rules[0].no = "x1".into());
    rule(1, DatesWrong::HalfDated, |r| r.last = None);
    rule(1, Wrong::Reversed(day("2021-11-30"), day("2020-01-01")), |r| r.last = Some(day("2020-01-01")));
    rule(0, DatesWrong::OnceTwice, |r| r.last = Some(day("2022-06-25")));
    rule(0, DatesWrong::NoWho, |r| r.who.clear());
    rule(1, Wrong::UnknownRule("r9".into()), |r| r.waits_for.push("r9".into()));
    rule(1, Wrong::UnknownRule("r2".into()), |r| r.waits_for.push("r2".into()));
    rule(1, Wrong::UnknownOffice("x".into()), |r| r.via = Some("x".into()));
    let found = faults_after("kg-2020", |p| p.activities[1].window.to = day("2019-01-01"));
    assert!(matches!(found[..], [Fault { place: Place::Activity(2), wrong: Wrong::Reversed(..) }]), "{found:?}");
    let found = faults_after("kg-2020", |p| p.activities[1].no = 1);
    assert_eq!(found, [Fault { place: Place::Activity(1), wrong: Wrong::Repeated }]);
}
