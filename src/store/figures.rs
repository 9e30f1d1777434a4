//! Figures: current ones, their history, and recording. `domain::entry` validates them in the transaction; the schema
//! only excludes impossible values.

use rusqlite::{Connection, OptionalExtension, Params, Row, params};

use super::author::Author;
use super::error::StoreError;
use super::rows::{Timestamp, insert};
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode, PlanCode};
use crate::domain::day::vietnam_day;
use crate::domain::entry::{Entry, validate_entry};
use crate::domain::figure::{
    Answer, Cell, Figure, FigureChange, MilestoneState, Quality, ValidFigure,
};
use crate::domain::number::Number;

/// Columns of both tables, in the order in which rows are read.
macro_rules! select_figures {
    ($rest:literal) => {
        concat!(
            "SELECT f.measure, f.office, f.period, f.series, f.quality, f.kind, f.value, f.numerator, f.denominator, ",
            "f.milestone, f.note, f.by, f.at, f.version ",
            $rest
        )
    };
}
use super::error::RefusedEntry;
use super::expected::ExpectedVersion;
pub(super) use select_figures;

pub(super) const CURRENT: &str = select_figures!(
    "FROM figure f WHERE f.measure = ?1 AND f.office = ?2 AND f.period = ?3 AND f.series = ?4 AND f.quality = ?5"
);
pub(super) const OF_PLAN: &str = select_figures!(
    "FROM measure m CROSS JOIN figure f ON f.measure = m.id WHERE m.plan = ?1
     ORDER BY f.measure, f.office, f.period, f.series, f.quality"
);
pub(super) const OF_MEASURE: &str = select_figures!(
    "FROM figure f WHERE f.measure = ?1 ORDER BY f.office, f.period, f.series, f.quality"
);
pub(super) const OF_MEASURE_UP_TO: &str = select_figures!(
    "FROM figure f WHERE f.measure = ?1 ORDER BY f.office, f.period, f.series, f.quality LIMIT ?2"
);
pub(super) const OF_OFFICE: &str = select_figures!(
    "FROM figure f WHERE f.measure = ?1 AND f.office = ?2 ORDER BY f.period, f.series, f.quality"
);
pub(super) const FOR_OPEN_ESTIMATES: &str = select_figures!(
    "FROM (SELECT DISTINCT e.measure, e.period, e.series FROM figure e WHERE e.quality = 'estimate' AND NOT EXISTS (
               SELECT 1 FROM figure o WHERE o.measure = e.measure AND o.office = e.office AND o.period = e.period
               AND o.series = e.series AND o.quality = 'official' AND o.kind <> 'no_data')) w
     CROSS JOIN figure f ON f.measure = w.measure AND f.period = w.period AND f.series = w.series
     ORDER BY f.measure, f.office, f.period, f.series, f.quality"
);
pub(super) const OPEN_ESTIMATES: &str = select_figures!(
    "FROM figure f INDEXED BY figure_estimate WHERE f.quality = 'estimate' AND NOT EXISTS (
         SELECT 1 FROM figure o WHERE o.measure = f.measure AND o.office = f.office AND o.period = f.period
         AND o.series = f.series AND o.quality = 'official' AND o.kind <> 'no_data')"
);
pub(super) const OPEN_ESTIMATES_OF_SERIES: &str = select_figures!(
    "FROM (SELECT DISTINCT e.measure, e.period, e.series FROM figure e
           WHERE e.quality = 'estimate' AND e.measure = ?1 AND e.period = ?2 AND e.series = ?3 AND NOT EXISTS (
               SELECT 1 FROM figure o WHERE o.measure = e.measure AND o.office = e.office AND o.period = e.period
               AND o.series = e.series AND o.quality = 'official' AND o.kind <> 'no_data')) w
     CROSS JOIN figure f ON f.measure = w.measure AND f.period = w.period AND f.series = w.series
     ORDER BY f.measure, f.office, f.period, f.series, f.quality"
);
pub(super) const OF_CELL: &str = select_figures!(
    "FROM figure f WHERE f.measure = ?1 AND f.office = ?2 AND f.period = ?3 AND f.series = ?4 ORDER BY f.quality"
);
pub(super) const HISTORY: &str = select_figures!(
    "FROM figure_change f WHERE f.measure = ?1 AND f.office = ?2 AND f.period = ?3 AND f.series = ?4 ORDER BY f.no"
);

