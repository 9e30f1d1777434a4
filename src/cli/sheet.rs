//! `import figures`: a sheet checked row by row, then saved: all rows or none, or each by itself.

use std::path::Path;

use super::output::Desk;
use super::{Failure, failure, file};
use crate::domain::catalog::Catalog;
use crate::domain::entry::{Entry, finish};
use crate::domain::figure::FigureDraft;
use crate::domain::question::{Question, questions};
use crate::import::figures::{SheetRow, read};
use crate::store::{Seen, Store, StoreError, Write};
use crate::words::cli::Said;
use crate::words::complaint::row_error;
use crate::words::{facts, fill};

/// `tiendo import figures FILE`
pub fn import(desk: &mut Desk, path: &Path, dry_run: bool, each: bool) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let bytes = file::read(path)?;
    // The input may have been held open for long.
    desk.read_clock();
    let catalog = store.catalog_on(desk.day)?;
    let rows = read(&bytes, &catalog)?;
    if each {
        return save_each(desk, &mut store, &catalog, &rows);
    }
    let (mut drafts, mut entries) = (Vec::new(), Vec::new());
    for row in &rows {
        match draft(desk, &catalog, row) {
            Ok((entry, draft)) => {
                drafts.push((row.line, draft));
                entries.push(entry.clone());
            }
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
    match store.write(&desk.actor("import"), desk.clock, Write::ImportFigures(entries)) {
        // Something changed since the rows were looked at.
        Err(StoreError::Refused(refused)) => {
            for one in &refused {
                let line = drafts.get(one.index).map_or(0, |(line, _)| *line);
                about(desk, line, &facts::refusal(desk.lang, &one.refusal));
            }
            Err(Failure::Rows { refused: refused.len(), others_saved: false })
        }
        done => {
            done.map_err(Failure::from).and_then(|_| desk.say(&fill(Said::Imported.words(desk.lang), &[&drafts.len()])))
        }
    }
}

/// A row as it was typed and as a figure, or why it is refused.
fn draft<'a>(desk: &Desk, catalog: &Catalog, row: &'a SheetRow) -> Result<(&'a Entry, FigureDraft), String> {
    let entry = row.entry.as_ref().map_err(|error| row_error(desk.lang, error))?;
    let draft = finish(catalog, entry, desk.today).map_err(|refusal| facts::refusal(desk.lang, &refusal))?;
    Ok((entry, draft))
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
        match save(desk, store, catalog, row)? {
            Ok(odd) => {
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

/// Saves one row, in a transaction of its own; what is odd about it, or why it is refused.
fn save(
    desk: &Desk,
    store: &mut Store,
    catalog: &Catalog,
    row: &SheetRow,
) -> Result<Result<Vec<Question>, String>, Failure> {
    let (entry, draft) = match draft(desk, catalog, row) {
        Ok(found) => found,
        Err(words) => return Ok(Err(words)),
    };
    let others = store.figures_by(&draft.cell.measure, &draft.cell.office)?;
    let odd = questions(catalog, &draft, &others, desk.today);
    let write = Write::SetFigure { entry: entry.clone(), seen: Seen::Whatever };
    match store.write(&desk.actor("import"), desk.clock, write) {
        Ok(_) => Ok(Ok(odd)),
        Err(error @ StoreError::Refused(_)) => Ok(Err(facts::store_error(desk.lang, &error))),
        Err(error) => Err(error.into()),
    }
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
