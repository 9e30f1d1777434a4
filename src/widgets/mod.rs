//! Widgets that are independent of panes: theme, text layout, tables, pages, fields, forms, menus, the footer.

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

/// Theme, language and key hints, passed to everything that draws.
#[derive(Clone, Copy, Debug, Default)]
pub struct DrawContext<'k> {
    /// Colours.
    pub theme: Theme,
    /// Language.
    pub lang: Lang,
    /// Keys of the drawn part.
    pub key_hints: KeyHints<'k>,
}

impl DrawContext<'_> {
    /// Replaces the command references in a sentence by keys.
    pub fn fill_keys<'t>(&self, sentence: &'t str) -> Cow<'t, str> {
        self.key_hints.fill_keys(sentence, self.lang)
    }

    /// Display text, with command references replaced by keys.
    pub fn text(&self, text: Text) -> Cow<'static, str> {
        self.fill_keys(text.text(self.lang))
    }
}
