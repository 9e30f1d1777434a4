//! What is on the screen: the pane in front, pages over it, a form, a menu, a question. Hands commands to whoever has
//! the focus. Knows no key and writes nothing.

use super::ask::{Agreed, Ask};
use super::book::Book;
use super::effect::{Effect, FormAt, ListKind, MenuKind, Outcome, Pick, Reading, Subject};
use super::forms::FormPane;
use super::forms::comment::Comment;
use super::forms::duty::DutyStep;
use super::forms::export::Export;
use super::forms::journal::Narrowing;
use super::forms::lock::Locking;
use super::forms::work::WorkEntry;
use super::pages::DetailPage;
use super::pages::list::Arranged;
use super::sheet::SheetPane;
use super::tabs::{Lists, Tab};
use super::{help, menus, tones};
use crate::form::line::{Line, Lost};
use crate::keys::{Command, Hints, Key, Keys, Place};
use crate::widgets::Look;
use crate::widgets::menu::Menu;
use crate::widgets::page::Page;
use crate::widgets::row_kind::RowKind;
use crate::widgets::table::Printed;
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{fill, form};

/// How many pages lie over one another; whoever goes on further comes back so far.
const DEPTH: usize = 20;

/// What lies over the pane and its pages.
#[derive(Debug, Default)]
pub enum Over {
    /// Nothing.
    #[default]
    Nothing,
    /// The help, and what waits below it.
    Help(Page, Box<Over>),
    /// A menu, and the form below it that it fills a field of.
    Menu(Box<Menu<Pick>>, Option<Box<dyn FormPane>>),
    /// A form.
    Form(Box<dyn FormPane>),
    /// The search line.
    Search(Line),
}

impl Over {
    /// The form that is open, or that waits below a menu or the help.
    fn form(&self) -> Option<&dyn FormPane> {
        match self {
            Self::Form(form) | Self::Menu(_, Some(form)) => Some(form.as_ref()),
            Self::Help(_, below) => below.form(),
            Self::Menu(_, None) | Self::Search(_) | Self::Nothing => None,
        }
    }
}

/// The screen.
#[derive(Debug, Default)]
pub struct Screen {
    /// Colours and language.
    pub look: Look<'static>,
    /// The pane in front.
    pub tab: Tab,
    /// The part of the overview that has the focus.
    pub part: Tab,
    /// The lists.
    pub lists: Lists,
    /// The sheet.
    pub sheet: SheetPane,
    /// Pages over the pane, the uppermost last.
    pub pages: Vec<DetailPage>,
    /// What lies over them.
    pub over: Over,
    /// A question over everything.
    pub ask: Option<Ask>,
    /// What there is to say about the last command.
    pub message: Option<(String, Tone)>,
    /// Who sits there, and the day; for the first line.
    pub corner: String,
    /// The keys that are live.
    pub keys: Keys,
    /// Where one came from, the last place last.
    trail: Vec<Left>,
    filled: Filled,
}

/// A place that was left for another one, to come back to: the pane and the pages over it. What is selected in it and
/// searched for it keeps itself.
#[derive(Debug)]
struct Left {
    tab: Tab,
    part: Tab,
    pages: Vec<DetailPage>,
}

/// So many places are remembered.
const TRAIL: usize = 16;

/// What was made of what is known and need not be made again, and how lists were left.
#[derive(Debug, Default)]
struct Filled {
    /// The overview is in front and has chosen whose targets it shows.
    overseen: bool,
    /// The targets are narrowed to that plan, and nobody asked for it.
    narrowed: bool,
    /// Lists whose rows are up to date.
    fresh: Vec<Tab>,
    /// Lists over a pane, as they were shown when they were closed.
    left: Vec<(ListKind, Arranged)>,
}

impl Screen {
    /// The first screen.
    pub fn new(look: Look<'static>, keys: Keys) -> Self {
        Self { look, keys, part: Tab::Plans, ..Self::default() }
    }

    /// What a key means where one is.
    pub fn command(&self, key: Key) -> Option<Command> {
        self.keys.find(self.places(), key)
    }

    /// The list that has the focus.
    pub fn front(&self) -> Tab {
        if self.tab == Tab::Overview { self.part } else { self.tab }
    }

