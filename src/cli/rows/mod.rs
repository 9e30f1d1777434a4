//! Rows with the keys that scripts rely on (CSV headings are the same), of what is no list of its own. Numbers are machine
//! decimals, days ISO, unknown values null. Must not depend on the language: sentences and names are passed in.

mod completeness;
mod duty;
mod enum_key;
mod follow_up;

pub use completeness::CellCounts;
pub use duty::{DutyCounts, DutyRow, MeasureCounts, ReportEvent, ReportRow, StatusRow};
pub use enum_key::enum_key;
pub use follow_up::StarRow;
