//! Start screen without a database: three ways to begin, and a preview of the imported plan before a file exists.
//! Writes nothing; the caller performs the choice.

use std::io;
use std::path::{Path, PathBuf};

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::input::InputEvent;
use super::signals::Signals;
use super::source::{Source, Wake};
use super::{
    POLL_TIMEOUT, ScreenTerminal, TerminalError, open_screen, resize_screen, with_raw_terminal,
};
use crate::cli::import_preview::{
    self, ImportPreview, folder_sources, preview_import, sample_sources,
};
use crate::cli::{FirstStart, FirstStartChoice};
use crate::display::settings::DisplaySettings;
use crate::form::text_input::{InputLoss, TextInput};
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::keys::{Command, Key, KeyContext, KeyHints, Keymap};
use crate::panes::cells;
use crate::store::SeedData;
use crate::widgets::DrawContext;
use crate::widgets::footer::{self, FooterHint};
use crate::widgets::menu::{Menu, MenuItem};
use crate::widgets::page::Page;
use crate::widgets::table::styled;
use crate::widgets::text::{put_text, wrap};
use crate::widgets::theme::Tone;

/// Asks how to begin; `None` if the user quits. Plans are searched for in the current folder.
pub fn run_start_screen(start: &FirstStart) -> Result<Option<FirstStartChoice>, TerminalError> {
    let draw_context = DrawContext {
        theme: start.display_settings.theme,
        lang: start.lang,
        ..DrawContext::default()
    };
    let mut first = StartScreen::new(draw_context, start.keymap.clone(), &start.db, Path::new(""));
    match with_raw_terminal(start.display_settings, |signals| {
        first.run_loop(start.display_settings, &signals)
    })? {
        Some(signal) => Err(TerminalError::Signal(signal)),
        None => Ok(first.choice),
    }
}

/// One of the three options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StartOption {
    Sample,
    Plan,
    Empty,
}

/// Step of the start screen.
#[derive(Debug)]
enum StartStep {
    /// The three options.
    Options,
    /// Choice of the plan's source.
    Sources,
    /// Errors of the source.
    Errors(Page),
    /// Preview before the import.
    Confirm(Page, Box<ImportPreview>),
}

/// The start screen.
#[derive(Debug)]
pub struct StartScreen {
    draw_context: DrawContext<'static>,
    keymap: Keymap,
    db: PathBuf,
    /// Folder to which paths are relative.
    folder: PathBuf,
    options: Menu<StartOption>,
    sources: Menu<import_preview::ImportSource>,
    step: StartStep,
    /// Offices chosen for the plan.
    seed: SeedData,
    /// Message about the last key.
    message: Option<(String, Tone)>,
    choice: Option<FirstStartChoice>,
    is_finished: bool,
}

impl StartScreen {
    /// Creates the screen with the first option selected.
    pub fn new(
        draw_context: DrawContext<'static>,
        keymap: Keymap,
        db: &Path,
        folder: &Path,
    ) -> Self {
        let choice = |value, text: Text, remark: Text| MenuItem {
            value,
            label: text.text(draw_context.lang).to_owned(),
            remark: remark.text(draw_context.lang).to_owned(),
            also: String::new(),
        };
        let choices = vec![
            choice(
                StartOption::Sample,
                Text::BeginSample,
                Text::BeginSampleRemark,
            ),
            choice(StartOption::Plan, Text::BeginPlan, Text::BeginPlanRemark),
            choice(StartOption::Empty, Text::BeginEmpty, Text::BeginEmptyRemark),
        ];
        Self {
            draw_context,
            keymap,
            db: db.to_owned(),
            folder: folder.to_owned(),
            options: Menu::new(Text::BeginTitle.text(draw_context.lang), choices),
            sources: Menu::new(Text::ChoosePlan.text(draw_context.lang), Vec::new()),
            step: StartStep::Options,
            seed: SeedData::default(),
            message: None,
            choice: None,
            is_finished: false,
        }
    }

