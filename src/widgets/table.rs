//! Table widget: headings and rows, selection, marks, search ignoring accents, columns dropped by priority.
//! Must not depend on panes, keys or what its cells mean.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::DrawContext;
use super::facet::{self, Facet, FacetCounts};
use super::sorting::{SortRank, Sorting, sort_rank};
use super::text::{draw_scroll_arrows, put_text, put_text_right, width};
use super::theme::Tone;
use crate::domain::match_rank::{MatchRank, match_rank};
use crate::domain::text::{fold, matches};

/// A column: width, alignment, and priority for dropping it when space is short.
#[derive(Clone, Debug)]
pub struct Column {
    /// Heading; empty for a column of marks.
    pub heading: &'static str,
    /// Width in screen columns; flexible columns share the rest.
    pub width: u16,
    /// Takes a share of the rest.
    pub is_flexible: bool,
    /// Right-aligned, for numbers.
    pub is_right_aligned: bool,
    /// 0 is never dropped; the highest is dropped first.
    pub drop_priority: u8,
}

impl Column {
    /// A left-aligned column of fixed width.
    pub const fn left_aligned(heading: &'static str, width: u16, drop_priority: u8) -> Self {
        Self {
            heading,
            width,
            is_flexible: false,
            is_right_aligned: false,
            drop_priority,
        }
    }

    /// A right-aligned column of fixed width.
    pub const fn right_aligned(heading: &'static str, width: u16, drop_priority: u8) -> Self {
        Self {
            heading,
            width,
            is_flexible: false,
            is_right_aligned: true,
            drop_priority,
        }
    }

    /// A column of at least this width that grows.
    pub const fn flexible(heading: &'static str, width: u16, drop_priority: u8) -> Self {
        Self {
            heading,
            width,
            is_flexible: true,
            is_right_aligned: false,
            drop_priority,
        }
    }
}

/// A text with its tone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StyledText {
    /// The text.
    pub text: String,
    /// The tone.
    pub tone: Tone,
    /// Dimmed suffix that distinguishes equal names; empty for none.
    pub suffix: String,
}

impl StyledText {
    /// Sets a dimmed suffix in brackets.
    #[must_use]
    pub fn with_suffix(self, suffix: String) -> Self {
        let suffix = if suffix.is_empty() {
            suffix
        } else {
            format!("({suffix})")
        };
        Self { suffix, ..self }
    }

    fn width(&self) -> u16 {
        width(&self.text)
            + if self.suffix.is_empty() {
                0
            } else {
                width(&self.suffix) + 1
            }
    }
}

/// Creates a text with a tone.
pub fn styled(text: impl Into<String>, tone: Tone) -> StyledText {
    StyledText {
        text: text.into(),
        tone,
        suffix: String::new(),
    }
}

impl From<String> for StyledText {
    fn from(text: String) -> Self {
        styled(text, Tone::Plain)
    }
}

impl From<&str> for StyledText {
    fn from(text: &str) -> Self {
        styled(text, Tone::Plain)
    }
}

/// A line of a table: a row with its key, or a heading without one.
#[derive(Clone, Debug)]
pub struct TableLine<K> {
    /// Key of the row; `None` for a heading.
    pub key: Option<K>,
    /// A text per column; a heading has one for the full width.
    pub cells: Vec<StyledText>,
    /// Explanation of the row.
    pub explanation: String,
    /// Folded text for searching.
    folded_text: String,
    /// Further search text besides the cells.
    more: String,
    /// Level of a heading: 0 blank line, 1 heading, 2 subheading; a heading without rows before the next one of its
    /// level is hidden. `None` for rows and notes.
    heading_level: Option<u8>,
    /// Facets of the row, for filtering.
    facets: Vec<Facet>,
}

impl<K> TableLine<K> {
    /// Creates a row; `more` is searched too.
    pub fn row(key: K, cells: Vec<StyledText>, explanation: String, more: &str) -> Self {
        let texts = cells
            .iter()
            .flat_map(|cell| [cell.text.as_str(), cell.suffix.as_str()]);
        let folded_text = fold(&texts.chain([more]).collect::<Vec<_>>().join(" "));
        Self {
            key: Some(key),
            cells,
            explanation,
            folded_text,
            more: more.to_owned(),
            heading_level: None,
            facets: Vec::new(),
        }
    }

    /// Rank of the row for a query; the smallest is the best.
    fn rank(&self, query: &str) -> Option<MatchRank> {
        let texts = self
            .cells
            .iter()
            .flat_map(|cell| [cell.text.as_str(), cell.suffix.as_str()]);
        match_rank(texts.chain([self.more.as_str()]), query)
    }

