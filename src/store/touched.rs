//! What the journal's new lines say was changed since a session last looked: every write leaves at least one line, so
//! that a session reads again what the lines name and nothing else. Must not depend on display texts.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use rusqlite::{Connection, params};

use super::error::StoreError;
use super::journal_chain;
use super::journal_search::JournalSubject;
use crate::domain::code::PlanCode;
use crate::domain::duty::DutyKey;
use crate::domain::figure::Cell;

/// Maximum number of new lines that are told apart. After a bulk import reading everything again is cheaper.
const MAX_NEW_LINES: i64 = 300;

pub(super) const NEW_LINES: &str =
    "SELECT no, by, kind, subject FROM journal WHERE no > ?1 ORDER BY no LIMIT ?2";

/// Journal lines whose changes a session has read: all up to one, and those of its own writes after it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenLines {
    up_to: i64,
    own: Vec<RangeInclusive<i64>>,
}

impl SeenLines {
    /// All lines up to this number.
    pub fn up_to(no: i64) -> Self {
        Self {
            up_to: no,
            own: Vec::new(),
        }
    }

    /// Adds the lines of an own write. Foreign lines before them stay unseen.
    pub fn add_own(&mut self, lines: RangeInclusive<i64>) {
        if *lines.start() <= self.up_to + 1 {
            self.up_to = self.up_to.max(*lines.end());
        } else {
            self.own.push(lines);
        }
    }

    fn contains(&self, no: i64) -> bool {
        no <= self.up_to || self.own.iter().any(|lines| lines.contains(&no))
    }
}

/// What was changed since a session last looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Touched {
    /// Too many lines to be told apart, or one whose subject is not known.
    Everything,
    /// What the lines name; empty if there is no new line of another session.
    Subjects(TouchedSubjects),
}

/// Subjects of journal lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TouchedSubjects {
    /// Cells with a changed figure.
    pub cells: BTreeSet<Cell>,
    /// Duties with a new event.
    pub duties: BTreeSet<DutyKey>,
    /// Plans with new progress, spending or inspections.
    pub execution: BTreeSet<PlanCode>,
    /// Accounts whose stars changed.
    pub starred_by: BTreeSet<String>,
    /// `true` if a comment was added.
    pub has_comments: bool,
    /// Changed accounts.
    pub accounts: BTreeSet<String>,
    /// `true` if a plan, an office, a group, a day off, a setting or a lock changed: they reach into all the others.
    pub has_catalog: bool,
}

impl TouchedSubjects {
    /// Adds the subject of a line; `false` if it is not known.
    fn add(&mut self, by: String, kind: &str, subject: &str) -> bool {
        match (kind, JournalSubject::parse(kind, subject)) {
            ("figure", _) => {
                return parse_cell(subject).is_some_and(|cell| {
                    self.cells.insert(cell);
                    true
                });
            }
            ("duty", JournalSubject::Duty(key)) => {
                self.duties.insert(key);
            }
            ("activity" | "spending" | "inspection", JournalSubject::Plan(plan, _)) => {
                self.execution.insert(plan);
            }
            ("star", JournalSubject::Measure(..) | JournalSubject::Duty(_)) => {
                self.starred_by.insert(by);
            }
            ("comment", JournalSubject::Measure(..) | JournalSubject::Duty(_)) => {
                self.has_comments = true;
            }
            ("account", _) => {
                self.accounts.insert(subject.to_owned());
            }
            ("plan" | "office" | "group" | "holiday" | "setting" | "lock", _) => {
                self.has_catalog = true;
            }
            _ => return false,
        }
        true
    }
}

/// The cell of a subject: measure, office, period, and the series if there is one.
fn parse_cell(subject: &str) -> Option<Cell> {
    let mut words = subject.splitn(4, ' ');
    let measure = words.next().filter(|id| id.contains('/'))?;
    Some(Cell {
        measure: measure.into(),
        office: words.next()?.into(),
        period: words.next()?.parse().ok()?,
        series: words.next().map(str::to_owned),
    })
}

/// Number of the newest line; 0 without lines.
pub(super) fn newest_line(db: &Connection) -> Result<i64, StoreError> {
    Ok(journal_chain::tip(db)?.0)
}

/// What the lines after the seen ones name, and all lines that are seen then.
pub(super) fn since(db: &Connection, seen: &SeenLines) -> Result<(Touched, SeenLines), StoreError> {
    let mut subjects = TouchedSubjects::default();
    let (mut up_to, mut count, mut known) = (seen.up_to, 0, true);
    let mut statement = db.prepare_cached(NEW_LINES)?;
    let mut rows = statement.query(params![seen.up_to, MAX_NEW_LINES + 1])?;
    while let Some(row) = rows.next()? {
        up_to = row.get(0)?;
        count += 1;
        if !seen.contains(up_to) {
            known &= subjects.add(
                row.get(1)?,
                &row.get::<_, String>(2)?,
                &row.get::<_, String>(3)?,
            );
        }
    }
    if count > MAX_NEW_LINES {
        let newest = newest_line(db)?;
        return Ok((Touched::Everything, SeenLines::up_to(newest)));
    }
    let touched = if known {
        Touched::Subjects(subjects)
    } else {
        Touched::Everything
    };
    Ok((touched, SeenLines::up_to(up_to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn added(kind: &str, subject: &str) -> Option<TouchedSubjects> {
        let mut subjects = TouchedSubjects::default();
        subjects
            .add("minh".into(), kind, subject)
            .then_some(subjects)
    }

    #[test]
    fn own_lines_are_seen_and_foreign_ones_before_them_are_not() {
        let mut seen = SeenLines::up_to(4);
        seen.add_own(5..=6);
        assert_eq!(seen, SeenLines::up_to(6));
        seen.add_own(9..=9);
        let found: Vec<i64> = (1..12).filter(|no| !seen.contains(*no)).collect();
        assert_eq!(found, [7, 8, 10, 11]);
    }

    #[test]
    fn a_line_without_a_known_subject_is_refused() {
        for (kind, subject) in [
            ("duty", "p/r1 x.a"),
            ("figure", "p/1 x.a"),
            ("star", "p/r1 x.a"),
            ("restore", "database"),
            ("upgrade", "database"),
            ("init", "database"),
            ("weather", "p/1"),
        ] {
            assert_eq!(added(kind, subject), None, "{kind} {subject}");
        }
        let cell = Cell {
            measure: "p/1".into(),
            office: "x.a".into(),
            period: "2025-Q1".parse().unwrap(),
            series: Some("bé trai".to_owned()),
        };
        let of = added("figure", "p/1 x.a 2025-Q1 bé trai").unwrap();
        assert_eq!(of.cells, BTreeSet::from([cell]));
        let of = added("star", "p/1").unwrap();
        assert_eq!(of.starred_by, BTreeSet::from(["minh".into()]));
    }
}
