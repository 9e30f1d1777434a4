//! What takes long is done beside the keys, each in a thread with a connection of its own: the look at the file's
//! structure after the first frame, and a copy on request. Knows no pane.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use super::App;
use crate::store::{Copied, Store, StoreError};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{custody, facts, fill};

/// So long the first write waits for the answer; a file that is larger is written a moment later.
const PATIENCE: Duration = Duration::from_millis(500);

/// What is under way beside the keys, and what is known of the file.
#[derive(Debug, Default)]
pub(super) struct Beside {
    health: Health,
    copy: Option<Receiver<Result<Option<Copied>, StoreError>>>,
}

/// The file's structure, as far as it is known.
#[derive(Debug, Default)]
enum Health {
    /// Nobody has looked, or nothing was found.
    #[default]
    Unharmed,
    /// Somebody looks.
    Asked(Receiver<Result<(), StoreError>>),
    /// It is damaged: nothing is written any more.
    Harmed(StoreError),
}

/// Does something elsewhere; what it answers comes by the line, which is cut where no thread can be had.
fn elsewhere<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Receiver<T> {
    let (send, answer) = channel();
    // Nobody may listen any more: the program was left.
    drop(thread::Builder::new().spawn(move || drop(send.send(work()))));
    answer
}

/// Only damage keeps from writing; what else can go wrong with looking says the write itself.
fn health(looked: Result<(), StoreError>) -> Health {
    match looked {
        Err(error @ (StoreError::Damaged { .. } | StoreError::CutShort { .. } | StoreError::NotOurs(_))) => {
            Health::Harmed(error)
        }
        _ => Health::Unharmed,
    }
}

impl App {
    /// After the first frame: looks at the file's structure. The first write waits for the answer.
    pub fn examine(&mut self) {
        let Some(path) = self.store.path().map(Path::to_owned) else { return };
        self.beside.health = Health::Asked(elsewhere(move || Store::examine(&path)));
    }

    /// Why nothing may be written, if so.
    pub(super) fn harmed(&mut self) -> Option<String> {
        if let Health::Asked(answer) = &self.beside.health {
            match answer.recv_timeout(PATIENCE) {
                Err(RecvTimeoutError::Timeout) => return Some(Text::StillExamined.words(self.book.lang).to_owned()),
                answered => self.beside.health = answered.map_or(Health::Unharmed, health),
            }
        }
        match &self.beside.health {
            Health::Harmed(error) => Some(facts::store_error(self.book.lang, error)),
            Health::Unharmed | Health::Asked(_) => None,
        }
    }

    /// What has ended beside the keys, said; true if something has.
    pub(super) fn look_beside(&mut self) -> bool {
        let mut said = false;
        if let Health::Asked(answer) = &self.beside.health {
            match answer.try_recv() {
                Err(TryRecvError::Empty) => {}
                answered => {
                    self.beside.health = answered.map_or(Health::Unharmed, health);
                    if let Some(words) = self.harmed() {
                        self.screen.say(words, Tone::Bad);
                        said = true;
                    }
                }
            }
        }
        let answered = self.beside.copy.as_ref().map(Receiver::try_recv);
        if matches!(answered, None | Some(Err(TryRecvError::Empty))) {
            return said;
        }
        self.beside.copy = None;
        match answered {
            Some(Ok(Ok(Some(Copied { copy, findings })))) if !findings.is_empty() => {
                self.screen.say(custody::backed_up_with(self.book.lang, &copy, &findings), Tone::Bad);
            }
            Some(Ok(Ok(Some(Copied { copy, .. })))) => {
                let name = copy.file_name().unwrap_or_default().to_string_lossy();
                self.screen.say(fill(Text::SaidBackedUp.words(self.book.lang), &[&name]), Tone::Good);
            }
            Some(Ok(Err(error))) => self.fail(&error),
            _ => return said,
        }
        true
    }

    /// Begins a copy, unless one is under way.
    pub(super) fn back_up(&mut self) {
        let Some(path) = self.store.path().map(Path::to_owned) else {
            return self.say(Text::NothingToBackUp, Tone::Warn);
        };
        if self.beside.copy.is_none() {
            let (actor, now) = (self.session.actor.clone(), (self.session.now)());
            self.beside.copy = Some(elsewhere(move || Store::open(&path)?.backup_now(&actor, now)));
        }
        self.say(Text::BackingUp, Tone::Plain);
    }

    /// Whether a copy is still under way: leaving would leave half of it.
    pub(super) fn still_backs_up(&mut self) -> bool {
        self.look_beside();
        self.beside.copy.is_some()
    }
}
