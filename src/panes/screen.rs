//! What is on the screen: the pane in front, pages over it, a form, a menu, a question. Hands commands to whoever has
//! the focus. Knows no key and writes nothing.

use super::confirm::{Confirm, Question};
use super::effect::{
    Effect, FormRef, JournalRequest, ListKind, MenuChoice, MenuKind, Outcome, PageSubject,
};
use super::forms::FormPane;
use super::forms::export::ExportFormModel;
use super::pages::DetailPage;
use super::pages::list_page::ListView;
use super::read_model::ReadModel;
use super::scope::{ActivityScope, DutyScope};
use super::sheet::SheetPane;
use super::tabs::{Lists, Tab};
use super::{cells, help, menus};
use crate::domain::assessment::MeasureStatus;
use crate::domain::code::PlanCode;
use crate::form::text_input::{InputLoss, TextInput};
use crate::i18n::screen::Text;
use crate::i18n::{fill_placeholders, form};
use crate::keys::{Command, Key, KeyContext, KeyHints, Keymap};
use crate::widgets::DrawContext;
use crate::widgets::facet::{Facet, FacetCounts};
use crate::widgets::menu::Menu;
use crate::widgets::page::Page;
use crate::widgets::table::ExportTable;
use crate::widgets::theme::Tone;

/// How many pages lie over one another; whoever goes on further comes back so far.
const MAX_PAGES: usize = 20;

/// What lies over the pane and its pages.
#[derive(Debug, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    Nothing,
    /// The help, and what waits below it.
    Help(Page, Box<Overlay>),
    /// A menu, and the form below it that it fills a field of.
    Menu(Box<Menu<MenuChoice>>, Option<Box<dyn FormPane>>),
    /// A form.
    Form(Box<dyn FormPane>),
    /// The search line.
    Search(TextInput),
}

impl Overlay {
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
    pub draw_context: DrawContext<'static>,
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
    pub overlay: Overlay,
    /// A question over everything.
    pub confirm: Option<Confirm>,
    /// What there is to say about the last command.
    pub message: Option<(String, Tone)>,
    /// Who sits there, and the day; for the first line.
    pub header_info: String,
    /// The keys that are live.
    pub keymap: Keymap,
    /// Where one came from, the last place last.
    history: Vec<HistoryEntry>,
    view_state: ViewState,
}

/// A place that was left for another one, to come back to: the pane and the pages over it. What is selected in it and
/// searched for it keeps itself.
#[derive(Debug)]
struct HistoryEntry {
    tab: Tab,
    part: Tab,
    pages: Vec<DetailPage>,
}

/// So many places are remembered.
const MAX_HISTORY: usize = 16;

/// What was made of what is known and need not be made again, and how lists were left.
#[derive(Debug, Default)]
struct ViewState {
    /// The overview is in front and has chosen whose targets it shows.
    overview_ready: bool,
    /// The targets are narrowed to that plan, and nobody asked for it.
    targets_follow_plan: bool,
    /// Lists whose rows are up to date.
    fresh_lists: Vec<Tab>,
    /// Lists over a pane, as they were shown when they were closed.
    saved_views: Vec<(ListKind, ListView)>,
}

impl Screen {
    /// The first screen.
    pub fn new(draw_context: DrawContext<'static>, keymap: Keymap) -> Self {
        Self {
            draw_context,
            keymap,
            part: Tab::Plans,
            ..Self::default()
        }
    }

    /// What a key means where one is.
    pub fn command_for_key(&self, key: Key) -> Option<Command> {
        self.keymap.command_for(self.key_contexts(), key)
    }

    /// The list that has the focus.
    pub fn focused_tab(&self) -> Tab {
        if self.tab == Tab::Overview {
            self.part
        } else {
            self.tab
        }
    }

    /// What the list in front is searched for, how many rows match, and the sentence of the selected row.
    pub fn search_state(&self) -> (&str, usize, &str) {
        if let Some(list) = self.pages.last().and_then(DetailPage::list) {
            return list.search_state();
        }
        match self.focused_tab() {
            Tab::Sheet => {
                let (query, rows) = self.sheet.search_state();
                (query, rows, self.sheet.explanation().0)
            }
            front => self.lists.search_state(front),
        }
    }

