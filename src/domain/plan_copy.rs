//! Copy of a plan for other years: its days are shifted, and what belongs to the old document is left out.
//! Must not depend on the store.

use chrono::{Datelike, Months, NaiveDate};

use super::code::PlanCode;
use super::plan::{Plan, ReportingRule, Target};

/// Maximum number of years by which a copy is shifted; larger values are typing errors.
pub const YEARS_MAX: u32 = 30;

/// The plan shifted by a number of years under a new code. The number, the signature, amendments and what they
/// changed, coding notes of the plan, ended owners and baselines are dropped: they belong to the old document. Years
/// in the old plan's texts are shifted too. `None` if a day falls outside the calendar.
pub fn shift_plan(plan: &Plan, code: PlanCode, years: u32) -> Option<Plan> {
    let day = |day: NaiveDate| day.checked_add_months(Months::new(years.checked_mul(12)?));
    let opt = |given: Option<NaiveDate>| given.map_or(Some(None), |given| day(given).map(Some));
    let words = |text: &str| shift_years(text, plan, years);
    let mut new = Plan {
        code,
        number: None,
        title: words(&plan.title),
        short_name: words(&plan.short_name),
        signed_on: None,
        signer: None,
        from: day(plan.from)?,
        to: day(plan.to)?,
        tracked_from: None,
        amendments: Vec::new(),
        closing: None,
        decisions: Vec::new(),
        ..plan.clone()
    };
    new.targets.retain(|target| target.to.is_none());
    for target in &mut new.targets {
        shift_target(target, &words, &day)?;
    }
    for rule in &mut new.rules {
        *rule = ReportingRule {
            first: opt(rule.first)?,
            last: opt(rule.last)?,
            wording: words(&rule.wording),
            label: words(&rule.label),
            ..rule.clone()
        };
    }
    for activity in &mut new.activities {
        activity.window.from = day(activity.window.from)?;
        activity.window.to = day(activity.window.to)?;
        activity.window.wording = words(&activity.window.wording);
        activity.content = words(&activity.content);
    }
    Some(new)
}

fn shift_target(
    target: &mut Target,
    words: &impl Fn(&str) -> String,
    day: &impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> Option<()> {
    (target.from, target.former_versions) = (None, Vec::new());
    target.wording = words(&target.wording);
    for measure in &mut target.measures {
        measure.label = words(&measure.label);
        measure.baseline = None;
        measure.from = match measure.from {
            Some(from) => Some(day(from)?),
            None => None,
        };
        for stage in &mut measure.stages {
            stage.on = day(stage.on)?;
        }
        measure.owners.retain(|owner| owner.to.is_none());
    }
    Some(())
}

/// A text with every year covered by the plan shifted by a number of years.
fn shift_years(text: &str, plan: &Plan, years: u32) -> String {
    let covered = plan.from.year()..=plan.to.year();
    let moved = |year: &str| {
        let year: i32 = year.parse().ok().filter(|year| covered.contains(year))?;
        year.checked_add_unsigned(years)
            .map(|year| year.to_string())
    };
    let mut out = String::with_capacity(text.len());
    let mut digits = String::new();
    for c in text.chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        out.push_str(&moved(&digits).unwrap_or_else(|| digits.clone()));
        digits.clear();
        if c != '\0' {
            out.push(c);
        }
    }
    out
}
