//! Typing in a cell or a note: what opens it, what is kept of it, how it reads. Knows no key.

use super::drafts::DraftState;
use super::told::{asked, weigh};
use super::{Mode, SheetPane, Step, Typing, block};
use crate::domain::entry::Typed;
use crate::domain::figure::Quality;
use crate::domain::number::begins_number;
use crate::domain::text::clean_text;
use crate::form::line::{Line, Lost};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, MenuKind, Outcome};
use crate::panes::tones;
use crate::words::screen::Text;

impl SheetPane {
    /// Types into the open cell or note; a digit or a sign opens the selected cell, several pasted cells are looked through first.
    /// Answers what was lost of the text; none: not a character for the sheet.
    pub fn insert(&mut self, text: &str, book: &Book) -> Option<Lost> {
        if matches!(self.mode, Mode::Still | Mode::Typing(_)) && block::is_block(text) {
            self.paste(text, book);
            return Some(Lost { dropped: clean_text(text).1, ..Lost::default() });
        }
        let lost = match &mut self.mode {
            Mode::Noting(noting) => {
                let lost = type_text(&mut noting.line, &mut noting.refused, text);
                self.keep_note();
                return Some(lost);
            }
            Mode::Typing(typing) => type_text(&mut typing.line, &mut typing.refused, text),
            Mode::Pasting(_) => return None,
            Mode::Still => {
                let opens = text.chars().count() > 1 || text.starts_with(begins_number);
                let cell = self.cell().filter(|cell| opens && !cell.milestone)?.cell.clone();
                if self.forbids(book) {
                    return Some(Lost::default());
                }
                // What is typed anew is typed for what the row says now.
                self.drafts.drop_changed(&cell, book);
                let mut line = Line::default();
                let lost = line.insert(text);
                self.mode = Mode::Typing(Typing { cell, line, fresh: true, refused: false });
                lost
            }
        };
        self.keep(book);
        Some(lost)
    }

    /// Estimate or official, as it is asked for; a row that is only offered takes estimates.
    pub(super) fn asked_quality(&self) -> Option<Quality> {
        asked(&self.grid, self.spot.0, self.quality)
    }

    /// Keeps what is typed as the cell's draft and says how it reads.
    pub(super) fn keep(&mut self, book: &Book) {
        let Mode::Typing(Typing { cell, line, .. }) = &self.mode else { return };
        let Some(cell) = self.grid.place(cell).and_then(|place| self.grid.cell(place)) else { return };
        let text = line.text().to_owned();
        if text.trim().is_empty() {
            self.drafts.cells.remove(&cell.cell);
            self.echo = None;
            return;
        }
        let typed_for = self.drafts.typed_for(cell);
        let (_, words) = weigh(cell, text.trim(), typed_for, (book, self.asked_quality()));
        self.echo = Some((words, cell.gone.is_some()));
        self.drafts.keep(&cell.cell, &text, DraftState::Typed, Some(cell));
    }

    /// Keeps the note that is typed, so that leaving it loses nothing.
    fn keep_note(&mut self) {
        let Mode::Noting(noting) = &self.mode else { return };
        self.drafts.notes.insert(noting.draft.cell.clone(), noting.line.text().to_owned());
    }

    pub(super) fn update_typing(&mut self, command: Command, book: &Book) -> Outcome {
        let wide = self.grid.periods.len() > 1;
        let Mode::Typing(Typing { line, fresh, refused, .. }) = &mut self.mode else { return Outcome::Unknown };
        let leaves = *fresh && wide && !*refused;
        match command {
            Command::AcceptCell => return self.accept(book, Step::Down),
            Command::AcceptCellUp => return self.accept(book, Step::Up),
            Command::AcceptCellRight => return self.accept(book, Step::Next),
            Command::AcceptCellLeft => return self.accept(book, Step::Before),
            Command::Right if leaves => return self.accept(book, Step::Next),
            Command::Left if leaves => return self.accept(book, Step::Before),
            Command::TakePrevious => return self.take_previous(book),
            Command::ChooseAnswer => return Outcome::Wants(Effect::Menu(MenuKind::SheetAnswer)),
            Command::Back => {
                self.leave_typed(book);
                return Outcome::Done;
            }
            Command::Edit => (*fresh, *refused) = (false, false),
            other => match tones::edit(other) {
                Some(edit) => {
                    *fresh &= !std::mem::take(refused);
                    edit(line);
                }
                None => return Outcome::Unknown,
            },
        }
        self.keep(book);
        Outcome::Done
    }

