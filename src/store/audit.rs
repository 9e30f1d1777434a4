//! Audit: replays the journal and compares it with the tables: every figure, every step of a report and every account
//! individually, the other records by number. Changes nothing.

use rusqlite::{Connection, OptionalExtension};

use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::{accounts, history_audit, offices};
use crate::domain::account::DatabaseMode;

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

/// Differences between journal and tables. `is_history_sound`: the current figures are known to be the newest changes
/// of their cells.
pub(super) fn differences(
    db: &Connection,
    is_history_sound: bool,
) -> Result<Vec<IntegrityIssue>, StoreError> {
    let mut found = history_audit::figure_differences(db, is_history_sound)?;
    found.extend(history_audit::duty_differences(db)?);
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
