//! Đơn vị: what each department owes and how punctual it is. Knows no key.

use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::code::OfficeCode;
use crate::domain::day::print_day;
use crate::domain::duty::{DutyState, Totals};
use crate::domain::number;
use crate::domain::text::sort_key;
use crate::keys::Command;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, Outcome, RecordAt, SheetAt, Subject};
use crate::panes::pages::lists;
use crate::panes::tabs::Pane;
use crate::panes::{narrow, tones};
use crate::widgets::Look;
use crate::widgets::row_kind::RowKind;
use crate::widgets::table::{Column, Printed, Table, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::fill;
use crate::words::screen::Text;

/// What an office owes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Owes {
    /// The four totals.
    pub totals: Totals,
    /// Due within a week.
    pub soon: u64,
    /// Sent back.
    pub returned: u64,
}

/// The list of offices.
#[derive(Debug, Default)]
pub struct OfficesPane {
    /// Offices that owe or owed something.
    pub table: Table<OfficeCode>,
}

impl Pane for OfficesPane {
    fn fill(&mut self, book: &Book) {
        let mut offices: Vec<(OfficeCode, Owes)> = owed(book).into_iter().collect();
        let by_name = |code: &OfficeCode| sort_key(book.office(code));
        offices.sort_by_cached_key(|(code, owes)| {
            (std::cmp::Reverse((owes.totals.open_overdue, owes.returned)), owes.totals.rate(), by_name(code))
        });
        let words = |text: Text| text.words(book.lang);
        let columns = vec![
            Column::flex(words(Text::Office), 26, 0),
            Column::right(words(Text::Overdue), 8, 0),
            Column::right(words(Text::DueSoon), 9, 2),
            Column::right(words(Text::Owed), 8, 1),
            Column::right(words(Text::OnTime), 9, 3),
            Column::right(words(Text::Late), 9, 4),
            Column::right(words(Text::Rate), 9, 0),
        ];
        let lines = offices.iter().map(|(code, owes)| row(book, code, owes)).collect();
        self.table.fill(columns, lines);
    }

    fn update(&mut self, command: Command, _book: &Book) -> Outcome {
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
        let office = self.table.selected().cloned();
        match command {
            Command::Open => office.map(|office| Effect::Open(Subject::Office(office))).into(),
            Command::Edit => Outcome::Wants(Effect::Sheet(SheetAt { office, ..SheetAt::default() })),
            Command::Insert => Outcome::Wants(Effect::Record(RecordAt::Office(None), None)),
            Command::EditRecord => office.map(|office| Effect::Record(RecordAt::Office(Some(office)), None)).into(),
            _ => Outcome::Unknown,
        }
    }

    fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look, active: bool) {
        let rows = narrow::draw_head(&self.table, area, buffer, look);
        self.table.draw(rows, buffer, look, active);
    }

    fn search(&mut self, query: &str) {
        self.table.search(query);
    }

    fn narrow(&mut self, kind: Option<RowKind>) {
        self.table.narrow(kind);
    }

    fn state(&self) -> (&str, usize, &str) {
        self.table.state()
    }

    fn place(&self) -> usize {
        self.table.place()
    }

    fn printed(&self, heading: &str, sentence: &str) -> Option<Printed> {
        Some(self.table.printed(heading, sentence))
    }

    fn empty(&self) -> Text {
        narrow::nothing(&self.table, Text::NoOfficesHere)
    }
}

/// What each office owes, of tracked duties.
pub fn owed(book: &Book) -> BTreeMap<OfficeCode, Owes> {
    let mut offices: BTreeMap<OfficeCode, Owes> = BTreeMap::new();
    for owed in book.duties.iter().filter(|owed| owed.counts() && owed.standing.state != DutyState::NotOpen) {
        let owes = offices.entry(owed.key().office.clone()).or_default();
        owes.totals.count(true, &owed.standing);
        owes.soon += u64::from(owed.standing.state == DutyState::DueSoon);
        owes.returned += u64::from(owed.standing.state == DutyState::Returned);
    }
    offices
}

fn row(book: &Book, code: &OfficeCode, owes: &Owes) -> TableLine<OfficeCode> {
    let count = |n: u64, tone| {
        let words = if n == 0 { "–".into() } else { number::print_count(i64::try_from(n).unwrap_or(i64::MAX)) };
        toned(words, if n == 0 { Tone::Dim } else { tone })
    };
    let open = owes.totals.open_in_term + owes.totals.open_overdue;
    let ended = book.catalog.offices.get(code).and_then(|office| office.to).filter(|to| *to < book.today);
    let cells = vec![
        toned(book.office(code), if ended.is_some() { Tone::Dim } else { Tone::Plain }).beside(book.which(code)),
        count(owes.totals.open_overdue, Tone::Bad),
        count(owes.soon, Tone::Warn),
        count(open, Tone::Plain),
        count(owes.totals.done_on_time, Tone::Plain),
        count(owes.totals.done_late, Tone::Plain),
        tones::rate(&owes.totals).into(),
    ];
    let explain = format!(
        "{}: {}",
        book.told(code),
        fill(
            Text::OfficeExplained.words(book.lang),
            &[
                &open,
                &owes.totals.open_overdue,
                &(owes.totals.done_on_time + owes.totals.done_late),
                &owes.totals.done_late
            ],
        )
    );
    let ended = ended.map(|to| format!(" {}", fill(Text::EndedOn.words(book.lang), &[&print_day(to)])));
    let explain = explain + &ended.unwrap_or_default();
    let aliases = book.catalog.offices.get(code).map_or(String::new(), |office| office.aliases.join(" "));
    let late = if owes.totals.open_overdue == 0 { Text::WithoutOverdue } else { Text::WithOverdue };
    TableLine::row(code.clone(), cells, explain, &format!("{code} {aliases}"))
        .of_kind(Text::Overdue.words(book.lang), late.words(book.lang))
        .of_kind(Text::Kind.words(book.lang), lists::offices::kind(book, code))
        .of_kind(Text::FieldParentOffice.words(book.lang), lists::offices::above(book, code))
}
