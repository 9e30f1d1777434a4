//! Text layout by display width: truncation with `…`, padding, wrapping, drawing. Must not depend on panes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::DrawContext;
use super::theme::Tone;
use crate::domain::text::sanitize_output;

/// Width of a text in columns.
pub fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// Truncates a text to at most `columns` columns, with `…` at the end if something was cut off.
pub fn truncate(text: &str, columns: u16) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = usize::from(columns.saturating_sub(1));
    let (mut kept, mut taken) = (String::new(), 0);
    for grapheme in text.graphemes(true) {
        if taken + grapheme.width() > room {
            break;
        }
        taken += grapheme.width();
        kept.push_str(grapheme);
    }
    if columns > 0 {
        kept.truncate(kept.trim_end().len());
        kept.push('…');
    }
    kept
}

/// Like [`truncate`], but cuts at a blank if one is near.
pub fn truncate_at_word(text: &str, columns: u16) -> String {
    let cut = truncate(text, columns);
    let Some(kept) = cut.strip_suffix('…').filter(|_| width(text) > columns) else {
        return cut;
    };
    match kept.rsplit_once(' ') {
        Some((whole, part))
            if !text[kept.len()..].starts_with(' ') && part.len() < kept.len() / 2 =>
        {
            format!("{whole}…")
        }
        _ => cut,
    }
}

/// Wraps a text at blanks into lines of at most `columns` columns; longer words are broken.
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let words = paragraph.trim_start_matches(' ');
        let mut line = " ".repeat(paragraph.len() - words.len());
        for (place, word) in words.split(' ').enumerate() {
            if place == 0 {
            } else if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
            while width(&line) > columns {
                let head = prefix_len(&line, columns);
                let rest = line.split_off(head);
                lines.push(std::mem::replace(&mut line, rest));
            }
        }
        lines.push(line);
    }
    lines
}

/// Wraps items separated by two blanks into lines of at most `columns` columns; items that fit are not broken.
pub fn wrap_items(text: &str, columns: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for item in text
        .split("  ")
        .map(str::trim)
        .filter(|item| !item.is_empty())
    {
        match lines
            .last_mut()
            .filter(|line| width(line) + 2 + width(item) <= columns)
        {
            Some(line) => {
                line.push_str("  ");
                line.push_str(item);
            }
            None => lines.extend(wrap(item, columns)),
        }
    }
    lines
}

/// Number of bytes that fit into the columns; at least one grapheme.
fn prefix_len(text: &str, columns: u16) -> usize {
    let (mut bytes, mut taken) = (0, 0);
    for grapheme in text.graphemes(true) {
        taken += grapheme.width();
        if taken > usize::from(columns) && bytes > 0 {
            break;
        }
        bytes += grapheme.len();
    }
    bytes
}

/// Puts a text at a place, cut to `columns`; nothing outside the buffer. Returns the column after it. Six parameters, as
/// ratatui's own `set_stringn` has: each of two hundred calls says all of them.
pub fn put_text(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    columns: u16,
    text: &str,
    style: Style,
) -> u16 {
    let columns = columns.min(buffer.area.right().saturating_sub(x));
    if columns == 0 || y >= buffer.area.bottom() {
        return x;
    }
    let cut = truncate(&sanitize_output(text), columns);
    buffer
        .set_stringn(x, y, &cut, usize::from(columns), style)
        .0
}

/// Draws a text right-aligned in the columns.
pub fn put_text_right(buffer: &mut Buffer, x: u16, y: u16, columns: u16, text: &str, style: Style) {
    let taken = width(text).min(columns);
    put_text(buffer, x + columns - taken, y, taken, text, style);
}

/// Draws arrows in the last column if a list continues above or below; rows leave that column free.
pub fn draw_scroll_arrows(
    buffer: &mut Buffer,
    body: Rect,
    draw_context: DrawContext,
    (above, below): (bool, bool),
) {
    let style = draw_context.theme.style(Tone::Dim);
    let edge = body.right().saturating_sub(1);
    if above && body.height > 1 {
        put_text(buffer, edge, body.y, 1, "▲", style);
    }
    if below && body.height > 1 {
        put_text(buffer, edge, body.bottom() - 1, 1, "▼", style);
    }
}

/// Draws a thin rule over the full width.
pub fn draw_rule(buffer: &mut Buffer, area: Rect, y: u16, draw_context: DrawContext) {
    let style = draw_context.theme.style(Tone::Dim);
    for x in area.left()..area.right() {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol("─").set_style(style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_by_columns_and_graphemes() {
        assert_eq!(truncate("Chỉ tiêu", 8), "Chỉ tiêu");
        assert_eq!(truncate("Chỉ tiêu", 7), "Chỉ ti…");
        assert_eq!(truncate("Chỉ tiêu", 5), "Chỉ…");
        assert_eq!(truncate("Chỉ", 1), "…");
        assert_eq!(truncate("Chỉ", 0), "");
    }

    #[test]
    fn cuts_between_words_where_it_can() {
        assert_eq!(
            truncate_at_word("Sở Giáo dục và Đào tạo", 17),
            "Sở Giáo dục và…"
        );
        assert_eq!(
            truncate_at_word("Sở Giáo dục và Đào tạo", 15),
            "Sở Giáo dục và…"
        );
        assert_eq!(truncate_at_word("Sở Y tế", 7), "Sở Y tế");
        assert_eq!(truncate_at_word("nghiêngnghiêng", 6), "nghiê…");
    }

    #[test]
    fn wraps_at_blanks() {
        assert_eq!(
            wrap("Trước ngày 10/06/2026 → hết ngày", 12),
            ["Trước ngày", "10/06/2026 →", "hết ngày"]
        );
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
        assert_eq!(wrap("nghiêngnghiêng", 6), ["nghiên", "gnghiê", "ng"]);
    }
}
