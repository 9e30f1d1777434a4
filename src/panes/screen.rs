//! The screen: the current pane, pages over it, a form, a menu, a confirmation. Routes commands to the focused part.
//! Must not depend on keys. Writes nothing.

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
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::keys::{Command, Key, KeyContext, KeyHints, Keymap};
use crate::widgets::DrawContext;
use crate::widgets::facet::{Facet, FacetCounts};
use crate::widgets::menu::Menu;
use crate::widgets::page::Page;
use crate::widgets::table::ExportTable;
use crate::widgets::theme::Tone;

/// Maximum number of stacked pages; opening more drops the oldest.
const MAX_PAGES: usize = 20;

/// Overlay over the pane and its pages.
#[derive(Debug, Default)]
pub enum Overlay {
    /// None.
    #[default]
    Nothing,
    /// The help, and the overlay below it.
    Help(Page, Box<Overlay>),
    /// A menu, and the form below it for whose field it is.
    Menu(Box<Menu<MenuChoice>>, Option<Box<dyn FormPane>>),
    /// A form.
    Form(Box<dyn FormPane>),
    /// The search line.
    Search(TextInput),
}

impl Overlay {
    /// The open form, also below a menu or the help.
    fn form(&self) -> Option<&dyn FormPane> {
        match self {
            Self::Form(form) | Self::Menu(_, Some(form)) => Some(form.as_ref()),
            Self::Help(_, below) => below.form(),
            Self::Menu(_, None) | Self::Search(_) | Self::Nothing => None,
        }
    }
}

/// The start screen.
#[derive(Debug, Default)]
pub struct Screen {
    /// Theme and language.
    pub draw_context: DrawContext<'static>,
    /// Current tab.
    pub tab: Tab,
    /// Focused part of the overview.
    pub part: Tab,
    /// The lists.
    pub lists: Lists,
    /// The sheet.
    pub sheet: SheetPane,
    /// Pages over the pane, the topmost last.
    pub pages: Vec<DetailPage>,
    /// Overlay over them.
    pub overlay: Overlay,
    /// Confirmation over everything.
    pub confirm: Option<Confirm>,
    /// Message about the last command.
    pub message: Option<(String, Tone)>,
    /// User and day, for the header.
    pub header_info: String,
    /// Active key map.
    pub keymap: Keymap,
    /// Navigation history, newest last.
    history: Vec<HistoryEntry>,
    view_state: ViewState,
}

/// A location to go back to: the pane and the pages over it. Selection and search are kept by the pane itself.
#[derive(Debug)]
struct HistoryEntry {
    tab: Tab,
    part: Tab,
    pages: Vec<DetailPage>,
}

/// Maximum length of the history.
const MAX_HISTORY: usize = 16;

/// Cache of built rows, and saved list views.
#[derive(Debug, Default)]
struct ViewState {
    /// The overview is shown and has chosen the plan of its targets.
    overview_ready: bool,
    /// The targets are filtered to that plan automatically.
    targets_follow_plan: bool,
    /// Lists whose rows are up to date.
    fresh_lists: Vec<Tab>,
    /// Views of list pages, as shown when they were closed.
    saved_views: Vec<(ListKind, ListView)>,
}

impl Screen {
    /// The initial screen.
    pub fn new(draw_context: DrawContext<'static>, keymap: Keymap) -> Self {
        Self {
            draw_context,
            keymap,
            part: Tab::Plans,
            ..Self::default()
        }
    }

    /// Command bound to a key in the current context.
    pub fn command_for_key(&self, key: Key) -> Option<Command> {
        self.keymap.command_for(self.key_contexts(), key)
    }

    /// Tab of the focused list.
    pub fn focused_tab(&self) -> Tab {
        if self.tab == Tab::Overview {
            self.part
        } else {
            self.tab
        }
    }

    /// Search query of the focused list, number of matches, and explanation of the selected row.
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

    /// Position of the selected row and number of rows; `None` without a list.
    pub fn selected_position(&self) -> Option<(usize, usize)> {
        let (_, rows, _) = self.search_state();
        let place = match self.pages.last() {
            Some(page) => page.list()?.selected_position(),
            None => self.lists.pane(self.focused_tab())?.selected_position(),
        };
        (place > 0 && matches!(self.overlay, Overlay::Nothing | Overlay::Search(_)))
            .then_some((place, rows))
    }

