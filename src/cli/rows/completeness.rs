//! Rows of what a report is sent with and without: the reports that it waits for, its cells by their answers.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode, RuleId};
use crate::domain::completeness::{Completeness, MissingCell};
use crate::domain::duty::Blocker;

/// A report that another one waits for and that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlockerRow {
    /// Its rule.
    pub rule: RuleId,
    /// Who owes it.
    pub office: OfficeCode,
    /// That office's name.
    pub office_name: String,
    /// The period.
    pub period: String,
    /// The last day that counts.
    pub last_day: NaiveDate,
    /// Days past it; 0 in term.
    pub late_days: i64,
}

impl BlockerRow {
    /// The rows of what is missing.
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

/// The cells that go with a report, by their answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CellCounts {
    /// All of them.
    pub owed: usize,
    /// A number, a share, a milestone's state.
    pub given: usize,
    /// None occurred.
    pub none_occurred: usize,
    /// Not applicable.
    pub not_applicable: usize,
    /// No data yet.
    pub no_data: usize,
    /// Not answered.
    pub missing: Vec<MissingRow>,
}

/// A cell that nobody answered.
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
