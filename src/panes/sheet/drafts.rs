//! What was typed in the sheet and is not saved: texts of cells, notes, and what stood there when typing began.
//! Knows no screen.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use super::rows::{SheetCell, definition};
use crate::domain::entry::MeasureDefinition;
use crate::domain::figure::{Cell, Figure, Quality};
use crate::panes::book::Book;
use crate::store::Seen;

/// The versions that stood in a cell: somebody else's change since then is never overwritten unasked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// Of the estimate.
    pub estimate: Option<i64>,
    /// Of the official figure.
    pub official: Option<i64>,
}

impl Base {
    /// What stands in a cell.
    pub fn of(figures: &[Figure]) -> Self {
        let version = |quality| figures.iter().find(|figure| figure.quality == quality).map(|figure| figure.version);
        Self { estimate: version(Quality::Estimate), official: version(Quality::Official) }
    }

    /// What a writer saw.
    pub fn seen(self) -> Seen {
        Seen::Both { estimate: self.estimate, official: self.official }
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
    Questioned,
    /// Somebody else changed the cell meanwhile: it waits for a yes.
    Changed,
}

/// What was typed in a cell and is not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The text.
    pub text: String,
    /// How far it came.
    pub state: DraftState,
    /// What stood in the cell when typing began.
    pub base: Base,
    /// What its measure asked for then.
    #[serde(default)]
    pub expected: Option<MeasureDefinition>,
    /// What is said about it, in the language of the screen; made anew, not kept.
    #[serde(skip)]
    pub said: String,
}

/// Everything that is typed and not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts {
    /// Texts of cells.
    pub cells: BTreeMap<Cell, Draft>,
    /// Notes: Esc keeps them.
    pub notes: BTreeMap<Cell, String>,
}

impl Drafts {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && self.notes.is_empty()
    }

    /// In how many cells something is typed and not saved.
    pub fn count(&self) -> usize {
        self.cells.len() + self.notes.keys().filter(|cell| !self.cells.contains_key(cell)).count()
    }

    /// The first of them.
    pub fn first(&self) -> Option<&Cell> {
        self.cells.keys().chain(self.notes.keys()).next()
    }

    /// Forgets what was typed for a cell.
    pub fn drop(&mut self, cell: &Cell) {
        self.cells.remove(cell);
        self.notes.remove(cell);
    }

    /// What the measure of a cell asked for when typing in it began; where nothing is typed, what it asks for now.
    pub fn typed_for<'a>(&'a self, cell: &'a SheetCell) -> Option<&'a MeasureDefinition> {
        let typed = self.cells.get(&cell.cell).and_then(|draft| draft.expected.as_ref());
        typed.or(cell.definition.as_ref())
    }

    /// Forgets what was typed for a cell while its number was another measure's.
    pub fn drop_changed(&mut self, cell: &Cell, book: &Book) {
        let expected = self.cells.get(cell).and_then(|draft| draft.expected.as_ref());
        if expected.is_some_and(|expected| definition(book, cell).as_ref() != Some(expected)) {
            self.drop(cell);
        }
    }

    /// Keeps a text; what stood there when typing began stays as it was first seen.
    pub fn keep(&mut self, cell: &Cell, text: &str, state: DraftState, shown: Option<&SheetCell>) {
        let new = || {
            let figures = shown.map_or(&[][..], |shown| shown.figures.as_slice());
            (Base::of(figures), shown.and_then(|shown| shown.definition.clone()))
        };
        let (base, expected) = self.cells.get(cell).map_or_else(new, |draft| (draft.base, draft.expected.clone()));
        self.cells.insert(cell.clone(), Draft { text: text.to_owned(), state, base, expected, said: String::new() });
    }
}