    pub(super) fn update_noting(&mut self, command: Command, book: &Book) -> Outcome {
        let Mode::Noting(noting) = &mut self.mode else { return Outcome::Unknown };
        match command {
            Command::Back => {
                self.still();
                return Outcome::Done;
            }
            Command::Save => return self.save_note(book),
            other => match tones::edit(other) {
                Some(edit) => {
                    noting.refused = false;
                    edit(&mut noting.line);
                }
                None => return Outcome::Unknown,
            },
        }
        self.keep_note();
        Outcome::Done
    }

    /// Enter on a cell: what was typed and not saved is accepted, a milestone asks for its state, else down.
    pub(super) fn open_cell(&mut self, book: &Book) -> Outcome {
        let Some(cell) = self.cell() else {
            let effect = if self.grid.rows.is_empty() {
                Effect::Menu(MenuKind::SheetOffice)
            } else {
                Effect::Say(Text::NoCells)
            };
            return Outcome::Wants(effect);
        };
        if cell.milestone {
            return Outcome::Wants(Effect::Menu(MenuKind::SheetAnswer));
        }
        if let Some(draft) = self.drafts.cells.get(&cell.cell) {
            if draft.state == DraftState::Changed {
                let typed = Typed::Value(draft.text.trim().to_owned());
                return self.answer(book, typed, Step::Down);
            }
            let (cell, line) = (cell.cell.clone(), Line::new(&draft.text));
            self.mode = Mode::Typing(Typing { cell, line, fresh: false, refused: false });
            return self.accept(book, Step::Down);
        }
        self.step(Step::Down);
        Outcome::Done
    }

    /// F2: what stands in the cell, to be changed.
    pub(super) fn edit_cell(&mut self, book: &Book) -> Outcome {
        if self.forbids(book) {
            return Outcome::Done;
        }
        let Some(cell) = self.cell() else { return Outcome::Wants(Effect::Say(Text::NoCells)) };
        if cell.milestone {
            return Outcome::Wants(Effect::Menu(MenuKind::SheetAnswer));
        }
        let text = self.drafts.cells.get(&cell.cell).map_or_else(|| cell.value.clone(), |draft| draft.text.clone());
        let is_number = text.starts_with(|c: char| c.is_ascii_digit());
        let line = Line::new(if is_number { &text } else { "" });
        self.mode = Mode::Typing(Typing { cell: cell.cell.clone(), line, fresh: false, refused: false });
        self.keep(book);
        Outcome::Done
    }

    pub(super) fn take_previous(&mut self, book: &Book) -> Outcome {
        if self.forbids(book) {
            return Outcome::Done;
        }
        let Some((cell, typed)) = self.cell().and_then(|cell| Some((cell.cell.clone(), cell.previous_typed.clone()?)))
        else {
            return Outcome::Wants(Effect::Say(Text::NoPrevious));
        };
        self.mode = Mode::Typing(Typing { cell, line: Line::new(&typed), fresh: false, refused: false });
        self.keep(book);
        Outcome::Done
    }

    pub(super) fn next_quality(&mut self, book: &Book) -> Outcome {
        self.quality = match self.quality {
            None => Some(Quality::Estimate),
            Some(Quality::Estimate) => Some(Quality::Official),
            Some(Quality::Official) => None,
        };
        self.keep(book);
        Outcome::Done
    }
}

/// Typed text at the cursor, or in place of a text that was refused and not changed since. What cannot stand in a line
/// replaces nothing.
fn type_text(line: &mut Line, refused: &mut bool, text: &str) -> Lost {
    if !std::mem::take(refused) {
        return line.insert(text);
    }
    let mut new = Line::default();
    let lost = new.insert(text);
    *refused = new.is_empty();
    if !new.is_empty() {
        *line = new;
    }
    lost
}
