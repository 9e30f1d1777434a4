//! A copy takes the database's place: verified first, the present file set aside with what lies beside it, and the name
//! given in one step. Knows nothing of what is copied.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use super::author::Author;
use super::check::Finding;
use super::create::{Draft, make_folder, open_draft, sync_folder};
use super::error::StoreError;
use super::place::file_id;
use super::turn::{PATIENCE, Turn};
use super::upgrade::{raise, renamed};
use super::{backup, check, open, schema};
use crate::domain::day::vietnam_time;

/// How long the other sessions are waited for: one that is about to leave.
const MOMENT: Duration = Duration::from_secs(2);

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the file lies that was there before; none if there was none.
    pub aside: Option<PathBuf>,
    /// What `check` finds in the file that is there now.
    pub findings: Vec<Finding>,
}

/// Puts a copy in the place of `target`, whatever is there.
pub(super) fn restore(from: &Path, target: &Path, author: &Author<'_>) -> Result<Restored, StoreError> {
    let target = &place_for(target)?;
    if file_id(from).ok().is_some_and(|copy| file_id(target).is_ok_and(|present| present == copy)) {
        return Err(StoreError::Itself(target.clone()));
    }
    let draft = fresh(from, target, author)?;
    let _turn = Turn::take(target, PATIENCE)?;
    // Held to the end: who opens the file meanwhile waits, and then sees that it is another one.
    let held = hold(target)?;
    let (aside, there) = aside(target, author)?;
    let findings = finish(&draft.0, author, (from, there.then_some(aside.as_path())))?;
    draft.settle(target)?;
    set_aside(target, &aside).map_err(|error| StoreError::io(target, error))?;
    draft.replace(target).inspect_err(|_| bring_back(target, &aside))?;
    drop(held);
    Ok(Restored { aside: there.then_some(aside), findings })
}

fn place_for(target: &Path) -> Result<PathBuf, StoreError> {
    if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_folder(folder).map_err(|error| StoreError::io(folder, error))?;
    }
    let whole = open::absolute(target).map_err(|error| StoreError::io(target, error))?;
    match whole.symlink_metadata() {
        Ok(found) if !found.is_file() => Err(StoreError::NoFile(whole)),
        _ => Ok(whole),
    }
}

/// A copy of the copy beside the place where it will lie, whole and of this program's version.
fn fresh(from: &Path, target: &Path, author: &Author<'_>) -> Result<Draft, StoreError> {
    let unfit = |error| StoreError::BadCopy(Box::new(error));
    let (copy, version) = backup::verified(from).map_err(unfit)?;
    let draft = backup::copy(&copy, target)?;
    drop(copy);
    let mut db = open_draft(&draft.0)?;
    if version < schema::VERSION {
        let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        raise(&transaction, from, version, author)?;
        transaction.commit()?;
    }
    match check::harmed(&db)?.into_iter().next() {
        Some(finding) => Err(unfit(finding.damage(from))),
        None => db.close().map(|()| draft).map_err(|(_, error)| error.into()),
    }
}

/// The journal line in the file that will be the database: which copy, and where the file lies that was there.
fn finish(
    draft: &Path,
    author: &Author<'_>,
    (from, aside): (&Path, Option<&Path>),
) -> Result<Vec<Finding>, StoreError> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut db = open_draft(draft)?;
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    author.journal(&transaction, "restore", "database", [aside.map(name).as_deref(), Some(&name(from)), None])?;
    transaction.commit()?;
    let findings = check::check(&db)?;
    open::set_pragmas(&db, draft)?;
    db.close().map_err(|(_, error)| StoreError::from(error))?;
    Ok(findings)
}

/// The present file, held so that nobody has it open; none where it is missing, or so damaged that nobody can say. What
/// its log holds is in the file from then on.
fn hold(target: &Path) -> Result<Option<Connection>, StoreError> {
    if target.metadata().map_or(true, |found| found.len() == 0) {
        return Ok(None);
    }
    // First without a trace: a log beside a damaged head would be cleared away by opening it.
    match open::open_unchanging(target).and_then(|db| open::pragma(&db, "application_id")) {
        Ok(schema::APPLICATION_ID) => {}
        Ok(_) => return Err(StoreError::NotOurs(target.to_owned())),
        Err(error) => match StoreError::from(error).about(target) {
            StoreError::Damaged { .. } | StoreError::NotOurs(_) => return Ok(None),
            error => return Err(error),
        },
    }
    match hold_alone(target) {
        Ok(held) => Ok(Some(held)),
        Err(StoreError::Busy) => Err(StoreError::InUse(target.to_owned())),
        Err(StoreError::Damaged { .. } | StoreError::NotOurs(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

fn hold_alone(target: &Path) -> Result<Connection, StoreError> {
    let hold = || {
        let db = open::open_to_write(target)?;
        db.busy_timeout(MOMENT)?;
        // A log is given up only by the last one who has the file open; one who came meanwhile took it up again.
        let mode = |sql| db.query_row(sql, [], |row| row.get::<_, String>(0));
        let given_up = mode("PRAGMA journal_mode = DELETE")? == "delete";
        db.execute_batch("BEGIN EXCLUSIVE")?;
        let still = mode("PRAGMA journal_mode")? == "delete";
        if given_up && still { Ok(db) } else { Err(StoreError::Busy) }
    };
    hold().map_err(|error: StoreError| error.about(target))
}

/// Where the present file goes, named by date and time, and whether there is one.
fn aside(target: &Path, author: &Author<'_>) -> Result<(PathBuf, bool), StoreError> {
    let aside = renamed(target, &format!("aside-{}", vietnam_time(author.at.0).format("%Y-%m-%d-%H%M%S")));
    let names = BESIDE.map(|ending| open::beside(&aside, ending));
    match names.into_iter().find(|name| name.symlink_metadata().is_ok()) {
        Some(taken) => Err(StoreError::Exists(taken)),
        None => Ok((aside, BESIDE.iter().any(|ending| open::beside(target, ending).symlink_metadata().is_ok()))),
    }
}

/// A database, its log and the log's index belong together, and a journal that was left behind: it would be played back
/// into whatever has the name.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// The present file has its one name again, and its log beside it: the copy could not take its place.
fn bring_back(target: &Path, aside: &Path) {
    for ending in BESIDE {
        let (there, here) = (open::beside(aside, ending), open::beside(target, ending));
        // What cannot be brought back lies under the name that the sentence about it says.
        let _ = if ending.is_empty() && here.symlink_metadata().is_ok() {
            fs::remove_file(there)
        } else {
            fs::rename(there, here)
        };
    }
}

/// Sets file, log and index aside. The file keeps its name beside the new one until the copy takes it, so that there is
/// a database at every moment; where there are no links there is none for a moment.
fn set_aside(target: &Path, aside: &Path) -> std::io::Result<()> {
    for ending in BESIDE {
        let (from, to) = (open::beside(target, ending), open::beside(aside, ending));
        if from.symlink_metadata().is_err() {
            continue;
        }
        if !ending.is_empty() || fs::hard_link(&from, &to).is_err() {
            fs::rename(&from, &to)?;
        }
    }
    sync_folder(target)
}
