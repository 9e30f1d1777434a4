//! Forms on duties: send, accept, return, extend, remind, exempt; most of them also for several duties at once.

use chrono::NaiveDate;

use super::{FormModel, FormRefusal, OpenForm, write_effect};
use crate::domain::blocker::common_report;
use crate::domain::completeness::Completeness;
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::duty_step;
use crate::form::FormState;
use crate::form::duty::{DutyField, DutyForm, DutyFormOptions, FieldRefusal, ReminderLetter};
use crate::form::messages::field_refusal;
use crate::i18n::form::step_refusal;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, fill_placeholders, submission};
use crate::panes::duty_rows;
use crate::panes::effect::{Effect, FormRef};
use crate::panes::read_model::ReadModel;
use crate::store::Write;

/// From this number of duties on, saving asks for confirmation.
const BULK_CONFIRM_COUNT: usize = 10;

/// Form model of a step on duties.
#[derive(Debug)]
pub struct DutyFormModel {
    kind: DutyForm,
    keys: Vec<DutyKey>,
    /// Cells of the report, for sending.
    cells: Option<Completeness>,
    lang: Lang,
}

/// A typed step: its day and event, and the letter that goes with it.
type TypedStep = ((NaiveDate, DutyEventKind), Option<ReminderLetter>);

impl DutyFormModel {
    /// Opens a form on duties; those to which the step does not apply are skipped and named.
    pub fn open_form(kind: DutyForm, asked: &[DutyKey], model: &ReadModel) -> OpenForm<Self> {
        let (keys, passed) = duty_rows::split_by_applicability(model, kind, asked);
        let sends = kind == DutyForm::Send;
        let cells = keys
            .first()
            .filter(|_| sends)
            .map(|key| model.completeness(key));
        let start = DutyFormOptions {
            today: model.today,
            lang: model.lang,
            is_on_behalf: keys.first().is_some_and(|key| {
                model
                    .own_office
                    .as_ref()
                    .is_some_and(|own| *own != key.office)
            }),
            needs_narrative: cells.as_ref().is_some_and(|cells| cells.total() == 0),
            has_missing_cells: cells
                .as_ref()
                .is_some_and(|cells| !cells.missing.is_empty()),
        };
        let mut warnings = missing_cell_texts(model, cells.as_ref());
        warnings.extend(
            keys.first()
                .filter(|_| sends)
                .and_then(|key| blocker_text(model, key)),
        );
        let passed = submission::skipped_offices(model.lang, &passed);
        warnings.extend(
            passed
                .iter()
                .map(|words| fill_placeholders(Text::PassedOver.text(model.lang), &[words])),
        );
        let (title, about) = (form_title(model, kind, &keys), office_text(model, &keys));
        OpenForm::new(
            Self {
                kind,
                keys,
                cells,
                lang: model.lang,
            },
            kind.empty_form(start).with_suggestions(),
            title,
        )
        .with_subtitle(about)
        .with_warnings(warnings)
    }

    /// The step and its letter, or all invalid fields.
    fn read_step(
        &self,
        form: &FormState<DutyField>,
        today: NaiveDate,
    ) -> Result<TypedStep, Vec<(DutyField, FieldRefusal)>> {
        let narrative = self.cells.as_ref().is_some_and(|cells| cells.total() == 0);
        match (
            self.kind.finish(form, today, narrative),
            self.reminder_letter(form, today),
        ) {
            (Ok(step), Ok(letter)) => Ok((step, letter)),
            (step, letter) => {
                let (step, letter) = (
                    step.err().into_iter().flatten(),
                    letter.err().into_iter().flatten(),
                );
                Err(letter.chain(step).collect())
            }
        }
    }

    /// Details of the letter to be written; it is about one report.
    fn reminder_letter(
        &self,
        form: &FormState<DutyField>,
        today: NaiveDate,
    ) -> Result<Option<ReminderLetter>, Vec<(DutyField, FieldRefusal)>> {
        match self.kind.reminder_letter(form, today)? {
            Some(_) if common_report(self.keys.iter()).is_none() => Err(vec![(
                DutyField::LetterFile,
                FieldRefusal::LetterForSeveralReports,
            )]),
            letter => Ok(letter),
        }
    }

    /// Messages for invalid fields; missing cells are named below them.
    fn form_refusals(
        &self,
        model: &ReadModel,
        fields: Vec<(DutyField, FieldRefusal)>,
    ) -> FormRefusal<DutyField> {
        let missing = self
            .cells
            .as_ref()
            .map_or(&[][..], |cells| cells.missing.as_slice());
        let form_refusal = fields
            .iter()
            .any(|(key, _)| *key == DutyField::MissingNote)
            .then(|| {
                let names = submission::missing_cells(model.lang, missing);
                fill_placeholders(Text::CellsRefused.text(model.lang), &[&names])
            });
        FormRefusal {
            form_refusal,
            ..FormRefusal::of_fields(fields, |why| field_refusal(model.lang, why))
        }
    }

