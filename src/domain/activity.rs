//! How a row of the annex stands on a day (DOMAIN §6): from its window, its quantity and what was done. Stores nothing.

use chrono::NaiveDate;
use serde::Serialize;

use super::number::Number;
use super::plan::Activity;

/// How an activity stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityState {
    /// Its window has not begun.
    NotBegun,
    /// Within its window, not done yet.
    Running,
    /// The quantity is reached; where the plan names none, anything was done.
    Done,
    /// Its window has passed and it is not done.
    Late,
}

impl ActivityState {
    /// In the order in which lists show them: what is late first.
    pub const ALL: [Self; 4] = [Self::Late, Self::Running, Self::NotBegun, Self::Done];
}

/// How many days an activity is late on a day: 0 unless it is.
pub fn late_days(activity: &Activity, done: Option<Number>, day: NaiveDate) -> i64 {
    match activity_state(activity, done, day) {
        ActivityState::Late => (day - activity.window.to).num_days(),
        ActivityState::NotBegun | ActivityState::Running | ActivityState::Done => 0,
    }
}

/// Judges an activity on a day.
pub fn activity_state(activity: &Activity, done: Option<Number>, day: NaiveDate) -> ActivityState {
    let enough = activity.quantity.unwrap_or(Number::from_hundredths(1));
    match done {
        Some(done) if done >= enough => ActivityState::Done,
        _ if day < activity.window.from => ActivityState::NotBegun,
        _ if day <= activity.window.to => ActivityState::Running,
        _ => ActivityState::Late,
    }
}
