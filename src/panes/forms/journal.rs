//! Filter form of the journal. Writes nothing.

use super::{FormModel, FormRefusal, OpenForm};
use crate::form::journal::{JournalField, JournalFormValues, finish, new_form};
use crate::form::{FieldOption, FormState};
use crate::i18n::form::day_error;
use crate::i18n::journal::line_kind as kind_words;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, FormRef, JournalRequest};
use crate::panes::read_model::ReadModel;
use crate::store::{JOURNAL_KINDS, JournalFilter};

/// Form model of the journal's filter.
#[derive(Debug)]
pub struct JournalFormModel;

impl JournalFormModel {
    /// Opens the form with the current filter.
    pub fn open_form(wanted: &JournalFilter, model: &ReadModel) -> OpenForm<Self> {
        let all = FieldOption {
            value: String::new(),
            label: Text::All.text(model.lang).to_owned(),
        };
        let kind = |kind: &str| FieldOption {
            value: kind.to_owned(),
            label: kind_words(model.lang, kind).to_owned(),
        };
        let kinds = [all]
            .into_iter()
            .chain(JOURNAL_KINDS.into_iter().map(kind))
            .collect();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let now: JournalFormValues = (
            text(&wanted.kind),
            text(&wanted.by),
            [wanted.since, wanted.until],
        );
        OpenForm::new(
            Self,
            new_form(kinds, &now).with_suggestions(),
            Text::FilterJournal.text(model.lang).to_owned(),
        )
    }
}

impl FormModel for JournalFormModel {
    type FieldKey = JournalField;

    fn form_ref(&self) -> Option<FormRef> {
        None
    }

    fn save(
        &self,
        form: &FormState<JournalField>,
        model: &ReadModel,
    ) -> Result<Effect, FormRefusal<JournalField>> {
        let (kind, by, [since, until]) = finish(form, model.today).map_err(|refused| {
            FormRefusal::of_fields(refused, |error| day_error(model.lang, error))
        })?;
        let text = |text: String| (!text.is_empty()).then_some(text);
        Ok(Effect::ReadJournal(JournalRequest::MatchingFilter(
            JournalFilter {
                kind: text(kind),
                by: text(by),
                since,
                until,
            },
        )))
    }
}
