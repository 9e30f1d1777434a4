//! Earlier locations to go back to, and the views of lists as they were left. Must not depend on the screen.

use super::super::effect::{ListKind, PageSubject};
use super::super::layers::Layers;
use super::super::pages::DetailPage;
use super::super::pages::list_page::ListView;
use super::super::tabs::Tab;

/// Maximum length of the history.
const MAX_HISTORY: usize = 16;

/// A location to go back to: the pane and the pages over it. Selection and search are kept by the pane itself.
#[derive(Debug)]
pub struct HistoryEntry {
    /// The tab.
    pub tab: Tab,
    /// Focused part of the overview.
    pub part: Tab,
    /// The pages over it.
    pub pages: Layers,
}

/// Navigation history, newest last.
#[derive(Debug, Default)]
pub struct History {
    entries: Vec<HistoryEntry>,
}

impl History {
    /// Adds a location; drops the oldest if there are too many.
    pub fn push(&mut self, left: HistoryEntry) {
        self.entries.push(left);
        let more = self.entries.len().saturating_sub(MAX_HISTORY);
        self.entries.drain(..more);
    }

    /// Takes the newest location.
    pub fn pop(&mut self) -> Option<HistoryEntry> {
        self.entries.pop()
    }

    /// Takes every location, oldest first.
    pub fn take(&mut self) -> Vec<HistoryEntry> {
        std::mem::take(&mut self.entries)
    }
}

/// Views of list pages, as shown when they were closed.
#[derive(Debug, Default)]
pub struct SavedViews {
    views: Vec<(ListKind, ListView)>,
}

impl SavedViews {
    /// Saves the view of a page, if it is a list.
    pub fn save(&mut self, page: &DetailPage) {
        if let (PageSubject::List(kind), Some(list)) = (&page.subject, page.list()) {
            self.views.retain(|(of, _)| of != kind);
            self.views.push((kind.clone(), list.view()));
        }
    }

    /// Shows a list in its saved view.
    pub fn restore(&self, page: &mut DetailPage) {
        let PageSubject::List(kind) = &page.subject else {
            return;
        };
        let saved = self.views.iter().find(|(of, _)| of == kind);
        if let (Some((_, view)), Some(list)) = (saved, page.list_mut()) {
            list.restore_view(view);
        }
    }
}
