//! What the configuration files say together: one type. Knows no file.

use std::path::PathBuf;

use crate::keys::Keymap;
use crate::texts::Lang;
use crate::widgets::theme::Theme;

/// What the files say together; the environment and the flags come after it.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// The language.
    pub lang: Option<Lang>,
    /// The colours.
    pub theme: Option<Theme>,
    /// The database.
    pub db: Option<PathBuf>,
    /// Glyphs of ASCII only.
    pub ascii: Option<bool>,
    /// Vietnamese without marks.
    pub no_accents: Option<bool>,
    /// The mouse is listened to.
    pub mouse: Option<bool>,
    /// Lines instead of a screen.
    pub plain: Option<bool>,
    /// How many milliseconds an ESC at the end of a read waits for the rest of a sequence.
    pub escape_ms: Option<u16>,
    /// Esc and a digit as F1 … F9.
    pub escape_digits: Option<bool>,
    /// The key table.
    pub keys: Keymap,
}
