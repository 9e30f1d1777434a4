//! Locked periods: figures of a locked period change only by an exception, for one office or all, with a reason and
//! an end. Locks and exceptions apply in the order in which they were recorded: a lock ends earlier exceptions for
//! its period and offices. Must not depend on figures.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::code::{OfficeCode, PlanCode};
use super::period::{Period, PeriodKind};
use super::plan::Plan;

/// A locked period of a plan (khóa số liệu).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lock {
    /// The plan.
    pub plan: PlanCode,
    /// The period, including every shorter one within it.
    pub period: Period,
    /// One office; `None` for all.
    pub office: Option<OfficeCode>,
}

/// An exception to a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockException {
    /// The period and office that are unlocked.
    pub lock: Lock,
    /// The last day on which figures may change.
    pub until: NaiveDate,
    /// Reason; required.
    pub reason: String,
}

/// A lock or an exception with its author and time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockRecord<T> {
    /// The lock or exception.
    pub item: T,
    /// Account that recorded it.
    pub by: String,
    /// Time of recording.
    pub at: DateTime<Utc>,
}

/// A lock or an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockEvent {
    /// A period was locked.
    Locked(Lock),
    /// A locked period was unlocked until a day.
    Unlocked(LockException),
}

impl LockEvent {
    /// The period and offices concerned.
    pub fn lock(&self) -> &Lock {
        match self {
            Self::Locked(lock) => lock,
            Self::Unlocked(exception) => &exception.lock,
        }
    }
}

/// All locks and exceptions of a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locks {
    /// In the order of recording, independent of timestamps.
    pub events: Vec<LockRecord<LockEvent>>,
}

/// Status of a lock or an exception on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LockStatus {
    /// A lock without an exception.
    #[serde(rename = "closed")]
    Locked,
    /// A lock with an exception for all of it; an exception in force.
    #[serde(rename = "open")]
    Unlocked,
    /// A lock with an exception for some of its offices or periods; an exception partly ended by a later lock.
    #[serde(rename = "partly_open")]
    PartlyUnlocked,
    /// An exception whose last day has passed.
    Expired,
    /// An exception ended by a later lock or replaced by a later exception for the same period and offices.
    Ended,
    /// A lock that was recorded again later.
    Repeated,
}

impl LockStatus {
    /// Returns `true` if figures may change.
    pub fn is_unlocked(self) -> bool {
        matches!(self, Self::Unlocked | Self::PartlyUnlocked)
    }
}

/// Reason why a lock or an exception is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockRefusal {
    /// A single day, or a period outside the plan's years.
    OutsidePlan {
        /// First day of the plan.
        from: NaiveDate,
        /// Last day of the plan.
        to: NaiveDate,
    },
    /// The same period and office are locked already.
    AlreadyLocked,
    /// Nothing is locked there.
    NotLocked,
    /// A required reason is missing.
    MissingReason,
    /// The exception would end before today.
    EndsBeforeToday(NaiveDate),
}

impl Lock {
    /// Returns `true` if the lock applies to a plan, period and office.
    fn covers(&self, plan: &PlanCode, period: Period, office: &OfficeCode) -> bool {
        self.plan == *plan
            && self.period.contains(&period)
            && self.office.as_ref().is_none_or(|own| own == office)
    }

    /// Returns `true` if the lock includes everything that the other applies to.
    fn covers_all(&self, other: &Self) -> bool {
        self.plan == other.plan
            && self.period.contains(&other.period)
            && (self.office.is_none() || self.office == other.office)
    }

    /// Returns `true` if the two locks overlap.
    fn touches(&self, other: &Self) -> bool {
        let same_office =
            self.office.is_none() || other.office.is_none() || self.office == other.office;
        let periods = self.period.contains(&other.period) || other.period.contains(&self.period);
        self.plan == other.plan && same_office && periods
    }
}

