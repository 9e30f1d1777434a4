//! Forms on duties: send, accept, return, extend, remind, exempt. Input becomes an event or refusals.
//! Must not depend on screens or the store.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{FieldKind, FieldOption, FieldState, FormState};
use crate::domain::day::{DayError, parse_day, print_day};
use crate::domain::duty::{DutyEventKind, Narrative, ReminderChannel, Submission};
use crate::domain::number::NumberError;
use crate::domain::text::{
    NARRATIVE_MAX, NOTE_MAX, TITLE_MAX, TextError, validate_line, validate_text,
};
use crate::i18n::screen::Text;
use crate::i18n::{Lang, facts};

/// Form on duties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DutyForm {
    /// Record a submission.
    Send,
    /// Accept a report.
    Accept,
    /// Return a report.
    Return,
    /// Extend the deadline.
    Extend,
    /// Record a reminder.
    Remind,
    /// Exempt the office.
    #[serde(rename = "Waive")]
    Exempt,
}

impl DutyForm {
    /// Returns `true` if the form applies to several duties at once.
    pub fn allows_many(self) -> bool {
        !matches!(self, Self::Send | Self::Return)
    }
}

/// Options for opening a form.
#[derive(Clone, Copy, Debug)]
pub struct DutyFormOptions {
    /// Today.
    pub today: NaiveDate,
    /// Language of the options.
    pub lang: Lang,
    /// `true` if the user enters on behalf of another office.
    pub is_on_behalf: bool,
    /// `true` if the narrative is required, because the report has no cells.
    pub needs_narrative: bool,
    /// `true` if cells are missing and must be explained.
    pub has_missing_cells: bool,
}

/// Field of a duty form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyField {
    /// Effective day.
    EventDay,
    /// Number of the letter.
    Letter,
    /// Day of the letter.
    LetterDay,
    /// Entered on behalf of the office.
    OnBehalf,
    /// Results.
    Results,
    /// Difficulties.
    Difficulties,
    /// Proposals.
    Proposals,
    /// Reason why cells are missing.
    MissingNote,
    /// Channel of a reminder.
    Channel,
    /// Content of the reminder or answer.
    Note,
    /// File of the reminder letter.
    LetterFile,
    /// Requested day of submission.
    RequestedDeadline,
    /// Reason.
    Reason,
    /// Resubmission day, or new deadline.
    NewDeadline,
    /// The button.
    Save,
}

/// Reason why a field is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldRefusal {
    /// A value is required.
    Required,
    /// Invalid day.
    InvalidDay(DayError),
    /// The day is in the future.
    FutureDay,
    /// The day is in the past.
    PastDay,
    /// Invalid text.
    InvalidText(TextError),
    /// Invalid number.
    InvalidNumber(NumberError),
    /// Negative number.
    NegativeNumber,
    /// A letter concerns one report, but several are marked.
    LetterForSeveralReports,
    /// Invalid period.
    InvalidPeriod,
    /// The text does not identify one office.
    AmbiguousOffice,
}

/// The letter to be written with a reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderLetter {
    /// Path as typed.
    pub file: String,
    /// Requested day of submission.
    pub deadline: Option<NaiveDate>,
}

impl DutyForm {
    /// Creates the empty form.
    pub fn empty_form(self, start: DutyFormOptions) -> FormState<DutyField> {
        use DutyField as F;
        let today = print_day(start.today);
        let on = |label| FieldState::new(F::EventDay, label, FieldKind::Day, &today);
        let save = |label| FieldState::new(F::Save, label, FieldKind::Button, "");
        let reason = FieldState::new(F::Reason, Text::FieldReason, FieldKind::MultiLine(3), "");
        let mut form = FormState::new(match self {
            Self::Send => sending_fields(start, on(Text::FieldArrival)),
            Self::Accept => vec![on(Text::FieldAccepted), save(Text::AcceptReport)],
            Self::Return => vec![
                reason,
                FieldState::new(F::NewDeadline, Text::FieldResubmitBy, FieldKind::Day, ""),
                on(Text::FieldReturned),
                save(Text::ReturnReport),
            ],
            Self::Extend => vec![
                FieldState::new(F::NewDeadline, Text::FieldExtendTo, FieldKind::Day, ""),
                reason,
                on(Text::FieldDecided),
                save(Text::ExtendDuty),
            ],
            Self::Remind => vec![
                FieldState::with_options(
                    F::Channel,
                    Text::FieldChannel,
                    channel_options(start.lang),
                    "",
                ),
                on(Text::FieldReminded),
                FieldState::new(F::Note, Text::FieldNote, FieldKind::MultiLine(2), ""),
                FieldState::new(
                    F::LetterFile,
                    Text::FieldLetterFile,
                    FieldKind::SingleLine,
                    "",
                ),
                FieldState::new(F::RequestedDeadline, Text::FieldAskedBy, FieldKind::Day, ""),
                save(Text::RemindOffice),
            ],
            Self::Exempt => vec![reason, on(Text::FieldDecided), save(Text::ExemptDuty)],
        });
        for field in &mut form.fields {
            field.is_required = matches!(
                field.key,
                F::Reason | F::NewDeadline | F::EventDay | F::MissingNote
            ) || (field.key == F::Results && start.needs_narrative);
        }
        form
    }

