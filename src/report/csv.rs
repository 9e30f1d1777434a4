//! Rows as CSV: plain for scripts, or guarded for spreadsheets. Knows no figure: cells are text already.

use std::io::{self, Write};

use serde_json::Value;

use super::Row;
use crate::domain::text::clean_out;

/// How the columns are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `,` between columns, plain UTF-8: for scripts.
    Plain,
    /// UTF-8 mark, `;`, and an apostrophe before a text that a spreadsheet would take for a formula.
    Spreadsheet,
}

/// What stands at the head of a file for spreadsheets.
const MARK: &str = "\u{feff}";

/// Writes heads and rows. Lists within a cell are parted by ` | `, named parts written `name=value`.
pub fn write<R: Row>(out: &mut dyn Write, rows: &[R], style: Style) -> io::Result<()> {
    if style == Style::Spreadsheet {
        out.write_all(MARK.as_bytes())?;
    }
    let delimiter = if style == Style::Spreadsheet { b';' } else { b',' };
    let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    writer.write_record(R::KEYS)?;
    for row in rows {
        let value = serde_json::to_value(row)?;
        let cells = R::KEYS.iter().map(|key| value.get(key).map_or_else(String::new, |cell| written(cell, style)));
        writer.write_record(cells)?;
    }
    writer.flush()
}

/// One cell in a style: numbers need no guard.
fn written(value: &Value, style: Style) -> String {
    match style {
        Style::Spreadsheet if !value.is_number() => guarded(compact(value)),
        Style::Spreadsheet | Style::Plain => compact(value),
    }
}

/// One value as the text of one cell.
pub(super) fn compact(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => clean_out(text).into_owned(),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
        Value::Array(items) => items.iter().map(compact).collect::<Vec<_>>().join(" | "),
        Value::Object(parts) => {
            let known = parts.iter().filter(|(_, part)| !part.is_null());
            known.map(|(key, part)| format!("{key}={}", compact(part))).collect::<Vec<_>>().join(" ")
        }
    }
}

/// Puts an apostrophe before a text that begins like a formula, with a control character, or with an apostrophe of
/// its own (so that reading one away gives the text back).
fn guarded(cell: String) -> String {
    let risky = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\'') || c.is_control();
    if cell.starts_with(risky) { format!("'{cell}") } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row;

    row! {
        /// A row.
        pub struct Sample {
            /// A text.
            pub name: String,
            /// Parts.
            pub parts: Vec<u8>,
            /// Nothing.
            pub none: Option<String>,
        }
    }

    fn sheet(name: &str, style: Style) -> String {
        let mut out = Vec::new();
        write(&mut out, &[Sample { name: name.into(), parts: vec![1, 2], none: None }], style).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn plain_and_guarded() {
        assert_eq!(sheet("=1+2", Style::Plain), "name,parts,none\n=1+2,1 | 2,\n");
        assert_eq!(sheet("=1+2", Style::Spreadsheet), "\u{feff}name;parts;none\n'=1+2;1 | 2;\n");
        assert_eq!(sheet("a;b", Style::Spreadsheet), "\u{feff}name;parts;none\n\"a;b\";1 | 2;\n");
    }
}
