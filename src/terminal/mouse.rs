//! Mouse support as a shortcut for keys: a click reads the text under it in the finished buffer and does what the keys
//! would do – a tab's key, a footer hint, arrows up to a row. Must not depend on panes.

use ratatui::buffer::Buffer;

use super::offscreen::{self, find_marker, render_offscreen};
use crate::app::App;
use crate::keys::{Command, KeyContext};

/// Enables presses and the wheel, with positions beyond column 223; no motion events, to send nothing between presses.
pub const ENABLE_MOUSE: &str = "\u{1b}[?1000h\u{1b}[?1006h";
/// Disables mouse reports, which restores the terminal's own selection.
pub const DISABLE_MOUSE: &str = "\u{1b}[?1006l\u{1b}[?1000l";
/// Rows per notch of the wheel.
const ROWS_PER_NOTCH: usize = 3;

/// Handles the wheel like arrow keys, but never leaves a text input.
pub fn handle_wheel(app: &mut App, down: bool) {
    let places = app.screen_and_model().0.key_contexts();
    if places.contains(&KeyContext::Confirm)
        || (app.is_typing() && !places.contains(&KeyContext::Menu))
    {
        return;
    }
    for _ in 0..ROWS_PER_NOTCH {
        app.handle_command(if down { Command::Down } else { Command::Up });
    }
}

/// Handles a click at a column and row of a window of a size.
pub fn handle_click(app: &mut App, (x, y): (u16, u16), size: (u16, u16)) {
    let picture = render_offscreen(app, size);
    if x >= size.0 || y >= size.1 {
        return;
    }
    if y + 1 == size.1 {
        click_hint(app, &words_at(&picture, x, y));
    } else if app
        .screen_and_model()
        .0
        .key_contexts()
        .contains(&KeyContext::Confirm)
    {
    } else if y == 0 {
        click_tab(app, &words_at(&picture, x, y));
    } else {
        click_row(app, (x, y), size);
    }
}

/// Text around a position, up to two blanks on either side.
fn words_at(picture: &Buffer, x: u16, y: u16) -> String {
    let symbol = |x: u16| {
        picture
            .cell((x, y))
            .map_or(" ", ratatui::buffer::Cell::symbol)
    };
    let ends = |x: u16| symbol(x) == " " && symbol(x + 1) == " ";
    let from = (0..x).rev().find(|&x| ends(x)).map_or(0, |x| x + 2);
    let words: String = (from..picture.area.right())
        .take_while(|&x| !ends(x))
        .map(symbol)
        .collect();
    words.trim().to_owned()
}

fn click_hint(app: &mut App, words: &str) {
    let screen = app.screen_and_model().0;
    let lang = screen.draw_context.lang;
    let hints = screen.keymap.footer_entries(screen.key_contexts(), lang);
    let found = hints
        .into_iter()
        .find(|(key, label, _)| format!("{key} {label}") == words);
    if let Some((_, _, command)) = found {
        app.handle_command(command);
    }
}

fn click_tab(app: &mut App, words: &str) {
    let screen = app.screen_and_model().0;
    let called = words.split(' ').next().unwrap_or_default();
    let rows = screen.keymap.bindings_in(KeyContext::List.context_chain());
    let found = rows
        .iter()
        .find(|row| row.key.display_name(screen.draw_context.lang) == called)
        .map(|row| row.command);
    if let Some(command) = found {
        app.handle_command(command);
    }
}

/// Moves to the clicked row; a click on the selected row of a list opens it.
fn click_row(app: &mut App, (x, y): (u16, u16), size: (u16, u16)) {
    let Some(at) = focus_part_at(app, x, size) else {
        return;
    };
    let is_list = app
        .screen_and_model()
        .0
        .key_contexts()
        .iter()
        .any(|place| matches!(place, KeyContext::List | KeyContext::Menu));
    if at == y && is_list {
        app.handle_command(Command::Open);
    } else {
        offscreen::move_to_row(app, y, size);
    }
}

/// Row of the marker, after Tab has focused the part of the overview that contains the column.
fn focus_part_at(app: &mut App, x: u16, size: (u16, u16)) -> Option<u16> {
    let mut at = find_marker(&render_offscreen(app, size))?;
    for _ in 0..3 {
        let seen = render_offscreen(app, size);
        if is_right_part(&seen, at.0) == is_right_part(&seen, x) {
            break;
        }
        app.handle_command(Command::NextPane);
        at = find_marker(&render_offscreen(app, size))?;
    }
    Some(at.1)
}

/// Returns `true` if a column is right of the line that divides an overview.
fn is_right_part(picture: &Buffer, x: u16) -> bool {
    let y = picture.area.height / 2;
    (0..x).any(|x| {
        picture
            .cell((x, y))
            .is_some_and(|cell| cell.symbol() == "│")
    })
}
