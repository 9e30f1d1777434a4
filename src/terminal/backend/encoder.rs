//! The bytes that lead from one screen to another. Writes nothing itself.

use std::ops::Range;

use ratatui::layout::Size;

use super::moves::{Place, Way, push, push_sequence, sequence_len};
use super::pen::{Pen, pen_change};
use super::screen::{
    Clusters, Glyph, ScreenCell, Scroll, TerminalScreen, character_end, is_blank, replace_cells,
};

/// Bytes of a frame up to which no scrolling is tried: it costs about 20, and a second encoding.
const WORTH_SCROLLING: usize = 60;
/// Blanks at the end of a row up to which they are written: erasing takes as many bytes.
const SHORT_TAIL: usize = 3;
/// Unchanged cells that are written again in place of a move: a move takes as many bytes.
const SHORT_GAP: usize = 8;

/// State of the terminal while it is written to.
#[derive(Clone, Copy, Debug, Default)]
pub struct State {
    /// The cursor.
    pub place: Place,
    /// Colours and attributes of what is written next; unknown at first.
    pub pen: Option<Pen>,
}

/// Encoder of a frame.
#[derive(Debug)]
pub struct Encoder<'a> {
    clusters: &'a Clusters,
    size: Size,
    /// State after the bytes.
    pub state: State,
    /// The bytes.
    pub out: String,
}

impl<'a> Encoder<'a> {
    /// Creates an encoder for a screen's size.
    pub fn new(clusters: &'a Clusters, size: Size, state: State) -> Self {
        Self {
            clusters,
            size,
            state,
            out: String::new(),
        }
    }

    /// Encodes the way from one screen to another, directly or after moving rows, whichever is shorter; `shown` becomes
    /// what the terminal shows then.
    pub fn encode_frame(&mut self, shown: &mut TerminalScreen, wanted: &TerminalScreen) {
        let (start, mut moved) = (self.state, shown.clone());
        self.encode_rows(shown, wanted);
        if self.out.len() <= WORTH_SCROLLING {
            return;
        }
        let Some(scroll) = Scroll::find(&moved, wanted) else {
            return;
        };
        let (end, direct) = (self.state, std::mem::take(&mut self.out));
        self.state = start;
        self.encode_scroll(scroll);
        moved.scroll(scroll);
        self.encode_rows(&mut moved, wanted);
        if self.out.len() >= direct.len() {
            (self.state, self.out) = (end, direct);
        }
    }

    /// Puts the cursor on a cell.
    pub fn place_cursor(&mut self, (x, y): (u16, u16), shown: &TerminalScreen) {
        self.way((x, y), self.state.pen, shown.row(y))
            .push(&mut self.out);
        self.state.place = Place {
            row: Some(y),
            column: Some(x),
        };
    }

    fn encode_rows(&mut self, shown: &mut TerminalScreen, wanted: &TerminalScreen) {
        for y in 0..self.size.height {
            self.encode_row(y, shown.row_mut(y), wanted.row(y));
        }
    }

    /// Moves rows inside a scroll region; the rows that come in are blank.
    fn encode_scroll(&mut self, scroll: Scroll) {
        self.set_pen(self.blank_pen(None));
        let is_region = scroll.bottom + 1 < self.size.height;
        if is_region {
            let (top, bottom) = (scroll.top + 1, scroll.bottom + 1);
            push(&mut self.out, format_args!("\x1b[{top};{bottom}r"));
        }
        Way::Absolute(0, scroll.top).push(&mut self.out);
        push_sequence(
            &mut self.out,
            scroll.count,
            if scroll.is_up { 'M' } else { 'L' },
        );
        if is_region {
            self.out.push_str("\x1b[r");
        }
        self.state.place = Place::default();
    }

    /// Encodes a row: the changed cells only, or everything from the first changed cell on after erasing from there,
    /// whichever is shorter.
    fn encode_row(&mut self, y: u16, shown: &mut [ScreenCell], wanted: &[ScreenCell]) {
        let changed = shown.iter().zip(wanted).position(|(a, b)| a != b);
        let Some(mut first) = changed else {
            return;
        };
        while first > 0 && wanted[first].glyph == Glyph::RIGHT_HALF {
            first -= 1;
        }
        let (start, mark, mut erased) = (self.state, self.out.len(), shown.to_vec());
        self.encode_changes(y, shown, wanted);
        let (end, direct) = (self.state, self.out.split_off(mark));
        self.state = start;
        let next = wanted[first..].iter().find(|cell| !is_blank(cell));
        self.erase_to_end((first, y), next.map(|cell| cell.pen), &mut erased);
        self.encode_changes(y, &mut erased, wanted);
        if self.out.len() - mark >= direct.len() {
            self.out.truncate(mark);
            self.out.push_str(&direct);
            self.state = end;
        }
        shown.copy_from_slice(wanted);
    }

    /// Writes the changed cells of a row, from left to right.
    fn encode_changes(&mut self, y: u16, shown: &mut [ScreenCell], wanted: &[ScreenCell]) {
        let mut x = 0;
        while x < wanted.len() {
            let end = character_end(wanted, x);
            if shown[x..end] == wanted[x..end] {
                x = end;
                continue;
            }
            let blanks = wanted[x..].iter().take_while(|cell| is_blank(cell)).count();
            if blanks > 0 {
                self.encode_blanks(y, x..x + blanks, shown, wanted);
                x += blanks;
            } else {
                self.write_character(y, x..end, shown, wanted);
                x = end;
            }
        }
    }

