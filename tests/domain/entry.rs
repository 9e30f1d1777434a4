//! Entry of figures: what is refused and what is questioned.

use tiendo::domain::entry::{AnswerInput, EntryRefusal, cells_of};
use tiendo::domain::figure::{Answer, COVERAGE_SERIES};
use tiendo::domain::number::{Number, NumberError};
use tiendo::domain::period::PeriodKind;
use tiendo::domain::plausibility::{EntryWarning, entry_warnings};
use tiendo::i18n::{Lang, facts};

use crate::{catalog, day, entry, figures, finish_later, typed};

#[test]
fn each_refusal_names_its_cause() {
    let catalog = catalog();
    let refused = |measure: &str, office: &str, period: &str, answer: AnswerInput| {
        finish_later(&catalog, &entry(measure, office, period, answer)).unwrap_err()
    };
    let syt = |period: &str, text: &str| refused("tth-2021/4.3", "tth.syt", period, typed(text));
    let share = |text: &str| refused("tth-2021/2.1", "tth.sldtbxh", "2023", typed(text));
    assert!(matches!(
        refused("tth-2021/9.9", "tth.syt", "2023", typed("1")),
        EntryRefusal::UnknownMeasure(_)
    ));
    assert!(matches!(
        refused("tth-2021/4.3", "tth.xyz", "2023", typed("1")),
        EntryRefusal::UnknownOffice(_)
    ));
    assert!(matches!(
        refused("tth-2021/4.3", "tth.stc", "2023", typed("1")),
        EntryRefusal::NotOwner { .. }
    ));
    assert!(matches!(
        syt("2026", "20"),
        EntryRefusal::OutsidePlan { .. }
    ));
    assert!(matches!(
        syt("2020", "20"),
        EntryRefusal::OutsidePlan { .. }
    ));
    assert_eq!(
        syt("2023-Q1", "20"),
        EntryRefusal::PeriodTooShort(PeriodKind::Year)
    );
    assert_eq!(syt("2023-11-30", "20"), EntryRefusal::NotAPeriod);
    assert_eq!(syt("2023", "-1"), EntryRefusal::Negative);
    assert_eq!(share("101"), EntryRefusal::ShareOver100);
    assert_eq!(
        share("46/45"),
        EntryRefusal::NumeratorOverDenominator(Number::whole(46), Number::whole(45))
    );
    assert_eq!(share("1/0"), EntryRefusal::ZeroDenominator);
    let readings = NumberError::Ambiguous {
        thousands: Some("1.234".to_owned()),
        decimals: Some("1,2".to_owned()),
    };
    assert_eq!(share("1,234"), EntryRefusal::InvalidNumber(readings));
    assert_eq!(
        share("abc"),
        EntryRefusal::InvalidNumber(NumberError::Letter('a'))
    );
    assert_eq!(share(""), EntryRefusal::InvalidNumber(NumberError::Empty));
    assert_eq!(
        refused("tth-2021/4.4", "tth.syt", "2023", typed("1/2")),
        EntryRefusal::InvalidNumber(NumberError::Fraction)
    );
    let pair = AnswerInput::Pair("1".into(), "2".into());
    assert_eq!(
        refused("tth-2021/4.4", "tth.syt", "2023", pair),
        EntryRefusal::PairForCount
    );
    assert_eq!(
        refused("tth-2021/5.1", "hue.sgddt", "2025", typed("1")),
        EntryRefusal::MilestoneExpected
    );
    assert!(matches!(
        refused("tth-2021/5.2a", "hue.sgddt", "2025", typed("91")),
        EntryRefusal::MissingSeries(_)
    ));
    let coverage = AnswerInput::Coverage("3".into(), "2".into());
    assert!(matches!(
        refused("kg-tt-2030/5", "kg.snv", "2025-Q1", coverage.clone()),
        EntryRefusal::CoverageOverTotal(..)
    ));
    assert_eq!(
        refused("kg-tt-2030/7", "angiang.svhtt", "2025", coverage),
        EntryRefusal::CoverageNotAllowed
    );
    for (met, of) in [("45", ""), ("", "75"), ("45", "75/2")] {
        let half = AnswerInput::Coverage(met.into(), of.into());
        assert_eq!(
            refused("kg-tt-2030/5", "kg.snv", "2025-Q1", half),
            EntryRefusal::IncompleteCoverage,
            "{met}/{of}"
        );
    }
    assert_eq!(share("45/"), EntryRefusal::IncompletePair);
    assert_eq!(share("1/2/3"), EntryRefusal::IncompletePair);
    assert_eq!(
        refused("kg-tt-2030/5", "kg.snv", "2025-Q1", typed("4")),
        EntryRefusal::CoverageExpected
    );
}

