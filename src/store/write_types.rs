//! The `Write` enum: every change of the database. Must not depend on SQL.

use chrono::NaiveDate;

use super::activities::ActivityProgress;
use super::expected::{Expected, ExpectedVersion};
use super::inspections::InspectionRecord;
use super::offices::Setting;
use crate::domain::account::{Account, DatabaseMode};
use crate::domain::budget::Spending;
use crate::domain::code::{GroupCode, OfficeCode};
use crate::domain::comment::CommentSubject;
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::entry::Entry;
use crate::domain::figure::UndoStep;
use crate::domain::inspection::Inspection;
use crate::domain::lock::{Lock, LockException};
use crate::domain::office::{Holiday, OfficeFile};
use crate::domain::plan::Plan;
use crate::domain::star::StarSubject;

/// A change of the database. Every write is one of these.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Record one figure.
    SetFigure {
        /// Entry as typed.
        entry: Entry,
        /// Version expected in the cell; a difference is a conflict.
        expected: ExpectedVersion,
    },
    /// Record many figures, all or none.
    ImportFigures(Vec<Entry>),
    /// Record a block of reviewed figures, all or none, each with the version expected in its cell.
    SetFigures(Vec<(Entry, ExpectedVersion)>),
    /// Undo or redo one's own last change of a figure; refused if somebody else changed the cell since.
    UndoRedo(UndoStep),
    /// Record an event of a duty without validation, to replay the history of a sample.
    ReplayDutyEvent {
        /// The duty.
        key: DutyKey,
        /// The event.
        event: DutyEventKind,
        /// Effective day.
        on: NaiveDate,
    },
    /// Record the next step of a duty, validated in the same transaction: the second of two simultaneous steps is
    /// refused.
    RecordStep {
        /// The duty.
        key: DutyKey,
        /// The step, as the event that records it.
        event: DutyEventKind,
        /// Effective day; `None`: the day of the write.
        on: Option<NaiveDate>,
    },
    /// Record the same step for several duties, each validated: all or none.
    RecordSteps {
        /// The duties.
        keys: Vec<DutyKey>,
        /// The step, as the event that records it.
        event: DutyEventKind,
        /// Effective day; `None`: the day of the write.
        on: Option<NaiveDate>,
    },
    /// Record progress of an activity and its spending: both or neither.
    SetActivity {
        /// State that the writer read; a difference is refused.
        expected: Expected<Option<ActivityProgress>>,
        /// The progress.
        progress: ActivityProgress,
        /// The spending.
        spending: Option<Spending>,
    },
    /// Record spending, validated in the same transaction.
    RecordSpending {
        /// The spending.
        spending: Spending,
    },
    /// Add an inspection.
    AddInspection(Box<Inspection>),
    /// Change an inspection: its days, findings, follow-up.
    SetInspection {
        /// State that the writer read; a difference is refused.
        expected: Box<InspectionRecord>,
        /// New state.
        inspection: Box<Inspection>,
    },
    /// Change a setting; deadline settings move the last days of duties.
    SetSetting(Setting),
    /// Lock a period of a plan.
    Lock(Lock),
    /// Unlock a locked period until a day.
    Unlock(LockException),
    /// Add a plan with all its parts and the duties that its rules make.
    AddPlan(Box<Plan>),
    /// Replace a plan by another one of the same code, and update its duties.
    ChangePlan {
        /// State that the writer read; a difference is refused.
        expected: Box<Plan>,
        /// New state.
        plan: Box<Plan>,
        /// Reason; required if a target with figures changes other than by an amendment.
        reason: Option<String>,
    },
    /// Insert or update offices and groups, all or none; duties pass on where an office gets an end. Entries with
    /// unchanged content are skipped.
    SetOffices {
        /// State that the writer read, without new entries; a difference is refused.
        expected: Expected<OfficeFile>,
        /// New state.
        file: OfficeFile,
        /// Reason; required for updates.
        reason: Option<String>,
    },
    /// Delete an office to which nothing refers.
    RemoveOffice {
        /// Code of the office.
        code: OfficeCode,
        /// Reason.
        reason: String,
    },
    /// Delete a group to which no plan refers.
    RemoveGroup {
        /// Code of the group.
        code: GroupCode,
        /// Reason.
        reason: String,
    },
    /// Insert or update days off; deadlines move if they roll over.
    SetHolidays {
        /// State that the writer read, without new entries; a difference is refused.
        expected: Expected<Vec<Holiday>>,
        /// New state.
        days: Vec<Holiday>,
        /// Reason; required for updates.
        reason: Option<String>,
    },
    /// Delete a day off or make-up workday; deadlines move if they roll over.
    RemoveHoliday {
        /// The day.
        on: NaiveDate,
        /// Reason.
        reason: String,
    },
    /// Add or remove the author's star.
    Star {
        /// Subject of the star.
        subject: StarSubject,
        /// `true` to add, `false` to remove.
        is_starred: bool,
    },
    /// Add an account.
    AddAccount(Box<Account>),
    /// Change an account.
    ChangeAccount {
        /// State that the writer read; a difference is refused.
        expected: Box<Account>,
        /// New state.
        account: Box<Account>,
    },
    /// Set or clear the author's own configuration.
    SetOwnConfig(Option<String>),
    /// Set the mode: single-user or shared.
    SetMode(DatabaseMode),
    /// Add a comment.
    Comment {
        /// Subject of the comment.
        subject: CommentSubject,
        /// Validated text.
        text: String,
    },
}

impl Write {
    /// Returns `true` for writes of figures: they are validated against the catalog, and the session can undo them.
    pub(super) fn changes_figures(&self) -> bool {
        match self {
            Self::SetFigure { .. }
            | Self::ImportFigures(_)
            | Self::SetFigures(_)
            | Self::UndoRedo(_) => true,
            Self::ReplayDutyEvent { .. }
            | Self::RecordStep { .. }
            | Self::SetActivity { .. }
            | Self::RecordSpending { .. }
            | Self::AddInspection(_)
            | Self::SetInspection { .. }
            | Self::RecordSteps { .. }
            | Self::SetSetting(_)
            | Self::Lock(_)
            | Self::Unlock(_)
            | Self::AddPlan(_)
            | Self::ChangePlan { .. }
            | Self::SetOffices { .. }
            | Self::RemoveOffice { .. }
            | Self::RemoveGroup { .. }
            | Self::SetHolidays { .. }
            | Self::RemoveHoliday { .. }
            | Self::Star { .. }
            | Self::AddAccount(_)
            | Self::ChangeAccount { .. }
            | Self::SetOwnConfig(_)
            | Self::SetMode(_)
            | Self::Comment { .. } => false,
        }
    }
}
