//! Parsing and printing of days, and the current day in Việt Nam. Must not depend on the clock (the caller passes
//! today), weekday names or holidays.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// Years that the program supports; the same bounds as for periods.
pub const YEAR_RANGE: std::ops::RangeInclusive<i32> = 1900..=2199;
/// Offset of Việt Nam from UTC in hours, the whole year round.
const VIETNAM_HOURS: i64 = 7;

/// Reason why a typed day is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayError {
    /// Nothing was typed.
    Empty,
    /// None of the forms d/m, d/m/yyyy, d-m-yyyy, d.m.yyyy, yyyy-mm-dd.
    Format,
    /// `9/6/25`: the year needs four digits.
    ShortYear,
    /// A year outside [`YEAR_RANGE`].
    Year(i32),
    /// A day that does not exist: `31/6/2025`, `29/2/2025`, `6/13/2025`.
    NoSuchDay {
        /// Day as typed.
        day: u32,
        /// Month as typed.
        month: u32,
        /// Year as typed, or the current year.
        year: i32,
    },
}

/// Parses a day: dd/mm/yyyy, d/m/yyyy, with `/`, `-` or `.` (one kind a day), or ISO yyyy-mm-dd.
/// Without a year (`9/6`) it is the year of `today`. Blanks around the parts are ignored.
pub fn parse_day(text: &str, today: NaiveDate) -> Result<NaiveDate, DayError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DayError::Empty);
    }
    let sign = text
        .chars()
        .find(|c| ['/', '-', '.'].contains(c))
        .ok_or(DayError::Format)?;
    let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
    match parts[..] {
        [day, month] => checked_date(two_digits(day)?, two_digits(month)?, today.year()),
        [year, month, day] if sign == '-' && year.len() == 4 => {
            checked_date(two_digits(day)?, two_digits(month)?, parse_year(year)?)
        }
        [day, month, year] => checked_date(two_digits(day)?, two_digits(month)?, parse_year(year)?),
        _ => Err(DayError::Format),
    }
}

fn two_digits(text: &str) -> Result<u32, DayError> {
    let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits {
        text.parse().map_err(|_| DayError::Format)
    } else {
        Err(DayError::Format)
    }
}

fn parse_year(text: &str) -> Result<i32, DayError> {
    match text.len() {
        _ if !text.bytes().all(|b| b.is_ascii_digit()) => Err(DayError::Format),
        1..=3 => Err(DayError::ShortYear),
        4 => text.parse().map_err(|_| DayError::Format),
        _ => Err(DayError::Format),
    }
}

