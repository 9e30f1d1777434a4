//! Where the database lies, and whether the name still leads to the file that was opened: what is written into a file
//! that somebody moved away or deleted would be lost although it was acknowledged. Knows no table.

use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// The path of an open database, and which file it was.
#[derive(Debug)]
pub(super) struct DatabaseFile {
    path: PathBuf,
    file_id: FileId,
}

impl DatabaseFile {
    /// The place of a file that has just been opened.
    pub(super) fn new(path: PathBuf) -> Result<Self, StoreError> {
        let file_id = file_id(&path).map_err(|error| StoreError::from_io(&path, error))?;
        Ok(Self { path, file_id })
    }

    /// The path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Fails where the name leads to no file any more, or to another one.
    pub(super) fn require_unmoved(&self) -> Result<(), StoreError> {
        match file_id(&self.path) {
            Ok(file) if file == self.file_id => Ok(()),
            Ok(_) => Err(StoreError::FileReplaced(self.path.clone())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(StoreError::FileReplaced(self.path.clone()))
            }
            Err(error) => Err(StoreError::from_io(&self.path, error)),
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
