//! Location and identity of the open database file: data written to a file that was moved away or deleted would be lost
//! although the write was confirmed. Must not depend on tables.

use std::io;
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// Path and identity of an open database file.
#[derive(Debug)]
pub(super) struct DatabaseFile {
    path: PathBuf,
    file_id: FileId,
}

impl DatabaseFile {
    /// Identity of a file that was just opened.
    pub(super) fn new(path: PathBuf) -> Result<Self, StoreError> {
        let file_id = file_id(&path).map_err(|error| StoreError::from_io(&path, error))?;
        Ok(Self { path, file_id })
    }

    /// The path.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The identity of the file that was opened.
    pub(super) fn file_id(&self) -> FileId {
        self.file_id
    }

    /// Fails if the path no longer exists or leads to another file.
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

/// Device and inode of a file; on other systems than Unix an open file cannot be deleted.
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
