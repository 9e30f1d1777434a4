//! What is read again when another session wrote or the day changed, and the messages that follow: that somebody else
//! wrote, and above all that an open cell no longer exists. Must not depend on keys.

use super::{App, DaySource};
use crate::domain::code::PlanCode;
use crate::domain::day::vietnam_day;
use crate::domain::duty::DutyKey;
use crate::domain::figure::Cell;
use crate::i18n::screen::Text;
use crate::i18n::{display, fill_placeholders};
use crate::panes::effect::{JournalRequest, ListKind, PageSubject};
use crate::panes::sheet::retained_rows::removal_reason;
use crate::panes::tabs::Tab;
use crate::store::{Touched, TouchedSubjects, Write};
use crate::widgets::theme::Tone;

impl App {
    /// Shows why the cell being edited, or one with unsaved input, no longer exists; `true` if there is one.
    pub(super) fn show_lost_cell(&mut self) -> bool {
        let lost = self.screen.sheet.take_removal_message();
        let is_lost = lost.is_some();
        if let Some(words) = lost {
            self.screen.show_message(words, Tone::Warn);
        }
        is_lost
    }

    /// Periodic check for a new day, writes of others, and finished jobs. Returns `true` if the screen needs drawing.
    pub fn poll_changes(&mut self) -> bool {
        let day_changed = self.advance_day();
        let changed = match self.store.data_version() {
            Ok(version) if version != self.data_version => {
                // On failure the next poll tries again; the error is shown.
                let reread = self.reread_foreign_changes();
                if reread.is_some() {
                    self.data_version = version;
                }
                reread.unwrap_or(true)
            }
            _ => false,
        };
        let searched = self.screen.continue_search(&self.model);
        self.poll_jobs() || searched || changed || day_changed
    }

    /// Returns `true` while a search goes on between the keys.
    pub fn is_searching(&self) -> bool {
        self.screen.is_searching()
    }

    /// Switches to the new day after midnight and reassesses everything. `true` if the day changed.
    fn advance_day(&mut self) -> bool {
        let day = vietnam_day((self.session.system_time)());
        if self.session.day_source != DaySource::Clock || day == self.session.today {
            return false;
        }
        let before = std::mem::replace(&mut self.session.today, day);
        self.screen.message = None;
        if self.reload_model() {
            self.update_header();
            let message = fill_placeholders(
                Text::DayChanged.text(self.model.lang),
                &[&display::day(self.model.lang, day)],
            );
            self.show_message_unless_lost(message);
        } else {
            // On failure the next poll tries again; the error is shown.
            self.session.today = before;
        }
        true
    }

    /// Rereads what other sessions changed, as their journal lines name it; `true` if there was a change, `None` on
    /// failure.
    fn reread_foreign_changes(&mut self) -> Option<bool> {
        let (touched, seen) = match self.store.changes_since(&self.seen_lines) {
            Ok(changes) => changes,
            Err(error) => {
                self.show_store_error(&error);
                return None;
            }
        };
        let is_changed = touched != Touched::Subjects(TouchedSubjects::default());
        if is_changed {
            self.screen.message = None;
            let is_read = match touched {
                Touched::Everything => self.reload_model(),
                Touched::Subjects(touched) if self.reaches_catalog(&touched) => self.reload_model(),
                Touched::Subjects(touched) => self.reread_touched(&touched),
            };
            if !is_read {
                return None;
            }
            self.show_message_unless_lost(Text::ChangedByOther.text(self.model.lang).to_owned());
        }
        self.seen_lines = seen;
        Some(is_changed)
    }

    /// Returns `true` if plans, offices, settings or locks changed, or the account of this session.
    fn reaches_catalog(&self, touched: &TouchedSubjects) -> bool {
        touched.has_catalog || touched.accounts.contains(self.model.user_name())
    }

    /// Rereads what is kept of the touched subjects; what shows them is made again when it is looked at. `false` on
    /// failure.
    fn reread_touched(&mut self, touched: &TouchedSubjects) -> bool {
        let cells: Vec<Cell> = touched.cells.iter().cloned().collect();
        let duties: Vec<DutyKey> = touched.duties.iter().cloned().collect();
        self.model.forget_duties(&duties);
        let mut read = self.model.reread_cells(&cells);
        if read.is_ok() && touched.starred_by.contains(self.model.user_name()) {
            read = self.model.read_stars(&self.store);
        }
        if let Err(error) = read {
            self.show_store_error(&error);
            return false;
        }
        if !touched.execution.is_empty() {
            self.model.forget_execution();
        }
        self.model.journal = None;
        self.mark_touched_stale(touched);
        self.refresh_visible();
        self.show_lost_cell();
        true
    }

