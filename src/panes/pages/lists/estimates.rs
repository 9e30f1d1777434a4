//! Estimates whose official figure is due; a row opens its cell in the sheet.

use crate::domain::code::PlanCode;
use crate::domain::estimate::DueEstimate;
use crate::domain::period::Period;
use crate::i18n::screen::Text;
use crate::i18n::{display, facts, fill_placeholders};
use crate::lists::follow_up::{EstimateList, EstimateRow, answer};
use crate::panes::effect::Effect;
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::panes::sheet::availability;
use crate::widgets::table::TableLine;

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
    let lines = rows
        .into_iter()
        .map(|due| estimate_line(model, due))
        .collect();
    Listing::of::<EstimateList>(model, title, lines, None)
}

fn estimate_line(model: &ReadModel, due: &DueEstimate) -> TableLine<RowEffects> {
    let (facts, cell) = (model.facts(), &due.cell);
    let row = EstimateRow::new(&facts, due);
    let label = row.measure.map_or("", |measure| measure.label.as_str());
    let explain = fill_placeholders(
        facts.text(Text::EstimateExplained),
        &[
            &cell.measure.number(),
            &label,
            &model.office_name(&cell.office),
            &facts::period(model.lang, cell.period),
            &answer(&facts, &row),
            &display::day(model.lang, due.cut_off_day),
        ],
    );
    let sheet = Effect::OpenSheet(availability::location_of_cell(model, cell));
    let key = format!(
        "{} {} {} {:?}",
        cell.measure, cell.office, cell.period, cell.series
    );
    let effects = RowEffects::from(sheet).keyed(key);
    let more = format!("{} {}", cell.measure, cell.office);
    list_lines::line::<EstimateList, _>(&facts, &row, effects, explain, &more)
}
