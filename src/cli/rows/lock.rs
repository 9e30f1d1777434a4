//! Rows of closed periods and of the exceptions to them.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::lock::{Lock, Made, Opening};
use crate::row;

row! {
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
    }
}

impl LockRow {
    /// The row of a lock.
    pub fn closed(made: &Made<Lock>) -> Self {
        let lock = &made.what;
        Self {
            plan: lock.plan.clone(),
            period: lock.period.to_string(),
            office: lock.office.clone(),
            state: "closed",
            until: None,
            reason: None,
            by: made.by.clone(),
            at: made.at,
        }
    }

    /// The row of an exception.
    pub fn opened(made: &Made<Opening>) -> Self {
        let Opening { lock, until, reason } = &made.what;
        let closed = Self::closed(&Made { what: lock.clone(), by: made.by.clone(), at: made.at });
        Self { state: "opened", until: Some(*until), reason: Some(reason.clone()), ..closed }
    }
}
