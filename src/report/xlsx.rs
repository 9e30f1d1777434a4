//! Spreadsheet output (xlsx): numbers and days typed, everything else as text that no spreadsheet takes for a formula.
//! Must not depend on figures; headings are passed in.

use std::io;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, XlsxError};

use super::ListRow;
use super::csv::format_compact;
use super::value::DataValue;

/// Keys whose texts are decimals with a point.
const NUMBER_KEYS: [&str; 9] = [
    "value",
    "value_to",
    "numerator",
    "denominator",
    "line",
    "way",
    "difference",
    "rate",
    "quantity",
];
/// Keys whose texts are days.
const DAY_KEYS: [&str; 11] = [
    "on",
    "from",
    "to",
    "first",
    "last_day",
    "sent_on",
    "accepted_on",
    "reminded_on",
    "extended_to",
    "mend_by",
    "signed_on",
];
/// Maximum width of a text column in characters.
const COLUMN_WIDTH_MAX: usize = 60;

/// A typed cell.
enum XlsxCell {
    Empty,
    Number(f64),
    Day(NaiveDate),
    Text(String),
}

/// Renders rows to a workbook with one sheet: a frozen heading, a filter, a line per row. `head` names a key.
pub fn write_rows<R: ListRow>(
    rows: &[R],
    name: &str,
    head: &dyn Fn(&str) -> String,
) -> io::Result<Vec<u8>> {
    write_data(R::KEYS, rows.iter().map(super::values_of), name, head)
}

/// Renders rows with a value per key.
pub fn write_data(
    keys: &[&str],
    rows: impl IntoIterator<Item = Vec<DataValue>>,
    name: &str,
    head: &dyn Fn(&str) -> String,
) -> io::Result<Vec<u8>> {
    let headings: Vec<String> = keys.iter().map(|key| head(key)).collect();
    let cells = |row: Vec<DataValue>| {
        let values = keys.iter().zip(&row);
        values.map(|(key, value)| typed_cell(key, value)).collect()
    };
    let rows: Vec<Vec<XlsxCell>> = rows.into_iter().map(cells).collect();
    write_sheet(&headings, &rows, name).map_err(io::Error::other)
}

/// Renders a table of display texts: `33,5` and `1.234` are numbers, `05/06/2026` is a day, and `3.2`, a target's
/// number, is a text.
pub fn write_table(headings: &[String], rows: &[Vec<String>], name: &str) -> io::Result<Vec<u8>> {
    let rows: Vec<Vec<XlsxCell>> = rows
        .iter()
        .map(|row| row.iter().map(|text| parse_text(text)).collect())
        .collect();
    // Characters and length that spreadsheets allow in a sheet's name.
    let name: String = name
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c))
        .take(31)
        .collect();
    write_sheet(headings, &rows, &name).map_err(io::Error::other)
}

/// Typed cell of a row's field, by its key.
fn typed_cell(key: &str, value: &DataValue) -> XlsxCell {
    let text = format_compact(value);
    let number = match value {
        DataValue::Number(number) => number.as_f64(),
        _ if NUMBER_KEYS.contains(&key) => parse_decimal(&text),
        _ => None,
    };
    let day = DAY_KEYS
        .contains(&key)
        .then(|| text.parse::<NaiveDate>().ok())
        .flatten();
    match (number, day) {
        _ if text.is_empty() => XlsxCell::Empty,
        (Some(number), _) => XlsxCell::Number(number),
        (_, Some(day)) => XlsxCell::Day(day),
        _ => XlsxCell::Text(text),
    }
}

/// Parses a decimal of rows: `33.5` for scripts, `33,5` for sheets; never with group separators.
fn parse_decimal(text: &str) -> Option<f64> {
    let decimals = text
        .split_once([',', '.'])
        .map_or("", |(_, decimals)| decimals);
    if decimals.len() <= 2 {
        text.replace(',', ".").parse().ok()
    } else {
        None
    }
}

/// Typed cell of a display text.
fn parse_text(text: &str) -> XlsxCell {
    match (
        parse_grouped(text),
        NaiveDate::parse_from_str(text, "%d/%m/%Y"),
    ) {
        _ if text.is_empty() => XlsxCell::Empty,
        (Some(number), _) => XlsxCell::Number(number),
        (_, Ok(day)) => XlsxCell::Day(day),
        _ => XlsxCell::Text(text.to_owned()),
    }
}

/// Parses a displayed number: dots between thousands, a decimal comma. A leading zero makes it a code.
fn parse_grouped(text: &str) -> Option<f64> {
    let (whole, decimals) = text
        .strip_prefix('-')
        .unwrap_or(text)
        .split_once(',')
        .unwrap_or((text, "0"));
    let whole = whole.strip_prefix('-').unwrap_or(whole);
    let groups: Vec<&str> = whole.split('.').collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = groups.iter().all(|group| digits(group))
        && groups.iter().skip(1).all(|group| group.len() == 3)
        && (groups.len() == 1 || groups[0].len() <= 3)
        && (whole == "0" || !whole.starts_with('0'))
        && digits(decimals);
    fits.then(|| text.replace('.', "").replace(',', ".").parse().ok())
        .flatten()
}

fn write_sheet(
    headings: &[String],
    rows: &[Vec<XlsxCell>],
    name: &str,
) -> Result<Vec<u8>, XlsxError> {
    let mut model = Workbook::new();
    let sheet = model.add_worksheet();
    sheet.set_name(name)?;
    let bold = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top);
    for (at, words) in headings.iter().enumerate() {
        let column = u16::try_from(at).unwrap_or(u16::MAX);
        sheet.write_string_with_format(0, column, words, &bold)?;
        let widest = rows
            .iter()
            .filter_map(|row| row.get(at))
            .map(XlsxCell::width)
            .max();
        let width = widest
            .unwrap_or(0)
            .max(words.chars().count())
            .clamp(6, COLUMN_WIDTH_MAX);
        sheet.set_column_width(
            column,
            f64::from(u8::try_from(width + 2).unwrap_or(u8::MAX)),
        )?;
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (number, row) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                XlsxCell::Empty => {}
                XlsxCell::Number(value) => {
                    sheet.write_number(number, column, *value)?;
                }
                XlsxCell::Day(on) => {
                    sheet.write_datetime_with_format(number, column, on, &day)?;
                }
                XlsxCell::Text(text) => {
                    sheet.write_string(number, column, text)?;
                }
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), Ok(columns)) = (
        u32::try_from(rows.len()),
        u16::try_from(headings.len().saturating_sub(1)),
    ) {
        sheet.autofilter(0, 0, last, columns)?;
    }
    model.save_to_buffer()
}

impl XlsxCell {
    /// Width in characters.
    fn width(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Number(value) => value.to_string().len(),
            Self::Day(_) => 10,
            Self::Text(text) => text.chars().count(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_as_a_number_is_one() {
        for (text, number) in [
            ("33,5", Some(33.5)),
            ("1.234", Some(1234.0)),
            ("-0,25", Some(-0.25)),
            ("0", Some(0.0)),
            ("188", Some(188.0)),
        ] {
            assert_eq!(parse_grouped(text), number, "{text}");
        }
        for text in [
            "",
            "3.2",
            "3.2a",
            "0912345678",
            "12.34,5",
            "1,2,3",
            "–",
            "96 %",
            "5.430/4.990",
        ] {
            assert_eq!(parse_grouped(text), None, "{text}");
        }
    }
}
