//! How a form on a record begins: fields, first values, title.

use serde_json::{Value, json};

use crate::domain::account::Account;
use crate::domain::catalog::Catalog;
use crate::domain::plan::Plan;
use crate::form::Choice;
use crate::form::parts::{self, PartKind};
use crate::form::record::{Fill, Need, Row};
use crate::form::records;
use crate::form::shapes::Shape;
use crate::panes::effect::RecordAt;
use crate::words::form::part_words;
use crate::words::screen::Text;
use crate::words::{Lang, fill};

/// The fields of a copy of a plan.
const COPY: &[Row] = &[
    Row { key: "/code", label: Text::Code, fill: Fill::Typed(Shape::Code), need: Need::Always },
    Row { key: "/years", label: Text::FieldYearsLater, fill: Fill::Typed(Shape::Whole), need: Need::Always },
];

/// What a form starts with.
pub(super) struct Start {
    pub rows: Vec<Row>,
    pub value: Value,
    pub title: String,
}

/// Fields, first values and title; none if there is no such record.
pub(super) fn start(at: &RecordAt, catalog: &Catalog, lang: Lang) -> Option<Start> {
    let words = |text: Text| text.words(lang).to_owned();
    let start = |rows: &[Row], value: Value, title: String| Some(Start { rows: rows.to_vec(), value, title });
    match at {
        RecordAt::Plan(None) => start(records::PLAN, parts::plan_template(), words(Text::NewPlan)),
        RecordAt::Plan(Some(code)) => {
            let plan = catalog.plan(code)?;
            let title = fill(Text::ChangePart.words(lang), &[&words(Text::PartHead), &plan.short]);
            // The code of a plan never changes.
            start(&records::PLAN[1..], parts::completed(parts::written(plan), parts::plan_template()), title)
        }
        RecordAt::CopyOf(code) => {
            let title = fill(Text::CopyTitle.words(lang), &[&catalog.plan(code)?.short]);
            start(COPY, json!({ "code": "", "years": 1 }), title)
        }
        RecordAt::Part(at) => {
            let plan = catalog.plan(&at.plan)?;
            let value = parts::completed(at.value(plan)?, at.kind.template(plan, at.within(plan)));
            let title = fill(Text::ChangePart.words(lang), &[&part_words(at.kind).words(lang), &plan.short]);
            start(&at.kind.rows(false), value, title)
        }
        RecordAt::NewPart(at) => {
            let plan = catalog.plan(&at.plan)?;
            if at.kind == PartKind::Measure {
                at.within(plan)?;
            }
            let title = fill(Text::NewPart.words(lang), &[&part_words(at.kind).words(lang), &plan.short]);
            start(&at.kind.rows(true), at.kind.template(plan, at.within(plan)), title)
        }
        RecordAt::Office(None) => start(records::OFFICE, office_template(), words(Text::NewOffice)),
        RecordAt::Office(Some(code)) => {
            let office = catalog.offices.get(code)?;
            let value = serde_json::to_value(office).ok()?;
            start(&records::OFFICE[1..], parts::completed(value, office_template()), office.name.clone())
        }
        RecordAt::Group(None) => start(records::GROUP, group_template(), words(Text::NewGroup)),
        RecordAt::Group(Some(code)) => {
            let group = catalog.groups.get(code)?;
            start(&records::GROUP[1..], serde_json::to_value(group).ok()?, group.name.clone())
        }
        RecordAt::Holiday(on) => {
            let day = on.and_then(|on| catalog.holidays.iter().find(|day| day.on == on));
            let value = day.and_then(|day| serde_json::to_value(day).ok());
            let rows = if day.is_some() { &records::HOLIDAY[1..] } else { records::HOLIDAY };
            start(rows, value.unwrap_or(json!({ "on": null, "name": "", "working": false })), words(Text::NewHoliday))
        }
        // Accounts stand in the store, not in the catalog.
        RecordAt::Account(_) => None,
    }
}

/// The form of an account, or of a new one: the name of one that is there never changes.
pub(super) fn start_account(account: Option<&Account>, lang: Lang) -> Option<Start> {
    let Some(account) = account else {
        let template = json!({
            "name": "", "person": "", "role": "reporter", "office": null, "state": "active", "keys": [],
            "settings": null,
        });
        let title = Text::NewAccount.words(lang).to_owned();
        return Some(Start { rows: records::ACCOUNT.to_vec(), value: template, title });
    };
    let title = format!("{}: {}", Text::AccountName.words(lang), account.name);
    Some(Start { rows: records::ACCOUNT[1..].to_vec(), value: serde_json::to_value(account).ok()?, title })
}

fn office_template() -> Value {
    json!({
        "code": "", "name": "", "kind": "department", "parent": null, "from": null, "to": null, "aliases": [],
        "contact": null, "successors": [],
    })
}

fn group_template() -> Value {
    json!({ "code": "", "name": "", "note": null, "members": [] })
}

/// The objectives of a plan to choose from.
pub(super) fn objectives(plan: &Plan, lang: Lang) -> Vec<Choice> {
    let none = Choice { value: String::new(), words: Text::NoObjective.words(lang).to_owned() };
    let named = plan.objectives.iter().map(|objective| Choice {
        value: objective.no.clone(),
        words: format!("{} {}", objective.no, objective.title),
    });
    [none].into_iter().chain(named).collect()
}

/// The amendments of a plan to choose from.
pub(super) fn amendments(plan: &Plan, lang: Lang) -> Vec<Choice> {
    let none = Choice { value: String::new(), words: Text::NoAmendment.words(lang).to_owned() };
    let named = plan
        .amendments
        .iter()
        .map(|amendment| Choice { value: amendment.number.clone(), words: amendment.number.clone() });
    [none].into_iter().chain(named).collect()
}
