//! The one SQLite file: opening it, reading facts from it, and the one door by which anything is written.
//! The only folder that names rusqlite. Knows no screen.
//!
//! A family of tables has a file of its own, with its statements; `write` is the door, `open` and `create` stand
//! before it. Every read is finished when it returns: no transaction is open while somebody thinks.

use std::borrow::Borrow;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;

use crate::domain::account::{Account, DatabaseMode};
use crate::domain::budget::SpendingRecord;
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode, PlanCode};
use crate::domain::comment::Comment;
use crate::domain::day::vietnam_day;
use crate::domain::duty::DutyKey;
use crate::domain::figure::{Cell, Figure, FigureChange, UndoDirection, UndoStep};
use crate::domain::plan_change::PlanDependents;
use crate::domain::star::StarSubject;

mod accounts;
mod activities;
mod audit;
mod author;
mod authorization;
mod backup;
mod catalog;
mod changes;
mod check;
mod clock;
mod comments;
mod connection;
mod create;
mod database_file;
mod drafts;
mod duties;
mod duty_events;
mod duty_generation;
mod error;
mod expected;
mod figures;
mod inspections;
mod integrity_issue;
mod journal;
mod journal_chain;
mod journal_search;
mod locks;
mod nightly_backup;
mod office_change;
mod offices;
mod plan_change;
mod plan_rows;
mod plans;
#[cfg(test)]
mod query_plan_tests;
mod related_offices;
mod restore;
mod rows;
mod schema;
mod spending;
mod stars;
mod succession;
mod undo;
mod upgrade;
mod verification;
mod write;
mod write_lock;
mod write_types;

pub use activities::{ActivityProgress, ActivityRecord};
pub use author::{Actor, AuthMode};
pub use authorization::required_permissions;
pub use changes::{ChangedFacts, Changes, Done};
pub use clock::Clock;
pub use create::SeedData;
pub use duties::{DutyFilter, DutyRecord, LastDays};
pub use error::{RefusedEntry, StoreError};
pub use expected::{Expected, ExpectedVersion};
pub use inspections::InspectionRecord;
pub use integrity_issue::IntegrityIssue;
pub use journal::JournalLine;
pub use journal_chain::JournalTip;
pub use journal_search::{JournalFilter, JournalPage, JournalSubject, KINDS as JOURNAL_KINDS};
pub use nightly_backup::{Copied, NIGHTS_KEPT, NightlyBackup};
pub use offices::Setting;
pub use restore::Restored;
pub use upgrade::Upgraded;
pub use write_types::Write;

use catalog::CatalogCache;
use database_file::DatabaseFile;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    file: Option<DatabaseFile>,
    /// What figures are checked against.
    facts: CatalogCache,
}

impl Store {
    /// Creates the file, refuses to overwrite; writes schema, founding facts and the duties that the rules make.
    pub fn create(
        path: &Path,
        founding: &SeedData,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Store, StoreError> {
        create::create(path, founding, &author::Author::new(actor, now))?;
        Self::open(path)
    }

    /// The same in memory, for tests and the demo.
    pub fn in_memory(
        founding: &SeedData,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Store, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        connection::harden(&connection)?;
        create::initialize(&mut connection, founding, &author::Author::new(actor, now))?;
        Ok(Self {
            connection,
            file: None,
            facts: CatalogCache::default(),
        })
    }

    /// Opens an existing file. Where it cannot be written it can still be read, and a write says
    /// [`StoreError::ReadOnly`].
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        let (connection, place) = connection::open(path)?;
        Ok(Self {
            connection,
            file: Some(place),
            facts: CatalogCache::default(),
        })
    }

