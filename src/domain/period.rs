//! Periods: months, quarters, half-years, nine months, years, and the single day of a one-off duty.

use serde::{Deserialize, Serialize};

/// How long a period is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// `2023-M11`.
    Month,
    /// `2023-Q4`.
    Quarter,
    /// `2023-H1`.
    HalfYear,
    /// `2023-9M`.
    NineMonths,
    /// `2023`.
    Year,
}
/// STUB
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(chrono::NaiveDate);
#[allow(clippy::todo, missing_docs, unused_variables)]
impl Period {
    pub fn day(on: chrono::NaiveDate) -> Self {
        todo!()
    }
    pub fn kind(self) -> Option<PeriodKind> {
        todo!()
    }
    pub fn first_day(self, data: super::plan::DataPeriod) -> chrono::NaiveDate {
        todo!()
    }
    pub fn last_day(self, data: super::plan::DataPeriod) -> chrono::NaiveDate {
        todo!()
    }
    pub fn containing(day: chrono::NaiveDate, kind: PeriodKind, data: super::plan::DataPeriod) -> Self {
        todo!()
    }
    pub fn previous(self) -> Self {
        todo!()
    }
}
