//! A list in columns: headings and rows, one row marked, searched without accents, columns dropped by rank.
//! Knows no pane, no key and no meaning of its cells.

use std::cell::Cell;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Look;
use super::order::{Rank, Sorting, rank};
use super::row_kind::{self, Choices, RowKind};
use super::text::{more, put, put_right, width};
use super::theme::Tone;
use crate::domain::match_rank::{MatchRank, match_rank};
use crate::domain::text::{fold, matches};

/// A column: how wide, on which side, and how soon it goes when there is no room.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its heading; empty for marks.
    pub head: &'static str,
    /// Columns of the screen; the flexible ones share what is left.
    pub width: u16,
    /// Takes a share of what is left.
    pub flexes: bool,
    /// Numbers stand at the right.
    pub right: bool,
    /// 0 stays always, the highest goes first.
    pub rank: u8,
}

impl Column {
    /// A column of fixed width, its text at the left.
    pub const fn left(head: &'static str, width: u16, rank: u8) -> Self {
        Self { head, width, flexes: false, right: false, rank }
    }

    /// A column of fixed width, its text at the right.
    pub const fn right(head: &'static str, width: u16, rank: u8) -> Self {
        Self { head, width, flexes: false, right: true, rank }
    }

    /// A column of at least this width that grows.
    pub const fn flex(head: &'static str, width: u16, rank: u8) -> Self {
        Self { head, width, flexes: true, right: false, rank }
    }
}

/// A text with its tone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Toned {
    /// The text.
    pub text: String,
    /// The tone.
    pub tone: Tone,
    /// What stands dimly behind it, to tell it from another of the same name; empty for none.
    pub aside: String,
}

impl Toned {
    /// The same with something dim behind it, in brackets.
    #[must_use]
    pub fn beside(self, aside: String) -> Self {
        let aside = if aside.is_empty() { aside } else { format!("({aside})") };
        Self { aside, ..self }
    }

    fn width(&self) -> u16 {
        width(&self.text) + if self.aside.is_empty() { 0 } else { width(&self.aside) + 1 }
    }
}

/// A text in a tone.
pub fn toned(text: impl Into<String>, tone: Tone) -> Toned {
    Toned { text: text.into(), tone, aside: String::new() }
}

impl From<String> for Toned {
    fn from(text: String) -> Self {
        toned(text, Tone::Plain)
    }
}

impl From<&str> for Toned {
    fn from(text: &str) -> Self {
        toned(text, Tone::Plain)
    }
}

/// One line of a table: a row with its key, or a heading without one.
#[derive(Clone, Debug)]
pub struct TableLine<K> {
    /// What the row stands for; none for a heading.
    pub key: Option<K>,
    /// A text for each column; a heading has one for the whole width.
    pub cells: Vec<Toned>,
    /// The sentence that explains the row.
    pub explain: String,
    /// What a search looks in, folded.
    folded: String,
    /// What a search finds besides the cells.
    more: String,
    /// Of a heading: 0 a blank line, 1 a heading, 2 one below it; a heading goes where no row follows before another of
    /// its level. A row and a note have none.
    level: Option<u8>,
    /// Of what kinds the row is, for a filter.
    kinds: Vec<RowKind>,
}

impl<K> TableLine<K> {
    /// A row; `more` is searched too.
    pub fn row(key: K, cells: Vec<Toned>, explain: String, more: &str) -> Self {
        let texts = cells.iter().flat_map(|cell| [cell.text.as_str(), cell.aside.as_str()]);
        let folded = fold(&texts.chain([more]).collect::<Vec<_>>().join(" "));
        Self { key: Some(key), cells, explain, folded, more: more.to_owned(), level: None, kinds: Vec::new() }
    }

    /// How well the row fits a query; the best is the least.
    fn rank(&self, query: &str) -> Option<MatchRank> {
        let texts = self.cells.iter().flat_map(|cell| [cell.text.as_str(), cell.aside.as_str()]);
        match_rank(texts.chain([self.more.as_str()]), query)
    }

