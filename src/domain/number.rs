//! Exact decimal numbers in Vietnamese notation, with at most two decimals and no floats.
//! Must not depend on units, measures or refusal messages.

use std::fmt;

use num_rational::Ratio;
use serde::{Deserialize, Serialize};

use super::text::unwanted_char;

/// An exact fraction: the result of a computation (shares, trajectories, ratios). Rounded for display only.
pub type Fraction = Ratio<i128>;

/// Maximum number of decimals of a number.
pub const MAX_SCALE: u8 = 2;
/// Maximum number of digits, decimals included: the precision of a spreadsheet.
pub const MAX_DIGITS: usize = 15;
/// The most decimals that [`distinguishing_decimals`] answers.
pub const MAX_DISTINGUISHING_DECIMALS: u8 = 6;
/// Maximum decimals of a displayed fraction; larger requests are capped.
const MAX_FRACTION_DECIMALS: u8 = 18;
/// Separators of three-digit groups: dot, space, no-break space, narrow no-break space.
const GROUP_SIGNS: [char; 4] = ['.', ' ', '\u{a0}', '\u{202f}'];
/// Characters accepted as a minus sign: the keyboard's hyphen, the minus sign, and the dashes and hyphens that word
/// processors and input methods substitute for it.
const MINUS_SIGNS: [char; 10] = [
    '-', '\u{2212}', '\u{2013}', '\u{2014}', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2015}',
    '\u{fe63}', '\u{ff0d}',
];
/// Digits of a group, except the first group of a number.
const GROUP: usize = 3;

/// An exact decimal with two places, kept as hundredths: `33,5` is 3350.
///
/// ```
/// use tiendo::domain::number::{Number, NumberError, NumberFormat, parse_number, print};
///
/// let share = parse_number("33,5%", NumberFormat::percent(1))?;
/// assert_eq!(share, Number::from_hundredths(3350));
/// assert_eq!(print(share, 1), "33,5");
/// # Ok::<(), NumberError>(())
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
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

    /// The value as an exact fraction.
    pub fn fraction(self) -> Fraction {
        Ratio::new(i128::from(self.0), 100)
    }
}

impl fmt::Display for Number {
    /// Machine form with a point and no superfluous zeros: `33.5`, `1234`. The Vietnamese form is [`print()`].
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
        let (sign, body) = text
            .strip_prefix('-')
            .map_or((1, text.as_str()), |rest| (-1, rest));
        let (whole, part) = body.split_once('.').unwrap_or((body, "0"));
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        if has_too_many_digits(whole, part) || part.len() > 2 || !digits(whole) || !digits(part) {
            return Err(format!("not a number with at most two decimals: {text}"));
        }
        Ok(Self(sign * hundredths(whole, part)))
    }
}

/// Format of a number field: decimals allowed, and whether a per cent sign may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberFormat {
    /// Decimals allowed, at most [`MAX_SCALE`].
    pub scale: u8,
    /// `33,5%` and `33,5 %` are accepted too.
    pub percent: bool,
}

impl NumberFormat {
    /// A plain number with at most `scale` decimals.
    pub const fn plain(scale: u8) -> Self {
        Self {
            scale,
            percent: false,
        }
    }

    /// A percentage with at most `scale` decimals; the sign is optional.
    pub const fn percent(scale: u8) -> Self {
        Self {
            scale,
            percent: true,
        }
    }
}

/// Reason why a typed number is refused, one variant for each hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Nothing was typed, or nothing but a sign.
    Empty,
    /// `1,234`, `0.500`, `1234.567`: a sign that may separate thousands or decimals, with more decimals than the field
    /// allows; carries both readings.
    Ambiguous {
        /// `1.234`; `None` if the digits form no groups.
        thousands: Option<String>,
        /// `1,23`, rounded to the field's scale; `None` if the field has no decimals.
        decimals: Option<String>,
    },
    /// `1,234.5`: comma groups and a decimal point, as in English.
    EnglishForm,
    /// `15/100.000`: a fraction in a field for one number.
    Fraction,
    /// `≥ 60`: a comparator belongs to the target, not to a figure.
    Comparator(char),
    /// `1e5`.
    Exponent,
    /// `NaN`.
    NotANumber,
    /// `inf`, `∞`.
    Infinite,
    /// `33,5%` in a field without per cent sign.
    PercentSign,
    /// `12.34.567`, `1.23.456`: groups after the first have exactly three digits, and the first does not begin with 0.
    BadGrouping,
    /// `1.234 567`: more than one kind of group sign.
    MixedSeparators,
    /// `1,2,3`: two decimal commas.
    TwoDecimalSigns,
    /// `5,` or `,5`: digits are missing before or after the sign.
    MissingDigits,
    /// A digit or number sign outside 0–9, such as `٣` or `½`.
    ForeignDigit(char),
    /// A letter.
    Letter(char),
    /// Any other character that is not part of a number, or a misplaced sign.
    Unexpected(char),
    /// More than [`MAX_DIGITS`] digits.
    TooManyDigits,
    /// More decimals than the field's scale; never rounded away.
    TooManyDecimals {
        /// Decimals typed.
        given: usize,
        /// Decimals allowed.
        scale: u8,
    },
}

