//! Exact decimal numbers as people in Việt Nam write them. No floats; two decimals at most.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An exact decimal with two places, kept as hundredths: `33,5` is 3350.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Number(i64);

impl Number {
    /// From hundredths: 3350 is 33,5.
    pub const fn from_hundredths(hundredths: i64) -> Self {
        Self(hundredths)
    }

    /// From a whole number.
    pub const fn whole(value: i64) -> Self {
        Self(value * 100)
    }

    /// In hundredths.
    pub const fn hundredths(self) -> i64 {
        self.0
    }
}

impl fmt::Display for Number {
    /// Machine form with a point and no superfluous zeros: `33.5`, `1234`. The Vietnamese form is [`print`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match part {
            0 => write!(f, "{sign}{whole}"),
            p if p % 10 == 0 => write!(f, "{sign}{whole}.{}", p / 10),
            p => write!(f, "{sign}{whole}.{p:02}"),
        }
    }
}

impl From<Number> for String {
    fn from(number: Number) -> String {
        number.to_string()
    }
}

impl TryFrom<String> for Number {
    type Error = String;
    /// Machine form only, as in data files: `-?digits(.d{1,2})?`.
    fn try_from(text: String) -> Result<Self, String> {
        let (sign, body) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
        let (whole, part) = body.split_once('.').unwrap_or((body, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 15 || part.len() > 2 || !digits(whole) || !digits(part) {
            return Err(format!("not a number with at most two decimals: {text}"));
        }
        let hundredths = format!("{whole}{part:0<2}").parse::<i64>().map_err(|e| e.to_string())?;
        Ok(Self(sign * hundredths))
    }
}

/// An exact fraction, for shares and lines.
pub type Fraction = num_rational::Ratio<i128>;

impl Number {
    /// As a fraction.
    pub fn fraction(self) -> Fraction {
        Fraction::new(i128::from(self.0), 100)
    }
}
/// STUB
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberError {
    Empty,
}
