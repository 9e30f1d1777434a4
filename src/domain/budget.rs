//! The money of a plan (DOMAIN §6): what its sources promise, what was spent, what is left. Sums of whole đồng, exact.
//! Nothing spent is ever rewritten: a mistake is corrected by a further, negative line that says what it corrects.
//! Knows no store and no words.

use chrono::{DateTime, NaiveDate, Utc};

use super::code::PlanCode;
use super::number::{NumberError, NumberFormat, parse_number};
use super::plan::Plan;

/// The largest amount of one line: more than any plan of a province has.
pub const AMOUNT_MAX: i64 = 100_000_000_000_000;

/// Money that was spent, or a correction of what was recorded before (negative).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// The plan.
    pub plan: PlanCode,
    /// From which of its sources, by its number in the plan from 1; none where nobody says.
    pub source: Option<u32>,
    /// For which row of its annex; none for the plan as a whole.
    pub activity: Option<u32>,
    /// In đồng; negative for a correction.
    pub amount: i64,
    /// The day on which it was spent.
    pub on: NaiveDate,
    /// For what; of a correction: why.
    pub note: Option<String>,
}

/// A line of spending as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpendingRecord {
    /// What was spent.
    pub spending: Spending,
    /// The account that recorded it.
    pub by: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

/// What was promised and what was spent of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// In đồng, where the plan says so.
    pub planned: Option<i64>,
    /// In đồng.
    pub spent: i64,
}

impl Balance {
    /// What is left; negative where more was spent than planned, none where no amount was planned.
    pub fn remaining(self) -> Option<i64> {
        self.planned.map(|planned| planned - self.spent)
    }

    /// By how much more was spent than planned.
    pub fn overspent(self) -> Option<i64> {
        self.remaining().filter(|left| *left < 0).map(|left| -left)
    }
}

/// The money of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// All of it.
    pub total: Balance,
    /// Each source, in the order of the plan.
    pub sources: Vec<Balance>,
    /// Spent without a source being named.
    pub without_source: i64,
}

/// Adds up what was spent of a plan.
pub fn budget_of<'a>(plan: &Plan, lines: impl Iterator<Item = &'a Spending>) -> Budget {
    let planned = |source: &super::plan::BudgetSource| Balance {
        planned: source.amount,
        spent: 0,
    };
    let mut budget = Budget {
        sources: plan.budget.iter().map(planned).collect(),
        ..Budget::default()
    };
    budget.total.planned = planned_total(plan);
    for line in lines.filter(|line| line.plan == plan.code) {
        budget.total.spent += line.amount;
        match line
            .source
            .and_then(|no| budget.sources.get_mut(source_index(no)?))
        {
            Some(source) => source.spent += line.amount,
            None => budget.without_source += line.amount,
        }
    }
    budget
}

/// The sum that the plan names, else that of its sources if each has an amount.
pub fn planned_total(plan: &Plan) -> Option<i64> {
    let of_sources = || {
        plan.budget
            .iter()
            .map(|source| source.amount)
            .sum::<Option<i64>>()
    };
    plan.budget_total
        .or_else(|| of_sources().filter(|_| !plan.budget.is_empty()))
}

/// What was spent for one row of the annex.
pub fn spent_for<'a>(lines: impl Iterator<Item = &'a Spending>, activity: u32) -> i64 {
    lines
        .filter(|line| line.activity == Some(activity))
        .map(|line| line.amount)
        .sum()
}

/// The place of a source in the plan's list, from its number.
fn source_index(no: u32) -> Option<usize> {
    usize::try_from(no).ok()?.checked_sub(1)
}

/// Reads an amount of đồng: `960.000.000`, `960.000.000 đ`, `-500.000 đồng`.
pub fn parse_amount(typed: &str) -> Result<i64, NumberError> {
    let typed = typed.trim();
    let bare = ["đồng", "đ", "VNĐ", "VND"]
        .iter()
        .find_map(|unit| typed.strip_suffix(unit))
        .unwrap_or(typed);
    parse_number(bare, NumberFormat::plain(0)).map(|number| number.hundredths() / 100)
}

/// Why a line of spending is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpendingRefusal {
    /// Zero đồng.
    ZeroAmount,
    /// More than [`AMOUNT_MAX`].
    AmountTooLarge,
    /// A correction does not say what it corrects.
    MissingReason,
    /// A correction of more than was spent there.
    CorrectionTooLarge {
        /// What was spent: by that source, for that activity.
        spent: i64,
    },
    /// The plan has no such source.
    UnknownSource {
        /// As asked.
        no: u32,
        /// How many it has.
        sources: usize,
    },
    /// The plan has no such row in its annex.
    UnknownActivity {
        /// As asked.
        no: u32,
        /// How many it has.
        activities: usize,
    },
    /// On a day that has not come.
    InFuture {
        /// The day asked for.
        on: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
}

/// What is odd about a line of spending; it is saved all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpendingWarning {
    /// With it a source has spent more than planned.
    SourceOverspent {
        /// Which source, from 1.
        no: u32,
        /// By how much.
        overspent: i64,
    },
    /// With it the plan has.
    PlanOverspent {
        /// By how much.
        overspent: i64,
    },
}

