//! Rows of locks and exceptions.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::lock::{LockEvent, LockRecord, LockStatus};
use crate::list_row;

list_row! {
    /// A lock, or an exception until a day.
    pub struct LockRow {
        /// The plan.
        pub plan: PlanCode,
        /// The period.
        pub period: String,
        /// Office; null for all.
        pub office: Option<OfficeCode>,
        /// `closed` or `opened`.
        pub state: &'static str,
        /// Last day of an exception.
        pub until: Option<NaiveDate>,
        /// Reason.
        pub reason: Option<String>,
        /// Author.
        pub by: String,
        /// Time of recording.
        pub at: DateTime<Utc>,
        /// Current status: `closed`, `open`, `partly_open`, `expired`, `ended`, `repeated`.
        pub status: LockStatus,
    }
}

impl LockRow {
    /// Builds the row of a lock or an exception with its current status.
    pub fn new(record: &LockRecord<LockEvent>, status: LockStatus) -> Self {
        let lock = record.item.lock();
        let (state, until, reason) = match &record.item {
            LockEvent::Locked(_) => ("closed", None, None),
            LockEvent::Unlocked(exception) => (
                "opened",
                Some(exception.until),
                Some(exception.reason.clone()),
            ),
        };
        Self {
            plan: lock.plan.clone(),
            period: lock.period.to_string(),
            office: lock.office.clone(),
            state,
            until,
            reason,
            by: record.by.clone(),
            at: record.at,
            status,
        }
    }
}
