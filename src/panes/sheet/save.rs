//! From what was typed in a cell to a figure, a question or a refusal; notes, conflicts. Records by effects only.
//! Knows no key.

use super::drafts::{Base, DraftState};
use super::rows::entry;
use super::told::{changed, is_same, odd, refused};
use super::{Mode, SheetPane, Step};
use crate::domain::entry::{Entry, Typed, finish};
use crate::domain::figure::{Cell, FigureDraft, Quality};
use crate::form::line::Line;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, Outcome, Special};
use crate::panes::permits;
use crate::store::Write;
use crate::words::fill;
use crate::words::screen::Text;

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
        // Whoever types on after an odd figure types the next one.
        if !note.is_empty() && !note.chars().any(char::is_alphabetic) {
            self.echo = Some((Text::NoteIsWords.words(book.lang).to_owned(), true));
            return Outcome::Done;
        }
        draft.note = (!note.is_empty()).then(|| note.to_owned());
        self.onward = asked.then_some(Step::Down);
        // A note alone leaves a figure of the quality that it has.
        let quality = if asked { self.asked_quality() } else { Some(draft.quality) };
        self.record(draft, quality, book)
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

    pub(super) fn answer(&mut self, book: &Book, typed: Typed, onward: Step) -> Outcome {
        if self.forbids(book) {
            return Outcome::Done;
        }
        let Some(cell) = self.grid.cell(self.spot) else { return Outcome::Wants(Effect::Say(Text::NoCells)) };
        // A note that is typed and not saved goes with the figure.
        let kept = self.drafts.notes.get(&cell.cell).filter(|note| !note.trim().is_empty()).cloned();
        let mut draft = match finish(&book.catalog, &entry(cell, typed, self.asked_quality(), kept), book.today) {
            Ok(draft) => draft,
            Err(refusal) => {
                self.refuse(refused(book, &refusal));
                return Outcome::Done;
            }
        };
        let same = is_same(cell, &draft);
        // A note belongs to the answer that it was written for.
        let standing = cell.figure().filter(|_| same).and_then(|figure| figure.note.clone());
        draft.note = draft.note.or(standing);
        self.onward = Some(onward);
        let Some(odd) = odd(book, &draft).filter(|_| !same) else {
            return self.record(draft, self.asked_quality(), book);
        };
        self.echo = Some((format!("{odd} {}", Text::NoteToConfirm.words(book.lang)), true));
        if let Some(typed) = self.drafts.cells.get_mut(&draft.cell) {
            typed.state = DraftState::Questioned;
        }
        let note = self.drafts.notes.get(&draft.cell).cloned().or_else(|| draft.note.clone()).unwrap_or_default();
        self.mode = Mode::Noting(Line::new(&note), Some(draft));
        Outcome::Done
    }

    /// Writes it; over somebody else's change only after a yes.
    fn record(&mut self, draft: FigureDraft, quality: Option<Quality>, book: &Book) -> Outcome {
        let standing = self.cell().map_or_else(Base::default, |cell| Base::of(&cell.figures));
        // Whether it is an estimate is decided by the day of the write, unless it is asked for.
        let write = |base: Base, draft: FigureDraft| {
            let entry = Entry { quality, ..Entry::from(&draft) };
            Effect::Write(Box::new(Write::SetFigure { entry, seen: base.seen() }))
        };
        match self.drafts.cells.get(&draft.cell) {
            Some(typed) if typed.state == DraftState::Changed => {
                let now = self.cell().filter(|cell| cell.figure().is_some()).map_or("–", |cell| cell.value.as_str());
                let words = fill(Text::AskOverwrite.words(book.lang), &[&now, &typed.text]);
                self.mode = Mode::Still;
                Outcome::Wants(Effect::AskWords(words, Box::new(write(standing, draft))))
            }
            typed => Outcome::Wants(write(typed.map_or(standing, |typed| typed.base), draft)),
        }
    }

    /// Shows why what was typed is refused; it stays, and so does the focus.
    pub fn refuse(&mut self, words: String) {
        if let (Mode::Typing(line, _), Some(cell)) = (&self.mode, self.grid.cell(self.spot)) {
            self.drafts.keep(&cell.cell, line.text(), DraftState::Refused, &cell.figures);
            if let Some(draft) = self.drafts.cells.get_mut(&cell.cell) {
                draft.said.clone_from(&words);
            }
        }
        self.echo = Some((words, true));
    }

    /// Somebody else changed the cell: shows what stands there now. What was typed stays beside it as a draft, and only
    /// Enter on it asks whether to overwrite.
    pub fn conflict(&mut self, book: &Book) {
        self.fill(book);
        let Some(cell) = self.grid.cell(self.spot) else { return };
        if let Some(draft) = self.drafts.cells.get_mut(&cell.cell) {
            draft.state = DraftState::Changed;
            self.mode = Mode::Still;
            self.echo = None;
            return self.tell(book);
        }
        // Chosen or noted, not typed: it is done again, knowing what stands there now.
        let words = format!("{} {}", changed(book, cell), Text::ConflictAgain.words(book.lang));
        self.echo = Some((words, true));
    }

    /// The figure is in the database.
    pub fn saved(&mut self, cell: &Cell, time: &str, book: &Book) {
        let note = |sheet: &Self| {
            let place = sheet.grid.place(cell)?;
            sheet.grid.cell(place)?.figure()?.note.clone()
        };
        let before = note(self);
        self.drafts.drop(cell);
        self.still();
        self.fill(book);
        self.saved = fill(Text::SavedAt.words(book.lang), &[&time]);
        let dropped = before.filter(|_| note(self).is_none());
        if let Some(step) = self.onward.take() {
            self.step(step);
        }
        let dropped = dropped.map(|note| fill(Text::NoteDropped.words(book.lang), &[&note]));
        // The sentence of the cell goes on behind it.
        let here = self.cell().map_or("", |cell| cell.explain.as_str());
        let whole = || Some(format!("{} {here}", self.all_there(book)?));
        self.echo = dropped.or_else(whole).map(|words| (words, false));
    }
}
