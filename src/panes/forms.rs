//! What every form on the screen can do, and what a command does to its fields. Knows no key and no form of its own.

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::form::{Form, Kind};
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, FormAt, MenuKind, Outcome};
use crate::panes::tones;
use crate::widgets::Look;

/// A form over a pane: a file each.
pub trait FormPane: Debug {
    /// Whether something was typed.
    fn is_changed(&self) -> bool;
    /// Types into the focused field.
    fn insert(&mut self, text: &str);
    /// Does what a command asks; what saves is an effect.
    fn update(&mut self, command: Command, book: &Book) -> Outcome;
    /// Shows why the whole was refused; what was typed stays.
    fn refuse(&mut self, words: String);
    /// Draws it; returns the cursor's place.
    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Option<Position>;
    /// The menu from which the focused field can be filled.
    fn menu(&self) -> Option<MenuKind> {
        None
    }
    /// What the row that a save has made leads to, so that the list below selects it.
    fn row(&self) -> Option<Effect> {
        None
    }
    /// Which form it is and what stands in its fields, so that it can be offered again.
    fn typed(&self) -> (FormAt, Vec<String>);
    /// Puts texts back into the fields.
    fn retype(&mut self, texts: &[String]);
    /// Takes what was chosen in that menu.
    fn take(&mut self, chosen: &str) {
        self.insert(chosen);
    }
}

/// How a form answers a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steered {
    /// It is to be saved.
    Save,
    /// Done.
    Done,
    /// Not one of its commands.
    Unknown,
}

/// Moves between fields and within one.
pub fn steer<K: Copy + PartialEq>(form: &mut Form<K>, command: Command) -> Steered {
    let (kind, many) = form.focused().map_or((Kind::Line, false), |field| (field.kind, field.line.is_many()));
    match command {
        Command::Save => return Steered::Save,
        Command::NextField if kind == Kind::Button => return Steered::Save,
        Command::NextField => form.next(),
        Command::PreviousField => form.previous(),
        Command::Up | Command::Down => step(form, command == Command::Down, many),
        Command::Left | Command::Right if form.turn(command == Command::Right) => {}
        other => match tones::edit(other) {
            Some(edit) => form.edit(edit),
            None => return Steered::Unknown,
        },
    }
    Steered::Done
}

/// Up and down: within many lines as long as there are any, else to the field beside.
fn step<K: Copy + PartialEq>(form: &mut Form<K>, down: bool, many: bool) {
    let mut moved = false;
    if many {
        form.edit(|line| moved = if down { line.down() } else { line.up() });
    }
    match (moved, down) {
        (true, _) => {}
        (false, true) => form.next(),
        (false, false) => form.previous(),
    }
}
