//! What history forbids when an office or a group changes or goes. Knows neither who changes it nor how it is stored.

use chrono::NaiveDate;
use serde::Serialize;

use super::code::{OfficeCode, PlanCode};
use super::office::Office;
use super::plan_change::{Difference, value_differences};
use super::plan_limits::DutyCount;

/// The days between which history hangs on an office: its figures by their periods, its reports by their arrival.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OfficeHistory {
    /// By this day something of it had ended: it has to have begun.
    pub must_begin_by: Option<NaiveDate>,
    /// On this day something of it began still: it cannot have ended before.
    pub must_exist_on: Option<NaiveDate>,
}

/// What hangs on an office or a group that somebody wants to take away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OfficeDependent {
    /// Figures.
    Figures,
    /// Reports that were sent, reminders, extensions.
    Reports,
    /// It is a member of a group.
    Groups,
    /// It stands above an office or follows one.
    Offices,
    /// A plan names it.
    Plans,
    /// Comments on its cells or reports.
    Comments,
    /// It was inspected, or is in a team.
    Inspections,
    /// A period was closed or opened for it.
    Locks,
    /// An account reports for it.
    Accounts,
    /// It is the office of the file.
    OwnOffice,
}

/// Why an office or a group may not change or go so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeRefusal {
    /// What is there changes and nobody says why: these.
    MissingReason(Vec<String>),
    /// It would end before this day, on which something of it began still.
    EndsTooEarly(OfficeCode, NaiveDate),
    /// It would begin after this day, by which something of it had ended.
    BeginsTooLate(OfficeCode, NaiveDate),
    /// History hangs on what would go.
    HasDependents(String, OfficeDependent),
    /// With more members the rules of this plan would make more duties than a plan may have.
    Outgrows(PlanCode, DutyCount),
}

/// Every difference between two states of an office or a group, by the keys of the data file.
pub fn differences<T: Serialize>(was: &T, now: &T) -> Vec<Difference> {
    let value = |one: &T| serde_json::to_value(one).unwrap_or(serde_json::Value::Null);
    value_differences(&value(was), &value(now))
}

/// Whether an office may live so, with what history hangs on it.
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
}
