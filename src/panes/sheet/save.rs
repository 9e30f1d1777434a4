//! Saving of cells: input becomes a figure, a question or a refusal; notes, conflicts. Records by effects only.
//! Must not depend on keys.

use super::cell::build_entry;
use super::draft_messages::{conflict_text, is_unchanged, refusal_text, warnings};
use super::drafts::{BaseVersions, DraftState};
use super::editors::{CellEditor, CursorStep, NoteEditor};
use super::retained_rows::removal_reason;
use super::{SheetMode, SheetPane};
use crate::domain::entry::{AnswerInput, Entry, validate_entry};
use crate::domain::figure::{Cell, Figure, Quality, ValidFigure};
use crate::form::text_input::TextInput;
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, Outcome, SpecialAnswer};
use crate::panes::permissions;
use crate::panes::read_model::ReadModel;
use crate::store::Write;

impl SheetPane {
    /// Returns `true` if the user may not enter the selected cell, or it no longer exists; shows the reason.
    pub(super) fn show_if_forbidden(&mut self, model: &ReadModel) -> bool {
        let why = self.selected_cell().and_then(|cell| {
            let removed = cell
                .removal_reason
                .as_ref()
                .map(|why| format!("{why} {}", Text::GoneNothingSaved.text(model.lang)));
            removed.or_else(|| {
                permissions::report_refusal(model, &cell.cell.measure.plan(), &cell.cell.office)
            })
        });
        let forbids = why.is_some();
        if let Some(why) = why {
            self.inline_message = Some((why, true));
        }
        forbids
    }

    pub(super) fn start_note(&mut self, model: &ReadModel) -> Outcome {
        if self.show_if_forbidden(model) {
            return Outcome::Handled;
        }
        let Some(cell) = self.selected_cell() else {
            return Outcome::Effect(Effect::ShowMessage(Text::NoteNeedsFigure));
        };
        let Some(figure) = cell.figure() else {
            return Outcome::Effect(Effect::ShowMessage(Text::NoteNeedsFigure));
        };
        let draft_note = self.drafts.notes.get(&figure.cell).cloned();
        let line = TextInput::new(
            &draft_note
                .or_else(|| figure.note.clone())
                .unwrap_or_default(),
        );
        let (base, draft) = (BaseVersions::from_figures(&cell.figures), current(figure));
        self.mode = SheetMode::EditingNote(NoteEditor {
            line,
            draft,
            base,
            needed: false,
            refused: false,
        });
        Outcome::Handled
    }

    /// Saves the note with the figure for which it was written, whatever row that has by now.
    pub(super) fn save_note(&mut self, model: &ReadModel) -> Outcome {
        let SheetMode::EditingNote(noting) = &mut self.mode else {
            return Outcome::Ignored;
        };
        self.tried = Some(noting.draft.cell.clone());
        let (note, mut draft, needed) = (
            noting.line.text().trim().to_owned(),
            noting.draft.clone(),
            noting.needed,
        );
        let refused = match removal_reason(model, &draft.cell) {
            Some(why) => Some(format!("{why} {}", Text::GoneKept.text(model.lang))),
            None if needed && note.is_empty() => Some(Text::NoteNeeded.text(model.lang).to_owned()),
            // A note without letters is probably the next figure, typed after a warning that was overlooked.
            None if !note.is_empty() && !note.chars().any(char::is_alphabetic) => {
                Some(Text::NoteIsWords.text(model.lang).to_owned())
            }
            None => None,
        };
        if let Some(words) = refused {
            noting.refused = true;
            self.inline_message = Some((words, true));
            return Outcome::Handled;
        }
        draft.note = (!note.is_empty()).then(|| note.clone());
        self.step_after_save = needed.then_some(CursorStep::Down);
        let base = noting.base;
        // A note alone keeps the quality of the figure.
        let quality = if needed {
            self.requested_quality()
        } else {
            Some(draft.quality)
        };
        let effect = self.write_effect(&draft, quality, base, model);
        // The question is about the draft: the note closes.
        if matches!(effect, Effect::ConfirmWithText(..)) {
            self.mode = SheetMode::Idle;
        }
        Outcome::Effect(effect)
    }

