//! `import figures`: a sheet checked row by row, then saved: all rows or none, or each by itself.

use std::path::Path;

use super::output::Desk;
use super::{Failure, failure, file};
use crate::domain::catalog::Catalog;
use crate::domain::entry::finish;
use crate::domain::figure::FigureDraft;
use crate::domain::question::{Question, questions};
use crate::import::figures::{SheetRow, read};
use crate::store::{Seen, Store, Write};
use crate::words::cli::Said;
use crate::words::complaint::row_error;
use crate::words::{facts, fill};

/// `tiendo import figures FILE`
pub fn import(desk: &mut Desk, path: &Path, dry_run: bool, each: bool) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let rows = read(&file::read(path)?, &catalog)?;
    if each {
        return save_each(desk, &mut store, &catalog, &rows);
    }
    let mut drafts = Vec::new();
    for row in &rows {
        match draft(desk, &catalog, row) {
            Ok(draft) => drafts.push((row.line, draft)),
            Err(words) => about(desk, row.line, &words),
        }
    }
    let refused = rows.len() - drafts.len();
    if refused > 0 {
        return Err(Failure::Rows { refused, others_saved: false });
    }
    ask(desk, &store, &catalog, &drafts)?;
    if dry_run {
        return compare(desk, &store, &catalog, &drafts);
    }
    let count = drafts.len();
    let write = Write::ImportFigures(drafts.into_iter().map(|(_, draft)| draft).collect());
    store.write(&desk.actor("import"), desk.now, write)?;
    desk.say(&fill(Said::Imported.words(desk.lang), &[&count]))
}

/// A row as a figure, or why it is refused.
fn draft(desk: &Desk, catalog: &Catalog, row: &SheetRow) -> Result<FigureDraft, String> {
    let entry = row.entry.as_ref().map_err(|error| row_error(desk.lang, error))?;
    finish(catalog, entry, desk.today).map_err(|refusal| facts::refusal(desk.lang, &refusal))
}

/// Says something about a line on standard error.
fn about(desk: &mut Desk, line: u64, words: &str) {
    let text = format!("{} {line}: {words}", Said::Line.words(desk.lang));
    desk.warn(&text);
}

/// Saves row by row; after each commit its line is printed. Refused rows are said and passed over.
fn save_each(desk: &mut Desk, store: &mut Store, catalog: &Catalog, rows: &[SheetRow]) -> Result<(), Failure> {
    let mut refused = 0;
    for row in rows {
        match draft(desk, catalog, row) {
            Ok(draft) => {
                let others = store.figures_by(&draft.cell.measure, &draft.cell.office)?;
                let odd = questions(catalog, &draft, &others, desk.today);
                let write = Write::SetFigure { draft, seen: Seen::Whatever };
                store.write(&desk.actor("import"), desk.now, write)?;
                writeln!(desk.out(), "OK {}", row.line)?;
                desk.flush()?;
                warn(desk, row.line, &odd);
            }
            Err(words) => {
                refused += 1;
                about(desk, row.line, &words);
            }
        }
    }
    if refused > 0 { Err(Failure::Rows { refused, others_saved: true }) } else { Ok(()) }
}

/// Says what is odd, with its line.
fn ask(desk: &mut Desk, store: &Store, catalog: &Catalog, drafts: &[(u64, FigureDraft)]) -> Result<(), Failure> {
    let mut known = std::collections::HashMap::new();
    for (line, draft) in drafts {
        let measure = &draft.cell.measure;
        if !known.contains_key(measure) {
            known.insert(measure.clone(), store.figures_of(measure)?);
        }
        let others = known.get(measure).map_or(&[][..], Vec::as_slice);
        let odd = questions(catalog, draft, others, desk.today);
        warn(desk, *line, &odd);
    }
    Ok(())
}

/// Says what is odd about a line; it is saved all the same.
fn warn(desk: &mut Desk, line: u64, odd: &[Question]) {
    for words in failure::questions(desk.lang, odd) {
        let odd = format!("{}: {words}", Said::Warning.words(desk.lang));
        about(desk, line, &odd);
    }
}

/// Says what an import would change.
fn compare(desk: &mut Desk, store: &Store, catalog: &Catalog, drafts: &[(u64, FigureDraft)]) -> Result<(), Failure> {
    let (lang, mut fresh, mut changed, mut same) = (desk.lang, 0, 0, 0);
    for (line, draft) in drafts {
        let Some((_, _, measure)) = catalog.measure(&draft.cell.measure) else { continue };
        let there = store.cell(&draft.cell)?.into_iter().find(|figure| figure.quality == draft.quality);
        let before = match there {
            Some(figure) if figure.answer == draft.answer && figure.note == draft.note => {
                same += 1;
                continue;
            }
            Some(figure) => {
                changed += 1;
                facts::answer(lang, measure, &figure.answer)
            }
            None => {
                fresh += 1;
                Said::New.words(lang).to_owned()
            }
        };
        let (cell, after) = (&draft.cell, facts::answer(lang, measure, &draft.answer));
        let series = cell.series.as_ref().map(|series| format!(" {series}")).unwrap_or_default();
        let words = Said::Line.words(lang);
        desk.say(&format!(
            "{words} {line}: {} {} {}{series}: {before} → {after}",
            cell.measure, cell.office, cell.period
        ))?;
    }
    desk.say(&fill(Said::DryRun.words(lang), &[&fresh, &changed, &same]))
}
