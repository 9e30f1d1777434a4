//! A transaction that writes: alone under the file's write lock, and rolled back unless it is committed.
//! Must not depend on what is written.

use std::ops::Deref;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::connection::LOCK_TIMEOUT;
use super::database_file::DatabaseFile;
use super::duty_summaries;
use super::error::StoreError;
use super::write_lock::WriteLock;

/// An open write transaction (BEGIN IMMEDIATE). The lock is released after it has ended: fields are dropped in this
/// order.
pub(super) struct WriteTransaction<'a> {
    transaction: Transaction<'a>,
    file: Option<&'a DatabaseFile>,
    _lock: Option<WriteLock>,
}

impl<'a> WriteTransaction<'a> {
    /// Waits for the write lock and begins; in memory there is no lock.
    pub(super) fn begin(
        db: &'a Connection,
        file: Option<&'a DatabaseFile>,
    ) -> Result<Self, StoreError> {
        let lock = file
            .map(|file| WriteLock::acquire(file.path(), LOCK_TIMEOUT))
            .transpose()?;
        Ok(Self {
            transaction: Transaction::new_unchecked(db, TransactionBehavior::Immediate)?,
            file,
            _lock: lock,
        })
    }

    /// Commits if any row was changed, with the summaries of the duties that were touched; returns how many rows. Fails
    /// if the file was moved away meanwhile.
    pub(super) fn commit(self, rows: usize) -> Result<usize, StoreError> {
        if rows > 0 {
            duty_summaries::refresh(&self.transaction)?;
            self.file.map_or(Ok(()), DatabaseFile::require_unmoved)?;
            self.transaction.commit()?;
        }
        Ok(rows)
    }
}

impl Deref for WriteTransaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}
