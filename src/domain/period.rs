//! Periods: months, quarters, half-years, nine months, years, and the single day of a one-off duty.
//! Must not depend on display texts, reporting rules or the clock.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::day::YEAR_RANGE;

/// Closing day of a month's data under Decree 09/2019/NĐ-CP; the next month's data begin the day after.
const DECREE_CLOSING_DAY: u32 = 14;

/// Boundaries of data periods (Decree 09/2019/NĐ-CP closes them on the 14th).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataPeriod {
    /// Calendar months, quarters and years.
    #[default]
    Calendar,
    /// Closed on the 14th (Decree 09/2019/NĐ-CP).
    Decree09,
}

/// Kind of a period by its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// `2023-M11`.
    Month,
    /// `2023-Q4`.
    Quarter,
    /// `2023-H1`.
    HalfYear,
    /// `2023-9M`.
    NineMonths,
    /// `2023`.
    Year,
}

impl PeriodKind {
    /// Every kind, the shortest first.
    pub const ALL: [Self; 5] = [
        Self::Month,
        Self::Quarter,
        Self::HalfYear,
        Self::NineMonths,
        Self::Year,
    ];

    /// Length in months.
    pub const fn months(self) -> u8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::NineMonths => 9,
            Self::Year => 12,
        }
    }

    /// Number of such periods in a year, counted from January; one for nine months.
    pub const fn count_per_year(self) -> u8 {
        12 / self.months()
    }

    /// Returns `true` if figures of this kind may be entered for a measure of that entry frequency: any period at
    /// least as long.
    pub fn is_at_least(self, frequency: Self) -> bool {
        self >= frequency
    }
}

/// One period: `2023`, `2023-H1`, `2023-9M`, `2023-Q4`, `2023-M11`, or a single day `2020-12-10`; years 1900–2199.
/// Ordered by the last calendar day, then the shorter first, so that of two periods ending the same day the longer is
/// the greater.
///
/// ```
/// use tiendo::domain::period::{DataPeriod, Period, PeriodError};
///
/// let half_year: Period = "2024-H1".parse()?;
/// assert_eq!(half_year.last_day(DataPeriod::Calendar).to_string(), "2024-06-30");
/// // Decree 09/2019/NĐ-CP: the data of a half-year end on 14/06.
/// assert_eq!(half_year.last_day(DataPeriod::Decree09).to_string(), "2024-06-14");
/// # Ok::<(), PeriodError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Period(Repr);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Repr {
    /// `index` counts from 1 within the year.
    Span {
        kind: PeriodKind,
        year: i32,
        index: u8,
    },
    Day(NaiveDate),
}

/// Reason why a text or a pair of numbers is not a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodError {
    /// Unknown format.
    Format,
    /// A year outside 1900–2199.
    Year(i32),
    /// The year has no such part: quarter 5, month 0, half-year 3.
    Index {
        /// Requested kind.
        kind: PeriodKind,
        /// Requested part.
        index: u8,
    },
    /// A day that does not exist: `2023-02-30`.
    NoSuchDay,
}

impl Period {
    /// The `index`-th period of a kind in a year, counted from 1; years and nine months have only the first.
    pub fn new(kind: PeriodKind, year: i32, index: u8) -> Result<Self, PeriodError> {
        if !YEAR_RANGE.contains(&year) {
            return Err(PeriodError::Year(year));
        }
        if !(1..=kind.count_per_year()).contains(&index) {
            return Err(PeriodError::Index { kind, index });
        }
        Ok(Self(Repr::Span { kind, year, index }))
    }

    /// The single day of a one-off duty.
    pub fn single_day(day: NaiveDate) -> Result<Self, PeriodError> {
        if YEAR_RANGE.contains(&day.year()) {
            Ok(Self(Repr::Day(day)))
        } else {
            Err(PeriodError::Year(day.year()))
        }
    }

