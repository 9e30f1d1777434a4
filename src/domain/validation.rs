//! Violations in imported data: their location and kind. Must not depend on display texts or files.

use std::collections::HashSet;
use std::hash::Hash;

use chrono::{Datelike, NaiveDate};

use super::catalog::Catalog;
use super::code::{GroupCode, MeasureId, OfficeCode, RuleId};
use super::day::YEAR_RANGE;
use super::number::Number;
use super::plan::Party;
use super::plan_limits::Limit;
use super::text::{TextError, validate_line};

/// Location of a violation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// The plan's own fields.
    Plan,
    /// A row of one of the plan's lists (`parents`, `tasks` …), counted from 1.
    Row(&'static str, usize),
    /// An objective.
    Objective(String),
    /// A target.
    Target(String),
    /// A measure.
    Measure(MeasureId),
    /// An activity.
    Activity(u32),
    /// A rule.
    Rule(RuleId),
    /// An office.
    Office(OfficeCode),
    /// A group.
    Group(GroupCode),
    /// A day off.
    Holiday(NaiveDate),
}

/// Kind of a violation. A `&'static str` is the key of the field in the data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A code has characters other than lower-case letters, digits and hyphens.
    InvalidCode(String),
    /// The number of an objective or target has characters other than letters, digits, dots and hyphens.
    InvalidNumber(String),
    /// The number of a rule is not `r` or `u` and digits.
    InvalidRuleNumber(String),
    /// A target is numbered like a rule.
    TargetNumberedAsRule(String),
    /// The code or number occurred before.
    Duplicate,
    /// A required text is empty.
    EmptyText(&'static str),
    /// A text is invalid.
    InvalidText(&'static str, TextError),
    /// A text has tabs, line breaks or decomposed letters.
    UnnormalizedText(&'static str),
    /// The first day is after the last.
    ReversedDates(NaiveDate, NaiveDate),
    /// An unsupported year.
    YearOutOfRange(NaiveDate),
    /// A negative number.
    Negative(&'static str),
    /// Unknown office.
    UnknownOffice(OfficeCode),
    /// Unknown group.
    UnknownGroup(GroupCode),
    /// Unknown objective.
    UnknownObjective(String),
    /// The plan has no such rule.
    UnknownRule(String),
    /// The plan has no such amendment.
    UnknownAmendment(String),
    /// A target without a measure.
    TargetWithoutMeasure,
    /// An office is its own parent.
    ParentIsItself,
    /// An office is its own successor.
    SuccessorIsItself,
    /// Successors of an office without a last day.
    SuccessorsWithoutEnd,
    /// A violation of a measure.
    Measure(MeasureViolation),
    /// A violation of a rule or a yearly event.
    Dates(DateViolation),
    /// The plan exceeds a limit.
    Limit(Limit),
}

impl Violation {
    /// Key of the field concerned in the data file, if any.
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Violation::EmptyText(key)
            | Violation::InvalidText(key, _)
            | Violation::UnnormalizedText(key)
            | Violation::Negative(key) => key,
            Violation::InvalidCode(_) => "code",
            Violation::InvalidNumber(_)
            | Violation::InvalidRuleNumber(_)
            | Violation::TargetNumberedAsRule(_)
            | Violation::Duplicate => "no",
            Violation::ReversedDates(..) | Violation::SuccessorsWithoutEnd => "to",
            Violation::SuccessorIsItself => "successors",
            Violation::UnknownObjective(_) => "objective",
            Violation::UnknownRule(_) => "waits_for",
            Violation::ParentIsItself => "parent",
            Violation::Measure(wrong) => wrong.key(),
            Violation::Dates(wrong) => wrong.key(),
            Violation::Limit(Limit::Years { .. }) => "to",
            Violation::Limit(Limit::RuleYears { .. } | Limit::Duties(_))
            | Violation::YearOutOfRange(_)
            | Violation::UnknownOffice(_)
            | Violation::UnknownGroup(_)
            | Violation::UnknownAmendment(_)
            | Violation::TargetWithoutMeasure => return None,
        })
    }
}

