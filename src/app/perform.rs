//! Effects performed: reading for a page, opening the sheet, and the one way to `Store::write`. Knows no key.

use std::io;
use std::path::Path;

use serde_json::Value;

use super::{App, Day};
use crate::domain::code::PlanCode;
use crate::domain::day::{print_day, vietnam_time};
use crate::domain::duty::{Duty, DutyEventKind, DutyKey, Standing};
use crate::domain::plan_check;
use crate::domain::text::{fold, matches};
use crate::form::duty::LetterAsked;
use crate::form::parts::PartAt;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, ExportTo, ListKind, Reading, RecordAt, SheetAt, Subject};
use crate::panes::forms::record::RecordEntry;
use crate::panes::pages::DetailPage;
use crate::panes::permits;
use crate::panes::screen::Over;
use crate::panes::tabs::Pane;
use crate::panes::tabs::Tab;
use crate::report::{self, letter, xlsx};
use crate::store::{JournalLine, JournalPage, Sits, StoreError, Write};
use crate::widgets::theme::Tone;
use crate::words::complaint::system_error;
use crate::words::journal;
use crate::words::letter::reminder;
use crate::words::screen::Text;
use crate::words::{Lang, facts, fill};

/// How many lines of the journal are read at once.
const JOURNAL_LINES: usize = 200;

impl App {
    /// Performs an effect.
    pub(super) fn perform(&mut self, effect: Effect) {
        if let Some(why) = permits::refusal(&self.book, &effect) {
            return self.screen.say(why, Tone::Warn);
        }
        if matches!(effect, Effect::Form(..)) {
            self.need_figures();
        }
        match self.screen.carry_out(effect, &self.book) {
            Some(Effect::Run(command)) => self.run(command),
            Some(Effect::Reread) => self.screen.pages.iter_mut().for_each(DetailPage::outdate),
            Some(Effect::Journal(reading)) => self.read_journal(reading),
            Some(Effect::Open(subject)) => self.open(subject),
            Some(Effect::Sheet(at)) => self.open_sheet(at),
            Some(Effect::Write(write)) => {
                self.write(*write);
            }
            Some(Effect::Letter { letter, keys, write }) => self.remind(&letter, &keys, *write),
            Some(Effect::Export(to)) => self.export(&to),
            Some(Effect::TakeBack(way)) => self.take_back(way),
            Some(Effect::Record(at, field)) => self.open_record(at, field),
            Some(Effect::RemovePart(at, shown)) => self.remove_part(&at, &shown),
            Some(_) | None => {}
        }
    }

    /// Reads lines of the journal: the newest again, others, or older ones behind those that are there.
    pub(super) fn read_journal(&mut self, reading: Reading) {
        let older = reading == Reading::Older;
        if let Reading::Of(wanted) = reading {
            self.screen.over = Over::Nothing;
            self.screen.lists.journal.show(wanted);
        }
        let pane = &self.screen.lists.journal;
        let query = pane.state().0;
        let (lang, catalog) = (self.book.lang, &self.book.catalog);
        let fits =
            |line: &JournalLine| query.is_empty() || matches(&fold(&journal::searched(lang, catalog, line)), query);
        let known = self.book.journal.take().filter(|_| older).unwrap_or_default();
        match self.store.journal_page(&pane.wanted, known.more, JOURNAL_LINES, &fits) {
            Ok(read) => {
                let lines = known.lines.into_iter().chain(read.lines).collect();
                self.book.journal = Some(JournalPage { lines, more: read.more });
            }
            Err(error) => {
                self.book.journal = Some(known);
                self.fail(&error);
            }
        }
        self.screen.stale();
    }

    fn open(&mut self, subject: Subject) {
        self.need_figures();
        match DetailPage::open(subject, &self.book, &self.store) {
            Ok(page) => self.screen.open_page(page),
            Err(error) => self.fail(&error),
        }
    }

