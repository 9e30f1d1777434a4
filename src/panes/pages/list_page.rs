//! List pages: rows that open forms, sheets and pages. The rows are built in `lists`, one file per list. Must not
//! depend on keys. Writes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::listing::{Listing, RowEffects};
use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::panes::effect::{Effect, Outcome};
use crate::panes::{cells, filter};
use crate::widgets::DrawContext;
use crate::widgets::facet::Facet;
use crate::widgets::sorting::Sorting;
use crate::widgets::table::{ExportTable, Table};
use crate::widgets::text::{put_text, put_text_right, width, wrap};
use crate::widgets::theme::Tone;

/// View of a list: search query, facet, and sort column.
#[derive(Clone, Debug, Default)]
pub struct ListView {
    query: String,
    filter: Option<Facet>,
    sorting: Option<Sorting>,
}

/// A list page with its selection.
#[derive(Debug)]
pub struct ListPage {
    title: String,
    table: Table<RowEffects>,
    empty: Text,
    insert: Option<Effect>,
}

impl ListPage {
    /// Creates the page with the first row selected.
    pub fn new(listing: Listing) -> Self {
        let mut table = Table::default();
        table.set_lines(listing.columns, listing.lines);
        Self {
            title: listing.title,
            table,
            empty: listing.empty,
            insert: listing.insert,
        }
    }

    /// Replaces the rows; selection and search stay.
    pub fn refresh(&mut self, fresh: Listing) {
        self.table.set_lines(fresh.columns, fresh.lines);
        (self.title, self.empty, self.insert) = (fresh.title, fresh.empty, fresh.insert);
    }

    /// Current view, to be restored later.
    pub fn view(&self) -> ListView {
        let filter = self.table.active_filter().cloned();
        ListView {
            query: self.table.query().to_owned(),
            filter,
            sorting: self.table.sorting(),
        }
    }

    /// Restores a view; a search or facet without matches is dropped.
    pub fn restore_view(&mut self, arranged: &ListView) {
        self.table.set_sorting(arranged.sorting);
        self.table.filter(arranged.filter.clone());
        self.table.search(&arranged.query);
        if self.table.row_count() == 0 {
            self.table.search("");
        }
        if self.table.row_count() == 0 {
            self.table.filter(None);
        }
    }

    /// Search query, number of matching rows, explanation of the selected row.
    pub fn search_state(&self) -> (&str, usize, &str) {
        self.table.search_state()
    }

    /// Title and visible table, for export.
    pub fn export_table(&self, heading: &str, sentence: &str) -> (String, ExportTable) {
        (
            self.title.clone(),
            self.table.export_table(heading, sentence),
        )
    }

    /// Position of the selected row, from 1; 0 without rows.
    pub fn selected_position(&self) -> usize {
        self.table.selected_position()
    }

    /// Returns `true` if any of its rows accepts a command.
    pub fn accepts_command(&self, command: Command) -> bool {
        match command {
            Command::Open | Command::Edit => {
                self.table.visible_keys().any(|row| row.open.is_some())
            }
            Command::Insert => {
                self.insert.is_some() || self.table.visible_keys().any(|row| row.insert.is_some())
            }
            Command::Remove => self.table.visible_keys().any(|row| row.remove.is_some()),
            _ => true,
        }
    }

    /// Selects the first row that accepts an insertion.
    pub fn select_insertable_row(&mut self) -> bool {
        self.table.select_where(|row| row.insert.is_some())
    }

    /// Selects the row with this effect; clears search and filter if they hide it.
    pub fn select_effect(&mut self, open: &Effect) {
        let leads_there = |row: &RowEffects| row.open.as_ref() == Some(open);
        if !self.table.select_where(leads_there) {
            self.table.search("");
            self.table.filter(None);
            self.table.select_where(leads_there);
        }
    }

    /// Filters by a search query.
    pub fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    /// Filters by a facet, or shows all rows.
    pub fn filter(&mut self, kind: Option<Facet>) {
        self.table.filter(kind);
    }

    /// Text of the selected row.
    pub fn clipboard_text(&self) -> String {
        self.table.explanation().to_owned()
    }

    /// Handles a command.
    pub fn handle_command(&mut self, command: Command) -> Outcome {
        if let Some(motion) = cells::motion_of_command(command) {
            self.table.move_selection(motion);
            return Outcome::Handled;
        }
        if cells::handle_sort_command(&mut self.table, command) {
            return Outcome::Handled;
        }
        if let Some(outcome) = filter::handle_filter_command(&mut self.table, command) {
            return outcome;
        }
        let row = self.table.selected();
        let effect = match command {
            Command::Open | Command::Edit => row.and_then(|row| row.open.clone()),
            Command::Insert => row
                .and_then(|row| row.insert.clone())
                .or_else(|| self.insert.clone()),
            Command::Remove => row.and_then(|row| row.remove.clone()),
            Command::Back if !self.table.query().is_empty() => {
                self.table.search("");
                return Outcome::Handled;
            }
            _ => return Outcome::Ignored,
        };
        match effect {
            Some(effect) => Outcome::Effect(effect),
            None if command == Command::Insert && self.select_insertable_row() => {
                Outcome::Effect(Effect::ShowMessage(Text::InsertThere))
            }
            None => Outcome::Effect(Effect::ShowMessage(Text::NotOnThisRow)),
        }
    }

    /// Text of the facet and the search query.
    fn filter_text(&self, draw_context: DrawContext) -> String {
        let query = Some(self.table.query()).filter(|query| !query.is_empty());
        let query = query.map(|query| format!("{}: {query}", Text::Search.text(draw_context.lang)));
        let kind = self.table.active_filter().map(ToString::to_string);
        kind.into_iter()
            .chain(query)
            .collect::<Vec<_>>()
            .join(" · ")
    }

    /// Draws title, rows and the explanation of the selected row.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
        let room = area.width.saturating_sub(2);
        let shown = self.filter_text(draw_context);
        let taken = if shown.is_empty() {
            0
        } else {
            width(&shown) + 2
        };
        let left = room.saturating_sub(taken).max(room / 3);
        put_text(
            buffer,
            area.x + 1,
            area.y,
            left,
            &self.title,
            draw_context.theme.style(Tone::Strong),
        );
        put_text_right(
            buffer,
            area.x + left,
            area.y,
            area.width - 1 - left,
            &shown,
            draw_context.theme.style(Tone::Accent),
        );
        let foot_height = if area.height >= 12 { 2 } else { 1 };
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(3 + foot_height),
            ..area
        };
        if self.table.row_count() == 0 {
            let empty = filter::empty_text(&self.table, self.empty);
            for (y, line) in (body.top()..body.bottom()).zip(wrap(&draw_context.text(empty), room))
            {
                put_text(
                    buffer,
                    area.x + 1,
                    y,
                    room,
                    &line,
                    draw_context.theme.style(Tone::Plain),
                );
            }
        }
        if self.table.row_count() > 0 {
            self.table.draw(body, buffer, draw_context, true);
        }
        let lines = wrap(&draw_context.fill_keys(self.table.explanation()), room);
        for (y, line) in (area.bottom() - foot_height..area.bottom()).zip(&lines) {
            put_text(
                buffer,
                area.x + 1,
                y,
                room,
                line,
                draw_context.theme.style(Tone::Plain),
            );
        }
    }
}
