//! Searching and filtering in the focused list. Must not depend on keys.

use super::{Outcome, Screen};
use crate::form::text_input::TextInput;
use crate::keys::Command;
use crate::panes::effect::{Effect, JournalRequest};
use crate::panes::layers::Layer;
use crate::panes::pages::DetailPage;
use crate::panes::tabs::Tab;
use crate::widgets::facet::Facet;

impl Screen {
    /// Search query of the focused list, number of matches, and explanation of the selected row.
    pub fn search_state(&self) -> (&str, usize, &str) {
        if let Some(list) = self.layers.page().and_then(DetailPage::list) {
            return list.search_state();
        }
        match self.focused_tab() {
            Tab::Sheet => {
                let (query, rows) = self.sheet.search_state();
                (query, rows, self.sheet.explanation().0)
            }
            front => self.lists.search_state(front),
        }
    }

    pub(super) fn open_search_line(&mut self) {
        let line = TextInput::new(self.search_state().0);
        self.layers.open_search(line);
    }

    /// Filters the focused list by the search line, if that has the focus.
    pub(super) fn apply_search_line(&mut self) {
        if let Some(Layer::Search(line)) = self.layers.top() {
            let query = line.text().to_owned();
            self.search_focused(&query);
        }
    }

    /// After the search line was closed: Esc ends the search. The journal searches in lines that are not read yet, too.
    pub(super) fn end_search(&mut self, command: Command) -> Outcome {
        if command == Command::Back {
            self.search_focused("");
        }
        if self.layers.is_empty() && self.focused_tab() == Tab::Journal {
            return Outcome::Effect(Effect::ReadJournal(JournalRequest::Newest));
        }
        Outcome::Handled
    }

    /// Searches in the focused part; the sheet moves to the match instead of filtering.
    fn search_focused(&mut self, query: &str) {
        let front = self.focused_tab();
        match self.layers.page_mut().and_then(DetailPage::list_mut) {
            Some(list) => list.search(query),
            None if front == Tab::Sheet => self.sheet.select_match(query, false),
            None => self.lists.search(front, query),
        }
    }

    /// Narrows what is in front to a kind of rows, or shows all.
    pub fn filter_focused(&mut self, kind: Option<Facet>) {
        let front = self.focused_tab();
        match self.layers.page_mut().and_then(DetailPage::list_mut) {
            Some(list) => list.filter(kind),
            None => {
                if let Some(pane) = self.lists.pane_mut(front) {
                    pane.filter(kind);
                }
            }
        }
    }
}
