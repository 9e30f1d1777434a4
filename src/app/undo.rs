//! One's own last change of a figure taken back, or done again: found in the history, written through the one door.
//! Knows no key.

use super::App;
use crate::domain::day::{print_day, vietnam_day, vietnam_time};
use crate::domain::figure::{Cell, Figure, Taken, Way};
use crate::store::{RefusedEntry, Write};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};

impl App {
    /// Takes back the newest change of this account that still stands, or does the last one taken back again; one that was
    /// refused just now is left aside.
    pub(super) fn take_back(&mut self, way: Way) {
        let before = self.refused.take().filter(|taken| taken.way == way).map(|taken| taken.no);
        match self.store.taken(&self.session.actor.account, way, before) {
            Ok(Some(taken)) => {
                self.write(Write::TakeBack(taken));
            }
            Ok(None) => {
                let text = if way == Way::Undo { Text::NothingToUndo } else { Text::NothingToRedo };
                self.say(text, Tone::Warn);
            }
            Err(error) => self.fail(&error),
        }
    }

    /// It is done: the cell is shown, wherever it lies.
    pub(super) fn taken_back(&mut self, taken: &Taken) {
        self.changed();
        let Some(cell) = taken.cells.last() else { return };
        self.screen.sheet.fill(&self.book);
        self.screen.sheet.show(cell, &self.book);
        let name = facts::cell(self.book.lang, &self.book.catalog, cell);
        let words = |text: Text| text.words(self.book.lang);
        let said = match (taken.way, taken.cells.len()) {
            (Way::Undo, 1) => fill(words(Text::Undone), &[&name]),
            (Way::Undo, many) => fill(words(Text::UndoneMany), &[&many, &name]),
            (Way::Redo, 1) => fill(words(Text::Redone), &[&name]),
            (Way::Redo, many) => fill(words(Text::RedoneMany), &[&many, &name]),
        };
        self.screen.say(said, Tone::Good);
    }

    /// Says why a change may not be taken back, or done again, and shows its cell.
    pub(super) fn refuse_undo(&mut self, refused: &[RefusedEntry]) {
        let Some(one) = refused.first() else { return };
        self.screen.sheet.show(&one.cell, &self.book);
        let lang = self.book.lang;
        let name = facts::cell(lang, &self.book.catalog, &one.cell);
        self.screen.say(format!("{name}: {}", facts::refusal(lang, &one.refusal)), Tone::Bad);
    }

    /// Somebody else changed the cell since: said with who and when; asked again, the change before is taken.
    pub(super) fn keep_back(&mut self, taken: &Taken, cell: &Cell, now: Option<&Figure>) {
        self.screen.sheet.fill(&self.book);
        self.screen.sheet.show(cell, &self.book);
        let name = facts::cell(self.book.lang, &self.book.catalog, cell);
        if let Some(figure) = now {
            let (time, day) = (vietnam_time(figure.at).format("%H:%M").to_string(), print_day(vietnam_day(figure.at)));
            let words = Text::UndoRefused.words(self.book.lang);
            self.screen.say(fill(words, &[&figure.by, &name, &time, &day]), Tone::Bad);
        }
        self.refused = Some(taken.clone());
    }
}
