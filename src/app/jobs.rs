//! Background jobs in threads with their own connections: the integrity check after the first frame, and manual
//! backups. Must not depend on panes.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use super::App;
use super::assessment_job::AssessmentJob;
use super::background_jobs::FileHealth;
use crate::domain::day::vietnam_day;
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders, maintenance};
use crate::panes::tabs::Tab;
use crate::store::{ManualBackup, Store, StoreError};
use crate::widgets::theme::Tone;

/// How long the first write waits for the integrity check; on a larger file the write proceeds without its result.
const CHECK_TIMEOUT: Duration = Duration::from_millis(500);

/// Runs `work` in a thread and returns the receiver of its result, which is disconnected if no thread can be started.
fn spawn_job<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (send, answer) = channel();
    // The receiver may be gone after the program has quit.
    drop(thread::Builder::new().spawn(move || drop(send.send(work()))));
    answer
}

/// Only damage prevents writes; other errors of the check will be reported by the write itself.
fn health_from_check(looked: Result<(), StoreError>) -> FileHealth {
    match looked {
        Err(
            error @ (StoreError::Damaged { .. }
            | StoreError::CutShort { .. }
            | StoreError::ForeignFile(_)),
        ) => FileHealth::Damaged(error),
        _ => FileHealth::Healthy,
    }
}

impl App {
    /// Starts the integrity check after the first frame. The first write waits for the result.
    pub fn start_integrity_check(&mut self) {
        let Some(path) = self.store.path().map(Path::to_owned) else {
            return;
        };
        let day = vietnam_day((self.session.system_time)());
        self.jobs.file_health =
            FileHealth::Checking(spawn_job(move || Store::daily_check(&path, day)));
    }

    /// Message why writes are refused, if the file is damaged.
    pub(super) fn damage_message(&mut self) -> Option<String> {
        if let FileHealth::Checking(answer) = &self.jobs.file_health {
            match answer.recv_timeout(CHECK_TIMEOUT) {
                Err(RecvTimeoutError::Timeout) => {
                    return Some(Text::StillExamined.text(self.model.lang).to_owned());
                }
                answered => {
                    self.jobs.file_health = answered.map_or(FileHealth::Healthy, health_from_check);
                }
            }
        }
        match &self.jobs.file_health {
            FileHealth::Damaged(error) => Some(facts::store_error(self.model.lang, error)),
            FileHealth::Healthy | FileHealth::Checking(_) => None,
        }
    }

    /// Reports finished jobs; `true` if there was one.
    pub(super) fn poll_jobs(&mut self) -> bool {
        let mut is_reported = false;
        if let FileHealth::Checking(answer) = &self.jobs.file_health {
            match answer.try_recv() {
                Err(TryRecvError::Empty) => {}
                answered => {
                    self.jobs.file_health = answered.map_or(FileHealth::Healthy, health_from_check);
                    if let Some(words) = self.damage_message() {
                        self.screen.show_message(words, Tone::Bad);
                        is_reported = true;
                    }
                }
            }
        }
        is_reported |= self.take_assessments();
        let answered = self.jobs.backup.as_ref().map(Receiver::try_recv);
        if matches!(answered, None | Some(Err(TryRecvError::Empty))) {
            return is_reported;
        }
        self.jobs.backup = None;
        match answered {
            Some(Ok(Ok(Some(ManualBackup { copy, issues })))) if !issues.is_empty() => {
                self.screen.show_message(
                    maintenance::backed_up_with(self.model.lang, &copy, &issues),
                    Tone::Bad,
                );
            }
            Some(Ok(Ok(Some(ManualBackup { copy, .. })))) => {
                let name = copy.file_name().unwrap_or_default().to_string_lossy();
                self.screen.show_message(
                    fill_placeholders(Text::NoticeBackedUp.text(self.model.lang), &[&name]),
                    Tone::Good,
                );
            }
            Some(Ok(Err(error))) => self.show_store_error(&error),
            _ => return is_reported,
        }
        true
    }

    /// Returns `true` while assessments of a list are being made.
    pub fn is_assessing(&self) -> bool {
        self.jobs.assessments.is_some()
    }

    /// Passes the requests of the rows that were just built to the thread that answers them.
    pub(super) fn send_assessment_requests(&mut self) {
        let requests = self.model.take_assessment_requests();
        let Some(path) = self.store.path().filter(|_| !requests.is_empty()) else {
            return;
        };
        let (path, day) = (path.to_owned(), self.model.today);
        let job = self
            .jobs
            .assessments
            .get_or_insert_with(|| AssessmentJob::start(path, day));
        // If the thread has ended, its error is taken with the answers.
        job.send(requests);
    }

    /// Takes the assessments that were made meanwhile and shows them; `true` if there was one.
    fn take_assessments(&mut self) -> bool {
        let mut is_any = false;
        while let Some(job) = &self.jobs.assessments {
            match job.take_answer() {
                Ok(Ok(answer)) => is_any |= self.model.receive_assessment(answer),
                Ok(Err(error)) => {
                    self.model.keep_read_error(error);
                    self.jobs.assessments = None;
                    is_any = true;
                }
                Err(TryRecvError::Empty) if self.model.is_assessment_requested() => break,
                Err(_) => self.jobs.assessments = None,
            }
        }
        if is_any {
            self.screen.mark_stale(Tab::shows_figures);
            self.screen.layers.mark_pages_stale();
            self.refresh_visible();
        }
        is_any
    }

    /// Starts a backup, unless one is running.
    pub(super) fn start_backup(&mut self) {
        let Some(path) = self.store.path().map(Path::to_owned) else {
            return self.show_message(Text::NothingToBackUp, Tone::Warn);
        };
        if self.jobs.backup.is_none() {
            let (actor, now) = (self.session.actor.clone(), (self.session.system_time)());
            self.jobs.backup = Some(spawn_job(move || {
                Store::open(&path)?.backup_now(&actor, now)
            }));
        }
        self.show_message(Text::BackingUp, Tone::Plain);
    }

    /// Returns `true` while a backup is running: quitting would leave it incomplete.
    pub(super) fn is_backup_running(&mut self) -> bool {
        self.poll_jobs();
        self.jobs.backup.is_some()
    }
}
