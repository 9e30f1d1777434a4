//! Messages about unsaved input: how it is read, why it is refused, warnings, conflicts.
//! Must not depend on keys. Draws nothing.

use super::SheetPane;
use super::cell::{SheetCell, build_entry, preview_status};
use super::drafts::DraftState;
use super::grid::Grid;
use crate::domain::entry::{AnswerInput, Entry, EntryRefusal, MeasureDefinition, validate_entry};
use crate::domain::figure::{Quality, ValidFigure};
use crate::domain::plausibility::entry_warnings;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::panes::read_model::ReadModel;

/// Validates input for preview and returns its state with a message.
pub fn preview_input(
    cell: &SheetCell,
    text: &str,
    typed_for: Option<&MeasureDefinition>,
    (model, quality): (&ReadModel, Option<Quality>),
) -> (DraftState, String) {
    if let Some(why) = &cell.removal_reason {
        return (
            DraftState::Refused,
            format!("{why} {}", Text::GoneKept.text(model.lang)),
        );
    }
    let typed = build_entry(cell, AnswerInput::Value(text.to_owned()), quality, None);
    let typed = Entry {
        expected: typed_for.cloned(),
        ..typed
    };
    match validate_entry(&model.catalog, &typed, model.today) {
        Err(refusal) => (DraftState::Refused, refusal_text(model, &refusal)),
        Ok(draft) => match warnings(model, &draft) {
            Some(words) if !is_unchanged(cell, &draft) => (DraftState::Warning, words),
            _ => (
                DraftState::Typed,
                preview_status(model, &draft).unwrap_or_default(),
            ),
        },
    }
}

/// Message of a refusal; the sheet has one cell for "x of y".
pub fn refusal_text(model: &ReadModel, refusal: &EntryRefusal) -> String {
    match refusal {
        EntryRefusal::CoverageExpected => Text::TypeCoverage.text(model.lang).to_owned(),
        other => facts::entry_refusal_with_names(model.lang, &model.catalog, other),
    }
}

/// Warnings about a draft, as text.
pub fn warnings(model: &ReadModel, draft: &ValidFigure) -> Option<String> {
    let figures = model.figures(&draft.cell.measure.plan());
    let odd = entry_warnings(&model.catalog, draft, &figures, model.today);
    let words: Vec<String> = odd
        .iter()
        .map(|question| facts::entry_warning(model.lang, question))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Returns `true` if the cell already has the same answer.
pub fn is_unchanged(cell: &SheetCell, draft: &ValidFigure) -> bool {
    cell.figure()
        .is_some_and(|figure| figure.answer == draft.answer)
}

/// Who changed the cell, when, and its current figure.
pub fn conflict_text(model: &ReadModel, cell: &SheetCell) -> String {
    let Some(figure) = cell.figure() else {
        return Text::ConflictGone.text(model.lang).to_owned();
    };
    let time = display::time(figure.at);
    fill_placeholders(
        Text::Conflict.text(model.lang),
        &[&figure.by, &time, &cell.value_text],
    )
}

impl SheetPane {
    /// Updates the message of each draft.
    pub(super) fn update_messages(&mut self, model: &ReadModel) {
        let (grid, quality) = (&self.grid, self.quality);
        for (cell, draft) in &mut self.drafts.cells {
            let Some(place) = grid.position_of(cell) else {
                continue;
            };
            let Some(cell) = grid.cell(place) else {
                continue;
            };
            draft.message = match draft.state {
                DraftState::Conflicting if cell.removal_reason.is_none() => {
                    conflict_text(model, cell)
                }
                DraftState::Conflicting
                | DraftState::Typed
                | DraftState::Refused
                | DraftState::Warning => {
                    preview_input(
                        cell,
                        &draft.text,
                        draft.expected.as_ref(),
                        (model, requested_quality(grid, place.0, quality)),
                    )
                    .1
                }
            };
        }
    }

    /// Leaves the selected cell: from now on it shows if its input would be refused.
    pub(super) fn leave_cell_as_draft(&mut self, model: &ReadModel) {
        let quality = self.requested_quality();
        if let Some(cell) = self.grid.cell(self.cursor)
            && let Some(draft) = self.drafts.cells.get_mut(&cell.cell)
        {
            let (state, message) =
                preview_input(cell, &draft.text, draft.expected.as_ref(), (model, quality));
            let state = if state == DraftState::Refused {
                state
            } else {
                DraftState::Typed
            };
            (draft.state, draft.message) = (state, message);
        }
        self.stop_editing();
    }
}

/// Requested quality: estimate or official; an optional row takes estimates.
pub fn requested_quality(grid: &Grid, row: usize, quality: Option<Quality>) -> Option<Quality> {
    let optional = grid.rows.get(row).is_some_and(|row| row.is_optional);
    if optional {
        Some(Quality::Estimate)
    } else {
        quality
    }
}
