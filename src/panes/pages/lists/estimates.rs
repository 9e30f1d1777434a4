//! Estimates whose official figure is due; a row opens its cell in the sheet.

use crate::domain::code::PlanCode;
use crate::domain::estimate::DueEstimate;
use crate::domain::period::Period;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::panes::cells::measure_number;
use crate::panes::duty_rows;
use crate::panes::effect::Effect;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::panes::sheet::availability;
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list of a plan's period, or of all.
pub fn listing(model: &ReadModel, of: Option<&(PlanCode, Period)>) -> Listing {
    let words = |text: Text| text.text(model.lang);
    let fits = |due: &&DueEstimate| {
        of.is_none_or(|(plan, period)| {
            due.cell.measure.plan_str() == plan.as_str() && due.cell.period == *period
        })
    };
    let rows: Vec<&DueEstimate> = model.due_estimates.iter().filter(fits).collect();
    let title = match of {
        Some((_, period)) => facts::pending_estimates(model.lang, *period, rows.len()),
        None => words(Text::EstimatesDue).to_owned(),
    };
    let columns = vec![
        Column::left_aligned("", 5, 0),
        Column::flexible(words(Text::Target), 20, 1),
        Column::flexible(words(Text::Office), 20, 0),
        Column::left_aligned(words(Text::Period), 12, 3),
        Column::right_aligned(words(Text::Estimated), 9, 0),
        Column::left_aligned(words(Text::ClosedOn), duty_rows::DAY_WIDTH, 2),
        Column::right_aligned("", 9, 0),
    ];
    let lines = rows
        .into_iter()
        .map(|due| estimate_row(model, due))
        .collect();
    Listing {
        title,
        columns,
        lines,
        empty: Text::NoEstimatesDue,
        insert: None,
    }
}

fn estimate_row(model: &ReadModel, due: &DueEstimate) -> TableLine<RowEffects> {
    let cell = &due.cell;
    let measure = model
        .catalog
        .measure(&cell.measure)
        .map(|(_, _, measure)| measure);
    let label = measure.map_or("", |measure| measure.label.as_str());
    let value = measure.map_or_else(String::new, |measure| {
        facts::answer(model.lang, measure, &due.answer)
    });
    let series = cell
        .series
        .as_deref()
        .map(|series| format!(" · {}", facts::series_name(model.lang, series)));
    let (office, period) = (
        model.office_name(&cell.office),
        facts::period(model.lang, cell.period),
    );
    let closed = display::day(model.lang, due.cut_off_day);
    let days = fill_placeholders(Text::DaysAgo.text(model.lang), &[&due.days_overdue]);
    let explain = fill_placeholders(
        Text::EstimateExplained.text(model.lang),
        &[
            &measure_number(&cell.measure),
            &label,
            &office,
            &period,
            &value,
            &closed,
        ],
    );
    let cells = vec![
        styled(measure_number(&cell.measure), Tone::Dim),
        format!("{label}{}", series.unwrap_or_default()).into(),
        office.into(),
        styled(facts::period_short(model.lang, cell.period), Tone::Dim),
        styled(format!("≈{value}"), Tone::Strong),
        styled(closed, Tone::Dim),
        styled(days, Tone::Warn),
    ];
    let sheet = Effect::OpenSheet(availability::location_of_cell(model, cell));
    let plan = model
        .catalog
        .plan(&cell.measure.plan())
        .map_or("", |plan| plan.short_name.as_str());
    let key = format!(
        "{} {} {} {:?}",
        cell.measure, cell.office, cell.period, cell.series
    );
    TableLine::row(
        RowEffects::from(sheet).keyed(key),
        cells,
        explain,
        &format!("{} {}", cell.measure, cell.office),
    )
    .with_facet(Text::Plan.text(model.lang), plan)
    .with_facet(Text::Period.text(model.lang), period)
    .with_facet(Text::Office.text(model.lang), office)
}
