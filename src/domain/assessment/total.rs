//! Totals of answers over parts of a period and over offices, as far as they can be added. Must not depend on periods
//! or target values.

use chrono::NaiveDate;

use crate::domain::aggregation::{Counted, Selection};
use crate::domain::code::OfficeCode;
use crate::domain::figure::{Answer, Figure, MilestoneState, Quality};
use crate::domain::number::Fraction;
use crate::domain::plan::Unit;
use crate::domain::succession::Responsibility;

/// Total of the answers for one period.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum MeasureTotal {
    Value(Fraction),
    Milestone(MilestoneState),
    NoneOccurred,
    NotApplicable,
    NoData,
    /// A part is missing or cannot be added.
    Incomplete {
        missing_owners: Vec<OfficeCode>,
        partial: Option<Fraction>,
    },
}

impl MeasureTotal {
    /// Returns `true` if every holder gave an answer other than "no data yet".
    pub fn is_complete(&self) -> bool {
        !matches!(self, Self::NoData | Self::Incomplete { .. })
    }
}

/// One answer, or the sum of several.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub amount: Amount,
    pub quality: Quality,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Amount {
    Number(Fraction),
    Share(Fraction, Fraction),
    Milestone,
    NoneOccurred,
    NotApplicable,
    NoData,
}

impl Amount {
    /// Precedence of two amounts that cannot be added; the higher one is kept.
    fn weight(self) -> u8 {
        match self {
            Amount::Number(_) | Amount::Share(..) | Amount::Milestone => 3,
            Amount::NoneOccurred => 2,
            Amount::NoData => 1,
            Amount::NotApplicable => 0,
        }
    }

    pub fn value(&self, unit: &Unit) -> Option<Fraction> {
        match *self {
            Amount::Number(value) => Some(value),
            Amount::Share(n, d) if d != Fraction::from(0) => {
                Some(n / d * Fraction::from(i128::from(unit.base().unwrap_or(1))))
            }
            Amount::NoneOccurred => Some(Fraction::from(0)),
            Amount::Share(..) | Amount::Milestone | Amount::NotApplicable | Amount::NoData => None,
        }
    }
}

impl Part {
    pub fn of(figure: &Figure) -> Self {
        let amount = match figure.answer {
            Answer::Number(number) => Amount::Number(number.fraction()),
            Answer::Share {
                numerator,
                denominator,
            } => Amount::Share(numerator.fraction(), denominator.fraction()),
            Answer::Milestone(_) => Amount::Milestone,
            Answer::NoneOccurred => Amount::NoneOccurred,
            Answer::NotApplicable => Amount::NotApplicable,
            Answer::NoData => Amount::NoData,
        };
        Self {
            amount,
            quality: figure.quality,
        }
    }

    /// Adds two parts of one member's count, in either order. "None occurred" adds nothing, but it is an answer; "no
    /// data yet" is none.
    pub fn plus(self, other: Self) -> Self {
        let amount = match (self.amount, other.amount) {
            (Amount::Number(a), Amount::Number(b)) => Amount::Number(a + b),
            (Amount::Share(a, b), Amount::Share(c, d)) => Amount::Share(a + c, b + d),
            (one, other) if one.weight() >= other.weight() => one,
            (_, other) => other,
        };
        Self {
            amount,
            quality: self.quality.min(other.quality),
        }
    }
}

/// Holders on the last day of a total, with the figures of theirs and of their predecessors.
pub(super) struct HolderFigures<'t, 'a> {
    pub task: &'t Responsibility<'a>,
    pub selection: &'t Selection<'a>,
    pub unit: &'t Unit,
    pub last_day: NaiveDate,
}