    /// The same row with other cells; a search finds both.
    #[must_use]
    pub fn with_cells(mut self, cells: Vec<Toned>) -> Self {
        for cell in &cells {
            self.folded.push(' ');
            self.folded.push_str(&fold(&cell.text));
        }
        Self { cells, ..self }
    }

    /// The same with a kind under a name, by which a filter finds it; an empty one is none.
    #[must_use]
    pub fn of_kind(mut self, by: &'static str, to: impl Into<String>) -> Self {
        self.kinds.extend([RowKind { by, to: to.into() }].into_iter().filter(|kind| !kind.to.is_empty()));
        self
    }

    /// A blank line, shown with the heading or row below it.
    pub fn gap() -> Self {
        Self::unkeyed(Vec::new(), Some(0))
    }

    /// A line to read, that leads nowhere.
    pub fn note(text: impl Into<String>) -> Self {
        Self::unkeyed(vec![toned(text, Tone::Plain)], None)
    }

    /// A heading.
    pub fn heading(text: impl Into<String>) -> Self {
        Self::unkeyed(vec![toned(text, Tone::Strong)], Some(1))
    }

    /// A heading below a heading.
    pub fn subheading(text: impl Into<String>) -> Self {
        Self::unkeyed(vec![toned(text, Tone::Strong)], Some(2))
    }

    fn unkeyed(cells: Vec<Toned>, level: Option<u8>) -> Self {
        let (explain, folded, more) = (String::new(), String::new(), String::new());
        Self { key: None, cells, explain, folded, more, level, kinds: Vec::new() }
    }
}

/// A table as it is shown, to be taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// The head of each column.
    pub heads: Vec<String>,
    /// The texts of each row.
    pub rows: Vec<Vec<String>>,
}

/// How the selection moves.
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

/// So many rows below and above the selected one are looked through for one that is still there.
const NEAR: usize = 100;

/// A list in columns and where one is in it.
#[derive(Debug)]
pub struct Table<K> {
    /// The columns.
    pub columns: Vec<Column>,
    lines: Vec<TableLine<K>>,
    /// How wide the widest text of each column is.
    widest: Vec<u16>,
    /// Lines that are shown, by their place in `lines`.
    shown: Vec<usize>,
    /// How many rows stand at each of them and above it: a move asks for its place, and counts nothing.
    numbers: Vec<usize>,
    /// The selected line, a place in `shown`.
    at: usize,
    query: String,
    /// Whether what fits the query best comes first.
    best_first: bool,
    /// Of which kind the shown rows are.
    narrowed: Option<RowKind>,
    /// The rows that are marked, in the order in which they were.
    marked: Vec<K>,
    /// The column by which it is ordered; none: its own order, under its headings.
    sorted: Option<Sorting>,
    /// The columns that had room, a bit each: a matter of drawing.
    drawn: Cell<u64>,
    /// The first line on the screen and how many fit: a matter of drawing.
    top: Cell<usize>,
    fits: Cell<usize>,
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self {
            columns: Vec::new(),
            lines: Vec::new(),
            widest: Vec::new(),
            shown: Vec::new(),
            numbers: Vec::new(),
            at: 0,
            query: String::new(),
            best_first: false,
            narrowed: None,
            marked: Vec::new(),
            sorted: None,
            drawn: Cell::new(u64::MAX),
            top: Cell::new(0),
            fits: Cell::new(10),
        }
    }
}

impl<K: Clone + PartialEq> Table<K> {
    /// New lines; the selection stays on the same key if it is still there, else it goes to the nearest row that is, the
    /// ones below first. Marks stay on their keys, also on those that are gone: what is done to marked rows is never done
    /// to another one instead.
    pub fn fill(&mut self, columns: Vec<Column>, lines: Vec<TableLine<K>>) {
        let near = self.near();
        let at = self.at;
        self.widest = columns.iter().map(|column| width(column.head)).collect();
        for line in lines.iter().filter(|line| line.key.is_some()) {
            for (widest, cell) in self.widest.iter_mut().zip(&line.cells) {
                *widest = cell.width().max(*widest);
            }
        }
        self.columns = columns;
        self.lines = lines;
        self.show();
        let place = |key: &K| self.shown.iter().position(|&i| self.lines[i].key.as_ref() == Some(key));
        self.at = near.iter().find_map(place).unwrap_or(at.min(self.shown.len().saturating_sub(1)));
        self.settle(true);
    }