    fn run_loop(&mut self, display: DisplaySettings, signals: &Signals) -> io::Result<()> {
        let mut screen = open_screen(display)?;
        let mut source = Source::open(display.input)?;
        self.draw_frame(display, &mut screen)?;
        while !self.is_finished && !signals.is_terminating() {
            match source.wait(POLL_TIMEOUT)? {
                Wake::Nothing | Wake::Signal => continue,
                Wake::Gone => return Ok(()),
                Wake::Resized => resize_screen(&mut screen)?,
                Wake::Input(input) => self.take(input),
            }
            self.draw_frame(display, &mut screen)?;
        }
        Ok(())
    }

    fn draw_frame(&self, display: DisplaySettings, screen: &mut ScreenTerminal) -> io::Result<()> {
        screen.draw(|frame| {
            self.draw(frame);
            display.convert_buffer(frame.buffer_mut());
        })?;
        Ok(())
    }

    fn take(&mut self, input: InputEvent) {
        match input {
            _ if self.is_finished => {}
            InputEvent::Key(key) => self.handle_key(key),
            InputEvent::Text(text) => self.insert_text(&text),
            InputEvent::Click(..) | InputEvent::Wheel { .. } | InputEvent::Unread(_) => {}
        }
    }

    fn key_context(&self) -> KeyContext {
        match self.step {
            StartStep::Options | StartStep::Sources => KeyContext::Menu,
            StartStep::Errors(_) => KeyContext::Page,
            StartStep::Confirm(..) => KeyContext::Confirm,
        }
    }

    /// Handles a key.
    pub fn handle_key(&mut self, key: Key) {
        self.message = None;
        let find = |place: KeyContext| self.keymap.command_for(place.context_chain(), key);
        match (
            find(self.key_context()).or_else(|| find(KeyContext::Page)),
            key,
        ) {
            (_, Key::Char(c)) if self.key_context() == KeyContext::Menu => {
                self.insert_text(c.encode_utf8(&mut [0; 4]));
            }
            (Some(command), _) => self.handle_command(command),
            (None, _) => {}
        }
    }

    /// Inserts typed or pasted text into the search of the menu.
    pub fn insert_text(&mut self, text: &str) {
        let mut lost = InputLoss::default();
        self.edit_query(|line| lost = line.insert(text));
        self.message = crate::form::messages::lost_input(self.draw_context.lang, lost)
            .map(|words| (words, Tone::Warn));
    }

    fn edit_query(&mut self, change: impl FnOnce(&mut TextInput)) {
        match self.step {
            StartStep::Options => self.options.edit_query(change),
            StartStep::Sources => {
                self.sources.edit_path_query(change);
                self.update_sources();
            }
            StartStep::Errors(_) | StartStep::Confirm(..) => {}
        }
    }

    fn handle_command(&mut self, command: Command) {
        match command {
            Command::Quit => self.is_finished = true,
            Command::Open => self.open_selected(),
            Command::Yes => {
                if let StartStep::Confirm(_, proposal) =
                    std::mem::replace(&mut self.step, StartStep::Sources)
                {
                    (self.choice, self.is_finished) =
                        (Some(FirstStartChoice::Plan(proposal)), true);
                }
            }
            Command::Back => match self.step {
                StartStep::Options => self.is_finished = true,
                StartStep::Sources => self.step = StartStep::Options,
                StartStep::Errors(_) | StartStep::Confirm(..) => self.step = StartStep::Sources,
            },
            other => match (
                cells::motion_of_command(other),
                cells::edit_action(other),
                &mut self.step,
            ) {
                (Some(motion), _, StartStep::Errors(page) | StartStep::Confirm(page, _)) => {
                    page.scroll(motion);
                }
                (_, Some(edit), StartStep::Options | StartStep::Sources) => self.edit_query(edit),
                (Some(motion), _, StartStep::Options) => self.options.move_selection(motion),
                (Some(motion), _, StartStep::Sources) => self.sources.move_selection(motion),
                _ => {
                    self.message = Some((
                        Text::NotHere.text(self.draw_context.lang).to_owned(),
                        Tone::Warn,
                    ));
                }
            },
        }
    }

