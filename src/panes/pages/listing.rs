//! Rows of a list page, each with what it opens. Must not depend on specific lists.

use crate::i18n::screen::Text;
use crate::lists::List;
use crate::panes::effect::Effect;
use crate::panes::list_lines;
use crate::panes::read_model::ReadModel;
use crate::widgets::table::{Column, TableLine};

/// Effects of a row; `None` if an operation is not available.
#[derive(Clone, Debug, Default)]
pub struct RowEffects {
    /// Key of the row in its list; `None` if its effects identify it.
    pub key: Option<String>,
    /// Effect of Enter.
    pub open: Option<Effect>,
    /// Insert a record of the same kind after it.
    pub insert: Option<Effect>,
    /// Remove the record.
    pub remove: Option<Effect>,
}

impl RowEffects {
    /// Sets the key.
    #[must_use]
    pub fn keyed(self, key: impl Into<String>) -> Self {
        Self {
            key: Some(key.into()),
            ..self
        }
    }
}

/// Rows are equal if they are about the same record.
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

/// Content of a list page.
#[derive(Debug)]
pub struct Listing {
    /// Its title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows and headings.
    pub lines: Vec<TableLine<RowEffects>>,
    /// Text without rows.
    pub empty: Text,
    /// Effect of inserting if no row is selected.
    pub insert: Option<Effect>,
}

impl Listing {
    /// Content with the columns and the text without rows of a list's definition.
    pub fn of<L: List>(
        model: &ReadModel,
        title: impl Into<String>,
        lines: Vec<TableLine<RowEffects>>,
        insert: Option<Effect>,
    ) -> Self {
        Self {
            title: title.into(),
            columns: list_lines::columns::<L>(model.lang),
            lines,
            empty: L::EMPTY,
            insert,
        }
    }
}
