//! `star` and `starred`: stars of the current user.

use super::args::{DutyStepArgs, StarArgs};
use super::context::{Context, OutputRow};
use super::duty_steps;
use super::error::CliError;

use super::lookup;
use super::rows::StarRow;
use super::rows::enum_key;
use crate::domain::assessment::assess;
use crate::domain::catalog::Catalog;
use crate::domain::code::MeasureId;
use crate::domain::duty::DutyKey;
use crate::domain::star::StarSubject;
use crate::i18n::cli::{CliText, Heading};
use crate::i18n::{facts, fill_placeholders};
use crate::lists::follow_up::duty_name;
use crate::lists::measures::assessment_cell;
use crate::lists::print::text_cell;
use crate::report::table::TextCell;
use crate::store::{Store, Write};

/// `tiendo star`
pub fn set_star(context: &mut Context, args: &StarArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog()?;
    let starred = match (&args.measure, &args.rule) {
        (Some(measure), _) => StarSubject::Measure(lookup::find_measure(&catalog, measure)?.0),
        (None, rule) => {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let at = DutyStepArgs {
                rule: text(rule),
                office: text(&args.office),
                period: text(&args.period),
                on: None,
            };
            StarSubject::Duty(
                duty_steps::find_duty(context, &store, &catalog, &at)?
                    .duty
                    .key,
            )
        }
    };
    let write = Write::Star {
        subject: starred.clone(),
        is_starred: !args.off,
    };
    let changed = store
        .write(&context.actor("cli"), context.clock, write)?
        .rows
        > 0;
    let message = match (args.off, changed) {
        (false, true) => CliText::Starred,
        (false, false) => CliText::AlreadyStarred,
        (true, true) => CliText::Unstarred,
        (true, false) => CliText::NotStarred,
    };
    context.print_line(&fill_placeholders(
        message.text(context.lang),
        &[&starred_name(context, &catalog, &starred)],
    ))
}

/// Short name of a starred item.
fn starred_name(context: &Context, catalog: &Catalog, starred: &StarSubject) -> String {
    match starred {
        StarSubject::Measure(id) => {
            let label = catalog
                .measure(id)
                .map_or("", |(_, _, measure)| measure.label.as_str());
            format!("{id} {label}").trim_end().to_owned()
        }
        StarSubject::Duty(key) => duty_name(&context.facts(catalog), key),
    }
}

/// `tiendo starred`
pub fn list_starred(context: &mut Context) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let mut lines = Vec::new();
    for starred in store.stars(context.user.user_name())? {
        lines.push(match &starred {
            StarSubject::Measure(id) => measure_row(context, &store, &catalog, id)?,
            StarSubject::Duty(key) => duty_row(context, &store, &catalog, key)?,
        });
    }
    context.print_list(
        &[Heading::Title, Heading::Status, Heading::Note],
        lines.into_iter().flatten().collect(),
    )
}

fn measure_row(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    id: &MeasureId,
) -> Result<Option<OutputRow<StarRow>>, CliError> {
    let Some((plan, target, measure)) = catalog.measure(id) else {
        return Ok(None);
    };
    let assessment = assess(
        catalog,
        (plan, target, measure),
        &store.figures_of_measure(id)?,
        context.day,
    );
    let starred = StarSubject::Measure(id.clone());
    let why = facts::explain(context.lang, catalog, plan, measure, &assessment);
    let cells = vec![
        TextCell::from(starred_name(context, catalog, &starred)).truncatable(),
        text_cell(assessment_cell(context.lang, &assessment)),
        TextCell::from(&why).truncatable().drop_rank(1),
    ];
    let row = StarRow::new(
        &starred,
        measure.label.clone(),
        Some(enum_key(&assessment.status)),
        why,
    );
    Ok(Some(OutputRow { row, cells }))
}

fn duty_row(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    of: &DutyKey,
) -> Result<Option<OutputRow<StarRow>>, CliError> {
    let Some(record) = store.duty(of)? else {
        return Ok(None);
    };
    let stands = record.status_on(context.day);
    let rule = catalog.rule(&of.rule).map(|(_, rule)| rule);
    let why = rule
        .map(|rule| facts::deadline(context.lang, rule, &record.duty, &stands, catalog.settings))
        .unwrap_or_default();
    let starred = StarSubject::Duty(of.clone());
    let state = format!(
        "{} {}",
        facts::duty_mark(stands.state),
        facts::duty_state(context.lang, stands.state)
    );
    let cells = vec![
        TextCell::from(starred_name(context, catalog, &starred)).truncatable(),
        TextCell::from(state),
        TextCell::from(&why).truncatable().drop_rank(1),
    ];
    let label = rule.map(|rule| rule.label.clone()).unwrap_or_default();
    Ok(Some(OutputRow {
        row: StarRow::new(&starred, label, Some(enum_key(&stands.state)), why),
        cells,
    }))
}
