//! From the bytes of configuration files to one configuration, or the file, the line and what is wrong there.

use std::collections::BTreeMap;
use std::io;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

use super::Config;
use crate::import::data::{self, DataError, Unreadable};
use crate::keys::Keys;
use crate::keys::change::{Change, KeyFault};
use crate::widgets::theme::Theme;
use crate::words::Lang;

/// Why a configuration cannot be used.
#[derive(Debug)]
pub struct ConfigError {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub fault: ConfigFault,
}

/// What is wrong in a configuration file.
#[derive(Debug)]
pub enum ConfigFault {
    /// It cannot be read.
    File(io::Error),
    /// It is no such TOML; the line is in it.
    Data(DataError),
    /// A key cannot be changed so; the line, the name as written.
    Key(usize, String, KeyFault),
    /// `~` is the shell's; the line.
    Home(usize),
    /// A person's own settings name no database; the line.
    Database(usize),
    /// `escape_ms` outside [`ESCAPE_MS_RANGE`]; the line, the number as written.
    EscapeMs(usize, i64),
}

impl ConfigError {
    /// A file that cannot be read.
    pub(super) fn file(path: &Path, error: io::Error) -> Self {
        Self { path: path.to_owned(), fault: ConfigFault::File(error) }
    }
}

/// A configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
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
    keys: BTreeMap<String, Spanned<Wanted>>,
}

/// What stands behind a name in `[keys]`: one key, several, or names below it (`reports.accept` without quotation marks).
#[derive(Debug)]
enum Wanted {
    Keys(Vec<String>),
    Below(Vec<(String, Wanted)>),
}

impl<'de> Deserialize<'de> for Wanted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads;
        impl<'de> Visitor<'de> for Reads {
            type Value = Wanted;

            fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
                formatter.write_str("\"f9\" or [\"f9\", \"ctrl-k\"] or []")
            }

            fn visit_str<E>(self, key: &str) -> Result<Wanted, E> {
                Ok(Wanted::Keys(vec![key.to_owned()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Wanted, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = list.next_element()? {
                    keys.push(key);
                }
                Ok(Wanted::Keys(keys))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Wanted, A::Error> {
                let mut below = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    below.push(entry);
                }
                Ok(Wanted::Below(below))
            }
        }
        deserializer.deserialize_any(Reads)
    }
}

/// A wish about keys and where it is written.
struct Wish {
    path: PathBuf,
    line: usize,
    name: String,
    change: Change,
}

impl Wish {
    fn refused(path: PathBuf, line: usize, name: String, fault: KeyFault) -> ConfigError {
        ConfigError { path, fault: ConfigFault::Key(line, name, fault) }
    }
}

/// What `escape_ms` may be: a shorter wait is none, in a longer one a person has pressed the next key.
pub const ESCAPE_MS_RANGE: RangeInclusive<u16> = 10..=1000;

/// What stands for the file's name where an account's own settings are meant.
pub(super) const OWN: &str = "config set";

impl Config {
    /// Reads files, a later one over an earlier one.
    pub(super) fn read(files: &[(PathBuf, Vec<u8>)]) -> Result<Self, ConfigError> {
        let mut config = Config::default();
        let mut wishes: Vec<Wish> = Vec::new();
        for (path, bytes) in files {
            let fault = |fault| ConfigError { path: path.clone(), fault };
            let text = data::text(bytes).map_err(|error| fault(ConfigFault::Data(error)))?;
            let file: File = data::parse(&text).map_err(|error| fault(ConfigFault::Data(error)))?;
            let line = |at: usize| data::line_at(text.as_bytes(), at);
            config.lang = file.lang.or(config.lang);
            config.theme = file.theme.or(config.theme);
            config.ascii = file.ascii.or(config.ascii);
            config.no_accents = file.no_accents.or(config.no_accents);
            config.mouse = file.mouse.or(config.mouse);
            config.plain = file.plain.or(config.plain);
            config.escape_digits = file.escape_digits.or(config.escape_digits);
            if let Some(wait) = file.escape_ms {
                let wait = escape_ms(*wait.get_ref())
                    .ok_or_else(|| fault(ConfigFault::EscapeMs(line(wait.span().start), *wait.get_ref())))?;
                config.escape_ms = Some(wait);
            }
            if let Some(db) = file.db {
                if path == Path::new(OWN) {
                    return Err(fault(ConfigFault::Database(line(db.span().start))));
                }
                config.db = Some(database(path, &db, line).map_err(fault)?);
            }
            for (name, wanted) in file.keys {
                let line = line(wanted.span().start);
                wish(path, line, name, wanted.into_inner(), &mut wishes)?;
            }
        }
        config.keys = keys(wishes)?;
        Ok(config)
    }
}

