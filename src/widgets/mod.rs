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

use std::borrow::Cow;

use crate::keys::Hints;
use crate::words::Lang;
use crate::words::screen::Text;
use theme::Theme;

/// How things look, in which language, and what keys are called: handed to everything that draws.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look<'k> {
    /// Colours.
    pub theme: Theme,
    /// Language.
    pub lang: Lang,
    /// The keys of what is drawn.
    pub hints: Hints<'k>,
}

impl Look<'_> {
    /// A sentence as it is shown: with the keys of the commands that it names.
    pub fn keyed<'t>(&self, sentence: &'t str) -> Cow<'t, str> {
        self.hints.fill(sentence, self.lang)
    }

    /// A text as it is shown.
    pub fn says(&self, text: Text) -> Cow<'static, str> {
        self.keyed(text.words(self.lang))
    }
}
