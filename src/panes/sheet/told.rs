//! What is told about what is typed and not saved: how it reads, why it is refused, what is odd, who changed the cell.
//! Knows no key and draws nothing.

use super::SheetPane;
use super::drafts::DraftState;
use super::grid::Grid;
use super::rows::{SheetCell, entry, preview};
use crate::domain::day::vietnam_time;
use crate::domain::entry::{Entry, MeasureDefinition, Refusal, Typed, finish};
use crate::domain::figure::{FigureDraft, Quality};
use crate::domain::question::questions;
use crate::panes::book::Book;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// How far what is typed would come, and the words about it.
pub fn weigh(
    cell: &SheetCell,
    text: &str,
    typed_for: Option<&MeasureDefinition>,
    (book, quality): (&Book, Option<Quality>),
) -> (DraftState, String) {
    if let Some(why) = &cell.gone {
        return (DraftState::Refused, format!("{why} {}", Text::GoneKept.words(book.lang)));
    }
    let typed = entry(cell, Typed::Value(text.to_owned()), quality, None);
    let typed = Entry { expected: typed_for.cloned(), ..typed };
    match finish(&book.catalog, &typed, book.today) {
        Err(refusal) => (DraftState::Refused, refused(book, &refusal)),
        Ok(draft) => match odd(book, &draft) {
            Some(words) if !is_same(cell, &draft) => (DraftState::Questioned, words),
            _ => (DraftState::Typed, preview(book, &draft).unwrap_or_default()),
        },
    }
}

/// Why it is refused; the sheet has one cell for "x of y".
pub fn refused(book: &Book, refusal: &Refusal) -> String {
    match refusal {
        Refusal::CoverageAsked => Text::TypeCoverage.words(book.lang).to_owned(),
        other => facts::refusal(book.lang, other),
    }
}

/// What is odd about a figure, if anything is.
pub fn odd(book: &Book, draft: &FigureDraft) -> Option<String> {
    let figures = book.judged(&draft.cell.measure.plan()).map_or(&[][..], |judged| judged.figures.as_slice());
    let odd = questions(&book.catalog, draft, figures, book.today);
    let words: Vec<String> = odd.iter().map(|question| facts::question(book.lang, question)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whether the same answer stands in the cell.
pub fn is_same(cell: &SheetCell, draft: &FigureDraft) -> bool {
    cell.figure().is_some_and(|figure| figure.answer == draft.answer)
}

/// Who changed the cell, when, and what stands there now.
pub fn changed(book: &Book, cell: &SheetCell) -> String {
    let Some(figure) = cell.figure() else { return Text::ConflictGone.words(book.lang).to_owned() };
    let time = vietnam_time(figure.at).format("%H:%M").to_string();
    fill(Text::Conflict.words(book.lang), &[&figure.by, &time, &cell.value])
}

impl SheetPane {
    /// Says anew what there is to say about each draft.
    pub(super) fn tell(&mut self, book: &Book) {
        let (grid, quality) = (&self.grid, self.quality);
        for (cell, draft) in &mut self.drafts.cells {
            let Some(place) = grid.place(cell) else { continue };
            let Some(cell) = grid.cell(place) else { continue };
            draft.said = match draft.state {
                DraftState::Changed if cell.gone.is_none() => changed(book, cell),
                DraftState::Changed | DraftState::Typed | DraftState::Refused | DraftState::Questioned => {
                    weigh(cell, &draft.text, draft.expected.as_ref(), (book, asked(grid, place.0, quality))).1
                }
            };
        }
    }

    /// What is typed in the selected cell is left: whether it would be refused shows from now on.
    pub(super) fn leave_typed(&mut self, book: &Book) {
        let quality = self.asked_quality();
        if let Some(cell) = self.grid.cell(self.spot)
            && let Some(draft) = self.drafts.cells.get_mut(&cell.cell)
        {
            let (state, said) = weigh(cell, &draft.text, draft.expected.as_ref(), (book, quality));
            let state = if state == DraftState::Refused { state } else { DraftState::Typed };
            (draft.state, draft.said) = (state, said);
        }
        self.still();
    }
}

/// Estimate or official, as it is asked for; a row that is only offered takes estimates.
pub fn asked(grid: &Grid, row: usize, quality: Option<Quality>) -> Option<Quality> {
    let optional = grid.rows.get(row).is_some_and(|row| row.optional);
    if optional { Some(Quality::Estimate) } else { quality }
}