    /// What the list in front is searched for, how many rows match, and the sentence of the selected row.
    pub fn found(&self) -> (&str, usize, &str) {
        if let Some(list) = self.pages.last().and_then(DetailPage::list) {
            return list.state();
        }
        match self.front() {
            Tab::Sheet => {
                let (query, rows) = self.sheet.sought();
                (query, rows, self.sheet.explain().0)
            }
            front => self.lists.state(front),
        }
    }

    /// Which row of how many is selected in the list in front; none where no list is.
    pub fn placed(&self) -> Option<(usize, usize)> {
        let (_, rows, _) = self.found();
        let place = match self.pages.last() {
            Some(page) => page.list()?.place(),
            None => self.lists.pane(self.front())?.place(),
        };
        (place > 0 && matches!(self.over, Over::Nothing | Over::Search(_))).then_some((place, rows))
    }

    /// Whether what is in front can do what a key of it is for: a list says what its rows take.
    pub fn offers(&self, command: Command) -> bool {
        match (&self.over, self.pages.last().and_then(DetailPage::list)) {
            (Over::Nothing, Some(list)) => list.offers(command),
            _ => true,
        }
    }

    /// The selected row in words, or the title of the page: what a copy takes.
    pub fn copied(&self) -> Option<String> {
        let text = match (&self.over, self.pages.last()) {
            (Over::Nothing | Over::Search(_), Some(page)) => page.copied(),
            (Over::Nothing | Over::Search(_), None) => self.found().2.to_owned(),
            (Over::Help(..) | Over::Menu(..) | Over::Form(_), _) => String::new(),
        };
        let text = Hints::new(&self.keys, self.beneath()).fill(&text, self.look.lang).into_owned();
        (!text.is_empty()).then_some(text)
    }

