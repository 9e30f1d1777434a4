//! How a row of the annex stands on a day (DOMAIN §6): from its window, its quantity and what was done. Stores nothing.

use chrono::NaiveDate;
use serde::Serialize;

use super::number::Number;
use super::plan::Activity;

/// How an activity stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
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
