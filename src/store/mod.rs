//! The one SQLite file: opening it, reading facts from it, and the one door by which anything is written.
//! The only folder that names rusqlite. Knows no screen.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode, PlanCode, RuleId};
use crate::domain::duty::{Duty, DutyEvent, DutyEventKind, DutyKey};
use crate::domain::figure::{Cell, Figure, FigureChange, FigureDraft};
use crate::domain::number::Number;
use crate::domain::office::{Group, Holiday, Office};
use crate::domain::period::Period;
use crate::domain::plan::Plan;

/// An open database.
#[derive(Debug)]
pub struct Store {
    connection: rusqlite::Connection,
    path: Option<PathBuf>,
}

/// Who writes. The account's name; on behalf of which office is part of what is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Account name.
    pub account: String,
    /// From which door: `terminal`, `cli`, `import`.
    pub door: &'static str,
}

/// What a new database starts with.
#[derive(Clone, Debug, Default)]
pub struct Founding {
    /// Plans.
    pub plans: Vec<Plan>,
    /// Offices.
    pub offices: Vec<Office>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Holidays.
    pub holidays: Vec<Holiday>,
}

/// Every change that the program can make. All writes are one of these.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Record one figure.
    SetFigure {
        /// What.
        draft: FigureDraft,
        /// What the writer saw in the cell; a difference is a conflict.
        seen: Seen,
    },
    /// Record many figures, all or none.
    ImportFigures(Vec<FigureDraft>),
    /// Something happened to a duty.
    RecordEvent {
        /// The duty.
        key: DutyKey,
        /// What.
        event: DutyEventKind,
        /// The day on which it counts.
        on: NaiveDate,
    },
    /// Progress of an activity.
    SetActivity(ActivityProgress),
    /// One's own office, or how deadlines are read.
    SetSetting(Setting),
}

/// What a writer saw in a cell before changing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The writer did not look (command line).
    Whatever,
    /// No figure of that quality.
    Nothing,
    /// The figure in this version.
    Version(i64),
}

/// A setting of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// One's own office when alone.
    OwnOffice(Option<OfficeCode>),
    /// "Trước ngày" includes the day.
    BeforeInclusive(bool),
    /// Last days roll to the next working day.
    RollOver(bool),
}

/// How far an activity is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActivityProgress {
    /// The plan.
    pub plan: PlanCode,
    /// The row's number in the annex.
    pub no: u32,
    /// Done quantity.
    pub done: Number,
    /// A note.
    pub note: Option<String>,
    /// The day from which it counts.
    pub on: NaiveDate,
}

/// What a write changed: who reads what has to read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Rows written; 0 if everything already was as asked.
    pub rows: usize,
}

/// A duty with all that happened to it, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRecord {
    /// The duty.
    pub duty: Duty,
    /// Its rule's recipient is outside the system.
    pub outside: bool,
    /// Events in the order in which they count.
    pub events: Vec<DutyEvent>,
}

/// Which duties to read; an absent part does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyFilter {
    /// Of one plan.
    pub plan: Option<PlanCode>,
    /// Of one office.
    pub office: Option<OfficeCode>,
    /// Of one rule.
    pub rule: Option<RuleId>,
    /// Of one period.
    pub period: Option<Period>,
    /// Only those that can be overdue on this day (a superset; the domain judges).
    pub past_on: Option<NaiveDate>,
}

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
    /// What kind of thing: `figure`, `duty`, `activity`, `setting`, `init`.
    pub kind: String,
    /// Which one, in words of codes: `tth-2021/4.3 tth.syt 2023`.
    pub subject: String,
    /// Before, as text; none if there was nothing.
    pub before: Option<String>,
    /// After, as text.
    pub after: Option<String>,
    /// Why, where a reason was given.
    pub why: Option<String>,
}

