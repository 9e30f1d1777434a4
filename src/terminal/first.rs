//! The first screen of all, where there is no database yet: three ways to begin. Writes nothing; what was chosen is done
//! by its caller.

use std::io;
use std::path::Path;
use std::time::Instant;

use crossterm::event::{self, Event};
use ratatui::Frame;
use ratatui::layout::Rect;

use super::input::{Input, Reader};
use super::manner::Manner;
use super::watch::Signals;
use super::{Screen, WAIT, clamped, open_screen, within};
use crate::cli::{Beginning, Start};
use crate::keys::{Command, Hints, Key, Keys, Place};
use crate::panes::tones;
use crate::widgets::menu::{Choice, Menu};
use crate::widgets::text::{put, wrap};
use crate::widgets::theme::Tone;
use crate::widgets::footer::{self, Hint};
use crate::widgets::Look;
use crate::words::fill;
use crate::words::screen::Text;

/// Asks how to begin; none: not at all.
pub fn ask(start: &Start) -> io::Result<Option<Beginning>> {
    let look = Look { theme: start.manner.theme, lang: start.lang, ..Look::default() };
    let mut first = First::new(look, start.keys.clone(), &start.db);
    within(start.manner, |signals| first.turn(start.manner, &signals))?;
    Ok(first.chosen)
}

/// The screen.
#[derive(Debug)]
pub struct First {
    look: Look<'static>,
    keys: Keys,
    menu: Menu<Beginning>,
    said: String,
    chosen: Option<Beginning>,
    over: bool,
}

impl First {
    /// The three ways; the first one is selected.
    pub fn new(look: Look<'static>, keys: Keys, db: &Path) -> Self {
        let choice = |value, text: Text, remark: Text| Choice {
            value,
            words: text.words(look.lang).to_owned(),
            remark: remark.words(look.lang).to_owned(),
        };
        let choices = vec![
            choice(Beginning::Sample, Text::BeginSample, Text::BeginSampleRemark),
            choice(Beginning::Plan, Text::BeginPlan, Text::BeginPlanRemark),
            choice(Beginning::Empty, Text::BeginEmpty, Text::BeginEmptyRemark),
        ];
        let menu = Menu::new(Text::BeginTitle.words(look.lang), choices);
        let said = fill(Text::BeginFile.words(look.lang), &[&db.display()]);
        Self { look, keys, menu, said, chosen: None, over: false }
    }

    fn turn(&mut self, manner: Manner, signals: &Signals) -> io::Result<()> {
        let mut screen: Screen = open_screen()?;
        let mut reader = Reader::default();
        self.show(manner, &mut screen)?;
        while !self.over && !signals.has_ended() {
            if !event::poll(WAIT)? {
                continue;
            }
            match event::read()? {
                Event::Resize(columns, rows) => screen.resize(clamped(columns, rows))?,
                event => {
                    if let Some(Input::Key(key)) = reader.read(&event, Instant::now(), true) {
                        self.press(key);
                    }
                }
            }
            self.show(manner, &mut screen)?;
        }
        Ok(())
    }

    fn show(&self, manner: Manner, screen: &mut Screen) -> io::Result<()> {
        screen.draw(|frame| {
            self.draw(frame);
            manner.apply(frame.buffer_mut());
        })?;
        Ok(())
    }

    /// A key.
    pub fn press(&mut self, key: Key) {
        match self.keys.find(Place::Menu.chain(), key).or_else(|| self.keys.find(Place::List.chain(), key)) {
            Some(Command::Open) => {
                self.chosen = self.menu.selected().copied();
                self.over = true;
            }
            Some(Command::Back | Command::Leave) => self.over = true,
            Some(command) => {
                if let Some(motion) = tones::motion(command) {
                    self.menu.go(motion);
                }
            }
            None => {}
        }
    }

    /// What was chosen, once it is over.
    pub fn chosen(&self) -> Option<Beginning> {
        self.chosen
    }

    /// Draws it.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let buffer = frame.buffer_mut();
        let room = area.width.saturating_sub(2);
        let mut y = area.y;
        for line in wrap(&self.said, room) {
            put(buffer, area.x + 1, y, room, &line, self.look.theme.style(Tone::Plain));
            y += 1;
        }
        let body = Rect { y: y + 1, height: area.height.saturating_sub(y + 3), ..area };
        let look = Look { hints: Hints::new(&self.keys, Place::Menu.chain()), ..self.look };
        let cursor = self.menu.draw(body, buffer, look);
        let hints = self.keys.footer(Place::Menu.chain(), self.look.lang);
        let hints: Vec<Hint> = hints.into_iter().map(|(key, label, _)| Hint { key, label, stays: false }).collect();
        let foot = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        footer::draw(&hints, foot, buffer, self.look);
        if area.contains(cursor) {
            frame.set_cursor_position(cursor);
        }
    }
}