    /// Period of a kind that includes a day; `None` outside 1900–2199, and for nine months in the year's last quarter.
    pub fn containing(day: NaiveDate, kind: PeriodKind, data: DataPeriod) -> Option<Self> {
        Self::latest_begun_by(day, kind, data).filter(|period| day <= period.last_day(data))
    }

    /// Newest period of a kind that had begun by a day: the one that includes it, in a year's last quarter the nine
    /// months that just ended; `None` outside 1900–2199.
    pub fn latest_begun_by(day: NaiveDate, kind: PeriodKind, data: DataPeriod) -> Option<Self> {
        let counts_for_next_month = data == DataPeriod::Decree09 && day.day() > DECREE_CLOSING_DAY;
        let (year, month0) = match day.month0() + u32::from(counts_for_next_month) {
            12 => (day.year() + 1, 0),
            month0 => (day.year(), month0),
        };
        let index = u8::try_from(month0).ok()? / kind.months() + 1;
        Self::new(kind, year, index.min(kind.count_per_year())).ok()
    }

    /// Kind; `None` for a single day.
    pub fn kind(self) -> Option<PeriodKind> {
        match self.0 {
            Repr::Span { kind, .. } => Some(kind),
            Repr::Day(_) => None,
        }
    }

    /// Year; under Decree 09/2019/NĐ-CP the year whose data it covers (15/12/2022 is in a period of 2023).
    pub fn year(self) -> i32 {
        match self.0 {
            Repr::Span { year, .. } => year,
            Repr::Day(day) => day.year(),
        }
    }

    /// Index within the year among its kind, from 1: quarter 4 is 4. 1 for a single day.
    pub fn index(self) -> u8 {
        match self.0 {
            Repr::Span { index, .. } => index,
            Repr::Day(_) => 1,
        }
    }

    /// Day of a one-off duty's period; `None` for all others.
    pub fn day(self) -> Option<NaiveDate> {
        match self.0 {
            Repr::Span { .. } => None,
            Repr::Day(day) => Some(day),
        }
    }

    /// Returns `true` if figures may be entered for it under an entry frequency; never for a single day.
    pub fn is_at_least(self, frequency: PeriodKind) -> bool {
        self.kind().is_some_and(|kind| kind.is_at_least(frequency))
    }

    /// First day of its data. Decree 09/2019/NĐ-CP: the 15th of the month before its first month.
    pub fn first_day(self, data: DataPeriod) -> NaiveDate {
        match (self.0, data) {
            (Repr::Day(day), _) => day,
            (Repr::Span { year, .. }, DataPeriod::Calendar) => date(year, self.first_month(), 1),
            (Repr::Span { year, .. }, DataPeriod::Decree09) => match self.first_month() {
                1 => date(year - 1, 12, DECREE_CLOSING_DAY + 1),
                month => date(year, month - 1, DECREE_CLOSING_DAY + 1),
            },
        }
    }

    /// Last day of its data. Decree 09/2019/NĐ-CP: the 14th of its last month.
    pub fn last_day(self, data: DataPeriod) -> NaiveDate {
        match (self.0, data) {
            (Repr::Day(day), _) => day,
            (Repr::Span { year, .. }, DataPeriod::Calendar) => {
                let month = self.last_month();
                date(year, month, days_in(year, month))
            }
            (Repr::Span { year, .. }, DataPeriod::Decree09) => {
                date(year, self.last_month(), DECREE_CLOSING_DAY)
            }
        }
    }

    /// Previous period of the same kind (the day before for a day, the year before for nine months); `None` before
    /// 1900.
    pub fn previous(self) -> Option<Self> {
        match self.0 {
            Repr::Span {
                kind,
                year,
                index: 1,
            } => Self::new(kind, year - 1, kind.count_per_year()).ok(),
            Repr::Span { kind, year, index } => Self::new(kind, year, index - 1).ok(),
            Repr::Day(day) => day.pred_opt().and_then(|day| Self::single_day(day).ok()),
        }
    }

