//! The first screen of all, where there is no database yet: three ways to begin, and the plan that is brought in, looked
//! through before there is a file. Writes nothing; what was chosen is done by its caller.

use std::io;
use std::path::{Path, PathBuf};

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::input::Input;
use super::manner::Manner;
use super::source::{Source, Wake};
use super::watch::Signals;
use super::{Screen, TerminalError, WAIT, clamped, open_screen, within};
use crate::cli::propose::{self, Proposal, files, propose, samples};
use crate::cli::{Beginning, Start};
use crate::form::line::{Line, Lost};
use crate::keys::{Command, Hints, Key, Keys, Place};
use crate::panes::tones;
use crate::store::Founding;
use crate::widgets::Look;
use crate::widgets::footer::{self, Hint};
use crate::widgets::menu::{Choice, Menu};
use crate::widgets::page::Page;
use crate::widgets::table::toned;
use crate::widgets::text::{put, wrap};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{fill, form};

/// Asks how to begin; none: not at all. Plans are looked for in the folder where the program was started.
pub fn ask(start: &Start) -> Result<Option<Beginning>, TerminalError> {
    let look = Look { theme: start.manner.theme, lang: start.lang, ..Look::default() };
    let mut first = First::new(look, start.keys.clone(), &start.db, Path::new(""));
    match within(start.manner, |signals| first.turn(start.manner, &signals))? {
        Some(signal) => Err(TerminalError::Signal(signal)),
        None => Ok(first.chosen),
    }
}

/// One of the three ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Sample,
    Plan,
    Empty,
}

/// What stands on the screen.
#[derive(Debug)]
enum Stage {
    /// The three ways.
    Ways,
    /// Where a plan comes from.
    Sources,
    /// What is wrong with it.
    Faults(Page),
    /// What would come in, before it does.
    Sure(Page, Box<Proposal>),
}

/// The screen.
#[derive(Debug)]
pub struct First {
    look: Look<'static>,
    keys: Keys,
    db: PathBuf,
    /// Where paths begin.
    folder: PathBuf,
    ways: Menu<Way>,
    sources: Menu<propose::Source>,
    stage: Stage,
    /// Offices that were chosen for the plan.
    known: Founding,
    /// What there is to say about the last key.
    message: Option<(String, Tone)>,
    chosen: Option<Beginning>,
    over: bool,
}

impl First {
    /// The three ways; the first one is selected.
    pub fn new(look: Look<'static>, keys: Keys, db: &Path, folder: &Path) -> Self {
        let choice = |value, text: Text, remark: Text| Choice {
            value,
            words: text.words(look.lang).to_owned(),
            remark: remark.words(look.lang).to_owned(),
            also: String::new(),
        };
        let choices = vec![
            choice(Way::Sample, Text::BeginSample, Text::BeginSampleRemark),
            choice(Way::Plan, Text::BeginPlan, Text::BeginPlanRemark),
            choice(Way::Empty, Text::BeginEmpty, Text::BeginEmptyRemark),
        ];
        Self {
            look,
            keys,
            db: db.to_owned(),
            folder: folder.to_owned(),
            ways: Menu::new(Text::BeginTitle.words(look.lang), choices),
            sources: Menu::new(Text::ChoosePlan.words(look.lang), Vec::new()),
            stage: Stage::Ways,
            known: Founding::default(),
            message: None,
            chosen: None,
            over: false,
        }
    }

