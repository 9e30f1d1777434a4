//! The form of one comment.

use super::{Filled, Matter, Refused, writes};
use crate::domain::comment::{About, CommentRefusal, finish};
use crate::form::{Field, Form, Kind};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt};
use crate::panes::remarks;
use crate::store::Write;
use crate::words::refusal::text_error;
use crate::words::screen::Text;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentField {
    /// What is said.
    Text,
    /// The button.
    Save,
}

/// A comment in the making.
#[derive(Debug)]
pub struct Comment {
    about: About,
}

impl Comment {
    /// An empty one.
    pub fn open(about: About, book: &Book) -> Filled<Self> {
        let mut text = Field::new(CommentField::Text, Text::Comment, Kind::Lines(5), "");
        text.needed = true;
        let save = Field::new(CommentField::Save, Text::SaveComment, Kind::Button, "");
        let title = format!("{}: {}", Text::Comment.words(book.lang), remarks::about(book, &about));
        let remark = Text::CommentStays.words(book.lang);
        Filled::new(Self { about }, Form::new(vec![text, save]), title).remark(remark)
    }
}

impl Matter for Comment {
    type Key = CommentField;

    fn at(&self) -> Option<FormAt> {
        Some(FormAt::Comment(self.about.clone()))
    }

    fn save(&self, form: &Form<CommentField>, book: &Book) -> Result<Effect, Refused<CommentField>> {
        match finish(form.text(CommentField::Text)) {
            Ok(text) => Ok(writes(Write::Comment { about: self.about.clone(), text })),
            Err(refusal) => Err(Refused::fields([(CommentField::Text, refusal)], |why| match why {
                CommentRefusal::Empty => Text::RefusedMissing.words(book.lang).to_owned(),
                CommentRefusal::Text(error) => text_error(book.lang, error),
            })),
        }
    }
}
