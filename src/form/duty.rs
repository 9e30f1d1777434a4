//! The forms on duties: send, accept, return, extend, remind, waive. From what was typed to what happened, or to refusals.
//! Knows no screen and no store.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Choice, Field, Form, Kind};
use crate::domain::day::{DayError, parse_day, print_day};
use crate::domain::duty::{Channel, DutyEventKind, Narrative, Sending};
use crate::domain::number::NumberError;
use crate::domain::text::{NARRATIVE_MAX, NOTE_MAX, TITLE_MAX, TextError, gate_line, gate_text};
use crate::words::screen::Text;
use crate::words::{Lang, facts};

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DutyForm {
    /// A report arrived.
    Send,
    /// It is accepted.
    Accept,
    /// It goes back.
    Return,
    /// A new last day.
    Extend,
    /// Somebody is asked for it.
    Remind,
    /// It is not asked for any more.
    Waive,
}

impl DutyForm {
    /// Whether it is for many duties at once: the same words fit each.
    pub fn fits_many(self) -> bool {
        !matches!(self, Self::Send | Self::Return)
    }
}

/// What a form is opened with.
#[derive(Clone, Copy, Debug)]
pub struct Start {
    /// Today.
    pub today: NaiveDate,
    /// The language of the choices.
    pub lang: Lang,
    /// The sender's own office is another one.
    pub behalf: bool,
    /// The narrative is compulsory: no cells go with the report.
    pub narrative: bool,
    /// Cells are missing: why is compulsory.
    pub missing: bool,
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
    /// Why cells are missing.
    Missing,
    /// By which way somebody is reminded.
    Channel,
    /// What was said or answered.
    Note,
    /// The file of the letter that asks.
    LetterFile,
    /// The new term that the letter asks to keep.
    AskedBy,
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
    /// A letter is about one report, and several are marked.
    SeveralReports,
    /// Not a period.
    Period,
    /// Not one office.
    Office,
}

/// The letter that is to be written with a reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterAsked {
    /// The file as it was typed.
    pub file: String,
    /// The new term that it asks to keep.
    pub by: Option<NaiveDate>,
}

impl DutyForm {
    /// The empty form.
    pub fn start(self, start: Start) -> Form<DutyField> {
        use DutyField as F;
        let today = print_day(start.today);
        let on = |label| Field::new(F::On, label, Kind::Day, &today);
        let save = |label| Field::new(F::Save, label, Kind::Button, "");
        let reason = Field::new(F::Reason, Text::FieldReason, Kind::Lines(3), "");
        let mut form = Form::new(match self {
            Self::Send => sending(start, on(Text::FieldArrival)),
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
            Self::Remind => vec![
                Field::choice(F::Channel, Text::FieldChannel, channels(start.lang), ""),
                on(Text::FieldReminded),
                Field::new(F::Note, Text::FieldNote, Kind::Lines(2), ""),
                Field::new(F::LetterFile, Text::FieldLetterFile, Kind::Line, ""),
                Field::new(F::AskedBy, Text::FieldAskedBy, Kind::Day, ""),
                save(Text::RemindOffice),
            ],
            Self::Waive => vec![reason, on(Text::FieldDecided), save(Text::WaiveDuty)],
        });
        for field in &mut form.fields {
            field.needed = matches!(field.key, F::Reason | F::Until | F::On | F::Missing)
                || (field.key == F::Results && start.narrative);
        }
        form
    }

