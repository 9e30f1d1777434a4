//! What is under way beside the keys, and what is known of the file: the state alone.

use std::sync::mpsc::Receiver;

use super::assessment_job::AssessmentJob;
use crate::store::{ManualBackup, StoreError};

/// Running jobs, and the health of the file.
#[derive(Debug, Default)]
pub(super) struct BackgroundJobs {
    pub(super) file_health: FileHealth,
    pub(super) assessments: Option<AssessmentJob>,
    pub(super) backup: Option<Receiver<Result<Option<ManualBackup>, StoreError>>>,
}

/// Result of the integrity check, as far as known.
#[derive(Debug, Default)]
pub(super) enum FileHealth {
    /// Not checked, or no damage found.
    #[default]
    Healthy,
    /// The check is running.
    Checking(Receiver<Result<(), StoreError>>),
    /// Damaged: writes are refused.
    Damaged(StoreError),
}
