//! From what was typed in a cell to a figure, a question or a refusal; notes, conflicts. Records by effects only.
//! Knows no key.

use super::drafts::{Base, DraftState};
use super::rows::entry;
use super::{Mode, SheetPane, Step};
use crate::domain::day::vietnam_time;
use crate::domain::entry::{Typed, finish};
use crate::domain::figure::{Cell, Figure, FigureDraft};
use crate::domain::question::questions;
use crate::form::line::Line;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, Outcome, Special};
use crate::panes::permits;
use crate::store::Write;
use crate::words::screen::Text;
use crate::words::{facts, fill};

impl SheetPane {
    /// Whether the figures of the selected cell are not this person's to enter; then it says why.
    pub(super) fn forbids(&mut self, book: &Book) -> bool {
        let why = self.cell().and_then(|cell| permits::report(book, &cell.cell.measure.plan(), &cell.cell.office));
        let forbids = why.is_some();
        if let Some(why) = why {
            self.echo = Some((why, true));
        }
        forbids
    }

    pub(super) fn start_note(&mut self, book: &Book) -> Outcome {
        if self.forbids(book) {
            return Outcome::Done;
        }
        let Some(figure) = self.cell().and_then(|cell| cell.figure()) else {
            return Outcome::Wants(Effect::Say(Text::NoteNeedsFigure));
        };
        let kept = self.drafts.notes.get(&figure.cell).cloned();
        let line = Line::new(&kept.or_else(|| figure.note.clone()).unwrap_or_default());
        self.mode = Mode::Noting(line, None);
        Outcome::Done
    }

    pub(super) fn save_note(&mut self, book: &Book, note: &str, draft: Option<FigureDraft>) -> Outcome {
        let standing = self.cell().and_then(|cell| cell.figure()).map(|figure| FigureDraft {
            cell: figure.cell.clone(),
            answer: figure.answer,
            quality: figure.quality,
            note: None,
        });
        let asked = draft.is_some();
        let Some(mut draft) = draft.or(standing) else { return Outcome::Done };
        if asked && note.is_empty() {
            self.echo = Some((Text::NoteNeeded.words(book.lang).to_owned(), true));
            return Outcome::Done;
        }
        draft.note = (!note.is_empty()).then(|| note.to_owned());
        self.onward = asked.then_some(Step::Down);
        self.record(draft)
    }

    /// Enter: what was typed becomes a figure, a question, or a refusal beside which it stays.
    pub(super) fn accept(&mut self, book: &Book, onward: Step) -> Outcome {
        let Mode::Typing(line, _) = &self.mode else { return Outcome::Unknown };
        let text = line.text().trim().to_owned();
        if text.is_empty() {
            self.still();
            self.step(onward);
            return Outcome::Done;
        }
        self.answer(book, Typed::Value(text), onward)
    }

    /// An answer that is no number, chosen from the menu.
    pub fn choose(&mut self, special: Special, book: &Book) -> Outcome {
        let typed = match special {
            Special::NoneOccurred => Typed::NoneOccurred,
            Special::NoData => Typed::NoData,
            Special::NotApplicable => Typed::NotApplicable,
            Special::Milestone(state) => Typed::Milestone(state),
        };
        self.answer(book, typed, Step::Down)
    }

    fn answer(&mut self, book: &Book, typed: Typed, onward: Step) -> Outcome {
        if self.forbids(book) {
            return Outcome::Done;
        }
        let Some(cell) = self.grid.cell(self.spot) else { return Outcome::Wants(Effect::Say(Text::NoCells)) };
        // A note that is typed and not saved goes with the figure.
        let kept = self.drafts.notes.get(&cell.cell).filter(|note| !note.trim().is_empty()).cloned();
        let note = kept.or_else(|| cell.figure().and_then(|figure| figure.note.clone()));
        let draft = match finish(&book.catalog, &entry(cell, typed, self.asked_quality(), note), book.today) {
            Ok(draft) => draft,
            Err(refusal) => {
                self.refuse(facts::refusal(book.lang, &refusal));
                return Outcome::Done;
            }
        };
        let figures = book.judged(&draft.cell.measure.plan()).map_or(&[][..], |judged| judged.figures.as_slice());
        let odd = questions(&book.catalog, &draft, figures, book.today);
        self.onward = Some(onward);
        let same = cell.figure().is_some_and(|figure| figure.answer == draft.answer);
        if odd.is_empty() || same {
            return self.record(draft);
        }
        let words: Vec<String> = odd.iter().map(|question| facts::question(book.lang, question)).collect();
        self.echo = Some((format!("{} {}", words.join(" "), Text::NoteToConfirm.words(book.lang)), true));
        if let Some(typed) = self.drafts.cells.get_mut(&draft.cell) {
            typed.state = DraftState::Questioned;
        }
        let note = self.drafts.notes.get(&draft.cell).cloned().or_else(|| draft.note.clone()).unwrap_or_default();
        self.mode = Mode::Noting(Line::new(&note), Some(draft));
        Outcome::Done
    }

    fn record(&mut self, draft: FigureDraft) -> Outcome {
        let typed = self.drafts.cells.get(&draft.cell).map(|typed| typed.base);
        let standing = || self.cell().map_or_else(Base::default, |cell| Base::of(&cell.figures));
        let seen = typed.unwrap_or_else(standing).seen(draft.quality);
        Outcome::Wants(Effect::Write(Box::new(Write::SetFigure { draft, seen })))
    }

    /// Shows why what was typed is refused; it stays, and so does the focus.
    pub fn refuse(&mut self, words: String) {
        if let (Mode::Typing(line, _), Some(cell)) = (&self.mode, self.grid.cell(self.spot)) {
            self.drafts.keep(&cell.cell, line.text(), DraftState::Refused, &cell.figures);
        }
        self.echo = Some((words, true));
    }

    /// Somebody else changed the cell: shows what stands there now; saving again overwrites it knowingly.
    pub fn conflict(&mut self, now: Option<&Figure>, book: &Book) {
        self.fill(book);
        if let Some(cell) = self.grid.cell(self.spot) {
            let base = Base::of(&cell.figures);
            self.drafts.cells.entry(cell.cell.clone()).and_modify(|draft| draft.base = base);
        }
        let words = match now {
            Some(figure) => {
                let value = self.cell().map_or_else(String::new, |cell| cell.value.clone());
                let time = vietnam_time(figure.at).format("%H:%M").to_string();
                fill(Text::Conflict.words(book.lang), &[&figure.by, &time, &value])
            }
            None => Text::ConflictGone.words(book.lang).to_owned(),
        };
        self.refuse(words);
    }

    /// The figure is in the database.
    pub fn saved(&mut self, cell: &Cell, time: &str, book: &Book) {
        self.drafts.drop(cell);
        self.still();
        self.fill(book);
        self.saved = fill(Text::SavedAt.words(book.lang), &[&time]);
        if let Some(step) = self.onward.take() {
            self.step(step);
        }
    }
}
