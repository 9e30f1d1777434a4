//! Audit: replays the journal and compares it with the tables: every figure, every step of a report and every account
//! individually, the other records by number. Changes nothing.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::rows::Timestamp;
use super::{accounts, duty_events, figures, offices};
use crate::domain::account::DatabaseMode;
use crate::domain::duty::DutyKey;

/// History of each subject, oldest first.
type HistoryBySubject = BTreeMap<String, Vec<HistoryStep>>;

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

/// Journal kinds whose lines correspond to one row each, with the statement that counts the rows.
const COUNTED_KINDS: [(&str, &str); 4] = [
    ("activity", "SELECT count(*) FROM activity_progress"),
    ("spending", "SELECT count(*) FROM spending"),
    ("comment", "SELECT count(*) FROM comment"),
    (
        "lock",
        "SELECT (SELECT count(*) FROM period_lock) + (SELECT count(*) FROM lock_opening)",
    ),
];

/// Differences between journal and tables.
pub(super) fn differences(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    let lines = journal_history(db, "figure")?;
    let mut found = compare(&lines, &file_history(db, FIGURES, figure_step)?);
    found.extend(current_differences(db, &lines)?);
    found.extend(compare(
        &journal_history(db, "duty")?,
        &file_history(db, EVENTS, event_step)?,
    ));
    found.extend(account_differences(db)?);
    found.extend(mode_difference(db)?);
    for (kind, sql) in COUNTED_KINDS {
        let count = "SELECT count(*) FROM journal WHERE kind = ?1";
        let journal: i64 = db.query_row(count, [kind], |row| row.get(0))?;
        let file: i64 = db.query_row(sql, [], |row| row.get(0))?;
        if journal != file {
            found.push(IntegrityIssue::CountMismatch {
                subject: kind.to_owned(),
                journal,
                file,
            });
        }
    }
    Ok(found)
}

/// Accounts that differ from the journal: created or changed outside the program.
fn account_differences(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    let sql = "SELECT after FROM journal WHERE kind = 'account' AND subject = ?1 ORDER BY no DESC LIMIT 1";
    let mut last = db.prepare(sql)?;
    let mut found = Vec::new();
    for account in accounts::read_accounts(db)? {
        let journal: Option<String> = last
            .query_row([&account.name], |row| row.get(0))
            .optional()?
            .flatten();
        let (journal, file) = (
            journal.unwrap_or_default(),
            accounts::journal_text(&account),
        );
        if journal != file {
            found.push(IntegrityIssue::HistoryMismatch {
                subject: account.name,
                journal,
                file,
            });
        }
    }
    Ok(found)
}

/// Compares the database mode (single or shared) with the journal.
fn mode_difference(db: &Connection) -> Result<Option<IntegrityIssue>, StoreError> {
    let sql = "SELECT after FROM journal
               WHERE kind = 'init' OR kind = 'setting' AND subject = 'mode' ORDER BY no DESC LIMIT 1";
    let last: Option<String> = db
        .query_row(sql, [], |row| row.get(0))
        .optional()?
        .flatten();
    let journalled = if last.unwrap_or_default().ends_with("shared") {
        DatabaseMode::Shared
    } else {
        DatabaseMode::Single
    };
    let is = offices::mode(db)?;
    Ok((journalled != is).then(|| IntegrityIssue::HistoryMismatch {
        subject: "mode".to_owned(),
        journal: journalled.as_str().to_owned(),
        file: is.as_str().to_owned(),
    }))
}

