//! The same program in lines, for screen readers and for terminals that can do nothing: no screen, no borders, one line
//! a change, and the cursor behind the line that has the focus. Reads commands line by line. Knows no pane.

use std::io::{self, BufRead, Write};

use ratatui::buffer::{Buffer, Cell};

use super::glyphs::Glyphs;
use super::manner::{Lines, Manner};
use super::picture::{go_to, marker, picture};
use crate::app::App;
use crate::domain::match_rank::match_rank;
use crate::domain::number::{begins_number, is_minus_sign};
use crate::domain::text::{clean_out, fold};
use crate::keys::{Binding, Command, Hints, Key, Place};
use crate::words::fill;
use crate::words::screen::Text;

/// The window that is never shown: high enough for every list, not so wide that parts stand side by side.
const SIZE: (u16, u16) = (240, 150);
/// More lines than this are not read out unasked.
const MANY: usize = 30;
/// Marks, lines and brackets that words repeat.
const SILENT: &str = "►◄▲▼●○■□√·←─│█▓▒░▄▀▌▐";
/// Characters erased before it is looked whether any are left.
const ERASED: usize = 40;
/// One line as it is read out, and where it stands in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Heard {
    y: u16,
    text: String,
}

/// The program and what was read out last.
struct Reading<'a> {
    app: App,
    glyphs: Glyphs,
    out: &'a mut dyn Write,
    heard: Vec<Heard>,
}

/// Reads lines until the person leaves or there are no more.
pub fn run(app: App, manner: Manner, input: &mut dyn BufRead, out: &mut dyn Write) -> io::Result<()> {
    let mut reading = Reading { app, glyphs: manner.glyphs, out, heard: Vec::new() };
    if manner.lines == Lines::Unasked {
        reading.say(Text::PlainUnasked.words(reading.app.screen().0.look.lang))?;
    }
    reading.say(Text::PlainBegin.words(reading.app.screen().0.look.lang))?;
    reading.tell(MANY)?;
    reading.app.examine();
    let mut line = Vec::new();
    while !reading.app.is_leaving() && input.read_until(b'\n', &mut line)? > 0 {
        reading.app.look_around();
        // A byte that is no letter ends nothing; the gate of the field drops what stands for it.
        reading.take(String::from_utf8_lossy(&line).trim_end_matches(['\n', '\r']))?;
        // The line may drop before the next one comes.
        reading.app.keep_drafts();
        line.clear();
    }
    Ok(())
}

/// Whether a line is a figure and not the name of a command or key; a sign alone may be a key.
fn is_figure(line: &str) -> bool {
    let is_several = line.chars().nth(1).is_some();
    line.starts_with(|c: char| {
        is_minus_sign(c) || ",./<>=".contains(c) || c.is_numeric() || is_several && begins_number(c)
    })
}

