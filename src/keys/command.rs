//! Commands, and the contexts in which keys are bound. Must not depend on keys.

use crate::texts::help_guide::ScreenGuide;
use crate::texts::screen::Text;

macro_rules! key_contexts {
    ($($(#[$doc:meta])* $name:ident => $text:ident;)*) => {
        /// Key context.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum KeyContext {
            $($(#[$doc])* $name,)*
        }

        impl KeyContext {
            /// Every context.
            pub const ALL: &'static [KeyContext] = &[$(KeyContext::$name),*];

            /// Title in the help.
            pub fn title(self) -> Text {
                match self {
                    $(KeyContext::$name => Text::$text,)*
                }
            }

            /// Name in the configuration, such as `target_page`.
            pub fn name(self) -> String {
                match self {
                    $(KeyContext::$name => stable_name(stringify!($name)),)*
                }
            }
        }
    };
}

key_contexts! {
    /// Global.
    Global => PlaceAny;
    /// Wherever no text is typed.
    Screen => PlaceScreen;
    /// Lists and pages: a digit leads to a pane, and begins no number.
    Navigation => PlaceNavigation;
    /// Any list.
    List => PlaceList;
    /// The today pane.
    Today => Today;
    /// The list of plans.
    Plans => Plans;
    /// The list of targets.
    Targets => Targets;
    /// The list of offices.
    Offices => Offices;
    /// The list of duties.
    Reports => Reports;
    /// The list of activities.
    Activities => Activities;
    /// The calendar.
    Calendar => Calendar;
    /// The journal.
    Journal => Journal;
    /// An activity's page.
    ActivityPage => PlaceActivity;
    /// The sheet without an open cell.
    Sheet => Sheet;
    /// A cell being edited.
    Cell => PlaceCell;
    /// Any detail page.
    Page => PlacePage;
    /// A target's page.
    TargetPage => PlaceTarget;
    /// An office's page.
    OfficePage => PlaceOffice;
    /// A plan's page.
    PlanPage => PlacePlan;
    /// A duty's page.
    DutyPage => PlaceDuty;
    /// A list page.
    ListPage => PlaceRows;
    /// A form.
    Form => PlaceForm;
    /// A multi-line field.
    MultilineField => PlaceLines;
    /// The search line.
    SearchLine => Search;
    /// The input line of a note.
    NoteInput => Note;
    /// Preview of a pasted block.
    PastePreview => PlaceBlock;
    /// A menu.
    Menu => Choose;
    /// A confirmation.
    Confirm => PlaceAsk;
    /// Any text input.
    TextInput => PlaceText;
}

impl KeyContext {
    /// Every chain of contexts, innermost first.
    pub const CONTEXT_CHAINS: &'static [&'static [KeyContext]] = {
        use KeyContext as P;
        &[
            &[P::Today, P::List, P::Navigation, P::Screen, P::Global],
            &[P::Plans, P::List, P::Navigation, P::Screen, P::Global],
            &[P::Targets, P::List, P::Navigation, P::Screen, P::Global],
            &[P::Offices, P::List, P::Navigation, P::Screen, P::Global],
            &[P::Reports, P::List, P::Navigation, P::Screen, P::Global],
            &[P::Activities, P::List, P::Navigation, P::Screen, P::Global],
            &[P::Calendar, P::List, P::Navigation, P::Screen, P::Global],
            &[P::Journal, P::List, P::Navigation, P::Screen, P::Global],
            &[P::Sheet, P::Screen, P::Global],
            &[P::Cell, P::TextInput, P::Global],
            &[P::TargetPage, P::Page, P::Navigation, P::Screen, P::Global],
            &[P::OfficePage, P::Page, P::Navigation, P::Screen, P::Global],
            &[P::PlanPage, P::Page, P::Navigation, P::Screen, P::Global],
            &[P::DutyPage, P::Page, P::Navigation, P::Screen, P::Global],
            &[
                P::ActivityPage,
                P::Page,
                P::Navigation,
                P::Screen,
                P::Global,
            ],
            &[P::ListPage, P::List, P::Navigation, P::Screen, P::Global],
            &[P::Page, P::Navigation, P::Screen, P::Global],
            &[P::Form, P::TextInput, P::Global],
            &[P::MultilineField, P::Form, P::TextInput, P::Global],
            &[P::SearchLine, P::TextInput],
            &[P::NoteInput, P::TextInput],
            &[P::PastePreview, P::Global],
            &[P::Menu, P::TextInput],
            &[P::Confirm],
        ]
    };

    /// The chain of places that begins with this one: its own, else the end of the first that leads through it.
    pub fn context_chain(self) -> &'static [KeyContext] {
        let begins = |chain: &&&'static [KeyContext]| chain.first() == Some(&self);
        let own = Self::CONTEXT_CHAINS.iter().find(begins).copied();
        own.or_else(|| {
            Self::CONTEXT_CHAINS
                .iter()
                .find_map(|chain| Some(&chain[chain.iter().position(|place| *place == self)?..]))
        })
        .unwrap_or(&[KeyContext::Global])
    }

    /// The places whose keys are bound once for several others and belong to each of them: those right behind it in its
    /// chain. A configuration may change their keys here alone (`list.quit`).
    pub fn shared_contexts(self) -> &'static [KeyContext] {
        let outer = self.context_chain().get(1..).unwrap_or_default();
        let end = outer.iter().position(|place| !place.is_shared());
        &outer[..end.unwrap_or(outer.len())]
    }

    /// Whether its keys are bound for several other places at once.
    pub fn is_shared(self) -> bool {
        matches!(self, KeyContext::Screen | KeyContext::Navigation)
    }

    /// What one does there; none where other places say it: in the parts of a screen that are alike everywhere.
    pub fn guide(self) -> Option<ScreenGuide> {
        match self {
            KeyContext::Today => Some(ScreenGuide::Today),
            KeyContext::Plans => Some(ScreenGuide::Plans),
            KeyContext::Targets => Some(ScreenGuide::Targets),
            KeyContext::Offices => Some(ScreenGuide::Offices),
            KeyContext::Reports => Some(ScreenGuide::Reports),
            KeyContext::Activities => Some(ScreenGuide::Activities),
            KeyContext::Calendar => Some(ScreenGuide::Calendar),
            KeyContext::Journal => Some(ScreenGuide::Journal),
            KeyContext::Sheet => Some(ScreenGuide::Sheet),
            KeyContext::Cell => Some(ScreenGuide::Cell),
            KeyContext::TargetPage => Some(ScreenGuide::TargetPage),
            KeyContext::OfficePage => Some(ScreenGuide::OfficePage),
            KeyContext::PlanPage => Some(ScreenGuide::PlanPage),
            KeyContext::DutyPage => Some(ScreenGuide::DutyPage),
            KeyContext::ActivityPage => Some(ScreenGuide::ActivityPage),
            KeyContext::Page => Some(ScreenGuide::Page),
            KeyContext::ListPage => Some(ScreenGuide::ListPage),
            KeyContext::Form => Some(ScreenGuide::Form),
            KeyContext::MultilineField => Some(ScreenGuide::MultilineField),
            KeyContext::SearchLine => Some(ScreenGuide::SearchLine),
            KeyContext::NoteInput => Some(ScreenGuide::NoteInput),
            KeyContext::PastePreview => Some(ScreenGuide::PastePreview),
            KeyContext::Menu => Some(ScreenGuide::Menu),
            KeyContext::Confirm => Some(ScreenGuide::Confirm),
            KeyContext::Global
            | KeyContext::Screen
            | KeyContext::Navigation
            | KeyContext::List
            | KeyContext::TextInput => None,
        }
    }

    /// Finds a context by its name in the configuration, or by its name up to version 0.1.
    pub fn from_name(name: &str) -> Option<KeyContext> {
        let name = current_name(FORMER_CONTEXT_NAMES, name);
        Self::ALL.iter().copied().find(|place| place.name() == name)
    }
}

