//! Trend charts drawn with half blocks. Must not depend on measures.

use crate::domain::number::Fraction;

/// Columns with two steps per row, `rows` rows high, the highest row first: ` ▄█`. The base is zero unless all values
/// lie far from it; then it is a tenth of the span below the lowest value.
pub fn trend_columns(values: &[Option<Fraction>], rows: u16) -> Vec<Vec<char>> {
    let known: Vec<Fraction> = values.iter().flatten().copied().collect();
    let (Some(low), Some(high)) = (known.iter().min().copied(), known.iter().max().copied()) else {
        return Vec::new();
    };
    let span = high - low;
    let foot = low - span / Fraction::from(10);
    let steps = i128::from(rows) * 2;
    let height = |value: Fraction| {
        if span == Fraction::from(0) {
            return steps / 2;
        }
        ((value - foot) / (high - foot) * Fraction::from(steps))
            .round()
            .to_integer()
            .clamp(1, steps)
    };
    let heights: Vec<Option<i128>> = values.iter().map(|value| value.map(height)).collect();
    let row = |from: i128| {
        let cell = |height: &Option<i128>| match height.map_or(0, |height| height - from) {
            2.. => '█',
            1 => '▄',
            _ => ' ',
        };
        heights.iter().map(cell).collect()
    };
    (0..i128::from(rows)).rev().map(|r| row(r * 2)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn higher_values_are_higher() {
        let of = |n: i128| Some(Fraction::from(n));
        let rows: Vec<String> = trend_columns(&[of(10), None, of(20)], 2)
            .into_iter()
            .map(|r| r.into_iter().collect())
            .collect();
        assert_eq!(rows, ["  █", "▄ █"]);
        assert_eq!(trend_columns(&[None], 3), Vec::<Vec<char>>::new());
        assert_eq!(trend_columns(&[of(5), of(5)], 1), [['▄', '▄']]);
    }
}
