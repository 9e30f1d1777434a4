//! The demonstration's activities, money and inspections: what was done and spent, who was inspected. Invented.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::demo::{DemoError, Past, noon, told};
use crate::domain::budget::Spending;
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::inspection::{Inspection, InspectionKind, parse_party, parse_team};
use crate::domain::number::Number;
use crate::store::{ActivityProgress, Actor, Was, Write};

const WORK: super::Embedded = ("demo/work.toml", include_str!("../../data/demo/work.toml"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Work {
    progress: Vec<ToldProgress>,
    spending: Vec<ToldSpending>,
    inspection: Vec<ToldInspection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldProgress {
    plan: PlanCode,
    no: u32,
    on: NaiveDate,
    done: Number,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldSpending {
    plan: PlanCode,
    source: Option<u32>,
    activity: Option<u32>,
    amount: i64,
    on: NaiveDate,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldInspection {
    plan: PlanCode,
    kind: InspectionKind,
    from: NaiveDate,
    to: NaiveDate,
    team: String,
    inspected: String,
    findings: Option<String>,
    follow_up: Option<String>,
    closed_on: Option<NaiveDate>,
}

/// All of it as writes of the coordinator, each on its day.
pub(super) fn past(catalog: &Catalog) -> Result<Past, DemoError> {
    let work: Work = super::parse(WORK)?;
    let progress = work.progress.into_iter().map(|ToldProgress { plan, no, on, done, note }| {
        let progress = ActivityProgress { plan, no, done, note, on };
        written(on, Write::SetActivity { was: Was::Whatever, progress, spent: None })
    });
    let spending = work.spending.into_iter().map(|ToldSpending { plan, source, activity, amount, on, note }| {
        written(on, Write::Spend { spending: Spending { plan, source, activity, amount, on, note } })
    });
    let inspections = work.inspection.into_iter().map(|one| {
        let on = one.closed_on.unwrap_or(one.from);
        written(on, Write::AddInspection(Box::new(inspection(catalog, one))))
    });
    Ok(progress.chain(spending).chain(inspections).collect())
}

fn inspection(catalog: &Catalog, one: ToldInspection) -> Inspection {
    Inspection {
        team: parse_team(catalog, &one.plan, &one.team),
        inspected: parse_party(catalog, &one.plan, &one.inspected),
        plan: one.plan,
        kind: one.kind,
        from: one.from,
        to: one.to,
        findings: one.findings,
        follow_up: one.follow_up,
        closed_on: one.closed_on,
    }
}

fn written(on: NaiveDate, write: Write) -> (Actor, DateTime<Utc>, Write) {
    (told(), noon(on), write)
}