    fn open_record(&mut self, at: RecordAt, field: Option<&'static str>) {
        match RecordEntry::open(at, field, &self.book, &self.store) {
            Ok(Some(form)) => self.screen.over = Over::Form(Box::new(form)),
            Ok(None) => self.say(Text::RecordGone, Tone::Warn),
            Err(error) => self.fail(&error),
        }
    }

    /// Takes out the part that was shown; one that has changed since stays.
    fn remove_part(&mut self, at: &PartAt, shown: &Value) {
        let catalog = match self.store.catalog() {
            Ok(catalog) => catalog,
            Err(error) => return self.fail(&error),
        };
        let Some((was, plan)) = catalog.plan(&at.plan).and_then(|was| Some((was, at.removed(was).ok()?))) else {
            return self.say(Text::PartGone, Tone::Warn);
        };
        if at.value(was).as_ref() != Some(shown) {
            return self.say(Text::PartChanged, Tone::Warn);
        }
        let before = plan_check::check(was, &catalog);
        let fault = plan_check::check_change(was, &plan, &catalog).into_iter().find(|fault| !before.contains(fault));
        if let Some(found) = fault {
            let words = crate::words::fault::fault(self.book.lang, &found);
            return self.screen.say(words, Tone::Bad);
        }
        self.write(Write::ChangePlan { was: Box::new(was.clone()), plan: Box::new(plan), reason: None });
    }

    fn open_sheet(&mut self, at: SheetAt) {
        self.need_figures();
        self.screen.lead(Tab::Sheet);
        if let Some(effect) = self.screen.sheet.open(at, &self.book) {
            self.perform(effect);
        }
    }

    pub(super) fn need_figures(&mut self) {
        if let Err(error) = self.book.need_figures(&self.store) {
            self.fail(&error);
        }
    }

    /// Rows and the page that are looked at, made of what is known; figures read when they are needed.
    pub(super) fn freshen(&mut self) {
        let drafts = self.screen.sheet.drafts();
        let unsaved = drafts.first().map(|cell| (drafts.count(), cell.clone()));
        if self.book.unsaved != unsaved {
            self.book.unsaved = unsaved;
            self.screen.stale();
        }
        if self.screen.needs_figures() {
            self.need_figures();
        }
        if self.screen.tab == Tab::Journal && self.book.journal.is_none() {
            self.reread_journal();
        }
        self.screen.freshen(&self.book);
        let page = self.screen.pages.last_mut();
        if let Some(error) = page.and_then(|page| page.freshen(&self.book, &self.store).err()) {
            self.fail(&error);
        }
    }

    pub(super) fn fail(&mut self, error: &StoreError) {
        let words = facts::store_error(self.book.lang, error);
        self.screen.say(words, Tone::Bad);
    }

    /// Writes the letter, then records that its offices were reminded; a letter whose reminders are refused goes again.
    fn remind(&mut self, asked: &LetterAsked, keys: &[DutyKey], write: Write) {
        let lang = self.book.lang;
        if self.book.person.is_some() {
            // On a shared server no path comes from a person: it would be opened with the service's rights.
            return self.refuse_words(Text::LetterNotHere.words(lang).to_owned());
        }
        let owing: Vec<(&Duty, &Standing)> =
            keys.iter().filter_map(|key| self.book.duty(key)).map(|owed| (&owed.record.duty, &owed.standing)).collect();
        let Some(drawn) = reminder(&self.book.catalog, &owing, self.book.today, asked.by) else { return };
        let path = report::path(asked.file.as_ref(), "docx");
        let saved = letter::write(&drawn).and_then(|bytes| report::save(&bytes, &path));
        if let Err(error) = saved {
            self.refuse_words(unsaved(lang, &path, &error));
        } else if self.write(write) {
            let said = self.screen.message.take().map(|(words, _)| words).unwrap_or_default();
            self.screen.say(fill(Text::SaidLetter.words(lang), &[&said, &path.display()]), Tone::Good);
        } else {
            let _ = std::fs::remove_file(&path);
        }
    }

