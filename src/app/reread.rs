//! What is said when everything was read again: that somebody else wrote, and first of all what of an open cell has gone.
//! Knows no key.

use super::App;
use crate::domain::figure::Cell;
use crate::i18n::screen::Text;
use crate::panes::effect::JournalRequest;
use crate::panes::sheet::kept::why_gone;
use crate::store::Write;
use crate::widgets::theme::Tone;

impl App {
    /// Says why the cell that somebody is at, or in which something is typed, is gone; true if one is.
    pub(super) fn tell_lost(&mut self) -> bool {
        let lost = self.screen.sheet.take_lost();
        let is_lost = lost.is_some();
        if let Some(words) = lost {
            self.screen.show_message(words, Tone::Warn);
        }
        is_lost
    }

    /// Reads everything again, for somebody else wrote; false if that failed.
    pub(super) fn reread(&mut self) -> bool {
        self.screen.message = None;
        let read = self.reread_all();
        if read {
            self.tell_unless_lost(Text::ChangedByOther.text(self.model.lang).to_owned());
        }
        read
    }

    /// Says something, unless there is something to say about what is typed.
    pub(super) fn tell_unless_lost(&mut self, words: String) {
        if self.screen.message.is_none() {
            self.screen.show_message(words, Tone::Plain);
        }
    }

    /// Reads the journal again, as far down as the line that is selected.
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

    /// Whether a line of the journal lies below those that were read.
    fn is_journal_above(&self, no: i64) -> bool {
        let page = self
            .model
            .journal
            .as_ref()
            .filter(|page| page.next_before.is_some());
        page.and_then(|page| page.lines.last())
            .is_some_and(|last| last.no > no)
    }

    /// Why figures are not written: nobody can fill one of their cells any more.
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
