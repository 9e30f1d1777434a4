//! Plain line mode for screen readers and minimal terminals: no screen, no borders, one line per change, and the cursor
//! after the focused line. Reads commands line by line. Must not depend on panes.

use std::io::{self, BufRead, Write};

use ratatui::buffer::{Buffer, Cell};

use super::offscreen::{find_marker, move_to_row, render_offscreen};
use crate::app::App;
use crate::display::charset::Charset;
use crate::display::settings::{DisplaySettings, PlainMode};
use crate::domain::match_rank::match_rank;
use crate::domain::number::{begins_number, is_minus_sign};
use crate::domain::text::{fold, sanitize_output};
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::keys::{Binding, Command, Key, KeyContext, KeyHints};

/// Size of the offscreen window: high enough for every list, and narrow enough that no parts are side by side.
const OFFSCREEN_SIZE: (u16, u16) = (240, 150);
/// Maximum number of lines printed without request.
const MAX_UNASKED_LINES: usize = 30;
/// Marks, lines and brackets that the words repeat.
const SILENT_CHARS: &str = "►◄▲▼●○■□√·←─│█▓▒░▄▀▌▐";
/// Number of characters deleted before checking whether any are left.
const ERASE_BATCH: usize = 40;
/// A line to be read out, with its position in the buffer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SpokenLine {
    row: u16,
    text: String,
}

/// Application and lines printed last.
struct LineSession<'a> {
    app: App,
    charset: Charset,
    out: &'a mut dyn Write,
    spoken: Vec<SpokenLine>,
}

