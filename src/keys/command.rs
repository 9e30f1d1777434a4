//! What a person can ask for, and the places in which keys mean something. Knows no key.

use crate::words::screen::Text;

/// A place whose keys are live.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Everywhere.
    Any,
    /// Any list.
    List,
    /// The first screen.
    Today,
    /// The list of plans.
    Plans,
    /// The list of targets.
    Targets,
    /// The list of offices.
    Offices,
    /// The list of duties.
    Reports,
    /// The list of activities.
    Activities,
    /// The calendar.
    Calendar,
    /// An activity's page.
    ActivityPage,
    /// The sheet, no cell open.
    Sheet,
    /// A cell being typed in.
    Cell,
    /// Any page of details.
    Page,
    /// A target's page.
    TargetPage,
    /// An office's page.
    OfficePage,
    /// A plan's page.
    PlanPage,
    /// A duty's page.
    Duty,
    /// A list over a pane.
    Rows,
    /// A form.
    Form,
    /// The search line.
    Line,
    /// A note's line.
    Note,
    /// A list to choose from.
    Menu,
    /// A question.
    Ask,
    /// Where text is typed.
    Text,
}

impl Place {
    /// Every chain of places that the program can be in, the innermost first.
    pub const CHAINS: &'static [&'static [Place]] = &[
        &[Place::Today, Place::List, Place::Any],
        &[Place::Plans, Place::List, Place::Any],
        &[Place::Targets, Place::List, Place::Any],
        &[Place::Offices, Place::List, Place::Any],
        &[Place::Reports, Place::List, Place::Any],
        &[Place::Activities, Place::List, Place::Any],
        &[Place::Calendar, Place::List, Place::Any],
        &[Place::Sheet, Place::Any],
        &[Place::Cell, Place::Text, Place::Any],
        &[Place::TargetPage, Place::Page, Place::Any],
        &[Place::OfficePage, Place::Page, Place::Any],
        &[Place::PlanPage, Place::Page, Place::Any],
        &[Place::Duty, Place::Page, Place::Any],
        &[Place::ActivityPage, Place::Page, Place::Any],
        &[Place::Rows, Place::List, Place::Any],
        &[Place::Page, Place::Any],
        &[Place::Form, Place::Text, Place::Any],
        &[Place::Line, Place::Text],
        &[Place::Note, Place::Text],
        &[Place::Menu, Place::Text],
        &[Place::Ask],
    ];

    /// The chain of places that begins with this one.
    pub fn chain(self) -> &'static [Place] {
        Self::CHAINS.iter().find(|chain| chain.first() == Some(&self)).copied().unwrap_or(&[Place::Any])
    }

    /// Its name in the help.
    pub fn title(self) -> Text {
        match self {
            Place::Any => Text::PlaceAny,
            Place::List => Text::PlaceList,
            Place::Today => Text::Today,
            Place::Plans => Text::Plans,
            Place::Targets => Text::Targets,
            Place::Offices => Text::Offices,
            Place::Reports => Text::Reports,
            Place::Activities => Text::Activities,
            Place::Calendar => Text::Calendar,
            Place::ActivityPage => Text::PlaceActivity,
            Place::Sheet => Text::Sheet,
            Place::Cell => Text::PlaceCell,
            Place::Page => Text::PlacePage,
            Place::TargetPage => Text::PlaceTarget,
            Place::OfficePage => Text::PlaceOffice,
            Place::PlanPage => Text::PlacePlan,
            Place::Duty => Text::PlaceDuty,
            Place::Rows => Text::PlaceRows,
            Place::Form => Text::PlaceForm,
            Place::Line => Text::Search,
            Place::Note => Text::Note,
            Place::Menu => Text::Choose,
            Place::Ask => Text::PlaceAsk,
            Place::Text => Text::PlaceText,
        }
    }
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident => $text:ident, $why:ident;)*) => {
        /// A command. Panes match on these; they never see keys.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $name,)*
        }

        impl Command {
            /// Every command that the palette offers.
            pub const PALETTE: &'static [Command] = &[$(Command::$name),*];

            /// Its words.
            pub fn label(self) -> Text {
                match self {
                    $(Command::$name => Text::$text,)*
                }
            }

            /// Why it cannot run where nothing answers to it.
            pub fn elsewhere(self) -> Text {
                match self {
                    $(Command::$name => Text::$why,)*
                }
            }
        }
    };
}