    /// Changes when another connection has committed.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.with_path(
            connection::read_pragma(&self.connection, "data_version").map_err(StoreError::from),
        )
    }

    /// The same with every plan as it holds on a day (amendments).
    pub fn catalog_as_of(&self, day: NaiveDate) -> Result<Catalog, StoreError> {
        self.read_consistently(|db| self.facts.read(db, day))
    }

    /// What history hangs on the parts of a plan.
    pub fn plan_dependents(&self, plan: &PlanCode) -> Result<PlanDependents, StoreError> {
        self.read_consistently(|db| plan_change::plan_dependents(db, plan))
    }

    /// Plans, offices, groups, holidays, settings.
    pub fn catalog(&self) -> Result<Catalog, StoreError> {
        self.read_consistently(catalog::read_catalog)
    }

    /// Whether the file is one person's or shared.
    pub fn mode(&self) -> Result<DatabaseMode, StoreError> {
        self.read_consistently(offices::mode)
    }

    /// Every account by name, those that are gone too.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.read_consistently(accounts::read_accounts)
    }

    /// One account.
    pub fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        self.read_consistently(|db| accounts::find(db, name))
    }

    /// One's own office when alone.
    pub fn own_office(&self) -> Result<Option<OfficeCode>, StoreError> {
        self.read_consistently(offices::own_office)
    }

    /// The office that somebody answers for: the account's where the file is shared, else the file's own.
    pub fn office_of(&self, account: &str) -> Result<Option<OfficeCode>, StoreError> {
        self.read_consistently(|db| match offices::mode(db)? {
            DatabaseMode::Shared => {
                Ok(accounts::find(db, account)?.and_then(|account| account.office))
            }
            DatabaseMode::Single => offices::own_office(db),
        })
    }

    /// The current figures of a plan: for each cell at most one estimate and one official. By measure, office, period.
    pub fn figures(&self, plan: &PlanCode) -> Result<Vec<Figure>, StoreError> {
        self.read_consistently(|db| figures::of_plan(db, plan))
    }

    /// The current figures of one measure.
    pub fn figures_of_measure(&self, measure: &MeasureId) -> Result<Vec<Figure>, StoreError> {
        self.read_consistently(|db| figures::of_measure(db, measure))
    }

    /// The current figures of one office for a measure: what a new one is held against.
    pub fn figures_of_office(
        &self,
        measure: &MeasureId,
        office: &OfficeCode,
    ) -> Result<Vec<Figure>, StoreError> {
        self.read_consistently(|db| figures::of_office(db, measure, office))
    }

    /// Every estimate that its own office has not replaced, with all figures of its measure, period and series: whoever
    /// took over its tasks may have.
    pub fn figures_for_open_estimates(&self) -> Result<Vec<Figure>, StoreError> {
        self.read_consistently(figures::for_open_estimates)
    }

    /// The figures of one cell: at most one estimate and one official.
    pub fn figures_of_cell(&self, cell: &Cell) -> Result<Vec<Figure>, StoreError> {
        self.read_consistently(|db| figures::of_cell(db, cell))
    }

    /// The cells of a measure in which a figure ever stood.
    pub fn cells_with_history(&self, measure: &MeasureId) -> Result<Vec<Cell>, StoreError> {
        self.read_consistently(|db| figures::cells_with_history(db, measure))
    }

    /// Everything that ever stood in a cell, oldest first.
    pub fn figure_history(&self, cell: &Cell) -> Result<Vec<FigureChange>, StoreError> {
        self.read_consistently(|db| figures::history(db, cell))
    }

    /// What an account would take back or do again next, looking only at changes before number `before`.
    pub fn next_undo_step(
        &self,
        account: &str,
        way: UndoDirection,
        before: Option<i64>,
    ) -> Result<Option<UndoStep>, StoreError> {
        self.read_consistently(|db| undo::next_undo_step(db, account, way, before))
    }

    /// Duties with their events, ordered by last day, then rule, then office.
    pub fn duties(&self, filter: &DutyFilter) -> Result<Vec<DutyRecord>, StoreError> {
        self.read_consistently(|db| duties::read_duties(db, filter))
    }

    /// The same one by one, ordered by nothing in particular: for what is counted and not kept.
    pub fn each_duty(
        &self,
        filter: &DutyFilter,
        visit: &mut dyn FnMut(DutyRecord),
    ) -> Result<(), StoreError> {
        self.read_consistently(|db| duties::each(db, filter, visit))
    }

    /// How many duties there are.
    pub fn count_duties(&self) -> Result<usize, StoreError> {
        self.read_consistently(duties::count)
    }

    /// Of each rule, the named days with their last days, and how many duties have them.
    pub fn last_days(&self) -> Result<Vec<LastDays>, StoreError> {
        self.read_consistently(duties::last_days)
    }

    /// One duty.
    pub fn duty(&self, key: &DutyKey) -> Result<Option<DutyRecord>, StoreError> {
        self.read_consistently(|db| duties::find(db, key))
    }

    /// Progress of a plan's activities as known on a day.
    pub fn activities(
        &self,
        plan: &PlanCode,
        day: NaiveDate,
    ) -> Result<Vec<ActivityProgress>, StoreError> {
        self.read_consistently(|db| activities::progress_on_day(db, plan, day))
    }

    /// Everything that was ever said of an activity, oldest first.
    pub fn activity_history(
        &self,
        plan: &PlanCode,
        no: u32,
    ) -> Result<Vec<ActivityRecord>, StoreError> {
        self.read_consistently(|db| activities::history(db, plan, no))
    }

    /// What was spent of a plan up to a day, oldest first.
    pub fn spending(
        &self,
        plan: &PlanCode,
        day: NaiveDate,
    ) -> Result<Vec<SpendingRecord>, StoreError> {
        self.read_consistently(|db| spending::spending_until(db, plan, day))
    }

    /// Every inspection, the newest first.
    pub fn inspections(&self) -> Result<Vec<InspectionRecord>, StoreError> {
        self.read_consistently(inspections::read_inspections)
    }

    /// Every line of the journal about a part of a plan (`targets/2.3`) and what stands below it, oldest first.
    pub fn journal_of_plan_part(
        &self,
        plan: &PlanCode,
        part: &str,
    ) -> Result<Vec<JournalLine>, StoreError> {
        self.read_consistently(|db| journal::of_part(db, plan, part))
    }

    /// What an account follows up, the oldest star first.
    pub fn stars(&self, account: &str) -> Result<Vec<StarSubject>, StoreError> {
        self.read_consistently(|db| stars::of_account(db, account))
    }

    /// The comments on a measure and its cells, oldest first.
    pub fn comments_on_measure(&self, id: &MeasureId) -> Result<Vec<Comment>, StoreError> {
        self.read_consistently(|db| comments::of_measure(db, id))
    }

    /// The comments on a duty, oldest first.
    pub fn comments_on_duty(&self, key: &DutyKey) -> Result<Vec<Comment>, StoreError> {
        self.read_consistently(|db| comments::of_duty(db, key))
    }

    /// The newest lines of the journal before line `before` (or the newest of all), at most `limit`, newest first.
    pub fn journal(&self, before: Option<i64>, limit: u32) -> Result<Vec<JournalLine>, StoreError> {
        self.read_consistently(|db| journal::page(db, before, limit))
    }

    /// The newest lines before line `before` (or the newest of all) that are wanted and fit, at most `limit`.
    pub fn journal_page(
        &self,
        wanted: &JournalFilter,
        before: Option<i64>,
        limit: usize,
        fits: &dyn Fn(&JournalLine) -> bool,
    ) -> Result<JournalPage, StoreError> {
        self.read_consistently(|db| journal_search::search_page(db, wanted, before, limit, fits))
    }

    /// The one door: one transaction, BEGIN IMMEDIATE, with its journal lines. The clock is asked and the write checked
    /// after the lock is acquired.
    pub fn write(
        &mut self,
        actor: &Actor,
        clock: impl Into<Clock>,
        write: impl Borrow<Write>,
    ) -> Result<Changes, StoreError> {
        let (clock, write) = (clock.into(), write.borrow());
        if write.is_checked_against_facts() {
            // Read before the lock where they can be: in the transaction they are read again only if they changed.
            self.read_consistently(|db| self.facts.on(db, vietnam_day(clock.now())))?;
        }
        let (facts, mut at, mut step) = (&self.facts, None, None);
        let done = write::run_in_transaction(&mut self.connection, self.file.as_ref(), |db| {
            let author = author::Author::new(actor, *at.insert(clock.now()));
            let rows = write::apply(db, facts, &author, write)?;
            if rows > 0 && write.is_checked_against_facts() {
                step = Some(figures::next_change_no(db)? - 1);
            }
            Ok(rows)
        });
        let (changed, effect) = changes::describe(write);
        self.with_path(done.map(|rows| Changes {
            rows,
            at: at.unwrap_or_default(),
            step,
            facts: changed,
            done: effect,
        }))
    }

    /// The same for a history of writes, each with its author and moment, oldest first: all of it or nothing. How many rows.
    pub fn replay(
        &mut self,
        history: &[(Actor, DateTime<Utc>, Write)],
    ) -> Result<usize, StoreError> {
        let facts = &self.facts;
        let done = write::run_in_transaction(&mut self.connection, self.file.as_ref(), |db| {
            let each = |(actor, at, write): &(Actor, DateTime<Utc>, Write)| {
                write::apply(db, facts, &author::Author::new(actor, *at), write)
            };
            history.iter().map(each).sum()
        });
        self.with_path(done)
    }

    /// Adds the duties that the rules make and that are not there yet; how many. A second run adds none.
    pub fn expand_duties(&mut self) -> Result<usize, StoreError> {
        let done = write::run_in_transaction(&mut self.connection, self.file.as_ref(), |db| {
            duty_generation::upsert_all(
                db,
                duty_generation::generate_all(&catalog::read_catalog(db)?),
            )
        });
        self.with_path(done)
    }

    /// What an account typed and did not save, as it was kept; none in memory.
    pub fn drafts(&self, account: &str) -> Result<Option<String>, StoreError> {
        self.path()
            .map_or(Ok(None), |path| drafts::read(path, account))
    }

    /// Keeps what an account typed and did not save in a file of its own, which wakes nobody; forgets it without a text.
    pub fn keep_drafts(&self, account: &str, text: Option<&str>) -> Result<(), StoreError> {
        self.path()
            .map_or(Ok(()), |path| drafts::write(path, account, text))
    }

    /// Whether an account opens the interface on this file for the first time; the next time it does not. Whoever wrote
    /// in the interface before was here. Never in memory.
    pub fn record_first_visit(&self, account: &str) -> Result<bool, StoreError> {
        let Some(path) = self.path() else {
            return Ok(false);
        };
        let theirs = JournalFilter {
            by: Some(account.to_owned()),
            ..JournalFilter::default()
        };
        let first = drafts::record_first_visit(path, account)?;
        Ok(first
            && self
                .journal_page(&theirs, None, 1, &|line| line.channel == "terminal")?
                .lines
                .is_empty())
    }

    /// A verified copy under a new name; refuses to overwrite. What does not agree in it, as [`Store::check`] finds it.
    pub fn backup(&self, to: &Path) -> Result<Vec<IntegrityIssue>, StoreError> {
        backup::backup(&self.connection, to)
    }

    /// The same for who may; of a shared file only into the folder of its copies.
    pub fn backup_to(
        &self,
        to: &Path,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Vec<IntegrityIssue>, StoreError> {
        self.read_consistently(|db| {
            authorization::require_admin(db, &author::Author::new(actor, now))
        })?;
        if let Some(path) = self.path().filter(|_| actor.auth_mode != AuthMode::Owner) {
            nightly_backup::allowed_folder(
                path,
                to.parent(),
                self.mode()? == DatabaseMode::Shared,
            )?;
        }
        self.backup(to)
    }

    /// A verified copy in the folder of the database's copies, named by the moment; of a shared file for who administers
    /// it. None in memory.
    pub fn backup_now(
        &self,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Option<Copied>, StoreError> {
        let Some(path) = self.path() else {
            return Ok(None);
        };
        self.read_consistently(|db| {
            authorization::require_admin(db, &author::Author::new(actor, now))
        })?;
        self.with_path(nightly_backup::backup_now(&self.connection, path, now).map(Some))
    }

    /// Tonight's copy in a folder (`backups` beside the database if none is named), and the oldest go; none in memory.
    pub fn run_nightly_backup(
        &self,
        folder: Option<&Path>,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Option<NightlyBackup>, StoreError> {
        let Some(path) = self.path() else {
            return Ok(None);
        };
        self.read_consistently(|db| {
            authorization::require_admin(db, &author::Author::new(actor, now))
        })?;
        let shared = actor.auth_mode != AuthMode::Owner && self.mode()? == DatabaseMode::Shared;
        let folder = nightly_backup::allowed_folder(path, folder, shared)?;
        self.with_path(nightly_backup::run_nightly(&self.connection, path, &folder, now).map(Some))
    }

    /// Raises an older file to this program's version after a verified copy; none if it is of this version already.
    pub fn upgrade(
        path: &Path,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Option<Upgraded>, StoreError> {
        upgrade::upgrade(path, &author::Author::new(actor, now))
    }

    /// Puts a verified copy in the place of `target`, which is set aside; refused while other sessions have it open.
    pub fn restore(
        from: &Path,
        target: &Path,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Restored, StoreError> {
        restore::restore(from, target, &author::Author::new(actor, now))
    }

    /// Integrity, foreign keys, figures with their histories, duties with their rules, and all of it with the journal.
    pub fn check(&self) -> Result<Vec<IntegrityIssue>, StoreError> {
        let source = self.path().unwrap_or(Path::new(":memory:"));
        let verified = match self.path() {
            None => verification::in_memory(&self.connection, source),
            Some(path) => {
                connection::refuse_cut(path)?;
                match verification::of_connection(&self.connection, (path, path)) {
                    // Where no copy can lie beside the file it is looked at all the same.
                    Err(
                        StoreError::ReadOnly(_)
                        | StoreError::DiskFull
                        | StoreError::Io { .. }
                        | StoreError::DiskError { .. },
                    ) => verification::in_memory(&self.connection, source),
                    verified => verified,
                }
            }
        };
        self.with_path(verified.map(verification::Verified::findings))
    }

    /// Looks at the pages and CHECKs of a file with a connection of its own, while somebody works; fails on damage.
    pub fn quick_check(path: &Path) -> Result<(), StoreError> {
        let found = Self::open(path)?.read_consistently(check::quick_check)?;
        found
            .into_iter()
            .next()
            .map_or(Ok(()), |finding| Err(finding.into_damaged(path)))
    }

    /// The newest line of the journal, to be written down elsewhere; none where there is no line.
    pub fn journal_tip(&self) -> Result<Option<JournalTip>, StoreError> {
        self.read_consistently(journal_chain::journal_tip)
    }

    /// Whether an earlier head still is in the journal; what is wrong if not.
    pub fn verify_journal_tip(
        &self,
        head: &JournalTip,
    ) -> Result<Option<IntegrityIssue>, StoreError> {
        self.read_consistently(|db| journal_chain::verify_tip(db, head))
    }

    /// Where the file lies; none in memory.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(DatabaseFile::path)
    }

    /// Reads at one moment: a transaction that is over when this returns.
    fn read_consistently<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let at_one_moment = || {
            let transaction = self.connection.unchecked_transaction()?;
            read(&transaction)
        };
        self.with_path(at_one_moment())
    }

    /// An error with the meaning that it has for this file.
    fn with_path<T>(&self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        done.map_err(|error| error.with_path(self.path().unwrap_or(Path::new(":memory:"))))
    }
}