/// Name in the configuration: `GoToday` → `go_today`.
fn stable_name(variant: &str) -> String {
    let mut name = String::with_capacity(variant.len() + 4);
    for c in variant.chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// Names of contexts up to version 0.1 with their current names.
const FORMER_CONTEXT_NAMES: &[(&str, &str)] = &[
    ("any", "global"),
    ("duty", "duty_page"),
    ("rows", "list_page"),
    ("lines", "multiline_field"),
    ("line", "search_line"),
    ("note", "note_input"),
    ("block", "paste_preview"),
    ("ask", "confirm"),
    ("text", "text_input"),
];

/// Names of commands up to version 0.1 with their current names.
const FORMER_COMMAND_NAMES: &[(&str, &str)] = &[
    ("show_rights", "show_permissions"),
    ("waive", "exempt"),
    ("below", "show_below_quota"),
    ("sort_back", "reverse_sort"),
    ("take_previous", "copy_previous"),
    ("quality", "cycle_quality"),
    ("by_office", "toggle_office_layout"),
    ("by_period", "toggle_period_layout"),
    ("yearly", "toggle_yearly"),
    ("drop_draft", "discard_draft"),
    ("own_office", "choose_own_office"),
    ("theme", "next_theme"),
    ("language", "switch_language"),
    ("leave", "quit"),
    ("erase_back", "delete_backward"),
    ("erase_forward", "delete_forward"),
    ("accept_cell", "save_cell"),
    ("accept_cell_up", "save_cell_up"),
    ("accept_cell_right", "save_cell_right"),
    ("accept_cell_left", "save_cell_left"),
];

fn current_name<'a>(former: &[(&str, &'a str)], name: &'a str) -> &'a str {
    former
        .iter()
        .find(|(old, _)| *old == name)
        .map_or(name, |(_, new)| new)
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident => $text:ident, $why:ident;)*) => {
        /// A command. Panes match on commands and never see keys.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $name,)*
        }

        impl Command {
            /// Every command, in the order of the palette.
            pub const ALL: &'static [Command] = &[$(Command::$name),*];

            /// Name in the configuration.
            pub fn name(self) -> String {
                match self {
                    $(Command::$name => stable_name(stringify!($name)),)*
                }
            }

            /// Label.
            pub fn label(self) -> Text {
                match self {
                    $(Command::$name => Text::$text,)*
                }
            }

            /// Reason why the command is not available here.
            pub fn unavailable_reason(self) -> Text {
                match self {
                    $(Command::$name => Text::$why,)*
                }
            }
        }
    };
}