    /// Replaces the cells; a search finds old and new ones.
    #[must_use]
    pub fn with_cells(mut self, cells: Vec<StyledText>) -> Self {
        for cell in &cells {
            self.folded_text.push(' ');
            self.folded_text.push_str(&fold(&cell.text));
        }
        Self { cells, ..self }
    }

    /// Adds a facet; an empty value is ignored.
    #[must_use]
    pub fn with_facet(mut self, name: &'static str, to: impl Into<String>) -> Self {
        self.facets.extend(
            [Facet {
                name,
                value: to.into(),
            }]
            .into_iter()
            .filter(|kind| !kind.value.is_empty()),
        );
        self
    }

    /// A blank line, shown together with the heading or row below it.
    pub fn blank_line() -> Self {
        Self::without_key(Vec::new(), Some(0))
    }

    /// A line of text without an effect.
    pub fn note(text: impl Into<String>) -> Self {
        Self::without_key(vec![styled(text, Tone::Plain)], None)
    }

    /// A heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::without_key(vec![styled(text, Tone::Strong)], Some(1))
    }

    /// A subheading.
    pub fn subheading(text: impl Into<String>) -> Self {
        Self::without_key(vec![styled(text, Tone::Strong)], Some(2))
    }

    fn without_key(cells: Vec<StyledText>, heading_level: Option<u8>) -> Self {
        let (explanation, folded_text, more) = (String::new(), String::new(), String::new());
        Self {
            key: None,
            cells,
            explanation,
            folded_text,
            more,
            heading_level,
            facets: Vec::new(),
        }
    }
}

/// A table as shown, for export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportTable {
    /// Headings of the columns.
    pub headings: Vec<String>,
    /// Texts of the rows.
    pub rows: Vec<Vec<String>>,
}

/// Motion of the selection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// A row up.
    Up,
    /// A row down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// The first row.
    First,
    /// The last row.
    Last,
}

/// Number of rows below and above the selected one that are searched for a remaining one.
const NEAR: usize = 100;

/// Table with selection, filter and order.
#[derive(Debug)]
pub struct Table<K> {
    /// The columns.
    pub columns: Vec<Column>,
    lines: Vec<TableLine<K>>,
    /// Width of the widest text of each column.
    text_widths: Vec<u16>,
    /// Visible lines, as indexes into `lines`.
    visible_lines: Vec<usize>,
    /// Number of rows up to each visible line, so that positions need no counting.
    row_numbers: Vec<usize>,
    /// Index of the selected line in `visible_lines`.
    selected_index: usize,
    query: String,
    /// `true` if the best matches come first.
    best_first: bool,
    /// Facet of the visible rows.
    filter: Option<Facet>,
    /// Keys of marked rows, in the order of marking.
    marked_keys: Vec<K>,
    /// Sort column; `None`: original order, under headings.
    sorting: Option<Sorting>,
    /// Bit set of the columns drawn last; set while drawing.
    drawn_columns: Cell<u64>,
    /// First visible line and number of lines that fit; set while drawing.
    scroll_top: Cell<usize>,
    visible_height: Cell<usize>,
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            lines: Vec::new(),
            text_widths: Vec::new(),
            visible_lines: Vec::new(),
            row_numbers: Vec::new(),
            selected_index: 0,
            query: String::new(),
            best_first: false,
            filter: None,
            marked_keys: Vec::new(),
            sorting: None,
            drawn_columns: Cell::new(u64::MAX),
            scroll_top: Cell::new(0),
            visible_height: Cell::new(10),
        }
    }
}

impl<K: Clone + PartialEq> Table<K> {
    /// Replaces the lines. The selection stays on its key if it still exists, else it moves to the nearest remaining
    /// row, below first. Marks stay on their keys, even on missing ones: an operation on marked rows never affects
    /// another row instead.
    pub fn set_lines(&mut self, columns: Vec<Column>, lines: Vec<TableLine<K>>) {
        let near = self.near();
        let at = self.selected_index;
        self.text_widths = columns.iter().map(|column| width(column.heading)).collect();
        for line in lines.iter().filter(|line| line.key.is_some()) {
            for (widest, cell) in self.text_widths.iter_mut().zip(&line.cells) {
                *widest = cell.width().max(*widest);
            }
        }
        self.columns = columns;
        self.lines = lines;
        self.update_visible_lines();
        let place = |key: &K| {
            self.visible_lines
                .iter()
                .position(|&i| self.lines[i].key.as_ref() == Some(key))
        };
        self.selected_index = near
            .iter()
            .find_map(place)
            .unwrap_or(at.min(self.visible_lines.len().saturating_sub(1)));
        self.skip_headings(true);
    }

    /// Selected key, then the keys of nearby rows: below, then above.
    fn near(&self) -> Vec<K> {
        let (above, below) = self
            .visible_lines
            .split_at(self.selected_index.min(self.visible_lines.len()));
        let neighbours = below.iter().take(NEAR).chain(above.iter().rev().take(NEAR));
        neighbours
            .filter_map(|&line| self.lines[line].key.clone())
            .collect()
    }

