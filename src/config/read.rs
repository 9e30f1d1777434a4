//! Parsing and merging of configuration files, with file and line of an error.

use std::collections::BTreeMap;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use super::options::Config;
use crate::import::data::{self, DataError, DataErrorKind};
use crate::keys::Keymap;
use crate::keys::rebinding::{Rebinding, RebindingError};
use crate::texts::Lang;
use crate::widgets::theme::Theme;

/// Error of the configuration.
#[derive(Debug)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// Kind of the error.
    pub kind: ConfigErrorKind,
}

/// Kind of error in a configuration file.
#[derive(Debug)]
pub enum ConfigErrorKind {
    /// The file is unreadable.
    Unreadable(io::Error),
    /// Invalid TOML, with the line.
    InvalidToml(DataError),
    /// A refused key binding: the line, the name as written.
    InvalidKey(usize, String, RebindingError),
    /// `~` is not expanded; the line.
    TildePath(usize),
    /// An account's own settings must not name a database; the line.
    DatabaseNotAllowed(usize),
    /// `escape_ms` outside [`ESCAPE_MS_RANGE`]; the line, the number as written.
    EscapeMs(usize, i64),
}

impl ConfigError {
    /// Error of an unreadable file.
    pub(super) fn from_io(path: &Path, error: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            kind: ConfigErrorKind::Unreadable(error),
        }
    }
}

/// A configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfigFile {
    lang: Option<Lang>,
    theme: Option<Theme>,
    db: Option<Spanned<PathBuf>>,
    ascii: Option<bool>,
    no_accents: Option<bool>,
    mouse: Option<bool>,
    plain: Option<bool>,
    escape_ms: Option<Spanned<i64>>,
    escape_digits: Option<bool>,
    #[serde(default)]
    keys: BTreeMap<String, Spanned<KeySetting>>,
}

/// Value of a name in `[keys]`: one key, several, or nested names (`reports.accept` without quotation marks).
#[derive(Debug)]
enum KeySetting {
    Keys(Vec<String>),
    Nested(Vec<(String, KeySetting)>),
}

impl<'de> Deserialize<'de> for KeySetting {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeySettingVisitor;
        impl<'de> Visitor<'de> for KeySettingVisitor {
            type Value = KeySetting;

            fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
                formatter.write_str("\"f9\" or [\"f9\", \"ctrl-k\"] or []")
            }

            fn visit_str<E>(self, key: &str) -> Result<KeySetting, E> {
                Ok(KeySetting::Keys(vec![key.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<KeySetting, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = list.next_element()? {
                    keys.push(key);
                }
                Ok(KeySetting::Keys(keys))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<KeySetting, A::Error> {
                let mut below = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    below.push(entry);
                }
                Ok(KeySetting::Nested(below))
            }
        }
        deserializer.deserialize_any(KeySettingVisitor)
    }
}

/// A key binding with its place in the files.
struct KeyOverride {
    path: PathBuf,
    line: usize,
    name: String,
    change: Rebinding,
}

impl KeyOverride {
    fn error(path: PathBuf, line: usize, name: String, fault: RebindingError) -> ConfigError {
        ConfigError {
            path,
            kind: ConfigErrorKind::InvalidKey(line, name, fault),
        }
    }
}

/// Valid values of `escape_ms`: below, sequences are cut; above, the next key press would be swallowed.
pub const ESCAPE_MS_RANGE: RangeInclusive<u16> = 10..=1000;

/// Name shown instead of a file for an account's own settings.
pub(super) const OWN_SETTINGS: &str = "config set";

impl Config {
    /// Parses files, later ones overriding earlier ones.
    pub(super) fn parse(files: &[(PathBuf, Vec<u8>)]) -> Result<Self, ConfigError> {
        let mut config = Config::default();
        let mut rebindings: Vec<KeyOverride> = Vec::new();
        for (path, bytes) in files {
            let error = |kind| ConfigError {
                path: path.clone(),
                kind,
            };
            let text = data::decode_text(bytes)
                .map_err(|cause| error(ConfigErrorKind::InvalidToml(cause)))?;
            let file: ConfigFile = data::parse_toml(&text)
                .map_err(|cause| error(ConfigErrorKind::InvalidToml(cause)))?;
            let line = |at: usize| data::line_number_at(text.as_bytes(), at);
            config.lang = file.lang.or(config.lang);
            config.theme = file.theme.or(config.theme);
            config.ascii = file.ascii.or(config.ascii);
            config.no_accents = file.no_accents.or(config.no_accents);
            config.mouse = file.mouse.or(config.mouse);
            config.plain = file.plain.or(config.plain);
            config.escape_digits = file.escape_digits.or(config.escape_digits);
            if let Some(wait) = file.escape_ms {
                let wait = escape_ms(*wait.get_ref()).ok_or_else(|| {
                    error(ConfigErrorKind::EscapeMs(
                        line(wait.span().start),
                        *wait.get_ref(),
                    ))
                })?;
                config.escape_ms = Some(wait);
            }
            if let Some(db) = file.db {
                if path == Path::new(OWN_SETTINGS) {
                    return Err(error(ConfigErrorKind::DatabaseNotAllowed(line(
                        db.span().start,
                    ))));
                }
                config.db = Some(resolve_database(path, &db, line).map_err(error)?);
            }
            for (name, wanted) in file.keys {
                let line = line(wanted.span().start);
                add_override(path, line, name, wanted.into_inner(), &mut rebindings)?;
            }
        }
        config.keys = apply_overrides(rebindings)?;
        Ok(config)
    }
}

fn escape_ms(written: i64) -> Option<u16> {
    u16::try_from(written)
        .ok()
        .filter(|wait| ESCAPE_MS_RANGE.contains(wait))
}

/// Resolves a database path: absolute, or below the folder of the file that contains it.
fn resolve_database(
    file: &Path,
    db: &Spanned<PathBuf>,
    line: impl Fn(usize) -> usize,
) -> Result<PathBuf, ConfigErrorKind> {
    let path = db.get_ref();
    let line = line(db.span().start);
    if path.as_os_str().is_empty() {
        let kind = DataErrorKind::UnknownWord {
            word: String::new(),
            known: "/…/tiendo.db".to_owned(),
        };
        return Err(ConfigErrorKind::InvalidToml(DataError { line, kind }));
    }
    if path.starts_with("~") {
        return Err(ConfigErrorKind::TildePath(line));
    }
    Ok(file
        .parent()
        .map_or_else(|| path.clone(), |folder| folder.join(path)))
}

/// Adds a key binding, replacing one of the same name in an earlier file.
fn add_override(
    path: &Path,
    line: usize,
    name: String,
    wanted: KeySetting,
    rebindings: &mut Vec<KeyOverride>,
) -> Result<(), ConfigError> {
    match wanted {
        KeySetting::Nested(below) => {
            for (part, wanted) in below {
                add_override(path, line, format!("{name}.{part}"), wanted, rebindings)?;
            }
        }
        KeySetting::Keys(keys) => {
            let change = Rebinding::parse(&name, &keys)
                .map_err(|fault| KeyOverride::error(path.to_owned(), line, name.clone(), fault))?;
            rebindings.retain(|rebinding| rebinding.name != name);
            rebindings.push(KeyOverride {
                path: path.to_owned(),
                line,
                name,
                change,
            });
        }
    }
    Ok(())
}

/// The key map with every binding, or the error of a refused one.
fn apply_overrides(mut rebindings: Vec<KeyOverride>) -> Result<Keymap, ConfigError> {
    let changes: Vec<Rebinding> = rebindings
        .iter()
        .map(|rebinding| rebinding.change.clone())
        .collect();
    Keymap::with_rebindings(&changes).map_err(|(at, fault)| {
        let rebinding = rebindings.swap_remove(at);
        KeyOverride::error(rebinding.path, rebinding.line, rebinding.name, fault)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Command, Key, KeyContext};

    fn read(files: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec()))
            .collect();
        Config::parse(&files)
    }

