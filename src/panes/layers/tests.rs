//! How layers open over one another and close.

use super::*;
use crate::form::FieldTexts;
use crate::panes::effect::{FormRef, MenuKind};
use crate::widgets::menu::MenuItem;

/// A form without fields.
#[derive(Debug)]
struct EmptyForm;

impl FormPane for EmptyForm {
    fn is_changed(&self) -> bool {
        true
    }
    fn insert_text(&mut self, _text: &str) -> InputLoss {
        InputLoss::default()
    }
    fn handle_command(&mut self, _command: Command, _model: &ReadModel) -> Outcome {
        Outcome::Ignored
    }
    fn show_refusal(&mut self, _words: String) {}
    fn draw(&self, _: Rect, _: &mut Buffer, _: DrawContext) -> Option<Position> {
        None
    }
    fn field_menu(&self) -> Option<MenuKind> {
        None
    }
    fn fill_focused_field(&mut self, _chosen: &str) {}
    fn is_multiline(&self) -> bool {
        false
    }
    fn created_row_effect(&self) -> Option<Effect> {
        None
    }
    fn draft(&self) -> Option<(FormRef, FieldTexts)> {
        None
    }
    fn restore_draft(&mut self, _texts: &FieldTexts) -> bool {
        false
    }
}

fn menu() -> Menu<MenuChoice> {
    let item = MenuItem {
        value: MenuChoice::FieldText("a".to_owned()),
        label: "a".to_owned(),
        remark: String::new(),
        also: String::new(),
    };
    Menu::new("", vec![item])
}

fn with_form() -> Layers {
    let mut layers = Layers::default();
    layers.open_form(Box::new(EmptyForm));
    layers
}

fn contexts(layers: &Layers) -> Vec<KeyContext> {
    layers.stack.iter().map(Layer::key_context).collect()
}

#[test]
fn a_menu_takes_the_place_of_another_and_the_form_stays_below() {
    let mut layers = with_form();
    layers.open_menu(menu());
    layers.open_menu(menu());
    assert_eq!(contexts(&layers), [KeyContext::Form, KeyContext::Menu]);
    assert!(layers.form().is_some() && layers.focused_form().is_none());
    layers.close_top();
    assert!(layers.focused_form().is_some());
}

#[test]
fn a_search_line_ends_under_a_menu_and_waits_under_the_help() {
    let mut layers = Layers::default();
    layers.open_search(TextInput::default());
    layers.open_help(Page::new(""));
    assert_eq!(
        contexts(&layers),
        [KeyContext::SearchLine, KeyContext::Page]
    );
    layers.close_top();
    assert!(layers.shown().is_none(), "the list is seen below it");
    layers.open_menu(menu());
    assert_eq!(contexts(&layers), [KeyContext::Menu]);
}

#[test]
fn a_question_gives_way_to_the_next() {
    let mut layers = with_form();
    layers.ask(Question::Bulk(2), Effect::CloseForm);
    layers.ask(Question::Bulk(3), Effect::Quit);
    assert_eq!(contexts(&layers), [KeyContext::Form, KeyContext::Confirm]);
    let Some(Layer::Confirm(confirm)) = layers.top() else {
        panic!("the question is on top");
    };
    assert_eq!(
        confirm_response(confirm, Command::Yes),
        Response::Close(Outcome::Effect(Effect::Quit))
    );
    assert_eq!(
        confirm_response(confirm, Command::Quit),
        Response::Stay(Outcome::Handled)
    );
    assert!(matches!(layers.shown(), Some(Layer::Form(_))));
}

#[test]
fn the_form_is_closed_with_what_lies_over_it() {
    assert!(with_form().close_above_pages().is_some());
    let mut layers = with_form();
    layers.open_menu(menu());
    assert!(
        layers.close_above_pages().is_none(),
        "the menu had the focus"
    );
    assert!(layers.is_empty());
}

#[test]
fn the_help_closes_before_a_command_of_the_whole_program() {
    let closes = |command| help_response(&mut Page::new(""), command);
    assert_eq!(
        closes(Command::Down),
        Response::Stay(Outcome::Handled),
        "it scrolls"
    );
    assert_eq!(closes(Command::Back), Response::Close(Outcome::Handled));
    assert_eq!(closes(Command::Palette), Response::Close(Outcome::Ignored));
}

#[test]
fn a_menu_closes_with_its_choice() {
    let chosen = menu_response(&mut menu(), Command::Open, &SheetLocation::default());
    let fill = Effect::FillField("a".to_owned());
    assert_eq!(chosen, Response::Close(Outcome::Effect(fill)));
    let mut empty = Menu::new("", Vec::new());
    let chosen = menu_response(&mut empty, Command::Open, &SheetLocation::default());
    assert_eq!(chosen, Response::Stay(Outcome::Handled));
}
