//! `remind`: who was asked for a late report, on which day and by which way. Changes no deadline.

use super::args::RemindArgs;
use super::output::Desk;
use super::report::owed_after;
use super::{Failure, find};
use crate::domain::duty::{DutyEventKind, DutyState, standing};
use crate::domain::step;
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::store::{DutyFilter, Write};
use crate::words::cli::Said;
use crate::words::{facts, fill};

/// `tiendo remind`: one office, or every one that owes the report of a period still.
pub fn remind(desk: &mut Desk, args: &RemindArgs) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let (rule, plan, _) = find::rule(&catalog, &args.rule)?;
    let office = args.office.as_deref().map(|typed| find::office(&catalog, typed, Some(plan))).transpose()?;
    let period = find::period(&args.period)?;
    let on = args.on.as_deref().map_or(Ok(desk.today), |typed| find::day(typed, desk.today))?;
    let note = args.note.as_deref().map(|note| gate_text(note.trim(), NOTE_MAX)).transpose()?;
    let event = DutyEventKind::Reminded { channel: args.channel.into(), note: note.filter(|note| !note.is_empty()) };
    let filter =
        DutyFilter { rule: Some(rule.clone()), office: office.clone(), period: Some(period), ..DutyFilter::default() };
    let found = store.duties(&filter)?;
    if found.is_empty() {
        let office = office.map(|office| office.to_string()).unwrap_or_default();
        return Err(Failure::Duty { rule: rule.to_string(), office, periods: Vec::new(), owes: false });
    }
    let (mut reminded, mut history) = (Vec::new(), Vec::new());
    for record in found {
        let record = if office.is_some() { owed_after(&store, record, on)? } else { record };
        let stands = standing(&record.duty, &record.events, record.outside, desk.today);
        let owed =
            matches!(stands.state, DutyState::Overdue | DutyState::DueSoon | DutyState::InTerm | DutyState::Returned);
        // One office that was named has to hear why not; among all of them those that owe nothing are passed over.
        if office.is_none() && (!owed || stands.waived) {
            continue;
        }
        step::check(&record.duty, &record.events, record.outside, &event, (on, desk.today))?;
        let key = record.duty.key;
        reminded.push(catalog.office_name(&key.office).to_owned());
        history.push((
            desk.actor("cli"),
            desk.now,
            Write::TakeStep { key, event: event.clone(), on, today: desk.today },
        ));
    }
    store.replay(&history)?;
    let period = facts::period(desk.lang, period);
    desk.say(&fill(Said::Reminded.words(desk.lang), &[&reminded.len(), &rule, &period]))?;
    reminded.iter().try_for_each(|name| desk.say(&format!("  {name}")))
}