    /// Takes the list in front away as it is shown.
    pub(super) fn export(&mut self, to: &ExportTo) {
        let lang = self.book.lang;
        let Some((name, table)) = self.screen.printed() else { return self.say(Text::NoExport, Tone::Warn) };
        let rows = table.rows.len();
        let path = match to {
            ExportTo::Clipboard => {
                let lines = [&table.heads].into_iter().chain(&table.rows).map(|row| row.join("\t"));
                self.copied = Some(lines.collect::<Vec<_>>().join("\n"));
                self.screen.over = Over::Nothing;
                return self.screen.say(fill(Text::SaidCopiedRows.words(lang), &[&rows]), Tone::Good);
            }
            // On a shared server no path comes from a person: it would be opened with the service's rights.
            ExportTo::File(_) if self.book.person.is_some() => {
                return self.refuse_words(Text::TableNotHere.words(lang).to_owned());
            }
            ExportTo::File(typed) => report::path(typed, "xlsx"),
        };
        let written = xlsx::printed(&table.heads, &table.rows, &name).and_then(|bytes| report::save(&bytes, &path));
        match written {
            Ok(()) => {
                self.screen.over = Over::Nothing;
                self.screen.say(fill(Text::SaidExported.words(lang), &[&rows, &path.display()]), Tone::Good);
            }
            Err(error) => self.refuse_words(unsaved(lang, &path, &error)),
        }
    }

    /// Records something; true if it was. "Saved" is said after the store has answered, never before.
    pub(super) fn write(&mut self, write: Write) -> bool {
        if let Some(words) = self.only_looking().or_else(|| self.harmed()).or_else(|| self.cell_gone(&write)) {
            self.refuse_words(words);
            return false;
        }
        match self.store.write(&self.session.actor, self.session.clock(), &write) {
            Ok(changes) if changes.rows == 0 && matches!(write, Write::TakeBack(_)) => {
                self.read_figures_of(&write);
                self.say(Text::UndoGone, Tone::Warn);
            }
            Ok(changes) => {
                self.steps.extend(changes.step);
                self.written(&write, &vietnam_time(changes.at).format("%H:%M:%S").to_string());
                return true;
            }
            Err(StoreError::Conflict(_)) => {
                self.read_figures_of(&write);
                if let Write::SetFigure { entry, .. } = &write {
                    self.screen.sheet.conflict(&entry.cell(), &self.book);
                }
            }
            Err(StoreError::Refused(refused)) if matches!(write, Write::TakeBack(_)) => self.refuse_undo(&refused),
            Err(StoreError::ConflictAt { cell, now }) => {
                self.read_figures_of(&write);
                match write {
                    Write::TakeBack(taken) => self.keep_back(&taken, &cell, now.as_ref().as_ref()),
                    _ => self.screen.sheet.conflict_in(&cell, now.as_ref().as_ref(), &self.book),
                }
            }
            Err(error) => self.refuse(&error),
        }
        false
    }

    /// Why nothing is written on a day that was asked for.
    fn only_looking(&self) -> Option<String> {
        let asked = self.session.day == Day::Asked;
        asked.then(|| fill(Text::AsOfLooks.words(self.book.lang), &[&print_day(self.session.today)]))
    }

    /// What was typed stays where it was typed; the sentence says what to do next.
    fn refuse(&mut self, error: &StoreError) {
        self.refuse_words(facts::store_error(self.book.lang, error));
    }

    fn refuse_words(&mut self, words: String) {
        match &mut self.screen.over {
            Over::Form(form) => form.refuse(words),
            _ if self.screen.tab == Tab::Sheet => self.screen.sheet.refuse(words),
            _ => self.screen.say(words, Tone::Bad),
        }
    }

