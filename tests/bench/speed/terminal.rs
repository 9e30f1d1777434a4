//! A program in a pseudo-terminal, with the moment at which each key's drawing ended. `tests/pty/pty.rs` waits for texts;
//! here time counts, and 64 programs at once must not cost the one that measures.

use std::error::Error;
use std::io::{Read as _, Write};
use std::num::NonZeroU16;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use super::process::Process;

/// Silence after which a screen is taken for complete.
const SILENCE: Duration = Duration::from_millis(30);

/// A process that used less in that time has nothing left to draw.
const IDLE_CPU: Duration = Duration::from_millis(3);

/// A key that neither draws nor computes for so long changes nothing.
const NOTHING_DRAWN: Duration = Duration::from_millis(150);

/// Size of the window: columns and rows.
pub const WINDOW: (u16, u16) = (120, 40);

/// Bytes kept from the start, to see what was asked of the terminal.
const KEPT: usize = 64 << 10;

/// What came from the program.
struct Output {
    /// `None` for a program whose screen nobody looks at.
    screen: Option<vt100::Parser>,
    first: Vec<u8>,
    bytes: usize,
    /// When the newest bytes came.
    drawn_at: Instant,
    ended: bool,
}

/// What a key, or the start, led to.
#[derive(Clone, Copy, Debug)]
pub struct Drawn {
    /// Until the last byte.
    pub time: Duration,
    /// Bytes drawn.
    pub bytes: usize,
}

/// A running program.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Arc<(Mutex<Output>, Condvar)>,
    started: Instant,
    pub process: Process,
    // Closing it hangs up.
    _master: Box<dyn MasterPty + Send>,
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

impl Terminal {
    /// Starts a program; `watched` keeps its screen.
    pub fn start(program: &[String], watched: bool) -> Result<Self, Box<dyn Error>> {
        let (columns, rows) = WINDOW;
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size)?;
        let mut command = CommandBuilder::new(&program[0]);
        command.args(&program[1..]);
        for name in [
            "NO_COLOR",
            "TIENDO_LANG",
            "COLORTERM",
            "COLORFGBG",
            "LC_ALL",
            "LC_CTYPE",
            "TMUX",
        ] {
            command.env_remove(name);
        }
        let fixed = [
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("TIENDO_CONFIG", ""),
            ("TIENDO_SITE_CONFIG", ""),
        ];
        for (name, value) in fixed {
            command.env(name, value);
        }
        let started = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        drop(pair.slave);
        let process = Process(child.process_id().ok_or("no process")?);
        let screen = watched.then(|| vt100::Parser::new(cells(rows), cells(columns), 0));
        let output = Arc::new((
            Mutex::new(Output {
                screen,
                first: Vec::new(),
                bytes: 0,
                drawn_at: started,
                ended: false,
            }),
            Condvar::new(),
        ));
        let reader = pair.master.try_clone_reader()?;
        let shared = Arc::clone(&output);
        std::thread::spawn(move || listen(reader, &shared));
        Ok(Self {
            child,
            keys: pair.master.take_writer()?,
            output,
            started,
            process,
            _master: pair.master,
        })
    }

    fn output(&self) -> MutexGuard<'_, Output> {
        self.output.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Bytes drawn so far.
    pub fn bytes(&self) -> usize {
        self.output().bytes
    }

    /// The first bytes drawn.
    pub fn first_bytes(&self) -> Vec<u8> {
        self.output().first.clone()
    }

    /// Text on the screen.
    pub fn text(&self) -> String {
        let output = self.output();
        output
            .screen
            .as_ref()
            .map(|parser| parser.screen().contents())
            .unwrap_or_default()
    }

    /// Waits for the first full screen, which shows a text; `None` if it takes longer than `limit`.
    pub fn first_screen(&self, shown: &str, limit: Duration) -> Option<Drawn> {
        let deadline = self.started + limit;
        while !self.text().contains(shown) {
            if Instant::now() > deadline || self.output().ended {
                return None;
            }
            self.wait(Duration::from_millis(5));
        }
        self.settle((self.started, 0), deadline)
    }

    /// Presses keys and waits for the settled screen. `Ok(None)`: nothing was drawn. `Err`: it takes longer than `limit`.
    pub fn press(&mut self, keys: &str, limit: Duration) -> Result<Option<Drawn>, Box<dyn Error>> {
        let before = self.bytes();
        let pressed = Instant::now();
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()?;
        let mut cpu = self.process.cpu();
        let mut idle_since = pressed;
        while self.bytes() == before {
            self.wait(Duration::from_millis(20));
            let now = self.process.cpu();
            if now.saturating_sub(cpu) > Duration::from_millis(1) {
                (cpu, idle_since) = (now, Instant::now());
            } else if idle_since.elapsed() > NOTHING_DRAWN {
                return Ok(None);
            }
            if pressed.elapsed() > limit {
                return Err("time limit".into());
            }
        }
        let drawn = self.settle((pressed, before), pressed + limit);
        drawn.map(Some).ok_or_else(|| "time limit".into())
    }

    /// Presses keys and waits until the screen fulfils a condition: for a screen that others make change too. `None` if
    /// it takes longer than `limit`.
    pub fn press_until(
        &mut self,
        keys: &str,
        fulfilled: impl Fn(&str) -> bool,
        limit: Duration,
    ) -> Result<Option<Duration>, Box<dyn Error>> {
        let pressed = Instant::now();
        self.keys.write_all(keys.as_bytes())?;
        self.keys.flush()?;
        while pressed.elapsed() < limit {
            if fulfilled(&self.text()) {
                let drawn_at = self.output().drawn_at;
                return Ok(Some(drawn_at.saturating_duration_since(pressed)));
            }
            self.wait(Duration::from_millis(20));
        }
        Ok(None)
    }

    /// Waits until nothing is drawn any more and the process does not compute.
    fn settle(&self, (from, before): (Instant, usize), deadline: Instant) -> Option<Drawn> {
        let (mut cpu, mut looked_at) = (self.process.cpu(), Instant::now());
        loop {
            let silent_since = self.output().drawn_at.max(looked_at);
            let left = SILENCE.saturating_sub(silent_since.elapsed());
            if left.is_zero() {
                let now = self.process.cpu();
                if now.saturating_sub(cpu) < IDLE_CPU {
                    let output = self.output();
                    return Some(Drawn {
                        time: output.drawn_at.saturating_duration_since(from),
                        bytes: output.bytes - before,
                    });
                }
                (cpu, looked_at) = (now, Instant::now());
            } else {
                self.wait(left);
            }
            if Instant::now() > deadline {
                return None;
            }
        }
    }

    /// Waits for bytes, but not longer than so.
    fn wait(&self, longest: Duration) {
        let guard = self.output();
        // A waiter that was woken early looks again.
        drop(self.output.1.wait_timeout(guard, longest));
    }

    /// Ends the program.
    pub fn stop(mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn listen(mut reader: Box<dyn std::io::Read + Send>, shared: &(Mutex<Output>, Condvar)) {
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = reader.read(&mut buffer).unwrap_or(0);
        let at = Instant::now();
        let mut output = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        output.ended = read == 0;
        if read > 0 {
            output.drawn_at = at;
            output.bytes += read;
            if output.first.len() < KEPT {
                output.first.extend_from_slice(&buffer[..read]);
            }
            if let Some(screen) = &mut output.screen {
                screen.process(&buffer[..read]);
            }
        }
        shared.1.notify_all();
        if read == 0 {
            return;
        }
    }
}
