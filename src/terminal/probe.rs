//! What arrives for each key, by its name and as the terminal sent it, until `q`. Knows no command.

use std::io::{self, Write as _, stdout};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::TerminalError;
use super::glyphs::Glyphs;
use super::input::{Input, InputSettings};
use super::source::{Source, Wake};
use crate::keys::Key;
use crate::words::doctor::Doctor;
use crate::words::{Lang, fill};

/// Shows keys until `q`, Ctrl+C or the terminal's end.
pub fn show_keys(lang: Lang, glyphs: Glyphs, settings: InputSettings) -> Result<(), TerminalError> {
    writeln!(stdout(), "{}", glyphs.text(Doctor::KeysBegin.words(lang)))?;
    super::restore_on_panic();
    let ended = super::watch::signals()?;
    let watch = super::watch::Watch::start(ended.ended());
    enable_raw_mode()?;
    execute!(stdout(), EnableBracketedPaste, Print(super::USUAL_INPUT))?;
    let shown = show((lang, glyphs), InputSettings { mouse: false, ..settings }, &ended);
    watch.stop();
    execute!(stdout(), DisableBracketedPaste)?;
    disable_raw_mode()?;
    if let Some(signal) = ended.ended().signal() {
        return Err(TerminalError::Signal(signal));
    }
    Ok(shown?)
}

fn show((lang, glyphs): (Lang, Glyphs), settings: InputSettings, ended: &super::watch::Signals) -> io::Result<()> {
    let mut source = Source::open(settings)?;
    while !ended.has_ended() {
        let inputs = match source.wait(super::WAIT)? {
            Wake::Inputs(inputs) => inputs,
            Wake::Resized => {
                let (columns, rows) = crossterm::terminal::size()?;
                write!(stdout(), "{columns}×{rows}\r\n")?;
                Vec::new()
            }
            Wake::Nothing | Wake::Signal => Vec::new(),
            Wake::Gone => break,
        };
        for input in inputs {
            write!(stdout(), "{}\r\n", glyphs.text(&told(lang, &input)))?;
            if matches!(input, Input::Key(Key::Char('q') | Key::Ctrl('c'))) {
                return stdout().flush();
            }
        }
        stdout().flush()?;
    }
    Ok(())
}

/// `F10`, `Ctrl+P`, `chữ ế (U+1EBF)`; what is not read, as the terminal sent it.
fn told(lang: Lang, input: &Input) -> String {
    match input {
        Input::Key(Key::Char(c)) => {
            format!("{} {c} ({})", Doctor::KeysText.words(lang), crate::domain::text::code_point(*c))
        }
        Input::Key(key) => key.name(lang),
        Input::Click(..) | Input::Wheel { .. } => String::new(),
        Input::Text(text) => fill(Doctor::KeysPasted.words(lang), &[&text.chars().count()]),
        Input::Unread(bytes) => format!("{}: {}", shown(bytes), Doctor::KeysUnread.words(lang)),
    }
}

/// `ESC [ ? 1 c`.
fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let shown = text.chars().map(|c| match c {
        '\u{1b}' => "ESC".to_owned(),
        c if c.is_control() => format!("0x{:02X}", u32::from(c)),
        c => c.to_string(),
    });
    shown.collect::<Vec<_>>().join(" ")
}
