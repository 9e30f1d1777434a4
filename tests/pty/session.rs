//! A session of the program in a pseudo-terminal: sends keys and reads the screen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Longest wait for an expected screen.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// A terminal high enough that output in line mode does not scroll away.
pub const TALL: (u16, u16) = (100, 400);

/// The number of columns or rows as a non-zero value.
fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// A running program and its screen.
pub struct Session {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
    master: Box<dyn MasterPty + Send>,
}

struct Seen {
    parser: vt100::Parser,
    bytes: usize,
    ended: bool,
    hung_up: bool,
}

impl Session {
    /// Starts the program in a window of columns and rows.
    pub fn start(
        (columns, rows): (u16, u16),
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        Self::spawn(
            env!("CARGO_BIN_EXE_tiendo"),
            (columns, rows),
            arguments,
            environment,
        )
    }

    /// Starts another program, which starts ours.
    pub fn spawn(
        program: &str,
        (columns, rows): (u16, u16),
        arguments: &[&str],
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
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
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("TIENDO_SITE_CONFIG", "");
        command.env("TIENDO_CONFIG", "");
        for (name, value) in environment {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keys = pair.master.take_writer().unwrap();
        let mut output = pair.master.try_clone_reader().unwrap();
        let seen = Arc::new((
            Mutex::new(Seen {
                parser: vt100::Parser::new(cells(rows), cells(columns), 0),
                bytes: 0,
                ended: false,
                hung_up: false,
            }),
            Condvar::new(),
        ));
        let shared = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            loop {
                let read = output.read(&mut buffer).unwrap_or(0);
                let (seen, changed) = &*shared;
                let mut seen = seen.lock().unwrap();
                if read == 0 {
                    seen.ended = true;
                } else {
                    seen.parser.process(&buffer[..read]);
                    seen.bytes += read;
                }
                changed.notify_all();
                if read == 0 || seen.hung_up {
                    return;
                }
            }
        });
        Self {
            child,
            keys,
            seen,
            master: pair.master,
        }
    }

    /// Changes the size of the window.
    pub fn resize(&self, columns: u16, rows: u16) {
        self.seen
            .0
            .lock()
            .unwrap()
            .parser
            .screen_mut()
            .set_size(cells(rows), cells(columns));
        self.master
            .resize(PtySize {
                rows,
                cols: columns,
                pixel_width: 0,
                pixel_height: 0,
            })
            .unwrap();
    }

    /// Processor time of the program so far, in ticks of 10 ms.
    pub fn ticks(&self) -> u64 {
        let stat =
            std::fs::read_to_string(format!("/proc/{}/stat", self.child.process_id().unwrap()))
                .unwrap();
        let fields: Vec<&str> = stat
            .rsplit(')')
            .next()
            .unwrap()
            .split_whitespace()
            .collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// Sends keys as a terminal does.
    pub fn press(&mut self, keys: &str) {
        self.send(keys.as_bytes());
    }

    /// Sends bytes, possibly a part of a letter.
    pub fn send(&mut self, bytes: &[u8]) {
        self.keys.write_all(bytes).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the screen fulfils a condition; panics with the screen after the time limit.
    pub fn wait(&self, what: &str, fulfilled: impl Fn(&str) -> bool) {
        let (seen, changed) = &*self.seen;
        let deadline = Instant::now() + TIME_LIMIT;
        let mut guard = seen.lock().unwrap();
        loop {
            let text = guard.parser.screen().contents();
            if fulfilled(&text) {
                return;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !guard.ended,
                "{what} never came; the screen:\n{text}"
            );
            guard = changed
                .wait_timeout(guard, left.min(Duration::from_millis(100)))
                .unwrap()
                .0;
        }
    }

    /// Waits until the screen shows a text.
    pub fn wait_for(&self, text: &str) {
        self.wait(text, |screen| screen.contains(text));
    }

    /// Types, and waits until the screen shows a text.
    pub fn type_until(&mut self, keys: &str, text: &str) {
        self.press(keys);
        self.wait_for(text);
    }

    /// Waits until nothing has been drawn for a while, so that the effect of a key is complete.
    pub fn settle(&self) {
        let (seen, changed) = &*self.seen;
        let mut guard = seen.lock().unwrap();
        loop {
            let before = guard.bytes;
            guard = changed
                .wait_timeout(guard, Duration::from_millis(250))
                .unwrap()
                .0;
            if guard.bytes == before {
                return;
            }
        }
    }

    /// Reads the screen with its colours.
    pub fn read_screen<T>(&self, read: impl FnOnce(&vt100::Screen) -> T) -> T {
        read(self.seen.0.lock().unwrap().parser.screen())
    }

    /// Whether the program has closed the terminal.
    pub fn has_ended(&self) -> bool {
        self.seen.0.lock().unwrap().ended
    }

    /// Bytes drawn so far.
    pub fn bytes(&self) -> usize {
        self.seen.0.lock().unwrap().bytes
    }

    /// Waits for the end of the program: its exit status, and whether the terminal is restored (main screen, cursor
    /// shown, no bracketed paste).
    pub fn end(self) -> (u32, bool) {
        let (status, _, restored) = self.end_with_text();
        (status, restored)
    }

    /// As [`Session::end`], with the last text of the screen.
    pub fn end_with_text(mut self) -> (u32, String, bool) {
        let deadline = Instant::now() + TIME_LIMIT;
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status.exit_code();
            }
            assert!(
                Instant::now() < deadline,
                "the program goes on:\n{}",
                self.read_screen(vt100::Screen::contents)
            );
            std::thread::sleep(Duration::from_millis(20));
        };
        let (seen, changed) = &*self.seen;
        let mut guard = seen.lock().unwrap();
        while !guard.ended {
            guard = changed
                .wait_timeout(guard, Duration::from_millis(100))
                .unwrap()
                .0;
        }
        let screen = guard.parser.screen();
        let restored =
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste();
        (status, screen.contents(), restored)
    }

    /// Ends a program without checking its end.
    pub fn stop(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Process number of the program.
    pub fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal by its name without `SIG`; `TERM` is what a system sends on shutdown.
    pub fn signal(&self, name: &str) {
        let done = std::process::Command::new("kill")
            .args(["-s", name, &self.process().to_string()])
            .status();
        assert!(done.unwrap().success());
    }

    /// Closes the terminal, as on a lost connection; the process that is left.
    pub fn hang_up(mut self) -> Box<dyn Child + Send + Sync> {
        self.seen.0.lock().unwrap().hung_up = true;
        // The reader releases the terminal with the next byte.
        self.press("\t");
        self.child
    }
}

/// A database with the five plans in a temporary folder; the introduction is already dismissed.
pub fn sample_database(folder: &Path) -> String {
    let path = folder.join("tiendo.db").display().to_string();
    for arguments in [&["init", "--sample"][..], &["--plain"]] {
        let mut tiendo = std::process::Command::new(env!("CARGO_BIN_EXE_tiendo"));
        let ran = tiendo
            .args(["--db", &path])
            .args(arguments)
            .stdin(std::process::Stdio::null())
            .output();
        assert!(ran.unwrap().status.success());
    }
    path
}
