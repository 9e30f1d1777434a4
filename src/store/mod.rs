//! The SQLite database: opening it, reading from it, and the single entry point for writes, [`Store::write`].
//! The only module that uses rusqlite. Must not depend on screens.
//!
//! Each family of tables has its own submodule with its statements; `write` is the entry point for changes, `open` and
//! `create` precede it. Every read is finished when it returns: no transaction stays open while a user thinks.

use std::borrow::Borrow;
use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;

use crate::domain::account::{Account, DatabaseMode};
use crate::domain::budget::SpendingRecord;
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode, PlanCode, RuleId};
use crate::domain::comment::Comment;
use crate::domain::day::vietnam_day;
use crate::domain::duty::DutyKey;
use crate::domain::figure::{Cell, Figure, FigureChange, UndoDirection, UndoStep};
use crate::domain::period::Period;
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
mod check_progress;
mod clock;
mod comments;
mod connection;
mod create;
mod daily_check;
mod database_file;
mod drafts;
mod duties;
mod duty_events;
mod duty_generation;
mod duty_list;
mod duty_summaries;
mod error;
mod expected;
mod figures;
mod history_audit;
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
mod planned_steps;
mod plans;
#[cfg(test)]
mod query_plan_tests;
mod related_offices;
mod restore;
mod rows;
mod schema;
mod spending;
mod stale_duties;
mod stars;
mod succession;
mod touched;
mod undo;
mod upgrade;
mod verification;
mod write;
mod write_lock;
mod write_transaction;
mod write_types;

pub use activities::{ActivityProgress, ActivityRecord};
pub use author::{Actor, AuthMode};
pub use authorization::required_permissions;
pub use changes::{ChangedFacts, Changes, Done};
pub use check_progress::{CheckProgress, CheckStep};
pub use clock::Clock;
pub use create::SeedData;
pub use duties::{DutyFilter, DutyRecord, LastDays};
pub use duty_list::{DutyListFilter, DutyPosition, ListedDuty, PageStart};
pub use duty_summaries::{OfficeCount, SummaryCount, totals_of_counts};
pub use error::{RefusedEntry, StoreError};
pub use expected::{Expected, ExpectedVersion};
pub use inspections::InspectionRecord;
pub use integrity_issue::IntegrityIssue;
pub use journal::JournalLine;
pub use journal_chain::JournalTip;
pub use journal_search::{JournalChunk, JournalFilter, JournalSubject, KINDS as JOURNAL_KINDS};
pub use nightly_backup::{ManualBackup, NIGHTS_KEPT, NightlyBackup};
pub use offices::Setting;
pub use planned_steps::{ExpectedEvent, PlannedStep, RefusedSteps};
pub use restore::Restored;
pub use schema::VERSION as SCHEMA_VERSION;
pub use touched::{SeenLines, Touched, TouchedSubjects};
pub use upgrade::Upgraded;
pub use write_types::Write;

use catalog::CatalogCache;
use daily_check::CheckStamp;
use database_file::DatabaseFile;
use write_transaction::WriteTransaction;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    file: Option<DatabaseFile>,
    /// Catalog against which figures are validated.
    facts: CatalogCache,
    /// Receiver of the progress of checks of the whole file.
    progress: CheckProgress,
    rows_read: std::cell::Cell<usize>,
}

