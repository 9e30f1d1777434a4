//! Forms on activities, spending, inspections, days off, and deletions with a reason.

use std::fmt::Debug;

use super::{FormModel, FormPane, FormRefusal, OpenForm, lookup_context, read_draft, write_effect};
use crate::domain::budget::{self, Spending};
use crate::domain::code::PlanCode;
use crate::domain::inspection;
use crate::domain::number::Number;
use crate::domain::plan::BudgetSource;
use crate::form::FormState;
use crate::form::execution::{
    self, ActivityDraft, ExecutionForm, InspectionDraft, RemovalDraft, RemovalTarget,
};
use crate::form::field::{DraftForm, Field};
use crate::form::messages::value_refusal;
use crate::i18n::screen::Text;
use crate::i18n::{budget as budget_texts, display, inspection as inspection_texts};
use crate::lists::execution::quantity_text;
use crate::panes::activities;
use crate::panes::effect::{Effect, FormRef, MenuKind};
use crate::panes::read_model::ReadModel;
use crate::store::{ActivityProgress, Expected, InspectionRecord, Write};

/// Form model of an execution form.
#[derive(Debug)]
pub struct ExecutionFormModel<D> {
    kind: ExecutionForm,
    fields: DraftForm<D>,
    /// Progress of the activity when the form opened.
    progress: Option<ActivityProgress>,
    /// The inspection being edited, as it was when the form opened.
    inspection: Option<InspectionRecord>,
    /// Budget sources to choose from, as they were then: a source is chosen by its number.
    sources: Vec<BudgetSource>,
    build_effect: BuildEffect<D>,
}

/// Builds the effect of a draft.
type BuildEffect<D> =
    fn(&ExecutionFormModel<D>, D, &FormState, &ReadModel) -> Result<Effect, FormRefusal>;

/// Opens a form; `None` if its subject no longer exists.
pub fn open_execution_form(kind: &ExecutionForm, model: &ReadModel) -> Option<Box<dyn FormPane>> {
    match kind {
        ExecutionForm::Activity(code, no) => open_activity(kind, (code, *no), model),
        ExecutionForm::Spending(code) => open_spending(kind, code, model),
        ExecutionForm::Inspection(code, no) => Some(open_inspection(kind, (code, *no), model)),
        ExecutionForm::Removal(what) => open_removal(kind, what, model),
    }
}

impl<D: Clone + Debug + 'static> ExecutionFormModel<D> {
    fn new(
        kind: &ExecutionForm,
        (draft, rows): (D, &'static [Field<D>]),
        build_effect: BuildEffect<D>,
        model: &ReadModel,
    ) -> Self {
        let known = lookup_context(model, kind.plan());
        Self {
            kind: kind.clone(),
            fields: DraftForm::new(draft).with_fields(rows, |draft| draft, known),
            progress: None,
            inspection: None,
            sources: sources(model, kind).to_vec(),
            build_effect,
        }
    }

    fn open(self, button: Text, title: String, remark: String) -> Box<dyn FormPane> {
        let form = self.fields.open(button).with_suggestions();
        Box::new(OpenForm::new(self, form, title).with_subtitle(remark))
    }
}

fn open_activity(
    kind: &ExecutionForm,
    (code, no): (&PlanCode, u32),
    model: &ReadModel,
) -> Option<Box<dyn FormPane>> {
    let plan = model.catalog.plan(code)?;
    let activity = plan.activities.iter().find(|activity| activity.no == no)?;
    let done = model.execution().quantity_done(code, no);
    let remark = format!(
        "{} · {} · {} {}",
        activities::window_text(model, activity),
        quantity_text(model.lang, activity, done),
        Text::Spent.text(model.lang).to_lowercase(),
        budget_texts::print_dong(
            model.lang,
            model.execution().amount_spent_on_activity(code, no)
        )
    );
    let draft = ActivityDraft {
        plan: code.clone(),
        no,
        done,
        on: model.today,
        amount: None,
        source: None,
        note: None,
    };
    let build_effect = ExecutionFormModel::activity_effect;
    let mut entry =
        ExecutionFormModel::new(kind, (draft, execution::ACTIVITY), build_effect, model);
    entry.progress = model.execution().newest_progress(code, no).cloned();
    let title = format!("{}. {}", activity.no, activity.content);
    Some(entry.open(Text::RecordWork, title, remark))
}

fn open_spending(
    kind: &ExecutionForm,
    code: &PlanCode,
    model: &ReadModel,
) -> Option<Box<dyn FormPane>> {
    let plan = model.catalog.plan(code)?;
    let title = format!(
        "{}: {}",
        Text::RecordSpending.text(model.lang),
        plan.short_name
    );
    let remark = budget_texts::balance_text(model.lang, model.execution().budget(plan).total);
    let draft = Spending {
        plan: code.clone(),
        source: None,
        activity: None,
        amount: 0,
        on: model.today,
        note: None,
    };
    let build_effect: BuildEffect<_> = |_, spending, _, model| {
        confirm_over_budget(model, Write::RecordSpending { spending }).map_err(FormRefusal::of_form)
    };
    let entry = ExecutionFormModel::new(kind, (draft, execution::SPENDING), build_effect, model);
    Some(entry.open(Text::RecordSpending, title, remark))
}

