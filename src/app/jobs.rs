//! What takes long is done beside the keys, each in a thread with a connection of its own: the look at the file's
//! structure after the first frame, and a copy on request. Knows no pane.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use super::App;
use super::background_jobs::FileHealth;
use crate::i18n::screen::Text;
use crate::i18n::{facts, fill_placeholders, maintenance};
use crate::store::{Copied, Store, StoreError};
use crate::widgets::theme::Tone;

/// So long the first write waits for the answer; a file that is larger is written a moment later.
const CHECK_TIMEOUT: Duration = Duration::from_millis(500);

/// Does something elsewhere; what it answers comes by the line, which is cut where no thread can be had.
fn spawn_job<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (send, answer) = channel();
    // Nobody may listen any more: the program was left.
    drop(thread::Builder::new().spawn(move || drop(send.send(work()))));
    answer
}

/// Only damage keeps from writing; what else can go wrong with looking says the write itself.
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
    /// After the first frame: looks at the file's structure. The first write waits for the answer.
    pub fn start_integrity_check(&mut self) {
        let Some(path) = self.store.path().map(Path::to_owned) else {
            return;
        };
        self.jobs.file_health = FileHealth::Checking(spawn_job(move || Store::quick_check(&path)));
    }

    /// Why nothing may be written, if so.
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

    /// What has ended beside the keys, said; true if something has.
    pub(super) fn poll_jobs(&mut self) -> bool {
        let mut said = false;
        if let FileHealth::Checking(answer) = &self.jobs.file_health {
            match answer.try_recv() {
                Err(TryRecvError::Empty) => {}
                answered => {
                    self.jobs.file_health = answered.map_or(FileHealth::Healthy, health_from_check);
                    if let Some(words) = self.damage_message() {
                        self.screen.show_message(words, Tone::Bad);
                        said = true;
                    }
                }
            }
        }
        let answered = self.jobs.backup.as_ref().map(Receiver::try_recv);
        if matches!(answered, None | Some(Err(TryRecvError::Empty))) {
            return said;
        }
        self.jobs.backup = None;
        match answered {
            Some(Ok(Ok(Some(Copied { copy, findings })))) if !findings.is_empty() => {
                self.screen.show_message(
                    maintenance::backed_up_with(self.model.lang, &copy, &findings),
                    Tone::Bad,
                );
            }
            Some(Ok(Ok(Some(Copied { copy, .. })))) => {
                let name = copy.file_name().unwrap_or_default().to_string_lossy();
                self.screen.show_message(
                    fill_placeholders(Text::NoticeBackedUp.text(self.model.lang), &[&name]),
                    Tone::Good,
                );
            }
            Some(Ok(Err(error))) => self.show_store_error(&error),
            _ => return said,
        }
        true
    }

    /// Begins a copy, unless one is under way.
    pub(super) fn start_backup(&mut self) {
        let Some(path) = self.store.path().map(Path::to_owned) else {
            return self.show_message(Text::NothingToBackUp, Tone::Warn);
        };
        if self.jobs.backup.is_none() {
            let (actor, now) = (self.session.actor.clone(), (self.session.clock)());
            self.jobs.backup = Some(spawn_job(move || {
                Store::open(&path)?.backup_now(&actor, now)
            }));
        }
        self.show_message(Text::BackingUp, Tone::Plain);
    }

    /// Whether a copy is still under way: leaving would leave half of it.
    pub(super) fn is_backup_running(&mut self) -> bool {
        self.poll_jobs();
        self.jobs.backup.is_some()
    }
}
