//! Drafts of record forms besides the records themselves, initial values of new records, and options from the catalog.
//! Must not depend on screens or the store.

use super::FieldOption;
use super::value_types::{LookupContext, NO_DAY};
use crate::domain::account::{Account, AccountState, Role};
use crate::domain::code::PlanCode;
use crate::domain::office::{Group, Holiday, Office, OfficeKind};
use crate::domain::plan::{Amendment, Measure, Objective, Plan, Target};
use crate::i18n::screen::Text;

/// Draft of a record, with the reason for the change.
#[derive(Clone, Debug)]
pub struct RecordDraft<R> {
    /// The record.
    pub record: R,
    /// Reason for the change.
    pub note: ChangeNote,
}

/// Reason for changing a record, if required.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeNote {
    /// The reason.
    pub reason: Option<String>,
    /// Number of the amendment.
    pub amendment: Option<String>,
}

/// Draft of a copy of a plan for later years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanCopy {
    /// Code of the copy.
    pub code: PlanCode,
    /// Number of years by which days are shifted.
    pub years: u32,
}

/// Draft of a new target with its first measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTarget {
    /// Wording.
    pub target: Target,
    /// First measure.
    pub measure: Measure,
}

/// An empty plan.
pub fn new_plan() -> Plan {
    Plan {
        from: NO_DAY,
        to: NO_DAY,
        ..Plan::default()
    }
}

/// An empty office.
pub fn new_office() -> Office {
    Office {
        code: "".into(),
        name: String::new(),
        kind: OfficeKind::Department,
        parent: None,
        from: None,
        to: None,
        aliases: Vec::new(),
        contact: None,
        successors: Vec::new(),
    }
}

/// An empty group.
pub fn new_group() -> Group {
    Group {
        code: "".into(),
        name: String::new(),
        note: None,
        members: Vec::new(),
    }
}

/// A new day off.
pub fn new_holiday() -> Holiday {
    Holiday {
        on: NO_DAY,
        name: String::new(),
        working: false,
    }
}

/// A new account.
pub fn new_account() -> Account {
    Account {
        name: String::new(),
        person: String::new(),
        role: Role::Reporter,
        office: None,
        state: AccountState::Active,
        keys: Vec::new(),
        settings: None,
    }
}

/// Options for the objectives of the plan.
pub(super) fn objective_options(known: LookupContext<'_>) -> Vec<FieldOption> {
    options_of_plan(known, Text::NoObjective, |plan| {
        let objective = |objective: &Objective| FieldOption {
            value: objective.no.clone(),
            label: format!("{} {}", objective.no, objective.title),
        };
        plan.objectives.iter().map(objective).collect()
    })
}

/// Options for the amendments of the plan.
pub(super) fn amendment_options(known: LookupContext<'_>) -> Vec<FieldOption> {
    options_of_plan(known, Text::NoAmendment, |plan| {
        let amendment = |amendment: &Amendment| FieldOption {
            value: amendment.number.clone(),
            label: amendment.number.clone(),
        };
        plan.amendments.iter().map(amendment).collect()
    })
}

fn options_of_plan(
    known: LookupContext<'_>,
    none: Text,
    named: impl FnOnce(&Plan) -> Vec<FieldOption>,
) -> Vec<FieldOption> {
    let none = FieldOption {
        value: String::new(),
        label: none.text(known.lang).to_owned(),
    };
    let plan = known.plan.and_then(|code| known.catalog.plan(code));
    [none]
        .into_iter()
        .chain(plan.map(named).unwrap_or_default())
        .collect()
}
