//! Starred items of the current user, measures first; a row opens its page.

use crate::domain::code::MeasureId;
use crate::domain::duty::DutyKey;
use crate::domain::star::StarSubject;
use crate::i18n::facts;
use crate::i18n::screen::Text;
use crate::panes::cells::measure_number;
use crate::panes::duty_rows;
use crate::panes::effect::{Effect, PageSubject};
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::panes::{annotations, cells};
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list.
pub fn listing(model: &ReadModel) -> Listing {
    let words = |text: Text| text.text(model.lang);
    let columns = vec![
        Column::flexible("", 30, 0),
        Column::flexible(words(Text::Plan), 18, 2),
        Column::left_aligned(words(Text::State), 20, 0),
        Column::right_aligned("", duty_rows::days_width(model.lang), 1),
    ];
    let mut stars: Vec<&StarSubject> = model.stars.iter().collect();
    stars.sort();
    let lines = stars.into_iter().filter_map(|starred| match starred {
        StarSubject::Measure(id) => measure_row(model, id),
        StarSubject::Duty(key) => duty_row(model, key),
    });
    Listing {
        title: words(Text::Starred).to_owned(),
        columns,
        lines: lines.collect(),
        empty: Text::NothingStarred,
        insert: None,
    }
}

fn row_effects(model: &ReadModel, open: PageSubject, starred: StarSubject) -> RowEffects {
    RowEffects {
        open: Some(Effect::OpenPage(open)),
        remove: Some(annotations::toggle_star(model, starred)),
        ..RowEffects::default()
    }
}

fn measure_row(model: &ReadModel, id: &MeasureId) -> Option<TableLine<RowEffects>> {
    let (plan, _, measure) = model.catalog.measure(id)?;
    let verdict = model.listed_assessment(id);
    let reached = verdict
        .and_then(|verdict| verdict.figure.as_ref())
        .and_then(|figure| figure.value.as_ref());
    let pending = || cells::PENDING.to_owned();
    let cells = vec![
        format!("{} {}", measure_number(id), measure.label).into(),
        styled(plan.short_name.as_str(), Tone::Dim),
        verdict.map_or_else(
            || styled(pending(), Tone::Dim),
            |verdict| cells::assessment_cell(model.lang, verdict),
        ),
        reached
            .map_or_else(String::new, |value| {
                facts::actual(model.lang, measure, value)
            })
            .into(),
    ];
    let explain = verdict.map_or_else(pending, |verdict| {
        facts::explain(model.lang, &model.catalog, plan, measure, verdict)
    });
    let effects = row_effects(
        model,
        PageSubject::Measure(id.clone()),
        StarSubject::Measure(id.clone()),
    );
    let line = TableLine::row(
        effects,
        cells,
        format!("{} {}: {explain}", measure_number(id), measure.label),
        id.as_str(),
    );
    Some(with_facets(
        line,
        model,
        &plan.short_name,
        verdict.map_or(cells::PENDING, |verdict| {
            facts::measure_status(model.lang, verdict.named_status())
        }),
    ))
}

fn duty_row(model: &ReadModel, key: &DutyKey) -> Option<TableLine<RowEffects>> {
    let owed = &*model.duty(key)?;
    let state = owed.status.state;
    let plan = model
        .plan_and_rule(owed)
        .map_or("", |(plan, _)| plan.short_name.as_str());
    let cells = vec![
        format!(
            "{} – {}",
            model.office_name(&key.office),
            model.short_report_name(owed)
        )
        .into(),
        styled(plan, Tone::Dim),
        styled(
            format!(
                "{} {}",
                facts::duty_mark(state),
                facts::duty_state(model.lang, state)
            ),
            cells::duty_state_tone(state),
        ),
        cells::days_cell(model, owed),
    ];
    let explain = format!(
        "{} – {}: {}.",
        model.office_name(&key.office),
        plan,
        model.deadline_text(owed)
    );
    let effects = row_effects(
        model,
        PageSubject::Duty(key.clone()),
        StarSubject::Duty(key.clone()),
    );
    let line = TableLine::row(effects, cells, explain, key.office.as_str());
    Some(with_facets(
        line,
        model,
        plan,
        facts::duty_state(model.lang, state),
    ))
}

fn with_facets(
    line: TableLine<RowEffects>,
    model: &ReadModel,
    plan: &str,
    state: &str,
) -> TableLine<RowEffects> {
    line.with_facet(Text::Plan.text(model.lang), plan)
        .with_facet(Text::State.text(model.lang), state)
}
