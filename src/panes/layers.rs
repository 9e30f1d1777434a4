//! Layers over the current pane: pages, a form, a menu, the help, the search line, a confirmation. The topmost one gets
//! the command first. Must not depend on the screen.

#[cfg(test)]
mod tests;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::cells;
use super::confirm::{Confirm, Question};
use super::effect::{Effect, MenuChoice, Outcome, PageSubject, SheetLocation};
use super::forms::FormPane;
use super::pages::DetailPage;
use super::read_model::ReadModel;
use crate::form::text_input::{InputLoss, TextInput};
use crate::i18n::screen::Text;
use crate::keys::{Command, KeyContext};
use crate::widgets::DrawContext;
use crate::widgets::menu::Menu;
use crate::widgets::page::Page;

/// Maximum number of stacked pages; opening more drops the oldest.
const MAX_PAGES: usize = 20;

/// A layer over the current pane.
#[derive(Debug)]
pub enum Layer {
    /// A detail page.
    Page(DetailPage),
    /// A form.
    Form(Box<dyn FormPane>),
    /// A menu.
    Menu(Box<Menu<MenuChoice>>),
    /// The help, or the tour.
    Help(Page),
    /// The search line of the list below.
    Search(TextInput),
    /// A confirmation.
    Confirm(Confirm),
}

/// Response of a layer to a command. It opens another layer by an effect.
#[derive(Debug, PartialEq)]
pub enum Response {
    /// The layer stays.
    Stay(Outcome),
    /// The layer closes.
    Close(Outcome),
}

impl Layer {
    /// Handles a command. `sheet` is the location from which a menu's choice departs.
    pub fn handle_command(
        &mut self,
        command: Command,
        model: &ReadModel,
        sheet: &SheetLocation,
    ) -> Response {
        match self {
            Self::Page(page) => match page.handle_command(command, model) {
                Outcome::Ignored if command == Command::Back => Response::Close(Outcome::Handled),
                outcome => Response::Stay(outcome),
            },
            Self::Form(form) => form_response(form.as_mut(), command, model),
            Self::Menu(menu) => menu_response(menu, command, sheet),
            Self::Help(page) => help_response(page, command),
            Self::Search(line) => search_response(line, command),
            Self::Confirm(confirm) => confirm_response(confirm, command),
        }
    }

    /// Inserts typed or pasted text; returns what was lost of it, or `None` if the layer takes no text.
    pub fn insert_text(&mut self, text: &str) -> Option<InputLoss> {
        match self {
            Self::Page(_) | Self::Help(_) => None,
            Self::Form(form) => Some(form.insert_text(text)),
            Self::Menu(menu) => {
                let mut lost = InputLoss::default();
                menu.edit_query(|line| lost = line.insert(text));
                Some(lost)
            }
            Self::Search(line) => Some(line.insert(text)),
            // Letters that are no answer are passed over.
            Self::Confirm(_) => Some(InputLoss::default()),
        }
    }

    /// Active key context.
    pub fn key_context(&self) -> KeyContext {
        match self {
            Self::Page(page) => page.key_context(),
            Self::Form(form) if form.is_multiline() => KeyContext::MultilineField,
            Self::Form(_) => KeyContext::Form,
            Self::Menu(_) => KeyContext::Menu,
            Self::Help(_) => KeyContext::Page,
            Self::Search(_) => KeyContext::SearchLine,
            Self::Confirm(_) => KeyContext::Confirm,
        }
    }

    /// Returns `true` if it fills the pane's area; a search line and a confirmation take the line below.
    fn fills_pane(&self) -> bool {
        !matches!(self, Self::Search(_) | Self::Confirm(_))
    }

    /// Draws a layer that fills the pane's area; returns the cursor position.
    pub fn draw(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        draw_context: DrawContext,
    ) -> Option<Position> {
        match self {
            Self::Page(page) => page.draw(area, buffer, draw_context),
            Self::Form(form) => return form.draw(area, buffer, draw_context),
            Self::Menu(menu) => return Some(menu.draw(area, buffer, draw_context)),
            Self::Help(page) => page.draw(area, buffer, draw_context),
            Self::Search(_) | Self::Confirm(_) => {}
        }
        None
    }
}

