//! The four forms on a duty: send, accept, return, extend. From what was typed to what happened, or to refusals.
//! Knows no screen and no store.

use chrono::NaiveDate;

use super::{Field, Form, Kind};
use crate::domain::day::{DayError, parse_day, print_day};
use crate::domain::duty::{DutyEventKind, Narrative, Sending};
use crate::domain::number::NumberError;
use crate::domain::text::{TextError, gate_line, gate_text};
use crate::words::screen::Text;

const SHORT_MAX: usize = 200;
const LONG_MAX: usize = 4000;

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyForm {
    /// A report arrived.
    Send,
    /// It is accepted.
    Accept,
    /// It goes back.
    Return,
    /// A new last day.
    Extend,
}

/// A field of these forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyField {
    /// The day on which it counts.
    On,
    /// The letter's number.
    Letter,
    /// The letter's own day.
    LetterOn,
    /// Entered for the office by somebody else.
    Behalf,
    /// Results.
    Results,
    /// Difficulties.
    Difficulties,
    /// Proposals.
    Proposals,
    /// Why.
    Reason,
    /// The day to mend it by, or the new last day.
    Until,
    /// The button.
    Save,
}

/// Why a field is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldRefusal {
    /// It may not be empty.
    Missing,
    /// Not a day.
    Day(DayError),
    /// A day that has not come yet.
    Future,
    /// A day that has passed.
    Past,
    /// Not a text.
    Text(TextError),
    /// Not a number.
    Number(NumberError),
    /// Below nothing.
    Negative,
}

impl DutyForm {
    /// The empty form; `behalf` where the sender's own office is another one.
    pub fn start(self, today: NaiveDate, behalf: bool) -> Form<DutyField> {
        use DutyField as F;
        let today = print_day(today);
        let on = |label| Field::new(F::On, label, Kind::Day, &today);
        let save = |label| Field::new(F::Save, label, Kind::Button, "");
        let reason = Field::new(F::Reason, Text::FieldReason, Kind::Lines(3), "");
        let mut form = Form::new(match self {
            Self::Send => vec![
                Field::new(F::Letter, Text::FieldLetter, Kind::Line, ""),
                Field::new(F::LetterOn, Text::FieldLetterOn, Kind::Day, ""),
                on(Text::FieldArrival),
                Field::new(F::Behalf, Text::FieldBehalf, Kind::Toggle, if behalf { "x" } else { "" }),
                Field::new(F::Results, Text::FieldResults, Kind::Lines(3), ""),
                Field::new(F::Difficulties, Text::FieldDifficulties, Kind::Lines(2), ""),
                Field::new(F::Proposals, Text::FieldProposals, Kind::Lines(2), ""),
                save(Text::SendReport),
            ],
            Self::Accept => vec![on(Text::FieldAccepted), save(Text::AcceptReport)],
            Self::Return => vec![
                reason,
                Field::new(F::Until, Text::FieldMendBy, Kind::Day, ""),
                on(Text::FieldReturned),
                save(Text::ReturnReport),
            ],
            Self::Extend => vec![
                Field::new(F::Until, Text::FieldExtendTo, Kind::Day, ""),
                reason,
                on(Text::FieldDecided),
                save(Text::ExtendDuty),
            ],
        });
        for field in &mut form.fields {
            field.needed = matches!(field.key, F::Reason | F::Until | F::On);
        }
        form
    }

    /// What happened and on which day, or every field that is refused. `narrative`: it is compulsory.
    pub fn finish(
        self,
        form: &Form<DutyField>,
        today: NaiveDate,
        narrative: bool,
    ) -> Result<(NaiveDate, DutyEventKind), Vec<(DutyField, FieldRefusal)>> {
        let mut reader = Reader { form, today, refused: Vec::new() };
        let on = reader.past_day(DutyField::On);
        let kind = match self {
            Self::Send => reader.sending(narrative),
            Self::Accept => Some(DutyEventKind::Accepted),
            Self::Return => {
                reader.reason_and_day().map(|(reason, mend_by)| DutyEventKind::Returned { reason, mend_by })
            }
            Self::Extend => reader.reason_and_day().map(|(reason, to)| DutyEventKind::Extended { to, reason }),
        };
        let mut refused = reader.refused;
        let place = |key: DutyField| form.fields.iter().position(|field| field.key == key);
        refused.sort_by_key(|(key, _)| place(*key));
        match (on, kind) {
            (Some(on), Some(kind)) if refused.is_empty() => Ok((on, kind)),
            _ => Err(refused),
        }
    }
}

/// Reads fields and keeps what it refuses.
struct Reader<'a> {
    form: &'a Form<DutyField>,
    today: NaiveDate,
    refused: Vec<(DutyField, FieldRefusal)>,
}

