//! `below`: offices below a quota in a period with the missing amount, as a list or as text for a letter. Writes
//! nothing.

use super::args::{BelowQuotaArgs, OutputFormat};
use super::context::Context;
use super::error::CliError;
use super::lookup;
use super::rows::BelowQuotaPage;
use crate::domain::assessment::{OfficeBelowQuota, assess, quota_period, quota_shortfall};
use crate::domain::catalog::Catalog;
use crate::domain::code::MeasureId;
use crate::domain::entry::EntryRefusal;
use crate::domain::period::Period;
use crate::domain::plan::{DataPeriod, Plan};
use crate::i18n::cli::Heading;
use crate::i18n::quota as words;
use crate::report::csv::CsvStyle;
use crate::report::table::TextCell;
use crate::report::{csv, json};

/// `tiendo below --measure ID [--period P]`
pub fn list_below_quota(context: &mut Context, args: &BelowQuotaArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let (id, plan, _) = lookup::find_measure(&catalog, &args.measure)?;
    let Some((target, measure)) = plan.find_measure(&id) else {
        return Err(CliError::UnknownMeasure(
            args.measure.clone(),
            catalog.suggest_measures(&args.measure),
        ));
    };
    let Some(kind) = measure
        .quota
        .as_ref()
        .map(|quota| quota.period_kind.unwrap_or(measure.frequency))
    else {
        return Err(CliError::MeasureWithoutQuota(id, measures_with_quota(plan)));
    };
    let figures = store.figures_of_measure(&id)?;
    let newest = quota_period(plan, measure, context.day)
        .or_else(|| Period::containing(plan.from, kind, plan.data_period));
    let assessed = || {
        assess(&catalog, (plan, target, measure), &figures, context.day)
            .figure
            .map(|figure| figure.period)
    };
    let period = match &args.period {
        Some(typed) => Some(period_within_plan(
            plan,
            lookup::parse_period_argument(typed)?,
        )?),
        None => assessed().or(newest),
    };
    let found = period
        .and_then(|period| quota_shortfall(&catalog, (plan, target, measure), &figures, period));
    let Some(found) = found else {
        return Err(CliError::WrongQuotaPeriod(id, kind, newest));
    };
    let page = BelowQuotaPage::new(&catalog, &id, &found);
    match context.format {
        Some(OutputFormat::Json) => return Ok(json::write(context.out(), &page)?),
        Some(OutputFormat::Csv) => {
            return Ok(csv::write(context.out(), &page.below, CsvStyle::Plain)?);
        }
        _ => {}
    }
    let lang = context.lang;
    if args.as_text {
        let number = id.as_str().split('/').nth(1).unwrap_or_default();
        return context.print_line(&words::shortfall_letter(
            lang,
            &catalog,
            (plan, number, measure),
            &found,
        ));
    }
    context.print_line(&words::shortfall_sentence(lang, measure, &found))?;
    print_offices(context, &catalog, &found.below)
}

fn print_offices(
    context: &mut Context,
    catalog: &Catalog,
    below: &[OfficeBelowQuota],
) -> Result<(), CliError> {
    let lang = context.lang;
    let cells = |one: &OfficeBelowQuota| {
        let name = TextCell::from(catalog.office_name(&one.office)).truncatable();
        vec![
            name,
            TextCell::from(words::actual_text(lang, one)).right_aligned(),
            TextCell::from(words::missing_count(one)).right_aligned(),
        ]
    };
    let lines: Vec<Vec<TextCell>> = below.iter().map(cells).collect();
    if lines.is_empty() {
        Ok(())
    } else {
        context.print_table(
            &[Heading::Office, Heading::Counted, Heading::Shortfall],
            &lines,
        )
    }
}

/// Checks that a period is within the plan's years.
fn period_within_plan(plan: &Plan, period: Period) -> Result<Period, CliError> {
    let calendar = DataPeriod::Calendar;
    if period.first_day(calendar) < plan.from || period.last_day(calendar) > plan.to {
        return Err(EntryRefusal::OutsidePlan {
            from: plan.from,
            to: plan.to,
        }
        .into());
    }
    Ok(period)
}

fn measures_with_quota(plan: &Plan) -> Vec<MeasureId> {
    plan.measures()
        .filter(|(_, _, measure)| measure.quota.is_some())
        .map(|(id, ..)| id)
        .collect()
}
