//! From what was typed in a cell to a figure, a question or a refusal; notes, conflicts. Records by effects only.
//! Knows no key.

use super::drafts::{Base, DraftState};
use super::kept::why_gone;
use super::rows::entry;
use super::told::{changed, is_same, odd, refused};
use super::{Mode, Noting, SheetPane, Step, Typing};
use crate::domain::entry::{Entry, Typed, finish};
use crate::domain::figure::{Cell, Figure, FigureDraft, Quality};
use crate::form::line::Line;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, Outcome, Special};
use crate::panes::permits;
use crate::store::Write;
use crate::words::fill;
use crate::words::screen::Text;

impl SheetPane {
    /// Whether the figures of the selected cell are not this person's to enter, or the cell is gone; then it says why.
    pub(super) fn forbids(&mut self, book: &Book) -> bool {
        let why = self.cell().and_then(|cell| {
            let gone = cell.gone.as_ref().map(|why| format!("{why} {}", Text::GoneNothingSaved.words(book.lang)));
            gone.or_else(|| permits::report(book, &cell.cell.measure.plan(), &cell.cell.office))
        });
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
        let Some(cell) = self.cell() else { return Outcome::Wants(Effect::Say(Text::NoteNeedsFigure)) };
        let Some(figure) = cell.figure() else { return Outcome::Wants(Effect::Say(Text::NoteNeedsFigure)) };
        let kept = self.drafts.notes.get(&figure.cell).cloned();
        let line = Line::new(&kept.or_else(|| figure.note.clone()).unwrap_or_default());
        let (base, draft) = (Base::of(&cell.figures), standing(figure));
        self.mode = Mode::Noting(Noting { line, draft, base, needed: false, refused: false });
        Outcome::Done
    }

    /// The note goes with the figure that it was written for, whatever row is that figure's by now.
    pub(super) fn save_note(&mut self, book: &Book) -> Outcome {
        let Mode::Noting(noting) = &mut self.mode else { return Outcome::Unknown };
        self.tried = Some(noting.draft.cell.clone());
        let (note, mut draft, needed) = (noting.line.text().trim().to_owned(), noting.draft.clone(), noting.needed);
        let refused = match why_gone(book, &draft.cell) {
            Some(why) => Some(format!("{why} {}", Text::GoneKept.words(book.lang))),
            None if needed && note.is_empty() => Some(Text::NoteNeeded.words(book.lang).to_owned()),
            // Whoever types on after an odd figure types the next one.
            None if !note.is_empty() && !note.chars().any(char::is_alphabetic) => {
                Some(Text::NoteIsWords.words(book.lang).to_owned())
            }
            None => None,
        };
        if let Some(words) = refused {
            noting.refused = true;
            self.echo = Some((words, true));
            return Outcome::Done;
        }
        draft.note = (!note.is_empty()).then(|| note.clone());
        self.onward = needed.then_some(Step::Down);
        let base = noting.base;
        // A note alone leaves a figure of the quality that it has.
        let quality = if needed { self.asked_quality() } else { Some(draft.quality) };
        self.record(draft, quality, base, book)
    }

    /// Enter: what was typed becomes a figure, a question, or a refusal beside which it stays.
    pub(super) fn accept(&mut self, book: &Book, onward: Step) -> Outcome {
        let Mode::Typing(typing) = &self.mode else { return Outcome::Unknown };
        let text = typing.line.text().trim().to_owned();
        if text.is_empty() {
            self.still();
            self.step(onward);
            return Outcome::Done;
        }
        self.answer(book, Typed::Value(text), onward)
    }

    /// An answer that is no number, chosen from the menu for a cell.
    pub fn choose(&mut self, (cell, special): (&Cell, Special), book: &Book) -> Outcome {
        let Some(place) = self.grid.place(cell) else {
            let why = why_gone(book, cell).unwrap_or_default();
            self.echo = Some((format!("{why} {}", Text::GoneNothingSaved.words(book.lang)), true));
            return Outcome::Done;
        };
        self.spot = place;
        let typed = match special {
            Special::NoneOccurred => Typed::NoneOccurred,
            Special::NoData => Typed::NoData,
            Special::NotApplicable => Typed::NotApplicable,
            Special::Milestone(state) => Typed::Milestone(state),
        };
        self.answer(book, typed, Step::Down)
    }

    pub(super) fn answer(&mut self, book: &Book, typed: Typed, onward: Step) -> Outcome {
        if let Some(why) = self.cell().and_then(|cell| cell.gone.clone()) {
            self.refuse(format!("{why} {}", Text::GoneKept.words(book.lang)));
            return Outcome::Done;
        }
        if self.forbids(book) {
            return Outcome::Done;
        }
        let Some(cell) = self.grid.cell(self.spot) else { return Outcome::Wants(Effect::Say(Text::NoCells)) };
        self.tried = Some(cell.cell.clone());
        // A note that is typed and not saved goes with the figure.
        let kept = self.drafts.notes.get(&cell.cell).filter(|note| !note.trim().is_empty()).cloned();
        let typed = entry(cell, typed, self.asked_quality(), kept);
        let typed = Entry { expected: self.drafts.typed_for(cell).cloned(), ..typed };
        let mut draft = match finish(&book.catalog, &typed, book.today) {
            Ok(draft) => draft,
            Err(refusal) => {
                self.refuse(refused(book, &refusal));
                return Outcome::Done;
            }
        };
        let (same, standing) = (is_same(cell, &draft), Base::of(&cell.figures));
        // A note belongs to the answer that it was written for.
        let noted = cell.figure().filter(|_| same).and_then(|figure| figure.note.clone());
        draft.note = draft.note.or(noted);
        self.onward = Some(onward);
        let quality = self.asked_quality();
        let Some(odd) = odd(book, &draft).filter(|_| !same) else {
            return self.record(draft, quality, standing, book);
        };
        self.echo = Some((format!("{odd} {}", Text::NoteToConfirm.words(book.lang)), true));
        if let Some(typed) = self.drafts.cells.get_mut(&draft.cell) {
            typed.state = DraftState::Questioned;
        }
        let note = self.drafts.notes.get(&draft.cell).cloned().or_else(|| draft.note.clone()).unwrap_or_default();
        self.mode =
            Mode::Noting(Noting { line: Line::new(&note), draft, base: standing, needed: true, refused: false });
        Outcome::Done
    }