pub(super) const NEWEST_VERSION: &str = "SELECT ifnull(max(version), 0) FROM figure_change c
     WHERE c.measure = ?1 AND c.office = ?2 AND c.period = ?3 AND c.series = ?4 AND c.quality = ?5";
pub(super) const CELLS_WITH_HISTORY: &str =
    "SELECT DISTINCT c.office, c.period, c.series FROM figure_change c
     WHERE c.measure = ?1 ORDER BY c.office, c.period, c.series";
/// Answer text in the history for a withdrawn figure.
pub(super) const WITHDRAWN: &str = "withdrawn";

/// Current figures of a plan.
pub(super) fn of_plan(db: &Connection, plan: &PlanCode) -> Result<Vec<Figure>, StoreError> {
    Ok(query_figures(db, OF_PLAN, [plan])?)
}

/// Current figures of a measure.
pub(super) fn of_measure(db: &Connection, measure: &MeasureId) -> Result<Vec<Figure>, StoreError> {
    Ok(query_figures(db, OF_MEASURE, [measure])?)
}

/// Current figures of a measure, of which at most `limit` are read; `None` if there are more.
pub(super) fn of_measure_up_to(
    db: &Connection,
    measure: &MeasureId,
    limit: u32,
) -> Result<Option<Vec<Figure>>, StoreError> {
    let read = query_figures(db, OF_MEASURE_UP_TO, params![measure, i64::from(limit) + 1])?;
    let is_whole = u32::try_from(read.len()).is_ok_and(|rows| rows <= limit);
    Ok(is_whole.then_some(read))
}

/// Estimates not replaced by their own office, in no particular order.
pub(super) fn open_estimates(db: &Connection) -> Result<Vec<Figure>, StoreError> {
    Ok(query_figures(db, OPEN_ESTIMATES, [])?)
}

/// The same as [`for_open_estimates`] for the measure, period and series of a cell.
pub(super) fn for_open_estimates_of(
    db: &Connection,
    cell: &Cell,
) -> Result<Vec<Figure>, StoreError> {
    let key = params![cell.measure, cell.period, series_column(cell)];
    Ok(query_figures(db, OPEN_ESTIMATES_OF_SERIES, key)?)
}

/// Current figures of one office for a measure.
pub(super) fn of_office(
    db: &Connection,
    measure: &MeasureId,
    office: &OfficeCode,
) -> Result<Vec<Figure>, StoreError> {
    Ok(query_figures(db, OF_OFFICE, params![measure, office])?)
}

/// Estimates not replaced by their own office, with all figures of their measure, period and series.
pub(super) fn for_open_estimates(db: &Connection) -> Result<Vec<Figure>, StoreError> {
    Ok(query_figures(db, FOR_OPEN_ESTIMATES, [])?)
}

/// Current figures of a cell, the estimate first.
pub(super) fn of_cell(db: &Connection, cell: &Cell) -> Result<Vec<Figure>, StoreError> {
    Ok(query_figures(
        db,
        OF_CELL,
        params![cell.measure, cell.office, cell.period, series_column(cell)],
    )?)
}

