//! Reading of plans from their tables, with one statement per table, whatever the number of plans. Must not depend on
//! figures or duties.

use chrono::NaiveDate;
use rusqlite::{Connection, Row};

use super::error::StoreError;
use super::rows::{ChildRows, optional_party_from_row, party_from_row};
use crate::domain::code::PlanCode;
use crate::domain::plan::{
    Activity, Amendment, Baseline, BudgetSource, Closing, FormerTarget, Measure, Objective, Owner,
    Parent, Party, Plan, Quota, ReportingRule, Signer, Stage, Target, Task, Unit, Window,
    YearlyEvent,
};

/// All plans, ordered by first day.
pub(super) fn plans(db: &Connection) -> Result<Vec<Plan>, StoreError> {
    let mut parts = Parts::read(db)?;
    let mut statement = db.prepare_cached(
        "SELECT code, number, title, short, issuer, signed_on, signer_name, signer_post, from_day, to_day, tracked_from,
                coordinator, data_period, budget_total, closed_on, closed_why
         FROM plan ORDER BY from_day, code",
    )?;
    let mut rows = statement.query([])?;
    let mut plans = Vec::new();
    while let Some(row) = rows.next()? {
        plans.push(plan(row, &mut parts)?);
    }
    Ok(plans)
}

/// Parts of plans, by the plan's code.
struct Parts {
    parents: ChildRows<Parent>,
    recipients: ChildRows<String>,
    decisions: ChildRows<String>,
    objectives: ChildRows<Objective>,
    targets: ChildRows<Target>,
    activities: ChildRows<Activity>,
    budget: ChildRows<BudgetSource>,
    rules: ChildRows<ReportingRule>,
    events: ChildRows<YearlyEvent>,
    tasks: ChildRows<Task>,
    amendments: ChildRows<Amendment>,
}

impl Parts {
    fn read(db: &Connection) -> rusqlite::Result<Self> {
        Ok(Self {
            parents: parents(db)?,
            recipients: lines(
                db,
                "SELECT plan, line FROM plan_recipient ORDER BY plan, position",
            )?,
            decisions: lines(
                db,
                "SELECT plan, line FROM plan_decision ORDER BY plan, position",
            )?,
            objectives: objectives(db)?,
            targets: targets(db)?,
            activities: activities(db)?,
            budget: budget_sources(db)?,
            rules: rules(db)?,
            events: yearly_events(db)?,
            tasks: tasks(db)?,
            amendments: amendments(db)?,
        })
    }
}

fn parents(db: &Connection) -> rusqlite::Result<ChildRows<Parent>> {
    let sql = "SELECT plan, number, signed_on, title FROM plan_parent ORDER BY plan, position";
    ChildRows::read(db, sql, |row| {
        Ok(Parent {
            number: row.get(1)?,
            signed_on: row.get(2)?,
            title: row.get(3)?,
        })
    })
}

fn objectives(db: &Connection) -> rusqlite::Result<ChildRows<Objective>> {
    let sql = "SELECT plan, no, title FROM objective ORDER BY plan, position";
    ChildRows::read(db, sql, |row| {
        Ok(Objective {
            no: row.get(1)?,
            title: row.get(2)?,
        })
    })
}

fn budget_sources(db: &Connection) -> rusqlite::Result<ChildRows<BudgetSource>> {
    let sql = "SELECT plan, source, amount FROM budget_source ORDER BY plan, position";
    ChildRows::read(db, sql, |row| {
        Ok(BudgetSource {
            source: row.get(1)?,
            amount: row.get(2)?,
        })
    })
}

fn yearly_events(db: &Connection) -> rusqlite::Result<ChildRows<YearlyEvent>> {
    let sql = "SELECT plan, name, from_md, to_md FROM yearly_event ORDER BY plan, position";
    ChildRows::read(db, sql, |row| {
        Ok(YearlyEvent {
            name: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
        })
    })
}

fn tasks(db: &Connection) -> rusqlite::Result<ChildRows<Task>> {
    let sql = "SELECT plan, section, content, office, office_group, words FROM task ORDER BY plan, position";
    ChildRows::read(db, sql, |row| {
        Ok(Task {
            who: party_from_row(row, 3)?,
            section: row.get(1)?,
            content: row.get(2)?,
        })
    })
}

