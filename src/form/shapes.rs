//! How the values of data files are written in fields, and read back: days, numbers, offices, stages, owners. The two ways
//! are inverses. Knows no record, no screen and no words.

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::domain::catalog::{Catalog, OfficeLookup};
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::day::{DayError, parse_day, print_day};
use crate::domain::number::{Format, MAX_SCALE, Number, NumberError, parse, print, print_count};
use crate::domain::office::Group;
use crate::domain::office_check::is_place_code;
use crate::domain::text::{NOTE_MAX, TextError, fold, gate_line};

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A line; empty is nothing.
    Line,
    /// A code: `tth-2021`, `hue.syt`.
    Code,
    /// A text in so many rows of the screen, kept in one line.
    Text(u16),
    /// A day.
    Day,
    /// A day of the year: `8/3`.
    YearDay,
    /// A number with at most two decimals.
    Number,
    /// A whole number; with thousands dots.
    Whole,
    /// What is counted: `%`, `trên 1.000` … or a word for a count.
    Unit,
    /// An office, by code, name or alias.
    Office,
    /// A group, by code or wording.
    Group,
    /// An office, a group, or words in quotation marks.
    Party,
    /// Parties, a line each.
    Parties,
    /// Lines of text.
    Lines,
    /// Words with commas between them.
    Words,
    /// `31/12/2025: 95; 31/12/2030: 100`.
    Stages,
    /// Offices with scope, days and decision, a line each: `tth.syt: bạo lực gia đình; từ 01/03/2025; # quyết định`.
    Owners,
    /// Offices with days, a line each.
    Members,
    /// Offices with the day from which they follow, a line each.
    Successors,
}

/// Why a text in a field is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShapeRefusal {
    /// It may not be empty.
    Missing,
    /// Not a code.
    Code(String),
    /// Not a day.
    Day(DayError),
    /// Not a number.
    Number(NumberError),
    /// Not a text.
    Text(TextError),
    /// No office of this name or code.
    NoOffice(String),
    /// Several offices of this name.
    SeveralOffices(String, Vec<OfficeCode>),
    /// Neither office nor group, and no words in quotation marks.
    Nobody(String),
    /// Not `day: value`.
    Stage(String),
    /// What stands behind an office is neither `từ day` nor `đến day`.
    Tail(String),
    /// A successor without the day from which it follows.
    NoDay(String),
}

/// What names are looked up in.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Offices and groups.
    pub catalog: &'a Catalog,
    /// In the place of this plan first.
    pub plan: Option<&'a PlanCode>,
    /// For days without a year.
    pub today: NaiveDate,
}

type Read<T> = Result<T, ShapeRefusal>;

/// The words of units with which the program computes, as they are typed; the data file's word comes first.
const UNITS: [(&str, &[&str]); 5] = [
    ("%", &["%"]),
    ("per 1.000", &["trên 1.000", "per 1.000", "trên 1000"]),
    ("per 100.000", &["trên 100.000", "per 100.000", "trên 100000"]),
    ("per 100 girls", &["trên 100 bé gái", "per 100 girls", "bé trai/100 bé gái"]),
    ("times", &["lần", "times"]),
];

/// A value as a field shows it.
pub fn shown(shape: Shape, value: &Value) -> String {
    let text = || value.as_str().unwrap_or_default().to_owned();
    let lines = |one: fn(&Value) -> String| {
        value.as_array().map_or_else(String::new, |list| list.iter().map(one).collect::<Vec<_>>().join("\n"))
    };
    match shape {
        Shape::Line | Shape::Code | Shape::Text(_) | Shape::Office | Shape::Group => text(),
        Shape::Day => day_of(value),
        Shape::YearDay => {
            let text = text();
            let (month, day) = text.split_once('-').unwrap_or(("", &text));
            if month.is_empty() {
                String::new()
            } else {
                format!("{}/{}", day.trim_start_matches('0'), month.trim_start_matches('0'))
            }
        }
        Shape::Number => number_of(value),
        Shape::Whole => value.as_i64().map_or_else(String::new, print_count),
        Shape::Unit => {
            let text = text();
            UNITS.iter().find(|(word, _)| *word == text).map_or(text, |(_, typed)| typed[0].to_owned())
        }
        Shape::Party => party_shown(value),
        Shape::Parties => lines(party_shown),
        Shape::Lines => lines(|line| line.as_str().unwrap_or_default().to_owned()),
        Shape::Words => lines(|word| word.as_str().unwrap_or_default().to_owned()).replace('\n', ", "),
        Shape::Stages => lines(stage_shown).replace('\n', "; "),
        Shape::Owners | Shape::Members | Shape::Successors => lines(link_shown),
    }
}