    fn written(&mut self, write: &Write, time: &str) {
        self.read_figures_of(write);
        match write {
            Write::SetFigure { entry, .. } => {
                let cell = entry.cell();
                self.changed();
                self.screen.sheet.saved(&cell, time, &self.book);
            }
            Write::SetFigures(entries) => {
                self.changed();
                self.screen.sheet.saved_block(entries.len(), time, &self.book);
            }
            Write::TakeBack(taken) => self.taken_back(taken),
            Write::TakeStep { event, .. } | Write::TakeSteps { event, .. } | Write::RecordEvent { event, .. } => {
                let keys = match write {
                    Write::TakeStep { key, .. } | Write::RecordEvent { key, .. } => std::slice::from_ref(key),
                    Write::TakeSteps { keys, .. } => keys,
                    _ => &[],
                };
                if let Err(error) = self.book.read_reports(&self.store, keys) {
                    self.fail(&error);
                }
                self.screen.over = Over::Nothing;
                self.screen.lists.unmark();
                self.screen.lists.reports.go_on(keys);
                self.changed();
                self.say_recorded(write, event);
            }
            Write::Lock(lock) => {
                self.locked();
                let words =
                    fill(Text::SaidLocked.words(self.book.lang), &[&facts::period(self.book.lang, lock.period)]);
                self.screen.say(words, Tone::Good);
            }
            Write::Unlock(opening) => {
                self.locked();
                let period = facts::period(self.book.lang, opening.lock.period);
                let words = fill(Text::SaidUnlocked.words(self.book.lang), &[&period, &print_day(opening.until)]);
                self.screen.say(words, Tone::Good);
            }
            Write::AddPlan(_) | Write::ChangePlan { .. } | Write::SetOffices { .. } | Write::SetHolidays { .. } => {
                let row = match std::mem::take(&mut self.screen.over) {
                    Over::Form(form) => form.row(),
                    _ => None,
                };
                self.refresh();
                self.corner();
                let list = self.screen.pages.last_mut().and_then(DetailPage::list_mut);
                if let (Some(list), Some(row)) = (list, row) {
                    list.select(&row);
                }
                if let Write::AddPlan(plan) = write {
                    self.open(Subject::List(ListKind::Parts(plan.code.clone())));
                    if let Some(list) = self.screen.pages.last_mut().and_then(DetailPage::list_mut) {
                        list.stand_where_rows_are_added();
                    }
                }
                let words = fill(Text::SavedRecord.words(self.book.lang), &[&saved(write)]);
                self.screen.say(words, Tone::Good);
            }
            Write::SetSetting(_)
            | Write::AddAccount(_)
            | Write::ChangeAccount { .. }
            | Write::SetOwnSettings(_)
            | Write::SetMode(_) => {
                self.screen.over = Over::Nothing;
                self.refresh();
                self.corner();
                self.say(Text::SaidSetting, Tone::Good);
            }
            Write::SetActivity { .. } => self.worked(Text::SaidWork),
            Write::Spend { .. } => self.worked(Text::SaidSpent),
            Write::AddInspection(_) | Write::SetInspection { .. } => self.worked(Text::SaidInspection),
            Write::RemoveHoliday { .. } | Write::RemoveOffice { .. } | Write::RemoveGroup { .. } => {
                self.screen.over = Over::Nothing;
                self.refresh();
                self.say(Text::SaidRemoved, Tone::Good);
            }
            Write::ImportFigures(_) => self.changed(),
            Write::Star { on, .. } => {
                if let Err(error) = self.book.read_stars(&self.store) {
                    self.fail(&error);
                }
                self.changed();
                self.say(if *on { Text::SaidStarred } else { Text::SaidUnstarred }, Tone::Good);
            }
            Write::Comment { .. } => {
                self.screen.over = Over::Nothing;
                self.changed();
                self.say(Text::SaidCommented, Tone::Good);
            }
        }
    }

    /// Progress, money or an inspection was recorded: the form closes, what shows it is made again.
    fn worked(&mut self, said: Text) {
        if let Err(error) = self.book.read_work(&self.store) {
            self.fail(&error);
        }
        self.screen.over = Over::Nothing;
        self.changed();
        self.say(said, Tone::Good);
    }

