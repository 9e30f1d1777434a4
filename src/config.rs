//! The configuration: the site's file, then the user's, one type. Each key is optional; what a file does not say stays
//! as the program comes. Must not depend on the environment, the store or display texts.

mod options;
mod read;

use std::path::{Path, PathBuf};

pub use options::Config;
pub use read::{ConfigError, ConfigErrorKind, ESCAPE_MS_RANGE};

/// Paths of the configuration files; `None` if there is no such location.
#[derive(Clone, Debug, Default)]
pub struct ConfigPaths {
    /// The site's file, for all users of the machine.
    pub site: Option<PathBuf>,
    /// The user's own file.
    pub user: Option<PathBuf>,
}

impl Config {
    /// Reads the existing files.
    pub fn load(places: &ConfigPaths) -> Result<Self, ConfigError> {
        Self::parse(&read_files(places)?)
    }

    /// Reads the existing files, overridden by an account's own settings.
    pub fn load_for_account(places: &ConfigPaths, settings: &str) -> Result<Self, ConfigError> {
        let mut files = read_files(places)?;
        files.push((
            PathBuf::from(read::OWN_SETTINGS),
            settings.as_bytes().to_vec(),
        ));
        Self::parse(&files)
    }

    /// Reads a single file, which must exist.
    pub fn check_file(path: &Path) -> Result<Self, ConfigError> {
        let bytes = std::fs::read(path).map_err(|error| ConfigError::from_io(path, error))?;
        Self::parse(&[(path.to_owned(), bytes)])
    }
}

/// Contents of the existing files.
fn read_files(places: &ConfigPaths) -> Result<Vec<(PathBuf, Vec<u8>)>, ConfigError> {
    let mut files = Vec::new();
    for path in [&places.site, &places.user].into_iter().flatten() {
        match std::fs::read(path) {
            Ok(bytes) => files.push((path.clone(), bytes)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(ConfigError::from_io(path, error)),
        }
    }
    Ok(files)
}