    /// The selected key, then those of the rows around it: below, then above.
    fn near(&self) -> Vec<K> {
        let (above, below) = self.shown.split_at(self.at.min(self.shown.len()));
        let around = below.iter().take(NEAR).chain(above.iter().rev().take(NEAR));
        around.filter_map(|&line| self.lines[line].key.clone()).collect()
    }

    /// Takes the marks away from rows that are not there: after a change of what is listed.
    pub fn unmark_absent(&mut self) {
        let lines = &self.lines;
        self.marked.retain(|key| lines.iter().any(|line| line.key.as_ref() == Some(key)));
    }

    /// Narrows to the rows that match, without accents; an empty query shows all, and what was found stays selected.
    pub fn search(&mut self, query: &str) {
        let key = self.selected().filter(|_| query.is_empty()).cloned();
        query.clone_into(&mut self.query);
        self.show();
        self.at = 0;
        if let Some(key) = key {
            self.select(&key);
        }
        self.settle(true);
    }

    /// As [`Table::search`], for a list to choose from: rows that fit as a whole or by whole words come first.
    pub fn search_best(&mut self, query: &str) {
        self.best_first = true;
        self.search(query);
    }

    /// Narrows it to the rows of a kind, or shows all; what was selected stays selected if it is shown.
    pub fn narrow(&mut self, to: Option<RowKind>) {
        let key = self.selected().cloned();
        self.narrowed = to;
        self.show();
        self.at = 0;
        if let Some(key) = key {
            self.select(&key);
        }
        self.settle(true);
    }

    /// To which kind it is narrowed. A name that no row has any more, as after a change of the language, narrows nothing.
    pub fn narrowed(&self) -> Option<&RowKind> {
        let has = |by| self.lines.iter().any(|line| line.kinds.iter().any(|kind| kind.by == by));
        self.narrowed.as_ref().filter(|narrowed| has(narrowed.by))
    }

    /// To what it can be narrowed, whatever is searched for.
    pub fn choices(&self) -> Choices {
        let rows = self.lines.iter().filter(|line| line.key.is_some());
        row_kind::choices(rows.map(|line| line.kinds.as_slice()))
    }

    /// Orders the rows by the next column that is on the screen; after the last one they have their own order again.
    /// Numbers begin with the greatest, words with the first. What was selected stays selected. False where no column
    /// has a heading, and where there is no row.
    pub fn sort_next(&mut self) -> bool {
        if self.rows() == 0 {
            return false;
        }
        let heads =
            || self.columns.iter().enumerate().filter(|(at, column)| !column.head.is_empty() && self.is_drawn(*at));
        let at = self.sorted.and_then(|sorted| heads().position(|(_, column)| column.head == sorted.head));
        let next = heads().nth(at.map_or(0, |at| at + 1));
        let sorted = next.map(|(_, column)| Sorting { head: column.head, down: column.right });
        let changes = sorted.is_some() || self.sorted.is_some();
        self.sort(sorted);
        changes
    }

    /// The other direction; false where the rows have their own order, and where there is none.
    pub fn sort_back(&mut self) -> bool {
        let turned = self.sorted.filter(|_| self.rows() > 0).map(|sorted| Sorting { down: !sorted.down, ..sorted });
        if turned.is_some() {
            self.sort(turned);
        }
        turned.is_some()
    }

    /// The column by which it is ordered, by its heading.
    pub fn sorted(&self) -> Option<Sorting> {
        self.sorted.filter(|sorted| self.columns.iter().any(|column| column.head == sorted.head))
    }

    /// Orders the rows as asked for; none: their own order.
    pub fn sort(&mut self, sorted: Option<Sorting>) {
        let key = self.selected().cloned();
        self.sorted = sorted;
        self.show();
        if let Some(key) = key {
            self.select(&key);
        }
        self.settle(true);
    }