/// Validates a lock recorded on the day `today`: it overlaps the plan's years, and the same period is not already
/// locked without exceptions to end.
pub fn check_lock(
    plan: &Plan,
    locks: &Locks,
    lock: &Lock,
    today: NaiveDate,
) -> Result<(), LockRefusal> {
    check_period(plan, lock.period)?;
    let same = |record: &LockRecord<LockEvent>| matches!(&record.item, LockEvent::Locked(other) if other == lock);
    let Some(last) = locks.events.iter().rposition(same) else {
        return Ok(());
    };
    let later = locks
        .statuses(today)
        .into_iter()
        .zip(&locks.events)
        .skip(last);
    let in_force = |(status, record): (LockStatus, &LockRecord<LockEvent>)| {
        status.is_unlocked()
            && matches!(&record.item, LockEvent::Unlocked(exception) if exception.lock.touches(lock))
    };
    if later.into_iter().any(in_force) {
        Ok(())
    } else {
        Err(LockRefusal::AlreadyLocked)
    }
}

/// Validates an exception recorded on the day `today`: something is locked there, a reason is given, and it lasts until
/// today or later.
pub fn check_exception(
    plan: &Plan,
    locks: &Locks,
    exception: &LockException,
    today: NaiveDate,
) -> Result<(), LockRefusal> {
    check_period(plan, exception.lock.period)?;
    let is_locked_there = |record: &LockRecord<LockEvent>| matches!(&record.item, LockEvent::Locked(lock) if lock.touches(&exception.lock));
    match exception.reason.trim() {
        _ if !locks.events.iter().any(is_locked_there) => Err(LockRefusal::NotLocked),
        "" => Err(LockRefusal::MissingReason),
        _ if exception.until < today => Err(LockRefusal::EndsBeforeToday(exception.until)),
        _ => Ok(()),
    }
}

fn check_period(plan: &Plan, period: Period) -> Result<(), LockRefusal> {
    let data = plan.data_period;
    let inside = plan.from <= period.last_day(data) && period.first_day(data) <= plan.to;
    let refusal = LockRefusal::OutsidePlan {
        from: plan.from,
        to: plan.to,
    };
    if period.kind().is_some() && inside {
        Ok(())
    } else {
        Err(refusal)
    }
}

impl Locks {
    /// The locked period that prevents a change of a figure on a day; `None` if it may change. A figure of a longer
    /// period than the entry frequency of its measure is locked with any shorter one inside it, because it would
    /// count in their place.
    pub fn locked_period(
        &self,
        plan: &PlanCode,
        (period, frequency): (Period, PeriodKind),
        office: &OfficeCode,
        day: NaiveDate,
    ) -> Option<Period> {
        if !self
            .events
            .iter()
            .any(|record| record.item.lock().plan == *plan)
        {
            return None;
        }
        let parts = period.parts(frequency).into_iter();
        std::iter::once(period)
            .chain(parts)
            .find_map(|part| self.lock_of_period(plan, part, office, day))
    }

    /// Like [`Locks::locked_period`] for one period, without the periods inside it.
    fn lock_of_period(
        &self,
        plan: &PlanCode,
        period: Period,
        office: &OfficeCode,
        day: NaiveDate,
    ) -> Option<Period> {
        let (mut locked, mut exceptions): (Option<Period>, Vec<&LockException>) =
            (None, Vec::new());
        for record in self
            .events
            .iter()
            .filter(|record| record.item.lock().covers(plan, period, office))
        {
            match &record.item {
                LockEvent::Locked(lock) => {
                    locked = Some(lock.period);
                    exceptions.clear();
                }
                LockEvent::Unlocked(exception) => {
                    exceptions.retain(|other| other.lock != exception.lock);
                    exceptions.push(exception);
                }
            }
        }
        locked.filter(|_| !exceptions.iter().any(|exception| day <= exception.until))
    }

    /// Status on a day of each lock and each exception, in their order.
    pub fn statuses(&self, day: NaiveDate) -> Vec<LockStatus> {
        let exceptions: Vec<Option<LockStatus>> = (0..self.events.len())
            .map(|no| self.exception_status(no, day))
            .collect();
        let lock = |no: usize| self.lock_status(no, &exceptions);
        exceptions
            .iter()
            .enumerate()
            .map(|(no, status)| status.unwrap_or_else(|| lock(no)))
            .collect()
    }

