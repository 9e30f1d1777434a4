//! Plausibility warnings about a figure: possible values to confirm, not to refuse. On a form a person confirms with a
//! note that is kept; the command line saves and warns. Must not depend on display texts.

use chrono::NaiveDate;

use super::aggregation::{Counted, select};
use super::assessment::quota_size;
use super::catalog::Catalog;
use super::code::OfficeCode;
use super::entry::belongs_to_row_of;
use super::figure::{Answer, COVERAGE_SERIES, Cell, Figure, Quality, ValidFigure};
use super::number::{Fraction, Number};
use super::period::{DataPeriod, Period};
use super::plan::{Aggregation, Measure, Plan, Unit};
use super::succession::{Responsibility, Succession};

/// Warning about a possible but unusual entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryWarning {
    /// Changed by more than half from the newest earlier period.
    LargeChange {
        /// The earlier period.
        period: Period,
        /// Its value, in the measure's unit.
        before: Fraction,
    },
    /// Far outside the office's earlier values for this cell.
    Outlier {
        /// Number of earlier periods compared.
        periods: usize,
        /// Lower bound of the expected range.
        low: Fraction,
        /// Upper bound of the expected range.
        high: Fraction,
    },
    /// The period has not begun.
    NotBegun(NaiveDate),
    /// An estimate after the data cut-off of the period, which was on this day.
    LateEstimate(NaiveDate),
    /// The figure of a whole period is less than the sum of its parts.
    BelowParts {
        /// The whole period.
        whole: Period,
        /// Its figure.
        entered: Fraction,
        /// Sum of its parts.
        parts: Fraction,
    },
    /// "x of y offices met it" with a y other than the number of the group's members.
    GroupSize {
        /// y.
        entered: Number,
        /// Number of members at the end of the period.
        members: usize,
    },
}

/// Warnings about a valid figure, compared with the measure's other figures.
pub fn entry_warnings(
    catalog: &Catalog,
    valid_figure: &ValidFigure,
    others: &[Figure],
    today: NaiveDate,
) -> Vec<EntryWarning> {
    let Some((plan, _, measure)) = catalog.measure(&valid_figure.cell.measure) else {
        return Vec::new();
    };
    let first = valid_figure.cell.period.first_day(plan.data_period);
    let last = valid_figure.cell.period.last_day(plan.data_period);
    let row = FigureComparison::new(catalog, (plan, measure), valid_figure, others);
    let late = valid_figure.quality == Quality::Estimate && today > last;
    let found = [
        (today < first).then_some(EntryWarning::NotBegun(first)),
        late.then_some(EntryWarning::LateEstimate(last)),
        row.large_change(),
        row.outlier(),
        group_size(catalog, (plan, measure), valid_figure),
    ];
    found
        .into_iter()
        .flatten()
        .chain(row.below_parts())
        .collect()
}

/// Minimum number of earlier figures for an outlier check.
const MIN_HISTORY: usize = 4;
/// Values are compared in ten-thousandths, as integers.
const PRECISION: i128 = 10_000;
/// Accepted multiple of the median distance from the median.
const OUTLIER_FACTOR: i128 = 3;
/// The median distance is taken as at least one twentieth of the median, so that a steady history does not question
/// every change.
const DISTANCE_FLOOR: i128 = 20;

/// A valid figure with the other figures of its row: same measure, office and series.
struct FigureComparison<'a> {
    catalog: &'a Catalog,
    plan: &'a Plan,
    measure: &'a Measure,
    data: DataPeriod,
    valid_figure: &'a ValidFigure,
    /// One figure for each earlier period, official before estimate, by period.
    earlier: Vec<&'a Figure>,
    /// Every figure of the measure and series, of any office.
    series: Vec<&'a Figure>,
}