fn open_inspection(
    kind: &ExecutionForm,
    (code, no): (&PlanCode, Option<i64>),
    model: &ReadModel,
) -> Box<dyn FormPane> {
    let was = no.and_then(|no| model.execution().inspection(no));
    let known = was.map(|record| &record.inspection);
    let draft = InspectionDraft::new(&model.catalog, code, known, model.today);
    let build_effect = ExecutionFormModel::inspection_effect;
    let mut entry =
        ExecutionFormModel::new(kind, (draft, execution::INSPECTION), build_effect, model);
    entry.inspection = was.cloned();
    let title = Text::RecordInspection.text(model.lang).to_owned();
    entry.open(Text::RecordInspection, title, String::new())
}

fn open_removal(
    kind: &ExecutionForm,
    what: &RemovalTarget,
    model: &ReadModel,
) -> Option<Box<dyn FormPane>> {
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
    let draft = RemovalDraft {
        target: what.clone(),
        reason: String::new(),
    };
    let build_effect: BuildEffect<_> =
        |_, draft, _, _| Ok(write_effect(build_removal_write(draft)));
    let entry = ExecutionFormModel::new(kind, (draft, execution::REMOVAL), build_effect, model);
    let title = Text::RemoveThis.text(model.lang).to_owned();
    Some(entry.open(Text::RemoveThis, title, named))
}

impl ExecutionFormModel<ActivityDraft> {
    fn activity_effect(
        &self,
        draft: ActivityDraft,
        form: &FormState,
        model: &ReadModel,
    ) -> Result<Effect, FormRefusal> {
        let mut fields = form.fields.iter();
        let is_changed = fields.any(|field| field.label == Text::FieldDone && field.is_changed());
        let done = draft.recorded_quantity(is_changed).map_err(|refused| {
            FormRefusal::of_fields([refused], |why| value_refusal(model.lang, why))
        })?;
        build_activity_write(model, self.progress.clone(), done, draft)
            .map_err(FormRefusal::of_form)
    }
}

impl ExecutionFormModel<InspectionDraft> {
    fn inspection_effect(
        &self,
        draft: InspectionDraft,
        _: &FormState,
        model: &ReadModel,
    ) -> Result<Effect, FormRefusal> {
        let wanted = draft.finish(&model.catalog);
        build_inspection_write(model, self.inspection.as_ref(), wanted)
            .map_err(FormRefusal::of_form)
    }
}

/// Write of a deletion.
fn build_removal_write(draft: RemovalDraft) -> Write {
    let RemovalDraft { target, reason } = draft;
    match target {
        RemovalTarget::Holiday(on) => Write::RemoveHoliday { on, reason },
        RemovalTarget::Office(code) => Write::RemoveOffice { code, reason },
        RemovalTarget::Group(code) => Write::RemoveGroup { code, reason },
    }
}

/// Budget sources of the form's plan.
fn sources<'a>(model: &'a ReadModel, kind: &ExecutionForm) -> &'a [BudgetSource] {
    let plan = match kind {
        ExecutionForm::Activity(..) | ExecutionForm::Spending(_) => kind.plan(),
        ExecutionForm::Inspection(..) | ExecutionForm::Removal(_) => None,
    };
    let plan = plan.and_then(|code| model.catalog.plan(code));
    plan.map_or(&[][..], |plan| plan.budget.as_slice())
}

/// Write for progress of an activity, spending, or both.
fn build_activity_write(
    model: &ReadModel,
    was: Option<ActivityProgress>,
    done: Option<Number>,
    draft: ActivityDraft,
) -> Result<Effect, String> {
    let spent = draft.spending();
    let progress = done.map(|done| ActivityProgress {
        plan: draft.plan,
        no: draft.no,
        done,
        note: draft.note,
        on: draft.on,
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
        &model.execution().spending_amounts(&plan.code),
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

impl<D: Clone + Debug + 'static> FormModel for ExecutionFormModel<D> {
    fn form_ref(&self) -> Option<FormRef> {
        Some(FormRef::Execution(self.kind.clone()))
    }

    fn save(&self, form: &FormState, model: &ReadModel) -> Result<Effect, FormRefusal> {
        // The number of the chosen source may belong to another source by now.
        if !form.text(Text::FieldSource).is_empty()
            && sources(model, &self.kind) != self.sources.as_slice()
        {
            return Err(FormRefusal::of_form(Text::SourcesChanged.text(model.lang)));
        }
        let known = lookup_context(model, self.kind.plan());
        let draft = read_draft(&self.fields, form, known)?;
        (self.build_effect)(self, draft, form, model)
    }

    fn field_menu(&self, form: &FormState) -> Option<MenuKind> {
        let label = form.focused()?.label;
        matches!(label, Text::FieldTeam | Text::FieldInspected).then_some(MenuKind::FieldOffice)
    }

    /// Adds a chosen office to the team; as the inspected party it replaces the text.
    fn text_with_choice(&self, form: &FormState, chosen: &str) -> String {
        let team = form
            .focused()
            .filter(|field| field.label == Text::FieldTeam);
        match team.map(|field| field.input.text().trim_end_matches([' ', ';'])) {
            Some(before) if !before.is_empty() => format!("{before}; {chosen}"),
            Some(_) | None => chosen.to_owned(),
        }
    }
}
