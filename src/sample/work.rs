//! Fictitious progress, spending and inspections of the demo.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

use super::history::{DemoError, TimedWrites, coordinator_actor, recorded_at};
use crate::domain::budget::Spending;
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::inspection::{Inspection, InspectionKind, parse_party, parse_team};
use crate::domain::number::Number;
use crate::store::{ActivityProgress, Actor, Expected, Write};

const WORK_FILE: super::EmbeddedFile =
    ("demo/work.toml", include_str!("../../data/demo/work.toml"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoWork {
    progress: Vec<DemoProgress>,
    spending: Vec<DemoSpending>,
    inspection: Vec<DemoInspection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoProgress {
    plan: PlanCode,
    no: u32,
    on: NaiveDate,
    done: Number,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoSpending {
    plan: PlanCode,
    source: Option<u32>,
    activity: Option<u32>,
    amount: i64,
    on: NaiveDate,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoInspection {
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

/// Writes of the coordinator, each on its day.
pub(super) fn work_writes(catalog: &Catalog) -> Result<TimedWrites, DemoError> {
    let work: DemoWork = super::parse(WORK_FILE)?;
    let progress = work.progress.into_iter().map(
        |DemoProgress {
             plan,
             no,
             on,
             done,
             note,
         }| {
            let progress = ActivityProgress {
                plan,
                no,
                done,
                note,
                on,
            };
            timed_write(
                on,
                Write::SetActivity {
                    expected: Expected::Any,
                    progress,
                    spending: None,
                },
            )
        },
    );
    let spending = work.spending.into_iter().map(
        |DemoSpending {
             plan,
             source,
             activity,
             amount,
             on,
             note,
         }| {
            timed_write(
                on,
                Write::RecordSpending {
                    spending: Spending {
                        plan,
                        source,
                        activity,
                        amount,
                        on,
                        note,
                    },
                },
            )
        },
    );
    let inspections = work.inspection.into_iter().map(|one| {
        let on = one.closed_on.unwrap_or(one.from);
        timed_write(
            on,
            Write::AddInspection(Box::new(build_inspection(catalog, one))),
        )
    });
    Ok(progress.chain(spending).chain(inspections).collect())
}

fn build_inspection(catalog: &Catalog, one: DemoInspection) -> Inspection {
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

fn timed_write(on: NaiveDate, write: Write) -> (Actor, DateTime<Utc>, Write) {
    (coordinator_actor(), recorded_at(on), write)
}
