//! Validation of one measure: its value, stages, baseline, quota and owners. Must not depend on display texts.

use chrono::{Days, NaiveDate};

use crate::domain::catalog::Catalog;
use crate::domain::number::{MAX_SCALE, Number};
use crate::domain::period::PeriodKind;
use crate::domain::plan::{Aggregation, Comparator, Measure, Plan, Quota, Unit};
use crate::domain::text::{NOTE_MAX, TITLE_MAX};
use crate::domain::validation::{
    DuplicateFinder, Location, MeasureViolation, StageViolation, ValidationErrors, Violation,
};

/// Longest interval between two surveys, in years.
const SURVEY_YEARS_MAX: u32 = 10;

const HUNDRED_PERCENT: Number = Number::whole(100);

/// Collects the violations of one measure.
pub(super) fn check_measure(
    plan: &Plan,
    measure: &Measure,
    place: &Location,
    catalog: &Catalog,
    found: &mut ValidationErrors,
) {
    check_texts(measure, place, found);
    if measure.comparator == Comparator::Done {
        check_milestone(measure, place, found);
    } else {
        check_value(measure, place, found);
    }
    // Members of a quota enter counts, whatever its unit is.
    let sums_shares = measure.aggregation == Aggregation::Sum
        && measure.unit.base().is_some()
        && measure.quota.is_none();
    found.add_if(sums_shares, place, MeasureViolation::SumOfShares);
    let accumulates_wrongly = measure.accumulates
        && (measure.aggregation != Aggregation::Sum
            || measure.unit.base().is_some()
            || measure.comparator == Comparator::Done
            || measure.recurs
            || measure.quota.is_some()
            || measure.baseline.is_some());
    found.add_if(
        accumulates_wrongly,
        place,
        MeasureViolation::CannotAccumulate,
    );
    if let Some(years) = measure.survey_years {
        let fits = (2..=SURVEY_YEARS_MAX).contains(&years)
            && measure.frequency == PeriodKind::Year
            && !measure.recurs;
        found.add_if(!fits, place, MeasureViolation::SurveyYears(years));
    }
    check_numbers(measure, place, found);
    check_stages(plan, measure, place, found);
    if let Some(quota) = &measure.quota {
        check_quota(measure, quota, place, found);
        if let Some(group) = &quota.group {
            found.check_group(place, group, catalog);
        }
    }
    check_owners(measure, place, catalog, found);
}

fn check_texts(measure: &Measure, place: &Location, found: &mut ValidationErrors) {
    if let Some(letter) = &measure.letter {
        let mut letters = letter.chars();
        let fits = letters.next().is_some_and(char::is_lowercase) && letters.next().is_none();
        found.add_if(
            !fits,
            place,
            MeasureViolation::InvalidLetter(letter.clone()),
        );
    }
    found.check_text(place, "label", &measure.label, TITLE_MAX);
    if let Unit::Count(word) = &measure.unit {
        // A milestone has no unit of count.
        let key = "unit";
        if measure.comparator == Comparator::Done {
            found.check_line(place, key, word, TITLE_MAX);
        } else {
            found.check_text(place, key, word, TITLE_MAX);
        }
    }
    found.check_optional_text(place, "unit_words", measure.unit_words.as_ref(), TITLE_MAX);
    let mut seen = DuplicateFinder::new();
    for series in &measure.series {
        found.check_text(place, "series", series, TITLE_MAX);
        found.add_if(
            seen.is_duplicate(series),
            place,
            MeasureViolation::DuplicateSeries(series.clone()),
        );
    }
}

fn check_milestone(measure: &Measure, place: &Location, found: &mut ValidationErrors) {
    let numbers = [measure.value, measure.value_to, measure.tolerance];
    let staged = measure.stages.iter().any(|stage| stage.value.is_some());
    let any = staged
        || numbers.iter().any(Option::is_some)
        || measure.baseline.is_some()
        || measure.quota.is_some();
    found.add_if(any, place, MeasureViolation::MilestoneValue);
}

