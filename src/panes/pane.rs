//! The trait of panes with a list, as the screen uses them. Must not depend on specific panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::effect::Outcome;
use super::read_model::ReadModel;
use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::widgets::DrawContext;
use crate::widgets::facet::Facet;
use crate::widgets::table::ExportTable;

/// A pane with a list.
pub trait Pane {
    /// Builds the rows.
    fn build_rows(&mut self, book: &ReadModel);
    /// Handles a command.
    fn handle_command(&mut self, command: Command, book: &ReadModel) -> Outcome;
    /// Draws the pane; `active` if it has the focus.
    fn draw(&self, area: Rect, buffer: &mut Buffer, look: DrawContext, active: bool);
    /// Filters by a search query.
    fn search(&mut self, query: &str);
    /// Clears a filter by plan, state or office; `false` if there was none.
    fn clear_filter(&mut self, _book: &ReadModel) -> bool {
        false
    }
    /// Filters by a facet, or shows all rows; does nothing in panes with their own filter.
    fn filter(&mut self, _kind: Option<Facet>) {}
    /// Search query, number of rows shown, and explanation of the selected row.
    fn search_state(&self) -> (&str, usize, &str);
    /// Table for export, with the texts for heading and explanation; `None` if there is none.
    fn export_table(&self, _heading: &str, _sentence: &str) -> Option<ExportTable> {
        None
    }
    /// Position of the selected row, from 1; 0 without rows.
    fn selected_position(&self) -> usize {
        0
    }
    /// Text for a search that found no row.
    fn no_match_text(&self) -> Text {
        Text::NothingMatches
    }
    /// Text for an empty list.
    fn empty_text(&self) -> Text {
        Text::NothingFound
    }
}
