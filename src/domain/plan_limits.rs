//! Size limits of a plan, so that a single one does not slow everybody down: the years over which it and its rules run,
//! and the duties that these make. Duties are counted, never built. Must not depend on the clock.

use chrono::{Datelike, NaiveDate};

use super::catalog::Catalog;
use super::code::{PlanCode, RuleId};
use super::day::YEAR_RANGE;
use super::deadline::count_duties;
use super::office::OfficeFile;
use super::plan::{Plan, ReportingRule};

/// Maximum number of years of a plan, from the first to the last of its own days and those of its rules.
pub const YEARS_MAX: i32 = 30;

/// Maximum number of duties that the rules of a plan may make in total.
pub const DUTIES_MAX: usize = 100_000;

/// A limit that a plan exceeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// The plan runs over more than [`YEARS_MAX`] years.
    Years {
        /// Latest last day allowed.
        last: NaiveDate,
    },
    /// The plan together with its rules runs over more than [`YEARS_MAX`] years.
    RuleYears {
        /// The earlier of the plan's first day and its rules'.
        first: NaiveDate,
        /// The later of the plan's last day and its rules'.
        last: NaiveDate,
        /// The rule with a day farthest outside the plan.
        rule: RuleId,
    },
    /// Its rules make more than [`DUTIES_MAX`] duties.
    Duties(DutyCount),
}

/// Number of duties that the rules of a plan make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyCount {
    /// Total over all rules.
    pub total: usize,
    /// The rule with the most duties.
    pub rule: RuleId,
    /// Number of duties of that rule.
    pub of_rule: usize,
}

/// Limits that a plan exceeds.
pub fn check(plan: &Plan, catalog: &Catalog) -> Vec<Limit> {
    too_long(plan)
        .into_iter()
        .chain(too_many(plan, catalog).map(Limit::Duties))
        .collect()
}

/// Like [`check`] for a plan that replaces another: a limit exceeded before may stay exceeded or shrink, so that the
/// plan can be corrected step by step.
pub fn check_change(was: &Plan, plan: &Plan, catalog: &Catalog) -> Vec<Limit> {
    let days = |plan: &Plan| {
        let (first, last) = span(plan);
        last.signed_duration_since(first)
    };
    let before = check(was, catalog);
    let was_beyond = |limit: &Limit| match limit {
        Limit::Years { .. } | Limit::RuleYears { .. } => {
            too_long(was).is_some() && days(plan) <= days(was)
        }
        Limit::Duties(count) => before
            .iter()
            .any(|limit| matches!(limit, Limit::Duties(was) if count.total <= was.total)),
    };
    check(plan, catalog)
        .into_iter()
        .filter(|limit| !was_beyond(limit))
        .collect()
}

/// First plan that changed offices and groups push beyond the limit of duties; plans beyond it before are ignored.
pub fn outgrown(before: &Catalog, after: &Catalog) -> Option<(PlanCode, DutyCount)> {
    after.plans.iter().find_map(|plan| {
        let now = too_many(plan, after)?;
        let was = too_many(plan, before).map_or(DUTIES_MAX, |was| was.total);
        (now.total > was).then(|| (plan.code.clone(), now))
    })
}

/// The catalog extended by the offices and groups of a file.
pub fn with_offices(catalog: &Catalog, file: &OfficeFile) -> Catalog {
    let mut after = catalog.clone();
    after.offices.extend(
        file.offices
            .iter()
            .map(|office| (office.code.clone(), office.clone())),
    );
    after.groups.extend(
        file.groups
            .iter()
            .map(|group| (group.code.clone(), group.clone())),
    );
    after
}

/// Number of duties that the rules of a plan make; `None` for a plan without rules.
pub fn count(plan: &Plan, catalog: &Catalog) -> Option<DutyCount> {
    let mut largest: Option<DutyCount> = None;
    let mut total = 0_usize;
    for rule in plan.rules.iter().filter(|rule| is_within_years(rule)) {
        let of_rule = count_duties(catalog, plan, rule);
        total = total.saturating_add(of_rule);
        if largest
            .as_ref()
            .is_none_or(|largest| largest.of_rule < of_rule)
        {
            largest = Some(DutyCount {
                total: 0,
                rule: plan.rule_id(rule),
                of_rule,
            });
        }
    }
    largest.map(|largest| DutyCount { total, ..largest })
}

