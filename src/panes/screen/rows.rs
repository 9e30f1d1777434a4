//! Rows of the lists: built when shown, after a change. Must not depend on keys.

use super::Screen;
use crate::keys::Command;
use crate::panes::cells;
use crate::panes::read_model::ReadModel;
use crate::panes::tabs::Tab;

impl Screen {
    /// Marks everything as stale; rows are rebuilt when shown.
    pub fn mark_all_stale(&mut self) {
        self.fresh_lists.clear();
    }

    /// Marks the lists of some tabs as stale.
    pub fn mark_stale(&mut self, is_stale: impl Fn(Tab) -> bool) {
        self.fresh_lists.retain(|tab| !is_stale(*tab));
    }

    /// Builds the visible rows.
    pub fn refresh_visible(&mut self, model: &ReadModel) {
        let shown: &[Tab] = if self.tab == Tab::Overview {
            &Tab::OVERVIEW_PARTS
        } else {
            &[self.tab]
        };
        for tab in shown {
            if !self.fresh_lists.contains(tab) {
                self.lists.build_rows(*tab, model);
                self.fresh_lists.push(*tab);
            }
        }
        if shown.contains(&Tab::Reports) {
            self.lists.reports.read_on(model);
        }
        if self.tab == Tab::Targets && std::mem::take(&mut self.targets_follow_plan) {
            self.lists.clear_filter(Tab::Targets, model);
        }
        if self.tab == Tab::Overview && !self.overview_ready {
            self.overview_ready = true;
            self.sync_overview_targets(model);
        }
    }

    /// Goes on with a search in a list that is read by pages; `true` if it read rows.
    pub fn continue_search(&mut self, model: &ReadModel) -> bool {
        self.is_searching() && self.lists.reports.continue_search(model)
    }

    /// Returns `true` while a search in a list that is read by pages has rows to look at.
    pub fn is_searching(&self) -> bool {
        self.layers.page().is_none()
            && self.focused_tab() == Tab::Reports
            && self.lists.reports.has_more_to_search()
    }

    /// Reads the rest of a list that is read by pages, to export it.
    pub fn read_whole_list(&mut self, model: &ReadModel) {
        if self.layers.page().is_none() && self.focused_tab() == Tab::Reports {
            self.lists.reports.read_whole(model);
        }
    }

    /// Filters the overview's targets to the selected plan.
    fn sync_overview_targets(&mut self, model: &ReadModel) {
        let plan = self.lists.plans.table.selected().cloned();
        if self.lists.targets.plan() != plan.as_ref() {
            self.lists.targets.show_plan(plan, model);
        }
        self.targets_follow_plan = true;
    }

    /// The overview's targets follow the plan that is moved to.
    pub(super) fn follow_selected_plan(&mut self, command: Command, model: &ReadModel) {
        if (self.tab, self.part) == (Tab::Overview, Tab::Plans)
            && cells::motion_of_command(command).is_some()
        {
            self.sync_overview_targets(model);
        }
    }
}