/// What `check` found wrong; empty is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check.
    pub check: &'static str,
    /// What the database says.
    pub detail: String,
}

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no file.
    #[error("no database at {0}")]
    Missing(PathBuf),
    /// `init` found a file.
    #[error("{0} already exists")]
    Exists(PathBuf),
    /// The file is no database of this program.
    #[error("{0} is not a tiendo database")]
    NotOurs(PathBuf),
    /// A newer (or negative) version.
    #[error("{path} has version {found}, this program knows {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// The file or its folder cannot be written.
    #[error("{0} cannot be written")]
    ReadOnly(PathBuf),
    /// Somebody else writes for longer than the waiting time.
    #[error("the database is busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The file is damaged.
    #[error("{path} is damaged: {detail}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        detail: String,
    },
    /// Somebody changed the figure since the writer saw it: what stands there now, if anything.
    #[error("the figure was changed by somebody else")]
    Conflict(Box<Option<Figure>>),
    /// No such duty.
    #[error("no such duty")]
    NoDuty(DutyKey),
    /// No such thing (plan, activity, office …), by code.
    #[error("unknown {0}")]
    Unknown(String),
    /// The operating system refused.
    #[error("{path}: {error}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What it says.
        error: std::io::Error,
    },
    /// Anything else that SQLite says.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
}

#[allow(clippy::todo, missing_docs, unused_variables)]
impl Store {
    /// Creates the file, refuses to overwrite; writes schema, founding facts and the duties that the rules make.
    pub fn create(path: &Path, founding: &Founding, actor: &Actor, now: DateTime<Utc>) -> Result<Store, StoreError> {
        todo!()
    }
    /// The same in memory, for tests and the demo.
    pub fn in_memory(founding: &Founding, actor: &Actor, now: DateTime<Utc>) -> Result<Store, StoreError> {
        todo!()
    }
    /// Opens an existing file.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        todo!()
    }
    /// Changes when another connection has committed.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        todo!()
    }
    /// Plans, offices, groups, holidays, settings.
    pub fn catalog(&self) -> Result<Catalog, StoreError> {
        todo!()
    }
    /// One's own office when alone.
    pub fn own_office(&self) -> Result<Option<OfficeCode>, StoreError> {
        todo!()
    }
    /// The current figures of a plan: for each cell at most one estimate and one official.
    pub fn figures(&self, plan: &PlanCode) -> Result<Vec<Figure>, StoreError> {
        todo!()
    }
    /// The current figures of one measure.
    pub fn figures_of(&self, measure: &MeasureId) -> Result<Vec<Figure>, StoreError> {
        todo!()
    }
    /// The figures of one cell: at most one estimate and one official.
    pub fn cell(&self, cell: &Cell) -> Result<Vec<Figure>, StoreError> {
        todo!()
    }
    /// Everything that ever stood in a cell, oldest first.
    pub fn history(&self, cell: &Cell) -> Result<Vec<FigureChange>, StoreError> {
        todo!()
    }
    /// Duties with their events, ordered by last day, then rule, then office.
    pub fn duties(&self, filter: &DutyFilter) -> Result<Vec<DutyRecord>, StoreError> {
        todo!()
    }
    /// One duty.
    pub fn duty(&self, key: &DutyKey) -> Result<Option<DutyRecord>, StoreError> {
        todo!()
    }
    /// Progress of a plan's activities as known on a day.
    pub fn activities(&self, plan: &PlanCode, day: NaiveDate) -> Result<Vec<ActivityProgress>, StoreError> {
        todo!()
    }
    /// The newest lines of the journal before line `before` (or the newest of all), at most `limit`, newest first.
    pub fn journal(&self, before: Option<i64>, limit: u32) -> Result<Vec<JournalLine>, StoreError> {
        todo!()
    }
    /// The one door: one transaction, BEGIN IMMEDIATE, with its journal lines.
    pub fn write(&mut self, actor: &Actor, now: DateTime<Utc>, write: Write) -> Result<Changes, StoreError> {
        todo!()
    }
    /// A verified copy under a new name; refuses to overwrite.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        todo!()
    }
    /// Integrity, foreign keys, every current figure with its newest history row.
    pub fn check(&self) -> Result<Vec<Finding>, StoreError> {
        todo!()
    }
    /// Where the file lies; none in memory.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}
