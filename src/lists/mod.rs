//! Definitions of lists, one file per list or family: rows with their order, columns with cell and value, facets. The
//! screen, text tables, JSON, CSV, spreadsheets and exports of the screen derive from them. Must not depend on screens or
//! commands, which name it.

pub mod accounts;
pub mod calendar;
pub mod column;
pub mod execution;
pub mod figures;
pub mod follow_up;
pub mod gaps;
pub mod holidays;
pub mod inspections;
pub mod journal;
pub mod locks;
pub mod measures;
pub mod offices;
mod party;
pub mod plans;
pub mod print;
pub mod settings;

pub use crate::report::table::CellTone;
use crate::report::value::{data, printed};
pub use column::{CellText, ColumnWidth, FacetOf, Facts, List, ListColumn, ShownColumn, ShownIn};
pub use party::party_key;
