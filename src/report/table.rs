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

/// Writes heads and rows, each column as wide as its widest cell, cut with `…` only where the paper is too narrow.
pub fn draw(out: &mut dyn Write, heads: &[&str], rows: &[Vec<Cell>], paper: Paper) -> io::Result<()> {
    let heads: Vec<Cell> = heads.iter().map(|head| Cell::from(head).tone(Tone::Dim)).collect();
    let mut widths: Vec<usize> = heads.iter().map(|head| head.text.width()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.text.width());
        }
    }
    if let Some(limit) = paper.width {
        let long: Vec<bool> =
            (0..widths.len()).map(|n| rows.iter().any(|row| row.get(n).is_some_and(|c| c.long))).collect();
        narrow(&mut widths, &long, limit);
    }
    for row in std::iter::once(&heads).chain(rows) {
        draw_row(out, row, &widths, paper.color)?;
    }
    Ok(())
}

/// Takes columns from the widest long column until the row fits, or every long column is as narrow as it may be.
fn narrow(widths: &mut [usize], long: &[bool], limit: usize) {
    let gaps = GAP * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > limit {
        let widest = widths.iter_mut().zip(long).filter(|(_, long)| **long).map(|(width, _)| width).max();
        match widest {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => return,
        }
    }
}

fn draw_row(out: &mut dyn Write, row: &[Cell], widths: &[usize], color: bool) -> io::Result<()> {
    let mut line = String::new();
    let mut owed = 0;
    for (cell, &width) in row.iter().zip(widths) {
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
}