    /// Whether the last row is selected.
    pub fn is_at_end(&self) -> bool {
        self.at + 1 >= self.shown.len()
    }

    fn is_drawn(&self, column: usize) -> bool {
        column >= 64 || self.drawn.get() & (1 << column) != 0
    }

    /// What is searched for.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The key of the selected row.
    pub fn selected(&self) -> Option<&K> {
        self.line().and_then(|line| line.key.as_ref())
    }

    /// Marks the selected row, or takes its mark away, and goes down; false where there is no row.
    pub fn mark(&mut self) -> bool {
        let Some(key) = self.selected().cloned() else { return false };
        match self.marked.iter().position(|marked| *marked == key) {
            Some(place) => drop(self.marked.remove(place)),
            None => self.marked.push(key),
        }
        self.go(Motion::Down);
        true
    }

    /// Marks every row that is shown; false where there is none.
    pub fn mark_all(&mut self) -> bool {
        self.marked = self.keys().cloned().collect();
        !self.marked.is_empty()
    }

    /// Takes every mark away; false where there was none.
    pub fn unmark(&mut self) -> bool {
        let had = !self.marked.is_empty();
        self.marked.clear();
        had
    }

    /// The marked rows.
    pub fn marked(&self) -> &[K] {
        &self.marked
    }

    /// The sentence of the selected row.
    pub fn explain(&self) -> &str {
        self.line().map_or("", |line| line.explain.as_str())
    }

    /// What it is narrowed to, how many rows it shows, and the sentence of the selected row.
    pub fn state(&self) -> (&str, usize, &str) {
        (self.query(), self.rows(), self.explain())
    }

    /// Which of the rows that are shown is selected, from 1; 0 where there is none.
    pub fn place(&self) -> usize {
        self.numbers.get(self.at).or(self.numbers.last()).copied().unwrap_or(0)
    }

