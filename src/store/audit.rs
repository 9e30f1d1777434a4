//! The journal told again and held against the file: every figure, every step of a report and every account, one by
//! one, and how often the rest happened. Changes nothing.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};

use super::check::Finding;
use super::error::StoreError;
use super::rows::Moment;
use super::{accounts, duty_events, figures, offices};
use crate::domain::account::Mode;
use crate::domain::duty::DutyKey;

/// What happened to one thing, oldest first.
type Past = BTreeMap<String, Vec<Step>>;

/// One thing that happened: what, by whom and when, as one text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    /// What; none where a figure was taken away.
    what: Option<String>,
    /// By whom, when.
    by: String,
}

impl Step {
    fn words(&self) -> String {
        format!("{} {}", self.what.as_deref().unwrap_or(figures::WITHDRAWN), self.by)
    }
}

/// Kinds of lines of which each stands for one row, and how many rows there are.
const ROWS: [(&str, &str); 4] = [
    ("activity", "SELECT count(*) FROM activity_progress"),
    ("spending", "SELECT count(*) FROM spending"),
    ("comment", "SELECT count(*) FROM comment"),
    ("lock", "SELECT (SELECT count(*) FROM period_lock) + (SELECT count(*) FROM lock_opening)"),
];

/// Where journal and file disagree.
pub(super) fn differences(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let lines = told(db, "figure")?;
    let mut found = compare(&lines, &past(db, FIGURES, figure_step)?);
    found.extend(standing(db, &lines)?);
    found.extend(compare(&told(db, "duty")?, &past(db, EVENTS, event_step)?));
    found.extend(accounts_told(db)?);
    found.extend(mode_told(db)?);
    for (kind, sql) in ROWS {
        let count = "SELECT count(*) FROM journal WHERE kind = ?1";
        let journal: i64 = db.query_row(count, [kind], |row| row.get(0))?;
        let file: i64 = db.query_row(sql, [], |row| row.get(0))?;
        if journal != file {
            found.push(Finding::Times { what: kind.to_owned(), journal, file });
        }
    }
    Ok(found)
}

/// Accounts that are not as the journal left them: somebody made one, or changed one, behind the program's back.
fn accounts_told(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let sql = "SELECT after FROM journal WHERE kind = 'account' AND subject = ?1 ORDER BY no DESC LIMIT 1";
    let mut last = db.prepare(sql)?;
    let mut found = Vec::new();
    for account in accounts::read(db)? {
        let journal: Option<String> = last.query_row([&account.name], |row| row.get(0)).optional()?.flatten();
        let (journal, file) = (journal.unwrap_or_default(), accounts::in_words(&account));
        if journal != file {
            found.push(Finding::Told { what: account.name, journal, file });
        }
    }
    Ok(found)
}

/// Whether the file is shared, or one person's, as the journal has it.
fn mode_told(db: &Connection) -> Result<Option<Finding>, StoreError> {
    let sql = "SELECT after FROM journal
               WHERE kind = 'init' OR kind = 'setting' AND subject = 'mode' ORDER BY no DESC LIMIT 1";
    let last: Option<String> = db.query_row(sql, [], |row| row.get(0)).optional()?.flatten();
    let told = if last.unwrap_or_default().ends_with("shared") { Mode::Shared } else { Mode::Single };
    let is = offices::mode(db)?;
    Ok((told != is).then(|| Finding::Told {
        what: "mode".to_owned(),
        journal: told.word().to_owned(),
        file: is.word().to_owned(),
    }))
}