impl Reader<'_> {
    fn refuse<T>(&mut self, key: DutyField, refusal: FieldRefusal) -> Option<T> {
        self.refused.push((key, refusal));
        None
    }

    fn day(&mut self, key: DutyField) -> Option<NaiveDate> {
        match parse_day(self.form.text(key), self.today) {
            Ok(day) => Some(day),
            Err(DayError::Empty) => self.refuse(key, FieldRefusal::Missing),
            Err(error) => self.refuse(key, FieldRefusal::Day(error)),
        }
    }

    fn past_day(&mut self, key: DutyField) -> Option<NaiveDate> {
        let day = self.day(key)?;
        if day > self.today { self.refuse(key, FieldRefusal::Future) } else { Some(day) }
    }

    fn line(&mut self, key: DutyField) -> Option<String> {
        match gate_line(self.form.text(key), SHORT_MAX) {
            Ok(text) => Some(text),
            Err(error) => self.refuse(key, FieldRefusal::Text(error)),
        }
    }

    fn text(&mut self, key: DutyField, needed: bool) -> Option<String> {
        match gate_text(self.form.text(key), LONG_MAX) {
            Ok(text) if needed && text.is_empty() => self.refuse(key, FieldRefusal::Missing),
            Ok(text) => Some(text),
            Err(error) => self.refuse(key, FieldRefusal::Text(error)),
        }
    }

    fn sending(&mut self, narrative: bool) -> Option<DutyEventKind> {
        let letter = self.line(DutyField::Letter);
        let dated = !self.form.text(DutyField::LetterOn).is_empty();
        let letter_on = if dated { self.past_day(DutyField::LetterOn) } else { None };
        let results = self.text(DutyField::Results, narrative);
        let difficulties = self.text(DutyField::Difficulties, false);
        let proposals = self.text(DutyField::Proposals, false);
        Some(DutyEventKind::Sent(Sending {
            letter: letter.filter(|letter| !letter.is_empty()),
            letter_on,
            behalf: !self.form.text(DutyField::Behalf).is_empty(),
            narrative: Narrative { results: results?, difficulties: difficulties?, proposals: proposals? },
        }))
    }

    fn reason_and_day(&mut self) -> Option<(String, NaiveDate)> {
        let reason = self.text(DutyField::Reason, true);
        let until = self.day(DutyField::Until);
        let until = match until {
            Some(day) if day < self.today => self.refuse(DutyField::Until, FieldRefusal::Past),
            until => until,
        };
        Some((reason?, until?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 5).unwrap()
    }

    fn typed(kind: DutyForm, texts: &[(DutyField, &str)]) -> Form<DutyField> {
        let mut form = kind.start(today(), false);
        for field in &mut form.fields {
            if let Some((_, text)) = texts.iter().find(|(key, _)| *key == field.key) {
                field.line = super::super::line::Line::new(text);
            }
        }
        form
    }

    #[test]
    fn a_report_needs_a_past_day_and_its_narrative() {
        let form = typed(DutyForm::Send, &[(DutyField::On, "6/6"), (DutyField::LetterOn, "31/6")]);
        let refused = DutyForm::Send.finish(&form, today(), true).unwrap_err();
        let day = DayError::NoSuchDay { day: 31, month: 6, year: 2026 };
        assert_eq!(
            refused,
            [
                (DutyField::LetterOn, FieldRefusal::Day(day)),
                (DutyField::On, FieldRefusal::Future),
                (DutyField::Results, FieldRefusal::Missing),
            ]
        );
    }

    #[test]
    fn a_return_needs_reason_and_day() {
        let form = typed(DutyForm::Return, &[]);
        let refused = DutyForm::Return.finish(&form, today(), false).unwrap_err();
        assert_eq!(refused.iter().map(|r| r.0).collect::<Vec<_>>(), [DutyField::Reason, DutyField::Until]);
        let form = typed(DutyForm::Return, &[(DutyField::Reason, "Thiếu số liệu"), (DutyField::Until, "10/6")]);
        let mend_by = NaiveDate::from_ymd_opt(2026, 6, 10).unwrap();
        let expected = DutyEventKind::Returned { reason: "Thiếu số liệu".into(), mend_by };
        assert_eq!(DutyForm::Return.finish(&form, today(), false), Ok((today(), expected)));
    }

    #[test]
    fn the_first_refused_field_takes_the_focus_and_the_text_stays() {
        let mut form = typed(DutyForm::Extend, &[(DutyField::Until, "1/1")]);
        form.refuse(vec![(DutyField::Until, "đã qua".into()), (DutyField::Reason, "trống".into())]);
        assert_eq!((form.focus(), form.text(DutyField::Until)), (0, "1/1"));
        form.insert("2");
        assert_eq!(form.fields[0].refusal, None);
        assert!(form.is_changed());
    }
}
