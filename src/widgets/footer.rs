//! The one line of keys at the bottom: as many labels as fit, never one cut. Knows no key table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Look;
use super::text::{put, width};
use super::theme::Tone;

/// Draws pairs of key and label, the most wanted first, as far as they fit.
pub fn draw(hints: &[(String, &'static str)], area: Rect, buffer: &mut Buffer, look: Look) {
    let mut x = area.x + 1;
    for (key, label) in hints {
        let needed = width(key) + 1 + width(label);
        if x + needed > area.right() {
            continue;
        }
        x = put(buffer, x, area.y, width(key), key, look.theme.style(Tone::Accent)) + 1;
        x = put(buffer, x, area.y, width(label), label, look.theme.style(Tone::Plain)) + 2;
    }
}
