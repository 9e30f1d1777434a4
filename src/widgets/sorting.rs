//! Sort keys of table rows by the text of a column: marks by severity, numbers, days, then words.
//! Must not depend on what a column means.

use crate::domain::text::sort_key;

/// Sort column, by its heading, and direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sorting {
    /// Heading.
    pub heading: &'static str,
    /// Largest first.
    pub is_descending: bool,
}

impl Sorting {
    /// Direction mark in the heading.
    pub fn mark(self) -> char {
        if self.is_descending { '▼' } else { '▲' }
    }
}

/// Sort key of a cell's text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SortRank {
    /// Severity of the mark, most severe first, then the text after it.
    Mark(usize, String),
    /// A number in millionths, or a day.
    Number(i128),
    /// Words in Vietnamese order.
    Text(String),
}

/// Marks of states by severity, most severe first.
const MARKS_BY_SEVERITY: &str = "■◄▲□·○√●";

/// Sort key of a cell; `None` if it is empty or a dash, which is last in both directions. `number`: the column holds
/// numbers.
pub fn sort_rank(text: &str, number: bool) -> Option<SortRank> {
    let text = text.trim();
    if text.is_empty() || text == "–" || text == "-" {
        return None;
    }
    let first = text.chars().next().unwrap_or_default();
    if let Some(at) = MARKS_BY_SEVERITY.chars().position(|mark| mark == first) {
        return Some(SortRank::Mark(
            at,
            sort_key(text.trim_start_matches(first).trim()),
        ));
    }
    let parsed = parse_day_rank(text).or_else(|| {
        if number {
            parse_decimal_rank(text)
        } else {
            None
        }
    });
    Some(parsed.map_or_else(|| SortRank::Text(sort_key(text)), SortRank::Number))
}

/// Months as English days name them.
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// `5 Jun 2026`.
fn parse_english_day_rank(text: &str) -> Option<i128> {
    let [day, month, year] = text.split(' ').collect::<Vec<_>>()[..] else {
        return None;
    };
    let month = MONTHS.iter().position(|name| *name == month)? as i128 + 1;
    let (day, year): (i128, i128) = (day.parse().ok()?, year.parse().ok()?);
    Some((year * 10_000 + month * 100 + day) * 1_000_000)
}

/// Parses `05/06/2026`, optionally followed by a time.
fn parse_day_rank(text: &str) -> Option<i128> {
    if let Some(rank) = parse_english_day_rank(text) {
        return Some(rank);
    }
    let (day, time) = text.split_once(' ').unwrap_or((text, ""));
    let mut parts = day.split('/').map(str::parse::<i128>);
    let (Some(Ok(day)), Some(Ok(month)), Some(Ok(year)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let time: i128 = time
        .chars()
        .filter(char::is_ascii_digit)
        .take(6)
        .collect::<String>()
        .parse()
        .unwrap_or(0);
    Some((year * 10_000 + month * 100 + day) * 1_000_000 + time)
}

/// The number at the head of a text, in millionths: `1.234,5%`, or in English `1,234.5%`. What stands behind the last sign
/// are decimals unless it is three digits: columns show two decimals at most.
fn parse_decimal_rank(text: &str) -> Option<i128> {
    let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .unwrap_or(rest.len());
    let digits = &rest[..end];
    let (whole, part) = digits
        .rsplit_once([',', '.'])
        .filter(|(_, part)| part.len() != 3)
        .unwrap_or((digits, ""));
    let whole: i128 = whole.replace(['.', ','], "").parse().ok()?;
    let part: i128 = format!("{part:0<6.6}").parse().ok()?;
    Some(sign * (whole * 1_000_000 + part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ordered(texts: &[&str], number: bool) -> Vec<String> {
        let mut ranked: Vec<_> = texts
            .iter()
            .map(|text| (sort_rank(text, number), (*text).to_owned()))
            .collect();
        ranked.sort_by(|a, b| a.0.cmp(&b.0));
        ranked.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn numbers_days_marks_and_words_each_have_their_order() {
        assert_eq!(
            ordered(&["98,63 %", "1.200", "-3", "9,5"], true),
            ["-3", "9,5", "98,63 %", "1.200"]
        );
        assert_eq!(
            ordered(&["98.63%", "1,200", "-3", "9.5", "1,234.5"], true),
            ["-3", "9.5", "98.63%", "1,200", "1,234.5"]
        );
        assert_eq!(
            ordered(&["1 Feb 2026", "30 Nov 2025", "12 Jan 2026"], false),
            ["30 Nov 2025", "12 Jan 2026", "1 Feb 2026"]
        );
        assert_eq!(
            ordered(&["01/02/2026", "30/11/2025", "01/02/2026 08:10"], false),
            ["30/11/2025", "01/02/2026", "01/02/2026 08:10"]
        );
        assert_eq!(
            ordered(&["● đạt", "■ không đạt", "○ đúng tiến độ", "▲ chậm"], false)[..2],
            ["■ không đạt", "▲ chậm"]
        );
        assert_eq!(
            ordered(&["Đống Đa", "Dĩ An", "Ân Thi", "An Biên"], false),
            ["An Biên", "Ân Thi", "Dĩ An", "Đống Đa"]
        );
        assert_eq!(sort_rank("–", true), None);
    }
}
