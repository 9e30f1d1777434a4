//! Text tables aligned by display width. Must not depend on particular lists, the language, or the terminal except its
//! width.

use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::text::sanitize_line;

/// Tone of a cell, shown as a colour if enabled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellTone {
    /// No colour.
    #[default]
    Plain,
    /// Good.
    Good,
    /// Warning.
    Warn,
    /// Wrong or overdue.
    Bad,
    /// Not relevant now.
    Dim,
    /// What the row is about.
    Strong,
}

impl CellTone {
    /// The text enclosed in colour escape sequences.
    pub fn paint(self, text: &str) -> String {
        let code = match self {
            CellTone::Plain => return text.to_owned(),
            CellTone::Good => "32",
            CellTone::Warn => "33",
            CellTone::Bad => "31",
            CellTone::Dim => "2",
            CellTone::Strong => "1",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }
}

/// A cell of a text table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextCell {
    text: String,
    tone: CellTone,
    right_aligned: bool,
    truncatable: bool,
    drop_rank: u8,
}

impl TextCell {
    /// Sets the tone.
    #[must_use]
    pub fn tone(mut self, tone: CellTone) -> Self {
        self.tone = tone;
        self
    }

    /// Allows truncation of the column if space is short, for names and sentences. Codes, days and numbers are not.
    #[must_use]
    pub fn truncatable(mut self) -> Self {
        self.truncatable = true;
        self
    }

    /// Allows dropping the column if space is short, the highest rank first; 0 is never dropped.
    #[must_use]
    pub fn drop_rank(mut self, rank: u8) -> Self {
        self.drop_rank = rank;
        self
    }

    /// Aligns a number or a day to the right.
    #[must_use]
    pub fn right_aligned(mut self) -> Self {
        self.right_aligned = true;
        self
    }
}

impl<T: AsRef<str>> From<T> for TextCell {
    fn from(text: T) -> Self {
        Self {
            text: sanitize_line(text.as_ref()).0,
            ..Self::default()
        }
    }
}

/// Width and colours of table output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableOutput {
    /// Columns of the terminal; `None` for a file or pipe, where nothing is truncated.
    pub width: Option<usize>,
    /// `true` if colours are on.
    pub color: bool,
}

const COLUMN_GAP: usize = 2;
const MIN_WIDTH: usize = 8;
/// Minimum width to which long columns are truncated before a minor column is dropped.
const READABLE_WIDTH: usize = 16;

/// Layout of a column: its width (`None` if dropped), and how it may shrink.
struct ColumnLayout {
    width: Option<usize>,
    truncatable: bool,
    drop_rank: u8,
}

/// Writes headings and rows, each column as wide as its widest cell. If space is short, long columns are truncated
/// with `…`, then minor ones dropped, then all others truncated: no line is wider than the output.
pub fn draw(
    out: &mut dyn Write,
    headings: &[&str],
    rows: &[Vec<TextCell>],
    output: TableOutput,
) -> io::Result<()> {
    let headings: Vec<TextCell> = headings
        .iter()
        .map(|head| TextCell::from(head).tone(CellTone::Dim))
        .collect();
    let mut columns: Vec<ColumnLayout> = (0..headings.len())
        .map(|place| measure_column(&headings, rows, place))
        .collect();
    if let Some(limit) = output.width {
        drop_columns(&mut columns, limit);
        shrink_columns(&mut columns, limit);
    }
    for row in std::iter::once(&headings).chain(rows) {
        draw_row(out, row, &columns, output.color)?;
    }
    Ok(())
}

fn measure_column(headings: &[TextCell], rows: &[Vec<TextCell>], place: usize) -> ColumnLayout {
    let cells = || rows.iter().filter_map(|row| row.get(place));
    let width = cells()
        .chain(headings.get(place))
        .map(|cell| cell.text.width())
        .max();
    ColumnLayout {
        width,
        truncatable: cells().any(|cell| cell.truncatable),
        drop_rank: cells().map(|cell| cell.drop_rank).max().unwrap_or(0),
    }
}

/// Width of a row if long columns are truncated to a width.
fn total_width(columns: &[ColumnLayout], long: usize) -> usize {
    let shown = columns.iter().filter_map(|column| {
        column.width.map(|width| {
            if column.truncatable {
                width.min(long)
            } else {
                width
            }
        })
    });
    let (count, sum) = shown.fold((0, 0), |(count, sum), width| (count + 1, sum + width));
    sum + COLUMN_GAP * usize::saturating_sub(count, 1)
}