fn form_response(form: &mut dyn FormPane, command: Command, model: &ReadModel) -> Response {
    if command == Command::ChooseValue {
        let menu = form.field_menu().map(Effect::OpenMenu);
        let effect = menu.unwrap_or(Effect::ShowMessage(Text::NothingToPick));
        return Response::Stay(Outcome::Effect(effect));
    }
    match form.handle_command(command, model) {
        Outcome::Ignored if command == Command::Back && form.is_changed() => {
            let close = Box::new(Effect::CloseForm);
            Response::Stay(Outcome::Effect(Effect::Confirm(Text::AskDropForm, close)))
        }
        Outcome::Ignored if command == Command::Back => Response::Close(Outcome::Handled),
        outcome => Response::Stay(outcome),
    }
}

fn menu_response(menu: &mut Menu<MenuChoice>, command: Command, sheet: &SheetLocation) -> Response {
    match command {
        Command::Open => {
            return match menu.selected().cloned() {
                Some(choice) => Response::Close(Outcome::Effect(choice.into_effect(sheet))),
                None => Response::Stay(Outcome::Handled),
            };
        }
        Command::Back => return Response::Close(Outcome::Handled),
        Command::Left => menu.edit_query(TextInput::move_left),
        Command::Right => menu.edit_query(TextInput::move_right),
        Command::First => menu.edit_query(TextInput::move_to_line_start),
        Command::Last => menu.edit_query(TextInput::move_to_line_end),
        Command::DeleteBackward => menu.edit_query(TextInput::delete_backward),
        Command::DeleteForward => menu.edit_query(TextInput::delete_forward),
        _ => match cells::motion_of_command(command) {
            Some(motion) => menu.move_selection(motion),
            None => return Response::Stay(Outcome::Ignored),
        },
    }
    Response::Stay(Outcome::Handled)
}

/// The help scrolls; every other command closes it, and one of the whole program is run then.
fn help_response(page: &mut Page, command: Command) -> Response {
    if let Some(motion) = cells::motion_of_command(command) {
        page.scroll(motion);
        return Response::Stay(Outcome::Handled);
    }
    Response::Close(match command {
        Command::Back | Command::Help => Outcome::Handled,
        _ => Outcome::Ignored,
    })
}

fn search_response(line: &mut TextInput, command: Command) -> Response {
    match command {
        Command::Save | Command::Back => Response::Close(Outcome::Handled),
        other => Response::Stay(match cells::edit_action(other) {
            Some(edit) => {
                edit(line);
                Outcome::Handled
            }
            None => Outcome::Ignored,
        }),
    }
}

/// Yes leads to what was asked about, no back to what is below; every other command leaves the question where it is.
fn confirm_response(confirm: &Confirm, command: Command) -> Response {
    match command {
        Command::Yes => Response::Close(Outcome::Effect(confirm.effect.clone())),
        Command::Back => Response::Close(Outcome::Handled),
        _ => Response::Stay(Outcome::Handled),
    }
}

/// The layers, the topmost last. Pages lie below all others.
#[derive(Debug, Default)]
pub struct Layers {
    stack: Vec<Layer>,
}

impl Layers {
    /// Returns `true` if nothing lies over the pane.
    pub fn is_empty(&self) -> bool {
        self.stack.is_empty()
    }

    /// The topmost layer, which has the focus.
    pub fn top(&self) -> Option<&Layer> {
        self.stack.last()
    }

    /// Mutable variant of [`Layers::top`].
    pub fn top_mut(&mut self) -> Option<&mut Layer> {
        self.stack.last_mut()
    }

    /// The topmost layer that fills the pane's area; `None` if the pane itself is shown.
    pub fn shown(&self) -> Option<&Layer> {
        self.stack.iter().rev().find(|layer| layer.fills_pane())
    }

