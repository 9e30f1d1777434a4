//! What a list is: its columns, each written once for all outputs, its facets, and its text without rows. Must not
//! depend on particular lists, nor on how a row is drawn.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::i18n::Lang;
use crate::i18n::screen::Text;
use crate::report::table::CellTone;
use crate::report::value::DataValue;

/// What cells are told apart from their row: language, day viewed, reference data.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The language.
    pub lang: Lang,
    /// The day viewed.
    pub day: NaiveDate,
    /// Plans, offices, groups, days off.
    pub catalog: &'a Catalog,
    /// Qualifiers of offices with the same name; `None` where codes are shown.
    pub qualifiers: Option<&'a HashMap<OfficeCode, String>>,
}

impl Facts<'_> {
    /// Text of a cell that is not about the row.
    pub fn text(&self, text: Text) -> &'static str {
        text.text(self.lang)
    }

    /// Name of an office, with its qualifier as suffix.
    pub fn office_cell(&self, code: &OfficeCode) -> CellText {
        let qualifier = self.qualifiers.and_then(|known| known.get(code));
        CellText {
            suffix: qualifier.cloned().unwrap_or_default(),
            ..self.catalog.office_name(code).into()
        }
    }
}

/// Text of a cell with its tone, the same in every output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellText {
    /// The text.
    pub text: String,
    /// The tone.
    pub tone: CellTone,
    /// What distinguishes equal names; empty for none.
    pub suffix: String,
}

impl CellText {
    /// The text in a tone.
    #[must_use]
    pub fn tone(self, tone: CellTone) -> Self {
        Self { tone, ..self }
    }

    /// The text in the tone of what is less important.
    #[must_use]
    pub fn dim(self) -> Self {
        self.tone(CellTone::Dim)
    }
}

impl From<String> for CellText {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

impl From<&str> for CellText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// Width of a column on the screen, in columns of the terminal. Text tables are as wide as their cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnWidth {
    /// Left-aligned.
    Fixed(u16),
    /// Left-aligned, at least this wide; truncated if space is short.
    Flexible(u16),
    /// Right-aligned, for numbers.
    Number(u16),
}

/// Where a column is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShownIn {
    /// In text tables and on the screen.
    Both,
    /// In text tables: what a command needs, such as a code.
    Text,
    /// On the screen: what text tables show in another way.
    Screen,
}

/// How a column is shown.
pub struct ShownColumn<L: List> {
    /// Place among the shown columns, from the left.
    pub place: u8,
    /// Heading; `None` for a column of marks.
    pub heading: Option<Text>,
    /// Width and alignment.
    pub width: ColumnWidth,
    /// 0 is never dropped; the highest is dropped first if space is short.
    pub drop_priority: u8,
    /// Where it is shown.
    pub shown_in: ShownIn,
    /// Text of a row's cell.
    pub cell: CellOf<L>,
}

/// Cell of a row.
pub type CellOf<L> = for<'r, 'f> fn(&Facts<'f>, &<L as List>::Row<'r>) -> CellText;

/// Value of a row for programs.
pub type ValueOf<L> = for<'r, 'f> fn(&Facts<'f>, &<L as List>::Row<'r>) -> DataValue;

/// Facet of a row: one of the values by which a screen filters its rows.
pub type FacetOf<L> = for<'r, 'f> fn(&Facts<'f>, &<L as List>::Row<'r>) -> String;

/// A column of a list: its value for programs, and its cell for people; at least one of them.
pub struct ListColumn<L: List> {
    /// Key in JSON and heading in CSV, with the value.
    pub data: Option<(&'static str, ValueOf<L>)>,
    /// How it is shown.
    pub shown: Option<ShownColumn<L>>,
}

/// Columns of a list as a table, one row per column: `"key" = value => place Heading Width columns: cell;`. A row without
/// `=>` is for programs only, one with the key `_` for people only; `_` as heading stands for none. `drop 2` before the
/// colon allows dropping the column, `in Text` or `in Screen` shows it there only.
#[macro_export]
macro_rules! list_columns {
    (@data _) => { None };
    (@data $key:literal $value:expr) => { Some(($key, $value)) };
    (@heading _) => { None };
    (@heading $heading:ident) => { Some($crate::i18n::screen::Text::$heading) };
    (@shown) => { None };
    (@shown $place:literal $heading:tt $width:ident $columns:literal $cell:expr, [$($drop:literal)?] [$($only:ident)?]) => {
        Some($crate::lists::column::ShownColumn {
            place: $place,
            heading: $crate::list_columns!(@heading $heading),
            width: $crate::lists::column::ColumnWidth::$width($columns),
            drop_priority: 0 $(+ $drop)?,
            shown_in: $crate::list_columns!(@only $($only)?),
            cell: $cell,
        })
    };
    (@only) => { $crate::lists::column::ShownIn::Both };
    (@only $only:ident) => { $crate::lists::column::ShownIn::$only };
    ($($key:tt $(= $value:expr)? $(=> $place:literal $heading:tt $width:ident $columns:literal
        $(drop $drop:literal)? $(in $only:ident)?: $cell:expr)?;)*) => {
        &[$($crate::lists::column::ListColumn {
            data: $crate::list_columns!(@data $key $($value)?),
            shown: $crate::list_columns!(@shown $($place $heading $width $columns $cell, [$($drop)?] [$($only)?])?),
        }),*]
    };
}

/// A list, defined once for the screen, text, CSV, JSON and spreadsheets.
pub trait List: Sized + 'static {
    /// A row, borrowed from what was read.
    type Row<'r>;
    /// The columns, in the order of the keys that scripts rely on.
    const COLUMNS: &'static [ListColumn<Self>];
    /// The facets of a row; a row has no facet with an empty value.
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[];
    /// Text of the screen without rows.
    const EMPTY: Text = Text::NothingFound;

    /// Sorts the rows for people. Programs read them in the order of the database.
    fn arrange(_facts: &Facts<'_>, _rows: &mut [Self::Row<'_>]) {}
}

/// Keys of a list in the order of the output.
pub fn keys<L: List>() -> Vec<&'static str> {
    let data = L::COLUMNS.iter().filter_map(|column| column.data.as_ref());
    data.map(|(key, _)| *key).collect()
}

/// Values of a row in the order of the keys.
pub fn values<L: List>(facts: &Facts<'_>, row: &L::Row<'_>) -> Vec<DataValue> {
    let data = L::COLUMNS.iter().filter_map(|column| column.data.as_ref());
    data.map(|(_, value)| value(facts, row)).collect()
}

/// Rows as one value, to be a part of another.
pub fn rows_value<L: List>(facts: &Facts<'_>, rows: &[L::Row<'_>]) -> DataValue {
    let object = |row| {
        let parts = keys::<L>().into_iter().zip(values::<L>(facts, row));
        DataValue::Parts(parts.map(|(key, value)| (key.into(), value)).collect())
    };
    DataValue::List(rows.iter().map(object).collect())
}

/// Columns shown in an output, from the left.
pub fn shown_columns<L: List>(output: ShownIn) -> Vec<&'static ShownColumn<L>> {
    let mut shown: Vec<_> = L::COLUMNS
        .iter()
        .filter_map(|column| column.shown.as_ref())
        .filter(|column| column.shown_in == output || column.shown_in == ShownIn::Both)
        .collect();
    shown.sort_by_key(|column| column.place);
    shown
}
