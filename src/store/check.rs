//! Integrity check of the database. Read-only. Must not depend on display texts.

use rusqlite::Connection;

use super::check_progress::{CheckProgress, CheckStep};
use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::journal_chain::{self, ChainBreak};
use super::{audit, catalog, duty_events, duty_generation, duty_summaries};

/// Inconsistencies between tables, and with the journal: figures and their histories, duties and their rules and
/// events, everything and its journal lines.
pub(super) fn inconsistencies(
    db: &Connection,
    progress: &CheckProgress,
) -> Result<Vec<IntegrityIssue>, StoreError> {
    progress.begin(CheckStep::Figures);
    let mut issues: Vec<IntegrityIssue> = query_texts(db, include_str!("sql/check_history.sql"))?
        .into_iter()
        .map(IntegrityIssue::FigureHistory)
        .collect();
    let is_history_sound = issues.is_empty();
    progress.begin(CheckStep::Duties);
    issues.extend(check_duties(db)?);
    issues.extend(
        duty_events::find_inconsistent_days(db)?
            .into_iter()
            .map(IntegrityIssue::DutyDates),
    );
    issues.extend(duty_summaries::find_differences(db)?);
    progress.begin(CheckStep::Audit);
    issues.extend(audit::differences(db, is_history_sound)?);
    Ok(issues)
}

/// Issues that make a file unusable: structure, references, journal chain.
pub(super) fn structural_issues(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    let mut issues = integrity_check(db)?;
    issues.extend(references_and_chain(db, &CheckProgress::default())?);
    Ok(issues)
}

/// Violated references and breaks of the journal chain.
pub(super) fn references_and_chain(
    db: &Connection,
    progress: &CheckProgress,
) -> Result<Vec<IntegrityIssue>, StoreError> {
    progress.begin(CheckStep::References);
    let sql = "SELECT \"table\" || ' ' || ifnull(rowid, '') || ' -> ' || parent FROM pragma_foreign_key_check";
    let mut issues: Vec<IntegrityIssue> = query_texts(db, sql)?
        .into_iter()
        .map(IntegrityIssue::ForeignKey)
        .collect();
    progress.begin(CheckStep::JournalChain);
    issues.extend(journal_chain::find_break(db)?.map(|broken| match broken {
        ChainBreak::LinesMissing(no) => IntegrityIssue::JournalLinesMissing(no),
        ChainBreak::LineChanged(no) => IntegrityIssue::JournalLineChanged(no),
    }));
    Ok(issues)
}

/// SQLite's integrity check: pages, indexes and CHECKs.
pub(super) fn integrity_check(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    run_pragma_check(db, "PRAGMA integrity_check")
}

/// SQLite's quick check, without the indexes: can run while the database is in use.
pub(super) fn quick_check(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    run_pragma_check(db, "PRAGMA quick_check")
}

fn run_pragma_check(db: &Connection, sql: &str) -> Result<Vec<IntegrityIssue>, StoreError> {
    let answers = query_texts(db, sql)?;
    // Several lines in one answer, under a heading of asterisks.
    let lines = answers
        .iter()
        .flat_map(|answer| answer.lines())
        .filter(|line| *line != "ok" && !line.starts_with("***"));
    Ok(lines
        .map(|line| IntegrityIssue::Integrity(line.to_owned()))
        .collect())
}

/// Checks that every duty that the rules make exists, with its last day.
fn check_duties(db: &Connection) -> Result<Vec<IntegrityIssue>, StoreError> {
    let sql =
        "SELECT 1 FROM duty WHERE rule = ?1 AND office = ?2 AND period = ?3 AND last_day = ?4";
    let mut find = db.prepare(sql)?;
    let mut missing = Vec::new();
    for duty in duty_generation::generate_all(&catalog::read_catalog(db)?) {
        let key = &duty.key;
        if !find.exists((&key.rule, &key.office, &key.period, duty.last_day))? {
            missing.push(IntegrityIssue::DutyMissing(duty_events::subject(key)));
        }
    }
    Ok(missing)
}

fn query_texts(db: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}
