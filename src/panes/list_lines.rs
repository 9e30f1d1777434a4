//! Columns and lines of tables from the definitions of lists. Must not depend on particular lists.

use crate::i18n::Lang;
use crate::lists::column::shown_columns;
use crate::lists::{CellText, CellTone, ColumnWidth, Facts, List, ShownIn};
use crate::widgets::table::{Column, StyledText, TableLine, styled};
use crate::widgets::theme::Tone;

/// Columns of a list on the screen.
pub fn columns<L: List>(lang: Lang) -> Vec<Column> {
    let shown = shown_columns::<L>(ShownIn::Screen);
    shown
        .into_iter()
        .map(|column| {
            let heading = column.heading.map_or("", |heading| heading.text(lang));
            match column.width {
                ColumnWidth::Fixed(width) => {
                    Column::left_aligned(heading, width, column.drop_priority)
                }
                ColumnWidth::Flexible(width) => {
                    Column::flexible(heading, width, column.drop_priority)
                }
                ColumnWidth::Number(width) => {
                    Column::right_aligned(heading, width, column.drop_priority)
                }
            }
        })
        .collect()
}

/// Line of a row with its key, cells and facets; `more` is searched too.
pub fn line<L: List, K>(
    facts: &Facts<'_>,
    row: &L::Row<'_>,
    key: K,
    explanation: String,
    more: &str,
) -> TableLine<K> {
    let columns = shown_columns::<L>(ShownIn::Screen);
    let cells = columns
        .into_iter()
        .map(|column| styled_text((column.cell)(facts, row)))
        .collect();
    let line = TableLine::row(key, cells, explanation, more);
    L::FACETS.iter().fold(line, |line, (name, value)| {
        line.with_facet(facts.text(*name), value(facts, row))
    })
}

/// The cell as the screen draws it.
pub fn styled_text(cell: CellText) -> StyledText {
    styled(cell.text, tone(cell.tone)).with_suffix(cell.suffix)
}

/// Tone of a cell on the screen.
pub fn tone(tone: CellTone) -> Tone {
    match tone {
        CellTone::Plain => Tone::Plain,
        CellTone::Good => Tone::Good,
        CellTone::Warn => Tone::Warn,
        CellTone::Bad => Tone::Bad,
        CellTone::Dim => Tone::Dim,
        CellTone::Strong => Tone::Strong,
    }
}
