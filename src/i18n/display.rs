//! Days and numbers as they are shown: Vietnamese as they are typed (`05/06/2026`, `1.982`, `99,03`), in English as English
//! readers write them (`5 Jun 2026`, `1,982`, `99.03`). Entry fields keep the form that is typed, in both languages.

use chrono::{DateTime, NaiveDate, Utc};

use super::Lang;
use crate::domain::day::{print_day, print_day_short, vietnam_day, vietnam_time};
use crate::domain::number::{Fraction, Number, print, print_count, print_fraction};

/// `05/06/2026`, `5 Jun 2026`.
pub fn day(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Vi => print_day(day),
        Lang::En => day.format("%-d %b %Y").to_string(),
    }
}

/// The day; empty without one.
pub fn optional_day(lang: Lang, on: Option<NaiveDate>) -> String {
    on.map_or_else(String::new, |on| day(lang, on))
}

/// `05/06`, `5 Jun`.
pub fn day_short(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::Vi => print_day_short(day),
        Lang::En => day.format("%-d %b").to_string(),
    }
}

/// `05/06/2026 14:03`, `5 Jun 2026 14:03` in Việt Nam.
pub fn date_time(lang: Lang, at: DateTime<Utc>) -> String {
    format!("{} {}", day(lang, vietnam_day(at)), time(at))
}

/// The same to the second: `05/06/2026 14:03:27`.
pub fn date_time_to_second(lang: Lang, at: DateTime<Utc>) -> String {
    let time = vietnam_time(at).format("%H:%M:%S");
    format!("{} {time}", day(lang, vietnam_day(at)))
}

/// `14:03 05/06`, `14:03 5 Jun`: of this year.
pub fn time_and_day_short(lang: Lang, at: DateTime<Utc>) -> String {
    format!("{} {}", time(at), day_short(lang, vietnam_day(at)))
}

/// `14:03` in Việt Nam.
pub fn time(at: DateTime<Utc>) -> String {
    vietnam_time(at).format("%H:%M").to_string()
}

/// `1.982`, `1,982`.
pub fn count(lang: Lang, count: i64) -> String {
    localize(lang, print_count(count))
}

/// `99,03`, `99.03`.
pub fn number(lang: Lang, number: Number, scale: u8) -> String {
    localize(lang, print(number, scale))
}

/// The same of a fraction, rounded.
pub fn fraction(lang: Lang, fraction: &Fraction, decimals: u8) -> String {
    localize(lang, print_fraction(fraction, decimals))
}

/// A number in the Vietnamese form, as the language has it.
fn localize(lang: Lang, vietnamese: String) -> String {
    match lang {
        Lang::Vi => vietnamese,
        Lang::En => {
            let swapped = vietnamese.chars().map(|character| match character {
                '.' => ',',
                ',' => '.',
                other => other,
            });
            swapped.collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_has_its_own_days_and_numbers() {
        let date = NaiveDate::from_ymd_opt(2026, 6, 5).unwrap_or_default();
        assert_eq!(day(Lang::Vi, date), "05/06/2026");
        assert_eq!(day(Lang::En, date), "5 Jun 2026");
        assert_eq!(day_short(Lang::Vi, date), "05/06");
        assert_eq!(day_short(Lang::En, date), "5 Jun");
        assert_eq!(count(Lang::Vi, 1982), "1.982");
        assert_eq!(count(Lang::En, 1982), "1,982");
        let rate = Number::from_hundredths(123_456);
        assert_eq!(number(Lang::Vi, rate, 2), "1.234,56");
        assert_eq!(number(Lang::En, rate, 2), "1,234.56");
    }
}
