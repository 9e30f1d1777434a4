//! Undo and redo of one's own figure changes, found in the history and written through the store.
//! Must not depend on keys.

use super::{App, DaySource};
use crate::domain::day::vietnam_day;
use crate::domain::figure::{Cell, Figure, UndoDirection, UndoStep};
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::panes::effect::Effect;
use crate::store::{RefusedEntry, Write};
use crate::widgets::theme::Tone;

/// From this number of cells on, an undo asks for confirmation.
const MANY: usize = 10;

impl App {
    /// Undoes the newest current change of this account, or redoes the last undone one; a change that was just refused
    /// is skipped. A step of many cells, or one of another session, asks for confirmation.
    pub(super) fn undo_redo(&mut self, way: UndoDirection) {
        let refused = self
            .refused_undo
            .take()
            .filter(|taken| taken.direction == way);
        let before = refused.as_ref().map(|taken| taken.no);
        match self
            .store
            .next_undo_step(&self.session.actor.account, way, before)
        {
            Ok(Some(taken)) => match self
                .question(&taken)
                .filter(|_| self.session.day_source != DaySource::AsOf)
            {
                Some(words) => {
                    self.refused_undo = refused;
                    let write = Effect::Write(Box::new(Write::UndoRedo(taken)));
                    self.perform(Effect::ConfirmWithText(words, Box::new(write)));
                }
                None => {
                    self.record_write(Write::UndoRedo(taken));
                }
            },
            Ok(None) => {
                let text = if way == UndoDirection::Undo {
                    Text::NothingToUndo
                } else {
                    Text::NothingToRedo
                };
                self.show_message(text, Tone::Warn);
            }
            Err(error) => self.show_store_error(&error),
        }
    }

    /// Confirmation text of a step: the number of its cells, and the first of them.
    fn question(&self, taken: &UndoStep) -> Option<String> {
        let (count, is_own) = (taken.cells.len(), self.undo_steps.contains(&taken.no));
        let first = taken.cells.last().filter(|_| count >= MANY || !is_own)?;
        let name = facts::cell(self.model.lang, &self.model.catalog, first);
        let words = |text: Text| text.text(self.model.lang);
        let asked = match (taken.direction, count) {
            (UndoDirection::Undo, 1) => fill_placeholders(words(Text::AskUndo), &[&name]),
            (UndoDirection::Undo, many) => {
                fill_placeholders(words(Text::AskUndoMany), &[&many, &name])
            }
            (UndoDirection::Redo, 1) => fill_placeholders(words(Text::AskRedo), &[&name]),
            (UndoDirection::Redo, many) => {
                fill_placeholders(words(Text::AskRedoMany), &[&many, &name])
            }
        };
        Some(if is_own {
            asked
        } else {
            format!("{} {asked}", words(Text::UndoOfOtherSession))
        })
    }

    /// After an undo or redo: shows the cell.
    pub(super) fn after_undo(&mut self, taken: &UndoStep) {
        self.refused_undo = None;
        let Some(cell) = taken.cells.last() else {
            return;
        };
        self.screen.sheet.build_rows(&self.model);
        self.screen.sheet.show_cell(cell, &self.model);
        let name = facts::cell(self.model.lang, &self.model.catalog, cell);
        let words = |text: Text| text.text(self.model.lang);
        let message = match (taken.direction, taken.cells.len()) {
            (UndoDirection::Undo, 1) => fill_placeholders(words(Text::Undone), &[&name]),
            (UndoDirection::Undo, many) => {
                fill_placeholders(words(Text::UndoneMany), &[&many, &name])
            }
            (UndoDirection::Redo, 1) => fill_placeholders(words(Text::Redone), &[&name]),
            (UndoDirection::Redo, many) => {
                fill_placeholders(words(Text::RedoneMany), &[&many, &name])
            }
        };
        self.screen.show_message(message, Tone::Good);
    }

    /// Shows why an undo or redo is refused, and its cell.
    pub(super) fn refuse_undo(&mut self, refused: &[RefusedEntry]) {
        let Some(one) = refused.first() else { return };
        self.screen.sheet.show_cell(&one.cell, &self.model);
        let lang = self.model.lang;
        let name = facts::cell(lang, &self.model.catalog, &one.cell);
        self.screen.show_message(
            format!(
                "{name}: {}",
                facts::entry_refusal_with_names(lang, &self.model.catalog, &one.refusal)
            ),
            Tone::Bad,
        );
    }

    /// Shows who changed the cell since and when; the next request takes the change before.
    pub(super) fn after_undo_conflict(
        &mut self,
        taken: &UndoStep,
        cell: &Cell,
        now: Option<&Figure>,
    ) {
        self.screen.sheet.build_rows(&self.model);
        self.screen.sheet.show_cell(cell, &self.model);
        let name = facts::cell(self.model.lang, &self.model.catalog, cell);
        if let Some(figure) = now {
            let (time, day) = (
                display::time(figure.at),
                display::day(self.model.lang, vietnam_day(figure.at)),
            );
            let words = Text::UndoRefused.text(self.model.lang);
            self.screen.show_message(
                fill_placeholders(words, &[&figure.by, &name, &time, &day]),
                Tone::Bad,
            );
        }
        self.refused_undo = Some(taken.clone());
    }
}
