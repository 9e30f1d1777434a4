//! The end from outside: signals, and a terminal that is gone. The process never outlives its terminal by more than a
//! few seconds, even where the wait for a key does not return. Knows no screen.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// How often the terminal is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// How long the loop has to end by itself: with the look before, less than two seconds.
const GRACE: Duration = Duration::from_millis(800);
/// The exit status of a process whose terminal went away: 128 + SIGHUP.
const HUNG_UP: i32 = 129;

/// A flag that is raised by SIGHUP, SIGTERM and SIGINT.
pub fn signals() -> io::Result<Arc<AtomicBool>> {
    let ended = Arc::new(AtomicBool::new(false));
    for signal in [SIGHUP, SIGTERM, SIGINT] {
        signal_hook::flag::register(signal, Arc::clone(&ended))?;
    }
    Ok(ended)
}

/// Looks at the terminal from a thread of its own.
#[derive(Debug)]
pub struct Watch {
    done: Arc<AtomicBool>,
    thread: thread::JoinHandle<()>,
}

impl Watch {
    /// Begins.
    pub fn start(ended: Arc<AtomicBool>) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&done);
        let thread = thread::spawn(move || watch(&ended, &seen));
        Self { done, thread }
    }

    /// Ends: the loop has returned.
    pub fn stop(self) {
        self.done.store(true, Ordering::Relaxed);
        self.thread.thread().unpark();
    }
}

fn watch(ended: &AtomicBool, done: &AtomicBool) {
    while !done.load(Ordering::Relaxed) {
        thread::park_timeout(EVERY);
        let gone = !io::stdin().is_terminal();
        if gone {
            ended.store(true, Ordering::Relaxed);
            thread::park_timeout(GRACE);
            if !done.load(Ordering::Relaxed) {
                std::process::exit(HUNG_UP);
            }
        }
    }
}
