//! Forms on activities, spending, inspections, days off, and deletions with a reason.

use super::{FormModel, FormRefusal, OpenForm, write_effect};
use crate::domain::budget;
use crate::domain::code::PlanCode;
use crate::domain::inspection;
use crate::domain::plan::BudgetSource;
use crate::form::FormState;
use crate::form::execution::{
    self, ActivityFormResult, ExecutionField, ExecutionForm, RemovalTarget,
};
use crate::form::messages::field_refusal;
use crate::i18n::screen::Text;
use crate::i18n::{budget as budget_texts, display, inspection as inspection_texts};
use crate::panes::activities;
use crate::panes::effect::{Effect, FormRef, MenuKind};
use crate::panes::read_model::ReadModel;
use crate::store::{ActivityProgress, Expected, InspectionRecord, Write};

/// Form model of an execution form.
#[derive(Debug)]
pub struct ExecutionFormModel {
    kind: ExecutionForm,
    /// Progress of the activity when the form opened.
    progress: Option<ActivityProgress>,
    /// The inspection being edited, as it was when the form opened.
    inspection: Option<InspectionRecord>,
    /// Budget sources to choose from, as they were then: a source is chosen by its number.
    sources: Vec<BudgetSource>,
}

impl ExecutionFormModel {
    /// Opens a form; `None` if its subject no longer exists.
    pub fn open_form(kind: ExecutionForm, model: &ReadModel) -> Option<OpenForm<Self>> {
        let (lang, today) = (model.lang, model.today);
        let plan = |code| model.catalog.plan(code);
        let (form, title, remark) = match &kind {
            ExecutionForm::Activity(code, no) => {
                let plan = plan(code)?;
                let activity = plan.activities.iter().find(|activity| activity.no == *no)?;
                let done = model.execution.quantity_done(code, *no);
                let remark = format!(
                    "{} · {} · {} {}",
                    activities::window_text(model, activity),
                    activities::quantity_text(model.lang, activity, done),
                    Text::Spent.text(lang).to_lowercase(),
                    budget_texts::print_dong(
                        model.lang,
                        model.execution.amount_spent_on_activity(code, *no)
                    )
                );
                (
                    execution::activity_form(plan, done, today, lang),
                    format!("{}. {}", activity.no, activity.content),
                    remark,
                )
            }
            ExecutionForm::Spending(code) => {
                let plan = plan(code)?;
                let title = format!("{}: {}", Text::RecordSpending.text(lang), plan.short_name);
                (
                    execution::spending_form(plan, today, lang),
                    title,
                    budget_texts::balance_text(lang, model.execution.budget(plan).total),
                )
            }
            ExecutionForm::Inspection(code, no) => {
                let was = no
                    .and_then(|no| model.execution.inspection(no))
                    .map(|record| &record.inspection);
                let form = execution::inspection_form(&model.catalog, code, was, today, lang);
                (
                    form,
                    Text::RecordInspection.text(lang).to_owned(),
                    String::new(),
                )
            }
            ExecutionForm::Removal(what) => {
                let named = match what {
                    RemovalTarget::Holiday(on) => {
                        let day = model.catalog.holidays.iter().find(|day| day.on == *on)?;
                        format!("{} {}", display::day(model.lang, *on), day.name)
                    }
                    RemovalTarget::Office(code) => format!("{} ({code})", model.office_name(code)),
                    RemovalTarget::Group(code) => {
                        format!("{} ({code})", model.catalog.groups.get(code)?.name)
                    }
                };
                (
                    execution::removal_form(),
                    Text::RemoveThis.text(lang).to_owned(),
                    named,
                )
            }
        };
        let progress = match &kind {
            ExecutionForm::Activity(plan, no) => {
                model.execution.newest_progress(plan, *no).cloned()
            }
            _ => None,
        };
        let inspection = match &kind {
            ExecutionForm::Inspection(_, Some(no)) => model.execution.inspection(*no).cloned(),
            _ => None,
        };
        let sources = sources(model, &kind).to_vec();
        let entry = Self {
            kind,
            progress,
            inspection,
            sources,
        };
        Some(OpenForm::new(entry, form.with_suggestions(), title).with_subtitle(remark))
    }
}

/// Budget sources of the form's plan.
fn sources<'b>(model: &'b ReadModel, kind: &ExecutionForm) -> &'b [BudgetSource] {
    let plan = match kind {
        ExecutionForm::Activity(plan, _) | ExecutionForm::Spending(plan) => {
            model.catalog.plan(plan)
        }
        ExecutionForm::Inspection(..) | ExecutionForm::Removal(_) => None,
    };
    plan.map_or(&[][..], |plan| plan.budget.as_slice())
}

