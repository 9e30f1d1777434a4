//! A step on every duty of a rule and period to which it applies: `report accept|extend|waive --all`.
//! `domain::duty_step` decides whether it applies.

use chrono::NaiveDate;

use super::args::{BulkDutyStepArgs, OutputFormat};
use super::context::Context;
use super::duties::{self, DutyWithBlockers};
use super::duty_steps::report_rows;
use super::error::CliError;
use super::lookup;
use crate::domain::catalog::Catalog;
use crate::domain::code::RuleId;
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::duty_step::{self, DutyStepRefusal};
use crate::domain::period::Period;
use crate::i18n::cli::CliText;
use crate::i18n::{facts, fill_placeholders, messages};
use crate::report::json;
use crate::store::{DutyFilter, Store, Write};

/// Skipped offices with their reasons.
type SkippedDuties = Vec<(String, DutyStepRefusal)>;

/// Records all applicable steps in one transaction and names the others with the reason; fails if none applies.
pub fn apply_to_all(
    context: &mut Context,
    at: &BulkDutyStepArgs,
    event: DutyEventKind,
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let (rule, _, _) = lookup::find_rule(&catalog, &at.rule)?;
    let period = lookup::parse_period_argument(&at.period)?;
    let on = at
        .on
        .as_deref()
        .map(|typed| lookup::parse_day_argument(typed, context.today))
        .transpose()?;
    let step = BulkStep {
        rule: &rule,
        period,
        event: &event,
        on: on.unwrap_or(context.today),
    };
    let (keys, passed) = step.split(&store, &catalog, context.today)?;
    if keys.is_empty() {
        return Err(CliError::NoDutyAccepts(passed));
    }
    let write = Write::RecordSteps {
        keys: keys.clone(),
        event,
        on,
    };
    store.write(&context.actor("cli"), context.clock, write)?;
    let mut taken = Vec::with_capacity(keys.len());
    for key in &keys {
        taken.extend(store.duty(key)?);
    }
    let taken = duties::with_status_and_blockers(&store, &catalog, taken, context.day)?;
    if let Some(OutputFormat::Json) = context.format {
        let rows = report_rows(context, &store, &catalog, &taken)?;
        return Ok(json::write(context.out(), &rows)?);
    }
    let lang = context.lang;
    context.print_line(&fill_placeholders(
        CliText::SavedMany.text(lang),
        &[&taken.len(), &rule, &facts::period(lang, period)],
    ))?;
    print_offices(context, &catalog, &taken, &passed)
}

/// A step, and the report to which it is done.
struct BulkStep<'a> {
    rule: &'a RuleId,
    period: Period,
    event: &'a DutyEventKind,
    on: NaiveDate,
}

impl BulkStep<'_> {
    /// Those to which it can be done, and those to which it cannot.
    fn split(
        &self,
        store: &Store,
        catalog: &Catalog,
        today: NaiveDate,
    ) -> Result<(Vec<DutyKey>, SkippedDuties), CliError> {
        let of_rule = DutyFilter {
            rule: Some(self.rule.clone()),
            ..DutyFilter::default()
        };
        let (mut keys, mut passed) = (Vec::new(), Vec::new());
        for record in store.duties(&DutyFilter {
            period: Some(self.period),
            ..of_rule.clone()
        })? {
            let key = &record.duty.key;
            match duty_step::check_duty_step(
                &record.duty,
                &record.events,
                record.external_recipient,
                self.event,
                (self.on, today),
            ) {
                Ok(()) => keys.push(key.clone()),
                Err(refusal) => passed.push((catalog.office_name(&key.office).to_owned(), refusal)),
            }
        }
        if keys.is_empty() && passed.is_empty() {
            let others = store.duties(&of_rule)?;
            return Err(CliError::unknown_duty(self.rule, None, &others));
        }
        Ok((keys, passed))
    }
}

/// Those to which it was done, and those that were passed over, with the reason.
fn print_offices(
    context: &mut Context,
    catalog: &Catalog,
    taken: &[DutyWithBlockers],
    passed: &[(String, DutyStepRefusal)],
) -> Result<(), CliError> {
    let lang = context.lang;
    for owed in taken {
        context.print_line(&format!(
            "  {}",
            catalog.office_name(&owed.record.duty.key.office)
        ))?;
    }
    let passed = messages::cli::skipped_offices(lang, passed);
    passed.iter().try_for_each(|line| {
        context.print_line(&fill_placeholders(CliText::Skipped.text(lang), &[line]))
    })
}