    /// The keys of the rows that are shown, in their order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.shown.iter().filter_map(|&line| self.lines[line].key.as_ref())
    }

    /// The rows that are shown, every column whole; the heading above a row goes before it, its sentence behind it.
    pub fn printed(&self, heading: &str, sentence: &str) -> Printed {
        let own = self.columns.iter().map(|column| column.head.to_owned());
        let heads = [heading.to_owned()].into_iter().chain(own).chain([sentence.to_owned()]).collect();
        let (mut above, mut rows) = (String::new(), Vec::new());
        for line in self.shown.iter().map(|&line| &self.lines[line]) {
            let mut texts = line.cells.iter().map(|cell| format!("{} {}", cell.text, cell.aside).trim().to_owned());
            if line.key.is_some() {
                let own = (0..self.columns.len()).map(|_| texts.next().unwrap_or_default());
                rows.push([above.clone()].into_iter().chain(own).chain([line.explain.clone()]).collect());
            } else if let Some(words) = texts.next() {
                above = words;
            }
        }
        Printed { heads, rows }
    }

    /// How many rows are shown, headings not counted.
    pub fn rows(&self) -> usize {
        self.numbers.last().copied().unwrap_or(0)
    }

    /// Selects the row of a key; false if it is not shown.
    pub fn select(&mut self, key: &K) -> bool {
        self.select_where(|known| known == key)
    }

    /// Selects the first row whose key fits; false if none is shown.
    pub fn select_where(&mut self, fits: impl Fn(&K) -> bool) -> bool {
        let place = self.shown.iter().position(|&i| self.lines[i].key.as_ref().is_some_and(&fits));
        self.at = place.unwrap_or(self.at);
        place.is_some()
    }

    /// Moves the selection.
    pub fn go(&mut self, motion: Motion) {
        let last = self.shown.len().saturating_sub(1);
        let page = self.fits.get().max(2) - 1;
        let (to, forward) = match motion {
            Motion::Up => (self.at.saturating_sub(1), false),
            Motion::Down => (self.at + 1, true),
            Motion::PageUp => (self.at.saturating_sub(page), false),
            Motion::PageDown => (self.at + page, true),
            Motion::First => (0, true),
            Motion::Last => (last, false),
        };
        let from = self.at;
        self.at = to.min(last);
        self.settle(forward);
        if self.selected().is_none() {
            self.at = from;
        }
    }

    fn line(&self) -> Option<&TableLine<K>> {
        self.shown.get(self.at).map(|&i| &self.lines[i])
    }

    /// Off a heading, onwards or back; the other way at the ends.
    fn settle(&mut self, forward: bool) {
        let is_row = |place: &usize| self.lines[self.shown[*place]].key.is_some();
        let after = (self.at..self.shown.len()).find(is_row);
        let before =
            (0..=self.at.min(self.shown.len().saturating_sub(1))).rev().filter(|p| *p < self.shown.len()).find(is_row);
        let found = if forward { after.or(before) } else { before.or(after) };
        self.at = found.unwrap_or(0);
    }

    /// Which lines match; headings stay if a row below them does.
    fn show(&mut self) {
        self.shown.clear();
        let narrowed = self.narrowed().cloned();
        let is_meant = |line: &TableLine<K>| narrowed.as_ref().is_none_or(|kind| line.kinds.contains(kind));
        let mut headings: Vec<(u8, usize)> = Vec::new();
        for (place, line) in self.lines.iter().enumerate() {
            let fits = match line.level {
                Some(level) => {
                    headings.retain(|(above, _)| *above < level);
                    headings.push((level, place));
                    false
                }
                None if line.key.is_none() => self.query.is_empty(),
                None => is_meant(line) && matches(&line.folded, &self.query),
            };
            if fits {
                self.shown.extend(headings.drain(..).map(|(_, place)| place));
                self.shown.push(place);
            }
        }
        while self.shown.first().is_some_and(|&first| self.lines[first].cells.is_empty()) {
            self.shown.remove(0);
        }
        if self.best_first && !self.query.trim().is_empty() {
            let (lines, query) = (&self.lines, &self.query);
            self.shown.sort_by_cached_key(|&place| lines[place].rank(query));
        }
        self.order();
        let lines = &self.lines;
        let count = |rows: &mut usize, &line: &usize| {
            *rows += usize::from(lines[line].key.is_some());
            Some(*rows)
        };
        self.numbers = self.shown.iter().scan(0, count).collect();
    }

    /// Puts the shown rows into the order asked for; headings go, for they head no longer what stands below them.
    fn order(&mut self) {
        let Some(sorted) = self.sorted() else { return };
        let Some(at) = self.columns.iter().position(|column| column.head == sorted.head) else { return };
        let number = self.columns[at].right;
        let ranked = self.shown.iter().filter(|&&place| self.lines[place].key.is_some()).map(|&place| {
            let text = self.lines[place].cells.get(at).map_or("", |cell| cell.text.as_str());
            (rank(text, number), place)
        });
        let mut ranked: Vec<(Option<Rank>, usize)> = ranked.collect();
        ranked.sort_by(|(one, _), (other, _)| match (one, other) {
            (Some(one), Some(other)) if sorted.down => other.cmp(one),
            (Some(one), Some(other)) => one.cmp(other),
            (one, other) => other.is_some().cmp(&one.is_some()),
        });
        self.shown = ranked.into_iter().map(|(_, place)| place).collect();
    }

    /// Draws heading and rows; the marker stands in the first column of the area if the table is `active`.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, active: bool) {
        // Marks stand in a column of their own, which is there as long as any row is marked.
        let shift = if self.marked.is_empty() { 0 } else { 2 };
        let fits = shifted(fit_texts(&self.columns, &self.widest, area.width.saturating_sub(2 + shift)), shift);
        let drawn = fits.iter().take(64).enumerate().filter(|(_, fit)| fit.is_some());
        self.drawn.set(drawn.fold(0, |bits, (at, _)| bits | (1 << at)));
        let has_head = self.columns.iter().any(|column| !column.head.is_empty());
        if has_head {
            self.draw_head(area, buffer, look, &fits);
        }
        let skip = u16::from(has_head);
        let body = Rect { y: area.y + skip, height: area.height.saturating_sub(skip), ..area };
        let height = usize::from(body.height);
        let (top, tight) = (self.scroll(height), self.is_tight(height));
        let top = if tight { 0 } else { top };
        let places = (top..self.shown.len()).filter(|&place| !(tight && self.is_gap(place)));
        let mut places: Vec<usize> = places.take(height).collect();
        // A heading whose rows lie below the screen waits for them there.
        while places.last().is_some_and(|&last| last + 1 < self.shown.len() && self.line_at(last).level.is_some()) {
            places.pop();
        }
        for (y, place) in (body.top()..body.bottom()).zip(places) {
            let line = &self.lines[self.shown[place]];
            let marker = active && place == self.at && line.key.is_some();
            let row = Rect { y, height: 1, ..body };
            draw_line(line, row, buffer, look, (&self.columns, &fits, marker));
            if line.key.as_ref().is_some_and(|key| self.marked.contains(key)) {
                put(buffer, row.x + 1, row.y, 1, "√", look.theme.style(Tone::Accent));
            }
        }
        more(buffer, body, look, (top > 0, !tight && top + height < self.shown.len()));
    }

    fn line_at(&self, place: usize) -> &TableLine<K> {
        &self.lines[self.shown[place]]
    }

    fn is_gap(&self, place: usize) -> bool {
        let line = self.line_at(place);
        line.key.is_none() && line.cells.is_empty()
    }

    /// Whether all lines fit if only the blank ones go: then they go.
    fn is_tight(&self, height: usize) -> bool {
        let gaps = (0..self.shown.len()).filter(|&place| self.is_gap(place)).count();
        self.shown.len() > height && self.shown.len() - gaps <= height
    }

    fn draw_head(&self, area: Rect, buffer: &mut Buffer, look: Look, fits: &[Option<(u16, u16)>]) {
        let style = look.theme.style(Tone::Dim);
        for (column, place) in self.columns.iter().zip(fits) {
            let Some((x, columns)) = *place else { continue };
            let draw = if column.right {
                put_right
            } else {
                |b: &mut Buffer, x, y, w, t: &str, s| {
                    put(b, x, y, w, t, s);
                }
            };
            match self.sorted().filter(|sorted| sorted.head == column.head && !column.head.is_empty()) {
                Some(sorted) => {
                    let head = format!("{}{}", sorted.mark(), column.head);
                    draw(buffer, area.x + 1 + x, area.y, columns, &head, look.theme.style(Tone::Accent));
                }
                None => draw(buffer, area.x + 1 + x, area.y, columns, column.head, style),
            }
        }
    }

    /// The first line on the screen: jumps by half pages so that a held key redraws seldom.
    fn scroll(&self, height: usize) -> usize {
        let height = height.max(1);
        self.fits.set(height);
        let mut top = self.top.get().min(self.shown.len().saturating_sub(height));
        if self.at < top {
            top = (self.at + 1).saturating_sub(height.div_ceil(2));
        } else if self.at >= top + height {
            top = (self.at + height / 2 + 1).saturating_sub(height).min(self.shown.len().saturating_sub(height));
        }
        if self.at == 1 && top == 1 {
            top = 0;
        }
        self.top.set(top);
        top
    }
}

