//! `activities` and `activity set`: how far the rows of an annex are, and what was done and spent. How one stands is
//! decided by `domain::activity`.

use super::args::{ActivityScope, ActivitySet};
use super::budget::{check_spending, warn};
use super::output::{Desk, Line};
use super::rows::{ActivityRow, key};
use super::{Failure, find};
use crate::domain::activity::ActivityState;
use crate::domain::budget::{Spending, parse_amount, spent_for};
use crate::domain::catalog::Catalog;
use crate::domain::day::print_day;
use crate::domain::entry::Refusal;
use crate::domain::number::{Format, Number, parse, print};
use crate::domain::plan::{Activity, Plan};
use crate::domain::step::StepRefusal;
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::report::table::{Cell, Tone};
use crate::store::{ActivityProgress, Was, Write};
use crate::words::cli::{Head, Said};
use crate::words::{calendar, cli as words, money};

fn tone(state: ActivityState) -> Tone {
    match state {
        ActivityState::Late => Tone::Bad,
        ActivityState::Done => Tone::Good,
        ActivityState::Running => Tone::Plain,
        ActivityState::NotBegun => Tone::Dim,
    }
}

/// `tiendo activities`
pub fn activities(desk: &mut Desk, scope: &ActivityScope) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let mut lines = Vec::new();
    for plan in find::plans(&catalog, scope.plan.as_deref())? {
        let progress = store.activities(&plan.code, desk.day)?;
        let spent = store.spending(&plan.code, desk.day)?;
        for activity in &plan.activities {
            let done = progress.iter().find(|one| one.no == activity.no).map(|one| one.done);
            let spent = spent_for(spent.iter().map(|line| &line.spending), activity.no);
            let row = ActivityRow::of(plan, activity, (done, spent), desk.day);
            if scope.state.as_ref().is_none_or(|state| key(&row.state) == *state) {
                lines.push(Line { cells: cells(desk, &catalog, activity, &row), row });
            }
        }
    }
    let heads = [Head::Code, Head::Title, Head::Quantity, Head::Done, Head::Window, Head::Lead, Head::Status];
    desk.list(&heads, lines)
}

fn cells(desk: &Desk, catalog: &Catalog, activity: &Activity, row: &ActivityRow) -> Vec<Cell> {
    let quantity = activity.quantity.map(|quantity| print(quantity, 0)).unwrap_or_default();
    let unit = activity.unit.as_deref().unwrap_or_default();
    let done = row.done.clone().and_then(|done| Number::try_from(done).ok());
    let state =
        format!("{} {}", calendar::activity_mark(row.state), words::activity_late(desk.lang, row.state, row.late_days));
    vec![
        Cell::from(format!("{} {}", row.plan, row.no)),
        Cell::from(&activity.content).long(),
        Cell::from(format!("{quantity} {unit}")),
        Cell::from(done.map(|done| print(done, 0)).unwrap_or_default()).right(),
        Cell::from(&activity.window.wording).long(),
        Cell::from(catalog.office_name(&activity.lead)).long().minor(1),
        Cell::from(state).tone(tone(row.state)),
    ]
}

/// `activity set`: what was done, what was spent, or both at once.
pub fn set(desk: &mut Desk, set: &ActivitySet) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let plan = find::plan(&catalog, &set.plan)?;
    let Some(activity) = plan.activities.iter().find(|activity| activity.no == set.no) else {
        return Err(Failure::Activity(set.no, plan.activities.len()));
    };
    let on = set.on.as_deref().map_or(Ok(desk.today), |typed| find::day(typed, desk.today))?;
    if on > desk.today {
        return Err(StepRefusal::InFuture { on, today: desk.today }.into());
    }
    let note = set.note.as_deref().map(|note| gate_text(note.trim(), NOTE_MAX)).transpose()?;
    let note = note.filter(|note| !note.is_empty());
    let progress = set.done.as_deref().map(done).transpose()?;
    let progress =
        progress.map(|done| ActivityProgress { plan: plan.code.clone(), no: set.no, done, note: note.clone(), on });
    let amount = set.spent.as_deref().map(parse_amount).transpose().map_err(Refusal::Number)?;
    let spent = amount.map(|amount| Spending {
        plan: plan.code.clone(),
        source: set.source,
        activity: Some(set.no),
        amount,
        on,
        note,
    });
    let questions = spent.as_ref().map(|spent| check_spending(desk, &store, plan, spent)).transpose()?;
    let said = said(desk, (plan, activity), progress.as_ref(), spent.as_ref());
    let write = match (progress, spent) {
        (Some(progress), spent) => Write::SetActivity { was: Was::Whatever, progress, spent },
        (None, Some(spending)) => Write::Spend { spending },
        (None, None) => return Ok(()),
    };
    store.write(&desk.actor("cli"), desk.clock, write)?;
    desk.say(&said)?;
    warn(desk, &questions.unwrap_or_default());
    Ok(())
}

fn done(typed: &str) -> Result<Number, Failure> {
    let done = parse(typed, Format::plain(2)).map_err(Refusal::Number)?;
    if done < Number::whole(0) { Err(Refusal::Negative.into()) } else { Ok(done) }
}

fn said(
    desk: &Desk,
    (plan, activity): (&Plan, &Activity),
    progress: Option<&ActivityProgress>,
    spent: Option<&Spending>,
) -> String {
    let unit = activity.unit.as_deref().unwrap_or_default();
    let done = progress.map(|progress| format!(" {} {unit}", print(progress.done, 0)));
    let spent = spent.map(|spent| format!(" {} ({})", money::dong(spent.amount), print_day(spent.on)));
    let what: Vec<String> = done.into_iter().chain(spent).collect();
    let said = Said::Saved.words(desk.lang);
    format!("{said}: {} {} · {}:{}", plan.code, activity.no, activity.content, what.join(" ·"))
}