    /// Next period of the same kind (the next day for a day, the next year for nine months); `None` after 2199.
    pub fn next(self) -> Option<Self> {
        match self.0 {
            Repr::Span { kind, year, index } if index == kind.count_per_year() => {
                Self::new(kind, year + 1, 1).ok()
            }
            Repr::Span { kind, year, index } => Self::new(kind, year, index + 1).ok(),
            Repr::Day(day) => day.succ_opt().and_then(|day| Self::single_day(day).ok()),
        }
    }

    /// Periods of a kind that fill it exactly, in order: a year's four quarters, a quarter's three months; itself for
    /// its own kind. Empty if they cannot fill it (nine months by half-years, a quarter by years, a single day).
    pub fn parts(self, kind: PeriodKind) -> Vec<Self> {
        let Repr::Span {
            kind: whole, year, ..
        } = self.0
        else {
            return Vec::new();
        };
        if !whole.months().is_multiple_of(kind.months()) {
            return Vec::new();
        }
        let first = (self.first_month() - 1) / kind.months() + 1;
        let count = whole.months() / kind.months();
        (first..first + count)
            .map(|index| Self(Repr::Span { kind, year, index }))
            .collect()
    }

    /// Returns `true` if the other period is entirely within it; every period contains itself. A single day is
    /// compared by calendar dates.
    pub fn contains(self, other: &Self) -> bool {
        let calendar = DataPeriod::Calendar;
        self.first_day(calendar) <= other.first_day(calendar)
            && other.last_day(calendar) <= self.last_day(calendar)
    }

    /// Returns `true` if the data of both periods share a day.
    pub fn overlaps(self, other: Self, data: DataPeriod) -> bool {
        self.first_day(data) <= other.last_day(data) && other.first_day(data) <= self.last_day(data)
    }

    fn first_month(self) -> u8 {
        match self.0 {
            Repr::Span { kind, index, .. } => (index - 1) * kind.months() + 1,
            Repr::Day(day) => u8::try_from(day.month()).unwrap_or(1),
        }
    }

    fn last_month(self) -> u8 {
        self.first_month() + self.kind().map_or(0, |kind| kind.months() - 1)
    }

    fn sort_rank(self) -> (NaiveDate, u8) {
        (
            self.last_day(DataPeriod::Calendar),
            self.kind().map_or(0, PeriodKind::months),
        )
    }
}

/// A date from parts that are known to be valid: months 1–12, days within the month.
fn date(year: i32, month: u8, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, u32::from(month), day).unwrap_or_default()
}

fn days_in(year: i32, month: u8) -> u32 {
    u32::from(date(year, month, 1).num_days_in_month())
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.sort_rank().cmp(&other.sort_rank())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    /// Text form as in codes: `2023`, `2023-Q4`; months with two digits: `2023-M01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self.0 {
            Repr::Day(day) => day.to_string(),
            Repr::Span { kind, year, index } => match kind {
                PeriodKind::Month => format!("{year}-M{index:02}"),
                PeriodKind::Quarter => format!("{year}-Q{index}"),
                PeriodKind::HalfYear => format!("{year}-H{index}"),
                PeriodKind::NineMonths => format!("{year}-9M"),
                PeriodKind::Year => year.to_string(),
            },
        };
        f.pad(&text)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    /// Parses the text form; lower case and one-digit months (`2023-m1`) are accepted too.
    fn from_str(text: &str) -> Result<Self, PeriodError> {
        let (year, part) = text.split_once('-').unwrap_or((text, ""));
        let year: i32 = digits(year, 4..=4).ok_or(PeriodError::Format)?;
        if !text.contains('-') {
            return Self::new(PeriodKind::Year, year, 1);
        }
        if part.eq_ignore_ascii_case("9M") {
            return Self::new(PeriodKind::NineMonths, year, 1);
        }
        if let Some((month, day)) = part.split_once('-') {
            return parse_day(year, month, day);
        }
        let mut letters = part.chars();
        let (kind, widths) = match letters.next().map(|c| c.to_ascii_uppercase()) {
            Some('H') => (PeriodKind::HalfYear, 1..=1),
            Some('Q') => (PeriodKind::Quarter, 1..=1),
            Some('M') => (PeriodKind::Month, 1..=2),
            _ => return Err(PeriodError::Format),
        };
        Self::new(
            kind,
            year,
            digits(letters.as_str(), widths).ok_or(PeriodError::Format)?,
        )
    }
}

