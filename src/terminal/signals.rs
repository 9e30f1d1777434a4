//! The end from outside, and the way to the shell and back: signals, and a terminal that is gone. The process never outlives its terminal by more than a
//! few seconds, even where the wait for a key does not return. Knows no screen.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
};

/// How often the terminal is looked at.
const WATCH_INTERVAL: Duration = Duration::from_secs(1);
/// How long the loop has to end by itself: with the look before, less than two seconds.
const GRACE_PERIOD: Duration = Duration::from_millis(800);
/// The exit status of a process whose terminal went away: 128 + SIGHUP.
const HANGUP_STATUS: i32 = 129;

/// Signals that ask for the end: the terminal is put back and what is typed is kept.
pub const ENDING: [i32; 7] = [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM];

/// How soon the signal that ends a stop arrives after it.
const RESUME_TIMEOUT: Duration = Duration::from_millis(100);

/// What signals have said.
#[derive(Debug)]
pub struct Signals {
    terminated: Ended,
    resumed: Arc<AtomicBool>,
}

/// Which signal asked for the end; 0: none did.
#[derive(Clone, Debug, Default)]
pub struct Ended(Arc<AtomicUsize>);

impl Ended {
    /// The signal's number; the terminal's end is a SIGHUP.
    pub fn signal(&self) -> Option<u8> {
        u8::try_from(self.0.load(Ordering::Relaxed))
            .ok()
            .filter(|signal| *signal != 0)
    }

    /// Asks for the end: the terminal is gone.
    pub fn hang_up(&self) {
        self.0
            .store(SIGHUP.unsigned_abs() as usize, Ordering::Relaxed);
    }
}

/// Flags that are raised by the signals of [`ENDING`], and by SIGCONT.
pub fn register_signals() -> io::Result<Signals> {
    let (terminated, resumed) = (Ended::default(), Arc::new(AtomicBool::new(false)));
    for signal in ENDING {
        signal_hook::flag::register_usize(
            signal,
            Arc::clone(&terminated.0),
            signal.unsigned_abs() as usize,
        )?;
    }
    signal_hook::flag::register(SIGCONT, Arc::clone(&resumed))?;
    Ok(Signals {
        terminated,
        resumed,
    })
}

impl Signals {
    /// The flag that asks for the end.
    pub fn termination_flag(&self) -> Ended {
        self.terminated.clone()
    }

    /// Whether the end was asked for.
    pub fn is_terminating(&self) -> bool {
        self.terminated.signal().is_some()
    }

    /// Asks for the end: the terminal is gone.
    pub fn end(&self) {
        self.terminated.hang_up();
    }

    /// Whether the program went on after a stop since this was last asked.
    pub fn take_resumed(&self) -> bool {
        self.resumed.swap(false, Ordering::Relaxed)
    }

    /// Stops until a shell lets it go on. False: nothing stopped, there is no shell with jobs beneath (the system
    /// drops SIGTSTP where nobody could wake the process).
    pub fn stop_process(&self) -> io::Result<bool> {
        self.take_resumed();
        signal_hook::low_level::raise(SIGTSTP)?;
        let steps = 10;
        for _ in 0..steps {
            if self.take_resumed() {
                return Ok(true);
            }
            thread::sleep(RESUME_TIMEOUT / steps);
        }
        Ok(false)
    }
}

/// Looks at the terminal from a thread of its own.
#[derive(Debug)]
pub struct HangupWatchdog {
    done: Arc<AtomicBool>,
    thread: thread::JoinHandle<()>,
}

impl HangupWatchdog {
    /// Begins.
    pub fn start(ended: Ended) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&done);
        let thread = thread::spawn(move || run_watchdog(&ended, &seen));
        Self { done, thread }
    }

    /// Ends: the loop has returned.
    pub fn stop(self) {
        self.done.store(true, Ordering::Relaxed);
        self.thread.thread().unpark();
    }
}

fn run_watchdog(ended: &Ended, done: &AtomicBool) {
    while !done.load(Ordering::Relaxed) {
        thread::park_timeout(WATCH_INTERVAL);
        let gone = !io::stdin().is_terminal();
        if gone {
            ended.hang_up();
            thread::park_timeout(GRACE_PERIOD);
            if !done.load(Ordering::Relaxed) {
                std::process::exit(HANGUP_STATUS);
            }
        }
    }
}
