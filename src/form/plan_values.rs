//! Text formats of codes, units, parties and stages in form fields. Must not depend on records or screens.

use super::value_types::{
    FieldValue, LookupContext, Typed, ValueRefusal, ValueResult, ValueType, parse_line,
};
use crate::domain::catalog::OfficeLookup;
use crate::domain::code::{GroupCode, OfficeCode, PlanCode};
use crate::domain::day::{parse_day, print_day};
use crate::domain::number::{Number, print};
use crate::domain::office::Group;
use crate::domain::office_check::is_place_code;
use crate::domain::plan::{Party, Stage, Unit};
use crate::domain::text::fold;
use crate::i18n::Lang;
use crate::i18n::screen::Text;

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

pub(super) fn format_list<T>(list: &[T], separator: &str, format: impl Fn(&T) -> String) -> String {
    list.iter().map(format).collect::<Vec<_>>().join(separator)
}

fn parse_code(text: &str) -> ValueResult<&str> {
    if is_place_code(text) {
        Ok(text)
    } else {
        Err(ValueRefusal::InvalidCode(text.to_owned()))
    }
}

pub(super) fn find_office(text: &str, known: LookupContext<'_>) -> ValueResult<OfficeCode> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::catalog::Catalog;
    use crate::domain::day::DayError;
    use crate::domain::number::NumberError;
    use crate::domain::office::{Member, Successor};
    use crate::domain::plan::Owner;
    use crate::sample;
    use chrono::NaiveDate;

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
