//! Menus searched by typing, ignoring accents: commands, offices, plans, filters, answers. Must not depend on panes;
//! the caller interprets the choice.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::DrawContext;
use super::field;
use super::table::{Column, Motion, Table, TableLine, styled};
use super::text::put_text;
use super::theme::Tone;
use crate::form::text_input::TextInput;
use crate::texts::screen::Text;

/// A menu with its items.
#[derive(Debug)]
pub struct Menu<C> {
    title: String,
    query: TextInput,
    table: Table<C>,
}

/// A menu item.
#[derive(Debug)]
pub struct MenuItem<C> {
    /// Value.
    pub value: C,
    /// Label.
    pub label: String,
    /// Remark at the right: the key of a command, the state of an office.
    pub remark: String,
    /// Further search text; not shown.
    pub also: String,
}

impl<C: Clone + PartialEq> Menu<C> {
    /// Creates a menu.
    pub fn new(title: impl Into<String>, choices: Vec<MenuItem<C>>) -> Self {
        let mut menu = Self {
            title: title.into(),
            query: TextInput::default(),
            table: Table::default(),
        };
        menu.set_items(choices);
        menu
    }

    /// Replaces the items; the query is kept.
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

    /// Selects the item with a value.
    #[must_use]
    pub fn with_selected(mut self, value: &C) -> Self {
        self.table.select(value);
        self
    }

    /// Value of the selected item.
    pub fn selected(&self) -> Option<&C> {
        self.table.selected()
    }

    /// Moves the selection.
    pub fn move_selection(&mut self, motion: Motion) {
        self.table.move_selection(motion);
    }

    /// Search query.
    pub fn query_text(&self) -> &str {
        self.query.text()
    }

    /// Edits the search query.
    pub fn edit_query(&mut self, change: impl FnOnce(&mut TextInput)) {
        change(&mut self.query);
        // A leading slash, typed out of habit from list searches, is ignored.
        if self.query.text() == "/" {
            self.query = TextInput::default();
        }
        self.table.search_best(self.query.text());
    }

    /// Edits a query that is a path and may begin with a slash.
    pub fn edit_path_query(&mut self, change: impl FnOnce(&mut TextInput)) {
        change(&mut self.query);
        self.table.search_best(self.query.text());
    }

    /// Draws title, search line and items; returns the cursor position.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) -> Position {
        let head = put_text(
            buffer,
            area.x + 1,
            area.y,
            area.width.saturating_sub(12),
            &self.title,
            draw_context.theme.style(Tone::Strong),
        );
        let field_area = Rect {
            x: head + 2,
            width: area.right().saturating_sub(head + 2),
            height: 1,
            ..area
        };
        put_text(
            buffer,
            head,
            area.y,
            2,
            ":",
            draw_context.theme.style(Tone::Dim),
        );
        let cursor = field::draw_line(
            &self.query,
            field_area,
            buffer,
            draw_context.theme.style(Tone::Plain),
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
                &draw_context.text(words),
                draw_context.theme.style(Tone::Warn),
            );
        }
        self.table.draw(body, buffer, draw_context, true);
        cursor
    }
}
