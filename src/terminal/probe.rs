//! What arrives for each key, by its name and as the terminal sent it, until `q`. Knows no command.

use std::io::{self, Write as _, stdout};
use std::time::Instant;

use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::execute;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::TerminalError;
use super::glyphs::Glyphs;
use super::input::{Input, Reader};
use crate::keys::Key;
use crate::words::doctor::Doctor;
use crate::words::{Lang, fill};

/// Shows keys until `q`, Ctrl+C or the terminal's end.
pub fn show_keys(lang: Lang, glyphs: Glyphs) -> Result<(), TerminalError> {
    writeln!(stdout(), "{}", glyphs.text(Doctor::KeysBegin.words(lang)))?;
    super::restore_on_panic();
    let ended = super::watch::signals()?;
    let watch = super::watch::Watch::start(ended.ended());
    enable_raw_mode()?;
    execute!(stdout(), EnableBracketedPaste)?;
    let shown = show(lang, glyphs, &ended);
    watch.stop();
    execute!(stdout(), DisableBracketedPaste)?;
    disable_raw_mode()?;
    Ok(shown?)
}

fn show(lang: Lang, glyphs: Glyphs, ended: &super::watch::Signals) -> io::Result<()> {
    let mut reader = Reader::default();
    while !ended.has_ended() {
        if !event::poll(super::WAIT)? {
            continue;
        }
        let event = event::read()?;
        let input = reader.read(&event, Instant::now(), false);
        write!(stdout(), "{}\r\n", glyphs.text(&told(lang, &event, input.as_ref())))?;
        stdout().flush()?;
        if matches!(input, Some(Input::Key(Key::Char('q') | Key::Ctrl('c')))) {
            break;
        }
    }
    Ok(())
}

/// `F10`, `Ctrl+P`, `chữ ế (U+1EBF)`; what is not read, as the terminal sent it.
fn told(lang: Lang, event: &Event, input: Option<&Input>) -> String {
    match input {
        Some(Input::Key(Key::Char(c))) => {
            format!("{} {c} ({})", Doctor::KeysText.words(lang), crate::domain::text::code_point(*c))
        }
        Some(Input::Key(key)) => key.name(lang),
        Some(Input::Click(..) | Input::Wheel { .. }) => String::new(),
        Some(Input::Text(text)) => fill(Doctor::KeysPasted.words(lang), &[&text.chars().count()]),
        None => match event {
            Event::Key(key) => {
                format!("{:?} {:?}: {}", key.modifiers, key.code, Doctor::KeysUnread.words(lang))
            }
            Event::Resize(columns, rows) => format!("{columns}×{rows}"),
            other => format!("{other:?}"),
        },
    }
}