fn day_of(value: &Value) -> String {
    let day = value.as_str().and_then(|text| text.parse::<NaiveDate>().ok());
    day.map_or_else(String::new, print_day)
}

fn number_of(value: &Value) -> String {
    let number = value.as_str().and_then(|text| Number::try_from(text.to_owned()).ok());
    number.map_or_else(String::new, |number| print(number, 0))
}

fn party_shown(party: &Value) -> String {
    let part = |key: &str| party.get(key).and_then(Value::as_str);
    match (part("office").or(part("group")), part("words")) {
        (Some(code), _) => code.to_owned(),
        (None, Some(words)) => format!("“{words}”"),
        (None, None) => String::new(),
    }
}

fn stage_shown(stage: &Value) -> String {
    let (on, value) = (day_of(&stage["on"]), number_of(&stage["value"]));
    if value.is_empty() { on } else { format!("{on}: {value}") }
}

/// An office with what hangs on it.
fn link_shown(link: &Value) -> String {
    let mut text = link["office"].as_str().unwrap_or_default().to_owned();
    if let Some(scope) = link["scope"].as_str() {
        text = format!("{text}: {scope}");
    }
    for (word, key) in [("từ", "from"), ("từ", "on"), ("đến", "to")] {
        let day = day_of(&link[key]);
        if !day.is_empty() {
            text = format!("{text}; {word} {day}");
        }
    }
    if let Some(decision) = link["decision"].as_str() {
        text = format!("{text}; # {decision}");
    }
    text
}

/// The value that a text means; nothing for an empty text.
pub fn read(shape: Shape, text: &str, known: Known<'_>) -> Read<Value> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(nothing(shape));
    }
    let per_line = |one: &dyn Fn(&str) -> Read<Value>| -> Read<Value> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(one).collect::<Read<Vec<_>>>().map(Value::Array)
    };
    Ok(match shape {
        Shape::Line | Shape::Text(_) => Value::String(line(text)?),
        Shape::Code if is_place_code(text) => json!(text),
        Shape::Code => return Err(ShapeRefusal::Code(text.to_owned())),
        Shape::Day => day(text, known.today)?,
        Shape::YearDay => year_day(text, known.today)?,
        Shape::Number => number(text)?,
        Shape::Whole => {
            let number = parse(text, Format::plain(0)).map_err(ShapeRefusal::Number)?;
            json!(number.hundredths() / 100)
        }
        Shape::Unit => unit(text)?,
        Shape::Office => json!(office(text, known)?),
        Shape::Group => match group(text, known) {
            Some(group) => json!(group.code),
            None => return Err(ShapeRefusal::Nobody(text.to_owned())),
        },
        Shape::Party => party(text, known)?,
        Shape::Parties => per_line(&|line| party(line, known))?,
        Shape::Lines => per_line(&|text| line(text).map(Value::String))?,
        Shape::Words => {
            let words = text.split(',').map(str::trim).filter(|word| !word.is_empty());
            Value::Array(words.map(|word| line(word).map(Value::String)).collect::<Read<Vec<_>>>()?)
        }
        Shape::Stages => {
            let stages = text.split([';', '\n']).map(str::trim).filter(|stage| !stage.is_empty());
            Value::Array(stages.map(|text| stage(text, known.today)).collect::<Read<Vec<_>>>()?)
        }
        Shape::Owners | Shape::Members | Shape::Successors => per_line(&|line| link(line, known, shape))?,
    })
}

/// What an empty field means: an empty list, or nothing.
fn nothing(shape: Shape) -> Value {
    match shape {
        Shape::Parties
        | Shape::Lines
        | Shape::Words
        | Shape::Stages
        | Shape::Owners
        | Shape::Members
        | Shape::Successors => Value::Array(Vec::new()),
        Shape::Line
        | Shape::Code
        | Shape::Text(_)
        | Shape::Day
        | Shape::YearDay
        | Shape::Number
        | Shape::Whole
        | Shape::Unit
        | Shape::Office
        | Shape::Group
        | Shape::Party => Value::Null,
    }
}

