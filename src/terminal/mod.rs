//! The terminal: raw mode, alternate screen, keys in, cells out, and the way back whatever happens. Asks nothing of the
//! terminal before the first frame; sends nothing while nothing changes. Knows no pane.
//!
//! Input goes [`source`] (bytes and signals) → [`input`] (bytes and time → keys) → [`sequence`] (which key). crossterm
//! writes, measures and sets raw mode; its reader is not used, since it takes an ESC at the end of a read for Esc at once.

mod burst;
mod clipboard;
pub mod first;
pub mod glyphs;
pub mod input;
pub mod manner;
pub mod mouse;
mod picture;
pub mod plain;
pub mod probe;
pub mod sequence;
pub mod source;
pub mod surroundings;
mod watch;

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write as _};
use std::mem::ManuallyDrop;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::app::{App, Session};
use crate::cli::Run;
use crate::keys::{Command, Key};
use crate::panes::frame;
use crate::store::StoreError;
use burst::Burst;
use input::Input;
use manner::Manner;
use source::{Source, Wake};
use watch::Signals;

/// A claimed window larger than this is not believed: it would cost gigabytes.
const LARGEST: (u16, u16) = (400, 150);
/// How long a wait for a key lasts at most; then signals and other writers are looked at.
const WAIT: Duration = Duration::from_secs(1);

/// So long after a key what is typed and not saved is kept; a person who types on is waited for as long as [`WAIT`].
const QUIET: Duration = Duration::from_millis(250);

/// Why the terminal interface could not run.
#[derive(Debug, thiserror::Error)]
pub enum TerminalError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The terminal.
    #[error("terminal: {0}")]
    Io(#[from] io::Error),
    /// A signal asked for the end, by its number; all is put back and kept.
    #[error("signal {0}")]
    Signal(u8),
}

type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Runs until the person leaves, a signal comes, or the terminal is gone. `now` is the clock, for what is written.
pub fn run(run: Run, now: fn() -> DateTime<Utc>) -> Result<(), TerminalError> {
    let manner = run.manner;
    let session = Session {
        actor: run.actor,
        today: run.today,
        lang: run.lang,
        theme: manner.theme,
        keys: run.keys,
        day: run.day,
        now,
    };
    let mut app = App::new(run.store, session)?;
    if let Some(command) = run.open {
        app.update(command);
    }
    if manner.is_plain() {
        return Ok(plain::run(app, manner, &mut io::stdin().lock(), &mut io::stdout())?);
    }
    match within(manner, |signals| Sitting::begin(app, manner, signals)?.turn())? {
        Some(signal) => Err(TerminalError::Signal(signal)),
        None => Ok(()),
    }
}

/// Raw mode and the alternate screen around a loop, and the way back whatever happens. Answers which signal ended it; a
/// terminal that is gone is a SIGHUP, whatever failed on it.
fn within(manner: Manner, turn: impl FnOnce(Signals) -> io::Result<()>) -> io::Result<Option<u8>> {
    // Otherwise crossterm sends a bare `CSI m` for each colour, which ends reverse video.
    crossterm::style::force_color_output(true);
    let signals = watch::signals()?;
    restore_on_panic();
    enter(manner)?;
    let ended = signals.ended();
    let watch = watch::Watch::start(ended.clone());
    let result = turn(signals);
    watch.stop();
    let restored = restore();
    if !io::stdin().is_terminal() {
        ended.hang_up();
    }
    if ended.signal().is_none() {
        result?;
        restored?;
    }
    Ok(ended.signal())
}

/// The keypad sends digits and arrows their usual sequences, and the mouse and the focus are not reported, whatever a
/// program before left behind.
const USUAL_INPUT: &str =
    "\u{1b}>\u{1b}[?1l\u{1b}[?1000l\u{1b}[?1002l\u{1b}[?1003l\u{1b}[?1004l\u{1b}[?1006l\u{1b}[?1015l";

fn enter(manner: Manner) -> io::Result<()> {
    enable_raw_mode()?;
    never_wait_for_bytes()?;
    let listen = if manner.input.mouse { mouse::LISTEN } else { "" };
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Print(USUAL_INPUT), Print(listen))
}

/// A read of the terminal takes what is there: the reader otherwise waits within a sequence or a paste that never ends,
/// and then hears no signal. The way back takes this with it.
fn never_wait_for_bytes() -> io::Result<()> {
    use rustix::termios::{OptionalActions, SpecialCodeIndex, tcgetattr, tcsetattr};
    let terminal = io::stdin();
    let mut is = tcgetattr(&terminal)?;
    is.special_codes[SpecialCodeIndex::VMIN] = 0;
    is.special_codes[SpecialCodeIndex::VTIME] = 0;
    Ok(tcsetattr(&terminal, OptionalActions::Now, &is)?)
}

/// The terminal as it was.
fn restore() -> io::Result<()> {
    let screen = execute!(io::stdout(), Print(mouse::UNLISTEN), DisableBracketedPaste, LeaveAlternateScreen, Show);
    disable_raw_mode()?;
    screen
}

fn restore_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let _ = restore();
        before(panic);
    }));
}

/// The whole terminal as cells. Never dropped: that would show the cursor, which the way back does, and panics where the
/// terminal is gone.
fn open_screen() -> io::Result<ManuallyDrop<Screen>> {
    let (columns, rows) = crossterm::terminal::size()?;
    let options = TerminalOptions { viewport: Viewport::Fixed(clamped(columns, rows)) };
    let backend = CrosstermBackend::new(BufWriter::with_capacity(16 * 1024, io::stdout()));
    let mut screen = ManuallyDrop::new(Terminal::with_options(backend, options)?);
    screen.backend_mut().flush()?;
    Ok(screen)
}

