//! Key probe: shows for each key its name and the bytes received, until `q`. Must not depend on commands.

use std::io::{self, Write as _, stdout};

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

use super::TerminalError;
use super::input::InputEvent;
use super::source::{Source, Wake};
use crate::display::charset::Charset;
use crate::display::settings::InputSettings;
use crate::i18n::doctor::DoctorText;
use crate::i18n::{Lang, fill_placeholders};
use crate::keys::Key;

/// Shows keys until `q`, Ctrl+C or the end of the terminal.
pub fn show_keys(
    lang: Lang,
    charset: Charset,
    settings: InputSettings,
) -> Result<(), TerminalError> {
    writeln!(
        stdout(),
        "{}",
        charset.convert_text(DoctorText::KeysBegin.text(lang))
    )?;
    super::restore_on_panic();
    let ended = super::signals::register_signals()?;
    let watch = super::signals::HangupWatchdog::start(ended.termination_flag());
    enable_raw_mode()?;
    execute!(stdout(), EnableBracketedPaste, Print(super::USUAL_INPUT))?;
    let shown = run_loop(
        (lang, charset),
        InputSettings {
            mouse: false,
            ..settings
        },
        &ended,
    );
    watch.stop();
    execute!(stdout(), DisableBracketedPaste)?;
    disable_raw_mode()?;
    if let Some(signal) = ended.termination_flag().signal() {
        return Err(TerminalError::Signal(signal));
    }
    Ok(shown?)
}

fn run_loop(
    (lang, charset): (Lang, Charset),
    settings: InputSettings,
    ended: &super::signals::Signals,
) -> io::Result<()> {
    let mut source = Source::open(settings)?;
    while !ended.is_terminating() {
        match source.wait(super::POLL_TIMEOUT)? {
            Wake::Input(input) => {
                let text = event_text(lang, &input);
                write!(stdout(), "{}\r\n", charset.convert_text(&text))?;
                if matches!(input, InputEvent::Key(Key::Char('q') | Key::Ctrl('c'))) {
                    return stdout().flush();
                }
            }
            Wake::Resized => {
                let (columns, rows) = crossterm::terminal::size()?;
                write!(stdout(), "{columns}×{rows}\r\n")?;
            }
            Wake::Nothing | Wake::Signal => {}
            Wake::Gone => break,
        }
        stdout().flush()?;
    }
    Ok(())
}

/// Text of an event: `F10`, `Ctrl+P`, `chữ ế (U+1EBF)`; unread input as bytes.
fn event_text(lang: Lang, input: &InputEvent) -> String {
    match input {
        InputEvent::Key(Key::Char(c)) => {
            format!(
                "{} {c} ({})",
                DoctorText::KeysText.text(lang),
                crate::domain::text::code_point(*c)
            )
        }
        InputEvent::Key(key) => key.display_name(lang),
        InputEvent::Click(..) | InputEvent::Wheel { .. } => String::new(),
        InputEvent::Text(text) => {
            fill_placeholders(DoctorText::KeysPasted.text(lang), &[&text.chars().count()])
        }
        InputEvent::Unread(bytes) => {
            format!("{}: {}", shown(bytes), DoctorText::KeysUnread.text(lang))
        }
    }
}

/// Text of bytes: `ESC [ ? 1 c`.
fn shown(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let shown = text.chars().map(|c| match c {
        '\u{1b}' => "ESC".to_owned(),
        c if c.is_control() => format!("0x{:02X}", u32::from(c)),
        c => c.to_string(),
    });
    shown.collect::<Vec<_>>().join(" ")
}
