//! Filter of a list by a facet of its rows: the menu of facets, the heading, and clearing. Shared by every list whose
//! rows have facets. Must not depend on lists.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::panes::effect::{Effect, Outcome};
use crate::widgets::DrawContext;
use crate::widgets::table::Table;
use crate::widgets::text::put_text;
use crate::widgets::theme::Tone;

/// Opens the menu of a table's facets, or shows all rows again; `None` for other commands. Ends a search first.
pub fn handle_filter_command<K: Clone + PartialEq>(
    table: &mut Table<K>,
    command: Command,
) -> Option<Outcome> {
    match command {
        Command::Filter => {
            let choices = table.facet_counts();
            let offer = || Effect::OpenFacetMenu(choices.clone(), table.active_filter().cloned());
            Some(Outcome::Effect(if choices.is_empty() {
                Effect::ShowMessage(Text::NothingToFilter)
            } else {
                offer()
            }))
        }
        Command::Back if table.query().is_empty() && table.active_filter().is_some() => {
            table.filter(None);
            Some(Outcome::Handled)
        }
        _ => None,
    }
}

/// Text of a table without rows; `otherwise` if it is neither searched nor filtered.
pub fn empty_text<K: Clone + PartialEq>(table: &Table<K>, otherwise: Text) -> Text {
    match (table.query(), table.active_filter()) {
        ("", None) => otherwise,
        ("", Some(_)) => Text::NoLinesHere,
        _ => Text::NothingMatches,
    }
}

/// Draws the filter's heading over a table; returns the area of the rows.
pub fn draw_filter_heading<K: Clone + PartialEq>(
    table: &Table<K>,
    area: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) -> Rect {
    let Some(kind) = table.active_filter() else {
        return area;
    };
    let room = area.width.saturating_sub(2);
    put_text(
        buffer,
        area.x + 1,
        area.y,
        room,
        &kind.to_string(),
        draw_context.theme.style(Tone::Accent),
    );
    Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    }
}