    #[test]
    fn the_users_file_lies_over_the_sites() {
        let site = "lang = \"en\"\ndb = \"/srv/tiendo.db\"\nascii = true\n[keys]\n\"reports.accept\" = \"n\"\n\"sheet.note\" = []\n";
        let user = "lang = \"vi\"\ntheme = \"high-contrast\"\ndb = \"so/lieu.db\"\n[keys]\nreports.accept = \"o\"\n";
        let config = read(&[
            ("/etc/tiendo/config.toml", site),
            ("/home/lan/config.toml", user),
        ])
        .unwrap();
        assert_eq!(
            (config.lang, config.theme, config.ascii),
            (Some(Lang::Vi), Some(Theme::HighContrast), Some(true))
        );
        assert_eq!(config.db, Some(PathBuf::from("/home/lan/so/lieu.db")));
        assert_eq!(
            config.keys.keys_of(KeyContext::Reports, Command::Accept),
            [Key::Char('o')]
        );
        assert!(
            config
                .keys
                .keys_of(KeyContext::Sheet, Command::Note)
                .is_empty()
        );
    }

    #[test]
    fn a_fault_has_its_file_and_line() {
        let line = |text: &str| match read(&[("a.toml", "lang = \"en\"\n"), ("b.toml", text)])
            .unwrap_err()
        {
            ConfigError { path, .. } if path != Path::new("b.toml") => panic!("{}", path.display()),
            ConfigError {
                kind: ConfigErrorKind::InvalidToml(error),
                ..
            } => (error.line, format!("{:?}", error.kind)),
            ConfigError {
                kind: ConfigErrorKind::InvalidKey(line, name, _),
                ..
            } => (line, name),
            ConfigError {
                kind: ConfigErrorKind::TildePath(line),
                ..
            } => (line, String::new()),
            other => panic!("{other:?}"),
        };
        assert_eq!(line("\ntheem = \"dark\"\n").0, 2);
        assert_eq!(line("theme = \"dark\"\nmouse = \"ja\"\n").0, 2);
        assert_eq!(
            line("[keys]\n\n\"reports.acept\" = \"n\"\n"),
            (3, "reports.acept".into())
        );
        assert_eq!(
            line("[keys]\n\"reports.accept\" = [\n\"s\"]\n"),
            (2, "reports.accept".into())
        );
        assert_eq!(line("[keys]\n\"reports.accept\" = 5\n").0, 2);
        assert_eq!(line("db = \"~/tiendo.db\"\n").0, 1);
    }
}
