//! A pasted block and what would become of each of its cells: the state alone.

use std::cell::Cell as Scrolled;

use super::drafts::BaseVersions;
use crate::domain::entry::{Entry, MeasureDefinition};
use crate::domain::figure::Cell;
use crate::store::ExpectedVersion;

/// A pasted block with the outcome of each cell.
#[derive(Debug, Default)]
pub struct PastedBlock {
    /// Cells that were in the sheet when the block was pasted.
    pub cells: Vec<PastedCell>,
    /// How many that say something lie outside.
    pub(super) outside_count: usize,
    /// Selected line.
    pub selected: usize,
    /// First visible line.
    pub top: Scrolled<usize>,
}

/// A pasted cell.
#[derive(Debug)]
pub struct PastedCell {
    /// Its target cell, wherever its row is by now.
    pub cell: Cell,
    /// What stood in the cell when it was pasted.
    pub(super) base: BaseVersions,
    /// Definition of its measure at that time.
    pub expected: Option<MeasureDefinition>,
    /// Label of the row and, with several columns, the period.
    pub label: String,
    /// Current value.
    pub current_text: String,
    /// Pasted text.
    pub pasted_text: String,
    /// Outcome.
    pub outcome: PasteOutcome,
    pub(super) explanation: String,
}

/// Outcome of a pasted cell.
#[derive(Debug, PartialEq)]
pub enum PasteOutcome {
    /// It will be written.
    Accepted(Box<Entry>, ExpectedVersion),
    /// It has a warning and needs a note.
    Warning,
    /// It is refused.
    Refused,
    /// The cell no longer exists.
    Gone,
    /// The cell has the same value.
    Unchanged,
    /// It is blank.
    Blank,
}
