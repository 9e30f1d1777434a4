//! Fair write lock between processes by two locked files next to the database; also owner-only files.
//! Must not depend on statements.

use std::fs::{File, OpenOptions};
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use super::connection;
use super::error::StoreError;

/// A fair write lock: a lock on a file next to the database, which the operating system releases when the process
/// ends. SQLite's own busy handler can starve a writer; here writers are served in their order.
pub(super) struct WriteLock(File);

impl WriteLock {
    /// Waits in a queue: only its first process waits for the lock, so that a process that has just written does not
    /// overtake the others.
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
        // The system call is fair and cheap, but has no timeout: a thread waits. If the caller gives up, the thread
        // releases a lock that it gets too late.
        let (answer, answered) = mpsc::channel();
        let waiter = move || {
            let at_head = if at_head {
                Ok(())
            } else {
                lock_uninterrupted(&head)
            };
            // The receiver is gone if the caller gave up.
            let _ = answer.send(
                at_head
                    .and_then(|()| lock_uninterrupted(&turn))
                    .map(|()| Self(turn)),
            );
        };
        std::thread::Builder::new()
            .spawn(waiter)
            .map_err(|error| StoreError::from_io(database, error))?;
        let reply = answered
            .recv_timeout(patience)
            .map_err(|_| StoreError::Busy)?;
        reply.map_err(|error| StoreError::from_io(database, error))
    }
}

impl Drop for WriteLock {
    fn drop(&mut self) {
        // Closing the file releases the lock too.
        let _ = self.0.unlock();
    }
}

/// Waits for a lock, retrying when interrupted by a signal.
fn lock_uninterrupted(file: &File) -> std::io::Result<()> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            done => return done,
        }
    }
}

/// Opens a file accessible to the owner only, creating it if missing.
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
