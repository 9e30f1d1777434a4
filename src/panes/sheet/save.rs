//! From what was typed in a cell to a figure, a question or a refusal; notes, conflicts, the last save taken back.
//! Records by effects only. Knows no key.

use super::rows::entry;
use super::{Draft, Mode, SheetPane};
use crate::domain::entry::{Typed, finish};
use crate::domain::figure::{Cell, Figure, FigureDraft};
use crate::domain::question::questions;
use crate::form::line::Line;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, Outcome, Special};
use crate::store::{Seen, Write};
use crate::widgets::table::Motion;
use crate::words::screen::Text;
use crate::words::{facts, fill};

impl SheetPane {
    pub(super) fn start_note(&mut self) -> Outcome {
        let Some(figure) = self.row().and_then(|row| row.figure.as_ref()) else {
            return Outcome::Wants(Effect::Say(Text::NoteNeedsFigure));
        };
        let kept = self.notes.get(&figure.cell).cloned();
        let line = Line::new(&kept.or_else(|| figure.note.clone()).unwrap_or_default());
        self.mode = Mode::Noting(line, None);
        Outcome::Done
    }

    pub(super) fn save_note(&mut self, book: &Book, note: &str, draft: Option<FigureDraft>) -> Outcome {
        let standing = self.row().and_then(|row| row.figure.as_ref()).map(|figure| FigureDraft {
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
        self.onward = asked.then_some(Motion::Down);
        self.record(draft)
    }

    /// Enter: what was typed becomes a figure, a question, or a refusal beside which it stays.
    pub(super) fn accept(&mut self, book: &Book, onward: Motion) -> Outcome {
        let Mode::Typing(line) = &self.mode else { return Outcome::Unknown };
        let text = line.text().trim().to_owned();
        if text.is_empty() {
            self.still();
            self.go(onward);
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
        self.answer(book, typed, Motion::Down)
    }

    fn answer(&mut self, book: &Book, typed: Typed, onward: Motion) -> Outcome {
        let Some(row) = self.rows.get(self.selected) else { return Outcome::Wants(Effect::Say(Text::NoCells)) };
        let note = row.figure.as_ref().and_then(|figure| figure.note.clone());
        let draft = match finish(&book.catalog, &entry(row, typed, self.quality, note), book.today) {
            Ok(draft) => draft,
            Err(refusal) => {
                self.refuse(facts::refusal(book.lang, &refusal));
                return Outcome::Done;
            }
        };
        let figures = book.judged(&draft.cell.measure.plan()).map_or(&[][..], |judged| judged.figures.as_slice());
        let odd = questions(&book.catalog, &draft, figures, book.today);
        self.onward = Some(onward);
        let same = row.figure.as_ref().is_some_and(|figure| figure.answer == draft.answer);
        if odd.is_empty() || same {
            return self.record(draft);
        }
        let words: Vec<String> = odd.iter().map(|question| facts::question(book.lang, question)).collect();
        self.echo = Some((format!("{} {}", words.join(" "), Text::NoteToConfirm.words(book.lang)), true));
        let note = self.notes.get(&draft.cell).cloned().or_else(|| draft.note.clone()).unwrap_or_default();
        self.mode = Mode::Noting(Line::new(&note), Some(draft));
        Outcome::Done
    }

    fn record(&mut self, draft: FigureDraft) -> Outcome {
        let standing = match self.drafts.get(&draft.cell) {
            Some(typed) => typed.base.clone(),
            None => self.row().and_then(|row| row.figure.clone()),
        };
        let before = standing.filter(|figure| figure.quality == draft.quality);
        let seen = before.as_ref().map_or(Seen::Nothing, |figure| Seen::Version(figure.version));
        self.last = Some((draft.cell.clone(), draft.quality, before));
        Outcome::Wants(Effect::Write(Box::new(Write::SetFigure { draft, seen })))
    }

    pub(super) fn undo(&mut self) -> Outcome {
        let Some((cell, quality, before)) = self.last.take() else {
            return Outcome::Wants(Effect::Say(Text::NothingToUndo));
        };
        let Some(before) = before else { return Outcome::Wants(Effect::Say(Text::UndoFirst)) };
        let now = self.rows.iter().position(|row| row.cell == cell);
        let version = now.and_then(|at| self.rows[at].figure.as_ref()).map(|figure| figure.version);
        self.selected = now.unwrap_or(self.selected);
        self.onward = None;
        let draft = FigureDraft { cell, answer: before.answer, quality, note: before.note };
        let seen = version.map_or(Seen::Whatever, Seen::Version);
        Outcome::Wants(Effect::Write(Box::new(Write::SetFigure { draft, seen })))
    }

    /// Shows why what was typed is refused; it stays, and so does the focus.
    pub fn refuse(&mut self, words: String) {
        if let (Mode::Typing(line), Some(row)) = (&self.mode, self.rows.get(self.selected)) {
            let base = self.drafts.get(&row.cell).map_or_else(|| row.figure.clone(), |draft| draft.base.clone());
            self.drafts.insert(row.cell.clone(), Draft { text: line.text().to_owned(), refused: true, base });
        }
        self.echo = Some((words, true));
    }

    /// Somebody else changed the cell: shows what stands there now; saving again overwrites it knowingly.
    pub fn conflict(&mut self, now: Option<&Figure>, book: &Book) {
        self.fill(book);
        if let Some(row) = self.rows.get(self.selected) {
            let standing = row.figure.clone();
            self.drafts.entry(row.cell.clone()).and_modify(|draft| draft.base = standing);
        }
        let words = match now {
            Some(figure) => {
                let value = self.row().map_or_else(String::new, |row| row.value.clone());
                let time = crate::domain::day::vietnam_time(figure.at).format("%H:%M").to_string();
                fill(Text::Conflict.words(book.lang), &[&figure.by, &time, &value])
            }
            None => Text::ConflictGone.words(book.lang).to_owned(),
        };
        self.refuse(words);
    }

    /// The figure is in the database.
    pub fn saved(&mut self, cell: &Cell, time: &str, book: &Book) {
        self.drafts.remove(cell);
        self.notes.remove(cell);
        self.still();
        self.fill(book);
        self.saved = fill(Text::SavedAt.words(book.lang), &[&time]);
        if let Some(motion) = self.onward.take() {
            self.go(motion);
        }
    }
}