    /// Unmarks rows that no longer exist.
    pub fn unmark_absent(&mut self) {
        let lines = &self.lines;
        self.marked_keys
            .retain(|key| lines.iter().any(|line| line.key.as_ref() == Some(key)));
    }

    /// Filters by a query, ignoring accents; an empty query shows all rows. The selected row stays selected.
    pub fn search(&mut self, query: &str) {
        let key = self.selected().filter(|_| query.is_empty()).cloned();
        query.clone_into(&mut self.query);
        self.update_visible_lines();
        self.selected_index = 0;
        if let Some(key) = key {
            self.select(&key);
        }
        self.skip_headings(true);
    }

    /// Like [`Table::search`], for menus: exact and whole-word matches come first.
    pub fn search_best(&mut self, query: &str) {
        self.best_first = true;
        self.search(query);
    }

    /// Filters by a facet, or shows all rows. The selected row stays selected if it is visible.
    pub fn filter(&mut self, to: Option<Facet>) {
        let key = self.selected().cloned();
        self.filter = to;
        self.update_visible_lines();
        self.selected_index = 0;
        if let Some(key) = key {
            self.select(&key);
        }
        self.skip_headings(true);
    }

    /// Active facet. A name that no row has any more, as after a change of the language, is ignored.
    pub fn active_filter(&self) -> Option<&Facet> {
        let has = |by| {
            self.lines
                .iter()
                .any(|line| line.facets.iter().any(|kind| kind.name == by))
        };
        self.filter.as_ref().filter(|filtered| has(filtered.name))
    }

    /// Facets with their numbers of rows, regardless of the search.
    pub fn facet_counts(&self) -> FacetCounts {
        let rows = self.lines.iter().filter(|line| line.key.is_some());
        facet::count_facets(rows.map(|line| line.facets.as_slice()))
    }

    /// Sorts by the next visible column; after the last one the original order returns. Numbers are descending, words
    /// ascending at first. The selected row stays selected. `false` without headings or rows.
    pub fn sort_by_next_column(&mut self) -> bool {
        if self.row_count() == 0 {
            return false;
        }
        let headings = || {
            self.columns
                .iter()
                .enumerate()
                .filter(|(at, column)| !column.heading.is_empty() && self.is_column_drawn(*at))
        };
        let at = self
            .sorting
            .and_then(|sorted| headings().position(|(_, column)| column.heading == sorted.heading));
        let next = headings().nth(at.map_or(0, |at| at + 1));
        let sorted = next.map(|(_, column)| Sorting {
            heading: column.heading,
            is_descending: column.is_right_aligned,
        });
        let changes = sorted.is_some() || self.sorting.is_some();
        self.set_sorting(sorted);
        changes
    }

    /// Reverses the sort order; `false` for the original order and without rows.
    pub fn reverse_sort(&mut self) -> bool {
        let turned = self
            .sorting
            .filter(|_| self.row_count() > 0)
            .map(|sorted| Sorting {
                is_descending: !sorted.is_descending,
                ..sorted
            });
        if turned.is_some() {
            self.set_sorting(turned);
        }
        turned.is_some()
    }

    /// Current sort column and direction.
    pub fn sorting(&self) -> Option<Sorting> {
        self.sorting.filter(|sorted| {
            self.columns
                .iter()
                .any(|column| column.heading == sorted.heading)
        })
    }

    /// Sets the sort order; `None`: original order.
    pub fn set_sorting(&mut self, sorted: Option<Sorting>) {
        let key = self.selected().cloned();
        self.sorting = sorted;
        self.update_visible_lines();
        if let Some(key) = key {
            self.select(&key);
        }
        self.skip_headings(true);
    }

    /// Returns `true` if the last row is selected.
    pub fn is_last_selected(&self) -> bool {
        self.selected_index + 1 >= self.visible_lines.len()
    }

    fn is_column_drawn(&self, column: usize) -> bool {
        column >= 64 || self.drawn_columns.get() & (1 << column) != 0
    }

    /// Search query.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The key of the selected row.
    pub fn selected(&self) -> Option<&K> {
        self.selected_line().and_then(|line| line.key.as_ref())
    }

    /// Toggles the mark of the selected row and moves down; `false` without rows.
    pub fn toggle_mark(&mut self) -> bool {
        let Some(key) = self.selected().cloned() else {
            return false;
        };
        match self.marked_keys.iter().position(|marked| *marked == key) {
            Some(place) => drop(self.marked_keys.remove(place)),
            None => self.marked_keys.push(key),
        }
        self.move_selection(Motion::Down);
        true
    }

