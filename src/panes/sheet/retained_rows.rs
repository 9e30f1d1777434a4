//! Cells kept in the sheet although its rows no longer contain them: the one in use, and those with unsaved input. The
//! input is kept, and nothing is saved in another cell. Must not depend on keys.

use std::collections::BTreeSet;

use super::cell::{CellBuilder, SheetCell, answer_text};
use super::grid::{Grid, GridRow, label_with_series};
use super::{SheetMode, SheetPane};
use crate::domain::entry::{EntryRefusal, check_cell};
use crate::domain::figure::{Cell, Figure};
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders};
use crate::panes::cells::measure_number;
use crate::panes::effect::SheetLayout;
use crate::panes::read_model::ReadModel;

/// Reason why a cell cannot be filled any more; `None` if it can.
pub fn removal_reason(model: &ReadModel, cell: &Cell) -> Option<String> {
    let text = |text: Text| text.text(model.lang);
    let no = measure_number(&cell.measure);
    let named = |offices: &[_]| {
        offices
            .iter()
            .map(|office| model.qualified_office_name(office))
            .collect::<Vec<_>>()
            .join(", ")
    };
    Some(match check_cell(&model.catalog, cell).err()? {
        EntryRefusal::UnknownMeasure(_) => fill_placeholders(text(Text::GoneMeasure), &[&no]),
        EntryRefusal::NotOwner { office, owners } if owners.is_empty() => fill_placeholders(
            text(Text::GoneOwner),
            &[&model.qualified_office_name(&office), &no],
        ),
        EntryRefusal::NotOwner { office, owners } => fill_placeholders(
            text(Text::GoneToOwner),
            &[&model.qualified_office_name(&office), &no, &named(&owners)],
        ),
        EntryRefusal::AnsweredByOther { office, by, .. } => {
            let period = facts::period(model.lang, cell.period);
            fill_placeholders(
                text(Text::GoneToSuccessor),
                &[&model.qualified_office_name(&office), &period, &named(&by)],
            )
        }
        refusal => facts::entry_refusal(model.lang, &refusal),
    })
}

impl SheetPane {
    /// The cell in use: the one being edited, else the selected one.
    pub(super) fn cell_in_use(&self) -> Option<Cell> {
        match &self.mode {
            SheetMode::EditingCell(typing) => Some(typing.cell.clone()),
            SheetMode::EditingNote(noting) => Some(noting.draft.cell.clone()),
            SheetMode::Idle | SheetMode::PreviewingPaste(_) => {
                self.selected_cell().map(|cell| cell.cell.clone())
            }
        }
    }

    /// Adds rows for cells that the grid no longer contains: the one in use, and those with unsaved input. Each row is
    /// placed where it was before.
    pub(super) fn retain_rows(
        &mut self,
        (before, cell_in_use): (&Grid, Option<&Cell>),
        model: &ReadModel,
    ) {
        let typed = self.drafts.cells.keys().chain(self.drafts.notes.keys());
        let drafts: BTreeSet<&Cell> = typed
            .filter(|cell| removal_reason(model, cell).is_some())
            .collect();
        let wanted = drafts
            .into_iter()
            .chain(cell_in_use)
            .collect::<BTreeSet<&Cell>>()
            .into_iter();
        let missing = wanted.filter(|cell| self.grid.position_of(cell).is_none());
        let row = |cell: &Cell| before.position_of(cell).map_or(usize::MAX, |(row, _)| row);
        let mut retained: Vec<(usize, GridRow)> = missing
            .map(|cell| (row(cell), self.retained_row(cell, before, model)))
            .collect();
        retained.sort_by_key(|(row, _)| *row);
        if self.grid.periods.is_empty() {
            self.grid.periods.extend(self.location.period);
        }
        for (row, retained) in retained {
            self.grid
                .rows
                .insert(row.min(self.grid.rows.len()), retained);
        }
    }