    /// Returns `true` if the focused part accepts a command: a list depends on its rows.
    pub fn accepts_command(&self, command: Command) -> bool {
        match (&self.overlay, self.pages.last().and_then(DetailPage::list)) {
            (Overlay::Nothing, Some(list)) => list.accepts_command(command),
            _ => true,
        }
    }

    /// Text to copy: the selected row, or the title of the page.
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

    /// Active key contexts, innermost first.
    pub fn key_contexts(&self) -> &'static [KeyContext] {
        match (&self.confirm, &self.overlay) {
            (Some(_), _) => KeyContext::Confirm.context_chain(),
            (None, Overlay::Search(_)) => KeyContext::SearchLine.context_chain(),
            _ => self.underlying_contexts(),
        }
    }

    /// Key contexts below a confirmation or a search line.
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

    /// Message for a key that is not bound here; if it is bound in lists, the message says so.
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

    /// Returns `true` if a text field has the focus: function keys typed as Esc and a digit are off.
    pub fn is_typing(&self) -> bool {
        self.key_contexts().contains(&KeyContext::TextInput)
    }

    /// Returns `true` if the line below the pane shows a confirmation or a search.
    pub fn is_prompting(&self) -> bool {
        self.confirm.is_some() || matches!(self.overlay, Overlay::Search(_))
    }

    /// Shows a message below the pane.
    pub fn show_message(&mut self, words: impl Into<String>, tone: Tone) {
        self.message = Some((words.into(), tone));
    }

    /// Marks everything as stale; rows are rebuilt when shown.
    pub fn mark_all_stale(&mut self) {
        self.view_state.fresh_lists.clear();
    }

    /// Builds the visible rows.
    pub fn refresh_visible(&mut self, model: &ReadModel) {
        let shown: &[Tab] = if self.tab == Tab::Overview {
            &Tab::OVERVIEW_PARTS
        } else {
            &[self.tab]
        };
        for tab in shown {
            if !self.view_state.fresh_lists.contains(tab) {
                self.lists.build_rows(*tab, model);
                self.view_state.fresh_lists.push(*tab);
            }
        }
        if self.tab == Tab::Targets && std::mem::take(&mut self.view_state.targets_follow_plan) {
            self.lists.clear_filter(Tab::Targets, model);
        }
        if self.tab == Tab::Overview && !self.view_state.overview_ready {
            self.view_state.overview_ready = true;
            self.sync_overview_targets(model);
        }
    }

    /// Filters the overview's targets to the selected plan.
    fn sync_overview_targets(&mut self, model: &ReadModel) {
        let plan = self.lists.plans.table.selected().cloned();
        if self.lists.targets.plan() != plan.as_ref() {
            self.lists.targets.show_plan(plan, model);
        }
        self.view_state.targets_follow_plan = true;
    }

    /// Returns `true` if the visible part needs figures.
    pub fn needs_figures(&self) -> bool {
        self.tab.needs_figures() || !self.pages.is_empty()
    }

    /// Opens a page; a list in its saved view.
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

    /// Closes the topmost page.
    fn close_page(&mut self) {
        if let Some(page) = self.pages.pop() {
            self.save_view(&page);
        }
    }

    /// Saves the view of a list.
    fn save_view(&mut self, page: &DetailPage) {
        if let (PageSubject::List(kind), Some(list)) = (&page.subject, page.list()) {
            self.view_state.saved_views.retain(|(of, _)| of != kind);
            self.view_state
                .saved_views
                .push((kind.clone(), list.view()));
        }
    }

    /// Makes a tab current.
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

    /// Switches to a tab by its own key: clears the history, and any filter set by navigation.
    pub fn switch_tab(&mut self, tab: Tab, model: &ReadModel) {
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
                self.lists.clear_filter(pane, model);
            }
        }
        self.set_tab(tab);
    }

    /// Opens a tab from a row or a page: Esc goes back.
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

    /// Goes back in the history; `false` if it is empty.
    fn go_back(&mut self, model: &ReadModel) -> bool {
        let Some(left) = self.history.pop() else {
            return false;
        };
        if self.tab != left.tab {
            self.lists.clear_filter(self.tab, model);
        }
        self.set_tab(left.tab);
        self.part = left.part;
        self.pages = left.pages;
        true
    }

    /// Inserts typed or pasted text into the focused part.
    pub fn insert_text(&mut self, text: &str, model: &ReadModel) {
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
                match self.sheet.insert_text(text, model) {
                    Some(of_sheet) => lost = of_sheet,
                    None => return self.show_unbound_key(text),
                }
            }
            Overlay::Help(..) | Overlay::Nothing => return self.show_unbound_key(text),
        }
        self.show_input_loss(lost);
    }

    /// Shows which characters of an input were dropped or replaced.
    fn show_input_loss(&mut self, lost: InputLoss) {
        if let Some(words) = crate::form::messages::lost_input(self.draw_context.lang, lost) {
            self.show_message(words, Tone::Warn);
        }
    }

    /// Shows a message for an unbound key. A letter with a diacritic points to the input method.
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

    /// Filters the focused part by the search line.
    fn apply_search_line(&mut self) {
        if let Overlay::Search(line) = &self.overlay {
            let query = line.text().to_owned();
            self.search_focused(&query);
        }
    }

    /// Searches in the focused part; the sheet moves to the match instead of filtering.
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

    /// Routes a command to the focused part.
    pub fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
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
                // Any other command goes to the part below.
                if matches!(command, Command::Back | Command::Help) {
                    Outcome::Handled
                } else {
                    Outcome::Ignored
                }
            }
            Overlay::Menu(..) => self.update_menu(command, model),
            Overlay::Form(_) if command == Command::ChooseValue => self.open_field_menu(model),
            Overlay::Form(form) => match form.handle_command(command, model) {
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
                    (Some(page), _) => page.handle_command(command, model),
                    (None, Some(pane)) => pane.handle_command(command, model),
                    (None, None) => self.sheet.handle_command(command, model),
                };
                match outcome {
                    Outcome::Ignored if self.pages.is_empty() => {
                        self.handle_ignored_by_pane(command, model)
                    }
                    Outcome::Ignored => self.handle_ignored_by_page(command),
                    outcome => {
                        self.follow_selected_plan(command, model);
                        outcome
                    }
                }
            }
        }
    }

    /// Returns `true` if a form with unsaved input is open.
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

    fn update_menu(&mut self, command: Command, model: &ReadModel) -> Outcome {
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
                // A sheet without an office has nothing to show.
                let nowhere = self.tab == Tab::Sheet && self.sheet.location().office.is_none();
                if nowhere && matches!(self.overlay, Overlay::Nothing) && self.pages.is_empty() {
                    return self.handle_back(model);
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

    /// Opens a menu for the focused form field; the form stays below it.
    fn open_field_menu(&mut self, model: &ReadModel) -> Outcome {
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
                model,
                &self.sheet,
                (&self.keymap, &[]),
            )),
            Some(form),
        );
        Outcome::Handled
    }

    /// Closes the menu and returns to the form below it, if any.
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
    fn follow_selected_plan(&mut self, command: Command, model: &ReadModel) {
        if self.pages.is_empty()
            && (self.tab, self.part) == (Tab::Overview, Tab::Plans)
            && cells::motion_of_command(command).is_some()
        {
            self.sync_overview_targets(model);
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
    fn handle_ignored_by_pane(&mut self, command: Command, model: &ReadModel) -> Outcome {
        match command {
            Command::Search => self.open_search_line(),
            Command::NextPane | Command::PreviousPane => {
                self.cycle_tab(command == Command::NextPane, model);
            }
            Command::Back => return self.handle_back(model),
            _ => return Outcome::Ignored,
        }
        Outcome::Handled
    }

    fn open_search_line(&mut self) {
        self.overlay = Overlay::Search(TextInput::new(self.search_state().0));
    }

    fn cycle_tab(&mut self, forward: bool, model: &ReadModel) {
        if self.tab == Tab::Overview {
            self.part = self.part.cycle(&Tab::OVERVIEW_PARTS, forward);
        } else {
            self.switch_tab(self.tab.cycle(&Tab::all(), forward), model);
        }
    }

    /// Esc in a pane: ends the search, else goes back, else clears the filter, else shows the first tab.
    fn handle_back(&mut self, model: &ReadModel) -> Outcome {
        let front = self.focused_tab();
        if !self.lists.search_state(front).0.is_empty() {
            self.lists.search(front, "");
        } else if self.go_back(model) {
            return Outcome::Effect(Effect::RefreshPages);
        } else if self.tab == Tab::Overview || !self.lists.clear_filter(front, model) {
            self.set_tab(Tab::Today);
        }
        Outcome::Handled
    }

    /// Opens a menu.
    pub fn open_menu(&mut self, kind: MenuKind, model: &ReadModel) {
        let places = self.underlying_contexts();
        let form = match std::mem::take(&mut self.overlay) {
            Overlay::Form(form) => Some(form),
            _ => None,
        };
        self.overlay = Overlay::Menu(
            Box::new(menus::build_menu(
                kind,
                model,
                &self.sheet,
                (&self.keymap, places),
            )),
            form,
        );
    }

    /// Opens the help of the current context over the present overlay.
    pub fn open_help(&mut self) {
        if !matches!(self.overlay, Overlay::Help(..)) {
            let page = help::help_page(self.draw_context.lang, self.key_contexts(), &self.keymap);
            self.overlay = Overlay::Help(page, Box::new(std::mem::take(&mut self.overlay)));
        }
    }

    /// Title and table of the focused list as shown.
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

    /// Opens the export form for the focused list; `false` if there is no list.
    pub fn open_export(&mut self, model: &ReadModel) -> bool {
        let Some((name, table)) = self.export_table() else {
            return false;
        };
        self.open_form(ExportFormModel::open_form(&name, table.rows.len(), model));
        true
    }

    /// Opens the tour.
    pub fn open_tour(&mut self) {
        self.overlay = Overlay::Help(
            help::tour_page(self.draw_context.lang, &self.keymap),
            Box::default(),
        );
    }

    /// Draft of a form with unsaved input, open or below a menu or the help.
    pub fn form_draft(&self) -> Option<(FormRef, Vec<String>)> {
        self.overlay
            .form()
            .filter(|form| form.is_changed())
            .and_then(FormPane::draft)
    }

    /// Returns `true` if unsaved input would be lost.
    pub fn has_unsaved_input(&self) -> bool {
        self.has_changed_form() || self.sheet.has_drafts()
    }

    /// Shows these duties.
    pub fn show_duties(&mut self, scope: DutyScope, model: &ReadModel) {
        self.open_fresh_tab(Tab::Reports, model);
        self.lists.reports.show_scope(scope, model);
    }

    /// Shows a plan's targets, or all.
    pub fn show_targets(&mut self, plan: Option<PlanCode>, model: &ReadModel) {
        self.open_fresh_tab(Tab::Targets, model);
        self.lists.targets.show_plan(plan, model);
    }

    /// Shows the measures in a status.
    pub fn show_measures(&mut self, status: MeasureStatus, model: &ReadModel) {
        self.open_fresh_tab(Tab::Targets, model);
        self.lists.targets.show_status(status, model);
    }

    /// Shows these activities.
    pub fn show_activities(&mut self, scope: ActivityScope, model: &ReadModel) {
        self.open_fresh_tab(Tab::Activities, model);
        self.lists.activities.show_scope(scope, model);
    }

    /// Shows the calendar of one plan, or of all.
    pub fn show_calendar(&mut self, plan: Option<PlanCode>, model: &ReadModel) {
        self.open_fresh_tab(Tab::Calendar, model);
        self.lists.calendar.show_plan(plan, model);
    }

    /// A pane to which a row leads, its rows made before it is narrowed.
    fn open_fresh_tab(&mut self, tab: Tab, model: &ReadModel) {
        self.open_tab(tab);
        self.refresh_visible(model);
    }

    /// Puts a form over what is there.
    pub fn open_form(&mut self, form: impl FormPane + 'static) {
        self.overlay = Overlay::Form(Box::new(form));
    }

    /// Opens the menu of the kinds of rows that the list in front has; `shown` is the kind that it shows.
    pub fn open_facet_menu(
        &mut self,
        counts: FacetCounts,
        shown: Option<Facet>,
        model: &ReadModel,
    ) {
        let menu = menus::facet_menu(model, counts, shown);
        self.overlay = Overlay::Menu(Box::new(menu), None);
    }
}