    /// Status of an exception; `None` if the event is a lock.
    fn exception_status(&self, no: usize, day: NaiveDate) -> Option<LockStatus> {
        let (LockEvent::Unlocked(exception), later) = self.at(no)? else {
            return None;
        };
        let ends = |event: &LockEvent| match event {
            LockEvent::Locked(lock) => lock.covers_all(&exception.lock),
            LockEvent::Unlocked(other) => other.lock == exception.lock,
        };
        let cuts = |event: &LockEvent| matches!(event, LockEvent::Locked(lock) if lock.touches(&exception.lock));
        Some(match () {
            () if later.iter().any(|record| ends(&record.item)) => LockStatus::Ended,
            () if exception.until < day => LockStatus::Expired,
            () if later.iter().any(|record| cuts(&record.item)) => LockStatus::PartlyUnlocked,
            () => LockStatus::Unlocked,
        })
    }

    /// Status of a lock, given the statuses of the exceptions.
    fn lock_status(&self, no: usize, exceptions: &[Option<LockStatus>]) -> LockStatus {
        let Some((event, later)) = self.at(no) else {
            return LockStatus::Locked;
        };
        let lock = event.lock();
        if later
            .iter()
            .any(|record| matches!(&record.item, LockEvent::Locked(other) if other == lock))
        {
            return LockStatus::Repeated;
        }
        let mut status = LockStatus::Locked;
        for (record, exception_status) in later.iter().zip(exceptions.iter().skip(no + 1)) {
            match exception_status {
                Some(LockStatus::Unlocked) if record.item.lock().covers_all(lock) => {
                    return LockStatus::Unlocked;
                }
                Some(exception_status)
                    if exception_status.is_unlocked() && record.item.lock().touches(lock) =>
                {
                    status = LockStatus::PartlyUnlocked;
                }
                _ => {}
            }
        }
        status
    }

    /// An event and the events recorded after it.
    fn at(&self, no: usize) -> Option<(&LockEvent, &[LockRecord<LockEvent>])> {
        let (record, later) = self.events.get(no..)?.split_first()?;
        Some((&record.item, later))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(period: &str, office: &str) -> Lock {
        let office = Some(office)
            .filter(|office| !office.is_empty())
            .map(OfficeCode::from);
        Lock {
            plan: "p".into(),
            period: period.parse().unwrap(),
            office,
        }
    }

    /// `lock 2024`, `lock 2024 p.a`, `open 2024 2025-06-10`, `open 2024-Q1 2025-06-10 p.a`.
    fn event(line: &str) -> LockEvent {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["lock", period] => LockEvent::Locked(lock(period, "")),
            ["lock", period, office] => LockEvent::Locked(lock(period, office)),
            ["open", period, until, ref office @ ..] => LockEvent::Unlocked(LockException {
                lock: lock(period, office.first().unwrap_or(&"")),
                until: until.parse().unwrap(),
                reason: "đính chính".to_owned(),
            }),
            _ => panic!("{line}"),
        }
    }

