//! The program's state and its one way of changing: a key becomes a command, a command changes a pane, an effect is
//! performed. The only caller of `Store::write` on the screen's side. Knows no terminal.

mod beside;
mod drafts;
mod perform;
mod reread;
mod undo;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::day::{print_day, vietnam_day};
use crate::domain::figure::Taken;
use crate::keys::{Command, Key, Keys};
use crate::panes::ask::{Agreed, Ask};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, ListKind, MenuKind, Outcome, Pick, Reading, SheetAt, Subject};
use crate::panes::screen::{Over, Screen};
use crate::panes::tabs::Tab;
use crate::store::{Actor, Clock, Setting, Store, StoreError, Write};
use crate::widgets::Look;
use crate::widgets::theme::{Theme, Tone};
use crate::words::screen::Text;
use crate::words::{Lang, account, facts, fill};
use beside::Beside;
use drafts::Keeper;

/// Who sits there, and when.
#[derive(Debug)]
pub struct Session {
    /// Who writes.
    pub actor: Actor,
    /// The day that is looked at.
    pub today: NaiveDate,
    /// The language of the screen.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
    /// The keys, as one's configuration makes them.
    pub keys: Keys,
    /// Where that day comes from.
    pub day: Day,
    /// The clock, for what is written.
    pub now: fn() -> DateTime<Utc>,
}

impl Session {
    /// The clock of what is written: in the sample it is the day that is shown.
    fn clock(&self) -> Clock {
        match self.day {
            Day::Sample => Clock::OnDay(self.today, self.now),
            Day::Clock | Day::Asked => Clock::System(self.now),
        }
    }
}

/// Where the day that is looked at comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Day {
    /// The clock: it turns at midnight in Việt Nam.
    #[default]
    Clock,
    /// `--as-of`: what was on that day is looked at, nothing is written.
    Asked,
    /// The sample: it stands still, and what is written is thrown away; the first line says so.
    Sample,
}

/// The program.
#[derive(Debug)]
pub struct App {
    store: Store,
    session: Session,
    book: Book,
    screen: Screen,
    version: i64,
    leaving: bool,
    /// A change of one's own that could not be taken back: the next one is looked for before it.
    refused: Option<Taken>,
    /// The steps of figures that were written here, by the numbers of their newest changes.
    steps: BTreeSet<i64>,
    keeper: Keeper,
    beside: Beside,
    /// What the terminal is to put into the clipboard.
    copied: Option<String>,
    /// Whether the terminal is to be handed to the shell beneath.
    suspended: bool,
}

impl App {
    /// Reads what the first screen shows.
    pub fn new(store: Store, mut session: Session) -> Result<Self, StoreError> {
        // Before the facts: what is written while they are read is seen as a change.
        let version = store.data_version()?;
        let book = Book::read(&store, &session.actor.account, session.lang, session.today)?;
        let look = Look { theme: session.theme, lang: session.lang, ..Look::default() };
        let screen = Screen::new(look, std::mem::take(&mut session.keys));
        let mut app = Self {
            store,
            session,
            book,
            screen,
            version,
            leaving: false,
            refused: None,
            steps: BTreeSet::new(),
            keeper: Keeper::default(),
            beside: Beside::default(),
            copied: None,
            suspended: false,
        };
        app.corner();
        app.screen.freshen(&app.book);
        app.offer_drafts();
        Ok(app)
    }

    /// What is drawn.
    pub fn screen(&self) -> (&Screen, &Book) {
        (&self.screen, &self.book)
    }

    /// Whether the program ends.
    pub fn is_leaving(&self) -> bool {
        self.leaving
    }

    /// Whether text is typed.
    pub fn is_typing(&self) -> bool {
        self.screen.is_typing()
    }

    /// The file, for tests that look at what was written.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// A key: what the table binds it to here, else a character to type.
    pub fn press(&mut self, key: Key) {
        match (self.screen.command(key), key) {
            (Some(command), _) => self.update(command),
            (None, Key::Char(c)) => self.insert(c.encode_utf8(&mut [0; 4])),
            (None, key) if !self.screen.is_asking() => self.say(self.screen.no_command(key), Tone::Warn),
            (None, _) => {}
        }
    }

    /// A text for the clipboard, once.
    pub fn take_copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// Whether to go to the shell beneath, once.
    pub fn take_suspended(&mut self) -> bool {
        std::mem::take(&mut self.suspended)
    }