    /// The letter that is asked for with a reminder, or the fields that are refused.
    pub fn letter(
        self,
        form: &Form<DutyField>,
        today: NaiveDate,
    ) -> Result<Option<LetterAsked>, Vec<(DutyField, FieldRefusal)>> {
        if self != Self::Remind {
            return Ok(None);
        }
        let mut reader = Reader { form, today, refused: Vec::new() };
        let file = reader.line(DutyField::LetterFile);
        let dated = !form.text(DutyField::AskedBy).is_empty();
        let by = if dated { reader.coming_day(DutyField::AskedBy) } else { None };
        if dated && file.as_deref() == Some("") {
            // The day would stand nowhere.
            reader.refused.push((DutyField::LetterFile, FieldRefusal::Missing));
        }
        match file {
            Some(file) if reader.refused.is_empty() => Ok((!file.is_empty()).then_some(LetterAsked { file, by })),
            _ => Err(reader.refused),
        }
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
            Self::Remind => reader.reminder(),
            Self::Waive => reader.text(DutyField::Reason, true).map(|reason| DutyEventKind::Waived { reason }),
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

/// The fields of a report that arrived; why cells are missing is asked only where some are.
fn sending(start: Start, arrival: Field<DutyField>) -> Vec<Field<DutyField>> {
    use DutyField as F;
    let mut fields = vec![
        Field::new(F::Letter, Text::FieldLetter, Kind::Line, ""),
        Field::new(F::LetterOn, Text::FieldLetterOn, Kind::Day, ""),
        arrival,
        Field::new(F::Behalf, Text::FieldBehalf, Kind::Toggle, if start.behalf { "x" } else { "" }),
        Field::new(F::Missing, Text::FieldMissing, Kind::Lines(2), ""),
        Field::new(F::Results, Text::FieldResults, Kind::Lines(3), ""),
        Field::new(F::Difficulties, Text::FieldDifficulties, Kind::Lines(2), ""),
        Field::new(F::Proposals, Text::FieldProposals, Kind::Lines(2), ""),
        Field::new(F::Save, Text::SendReport, Kind::Button, ""),
    ];
    fields.retain(|field| field.key != F::Missing || start.missing);
    fields
}

/// The ways of a reminder by their values.
const CHANNELS: [(&str, Channel); 5] = [
    ("letter", Channel::Letter),
    ("phone", Channel::Phone),
    ("email", Channel::Email),
    ("message", Channel::Message),
    ("in_person", Channel::InPerson),
];

fn channels(lang: Lang) -> Vec<Choice> {
    let choice = |(value, channel): (&str, Channel)| Choice {
        value: value.to_owned(),
        words: facts::channel(lang, channel).to_owned(),
    };
    CHANNELS.into_iter().map(choice).collect()
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
        match gate_line(self.form.text(key), TITLE_MAX) {
            Ok(text) => Some(text),
            Err(error) => self.refuse(key, FieldRefusal::Text(error)),
        }
    }

    fn text(&mut self, key: DutyField, needed: bool) -> Option<String> {
        use DutyField as F;
        let most = if matches!(key, F::Results | F::Difficulties | F::Proposals) { NARRATIVE_MAX } else { NOTE_MAX };
        match gate_text(self.form.text(key), most) {
            Ok(text) if needed && text.is_empty() => self.refuse(key, FieldRefusal::Missing),
            Ok(text) => Some(text),
            Err(error) => self.refuse(key, FieldRefusal::Text(error)),
        }
    }

    fn sending(&mut self, narrative: bool) -> Option<DutyEventKind> {
        let letter = self.line(DutyField::Letter);
        let dated = !self.form.text(DutyField::LetterOn).is_empty();
        let letter_on = if dated { self.past_day(DutyField::LetterOn) } else { None };
        let asked = self.form.fields.iter().any(|field| field.key == DutyField::Missing);
        let missing_note = self.text(DutyField::Missing, asked);
        let results = self.text(DutyField::Results, narrative);
        let difficulties = self.text(DutyField::Difficulties, false);
        let proposals = self.text(DutyField::Proposals, false);
        Some(DutyEventKind::Sent(Sending {
            letter: letter.filter(|letter| !letter.is_empty()),
            letter_on,
            behalf: !self.form.text(DutyField::Behalf).is_empty(),
            narrative: Narrative { results: results?, difficulties: difficulties?, proposals: proposals? },
            missing_note: missing_note.filter(|note| !note.is_empty()),
            blockers: Vec::new(),
        }))
    }

    fn reminder(&mut self) -> Option<DutyEventKind> {
        let note = self.text(DutyField::Note, false)?;
        let named = self.form.text(DutyField::Channel);
        let channel = CHANNELS.into_iter().find(|(value, _)| *value == named).map(|(_, channel)| channel);
        Some(DutyEventKind::Reminded {
            channel: channel.unwrap_or_default(),
            note: Some(note).filter(|n| !n.is_empty()),
        })
    }

    /// A day that has not passed.
    fn coming_day(&mut self, key: DutyField) -> Option<NaiveDate> {
        let day = self.day(key)?;
        if day < self.today { self.refuse(key, FieldRefusal::Past) } else { Some(day) }
    }

    fn reason_and_day(&mut self) -> Option<(String, NaiveDate)> {
        let reason = self.text(DutyField::Reason, true);
        let until = self.coming_day(DutyField::Until);
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
        let start = Start { today: today(), lang: Lang::Vi, behalf: false, narrative: false, missing: true };
        let mut form = kind.start(start);
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
                (DutyField::Missing, FieldRefusal::Missing),
                (DutyField::Results, FieldRefusal::Missing),
            ]
        );
    }

    #[test]
    fn a_reminder_has_its_way_and_perhaps_a_letter() {
        let typed_in = [(DutyField::Channel, "phone"), (DutyField::Note, "hẹn thứ Hai"), (DutyField::AskedBy, "4/6")];
        let form = typed(DutyForm::Remind, &typed_in);
        let expected = DutyEventKind::Reminded { channel: Channel::Phone, note: Some("hẹn thứ Hai".into()) };
        assert_eq!(DutyForm::Remind.finish(&form, today(), false), Ok((today(), expected)));
        let refused = vec![(DutyField::AskedBy, FieldRefusal::Past), (DutyField::LetterFile, FieldRefusal::Missing)];
        assert_eq!(DutyForm::Remind.letter(&form, today()), Err(refused), "a day without a letter stands nowhere");
        let form = typed(DutyForm::Remind, &[(DutyField::LetterFile, "doc.docx"), (DutyField::AskedBy, "10/6")]);
        let by = NaiveDate::from_ymd_opt(2026, 6, 10);
        assert_eq!(DutyForm::Remind.letter(&form, today()), Ok(Some(LetterAsked { file: "doc.docx".into(), by })));
        assert_eq!(DutyForm::Remind.letter(&typed(DutyForm::Remind, &[]), today()), Ok(None));
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
