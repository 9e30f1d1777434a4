//! The moment of a write: asked after the write lock is acquired, so that who waits, or holds their input open, does not
//! write with the time of their start. Reads no clock; it is handed in.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::day::vietnam_day;

/// Where the moment of a write comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// Always this one: tests, and a past that is told.
    Fixed(DateTime<Utc>),
    /// The system's clock.
    System(fn() -> DateTime<Utc>),
    /// The system's time of day on a day that stands still: the demonstration.
    OnDay(NaiveDate, fn() -> DateTime<Utc>),
}

impl Clock {
    /// The moment now.
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::Fixed(at) => at,
            Self::System(now) => now(),
            Self::OnDay(day, now) => {
                let now = now();
                now + (day - vietnam_day(now))
            }
        }
    }
}

impl From<DateTime<Utc>> for Clock {
    fn from(at: DateTime<Utc>) -> Self {
        Self::Fixed(at)
    }
}