    /// Marks every visible row; `false` if there is none.
    pub fn mark_all(&mut self) -> bool {
        self.marked_keys = self.visible_keys().cloned().collect();
        !self.marked_keys.is_empty()
    }

    /// Unmarks all rows; `false` if there was none.
    pub fn clear_marks(&mut self) -> bool {
        let had = !self.marked_keys.is_empty();
        self.marked_keys.clear();
        had
    }

    /// Keys of the marked rows.
    pub fn marked_keys(&self) -> &[K] {
        &self.marked_keys
    }

    /// Explanation of the selected row.
    pub fn explanation(&self) -> &str {
        self.selected_line()
            .map_or("", |line| line.explanation.as_str())
    }

    /// Search query, number of visible rows, explanation of the selected row.
    pub fn search_state(&self) -> (&str, usize, &str) {
        (self.query(), self.row_count(), self.explanation())
    }

    /// Position of the selected row among the visible ones, from 1; 0 if there is none.
    pub fn selected_position(&self) -> usize {
        self.row_numbers
            .get(self.selected_index)
            .or(self.row_numbers.last())
            .copied()
            .unwrap_or(0)
    }

    /// Keys of the visible rows, in their order.
    pub fn visible_keys(&self) -> impl Iterator<Item = &K> {
        self.visible_lines
            .iter()
            .filter_map(|&line| self.lines[line].key.as_ref())
    }

    /// Visible rows with untruncated columns; the heading above a row becomes its first column, its explanation the
    /// last.
    pub fn export_table(&self, heading: &str, sentence: &str) -> ExportTable {
        let own = self.columns.iter().map(|column| column.heading.to_owned());
        let headings = [heading.to_owned()]
            .into_iter()
            .chain(own)
            .chain([sentence.to_owned()])
            .collect();
        let (mut above, mut rows) = (String::new(), Vec::new());
        for line in self.visible_lines.iter().map(|&line| &self.lines[line]) {
            let mut texts = line
                .cells
                .iter()
                .map(|cell| format!("{} {}", cell.text, cell.suffix).trim().to_owned());
            if line.key.is_some() {
                let own = (0..self.columns.len()).map(|_| texts.next().unwrap_or_default());
                rows.push(
                    [above.clone()]
                        .into_iter()
                        .chain(own)
                        .chain([line.explanation.clone()])
                        .collect(),
                );
            } else if let Some(words) = texts.next() {
                above = words;
            }
        }
        ExportTable { headings, rows }
    }

    /// Number of visible rows, without headings.
    pub fn row_count(&self) -> usize {
        self.row_numbers.last().copied().unwrap_or(0)
    }

    /// Selects the row with a key; `false` if it is not visible.
    pub fn select(&mut self, key: &K) -> bool {
        self.select_where(|known| known == key)
    }

    /// Selects the first visible row whose key fits; `false` if there is none.
    pub fn select_where(&mut self, fits: impl Fn(&K) -> bool) -> bool {
        let place = self
            .visible_lines
            .iter()
            .position(|&i| self.lines[i].key.as_ref().is_some_and(&fits));
        self.selected_index = place.unwrap_or(self.selected_index);
        place.is_some()
    }

    /// Moves the selection.
    pub fn move_selection(&mut self, motion: Motion) {
        let last = self.visible_lines.len().saturating_sub(1);
        let page = self.visible_height.get().max(2) - 1;
        let (to, forward) = match motion {
            Motion::Up => (self.selected_index.saturating_sub(1), false),
            Motion::Down => (self.selected_index + 1, true),
            Motion::PageUp => (self.selected_index.saturating_sub(page), false),
            Motion::PageDown => (self.selected_index + page, true),
            Motion::First => (0, true),
            Motion::Last => (last, false),
        };
        let from = self.selected_index;
        self.selected_index = to.min(last);
        self.skip_headings(forward);
        if self.selected().is_none() {
            self.selected_index = from;
        }
    }

    fn selected_line(&self) -> Option<&TableLine<K>> {
        self.visible_lines
            .get(self.selected_index)
            .map(|&i| &self.lines[i])
    }

    /// Moves the selection off a heading, in the given direction, or the other one at the ends.
    fn skip_headings(&mut self, forward: bool) {
        let is_row = |place: &usize| self.lines[self.visible_lines[*place]].key.is_some();
        let after = (self.selected_index..self.visible_lines.len()).find(is_row);
        let before = (0..=self
            .selected_index
            .min(self.visible_lines.len().saturating_sub(1)))
            .rev()
            .filter(|p| *p < self.visible_lines.len())
            .find(is_row);
        let found = if forward {
            after.or(before)
        } else {
            before.or(after)
        };
        self.selected_index = found.unwrap_or(0);
    }