    /// Which row of how many is selected in the list in front; none where no list is.
    pub fn selected_position(&self) -> Option<(usize, usize)> {
        let (_, rows, _) = self.search_state();
        let place = match self.pages.last() {
            Some(page) => page.list()?.selected_position(),
            None => self.lists.pane(self.focused_tab())?.selected_position(),
        };
        (place > 0 && matches!(self.overlay, Overlay::Nothing | Overlay::Search(_)))
            .then_some((place, rows))
    }

    /// Whether what is in front can do what a key of it is for: a list says what its rows take.
    pub fn accepts_command(&self, command: Command) -> bool {
        match (&self.overlay, self.pages.last().and_then(DetailPage::list)) {
            (Overlay::Nothing, Some(list)) => list.accepts_command(command),
            _ => true,
        }
    }

    /// The selected row in words, or the title of the page: what a copy takes.
    pub fn copy_text(&self) -> Option<String> {
        let text = match (&self.overlay, self.pages.last()) {
            (Overlay::Nothing | Overlay::Search(_), Some(page)) => page.copy_text(),
            (Overlay::Nothing | Overlay::Search(_), None) => self.search_state().2.to_owned(),
            (Overlay::Help(..) | Overlay::Menu(..) | Overlay::Form(_), _) => String::new(),
        };
        let text = KeyHints::new(&self.keymap, self.underlying_contexts())
            .fill_keys(&text, self.draw_context.lang)
            .into_owned();
        (!text.is_empty()).then_some(text)
    }