impl<'a> FigureComparison<'a> {
    fn new(
        catalog: &'a Catalog,
        (plan, measure): (&'a Plan, &'a Measure),
        valid_figure: &'a ValidFigure,
        others: &'a [Figure],
    ) -> Self {
        let cell = &valid_figure.cell;
        let same = |figure: &&Figure| {
            cell.series == figure.cell.series && cell.measure == figure.cell.measure
        };
        let series: Vec<&Figure> = others.iter().filter(same).collect();
        let same_row = |figure: &&&Figure| {
            figure.cell.period < cell.period
                && belongs_to_row_of(catalog, (plan, measure), &cell.office, &figure.cell.office)
        };
        let mut earlier: Vec<&Figure> = series.iter().filter(same_row).copied().collect();
        earlier.sort_by_key(|figure| (figure.cell.period, std::cmp::Reverse(figure.quality)));
        earlier.dedup_by_key(|figure| figure.cell.period);
        Self {
            catalog,
            plan,
            measure,
            data: plan.data_period,
            valid_figure,
            earlier,
            series,
        }
    }

    fn large_change(&self) -> Option<EntryWarning> {
        let value = self.valid_figure.answer.value(&self.measure.unit)?;
        let newest = self.earlier.last()?;
        let before = newest.answer.value(&self.measure.unit)?;
        let change = value.max(before) - value.min(before);
        let large = change * Fraction::from(2) > before;
        large.then_some(EntryWarning::LargeChange {
            period: newest.cell.period,
            before,
        })
    }

    /// Warning for a value outside median ± 3 × the median distance from it, over at least four earlier periods of the
    /// same length. Medians rather than means, so that one wrong figure of the past moves them little.
    fn outlier(&self) -> Option<EntryWarning> {
        let fine = |answer: &Answer| {
            answer
                .value(&self.measure.unit)
                .map(|v| (v * Fraction::from(PRECISION)).to_integer())
        };
        let value = fine(&self.valid_figure.answer)?;
        let period = self.valid_figure.cell.period;
        let earlier = self
            .earlier
            .iter()
            .filter(|figure| figure.cell.period.kind() == period.kind());
        let mut history: Vec<i128> = earlier.filter_map(|figure| fine(&figure.answer)).collect();
        if history.len() < MIN_HISTORY {
            return None;
        }
        let middle = median(&mut history);
        let mut distances: Vec<i128> = history.iter().map(|value| (value - middle).abs()).collect();
        let room = OUTLIER_FACTOR
            * median(&mut distances)
                .max(middle / DISTANCE_FLOOR)
                .max(self.smallest_step());
        let ceiling = if self.measure.unit == Unit::Percent {
            100 * PRECISION
        } else {
            i128::MAX
        };
        let (low, high) = ((middle - room).max(0), (middle + room).min(ceiling));
        let far = value < low || value > high;
        let shown = |fine| Fraction::new(fine, PRECISION);
        far.then(|| EntryWarning::Outlier {
            periods: history.len(),
            low: shown(low),
            high: shown(high),
        })
    }

    /// Smallest difference that the measure's decimals can express.
    fn smallest_step(&self) -> i128 {
        match self.measure.scale {
            0 => PRECISION,
            1 => PRECISION / 10,
            _ => PRECISION / 100,
        }
    }

    /// Warnings for whole periods whose figure is less than the sum of their parts, if parts are summed: the valid figure's
    /// own period, or a longer one that includes it.
    fn below_parts(&self) -> Vec<EntryWarning> {
        if self.measure.aggregation != Aggregation::Sum
            || self.valid_figure.cell.series.as_deref() == Some(COVERAGE_SERIES)
        {
            return Vec::new();
        }
        let Cell { period, office, .. } = &self.valid_figure.cell;
        let succession = Succession::new(&self.catalog.offices);
        let mut nested = self
            .series
            .iter()
            .map(|figure| &figure.cell)
            .filter(|cell| cell.period.contains(period) || period.contains(&cell.period));
        if !nested.any(|cell| succession.is_related(&cell.office, office)) {
            return Vec::new();
        }
        let task = Responsibility::of_related(self.catalog, (self.plan, self.measure), office);
        let own = std::iter::once((*period, office, self.valid_figure.answer));
        // The longer figure of an office that alone holds the task at its end.
        let is_whole = |figure: &&&Figure| {
            let whole = figure.cell.period;
            whole != *period
                && whole.contains(period)
                && task
                    .succession()
                    .holders_on(office, whole.last_day(self.data))
                    == [&figure.cell.office]
        };
        let mut longer: Vec<&Figure> = self.series.iter().filter(is_whole).copied().collect();
        longer.sort_by_key(|figure| (figure.cell.period, std::cmp::Reverse(figure.quality)));
        longer.dedup_by_key(|figure| figure.cell.period);
        let wholes = own.chain(
            longer
                .iter()
                .map(|figure| (figure.cell.period, &figure.cell.office, figure.answer)),
        );
        wholes
            .filter_map(|whole| self.whole_below_parts(&task, whole))
            .collect()
    }