    fn locks(lines: &[&str]) -> Locks {
        let record = |line: &&str| LockRecord {
            item: event(line),
            by: "lan".to_owned(),
            at: DateTime::<Utc>::UNIX_EPOCH,
        };
        Locks {
            events: lines.iter().map(record).collect(),
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn closed(
        locks: &Locks,
        cell: &str,
        kind: PeriodKind,
        office: &str,
        on: &str,
    ) -> Option<String> {
        let cell = (cell.parse().unwrap(), kind);
        locks
            .locked_period(&"p".into(), cell, &office.into(), day(on))
            .map(|period| period.to_string())
    }

    #[test]
    fn lock_of_a_year_closes_its_quarters_and_nothing_else() {
        let locks = locks(&["lock 2024"]);
        let closed = |plan: &str, period: &str| {
            let cell = (period.parse().unwrap(), PeriodKind::Month);
            locks
                .locked_period(&plan.into(), cell, &"p.a".into(), day("2025-06-05"))
                .is_some()
        };
        assert!(closed("p", "2024") && closed("p", "2024-Q3") && closed("p", "2024-M12"));
        assert!(!closed("p", "2025") && !closed("p", "2025-Q1") && !closed("q", "2024"));
    }

    #[test]
    fn exception_opens_for_its_office_until_its_last_day() {
        let locks = locks(&["lock 2024", "open 2024 2025-06-10 p.a"]);
        let closed =
            |office: &str, on: &str| closed(&locks, "2024-Q1", PeriodKind::Quarter, office, on);
        assert_eq!(
            closed("p.a", "2025-06-10"),
            None,
            "the last day itself is open"
        );
        assert_eq!(closed("p.a", "2025-06-11").as_deref(), Some("2024"));
        assert_eq!(closed("p.b", "2025-06-10").as_deref(), Some("2024"));
    }

    /// Recorded events; a cell of a quarterly measure, an office and a day; expected result: locked or not.
    const FOLDED: &[(&[&str], &str, &str, bool)] = &[
        (
            &["lock 2024", "open 2024 2025-06-10 p.a", "lock 2024"],
            "2024-Q1 p.a",
            "2025-06-05",
            true,
        ),
        (
            &["lock 2024", "open 2024 2025-06-10 p.a", "lock 2024 p.a"],
            "2024-Q1 p.a",
            "2025-06-05",
            true,
        ),
        (
            &["lock 2024", "open 2024 2025-06-10 p.a", "lock 2024 p.b"],
            "2024-Q1 p.a",
            "2025-06-05",
            false,
        ),
        (
            &["lock 2024", "open 2024 2025-06-10", "lock 2024 p.a"],
            "2024-Q1 p.a",
            "2025-06-05",
            true,
        ),
        (
            &["lock 2024", "open 2024 2025-06-10", "lock 2024 p.a"],
            "2024-Q1 p.b",
            "2025-06-05",
            false,
        ),
        (&["lock 2024 p.a"], "2024-Q1 p.b", "2025-06-05", false),
        (
            &["lock 2024", "open 2024-Q1 2025-06-10"],
            "2024-Q1 p.a",
            "2025-06-05",
            false,
        ),
        (
            &["lock 2024", "open 2024-Q1 2025-06-10"],
            "2024-Q2 p.a",
            "2025-06-05",
            true,
        ),
        (
            &["lock 2024", "open 2024-Q1 2025-06-10"],
            "2024 p.a",
            "2025-06-05",
            true,
        ),
        (
            &["lock 2024-Q1", "open 2024 2025-06-10"],
            "2024-Q1 p.a",
            "2025-06-05",
            false,
        ),
        (
            &["lock 2024-Q1", "open 2024 2025-06-10"],
            "2024 p.a",
            "2025-06-05",
            false,
        ),
        (
            &["lock 2024-Q1", "open 2024 2025-06-10", "lock 2024-Q1"],
            "2024 p.a",
            "2025-06-05",
            true,
        ),
        (
            &["lock 2024", "open 2024 2025-06-10", "lock 2024-Q1"],
            "2024-Q2 p.a",
            "2025-06-05",
            false,
        ),
        (
            &[
                "lock 2024",
                "open 2024 2025-06-10 p.a",
                "lock 2024 p.a",
                "open 2024 2025-06-10 p.a",
            ],
            "2024 p.a",
            "2025-06-05",
            false,
        ),
        (
            &[
                "lock 2024",
                "open 2024 2025-06-10 p.a",
                "open 2024 2025-06-20 p.a",
            ],
            "2024 p.a",
            "2025-06-15",
            false,
        ),
        (
            &[
                "lock 2024",
                "open 2024 2025-06-20 p.a",
                "open 2024 2025-06-10 p.a",
            ],
            "2024 p.a",
            "2025-06-15",
            true,
        ),
        (
            &[
                "lock 2024",
                "open 2024 2025-06-20 p.a",
                "open 2024 2025-06-10",
            ],
            "2024 p.a",
            "2025-06-15",
            false,
        ),
        (
            &["open 2024 2025-06-10", "lock 2024"],
            "2024 p.a",
            "2025-06-05",
            true,
        ),
        (&["lock 2024-Q1"], "2024 p.a", "2025-06-05", true),
        (&["lock 2024-Q1 p.b"], "2024 p.a", "2025-06-05", false),
        (&["lock 2024-M01"], "2024 p.a", "2025-06-05", false),
        (&["lock 2024-H2"], "2024-9M p.a", "2025-06-05", true),
    ];

    #[test]
    fn newest_of_locks_and_exceptions_holds() {
        for (recorded, cell, on, expected) in FOLDED {
            let (period, office) = cell.split_once(' ').unwrap();
            let found = closed(&locks(recorded), period, PeriodKind::Quarter, office, on);
            assert_eq!(
                found.is_some(),
                *expected,
                "{recorded:?}: {cell} on {on}: {found:?}"
            );
        }
    }

    #[test]
    fn lock_of_a_shorter_period_closes_longer_figures_of_measures_entered_in_it() {
        let locks = locks(&["lock 2024-Q1"]);
        let closed = |kind| closed(&locks, "2024", kind, "p.a", "2025-06-05");
        assert_eq!(closed(PeriodKind::Month).as_deref(), Some("2024-Q1"));
        assert_eq!(closed(PeriodKind::Quarter).as_deref(), Some("2024-Q1"));
        assert_eq!(
            closed(PeriodKind::Year),
            None,
            "a yearly measure has nothing in the quarter"
        );
    }

    /// Recorded events and the expected status of each on 05/06/2025.
    const LEFT: &[(&[&str], &[LockStatus])] = &[
        (&["lock 2024"], &[LockStatus::Locked]),
        (
            &["lock 2024", "open 2024 2025-06-05"],
            &[LockStatus::Unlocked, LockStatus::Unlocked],
        ),
        (
            &["lock 2024", "open 2024 2025-06-04"],
            &[LockStatus::Locked, LockStatus::Expired],
        ),
        (
            &["lock 2024", "open 2024 2025-06-10 p.a"],
            &[LockStatus::PartlyUnlocked, LockStatus::Unlocked],
        ),
        (
            &["lock 2024", "open 2024-Q1 2025-06-10"],
            &[LockStatus::PartlyUnlocked, LockStatus::Unlocked],
        ),
        (
            &["lock 2024", "open 2024 2025-06-10", "lock 2024 p.a"],
            &[
                LockStatus::PartlyUnlocked,
                LockStatus::PartlyUnlocked,
                LockStatus::Locked,
            ],
        ),
        (
            &["lock 2024", "open 2024 2025-06-10 p.a", "lock 2024"],
            &[LockStatus::Repeated, LockStatus::Ended, LockStatus::Locked],
        ),
        (
            &["lock 2024", "open 2024 2025-06-10", "open 2024 2025-06-20"],
            &[
                LockStatus::Unlocked,
                LockStatus::Ended,
                LockStatus::Unlocked,
            ],
        ),
        (
            &["lock 2024-Q1", "open 2024 2025-06-10"],
            &[LockStatus::Unlocked, LockStatus::Unlocked],
        ),
    ];

    #[test]
    fn statuses_say_what_is_left_today() {
        for (recorded, expected) in LEFT {
            assert_eq!(
                locks(recorded).statuses(day("2025-06-05")),
                *expected,
                "{recorded:?}"
            );
        }
    }

    #[test]
    fn two_locks_overlap_in_plan_office_and_period() {
        for (one, other, expected) in [
            (("2024", ""), ("2024-Q1", "p.a"), true),
            (("2024-Q1", "p.a"), ("2024", ""), true),
            (("2024", "p.a"), ("2024-Q1", "p.a"), true),
            (("2024", "p.a"), ("2024-Q1", "p.b"), false),
            (("2024-Q1", ""), ("2024-Q2", ""), false),
            (("2024-Q1", "p.a"), ("2024-Q2", "p.a"), false),
        ] {
            let (one, other) = (lock(one.0, one.1), lock(other.0, other.1));
            assert_eq!(one.touches(&other), expected, "{one:?} {other:?}");
            let of_other_plan = Lock {
                plan: "q".into(),
                ..other
            };
            assert!(!one.touches(&of_other_plan), "{one:?} {of_other_plan:?}");
        }
    }

    #[test]
    fn a_period_is_locked_again_only_to_end_an_exception() {
        use crate::domain::fixtures::{measure, plan};
        let plan = plan(&measure(serde_json::json!({})));
        let rows: [(&[&str], bool); 7] = [
            (&[], true),
            (&["lock 2023"], true),
            (&["lock 2024"], false),
            (&["lock 2024", "open 2024 2025-06-04"], false),
            (&["lock 2024", "open 2024 2025-06-05"], true),
            (&["lock 2024", "open 2024 2025-06-10 p.a"], true),
            (&["lock 2024", "lock 2023", "open 2023 2025-06-10"], false),
        ];
        for (recorded, accepted) in rows {
            let found = check_lock(
                &plan,
                &locks(recorded),
                &lock("2024", ""),
                day("2025-06-05"),
            );
            assert_eq!(found.is_ok(), accepted, "{recorded:?}");
        }
    }
}
