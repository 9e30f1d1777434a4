//! Who writes, when, and at whose seat; and the line of the journal that a change leaves. Decides nothing: `authority`
//! asks who may.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;

use super::error::StoreError;
use super::journal::JournalLine;
use super::journal_chain;
use super::related_offices::is_on_behalf;
use super::rows::Timestamp;
use crate::domain::code::OfficeCode;
use crate::domain::day::vietnam_day;

/// Who writes. The account's name; on behalf of which office is part of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Account name.
    pub account: String,
    /// From which door: `terminal`, `cli`, `owner`, `demo`.
    pub channel: &'static str,
    /// As what they came in; a file that is not so any more takes nothing from them.
    pub auth_mode: AuthMode,
}

/// As what somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthMode {
    /// Alone with a file of their own.
    SingleUser,
    /// As an account of a shared file.
    Account,
    /// As the user who keeps a shared file: administers, and enters nothing.
    Owner,
}

impl Actor {
    /// Somebody alone with a file of their own.
    pub fn single_user(account: impl Into<String>, channel: &'static str) -> Self {
        Self {
            account: account.into(),
            channel,
            auth_mode: AuthMode::SingleUser,
        }
    }

    /// An account of a shared file.
    pub fn account(account: impl Into<String>, channel: &'static str) -> Self {
        Self {
            account: account.into(),
            channel,
            auth_mode: AuthMode::Account,
        }
    }

    /// Whoever keeps a shared file.
    pub fn owner(account: impl Into<String>) -> Self {
        Self {
            account: account.into(),
            channel: "owner",
            auth_mode: AuthMode::Owner,
        }
    }
}

/// At whose seat an author sits: what decides whether they write on behalf of another office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AuthorKind {
    /// Alone with the file, perhaps with an own office.
    SingleUser(Option<OfficeCode>),
    /// The owner of a shared file.
    Owner,
    /// An account of a shared file, perhaps bound to an office.
    Account(Option<OfficeCode>),
}

/// Who writes, and when: what stands in every row that a write adds.
pub(super) struct Author<'a> {
    pub(super) actor: &'a Actor,
    pub(super) at: Timestamp,
    kind: AuthorKind,
}

impl<'a> Author<'a> {
    /// Somebody alone, until the write's transaction says who it is.
    pub(super) fn new(actor: &'a Actor, now: DateTime<Utc>) -> Self {
        Self {
            actor,
            at: Timestamp::truncate(now),
            kind: AuthorKind::SingleUser(None),
        }
    }

    /// The same author, whose seat is known now.
    pub(super) fn with_kind(&self, kind: AuthorKind) -> Self {
        Self {
            actor: self.actor,
            at: Timestamp::truncate(self.at.0),
            kind,
        }
    }
}

impl Author<'_> {
    /// The day of the write in Việt Nam.
    pub(super) fn day(&self) -> NaiveDate {
        vietnam_day(self.at.0)
    }

    /// Whether it is an account of a shared file.
    pub(super) fn is_account(&self) -> bool {
        matches!(self.kind, AuthorKind::Account(_))
    }

    /// The office for which the author writes when that is not the own one, nor one below it.
    fn on_behalf_of<'o>(
        &self,
        db: &Connection,
        office: &'o OfficeCode,
    ) -> Result<Option<&'o OfficeCode>, StoreError> {
        let (AuthorKind::SingleUser(Some(own)) | AuthorKind::Account(Some(own))) = &self.kind
        else {
            return Ok(None);
        };
        let behalf = own != office && is_on_behalf(db, own, office, self.day())?;
        Ok(behalf.then_some(office))
    }

    /// Whether an account writes for an office that is not its own.
    pub(super) fn is_on_behalf(
        &self,
        db: &Connection,
        office: &OfficeCode,
    ) -> Result<bool, StoreError> {
        Ok(self.is_account() && self.on_behalf_of(db, office)?.is_some())
    }

    /// Appends a line in the transaction of the change.
    pub(super) fn journal(
        &self,
        db: &Connection,
        kind: &str,
        subject: &str,
        texts: [Option<&str>; 3],
    ) -> rusqlite::Result<()> {
        self.append_line(db, (kind, subject), texts, None)
    }

    /// The same of something that is an office's: a figure, a report.
    pub(super) fn journal_for(
        &self,
        db: &Connection,
        office: &OfficeCode,
        thing: (&str, &str),
        texts: [Option<&str>; 3],
    ) -> Result<(), StoreError> {
        let behalf = self.on_behalf_of(db, office)?;
        Ok(self.append_line(db, thing, texts, behalf)?)
    }

    fn append_line(
        &self,
        db: &Connection,
        (kind, subject): (&str, &str),
        [before, after, why]: [Option<&str>; 3],
        behalf: Option<&OfficeCode>,
    ) -> rusqlite::Result<()> {
        let (no, last) = journal_chain::tip(db)?;
        let line = JournalLine {
            no: no + 1,
            at: self.at.0,
            by: self.actor.account.clone(),
            channel: self.actor.channel.to_owned(),
            kind: kind.to_owned(),
            subject: subject.to_owned(),
            before: before.map(str::to_owned),
            after: after.map(str::to_owned),
            reason: why.map(str::to_owned),
            on_behalf_of: behalf.cloned(),
        };
        journal_chain::append(db, &last, &line)
    }
}