    /// Whether a figure or note was to be saved and the selection has not gone on from it, once. Keys that were typed ahead
    /// of the answer are not meant for that cell.
    pub fn take_stayed(&mut self) -> bool {
        self.screen.sheet.take_stayed()
    }

    /// Says that keys typed ahead of the answer were skipped.
    pub fn tell_skipped(&mut self) {
        self.screen.sheet.tell_skipped(&self.book);
    }

    /// There is no shell to go to.
    pub fn no_shell(&mut self) {
        self.say(Text::NoShell, Tone::Warn);
    }

    fn copy(&mut self) {
        match self.screen.copied() {
            Some(text) => {
                self.screen.say(fill(Text::Copied.words(self.screen.look.lang), &[&shown(&text)]), Tone::Good);
                self.copied = Some(text);
            }
            None => self.say(Text::NothingToCopy, Tone::Warn),
        }
    }

    /// Typed or pasted text.
    pub fn insert(&mut self, text: &str) {
        self.screen.message = None;
        self.screen.insert(text, &self.book);
    }

    /// Does what a command asks; what cannot be done is said.
    pub fn update(&mut self, command: Command) {
        self.screen.message = None;
        if self.screen.ask.is_some() {
            self.answer(command);
            return;
        }
        if matches!(self.screen.over, Over::Menu(..)) && command == Command::Open {
            if let Some(pick) = self.screen.choose() {
                self.pick(pick);
            }
        } else {
            match self.screen.update(command, &self.book) {
                Outcome::Done => {}
                Outcome::Wants(effect) => self.perform(effect),
                Outcome::Unknown => self.globally(command),
            }
        }
        self.freshen();
    }

    fn answer(&mut self, command: Command) {
        match command {
            Command::Yes => match self.screen.yes() {
                Agreed::Leave => self.leaving = true,
                Agreed::Drafts => self.take_up_drafts(),
                Agreed::Nothing => {}
                Agreed::Effect(effect) => self.perform(effect),
            },
            Command::Back => self.screen.ask = None,
            _ => {}
        }
    }

    /// Commands that need no pane.
    fn globally(&mut self, command: Command) {
        match command {
            Command::Leave if self.still_backs_up() => self.say(Text::BackingUp, Tone::Warn),
            Command::Leave if self.screen.has_typed() => self.screen.ask = Some(Ask::Leave),
            Command::Leave => self.leaving = true,
            Command::Help => self.screen.open_help(),
            Command::Palette => self.screen.open_menu(MenuKind::Commands, &self.book),
            Command::BackUp => self.back_up(),
            Command::Refresh => {
                self.refresh();
            }
            Command::Theme => self.screen.look.theme = self.screen.look.theme.next(),
            Command::Language => self.change_language(),
            Command::Copy => self.copy(),
            Command::Suspend => self.suspended = true,
            Command::Redraw | Command::Back => {}
            _ => self.elsewhere(command),
        }
    }

    /// Commands that lead somewhere else. A form with something typed in it stays in front.
    fn elsewhere(&mut self, command: Command) {
        let (tab, list) = (Tab::of(command), ListKind::of(command));
        if tab.is_none()
            && list.is_none()
            && !matches!(command, Command::Tour | Command::Jump | Command::OwnOffice | Command::Export)
        {
            return self.say(command.elsewhere(), Tone::Warn);
        }
        if self.screen.is_filling() {
            return self.say(Text::FormIsOpen, Tone::Warn);
        }
        self.screen.over = Over::Nothing;
        match (tab, list, command) {
            (Some(tab), ..) => self.go(tab),
            (_, Some(kind), _) => self.perform(Effect::Open(Subject::List(kind))),
            (.., Command::Tour) => self.screen.open_tour(),
            (.., Command::Export) if self.screen.open_export(&self.book) => {}
            (.., Command::Export) => self.say(Text::NoExport, Tone::Warn),
            (.., Command::OwnOffice) if self.book.person.is_some() => self.say(Text::OwnOfficeOfAccount, Tone::Warn),
            (.., Command::OwnOffice) => self.screen.open_menu(MenuKind::OwnOffice, &self.book),
            _ => self.screen.open_menu(MenuKind::Jump, &self.book),
        }
    }

