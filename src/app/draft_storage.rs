//! Unsaved input in its stored form, and its state. Must not depend on file names.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::figure::Cell;
use crate::form::FieldTexts;
use crate::panes::effect::FormRef;
use crate::panes::sheet::drafts::{CellDraft, Drafts};

/// Input that is typed and not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UnsavedInput {
    pub(super) cells: Vec<(Cell, CellDraft)>,
    pub(super) notes: Vec<(Cell, String)>,
    pub(super) form: Option<(FormRef, FieldTexts)>,
}

impl UnsavedInput {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Both; of one cell what is typed now.
    pub(super) fn merged_over(&self, before: &Self) -> Self {
        let drafts = |of: &Self| Drafts {
            cells: of.cells.iter().cloned().collect(),
            notes: of.notes.iter().cloned().collect(),
        };
        let (mut all, now) = (drafts(before), drafts(self));
        all.cells.extend(now.cells);
        all.notes.extend(now.notes);
        let form = self.form.clone().or_else(|| before.form.clone());
        Self {
            cells: all.cells.into_iter().collect(),
            notes: all.notes.into_iter().collect(),
            form,
        }
    }
}

/// Unsaved input with its time, as stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct StoredDrafts {
    #[serde(rename = "at")]
    pub(super) stored_at: DateTime<Utc>,
    #[serde(rename = "unsaved")]
    pub(super) input: UnsavedInput,
}

/// State of the stored drafts.
#[derive(Debug, Default)]
pub(super) struct DraftStorage {
    /// What was kept last of what is typed now.
    pub(super) last_stored: UnsavedInput,
    /// What was kept before this start and is not taken up: it stays kept.
    pub(super) previous_session: Option<UnsavedInput>,
    /// Why it could not be kept, as it was said.
    pub(super) last_error: Option<String>,
}
