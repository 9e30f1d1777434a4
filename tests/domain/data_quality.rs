//! Estimates that await an official figure, implausible figures, and offices below a quota.

use tiendo::domain::assessment::{
    MeasureStatus, quota_period, quota_shortfall, quota_status_of_office,
};
use tiendo::domain::catalog::Catalog;
use tiendo::domain::entry::{AnswerInput, validate_entry};
use tiendo::domain::estimate::{due_estimates, estimate_difference};
use tiendo::domain::figure::{Answer, Cell, Figure, Quality};
use tiendo::domain::number::{Fraction, Number};
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plan::{Aggregation, DataPeriod, Unit};
use tiendo::domain::plausibility::{EntryWarning, entry_warnings};
use tiendo::domain::succession::Succession;
use tiendo::i18n::{Lang, facts, quota};

use crate::{catalog, day, entry, entry_by_holder, figure, figures, stored, typed};

/// The five plans, all with the data periods of decree 09/2019/NĐ-CP.
fn with_decree_periods() -> Catalog {
    let mut catalog = catalog();
    catalog
        .plans
        .iter_mut()
        .for_each(|plan| plan.data_period = DataPeriod::Decree09);
    catalog
}

/// The figure that an entry on a day becomes.
fn entered(
    catalog: &Catalog,
    measure: &str,
    office: &str,
    period: &str,
    (text, on): (&str, &str),
) -> Figure {
    stored(
        validate_entry(
            catalog,
            &entry_by_holder(catalog, entry(measure, office, period, typed(text))),
            day(on),
        )
        .unwrap(),
    )
}

fn pending_estimates(catalog: &Catalog, figures: &[Figure], on: &str) -> Vec<String> {
    let plan = catalog.plan(&"tth-2021".into()).unwrap();
    let rows = due_estimates(catalog, plan, figures, day(on));
    rows.into_iter()
        .map(|one| {
            format!(
                "{} {} {}",
                one.cell.measure, one.cell.period, one.days_overdue
            )
        })
        .collect()
}

#[test]
fn figure_before_its_data_day_is_an_estimate_by_default() {
    let yearly = |catalog: &Catalog, on| {
        entered(catalog, "tth-2021/4.3", "tth.syt", "2024", ("20", on)).quality
    };
    let (calendar, decree) = (catalog(), with_decree_periods());
    assert_eq!(yearly(&calendar, "2024-12-30"), Quality::Estimate);
    assert_eq!(yearly(&calendar, "2024-12-31"), Quality::Official);
    assert_eq!(yearly(&decree, "2024-12-13"), Quality::Estimate);
    assert_eq!(yearly(&decree, "2024-12-14"), Quality::Official);
    let member = calendar.members(&"tth.dai".into(), day("2025-03-31"));
    assert!(!member.is_empty());
    let month = |catalog: &Catalog, on| {
        entered(
            catalog,
            "tth-2021/6.4",
            member[0].as_str(),
            "2025-M03",
            ("2", on),
        )
        .quality
    };
    assert_eq!(month(&calendar, "2025-03-20"), Quality::Estimate);
    assert_eq!(month(&decree, "2025-03-20"), Quality::Official);
    assert_eq!(month(&decree, "2025-03-13"), Quality::Estimate);
}

#[test]
fn estimate_is_pending_from_the_day_after_its_data_day() {
    for (catalog, last, after) in [
        (catalog(), "2024-12-31", "2025-01-01"),
        (with_decree_periods(), "2024-12-14", "2024-12-15"),
    ] {
        let estimate = entered(
            &catalog,
            "tth-2021/4.3",
            "tth.syt",
            "2024",
            ("20", "2024-12-01"),
        );
        assert_eq!(
            pending_estimates(&catalog, std::slice::from_ref(&estimate), last),
            Vec::<String>::new()
        );
        assert_eq!(
            pending_estimates(&catalog, std::slice::from_ref(&estimate), after),
            ["tth-2021/4.3 2024 1"]
        );
        let official = entered(
            &catalog,
            "tth-2021/4.3",
            "tth.syt",
            "2024",
            ("19,5", "2025-01-20"),
        );
        assert_eq!(
            pending_estimates(&catalog, &[estimate, official], "2025-02-01"),
            Vec::<String>::new()
        );
    }
}

