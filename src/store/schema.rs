//! Schema of the file: versions, application id, and comparison of a file with its version's schema. Must not depend on
//! rows.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rusqlite::Connection;
use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::{duty_summaries, journal_chain};

/// Application id in SQLite's header: the letters `tien`.
pub(super) const APPLICATION_ID: i64 = 0x7469_656e;

/// Migration scripts, one per version, oldest first. A released script never changes.
const SCRIPTS: [&str; 5] = [
    include_str!("schema/0001_first.sql"),
    include_str!("schema/0002_shared.sql"),
    include_str!("schema/0003_summaries.sql"),
    include_str!("schema/0004_measures.sql"),
    include_str!("schema/0005_duty_lists.sql"),
];

/// Schema version that this program reads and writes.
pub const VERSION: i64 = 5;

/// First version with a journal chain.
pub(super) const FIRST_CHAINED_VERSION: i64 = 2;

/// First version with summaries of duties.
const FIRST_SUMMARIZED_VERSION: i64 = 3;

/// Creates the schema in an empty database, in the caller's transaction.
pub(super) fn create_schema(db: &Connection) -> Result<(), StoreError> {
    migrate(db, 0)?;
    Ok(db.pragma_update(None, "application_id", APPLICATION_ID)?)
}

/// Migrates a database from a version to this program's, in the caller's transaction.
pub(super) fn migrate(db: &Connection, from: i64) -> Result<(), StoreError> {
    migrate_to(db, from, VERSION)
}

fn migrate_to(db: &Connection, from: i64, to: i64) -> Result<(), StoreError> {
    for (script, version) in SCRIPTS
        .iter()
        .zip(1..)
        .filter(|(_, version)| *version > from && *version <= to)
    {
        db.execute_batch(script)?;
        if version == FIRST_CHAINED_VERSION {
            journal_chain::backfill_chain(db)?;
        }
        if version == FIRST_SUMMARIZED_VERSION {
            duty_summaries::rebuild(db)?;
        }
    }
    Ok(db.pragma_update(None, "user_version", to)?)
}

/// SHA-256 of the schema statements of each version, so that opening a file lays no schema out to compare with.
const FINGERPRINTS: [&str; 5] = [
    "0c44b43dabcf84208ef6328330a7e7abd5b91c48d69d2c138d6c1c1052b37322",
    "0083f1e4432d621ee7ca7f9e8c26c476c1158fbffa7d3f952119e926503bc055",
    "a52ab6edee055d82cefc0a83f4319f54c886ac6cf3d05de5725368ed8b20bbf9",
    "1b3883f8df8602f6fe7fd4552c5edbc07dbf8bddeaccfcf1a8963b0e5d89662e",
    "5f0f12cf94b8a8a0e0e16dd971b8c1b4e9c04f4380ca7d5b29798afaa6fee4a8",
];

/// Difference between the file's schema and that of its version; `None` if they are equal. Detects an added
/// trigger.
pub(super) fn schema_difference(
    db: &Connection,
    version: i64,
) -> Result<Option<String>, StoreError> {
    let known = usize::try_from(version - 1)
        .ok()
        .and_then(|place| FINGERPRINTS.get(place));
    if known == Some(&fingerprint(&schema_statements(db)?).as_str()) {
        return Ok(None);
    }
    named_difference(db, version)
}

/// SHA-256 over names and statements, in hexadecimal.
fn fingerprint(statements: &BTreeMap<String, String>) -> String {
    let mut hash = Sha256::new();
    for part in statements.iter().flat_map(|(name, sql)| [name, sql]) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize()
        .iter()
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Name of a statement that differs from the version's.
fn named_difference(db: &Connection, version: i64) -> Result<Option<String>, StoreError> {
    let pattern = Connection::open_in_memory()?;
    migrate_to(&pattern, 0, version)?;
    let (mut wanted, found) = (schema_statements(&pattern)?, schema_statements(db)?);
    for (name, sql) in found {
        if wanted.remove(&name).is_none_or(|expected| expected != sql) {
            return Ok(Some(name));
        }
    }
    Ok(wanted.into_keys().next())
}

/// Schema statements stored by SQLite, by name.
fn schema_statements(db: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = db.prepare(sql)?;
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_file_has_exactly_the_schema() {
        let db = Connection::open_in_memory().unwrap();
        create_schema(&db).unwrap();
        assert_eq!(schema_difference(&db, VERSION).unwrap(), None);
        db.execute_batch(
            "CREATE TRIGGER planted AFTER INSERT ON journal BEGIN DELETE FROM figure; END",
        )
        .unwrap();
        assert_eq!(
            schema_difference(&db, VERSION).unwrap(),
            Some("planted".to_owned())
        );
        db.execute_batch("DROP TRIGGER planted; DROP TABLE task")
            .unwrap();
        assert_eq!(
            schema_difference(&db, VERSION).unwrap(),
            Some("task".to_owned())
        );
    }

    #[test]
    fn every_version_has_its_script_and_fingerprint() {
        assert_eq!(i64::try_from(SCRIPTS.len()), Ok(VERSION));
        let of_version = |version| {
            let db = Connection::open_in_memory().unwrap();
            migrate_to(&db, 0, version).unwrap();
            fingerprint(&schema_statements(&db).unwrap())
        };
        let laid: Vec<String> = (1..=VERSION).map(of_version).collect();
        assert_eq!(laid, FINGERPRINTS);
    }

    #[test]
    fn nothing_of_ours_runs_by_itself() {
        let banned = ["CREATE TRIGGER", "CREATE VIEW", "CREATE VIRTUAL"];
        let db = Connection::open_in_memory().unwrap();
        create_schema(&db).unwrap();
        let all = schema_statements(&db).unwrap();
        assert!(
            all.values()
                .all(|text| banned.iter().all(|word| !text.starts_with(word)))
        );
        let mut tables = all.values().filter(|text| text.starts_with("CREATE TABLE"));
        assert!(tables.all(|text| text.contains(") STRICT")));
    }
}
