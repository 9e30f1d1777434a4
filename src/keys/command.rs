//! What a person can ask for, and the places in which keys mean something. Knows no key.

use crate::texts::help_guide::ScreenGuide;
use crate::texts::screen::Text;

macro_rules! key_contexts {
    ($($(#[$doc:meta])* $name:ident => $text:ident;)*) => {
        /// A place whose keys are live.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum KeyContext {
            $($(#[$doc])* $name,)*
        }

        impl KeyContext {
            /// Every place.
            pub const ALL: &'static [KeyContext] = &[$(KeyContext::$name),*];

            /// Its name in the help.
            pub fn title(self) -> Text {
                match self {
                    $(KeyContext::$name => Text::$text,)*
                }
            }

            /// Its name in the configuration: `target_page`.
            pub fn name(self) -> String {
                match self {
                    $(KeyContext::$name => stable_name(stringify!($name)),)*
                }
            }
        }
    };
}

key_contexts! {
    /// Everywhere.
    Global => PlaceAny;
    /// Wherever no text is typed.
    Screen => PlaceScreen;
    /// Lists and pages: a digit leads to a pane, and begins no number.
    Navigation => PlaceNavigation;
    /// Any list.
    List => PlaceList;
    /// The first screen.
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
    /// The sheet, no cell open.
    Sheet => Sheet;
    /// A cell being typed in.
    Cell => PlaceCell;
    /// Any page of details.
    Page => PlacePage;
    /// A target's page.
    TargetPage => PlaceTarget;
    /// An office's page.
    OfficePage => PlaceOffice;
    /// A plan's page.
    PlanPage => PlacePlan;
    /// A duty's page.
    DutyPage => PlaceDuty;
    /// A list over a pane.
    ListPage => PlaceRows;
    /// A form.
    Form => PlaceForm;
    /// A field of many lines.
    MultilineField => PlaceLines;
    /// The search line.
    SearchLine => Search;
    /// A note's line.
    NoteInput => Note;
    /// A pasted block that is looked through.
    PastePreview => PlaceBlock;
    /// A list to choose from.
    Menu => Choose;
    /// A question.
    Confirm => PlaceAsk;
    /// Where text is typed.
    TextInput => PlaceText;
}

impl KeyContext {
    /// Every chain of places that the program can be in, the innermost first.
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

    /// The place of a name in the configuration, or of the name that it had up to version 0.1.
    pub fn from_name(name: &str) -> Option<KeyContext> {
        let name = current_name(FORMER_CONTEXT_NAMES, name);
        Self::ALL.iter().copied().find(|place| place.name() == name)
    }
}

/// `GoToday` → `go_today`: the word by which the configuration calls a place or a command.
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

/// Names of places in configurations written for version 0.1, and what they are called now.
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

/// Names of commands in configurations written for version 0.1, and what they are called now.
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
        /// A command. Panes match on these; they never see keys.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $name,)*
        }

        impl Command {
            /// Every command, in the order of the palette.
            pub const ALL: &'static [Command] = &[$(Command::$name),*];

            /// Its name in the configuration: `take_previous`.
            pub fn name(self) -> String {
                match self {
                    $(Command::$name => stable_name(stringify!($name)),)*
                }
            }

            /// Its words.
            pub fn label(self) -> Text {
                match self {
                    $(Command::$name => Text::$text,)*
                }
            }

            /// Why it cannot run where nothing answers to it.
            pub fn unavailable_reason(self) -> Text {
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
    /// To the journal.
    GoJournal => Journal, NotHere;
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
    /// A copy of the database.
    BackUp => BackUp, NotHere;
    /// To the accounts of a shared file.
    ShowAccounts => Accounts, NotHere;
    /// To what the person who sits there may do.
    ShowPermissions => Rights, NotHere;
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
    Exempt => ExemptDuty, NeedsDuty;
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
    ShowBelowQuota => BelowList, NeedsQuota;
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
    /// The other direction.
    ReverseSort => SortBack, NeedsSort;
    /// To a target, an office or a plan by a few letters.
    Jump => JumpTo, NotHere;
    /// The leaders' page.
    GoLeaders => Leaders, NotHere;
    /// The screen in one page, for who is new.
    Tour => Tour, NotHere;
    /// Read again.
    Refresh => Refresh, NotHere;
    /// What is missing or odd.
    Check => Check, NeedsSheet;
    /// Take over last period's value.
    CopyPrevious => TakePrevious, NeedsSheet;
    /// An answer that is no number.
    ChooseAnswer => ChooseAnswer, NeedsSheet;
    /// A note to the cell.
    Note => Note, NeedsSheet;
    /// Estimate, official, or by the day.
    CycleQuality => Quality, NeedsSheet;
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
    /// The offices of the selected measure, or back.
    ToggleOfficeLayout => ByOffice, NeedsSheet;
    /// Periods side by side, or back.
    TogglePeriodLayout => ByPeriod, NeedsSheet;
    /// The year's measures too, or no more.
    ToggleYearly => OfferYear, NeedsSheet;
    /// Take back one's own last change.
    Undo => Undo, NeedsSheet;
    /// Do again what was taken back last.
    Redo => Redo, NeedsSheet;
    /// Forget what was typed in the cell.
    DiscardDraft => DropDraft, NeedsSheet;
    /// One's own office.
    ChooseOwnOffice => OwnOffice, NotHere;
    /// The next theme.
    NextTheme => Theme, NotHere;
    /// The other language.
    SwitchLanguage => Language, NotHere;
    /// To the shell beneath, to come back later.
    Suspend => Suspend, NotHere;
    /// Copy the selected row to the clipboard.
    Copy => Copy, NothingToCopy;
    /// Draw everything again.
    Redraw => Redraw, NotHere;
    /// The keys of this place.
    Help => HelpHere, NotHere;
    /// Leave the program.
    Quit => LeaveProgram, NotHere;
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
    DeleteBackward => EraseBack, NotHere;
    /// Erase after the cursor.
    DeleteForward => EraseForward, NotHere;
    /// Accept the cell and go down.
    SaveCell => AcceptDown, NeedsSheet;
    /// Accept the cell and go up.
    SaveCellUp => AcceptCellUp, NeedsSheet;
    /// Accept the cell and go to the next one.
    SaveCellRight => AcceptCellRight, NeedsSheet;
    /// Accept the cell and go to the one before.
    SaveCellLeft => AcceptCellLeft, NeedsSheet;
    /// The next field.
    NextField => NextField, NeedsForm;
    /// Take the list away: a spreadsheet, the clipboard.
    Export => ExportTable, NoExport;
    /// One more line in a field of many.
    NewLine => NewLine, NeedsLines;
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
    pub fn is_in_palette(self) -> bool {
        let at = Self::ALL.iter().position(|c| *c == self);
        let end = Self::ALL.iter().position(|c| *c == Self::Palette);
        at < end
    }

    /// The command of a name in the configuration, or of the name that it had up to version 0.1.
    pub fn from_name(name: &str) -> Option<Command> {
        let name = current_name(FORMER_COMMAND_NAMES, name);
        Self::ALL
            .iter()
            .copied()
            .find(|command| command.name() == name)
    }
}