/// The same places further to the right.
fn shifted(mut places: Vec<Option<(u16, u16)>>, shift: u16) -> Vec<Option<(u16, u16)>> {
    places.iter_mut().flatten().for_each(|(x, _)| *x += shift);
    places
}

type Places<'a> = (&'a [Column], &'a [Option<(u16, u16)>], bool);

fn draw_line<K>(line: &TableLine<K>, row: Rect, buffer: &mut Buffer, look: Look, (columns, fits, marker): Places<'_>) {
    if line.key.is_none() {
        for cell in &line.cells {
            put(buffer, row.x + 1, row.y, row.width.saturating_sub(2), &cell.text, look.theme.style(cell.tone));
        }
        return;
    }
    if marker {
        put(buffer, row.x, row.y, 1, "►", look.theme.style(Tone::Accent));
    }
    for ((column, place), cell) in columns.iter().zip(fits).zip(&line.cells) {
        let Some((x, columns)) = *place else { continue };
        let style = look.theme.style(cell.tone);
        let x = row.x + 1 + x;
        if column.right {
            put_right(buffer, x, row.y, columns, &cell.text, style);
        } else if cell.aside.is_empty() {
            put(buffer, x, row.y, columns, &cell.text, style);
        } else {
            let end = put(buffer, x, row.y, columns, &cell.text, style) + 1;
            // A name is not cut for what tells it from another: where there is no room for both, the sentence says it.
            if end + width(&cell.aside) <= x + columns {
                put(buffer, end, row.y, columns, &cell.aside, look.theme.style(Tone::Dim));
            }
        }
    }
}

