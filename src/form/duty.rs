//! Forms on duties: send, accept, return, extend, remind, exempt. Input becomes a draft, and the draft an event.
//! Must not depend on screens or the store.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::FieldOption;
use super::field::{DraftForm, Field, Input, Required, reason_field};
use super::value_types::{FieldValue, LookupContext, NO_DAY, ValueRefusal, ValueType};
use crate::domain::duty::{DutyEventKind, Narrative, ReminderChannel, Submission};
use crate::domain::text::{NARRATIVE_MAX, TITLE_MAX, validate_line};
use crate::i18n::facts;
use crate::i18n::screen::Text;

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
    /// `true` if the user enters on behalf of another office.
    pub is_on_behalf: bool,
    /// `true` if the narrative is required, because the report has no cells.
    pub needs_narrative: bool,
    /// `true` if cells are missing and must be explained.
    pub has_missing_cells: bool,
}

/// Draft of a step; each form fills a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyDraft {
    /// Effective day.
    pub on: NaiveDate,
    /// Submission.
    pub submission: Submission,
    /// Channel of a reminder.
    pub channel: ReminderChannel,
    /// Content of the reminder or answer.
    pub note: Option<String>,
    /// File of the reminder letter.
    pub letter_file: Option<String>,
    /// Requested day of submission.
    pub requested_deadline: Option<NaiveDate>,
    /// Reason.
    pub reason: String,
    /// Resubmission day, or new deadline.
    pub new_deadline: NaiveDate,
}

/// The letter to be written with a reminder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReminderLetter {
    /// Path as typed.
    pub file: String,
    /// Requested day of submission.
    pub deadline: Option<NaiveDate>,
}

impl DutyDraft {
    fn new(today: NaiveDate, is_on_behalf: bool) -> Self {
        Self {
            on: today,
            submission: Submission {
                letter: None,
                letter_on: None,
                on_behalf: is_on_behalf,
                narrative: Narrative {
                    results: String::new(),
                    difficulties: String::new(),
                    proposals: String::new(),
                },
                missing_note: None,
                blockers: Vec::new(),
            },
            channel: ReminderChannel::default(),
            note: None,
            letter_file: None,
            requested_deadline: None,
            reason: String::new(),
            new_deadline: NO_DAY,
        }
    }

    /// The requested reminder letter.
    pub fn reminder_letter(&self) -> Option<ReminderLetter> {
        self.letter_file.as_ref().map(|file| ReminderLetter {
            file: file.clone(),
            deadline: self.requested_deadline,
        })
    }
}

impl DutyForm {
    /// Fields of the form on an empty draft.
    pub fn fields(self, start: DutyFormOptions, known: LookupContext<'_>) -> DraftForm<DutyDraft> {
        let draft = DutyDraft::new(known.today, start.is_on_behalf);
        let slices: &[&'static [Field<DutyDraft>]] = match self {
            Self::Send => &[
                SENT,
                if start.has_missing_cells {
                    MISSING_CELLS
                } else {
                    &[]
                },
                if start.needs_narrative {
                    NEEDED_RESULTS
                } else {
                    RESULTS
                },
                NARRATIVE,
            ],
            Self::Accept => &[ACCEPTED],
            Self::Return => &[RETURNED],
            Self::Extend => &[EXTENDED],
            Self::Remind => &[REMINDED],
            Self::Exempt => &[EXEMPTED],
        };
        slices.iter().fold(DraftForm::new(draft), |form, rows| {
            form.with_fields(rows, |draft| draft, known)
        })
    }

    /// Label of the button, which names the step.
    pub fn button(self) -> Text {
        match self {
            Self::Send => Text::SendReport,
            Self::Accept => Text::AcceptReport,
            Self::Return => Text::ReturnReport,
            Self::Extend => Text::ExtendDuty,
            Self::Remind => Text::RemindOffice,
            Self::Exempt => Text::ExemptDuty,
        }
    }

