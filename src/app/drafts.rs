//! What was typed and not saved, kept beside the database and offered on return: a dropped line loses nothing.
//! Must not depend on keys or file names.

use super::App;
use super::draft_storage::{StoredDrafts, UnsavedInput};
use crate::domain::day::vietnam_day;

use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};

use crate::panes::confirm::Question;
use crate::panes::effect::Effect;
use crate::panes::sheet::drafts::Drafts;
use crate::panes::tabs::Tab;
use crate::widgets::theme::Tone;

impl App {
    fn unsaved_input(&self) -> UnsavedInput {
        let drafts = self.screen.sheet.drafts().clone();
        UnsavedInput {
            cells: drafts.cells.into_iter().collect(),
            notes: drafts.notes.into_iter().collect(),
            form: self.screen.form_draft(),
        }
    }

    /// Returns `true` if there is unsaved input that is not stored yet.
    pub fn has_unstored_drafts(&self) -> bool {
        self.unsaved_input() != self.drafts.last_stored
    }

    /// Stores unsaved input; deletes the stored draft when there is none.
    pub fn store_drafts(&mut self) {
        let now = self.unsaved_input();
        if now == self.drafts.last_stored {
            return;
        }
        let all = self
            .drafts
            .previous_session
            .as_ref()
            .map_or_else(|| now.clone(), |before| now.merged_over(before));
        let kept = StoredDrafts {
            stored_at: (self.session.system_time)(),
            input: all,
        };
        let text =
            (!kept.input.is_empty()).then(|| serde_json::to_string(&kept).unwrap_or_default());
        match self
            .store
            .keep_drafts(&self.session.actor.account, text.as_deref())
        {
            Ok(()) => (self.drafts.last_stored, self.drafts.last_error) = (now, None),
            // The input stays on the screen and storing is retried later; the same error is shown once.
            Err(error) => {
                let words = facts::store_error(self.model.lang, &error);
                if self.drafts.last_error.as_ref() != Some(&words) {
                    self.show_store_error(&error);
                }
                self.drafts.last_error = Some(words);
            }
        }
    }

    /// Asks whether to continue with the input of a previous session.
    pub(super) fn offer_draft_recovery(&mut self) {
        let text = match self.store.drafts(&self.session.actor.account) {
            Ok(text) => text,
            Err(error) => return self.show_store_error(&error),
        };
        let Some(kept) = text.and_then(|text| serde_json::from_str::<StoredDrafts>(&text).ok())
        else {
            return;
        };
        let (time, day) = (
            display::time(kept.stored_at),
            display::day(self.model.lang, vietnam_day(kept.stored_at)),
        );
        let (cells, forms) = (
            kept.input.cells.len() + kept.input.notes.len(),
            usize::from(kept.input.form.is_some()),
        );
        let words = fill_placeholders(
            Text::DraftsFound.text(self.model.lang),
            &[&time, &day, &cells, &forms],
        );
        self.drafts.previous_session = Some(kept.input);
        self.screen
            .layers
            .ask(Question::Words(words), Effect::RestoreDrafts);
    }

    /// Restores stored input: figures in their cells, a form with its fields.
    pub(super) fn restore_drafts(&mut self) {
        let Some(before) = self.drafts.previous_session.take() else {
            return;
        };
        self.drafts.last_stored = before.clone();
        if !before.cells.is_empty() || !before.notes.is_empty() {
            self.screen.set_tab(Tab::Sheet);
            let drafts = Drafts {
                cells: before.cells.into_iter().collect(),
                notes: before.notes.into_iter().collect(),
            };
            self.screen.sheet.restore_drafts(drafts, &self.model);
        }
        if let Some((at, texts)) = before.form {
            self.perform(Effect::from(at.clone()));
            let form = self.screen.layers.focused_form();
            let taken_up = form.map(|form| form.restore_draft(&texts));
            if taken_up == Some(false) {
                self.show_message(Text::DraftOfOther, Tone::Warn);
            }
            // Its record is gone, has other fields, or is no longer permitted: the draft stays stored.
            if taken_up != Some(true) {
                self.drafts.previous_session = Some(UnsavedInput {
                    form: Some((at, texts)),
                    ..UnsavedInput::default()
                });
            }
        }
    }
}
