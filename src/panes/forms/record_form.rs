//! Initial state of record forms: fields, values, title.

use serde_json::{Value, json};

use crate::domain::account::Account;
use crate::domain::catalog::Catalog;
use crate::domain::plan::Plan;
use crate::form::FieldOption;
use crate::form::messages::part_name;
use crate::form::plan_parts::{self, PartKind};
use crate::form::record::{Input, RecordField, Required};
use crate::form::record_fields;
use crate::form::value_types::ValueType;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, fill_placeholders};
use crate::panes::effect::RecordRef;

/// Fields of a plan's copy form.
const COPY_FIELDS: &[RecordField] = &[
    RecordField {
        key: "/code",
        label: Text::Code,
        input: Input::Text(ValueType::Code),
        required: Required::Always,
    },
    RecordField {
        key: "/years",
        label: Text::FieldYearsLater,
        input: Input::Text(ValueType::Integer),
        required: Required::Always,
    },
];

/// Initial state of a form.
pub(super) struct RecordFormStart {
    pub fields: Vec<RecordField>,
    pub value: Value,
    pub title: String,
}

fn start(rows: &[RecordField], value: Value, title: String) -> RecordFormStart {
    RecordFormStart {
        fields: rows.to_vec(),
        value,
        title,
    }
}

/// Fields, initial values and title; `None` if the record does not exist.
pub(super) fn start_record_form(
    at: &RecordRef,
    catalog: &Catalog,
    lang: Lang,
) -> Option<RecordFormStart> {
    let words = |text: Text| text.text(lang).to_owned();
    Some(match at {
        RecordRef::Plan(None) => start(
            record_fields::PLAN,
            plan_parts::plan_template(),
            words(Text::NewPlan),
        ),
        RecordRef::Plan(Some(code)) => {
            let plan = catalog.plan(code)?;
            let title = fill_placeholders(
                Text::ChangePart.text(lang),
                &[&words(Text::PartHead), &plan.short_name],
            );
            // The code of a plan cannot be changed.
            start(
                &record_fields::PLAN[1..],
                plan_parts::with_template_keys(
                    plan_parts::plan_to_value(plan),
                    plan_parts::plan_template(),
                ),
                title,
            )
        }
        RecordRef::PlanCopy(code) => {
            let title = fill_placeholders(
                Text::CopyTitle.text(lang),
                &[&catalog.plan(code)?.short_name],
            );
            start(COPY_FIELDS, json!({ "code": "", "years": 1 }), title)
        }
        RecordRef::PlanPart(at) => {
            let plan = catalog.plan(&at.plan)?;
            let value = plan_parts::with_template_keys(
                at.read_from(plan)?,
                at.kind.template(plan, at.within(plan)),
            );
            let title = fill_placeholders(
                Text::ChangePart.text(lang),
                &[&part_name(at.kind).text(lang), &plan.short_name],
            );
            start(&at.kind.record_fields(false), value, title)
        }
        RecordRef::NewPlanPart(at) => {
            let plan = catalog.plan(&at.plan)?;
            if at.kind == PartKind::Measure {
                at.within(plan)?;
            }
            let title = fill_placeholders(
                Text::NewPart.text(lang),
                &[&part_name(at.kind).text(lang), &plan.short_name],
            );
            start(
                &at.kind.record_fields(true),
                at.kind.template(plan, at.within(plan)),
                title,
            )
        }
        RecordRef::Office(_) | RecordRef::Group(_) | RecordRef::Holiday(_) => {
            start_office_form(at, catalog, lang)?
        }
        // Accounts are in the store, not in the catalog.
        RecordRef::Account(_) => return None,
    })
}

/// Form of an office, a group or a holiday, existing or new; `None` if it does not exist.
fn start_office_form(at: &RecordRef, catalog: &Catalog, lang: Lang) -> Option<RecordFormStart> {
    let words = |text: Text| text.text(lang).to_owned();
    Some(match at {
        RecordRef::Office(None) => start(
            record_fields::OFFICE,
            office_template(),
            words(Text::NewOffice),
        ),
        RecordRef::Office(Some(code)) => {
            let office = catalog.offices.get(code)?;
            let value = serde_json::to_value(office).ok()?;
            start(
                &record_fields::OFFICE[1..],
                plan_parts::with_template_keys(value, office_template()),
                office.name.clone(),
            )
        }
        RecordRef::Group(None) => start(
            record_fields::GROUP,
            group_template(),
            words(Text::NewGroup),
        ),
        RecordRef::Group(Some(code)) => {
            let group = catalog.groups.get(code)?;
            start(
                &record_fields::GROUP[1..],
                serde_json::to_value(group).ok()?,
                group.name.clone(),
            )
        }
        RecordRef::Holiday(on) => {
            let day = on.and_then(|on| catalog.holidays.iter().find(|day| day.on == on));
            let value = day.and_then(|day| serde_json::to_value(day).ok());
            let rows = if day.is_some() {
                &record_fields::HOLIDAY[1..]
            } else {
                record_fields::HOLIDAY
            };
            start(
                rows,
                value.unwrap_or(json!({ "on": null, "name": "", "working": false })),
                words(Text::NewHoliday),
            )
        }
        _ => return None,
    })
}

/// Form of an existing or new account: the name of an existing one cannot be changed.
pub(super) fn start_account_form(account: Option<&Account>, lang: Lang) -> Option<RecordFormStart> {
    let Some(account) = account else {
        let template = json!({
            "name": "", "person": "", "role": "reporter", "office": null, "state": "active", "keys": [],
            "settings": null,
        });
        let title = Text::NewAccount.text(lang).to_owned();
        return Some(RecordFormStart {
            fields: record_fields::ACCOUNT.to_vec(),
            value: template,
            title,
        });
    };
    let title = format!("{}: {}", Text::AccountName.text(lang), account.name);
    Some(RecordFormStart {
        fields: record_fields::ACCOUNT[1..].to_vec(),
        value: serde_json::to_value(account).ok()?,
        title,
    })
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

/// Options for the objectives of a plan.
pub(super) fn objective_options(plan: &Plan, lang: Lang) -> Vec<FieldOption> {
    let none = FieldOption {
        value: String::new(),
        label: Text::NoObjective.text(lang).to_owned(),
    };
    let named = plan.objectives.iter().map(|objective| FieldOption {
        value: objective.no.clone(),
        label: format!("{} {}", objective.no, objective.title),
    });
    [none].into_iter().chain(named).collect()
}

/// Options for the amendments of a plan.
pub(super) fn amendment_options(plan: &Plan, lang: Lang) -> Vec<FieldOption> {
    let none = FieldOption {
        value: String::new(),
        label: Text::NoAmendment.text(lang).to_owned(),
    };
    let named = plan.amendments.iter().map(|amendment| FieldOption {
        value: amendment.number.clone(),
        label: amendment.number.clone(),
    });
    [none].into_iter().chain(named).collect()
}
