//! Target value of a measure, prepared for comparison with values. Must not depend on figures.

use chrono::{Days, NaiveDate};

use crate::domain::number::{Fraction, Number};
use crate::domain::plan::{Comparator, Direction, Measure, Plan};

/// Default tolerance of `about` in per cent of the value.
const ABOUT_TOLERANCE: Number = Number::whole(5);

/// Target value of a measure; for a quota, the share of offices that must reach it.
pub(super) struct Goal {
    comparator: Comparator,
    direction: Direction,
    value: Fraction,
    value_to: Option<Fraction>,
    tolerance: Fraction,
    /// Interim targets, ascending; empty if each period is assessed alone.
    pub stages: Vec<(NaiveDate, Fraction)>,
}

impl Goal {
    /// Goal of a measure. A quota without a deadline is due at the plan's end.
    pub fn from_measure(plan: &Plan, measure: &Measure) -> Self {
        let (comparator, direction, value) = match &measure.quota {
            Some(quota) => (
                Comparator::Ge,
                Direction::Up,
                quota.coverage.unwrap_or(Number::whole(100)),
            ),
            None => (
                measure.comparator,
                measure.direction,
                measure.value.unwrap_or_default(),
            ),
        };
        let mut stages: Vec<(NaiveDate, Fraction)> = measure
            .stages
            .iter()
            .map(|stage| (stage.on, stage.value.unwrap_or(value).fraction()))
            .collect();
        if stages.is_empty() && !measure.recurs {
            stages.push((plan.to, value.fraction()));
        }
        Self {
            comparator,
            direction,
            value: value.fraction(),
            value_to: measure.value_to.map(Number::fraction),
            tolerance: measure.tolerance.unwrap_or(ABOUT_TOLERANCE).fraction(),
            stages,
        }
    }

    /// Day after which the assessment is final.
    pub fn last_day(&self, plan: &Plan) -> NaiveDate {
        self.stages.last().map_or(plan.to, |(on, _)| *on)
    }

    /// Returns `true` if a value meets the target.
    pub fn is_met_by(&self, value: &Fraction) -> bool {
        self.meets(value, &self.value)
    }

    /// Returns `true` if a value already is as good as a bound that the last stage promises: there is no line to it
    /// then, it is kept or not.
    pub fn is_bound_met_by(&self, value: &Fraction) -> bool {
        let is_bound = matches!(
            self.comparator,
            Comparator::Ge | Comparator::Gt | Comparator::Le | Comparator::Lt
        );
        is_bound && self.meets(value, &self.end_value())
    }

    /// Returns `true` if a value meets the target value of one stage.
    pub fn meets(&self, value: &Fraction, promised: &Fraction) -> bool {
        match self.comparator {
            Comparator::Ge => value >= promised,
            Comparator::Gt => value > promised,
            Comparator::Le => value <= promised,
            Comparator::Lt => value < promised,
            Comparator::Eq => value == promised,
            Comparator::About => self.is_at_least_as_good(value, &self.with_tolerance(promised)),
            Comparator::Between => self.is_at_least_as_good(value, &self.worse_end(promised)),
            Comparator::Done => false,
        }
    }

    /// Returns `true` if a value is beyond the better end of a band.
    pub fn is_beyond_band(&self, value: &Fraction) -> bool {
        let Some(top) = self.value_to else {
            return false;
        };
        match self.direction {
            Direction::Up => *value > top,
            Direction::Down => *value < self.value,
        }
    }

    /// Returns `true` if a value is at least as good as another, by the direction.
    pub fn is_at_least_as_good(&self, value: &Fraction, other: &Fraction) -> bool {
        match self.direction {
            Direction::Up => value >= other,
            Direction::Down => value <= other,
        }
    }

    /// Expected value on a day: linear by days from the start through the stages.
    pub fn expected_at(&self, start: (NaiveDate, Fraction), day: NaiveDate) -> Option<Fraction> {
        let mut from = start;
        for &to in self.stages.iter().filter(|(on, _)| *on > start.0) {
            if day <= to.0 {
                let share = Fraction::new(days_between(from.0, day), days_between(from.0, to.0));
                return Some(from.1 + (self.trajectory_end(to.1) - from.1) * share);
            }
            from = (to.0, self.trajectory_end(to.1));
        }
        None
    }

    /// Stage that the trajectory leads to on a day, else the last stage.
    pub fn next_stage(&self, day: NaiveDate) -> Option<(NaiveDate, Fraction)> {
        self.stages
            .iter()
            .find(|(on, _)| day <= *on)
            .or(self.stages.last())
            .map(|&(on, value)| (on, self.trajectory_end(value)))
    }

    /// Target value of the last stage.
    pub fn end_value(&self) -> Fraction {
        self.stages
            .last()
            .map_or(self.value, |&(_, value)| self.trajectory_end(value))
    }

    /// End of the trajectory at a stage; for a band its worse end.
    fn trajectory_end(&self, stage: Fraction) -> Fraction {
        if self.comparator == Comparator::Between {
            self.worse_end(&stage)
        } else {
            stage
        }
    }

    fn worse_end(&self, stage: &Fraction) -> Fraction {
        match self.direction {
            Direction::Up => *stage,
            Direction::Down => self.value_to.unwrap_or(*stage),
        }
    }

    fn with_tolerance(&self, promised: &Fraction) -> Fraction {
        slackened(self.direction, promised, self.tolerance)
    }
}

