//! `remind`: who was asked for a late report, on which day and by which way; and the letter that asks (công văn đôn
//! đốc). Changes no deadline.

use std::path::Path;

use chrono::NaiveDate;

use super::args::RemindArgs;
use super::output::Desk;
use super::report::owed_after;
use super::{Failure, find};
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::duty::{Duty, DutyEventKind, Standing, standing};
use crate::domain::period::Period;
use crate::domain::step;
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::report::{self, letter};
use crate::store::{DutyFilter, DutyRecord, Store, Write};
use crate::words::cli::Said;
use crate::words::{facts, fill};

/// `tiendo remind`: one office, or every one that owes the report of a period still. With `--letter` the letter is
/// written too (`-`: to standard output, and what is said to standard error); with `--draft` it alone.
pub fn remind(desk: &mut Desk, args: &RemindArgs) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let (rule, plan, _) = find::rule(&catalog, &args.rule)?;
    let office = args.office.as_deref().map(|typed| find::office(&catalog, typed, Some(plan))).transpose()?;
    let period = find::period(&args.period)?;
    let on = args.on.as_deref().map(|typed| find::day(typed, desk.today)).transpose()?;
    let note = args.note.as_deref().map(|note| gate_text(note.trim(), NOTE_MAX)).transpose()?;
    let event = DutyEventKind::Reminded { channel: args.channel.into(), note: note.filter(|note| !note.is_empty()) };
    let asked = args.asked_by.as_deref().map(|typed| find::day(typed, desk.today)).transpose()?;
    let owing = owing(desk, &store, (&rule, office.as_ref(), period), (&event, on.unwrap_or(desk.today)))?;
    let names: Vec<String> =
        owing.iter().map(|record| catalog.office_name(&record.duty.key.office).to_owned()).collect();
    let drawn = args.letter.as_ref().and_then(|_| draw(&catalog, &owing, (desk.today, asked)));
    let to_output = args.letter.as_deref() == Some(Path::new("-"));
    let letter = args.letter.as_deref().filter(|_| !to_output).map(|path| report::path(path, "docx"));
    if let (Some(path), Some(drawn)) = (&letter, &drawn) {
        letter::write(drawn)
            .and_then(|bytes| report::save(&bytes, path))
            .map_err(|error| Failure::new_file(path, error))?;
        desk.say(&fill(Said::LetterWritten.words(desk.lang), &[&path.display()]))?;
    }
    let mut said = Vec::new();
    if !args.draft {
        let keys = owing.into_iter().map(|record| record.duty.key).collect();
        let write = Write::TakeSteps { keys, event, on };
        let done = store.write(&desk.actor("cli"), desk.clock, write);
        // A letter for reminders that were not recorded would be a second one when they are.
        done.inspect_err(|_| letter.iter().for_each(|path| drop(std::fs::remove_file(path))))?;
        let period = facts::period(desk.lang, period);
        said.push(fill(Said::Reminded.words(desk.lang), &[&names.len(), &rule, &period]));
    }
    said.extend(names.iter().map(|name| format!("  {name}")));
    match drawn.filter(|_| to_output) {
        None => said.iter().try_for_each(|line| desk.say(line)),
        Some(drawn) => {
            for line in &said {
                desk.warn(line);
            }
            Ok(desk.out().write_all(&letter::write(&drawn)?)?)
        }
    }
}

/// The duties to remind of: an office that was named has to hear why not; among all of them those that owe nothing are
/// passed over.
fn owing(
    desk: &Desk,
    store: &Store,
    (rule, office, period): (&RuleId, Option<&OfficeCode>, Period),
    (event, on): (&DutyEventKind, NaiveDate),
) -> Result<Vec<DutyRecord>, Failure> {
    let of_rule = DutyFilter { rule: Some(rule.clone()), ..DutyFilter::default() };
    let of_period = DutyFilter { period: Some(period), office: office.cloned(), ..of_rule.clone() };
    let mut found = store.duties(&of_period)?;
    if found.is_empty() {
        return Err(Failure::no_duty(rule, office, &store.duties(&of_rule)?));
    }
    if office.is_some() {
        found = found.into_iter().map(|record| owed_after(store, record, on)).collect::<Result<_, _>>()?;
    } else {
        found.retain(|record| stand(record, desk.today).is_owed());
    }
    for record in &found {
        step::check(&record.duty, &record.events, record.outside, event, (on, desk.today))?;
    }
    if found.is_empty() { Err(Failure::NothingOwed { rule: rule.to_string(), period }) } else { Ok(found) }
}

fn stand(record: &DutyRecord, today: NaiveDate) -> Standing {
    standing(&record.duty, &record.events, record.outside, today)
}

fn draw(
    catalog: &Catalog,
    owing: &[DutyRecord],
    (today, asked): (NaiveDate, Option<NaiveDate>),
) -> Option<letter::Letter> {
    let stands: Vec<Standing> = owing.iter().map(|record| stand(record, today)).collect();
    let rows: Vec<(&Duty, &Standing)> = owing.iter().map(|record| &record.duty).zip(&stands).collect();
    crate::words::letter::reminder(catalog, &rows, today, asked)
}
