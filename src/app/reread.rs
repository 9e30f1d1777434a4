//! Messages after rereading: that somebody else wrote, and above all that an open cell no longer exists.
//! Must not depend on keys.

use super::App;
use crate::domain::figure::Cell;
use crate::i18n::screen::Text;
use crate::panes::effect::JournalRequest;
use crate::panes::sheet::kept::why_gone;
use crate::store::Write;
use crate::widgets::theme::Tone;

impl App {
    /// Shows why the cell being edited, or one with unsaved input, no longer exists; `true` if there is one.
    pub(super) fn show_lost_cell(&mut self) -> bool {
        let lost = self.screen.sheet.take_lost();
        let is_lost = lost.is_some();
        if let Some(words) = lost {
            self.screen.show_message(words, Tone::Warn);
        }
        is_lost
    }

    /// Rereads everything after a write of somebody else; `false` on failure.
    pub(super) fn reload_after_foreign_write(&mut self) -> bool {
        self.screen.message = None;
        let read = self.reload_model();
        if read {
            self.show_message_unless_lost(Text::ChangedByOther.text(self.model.lang).to_owned());
        }
        read
    }

    /// Shows a message, unless there is one about lost cells.
    pub(super) fn show_message_unless_lost(&mut self, words: String) {
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
            let why = why_gone(&self.model, cell)?;
            Some(format!("{why} {}", Text::GoneKept.text(self.model.lang)))
        };
        match write {
            Write::SetFigure { entry, .. } => gone(&entry.cell()),
            Write::SetFigures(entries) => entries.iter().find_map(|(entry, _)| gone(&entry.cell())),
            _ => None,
        }
    }
}
