//! The form of one comment. Knows no key; records by an effect.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::domain::comment::{About, CommentRefusal, finish};
use crate::form::{Field, Form, Kind};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, Outcome};
use crate::panes::forms::{self, FormPane, Steered};
use crate::panes::remarks;
use crate::store::Write;
use crate::widgets::text::put;
use crate::widgets::theme::Tone;
use crate::widgets::{Look, form};
use crate::words::refusal::text_error;
use crate::words::screen::Text;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum CommentField {
    Text,
    Save,
}

/// A comment in the making.
#[derive(Debug)]
pub struct CommentForm {
    about: About,
    title: String,
    form: Form<CommentField>,
    refusal: Option<String>,
}

impl CommentForm {
    /// An empty one.
    pub fn open(about: About, book: &Book) -> Self {
        let mut text = Field::new(CommentField::Text, Text::Comment, Kind::Lines(5), "");
        text.needed = true;
        let save = Field::new(CommentField::Save, Text::SaveComment, Kind::Button, "");
        let title = format!("{}: {}", Text::Comment.words(book.lang), remarks::about(book, &about));
        Self { about, title, form: Form::new(vec![text, save]), refusal: None }
    }

    fn save(&mut self, book: &Book) -> Outcome {
        let words = match finish(self.form.text(CommentField::Text)) {
            Ok(text) => {
                return Outcome::Wants(Effect::Write(Box::new(Write::Comment { about: self.about.clone(), text })));
            }
            Err(CommentRefusal::Empty) => Text::RefusedMissing.words(book.lang).to_owned(),
            Err(CommentRefusal::Text(error)) => text_error(book.lang, &error),
        };
        self.form.refuse(vec![(CommentField::Text, words)]);
        Outcome::Done
    }
}

impl FormPane for CommentForm {
    fn is_changed(&self) -> bool {
        self.form.is_changed()
    }

    fn insert(&mut self, text: &str) {
        self.refusal = None;
        self.form.insert(text);
    }

    fn update(&mut self, command: Command, book: &Book) -> Outcome {
        match forms::steer(&mut self.form, command) {
            Steered::Save => self.save(book),
            Steered::Done => Outcome::Done,
            Steered::Unknown => Outcome::Unknown,
        }
    }

    fn typed(&self) -> (FormAt, Vec<String>) {
        (FormAt::Comment(self.about.clone()), self.form.texts())
    }

    fn retype(&mut self, texts: &[String]) {
        self.form.retype(texts);
    }

    fn refuse(&mut self, words: String) {
        self.refusal = Some(words);
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
        let room = area.width.saturating_sub(2);
        put(buffer, area.x + 1, area.y, room, &self.title, look.theme.style(Tone::Strong));
        put(buffer, area.x + 1, area.y + 1, room, Text::CommentStays.words(look.lang), look.theme.style(Tone::Dim));
        let body = Rect { y: area.y + 3, height: area.height.saturating_sub(4), ..area };
        let cursor = form::draw(&self.form, area.height >= 10, body, buffer, look);
        if let Some(words) = &self.refusal {
            put(buffer, area.x + 1, area.bottom().saturating_sub(1), room, &look.keyed(words), look.theme.style(Tone::Bad));
        }
        cursor
    }
}
