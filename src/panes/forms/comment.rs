//! Form for one comment.

use super::{FormModel, FormRefusal, OpenForm, lookup_context, read_draft, write_effect};
use crate::domain::comment::{CommentRefusal, CommentSubject, finish};
use crate::form::FormState;
use crate::form::field::{DraftForm, Field, Input, Required};
use crate::form::value_types::{ValueRefusal, ValueType};
use crate::i18n::screen::Text;
use crate::panes::annotations;
use crate::panes::effect::{Effect, FormRef};
use crate::panes::read_model::ReadModel;
use crate::store::Write;

/// Field of the form: the text of the comment.
const FIELDS: &[Field<String>] = &[Field {
    label: Text::Comment,
    key: "",
    input: Input::Text(ValueType::Paragraphs(5)),
    required: Required::Always,
    show: |text, _| text.clone(),
    set: |text, typed| {
        *text = finish(typed.text).map_err(|why| match why {
            CommentRefusal::Empty => ValueRefusal::Required,
            CommentRefusal::InvalidText(error) => ValueRefusal::InvalidText(error),
        })?;
        Ok(())
    },
}];

/// Form model of a comment.
#[derive(Debug)]
pub struct CommentFormModel {
    about: CommentSubject,
    fields: DraftForm<String>,
}

impl CommentFormModel {
    /// Opens an empty form.
    pub fn open_form(about: CommentSubject, model: &ReadModel) -> OpenForm<Self> {
        let known = lookup_context(model, None);
        let fields = DraftForm::new(String::new()).with_fields(FIELDS, |text| text, known);
        let form = fields.open(Text::SaveComment);
        let title = format!(
            "{}: {}",
            Text::Comment.text(model.lang),
            annotations::subject_text(model, &about)
        );
        let remark = Text::CommentStays.text(model.lang);
        OpenForm::new(Self { about, fields }, form, title).with_subtitle(remark)
    }
}

impl FormModel for CommentFormModel {
    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Comment(self.about.clone()))
    }

    fn save(&self, form: &FormState, model: &ReadModel) -> Result<Effect, FormRefusal> {
        let text = read_draft(&self.fields, form, lookup_context(model, None))?;
        Ok(write_effect(Write::Comment {
            subject: self.about.clone(),
            text,
        }))
    }
}
