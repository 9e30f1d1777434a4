//! Key of the program, independent of the terminal's encoding. Must not depend on commands.

use crate::texts::Lang;
use crate::texts::screen::Text;

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// F1 … F12.
    F(u8),
    /// A character.
    Char(char),
    /// Ctrl with a letter.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home.
    Home,
    /// End.
    End,
    /// Backspace: 0x7F or 0x08.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
}

impl Key {
    /// Key of a control byte: 0x7F and 0x08 are Backspace, carriage return and line feed are Enter.
    pub fn control(byte: u8) -> Self {
        match byte {
            0x7f => Self::Backspace,
            0x01..=0x1a => Self::ctrl(char::from(byte - 1 + b'a')),
            0x1b => Self::Esc,
            0x1c..=0x1f => Self::Ctrl(char::from(byte - 0x1c + b'4')),
            _ => Self::Ctrl(' '),
        }
    }

    /// Ctrl with a character; for some of them terminals send the byte of another key.
    pub fn ctrl(c: char) -> Self {
        match c.to_ascii_lowercase() {
            'h' => Self::Backspace,
            'i' => Self::Tab,
            'j' | 'm' => Self::Enter,
            '[' => Self::Esc,
            c => Self::Ctrl(c),
        }
    }

    /// Function key typed as Esc and a digit: 1 … 9. Never F10, which quits the program.
    pub fn function_key(digit: char) -> Option<Self> {
        match digit {
            '1'..='9' => digit
                .to_digit(10)
                .and_then(|n| u8::try_from(n).ok())
                .map(Self::F),
            _ => None,
        }
    }

    /// Name on the screen.
    pub fn display_name(self, lang: Lang) -> String {
        match self {
            Self::F(n) => format!("F{n}"),
            Self::Char(' ') => Text::KeySpace.text(lang).into(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl+{}", c.to_ascii_uppercase()),
            Self::Enter => "Enter".into(),
            Self::Esc => "Esc".into(),
            Self::Tab => "Tab".into(),
            Self::BackTab => "Shift+Tab".into(),
            Self::Up => "↑".into(),
            Self::Down => "↓".into(),
            Self::Left => "←".into(),
            Self::Right => "→".into(),
            Self::PageUp => "PgUp".into(),
            Self::PageDown => "PgDn".into(),
            Self::Home => "Home".into(),
            Self::End => "End".into(),
            Self::Backspace => Text::KeyBackspace.text(lang).into(),
            Self::Delete => "Del".into(),
            Self::Insert => "Ins".into(),
        }
    }

    /// Name in the configuration: `f10`, `ctrl-q`, `pgup`, `a`.
    pub fn config_name(self) -> String {
        match self {
            Self::F(n) => format!("f{n}"),
            Self::Char(c) if c != ' ' => c.to_string(),
            Self::Ctrl(c) => format!("ctrl-{c}"),
            named => KEY_NAMES
                .iter()
                .find(|(_, key)| *key == named)
                .map_or_else(String::new, |(name, _)| (*name).to_owned()),
        }
    }

    /// Finds a key by its name in the configuration or a script: `enter`, `f10`, `ctrl-q`, `c-q`; characters have none.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some((_, key)) = KEY_NAMES.iter().find(|(known, _)| *known == name) {
            return Some(*key);
        }
        if let Some(letter) = name
            .strip_prefix("ctrl-")
            .or_else(|| name.strip_prefix("c-"))
        {
            let mut letters = letter.chars();
            return letters
                .next()
                .filter(|_| letters.next().is_none())
                .map(Self::Ctrl);
        }
        name.strip_prefix('f')?
            .parse()
            .ok()
            .filter(|n| (1..=12).contains(n))
            .map(Self::F)
    }
}

/// Names of keys that are neither characters nor numbered; the first name of a key is written.
const KEY_NAMES: &[(&str, Key)] = &[
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("shift-tab", Key::BackTab),
    ("s-tab", Key::BackTab),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
    ("home", Key::Home),
    ("end", Key::End),
    ("backspace", Key::Backspace),
    ("bs", Key::Backspace),
    ("del", Key::Delete),
    ("ins", Key::Insert),
    ("space", Key::Char(' ')),
];