/// Write for progress of an activity, spending, or both.
fn build_activity_write(
    model: &ReadModel,
    (plan, no): (&PlanCode, u32),
    was: Option<ActivityProgress>,
    entry: ActivityFormResult,
) -> Result<Effect, String> {
    let ActivityFormResult {
        done,
        on,
        spent,
        note,
    } = entry;
    let progress = done.map(|done| ActivityProgress {
        plan: plan.clone(),
        no,
        done,
        note,
        on,
    });
    match (progress, spent) {
        (Some(progress), spent) => confirm_over_budget(
            model,
            Write::SetActivity {
                expected: Expected::Version(was),
                progress,
                spending: spent,
            },
        ),
        (None, Some(spending)) => confirm_over_budget(model, Write::RecordSpending { spending }),
        (None, None) => Err(Text::RefusedNothing.text(model.lang).to_owned()),
    }
}

/// Asks for confirmation if a write with spending exceeds the budget.
fn confirm_over_budget(model: &ReadModel, write: Write) -> Result<Effect, String> {
    let (Write::RecordSpending { spending }
    | Write::SetActivity {
        spending: Some(spending),
        ..
    }) = &write
    else {
        return Ok(write_effect(write));
    };
    let Some(plan) = model.catalog.plan(&spending.plan) else {
        return Ok(write_effect(write));
    };
    match budget::validate_spending(
        plan,
        &model.execution.spending_amounts(&plan.code),
        spending,
        model.today,
    ) {
        Err(refusal) => Err(budget_texts::spending_refusal(model.lang, refusal)),
        Ok(questions) if questions.is_empty() => Ok(write_effect(write)),
        Ok(_) => Ok(Effect::Confirm(
            Text::AskOver,
            Box::new(write_effect(write)),
        )),
    }
}

fn build_inspection_write(
    model: &ReadModel,
    was: Option<&InspectionRecord>,
    wanted: inspection::Inspection,
) -> Result<Effect, String> {
    inspection::check_inspection(&model.catalog, &wanted, model.today)
        .map_err(|refusal| inspection_texts::inspection_refusal(model.lang, &refusal))?;
    Ok(write_effect(match was {
        Some(was) => Write::SetInspection {
            expected: Box::new(was.clone()),
            inspection: Box::new(wanted),
        },
        None => Write::AddInspection(Box::new(wanted)),
    }))
}

impl FormModel for ExecutionFormModel {
    type FieldKey = ExecutionField;

    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Execution(self.kind.clone()))
    }

    fn save(
        &self,
        form: &FormState<ExecutionField>,
        model: &ReadModel,
    ) -> Result<Effect, FormRefusal<ExecutionField>> {
        // The number of the chosen source may belong to another source by now.
        if !form.text(ExecutionField::Source).is_empty()
            && sources(model, &self.kind) != self.sources.as_slice()
        {
            return Err(FormRefusal::of_form(Text::SourcesChanged.text(model.lang)));
        }
        let fields = |refused: execution::ExecutionFieldRefusals| {
            FormRefusal::of_fields(refused, |why| field_refusal(model.lang, why))
        };
        match &self.kind {
            ExecutionForm::Activity(plan, no) => {
                let entry =
                    execution::finish_activity(form, (plan, *no), model.today).map_err(fields)?;
                build_activity_write(model, (plan, *no), self.progress.clone(), entry)
            }
            ExecutionForm::Spending(plan) => {
                let spending =
                    execution::finish_spending(form, plan, model.today).map_err(fields)?;
                confirm_over_budget(model, Write::RecordSpending { spending })
            }
            ExecutionForm::Inspection(..) => {
                let wanted = execution::finish_inspection(form, &model.catalog, model.today)
                    .map_err(fields)?;
                build_inspection_write(model, self.inspection.as_ref(), wanted)
            }
            ExecutionForm::Removal(what) => {
                let reason = execution::finish_removal(form, model.today).map_err(fields)?;
                Ok(write_effect(match what.clone() {
                    RemovalTarget::Holiday(on) => Write::RemoveHoliday { on, reason },
                    RemovalTarget::Office(code) => Write::RemoveOffice { code, reason },
                    RemovalTarget::Group(code) => Write::RemoveGroup { code, reason },
                }))
            }
        }
        .map_err(FormRefusal::of_form)
    }

    fn field_menu(&self, form: &FormState<ExecutionField>) -> Option<MenuKind> {
        let key = form.focused()?.key;
        matches!(key, ExecutionField::Team | ExecutionField::InspectedOffices)
            .then_some(MenuKind::FieldOffice)
    }

    /// Adds a chosen office to the team; as the inspected party it replaces the text.
    fn text_with_choice(&self, form: &FormState<ExecutionField>, chosen: &str) -> String {
        let team = form
            .focused()
            .filter(|field| field.key == ExecutionField::Team);
        match team.map(|field| field.input.text().trim_end_matches([' ', ';'])) {
            Some(before) if !before.is_empty() => format!("{before}; {chosen}"),
            Some(_) | None => chosen.to_owned(),
        }
    }
}