    /// The places whose keys are live, the innermost first.
    pub fn places(&self) -> &'static [Place] {
        match (&self.ask, &self.over) {
            (Some(_), _) => Place::Ask.chain(),
            (None, Over::Search(_)) => Place::Line.chain(),
            _ => self.beneath(),
        }
    }

    /// The places of what is drawn, beneath a question and a search line.
    pub fn beneath(&self) -> &'static [Place] {
        let place = match (&self.over, self.pages.last()) {
            (Over::Help(..), _) => Place::Page,
            (Over::Menu(..), _) => Place::Menu,
            (Over::Form(form), _) if form.is_many() => Place::Lines,
            (Over::Form(_), _) => Place::Form,
            (_, Some(page)) => page.place(),
            _ if self.tab == Tab::Sheet => self.sheet.place(),
            _ => self.front().place(),
        };
        place.chain()
    }

    /// Why a key that is bound to nothing here does nothing; what it does in a list says where that is.
    pub fn no_command(&self, key: Key) -> Text {
        let in_lists = self.keys.find(Place::Rows.chain(), key).map(Command::elsewhere);
        match in_lists.filter(|why| *why != Text::NotHere) {
            _ if self.keys.means(key, Command::Insert) => Text::NoInsert,
            Some(why) => why,
            _ if Hints::new(&self.keys, self.places()).is_live(Command::Help) => Text::NoSuchKey,
            _ => Text::NoSuchKeyNow,
        }
    }

    /// Whether text is typed: function keys by Esc and a digit are off.
    pub fn is_typing(&self) -> bool {
        self.places().contains(&Place::Text)
    }

    /// Whether the line below the pane is taken: by a question, or by a search being typed.
    pub fn is_asking(&self) -> bool {
        self.ask.is_some() || matches!(self.over, Over::Search(_))
    }

    /// Says something below the pane.
    pub fn say(&mut self, words: impl Into<String>, tone: Tone) {
        self.message = Some((words.into(), tone));
    }

    /// Everything has changed: rows are made again when they are looked at.
    pub fn stale(&mut self) {
        self.filled.fresh.clear();
    }

    /// Makes the rows that are looked at.
    pub fn freshen(&mut self, book: &Book) {
        let shown: &[Tab] = if self.tab == Tab::Overview { &Tab::PARTS } else { &[self.tab] };
        for tab in shown {
            if !self.filled.fresh.contains(tab) {
                self.lists.fill(*tab, book);
                self.filled.fresh.push(*tab);
            }
        }
        if self.tab == Tab::Targets && std::mem::take(&mut self.filled.narrowed) {
            self.lists.widen(Tab::Targets, book);
        }
        if self.tab == Tab::Overview && !self.filled.overseen {
            self.filled.overseen = true;
            self.targets_of_plan(book);
        }
    }

    /// The overview's targets are those of the plan selected beside them.
    fn targets_of_plan(&mut self, book: &Book) {
        let plan = self.lists.plans.table.selected().cloned();
        if self.lists.targets.plan() != plan.as_ref() {
            self.lists.targets.show(plan, book);
        }
        self.filled.narrowed = true;
    }

    /// Whether what is looked at needs figures.
    pub fn needs_figures(&self) -> bool {
        self.tab.needs_figures() || !self.pages.is_empty()
    }

    /// Puts a page over what is there; a list as it was left.
    pub fn open_page(&mut self, mut page: DetailPage) {
        if let Subject::List(kind) = &page.subject {
            let left = self.filled.left.iter().find(|(of, _)| of == kind).map(|(_, arranged)| arranged.clone());
            if let (Some(list), Some(left)) = (page.list_mut(), left) {
                list.arrange(&left);
            }
        }
        if self.pages.len() == DEPTH {
            let lowest = self.pages.remove(0);
            self.keep_arranged(&lowest);
        }
        self.pages.push(page);
    }

    /// Closes the uppermost page.
    fn close_page(&mut self) {
        if let Some(page) = self.pages.pop() {
            self.keep_arranged(&page);
        }
    }

    /// Remembers how a list was left.
    fn keep_arranged(&mut self, page: &DetailPage) {
        if let (Subject::List(kind), Some(list)) = (&page.subject, page.list()) {
            self.filled.left.retain(|(of, _)| of != kind);
            self.filled.left.push((kind.clone(), list.arranged()));
        }
    }

    /// Puts a pane in front.
    pub fn show(&mut self, tab: Tab) {
        while !self.pages.is_empty() {
            self.close_page();
        }
        self.over = Over::Nothing;
        let left = self.sheet.drafts().count();
        if self.tab == Tab::Sheet && tab != Tab::Sheet && left > 0 {
            self.say(fill(Text::DraftsStay.words(self.look.lang), &[&left]), Tone::Warn);
        }
        if tab == Tab::Overview && self.tab != Tab::Overview {
            self.part = if Tab::PARTS.contains(&self.tab) { self.tab } else { Tab::Plans };
        }
        self.filled.overseen = self.filled.overseen && tab == Tab::Overview;
        self.tab = tab;
    }

    /// A pane that was asked for by its own key: no way leads back from it, and what it was narrowed to on a way is shown
    /// whole again.
    pub fn begin(&mut self, tab: Tab, book: &Book) {
        if !self.trail.is_empty() {
            let left = std::mem::take(&mut self.trail);
            let led: Vec<Tab> = left.iter().skip(1).map(|left| left.tab).chain([self.tab]).collect();
            left.iter().flat_map(|left| &left.pages).for_each(|page| self.keep_arranged(page));
            for pane in led {
                self.lists.widen(pane, book);
            }
        }
        self.show(tab);
    }

    /// A pane to which a row or a page leads: Esc leads back to where it was asked for.
    pub fn lead(&mut self, tab: Tab) {
        if self.tab != tab || !self.pages.is_empty() {
            let left = Left { tab: self.tab, part: self.part, pages: std::mem::take(&mut self.pages) };
            self.trail.push(left);
            let more = self.trail.len().saturating_sub(TRAIL);
            self.trail.drain(..more);
        }
        self.show(tab);
    }

    /// Back to where one came from; false where one came from nowhere.
    fn go_back(&mut self, book: &Book) -> bool {
        let Some(left) = self.trail.pop() else { return false };
        if self.tab != left.tab {
            self.lists.widen(self.tab, book);
        }
        self.show(left.tab);
        self.part = left.part;
        self.pages = left.pages;
        true
    }

    /// Typed or pasted text goes to whoever has the focus.
    pub fn insert(&mut self, text: &str, book: &Book) {
        if self.ask.is_some() {
            return;
        }
        let mut lost = Lost::default();
        match &mut self.over {
            Over::Form(form) => lost = form.insert(text),
            Over::Menu(menu, _) => menu.edit(|line| lost = line.insert(text)),
            Over::Search(line) => {
                lost = line.insert(text);
                self.search();
            }
            Over::Nothing if self.pages.is_empty() && self.tab == Tab::Sheet => match self.sheet.insert(text, book) {
                Some(of_sheet) => lost = of_sheet,
                None => return self.no_such_key(text),
            },
            Over::Help(..) | Over::Nothing => return self.no_such_key(text),
        }
        self.tell_lost(lost);
    }

    /// What of a text did not come in as it was: dropped with a notice (SHARING, "Text and numbers: one gate").
    fn tell_lost(&mut self, lost: Lost) {
        if let Some(words) = form::lost(self.look.lang, lost) {
            self.say(words, Tone::Warn);
        }
    }

    /// A key that runs nothing: never silence. A letter with a mark tells of the input method.
    fn no_such_key(&mut self, text: &str) {
        let marked = text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        let key = text.chars().next().map_or(Key::Char(' '), Key::Char);
        let words = if marked { Text::InputMethodOn } else { self.no_command(key) };
        self.say(words.words(self.look.lang), Tone::Warn);
    }

    /// What is in front is narrowed to what is typed in the search line.
    fn search(&mut self) {
        if let Over::Search(line) = &self.over {
            let query = line.text().to_owned();
            self.narrow(&query);
        }
    }

    /// Narrows what is in front; the sheet goes to the place instead.
    fn narrow(&mut self, query: &str) {
        let front = self.front();
        match self.pages.last_mut().and_then(DetailPage::list_mut) {
            Some(list) => list.search(query),
            None if front == Tab::Sheet => self.sheet.seek(query, false),
            None => self.lists.search(front, query),
        }
    }

    /// Narrows what is in front to a kind of rows, or shows all.
    fn narrow_to(&mut self, kind: Option<RowKind>) {
        let front = self.front();
        match self.pages.last_mut().and_then(DetailPage::list_mut) {
            Some(list) => list.narrow(kind),
            None => {
                if let Some(pane) = self.lists.pane_mut(front) {
                    pane.narrow(kind);
                }
            }
        }
    }

    /// Hands a command to whoever has the focus.
    pub fn update(&mut self, command: Command, book: &Book) -> Outcome {
        match &mut self.over {
            Over::Help(page, below) => {
                if let Some(motion) = tones::motion(command) {
                    page.go(motion);
                    return Outcome::Done;
                }
                self.over = std::mem::take(below);
                // Whatever else it is happens to what was below.
                if matches!(command, Command::Back | Command::Help) { Outcome::Done } else { Outcome::Unknown }
            }
            Over::Menu(..) => self.update_menu(command, book),
            Over::Form(_) if command == Command::ChooseValue => self.open_field_menu(book),
            Over::Form(form) => match form.update(command, book) {
                Outcome::Unknown if command == Command::Back => {
                    self.leave_form();
                    Outcome::Done
                }
                outcome => outcome,
            },
            Over::Search(_) => self.update_search(command),
            Over::Nothing => self.update_pane(command, book),
        }
    }

    /// Whether a form with something typed in it is open.
    pub fn is_filling(&self) -> bool {
        self.over.form().is_some_and(FormPane::is_changed)
    }

    fn leave_form(&mut self) {
        if self.is_filling() {
            self.ask = Some(Ask::DropForm);
        } else {
            self.over = Over::Nothing;
        }
    }

    fn update_menu(&mut self, command: Command, book: &Book) -> Outcome {
        let Over::Menu(menu, _) = &mut self.over else { return Outcome::Unknown };
        match command {
            Command::Back => {
                self.close_menu();
                // A sheet whose office was not chosen is no place to stay.
                let nowhere = self.tab == Tab::Sheet && self.sheet.opened().office.is_none();
                if nowhere && matches!(self.over, Over::Nothing) && self.pages.is_empty() {
                    return self.back(book);
                }
            }
            Command::Left => menu.edit(Line::left),
            Command::Right => menu.edit(Line::right),
            Command::First => menu.edit(Line::home),
            Command::Last => menu.edit(Line::end),
            Command::EraseBack => menu.edit(Line::erase_back),
            Command::EraseForward => menu.edit(Line::erase_forward),
            _ => match tones::motion(command) {
                Some(motion) => menu.go(motion),
                None => return Outcome::Unknown,
            },
        }
        Outcome::Done
    }

    /// The choice of an open menu; the menu closes.
    pub fn choose(&mut self) -> Option<Pick> {
        let Over::Menu(menu, _) = &self.over else { return None };
        let pick = menu.selected().cloned()?;
        self.close_menu();
        match (pick, &mut self.over) {
            (Pick::Field(text), Over::Form(form)) => {
                form.take(&text);
                None
            }
            (pick, _) => Some(pick),
        }
    }

    /// A menu for the focused field of the form; the form waits below it.
    fn open_field_menu(&mut self, book: &Book) -> Outcome {
        let Over::Form(form) = std::mem::take(&mut self.over) else { return Outcome::Unknown };
        let Some(kind) = form.menu() else {
            self.over = Over::Form(form);
            return Outcome::Wants(Effect::Say(Text::NothingToPick));
        };
        self.over = Over::Menu(Box::new(menus::menu(kind, book, &self.sheet, (&self.keys, &[]))), Some(form));
        Outcome::Done
    }

    /// Back to the form below the menu, if there is one.
    fn close_menu(&mut self) {
        let over = std::mem::take(&mut self.over);
        if let Over::Menu(_, Some(form)) = over {
            self.over = Over::Form(form);
        }
    }

    fn update_search(&mut self, command: Command) -> Outcome {
        let Over::Search(line) = &mut self.over else { return Outcome::Unknown };
        match command {
            Command::Save | Command::Back => {
                self.over = Over::Nothing;
                if command == Command::Back {
                    self.narrow("");
                }
                if self.pages.is_empty() && self.front() == Tab::Journal {
                    return Outcome::Wants(Effect::Journal(Reading::Anew));
                }
            }
            Command::Search => {
                if self.tab == Tab::Sheet {
                    self.sheet.seek(line.text(), true);
                }
                return Outcome::Done;
            }
            other => match tones::edit(other) {
                Some(edit) => edit(line),
                None => return Outcome::Unknown,
            },
        }
        self.search();
        Outcome::Done
    }

    fn update_pane(&mut self, command: Command, book: &Book) -> Outcome {
        if let Some(page) = self.pages.last_mut() {
            return match (page.update(command, book), command) {
                (Outcome::Unknown, Command::Back) => {
                    self.close_page();
                    Outcome::Done
                }
                (Outcome::Unknown, Command::Search) if page.list().is_some() => {
                    self.over = Over::Search(Line::new(self.found().0));
                    Outcome::Done
                }
                (outcome, _) => outcome,
            };
        }
        let front = self.front();
        let outcome = match self.lists.pane_mut(front) {
            Some(pane) => pane.update(command, book),
            None => self.sheet.update(command, book),
        };
        if self.tab == Tab::Overview && front == Tab::Plans && tones::motion(command).is_some() {
            self.targets_of_plan(book);
        }
        match (outcome, command) {
            (Outcome::Unknown, Command::Search) => {
                self.over = Over::Search(Line::new(self.found().0));
                Outcome::Done
            }
            (Outcome::Unknown, Command::NextPane | Command::PreviousPane) => {
                self.beside(command == Command::NextPane, book);
                Outcome::Done
            }
            (Outcome::Unknown, Command::Back) => self.back(book),
            (outcome, _) => outcome,
        }
    }

    fn beside(&mut self, forward: bool, book: &Book) {
        if self.tab == Tab::Overview {
            self.part = self.part.beside(&Tab::PARTS, forward);
        } else {
            self.begin(self.tab.beside(&Tab::all(), forward), book);
        }
    }

    /// Esc in a pane: an end to the search; else back to where one came from; else all rows again; else the first screen.
    fn back(&mut self, book: &Book) -> Outcome {
        let front = self.front();
        if !self.lists.state(front).0.is_empty() {
            self.lists.search(front, "");
        } else if self.go_back(book) {
            return Outcome::Wants(Effect::Reread);
        } else if self.tab == Tab::Overview || !self.lists.widen(front, book) {
            self.show(Tab::Today);
        }
        Outcome::Done
    }

    /// Opens a menu.
    pub fn open_menu(&mut self, kind: MenuKind, book: &Book) {
        let places = self.beneath();
        let form = match std::mem::take(&mut self.over) {
            Over::Form(form) => Some(form),
            _ => None,
        };
        self.over = Over::Menu(Box::new(menus::menu(kind, book, &self.sheet, (&self.keys, places))), form);
    }

    /// Opens the help of the place where one is; what is there waits below.
    pub fn open_help(&mut self) {
        if !matches!(self.over, Over::Help(..)) {
            let page = help::page(self.look.lang, self.places(), &self.keys);
            self.over = Over::Help(page, Box::new(std::mem::take(&mut self.over)));
        }
    }

    /// The list in front as it is shown, and its name.
    pub fn printed(&self) -> Option<(String, Printed)> {
        let lang = self.look.lang;
        let (heading, sentence) = (Text::Heading.words(lang), Text::Sentence.words(lang));
        if let Some(page) = self.pages.last() {
            return page.list().map(|list| list.printed(heading, sentence));
        }
        let front = self.front();
        let table = self.lists.pane(front).and_then(|pane| pane.printed(heading, sentence))?;
        Some((front.text().words(lang).to_owned(), table))
    }

    /// Opens the form that takes the list in front away; false if there is no list.
    pub fn open_export(&mut self, book: &Book) -> bool {
        let Some((name, table)) = self.printed() else { return false };
        self.over = Over::Form(Box::new(Export::open(&name, table.rows.len(), book)));
        true
    }

    /// Opens the tour: what is where, in one page.
    pub fn open_tour(&mut self) {
        self.over = Over::Help(help::tour(self.look.lang, &self.keys), Box::default());
    }

    /// A question answered with yes.
    pub fn yes(&mut self) -> Agreed {
        match self.ask.take() {
            Some(Ask::Leave) => Agreed::Leave,
            Some(Ask::Sure(_, effect) | Ask::Many(_, effect) | Ask::Words(_, effect)) => Agreed::Effect(*effect),
            Some(Ask::Drafts(_)) => Agreed::Drafts,
            Some(Ask::DropForm) => {
                self.over = Over::Nothing;
                Agreed::Nothing
            }
            None => Agreed::Nothing,
        }
    }

    /// The form in which something is typed, open or below a menu or the help.
    pub fn typed_form(&self) -> Option<(FormAt, Vec<String>)> {
        self.over.form().filter(|form| form.is_changed()).and_then(FormPane::typed)
    }

    /// Whether something typed would be lost.
    pub fn has_typed(&self) -> bool {
        self.is_filling() || self.sheet.has_drafts()
    }

    /// An effect that the screen itself carries out; the others come back.
    pub fn carry_out(&mut self, effect: Effect, book: &Book) -> Option<Effect> {
        match effect {
            Effect::Duties(scope) => {
                self.lead(Tab::Reports);
                self.freshen(book);
                self.lists.reports.show(scope, book);
            }
            Effect::Targets(plan) => {
                self.lead(Tab::Targets);
                self.freshen(book);
                self.lists.targets.show(plan, book);
            }
            Effect::Measures(status) => {
                self.lead(Tab::Targets);
                self.freshen(book);
                self.lists.targets.show_status(status, book);
            }
            Effect::Activities(scope) => {
                self.lead(Tab::Activities);
                self.freshen(book);
                self.lists.activities.show(scope, book);
            }
            Effect::Calendar(plan) => {
                self.lead(Tab::Calendar);
                self.freshen(book);
                self.lists.calendar.narrow(plan, book);
            }
            Effect::Work(kind) => match WorkEntry::open(kind, book) {
                Some(form) => self.over = Over::Form(Box::new(form)),
                None => self.say(Text::NeedsSelection.words(self.look.lang), Tone::Warn),
            },
            Effect::FilterJournal(wanted) => self.over = Over::Form(Box::new(Narrowing::open(&wanted, book))),
            Effect::Form(kind, keys) => self.over = Over::Form(Box::new(DutyStep::open(kind, &keys, book))),
            Effect::LockForm(kind, lock) => self.over = Over::Form(Box::new(Locking::open(kind, lock, book))),
            Effect::AskMany(count, effect) => self.ask = Some(Ask::Many(count, effect)),
            Effect::Comment(about) => self.over = Over::Form(Box::new(Comment::open(about, book))),
            Effect::Menu(kind) => self.open_menu(kind, book),
            Effect::OfferKinds(choices, shown) => {
                self.over = Over::Menu(Box::new(menus::kinds(book, choices, shown)), None);
            }
            Effect::Narrow(kind) => self.narrow_to(kind),
            Effect::Ask(text, effect) => self.ask = Some(Ask::Sure(text, effect)),
            Effect::AskWords(words, effect) => self.ask = Some(Ask::Words(words, effect)),
            Effect::Say(text) => self.say(text.words(self.look.lang), Tone::Warn),
            Effect::Open(_)
            | Effect::Sheet(_)
            | Effect::Journal(_)
            | Effect::Run(_)
            | Effect::Reread
            | Effect::Write(_)
            | Effect::TakeBack(_)
            | Effect::Letter { .. }
            | Effect::Export(_)
            | Effect::Record(..)
            | Effect::RemovePart(..) => return Some(effect),
        }
        None
    }
}