    /// The requested reminder letter, or the refused fields.
    pub fn reminder_letter(
        self,
        form: &FormState<DutyField>,
        today: NaiveDate,
    ) -> Result<Option<ReminderLetter>, Vec<(DutyField, FieldRefusal)>> {
        if self != Self::Remind {
            return Ok(None);
        }
        let mut reader = DutyFormReader {
            form,
            today,
            refusals: Vec::new(),
        };
        let file = reader.parse_line(DutyField::LetterFile);
        let dated = !form.text(DutyField::RequestedDeadline).is_empty();
        let deadline = if dated {
            reader.parse_future_day(DutyField::RequestedDeadline)
        } else {
            None
        };
        if dated && file.as_deref() == Some("") {
            // Without a letter the requested day would appear nowhere.
            reader
                .refusals
                .push((DutyField::LetterFile, FieldRefusal::Required));
        }
        match file {
            Some(file) if reader.refusals.is_empty() => {
                Ok((!file.is_empty()).then_some(ReminderLetter { file, deadline }))
            }
            _ => Err(reader.refusals),
        }
    }

    /// Effective day and event, or every refused field. `narrative`: the narrative is required.
    pub fn finish(
        self,
        form: &FormState<DutyField>,
        today: NaiveDate,
        narrative: bool,
    ) -> Result<(NaiveDate, DutyEventKind), Vec<(DutyField, FieldRefusal)>> {
        let mut reader = DutyFormReader {
            form,
            today,
            refusals: Vec::new(),
        };
        let on = reader.parse_past_day(DutyField::EventDay);
        let kind =
            match self {
                Self::Send => reader.parse_sending(narrative),
                Self::Accept => Some(DutyEventKind::Accepted),
                Self::Return => reader.parse_reason_and_day().map(|(reason, resubmit_by)| {
                    DutyEventKind::Returned {
                        reason,
                        resubmit_by,
                    }
                }),
                Self::Extend => reader
                    .parse_reason_and_day()
                    .map(|(reason, to)| DutyEventKind::Extended { to, reason }),
                Self::Remind => reader.parse_reminder(),
                Self::Exempt => reader
                    .parse_text(DutyField::Reason, true)
                    .map(|reason| DutyEventKind::Exempted { reason }),
            };
        let mut refused = reader.refusals;
        let place = |key: DutyField| form.fields.iter().position(|field| field.key == key);
        refused.sort_by_key(|(key, _)| place(*key));
        match (on, kind) {
            (Some(on), Some(kind)) if refused.is_empty() => Ok((on, kind)),
            _ => Err(refused),
        }
    }
}

/// Fields of a submission; missing cells are explained only if there are any.
fn sending_fields(
    start: DutyFormOptions,
    arrival: FieldState<DutyField>,
) -> Vec<FieldState<DutyField>> {
    use DutyField as F;
    let mut fields = vec![
        FieldState::new(F::Letter, Text::FieldLetter, FieldKind::SingleLine, ""),
        FieldState::new(F::LetterDay, Text::FieldLetterOn, FieldKind::Day, ""),
        arrival,
        FieldState::new(
            F::OnBehalf,
            Text::FieldBehalf,
            FieldKind::Toggle,
            if start.is_on_behalf { "x" } else { "" },
        ),
        FieldState::new(
            F::MissingNote,
            Text::FieldMissing,
            FieldKind::MultiLine(2),
            "",
        ),
        FieldState::new(F::Results, Text::FieldResults, FieldKind::MultiLine(3), ""),
        FieldState::new(
            F::Difficulties,
            Text::FieldDifficulties,
            FieldKind::MultiLine(2),
            "",
        ),
        FieldState::new(
            F::Proposals,
            Text::FieldProposals,
            FieldKind::MultiLine(2),
            "",
        ),
        FieldState::new(F::Save, Text::SendReport, FieldKind::Button, ""),
    ];
    fields.retain(|field| field.key != F::MissingNote || start.has_missing_cells);
    fields
}

