//! What is under way beside the keys, and what is known of the file: the state alone.

use std::sync::mpsc::Receiver;

use crate::store::{Copied, StoreError};

/// What is under way beside the keys, and what is known of the file.
#[derive(Debug, Default)]
pub(super) struct BackgroundJobs {
    pub(super) file_health: FileHealth,
    pub(super) backup: Option<Receiver<Result<Option<Copied>, StoreError>>>,
}

/// The file's structure, as far as it is known.
#[derive(Debug, Default)]
pub(super) enum FileHealth {
    /// Nobody has looked, or nothing was found.
    #[default]
    Healthy,
    /// Somebody looks.
    Checking(Receiver<Result<(), StoreError>>),
    /// It is damaged: nothing is written any more.
    Damaged(StoreError),
}
