//! `comment add|list`: short texts on a measure, a cell or a duty.

use super::args::{CommentCommand, DutyStepArgs, SubjectArgs};
use super::context::Context;
use super::duty_steps;
use super::error::CliError;
use super::lookup;
use crate::domain::catalog::Catalog;
use crate::domain::comment::{CommentSubject, finish};
use crate::domain::entry::EntryRefusal;
use crate::domain::figure::{COVERAGE_SERIES, Cell as FigureCell};
use crate::i18n::cli::CliText;
use crate::i18n::fill_placeholders;
use crate::lists::follow_up::{CommentList, subject_name};
use crate::store::{Store, Write};

/// `tiendo comment …`
pub fn run_comment(context: &mut Context, command: &CommentCommand) -> Result<(), CliError> {
    match command {
        CommentCommand::Add { about, text } => add_comment(context, about, text),
        CommentCommand::List(about) => list_comments(context, about),
    }
}

fn add_comment(context: &mut Context, args: &SubjectArgs, text: &str) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog()?;
    let about = find_subject(context, &store, &catalog, args)?;
    let text = finish(text)?;
    store.write(
        &context.actor("cli"),
        context.clock,
        Write::Comment {
            subject: about.clone(),
            text,
        },
    )?;
    context.print_line(&fill_placeholders(
        CliText::Commented.text(context.lang),
        &[&subject_name(&context.facts(&catalog), &about)],
    ))
}

/// Finds the subject named by the arguments: a measure, one of its cells, or a duty.
fn find_subject(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    args: &SubjectArgs,
) -> Result<CommentSubject, CliError> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let Some(measure) = &args.measure else {
        let at = DutyStepArgs {
            rule: text(&args.rule),
            office: text(&args.office),
            period: text(&args.period),
            on: None,
        };
        return Ok(CommentSubject::Duty(
            duty_steps::find_duty(context, store, catalog, &at)?
                .duty
                .key,
        ));
    };
    let (measure, plan, found) = lookup::find_measure(catalog, measure)?;
    let (Some(office), Some(period)) = (&args.office, &args.period) else {
        return Ok(CommentSubject::Measure(measure));
    };
    let known =
        |series: &&String| found.series.contains(series) || series.as_str() == COVERAGE_SERIES;
    if let Some(unknown) = args.series.iter().find(|series| !known(series)) {
        return Err(EntryRefusal::UnknownSeries(unknown.clone(), found.series.clone()).into());
    }
    let (office, period) = (
        lookup::find_office(catalog, office, Some(plan))?,
        lookup::parse_period_argument(period)?,
    );
    if period.kind().is_none() {
        return Err(EntryRefusal::NotAPeriod.into());
    }
    Ok(CommentSubject::Cell(FigureCell {
        measure,
        office,
        period,
        series: args.series.clone(),
    }))
}

/// Lists comments on a measure with its cells, on one cell, or on a duty; oldest first.
fn list_comments(context: &mut Context, args: &SubjectArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let about = find_subject(context, &store, &catalog, args)?;
    let found = match &about {
        CommentSubject::Measure(id) => store.comments_on_measure(id)?,
        CommentSubject::Cell(cell) => {
            let mut found = store.comments_on_measure(&cell.measure)?;
            found.retain(|comment| comment.subject == about);
            found
        }
        CommentSubject::Duty(key) => store.comments_on_duty(key)?,
    };
    context.print_rows::<CommentList>(&catalog, found.iter().collect())
}