    /// Saves an answer other than a number, chosen from the menu of a cell.
    pub fn save_special_answer(
        &mut self,
        (cell, special): (&Cell, SpecialAnswer),
        model: &ReadModel,
    ) -> Outcome {
        let Some(place) = self.grid.position_of(cell) else {
            let why = removal_reason(model, cell).unwrap_or_default();
            self.inline_message = Some((
                format!("{why} {}", Text::GoneNothingSaved.text(model.lang)),
                true,
            ));
            return Outcome::Handled;
        };
        self.cursor = place;
        let typed = match special {
            SpecialAnswer::NoneOccurred => AnswerInput::NoneOccurred,
            SpecialAnswer::NoData => AnswerInput::NoData,
            SpecialAnswer::NotApplicable => AnswerInput::NotApplicable,
            SpecialAnswer::Milestone(state) => AnswerInput::Milestone(state),
        };
        self.save_answer(model, typed, CursorStep::Down)
    }

    /// Saves an answer in the selected cell: it becomes a figure, a question, or a refusal shown next to it.
    pub(super) fn save_answer(
        &mut self,
        model: &ReadModel,
        typed: AnswerInput,
        onward: CursorStep,
    ) -> Outcome {
        if let Some(why) = self
            .selected_cell()
            .and_then(|cell| cell.removal_reason.clone())
        {
            self.show_refusal(format!("{why} {}", Text::GoneKept.text(model.lang)));
            return Outcome::Handled;
        }
        if self.show_if_forbidden(model) {
            return Outcome::Handled;
        }
        let Some(cell) = self.grid.cell(self.cursor) else {
            return Outcome::Effect(Effect::ShowMessage(Text::NoCells));
        };
        self.tried = Some(cell.cell.clone());
        // An unsaved note is saved with the figure.
        let note = self.drafts.notes.get(&cell.cell);
        let note = note.filter(|note| !note.trim().is_empty()).cloned();
        let typed = build_entry(cell, typed, self.requested_quality(), note);
        let typed = Entry {
            expected: self.drafts.typed_for(cell).cloned(),
            ..typed
        };
        let mut draft = match validate_entry(&model.catalog, &typed, model.today) {
            Ok(draft) => draft,
            Err(refusal) => {
                self.show_refusal(refusal_text(model, &refusal));
                return Outcome::Handled;
            }
        };
        let same = is_unchanged(cell, &draft);
        let current = BaseVersions::from_figures(&cell.figures);
        // A note belongs to the answer for which it was written.
        let noted = cell
            .figure()
            .filter(|_| same)
            .and_then(|figure| figure.note.clone());
        draft.note = draft.note.or(noted);
        self.step_after_save = Some(onward);
        let quality = self.requested_quality();
        let Some(odd) = warnings(model, &draft).filter(|_| !same) else {
            return Outcome::Effect(self.write_effect(&draft, quality, current, model));
        };
        let ask = Text::NoteToConfirm.text(model.lang);
        self.inline_message = Some((format!("{odd} {ask}"), true));
        self.ask_for_note(draft, current);
        Outcome::Handled
    }

    /// A figure that is odd wants a note before it is saved: the one that was begun, else the one that stands.
    fn ask_for_note(&mut self, draft: ValidFigure, base: BaseVersions) {
        if let Some(typed) = self.drafts.cells.get_mut(&draft.cell) {
            typed.state = DraftState::Warning;
        }
        let begun = self.drafts.notes.get(&draft.cell).cloned();
        let note = begun.or_else(|| draft.note.clone()).unwrap_or_default();
        self.mode = SheetMode::EditingNote(NoteEditor {
            line: TextInput::new(&note),
            draft,
            base,
            needed: true,
            refused: false,
        });
    }

    /// Effect that writes a draft if the cell is unchanged since `base`; over a change of somebody else only after
    /// confirmation. Without a requested `quality` the day of the write decides whether it is an estimate.
    fn write_effect(
        &self,
        draft: &ValidFigure,
        quality: Option<Quality>,
        base: BaseVersions,
        model: &ReadModel,
    ) -> Effect {
        let place = self.grid.position_of(&draft.cell);
        let shown = place.and_then(|place| self.grid.cell(place));
        let expected = shown.and_then(|shown| self.drafts.typed_for(shown));
        let entry = Entry {
            quality,
            expected: expected.cloned(),
            ..Entry::from(draft)
        };
        let write = |base: BaseVersions| {
            Effect::Write(Box::new(Write::SetFigure {
                entry,
                expected: base.expected_version(),
            }))
        };
        match self.drafts.cells.get(&draft.cell) {
            Some(typed) if typed.state == DraftState::Conflicting => {
                let current = shown.map_or_else(BaseVersions::default, |cell| {
                    BaseVersions::from_figures(&cell.figures)
                });
                let now = shown
                    .filter(|cell| cell.figure().is_some())
                    .map_or("–", |cell| cell.value_text.as_str());
                let words =
                    fill_placeholders(Text::AskOverwrite.text(model.lang), &[&now, &typed.text]);
                Effect::ConfirmWithText(words, Box::new(write(current)))
            }
            typed => write(typed.map_or(base, |typed| typed.base_versions)),
        }
    }

