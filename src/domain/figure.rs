//! Figures: one measure, one office, one period, and a value or an honest reason why there is none. Knows no status.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::code::{MeasureId, OfficeCode};
use super::number::{Fraction, Number};
use super::period::Period;
use super::plan::Unit;

/// The reserved series in which a quota's owner enters "x of y offices met it".
pub const COVERAGE_SERIES: &str = "coverage";

/// Where a figure stands: one cell of the sheet.
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

/// The answer to "what is the value?". The kinds never collapse into each other or into an empty cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A number, 0 included.
    Number(Number),
    /// A numerator over a denominator, both kept. In the series [`COVERAGE_SERIES`]: offices that met a quota, of all.
    Share {
        /// What was counted.
        numerator: Number,
        /// Of how many; 0 only together with a numerator of 0, which is [`Answer::NoneOccurred`].
        denominator: Number,
    },
    /// Nothing occurred (không phát sinh).
    NoneOccurred,
    /// No data yet (chưa có số liệu).
    NoData,
    /// Not applicable to this office (không thuộc phạm vi).
    NotApplicable,
    /// How far a milestone is.
    Milestone(MilestoneState),
}

impl Answer {
    /// The value in the measure's unit, if the answer is one: a share times the unit's base.
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

/// How far a milestone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneState {
    /// Chưa làm.
    NotBegun,
    /// Đang làm.
    InProgress,
    /// Đã xong; stays so.
    Done,
}

/// How final a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// Ước thực hiện.
    Estimate,
    /// Chính thức.
    Official,
}

/// A figure as it stands, with who entered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its cell. An estimate and the official figure of one cell stand side by side.
    pub cell: Cell,
    /// The answer.
    pub answer: Answer,
    /// Estimate or official.
    pub quality: Quality,
    /// A note, or a milestone's evidence.
    pub note: Option<String>,
    /// The account that entered it.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Grows by one with each change; what a form read and compares on saving.
    pub version: i64,
}

/// A figure about to be recorded: checked, not yet in the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureDraft {
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
    /// What was recorded.
    pub figure: Figure,
    /// The day on which it was recorded, in Việt Nam.
    pub on: NaiveDate,
    /// The figure was taken back and stands no more: the cell is as empty as before its first figure. Not the answer
    /// "no data yet", which somebody gives and which is judged.
    pub withdrawn: bool,
}

/// Which way one's own changes are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoDirection {
    /// The last change is taken back.
    Undo,
    /// What was taken back last is done again.
    Redo,
}

/// Changes that are taken back, or done again, in one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndoStep {
    /// Which way.
    pub direction: UndoDirection,
    /// The number of the newest of them.
    pub no: i64,
    /// Their cells, the last one first.
    pub cells: Vec<Cell>,
}
