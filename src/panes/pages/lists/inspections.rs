//! Inspections, those with missing findings first; Enter opens the form, Ins adds one.

use crate::domain::code::PlanCode;
use crate::domain::inspection::Inspection;
use crate::form::execution::ExecutionForm;
use crate::i18n::inspection as words_of;
use crate::i18n::screen::Text;
use crate::lists::List;
use crate::lists::inspections::{InspectionList, InspectionRow, plan_name, rows};
use crate::panes::effect::Effect;
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::widgets::table::TableLine;

/// Builds the list of one plan, or of all.
pub fn listing(model: &ReadModel, only: Option<&PlanCode>) -> Listing {
    let facts = model.facts();
    let mut found = rows(&model.execution().inspections, only, model.today);
    InspectionList::arrange(&facts, &mut found);
    // A new inspection belongs to the requested plan, else to the first current one; the form allows another.
    let running = || {
        model
            .catalog
            .plans
            .iter()
            .find(|plan| plan.from <= model.today && model.today <= plan.to)
    };
    let plan = only.cloned().or_else(|| {
        running()
            .or(model.catalog.plans.last())
            .map(|plan| plan.code.clone())
    });
    let insert = plan.map(|plan| Effect::OpenExecutionForm(ExecutionForm::Inspection(plan, None)));
    let line = |row| inspection_row(model, row, insert.as_ref());
    let lines = found.iter().map(line).collect();
    Listing::of::<InspectionList>(model, facts.text(Text::InspectionList), lines, insert)
}

fn inspection_row(
    model: &ReadModel,
    row: &InspectionRow<'_>,
    insert: Option<&Effect>,
) -> TableLine<RowEffects> {
    let (facts, record) = (model.facts(), row.record);
    let inspection = &record.inspection;
    let explain = format!(
        "{} – {}: {}.{}",
        words_of::party_name(&model.catalog, &inspection.inspected),
        facts.text(Text::Team).to_lowercase(),
        words_of::team_names(&model.catalog, &inspection.team),
        result_text(model, inspection)
    );
    let open = Effect::OpenExecutionForm(ExecutionForm::Inspection(
        inspection.plan.clone(),
        Some(record.no),
    ));
    let effects = RowEffects {
        open: Some(open),
        insert: insert.cloned(),
        ..RowEffects::default()
    }
    .keyed(record.no.to_string());
    let plan = plan_name(&facts, row);
    list_lines::line::<InspectionList, _>(&facts, row, effects, explain, plan)
}

/// Findings and follow-up, as far as they are recorded.
fn result_text(model: &ReadModel, inspection: &Inspection) -> String {
    let parts = [
        (Text::Findings, &inspection.findings),
        (Text::FollowUp, &inspection.follow_up),
    ];
    parts
        .into_iter()
        .filter_map(|(head, text)| Some(format!(" {}: {}", head.text(model.lang), text.as_ref()?)))
        .collect()
}