fn too_many(plan: &Plan, catalog: &Catalog) -> Option<DutyCount> {
    count(plan, catalog).filter(|count| count.total > DUTIES_MAX)
}

/// First and last of a plan's own days and those of its rules.
fn span(plan: &Plan) -> (NaiveDate, NaiveDate) {
    let firsts = plan.rules.iter().filter_map(|rule| rule.first);
    let lasts = plan.rules.iter().filter_map(|rule| rule.last);
    (
        firsts.fold(plan.from, NaiveDate::min),
        lasts.fold(plan.to, NaiveDate::max),
    )
}

fn too_long(plan: &Plan) -> Option<Limit> {
    if let Some(last) = last_day_allowed(plan.from).filter(|last| plan.to > *last) {
        return Some(Limit::Years { last });
    }
    let (first, last) = span(plan);
    last_day_allowed(first).filter(|allowed| last > *allowed)?;
    let outside = |rule: &&ReportingRule| {
        let before = rule.first.map(|day| plan.from.signed_duration_since(day));
        let after = rule.last.map(|day| day.signed_duration_since(plan.to));
        before.max(after)
    };
    let rule = plan.rules.iter().max_by_key(outside)?;
    Some(Limit::RuleYears {
        first,
        last,
        rule: plan.rule_id(rule),
    })
}

/// Returns `true` if the rule's days are in supported years; others are a violation of their own and are not counted.
fn is_within_years(rule: &ReportingRule) -> bool {
    [rule.first, rule.last]
        .into_iter()
        .flatten()
        .all(|day| YEAR_RANGE.contains(&day.year()))
}

/// Last day that a plan beginning on `from` may have, if the calendar has it: the day before its thirtieth
/// anniversary. A plan that begins on 29 February ends on 28 February.
fn last_day_allowed(from: NaiveDate) -> Option<NaiveDate> {
    let year = from.year().checked_add(YEARS_MAX)?;
    let round = from
        .with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))?;
    round.pred_opt()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::fixtures::{catalog, day, measure, office, plan, rule};

    /// Duties counted for a plan with these rules of `x.a`.
    fn counted(rules: &[Value]) -> Option<DutyCount> {
        let mut plan = plan(&measure(json!({})));
        plan.rules = rules.iter().cloned().map(rule).collect();
        count(&plan, &catalog(Vec::new(), vec![office("x.a", None, &[])]))
    }

    #[test]
    fn the_first_rule_with_the_most_duties_is_named() {
        let once = |no: &str| json!({ "no": no, "recurrence": "once", "last": "2022-12-15" });
        let yearly = |no: &str| json!({ "no": no });
        let count = |total, rule: &str, of_rule| {
            Some(DutyCount {
                total,
                rule: rule.into(),
                of_rule,
            })
        };
        assert_eq!(counted(&[]), None);
        assert_eq!(counted(&[once("r1")]), count(1, "p/r1", 1));
        assert_eq!(
            counted(&[once("r1"), yearly("r2"), yearly("r3"), once("r4")]),
            count(10, "p/r2", 4)
        );
    }

    #[test]
    fn a_rule_in_unsupported_years_is_not_counted() {
        for (last, expected) in [("2199-12-15", true), ("2200-12-15", false)] {
            let found = counted(&[json!({ "first": "2190-12-15", "last": last })]);
            assert_eq!(found.is_some(), expected, "{last}");
        }
    }

    #[test]
    fn thirty_years_end_on_the_day_before_the_first_comes_round() {
        for (from, last) in [
            ("2000-01-01", "2029-12-31"),
            ("2021-03-01", "2051-02-28"),
            ("2022-03-01", "2052-02-29"),
            ("2000-02-29", "2030-02-28"),
            ("2020-12-31", "2050-12-30"),
        ] {
            assert_eq!(last_day_allowed(day(from)), Some(day(last)), "{from}");
        }
        assert_eq!(last_day_allowed(NaiveDate::MAX), None);
        assert!(last_day_allowed(NaiveDate::MIN).is_some());
    }
}
