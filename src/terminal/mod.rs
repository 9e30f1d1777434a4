//! Terminal interface: raw mode, alternate screen, input, output, and restoration in every case. Queries nothing from
//! the terminal before the first frame; sends nothing while nothing changes. Must not depend on panes.
//!
//! Input flows from [`source`] (bytes and signals) to [`input`] (bytes and times → keys) and [`sequence`] (which
//! key). Output flows through `backend` (frames → bytes). crossterm measures and sets raw mode; its reader is not used,
//! because it takes an ESC at the end of a read for Esc at once.

mod backend;
mod burst;
pub mod input;
pub mod key_probe;
mod key_run;
pub mod line_mode;
pub mod mouse;
mod offscreen;
mod output;
pub mod sequence;
mod signals;
pub mod source;
pub mod start_screen;

use std::io::{self, IsTerminal as _, Write as _};
use std::mem::ManuallyDrop;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use crossterm::clipboard::CopyToClipboard;
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::style::Print;
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode,
};
use crossterm::{execute, queue};
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::app::{App, Session};
use crate::cli::TerminalSession;
use crate::display::settings::DisplaySettings;
use crate::keys::{Command, Key};
use crate::panes::frame;
use crate::store::StoreError;
use burst::Burst;
use input::InputEvent;
use key_run::KeyRun;
use output::ScreenBackend;
use signals::Signals;
use source::{Source, Wake};

/// Maximum accepted window size: a larger claim would cost gigabytes.
const MAX_WINDOW: (u16, u16) = (400, 150);
/// Maximum wait for a key; then signals and other writers are checked.
const POLL_TIMEOUT: Duration = Duration::from_secs(1);

/// Wait for a key between two parts of a search in a long list.
const SEARCHING_TIMEOUT: Duration = Duration::from_millis(5);

/// The same while assessments of a list are being made, which are then shown.
const ASSESSING_TIMEOUT: Duration = Duration::from_millis(250);

/// Delay after a key before unsaved input is stored; while the user types it is at most [`POLL_TIMEOUT`].
const AUTOSAVE_DELAY: Duration = Duration::from_millis(250);

/// Error of the terminal interface.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// Error of the database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// I/O error of the terminal.
    #[error("terminal: {0}")]
    Io(#[from] io::Error),
    /// A signal requested termination, by its number; the terminal is restored and input stored.
    #[error("signal {0}")]
    Signal(u8),
}

type ScreenTerminal = Terminal<ScreenBackend>;

/// Runs until the user quits, a signal arrives, or the terminal is gone. `now` is the clock for writes.
pub fn run_terminal(run: TerminalSession, now: fn() -> DateTime<Utc>) -> Result<(), TerminalError> {
    let display = run.display_settings;
    let session = Session {
        actor: run.actor,
        today: run.today,
        lang: run.lang,
        theme: display.theme,
        keymap: run.keymap,
        day_source: run.day_source,
        system_time: now,
    };
    let mut app = App::new(run.store, session)?;
    if let Some(command) = run.initial_command {
        app.handle_command(command);
    }
    if display.is_plain() {
        return Ok(line_mode::run_line_mode(
            app,
            display,
            &mut io::stdin().lock(),
            &mut io::stdout(),
        )?);
    }
    match with_raw_terminal(display, |signals| {
        EventLoop::new(app, display, signals)?.run()
    })? {
        Some(signal) => Err(TerminalError::Signal(signal)),
        None => Ok(()),
    }
}

/// Runs a loop in raw mode and the alternate screen, and restores the terminal in every case. Returns the signal
/// that ended it; a lost terminal counts as SIGHUP, whatever failed on it.
fn with_raw_terminal(
    display: DisplaySettings,
    turn: impl FnOnce(Signals) -> io::Result<()>,
) -> io::Result<Option<u8>> {
    // Otherwise crossterm sends a bare `CSI m` for each colour, which ends reverse video.
    crossterm::style::force_color_output(true);
    let signals = signals::register_signals()?;
    restore_on_panic();
    enter_screen(display)?;
    let ended = signals.termination_flag();
    let watch = signals::HangupWatchdog::start(ended.clone());
    let result = turn(signals);
    watch.stop();
    let restored = restore_terminal();
    if !io::stdin().is_terminal() {
        ended.hang_up();
    }
    if ended.signal().is_none() {
        result?;
        restored?;
    }
    Ok(ended.signal())
}

