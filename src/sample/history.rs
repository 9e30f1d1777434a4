//! The past of the demonstration as writes with their authors and moments: what its parts share.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::entry::EntryRefusal;
use crate::import::figures::{RowError, SheetError};
use crate::sample::DataFileError;
use crate::store::{Actor, StoreError, Write};

/// The account that accepts and returns reports.
pub(super) const COORDINATOR: &str = "lan";

/// Why the demonstration cannot be set up; the tests exclude all but the store's.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file of `data/` that cannot be read.
    #[error(transparent)]
    Data(#[from] DataFileError),
    /// The figures are no sheet.
    #[error("data/demo/figures.csv: {0:?}")]
    Sheet(SheetError),
    /// A row of the figures says nothing.
    #[error("data/demo/figures.csv:{0}: {1:?}")]
    Row(u64, RowError),
    /// A figure that would be refused.
    #[error("data/demo/figures.csv:{0}: {1:?}")]
    EntryRefused(u64, EntryRefusal),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What happened, each with its author and moment.
pub(super) type TimedWrites = Vec<(Actor, DateTime<Utc>, Write)>;

pub(super) fn actor(account: &str) -> Actor {
    Actor::single_user(account, "demo")
}

/// The coordinator of the past.
pub(super) fn coordinator_actor() -> Actor {
    actor(COORDINATOR)
}

pub(super) fn recorded_at(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(3)
}
