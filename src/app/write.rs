//! The only call of `Store::write` of the user interface, and what follows it: what changed is read again, and a message
//! is shown. Must not depend on keys.

use super::{App, DaySource};
use crate::domain::code::PlanCode;
use crate::domain::day::vietnam_time;
use crate::domain::duty::DutyEventKind;
use crate::domain::figure::Cell;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::panes::effect::{Effect, ListKind, PageSubject};
use crate::panes::tabs::Tab;
use crate::store::{ChangedFacts, Changes, Done, StoreError, Write};
use crate::widgets::theme::Tone;

impl App {
    /// Performs a write; `true` on success. "Saved" is shown only after the store has confirmed.
    pub(super) fn record_write(&mut self, write: Write) -> bool {
        if let Some(words) = self
            .read_only_message()
            .or_else(|| self.damage_message())
            .or_else(|| self.cell_gone(&write))
        {
            self.show_refusal_text(words);
            return false;
        }
        match self
            .store
            .write(&self.session.actor, self.session.clock(), &write)
        {
            Ok(Changes {
                rows: 0,
                facts,
                done: Done::UndoRedo(_),
                ..
            }) => {
                self.reread_changed(&facts);
                self.show_message(Text::UndoGone, Tone::Warn);
                false
            }
            Ok(changes) => {
                if let Some(lines) = &changes.lines {
                    self.seen_lines.add_own(lines.clone());
                }
                self.undo_steps.extend(changes.step);
                self.after_write(changes);
                true
            }
            Err(error) => {
                self.after_refusal(write, &error);
                false
            }
        }
    }

    /// Reason why nothing can be written while viewing a past day.
    fn read_only_message(&self) -> Option<String> {
        let asked = self.session.day_source == DaySource::AsOf;
        asked.then(|| {
            fill_placeholders(
                Text::AsOfLooks.text(self.model.lang),
                &[&display::day(self.model.lang, self.session.today)],
            )
        })
    }

    /// Shows a refused write. The input stays, and a change by somebody else is read again.
    fn after_refusal(&mut self, write: Write, error: &StoreError) {
        match (write, error) {
            (Write::SetFigure { entry, .. }, StoreError::FigureConflict(_)) => {
                self.reread_cells(&[entry.cell()]);
                let sheet = &mut self.screen.sheet;
                sheet.show_conflict(&entry.cell(), &self.model);
            }
            (Write::UndoRedo(step), StoreError::CellConflict { cell, current }) => {
                self.reread_cells(std::slice::from_ref(&**cell));
                self.after_undo_conflict(&step, cell, current.as_ref().as_ref());
            }
            (Write::UndoRedo(_), StoreError::Refused(refused)) => self.refuse_undo(refused),
            (_, StoreError::CellConflict { cell, current }) => {
                self.reread_cells(std::slice::from_ref(&**cell));
                let sheet = &mut self.screen.sheet;
                sheet.after_block_conflict(cell, current.as_ref().as_ref(), &self.model);
            }
            (_, error) => self.show_refusal_text(facts::store_error(self.model.lang, error)),
        }
    }

    /// Shows a refusal next to the input: in the open form or the sheet, else in the message line. Results and warnings
    /// without input are shown in the message line by `show_message`.
    pub(super) fn show_refusal_text(&mut self, words: String) {
        match self.screen.layers.focused_form() {
            Some(form) => form.show_refusal(words),
            None if self.screen.tab == Tab::Sheet => self.screen.sheet.show_refusal(words),
            None => self.screen.show_message(words, Tone::Bad),
        }
    }

    /// Closes the form, reads again what changed, and shows what was done.
    fn after_write(&mut self, changes: Changes) {
        let created = self.screen.close_saved_form();
        self.reread_changed(&changes.facts);
        let lang = self.model.lang;
        let time = vietnam_time(changes.at).format("%H:%M:%S").to_string();
        let (screen, model) = (&mut self.screen, &self.model);
        let text = |text: Text| text.text(lang).to_owned();
        let words = match changes.done {
            Done::Figure(cell) => return screen.sheet.after_cell_saved(&cell, &time, model),
            Done::Figures(count) => return screen.sheet.after_block_saved(count, &time, model),
            Done::UndoRedo(step) => return self.after_undo(&step),
            Done::DutyStep(event, 1) => text(recorded_message(&event)),
            Done::DutyStep(event, count) => fill_placeholders(
                Text::NoticeMany.text(lang),
                &[&text(recorded_message(&event)), &count],
            ),
            Done::Locked(period) => fill_placeholders(
                Text::NoticeLocked.text(lang),
                &[&facts::period(lang, period)],
            ),
            Done::Unlocked(period, until) => fill_placeholders(
                Text::NoticeUnlocked.text(lang),
                &[&facts::period(lang, period), &display::day(lang, until)],
            ),
            Done::PlanAdded(code, name) => {
                self.open_added_plan(created.as_ref(), code);
                fill_placeholders(Text::SavedRecord.text(lang), &[&name])
            }
            Done::Saved(name) => {
                if let Some(row) = &created {
                    screen.select_row(row);
                }
                fill_placeholders(Text::SavedRecord.text(lang), &[&name])
            }
            Done::Removed => text(Text::NoticeRemoved),
            Done::SettingChanged => text(Text::NoticeSetting),
            Done::Progress => text(Text::NoticeWork),
            Done::Spending => text(Text::NoticeSpent),
            Done::Inspection => text(Text::NoticeInspection),
            Done::Starred(true) => text(Text::NoticeStarred),
            Done::Starred(false) => text(Text::NoticeUnstarred),
            Done::Commented => text(Text::NoticeCommented),
        };
        self.screen.show_message(words, Tone::Good);
    }

    /// A new plan: its row is selected in the list below, and its parts open, at the first that can be added.
    fn open_added_plan(&mut self, created: Option<&Effect>, code: PlanCode) {
        if let Some(row) = created {
            self.screen.select_row(row);
        }
        self.open_page(PageSubject::List(ListKind::PlanParts(code)));
        self.screen.select_insertable_row();
    }

    /// Reads again what a write touched; what shows it is made again when it is looked at.
    fn reread_changed(&mut self, facts: &ChangedFacts) {
        let read = match facts {
            ChangedFacts::Figures(cells) => self.model.reread_cells(cells),
            ChangedFacts::Duties(keys) => {
                self.model.forget_duties(keys);
                self.screen.lists.clear_marks();
                self.screen.lists.reports.select_next_after(keys);
                Ok(())
            }
            ChangedFacts::Execution => {
                self.model.forget_execution();
                Ok(())
            }
            ChangedFacts::Stars => self.model.read_stars(&self.store),
            ChangedFacts::Comments => Ok(()),
            ChangedFacts::All => {
                self.reload_model();
                return self.update_header();
            }
        };
        if let Err(error) = read {
            self.show_store_error(&error);
        }
        self.rebuild_views();
    }

    fn reread_cells(&mut self, cells: &[Cell]) {
        if let Err(error) = self.model.reread_cells(cells) {
            self.show_store_error(&error);
        }
    }
}

fn recorded_message(event: &DutyEventKind) -> Text {
    match event {
        DutyEventKind::Sent(_) => Text::NoticeSent,
        DutyEventKind::Accepted => Text::NoticeAccepted,
        DutyEventKind::Returned { .. } => Text::NoticeReturned,
        DutyEventKind::Extended { .. } => Text::NoticeExtended,
        DutyEventKind::Exempted { .. } => Text::NoticeExempted,
        DutyEventKind::Reminded { .. } => Text::NoticeReminded,
    }
}