#[test]
fn successors_figure_replaces_an_estimate_and_no_data_does_not() {
    let catalog = catalog();
    let estimate = entered(
        &catalog,
        "tth-2021/2.1",
        "tth.sldtbxh",
        "2024",
        ("51", "2024-12-01"),
    );
    let mut answered = figure(
        &catalog,
        &entry("tth-2021/2.1", "tth.sldtbxh", "2024", AnswerInput::NoData),
    );
    assert_eq!(
        pending_estimates(
            &catalog,
            &[estimate.clone(), answered.clone()],
            "2025-06-01"
        )
        .len(),
        1
    );
    answered.quality = Quality::Estimate;
    assert_eq!(
        pending_estimates(&catalog, &[answered], "2025-06-01").len(),
        0,
        "nothing was estimated"
    );
    let successor = Succession::new(&catalog.offices)
        .holder_on(&"tth.sldtbxh".into(), day("2025-06-01"))
        .clone();
    // As a file of an older version may hold it.
    let mut official = figure(
        &catalog,
        &entry("tth-2021/2.1", "tth.sldtbxh", "2024", typed("52")),
    );
    official.cell.office = successor;
    assert_eq!(
        pending_estimates(&catalog, &[estimate, official], "2025-06-01").len(),
        0
    );
}

#[test]
fn longest_due_is_listed_first() {
    let catalog = catalog();
    let early = |period: &str, measure: &str| {
        let mut one = figure(&catalog, &entry(measure, "tth.syt", period, typed("15")));
        one.quality = Quality::Estimate;
        one
    };
    let waiting = [
        early("2024", "tth-2021/4.3"),
        early("2023", "tth-2021/4.3"),
        early("2024", "tth-2021/4.2"),
    ];
    let found = pending_estimates(&catalog, &waiting, "2025-01-10");
    assert_eq!(
        found,
        [
            "tth-2021/4.3 2023 376",
            "tth-2021/4.2 2024 10",
            "tth-2021/4.3 2024 10"
        ]
    );
}

#[test]
fn difference_is_official_figure_minus_estimate() {
    let number = |hundredths| Answer::Number(Number::from_hundredths(hundredths));
    let share = Answer::Share {
        numerator: Number::whole(45),
        denominator: Number::whole(75),
    };
    assert_eq!(
        estimate_difference(&Unit::Percent, &share, &number(6150)),
        Some(Fraction::new(3, 2))
    );
    assert_eq!(
        estimate_difference(&Unit::Percent, &number(6150), &share),
        Some(Fraction::new(-3, 2))
    );
    assert_eq!(
        estimate_difference(&Unit::Percent, &Answer::NoneOccurred, &share),
        None
    );
}

/// Questions about the figure of a year after the figures of earlier years.
fn questions(history: &[&str], text: &str) -> Vec<EntryWarning> {
    let mut catalog = catalog();
    let plan = catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == "tth-2021")
        .unwrap();
    plan.from = day("2010-01-01");
    let year = |place: usize| (2010 + place).to_string();
    let rows = history.iter().enumerate();
    let before: Vec<Figure> = rows
        .map(|(place, text)| {
            figure(
                &catalog,
                &entry("tth-2021/4.3", "tth.syt", &year(place), typed(text)),
            )
        })
        .collect();
    let draft = validate_entry(
        &catalog,
        &entry_by_holder(
            &catalog,
            entry("tth-2021/4.3", "tth.syt", &year(history.len()), typed(text)),
        ),
        day("2031-01-15"),
    );
    entry_warnings(&catalog, &draft.unwrap(), &before, day("2031-01-15"))
}

