//! Text formats of data file values in form fields: days, numbers, offices, stages, owners. Formatting and parsing are
//! inverses. Must not depend on records, screens or display texts.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::domain::catalog::{Catalog, OfficeLookup};
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::day::{DayError, parse_day, print_day};
use crate::domain::number::{
    MAX_SCALE, Number, NumberError, NumberFormat, parse_number, print, print_count,
};
use crate::domain::office::Group;
use crate::domain::office_check::is_place_code;
use crate::domain::text::{NOTE_MAX, TextError, fold, validate_line};
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
    /// Invalid number.
    InvalidNumber(NumberError),
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
}

type ValueResult<T> = Result<T, ValueRefusal>;

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

/// Formats a value for a field.
pub fn format_value(shape: ValueType, value: &Value, lang: Lang) -> String {
    let text = || value.as_str().unwrap_or_default().to_owned();
    let lines = |one: &dyn Fn(&Value) -> String| {
        value.as_array().map_or_else(String::new, |list| {
            list.iter().map(one).collect::<Vec<_>>().join("\n")
        })
    };
    match shape {
        ValueType::Line
        | ValueType::Code
        | ValueType::Text(_)
        | ValueType::Office
        | ValueType::Group => text(),
        ValueType::Day => format_day(value),
        ValueType::DayOfYear => {
            let text = text();
            let (month, day) = text.split_once('-').unwrap_or(("", &text));
            if month.is_empty() {
                String::new()
            } else {
                format!(
                    "{}/{}",
                    day.trim_start_matches('0'),
                    month.trim_start_matches('0')
                )
            }
        }
        ValueType::Number => format_number(value),
        ValueType::Integer => value.as_i64().map_or_else(String::new, print_count),
        ValueType::Unit => {
            let text = text();
            UNITS
                .iter()
                .find(|(word, ..)| *word == text)
                .map_or(text, |(_, shown, _)| shown.text(lang).to_owned())
        }
        ValueType::Party => format_party(value),
        ValueType::PartyList => lines(&format_party),
        ValueType::Lines => lines(&|line| line.as_str().unwrap_or_default().to_owned()),
        ValueType::WordList => {
            lines(&|word| word.as_str().unwrap_or_default().to_owned()).replace('\n', ", ")
        }
        ValueType::Stages => lines(&format_stage).replace('\n', "; "),
        ValueType::Owners | ValueType::Members | ValueType::Successors => {
            lines(&|link| format_link(link, lang))
        }
    }
}

fn format_day(value: &Value) -> String {
    let day = value
        .as_str()
        .and_then(|text| text.parse::<NaiveDate>().ok());
    day.map_or_else(String::new, print_day)
}

fn format_number(value: &Value) -> String {
    let number = value
        .as_str()
        .and_then(|text| Number::try_from(text.to_owned()).ok());
    number.map_or_else(String::new, |number| print(number, 0))
}

fn format_party(party: &Value) -> String {
    let part = |key: &str| party.get(key).and_then(Value::as_str);
    match (part("office").or(part("group")), part("words")) {
        (Some(code), _) => code.to_owned(),
        (None, Some(words)) => format!("“{words}”"),
        (None, None) => String::new(),
    }
}

fn format_stage(stage: &Value) -> String {
    let (on, value) = (format_day(&stage["on"]), format_number(&stage["value"]));
    if value.is_empty() {
        on
    } else {
        format!("{on}: {value}")
    }
}

/// Formats an office with its attributes.
fn format_link(link: &Value, lang: Lang) -> String {
    let mut text = link["office"].as_str().unwrap_or_default().to_owned();
    if let Some(scope) = link["scope"].as_str() {
        text = format!("{text}: {scope}");
    }
    let (from, to) = (Text::LinkFrom.text(lang), Text::LinkTo.text(lang));
    for (word, key) in [(from, "from"), (from, "on"), (to, "to")] {
        let day = format_day(&link[key]);
        if !day.is_empty() {
            text = format!("{text}; {word} {day}");
        }
    }
    if let Some(decision) = link["decision"].as_str() {
        text = format!("{text}; # {decision}");
    }
    text
}