impl Store {
    /// Creates the file; refuses to overwrite. Writes schema, seed data and the duties that the rules make.
    pub fn create(
        path: &Path,
        seed: &SeedData,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Store, StoreError> {
        create::create(path, seed, &author::Author::new(actor, now))?;
        Self::open(path)
    }

    /// Creates a database in memory, for tests and the demo.
    pub fn in_memory(
        seed: &SeedData,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Store, StoreError> {
        let mut connection = Connection::open_in_memory()?;
        connection::harden(&connection)?;
        create::initialize(&mut connection, seed, &author::Author::new(actor, now))?;
        Ok(Self {
            connection,
            file: None,
            facts: CatalogCache::default(),
            progress: CheckProgress::default(),
            rows_read: std::cell::Cell::new(0),
        })
    }

    /// Opens an existing file. If it is read-only, it can still be read, and writes fail with
    /// [`StoreError::ReadOnly`].
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        let (connection, place) = connection::open(path)?;
        Ok(Self {
            connection,
            file: Some(place),
            facts: CatalogCache::default(),
            progress: CheckProgress::default(),
            rows_read: std::cell::Cell::new(0),
        })
    }

    /// The same store, with a receiver of the progress of checks and backups.
    #[must_use]
    pub fn with_progress(self, progress: CheckProgress) -> Self {
        Self { progress, ..self }
    }

    /// Version counter that changes when another connection has committed.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.with_path(
            connection::read_pragma(&self.connection, "data_version").map_err(StoreError::from),
        )
    }

    /// Reads the catalog with every plan as of a day (amendments).
    pub fn catalog_as_of(&self, day: NaiveDate) -> Result<Catalog, StoreError> {
        self.read_consistently(|db| self.facts.read(db, day))
    }

    /// Records that refer to parts of a plan.
    pub fn plan_dependents(&self, plan: &PlanCode) -> Result<PlanDependents, StoreError> {
        self.read_consistently(|db| plan_change::plan_dependents(db, plan))
    }

    /// Reads plans, offices, groups, holidays and settings.
    pub fn catalog(&self) -> Result<Catalog, StoreError> {
        self.read_consistently(catalog::read_catalog)
    }

    /// Mode of the database: single-user or shared.
    pub fn mode(&self) -> Result<DatabaseMode, StoreError> {
        self.read_consistently(offices::mode)
    }

    /// Every account by name, removed ones included.
    pub fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.read_consistently(accounts::read_accounts)
    }

    /// Finds an account.
    pub fn account(&self, name: &str) -> Result<Option<Account>, StoreError> {
        self.read_consistently(|db| accounts::find(db, name))
    }

    /// Own office of a single-user database.
    pub fn own_office(&self) -> Result<Option<OfficeCode>, StoreError> {
        self.read_consistently(offices::own_office)
    }

    /// Office of an account in a shared database, else the database's own office.
    pub fn office_of(&self, account: &str) -> Result<Option<OfficeCode>, StoreError> {
        self.read_consistently(|db| match offices::mode(db)? {
            DatabaseMode::Shared => {
                Ok(accounts::find(db, account)?.and_then(|account| account.office))
            }
            DatabaseMode::Single => offices::own_office(db),
        })
    }

    /// Current figures of a plan: for each cell at most one estimate and one official. By measure, office, period.
    pub fn figures(&self, plan: &PlanCode) -> Result<Vec<Figure>, StoreError> {
        self.counted(self.read_consistently(|db| figures::of_plan(db, plan)))
    }

    /// Current figures of one measure.
    pub fn figures_of_measure(&self, measure: &MeasureId) -> Result<Vec<Figure>, StoreError> {
        self.counted(self.read_consistently(|db| figures::of_measure(db, measure)))
    }

    /// Current figures of one measure, of which at most `limit` are read; `None` if there are more.
    pub fn figures_of_measure_up_to(
        &self,
        measure: &MeasureId,
        limit: u32,
    ) -> Result<Option<Vec<Figure>>, StoreError> {
        let read = self.read_consistently(|db| figures::of_measure_up_to(db, measure, limit))?;
        self.count_rows(read.as_ref().map_or(limit as usize, Vec::len));
        Ok(read)
    }

    /// Estimates not replaced by their own office, in no particular order, without other figures.
    pub fn open_estimates(&self) -> Result<Vec<Figure>, StoreError> {
        self.counted(self.read_consistently(figures::open_estimates))
    }

    /// The same as [`Store::figures_for_open_estimates`] for the measure, period and series of a cell.
    pub fn figures_for_open_estimates_of(&self, cell: &Cell) -> Result<Vec<Figure>, StoreError> {
        self.counted(self.read_consistently(|db| figures::for_open_estimates_of(db, cell)))
    }

    /// Number of figures and duties that were read through this store, for tests of what grows with the file.
    pub fn rows_read(&self) -> usize {
        self.rows_read.get()
    }

    fn count_rows(&self, rows: usize) {
        self.rows_read.set(self.rows_read.get() + rows);
    }

    fn counted<T>(&self, read: Result<Vec<T>, StoreError>) -> Result<Vec<T>, StoreError> {
        if let Ok(rows) = &read {
            self.count_rows(rows.len());
        }
        read
    }

    /// Current figures of one office for a measure, for comparison with a new one.
    pub fn figures_of_office(
        &self,
        measure: &MeasureId,
        office: &OfficeCode,
    ) -> Result<Vec<Figure>, StoreError> {
        self.read_consistently(|db| figures::of_office(db, measure, office))
    }

    /// Estimates not replaced by their own office, with all figures of their measure, period and series: a successor
    /// may have replaced them.
    pub fn figures_for_open_estimates(&self) -> Result<Vec<Figure>, StoreError> {
        self.counted(self.read_consistently(figures::for_open_estimates))
    }

    /// Figures of one cell: at most one estimate and one official.
    pub fn figures_of_cell(&self, cell: &Cell) -> Result<Vec<Figure>, StoreError> {
        self.counted(self.read_consistently(|db| figures::of_cell(db, cell)))
    }

    /// Cells of a measure that ever had a figure.
    pub fn cells_with_history(&self, measure: &MeasureId) -> Result<Vec<Cell>, StoreError> {
        self.read_consistently(|db| figures::cells_with_history(db, measure))
    }

    /// History of a cell, oldest first.
    pub fn figure_history(&self, cell: &Cell) -> Result<Vec<FigureChange>, StoreError> {
        self.read_consistently(|db| figures::history(db, cell))
    }

    /// Next step that an account can undo or redo, considering only changes before number `before`.
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
        self.counted(self.read_consistently(|db| duties::read_duties(db, filter)))
    }

    /// Reads duties in the order of [`Store::duties`] page by page, each in a transaction of its own: none stays open
    /// while a reader of the output thinks.
    pub fn for_each_duty_page<E: From<StoreError>>(
        &self,
        filter: &DutyFilter,
        visit: &mut dyn FnMut(Vec<DutyRecord>) -> Result<(), E>,
    ) -> Result<(), E> {
        let pages = self.read_consistently(|db| duties::page_ids(db, filter))?;
        for page in &pages {
            visit(self.read_consistently(|db| duties::read_page(db, page))?)?;
        }
        Ok(())
    }

    /// Visits duties one by one in no particular order: for counting without collecting.
    pub fn for_each_duty(
        &self,
        filter: &DutyFilter,
        visit: &mut dyn FnMut(DutyRecord),
    ) -> Result<(), StoreError> {
        self.read_consistently(|db| duties::each(db, filter, visit))
    }

    /// Counts of all duties that have the same rule, period and summary, or of those of one plan; for days not before
    /// [`Store::last_event_day`].
    pub fn duty_counts(&self, plan: Option<&PlanCode>) -> Result<Vec<SummaryCount>, StoreError> {
        self.read_consistently(|db| duty_summaries::counts(db, plan))
    }

    /// The four totals of each office, with what is due soon and returned, on a day not before
    /// [`Store::last_event_day`].
    pub fn office_counts(&self, day: NaiveDate) -> Result<Vec<OfficeCount>, StoreError> {
        self.read_consistently(|db| duty_summaries::office_counts(db, day))
    }

    /// A page of the duties in one state, in the order of deadline and office.
    pub fn duty_page(
        &self,
        filter: &DutyListFilter,
        start: &PageStart,
        limit: usize,
    ) -> Result<Vec<ListedDuty>, StoreError> {
        self.read_consistently(|db| duty_list::page(db, filter, start, limit))
    }

    /// The duties of listed rows with their events, ordered by last day, then rule, then office.
    pub fn listed_duties(&self, listed: &[ListedDuty]) -> Result<Vec<DutyRecord>, StoreError> {
        self.read_consistently(|db| duty_list::records(db, listed))
    }

    /// A named day and a last day of a report (the duties of a rule and period); `None` if it has no duties.
    pub fn report_days(
        &self,
        rule: &RuleId,
        period: Period,
    ) -> Result<Option<(NaiveDate, NaiveDate)>, StoreError> {
        self.read_consistently(|db| duties::report_days(db, rule, period))
    }

    /// Newest effective day of an event of a duty; `None` without events.
    pub fn last_event_day(&self) -> Result<Option<NaiveDate>, StoreError> {
        self.read_consistently(duty_summaries::last_event_day)
    }

    /// Number of duties.
    pub fn count_duties(&self) -> Result<usize, StoreError> {
        self.read_consistently(duties::count)
    }

    /// Named days of each rule with their last days and the number of duties.
    pub fn last_days(&self) -> Result<Vec<LastDays>, StoreError> {
        self.read_consistently(duties::last_days)
    }

    /// Finds a duty.
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

    /// All recorded progress of an activity, oldest first.
    pub fn activity_history(
        &self,
        plan: &PlanCode,
        no: u32,
    ) -> Result<Vec<ActivityRecord>, StoreError> {
        self.read_consistently(|db| activities::history(db, plan, no))
    }

    /// Spending of a plan up to a day, oldest first.
    pub fn spending(
        &self,
        plan: &PlanCode,
        day: NaiveDate,
    ) -> Result<Vec<SpendingRecord>, StoreError> {
        self.read_consistently(|db| spending::spending_until(db, plan, day))
    }

    /// Every inspection, newest first.
    pub fn inspections(&self) -> Result<Vec<InspectionRecord>, StoreError> {
        self.read_consistently(inspections::read_inspections)
    }

    /// Journal lines about a part of a plan (`targets/2.3`) and its sub-parts, oldest first.
    pub fn journal_of_plan_part(
        &self,
        plan: &PlanCode,
        part: &str,
    ) -> Result<Vec<JournalLine>, StoreError> {
        self.read_consistently(|db| journal::of_part(db, plan, part))
    }

    /// Stars of an account, oldest first.
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

    /// At most `limit` journal lines before line `before` (or the newest) that match the filter and `fits`.
    pub fn journal_chunk(
        &self,
        wanted: &JournalFilter,
        before: Option<i64>,
        limit: usize,
        fits: &dyn Fn(&JournalLine) -> bool,
    ) -> Result<JournalChunk, StoreError> {
        self.read_consistently(|db| journal_search::search_chunk(db, wanted, before, limit, fits))
    }

    /// Number of the newest journal line; 0 without lines.
    pub fn newest_journal_line(&self) -> Result<i64, StoreError> {
        self.read_consistently(touched::newest_line)
    }

    /// What other sessions changed since a session last looked, from the journal's new lines, and the lines that are
    /// seen then.
    pub fn changes_since(&self, seen: &SeenLines) -> Result<(Touched, SeenLines), StoreError> {
        self.read_consistently(|db| touched::since(db, seen))
    }

    /// Performs one write in one transaction (BEGIN IMMEDIATE) with its journal lines. The clock is read and the write
    /// validated after the lock is acquired. The single entry point for changes.
    pub fn write(
        &self,
        actor: &Actor,
        clock: impl Into<Clock>,
        write: impl Borrow<Write>,
    ) -> Result<Changes, StoreError> {
        let (clock, write) = (clock.into(), write.borrow());
        if write.changes_figures() {
            // Read before the lock if possible: the transaction reads again only what changed.
            self.read_consistently(|db| self.facts.on(db, vietnam_day(clock.now())))?;
        }
        let in_file = meaning_in(self.file.as_ref());
        let transaction =
            WriteTransaction::begin(&self.connection, self.file.as_ref()).map_err(in_file)?;
        let at = clock.now();
        let author = author::Author::new(actor, at);
        let before = touched::newest_line(&transaction).map_err(in_file)?;
        let rows = write::apply(&transaction, &self.facts, &author, write).map_err(in_file)?;
        let last = touched::newest_line(&transaction).map_err(in_file)?;
        let newest = (rows > 0 && write.changes_figures())
            .then(|| figures::next_change_no(&transaction))
            .transpose();
        let step = newest
            .map_err(|error| in_file(error.into()))?
            .map(|next| next - 1);
        let (facts, done) = changes::describe(write);
        Ok(Changes {
            rows: transaction.commit(rows).map_err(in_file)?,
            at,
            step,
            lines: (rows > 0 && last > before).then(|| before + 1..=last),
            facts,
            done,
        })
    }

    /// Records steps of several reports in one transaction, all or none, and answers the refused ones: if there are any,
    /// or for a trial, nothing is kept.
    pub fn record_steps(
        &self,
        actor: &Actor,
        clock: impl Into<Clock>,
        steps: &[PlannedStep],
        is_trial: bool,
    ) -> Result<RefusedSteps, StoreError> {
        let in_file = meaning_in(self.file.as_ref());
        let transaction =
            WriteTransaction::begin(&self.connection, self.file.as_ref()).map_err(in_file)?;
        let author = author::Author::new(actor, clock.into().now());
        let refused = planned_steps::record_all(&transaction, &self.facts, &author, steps)
            .map_err(in_file)?;
        if refused.is_empty() && !is_trial {
            transaction.commit(steps.len()).map_err(in_file)?;
        }
        Ok(refused)
    }

    /// The same for a history of writes, each with its author and moment, oldest first: all of it or nothing. How many rows.
    pub fn replay(&self, history: &[(Actor, DateTime<Utc>, Write)]) -> Result<usize, StoreError> {
        let in_file = meaning_in(self.file.as_ref());
        let transaction =
            WriteTransaction::begin(&self.connection, self.file.as_ref()).map_err(in_file)?;
        let each = |(actor, at, write): &(Actor, DateTime<Utc>, Write)| {
            write::apply(
                &transaction,
                &self.facts,
                &author::Author::new(actor, *at),
                write,
            )
        };
        let rows = history.iter().map(each).sum::<Result<usize, _>>();
        transaction.commit(rows.map_err(in_file)?).map_err(in_file)
    }

    /// Adds missing duties that the rules make; returns their number. Idempotent.
    pub fn expand_duties(&self) -> Result<usize, StoreError> {
        let in_file = meaning_in(self.file.as_ref());
        let transaction =
            WriteTransaction::begin(&self.connection, self.file.as_ref()).map_err(in_file)?;
        let rows = catalog::read_catalog(&transaction).and_then(|catalog| {
            duty_generation::upsert_all(&transaction, duty_generation::generate_all(&catalog))
        });
        transaction.commit(rows.map_err(in_file)?).map_err(in_file)
    }

    /// Draft of an account; `None` in memory.
    pub fn drafts(&self, account: &str) -> Result<Option<String>, StoreError> {
        self.path()
            .map_or(Ok(None), |path| drafts::read(path, account))
    }

    /// Stores the draft of an account in a separate file, which triggers no refresh; `None` deletes it.
    pub fn keep_drafts(&self, account: &str, text: Option<&str>) -> Result<(), StoreError> {
        self.path()
            .map_or(Ok(()), |path| drafts::write(path, account, text))
    }

    /// Returns `true` if an account opens the interface on this file for the first time, and records the visit.
    /// Accounts that wrote through the interface before are known. Always `false` in memory.
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
                .journal_chunk(&theirs, None, 1, &|line| line.channel == "terminal")?
                .lines
                .is_empty())
    }

    /// Writes a verified copy under a new name; refuses to overwrite. Returns inconsistencies as [`Store::check`] does.
    pub fn backup(&self, to: &Path) -> Result<Vec<IntegrityIssue>, StoreError> {
        backup::backup(&self.connection, to, &self.progress)
    }

    /// Like [`Store::backup`] with a permission check; a shared file is copied only into its backup folder.
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

    /// Writes a verified copy into the backup folder, named by date and time; for a shared file the author must be an
    /// administrator. `None` in memory.
    pub fn backup_now(
        &self,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Option<ManualBackup>, StoreError> {
        let Some(path) = self.path() else {
            return Ok(None);
        };
        self.read_consistently(|db| {
            authorization::require_admin(db, &author::Author::new(actor, now))
        })?;
        self.with_path(
            nightly_backup::backup_now(&self.connection, path, now, &self.progress).map(Some),
        )
    }

    /// Makes tonight's copy in a folder (`backups` next to the database by default) and removes the oldest; `None` in
    /// memory.
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
        self.with_path(
            nightly_backup::run_nightly(&self.connection, (path, &folder), now, &self.progress)
                .map(Some),
        )
    }

    /// Upgrades an older file to this program's version after a verified copy; `None` if it is current already.
    pub fn upgrade(
        path: &Path,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Option<Upgraded>, StoreError> {
        upgrade::upgrade(path, &author::Author::new(actor, now))
    }

    /// Replaces `target` by a verified copy and sets the old file aside; refused while other sessions have it open.
    pub fn restore(
        from: &Path,
        target: &Path,
        actor: &Actor,
        now: DateTime<Utc>,
    ) -> Result<Restored, StoreError> {
        Self::restore_with(from, target, (actor, now), &CheckProgress::default())
    }

    /// Like [`Store::restore`], with a receiver of the progress of the check.
    pub fn restore_with(
        from: &Path,
        target: &Path,
        (actor, now): (&Actor, DateTime<Utc>),
        progress: &CheckProgress,
    ) -> Result<Restored, StoreError> {
        restore::restore(from, target, &author::Author::new(actor, now), progress)
    }

    /// Checks integrity, foreign keys, figures with their histories, duties with their rules, and all of it with the
    /// journal.
    pub fn check(&self) -> Result<Vec<IntegrityIssue>, StoreError> {
        let source = self.path().unwrap_or(Path::new(":memory:"));
        let verified = match self.path() {
            None => verification::in_memory(&self.connection, source, &self.progress),
            Some(path) => {
                connection::refuse_cut(path)?;
                match verification::of_connection(&self.connection, (path, path), &self.progress) {
                    // If no copy can be written next to the file, it is checked in memory.
                    Err(
                        StoreError::ReadOnly(_)
                        | StoreError::DiskFull
                        | StoreError::Io { .. }
                        | StoreError::DiskError { .. },
                    ) => verification::in_memory(&self.connection, source, &self.progress),
                    verified => verified,
                }
            }
        };
        self.with_path(verified.map(verification::VerifiedCopy::issues))
    }

    /// Checks pages and CHECKs of a file over its own connection while it is in use; fails on damage.
    pub fn quick_check(path: &Path) -> Result<(), StoreError> {
        let found = Self::open(path)?.read_consistently(check::quick_check)?;
        found
            .into_iter()
            .next()
            .map_or(Ok(()), |finding| Err(finding.into_damaged(path)))
    }

    /// Runs [`Store::quick_check`] unless a session found this very file intact on the same day; then only the header,
    /// the size and the journal's tip are looked at. A file that cannot be written is checked each time.
    pub fn daily_check(path: &Path, day: NaiveDate) -> Result<(), StoreError> {
        let store = Self::open(path)?;
        let place = store.file.as_ref();
        let is_read_only = store.connection.is_readonly(rusqlite::MAIN_DB)?;
        let stamp = place
            .filter(|_| !is_read_only)
            .and_then(|place| CheckStamp::lock(place.path(), place.file_id(), day));
        let Some(mut stamp) = stamp else {
            return Self::quick_check(path);
        };
        if store.read_consistently(|db| stamp.is_of_today(db))? {
            return Ok(());
        }
        let checked = Self::quick_check(path).and_then(|()| store.journal_tip());
        stamp.write(checked.as_ref().ok().and_then(Option::as_ref));
        checked.map(|_| ())
    }

    /// Tip of the journal, to be noted elsewhere; `None` if the journal is empty.
    pub fn journal_tip(&self) -> Result<Option<JournalTip>, StoreError> {
        self.read_consistently(journal_chain::journal_tip)
    }

    /// Checks that an earlier tip is still in the journal; returns the issue if not.
    pub fn verify_journal_tip(
        &self,
        head: &JournalTip,
    ) -> Result<Option<IntegrityIssue>, StoreError> {
        self.read_consistently(|db| journal_chain::verify_tip(db, head))
    }

    /// Path of the file; `None` in memory.
    pub fn path(&self) -> Option<&Path> {
        self.file.as_ref().map(DatabaseFile::path)
    }

    /// Runs reads in one transaction, for a consistent snapshot.
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

    /// Maps an error to its meaning for this file.
    fn with_path<T>(&self, done: Result<T, StoreError>) -> Result<T, StoreError> {
        done.map_err(meaning_in(self.file.as_ref()))
    }
}

/// Maps an error to its meaning for a file.
fn meaning_in(file: Option<&DatabaseFile>) -> impl Fn(StoreError) -> StoreError + Copy {
    move |error| error.with_path(file.map_or(Path::new(":memory:"), DatabaseFile::path))
}
