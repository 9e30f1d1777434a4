//! `plan copy|amend|close|reopen`, and `import plan --replace`: a plan that becomes another one. Every difference is
//! said; nothing is written on a dry run.

use super::args::PlanCommand;
use super::output::Desk;
use super::{Failure, bring, find};
use crate::domain::code::PlanCode;
use crate::domain::plan::{Amendment, Closing, Plan};
use crate::domain::plan_change::differences;
use crate::domain::text::{NOTE_MAX, TITLE_MAX, gate_line};
use crate::domain::{plan_check, plan_copy};
use crate::store::{Store, Write};
use crate::words::data::Brought;
use crate::words::fill;

/// Runs one of the commands.
pub fn run(desk: &mut Desk, command: PlanCommand) -> Result<(), Failure> {
    match command {
        PlanCommand::Copy { plan, code, years } => copy(desk, &plan, PlanCode(code), years),
        PlanCommand::Amend { plan, number, from, signed_on, title } => {
            let on = find::day(&from, desk.day)?;
            let signed_on = signed_on.map(|typed| find::day(&typed, desk.day)).transpose()?;
            let (number, title) = (gate_line(number.trim(), TITLE_MAX)?, gate_line(title.trim(), TITLE_MAX)?);
            remake(desk, &plan, None, |plan| plan.amendments.push(Amendment { number, on, signed_on, title }))
        }
        PlanCommand::Close { plan, on, reason } => {
            let on = on.map(|typed| find::day(&typed, desk.day)).transpose()?.unwrap_or(desk.day);
            let reason = gate_line(&find::reason(&reason)?, NOTE_MAX)?;
            remake(desk, &plan, None, |plan| plan.closing = Some(Closing { on, reason }))
        }
        PlanCommand::Reopen { plan, reason } => {
            let reason = find::reason(&reason)?;
            remake(desk, &plan, Some(&reason), |plan| plan.closing = None)
        }
    }
}

fn copy(desk: &mut Desk, from: &str, code: PlanCode, years: u32) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog()?;
    let plan = plan_copy::moved(find::plan(&catalog, from)?, code, years).ok_or(Failure::TooFar(years))?;
    if catalog.plan(&plan.code).is_some() {
        return Err(Failure::PlanThere(plan.code));
    }
    bring::refuse_faults(desk, &plan_check::check(&plan, &catalog), 0)?;
    let said = bring::said_of_plan(desk.lang, &catalog, &plan, false);
    store.write(&desk.actor("cli"), desk.clock, Write::AddPlan(Box::new(plan)))?;
    desk.say(&said)
}

fn remake(desk: &mut Desk, typed: &str, reason: Option<&str>, make: impl FnOnce(&mut Plan)) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog()?;
    let was = find::plan(&catalog, typed)?;
    let mut plan = was.clone();
    make(&mut plan);
    bring::refuse_faults(desk, &plan_check::check_change(was, &plan, &catalog), 0)?;
    change(desk, &mut store, was, plan, reason, false)
}

/// Makes one plan of another and says every difference.
pub fn change(
    desk: &mut Desk,
    store: &mut Store,
    was: &Plan,
    plan: Plan,
    reason: Option<&str>,
    dry_run: bool,
) -> Result<(), Failure> {
    let found = differences(was, &plan);
    for change in &found {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "–".to_owned());
        desk.say(&format!("{}: {} → {}", change.path, side(&change.before), side(&change.after)))?;
    }
    let (code, count) = (plan.code.clone(), found.len());
    if !dry_run {
        let (was, plan) = (Box::new(was.clone()), Box::new(plan));
        let write = Write::ChangePlan { was, plan, reason: reason.map(str::to_owned) };
        store.write(&desk.actor("cli"), desk.clock, write)?;
    }
    let words = match (count, dry_run) {
        (0, _) => Brought::PlanSame,
        (_, true) => Brought::ReplacedDry,
        (_, false) => Brought::Replaced,
    };
    desk.say(&fill(words.words(desk.lang), &[&code, &count]))
}
