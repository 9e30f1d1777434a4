//! Performs effects: opens pages and forms, reads the journal, writes exported files. Must not depend on keys.

use std::io;
use std::path::Path;
use std::rc::Rc;

use super::App;

use crate::domain::duty::{Duty, DutyKey, DutyStatus};
use crate::domain::figure::Cell;
use crate::domain::plan_check;
use crate::domain::text::{fold, matches};
use crate::form::duty::{DutyForm, ReminderLetter};
use crate::form::execution::ExecutionForm;
use crate::form::part_types::PartValue;
use crate::form::plan_parts::PartRef;
use crate::i18n::journal;
use crate::i18n::letter::reminder;
use crate::i18n::messages::cli::system_error;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, facts, fill_placeholders, messages};
use crate::panes::confirm::Question;
use crate::panes::effect::{
    Effect, ExportTarget, JournalRequest, Outcome, PageSubject, RecordRef, SheetLocation,
    SpecialAnswer,
};
use crate::panes::forms::comment::CommentFormModel;
use crate::panes::forms::duty::DutyFormModel;
use crate::panes::forms::execution::open_execution_form;
use crate::panes::forms::journal::JournalFormModel;
use crate::panes::forms::lock::LockFormModel;
use crate::panes::forms::record_form::open_record_form;
use crate::panes::pages::DetailPage;
use crate::panes::pane::Pane;
use crate::panes::permissions;
use crate::panes::read_model::ReadModel;
use crate::panes::tabs::Tab;
use crate::report::{self, letter, xlsx};
use crate::store::{AuthMode, JournalChunk, JournalLine, StoreError, Write};
use crate::widgets::table::ExportTable;
use crate::widgets::theme::Tone;

/// Number of journal lines read at once.
const JOURNAL_CHUNK_SIZE: usize = 200;

impl App {
    /// Performs an effect: the one place where each is matched, and none falls through.
    pub(super) fn perform(&mut self, effect: Effect) {
        if let Some(refusal) = permissions::effect_refusal(&self.model, &effect) {
            return self.screen.show_message(refusal, Tone::Warn);
        }
        let (screen, model) = (&mut self.screen, &self.model);
        match effect {
            Effect::OpenPage(subject) => self.open_page(subject),
            Effect::RefreshPages => screen.layers.mark_pages_stale(),
            Effect::OpenSheet(location) => self.open_sheet(location),
            Effect::ShowDuties(scope) => screen.show_duties(scope, model),
            Effect::ShowMeasures(status) => screen.show_measures(status, model),
            Effect::ShowTargets(plan) => screen.show_targets(plan, model),
            Effect::ShowActivities(scope) => screen.show_activities(scope, model),
            Effect::ShowCalendar(plan) => screen.show_calendar(plan, model),
            Effect::OpenExecutionForm(kind) => self.open_execution_form(&kind),
            Effect::OpenDutyForm(kind, keys) => self.open_duty_form(kind, &keys),
            Effect::OpenLockForm(kind, lock) => {
                screen.open_form(Box::new(LockFormModel::open_form(kind, lock, model)));
            }
            Effect::OpenCommentForm(about) => {
                screen.open_form(Box::new(CommentFormModel::open_form(about, model)));
            }
            Effect::OpenRecordForm(record, field) => self.open_record_form(record, field),
            Effect::OpenJournalForm(filter) => {
                screen.open_form(Box::new(JournalFormModel::open_form(&filter, model)));
            }
            Effect::OpenMenu(kind) => screen.open_menu(kind, model),
            Effect::OpenFacetMenu(counts, shown) => screen.open_facet_menu(counts, shown, model),
            Effect::FillField(text) => {
                if let Some(form) = screen.layers.focused_form() {
                    form.fill_focused_field(&text);
                }
            }
            Effect::CloseForm => drop(screen.layers.close_above_pages()),
            Effect::Filter(kind) => screen.filter_focused(kind),
            Effect::ReadJournal(request) => self.read_journal(request),
            Effect::Confirm(text, effect) => screen.layers.ask(Question::Text(text), *effect),
            Effect::ConfirmBulk(count, effect) => screen.layers.ask(Question::Bulk(count), *effect),
            Effect::ConfirmWithText(text, effect) => {
                screen.layers.ask(Question::Words(text), *effect);
            }
            Effect::EnterSpecialAnswer(cell, answer) => self.enter_special_answer(&cell, answer),
            Effect::UndoRedo(direction) => self.undo_redo(direction),
            Effect::RemovePart(part, expected) => self.remove_part(&part, &expected),
            Effect::Write(write) => {
                // A refusal is shown by `record_write`.
                let _ = self.record_write(*write);
            }
            Effect::SendReminderLetter {
                letter,
                keys,
                write,
            } => self.write_reminder_letter(&letter, &keys, *write),
            Effect::ExportList(target) => self.export_list(&target),
            Effect::RestoreDrafts => self.restore_drafts(),
            Effect::RunCommand(command) => self.handle_command(command),
            Effect::ShowMessage(text) => self.show_message(text, Tone::Warn),
            Effect::Quit => self.should_quit = true,
        }
    }

