//! Effects: requests of a pane that the application performs. Must not depend on panes, the store or screens.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::scope::{ActivityScope, DutyScope};
use crate::domain::assessment::MeasureStatus;
use crate::domain::code::{GroupCode, MeasureId, OfficeCode, PlanCode};
use crate::domain::comment::CommentSubject;
use crate::domain::duty::DutyKey;
use crate::domain::figure::{Cell, MilestoneState, UndoDirection};
use crate::domain::lock::Lock;
use crate::domain::period::Period;
use crate::form::duty::{DutyForm, ReminderLetter};
use crate::form::execution::ExecutionForm;
use crate::form::lock::LockForm;
use crate::form::part_types::PartValue;
use crate::form::plan_parts::PartRef;
use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::store::{JournalFilter, Setting, Write};
use crate::widgets::facet::{Facet, FacetCounts};

/// Subject of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageSubject {
    /// A measure with its target.
    Measure(MeasureId),
    /// A plan.
    Plan(PlanCode),
    /// An office.
    Office(OfficeCode),
    /// A duty.
    Duty(DutyKey),
    /// An activity by its number in the annex.
    Activity(PlanCode, u32),
    /// A list.
    List(ListKind),
}

/// Kind of a list page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Entries of a day, of one plan or of all.
    DayEntries(NaiveDate, Option<PlanCode>),
    /// Budget by source, planned and spent, of one plan or of all.
    Budget(Option<PlanCode>),
    /// Inspections, of one plan or of all.
    Inspections(Option<PlanCode>),
    /// Days off and make-up workdays.
    Holidays,
    /// Settings.
    Settings,
    /// Estimates whose official figure is due, of a plan's period or all.
    DueEstimates(Option<(PlanCode, Period)>),
    /// The offices below a measure's quota in a period.
    BelowQuota(MeasureId, Period),
    /// Starred measures and duties.
    Starred,
    /// Parts of a plan, for editing.
    PlanParts(PlanCode),
    /// Missing information of one plan or of all.
    Gaps(Option<PlanCode>),
    /// Summary for leaders: totals and rates.
    Leaders,
    /// Every office.
    Offices,
    /// The accounts of a shared file.
    Accounts,
    /// Permissions of the current user.
    Permissions,
    /// The groups of offices.
    Groups,
}

impl ListKind {
    /// The list that a command opens anywhere.
    pub fn from_command(command: Command) -> Option<Self> {
        Some(match command {
            Command::GoLeaders => Self::Leaders,
            Command::GoStarred => Self::Starred,
            Command::GoEstimates => Self::DueEstimates(None),
            Command::ShowBudget => Self::Budget(None),
            Command::ShowInspections => Self::Inspections(None),
            Command::ShowHolidays => Self::Holidays,
            Command::ShowSettings => Self::Settings,
            Command::ShowAccounts => Self::Accounts,
            Command::ShowPermissions => Self::Permissions,
            Command::ShowGaps => Self::Gaps(None),
            Command::ShowOffices => Self::Offices,
            Command::ShowGroups => Self::Groups,
            _ => return None,
        })
    }
}

/// Record of a form; a `None` key is a new record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordRef {
    /// A plan's own fields.
    Plan(Option<PlanCode>),
    /// A copy of a plan for later years.
    #[serde(rename = "CopyOf")]
    PlanCopy(PlanCode),
    /// A part of a plan.
    #[serde(rename = "Part")]
    PlanPart(PartRef),
    /// A new part of a plan.
    #[serde(rename = "NewPart")]
    NewPlanPart(PartRef),
    /// An office.
    Office(Option<OfficeCode>),
    /// A group.
    Group(Option<GroupCode>),
    /// A day off.
    Holiday(Option<NaiveDate>),
    /// An account of a shared file, by its name.
    Account(Option<String>),
}

/// Target of an export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportTarget {
    /// The user's clipboard, for pasting into a spreadsheet.
    Clipboard,
    /// A new spreadsheet file.
    File(PathBuf),
}

/// Identity of a form with a draft, to reopen it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormRef {
    /// Form on duties.
    Duty(DutyForm, Vec<DutyKey>),
    /// Form on a period.
    Lock(LockForm, Lock),
    /// Form of a comment.
    Comment(CommentSubject),
    /// Form on activities, spending or inspections.
    #[serde(rename = "Work")]
    Execution(ExecutionForm),
    /// Form on a record.
    Record(RecordRef),
}

