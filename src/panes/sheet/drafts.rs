//! Unsaved input of the sheet: texts of cells, notes, and the versions when typing began.
//! Must not depend on screens.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use super::cell::{SheetCell, definition};
use crate::domain::entry::MeasureDefinition;
use crate::domain::figure::{Cell, Figure, Quality};
use crate::panes::read_model::ReadModel;
use crate::store::ExpectedVersion;

/// Versions of a cell when typing began: changes of others since are never overwritten without asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseVersions {
    /// Version of the estimate.
    pub estimate: Option<i64>,
    /// Version of the official figure.
    pub official: Option<i64>,
}

impl BaseVersions {
    /// Versions of current figures.
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

    /// Expected version for a write.
    pub fn expected_version(self) -> ExpectedVersion {
        ExpectedVersion::Both {
            estimate: self.estimate,
            official: self.official,
        }
    }
}

/// State of a draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftState {
    /// Typed.
    #[default]
    Typed,
    /// Refused.
    Refused,
    /// It has a warning and needs a note.
    #[serde(rename = "Questioned")]
    Warning,
    /// Somebody else changed the cell in between: it needs confirmation.
    #[serde(rename = "Changed")]
    Conflicting,
}

/// Unsaved input of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellDraft {
    /// The text.
    pub text: String,
    /// State.
    pub state: DraftState,
    /// Versions of the cell when typing began.
    #[serde(rename = "base")]
    pub base_versions: BaseVersions,
    /// Definition of its measure at that time.
    #[serde(default)]
    pub expected: Option<MeasureDefinition>,
    /// Message about it, in the screen's language; rebuilt, not stored.
    #[serde(skip)]
    pub message: String,
}

/// All unsaved input of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    /// Texts of cells.
    pub cells: BTreeMap<Cell, CellDraft>,
    /// Notes; they survive Esc.
    pub notes: BTreeMap<Cell, String>,
}

impl Drafts {
    /// Returns `true` if there is no unsaved input.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.notes.is_empty()
    }

    /// Number of cells with unsaved input.
    pub fn cell_count(&self) -> usize {
        self.cells.len()
            + self
                .notes
                .keys()
                .filter(|cell| !self.cells.contains_key(cell))
                .count()
    }

    /// First of these cells.
    pub fn first_cell(&self) -> Option<&Cell> {
        self.cells.keys().chain(self.notes.keys()).next()
    }

    /// Drops the input of a cell.
    pub fn remove(&mut self, cell: &Cell) {
        self.cells.remove(cell);
        self.notes.remove(cell);
    }

    /// Definition of the measure when typing began; for a cell without input the current one.
    pub fn typed_for<'a>(&'a self, cell: &'a SheetCell) -> Option<&'a MeasureDefinition> {
        let typed = self
            .cells
            .get(&cell.cell)
            .and_then(|draft| draft.expected.as_ref());
        typed.or(cell.definition.as_ref())
    }

    /// Drops the input of a cell if it was typed for another measure.
    pub fn drop_changed(&mut self, cell: &Cell, model: &ReadModel) {
        let expected = self
            .cells
            .get(cell)
            .and_then(|draft| draft.expected.as_ref());
        if expected.is_some_and(|expected| definition(model, cell).as_ref() != Some(expected)) {
            self.remove(cell);
        }
    }

    /// Stores a text; the versions when typing began are kept.
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