commands! {
    /// Go to the today pane.
    GoToday => Today, NotHere;
    /// Go to the plans.
    GoPlans => Plans, NotHere;
    /// Go to the targets.
    GoTargets => Targets, NotHere;
    /// Go to the offices.
    GoOffices => Offices, NotHere;
    /// Go to the reports.
    GoReports => Reports, NotHere;
    /// Go to the sheet.
    GoSheet => Sheet, NotHere;
    /// Go to the activities.
    GoActivities => Activities, NotHere;
    /// Go to the calendar.
    GoCalendar => Calendar, NotHere;
    /// Go to the journal.
    GoJournal => Journal, NotHere;
    /// Go to the overview.
    GoOverview => Overview, NotHere;
    /// Show the budgets.
    ShowBudget => BudgetList, NotHere;
    /// Show the inspections.
    ShowInspections => InspectionList, NotHere;
    /// Show the days off.
    ShowHolidays => HolidayList, NotHere;
    /// Show the settings.
    ShowSettings => SettingList, NotHere;
    /// Back up the database.
    BackUp => BackUp, NotHere;
    /// Show the accounts of a shared file.
    ShowAccounts => Accounts, NotHere;
    /// Show the current user's permissions.
    ShowPermissions => Rights, NotHere;
    /// Send the report of the selected duty.
    Send => SendReport, NeedsDuty;
    /// Accept the report of the selected duty.
    Accept => AcceptReport, NeedsDuty;
    /// Return the report of the selected duty.
    Return => ReturnReport, NeedsDuty;
    /// Extend the selected duty.
    Extend => ExtendDuty, NeedsDuty;
    /// Record a reminder for the selected or marked duties.
    Remind => RemindOffice, NeedsDuty;
    /// Exempt the selected or marked duties.
    Exempt => ExemptDuty, NeedsDuty;
    /// Mark the selected row.
    Mark => Mark, NotMarkable;
    /// Mark every visible row.
    MarkAll => MarkAll, NotMarkable;
    /// Lock a period of a plan.
    Lock => LockPeriod, NeedsPeriod;
    /// Unlock a period.
    Unlock => UnlockPeriod, NeedsPeriod;
    /// Star or unstar the selection.
    Star => StarThis, NeedsRemarkable;
    /// Comment on the selection.
    Comment => CommentOnThis, NeedsRemarkable;
    /// Show the offices below the quota.
    ShowBelowQuota => BelowList, NeedsQuota;
    /// Show starred items.
    GoStarred => Starred, NotHere;
    /// Show estimates whose official figure is due.
    GoEstimates => EstimatesDue, NotHere;
    /// Edit the selection.
    Edit => EditFigures, NeedsSelection;
    /// Insert a record.
    Insert => InsertRow, NeedsRows;
    /// Edit the selected plan or office.
    EditRecord => EditPlan, NeedsRecord;
    /// Copy the selected plan.
    CopyPlan => CopyPlan, NeedsPlan;
    /// Show missing information of plans.
    ShowGaps => ShowGaps, NotHere;
    /// Show every known office.
    ShowOffices => AllOffices, NotHere;
    /// Show the groups of offices.
    ShowGroups => ShowGroups, NotHere;
    /// Delete the selected record.
    Remove => RemoveRow, NeedsRows;
    /// Search the list.
    Search => SearchList, NeedsList;
    /// Filter the list.
    Filter => FilterList, NeedsFilter;
    /// Sort the list by the next column.
    Sort => SortList, NeedsSort;
    /// Reverse the sort order.
    ReverseSort => SortBack, NeedsSort;
    /// Jump to a target, an office or a plan by a few letters.
    Jump => JumpTo, NotHere;
    /// Show the summary for leaders.
    GoLeaders => Leaders, NotHere;
    /// Show the tour.
    Tour => Tour, NotHere;
    /// Reread the data.
    Refresh => Refresh, NotHere;
    /// Check the sheet for missing cells and warnings.
    Check => Check, NeedsSheet;
    /// Copy the previous period's value.
    CopyPrevious => TakePrevious, NeedsSheet;
    /// Choose an answer other than a number.
    ChooseAnswer => ChooseAnswer, NeedsSheet;
    /// Edit the note of a cell.
    Note => Note, NeedsSheet;
    /// Cycle the quality: estimate, official, by the day.
    CycleQuality => Quality, NeedsSheet;
    /// Choose another office in the sheet.
    ChooseOffice => ChooseOffice, NeedsSheet;
    /// Choose another plan in the sheet.
    ChoosePlan => ChoosePlan, NeedsSheet;
    /// Choose another period in the sheet.
    ChoosePeriod => ChoosePeriod, NeedsSheet;
    /// Show the previous period.
    PreviousPeriod => PreviousPeriod, NeedsSheet;
    /// Show the next period.
    NextPeriod => NextPeriod, NeedsSheet;
    /// Toggle the layout with the offices of the selected measure.
    ToggleOfficeLayout => ByOffice, NeedsSheet;
    /// Toggle the layout with periods as columns.
    TogglePeriodLayout => ByPeriod, NeedsSheet;
    /// Show or hide yearly measures.
    ToggleYearly => OfferYear, NeedsSheet;
    /// Undo one's own last change.
    Undo => Undo, NeedsSheet;
    /// Redo what was undone last.
    Redo => Redo, NeedsSheet;
    /// Discard the input of the cell.
    DiscardDraft => DropDraft, NeedsSheet;
    /// Choose the own office.
    ChooseOwnOffice => OwnOffice, NotHere;
    /// Switch to the next theme.
    NextTheme => Theme, NotHere;
    /// Switch the language.
    SwitchLanguage => Language, NotHere;
    /// Suspend to the shell.
    Suspend => Suspend, NotHere;
    /// Copy the selected row to the clipboard.
    Copy => Copy, NothingToCopy;
    /// Redraw the screen.
    Redraw => Redraw, NotHere;
    /// Show the keys of this context.
    Help => HelpHere, NotHere;
    /// Quit the program.
    Quit => LeaveProgram, NotHere;
    /// Show the command palette.
    Palette => Commands, NotHere;
    /// Enter.
    Open => Open, NeedsSelection;
    /// Esc.
    Back => Back, NotHere;
    /// Next pane or part of the overview.
    NextPane => NextPane, NotHere;
    /// Previous pane or part of the overview.
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
    /// Delete before the cursor.
    DeleteBackward => EraseBack, NotHere;
    /// Delete after the cursor.
    DeleteForward => EraseForward, NotHere;
    /// Save the cell and move down.
    SaveCell => AcceptDown, NeedsSheet;
    /// Save the cell and move up.
    SaveCellUp => AcceptCellUp, NeedsSheet;
    /// Save the cell and move to the next one.
    SaveCellRight => AcceptCellRight, NeedsSheet;
    /// Save the cell and move to the previous one.
    SaveCellLeft => AcceptCellLeft, NeedsSheet;
    /// The next field.
    NextField => NextField, NeedsForm;
    /// Export the list to a spreadsheet or the clipboard.
    Export => ExportTable, NoExport;
    /// Insert a line break into a multi-line field.
    NewLine => NewLine, NeedsLines;
    /// The previous field.
    PreviousField => PreviousField, NeedsForm;
    /// Fill the field from a menu.
    ChooseValue => ChooseValue, NeedsForm;
    /// Save the form, the note, the search.
    Save => SaveForm, NeedsForm;
    /// Answer yes.
    Yes => Yes, NotHere;
}

impl Command {
    /// Returns `true` if the palette offers it: not for moving and typing.
    pub fn is_in_palette(self) -> bool {
        let at = Self::ALL.iter().position(|c| *c == self);
        let end = Self::ALL.iter().position(|c| *c == Self::Palette);
        at < end
    }

    /// Finds a command by its name in the configuration, or by its name up to version 0.1.
    pub fn from_name(name: &str) -> Option<Command> {
        let name = current_name(FORMER_COMMAND_NAMES, name);
        Self::ALL
            .iter()
            .copied()
            .find(|command| command.name() == name)
    }
}
