//! The panes that are one key away: one row each, and one trait to which all lists answer. Must not depend on keys.

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

/// A tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Today (hôm nay).
    #[default]
    Today,
    /// Plans (kế hoạch).
    Plans,
    /// Targets (chỉ tiêu).
    Targets,
    /// Offices (đơn vị).
    Offices,
    /// Reports (báo cáo).
    Reports,
    /// Data entry sheet (nhập số liệu).
    Sheet,
    /// Activities (hoạt động).
    Activities,
    /// Calendar (lịch).
    Calendar,
    /// Journal (nhật ký).
    Journal,
    /// Overview (tổng quan): plans, offices, targets and duties side by side.
    Overview,
}

/// Specification of a tab: title, key context, command.
struct TabSpec(Tab, Text, KeyContext, Command);

/// Every tab in order; the overview is last.
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
    /// Parts of the overview, in Tab order.
    pub const OVERVIEW_PARTS: [Tab; 4] = [Tab::Plans, Tab::Targets, Tab::Offices, Tab::Reports];

    /// Every tab in order.
    pub fn all() -> Vec<Tab> {
        TABS.iter().map(|row| row.0).collect()
    }

    fn spec(self) -> &'static TabSpec {
        TABS.iter().find(|row| row.0 == self).unwrap_or(&TABS[0])
    }

    /// Title.
    pub fn title(self) -> Text {
        self.spec().1
    }

    /// Short title for a narrow header.
    pub fn short_title(self) -> Text {
        if self == Tab::Sheet {
            Text::SheetTab
        } else {
            self.title()
        }
    }

    /// Command that opens it.
    pub fn command(self) -> Command {
        self.spec().3
    }

    /// Key context of its list.
    pub fn key_context(self) -> KeyContext {
        self.spec().2
    }

    /// The tab that a command opens.
    pub fn from_command(command: Command) -> Option<Tab> {
        TABS.iter().find(|row| row.3 == command).map(|row| row.0)
    }

    /// Returns `true` if it shows figures, assessments, or estimates that wait for a figure.
    pub fn shows_figures(self) -> bool {
        !matches!(
            self,
            Tab::Offices | Tab::Reports | Tab::Activities | Tab::Calendar | Tab::Journal
        )
    }

    /// Returns `true` if it shows duties or what follows from them.
    pub fn shows_duties(self) -> bool {
        !matches!(self, Tab::Targets | Tab::Activities | Tab::Journal)
    }

    /// Returns `true` if it shows progress, spending or inspections.
    pub fn shows_execution(self) -> bool {
        matches!(self, Tab::Activities | Tab::Calendar)
    }

    /// Next or previous tab of a list, cyclic.
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
    /// Today (hôm nay).
    pub today: TodayPane,
    /// Plans (kế hoạch).
    pub plans: PlansPane,
    /// Targets (chỉ tiêu).
    pub targets: TargetsPane,
    /// Offices (đơn vị).
    pub offices: OfficesPane,
    /// Reports (báo cáo).
    pub reports: ReportsPane,
    /// Activities (hoạt động).
    pub activities: ActivitiesPane,
    /// Calendar (lịch).
    pub calendar: CalendarPane,
    /// Journal (nhật ký).
    pub journal: JournalPane,
}

impl Lists {
    /// The pane of a tab; `None` for the sheet and the overview, which have no list of their own.
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

    /// Mutable variant of [`Lists::pane`].
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

    /// Builds the rows of one list.
    pub fn build_rows(&mut self, tab: Tab, model: &ReadModel) {
        if let Some(pane) = self.pane_mut(tab) {
            pane.build_rows(model);
        }
    }

    /// Searches a list.
    pub fn search(&mut self, tab: Tab, query: &str) {
        if let Some(pane) = self.pane_mut(tab) {
            pane.search(query);
        }
    }

    /// Number of rows of a list that match without any filter.
    pub fn count_unfiltered_matches(tab: Tab, query: &str, model: &ReadModel) -> usize {
        let mut all = Self::default();
        all.build_rows(tab, model);
        all.search(tab, query);
        all.search_state(tab).1
    }

    /// Clears the filter of a list; `false` if there was none.
    pub fn clear_filter(&mut self, tab: Tab, model: &ReadModel) -> bool {
        self.pane_mut(tab)
            .is_some_and(|pane| pane.clear_filter(model))
    }

    /// Unmarks the rows of every list after their operation is done.
    pub fn clear_marks(&mut self) {
        self.today.table.clear_marks();
        self.reports.table.clear_marks();
    }

    /// Search query of a list, number of rows shown, and explanation of its selected row.
    pub fn search_state(&self, tab: Tab) -> (&str, usize, &str) {
        self.pane(tab).map_or(("", 0, ""), Pane::search_state)
    }
}
