//! Rows of figures for scripts and for exchange sheets.

use chrono::{DateTime, Utc};

use super::enum_key::enum_key;
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::figure::{Answer, Figure, MilestoneState};
use crate::domain::number::{Number, format_decimal};
use crate::domain::plan::Measure;
use crate::list_row;

list_row! {
    /// A current or former figure.
    pub struct FigureRow {
        /// The measure.
        pub measure: MeasureId,
        /// The office.
        pub office: OfficeCode,
        /// The period.
        pub period: String,
        /// Series.
        pub series: Option<String>,
        /// Kind of answer.
        pub kind: &'static str,
        /// Value, computed for a share; state of a milestone.
        pub value: Option<String>,
        /// Numerator of a share.
        pub numerator: Option<String>,
        /// Denominator of a share.
        pub denominator: Option<String>,
        /// Estimate or official.
        pub quality: String,
        /// Difference of an official figure from the replaced estimate.
        pub difference: Option<String>,
        /// A note.
        pub note: Option<String>,
        /// Author.
        pub by: String,
        /// Time of recording.
        pub at: DateTime<Utc>,
    }
}

/// Key of an answer's kind.
pub fn kind_key(answer: &Answer) -> &'static str {
    match answer {
        Answer::Number(_) | Answer::Share { .. } => "number",
        Answer::NoneOccurred => "none_occurred",
        Answer::NoData => "no_data",
        Answer::NotApplicable => "not_applicable",
        Answer::Milestone(_) => "milestone",
    }
}

/// Key of a milestone's state.
pub fn milestone_key(state: MilestoneState) -> String {
    enum_key(&state)
}

/// Numerator and denominator of a share.
pub(super) fn fraction_parts(answer: &Answer) -> (Option<Number>, Option<Number>) {
    match *answer {
        Answer::Share {
            numerator,
            denominator,
        } => (Some(numerator), Some(denominator)),
        _ => (None, None),
    }
}

impl FigureRow {
    /// Builds the row of a figure; the measure provides the base of shares.
    pub fn new(figure: &Figure, measure: Option<&Measure>) -> Self {
        let (numerator, denominator) = fraction_parts(&figure.answer);
        Self {
            measure: figure.cell.measure.clone(),
            office: figure.cell.office.clone(),
            period: figure.cell.period.to_string(),
            series: figure.cell.series.clone(),
            kind: kind_key(&figure.answer),
            value: machine_value(&figure.answer, measure),
            numerator: numerator.map(String::from),
            denominator: denominator.map(String::from),
            quality: enum_key(&figure.quality),
            difference: None,
            note: figure.note.clone(),
            by: figure.by.clone(),
            at: figure.at,
        }
    }
}

/// Value of an answer in machine notation; computed for a share.
pub(super) fn machine_value(answer: &Answer, measure: Option<&Measure>) -> Option<String> {
    match answer {
        Answer::Number(number) => Some(number.to_string()),
        Answer::Milestone(state) => Some(milestone_key(*state)),
        Answer::Share { .. } => measure
            .and_then(|m| answer.value(&m.unit))
            .map(|value| format_decimal(&value, 2)),
        Answer::NoneOccurred | Answer::NoData | Answer::NotApplicable => None,
    }
}

list_row! {
    /// A figure on a sheet for `import figures`. Decimal comma, no group separators.
    pub struct FigureExchangeRow {
        /// The measure.
        pub measure: MeasureId,
        /// The office.
        pub office: OfficeCode,
        /// The period.
        pub period: String,
        /// Series.
        pub series: Option<String>,
        /// Value; empty if numerator and denominator are given.
        pub value: Option<String>,
        /// Numerator of a share.
        pub numerator: Option<String>,
        /// Denominator of a share.
        pub denominator: Option<String>,
        /// Kind of answer.
        pub kind: &'static str,
        /// Estimate or official.
        pub quality: String,
        /// A note.
        pub note: Option<String>,
    }
}

impl FigureExchangeRow {
    /// Builds the row of a figure.
    pub fn new(figure: &Figure) -> Self {
        let (numerator, denominator) = fraction_parts(&figure.answer);
        let comma = |number: Number| number.to_string().replace('.', ",");
        let value = match &figure.answer {
            Answer::Number(number) => Some(comma(*number)),
            Answer::Milestone(state) => Some(milestone_key(*state)),
            _ => None,
        };
        Self {
            measure: figure.cell.measure.clone(),
            office: figure.cell.office.clone(),
            period: figure.cell.period.to_string(),
            series: figure.cell.series.clone(),
            value,
            numerator: numerator.map(comma),
            denominator: denominator.map(comma),
            kind: kind_key(&figure.answer),
            quality: enum_key(&figure.quality),
            note: figure.note.clone(),
        }
    }
}
