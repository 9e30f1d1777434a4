//! Footer: one line with as many key hints as fit, none truncated. Must not depend on the key table.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::DrawContext;
use super::text::{put_text, width};
use super::theme::Tone;

/// A key with its label.
#[derive(Clone, Debug)]
pub struct FooterHint {
    /// Name of the key.
    pub key: String,
    /// Label.
    pub label: &'static str,
    /// `true` if it is shown at any width: help and exit.
    pub is_always_shown: bool,
}

impl FooterHint {
    fn width(&self) -> u16 {
        width(&self.key) + 1 + width(self.label)
    }
}

/// Draws hints by rank as far as they fit; space is reserved for those always shown.
pub fn draw_footer(
    hints: &[FooterHint],
    area: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) {
    let mut x = area.x + 1;
    for (at, hint) in hints.iter().enumerate() {
        let later = hints
            .iter()
            .skip(at + 1)
            .filter(|later| later.is_always_shown && !hint.is_always_shown);
        let later: u16 = later.map(|later| later.width() + 2).sum();
        if x + hint.width() + later > area.right() {
            continue;
        }
        x = put_text(
            buffer,
            x,
            area.y,
            width(&hint.key),
            &hint.key,
            draw_context.theme.style(Tone::Accent),
        ) + 1;
        x = put_text(
            buffer,
            x,
            area.y,
            width(hint.label),
            hint.label,
            draw_context.theme.style(Tone::Plain),
        ) + 2;
    }
}