/// What the journal says of the things of a kind. Of figures each quality is a thing of its own.
fn told(db: &Connection, kind: &str) -> Result<Past, StoreError> {
    let sql = "SELECT subject, before, after, by, at FROM journal WHERE kind = ?1 ORDER BY no";
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([kind])?;
    let mut past = Past::new();
    while let Some(row) = rows.next()? {
        let (subject, before, after): (String, Option<String>, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let by = by(row.get(3)?, row.get(4)?);
        let (what, step) = if kind == "figure" {
            let quality = after.as_ref().or(before.as_ref()).and_then(|words| words.rsplit(' ').next());
            (format!("{subject} {}", quality.unwrap_or_default()), after)
        } else {
            // Its kind and its day; a letter's number and the like follow.
            let words = after.unwrap_or_default();
            (subject, Some(words.split(' ').take(2).collect::<Vec<_>>().join(" ")))
        };
        past.entry(what).or_default().push(Step { what: step, by });
    }
    Ok(past)
}

fn by(name: String, at: Moment) -> String {
    let mut by = name;
    by.push(' ');
    by.push_str(&at.0.to_rfc3339());
    by
}

const FIGURES: &str = figures::select!("FROM figure_change f ORDER BY f.no");

fn figure_step(row: &Row<'_>) -> rusqlite::Result<(String, Step)> {
    let withdrawn = row.get_ref(5)?.as_str()? == figures::WITHDRAWN;
    let figure = figures::figure_at(row)?;
    let what = (!withdrawn).then(|| figures::in_words(&figure.answer, figure.quality));
    let subject = format!("{} {}", figures::subject(&figure.cell), figures::quality_word(figure.quality));
    Ok((subject, Step { what, by: by(figure.by, Moment(figure.at)) }))
}

const EVENTS: &str = "SELECT d.rule, d.office, d.period, e.kind || ' ' || e.on_day, e.by, e.at
                      FROM duty_event e JOIN duty d ON d.id = e.duty ORDER BY e.no";

fn event_step(row: &Row<'_>) -> rusqlite::Result<(String, Step)> {
    let key = DutyKey { rule: row.get(0)?, office: row.get(1)?, period: row.get(2)? };
    Ok((duty_events::subject(&key), Step { what: row.get(3)?, by: by(row.get(4)?, row.get(5)?) }))
}

/// What the file says.
fn past(
    db: &Connection,
    sql: &str,
    step: impl Fn(&Row<'_>) -> rusqlite::Result<(String, Step)>,
) -> Result<Past, StoreError> {
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut past = Past::new();
    while let Some(row) = rows.next()? {
        let (what, step) = step(row)?;
        past.entry(what).or_default().push(step);
    }
    Ok(past)
}

/// Of each thing the first difference.
fn compare(journal: &Past, file: &Past) -> Vec<Finding> {
    let mut things: Vec<&String> = journal.keys().chain(file.keys()).collect();
    things.sort();
    things.dedup();
    let none = Vec::new();
    let mut found = Vec::new();
    for what in things {
        let (lines, rows) = (journal.get(what).unwrap_or(&none), file.get(what).unwrap_or(&none));
        if lines.len() != rows.len() {
            found.push(Finding::Times { what: what.clone(), journal: count(lines), file: count(rows) });
        } else if let Some((line, row)) = lines.iter().zip(rows).find(|(line, row)| line != row) {
            found.push(Finding::Told { what: what.clone(), journal: line.words(), file: row.words() });
        }
    }
    found
}

fn count(steps: &[Step]) -> i64 {
    i64::try_from(steps.len()).unwrap_or(i64::MAX)
}

const STANDING: &str = figures::select!("FROM figure f");

/// The last line about a figure says what stands.
fn standing(db: &Connection, journal: &Past) -> Result<Vec<Finding>, StoreError> {
    let mut file = past(db, STANDING, figure_step)?;
    let mut found = Vec::new();
    for (what, steps) in journal {
        let last = steps.last().filter(|step| step.what.is_some());
        let stands = file.remove(what).and_then(|mut steps| steps.pop());
        if last != stands.as_ref() {
            let (journal, file) = (last.map(Step::words), stands.as_ref().map(Step::words));
            found.push(Finding::Stands { what: what.clone(), journal, file });
        }
    }
    found.extend(file.into_iter().map(|(what, steps)| Finding::Stands {
        what,
        journal: None,
        file: steps.last().map(Step::words),
    }));
    Ok(found)
}
