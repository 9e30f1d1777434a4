//! A list to choose from, searched by typing without accents: commands, offices, plans, filters, answers.
//! Knows no pane; what a choice means is its caller's.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Look;
use super::field;
use super::table::{Column, Motion, Table, TableLine, toned};
use super::text::put;
use super::theme::Tone;
use crate::form::line::Line;
use crate::words::screen::Text;

/// A menu with its choices.
#[derive(Debug)]
pub struct Menu<C> {
    title: String,
    line: Line,
    table: Table<C>,
}

/// One choice: what it is, its words, a remark at the right, and what else finds it.
#[derive(Debug)]
pub struct Choice<C> {
    /// What is chosen.
    pub value: C,
    /// Its words.
    pub words: String,
    /// A remark: the key of a command, the state of an office.
    pub remark: String,
    /// What else finds it; not shown.
    pub also: String,
}

impl<C: Clone + PartialEq> Menu<C> {
    /// A menu.
    pub fn new(title: impl Into<String>, choices: Vec<Choice<C>>) -> Self {
        let mut menu = Self { title: title.into(), line: Line::default(), table: Table::default() };
        menu.refill(choices);
        menu
    }

    /// Other choices; what is typed stays.
    pub fn refill(&mut self, choices: Vec<Choice<C>>) {
        let row = |c: Choice<C>| {
            let cells = vec![c.words.into(), toned(c.remark, Tone::Dim)];
            TableLine::row(c.value, cells, String::new(), &c.also)
        };
        let columns = vec![Column::flex("", 20, 0), Column::right("", 16, 1)];
        self.table.fill(columns, choices.into_iter().map(row).collect());
    }

    /// The same with one choice selected.
    #[must_use]
    pub fn at(mut self, value: &C) -> Self {
        self.table.select(value);
        self
    }

    /// What is selected.
    pub fn selected(&self) -> Option<&C> {
        self.table.selected()
    }

    /// Moves the selection.
    pub fn go(&mut self, motion: Motion) {
        self.table.go(motion);
    }

    /// What is searched for.
    pub fn typed(&self) -> &str {
        self.line.text()
    }

    /// Changes what is searched for.
    pub fn edit(&mut self, change: impl FnOnce(&mut Line)) {
        change(&mut self.line);
        // Whoever searches lists with a slash begins with one here too.
        if self.line.text() == "/" {
            self.line = Line::default();
        }
        self.table.search_best(self.line.text());
    }

    /// The same where a path is typed, which may begin with a slash.
    pub fn edit_path(&mut self, change: impl FnOnce(&mut Line)) {
        change(&mut self.line);
        self.table.search_best(self.line.text());
    }

    /// Draws title, search line and choices; returns the cursor's place.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) -> Position {
        let head =
            put(buffer, area.x + 1, area.y, area.width.saturating_sub(12), &self.title, look.theme.style(Tone::Strong));
        let field_area = Rect { x: head + 2, width: area.right().saturating_sub(head + 2), height: 1, ..area };
        put(buffer, head, area.y, 2, ":", look.theme.style(Tone::Dim));
        let cursor = field::draw_line(&self.line, field_area, buffer, look.theme.style(Tone::Plain));
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
        if self.table.rows() == 0 {
            let words = if self.line.is_empty() { Text::NothingToChoose } else { Text::NothingFound };
            put(buffer, body.x + 1, body.y, body.width, &look.says(words), look.theme.style(Tone::Warn));
        }
        self.table.draw(body, buffer, look, true);
        cursor
    }
}