/// Reads lines until the user quits or input ends.
pub fn run_line_mode(
    app: App,
    display: DisplaySettings,
    input: &mut dyn BufRead,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut reading = LineSession {
        app,
        charset: display.charset,
        out,
        spoken: Vec::new(),
    };
    if display.plain_mode == PlainMode::Forced {
        reading.print_line(
            Text::PlainUnasked.text(reading.app.screen_and_model().0.draw_context.lang),
        )?;
    }
    reading
        .print_line(Text::PlainBegin.text(reading.app.screen_and_model().0.draw_context.lang))?;
    reading.print_changes_and_focus(MAX_UNASKED_LINES)?;
    reading.app.start_integrity_check();
    let mut line = Vec::new();
    while !reading.app.should_quit() && input.read_until(b'\n', &mut line)? > 0 {
        reading.app.poll_changes();
        // Invalid UTF-8 does not end the session; validation of the field drops the replacement characters.
        reading.handle_line(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']))?;
        // The connection may drop before the next line.
        reading.app.store_drafts();
        line.clear();
    }
    Ok(())
}

/// Returns `true` if a line is a figure rather than the name of a command or key; a single sign may be a key.
fn is_figure(line: &str) -> bool {
    let is_several = line.chars().nth(1).is_some();
    line.starts_with(|c: char| {
        is_minus_sign(c) || ",./<>=".contains(c) || c.is_numeric() || is_several && begins_number(c)
    })
}

impl LineSession<'_> {
    fn print_line(&mut self, words: &str) -> io::Result<()> {
        writeln!(
            self.out,
            "{}",
            self.charset.convert_text(&sanitize_output(words))
        )
    }

    fn text_in_language(&self, text: Text) -> &'static str {
        text.text(self.app.screen_and_model().0.draw_context.lang)
    }

    /// Handles a line and prints what changed.
    fn handle_line(&mut self, line: &str) -> io::Result<()> {
        let places = self.app.screen_and_model().0.key_contexts();
        let typing = places.contains(&KeyContext::TextInput);
        let sheet = places.contains(&KeyContext::Sheet);
        let number = |text: &str| text.parse::<usize>().ok();
        match (line, line.strip_prefix(':')) {
            ("", _) => self.app.handle_key(Key::Enter),
            (".", _) => {
                self.spoken.clear();
                return self.print_changes_and_focus(usize::MAX);
            }
            ("?", _) => self.print_help(places)?,
            (_, Some(name)) if !name.is_empty() => self.run_named_command(name)?,
            _ if number(line.trim_start_matches('#')).is_some() && line.starts_with('#') => {
                self.go_to_row(line)?;
            }
            _ if number(line).is_some()
                && (places.contains(&KeyContext::Menu) || !(typing || sheet)) =>
            {
                self.go_to_row(line)?;
            }
            _ if sheet && is_figure(line) => self.enter_figure(line)?,
            _ if typing => self.enter_text(line)?,
            _ => self.run_named_command(line)?,
        }
        if self.app.take_suspend_request() {
            self.app.store_drafts();
            signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
        }
        self.print_changes_and_focus(MAX_UNASKED_LINES)
    }

    /// Selects a row by its number.
    fn go_to_row(&mut self, line: &str) -> io::Result<()> {
        let number = line.trim_start_matches('#').parse::<usize>().unwrap_or(0);
        match number
            .checked_sub(1)
            .and_then(|at| self.spoken.get(at))
            .map(|heard| heard.row)
        {
            Some(y) => {
                move_to_row(&mut self.app, y, OFFSCREEN_SIZE);
                Ok(())
            }
            None => self.print_line(&fill_placeholders(
                self.text_in_language(Text::PlainNoRow),
                &[&number],
            )),
        }
    }

    /// Enters a figure into the cell: prints how it is read and its outcome, then saves it.
    fn enter_figure(&mut self, line: &str) -> io::Result<()> {
        self.app.insert_text(line);
        self.print_changes(MAX_UNASKED_LINES)?;
        self.app.handle_key(Key::Enter);
        Ok(())
    }

    /// Replaces the text of the field, then moves on.
    fn enter_text(&mut self, line: &str) -> io::Result<()> {
        let place = self
            .app
            .screen_and_model()
            .0
            .key_contexts()
            .first()
            .copied();
        self.erase_field();
        self.app.insert_text(line);
        // The reading of a figure, and losses of a text, are printed before Enter replaces them.
        let lost = self
            .app
            .screen_and_model()
            .0
            .message
            .as_ref()
            .map(|(words, _)| words.clone());
        if place == Some(KeyContext::Cell) {
            self.print_changes(MAX_UNASKED_LINES)?;
        } else if let Some(words) = lost {
            self.print_line(&words)?;
        }
        // The search result is printed before it is chosen.
        if place != Some(KeyContext::Menu) {
            self.app.handle_key(Key::Enter);
        }
        Ok(())
    }

    /// Deletes the field's text, until deleting changes nothing more.
    fn erase_field(&mut self) {
        self.app.handle_command(Command::Last);
        let mut seen = spoken_lines(&render_offscreen(&self.app, OFFSCREEN_SIZE));
        loop {
            for _ in 0..ERASE_BATCH {
                self.app.handle_command(Command::DeleteBackward);
            }
            let now = spoken_lines(&render_offscreen(&self.app, OFFSCREEN_SIZE));
            if now == std::mem::replace(&mut seen, now.clone()) {
                return;
            }
        }
    }

    /// Runs a command by the name of its key here, or by its own name.
    fn run_named_command(&mut self, name: &str) -> io::Result<()> {
        let screen = self.app.screen_and_model().0;
        let lang = screen.draw_context.lang;
        let wanted = fold(name.trim());
        let called = |row: &&&Binding| fold(&row.key.display_name(lang)) == wanted;
        let bound = screen
            .keymap
            .bindings_in(screen.key_contexts())
            .iter()
            .find(called)
            .map(|row| row.command);
        if let Some(command) = bound {
            self.app.handle_command(command);
            return Ok(());
        }
        let offered = || {
            Command::ALL
                .iter()
                .copied()
                .filter(|command| command.is_in_palette())
        };
        let label = |command: Command| fold(command.label().text(lang));
        let mut fitting: Vec<Command> = offered()
            .filter(|command| label(*command) == wanted)
            .collect();
        if fitting.is_empty() {
            let rank =
                |command: Command| match_rank([command.label().text(lang)].into_iter(), &wanted);
            let best = offered().filter_map(rank).min();
            fitting = offered()
                .filter(|command| best.is_some() && rank(*command) == best)
                .collect();
        }
        match fitting.as_slice() {
            [] => self.print_line(&fill_placeholders(Text::PlainNone.text(lang), &[&name])),
            [command] => {
                self.app.handle_command(*command);
                Ok(())
            }
            many => {
                let names: Vec<&str> = many
                    .iter()
                    .map(|command| command.label().text(lang))
                    .collect();
                self.print_line(&fill_placeholders(
                    Text::PlainMany.text(lang),
                    &[&names.join(", ")],
                ))
            }
        }
    }

    fn print_help(&mut self, places: &[KeyContext]) -> io::Result<()> {
        let lang = self.app.screen_and_model().0.draw_context.lang;
        let hints = KeyHints::new(&self.app.screen_and_model().0.keymap, places)
            .fill_keys(self.text_in_language(Text::PlainHelp), lang)
            .into_owned();
        self.print_line(&hints)?;
        let live = self.app.screen_and_model().0.keymap.bindings_in(places);
        // A digit selects a line here, not a tab.
        let hints = live
            .iter()
            .filter(|row| !matches!(row.key, Key::Char(c) if c.is_ascii_digit()));
        let rows: Vec<String> = hints
            .map(|row| format!("{}: {}", row.key.display_name(lang), row.label.text(lang)))
            .collect();
        rows.iter().try_for_each(|row| self.print_line(row))
    }

    /// Prints the changes, then the focused line; the cursor stays after it.
    fn print_changes_and_focus(&mut self, most: usize) -> io::Result<()> {
        if self.app.should_quit() {
            return Ok(());
        }
        self.print_changes(most)?;
        let seen = render_offscreen(&self.app, OFFSCREEN_SIZE);
        let focus = find_marker(&seen)
            .and_then(|(_, y)| self.spoken.iter().position(|heard| heard.row == y));
        let line = focus
            .map(|at| format!("{}: {}", at + 1, self.spoken[at].text))
            .unwrap_or_default();
        write!(self.out, "{}> ", self.charset.convert_text(&line))?;
        self.out.flush()
    }

    fn print_changes(&mut self, most: usize) -> io::Result<()> {
        let now = spoken_lines(&render_offscreen(&self.app, OFFSCREEN_SIZE));
        let before = std::mem::replace(&mut self.spoken, now.clone());
        let new =
            |heard: &&(usize, &SpokenLine)| !before.iter().any(|old| old.text == heard.1.text);
        let fresh: Vec<(usize, &SpokenLine)> = now.iter().enumerate().collect();
        let fresh: Vec<&(usize, &SpokenLine)> = fresh.iter().filter(new).collect();
        for (at, heard) in fresh.iter().take(most) {
            self.print_line(&format!("{}: {}", at + 1, heard.text))?;
        }
        match fresh.len().saturating_sub(most) {
            0 => Ok(()),
            left => self.print_line(&fill_placeholders(
                self.text_in_language(Text::PlainMore),
                &[&left],
            )),
        }
    }
}

/// Lines of a buffer without tabs and key hints: marks and borders are removed, columns separated by commas.
fn spoken_lines(picture: &Buffer) -> Vec<SpokenLine> {
    let rows = picture.area.top() + 1..picture.area.bottom().saturating_sub(1);
    let lines = rows.map(|row| SpokenLine {
        row,
        text: buffer_line(picture, row),
    });
    lines.filter(|heard| !heard.text.is_empty()).collect()
}

fn buffer_line(picture: &Buffer, y: u16) -> String {
    let symbols = (picture.area.left()..picture.area.right())
        .filter_map(|x| picture.cell((x, y)))
        .map(Cell::symbol)
        .map(|symbol| {
            if SILENT_CHARS.contains(symbol) {
                " "
            } else {
                symbol
            }
        });
    let text: String = symbols.collect();
    let parts = text
        .split("  ")
        .map(str::trim)
        .filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ").replace(", ]", "]")
}
