//! Configuration merged from all files, as one type. Must not depend on files.

use std::path::PathBuf;

use crate::keys::Keymap;
use crate::texts::Lang;
use crate::widgets::theme::Theme;

/// Merged configuration; the environment and flags override it.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The language.
    pub lang: Option<Lang>,
    /// Colour theme.
    pub theme: Option<Theme>,
    /// Path of the database.
    pub db: Option<PathBuf>,
    /// ASCII marks only.
    pub ascii: Option<bool>,
    /// Vietnamese without accents.
    pub no_accents: Option<bool>,
    /// Mouse support.
    pub mouse: Option<bool>,
    /// Plain mode: lines instead of a screen.
    pub plain: Option<bool>,
    /// Milliseconds that an ESC at the end of a read waits for the rest of a sequence.
    pub escape_ms: Option<u16>,
    /// Esc and a digit typed for F1 … F9.
    pub escape_digits: Option<bool>,
    /// The key table.
    pub keys: Keymap,
}