/// The worst value that keeps a promise of "about"; none for other promises.
pub fn accepted_value(measure: &Measure) -> Option<Fraction> {
    let promised = measure
        .value
        .filter(|_| measure.comparator == Comparator::About && measure.quota.is_none())?
        .fraction();
    let tolerance = measure.tolerance.unwrap_or(ABOUT_TOLERANCE).fraction();
    Some(slackened(measure.direction, &promised, tolerance))
}

/// A promise and the per cent of it by which it may be off on the worse side.
fn slackened(direction: Direction, promised: &Fraction, tolerance: Fraction) -> Fraction {
    let slack = promised * tolerance / Fraction::from(100);
    match direction {
        Direction::Up => promised - slack,
        Direction::Down => promised + slack,
    }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> i128 {
    i128::from((to - from).num_days())
}

/// Day of a baseline without a stated day: the day before the plan starts.
pub(super) fn day_before_start(plan: &Plan) -> NaiveDate {
    plan.from - Days::new(1)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::fixtures::{day, measure, plan};

    fn goal(changes: Value) -> Goal {
        let measure = measure(changes);
        Goal::from_measure(&plan(&measure), &measure)
    }

    /// In hundredths.
    fn value(hundredths: i64) -> Fraction {
        Number::from_hundredths(hundredths).fraction()
    }

    /// Whether one less, exactly as much and one more keep a promise of 50.
    fn met(changes: Value) -> [bool; 3] {
        let goal = goal(changes);
        [4999, 5000, 5001].map(|hundredths| goal.is_met_by(&value(hundredths)))
    }

    #[test]
    fn a_promise_at_its_value() {
        for (comparator, expected) in [
            ("ge", [false, true, true]),
            ("gt", [false, false, true]),
            ("le", [true, true, false]),
            ("lt", [true, false, false]),
            ("eq", [false, true, false]),
        ] {
            assert_eq!(
                met(json!({ "comparator": comparator })),
                expected,
                "{comparator}"
            );
        }
        // Tolerances that end at 50.
        let about = |direction, value: &str| {
            met(
                json!({ "comparator": "about", "direction": direction, "value": value, "tolerance": "20" }),
            )
        };
        assert_eq!(about("up", "62.5"), [false, true, true]);
        assert_eq!(
            met(
                json!({ "comparator": "about", "direction": "down", "value": "40", "tolerance": "25" })
            ),
            [true, true, false]
        );
    }

    #[test]
    fn a_band_at_its_ends() {
        let up =
            json!({ "comparator": "between", "direction": "up", "value": "50", "value_to": "60" });
        let down = json!({ "comparator": "between", "direction": "down", "value": "40", "value_to": "50" });
        assert_eq!(met(up.clone()), [false, true, true], "its worse end");
        assert_eq!(met(down.clone()), [true, true, false], "its worse end");
        let beyond = |changes: &Value, around: i64| {
            let goal = goal(changes.clone());
            [around - 1, around, around + 1].map(|at| goal.is_beyond_band(&value(at)))
        };
        assert_eq!(beyond(&up, 6000), [false, false, true], "its better end");
        assert_eq!(beyond(&down, 4000), [true, false, false], "its better end");
        assert_eq!(goal(up).end_value(), value(5000));
        assert_eq!(goal(down).end_value(), value(5000));
    }

    #[test]
    fn the_line_on_the_days_of_its_stages() {
        let goal = goal(json!({ "stages": [
            { "on": "2023-01-11", "value": "20" }, { "on": "2023-01-21", "value": "40" },
        ] }));
        let start = (day("2023-01-01"), value(1000));
        for (on, expected, next) in [
            ("2023-01-01", Some(1000), "2023-01-11"),
            ("2023-01-10", Some(1900), "2023-01-11"),
            ("2023-01-11", Some(2000), "2023-01-11"),
            ("2023-01-12", Some(2200), "2023-01-21"),
            ("2023-01-20", Some(3800), "2023-01-21"),
            ("2023-01-21", Some(4000), "2023-01-21"),
            ("2023-01-22", None, "2023-01-21"),
        ] {
            assert_eq!(
                goal.expected_at(start, day(on)),
                expected.map(value),
                "{on}"
            );
            assert_eq!(
                goal.next_stage(day(on)).map(|(on, _)| on),
                Some(day(next)),
                "{on}"
            );
        }
        // A stage on the day of the start is behind it already.
        let later = (day("2023-01-11"), value(1000));
        assert_eq!(
            goal.expected_at(later, day("2023-01-16")),
            Some(value(2500))
        );
    }

    #[test]
    fn about_accepts_a_tenth_less_or_its_own_tolerance() {
        let accepted = |changes: Value| accepted_value(&measure(changes));
        let about = |direction: &str| json!({ "comparator": "about", "direction": direction });
        let tenth = ABOUT_TOLERANCE.fraction() / Fraction::from(2);
        assert_eq!(accepted(about("up")), Some(value(5000) - tenth));
        assert_eq!(accepted(about("down")), Some(value(5000) + tenth));
        for (changes, expected) in [
            (
                json!({ "comparator": "about", "tolerance": "20" }),
                Some(value(4000)),
            ),
            (json!({ "comparator": "ge" }), None),
            (
                json!({ "comparator": "about", "quota": { "value": "1", "group": "g" } }),
                None,
            ),
            (
                json!({ "comparator": "ge", "quota": { "value": "1", "group": "g" } }),
                None,
            ),
        ] {
            assert_eq!(accepted(changes.clone()), expected, "{changes}");
        }
    }
}
