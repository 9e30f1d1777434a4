//! Application state and its update loop: key → command → pane → effect → write. The only caller of `Store::write` in
//! the user interface. Must not depend on the terminal.

mod assessment_job;
mod background_jobs;
mod draft_storage;
mod drafts;
mod effects;
mod jobs;
mod reread;
mod undo;
mod write;

use std::collections::BTreeSet;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::figure::UndoStep;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, account, display, facts, fill_placeholders};
use crate::keys::{Command, Key, Keymap};
use crate::panes::confirm::Question;
use crate::panes::effect::{
    Effect, JournalRequest, ListKind, MenuKind, Outcome, PageSubject, SheetLocation,
};
use crate::panes::read_model::ReadModel;
use crate::panes::screen::Screen;
use crate::panes::tabs::Tab;
use crate::store::{Actor, Clock, SeenLines, Store, StoreError};
use crate::widgets::DrawContext;
use crate::widgets::theme::{Theme, Tone};
use background_jobs::BackgroundJobs;
use draft_storage::DraftStorage;

/// User, day and display settings of a session.
#[derive(Debug)]
pub struct Session {
    /// Author of writes.
    pub actor: Actor,
    /// Day viewed: today, or that of `--as-of` or of the sample.
    pub today: NaiveDate,
    /// The language of the screen.
    pub lang: Lang,
    /// Colour theme.
    pub theme: Theme,
    /// Key map from the configuration.
    pub keymap: Keymap,
    /// Source of the day viewed.
    pub day_source: DaySource,
    /// Time of the system.
    pub system_time: fn() -> DateTime<Utc>,
}

impl Session {
    /// Clock for writes: with sample data always on the day viewed.
    fn clock(&self) -> Clock {
        match self.day_source {
            DaySource::FixedSample => Clock::OnDay(self.today, self.system_time),
            DaySource::Clock | DaySource::AsOf => Clock::System(self.system_time),
        }
    }
}

/// Source of the day viewed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DaySource {
    /// The clock: the day changes at midnight in Việt Nam.
    #[default]
    Clock,
    /// `--as-of`: a past day is viewed, and nothing can be written.
    AsOf,
    /// Sample data: the day is fixed, and changes are discarded; the header says so.
    FixedSample,
}

/// The application.
#[derive(Debug)]
pub struct App {
    store: Rc<Store>,
    session: Session,
    model: ReadModel,
    screen: Screen,
    data_version: i64,
    /// Journal lines whose changes are in the read model.
    seen_lines: SeenLines,
    /// The sheet was hidden when something that it shows changed.
    is_sheet_stale: bool,
    should_quit: bool,
    /// A change that could not be undone: the next undo skips it, else every undo would be refused for it.
    refused_undo: Option<UndoStep>,
    /// Change numbers ([`UndoStep::no`]) of the undoable steps of this session.
    undo_steps: BTreeSet<i64>,
    drafts: DraftStorage,
    jobs: BackgroundJobs,
    /// Text to be put into the clipboard by the terminal.
    clipboard_text: Option<String>,
    /// `true` if the program is to be suspended to the shell.
    suspend_requested: bool,
}

impl App {
    /// Creates the application and reads what the first screen shows.
    pub fn new(store: Store, mut session: Session) -> Result<Self, StoreError> {
        // Before the data: writes during the reading are detected as a change.
        let data_version = store.data_version()?;
        let seen_lines = SeenLines::up_to(store.newest_journal_line()?);
        let store = Rc::new(store);
        let model = ReadModel::read(
            Rc::clone(&store),
            &session.actor.account,
            session.lang,
            session.today,
        )?;
        let draw_context = DrawContext {
            theme: session.theme,
            lang: session.lang,
            ..DrawContext::default()
        };
        let screen = Screen::new(draw_context, std::mem::take(&mut session.keymap));
        let mut app = Self {
            store,
            session,
            model,
            screen,
            data_version,
            seen_lines,
            is_sheet_stale: false,
            should_quit: false,
            refused_undo: None,
            undo_steps: BTreeSet::new(),
            drafts: DraftStorage::default(),
            jobs: BackgroundJobs::default(),
            clipboard_text: None,
            suspend_requested: false,
        };
        app.update_header();
        app.screen.refresh_visible(&app.model);
        if let Some(error) = app.model.take_read_error() {
            return Err(error);
        }
        app.offer_draft_recovery();
        Ok(app)
    }

