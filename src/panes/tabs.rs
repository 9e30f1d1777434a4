//! The panes that are one key away: one row each, and one trait to which all lists answer. Knows no key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::activities::ActivitiesPane;
use super::book::Book;
use super::calendar::CalendarPane;
use super::effect::Outcome;
use super::journal::JournalPane;
use super::offices::OfficesPane;
use super::plans::PlansPane;
use super::reports::ReportsPane;
use super::targets::TargetsPane;
use super::today::TodayPane;
use crate::keys::{Command, Place};
use crate::widgets::Look;
use crate::widgets::row_kind::RowKind;
use crate::widgets::table::Printed;
use crate::words::screen::Text;

/// What the screen asks of a pane with a list.
pub trait Pane {
    /// Makes the rows.
    fn fill(&mut self, book: &Book);
    /// Does what a command asks.
    fn update(&mut self, command: Command, book: &Book) -> Outcome;
    /// Draws it; `active` where it has the focus.
    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, active: bool);
    /// Narrows it to what matches.
    fn search(&mut self, query: &str);
    /// Shows all rows again where it was narrowed to a plan, a state, an office; false where it was not.
    fn widen(&mut self, _book: &Book) -> bool {
        false
    }
    /// Narrows it to a kind of rows, or shows all; nothing where a pane has a filter of its own.
    fn narrow(&mut self, _kind: Option<RowKind>) {}
    /// What it is narrowed to, how many rows it shows, and the sentence of the selected row.
    fn state(&self) -> (&str, usize, &str);
    /// What it shows, as a table that can be taken away, the words for heading and sentence given; none if it is none.
    fn printed(&self, _heading: &str, _sentence: &str) -> Option<Printed> {
        None
    }
    /// Which of its rows is selected, from 1; 0 where it has none.
    fn place(&self) -> usize {
        0
    }
    /// What is said where there is no row.
    fn empty(&self) -> Text {
        Text::NothingFound
    }
}

/// One pane.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Hôm nay.
    #[default]
    Today,
    /// Kế hoạch.
    Plans,
    /// Chỉ tiêu.
    Targets,
    /// Đơn vị.
    Offices,
    /// Báo cáo.
    Reports,
    /// Nhập số liệu.
    Sheet,
    /// Hoạt động.
    Activities,
    /// Lịch.
    Calendar,
    /// Nhật ký.
    Journal,
    /// Tổng quan: plans, offices, targets and duties side by side.
    Overview,
}

/// A pane's row: its name, the place whose keys are live in it, the command that leads to it.
struct TabRow(Tab, Text, Place, Command);

/// Every pane, in the order of their keys; the overview is the last.
const ROWS: [TabRow; 10] = [
    TabRow(Tab::Today, Text::Today, Place::Today, Command::GoToday),
    TabRow(Tab::Plans, Text::Plans, Place::Plans, Command::GoPlans),
    TabRow(Tab::Targets, Text::Targets, Place::Targets, Command::GoTargets),
    TabRow(Tab::Offices, Text::Offices, Place::Offices, Command::GoOffices),
    TabRow(Tab::Reports, Text::Reports, Place::Reports, Command::GoReports),
    TabRow(Tab::Sheet, Text::Sheet, Place::Sheet, Command::GoSheet),
    TabRow(Tab::Activities, Text::Activities, Place::Activities, Command::GoActivities),
    TabRow(Tab::Calendar, Text::Calendar, Place::Calendar, Command::GoCalendar),
    TabRow(Tab::Journal, Text::Journal, Place::Journal, Command::GoJournal),
    TabRow(Tab::Overview, Text::Overview, Place::Plans, Command::GoOverview),
];

impl Tab {
    /// The parts of the overview, in the order in which Tab goes through them.
    pub const PARTS: [Tab; 4] = [Tab::Plans, Tab::Targets, Tab::Offices, Tab::Reports];

    /// Every pane in order.
    pub fn all() -> Vec<Tab> {
        ROWS.iter().map(|row| row.0).collect()
    }

