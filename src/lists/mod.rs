//! Definitions of lists, one file per list or family: rows with their order, columns with cell and value, facets. The
//! screen, text tables, JSON, CSV, spreadsheets and exports of the screen derive from them. Must not depend on screens or
//! commands, which name it.

pub mod column;
pub mod holidays;
pub mod print;

pub use crate::report::table::CellTone;
pub use column::{CellText, ColumnWidth, FacetOf, Facts, List, ListColumn, ShownColumn, ShownIn};
