//! Bringing an older file to this program's version: a verified copy first, then everything in one transaction. Knows no
//! statement of a version; `schema` has them.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::author::Author;
use super::error::StoreError;
use super::place::Place;
use super::turn::{PATIENCE, Turn};
use super::{backup, check, open, schema};
use crate::domain::day::vietnam_day;

/// What an upgrade did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgraded {
    /// The version that the file had.
    pub from: i64,
    /// The version that it has now.
    pub to: i64,
    /// The file as it was.
    pub copy: PathBuf,
}

/// Makes a copy and raises the file; none if it is of this program's version already.
pub(super) fn upgrade(path: &Path, author: &Author<'_>) -> Result<Option<Upgraded>, StoreError> {
    let (mut db, place, found) = open::open_known(path)?;
    if found == schema::VERSION {
        return Ok(None);
    }
    let path = place.path();
    open::set_pragmas(&db, path)
        .and_then(|()| keep_and_raise(&mut db, &place, author))
        .map_err(|error| error.about(path))
}

fn keep_and_raise(db: &mut Connection, place: &Place, author: &Author<'_>) -> Result<Option<Upgraded>, StoreError> {
    let path = place.path();
    let _turn = Turn::take(path, PATIENCE)?;
    // Nobody else writes from here on, so that the copy is what is raised.
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = open::known_version(&transaction, path)?;
    if from == schema::VERSION {
        return Ok(None);
    }
    open::verify(&transaction, path, from)?;
    let copy = keep(path, from, author)?;
    raise(&transaction, path, from, author)?;
    place.still_there()?;
    transaction.commit()?;
    Ok(Some(Upgraded { from, to: schema::VERSION, copy }))
}

/// Raises a file with its journal line, in the caller's transaction; refuses what is not whole then.
pub(super) fn raise(db: &Connection, path: &Path, from: i64, author: &Author<'_>) -> Result<(), StoreError> {
    schema::raise(db, from)?;
    author.journal(db, "upgrade", "database", [Some(&from.to_string()), Some(&schema::VERSION.to_string()), None])?;
    open::verify(db, path, schema::VERSION)?;
    check::harmed(db)?.into_iter().next().map_or(Ok(()), |finding| Err(finding.damage(path)))
}

/// How many copies of one version may be made on a day: each failed attempt leaves one.
const COPIES: usize = 99;

/// A verified copy beside the file, named by its version and the day: `tiendo-v1-2026-11-22.db`.
fn keep(path: &Path, version: i64, author: &Author<'_>) -> Result<PathBuf, StoreError> {
    let (db, ..) = open::open_known(path)?;
    let day = vietnam_day(author.at.0);
    for no in 1..=COPIES {
        let again = if no == 1 { String::new() } else { format!("-{no}") };
        let copy = renamed(path, &format!("v{version}-{day}{again}"));
        match backup::backup(&db, &copy) {
            Err(StoreError::Exists(_)) => {}
            done => return done.map(|_| copy),
        }
    }
    Err(StoreError::Exists(renamed(path, &format!("v{version}-{day}"))))
}

/// `tiendo.db` → `tiendo-<mark>.db`, in the same folder.
pub(super) fn renamed(path: &Path, mark: &str) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push("-");
    name.push(mark);
    if let Some(ending) = path.extension() {
        name.push(".");
        name.push(ending);
    }
    path.with_file_name(name)
}