    /// Writes it if the cell is still as it was when this was begun; over somebody else's change only after a yes.
    /// Without a `quality` that was asked for, the day of the write decides whether it is an estimate.
    fn record(&mut self, draft: FigureDraft, quality: Option<Quality>, base: Base, book: &Book) -> Outcome {
        let shown = self.grid.place(&draft.cell).and_then(|place| self.grid.cell(place));
        let expected = shown.and_then(|shown| self.drafts.typed_for(shown)).cloned();
        let write = |base: Base, draft: FigureDraft| {
            let entry = Entry { quality, expected: expected.clone(), ..Entry::from(&draft) };
            Effect::Write(Box::new(Write::SetFigure { entry, seen: base.seen() }))
        };
        match self.drafts.cells.get(&draft.cell) {
            Some(typed) if typed.state == DraftState::Changed => {
                let cell = self.grid.place(&draft.cell).and_then(|place| self.grid.cell(place));
                let standing = cell.map_or_else(Base::default, |cell| Base::of(&cell.figures));
                let now = cell.filter(|cell| cell.figure().is_some()).map_or("–", |cell| cell.value.as_str());
                let words = fill(Text::AskOverwrite.words(book.lang), &[&now, &typed.text]);
                self.mode = Mode::Still;
                Outcome::Wants(Effect::AskWords(words, Box::new(write(standing, draft))))
            }
            typed => Outcome::Wants(write(typed.map_or(base, |typed| typed.base), draft)),
        }
    }

    /// Whether the selection is still at the cell that was last to be saved: it was refused, questioned, changed by
    /// somebody else, or there is no cell behind it. Once.
    pub fn take_stayed(&mut self) -> bool {
        let tried = self.tried.take();
        tried.is_some() && tried == self.held()
    }

    /// Says, before what there is to say of the cell, that keys behind it were skipped.
    pub fn tell_skipped(&mut self, book: &Book) {
        let is_typed = |cell| self.drafts.cells.contains_key(cell) || self.drafts.notes.contains_key(cell);
        let is_unsaved = !matches!(self.mode, Mode::Still) || self.held().as_ref().is_some_and(is_typed);
        let skipped = if is_unsaved { Text::TypedOnSkipped } else { Text::TypedOnEnded }.words(book.lang);
        let (words, _) = self.explain();
        if !words.starts_with(skipped) {
            self.echo = Some((format!("{skipped} {words}"), true));
        }
    }

    /// Shows why what was typed is refused; it stays, and so does the focus.
    pub fn refuse(&mut self, words: String) {
        if let Mode::Typing(Typing { cell, line, refused, .. }) = &mut self.mode {
            *refused = true;
            let shown = self.grid.place(cell).and_then(|place| self.grid.cell(place));
            self.drafts.keep(cell, line.text(), DraftState::Refused, shown);
            if let Some(draft) = self.drafts.cells.get_mut(cell) {
                draft.said.clone_from(&words);
            }
        }
        self.echo = Some((words, true));
    }

    /// Somebody else changed a cell that was to be written: shows what stands there now. What was typed stays beside it as
    /// a draft, and only Enter on it asks whether to overwrite.
    pub fn conflict(&mut self, cell: &Cell, book: &Book) {
        self.fill(book);
        if let Some(draft) = self.drafts.cells.get_mut(cell) {
            draft.state = DraftState::Changed;
            self.mode = Mode::Still;
            self.echo = None;
            return self.tell(book);
        }
        let Some(found) = self.grid.place(cell).and_then(|place| self.grid.cell(place)) else { return };
        // Chosen or noted, not typed: it is done again, knowing what stands there now.
        let words = format!("{} {}", changed(book, found), Text::ConflictAgain.words(book.lang));
        if let (Mode::Noting(noting), Some(figure)) = (&mut self.mode, found.figure())
            && noting.draft.cell == *cell
        {
            (noting.base, noting.draft) = (Base::of(&found.figures), standing(figure));
        }
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
        let onward = self.onward.take();
        if let Some(step) = onward.filter(|_| self.cell().is_some_and(|here| here.cell == *cell)) {
            self.step(step);
        }
        let dropped = dropped.map(|note| fill(Text::NoteDropped.words(book.lang), &[&note]));
        // The sentence of the cell goes on behind it.
        let here = self.cell().map_or("", |cell| cell.explain.as_str());
        let whole = || Some(format!("{} {here}", self.all_there(book)?));
        self.echo = dropped.or_else(whole).map(|words| (words, false));
    }
}

/// A figure that stands, to be recorded again with another note.
fn standing(figure: &Figure) -> FigureDraft {
    FigureDraft { cell: figure.cell.clone(), answer: figure.answer, quality: figure.quality, note: None }
}