/// Resets modes that an earlier program may have left: normal keypad and cursor keys, no mouse or focus reports.
const USUAL_INPUT: &str = "\u{1b}>\u{1b}[?1l\u{1b}[?1000l\u{1b}[?1002l\u{1b}[?1003l\u{1b}[?1004l\u{1b}[?1006l\u{1b}[?1015l";

/// Ends colours and attributes: a frame leaves those that were used last.
const RESET_PEN: &str = "\u{1b}[m";

fn enter_screen(display: DisplaySettings) -> io::Result<()> {
    enable_raw_mode()?;
    disable_blocking_reads()?;
    let listen = if display.input.mouse {
        mouse::ENABLE_MOUSE
    } else {
        ""
    };
    execute!(
        io::stdout(),
        EnterAlternateScreen,
        EnableBracketedPaste,
        Print(USUAL_INPUT),
        Print(listen)
    )
}

/// Makes reads of the terminal return what is available: otherwise a read inside an unfinished sequence or paste
/// would block and miss signals. Undone when the terminal is restored.
fn disable_blocking_reads() -> io::Result<()> {
    use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
    let terminal = io::stdin();
    let mut is = tcgetattr(&terminal)?;
    is.special_codes[SpecialCodeIndex::VMIN] = 0;
    is.special_codes[SpecialCodeIndex::VTIME] = 0;
    Ok(tcsetattr(&terminal, OptionalActions::Now, &is)?)
}

/// Restores the terminal.
fn restore_terminal() -> io::Result<()> {
    let screen = execute!(
        io::stdout(),
        Print(RESET_PEN),
        Print(mouse::DISABLE_MOUSE),
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    disable_raw_mode()?;
    screen
}

fn restore_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let _ = restore_terminal();
        before(panic);
    }));
}

/// Opens the screen. Never dropped: dropping would show the cursor, which the restoration does, and panics if the
/// terminal is gone.
fn open_screen(display: DisplaySettings) -> io::Result<ManuallyDrop<ScreenTerminal>> {
    let (columns, rows) = crossterm::terminal::size()?;
    let area = clamp_size(columns, rows);
    let options = TerminalOptions {
        viewport: Viewport::Fixed(area),
    };
    let backend = ScreenBackend::new(display.has_stock_backend, area.as_size());
    Ok(ManuallyDrop::new(Terminal::with_options(backend, options)?))
}

/// Clears the screen to the window's size. `Terminal::clear` would query the cursor position and fail without a reply
/// within two seconds.
fn resize_screen(screen: &mut ScreenTerminal) -> io::Result<()> {
    let (columns, rows) = crossterm::terminal::size()?;
    let area = clamp_size(columns, rows);
    screen.backend_mut().forget(area.as_size());
    screen.resize(area)
}

/// State of the event loop.
struct EventLoop {
    app: App,
    display_settings: DisplaySettings,
    terminal: ManuallyDrop<ScreenTerminal>,
    source: Source,
    signals: Signals,
    burst: Burst,
    key_run: KeyRun,
}

impl EventLoop {
    fn new(app: App, display_settings: DisplaySettings, signals: Signals) -> io::Result<Self> {
        let source = Source::open(display_settings.input)?;
        Ok(Self {
            app,
            display_settings,
            source,
            terminal: open_screen(display_settings)?,
            signals,
            burst: Burst::default(),
            key_run: KeyRun::default(),
        })
    }

    /// Runs the loop: draw if something changed, wait for an event, handle it.
    fn run(&mut self) -> io::Result<()> {
        self.draw()?;
        self.app.start_integrity_check();
        let (mut typed, mut looked): (Option<Instant>, _) = (None, Instant::now());
        while !self.is_ending() {
            let longest = if typed.is_some() {
                AUTOSAVE_DELAY
            } else if self.app.is_searching() {
                SEARCHING_TIMEOUT
            } else if self.app.is_assessing() {
                ASSESSING_TIMEOUT
            } else {
                POLL_TIMEOUT
            };
            let pause = self.key_run.remaining(Instant::now());
            let mut event = self
                .source
                .wait(pause.map_or(longest, |pause| pause.min(longest)))?;
            let is_silent = matches!(event, Wake::Nothing);
            let run_ended = is_silent && self.key_run.end_if_over(Instant::now());
            let is_idle = is_silent && !run_ended;
            let mut changed = run_ended;
            // All pending events before drawing once: bursts of an input method, a held key on a slow connection.
            while !matches!(event, Wake::Nothing) {
                changed |= self.handle_event(event)?;
                if self.is_ending() {
                    break;
                }
                event = self.source.wait(Duration::ZERO)?;
            }
            changed |= self.signals.take_resumed() && self.resume().is_ok();
            if changed {
                self.draw_timed()?;
            }
            // Changes of other writers are shown even if the user types without a pause, but after the key.
            if is_idle || looked.elapsed() > POLL_TIMEOUT {
                if self.app.poll_changes() {
                    self.draw_timed()?;
                }
                looked = Instant::now();
            }
            typed = self
                .app
                .has_unstored_drafts()
                .then(|| typed.unwrap_or_else(Instant::now));
            if typed.is_some_and(|since| is_idle || since.elapsed() > POLL_TIMEOUT) {
                self.app.store_drafts();
                typed = None;
            }
        }
        self.app.store_drafts();
        Ok(())
    }

