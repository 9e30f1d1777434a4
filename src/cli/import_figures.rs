//! `import figures`: a sheet validated row by row, then saved: all rows or none, or each by itself.

use std::path::Path;

use super::context::Context;
use super::error;
use super::error::CliError;
use super::input;
use crate::domain::catalog::Catalog;
use crate::domain::entry::{Entry, validate_entry};
use crate::domain::figure::ValidFigure;
use crate::domain::plausibility::{EntryWarning, entry_warnings};
use crate::i18n::cli::CliText;
use crate::i18n::messages::cli::row_error;
use crate::i18n::{facts, fill_placeholders};
use crate::import::figures::{SheetRow, read_sheet};
use crate::store::{ExpectedVersion, Store, StoreError, Write};

/// `tiendo import figures FILE`
pub fn import_figures(
    context: &mut Context,
    path: &Path,
    dry_run: bool,
    each: bool,
) -> Result<(), CliError> {
    let store = context.open_store()?;
    let bytes = input::read_file_or_stdin(path)?;
    // The input may have been open for long.
    context.refresh_time();
    let catalog = store.catalog_as_of(context.day)?;
    let rows = read_sheet(&bytes, &catalog)?;
    if each {
        return save_each(context, &store, &catalog, &rows);
    }
    let (mut valid_figures, mut entries) = (Vec::new(), Vec::new());
    for row in &rows {
        match valid_row(context, &catalog, row) {
            Ok((entry, valid_figure)) => {
                valid_figures.push((row.line, valid_figure));
                entries.push(entry.clone());
            }
            Err(words) => print_line_error(context, row.line, &words),
        }
    }
    let refused = rows.len() - valid_figures.len();
    if refused > 0 {
        return Err(CliError::RowsRefused {
            refused,
            others_saved: false,
        });
    }
    print_all_warnings(context, &store, &catalog, &valid_figures)?;
    if dry_run {
        return print_differences(context, &store, &catalog, &valid_figures);
    }
    let write = Write::ImportFigures(entries);
    match store.write(&context.actor("import"), context.clock, write) {
        // Something changed since the rows were validated.
        Err(StoreError::Refused(refused)) => {
            for one in &refused {
                let line = valid_figures.get(one.index).map_or(0, |(line, _)| *line);
                let words = facts::entry_refusal(context.lang, &one.refusal);
                print_line_error(context, line, &words);
            }
            Err(CliError::RowsRefused {
                refused: refused.len(),
                others_saved: false,
            })
        }
        done => done.map_err(CliError::from).and_then(|_| {
            context.print_line(&fill_placeholders(
                CliText::Imported.text(context.lang),
                &[&valid_figures.len()],
            ))
        }),
    }
}

/// Entry and valid figure of a row, or why it is refused.
fn valid_row<'a>(
    context: &Context,
    catalog: &Catalog,
    row: &'a SheetRow,
) -> Result<(&'a Entry, ValidFigure), String> {
    let entry = row
        .entry
        .as_ref()
        .map_err(|error| row_error(context.lang, error))?;
    let valid_figure = validate_entry(catalog, entry, context.today)
        .map_err(|refusal| facts::entry_refusal(context.lang, &refusal))?;
    Ok((entry, valid_figure))
}

/// Prints a message about a line on standard error.
fn print_line_error(context: &mut Context, line: u64, words: &str) {
    let text = format!("{} {line}: {words}", CliText::Line.text(context.lang));
    context.print_warning(&text);
}

/// Saves row by row; after each commit its line is printed. Refused rows are reported and skipped.
fn save_each(
    context: &mut Context,
    store: &Store,
    catalog: &Catalog,
    rows: &[SheetRow],
) -> Result<(), CliError> {
    let mut refused = 0;
    for row in rows {
        match save(context, store, catalog, row)? {
            Ok(warnings) => {
                writeln!(context.out(), "OK {}", row.line)?;
                context.flush()?;
                print_row_warnings(context, row.line, &warnings);
            }
            Err(words) => {
                refused += 1;
                print_line_error(context, row.line, &words);
            }
        }
    }
    if refused > 0 {
        Err(CliError::RowsRefused {
            refused,
            others_saved: true,
        })
    } else {
        Ok(())
    }
}