fn check_value(measure: &Measure, place: &Location, found: &mut ValidationErrors) {
    found.add_if(
        measure.value.is_none(),
        place,
        MeasureViolation::MissingValue,
    );
    match (
        measure.comparator == Comparator::Between,
        measure.value,
        measure.value_to,
    ) {
        (true, _, None) => found.add(place, MeasureViolation::MissingUpperEnd),
        (true, Some(from), Some(to)) => {
            found.add_if(from > to, place, MeasureViolation::BandReversed(from, to));
        }
        (false, _, Some(_)) => found.add(place, MeasureViolation::UpperEndWithoutBand),
        _ => {}
    }
    if let Some(tolerance) = measure.tolerance {
        found.add_if(
            measure.comparator != Comparator::About,
            place,
            MeasureViolation::ToleranceWithoutAbout,
        );
        found.add_if(
            tolerance.hundredths() < 0,
            place,
            Violation::Negative("tolerance"),
        );
        found.add_if(
            tolerance > HUNDRED_PERCENT,
            place,
            MeasureViolation::ToleranceOver100(tolerance),
        );
    }
    for stage in measure.stages.iter().filter(|stage| stage.value.is_none()) {
        found.add(place, StageViolation::MissingStageValue(stage.on));
    }
    if let (Some(value), Some(stage)) = (
        measure.value,
        measure.stages.last().and_then(|stage| stage.value),
    ) {
        found.add_if(
            value != stage,
            place,
            StageViolation::LastStageValue { value, stage },
        );
    }
}

/// Checks every number that figures are compared with: its sign, its decimals, and the bounds of a share.
fn check_numbers(measure: &Measure, place: &Location, found: &mut ValidationErrors) {
    found.add_if(
        measure.scale > MAX_SCALE,
        place,
        MeasureViolation::TooManyDecimals(measure.scale),
    );
    let own = [("value", measure.value), ("value_to", measure.value_to)];
    let start = [(
        "baseline.value",
        measure.baseline.as_ref().map(|baseline| baseline.value),
    )];
    let stages = measure
        .stages
        .iter()
        .map(|stage| ("stages.value", stage.value));
    for (key, value) in own.into_iter().chain(start).chain(stages) {
        let Some(value) = value else { continue };
        found.add_if(value.hundredths() < 0, place, Violation::Negative(key));
        found.add_if(
            count_decimals(value) > measure.scale,
            place,
            MeasureViolation::DecimalsOverScale(key, value),
        );
        found.add_if(
            measure.unit == Unit::Percent && value > HUNDRED_PERCENT,
            place,
            MeasureViolation::ShareOver100(key, value),
        );
    }
}

fn count_decimals(number: Number) -> u8 {
    match number.hundredths() {
        n if n % 100 == 0 => 0,
        n if n % 10 == 0 => 1,
        _ => 2,
    }
}

/// Checks the stages: ascending, within the plan (its last day included), and after the baseline.
fn check_stages(plan: &Plan, measure: &Measure, place: &Location, found: &mut ValidationErrors) {
    let mut before: Option<NaiveDate> = None;
    for stage in &measure.stages {
        found.add_if(
            before.is_some_and(|before| before >= stage.on),
            place,
            StageViolation::StageOrder(stage.on),
        );
        let inside = plan.from <= stage.on && stage.on <= plan.to;
        found.add_if(!inside, place, StageViolation::StageOutsidePlan(stage.on));
        before = Some(stage.on);
    }
    found.check_years(place, [measure.from]);
    let Some(baseline) = &measure.baseline else {
        return;
    };
    let on = baseline
        .on
        .or_else(|| plan.from.checked_sub_days(Days::new(1)));
    found.check_years(place, [on]);
    if let (Some(on), Some(first)) = (on, measure.stages.first()) {
        found.add_if(on >= first.on, place, StageViolation::BaselineLate(on));
    }
}

fn check_quota(measure: &Measure, quota: &Quota, place: &Location, found: &mut ValidationErrors) {
    found.add_if(
        quota.value.hundredths() <= 0,
        place,
        MeasureViolation::EmptyQuota(quota.value),
    );
    if let Some(coverage) = quota.coverage {
        found.add_if(
            coverage.hundredths() < 0,
            place,
            Violation::Negative("quota.coverage"),
        );
        found.add_if(
            coverage > HUNDRED_PERCENT,
            place,
            MeasureViolation::CoverageOver100(coverage),
        );
    }
    let promised = quota.coverage.unwrap_or(quota.value);
    let differs = measure.value.is_some_and(|value| value != promised);
    found.add_if(differs, place, MeasureViolation::QuotaValue(promised));
    let too_seldom = quota.period_kind.is_some_and(|per| measure.frequency > per);
    found.add_if(too_seldom, place, MeasureViolation::FrequencyTooLow);
}

fn check_owners(
    measure: &Measure,
    place: &Location,
    catalog: &Catalog,
    found: &mut ValidationErrors,
) {
    for owner in &measure.owners {
        found.check_office(place, &owner.office, catalog);
        found.check_optional_text(place, "owners.scope", owner.scope.as_ref(), TITLE_MAX);
        found.check_range(place, owner.from, owner.to);
        found.check_optional_text(place, "owners.decision", owner.decision.as_ref(), NOTE_MAX);
    }
}
