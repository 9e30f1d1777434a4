//! The one key table: place, key, command, label. Dispatch, footer and help read it; nothing else binds a key.
//! Must not depend on panes or screens.

use super::command::Command as C;
use super::command::KeyContext as P;
use super::command::{Command, KeyContext};
use super::key::Key;
use crate::texts::screen::Text;

/// A row of the key table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Context in which the key is bound.
    pub key_context: KeyContext,
    /// The key.
    pub key: Key,
    /// Its command.
    pub command: Command,
    /// Label in footer and help.
    pub label: Text,
    /// Rank in the footer, 1 first; 0 hides it.
    pub footer_rank: u8,
}

const fn bind(
    key_context: KeyContext,
    key: Key,
    command: Command,
    label: Text,
    footer_rank: u8,
) -> Binding {
    Binding {
        key_context,
        key,
        command,
        label,
        footer_rank,
    }
}

/// Every key of the program as it comes; [`super::keymap::Keymap`] is the table as one's configuration makes it. The first row that
/// fits wins, places from the innermost to [`KeyContext::Global`].
pub const BINDINGS: &[Binding] = &[
    // Everywhere.
    bind(P::Global, Key::F(1), C::Help, Text::Help, 90),
    bind(P::Global, Key::F(5), C::Refresh, Text::Refresh, 0),
    bind(P::Global, Key::F(9), C::Palette, Text::Palette, 80),
    bind(P::Global, Key::Ctrl('p'), C::Palette, Text::Palette, 0),
    bind(P::Global, Key::F(10), C::Quit, Text::Leave, 95),
    bind(P::Global, Key::Ctrl('q'), C::Quit, Text::Leave, 0),
    bind(P::Global, Key::Ctrl('l'), C::Redraw, Text::Redraw, 0),
    bind(P::Global, Key::Ctrl('y'), C::Copy, Text::Copy, 0),
    // Wherever no text is typed: the sheet, lists, pages.
    bind(P::Screen, Key::Char('?'), C::Help, Text::Help, 0),
    bind(P::Screen, Key::Char(':'), C::Palette, Text::Palette, 0),
    bind(P::Screen, Key::Char('q'), C::Quit, Text::Leave, 0),
    // Where a digit does not begin a number either: lists and pages.
    bind(P::Navigation, Key::Char('j'), C::Jump, Text::Jump, 0),
    bind(P::Navigation, Key::Char('1'), C::GoToday, Text::Today, 0),
    bind(P::Navigation, Key::Char('2'), C::GoPlans, Text::Plans, 0),
    bind(
        P::Navigation,
        Key::Char('3'),
        C::GoTargets,
        Text::Targets,
        0,
    ),
    bind(
        P::Navigation,
        Key::Char('4'),
        C::GoOffices,
        Text::Offices,
        0,
    ),
    bind(
        P::Navigation,
        Key::Char('5'),
        C::GoReports,
        Text::Reports,
        0,
    ),
    bind(P::Navigation, Key::Char('6'), C::GoSheet, Text::Sheet, 0),
    bind(
        P::Navigation,
        Key::Char('7'),
        C::GoActivities,
        Text::Activities,
        0,
    ),
    bind(
        P::Navigation,
        Key::Char('8'),
        C::GoCalendar,
        Text::Calendar,
        0,
    ),
    bind(
        P::Navigation,
        Key::Char('9'),
        C::GoJournal,
        Text::Journal,
        0,
    ),
    bind(
        P::Navigation,
        Key::Char('0'),
        C::GoOverview,
        Text::Overview,
        0,
    ),
    // Any list or page.
    bind(P::List, Key::Enter, C::Open, Text::Open, 10),
    bind(P::List, Key::Esc, C::Back, Text::Back, 0),
    bind(P::List, Key::Up, C::Up, Text::RowUp, 0),
    bind(P::List, Key::Down, C::Down, Text::RowDown, 0),
    bind(P::List, Key::PageUp, C::PageUp, Text::PageUp, 0),
    bind(P::List, Key::PageDown, C::PageDown, Text::PageDown, 0),
    bind(P::List, Key::Home, C::First, Text::First, 0),
    bind(P::List, Key::End, C::Last, Text::Last, 0),
    bind(P::List, Key::Tab, C::NextPane, Text::NextPane, 0),
    bind(
        P::List,
        Key::BackTab,
        C::PreviousPane,
        Text::PreviousPane,
        0,
    ),
    bind(P::List, Key::F(3), C::Search, Text::Search, 50),
    bind(P::List, Key::Char('/'), C::Search, Text::Search, 0),
    bind(P::List, Key::F(4), C::Filter, Text::Filter, 0),
    bind(P::List, Key::F(6), C::Sort, Text::Sort, 0),
    bind(P::List, Key::F(8), C::Export, Text::ExportTable, 0),
    // Today.
    bind(P::Today, Key::F(2), C::Edit, Text::SheetTab, 20),
    bind(P::Today, Key::Char('s'), C::Send, Text::Send, 30),
    bind(P::Today, Key::Char('a'), C::Accept, Text::Accept, 0),
    bind(P::Today, Key::Char('t'), C::Return, Text::Return, 0),
    bind(P::Today, Key::Char('g'), C::Extend, Text::Extend, 0),
    bind(P::Today, Key::Char('d'), C::Remind, Text::Remind, 32),
    bind(P::Today, Key::Char('m'), C::Exempt, Text::ExemptDuty, 0),
    bind(P::Today, Key::Char(' '), C::Mark, Text::Mark, 0),
    bind(P::Today, Key::Char('*'), C::MarkAll, Text::MarkAll, 0),
    bind(P::Today, Key::Char('l'), C::GoLeaders, Text::Leaders, 0),
    bind(P::Today, Key::Char('b'), C::Star, Text::Star, 0),
    bind(P::Today, Key::Char('y'), C::Comment, Text::Comment, 0),
    // Plans, targets, offices.
    bind(P::Targets, Key::F(2), C::Edit, Text::SheetTab, 20),
    bind(P::Targets, Key::F(4), C::Filter, Text::Filter, 55),
    bind(P::Targets, Key::Char('b'), C::Star, Text::Star, 0),
    bind(P::Targets, Key::Char('y'), C::Comment, Text::Comment, 0),
    bind(
        P::Targets,
        Key::Char('d'),
        C::ShowBelowQuota,
        Text::Below,
        0,
    ),
    bind(P::Offices, Key::F(2), C::Edit, Text::SheetTab, 20),
    bind(
        P::Offices,
        Key::Char('e'),
        C::EditRecord,
        Text::EditRecord,
        24,
    ),
    bind(
        P::Offices,
        Key::Char('m'),
        C::ShowOffices,
        Text::AllShort,
        28,
    ),
    bind(P::Offices, Key::Insert, C::Insert, Text::Insert, 0),
    bind(P::Plans, Key::F(2), C::Edit, Text::SheetTab, 20),
    bind(
        P::Plans,
        Key::Char('e'),
        C::EditRecord,
        Text::EditRecord,
        24,
    ),
    bind(P::Plans, Key::Char('h'), C::ShowGaps, Text::ShowGaps, 0),
    bind(P::Plans, Key::Char('c'), C::CopyPlan, Text::CopyPlan, 0),
    bind(P::Plans, Key::Insert, C::Insert, Text::Insert, 26),
    bind(P::Journal, Key::F(4), C::Filter, Text::Filter, 20),
    // Reports and one duty.
    bind(P::Reports, Key::Char('s'), C::Send, Text::Send, 20),
    bind(P::Reports, Key::Char('a'), C::Accept, Text::Accept, 22),
    bind(P::Reports, Key::Char('t'), C::Return, Text::ReturnReport, 0),
    bind(P::Reports, Key::Char('g'), C::Extend, Text::Extend, 0),
    bind(P::Reports, Key::Char('d'), C::Remind, Text::Remind, 26),
    bind(P::Reports, Key::Char('m'), C::Exempt, Text::ExemptDuty, 0),
    bind(P::Reports, Key::Char(' '), C::Mark, Text::Mark, 0),
    bind(P::Reports, Key::Char('*'), C::MarkAll, Text::MarkAll, 0),
    bind(P::Reports, Key::Char('b'), C::Star, Text::Star, 0),
    bind(P::Reports, Key::Char('y'), C::Comment, Text::Comment, 0),
    bind(P::Reports, Key::F(2), C::Edit, Text::SheetTab, 0),
    bind(P::Reports, Key::F(3), C::Search, Text::Search, 0),
    bind(P::Reports, Key::F(4), C::Filter, Text::Filter, 0),
    bind(P::DutyPage, Key::Char('s'), C::Send, Text::Send, 20),
    bind(P::DutyPage, Key::Char('a'), C::Accept, Text::Accept, 22),
    bind(P::DutyPage, Key::Char('t'), C::Return, Text::Return, 24),
    bind(P::DutyPage, Key::Char('g'), C::Extend, Text::ExtendDuty, 0),
    bind(P::DutyPage, Key::Char('d'), C::Remind, Text::Remind, 28),
    bind(P::DutyPage, Key::Char('m'), C::Exempt, Text::ExemptDuty, 0),
    bind(P::DutyPage, Key::Char('b'), C::Star, Text::Star, 0),
    bind(P::DutyPage, Key::Char('y'), C::Comment, Text::Comment, 0),
    bind(P::DutyPage, Key::F(2), C::Edit, Text::SheetTab, 0),
    // A list page.
    bind(P::ListPage, Key::Enter, C::Open, Text::Open, 10),
    bind(P::ListPage, Key::F(2), C::Edit, Text::Edit, 0),
    bind(P::ListPage, Key::F(4), C::Filter, Text::Filter, 55),
    bind(P::ListPage, Key::Insert, C::Insert, Text::Insert, 20),
    bind(P::ListPage, Key::Char('+'), C::Insert, Text::Insert, 0),
    bind(P::ListPage, Key::Delete, C::Remove, Text::Remove, 0),
    bind(P::ListPage, Key::Esc, C::Back, Text::GoBack, 40),
    // A detail page.
    bind(P::Page, Key::Esc, C::Back, Text::GoBack, 12),
    bind(P::Page, Key::Enter, C::Back, Text::Back, 0),
    bind(P::Page, Key::Up, C::Up, Text::RowUp, 0),
    bind(P::Page, Key::Down, C::Down, Text::RowDown, 0),
    bind(P::Page, Key::PageUp, C::PageUp, Text::PageUp, 0),
    bind(P::Page, Key::PageDown, C::PageDown, Text::PageDown, 0),
    bind(P::Page, Key::F(9), C::Palette, Text::Palette, 0),
    bind(P::Page, Key::Home, C::First, Text::First, 0),
    bind(P::Page, Key::End, C::Last, Text::Last, 0),
    bind(P::TargetPage, Key::F(2), C::Edit, Text::SheetTab, 20),
    bind(
        P::TargetPage,
        Key::Char('d'),
        C::ShowBelowQuota,
        Text::Below,
        22,
    ),
    bind(P::TargetPage, Key::Char('b'), C::Star, Text::Star, 24),
    bind(P::TargetPage, Key::Char('y'), C::Comment, Text::Comment, 26),
    bind(P::OfficePage, Key::F(2), C::Edit, Text::SheetTab, 20),
    bind(
        P::OfficePage,
        Key::Char('e'),
        C::EditRecord,
        Text::EditRecord,
        24,
    ),
    bind(
        P::OfficePage,
        Key::Char('5'),
        C::GoReports,
        Text::ItsReports,
        22,
    ),
    bind(P::PlanPage, Key::F(2), C::Edit, Text::SheetTab, 20),
    bind(
        P::PlanPage,
        Key::Char('e'),
        C::EditRecord,
        Text::EditRecord,
        21,
    ),
    bind(P::PlanPage, Key::Char('h'), C::ShowGaps, Text::ShowGaps, 0),
    bind(
        P::PlanPage,
        Key::Char('3'),
        C::GoTargets,
        Text::ItsTargets,
        22,
    ),
    bind(
        P::PlanPage,
        Key::Char('5'),
        C::GoReports,
        Text::ItsReports,
        24,
    ),
    bind(P::PlanPage, Key::Char('k'), C::Lock, Text::LockPeriod, 0),
    bind(
        P::PlanPage,
        Key::Char('x'),
        C::Unlock,
        Text::UnlockPeriod,
        0,
    ),
    bind(
        P::PlanPage,
        Key::Char('7'),
        C::GoActivities,
        Text::Activities,
        0,
    ),
    bind(
        P::PlanPage,
        Key::Char('8'),
        C::GoCalendar,
        Text::Calendar,
        0,
    ),
    bind(
        P::PlanPage,
        Key::Char('m'),
        C::ShowBudget,
        Text::BudgetList,
        0,
    ),
    bind(
        P::PlanPage,
        Key::Char('i'),
        C::ShowInspections,
        Text::InspectionList,
        0,
    ),
    // Activities and the calendar.
    bind(P::Activities, Key::F(2), C::Edit, Text::Record, 20),
    bind(P::Activities, Key::F(4), C::Filter, Text::Filter, 55),
    bind(
        P::Activities,
        Key::Char('m'),
        C::ShowBudget,
        Text::BudgetList,
        30,
    ),
    bind(
        P::Activities,
        Key::Char('i'),
        C::ShowInspections,
        Text::InspectionList,
        0,
    ),
    bind(P::ActivityPage, Key::F(2), C::Edit, Text::Record, 20),
    bind(
        P::ActivityPage,
        Key::Char('m'),
        C::ShowBudget,
        Text::BudgetList,
        30,
    ),
    bind(P::Calendar, Key::Left, C::Left, Text::DayBefore, 0),
    bind(P::Calendar, Key::Right, C::Right, Text::DayAfter, 0),
    bind(P::Calendar, Key::Up, C::Up, Text::WeekBefore, 0),
    bind(P::Calendar, Key::Down, C::Down, Text::WeekAfter, 0),
    bind(P::Calendar, Key::PageUp, C::PageUp, Text::MonthBefore, 0),
    bind(
        P::Calendar,
        Key::PageDown,
        C::PageDown,
        Text::MonthAfter,
        22,
    ),
    bind(P::Calendar, Key::Home, C::First, Text::ThisDay, 24),
    bind(P::Calendar, Key::F(3), C::Search, Text::Search, 0),
    bind(P::Calendar, Key::F(4), C::Filter, Text::Filter, 0),
    // The sheet without an open cell.
    bind(P::Sheet, Key::Enter, C::Open, Text::AcceptCell, 10),
    bind(P::Sheet, Key::F(2), C::Edit, Text::Edit, 0),
    bind(P::Sheet, Key::F(3), C::Search, Text::Search, 0),
    bind(P::Sheet, Key::F(4), C::ChooseAnswer, Text::OtherAnswer, 20),
    bind(P::Sheet, Key::F(7), C::CopyPrevious, Text::TakePrevious, 25),
    bind(P::Sheet, Key::F(8), C::Check, Text::Check, 0),
    bind(P::Sheet, Key::Char('s'), C::Send, Text::Send, 0),
    bind(P::Sheet, Key::Char('n'), C::Note, Text::Note, 0),
    bind(P::Sheet, Key::Char('y'), C::Comment, Text::Comment, 0),
    bind(
        P::Sheet,
        Key::Char('['),
        C::PreviousPeriod,
        Text::PreviousPeriod,
        0,
    ),
    bind(P::Sheet, Key::Char(']'), C::NextPeriod, Text::NextPeriod, 0),
    bind(P::Sheet, Key::Char('k'), C::ChoosePeriod, Text::Period, 30),
    bind(P::Sheet, Key::Char('o'), C::ChooseOffice, Text::Office, 0),
    bind(P::Sheet, Key::Char('p'), C::ChoosePlan, Text::ChoosePlan, 0),
    bind(P::Sheet, Key::Char('u'), C::CycleQuality, Text::Quality, 0),
    bind(P::Sheet, Key::Char('x'), C::Unlock, Text::UnlockPeriod, 0),
    bind(P::Sheet, Key::Char('l'), C::Lock, Text::LockPeriod, 0),
    bind(
        P::Sheet,
        Key::Char('d'),
        C::ToggleOfficeLayout,
        Text::ByOffice,
        0,
    ),
    bind(
        P::Sheet,
        Key::Char('c'),
        C::TogglePeriodLayout,
        Text::ByPeriod,
        0,
    ),
    bind(
        P::Sheet,
        Key::Char('e'),
        C::ToggleYearly,
        Text::OfferYear,
        0,
    ),
    bind(P::Sheet, Key::Ctrl('z'), C::Undo, Text::Undo, 0),
    bind(P::Sheet, Key::Ctrl('r'), C::Redo, Text::Redo, 0),
    bind(P::Sheet, Key::Delete, C::DiscardDraft, Text::DropDraft, 0),
    bind(
        P::Sheet,
        Key::Backspace,
        C::DiscardDraft,
        Text::DropDraft,
        0,
    ),
    bind(P::Sheet, Key::Up, C::Up, Text::RowUp, 0),
    bind(P::Sheet, Key::Down, C::Down, Text::RowDown, 0),
    bind(P::Sheet, Key::Left, C::Left, Text::CellLeft, 0),
    bind(P::Sheet, Key::Right, C::Right, Text::CellRight, 0),
    bind(P::Sheet, Key::PageUp, C::PageUp, Text::PageUp, 0),
    bind(P::Sheet, Key::PageDown, C::PageDown, Text::PageDown, 0),
    bind(P::Sheet, Key::Home, C::First, Text::First, 0),
    bind(P::Sheet, Key::End, C::Last, Text::Last, 0),
    bind(P::Sheet, Key::Tab, C::NextPane, Text::NextPane, 0),
    bind(
        P::Sheet,
        Key::BackTab,
        C::PreviousPane,
        Text::PreviousPane,
        0,
    ),
    bind(P::Sheet, Key::F(9), C::Palette, Text::Palette, 0),
    bind(P::Sheet, Key::Esc, C::Back, Text::Back, 0),
    // A cell being edited.
    bind(P::Cell, Key::Enter, C::SaveCell, Text::AcceptCell, 10),
    bind(
        P::Cell,
        Key::Tab,
        C::SaveCellRight,
        Text::AcceptCellRight,
        0,
    ),
    bind(P::Cell, Key::Down, C::SaveCell, Text::AcceptCell, 0),
    bind(P::Cell, Key::F(2), C::Edit, Text::Edit, 0),
    bind(P::Cell, Key::F(9), C::Palette, Text::Palette, 0),
    bind(P::Cell, Key::Up, C::SaveCellUp, Text::AcceptCellUp, 0),
    bind(
        P::Cell,
        Key::BackTab,
        C::SaveCellLeft,
        Text::AcceptCellLeft,
        0,
    ),
    bind(P::Cell, Key::F(4), C::ChooseAnswer, Text::OtherAnswer, 20),
    bind(P::Cell, Key::F(7), C::CopyPrevious, Text::TakePrevious, 25),
    bind(P::Cell, Key::F(10), C::Quit, Text::Leave, 0),
    bind(P::Cell, Key::Esc, C::Back, Text::KeepDraft, 30),
    // A single line of text: search, note.
    bind(P::SearchLine, Key::Enter, C::Save, Text::KeepSearch, 10),
    bind(P::SearchLine, Key::F(3), C::Search, Text::NextFound, 0),
    bind(P::SearchLine, Key::Esc, C::Back, Text::DropSearch, 12),
    bind(P::NoteInput, Key::Enter, C::Save, Text::SaveNote, 10),
    bind(P::NoteInput, Key::Esc, C::Back, Text::Back, 12),
    // Preview of a pasted block.
    bind(P::PastePreview, Key::Enter, C::Save, Text::WriteBlock, 10),
    bind(P::PastePreview, Key::F(8), C::Save, Text::WriteBlock, 0),
    bind(P::PastePreview, Key::Esc, C::Back, Text::DropBlock, 12),
    bind(P::PastePreview, Key::Up, C::Up, Text::RowUp, 0),
    bind(P::PastePreview, Key::Down, C::Down, Text::RowDown, 0),
    bind(P::PastePreview, Key::PageUp, C::PageUp, Text::PageUp, 0),
    bind(
        P::PastePreview,
        Key::PageDown,
        C::PageDown,
        Text::PageDown,
        0,
    ),
    bind(P::PastePreview, Key::Home, C::First, Text::First, 0),
    bind(P::PastePreview, Key::End, C::Last, Text::Last, 0),
    // A form.
    bind(
        P::MultilineField,
        Key::Insert,
        C::NewLine,
        Text::NewLine,
        12,
    ),
    bind(
        P::MultilineField,
        Key::Ctrl('n'),
        C::NewLine,
        Text::NewLine,
        0,
    ),
    bind(P::Form, Key::Enter, C::NextField, Text::NextField, 10),
    bind(P::Form, Key::Tab, C::NextField, Text::NextField, 0),
    bind(
        P::Form,
        Key::BackTab,
        C::PreviousField,
        Text::PreviousField,
        0,
    ),
    bind(P::Form, Key::Down, C::Down, Text::NextField, 0),
    bind(P::Form, Key::Up, C::Up, Text::PreviousField, 0),
    bind(P::Form, Key::F(4), C::ChooseValue, Text::ChooseValue, 0),
    bind(P::Form, Key::F(8), C::Save, Text::SaveShort, 15),
    bind(P::Form, Key::Esc, C::Back, Text::GoBack, 30),
    // A menu: letters search it.
    bind(P::Menu, Key::Enter, C::Open, Text::Choose, 10),
    bind(P::Menu, Key::Esc, C::Back, Text::Back, 12),
    bind(P::Menu, Key::Up, C::Up, Text::RowUp, 0),
    bind(P::Menu, Key::Down, C::Down, Text::RowDown, 0),
    bind(P::Menu, Key::PageUp, C::PageUp, Text::PageUp, 0),
    bind(P::Menu, Key::PageDown, C::PageDown, Text::PageDown, 0),
    // A confirmation.
    bind(P::Confirm, Key::Char('c'), C::Yes, Text::Yes, 10),
    bind(P::Confirm, Key::Char('y'), C::Yes, Text::Yes, 0),
    bind(P::Confirm, Key::Enter, C::Back, Text::No, 12),
    bind(P::Confirm, Key::Char('k'), C::Back, Text::No, 0),
    bind(P::Confirm, Key::Char('n'), C::Back, Text::No, 0),
    bind(P::Confirm, Key::Esc, C::Back, Text::No, 0),
    // Moving and deleting in text; shared by forms, cells and the search line.
    bind(P::TextInput, Key::F(1), C::Help, Text::Help, 90),
    bind(P::TextInput, Key::Left, C::Left, Text::CursorLeft, 0),
    bind(P::TextInput, Key::Right, C::Right, Text::CursorRight, 0),
    bind(P::TextInput, Key::Home, C::First, Text::LineStart, 0),
    bind(P::TextInput, Key::End, C::Last, Text::LineEnd, 0),
    bind(
        P::TextInput,
        Key::Backspace,
        C::DeleteBackward,
        Text::EraseBack,
        0,
    ),
    bind(
        P::TextInput,
        Key::Delete,
        C::DeleteForward,
        Text::EraseForward,
        0,
    ),
];

