//! One's own last change of a figure taken back, or done again: found in the history, written through the one door.
//! Knows no key.

use super::{App, Day};
use crate::domain::day::{print_day, vietnam_day, vietnam_time};
use crate::domain::figure::{Cell, Figure, Taken, Way};
use crate::panes::effect::Effect;
use crate::store::{RefusedEntry, Write};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// From so many cells on a step is taken back only after a question.
const MANY: usize = 10;

impl App {
    /// Takes back the newest change of this account that still stands, or does the last one taken back again; one that was
    /// refused just now is left aside. A step of many cells, or one that was not made here, only after a yes.
    pub(super) fn take_back(&mut self, way: Way) {
        let refused = self.refused.take().filter(|taken| taken.way == way);
        let before = refused.as_ref().map(|taken| taken.no);
        match self.store.taken(&self.session.actor.account, way, before) {
            Ok(Some(taken)) => match self.question(&taken).filter(|_| self.session.day != Day::Asked) {
                Some(words) => {
                    self.refused = refused;
                    let write = Effect::Write(Box::new(Write::TakeBack(taken)));
                    self.perform(Effect::AskWords(words, Box::new(write)));
                }
                None => {
                    self.write(Write::TakeBack(taken));
                }
            },
            Ok(None) => {
                let text = if way == Way::Undo { Text::NothingToUndo } else { Text::NothingToRedo };
                self.say(text, Tone::Warn);
            }
            Err(error) => self.fail(&error),
        }
    }

    /// What is asked before a step is taken back or done again: how many cells it has, and which is the first.
    fn question(&self, taken: &Taken) -> Option<String> {
        let (count, is_own) = (taken.cells.len(), self.steps.contains(&taken.no));
        let first = taken.cells.last().filter(|_| count >= MANY || !is_own)?;
        let name = facts::cell(self.book.lang, &self.book.catalog, first);
        let words = |text: Text| text.words(self.book.lang);
        let asked = match (taken.way, count) {
            (Way::Undo, 1) => fill(words(Text::AskUndo), &[&name]),
            (Way::Undo, many) => fill(words(Text::AskUndoMany), &[&many, &name]),
            (Way::Redo, 1) => fill(words(Text::AskRedo), &[&name]),
            (Way::Redo, many) => fill(words(Text::AskRedoMany), &[&many, &name]),
        };
        Some(if is_own { asked } else { format!("{} {asked}", words(Text::UndoOfElsewhere)) })
    }

    /// It is done: the cell is shown, wherever it lies.
    pub(super) fn taken_back(&mut self, taken: &Taken) {
        self.refused = None;
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
