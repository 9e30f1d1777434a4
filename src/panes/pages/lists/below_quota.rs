//! Offices below a quota in a period, each with its figure and the missing amount; a row opens its cell in the sheet,
//! and a copy takes the whole list as text for a letter.

use crate::domain::assessment::{OfficeBelowQuota, Shortfall, quota_period, quota_shortfall};
use crate::domain::code::MeasureId;
use crate::domain::figure::Cell;
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan};
use crate::i18n::quota as words;
use crate::i18n::screen::Text;
use crate::i18n::terms::office_kind;
use crate::panes::cells::measure_number;
use crate::panes::effect::{Effect, ListKind, PageSubject};
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::panes::sheet::availability;
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Opens the list for a measure's quota in its assessed period, else in the newest ended one.
pub fn open_list_effect(model: &ReadModel, id: &MeasureId) -> Effect {
    let assessed = model
        .assessment(id)
        .filter(|verdict| verdict.coverage.is_some())
        .and_then(|v| v.figure.as_ref());
    let newest = || {
        let (plan, _, measure) = model.catalog.measure(id)?;
        quota_period(plan, measure, model.today)
    };
    if let Some(period) = assessed.map(|figure| figure.period).or_else(newest) {
        Effect::OpenPage(PageSubject::List(ListKind::BelowQuota(id.clone(), period)))
    } else {
        let quota = model
            .catalog
            .measure(id)
            .and_then(|(_, _, measure)| measure.quota.as_ref());
        Effect::ShowMessage(match quota {
            Some(_) => Text::NoPeriodEnded,
            None => Text::NoQuota,
        })
    }
}

fn find_shortfall<'a>(
    model: &'a ReadModel,
    id: &MeasureId,
    period: Period,
) -> Option<(&'a Plan, &'a Measure, Shortfall)> {
    let (plan, target, measure) = model.catalog.measure(id)?;
    let figures = model.figures_of_measure(id);
    Some((
        plan,
        measure,
        quota_shortfall(&model.catalog, (plan, target, measure), &figures, period)?,
    ))
}

/// Builds the list.
pub fn listing(model: &ReadModel, id: &MeasureId, period: Period) -> Listing {
    let text = |text: Text| text.text(model.lang);
    let columns = vec![
        Column::right_aligned("", 4, 0),
        Column::flexible(text(Text::Office), 24, 0),
        Column::right_aligned(text(Text::Has), 15, 0),
        Column::right_aligned(text(Text::Lacks), 10, 0),
    ];
    let (title, lines) = match find_shortfall(model, id, period) {
        Some((_, measure, shortfall)) => {
            let rows = shortfall.below.iter().enumerate();
            let lines = rows
                .map(|(place, below)| office_row(model, (id, period), place + 1, below))
                .collect();
            (
                words::shortfall_sentence(model.lang, measure, &shortfall),
                lines,
            )
        }
        None => (measure_number(id).to_owned(), Vec::new()),
    };
    Listing {
        title,
        columns,
        lines,
        empty: Text::NobodyBelow,
        insert: None,
    }
}

fn office_row(
    model: &ReadModel,
    (id, period): (&MeasureId, Period),
    place: usize,
    below: &OfficeBelowQuota,
) -> TableLine<RowEffects> {
    let (has, missing) = (
        words::actual_text(model.lang, below),
        words::missing_text(model.lang, below),
    );
    let name = model.office_name(&below.office);
    let explain = format!(
        "{name}: {has}, {missing}. {}",
        Text::BelowExplained.text(model.lang)
    );
    let tone = if below.actual.is_some() {
        Tone::Plain
    } else {
        Tone::Warn
    };
    let cells = vec![
        styled(format!("{place}."), Tone::Dim),
        name.into(),
        styled(has, tone),
        styled(words::missing_count(below), Tone::Strong),
    ];
    let cell = Cell {
        measure: id.clone(),
        office: below.office.clone(),
        period,
        series: None,
    };
    let office = model.catalog.offices.get(&below.office);
    let known = if below.actual.is_some() {
        Text::WithData
    } else {
        Text::AnswerNoData
    };
    let effects = RowEffects::from(Effect::OpenSheet(availability::location_of_cell(
        model, &cell,
    )))
    .keyed(below.office.as_str());
    TableLine::row(effects, cells, explain, below.office.as_str())
        .with_facet(
            Text::State.text(model.lang),
            known.text(model.lang).to_lowercase(),
        )
        .with_facet(
            Text::Kind.text(model.lang),
            office.map_or("", |office| office_kind(office.kind).text(model.lang)),
        )
}

/// The list as text for a letter or a message.
pub fn letter_text(model: &ReadModel, id: &MeasureId, period: Period) -> Option<String> {
    let (plan, measure, shortfall) = find_shortfall(model, id, period)?;
    Some(words::shortfall_letter(
        model.lang,
        &model.catalog,
        (plan, measure_number(id), measure),
        &shortfall,
    ))
}
