//! `comment add|list`: short texts on a measure, a cell or a duty.

use super::args::{AboutArgs, CommentCommand, DutyAt};
use super::output::{Desk, Line};
use super::rows::CommentRow;
use super::{Failure, find, report, star};
use crate::domain::catalog::Catalog;
use crate::domain::comment::{About, Comment, finish};
use crate::domain::day::vietnam_time;
use crate::domain::entry::Refusal;
use crate::domain::figure::{COVERAGE, Cell as FigureCell};
use crate::report::table::Cell;
use crate::store::{Store, Write};
use crate::words::cli::{Head, Said};
use crate::words::{facts, fill};

/// `tiendo comment …`
pub fn run(desk: &mut Desk, command: &CommentCommand) -> Result<(), Failure> {
    match command {
        CommentCommand::Add { about, text } => add(desk, about, text),
        CommentCommand::List(about) => list(desk, about),
    }
}

fn add(desk: &mut Desk, args: &AboutArgs, text: &str) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog()?;
    let about = about(desk, &store, &catalog, args)?;
    let text = finish(text)?;
    store.write(&desk.actor("cli"), desk.clock, Write::Comment { about: about.clone(), text })?;
    desk.say(&fill(Said::Commented.words(desk.lang), &[&name(desk, &catalog, &about)]))
}

/// What somebody means: a measure, a cell of it, or a duty.
fn about(desk: &Desk, store: &Store, catalog: &Catalog, args: &AboutArgs) -> Result<About, Failure> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let Some(measure) = &args.measure else {
        let at = DutyAt { rule: text(&args.rule), office: text(&args.office), period: text(&args.period), on: None };
        return Ok(About::Duty(report::find_duty(desk, store, catalog, &at)?.duty.key));
    };
    let (measure, plan, found) = find::measure(catalog, measure)?;
    let (Some(office), Some(period)) = (&args.office, &args.period) else { return Ok(About::Measure(measure)) };
    let known = |series: &&String| found.series.contains(series) || series.as_str() == COVERAGE;
    if let Some(unknown) = args.series.iter().find(|series| !known(series)) {
        return Err(Refusal::UnknownSeries(unknown.clone(), found.series.clone()).into());
    }
    let (office, period) = (find::office(catalog, office, Some(plan))?, find::period(period)?);
    if period.kind().is_none() {
        return Err(Refusal::NotAPeriod.into());
    }
    Ok(About::Cell(FigureCell { measure, office, period, series: args.series.clone() }))
}

fn name(desk: &Desk, catalog: &Catalog, about: &About) -> String {
    match about {
        About::Measure(id) => id.to_string(),
        About::Cell(cell) => {
            let period = facts::period(desk.lang, cell.period);
            format!("{} · {} · {period}", cell.measure, catalog.office_name(&cell.office))
        }
        About::Duty(key) => star::duty_name(desk, catalog, key),
    }
}

/// The comments on a measure with its cells, on one cell, or on a duty; oldest first.
fn list(desk: &mut Desk, args: &AboutArgs) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let about = about(desk, &store, &catalog, args)?;
    let found = match &about {
        About::Measure(id) => store.comments_on_measure(id)?,
        About::Cell(cell) => {
            let mut found = store.comments_on_measure(&cell.measure)?;
            found.retain(|comment| comment.about == about);
            found
        }
        About::Duty(key) => store.comments_on_duty(key)?,
    };
    let lines = found.iter().map(|comment| line(desk, &catalog, comment)).collect();
    desk.list(&[Head::At, Head::By, Head::Subject, Head::Comment], lines)
}

fn line(desk: &Desk, catalog: &Catalog, comment: &Comment) -> Line<CommentRow> {
    let cells = vec![
        Cell::from(vietnam_time(comment.at).format("%d/%m/%Y %H:%M").to_string()),
        Cell::from(&comment.by),
        Cell::from(name(desk, catalog, &comment.about)).long().minor(1),
        Cell::from(&comment.text).long(),
    ];
    Line { row: CommentRow::of(comment), cells }
}
