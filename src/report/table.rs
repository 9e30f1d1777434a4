//! Aligned columns of text by display width. Knows no list in particular, no language, no terminal but its width.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::text::clean_line;

/// What a cell is about; its colour where colours are on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// No colour.
    #[default]
    Plain,
    /// As it should be.
    Good,
    /// Needs attention.
    Warn,
    /// Wrong or late.
    Bad,
    /// Not of interest now.
    Dim,
}

impl Tone {
    /// The text between the colour's sequences.
    pub fn paint(self, text: &str) -> String {
        let code = match self {
            Tone::Plain => return text.to_owned(),
            Tone::Good => "32",
            Tone::Warn => "33",
            Tone::Bad => "31",
            Tone::Dim => "2",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    text: String,
    tone: Tone,
    right: bool,
    long: bool,
    minor: u8,
}

impl Cell {
    /// The cell in a tone.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// A name or a sentence: its column may be cut where the paper is too narrow. Codes, days and numbers never are.
    #[must_use]
    pub fn long(mut self) -> Self {
        self.long = true;
        self
    }

    /// Of a column that is left out where the paper is too narrow, the highest rank first; 0 is never left out.
    #[must_use]
    pub fn minor(mut self, rank: u8) -> Self {
        self.minor = rank;
        self
    }

    /// A number or a day: stands at the right of its column.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.right = true;
        self
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: clean_line(text.as_ref()).0, ..Self::default() }
    }
}

/// Where and how a table is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paper {
    /// Columns of the terminal; none for a file or pipe, where nothing is cut.
    pub width: Option<usize>,
    /// Whether colours are on.
    pub color: bool,
}

const GAP: usize = 2;
const NARROWEST: usize = 8;
/// As narrow as long columns are made to spare a minor one.
const READABLE: usize = 16;

/// One column: its width (none where it is left out), and what may be done to make it fit.
struct Column {
    width: Option<usize>,
    long: bool,
    minor: u8,
}

/// Writes heads and rows, each column as wide as its widest cell. Where the paper is too narrow, long columns are cut
/// with `…`, then minor ones left out, then all others cut: no line is wider than the paper.
pub fn draw(out: &mut dyn Write, heads: &[&str], rows: &[Vec<Cell>], paper: Paper) -> io::Result<()> {
    let heads: Vec<Cell> = heads.iter().map(|head| Cell::from(head).tone(Tone::Dim)).collect();
    let mut columns: Vec<Column> = (0..heads.len()).map(|place| column(&heads, rows, place)).collect();
    if let Some(limit) = paper.width {
        leave_out(&mut columns, limit);
        narrow(&mut columns, limit);
    }
    for row in std::iter::once(&heads).chain(rows) {
        draw_row(out, row, &columns, paper.color)?;
    }
    Ok(())
}

fn column(heads: &[Cell], rows: &[Vec<Cell>], place: usize) -> Column {
    let cells = || rows.iter().filter_map(|row| row.get(place));
    let width = cells().chain(heads.get(place)).map(|cell| cell.text.width()).max();
    Column { width, long: cells().any(|cell| cell.long), minor: cells().map(|cell| cell.minor).max().unwrap_or(0) }
}

/// How wide a row is if long columns are cut to some width.
fn total(columns: &[Column], long: usize) -> usize {
    let shown =
        columns.iter().filter_map(|column| column.width.map(|width| if column.long { width.min(long) } else { width }));
    let (count, sum) = shown.fold((0, 0), |(count, sum), width| (count + 1, sum + width));
    sum + GAP * usize::saturating_sub(count, 1)
}

/// Leaves minor columns out, the highest rank first, until the row can fit.
fn leave_out(columns: &mut [Column], limit: usize) {
    while total(columns, READABLE) > limit {
        let shown = columns.iter_mut().filter(|column| column.minor > 0 && column.width.is_some());
        match shown.max_by_key(|column| column.minor) {
            Some(column) => column.width = None,
            None => return,
        }
    }
}

