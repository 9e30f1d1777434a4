//! What a pane asks for and cannot do itself. Knows no pane, no store, no screen.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::code::{GroupCode, MeasureId, OfficeCode, PlanCode};
use crate::domain::comment::About;
use crate::domain::duty::DutyKey;
use crate::domain::figure::{Cell, MilestoneState, Way};
use crate::domain::judge::Status;
use crate::domain::lock::Lock;
use crate::domain::period::Period;
use crate::form::duty::{DutyForm, LetterAsked};
use crate::form::lock::LockForm;
use crate::form::parts::PartAt;
use crate::form::work::WorkForm;
use crate::keys::Command;
use crate::panes::activities::ActivityScope;
use crate::panes::book::DutyScope;
use crate::store::{JournalWanted, Write};
use crate::widgets::row_kind::{Choices, RowKind};
use crate::words::screen::Text;

/// What a page is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
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
    Day(NaiveDate, Option<PlanCode>),
    /// Money by source, planned and spent, of one plan or of all.
    Budget(Option<PlanCode>),
    /// Inspections, of one plan or of all.
    Inspections(Option<PlanCode>),
    /// Days off and working weekend days.
    Holidays,
    /// Settings.
    Settings,
    /// Estimates whose official figure is due: of one plan's period, or all.
    EstimatesDue(Option<(PlanCode, Period)>),
    /// The offices below a measure's quota in a period.
    QuotaBelow(MeasureId, Period),
    /// What is followed up.
    Starred,
    /// The parts of a plan, to change them.
    Parts(PlanCode),
    /// What one plan leaves open, or every plan.
    Gaps(Option<PlanCode>),
    /// The leaders' page: the state's own arithmetic.
    Leaders,
    /// Every office.
    Offices,
    /// The accounts of a shared file.
    Accounts,
    /// What the person who sits there may do.
    Rights,
    /// The groups of offices.
    Groups,
}

impl ListKind {
    /// The list that a command opens from everywhere.
    pub fn of(command: Command) -> Option<Self> {
        Some(match command {
            Command::GoLeaders => Self::Leaders,
            Command::GoStarred => Self::Starred,
            Command::GoEstimates => Self::EstimatesDue(None),
            Command::ShowBudget => Self::Budget(None),
            Command::ShowInspections => Self::Inspections(None),
            Command::ShowHolidays => Self::Holidays,
            Command::ShowSettings => Self::Settings,
            Command::ShowAccounts => Self::Accounts,
            Command::ShowRights => Self::Rights,
            Command::ShowGaps => Self::Gaps(None),
            Command::ShowOffices => Self::Offices,
            Command::ShowGroups => Self::Groups,
            _ => return None,
        })
    }
}

/// Which record a form is about; an absent key is a new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordAt {
    /// The head of a plan.
    Plan(Option<PlanCode>),
    /// A copy of a plan for later years.
    CopyOf(PlanCode),
    /// A part of a plan.
    Part(PartAt),
    /// A new part of a plan.
    NewPart(PartAt),
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
pub enum ExportTo {
    /// The clipboard of whoever sits there, to be pasted into a spreadsheet.
    Clipboard,
    /// A new spreadsheet file.
    File(PathBuf),
}

/// Which form something was typed in, to open it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FormAt {
    /// On duties.
    Duty(DutyForm, Vec<DutyKey>),
    /// On a period.
    Lock(LockForm, Lock),
    /// A comment.
    Comment(About),
    /// On activities, money, inspections.
    Work(WorkForm),
    /// On a record.
    Record(RecordAt),
}

impl From<FormAt> for Effect {
    fn from(at: FormAt) -> Self {
        match at {
            FormAt::Duty(kind, keys) => Effect::Form(kind, keys),
            FormAt::Lock(kind, lock) => Effect::LockForm(kind, lock),
            FormAt::Comment(about) => Effect::Comment(about),
            FormAt::Work(kind) => Effect::Work(kind),
            FormAt::Record(at) => Effect::Record(at, None),
        }
    }
}

