//! Measures renumbered while one of their cells is in use: selection and input follow the measure. If a number now
//! belongs to another measure and the old one is gone, the input stays and is refused. Must not depend on keys.

use std::collections::BTreeMap;

use super::cell::definition;
use super::grid::Grid;
use super::{SheetMode, SheetPane};
use crate::domain::entry::{EntryRefusal, MeasureDefinition};
use crate::domain::figure::Cell;
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders};
use crate::panes::cells::measure_number;
use crate::panes::read_model::ReadModel;

impl SheetPane {
    /// Moves the cell in use and input to the cells of their measures; returns the new cell in use. `before` is the grid
    /// shown until now.
    pub(super) fn follow_measures(
        &mut self,
        before: &Grid,
        cell_in_use: Option<Cell>,
        model: &ReadModel,
    ) -> Option<Cell> {
        let moves = self.moves(before, cell_in_use.as_ref(), model);
        if moves.is_empty() {
            return cell_in_use;
        }
        let after = |cell: &Cell| {
            moves
                .get(cell)
                .and_then(Option::as_ref)
                .unwrap_or(cell)
                .clone()
        };
        let shown = cell_in_use.as_ref().or_else(|| moves.keys().next());
        self.removal_message = shown
            .and_then(|cell| notice(cell, moves.get(cell)?.as_ref(), model))
            .or(self.removal_message.take());
        let cells = std::mem::take(&mut self.drafts.cells);
        self.drafts.cells = cells
            .into_iter()
            .map(|(cell, draft)| (after(&cell), draft))
            .collect();
        let notes = std::mem::take(&mut self.drafts.notes);
        self.drafts.notes = notes
            .into_iter()
            .map(|(cell, note)| (after(&cell), note))
            .collect();
        match &mut self.mode {
            SheetMode::Idle => {}
            SheetMode::EditingCell(typing) => typing.cell = after(&typing.cell),
            SheetMode::EditingNote(noting) => noting.draft.cell = after(&noting.draft.cell),
            SheetMode::PreviewingPaste(block) => block
                .cells
                .iter_mut()
                .for_each(|line| line.cell = after(&line.cell)),
        }
        cell_in_use.as_ref().map(after)
    }

    /// Cells whose number belongs to another measure now, each with its new cell; `None` if its measure is gone.
    fn moves(
        &self,
        before: &Grid,
        cell_in_use: Option<&Cell>,
        model: &ReadModel,
    ) -> BTreeMap<Cell, Option<Cell>> {
        let on_screen = |cell: &Cell| before.cell(before.position_of(cell)?)?.definition.clone();
        let typed = |cell: &Cell| self.drafts.cells.get(cell)?.expected.clone();
        let pasted = match &self.mode {
            SheetMode::PreviewingPaste(block) => block.cells.as_slice(),
            SheetMode::Idle | SheetMode::EditingCell(_) | SheetMode::EditingNote(_) => &[],
        };
        let cells = self
            .drafts
            .cells
            .keys()
            .chain(self.drafts.notes.keys())
            .chain(cell_in_use);
        let expected =
            cells.filter_map(|cell| Some((cell, typed(cell).or_else(|| on_screen(cell))?)));
        let pasted = pasted
            .iter()
            .filter_map(|line| Some((&line.cell, line.expected.clone()?)));
        let moved = |(cell, expected): (&Cell, MeasureDefinition)| {
            (definition(model, cell)? != expected)
                .then(|| (cell.clone(), cell_now(model, cell, &expected)))
        };
        expected.chain(pasted).filter_map(moved).collect()
    }
}

/// Cell of the only measure of the plan with the same definition; `None` if there is none, or several.
fn cell_now(model: &ReadModel, cell: &Cell, expected: &MeasureDefinition) -> Option<Cell> {
    let plan = model.catalog.plan(&cell.measure.plan())?;
    let mut same = plan
        .measures()
        .filter(|(_, target, measure)| MeasureDefinition::of(target, measure) == *expected);
    let (id, ..) = same.next()?;
    same.next().is_none().then(|| Cell {
        measure: id,
        ..cell.clone()
    })
}

/// Message about a cell whose measure was renumbered or removed.
fn notice(cell: &Cell, now: Option<&Cell>, model: &ReadModel) -> Option<String> {
    let words = |text: Text| text.text(model.lang);
    if let Some(now) = now {
        return Some(fill_placeholders(
            words(Text::MeasureRenumbered),
            &[
                &measure_number(&cell.measure),
                &measure_number(&now.measure),
            ],
        ));
    }
    let changed = EntryRefusal::MeasureChanged(definition(model, cell)?.label);
    Some(format!(
        "{} {}",
        facts::entry_refusal(model.lang, &changed),
        words(Text::GoneKept)
    ))
}
