//! State of an activity (a row of the plan's annex) on a day, derived from its window, its quantity and what was done.
//! Stores nothing.

use chrono::NaiveDate;
use serde::Serialize;

use super::number::Number;
use super::plan::Activity;

/// State of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActivityState {
    /// Its window has not begun.
    NotBegun,
    /// Within its window, not done yet (shown as in progress).
    Running,
    /// The quantity is reached; where the plan names none, any progress counts as done.
    Done,
    /// Its window has passed and it is not done.
    Late,
}

impl ActivityState {
    /// Display order: late activities first.
    pub const ALL: [Self; 4] = [Self::Late, Self::Running, Self::NotBegun, Self::Done];
}

/// Days by which an activity is late on a day; 0 if it is not late.
pub fn late_days(activity: &Activity, done: Option<Number>, day: NaiveDate) -> i64 {
    match activity_state(activity, done, day) {
        ActivityState::Late => (day - activity.window.to).num_days(),
        ActivityState::NotBegun | ActivityState::Running | ActivityState::Done => 0,
    }
}

/// Returns the state of an activity on a day.
pub fn activity_state(activity: &Activity, done: Option<Number>, day: NaiveDate) -> ActivityState {
    let enough = activity.quantity.unwrap_or(Number::from_hundredths(1));
    match done {
        Some(done) if done >= enough => ActivityState::Done,
        _ if day < activity.window.from => ActivityState::NotBegun,
        _ if day <= activity.window.to => ActivityState::Running,
        _ => ActivityState::Late,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::day;
    use crate::domain::plan::Window;

    fn activity(quantity: Option<i64>) -> Activity {
        Activity {
            no: 1,
            content: "c".to_owned(),
            unit: None,
            quantity: quantity.map(Number::whole),
            window: Window {
                wording: "w".to_owned(),
                from: day("2024-05-01"),
                to: day("2024-07-31"),
            },
            lead: "x.a".into(),
            partners: Vec::new(),
        }
    }

    #[test]
    fn the_days_of_an_activity() {
        for (on, state, late) in [
            ("2024-04-30", ActivityState::NotBegun, 0),
            ("2024-05-01", ActivityState::Running, 0),
            ("2024-05-02", ActivityState::Running, 0),
            ("2024-07-30", ActivityState::Running, 0),
            ("2024-07-31", ActivityState::Running, 0),
            ("2024-08-01", ActivityState::Late, 1),
        ] {
            let activity = activity(Some(3));
            assert_eq!(activity_state(&activity, None, day(on)), state, "{on}");
            assert_eq!(late_days(&activity, None, day(on)), late, "{on}");
        }
    }

    #[test]
    fn done_is_exactly_as_much() {
        let state = |quantity, hundredths| {
            let done = Some(Number::from_hundredths(hundredths));
            activity_state(&activity(quantity), done, day("2024-06-01"))
        };
        for (hundredths, expected) in [
            (299, ActivityState::Running),
            (300, ActivityState::Done),
            (301, ActivityState::Done),
        ] {
            assert_eq!(state(Some(3), hundredths), expected, "{hundredths}");
        }
        assert_eq!(state(None, 0), ActivityState::Running);
        assert_eq!(state(None, 1), ActivityState::Done);
    }
}
