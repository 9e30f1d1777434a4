//! Every change that the program can make: types only. Knows no statement.

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

/// Every change that the program can make. All writes are one of these.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Record one figure.
    SetFigure {
        /// What was typed.
        entry: Entry,
        /// What the writer saw in the cell; a difference is a conflict.
        expected: ExpectedVersion,
    },
    /// Record many figures, all or none.
    ImportFigures(Vec<Entry>),
    /// Record a block of figures that a person looked through, all or none, each beside what was seen in its cell.
    SetFigures(Vec<(Entry, ExpectedVersion)>),
    /// Take back one's own last change of a figure, or do it again; refused where somebody else changed the cell since.
    UndoRedo(UndoStep),
    /// Something happened to a duty that is not checked any more: a past that is told.
    RecordEvent {
        /// The duty.
        key: DutyKey,
        /// What.
        event: DutyEventKind,
        /// The day on which it counts.
        on: NaiveDate,
    },
    /// The next step of a duty, checked in the same transaction: of two who take it at once the second is refused.
    RecordStep {
        /// The duty.
        key: DutyKey,
        /// The step.
        event: DutyEventKind,
        /// The day on which it counts; absent: that of the write.
        on: Option<NaiveDate>,
    },
    /// Progress of an activity, and the money that went into it: both or neither.
    SetActivity {
        /// What the writer saw; a difference is refused.
        expected: Expected<Option<ActivityProgress>>,
        /// How far it is.
        progress: ActivityProgress,
        /// What was spent.
        spending: Option<Spending>,
    },
    /// Money spent, checked in the same transaction.
    RecordSpending {
        /// What.
        spending: Spending,
    },
    /// A new inspection.
    AddInspection(Box<Inspection>),
    /// An inspection as it is now: its days, its findings, what followed.
    SetInspection {
        /// What the writer saw; a difference is refused.
        expected: Box<InspectionRecord>,
        /// As it is to be.
        inspection: Box<Inspection>,
    },
    /// The same step for many duties, each checked: all of them or none.
    RecordSteps {
        /// The duties.
        keys: Vec<DutyKey>,
        /// The step.
        event: DutyEventKind,
        /// The day on which it counts; absent: that of the write.
        on: Option<NaiveDate>,
    },
    /// One's own office, or how deadlines are read; the latter moves last days.
    SetSetting(Setting),
    /// Close a period of a plan.
    Lock(Lock),
    /// Open a closed period until a day.
    Unlock(LockException),
    /// A plan with all its parts, and the duties that its rules make.
    AddPlan(Box<Plan>),
    /// A plan becomes another one of the same code, and its duties with it.
    ChangePlan {
        /// What the writer saw; a difference is a refusal.
        expected: Box<Plan>,
        /// What it becomes.
        plan: Box<Plan>,
        /// Why; compulsory where a target with figures changes other than by an amendment.
        reason: Option<String>,
    },
    /// Offices and groups, all or none: new ones come, those of another content change, and duties pass on where an
    /// office gets an end. One that is there with the same content is passed over.
    SetOffices {
        /// What the writer saw of them, without those that are new; a difference is refused.
        expected: Expected<OfficeFile>,
        /// What they are to be.
        file: OfficeFile,
        /// Why; compulsory where one that is there changes.
        reason: Option<String>,
    },
    /// An office goes on which nothing hangs.
    RemoveOffice {
        /// Which.
        code: OfficeCode,
        /// Why.
        reason: String,
    },
    /// A group goes that no plan names.
    RemoveGroup {
        /// Which.
        code: GroupCode,
        /// Why.
        reason: String,
    },
    /// Days off, new ones and those that change; where last days roll they move.
    SetHolidays {
        /// What the writer saw of them, without those that are new; a difference is refused.
        expected: Expected<Vec<Holiday>>,
        /// What they are to be.
        days: Vec<Holiday>,
        /// Why those change that are there.
        reason: Option<String>,
    },
    /// A day that is no day off, or no working weekend day, any more; where last days roll they move.
    RemoveHoliday {
        /// The day.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
    /// The author follows something up, or does so no more.
    Star {
        /// What.
        subject: StarSubject,
        /// Whether it is followed up from now on.
        on: bool,
    },
    /// A new account.
    AddAccount(Box<Account>),
    /// An account as it is to be.
    ChangeAccount {
        /// What the writer saw; a difference is refused.
        expected: Box<Account>,
        /// As it is to be.
        account: Box<Account>,
    },
    /// The author's own configuration, or none.
    SetOwnSettings(Option<String>),
    /// Whether the file is one person's or shared.
    SetMode(DatabaseMode),
    /// A comment is added.
    Comment {
        /// What it is about.
        subject: CommentSubject,
        /// The text, as it passed the gate.
        text: String,
    },
}

impl Write {
    /// Whether it is checked against plans, offices, groups and locks.
    pub(super) fn is_checked_against_facts(&self) -> bool {
        matches!(
            self,
            Self::SetFigure { .. }
                | Self::ImportFigures(_)
                | Self::SetFigures(_)
                | Self::UndoRedo(_)
        )
    }
}