impl Reading<'_> {
    fn say(&mut self, words: &str) -> io::Result<()> {
        writeln!(self.out, "{}", self.glyphs.text(&clean_out(words)))
    }

    fn words(&self, text: Text) -> &'static str {
        text.words(self.app.screen().0.look.lang)
    }

    /// Does what a line asks and tells what changed.
    fn take(&mut self, line: &str) -> io::Result<()> {
        let places = self.app.screen().0.places();
        let typing = places.contains(&Place::Text);
        let sheet = places.contains(&Place::Sheet);
        let number = |text: &str| text.parse::<usize>().ok();
        match (line, line.strip_prefix(':')) {
            ("", _) => self.app.press(Key::Enter),
            (".", _) => {
                self.heard.clear();
                return self.tell(usize::MAX);
            }
            ("?", _) => self.help(places)?,
            (_, Some(name)) if !name.is_empty() => self.command(name)?,
            _ if number(line.trim_start_matches('#')).is_some() && line.starts_with('#') => self.row(line)?,
            _ if number(line).is_some() && (places.contains(&Place::Menu) || !(typing || sheet)) => self.row(line)?,
            _ if sheet && is_figure(line) => self.figure(line)?,
            _ if typing => self.text(line)?,
            _ => self.command(line)?,
        }
        if self.app.take_suspended() {
            self.app.keep_drafts();
            signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
        }
        self.tell(MANY)
    }

    /// To a row by its number.
    fn row(&mut self, line: &str) -> io::Result<()> {
        let number = line.trim_start_matches('#').parse::<usize>().unwrap_or(0);
        match number.checked_sub(1).and_then(|at| self.heard.get(at)).map(|heard| heard.y) {
            Some(y) => {
                go_to(&mut self.app, y, SIZE);
                Ok(())
            }
            None => self.say(&fill(self.words(Text::PlainNoRow), &[&number])),
        }
    }

    /// A figure into the cell: how it reads and what comes of it, then it is accepted.
    fn figure(&mut self, line: &str) -> io::Result<()> {
        self.app.insert(line);
        self.tell_changes(MANY)?;
        self.app.press(Key::Enter);
        Ok(())
    }

    /// A text into the field, in place of what stood there; then on.
    fn text(&mut self, line: &str) -> io::Result<()> {
        let place = self.app.screen().0.places().first().copied();
        self.erase();
        self.app.insert(line);
        // How a figure reads, and what was lost of a text, is heard before Enter makes it old.
        let lost = self.app.screen().0.message.as_ref().map(|(words, _)| words.clone());
        if place == Some(Place::Cell) {
            self.tell_changes(MANY)?;
        } else if let Some(words) = lost {
            self.say(&words)?;
        }
        // What was found is heard before it is chosen.
        if place != Some(Place::Menu) {
            self.app.press(Key::Enter);
        }
        Ok(())
    }

    /// The field's text goes; it is gone when erasing changes nothing more.
    fn erase(&mut self) {
        self.app.update(Command::Last);
        let mut seen = heard(&picture(&self.app, SIZE));
        loop {
            for _ in 0..ERASED {
                self.app.update(Command::EraseBack);
            }
            let now = heard(&picture(&self.app, SIZE));
            if now == std::mem::replace(&mut seen, now.clone()) {
                return;
            }
        }
    }

    /// A command by the name of its key here, or by its own.
    fn command(&mut self, name: &str) -> io::Result<()> {
        let screen = self.app.screen().0;
        let lang = screen.look.lang;
        let wanted = fold(name.trim());
        let called = |row: &&&Binding| fold(&row.key.name(lang)) == wanted;
        let bound = screen.keys.live(screen.places()).iter().find(called).map(|row| row.command);
        if let Some(command) = bound {
            self.app.update(command);
            return Ok(());
        }
        let offered = || Command::ALL.iter().copied().filter(|command| command.is_offered());
        let label = |command: Command| fold(command.label().words(lang));
        let mut fitting: Vec<Command> = offered().filter(|command| label(*command) == wanted).collect();
        if fitting.is_empty() {
            let rank = |command: Command| match_rank([command.label().words(lang)].into_iter(), &wanted);
            let best = offered().filter_map(rank).min();
            fitting = offered().filter(|command| best.is_some() && rank(*command) == best).collect();
        }
        match fitting.as_slice() {
            [] => self.say(&fill(Text::PlainNone.words(lang), &[&name])),
            [command] => {
                self.app.update(*command);
                Ok(())
            }
            many => {
                let names: Vec<&str> = many.iter().map(|command| command.label().words(lang)).collect();
                self.say(&fill(Text::PlainMany.words(lang), &[&names.join(", ")]))
            }
        }
    }

    fn help(&mut self, places: &[Place]) -> io::Result<()> {
        let lang = self.app.screen().0.look.lang;
        let told = Hints::new(&self.app.screen().0.keys, places).fill(self.words(Text::PlainHelp), lang).into_owned();
        self.say(&told)?;
        let live = self.app.screen().0.keys.live(places);
        // A digit goes to a line here, not to a pane.
        let told = live.iter().filter(|row| !matches!(row.key, Key::Char(c) if c.is_ascii_digit()));
        let rows: Vec<String> = told.map(|row| format!("{}: {}", row.key.name(lang), row.label.words(lang))).collect();
        rows.iter().try_for_each(|row| self.say(row))
    }

    /// What changed since, then the line that has the focus; the cursor stays behind it.
    fn tell(&mut self, most: usize) -> io::Result<()> {
        if self.app.is_leaving() {
            return Ok(());
        }
        self.tell_changes(most)?;
        let seen = picture(&self.app, SIZE);
        let focus = marker(&seen).and_then(|(_, y)| self.heard.iter().position(|heard| heard.y == y));
        let line = focus.map(|at| format!("{}: {}", at + 1, self.heard[at].text)).unwrap_or_default();
        write!(self.out, "{}> ", self.glyphs.text(&line))?;
        self.out.flush()
    }

    fn tell_changes(&mut self, most: usize) -> io::Result<()> {
        let now = heard(&picture(&self.app, SIZE));
        let before = std::mem::replace(&mut self.heard, now.clone());
        let new = |heard: &&(usize, &Heard)| !before.iter().any(|old| old.text == heard.1.text);
        let fresh: Vec<(usize, &Heard)> = now.iter().enumerate().collect();
        let fresh: Vec<&(usize, &Heard)> = fresh.iter().filter(new).collect();
        for (at, heard) in fresh.iter().take(most) {
            self.say(&format!("{}: {}", at + 1, heard.text))?;
        }
        match fresh.len().saturating_sub(most) {
            0 => Ok(()),
            left => self.say(&fill(self.words(Text::PlainMore), &[&left])),
        }
    }
}

/// The lines of a picture but for the panes' names and the keys: marks and borders left out, columns parted by commas.
fn heard(picture: &Buffer) -> Vec<Heard> {
    let rows = picture.area.top() + 1..picture.area.bottom().saturating_sub(1);
    let lines = rows.map(|y| Heard { y, text: line(picture, y) });
    lines.filter(|heard| !heard.text.is_empty()).collect()
}

fn line(picture: &Buffer, y: u16) -> String {
    let symbols = (picture.area.left()..picture.area.right())
        .filter_map(|x| picture.cell((x, y)))
        .map(Cell::symbol)
        .map(|symbol| if SILENT.contains(symbol) { " " } else { symbol });
    let text: String = symbols.collect();
    let parts = text.split("  ").map(str::trim).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(", ").replace(", ]", "]")
}