/// A text in one line; rows of a longer field become blanks.
fn line(text: &str) -> Read<String> {
    gate_line(&text.lines().map(str::trim).collect::<Vec<_>>().join(" "), NOTE_MAX).map_err(ShapeRefusal::Text)
}

fn day(text: &str, today: NaiveDate) -> Read<Value> {
    parse_day(text, today).map(|day| json!(day)).map_err(ShapeRefusal::Day)
}

/// In a leap year 29/2 is a day.
fn year_day(text: &str, today: NaiveDate) -> Read<Value> {
    let leap = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(today);
    let day = parse_day(text, leap).map_err(ShapeRefusal::Day)?;
    Ok(json!(day.format("%m-%d").to_string()))
}

fn number(text: &str) -> Read<Value> {
    parse(text, Format::percent(MAX_SCALE)).map(|number| json!(number.to_string())).map_err(ShapeRefusal::Number)
}

fn unit(text: &str) -> Read<Value> {
    let typed = fold(text);
    let known = UNITS.iter().find(|(_, words)| words.iter().any(|word| fold(word) == typed));
    match known {
        Some((word, _)) => Ok(json!(word)),
        None => line(text).map(Value::String),
    }
}

fn office(text: &str, known: Known<'_>) -> Read<OfficeCode> {
    let found = match known.plan {
        Some(plan) => known.catalog.find_office_of(text, plan),
        None => known.catalog.find_office(text, None),
    };
    match found {
        OfficeLookup::One(code) => Ok(code),
        OfficeLookup::None => Err(ShapeRefusal::NoOffice(text.to_owned())),
        OfficeLookup::Several(codes) => Err(ShapeRefusal::SeveralOffices(text.to_owned(), codes)),
    }
}

fn group<'a>(text: &str, known: Known<'a>) -> Option<&'a Group> {
    let typed = fold(text);
    known.catalog.groups.values().find(|group| group.code.as_str() == text || fold(&group.name) == typed)
}

fn party(text: &str, known: Known<'_>) -> Read<Value> {
    let quoted = text.strip_prefix(['“', '"']).map(|rest| rest.trim_end_matches(['”', '"']));
    if let Some(words) = quoted {
        return Ok(json!({ "words": line(words)? }));
    }
    match (office(text, known), group(text, known)) {
        (Ok(code), _) => Ok(json!({ "office": code })),
        (Err(_), Some(group)) => Ok(json!({ "group": group.code })),
        (Err(ShapeRefusal::NoOffice(text)), None) => Err(ShapeRefusal::Nobody(text)),
        (Err(refusal), None) => Err(refusal),
    }
}

fn stage(text: &str, today: NaiveDate) -> Read<Value> {
    let refused = || ShapeRefusal::Stage(text.to_owned());
    let (on, value) = match text.split_once([':', '=']) {
        Some((on, value)) => (on, number(value.trim()).map_err(|_| refused())?),
        None => (text, Value::Null),
    };
    let on = parse_day(on, today).map_err(|_| refused())?;
    Ok(json!({ "on": on, "value": value }))
}