    fn open_execution_form(&mut self, kind: &ExecutionForm) {
        match open_execution_form(kind, &self.model) {
            Some(form) => self.screen.open_form(form),
            None => self.show_message(Text::NeedsSelection, Tone::Warn),
        }
    }

    /// The form on a report says how many of its cells are filled.
    fn open_duty_form(&mut self, kind: DutyForm, keys: &[DutyKey]) {
        self.screen
            .open_form(Box::new(DutyFormModel::open_form(kind, keys, &self.model)));
    }

    fn enter_special_answer(&mut self, cell: &Cell, answer: SpecialAnswer) {
        let sheet = &mut self.screen.sheet;
        // The sheet says itself what it refuses.
        if let Outcome::Effect(effect) = sheet.save_special_answer((cell, answer), &self.model) {
            self.perform(effect);
        }
    }

    /// Reads journal lines from the newest, or older ones after those that are loaded.
    pub(super) fn read_journal(&mut self, request: JournalRequest) {
        let loaded = match request {
            JournalRequest::Older => self.model.journal.take().unwrap_or_default(),
            JournalRequest::Newest => JournalChunk::default(),
            JournalRequest::MatchingFilter(filter) => {
                self.screen.layers.close_above_pages();
                self.screen.lists.journal.set_filter(filter);
                JournalChunk::default()
            }
        };
        let pane = &self.screen.lists.journal;
        let (query, ..) = pane.search_state();
        let (lang, catalog) = (self.model.lang, &self.model.catalog);
        let matches_query = |line: &JournalLine| {
            query.is_empty()
                || matches(&fold(&journal::searchable_text(lang, catalog, line)), query)
        };
        let read = self.store.journal_chunk(
            &pane.filter,
            loaded.next_before,
            JOURNAL_CHUNK_SIZE,
            &matches_query,
        );
        match read {
            Ok(chunk) => {
                let lines = loaded.lines.into_iter().chain(chunk.lines).collect();
                self.model.journal = Some(JournalChunk {
                    lines,
                    next_before: chunk.next_before,
                });
            }
            Err(error) => {
                self.model.journal = Some(loaded);
                self.show_store_error(&error);
            }
        }
        self.screen.mark_all_stale();
    }

    pub(super) fn open_page(&mut self, subject: PageSubject) {
        match DetailPage::open(subject, &self.model, &self.store) {
            Ok(page) => self.screen.open_page(page),
            Err(error) => self.show_store_error(&error),
        }
    }

    fn open_record_form(&mut self, record: RecordRef, field: Option<Text>) {
        match open_record_form(record, field, &self.model, &self.store) {
            Ok(Some(form)) => self.screen.open_form(form),
            Ok(None) => self.show_message(Text::RecordGone, Tone::Warn),
            Err(error) => self.show_store_error(&error),
        }
    }

