//! The shortest way of the cursor from one cell to another. Must not depend on what the cells show.

use std::fmt::Write as _;

/// Where the cursor is, as far as known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Row, from 0; unknown at the beginning of a frame.
    pub row: Option<u16>,
    /// Column, from 0; unknown behind the last column, and behind characters of which terminals disagree how wide they
    /// are.
    pub column: Option<u16>,
}

/// A way of the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// To a column and a row.
    Absolute(u16, u16),
    /// To a column of the same row.
    Column(u16),
    /// To a row, and from there to a column.
    Relative(Rows, Columns),
}

/// Part of a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Up in the same column.
    Up(u16),
    /// Down in the same column.
    Down(u16),
    /// To the first column, so many rows below. A line feed comes behind a carriage return only: some terminals add one.
    LineStart(u16),
}

/// Part of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Columns {
    /// To the left.
    Left(u16),
    /// To the left, by backspaces.
    Backspaces(u16),
    /// To the right.
    Right(u16),
    /// To the right, by writing what is there.
    Text(String),
}

impl Way {
    /// Finds the shortest way to a column and a row. `text` says what may be written from a column of the row up to the
    /// goal without changing it.
    pub fn shortest(from: Place, (x, y): (u16, u16), text: impl Fn(u16) -> Option<String>) -> Self {
        let mut best = Self::Absolute(x, y);
        let mut consider = |way: Self| {
            if way.len() < best.len() {
                best = way;
            }
        };
        if from.row == Some(y) {
            consider(Self::Column(x));
        }
        if let Some(rows) = from.row.and_then(|row| y.checked_sub(row)) {
            let start = Rows::LineStart(rows);
            consider(Self::Relative(start, Columns::Right(x)));
            if let Some(text) = text(0) {
                consider(Self::Relative(start, Columns::Text(text)));
            }
        }
        if let (Some(row), Some(column)) = (from.row, from.column) {
            let rows = if y < row {
                Rows::Up(row - y)
            } else {
                Rows::Down(y - row)
            };
            if x < column {
                consider(Self::Relative(rows, Columns::Backspaces(column - x)));
                consider(Self::Relative(rows, Columns::Left(column - x)));
            } else {
                consider(Self::Relative(rows, Columns::Right(x - column)));
                if let Some(text) = text(column) {
                    consider(Self::Relative(rows, Columns::Text(text)));
                }
            }
        }
        best
    }

    /// Number of bytes.
    pub fn len(&self) -> usize {
        match self {
            Self::Absolute(0, 0) => 3,
            Self::Absolute(0, y) => 3 + digits(y + 1),
            Self::Absolute(x, y) => 4 + digits(y + 1) + digits(x + 1),
            Self::Column(x) => 3 + digits(x + 1),
            Self::Relative(rows, columns) => {
                let rows = match rows {
                    Rows::Up(count) | Rows::Down(count) => sequence_len(*count),
                    Rows::LineStart(count) => 1 + usize::from(*count),
                };
                rows + match columns {
                    Columns::Left(count) | Columns::Right(count) => sequence_len(*count),
                    Columns::Backspaces(count) => usize::from(*count),
                    Columns::Text(text) => text.len(),
                }
            }
        }
    }

    /// Appends the bytes.
    pub fn push(&self, to: &mut String) {
        match self {
            Self::Absolute(0, 0) => to.push_str("\x1b[H"),
            Self::Absolute(0, y) => push(to, format_args!("\x1b[{}H", y + 1)),
            Self::Absolute(x, y) => push(to, format_args!("\x1b[{};{}H", y + 1, x + 1)),
            Self::Column(x) => push(to, format_args!("\x1b[{}G", x + 1)),
            Self::Relative(rows, columns) => {
                match rows {
                    Rows::Up(count) => push_sequence(to, *count, 'A'),
                    Rows::Down(count) => push_sequence(to, *count, 'B'),
                    Rows::LineStart(count) => {
                        to.push('\r');
                        to.extend((0..*count).map(|_| '\n'));
                    }
                }
                match columns {
                    Columns::Left(count) => push_sequence(to, *count, 'D'),
                    Columns::Backspaces(count) => to.extend((0..*count).map(|_| '\u{8}')),
                    Columns::Right(count) => push_sequence(to, *count, 'C'),
                    Columns::Text(text) => to.push_str(text),
                }
            }
        }
    }
}

/// Appends formatted text.
pub fn push(to: &mut String, text: std::fmt::Arguments) {
    // A string takes whatever is written to it.
    let _ = to.write_fmt(text);
}

/// Appends a control sequence with a count, which is left out if it is 1; nothing for 0.
pub fn push_sequence(to: &mut String, count: u16, end: char) {
    match count {
        0 => {}
        1 => push(to, format_args!("\x1b[{end}")),
        count => push(to, format_args!("\x1b[{count}{end}")),
    }
}

/// Number of bytes of a control sequence with a count.
pub fn sequence_len(count: u16) -> usize {
    match count {
        0 => 0,
        1 => 3,
        count => 3 + digits(count),
    }
}

fn digits(number: u16) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        1000..10_000 => 4,
        10_000.. => 5,
    }
}