#[test]
fn figure_far_from_its_history_is_questioned_from_four_figures_on() {
    let far = |history: &[&str], text: &str| {
        questions(history, text)
            .iter()
            .any(|question| matches!(question, EntryWarning::Outlier { .. }))
    };
    assert!(
        !far(&["20", "21", "20"], "29"),
        "three figures are no history"
    );
    assert!(far(&["20", "21", "20", "21"], "29"));
    assert!(!far(&["20", "21", "20", "21"], "23"));
    // Median 20.5, median deviation 0.5, raised to a twentieth of the median: 17.425 to 23.575.
    let [
        EntryWarning::Outlier {
            periods: 4,
            low,
            high,
        },
    ] = questions(&["20", "21", "20", "21"], "23,6")[..]
    else {
        panic!("asked")
    };
    assert_eq!(
        (low, high),
        (Fraction::new(17_425, 1000), Fraction::new(23_575, 1000))
    );
    assert!(!far(&["20", "21", "20", "21"], "23,5"));
    assert!(far(&["20", "21", "20", "21"], "17,4") && !far(&["20", "21", "20", "21"], "17,5"));
}

#[test]
fn one_outlier_or_steady_growth_raises_no_question() {
    let far = |history: &[&str], text: &str| {
        questions(history, text)
            .iter()
            .any(|question| matches!(question, EntryWarning::Outlier { .. }))
    };
    assert!(
        !far(&["20", "90", "21", "20", "19"], "21"),
        "the slip of the past is passed over"
    );
    assert!(
        far(&["20", "90", "21", "20", "19"], "60"),
        "and it excuses nothing"
    );
    assert!(!far(&["10", "15", "20", "25", "30", "35"], "40"));
    assert!(!far(&["0", "0", "0", "0"], "0"));
}

#[test]
fn history_has_only_periods_of_the_same_length() {
    let mut catalog = catalog();
    let plan = catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == "kg-tt-2030")
        .unwrap();
    let measure = plan
        .targets
        .iter_mut()
        .flat_map(|target| &mut target.measures)
        .find(|m| m.label.contains("Tin, bài"));
    let measure = measure.unwrap();
    measure.quota = None;
    measure.unit = Unit::Count("tin".into());
    let rows =
        ["2022", "2023", "2024", "2025"].map(|year| ("kg-tt-2030/5", "kg.sldtbxh", year, "40"));
    let years = figures(&catalog, &rows);
    let quarter = validate_entry(
        &catalog,
        &entry_by_holder(
            &catalog,
            entry("kg-tt-2030/5", "kg.sldtbxh", "2026-Q1", typed("30")),
        ),
        day("2031-01-15"),
    );
    assert_eq!(
        entry_warnings(&catalog, &quarter.unwrap(), &years, day("2031-01-15")),
        []
    );
}

/// S2-5 as a count of one office: quarters are added up to a year.
fn with_counted_quota() -> Catalog {
    let mut catalog = catalog();
    let plan = catalog
        .plans
        .iter_mut()
        .find(|plan| plan.code.as_str() == "kg-tt-2030")
        .unwrap();
    let mut measures = plan
        .targets
        .iter_mut()
        .flat_map(|target| &mut target.measures);
    let measure = measures
        .find(|measure| measure.frequency == PeriodKind::Quarter)
        .unwrap();
    measure.quota = None;
    assert_eq!(measure.aggregation, Aggregation::Sum);
    catalog
}

#[test]
fn year_below_the_sum_of_its_parts_is_questioned_on_both_entries() {
    let catalog = with_counted_quota();
    let parts = |rows: &[(&str, &str)]| {
        let rows: Vec<_> = rows
            .iter()
            .map(|(p, v)| ("kg-tt-2030/5", "kg.sldtbxh", *p, *v))
            .collect();
        figures(&catalog, &rows)
    };
    let below = |known: &[Figure], period: &str, text: &str| {
        let draft = validate_entry(
            &catalog,
            &entry_by_holder(
                &catalog,
                entry("kg-tt-2030/5", "kg.sldtbxh", period, typed(text)),
            ),
            day("2031-01-15"),
        );
        let found = entry_warnings(&catalog, &draft.unwrap(), known, day("2031-01-15"));
        found.into_iter().find_map(|question| match question {
            EntryWarning::BelowParts {
                whole,
                entered,
                parts,
            } => Some((whole.to_string(), entered.to_integer(), parts.to_integer())),
            _ => None,
        })
    };
    let quarters = parts(&[("2025-Q1", "4"), ("2025-Q2", "5"), ("2025-Q3", "4")]);
    assert_eq!(
        below(&quarters, "2025", "12"),
        Some(("2025".into(), 12, 13))
    );
    assert_eq!(below(&quarters, "2025", "13"), None);
    let year = parts(&[("2025-Q1", "4"), ("2025-Q2", "5"), ("2025", "12")]);
    assert_eq!(below(&year, "2025-Q3", "4"), Some(("2025".into(), 12, 13)));
    assert_eq!(below(&year, "2025-Q3", "3"), None);
    let halves = parts(&[("2025-H1", "9"), ("2025-Q1", "4"), ("2025-Q3", "4")]);
    assert_eq!(
        below(&halves, "2025", "12"),
        Some(("2025".into(), 12, 13)),
        "no day counts twice"
    );
    assert_eq!(below(&halves, "2026", "1"), None);
}

