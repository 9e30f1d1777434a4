//! The journal: who changed what, when, by which door, before and after. Appended by the one door, read backwards.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use super::authority;
use super::chain;
use super::error::StoreError;
use super::rows::Moment;
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::day::vietnam_day;

/// A line of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalLine {
    /// Grows by one.
    pub no: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Which account.
    pub by: String,
    /// From which door.
    pub door: String,
    /// What kind of thing: `figure`, `duty`, `activity`, `setting`, `init`, `plan`, `lock`, `office`,
    /// `group`, `holiday`, `spending`, `inspection`, `star`, `comment`, `account`, `upgrade`, `restore`.
    pub kind: String,
    /// Which one, in words of codes: `tth-2021/4.3 tth.syt 2023`.
    pub subject: String,
    /// Before, as text; none if there was nothing.
    pub before: Option<String>,
    /// After, as text.
    pub after: Option<String>,
    /// Why, where a reason or a note was given.
    pub why: Option<String>,
    /// The office for which somebody of another office wrote.
    pub behalf: Option<OfficeCode>,
}

pub(super) const PAGE: &str = "SELECT no, at, by, door, kind, subject, before, after, why, behalf FROM journal
                               WHERE no < ?1 ORDER BY no DESC LIMIT ?2";

/// At most `limit` lines before line `before`, newest first.
pub(super) fn page(db: &Connection, before: Option<i64>, limit: u32) -> Result<Vec<JournalLine>, StoreError> {
    let mut statement = db.prepare_cached(PAGE)?;
    let lines = statement.query_map(params![before.unwrap_or(i64::MAX), limit], line_at)?;
    Ok(lines.collect::<Result<_, _>>()?)
}

const BELOW: &str = "SELECT no, at, by, door, kind, subject, before, after, why, behalf FROM journal
                     WHERE subject >= ?1 AND subject < ?2 ORDER BY subject, no";

/// Every line about a part of a plan and what stands below it, oldest first.
pub(super) fn of_part(db: &Connection, plan: &PlanCode, part: &str) -> Result<Vec<JournalLine>, StoreError> {
    // Subjects are `<plan> <part>/<key>`; '0' is the character after the slash.
    let ends = params![format!("{plan} {part}/"), format!("{plan} {part}0")];
    let mut statement = db.prepare_cached(BELOW)?;
    let mut lines: Vec<JournalLine> = statement.query_map(ends, line_at)?.collect::<Result<_, _>>()?;
    lines.sort_by_key(|line| line.no);
    Ok(lines)
}

pub(super) fn line_at(row: &Row<'_>) -> rusqlite::Result<JournalLine> {
    Ok(JournalLine {
        no: row.get(0)?,
        at: row.get::<_, Moment>(1)?.0,
        by: row.get(2)?,
        door: row.get(3)?,
        kind: row.get(4)?,
        subject: row.get(5)?,
        before: row.get(6)?,
        after: row.get(7)?,
        why: row.get(8)?,
        behalf: row.get(9)?,
    })
}

/// Who writes. The account's name; on behalf of which office is part of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Account name.
    pub account: String,
    /// From which door: `terminal`, `cli`, `owner`, `demo`.
    pub door: &'static str,
    /// As what they came in; a file that is not so any more takes nothing from them.
    pub sits: Sits,
}

/// As what somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sits {
    /// Alone with a file of their own.
    Alone,
    /// As an account of a shared file.
    Account,
    /// As the user who keeps a shared file: administers, and enters nothing.
    Owner,
}

impl Actor {
    /// Somebody alone with a file of their own.
    pub fn alone(account: impl Into<String>, door: &'static str) -> Self {
        Self { account: account.into(), door, sits: Sits::Alone }
    }

    /// An account of a shared file.
    pub fn account(account: impl Into<String>, door: &'static str) -> Self {
        Self { account: account.into(), door, sits: Sits::Account }
    }

    /// Whoever keeps a shared file.
    pub fn owner(account: impl Into<String>) -> Self {
        Self { account: account.into(), door: "owner", sits: Sits::Owner }
    }
}

/// At whose seat an author sits: what decides whether they write on behalf of another office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Seat {
    /// Alone with the file, perhaps with an own office.
    Alone(Option<OfficeCode>),
    /// The owner of a shared file.
    Owner,
    /// An account of a shared file, perhaps bound to an office.
    Account(Option<OfficeCode>),
}

/// Who writes, and when: what stands in every row that a write adds.
pub(super) struct Author<'a> {
    pub(super) actor: &'a Actor,
    pub(super) at: Moment,
    seat: Seat,
}

impl<'a> Author<'a> {
    /// Somebody alone, until the write's transaction says who it is.
    pub(super) fn new(actor: &'a Actor, now: DateTime<Utc>) -> Self {
        Self { actor, at: Moment::kept(now), seat: Seat::Alone(None) }
    }

    /// The same author, whose seat is known now.
    pub(super) fn at_seat(&self, seat: Seat) -> Self {
        Self { actor: self.actor, at: Moment::kept(self.at.0), seat }
    }
}

impl Author<'_> {
    /// Whether it is an account of a shared file.
    pub(super) fn is_account(&self) -> bool {
        matches!(self.seat, Seat::Account(_))
    }

    /// The office for which the author writes when that is not the own one, nor one below it.
    fn behalf<'o>(&self, db: &Connection, office: &'o OfficeCode) -> Result<Option<&'o OfficeCode>, StoreError> {
        let (Seat::Alone(Some(own)) | Seat::Account(Some(own))) = &self.seat else { return Ok(None) };
        let behalf = own != office && authority::is_behalf(db, own, office, vietnam_day(self.at.0))?;
        Ok(behalf.then_some(office))
    }

    /// Whether an account writes for an office that is not its own.
    pub(super) fn writes_for(&self, db: &Connection, office: &OfficeCode) -> Result<bool, StoreError> {
        Ok(self.is_account() && self.behalf(db, office)?.is_some())
    }

    /// Appends a line in the transaction of the change.
    pub(super) fn journal(
        &self,
        db: &Connection,
        kind: &str,
        subject: &str,
        texts: [Option<&str>; 3],
    ) -> rusqlite::Result<()> {
        self.append(db, (kind, subject), texts, None)
    }

    /// The same of something that is an office's: a figure, a report.
    pub(super) fn journal_for(
        &self,
        db: &Connection,
        office: &OfficeCode,
        thing: (&str, &str),
        texts: [Option<&str>; 3],
    ) -> Result<(), StoreError> {
        let behalf = self.behalf(db, office)?;
        Ok(self.append(db, thing, texts, behalf)?)
    }

    fn append(
        &self,
        db: &Connection,
        (kind, subject): (&str, &str),
        [before, after, why]: [Option<&str>; 3],
        behalf: Option<&OfficeCode>,
    ) -> rusqlite::Result<()> {
        let (no, last) = chain::last(db)?;
        let line = JournalLine {
            no: no + 1,
            at: self.at.0,
            by: self.actor.account.clone(),
            door: self.actor.door.to_owned(),
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            why: why.map(str::to_owned),
            behalf: behalf.cloned(),
        };
        chain::append(db, &last, &line)
    }
}