/// Parses a text; an empty text is absent.
pub fn parse_value(shape: ValueType, text: &str, known: LookupContext<'_>) -> ValueResult<Value> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(empty_value(shape));
    }
    let per_line = |one: &dyn Fn(&str) -> ValueResult<Value>| -> ValueResult<Value> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines
            .map(one)
            .collect::<ValueResult<Vec<_>>>()
            .map(Value::Array)
    };
    Ok(match shape {
        ValueType::Line | ValueType::Text(_) => Value::String(parse_line(text)?),
        ValueType::Code if is_place_code(text) => json!(text),
        ValueType::Code => return Err(ValueRefusal::InvalidCode(text.to_owned())),
        ValueType::Day => parse_day_value(text, known.today)?,
        ValueType::DayOfYear => parse_day_of_year(text, known.today)?,
        ValueType::Number => parse_number_value(text)?,
        ValueType::Integer => {
            let number =
                parse_number(text, NumberFormat::plain(0)).map_err(ValueRefusal::InvalidNumber)?;
            json!(number.hundredths() / 100)
        }
        ValueType::Unit => parse_unit(text)?,
        ValueType::Office => json!(parse_office(text, known)?),
        ValueType::Group => match find_group(text, known) {
            Some(group) => json!(group.code),
            None => return Err(ValueRefusal::UnknownParty(text.to_owned())),
        },
        ValueType::Party => parse_party(text, known)?,
        ValueType::PartyList => per_line(&|line| parse_party(line, known))?,
        ValueType::Lines => per_line(&|text| parse_line(text).map(Value::String))?,
        ValueType::WordList => {
            let words = text
                .split(',')
                .map(str::trim)
                .filter(|word| !word.is_empty());
            Value::Array(
                words
                    .map(|word| parse_line(word).map(Value::String))
                    .collect::<ValueResult<Vec<_>>>()?,
            )
        }
        ValueType::Stages => {
            let stages = text
                .split([';', '\n'])
                .map(str::trim)
                .filter(|stage| !stage.is_empty());
            Value::Array(
                stages
                    .map(|text| parse_stage(text, known.today))
                    .collect::<ValueResult<Vec<_>>>()?,
            )
        }
        ValueType::Owners | ValueType::Members | ValueType::Successors => {
            per_line(&|line| parse_link(line, known, shape))?
        }
    })
}

/// Value of an empty field: an empty list, or null.
fn empty_value(shape: ValueType) -> Value {
    match shape {
        ValueType::PartyList
        | ValueType::Lines
        | ValueType::WordList
        | ValueType::Stages
        | ValueType::Owners
        | ValueType::Members
        | ValueType::Successors => Value::Array(Vec::new()),
        ValueType::Line
        | ValueType::Code
        | ValueType::Text(_)
        | ValueType::Day
        | ValueType::DayOfYear
        | ValueType::Number
        | ValueType::Integer
        | ValueType::Unit
        | ValueType::Office
        | ValueType::Group
        | ValueType::Party => Value::Null,
    }
}

/// Parses a text into one line; line breaks become blanks.
fn parse_line(text: &str) -> ValueResult<String> {
    validate_line(
        &text.lines().map(str::trim).collect::<Vec<_>>().join(" "),
        NOTE_MAX,
    )
    .map_err(ValueRefusal::InvalidText)
}

fn parse_day_value(text: &str, today: NaiveDate) -> ValueResult<Value> {
    parse_day(text, today)
        .map(|day| json!(day))
        .map_err(ValueRefusal::InvalidDay)
}

/// Parses a day of the year; 29/2 is valid.
fn parse_day_of_year(text: &str, today: NaiveDate) -> ValueResult<Value> {
    let leap = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(today);
    let day = parse_day(text, leap).map_err(ValueRefusal::InvalidDay)?;
    Ok(json!(day.format("%m-%d").to_string()))
}

fn parse_number_value(text: &str) -> ValueResult<Value> {
    parse_number(text, NumberFormat::percent(MAX_SCALE))
        .map(|number| json!(number.to_string()))
        .map_err(ValueRefusal::InvalidNumber)
}

fn parse_unit(text: &str) -> ValueResult<Value> {
    let typed = fold(text);
    let known = UNITS.iter().find(|(_, shown, others)| {
        let shown = [Lang::Vi, Lang::En].map(|lang| fold(shown.text(lang)));
        shown.contains(&typed) || others.contains(&typed.as_str())
    });
    match known {
        Some((word, ..)) => Ok(json!(word)),
        None => parse_line(text).map(Value::String),
    }
}

