//! The mouse as a shorter way to keys: a click reads what stands under it on the finished picture and does what the
//! keys would do – a pane's key, a hint of the last line, arrows up to a row. Knows no pane.

use ratatui::buffer::Buffer;

use super::picture::{self, marker, picture};
use crate::app::App;
use crate::keys::{Command, Place};

/// Presses and the wheel, with places beyond column 223; no moves: nothing is sent while nothing is pressed.
pub const LISTEN: &str = "\u{1b}[?1000h\u{1b}[?1006h";
/// The terminal's own selection again.
pub const UNLISTEN: &str = "\u{1b}[?1006l\u{1b}[?1000l";
/// Rows that one notch of the wheel goes.
const NOTCH: usize = 3;

/// A turn of the wheel: as arrows, but never out of a text that is typed.
pub fn wheel(app: &mut App, down: bool) {
    let places = app.screen().0.places();
    if places.contains(&Place::Ask) || (app.is_typing() && !places.contains(&Place::Menu)) {
        return;
    }
    for _ in 0..NOTCH {
        app.update(if down { Command::Down } else { Command::Up });
    }
}

/// A click at a column and row of a window of a size.
pub fn click(app: &mut App, (x, y): (u16, u16), size: (u16, u16)) {
    let picture = picture(app, size);
    if x >= size.0 || y >= size.1 {
        return;
    }
    if y + 1 == size.1 {
        hint(app, &under(&picture, x, y));
    } else if app.screen().0.places().contains(&Place::Ask) {
    } else if y == 0 {
        pane(app, &under(&picture, x, y));
    } else {
        row(app, (x, y), size);
    }
}

/// The words around a place, up to two blanks on either side.
fn under(picture: &Buffer, x: u16, y: u16) -> String {
    let symbol = |x: u16| picture.cell((x, y)).map_or(" ", ratatui::buffer::Cell::symbol);
    let ends = |x: u16| symbol(x) == " " && symbol(x + 1) == " ";
    let from = (0..x).rev().find(|&x| ends(x)).map_or(0, |x| x + 2);
    let words: String = (from..picture.area.right()).take_while(|&x| !ends(x)).map(symbol).collect();
    words.trim().to_owned()
}

fn hint(app: &mut App, words: &str) {
    let screen = app.screen().0;
    let lang = screen.look.lang;
    let hints = screen.keys.footer(screen.places(), lang);
    let found = hints.into_iter().find(|(key, label, _)| format!("{key} {label}") == words);
    if let Some((_, _, command)) = found {
        app.update(command);
    }
}

fn pane(app: &mut App, words: &str) {
    let screen = app.screen().0;
    let called = words.split(' ').next().unwrap_or_default();
    let rows = screen.keys.live(&[Place::List]);
    let found = rows.iter().find(|row| row.key.name(screen.look.lang) == called).map(|row| row.command);
    if let Some(command) = found {
        app.update(command);
    }
}

/// To the row under the pointer; a click on the marked row of a list opens it.
fn row(app: &mut App, (x, y): (u16, u16), size: (u16, u16)) {
    let Some(at) = part(app, x, size) else { return };
    let is_list = app.screen().0.places().iter().any(|place| matches!(place, Place::List | Place::Menu));
    if at == y && is_list {
        app.update(Command::Open);
    } else {
        picture::go_to(app, y, size);
    }
}

/// The marker's row, after Tab has brought it to the part of an overview in which the column lies.
fn part(app: &mut App, x: u16, size: (u16, u16)) -> Option<u16> {
    let mut at = marker(&picture(app, size))?;
    for _ in 0..3 {
        let seen = picture(app, size);
        if side(&seen, at.0) == side(&seen, x) {
            break;
        }
        app.update(Command::NextPane);
        at = marker(&picture(app, size))?;
    }
    Some(at.1)
}

/// Whether a column lies right of the line that parts an overview.
fn side(picture: &Buffer, x: u16) -> bool {
    let y = picture.area.height / 2;
    (0..x).any(|x| picture.cell((x, y)).is_some_and(|cell| cell.symbol() == "│"))
}