/// Saves one row in its own transaction; returns warnings, or why it is refused.
fn save(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    row: &SheetRow,
) -> Result<Result<Vec<EntryWarning>, String>, CliError> {
    let (entry, valid_figure) = match valid_row(context, catalog, row) {
        Ok(found) => found,
        Err(words) => return Ok(Err(words)),
    };
    let others = store.figures_of_office(&valid_figure.cell.measure, &valid_figure.cell.office)?;
    let warnings = entry_warnings(catalog, &valid_figure, &others, context.today);
    let write = Write::SetFigure {
        entry: entry.clone(),
        expected: ExpectedVersion::Any,
    };
    match store.write(&context.actor("import"), context.clock, write) {
        Ok(_) => Ok(Ok(warnings)),
        Err(error @ StoreError::Refused(_)) => Ok(Err(facts::store_error(context.lang, &error))),
        Err(error) => Err(error.into()),
    }
}

/// Prints all warnings with their lines.
fn print_all_warnings(
    context: &mut Context,
    store: &Store,
    catalog: &Catalog,
    valid_figures: &[(u64, ValidFigure)],
) -> Result<(), CliError> {
    let mut known = std::collections::HashMap::new();
    for (line, valid_figure) in valid_figures {
        let measure = &valid_figure.cell.measure;
        if !known.contains_key(measure) {
            known.insert(measure.clone(), store.figures_of_measure(measure)?);
        }
        let others = known.get(measure).map_or(&[][..], Vec::as_slice);
        let warnings = entry_warnings(catalog, valid_figure, others, context.today);
        print_row_warnings(context, *line, &warnings);
    }
    Ok(())
}

/// Prints warnings about a line, which is saved all the same.
fn print_row_warnings(context: &mut Context, line: u64, warnings: &[EntryWarning]) {
    for words in error::warning_texts(context.lang, warnings) {
        let warnings = format!("{}: {words}", CliText::Warning.text(context.lang));
        print_line_error(context, line, &warnings);
    }
}

/// Prints the changes of an import.
fn print_differences(
    context: &mut Context,
    store: &Store,
    catalog: &Catalog,
    valid_figures: &[(u64, ValidFigure)],
) -> Result<(), CliError> {
    let (lang, mut fresh, mut changed, mut same) = (context.lang, 0, 0, 0);
    for (line, valid_figure) in valid_figures {
        let Some((_, _, measure)) = catalog.measure(&valid_figure.cell.measure) else {
            continue;
        };
        let there = store
            .figures_of_cell(&valid_figure.cell)?
            .into_iter()
            .find(|figure| figure.quality == valid_figure.quality);
        let before = match there {
            Some(figure)
                if figure.answer == valid_figure.answer && figure.note == valid_figure.note =>
            {
                same += 1;
                continue;
            }
            Some(figure) => {
                changed += 1;
                facts::answer(lang, measure, &figure.answer)
            }
            None => {
                fresh += 1;
                CliText::New.text(lang).to_owned()
            }
        };
        let (cell, after) = (
            &valid_figure.cell,
            facts::answer(lang, measure, &valid_figure.answer),
        );
        let series = cell
            .series
            .as_ref()
            .map(|series| format!(" {series}"))
            .unwrap_or_default();
        let words = CliText::Line.text(lang);
        context.print_line(&format!(
            "{words} {line}: {} {} {}{series}: {before} → {after}",
            cell.measure, cell.office, cell.period
        ))?;
    }
    context.print_line(&fill_placeholders(
        CliText::DryRun.text(lang),
        &[&fresh, &changed, &same],
    ))
}
