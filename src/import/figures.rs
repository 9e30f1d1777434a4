//! Parsing of a sheet of figures (CSV) into entries, each with its line. Must not depend on the store:
//! `domain::entry::validate_entry` validates the entries.

use std::collections::HashMap;

use crate::domain::catalog::{Catalog, OfficeLookup};
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::entry::{AnswerInput, Entry};
use crate::domain::figure::{COVERAGE_SERIES, MilestoneState, Quality};
use crate::domain::period::Period;
use crate::domain::text::{NOTE_MAX, TextError};
use crate::import::sheet::{CellError, RowCells, SheetError, SheetFormat, read_rows};

/// Columns, in any order; the first three and one of the others are required.
pub const COLUMNS: [&str; 10] = [
    "measure",
    "office",
    "period",
    "series",
    "value",
    "numerator",
    "denominator",
    "kind",
    "quality",
    "note",
];

const SHEET: SheetFormat = SheetFormat {
    columns: &COLUMNS,
    required: &["measure", "office", "period"],
    long_texts: &[("note", NOTE_MAX)],
};

/// A row of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Line in the file, from 1.
    pub line: u64,
    /// The entry, or why it is refused.
    pub entry: Result<Entry, RowError>,
}

/// Reason why a row is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowError {
    /// More cells than headings.
    TooManyCells,
    /// An invalid text, and its column.
    InvalidText(&'static str, TextError),
    /// An invalid period.
    InvalidPeriod(String),
    /// The text does not identify one office.
    UnknownOffice(String, OfficeLookup),
    /// An unknown kind of answer.
    InvalidKind(String),
    /// An unknown state of a milestone.
    InvalidMilestone(String),
    /// Neither estimate nor official.
    InvalidQuality(String),
    /// A value together with a numerator and denominator, or with a kind that has none.
    ConflictingValues,
    /// Only one of numerator and denominator.
    IncompletePair,
    /// The same cell and quality as an earlier line.
    Duplicate(u64),
}

impl From<CellError> for RowError {
    fn from(error: CellError) -> Self {
        match error {
            CellError::TooManyCells => Self::TooManyCells,
            CellError::InvalidText(column, error) => Self::InvalidText(column, error),
        }
    }
}

/// Parses a sheet: `,` or `;` as separator, an optional byte order mark, an optional apostrophe before texts. Blank
/// rows are skipped.
pub fn read_sheet(bytes: &[u8], catalog: &Catalog) -> Result<Vec<SheetRow>, SheetError> {
    let mut rows: Vec<SheetRow> = read_rows(bytes, &SHEET)?
        .into_iter()
        .map(|row| SheetRow {
            line: row.line,
            entry: row
                .cells
                .map_err(RowError::from)
                .and_then(|cells| parse_entry(catalog, &cells)),
        })
        .collect();
    mark_duplicates(&mut rows);
    Ok(rows)
}

fn parse_entry(catalog: &Catalog, cells: &RowCells) -> Result<Entry, RowError> {
    let measure = MeasureId::from(cells.get("measure"));
    let period = cells.get("period");
    let period: Period = period
        .parse()
        .map_err(|_| RowError::InvalidPeriod(period.to_owned()))?;
    Ok(Entry {
        office: parse_office(catalog, &measure, cells.get("office"))?,
        period,
        series: cells.optional("series"),
        answer: parse_typed(cells)?,
        quality: parse_quality(cells.get("quality"))?,
        note: cells.optional("note"),
        expected: None,
        measure,
    })
}

fn parse_office(
    catalog: &Catalog,
    measure: &MeasureId,
    typed: &str,
) -> Result<OfficeCode, RowError> {
    match catalog.find_office_of(typed, &measure.plan()) {
        OfficeLookup::One(code) => Ok(code),
        lookup => Err(RowError::UnknownOffice(typed.to_owned(), lookup)),
    }
}

fn parse_quality(text: &str) -> Result<Option<Quality>, RowError> {
    match text {
        "" => Ok(None),
        "estimate" => Ok(Some(Quality::Estimate)),
        "official" => Ok(Some(Quality::Official)),
        other => Err(RowError::InvalidQuality(other.to_owned())),
    }
}

fn parse_typed(cells: &RowCells) -> Result<AnswerInput, RowError> {
    let (value, above, below) = (
        cells.get("value"),
        cells.get("numerator"),
        cells.get("denominator"),
    );
    let pair = !above.is_empty() || !below.is_empty();
    let bare = |typed: AnswerInput| {
        if pair || !value.is_empty() {
            Err(RowError::ConflictingValues)
        } else {
            Ok(typed)
        }
    };
    match cells.get("kind") {
        "none_occurred" => bare(AnswerInput::NoneOccurred),
        "no_data" => bare(AnswerInput::NoData),
        "not_applicable" => bare(AnswerInput::NotApplicable),
        "milestone" if pair => Err(RowError::ConflictingValues),
        "milestone" => parse_milestone(value).map(AnswerInput::Milestone),
        "" | "number" if pair && !value.is_empty() => Err(RowError::ConflictingValues),
        "" | "number" if pair && (above.is_empty() || below.is_empty()) => {
            Err(RowError::IncompletePair)
        }
        "" | "number" if pair && cells.get("series") == COVERAGE_SERIES => {
            Ok(AnswerInput::Coverage(above.into(), below.into()))
        }
        "" | "number" if pair => Ok(AnswerInput::Pair(above.into(), below.into())),
        "" | "number" => Ok(AnswerInput::Value(value.into())),
        other => Err(RowError::InvalidKind(other.to_owned())),
    }
}

