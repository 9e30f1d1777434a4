//! Types of values in form fields: how they are typed, why a text is refused, and the text formats of texts, days and
//! numbers. Formatting and parsing are inverses. Must not depend on records or screens.

use chrono::NaiveDate;

use super::FieldKind;
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::day::{DayError, parse_day, print_day};
use crate::domain::number::{
    MAX_SCALE, Number, NumberError, NumberFormat, parse_number, print, print_count,
};
use crate::domain::text::{NOTE_MAX, TextError, validate_line, validate_text};
use crate::i18n::Lang;

/// Type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// A line; empty means absent.
    Line,
    /// A code: `tth-2021`, `hue.syt`.
    Code,
    /// A text shown in several rows, stored in one line.
    Text(u16),
    /// A text shown in several rows, stored with its line breaks.
    Paragraphs(u16),
    /// A day.
    Day,
    /// A day of the year: `8/3`.
    DayOfYear,
    /// A number with at most two decimals.
    Number,
    /// A whole number; thousands separated by dots.
    Integer,
    /// Unit of count: `%`, `trên 1.000` … or the noun of a count.
    Unit,
    /// An office, by code, name or alias.
    Office,
    /// A group, by code or wording.
    Group,
    /// An office, a group, or words in quotation marks.
    Party,
    /// Parties, one per line.
    PartyList,
    /// Lines of text.
    Lines,
    /// Words separated by commas.
    WordList,
    /// `31/12/2025: 95; 31/12/2030: 100`.
    Stages,
    /// Offices with scope, days and coding note, one per line: `tth.syt: bạo lực gia đình; từ 01/03/2025; # quyết
    /// định`.
    Owners,
    /// Offices with days, one per line.
    Members,
    /// Successor offices with their first day, one per line.
    Successors,
}

/// Reason why a field's text is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueRefusal {
    /// A value is required.
    Required,
    /// Invalid code.
    InvalidCode(String),
    /// Invalid day.
    InvalidDay(DayError),
    /// A day in the future.
    FutureDay,
    /// A day in the past.
    PastDay,
    /// Invalid period.
    InvalidPeriod,
    /// Invalid number.
    InvalidNumber(NumberError),
    /// A negative count.
    Negative,
    /// A count below 1.
    BelowOne,
    /// Invalid text.
    InvalidText(TextError),
    /// Unknown office.
    UnknownOffice(String),
    /// The name matches several offices.
    AmbiguousOffice(String, Vec<OfficeCode>),
    /// Neither an office nor a group, nor words in quotation marks.
    UnknownParty(String),
    /// Not of the form `day: value`.
    InvalidStage(String),
    /// The text after an office is neither `từ day` nor `đến day`.
    InvalidLinkDays(String),
    /// A successor without its first day.
    MissingStartDay(String),
    /// Not exactly one office.
    UnclearOffice,
    /// A letter for duties of several reports.
    LetterForSeveralReports,
}

/// Context for resolving names.
#[derive(Clone, Copy, Debug)]
pub struct LookupContext<'a> {
    /// Offices and groups.
    pub catalog: &'a Catalog,
    /// Plan whose place takes precedence.
    pub plan: Option<&'a PlanCode>,
    /// Today, for days without a year.
    pub today: NaiveDate,
    /// Language of options.
    pub lang: Lang,
}

impl ValueType {
    /// Kind of the field in which it is typed.
    pub fn field_kind(self) -> FieldKind {
        match self {
            Self::Text(rows) | Self::Paragraphs(rows) => FieldKind::MultiLine(rows),
            Self::PartyList | Self::Lines | Self::Successors => FieldKind::MultiLine(3),
            Self::Owners | Self::Members => FieldKind::MultiLine(4),
            Self::Day => FieldKind::Day,
            Self::Line
            | Self::Code
            | Self::DayOfYear
            | Self::Number
            | Self::Integer
            | Self::Unit
            | Self::Office
            | Self::Group
            | Self::Party
            | Self::WordList
            | Self::Stages => FieldKind::SingleLine,
        }
    }

    /// Returns `true` for days and numbers: users replace them, whereas they edit texts.
    pub fn is_short(self) -> bool {
        matches!(
            self,
            Self::Day | Self::DayOfYear | Self::Number | Self::Integer
        )
    }
}

pub(super) type ValueResult<T> = Result<T, ValueRefusal>;

/// Placeholder for the day of a new record: its field is shown empty, and a value is required.
pub const NO_DAY: NaiveDate = NaiveDate::MIN;

/// A value with a text format in fields. Formatting and parsing are inverses.
pub trait FieldValue: Sized {
    /// Formats the value for a field.
    fn to_text(&self, value_type: ValueType, lang: Lang) -> String;
    /// Parses a field's text.
    fn parse(typed: Typed<'_>, value_type: ValueType) -> ValueResult<Self>;
}

/// Text of a field, trimmed, with the context for resolving names in it.
#[derive(Clone, Copy, Debug)]
pub struct Typed<'a> {
    /// The text.
    pub text: &'a str,
    /// Offices, groups, today.
    pub known: LookupContext<'a>,
}