#[test]
fn denominator_other_than_the_group_size_is_questioned() {
    let catalog = catalog();
    let members = catalog.members(&"kg.xa".into(), day("2025-03-31")).len();
    let questions = |of: usize| {
        let typed = AnswerInput::Coverage("1".into(), of.to_string());
        let draft = validate_entry(
            &catalog,
            &entry_by_holder(
                &catalog,
                entry("kg-tt-2030/5", "kg.sldtbxh", "2025-Q1", typed),
            ),
            day("2031-01-15"),
        );
        entry_warnings(&catalog, &draft.unwrap(), &[], day("2031-01-15"))
    };
    assert_eq!(questions(members), []);
    assert_eq!(
        questions(members + 1),
        [EntryWarning::GroupSize {
            entered: Number::whole(i64::try_from(members).unwrap() + 1),
            members
        }]
    );
}

#[test]
fn every_question_is_a_sentence_in_both_languages() {
    let implausible = [
        EntryWarning::Outlier {
            periods: 4,
            low: Fraction::new(35, 2),
            high: Fraction::from(20),
        },
        EntryWarning::BelowParts {
            whole: "2025".parse().unwrap(),
            entered: Fraction::from(12),
            parts: Fraction::from(13),
        },
        EntryWarning::GroupSize {
            entered: Number::whole(103),
            members: 102,
        },
    ];
    for question in &implausible {
        for lang in [Lang::Vi, Lang::En] {
            let sentence = facts::entry_warning(lang, question);
            assert!(
                sentence.ends_with('.') && !sentence.contains("{}"),
                "{sentence}"
            );
        }
    }
    assert_eq!(
        facts::entry_warning(Lang::Vi, &implausible[0]),
        "Khác nhiều so với 4 kỳ trước của đơn vị: thường trong khoảng 17,5 đến 20."
    );
}

#[test]
fn offices_below_a_quota_are_listed_with_the_shortfall() {
    let catalog = catalog();
    let (plan, target, measure) = catalog.measure(&"kg-tt-2030/5".into()).unwrap();
    let group = catalog.members(&"kg.xa".into(), day("2025-03-31"));
    let own = |place: usize, value: &'static str| {
        figure(
            &catalog,
            &entry(
                "kg-tt-2030/5",
                group[place].as_str(),
                "2025-Q1",
                typed(value),
            ),
        )
    };
    let mut known = vec![own(0, "4"), own(1, "3"), own(2, "0")];
    let coverage = AnswerInput::Coverage("2".into(), group.len().to_string());
    known.push(figure(
        &catalog,
        &entry("kg-tt-2030/5", "kg.sldtbxh", "2025-Q1", coverage),
    ));
    let found = quota_shortfall(
        &catalog,
        (plan, target, measure),
        &known,
        "2025-Q1".parse().unwrap(),
    )
    .unwrap();
    assert_eq!((found.met, found.of), (1, group.len() as u64));
    assert_eq!(found.below.len(), group.len() - 1);
    assert_eq!(
        found.entered,
        Some((2, group.len() as u64)),
        "the owner says two"
    );
    let rows: Vec<_> = found
        .below
        .iter()
        .take(3)
        .map(|one| (&one.office, one.actual, one.missing))
        .collect();
    let whole = Fraction::from;
    assert_eq!(
        rows,
        [
            (&group[1], Some(whole(3)), whole(1)),
            (&group[2], Some(whole(0)), whole(4)),
            (&group[3], None, whole(4))
        ]
    );
    let sentence = quota::shortfall_sentence(Lang::Vi, measure, &found);
    let all = group.len();
    assert_eq!(
        sentence,
        format!(
            "Quý I/2025: chưa đạt mức giao (4 tin, bài) 2/{all} đơn vị; chưa có số liệu {}/{all}; đơn vị chủ trì nhập 2/{all} đơn vị đạt.",
            all - 3
        )
    );
    let letter = quota::shortfall_letter(Lang::Vi, &catalog, (plan, "5", measure), &found);
    let lines: Vec<&str> = letter.lines().collect();
    assert!(
        lines[2].starts_with("a) ") && lines[2].ends_with(": 3, còn thiếu 1;"),
        "{letter}"
    );
    assert!(
        lines
            .last()
            .unwrap()
            .ends_with(": chưa có số liệu, còn thiếu 4."),
        "{letter}"
    );
    assert!(lines[6].starts_with("đ) "), "{letter}");
    assert_eq!(
        quota_shortfall(
            &catalog,
            (plan, target, measure),
            &known,
            "2025".parse().unwrap()
        ),
        None
    );
}

