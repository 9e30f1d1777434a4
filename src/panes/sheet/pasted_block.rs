//! A pasted block and what would become of each of its cells: the state alone.

use std::cell::Cell as Scrolled;

use super::drafts::BaseVersions;
use crate::domain::entry::{Entry, MeasureDefinition};
use crate::domain::figure::Cell;
use crate::store::ExpectedVersion;

/// A block and what would become of each of its cells.
#[derive(Debug, Default)]
pub struct PastedBlock {
    /// Its cells that lay in the sheet when it was pasted.
    pub cells: Vec<PastedCell>,
    /// How many that say something lie outside.
    pub(super) outside_count: usize,
    /// The selected line.
    pub selected: usize,
    /// The first line that is shown.
    pub top: Scrolled<usize>,
}

/// One pasted cell.
#[derive(Debug)]
pub struct PastedCell {
    /// Where it would go, wherever its row lies by now.
    pub cell: Cell,
    /// What stood in the cell when it was pasted.
    pub(super) base: BaseVersions,
    /// What its measure asked for then.
    pub expected: Option<MeasureDefinition>,
    /// The row and, where there are several, the period, in words.
    pub label: String,
    /// What stands there.
    pub current_text: String,
    /// What was pasted.
    pub pasted_text: String,
    /// What becomes of it.
    pub outcome: PasteOutcome,
    pub(super) explanation: String,
}

/// What becomes of a pasted cell.
#[derive(Debug, PartialEq)]
pub enum PasteOutcome {
    /// It is written.
    Accepted(Box<Entry>, ExpectedVersion),
    /// It is odd: it waits for a note.
    Warning,
    /// It is refused.
    Refused,
    /// Its cell is gone.
    Gone,
    /// The same stands there.
    Unchanged,
    /// It says nothing.
    Blank,
}
