//! Undo and redo of one's own figure changes: the stack is the history itself, so that it survives a restart. An undo
//! is a change like any other. Must not depend on screens.
//!
//! A change is undone by restoring the figure before it; a first figure is withdrawn. A redo undoes the undo. A new
//! change clears what can be redone.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::author::Author;
use super::error::RefusedEntry;
use super::error::StoreError;
use super::figures;
use crate::domain::catalog::Catalog;
use crate::domain::entry::{Entry, validate_entry};
use crate::domain::figure::{
    Answer, Cell, FigureChange, Quality, UndoDirection, UndoStep, ValidFigure,
};

/// Newest change of an account that is not undone and is not an undo itself.
pub(super) const LAST_DONE: &str = "SELECT c.no, c.batch FROM figure_change c
     WHERE c.by = ?1 AND c.no < ?2 AND c.way IS NOT 'undo'
       AND NOT EXISTS (SELECT 1 FROM figure_change u WHERE u.takes_back = c.no)
     ORDER BY c.no DESC LIMIT 1";
/// Newest undo of an account that was not redone and is not followed by a new change.
pub(super) const LAST_UNDONE: &str = "SELECT c.no, c.batch FROM figure_change c
     WHERE c.by = ?1 AND c.no < ?2 AND c.way = 'undo'
       AND NOT EXISTS (SELECT 1 FROM figure_change u WHERE u.takes_back = c.no)
       AND c.no > ifnull((SELECT n.no FROM figure_change n WHERE n.by = ?1 AND n.way IS NULL ORDER BY n.no DESC LIMIT 1), 0)
     ORDER BY c.no DESC LIMIT 1";
/// Changes of a step that are not undone, the last one first.
pub(super) const CHANGES_OF_STEP: &str =
    "SELECT c.no, c.measure, c.office, c.period, c.series, c.quality, c.version
     FROM figure_change c WHERE (c.no = ?1 OR c.batch = ?2)
       AND NOT EXISTS (SELECT 1 FROM figure_change u WHERE u.takes_back = c.no)
     ORDER BY c.no DESC";

/// One change of a step.
struct StepChange {
    no: i64,
    cell: Cell,
    quality: Quality,
    version: i64,
}

/// Next step that an account can undo or redo.
pub(super) fn next_undo_step(
    db: &Connection,
    account: &str,
    direction: UndoDirection,
    before: Option<i64>,
) -> Result<Option<UndoStep>, StoreError> {
    let sql = match direction {
        UndoDirection::Undo => LAST_DONE,
        UndoDirection::Redo => LAST_UNDONE,
    };
    let keys = params![account, before.unwrap_or(i64::MAX)];
    let found = db
        .prepare_cached(sql)?
        .query_row(keys, |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((no, batch)) = found else {
        return Ok(None);
    };
    let cells = changes_of_step(db, no, batch)?
        .into_iter()
        .map(|change| change.cell)
        .collect();
    Ok(Some(UndoStep {
        direction,
        no,
        cells,
    }))
}

fn changes_of_step(
    db: &Connection,
    no: i64,
    batch: Option<i64>,
) -> Result<Vec<StepChange>, StoreError> {
    let mut statement = db.prepare_cached(CHANGES_OF_STEP)?;
    let changes = statement.query_map(params![no, batch], change_from_row)?;
    Ok(changes.collect::<Result<_, _>>()?)
}

fn change_from_row(row: &Row<'_>) -> rusqlite::Result<StepChange> {
    let series = Some(row.get(4)?).filter(|series: &String| !series.is_empty());
    let cell = Cell {
        measure: row.get(1)?,
        office: row.get(2)?,
        period: row.get(3)?,
        series,
    };
    Ok(StepChange {
        no: row.get(0)?,
        cell,
        quality: row.get(5)?,
        version: row.get(6)?,
    })
}

/// Undoes or redoes a step: all of its changes or none. Returns their number; 0 if it was done already.
pub(super) fn apply_undo_step(
    db: &Connection,
    author: &Author<'_>,
    catalog: &Catalog,
    taken: &UndoStep,
) -> Result<usize, StoreError> {
    let known = next_undo_step(
        db,
        &author.actor.account,
        taken.direction,
        Some(taken.no + 1),
    )?;
    if known.as_ref() != Some(taken) {
        return Ok(0);
    }
    let batch: Option<i64> = db
        .prepare_cached("SELECT c.batch FROM figure_change c WHERE c.no = ?1")?
        .query_row([taken.no], |row| row.get(0))?;
    let first = figures::next_change_no(db)?;
    let changes = changes_of_step(db, taken.no, batch)?;
    for change in &changes {
        restore_previous(db, (author, catalog), change, taken.direction)?;
        mark_reversed(db, change.no, taken.direction)?;
    }
    figures::make_batch(db, first)?;
    Ok(changes.len())
}

/// Restores the figure before a change, as a new change. One's own later changes of the cell were undone before
/// it; another account's are a conflict. The restored figure is validated like a typed one.
fn restore_previous(
    db: &Connection,
    (author, catalog): (&Author<'_>, &Catalog),
    change: &StepChange,
    way: UndoDirection,
) -> Result<(), StoreError> {
    let (cell, quality) = (&change.cell, change.quality);
    let history = figures::history(db, cell)?
        .into_iter()
        .filter(|past| past.figure.quality == quality);
    let history: Vec<FigureChange> = history.collect();
    let in_the_way = |past: &&FigureChange| {
        past.figure.version > change.version && past.figure.by != author.actor.account
    };
    if let Some(past) = history.iter().rev().find(in_the_way) {
        return Err(
            StoreError::FigureConflict(Box::new(Some(past.figure.clone()))).with_cell(cell),
        );
    }
    let why = match way {
        UndoDirection::Undo => "undo",
        UndoDirection::Redo => "redo",
    };
    let before = history
        .iter()
        .find(|past| past.figure.version == change.version - 1 && !past.withdrawn);
    let (answer, note) = before.map_or((Answer::NoData, None), |past| {
        (past.figure.answer, past.figure.note.clone())
    });
    let previous_figure = ValidFigure {
        cell: cell.clone(),
        answer,
        quality,
        note,
    };
    if let Err(refusal) = validate_entry(catalog, &Entry::from(&previous_figure), author.day()) {
        return Err(StoreError::Refused(vec![RefusedEntry {
            index: 0,
            cell: cell.clone(),
            refusal,
        }]));
    }
    match (before, figures::current_figure(db, cell, quality)?) {
        (Some(_), current) => {
            figures::set_figure(db, author, current.as_ref(), (&previous_figure, Some(why)))
        }
        (None, Some(current)) => figures::withdraw(db, author, &current, why),
        (None, None) => Ok(()),
    }
}

/// Marks a change as reversed by the newest change.
fn mark_reversed(db: &Connection, no: i64, way: UndoDirection) -> rusqlite::Result<usize> {
    let sql = "UPDATE figure_change SET way = ?1, takes_back = ?2 WHERE no = (SELECT max(no) FROM figure_change)";
    db.prepare_cached(sql)?.execute(params![way, no])
}