fn parse_office(text: &str, known: LookupContext<'_>) -> ValueResult<OfficeCode> {
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

fn parse_party(text: &str, known: LookupContext<'_>) -> ValueResult<Value> {
    let quoted = text
        .strip_prefix(['“', '"'])
        .map(|rest| rest.trim_end_matches(['”', '"']));
    if let Some(words) = quoted {
        return Ok(json!({ "words": parse_line(words)? }));
    }
    match (parse_office(text, known), find_group(text, known)) {
        (Ok(code), _) => Ok(json!({ "office": code })),
        (Err(_), Some(group)) => Ok(json!({ "group": group.code })),
        (Err(ValueRefusal::UnknownOffice(text)), None) => Err(ValueRefusal::UnknownParty(text)),
        (Err(refusal), None) => Err(refusal),
    }
}

fn parse_stage(text: &str, today: NaiveDate) -> ValueResult<Value> {
    let refused = || ValueRefusal::InvalidStage(text.to_owned());
    let (on, value) = match text.split_once([':', '=']) {
        Some((on, value)) => (on, parse_number_value(value.trim()).map_err(|_| refused())?),
        None => (text, Value::Null),
    };
    let on = parse_day(on, today).map_err(|_| refused())?;
    Ok(json!({ "on": on, "value": value }))
}

/// Parses an office with its attributes. The text after `#` is the coding note, to the end of the line.
fn parse_link(text: &str, known: LookupContext<'_>, shape: ValueType) -> ValueResult<Value> {
    let (text, decision) = match text.split_once('#') {
        Some((text, decision)) if shape == ValueType::Owners => {
            (text, Some(parse_line(decision.trim())?))
        }
        _ => (text, None),
    };
    let mut parts = text.split(';').map(str::trim);
    let head = parts.next().unwrap_or_default();
    let (name, mut scope) = match head.split_once(':') {
        Some((name, scope)) if shape == ValueType::Owners => {
            (name.trim(), Some(parse_line(scope.trim())?))
        }
        _ => (head, None),
    };
    let (mut from, mut to) = (Value::Null, Value::Null);
    for part in parts.filter(|part| !part.is_empty()) {
        let (word, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        match (fold(word).as_str(), &mut scope) {
            ("tu" | "from", _) => from = parse_day_value(rest, known.today)?,
            ("den" | "to", _) => to = parse_day_value(rest, known.today)?,
            // A semicolon within the scope.
            (_, Some(scope)) if from.is_null() && to.is_null() => {
                *scope = format!("{scope}; {}", parse_line(part)?);
            }
            _ => return Err(ValueRefusal::InvalidLinkDays(part.to_owned())),
        }
    }
    let office = parse_office(name, known)?;
    Ok(match shape {
        ValueType::Successors if from.is_null() => {
            return Err(ValueRefusal::MissingStartDay(name.to_owned()));
        }
        ValueType::Successors => json!({ "office": office, "on": from }),
        ValueType::Owners => {
            json!({ "office": office, "scope": scope, "from": from, "to": to, "decision": decision })
        }
        _ => json!({ "office": office, "from": from, "to": to }),
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
        }
    }

    #[test]
    fn what_is_shown_reads_back() {
        let catalog = catalog();
        let known = known(&catalog);
        for (shape, typed, value, shown_again) in [
            (ValueType::Day, "9/6", json!("2024-06-09"), "09/06/2024"),
            (ValueType::DayOfYear, "8/3", json!("03-08"), "8/3"),
            (ValueType::Number, "33,5 %", json!("33.5"), "33,5"),
            (
                ValueType::Integer,
                "960.000.000",
                json!(960_000_000),
                "960.000.000",
            ),
            (
                ValueType::Unit,
                "tren 1.000",
                json!("per 1.000"),
                "trên 1.000",
            ),
            (ValueType::Unit, "cuộc", json!("cuộc"), "cuộc"),
            (ValueType::Office, "so y te", json!("tth.syt"), "tth.syt"),
            (
                ValueType::Party,
                "“Các xã”",
                json!({ "words": "Các xã" }),
                "“Các xã”",
            ),
            (
                ValueType::Stages,
                "31/12/2025: 95; 31/12/2030:100",
                json!([{ "on": "2025-12-31", "value": "95" }, { "on": "2030-12-31", "value": "100" }]),
                "31/12/2025: 95; 31/12/2030: 100",
            ),
            (
                ValueType::WordList,
                "boys, girls",
                json!(["boys", "girls"]),
                "boys, girls",
            ),
            (
                ValueType::Owners,
                "tth.svhtt: bạo lực gia đình; tu 1/3/2025; # Phần V",
                json!([{ "office": "tth.svhtt", "scope": "bạo lực gia đình", "from": "2025-03-01", "to": null,
                         "decision": "Phần V" }]),
                "tth.svhtt: bạo lực gia đình; từ 01/03/2025; # Phần V",
            ),
            (ValueType::Successors, "", json!([]), ""),
            (ValueType::Line, "  ", Value::Null, ""),
        ] {
            assert_eq!(
                parse_value(shape, typed, known),
                Ok(value.clone()),
                "{typed}"
            );
            assert_eq!(format_value(shape, &value, Lang::Vi), shown_again);
            let english = format_value(shape, &value, Lang::En);
            assert_eq!(
                parse_value(shape, &english, known),
                Ok(value.clone()),
                "{english}"
            );
            assert_eq!(
                parse_value(shape, shown_again, known),
                Ok(value),
                "{shown_again}"
            );
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let catalog = catalog();
        let known = known(&catalog);
        for (shape, typed, refusal) in [
            (
                ValueType::Office,
                "Sở Không Có",
                ValueRefusal::UnknownOffice("Sở Không Có".into()),
            ),
            (
                ValueType::Party,
                "ai đó",
                ValueRefusal::UnknownParty("ai đó".into()),
            ),
            (
                ValueType::Stages,
                "2025: 95",
                ValueRefusal::InvalidStage("2025: 95".into()),
            ),
            (
                ValueType::Members,
                "tth.syt; luôn",
                ValueRefusal::InvalidLinkDays("luôn".into()),
            ),
            (
                ValueType::Successors,
                "tth.syt",
                ValueRefusal::MissingStartDay("tth.syt".into()),
            ),
            (
                ValueType::Number,
                "ba",
                ValueRefusal::InvalidNumber(NumberError::Letter('b')),
            ),
            (
                ValueType::Day,
                "31/6/2025",
                ValueRefusal::InvalidDay(DayError::NoSuchDay {
                    day: 31,
                    month: 6,
                    year: 2025,
                }),
            ),
        ] {
            assert_eq!(parse_value(shape, typed, known), Err(refusal), "{typed}");
        }
    }
}
