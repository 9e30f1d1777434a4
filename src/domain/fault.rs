//! What is wrong in the data that an office brings in: where it stands, and what it is. Knows no words and no file.

use std::collections::HashSet;
use std::hash::Hash;

use chrono::{Datelike, NaiveDate};

use super::catalog::Catalog;
use super::code::{GroupCode, MeasureId, OfficeCode, RuleId};
use super::day::YEARS;
use super::number::Number;
use super::plan::Party;
use super::plan_limits::Limit;
use super::text::{TextError, gate_line};

/// Where a fault stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
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
pub enum Wrong {
    /// A code has other characters than small letters, digits and hyphens.
    Code(String),
    /// The number of an objective or target has other characters than letters, digits, dots and hyphens.
    No(String),
    /// The number of a rule is not `r` or `u` and digits.
    RuleNo(String),
    /// A target is numbered like a rule.
    NoOfRule(String),
    /// The same code or number stands there before.
    Repeated,
    /// A text that has to say something is empty.
    Empty(&'static str),
    /// A text does not pass the gate.
    Text(&'static str, TextError),
    /// A text has tabs, line breaks or letters that are not composed.
    Untidy(&'static str),
    /// The first day lies after the last.
    Reversed(NaiveDate, NaiveDate),
    /// A year that the program does not know.
    Year(NaiveDate),
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
    NoMeasure,
    /// An office that stands above itself.
    OwnParent,
    /// An office that follows itself.
    OwnSuccessor,
    /// Successors of an office without a last day.
    SuccessorsWithoutEnd,
    /// Of a measure.
    Measure(MeasureWrong),
    /// Of a rule or a yearly event.
    Dates(DatesWrong),
    /// The plan is beyond a limit.
    Limit(Limit),
}

impl Wrong {
    /// The key of the field in the data file that it is about, where it is about one.
    pub fn key(&self) -> Option<&'static str> {
        Some(match self {
            Wrong::Empty(key) | Wrong::Text(key, _) | Wrong::Untidy(key) | Wrong::Negative(key) => key,
            Wrong::Code(_) => "code",
            Wrong::No(_) | Wrong::RuleNo(_) | Wrong::NoOfRule(_) | Wrong::Repeated => "no",
            Wrong::Reversed(..) | Wrong::SuccessorsWithoutEnd => "to",
            Wrong::OwnSuccessor => "successors",
            Wrong::UnknownObjective(_) => "objective",
            Wrong::UnknownRule(_) => "waits_for",
            Wrong::OwnParent => "parent",
            Wrong::Measure(wrong) => wrong.key(),
            Wrong::Dates(wrong) => wrong.key(),
            Wrong::Limit(Limit::Years { .. }) => "to",
            Wrong::Limit(Limit::RuleYears { .. } | Limit::Duties(_))
            | Wrong::Year(_)
            | Wrong::UnknownOffice(_)
            | Wrong::UnknownGroup(_)
            | Wrong::UnknownAmendment(_)
            | Wrong::NoMeasure => return None,
        })
    }
}

impl MeasureWrong {
    fn key(&self) -> &'static str {
        match self {
            MeasureWrong::NoLetter | MeasureWrong::Letter(_) => "letter",
            MeasureWrong::NoValue | MeasureWrong::MilestoneValue | MeasureWrong::QuotaValue(_) => "value",
            MeasureWrong::NoUpperEnd | MeasureWrong::BandReversed(..) | MeasureWrong::UpperEndWithoutBand => "value_to",
            MeasureWrong::ToleranceWithoutAbout | MeasureWrong::Tolerance(_) => "tolerance",
            MeasureWrong::Scale(_) => "scale",
            MeasureWrong::Decimals(key, _) | MeasureWrong::Share(key, _) => key,
            MeasureWrong::Way(WayWrong::BaselineLate(_)) => "baseline.on",
            MeasureWrong::Way(_) => "stages",
            MeasureWrong::Quota(_) => "quota.value",
            MeasureWrong::Coverage(_) => "quota.coverage",
            MeasureWrong::Frequency => "frequency",
            MeasureWrong::SumOfShares => "adds_up",
            MeasureWrong::Series(_) => "series",
        }
    }
}

impl DatesWrong {
    fn key(&self) -> &'static str {
        match self {
            DatesWrong::AmendmentOutside(_) => "on",
            DatesWrong::FormerOrder(_) => "former",
            DatesWrong::HalfDated | DatesWrong::OnceTwice => "last",
            DatesWrong::NoWho => "who",
            DatesWrong::YearDay(_) => "from",
        }
    }
}

impl From<MeasureWrong> for Wrong {
    fn from(wrong: MeasureWrong) -> Self {
        Self::Measure(wrong)
    }
}

impl From<WayWrong> for Wrong {
    fn from(wrong: WayWrong) -> Self {
        Self::Measure(MeasureWrong::Way(wrong))
    }
}

impl From<DatesWrong> for Wrong {
    fn from(wrong: DatesWrong) -> Self {
        Self::Dates(wrong)
    }
}