    /// Effective day and event.
    pub fn finish(self, draft: DutyDraft) -> (NaiveDate, DutyEventKind) {
        let event = match self {
            Self::Send => DutyEventKind::Sent(draft.submission),
            Self::Accept => DutyEventKind::Accepted,
            Self::Return => DutyEventKind::Returned {
                reason: draft.reason,
                resubmit_by: draft.new_deadline,
            },
            Self::Extend => DutyEventKind::Extended {
                to: draft.new_deadline,
                reason: draft.reason,
            },
            Self::Remind => DutyEventKind::Reminded {
                channel: draft.channel,
                note: draft.note,
            },
            Self::Exempt => DutyEventKind::Exempted {
                reason: draft.reason,
            },
        };
        (draft.on, event)
    }
}

const SENT: &[Field<DutyDraft>] = &[
    Field {
        label: Text::FieldLetter,
        key: "",
        input: Input::Text(ValueType::Line),
        required: Required::Never,
        show: |draft, _| draft.submission.letter.clone().unwrap_or_default(),
        set: |draft, typed| {
            draft.submission.letter = parse_title(typed.text)?;
            Ok(())
        },
    },
    Field {
        label: Text::FieldLetterOn,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Never,
        show: |draft, lang| draft.submission.letter_on.to_text(ValueType::Day, lang),
        set: |draft, typed| {
            let is_dated = !typed.text.is_empty();
            draft.submission.letter_on = is_dated.then(|| typed.past_day()).transpose()?;
            Ok(())
        },
    },
    event_day(Text::FieldArrival),
    Field {
        label: Text::FieldBehalf,
        key: "",
        input: Input::Toggle,
        required: Required::Never,
        show: |draft, _| {
            let mark = if draft.submission.on_behalf { "x" } else { "" };
            mark.to_owned()
        },
        set: |draft, typed| {
            draft.submission.on_behalf = !typed.text.is_empty();
            Ok(())
        },
    },
];

/// Fields that are asked only if cells are missing.
const MISSING_CELLS: &[Field<DutyDraft>] = &[Field {
    label: Text::FieldMissing,
    key: "",
    input: Input::Text(ValueType::Paragraphs(2)),
    required: Required::Always,
    show: |draft, _| draft.submission.missing_note.clone().unwrap_or_default(),
    set: |draft, typed| {
        draft.submission.missing_note = typed.optional_note()?;
        Ok(())
    },
}];

const RESULTS: &[Field<DutyDraft>] = &[results(Required::Never)];
const NEEDED_RESULTS: &[Field<DutyDraft>] = &[results(Required::Always)];

const NARRATIVE: &[Field<DutyDraft>] = &[
    Field {
        label: Text::FieldDifficulties,
        key: "",
        input: Input::Text(ValueType::Paragraphs(2)),
        required: Required::Never,
        show: |draft, _| draft.submission.narrative.difficulties.clone(),
        set: |draft, typed| {
            draft.submission.narrative.difficulties = typed.paragraphs(NARRATIVE_MAX)?;
            Ok(())
        },
    },
    Field {
        label: Text::FieldProposals,
        key: "",
        input: Input::Text(ValueType::Paragraphs(2)),
        required: Required::Never,
        show: |draft, _| draft.submission.narrative.proposals.clone(),
        set: |draft, typed| {
            draft.submission.narrative.proposals = typed.paragraphs(NARRATIVE_MAX)?;
            Ok(())
        },
    },
];

const ACCEPTED: &[Field<DutyDraft>] = &[event_day(Text::FieldAccepted)];

const RETURNED: &[Field<DutyDraft>] = &[
    REASON,
    new_deadline(Text::FieldResubmitBy),
    event_day(Text::FieldReturned),
];

const EXTENDED: &[Field<DutyDraft>] = &[
    new_deadline(Text::FieldExtendTo),
    REASON,
    event_day(Text::FieldDecided),
];

const EXEMPTED: &[Field<DutyDraft>] = &[REASON, event_day(Text::FieldDecided)];