impl MeasureViolation {
    fn key(&self) -> &'static str {
        match self {
            MeasureViolation::MissingLetter | MeasureViolation::InvalidLetter(_) => "letter",
            MeasureViolation::MissingValue
            | MeasureViolation::MilestoneValue
            | MeasureViolation::QuotaValue(_) => "value",
            MeasureViolation::MissingUpperEnd
            | MeasureViolation::BandReversed(..)
            | MeasureViolation::UpperEndWithoutBand => "value_to",
            MeasureViolation::ToleranceWithoutAbout | MeasureViolation::ToleranceOver100(_) => {
                "tolerance"
            }
            MeasureViolation::TooManyDecimals(_) => "scale",
            MeasureViolation::DecimalsOverScale(key, _)
            | MeasureViolation::ShareOver100(key, _) => key,
            MeasureViolation::Stages(StageViolation::BaselineLate(_)) => "baseline.on",
            MeasureViolation::Stages(_) => "stages",
            MeasureViolation::EmptyQuota(_) => "quota.value",
            MeasureViolation::CoverageOver100(_) => "quota.coverage",
            MeasureViolation::FrequencyTooLow => "frequency",
            MeasureViolation::SumOfShares => "adds_up",
            MeasureViolation::CannotAccumulate => "accumulates",
            MeasureViolation::SurveyYears(_) => "survey_years",
            MeasureViolation::DuplicateSeries(_) => "series",
        }
    }
}

impl DateViolation {
    fn key(&self) -> &'static str {
        match self {
            DateViolation::AmendmentOutside(_) => "on",
            DateViolation::FormerOrder(_) => "former",
            DateViolation::OneDayMissing | DateViolation::OnceWithTwoDays => "last",
            DateViolation::MissingOffices => "who",
            DateViolation::InvalidYearDay(_) => "from",
        }
    }
}

impl From<MeasureViolation> for Violation {
    fn from(wrong: MeasureViolation) -> Self {
        Self::Measure(wrong)
    }
}

impl From<StageViolation> for Violation {
    fn from(wrong: StageViolation) -> Self {
        Self::Measure(MeasureViolation::Stages(wrong))
    }
}

impl From<DateViolation> for Violation {
    fn from(wrong: DateViolation) -> Self {
        Self::Dates(wrong)
    }
}

/// Violation of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureViolation {
    /// A measure of a compound target without its letter.
    MissingLetter,
    /// The letter of a measure is not one lower-case letter.
    InvalidLetter(String),
    /// A comparator without a value.
    MissingValue,
    /// A milestone with a number.
    MilestoneValue,
    /// A band without its upper end.
    MissingUpperEnd,
    /// A band whose upper end is below its lower one.
    BandReversed(Number, Number),
    /// An upper end without a band.
    UpperEndWithoutBand,
    /// A tolerance for a comparator other than `about`.
    ToleranceWithoutAbout,
    /// A tolerance over 100 per cent.
    ToleranceOver100(Number),
    /// More than two decimals.
    TooManyDecimals(u8),
    /// A value with more decimals than the scale.
    DecimalsOverScale(&'static str, Number),
    /// A share over 100 %.
    ShareOver100(&'static str, Number),
    /// A violation of the baseline or the stages.
    Stages(StageViolation),
    /// A quota of 0 or less.
    EmptyQuota(Number),
    /// A coverage over 100 %.
    CoverageOver100(Number),
    /// The value is neither the quota's nor its coverage.
    QuotaValue(Number),
    /// The entry frequency is lower than the quota's period requires.
    FrequencyTooLow,
    /// Shares or rates summed over parts of a period, outside a quota.
    SumOfShares,
    /// Only a count whose parts are added, without quota and baseline, accumulates over the plan.
    CannotAccumulate,
    /// An interval between surveys that is not 2 to 10 years, or of a measure that is not entered yearly.
    SurveyYears(u32),
    /// A series occurs twice.
    DuplicateSeries(String),
}

/// Violation of the baseline or the stages of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageViolation {
    /// A stage is not after the one before it.
    StageOrder(NaiveDate),
    /// A stage outside the plan.
    StageOutsidePlan(NaiveDate),
    /// A stage of a measure with a number lacks its value.
    MissingStageValue(NaiveDate),
    /// The value differs from that of the last stage.
    LastStageValue {
        /// Value of the measure.
        value: Number,
        /// Value of its last stage.
        stage: Number,
    },
    /// The baseline is not before the first stage.
    BaselineLate(NaiveDate),
}

