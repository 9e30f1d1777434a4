//! Parsing of a sheet (CSV) of steps of reports, each with its line. Must not depend on the store or the catalog:
//! whether a step may be done is decided where it is recorded.

use crate::domain::duty::ReminderChannel;
use crate::domain::text::{NARRATIVE_MAX, NOTE_MAX};
use crate::import::sheet::{CellError, RowCells, SheetError, SheetFormat, read_rows};

/// Columns, in any order; the first four are required.
pub const COLUMNS: [&str; 17] = [
    "step",
    "rule",
    "office",
    "period",
    "on",
    "to",
    "reason",
    "mend_by",
    "letter",
    "letter_date",
    "results",
    "difficulties",
    "proposals",
    "missing_note",
    "channel",
    "note",
    "expect",
];

const SHEET: SheetFormat = SheetFormat {
    columns: &COLUMNS,
    required: &["step", "rule", "office", "period"],
    long_texts: &[
        ("reason", NOTE_MAX),
        ("missing_note", NOTE_MAX),
        ("note", NOTE_MAX),
        ("results", NARRATIVE_MAX),
        ("difficulties", NARRATIVE_MAX),
        ("proposals", NARRATIVE_MAX),
    ],
};

/// Columns that any step may have.
const COMMON_COLUMNS: [&str; 6] = ["step", "rule", "office", "period", "on", "expect"];

/// Kind of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// `sent`
    Sent,
    /// `returned`
    Returned,
    /// `accepted`
    Accepted,
    /// `extended`
    Extended,
    /// `waived`
    Exempted,
    /// `reminded`
    Reminded,
}

impl StepKind {
    /// Every kind with its word and the columns that only it has.
    const ALL: [(&'static str, Self, &'static [&'static str]); 6] = [
        (
            "sent",
            Self::Sent,
            &[
                "letter",
                "letter_date",
                "results",
                "difficulties",
                "proposals",
                "missing_note",
            ],
        ),
        ("returned", Self::Returned, &["reason", "mend_by"]),
        ("accepted", Self::Accepted, &[]),
        ("extended", Self::Extended, &["to", "reason"]),
        ("waived", Self::Exempted, &["reason"]),
        ("reminded", Self::Reminded, &["channel", "note"]),
    ];

    /// The words of all kinds.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().map(|(word, ..)| *word)
    }
}

/// The channels of a reminder with the words of `remind --channel`.
pub const CHANNELS: [(&str, ReminderChannel); 5] = [
    ("letter", ReminderChannel::Letter),
    ("phone", ReminderChannel::Phone),
    ("email", ReminderChannel::Email),
    ("message", ReminderChannel::Message),
    ("in_person", ReminderChannel::InPerson),
];

/// A step as typed.
#[derive(Debug)]
pub struct StepInput {
    /// Kind.
    pub kind: StepKind,
    /// Channel of a reminder.
    pub channel: ReminderChannel,
    /// Its cells.
    pub cells: RowCells,
}

/// A row of the sheet.
#[derive(Debug)]
pub struct StepRow {
    /// Line in the file, from 1.
    pub line: u64,
    /// The step, or why it is refused.
    pub step: Result<StepInput, StepRowError>,
}

/// Reason why a row is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepRowError {
    /// The cells cannot be read.
    Cell(CellError),
    /// An unknown kind of step.
    UnknownStep(String),
    /// A cell that this kind of step does not have: its column, and the step.
    UnusedCell(&'static str, &'static str),
    /// An unknown channel of a reminder.
    UnknownChannel(String),
    /// An unknown word in `expect`.
    UnknownExpected(String),
}

/// Word of `expect` for a report to which nothing happened yet.
pub const NOTHING_YET: &str = "none";

/// Parses a sheet of steps, in the order in which they are to be recorded.
pub fn read_steps(bytes: &[u8]) -> Result<Vec<StepRow>, SheetError> {
    let rows = read_rows(bytes, &SHEET)?.into_iter();
    let parsed = rows.map(|row| StepRow {
        line: row.line,
        step: row.cells.map_err(StepRowError::Cell).and_then(parse_step),
    });
    Ok(parsed.collect())
}

fn parse_step(cells: RowCells) -> Result<StepInput, StepRowError> {
    let typed = cells.get("step");
    let known = StepKind::ALL.iter().find(|(word, ..)| *word == typed);
    let Some(&(word, kind, own)) = known else {
        return Err(StepRowError::UnknownStep(typed.to_owned()));
    };
    let unused = COLUMNS.iter().find(|column| {
        !COMMON_COLUMNS.contains(column)
            && !own.contains(column)
            && !cells.get(column).trim().is_empty()
    });
    if let Some(column) = unused {
        return Err(StepRowError::UnusedCell(column, word));
    }
    let expected = cells.get("expect");
    let is_known = expected.is_empty()
        || expected == NOTHING_YET
        || StepKind::words().any(|word| word == expected);
    if !is_known {
        return Err(StepRowError::UnknownExpected(expected.to_owned()));
    }
    Ok(StepInput {
        kind,
        channel: parse_channel(cells.get("channel"))?,
        cells,
    })
}

/// A letter if no channel is given, as for the command.
fn parse_channel(typed: &str) -> Result<ReminderChannel, StepRowError> {
    if typed.is_empty() {
        return Ok(ReminderChannel::default());
    }
    let known = CHANNELS.iter().find(|(word, _)| *word == typed);
    known
        .map(|(_, channel)| *channel)
        .ok_or_else(|| StepRowError::UnknownChannel(typed.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusals(text: &str) -> Vec<(u64, Option<StepRowError>)> {
        let rows = read_steps(text.as_bytes()).unwrap();
        rows.into_iter()
            .map(|row| (row.line, row.step.err()))
            .collect()
    }

    #[test]
    fn each_step_has_its_own_columns() {
        let text = "\u{feff}period;office;rule;'step;reason;mend_by;to;expect\r\n\
            2024;o;p/r1;'returned;a reason;2024-12-01;;sent\r\n\
            2024;o;p/r1;accepted;a reason;;;\r\n\
            \r\n\
            2024;o;p/r1;received;;;;\r\n\
            2024;o;p/r1;extended;why;;2025-01-01;none\r\n\
            2024;o;p/r1;sent;;;;closed\r\n";
        let expected = vec![
            (2, None),
            (3, Some(StepRowError::UnusedCell("reason", "accepted"))),
            (5, Some(StepRowError::UnknownStep("received".into()))),
            (6, None),
            (7, Some(StepRowError::UnknownExpected("closed".into()))),
        ];
        assert_eq!(refusals(text), expected);
    }

    #[test]
    fn a_sheet_of_steps_has_its_heads() {
        let error = |text: &str| read_steps(text.as_bytes()).unwrap_err();
        assert_eq!(
            error("step,rule,office\n"),
            SheetError::MissingColumn("period")
        );
        assert_eq!(
            error("step,rule,office,period,measure\n"),
            SheetError::UnknownColumn("measure".into())
        );
    }
}
