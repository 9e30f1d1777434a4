//! Moving between tabs and pages: opening, going back, and what a row leads to. Must not depend on keys.

use super::history::HistoryEntry;
use super::{Outcome, Screen};
use crate::domain::assessment::MeasureStatus;
use crate::domain::code::PlanCode;
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::panes::effect::Effect;
use crate::panes::pages::DetailPage;
use crate::panes::read_model::ReadModel;
use crate::panes::scope::{ActivityScope, DutyScope};
use crate::panes::tabs::Tab;
use crate::widgets::theme::Tone;

impl Screen {
    /// Opens a page; a list in its saved view.
    pub fn open_page(&mut self, mut page: DetailPage) {
        self.saved_views.restore(&mut page);
        if let Some(oldest) = self.layers.open_page(page) {
            self.saved_views.save(&oldest);
        }
    }

    /// Makes a tab current.
    pub fn set_tab(&mut self, tab: Tab) {
        for page in self.layers.take_pages().into_pages() {
            self.saved_views.save(&page);
        }
        let left = self.sheet.drafts().cell_count();
        if self.tab == Tab::Sheet && tab != Tab::Sheet && left > 0 {
            self.show_message(
                fill_placeholders(Text::DraftsStay.text(self.draw_context.lang), &[&left]),
                Tone::Warn,
            );
        }
        if tab == Tab::Overview && self.tab != Tab::Overview {
            self.part = if Tab::OVERVIEW_PARTS.contains(&self.tab) {
                self.tab
            } else {
                Tab::Plans
            };
        }
        self.overview_ready = self.overview_ready && tab == Tab::Overview;
        self.tab = tab;
    }

    /// Switches to a tab by its own key: clears the history, and any filter set by navigation.
    pub fn switch_tab(&mut self, tab: Tab, model: &ReadModel) {
        let left = self.history.take();
        if !left.is_empty() {
            let led: Vec<Tab> = left
                .iter()
                .skip(1)
                .map(|left| left.tab)
                .chain([self.tab])
                .collect();
            for page in left.into_iter().flat_map(|left| left.pages.into_pages()) {
                self.saved_views.save(&page);
            }
            for pane in led {
                self.lists.clear_filter(pane, model);
            }
        }
        self.set_tab(tab);
    }

    /// Opens a tab from a row or a page: Esc goes back.
    pub fn open_tab(&mut self, tab: Tab) {
        let pages = self.layers.take_pages();
        if self.tab != tab || !pages.is_empty() {
            self.history.push(HistoryEntry {
                tab: self.tab,
                part: self.part,
                pages,
            });
        }
        self.set_tab(tab);
    }

    /// Goes back in the history; `false` if it is empty.
    fn go_back(&mut self, model: &ReadModel) -> bool {
        let Some(left) = self.history.pop() else {
            return false;
        };
        if self.tab != left.tab {
            self.lists.clear_filter(self.tab, model);
        }
        self.set_tab(left.tab);
        self.part = left.part;
        self.layers = left.pages;
        true
    }

    pub(super) fn cycle_tab(&mut self, forward: bool, model: &ReadModel) {
        if self.tab == Tab::Overview {
            self.part = self.part.cycle(&Tab::OVERVIEW_PARTS, forward);
        } else {
            self.switch_tab(self.tab.cycle(&Tab::all(), forward), model);
        }
    }

    /// Esc in a pane: ends the search, else goes back, else clears the filter, else shows the first tab.
    pub(super) fn handle_back(&mut self, model: &ReadModel) -> Outcome {
        let front = self.focused_tab();
        if !self.lists.search_state(front).0.is_empty() {
            self.lists.search(front, "");
        } else if self.go_back(model) {
            return Outcome::Effect(Effect::RefreshPages);
        } else if self.tab == Tab::Overview || !self.lists.clear_filter(front, model) {
            self.set_tab(Tab::Today);
        }
        Outcome::Handled
    }

    /// Shows these duties.
    pub fn show_duties(&mut self, scope: DutyScope, model: &ReadModel) {
        self.open_fresh_tab(Tab::Reports, model);
        self.lists.reports.show_scope(scope, model);
    }

    /// Shows a plan's targets, or all.
    pub fn show_targets(&mut self, plan: Option<PlanCode>, model: &ReadModel) {
        self.open_fresh_tab(Tab::Targets, model);
        self.lists.targets.show_plan(plan, model);
    }

    /// Shows the measures in a status.
    pub fn show_measures(&mut self, status: MeasureStatus, model: &ReadModel) {
        self.open_fresh_tab(Tab::Targets, model);
        self.lists.targets.show_status(status, model);
    }

    /// Shows these activities.
    pub fn show_activities(&mut self, scope: ActivityScope, model: &ReadModel) {
        self.open_fresh_tab(Tab::Activities, model);
        self.lists.activities.show_scope(scope, model);
    }

    /// Shows the calendar of one plan, or of all.
    pub fn show_calendar(&mut self, plan: Option<PlanCode>, model: &ReadModel) {
        self.open_fresh_tab(Tab::Calendar, model);
        self.lists.calendar.show_plan(plan, model);
    }

    /// A pane to which a row leads, its rows made before it is narrowed.
    fn open_fresh_tab(&mut self, tab: Tab, model: &ReadModel) {
        self.open_tab(tab);
        self.refresh_visible(model);
    }

    /// Selects the row of the list in front that leads to this.
    pub fn select_row(&mut self, row: &Effect) {
        if let Some(list) = self.layers.page_mut().and_then(DetailPage::list_mut) {
            list.select_effect(row);
        }
    }

    /// Selects the first row of the list in front to which another can be added.
    pub fn select_insertable_row(&mut self) {
        if let Some(list) = self.layers.page_mut().and_then(DetailPage::list_mut) {
            list.select_insertable_row();
        }
    }
}