fn amendments(db: &Connection) -> rusqlite::Result<ChildRows<Amendment>> {
    let sql =
        "SELECT plan, number, on_day, signed_on, title FROM amendment ORDER BY plan, position";
    ChildRows::read(db, sql, |row| {
        Ok(Amendment {
            number: row.get(1)?,
            on: row.get(2)?,
            signed_on: row.get(3)?,
            title: row.get(4)?,
        })
    })
}

fn lines(db: &Connection, sql: &str) -> rusqlite::Result<ChildRows<String>> {
    ChildRows::read(db, sql, |row| row.get(1))
}

fn plan(row: &Row<'_>, parts: &mut Parts) -> rusqlite::Result<Plan> {
    let code: PlanCode = row.get(0)?;
    let key = code.as_str();
    let signer_name: Option<String> = row.get(6)?;
    let signer_post = row.get(7)?;
    let closed_on: Option<NaiveDate> = row.get(14)?;
    let closed_why: Option<String> = row.get(15)?;
    Ok(Plan {
        number: row.get(1)?,
        title: row.get(2)?,
        short_name: row.get(3)?,
        issuer: row.get(4)?,
        signed_on: row.get(5)?,
        signer: signer_name.map(|name| Signer {
            name,
            post: signer_post,
        }),
        from: row.get(8)?,
        to: row.get(9)?,
        tracked_from: row.get(10)?,
        coordinator: row.get(11)?,
        data_period: row.get(12)?,
        budget_total: row.get(13)?,
        parents: parts.parents.take(key),
        recipients: parts.recipients.take(key),
        decisions: parts.decisions.take(key),
        objectives: parts.objectives.take(key),
        targets: parts.targets.take(key),
        activities: parts.activities.take(key),
        budget: parts.budget.take(key),
        rules: parts.rules.take(key),
        events: parts.events.take(key),
        tasks: parts.tasks.take(key),
        amendments: parts.amendments.take(key),
        closing: closed_on.map(|on| Closing {
            on,
            reason: closed_why.unwrap_or_default(),
        }),
        code,
    })
}

/// Targets by plan, each with its measures.
fn targets(db: &Connection) -> rusqlite::Result<ChildRows<Target>> {
    let mut measures = measures(db)?;
    let sql =
        "SELECT plan || '/' || target, plan || '/' || target || '#' || former, until, amendment, wording, decision
               FROM target_former ORDER BY plan, target, former";
    let mut former = ChildRows::read(db, sql, |row| {
        let id: String = row.get(1)?;
        Ok(FormerTarget {
            until: row.get(2)?,
            amendment: row.get(3)?,
            wording: row.get(4)?,
            decision: row.get(5)?,
            measures: measures.take(&id),
        })
    })?;
    let sql = "SELECT plan, plan || '/' || no, no, objective, wording, decision, from_day, to_day
               FROM target ORDER BY plan, position";
    ChildRows::read(db, sql, |row| {
        let id: String = row.get(1)?;
        Ok(Target {
            no: row.get(2)?,
            objective: row.get(3)?,
            wording: row.get(4)?,
            decision: row.get(5)?,
            from: row.get(6)?,
            to: row.get(7)?,
            measures: measures.take(&id),
            former_versions: former.take(&id),
        })
    })
}

/// Measures by `<plan>/<target>`, each with stages, series and owners.
fn measures(db: &Connection) -> rusqlite::Result<ChildRows<Measure>> {
    let sql = "SELECT measure, on_day, value FROM measure_stage ORDER BY measure, position";
    let mut stages = ChildRows::read(db, sql, |row| {
        Ok(Stage {
            on: row.get(1)?,
            value: row.get(2)?,
        })
    })?;
    let mut series = lines(
        db,
        "SELECT measure, series FROM measure_series ORDER BY measure, position",
    )?;
    let sql = "SELECT measure, office, scope, from_day, to_day, decision FROM measure_owner ORDER BY measure, position";
    let mut owners = ChildRows::read(db, sql, |row| {
        Ok(Owner {
            office: row.get(1)?,
            scope: row.get(2)?,
            from: row.get(3)?,
            to: row.get(4)?,
            decision: row.get(5)?,
        })
    })?;
    ChildRows::read(db, include_str!("sql/measures.sql"), |row| {
        let id: String = row.get(1)?;
        measure(row, stages.take(&id), series.take(&id), owners.take(&id))
    })
}

