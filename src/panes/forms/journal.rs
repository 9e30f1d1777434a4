//! The form that narrows the journal. Writes nothing.

use super::{Filled, Matter, Refused};
use crate::form::journal::{JournalField, Narrowed, finish, start};
use crate::form::{Choice, Form};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, Reading};
use crate::store::{JOURNAL_KINDS, JournalWanted};
use crate::words::form::day_error;
use crate::words::journal::kind as kind_words;
use crate::words::screen::Text;

/// Which lines are wanted, in the making.
#[derive(Debug)]
pub struct Narrowing;

impl Narrowing {
    /// The form with what holds now.
    pub fn open(wanted: &JournalWanted, book: &Book) -> Filled<Self> {
        let all = Choice { value: String::new(), words: Text::All.words(book.lang).to_owned() };
        let kind = |kind: &str| Choice { value: kind.to_owned(), words: kind_words(book.lang, kind).to_owned() };
        let kinds = [all].into_iter().chain(JOURNAL_KINDS.into_iter().map(kind)).collect();
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let now: Narrowed = (text(&wanted.kind), text(&wanted.by), [wanted.since, wanted.until]);
        Filled::new(Self, start(kinds, &now).suggesting(), Text::FilterJournal.words(book.lang).to_owned())
    }
}

impl Matter for Narrowing {
    type Key = JournalField;

    fn at(&self) -> Option<FormAt> {
        None
    }

    fn save(&self, form: &Form<JournalField>, book: &Book) -> Result<Effect, Refused<JournalField>> {
        let (kind, by, [since, until]) = finish(form, book.today)
            .map_err(|refused| Refused::fields(refused, |error| day_error(book.lang, error)))?;
        let text = |text: String| (!text.is_empty()).then_some(text);
        Ok(Effect::Journal(Reading::Of(JournalWanted { kind: text(kind), by: text(by), since, until })))
    }
}
