//! Check of the sheet before a report is sent: missing cells and warnings, and the send form. Must not depend on keys.

use std::rc::Rc;

use super::cell::SheetCell;
use super::draft_messages::warnings;
use super::drafts::DraftState;
use super::{SheetMode, SheetPane};
use crate::domain::entry::is_same_lineage;
use crate::domain::figure::{Cell, ValidFigure};
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders};
use crate::keys::Command;
use crate::panes::duty_rows;
use crate::panes::effect::{Effect, Outcome};
use crate::panes::read_model::{DutyWithStatus, ReadModel};

impl SheetPane {
    /// Open report of this office and period, the one due first.
    fn open_report(&self, model: &ReadModel) -> Option<Rc<DutyWithStatus>> {
        let (Some(office), Some(plan), Some(period)) = (
            &self.location.office,
            &self.location.plan,
            self.location.period,
        ) else {
            return None;
        };
        let offices = model.catalog.offices.keys();
        let related = offices
            .filter(|other| *other == office || is_same_lineage(&model.catalog, other, office));
        let duties = related.flat_map(|office| model.duties_of_office(office));
        let open = duties.filter(|owed| owed.is_counted() && owed.status.is_owed());
        let fits = open
            .filter(|owed| owed.key().rule.plan() == *plan && owed.key().period.contains(&period));
        fits.min_by_key(|owed| {
            (
                owed.key().office != *office,
                owed.status.deadline,
                owed.key().rule.clone(),
            )
        })
    }

    /// Effect that opens its send form.
    pub(super) fn send_form_effect(&self, model: &ReadModel) -> Effect {
        let form = self.open_report(model).and_then(|owed| {
            duty_rows::effect_of_command(model, Command::Send, Some(owed.key()), &[])
        });
        form.unwrap_or(Effect::ShowMessage(Text::NoReportHere))
    }

    /// Message after a save: whether every cell of the open report is answered, and how to send it.
    pub(super) fn completeness_message(&self, model: &ReadModel) -> Option<String> {
        let cells = model.completeness(self.open_report(model)?.key());
        let is_whole = cells.missing.is_empty() && cells.total() > 0 && self.drafts.is_empty();
        is_whole.then(|| {
            fill_placeholders(
                Text::AllThere.text(model.lang),
                &[&cells.total(), &cells.total()],
            )
        })
    }

    /// Moves to the first cell that is missing, unsaved or has a warning, and shows their number; else that all is
    /// complete.
    pub(super) fn go_to_first_problem(&mut self, model: &ReadModel) -> Outcome {
        let wrong = |cell: &SheetCell| self.cell_problem(cell, model);
        let owed = |place: &(usize, usize)| {
            self.grid
                .rows
                .get(place.0)
                .is_some_and(|row| !row.is_optional)
        };
        let cells = self
            .grid
            .cells()
            .filter(|(place, cell)| owed(place) || self.drafts.cells.contains_key(&cell.cell));
        let found: Vec<_> = cells
            .filter_map(|(place, cell)| Some((place, wrong(cell)?)))
            .collect();
        let words = |text: Text| text.text(model.lang);
        let message = if let Some((place, why)) = found.first() {
            self.cursor = *place;
            fill_placeholders(words(Text::CheckFound), &[&found.len(), why])
        } else if let Some((cell, count)) = self.missing_in_other_sheets(model) {
            self.show_cell(&cell, model);
            fill_placeholders(
                words(Text::CheckMissingCells),
                &[&count, &facts::cell(model.lang, &model.catalog, &cell)],
            )
        } else {
            let (entered, all) = self.grid.entered_counts();
            let none = || fill_placeholders(words(Text::CheckClean), &[&entered, &all]);
            self.completeness_message(model).unwrap_or_else(none)
        };
        self.mode = SheetMode::Idle;
        self.inline_message = Some((message, !found.is_empty()));
        Outcome::Handled
    }

    /// Problem of a cell, as text.
    fn cell_problem(&self, cell: &SheetCell, model: &ReadModel) -> Option<String> {
        if let Some(draft) = self.drafts.cells.get(&cell.cell) {
            let unsaved = Text::CheckUnsaved.text(model.lang);
            let why = if draft.state == DraftState::Typed {
                ""
            } else {
                &draft.message
            };
            return Some(format!("{unsaved} {why}").trim_end().to_owned());
        }
        let Some(figure) = cell.figure() else {
            return Some(Text::NothingEntered.text(model.lang).to_owned());
        };
        let (answer, quality) = (figure.answer, figure.quality);
        let draft = ValidFigure {
            cell: cell.cell.clone(),
            answer,
            quality,
            note: None,
        };
        warnings(model, &draft).filter(|_| figure.note.is_none())
    }

    /// First missing cell of the open report in another sheet, and their number.
    fn missing_in_other_sheets(&self, model: &ReadModel) -> Option<(Cell, usize)> {
        let report = self.open_report(model)?;
        let missing = model.completeness(report.key()).missing;
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