fn checked_date(day: u32, month: u32, year: i32) -> Result<NaiveDate, DayError> {
    if !YEAR_RANGE.contains(&year) {
        return Err(DayError::Year(year));
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(DayError::NoSuchDay { day, month, year })
}

/// `09/06/2025`.
pub fn print_day(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", day.day(), day.month(), day.year())
}

/// `09/06`.
pub fn print_day_short(day: NaiveDate) -> String {
    format!("{:02}/{:02}", day.day(), day.month())
}

/// The day in the form of letters (Decree 30/2020/NĐ-CP): `ngày 05 tháng 01 năm 2020`, `ngày 29 tháng 6 năm 2019`;
/// a leading zero for days below 10 and for months 1 and 2 only. Vietnamese in either screen language, as letters are.
pub fn print_letter_day(day: NaiveDate) -> String {
    let zero = if day.month() <= 2 { "0" } else { "" };
    format!(
        "ngày {:02} tháng {zero}{} năm {}",
        day.day(),
        day.month(),
        day.year()
    )
}

/// The same in figures, for a table of a letter: `05/01/2020`, `29/6/2019`.
pub fn print_letter_digits(day: NaiveDate) -> String {
    let zero = if day.month() <= 2 { "0" } else { "" };
    format!("{:02}/{zero}{}/{}", day.day(), day.month(), day.year())
}

/// Calendar day in Việt Nam (UTC+7) at a moment, whatever the server's time zone.
pub fn vietnam_day(moment: DateTime<Utc>) -> NaiveDate {
    vietnam_time(moment).date()
}

/// Moment at which a calendar day begins in Việt Nam (UTC+7).
pub fn start_of_day(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(chrono::NaiveTime::MIN);
    midnight
        .checked_sub_signed(TimeDelta::hours(VIETNAM_HOURS))
        .unwrap_or(midnight)
        .and_utc()
}

/// Local time in Việt Nam (UTC+7) at a moment.
pub fn vietnam_time(moment: DateTime<Utc>) -> NaiveDateTime {
    let utc = moment.naive_utc();
    utc.checked_add_signed(TimeDelta::hours(VIETNAM_HOURS))
        .unwrap_or(utc)
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use proptest::prelude::*;

    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn parse(text: &str) -> Result<NaiveDate, DayError> {
        parse_day(text, ymd(2025, 6, 1))
    }

    #[test]
    fn reads_days() {
        for text in [
            "09/06/2025",
            "9/6/2025",
            "9/6",
            " 09/06 ",
            "2025-06-09",
            "9-6-2025",
            "09.06.2025",
            "9.6",
            "9 / 6 / 2025",
        ] {
            assert_eq!(parse(text), Ok(ymd(2025, 6, 9)), "{text:?}");
        }
        assert_eq!(parse("29/2/2024"), Ok(ymd(2024, 2, 29)));
    }

    #[test]
    fn refuses_with_a_reason() {
        let no_such = |day, month, year| DayError::NoSuchDay { day, month, year };
        for (text, expected) in [
            ("", DayError::Empty),
            (" ", DayError::Empty),
            ("9", DayError::Format),
            ("hôm nay", DayError::Format),
            ("9/6-2025", DayError::Format),
            ("9/6/2025/1", DayError::Format),
            ("2025/06/09", DayError::Format),
            ("9//2025", DayError::Format),
            ("9/6/", DayError::Format),
            ("-9/6/2025", DayError::Format),
            ("+9/6/2025", DayError::Format),
            ("９/6/2025", DayError::Format),
            ("009/6/2025", DayError::Format),
            ("9/6/02025", DayError::Format),
            ("9/6/25", DayError::ShortYear),
            ("9/6/025", DayError::ShortYear),
            ("9/6/0025", DayError::Year(25)),
            ("9/6/2200", DayError::Year(2200)),
            ("31/6/2025", no_such(31, 6, 2025)),
            ("29/2", no_such(29, 2, 2025)),
            ("6/13/2025", no_such(6, 13, 2025)),
            ("0/1/2025", no_such(0, 1, 2025)),
            ("2025-02-30", no_such(30, 2, 2025)),
        ] {
            assert_eq!(parse(text), Err(expected), "{text:?}");
        }
    }

    #[test]
    fn prints_days() {
        assert_eq!(print_day(ymd(2025, 6, 9)), "09/06/2025");
        assert_eq!(print_day_short(ymd(2025, 6, 9)), "09/06");
        for (day, expected) in [
            (ymd(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
            (ymd(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
            (ymd(2022, 2, 10), "ngày 10 tháng 02 năm 2022"),
            (ymd(2022, 3, 9), "ngày 09 tháng 3 năm 2022"),
            (ymd(2022, 12, 1), "ngày 01 tháng 12 năm 2022"),
        ] {
            assert_eq!(print_letter_day(day), expected);
        }
    }

    #[test]
    fn the_day_turns_at_five_in_the_afternoon_utc() {
        let at = |hour, minute| Utc.with_ymd_and_hms(2024, 12, 31, hour, minute, 0).unwrap();
        assert_eq!(vietnam_day(at(16, 59)), ymd(2024, 12, 31));
        assert_eq!(vietnam_day(at(17, 0)), ymd(2025, 1, 1));
        assert_eq!(
            vietnam_time(at(3, 42)),
            ymd(2024, 12, 31).and_hms_opt(10, 42, 0).unwrap()
        );
        assert_eq!(
            vietnam_time(DateTime::<Utc>::MAX_UTC),
            DateTime::<Utc>::MAX_UTC.naive_utc()
        );
    }

    proptest! {
        #[test]
        fn parse_undoes_print(days in 0..109_572_i64) {
            let day = ymd(1900, 1, 1) + TimeDelta::days(days);
            prop_assert_eq!(parse(&print_day(day)), Ok(day));
            prop_assert_eq!(parse(&day.to_string()), Ok(day));
            prop_assert_eq!(parse_day(&print_day_short(day), day), Ok(day));
        }

        #[test]
        fn never_panics(text in "\\PC{0,12}", typed in "[-0-9/. ]{0,12}") {
            let _ = parse(&text);
            let _ = parse(&typed);
        }
    }

    #[test]
    fn a_letter_writes_the_first_two_months_with_two_digits() {
        for (month, printed) in [
            (1, "05/01/2020"),
            (2, "05/02/2020"),
            (3, "05/3/2020"),
            (12, "05/12/2020"),
        ] {
            assert_eq!(print_letter_digits(ymd(2020, month, 5)), printed);
        }
    }

    #[test]
    fn a_year_is_four_digits_without_a_sign() {
        for (text, expected) in [
            ("202", Err(DayError::ShortYear)),
            ("2020", Ok(2020)),
            ("20200", Err(DayError::Format)),
            ("+202", Err(DayError::Format)),
            ("-20", Err(DayError::Format)),
        ] {
            assert_eq!(parse_year(text), expected, "{text}");
        }
    }
}
