//! Values of arguments that cannot be parsed, as error types: clap passes on the type and no more.

use std::error::Error;
use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::domain::day::YEAR_RANGE;
use crate::domain::plan_copy::YEARS_MAX;

/// Not a day as `--as-of` takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InvalidIsoDate;

impl fmt::Display for InvalidIsoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YYYY-MM-DD")
    }
}

impl Error for InvalidIsoDate {}

/// Not a number of years by which a plan may be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct InvalidYears;

impl fmt::Display for InvalidYears {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1..={YEARS_MAX}")
    }
}

impl Error for InvalidYears {}

/// Parses a day in ISO form.
pub(super) fn parse_iso_day(text: &str) -> Result<NaiveDate, InvalidIsoDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|_| text.len() == 10);
    day.filter(|day| YEAR_RANGE.contains(&day.year()))
        .ok_or(InvalidIsoDate)
}
