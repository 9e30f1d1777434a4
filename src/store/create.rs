//! Creation of a new database: complete, or not at all. It is written under a temporary name and renamed when complete.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::author::Author;
use super::error::StoreError;
use super::write_lock::random_u64;
use super::{catalog, connection, duty_generation, duty_summaries, offices, plan_rows, schema};
use crate::domain::account::DatabaseMode;
use crate::domain::office::{Group, Holiday, Office};
use crate::domain::plan::Plan;

/// Initial content of a new database.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeedData {
    /// Plans.
    pub plans: Vec<Plan>,
    /// Offices.
    pub offices: Vec<Office>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Holidays.
    pub holidays: Vec<Holiday>,
    /// Single-user or shared.
    pub mode: DatabaseMode,
}

/// Creates the file, and its folder if missing.
pub(super) fn create(path: &Path, seed: &SeedData, author: &Author<'_>) -> Result<(), StoreError> {
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::FileExists(path.to_owned()));
    }
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
    {
        make_folder(folder).map_err(|error| StoreError::from_io(folder, error))?;
    }
    let path = connection::absolute_path(path).map_err(|error| StoreError::from_io(path, error))?;
    let draft = TempFile::create_for(&path)?;
    fill_temp_file(&draft.0, seed, author).map_err(|error| error.with_path(&path))?;
    draft.publish(&path)
}

fn fill_temp_file(draft: &Path, seed: &SeedData, author: &Author<'_>) -> Result<(), StoreError> {
    let mut db = open_temp_file(draft)?;
    initialize(&mut db, seed, author)?;
    connection::set_pragmas(&db, draft)?;
    db.close().map_err(|(_, error)| error.into())
}

/// Opens a writing connection to a temporary file that nobody else knows.
pub(super) fn open_temp_file(draft: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(draft, flags)?;
    connection::harden(&db)?;
    Ok(db)
}

/// Writes schema, seed data and the duties that the rules make, in one transaction.
pub(super) fn initialize(
    db: &mut Connection,
    seed: &SeedData,
    author: &Author<'_>,
) -> Result<(), StoreError> {
    connection::set_common_pragmas(db)?;
    let transaction = db.transaction()?;
    schema::create_schema(&transaction)?;
    offices::add_offices(&transaction, &seed.offices)?;
    seed.groups
        .iter()
        .try_for_each(|group| offices::add_group(&transaction, group))?;
    seed.holidays
        .iter()
        .try_for_each(|day| offices::add_holiday(&transaction, day))?;
    seed.plans
        .iter()
        .try_for_each(|plan| plan_rows::add_plan(&transaction, plan))?;
    offices::set_mode(&transaction, seed.mode)?;
    let duties = duty_generation::upsert_all(
        &transaction,
        duty_generation::generate_all(&catalog::read_catalog(&transaction)?),
    )?;
    duty_summaries::refresh(&transaction)?;
    let shared = if seed.mode == DatabaseMode::Shared {
        " shared"
    } else {
        ""
    };
    let after = format!(
        "plans {} offices {} duties {duties}{shared}",
        seed.plans.len(),
        seed.offices.len()
    );
    author.journal(&transaction, "init", "database", [None, Some(&after), None])?;
    Ok(transaction.commit()?)
}

/// Creates a folder, with its parents, accessible to the owner only.
pub(super) fn make_folder(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Creates an empty file accessible to the owner only; fails if it exists.
fn new_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Copies the bytes of a file to a new file accessible to the owner only; synced to disk on return.
pub(super) fn copy_bytes(from: &Path, to: &Path) -> std::io::Result<()> {
    let (mut bytes, mut copy) = (File::open(from)?, new_file(to)?);
    let copied = std::io::copy(&mut bytes, &mut copy).and_then(|_| copy.sync_all());
    copied.inspect_err(|_| drop(std::fs::remove_file(to)))
}

/// A temporary file next to its future location, deleted on drop unless published.
pub(super) struct TempFile(pub(super) PathBuf);

impl TempFile {
    /// Creates an empty temporary file accessible to the owner only.
    pub(super) fn create_for(target: &Path) -> Result<Self, StoreError> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let path = target.with_file_name(format!(".{name}.{:016x}.new", random_u64()));
        new_file(&path).map_err(|error| StoreError::from_io(target, error))?;
        Ok(Self(path))
    }

    /// Creates a temporary copy of a database file and its logs.
    pub(super) fn of_bytes(source: &Path, target: &Path) -> Result<Self, StoreError> {
        let draft = Self::create_for(target)?;
        std::fs::remove_file(&draft.0).map_err(|error| StoreError::from_io(target, error))?;
        for ending in ["", "-wal", "-journal"] {
            let from = connection::sibling_path(source, ending);
            if from.symlink_metadata().is_ok() {
                copy_bytes(&from, &connection::sibling_path(&draft.0, ending))
                    .map_err(|error| StoreError::from_io(target, error))?;
            }
        }
        Ok(draft)
    }

    /// Syncs the file and gives it its final name, unless a file of that name exists. A log left behind by another file
    /// of that name would be taken for its own, so that it prevents publishing too.
    pub(super) fn publish(self, target: &Path) -> Result<(), StoreError> {
        let left = ["-wal", "-journal"].map(|ending| connection::sibling_path(target, ending));
        if let Some(left) = left
            .into_iter()
            .find(|left| left.symlink_metadata().is_ok())
        {
            return Err(StoreError::FileExists(left));
        }
        self.sync_and_rename(target, rename_without_overwrite)
    }

    /// Syncs the file in its present place.
    pub(super) fn sync(&self, target: &Path) -> Result<(), StoreError> {
        let sync = || OpenOptions::new().write(true).open(&self.0)?.sync_all();
        sync().map_err(|error| StoreError::from_io(target, error))
    }

    /// Renames the file over whatever has the name; durable once the folder is synced.
    pub(super) fn take_name(self, target: &Path) -> std::io::Result<()> {
        std::fs::rename(&self.0, target)
    }

    fn sync_and_rename(
        self,
        target: &Path,
        name: fn(&Path, &Path) -> std::io::Result<()>,
    ) -> Result<(), StoreError> {
        self.sync(target)?;
        let publish = || {
            name(&self.0, target)?;
            sync_folder(target)
        };
        publish().map_err(|error| StoreError::from_io(target, error))
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            // Most of them do not exist.
            let _ = std::fs::remove_file(connection::sibling_path(&self.0, suffix));
        }
    }
}

/// Renames without overwriting: by a hard link; on file systems without links by an exclusive rename, else by a
/// check before the rename.
fn rename_without_overwrite(draft: &Path, target: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(draft, target) {
        Ok(()) => std::fs::remove_file(draft),
        Err(error)
            if error.kind() == std::io::ErrorKind::AlreadyExists
                || target.symlink_metadata().is_ok() =>
        {
            Err(error)
        }
        Err(_) => match rename_to_free(draft, target) {
            Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                std::fs::rename(draft, target)
            }
            done => done,
        },
    }
}

#[cfg(target_os = "linux")]
fn rename_to_free(draft: &Path, target: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(
        CWD,
        draft,
        CWD,
        target,
        RenameFlags::NOREPLACE,
    )?)
}

#[cfg(not(target_os = "linux"))]
fn rename_to_free(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
}

/// Syncs the folder of a file, which makes its name durable; possible on Unix only.
pub(super) fn sync_folder(file: &Path) -> std::io::Result<()> {
    match file.parent() {
        Some(folder) if cfg!(unix) => File::open(folder)?.sync_all(),
        _ => Ok(()),
    }
}
