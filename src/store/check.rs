//! Whether the database agrees with itself. Changes nothing.

use rusqlite::Connection;

use super::error::StoreError;
use super::{catalog, chain, duty_making};

/// What `check` found wrong; empty is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which check: `integrity`, `foreign_keys`, `history`, `duties`, `journal`.
    pub check: &'static str,
    /// What the database says.
    pub detail: String,
}

/// All checks.
pub(super) fn check(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut findings = integrity(db)?;
    findings.extend(foreign_keys(db)?);
    findings.extend(history(db)?);
    findings.extend(missing_duties(db)?);
    findings.extend(journal(db)?);
    Ok(findings)
}

/// The pages, indexes and CHECKs.
pub(super) fn integrity(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let said = texts(db, "PRAGMA integrity_check")?;
    Ok(findings("integrity", said.into_iter().filter(|line| line != "ok")))
}

fn foreign_keys(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let sql = "SELECT \"table\" || ' ' || ifnull(rowid, '') || ' -> ' || parent FROM pragma_foreign_key_check";
    Ok(findings("foreign_keys", texts(db, sql)?.into_iter()))
}

/// Every current figure equals the newest row of its history, and every history ends in a current figure.
fn history(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    Ok(findings("history", texts(db, include_str!("sql/check_history.sql"))?.into_iter()))
}

/// Every duty that the rules make is there.
fn missing_duties(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    let mut find = db.prepare("SELECT 1 FROM duty WHERE rule = ?1 AND office = ?2 AND period = ?3")?;
    let mut missing = Vec::new();
    for duty in duty_making::made_by_rules(&catalog::read(db)?) {
        let key = duty.key;
        if !find.exists((&key.rule, &key.office, &key.period))? {
            missing.push(format!("{} {} {}", key.rule, key.office, key.period));
        }
    }
    Ok(findings("duties", missing.into_iter()))
}

/// No line of the journal was changed, taken out or put in between after it was written.
fn journal(db: &Connection) -> Result<Vec<Finding>, StoreError> {
    Ok(findings("journal", chain::broken(db)?.map(|no| no.to_string()).into_iter()))
}

fn findings(check: &'static str, details: impl Iterator<Item = String>) -> Vec<Finding> {
    details.map(|detail| Finding { check, detail }).collect()
}

fn texts(db: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}
