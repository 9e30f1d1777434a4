//! Filter form of the journal. Writes nothing.

use super::{FormModel, FormRefusal, OpenForm, lookup_context, read_draft};
use crate::form::field::{DraftForm, Field, Input, Required};
use crate::form::value_types::{FieldValue, LookupContext, ValueType};
use crate::form::{FieldOption, FormState};
use crate::i18n::journal::line_kind as kind_words;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, FormRef, JournalRequest};
use crate::panes::read_model::ReadModel;
use crate::store::{JOURNAL_KINDS, JournalFilter};

/// Fields of the filter; kind and author are empty for all.
const FIELDS: &[Field<JournalFilter>] = &[
    Field {
        label: Text::JournalKind,
        key: "",
        input: Input::Choice(kind_options),
        required: Required::Never,
        show: |filter, _| filter.kind.clone().unwrap_or_default(),
        set: |filter, typed| {
            filter.kind = Some(typed.text.to_owned()).filter(|kind| !kind.is_empty());
            Ok(())
        },
    },
    Field {
        label: Text::Who,
        key: "",
        input: Input::Text(ValueType::Line),
        required: Required::Never,
        show: |filter, _| filter.by.clone().unwrap_or_default(),
        set: |filter, typed| {
            filter.by = Some(typed.text.to_owned()).filter(|by| !by.is_empty());
            Ok(())
        },
    },
    Field {
        label: Text::FieldSince,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Never,
        show: |filter, lang| filter.since.to_text(ValueType::Day, lang),
        set: |filter, typed| {
            filter.since = FieldValue::parse(typed, ValueType::Day)?;
            Ok(())
        },
    },
    Field {
        label: Text::FieldUntilDay,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Never,
        show: |filter, lang| filter.until.to_text(ValueType::Day, lang),
        set: |filter, typed| {
            filter.until = FieldValue::parse(typed, ValueType::Day)?;
            Ok(())
        },
    },
];

fn kind_options(known: LookupContext<'_>) -> Vec<FieldOption> {
    let all = FieldOption {
        value: String::new(),
        label: Text::All.text(known.lang).to_owned(),
    };
    let kind = |kind: &str| FieldOption {
        value: kind.to_owned(),
        label: kind_words(known.lang, kind).to_owned(),
    };
    [all]
        .into_iter()
        .chain(JOURNAL_KINDS.into_iter().map(kind))
        .collect()
}

/// Form model of the journal's filter.
#[derive(Debug)]
pub struct JournalFormModel {
    fields: DraftForm<JournalFilter>,
}

impl JournalFormModel {
    /// Opens the form with the current filter.
    pub fn open_form(wanted: &JournalFilter, model: &ReadModel) -> OpenForm<Self> {
        let known = lookup_context(model, None);
        let fields = DraftForm::new(wanted.clone()).with_fields(FIELDS, |filter| filter, known);
        let form = fields.open(Text::ShowThese).with_suggestions();
        let title = Text::FilterJournal.text(model.lang).to_owned();
        OpenForm::new(Self { fields }, form, title)
    }
}

impl FormModel for JournalFormModel {
    fn form_ref(&self) -> Option<FormRef> {
        None
    }

    fn save(&self, form: &FormState, model: &ReadModel) -> Result<Effect, FormRefusal> {
        let filter = read_draft(&self.fields, form, lookup_context(model, None))?;
        let wanted = JournalRequest::MatchingFilter(filter);
        Ok(Effect::ReadJournal(wanted))
    }
}