    /// Recomputes the visible lines; headings stay if a row below them matches.
    fn update_visible_lines(&mut self) {
        self.visible_lines.clear();
        let filtered = self.active_filter().cloned();
        let is_meant = |line: &TableLine<K>| {
            filtered
                .as_ref()
                .is_none_or(|kind| line.facets.contains(kind))
        };
        let mut headings: Vec<(u8, usize)> = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            let fits = match line.heading_level {
                Some(level) => {
                    headings.retain(|(above, _)| *above < level);
                    headings.push((level, place));
                    false
                }
                None if line.key.is_none() => self.query.is_empty(),
                None => is_meant(line) && matches(&line.folded_text, &self.query),
            };
            if fits {
                self.visible_lines
                    .extend(headings.drain(..).map(|(_, place)| place));
                self.visible_lines.push(place);
            }
        }
        while self
            .visible_lines
            .first()
            .is_some_and(|&first| self.lines[first].cells.is_empty())
        {
            self.visible_lines.remove(0);
        }
        if self.best_first && !self.query.trim().is_empty() {
            let (lines, query) = (&self.lines, &self.query);
            self.visible_lines
                .sort_by_cached_key(|&place| lines[place].rank(query));
        }
        self.apply_sorting();
        let lines = &self.lines;
        let count = |rows: &mut usize, &line: &usize| {
            *rows += usize::from(lines[line].key.is_some());
            Some(*rows)
        };
        self.row_numbers = self.visible_lines.iter().scan(0, count).collect();
    }

    /// Sorts the visible rows; headings are hidden, because they no longer apply to the rows below them.
    fn apply_sorting(&mut self) {
        let Some(sorted) = self.sorting() else { return };
        let Some(at) = self
            .columns
            .iter()
            .position(|column| column.heading == sorted.heading)
        else {
            return;
        };
        let number = self.columns[at].is_right_aligned;
        let ranked = self
            .visible_lines
            .iter()
            .filter(|&&place| self.lines[place].key.is_some())
            .map(|&place| {
                let text = self.lines[place]
                    .cells
                    .get(at)
                    .map_or("", |cell| cell.text.as_str());
                (sort_rank(text, number), place)
            });
        let mut ranked: Vec<(Option<SortRank>, usize)> = ranked.collect();
        ranked.sort_by(|(one, _), (other, _)| match (one, other) {
            (Some(one), Some(other)) if sorted.is_descending => other.cmp(one),
            (Some(one), Some(other)) => one.cmp(other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        self.visible_lines = ranked.into_iter().map(|(_, place)| place).collect();
    }

    /// Draws the table below a dim line that says what it lists.
    pub fn draw_with_title(
        &self,
        title: &str,
        area: Rect,
        buffer: &mut Buffer,
        draw_context: DrawContext,
        active: bool,
    ) {
        let style = draw_context.theme.style(Tone::Dim);
        let width = area.width.saturating_sub(2);
        put_text(buffer, area.x + 1, area.y, width, title, style);
        let body = Rect {
            y: area.y + 1,
            height: area.height.saturating_sub(1),
            ..area
        };
        self.draw(body, buffer, draw_context, active);
    }

    /// Draws heading and rows; an `active` table has the selection marker in the first column of the area.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext, active: bool) {
        // Marks have their own column while any row is marked.
        let shift = if self.marked_keys.is_empty() { 0 } else { 2 };
        let room = area.width.saturating_sub(2 + shift);
        let spans = fit_columns_to_texts(&self.columns, &self.text_widths, room);
        let fits = shift_spans(spans, shift);
        let drawn = fits
            .iter()
            .take(64)
            .enumerate()
            .filter(|(_, fit)| fit.is_some());
        self.drawn_columns
            .set(drawn.fold(0, |bits, (at, _)| bits | (1 << at)));
        let has_head = self.columns.iter().any(|column| !column.heading.is_empty());
        if has_head {
            self.draw_heading(area, buffer, draw_context, &fits);
        }
        let skip = u16::from(has_head);
        let body = Rect {
            y: area.y + skip,
            height: area.height.saturating_sub(skip),
            ..area
        };
        let height = usize::from(body.height);
        let (top, tight) = (self.scroll_offset(height), self.drops_blank_lines(height));
        let top = if tight { 0 } else { top };
        for (y, place) in (body.top()..body.bottom()).zip(self.drawn_lines(top, tight, height)) {
            let line = &self.lines[self.visible_lines[place]];
            let marker = active && place == self.selected_index && line.key.is_some();
            let row = Rect {
                y,
                height: 1,
                ..body
            };
            draw_line(
                line,
                row,
                buffer,
                draw_context,
                (&self.columns, &fits, marker),
            );
            let is_marked = |key| self.marked_keys.contains(key);
            if line.key.as_ref().is_some_and(is_marked) {
                let accent = draw_context.theme.style(Tone::Accent);
                put_text(buffer, row.x + 1, row.y, 1, "√", accent);
            }
        }
        draw_scroll_arrows(
            buffer,
            body,
            draw_context,
            (top > 0, !tight && top + height < self.visible_lines.len()),
        );
    }

    /// The lines of a screen from one on, blank ones left out where there is no room for them.
    fn drawn_lines(&self, top: usize, tight: bool, height: usize) -> Vec<usize> {
        let places =
            (top..self.visible_lines.len()).filter(|&place| !(tight && self.is_blank_line(place)));
        let mut places: Vec<usize> = places.take(height).collect();
        // A heading is not drawn at the bottom if its rows are below the screen.
        while places.last().is_some_and(|&last| {
            last + 1 < self.visible_lines.len() && self.line_at(last).heading_level.is_some()
        }) {
            places.pop();
        }
        places
    }

    fn line_at(&self, place: usize) -> &TableLine<K> {
        &self.lines[self.visible_lines[place]]
    }

    fn is_blank_line(&self, place: usize) -> bool {
        let line = self.line_at(place);
        line.key.is_none() && line.cells.is_empty()
    }

    /// Returns `true` if blank lines are dropped because all lines fit without them.
    fn drops_blank_lines(&self, height: usize) -> bool {
        let gaps = (0..self.visible_lines.len())
            .filter(|&place| self.is_blank_line(place))
            .count();
        self.visible_lines.len() > height && self.visible_lines.len() - gaps <= height
    }

    fn draw_heading(
        &self,
        area: Rect,
        buffer: &mut Buffer,
        draw_context: DrawContext,
        fits: &[Option<(u16, u16)>],
    ) {
        let style = draw_context.theme.style(Tone::Dim);
        for (column, place) in self.columns.iter().zip(fits) {
            let Some((x, columns)) = *place else { continue };
            let draw = if column.is_right_aligned {
                put_text_right
            } else {
                |b: &mut Buffer, x, y, w, t: &str, s| {
                    put_text(b, x, y, w, t, s);
                }
            };
            match self
                .sorting()
                .filter(|sorted| sorted.heading == column.heading && !column.heading.is_empty())
            {
                Some(sorted) => {
                    let head = format!("{}{}", sorted.mark(), column.heading);
                    draw(
                        buffer,
                        area.x + 1 + x,
                        area.y,
                        columns,
                        &head,
                        draw_context.theme.style(Tone::Accent),
                    );
                }
                None => draw(
                    buffer,
                    area.x + 1 + x,
                    area.y,
                    columns,
                    column.heading,
                    style,
                ),
            }
        }
    }

    /// First line on the screen: scrolls by half pages, so that a held key redraws rarely.
    fn scroll_offset(&self, height: usize) -> usize {
        let height = height.max(1);
        self.visible_height.set(height);
        let mut top = self
            .scroll_top
            .get()
            .min(self.visible_lines.len().saturating_sub(height));
        if self.selected_index < top {
            top = (self.selected_index + 1).saturating_sub(height.div_ceil(2));
        } else if self.selected_index >= top + height {
            top = (self.selected_index + height / 2 + 1)
                .saturating_sub(height)
                .min(self.visible_lines.len().saturating_sub(height));
        }
        if self.selected_index == 1 && top == 1 {
            top = 0;
        }
        self.scroll_top.set(top);
        top
    }
}

/// Column spans shifted to the right.
fn shift_spans(mut places: Vec<Option<(u16, u16)>>, shift: u16) -> Vec<Option<(u16, u16)>> {
    places.iter_mut().flatten().for_each(|(x, _)| *x += shift);
    places
}

type LineLayout<'a> = (&'a [Column], &'a [Option<(u16, u16)>], bool);

fn draw_line<K>(
    line: &TableLine<K>,
    row: Rect,
    buffer: &mut Buffer,
    draw_context: DrawContext,
    (columns, fits, marker): LineLayout<'_>,
) {
    if line.key.is_none() {
        for cell in &line.cells {
            put_text(
                buffer,
                row.x + 1,
                row.y,
                row.width.saturating_sub(2),
                &cell.text,
                draw_context.theme.style(cell.tone),
            );
        }
        return;
    }
    if marker {
        put_text(
            buffer,
            row.x,
            row.y,
            1,
            "►",
            draw_context.theme.style(Tone::Accent),
        );
    }
    for ((column, place), cell) in columns.iter().zip(fits).zip(&line.cells) {
        let Some((x, columns)) = *place else { continue };
        let style = draw_context.theme.style(cell.tone);
        let x = row.x + 1 + x;
        if column.is_right_aligned {
            put_text_right(buffer, x, row.y, columns, &cell.text, style);
        } else if cell.suffix.is_empty() {
            put_text(buffer, x, row.y, columns, &cell.text, style);
        } else {
            let end = put_text(buffer, x, row.y, columns, &cell.text, style) + 1;
            // A name is not truncated for its suffix: if both do not fit, the explanation has the suffix.
            if end + width(&cell.suffix) <= x + columns {
                put_text(
                    buffer,
                    end,
                    row.y,
                    columns,
                    &cell.suffix,
                    draw_context.theme.style(Tone::Dim),
                );
            }
        }
    }
}

/// Minimum width of a flexible column before other columns are cut.
const MIN_FLEXIBLE_WIDTH: u16 = 4;

/// Start and width of each column in `room`; `None` for dropped ones. Columns are separated by a blank.
pub fn fit_columns(columns: &[Column], room: u16) -> Vec<Option<(u16, u16)>> {
    fit_columns_to_texts(columns, &[], room)
}

/// Like [`fit_columns`] with the widest text of each column: spare space goes to columns with wider texts, lowest
/// priority number first, before flexible columns share it.
fn fit_columns_to_texts(columns: &[Column], widest: &[u16], room: u16) -> Vec<Option<(u16, u16)>> {
    let mut kept: Vec<bool> = vec![true; columns.len()];
    let needed = |kept: &[bool]| {
        let widths = columns
            .iter()
            .zip(kept)
            .filter(|(_, k)| **k)
            .map(|(c, _)| c.width + 1);
        widths.sum::<u16>().saturating_sub(1)
    };
    while needed(&kept) > room {
        let candidates = columns
            .iter()
            .enumerate()
            .filter(|(i, c)| kept[*i] && c.drop_priority > 0);
        let Some((worst, _)) = candidates.max_by_key(|(_, c)| c.drop_priority) else {
            break;
        };
        kept[worst] = false;
    }
    let mut dropped: Vec<usize> = (0..columns.len()).filter(|i| !kept[*i]).collect();
    dropped.sort_by_key(|i| columns[*i].drop_priority);
    for again in dropped {
        kept[again] = true;
        kept[again] = needed(&kept) <= room;
    }
    let mut widths: Vec<u16> = columns.iter().map(|column| column.width).collect();
    shrink_columns(
        columns,
        &kept,
        needed(&kept).saturating_sub(room),
        &mut widths,
    );
    grow_columns(
        columns,
        &kept,
        (widest, room.saturating_sub(needed(&kept))),
        &mut widths,
    );
    let mut x = 0;
    let mut places = Vec::with_capacity(columns.len());
    for (width, kept) in widths.into_iter().zip(kept) {
        if !kept {
            places.push(None);
            continue;
        }
        let width = width.min(room.saturating_sub(x));
        places.push((width > 0).then_some((x, width)));
        x += width + 1;
    }
    places
}

/// Shrinks flexible columns by the missing width.
fn shrink_columns(columns: &[Column], kept: &[bool], mut lacking: u16, widths: &mut [u16]) {
    for (width, (column, kept)) in widths.iter_mut().zip(columns.iter().zip(kept)) {
        if *kept && column.is_flexible {
            let less = lacking.min(width.saturating_sub(MIN_FLEXIBLE_WIDTH));
            *width -= less;
            lacking -= less;
        }
    }
}

/// Grows columns to their texts by priority, equal ones together; flexible columns share the rest.
fn grow_columns(
    columns: &[Column],
    kept: &[bool],
    (widest, mut spare): (&[u16], u16),
    widths: &mut [u16],
) {
    let mut ranks: Vec<u8> = columns.iter().map(|column| column.drop_priority).collect();
    ranks.sort_unstable();
    ranks.dedup();
    for rank in ranks {
        let wants = |at: &usize, widths: &[u16]| {
            kept[*at]
                && columns[*at].drop_priority == rank
                && widest.get(*at).is_some_and(|widest| *widest > widths[*at])
        };
        while let Some(at) = (0..columns.len())
            .filter(|at| wants(at, widths))
            .min_by_key(|at| widths[*at])
        {
            if spare == 0 {
                return;
            }
            widths[at] += 1;
            spare -= 1;
        }
    }
    let flexing = || (0..columns.len()).filter(|at| kept[*at] && columns[*at].is_flexible);
    let many = u16::try_from(flexing().count()).unwrap_or(1).max(1);
    for (place, at) in flexing().enumerate() {
        widths[at] += spare / many + if place == 0 { spare % many } else { 0 };
    }
}

/// Width of the widest text, for a column that fits its content.
pub fn max_width<'a>(texts: impl Iterator<Item = &'a str>) -> u16 {
    texts.map(width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_by_rank_and_share_what_is_left() {
        let columns = [
            Column::left_aligned("", 1, 0),
            Column::flexible("", 10, 0),
            Column::right_aligned("", 8, 2),
            Column::left_aligned("", 6, 1),
        ];
        let fit = |room| fit_columns(&columns, room);
        assert_eq!(
            fit(40),
            [Some((0, 1)), Some((2, 22)), Some((25, 8)), Some((34, 6))]
        );
        assert_eq!(fit(25), [Some((0, 1)), Some((2, 16)), None, Some((19, 6))]);
        assert_eq!(fit(12), [Some((0, 1)), Some((2, 10)), None, None]);
        assert_eq!(fit(6), [Some((0, 1)), Some((2, 4)), None, None]);
    }

    #[test]
    fn columns_grow_to_their_texts_before_blanks_remain() {
        let columns = [
            Column::flexible("", 10, 0),
            Column::flexible("", 10, 2),
            Column::left_aligned("", 5, 1),
        ];
        let widths = |room| {
            fit_columns_to_texts(&columns, &[12, 30, 8], room)
                .into_iter()
                .flatten()
                .map(|(_, width)| width)
                .collect()
        };
        let widths: [Vec<u16>; 3] = [29, 37, 70].map(widths);
        assert_eq!(
            widths,
            [vec![12, 10, 5], vec![12, 15, 8], vec![21, 39, 8]],
            "by rank, then shared"
        );
    }

    #[test]
    fn a_heading_without_rows_goes() {
        let mut table: Table<u8> = Table::default();
        let row = |key, text: &str| TableLine::row(key, vec![text.into()], String::new(), "");
        let lines = vec![
            TableLine::blank_line(),
            TableLine::heading("Một"),
            TableLine::subheading("1.1"),
            row(1, "Sở Y tế"),
            TableLine::subheading("1.2"),
            row(2, "Hiệp Hòa"),
            TableLine::blank_line(),
            TableLine::heading("Hai"),
            TableLine::subheading("2.1"),
            row(3, "Đài PTTH"),
        ];
        table.set_lines(vec![Column::flexible("", 5, 0)], lines);
        table.search("hiep");
        let shown: Vec<&str> = table
            .visible_lines
            .iter()
            .map(|&at| table.lines[at].cells.first().map_or("", |cell| &cell.text))
            .collect();
        assert_eq!(shown, ["Một", "1.2", "Hiệp Hòa"]);
    }

    fn table() -> Table<u8> {
        let mut table = Table::default();
        let row = |key, text: &str| TableLine::row(key, vec![text.into()], String::new(), "");
        let lines = vec![
            TableLine::heading("Một"),
            row(1, "Sở Y tế"),
            row(2, "Hiệp Hòa"),
            TableLine::heading("Hai"),
            row(3, "Đài PTTH"),
        ];
        table.set_lines(vec![Column::flexible("", 5, 0)], lines);
        table
    }

    #[test]
    fn moves_over_headings_and_stops_at_the_ends() {
        let mut table = table();
        assert_eq!(table.selected(), Some(&1));
        table.move_selection(Motion::Up);
        assert_eq!(table.selected(), Some(&1));
        table.move_selection(Motion::Down);
        table.move_selection(Motion::Down);
        assert_eq!(table.selected(), Some(&3));
        table.move_selection(Motion::Down);
        assert_eq!(table.selected(), Some(&3));
        table.move_selection(Motion::Up);
        assert_eq!(table.selected(), Some(&2));
        table.move_selection(Motion::First);
        assert_eq!(table.selected(), Some(&1));
    }

    #[test]
    fn marks_stay_with_their_rows() {
        let mut table = table();
        assert!(table.toggle_mark());
        assert_eq!(
            (table.selected(), table.marked_keys()),
            (Some(&2), &[1][..])
        );
        table.search("dai");
        assert!(table.mark_all());
        assert_eq!(table.marked_keys(), [3], "all that are shown, and no other");
        table.search("");
        table.move_selection(Motion::First);
        table.toggle_mark();
        assert_eq!(table.marked_keys(), [3, 1]);
        table.set_lines(
            vec![Column::flexible("", 5, 0)],
            vec![TableLine::row(3, vec!["Đài".into()], String::new(), "")],
        );
        assert_eq!(
            table.marked_keys(),
            [3, 1],
            "a step for marked rows never falls on another row instead"
        );
        table.unmark_absent();
        assert_eq!(table.marked_keys(), [3], "after a change of what is listed");
        assert!(table.clear_marks() && !table.clear_marks());
    }

    #[test]
    fn searches_without_accents() {
        let mut table = table();
        table.search("hiep hoa");
        assert_eq!((table.selected(), table.row_count()), (Some(&2), 1));
        table.search("dai");
        assert_eq!(table.selected(), Some(&3));
        table.search("zzz");
        assert_eq!((table.selected(), table.row_count()), (None, 0));
        table.move_selection(Motion::Down);
        table.search("");
        assert_eq!((table.selected(), table.row_count()), (Some(&1), 3));
    }
}
