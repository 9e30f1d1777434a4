//! Drawing of a form's fields: labels, input, refusals, scrolled so that the focus is visible. Must not depend on
//! particular forms.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::text::{put_text, put_text_right, wrap};
use super::theme::Tone;
use super::{DrawContext, field};
use crate::form::{FieldKind, FieldState, FormState};
use crate::texts::screen::Text;

/// Draws the fields; returns the cursor position. `roomy`: the height suffices for multi-line fields.
pub fn draw_form(
    form: &FormState,
    is_wide: bool,
    area: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) -> Option<Position> {
    let heights: Vec<u16> = form
        .fields
        .iter()
        .map(|field| field_rows(field, is_wide))
        .collect();
    let first = first_visible_field(&heights, form.focus_index(), area.height);
    let (mut y, mut cursor, mut last) = (area.y, None, first);
    for (place, field) in form.fields.iter().enumerate().skip(first) {
        if y + heights[place] > area.bottom() && place > form.focus_index() {
            break;
        }
        let focused = place == form.focus_index();
        let rows = Rect {
            y,
            height: heights[place].min(area.bottom().saturating_sub(y)),
            ..area
        };
        let at = draw_field(field, focused, rows, buffer, draw_context);
        cursor = if focused { at } else { cursor };
        y += heights[place];
        last = place + 1;
    }
    // Further fields are indicated at the edge.
    let edge = |buffer: &mut Buffer, y: u16, mark| {
        put_text(
            buffer,
            area.right().saturating_sub(1),
            y,
            1,
            mark,
            draw_context.theme.style(Tone::Dim),
        )
    };
    if first > 0 {
        edge(buffer, area.y, "▲");
    }
    if last < form.fields.len() {
        edge(buffer, area.bottom().saturating_sub(1), "▼");
    }
    cursor
}

const LABEL_WIDTH: u16 = 22;

/// Height of all fields in rows.
pub fn form_height(form: &FormState, is_wide: bool) -> u16 {
    form.fields.iter().fold(0, |rows: u16, field| {
        rows.saturating_add(field_rows(field, is_wide))
    })
}

fn field_rows(field: &FieldState, is_wide: bool) -> u16 {
    field_height(field.kind, is_wide) + u16::from(field.refusal.is_some())
}

fn field_height(kind: FieldKind, is_wide: bool) -> u16 {
    match kind {
        FieldKind::MultiLine(rows) if is_wide => rows,
        FieldKind::Button if is_wide => 2,
        FieldKind::MultiLine(_)
        | FieldKind::SingleLine
        | FieldKind::Day
        | FieldKind::Toggle
        | FieldKind::Choice
        | FieldKind::Button => 1,
    }
}

/// Index of the first field to draw so that the focused one is visible.
fn first_visible_field(heights: &[u16], focus: usize, room: u16) -> usize {
    let mut first = 0;
    while first < focus && heights[first..=focus].iter().sum::<u16>() > room {
        first += 1;
    }
    first
}

fn draw_field(
    field: &FieldState,
    focused: bool,
    rows: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) -> Option<Position> {
    let style = |tone| draw_context.theme.style(tone);
    if focused {
        put_text(buffer, rows.x, rows.y, 1, "►", style(Tone::Accent));
    }
    let (label, label_x) = (field.label.text(draw_context.lang), rows.x + 2);
    if field.kind == FieldKind::Button {
        let words = format!("[ {label} ]");
        let tone = if focused { Tone::Active } else { Tone::Strong };
        let y = rows.bottom().saturating_sub(1);
        put_text(buffer, label_x, y, rows.width, &words, style(tone));
        return None;
    }
    let tone = if focused { Tone::Strong } else { Tone::Dim };
    put_text(buffer, label_x, rows.y, LABEL_WIDTH, label, style(tone));
    let x = rows.x + 2 + LABEL_WIDTH + 1;
    let refused = u16::from(field.refusal.is_some());
    let height = rows.height.saturating_sub(refused).max(1);
    let room = Rect {
        x,
        y: rows.y,
        width: rows.right().saturating_sub(x + 1),
        height,
    };
    let cursor = draw_value(field, focused, room, buffer, draw_context);
    let is_typed = !matches!(field.kind, FieldKind::Toggle | FieldKind::Choice);
    if field.input.is_empty() && !focused && is_typed {
        let words = if field.is_required {
            Text::FieldNeeded
        } else {
            Text::FieldEmpty
        };
        let words = words.text(draw_context.lang);
        put_text(buffer, x, rows.y, room.width, words, style(Tone::Dim));
    }
    if let Some(refusal) = &field.refusal {
        let words = format!("▲ {}", draw_context.fill_keys(refusal));
        let y = rows.y + height;
        put_text(buffer, x, y, room.width, &words, style(Tone::Bad));
    }
    cursor
}

/// What is typed or chosen; returns the cursor's place.
fn draw_value(
    field: &FieldState,
    focused: bool,
    room: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
) -> Option<Position> {
    let (x, y, plain) = (room.x, room.y, draw_context.theme.style(Tone::Plain));
    match field.kind {
        FieldKind::Toggle => {
            let words = if field.is_on() {
                Text::ToggleOn
            } else {
                Text::ToggleOff
            };
            put_text(
                buffer,
                x,
                y,
                room.width,
                words.text(draw_context.lang),
                plain,
            );
            Some(Position { x: x + 1, y })
        }
        FieldKind::Choice => {
            let words = if focused {
                format!("◄ {} ►", field.chosen_label())
            } else {
                field.chosen_label().to_owned()
            };
            put_text(buffer, x, y, room.width, &words, plain);
            Some(Position { x, y })
        }
        FieldKind::MultiLine(_) if !focused => {
            draw_text_start(field.input.text(), room, buffer, plain);
            None
        }
        FieldKind::MultiLine(_) => Some(field::draw_text(&field.input, room, buffer, plain)),
        FieldKind::SingleLine | FieldKind::Day | FieldKind::Button => {
            Some(field::draw_line(&field.input, room, buffer, plain))
        }
    }
}

/// Draws the first lines of an unfocused text, with `…` if there are more.
fn draw_text_start(typed: &str, room: Rect, buffer: &mut Buffer, style: Style) {
    let lines = wrap(typed, room.width);
    for (index, y) in (room.top()..room.bottom()).enumerate() {
        let Some(line) = lines.get(index) else { return };
        put_text(buffer, room.x, y, room.width, line, style);
        if y + 1 == room.bottom() && index + 1 < lines.len() {
            put_text_right(buffer, room.x, y, room.width, " …", style);
        }
    }
}