fn parse_milestone(text: &str) -> Result<MilestoneState, RowError> {
    match text {
        "not_begun" => Ok(MilestoneState::NotBegun),
        "in_progress" => Ok(MilestoneState::InProgress),
        "done" => Ok(MilestoneState::Done),
        other => Err(RowError::InvalidMilestone(other.to_owned())),
    }
}

/// Refuses rows for the same cell and quality as an earlier one.
fn mark_duplicates(rows: &mut [SheetRow]) {
    let mut seen = HashMap::new();
    for row in rows {
        let Ok(entry) = &row.entry else { continue };
        let cell = (
            entry.measure.clone(),
            entry.office.clone(),
            entry.period,
            entry.series.clone(),
            entry.quality.unwrap_or(Quality::Official),
        );
        let first = *seen.entry(cell).or_insert(row.line);
        if first != row.line {
            row.entry = Err(RowError::Duplicate(first));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::office::{Office, OfficeKind};

    fn catalog() -> Catalog {
        let office = Office {
            code: OfficeCode::from("tth.syt"),
            name: "Sở Y tế".into(),
            kind: OfficeKind::Department,
            parent: None,
            from: None,
            to: None,
            aliases: vec!["SYT".into()],
            contact: None,
            successors: Vec::new(),
        };
        Catalog {
            offices: [(office.code.clone(), office)].into(),
            ..Catalog::default()
        }
    }

    fn rows(text: &str) -> Vec<SheetRow> {
        read_sheet(text.as_bytes(), &catalog()).unwrap()
    }

    #[test]
    fn both_delimiters_the_mark_and_the_apostrophe() {
        let plain = rows("measure,office,period,value\np/1,tth.syt,2023,\"33,5\"\n");
        let sheet = rows("\u{feff}period;value;'measure;office\r\n2023;'33,5;p/1;syt\r\n");
        assert_eq!(plain, sheet);
        assert_eq!(plain[0].line, 2);
        let entry = plain[0].entry.clone().unwrap();
        assert_eq!(entry.answer, AnswerInput::Value("33,5".into()));
        assert_eq!(entry.office.as_str(), "tth.syt");
    }

    #[test]
    fn each_refusal_has_its_line() {
        let text = "measure,office,period,value,numerator,denominator,kind\n\
            p/1,tth.syt,2023,,45,75,\n\
            \n\
            p/1,tth.syt,2023-Q9,1,,,\n\
            p/1,nobody,2023,1,,,\n\
            p/1,tth.syt,2023,1,2,3,\n\
            p/1,tth.syt,2022,,2,,\n\
            p/1,tth.syt,2023,7,,,none_occurred\n\
            ,,,,,,\n\
            p/1,tth.syt,2023,7,,,\n\
            p/1,tth.syt,2022,1,,,maybe\n";
        let found: Vec<(u64, Result<AnswerInput, RowError>)> = rows(text)
            .into_iter()
            .map(|row| (row.line, row.entry.map(|entry| entry.answer)))
            .collect();
        let expected = vec![
            (2, Ok(AnswerInput::Pair("45".into(), "75".into()))),
            (4, Err(RowError::InvalidPeriod("2023-Q9".into()))),
            (
                5,
                Err(RowError::UnknownOffice("nobody".into(), OfficeLookup::None)),
            ),
            (6, Err(RowError::ConflictingValues)),
            (7, Err(RowError::IncompletePair)),
            (8, Err(RowError::ConflictingValues)),
            (10, Err(RowError::Duplicate(2))),
            (11, Err(RowError::InvalidKind("maybe".into()))),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_sheet_has_its_heads() {
        let error = |text: &[u8]| read_sheet(text, &catalog()).unwrap_err();
        assert_eq!(
            error(b"measure,office,value\n"),
            SheetError::MissingColumn("period")
        );
        assert_eq!(
            error(b"measure,office,period,colour\n"),
            SheetError::UnknownColumn("colour".into())
        );
        assert_eq!(
            error(b"measure,measure,period\n"),
            SheetError::DuplicateColumn("measure".into())
        );
        assert_eq!(error(b"measure\xff"), SheetError::NotUtf8);
    }

    #[test]
    fn a_quotation_mark_that_never_closes_swallows_no_rows() {
        let head = "measure,office,period,value,note\n";
        let read = |text: &str| {
            read_sheet(format!("{head}{text}").as_bytes(), &catalog()).map(|rows| rows.len())
        };
        assert_eq!(
            read("p/1,tth.syt,2023,1,\"a\np/1,tth.syt,2024,1,\n"),
            Err(SheetError::UnclosedQuote(2))
        );
        assert_eq!(
            read("p/1,tth.syt,2023,1,\"a \"\"b\"\"\nc\"\np/1,tth.syt,2024,1,\n"),
            Ok(2)
        );
        assert_eq!(
            read("p/1,tth.syt,2023,1,5\" ống\np/1,tth.syt,2024,1,\n"),
            Ok(2)
        );
        assert_eq!(read("p/1,tth.syt,2023,\"1\",\"\"\n"), Ok(1));
    }
}
