//! Drawing parts that know no pane: theme, text cut to its column, tables, pages, fields, forms, menus, the footer.

pub mod facet;
pub mod field;
pub mod footer;
pub mod form;
pub mod menu;
pub mod page;
pub mod sorting;
pub mod table;
pub mod text;
pub mod theme;

use std::borrow::Cow;

use crate::keys::KeyHints;
use crate::texts::Lang;
use crate::texts::screen::Text;
use theme::Theme;

/// How things look, in which language, and what keys are called: handed to everything that draws.
#[derive(Clone, Copy, Debug, Default)]
pub struct DrawContext<'k> {
    /// Colours.
    pub theme: Theme,
    /// Language.
    pub lang: Lang,
    /// The keys of what is drawn.
    pub key_hints: KeyHints<'k>,
}

impl DrawContext<'_> {
    /// A sentence as it is shown: with the keys of the commands that it names.
    pub fn fill_keys<'t>(&self, sentence: &'t str) -> Cow<'t, str> {
        self.key_hints.fill_keys(sentence, self.lang)
    }

    /// A text as it is shown.
    pub fn text(&self, text: Text) -> Cow<'static, str> {
        self.fill_keys(text.text(self.lang))
    }
}
