//! `below`: offices below a quota in a period with the missing amount, as a list or as text for a letter. Writes
//! nothing.

use super::args::{BelowQuotaArgs, OutputFormat};
use super::context::Context;
use super::error::CliError;
use super::lookup;
use crate::domain::assessment::{Shortfall, assess, quota_period, quota_shortfall};
use crate::domain::code::MeasureId;
use crate::domain::entry::EntryRefusal;
use crate::domain::period::Period;
use crate::domain::plan::{DataPeriod, Plan};
use crate::i18n::quota as words;
use crate::lists::Facts;
use crate::lists::column::rows_value;
use crate::lists::follow_up::{BelowQuotaList, BelowQuotaRow};
use crate::report::json;
use crate::report::value::{DataValue, data, printed};

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
    let rows: Vec<BelowQuotaRow<'_>> = (1..).zip(&found.below).collect();
    match context.format {
        Some(OutputFormat::Json) => {
            let page = shortfall_value(&context.facts(&catalog), &id, &found, &rows);
            return Ok(json::write(context.out(), &page)?);
        }
        Some(OutputFormat::Csv) => return context.print_rows::<BelowQuotaList>(&catalog, rows),
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
    if rows.is_empty() {
        Ok(())
    } else {
        context.print_rows::<BelowQuotaList>(&catalog, rows)
    }
}

/// A quota in one period with the offices below it. x and y of "x of y" are what the owner entered, if it differs.
fn shortfall_value(
    facts: &Facts<'_>,
    id: &MeasureId,
    found: &Shortfall,
    rows: &[BelowQuotaRow<'_>],
) -> DataValue {
    DataValue::parts([
        ("measure", data(id)),
        ("period", printed(&found.period)),
        ("quota", printed(&found.quota)),
        ("met", data(&found.met)),
        ("of", data(&found.of)),
        ("entered_met", data(&found.entered.map(|(met, _)| met))),
        ("entered_of", data(&found.entered.map(|(_, of)| of))),
        ("below", rows_value::<BelowQuotaList>(facts, rows)),
    ])
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