/// Violation in the days of a rule or of a yearly event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateViolation {
    /// An amendment whose effective day is outside the plan.
    AmendmentOutside(NaiveDate),
    /// A former version of a target does not end after the one before it.
    FormerOrder(NaiveDate),
    /// A rule with a first day and no last one, or vice versa.
    OneDayMissing,
    /// A one-off rule with two days.
    OnceWithTwoDays,
    /// A dated rule without reporting offices.
    MissingOffices,
    /// Not a valid day of a year, `MM-DD`.
    InvalidYearDay(String),
}

/// A violation with its location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError {
    /// Location.
    pub location: Location,
    /// Kind.
    pub violation: Violation,
}

/// Collector of violations.
#[derive(Debug, Default)]
pub(super) struct ValidationErrors(pub(super) Vec<ValidationError>);

impl ValidationErrors {
    pub(super) fn add(&mut self, place: &Location, wrong: impl Into<Violation>) {
        self.0.push(ValidationError {
            location: place.clone(),
            violation: wrong.into(),
        });
    }

    pub(super) fn add_if(&mut self, is_wrong: bool, place: &Location, wrong: impl Into<Violation>) {
        if is_wrong {
            self.add(place, wrong);
        }
    }

    /// Checks a required one-line text.
    pub(super) fn check_text(
        &mut self,
        place: &Location,
        key: &'static str,
        text: &str,
        max: usize,
    ) {
        self.add_if(text.trim().is_empty(), place, Violation::EmptyText(key));
        self.check_line(place, key, text, max);
    }

    /// Checks an optional one-line text; if present it must not be empty.
    pub(super) fn check_optional_text(
        &mut self,
        place: &Location,
        key: &'static str,
        text: Option<&String>,
        max: usize,
    ) {
        if let Some(text) = text {
            self.check_text(place, key, text, max);
        }
    }

    /// Checks a one-line text that may be empty.
    pub(super) fn check_line(
        &mut self,
        place: &Location,
        key: &'static str,
        text: &str,
        max: usize,
    ) {
        match validate_line(text, max) {
            Err(error) => self.add(place, Violation::InvalidText(key, error)),
            Ok(passed) => self.add_if(passed != text, place, Violation::UnnormalizedText(key)),
        }
    }

    /// Checks that days are in supported years.
    pub(super) fn check_years(
        &mut self,
        place: &Location,
        days: impl IntoIterator<Item = Option<NaiveDate>>,
    ) {
        for day in days.into_iter().flatten() {
            self.add_if(
                !YEAR_RANGE.contains(&day.year()),
                place,
                Violation::YearOutOfRange(day),
            );
        }
    }

    /// Checks both ends of a range of days, the first not after the last.
    pub(super) fn check_range(
        &mut self,
        place: &Location,
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    ) {
        self.check_years(place, [from, to]);
        if let (Some(from), Some(to)) = (from, to) {
            self.add_if(from > to, place, Violation::ReversedDates(from, to));
        }
    }

    pub(super) fn check_office(&mut self, place: &Location, code: &OfficeCode, catalog: &Catalog) {
        self.add_if(
            !catalog.offices.contains_key(code),
            place,
            Violation::UnknownOffice(code.clone()),
        );
    }

    pub(super) fn check_group(&mut self, place: &Location, code: &GroupCode, catalog: &Catalog) {
        self.add_if(
            !catalog.groups.contains_key(code),
            place,
            Violation::UnknownGroup(code.clone()),
        );
    }

    pub(super) fn check_party(
        &mut self,
        place: &Location,
        key: &'static str,
        party: &Party,
        catalog: &Catalog,
    ) {
        match party {
            Party::Office(office) => self.check_office(place, office, catalog),
            Party::Group(group) => self.check_group(place, group, catalog),
            Party::Words(words) => self.check_text(place, key, words, super::text::NOTE_MAX),
        }
    }
}

/// Set of keys that reports duplicates: `true` for a key seen before.
#[derive(Debug)]
pub(super) struct DuplicateFinder<T>(HashSet<T>);

impl<T: Eq + Hash> DuplicateFinder<T> {
    pub(super) fn new() -> Self {
        Self(HashSet::new())
    }

    pub(super) fn is_duplicate(&mut self, key: T) -> bool {
        !self.0.insert(key)
    }
}

