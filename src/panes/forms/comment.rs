//! Form for one comment.

use super::{FormModel, FormRefusal, OpenForm, write_effect};
use crate::domain::comment::{CommentRefusal, CommentSubject, finish};
use crate::form::{FieldKind, FieldState, FormState};
use crate::i18n::messages::entry::text_error;
use crate::i18n::screen::Text;
use crate::panes::annotations;
use crate::panes::effect::{Effect, FormRef};
use crate::panes::read_model::ReadModel;
use crate::store::Write;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentField {
    /// Text of the comment.
    Text,
    /// The button.
    Save,
}

/// Form model of a comment.
#[derive(Debug)]
pub struct CommentFormModel {
    about: CommentSubject,
}

impl CommentFormModel {
    /// Opens an empty form.
    pub fn open_form(about: CommentSubject, model: &ReadModel) -> OpenForm<Self> {
        let mut text = FieldState::new(
            CommentField::Text,
            Text::Comment,
            FieldKind::MultiLine(5),
            "",
        );
        text.is_required = true;
        let save = FieldState::new(CommentField::Save, Text::SaveComment, FieldKind::Button, "");
        let title = format!(
            "{}: {}",
            Text::Comment.text(model.lang),
            annotations::subject_text(model, &about)
        );
        let remark = Text::CommentStays.text(model.lang);
        OpenForm::new(Self { about }, FormState::new(vec![text, save]), title).with_subtitle(remark)
    }
}

impl FormModel for CommentFormModel {
    type FieldKey = CommentField;

    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Comment(self.about.clone()))
    }

    fn save(
        &self,
        form: &FormState<CommentField>,
        model: &ReadModel,
    ) -> Result<Effect, FormRefusal<CommentField>> {
        match finish(form.text(CommentField::Text)) {
            Ok(text) => Ok(write_effect(Write::Comment {
                subject: self.about.clone(),
                text,
            })),
            Err(refusal) => Err(FormRefusal::of_fields(
                [(CommentField::Text, refusal)],
                |why| match why {
                    CommentRefusal::Empty => Text::RefusedMissing.text(model.lang).to_owned(),
                    CommentRefusal::InvalidText(error) => text_error(model.lang, error),
                },
            )),
        }
    }
}
