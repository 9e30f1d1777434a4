//! The panes that are one key away, and their lists. Knows no key.

use super::book::Book;
use super::offices::OfficesPane;
use super::plans::PlansPane;
use super::reports::ReportsPane;
use super::targets::TargetsPane;
use super::today::TodayPane;
use crate::keys::{Command, Place};
use crate::words::screen::Text;

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
    /// Tổng quan: plans, offices, targets and duties side by side.
    Overview,
}

impl Tab {
    /// In the order of their digits; the overview is 0.
    pub const ALL: [Tab; 7] =
        [Tab::Today, Tab::Plans, Tab::Targets, Tab::Offices, Tab::Reports, Tab::Sheet, Tab::Overview];

    /// The parts of the overview, in the order in which Tab goes through them.
    pub const PARTS: [Tab; 4] = [Tab::Plans, Tab::Targets, Tab::Offices, Tab::Reports];

    /// Its name.
    pub fn text(self) -> Text {
        match self {
            Tab::Today => Text::Today,
            Tab::Plans => Text::Plans,
            Tab::Targets => Text::Targets,
            Tab::Offices => Text::Offices,
            Tab::Reports => Text::Reports,
            Tab::Sheet => Text::Sheet,
            Tab::Overview => Text::Overview,
        }
    }

    /// Its name in the first line, where room is scarce.
    pub fn short(self) -> Text {
        if self == Tab::Sheet { Text::SheetTab } else { self.text() }
    }

    /// Its digit.
    pub fn digit(self) -> char {
        match self {
            Tab::Today => '1',
            Tab::Plans => '2',
            Tab::Targets => '3',
            Tab::Offices => '4',
            Tab::Reports => '5',
            Tab::Sheet => '6',
            Tab::Overview => '0',
        }
    }

    /// The place whose keys are live in its list.
    pub fn place(self) -> Place {
        match self {
            Tab::Today => Place::Today,
            Tab::Plans | Tab::Overview => Place::Plans,
            Tab::Targets => Place::Targets,
            Tab::Offices => Place::Offices,
            Tab::Reports => Place::Reports,
            Tab::Sheet => Place::Sheet,
        }
    }

    /// The pane that a command goes to.
    pub fn of(command: Command) -> Option<Tab> {
        Some(match command {
            Command::GoToday => Tab::Today,
            Command::GoPlans => Tab::Plans,
            Command::GoTargets => Tab::Targets,
            Command::GoOffices => Tab::Offices,
            Command::GoReports => Tab::Reports,
            Command::GoSheet => Tab::Sheet,
            Command::GoOverview => Tab::Overview,
            _ => return None,
        })
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
}

impl Lists {
    /// Makes the rows of one list.
    pub fn fill(&mut self, tab: Tab, book: &Book) {
        match tab {
            Tab::Today => self.today.fill(book),
            Tab::Plans => self.plans.fill(book),
            Tab::Targets => self.targets.fill(book),
            Tab::Offices => self.offices.fill(book),
            Tab::Reports => self.reports.fill(book),
            Tab::Sheet | Tab::Overview => {}
        }
    }

    /// Narrows a list to what matches.
    pub fn search(&mut self, tab: Tab, query: &str) {
        match tab {
            Tab::Today => self.today.table.search(query),
            Tab::Plans => self.plans.table.search(query),
            Tab::Targets => self.targets.table.search(query),
            Tab::Offices => self.offices.table.search(query),
            Tab::Reports => self.reports.table.search(query),
            Tab::Sheet | Tab::Overview => {}
        }
    }

    /// Takes the marks of every list away: what was asked for is done.
    pub fn unmark(&mut self) {
        self.today.table.unmark();
        self.reports.table.unmark();
    }

    /// What a list is narrowed to, how many rows it shows, and the sentence of its selected row.
    pub fn state(&self, tab: Tab) -> (&str, usize, &str) {
        fn of<K: Clone + PartialEq>(table: &crate::widgets::table::Table<K>) -> (&str, usize, &str) {
            (table.query(), table.rows(), table.explain())
        }
        match tab {
            Tab::Today => of(&self.today.table),
            Tab::Plans => of(&self.plans.table),
            Tab::Targets => of(&self.targets.table),
            Tab::Offices => of(&self.offices.table),
            Tab::Reports => of(&self.reports.table),
            Tab::Sheet | Tab::Overview => ("", 0, ""),
        }
    }
}
