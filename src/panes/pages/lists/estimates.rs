//! Estimates whose official figure is due; a row leads to its cell in the sheet.

use crate::domain::code::PlanCode;
use crate::domain::day::print_day;
use crate::domain::estimate::DueEstimate;
use crate::domain::period::Period;
use crate::panes::book::Book;
use crate::panes::effect::Effect;
use crate::panes::pages::list::{Listing, RowEffects};
use crate::panes::sheet::places;
use crate::panes::targets::number;
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::screen::Text;
use crate::words::{facts, fill};

/// The list: of one plan's period, or of everything.
pub fn listing(book: &Book, of: Option<&(PlanCode, Period)>) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let fits = |due: &&DueEstimate| {
        of.is_none_or(|(plan, period)| due.cell.measure.plan_str() == plan.as_str() && due.cell.period == *period)
    };
    let rows: Vec<&DueEstimate> = book.waiting.iter().filter(fits).collect();
    let title = match of {
        Some((_, period)) => facts::estimates_wait(book.lang, *period, rows.len()),
        None => words(Text::EstimatesDue).to_owned(),
    };
    let columns = vec![
        Column::left("", 5, 0),
        Column::flex(words(Text::Target), 20, 1),
        Column::flex(words(Text::Office), 20, 0),
        Column::left(words(Text::Period), 8, 3),
        Column::right(words(Text::Estimated), 9, 0),
        Column::left(words(Text::ClosedOn), 10, 2),
        Column::right("", 9, 0),
    ];
    let lines = rows.into_iter().map(|due| line(book, due)).collect();
    Listing { title, columns, lines, empty: Text::NoEstimatesDue, insert: None }
}

fn line(book: &Book, due: &DueEstimate) -> TableLine<RowEffects> {
    let cell = &due.cell;
    let measure = book.catalog.measure(&cell.measure).map(|(_, _, measure)| measure);
    let label = measure.map_or("", |measure| measure.label.as_str());
    let value = measure.map_or_else(String::new, |measure| facts::answer(book.lang, measure, &due.answer));
    let series = cell.series.as_deref().map(|series| format!(" · {}", facts::series(book.lang, series)));
    let (office, period) = (book.office(&cell.office), facts::period(book.lang, cell.period));
    let closed = print_day(due.closed_on);
    let days = fill(Text::DaysAgo.words(book.lang), &[&due.days]);
    let explain = fill(
        Text::EstimateExplained.words(book.lang),
        &[&number(&cell.measure), &label, &office, &period, &value, &closed],
    );
    let cells = vec![
        toned(number(&cell.measure), Tone::Dim),
        format!("{label}{}", series.unwrap_or_default()).into(),
        office.into(),
        toned(facts::period_short(book.lang, cell.period), Tone::Dim),
        toned(format!("≈{value}"), Tone::Strong),
        toned(closed, Tone::Dim),
        toned(days, Tone::Warn),
    ];
    let sheet = Effect::Sheet(places::of_cell(book, cell));
    let plan = book.catalog.plan(&cell.measure.plan()).map_or("", |plan| plan.short.as_str());
    let key = format!("{} {} {} {:?}", cell.measure, cell.office, cell.period, cell.series);
    TableLine::row(RowEffects::from(sheet).keyed(key), cells, explain, &format!("{} {}", cell.measure, cell.office))
        .of_kind(Text::Plan.words(book.lang), plan)
        .of_kind(Text::Period.words(book.lang), period)
        .of_kind(Text::Office.words(book.lang), office)
}
