//! What is refused on entry (DOMAIN §5) and what is only asked about.

use tiendo::domain::entry::{Refusal, Typed, cells_of};
use tiendo::domain::figure::{Answer, COVERAGE};
use tiendo::domain::number::{Number, NumberError};
use tiendo::domain::period::PeriodKind;
use tiendo::domain::question::{Question, questions};
use tiendo::words::{Lang, facts};

use crate::{catalog, day, entry, figures, finished, typed};

#[test]
fn refusals_name_what_is_wrong() {
    let catalog = catalog();
    let refused = |measure: &str, office: &str, period: &str, answer: Typed| {
        finished(&catalog, &entry(measure, office, period, answer)).unwrap_err()
    };
    let syt = |period: &str, text: &str| refused("tth-2021/4.3", "tth.syt", period, typed(text));
    let share = |text: &str| refused("tth-2021/2.1", "tth.sldtbxh", "2023", typed(text));
    assert!(matches!(refused("tth-2021/9.9", "tth.syt", "2023", typed("1")), Refusal::UnknownMeasure(_)));
    assert!(matches!(refused("tth-2021/4.3", "tth.xyz", "2023", typed("1")), Refusal::UnknownOffice(_)));
    assert!(matches!(refused("tth-2021/4.3", "tth.stc", "2023", typed("1")), Refusal::NotOwner { .. }));
    assert!(matches!(syt("2026", "20"), Refusal::OutsidePlan { .. }));
    assert!(matches!(syt("2020", "20"), Refusal::OutsidePlan { .. }));
    assert_eq!(syt("2023-Q1", "20"), Refusal::TooShort(PeriodKind::Year));
    assert_eq!(syt("2023-11-30", "20"), Refusal::NotAPeriod);
    assert_eq!(syt("2023", "-1"), Refusal::Negative);
    assert_eq!(share("101"), Refusal::ShareOver100);
    assert_eq!(share("46/45"), Refusal::NumeratorOverDenominator(Number::whole(46), Number::whole(45)));
    assert_eq!(share("1/0"), Refusal::ZeroDenominator);
    let readings = NumberError::Unclear { thousands: Some("1.234".to_owned()), decimals: Some("1,2".to_owned()) };
    assert_eq!(share("1,234"), Refusal::Number(readings));
    assert_eq!(share("abc"), Refusal::Number(NumberError::Letter('a')));
    assert_eq!(share(""), Refusal::Number(NumberError::Empty));
    assert_eq!(refused("tth-2021/4.4", "tth.syt", "2023", typed("1/2")), Refusal::Number(NumberError::Fraction));
    let pair = Typed::Pair("1".into(), "2".into());
    assert_eq!(refused("tth-2021/4.4", "tth.syt", "2023", pair), Refusal::PairForCount);
    assert_eq!(refused("tth-2021/5.1", "tth.sgddt", "2025", typed("1")), Refusal::MilestoneAsked);
    assert!(matches!(refused("tth-2021/5.2a", "tth.sgddt", "2025", typed("91")), Refusal::SeriesNeeded(_)));
    let coverage = Typed::Coverage("3".into(), "2".into());
    assert!(matches!(refused("kg-tt-2030/5", "kg.sldtbxh", "2025-Q1", coverage.clone()), Refusal::CoverageOver(..)));
    assert_eq!(refused("kg-tt-2030/7", "kg.svhtt", "2025", coverage), Refusal::NoCoverage);
    for (met, of) in [("45", ""), ("", "75"), ("45", "75/2")] {
        let half = Typed::Coverage(met.into(), of.into());
        assert_eq!(refused("kg-tt-2030/5", "kg.sldtbxh", "2025-Q1", half), Refusal::CoverageUnclear, "{met}/{of}");
    }
    assert_eq!(share("45/"), Refusal::PairUnclear);
    assert_eq!(share("1/2/3"), Refusal::PairUnclear);
    assert_eq!(refused("kg-tt-2030/5", "kg.sldtbxh", "2025-Q1", typed("4")), Refusal::CoverageAsked);
}