    fn draw_timed(&mut self) -> io::Result<()> {
        if !self.is_ending() {
            let start = Instant::now();
            self.draw()?;
            self.burst.drawn(start, Instant::now());
        }
        Ok(())
    }

    fn is_ending(&self) -> bool {
        self.app.should_quit() || self.signals.is_terminating()
    }

    /// Handles an event; returns `true` if the screen needs drawing.
    fn handle_event(&mut self, event: Wake) -> io::Result<bool> {
        let input = match event {
            Wake::Input(input) => input,
            Wake::Resized => {
                resize_screen(&mut self.terminal)?;
                return Ok(true);
            }
            Wake::Gone => {
                self.signals.end();
                return Ok(false);
            }
            Wake::Signal | Wake::Nothing => return Ok(false),
        };
        // Text pasted or typed ahead for other cells, and the keys between its lines.
        let is_line = matches!(
            input,
            InputEvent::Text(_)
                | InputEvent::Key(Key::Char(_) | Key::Backspace | Key::Tab | Key::Enter)
        );
        if is_line && self.burst.takes(Instant::now()) {
            self.app.show_skipped_keys();
            return Ok(true);
        }
        self.key_run.note_key(Instant::now());
        match input {
            InputEvent::Key(key) => {
                if self.app.screen_and_model().0.command_for_key(key) == Some(Command::Redraw) {
                    resize_screen(&mut self.terminal)?;
                }
                self.app.handle_key(key);
            }
            InputEvent::Text(text) => self.app.insert_text(&text),
            InputEvent::Click(x, y) => {
                let size = self.terminal.get_frame().area();
                mouse::handle_click(&mut self.app, (x, y), (size.width, size.height));
            }
            InputEvent::Wheel { down } => mouse::handle_wheel(&mut self.app, down),
            InputEvent::Unread(_) => return Ok(false),
        }
        if self.app.take_save_kept_selection() {
            self.burst.begin(Instant::now());
        }
        if let Some(text) = self.app.take_clipboard_text() {
            // OSC 52: the clipboard of whoever sits at the far end of the line. Terminals that do not know it ignore it.
            queue!(
                self.terminal.backend_mut(),
                CopyToClipboard::to_clipboard_from(text)
            )?;
        }
        if self.app.take_suspend_request() {
            self.suspend_to_shell()?;
        }
        Ok(true)
    }

    /// Suspends to the shell until it resumes the program. Without a shell nothing stops, and a message is shown.
    fn suspend_to_shell(&mut self) -> io::Result<()> {
        self.app.store_drafts();
        restore_terminal()?;
        if self.signals.stop_process()? {
            return self.resume();
        }
        self.resume()?;
        self.app.show_no_shell();
        Ok(())
    }

    /// Restores the screen after another program used the terminal.
    fn resume(&mut self) -> io::Result<()> {
        disable_raw_mode()?;
        enter_screen(self.display_settings)?;
        self.source.reset();
        resize_screen(&mut self.terminal)
    }

    fn draw(&mut self) -> io::Result<()> {
        let (panes, model) = self.app.screen_and_model();
        let draw_panes = if self.key_run.is_running() {
            frame::draw_screen_in_key_run
        } else {
            frame::draw_screen
        };
        self.terminal.draw(|frame| {
            draw_panes(panes, model, frame);
            self.display_settings.convert_buffer(frame.buffer_mut());
        })?;
        self.terminal.backend_mut().flush()
    }
}

fn clamp_size(columns: u16, rows: u16) -> Rect {
    Rect::new(
        0,
        0,
        columns.clamp(1, MAX_WINDOW.0),
        rows.clamp(1, MAX_WINDOW.1),
    )
}