impl From<FormRef> for Effect {
    fn from(at: FormRef) -> Self {
        match at {
            FormRef::Duty(kind, keys) => Effect::OpenDutyForm(kind, keys),
            FormRef::Lock(kind, lock) => Effect::OpenLockForm(kind, lock),
            FormRef::Comment(about) => Effect::OpenCommentForm(about),
            FormRef::Execution(kind) => Effect::OpenExecutionForm(kind),
            FormRef::Record(at) => Effect::OpenRecordForm(at, None),
        }
    }
}

/// Location of a sheet; missing parts are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetLocation {
    /// The office.
    pub office: Option<OfficeCode>,
    /// The plan.
    pub plan: Option<PlanCode>,
    /// The period.
    pub period: Option<Period>,
    /// The measure to select, or whose offices are shown.
    pub measure: Option<MeasureId>,
    /// Layout of rows and columns.
    pub layout: SheetLayout,
    /// `true` if yearly measures are offered in a shorter period, for estimates ("ước đến nay").
    pub shows_yearly: bool,
}

/// Layout of the sheet's rows and columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SheetLayout {
    /// The cells of an office in a period.
    #[default]
    MeasureRows,
    /// The offices that fill a measure in a period.
    OfficeRows,
    /// The cells of an office, with periods of a kind as columns.
    PeriodColumns,
}

/// Kind of a menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuKind {
    /// Every command.
    Palette,
    /// Offices with cells.
    SheetOffice,
    /// Plans in which the sheet's office has cells.
    SheetPlan,
    /// Periods of the sheet's plan.
    SheetPeriod,
    /// Answers other than numbers.
    SheetAnswer,
    /// Plans and states of duties.
    DutyFilter,
    /// Targets, offices and plans to go to.
    Jump,
    /// Plans of targets.
    TargetFilter,
    /// Plans and states of activities.
    ActivityFilter,
    /// Plans of the calendar.
    CalendarFilter,
    /// Own office.
    OwnOffice,
    /// Active offices, for a form field.
    FieldOffice,
    /// Groups, for a form field.
    FieldGroup,
    /// Offices and groups, for a form field.
    FieldParty,
}

/// An answer other than a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecialAnswer {
    /// None occurred (không phát sinh).
    NoneOccurred,
    /// No data yet (chưa có số liệu).
    NoData,
    /// Not applicable (không thuộc phạm vi).
    NotApplicable,
    /// State of a milestone.
    Milestone(MilestoneState),
}

/// Choice made in a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuChoice {
    /// A command to run.
    Command(Command),
    /// A page to open.
    OpenPage(PageSubject),
    /// Measures in a status.
    MeasureStatus(MeasureStatus),
    /// The sheet's office.
    SheetOffice(OfficeCode),
    /// The sheet's plan.
    SheetPlan(PlanCode),
    /// The sheet's period.
    SheetPeriod(Period),
    /// An answer for a cell of the sheet.
    SheetAnswer(Cell, SpecialAnswer),
    /// Scope of the list of duties.
    DutyScope(DutyScope),
    /// Scope of the list of activities.
    ActivityScope(ActivityScope),
    /// Plan of the calendar; `None` for all.
    CalendarPlan(Option<PlanCode>),
    /// Plan of the targets; `None` for all.
    TargetsPlan(Option<PlanCode>),
    /// Own office.
    OwnOffice(Option<OfficeCode>),
    /// Facet to which the focused list is filtered; `None` for all rows.
    Facet(Option<Facet>),
    /// Text for the focused field of the form below.
    FieldText(String),
}