    fn go(&mut self, tab: Tab) {
        self.screen.begin(tab, &self.book);
        if tab == Tab::Journal {
            self.perform(Effect::Journal(Reading::Anew));
        }
        if tab == Tab::Sheet {
            self.perform(Effect::Sheet(SheetAt::default()));
        }
    }

    fn change_language(&mut self) {
        let lang = match self.screen.look.lang {
            Lang::Vi => Lang::En,
            Lang::En => Lang::Vi,
        };
        self.screen.look.lang = lang;
        self.book.lang = lang;
        self.everything_changed();
        self.corner();
    }

    /// What was chosen in a menu.
    fn pick(&mut self, pick: Pick) {
        let at = self.screen.sheet.opened().clone();
        let effect = match pick {
            Pick::Run(command) => return self.run(command),
            Pick::Page(subject) => Effect::Open(subject),
            Pick::Status(status) => Effect::Measures(status),
            // The sheet keeps the period that is open where the office has cells in it.
            Pick::Office(office) => Effect::Sheet(SheetAt { office: Some(office), measure: None, period: None, ..at }),
            Pick::Plan(plan) => Effect::Sheet(SheetAt { plan: Some(plan), measure: None, ..at }),
            Pick::Period(period) => Effect::Sheet(SheetAt { period: Some(period), ..at }),
            Pick::Scope(scope) => Effect::Duties(scope),
            Pick::Activities(scope) => Effect::Activities(scope),
            Pick::CalendarOf(plan) => Effect::Calendar(plan),
            Pick::TargetsOf(plan) => Effect::Targets(plan),
            Pick::Kind(kind) => Effect::Narrow(kind),
            Pick::Own(office) => Effect::Write(Box::new(Write::SetSetting(Setting::OwnOffice(office)))),
            // It went into the form already.
            Pick::Field(_) => return,
            Pick::Answer(cell, answer) => match self.screen.sheet.choose((&cell, answer), &self.book) {
                Outcome::Wants(effect) => effect,
                Outcome::Done | Outcome::Unknown => return,
            },
        };
        self.perform(effect);
    }

    pub(super) fn run(&mut self, command: Command) {
        match self.screen.update(command, &self.book) {
            Outcome::Done => {}
            Outcome::Wants(effect) => self.perform(effect),
            Outcome::Unknown => self.globally(command),
        }
    }

    fn say(&mut self, text: Text, tone: Tone) {
        self.screen.say(text.words(self.screen.look.lang), tone);
    }

    /// The first line's right end: the account and its role, the own office, the day.
    fn corner(&mut self) {
        let day = format!("{} {}", facts::weekday(self.book.lang, self.book.today), print_day(self.book.today));
        let title = match self.session.day {
            Day::Clock => None,
            Day::Asked => Some(Text::OnlyLooking.words(self.book.lang).to_owned()),
            Day::Sample => Some(Text::Demo.words(self.book.lang).to_owned()),
        };
        let own = self.book.own.as_ref().map(|own| self.book.office(own).to_owned());
        let role = self.book.person.as_ref().map(|person| account::role(self.book.lang, person.role).to_owned());
        let parts = [title, Some(self.session.actor.account.clone()), role, own, Some(day)];
        self.screen.corner = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    }

    /// Once in a while: whether the day has turned, somebody else wrote, or something has ended beside the keys. True if
    /// there is something new to draw.
    pub fn look_around(&mut self) -> bool {
        let turned = self.turn_day();
        let changed = match self.store.data_version() {
            Ok(version) if version != self.version => {
                // What could not be read is read the next time; why is said.
                if self.reread() {
                    self.version = version;
                }
                true
            }
            _ => false,
        };
        self.look_beside() || changed || turned
    }

    /// After midnight everything is judged on the new day. True if it has turned.
    fn turn_day(&mut self) -> bool {
        let day = vietnam_day((self.session.now)());
        if self.session.day != Day::Clock || day == self.session.today {
            return false;
        }
        let before = std::mem::replace(&mut self.session.today, day);
        self.screen.message = None;
        if self.refresh() {
            self.corner();
            let turned = fill(Text::DayTurned.words(self.book.lang), &[&print_day(day)]);
            self.tell_unless_lost(turned);
        } else {
            // What could not be read is read the next time; why is said.
            self.session.today = before;
        }
        true
    }
}

/// The first line of a text, and whether more follow.
fn shown(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, _)) => format!("{first} …"),
        None => text.to_owned(),
    }
}
