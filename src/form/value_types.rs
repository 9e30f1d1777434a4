//! Text formats of values in form fields: days, numbers, offices, stages, owners. Formatting and parsing are inverses.
//! Must not depend on records or screens.

use chrono::NaiveDate;

use super::FieldKind;
use crate::domain::catalog::{Catalog, OfficeLookup};
use crate::domain::code::{GroupCode, OfficeCode, PlanCode};
use crate::domain::day::{DayError, parse_day, print_day};
use crate::domain::number::{
    MAX_SCALE, Number, NumberError, NumberFormat, parse_number, print, print_count,
};
use crate::domain::office::{Group, Member, Successor};
use crate::domain::office_check::is_place_code;
use crate::domain::plan::{Owner, Party, Stage, Unit};
use crate::domain::text::{NOTE_MAX, TextError, fold, validate_line, validate_text};
use crate::i18n::Lang;
use crate::i18n::screen::Text;

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

type ValueResult<T> = Result<T, ValueRefusal>;

/// Placeholder for the day of a new record: its field is shown empty, and a value is required.
pub const NO_DAY: NaiveDate = NaiveDate::MIN;

/// The units with which the program computes: the data file's word, the word of a language, and what else is typed.
const UNITS: [(&str, Text, &[&str]); 5] = [
    ("%", Text::UnitPercent, &[]),
    ("per 1.000", Text::UnitPerThousand, &["tren 1000"]),
    (
        "per 100.000",
        Text::UnitPerHundredThousand,
        &["tren 100000"],
    ),
    (
        "per 100 girls",
        Text::UnitPerHundredGirls,
        &["be trai/100 be gai"],
    ),
    ("times", Text::UnitTimes, &[]),
];

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
    fn parts(self, separators: &'static [char]) -> impl Iterator<Item = Self> {
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

    /// Nonempty lines.
    fn lines(self) -> impl Iterator<Item = Self> {
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

impl FieldValue for PlanCode {
    fn to_text(&self, _: ValueType, _: Lang) -> String {
        self.to_string()
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        parse_code(typed.text).map(Self::from)
    }
}

/// Its own code, or an office by code, name or alias.
impl FieldValue for OfficeCode {
    fn to_text(&self, _: ValueType, _: Lang) -> String {
        self.to_string()
    }

    fn parse(typed: Typed<'_>, value_type: ValueType) -> ValueResult<Self> {
        match value_type {
            ValueType::Code => parse_code(typed.text).map(Self::from),
            _ => find_office(typed.text, typed.known),
        }
    }
}

/// Its own code, or a group by code or wording.
impl FieldValue for GroupCode {
    fn to_text(&self, _: ValueType, _: Lang) -> String {
        self.to_string()
    }

    fn parse(typed: Typed<'_>, value_type: ValueType) -> ValueResult<Self> {
        match (value_type, find_group(typed.text, typed.known)) {
            (ValueType::Code, _) => parse_code(typed.text).map(Self::from),
            (_, Some(group)) => Ok(group.code.clone()),
            (_, None) => Err(ValueRefusal::UnknownParty(typed.text.to_owned())),
        }
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

impl FieldValue for Unit {
    fn to_text(&self, _: ValueType, lang: Lang) -> String {
        let text = String::from(self.clone());
        UNITS
            .iter()
            .find(|(word, ..)| *word == text)
            .map_or(text, |(_, shown, _)| shown.text(lang).to_owned())
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        let folded = fold(typed.text);
        let known = UNITS.iter().find(|(_, shown, others)| {
            let shown = [Lang::Vi, Lang::En].map(|lang| fold(shown.text(lang)));
            shown.contains(&folded) || others.contains(&folded.as_str())
        });
        let word = match known {
            Some((word, ..)) => (*word).to_owned(),
            None => parse_line(typed.text)?,
        };
        Ok(Self::try_from(word.clone()).unwrap_or(Self::Count(word)))
    }
}

/// A code, or words in quotation marks.
impl FieldValue for Party {
    fn to_text(&self, _: ValueType, _: Lang) -> String {
        match self {
            Self::Office(code) => code.to_string(),
            Self::Group(code) => code.to_string(),
            Self::Words(words) if words.is_empty() => String::new(),
            Self::Words(words) => format!("“{words}”"),
        }
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        let Typed { text, known } = typed;
        let quoted = text
            .strip_prefix(['“', '"'])
            .map(|rest| rest.trim_end_matches(['”', '"']));
        if let Some(words) = quoted {
            return parse_line(words).map(Self::Words);
        }
        match (find_office(text, known), find_group(text, known)) {
            (Ok(code), _) => Ok(Self::Office(code)),
            (Err(_), Some(group)) => Ok(Self::Group(group.code.clone())),
            (Err(ValueRefusal::UnknownOffice(text)), None) => Err(ValueRefusal::UnknownParty(text)),
            (Err(refusal), None) => Err(refusal),
        }
    }
}

impl FieldValue for Vec<Party> {
    fn to_text(&self, value_type: ValueType, lang: Lang) -> String {
        format_list(self, "\n", |party| party.to_text(value_type, lang))
    }

    fn parse(typed: Typed<'_>, value_type: ValueType) -> ValueResult<Self> {
        typed
            .lines()
            .map(|line| Party::parse(line, value_type))
            .collect()
    }
}

impl FieldValue for Vec<Stage> {
    fn to_text(&self, _: ValueType, _: Lang) -> String {
        format_list(self, "; ", |stage| {
            let on = print_day(stage.on);
            match stage.value {
                Some(value) => format!("{on}: {}", print(value, 0)),
                None => on,
            }
        })
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        typed.parts(&[';', '\n']).map(parse_stage).collect()
    }
}

impl FieldValue for Vec<Owner> {
    fn to_text(&self, _: ValueType, lang: Lang) -> String {
        format_list(self, "\n", |owner| {
            format_link(
                &OfficeLink {
                    office: owner.office.clone(),
                    scope: owner.scope.clone(),
                    days: [owner.from, owner.to],
                    decision: owner.decision.clone(),
                },
                lang,
            )
        })
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        let parse_owner = |line| {
            let link = parse_link(line, true)?;
            Ok(Owner {
                office: link.office,
                scope: link.scope,
                from: link.days[0],
                to: link.days[1],
                decision: link.decision,
            })
        };
        typed.lines().map(parse_owner).collect()
    }
}

impl FieldValue for Vec<Member> {
    fn to_text(&self, _: ValueType, lang: Lang) -> String {
        format_list(self, "\n", |member| {
            format_link(
                &OfficeLink {
                    days: [member.from, member.to],
                    ..OfficeLink::new(member.office.clone())
                },
                lang,
            )
        })
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        let parse_member = |line| {
            let OfficeLink {
                office,
                days: [from, to],
                ..
            } = parse_link(line, false)?;
            Ok(Member { office, from, to })
        };
        typed.lines().map(parse_member).collect()
    }
}

impl FieldValue for Vec<Successor> {
    fn to_text(&self, _: ValueType, lang: Lang) -> String {
        format_list(self, "\n", |successor| {
            format_link(
                &OfficeLink {
                    days: [Some(successor.on), None],
                    ..OfficeLink::new(successor.office.clone())
                },
                lang,
            )
        })
    }

    fn parse(typed: Typed<'_>, _: ValueType) -> ValueResult<Self> {
        let parse_successor = |line: Typed<'_>| {
            let link = parse_link(line, false)?;
            let Some(on) = link.days[0] else {
                let name = line.text.split(';').next().unwrap_or_default();
                return Err(ValueRefusal::MissingStartDay(name.trim().to_owned()));
            };
            Ok(Successor {
                office: link.office,
                on,
            })
        };
        typed.lines().map(parse_successor).collect()
    }
}

fn format_list<T>(list: &[T], separator: &str, format: impl Fn(&T) -> String) -> String {
    list.iter().map(format).collect::<Vec<_>>().join(separator)
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
fn parse_line(text: &str) -> ValueResult<String> {
    validate_line(
        &text.lines().map(str::trim).collect::<Vec<_>>().join(" "),
        NOTE_MAX,
    )
    .map_err(ValueRefusal::InvalidText)
}

fn parse_code(text: &str) -> ValueResult<&str> {
    if is_place_code(text) {
        Ok(text)
    } else {
        Err(ValueRefusal::InvalidCode(text.to_owned()))
    }
}

fn find_office(text: &str, known: LookupContext<'_>) -> ValueResult<OfficeCode> {
    let found = match known.plan {
        Some(plan) => known.catalog.find_office_of(text, plan),
        None => known.catalog.find_office(text, None),
    };
    match found {
        OfficeLookup::One(code) => Ok(code),
        OfficeLookup::None => Err(ValueRefusal::UnknownOffice(text.to_owned())),
        OfficeLookup::Several(codes) => Err(ValueRefusal::AmbiguousOffice(text.to_owned(), codes)),
    }
}

fn find_group<'a>(text: &str, known: LookupContext<'a>) -> Option<&'a Group> {
    let typed = fold(text);
    known
        .catalog
        .groups
        .values()
        .find(|group| group.code.as_str() == text || fold(&group.name) == typed)
}

fn parse_stage(typed: Typed<'_>) -> ValueResult<Stage> {
    let refused = || ValueRefusal::InvalidStage(typed.text.to_owned());
    let (on, value) = match typed.text.split_once([':', '=']) {
        Some((on, value)) => (on, Some(value.trim())),
        None => (typed.text, None),
    };
    let number = |text| Number::parse(Typed { text, ..typed }, ValueType::Number);
    let value = value.map(number).transpose().map_err(|_| refused())?;
    let on = parse_day(on, typed.known.today).map_err(|_| refused())?;
    Ok(Stage { on, value })
}

/// An office with its attributes, formatted in one line.
struct OfficeLink {
    office: OfficeCode,
    scope: Option<String>,
    days: [Option<NaiveDate>; 2],
    decision: Option<String>,
}

impl OfficeLink {
    fn new(office: OfficeCode) -> Self {
        Self {
            office,
            scope: None,
            days: [None, None],
            decision: None,
        }
    }
}

fn format_link(link: &OfficeLink, lang: Lang) -> String {
    let mut text = link.office.to_string();
    if let Some(scope) = &link.scope {
        text = format!("{text}: {scope}");
    }
    let words = [Text::LinkFrom, Text::LinkTo].map(|word| word.text(lang));
    for (word, day) in words.into_iter().zip(link.days) {
        if let Some(day) = day {
            text = format!("{text}; {word} {}", print_day(day));
        }
    }
    if let Some(decision) = &link.decision {
        text = format!("{text}; # {decision}");
    }
    text
}

/// Parses an office with its attributes. Only owners have a scope and a coding note: the text after `#`, to the end of
/// the line.
fn parse_link(typed: Typed<'_>, of_owner: bool) -> ValueResult<OfficeLink> {
    let (text, decision) = match typed.text.split_once('#') {
        Some((text, decision)) if of_owner => (text, Some(parse_line(decision.trim())?)),
        _ => (typed.text, None),
    };
    let mut parts = text.split(';').map(str::trim);
    let head = parts.next().unwrap_or_default();
    let (name, mut scope) = match head.split_once(':') {
        Some((name, scope)) if of_owner => (name.trim(), Some(parse_line(scope.trim())?)),
        _ => (head, None),
    };
    let mut days = [None, None];
    for part in parts.filter(|part| !part.is_empty()) {
        let (word, text) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        let day = || NaiveDate::parse(Typed { text, ..typed }, ValueType::Day).map(Some);
        match (fold(word).as_str(), &mut scope) {
            ("tu" | "from", _) => days[0] = day()?,
            ("den" | "to", _) => days[1] = day()?,
            // A semicolon within the scope.
            (_, Some(scope)) if days == [None, None] => {
                *scope = format!("{scope}; {}", parse_line(part)?);
            }
            _ => return Err(ValueRefusal::InvalidLinkDays(part.to_owned())),
        }
    }
    Ok(OfficeLink {
        office: find_office(name, typed.known)?,
        scope,
        days,
        decision,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    fn catalog() -> Catalog {
        let (offices, groups) = sample::offices().unwrap();
        Catalog {
            plans: sample::plans().unwrap(),
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

    fn known(catalog: &Catalog) -> LookupContext<'_> {
        let plan = catalog
            .plans
            .iter()
            .find(|plan| plan.code.as_str() == "tth-2021");
        let today = NaiveDate::from_ymd_opt(2024, 6, 5).unwrap();
        LookupContext {
            catalog,
            plan: plan.map(|plan| &plan.code),
            today,
            lang: Lang::Vi,
        }
    }

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    /// Parses a text, and parses what is formatted of it again, in both languages.
    #[track_caller]
    fn check<V: FieldValue + PartialEq + std::fmt::Debug>(
        value_type: ValueType,
        typed: &str,
        value: V,
        shown_again: &str,
    ) {
        let catalog = catalog();
        let parse = |text| {
            let known = known(&catalog);
            V::parse(Typed { text, known }, value_type)
        };
        assert_eq!(value.to_text(value_type, Lang::Vi), shown_again);
        let english = value.to_text(value_type, Lang::En);
        assert_eq!(parse(typed).as_ref(), Ok(&value), "{typed}");
        assert_eq!(parse(shown_again).as_ref(), Ok(&value), "{shown_again}");
        assert_eq!(parse(&english), Ok(value), "{english}");
    }

    #[test]
    fn what_is_shown_reads_back() {
        use ValueType as V;
        check(V::Day, "9/6", day(2024, 6, 9), "09/06/2024");
        check(V::DayOfYear, "8/3", "03-08".to_owned(), "8/3");
        let number = |text: &str| Number::try_from(text.to_owned()).unwrap();
        check(V::Number, "33,5 %", number("33.5"), "33,5");
        check(V::Integer, "960.000.000", 960_000_000_i64, "960.000.000");
        check(V::Integer, "12", 12_u32, "12");
        check(V::Unit, "tren 1.000", Unit::Per1000, "trên 1.000");
        check(V::Unit, "cuộc", Unit::Count("cuộc".into()), "cuộc");
        check(V::Unit, "", Unit::Count(String::new()), "");
        check(V::Code, "tth.syt", OfficeCode::from("tth.syt"), "tth.syt");
        check(V::Office, "so y te", OfficeCode::from("tth.syt"), "tth.syt");
        check(
            V::Party,
            "“Các xã”",
            Party::Words("Các xã".into()),
            "“Các xã”",
        );
        let stage = |on, value| Stage {
            on,
            value: Some(number(value)),
        };
        check(
            V::Stages,
            "31/12/2025: 95; 31/12/2030:100",
            vec![
                stage(day(2025, 12, 31), "95"),
                stage(day(2030, 12, 31), "100"),
            ],
            "31/12/2025: 95; 31/12/2030: 100",
        );
        let words = ["boys", "girls"].map(str::to_owned).to_vec();
        check(V::WordList, "boys, girls", words.clone(), "boys, girls");
        check(V::Lines, "boys\n\n girls ", words, "boys\ngirls");
        let owner = Owner {
            office: "tth.svhtt".into(),
            scope: Some("bạo lực gia đình".into()),
            from: Some(day(2025, 3, 1)),
            to: None,
            decision: Some("Phần V".into()),
        };
        check(
            V::Owners,
            "tth.svhtt: bạo lực gia đình; tu 1/3/2025; # Phần V",
            vec![owner],
            "tth.svhtt: bạo lực gia đình; từ 01/03/2025; # Phần V",
        );
        check(V::Successors, "", Vec::<Successor>::new(), "");
        check(V::Line, "", None::<String>, "");
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        use ValueType as V;
        let catalog = catalog();
        let known = known(&catalog);
        let typed = |text| Typed { text, known };
        assert_eq!(
            OfficeCode::parse(typed("Sở Không Có"), V::Office),
            Err(ValueRefusal::UnknownOffice("Sở Không Có".into()))
        );
        assert_eq!(
            Party::parse(typed("ai đó"), V::Party),
            Err(ValueRefusal::UnknownParty("ai đó".into()))
        );
        assert_eq!(
            Vec::<Stage>::parse(typed("2025: 95"), V::Stages),
            Err(ValueRefusal::InvalidStage("2025: 95".into()))
        );
        assert_eq!(
            Vec::<Member>::parse(typed("tth.syt; luôn"), V::Members),
            Err(ValueRefusal::InvalidLinkDays("luôn".into()))
        );
        assert_eq!(
            Vec::<Successor>::parse(typed("tth.syt"), V::Successors),
            Err(ValueRefusal::MissingStartDay("tth.syt".into()))
        );
        assert_eq!(
            Number::parse(typed("ba"), V::Number),
            Err(ValueRefusal::InvalidNumber(NumberError::Letter('b')))
        );
        assert_eq!(
            NaiveDate::parse(typed("31/6/2025"), V::Day),
            Err(ValueRefusal::InvalidDay(DayError::NoSuchDay {
                day: 31,
                month: 6,
                year: 2025,
            }))
        );
        assert_eq!(
            u32::parse(typed("-1"), V::Integer),
            Err(ValueRefusal::Negative)
        );
    }
}
