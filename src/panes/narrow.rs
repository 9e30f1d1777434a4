//! How a list is narrowed to rows of one kind: a menu of the kinds that its rows have, and the way back. The same for
//! every list whose rows say what they are. Knows no list.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keys::Command;
use crate::panes::effect::{Effect, Outcome};
use crate::widgets::Look;
use crate::widgets::table::Table;
use crate::widgets::text::put;
use crate::widgets::theme::Tone;
use crate::words::screen::Text;

/// Offers the kinds of a table's rows, or shows all rows again; none for any other command. A search ends first.
pub fn act<K: Clone + PartialEq>(table: &mut Table<K>, command: Command) -> Option<Outcome> {
    match command {
        Command::Filter => {
            let choices = table.choices();
            let offer = || Effect::OfferKinds(choices.clone(), table.narrowed().cloned());
            Some(Outcome::Wants(if choices.is_empty() { Effect::Say(Text::NothingToFilter) } else { offer() }))
        }
        Command::Back if table.query().is_empty() && table.narrowed().is_some() => {
            table.narrow(None);
            Some(Outcome::Done)
        }
        _ => None,
    }
}

/// Why a table shows no row; `otherwise` where it is neither searched nor narrowed.
pub fn nothing<K: Clone + PartialEq>(table: &Table<K>, otherwise: Text) -> Text {
    match (table.query(), table.narrowed()) {
        ("", None) => otherwise,
        ("", Some(_)) => Text::NoLinesHere,
        _ => Text::NothingMatches,
    }
}

/// Says over a table to what it is narrowed; answers where its rows begin.
pub fn draw_head<K: Clone + PartialEq>(table: &Table<K>, area: Rect, buffer: &mut Buffer, look: Look) -> Rect {
    let Some(kind) = table.narrowed() else { return area };
    let room = area.width.saturating_sub(2);
    put(buffer, area.x + 1, area.y, room, &kind.to_string(), look.theme.style(Tone::Accent));
    Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }
}
