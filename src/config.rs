//! The configuration: the site's file, then the user's, one type. Each key is optional; what a file does not say stays
//! as the program comes. Knows no environment, no store and no words.

mod read;

use std::path::{Path, PathBuf};

pub use read::{ConfigError, ConfigFault, ESCAPE_MS_RANGE};

use crate::keys::Keys;
use crate::widgets::theme::Theme;
use crate::words::Lang;

/// Where the files are looked for; none where there is no such place.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The site's file, for everybody on the machine.
    pub site: Option<PathBuf>,
    /// The user's own file.
    pub user: Option<PathBuf>,
}

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
    pub keys: Keys,
}

impl Config {
    /// Reads the files that are there.
    pub fn load(places: &Places) -> Result<Self, ConfigError> {
        Self::read(&files(places)?)
    }

    /// The same, and over them an account's own settings.
    pub fn of_account(places: &Places, settings: &str) -> Result<Self, ConfigError> {
        let mut files = files(places)?;
        files.push((PathBuf::from(read::OWN), settings.as_bytes().to_vec()));
        Self::read(&files)
    }

    /// Reads one file alone, which has to be there.
    pub fn check(path: &Path) -> Result<Self, ConfigError> {
        let bytes = std::fs::read(path).map_err(|error| ConfigError::file(path, error))?;
        Self::read(&[(path.to_owned(), bytes)])
    }
}

/// The bytes of the files that are there.
fn files(places: &Places) -> Result<Vec<(PathBuf, Vec<u8>)>, ConfigError> {
    let mut files = Vec::new();
    for path in [&places.site, &places.user].into_iter().flatten() {
        match std::fs::read(path) {
            Ok(bytes) => files.push((path.clone(), bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(ConfigError::file(path, error)),
        }
    }
    Ok(files)
}
