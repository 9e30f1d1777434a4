//! A list to choose from, searched by typing without accents: commands, offices, plans, filters, answers.
//! Knows no pane; what a choice means is its caller's.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::DrawContext;
use super::field;
use super::table::{Column, Motion, Table, TableLine, styled};
use super::text::put_text;
use super::theme::Tone;
use crate::form::text_input::TextInput;
use crate::texts::screen::Text;

/// A menu with its choices.
#[derive(Debug)]
pub struct Menu<C> {
    title: String,
    query: TextInput,
    table: Table<C>,
}

/// One choice: what it is, its words, a remark at the right, and what else finds it.
#[derive(Debug)]
pub struct MenuItem<C> {
    /// What is chosen.
    pub value: C,
    /// Its words.
    pub label: String,
    /// A remark: the key of a command, the state of an office.
    pub remark: String,
    /// What else finds it; not shown.
    pub also: String,
}

impl<C: Clone + PartialEq> Menu<C> {
    /// A menu.
    pub fn new(title: impl Into<String>, choices: Vec<MenuItem<C>>) -> Self {
        let mut menu = Self {
            title: title.into(),
            query: TextInput::default(),
            table: Table::default(),
        };
        menu.set_items(choices);
        menu
    }

    /// Other choices; what is typed stays.
    pub fn set_items(&mut self, choices: Vec<MenuItem<C>>) {
        let row = |c: MenuItem<C>| {
            let cells = vec![c.label.into(), styled(c.remark, Tone::Dim)];
            TableLine::row(c.value, cells, String::new(), &c.also)
        };
        let columns = vec![
            Column::flexible("", 20, 0),
            Column::right_aligned("", 16, 1),
        ];
        self.table
            .set_lines(columns, choices.into_iter().map(row).collect());
    }

    /// The same with one choice selected.
    #[must_use]
    pub fn with_selected(mut self, value: &C) -> Self {
        self.table.select(value);
        self
    }

    /// What is selected.
    pub fn selected(&self) -> Option<&C> {
        self.table.selected()
    }

    /// Moves the selection.
    pub fn move_selection(&mut self, motion: Motion) {
        self.table.move_selection(motion);
    }

    /// What is searched for.
    pub fn query_text(&self) -> &str {
        self.query.text()
    }

    /// Changes what is searched for.
    pub fn edit_query(&mut self, change: impl FnOnce(&mut TextInput)) {
        change(&mut self.query);
        // Whoever searches lists with a slash begins with one here too.
        if self.query.text() == "/" {
            self.query = TextInput::default();
        }
        self.table.search_best(self.query.text());
    }

    /// The same where a path is typed, which may begin with a slash.
    pub fn edit_path_query(&mut self, change: impl FnOnce(&mut TextInput)) {
        change(&mut self.query);
        self.table.search_best(self.query.text());
    }

    /// Draws title, search line and choices; returns the cursor's place.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: DrawContext) -> Position {
        let head = put_text(
            buffer,
            area.x + 1,
            area.y,
            area.width.saturating_sub(12),
            &self.title,
            look.theme.style(Tone::Strong),
        );
        let field_area = Rect {
            x: head + 2,
            width: area.right().saturating_sub(head + 2),
            height: 1,
            ..area
        };
        put_text(buffer, head, area.y, 2, ":", look.theme.style(Tone::Dim));
        let cursor = field::draw_line(
            &self.query,
            field_area,
            buffer,
            look.theme.style(Tone::Plain),
        );
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        if self.table.row_count() == 0 {
            let words = if self.query.is_empty() {
                Text::NothingToChoose
            } else {
                Text::NothingFound
            };
            put_text(
                buffer,
                body.x + 1,
                body.y,
                body.width,
                &look.text(words),
                look.theme.style(Tone::Warn),
            );
        }
        self.table.draw(body, buffer, look, true);
        cursor
    }
}
