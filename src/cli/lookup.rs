//! Resolution of typed plans, offices, rules, periods and days. Must not depend on commands.

use chrono::NaiveDate;

use super::error::CliError;
use crate::domain::catalog::{Catalog, OfficeLookup};
use crate::domain::code::{MeasureId, OfficeCode, PlanCode, RuleId};
use crate::domain::day::parse_day;
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan, ReportingRule};
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::store::StoreError;

/// Finds a plan by its code.
pub fn find_plan<'a>(catalog: &'a Catalog, typed: &str) -> Result<&'a Plan, CliError> {
    let known = || catalog.plans.iter().map(|plan| plan.code.clone()).collect();
    catalog
        .plan(&PlanCode::from(typed.trim()))
        .ok_or_else(|| CliError::UnknownPlan(typed.to_owned(), known()))
}

/// Finds the plan of an optional filter.
pub fn find_optional_plan<'a>(
    catalog: &'a Catalog,
    typed: Option<&str>,
) -> Result<Option<&'a Plan>, CliError> {
    typed.map(|typed| find_plan(catalog, typed)).transpose()
}

/// The given plan, or all plans.
pub fn find_plans<'a>(
    catalog: &'a Catalog,
    typed: Option<&str>,
) -> Result<Vec<&'a Plan>, CliError> {
    match typed {
        Some(typed) => Ok(vec![find_plan(catalog, typed)?]),
        None => Ok(catalog.plans.iter().collect()),
    }
}

/// Finds a measure by its id.
pub fn find_measure<'a>(
    catalog: &'a Catalog,
    typed: &str,
) -> Result<(MeasureId, &'a Plan, &'a Measure), CliError> {
    let id = MeasureId::from(typed.trim());
    match catalog.measure(&id) {
        Some((plan, _, measure)) => Ok((id, plan, measure)),
        None => Err(CliError::UnknownMeasure(
            typed.to_owned(),
            catalog.suggest_measures(typed),
        )),
    }
}

/// Finds a rule by its id.
pub fn find_rule<'a>(
    catalog: &'a Catalog,
    typed: &str,
) -> Result<(RuleId, &'a Plan, &'a ReportingRule), CliError> {
    let id = RuleId::from(typed.trim());
    let known = || {
        let plan = catalog.plan(&id.plan());
        plan.map_or_else(Vec::new, |plan| {
            plan.rules
                .iter()
                .map(|rule| plan.rule_id(rule).to_string())
                .collect()
        })
    };
    match catalog.rule(&id) {
        Some((plan, rule)) => Ok((id, plan, rule)),
        None => Err(CliError::UnknownRule(typed.to_owned(), known())),
    }
}

/// Finds an office by code, name or alias; with a plan, a name is resolved in the plan's locality first.
pub fn find_office(
    catalog: &Catalog,
    typed: &str,
    plan: Option<&Plan>,
) -> Result<OfficeCode, CliError> {
    let lookup = match plan {
        Some(plan) => catalog.find_office_of(typed, &plan.code),
        None => catalog.find_office(typed, None),
    };
    match lookup {
        OfficeLookup::One(code) => Ok(code),
        OfficeLookup::None => Err(CliError::UnknownOffice(
            typed.to_owned(),
            catalog.suggest_offices(typed),
        )),
        lookup @ OfficeLookup::Several(_) => {
            Err(CliError::AmbiguousOffice(typed.to_owned(), lookup))
        }
    }
}

/// Parses a period.
pub fn parse_period_argument(typed: &str) -> Result<Period, CliError> {
    typed
        .trim()
        .parse()
        .map_err(|_| CliError::InvalidPeriod(typed.to_owned()))
}

/// Parses a day: ISO or dd/mm/yyyy.
pub fn parse_day_argument(typed: &str, today: NaiveDate) -> Result<NaiveDate, CliError> {
    parse_day(typed, today).map_err(|_| CliError::InvalidDay(typed.to_owned()))
}

/// Validates a reason for the journal: valid text, not empty.
pub fn validate_reason(typed: &str) -> Result<String, CliError> {
    let reason = validate_text(typed.trim(), NOTE_MAX)?;
    if reason.is_empty() {
        Err(StoreError::DutyStep(DutyStepRefusal::MissingReason).into())
    } else {
        Ok(reason)
    }
}
