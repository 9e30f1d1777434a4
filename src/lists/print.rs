//! Lists as text tables, JSON, CSV and spreadsheets. Must not depend on particular lists.

use std::io::{self, Write};

use super::column::{CellText, ColumnWidth, Facts, List, ShownColumn, ShownIn};
use super::column::{keys, shown_columns, values};
use crate::i18n::column;
use crate::report::csv::CsvStyle;
use crate::report::table::{TableOutput, TextCell, draw};
use crate::report::{csv, json, xlsx};

/// Writes the rows as JSON.
pub fn write_json<L: List>(
    out: &mut dyn Write,
    facts: &Facts<'_>,
    rows: &[L::Row<'_>],
) -> io::Result<()> {
    let rows = rows.iter().map(|row| values::<L>(facts, row));
    json::write_data(out, &keys::<L>(), rows)
}

/// Writes the rows as CSV.
pub fn write_csv<L: List>(
    out: &mut dyn Write,
    facts: &Facts<'_>,
    rows: &[L::Row<'_>],
    style: CsvStyle,
) -> io::Result<()> {
    let rows = rows.iter().map(|row| values::<L>(facts, row));
    csv::write_data(out, &keys::<L>(), rows, style)
}

/// Renders the rows as a workbook with one named sheet.
pub fn xlsx_bytes<L: List>(
    facts: &Facts<'_>,
    rows: &[L::Row<'_>],
    name: &str,
) -> io::Result<Vec<u8>> {
    let rows = rows.iter().map(|row| values::<L>(facts, row));
    let head = |key: &str| column::heading(facts.lang, key);
    xlsx::write_data(&keys::<L>(), rows, name, &head)
}

/// Writes the rows as a text table.
pub fn write_text<L: List>(
    out: &mut dyn Write,
    facts: &Facts<'_>,
    rows: &[L::Row<'_>],
    output: TableOutput,
) -> io::Result<()> {
    let columns = shown_columns::<L>(ShownIn::Text);
    let headings: Vec<&str> = columns
        .iter()
        .map(|column| column.heading.map_or("", |heading| facts.text(heading)))
        .collect();
    let line = |row| {
        let cells = columns.iter();
        cells
            .map(|column| column_cell(column, (column.cell)(facts, row)))
            .collect()
    };
    let lines: Vec<Vec<TextCell>> = rows.iter().map(line).collect();
    draw(out, &headings, &lines, output)
}

/// The cell as a text table draws it.
pub fn text_cell(cell: CellText) -> TextCell {
    let text = if cell.suffix.is_empty() {
        cell.text
    } else {
        format!("{} ({})", cell.text, cell.suffix)
    };
    TextCell::from(text).tone(cell.tone)
}

fn column_cell<L: List>(column: &ShownColumn<L>, cell: CellText) -> TextCell {
    let text = text_cell(cell).drop_rank(column.drop_priority);
    match column.width {
        ColumnWidth::Fixed(_) => text,
        ColumnWidth::Flexible(_) => text.truncatable(),
        ColumnWidth::Number(_) => text.right_aligned(),
    }
}