/// Cells of a measure that ever had a figure, in order.
pub(super) fn cells_with_history(
    db: &Connection,
    measure: &MeasureId,
) -> Result<Vec<Cell>, StoreError> {
    let cell_at = |row: &Row<'_>| {
        let series = Some(row.get(2)?).filter(|series: &String| !series.is_empty());
        Ok(Cell {
            measure: measure.clone(),
            office: row.get(0)?,
            period: row.get(1)?,
            series,
        })
    };
    let mut statement = db.prepare_cached(CELLS_WITH_HISTORY)?;
    let cells = statement.query_map([measure], cell_at)?;
    Ok(cells.collect::<Result<_, _>>()?)
}

/// History of a cell, oldest first.
pub(super) fn history(db: &Connection, cell: &Cell) -> Result<Vec<FigureChange>, StoreError> {
    let keys = params![cell.measure, cell.office, cell.period, series_column(cell)];
    let change_at = |row: &Row<'_>| {
        let figure = figure_from_row(row)?;
        let withdrawn = row.get_ref(5)?.as_str()? == WITHDRAWN;
        Ok(FigureChange {
            on: vietnam_day(figure.at),
            figure,
            withdrawn,
        })
    };
    Ok(db
        .prepare_cached(HISTORY)?
        .query_map(keys, change_at)?
        .collect::<Result<_, _>>()?)
}

fn query_figures(db: &Connection, sql: &str, keys: impl Params) -> rusqlite::Result<Vec<Figure>> {
    db.prepare_cached(sql)?
        .query_map(keys, figure_from_row)?
        .collect()
}

/// Series column of a cell; empty without a series.
fn series_column(cell: &Cell) -> &str {
    cell.series.as_deref().unwrap_or_default()
}

pub(super) fn figure_from_row(row: &Row<'_>) -> rusqlite::Result<Figure> {
    Ok(Figure {
        cell: Cell {
            measure: row.get(0)?,
            office: row.get(1)?,
            period: row.get(2)?,
            series: Some(row.get(3)?).filter(|series: &String| !series.is_empty()),
        },
        quality: row.get(4)?,
        answer: answer_from_row(row)?,
        note: row.get(10)?,
        by: row.get(11)?,
        at: row.get::<_, Timestamp>(12)?.0,
        version: row.get(13)?,
    })
}

fn answer_from_row(row: &Row<'_>) -> rusqlite::Result<Answer> {
    Ok(match row.get_ref(5)?.as_str()? {
        "number" => Answer::Number(row.get(6)?),
        "share" => Answer::Share {
            numerator: row.get(7)?,
            denominator: row.get(8)?,
        },
        "none_occurred" => Answer::NoneOccurred,
        "not_applicable" => Answer::NotApplicable,
        "milestone" => Answer::Milestone(row.get(9)?),
        _ => Answer::NoData,
    })
}

fn answer_kind(answer: &Answer) -> &'static str {
    match answer {
        Answer::Number(_) => "number",
        Answer::Share { .. } => "share",
        Answer::NoneOccurred => "none_occurred",
        Answer::NoData => "no_data",
        Answer::NotApplicable => "not_applicable",
        Answer::Milestone(_) => "milestone",
    }
}

/// What a validated figure does to its cell.
enum Place {
    /// The same answer, quality and note stand there already.
    Same,
    /// In the place of this, or of nothing.
    Instead(Option<Figure>),
}

/// What a figure does to its cell; a conflict if somebody changed it after the writer read it. A figure equal to the
/// stored one is no conflict: it is a save repeated after a lost answer.
fn place_of(
    db: &Connection,
    valid_figure: &ValidFigure,
    seen: ExpectedVersion,
) -> Result<Place, StoreError> {
    let current = current_figure(db, &valid_figure.cell, valid_figure.quality)?;
    if current.as_ref().is_some_and(|figure| {
        figure.answer == valid_figure.answer && figure.note == valid_figure.note
    }) {
        return Ok(Place::Same);
    }
    if seen.is(valid_figure.quality, current.as_ref()) {
        Ok(Place::Instead(current))
    } else {
        Err(StoreError::FigureConflict(Box::new(current)))
    }
}