    /// Screen and read model, for drawing.
    pub fn screen_and_model(&self) -> (&Screen, &ReadModel) {
        (&self.screen, &self.model)
    }

    /// Returns `true` if the program is to end.
    pub fn should_quit(&self) -> bool {
        self.should_quit
    }

    /// Returns `true` if a text field has the focus.
    pub fn is_typing(&self) -> bool {
        self.screen.is_typing()
    }

    /// The store, for tests that check what was written.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Sets how many figures are read at once for the assessments of a list, for tests of what is shown until the others
    /// are there.
    pub fn limit_reads_at_once(&mut self, figures: u32) {
        self.model.limit_reads_at_once(figures);
    }

    /// Handles a key: runs the command bound to it, else inserts its character.
    pub fn handle_key(&mut self, key: Key) {
        match (self.screen.command_for_key(key), key) {
            (Some(command), _) => self.handle_command(command),
            (None, Key::Char(c)) => self.insert_text(c.encode_utf8(&mut [0; 4])),
            (None, key) if !self.screen.has_prompt() => {
                self.show_message(self.screen.unbound_key_text(key), Tone::Warn);
            }
            (None, _) => {}
        }
    }

    /// Takes the text for the clipboard, once.
    pub fn take_clipboard_text(&mut self) -> Option<String> {
        self.clipboard_text.take()
    }

    /// Returns `true` once if the program is to be suspended to the shell.
    pub fn take_suspend_request(&mut self) -> bool {
        std::mem::take(&mut self.suspend_requested)
    }

    /// Returns `true` once if a save left the selection on its cell. Keys typed before the result arrived were meant for
    /// the next cell and are discarded.
    pub fn take_save_kept_selection(&mut self) -> bool {
        self.screen.sheet.take_save_kept_selection()
    }

    /// Shows that keys typed ahead of the result were skipped.
    pub fn show_skipped_keys(&mut self) {
        self.screen.sheet.show_skipped_keys(&self.model);
    }

    /// Shows that there is no shell to suspend to.
    pub fn show_no_shell(&mut self) {
        self.show_message(Text::NoShell, Tone::Warn);
    }

    fn copy_selection(&mut self) {
        match self.screen.clipboard_text() {
            Some(text) => {
                self.screen.show_message(
                    fill_placeholders(
                        Text::Copied.text(self.screen.draw_context.lang),
                        &[&preview_line(&text)],
                    ),
                    Tone::Good,
                );
                self.clipboard_text = Some(text);
            }
            None => self.show_message(Text::NothingToCopy, Tone::Warn),
        }
    }

    /// Inserts typed or pasted text.
    pub fn insert_text(&mut self, text: &str) {
        self.screen.message = None;
        self.screen.insert_text(text, &self.model);
        self.show_read_error();
    }

    /// Runs a command; shows a message if it is not available.
    pub fn handle_command(&mut self, command: Command) {
        self.screen.message = None;
        match self.screen.handle_command(command, &self.model) {
            Outcome::Handled => {}
            Outcome::Effect(effect) => self.perform(effect),
            Outcome::Ignored => self.handle_global_command(command),
        }
        self.refresh_visible();
    }

