//! Rows of closed periods and of the exceptions to them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::lock::{LockEvent, LockRecord, LockStatus};
use crate::list_row;

list_row! {
    /// A period that was closed, or opened again until a day.
    pub struct LockRow {
        /// The plan.
        pub plan: PlanCode,
        /// The period.
        pub period: String,
        /// For one office; null for all.
        pub office: Option<OfficeCode>,
        /// `closed` or `opened`.
        pub state: &'static str,
        /// The last day of an exception.
        pub until: Option<NaiveDate>,
        /// Why it was made.
        pub reason: Option<String>,
        /// Who did it.
        pub by: String,
        /// When.
        pub at: DateTime<Utc>,
        /// What is left of it: `closed`, `open`, `partly_open`, `expired`, `ended`, `repeated`.
        pub status: LockStatus,
    }
}

impl LockRow {
    /// The row of a lock or an exception, with what is left of it.
    pub fn of(made: &LockRecord<LockEvent>, status: LockStatus) -> Self {
        let lock = made.item.lock();
        let (state, until, reason) = match &made.item {
            LockEvent::Locked(_) => ("closed", None, None),
            LockEvent::Opened(opening) => {
                ("opened", Some(opening.until), Some(opening.reason.clone()))
            }
        };
        Self {
            plan: lock.plan.clone(),
            period: lock.period.to_string(),
            office: lock.office.clone(),
            state,
            until,
            reason,
            by: made.by.clone(),
            at: made.at,
            status,
        }
    }
}