/// Validates and records several entries as one undoable step: all or none. Reports every refused entry; a conflict
/// names its cell.
pub(super) fn record_all(
    db: &Connection,
    author: &Author<'_>,
    catalog: &Catalog,
    entries: &[(&Entry, ExpectedVersion)],
) -> Result<usize, StoreError> {
    let (mut valid_figures, mut refused) = (Vec::with_capacity(entries.len()), Vec::new());
    for (index, (entry, seen)) in entries.iter().enumerate() {
        match validate_entry(catalog, entry, author.day()) {
            Ok(valid_figure) => valid_figures.push((valid_figure, *seen)),
            Err(refusal) => refused.push(RefusedEntry {
                index,
                cell: entry.cell(),
                refusal,
            }),
        }
    }
    if !refused.is_empty() {
        return Err(StoreError::Refused(refused));
    }
    let first = next_change_no(db)?;
    let mut rows = 0;
    for (valid_figure, seen) in &valid_figures {
        let place = place_of(db, valid_figure, *seen)
            .map_err(|error| error.with_cell(&valid_figure.cell))?;
        if let Place::Instead(current) = place {
            let note = valid_figure.note.as_deref();
            set_figure(db, author, current.as_ref(), (valid_figure, note))?;
            rows += 1;
        }
    }
    make_batch(db, first)?;
    Ok(rows)
}

/// Number of the next change.
pub(super) fn next_change_no(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("SELECT ifnull(max(no), 0) + 1 FROM figure_change")?
        .query_row([], |row| row.get(0))
}

/// Marks all changes from this one on as one step; a single change needs no mark.
pub(super) fn make_batch(db: &Connection, first: i64) -> rusqlite::Result<()> {
    if next_change_no(db)? > first + 1 {
        db.prepare_cached("UPDATE figure_change SET batch = ?1 WHERE no >= ?1")?
            .execute([first])?;
    }
    Ok(())
}

/// Replaces the current figure of a cell, with its journal line.
pub(super) fn set_figure(
    db: &Connection,
    author: &Author<'_>,
    current: Option<&Figure>,
    (valid_figure, why): (&ValidFigure, Option<&str>),
) -> Result<(), StoreError> {
    let version = newest_version(db, &valid_figure.cell, valid_figure.quality)? + 1;
    let columns = AnswerColumns::from(valid_figure.answer);
    // The figure that stands, and the same row in the history.
    for sql in [
        include_str!("sql/figure_upsert.sql"),
        include_str!("sql/figure_change_insert.sql"),
    ] {
        db.prepare_cached(sql)?.execute(params![
            valid_figure.cell.measure,
            valid_figure.cell.office,
            valid_figure.cell.period,
            series_column(&valid_figure.cell),
            valid_figure.quality,
            answer_kind(&valid_figure.answer),
            columns.value,
            columns.numerator,
            columns.denominator,
            columns.milestone,
            valid_figure.note,
            author.actor.account,
            author.at,
            version,
        ])?;
    }
    let before = current.map(|figure| journal_text(&figure.answer, figure.quality));
    let after = journal_text(&valid_figure.answer, valid_figure.quality);
    let texts = [before.as_deref(), Some(after.as_str()), why];
    author.journal_for(
        db,
        &valid_figure.cell.office,
        ("figure", &subject(&valid_figure.cell)),
        texts,
    )
}

