//! CSV output: plain for scripts, or escaped for spreadsheets. Must not depend on figures: cells are text already.

use std::io::{self, Write};

use serde_json::Value;

use super::ListRow;
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
    write_each(out, style, |emit| rows.iter().try_for_each(emit))
}

/// The same for rows that are written while they are read.
pub fn write_each<R: ListRow, E: From<io::Error>>(
    out: &mut dyn Write,
    style: CsvStyle,
    read: impl FnOnce(&mut dyn FnMut(&R) -> io::Result<()>) -> Result<(), E>,
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
    let failed = |error: ::csv::Error| io::Error::from(error);
    writer.write_record(R::KEYS).map_err(failed)?;
    read(&mut |row| {
        let value = serde_json::to_value(row)?;
        let cells = R::KEYS.iter().map(|key| {
            value
                .get(key)
                .map_or_else(String::new, |cell| format_value(cell, style))
        });
        Ok(writer.write_record(cells)?)
    })?;
    Ok(writer.flush()?)
}

/// A cell in a style; numbers need no escaping.
fn format_value(value: &Value, style: CsvStyle) -> String {
    match style {
        CsvStyle::Spreadsheet if !value.is_number() => escape_formula(format_compact(value)),
        CsvStyle::Spreadsheet | CsvStyle::Plain => format_compact(value),
    }
}

/// A value as the text of one cell.
pub(super) fn format_compact(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => sanitize_output(text).into_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(items) => items
            .iter()
            .map(format_compact)
            .collect::<Vec<_>>()
            .join(" | "),
        Value::Object(parts) => {
            let known = parts.iter().filter(|(_, part)| !part.is_null());
            known
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