    /// The places whose keys are live, the innermost first.
    pub fn key_contexts(&self) -> &'static [KeyContext] {
        match (&self.confirm, &self.overlay) {
            (Some(_), _) => KeyContext::Confirm.context_chain(),
            (None, Overlay::Search(_)) => KeyContext::SearchLine.context_chain(),
            _ => self.underlying_contexts(),
        }
    }

    /// The places of what is drawn, beneath a question and a search line.
    pub fn underlying_contexts(&self) -> &'static [KeyContext] {
        let place = match (&self.overlay, self.pages.last()) {
            (Overlay::Help(..), _) => KeyContext::Page,
            (Overlay::Menu(..), _) => KeyContext::Menu,
            (Overlay::Form(form), _) if form.is_multiline() => KeyContext::MultilineField,
            (Overlay::Form(_), _) => KeyContext::Form,
            (_, Some(page)) => page.key_context(),
            _ if self.tab == Tab::Sheet => self.sheet.key_context(),
            _ => self.focused_tab().key_context(),
        };
        place.context_chain()
    }

    /// Why a key that is bound to nothing here does nothing; what it does in a list says where that is.
    pub fn unbound_key_text(&self, key: Key) -> Text {
        let in_lists = self
            .keymap
            .command_for(KeyContext::ListPage.context_chain(), key)
            .map(Command::unavailable_reason);
        match in_lists.filter(|why| *why != Text::NotHere) {
            _ if self.keymap.is_bound_to(key, Command::Insert) => Text::NoInsert,
            Some(why) => why,
            _ if KeyHints::new(&self.keymap, self.key_contexts()).is_bound(Command::Help) => {
                Text::NoSuchKey
            }
            _ => Text::NoSuchKeyNow,
        }
    }

    /// Whether text is typed: function keys by Esc and a digit are off.
    pub fn is_typing(&self) -> bool {
        self.key_contexts().contains(&KeyContext::TextInput)
    }

    /// Whether the line below the pane is taken: by a question, or by a search being typed.
    pub fn is_prompting(&self) -> bool {
        self.confirm.is_some() || matches!(self.overlay, Overlay::Search(_))
    }

    /// Says something below the pane.
    pub fn show_message(&mut self, words: impl Into<String>, tone: Tone) {
        self.message = Some((words.into(), tone));
    }

    /// Everything has changed: rows are made again when they are looked at.
    pub fn mark_all_stale(&mut self) {
        self.view_state.fresh_lists.clear();
    }

    /// Makes the rows that are looked at.
    pub fn refresh_visible(&mut self, book: &ReadModel) {
        let shown: &[Tab] = if self.tab == Tab::Overview {
            &Tab::OVERVIEW_PARTS
        } else {
            &[self.tab]
        };
        for tab in shown {
            if !self.view_state.fresh_lists.contains(tab) {
                self.lists.build_rows(*tab, book);
                self.view_state.fresh_lists.push(*tab);
            }
        }
        if self.tab == Tab::Targets && std::mem::take(&mut self.view_state.targets_follow_plan) {
            self.lists.clear_filter(Tab::Targets, book);
        }
        if self.tab == Tab::Overview && !self.view_state.overview_ready {
            self.view_state.overview_ready = true;
            self.sync_overview_targets(book);
        }
    }

    /// The overview's targets are those of the plan selected beside them.
    fn sync_overview_targets(&mut self, book: &ReadModel) {
        let plan = self.lists.plans.table.selected().cloned();
        if self.lists.targets.plan() != plan.as_ref() {
            self.lists.targets.show_plan(plan, book);
        }
        self.view_state.targets_follow_plan = true;
    }

    /// Whether what is looked at needs figures.
    pub fn needs_figures(&self) -> bool {
        self.tab.needs_figures() || !self.pages.is_empty()
    }

    /// Puts a page over what is there; a list as it was left.
    pub fn open_page(&mut self, mut page: DetailPage) {
        if let PageSubject::List(kind) = &page.subject {
            let left = self
                .view_state
                .saved_views
                .iter()
                .find(|(of, _)| of == kind)
                .map(|(_, arranged)| arranged.clone());
            if let (Some(list), Some(left)) = (page.list_mut(), left) {
                list.restore_view(&left);
            }
        }
        if self.pages.len() == MAX_PAGES {
            let lowest = self.pages.remove(0);
            self.save_view(&lowest);
        }
        self.pages.push(page);
    }

    /// Closes the uppermost page.
    fn close_page(&mut self) {
        if let Some(page) = self.pages.pop() {
            self.save_view(&page);
        }
    }

    /// Remembers how a list was left.
    fn save_view(&mut self, page: &DetailPage) {
        if let (PageSubject::List(kind), Some(list)) = (&page.subject, page.list()) {
            self.view_state.saved_views.retain(|(of, _)| of != kind);
            self.view_state
                .saved_views
                .push((kind.clone(), list.view()));
        }
    }

    /// Puts a pane in front.
    pub fn set_tab(&mut self, tab: Tab) {
        while !self.pages.is_empty() {
            self.close_page();
        }
        self.overlay = Overlay::Nothing;
        let left = self.sheet.drafts().cell_count();
        if self.tab == Tab::Sheet && tab != Tab::Sheet && left > 0 {
            self.show_message(
                fill_placeholders(Text::DraftsStay.text(self.draw_context.lang), &[&left]),
                Tone::Warn,
            );
        }
        if tab == Tab::Overview && self.tab != Tab::Overview {
            self.part = if Tab::OVERVIEW_PARTS.contains(&self.tab) {
                self.tab
            } else {
                Tab::Plans
            };
        }
        self.view_state.overview_ready = self.view_state.overview_ready && tab == Tab::Overview;
        self.tab = tab;
    }

    /// A pane that was asked for by its own key: no way leads back from it, and what it was narrowed to on a way is shown
    /// whole again.
    pub fn switch_tab(&mut self, tab: Tab, book: &ReadModel) {
        if !self.history.is_empty() {
            let left = std::mem::take(&mut self.history);
            let led: Vec<Tab> = left
                .iter()
                .skip(1)
                .map(|left| left.tab)
                .chain([self.tab])
                .collect();
            left.iter()
                .flat_map(|left| &left.pages)
                .for_each(|page| self.save_view(page));
            for pane in led {
                self.lists.clear_filter(pane, book);
            }
        }
        self.set_tab(tab);
    }

    /// A pane to which a row or a page leads: Esc leads back to where it was asked for.
    pub fn open_tab(&mut self, tab: Tab) {
        if self.tab != tab || !self.pages.is_empty() {
            let left = HistoryEntry {
                tab: self.tab,
                part: self.part,
                pages: std::mem::take(&mut self.pages),
            };
            self.history.push(left);
            let more = self.history.len().saturating_sub(MAX_HISTORY);
            self.history.drain(..more);
        }
        self.set_tab(tab);
    }

    /// Back to where one came from; false where one came from nowhere.
    fn go_back(&mut self, book: &ReadModel) -> bool {
        let Some(left) = self.history.pop() else {
            return false;
        };
        if self.tab != left.tab {
            self.lists.clear_filter(self.tab, book);
        }
        self.set_tab(left.tab);
        self.part = left.part;
        self.pages = left.pages;
        true
    }

    /// Typed or pasted text goes to whoever has the focus.
    pub fn insert_text(&mut self, text: &str, book: &ReadModel) {
        if self.confirm.is_some() {
            return;
        }
        let mut lost = InputLoss::default();
        match &mut self.overlay {
            Overlay::Form(form) => lost = form.insert_text(text),
            Overlay::Menu(menu, _) => menu.edit_query(|line| lost = line.insert(text)),
            Overlay::Search(line) => {
                lost = line.insert(text);
                self.apply_search_line();
            }
            Overlay::Nothing if self.pages.is_empty() && self.tab == Tab::Sheet => {
                match self.sheet.insert_text(text, book) {
                    Some(of_sheet) => lost = of_sheet,
                    None => return self.show_unbound_key(text),
                }
            }
            Overlay::Help(..) | Overlay::Nothing => return self.show_unbound_key(text),
        }
        self.show_input_loss(lost);
    }

    /// What of a text did not come in as it was: dropped with a notice (SHARING, "Text and numbers: one gate").
    fn show_input_loss(&mut self, lost: InputLoss) {
        if let Some(words) = form::lost_input(self.draw_context.lang, lost) {
            self.show_message(words, Tone::Warn);
        }
    }

    /// A key that runs nothing: never silence. A letter with a mark tells of the input method.
    fn show_unbound_key(&mut self, text: &str) {
        let marked = text.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
        let key = text.chars().next().map_or(Key::Char(' '), Key::Char);
        let words = if marked {
            Text::InputMethodOn
        } else {
            self.unbound_key_text(key)
        };
        self.show_message(words.text(self.draw_context.lang), Tone::Warn);
    }

    /// What is in front is narrowed to what is typed in the search line.
    fn apply_search_line(&mut self) {
        if let Overlay::Search(line) = &self.overlay {
            let query = line.text().to_owned();
            self.search_focused(&query);
        }
    }

    /// Narrows what is in front; the sheet goes to the place instead.
    fn search_focused(&mut self, query: &str) {
        let front = self.focused_tab();
        match self.pages.last_mut().and_then(DetailPage::list_mut) {
            Some(list) => list.search(query),
            None if front == Tab::Sheet => self.sheet.select_match(query, false),
            None => self.lists.search(front, query),
        }
    }

    /// Narrows what is in front to a kind of rows, or shows all.
    pub fn filter_focused(&mut self, kind: Option<Facet>) {
        let front = self.focused_tab();
        match self.pages.last_mut().and_then(DetailPage::list_mut) {
            Some(list) => list.filter(kind),
            None => {
                if let Some(pane) = self.lists.pane_mut(front) {
                    pane.filter(kind);
                }
            }
        }
    }

    /// Hands a command to whoever has the focus.
    pub fn handle_command(&mut self, command: Command, book: &ReadModel) -> Outcome {
        if self.confirm.is_some() {
            return self.answer_confirmation(command);
        }
        match &mut self.overlay {
            Overlay::Help(page, below) => {
                if let Some(motion) = cells::motion_of_command(command) {
                    page.scroll(motion);
                    return Outcome::Handled;
                }
                self.overlay = std::mem::take(below);
                // Whatever else it is happens to what was below.
                if matches!(command, Command::Back | Command::Help) {
                    Outcome::Handled
                } else {
                    Outcome::Ignored
                }
            }
            Overlay::Menu(..) => self.update_menu(command, book),
            Overlay::Form(_) if command == Command::ChooseValue => self.open_field_menu(book),
            Overlay::Form(form) => match form.handle_command(command, book) {
                Outcome::Ignored if command == Command::Back => {
                    self.close_form_or_confirm();
                    Outcome::Handled
                }
                outcome => outcome,
            },
            Overlay::Search(_) => self.update_search(command),
            Overlay::Nothing => {
                let front = self.focused_tab();
                let outcome = match (self.pages.last_mut(), self.lists.pane_mut(front)) {
                    (Some(page), _) => page.handle_command(command, book),
                    (None, Some(pane)) => pane.handle_command(command, book),
                    (None, None) => self.sheet.handle_command(command, book),
                };
                match outcome {
                    Outcome::Ignored if self.pages.is_empty() => {
                        self.handle_ignored_by_pane(command, book)
                    }
                    Outcome::Ignored => self.handle_ignored_by_page(command),
                    outcome => {
                        self.follow_selected_plan(command, book);
                        outcome
                    }
                }
            }
        }
    }

    /// Whether a form with something typed in it is open.
    pub fn has_changed_form(&self) -> bool {
        self.overlay.form().is_some_and(FormPane::is_changed)
    }

    fn close_form_or_confirm(&mut self) {
        if self.has_changed_form() {
            self.ask(Question::Text(Text::AskDropForm), Effect::CloseForm);
        } else {
            self.close_overlay();
        }
    }

    /// Takes away what lies over the pane and its pages.
    pub fn close_overlay(&mut self) {
        self.overlay = Overlay::Nothing;
    }

    /// Closes what something was saved in; what leads to the row that a form has made, if it has.
    pub fn close_saved_form(&mut self) -> Option<Effect> {
        match std::mem::take(&mut self.overlay) {
            Overlay::Form(form) => form.created_row_effect(),
            _ => None,
        }
    }

    /// Selects the row of the list in front that leads to this.
    pub fn select_row(&mut self, row: &Effect) {
        if let Some(list) = self.pages.last_mut().and_then(DetailPage::list_mut) {
            list.select_effect(row);
        }
    }

    /// Selects the first row of the list in front to which another can be added.
    pub fn select_insertable_row(&mut self) {
        if let Some(list) = self.pages.last_mut().and_then(DetailPage::list_mut) {
            list.select_insertable_row();
        }
    }

    /// Asks before it performs something.
    pub fn ask(&mut self, question: Question, effect: Effect) {
        self.confirm = Some(Confirm { question, effect });
    }

    /// Yes leads to what was asked about, no back to what is below; every other command leaves the question where it is.
    fn answer_confirmation(&mut self, command: Command) -> Outcome {
        if !matches!(command, Command::Yes | Command::Back) {
            return Outcome::Handled;
        }
        match self.confirm.take() {
            Some(confirm) if command == Command::Yes => Outcome::Effect(confirm.effect),
            _ => Outcome::Handled,
        }
    }

    fn update_menu(&mut self, command: Command, book: &ReadModel) -> Outcome {
        let Overlay::Menu(menu, _) = &mut self.overlay else {
            return Outcome::Ignored;
        };
        match command {
            Command::Open => {
                let choice = menu.selected().cloned();
                return choice.map_or(Outcome::Handled, |choice| self.take_menu_choice(choice));
            }
            Command::Back => {
                self.close_menu();
                // A sheet whose office was not chosen is no place to stay.
                let nowhere = self.tab == Tab::Sheet && self.sheet.location().office.is_none();
                if nowhere && matches!(self.overlay, Overlay::Nothing) && self.pages.is_empty() {
                    return self.handle_back(book);
                }
            }
            Command::Left => menu.edit_query(TextInput::move_left),
            Command::Right => menu.edit_query(TextInput::move_right),
            Command::First => menu.edit_query(TextInput::move_to_line_start),
            Command::Last => menu.edit_query(TextInput::move_to_line_end),
            Command::DeleteBackward => menu.edit_query(TextInput::delete_backward),
            Command::DeleteForward => menu.edit_query(TextInput::delete_forward),
            _ => match cells::motion_of_command(command) {
                Some(motion) => menu.move_selection(motion),
                None => return Outcome::Ignored,
            },
        }
        Outcome::Handled
    }

    /// What was chosen in the menu; it closes.
    fn take_menu_choice(&mut self, choice: MenuChoice) -> Outcome {
        self.close_menu();
        Outcome::Effect(choice.into_effect(self.sheet.location()))
    }

    /// Fills the focused field of the open form.
    pub fn fill_focused_field(&mut self, text: &str) {
        if let Overlay::Form(form) = &mut self.overlay {
            form.fill_focused_field(text);
        }
    }

    /// A menu for the focused field of the form; the form waits below it.
    fn open_field_menu(&mut self, book: &ReadModel) -> Outcome {
        let Overlay::Form(form) = std::mem::take(&mut self.overlay) else {
            return Outcome::Ignored;
        };
        let Some(kind) = form.field_menu() else {
            self.overlay = Overlay::Form(form);
            return Outcome::Effect(Effect::ShowMessage(Text::NothingToPick));
        };
        self.overlay = Overlay::Menu(
            Box::new(menus::build_menu(
                kind,
                book,
                &self.sheet,
                (&self.keymap, &[]),
            )),
            Some(form),
        );
        Outcome::Handled
    }

    /// Back to the form below the menu, if there is one.
    fn close_menu(&mut self) {
        let over = std::mem::take(&mut self.overlay);
        if let Overlay::Menu(_, Some(form)) = over {
            self.overlay = Overlay::Form(form);
        }
    }

    fn update_search(&mut self, command: Command) -> Outcome {
        let Overlay::Search(line) = &mut self.overlay else {
            return Outcome::Ignored;
        };
        match command {
            Command::Save | Command::Back => {
                self.overlay = Overlay::Nothing;
                if command == Command::Back {
                    self.search_focused("");
                }
                if self.pages.is_empty() && self.focused_tab() == Tab::Journal {
                    return Outcome::Effect(Effect::ReadJournal(JournalRequest::Newest));
                }
            }
            Command::Search => {
                if self.tab == Tab::Sheet {
                    self.sheet.select_match(line.text(), true);
                }
                return Outcome::Handled;
            }
            other => match cells::edit_action(other) {
                Some(edit) => edit(line),
                None => return Outcome::Ignored,
            },
        }
        self.apply_search_line();
        Outcome::Handled
    }

    /// The overview's targets follow the plan that is moved to.
    fn follow_selected_plan(&mut self, command: Command, book: &ReadModel) {
        if self.pages.is_empty()
            && (self.tab, self.part) == (Tab::Overview, Tab::Plans)
            && cells::motion_of_command(command).is_some()
        {
            self.sync_overview_targets(book);
        }
    }

    /// What every page does with a command that it has no use of its own for.
    fn handle_ignored_by_page(&mut self, command: Command) -> Outcome {
        let is_list = self.pages.last().and_then(DetailPage::list).is_some();
        match command {
            Command::Back => self.close_page(),
            Command::Search if is_list => self.open_search_line(),
            _ => return Outcome::Ignored,
        }
        Outcome::Handled
    }

    /// What every pane does with a command that it has no use of its own for.
    fn handle_ignored_by_pane(&mut self, command: Command, book: &ReadModel) -> Outcome {
        match command {
            Command::Search => self.open_search_line(),
            Command::NextPane | Command::PreviousPane => {
                self.cycle_tab(command == Command::NextPane, book);
            }
            Command::Back => return self.handle_back(book),
            _ => return Outcome::Ignored,
        }
        Outcome::Handled
    }

    fn open_search_line(&mut self) {
        self.overlay = Overlay::Search(TextInput::new(self.search_state().0));
    }

    fn cycle_tab(&mut self, forward: bool, book: &ReadModel) {
        if self.tab == Tab::Overview {
            self.part = self.part.cycle(&Tab::OVERVIEW_PARTS, forward);
        } else {
            self.switch_tab(self.tab.cycle(&Tab::all(), forward), book);
        }
    }

    /// Esc in a pane: an end to the search; else back to where one came from; else all rows again; else the first screen.
    fn handle_back(&mut self, book: &ReadModel) -> Outcome {
        let front = self.focused_tab();
        if !self.lists.search_state(front).0.is_empty() {
            self.lists.search(front, "");
        } else if self.go_back(book) {
            return Outcome::Effect(Effect::RefreshPages);
        } else if self.tab == Tab::Overview || !self.lists.clear_filter(front, book) {
            self.set_tab(Tab::Today);
        }
        Outcome::Handled
    }

    /// Opens a menu.
    pub fn open_menu(&mut self, kind: MenuKind, book: &ReadModel) {
        let places = self.underlying_contexts();
        let form = match std::mem::take(&mut self.overlay) {
            Overlay::Form(form) => Some(form),
            _ => None,
        };
        self.overlay = Overlay::Menu(
            Box::new(menus::build_menu(
                kind,
                book,
                &self.sheet,
                (&self.keymap, places),
            )),
            form,
        );
    }

    /// Opens the help of the place where one is; what is there waits below.
    pub fn open_help(&mut self) {
        if !matches!(self.overlay, Overlay::Help(..)) {
            let page = help::help_page(self.draw_context.lang, self.key_contexts(), &self.keymap);
            self.overlay = Overlay::Help(page, Box::new(std::mem::take(&mut self.overlay)));
        }
    }

    /// The list in front as it is shown, and its name.
    pub fn export_table(&self) -> Option<(String, ExportTable)> {
        let lang = self.draw_context.lang;
        let (heading, sentence) = (Text::Heading.text(lang), Text::Sentence.text(lang));
        if let Some(page) = self.pages.last() {
            return page.list().map(|list| list.export_table(heading, sentence));
        }
        let front = self.focused_tab();
        let table = self
            .lists
            .pane(front)
            .and_then(|pane| pane.export_table(heading, sentence))?;
        Some((front.title().text(lang).to_owned(), table))
    }

    /// Opens the form that takes the list in front away; false if there is no list.
    pub fn open_export(&mut self, book: &ReadModel) -> bool {
        let Some((name, table)) = self.export_table() else {
            return false;
        };
        self.open_form(ExportFormModel::open_form(&name, table.rows.len(), book));
        true
    }

    /// Opens the tour: what is where, in one page.
    pub fn open_tour(&mut self) {
        self.overlay = Overlay::Help(
            help::tour_page(self.draw_context.lang, &self.keymap),
            Box::default(),
        );
    }

    /// The form in which something is typed, open or below a menu or the help.
    pub fn form_draft(&self) -> Option<(FormRef, Vec<String>)> {
        self.overlay
            .form()
            .filter(|form| form.is_changed())
            .and_then(FormPane::draft)
    }

    /// Whether something typed would be lost.
    pub fn has_unsaved_input(&self) -> bool {
        self.has_changed_form() || self.sheet.has_drafts()
    }

    /// Shows these duties.
    pub fn show_duties(&mut self, scope: DutyScope, book: &ReadModel) {
        self.open_fresh_tab(Tab::Reports, book);
        self.lists.reports.show_scope(scope, book);
    }

    /// Shows a plan's targets, or all.
    pub fn show_targets(&mut self, plan: Option<PlanCode>, book: &ReadModel) {
        self.open_fresh_tab(Tab::Targets, book);
        self.lists.targets.show_plan(plan, book);
    }

    /// Shows the measures in a status.
    pub fn show_measures(&mut self, status: MeasureStatus, book: &ReadModel) {
        self.open_fresh_tab(Tab::Targets, book);
        self.lists.targets.show_status(status, book);
    }

    /// Shows these activities.
    pub fn show_activities(&mut self, scope: ActivityScope, book: &ReadModel) {
        self.open_fresh_tab(Tab::Activities, book);
        self.lists.activities.show_scope(scope, book);
    }

    /// Shows the calendar of one plan, or of all.
    pub fn show_calendar(&mut self, plan: Option<PlanCode>, book: &ReadModel) {
        self.open_fresh_tab(Tab::Calendar, book);
        self.lists.calendar.show_plan(plan, book);
    }

    /// A pane to which a row leads, its rows made before it is narrowed.
    fn open_fresh_tab(&mut self, tab: Tab, book: &ReadModel) {
        self.open_tab(tab);
        self.refresh_visible(book);
    }

    /// Puts a form over what is there.
    pub fn open_form(&mut self, form: impl FormPane + 'static) {
        self.overlay = Overlay::Form(Box::new(form));
    }

    /// Opens the menu of the kinds of rows that the list in front has; `shown` is the kind that it shows.
    pub fn open_facet_menu(&mut self, counts: FacetCounts, shown: Option<Facet>, book: &ReadModel) {
        let menu = menus::facet_menu(book, counts, shown);
        self.overlay = Overlay::Menu(Box::new(menu), None);
    }
}
