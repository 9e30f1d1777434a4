//! What all events of a duty amount to, whatever the day: from it follow the state and the total of any day on which all
//! events are known. Must not depend on events one by one; `duty::duty_status` judges a day in the past.

use chrono::NaiveDate;

use super::duty::{
    Duty, DutyEvent, DutyState, EventSummary, Total, is_resolved_before, open_state,
};

/// How far a duty is, all its events considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DutyPhase {
    /// Not submitted.
    Owed,
    /// Returned and not submitted again.
    Returned,
    /// Submitted, waiting for acceptance.
    Submitted,
    /// Accepted, or sent to a recipient outside the system.
    Accepted,
    /// Exempted: it does not count.
    Exempted,
    /// Nobody owes it: the offices from which it came had sent it before they ended.
    Superseded,
}

/// A duty after all its events.
///
/// ```
/// use tiendo::domain::duty::{DutyState, Total};
/// use tiendo::domain::duty_summary::{DutyPhase, DutySummary};
///
/// let day = |text: &str| text.parse().unwrap();
/// let owed = DutySummary {
///     tracked: true,
///     phase: DutyPhase::Owed,
///     opens_on: day("2024-01-01"),
///     deadline: day("2024-06-09"),
///     transferred_on: None,
///     late: false,
/// };
/// assert_eq!(owed.state_on(day("2024-06-09")), Some(DutyState::DueSoon));
/// assert_eq!(owed.total_on(day("2024-06-10")), Some(Total::OpenOverdue));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DutySummary {
    /// `false` if it fell due before the plan was tracked.
    pub tracked: bool,
    /// How far it is.
    pub phase: DutyPhase,
    /// First day on which its office owes it.
    pub opens_on: NaiveDate,
    /// Effective deadline: the resubmission day, the extended day, or the last day.
    pub deadline: NaiveDate,
    /// First day on which successors owe it in the office's place; `None` if it was submitted or exempted before.
    pub transferred_on: Option<NaiveDate>,
    /// Submitted late.
    pub late: bool,
}

impl DutySummary {
    /// Sums up a duty's events. `outside`: the recipient is outside the system; `superseded`: nobody owes the duty.
    pub fn new(duty: &Duty, events: &[DutyEvent], outside: bool, superseded: bool) -> Self {
        let history = EventSummary::new(events.iter());
        let phase = match history.state(outside) {
            _ if superseded => DutyPhase::Superseded,
            _ if history.exempted => DutyPhase::Exempted,
            Some(DutyState::Accepted) => DutyPhase::Accepted,
            Some(_) => DutyPhase::Submitted,
            None if history.is_returned() => DutyPhase::Returned,
            None => DutyPhase::Owed,
        };
        let is_done = matches!(phase, DutyPhase::Submitted | DutyPhase::Accepted);
        Self {
            tracked: duty.tracked,
            phase,
            opens_on: duty.opens_on,
            deadline: history.deadline(duty.last_day),
            transferred_on: duty
                .transferred_on
                .filter(|on| !is_resolved_before(events, *on)),
            late: is_done && history.late_days(duty.last_day) > 0,
        }
    }

    /// State on a day not before the last event; `None` for a duty that does not count: untracked, exempted, superseded.
    pub fn state_on(&self, day: NaiveDate) -> Option<DutyState> {
        if !self.tracked {
            return None;
        }
        let returned = match self.phase {
            DutyPhase::Exempted | DutyPhase::Superseded => return None,
            _ if self.transferred_on.is_some_and(|on| on <= day) => {
                return Some(DutyState::Transferred);
            }
            DutyPhase::Submitted => return Some(DutyState::Waiting),
            DutyPhase::Accepted => return Some(DutyState::Accepted),
            DutyPhase::Owed => false,
            DutyPhase::Returned => true,
        };
        Some(if day < self.opens_on {
            DutyState::NotOpen
        } else {
            open_state((self.deadline - day).num_days(), returned)
        })
    }

    /// The total in which it counts on a day not before the last event.
    pub fn total_on(&self, day: NaiveDate) -> Option<Total> {
        Total::of_state(self.state_on(day)?, self.late)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::duty::{DutyEventKind, duty_status};
    use crate::domain::fixtures::{day, duty, event, returned, sent};

    fn history() -> impl Strategy<Value = Vec<DutyEvent>> {
        let on = (0u64..200).prop_map(|days| day("2024-02-01") + chrono::Days::new(days));
        let until = (0u64..60).prop_map(|days| day("2024-06-01") + chrono::Days::new(days));
        let kind = (0..5, until).prop_map(|(kind, until)| match kind {
            0 | 1 => sent(),
            2 => returned(&until.to_string()),
            3 => DutyEventKind::Accepted,
            _ => DutyEventKind::Extended {
                to: until,
                reason: "r".into(),
            },
        });
        let one = (kind, on).prop_map(|(kind, on)| event(kind, &on.to_string()));
        proptest::collection::vec(one, 0..6)
    }

    proptest! {
        #[test]
        fn a_summary_agrees_with_the_status_on_every_later_day(
            events in history(),
            exempted in proptest::bool::weighted(0.2),
            outside: bool,
            tracked in proptest::bool::weighted(0.8),
            transferred in proptest::option::of(0u64..200),
            after in 0u64..90,
        ) {
            let mut events = events;
            if exempted {
                events.push(event(DutyEventKind::Exempted { reason: "r".into() }, "2024-05-01"));
            }
            let transferred_on =
                transferred.map(|days| day("2024-02-01") + chrono::Days::new(days));
            let duty = Duty { transferred_on, tracked, ..duty() };
            let last = events.iter().map(|event| event.on).max().unwrap_or(day("2023-12-01"));
            let today = last + chrono::Days::new(after);
            let status = duty_status(&duty, &events, outside, today);
            let summary = DutySummary::new(&duty, &events, outside, false);
            let counted = tracked && !status.exempted;
            prop_assert_eq!(summary.state_on(today), counted.then_some(status.state));
            prop_assert_eq!(summary.total_on(today), Total::classify(tracked, &status));
        }
    }

    #[test]
    fn a_superseded_duty_counts_nowhere() {
        let summary = DutySummary::new(&duty(), &[], false, true);
        assert_eq!(summary.state_on(day("2024-07-01")), None);
        assert_eq!(summary.total_on(day("2024-07-01")), None);
    }

    #[test]
    fn a_duty_opens_on_its_first_day() {
        let summary = DutySummary::new(&duty(), &[], false, false);
        for (on, expected) in [
            ("2023-12-31", DutyState::NotOpen),
            ("2024-01-01", DutyState::WithinDeadline),
            ("2024-01-02", DutyState::WithinDeadline),
        ] {
            assert_eq!(summary.state_on(day(on)), Some(expected), "{on}");
        }
    }
}