/// Parses a typed number: decimal comma, groups of exactly three by dot, space, U+00A0 or U+202F (one kind a number).
/// A single dot followed by one or two digits is a decimal sign (`33.5` is 33,5; it cannot be a group); `1.234` is
/// 1234. Surrounding blanks are ignored, a leading minus sign is accepted, with or without blanks after it.
/// Everything else is refused: no character is dropped that might change the value.
pub fn parse_number(text: &str, format: NumberFormat) -> Result<Number, NumberError> {
    let text = unsigned_percent(text.trim(), format.percent)?;
    let (sign, body) = text
        .strip_prefix(is_minus_sign)
        .map_or((1, text), |rest| (-1, rest.trim_start()));
    refuse_foreign_characters(body)?;
    let scale = format.scale.min(MAX_SCALE);
    let (whole, part) = split_decimals(body, scale)?;
    let whole = ungroup(whole)?;
    if has_too_many_digits(&whole, part) {
        return Err(NumberError::TooManyDigits);
    }
    if part.len() > usize::from(scale) {
        return Err(NumberError::TooManyDecimals {
            given: part.len(),
            scale,
        });
    }
    Ok(Number(sign * hundredths(&whole, part)))
}

/// Returns `true` if a character is accepted as a minus sign.
pub fn is_minus_sign(c: char) -> bool {
    MINUS_SIGNS.contains(&c)
}

/// Returns `true` if typed text that begins with this character is treated as a number, valid or not: digits of any
/// script and every sign. Such text is accepted or refused as a whole; dropping its first character would change the
/// number.
pub fn begins_number(c: char) -> bool {
    !c.is_alphabetic() && !c.is_whitespace() && unwanted_char(c).is_none()
}

/// Parses a share typed as `45/75` (numerator, denominator); `None` without a slash. The caller checks zero
/// denominators.
pub fn parse_pair(text: &str, scale: u8) -> Option<Result<(Number, Number), NumberError>> {
    let (above, below) = text.split_once('/')?;
    let format = NumberFormat::plain(scale);
    Some(parse_number(above, format).and_then(|above| Ok((above, parse_number(below, format)?))))
}

/// Leading zeros count as digits: no real entry has them.
fn has_too_many_digits(whole: &str, part: &str) -> bool {
    whole.len() + part.trim_end_matches('0').len() > MAX_DIGITS
}

/// Converts checked digits (at most [`MAX_DIGITS`] and 2) to hundredths; they always fit.
fn hundredths(whole: &str, part: &str) -> i64 {
    whole
        .bytes()
        .chain(format!("{part:0<2}").bytes())
        .fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'))
}

fn unsigned_percent(text: &str, allowed: bool) -> Result<&str, NumberError> {
    match text.strip_suffix('%') {
        Some(_) if !allowed => Err(NumberError::PercentSign),
        Some(rest) => Ok(rest.trim_end()),
        None => Ok(text),
    }
}