/// What is wrong with a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureWrong {
    /// A measure of a compound target without its letter.
    NoLetter,
    /// The letter of a measure is not one small letter.
    Letter(String),
    /// A comparator without a value.
    NoValue,
    /// A milestone with a number.
    MilestoneValue,
    /// A band without its upper end.
    NoUpperEnd,
    /// A band whose upper end lies below its lower one.
    BandReversed(Number, Number),
    /// An upper end where there is no band.
    UpperEndWithoutBand,
    /// A tolerance where the promise is not `about`.
    ToleranceWithoutAbout,
    /// A tolerance over 100 per cent.
    Tolerance(Number),
    /// More than two decimals.
    Scale(u8),
    /// A value with more decimals than the scale.
    Decimals(&'static str, Number),
    /// A share over 100 per cent.
    Share(&'static str, Number),
    /// On the way: its start or its stages.
    Way(WayWrong),
    /// A quota of nothing.
    Quota(Number),
    /// A coverage over 100 per cent.
    Coverage(Number),
    /// The value is neither the quota's nor, where there is one, its coverage.
    QuotaValue(Number),
    /// Figures are entered less often than the quota's period asks.
    Frequency,
    /// Shares or rates that would be added over parts of a period, outside a quota.
    SumOfShares,
    /// The same series twice.
    Series(String),
}

/// What is wrong with the start or the stages of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WayWrong {
    /// A stage that does not lie after the one before it.
    StageOrder(NaiveDate),
    /// A stage outside the plan.
    StageOutside(NaiveDate),
    /// A stage of a number without its value.
    StageValue(NaiveDate),
    /// The value is not that of the last stage.
    LastStage {
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
pub enum DatesWrong {
    /// An amendment that does not hold from a day within the plan.
    AmendmentOutside(NaiveDate),
    /// What a target said formerly does not end after what it said before that.
    FormerOrder(NaiveDate),
    /// A rule with a first day and no last one, or the other way round.
    HalfDated,
    /// A rule that falls due once, with two days.
    OnceTwice,
    /// A dated rule that nobody owes.
    NoWho,
    /// Not a day of a year, `MM-DD`.
    YearDay(String),
}

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where.
    pub place: Place,
    /// What.
    pub wrong: Wrong,
}

/// Faults as they are found.
#[derive(Debug, Default)]
pub(super) struct Faults(pub(super) Vec<Fault>);

impl Faults {
    pub(super) fn add(&mut self, place: &Place, wrong: impl Into<Wrong>) {
        self.0.push(Fault { place: place.clone(), wrong: wrong.into() });
    }

    pub(super) fn add_if(&mut self, is_wrong: bool, place: &Place, wrong: impl Into<Wrong>) {
        if is_wrong {
            self.add(place, wrong);
        }
    }

    /// A text that has to say something in one line.
    pub(super) fn text(&mut self, place: &Place, key: &'static str, text: &str, max: usize) {
        self.add_if(text.trim().is_empty(), place, Wrong::Empty(key));
        self.line(place, key, text, max);
    }

    /// The same for a text that may be absent.
    pub(super) fn optional(&mut self, place: &Place, key: &'static str, text: Option<&String>, max: usize) {
        if let Some(text) = text {
            self.text(place, key, text, max);
        }
    }

    /// A text in one line that may be empty.
    pub(super) fn line(&mut self, place: &Place, key: &'static str, text: &str, max: usize) {
        match gate_line(text, max) {
            Err(error) => self.add(place, Wrong::Text(key, error)),
            Ok(passed) => self.add_if(passed != text, place, Wrong::Untidy(key)),
        }
    }

    /// Days in a year that the program knows.
    pub(super) fn years(&mut self, place: &Place, days: impl IntoIterator<Item = Option<NaiveDate>>) {
        for day in days.into_iter().flatten() {
            self.add_if(!YEARS.contains(&day.year()), place, Wrong::Year(day));
        }
    }

    /// The same for the two ends of a time, the first not after the last.
    pub(super) fn ends(&mut self, place: &Place, from: Option<NaiveDate>, to: Option<NaiveDate>) {
        self.years(place, [from, to]);
        if let (Some(from), Some(to)) = (from, to) {
            self.add_if(from > to, place, Wrong::Reversed(from, to));
        }
    }

    pub(super) fn office(&mut self, place: &Place, code: &OfficeCode, catalog: &Catalog) {
        self.add_if(!catalog.offices.contains_key(code), place, Wrong::UnknownOffice(code.clone()));
    }

    pub(super) fn group(&mut self, place: &Place, code: &GroupCode, catalog: &Catalog) {
        self.add_if(!catalog.groups.contains_key(code), place, Wrong::UnknownGroup(code.clone()));
    }

    pub(super) fn party(&mut self, place: &Place, key: &'static str, party: &Party, catalog: &Catalog) {
        match party {
            Party::Office(office) => self.office(place, office, catalog),
            Party::Group(group) => self.group(place, group, catalog),
            Party::Words(words) => self.text(place, key, words, super::text::NOTE_MAX),
        }
    }
}

/// Remembers keys: true for one that was there before.
#[derive(Debug)]
pub(super) struct Seen<T>(HashSet<T>);

impl<T: Eq + Hash> Seen<T> {
    pub(super) fn new() -> Self {
        Self(HashSet::new())
    }

    pub(super) fn again(&mut self, key: T) -> bool {
        !self.0.insert(key)
    }
}

/// Small letters without marks, digits and hyphens, a letter or digit at both ends.
pub(super) fn is_code(code: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !code.is_empty() && code.len() <= 60 && code.chars().all(fits) && !code.starts_with('-') && !code.ends_with('-')
}
