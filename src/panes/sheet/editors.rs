//! The editors of the sheet: an open cell, and a note. Each changes its own text and says what else a command means.
//! Must not depend on the sheet.

use super::drafts::BaseVersions;
use crate::domain::entry::AnswerInput;
use crate::domain::figure::{Cell, ValidFigure};
use crate::form::text_input::{InputLoss, TextInput};
use crate::keys::Command;
use crate::panes::cells;

/// A cell being edited. It stays the selected one while it is open, wherever its row moves.
#[derive(Debug)]
pub struct CellEditor {
    /// Key of the cell.
    pub cell: Cell,
    /// Input.
    pub line: TextInput,
    /// `true` if typing opened it, so that left and right arrows leave it.
    pub fresh: bool,
    /// `true` if it was refused and not changed since: typed text replaces it.
    pub refused: bool,
}

/// A note being typed, for a stored figure or for a draft with a warning.
#[derive(Debug)]
pub struct NoteEditor {
    /// Input.
    pub line: TextInput,
    /// Figure of the note.
    pub draft: ValidFigure,
    /// Versions of the cell when the note was begun.
    pub base: BaseVersions,
    /// `true` if the draft has a warning: it is not saved without a note.
    pub needed: bool,
    /// `true` if the note was refused and not changed since: typed text replaces it.
    pub refused: bool,
}

/// Move of the selection after a cell was saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CursorStep {
    /// A row down.
    Down,
    /// A row up.
    Up,
    /// The next cell; at the end of a row the first of the next row.
    Next,
    /// The cell before.
    Previous,
}

/// Meaning of a command for an open cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellInput {
    /// Not a command of the cell.
    Ignored,
    /// The text may have changed.
    Edited,
    /// The text is the answer; then the selection moves.
    Answer(AnswerInput, CursorStep),
    /// There is no answer to save: the cell closes and the selection moves.
    MoveOn(CursorStep),
    /// The answer of the previous period replaces the text.
    CopyPrevious,
    /// An answer other than a number is to be chosen.
    ChooseAnswer,
    /// The cell closes; its text stays as a draft.
    Leave,
}

/// Meaning of a command for a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteInput {
    /// Not a command of the note.
    Ignored,
    /// The text may have changed.
    Edited,
    /// The note is to be saved.
    Save,
    /// The note closes; its text stays as a draft.
    Leave,
}

impl CellEditor {
    /// Opens a cell with a text that stood there before.
    pub fn open(cell: Cell, text: &str) -> Self {
        Self {
            cell,
            line: TextInput::new(text),
            fresh: false,
            refused: false,
        }
    }

    /// Inserts text; a refused text is replaced.
    pub fn insert_text(&mut self, text: &str) -> InputLoss {
        type_text(&mut self.line, &mut self.refused, text)
    }

    /// Handles a command. Left and right leave a cell that typing has just opened if there are `several_columns`.
    pub fn handle_command(&mut self, command: Command, several_columns: bool) -> CellInput {
        let leaves = self.fresh && several_columns && !self.refused;
        match command {
            Command::SaveCell => self.save(CursorStep::Down),
            Command::SaveCellUp => self.save(CursorStep::Up),
            Command::SaveCellRight => self.save(CursorStep::Next),
            Command::SaveCellLeft => self.save(CursorStep::Previous),
            Command::Right if leaves => self.save(CursorStep::Next),
            Command::Left if leaves => self.save(CursorStep::Previous),
            Command::CopyPrevious => CellInput::CopyPrevious,
            Command::ChooseAnswer => CellInput::ChooseAnswer,
            Command::Back => CellInput::Leave,
            Command::Edit => {
                (self.fresh, self.refused) = (false, false);
                CellInput::Edited
            }
            other => match cells::edit_action(other) {
                Some(edit) => {
                    self.fresh &= !std::mem::take(&mut self.refused);
                    edit(&mut self.line);
                    CellInput::Edited
                }
                None => CellInput::Ignored,
            },
        }
    }

    fn save(&self, onward: CursorStep) -> CellInput {
        match self.line.text().trim() {
            "" => CellInput::MoveOn(onward),
            text => CellInput::Answer(AnswerInput::Value(text.to_owned()), onward),
        }
    }
}

impl NoteEditor {
    /// Inserts text; a refused text is replaced.
    pub fn insert_text(&mut self, text: &str) -> InputLoss {
        type_text(&mut self.line, &mut self.refused, text)
    }

    /// Handles a command.
    pub fn handle_command(&mut self, command: Command) -> NoteInput {
        match command {
            Command::Back => NoteInput::Leave,
            Command::Save => NoteInput::Save,
            other => match cells::edit_action(other) {
                Some(edit) => {
                    self.refused = false;
                    edit(&mut self.line);
                    NoteInput::Edited
                }
                None => NoteInput::Ignored,
            },
        }
    }
}

/// Inserts text at the cursor, or replaces a text that was refused and not changed since. Characters not allowed
/// in a line replace nothing.
fn type_text(line: &mut TextInput, refused: &mut bool, text: &str) -> InputLoss {
    if !std::mem::take(refused) {
        return line.insert(text);
    }
    let mut new = TextInput::default();
    let lost = new.insert(text);
    *refused = new.is_empty();
    if !new.is_empty() {
        *line = new;
    }
    lost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::period::{Period, PeriodKind};

    fn editor(text: &str) -> CellEditor {
        let cell = Cell {
            measure: "KH1/1.1".into(),
            office: "SYT".into(),
            period: Period::new(PeriodKind::Year, 2026, 1).unwrap(),
            series: None,
        };
        CellEditor::open(cell, text)
    }

    #[test]
    fn a_text_is_the_answer_and_a_blank_one_is_none() {
        let answer = CellInput::Answer(AnswerInput::Value("35,2".to_owned()), CursorStep::Down);
        assert_eq!(
            editor(" 35,2 ").handle_command(Command::SaveCell, false),
            answer
        );
        let moves_on = CellInput::MoveOn(CursorStep::Up);
        assert_eq!(
            editor(" ").handle_command(Command::SaveCellUp, false),
            moves_on
        );
    }

    #[test]
    fn an_arrow_leaves_only_a_cell_that_typing_opened_between_columns() {
        let mut typed = editor("");
        typed.fresh = true;
        typed.insert_text("7");
        let answer = CellInput::Answer(AnswerInput::Value("7".to_owned()), CursorStep::Next);
        assert_eq!(typed.handle_command(Command::Right, true), answer);
        assert_eq!(
            typed.handle_command(Command::Right, false),
            CellInput::Edited
        );
        // F2 is for editing: the arrows move in the text from then on.
        assert_eq!(typed.handle_command(Command::Edit, true), CellInput::Edited);
        assert_eq!(
            typed.handle_command(Command::Right, true),
            CellInput::Edited
        );
    }

    #[test]
    fn what_is_typed_replaces_a_refused_text_but_not_one_that_was_changed_since() {
        let mut refused = editor("12x");
        refused.refused = true;
        refused.insert_text("3");
        assert_eq!(refused.line.text(), "3");
        let mut changed = editor("12x");
        changed.refused = true;
        changed.handle_command(Command::DeleteBackward, false);
        changed.insert_text("3");
        assert_eq!(changed.line.text(), "123");
    }
}