/// Refuses everything but digits, commas and group separators, with the most specific reason first.
fn refuse_foreign_characters(body: &str) -> Result<(), NumberError> {
    if body.trim().is_empty() {
        return Err(NumberError::Empty);
    }
    if let Some(sign) = body.chars().find(|c| "<>=≤≥≈~±≠≦≧⩽⩾".contains(*c)) {
        return Err(NumberError::Comparator(sign));
    }
    if body.contains(['/', '\u{2044}', '\u{2215}', '\u{f7}']) {
        return Err(NumberError::Fraction);
    }
    match body.to_ascii_lowercase().trim_start_matches('+') {
        "nan" => return Err(NumberError::NotANumber),
        "inf" | "infinity" | "∞" => return Err(NumberError::Infinite),
        lower if is_exponent(lower) => return Err(NumberError::Exponent),
        _ => {}
    }
    let fits = |c: char| c.is_ascii_digit() || c == ',' || GROUP_SIGNS.contains(&c);
    match body.chars().find(|c| !fits(*c)) {
        Some(c) if c.is_numeric() => Err(NumberError::ForeignDigit(c)),
        Some(c) if c.is_alphabetic() => Err(NumberError::Letter(c)),
        Some(c) => Err(NumberError::Unexpected(c)),
        None => Ok(()),
    }
}