    /// Enter: opens the selected option, folder or plan; text without a match is a path.
    fn open_selected(&mut self) {
        match (&self.step, self.options.selected().copied()) {
            (StartStep::Options, Some(StartOption::Plan)) => {
                self.step = StartStep::Sources;
                self.update_sources();
            }
            (StartStep::Options, Some(way)) => {
                let beginning = if way == StartOption::Sample {
                    FirstStartChoice::Sample
                } else {
                    FirstStartChoice::Empty
                };
                (self.choice, self.is_finished) = (Some(beginning), true);
            }
            (StartStep::Sources, _) => {
                let typed = self.sources.query_text();
                let path = || {
                    Some(import_preview::ImportSource::File(self.folder.join(typed)))
                        .filter(|_| !typed.is_empty())
                };
                match self.sources.selected().cloned().or_else(path) {
                    Some(import_preview::ImportSource::Folder(path)) => {
                        let path = format!("{}/", self.display_path(&path));
                        self.edit_query(|line| *line = TextInput::new(&path));
                    }
                    Some(source) => self.preview_source(&source),
                    None => {}
                }
            }
            // Enter leaves the page of errors too.
            (StartStep::Errors(_), _) => self.step = StartStep::Sources,
            (StartStep::Options, None) | (StartStep::Confirm(..), _) => {}
        }
    }

    /// Display text with the keys of a context.
    fn text_with_keys(&self, place: KeyContext, text: Text) -> String {
        KeyHints::new(&self.keymap, place.context_chain())
            .fill_keys(text.text(self.draw_context.lang), self.draw_context.lang)
            .into_owned()
    }