impl<'a> HolderFigures<'_, 'a> {
    /// Lowest quality among the answers; `None` without answers.
    pub fn quality(&self) -> Option<Quality> {
        self.selection
            .counted
            .iter()
            .map(|counted| counted.figure.quality)
            .min()
    }

    /// Total over the holders on the last day and their predecessors' figures for earlier parts. A share is the sum of
    /// numerators over the sum of denominators; a percentage without them cannot be added and counts as missing.
    pub fn total(&self) -> MeasureTotal {
        let holders: Vec<&OfficeCode> = self.task.holders_on(self.last_day).iter().collect();
        let none = |counted: &Counted<'_>| counted.figure.answer == Answer::NoData;
        if holders.len() <= 1 && self.selection.counted.iter().all(none) {
            return MeasureTotal::NoData;
        }
        let mut missing_owners: Vec<OfficeCode> = holders
            .into_iter()
            .filter(|holder| self.is_missing(holder))
            .cloned()
            .collect();
        let amounts = self
            .selection
            .counted
            .iter()
            .map(|one| (&one.figure.cell.office, Part::of(one.figure).amount));
        let (added, others): (Vec<_>, Vec<_>) = amounts
            .partition(|(_, amount)| matches!(amount, Amount::Number(_) | Amount::Share(..)));
        let several = added.len() + missing_owners.len() > 1;
        let sum = self.sum(added, several, &mut missing_owners);
        let value = sum.and_then(|amount| amount.value(self.unit));
        let none_occurred = others
            .iter()
            .any(|(_, amount)| matches!(amount, Amount::NoneOccurred));
        match (missing_owners.is_empty(), value) {
            (false, partial) => MeasureTotal::Incomplete {
                missing_owners,
                partial,
            },
            (true, Some(value)) => MeasureTotal::Value(value),
            (true, None) if none_occurred || sum.is_some() => MeasureTotal::NoneOccurred,
            (true, None) => MeasureTotal::NotApplicable,
        }
    }

    /// Sum of addable amounts: counts, or shares with both numbers; offices with anything else are missing.
    fn sum(
        &self,
        amounts: Vec<(&OfficeCode, Amount)>,
        several: bool,
        missing_owners: &mut Vec<OfficeCode>,
    ) -> Option<Amount> {
        let mut sum = None;
        for (office, amount) in amounts {
            let fits = matches!(amount, Amount::Share(..)) == self.unit.base().is_some();
            sum = match (sum, amount) {
                _ if several && !fits => {
                    if !missing_owners.contains(office) {
                        missing_owners.push(office.clone());
                    }
                    sum
                }
                (Some(Amount::Number(a)), Amount::Number(b)) => Some(Amount::Number(a + b)),
                (Some(Amount::Share(a, b)), Amount::Share(c, d)) => {
                    Some(Amount::Share(a + c, b + d))
                }
                (_, amount) => Some(amount),
            };
        }
        sum
    }

    /// Sums of numerators and denominators; `None` without any.
    pub fn shares(&self) -> Option<(Fraction, Fraction)> {
        let shares = self.selection.counted.iter().filter_map(|counted| {
            match Part::of(counted.figure).amount {
                Amount::Share(numerator, denominator) => Some((numerator, denominator)),
                _ => None,
            }
        });
        shares.reduce(|(a, b), (c, d)| (a + c, b + d))
    }

    /// Returns `true` if an office's task has no answer or only "no data yet", or if a part of its predecessor's figure
    /// is unknown.
    fn is_missing(&self, holder: &'a OfficeCode) -> bool {
        !self.is_answered(holder) || self.selection.uncovered.contains(&holder)
    }

    /// Returns `true` if an office, or all offices that answer in its place, gave an answer other than "no data yet".
    fn is_answered(&self, holder: &'a OfficeCode) -> bool {
        let own: Vec<&Counted<'a>> = self.answers(holder).collect();
        own.iter()
            .any(|counted| counted.figure.answer != Answer::NoData)
            && self.task.is_made_up(holder, |office| {
                own.iter()
                    .any(|counted| counted.figure.cell.office == *office)
            })
    }

    fn answers(&self, holder: &'a OfficeCode) -> impl Iterator<Item = &Counted<'a>> {
        self.selection
            .counted
            .iter()
            .filter(move |counted| counted.answers_for.contains(&holder))
    }

    /// The lowest state among the holders. A milestone once done stays done, for each holder: `done` tells whether an
    /// office had finished by the last day; an office whose predecessors all had finished need not repeat it.
    pub fn milestone(&self, done: impl Fn(&OfficeCode) -> bool) -> MeasureTotal {
        let (mut missing_owners, mut least) = (Vec::new(), None);
        let none = |counted: &Counted<'_>| counted.figure.answer == Answer::NoData;
        let holders: Vec<&OfficeCode> = self.task.holders_on(self.last_day).iter().collect();
        if holders.len() <= 1 && self.selection.counted.iter().all(none) {
            return MeasureTotal::NoData;
        }
        for holder in holders {
            if self.task.is_inherited(holder, &done) {
                least = least.or(Some(MilestoneState::Done));
            } else if self.is_answered(holder) {
                let states =
                    self.answers(holder)
                        .filter_map(|counted| match counted.figure.answer {
                            Answer::Milestone(state) => Some(state),
                            _ => None,
                        });
                least = states.chain(least).min();
            } else {
                missing_owners.push(holder.clone());
            }
        }
        let none_occurred = self
            .selection
            .counted
            .iter()
            .any(|one| one.figure.answer == Answer::NoneOccurred);
        match (missing_owners.is_empty(), least) {
            (false, _) => MeasureTotal::Incomplete {
                missing_owners,
                partial: None,
            },
            (true, Some(state)) => MeasureTotal::Milestone(state),
            (true, None) if none_occurred => MeasureTotal::NoneOccurred,
            (true, None) => MeasureTotal::NotApplicable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What two amounts add up to, as text; the order never matters.
    fn sum(one: Amount, other: Amount) -> String {
        let part = |amount| Part {
            amount,
            quality: Quality::Official,
        };
        let sum = format!("{:?}", part(one).plus(part(other)).amount);
        assert_eq!(sum, format!("{:?}", part(other).plus(part(one)).amount));
        sum
    }

    #[test]
    fn two_parts_of_a_count_are_added() {
        let number = |value: i128| Amount::Number(Fraction::from(value));
        let share = |n: i128, d: i128| Amount::Share(Fraction::from(n), Fraction::from(d));
        let (none, no_data) = (Amount::NoneOccurred, Amount::NoData);
        for (one, other, expected) in [
            (number(2), number(3), number(5)),
            (share(1, 4), share(2, 3), share(3, 7)),
            (number(2), none, number(2)),
            (number(2), no_data, number(2)),
            (none, no_data, none),
            (no_data, Amount::NotApplicable, no_data),
        ] {
            assert_eq!(
                sum(one, other),
                format!("{expected:?}"),
                "{one:?} {other:?}"
            );
        }
    }

    #[test]
    fn a_share_of_nothing_has_no_value() {
        let share = |n: i128, d: i128| {
            Amount::Share(Fraction::from(n), Fraction::from(d)).value(&Unit::Percent)
        };
        assert_eq!(share(1, 4), Some(Fraction::from(25)));
        assert_eq!((share(0, 0), share(1, 0)), (None, None));
    }
}
