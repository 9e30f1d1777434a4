//! Dependencies between reports: which report waits for which, and which are missing on a day. Plan tth-2021's report
//! to the ministry waits for the offices' reports; it may be sent without them, but they are named. Must not depend
//! on the store.

use chrono::NaiveDate;

use super::code::RuleId;
use super::duty::Blocker;
use super::duty::{Duty, DutyEvent, DutyKey, DutyState, DutyStatus};
use super::period::Period;
use super::plan::{Plan, ReportingRule};

/// Rules whose reports a rule waits for (`waits_for`).
pub fn prerequisite_rules<'a>(
    plan: &'a Plan,
    rule: &'a ReportingRule,
) -> impl Iterator<Item = RuleId> + 'a {
    let known = |no: &'a String| plan.rules.iter().find(move |other| other.no == *no);
    rule.waits_for
        .iter()
        .filter_map(known)
        .map(|other| plan.rule_id(other))
}

/// Rules that wait for a rule's reports.
pub fn dependent_rules<'a>(
    plan: &'a Plan,
    rule: &'a ReportingRule,
) -> impl Iterator<Item = RuleId> + 'a {
    plan.rules
        .iter()
        .filter(|other| other.waits_for.contains(&rule.no))
        .map(|other| plan.rule_id(other))
}

/// Returns `true` if `duty` waits for `other`, a report of a prerequisite rule that covers its period or a part of it.
/// If one of the two is a one-off duty, `other` is a prerequisite unless its named day is the later one.
pub fn is_prerequisite(duty: &Duty, other: &Duty) -> bool {
    let (own, theirs) = (duty.key.period, other.key.period);
    match (own.kind(), theirs.kind()) {
        _ if duty.key == other.key => false,
        (Some(_), Some(_)) => own.contains(&theirs),
        _ => other.named_day <= duty.named_day,
    }
}

/// Missing reports that a duty waits for, the longest overdue first. `awaited`: duties of the prerequisite rules with
/// their status on the day. Exempted and untracked duties block nothing.
pub fn blockers<'a>(
    duty: &Duty,
    awaited: impl IntoIterator<Item = (&'a Duty, &'a DutyStatus)>,
) -> Vec<Blocker> {
    let mut missing: Vec<Blocker> = awaited
        .into_iter()
        .filter(|(other, status)| is_prerequisite(duty, other) && other.tracked && !status.exempted)
        .filter(|(_, status)| !status.is_submitted() && status.state != DutyState::Transferred)
        // Another office still owes a report that will be transferred.
        .filter(|(other, status)| {
            status.state != DutyState::NotOpen || !other.starts_by_succession()
        })
        .map(|(other, status)| Blocker {
            key: other.key.clone(),
            deadline: status.deadline,
            late_days: if status.state == DutyState::Overdue {
                status.late_days
            } else {
                0
            },
        })
        .collect();
    missing.sort_by(|a, b| (b.late_days, &a.key).cmp(&(a.late_days, &b.key)));
    missing
}

/// Blockers of a duty on a day: for a submitted report those that its newest submission recorded, for an owed one
/// those that are missing now. A duty that is not open or is exempted has none.
pub fn blockers_on<'a>(
    duty: &Duty,
    (events, status): (&[DutyEvent], &DutyStatus),
    day: NaiveDate,
    awaited: impl IntoIterator<Item = (&'a Duty, &'a DutyStatus)>,
) -> Vec<Blocker> {
    if status.is_submitted() {
        let mut known = events.iter().rev().filter(|event| event.on <= day);
        let newest = known.find_map(DutyEvent::submission);
        return newest.map_or_else(Vec::new, |sending| sending.blockers.clone());
    }
    if status.is_owed() {
        blockers(duty, awaited)
    } else {
        Vec::new()
    }
}

/// Rule and period that the marked duties share; `None` if they differ. A letter is about one report.
pub fn common_report<'a>(
    mut keys: impl Iterator<Item = &'a DutyKey>,
) -> Option<(&'a RuleId, Period)> {
    let first = keys.next()?;
    keys.all(|key| key.rule == first.rule && key.period == first.period)
        .then_some((&first.rule, first.period))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duty::{DutyEventKind, Submission, duty_status};
    use crate::domain::fixtures::{day, duty, event};
    use crate::domain::office::Predecessor;

    /// A report of another rule that is asked for on a day, without a period.
    fn other(named_day: &str) -> Duty {
        let mut other = duty();
        other.key.rule = "p/r2".into();
        other.key.period = Period::single_day(day(named_day)).unwrap();
        other.named_day = day(named_day);
        other
    }

    #[test]
    fn a_report_waits_for_those_of_its_own_day_and_before() {
        for (named_day, expected) in [
            ("2024-06-09", true),
            ("2024-06-10", true),
            ("2024-06-11", false),
        ] {
            assert_eq!(
                is_prerequisite(&duty(), &other(named_day)),
                expected,
                "{named_day}"
            );
        }
    }

    #[test]
    fn a_blocker_is_late_after_its_last_day() {
        let other = other("2024-06-10");
        for (on, late_days) in [("2024-06-08", 0), ("2024-06-09", 0), ("2024-06-10", 1)] {
            let status = duty_status(&other, &[], false, day(on));
            let found = blockers(&duty(), [(&other, &status)]);
            assert_eq!(found[0].late_days, late_days, "{on}");
        }
    }

    #[test]
    fn what_a_report_was_sent_without_is_known_on_the_day_of_the_sending() {
        let blocker = Blocker {
            key: other("2024-06-10").key,
            deadline: day("2024-06-09"),
            late_days: 0,
        };
        let sent = DutyEventKind::Sent(Submission {
            blockers: vec![blocker],
            ..Submission::default()
        });
        let events = [event(sent, "2024-06-05")];
        for (on, count) in [("2024-06-04", 0), ("2024-06-05", 1), ("2024-06-06", 1)] {
            let status = duty_status(&duty(), &events, false, day(on));
            let found = blockers_on(&duty(), (&events, &status), day(on), []);
            assert_eq!(found.len(), count, "{on}");
        }
    }

    #[test]
    fn a_successor_blocks_from_the_day_on_which_it_owes_the_report() {
        let mut other = other("2024-06-10");
        let blocks = |other: &Duty, on: &str| {
            let status = duty_status(other, &[], false, day(on));
            !blockers(&duty(), [(other, &status)]).is_empty()
        };
        assert!(blocks(&other, "2023-12-31"), "not open, and its own");
        other.predecessors = vec![Predecessor {
            office: "x.b".into(),
            on: other.opens_on,
        }];
        for (on, expected) in [
            ("2023-12-31", false),
            ("2024-01-01", true),
            ("2024-01-02", true),
        ] {
            assert_eq!(blocks(&other, on), expected, "{on}");
        }
    }
}
