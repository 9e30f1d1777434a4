//! Editing of cells and notes: opening, keeping drafts, previews. Must not depend on keys.

use super::draft_messages::{preview_input, requested_quality};
use super::drafts::DraftState;
use super::editors::{CellEditor, CursorStep};
use super::{SheetMode, SheetPane, paste};
use crate::domain::entry::AnswerInput;
use crate::domain::figure::Quality;
use crate::domain::number::begins_number;
use crate::domain::text::sanitize_text;
use crate::form::text_input::InputLoss;
use crate::i18n::screen::Text;
use crate::keys::Command;
use crate::panes::effect::{Effect, MenuKind, Outcome};
use crate::panes::read_model::ReadModel;

impl SheetPane {
    /// Inserts text into the open cell or note. A digit or sign opens the selected cell, several pasted cells open a
    /// preview. Returns what was lost of the text, or `None` if the sheet does not accept the character.
    pub fn insert_text(&mut self, text: &str, model: &ReadModel) -> Option<InputLoss> {
        if matches!(self.mode, SheetMode::Idle | SheetMode::EditingCell(_))
            && paste::is_multi_cell(text)
        {
            self.open_paste_preview(text, model);
            return Some(InputLoss {
                dropped_chars: sanitize_text(text).1,
                ..InputLoss::default()
            });
        }
        let lost = match &mut self.mode {
            SheetMode::EditingNote(noting) => {
                let lost = noting.insert_text(text);
                self.store_note_draft();
                return Some(lost);
            }
            SheetMode::EditingCell(typing) => typing.insert_text(text),
            SheetMode::PreviewingPaste(_) => return None,
            SheetMode::Idle => {
                let opens = text.chars().count() > 1 || text.starts_with(begins_number);
                let cell = self
                    .selected_cell()
                    .filter(|cell| opens && !cell.is_milestone)?
                    .cell
                    .clone();
                if self.show_if_forbidden(model) {
                    return Some(InputLoss::default());
                }
                // New input is for the row's current measure.
                self.drafts.drop_changed(&cell, model);
                let mut editor = CellEditor::open(cell, "");
                editor.fresh = true;
                let lost = editor.insert_text(text);
                self.mode = SheetMode::EditingCell(editor);
                lost
            }
        };
        self.store_draft(model);
        Some(lost)
    }

    /// Requested quality: estimate or official; an optional row takes estimates.
    pub(super) fn requested_quality(&self) -> Option<Quality> {
        requested_quality(&self.grid, self.cursor.0, self.quality)
    }

    /// Stores the input as the cell's draft and updates the message.
    pub(super) fn store_draft(&mut self, model: &ReadModel) {
        let SheetMode::EditingCell(CellEditor { cell, line, .. }) = &self.mode else {
            return;
        };
        let Some(cell) = self
            .grid
            .position_of(cell)
            .and_then(|place| self.grid.cell(place))
        else {
            return;
        };
        let text = line.text().to_owned();
        if text.trim().is_empty() {
            self.drafts.cells.remove(&cell.cell);
            self.inline_message = None;
            return;
        }
        let typed_for = self.drafts.typed_for(cell);
        let (_, words) = preview_input(
            cell,
            text.trim(),
            typed_for,
            (model, self.requested_quality()),
        );
        self.inline_message = Some((words, cell.removal_reason.is_some()));
        self.drafts
            .insert(&cell.cell, &text, DraftState::Typed, Some(cell));
    }

    /// Stores the note being typed, so that leaving it loses nothing.
    pub(super) fn store_note_draft(&mut self) {
        let SheetMode::EditingNote(noting) = &self.mode else {
            return;
        };
        self.drafts
            .notes
            .insert(noting.draft.cell.clone(), noting.line.text().to_owned());
    }

    /// Enter on a cell: saves its draft, opens the states of a milestone, else moves down.
    pub(super) fn open_cell(&mut self, model: &ReadModel) -> Outcome {
        let Some(cell) = self.selected_cell() else {
            let effect = if self.grid.rows.is_empty() {
                Effect::OpenMenu(MenuKind::SheetOffice)
            } else {
                Effect::ShowMessage(Text::NoCells)
            };
            return Outcome::Effect(effect);
        };
        if cell.is_milestone {
            return Outcome::Effect(Effect::OpenMenu(MenuKind::SheetAnswer));
        }
        if let Some(draft) = self.drafts.cells.get(&cell.cell) {
            if draft.state == DraftState::Conflicting {
                let typed = AnswerInput::Value(draft.text.trim().to_owned());
                return self.save_answer(model, typed, CursorStep::Down);
            }
            let editor = CellEditor::open(cell.cell.clone(), &draft.text);
            self.mode = SheetMode::EditingCell(editor);
            return self.handle_command(Command::SaveCell, model);
        }
        self.step_cursor(CursorStep::Down);
        Outcome::Handled
    }

    /// F2: edits the current value.
    pub(super) fn edit_cell(&mut self, model: &ReadModel) -> Outcome {
        if self.show_if_forbidden(model) {
            return Outcome::Handled;
        }
        let Some(cell) = self.selected_cell() else {
            return Outcome::Effect(Effect::ShowMessage(Text::NoCells));
        };
        if cell.is_milestone {
            return Outcome::Effect(Effect::OpenMenu(MenuKind::SheetAnswer));
        }
        let text = self
            .drafts
            .cells
            .get(&cell.cell)
            .map_or_else(|| cell.value_text.clone(), |draft| draft.text.clone());
        let is_number = text.starts_with(|c: char| c.is_ascii_digit());
        let editor = CellEditor::open(cell.cell.clone(), if is_number { &text } else { "" });
        self.mode = SheetMode::EditingCell(editor);
        self.store_draft(model);
        Outcome::Handled
    }

    pub(super) fn copy_previous(&mut self, model: &ReadModel) -> Outcome {
        if self.show_if_forbidden(model) {
            return Outcome::Handled;
        }
        let Some((cell, typed)) = self
            .selected_cell()
            .and_then(|cell| Some((cell.cell.clone(), cell.previous_input.clone()?)))
        else {
            return Outcome::Effect(Effect::ShowMessage(Text::NoPrevious));
        };
        self.mode = SheetMode::EditingCell(CellEditor::open(cell, &typed));
        self.store_draft(model);
        Outcome::Handled
    }

    pub(super) fn cycle_quality(&mut self, model: &ReadModel) -> Outcome {
        self.quality = match self.quality {
            None => Some(Quality::Estimate),
            Some(Quality::Estimate) => Some(Quality::Official),
            Some(Quality::Official) => None,
        };
        self.store_draft(model);
        Outcome::Handled
    }
}
