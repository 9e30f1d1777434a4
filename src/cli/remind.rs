//! `remind`: records reminders of late reports, with day and channel, and writes the reminder letter (công văn đôn
//! đốc). Changes no deadline.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::args::RemindArgs;
use super::context::Context;
use super::duty_steps::duty_held_on;
use super::error::CliError;
use super::lookup;
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::duty::{Duty, DutyEventKind, DutyStatus};
use crate::domain::duty_step;
use crate::domain::period::Period;
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::cli::CliText;
use crate::i18n::{facts, fill_placeholders};
use crate::report::{self, letter};
use crate::store::{DutyFilter, DutyRecord, Store, Write};

/// `tiendo remind`: reminds one office, or every one that still owes the report of a period. `--letter` writes the
/// letter too (`-`: to standard output, with messages on standard error); `--draft` writes the letter alone.
pub fn remind(context: &mut Context, args: &RemindArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let (rule, plan, _) = lookup::find_rule(&catalog, &args.rule)?;
    let office = args.office.as_deref();
    let office = office
        .map(|typed| lookup::find_office(&catalog, typed, Some(plan)))
        .transpose()?;
    let period = lookup::parse_period_argument(&args.period)?;
    let today = context.today;
    let parse_day = |typed: &str| lookup::parse_day_argument(typed, today);
    let on = args.on.as_deref().map(parse_day).transpose()?;
    let note = args.note.as_deref();
    let note = note
        .map(|note| validate_text(note.trim(), NOTE_MAX))
        .transpose()?;
    let event = DutyEventKind::Reminded {
        channel: args.channel.into(),
        note: note.filter(|note| !note.is_empty()),
    };
    let asked = args.requested_deadline.as_deref();
    let asked = asked.map(parse_day).transpose()?;
    let owing = DutiesToRemind {
        rule: &rule,
        office: office.as_ref(),
        period,
        today: context.today,
    }
    .find(&store, &event, on.unwrap_or(context.today))?;
    let names: Vec<String> = owing
        .iter()
        .map(|record| catalog.office_name(&record.duty.key.office).to_owned())
        .collect();
    let drawn = args
        .letter
        .as_ref()
        .and_then(|_| reminder_letter(&catalog, &owing, (context.today, asked)));
    let to_output = args.letter.as_deref() == Some(Path::new("-"));
    let letter = save_letter(context, args, drawn.as_ref())?;
    let mut lines = Vec::new();
    if !args.draft {
        let keys = owing.into_iter().map(|record| record.duty.key).collect();
        let write = Write::RecordSteps { keys, event, on };
        record_reminders(context, &store, write, letter.as_deref())?;
        let period = facts::period(context.lang, period);
        lines.push(fill_placeholders(
            CliText::Reminded.text(context.lang),
            &[&names.len(), &rule, &period],
        ));
    }
    lines.extend(names.iter().map(|name| format!("  {name}")));
    let Some(drawn) = drawn.filter(|_| to_output) else {
        return lines.iter().try_for_each(|line| context.print_line(line));
    };
    for line in &lines {
        context.print_warning(line);
    }
    Ok(context.out().write_all(&letter::write(&drawn)?)?)
}

/// A letter for reminders that were not recorded would be a second one when they are: it goes.
fn record_reminders(
    context: &Context,
    store: &Store,
    write: Write,
    letter: Option<&Path>,
) -> Result<(), CliError> {
    let done = store.write(&context.actor("cli"), context.clock, write);
    if let (Err(_), Some(path)) = (&done, letter) {
        drop(std::fs::remove_file(path));
    }
    done?;
    Ok(())
}

/// Writes the letter into the file that was named, if one was; answers where it lies.
fn save_letter(
    context: &mut Context,
    args: &RemindArgs,
    drawn: Option<&letter::Letter>,
) -> Result<Option<PathBuf>, CliError> {
    let named = args.letter.as_deref();
    let named = named.filter(|path| *path != Path::new("-"));
    let letter = named.map(|path| report::export_path(path, "docx"));
    if let (Some(path), Some(drawn)) = (&letter, drawn) {
        letter::write(drawn)
            .and_then(|bytes| report::save_new_file(&bytes, path))
            .map_err(|error| CliError::cannot_create_file(path, error))?;
        context.print_line(&fill_placeholders(
            CliText::LetterWritten.text(context.lang),
            &[&path.display()],
        ))?;
    }
    Ok(letter)
}

/// Of which report an office, or each of them, is reminded.
struct DutiesToRemind<'a> {
    rule: &'a RuleId,
    office: Option<&'a OfficeCode>,
    period: Period,
    today: NaiveDate,
}

impl DutiesToRemind<'_> {
    /// The duties to remind of: an office that was named has to hear why not; among all of them those that owe nothing
    /// are passed over.
    fn find(
        &self,
        store: &Store,
        event: &DutyEventKind,
        on: NaiveDate,
    ) -> Result<Vec<DutyRecord>, CliError> {
        let of_rule = DutyFilter {
            rule: Some(self.rule.clone()),
            ..DutyFilter::default()
        };
        let of_period = DutyFilter {
            period: Some(self.period),
            office: self.office.cloned(),
            ..of_rule.clone()
        };
        let mut found = store.duties(&of_period)?;
        if found.is_empty() {
            let others = store.duties(&of_rule)?;
            return Err(CliError::unknown_duty(self.rule, self.office, &others));
        }
        if self.office.is_some() {
            found = found
                .into_iter()
                .map(|record| duty_held_on(store, record, on))
                .collect::<Result<_, _>>()?;
        } else {
            found.retain(|record| status_of_duty(record, self.today).is_owed());
        }
        for record in &found {
            duty_step::check_duty_step(
                &record.duty,
                &record.events,
                record.external_recipient,
                event,
                (on, self.today),
            )?;
        }
        if found.is_empty() {
            Err(CliError::NothingOwed {
                rule: self.rule.to_string(),
                period: self.period,
            })
        } else {
            Ok(found)
        }
    }
}

fn status_of_duty(record: &DutyRecord, today: NaiveDate) -> DutyStatus {
    record.status_on(today)
}

fn reminder_letter(
    catalog: &Catalog,
    owing: &[DutyRecord],
    (today, asked): (NaiveDate, Option<NaiveDate>),
) -> Option<letter::Letter> {
    let stands: Vec<DutyStatus> = owing
        .iter()
        .map(|record| status_of_duty(record, today))
        .collect();
    let rows: Vec<(&Duty, &DutyStatus)> = owing
        .iter()
        .map(|record| &record.duty)
        .zip(&stands)
        .collect();
    crate::i18n::letter::reminder(catalog, &rows, today, asked)
}
