//! The terminal: raw mode, alternate screen, keys in, cells out, and the way back whatever happens. Asks nothing of the
//! terminal before the first frame; sends nothing while nothing changes. Knows no pane.

mod clipboard;
pub mod first;
pub mod input;
mod watch;

use std::io::{self, BufWriter, Stdout, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use crossterm::cursor::Show;
use crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};

use crate::app::{App, Session};
use crate::cli::Run;
use crate::keys::Command;
use crate::panes::frame;
use crate::store::StoreError;
use input::{Input, Reader};

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
}

type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Runs until the person leaves, a signal comes, or the terminal is gone. `now` is the clock, for what is written.
pub fn run(run: Run, now: fn() -> DateTime<Utc>) -> Result<(), TerminalError> {
    let session = Session {
        actor: run.actor,
        today: run.today,
        lang: run.lang,
        theme: run.theme,
        keys: run.keys,
        demo: run.demo,
        now,
    };
    let mut app = App::new(run.store, session)?;
    if let Some(command) = run.open {
        app.update(command);
    }
    Ok(within(|ended| turn(&mut app, ended))?)
}

/// Raw mode and the alternate screen around a loop, and the way back whatever happens.
fn within(turn: impl FnOnce(&AtomicBool) -> io::Result<()>) -> io::Result<()> {
    // Otherwise crossterm sends a bare `CSI m` for each colour, which ends reverse video.
    crossterm::style::force_color_output(true);
    let ended = watch::signals()?;
    restore_on_panic();
    enter()?;
    let watch = watch::Watch::start(Arc::clone(&ended));
    let result = turn(&ended);
    watch.stop();
    let restored = restore();
    result?;
    restored
}

fn enter() -> io::Result<()> {
    enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste)
}

/// The terminal as it was.
fn restore() -> io::Result<()> {
    let screen = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
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

/// The loop: draw if something changed, wait for an event, hand it on.
fn turn(app: &mut App, ended: &AtomicBool) -> io::Result<()> {
    let mut screen = open_screen()?;
    let mut reader = Reader::default();
    draw(app, &mut screen)?;
    app.examine();
    let mut typed: Option<Instant> = None;
    while !app.is_leaving() && !ended.load(Ordering::Relaxed) {
        let wait = if typed.is_some() { QUIET } else { WAIT };
        let came = event::poll(wait)?;
        let changed = if came { take_all(app, &mut screen, &mut reader)? } else { app.look_around() };
        if changed && !app.is_leaving() {
            draw(app, &mut screen)?;
        }
        typed = app.has_new_drafts().then(|| typed.unwrap_or_else(Instant::now));
        if typed.is_some_and(|since| !came || since.elapsed() > WAIT) {
            app.keep_drafts();
            typed = None;
        }
    }
    app.keep_drafts();
    Ok(())
}

/// The whole terminal as cells.
fn open_screen() -> io::Result<Screen> {
    let (columns, rows) = crossterm::terminal::size()?;
    let options = TerminalOptions { viewport: Viewport::Fixed(clamped(columns, rows)) };
    let backend = CrosstermBackend::new(BufWriter::with_capacity(16 * 1024, io::stdout()));
    let mut screen = Terminal::with_options(backend, options)?;
    screen.backend_mut().flush()?;
    Ok(screen)
}

/// Every event that is there already, then one drawing: a burst of an input method, a held key on a slow line.
fn take_all(app: &mut App, screen: &mut Screen, reader: &mut Reader) -> io::Result<bool> {
    let mut changed = false;
    loop {
        changed |= take(app, screen, reader, &event::read()?)?;
        if app.is_leaving() || !event::poll(Duration::ZERO)? {
            return Ok(changed);
        }
    }
}

fn take(app: &mut App, screen: &mut Screen, reader: &mut Reader, event: &Event) -> io::Result<bool> {
    if let Event::Resize(columns, rows) = event {
        screen.resize(clamped(*columns, *rows))?;
        return Ok(true);
    }
    match reader.read(event, Instant::now(), app.is_typing()) {
        Some(Input::Key(key)) => {
            if app.screen().0.command(key) == Some(Command::Redraw) {
                screen.clear()?;
            }
            app.press(key);
            if let Some(text) = app.take_copied() {
                screen.backend_mut().write_all(clipboard::sequence(&text).as_bytes())?;
            }
        }
        Some(Input::Text(text)) => app.insert(&text),
        None => return Ok(false),
    }
    Ok(true)
}

fn clamped(columns: u16, rows: u16) -> Rect {
    Rect::new(0, 0, columns.clamp(1, LARGEST.0), rows.clamp(1, LARGEST.1))
}

fn draw(app: &App, screen: &mut Screen) -> io::Result<()> {
    let (panes, book) = app.screen();
    screen.draw(|area| frame::draw(panes, book, area))?;
    screen.backend_mut().flush()
}
