//! The real program in a real pseudo-terminal: the main job, the way back, silence while idle, the end of the line.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long the program may take to show what is waited for; generous, the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(30);

struct Line {
    master: Box<dyn MasterPty + Send>,
    keyboard: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    received: usize,
    child: Box<dyn Child + Send + Sync>,
}

impl Line {
    /// Starts the demonstration at 80×24.
    fn open(no_color: bool) -> Self {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tiendo"));
        command.arg("demo");
        command.env("TERM", "xterm-256color");
        if no_color {
            command.env("NO_COLOR", "1");
        } else {
            command.env_remove("NO_COLOR");
        }
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        let keyboard = pair.master.take_writer().unwrap();
        let screen = vt100::Parser::new(24, 80, 0);
        Self { master: pair.master, keyboard, bytes, screen, received: 0, child }
    }

    /// Types, and waits until a text stands on the screen.
    fn type_until(&mut self, keys: &str, text: &str) {
        self.keyboard.write_all(keys.as_bytes()).unwrap();
        let end = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(text) {
            assert!(Instant::now() < end, "no {text:?} on:\n{}", self.screen.screen().contents());
            self.listen(Duration::from_millis(200));
        }
    }

    /// Takes what comes within a time; how many bytes that were.
    fn listen(&mut self, time: Duration) -> usize {
        let (end, before) = (Instant::now() + time, self.received);
        loop {
            match self.bytes.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => {
                    self.received += bytes.len();
                    self.screen.process(&bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return self.received - before,
            }
        }
    }

    /// Waits for the end of the program.
    fn ends_within(&mut self, time: Duration) -> Option<u32> {
        let end = Instant::now() + time;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status.exit_code());
            }
            if Instant::now() > end {
                return None;
            }
            self.listen(Duration::from_millis(50));
        }
    }
}

#[test]
fn the_main_job_from_the_first_screen_to_the_way_back() {
    let mut line = Line::open(false);
    line.type_until("", "QUÁ HẠN");
    assert!(line.screen.screen().alternate_screen() && line.screen.screen().bracketed_paste());
    // A figure: office by its name without accents, one cell, Enter.
    line.type_until("6", "Chọn đơn vị");
    line.type_until("tth.syt\r", "►4.1");
    line.type_until("\x1b[B", "►4.2");
    line.type_until("14,8\r", "√ đã lưu");
    // A report: its letter, its narrative typed as an input method types it, F8.
    line.type_until("\t", "0 Tổng quan");
    line.type_until("5", "Tất cả kế hoạch");
    line.type_until("\r", "Chưa gửi gì");
    line.type_until("s", "Số công văn");
    line.type_until("412/BC\t\t\t\t", "412/BC");
    line.type_until("Tieng\x7f\x7f\x7fếng \x1b[200~Việt\n\x1b[201~", "Tiếng Việt");
    line.listen(Duration::from_millis(150));
    line.type_until("\x1b[19~", "chờ tiếp nhận");
    line.keyboard.write_all(b"\x1b[21~").unwrap();
    assert_eq!(line.ends_within(PATIENCE), Some(0));
    line.listen(Duration::from_millis(300));
    let screen = line.screen.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
}

#[test]
fn idle_sends_nothing_and_a_move_sends_little() {
    let mut line = Line::open(false);
    line.type_until("", "QUÁ HẠN");
    line.listen(Duration::from_millis(500));
    assert!(line.received <= 6 * 1024, "first screen: {} bytes", line.received);
    assert_eq!(line.listen(Duration::from_secs(3)), 0);
    line.keyboard.write_all(b"\x1b[B").unwrap();
    let bytes = line.listen(Duration::from_millis(500));
    assert!((1..=400).contains(&bytes), "a move: {bytes} bytes");
    line.keyboard.write_all(b"q").unwrap();
    assert_eq!(line.ends_within(PATIENCE), Some(0));
}

#[test]
fn without_colours_reverse_video_stays() {
    let mut line = Line::open(true);
    line.type_until("", "QUÁ HẠN");
    let screen = line.screen.screen();
    let here = screen.cell(0, 1).unwrap();
    assert!(here.inverse());
    let coloured = |row, column| screen.cell(row, column).is_some_and(|cell| cell.fgcolor() != vt100::Color::Default);
    assert!(!(0..24).any(|row| (0..80).any(|column| coloured(row, column))));
    line.keyboard.write_all(b"q").unwrap();
    assert_eq!(line.ends_within(PATIENCE), Some(0));
}

#[test]
fn the_program_does_not_outlive_its_terminal() {
    let mut line = Line::open(false);
    line.type_until("", "QUÁ HẠN");
    let Line { master, keyboard, mut child, bytes, .. } = line;
    drop(keyboard);
    drop(master);
    drop(bytes);
    let end = Instant::now() + Duration::from_secs(6);
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "still there");
        std::thread::sleep(Duration::from_millis(50));
    }
}
