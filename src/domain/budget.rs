//! Budget of a plan: planned amounts of its sources, spending, and what remains. Sums are whole đồng, exact.
//! Spending is never rewritten: a mistake is corrected by a further, negative line that says what it corrects.
//! Must not depend on the store or display texts.

use chrono::{DateTime, NaiveDate, Utc};

use super::code::PlanCode;
use super::number::{NumberError, NumberFormat, parse_number};
use super::plan::Plan;

/// Largest amount of one line: more than any provincial plan has.
pub const AMOUNT_MAX: i64 = 100_000_000_000_000;

/// Money spent, or a correction of an earlier line (negative).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spending {
    /// The plan.
    pub plan: PlanCode,
    /// Number of the source in the plan, from 1; `None` if not stated.
    pub source: Option<u32>,
    /// Number of the activity; `None` for the plan as a whole.
    pub activity: Option<u32>,
    /// In đồng; negative for a correction.
    pub amount: i64,
    /// Day on which it was spent.
    pub on: NaiveDate,
    /// Purpose; for a correction its reason.
    pub note: Option<String>,
}

/// A line of spending as recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpendingRecord {
    /// The spending.
    pub spending: Spending,
    /// The account that recorded it.
    pub by: String,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

/// Planned amount and spending against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// In đồng, if the plan names an amount.
    pub planned: Option<i64>,
    /// In đồng.
    pub spent: i64,
}

impl Balance {
    /// Remaining amount; negative if overspent, `None` if no amount was planned.
    pub fn remaining(self) -> Option<i64> {
        self.planned.map(|planned| planned - self.spent)
    }

    /// Amount by which spending exceeds the plan; `None` if it does not.
    pub fn overspent(self) -> Option<i64> {
        self.remaining().filter(|left| *left < 0).map(|left| -left)
    }
}

/// Budget of a plan with its sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Budget {
    /// The whole plan.
    pub total: Balance,
    /// Each source, in the order of the plan.
    pub sources: Vec<Balance>,
    /// Spending without a named source.
    pub without_source: i64,
}

/// Adds up the spending of a plan.
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

/// Total named by the plan, else the sum of its sources if each has an amount.
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

/// Spending for one activity.
pub fn spent_for<'a>(lines: impl Iterator<Item = &'a Spending>, activity: u32) -> i64 {
    lines
        .filter(|line| line.activity == Some(activity))
        .map(|line| line.amount)
        .sum()
}

/// Index of a source in the plan's list, from its number.
fn source_index(no: u32) -> Option<usize> {
    usize::try_from(no).ok()?.checked_sub(1)
}

/// Parses an amount of đồng: `960.000.000`, `960.000.000 đ`, `-500.000 đồng`.
pub fn parse_amount(typed: &str) -> Result<i64, NumberError> {
    let typed = typed.trim();
    let bare = ["đồng", "đ", "VNĐ", "VND"]
        .iter()
        .find_map(|unit| typed.strip_suffix(unit))
        .unwrap_or(typed);
    parse_number(bare, NumberFormat::plain(0)).map(|number| number.hundredths() / 100)
}

/// Reason why a line of spending is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpendingRefusal {
    /// Zero đồng.
    ZeroAmount,
    /// More than [`AMOUNT_MAX`].
    AmountTooLarge,
    /// A correction does not say what it corrects.
    MissingReason,
    /// A correction larger than the amount spent.
    CorrectionTooLarge {
        /// Amount spent from that source for that activity.
        spent: i64,
    },
    /// The plan has no such source.
    UnknownSource {
        /// Requested number.
        no: u32,
        /// Number of sources in the plan.
        sources: usize,
    },
    /// The plan has no such activity.
    UnknownActivity {
        /// Requested number.
        no: u32,
        /// Number of activities in the plan.
        activities: usize,
    },
    /// The day is in the future.
    InFuture {
        /// Requested day.
        on: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
}

/// Warning about a line of spending; it is saved all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpendingWarning {
    /// The source has spent more than planned.
    SourceOverspent {
        /// Number of the source, from 1.
        no: u32,
        /// Amount over the plan.
        overspent: i64,
    },
    /// The plan has spent more than planned.
    PlanOverspent {
        /// Amount over the plan.
        overspent: i64,
    },
}

/// Checks a line of spending against the plan and earlier spending. Returns the warnings to confirm.
pub fn validate_spending(
    plan: &Plan,
    before: &[Spending],
    wanted: &Spending,
    today: NaiveDate,
) -> Result<Vec<SpendingWarning>, SpendingRefusal> {
    check_without_history(plan, wanted, today)?;
    if wanted.amount.is_negative() {
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
        _ if wanted.amount.is_negative() && !noted => Err(SpendingRefusal::MissingReason),
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

    #[test]
    fn spending_for_an_activity_leaves_the_others_out() {
        let line = |activity, amount| Spending {
            activity,
            ..spending(amount, "2024-01-01")
        };
        let lines = [
            line(Some(1), 40),
            line(Some(2), 300),
            line(Some(1), -10),
            line(None, 7000),
        ];
        let spent = [1, 2, 3].map(|no| spent_for(lines.iter(), no));
        assert_eq!(spent, [30, 300, 0]);
    }

    #[test]
    fn a_line_names_a_known_activity_and_a_correction_its_reason() {
        let mut plan = plan(&measure(json!({})));
        plan.activities = serde_json::from_value(json!([{
            "no": 2, "content": "c", "unit": null, "quantity": null, "lead": "x.a",
            "window": { "wording": "w", "from": "2024-05-10", "to": "2024-05-20" },
        }]))
        .unwrap();
        let checked = |activity, amount, note: Option<&str>| {
            let wanted = Spending {
                source: None,
                activity,
                note: note.map(str::to_owned),
                ..spending(amount, "2024-06-01")
            };
            check_without_history(&plan, &wanted, day("2024-06-15"))
        };
        let unknown = |no| Err(SpendingRefusal::UnknownActivity { no, activities: 1 });
        for (no, expected) in [(1, unknown(1)), (2, Ok(())), (3, unknown(3))] {
            assert_eq!(checked(Some(no), 1, None), expected, "{no}");
        }
        let missing = Err(SpendingRefusal::MissingReason);
        assert_eq!(checked(None, 1, None), Ok(()));
        assert_eq!(checked(None, -1, None), missing);
        assert_eq!(checked(None, -1, Some(" ")), missing);
        assert_eq!(checked(None, -1, Some("n")), Ok(()));
    }
}
