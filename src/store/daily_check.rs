//! The quick check of the whole file once a day for all sessions: a stamp beside the file says on which day which file
//! was found intact. Must not depend on what is checked.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, Write};
use std::path::Path;

use chrono::NaiveDate;
use rusqlite::Connection;

use super::connection;
use super::database_file::FileId;
use super::error::StoreError;
use super::journal_chain::{self, JournalTip};

/// Suffix of the stamp's file.
const SUFFIX: &str = ".checked";

/// The stamp beside a database, locked: a session that starts during another one's check waits for its result.
pub(super) struct CheckStamp {
    file: File,
    /// Day and identity of the database, as written.
    today: String,
}

impl CheckStamp {
    /// Opens and locks the stamp; `None` if there can be none, as in a folder that is not writable.
    pub(super) fn lock(database: &Path, id: FileId, day: NaiveDate) -> Option<Self> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options
            .open(connection::sibling_path(database, SUFFIX))
            .ok()?;
        file.lock().ok()?;
        Some(Self {
            file,
            today: format!("{day} {}:{}", id.0, id.1),
        })
    }

    /// Returns `true` if this very file was found intact today. A file copied over it has another journal.
    pub(super) fn is_of_today(&mut self, db: &Connection) -> Result<bool, StoreError> {
        let mut text = String::new();
        if self.file.read_to_string(&mut text).is_err() {
            return Ok(false);
        }
        let written = text.trim_end().rsplit_once(' ');
        match written.and_then(|(today, tip)| Some((today, JournalTip::parse(tip)?))) {
            Some((today, tip)) if today == self.today => {
                Ok(journal_chain::verify_tip(db, &tip)?.is_none())
            }
            _ => Ok(false),
        }
    }

    /// Writes that the file was found intact, up to a line of its journal; `None` erases the stamp. If it cannot be
    /// written, the next session checks again.
    pub(super) fn write(&mut self, tip: Option<&JournalTip>) {
        let text = tip.map_or_else(String::new, |tip| format!("{} {tip}\n", self.today));
        let _ = self
            .file
            .set_len(0)
            .and_then(|()| self.file.rewind())
            .and_then(|()| self.file.write_all(text.as_bytes()));
    }
}