    /// Display form of a path: relative to the typed folder.
    fn display_path(&self, path: &Path) -> String {
        let typed = self
            .sources
            .query_text()
            .rfind('/')
            .map_or("", |end| &self.sources.query_text()[..=end]);
        format!(
            "{typed}{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        )
    }

    /// Updates the choices: files of the typed folder, else those of the current folder and the sample.
    fn update_sources(&mut self) {
        let found = if let Some(end) = self.sources.query_text().rfind('/') {
            folder_sources(&self.folder.join(&self.sources.query_text()[..=end]))
        } else {
            let (mut here, folders): (Vec<_>, Vec<_>) = folder_sources(&self.folder)
                .into_iter()
                .partition(|source| matches!(source, import_preview::ImportSource::File(_)));
            here.extend(sample_sources().into_iter().chain(folders));
            here
        };
        let choice = |source: import_preview::ImportSource| {
            let (label, remark) = match &source {
                import_preview::ImportSource::Sample(_, short) => {
                    (short.clone(), Text::BeginOfSample)
                }
                import_preview::ImportSource::File(path) => {
                    (self.display_path(path), Text::BeginDataFile)
                }
                import_preview::ImportSource::Folder(path) => {
                    (format!("{}/", self.display_path(path)), Text::BeginFolder)
                }
            };
            MenuItem {
                value: source,
                label,
                remark: remark.text(self.draw_context.lang).to_owned(),
                also: String::new(),
            }
        };
        let choices = found.into_iter().map(choice).collect();
        self.sources.set_items(choices);
        self.sources.edit_path_query(|_| {});
    }

    /// Previews a source, or shows all its errors.
    fn preview_source(&mut self, source: &import_preview::ImportSource) {
        let lang = self.draw_context.lang;
        let name = match source {
            import_preview::ImportSource::Sample(_, short) => short.clone(),
            import_preview::ImportSource::File(path)
            | import_preview::ImportSource::Folder(path) => self.display_path(path),
        };
        match preview_import(lang, source, &self.seed) {
            Ok(ImportPreview {
                plan: None,
                reference_data,
                summary,
            }) => {
                self.seed = reference_data;
                self.message = Some((summary.join(" "), Tone::Good));
                self.edit_query(|line| *line = TextInput::default());
            }
            Ok(proposal) => {
                let mut page =
                    Page::new(fill_placeholders(Text::BeginImports.text(lang), &[&name]));
                page.add_blank_line();
                page.add_text(
                    proposal
                        .plan
                        .as_ref()
                        .map_or("", |plan| plan.title.as_str()),
                );
                proposal
                    .summary
                    .iter()
                    .for_each(|words| page.add_text(words.as_str()));
                page.add_blank_line();
                page.add_text(styled(
                    fill_placeholders(
                        &self.text_with_keys(KeyContext::Confirm, Text::BeginSure),
                        &[&self.db.display()],
                    ),
                    Tone::Warn,
                ));
                self.step = StartStep::Confirm(page, Box::new(proposal));
            }
            Err(errors) => {
                let mut page = Page::new(fill_placeholders(
                    Text::BeginFaults.text(lang),
                    &[&name, &errors.len()],
                ));
                page.add_blank_line();
                page.add_text(self.text_with_keys(KeyContext::Page, Text::BeginFaultsFoot));
                page.add_blank_line();
                for words in errors {
                    page.add_text(styled(format!("■ {words}"), Tone::Bad));
                }
                self.step = StartStep::Errors(page);
            }
        }
    }

    /// The choice, once it is made.
    pub fn choice(&self) -> Option<&FirstStartChoice> {
        self.choice.as_ref()
    }

    /// Draws the screen.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        let area = frame.area();
        let buffer = frame.buffer_mut();
        let body = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        let cursor = match &self.step {
            StartStep::Options => {
                let head = Text::BeginFile.text(self.draw_context.lang);
                let head = fill_placeholders(head, &[&self.db.display()]);
                Some(self.draw_menu(&head, &self.options, body, buffer))
            }
            StartStep::Sources => {
                let head = Text::BeginFromHead.text(self.draw_context.lang);
                Some(self.draw_menu(head, &self.sources, body, buffer))
            }
            StartStep::Errors(page) | StartStep::Confirm(page, _) => {
                page.draw(body, buffer, self.draw_context);
                None
            }
        };
        let hints = self
            .keymap
            .footer_entries(self.key_context().context_chain(), self.draw_context.lang);
        let hints: Vec<FooterHint> = hints
            .into_iter()
            .map(|(key, label, _)| FooterHint {
                key,
                label,
                is_always_shown: false,
            })
            .collect();
        let foot = Rect {
            y: area.bottom().saturating_sub(1),
            height: 1.min(area.height),
            ..area
        };
        footer::draw_footer(&hints, foot, buffer, self.draw_context);
        if let Some(cursor) = cursor.filter(|cursor| area.contains(*cursor)) {
            frame.set_cursor_position(cursor);
        }
    }

    /// Draws heading, menu and message.
    fn draw_menu<C: Clone + PartialEq>(
        &self,
        head: &str,
        menu: &Menu<C>,
        area: Rect,
        buffer: &mut Buffer,
    ) -> Position {
        let room = area.width.saturating_sub(2);
        let mut y = area.y;
        for line in wrap(head, room) {
            put_text(
                buffer,
                area.x + 1,
                y,
                room,
                &line,
                self.draw_context.theme.style(Tone::Plain),
            );
            y += 1;
        }
        let below = self
            .message
            .as_ref()
            .map_or(Vec::new(), |(words, _)| wrap(words, room));
        let below_height = u16::try_from(below.len()).unwrap_or(0);
        let bottom = area.bottom().saturating_sub(below_height);
        let tone = self.message.as_ref().map_or(Tone::Plain, |(_, tone)| *tone);
        for (y, line) in (bottom..area.bottom()).zip(&below) {
            put_text(
                buffer,
                area.x + 1,
                y,
                room,
                line,
                self.draw_context.theme.style(tone),
            );
        }
        let draw_context = DrawContext {
            key_hints: KeyHints::new(&self.keymap, KeyContext::Menu.context_chain()),
            ..self.draw_context
        };
        menu.draw(
            Rect {
                y: y + 1,
                height: bottom.saturating_sub(y + 2),
                ..area
            },
            buffer,
            draw_context,
        )
    }
}
