//! Comparison of the journal with the histories of figures and reports, step by step. Statements are read side by side
//! and nothing that grows with the file is kept: where journal and tables agree line by line in the order of writing,
//! nothing is sorted; else both are read by subject, sorted by SQLite. Changes nothing.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, Rows};

use super::error::StoreError;
use super::figures;
use super::integrity_issue::IntegrityIssue;
use super::rows::Timestamp;

/// One step of a history: value, author and time, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct HistoryStep {
    /// Value; `None` if a figure was withdrawn.
    value: Option<String>,
    /// Author and time.
    by: String,
}

impl HistoryStep {
    fn text(&self) -> String {
        format!(
            "{} {}",
            self.value.as_deref().unwrap_or(figures::WITHDRAWN),
            self.by
        )
    }
}

/// Lines of one kind in the order of writing: subject, before, after, author, time.
const LINES: &str =
    "SELECT subject, before, after, by, at FROM journal WHERE kind = ?1 ORDER BY no";

/// The same by subject. Sorted: the index would look up every line where it happens to be.
const LINES_BY_SUBJECT: &str =
    "SELECT subject, before, after, by, at FROM journal WHERE kind = ?1 ORDER BY +subject, no";

const CHANGES: &str = figures::select_figures!("FROM figure_change f ORDER BY f.no");

/// Subjects in the order of [`figures::subject`].
const CHANGES_BY_SUBJECT: &str = figures::select_figures!(
    "FROM figure_change f
     ORDER BY rtrim(f.measure || ' ' || f.office || ' ' || f.period || ' ' || f.series), f.no"
);

const CURRENT_BY_SUBJECT: &str = figures::select_figures!(
    "FROM figure f
     ORDER BY rtrim(f.measure || ' ' || f.office || ' ' || f.period || ' ' || f.series), f.quality"
);

/// Versions of each figure with the number of their change.
const VERSIONS: &str = "SELECT measure, office, period, series, quality, no FROM figure_change
     ORDER BY measure, office, period, series, quality, version";

const EVENTS: &str =
    "SELECT d.rule || ' ' || d.office || ' ' || d.period, e.kind || ' ' || e.on_day, e.by, e.at
     FROM duty_event e CROSS JOIN duty d ON d.id = e.duty ORDER BY e.no";

const EVENTS_BY_SUBJECT: &str =
    "SELECT d.rule || ' ' || d.office || ' ' || d.period, e.kind || ' ' || e.on_day, e.by, e.at
     FROM duty_event e CROSS JOIN duty d ON d.id = e.duty ORDER BY 1, e.no";

