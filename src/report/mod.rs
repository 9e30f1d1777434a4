//! Output formats: rows as text, CSV, JSON and spreadsheets, letters as docx. Must not depend on the store, the
//! language or assessments: the content of rows is prepared before.

pub mod csv;
pub mod json;
pub mod letter;
pub mod table;
pub mod value;
pub mod xlsx;

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use value::DataValue;

/// A row of a list. Its keys are the names used by scripts; they never change.
pub trait ListRow: Serialize {
    /// Keys in the order of the columns.
    const KEYS: &'static [&'static str];
}

/// Values of a row in the order of its keys.
fn values_of<R: ListRow>(row: &R) -> Vec<DataValue> {
    let mut parts = serde_json::to_value(row).unwrap_or_default();
    R::KEYS
        .iter()
        .map(|key| parts.get_mut(*key).map(serde_json::Value::take))
        .map(|part| part.map_or(DataValue::Null, DataValue::from))
        .collect()
}

/// Declares a row struct whose field names are its keys; `#[key = "…"]` keeps a different key used by scripts.
#[macro_export]
macro_rules! list_row {
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[doc = $doc:literal])* $(#[key = $key:literal])? pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            $($(#[doc = $doc])* $(#[serde(rename = $key)])? pub $field: $type,)*
        }

        impl $crate::report::ListRow for $name {
            const KEYS: &'static [&'static str] = &[$($crate::list_row!(@key $field $($key)?)),*];
        }
    };
}

/// Writes a new file, completely or not at all; an existing file is never overwritten.
pub fn save_new_file(bytes: &[u8], path: &Path) -> io::Result<()> {
    if path.symlink_metadata().is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let draft = TemporaryFile::create_sibling(path, bytes)?;
    match std::fs::hard_link(&draft.0, path) {
        // Without hard links the name is created first, and removed if writing fails.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            fill(File::create_new(path)?, bytes).inspect_err(|_| drop(std::fs::remove_file(path)))
        }
        linked => linked,
    }
}

/// Replaces a file atomically: it stays as it was until the new one is complete. For a symbolic link its target is
/// replaced.
pub fn replace(bytes: &[u8], path: &Path) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let draft = TemporaryFile::create_sibling(&path, bytes)?;
    if let Ok(found) = path.metadata() {
        std::fs::set_permissions(&draft.0, found.permissions())?;
    }
    std::fs::rename(&draft.0, &path)
}

/// Writes bytes to a pipe, a device or another stream, where nothing can be overwritten.
pub fn write_to_stream(bytes: &[u8], path: &Path) -> io::Result<()> {
    File::options().append(true).open(path)?.write_all(bytes)
}

/// Returns `true` if a path is a pipe, a device or an inherited descriptor, not a regular file.
pub fn is_stream(path: &Path) -> bool {
    let given = ["/dev/stderr", "/dev/fd/", "/proc/self/fd/"];
    given.iter().any(|start| {
        path.as_os_str()
            .as_encoded_bytes()
            .starts_with(start.as_bytes())
    }) || path
        .metadata()
        .is_ok_and(|found| !found.is_file() && !found.is_dir())
}

/// Returns `true` if a path is the standard output of the process.
pub fn is_standard_output(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"]
        .iter()
        .any(|name| path == Path::new(name))
}

/// A temporary file next to its target, deleted on drop.
struct TemporaryFile(PathBuf);

/// Maximum number of names tried for a temporary file.
const NAMES_TRIED_MAX: u32 = 1000;

impl TemporaryFile {
    fn create_sibling(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        let id = std::process::id();
        let mut names =
            (0..NAMES_TRIED_MAX).map(|no| path.with_file_name(format!(".tiendo-{id}-{no}.new")));
        let file = names.find_map(|name| match File::create_new(&name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
            made => Some(made.map(|file| (Self(name), file))),
        });
        let (draft, file) = file.unwrap_or(Err(io::ErrorKind::AlreadyExists.into()))?;
        fill(file, bytes)?;
        Ok(draft)
    }
}

impl Drop for TemporaryFile {
    fn drop(&mut self) {
        // It is gone after a rename.
        let _ = std::fs::remove_file(&self.0);
    }
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Path of an export with its extension added if missing.
pub fn export_path(typed: &Path, extension: &str) -> PathBuf {
    let path = if typed.extension().is_some() {
        typed.to_owned()
    } else {
        typed.with_extension(extension)
    };
    std::path::absolute(&path).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    #[test]
    fn save_overwrites_nothing_and_leaves_no_draft() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        save_new_file(b"one", &path).unwrap();
        assert_eq!(
            save_new_file(b"two", &path).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert_eq!(
            (fs::read(&path).unwrap(), names(folder.path())),
            (b"one".to_vec(), vec!["out.csv".to_owned()])
        );
        assert!(save_new_file(b"three", &folder.path().join("no/where.csv")).is_err());
        replace(b"four", &path).unwrap();
        assert_eq!(
            (fs::read(&path).unwrap(), names(folder.path())),
            (b"four".to_vec(), vec!["out.csv".to_owned()])
        );
    }

    #[test]
    fn of_many_who_save_under_one_name_one_succeeds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        let all: Vec<io::Result<()>> = std::thread::scope(|scope| {
            let save = |no: usize| {
                save_new_file(
                    format!("{no}").repeat(1000).as_bytes(),
                    &folder.path().join("out.csv"),
                )
            };
            let threads: Vec<_> = (0..8).map(|no| scope.spawn(move || save(no))).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().unwrap())
                .collect()
        });
        assert_eq!(all.iter().filter(|done| done.is_ok()).count(), 1, "{all:?}");
        let bytes = fs::read(&path).unwrap();
        assert!(bytes.len() == 1000 && bytes.iter().all(|byte| *byte == bytes[0]));
        assert_eq!(names(folder.path()), ["out.csv"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_in_the_way_and_what_it_leads_to_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert_eq!(
            save_new_file(b"one", &link).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        assert!(!file.exists());
        fs::write(&file, "old").unwrap();
        replace(b"new", &link).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert!(link.is_symlink());
    }
}
