//! A writer's turn among many processes: two locked files beside the database, and the files that are the owner's alone.
//! Knows no statement.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use super::connection;
use super::error::StoreError;

/// A writer's turn: a lock on a file beside the database, which the operating system takes back when the process ends.
/// SQLite's own waiting keeps many writers in step and lets some of them wait in vain; here each is let in in its turn.
pub(super) struct WriteLock(File);

impl WriteLock {
    /// Waits in a queue: only who stands at its head waits for the turn, so that nobody who has just written is back
    /// before the others.
    pub(super) fn acquire(database: &Path, patience: Duration) -> Result<Self, StoreError> {
        let private = |suffix| {
            open_private(&connection::sibling_path(database, suffix))
                .map_err(|error| StoreError::from_io(database, error))
        };
        let (head, turn) = (private(".queue")?, private(".lock")?);
        let at_head = head.try_lock().is_ok();
        if at_head && turn.try_lock().is_ok() {
            return Ok(Self(turn));
        }
        // The system's waiting is fair and costs nothing, but has no end: a thread waits. Where it is given up, it lets
        // go of what it gets too late.
        let (answer, answered) = mpsc::channel();
        let waiter = move || {
            let at_head = if at_head {
                Ok(())
            } else {
                lock_uninterrupted(&head)
            };
            // Nobody listens any more where it was given up.
            let _ = answer.send(
                at_head
                    .and_then(|()| lock_uninterrupted(&turn))
                    .map(|()| Self(turn)),
            );
        };
        std::thread::Builder::new()
            .spawn(waiter)
            .map_err(|error| StoreError::from_io(database, error))?;
        let said = answered
            .recv_timeout(patience)
            .map_err(|_| StoreError::Busy)?;
        said.map_err(|error| StoreError::from_io(database, error))
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // Closing the file unlocks it too.
        let _ = self.0.unlock();
    }
}

/// Waits for a lock, also where a signal comes in between.
fn lock_uninterrupted(file: &File) -> std::io::Result<()> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// Opens a file of the owner's alone, making it if it is not there.
pub(super) fn open_private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// A number that differs between processes and calls.
pub(super) fn random_u64() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::hash::RandomState::new().build_hasher().finish()
}

#[cfg(test)]
mod tests {
    use super::super::connection::LOCK_TIMEOUT;
    use super::*;

    #[test]
    fn a_turn_has_an_end_of_patience() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("x.db");
        let first = WriteLock::acquire(&database, LOCK_TIMEOUT).unwrap();
        let refused = WriteLock::acquire(&database, Duration::from_millis(20));
        assert!(matches!(refused, Err(StoreError::Busy)));
        drop(first);
        WriteLock::acquire(&database, LOCK_TIMEOUT).unwrap();
    }
}
