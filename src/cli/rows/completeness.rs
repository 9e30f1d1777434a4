//! Rows about a submission: its blockers, and its cells by kind of answer.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode, RuleId};
use crate::domain::completeness::{Completeness, MissingCell};
use crate::domain::duty::Blocker;

/// A missing report that another one waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlockerRow {
    /// Rule.
    pub rule: RuleId,
    /// Office that owes it.
    pub office: OfficeCode,
    /// Name of the office.
    pub office_name: String,
    /// The period.
    pub period: String,
    /// Effective deadline.
    pub last_day: NaiveDate,
    /// Days past it; 0 before.
    pub late_days: i64,
}

impl BlockerRow {
    /// Builds the rows of missing reports.
    pub fn from_blockers(catalog: &Catalog, blockers: &[Blocker]) -> Vec<Self> {
        let row = |blocker: &Blocker| Self {
            rule: blocker.key.rule.clone(),
            office: blocker.key.office.clone(),
            office_name: catalog.office_name(&blocker.key.office).to_owned(),
            period: blocker.key.period.to_string(),
            last_day: blocker.deadline,
            late_days: blocker.late_days,
        };
        blockers.iter().map(row).collect()
    }
}

/// Cells of a report by kind of answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellCounts {
    /// Total.
    pub owed: usize,
    /// Numbers, shares and milestone states.
    pub given: usize,
    /// None occurred.
    pub none_occurred: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// No data yet.
    pub no_data: usize,
    /// Unanswered cells.
    pub missing: Vec<MissingRow>,
}

/// An unanswered cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MissingRow {
    /// The measure.
    pub measure: MeasureId,
    /// The series.
    pub series: Option<String>,
    /// The period.
    pub period: String,
}

impl From<&Completeness> for CellCounts {
    fn from(cells: &Completeness) -> Self {
        let missing = |cell: &MissingCell| MissingRow {
            measure: cell.measure.clone(),
            series: cell.series.clone(),
            period: cell.period.to_string(),
        };
        Self {
            owed: cells.total(),
            given: cells.with_value,
            none_occurred: cells.none_occurred,
            not_applicable: cells.not_applicable,
            no_data: cells.no_data,
            missing: cells.missing.iter().map(missing).collect(),
        }
    }
}
