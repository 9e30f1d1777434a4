//! Parsing of a list of offices (CSV) into domain types, each row with its line:
//! `code,name,kind,parent,aliases,from,to, successors,on`. Lists within a cell are separated by `|`; `on` is one day
//! for all successors, or one for each. Must not depend on the store or domain rules.

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error, StrDeserializer};
use unicode_normalization::UnicodeNormalization;

use super::data::{DataError, DataErrorKind};
use crate::domain::code::OfficeCode;
use crate::domain::office::{Office, OfficeFile, OfficeKind, Successor};

/// Columns, in any order; the first three are required.
pub const COLUMNS: [&str; 9] = [
    "code",
    "name",
    "kind",
    "parent",
    "aliases",
    "from",
    "to",
    "successors",
    "on",
];
const REQUIRED_COLUMNS: usize = 3;

/// Returns `true` if a file is such a list, whatever its name: its first cell is one of the headings.
pub fn is_office_list(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let head = text
        .trim_start_matches('\u{feff}')
        .lines()
        .next()
        .unwrap_or_default();
    let first = head
        .split([',', ';'])
        .next()
        .unwrap_or_default()
        .trim_matches(['"', ' '])
        .to_lowercase();
    head.contains([',', ';']) && COLUMNS.contains(&first.as_str())
}

/// Parses a list: `,` or `;` as separator, an optional byte order mark. Blank rows are skipped.
pub fn read_office_list(bytes: &[u8]) -> Result<OfficeFile, DataError> {
    let text = std::str::from_utf8(bytes).map_err(|_| DataError {
        line: 1,
        kind: DataErrorKind::NotUtf8,
    })?;
    let text: String = text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .nfc()
        .collect();
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.contains(';') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes());
    let columns = find_columns(reader.headers().map_err(|error| csv_error(1, &error))?)?;
    let mut offices = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| csv_error(line_number(error.position()), &error))?;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            let line = line_number(record.position());
            offices.push(parse_office(&CsvRow {
                columns: &columns,
                record: &record,
                line,
            })?);
        }
    }
    Ok(OfficeFile {
        offices,
        groups: Vec::new(),
    })
}

fn line_number(position: Option<&csv::Position>) -> usize {
    position.map_or(1, |position| {
        usize::try_from(position.line()).unwrap_or(usize::MAX)
    })
}

fn csv_error(line: usize, error: &csv::Error) -> DataError {
    DataError {
        line,
        kind: DataErrorKind::Syntax(error.to_string()),
    }
}

/// Column names in the order of the headings.
fn find_columns(head: &csv::StringRecord) -> Result<Vec<&'static str>, DataError> {
    let mut found: Vec<&'static str> = Vec::new();
    for name in head {
        let name = name.trim().to_lowercase();
        let kind = match COLUMNS.iter().find(|column| **column == name) {
            None => DataErrorKind::UnknownKey {
                key: name,
                known: COLUMNS.join(", "),
            },
            Some(column) if found.contains(column) => DataErrorKind::DuplicateKey(name),
            Some(column) => {
                found.push(column);
                continue;
            }
        };
        return Err(DataError { line: 1, kind });
    }
    match COLUMNS[..REQUIRED_COLUMNS]
        .iter()
        .find(|needed| !found.contains(needed))
    {
        Some(missing) => Err(DataError {
            line: 1,
            kind: DataErrorKind::MissingKey((*missing).to_owned()),
        }),
        None => Ok(found),
    }
}

/// A row with its headings.
struct CsvRow<'a> {
    columns: &'a [&'static str],
    record: &'a csv::StringRecord,
    line: usize,
}

impl CsvRow<'_> {
    fn get(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|one| *one == column);
        at.and_then(|at| self.record.get(at))
            .unwrap_or_default()
            .trim()
    }

    fn optional(&self, column: &str) -> Option<&str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }

    fn list(&self, column: &str) -> Vec<&str> {
        self.get(column)
            .split('|')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect()
    }

    fn error(&self, kind: DataErrorKind) -> DataError {
        DataError {
            line: self.line,
            kind,
        }
    }

    fn required(&self, column: &'static str) -> Result<&str, DataError> {
        self.optional(column)
            .ok_or_else(|| self.error(DataErrorKind::MissingKey(column.to_owned())))
    }

    fn parse_day(&self, text: &str) -> Result<NaiveDate, DataError> {
        text.parse()
            .map_err(|_| self.error(DataErrorKind::InvalidDay))
    }

    fn parse_kind(&self) -> Result<OfficeKind, DataError> {
        let word = self.required("kind")?;
        let from: StrDeserializer<'_, Error> = word.into_deserializer();
        OfficeKind::deserialize(from).map_err(|error| {
            // "unknown variant `x`, expected one of `central`, …": the known words.
            let message = error.to_string();
            let known: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
            self.error(DataErrorKind::UnknownWord {
                word: word.to_owned(),
                known: known.join(", "),
            })
        })
    }
}

