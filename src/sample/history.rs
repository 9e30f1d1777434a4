//! The past of the demonstration as writes with their authors and moments: what its parts share.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::entry::EntryRefusal;
use crate::import::figures::RowError;
use crate::import::sheet::SheetError;
use crate::sample::DataFileError;
use crate::store::{Actor, StoreError, Write};

/// The account that accepts and returns reports.
pub(super) const COORDINATOR: &str = "lan";

/// Reason why the demo cannot be set up; tests exclude all but the store's errors.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// An unreadable file of `data/`.
    #[error(transparent)]
    Data(#[from] DataFileError),
    /// The figures are not a valid sheet.
    #[error("data/demo/figures.csv: {0:?}")]
    Sheet(SheetError),
    /// An invalid row of the figures.
    #[error("data/demo/figures.csv:{0}: {1:?}")]
    Row(u64, RowError),
    /// A figure that is refused.
    #[error("data/demo/figures.csv:{0}: {1:?}")]
    EntryRefused(u64, EntryRefusal),
    /// Error of the store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes with their authors and times.
pub(super) type TimedWrites = Vec<(Actor, DateTime<Utc>, Write)>;

pub(super) fn actor(account: &str) -> Actor {
    Actor::single_user(account, "demo")
}

/// Coordinator of the history.
pub(super) fn coordinator_actor() -> Actor {
    actor(COORDINATOR)
}

pub(super) fn recorded_at(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(3)
}
