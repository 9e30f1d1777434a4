//! A small plan, its offices, a duty and figures: for the tables of boundaries beside the rules.

use chrono::{DateTime, NaiveDate};
use serde_json::{Value, json};

use super::catalog::Catalog;
use super::code::OfficeCode;
use super::duty::{Duty, DutyEvent, DutyEventKind, DutyKey, Submission};
use super::figure::{Answer, Cell, Figure, Quality};
use super::number::Number;
use super::office::{Group, Member, Office, OfficeKind, Successor};
use super::period::Period;
use super::plan::{Measure, Plan, ReportingRule};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn merged(mut base: Value, changes: Value) -> Value {
    let Value::Object(changes) = changes else {
        panic!("not a table: {changes}");
    };
    for (key, value) in changes {
        base[key] = value;
    }
    base
}

/// At least 50 in all by the plan's end, from 10 on the day before it starts, entered once a year by `x.a`.
pub fn measure(changes: Value) -> Measure {
    let base = json!({
        "label": "m", "unit": "cuộc", "direction": "up", "comparator": "ge", "value": "50",
        "baseline": { "value": "10" }, "frequency": "year", "owners": [{ "office": "x.a" }],
    });
    serde_json::from_value(merged(base, changes)).unwrap()
}

/// A plan of the four years 2022 to 2025 with one measure `p/1`, coordinated by `x.c`.
pub fn plan(measure: &Measure) -> Plan {
    let plan = json!({
        "code": "p", "title": "t", "short": "t", "issuer": "x.c", "coordinator": "x.c",
        "from": "2022-01-01", "to": "2025-12-31",
        "targets": [{ "no": "1", "wording": "w", "measures": [measure] }],
    });
    serde_json::from_value(plan).unwrap()
}

/// `x.a` reports each year by 15/12, the words excluding nothing.
pub fn rule(changes: Value) -> ReportingRule {
    let base = json!({
        "no": "r1", "kind": "report", "label": "l", "who": [{ "office": "x.a" }], "wording": "w",
        "recurrence": "yearly", "first": "2022-12-15", "last": "2025-12-15", "data_period": "year",
    });
    serde_json::from_value(merged(base, changes)).unwrap()
}

/// An office with its last day and its successors, each with its first day.
pub fn office(code: &str, to: Option<&str>, successors: &[(&str, &str)]) -> Office {
    let successor = |(code, on): &(&str, &str)| Successor {
        office: (*code).into(),
        on: day(on),
    };
    Office {
        code: code.into(),
        name: code.to_uppercase(),
        kind: OfficeKind::Department,
        parent: None,
        from: None,
        to: to.map(day),
        aliases: Vec::new(),
        contact: None,
        successors: successors.iter().map(successor).collect(),
    }
}

/// A catalog of these plans and offices.
pub fn catalog(plans: Vec<Plan>, offices: Vec<Office>) -> Catalog {
    Catalog {
        plans,
        offices: offices
            .into_iter()
            .map(|office| (office.code.clone(), office))
            .collect(),
        ..Catalog::default()
    }
}

/// A group of these offices, each for all time.
pub fn group(code: &str, members: &[&str]) -> Group {
    let member = |code: &&str| Member {
        office: (*code).into(),
        from: None,
        to: None,
    };
    Group {
        code: code.into(),
        name: code.to_owned(),
        note: None,
        members: members.iter().map(member).collect(),
    }
}

/// An official number of the measure `p/1`.
pub fn figure(office: &str, period: &str, value: i64) -> Figure {
    Figure {
        cell: Cell {
            measure: "p/1".into(),
            office: office.into(),
            period: period.parse().unwrap(),
            series: None,
        },
        answer: Answer::Number(Number::whole(value)),
        quality: Quality::Official,
        note: None,
        by: "lan".to_owned(),
        at: DateTime::UNIX_EPOCH,
        version: 1,
    }
}

/// A duty of `x.a` that opens on 01/01/2024 and is due by 09/06/2024.
pub fn duty() -> Duty {
    Duty {
        key: DutyKey {
            rule: "p/r1".into(),
            office: OfficeCode::from("x.a"),
            period: Period::single_day(day("2024-06-10")).unwrap(),
        },
        opens_on: day("2024-01-01"),
        named_day: day("2024-06-10"),
        last_day: day("2024-06-09"),
        predecessors: Vec::new(),
        transferred_on: None,
        tracked: true,
    }
}

/// What happened to a duty on a day.
pub fn event(kind: DutyEventKind, on: &str) -> DutyEvent {
    DutyEvent {
        on: day(on),
        kind,
        by: "lan".to_owned(),
        at: DateTime::UNIX_EPOCH,
    }
}

pub fn sent() -> DutyEventKind {
    DutyEventKind::Sent(Submission::default())
}

pub fn returned(resubmit_by: &str) -> DutyEventKind {
    DutyEventKind::Returned {
        reason: "r".to_owned(),
        resubmit_by: day(resubmit_by),
    }
}