/// `1e5`, `1,5e-3`.
fn is_exponent(lower: &str) -> bool {
    lower.split_once('e').is_some_and(|(digits, power)| {
        let power = power.strip_prefix(['+', '-']).unwrap_or(power);
        let is_mantissa = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(is_mantissa)
            && !power.is_empty()
            && power.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Splits a checked body at its decimal sign; without one the decimals are empty. `scale` is used for hints.
fn split_decimals(body: &str, scale: u8) -> Result<(&str, &str), NumberError> {
    if let Some((whole, part)) = body.split_once(',') {
        refuse_comma(whole, part, scale)?;
        return Ok((whole, part));
    }
    match body.split_once('.') {
        Some((whole, part)) if part.len() <= 2 && !part.contains(is_no_digit) => {
            if whole.is_empty() || part.is_empty() {
                Err(NumberError::MissingDigits)
            } else {
                Ok((whole, part))
            }
        }
        Some((whole, part)) if is_no_group(whole, part) => Err(ambiguous(whole, part, scale)),
        _ => Ok((body, "")),
    }
}

/// `0.500`, `1234.567`, `1.2345`: digits around a single dot that does not separate thousands.
fn is_no_group(whole: &str, part: &str) -> bool {
    let are_digits =
        !whole.is_empty() && !whole.contains(is_no_digit) && !part.contains(is_no_digit);
    are_digits && (part.len() != GROUP || whole.len() > GROUP || whole.starts_with('0'))
}

/// Error with both readings of digits around a sign.
fn ambiguous(whole: &str, part: &str, scale: u8) -> NumberError {
    let joined = format!("{whole}{}", part.replace(',', ""));
    if joined.len() > MAX_DIGITS {
        return NumberError::TooManyDigits;
    }
    let digits = |text: &str| {
        text.bytes()
            .fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'))
    };
    let thousands =
        (!whole.starts_with('0')).then(|| print_grouped(digits(&joined).unsigned_abs()));
    let places = part.len();
    let one = (0..places).fold(1_i128, |power, _| power * 10);
    let rounded = || {
        print_fraction(&Fraction::new(digits(&joined), one), scale)
            .trim_end_matches('0')
            .to_owned()
    };
    let decimals =
        (scale > 0 && !part.contains(',')).then(|| rounded().trim_end_matches(',').to_owned());
    match (&thousands, &decimals) {
        (None, None) => NumberError::TooManyDecimals {
            given: places,
            scale,
        },
        _ => NumberError::Ambiguous {
            thousands,
            decimals,
        },
    }
}

fn is_no_digit(c: char) -> bool {
    !c.is_ascii_digit()
}

fn is_group(digits: &str) -> bool {
    digits.len() == GROUP && !digits.contains(is_no_digit)
}

/// Refuses errors around the first comma, from the most certain reading to the least.
fn refuse_comma(whole: &str, part: &str, scale: u8) -> Result<(), NumberError> {
    let is_first_group =
        (1..=3).contains(&whole.len()) && !whole.starts_with('0') && !whole.contains(is_no_digit);
    if part.contains('.') {
        Err(NumberError::EnglishForm)
    } else if is_first_group && part.split(',').all(is_group) {
        Err(ambiguous(whole, part, scale))
    } else if part.contains(',') {
        Err(NumberError::TwoDecimalSigns)
    } else if part.is_empty() || whole.is_empty() {
        Err(NumberError::MissingDigits)
    } else if part.contains(is_no_digit) {
        Err(NumberError::BadGrouping)
    } else {
        Ok(())
    }
}

/// Digits of the integer part without group separators.
fn ungroup(whole: &str) -> Result<String, NumberError> {
    let Some(sign) = whole.chars().find(|c| GROUP_SIGNS.contains(c)) else {
        return Ok(whole.to_owned());
    };
    if whole.chars().any(|c| c != sign && is_no_digit(c)) {
        return Err(NumberError::MixedSeparators);
    }
    let mut groups = whole.split(sign);
    let first = groups.next().unwrap_or_default();
    let fits = (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(is_group);
    if fits {
        Ok(whole.replace(sign, ""))
    } else {
        Err(NumberError::BadGrouping)
    }
}

/// Formats a number in Vietnamese notation: `1.234.567,89`. At least `scale` decimals (at most [`MAX_SCALE`]); non-zero
/// decimals are always shown.
pub fn print(number: Number, scale: u8) -> String {
    let (whole, part) = (number.0.unsigned_abs() / 100, number.0.unsigned_abs() % 100);
    let needed = match part {
        0 => 0,
        p if p % 10 == 0 => 1,
        _ => 2,
    };
    let sign = if number.0 < 0 { "-" } else { "" };
    let whole = print_grouped(u128::from(whole));
    match scale.min(MAX_SCALE).max(needed) {
        0 => format!("{sign}{whole}"),
        1 => format!("{sign}{whole},{}", part / 10),
        _ => format!("{sign}{whole},{part:02}"),
    }
}

/// Formats a whole number in Vietnamese notation: `14.068`.
pub fn print_count(count: i64) -> String {
    let sign = if count < 0 { "-" } else { "" };
    format!("{sign}{}", print_grouped(u128::from(count.unsigned_abs())))
}

/// Formats a fraction in Vietnamese notation with exactly `decimals` decimals, rounded half away from zero. For display
/// only.
pub fn print_fraction(fraction: &Fraction, decimals: u8) -> String {
    let shown = Rounded::round(fraction, decimals);
    let part = shown.decimals_text();
    let comma = if part.is_empty() { "" } else { "," };
    format!(
        "{}{}{comma}{part}",
        shown.sign(),
        print_grouped(shown.whole)
    )
}

/// Formats a fraction as scripts read it: a decimal point, at most `max_decimals` decimals (rounded half away from zero), no
/// superfluous zeros: `20.0016`.
pub fn format_decimal(fraction: &Fraction, max_decimals: u8) -> String {
    let shown = Rounded::round(fraction, max_decimals);
    let part = shown.decimals_text();
    let part = part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    format!("{}{}{point}{part}", shown.sign(), shown.whole)
}

/// The smallest number of decimals, from `least` to [`MAX_DISTINGUISHING_DECIMALS`], with which the two print
/// differently; `least` if they are equal.
pub fn distinguishing_decimals(a: &Fraction, b: &Fraction, least: u8) -> u8 {
    let least = least.min(MAX_DISTINGUISHING_DECIMALS);
    if a == b {
        return least;
    }
    (least..MAX_DISTINGUISHING_DECIMALS)
        .find(|d| print_fraction(a, *d) != print_fraction(b, *d))
        .unwrap_or(MAX_DISTINGUISHING_DECIMALS)
}

fn print_grouped(whole: u128) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(GROUP) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// A fraction rounded to a number of decimals, half away from zero.
struct Rounded {
    negative: bool,
    whole: u128,
    part: u64,
    decimals: u8,
}

impl Rounded {
    fn round(fraction: &Fraction, decimals: u8) -> Self {
        let decimals = decimals.min(MAX_FRACTION_DECIMALS);
        let (above, below) = (
            fraction.numer().unsigned_abs(),
            fraction.denom().unsigned_abs().max(1),
        );
        let (mut whole, mut rest, mut part) = (above / below, above % below, 0);
        for _ in 0..decimals {
            let digit;
            (digit, rest) = next_digit(rest, below);
            part = part * 10 + digit;
        }
        if rest >= below - rest {
            part += 1;
        }
        if part == 10_u64.pow(u32::from(decimals)) {
            (whole, part) = (whole + 1, 0);
        }
        let negative = fraction.numer().is_negative() && (whole, part) != (0, 0);
        Self {
            negative,
            whole,
            part,
            decimals,
        }
    }

    fn sign(&self) -> &'static str {
        if self.negative { "-" } else { "" }
    }

    fn decimals_text(&self) -> String {
        match usize::from(self.decimals) {
            0 => String::new(),
            width => format!("{:0width$}", self.part),
        }
    }
}

/// One step of long division, `rest * 10` by `below`, by additions so that nothing overflows.
fn next_digit(rest: u128, below: u128) -> (u64, u128) {
    (0..10).fold((0, 0), |(digit, sum), _| {
        if below - sum <= rest {
            (digit + 1, rest - (below - sum))
        } else {
            (digit, sum + rest)
        }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::NumberError as E;
    use super::*;

    fn hundredths_of(text: &str) -> Result<i64, NumberError> {
        parse_number(text, NumberFormat::percent(2)).map(Number::hundredths)
    }

    #[test]
    fn reads_what_people_type() {
        for (text, expected) in [
            ("0", 0),
            ("007", 700),
            ("33,5", 3350),
            ("33.5", 3350),
            ("33.05", 3305),
            (" 33,5 ", 3350),
            ("33,5%", 3350),
            ("33,5 %", 3350),
            ("33,5\u{a0}%", 3350),
            ("1.234", 123_400),
            ("1 234", 123_400),
            ("1\u{a0}234\u{a0}567", 123_456_700),
            ("1\u{202f}234,5", 123_450),
            ("1.234.567,89", 123_456_789),
            ("1 234.5", 123_450),
            ("-1,5", -150),
            ("\u{2212}1,5", -150),
            ("-0", 0),
            ("- 5", -500),
            ("– 5", -500),
            ("–5", -500),
            ("—5", -500),
            ("−\u{a0}1.234,5", -123_450),
            ("\u{2011}5", -500),
            ("－5", -500),
            ("0,05", 5),
            ("-0,00", 0),
            ("9.999.999.999.999,99", 999_999_999_999_999),
            ("999.999.999.999.999,0", 99_999_999_999_999_900),
        ] {
            assert_eq!(hundredths_of(text), Ok(expected), "{text:?}");
        }
    }

    /// Expected error with both readings; an empty text means none.
    fn unclear(thousands: &str, decimals: &str) -> NumberError {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        E::Ambiguous {
            thousands: some(thousands),
            decimals: some(decimals),
        }
    }

    #[test]
    fn refuses_with_a_reason() {
        for (text, expected) in [
            ("", E::Empty),
            ("  ", E::Empty),
            ("%", E::Empty),
            ("-", E::Empty),
            ("1,234", unclear("1.234", "1,23")),
            ("12,345,678", unclear("12.345.678", "")),
            ("0.500", unclear("", "0,5")),
            ("1234.567", unclear("1.234.567", "1.234,57")),
            ("1.2345", unclear("12.345", "1,23")),
            ("33,555", unclear("33.555", "33,56")),
            ("0,123", E::TooManyDecimals { given: 3, scale: 2 }),
            ("1234,567", E::TooManyDecimals { given: 3, scale: 2 }),
            ("1.234,567", E::TooManyDecimals { given: 3, scale: 2 }),
            ("1,234.5", E::EnglishForm),
            ("1,234,567.89", E::EnglishForm),
            ("15/100.000", E::Fraction),
            ("≥ 60", E::Comparator('≥')),
            ("<30", E::Comparator('<')),
            ("1e5", E::Exponent),
            ("1,5E-3", E::Exponent),
            ("NaN", E::NotANumber),
            ("inf", E::Infinite),
            ("-Infinity", E::Infinite),
            ("∞", E::Infinite),
            ("12.34.567", E::BadGrouping),
            ("1.23.456", E::BadGrouping),
            ("12 34", E::BadGrouping),
            ("1  234", E::BadGrouping),
            ("1,5 6", E::BadGrouping),
            ("1.234 567", E::MixedSeparators),
            ("1 234\u{a0}567", E::MixedSeparators),
            ("1 234.567", E::MixedSeparators),
            ("1,2,3", E::TwoDecimalSigns),
            ("5,", E::MissingDigits),
            (",5", E::MissingDigits),
            ("5.", E::MissingDigits),
            (".5", E::MissingDigits),
            ("٣", E::ForeignDigit('٣')),
            ("１2", E::ForeignDigit('１')),
            ("1½", E::ForeignDigit('½')),
            ("12 trẻ", E::Letter('t')),
            ("1O", E::Letter('O')),
            ("+5", E::Unexpected('+')),
            ("--5", E::Unexpected('-')),
            ("– –5", E::Unexpected('–')),
            ("–", E::Empty),
            ("5–", E::Unexpected('–')),
            ("3–5", E::Unexpected('–')),
            ("(5)", E::Unexpected('(')),
            ("'5", E::Unexpected('\'')),
            ("1'234", E::Unexpected('\'')),
            ("1’234", E::Unexpected('’')),
            ("1\u{2009}234", E::Unexpected('\u{2009}')),
            ("1_000", E::Unexpected('_')),
            ("$5", E::Unexpected('$')),
            ("５", E::ForeignDigit('５')),
            ("５,５", E::ForeignDigit('５')),
            ("1，5", E::Unexpected('，')),
            ("²", E::ForeignDigit('²')),
            ("\u{fffd}5", E::Unexpected('\u{fffd}')),
            ("~5", E::Comparator('~')),
            ("5%%", E::Unexpected('%')),
            ("1234567890123456", E::TooManyDigits),
            ("999999999999999,9", E::TooManyDigits),
            ("12345678901234,56", E::TooManyDigits),
            ("0.12345678901234567890", E::TooManyDigits),
            ("33,5555", E::TooManyDecimals { given: 4, scale: 2 }),
        ] {
            assert_eq!(hundredths_of(text), Err(expected), "{text:?}");
        }
    }

    #[test]
    fn holds_to_the_field() {
        assert_eq!(
            parse_number("33,50", NumberFormat::plain(1)),
            Err(E::TooManyDecimals { given: 2, scale: 1 })
        );
        assert_eq!(
            parse_number("33,0", NumberFormat::plain(0)),
            Err(E::TooManyDecimals { given: 1, scale: 0 })
        );
        assert_eq!(
            parse_number("33%", NumberFormat::plain(0)),
            Err(E::PercentSign)
        );
        assert_eq!(
            parse_number("1,234", NumberFormat::plain(0)),
            Err(unclear("1.234", ""))
        );
        assert_eq!(
            parse_number("1,234", NumberFormat::plain(1)),
            Err(unclear("1.234", "1,2"))
        );
        assert_eq!(
            parse_number("0.500", NumberFormat::plain(0)),
            Err(E::TooManyDecimals { given: 3, scale: 0 })
        );
    }

    #[test]
    fn reads_pairs() {
        let pair = |a, b| Some(Ok((Number::whole(a), Number::whole(b))));
        assert_eq!(parse_pair("45/75", 0), pair(45, 75));
        assert_eq!(parse_pair(" 5.450 / 5 000 ", 0), pair(5450, 5000));
        assert_eq!(parse_pair("0/0", 0), pair(0, 0));
        assert_eq!(parse_pair("45", 0), None);
        assert_eq!(parse_pair("45/", 0), Some(Err(E::Empty)));
        assert_eq!(parse_pair("1/2/3", 0), Some(Err(E::Fraction)));
        assert_eq!(
            parse_pair("4,5/75", 0),
            Some(Err(E::TooManyDecimals { given: 1, scale: 0 }))
        );
    }

    #[test]
    fn prints_in_vietnamese() {
        for (hundredths, scale, expected) in [
            (123_456_789, 0, "1.234.567,89"),
            (3350, 0, "33,5"),
            (3350, 2, "33,50"),
            (100, 1, "1,0"),
            (-5, 0, "-0,05"),
            (99_900, 0, "999"),
            (100_000, 9, "1.000,00"),
        ] {
            assert_eq!(print(Number(hundredths), scale), expected);
        }
        assert_eq!(print_count(14_068), "14.068");
        assert_eq!(print_count(i64::MIN), "-9.223.372.036.854.775.808");
    }

    #[test]
    fn rounds_for_display_only() {
        let half = Fraction::new(1, 2);
        assert_eq!(print_fraction(&half, 0), "1");
        assert_eq!(print_fraction(&-half, 0), "-1");
        assert_eq!(print_fraction(&Fraction::new(-1, 3000), 2), "0,00");
        assert_eq!(print_fraction(&Fraction::new(99_999, 100), 1), "1.000,0");
        assert_eq!(print_fraction(&Fraction::new(100, 3), 1), "33,3");
        assert_eq!(
            format_decimal(&Fraction::new(200_016, 10_000), 6),
            "20.0016"
        );
        assert_eq!(format_decimal(&Fraction::new(2, 3), 4), "0.6667");
        assert_eq!(format_decimal(&Fraction::new(-40, 2), 4), "-20");
        assert_eq!(
            format_decimal(&Fraction::new(i128::MAX - 1, i128::MAX), 3),
            "1"
        );
    }

    #[test]
    fn tells_apart() {
        let of = |above, below| Fraction::new(above, below);
        assert_eq!(
            distinguishing_decimals(&of(20, 1), &of(200_016, 10_000), 0),
            3
        );
        assert_eq!(distinguishing_decimals(&of(352, 10), &of(333, 10), 1), 1);
        assert_eq!(distinguishing_decimals(&of(1, 2), &of(1, 2), 1), 1);
        assert_eq!(
            distinguishing_decimals(&of(1, 1), &of(100_000_000_001, 100_000_000_000), 0),
            6
        );
    }

    #[test]
    fn machine_form_is_strict() {
        for text in [
            "",
            "1.",
            ".5",
            "1.234",
            "1,5",
            "+1",
            "- 1",
            "1234567890123456",
            "999999999999999.9",
        ] {
            assert!(Number::try_from(text.to_owned()).is_err(), "{text:?}");
        }
        assert_eq!(Number::try_from("-33.5".to_owned()), Ok(Number(-3350)));
    }

    proptest! {
        #[test]
        fn parse_undoes_print(hundredths in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u8..=2) {
            let number = Number(hundredths);
            prop_assert_eq!(parse_number(&print(number, scale), NumberFormat::plain(2)), Ok(number));
            prop_assert_eq!(Number::try_from(number.to_string()), Ok(number));
            prop_assert_eq!(print_fraction(&number.fraction(), 2), print(number, 2));
            prop_assert_eq!(format_decimal(&number.fraction(), 6), number.to_string());
        }

        #[test]
        fn never_panics(text in "\\PC{0,24}", typed in "[-0-9., /%e\u{a0}\u{202f}]{0,20}", scale in any::<u8>()) {
            for text in [text, typed] {
                let _ = parse_number(&text, NumberFormat::percent(scale));
                let _ = parse_pair(&text, scale);
            }
        }
    }

    #[test]
    fn zero_has_no_sign() {
        for (number, printed) in [(-1, "-0,01"), (0, "0"), (1, "0,01")] {
            assert_eq!(print(Number::from_hundredths(number), 0), printed);
        }
        for (number, text) in [(-1, "-0.01"), (0, "0"), (1, "0.01")] {
            assert_eq!(Number::from_hundredths(number).to_string(), text);
        }
        assert_eq!([-1, 0, 1].map(print_count), ["-1", "0", "1"]);
    }

    #[test]
    fn a_number_begins_with_anything_but_a_letter_or_a_blank() {
        for c in ['0', '9', '\u{663}', '-', '\u{2212}', '<', '%', ','] {
            assert!(begins_number(c), "{c:?}");
        }
        for c in ['a', 'đ', ' ', '\u{a0}', '\t', '\u{200b}', '\u{7}'] {
            assert!(!begins_number(c), "{c:?}");
        }
    }

    #[test]
    fn an_exponent_has_digits_on_both_sides() {
        for text in ["1e5", "1,5e3", "1.5e-3", "1e+5"] {
            assert!(is_exponent(text), "{text}");
        }
        for text in ["e5", ",1e5", "1e", "1e+", "1xe5", "1e5x", "15", "he"] {
            assert!(!is_exponent(text), "{text}");
        }
    }

    #[test]
    fn a_dot_separates_thousands_before_three_digits_only() {
        for (whole, part, expected) in [
            ("123", "456", false),
            ("1234", "567", true),
            ("1", "23", true),
            ("1", "234", false),
            ("1", "2345", true),
            ("0", "500", true),
            ("", "500", false),
        ] {
            assert_eq!(is_no_group(whole, part), expected, "{whole}.{part}");
        }
        for (whole, expected) in [
            ("1234", Ok("1234")),
            ("1.234", Ok("1234")),
            ("123.456", Ok("123456")),
            ("1234.567", Err(E::BadGrouping)),
            ("0.123", Err(E::BadGrouping)),
            ("1.23", Err(E::BadGrouping)),
        ] {
            assert_eq!(ungroup(whole), expected.map(str::to_owned), "{whole}");
        }
        let whole = |digits: usize| "1".repeat(digits - 4);
        assert_ne!(ambiguous(&whole(MAX_DIGITS), "2345", 2), E::TooManyDigits);
        assert_eq!(
            ambiguous(&whole(MAX_DIGITS + 1), "2345", 2),
            E::TooManyDigits
        );
    }
}
