//! The chain of the journal: each line carries the SHA-256 over the line before and itself, so that what the file's
//! owner changes, takes out or puts in between afterwards shows. Knows no meaning of a line.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::journal::{JournalLine, line_at};
use super::rows::{Moment, insert};

/// A link of the chain.
pub(super) type Link = [u8; 32];

/// What stands before the first line.
const START: Link = [0; 32];

/// The newest line's number and link.
pub(super) fn last(db: &Connection) -> rusqlite::Result<(i64, Link)> {
    let mut find = db.prepare_cached("SELECT no, chain FROM journal ORDER BY no DESC LIMIT 1")?;
    let found = find.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.unwrap_or((0, START)))
}

/// Appends a line behind the link of the newest.
pub(super) fn append(db: &Connection, last: &Link, line: &JournalLine) -> rusqlite::Result<()> {
    insert(
        db,
        "journal",
        &[
            ("no", &line.no),
            ("at", &Moment::kept(line.at)),
            ("by", &line.by),
            ("door", &line.door),
            ("kind", &line.kind),
            ("subject", &line.subject),
            ("before", &line.before),
            ("after", &line.after),
            ("why", &line.why),
            ("behalf", &line.behalf),
            ("chain", &link(last, line)),
        ],
    )
}

/// The link of a line: every column with its length before it, so that no text can pass for two.
fn link(last: &Link, line: &JournalLine) -> Link {
    let mut sum = Sha256::new();
    sum.update(last);
    sum.update(line.no.to_be_bytes());
    sum.update(line.at.timestamp_micros().to_be_bytes());
    let behalf = line.behalf.as_ref().map(|office| office.0.as_str());
    let texts = [Some(&line.by), Some(&line.door), Some(&line.kind), Some(&line.subject)];
    let optional = [line.before.as_deref(), line.after.as_deref(), line.why.as_deref(), behalf];
    for text in texts.into_iter().map(|text| text.map(String::as_str)).chain(optional) {
        match text {
            None => sum.update([0]),
            Some(text) => {
                sum.update([1]);
                sum.update((text.len() as u64).to_be_bytes());
                sum.update(text);
            }
        }
    }
    sum.finalize().into()
}

const LINES: &str =
    "SELECT no, at, by, door, kind, subject, before, after, why, behalf, chain FROM journal ORDER BY no";

/// Chains lines that were written before there was a chain.
pub(super) fn forge(db: &Connection) -> Result<(), StoreError> {
    let mut update = db.prepare("UPDATE journal SET chain = ?2 WHERE no = ?1")?;
    walk(db, |no, link, _| update.execute((no, link)).map(|_| ()))
}

/// The number of the first line that does not carry its link; none if the chain is whole.
pub(super) fn broken(db: &Connection) -> Result<Option<i64>, StoreError> {
    let (mut expected, mut first) = (1, None);
    walk(db, |no, link, found| {
        if first.is_none() && (no != expected || link != found) {
            first = Some(no);
        }
        expected = no + 1;
        Ok(())
    })?;
    Ok(first)
}

/// Every line, oldest first, with the link that it should carry and the one that it does.
fn walk(db: &Connection, mut each: impl FnMut(i64, &Link, &Link) -> rusqlite::Result<()>) -> Result<(), StoreError> {
    let mut statement = db.prepare(LINES)?;
    let mut rows = statement.query([])?;
    let mut last = START;
    while let Some(row) = rows.next()? {
        let line = line_at(row)?;
        last = link(&last, &line);
        each(line.no, &last, &row.get(10)?)?;
    }
    Ok(())
}
