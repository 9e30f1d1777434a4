//! Rows as a spreadsheet: numbers as numbers, days as days, everything else as text that no spreadsheet takes for a
//! formula. Knows no figure; the heads come in words.

use std::io;

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, Workbook, Worksheet, XlsxError};
use serde_json::Value;

use super::Row;
use super::csv::compact;

/// The keys whose texts are decimals with a point.
const NUMBERS: [&str; 9] =
    ["value", "value_to", "numerator", "denominator", "line", "way", "difference", "rate", "quantity"];
/// The keys whose texts are days.
const DAYS: [&str; 11] = [
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
/// How wide a column of text becomes at most, in letters.
const WIDEST: usize = 60;

/// The bytes of a workbook with one sheet: a head that stays, a filter, a row each. `head` names a key.
pub fn write<R: Row>(rows: &[R], name: &str, head: &dyn Fn(&str) -> String) -> io::Result<Vec<u8>> {
    let values = rows.iter().map(serde_json::to_value).collect::<Result<Vec<_>, _>>()?;
    fill(R::KEYS, &values, name, head).map_err(io::Error::other)
}

fn fill(keys: &[&str], rows: &[Value], name: &str, head: &dyn Fn(&str) -> String) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    let bold = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    for (column, key) in (0_u16..).zip(keys) {
        let words = head(key);
        sheet.write_string_with_format(0, column, &words, &bold)?;
        let widest = rows.iter().filter_map(|row| row.get(*key)).map(|cell| compact(cell).chars().count()).max();
        let width = widest.unwrap_or(0).max(words.chars().count()).clamp(6, WIDEST);
        sheet.set_column_width(column, f64::from(u8::try_from(width + 2).unwrap_or(u8::MAX)))?;
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (number, row) in (1_u32..).zip(rows) {
        for (column, key) in (0_u16..).zip(keys) {
            write_cell(sheet, (number, column), key, row.get(*key).unwrap_or(&Value::Null), &day)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let (Ok(last), Ok(columns)) = (u32::try_from(rows.len()), u16::try_from(keys.len().saturating_sub(1))) {
        sheet.autofilter(0, 0, last, columns)?;
    }
    book.save_to_buffer()
}

/// A decimal as rows write it: `33.5` for scripts, `33,5` for sheets; never with groups.
fn decimal(text: &str) -> Option<f64> {
    let decimals = text.split_once([',', '.']).map_or("", |(_, decimals)| decimals);
    if decimals.len() <= 2 { text.replace(',', ".").parse().ok() } else { None }
}

/// One cell in its type; what is unknown stays empty.
fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    key: &str,
    value: &Value,
    day: &Format,
) -> Result<(), XlsxError> {
    let text = compact(value);
    let number = value.as_f64().or_else(|| NUMBERS.contains(&key).then(|| decimal(&text)).flatten());
    let date = DAYS.contains(&key).then(|| text.parse::<NaiveDate>().ok()).flatten();
    match (number, date) {
        _ if text.is_empty() => {}
        (Some(number), _) => drop(sheet.write_number(row, column, number)?),
        (_, Some(date)) => drop(sheet.write_datetime_with_format(row, column, date, day)?),
        _ => drop(sheet.write_string(row, column, &text)?),
    }
    Ok(())
}