/// History by subject of the journal lines of one kind. Each quality of a figure is a subject of its own.
fn journal_history(db: &Connection, kind: &str) -> Result<HistoryBySubject, StoreError> {
    let sql = "SELECT subject, before, after, by, at FROM journal WHERE kind = ?1 ORDER BY no";
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([kind])?;
    let mut past = HistoryBySubject::new();
    while let Some(row) = rows.next()? {
        let (subject, before, after): (String, Option<String>, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let by = author_text(row.get(3)?, row.get(4)?);
        let (what, step) = if kind == "figure" {
            let quality = after
                .as_ref()
                .or(before.as_ref())
                .and_then(|words| words.rsplit(' ').next());
            (format!("{subject} {}", quality.unwrap_or_default()), after)
        } else {
            // The event's kind and day; the letter's number and other details follow.
            let words = after.unwrap_or_default();
            (
                subject,
                Some(words.split(' ').take(2).collect::<Vec<_>>().join(" ")),
            )
        };
        past.entry(what)
            .or_default()
            .push(HistoryStep { value: step, by });
    }
    Ok(past)
}

fn author_text(name: String, at: Timestamp) -> String {
    let mut by = name;
    by.push(' ');
    by.push_str(&at.0.to_rfc3339());
    by
}

const FIGURES: &str = figures::select_figures!("FROM figure_change f ORDER BY f.no");

fn figure_step(row: &Row<'_>) -> rusqlite::Result<(String, HistoryStep)> {
    let withdrawn = row.get_ref(5)?.as_str()? == figures::WITHDRAWN;
    let figure = figures::figure_from_row(row)?;
    let value = (!withdrawn).then(|| figures::journal_text(&figure.answer, figure.quality));
    let subject = format!(
        "{} {}",
        figures::subject(&figure.cell),
        figures::quality_str(figure.quality)
    );
    Ok((
        subject,
        HistoryStep {
            value,
            by: author_text(figure.by, Timestamp(figure.at)),
        },
    ))
}

const EVENTS: &str = "SELECT d.rule, d.office, d.period, e.kind || ' ' || e.on_day, e.by, e.at
                      FROM duty_event e JOIN duty d ON d.id = e.duty ORDER BY e.no";

fn event_step(row: &Row<'_>) -> rusqlite::Result<(String, HistoryStep)> {
    let key = DutyKey {
        rule: row.get(0)?,
        office: row.get(1)?,
        period: row.get(2)?,
    };
    Ok((
        duty_events::subject(&key),
        HistoryStep {
            value: row.get(3)?,
            by: author_text(row.get(4)?, row.get(5)?),
        },
    ))
}

/// History by subject of the tables.
fn file_history(
    db: &Connection,
    sql: &str,
    step: impl Fn(&Row<'_>) -> rusqlite::Result<(String, HistoryStep)>,
) -> Result<HistoryBySubject, StoreError> {
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut past = HistoryBySubject::new();
    while let Some(row) = rows.next()? {
        let (what, step) = step(row)?;
        past.entry(what).or_default().push(step);
    }
    Ok(past)
}

/// First difference of each subject.
fn compare(journal: &HistoryBySubject, file: &HistoryBySubject) -> Vec<IntegrityIssue> {
    let mut things: Vec<&String> = journal.keys().chain(file.keys()).collect();
    things.sort();
    things.dedup();
    let none = Vec::new();
    let mut found = Vec::new();
    for what in things {
        let (lines, rows) = (
            journal.get(what).unwrap_or(&none),
            file.get(what).unwrap_or(&none),
        );
        if lines.len() != rows.len() {
            found.push(IntegrityIssue::CountMismatch {
                subject: what.clone(),
                journal: count(lines),
                file: count(rows),
            });
        } else if let Some((line, row)) = lines.iter().zip(rows).find(|(line, row)| line != row) {
            found.push(IntegrityIssue::HistoryMismatch {
                subject: what.clone(),
                journal: line.text(),
                file: row.text(),
            });
        }
    }
    found
}

fn count(steps: &[HistoryStep]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

const CURRENT: &str = figures::select_figures!("FROM figure f");

/// Compares current figures with the last journal line of each.
fn current_differences(
    db: &Connection,
    journal: &HistoryBySubject,
) -> Result<Vec<IntegrityIssue>, StoreError> {
    let mut file = file_history(db, CURRENT, figure_step)?;
    let mut found = Vec::new();
    for (subject, steps) in journal {
        let last = steps.last().filter(|step| step.value.is_some());
        let stands = file.remove(subject).and_then(|mut steps| steps.pop());
        if last != stands.as_ref() {
            let (journal, file) = (
                last.map(HistoryStep::text),
                stands.as_ref().map(HistoryStep::text),
            );
            found.push(IntegrityIssue::CurrentMismatch {
                subject: subject.clone(),
                journal,
                file,
            });
        }
    }
    found.extend(
        file.into_iter()
            .map(|(subject, steps)| IntegrityIssue::CurrentMismatch {
                subject,
                journal: None,
                file: steps.last().map(HistoryStep::text),
            }),
    );
    Ok(found)
}