/// Channels of a reminder by their option values.
const CHANNELS: [(&str, ReminderChannel); 5] = [
    ("letter", ReminderChannel::Letter),
    ("phone", ReminderChannel::Phone),
    ("email", ReminderChannel::Email),
    ("message", ReminderChannel::Message),
    ("in_person", ReminderChannel::InPerson),
];

fn channel_options(lang: Lang) -> Vec<FieldOption> {
    let choice = |(value, channel): (&str, ReminderChannel)| FieldOption {
        value: value.to_owned(),
        label: facts::reminder_channel(lang, channel).to_owned(),
    };
    CHANNELS.into_iter().map(choice).collect()
}

/// Reads fields and collects refusals.
struct DutyFormReader<'a> {
    form: &'a FormState<DutyField>,
    today: NaiveDate,
    refusals: Vec<(DutyField, FieldRefusal)>,
}

impl DutyFormReader<'_> {
    fn add_refusal<T>(&mut self, key: DutyField, refusal: FieldRefusal) -> Option<T> {
        self.refusals.push((key, refusal));
        None
    }

    fn parse_day(&mut self, key: DutyField) -> Option<NaiveDate> {
        match parse_day(self.form.text(key), self.today) {
            Ok(day) => Some(day),
            Err(DayError::Empty) => self.add_refusal(key, FieldRefusal::Required),
            Err(error) => self.add_refusal(key, FieldRefusal::InvalidDay(error)),
        }
    }

    fn parse_past_day(&mut self, key: DutyField) -> Option<NaiveDate> {
        let day = self.parse_day(key)?;
        if day > self.today {
            self.add_refusal(key, FieldRefusal::FutureDay)
        } else {
            Some(day)
        }
    }

    fn parse_line(&mut self, key: DutyField) -> Option<String> {
        match validate_line(self.form.text(key), TITLE_MAX) {
            Ok(text) => Some(text),
            Err(error) => self.add_refusal(key, FieldRefusal::InvalidText(error)),
        }
    }

    fn parse_text(&mut self, key: DutyField, needed: bool) -> Option<String> {
        use DutyField as F;
        let most = if matches!(key, F::Results | F::Difficulties | F::Proposals) {
            NARRATIVE_MAX
        } else {
            NOTE_MAX
        };
        match validate_text(self.form.text(key), most) {
            Ok(text) if needed && text.is_empty() => self.add_refusal(key, FieldRefusal::Required),
            Ok(text) => Some(text),
            Err(error) => self.add_refusal(key, FieldRefusal::InvalidText(error)),
        }
    }

    fn parse_sending(&mut self, narrative: bool) -> Option<DutyEventKind> {
        let letter = self.parse_line(DutyField::Letter);
        let dated = !self.form.text(DutyField::LetterDay).is_empty();
        let letter_on = if dated {
            self.parse_past_day(DutyField::LetterDay)
        } else {
            None
        };
        let asked = self
            .form
            .fields
            .iter()
            .any(|field| field.key == DutyField::MissingNote);
        let missing_note = self.parse_text(DutyField::MissingNote, asked);
        let results = self.parse_text(DutyField::Results, narrative);
        let difficulties = self.parse_text(DutyField::Difficulties, false);
        let proposals = self.parse_text(DutyField::Proposals, false);
        Some(DutyEventKind::Sent(Submission {
            letter: letter.filter(|letter| !letter.is_empty()),
            letter_on,
            on_behalf: !self.form.text(DutyField::OnBehalf).is_empty(),
            narrative: Narrative {
                results: results?,
                difficulties: difficulties?,
                proposals: proposals?,
            },
            missing_note: missing_note.filter(|note| !note.is_empty()),
            blockers: Vec::new(),
        }))
    }

    fn parse_reminder(&mut self) -> Option<DutyEventKind> {
        let note = self.parse_text(DutyField::Note, false)?;
        let named = self.form.text(DutyField::Channel);
        let channel = CHANNELS
            .into_iter()
            .find(|(value, _)| *value == named)
            .map(|(_, channel)| channel);
        Some(DutyEventKind::Reminded {
            channel: channel.unwrap_or_default(),
            note: Some(note).filter(|n| !n.is_empty()),
        })
    }

    /// Parses a day that is not in the past.
    fn parse_future_day(&mut self, key: DutyField) -> Option<NaiveDate> {
        let day = self.parse_day(key)?;
        if day < self.today {
            self.add_refusal(key, FieldRefusal::PastDay)
        } else {
            Some(day)
        }
    }

    fn parse_reason_and_day(&mut self) -> Option<(String, NaiveDate)> {
        let reason = self.parse_text(DutyField::Reason, true);
        let until = self.parse_future_day(DutyField::NewDeadline);
        Some((reason?, until?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 5).unwrap()
    }

    fn typed(kind: DutyForm, texts: &[(DutyField, &str)]) -> FormState<DutyField> {
        let start = DutyFormOptions {
            today: today(),
            lang: Lang::Vi,
            is_on_behalf: false,
            needs_narrative: false,
            has_missing_cells: true,
        };
        let mut form = kind.empty_form(start);
        for field in &mut form.fields {
            if let Some((_, text)) = texts.iter().find(|(key, _)| *key == field.key) {
                field.input = super::super::text_input::TextInput::new(text);
            }
        }
        form
    }

    #[test]
    fn a_report_needs_a_past_day_and_its_narrative() {
        let form = typed(
            DutyForm::Send,
            &[(DutyField::EventDay, "6/6"), (DutyField::LetterDay, "31/6")],
        );
        let refused = DutyForm::Send.finish(&form, today(), true).unwrap_err();
        let day = DayError::NoSuchDay {
            day: 31,
            month: 6,
            year: 2026,
        };
        assert_eq!(
            refused,
            [
                (DutyField::LetterDay, FieldRefusal::InvalidDay(day)),
                (DutyField::EventDay, FieldRefusal::FutureDay),
                (DutyField::MissingNote, FieldRefusal::Required),
                (DutyField::Results, FieldRefusal::Required),
            ]
        );
    }

    #[test]
    fn a_reminder_has_its_way_and_perhaps_a_letter() {
        let typed_in = [
            (DutyField::Channel, "phone"),
            (DutyField::Note, "hẹn thứ Hai"),
            (DutyField::RequestedDeadline, "4/6"),
        ];
        let form = typed(DutyForm::Remind, &typed_in);
        let expected = DutyEventKind::Reminded {
            channel: ReminderChannel::Phone,
            note: Some("hẹn thứ Hai".into()),
        };
        assert_eq!(
            DutyForm::Remind.finish(&form, today(), false),
            Ok((today(), expected))
        );
        let refused = vec![
            (DutyField::RequestedDeadline, FieldRefusal::PastDay),
            (DutyField::LetterFile, FieldRefusal::Required),
        ];
        assert_eq!(
            DutyForm::Remind.reminder_letter(&form, today()),
            Err(refused),
            "a day without a letter stands nowhere"
        );
        let form = typed(
            DutyForm::Remind,
            &[
                (DutyField::LetterFile, "doc.docx"),
                (DutyField::RequestedDeadline, "10/6"),
            ],
        );
        let deadline = NaiveDate::from_ymd_opt(2026, 6, 10);
        assert_eq!(
            DutyForm::Remind.reminder_letter(&form, today()),
            Ok(Some(ReminderLetter {
                file: "doc.docx".into(),
                deadline
            }))
        );
        assert_eq!(
            DutyForm::Remind.reminder_letter(&typed(DutyForm::Remind, &[]), today()),
            Ok(None)
        );
    }

    #[test]
    fn a_return_needs_reason_and_day() {
        let form = typed(DutyForm::Return, &[]);
        let refused = DutyForm::Return.finish(&form, today(), false).unwrap_err();
        assert_eq!(
            refused.iter().map(|r| r.0).collect::<Vec<_>>(),
            [DutyField::Reason, DutyField::NewDeadline]
        );
        let form = typed(
            DutyForm::Return,
            &[
                (DutyField::Reason, "Thiếu số liệu"),
                (DutyField::NewDeadline, "10/6"),
            ],
        );
        let resubmit_by = NaiveDate::from_ymd_opt(2026, 6, 10).unwrap();
        let expected = DutyEventKind::Returned {
            reason: "Thiếu số liệu".into(),
            resubmit_by,
        };
        assert_eq!(
            DutyForm::Return.finish(&form, today(), false),
            Ok((today(), expected))
        );
    }

    #[test]
    fn the_first_refused_field_takes_the_focus_and_the_text_stays() {
        let mut form = typed(DutyForm::Extend, &[(DutyField::NewDeadline, "1/1")]);
        form.show_refusals(vec![
            (DutyField::NewDeadline, "đã qua".into()),
            (DutyField::Reason, "trống".into()),
        ]);
        assert_eq!(
            (form.focus_index(), form.text(DutyField::NewDeadline)),
            (0, "1/1")
        );
        form.insert_text("2");
        assert_eq!(form.fields[0].refusal, None);
        assert!(form.is_changed());
    }
}
