//! What a command does to a form, whichever it is. Knows no key and no form of its own.

use crate::form::{Form, Kind};
use crate::keys::Command;
use crate::panes::tones;

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
