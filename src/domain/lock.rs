//! Closed periods: figures of a locked period change only by an exception, for one office or all, with a reason and an
//! end (DOMAIN §5). Knows no figure.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::code::{OfficeCode, PlanCode};
use super::period::Period;
use super::plan::Plan;

/// A period of a plan that is closed (khóa số liệu).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The plan.
    pub plan: PlanCode,
    /// The period, with every shorter one that lies in it.
    pub period: Period,
    /// For one office; absent means for all.
    pub office: Option<OfficeCode>,
}

/// An exception to a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// What is open again: the same period, for one office or all.
    pub lock: Lock,
    /// The last day on which figures may change.
    pub until: NaiveDate,
    /// Why; compulsory.
    pub reason: String,
}

/// A lock or an exception with who made it and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made<T> {
    /// The lock, the exception.
    pub what: T,
    /// The account.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Every lock and every exception, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locks {
    /// Locks.
    pub locks: Vec<Made<Lock>>,
    /// Exceptions.
    pub openings: Vec<Made<Opening>>,
}

/// Why a period is not closed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockRefusal {
    /// A single day, or a period outside the plan's years, which are these.
    OutsidePlan {
        /// First day of the plan.
        from: NaiveDate,
        /// Last day of the plan.
        to: NaiveDate,
    },
    /// Exactly that is closed already.
    ClosedAlready,
    /// Nothing is closed there: there is nothing to open.
    NotClosed,
    /// No reason where one is compulsory.
    NoReason,
    /// The exception would end before today.
    EndsBefore(NaiveDate),
}

impl Lock {
    /// Whether a cell of that plan, period and office falls under it.
    fn covers(&self, plan: &PlanCode, period: Period, office: &OfficeCode) -> bool {
        self.plan == *plan
            && (self.period == period || self.period.contains(&period))
            && self.office.as_ref().is_none_or(|own| own == office)
    }
}

/// Checks a period to be closed: it touches the plan's years, and is not closed as such already.
pub fn check_lock(plan: &Plan, locks: &Locks, lock: &Lock) -> Result<(), LockRefusal> {
    check_period(plan, lock.period)?;
    let twice = locks.locks.iter().any(|made| made.what == *lock);
    if twice { Err(LockRefusal::ClosedAlready) } else { Ok(()) }
}

/// Checks an exception made on the day `today`: something is closed there, with a reason, until today or later.
pub fn check_opening(plan: &Plan, locks: &Locks, opening: &Opening, today: NaiveDate) -> Result<(), LockRefusal> {
    let Lock { period, office, .. } = &opening.lock;
    check_period(plan, *period)?;
    let touches = |lock: &Lock| {
        let same_office = lock.office.is_none() || office.is_none() || lock.office == *office;
        lock.plan == plan.code && same_office && (lock.period.contains(period) || period.contains(&lock.period))
    };
    match opening.reason.trim() {
        _ if !locks.locks.iter().any(|made| touches(&made.what)) => Err(LockRefusal::NotClosed),
        "" => Err(LockRefusal::NoReason),
        _ if opening.until < today => Err(LockRefusal::EndsBefore(opening.until)),
        _ => Ok(()),
    }
}

fn check_period(plan: &Plan, period: Period) -> Result<(), LockRefusal> {
    let data = plan.data_period;
    let inside = plan.from <= period.last_day(data) && period.first_day(data) <= plan.to;
    let refusal = LockRefusal::OutsidePlan { from: plan.from, to: plan.to };
    if period.kind().is_some() && inside { Ok(()) } else { Err(refusal) }
}

impl Locks {
    /// The closed period that keeps a cell from changing on a day; none if it may change.
    pub fn closed(&self, plan: &PlanCode, period: Period, office: &OfficeCode, day: NaiveDate) -> Option<Period> {
        let lock = self.locks.iter().map(|made| &made.what).find(|lock| lock.covers(plan, period, office))?;
        let open = |opening: &Opening| day <= opening.until && opening.lock.covers(plan, period, office);
        (!self.openings.iter().any(|made| open(&made.what))).then_some(lock.period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(period: &str, office: Option<&str>) -> Lock {
        Lock { plan: "p".into(), period: period.parse().unwrap(), office: office.map(OfficeCode::from) }
    }

    fn made<T>(what: T) -> Made<T> {
        Made { what, by: "lan".to_owned(), at: DateTime::<Utc>::UNIX_EPOCH }
    }

    #[test]
    fn a_closed_year_closes_its_quarters_and_nothing_else() {
        let locks = Locks { locks: vec![made(lock("2024", None))], openings: Vec::new() };
        let closed = |plan: &str, period: &str| {
            let day = "2025-06-05".parse().unwrap();
            locks.closed(&plan.into(), period.parse().unwrap(), &"p.a".into(), day).is_some()
        };
        assert!(closed("p", "2024") && closed("p", "2024-Q3") && closed("p", "2024-M12"));
        assert!(!closed("p", "2025") && !closed("p", "2025-Q1") && !closed("q", "2024"));
    }

    #[test]
    fn an_exception_opens_for_its_office_until_its_last_day() {
        let until = "2025-06-10".parse().unwrap();
        let opening = Opening { lock: lock("2024", Some("p.a")), until, reason: "đính chính".to_owned() };
        let locks = Locks { locks: vec![made(lock("2024", None))], openings: vec![made(opening)] };
        let closed = |office: &str, day: &str| {
            locks.closed(&"p".into(), "2024-Q1".parse().unwrap(), &office.into(), day.parse().unwrap())
        };
        assert_eq!(closed("p.a", "2025-06-10"), None);
        assert_eq!(closed("p.a", "2025-06-11"), "2024".parse().ok());
        assert_eq!(closed("p.b", "2025-06-10"), "2024".parse().ok());
    }
}
