//! The editors of the sheet: an open cell, and a note. Must not depend on the sheet.

use super::drafts::BaseVersions;
use crate::domain::figure::{Cell, FigureDraft};
use crate::form::text_input::TextInput;

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
    pub draft: FigureDraft,
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
