//! The one key table: place, key, command, label. Dispatch, footer and help read it; nothing else binds a key.
//! Knows no pane and no screen.

pub mod change;
pub mod command;
mod hints;
mod key;
mod live;

pub use command::{Command, Place};
pub use hints::{Hints, Marker};
pub use key::Key;
pub use live::Keys;

use crate::words::screen::Text;
use Command as C;
use Place as P;

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where the key means this.
    pub place: Place,
    /// The key.
    pub key: Key,
    /// What it does.
    pub command: Command,
    /// Its words in footer and help.
    pub label: Text,
    /// Its rank in the footer, 1 first; 0 keeps it out.
    pub foot: u8,
}

const fn on(place: Place, key: Key, command: Command, label: Text, foot: u8) -> Binding {
    Binding { place, key, command, label, foot }
}

/// Every key of the program as it comes; [`Keys`] is the table as one's configuration makes it. The first row that fits
/// wins, places from the innermost to [`Place::Any`].
pub const BINDINGS: &[Binding] = &[
    // Everywhere.
    on(P::Any, Key::F(1), C::Help, Text::Help, 90),
    on(P::Any, Key::F(5), C::Refresh, Text::Refresh, 0),
    on(P::Any, Key::F(9), C::Palette, Text::Palette, 80),
    on(P::Any, Key::Ctrl('p'), C::Palette, Text::Palette, 0),
    on(P::Any, Key::F(10), C::Leave, Text::Leave, 95),
    on(P::Any, Key::Ctrl('q'), C::Leave, Text::Leave, 0),
    on(P::Any, Key::Ctrl('l'), C::Redraw, Text::Redraw, 0),
    on(P::Any, Key::Ctrl('y'), C::Copy, Text::Copy, 0),
    // Any list or page.
    on(P::List, Key::Enter, C::Open, Text::Open, 10),
    on(P::List, Key::Esc, C::Back, Text::Back, 0),
    on(P::List, Key::Up, C::Up, Text::RowUp, 0),
    on(P::List, Key::Down, C::Down, Text::RowDown, 0),
    on(P::List, Key::PageUp, C::PageUp, Text::PageUp, 0),
    on(P::List, Key::PageDown, C::PageDown, Text::PageDown, 0),
    on(P::List, Key::Home, C::First, Text::First, 0),
    on(P::List, Key::End, C::Last, Text::Last, 0),
    on(P::List, Key::Tab, C::NextPane, Text::NextPane, 0),
    on(P::List, Key::BackTab, C::PreviousPane, Text::PreviousPane, 0),
    on(P::List, Key::F(3), C::Search, Text::Search, 50),
    on(P::List, Key::Char('/'), C::Search, Text::Search, 0),
    on(P::List, Key::F(4), C::Filter, Text::Filter, 0),
    on(P::List, Key::F(6), C::Sort, Text::Sort, 0),
    on(P::List, Key::F(8), C::Export, Text::ExportTable, 0),
    on(P::List, Key::Char('j'), C::Jump, Text::Jump, 0),
    on(P::List, Key::Char('?'), C::Help, Text::Help, 0),
    on(P::List, Key::Char(':'), C::Palette, Text::Palette, 0),
    on(P::List, Key::Char('q'), C::Leave, Text::Leave, 0),
    on(P::List, Key::Char('1'), C::GoToday, Text::Today, 0),
    on(P::List, Key::Char('2'), C::GoPlans, Text::Plans, 0),
    on(P::List, Key::Char('3'), C::GoTargets, Text::Targets, 0),
    on(P::List, Key::Char('4'), C::GoOffices, Text::Offices, 0),
    on(P::List, Key::Char('5'), C::GoReports, Text::Reports, 0),
    on(P::List, Key::Char('6'), C::GoSheet, Text::Sheet, 0),
    on(P::List, Key::Char('7'), C::GoActivities, Text::Activities, 0),
    on(P::List, Key::Char('8'), C::GoCalendar, Text::Calendar, 0),
    on(P::List, Key::Char('9'), C::GoJournal, Text::Journal, 0),
    on(P::List, Key::Char('0'), C::GoOverview, Text::Overview, 0),
    // Today.
    on(P::Today, Key::F(2), C::Edit, Text::SheetTab, 20),
    on(P::Today, Key::Char('s'), C::Send, Text::Send, 30),
    on(P::Today, Key::Char('a'), C::Accept, Text::Accept, 0),
    on(P::Today, Key::Char('t'), C::Return, Text::Return, 0),
    on(P::Today, Key::Char('g'), C::Extend, Text::Extend, 0),
    on(P::Today, Key::Char('d'), C::Remind, Text::Remind, 32),
    on(P::Today, Key::Char('m'), C::Waive, Text::WaiveDuty, 0),
    on(P::Today, Key::Char(' '), C::Mark, Text::Mark, 0),
    on(P::Today, Key::Char('*'), C::MarkAll, Text::MarkAll, 0),
    on(P::Today, Key::Char('l'), C::GoLeaders, Text::Leaders, 0),
    on(P::Today, Key::Char('b'), C::Star, Text::Star, 0),
    on(P::Today, Key::Char('y'), C::Comment, Text::Comment, 0),
    // Plans, targets, offices.
    on(P::Targets, Key::F(2), C::Edit, Text::SheetTab, 20),
    on(P::Targets, Key::F(4), C::Filter, Text::Filter, 55),
    on(P::Targets, Key::Char('b'), C::Star, Text::Star, 0),
    on(P::Targets, Key::Char('y'), C::Comment, Text::Comment, 0),
    on(P::Targets, Key::Char('d'), C::Below, Text::Below, 0),
    on(P::Offices, Key::F(2), C::Edit, Text::SheetTab, 20),
    on(P::Offices, Key::Char('e'), C::EditRecord, Text::EditRecord, 24),
    on(P::Offices, Key::Char('m'), C::ShowOffices, Text::AllShort, 28),
    on(P::Offices, Key::Insert, C::Insert, Text::Insert, 0),
    on(P::Plans, Key::F(2), C::Edit, Text::SheetTab, 20),
    on(P::Plans, Key::Char('e'), C::EditRecord, Text::EditRecord, 24),
    on(P::Plans, Key::Char('h'), C::ShowGaps, Text::ShowGaps, 0),
    on(P::Plans, Key::Char('c'), C::CopyPlan, Text::CopyPlan, 0),
    on(P::Plans, Key::Insert, C::Insert, Text::Insert, 26),
    on(P::Journal, Key::F(4), C::Filter, Text::Filter, 20),
    // Reports and one duty.
    on(P::Reports, Key::Char('s'), C::Send, Text::Send, 20),
    on(P::Reports, Key::Char('a'), C::Accept, Text::Accept, 22),
    on(P::Reports, Key::Char('t'), C::Return, Text::ReturnReport, 0),
    on(P::Reports, Key::Char('g'), C::Extend, Text::Extend, 0),
    on(P::Reports, Key::Char('d'), C::Remind, Text::Remind, 26),
    on(P::Reports, Key::Char('m'), C::Waive, Text::WaiveDuty, 0),
    on(P::Reports, Key::Char(' '), C::Mark, Text::Mark, 0),
    on(P::Reports, Key::Char('*'), C::MarkAll, Text::MarkAll, 0),
    on(P::Reports, Key::Char('b'), C::Star, Text::Star, 0),
    on(P::Reports, Key::Char('y'), C::Comment, Text::Comment, 0),
    on(P::Reports, Key::F(2), C::Edit, Text::SheetTab, 0),
    on(P::Reports, Key::F(4), C::Filter, Text::Filter, 0),
    on(P::Duty, Key::Char('s'), C::Send, Text::Send, 20),
    on(P::Duty, Key::Char('a'), C::Accept, Text::Accept, 22),
    on(P::Duty, Key::Char('t'), C::Return, Text::Return, 24),
    on(P::Duty, Key::Char('g'), C::Extend, Text::ExtendDuty, 0),
    on(P::Duty, Key::Char('d'), C::Remind, Text::Remind, 28),
    on(P::Duty, Key::Char('m'), C::Waive, Text::WaiveDuty, 0),
    on(P::Duty, Key::Char('b'), C::Star, Text::Star, 0),
    on(P::Duty, Key::Char('y'), C::Comment, Text::Comment, 0),
    on(P::Duty, Key::F(2), C::Edit, Text::SheetTab, 30),
    // A list over a pane.
    on(P::Rows, Key::Enter, C::Open, Text::Open, 10),
    on(P::Rows, Key::F(2), C::Edit, Text::Edit, 0),
    on(P::Rows, Key::F(4), C::Filter, Text::Filter, 55),
    on(P::Rows, Key::Insert, C::Insert, Text::Insert, 20),
    on(P::Rows, Key::Char('+'), C::Insert, Text::Insert, 0),
    on(P::Rows, Key::Delete, C::Remove, Text::Remove, 0),
    on(P::Rows, Key::Esc, C::Back, Text::GoBack, 40),
    // A page of details.
    on(P::Page, Key::Esc, C::Back, Text::GoBack, 12),
    on(P::Page, Key::Enter, C::Back, Text::Back, 0),
    on(P::Page, Key::Up, C::Up, Text::RowUp, 0),
    on(P::Page, Key::Down, C::Down, Text::RowDown, 0),
    on(P::Page, Key::PageUp, C::PageUp, Text::PageUp, 0),
    on(P::Page, Key::PageDown, C::PageDown, Text::PageDown, 0),
    on(P::Page, Key::F(9), C::Palette, Text::Palette, 0),
    on(P::Page, Key::Home, C::First, Text::First, 0),
    on(P::Page, Key::End, C::Last, Text::Last, 0),
    on(P::Page, Key::Char('?'), C::Help, Text::Help, 0),
    on(P::Page, Key::Char(':'), C::Palette, Text::Palette, 0),
    on(P::Page, Key::Char('q'), C::Leave, Text::Leave, 0),
    on(P::Page, Key::Char('1'), C::GoToday, Text::Today, 0),
    on(P::Page, Key::Char('2'), C::GoPlans, Text::Plans, 0),
    on(P::Page, Key::Char('3'), C::GoTargets, Text::Targets, 0),
    on(P::Page, Key::Char('4'), C::GoOffices, Text::Offices, 0),
    on(P::Page, Key::Char('5'), C::GoReports, Text::Reports, 0),
    on(P::Page, Key::Char('6'), C::GoSheet, Text::Sheet, 0),
    on(P::Page, Key::Char('7'), C::GoActivities, Text::Activities, 0),
    on(P::Page, Key::Char('8'), C::GoCalendar, Text::Calendar, 0),
    on(P::Page, Key::Char('9'), C::GoJournal, Text::Journal, 0),
    on(P::Page, Key::Char('j'), C::Jump, Text::Jump, 0),
    on(P::Page, Key::Char('0'), C::GoOverview, Text::Overview, 0),
    on(P::TargetPage, Key::F(2), C::Edit, Text::SheetTab, 20),
    on(P::TargetPage, Key::Char('d'), C::Below, Text::Below, 22),
    on(P::TargetPage, Key::Char('b'), C::Star, Text::Star, 24),
    on(P::TargetPage, Key::Char('y'), C::Comment, Text::Comment, 26),
    on(P::OfficePage, Key::F(2), C::Edit, Text::SheetTab, 20),
    on(P::OfficePage, Key::Char('e'), C::EditRecord, Text::EditRecord, 24),
    on(P::OfficePage, Key::Char('5'), C::GoReports, Text::ItsReports, 22),
    on(P::PlanPage, Key::F(2), C::Edit, Text::SheetTab, 20),
    on(P::PlanPage, Key::Char('e'), C::EditRecord, Text::EditRecord, 21),
    on(P::PlanPage, Key::Char('h'), C::ShowGaps, Text::ShowGaps, 0),
    on(P::PlanPage, Key::Char('3'), C::GoTargets, Text::ItsTargets, 22),
    on(P::PlanPage, Key::Char('5'), C::GoReports, Text::ItsReports, 24),
    on(P::PlanPage, Key::Char('k'), C::Lock, Text::LockPeriod, 0),
    on(P::PlanPage, Key::Char('x'), C::Unlock, Text::UnlockPeriod, 0),
    on(P::PlanPage, Key::Char('7'), C::GoActivities, Text::Activities, 0),
    on(P::PlanPage, Key::Char('8'), C::GoCalendar, Text::Calendar, 0),
    on(P::PlanPage, Key::Char('m'), C::ShowBudget, Text::BudgetList, 0),
    on(P::PlanPage, Key::Char('i'), C::ShowInspections, Text::InspectionList, 0),
    // Activities and the calendar.
    on(P::Activities, Key::F(2), C::Edit, Text::Record, 20),
    on(P::Activities, Key::F(4), C::Filter, Text::Filter, 55),
    on(P::Activities, Key::Char('m'), C::ShowBudget, Text::BudgetList, 30),
    on(P::Activities, Key::Char('i'), C::ShowInspections, Text::InspectionList, 0),
    on(P::ActivityPage, Key::F(2), C::Edit, Text::Record, 20),
    on(P::ActivityPage, Key::Char('m'), C::ShowBudget, Text::BudgetList, 30),
    on(P::Calendar, Key::Left, C::Left, Text::DayBefore, 0),
    on(P::Calendar, Key::Right, C::Right, Text::DayAfter, 0),
    on(P::Calendar, Key::Up, C::Up, Text::WeekBefore, 0),
    on(P::Calendar, Key::Down, C::Down, Text::WeekAfter, 0),
    on(P::Calendar, Key::PageUp, C::PageUp, Text::MonthBefore, 0),
    on(P::Calendar, Key::PageDown, C::PageDown, Text::MonthAfter, 22),
    on(P::Calendar, Key::Home, C::First, Text::ThisDay, 24),
    on(P::Calendar, Key::F(3), C::Search, Text::Search, 0),
    on(P::Calendar, Key::F(4), C::Filter, Text::Filter, 0),
    // The sheet, no cell open.
    on(P::Sheet, Key::Enter, C::Open, Text::AcceptCell, 10),
    on(P::Sheet, Key::F(2), C::Edit, Text::Edit, 0),
    on(P::Sheet, Key::F(3), C::Search, Text::Search, 0),
    on(P::Sheet, Key::F(4), C::ChooseAnswer, Text::OtherAnswer, 20),
    on(P::Sheet, Key::F(7), C::TakePrevious, Text::TakePrevious, 25),
    on(P::Sheet, Key::F(8), C::Check, Text::Check, 0),
    on(P::Sheet, Key::Char('s'), C::Send, Text::Send, 0),
    on(P::Sheet, Key::Char('n'), C::Note, Text::Note, 0),
    on(P::Sheet, Key::Char('y'), C::Comment, Text::Comment, 0),
    on(P::Sheet, Key::Char('['), C::PreviousPeriod, Text::PreviousPeriod, 0),
    on(P::Sheet, Key::Char(']'), C::NextPeriod, Text::NextPeriod, 0),
    on(P::Sheet, Key::Char('k'), C::ChoosePeriod, Text::Period, 30),
    on(P::Sheet, Key::Char('o'), C::ChooseOffice, Text::Office, 32),
    on(P::Sheet, Key::Char('p'), C::ChoosePlan, Text::ChoosePlan, 0),
    on(P::Sheet, Key::Char('u'), C::Quality, Text::Quality, 0),
    on(P::Sheet, Key::Char('x'), C::Unlock, Text::UnlockPeriod, 0),
    on(P::Sheet, Key::Char('l'), C::Lock, Text::LockPeriod, 0),
    on(P::Sheet, Key::Char('d'), C::ByOffice, Text::ByOffice, 0),
    on(P::Sheet, Key::Char('c'), C::ByPeriod, Text::ByPeriod, 0),
    on(P::Sheet, Key::Char('e'), C::Yearly, Text::OfferYear, 0),
    on(P::Sheet, Key::Ctrl('z'), C::Undo, Text::Undo, 0),
    on(P::Sheet, Key::Ctrl('r'), C::Redo, Text::Redo, 0),
    on(P::Sheet, Key::Delete, C::DropDraft, Text::DropDraft, 0),
    on(P::Sheet, Key::Backspace, C::DropDraft, Text::DropDraft, 0),
    on(P::Sheet, Key::Up, C::Up, Text::RowUp, 0),
    on(P::Sheet, Key::Down, C::Down, Text::RowDown, 0),
    on(P::Sheet, Key::Left, C::Left, Text::CellLeft, 0),
    on(P::Sheet, Key::Right, C::Right, Text::CellRight, 0),
    on(P::Sheet, Key::PageUp, C::PageUp, Text::PageUp, 0),
    on(P::Sheet, Key::PageDown, C::PageDown, Text::PageDown, 0),
    on(P::Sheet, Key::Home, C::First, Text::First, 0),
    on(P::Sheet, Key::End, C::Last, Text::Last, 0),
    on(P::Sheet, Key::Tab, C::NextPane, Text::NextPane, 0),
    on(P::Sheet, Key::BackTab, C::PreviousPane, Text::PreviousPane, 0),
    on(P::Sheet, Key::F(9), C::Palette, Text::Palette, 0),
    on(P::Sheet, Key::Esc, C::Back, Text::Back, 0),
    on(P::Sheet, Key::Char('?'), C::Help, Text::Help, 0),
    on(P::Sheet, Key::Char(':'), C::Palette, Text::Palette, 0),
    on(P::Sheet, Key::Char('q'), C::Leave, Text::Leave, 0),
    // A cell being typed in.
    on(P::Cell, Key::Enter, C::AcceptCell, Text::AcceptCell, 10),
    on(P::Cell, Key::Tab, C::AcceptCellRight, Text::AcceptCellRight, 0),
    on(P::Cell, Key::Down, C::AcceptCell, Text::AcceptCell, 0),
    on(P::Cell, Key::F(2), C::Edit, Text::Edit, 0),
    on(P::Cell, Key::F(9), C::Palette, Text::Palette, 0),
    on(P::Cell, Key::Up, C::AcceptCellUp, Text::AcceptCellUp, 0),
    on(P::Cell, Key::BackTab, C::AcceptCellLeft, Text::AcceptCellLeft, 0),
    on(P::Cell, Key::F(4), C::ChooseAnswer, Text::OtherAnswer, 20),
    on(P::Cell, Key::F(7), C::TakePrevious, Text::TakePrevious, 25),
    on(P::Cell, Key::Esc, C::Back, Text::KeepDraft, 30),
    // One line of text: the search line, a note.
    on(P::Line, Key::Enter, C::Save, Text::KeepSearch, 10),
    on(P::Line, Key::F(3), C::Search, Text::NextFound, 0),
    on(P::Line, Key::Esc, C::Back, Text::DropSearch, 12),
    on(P::Note, Key::Enter, C::Save, Text::SaveNote, 10),
    on(P::Note, Key::Esc, C::Back, Text::Back, 12),
    // A pasted block that is looked through before it is written.
    on(P::Block, Key::Enter, C::Save, Text::WriteBlock, 10),
    on(P::Block, Key::F(8), C::Save, Text::WriteBlock, 0),
    on(P::Block, Key::Esc, C::Back, Text::DropBlock, 12),
    on(P::Block, Key::Up, C::Up, Text::RowUp, 0),
    on(P::Block, Key::Down, C::Down, Text::RowDown, 0),
    on(P::Block, Key::PageUp, C::PageUp, Text::PageUp, 0),
    on(P::Block, Key::PageDown, C::PageDown, Text::PageDown, 0),
    on(P::Block, Key::Home, C::First, Text::First, 0),
    on(P::Block, Key::End, C::Last, Text::Last, 0),
    // A form.
    on(P::Lines, Key::Insert, C::NewLine, Text::NewLine, 12),
    on(P::Lines, Key::Ctrl('n'), C::NewLine, Text::NewLine, 0),
    on(P::Form, Key::Enter, C::NextField, Text::NextField, 10),
    on(P::Form, Key::Tab, C::NextField, Text::NextField, 0),
    on(P::Form, Key::BackTab, C::PreviousField, Text::PreviousField, 0),
    on(P::Form, Key::Down, C::Down, Text::NextField, 0),
    on(P::Form, Key::Up, C::Up, Text::PreviousField, 0),
    on(P::Form, Key::F(4), C::ChooseValue, Text::ChooseValue, 0),
    on(P::Form, Key::F(8), C::Save, Text::SaveShort, 15),
    on(P::Form, Key::Esc, C::Back, Text::GoBack, 30),
    // A list to choose from: letters search it.
    on(P::Menu, Key::Enter, C::Open, Text::Choose, 10),
    on(P::Menu, Key::Esc, C::Back, Text::Back, 12),
    on(P::Menu, Key::Up, C::Up, Text::RowUp, 0),
    on(P::Menu, Key::Down, C::Down, Text::RowDown, 0),
    on(P::Menu, Key::PageUp, C::PageUp, Text::PageUp, 0),
    on(P::Menu, Key::PageDown, C::PageDown, Text::PageDown, 0),
    // A question.
    on(P::Ask, Key::Char('c'), C::Yes, Text::Yes, 10),
    on(P::Ask, Key::Char('y'), C::Yes, Text::Yes, 0),
    on(P::Ask, Key::Enter, C::Back, Text::No, 12),
    on(P::Ask, Key::Char('k'), C::Back, Text::No, 0),
    on(P::Ask, Key::Char('n'), C::Back, Text::No, 0),
    on(P::Ask, Key::Esc, C::Back, Text::No, 0),
    // Moving and erasing in text; a form, a cell and a search line share them.
    on(P::Text, Key::F(1), C::Help, Text::Help, 90),
    on(P::Text, Key::Left, C::Left, Text::CursorLeft, 0),
    on(P::Text, Key::Right, C::Right, Text::CursorRight, 0),
    on(P::Text, Key::Home, C::First, Text::LineStart, 0),
    on(P::Text, Key::End, C::Last, Text::LineEnd, 0),
    on(P::Text, Key::Backspace, C::EraseBack, Text::EraseBack, 0),
    on(P::Text, Key::Delete, C::EraseForward, Text::EraseForward, 0),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn no_key_twice_in_a_place() {
        for (at, row) in BINDINGS.iter().enumerate() {
            let twin = BINDINGS[at + 1..].iter().find(|b| b.place == row.place && b.key == row.key);
            assert!(twin.is_none(), "{row:?}");
        }
    }

    #[test]
    fn nothing_on_the_never_list() {
        let never = ['h', 'i', 'j', 'm', '[', '/', '\\'].map(Key::Ctrl);
        for row in BINDINGS {
            assert!(!never.contains(&row.key), "{row:?}");
            assert!(!matches!(row.key, Key::Char(c) if c.is_uppercase()), "{row:?}");
        }
    }

    #[test]
    fn every_footer_fits_80_columns() {
        for lang in [Lang::Vi, Lang::En] {
            for places in Place::CHAINS {
                let width: usize = Keys::default()
                    .footer(places, lang)
                    .iter()
                    .map(|(key, label, _)| key.width() + 1 + label.width() + 2)
                    .sum();
                assert!(width < 80, "{places:?} {lang:?}: {width}");
            }
        }
    }
}