/// Where a sheet is opened; what is absent is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetAt {
    /// The office.
    pub office: Option<OfficeCode>,
    /// The plan.
    pub plan: Option<PlanCode>,
    /// The period.
    pub period: Option<Period>,
    /// The measure to stand on, or whose offices are shown.
    pub measure: Option<MeasureId>,
    /// What lies in the rows and columns.
    pub layout: Layout,
    /// Whether the year's measures are offered beside those of a shorter period, as estimates ("ước đến nay").
    pub yearly: bool,
}

/// What lies in the rows and columns of the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// The cells of an office in a period.
    #[default]
    Measures,
    /// The offices that fill a measure in a period.
    Offices,
    /// The cells of an office, periods of a kind side by side.
    Periods,
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
pub enum Special {
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
pub enum Pick {
    /// A command to run.
    Run(Command),
    /// A page to open.
    Page(Subject),
    /// In which status measures are.
    Status(Status),
    /// The sheet's office.
    Office(OfficeCode),
    /// The sheet's plan.
    Plan(PlanCode),
    /// The sheet's period.
    Period(Period),
    /// An answer for a cell of the sheet.
    Answer(Cell, Special),
    /// Which duties.
    Scope(DutyScope),
    /// Which activities.
    Activities(ActivityScope),
    /// Which plan's calendar.
    CalendarOf(Option<PlanCode>),
    /// Which plan's targets.
    TargetsOf(Option<PlanCode>),
    /// One's own office.
    Own(Option<OfficeCode>),
    /// Which rows of the list in front.
    Kind(Option<RowKind>),
    /// A text for the focused field of the form below.
    Field(String),
}

/// What a pane asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Show a page.
    Open(Subject),
    /// Show these duties.
    Duties(DutyScope),
    /// Show the measures in a status.
    Measures(Status),
    /// Show a plan's targets.
    Targets(Option<PlanCode>),
    /// Show these activities.
    Activities(ActivityScope),
    /// Show the calendar of one plan, or of all.
    Calendar(Option<PlanCode>),
    /// Open a form on an activity, on money, on an inspection, on a day off.
    Work(WorkForm),
    /// Open the sheet.
    Sheet(SheetAt),
    /// Open a form on duties.
    Form(DutyForm, Vec<DutyKey>),
    /// Open a form that closes or opens a period of a plan.
    LockForm(LockForm, Lock),
    /// Open the form of a comment.
    Comment(About),
    /// Open a form on a record, on one of its fields.
    Record(RecordAt, Option<&'static str>),
    /// Take a part out of its plan, if it still is what it was.
    RemovePart(PartAt, Box<Value>),
    /// Open a menu.
    Menu(MenuKind),
    /// Open the menu of the kinds of rows that the list in front has; the second is the kind that it shows.
    OfferKinds(Choices, Option<RowKind>),
    /// Narrow the list in front to a kind of rows, or show all.
    Narrow(Option<RowKind>),
    /// Run a command.
    Run(Command),
    /// Make the pages again to which one came back.
    Reread,
    /// Read the journal.
    Journal(Reading),
    /// Open the form that narrows it.
    FilterJournal(JournalWanted),
    /// Ask first; the effect follows a yes.
    Ask(Text, Box<Effect>),
    /// Ask first whether something is to be done for so many offices at once.
    AskMany(usize, Box<Effect>),
    /// Asks in these words before it performs something.
    AskWords(String, Box<Effect>),
    /// Take back one's own last change of a figure, or do it again.
    TakeBack(Way),
    /// Record something.
    Write(Box<Write>),
    /// Write the letter that asks these offices for their report, and record that they were reminded.
    Letter {
        /// The file and the term that it asks to keep.
        letter: LetterAsked,
        /// Of whom it asks.
        keys: Vec<DutyKey>,
        /// The reminders.
        write: Box<Write>,
    },
    /// Take the list in front away.
    Export(ExportTo),
    /// Say why not.
    Say(Text),
}

/// What is read of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The newest lines again.
    Anew,
    /// Older ones.
    Older,
    /// Others.
    Of(JournalWanted),
}

/// How a pane answers a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Not one of its commands.
    Unknown,
    /// It wants something.
    Wants(Effect),
}

impl From<Option<Effect>> for Outcome {
    fn from(effect: Option<Effect>) -> Self {
        effect.map_or(Outcome::Unknown, Outcome::Wants)
    }
}