    /// What was recorded, and of how many where there are several.
    fn say_recorded(&mut self, write: &Write, event: &DutyEventKind) {
        let lang = self.book.lang;
        let said = recorded(event).words(lang);
        let words = match write {
            Write::TakeSteps { keys, .. } => fill(Text::SaidMany.words(lang), &[&said, &keys.len()]),
            _ => said.to_owned(),
        };
        self.screen.say(words, Tone::Good);
    }

    /// A period was closed or opened: the form goes, what stands in the sheet and on pages is made again.
    fn locked(&mut self) {
        self.screen.over = Over::Nothing;
        self.refresh();
    }

    fn read_figures_of(&mut self, write: &Write) {
        let mut plans: Vec<PlanCode> = match write {
            Write::SetFigure { entry, .. } => vec![entry.measure.plan()],
            Write::SetFigures(entries) => entries.iter().map(|(entry, _)| entry.measure.plan()).collect(),
            Write::TakeBack(taken) => taken.cells.iter().map(|cell| cell.measure.plan()).collect(),
            _ => return,
        };
        plans.sort();
        plans.dedup();
        let read = plans.iter().try_for_each(|plan| self.book.read_figures(&self.store, plan));
        if let Err(error) = read.and_then(|()| self.book.read_waiting(&self.store)) {
            self.fail(&error);
        }
    }

    /// Reads everything again; false if that failed.
    pub(super) fn refresh(&mut self) -> bool {
        match Book::read(&self.store, &self.session.actor.account, self.screen.look.lang, self.session.today) {
            // Whoever is shut out sees nothing more, nor who came in when the file was shared, or was not.
            Ok(book) if book.is_shut() || book.person.is_some() != (self.session.actor.sits == Sits::Account) => {
                self.leaving = true;
            }
            Ok(book) => {
                self.book = book;
                self.everything_changed();
                self.tell_lost();
            }
            Err(error) => {
                self.fail(&error);
                return false;
            }
        }
        true
    }

    /// The words of everything are made again.
    pub(super) fn everything_changed(&mut self) {
        self.freshen_figures();
        self.screen.sheet.fill(&self.book);
        self.changed();
    }

    fn freshen_figures(&mut self) {
        if self.screen.needs_figures() {
            self.need_figures();
        }
    }

    /// Lists and pages are made again when they are looked at.
    pub(super) fn changed(&mut self) {
        self.book.journal = None;
        self.screen.stale();
        self.screen.pages.iter_mut().for_each(DetailPage::outdate);
        self.freshen();
    }
}

/// Why a file was not written.
fn unsaved(lang: Lang, path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => fill(Text::LetterThere.words(lang), &[&path.display()]),
        _ => fill(Text::LetterFailed.words(lang), &[&path.display(), &system_error(lang, error)]),
    }
}

/// What a record that was saved is called.
fn saved(write: &Write) -> String {
    match write {
        Write::AddPlan(plan) | Write::ChangePlan { plan, .. } => plan.short.clone(),
        Write::SetOffices { file, .. } => {
            let offices = file.offices.iter().map(|office| office.name.as_str());
            offices.chain(file.groups.iter().map(|group| group.name.as_str())).collect::<Vec<_>>().join(", ")
        }
        Write::SetHolidays { days, .. } => days.iter().map(|day| day.name.as_str()).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

fn recorded(event: &DutyEventKind) -> Text {
    match event {
        DutyEventKind::Sent(_) => Text::SaidSent,
        DutyEventKind::Accepted => Text::SaidAccepted,
        DutyEventKind::Returned { .. } => Text::SaidReturned,
        DutyEventKind::Extended { .. } => Text::SaidExtended,
        DutyEventKind::Waived { .. } => Text::SaidWaived,
        DutyEventKind::Reminded { .. } => Text::SaidReminded,
    }
}
