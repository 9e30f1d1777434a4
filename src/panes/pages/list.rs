//! A list over a pane: rows that lead to forms, sheets and pages. What the rows are is the matter of one file a list,
//! in `lists`. Knows no key and writes nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, ListKind, Outcome};
use crate::panes::pages::lists;
use crate::panes::{narrow, tones};
use crate::store::{Store, StoreError};
use crate::widgets::Look;
use crate::widgets::order::Sorting;
use crate::widgets::row_kind::RowKind;
use crate::widgets::table::{Column, Printed, Table, TableLine};
use crate::widgets::text::{put, put_right, width, wrap};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;

/// What a row of a list leads to; what is absent cannot be done there.
#[derive(Clone, Debug, Default)]
pub struct RowEffects {
    /// What tells the row from the others of its list, whatever its cells say; none where what it leads to does.
    pub key: Option<String>,
    /// Enter.
    pub open: Option<Effect>,
    /// A new one of its kind, behind it.
    pub insert: Option<Effect>,
    /// The row goes.
    pub remove: Option<Effect>,
}

impl RowEffects {
    /// The same with what tells the row from the others of its list.
    #[must_use]
    pub fn keyed(self, key: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..self }
    }
}

/// Two rows are the same if they are about the same record.
impl PartialEq for RowEffects {
    fn eq(&self, other: &Self) -> bool {
        let of = |row: &'_ Self| (row.open.clone(), row.insert.clone(), row.remove.clone());
        match (&self.key, &other.key) {
            (Some(key), Some(other)) => key == other,
            (None, None) => of(self) == of(other),
            _ => false,
        }
    }
}

impl From<Effect> for RowEffects {
    fn from(open: Effect) -> Self {
        Self { open: Some(open), ..Self::default() }
    }
}

/// What a list shows.
#[derive(Debug)]
pub struct Listing {
    /// Its title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows and headings.
    pub lines: Vec<TableLine<RowEffects>>,
    /// What is said where there is no row.
    pub empty: Text,
    /// A new row where none is selected.
    pub insert: Option<Effect>,
}

/// The rows of a list.
pub fn listing(kind: &ListKind, book: &Book, store: &Store) -> Result<Listing, StoreError> {
    Ok(match kind {
        ListKind::Parts(plan) => lists::parts::listing(plan, book, store)?,
        ListKind::Gaps(plan) => lists::gaps::listing(plan.as_ref(), book, store)?,
        ListKind::Leaders => lists::leaders::listing(book),
        ListKind::Offices => lists::offices::listing(book),
        ListKind::Groups => lists::groups::listing(book),
        ListKind::Day(day, plan) => lists::day::listing(book, *day, plan.as_ref()),
        ListKind::Budget(plan) => lists::budget::listing(book, plan.as_ref()),
        ListKind::Inspections(plan) => lists::inspections::listing(book, plan.as_ref()),
        ListKind::Holidays => lists::holidays::listing(book),
        ListKind::Settings => lists::settings::listing(book),
        ListKind::EstimatesDue(of) => lists::estimates::listing(book, of.as_ref()),
        ListKind::QuotaBelow(id, period) => lists::below::listing(book, id, *period),
        ListKind::Accounts => lists::accounts::listing(book, store)?,
        ListKind::Rights => lists::rights::listing(book),
        ListKind::Starred => lists::starred::listing(book),
    })
}

/// What a copy takes of the whole list, where it takes more than the selected row.
pub fn whole(kind: &ListKind, book: &Book) -> Option<String> {
    match kind {
        ListKind::QuotaBelow(id, period) => lists::below::letter(book, id, *period),
        _ => None,
    }
}

/// How a person has a list shown: what it is searched for, to which kind of rows it is narrowed, and by which column it
/// is ordered.
#[derive(Clone, Debug, Default)]
pub struct Arranged {
    query: String,
    narrowed: Option<RowKind>,
    sorted: Option<Sorting>,
}

/// A list and where one is in it.
#[derive(Debug)]
pub struct ListPage {
    title: String,
    table: Table<RowEffects>,
    empty: Text,
    insert: Option<Effect>,
}

impl ListPage {
    /// The first row is selected.
    pub fn new(listing: Listing) -> Self {
        let mut table = Table::default();
        table.fill(listing.columns, listing.lines);
        Self { title: listing.title, table, empty: listing.empty, insert: listing.insert }
    }

    /// Other rows; the selected one stays selected, the search stays.
    pub fn renew(&mut self, fresh: Listing) {
        self.table.fill(fresh.columns, fresh.lines);
        (self.title, self.empty, self.insert) = (fresh.title, fresh.empty, fresh.insert);
    }

    /// How it is shown, for the next time.
    pub fn arranged(&self) -> Arranged {
        let narrowed = self.table.narrowed().cloned();
        Arranged { query: self.table.query().to_owned(), narrowed, sorted: self.table.sorted() }
    }

