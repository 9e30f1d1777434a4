//! The chain of the journal: each line carries the SHA-256 over the line before and itself, so that what the file's
//! owner changes, takes out or puts in between afterwards shows. Knows no meaning of a line.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::check::Finding;
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

/// Where the chain ends to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Break {
    /// Lines were taken out, this one first.
    Gone(i64),
    /// This line is not what was written, or something was taken out before it.
    Changed(i64),
}

/// Where the chain ends to hold; none if it is whole.
pub(super) fn broken(db: &Connection) -> Result<Option<Break>, StoreError> {
    let (mut expected, mut first) = (1, None);
    walk(db, |no, link, found| {
        if first.is_none() && no != expected {
            first = Some(Break::Gone(expected));
        } else if first.is_none() && link != found {
            first = Some(Break::Changed(no));
        }
        expected = no + 1;
        Ok(())
    })?;
    Ok(first)
}

/// How many digits of a link are shown and asked for.
const SHOWN: usize = 16;

/// The newest line of the journal with the beginning of its link: written down elsewhere, it shows later whether the end
/// was cut off or the journal written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The line.
    pub no: i64,
    /// The first digits of its link, in lower case.
    pub link: String,
}

impl Head {
    fn of(no: i64, link: &Link) -> Self {
        let digits: String = link.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect();
        Self { no, link: digits.chars().take(SHOWN).collect() }
    }

    /// `1234:0f…`: a number, a colon, sixteen hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (no, link) = text.trim().split_once(':')?;
        let link = link.to_ascii_lowercase();
        let well_formed = link.len() == SHOWN && link.bytes().all(|byte| byte.is_ascii_hexdigit());
        let no = no.parse().ok().filter(|no| *no > 0)?;
        well_formed.then_some(Self { no, link })
    }
}

impl std::fmt::Display for Head {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:{}", self.no, self.link)
    }
}

/// Eight digits that stand for a text: another text has others.
pub(super) fn short(text: &str) -> String {
    Head::of(0, &Sha256::digest(text).into()).link.chars().take(8).collect()
}

fn digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or_default()
}

/// The head of the journal; none where it is empty.
pub(super) fn head(db: &Connection) -> Result<Option<Head>, StoreError> {
    let (no, link) = last(db)?;
    Ok((no > 0).then(|| Head::of(no, &link)))
}

/// Whether an earlier head still is in the journal.
pub(super) fn find(db: &Connection, wanted: &Head) -> Result<Option<Finding>, StoreError> {
    let mut find = db.prepare("SELECT chain FROM journal WHERE no = ?1")?;
    let found = find.query_row([wanted.no], |row| row.get(0)).optional()?;
    let no = wanted.no;
    Ok(match found {
        Some(link) => (Head::of(no, &link) != *wanted).then_some(Finding::Rewritten(no)),
        None => Some(Finding::Cut { no, last: last(db)?.0 }),
    })
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
