//! What the environment says of the terminal, read once by the program's entry. Knows no screen.

use std::collections::BTreeMap;

/// The variables that are looked at.
pub const VARIABLE_NAMES: [&str; 17] = [
    "LC_ALL",
    "LC_CTYPE",
    "LANG",
    "TERM",
    "COLORTERM",
    "COLORFGBG",
    "NO_COLOR",
    "TMUX",
    "STY",
    "SSH_CONNECTION",
    "TZ",
    "TIENDO_THEME",
    "TIENDO_ASCII",
    "TIENDO_NO_ACCENTS",
    "TIENDO_MOUSE",
    "TIENDO_PLAIN",
    "TIENDO_LANG",
];

/// The variables that are set and not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalEnv(BTreeMap<&'static str, String>);

impl TerminalEnv {
    /// Asks for every variable once.
    pub fn read(ask: impl Fn(&str) -> Option<String>) -> Self {
        let known = VARIABLE_NAMES
            .iter()
            .filter_map(|name| Some((*name, ask(name).filter(|value| !value.is_empty())?)));
        Self(known.collect())
    }

    /// A variable's value; none if it is not set or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// The locale of characters: the first that is set of `LC_ALL`, `LC_CTYPE`, `LANG`, as the C library has it.
    pub fn locale(&self) -> Option<&str> {
        ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| self.get(name))
    }

    /// Whether a locale is named that is not UTF-8. Where none is named, nothing is known.
    pub fn lacks_utf8(&self) -> bool {
        let utf8 = |locale: &str| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        self.locale().is_some_and(|locale| !utf8(locale))
    }

    /// The Linux console: 8 colours, a font of at most 512 glyphs.
    pub fn is_linux_console(&self) -> bool {
        self.get("TERM") == Some("linux")
    }

    /// Whether the terminal cannot put its cursor anywhere, by the names that terminfo has for such.
    pub fn lacks_cursor(&self) -> bool {
        matches!(
            self.get("TERM"),
            Some("dumb" | "unknown" | "dialup" | "network" | "printer" | "lpr")
        )
    }

    /// Whether the terminal shows no colours at all.
    pub fn lacks_colour(&self) -> bool {
        self.get("TERM")
            .is_some_and(|term| term == "dumb" || term.starts_with("vt") || term.ends_with("-m"))
    }

    /// Whether the background is light, where the terminal says so: `COLORFGBG=0;15`.
    pub fn has_light_background(&self) -> bool {
        let background = self
            .get("COLORFGBG")
            .and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok());
        background.is_some_and(|colour| colour == 7 || (9..=15).contains(&colour))
    }

    /// A choice that a variable makes: `1`, `yes`, `true` against `0`, `no`, `false`; anything else is none.
    pub fn bool_choice(&self, name: &str) -> Option<bool> {
        match self.get(name)?.to_ascii_lowercase().as_str() {
            "1" | "yes" | "true" | "on" => Some(true),
            "0" | "no" | "false" | "off" => Some(false),
            _ => None,
        }
    }
}
