//! The author of a write: account, channel, time and role of the writer; appends the journal line of a change.
//! Decides nothing: `authorization` checks permissions.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;

use super::error::StoreError;
use super::journal::JournalLine;
use super::journal_chain;
use super::related_offices::is_on_behalf;
use super::rows::Timestamp;
use crate::domain::code::OfficeCode;
use crate::domain::day::vietnam_day;

/// The writer of a change. On whose behalf it is written is part of the change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Account name.
    pub account: String,
    /// Channel of the write: `terminal`, `cli`, `owner`, `demo`.
    pub channel: &'static str,
    /// Authentication mode; if the database's mode no longer matches, nothing is accepted.
    pub auth_mode: AuthMode,
}

/// Authentication mode of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuthMode {
    /// Single user of a private file.
    SingleUser,
    /// Account of a shared file.
    Account,
    /// Owner of a shared file: administers, but enters no data.
    Owner,
}

impl Actor {
    /// The single user of a private file.
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

    /// The owner of a shared file.
    pub fn owner(account: impl Into<String>) -> Self {
        Self {
            account: account.into(),
            channel: "owner",
            auth_mode: AuthMode::Owner,
        }
    }
}

/// Kind of author, with the own office: it decides whether a change is written on behalf of another office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum AuthorKind {
    /// Single user, perhaps with an own office.
    SingleUser(Option<OfficeCode>),
    /// The owner of a shared file.
    Owner,
    /// Account of a shared file, perhaps with an office.
    Account(Option<OfficeCode>),
}

/// Author and time of a write, recorded in every row that it adds.
pub(super) struct Author<'a> {
    pub(super) actor: &'a Actor,
    pub(super) at: Timestamp,
    kind: AuthorKind,
}

impl<'a> Author<'a> {
    /// An author of kind single user, until the write transaction determines the kind.
    pub(super) fn new(actor: &'a Actor, now: DateTime<Utc>) -> Self {
        Self {
            actor,
            at: Timestamp::truncate(now),
            kind: AuthorKind::SingleUser(None),
        }
    }

    /// The same author with the given kind.
    pub(super) fn with_kind(&self, kind: AuthorKind) -> Self {
        Self {
            actor: self.actor,
            at: Timestamp::truncate(self.at.0),
            kind,
        }
    }
}

impl Author<'_> {
    /// Day of the write in Việt Nam.
    pub(super) fn day(&self) -> NaiveDate {
        vietnam_day(self.at.0)
    }

    /// Returns `true` for an account of a shared file.
    pub(super) fn is_account(&self) -> bool {
        matches!(self.kind, AuthorKind::Account(_))
    }

    /// The office on whose behalf the author writes: `office`, unless it is the own one or below it.
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

    /// Returns whether the author writes for an office that is not its own.
    pub(super) fn is_on_behalf(
        &self,
        db: &Connection,
        office: &OfficeCode,
    ) -> Result<bool, StoreError> {
        Ok(self.is_account() && self.on_behalf_of(db, office)?.is_some())
    }

    /// Appends a journal line in the transaction of the change.
    pub(super) fn journal(
        &self,
        db: &Connection,
        kind: &str,
        subject: &str,
        texts: [Option<&str>; 3],
    ) -> rusqlite::Result<()> {
        self.append_line(db, (kind, subject), texts, None)
    }

    /// Appends a journal line about an office's record, such as a figure or report.
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