/// An office and what hangs on it. What stands behind `#` is the decision, to the end of the line.
fn link(text: &str, known: Known<'_>, shape: Shape) -> Read<Value> {
    let (text, decision) = match text.split_once('#') {
        Some((text, decision)) if shape == Shape::Owners => (text, Some(line(decision.trim())?)),
        _ => (text, None),
    };
    let mut parts = text.split(';').map(str::trim);
    let head = parts.next().unwrap_or_default();
    let (name, mut scope) = match head.split_once(':') {
        Some((name, scope)) if shape == Shape::Owners => (name.trim(), Some(line(scope.trim())?)),
        _ => (head, None),
    };
    let (mut from, mut to) = (Value::Null, Value::Null);
    for part in parts.filter(|part| !part.is_empty()) {
        let (word, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
        match (fold(word).as_str(), &mut scope) {
            ("tu" | "from", _) => from = day(rest, known.today)?,
            ("den" | "to", _) => to = day(rest, known.today)?,
            // A semicolon within the scope.
            (_, Some(scope)) if from.is_null() && to.is_null() => *scope = format!("{scope}; {}", line(part)?),
            _ => return Err(ShapeRefusal::Tail(part.to_owned())),
        }
    }
    let office = office(name, known)?;
    Ok(match shape {
        Shape::Successors if from.is_null() => return Err(ShapeRefusal::NoDay(name.to_owned())),
        Shape::Successors => json!({ "office": office, "on": from }),
        Shape::Owners => json!({ "office": office, "scope": scope, "from": from, "to": to, "decision": decision }),
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
            offices: offices.into_iter().map(|office| (office.code.clone(), office)).collect(),
            groups: groups.into_iter().map(|group| (group.code.clone(), group)).collect(),
            ..Catalog::default()
        }
    }

    fn known(catalog: &Catalog) -> Known<'_> {
        let plan = catalog.plans.iter().find(|plan| plan.code.as_str() == "tth-2021");
        let today = NaiveDate::from_ymd_opt(2024, 6, 5).unwrap();
        Known { catalog, plan: plan.map(|plan| &plan.code), today }
    }

    #[test]
    fn what_is_shown_reads_back() {
        let catalog = catalog();
        let known = known(&catalog);
        for (shape, typed, value, shown_again) in [
            (Shape::Day, "9/6", json!("2024-06-09"), "09/06/2024"),
            (Shape::YearDay, "8/3", json!("03-08"), "8/3"),
            (Shape::Number, "33,5 %", json!("33.5"), "33,5"),
            (Shape::Whole, "960.000.000", json!(960_000_000), "960.000.000"),
            (Shape::Unit, "tren 1.000", json!("per 1.000"), "trên 1.000"),
            (Shape::Unit, "cuộc", json!("cuộc"), "cuộc"),
            (Shape::Office, "so y te", json!("tth.syt"), "tth.syt"),
            (Shape::Party, "“Các xã”", json!({ "words": "Các xã" }), "“Các xã”"),
            (
                Shape::Stages,
                "31/12/2025: 95; 31/12/2030:100",
                json!([{ "on": "2025-12-31", "value": "95" }, { "on": "2030-12-31", "value": "100" }]),
                "31/12/2025: 95; 31/12/2030: 100",
            ),
            (Shape::Words, "boys, girls", json!(["boys", "girls"]), "boys, girls"),
            (
                Shape::Owners,
                "tth.svhtt: bạo lực gia đình; tu 1/3/2025; # Phần V",
                json!([{ "office": "tth.svhtt", "scope": "bạo lực gia đình", "from": "2025-03-01", "to": null,
                         "decision": "Phần V" }]),
                "tth.svhtt: bạo lực gia đình; từ 01/03/2025; # Phần V",
            ),
            (Shape::Successors, "", json!([]), ""),
            (Shape::Line, "  ", Value::Null, ""),
        ] {
            assert_eq!(read(shape, typed, known), Ok(value.clone()), "{typed}");
            assert_eq!(shown(shape, &value), shown_again);
            assert_eq!(read(shape, shown_again, known), Ok(value), "{shown_again}");
        }
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let catalog = catalog();
        let known = known(&catalog);
        for (shape, typed, refusal) in [
            (Shape::Office, "Sở Không Có", ShapeRefusal::NoOffice("Sở Không Có".into())),
            (Shape::Party, "ai đó", ShapeRefusal::Nobody("ai đó".into())),
            (Shape::Stages, "2025: 95", ShapeRefusal::Stage("2025: 95".into())),
            (Shape::Members, "tth.syt; luôn", ShapeRefusal::Tail("luôn".into())),
            (Shape::Successors, "tth.syt", ShapeRefusal::NoDay("tth.syt".into())),
            (Shape::Number, "ba", ShapeRefusal::Number(NumberError::Letter('b'))),
            (Shape::Day, "31/6/2025", ShapeRefusal::Day(DayError::NoSuchDay { day: 31, month: 6, year: 2025 })),
        ] {
            assert_eq!(read(shape, typed, known), Err(refusal), "{typed}");
        }
    }
}
