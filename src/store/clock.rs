//! Time source of writes: read after the write lock is acquired, so that a delayed writer does not record the time of
//! its start. Must not read a clock itself; it is passed in.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::day::vietnam_day;

/// Time source of writes.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// A fixed time: tests, and replayed histories.
    Fixed(DateTime<Utc>),
    /// The system's clock.
    System(fn() -> DateTime<Utc>),
    /// The system's time of day on a fixed day: the demo.
    OnDay(NaiveDate, fn() -> DateTime<Utc>),
}

impl Clock {
    /// Current time.
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
