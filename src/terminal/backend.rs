//! Output backend that sends frames in few bytes: short moves of the cursor, only what changes of colours and attributes,
//! erasing in place of blanks, scrolling where rows have moved. Must not depend on what is drawn.
//!
//! [`encoder`] is the core: the screen as it is and as it should be → bytes. [`CompactBackend`] keeps both screens and
//! writes the bytes. They rely on a VT102 and on nothing newer, on which the Linux console, tmux, screen and PuTTY agree:
//! rows are moved by `IL` and `DL` inside a scroll region, nothing is repeated by `REP`, and cells are erased with the
//! default background only. A frame begins with an absolute position, so that what another program wrote to the terminal
//! displaces one frame only. Where the cursor is after the last column, or after characters of which terminals disagree
//! how wide they are, is not relied on.

mod encoder;
mod moves;
mod pen;
mod screen;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use encoder::{Encoder, State};
use moves::{Place, Way};
use pen::Pen;
use screen::{Clusters, Glyph, ScreenCell, TerminalScreen, replace_cells};

/// Output backend of the terminal interface.
#[derive(Debug)]
pub struct CompactBackend<W: Write> {
    writer: W,
    shown: TerminalScreen,
    wanted: TerminalScreen,
    clusters: Clusters,
    /// State after the last bytes; the cursor's place holds until the end of a frame.
    state: State,
    cursor: Cursor,
}

/// The cursor as it was asked for, and as the terminal shows it, as far as known.
#[derive(Clone, Copy, Debug, Default)]
struct Cursor {
    position: Position,
    is_visible: bool,
    was_visible: Option<bool>,
    was_at: Option<Position>,
}

impl<W: Write> CompactBackend<W> {
    /// Creates a backend for a blank terminal.
    pub fn new(writer: W, size: Size) -> Self {
        let blank = TerminalScreen::filled(size, ScreenCell::BLANK);
        Self {
            writer,
            shown: blank.clone(),
            wanted: blank,
            clusters: Clusters::default(),
            state: State::default(),
            cursor: Cursor::default(),
        }
    }

    /// Forgets what the terminal shows, of which the size may have changed.
    pub fn forget(&mut self, size: Size) {
        self.shown = TerminalScreen::filled(size, ScreenCell::UNKNOWN);
        self.wanted = TerminalScreen::filled(size, ScreenCell::BLANK);
        self.state = State::default();
        (self.cursor.was_visible, self.cursor.was_at) = (None, None);
    }

    /// Notes a cell of the next frame.
    fn put(&mut self, (x, y): (u16, u16), cell: &Cell) {
        let (x, width) = (usize::from(x), usize::from(cell.cell_width()));
        let row = self.wanted.row_mut(y);
        // The right half of a wide character is drawn with it.
        if row.get(x).is_none_or(|old| old.glyph == Glyph::RIGHT_HALF) {
            return;
        }
        let pen = Pen {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        };
        let has_room = (1..=row.len() - x).contains(&width);
        let glyph = Some(cell.symbol()).filter(|_| has_room);
        let glyph = glyph.map_or(Glyph::BLANK, |text| self.clusters.glyph(text));
        let half = ScreenCell {
            glyph: Glyph::RIGHT_HALF,
            pen,
        };
        let end = if glyph == Glyph::BLANK && pen.writes_plain_blanks() {
            replace_cells(row, x, &[ScreenCell::BLANK]);
            x + 1
        } else if glyph == Glyph::BLANK || width == 1 {
            replace_cells(row, x, &[ScreenCell { glyph, pen }]);
            x + 1
        } else {
            let mut cells = vec![half; width];
            cells[0].glyph = glyph;
            replace_cells(row, x, &cells);
            x + width
        };
        // What is left of a wide character is a blank.
        for rest in row.iter_mut().skip(end) {
            if rest.glyph != Glyph::UNKNOWN {
                break;
            }
            *rest = ScreenCell::BLANK;
        }
    }
}

impl<W: Write> Write for CompactBackend<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl<W: Write> Backend for CompactBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        self.clusters
            .drop_unused([&mut self.shown, &mut self.wanted]);
        for (x, y, cell) in content {
            self.put((x, y), cell);
        }
        if self.shown == self.wanted {
            return Ok(());
        }
        let mut encoder = Encoder::new(&self.clusters, self.wanted.size, self.state);
        encoder.encode_frame(&mut self.shown, &self.wanted);
        self.writer.write_all(encoder.out.as_bytes())?;
        (self.state, self.cursor.was_at) = (encoder.state, None);
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor.is_visible = false;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor.is_visible = true;
        Ok(())
    }

    /// The position that was asked for: the terminal is asked nothing.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.position)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.cursor.position = position.into();
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let (Position { x, y }, size) = (self.cursor.position, self.wanted.size);
        let at = usize::from(y) * usize::from(size.width) + usize::from(x);
        let row = usize::from(y) * usize::from(size.width);
        let row_end = row + usize::from(size.width);
        let (code, cells) = match clear_type {
            ClearType::All => ("2J", 0..self.wanted.cells.len()),
            ClearType::AfterCursor => ("J", at..self.wanted.cells.len()),
            ClearType::BeforeCursor => ("1J", 0..at + 1),
            ClearType::CurrentLine => ("2K", row..row_end),
            ClearType::UntilNewLine => ("K", at..row_end),
        };
        let mut out = "\x1b[m".to_owned();
        Way::Absolute(x, y).push(&mut out);
        write!(self.writer, "{out}\x1b[{code}")?;
        for screen in [&mut self.shown, &mut self.wanted] {
            if let Some(cells) = screen.cells.get_mut(cells.clone()) {
                cells.fill(ScreenCell::BLANK);
            }
        }
        self.state = State {
            pen: Some(Pen::default()),
            ..State::default()
        };
        self.cursor.was_at = None;
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.wanted.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.wanted.size,
            pixels: Size::default(),
        })
    }

    /// Sends what was drawn, and the cursor if it is seen elsewhere or otherwise than before.
    fn flush(&mut self) -> io::Result<()> {
        let Cursor {
            position,
            is_visible,
            ..
        } = self.cursor;
        if is_visible && self.cursor.was_at != Some(position) {
            let mut encoder = Encoder::new(&self.clusters, self.wanted.size, self.state);
            encoder.place_cursor((position.x, position.y), &self.shown);
            self.writer.write_all(encoder.out.as_bytes())?;
            self.cursor.was_at = Some(position);
        }
        // Another program may write before the next frame.
        self.state.place = Place::default();
        if self.cursor.was_visible != Some(is_visible) {
            let end = if is_visible { 'h' } else { 'l' };
            write!(self.writer, "\x1b[?25{end}")?;
            self.cursor.was_visible = Some(is_visible);
        }
        self.writer.flush()
    }
}