#[test]
fn every_refusal_is_a_sentence_in_both_languages() {
    let catalog = catalog();
    for text in [
        "101", "46/45", "1,234", "abc", "", "-1", "≥ 60", "1e5", "NaN", "33,55", "1.23.4",
    ] {
        let refusal = finish_later(
            &catalog,
            &entry("tth-2021/2.1", "tth.sldtbxh", "2023", typed(text)),
        )
        .unwrap_err();
        for lang in [Lang::Vi, Lang::En] {
            let sentence = facts::entry_refusal(lang, &refusal);
            assert!(
                sentence.ends_with('.') && sentence.chars().count() > 15,
                "{text}: {sentence}"
            );
        }
    }
}

#[test]
fn measure_without_owner_belongs_to_the_coordinator_unless_decided_otherwise() {
    let catalog = catalog();
    assert!(
        finish_later(
            &catalog,
            &entry("hh-2023/1", "hh.pldtbxh", "2023", typed("100"))
        )
        .is_ok()
    );
    assert!(
        finish_later(
            &catalog,
            &entry("kg-tt-2030/3a", "angiang.skhcn", "2025", typed("70"))
        )
        .is_ok()
    );
    assert!(
        finish_later(
            &catalog,
            &entry("kg-tt-2030/7", "angiang.svhtt", "2025", typed("95"))
        )
        .is_ok()
    );
    assert!(
        finish_later(
            &catalog,
            &entry("kg-tt-2030/7", "angiang.snv", "2025", typed("95"))
        )
        .is_err()
    );
}

#[test]
fn zero_of_zero_is_none_occurred_and_a_share_stores_both_numbers() {
    let catalog = catalog();
    let answer = |text: &str| {
        finish_later(
            &catalog,
            &entry("tth-2021/3.3", "tth.sldtbxh", "2023", typed(text)),
        )
        .unwrap()
        .answer
    };
    assert_eq!(answer("0/0"), Answer::NoneOccurred);
    assert_eq!(answer("0"), Answer::Number(Number::whole(0)));
    assert_eq!(
        answer("45/75"),
        Answer::Share {
            numerator: Number::whole(45),
            denominator: Number::whole(75)
        }
    );
}

#[test]
fn large_change_is_questioned_and_a_small_one_is_not() {
    let catalog = catalog();
    let before = figures(&catalog, &[("tth-2021/4.3", "tth.syt", "2022", "20")]);
    let asked = |text: &str| {
        let draft = finish_later(
            &catalog,
            &entry("tth-2021/4.3", "tth.syt", "2023", typed(text)),
        )
        .unwrap();
        entry_warnings(&catalog, &draft, &before, day("2024-01-05"))
    };
    assert_eq!(asked("30"), []);
    assert!(matches!(
        asked("31")[..],
        [EntryWarning::LargeChange { .. }]
    ));
}

#[test]
fn cells_of_an_office_are_in_plan_order() {
    let catalog = catalog();
    let cells = |office: &str, plan: &str, period: &str| {
        let plan = catalog.plan(&plan.into()).unwrap();
        cells_of(&catalog, plan, &office.into(), period.parse().unwrap())
            .into_iter()
            .map(|(id, _, series)| {
                format!(
                    "{id}{}",
                    series.map(|s| format!(" {s}")).unwrap_or_default()
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        cells("tth.syt", "tth-2021", "2023"),
        [
            "tth-2021/4.1",
            "tth-2021/4.2",
            "tth-2021/4.3",
            "tth-2021/4.4"
        ]
    );
    assert_eq!(
        cells("tth.svhtt", "tth-2021", "2023"),
        ["tth-2021/3.2a", "tth-2021/3.2b"]
    );
    assert_eq!(
        cells("tth.sgddt", "tth-2021", "2023"),
        [
            "tth-2021/5.1",
            "tth-2021/5.2a boys",
            "tth-2021/5.2a girls",
            "tth-2021/5.2b boys",
            "tth-2021/5.2b girls"
        ]
    );
    assert_eq!(
        cells("kg.snv", "kg-tt-2030", "2025-Q1"),
        [format!("kg-tt-2030/5 {COVERAGE_SERIES}")]
    );
}
