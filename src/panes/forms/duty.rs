//! Forms on duties: send, accept, return, extend, remind, exempt; most of them also for several duties at once.

use chrono::NaiveDate;

use super::{FormModel, FormRefusal, OpenForm, lookup_context, read_draft, write_effect};
use crate::domain::blocker::common_report;
use crate::domain::completeness::Completeness;
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::duty_step;
use crate::form::FormState;
use crate::form::duty::{DutyDraft, DutyForm, DutyFormOptions, ReminderLetter};
use crate::form::field::DraftForm;
use crate::form::messages::value_refusal;
use crate::form::value_types::ValueRefusal;
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
    fields: DraftForm<DutyDraft>,
    lang: Lang,
}

/// A typed step: its day and event, and the letter that goes with it.
type TypedStep = ((NaiveDate, DutyEventKind), Option<ReminderLetter>);

impl DutyFormModel {
    /// Opens a form on duties; those to which the step does not apply are skipped and named.
    pub fn open_form(kind: DutyForm, requested: &[DutyKey], model: &ReadModel) -> OpenForm<Self> {
        let (keys, passed) = duty_rows::split_by_applicability(model, kind, requested);
        let sends = kind == DutyForm::Send;
        let cells = keys
            .first()
            .filter(|_| sends)
            .map(|key| model.completeness(key));
        let start = DutyFormOptions {
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
        let fields = kind.fields(start, lookup_context(model, None));
        let form = fields.open(kind.button()).with_suggestions();
        let entry = Self {
            kind,
            keys,
            cells,
            fields,
            lang: model.lang,
        };
        OpenForm::new(entry, form, title)
            .with_subtitle(about)
            .with_warnings(warnings)
    }

    /// The step and its letter, or all invalid fields.
    fn read_step(&self, form: &FormState, model: &ReadModel) -> Result<TypedStep, FormRefusal> {
        let draft = read_draft(&self.fields, form, lookup_context(model, None))
            .map_err(|refusal| self.name_missing_cells(model, refusal))?;
        let letter = draft.reminder_letter();
        // A letter is about one report.
        if letter.is_some() && common_report(self.keys.iter()).is_none() {
            let refused = [(Text::FieldLetterFile, ValueRefusal::LetterForSeveralReports)];
            return Err(FormRefusal::of_fields(refused, |why| {
                value_refusal(model.lang, why)
            }));
        }
        Ok((self.kind.finish(draft), letter))
    }

    /// Adds the names of missing cells below the fields, if the reason for them is refused.
    fn name_missing_cells(&self, model: &ReadModel, refusal: FormRefusal) -> FormRefusal {
        let missing = self
            .cells
            .as_ref()
            .map_or(&[][..], |cells| cells.missing.as_slice());
        let form_refusal = refusal
            .field_refusals
            .iter()
            .any(|(label, _)| *label == Text::FieldMissing)
            .then(|| {
                let names = submission::missing_cells(model.lang, missing);
                fill_placeholders(Text::CellsRefused.text(model.lang), &[&names])
            });
        FormRefusal {
            form_refusal,
            ..refusal
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
    let whom = match keys {
        [key] => model.office_name(&key.office).to_owned(),
        keys => fill_placeholders(Text::ForOffices.text(model.lang), &[&keys.len()]),
    };
    let report = common_report(keys.iter())
        .and(keys.first())
        .and_then(|key| model.duty(key));
    let report = report
        .map(|owed| format!(" – {}", model.report_name(&owed)))
        .unwrap_or_default();
    format!("{}: {whom}{report}", kind.button().text(model.lang))
}

fn office_text(model: &ReadModel, keys: &[DutyKey]) -> String {
    match keys {
        [key] => model
            .duty(key)
            .map_or_else(String::new, |owed| model.deadline_text(&owed)),
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
    let owed = model.duty(key)?;
    let blockers = model.blockers(&owed);
    let named = submission::blockers(model.lang, &model.catalog, &blockers);
    (!blockers.is_empty()).then(|| fill_placeholders(Text::SentWithout.text(model.lang), &[&named]))
}

impl FormModel for DutyFormModel {
    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Duty(self.kind, self.keys.clone()))
    }

    fn save(&self, form: &FormState, model: &ReadModel) -> Result<Effect, FormRefusal> {
        let typed = self.read_step(form, model)?;
        self.check_step(model, &typed.0)
            .map_err(FormRefusal::of_form)?;
        Ok(self.step_effect(typed))
    }

    fn hint(&self, form: &FormState) -> String {
        let focused = form.focused().map(|field| field.label);
        let hint = match (self.kind, focused) {
            (DutyForm::Send, _) => Text::HintSend,
            (DutyForm::Remind, Some(Text::FieldAskedBy)) => Text::HintAskedBy,
            _ => return String::new(),
        };
        hint.text(self.lang).to_owned()
    }
}