    /// Removes the displayed part of a plan; refused if it has changed since.
    fn remove_part(&mut self, part: &PartRef, expected: &PartValue) {
        let catalog = match self.store.catalog() {
            Ok(catalog) => catalog,
            Err(error) => return self.show_store_error(&error),
        };
        let Some((current_plan, changed_plan)) = catalog
            .plan(&part.plan)
            .and_then(|plan| Some((plan, part.remove_from(plan)?)))
        else {
            return self.show_message(Text::PartGone, Tone::Warn);
        };
        if part.read_from(current_plan).as_ref() != Some(expected) {
            return self.show_message(Text::PartChanged, Tone::Warn);
        }
        // A plan with errors from before stays editable: only an error that the removal adds is refused.
        let existing_errors = plan_check::check_plan(current_plan, &catalog);
        let new_error = plan_check::check_change(current_plan, &changed_plan, &catalog)
            .into_iter()
            .find(|error| !existing_errors.contains(error));
        if let Some(error) = new_error {
            let message = messages::plan_check::validation_error(self.model.lang, &error);
            return self.screen.show_message(message, Tone::Bad);
        }
        self.record_write(Write::ChangePlan {
            expected: Box::new(current_plan.clone()),
            plan: Box::new(changed_plan),
            reason: None,
        });
    }

    fn open_sheet(&mut self, location: SheetLocation) {
        self.screen.open_tab(Tab::Sheet);
        if let Some(effect) = self.screen.sheet.open(location, &self.model) {
            self.perform(effect);
        }
    }

    /// Rebuilds the visible rows and page from the read model, which reads what they show.
    pub(super) fn refresh_visible(&mut self) {
        self.model.refill_budget();
        let drafts = self.screen.sheet.drafts();
        let unsaved = drafts
            .first_cell()
            .map(|cell| (drafts.cell_count(), cell.clone()));
        if self.model.unsaved_cells != unsaved {
            self.model.unsaved_cells = unsaved;
            self.screen.mark_all_stale();
        }
        if self.screen.tab == Tab::Sheet && std::mem::take(&mut self.is_sheet_stale) {
            self.screen.sheet.build_rows(&self.model);
        }
        if self.screen.tab == Tab::Journal && self.model.journal.is_none() {
            self.reread_journal();
        }
        self.screen.refresh_visible(&self.model);
        let page = self.screen.layers.page_mut();
        if let Some(error) =
            page.and_then(|page| page.refresh_if_stale(&self.model, &self.store).err())
        {
            self.show_store_error(&error);
        }
        self.send_assessment_requests();
        self.show_read_error();
    }

    /// Shows the error of a read on demand, once.
    pub(super) fn show_read_error(&mut self) {
        if let Some(error) = self.model.take_read_error() {
            self.show_store_error(&error);
        }
    }

    pub(super) fn show_store_error(&mut self, error: &StoreError) {
        let message = facts::store_error(self.model.lang, error);
        self.screen.show_message(message, Tone::Bad);
    }

    /// Writes the letter, then records the reminders of its offices; if they are refused, the letter is deleted.
    fn write_reminder_letter(&mut self, request: &ReminderLetter, keys: &[DutyKey], write: Write) {
        let lang = self.model.lang;
        if !self.may_write_files() {
            return self.show_refusal_text(Text::LetterFilesNotAllowed.text(lang).to_owned());
        }
        let duties: Vec<_> = keys.iter().filter_map(|key| self.model.duty(key)).collect();
        let outstanding: Vec<(&Duty, &DutyStatus)> = duties
            .iter()
            .map(|duty| (&duty.record.duty, &duty.status))
            .collect();
        // `None` without a duty, or if its rule no longer exists.
        let Some(letter) = reminder(
            &self.model.catalog,
            &outstanding,
            self.model.today,
            request.deadline,
        ) else {
            return;
        };
        let path = report::export_path(request.file.as_ref(), "docx");
        let saved = letter::write(&letter).and_then(|bytes| report::save_new_file(&bytes, &path));
        if let Err(error) = saved {
            self.show_refusal_text(file_error_text(lang, &path, &error));
        } else if self.record_write(write) {
            let message = self
                .screen
                .message
                .take()
                .map(|(words, _)| words)
                .unwrap_or_default();
            self.screen.show_message(
                fill_placeholders(Text::NoticeLetter.text(lang), &[&message, &path.display()]),
                Tone::Good,
            );
        } else {
            let _ = std::fs::remove_file(&path);
        }
    }

