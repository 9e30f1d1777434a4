//! From rows to text, CSV and JSON, and from a letter to its file. Knows no store, no language and no judgement: what a row says was decided before.

pub mod csv;
pub mod json;
pub mod letter;
pub mod table;
pub mod xlsx;

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;

/// A row of a list. Its keys are the names by which scripts know its parts; they never change.
pub trait Row: Serialize {
    /// The keys in the order of the columns.
    const KEYS: &'static [&'static str];
}

/// Makes a row struct whose field names are its keys.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)*
        }

        impl $crate::report::Row for $name {
            const KEYS: &'static [&'static str] = &[$(stringify!($field)),*];
        }
    };
}

/// Writes bytes into a new file; one that is there is never overwritten.
pub fn save(bytes: &[u8], path: &Path) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| {
        // Half a file would be opened as a whole one.
        let _ = std::fs::remove_file(path);
    })
}

/// The whole path of a file that is named without its ending, or with one.
pub fn path(typed: &Path, ending: &str) -> PathBuf {
    let path = if typed.extension().is_some() { typed.to_owned() } else { typed.with_extension(ending) };
    std::path::absolute(&path).unwrap_or(path)
}
