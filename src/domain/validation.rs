//! What is wrong in the data that an office brings in: where it stands, and what it is. Knows no words and no file.

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

/// Where a fault stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the head of the plan.
    Plan,
    /// In a row of one of its lists (`parents`, `tasks` …), counted from 1.
    Row(&'static str, usize),
    /// In an objective.
    Objective(String),
    /// In a target.
    Target(String),
    /// In a measure.
    Measure(MeasureId),
    /// In an activity.
    Activity(u32),
    /// In a rule.
    Rule(RuleId),
    /// In an office.
    Office(OfficeCode),
    /// In a group.
    Group(GroupCode),
    /// In a day off.
    Holiday(NaiveDate),
}

/// What is wrong. A `&'static str` is the key of the field in the data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A code has other characters than small letters, digits and hyphens.
    InvalidCode(String),
    /// The number of an objective or target has other characters than letters, digits, dots and hyphens.
    InvalidNumber(String),
    /// The number of a rule is not `r` or `u` and digits.
    InvalidRuleNumber(String),
    /// A target is numbered like a rule.
    TargetNumberedAsRule(String),
    /// The same code or number stands there before.
    Duplicate,
    /// A text that has to say something is empty.
    EmptyText(&'static str),
    /// A text does not pass the gate.
    InvalidText(&'static str, TextError),
    /// A text has tabs, line breaks or letters that are not composed.
    UnnormalizedText(&'static str),
    /// The first day lies after the last.
    ReversedDates(NaiveDate, NaiveDate),
    /// A year that the program does not know.
    YearOutOfRange(NaiveDate),
    /// A number below zero.
    Negative(&'static str),
    /// No such office.
    UnknownOffice(OfficeCode),
    /// No such group.
    UnknownGroup(GroupCode),
    /// No such objective.
    UnknownObjective(String),
    /// No such rule in this plan.
    UnknownRule(String),
    /// No such amendment in this plan.
    UnknownAmendment(String),
    /// A target without a measure.
    TargetWithoutMeasure,
    /// An office that stands above itself.
    ParentIsItself,
    /// An office that follows itself.
    SuccessorIsItself,
    /// Successors of an office without a last day.
    SuccessorsWithoutEnd,
    /// Of a measure.
    Measure(MeasureViolation),
    /// Of a rule or a yearly event.
    Dates(DateViolation),
    /// The plan is beyond a limit.
    Limit(Limit),
}

impl Violation {
    /// The key of the field in the data file that it is about, where it is about one.
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

/// What is wrong with a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureViolation {
    /// A measure of a compound target without its letter.
    MissingLetter,
    /// The letter of a measure is not one small letter.
    InvalidLetter(String),
    /// A comparator without a value.
    MissingValue,
    /// A milestone with a number.
    MilestoneValue,
    /// A band without its upper end.
    MissingUpperEnd,
    /// A band whose upper end lies below its lower one.
    BandReversed(Number, Number),
    /// An upper end where there is no band.
    UpperEndWithoutBand,
    /// A tolerance where the promise is not `about`.
    ToleranceWithoutAbout,
    /// A tolerance over 100 per cent.
    ToleranceOver100(Number),
    /// More than two decimals.
    TooManyDecimals(u8),
    /// A value with more decimals than the scale.
    DecimalsOverScale(&'static str, Number),
    /// A share over 100 per cent.
    ShareOver100(&'static str, Number),
    /// On the way: its start or its stages.
    Stages(StageViolation),
    /// A quota of nothing.
    EmptyQuota(Number),
    /// A coverage over 100 per cent.
    CoverageOver100(Number),
    /// The value is neither the quota's nor, where there is one, its coverage.
    QuotaValue(Number),
    /// Figures are entered less often than the quota's period asks.
    FrequencyTooLow,
    /// Shares or rates that would be added over parts of a period, outside a quota.
    SumOfShares,
    /// The same series twice.
    DuplicateSeries(String),
}

/// What is wrong with the start or the stages of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageViolation {
    /// A stage that does not lie after the one before it.
    StageOrder(NaiveDate),
    /// A stage outside the plan.
    StageOutsidePlan(NaiveDate),
    /// A stage of a number without its value.
    MissingStageValue(NaiveDate),
    /// The value is not that of the last stage.
    LastStageValue {
        /// Of the measure.
        value: Number,
        /// Of its last stage.
        stage: Number,
    },
    /// A start that does not lie before the first stage.
    BaselineLate(NaiveDate),
}

/// What is wrong with the days of a rule or of a yearly event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateViolation {
    /// An amendment that does not hold from a day within the plan.
    AmendmentOutside(NaiveDate),
    /// What a target said formerly does not end after what it said before that.
    FormerOrder(NaiveDate),
    /// A rule with a first day and no last one, or the other way round.
    OneDayMissing,
    /// A rule that falls due once, with two days.
    OnceWithTwoDays,
    /// A dated rule that nobody owes.
    MissingOffices,
    /// Not a day of a year, `MM-DD`.
    InvalidYearDay(String),
}

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidationError {
    /// Where.
    pub location: Location,
    /// What.
    pub violation: Violation,
}

/// Faults as they are found.
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

    /// A text that has to say something in one line.
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

    /// The same for a text that may be absent.
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

    /// A text in one line that may be empty.
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

    /// Days in a year that the program knows.
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

    /// The same for the two ends of a time, the first not after the last.
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

/// Remembers keys: true for one that was there before.
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

/// Small letters without marks, digits and hyphens, a letter or digit at both ends.
pub(super) fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !code.is_empty()
        && code.len() <= 60
        && code.chars().all(fits)
        && !code.starts_with('-')
        && !code.ends_with('-')
}
