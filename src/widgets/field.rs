//! Drawing of a text field, scrolled or wrapped so that the cursor is visible. Must not depend on forms.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::text::{put_text, width, wrap};
use crate::form::text_input::TextInput;

/// Draws a single line in the width of the area; returns the cursor position.
pub fn draw_line(line: &TextInput, area: Rect, buffer: &mut Buffer, style: Style) -> Position {
    let room = usize::from(area.width.saturating_sub(1).max(1));
    let before = line.text_before_cursor();
    let mut from = 0;
    for grapheme in before.graphemes(true) {
        if before[from..].width() <= room {
            break;
        }
        from += grapheme.len();
    }
    put_text(
        buffer,
        area.x,
        area.y,
        area.width,
        &line.text()[from..],
        style,
    );
    Position {
        x: area.x + width(&before[from..]).min(area.width.saturating_sub(1)),
        y: area.y,
    }
}

/// Draws several lines, wrapped and scrolled so that the cursor is visible; returns its position.
pub fn draw_text(line: &TextInput, area: Rect, buffer: &mut Buffer, style: Style) -> Position {
    let room = area.width.max(2) - 1;
    let lines = wrap(line.text(), room);
    let before = wrap(line.text_before_cursor(), room);
    let row = before.len().saturating_sub(1);
    let height = usize::from(area.height.max(1));
    let top = (row + 1).saturating_sub(height);
    for (y, text) in (area.top()..area.bottom()).zip(lines.iter().skip(top)) {
        put_text(buffer, area.x, y, area.width, text, style);
    }
    let column = before.last().map_or(0, |text| width(text));
    let down = u16::try_from(row - top).unwrap_or(0);
    Position {
        x: area.x + column.min(area.width.saturating_sub(1)),
        y: area.y + down,
    }
}
