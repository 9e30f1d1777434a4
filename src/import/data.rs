//! Parsing of data files (TOML) of plans, offices, groups and days off into domain types, with the line of an error.
//! Must not depend on the store, display texts or domain rules.

use serde::de::DeserializeOwned;
use unicode_normalization::UnicodeNormalization;

/// Error of a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    /// Line, from 1.
    pub line: usize,
    /// Kind of the error.
    pub kind: DataErrorKind,
}

/// Kind of error in a line of a data file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DataErrorKind {
    /// Not UTF-8.
    NotUtf8,
    /// An unknown key, with the known ones.
    UnknownKey {
        /// As written.
        key: String,
        /// Known words, separated by commas.
        known: String,
    },
    /// A missing key below this line.
    MissingKey(String),
    /// A duplicate key.
    DuplicateKey(String),
    /// An unknown word, with the known ones.
    UnknownWord {
        /// As written.
        word: String,
        /// Known words, separated by commas.
        known: String,
    },
    /// A number or a day lacks quotation marks.
    MissingQuotes,
    /// An invalid day.
    InvalidDay,
    /// Not a number with at most two decimals.
    InvalidNumber(String),
    /// A value of the wrong type, in the parser's words.
    WrongType(String),
    /// Invalid TOML, in the parser's words.
    Syntax(String),
}

/// Parses a data file.
pub fn read_toml<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DataError> {
    parse_toml(&decode_text(bytes)?)
}

/// Decodes the text of a file: composes letters (NFC) and skips a byte order mark.
pub fn decode_text(bytes: &[u8]) -> Result<String, DataError> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let line = line_number_at(bytes, error.valid_up_to());
            return Err(DataError {
                line,
                kind: DataErrorKind::NotUtf8,
            });
        }
    };
    Ok(text
        .strip_prefix('\u{feff}')
        .unwrap_or(text)
        .nfc()
        .collect())
}

/// Parses the text of a file.
pub fn parse_toml<T: DeserializeOwned>(text: &str) -> Result<T, DataError> {
    toml::from_str(text).map_err(|error| DataError {
        line: line_number_at(text.as_bytes(), error.span().map_or(0, |span| span.start)),
        kind: parse_message(error.message()),
    })
}

/// Line number, from 1, of a byte position.
pub fn line_number_at(bytes: &[u8], at: usize) -> usize {
    1 + bytes.iter().take(at).filter(|byte| **byte == b'\n').count()
}

/// Interprets the parser's message in serde's formats; everything else is a syntax error.
fn parse_message(message: &str) -> DataErrorKind {
    let message = message.lines().next().unwrap_or_default().trim();
    let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
    let first = quoted.next().unwrap_or_default();
    let known = quoted.collect::<Vec<_>>().join(", ");
    if message.starts_with("unknown field") {
        DataErrorKind::UnknownKey { key: first, known }
    } else if message.starts_with("missing field") {
        DataErrorKind::MissingKey(first)
    } else if message.starts_with("duplicate field") || message.starts_with("duplicate key") {
        DataErrorKind::DuplicateKey(first)
    } else if message.starts_with("unknown variant") {
        DataErrorKind::UnknownWord { word: first, known }
    } else if is_unquoted(message) {
        DataErrorKind::MissingQuotes
    } else if ["invalid type", "invalid value", "wanted exactly"]
        .iter()
        .any(|head| message.starts_with(head))
    {
        DataErrorKind::WrongType(message.to_owned())
    } else if let Some(number) = message.strip_prefix("not a number with at most two decimals: ") {
        DataErrorKind::InvalidNumber(number.to_owned())
    } else if DAY_MESSAGES.contains(&message) {
        DataErrorKind::InvalidDay
    } else {
        DataErrorKind::Syntax(message.to_owned())
    }
}

/// Messages of chrono about invalid days.
const DAY_MESSAGES: [&str; 5] = [
    "input contains invalid characters",
    "input is out of range",
    "premature end of input",
    "trailing input",
    "no possible date and time matching input",
];

fn is_unquoted(message: &str) -> bool {
    let number = message.starts_with("invalid type: integer")
        || message.starts_with("invalid type: floating point");
    let day = message.starts_with("invalid type: map");
    (number && message.contains("expected a string")) || (day && message.contains("date string"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::office::{HolidayFile, OfficeFile};
    use crate::domain::plan::Plan;

    fn wrong<T: DeserializeOwned + std::fmt::Debug>(text: &str) -> (usize, DataErrorKind) {
        let error = read_toml::<T>(text.as_bytes()).unwrap_err();
        (error.line, error.kind)
    }

    #[test]
    fn each_fault_has_its_line() {
        let (line, what) = wrong::<Plan>("code = \"a\"\ntitel = \"b\"\n");
        assert!(
            line == 2
                && matches!(&what, DataErrorKind::UnknownKey { key, known } if key == "titel" && known.contains("title"))
        );
        assert_eq!(
            wrong::<OfficeFile>("\n[[office]]\ncode = \"a\"\n"),
            (2, DataErrorKind::MissingKey("name".into()))
        );
        let (line, what) =
            wrong::<OfficeFile>("[[office]]\ncode = \"a\"\nname = \"b\"\nkind = \"x\"\n");
        assert!(
            line == 4 && matches!(&what, DataErrorKind::UnknownWord { word, .. } if word == "x"),
            "{line} {what:?}"
        );
        let day =
            |on: &str| wrong::<HolidayFile>(&format!("[[holiday]]\nname = \"a\"\non = {on}\n"));
        assert_eq!(day("\"2020-02-30\""), (3, DataErrorKind::InvalidDay));
        assert_eq!(day("\"30/4/2020\""), (3, DataErrorKind::InvalidDay));
        assert_eq!(day("2020-02-03"), (3, DataErrorKind::MissingQuotes));
        assert_eq!(
            day("5"),
            (
                3,
                DataErrorKind::WrongType(
                    "invalid type: integer `5`, expected a formatted date string".into()
                )
            )
        );
        let (line, what) = wrong::<HolidayFile>("[[holiday]]\non 2020\n");
        assert!(
            line == 2 && matches!(what, DataErrorKind::Syntax(_)),
            "{line} {what:?}"
        );
        let (line, what) = wrong::<HolidayFile>("[[holiday]]\nname = \"a\"\nname = \"b\"\n");
        assert!(
            line == 3 && matches!(what, DataErrorKind::DuplicateKey(_)),
            "{line} {what:?}"
        );
        assert_eq!(
            read_toml::<Plan>(b"a = 1\n\xff").unwrap_err(),
            DataError {
                line: 2,
                kind: DataErrorKind::NotUtf8
            }
        );
    }

    #[test]
    fn letters_are_composed_and_a_mark_at_the_head_is_passed_over() {
        let text = "\u{feff}[[holiday]]\r\non = \"2020-01-01\"\r\nname = \"Te\u{302}\u{301}t\"\r\n";
        assert_eq!(
            read_toml::<HolidayFile>(text.as_bytes()).unwrap().holidays[0].name,
            "Tết"
        );
    }
}