/// Withdraws a figure; its history records it.
pub(super) fn withdraw(
    db: &Connection,
    author: &Author<'_>,
    figure: &Figure,
    why: &str,
) -> Result<(), StoreError> {
    let (cell, quality) = (&figure.cell, figure.quality);
    let version = newest_version(db, cell, quality)? + 1;
    db.prepare_cached(
        "DELETE FROM figure WHERE measure = ?1 AND office = ?2 AND period = ?3 AND series = ?4 AND quality = ?5",
    )?
    .execute(params![cell.measure, cell.office, cell.period, series_column(cell), quality])?;
    insert(
        db,
        "figure_change",
        &[
            ("measure", &cell.measure),
            ("office", &cell.office),
            ("period", &cell.period),
            ("series", &series_column(cell)),
            ("quality", &quality),
            ("kind", &WITHDRAWN),
            ("by", &author.actor.account),
            ("at", &author.at),
            ("version", &version),
        ],
    )?;
    let before = journal_text(&figure.answer, quality);
    author.journal_for(
        db,
        &cell.office,
        ("figure", &subject(cell)),
        [Some(&before), None, Some(why)],
    )
}

/// Version of the newest change of a cell and quality; 0 if there is none.
pub(super) fn newest_version(
    db: &Connection,
    cell: &Cell,
    quality: Quality,
) -> rusqlite::Result<i64> {
    let key = params![
        cell.measure,
        cell.office,
        cell.period,
        series_column(cell),
        quality
    ];
    db.prepare_cached(NEWEST_VERSION)?
        .query_row(key, |row| row.get(0))
}

/// Journal subject of a cell.
pub(super) fn subject(cell: &Cell) -> String {
    let words = [
        cell.measure.as_str(),
        cell.office.as_str(),
        &cell.period.to_string(),
        series_column(cell),
    ]
    .join(" ");
    words.trim_end().to_owned()
}

pub(super) fn current_figure(
    db: &Connection,
    cell: &Cell,
    quality: Quality,
) -> Result<Option<Figure>, StoreError> {
    let key = params![
        cell.measure,
        cell.office,
        cell.period,
        series_column(cell),
        quality
    ];
    Ok(db
        .prepare_cached(CURRENT)?
        .query_row(key, figure_from_row)
        .optional()?)
}

/// Fails if the measure does not exist.
pub(super) fn need_measure(db: &Connection, id: &MeasureId) -> Result<(), StoreError> {
    let known = db
        .prepare_cached("SELECT 1 FROM measure WHERE id = ?1")?
        .exists([id])?;
    if known {
        Ok(())
    } else {
        Err(StoreError::NotFound(id.to_string()))
    }
}

/// The columns of an answer; which of them are filled follows from its kind.
#[derive(Default)]
struct AnswerColumns {
    value: Option<Number>,
    numerator: Option<Number>,
    denominator: Option<Number>,
    milestone: Option<MilestoneState>,
}

impl From<Answer> for AnswerColumns {
    fn from(answer: Answer) -> Self {
        let mut columns = Self::default();
        match answer {
            Answer::Number(number) => columns.value = Some(number),
            Answer::Share {
                numerator,
                denominator,
            } => (columns.numerator, columns.denominator) = (Some(numerator), Some(denominator)),
            Answer::Milestone(state) => columns.milestone = Some(state),
            Answer::NoneOccurred | Answer::NoData | Answer::NotApplicable => {}
        }
        columns
    }
}

/// Journal text of an answer: `35.2 official`, `45/75 estimate`, `none_occurred official`.
pub(super) fn journal_text(answer: &Answer, quality: Quality) -> String {
    let answer_words = match answer {
        Answer::Number(number) => number.to_string(),
        Answer::Share {
            numerator,
            denominator,
        } => format!("{numerator}/{denominator}"),
        Answer::NoneOccurred | Answer::NoData | Answer::NotApplicable => {
            answer_kind(answer).to_owned()
        }
        Answer::Milestone(MilestoneState::NotBegun) => "not_begun".to_owned(),
        Answer::Milestone(MilestoneState::InProgress) => "in_progress".to_owned(),
        Answer::Milestone(MilestoneState::Done) => "done".to_owned(),
    };
    format!("{answer_words} {}", quality_str(quality))
}

/// Journal text of a quality.
pub(super) fn quality_str(quality: Quality) -> &'static str {
    match quality {
        Quality::Estimate => "estimate",
        Quality::Official => "official",
    }
}
