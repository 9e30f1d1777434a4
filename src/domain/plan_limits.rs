//! How large a plan may become, so that no single one slows everybody down: the years over which it and its rules run, and
//! the duties that these make in its life. Duties are counted, never made. Must not depend on the clock.

use chrono::{Datelike, NaiveDate};

use super::catalog::Catalog;
use super::code::{PlanCode, RuleId};
use super::day::YEAR_RANGE;
use super::deadline::count_duties;
use super::office::OfficeFile;
use super::plan::{Plan, ReportingRule};

/// The most years over which a plan may run, from the first to the last of its own days and those of its rules.
pub const YEARS_MAX: i32 = 30;

/// The most duties that the rules of a plan may make in its life.
pub const DUTIES_MAX: usize = 100_000;

/// A limit that a plan is beyond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// It runs over more than [`YEARS_MAX`] years.
    Years {
        /// The last day that it may have.
        last: NaiveDate,
    },
    /// With its rules it does.
    RuleYears {
        /// From the earlier of its own first day and theirs.
        first: NaiveDate,
        /// To the later of its own last day and theirs.
        last: NaiveDate,
        /// The rule with a day farthest outside the plan.
        rule: RuleId,
    },
    /// Its rules make more than [`DUTIES_MAX`] duties.
    Duties(DutyCount),
}

/// How many duties the rules of a plan make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyCount {
    /// All of them.
    pub total: usize,
    /// The rule that makes the most.
    pub rule: RuleId,
    /// How many that one makes.
    pub of_rule: usize,
}

/// Every limit that a plan is beyond.
pub fn check(plan: &Plan, catalog: &Catalog) -> Vec<Limit> {
    too_long(plan)
        .into_iter()
        .chain(too_many(plan, catalog).map(Limit::Duties))
        .collect()
}

/// The same for a plan that takes the place of another one: what was beyond a limit before may stay there or shrink, so
/// that it can be corrected step by step.
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

/// The first plan that offices and groups push beyond the limit of duties: one that was beyond it before may stay there.
pub fn outgrown(before: &Catalog, after: &Catalog) -> Option<(PlanCode, DutyCount)> {
    after.plans.iter().find_map(|plan| {
        let now = too_many(plan, after)?;
        let was = too_many(plan, before).map_or(DUTIES_MAX, |was| was.total);
        (now.total > was).then(|| (plan.code.clone(), now))
    })
}

/// A catalog with the offices and groups of a file in it.
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

/// How many duties the rules of a plan make; none for a plan without a rule.
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

/// The first and the last of a plan's own days and those of its rules.
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

/// Years that the program does not know are a fault of their own, and are not counted through.
fn is_within_years(rule: &ReportingRule) -> bool {
    [rule.first, rule.last]
        .into_iter()
        .flatten()
        .all(|day| YEAR_RANGE.contains(&day.year()))
}

/// The last day of the last year that a plan may run, if the calendar has it: the day before its first day comes round
/// for the thirtieth time. What begins on 29 February ends on 28 February.
fn last_day_allowed(from: NaiveDate) -> Option<NaiveDate> {
    let year = from.year().checked_add(YEARS_MAX)?;
    let round = from
        .with_year(year)
        .or_else(|| NaiveDate::from_ymd_opt(year, 3, 1))?;
    round.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
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
