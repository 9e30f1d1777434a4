//! Text formats of offices with attributes in form fields: owners, members and successors, one per line. Must not depend
//! on records or screens.

use chrono::NaiveDate;

use super::plan_values::{find_office, format_list};
use super::value_types::{FieldValue, Typed, ValueRefusal, ValueResult, ValueType, parse_line};
use crate::domain::code::OfficeCode;
use crate::domain::day::print_day;
use crate::domain::office::{Member, Successor};
use crate::domain::plan::Owner;
use crate::domain::text::fold;
use crate::i18n::Lang;
use crate::i18n::screen::Text;

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
