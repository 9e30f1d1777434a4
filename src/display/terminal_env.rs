//! Environment variables about the terminal, read once by the program's entry. Must not depend on screens.

use std::collections::BTreeMap;

/// Names of the variables.
pub const VARIABLE_NAMES: [&str; 18] = [
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
    "TIENDO_BACKEND",
];

/// Variables that are set and not empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalEnv(BTreeMap<&'static str, String>);

impl TerminalEnv {
    /// Reads every variable once.
    pub fn read(ask: impl Fn(&str) -> Option<String>) -> Self {
        let known = VARIABLE_NAMES
            .iter()
            .filter_map(|name| Some((*name, ask(name).filter(|value| !value.is_empty())?)));
        Self(known.collect())
    }

    /// Value of a variable; `None` if it is not set or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Character locale: the first one set of `LC_ALL`, `LC_CTYPE`, `LANG`, as in the C library.
    pub fn locale(&self) -> Option<&str> {
        ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| self.get(name))
    }

    /// Returns `true` if a locale is set that is not UTF-8. Without a locale nothing is known.
    pub fn lacks_utf8(&self) -> bool {
        let utf8 = |locale: &str| {
            let locale = locale.to_ascii_lowercase();
            locale.contains("utf-8") || locale.contains("utf8")
        };
        self.locale().is_some_and(|locale| !utf8(locale))
    }

    /// Returns `true` on the Linux console: 8 colours, a font of at most 512 glyphs.
    pub fn is_linux_console(&self) -> bool {
        self.get("TERM") == Some("linux")
    }

    /// Returns `true` if the terminal cannot position its cursor, by its name in terminfo.
    pub fn lacks_cursor(&self) -> bool {
        matches!(
            self.get("TERM"),
            Some("dumb" | "unknown" | "dialup" | "network" | "printer" | "lpr")
        )
    }

    /// Returns `true` if the terminal has no colours.
    pub fn lacks_colour(&self) -> bool {
        self.get("TERM")
            .is_some_and(|term| term == "dumb" || term.starts_with("vt") || term.ends_with("-m"))
    }

    /// Returns `true` if the terminal reports a light background: `COLORFGBG=0;15`.
    pub fn has_light_background(&self) -> bool {
        let background = self
            .get("COLORFGBG")
            .and_then(|value| value.rsplit(';').next()?.parse::<u8>().ok());
        background.is_some_and(|colour| colour == 7 || (9..=15).contains(&colour))
    }

    /// Boolean value of a variable: `1`, `yes`, `true` or `0`, `no`, `false`; `None` for anything else.
    pub fn bool_choice(&self, name: &str) -> Option<bool> {
        match self.get(name)?.to_ascii_lowercase().as_str() {
            "1" | "yes" | "true" | "on" => Some(true),
            "0" | "no" | "false" | "off" => Some(false),
            _ => None,
        }
    }
}
