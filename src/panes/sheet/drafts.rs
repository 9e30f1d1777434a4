//! What was typed in the sheet and is not saved: texts of cells, notes, and what stood there when typing began.
//! Knows no screen.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use super::cell::{SheetCell, definition};
use crate::domain::entry::MeasureDefinition;
use crate::domain::figure::{Cell, Figure, Quality};
use crate::panes::read_model::ReadModel;
use crate::store::ExpectedVersion;

/// The versions that stood in a cell: somebody else's change since then is never overwritten unasked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseVersions {
    /// Of the estimate.
    pub estimate: Option<i64>,
    /// Of the official figure.
    pub official: Option<i64>,
}

impl BaseVersions {
    /// What stands in a cell.
    pub fn from_figures(figures: &[Figure]) -> Self {
        let version = |quality| {
            figures
                .iter()
                .find(|figure| figure.quality == quality)
                .map(|figure| figure.version)
        };
        Self {
            estimate: version(Quality::Estimate),
            official: version(Quality::Official),
        }
    }

    /// What a writer saw.
    pub fn expected_version(self) -> ExpectedVersion {
        ExpectedVersion::Both {
            estimate: self.estimate,
            official: self.official,
        }
    }
}

/// How far a draft came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftState {
    /// It is typed.
    #[default]
    Typed,
    /// It was refused.
    Refused,
    /// It is odd and waits for a note.
    #[serde(rename = "Questioned")]
    Warning,
    /// Somebody else changed the cell meanwhile: it waits for a yes.
    #[serde(rename = "Changed")]
    Conflicting,
}

/// What was typed in a cell and is not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellDraft {
    /// The text.
    pub text: String,
    /// How far it came.
    pub state: DraftState,
    /// What stood in the cell when typing began.
    #[serde(rename = "base")]
    pub base_versions: BaseVersions,
    /// What its measure asked for then.
    #[serde(default)]
    pub expected: Option<MeasureDefinition>,
    /// What is said about it, in the language of the screen; made anew, not kept.
    #[serde(skip)]
    pub message: String,
}

/// Everything that is typed and not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    /// Texts of cells.
    pub cells: BTreeMap<Cell, CellDraft>,
    /// Notes: Esc keeps them.
    pub notes: BTreeMap<Cell, String>,
}

impl Drafts {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.notes.is_empty()
    }

    /// In how many cells something is typed and not saved.
    pub fn cell_count(&self) -> usize {
        self.cells.len()
            + self
                .notes
                .keys()
                .filter(|cell| !self.cells.contains_key(cell))
                .count()
    }

    /// The first of them.
    pub fn first_cell(&self) -> Option<&Cell> {
        self.cells.keys().chain(self.notes.keys()).next()
    }

    /// Forgets what was typed for a cell.
    pub fn remove(&mut self, cell: &Cell) {
        self.cells.remove(cell);
        self.notes.remove(cell);
    }

    /// What the measure of a cell asked for when typing in it began; where nothing is typed, what it asks for now.
    pub fn typed_for<'a>(&'a self, cell: &'a SheetCell) -> Option<&'a MeasureDefinition> {
        let typed = self
            .cells
            .get(&cell.cell)
            .and_then(|draft| draft.expected.as_ref());
        typed.or(cell.definition.as_ref())
    }

    /// Forgets what was typed for a cell while its number was another measure's.
    pub fn drop_changed(&mut self, cell: &Cell, book: &ReadModel) {
        let expected = self
            .cells
            .get(cell)
            .and_then(|draft| draft.expected.as_ref());
        if expected.is_some_and(|expected| definition(book, cell).as_ref() != Some(expected)) {
            self.remove(cell);
        }
    }

    /// Keeps a text; what stood there when typing began stays as it was first seen.
    pub fn insert(
        &mut self,
        cell: &Cell,
        text: &str,
        state: DraftState,
        shown: Option<&SheetCell>,
    ) {
        let new = || {
            let figures = shown.map_or(&[][..], |shown| shown.figures.as_slice());
            (
                BaseVersions::from_figures(figures),
                shown.and_then(|shown| shown.definition.clone()),
            )
        };
        let (base_versions, expected) = self
            .cells
            .get(cell)
            .map_or_else(new, |draft| (draft.base_versions, draft.expected.clone()));
        self.cells.insert(
            cell.clone(),
            CellDraft {
                text: text.to_owned(),
                state,
                base_versions,
                expected,
                message: String::new(),
            },
        );
    }
}
