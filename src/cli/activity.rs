//! `activities` and `activity set`: progress and spending of activities. `domain::activity` decides their states.

use super::args::{ActivityScopeArgs, ActivitySetArgs};
use super::budget::{check_spending, print_warnings};
use super::context::Context;
use super::error::CliError;
use super::lookup;
use super::rows::enum_key;
use crate::domain::budget::{Spending, parse_amount, spent_for};
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::entry::EntryRefusal;
use crate::domain::number::{Number, NumberFormat, parse_number};
use crate::domain::plan::{Activity, Plan};
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::cli::CliText;
use crate::i18n::{budget, display};
use crate::lists::execution::{ActivityList, ActivityRow};
use crate::store::{ActivityProgress, Expected, Write};

/// `tiendo activities`
pub fn list_activities(context: &mut Context, scope: &ActivityScopeArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let mut rows = Vec::new();
    for plan in lookup::find_plans(&catalog, scope.plan.as_deref())? {
        let progress = store.activities(&plan.code, context.day)?;
        let spent = store.spending(&plan.code, context.day)?;
        for activity in &plan.activities {
            let newest = progress.iter().find(|one| one.no == activity.no);
            let done = newest.map(|one| one.done);
            let spent = spent_for(spent.iter().map(|line| &line.spending), activity.no);
            rows.push(ActivityRow::new(plan, activity, (done, spent), context.day));
        }
    }
    rows.retain(|row| {
        let requested = scope.state.as_ref();
        requested.is_none_or(|state| enum_key(&row.state) == *state)
    });
    context.print_rows::<ActivityList>(&catalog, rows)
}

/// `activity set`: records progress, spending, or both at once.
pub fn set_activity(context: &mut Context, set: &ActivitySetArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let plan = lookup::find_plan(&catalog, &set.plan)?;
    let Some(activity) = plan
        .activities
        .iter()
        .find(|activity| activity.no == set.no)
    else {
        return Err(CliError::UnknownActivity(set.no, plan.activities.len()));
    };
    let on = set.on.as_deref().map_or(Ok(context.today), |typed| {
        lookup::parse_day_argument(typed, context.today)
    })?;
    if on > context.today {
        return Err(DutyStepRefusal::InFuture {
            on,
            today: context.today,
        }
        .into());
    }
    let note = set.note.as_deref();
    let note = note
        .map(|note| validate_text(note.trim(), NOTE_MAX))
        .transpose()?
        .filter(|note| !note.is_empty());
    let progress = set.done.as_deref().map(parse_done).transpose()?;
    let progress = progress.map(|done| ActivityProgress {
        plan: plan.code.clone(),
        no: set.no,
        done,
        note: note.clone(),
        on,
    });
    let amount = set.spent.as_deref().map(parse_amount).transpose();
    let amount = amount.map_err(EntryRefusal::InvalidNumber)?;
    let spent = amount.map(|amount| Spending {
        plan: plan.code.clone(),
        source: set.source,
        activity: Some(set.no),
        amount,
        on,
        note,
    });
    let questions = spent
        .as_ref()
        .map(|spent| check_spending(context, &store, plan, spent))
        .transpose()?;
    let message = saved_message(context, (plan, activity), progress.as_ref(), spent.as_ref());
    let Some(write) = activity_write(progress, spent) else {
        return Ok(());
    };
    store.write(&context.actor("cli"), context.clock, write)?;
    context.print_line(&message)?;
    print_warnings(context, &questions.unwrap_or_default());
    Ok(())
}

fn activity_write(progress: Option<ActivityProgress>, spent: Option<Spending>) -> Option<Write> {
    match (progress, spent) {
        (Some(progress), spending) => Some(Write::SetActivity {
            expected: Expected::Any,
            progress,
            spending,
        }),
        (None, spent) => spent.map(|spending| Write::RecordSpending { spending }),
    }
}

fn parse_done(typed: &str) -> Result<Number, CliError> {
    let done = parse_number(typed, NumberFormat::plain(2)).map_err(EntryRefusal::InvalidNumber)?;
    if done < Number::whole(0) {
        Err(EntryRefusal::Negative.into())
    } else {
        Ok(done)
    }
}

fn saved_message(
    context: &Context,
    (plan, activity): (&Plan, &Activity),
    progress: Option<&ActivityProgress>,
    spent: Option<&Spending>,
) -> String {
    let unit = activity.unit.as_deref().unwrap_or_default();
    let done = progress.map(|progress| {
        format!(
            " {} {unit}",
            display::number(context.lang, progress.done, 0)
        )
    });
    let spent = spent.map(|spent| {
        format!(
            " {} ({})",
            budget::print_dong(context.lang, spent.amount),
            display::day(context.lang, spent.on)
        )
    });
    let what: Vec<String> = done.into_iter().chain(spent).collect();
    let message = CliText::Saved.text(context.lang);
    format!(
        "{message}: {} {} · {}:{}",
        plan.code,
        activity.no,
        activity.content,
        what.join(" ·")
    )
}