    /// Returns `true` once if the selection stayed on the cell last to be saved: it was refused, has a warning or a
    /// conflict, or is the last cell.
    pub fn take_save_kept_selection(&mut self) -> bool {
        let tried = self.tried.take();
        tried.is_some() && tried == self.cell_in_use()
    }

    /// Adds to the cell's message that keys typed ahead were skipped.
    pub fn show_skipped_keys(&mut self, model: &ReadModel) {
        let is_typed =
            |cell| self.drafts.cells.contains_key(cell) || self.drafts.notes.contains_key(cell);
        let is_unsaved = !matches!(self.mode, SheetMode::Idle)
            || self.cell_in_use().as_ref().is_some_and(is_typed);
        let skipped = if is_unsaved {
            Text::TypedOnSkipped
        } else {
            Text::TypedOnEnded
        }
        .text(model.lang);
        let (words, _) = self.explanation();
        if !words.starts_with(skipped) {
            self.inline_message = Some((format!("{skipped} {words}"), true));
        }
    }

    /// Shows why the input was refused; input and focus stay.
    pub fn show_refusal(&mut self, words: String) {
        if let SheetMode::EditingCell(CellEditor {
            cell,
            line,
            refused,
            ..
        }) = &mut self.mode
        {
            *refused = true;
            let shown = self
                .grid
                .position_of(cell)
                .and_then(|place| self.grid.cell(place));
            self.drafts
                .insert(cell, line.text(), DraftState::Refused, shown);
            if let Some(draft) = self.drafts.cells.get_mut(cell) {
                draft.message.clone_from(&words);
            }
        }
        self.inline_message = Some((words, true));
    }

    /// After a conflict: shows the current value. The input stays as a draft, and only Enter on it asks whether to
    /// overwrite.
    pub fn show_conflict(&mut self, cell: &Cell, model: &ReadModel) {
        self.build_rows(model);
        if let Some(draft) = self.drafts.cells.get_mut(cell) {
            draft.state = DraftState::Conflicting;
            self.mode = SheetMode::Idle;
            self.inline_message = None;
            return self.update_messages(model);
        }
        let Some(found) = self
            .grid
            .position_of(cell)
            .and_then(|place| self.grid.cell(place))
        else {
            return;
        };
        // A menu choice or a note is not kept as input: it is repeated by the user, who now sees the current value.
        let words = format!(
            "{} {}",
            conflict_text(model, found),
            Text::ConflictAgain.text(model.lang)
        );
        if let (SheetMode::EditingNote(noting), Some(figure)) = (&mut self.mode, found.figure())
            && noting.draft.cell == *cell
        {
            (noting.base, noting.draft) =
                (BaseVersions::from_figures(&found.figures), current(figure));
        }
        self.inline_message = Some((words, true));
    }

    /// After the figure was saved.
    pub fn after_cell_saved(&mut self, cell: &Cell, time: &str, model: &ReadModel) {
        let note = |sheet: &Self| {
            let place = sheet.grid.position_of(cell)?;
            sheet.grid.cell(place)?.figure()?.note.clone()
        };
        let before = note(self);
        self.drafts.remove(cell);
        self.stop_editing();
        self.build_rows(model);
        self.saved_message = fill_placeholders(Text::SavedAt.text(model.lang), &[&time]);
        let dropped = before.filter(|_| note(self).is_none());
        let onward = self.step_after_save.take();
        if let Some(step) =
            onward.filter(|_| self.selected_cell().is_some_and(|here| here.cell == *cell))
        {
            self.step_cursor(step);
        }
        let dropped =
            dropped.map(|note| fill_placeholders(Text::NoteDropped.text(model.lang), &[&note]));
        // The explanation of the cell follows.
        let here = self
            .selected_cell()
            .map_or("", |cell| cell.explanation.as_str());
        let whole = || Some(format!("{} {here}", self.completeness_message(model)?));
        self.inline_message = dropped.or_else(whole).map(|words| (words, false));
    }
}

/// Draft of a stored figure, to be recorded again with another note.
fn current(figure: &Figure) -> ValidFigure {
    ValidFigure {
        cell: figure.cell.clone(),
        answer: figure.answer,
        quality: figure.quality,
        note: None,
    }
}