    /// Writes or erases blanks, of which the first is changed.
    fn encode_blanks(
        &mut self,
        y: u16,
        run: Range<usize>,
        shown: &mut [ScreenCell],
        wanted: &[ScreenCell],
    ) {
        let differs = |x: &usize| shown[*x] != wanted[*x];
        let last = run.clone().rev().find(differs).unwrap_or(run.start);
        let count = last + 1 - run.start;
        let is_tail = run.end == wanted.len();
        // The last cell of the screen is not written to.
        if is_tail && (count > SHORT_TAIL || y + 1 == self.size.height) {
            self.erase_to_end((run.start, y), None, shown);
            return;
        }
        let next = (run.end..wanted.len()).find(differs);
        let pen = self.blank_pen(next.map(|next| wanted[next].pen));
        self.go_to((run.start, y), pen, shown);
        let ahead = |from: usize| next.map_or(0, |next| sequence_len(to_u16(next - from)));
        let erasing = sequence_len(to_u16(count)) + ahead(run.start);
        if erasing < count + ahead(last + 1) {
            push_sequence(&mut self.out, to_u16(count), 'X');
        } else {
            self.out.extend((0..count).map(|_| ' '));
            self.advance(last + 1);
        }
        replace_cells(shown, run.start, &wanted[run.start..=last]);
    }

    /// Erases a row from a cell on; `next` is the pen that is needed after it.
    fn erase_to_end(&mut self, at: (usize, u16), next: Option<Pen>, shown: &mut [ScreenCell]) {
        self.go_to(at, self.blank_pen(next), shown);
        self.out.push_str("\x1b[K");
        let blanks = vec![ScreenCell::BLANK; shown.len() - at.0];
        replace_cells(shown, at.0, &blanks);
    }

    /// A pen that writes and erases to plain blanks: the current one, else the next one, else the current one without
    /// what would show.
    fn blank_pen(&self, next: Option<Pen>) -> Pen {
        let known = [self.state.pen, next].into_iter().flatten();
        let plain = known.clone().find(|pen| pen.writes_plain_blanks());
        plain
            .or(known.map(Pen::for_blanks).next())
            .unwrap_or_default()
    }

    /// Writes one character.
    fn write_character(
        &mut self,
        y: u16,
        cells: Range<usize>,
        shown: &mut [ScreenCell],
        wanted: &[ScreenCell],
    ) {
        let character = wanted[cells.start];
        self.go_to((cells.start, y), character.pen, shown);
        // A terminal that wraps as soon as a row is full would scroll.
        let is_last = y + 1 == self.size.height && cells.end == wanted.len();
        if is_last {
            self.out.push_str("\x1b[?7l");
        }
        self.clusters.push_text(character.glyph, &mut self.out);
        if is_last {
            self.out.push_str("\x1b[?7h");
        }
        replace_cells(shown, cells.start, &wanted[cells.clone()]);
        self.advance(cells.end);
        if cells.len() > 1 || character.glyph.is_cluster() {
            self.state.place.column = None;
        }
    }

    /// Notes the column after writing.
    fn advance(&mut self, x: usize) {
        self.state.place.column = Some(to_u16(x)).filter(|column| *column < self.size.width);
    }

    /// Goes to a cell and changes the pen, in the order that needs fewer bytes: on the way cells may be written again.
    fn go_to(&mut self, (x, y): (usize, u16), pen: Pen, shown: &[ScreenCell]) {
        let x = to_u16(x);
        let goal = Place {
            row: Some(y),
            column: Some(x),
        };
        if self.state.place != goal {
            let first = self.way((x, y), self.state.pen, shown);
            let then = self.way((x, y), Some(pen), shown);
            if then.len() < first.len() {
                self.set_pen(pen);
                then.push(&mut self.out);
            } else {
                first.push(&mut self.out);
            }
        }
        self.set_pen(pen);
        self.state.place = goal;
    }

    fn set_pen(&mut self, pen: Pen) {
        if self.state.pen != Some(pen) {
            pen_change(self.state.pen, pen, &mut self.out);
            self.state.pen = Some(pen);
        }
    }

    /// The shortest way of the cursor to a cell of a row, of which `shown` is what the terminal shows.
    fn way(&self, goal: (u16, u16), pen: Option<Pen>, shown: &[ScreenCell]) -> Way {
        Way::shortest(self.state.place, goal, |from| {
            self.rewritten(from.into()..goal.0.into(), pen, shown)
        })
    }

    /// The text of cells, if they are few and this pen writes them as they are shown.
    fn rewritten(
        &self,
        cells: Range<usize>,
        pen: Option<Pen>,
        shown: &[ScreenCell],
    ) -> Option<String> {
        let pen = pen.filter(|_| cells.len() < SHORT_GAP)?;
        let is_cut = shown
            .get(cells.end)
            .is_some_and(|cell| cell.glyph == Glyph::RIGHT_HALF);
        let cells = shown.get(cells).filter(|_| !is_cut)?;
        let is_written = |cell: &ScreenCell| {
            if is_blank(cell) {
                pen.writes_plain_blanks()
            } else {
                cell.pen == pen && cell.glyph.is_character()
            }
        };
        let mut text = String::new();
        for cell in cells {
            if !is_written(cell) {
                return None;
            }
            self.clusters.push_text(cell.glyph, &mut text);
        }
        Some(text)
    }
}

fn to_u16(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
