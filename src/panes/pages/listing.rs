//! The rows of a list over a pane, and what each leads to. Knows no list.

use crate::i18n::screen::Text;
use crate::panes::effect::Effect;
use crate::widgets::table::{Column, TableLine};

/// What a row of a list leads to; what is absent cannot be done there.
#[derive(Clone, Debug, Default)]
pub struct RowEffects {
    /// What tells the row from the others of its list, whatever its cells say; none where what it leads to does.
    pub key: Option<String>,
    /// Enter.
    pub open: Option<Effect>,
    /// A new one of its kind, behind it.
    pub insert: Option<Effect>,
    /// The row goes.
    pub remove: Option<Effect>,
}

impl RowEffects {
    /// The same with what tells the row from the others of its list.
    #[must_use]
    pub fn keyed(self, key: impl Into<String>) -> Self {
        Self {
            key: Some(key.into()),
            ..self
        }
    }
}

/// Two rows are the same if they are about the same record.
impl PartialEq for RowEffects {
    fn eq(&self, other: &Self) -> bool {
        let of = |row: &'_ Self| (row.open.clone(), row.insert.clone(), row.remove.clone());
        match (&self.key, &other.key) {
            (Some(key), Some(other)) => key == other,
            (None, None) => of(self) == of(other),
            _ => false,
        }
    }
}

impl From<Effect> for RowEffects {
    fn from(open: Effect) -> Self {
        Self {
            open: Some(open),
            ..Self::default()
        }
    }
}

/// What a list shows.
#[derive(Debug)]
pub struct Listing {
    /// Its title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows and headings.
    pub lines: Vec<TableLine<RowEffects>>,
    /// What is said where there is no row.
    pub empty: Text,
    /// A new row where none is selected.
    pub insert: Option<Effect>,
}
