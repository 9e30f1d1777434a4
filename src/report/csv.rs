//! CSV output: plain for scripts, or escaped for spreadsheets. Must not depend on figures: cells are text already.

use std::io::{self, Write};

use super::ListRow;
use super::value::DataValue;
use crate::domain::text::sanitize_output;

/// Style of CSV output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CsvStyle {
    /// `,` as separator, plain UTF-8: for scripts.
    Plain,
    /// Byte order mark, `;` as separator, and an apostrophe before texts that a spreadsheet would take for a formula.
    Spreadsheet,
}

/// Byte order mark of a file for spreadsheets.
const BOM: &str = "\u{feff}";

/// Writes headings and rows. Lists within a cell are separated by ` | `, named parts written `name=value`.
pub fn write<R: ListRow>(out: &mut dyn Write, rows: &[R], style: CsvStyle) -> io::Result<()> {
    write_data(out, R::KEYS, rows.iter().map(super::values_of), style)
}

/// Writes rows while they are read.
pub fn write_each<R: ListRow, E: From<io::Error>>(
    out: &mut dyn Write,
    style: CsvStyle,
    read: impl FnOnce(&mut dyn FnMut(&R) -> io::Result<()>) -> Result<(), E>,
) -> Result<(), E> {
    write_data_each(out, R::KEYS, style, |emit| {
        read(&mut |row| emit(super::values_of(row)))
    })
}

/// Writes the keys as headings, and rows with a value per key.
pub fn write_data(
    out: &mut dyn Write,
    keys: &[&str],
    rows: impl IntoIterator<Item = Vec<DataValue>>,
    style: CsvStyle,
) -> io::Result<()> {
    write_data_each(out, keys, style, |emit| rows.into_iter().try_for_each(emit))
}

/// Writes the keys as headings, and the rows that `read` emits.
pub fn write_data_each<E: From<io::Error>>(
    out: &mut dyn Write,
    keys: &[&str],
    style: CsvStyle,
    read: impl FnOnce(&mut dyn FnMut(Vec<DataValue>) -> io::Result<()>) -> Result<(), E>,
) -> Result<(), E> {
    if style == CsvStyle::Spreadsheet {
        out.write_all(BOM.as_bytes())?;
    }
    let delimiter = if style == CsvStyle::Spreadsheet {
        b';'
    } else {
        b','
    };
    let mut writer = ::csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(out);
    writer.write_record(keys).map_err(output_error)?;
    read(&mut |row| {
        let cells = row.iter().map(|value| format_value(value, style));
        writer.write_record(cells).map_err(output_error)
    })?;
    Ok(writer.flush()?)
}

/// The error of the output itself: a closed pipe is known by its kind.
fn output_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell in a style; numbers need no escaping.
fn format_value(value: &DataValue, style: CsvStyle) -> String {
    match (style, value) {
        (CsvStyle::Plain, _) | (CsvStyle::Spreadsheet, DataValue::Number(_)) => {
            format_compact(value)
        }
        (CsvStyle::Spreadsheet, _) => escape_formula(format_compact(value)),
    }
}

/// A value as the text of one cell; named parts are in the order of their names.
pub(super) fn format_compact(value: &DataValue) -> String {
    match value {
        DataValue::Null => String::new(),
        DataValue::Text(text) => sanitize_output(text).into_owned(),
        DataValue::Bool(on) => on.to_string(),
        DataValue::Number(number) => number.to_string(),
        DataValue::List(items) => items
            .iter()
            .map(format_compact)
            .collect::<Vec<_>>()
            .join(" | "),
        DataValue::Parts(parts) => {
            let mut known: Vec<_> = parts
                .iter()
                .filter(|(_, part)| *part != DataValue::Null)
                .collect();
            known.sort_by_key(|(key, _)| key);
            known
                .into_iter()
                .map(|(key, part)| format!("{key}={}", format_compact(part)))
                .collect::<Vec<_>>()
                .join(" ")
        }
    }
}

/// Prefixes an apostrophe to a text that begins like a formula, with a control character, or with an apostrophe of
/// its own (so that removing one restores the text).
fn escape_formula(cell: String) -> String {
    let risky = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\'') || c.is_control();
    if cell.starts_with(risky) {
        format!("'{cell}")
    } else {
        cell
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list_row;

    list_row! {
        /// A row for tests.
        pub struct Sample {
            /// A text.
            pub name: String,
            /// Parts.
            pub parts: Vec<u8>,
            /// An absent value.
            pub none: Option<String>,
        }
    }

    fn sheet(name: &str, style: CsvStyle) -> String {
        let mut out = Vec::new();
        write(
            &mut out,
            &[Sample {
                name: name.into(),
                parts: vec![1, 2],
                none: None,
            }],
            style,
        )
        .unwrap();
        String::from_utf8(out).unwrap()
    }

    /// An output that nobody reads.
    struct ClosedPipe;

    impl Write for ClosedPipe {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_closed_pipe_is_known_as_one() {
        let row = || Sample {
            name: "n".repeat(100),
            parts: Vec::new(),
            none: None,
        };
        let rows: Vec<Sample> = (0..1000).map(|_| row()).collect();
        let error = write(&mut ClosedPipe, &rows, CsvStyle::Plain).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn plain_and_guarded() {
        assert_eq!(
            sheet("=1+2", CsvStyle::Plain),
            "name,parts,none\n=1+2,1 | 2,\n"
        );
        assert_eq!(
            sheet("=1+2", CsvStyle::Spreadsheet),
            "\u{feff}name;parts;none\n'=1+2;1 | 2;\n"
        );
        assert_eq!(
            sheet("a;b", CsvStyle::Spreadsheet),
            "\u{feff}name;parts;none\n\"a;b\";1 | 2;\n"
        );
    }
}
