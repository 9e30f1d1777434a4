//! Where the database lies, and whether the name still leads to the file that was opened: what is written into a file
//! that somebody moved away or deleted would be lost although it was acknowledged. Knows no table.

use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// The path of an open database, and which file it was.
#[derive(Debug)]
pub(super) struct Place {
    path: PathBuf,
    file: FileId,
}

impl Place {
    /// The place of a file that has just been opened.
    pub(super) fn of(path: PathBuf) -> Result<Self, StoreError> {
        let file = file_id(&path).map_err(|error| StoreError::io(&path, error))?;
        Ok(Self { path, file })
    }

    /// The path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Fails where the name leads to no file any more, or to another one.
    pub(super) fn still_there(&self) -> Result<(), StoreError> {
        match file_id(&self.path) {
            Ok(file) if file == self.file => Ok(()),
            Ok(_) => Err(StoreError::Replaced(self.path.clone())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Replaced(self.path.clone())),
            Err(error) => Err(StoreError::io(&self.path, error)),
        }
    }
}

/// Device and number of a file; elsewhere than on Unix an open file cannot be deleted.
pub(super) type FileId = (u64, u64);

#[cfg(unix)]
pub(super) fn file_id(path: &Path) -> io::Result<FileId> {
    use std::os::unix::fs::MetadataExt;
    let found = path.symlink_metadata()?;
    Ok((found.dev(), found.ino()))
}

#[cfg(not(unix))]
pub(super) fn file_id(path: &Path) -> io::Result<FileId> {
    path.symlink_metadata().map(|_| (0, 0))
}
