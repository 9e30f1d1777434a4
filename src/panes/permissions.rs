//! What the person who sits there may do of what a pane asks for, said before a form opens. The store asks again when it
//! is written. Knows no key.

use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::duty::DutyKey;
use crate::domain::permission::Permission;
use crate::form::duty::DutyForm;
use crate::form::execution::ExecutionForm;
use crate::i18n::account::forbidden_with_names;
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::read_model::ReadModel;

/// Why an effect may not be, in a sentence; none where it may, or where nobody asks.
pub fn effect_refusal(book: &ReadModel, effect: &Effect) -> Option<String> {
    book.shared_account.as_ref()?;
    match effect {
        Effect::Confirm(_, inner)
        | Effect::ConfirmBulk(_, inner)
        | Effect::ConfirmWithText(_, inner) => effect_refusal(book, inner),
        // Of many, those that may not be are passed over by the form, which names them.
        Effect::OpenDutyForm(form, keys) => {
            let refused = |key: &DutyKey| step_refusal(book, *form, key);
            let first = keys.first().and_then(refused);
            first.filter(|_| keys.iter().all(|key| refused(key).is_some()))
        }
        Effect::OpenLockForm(_, lock) => coordination_refusal(book, &lock.plan),
        Effect::OpenRecordForm(at, _) => record_refusal(book, at),
        Effect::RemovePart(at, _) => coordination_refusal(book, &at.plan),
        Effect::OpenExecutionForm(form) => execution_refusal(book, form),
        _ => None,
    }
}

/// Why a step of a duty is not this person's to take.
pub fn step_refusal(book: &ReadModel, form: DutyForm, key: &DutyKey) -> Option<String> {
    match form {
        DutyForm::Send => report_refusal(book, &key.rule.plan(), &key.office),
        _ => coordination_refusal(book, &key.rule.plan()),
    }
}

/// Why a figure or report of an office is not this person's.
pub fn report_refusal(book: &ReadModel, plan: &PlanCode, office: &OfficeCode) -> Option<String> {
    permission_refusal(book, &reporting_permission(book, plan, office))
}

/// Entering figures and sending reports of an office.
pub fn reporting_permission(book: &ReadModel, plan: &PlanCode, office: &OfficeCode) -> Permission {
    Permission::EnterReports {
        plan: plan.clone(),
        coordinator: coordinator_of_plan(book, plan),
        office: office.clone(),
    }
}

/// What a coordinator does with a plan.
pub fn coordination_permission(book: &ReadModel, plan: &PlanCode) -> Permission {
    Permission::CoordinatePlan {
        plan: plan.clone(),
        coordinator: coordinator_of_plan(book, plan),
    }
}

fn coordination_refusal(book: &ReadModel, plan: &PlanCode) -> Option<String> {
    permission_refusal(book, &coordination_permission(book, plan))
}

/// Why this person may not do it.
fn permission_refusal(book: &ReadModel, permission: &Permission) -> Option<String> {
    let why = book.authorize(permission).err()?;
    Some(forbidden_with_names(book.lang, &why, &|code| {
        book.office_name(code).to_owned()
    }))
}

/// Who coordinates a plan; of a plan that is not there yet the person's own office would.
fn coordinator_of_plan(book: &ReadModel, plan: &PlanCode) -> OfficeCode {
    let known = book.catalog.plan(plan).map(|plan| plan.coordinator.clone());
    known
        .or_else(|| book.own_office.clone())
        .unwrap_or_else(|| OfficeCode::from(""))
}

fn record_refusal(book: &ReadModel, at: &RecordRef) -> Option<String> {
    match at {
        RecordRef::Plan(None) | RecordRef::PlanCopy(_) => {
            coordination_refusal(book, &PlanCode::from(""))
        }
        RecordRef::Plan(Some(plan)) => coordination_refusal(book, plan),
        RecordRef::PlanPart(at) | RecordRef::NewPlanPart(at) => {
            coordination_refusal(book, &at.plan)
        }
        RecordRef::Office(_)
        | RecordRef::Group(_)
        | RecordRef::Holiday(_)
        | RecordRef::Account(_) => permission_refusal(book, &Permission::Administer),
    }
}

fn execution_refusal(book: &ReadModel, form: &ExecutionForm) -> Option<String> {
    match form {
        ExecutionForm::Activity(plan, no) => {
            let activities = book
                .catalog
                .plan(plan)
                .map_or(&[][..], |plan| plan.activities.as_slice());
            let lead = activities
                .iter()
                .find(|activity| activity.no == *no)
                .map(|activity| &activity.lead)?;
            report_refusal(book, plan, lead)
        }
        // Spending of an activity is its leading office's; of which one it is, the form asks.
        ExecutionForm::Spending(plan) => {
            let activities = book
                .catalog
                .plan(plan)
                .map_or(&[][..], |plan| plan.activities.as_slice());
            let leads = activities
                .iter()
                .any(|activity| report_refusal(book, plan, &activity.lead).is_none());
            coordination_refusal(book, plan).filter(|_| !leads)
        }
        ExecutionForm::Inspection(plan, _) => coordination_refusal(book, plan),
        ExecutionForm::Removal(_) => permission_refusal(book, &Permission::Administer),
    }
}
