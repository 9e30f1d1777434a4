//! Figures: one measure, one office, one period, with a value or an explicit reason why there is none. Must not
//! depend on assessment statuses.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::code::{MeasureId, OfficeCode};
use super::number::{Fraction, Number};
use super::period::Period;
use super::plan::Unit;

/// The reserved series in which a quota's owner enters "x of y offices met it".
pub const COVERAGE_SERIES: &str = "coverage";

/// Key of a figure: one cell of the sheet.
///
/// ```
/// use tiendo::domain::figure::Cell;
/// use tiendo::domain::period::PeriodError;
///
/// let girls = Cell {
///     measure: "tth-2021/4.1".into(),
///     office: "tth.sgd".into(),
///     period: "2025-H1".parse()?,
///     series: Some("girls".to_owned()),
/// };
/// assert_eq!(girls.measure.plan_str(), "tth-2021");
/// # Ok::<(), PeriodError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cell {
    /// The measure.
    pub measure: MeasureId,
    /// The office that answers.
    pub office: OfficeCode,
    /// The period answered for.
    pub period: Period,
    /// The parallel row, where the measure has several (`boys`, `girls`), or [`COVERAGE_SERIES`].
    pub series: Option<String>,
}

/// Answer for a cell. The kinds are never merged with each other or with an empty cell.
///
/// ```
/// use tiendo::domain::figure::Answer;
/// use tiendo::domain::number::Number;
/// use tiendo::domain::plan::Unit;
///
/// let share = Answer::Share {
///     numerator: Number::whole(1),
///     denominator: Number::whole(3),
/// };
/// let value = share.value(&Unit::Percent).map(|value| value.to_string());
/// assert_eq!(value.as_deref(), Some("100/3"));
/// assert_eq!(Answer::NoneOccurred.value(&Unit::Percent), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A number, 0 included.
    Number(Number),
    /// A numerator over a denominator, both kept. In the series [`COVERAGE_SERIES`]: offices that met a quota, of all.
    Share {
        /// Numerator.
        numerator: Number,
        /// Denominator; 0 only together with a numerator of 0, which is [`Answer::NoneOccurred`].
        denominator: Number,
    },
    /// Nothing occurred (không phát sinh).
    NoneOccurred,
    /// No data yet (chưa có số liệu).
    NoData,
    /// Not applicable to this office (không thuộc phạm vi).
    NotApplicable,
    /// State of a milestone.
    Milestone(MilestoneState),
}

impl Answer {
    /// Value in the measure's unit, if the answer has one: a share times the unit's base.
    pub fn value(&self, unit: &Unit) -> Option<Fraction> {
        match *self {
            Answer::Number(number) => Some(number.fraction()),
            Answer::Share { denominator, .. } if denominator == Number::whole(0) => None,
            Answer::Share {
                numerator,
                denominator,
            } => Some(
                numerator.fraction() / denominator.fraction()
                    * Fraction::from(i128::from(unit.base().unwrap_or(1))),
            ),
            Answer::NoneOccurred
            | Answer::NoData
            | Answer::NotApplicable
            | Answer::Milestone(_) => None,
        }
    }
}

/// State of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneState {
    /// Not begun (chưa làm).
    NotBegun,
    /// In progress (đang làm).
    InProgress,
    /// Done (đã xong); it stays done.
    Done,
}

/// Quality of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Estimate (ước thực hiện).
    Estimate,
    /// Official (chính thức).
    Official,
}

/// A current figure with its author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its cell. The estimate and the official figure of one cell exist side by side.
    pub cell: Cell,
    /// The answer.
    pub answer: Answer,
    /// Estimate or official.
    pub quality: Quality,
    /// A note; for a milestone its evidence.
    pub note: Option<String>,
    /// The account that entered it.
    pub by: String,
    /// Time of recording.
    pub at: DateTime<Utc>,
    /// Version, incremented with each change; forms compare it on saving (optimistic locking).
    pub version: i64,
}

/// A validated figure that is not yet in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidFigure {
    /// Its cell.
    pub cell: Cell,
    /// The answer.
    pub answer: Answer,
    /// Estimate or official.
    pub quality: Quality,
    /// A note.
    pub note: Option<String>,
}

/// One change in the history of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// The recorded figure.
    pub figure: Figure,
    /// Day of recording in Việt Nam.
    pub on: NaiveDate,
    /// `true` if the figure was withdrawn: the cell is as empty as before its first figure. Not the answer "no data
    /// yet", which is entered and assessed.
    pub withdrawn: bool,
}

/// Direction through one's own changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoDirection {
    /// Undo the last change.
    Undo,
    /// Redo what was undone last.
    Redo,
}

/// Changes that are undone or redone in one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoStep {
    /// Direction.
    pub direction: UndoDirection,
    /// Number of the newest change.
    pub no: i64,
    /// Their cells, the last change first.
    pub cells: Vec<Cell>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_nothing_has_no_value() {
        let value = |numerator: i64, denominator: i64| {
            let share = Answer::Share {
                numerator: Number::whole(numerator),
                denominator: Number::whole(denominator),
            };
            share.value(&Unit::Percent)
        };
        assert_eq!(value(0, 0), None);
        assert_eq!(value(1, 0), None);
        assert_eq!(value(0, 1), Some(Fraction::from(0)));
        assert_eq!(value(1, 2), Some(Fraction::from(50)));
    }
}