fn measure(
    row: &Row<'_>,
    stages: Vec<Stage>,
    series: Vec<String>,
    owners: Vec<Owner>,
) -> rusqlite::Result<Measure> {
    Ok(Measure {
        letter: row.get(2)?,
        label: row.get(3)?,
        unit: unit(row.get(4)?),
        unit_words: row.get(5)?,
        scale: row.get(6)?,
        direction: row.get(7)?,
        comparator: row.get(8)?,
        value: row.get(9)?,
        value_to: row.get(10)?,
        tolerance: row.get(11)?,
        stages,
        baseline: baseline(row)?,
        from: row.get(14)?,
        recurs: row.get(15)?,
        aggregation: row.get(16)?,
        accumulates: row.get("accumulates")?,
        survey_years: row.get("survey_years")?,
        frequency: row.get(17)?,
        series,
        quota: quota(row)?,
        owners,
    })
}

/// Parses a unit: one of the five that the program computes with, else the noun of a count.
fn unit(text: String) -> Unit {
    Unit::try_from(text).unwrap_or_else(Unit::Count)
}

fn baseline(row: &Row<'_>) -> rusqlite::Result<Option<Baseline>> {
    let Some(value) = row.get(12)? else {
        return Ok(None);
    };
    Ok(Some(Baseline {
        value,
        on: row.get(13)?,
    }))
}

fn quota(row: &Row<'_>) -> rusqlite::Result<Option<Quota>> {
    let Some(value) = row.get(18)? else {
        return Ok(None);
    };
    Ok(Some(Quota {
        value,
        period_kind: row.get(19)?,
        group: row.get(20)?,
        coverage: row.get(21)?,
    }))
}

/// Activities by plan, each with its partners.
fn activities(db: &Connection) -> rusqlite::Result<ChildRows<Activity>> {
    let sql = "SELECT plan || '/' || activity, office, office_group, words FROM activity_partner
               ORDER BY plan, activity, position";
    let mut partners: ChildRows<Party> = ChildRows::read(db, sql, |row| party_from_row(row, 1))?;
    let sql =
        "SELECT plan, no, content, unit, quantity, window_wording, window_from, window_to, lead,
                      plan || '/' || no
               FROM activity ORDER BY plan, position";
    ChildRows::read(db, sql, |row| {
        let id: String = row.get(9)?;
        Ok(Activity {
            no: row.get(1)?,
            content: row.get(2)?,
            unit: row.get(3)?,
            quantity: row.get(4)?,
            window: Window {
                wording: row.get(5)?,
                from: row.get(6)?,
                to: row.get(7)?,
            },
            lead: row.get(8)?,
            partners: partners.take(&id),
        })
    })
}

/// Rules by plan, each with its reporting offices and prerequisites.
fn rules(db: &Connection) -> rusqlite::Result<ChildRows<ReportingRule>> {
    let sql = "SELECT rule, office, office_group, words FROM rule_who ORDER BY rule, position";
    let mut who = ChildRows::read(db, sql, |row| party_from_row(row, 1))?;
    let sql = "SELECT w.rule, r.no FROM rule_waits_for w JOIN rule r ON r.id = w.other ORDER BY w.rule, w.position";
    let mut waits_for = lines(db, sql)?;
    ChildRows::read(db, include_str!("sql/rules.sql"), |row| {
        let id: String = row.get(1)?;
        Ok(ReportingRule {
            no: row.get(2)?,
            kind: row.get(3)?,
            label: row.get(4)?,
            who: who.take(&id),
            to: optional_party_from_row(row, 5)?,
            via: row.get(8)?,
            wording: row.get(9)?,
            excludes_named_day: row.get(10)?,
            before_inclusive: row.get(16)?,
            roll_over: row.get(17)?,
            recurrence: row.get(11)?,
            first: row.get(12)?,
            last: row.get(13)?,
            data_period: row.get(14)?,
            external_recipient: row.get(15)?,
            waits_for: waits_for.take(&id),
        })
    })
}
