//! What the screen asks of a pane with a list. Knows no pane.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::effect::Outcome;
use super::read_model::ReadModel;
use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::widgets::DrawContext;
use crate::widgets::facet::Facet;
use crate::widgets::table::ExportTable;

/// What the screen asks of a pane with a list.
pub trait Pane {
    /// Makes the rows.
    fn build_rows(&mut self, book: &ReadModel);
    /// Does what a command asks.
    fn handle_command(&mut self, command: Command, book: &ReadModel) -> Outcome;
    /// Draws it; `active` where it has the focus.
    fn draw(&self, area: Rect, buffer: &mut Buffer, look: DrawContext, active: bool);
    /// Narrows it to what matches.
    fn search(&mut self, query: &str);
    /// Shows all rows again where it was narrowed to a plan, a state, an office; false where it was not.
    fn clear_filter(&mut self, _book: &ReadModel) -> bool {
        false
    }
    /// Narrows it to a kind of rows, or shows all; nothing where a pane has a filter of its own.
    fn filter(&mut self, _kind: Option<Facet>) {}
    /// What it is narrowed to, how many rows it shows, and the sentence of the selected row.
    fn search_state(&self) -> (&str, usize, &str);
    /// What it shows, as a table that can be taken away, the words for heading and sentence given; none if it is none.
    fn export_table(&self, _heading: &str, _sentence: &str) -> Option<ExportTable> {
        None
    }
    /// Which of its rows is selected, from 1; 0 where it has none.
    fn selected_position(&self) -> usize {
        0
    }
    /// What is said where there is no row.
    fn empty_text(&self) -> Text {
        Text::NothingFound
    }
}
