//! Rows of all lists, with the keys that scripts rely on (CSV headings are the same). Numbers are machine decimals,
//! days ISO, unknown values null. Must not depend on the language: sentences and names are passed in.

mod completeness;
mod duty;
mod enum_key;
mod execution;
mod figure;
mod follow_up;
mod journal;
mod lock;
mod measure;
mod plan;

pub use completeness::CellCounts;
pub use duty::{DutyCounts, DutyRow, MeasureCounts, ReportEvent, ReportRow, StatusRow};
pub use enum_key::enum_key;
pub use execution::{BudgetRow, CalendarRow, SpendingRow};
pub use figure::{FigureExchangeRow, FigureRow, kind_key, milestone_key};
pub use follow_up::{BelowQuotaPage, BelowQuotaRow, CommentRow, EstimateRow, StarRow};
pub use journal::JournalRow;
pub use lock::LockRow;
pub use measure::{
    BaselinePart, FigurePart, MeasureRow, OwnerPart, QuotaPart, StagePart, TargetRow,
};
pub use plan::{ActivityRow, ObjectiveRow, PlanRow, RuleRow, WindowPart};