fn parse_day(year: i32, month: &str, day: &str) -> Result<Period, PeriodError> {
    let month = digits(month, 2..=2).ok_or(PeriodError::Format)?;
    let day = digits(day, 2..=2).ok_or(PeriodError::Format)?;
    Period::single_day(NaiveDate::from_ymd_opt(year, month, day).ok_or(PeriodError::NoSuchDay)?)
}

fn digits<N: FromStr>(text: &str, widths: std::ops::RangeInclusive<usize>) -> Option<N> {
    let fits = widths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}

impl From<Period> for String {
    fn from(period: Period) -> String {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = String;
    /// Like [`Period::from_str`]; for data files.
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
            .map_err(|e: PeriodError| format!("not a period: {text} ({e:?})"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::DataPeriod::{Calendar, Decree09};
    use super::PeriodKind::{HalfYear, Month, NineMonths, Quarter, Year};
    use super::*;

    fn p(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn reads_and_prints() {
        for (text, printed) in [
            ("2023", "2023"),
            ("2023-H1", "2023-H1"),
            ("2023-h2", "2023-H2"),
            ("2023-9m", "2023-9M"),
            ("2023-Q4", "2023-Q4"),
            ("2023-M1", "2023-M01"),
            ("2023-M01", "2023-M01"),
            ("2023-M11", "2023-M11"),
            ("2020-12-10", "2020-12-10"),
        ] {
            assert_eq!(p(text).to_string(), printed);
        }
        assert_eq!(
            serde_json::to_string(&p("2023-Q4")).unwrap(),
            r#""2023-Q4""#
        );
        assert_eq!(
            serde_json::from_str::<Period>(r#""2023-Q4""#).unwrap(),
            p("2023-Q4")
        );
        assert!(serde_json::from_str::<Period>(r#""2023-Q5""#).is_err());
    }

    #[test]
    fn refuses_with_a_reason() {
        let index = |kind, index| PeriodError::Index { kind, index };
        for (text, expected) in [
            ("", PeriodError::Format),
            ("23", PeriodError::Format),
            (" 2023", PeriodError::Format),
            ("2023-", PeriodError::Format),
            ("2023-Q", PeriodError::Format),
            ("2023-Q04", PeriodError::Format),
            ("2023-M011", PeriodError::Format),
            ("2023-M+1", PeriodError::Format),
            ("2023-6M", PeriodError::Format),
            ("2023Q4", PeriodError::Format),
            ("2023-1-2", PeriodError::Format),
            ("2023-Ư4", PeriodError::Format),
            ("1899", PeriodError::Year(1899)),
            ("2200-Q1", PeriodError::Year(2200)),
            ("2200-01-01", PeriodError::Year(2200)),
            ("2023-Q5", index(Quarter, 5)),
            ("2023-H0", index(HalfYear, 0)),
            ("2023-M13", index(Month, 13)),
            ("2023-02-30", PeriodError::NoSuchDay),
        ] {
            assert_eq!(text.parse::<Period>(), Err(expected), "{text:?}");
        }
    }

    #[test]
    fn first_and_last_days() {
        for (period, data, first, last) in [
            ("2024-M02", Calendar, "2024-02-01", "2024-02-29"),
            ("2023-Q4", Calendar, "2023-10-01", "2023-12-31"),
            ("2023-H1", Calendar, "2023-01-01", "2023-06-30"),
            ("2023-9M", Calendar, "2023-01-01", "2023-09-30"),
            ("2023", Calendar, "2023-01-01", "2023-12-31"),
            ("2023-M01", Decree09, "2022-12-15", "2023-01-14"),
            ("2023-M11", Decree09, "2023-10-15", "2023-11-14"),
            ("2023-Q1", Decree09, "2022-12-15", "2023-03-14"),
            ("2023-Q4", Decree09, "2023-09-15", "2023-12-14"),
            ("2023-H1", Decree09, "2022-12-15", "2023-06-14"),
            ("2023-H2", Decree09, "2023-06-15", "2023-12-14"),
            ("2023-9M", Decree09, "2022-12-15", "2023-09-14"),
            ("2023", Decree09, "2022-12-15", "2023-12-14"),
            ("2020-12-10", Decree09, "2020-12-10", "2020-12-10"),
        ] {
            assert_eq!(
                (p(period).first_day(data), p(period).last_day(data)),
                (day(first), day(last)),
                "{period}"
            );
        }
    }

    #[test]
    fn finds_the_period_of_a_day() {
        for (on, kind, data, expected) in [
            ("2023-12-31", Quarter, Calendar, Some("2023-Q4")),
            ("2023-12-14", Year, Decree09, Some("2023")),
            ("2023-12-15", Year, Decree09, Some("2024")),
            ("2023-06-15", HalfYear, Decree09, Some("2023-H2")),
            ("2023-09-30", NineMonths, Calendar, Some("2023-9M")),
            ("2023-10-01", NineMonths, Calendar, None),
            ("2023-09-15", NineMonths, Decree09, None),
            ("2199-12-15", Month, Decree09, None),
        ] {
            assert_eq!(
                Period::containing(day(on), kind, data),
                expected.map(p),
                "{on} {kind:?}"
            );
        }
        for (on, kind, data, expected) in [
            ("2023-09-30", NineMonths, Calendar, Some("2023-9M")),
            ("2023-12-31", NineMonths, Calendar, Some("2023-9M")),
            ("2024-01-01", NineMonths, Calendar, Some("2024-9M")),
            ("2023-12-14", NineMonths, Decree09, Some("2023-9M")),
            ("2023-12-15", NineMonths, Decree09, Some("2024-9M")),
            ("2023-12-31", Quarter, Calendar, Some("2023-Q4")),
            ("2199-12-15", Month, Decree09, None),
        ] {
            assert_eq!(
                Period::latest_begun_by(day(on), kind, data),
                expected.map(p),
                "{on} {kind:?}"
            );
        }
    }

    #[test]
    fn neighbours() {
        for (period, next) in [
            ("2023-M12", "2024-M01"),
            ("2023-Q1", "2023-Q2"),
            ("2023-H2", "2024-H1"),
            ("2023-9M", "2024-9M"),
            ("2023", "2024"),
            ("2024-02-29", "2024-03-01"),
        ] {
            assert_eq!(p(period).next(), Some(p(next)));
            assert_eq!(p(next).previous(), Some(p(period)));
        }
        assert_eq!(
            (p("2199-Q4").next(), p("1900-01-01").previous()),
            (None, None)
        );
    }

    #[test]
    fn parts_and_containment() {
        let parts = |text: &str, kind| {
            p(text)
                .parts(kind)
                .iter()
                .map(Period::to_string)
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(parts("2023", Quarter), "2023-Q1 2023-Q2 2023-Q3 2023-Q4");
        assert_eq!(parts("2023-Q4", Month), "2023-M10 2023-M11 2023-M12");
        assert_eq!(parts("2023-H2", Quarter), "2023-Q3 2023-Q4");
        assert_eq!(parts("2023-9M", Quarter), "2023-Q1 2023-Q2 2023-Q3");
        assert_eq!(parts("2023-H2", HalfYear), "2023-H2");
        for (period, kind) in [
            ("2023-9M", HalfYear),
            ("2023", NineMonths),
            ("2023-Q1", Year),
            ("2023-01-01", Month),
        ] {
            assert_eq!(parts(period, kind), "");
        }
        assert!(p("2023").contains(&p("2023-9M")) && p("2023-9M").contains(&p("2023-H1")));
        assert!(p("2023-Q4").contains(&p("2023-Q4")) && p("2023-Q4").contains(&p("2023-12-31")));
        assert!(!p("2023-H1").contains(&p("2023-9M")) && !p("2023-M01").contains(&p("2023-M02")));
    }

    #[test]
    fn the_longer_of_two_ending_the_same_day_is_greater() {
        let mut periods = [
            "2023",
            "2023-Q4",
            "2023-12-31",
            "2023-M12",
            "2023-H2",
            "2023-9M",
            "2024-M01",
            "2023-Q3",
        ]
        .map(p);
        periods.sort_unstable();
        let sorted = [
            "2023-Q3",
            "2023-9M",
            "2023-12-31",
            "2023-M12",
            "2023-Q4",
            "2023-H2",
            "2023",
            "2024-M01",
        ]
        .map(p);
        assert_eq!(periods, sorted);
    }

    #[test]
    fn entry_frequencies() {
        assert!(p("2023").is_at_least(Quarter) && p("2023-Q1").is_at_least(Quarter));
        assert!(!p("2023-M01").is_at_least(Quarter) && !p("2023-01-01").is_at_least(Month));
    }

    fn any_period() -> impl Strategy<Value = Period> {
        let span = (
            proptest::sample::select(&PeriodKind::ALL[..]),
            YEAR_RANGE,
            0_u8..12,
        )
            .prop_map(|(kind, year, n)| {
                Period::new(kind, year, n % kind.count_per_year() + 1).unwrap()
            });
        let single = (0..109_572_i64).prop_map(|n| {
            Period::single_day(day("1900-01-01") + chrono::TimeDelta::days(n)).unwrap()
        });
        prop_oneof![4 => span, 1 => single]
    }

    proptest! {
        #[test]
        fn parse_undoes_print(period in any_period()) {
            prop_assert_eq!(period.to_string().parse(), Ok(period));
        }

        #[test]
        fn data_periods_join_without_gaps(period in any_period()) {
            for data in [Calendar, Decree09] {
                prop_assert!(period.first_day(data) <= period.last_day(data));
                if let (Some(next), true) = (period.next(), period.kind() != Some(NineMonths)) {
                    prop_assert_eq!(period.last_day(data).succ_opt(), Some(next.first_day(data)));
                    prop_assert!(period < next);
                }
                if let Some(kind) = period.kind() {
                    prop_assert_eq!(Period::containing(period.first_day(data), kind, data), Some(period));
                    prop_assert_eq!(Period::containing(period.last_day(data), kind, data), Some(period));
                }
            }
        }

        #[test]
        fn order_agrees_with_equality(a in any_period(), b in any_period()) {
            prop_assert_eq!(a == b, a.cmp(&b) == Ordering::Equal);
        }

        #[test]
        fn never_panics(text in "\\PC{0,10}", typed in "20[0-9]{2}-?[HQM9]?[-0-9M]{0,6}") {
            let _ = text.parse::<Period>();
            let _ = typed.parse::<Period>();
        }
    }

    #[test]
    fn only_a_single_day_has_a_day() {
        assert_eq!(p("2020-12-10").day(), Some(day("2020-12-10")));
        assert_eq!(p("2020-12-10").index(), 1);
        for (text, index) in [
            ("2023", 1),
            ("2023-H2", 2),
            ("2023-Q4", 4),
            ("2023-M11", 11),
        ] {
            assert_eq!((p(text).day(), p(text).index()), (None, index), "{text}");
        }
    }
}
