//! Finding a cell: by words in the sheet, and where an office has cells at all. Knows no key.

use chrono::Datelike;

use super::grid::GridRow;
use super::{SheetPane, places};
use crate::domain::code::OfficeCode;
use crate::domain::text::{fold, matches};
use crate::panes::book::Book;
use crate::words::screen::Text;
use crate::words::{facts, fill};

impl SheetPane {
    /// Goes to the first cell that matches, from the selected one on; `onward`: to the next one.
    pub fn seek(&mut self, query: &str, onward: bool) {
        query.clone_into(&mut self.sought);
        if query.trim().is_empty() {
            return;
        }
        let rows = &self.grid.rows;
        let fits = |place: &usize| searched(&rows[*place], query);
        let from = self.spot.0 + usize::from(onward);
        let found = (from..rows.len()).chain(0..from.min(rows.len())).find(fits);
        self.spot.0 = found.unwrap_or(self.spot.0);
    }

    /// What is searched for and how many cells match.
    pub fn sought(&self) -> (&str, usize) {
        (&self.sought, self.grid.rows.iter().filter(|row| searched(row, &self.sought)).count())
    }
}

fn searched(row: &GridRow, query: &str) -> bool {
    matches(&fold(&format!("{} {} {}", row.no, row.label, row.promise)), query)
}

/// In which plans, years and kinds of period an office has cells.
pub fn hint(book: &Book, office: &OfficeCode) -> Vec<String> {
    let words = |text: Text| text.words(book.lang);
    let mut lines = Vec::new();
    for code in places::plans(book, office) {
        let Some(plan) = book.catalog.plan(&code) else { continue };
        let kinds = places::kinds(book, &code, office).into_iter();
        let kinds: Vec<&str> = kinds.map(|kind| facts::period_kind(book.lang, kind)).collect();
        let years = match (plan.from.year(), plan.to.year()) {
            (from, to) if from == to => from.to_string(),
            (from, to) => format!("{from}–{to}"),
        };
        lines.push(format!("  {}: {} ({years})", plan.short, kinds.join(", ")));
    }
    if lines.is_empty() {
        return vec![fill(words(Text::AnswersForNothing), &[&book.office(office)])];
    }
    lines.insert(0, words(Text::CellsAt).to_owned());
    lines.insert(0, words(Text::NoCells).to_owned());
    lines
}