/// Differences of figures: of their histories, then of the current ones. `is_history_sound`: the current figures are
/// known to be the newest changes of their cells.
pub(super) fn figure_differences(
    db: &Connection,
    is_history_sound: bool,
) -> Result<Vec<IntegrityIssue>, StoreError> {
    let is_sound = is_history_sound
        && is_same_in_order(db, "figure", CHANGES, is_change_of_line)?
        && are_versions_in_order(db)?;
    if is_sound {
        return Ok(Vec::new());
    }
    let (mut lines, mut changes, mut current) = (
        db.prepare(LINES_BY_SUBJECT)?,
        db.prepare(CHANGES_BY_SUBJECT)?,
        db.prepare(CURRENT_BY_SUBJECT)?,
    );
    let mut lines = Groups::new(lines.query(["figure"])?, figure_line)?;
    let mut changes = Groups::new(changes.query([])?, figure_step)?;
    let mut current = Groups::new(current.query([])?, figure_step)?;
    let (mut histories, mut known, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(subject) = [lines.subject(), changes.subject(), current.subject()]
        .into_iter()
        .flatten()
        .min()
        .map(str::to_owned)
    {
        let lines = by_detail(lines.take(&subject)?);
        let changes = by_detail(changes.take(&subject)?);
        let mut current = by_detail(current.take(&subject)?);
        for (quality, steps) in &lines {
            let name = format!("{subject} {quality}");
            let none = Vec::new();
            histories.extend(compare(&name, steps, changes.get(quality).unwrap_or(&none)));
            let stands = current.remove(quality).and_then(|mut steps| steps.pop());
            known.extend(compare_current(&name, steps, stands.as_ref()));
        }
        for (quality, steps) in changes.iter().filter(|(key, _)| !lines.contains_key(*key)) {
            histories.extend(compare(&format!("{subject} {quality}"), &[], steps));
        }
        for (quality, steps) in current {
            unknown.extend(compare_current(
                &format!("{subject} {quality}"),
                &[],
                steps.last(),
            ));
        }
    }
    // A cell without a series sorts before those with one, its qualities among them.
    let sorted = |mut found: Vec<(String, IntegrityIssue)>| {
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        found.into_iter().map(|(_, issue)| issue)
    };
    Ok(sorted(histories)
        .chain(sorted(known))
        .chain(sorted(unknown))
        .collect())
}

/// Differences of the steps of reports.
pub(super) fn duty_differences(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    if is_same_in_order(db, "duty", EVENTS, is_event_of_line)? {
        return Ok(Vec::new());
    }
    let (mut lines, mut events) = (
        db.prepare(LINES_BY_SUBJECT)?,
        db.prepare(EVENTS_BY_SUBJECT)?,
    );
    let mut lines = Groups::new(lines.query(["duty"])?, duty_line)?;
    let mut events = Groups::new(events.query([])?, event_step)?;
    let mut found = Vec::new();
    while let Some(subject) = [lines.subject(), events.subject()]
        .into_iter()
        .flatten()
        .min()
        .map(str::to_owned)
    {
        let steps = |group: Vec<GroupedStep>| {
            let steps = group.into_iter().map(|grouped| grouped.step);
            steps.collect::<Vec<_>>()
        };
        let (lines, events) = (steps(lines.take(&subject)?), steps(events.take(&subject)?));
        found.extend(compare(&subject, &lines, &events).map(|(_, issue)| issue));
    }
    Ok(found)
}

/// Reads the journal lines of a kind and the rows of a table side by side, as they were written; `true` if each row is
/// the one of its line.
fn is_same_in_order(
    db: &Connection,
    kind: &str,
    sql: &str,
    is_of_line: fn(&Row<'_>, &Row<'_>) -> rusqlite::Result<bool>,
) -> Result<bool, StoreError> {
    let (mut lines, mut rows) = (db.prepare(LINES)?, db.prepare(sql)?);
    let (mut lines, mut rows) = (lines.query([kind])?, rows.query([])?);
    loop {
        match (lines.next()?, rows.next()?) {
            (None, None) => return Ok(true),
            (Some(line), Some(row)) if is_of_line(line, row)? => {}
            _ => return Ok(false),
        }
    }
}

fn is_change_of_line(line: &Row<'_>, row: &Row<'_>) -> rusqlite::Result<bool> {
    let is_by_the_same =
        line.get_ref(3)? == row.get_ref(11)? && line.get_ref(4)? == row.get_ref(12)?;
    if !is_by_the_same {
        return Ok(false);
    }
    let figure = figures::figure_from_row(row)?;
    if line.get_ref(0)?.as_str()? != figures::subject(&figure.cell) {
        return Ok(false);
    }
    if row.get_ref(5)?.as_str()? == figures::WITHDRAWN {
        let quality = figures::quality_str(figure.quality);
        return Ok(line.get_ref(2)? == ValueRef::Null
            && last_word(line.get_ref(1)?.as_str_or_null()?.unwrap_or_default()) == quality);
    }
    let value = figures::journal_text(&figure.answer, figure.quality);
    Ok(line.get_ref(2)?.as_str_or_null()? == Some(value.as_str()))
}

fn is_event_of_line(line: &Row<'_>, row: &Row<'_>) -> rusqlite::Result<bool> {
    let after = line.get_ref(2)?.as_str_or_null()?.unwrap_or_default();
    Ok(line.get_ref(0)? == row.get_ref(0)?
        && first_two_words(after) == row.get_ref(1)?.as_str()?
        && line.get_ref(3)? == row.get_ref(2)?
        && line.get_ref(4)? == row.get_ref(3)?)
}

/// Tests that the versions of every figure were written in their order: then the newest version is the last line.
fn are_versions_in_order(db: &Connection) -> rusqlite::Result<bool> {
    let mut statement = db.prepare(VERSIONS)?;
    let mut rows = statement.query([])?;
    let (mut cell, mut last): ([String; 5], i64) = Default::default();
    while let Some(row) = rows.next()? {
        let no = row.get(5)?;
        let mut is_same = true;
        for (place, part) in cell.iter_mut().enumerate() {
            let found = row.get_ref(place)?.as_str()?;
            if part != found {
                is_same = false;
                found.clone_into(part);
            }
        }
        if is_same && no < last {
            return Ok(false);
        }
        last = no;
    }
    Ok(true)
}

/// A step with what its subject has several of: the quality of a figure.
struct GroupedStep {
    subject: String,
    detail: String,
    step: HistoryStep,
}

/// Rows of a statement that is ordered by subject, taken subject by subject.
struct Groups<'s> {
    rows: Rows<'s>,
    read: fn(&Row<'_>) -> rusqlite::Result<GroupedStep>,
    next: Option<GroupedStep>,
}

impl<'s> Groups<'s> {
    fn new(
        rows: Rows<'s>,
        read: fn(&Row<'_>) -> rusqlite::Result<GroupedStep>,
    ) -> rusqlite::Result<Self> {
        let mut groups = Self {
            rows,
            read,
            next: None,
        };
        groups.advance()?;
        Ok(groups)
    }

    /// The subject that comes next.
    fn subject(&self) -> Option<&str> {
        self.next.as_ref().map(|grouped| grouped.subject.as_str())
    }

    /// Every step of a subject, if it comes next; else none.
    fn take(&mut self, subject: &str) -> rusqlite::Result<Vec<GroupedStep>> {
        let mut taken = Vec::new();
        while let Some(grouped) = self.next.take_if(|next| next.subject == subject) {
            taken.push(grouped);
            self.advance()?;
        }
        Ok(taken)
    }

    fn advance(&mut self) -> rusqlite::Result<()> {
        self.next = self.rows.next()?.map(self.read).transpose()?;
        Ok(())
    }
}

fn by_detail(group: Vec<GroupedStep>) -> BTreeMap<String, Vec<HistoryStep>> {
    let mut found = BTreeMap::new();
    for GroupedStep { detail, step, .. } in group {
        found.entry(detail).or_insert_with(Vec::new).push(step);
    }
    found
}

/// A journal line about a figure. Each quality of a figure has a history of its own.
fn figure_line(row: &Row<'_>) -> rusqlite::Result<GroupedStep> {
    let (before, after): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
    Ok(GroupedStep {
        subject: row.get(0)?,
        detail: last_word(after.as_ref().or(before.as_ref()).map_or("", |text| text)).to_owned(),
        step: HistoryStep {
            value: after,
            by: author_text(row.get(3)?, row.get(4)?),
        },
    })
}

fn figure_step(row: &Row<'_>) -> rusqlite::Result<GroupedStep> {
    let withdrawn = row.get_ref(5)?.as_str()? == figures::WITHDRAWN;
    let figure = figures::figure_from_row(row)?;
    let value = (!withdrawn).then(|| figures::journal_text(&figure.answer, figure.quality));
    Ok(GroupedStep {
        subject: figures::subject(&figure.cell),
        detail: figures::quality_str(figure.quality).to_owned(),
        step: HistoryStep {
            value,
            by: author_text(figure.by, Timestamp(figure.at)),
        },
    })
}

/// A journal line about a report: the event's kind and day; the letter's number and other details follow.
fn duty_line(row: &Row<'_>) -> rusqlite::Result<GroupedStep> {
    let after: Option<String> = row.get(2)?;
    Ok(GroupedStep {
        subject: row.get(0)?,
        detail: String::new(),
        step: HistoryStep {
            value: Some(first_two_words(&after.unwrap_or_default()).to_owned()),
            by: author_text(row.get(3)?, row.get(4)?),
        },
    })
}

fn event_step(row: &Row<'_>) -> rusqlite::Result<GroupedStep> {
    Ok(GroupedStep {
        subject: row.get(0)?,
        detail: String::new(),
        step: HistoryStep {
            value: row.get(1)?,
            by: author_text(row.get(2)?, row.get(3)?),
        },
    })
}

fn author_text(name: String, at: Timestamp) -> String {
    let mut by = name;
    by.push(' ');
    by.push_str(&at.0.to_rfc3339());
    by
}

fn last_word(text: &str) -> &str {
    text.rsplit(' ').next().unwrap_or_default()
}

fn first_two_words(text: &str) -> &str {
    let second = text.match_indices(' ').nth(1);
    second.map_or(text, |(end, _)| &text[..end])
}

/// First difference of a subject's history, with the subject.
fn compare(
    subject: &str,
    lines: &[HistoryStep],
    rows: &[HistoryStep],
) -> Option<(String, IntegrityIssue)> {
    let issue = match lines.len().cmp(&rows.len()) {
        Ordering::Equal => {
            let (line, row) = lines.iter().zip(rows).find(|(line, row)| line != row)?;
            IntegrityIssue::HistoryMismatch {
                subject: subject.to_owned(),
                journal: line.text(),
                file: row.text(),
            }
        }
        Ordering::Less | Ordering::Greater => IntegrityIssue::CountMismatch {
            subject: subject.to_owned(),
            journal: count(lines),
            file: count(rows),
        },
    };
    Some((subject.to_owned(), issue))
}

fn count(steps: &[HistoryStep]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

/// Difference between a current figure and the last journal line about it, with the subject.
fn compare_current(
    subject: &str,
    lines: &[HistoryStep],
    current: Option<&HistoryStep>,
) -> Option<(String, IntegrityIssue)> {
    let last = lines.last().filter(|step| step.value.is_some());
    (last != current).then(|| {
        let issue = IntegrityIssue::CurrentMismatch {
            subject: subject.to_owned(),
            journal: last.map(HistoryStep::text),
            file: current.map(HistoryStep::text),
        };
        (subject.to_owned(), issue)
    })
}