commands! {
    /// To the first screen.
    GoToday => Today, NotHere;
    /// To the plans.
    GoPlans => Plans, NotHere;
    /// To the targets.
    GoTargets => Targets, NotHere;
    /// To the offices.
    GoOffices => Offices, NotHere;
    /// To the duties.
    GoReports => Reports, NotHere;
    /// To the sheet.
    GoSheet => Sheet, NotHere;
    /// To the activities.
    GoActivities => Activities, NotHere;
    /// To the calendar.
    GoCalendar => Calendar, NotHere;
    /// To the overview.
    GoOverview => Overview, NotHere;
    /// To the money of the plans.
    ShowBudget => BudgetList, NotHere;
    /// To the inspections.
    ShowInspections => InspectionList, NotHere;
    /// To the days off.
    ShowHolidays => HolidayList, NotHere;
    /// To the settings.
    ShowSettings => SettingList, NotHere;
    /// Send the report of the selected duty.
    Send => SendReport, NeedsDuty;
    /// Accept the report of the selected duty.
    Accept => AcceptReport, NeedsDuty;
    /// Return the report of the selected duty.
    Return => ReturnReport, NeedsDuty;
    /// Extend the selected duty.
    Extend => ExtendDuty, NeedsDuty;
    /// Remind of the selected duty, or of those that are marked.
    Remind => RemindOffice, NeedsDuty;
    /// Waive the selected duty, or those that are marked.
    Waive => WaiveDuty, NeedsDuty;
    /// Mark the selected row.
    Mark => Mark, NotMarkable;
    /// Mark every row that is shown.
    MarkAll => MarkAll, NotMarkable;
    /// Close a period of a plan.
    Lock => LockPeriod, NeedsPeriod;
    /// Open a closed period.
    Unlock => UnlockPeriod, NeedsPeriod;
    /// Follow the selected thing up, or do so no more.
    Star => StarThis, NeedsRemarkable;
    /// Comment on the selected thing.
    Comment => CommentOnThis, NeedsRemarkable;
    /// The offices below the quota.
    Below => BelowList, NeedsQuota;
    /// What is followed up.
    GoStarred => Starred, NotHere;
    /// Estimates whose official figure is due.
    GoEstimates => EstimatesDue, NotHere;
    /// Edit what is selected.
    Edit => EditFigures, NeedsSelection;
    /// A new row.
    Insert => InsertRow, NeedsRows;
    /// Change the selected plan or office.
    EditRecord => EditPlan, NeedsRecord;
    /// A copy of the selected plan.
    CopyPlan => CopyPlan, NeedsPlan;
    /// What plans leave open.
    ShowGaps => ShowGaps, NotHere;
    /// Every office that is known.
    ShowOffices => AllOffices, NotHere;
    /// The groups of offices.
    ShowGroups => ShowGroups, NotHere;
    /// The selected row goes.
    Remove => RemoveRow, NeedsRows;
    /// Search the list.
    Search => SearchList, NeedsList;
    /// Narrow the list.
    Filter => FilterList, NeedsFilter;
    /// Order the list.
    Sort => SortList, NeedsSort;
    /// Read again.
    Refresh => Refresh, NotHere;
    /// Take over last period's value.
    TakePrevious => TakePrevious, NeedsSheet;
    /// An answer that is no number.
    ChooseAnswer => ChooseAnswer, NeedsSheet;
    /// A note to the cell.
    Note => Note, NeedsSheet;
    /// Estimate, official, or by the day.
    Quality => Quality, NeedsSheet;
    /// Another office in the sheet.
    ChooseOffice => ChooseOffice, NeedsSheet;
    /// Another plan in the sheet.
    ChoosePlan => ChoosePlan, NeedsSheet;
    /// Another period in the sheet.
    ChoosePeriod => ChoosePeriod, NeedsSheet;
    /// The period before.
    PreviousPeriod => PreviousPeriod, NeedsSheet;
    /// The period after.
    NextPeriod => NextPeriod, NeedsSheet;
    /// Take back the last save.
    Undo => Undo, NeedsSheet;
    /// Forget what was typed in the cell.
    DropDraft => DropDraft, NeedsSheet;
    /// One's own office.
    OwnOffice => OwnOffice, NotHere;
    /// The next theme.
    Theme => Theme, NotHere;
    /// The other language.
    Language => Language, NotHere;
    /// To the shell beneath, to come back later.
    Suspend => Suspend, NotHere;
    /// Copy the selected row to the clipboard.
    Copy => Copy, NothingToCopy;
    /// Draw everything again.
    Redraw => Redraw, NotHere;
    /// The keys of this place.
    Help => HelpHere, NotHere;
    /// Leave the program.
    Leave => LeaveProgram, NotHere;
    /// The list of commands.
    Palette => Commands, NotHere;
    /// Enter.
    Open => Open, NeedsSelection;
    /// Esc.
    Back => Back, NotHere;
    /// Next pane or part.
    NextPane => NextPane, NotHere;
    /// Previous pane or part.
    PreviousPane => PreviousPane, NotHere;
    /// A row up.
    Up => RowUp, NotHere;
    /// A row down.
    Down => RowDown, NotHere;
    /// A page up.
    PageUp => PageUp, NotHere;
    /// A page down.
    PageDown => PageDown, NotHere;
    /// First row, or start of the line.
    First => First, NotHere;
    /// Last row, or end of the line.
    Last => Last, NotHere;
    /// Cursor left.
    Left => CursorLeft, NotHere;
    /// Cursor right.
    Right => CursorRight, NotHere;
    /// Erase before the cursor.
    EraseBack => EraseBack, NotHere;
    /// Erase after the cursor.
    EraseForward => EraseForward, NotHere;
    /// Accept the cell and go down.
    AcceptCell => AcceptDown, NeedsSheet;
    /// Accept the cell and go up.
    AcceptCellUp => AcceptCellUp, NeedsSheet;
    /// The next field.
    NextField => NextField, NeedsForm;
    /// The field before.
    PreviousField => PreviousField, NeedsForm;
    /// Fill the field from a list.
    ChooseValue => ChooseValue, NeedsForm;
    /// Save the form, the note, the search.
    Save => SaveForm, NeedsForm;
    /// Yes.
    Yes => Yes, NotHere;
}

impl Command {
    /// Whether the palette offers it: not what only moves or types.
    pub fn is_offered(self) -> bool {
        let at = Self::PALETTE.iter().position(|c| *c == self);
        let end = Self::PALETTE.iter().position(|c| *c == Self::Palette);
        at < end
    }
}
