//! Offices below a quota in a period, each with its figure and the missing amount; a row opens its cell in the sheet,
//! and a copy takes the whole list as text for a letter.

use crate::domain::assessment::{Shortfall, quota_period, quota_shortfall};
use crate::domain::code::MeasureId;
use crate::domain::figure::Cell;
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan};
use crate::i18n::quota as words;
use crate::i18n::screen::Text;
use crate::lists::follow_up::{BelowQuotaList, BelowQuotaRow};
use crate::panes::cells::measure_number;
use crate::panes::effect::{Effect, ListKind, PageSubject};
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::panes::sheet::availability;
use crate::widgets::table::TableLine;

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
    let (title, lines) = match find_shortfall(model, id, period) {
        Some((_, measure, shortfall)) => {
            let rows = (1..).zip(&shortfall.below);
            let lines = rows
                .map(|row| office_row(model, (id, period), &row))
                .collect();
            (
                words::shortfall_sentence(model.lang, measure, &shortfall),
                lines,
            )
        }
        None => (measure_number(id).to_owned(), Vec::new()),
    };
    Listing::of::<BelowQuotaList>(model, title, lines, None)
}

fn office_row(
    model: &ReadModel,
    (id, period): (&MeasureId, Period),
    row: &BelowQuotaRow<'_>,
) -> TableLine<RowEffects> {
    let (facts, (_, below)) = (model.facts(), row);
    let explain = format!(
        "{}: {}, {}. {}",
        model.office_name(&below.office),
        words::actual_text(model.lang, below),
        words::missing_text(model.lang, below),
        facts.text(Text::BelowExplained)
    );
    let cell = Cell {
        measure: id.clone(),
        office: below.office.clone(),
        period,
        series: None,
    };
    let sheet = Effect::OpenSheet(availability::location_of_cell(model, &cell));
    let effects = RowEffects::from(sheet).keyed(below.office.as_str());
    list_lines::line::<BelowQuotaList, _>(&facts, row, effects, explain, below.office.as_str())
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
