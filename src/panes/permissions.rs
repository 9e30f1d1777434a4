//! What the person who sits there may do of what a pane asks for, said before a form opens or a question is asked. The
//! same permissions as in the transaction of the write, which asks again. Must not depend on keys.

use std::convert::Infallible;

use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::duty::DutyKey;
use crate::domain::permission::{Permission, PlanOffices};
use crate::form::duty::DutyForm;
use crate::form::execution::ExecutionForm;
use crate::i18n::account::forbidden_with_names;
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::read_model::ReadModel;
use crate::store::{Write, required_permissions};

/// Plans and activities as they are shown.
impl PlanOffices for ReadModel {
    type Error = Infallible;

    /// Of a plan that is not there yet the person's own office would coordinate.
    fn coordinator(&self, plan: &PlanCode) -> Result<OfficeCode, Infallible> {
        let known = self.catalog.plan(plan).map(|plan| plan.coordinator.clone());
        let coordinator = known.or_else(|| self.own_office.clone());
        Ok(coordinator.unwrap_or_else(|| OfficeCode::from("")))
    }

    fn activity_lead(&self, plan: &PlanCode, no: u32) -> Result<Option<OfficeCode>, Infallible> {
        let plan = self.catalog.plan(plan);
        let mut activities = plan.iter().flat_map(|plan| &plan.activities);
        let found = activities.find(|activity| activity.no == no);
        Ok(found.map(|activity| activity.lead.clone()))
    }
}

/// Message why an effect is not permitted; `None` if it is, or needs no permission.
pub fn effect_refusal(model: &ReadModel, effect: &Effect) -> Option<String> {
    model.shared_account.as_ref()?;
    match effect {
        Effect::Confirm(_, inner)
        | Effect::ConfirmBulk(_, inner)
        | Effect::ConfirmWithText(_, inner) => match inner.as_ref() {
            Effect::Write(write) => write_refusal(model, write),
            other => effect_refusal(model, other),
        },
        // Of several duties the form skips those not permitted, and names them.
        Effect::OpenDutyForm(form, keys) => {
            let refused = |key: &DutyKey| step_refusal(model, *form, key);
            let first = keys.first().and_then(refused);
            first.filter(|_| keys.iter().all(|key| refused(key).is_some()))
        }
        Effect::OpenLockForm(_, lock) => coordination_refusal(model, &lock.plan),
        Effect::OpenRecordForm(at, _) => record_refusal(model, at),
        Effect::RemovePart(at, _) => coordination_refusal(model, &at.plan),
        Effect::OpenExecutionForm(form) => execution_refusal(model, form),
        // The transaction asks; the sheet has asked before typing began.
        Effect::Write(_)
        | Effect::SendReminderLetter { .. }
        | Effect::EnterSpecialAnswer(..)
        | Effect::UndoRedo(_) => None,
        // Its effect is asked about in its turn.
        Effect::RunCommand(_) | Effect::RestoreDrafts => None,
        // Whoever may open the file may read it, comment on it and leave it.
        Effect::OpenPage(_)
        | Effect::OpenSheet(_)
        | Effect::OpenCommentForm(_)
        | Effect::OpenJournalForm(_)
        | Effect::OpenMenu(_)
        | Effect::OpenFacetMenu(..)
        | Effect::ShowDuties(_)
        | Effect::ShowMeasures(_)
        | Effect::ShowTargets(_)
        | Effect::ShowActivities(_)
        | Effect::ShowCalendar(_)
        | Effect::Filter(_)
        | Effect::RefreshPages
        | Effect::ReadJournal(_)
        | Effect::ExportList(_)
        | Effect::FillField(_)
        | Effect::CloseForm
        | Effect::ShowMessage(_)
        | Effect::Quit => None,
    }
}

/// Why this person may not make a write.
fn write_refusal(model: &ReadModel, write: &Write) -> Option<String> {
    let Ok(permissions) = required_permissions(model, write);
    let mut refusals = permissions.iter();
    refusals.find_map(|permission| permission_refusal(model, permission))
}

/// Message why the current user may not take a step of a duty.
pub fn step_refusal(model: &ReadModel, form: DutyForm, key: &DutyKey) -> Option<String> {
    let Ok(permission) = Permission::to_step(model, key, form == DutyForm::Send);
    permission_refusal(model, &permission)
}

/// Message why the current user may not enter a figure or report of an office.
pub fn report_refusal(model: &ReadModel, plan: &PlanCode, office: &OfficeCode) -> Option<String> {
    let Ok(permission) = Permission::to_report(model, plan, office);
    permission_refusal(model, &permission)
}

fn coordination_refusal(model: &ReadModel, plan: &PlanCode) -> Option<String> {
    let Ok(permission) = Permission::to_coordinate(model, plan);
    permission_refusal(model, &permission)
}

/// Message why the current user lacks a permission.
fn permission_refusal(model: &ReadModel, permission: &Permission) -> Option<String> {
    let why = model.authorize(permission).err()?;
    Some(forbidden_with_names(model.lang, &why, &|code| {
        model.office_name(code).to_owned()
    }))
}

fn record_refusal(model: &ReadModel, at: &RecordRef) -> Option<String> {
    match at {
        RecordRef::Plan(None) | RecordRef::PlanCopy(_) => {
            coordination_refusal(model, &PlanCode::from(""))
        }
        RecordRef::Plan(Some(plan)) => coordination_refusal(model, plan),
        RecordRef::PlanPart(at) | RecordRef::NewPlanPart(at) => {
            coordination_refusal(model, &at.plan)
        }
        RecordRef::Office(_)
        | RecordRef::Group(_)
        | RecordRef::Holiday(_)
        | RecordRef::Account(_) => permission_refusal(model, &Permission::Administer),
    }
}

fn execution_refusal(model: &ReadModel, form: &ExecutionForm) -> Option<String> {
    let execution = |plan: &PlanCode, no: Option<u32>| {
        let Ok(permission) = Permission::to_execute(model, plan, no);
        permission_refusal(model, &permission)
    };
    match form {
        ExecutionForm::Activity(plan, no) => execution(plan, Some(*no)),
        // Of which activity it is, the form asks.
        ExecutionForm::Spending(plan) => {
            let known = model.catalog.plan(plan);
            let mut activities = known.iter().flat_map(|plan| &plan.activities);
            let leads_one = activities.any(|activity| execution(plan, Some(activity.no)).is_none());
            execution(plan, None).filter(|_| !leads_one)
        }
        ExecutionForm::Inspection(plan, _) => coordination_refusal(model, plan),
        ExecutionForm::Removal(_) => permission_refusal(model, &Permission::Administer),
    }
}