    /// Shown as it was the last time; a search or a filter that finds nothing any more is forgotten.
    pub fn arrange(&mut self, arranged: &Arranged) {
        self.table.sort(arranged.sorted);
        self.table.narrow(arranged.narrowed.clone());
        self.table.search(&arranged.query);
        if self.table.rows() == 0 {
            self.table.search("");
        }
        if self.table.rows() == 0 {
            self.table.narrow(None);
        }
    }

    /// What it is searched for, how many rows match, the sentence of the selected row.
    pub fn state(&self) -> (&str, usize, &str) {
        self.table.state()
    }

    /// Its title and what it shows, to be taken away.
    pub fn printed(&self, heading: &str, sentence: &str) -> (String, Printed) {
        (self.title.clone(), self.table.printed(heading, sentence))
    }

    /// Which of its rows is selected, from 1; 0 where it has none.
    pub fn place(&self) -> usize {
        self.table.place()
    }

    /// Whether any of its rows takes a command.
    pub fn offers(&self, command: Command) -> bool {
        match command {
            Command::Open | Command::Edit => self.table.keys().any(|row| row.open.is_some()),
            Command::Insert => self.insert.is_some() || self.table.keys().any(|row| row.insert.is_some()),
            Command::Remove => self.table.keys().any(|row| row.remove.is_some()),
            _ => true,
        }
    }

    /// Selects the first row at which something can be added.
    pub fn stand_where_rows_are_added(&mut self) -> bool {
        self.table.select_where(|row| row.insert.is_some())
    }

    /// Selects the row that leads there; where search or filter hide it, they end.
    pub fn select(&mut self, open: &Effect) {
        let leads_there = |row: &RowEffects| row.open.as_ref() == Some(open);
        if !self.table.select_where(leads_there) {
            self.table.search("");
            self.table.narrow(None);
            self.table.select_where(leads_there);
        }
    }

    /// Narrows it to what matches.
    pub fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    /// Narrows it to a kind of rows, or shows all.
    pub fn narrow(&mut self, kind: Option<RowKind>) {
        self.table.narrow(kind);
    }

    /// The selected row in words.
    pub fn copied(&self) -> String {
        self.table.explain().to_owned()
    }

    /// Does what a command asks.
    pub fn update(&mut self, command: Command) -> Outcome {
        if let Some(motion) = tones::motion(command) {
            self.table.go(motion);
            return Outcome::Done;
        }
        if tones::sorts(&mut self.table, command) {
            return Outcome::Done;
        }
        if let Some(outcome) = narrow::act(&mut self.table, command) {
            return outcome;
        }
        let row = self.table.selected();
        let effect = match command {
            Command::Open | Command::Edit => row.and_then(|row| row.open.clone()),
            Command::Insert => row.and_then(|row| row.insert.clone()).or_else(|| self.insert.clone()),
            Command::Remove => row.and_then(|row| row.remove.clone()),
            Command::Back if !self.table.query().is_empty() => {
                self.table.search("");
                return Outcome::Done;
            }
            _ => return Outcome::Unknown,
        };
        match effect {
            Some(effect) => Outcome::Wants(effect),
            None if command == Command::Insert && self.stand_where_rows_are_added() => {
                Outcome::Wants(Effect::Say(Text::InsertThere))
            }
            None => Outcome::Wants(Effect::Say(Text::NotOnThisRow)),
        }
    }

    /// The kind of rows that it shows and what it is searched for.
    fn shown(&self, look: Look) -> String {
        let query = Some(self.table.query()).filter(|query| !query.is_empty());
        let query = query.map(|query| format!("{}: {query}", Text::Search.words(look.lang)));
        let kind = self.table.narrowed().map(ToString::to_string);
        kind.into_iter().chain(query).collect::<Vec<_>>().join(" · ")
    }

    /// Draws title, rows and the sentence of the selected one.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) {
        let room = area.width.saturating_sub(2);
        let shown = self.shown(look);
        let taken = if shown.is_empty() { 0 } else { width(&shown) + 2 };
        let left = room.saturating_sub(taken).max(room / 3);
        put(buffer, area.x + 1, area.y, left, &self.title, look.theme.style(Tone::Strong));
        put_right(buffer, area.x + left, area.y, area.width - 1 - left, &shown, look.theme.style(Tone::Accent));
        let told = if area.height >= 12 { 2 } else { 1 };
        let body = Rect { y: area.y + 2, height: area.height.saturating_sub(3 + told), ..area };
        if self.table.rows() == 0 {
            let empty = narrow::nothing(&self.table, self.empty);
            for (y, line) in (body.top()..body.bottom()).zip(wrap(&look.says(empty), room)) {
                put(buffer, area.x + 1, y, room, &line, look.theme.style(Tone::Plain));
            }
        }
        if self.table.rows() > 0 {
            self.table.draw(body, buffer, look, true);
        }
        let lines = wrap(&look.keyed(self.table.explain()), room);
        for (y, line) in (area.bottom() - told..area.bottom()).zip(&lines) {
            put(buffer, area.x + 1, y, room, line, look.theme.style(Tone::Plain));
        }
    }
}
