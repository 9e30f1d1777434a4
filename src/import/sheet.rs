//! Reading of a sheet (CSV) with named columns, row by row with its line: what the sheets of figures and of steps share.
//! Must not depend on what the cells mean.

use std::collections::HashMap;

use crate::domain::text::{TITLE_MAX, TextError, validate_line, validate_text};

/// Maximum number of rows in a sheet.
pub const ROWS_MAX: usize = 20_000;
/// Maximum size of a file in bytes.
pub const BYTES_MAX: u64 = 50 * 1024 * 1024;

/// Reason why a file is no such sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetError {
    /// Not UTF-8.
    NotUtf8,
    /// Not CSV, in the parser's words.
    NotCsv(String),
    /// A quotation mark that opens in this line and is never closed: it would swallow all following rows.
    UnclosedQuote(u64),
    /// A required column is missing.
    MissingColumn(&'static str),
    /// An unknown heading.
    UnknownColumn(String),
    /// A duplicate heading.
    DuplicateColumn(String),
    /// More than [`ROWS_MAX`] rows.
    TooManyRows,
}

/// Columns of a kind of sheet.
pub struct SheetFormat {
    /// Every column, in any order.
    pub columns: &'static [&'static str],
    /// Those without which a file is no such sheet.
    pub required: &'static [&'static str],
    /// Columns whose texts may have several lines, with their maximum number of characters.
    pub long_texts: &'static [(&'static str, usize)],
}

/// Reason why the cells of a row cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellError {
    /// More cells than headings.
    TooManyCells,
    /// An invalid text, and its column.
    InvalidText(&'static str, TextError),
}

/// The cells of a row.
pub struct RawRow {
    /// Line in the file, from 1.
    pub line: u64,
    /// Its cells, or why they cannot be read.
    pub cells: Result<RowCells, CellError>,
}

/// Reads the rows of a sheet: `,` or `;` as separator, an optional byte order mark, an optional apostrophe before
/// texts. Blank rows are skipped.
pub fn read_rows(bytes: &[u8], format: &SheetFormat) -> Result<Vec<RawRow>, SheetError> {
    let text = std::str::from_utf8(bytes).map_err(|_| SheetError::NotUtf8)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains(';') { b';' } else { b',' };
    if let Some(line) = find_unclosed_quote(text, delimiter) {
        return Err(SheetError::UnclosedQuote(line));
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let head = reader
        .headers()
        .map_err(|error| SheetError::NotCsv(error.to_string()))?;
    let columns = find_columns(head, format)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| SheetError::NotCsv(error.to_string()))?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == ROWS_MAX {
            return Err(SheetError::TooManyRows);
        }
        rows.push(RawRow {
            line: line_of(text, &record),
            cells: RowCells::read(&columns, &record, format),
        });
    }
    Ok(rows)
}

/// Line of a quotation mark that does not close its cell: the text ends within it, or continues after it. A cell is
/// quoted if it begins with a mark; two marks within it are one.
fn find_unclosed_quote(text: &str, delimiter: u8) -> Option<u64> {
    let (mut line, mut begins, mut opened, mut closed) = (1, true, None, None);
    for byte in text.bytes() {
        let ends = byte == delimiter || byte == b'\n' || byte == b'\r';
        match (byte, opened, closed.take()) {
            // A doubled mark closes and opens again.
            (b'"', Some(from), _) => (opened, closed) = (None, Some(from)),
            (b'"', None, Some(from)) => opened = Some(from),
            (_, None, Some(from)) if !ends => return Some(from),
            (b'"', None, None) if begins => opened = Some(line),
            (_, Some(_), _) => {}
            (_, None, _) => begins = ends,
        }
        line += u64::from(byte == b'\n');
    }
    opened
}

/// Line of a record; the parser's position does not count blank lines skipped before it.
fn line_of(text: &str, record: &csv::StringRecord) -> u64 {
    let Some(position) = record.position() else {
        return 0;
    };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
    position.line() + blank.filter(|byte| **byte == b'\n').count() as u64
}

/// Column names in the order of the headings.
fn find_columns(
    head: &csv::StringRecord,
    format: &SheetFormat,
) -> Result<Vec<&'static str>, SheetError> {
    let mut found: Vec<&'static str> = Vec::new();
    for name in head {
        let name = strip_text_marker(name.trim()).to_lowercase();
        let known = format.columns.iter().find(|column| **column == name);
        match known {
            None => return Err(SheetError::UnknownColumn(name)),
            Some(column) if found.contains(column) => {
                return Err(SheetError::DuplicateColumn(name));
            }
            Some(column) => found.push(column),
        }
    }
    match format
        .required
        .iter()
        .find(|needed| !found.contains(needed))
    {
        Some(missing) => Err(SheetError::MissingColumn(missing)),
        None => Ok(found),
    }
}

/// The cell without the apostrophe by which spreadsheets mark texts.
fn strip_text_marker(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// Validated cells of one row by column.
#[derive(Debug)]
pub struct RowCells(HashMap<&'static str, String>);

impl RowCells {
    fn read(
        columns: &[&'static str],
        record: &csv::StringRecord,
        format: &SheetFormat,
    ) -> Result<Self, CellError> {
        if record
            .iter()
            .skip(columns.len())
            .any(|cell| !cell.trim().is_empty())
        {
            return Err(CellError::TooManyCells);
        }
        let mut cells = HashMap::new();
        for (&column, cell) in columns.iter().zip(record) {
            let cell = strip_text_marker(cell);
            let long = format.long_texts.iter().find(|(name, _)| *name == column);
            let gated = match long {
                Some((_, maximum)) => validate_text(cell, *maximum),
                None => validate_line(cell.trim(), TITLE_MAX),
            };
            cells.insert(
                column,
                gated.map_err(|error| CellError::InvalidText(column, error))?,
            );
        }
        Ok(Self(cells))
    }

    /// Text of a cell; empty if the sheet has no such column.
    pub fn get(&self, column: &str) -> &str {
        self.0.get(column).map_or("", String::as_str)
    }

    /// Text of a cell that is not empty.
    pub fn optional(&self, column: &str) -> Option<String> {
        Some(self.get(column).to_owned()).filter(|text| !text.is_empty())
    }
}