/// Checks a line of spending against the plan and what was spent before; what is odd comes back as questions.
pub fn validate_spending(
    plan: &Plan,
    before: &[Spending],
    wanted: &Spending,
    today: NaiveDate,
) -> Result<Vec<SpendingWarning>, SpendingRefusal> {
    check_without_history(plan, wanted, today)?;
    if wanted.amount < 0 {
        let same =
            |line: &&Spending| line.source == wanted.source && line.activity == wanted.activity;
        let spent: i64 = before.iter().filter(same).map(|line| line.amount).sum();
        return if spent + wanted.amount < 0 {
            Err(SpendingRefusal::CorrectionTooLarge { spent })
        } else {
            Ok(Vec::new())
        };
    }
    let after = budget_of(plan, before.iter().chain([wanted]));
    let source = wanted
        .source
        .and_then(|no| Some((no, after.sources.get(source_index(no)?)?.overspent()?)));
    let source = source.map(|(no, overspent)| SpendingWarning::SourceOverspent { no, overspent });
    let total = after
        .total
        .overspent()
        .map(|overspent| SpendingWarning::PlanOverspent { overspent });
    Ok(source.into_iter().chain(total).collect())
}

fn check_without_history(
    plan: &Plan,
    wanted: &Spending,
    today: NaiveDate,
) -> Result<(), SpendingRefusal> {
    let noted = wanted
        .note
        .as_ref()
        .is_some_and(|note| !note.trim().is_empty());
    let (sources, activities) = (plan.budget.len(), plan.activities.len());
    match (wanted.source, wanted.activity) {
        _ if wanted.amount == 0 => Err(SpendingRefusal::ZeroAmount),
        _ if wanted.amount.abs() > AMOUNT_MAX => Err(SpendingRefusal::AmountTooLarge),
        _ if wanted.amount < 0 && !noted => Err(SpendingRefusal::MissingReason),
        _ if wanted.on > today => Err(SpendingRefusal::InFuture {
            on: wanted.on,
            today,
        }),
        (Some(no), _) if source_index(no).is_none_or(|place| place >= sources) => {
            Err(SpendingRefusal::UnknownSource { no, sources })
        }
        (_, Some(no)) if plan.activities.iter().all(|activity| activity.no != no) => {
            Err(SpendingRefusal::UnknownActivity { no, activities })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{day, measure, plan};
    use crate::domain::plan::BudgetSource;

    fn spending(amount: i64, on: &str) -> Spending {
        Spending {
            plan: "p".into(),
            source: Some(1),
            activity: None,
            amount,
            on: day(on),
            note: Some("n".to_owned()),
        }
    }

    fn validated(
        before: &[i64],
        amount: i64,
        on: &str,
    ) -> Result<Vec<SpendingWarning>, SpendingRefusal> {
        let mut plan = plan(&measure(json!({})));
        plan.budget = vec![BudgetSource {
            source: "s".to_owned(),
            amount: Some(100),
        }];
        plan.budget_total = Some(150);
        let before: Vec<Spending> = before
            .iter()
            .map(|amount| spending(*amount, "2024-01-01"))
            .collect();
        validate_spending(&plan, &before, &spending(amount, on), day("2024-06-15"))
    }

    #[test]
    fn more_than_planned_begins_with_one_dong() {
        use SpendingWarning as W;
        let source = |overspent| W::SourceOverspent { no: 1, overspent };
        for (amount, expected) in [
            (39, vec![]),
            (40, vec![]),
            (41, vec![source(1)]),
            (89, vec![source(49)]),
            (90, vec![source(50)]),
            (91, vec![source(51), W::PlanOverspent { overspent: 1 }]),
        ] {
            assert_eq!(
                validated(&[60], amount, "2024-06-15"),
                Ok(expected),
                "{amount}"
            );
        }
    }

    #[test]
    fn the_ends_of_a_line_of_spending() {
        use SpendingRefusal as R;
        let too_large = Err(R::CorrectionTooLarge { spent: 60 });
        for (amount, expected) in [
            (-61, too_large),
            (-60, Ok(Vec::new())),
            (-59, Ok(Vec::new())),
            (0, Err(R::ZeroAmount)),
            (1, Ok(Vec::new())),
            (AMOUNT_MAX + 1, Err(R::AmountTooLarge)),
            (-AMOUNT_MAX - 1, Err(R::AmountTooLarge)),
        ] {
            assert_eq!(validated(&[60], amount, "2024-06-15"), expected, "{amount}");
        }
        assert!(validated(&[60], AMOUNT_MAX, "2024-06-15").is_ok());
        let future = Err(R::InFuture {
            on: day("2024-06-16"),
            today: day("2024-06-15"),
        });
        for (on, expected) in [
            ("2024-06-14", Ok(Vec::new())),
            ("2024-06-15", Ok(Vec::new())),
            ("2024-06-16", future),
        ] {
            assert_eq!(validated(&[], 1, on), expected, "{on}");
        }
    }
}
