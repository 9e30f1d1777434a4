//! The schema of the file: its versions, its marks, and whether a file still has exactly it. Knows no rows.

use rusqlite::Connection;

/// The mark of our files in SQLite's header: the letters `tien`.
pub(super) const APPLICATION_ID: i64 = 0x7469_656e;

/// The version of the schema that this program writes and reads.
pub(super) const VERSION: i64 = 1;

const FIRST: &str = include_str!("schema/0001_first.sql");

/// Lays the schema into an empty database, in the caller's transaction.
pub(super) fn lay(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(FIRST)?;
    db.pragma_update(None, "application_id", APPLICATION_ID)?;
    db.pragma_update(None, "user_version", VERSION)
}

/// What the file has besides the schema, or lacks of it; none if it has exactly it. A planted trigger shows here.
pub(super) fn difference(db: &Connection) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
    let mut statement = db.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut expected = statements();
    while let Some(row) = rows.next()? {
        let found = row.get_ref(1)?.as_str()?;
        match expected.iter().position(|wanted| *wanted == found) {
            Some(at) => drop(expected.swap_remove(at)),
            None => return row.get(0).map(Some),
        }
    }
    Ok(expected.first().map(|missing| missing.lines().next().unwrap_or_default().to_owned()))
}

/// The statements of the schema as SQLite keeps them: without comments before them and without the semicolon.
fn statements() -> Vec<&'static str> {
    FIRST.split(";\n").map(without_head).filter(|statement| !statement.is_empty()).collect()
}

fn without_head(mut text: &str) -> &str {
    loop {
        text = text.trim_start();
        if !text.starts_with("--") {
            return text.trim_end();
        }
        text = text.split_once('\n').map_or("", |(_, rest)| rest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fresh_file_has_exactly_the_schema() {
        let db = Connection::open_in_memory().unwrap();
        lay(&db).unwrap();
        assert_eq!(difference(&db).unwrap(), None);
        db.execute_batch("CREATE TRIGGER planted AFTER INSERT ON journal BEGIN DELETE FROM figure; END").unwrap();
        assert_eq!(difference(&db).unwrap(), Some("planted".to_owned()));
        db.execute_batch("DROP TRIGGER planted; DROP TABLE task").unwrap();
        assert_eq!(difference(&db).unwrap(), Some("CREATE TABLE task (".to_owned()));
    }

    #[test]
    fn nothing_of_ours_runs_by_itself() {
        let banned = ["CREATE TRIGGER", "CREATE VIEW", "CREATE VIRTUAL"];
        assert!(statements().iter().all(|text| banned.iter().all(|word| !text.starts_with(word))));
        let tables = statements().into_iter().filter(|text| text.starts_with("CREATE TABLE"));
        assert!(tables.into_iter().all(|text| text.contains(") STRICT")));
    }
}