/// A flexible column shrinks to this before anything else is cut.
const NARROWEST: u16 = 4;

/// Where each column stands in `room`, and how wide; none for those dropped. A blank lies between columns.
pub fn fit(columns: &[Column], room: u16) -> Vec<Option<(u16, u16)>> {
    fit_texts(columns, &[], room)
}

/// The same with the width of the widest text of each column: what is left goes to those whose texts are wider, the
/// lowest rank first, before the flexible ones share it.
fn fit_texts(columns: &[Column], widest: &[u16], room: u16) -> Vec<Option<(u16, u16)>> {
    let mut kept: Vec<bool> = vec![true; columns.len()];
    let needed = |kept: &[bool]| {
        let widths = columns.iter().zip(kept).filter(|(_, k)| **k).map(|(c, _)| c.width + 1);
        widths.sum::<u16>().saturating_sub(1)
    };
    while needed(&kept) > room {
        let candidates = columns.iter().enumerate().filter(|(i, c)| kept[*i] && c.rank > 0);
        let Some((worst, _)) = candidates.max_by_key(|(_, c)| c.rank) else { break };
        kept[worst] = false;
    }
    let mut dropped: Vec<usize> = (0..columns.len()).filter(|i| !kept[*i]).collect();
    dropped.sort_by_key(|i| columns[*i].rank);
    for again in dropped {
        kept[again] = true;
        kept[again] = needed(&kept) <= room;
    }
    let mut widths: Vec<u16> = columns.iter().map(|column| column.width).collect();
    shrink(columns, &kept, needed(&kept).saturating_sub(room), &mut widths);
    grow(columns, &kept, (widest, room.saturating_sub(needed(&kept))), &mut widths);
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

/// Flexible columns give what is lacking.
fn shrink(columns: &[Column], kept: &[bool], mut lacking: u16, widths: &mut [u16]) {
    for (width, (column, kept)) in widths.iter_mut().zip(columns.iter().zip(kept)) {
        if *kept && column.flexes {
            let less = lacking.min(width.saturating_sub(NARROWEST));
            *width -= less;
            lacking -= less;
        }
    }
}

/// Columns grow to their texts by rank, those of one rank together; what remains the flexible ones share.
fn grow(columns: &[Column], kept: &[bool], (widest, mut spare): (&[u16], u16), widths: &mut [u16]) {
    let mut ranks: Vec<u8> = columns.iter().map(|column| column.rank).collect();
    ranks.sort_unstable();
    ranks.dedup();
    for rank in ranks {
        let wants = |at: &usize, widths: &[u16]| {
            kept[*at] && columns[*at].rank == rank && widest.get(*at).is_some_and(|widest| *widest > widths[*at])
        };
        while let Some(at) = (0..columns.len()).filter(|at| wants(at, widths)).min_by_key(|at| widths[*at]) {
            if spare == 0 {
                return;
            }
            widths[at] += 1;
            spare -= 1;
        }
    }
    let flexing = || (0..columns.len()).filter(|at| kept[*at] && columns[*at].flexes);
    let many = u16::try_from(flexing().count()).unwrap_or(1).max(1);
    for (place, at) in flexing().enumerate() {
        widths[at] += spare / many + if place == 0 { spare % many } else { 0 };
    }
}

/// The width of the widest text, for a column that fits its content.
pub fn widest<'a>(texts: impl Iterator<Item = &'a str>) -> u16 {
    texts.map(width).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_by_rank_and_share_what_is_left() {
        let columns =
            [Column::left("", 1, 0), Column::flex("", 10, 0), Column::right("", 8, 2), Column::left("", 6, 1)];
        let fit = |room| fit(&columns, room);
        assert_eq!(fit(40), [Some((0, 1)), Some((2, 22)), Some((25, 8)), Some((34, 6))]);
        assert_eq!(fit(25), [Some((0, 1)), Some((2, 16)), None, Some((19, 6))]);
        assert_eq!(fit(12), [Some((0, 1)), Some((2, 10)), None, None]);
        assert_eq!(fit(6), [Some((0, 1)), Some((2, 4)), None, None]);
    }

    #[test]
    fn columns_grow_to_their_texts_before_blanks_remain() {
        let columns = [Column::flex("", 10, 0), Column::flex("", 10, 2), Column::left("", 5, 1)];
        let widths =
            |room| fit_texts(&columns, &[12, 30, 8], room).into_iter().flatten().map(|(_, width)| width).collect();
        let widths: [Vec<u16>; 3] = [29, 37, 70].map(widths);
        assert_eq!(widths, [vec![12, 10, 5], vec![12, 15, 8], vec![21, 39, 8]], "by rank, then shared");
    }

    #[test]
    fn a_heading_without_rows_goes() {
        let mut table: Table<u8> = Table::default();
        let row = |key, text: &str| TableLine::row(key, vec![text.into()], String::new(), "");
        let lines = vec![
            TableLine::gap(),
            TableLine::heading("Một"),
            TableLine::subheading("1.1"),
            row(1, "Sở Y tế"),
            TableLine::subheading("1.2"),
            row(2, "Hiệp Hòa"),
            TableLine::gap(),
            TableLine::heading("Hai"),
            TableLine::subheading("2.1"),
            row(3, "Đài PTTH"),
        ];
        table.fill(vec![Column::flex("", 5, 0)], lines);
        table.search("hiep");
        let shown: Vec<&str> =
            table.shown.iter().map(|&at| table.lines[at].cells.first().map_or("", |cell| &cell.text)).collect();
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
        table.fill(vec![Column::flex("", 5, 0)], lines);
        table
    }

    #[test]
    fn moves_over_headings_and_stops_at_the_ends() {
        let mut table = table();
        assert_eq!(table.selected(), Some(&1));
        table.go(Motion::Up);
        assert_eq!(table.selected(), Some(&1));
        table.go(Motion::Down);
        table.go(Motion::Down);
        assert_eq!(table.selected(), Some(&3));
        table.go(Motion::Down);
        assert_eq!(table.selected(), Some(&3));
        table.go(Motion::Up);
        assert_eq!(table.selected(), Some(&2));
        table.go(Motion::First);
        assert_eq!(table.selected(), Some(&1));
    }

    #[test]
    fn marks_stay_with_their_rows() {
        let mut table = table();
        assert!(table.mark());
        assert_eq!((table.selected(), table.marked()), (Some(&2), &[1][..]));
        table.search("dai");
        assert!(table.mark_all());
        assert_eq!(table.marked(), [3], "all that are shown, and no other");
        table.search("");
        table.go(Motion::First);
        table.mark();
        assert_eq!(table.marked(), [3, 1]);
        table.fill(vec![Column::flex("", 5, 0)], vec![TableLine::row(3, vec!["Đài".into()], String::new(), "")]);
        assert_eq!(table.marked(), [3, 1], "a step for marked rows never falls on another row instead");
        table.unmark_absent();
        assert_eq!(table.marked(), [3], "after a change of what is listed");
        assert!(table.unmark() && !table.unmark());
    }

    #[test]
    fn searches_without_accents() {
        let mut table = table();
        table.search("hiep hoa");
        assert_eq!((table.selected(), table.rows()), (Some(&2), 1));
        table.search("dai");
        assert_eq!(table.selected(), Some(&3));
        table.search("zzz");
        assert_eq!((table.selected(), table.rows()), (None, 0));
        table.go(Motion::Down);
        table.search("");
        assert_eq!((table.selected(), table.rows()), (Some(&1), 3));
    }
}
