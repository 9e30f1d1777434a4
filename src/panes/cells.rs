//! The cells that go with a report: how many an office owes for a duty's period, and how many of them have no figure.
//! Knows no form.

use crate::domain::duty::DutyKey;
use crate::domain::entry::cells_of;
use crate::domain::figure::Figure;
use crate::domain::period::PeriodKind;
use crate::panes::book::Book;
use crate::words::fill;
use crate::words::screen::Text;

/// Cells of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// All of them.
    pub all: usize,
    /// Those without a figure of their own or of a longer period within the report's.
    pub missing: usize,
}

impl Cells {
    /// The cells of a duty: its office's, of its plan, in periods that lie in its own.
    pub fn of(book: &Book, key: &DutyKey) -> Self {
        let Some(plan) = book.catalog.plan(&key.rule.plan()) else { return Self::default() };
        let figures = book.judged(&plan.code).map_or(&[][..], |judged| judged.figures.as_slice());
        let mut cells = Self::default();
        for period in PeriodKind::ALL.into_iter().flat_map(|kind| key.period.parts(kind)) {
            for (id, _, series) in cells_of(&book.catalog, plan, &key.office, period) {
                let answers = |figure: &&Figure| {
                    let cell = &figure.cell;
                    cell.measure == id
                        && cell.office == key.office
                        && cell.series == series
                        && cell.period.contains(&period)
                        && key.period.contains(&cell.period)
                };
                cells.all += 1;
                cells.missing += usize::from(!figures.iter().any(|figure| answers(&figure)));
            }
        }
        cells
    }

    /// In words; nothing where there are no cells.
    pub fn words(self, book: &Book) -> String {
        match self {
            Self { all: 0, .. } => String::new(),
            Self { missing: 0, all } => fill(Text::CellsComplete.words(book.lang), &[&all]),
            Self { missing, all } => fill(Text::CellsMissing.words(book.lang), &[&missing, &all]),
        }
    }
}