impl MenuChoice {
    /// What follows from the choice, with the sheet open at `sheet`.
    pub fn into_effect(self, sheet: &SheetLocation) -> Effect {
        match self {
            Self::Command(command) => Effect::RunCommand(command),
            Self::OpenPage(subject) => Effect::OpenPage(subject),
            Self::MeasureStatus(status) => Effect::ShowMeasures(status),
            // The sheet keeps the period that is open where the office has cells in it.
            Self::SheetOffice(office) => Effect::OpenSheet(SheetLocation {
                office: Some(office),
                measure: None,
                period: None,
                ..sheet.clone()
            }),
            Self::SheetPlan(plan) => Effect::OpenSheet(SheetLocation {
                plan: Some(plan),
                measure: None,
                ..sheet.clone()
            }),
            Self::SheetPeriod(period) => Effect::OpenSheet(SheetLocation {
                period: Some(period),
                ..sheet.clone()
            }),
            Self::SheetAnswer(cell, answer) => Effect::EnterSpecialAnswer(cell, answer),
            Self::DutyScope(scope) => Effect::ShowDuties(scope),
            Self::ActivityScope(scope) => Effect::ShowActivities(scope),
            Self::CalendarPlan(plan) => Effect::ShowCalendar(plan),
            Self::TargetsPlan(plan) => Effect::ShowTargets(plan),
            Self::OwnOffice(office) => {
                Effect::Write(Box::new(Write::SetSetting(Setting::OwnOffice(office))))
            }
            Self::Facet(kind) => Effect::Filter(kind),
            Self::FieldText(text) => Effect::FillField(text),
        }
    }
}

/// What a pane asks for. All of them are matched in one place, `App::perform`.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Show a page.
    OpenPage(PageSubject),
    /// Show these duties.
    ShowDuties(DutyScope),
    /// Show the measures in a status.
    ShowMeasures(MeasureStatus),
    /// Show a plan's targets.
    ShowTargets(Option<PlanCode>),
    /// Show these activities.
    ShowActivities(ActivityScope),
    /// Show the calendar of one plan, or of all.
    ShowCalendar(Option<PlanCode>),
    /// Open a form on an activity, spending, an inspection or a day off.
    OpenExecutionForm(ExecutionForm),
    /// Open the sheet.
    OpenSheet(SheetLocation),
    /// Open a form on duties.
    OpenDutyForm(DutyForm, Vec<DutyKey>),
    /// Open a form that locks or unlocks a period of a plan.
    OpenLockForm(LockForm, Lock),
    /// Open the form of a comment.
    OpenCommentForm(CommentSubject),
    /// Open a form on a record, on one of its fields.
    OpenRecordForm(RecordRef, Option<Text>),
    /// Remove a part of its plan, if unchanged.
    RemovePart(PartRef, Box<PartValue>),
    /// Open a menu.
    OpenMenu(MenuKind),
    /// Open the menu of the focused list's facets; the second value is the current one.
    OpenFacetMenu(FacetCounts, Option<Facet>),
    /// Filter the focused list by a facet, or show all rows.
    Filter(Option<Facet>),
    /// Run a command.
    RunCommand(Command),
    /// Refresh stale pages after going back.
    RefreshPages,
    /// Read the journal.
    ReadJournal(JournalRequest),
    /// Open the journal's filter form.
    OpenJournalForm(JournalFilter),
    /// Ask for confirmation; the effect follows a yes.
    Confirm(Text, Box<Effect>),
    /// Ask for confirmation of an operation on several offices.
    ConfirmBulk(usize, Box<Effect>),
    /// Ask with this text before performing an effect.
    ConfirmWithText(String, Box<Effect>),
    /// Fill the focused field of the open form.
    FillField(String),
    /// Close the form without saving what is typed in it.
    CloseForm,
    /// Take up again what was typed before and not saved.
    RestoreDrafts,
    /// Leave the program.
    Quit,
    /// Record an answer that is no number in a cell of the sheet.
    EnterSpecialAnswer(Cell, SpecialAnswer),
    /// Undo or redo one's own last change of a figure.
    UndoRedo(UndoDirection),
    /// Perform a write.
    Write(Box<Write>),
    /// Write the reminder letter to these offices, and record the reminders.
    SendReminderLetter {
        /// File, and the requested day of submission.
        letter: ReminderLetter,
        /// Duties that it asks for.
        keys: Vec<DutyKey>,
        /// The reminders.
        write: Box<Write>,
    },
    /// Export the focused list.
    ExportList(ExportTarget),
    /// Show a message.
    ShowMessage(Text),
}

/// Request for journal lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalRequest {
    /// The newest lines again.
    Newest,
    /// Older lines.
    Older,
    /// Lines of another filter.
    MatchingFilter(JournalFilter),
}

/// Response of a pane to a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Handled.
    Handled,
    /// Not a command of this pane.
    Ignored,
    /// Handled, with an effect to perform.
    Effect(Effect),
}

impl From<Option<Effect>> for Outcome {
    fn from(effect: Option<Effect>) -> Self {
        effect.map_or(Outcome::Ignored, Outcome::Effect)
    }
}