const REMINDED: &[Field<DutyDraft>] = &[
    Field {
        label: Text::FieldChannel,
        key: "",
        input: Input::Choice(channel_options),
        required: Required::Never,
        show: |draft, _| {
            let mut channels = CHANNELS.into_iter();
            let known = channels.find(|(_, channel)| *channel == draft.channel);
            known.map_or_else(String::new, |(word, _)| word.to_owned())
        },
        set: |draft, typed| {
            let mut channels = CHANNELS.into_iter();
            let known = channels.find(|(word, _)| *word == typed.text);
            draft.channel = known.map(|(_, channel)| channel).unwrap_or_default();
            Ok(())
        },
    },
    event_day(Text::FieldReminded),
    Field {
        label: Text::FieldNote,
        key: "",
        input: Input::Text(ValueType::Paragraphs(2)),
        required: Required::Never,
        show: |draft, _| draft.note.clone().unwrap_or_default(),
        set: |draft, typed| {
            draft.note = typed.optional_note()?;
            Ok(())
        },
    },
    // Without a letter the requested day would appear nowhere.
    Field {
        label: Text::FieldLetterFile,
        key: "",
        input: Input::Text(ValueType::Line),
        required: Required::If(|draft| draft.requested_deadline.is_some()),
        show: |draft, _| draft.letter_file.clone().unwrap_or_default(),
        set: |draft, typed| {
            draft.letter_file = parse_title(typed.text)?;
            Ok(())
        },
    },
    Field {
        label: Text::FieldAskedBy,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Never,
        show: |draft, lang| draft.requested_deadline.to_text(ValueType::Day, lang),
        set: |draft, typed| {
            draft.requested_deadline = FieldValue::parse(typed, ValueType::Day)?;
            if draft.requested_deadline.is_some() {
                typed.future_day()?;
            }
            Ok(())
        },
    },
];

const fn event_day(label: Text) -> Field<DutyDraft> {
    Field {
        label,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Always,
        show: |draft, lang| draft.on.to_text(ValueType::Day, lang),
        set: |draft, typed| {
            draft.on = typed.past_day()?;
            Ok(())
        },
    }
}

const fn new_deadline(label: Text) -> Field<DutyDraft> {
    Field {
        label,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Always,
        show: |draft, lang| draft.new_deadline.to_text(ValueType::Day, lang),
        set: |draft, typed| {
            draft.new_deadline = typed.future_day()?;
            Ok(())
        },
    }
}

const REASON: Field<DutyDraft> = reason_field!();

const fn results(required: Required<DutyDraft>) -> Field<DutyDraft> {
    Field {
        label: Text::FieldResults,
        key: "",
        input: Input::Text(ValueType::Paragraphs(3)),
        required,
        show: |draft, _| draft.submission.narrative.results.clone(),
        set: |draft, typed| {
            draft.submission.narrative.results = typed.paragraphs(NARRATIVE_MAX)?;
            Ok(())
        },
    }
}

fn parse_title(text: &str) -> Result<Option<String>, ValueRefusal> {
    let title = validate_line(text, TITLE_MAX).map_err(ValueRefusal::InvalidText)?;
    Ok(Some(title).filter(|title| !title.is_empty()))
}

/// Channels of a reminder by their option keys.
const CHANNELS: [(&str, ReminderChannel); 5] = [
    ("letter", ReminderChannel::Letter),
    ("phone", ReminderChannel::Phone),
    ("email", ReminderChannel::Email),
    ("message", ReminderChannel::Message),
    ("in_person", ReminderChannel::InPerson),
];

fn channel_options(known: LookupContext<'_>) -> Vec<FieldOption> {
    let choice = |(value, channel): (&str, ReminderChannel)| FieldOption {
        value: value.to_owned(),
        label: facts::reminder_channel(known.lang, channel).to_owned(),
    };
    CHANNELS.into_iter().map(choice).collect()
}

