//! Inspections, those with missing findings first; Enter opens the form, Ins adds one.

use crate::domain::code::PlanCode;

use crate::domain::inspection::{Inspection, InspectionState, inspection_state};
use crate::form::execution::ExecutionForm;
use crate::i18n::display;
use crate::i18n::inspection as words_of;
use crate::i18n::screen::Text;
use crate::panes::effect::Effect;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::store::InspectionRecord;
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list of one plan, or of all.
pub fn listing(model: &ReadModel, only: Option<&PlanCode>) -> Listing {
    let words = |text: Text| text.text(model.lang);
    let wanted =
        |record: &&InspectionRecord| only.is_none_or(|only| record.inspection.plan == *only);
    let mut found: Vec<&InspectionRecord> = model
        .execution()
        .inspections
        .iter()
        .filter(wanted)
        .collect();
    found.sort_by_key(|record| inspection_state(&record.inspection, model.today));
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
    Listing {
        title: words(Text::InspectionList).to_owned(),
        columns: vec![
            Column::left_aligned(words(Text::State), 18, 0),
            Column::left_aligned(words(Text::Day), 23, 2),
            Column::flexible(words(Text::Inspected), 18, 0),
            Column::left_aligned(words(Text::Kind), 9, 3),
            Column::flexible(words(Text::Team), 16, 4),
            Column::left_aligned(words(Text::Plan), 14, 1),
        ],
        lines: found
            .into_iter()
            .map(|record| inspection_row(model, record, insert.as_ref()))
            .collect(),
        empty: Text::NoInspections,
        insert,
    }
}

fn inspection_row(
    model: &ReadModel,
    record: &InspectionRecord,
    insert: Option<&Effect>,
) -> TableLine<RowEffects> {
    let inspection = &record.inspection;
    let state = inspection_state(inspection, model.today);
    let plan = model
        .catalog
        .plan(&inspection.plan)
        .map_or(inspection.plan.as_str(), |plan| plan.short_name.as_str());
    let team = words_of::team_names(&model.catalog, &inspection.team);
    let inspected = words_of::party_name(&model.catalog, &inspection.inspected);
    let cells = vec![
        styled(
            format!(
                "{} {}",
                words_of::state_mark(state),
                words_of::inspection_state_name(model.lang, state)
            ),
            state_tone(state),
        ),
        format!(
            "{}–{}",
            display::day(model.lang, inspection.from),
            display::day(model.lang, inspection.to)
        )
        .into(),
        inspected.as_str().into(),
        words_of::inspection_kind_name(model.lang, inspection.kind).into(),
        team.as_str().into(),
        styled(plan, Tone::Dim),
    ];
    let explain = format!(
        "{inspected} – {}: {team}.{}",
        Text::Team.text(model.lang).to_lowercase(),
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
    TableLine::row(effects, cells, explain, plan)
        .with_facet(
            Text::State.text(model.lang),
            words_of::inspection_state_name(model.lang, state),
        )
        .with_facet(
            Text::Kind.text(model.lang),
            words_of::inspection_kind_name(model.lang, inspection.kind),
        )
        .with_facet(Text::Plan.text(model.lang), plan)
}

fn state_tone(state: InspectionState) -> Tone {
    match state {
        InspectionState::FindingsMissing => Tone::Bad,
        InspectionState::FindingsRecorded => Tone::Warn,
        InspectionState::Running => Tone::Plain,
        InspectionState::Planned => Tone::Dim,
        InspectionState::Closed => Tone::Good,
    }
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
