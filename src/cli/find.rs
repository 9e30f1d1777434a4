//! From what somebody typed to a plan, office, rule, period or day. Knows no command.

use chrono::NaiveDate;

use super::Failure;
use crate::domain::catalog::{Catalog, OfficeLookup};
use crate::domain::code::{MeasureId, OfficeCode, PlanCode, RuleId};
use crate::domain::day::parse_day;
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan, ReportingRule};
use crate::domain::step::StepRefusal;
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::store::StoreError;

/// The plan of a code.
pub fn plan<'a>(catalog: &'a Catalog, typed: &str) -> Result<&'a Plan, Failure> {
    let known = || catalog.plans.iter().map(|plan| plan.code.clone()).collect();
    catalog.plan(&PlanCode::from(typed.trim())).ok_or_else(|| Failure::Plan(typed.to_owned(), known()))
}

/// The plan asked for, or all.
pub fn plans<'a>(catalog: &'a Catalog, typed: Option<&str>) -> Result<Vec<&'a Plan>, Failure> {
    match typed {
        Some(typed) => Ok(vec![plan(catalog, typed)?]),
        None => Ok(catalog.plans.iter().collect()),
    }
}

/// The measure of an id.
pub fn measure<'a>(catalog: &'a Catalog, typed: &str) -> Result<(MeasureId, &'a Plan, &'a Measure), Failure> {
    let id = MeasureId::from(typed.trim());
    match catalog.measure(&id) {
        Some((plan, _, measure)) => Ok((id, plan, measure)),
        None => Err(Failure::Measure(typed.to_owned(), catalog.measures_like(typed))),
    }
}

/// The rule of an id.
pub fn rule<'a>(catalog: &'a Catalog, typed: &str) -> Result<(RuleId, &'a Plan, &'a ReportingRule), Failure> {
    let id = RuleId::from(typed.trim());
    let known = || {
        let plan = catalog.plan(&id.plan());
        plan.map_or_else(Vec::new, |plan| plan.rules.iter().map(|rule| plan.rule_id(rule).to_string()).collect())
    };
    match catalog.rule(&id) {
        Some((plan, rule)) => Ok((id, plan, rule)),
        None => Err(Failure::Rule(typed.to_owned(), known())),
    }
}

/// The office of a code, name or alias; in the place of a plan where one is known.
pub fn office(catalog: &Catalog, typed: &str, plan: Option<&Plan>) -> Result<OfficeCode, Failure> {
    let lookup = match plan {
        Some(plan) => catalog.find_office_of(typed, &plan.code),
        None => catalog.find_office(typed, None),
    };
    match lookup {
        OfficeLookup::One(code) => Ok(code),
        OfficeLookup::None => Err(Failure::NoOffice(typed.to_owned(), catalog.offices_like(typed))),
        lookup @ OfficeLookup::Several(_) => Err(Failure::Office(typed.to_owned(), lookup)),
    }
}

/// A period in its written form.
pub fn period(typed: &str) -> Result<Period, Failure> {
    typed.trim().parse().map_err(|_| Failure::Period(typed.to_owned()))
}

/// A day: ISO or dd/mm/yyyy.
pub fn day(typed: &str, today: NaiveDate) -> Result<NaiveDate, Failure> {
    parse_day(typed, today).map_err(|_| Failure::Day(typed.to_owned()))
}

/// A reason as the journal keeps it: through the gate, and not empty.
pub fn reason(typed: &str) -> Result<String, Failure> {
    let reason = gate_text(typed.trim(), NOTE_MAX)?;
    if reason.is_empty() { Err(StoreError::Step(StepRefusal::NoReason).into()) } else { Ok(reason) }
}
