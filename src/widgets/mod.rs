//! Drawing parts that know no pane: theme, text cut to its column, tables, pages, fields, forms, menus, the footer.

pub mod field;
pub mod footer;
pub mod form;
pub mod menu;
pub mod order;
pub mod page;
pub mod row_kind;
pub mod table;
pub mod text;
pub mod theme;

use crate::words::Lang;
use theme::Theme;

/// How things look and in which language: handed to everything that draws.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Colours.
    pub theme: Theme,
    /// Language.
    pub lang: Lang,
}