    fn turn(&mut self, manner: Manner, signals: &Signals) -> io::Result<()> {
        let mut screen = open_screen()?;
        let mut source = Source::open(manner.input)?;
        self.show(manner, &mut screen)?;
        while !self.over && !signals.has_ended() {
            match source.wait(WAIT)? {
                Wake::Nothing | Wake::Signal => continue,
                Wake::Gone => return Ok(()),
                Wake::Resized => {
                    let (columns, rows) = crossterm::terminal::size()?;
                    screen.resize(clamped(columns, rows))?;
                }
                Wake::Inputs(inputs) => {
                    for input in inputs {
                        self.take(input);
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

    fn take(&mut self, input: Input) {
        match input {
            _ if self.over => {}
            Input::Key(key) => self.press(key),
            Input::Text(text) => self.insert(&text),
            Input::Click(..) | Input::Wheel { .. } | Input::Unread(_) => {}
        }
    }

    fn place(&self) -> Place {
        match self.stage {
            Stage::Ways | Stage::Sources => Place::Menu,
            Stage::Faults(_) => Place::Page,
            Stage::Sure(..) => Place::Ask,
        }
    }

    /// A key.
    pub fn press(&mut self, key: Key) {
        self.message = None;
        let find = |place: Place| self.keys.find(place.chain(), key);
        match (find(self.place()).or_else(|| find(Place::Page)), key) {
            (_, Key::Char(c)) if self.place() == Place::Menu => self.insert(c.encode_utf8(&mut [0; 4])),
            (Some(command), _) => self.update(command),
            (None, _) => {}
        }
    }

    /// Typed or pasted text searches what there is to choose.
    pub fn insert(&mut self, text: &str) {
        let mut lost = Lost::default();
        self.edit(|line| lost = line.insert(text));
        self.message = form::lost(self.look.lang, lost).map(|words| (words, Tone::Warn));
    }

    fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        match self.stage {
            Stage::Ways => self.ways.edit(change),
            Stage::Sources => {
                self.sources.edit_path(change);
                self.offer();
            }
            Stage::Faults(_) | Stage::Sure(..) => {}
        }
    }

    fn update(&mut self, command: Command) {
        match command {
            Command::Leave => self.over = true,
            Command::Open => self.open(),
            Command::Yes => {
                if let Stage::Sure(_, proposal) = std::mem::replace(&mut self.stage, Stage::Sources) {
                    (self.chosen, self.over) = (Some(Beginning::Plan(proposal)), true);
                }
            }
            Command::Back => match self.stage {
                Stage::Ways => self.over = true,
                Stage::Sources => self.stage = Stage::Ways,
                Stage::Faults(_) | Stage::Sure(..) => self.stage = Stage::Sources,
            },
            other => match (tones::motion(other), tones::edit(other), &mut self.stage) {
                (Some(motion), _, Stage::Faults(page) | Stage::Sure(page, _)) => page.go(motion),
                (_, Some(edit), Stage::Ways | Stage::Sources) => self.edit(edit),
                (Some(motion), _, Stage::Ways) => self.ways.go(motion),
                (Some(motion), _, Stage::Sources) => self.sources.go(motion),
                _ => self.message = Some((Text::NotHere.words(self.look.lang).to_owned(), Tone::Warn)),
            },
        }
    }

    /// Enter: the way, the folder, or the plan that is selected; what is typed where nothing fits it is a path.
    fn open(&mut self) {
        match (&self.stage, self.ways.selected().copied()) {
            (Stage::Ways, Some(Way::Plan)) => {
                self.stage = Stage::Sources;
                self.offer();
            }
            (Stage::Ways, Some(way)) => {
                let beginning = if way == Way::Sample { Beginning::Sample } else { Beginning::Empty };
                (self.chosen, self.over) = (Some(beginning), true);
            }
            (Stage::Sources, _) => {
                let typed = self.sources.typed();
                let path = || Some(propose::Source::File(self.folder.join(typed))).filter(|_| !typed.is_empty());
                match self.sources.selected().cloned().or_else(path) {
                    Some(propose::Source::Folder(path)) => {
                        let path = format!("{}/", self.named(&path));
                        self.edit(|line| *line = Line::new(&path));
                    }
                    Some(source) => self.look_at(&source),
                    None => {}
                }
            }
            // A page of faults is left by Enter, too.
            (Stage::Faults(_), _) => self.stage = Stage::Sources,
            (Stage::Ways, None) | (Stage::Sure(..), _) => {}
        }
    }

    /// A sentence with the keys of a place in the place of commands.
    fn keyed(&self, place: Place, text: Text) -> String {
        Hints::new(&self.keys, place.chain()).fill(text.words(self.look.lang), self.look.lang).into_owned()
    }

    /// A path as it would be typed: behind the folder that is typed.
    fn named(&self, path: &Path) -> String {
        let typed = self.sources.typed().rfind('/').map_or("", |end| &self.sources.typed()[..=end]);
        format!("{typed}{}", path.file_name().unwrap_or_default().to_string_lossy())
    }

    /// What there is to choose from: what lies in the folder that is typed, else what lies here and the sample.
    fn offer(&mut self) {
        let found = if let Some(end) = self.sources.typed().rfind('/') {
            files(&self.folder.join(&self.sources.typed()[..=end]))
        } else {
            let (mut here, folders): (Vec<_>, Vec<_>) =
                files(&self.folder).into_iter().partition(|source| matches!(source, propose::Source::File(_)));
            here.extend(samples().into_iter().chain(folders));
            here
        };
        let choice = |source: propose::Source| {
            let (words, remark) = match &source {
                propose::Source::Sample(_, short) => (short.clone(), Text::BeginOfSample),
                propose::Source::File(path) => (self.named(path), Text::BeginDataFile),
                propose::Source::Folder(path) => (format!("{}/", self.named(path)), Text::BeginFolder),
            };
            Choice { value: source, words, remark: remark.words(self.look.lang).to_owned(), also: String::new() }
        };
        let choices = found.into_iter().map(choice).collect();
        self.sources.refill(choices);
        self.sources.edit_path(|_| {});
    }

    /// What a source would bring, or everything that is wrong with it.
    fn look_at(&mut self, source: &propose::Source) {
        let lang = self.look.lang;
        let name = match source {
            propose::Source::Sample(_, short) => short.clone(),
            propose::Source::File(path) | propose::Source::Folder(path) => self.named(path),
        };
        match propose(lang, source, &self.known) {
            Ok(Proposal { plan: None, beside, said }) => {
                self.known = beside;
                self.message = Some((said.join(" "), Tone::Good));
                self.edit(|line| *line = Line::default());
            }
            Ok(proposal) => {
                let mut page = Page::new(fill(Text::BeginBrings.words(lang), &[&name]));
                page.gap();
                page.text(proposal.plan.as_ref().map_or("", |plan| plan.title.as_str()));
                proposal.said.iter().for_each(|words| page.text(words.as_str()));
                page.gap();
                page.text(toned(fill(&self.keyed(Place::Ask, Text::BeginSure), &[&self.db.display()]), Tone::Warn));
                self.stage = Stage::Sure(page, Box::new(proposal));
            }
            Err(faults) => {
                let mut page = Page::new(fill(Text::BeginFaults.words(lang), &[&name, &faults.len()]));
                page.gap();
                page.text(self.keyed(Place::Page, Text::BeginFaultsFoot));
                page.gap();
                for words in faults {
                    page.text(toned(format!("■ {words}"), Tone::Bad));
                }
                self.stage = Stage::Faults(page);
            }
        }
    }

    /// What was chosen, once it is over.
    pub fn chosen(&self) -> Option<&Beginning> {
        self.chosen.as_ref()
    }

    /// Draws it.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let buffer = frame.buffer_mut();
        let rows = area.height.saturating_sub(1);
        let cursor = match &self.stage {
            Stage::Ways => {
                let head = fill(Text::BeginFile.words(self.look.lang), &[&self.db.display()]);
                Some(self.draw_menu(&head, &self.ways, Rect { height: rows, ..area }, buffer))
            }
            Stage::Sources => {
                let head = Text::BeginFromHead.words(self.look.lang);
                Some(self.draw_menu(head, &self.sources, Rect { height: rows, ..area }, buffer))
            }
            Stage::Faults(page) | Stage::Sure(page, _) => {
                page.draw(Rect { height: rows, ..area }, buffer, self.look);
                None
            }
        };
        let hints = self.keys.footer(self.place().chain(), self.look.lang);
        let hints: Vec<Hint> = hints.into_iter().map(|(key, label, _)| Hint { key, label, stays: false }).collect();
        let foot = Rect { y: area.bottom().saturating_sub(1), height: 1.min(area.height), ..area };
        footer::draw(&hints, foot, buffer, self.look);
        if let Some(cursor) = cursor.filter(|cursor| area.contains(*cursor)) {
            frame.set_cursor_position(cursor);
        }
    }

    /// What it is about, the menu, and what there is to say below it.
    fn draw_menu<C: Clone + PartialEq>(&self, head: &str, menu: &Menu<C>, area: Rect, buffer: &mut Buffer) -> Position {
        let room = area.width.saturating_sub(2);
        let mut y = area.y;
        for line in wrap(head, room) {
            put(buffer, area.x + 1, y, room, &line, self.look.theme.style(Tone::Plain));
            y += 1;
        }
        let below = self.message.as_ref().map_or(Vec::new(), |(words, _)| wrap(words, room));
        let told = u16::try_from(below.len()).unwrap_or(0);
        let bottom = area.bottom().saturating_sub(told);
        let tone = self.message.as_ref().map_or(Tone::Plain, |(_, tone)| *tone);
        for (y, line) in (bottom..area.bottom()).zip(&below) {
            put(buffer, area.x + 1, y, room, line, self.look.theme.style(tone));
        }
        let look = Look { hints: Hints::new(&self.keys, Place::Menu.chain()), ..self.look };
        menu.draw(Rect { y: y + 1, height: bottom.saturating_sub(y + 2), ..area }, buffer, look)
    }
}
