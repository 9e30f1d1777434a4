//! The screen: the current pane and the layers over it. Routes commands to the topmost layer, else to the pane.
//! Must not depend on keys. Writes nothing.

mod history;
mod navigation;
mod rows;
mod search;

use super::effect::{Effect, FormRef, MenuKind, Outcome};
use super::forms::FormPane;
use super::forms::export::ExportFormModel;
use super::layers::{Layer, Layers, Response};
use super::read_model::ReadModel;
use super::sheet::SheetPane;
use super::tabs::{Lists, Tab};
use super::{help, menus};
use crate::form::FieldTexts;
use crate::form::text_input::InputLoss;
use crate::i18n::screen::Text;
use crate::keys::{Command, Key, KeyContext, KeyHints, Keymap};
use crate::widgets::DrawContext;
use crate::widgets::facet::{Facet, FacetCounts};
use crate::widgets::table::ExportTable;
use crate::widgets::theme::Tone;
use history::{History, SavedViews};

/// The screen.
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
    /// Layers over the pane.
    pub layers: Layers,
    /// Message about the last command.
    pub message: Option<(String, Tone)>,
    /// User and day, for the header.
    pub header_status: String,
    /// Active key map.
    pub keymap: Keymap,
    history: History,
    saved_views: SavedViews,
    /// Lists whose rows are up to date.
    fresh_lists: Vec<Tab>,
    /// The overview is shown and has chosen the plan of its targets.
    overview_ready: bool,
    /// The targets are filtered to that plan automatically.
    targets_follow_plan: bool,
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

    /// Position of the selected row and number of rows; `None` without a list.
    pub fn selected_position(&self) -> Option<(usize, usize)> {
        let (_, rows, _) = self.search_state();
        let place = match self.layers.shown() {
            Some(Layer::Page(page)) => page.list()?.selected_position(),
            Some(_) => return None,
            None => self.lists.pane(self.focused_tab())?.selected_position(),
        };
        (place > 0).then_some((place, rows))
    }

    /// Returns `true` if the focused part accepts a command: a list depends on its rows.
    pub fn accepts_command(&self, command: Command) -> bool {
        match self.layers.top() {
            Some(Layer::Page(page)) => page.list().is_none_or(|list| list.accepts_command(command)),
            _ => true,
        }
    }

    /// Text to copy: the selected row, or the title of the page.
    pub fn clipboard_text(&self) -> Option<String> {
        let text = match self.layers.shown() {
            Some(Layer::Page(page)) => page.clipboard_text(),
            Some(_) => String::new(),
            None => self.search_state().2.to_owned(),
        };
        let text = KeyHints::new(&self.keymap, self.underlying_contexts())
            .fill_keys(&text, self.draw_context.lang)
            .into_owned();
        (!text.is_empty()).then_some(text)
    }

    /// Active key contexts, innermost first: those of the topmost layer.
    pub fn key_contexts(&self) -> &'static [KeyContext] {
        self.contexts_of(self.layers.top())
    }

    /// Key contexts below a confirmation or a search line.
    pub fn underlying_contexts(&self) -> &'static [KeyContext] {
        self.contexts_of(self.layers.shown())
    }

    fn contexts_of(&self, layer: Option<&Layer>) -> &'static [KeyContext] {
        let place = match layer {
            Some(layer) => layer.key_context(),
            None if self.tab == Tab::Sheet => self.sheet.key_context(),
            None => self.focused_tab().key_context(),
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
    pub fn has_prompt(&self) -> bool {
        matches!(
            self.layers.top(),
            Some(Layer::Confirm(_) | Layer::Search(_))
        )
    }

    /// Shows a message below the pane.
    pub fn show_message(&mut self, words: impl Into<String>, tone: Tone) {
        self.message = Some((words.into(), tone));
    }

    /// Inserts typed or pasted text into the topmost layer, else into the sheet.
    pub fn insert_text(&mut self, text: &str, model: &ReadModel) {
        let inserted = match self.layers.top_mut() {
            Some(layer) => layer.insert_text(text),
            None if self.tab == Tab::Sheet => self.sheet.insert_text(text, model),
            None => None,
        };
        let Some(lost) = inserted else {
            return self.show_unbound_key(text);
        };
        self.apply_search_line();
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

    /// Routes a command to the topmost layer, else to the focused pane.
    pub fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
        if let Some(layer) = self.layers.top_mut() {
            let response = layer.handle_command(command, model, self.sheet.location());
            return self.follow_response(response, command, model);
        }
        let front = self.focused_tab();
        let outcome = match self.lists.pane_mut(front) {
            Some(pane) => pane.handle_command(command, model),
            None => self.sheet.handle_command(command, model),
        };
        if outcome == Outcome::Ignored {
            return self.handle_ignored_by_pane(command, model);
        }
        self.follow_selected_plan(command, model);
        outcome
    }

    /// Does what follows from the topmost layer's response.
    fn follow_response(
        &mut self,
        response: Response,
        command: Command,
        model: &ReadModel,
    ) -> Outcome {
        match response {
            Response::Stay(Outcome::Ignored) => self.handle_ignored_by_layer(command),
            Response::Stay(outcome) => {
                self.apply_search_line();
                outcome
            }
            Response::Close(outcome) => match self.layers.close_top() {
                Some(Layer::Page(page)) => {
                    self.saved_views.save(&page);
                    outcome
                }
                Some(Layer::Search(_)) => self.end_search(command),
                // A sheet without an office has nothing to show.
                Some(Layer::Menu(_)) if command == Command::Back && self.is_empty_sheet() => {
                    self.handle_back(model)
                }
                _ => outcome,
            },
        }
    }

    fn is_empty_sheet(&self) -> bool {
        self.layers.is_empty() && self.tab == Tab::Sheet && self.sheet.location().office.is_none()
    }

    /// A search in a list page, or for the next match in the sheet; no layer has another command in common.
    fn handle_ignored_by_layer(&mut self, command: Command) -> Outcome {
        match (self.layers.top(), command) {
            (Some(Layer::Page(page)), Command::Search) if page.list().is_some() => {
                self.open_search_line();
            }
            (Some(Layer::Search(line)), Command::Search) => {
                if self.tab == Tab::Sheet {
                    self.sheet.select_match(line.text(), true);
                }
            }
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

    /// Closes what something was saved in; what leads to the row that a form has made, if it has.
    pub fn close_saved_form(&mut self) -> Option<Effect> {
        let form = self.layers.close_above_pages()?;
        form.created_row_effect()
    }

    /// Opens a menu.
    pub fn open_menu(&mut self, kind: MenuKind, model: &ReadModel) {
        let keys = (&self.keymap, self.underlying_contexts());
        let menu = menus::build_menu(kind, model, &self.sheet, keys);
        self.layers.open_menu(menu);
    }

    /// Opens the menu of the kinds of rows that the list in front has; `shown` is the kind that it shows.
    pub fn open_facet_menu(
        &mut self,
        counts: FacetCounts,
        shown: Option<Facet>,
        model: &ReadModel,
    ) {
        self.layers
            .open_menu(menus::facet_menu(model, counts, shown));
    }

    /// Opens the help of the current context.
    pub fn open_help(&mut self) {
        let page = help::help_page(self.draw_context.lang, self.key_contexts(), &self.keymap);
        self.layers.open_help(page);
    }

    /// Opens the tour.
    pub fn open_tour(&mut self) {
        self.layers
            .open_help(help::tour_page(self.draw_context.lang, &self.keymap));
    }

    /// Puts a form over what is there.
    pub fn open_form(&mut self, form: Box<dyn FormPane>) {
        self.layers.open_form(form);
    }

    /// Title and table of the focused list as shown.
    pub fn export_table(&self) -> Option<(String, ExportTable)> {
        let lang = self.draw_context.lang;
        let (heading, sentence) = (Text::Heading.text(lang), Text::Sentence.text(lang));
        if let Some(page) = self.layers.page() {
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
        self.open_form(Box::new(ExportFormModel::open_form(
            &name,
            table.rows.len(),
            model,
        )));
        true
    }

    /// Returns `true` if a form with unsaved input is open.
    pub fn has_unsaved_form(&self) -> bool {
        self.layers.form().is_some_and(FormPane::is_changed)
    }

    /// Draft of a form with unsaved input.
    pub fn form_draft(&self) -> Option<(FormRef, FieldTexts)> {
        let form = self.layers.form().filter(|form| form.is_changed());
        form.and_then(FormPane::draft)
    }

    /// Returns `true` if unsaved input would be lost.
    pub fn has_unsaved_input(&self) -> bool {
        self.has_unsaved_form() || self.sheet.has_drafts()
    }
}
