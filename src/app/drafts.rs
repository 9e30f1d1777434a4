//! What was typed and not saved, kept beside the database and offered on return: a dropped line loses nothing.
//! Knows no key and no file name.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::App;
use crate::domain::day::{print_day, vietnam_day, vietnam_time};
use crate::domain::figure::Cell;
use crate::panes::ask::Ask;
use crate::panes::effect::{Effect, FormAt};
use crate::panes::screen::Over;
use crate::panes::sheet::drafts::{Draft, Drafts};
use crate::panes::tabs::Tab;
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// What is typed and not saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Unsaved {
    cells: Vec<(Cell, Draft)>,
    notes: Vec<(Cell, String)>,
    form: Option<(FormAt, Vec<String>)>,
}

impl Unsaved {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Both; of one cell what is typed now.
    fn with(&self, before: &Self) -> Self {
        let drafts =
            |of: &Self| Drafts { cells: of.cells.iter().cloned().collect(), notes: of.notes.iter().cloned().collect() };
        let (mut all, now) = (drafts(before), drafts(self));
        all.cells.extend(now.cells);
        all.notes.extend(now.notes);
        let form = self.form.clone().or_else(|| before.form.clone());
        Self { cells: all.cells.into_iter().collect(), notes: all.notes.into_iter().collect(), form }
    }
}

/// The same with its moment, as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    at: DateTime<Utc>,
    unsaved: Unsaved,
}

/// What is known of the kept drafts.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    /// What was kept last of what is typed now.
    last: Unsaved,
    /// What was kept before this start and is not taken up: it stays kept.
    before: Option<Unsaved>,
    /// Why it could not be kept, as it was said.
    failed: Option<String>,
}

impl App {
    fn unsaved(&self) -> Unsaved {
        let drafts = self.screen.sheet.drafts().clone();
        Unsaved {
            cells: drafts.cells.into_iter().collect(),
            notes: drafts.notes.into_iter().collect(),
            form: self.screen.typed_form(),
        }
    }

    /// Whether something was typed that is not kept yet.
    pub fn has_new_drafts(&self) -> bool {
        self.unsaved() != self.keeper.last
    }

    /// Keeps what is typed and not saved; forgets it when there is nothing any more.
    pub fn keep_drafts(&mut self) {
        let now = self.unsaved();
        if now == self.keeper.last {
            return;
        }
        let all = self.keeper.before.as_ref().map_or_else(|| now.clone(), |before| now.with(before));
        let kept = Kept { at: (self.session.now)(), unsaved: all };
        let text = (!kept.unsaved.is_empty()).then(|| serde_json::to_string(&kept).unwrap_or_default());
        match self.store.keep_drafts(&self.session.actor.account, text.as_deref()) {
            Ok(()) => (self.keeper.last, self.keeper.failed) = (now, None),
            // What is typed stays on the screen and is tried again in a while; the same reason is said once.
            Err(error) => {
                let words = facts::store_error(self.book.lang, &error);
                if self.keeper.failed.as_ref() != Some(&words) {
                    self.fail(&error);
                }
                self.keeper.failed = Some(words);
            }
        }
    }

    /// Asks whether to go on with what was kept before.
    pub(super) fn offer_drafts(&mut self) {
        let text = match self.store.drafts(&self.session.actor.account) {
            Ok(text) => text,
            Err(error) => return self.fail(&error),
        };
        let Some(kept) = text.and_then(|text| serde_json::from_str::<Kept>(&text).ok()) else { return };
        let (time, day) = (vietnam_time(kept.at).format("%H:%M").to_string(), print_day(vietnam_day(kept.at)));
        let (cells, forms) =
            (kept.unsaved.cells.len() + kept.unsaved.notes.len(), usize::from(kept.unsaved.form.is_some()));
        let words = fill(Text::DraftsFound.words(self.book.lang), &[&time, &day, &cells, &forms]);
        self.keeper.before = Some(kept.unsaved);
        self.screen.ask = Some(Ask::Drafts(words));
    }

    /// Takes up what was kept before: figures in their cells, a form with its fields.
    pub(super) fn take_up_drafts(&mut self) {
        let Some(before) = self.keeper.before.take() else { return };
        self.keeper.last = before.clone();
        if !before.cells.is_empty() || !before.notes.is_empty() {
            self.need_figures();
            self.screen.show(Tab::Sheet);
            let drafts =
                Drafts { cells: before.cells.into_iter().collect(), notes: before.notes.into_iter().collect() };
            self.screen.sheet.take_up(drafts, &self.book);
        }
        if let Some((at, texts)) = before.form {
            self.perform(Effect::from(at.clone()));
            let taken_up = match &mut self.screen.over {
                Over::Form(form) => {
                    let fits = form.retype(&texts);
                    if !fits {
                        self.say(Text::DraftOfOther, Tone::Warn);
                    }
                    fits
                }
                _ => false,
            };
            // What it is about is gone, has other fields, or is not this person's any more: the text stays kept.
            if !taken_up {
                self.keeper.before = Some(Unsaved { form: Some((at, texts)), ..Unsaved::default() });
            }
        }
    }
}
