//! Hash chain of the journal: each line has a SHA-256 over the previous hash and itself, so that lines changed, removed
//! or inserted by the file's owner are detected. Must not depend on the meaning of lines.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use super::error::StoreError;
use super::integrity_issue::IntegrityIssue;
use super::journal::{JournalLine, line_from_row};
use super::rows::{Timestamp, insert};

/// Hash of a line.
pub(super) type ChainHash = [u8; 32];

/// Hash before the first line.
const GENESIS_HASH: ChainHash = [0; 32];

/// Number and hash of the newest line.
pub(super) fn tip(db: &Connection) -> rusqlite::Result<(i64, ChainHash)> {
    let mut find = db.prepare_cached("SELECT no, chain FROM journal ORDER BY no DESC LIMIT 1")?;
    let found = find
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.unwrap_or((0, GENESIS_HASH)))
}

/// Appends a line to the chain.
pub(super) fn append(
    db: &Connection,
    last: &ChainHash,
    line: &JournalLine,
) -> rusqlite::Result<()> {
    insert(
        db,
        "journal",
        &[
            ("no", &line.no),
            ("at", &Timestamp::truncate(line.at)),
            ("by", &line.by),
            ("door", &line.channel),
            ("kind", &line.kind),
            ("subject", &line.subject),
            ("before", &line.before),
            ("after", &line.after),
            ("why", &line.reason),
            ("behalf", &line.on_behalf_of),
            ("chain", &hash_line(last, line)),
        ],
    )
}

/// Hash of a line: every column with its length before it, so that texts cannot be split differently.
fn hash_line(last: &ChainHash, line: &JournalLine) -> ChainHash {
    let mut sum = Sha256::new();
    sum.update(last);
    sum.update(line.no.to_be_bytes());
    sum.update(line.at.timestamp_micros().to_be_bytes());
    let behalf = line.on_behalf_of.as_ref().map(|office| office.0.as_str());
    let texts = [
        Some(&line.by),
        Some(&line.channel),
        Some(&line.kind),
        Some(&line.subject),
    ];
    let optional = [
        line.before.as_deref(),
        line.after.as_deref(),
        line.reason.as_deref(),
        behalf,
    ];
    for text in texts
        .into_iter()
        .map(|text| text.map(String::as_str))
        .chain(optional)
    {
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

const LINES: &str = "SELECT no, at, by, door, kind, subject, before, after, why, behalf, chain FROM journal ORDER BY no";

/// Adds hashes to lines written before the chain existed.
pub(super) fn backfill_chain(db: &Connection) -> Result<(), StoreError> {
    let mut update = db.prepare("UPDATE journal SET chain = ?2 WHERE no = ?1")?;
    for_each_line(db, |no, link, _| update.execute((no, link)).map(|_| ()))
}

/// Break of the hash chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChainBreak {
    /// Lines are missing, the first of them this one.
    LinesMissing(i64),
    /// This line was altered, or lines before it were removed.
    LineChanged(i64),
}

/// First break of the chain; `None` if it is intact.
pub(super) fn find_break(db: &Connection) -> Result<Option<ChainBreak>, StoreError> {
    let (mut expected, mut first) = (1, None);
    for_each_line(db, |no, link, found| {
        if first.is_none() && no != expected {
            first = Some(ChainBreak::LinesMissing(expected));
        } else if first.is_none() && link != found {
            first = Some(ChainBreak::LineChanged(no));
        }
        expected = no + 1;
        Ok(())
    })?;
    Ok(first)
}

/// Number of hash digits that are shown and compared.
const SHOWN_DIGITS: usize = 16;

/// Newest line of the journal with the beginning of its hash. Noted elsewhere, it later proves whether lines at the
/// end were removed or the journal was rewritten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalTip {
    /// Number of the line.
    pub no: i64,
    /// First digits of its hash, in lower case.
    pub hash: String,
}

impl JournalTip {
    fn new(no: i64, link: &ChainHash) -> Self {
        let digits: String = link
            .iter()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .map(hex_digit)
            .collect();
        Self {
            no,
            hash: digits.chars().take(SHOWN_DIGITS).collect(),
        }
    }

    /// Parses `1234:0f…`: a number, a colon, sixteen hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let (no, hash) = text.trim().split_once(':')?;
        let hash = hash.to_ascii_lowercase();
        let well_formed =
            hash.len() == SHOWN_DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
        let no = no.parse().ok().filter(|no| *no > 0)?;
        well_formed.then_some(Self { no, hash })
    }
}

impl std::fmt::Display for JournalTip {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}:{}", self.no, self.hash)
    }
}

/// Eight-digit fingerprint of a text.
pub(super) fn fingerprint(text: &str) -> String {
    JournalTip::new(0, &Sha256::digest(text).into())
        .hash
        .chars()
        .take(8)
        .collect()
}

fn hex_digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or_default()
}

/// Tip of the journal; `None` if it is empty.
pub(super) fn journal_tip(db: &Connection) -> Result<Option<JournalTip>, StoreError> {
    let (no, link) = tip(db)?;
    Ok((no > 0).then(|| JournalTip::new(no, &link)))
}

/// Checks that an earlier tip is still in the journal.
pub(super) fn verify_tip(
    db: &Connection,
    wanted: &JournalTip,
) -> Result<Option<IntegrityIssue>, StoreError> {
    let mut find = db.prepare("SELECT chain FROM journal WHERE no = ?1")?;
    let found = find.query_row([wanted.no], |row| row.get(0)).optional()?;
    let no = wanted.no;
    Ok(match found {
        Some(link) => {
            (JournalTip::new(no, &link) != *wanted).then_some(IntegrityIssue::JournalRewritten(no))
        }
        None => Some(IntegrityIssue::JournalTruncated {
            no,
            last: tip(db)?.0,
        }),
    })
}

/// Visits every line, oldest first, with its expected and its stored hash.
fn for_each_line(
    db: &Connection,
    mut each: impl FnMut(i64, &ChainHash, &ChainHash) -> rusqlite::Result<()>,
) -> Result<(), StoreError> {
    let mut statement = db.prepare(LINES)?;
    let mut rows = statement.query([])?;
    let mut last = GENESIS_HASH;
    while let Some(row) = rows.next()? {
        let line = line_from_row(row)?;
        last = hash_line(&last, &line);
        each(line.no, &last, &row.get(10)?)?;
    }
    Ok(())
}