impl Typed<'_> {
    /// Nonempty parts of a list.
    pub(super) fn parts(self, separators: &'static [char]) -> impl Iterator<Item = Self> {
        self.text
            .split(separators)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(move |text| Self { text, ..self })
    }

    /// Parses a day.
    pub fn day(self) -> ValueResult<NaiveDate> {
        NaiveDate::parse(self, ValueType::Day)
    }

    /// Parses a day that is not in the future.
    pub fn past_day(self) -> ValueResult<NaiveDate> {
        match self.day()? {
            day if day > self.known.today => Err(ValueRefusal::FutureDay),
            day => Ok(day),
        }
    }

    /// Parses a day that is not in the past.
    pub fn future_day(self) -> ValueResult<NaiveDate> {
        match self.day()? {
            day if day < self.known.today => Err(ValueRefusal::PastDay),
            day => Ok(day),
        }
    }

    /// Parses a text, keeping its line breaks.
    pub fn paragraphs(self, max: usize) -> ValueResult<String> {
        validate_text(self.text, max).map_err(ValueRefusal::InvalidText)
    }

    /// Parses a note; an empty one is absent.
    pub fn optional_note(self) -> ValueResult<Option<String>> {
        Ok(Some(self.paragraphs(NOTE_MAX)?).filter(|note| !note.is_empty()))
    }

    /// Nonempty lines.
    pub(super) fn lines(self) -> impl Iterator<Item = Self> {
        self.parts(&['\n'])
    }
}

/// An absent value is an empty text.
impl<V: FieldValue> FieldValue for Option<V> {
    fn to_text(&self, value_type: ValueType, lang: Lang) -> String {
        self.as_ref()
            .map_or_else(String::new, |value| value.to_text(value_type, lang))
    }

    fn parse(typed: Typed<'_>, value_type: ValueType) -> ValueResult<Self> {
        if typed.text.is_empty() {
            Ok(None)
        } else {
            V::parse(typed, value_type).map(Some)
        }
    }
}

impl FieldValue for String {
    fn to_text(&self, value_type: ValueType, _: Lang) -> String {
        match value_type {
            ValueType::DayOfYear => format_day_of_year(self),
            _ => self.clone(),
        }
    }

    fn parse(typed: Typed<'_>, value_type: ValueType) -> ValueResult<Self> {
        match value_type {
            ValueType::DayOfYear => parse_day_of_year(typed),
            ValueType::Paragraphs(_) => typed.paragraphs(NOTE_MAX),
            _ => parse_line(typed.text),
        }
    }
}

/// Texts: one per line, or words separated by commas.
impl FieldValue for Vec<String> {
    fn to_text(&self, value_type: ValueType, _: Lang) -> String {
        self.join(match value_type {
            ValueType::WordList => ", ",
            _ => "\n",
        })
    }

    fn parse(typed: Typed<'_>, value_type: ValueType) -> ValueResult<Self> {
        let separators: &[char] = match value_type {
            ValueType::WordList => &[','],
            _ => &['\n'],
        };
        typed
            .parts(separators)
            .map(|part| parse_line(part.text))
            .collect()
    }
}

impl FieldValue for NaiveDate {
    fn to_text(&self, _: ValueType, _: Lang) -> String {
        if *self == NO_DAY {
            String::new()
        } else {
            print_day(*self)
        }
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        parse_day(typed.text, typed.known.today).map_err(ValueRefusal::InvalidDay)
    }
}

impl FieldValue for Number {
    fn to_text(&self, _: ValueType, _: Lang) -> String {
        print(*self, 0)
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        parse_number(typed.text, NumberFormat::percent(MAX_SCALE))
            .map_err(ValueRefusal::InvalidNumber)
    }
}

impl FieldValue for i64 {
    fn to_text(&self, _: ValueType, _: Lang) -> String {
        print_count(*self)
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        parse_number(typed.text, NumberFormat::plain(0))
            .map(|number| number.hundredths() / 100)
            .map_err(ValueRefusal::InvalidNumber)
    }
}

/// A count; negative and too large numbers are refused.
impl FieldValue for u32 {
    fn to_text(&self, value_type: ValueType, lang: Lang) -> String {
        i64::from(*self).to_text(value_type, lang)
    }

    fn parse(typed: Typed<'_>, value_type: ValueType) -> ValueResult<Self> {
        let number = i64::parse(typed, value_type)?;
        Self::try_from(number).map_err(|_| {
            if number < 0 {
                ValueRefusal::Negative
            } else {
                ValueRefusal::InvalidNumber(NumberError::TooManyDigits)
            }
        })
    }
}

/// Formats `03-08` as `8/3`.
fn format_day_of_year(text: &str) -> String {
    let (month, day) = text.split_once('-').unwrap_or(("", text));
    if month.is_empty() {
        return String::new();
    }
    let part = |digits: &str| digits.trim_start_matches('0').to_owned();
    format!("{}/{}", part(day), part(month))
}

/// Parses a day of the year; 29/2 is valid.
fn parse_day_of_year(typed: Typed<'_>) -> ValueResult<String> {
    let leap = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(typed.known.today);
    let day = parse_day(typed.text, leap).map_err(ValueRefusal::InvalidDay)?;
    Ok(day.format("%m-%d").to_string())
}

/// Parses a text into one line; line breaks become blanks.
pub(super) fn parse_line(text: &str) -> ValueResult<String> {
    validate_line(
        &text.lines().map(str::trim).collect::<Vec<_>>().join(" "),
        NOTE_MAX,
    )
    .map_err(ValueRefusal::InvalidText)
}