    fn whole_below_parts(
        &self,
        task: &Responsibility<'_>,
        (whole, office, answer): (Period, &OfficeCode, Answer),
    ) -> Option<EntryWarning> {
        let entered = self.counted_amount(&answer)?;
        let inside = |period: Period| period != whole && whole.contains(&period);
        let Cell {
            period,
            office: own_office,
            ..
        } = &self.valid_figure.cell;
        let own = inside(*period)
            .then(|| self.counted_amount(&self.valid_figure.answer))
            .flatten();
        let is_replaced = |figure: &Figure| {
            own.is_some()
                && figure.cell.office == *own_office
                && figure.cell.period.overlaps(*period, self.data)
        };
        let parts = self
            .series
            .iter()
            .copied()
            .filter(|f| inside(f.cell.period) && !is_replaced(f));
        let last_day = whole.last_day(self.data);
        let of_office = |counted: &Counted<'_>| {
            let mut answers_for = counted.answers_for.iter();
            answers_for.all(|holder| task.succession().holders_on(holder, last_day) == [office])
        };
        let rest = select(task, parts, self.data, last_day)
            .counted
            .into_iter()
            .filter(of_office);
        let parts: Fraction = rest
            .filter_map(|part| self.counted_amount(&part.figure.answer))
            .chain(own)
            .sum();
        (entered < parts).then_some(EntryWarning::BelowParts {
            whole,
            entered,
            parts,
        })
    }

    /// Counted amount of an answer: a count itself, the numerator of a share.
    fn counted_amount(&self, answer: &Answer) -> Option<Fraction> {
        let counts = self.measure.quota.is_some() || matches!(self.measure.unit, Unit::Count(_));
        match answer {
            Answer::Number(number) if counts => Some(number.fraction()),
            Answer::Share { numerator, .. } => Some(numerator.fraction()),
            Answer::NoneOccurred => Some(Fraction::from(0)),
            Answer::Number(_) | Answer::NoData | Answer::NotApplicable | Answer::Milestone(_) => {
                None
            }
        }
    }
}

/// Median of numbers; of an even count the mean of the two in the middle.
fn median(numbers: &mut [i128]) -> i128 {
    numbers.sort_unstable();
    let half = numbers.len() / 2;
    match numbers.get(half) {
        Some(&above) if numbers.len().is_multiple_of(2) => {
            let below = numbers[half - 1];
            below + (above - below) / 2
        }
        Some(&middle) => middle,
        None => 0,
    }
}