/// Takes from the widest long column until the row fits; where all of them are as narrow as they may be, from the
/// widest of all; where those are, too, the last column goes.
fn narrow(columns: &mut [Column], limit: usize) {
    while total(columns, usize::MAX) > limit {
        let is_wide = |column: &&mut Column| column.width.is_some_and(|width| width > NARROWEST);
        let wide_long = columns.iter_mut().filter(|column| column.long).filter(is_wide).max_by_key(|c| c.width);
        let widest = match wide_long {
            Some(column) => Some(column),
            None => columns.iter_mut().filter(is_wide).max_by_key(|column| column.width),
        };
        if let Some(Column { width: Some(width), .. }) = widest {
            *width -= 1;
            continue;
        }
        let shown = columns.iter().filter(|column| column.width.is_some()).count();
        let Some(last) = columns.iter_mut().rev().find(|column| column.width.is_some()) else { return };
        last.width = if shown > 1 { None } else { last.width.map(|width| width.min(limit.max(1))) };
        if shown == 1 {
            return;
        }
    }
}

fn draw_row(out: &mut dyn Write, row: &[Cell], columns: &[Column], color: bool) -> io::Result<()> {
    let mut line = String::new();
    let mut owed = 0;
    for (cell, column) in row.iter().zip(columns) {
        let Some(width) = column.width else { continue };
        let text = cut(&cell.text, width);
        let free = width.saturating_sub(text.width());
        let (before, after) = if cell.right { (free, 0) } else { (0, free) };
        if text.is_empty() {
            owed += width + GAP;
        } else {
            line.extend(std::iter::repeat_n(' ', owed + before));
            line.push_str(&if color { cell.tone.paint(&text) } else { text });
            owed = after + GAP;
        }
    }
    writeln!(out, "{line}")
}

/// The text if it fits, else its beginning with `…`, by graphemes.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for grapheme in text.graphemes(true) {
        if kept.width() + grapheme.width() + 1 > width {
            break;
        }
        kept.push_str(grapheme);
    }
    kept.push('…');
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: Option<usize>) -> String {
        let rows = vec![
            vec![Cell::from("Chỉ tiêu một").long(), Cell::from("5").right()],
            vec![Cell::from(""), Cell::from("100").right()],
        ];
        let mut out = Vec::new();
        draw(&mut out, &["Tên", "Số"], &rows, Paper { width, color: false }).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_align_by_width() {
        assert_eq!(drawn(None), "Tên           Số\nChỉ tiêu một    5\n              100\n");
    }

    #[test]
    fn only_a_terminal_cuts() {
        assert_eq!(drawn(Some(14)), "Tên        Số\nChỉ tiêu…    5\n           100\n");
        assert_eq!(cut("Sở Y tế", 7), "Sở Y tế");
        assert_eq!(cut("Sở Y tế", 4), "Sở …");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let row = |office: &str| {
            vec![
                Cell::from("kg-tt-2030/r2"),
                Cell::from("kg.an-bien").minor(2),
                Cell::from(office).long(),
                Cell::from("09/06/2022").minor(1),
                Cell::from("■ quá hạn"),
            ]
        };
        let rows = [row("UBND huyện An Biên"), row("Sở Y tế")];
        let drawn = |width| {
            let mut out = Vec::new();
            let heads = ["Quy định", "Mã", "Đơn vị", "Hết hạn", "Tình trạng"];
            draw(&mut out, &heads, &rows, Paper { width: Some(width), color: false }).unwrap();
            String::from_utf8(out).unwrap()
        };
        for width in 1..100 {
            assert!(drawn(width).lines().all(|line| line.width() <= width), "{width}: {}", drawn(width));
        }
        assert!(drawn(67).contains("kg.an-bien") && drawn(67).contains("09/06/2022"), "only the name is cut");
        assert!(!drawn(66).contains("kg.an-bien") && drawn(66).contains("09/06/2022"), "the highest rank goes first");
        assert!(!drawn(40).contains("09/06/2022") && drawn(40).contains("quá hạn"), "what matters stays");
    }
}