    fn mark_touched_stale(&mut self, touched: &TouchedSubjects) {
        let has_stars = touched.starred_by.contains(self.model.user_name());
        self.screen.mark_stale(|tab| {
            tab == Tab::Journal
                || has_stars
                || tab.shows_figures() && !touched.cells.is_empty()
                || tab.shows_duties() && !touched.duties.is_empty()
                || tab.shows_execution() && !touched.execution.is_empty()
        });
        self.screen
            .layers
            .mark_pages_stale_if(|subject| has_stars || page_shows(subject, touched));
        let sheet = &self.screen.sheet;
        let plan = sheet.location().plan.as_ref().map(PlanCode::as_str);
        self.is_sheet_stale |= touched.cells.iter().any(|cell| sheet.shows_change_of(cell))
            || touched
                .duties
                .iter()
                .any(|key| Some(key.rule.plan_str()) == plan);
    }

    /// Shows a message, unless there is one about lost cells.
    fn show_message_unless_lost(&mut self, words: String) {
        if self.screen.message.is_none() {
            self.screen.show_message(words, Tone::Plain);
        }
    }

    /// Rereads the journal down to the selected line.
    pub(super) fn reread_journal(&mut self) {
        let selected = self.screen.lists.journal.table.selected().copied();
        self.read_journal(JournalRequest::Newest);
        let read = |app: &Self| {
            app.model
                .journal
                .as_ref()
                .map_or(0, |page| page.lines.len())
        };
        let mut before = 0;
        while selected.is_some_and(|no| self.is_journal_above(no)) && read(self) > before {
            before = read(self);
            self.read_journal(JournalRequest::Older);
        }
    }

    /// Returns `true` if a line of the journal is older than those that were read.
    fn is_journal_above(&self, no: i64) -> bool {
        let page = self
            .model
            .journal
            .as_ref()
            .filter(|page| page.next_before.is_some());
        page.and_then(|page| page.lines.last())
            .is_some_and(|last| last.no > no)
    }

    /// Reason why figures are not written because one of their cells no longer exists.
    pub(super) fn cell_gone(&self, write: &Write) -> Option<String> {
        let gone = |cell: &Cell| {
            let why = removal_reason(&self.model, cell)?;
            Some(format!("{why} {}", Text::GoneKept.text(self.model.lang)))
        };
        match write {
            Write::SetFigure { entry, .. } => gone(&entry.cell()),
            Write::SetFigures(entries) => entries.iter().find_map(|(entry, _)| gone(&entry.cell())),
            _ => None,
        }
    }
}

/// Returns `true` if a page shows something of the touched subjects.
fn page_shows(subject: &PageSubject, touched: &TouchedSubjects) -> bool {
    let figures_of = |plan: &str| {
        let mut cells = touched.cells.iter();
        cells.any(|cell| cell.measure.plan_str() == plan)
    };
    let has_figures = !touched.cells.is_empty();
    let has_duties = !touched.duties.is_empty();
    let has_execution = !touched.execution.is_empty();
    match subject {
        PageSubject::Measure(id) => figures_of(id.plan_str()) || touched.has_comments,
        PageSubject::Plan(code) => {
            figures_of(code.as_str()) || has_duties || touched.execution.contains(code)
        }
        PageSubject::Office(_) => has_figures || has_duties,
        PageSubject::Duty(key) => {
            figures_of(key.rule.plan_str()) || has_duties || touched.has_comments
        }
        PageSubject::Activity(plan, _) => touched.execution.contains(plan),
        PageSubject::List(kind) => match kind {
            ListKind::Leaders | ListKind::Starred => has_figures || has_duties,
            ListKind::DueEstimates(_) => has_figures,
            ListKind::BelowQuota(id, _) => figures_of(id.plan_str()),
            ListKind::Offices => has_duties,
            ListKind::DayEntries(..) => has_duties || has_execution,
            ListKind::Budget(_) | ListKind::Inspections(_) => has_execution,
            ListKind::Accounts => !touched.accounts.is_empty(),
            ListKind::PlanParts(_)
            | ListKind::Gaps(_)
            | ListKind::Groups
            | ListKind::Holidays
            | ListKind::Settings
            | ListKind::Permissions => false,
        },
    }
}
