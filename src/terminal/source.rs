//! Waits for terminal input and signals and decodes them. Nothing else reads the terminal while the screen is open.
//! Must not depend on commands.

use std::collections::VecDeque;
use std::io::{self, Read as _};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, read};
use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGWINCH};
use signal_hook::low_level::{pipe, unregister};

use super::input::{InputDecoder, InputEvent};
use super::signals::ENDING;
use crate::display::settings::InputSettings;

/// Maximum bytes of one read: the kernel's buffer of a terminal's input.
const READ: usize = 4096;

/// Reason why a wait ended.
#[derive(Debug)]
pub enum Wake {
    /// The next input.
    Input(InputEvent),
    /// The window was resized.
    Resized,
    /// A signal arrived.
    Signal,
    /// Timeout.
    Nothing,
    /// The terminal is gone.
    Gone,
}

/// Terminal input.
#[derive(Debug)]
pub struct Source {
    reader: InputDecoder,
    /// Decoded inputs that were not handed out yet.
    decoded: VecDeque<InputEvent>,
    signals: UnixStream,
    resized: Arc<AtomicBool>,
    registered: Vec<SigId>,
    buffer: Vec<u8>,
}

impl Source {
    /// Opens the input; from now on a signal ends a wait.
    pub fn open(settings: InputSettings) -> io::Result<Self> {
        let (signals, sender) = UnixStream::pair()?;
        signals.set_nonblocking(true)?;
        sender.set_nonblocking(true)?;
        let resized = Arc::new(AtomicBool::new(false));
        let mut registered = vec![signal_hook::flag::register(SIGWINCH, Arc::clone(&resized))?];
        for signal in [SIGWINCH, SIGCONT].into_iter().chain(ENDING) {
            registered.push(pipe::register(signal, sender.try_clone()?)?);
        }
        Ok(Self {
            reader: InputDecoder::new(settings),
            decoded: VecDeque::new(),
            signals,
            resized,
            registered,
            buffer: vec![0; READ],
        })
    }

    /// Waits for the next input or a signal. Returns at once if input is pending.
    pub fn wait(&mut self, longest: Duration) -> io::Result<Wake> {
        let end = Instant::now() + longest;
        loop {
            if let Some(input) = self.decoded.pop_front() {
                return Ok(Wake::Input(input));
            }
            let until = self
                .reader
                .deadline()
                .map_or(end, |deadline| deadline.min(end));
            let timeout = until.saturating_duration_since(Instant::now());
            let (terminal, signal) = self.poll(timeout)?;
            if signal.contains(PollFlags::IN) {
                return Ok(self.signal());
            }
            if !terminal.is_empty() && !self.read(terminal)? {
                return Ok(Wake::Gone);
            }
            let now = Instant::now();
            self.decoded.extend(self.reader.tick(now));
            if self.decoded.is_empty() && now >= end {
                return Ok(Wake::Nothing);
            }
        }
    }

    /// Discards partial input, after another program used the terminal.
    pub fn reset(&mut self) {
        self.reader.reset();
    }

    /// Polls the terminal and the signals' pipe with a timeout.
    fn poll(&self, longest: Duration) -> io::Result<(PollFlags, PollFlags)> {
        let terminal = io::stdin();
        let mut watched = [
            PollFd::new(&terminal, PollFlags::IN),
            PollFd::new(&self.signals, PollFlags::IN),
        ];
        let timeout = Timespec {
            tv_sec: longest.as_secs().try_into().unwrap_or(i64::MAX),
            tv_nsec: longest.subsec_nanos().into(),
        };
        match poll(&mut watched, Some(&timeout)) {
            Ok(_) => Ok((watched[0].revents(), watched[1].revents())),
            Err(Errno::INTR) => Ok((PollFlags::empty(), PollFlags::empty())),
            Err(error) => Err(error.into()),
        }
    }

    fn signal(&mut self) -> Wake {
        while matches!(self.signals.read(&mut [0; 64]), Ok(1..)) {}
        if self.resized.swap(false, Ordering::Relaxed) {
            Wake::Resized
        } else {
            Wake::Signal
        }
    }

    /// Reads and decodes what is there; `false` if the terminal is gone.
    fn read(&mut self, terminal: PollFlags) -> io::Result<bool> {
        match read(io::stdin(), self.buffer.as_mut_slice()) {
            Ok(0)
                if terminal.contains(PollFlags::IN)
                    && !terminal.intersects(PollFlags::HUP | PollFlags::ERR) =>
            {
                Ok(true)
            }
            // A lost terminal returns end of file or EIO: waiting for it would never end.
            Ok(0) | Err(Errno::IO | Errno::BADF | Errno::NODEV) => Ok(false),
            Ok(length) => {
                let inputs = self.reader.feed(&self.buffer[..length], Instant::now());
                self.decoded.extend(inputs);
                Ok(true)
            }
            Err(Errno::INTR | Errno::AGAIN) => Ok(true),
            Err(error) => Err(error.into()),
        }
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        for id in self.registered.drain(..) {
            unregister(id);
        }
    }
}