/// Returns `true` for a code: lower-case letters without marks, digits and hyphens, a letter or digit at both ends.
pub(super) fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !code.is_empty()
        && code.len() <= 60
        && code.chars().all(fits)
        && !code.starts_with('-')
        && !code.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::day;
    use crate::domain::plan_limits::DutyCount;

    #[test]
    fn a_violation_names_the_field_of_the_data_file() {
        let (on, text) = (day("2024-01-01"), String::new);
        let rows = [
            (Violation::EmptyText("title"), Some("title")),
            (
                Violation::InvalidText("title", TextError::Nul { at: 0 }),
                Some("title"),
            ),
            (Violation::UnnormalizedText("title"), Some("title")),
            (Violation::Negative("amount"), Some("amount")),
            (Violation::InvalidCode(text()), Some("code")),
            (Violation::InvalidNumber(text()), Some("no")),
            (Violation::InvalidRuleNumber(text()), Some("no")),
            (Violation::TargetNumberedAsRule(text()), Some("no")),
            (Violation::Duplicate, Some("no")),
            (Violation::ReversedDates(on, on), Some("to")),
            (Violation::SuccessorsWithoutEnd, Some("to")),
            (Violation::SuccessorIsItself, Some("successors")),
            (Violation::UnknownObjective(text()), Some("objective")),
            (Violation::UnknownRule(text()), Some("waits_for")),
            (Violation::ParentIsItself, Some("parent")),
            (Violation::Limit(Limit::Years { last: on }), Some("to")),
            (
                Violation::Limit(Limit::RuleYears {
                    first: on,
                    last: on,
                    rule: "p/r1".into(),
                }),
                None,
            ),
            (
                Violation::Limit(Limit::Duties(DutyCount {
                    total: 1,
                    rule: "p/r1".into(),
                    of_rule: 1,
                })),
                None,
            ),
            (Violation::YearOutOfRange(on), None),
            (Violation::UnknownOffice("x".into()), None),
            (Violation::UnknownGroup("x".into()), None),
            (Violation::UnknownAmendment(text()), None),
            (Violation::TargetWithoutMeasure, None),
        ];
        for (violation, key) in rows {
            assert_eq!(violation.key(), key, "{violation:?}");
        }
    }

    #[test]
    fn a_violation_of_a_measure_or_of_days_names_its_field() {
        let (on, text, number) = (day("2024-01-01"), String::new, Number::whole(1));
        let rows: [(Violation, &str); 26] = [
            (MeasureViolation::MissingLetter.into(), "letter"),
            (MeasureViolation::InvalidLetter(text()).into(), "letter"),
            (MeasureViolation::MissingValue.into(), "value"),
            (MeasureViolation::MilestoneValue.into(), "value"),
            (MeasureViolation::QuotaValue(number).into(), "value"),
            (MeasureViolation::MissingUpperEnd.into(), "value_to"),
            (
                MeasureViolation::BandReversed(number, number).into(),
                "value_to",
            ),
            (MeasureViolation::UpperEndWithoutBand.into(), "value_to"),
            (MeasureViolation::ToleranceWithoutAbout.into(), "tolerance"),
            (
                MeasureViolation::ToleranceOver100(number).into(),
                "tolerance",
            ),
            (MeasureViolation::TooManyDecimals(3).into(), "scale"),
            (
                MeasureViolation::DecimalsOverScale("value", number).into(),
                "value",
            ),
            (
                MeasureViolation::ShareOver100("value", number).into(),
                "value",
            ),
            (StageViolation::BaselineLate(on).into(), "baseline.on"),
            (StageViolation::StageOrder(on).into(), "stages"),
            (MeasureViolation::EmptyQuota(number).into(), "quota.value"),
            (
                MeasureViolation::CoverageOver100(number).into(),
                "quota.coverage",
            ),
            (MeasureViolation::FrequencyTooLow.into(), "frequency"),
            (MeasureViolation::SumOfShares.into(), "adds_up"),
            (MeasureViolation::DuplicateSeries(text()).into(), "series"),
            (DateViolation::AmendmentOutside(on).into(), "on"),
            (DateViolation::FormerOrder(on).into(), "former"),
            (DateViolation::OneDayMissing.into(), "last"),
            (DateViolation::OnceWithTwoDays.into(), "last"),
            (DateViolation::MissingOffices.into(), "who"),
            (DateViolation::InvalidYearDay(text()).into(), "from"),
        ];
        for (violation, key) in rows {
            assert_eq!(violation.key(), Some(key), "{violation:?}");
        }
    }
}