    /// The topmost page, whatever lies over it.
    pub fn page(&self) -> Option<&DetailPage> {
        self.stack.iter().rev().find_map(|layer| match layer {
            Layer::Page(page) => Some(page),
            _ => None,
        })
    }

    /// Mutable variant of [`Layers::page`].
    pub fn page_mut(&mut self) -> Option<&mut DetailPage> {
        self.pages_mut().next_back()
    }

    /// All pages, the topmost last.
    fn pages_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut DetailPage> {
        self.stack.iter_mut().filter_map(|layer| match layer {
            Layer::Page(page) => Some(page),
            _ => None,
        })
    }

    /// Marks the pages as stale; each is rebuilt when shown.
    pub fn mark_pages_stale(&mut self) {
        self.pages_mut().for_each(DetailPage::mark_stale);
    }

    /// Marks the pages of some subjects as stale.
    pub fn mark_pages_stale_if(&mut self, is_stale: impl Fn(&PageSubject) -> bool) {
        self.pages_mut()
            .filter(|page| is_stale(&page.subject))
            .for_each(DetailPage::mark_stale);
    }

    /// The open form, whatever lies over it.
    pub fn form(&self) -> Option<&dyn FormPane> {
        self.stack.iter().rev().find_map(|layer| match layer {
            Layer::Form(form) => Some(form.as_ref()),
            _ => None,
        })
    }

    /// The form that has the focus.
    pub fn focused_form(&mut self) -> Option<&mut dyn FormPane> {
        match self.top_mut() {
            Some(Layer::Form(form)) => Some(form.as_mut()),
            _ => None,
        }
    }

    /// Opens a page over the others; returns the oldest one if there are too many.
    pub fn open_page(&mut self, page: DetailPage) -> Option<DetailPage> {
        self.close_above_pages();
        let oldest = (self.stack.len() == MAX_PAGES).then(|| self.stack.remove(0));
        self.stack.push(Layer::Page(page));
        match oldest {
            Some(Layer::Page(page)) => Some(page),
            _ => None,
        }
    }

    /// Opens a form over the pane and its pages.
    pub fn open_form(&mut self, form: Box<dyn FormPane>) {
        self.close_above_pages();
        self.stack.push(Layer::Form(form));
    }

    /// Opens a menu; a form stays below it, a search line ends.
    pub fn open_menu(&mut self, menu: Menu<MenuChoice>) {
        while self
            .stack
            .pop_if(|layer| !matches!(layer, Layer::Page(_) | Layer::Form(_)))
            .is_some()
        {}
        self.stack.push(Layer::Menu(Box::new(menu)));
    }

    /// Opens the help over whatever is there.
    pub fn open_help(&mut self, page: Page) {
        self.stack.push(Layer::Help(page));
    }

    /// Opens the search line.
    pub fn open_search(&mut self, line: TextInput) {
        self.stack.push(Layer::Search(line));
    }

    /// Asks before something is performed; a question that is not answered gives way.
    pub fn ask(&mut self, question: Question, effect: Effect) {
        self.stack
            .retain(|layer| !matches!(layer, Layer::Confirm(_)));
        self.stack
            .push(Layer::Confirm(Confirm { question, effect }));
    }

    /// Closes the topmost layer.
    pub fn close_top(&mut self) -> Option<Layer> {
        self.stack.pop()
    }

    /// Closes what lies over the pages; returns the form that had the focus.
    pub fn close_above_pages(&mut self) -> Option<Box<dyn FormPane>> {
        let above = self
            .stack
            .iter()
            .position(|layer| !matches!(layer, Layer::Page(_)));
        match above.and_then(|first| self.stack.drain(first..).next_back()) {
            Some(Layer::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// Takes the pages and closes what lies over them.
    #[must_use]
    pub fn take_pages(&mut self) -> Self {
        self.close_above_pages();
        std::mem::take(self)
    }

    /// The pages, the topmost first.
    pub fn into_pages(self) -> impl Iterator<Item = DetailPage> {
        self.stack
            .into_iter()
            .rev()
            .filter_map(|layer| match layer {
                Layer::Page(page) => Some(page),
                _ => None,
            })
    }
}
