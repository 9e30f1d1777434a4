//! Reads data files, reports their errors, summarizes an import. Must not depend on commands.

use std::fmt::Display;
use std::path::Path;

use serde::de::DeserializeOwned;

use super::context::Context;
use super::error::CliError;
use super::input;
use crate::domain::catalog::Catalog;
use crate::domain::gap::gaps;
use crate::domain::office::OfficeFile;
use crate::domain::plan::Plan;
use crate::domain::plan_limits;
use crate::domain::validation::ValidationError;
use crate::i18n::import::ImportMessage;
use crate::i18n::{Lang, fill_placeholders, messages};
use crate::import::{data, offices as import_offices};

/// Reads a data file into a domain type; the error has the line.
pub(super) fn read_data_file<T: DeserializeOwned>(path: &Path) -> Result<T, CliError> {
    data::read_toml(&input::read_file_or_stdin(path)?)
        .map_err(|error| CliError::UnreadableDataFile(path.to_owned(), error))
}

/// Prints every error on standard error; fails if there is any, or if there were `already_printed` ones.
pub(super) fn report_validation_errors(
    context: &mut Context,
    errors: &[ValidationError],
    already_printed: usize,
) -> Result<(), CliError> {
    for error in errors {
        let message = messages::plan_check::validation_error(context.lang, error);
        context.print_warning(&message);
    }
    let count = errors.len() + already_printed;
    if count == 0 {
        Ok(())
    } else {
        Err(CliError::DataFileErrors(count))
    }
}

/// Summary of a plan's contents.
pub(super) fn plan_import_summary(
    lang: Lang,
    catalog: &Catalog,
    plan: &Plan,
    dry_run: bool,
) -> String {
    let text = if dry_run {
        ImportMessage::PlanDryRun
    } else {
        ImportMessage::Plan
    };
    // `None` for a plan without rules.
    let duties = plan_limits::count(plan, catalog).map_or(0, |count| count.total);
    let counts: [usize; 6] = [
        plan.targets.len(),
        plan.measures().count(),
        plan.activities.len(),
        plan.rules.len(),
        duties,
        gaps(plan).len(),
    ];
    let mut values: Vec<&dyn Display> = vec![&plan.code];
    values.extend(counts.iter().map(|count| count as &dyn Display));
    // The text of an import ends with a command on the plan.
    values.push(&plan.code);
    fill_placeholders(text.text(lang), &values)
}

/// Reads a file of offices: CSV by its name or heading, else TOML. CSV has no contacts; existing ones are kept.
pub(super) fn read_office_file(path: &Path, catalog: &Catalog) -> Result<OfficeFile, CliError> {
    let bytes = input::read_file_or_stdin(path)?;
    let unreadable = |error| CliError::UnreadableDataFile(path.to_owned(), error);
    let has_csv_extension = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    if !has_csv_extension && !import_offices::is_office_list(&bytes) {
        return data::read_toml(&bytes).map_err(unreadable);
    }
    let mut file = import_offices::read_office_list(&bytes).map_err(unreadable)?;
    for office in &mut file.offices {
        office.contact = catalog
            .offices
            .get(&office.code)
            .and_then(|existing| existing.contact.clone());
    }
    Ok(file)
}
