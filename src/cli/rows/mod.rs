//! The rows of every list, with the keys that scripts rely on (CSV heads are the same). Numbers are machine decimals,
//! days ISO, what is unknown is null. Knows no language: sentences and names are handed in.

mod account;
mod chain;
mod duty;
mod figure;
mod journal;
mod lock;
mod measure;
mod plan;
mod quality;
mod work;

use serde::Serialize;

pub use account::AccountRow;
pub use chain::CellCounts;
pub use duty::{DutyCounts, DutyRow, MeasureCounts, ReportEvent, ReportRow, StatusRow};
pub use figure::{ExchangeRow, FigureRow, kind_key, milestone_key};
pub use journal::JournalRow;
pub use lock::LockRow;
pub use measure::{BaselinePart, FigurePart, MeasureRow, OwnerPart, QuotaPart, StagePart, TargetRow};
pub use plan::{
    ActivityRow, GapRow, GroupRow, HolidayRow, ObjectiveRow, OfficeRow, PlanRow, RuleRow, WindowPart, party_key,
};
pub use quality::{BelowPage, BelowRow, CommentRow, EstimateRow, StarRow};
pub use work::{BudgetRow, CalendarRow, InspectionRow, SettingRow, SpendingRow};

/// The key of a value of an enum: its name in JSON (`on_track`).
pub fn key<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(key)) => key,
        _ => String::new(),
    }
}
