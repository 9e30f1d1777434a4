//! Constraints that recorded history puts on changing or deleting an office or a group. Must not depend on accounts or
//! storage.

use chrono::NaiveDate;
use serde::Serialize;

use super::code::{OfficeCode, PlanCode};
use super::office::Office;
use super::plan_change::{Difference, value_differences};
use super::plan_limits::DutyCount;

/// Range of days in which an office must exist because of its history: its figures by period, its reports by arrival.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfficeHistory {
    /// Earliest end of something recorded: the office must begin by this day.
    pub must_begin_by: Option<NaiveDate>,
    /// Latest start of something recorded: the office must not end before this day.
    pub must_exist_on: Option<NaiveDate>,
}

/// Records that refer to an office or a group that is to be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeDependent {
    /// Figures.
    Figures,
    /// Reports, reminders or extensions.
    Reports,
    /// It is a member of a group.
    Groups,
    /// It is the parent or a successor of an office.
    Offices,
    /// A plan names it.
    Plans,
    /// Comments on its cells or duties.
    Comments,
    /// It was inspected, or is in an inspection team.
    Inspections,
    /// A lock or an exception concerns it.
    Locks,
    /// An account belongs to it.
    Accounts,
    /// It is the database's own office.
    OwnOffice,
}

/// Reason why an office or a group may not be changed or deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeRefusal {
    /// Changes to existing entries without a reason; their codes.
    MissingReason(Vec<String>),
    /// The office would end before this day, on which recorded history still needs it.
    EndsTooEarly(OfficeCode, NaiveDate),
    /// The office would begin after this day, by which recorded history needs it.
    BeginsTooLate(OfficeCode, NaiveDate),
    /// Records refer to the office or group to be deleted.
    HasDependents(String, OfficeDependent),
    /// With more members the rules of this plan would exceed the limit of duties.
    Outgrows(PlanCode, DutyCount),
}

/// Differences between two states of an office or a group, by the keys of the data file.
pub fn differences<T: Serialize>(was: &T, now: &T) -> Vec<Difference> {
    let value = |one: &T| serde_json::to_value(one).unwrap_or(serde_json::Value::Null);
    value_differences(&value(was), &value(now))
}

/// Checks the changed dates of an office against its history.
pub fn check_office_change(office: &Office, history: OfficeHistory) -> Result<(), OfficeRefusal> {
    if let (Some(to), Some(alive_on)) = (office.to, history.must_exist_on)
        && to < alive_on
    {
        return Err(OfficeRefusal::EndsTooEarly(office.code.clone(), alive_on));
    }
    if let (Some(from), Some(begun_by)) = (office.from, history.must_begin_by)
        && begun_by < from
    {
        return Err(OfficeRefusal::BeginsTooLate(office.code.clone(), begun_by));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::{day, office};

    #[test]
    fn an_office_lives_from_and_to_the_days_of_its_history() {
        let history = || OfficeHistory {
            must_exist_on: Some(day("2024-05-20")),
            must_begin_by: Some(day("2024-05-10")),
        };
        for (to, expected) in [
            ("2024-05-19", false),
            ("2024-05-20", true),
            ("2024-05-21", true),
        ] {
            let ended = office("x.a", Some(to), &[]);
            assert_eq!(
                check_office_change(&ended, history()).is_ok(),
                expected,
                "{to}"
            );
        }
        for (from, expected) in [
            ("2024-05-09", true),
            ("2024-05-10", true),
            ("2024-05-11", false),
        ] {
            let begun = Office {
                from: Some(day(from)),
                ..office("x.a", None, &[])
            };
            assert_eq!(
                check_office_change(&begun, history()).is_ok(),
                expected,
                "{from}"
            );
        }
    }

    #[test]
    fn only_what_changed_is_a_difference() {
        let was = office("x.a", None, &[]);
        let mut now = was.clone();
        assert_eq!(differences(&was, &now), []);
        now.name = "n".to_owned();
        now.to = Some(day("2024-05-20"));
        assert_eq!(differences(&was, &now).len(), 2);
    }
}