    fn retained_row(&self, cell: &Cell, before: &Grid, model: &ReadModel) -> GridRow {
        let previous_row = before
            .position_of(cell)
            .and_then(|(row, _)| before.rows.get(row));
        let (row_number, label) = match previous_row {
            Some(row) => (row.row_number.clone(), row.label.clone()),
            None => (
                measure_number(&cell.measure).to_owned(),
                full_label(model, cell),
            ),
        };
        let place = self
            .grid
            .periods
            .iter()
            .position(|period| *period == cell.period)
            .unwrap_or(0);
        let mut cells = vec![None; self.grid.periods.len().max(1)];
        let retained = retained_cell(model, cell, before);
        // Rows of offices have one line.
        let two_lines = self.location.layout != SheetLayout::OfficeRows;
        let unit_and_target = retained
            .removal_reason
            .clone()
            .filter(|_| two_lines)
            .unwrap_or_default();
        if let Some(of_period) = cells.get_mut(place) {
            *of_period = Some(retained);
        }
        GridRow {
            row_number,
            label,
            unit_and_target,
            is_optional: previous_row.is_some_and(|row| row.is_optional),
            is_retained: true,
            cells,
        }
    }

    /// Shows once why the cell in use, or one with unsaved input, no longer exists.
    pub(super) fn show_removal_message(&mut self, cell_in_use: Option<&Cell>, model: &ReadModel) {
        let removed: BTreeSet<Cell> = self
            .grid
            .cells()
            .filter(|(_, cell)| cell.removal_reason.is_some())
            .map(|(_, c)| c.cell.clone())
            .collect();
        let new = |cell: &&Cell| !self.reported_removals.contains(*cell);
        let first = cell_in_use
            .filter(|cell| removed.contains(*cell) && new(cell))
            .or_else(|| removed.iter().find(new));
        if let Some(first) = first {
            let typed =
                self.drafts.cells.contains_key(first) || self.drafts.notes.contains_key(first);
            let why = removal_reason(model, first).unwrap_or_default();
            let hint = if typed {
                Text::GoneKept.text(model.lang)
            } else {
                Text::GoneNothingSaved.text(model.lang)
            };
            self.removal_message = Some(format!("{why} {hint}"));
        }
        self.reported_removals = removed;
        if let (SheetMode::EditingCell(_) | SheetMode::EditingNote(_), Some(why)) = (
            &self.mode,
            self.selected_cell()
                .and_then(|cell| cell.removal_reason.clone()),
        ) {
            self.inline_message =
                Some((format!("{why} {}", Text::GoneKept.text(model.lang)), true));
        }
    }

    /// Takes the message about a cell that no longer exists, once.
    pub fn take_removal_message(&mut self) -> Option<String> {
        self.removal_message.take()
    }
}

/// A cell without a row: with its stored figures, or the reason why it no longer exists.
fn retained_cell(model: &ReadModel, cell: &Cell, before: &Grid) -> SheetCell {
    let plan = model.catalog.plan(&cell.measure.plan());
    let measure = plan.and_then(|plan| Some((plan, plan.find_measure(&cell.measure)?.1)));
    let removal_reason = removal_reason(model, cell);
    match (measure, removal_reason) {
        (Some((plan, measure)), None) => {
            CellBuilder::new(model, plan).build_cell(measure, cell.clone())
        }
        (measure, removal_reason) => {
            let stored = model.figures(&cell.measure.plan());
            let mut figures: Vec<Figure> = stored
                .iter()
                .filter(|figure| figure.cell == *cell)
                .cloned()
                .collect();
            figures.sort_by_key(|figure| figure.quality);
            let stored_text = measure
                .zip(figures.last())
                .map(|((_, measure), figure)| answer_text(model, measure, figure));
            let previous_cell = before
                .position_of(cell)
                .and_then(|place| before.cell(place));
            SheetCell {
                cell: cell.clone(),
                definition: None,
                previous_text: String::new(),
                previous_input: None,
                value_text: stored_text.unwrap_or_default(),
                computed_value: None,
                expected_text: String::new(),
                status: None,
                explanation: removal_reason.clone().unwrap_or_default(),
                is_milestone: previous_cell.is_some_and(|cell| cell.is_milestone),
                lock: None,
                is_required: false,
                removal_reason,
                figures,
            }
        }
    }
}

/// Measure, office and period of a cell that belongs to another sheet.
fn full_label(model: &ReadModel, cell: &Cell) -> String {
    let measure = model
        .catalog
        .measure(&cell.measure)
        .map(|(.., measure)| measure.label.as_str());
    let parts = [
        measure.map(|label| label_with_series(model, label, cell.series.as_deref())),
        Some(model.qualified_office_name(&cell.office)),
        Some(facts::period_short(model.lang, cell.period)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