fn parse_office(row: &CsvRow<'_>) -> Result<Office, DataError> {
    Ok(Office {
        code: OfficeCode::from(row.required("code")?),
        name: row.required("name")?.to_owned(),
        kind: row.parse_kind()?,
        parent: row.optional("parent").map(OfficeCode::from),
        from: row
            .optional("from")
            .map(|text| row.parse_day(text))
            .transpose()?,
        to: row
            .optional("to")
            .map(|text| row.parse_day(text))
            .transpose()?,
        aliases: row.list("aliases").into_iter().map(str::to_owned).collect(),
        contact: None,
        successors: parse_successors(row)?,
    })
}

/// Successors with their days: one day for each, or one for all.
fn parse_successors(row: &CsvRow<'_>) -> Result<Vec<Successor>, DataError> {
    let (offices, days) = (row.list("successors"), row.list("on"));
    if days.len() > 1 && days.len() != offices.len() || days.is_empty() != offices.is_empty() {
        return Err(row.error(DataErrorKind::MissingKey("on".to_owned())));
    }
    let on = |index: usize| {
        days.get(index)
            .or(days.first())
            .copied()
            .unwrap_or_default()
    };
    let successor = |(index, office): (usize, &str)| {
        Ok(Successor {
            office: OfficeCode::from(office),
            on: row.parse_day(on(index))?,
        })
    };
    offices.into_iter().enumerate().map(successor).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> (usize, DataErrorKind) {
        let error = read_office_list(text.as_bytes()).unwrap_err();
        (error.line, error.kind)
    }

    #[test]
    fn a_list_becomes_offices() {
        let text = "\u{feff}Code;name;kind;parent;aliases;from;to;successors;on\n\
                    x.a;UBND xã A;commune;x.u;Xã A| A ;2025-07-01;;;\n;;;;;;;;\n\
                    x.h;UBND huyện H;district;;;;2025-06-30;x.a|x.b;2025-07-01\n";
        let offices = read_office_list(text.as_bytes()).unwrap().offices;
        assert_eq!(offices.len(), 2);
        assert_eq!(
            (offices[0].kind, offices[0].aliases.as_slice()),
            (OfficeKind::Commune, ["Xã A".into(), "A".into()].as_slice())
        );
        let successors: Vec<_> = offices[1]
            .successors
            .iter()
            .map(|s| (s.office.as_str(), s.on.to_string()))
            .collect();
        assert_eq!(
            successors,
            [
                ("x.a", "2025-07-01".to_owned()),
                ("x.b", "2025-07-01".to_owned())
            ]
        );
    }

    #[test]
    fn each_fault_has_its_line() {
        assert_eq!(
            wrong("code,name\n"),
            (1, DataErrorKind::MissingKey("kind".into()))
        );
        assert!(
            matches!(wrong("code,name,kind,ma\n"), (1, DataErrorKind::UnknownKey { key, .. }) if key == "ma")
        );
        assert_eq!(
            wrong("code,name,kind,name\n"),
            (1, DataErrorKind::DuplicateKey("name".into()))
        );
        let rows = |row: &str| {
            wrong(&format!(
                "code,name,kind,from,to,successors,on\nx.a,A,other,,,,\n{row}\n"
            ))
        };
        assert!(
            matches!(rows("x.b,B,sở,,,,"), (3, DataErrorKind::UnknownWord { word, known }) if word == "sở" && known.contains("department, branch"))
        );
        assert_eq!(
            rows("x.b,,other,,,,"),
            (3, DataErrorKind::MissingKey("name".into()))
        );
        assert_eq!(
            rows("x.b,B,other,1/7/2025,,,"),
            (3, DataErrorKind::InvalidDay)
        );
        assert_eq!(
            rows("x.b,B,other,,2025-06-30,x.a,"),
            (3, DataErrorKind::MissingKey("on".into()))
        );
        assert_eq!(
            rows("x.b,B,other,,2025-06-30,x.a|x.c|x.d,2025-07-01|2025-08-01"),
            (3, DataErrorKind::MissingKey("on".into()))
        );
        assert_eq!(
            read_office_list(b"code,name,kind\nx.a,\xff,other\n")
                .unwrap_err()
                .kind,
            DataErrorKind::NotUtf8
        );
    }
}