    /// Exports the focused list as it is shown.
    pub(super) fn export_list(&mut self, target: &ExportTarget) {
        self.screen.read_whole_list(&self.model);
        let Some((name, table)) = self.screen.export_table() else {
            return self.show_message(Text::NoExport, Tone::Warn);
        };
        match target {
            ExportTarget::Clipboard => self.copy_table(&table),
            ExportTarget::File(typed) => self.save_table(&name, &table, typed),
        }
    }

    fn copy_table(&mut self, table: &ExportTable) {
        let lines = [&table.headings]
            .into_iter()
            .chain(&table.rows)
            .map(|row| row.join("\t"));
        self.clipboard_text = Some(lines.collect::<Vec<_>>().join("\n"));
        self.screen.layers.close_above_pages();
        self.screen.show_message(
            fill_placeholders(
                Text::NoticeCopiedRows.text(self.model.lang),
                &[&table.rows.len()],
            ),
            Tone::Good,
        );
    }

    fn save_table(&mut self, name: &str, table: &ExportTable, typed: &Path) {
        let lang = self.model.lang;
        if !self.may_write_files() {
            return self.show_refusal_text(Text::TableFilesNotAllowed.text(lang).to_owned());
        }
        let path = report::export_path(typed, "xlsx");
        let written = xlsx::write_table(&table.headings, &table.rows, name)
            .and_then(|bytes| report::save_new_file(&bytes, &path));
        match written {
            Ok(()) => {
                self.screen.layers.close_above_pages();
                self.screen.show_message(
                    fill_placeholders(
                        Text::NoticeExported.text(lang),
                        &[&table.rows.len(), &path.display()],
                    ),
                    Tone::Good,
                );
            }
            Err(error) => self.show_refusal_text(file_error_text(lang, &path, &error)),
        }
    }

    /// Returns `false` on a shared server: no path may come from a user there, because it would be opened with the
    /// service's rights.
    fn may_write_files(&self) -> bool {
        self.model.shared_account.is_none()
    }

    /// Reads the whole model again and rebuilds the views; quits if access was revoked. `false` on failure.
    pub(super) fn reload_model(&mut self) -> bool {
        match ReadModel::read(
            Rc::clone(&self.store),
            &self.session.actor.account,
            self.screen.draw_context.lang,
            self.session.today,
        ) {
            Ok(model) if self.is_access_revoked(&model) => self.should_quit = true,
            Ok(model) => {
                self.model = model;
                // Its answers are to requests of the former model.
                self.jobs.assessments = None;
                self.rebuild_texts();
                self.show_lost_cell();
            }
            Err(error) => {
                self.show_store_error(&error);
                return false;
            }
        }
        true
    }

    /// Returns `true` if the account was suspended, or if its authentication mode no longer matches the file.
    fn is_access_revoked(&self, model: &ReadModel) -> bool {
        let by_account = self.session.actor.auth_mode == AuthMode::Account;
        model.is_suspended() || model.shared_account.is_some() != by_account
    }

    /// Rebuilds all views with the sheet: after a change of the language or of the whole read model.
    pub(super) fn rebuild_texts(&mut self) {
        self.screen.sheet.build_rows(&self.model);
        self.rebuild_views();
    }

    /// Rebuilds the visible rows and page from the read model. Hidden ones are rebuilt when shown; the journal is read
    /// again.
    pub(super) fn rebuild_views(&mut self) {
        self.model.journal = None;
        self.screen.mark_all_stale();
        self.screen.layers.mark_pages_stale();
        self.refresh_visible();
    }
}

/// Message for a file that could not be written.
fn file_error_text(lang: Lang, path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => {
            fill_placeholders(Text::FileExists.text(lang), &[&path.display()])
        }
        _ => fill_placeholders(
            Text::FileNotWritten.text(lang),
            &[&path.display(), &system_error(lang, error)],
        ),
    }
}
