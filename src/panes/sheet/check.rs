//! From the sheet to the report: what is missing or odd before it is sent, and the form that sends it. Knows no key.

use super::drafts::DraftState;
use super::rows::SheetCell;
use super::told::odd;
use super::{Mode, SheetPane};
use crate::domain::entry::is_in_line;
use crate::domain::figure::{Cell, FigureDraft};
use crate::keys::Command;
use crate::panes::book::{Book, OwedDuty};
use crate::panes::duty_rows;
use crate::panes::effect::{Effect, Outcome};
use crate::words::screen::Text;
use crate::words::{facts, fill};

impl SheetPane {
    /// The report that is open for this office and period, the one that is due first.
    fn report<'b>(&self, book: &'b Book) -> Option<&'b OwedDuty> {
        let (Some(office), Some(plan), Some(period)) = (&self.at.office, &self.at.plan, self.at.period) else {
            return None;
        };
        let open = book.duties.iter().filter(|owed| owed.counts() && owed.standing.is_owed());
        let fits = open.filter(|owed| {
            let key = owed.key();
            key.rule.plan() == *plan
                && key.period.contains(&period)
                && (key.office == *office || is_in_line(&book.catalog, &key.office, office))
        });
        fits.min_by_key(|owed| (owed.key().office != *office, owed.standing.deadline, owed.key().rule.clone()))
    }

    /// The form that sends it.
    pub(super) fn send(&self, book: &Book) -> Effect {
        let form = self.report(book).and_then(|owed| duty_rows::act(book, Command::Send, Some(owed.key()), &[]));
        form.unwrap_or(Effect::Say(Text::NoReportHere))
    }

    /// After a save: whether every cell of the open report is answered, and how to send it.
    pub(super) fn all_there(&self, book: &Book) -> Option<String> {
        let cells = book.cells(self.report(book)?.key());
        let is_whole = cells.missing.is_empty() && cells.owed() > 0 && self.drafts.is_empty();
        is_whole.then(|| fill(Text::AllThere.words(book.lang), &[&cells.owed(), &cells.owed()]))
    }

    /// Goes to the first cell that is missing, not saved or odd, and says how many there are; else that all is there.
    pub(super) fn check(&mut self, book: &Book) -> Outcome {
        let wrong = |cell: &SheetCell| self.wrong(cell, book);
        let owed = |place: &(usize, usize)| self.grid.rows.get(place.0).is_some_and(|row| !row.optional);
        let cells = self.grid.cells().filter(|(place, cell)| owed(place) || self.drafts.cells.contains_key(&cell.cell));
        let found: Vec<_> = cells.filter_map(|(place, cell)| Some((place, wrong(cell)?))).collect();
        let words = |text: Text| text.words(book.lang);
        let said = match found.first() {
            Some((place, why)) => {
                self.spot = *place;
                fill(words(Text::CheckFound), &[&found.len(), why])
            }
            None => match self.elsewhere(book) {
                Some((cell, count)) => {
                    self.show(&cell, book);
                    fill(words(Text::CheckElsewhere), &[&count, &facts::cell(book.lang, &book.catalog, &cell)])
                }
                None => {
                    let (entered, all) = self.grid.entered();
                    let none = || fill(words(Text::CheckClean), &[&entered, &all]);
                    self.all_there(book).unwrap_or_else(none)
                }
            },
        };
        self.mode = Mode::Still;
        self.echo = Some((said, !found.is_empty()));
        Outcome::Done
    }

    /// What is the matter with a cell.
    fn wrong(&self, cell: &SheetCell, book: &Book) -> Option<String> {
        if let Some(draft) = self.drafts.cells.get(&cell.cell) {
            let unsaved = Text::CheckUnsaved.words(book.lang);
            let why = if draft.state == DraftState::Typed { "" } else { &draft.said };
            return Some(format!("{unsaved} {why}").trim_end().to_owned());
        }
        let Some(figure) = cell.figure() else { return Some(Text::NothingEntered.words(book.lang).to_owned()) };
        let (answer, quality) = (figure.answer, figure.quality);
        let draft = FigureDraft { cell: cell.cell.clone(), answer, quality, note: None };
        odd(book, &draft).filter(|_| figure.note.is_none())
    }

    /// The first cell of the open report that is missing in another sheet, and how many are.
    fn elsewhere(&self, book: &Book) -> Option<(Cell, usize)> {
        let key = self.report(book)?.key();
        let missing = book.cells(key).missing;
        let first = missing.first()?;
        let cell = Cell {
            measure: first.measure.clone(),
            office: first.office.clone(),
            period: first.period,
            series: first.series.clone(),
        };
        Some((cell, missing.len()))
    }
}
