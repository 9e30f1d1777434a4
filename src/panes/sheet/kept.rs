//! Cells that stay in the sheet although its rows have them no more: the one that somebody is at, and those in which
//! something is typed. What was typed is kept, and nothing is saved in another cell. Knows no key.

use std::collections::BTreeSet;

use super::grid::{Grid, GridRow, with_series};
use super::rows::{Maker, SheetCell, words};
use super::{Mode, SheetPane};
use crate::domain::entry::{Refusal, check_cell};
use crate::domain::figure::{Cell, Figure};
use crate::panes::book::Book;
use crate::panes::effect::Layout;
use crate::panes::targets::number;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// Why nobody can fill a cell any more; none where somebody can.
pub fn why_gone(book: &Book, cell: &Cell) -> Option<String> {
    let text = |text: Text| text.words(book.lang);
    let no = number(&cell.measure);
    let named = |offices: &[_]| offices.iter().map(|office| book.told(office)).collect::<Vec<_>>().join(", ");
    Some(match check_cell(&book.catalog, cell).err()? {
        Refusal::UnknownMeasure(_) => fill(text(Text::GoneMeasure), &[&no]),
        Refusal::NotOwner { office, owners } if owners.is_empty() => {
            fill(text(Text::GoneOwner), &[&book.told(&office), &no])
        }
        Refusal::NotOwner { office, owners } => {
            fill(text(Text::GoneToOwner), &[&book.told(&office), &no, &named(&owners)])
        }
        Refusal::AnsweredBy { office, by, .. } => {
            let period = facts::period(book.lang, cell.period);
            fill(text(Text::GoneToSuccessor), &[&book.told(&office), &period, &named(&by)])
        }
        refusal => facts::refusal(book.lang, &refusal),
    })
}

impl SheetPane {
    /// The cell that somebody is at: the one that is typed in, else the selected one.
    pub(super) fn held(&self) -> Option<Cell> {
        match &self.mode {
            Mode::Typing(typing) => Some(typing.cell.clone()),
            Mode::Noting(noting) => Some(noting.draft.cell.clone()),
            Mode::Still | Mode::Pasting(_) => self.cell().map(|cell| cell.cell.clone()),
        }
    }

    /// Puts rows into the grid for cells that it has no more: the one that is held, and what is typed in cells that are
    /// gone. Each stands where it stood in the grid before.
    pub(super) fn keep_rows(&mut self, (before, held): (&Grid, Option<&Cell>), book: &Book) {
        let typed = self.drafts.cells.keys().chain(self.drafts.notes.keys());
        let drafts: BTreeSet<&Cell> = typed.filter(|cell| why_gone(book, cell).is_some()).collect();
        let wanted = drafts.into_iter().chain(held).collect::<BTreeSet<&Cell>>().into_iter();
        let missing = wanted.filter(|cell| self.grid.place(cell).is_none());
        let row = |cell: &Cell| before.place(cell).map_or(usize::MAX, |(row, _)| row);
        let mut kept: Vec<(usize, GridRow)> =
            missing.map(|cell| (row(cell), self.kept_row(cell, before, book))).collect();
        kept.sort_by_key(|(row, _)| *row);
        if self.grid.periods.is_empty() {
            self.grid.periods.extend(self.at.period);
        }
        for (row, kept) in kept {
            self.grid.rows.insert(row.min(self.grid.rows.len()), kept);
        }
    }

    fn kept_row(&self, cell: &Cell, before: &Grid, book: &Book) -> GridRow {
        let stood = before.place(cell).and_then(|(row, _)| before.rows.get(row));
        let (no, label) = match stood {
            Some(row) => (row.no.clone(), row.label.clone()),
            None => (number(&cell.measure).to_owned(), full_label(book, cell)),
        };
        let place = self.grid.periods.iter().position(|period| *period == cell.period).unwrap_or(0);
        let mut cells = vec![None; self.grid.periods.len().max(1)];
        let kept = kept_cell(book, cell, before);
        // Rows of offices have one line.
        let two_lines = self.at.layout != Layout::Offices;
        let promise = kept.gone.clone().filter(|_| two_lines).unwrap_or_default();
        if let Some(of_period) = cells.get_mut(place) {
            *of_period = Some(kept);
        }
        GridRow { no, label, promise, optional: stood.is_some_and(|row| row.optional), kept: true, cells }
    }

    /// Says once of what is typed, or of the cell that somebody is at, that its cell is gone and why.
    pub(super) fn tell_gone(&mut self, held: Option<&Cell>, book: &Book) {
        let gone: BTreeSet<Cell> =
            self.grid.cells().filter(|(_, cell)| cell.gone.is_some()).map(|(_, c)| c.cell.clone()).collect();
        let new = |cell: &&Cell| !self.told_gone.contains(*cell);
        let first = held.filter(|cell| gone.contains(*cell) && new(cell)).or_else(|| gone.iter().find(new));
        if let Some(first) = first {
            let typed = self.drafts.cells.contains_key(first) || self.drafts.notes.contains_key(first);
            let why = why_gone(book, first).unwrap_or_default();
            let kept = if typed { Text::GoneKept.words(book.lang) } else { Text::GoneNothingSaved.words(book.lang) };
            self.lost = Some(format!("{why} {kept}"));
        }
        self.told_gone = gone;
        if let (Mode::Typing(_) | Mode::Noting(_), Some(why)) =
            (&self.mode, self.cell().and_then(|cell| cell.gone.clone()))
        {
            self.echo = Some((format!("{why} {}", Text::GoneKept.words(book.lang)), true));
        }
    }

    /// What was said of a cell that is gone, once.
    pub fn take_lost(&mut self) -> Option<String> {
        self.lost.take()
    }
}

/// A cell that is in no row any more: as it stands in the database, or why it is gone.
fn kept_cell(book: &Book, cell: &Cell, before: &Grid) -> SheetCell {
    let plan = book.catalog.plan(&cell.measure.plan());
    let measure = plan.and_then(|plan| Some((plan, plan.find_measure(&cell.measure)?.1)));
    let gone = why_gone(book, cell);
    match (measure, gone) {
        (Some((plan, measure)), None) => Maker::new(book, plan).cell(measure, cell.clone()),
        (measure, gone) => {
            let judged = book.judged(&cell.measure.plan()).map_or(&[][..], |judged| judged.figures.as_slice());
            let mut figures: Vec<Figure> = judged.iter().filter(|figure| figure.cell == *cell).cloned().collect();
            figures.sort_by_key(|figure| figure.quality);
            let stands = measure.zip(figures.last()).map(|((_, measure), figure)| words(book, measure, figure));
            let stood = before.place(cell).and_then(|place| before.cell(place));
            SheetCell {
                cell: cell.clone(),
                definition: None,
                previous: String::new(),
                previous_typed: None,
                value: stands.unwrap_or_default(),
                comes_to: None,
                line: String::new(),
                status: None,
                explain: gone.clone().unwrap_or_default(),
                milestone: stood.is_some_and(|cell| cell.milestone),
                closed: None,
                owed: false,
                gone,
                figures,
            }
        }
    }
}

/// Measure, office and period of a cell that is shown in another sheet than its own.
fn full_label(book: &Book, cell: &Cell) -> String {
    let measure = book.catalog.measure(&cell.measure).map(|(.., measure)| measure.label.as_str());
    let parts = [
        measure.map(|label| with_series(book, label, cell.series.as_deref())),
        Some(book.told(&cell.office)),
        Some(facts::period_short(book.lang, cell.period)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