    /// Runs commands that need no pane.
    fn handle_global_command(&mut self, command: Command) {
        match command {
            Command::Quit if self.is_backup_running() => {
                self.show_message(Text::BackingUp, Tone::Warn);
            }
            Command::Quit if self.screen.has_unsaved_input() => {
                self.screen
                    .layers
                    .ask(Question::Text(Text::AskLeave), Effect::Quit);
            }
            Command::Quit => self.should_quit = true,
            Command::Help => self.screen.open_help(),
            Command::Palette => self.screen.open_menu(MenuKind::Palette, &self.model),
            Command::BackUp => self.start_backup(),
            Command::Refresh => {
                self.reload_model();
            }
            Command::NextTheme => {
                self.screen.draw_context.theme = self.screen.draw_context.theme.next();
            }
            Command::SwitchLanguage => self.change_language(),
            Command::Copy => self.copy_selection(),
            Command::Suspend => self.suspend_requested = true,
            // The terminal redraws; nothing is open that could be closed.
            Command::Redraw | Command::Back => {}
            _ => self.handle_screen_command(command),
        }
    }

    /// Runs commands that leave what is open: to a tab, a list, a menu or a form. A form with unsaved input stays open.
    fn handle_screen_command(&mut self, command: Command) {
        let (tab, list) = (Tab::from_command(command), ListKind::from_command(command));
        if tab.is_none()
            && list.is_none()
            && !matches!(
                command,
                Command::Tour | Command::Jump | Command::ChooseOwnOffice | Command::Export
            )
        {
            return self.show_message(command.unavailable_reason(), Tone::Warn);
        }
        if self.screen.has_unsaved_form() {
            return self.show_message(Text::FormIsOpen, Tone::Warn);
        }
        self.screen.layers.close_above_pages();
        match (tab, list, command) {
            (Some(tab), ..) => self.switch_tab(tab),
            (_, Some(kind), _) => self.perform(Effect::OpenPage(PageSubject::List(kind))),
            (.., Command::Tour) => self.screen.open_tour(),
            (.., Command::Export) if self.screen.open_export(&self.model) => {}
            (.., Command::Export) => self.show_message(Text::NoExport, Tone::Warn),
            (.., Command::ChooseOwnOffice) if self.model.shared_account.is_some() => {
                self.show_message(Text::OwnOfficeOfAccount, Tone::Warn);
            }
            (.., Command::ChooseOwnOffice) => {
                self.screen.open_menu(MenuKind::OwnOffice, &self.model);
            }
            _ => self.screen.open_menu(MenuKind::Jump, &self.model),
        }
    }

    fn switch_tab(&mut self, tab: Tab) {
        self.screen.switch_tab(tab, &self.model);
        if tab == Tab::Journal {
            self.perform(Effect::ReadJournal(JournalRequest::Newest));
        }
        if tab == Tab::Sheet {
            self.perform(Effect::OpenSheet(SheetLocation::default()));
        }
    }

    fn change_language(&mut self) {
        let lang = match self.screen.draw_context.lang {
            Lang::Vi => Lang::En,
            Lang::En => Lang::Vi,
        };
        self.screen.draw_context.lang = lang;
        self.model.lang = lang;
        self.rebuild_texts();
        self.update_header();
    }

    fn show_message(&mut self, text: Text, tone: Tone) {
        self.screen
            .show_message(text.text(self.screen.draw_context.lang), tone);
    }

    /// Updates the right end of the header: account and role, own office, day.
    fn update_header(&mut self) {
        let day = format!(
            "{} {}",
            facts::weekday(self.model.lang, self.model.today),
            display::day(self.model.lang, self.model.today)
        );
        let mode_label = match self.session.day_source {
            DaySource::Clock => None,
            DaySource::AsOf => Some(Text::ReadOnly.text(self.model.lang).to_owned()),
            DaySource::FixedSample => Some(Text::Demo.text(self.model.lang).to_owned()),
        };
        let own = self
            .model
            .own_office
            .as_ref()
            .map(|own| self.model.office_name(own).to_owned());
        let role = self
            .model
            .shared_account
            .as_ref()
            .map(|account| account::role_name(self.model.lang, account.role).to_owned());
        let parts = [
            mode_label,
            Some(self.session.actor.account.clone()),
            role,
            own,
            Some(day),
        ];
        self.screen.header_status = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    }
}

/// First line of a text, with an ellipsis if more lines follow.
fn preview_line(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, _)) => format!("{first} …"),
        None => text.to_owned(),
    }
}
