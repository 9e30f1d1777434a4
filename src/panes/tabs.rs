//! The panes that are one key away: one row each, and one trait to which all lists answer. Knows no key.

use super::activities::ActivitiesPane;
use super::calendar::CalendarPane;
use super::journal::JournalPane;
use super::offices::OfficesPane;
use super::pane::Pane;
use super::plans::PlansPane;
use super::read_model::ReadModel;
use super::reports::ReportsPane;
use super::targets::TargetsPane;
use super::today::TodayPane;
use crate::i18n::screen::Text;
use crate::keys::{Command, KeyContext};

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
struct TabSpec(Tab, Text, KeyContext, Command);

/// Every pane, in the order of their keys; the overview is the last.
const TABS: [TabSpec; 10] = [
    TabSpec(Tab::Today, Text::Today, KeyContext::Today, Command::GoToday),
    TabSpec(Tab::Plans, Text::Plans, KeyContext::Plans, Command::GoPlans),
    TabSpec(
        Tab::Targets,
        Text::Targets,
        KeyContext::Targets,
        Command::GoTargets,
    ),
    TabSpec(
        Tab::Offices,
        Text::Offices,
        KeyContext::Offices,
        Command::GoOffices,
    ),
    TabSpec(
        Tab::Reports,
        Text::Reports,
        KeyContext::Reports,
        Command::GoReports,
    ),
    TabSpec(Tab::Sheet, Text::Sheet, KeyContext::Sheet, Command::GoSheet),
    TabSpec(
        Tab::Activities,
        Text::Activities,
        KeyContext::Activities,
        Command::GoActivities,
    ),
    TabSpec(
        Tab::Calendar,
        Text::Calendar,
        KeyContext::Calendar,
        Command::GoCalendar,
    ),
    TabSpec(
        Tab::Journal,
        Text::Journal,
        KeyContext::Journal,
        Command::GoJournal,
    ),
    TabSpec(
        Tab::Overview,
        Text::Overview,
        KeyContext::Plans,
        Command::GoOverview,
    ),
];

impl Tab {
    /// The parts of the overview, in the order in which Tab goes through them.
    pub const OVERVIEW_PARTS: [Tab; 4] = [Tab::Plans, Tab::Targets, Tab::Offices, Tab::Reports];

    /// Every pane in order.
    pub fn all() -> Vec<Tab> {
        TABS.iter().map(|row| row.0).collect()
    }

    fn spec(self) -> &'static TabSpec {
        TABS.iter().find(|row| row.0 == self).unwrap_or(&TABS[0])
    }

    /// Its name.
    pub fn title(self) -> Text {
        self.spec().1
    }

    /// Its name in the first line, where room is scarce.
    pub fn short_title(self) -> Text {
        if self == Tab::Sheet {
            Text::SheetTab
        } else {
            self.title()
        }
    }

    /// The command that leads to it.
    pub fn command(self) -> Command {
        self.spec().3
    }

    /// The place whose keys are live in its list.
    pub fn key_context(self) -> KeyContext {
        self.spec().2
    }

    /// The pane that a command goes to.
    pub fn from_command(command: Command) -> Option<Tab> {
        TABS.iter().find(|row| row.3 == command).map(|row| row.0)
    }

    /// Whether it shows figures or verdicts.
    pub fn needs_figures(self) -> bool {
        !matches!(
            self,
            Tab::Today | Tab::Reports | Tab::Activities | Tab::Calendar | Tab::Journal
        )
    }

    /// The next one, or the one before, round and round.
    #[must_use]
    pub fn cycle(self, list: &[Tab], forward: bool) -> Tab {
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
    pub fn build_rows(&mut self, tab: Tab, book: &ReadModel) {
        if let Some(pane) = self.pane_mut(tab) {
            pane.build_rows(book);
        }
    }

    /// Narrows a list to what matches.
    pub fn search(&mut self, tab: Tab, query: &str) {
        if let Some(pane) = self.pane_mut(tab) {
            pane.search(query);
        }
    }

    /// How many rows of a list match where it is narrowed to nothing.
    pub fn count_unfiltered_matches(tab: Tab, query: &str, book: &ReadModel) -> usize {
        let mut all = Self::default();
        all.build_rows(tab, book);
        all.search(tab, query);
        all.search_state(tab).1
    }

    /// Shows all rows of a list again; false where it was not narrowed.
    pub fn clear_filter(&mut self, tab: Tab, book: &ReadModel) -> bool {
        self.pane_mut(tab)
            .is_some_and(|pane| pane.clear_filter(book))
    }

    /// Takes the marks of every list away: what was asked for is done.
    pub fn clear_marks(&mut self) {
        self.today.table.clear_marks();
        self.reports.table.clear_marks();
    }

    /// What a list is narrowed to, how many rows it shows, and the sentence of its selected row.
    pub fn search_state(&self, tab: Tab) -> (&str, usize, &str) {
        self.pane(tab).map_or(("", 0, ""), Pane::search_state)
    }
}
