//! The fields of a form on the screen: labels, what is typed, what is refused, scrolled so that the focus shows.
//! Knows no form of its own.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::text::{put, put_right, wrap};
use super::theme::Tone;
use super::{Look, field};
use crate::form::{Field, Form, Kind};
use crate::words::screen::Text;

/// Draws the fields; returns the cursor's place. `roomy`: there is height for many lines.
pub fn draw<K: Copy + PartialEq>(
    form: &Form<K>,
    roomy: bool,
    area: Rect,
    buffer: &mut Buffer,
    look: Look,
) -> Option<Position> {
    let heights: Vec<u16> = form.fields.iter().map(|field| field_rows(field, roomy)).collect();
    let first = first_shown(&heights, form.focus(), area.height);
    let (mut y, mut cursor, mut last) = (area.y, None, first);
    for (place, field) in form.fields.iter().enumerate().skip(first) {
        if y + heights[place] > area.bottom() && place > form.focus() {
            break;
        }
        let focused = place == form.focus();
        let rows = Rect { y, height: heights[place].min(area.bottom().saturating_sub(y)), ..area };
        let at = draw_field(field, focused, rows, buffer, look);
        cursor = if focused { at } else { cursor };
        y += heights[place];
        last = place + 1;
    }
    // More fields than there is room for are said at the edge.
    let edge = |buffer: &mut Buffer, y: u16, mark| {
        put(buffer, area.right().saturating_sub(1), y, 1, mark, look.theme.style(Tone::Dim))
    };
    if first > 0 {
        edge(buffer, area.y, "▲");
    }
    if last < form.fields.len() {
        edge(buffer, area.bottom().saturating_sub(1), "▼");
    }
    cursor
}

const LABEL: u16 = 22;

/// The rows that all fields take.
pub fn rows<K>(form: &Form<K>, roomy: bool) -> u16 {
    form.fields.iter().fold(0, |rows: u16, field| rows.saturating_add(field_rows(field, roomy)))
}

fn field_rows<K>(field: &Field<K>, roomy: bool) -> u16 {
    height(field.kind, roomy) + u16::from(field.refusal.is_some())
}

fn height(kind: Kind, roomy: bool) -> u16 {
    match kind {
        Kind::Lines(rows) if roomy => rows,
        Kind::Button if roomy => 2,
        Kind::Lines(_) | Kind::Line | Kind::Day | Kind::Toggle | Kind::Choice | Kind::Button => 1,
    }
}

/// The first field to draw so that the focused one shows.
fn first_shown(heights: &[u16], focus: usize, room: u16) -> usize {
    let mut first = 0;
    while first < focus && heights[first..=focus].iter().sum::<u16>() > room {
        first += 1;
    }
    first
}

fn draw_field<K>(field: &Field<K>, focused: bool, rows: Rect, buffer: &mut Buffer, look: Look) -> Option<Position> {
    let style = |tone| look.theme.style(tone);
    if focused {
        put(buffer, rows.x, rows.y, 1, "►", style(Tone::Accent));
    }
    let label = field.label.words(look.lang);
    if field.kind == Kind::Button {
        let words = format!("[ {label} ]");
        let tone = if focused { Tone::Here } else { Tone::Strong };
        put(buffer, rows.x + 2, rows.bottom().saturating_sub(1), rows.width, &words, style(tone));
        return None;
    }
    put(buffer, rows.x + 2, rows.y, LABEL, label, style(if focused { Tone::Strong } else { Tone::Dim }));
    let x = rows.x + 2 + LABEL + 1;
    let refused = u16::from(field.refusal.is_some());
    let height = rows.height.saturating_sub(refused).max(1);
    let room = Rect { x, y: rows.y, width: rows.right().saturating_sub(x + 1), height };
    let empty = field.line.is_empty();
    let cursor = match field.kind {
        Kind::Toggle => {
            let words = if field.is_on() { Text::ToggleOn } else { Text::ToggleOff };
            put(buffer, x, rows.y, room.width, words.words(look.lang), style(Tone::Plain));
            Some(Position { x: x + 1, y: rows.y })
        }
        Kind::Choice => {
            let words = if focused { format!("◄ {} ►", field.chosen()) } else { field.chosen().to_owned() };
            put(buffer, x, rows.y, room.width, &words, style(Tone::Plain));
            Some(Position { x, y: rows.y })
        }
        Kind::Lines(_) if !focused => {
            draw_head_of(field.line.text(), room, buffer, style(Tone::Plain));
            None
        }
        Kind::Lines(_) => Some(field::draw_text(&field.line, room, buffer, style(Tone::Plain))),
        Kind::Line | Kind::Day | Kind::Button => Some(field::draw_line(&field.line, room, buffer, style(Tone::Plain))),
    };
    if empty && !focused && !matches!(field.kind, Kind::Toggle | Kind::Choice) {
        let words = if field.needed { Text::FieldNeeded } else { Text::FieldEmpty };
        put(buffer, x, rows.y, room.width, words.words(look.lang), style(Tone::Dim));
    }
    if let Some(refusal) = &field.refusal {
        put(buffer, x, rows.y + height, room.width, &format!("▲ {}", look.keyed(refusal)), style(Tone::Bad));
    }
    cursor
}

/// The first lines of a text that is not typed in, `…` where there are more.
fn draw_head_of(typed: &str, room: Rect, buffer: &mut Buffer, style: Style) {
    let lines = wrap(typed, room.width);
    for (index, y) in (room.top()..room.bottom()).enumerate() {
        let Some(line) = lines.get(index) else { return };
        put(buffer, room.x, y, room.width, line, style);
        if y + 1 == room.bottom() && index + 1 < lines.len() {
            put_right(buffer, room.x, y, room.width, " …", style);
        }
    }
}