    fn row(self) -> &'static TabRow {
        ROWS.iter().find(|row| row.0 == self).unwrap_or(&ROWS[0])
    }

    /// Its name.
    pub fn text(self) -> Text {
        self.row().1
    }

    /// Its name in the first line, where room is scarce.
    pub fn short(self) -> Text {
        if self == Tab::Sheet { Text::SheetTab } else { self.text() }
    }

    /// The command that leads to it.
    pub fn command(self) -> Command {
        self.row().3
    }

    /// The place whose keys are live in its list.
    pub fn place(self) -> Place {
        self.row().2
    }

    /// The pane that a command goes to.
    pub fn of(command: Command) -> Option<Tab> {
        ROWS.iter().find(|row| row.3 == command).map(|row| row.0)
    }

    /// Whether it shows figures or verdicts.
    pub fn needs_figures(self) -> bool {
        !matches!(self, Tab::Today | Tab::Reports | Tab::Activities | Tab::Calendar | Tab::Journal)
    }

    /// The next one, or the one before, round and round.
    #[must_use]
    pub fn beside(self, list: &[Tab], forward: bool) -> Tab {
        let at = list.iter().position(|tab| *tab == self).unwrap_or(0);
        let step = if forward { 1 } else { list.len() - 1 };
        list[(at + step) % list.len()]
    }
}

/// The lists.
#[derive(Debug, Default)]
pub struct Lists {
    /// Hôm nay.
    pub today: TodayPane,
    /// Kế hoạch.
    pub plans: PlansPane,
    /// Chỉ tiêu.
    pub targets: TargetsPane,
    /// Đơn vị.
    pub offices: OfficesPane,
    /// Báo cáo.
    pub reports: ReportsPane,
    /// Hoạt động.
    pub activities: ActivitiesPane,
    /// Lịch.
    pub calendar: CalendarPane,
    /// Nhật ký.
    pub journal: JournalPane,
}

impl Lists {
    /// The list of a pane; none for the sheet and the overview, which have no list of their own.
    pub fn pane(&self, tab: Tab) -> Option<&dyn Pane> {
        Some(match tab {
            Tab::Today => &self.today,
            Tab::Plans => &self.plans,
            Tab::Targets => &self.targets,
            Tab::Offices => &self.offices,
            Tab::Reports => &self.reports,
            Tab::Activities => &self.activities,
            Tab::Calendar => &self.calendar,
            Tab::Journal => &self.journal,
            Tab::Sheet | Tab::Overview => return None,
        })
    }

    /// The same to change it.
    pub fn pane_mut(&mut self, tab: Tab) -> Option<&mut dyn Pane> {
        Some(match tab {
            Tab::Today => &mut self.today,
            Tab::Plans => &mut self.plans,
            Tab::Targets => &mut self.targets,
            Tab::Offices => &mut self.offices,
            Tab::Reports => &mut self.reports,
            Tab::Activities => &mut self.activities,
            Tab::Calendar => &mut self.calendar,
            Tab::Journal => &mut self.journal,
            Tab::Sheet | Tab::Overview => return None,
        })
    }

    /// Makes the rows of one list.
    pub fn fill(&mut self, tab: Tab, book: &Book) {
        if let Some(pane) = self.pane_mut(tab) {
            pane.fill(book);
        }
    }

    /// Narrows a list to what matches.
    pub fn search(&mut self, tab: Tab, query: &str) {
        if let Some(pane) = self.pane_mut(tab) {
            pane.search(query);
        }
    }

    /// How many rows of a list match where it is narrowed to nothing.
    pub fn found_in_all(tab: Tab, query: &str, book: &Book) -> usize {
        let mut all = Self::default();
        all.fill(tab, book);
        all.search(tab, query);
        all.state(tab).1
    }

    /// Shows all rows of a list again; false where it was not narrowed.
    pub fn widen(&mut self, tab: Tab, book: &Book) -> bool {
        self.pane_mut(tab).is_some_and(|pane| pane.widen(book))
    }

    /// Takes the marks of every list away: what was asked for is done.
    pub fn unmark(&mut self) {
        self.today.table.unmark();
        self.reports.table.unmark();
    }

    /// What a list is narrowed to, how many rows it shows, and the sentence of its selected row.
    pub fn state(&self, tab: Tab) -> (&str, usize, &str) {
        self.pane(tab).map_or(("", 0, ""), Pane::state)
    }
}
