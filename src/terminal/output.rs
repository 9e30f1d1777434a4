//! The terminal's output: the backend of this program, or ratatui's own where the environment asks for it. Must not
//! depend on what is drawn.

use std::io::{self, BufWriter, Stdout, Write};

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use super::backend::CompactBackend;

/// Bytes kept until they are written at once.
const BUFFER: usize = 16 * 1024;

/// Output backend.
#[derive(Debug)]
pub enum ScreenBackend {
    /// Few bytes.
    Compact(CompactBackend<BufWriter<Stdout>>),
    /// ratatui's own (`TIENDO_BACKEND=stock`), for a terminal that shows the other one wrongly.
    Stock(CrosstermBackend<BufWriter<Stdout>>),
}

impl ScreenBackend {
    /// Creates the backend for standard output.
    pub fn new(is_stock: bool, size: Size) -> Self {
        let writer = BufWriter::with_capacity(BUFFER, io::stdout());
        if is_stock {
            Self::Stock(CrosstermBackend::new(writer))
        } else {
            Self::Compact(CompactBackend::new(writer, size))
        }
    }

    /// Forgets what the terminal shows, of which the size may have changed.
    pub fn forget(&mut self, size: Size) {
        if let Self::Compact(backend) = self {
            backend.forget(size);
        }
    }
}

/// Calls a method of whichever backend it is.
macro_rules! delegate {
    ($self:ident, $backend:ident => $call:expr) => {
        match $self {
            Self::Compact($backend) => $call,
            Self::Stock($backend) => $call,
        }
    };
}

impl Write for ScreenBackend {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        delegate!(self, backend => backend.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        delegate!(self, backend => Write::flush(backend))
    }
}

impl Backend for ScreenBackend {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        delegate!(self, backend => backend.draw(content))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        delegate!(self, backend => backend.hide_cursor())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        delegate!(self, backend => backend.show_cursor())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        delegate!(self, backend => backend.get_cursor_position())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        delegate!(self, backend => backend.set_cursor_position(position))
    }

    fn clear(&mut self) -> io::Result<()> {
        delegate!(self, backend => backend.clear())
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        delegate!(self, backend => backend.clear_region(clear_type))
    }

    fn size(&self) -> io::Result<Size> {
        delegate!(self, backend => backend.size())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        delegate!(self, backend => backend.window_size())
    }

    fn flush(&mut self) -> io::Result<()> {
        delegate!(self, backend => Backend::flush(backend))
    }
}