fn group_size(
    catalog: &Catalog,
    (plan, measure): (&Plan, &Measure),
    valid_figure: &ValidFigure,
) -> Option<EntryWarning> {
    let Answer::Share { denominator, .. } = valid_figure.answer else {
        return None;
    };
    if valid_figure.cell.series.as_deref() != Some(COVERAGE_SERIES) {
        return None;
    }
    let members = quota_size(
        catalog,
        measure,
        valid_figure.cell.period.last_day(plan.data_period),
    )?;
    let same = denominator.fraction() == Fraction::from(members as i128);
    (!same).then_some(EntryWarning::GroupSize {
        entered: denominator,
        members,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::fixtures::{catalog, day, figure, measure, office, plan};

    fn warnings(value: i64, quality: Quality, others: &[Figure], on: &str) -> Vec<EntryWarning> {
        let catalog = catalog(
            vec![plan(&measure(json!({})))],
            vec![office("x.a", None, &[])],
        );
        let Figure { cell, answer, .. } = figure("x.a", "2023", value);
        let valid_figure = ValidFigure {
            cell,
            answer,
            quality,
            note: None,
        };
        entry_warnings(&catalog, &valid_figure, others, day(on))
    }

    #[test]
    fn a_change_is_large_by_more_than_half() {
        // The figure of the period itself, which is replaced, and a later one are no history.
        let others = [("2022", 100), ("2023", 1000), ("2024", 1000)];
        let before = others.map(|(period, value)| figure("x.a", period, value));
        for (value, expected) in [
            (49, true),
            (50, false),
            (51, false),
            (149, false),
            (150, false),
            (151, true),
        ] {
            let found = warnings(value, Quality::Official, &before, "2024-02-01");
            let large = found
                .iter()
                .any(|warning| matches!(warning, EntryWarning::LargeChange { .. }));
            assert_eq!(large, expected, "{value}");
        }
    }

    #[test]
    fn a_period_has_begun_on_its_first_day_and_ended_after_its_last() {
        for (on, quality, expected) in [
            (
                "2022-12-31",
                Quality::Estimate,
                vec![EntryWarning::NotBegun(day("2023-01-01"))],
            ),
            ("2023-01-01", Quality::Estimate, vec![]),
            ("2023-12-31", Quality::Estimate, vec![]),
            (
                "2024-01-01",
                Quality::Estimate,
                vec![EntryWarning::LateEstimate(day("2023-12-31"))],
            ),
            ("2024-01-01", Quality::Official, vec![]),
        ] {
            assert_eq!(warnings(1, quality, &[], on), expected, "{on}");
        }
    }

    /// Range outside which a value is unusual after these earlier years, in hundredths.
    fn expected_range(changes: Value, history: &[i64], value: i64) -> Option<(i128, i128)> {
        let of_year = |year: i64, hundredths: i64| {
            let mut figure = figure("x.a", &year.to_string(), 0);
            figure.answer = Answer::Number(Number::from_hundredths(hundredths));
            figure
        };
        let others: Vec<Figure> = (0..)
            .zip(history)
            .map(|(at, value)| of_year(2010 + at, *value))
            .collect();
        let catalog = catalog(
            vec![plan(&measure(changes))],
            vec![office("x.a", None, &[])],
        );
        let Figure { cell, answer, .. } = of_year(2023, value);
        let draft = ValidFigure {
            cell,
            answer,
            quality: Quality::Official,
            note: None,
        };
        let hundredths = |value: Fraction| (value * Fraction::from(100)).to_integer();
        entry_warnings(&catalog, &draft, &others, day("2024-02-01"))
            .into_iter()
            .find_map(|warning| match warning {
                EntryWarning::Outlier { low, high, .. } => {
                    Some((hundredths(low), hundredths(high)))
                }
                _ => None,
            })
    }

    #[test]
    fn a_value_is_unusual_beyond_three_distances_from_the_median() {
        let steady = [10_000; 4];
        for (value, is_unusual) in [
            (8499, true),
            (8500, false),
            (8501, false),
            (11_499, false),
            (11_500, false),
            (11_501, true),
        ] {
            let found = expected_range(json!({ "scale": 2 }), &steady, value);
            let range = is_unusual.then_some((8500, 11_500));
            assert_eq!(found, range, "{value}");
        }
        assert_eq!(expected_range(json!({}), &steady[1..], 0), None, "three");
        let spread = [1000, 2000, 3000, 4000];
        let found = expected_range(json!({}), &spread, 9000);
        assert_eq!(
            found,
            Some((0, 5500)),
            "median 25, distance 10, never below 0"
        );
        let found = expected_range(json!({ "unit": "%" }), &[9900; 4], 1000);
        assert_eq!(found, Some((8415, 10_000)), "never over 100 %");
    }

    #[test]
    fn three_steps_of_a_small_value_are_usual() {
        for (scale, history, range) in [
            (0, 1000, (700, 1300)),
            (1, 100, (70, 130)),
            (2, 10, (7, 13)),
        ] {
            let found = expected_range(json!({ "scale": scale }), &[history; 4], 0);
            assert_eq!(found, Some(range), "{scale}");
        }
    }

    #[test]
    fn a_median_is_in_the_middle() {
        for (numbers, expected) in [
            (&mut [][..], 0),
            (&mut [7], 7),
            (&mut [10, 1], 5),
            (&mut [10, 1, 2], 2),
            (&mut [10, 1, 2, 4], 3),
        ] {
            assert_eq!(median(numbers), expected, "{numbers:?}");
        }
    }

    /// Sums of parts above the figure of their whole, when `x.a` enters a value for a period.
    fn below(changes: Value, (period, value): (&str, i64), others: &[Figure]) -> Vec<String> {
        let catalog = catalog(
            vec![plan(&measure(changes))],
            vec![office("x.a", None, &[])],
        );
        let Figure { cell, answer, .. } = figure("x.a", period, value);
        let entered = ValidFigure {
            cell,
            answer,
            quality: Quality::Official,
            note: None,
        };
        let found = entry_warnings(&catalog, &entered, others, day("2024-02-01"));
        let line = |warning| match warning {
            EntryWarning::BelowParts {
                whole,
                entered,
                parts,
            } => Some(format!("{whole}: {entered} < {parts}")),
            _ => None,
        };
        found.into_iter().filter_map(line).collect()
    }

    #[test]
    fn a_whole_is_compared_with_the_sum_of_its_parts() {
        let summed = json!({ "frequency": "quarter", "adds_up": "sum" });
        let year = |value| figure("x.a", "2023", value);
        let quarter = |no: i64, value| figure("x.a", &format!("2023-Q{no}"), value);
        let none: &[&str] = &[];
        for (entered, others, expected) in [
            (("2023", 9), vec![quarter(1, 10)], &["2023: 9 < 10"][..]),
            (("2023", 10), vec![quarter(1, 10)], none),
            (("2023", 11), vec![quarter(1, 10)], none),
            (
                ("2023-Q2", 10),
                vec![quarter(1, 10), year(19)],
                &["2023: 19 < 20"],
            ),
            // What is entered replaces what stood there.
            (("2023-Q1", 5), vec![quarter(1, 20), year(10)], none),
            (
                ("2023", 30),
                vec![year(10), quarter(1, 10), quarter(2, 10)],
                none,
            ),
            // Another year is not the whole of this quarter.
            (
                ("2023-Q1", 1),
                vec![
                    year(5),
                    figure("x.a", "2022", 10),
                    figure("x.a", "2022-Q1", 20),
                ],
                none,
            ),
        ] {
            let found = below(summed.clone(), entered, &others);
            assert_eq!(found, expected, "{entered:?}");
        }
    }

    #[test]
    fn only_counts_that_are_summed_are_compared_with_their_parts() {
        let others = [figure("x.a", "2023-Q1", 10)];
        for (changes, is_compared) in [
            (json!({ "adds_up": "sum" }), true),
            (json!({ "adds_up": "latest" }), false),
            (json!({ "adds_up": "sum", "unit": "%" }), false),
        ] {
            let found = below(changes.clone(), ("2023", 9), &others);
            assert_eq!(!found.is_empty(), is_compared, "{changes}");
        }
        // "x of y" offices of a quarter are no part of those of the year.
        let coverage = |period: &str, met| {
            let mut figure = figure("x.a", period, 0);
            figure.cell.series = Some(COVERAGE_SERIES.to_owned());
            figure.answer = Answer::Share {
                numerator: Number::whole(met),
                denominator: Number::whole(20),
            };
            figure
        };
        let changes = json!({ "adds_up": "sum", "quota": { "value": "4" } });
        let catalog = catalog(
            vec![plan(&measure(changes))],
            vec![office("x.a", None, &[])],
        );
        let Figure { cell, answer, .. } = coverage("2023", 9);
        let entered = ValidFigure {
            cell,
            answer,
            quality: Quality::Official,
            note: None,
        };
        let others = [coverage("2023-Q1", 10)];
        assert_eq!(
            entry_warnings(&catalog, &entered, &others, day("2024-02-01")),
            []
        );
    }
}
