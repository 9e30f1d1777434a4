//! What a pane asks for and cannot do itself. Knows no pane, no store, no screen.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

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
use crate::form::plan_parts::PartRef;
use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::store::{JournalFilter, Setting, Write};
use crate::widgets::facet::{Facet, FacetCounts};

/// What a page is about.
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
    /// A row of a plan's annex, by its number.
    Activity(PlanCode, u32),
    /// A list.
    List(ListKind),
}

/// Which list is shown over a pane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// What falls on a day, of one plan or of all.
    DayEntries(NaiveDate, Option<PlanCode>),
    /// Money by source, planned and spent, of one plan or of all.
    Budget(Option<PlanCode>),
    /// Inspections, of one plan or of all.
    Inspections(Option<PlanCode>),
    /// Days off and working weekend days.
    Holidays,
    /// Settings.
    Settings,
    /// Estimates whose official figure is due: of one plan's period, or all.
    DueEstimates(Option<(PlanCode, Period)>),
    /// The offices below a measure's quota in a period.
    BelowQuota(MeasureId, Period),
    /// What is followed up.
    Starred,
    /// The parts of a plan, to change them.
    PlanParts(PlanCode),
    /// What one plan leaves open, or every plan.
    Gaps(Option<PlanCode>),
    /// The leaders' page: the state's own arithmetic.
    Leaders,
    /// Every office.
    Offices,
    /// The accounts of a shared file.
    Accounts,
    /// What the person who sits there may do.
    Permissions,
    /// The groups of offices.
    Groups,
}

impl ListKind {
    /// The list that a command opens from everywhere.
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

/// Which record a form is about; an absent key is a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordRef {
    /// The head of a plan.
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

/// Where a list that is taken away goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExportTarget {
    /// The clipboard of whoever sits there, to be pasted into a spreadsheet.
    Clipboard,
    /// A new spreadsheet file.
    File(PathBuf),
}

/// Which form something was typed in, to open it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormRef {
    /// On duties.
    Duty(DutyForm, Vec<DutyKey>),
    /// On a period.
    Lock(LockForm, Lock),
    /// A comment.
    Comment(CommentSubject),
    /// On activities, money, inspections.
    #[serde(rename = "Work")]
    Execution(ExecutionForm),
    /// On a record.
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

/// Where a sheet is opened; what is absent is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetLocation {
    /// The office.
    pub office: Option<OfficeCode>,
    /// The plan.
    pub plan: Option<PlanCode>,
    /// The period.
    pub period: Option<Period>,
    /// The measure to stand on, or whose offices are shown.
    pub measure: Option<MeasureId>,
    /// What lies in the rows and columns.
    pub layout: SheetLayout,
    /// Whether the year's measures are offered beside those of a shorter period, as estimates ("ước đến nay").
    pub shows_yearly: bool,
}

/// What lies in the rows and columns of the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SheetLayout {
    /// The cells of an office in a period.
    #[default]
    MeasureRows,
    /// The offices that fill a measure in a period.
    OfficeRows,
    /// The cells of an office, periods of a kind side by side.
    PeriodColumns,
}

/// A menu that a pane wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MenuKind {
    /// Every command.
    Commands,
    /// Offices that answer for something.
    SheetOffice,
    /// Plans in which the sheet's office answers.
    SheetPlan,
    /// Periods of the sheet's plan.
    SheetPeriod,
    /// Answers that are no number.
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
    /// One's own office.
    OwnOffice,
    /// Offices that live, for a field of a form.
    FieldOffice,
    /// Groups, for a field of a form.
    FieldGroup,
    /// Both.
    FieldParty,
}

/// An answer that is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpecialAnswer {
    /// Không phát sinh.
    NoneOccurred,
    /// Chưa có số liệu.
    NoData,
    /// Không thuộc phạm vi.
    NotApplicable,
    /// How far a milestone is.
    Milestone(MilestoneState),
}

/// What was chosen in a menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MenuChoice {
    /// A command to run.
    Command(Command),
    /// A page to open.
    OpenPage(PageSubject),
    /// In which status measures are.
    MeasureStatus(MeasureStatus),
    /// The sheet's office.
    SheetOffice(OfficeCode),
    /// The sheet's plan.
    SheetPlan(PlanCode),
    /// The sheet's period.
    SheetPeriod(Period),
    /// An answer for a cell of the sheet.
    SheetAnswer(Cell, SpecialAnswer),
    /// Which duties.
    DutyScope(DutyScope),
    /// Which activities.
    ActivityScope(ActivityScope),
    /// Which plan's calendar.
    CalendarPlan(Option<PlanCode>),
    /// Which plan's targets.
    TargetsPlan(Option<PlanCode>),
    /// One's own office.
    OwnOffice(Option<OfficeCode>),
    /// Which rows of the list in front.
    Facet(Option<Facet>),
    /// A text for the focused field of the form below.
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
            Self::SheetAnswer(cell, answer) => Effect::AnswerCell(cell, answer),
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
    /// Open a form on an activity, on money, on an inspection, on a day off.
    OpenExecutionForm(ExecutionForm),
    /// Open the sheet.
    OpenSheet(SheetLocation),
    /// Open a form on duties.
    OpenDutyForm(DutyForm, Vec<DutyKey>),
    /// Open a form that closes or opens a period of a plan.
    OpenLockForm(LockForm, Lock),
    /// Open the form of a comment.
    OpenCommentForm(CommentSubject),
    /// Open a form on a record, on one of its fields.
    OpenRecordForm(RecordRef, Option<&'static str>),
    /// Take a part out of its plan, if it still is what it was.
    RemovePart(PartRef, Box<Value>),
    /// Open a menu.
    OpenMenu(MenuKind),
    /// Open the menu of the kinds of rows that the list in front has; the second is the kind that it shows.
    OpenFacetMenu(FacetCounts, Option<Facet>),
    /// Narrow the list in front to a kind of rows, or show all.
    Filter(Option<Facet>),
    /// Run a command.
    RunCommand(Command),
    /// Make the pages again to which one came back.
    RefreshPages,
    /// Read the journal.
    ReadJournal(JournalRequest),
    /// Open the form that narrows it.
    OpenJournalForm(JournalFilter),
    /// Ask first; the effect follows a yes.
    Confirm(Text, Box<Effect>),
    /// Ask first whether something is to be done for so many offices at once.
    ConfirmBulk(usize, Box<Effect>),
    /// Asks in these words before it performs something.
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
    AnswerCell(Cell, SpecialAnswer),
    /// Take back one's own last change of a figure, or do it again.
    UndoRedo(UndoDirection),
    /// Record something.
    Write(Box<Write>),
    /// Write the letter that asks these offices for their report, and record that they were reminded.
    SendReminderLetter {
        /// The file and the term that it asks to keep.
        letter: ReminderLetter,
        /// Of whom it asks.
        keys: Vec<DutyKey>,
        /// The reminders.
        write: Box<Write>,
    },
    /// Take the list in front away.
    ExportList(ExportTarget),
    /// Say why not.
    ShowMessage(Text),
}

/// What is read of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalRequest {
    /// The newest lines again.
    Newest,
    /// Older ones.
    Older,
    /// Others.
    MatchingFilter(JournalFilter),
}

/// How a pane answers a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Done.
    Handled,
    /// Not one of its commands.
    Ignored,
    /// It wants something.
    Effect(Effect),
}

impl From<Option<Effect>> for Outcome {
    fn from(effect: Option<Effect>) -> Self {
        effect.map_or(Outcome::Ignored, Outcome::Effect)
    }
}