fn escape_ms(written: i64) -> Option<u16> {
    u16::try_from(written).ok().filter(|wait| ESCAPE_MS_RANGE.contains(wait))
}

/// A path of its own, or one below the folder of the file that says so.
fn database(file: &Path, db: &Spanned<PathBuf>, line: impl Fn(usize) -> usize) -> Result<PathBuf, ConfigFault> {
    let path = db.get_ref();
    let line = line(db.span().start);
    if path.as_os_str().is_empty() {
        let what = Unreadable::UnknownWord { word: String::new(), known: "/…/tiendo.db".to_owned() };
        return Err(ConfigFault::Data(DataError { line, what }));
    }
    if path.starts_with("~") {
        return Err(ConfigFault::Home(line));
    }
    Ok(file.parent().map_or_else(|| path.clone(), |folder| folder.join(path)))
}

/// Adds a wish; the same name in an earlier file gives way.
fn wish(path: &Path, line: usize, name: String, wanted: Wanted, wishes: &mut Vec<Wish>) -> Result<(), ConfigError> {
    match wanted {
        Wanted::Below(below) => {
            for (part, wanted) in below {
                wish(path, line, format!("{name}.{part}"), wanted, wishes)?;
            }
        }
        Wanted::Keys(keys) => {
            let change = Change::parse(&name, &keys)
                .map_err(|fault| Wish::refused(path.to_owned(), line, name.clone(), fault))?;
            wishes.retain(|wish| wish.name != name);
            wishes.push(Wish { path: path.to_owned(), line, name, change });
        }
    }
    Ok(())
}

/// The key table with every wish, or the wish that cannot be.
fn keys(mut wishes: Vec<Wish>) -> Result<Keys, ConfigError> {
    let changes: Vec<Change> = wishes.iter().map(|wish| wish.change.clone()).collect();
    Keys::changed(&changes).map_err(|(at, fault)| {
        let wish = wishes.swap_remove(at);
        Wish::refused(wish.path, wish.line, wish.name, fault)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Command, Key, Place};

    fn read(files: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let files: Vec<_> = files.iter().map(|(path, text)| (PathBuf::from(path), text.as_bytes().to_vec())).collect();
        Config::read(&files)
    }

    #[test]
    fn the_users_file_lies_over_the_sites() {
        let site = "lang = \"en\"\ndb = \"/srv/tiendo.db\"\nascii = true\n[keys]\n\"reports.accept\" = \"n\"\n\"sheet.note\" = []\n";
        let user = "lang = \"vi\"\ntheme = \"high-contrast\"\ndb = \"so/lieu.db\"\n[keys]\nreports.accept = \"o\"\n";
        let config = read(&[("/etc/tiendo/config.toml", site), ("/home/lan/config.toml", user)]).unwrap();
        assert_eq!((config.lang, config.theme, config.ascii), (Some(Lang::Vi), Some(Theme::HighContrast), Some(true)));
        assert_eq!(config.db, Some(PathBuf::from("/home/lan/so/lieu.db")));
        assert_eq!(config.keys.keys_of(Place::Reports, Command::Accept), [Key::Char('o')]);
        assert!(config.keys.keys_of(Place::Sheet, Command::Note).is_empty());
    }

    #[test]
    fn a_fault_has_its_file_and_line() {
        let line = |text: &str| match read(&[("a.toml", "lang = \"en\"\n"), ("b.toml", text)]).unwrap_err() {
            ConfigError { path, .. } if path != Path::new("b.toml") => panic!("{}", path.display()),
            ConfigError { fault: ConfigFault::Data(error), .. } => (error.line, format!("{:?}", error.what)),
            ConfigError { fault: ConfigFault::Key(line, name, _), .. } => (line, name),
            ConfigError { fault: ConfigFault::Home(line), .. } => (line, String::new()),
            other => panic!("{other:?}"),
        };
        assert_eq!(line("\ntheem = \"dark\"\n").0, 2);
        assert_eq!(line("theme = \"dark\"\nmouse = \"ja\"\n").0, 2);
        assert_eq!(line("[keys]\n\n\"reports.acept\" = \"n\"\n"), (3, "reports.acept".into()));
        assert_eq!(line("[keys]\n\"reports.accept\" = [\n\"s\"]\n"), (2, "reports.accept".into()));
        assert_eq!(line("[keys]\n\"reports.accept\" = 5\n").0, 2);
        assert_eq!(line("db = \"~/tiendo.db\"\n").0, 1);
    }
}