/// Drops minor columns, the highest rank first, until the row can fit.
fn drop_columns(columns: &mut [ColumnLayout], limit: usize) {
    while total_width(columns, READABLE_WIDTH) > limit {
        let shown = columns
            .iter_mut()
            .filter(|column| column.drop_rank > 0 && column.width.is_some());
        match shown.max_by_key(|column| column.drop_rank) {
            Some(column) => column.width = None,
            None => return,
        }
    }
}

/// Shrinks the widest long column until the row fits; when all are at their minimum, the widest of all columns;
/// finally drops the last column.
fn shrink_columns(columns: &mut [ColumnLayout], limit: usize) {
    while total_width(columns, usize::MAX) > limit {
        let is_wide =
            |column: &&mut ColumnLayout| column.width.is_some_and(|width| width > MIN_WIDTH);
        let wide_long = columns
            .iter_mut()
            .filter(|column| column.truncatable)
            .filter(is_wide)
            .max_by_key(|c| c.width);
        let widest = match wide_long {
            Some(column) => Some(column),
            None => columns
                .iter_mut()
                .filter(is_wide)
                .max_by_key(|column| column.width),
        };
        if let Some(ColumnLayout {
            width: Some(width), ..
        }) = widest
        {
            *width -= 1;
            continue;
        }
        let shown = columns
            .iter()
            .filter(|column| column.width.is_some())
            .count();
        let Some(last) = columns
            .iter_mut()
            .rev()
            .find(|column| column.width.is_some())
        else {
            return;
        };
        last.width = if shown > 1 {
            None
        } else {
            last.width.map(|width| width.min(limit.max(1)))
        };
        if shown == 1 {
            return;
        }
    }
}

fn draw_row(
    out: &mut dyn Write,
    row: &[TextCell],
    columns: &[ColumnLayout],
    color: bool,
) -> io::Result<()> {
    let mut line = String::new();
    let mut owed = 0;
    for (cell, column) in row.iter().zip(columns) {
        let Some(width) = column.width else { continue };
        let text = truncate(&cell.text, width);
        let free = width.saturating_sub(text.width());
        let (before, after) = if cell.right_aligned {
            (free, 0)
        } else {
            (0, free)
        };
        if text.is_empty() {
            owed += width + COLUMN_GAP;
        } else {
            line.extend(std::iter::repeat_n(' ', owed + before));
            line.push_str(&if color { cell.tone.paint(&text) } else { text });
            owed = after + COLUMN_GAP;
        }
    }
    writeln!(out, "{line}")
}

/// Truncates a text to a width, with `…`, by graphemes.
pub fn truncate(text: &str, width: usize) -> String {
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
            vec![
                TextCell::from("Chỉ tiêu một").truncatable(),
                TextCell::from("5").right_aligned(),
            ],
            vec![TextCell::from(""), TextCell::from("100").right_aligned()],
        ];
        let mut out = Vec::new();
        draw(
            &mut out,
            &["Tên", "Số"],
            &rows,
            TableOutput {
                width,
                color: false,
            },
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_align_by_width() {
        assert_eq!(
            drawn(None),
            "Tên           Số\nChỉ tiêu một    5\n              100\n"
        );
    }

    #[test]
    fn only_a_terminal_cuts() {
        assert_eq!(
            drawn(Some(14)),
            "Tên        Số\nChỉ tiêu…    5\n           100\n"
        );
        assert_eq!(truncate("Sở Y tế", 7), "Sở Y tế");
        assert_eq!(truncate("Sở Y tế", 4), "Sở …");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let row = |office: &str| {
            vec![
                TextCell::from("kg-tt-2030/r2"),
                TextCell::from("kg.an-bien").drop_rank(2),
                TextCell::from(office).truncatable(),
                TextCell::from("09/06/2022").drop_rank(1),
                TextCell::from("■ quá hạn"),
            ]
        };
        let rows = [row("UBND huyện An Biên"), row("Sở Y tế")];
        let drawn = |width| {
            let mut out = Vec::new();
            let headings = ["Quy định", "Mã", "Đơn vị", "Hết hạn", "Tình trạng"];
            draw(
                &mut out,
                &headings,
                &rows,
                TableOutput {
                    width: Some(width),
                    color: false,
                },
            )
            .unwrap();
            String::from_utf8(out).unwrap()
        };
        for width in 1..100 {
            assert!(
                drawn(width).lines().all(|line| line.width() <= width),
                "{width}: {}",
                drawn(width)
            );
        }
        assert!(
            drawn(67).contains("kg.an-bien") && drawn(67).contains("09/06/2022"),
            "only the name is cut"
        );
        assert!(
            !drawn(66).contains("kg.an-bien") && drawn(66).contains("09/06/2022"),
            "the highest rank goes first"
        );
        assert!(
            !drawn(40).contains("09/06/2022") && drawn(40).contains("quá hạn"),
            "what matters stays"
        );
    }
}