/// A person before the screen.
struct Sitting {
    app: App,
    manner: Manner,
    screen: ManuallyDrop<Screen>,
    source: Source,
    signals: Signals,
    burst: Burst,
}

impl Sitting {
    fn begin(app: App, manner: Manner, signals: Signals) -> io::Result<Self> {
        let source = Source::open(manner.input)?;
        Ok(Self { app, manner, source, screen: open_screen()?, signals, burst: Burst::default() })
    }

    /// The loop: draw if something changed, wait for an event, hand it on.
    fn turn(&mut self) -> io::Result<()> {
        self.draw()?;
        self.app.examine();
        let (mut typed, mut looked): (Option<Instant>, _) = (None, Instant::now());
        while !self.app.is_leaving() && !self.signals.has_ended() {
            let wake = self.source.wait(if typed.is_some() { QUIET } else { WAIT })?;
            let came = !matches!(wake, Wake::Nothing);
            let mut changed = self.take_all(wake)?;
            // Whoever types without a pause sees what others wrote, too.
            if !came || looked.elapsed() > WAIT {
                changed |= self.app.look_around();
                looked = Instant::now();
            }
            changed |= self.signals.take_resumed() && self.come_back().is_ok();
            if changed && !self.app.is_leaving() {
                let start = Instant::now();
                self.draw()?;
                self.burst.drawn(start, Instant::now());
            }
            typed = self.app.has_new_drafts().then(|| typed.unwrap_or_else(Instant::now));
            if typed.is_some_and(|since| !came || since.elapsed() > WAIT) {
                self.app.keep_drafts();
                typed = None;
            }
        }
        self.app.keep_drafts();
        Ok(())
    }

    /// All that is there already, then one drawing: a burst of an input method, a held key on a slow line.
    fn take_all(&mut self, first: Wake) -> io::Result<bool> {
        let (mut wake, mut changed) = (first, false);
        loop {
            match wake {
                Wake::Nothing => return Ok(changed),
                Wake::Gone => {
                    self.signals.end();
                    return Ok(false);
                }
                Wake::Resized => {
                    self.start_anew()?;
                    changed = true;
                }
                Wake::Signal => {}
                Wake::Inputs(inputs) => {
                    for input in inputs {
                        changed |= self.take(input)?;
                        if self.app.is_leaving() {
                            return Ok(changed);
                        }
                    }
                }
            }
            if self.signals.has_ended() {
                return Ok(changed);
            }
            wake = self.source.wait(Duration::ZERO)?;
        }
    }

    fn take(&mut self, input: Input) -> io::Result<bool> {
        // What is pasted or typed ahead for other cells: text, and the keys between its lines.
        let is_line =
            matches!(input, Input::Text(_) | Input::Key(Key::Char(_) | Key::Backspace | Key::Tab | Key::Enter));
        if is_line && self.burst.takes(Instant::now()) {
            self.app.tell_skipped();
            return Ok(true);
        }
        match input {
            Input::Key(key) => {
                if self.app.screen().0.command(key) == Some(Command::Redraw) {
                    self.start_anew()?;
                }
                self.app.press(key);
            }
            Input::Text(text) => self.app.insert(&text),
            Input::Click(x, y) => {
                let size = self.screen.get_frame().area();
                mouse::click(&mut self.app, (x, y), (size.width, size.height));
            }
            Input::Wheel { down } => mouse::wheel(&mut self.app, down),
            Input::Unread(_) => return Ok(false),
        }
        if self.app.take_stayed() {
            self.burst.begin(Instant::now());
        }
        if let Some(text) = self.app.take_copied() {
            self.screen.backend_mut().write_all(clipboard::sequence(&text).as_bytes())?;
        }
        if self.app.take_suspended() {
            self.suspend()?;
        }
        Ok(true)
    }

    /// To the shell beneath, and back when it says so. Without one nothing stops, and that is said.
    fn suspend(&mut self) -> io::Result<()> {
        self.app.keep_drafts();
        restore()?;
        if self.signals.stop()? {
            return self.come_back();
        }
        self.come_back()?;
        self.app.no_shell();
        Ok(())
    }

    /// The screen again after something else had the terminal.
    fn come_back(&mut self) -> io::Result<()> {
        disable_raw_mode()?;
        enter(self.manner)?;
        self.source.reset();
        self.start_anew()
    }

    /// An empty screen of the window's size. `Terminal::clear` would ask the terminal where its cursor stands and give
    /// up where the answer does not come within two seconds.
    fn start_anew(&mut self) -> io::Result<()> {
        let (columns, rows) = crossterm::terminal::size()?;
        self.screen.resize(clamped(columns, rows))
    }

    fn draw(&mut self) -> io::Result<()> {
        let (panes, book) = self.app.screen();
        self.screen.draw(|frame| {
            frame::draw(panes, book, frame);
            self.manner.apply(frame.buffer_mut());
        })?;
        self.screen.backend_mut().flush()
    }
}

fn clamped(columns: u16, rows: u16) -> Rect {
    Rect::new(0, 0, columns.clamp(1, LARGEST.0), rows.clamp(1, LARGEST.1))
}