#[cfg(test)]
mod tests {
    use super::super::keymap::Keymap;
    use super::*;
    use crate::texts::Lang;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn no_key_twice_in_a_place() {
        for (at, row) in BINDINGS.iter().enumerate() {
            let twin = BINDINGS[at + 1..]
                .iter()
                .find(|b| b.key_context == row.key_context && b.key == row.key);
            assert!(twin.is_none(), "{row:?}");
        }
    }

    #[test]
    fn nothing_on_the_never_list() {
        let never = ['h', 'i', 'j', 'm', '[', '/', '\\'].map(Key::Ctrl);
        for row in BINDINGS {
            assert!(!never.contains(&row.key), "{row:?}");
            assert!(
                !matches!(row.key, Key::Char(c) if c.is_uppercase()),
                "{row:?}"
            );
        }
    }

    #[test]
    fn every_footer_fits_80_columns() {
        for lang in [Lang::Vi, Lang::En] {
            for places in KeyContext::CONTEXT_CHAINS {
                let width: usize = Keymap::default()
                    .footer_entries(places, lang)
                    .iter()
                    .map(|(key, label, _)| key.width() + 1 + label.width() + 2)
                    .sum();
                assert!(width < 80, "{places:?} {lang:?}: {width}");
            }
        }
    }
}