#[cfg(test)]
mod tests {
    use super::super::FormState;
    use super::super::text_input::TextInput;
    use super::*;
    use crate::domain::catalog::Catalog;
    use crate::domain::day::DayError;
    use crate::i18n::Lang;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 6, 5).unwrap()
    }

    /// Form with typed texts, and its draft or refusals.
    fn typed(
        kind: DutyForm,
        needs_narrative: bool,
        texts: &[(Text, &str)],
    ) -> (FormState, Result<DutyDraft, Vec<(Text, ValueRefusal)>>) {
        let catalog = Catalog::default();
        let known = LookupContext {
            catalog: &catalog,
            plan: None,
            today: today(),
            lang: Lang::Vi,
        };
        let start = DutyFormOptions {
            is_on_behalf: false,
            needs_narrative,
            has_missing_cells: true,
        };
        let fields = kind.fields(start, known);
        let mut form = fields.open(kind.button());
        for field in &mut form.fields {
            if let Some((_, text)) = texts.iter().find(|(label, _)| *label == field.label) {
                field.input = TextInput::new(text);
            }
        }
        let draft = fields.finish(&form, known);
        (form, draft)
    }

    #[test]
    fn a_report_needs_a_past_day_and_its_narrative() {
        let (_, draft) = typed(
            DutyForm::Send,
            true,
            &[(Text::FieldArrival, "6/6"), (Text::FieldLetterOn, "31/6")],
        );
        let day = DayError::NoSuchDay {
            day: 31,
            month: 6,
            year: 2026,
        };
        assert_eq!(
            draft.unwrap_err(),
            [
                (Text::FieldLetterOn, ValueRefusal::InvalidDay(day)),
                (Text::FieldArrival, ValueRefusal::FutureDay),
                (Text::FieldMissing, ValueRefusal::Required),
                (Text::FieldResults, ValueRefusal::Required),
            ]
        );
    }

    #[test]
    fn a_reminder_has_its_way_and_perhaps_a_letter() {
        let typed_in = [
            (Text::FieldChannel, "phone"),
            (Text::FieldNote, "hẹn thứ Hai"),
        ];
        let (_, draft) = typed(DutyForm::Remind, false, &typed_in);
        let draft = draft.unwrap();
        assert_eq!(draft.reminder_letter(), None);
        let expected = DutyEventKind::Reminded {
            channel: ReminderChannel::Phone,
            note: Some("hẹn thứ Hai".into()),
        };
        assert_eq!(DutyForm::Remind.finish(draft), (today(), expected));
        let (_, draft) = typed(DutyForm::Remind, false, &[(Text::FieldAskedBy, "4/6")]);
        let refused = vec![
            (Text::FieldLetterFile, ValueRefusal::Required),
            (Text::FieldAskedBy, ValueRefusal::PastDay),
        ];
        assert_eq!(
            draft.unwrap_err(),
            refused,
            "a day without a letter stands nowhere"
        );
        let (_, draft) = typed(
            DutyForm::Remind,
            false,
            &[
                (Text::FieldLetterFile, "doc.docx"),
                (Text::FieldAskedBy, "10/6"),
            ],
        );
        assert_eq!(
            draft.unwrap().reminder_letter(),
            Some(ReminderLetter {
                file: "doc.docx".into(),
                deadline: NaiveDate::from_ymd_opt(2026, 6, 10)
            })
        );
    }

    #[test]
    fn a_return_needs_reason_and_day() {
        let (_, draft) = typed(DutyForm::Return, false, &[]);
        let refused = draft.unwrap_err();
        assert_eq!(
            refused.iter().map(|r| r.0).collect::<Vec<_>>(),
            [Text::FieldReason, Text::FieldResubmitBy]
        );
        let (_, draft) = typed(
            DutyForm::Return,
            false,
            &[
                (Text::FieldReason, "Thiếu số liệu"),
                (Text::FieldResubmitBy, "10/6"),
            ],
        );
        let resubmit_by = NaiveDate::from_ymd_opt(2026, 6, 10).unwrap();
        let expected = DutyEventKind::Returned {
            reason: "Thiếu số liệu".into(),
            resubmit_by,
        };
        assert_eq!(DutyForm::Return.finish(draft.unwrap()), (today(), expected));
    }

    #[test]
    fn the_first_refused_field_takes_the_focus_and_the_text_stays() {
        let (mut form, _) = typed(DutyForm::Extend, false, &[(Text::FieldExtendTo, "1/1")]);
        form.show_refusals(vec![
            (Text::FieldExtendTo, "đã qua".into()),
            (Text::FieldReason, "trống".into()),
        ]);
        assert_eq!(
            (form.focus_index(), form.text(Text::FieldExtendTo)),
            (0, "1/1")
        );
        form.insert_text("2");
        assert_eq!(form.fields[0].refusal, None);
        assert!(form.is_changed());
    }
}