#[test]
fn quota_without_a_period_counts_from_the_start_of_the_plan() {
    let catalog = catalog();
    let (plan, target, measure) = catalog.measure(&"kg-tt-2030/4".into()).unwrap();
    let group = catalog.members(&"kg.cap-huyen".into(), day("2024-12-31"));
    let known = figures(
        &catalog,
        &[("kg-tt-2030/4", group[0].as_str(), "2022", "1")],
    );
    let found = quota_shortfall(
        &catalog,
        (plan, target, measure),
        &known,
        "2024".parse().unwrap(),
    )
    .unwrap();
    assert_eq!((found.met, found.below.len()), (1, group.len() - 1));
    assert!(
        quota::shortfall_sentence(Lang::Vi, measure, &found)
            .starts_with("Từ đầu kế hoạch đến hết năm 2024: ")
    );
}

#[test]
fn a_commune_of_a_counted_district_is_judged_by_its_own_count() {
    let catalog = catalog();
    let id = "kg-tt-2030/4";
    let found = catalog.measure(&id.into()).unwrap();
    let status = |rows: &[(&str, &str)]| {
        let rows: Vec<_> = rows
            .iter()
            .map(|(period, value)| (id, "angiang.rach-gia", *period, *value))
            .collect();
        let known = figures(&catalog, &rows);
        let period = "2026".parse().unwrap();
        let shortfall = quota_shortfall(&catalog, found, &known, period).unwrap();
        let cell = Cell {
            period,
            ..entry(id, "angiang.rach-gia", "2026", typed("0")).cell()
        };
        quota_status_of_office(found.0, &shortfall, &known, &cell)
    };
    assert_eq!(status(&[]), None);
    assert_eq!(status(&[("2026", "0")]), Some(MeasureStatus::NotReached));
    assert_eq!(status(&[("2026", "1")]), Some(MeasureStatus::Met));
    assert_eq!(
        status(&[("2025", "1"), ("2026", "0")]),
        Some(MeasureStatus::Met),
        "since the plan's start"
    );
}

#[test]
fn quota_uses_its_newest_ended_period() {
    let catalog = catalog();
    let newest = |measure: &str, on: &str| {
        let (plan, _, measure) = catalog.measure(&measure.into()).unwrap();
        quota_period(plan, measure, day(on)).map(|period| period.to_string())
    };
    assert_eq!(
        newest("kg-tt-2030/5", "2026-06-05").as_deref(),
        Some("2026-Q1")
    );
    assert_eq!(
        newest("kg-tt-2030/5", "2026-06-30").as_deref(),
        Some("2026-Q2")
    );
    assert_eq!(
        newest("tth-2021/6.3", "2026-06-05").as_deref(),
        Some("2025-Q4"),
        "not after the plan"
    );
    assert_eq!(newest("tth-2021/6.3", "2021-02-05"), None, "not before it");
    assert_eq!(newest("tth-2021/4.3", "2024-06-05"), None, "no quota");
}