    /// Checks the step against the events of each duty before any is recorded.
    fn check_step(
        &self,
        model: &ReadModel,
        (on, event): &(NaiveDate, DutyEventKind),
    ) -> Result<(), String> {
        let mut refused = Vec::new();
        for key in &self.keys {
            let Some(owed) = model.duty(key) else {
                refused.push((
                    model.office_name(&key.office).to_owned(),
                    Text::DutyNotThere.text(model.lang).to_owned(),
                ));
                continue;
            };
            let record = &owed.record;
            let checked = duty_step::check_duty_step(
                &record.duty,
                &record.events,
                record.external_recipient,
                event,
                (*on, model.today),
            );
            if let Err(why) = checked {
                refused.push((
                    model.office_name(&owed.key().office).to_owned(),
                    step_refusal(model.lang, &model.catalog, &owed.key().office, &why),
                ));
            }
        }
        match refused.as_slice() {
            [] => Ok(()),
            [(_, why)] if self.keys.len() == 1 => Err(why.clone()),
            refused => {
                let named = submission::skipped_offices(model.lang, refused).join(" ");
                Err(fill_placeholders(
                    Text::NothingRecorded.text(model.lang),
                    &[&named],
                ))
            }
        }
    }

    fn step_effect(&self, ((on, event), letter): TypedStep) -> Effect {
        let write = match self.keys.as_slice() {
            [key] => Write::RecordStep {
                key: key.clone(),
                event,
                on: Some(on),
            },
            keys => Write::RecordSteps {
                keys: keys.to_vec(),
                event,
                on: Some(on),
            },
        };
        let effect = match letter {
            Some(letter) => Effect::SendReminderLetter {
                letter,
                keys: self.keys.clone(),
                write: Box::new(write),
            },
            None => write_effect(write),
        };
        if self.keys.len() < BULK_CONFIRM_COUNT {
            effect
        } else {
            Effect::ConfirmBulk(self.keys.len(), Box::new(effect))
        }
    }
}

/// Title with the step and its subject: `Đôn đốc: 12 đơn vị – Báo cáo năm 2025`.
fn form_title(model: &ReadModel, kind: DutyForm, keys: &[DutyKey]) -> String {
    let verb = match kind {
        DutyForm::Send => Text::SendReport,
        DutyForm::Accept => Text::AcceptReport,
        DutyForm::Return => Text::ReturnReport,
        DutyForm::Extend => Text::ExtendDuty,
        DutyForm::Remind => Text::RemindOffice,
        DutyForm::Exempt => Text::ExemptDuty,
    };
    let whom = match keys {
        [key] => model.office_name(&key.office).to_owned(),
        keys => fill_placeholders(Text::ForOffices.text(model.lang), &[&keys.len()]),
    };
    let report = common_report(keys.iter())
        .and(keys.first())
        .and_then(|key| model.duty(key));
    let report = report
        .map(|owed| format!(" – {}", model.report_name(owed)))
        .unwrap_or_default();
    format!("{}: {whom}{report}", verb.text(model.lang))
}

fn office_text(model: &ReadModel, keys: &[DutyKey]) -> String {
    match keys {
        [key] => model
            .duty(key)
            .map_or_else(String::new, |owed| model.deadline_text(owed)),
        keys => keys
            .iter()
            .map(|key| model.office_name(&key.office))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn missing_cell_texts(model: &ReadModel, cells: Option<&Completeness>) -> Vec<String> {
    let Some(cells) = cells.filter(|cells| cells.total() > 0) else {
        return Vec::new();
    };
    let counted = submission::completeness(model.lang, cells);
    let mut warnings = vec![fill_placeholders(
        Text::CellsGoAlong.text(model.lang),
        &[&counted],
    )];
    if !cells.missing.is_empty() {
        let names = submission::missing_cells(model.lang, &cells.missing);
        warnings.push(fill_placeholders(
            Text::CellsMissing.text(model.lang),
            &[&names],
        ));
    }
    warnings
}

fn blocker_text(model: &ReadModel, key: &DutyKey) -> Option<String> {
    let blockers = model.blockers(model.duty(key)?);
    let named = submission::blockers(model.lang, &model.catalog, &blockers);
    (!blockers.is_empty()).then(|| fill_placeholders(Text::SentWithout.text(model.lang), &[&named]))
}

impl FormModel for DutyFormModel {
    type FieldKey = DutyField;

    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Duty(self.kind, self.keys.clone()))
    }

    fn save(
        &self,
        form: &FormState<DutyField>,
        model: &ReadModel,
    ) -> Result<Effect, FormRefusal<DutyField>> {
        let typed = self
            .read_step(form, model.today)
            .map_err(|fields| self.form_refusals(model, fields))?;
        self.check_step(model, &typed.0)
            .map_err(FormRefusal::of_form)?;
        Ok(self.step_effect(typed))
    }

    fn hint(&self, form: &FormState<DutyField>) -> String {
        let focused = form.focused().map(|field| field.key);
        let hint = match (self.kind, focused) {
            (DutyForm::Send, _) => Text::HintSend,
            (DutyForm::Remind, Some(DutyField::RequestedDeadline)) => Text::HintAskedBy,
            _ => return String::new(),
        };
        hint.text(self.lang).to_owned()
    }
}
