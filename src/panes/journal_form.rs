//! The form that narrows the journal, drawn. Writes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::form::journal::{JournalField, Narrowed, finish, start};
use crate::form::{Choice, Form};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, Outcome, Reading};
use crate::panes::forms::{self, FormPane, Steered};
use crate::store::{JOURNAL_KINDS, JournalWanted};
use crate::widgets::text::put;
use crate::widgets::theme::Tone;
use crate::widgets::{Look, form};
use crate::words::form::day_error;
use crate::words::journal::kind as kind_words;
use crate::words::screen::Text;

/// Which lines are wanted, in the making.
#[derive(Debug)]
pub struct JournalForm {
    form: Form<JournalField>,
}

impl JournalForm {
    /// The form with what holds now.
    pub fn open(wanted: &JournalWanted, book: &Book) -> Self {
        let all = Choice { value: String::new(), words: Text::All.words(book.lang).to_owned() };
        let kind = |kind: &str| Choice { value: kind.to_owned(), words: kind_words(book.lang, kind).to_owned() };
        let kinds = [all].into_iter().chain(JOURNAL_KINDS.into_iter().map(kind)).collect();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let now: Narrowed = (text(&wanted.kind), text(&wanted.by), [wanted.since, wanted.until]);
        Self { form: start(kinds, &now) }
    }

    fn save(&mut self, book: &Book) -> Outcome {
        match finish(&self.form, book.today) {
            Ok((kind, by, [since, until])) => {
                let text = |text: String| (!text.is_empty()).then_some(text);
                let wanted = JournalWanted { kind: text(kind), by: text(by), since, until };
                Outcome::Wants(Effect::Journal(Reading::Of(wanted)))
            }
            Err(refused) => {
                let words = |(key, error)| (key, day_error(book.lang, &error));
                self.form.refuse(refused.into_iter().map(words).collect());
                Outcome::Done
            }
        }
    }
}

impl FormPane for JournalForm {
    fn is_changed(&self) -> bool {
        // Nothing is lost with it.
        false
    }

    fn insert(&mut self, text: &str) {
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
        (FormAt::Journal, self.form.texts())
    }

    fn retype(&mut self, texts: &[String]) {
        self.form.retype(texts);
    }

    fn refuse(&mut self, _words: String) {}

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
        let room = area.width.saturating_sub(2);
        put(buffer, area.x + 1, area.y, room, Text::FilterJournal.words(look.lang), look.theme.style(Tone::Strong));
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        form::draw(&self.form, area.height >= 10, body, buffer, look)
    }
}