#[test]
fn every_refusal_is_a_sentence_in_both_languages() {
    let catalog = catalog();
    for text in ["101", "46/45", "1,234", "abc", "", "-1", "≥ 60", "1e5", "NaN", "33,55", "1.23.4"] {
        let refusal = finished(&catalog, &entry("tth-2021/2.1", "tth.sldtbxh", "2023", typed(text))).unwrap_err();
        for lang in [Lang::Vi, Lang::En] {
            let sentence = facts::refusal(lang, &refusal);
            assert!(sentence.ends_with('.') && sentence.chars().count() > 15, "{text}: {sentence}");
        }
    }
}

#[test]
fn a_measure_without_an_owner_belongs_to_the_coordinator_and_decisions_stand() {
    let catalog = catalog();
    assert!(finished(&catalog, &entry("hh-2023/1", "hh.pldtbxh", "2023", typed("100"))).is_ok());
    assert!(finished(&catalog, &entry("kg-tt-2030/3a", "kg.stttt", "2025", typed("70"))).is_ok());
    assert!(finished(&catalog, &entry("kg-tt-2030/7", "kg.svhtt", "2025", typed("95"))).is_ok());
    assert!(finished(&catalog, &entry("kg-tt-2030/7", "kg.sldtbxh", "2025", typed("95"))).is_err());
}

#[test]
fn zero_of_zero_is_none_occurred_and_a_share_keeps_both_numbers() {
    let catalog = catalog();
    let answer =
        |text: &str| finished(&catalog, &entry("tth-2021/3.3", "tth.sldtbxh", "2023", typed(text))).unwrap().answer;
    assert_eq!(answer("0/0"), Answer::NoneOccurred);
    assert_eq!(answer("0"), Answer::Number(Number::whole(0)));
    assert_eq!(answer("45/75"), Answer::Share { numerator: Number::whole(45), denominator: Number::whole(75) });
}

#[test]
fn a_large_change_is_asked_about_and_a_small_one_is_not() {
    let catalog = catalog();
    let before = figures(&catalog, &[("tth-2021/4.3", "tth.syt", "2022", "20")]);
    let asked = |text: &str| {
        let draft = finished(&catalog, &entry("tth-2021/4.3", "tth.syt", "2023", typed(text))).unwrap();
        questions(&catalog, &draft, &before, day("2024-01-05"))
    };
    assert_eq!(asked("30"), []);
    assert!(matches!(asked("31")[..], [Question::LargeChange { .. }]));
}

#[test]
fn the_cells_of_an_office_stand_in_the_order_of_the_plan() {
    let catalog = catalog();
    let cells = |office: &str, plan: &str, period: &str| {
        let plan = catalog.plan(&plan.into()).unwrap();
        cells_of(&catalog, plan, &office.into(), period.parse().unwrap())
            .into_iter()
            .map(|(id, _, series)| format!("{id}{}", series.map(|s| format!(" {s}")).unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    assert_eq!(cells("tth.syt", "tth-2021", "2023"), ["tth-2021/4.1", "tth-2021/4.2", "tth-2021/4.3", "tth-2021/4.4"]);
    assert_eq!(cells("tth.svhtt", "tth-2021", "2023"), ["tth-2021/3.2a", "tth-2021/3.2b"]);
    assert_eq!(
        cells("tth.sgddt", "tth-2021", "2023"),
        ["tth-2021/5.1", "tth-2021/5.2a boys", "tth-2021/5.2a girls", "tth-2021/5.2b boys", "tth-2021/5.2b girls"]
    );
    assert_eq!(cells("kg.sldtbxh", "kg-tt-2030", "2025-Q1"), [format!("kg-tt-2030/5 {COVERAGE}")]);
}
