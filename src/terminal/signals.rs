//! Signals for termination and suspension, and detection of a lost terminal. The process never outlives its terminal by
//! more than a few seconds, even if the wait for a key does not return. Must not depend on screens.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{
    SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1, SIGUSR2,
};

/// Interval of checking the terminal.
const WATCH_INTERVAL: Duration = Duration::from_secs(1);
/// Time for the loop to end by itself; with the check interval less than two seconds.
const GRACE_PERIOD: Duration = Duration::from_millis(800);
/// Exit status after the terminal is gone: 128 + SIGHUP.
const HANGUP_STATUS: i32 = 129;

/// Signals that request termination: the terminal is restored and input stored.
pub const ENDING: [i32; 7] = [SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM];

/// Time within which SIGCONT arrives after a stop ends.
const RESUME_TIMEOUT: Duration = Duration::from_millis(100);

/// Received signals.
#[derive(Debug)]
pub struct Signals {
    terminated: Ended,
    resumed: Arc<AtomicBool>,
}

/// Signal that requested termination; 0 for none.
#[derive(Clone, Debug, Default)]
pub struct Ended(Arc<AtomicUsize>);

impl Ended {
    /// Number of the signal; SIGHUP for a lost terminal.
    pub fn signal(&self) -> Option<u8> {
        u8::try_from(self.0.load(Ordering::Relaxed))
            .ok()
            .filter(|signal| *signal != 0)
    }

    /// Requests termination because the terminal is gone.
    pub fn hang_up(&self) {
        self.0
            .store(SIGHUP.unsigned_abs() as usize, Ordering::Relaxed);
    }
}

/// Registers flags for the signals of [`ENDING`] and for SIGCONT.
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
    /// Flag that requests termination.
    pub fn termination_flag(&self) -> Ended {
        self.terminated.clone()
    }

    /// Returns `true` if termination was requested.
    pub fn is_terminating(&self) -> bool {
        self.terminated.signal().is_some()
    }

    /// Requests termination because the terminal is gone.
    pub fn end(&self) {
        self.terminated.hang_up();
    }

    /// Returns `true` if the process was resumed after a stop since the last call.
    pub fn take_resumed(&self) -> bool {
        self.resumed.swap(false, Ordering::Relaxed)
    }

    /// Stops the process until a shell resumes it. `false` if nothing stopped because there is no job-control shell
    /// (the kernel discards SIGTSTP if nobody could resume the process).
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

/// Watches the terminal from a separate thread.
#[derive(Debug)]
pub struct HangupWatchdog {
    done: Arc<AtomicBool>,
    thread: thread::JoinHandle<()>,
}

impl HangupWatchdog {
    /// Starts watching.
    pub fn start(ended: Ended) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&done);
        let thread = thread::spawn(move || run_watchdog(&ended, &seen));
        Self { done, thread }
    }

    /// Stops watching after the loop has returned.
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
