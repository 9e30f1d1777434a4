//! Opening of a database file: checks ownership, version and integrity, and configures the connection. A refused file
//! is left unchanged, byte for byte. Must not depend on rows.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::database_file::DatabaseFile;
use super::error::StoreError;
use super::schema;

/// How long a writer waits for the lock.
pub(super) const LOCK_TIMEOUT: Duration = Duration::from_secs(10);

/// Size to which the write-ahead log is truncated after a checkpoint.
const LOG_LIMIT_BYTES: i64 = 4 << 20;

/// Number of cached statements of a connection.
const STATEMENT_CACHE_SIZE: usize = 64;

/// Absolute path with links resolved except perhaps in the last part: otherwise SQLite interprets names like
/// `file:…?mode=ro`.
pub(super) fn absolute_path(path: &Path) -> std::io::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    match (whole.parent(), whole.file_name()) {
        (Some(folder), Some(name)) => Ok(folder.canonicalize()?.join(name)),
        _ => Ok(whole),
    }
}

/// Opens an existing database; read-only if the file or its folder cannot be written. Returns its location too.
pub(super) fn open(path: &Path) -> Result<(Connection, DatabaseFile), StoreError> {
    match open_any_version(path)? {
        (db, place, schema::VERSION) => Ok((db, place)),
        (_, place, found) => Err(StoreError::OlderVersion {
            path: place.path().to_owned(),
            found,
        }),
    }
}

/// Opens a database of any supported version without upgrading it; returns its version too.
pub(super) fn open_any_version(path: &Path) -> Result<(Connection, DatabaseFile, i64), StoreError> {
    let path = &absolute_path(path).map_err(|error| open_error(path, error))?;
    let found = path
        .symlink_metadata()
        .map_err(|error| open_error(path, error))?;
    if !found.is_file() {
        return Err(StoreError::NotAFile(path.clone()));
    }
    if link_count(&found) > 1 {
        return Err(StoreError::HardLinked(path.to_owned()));
    }
    refuse_foreign_file(path).map_err(|error| error.with_path(path))?;
    refuse_cut(path)?;
    // The identity is read before opening: a file that takes the name meanwhile is not written.
    let place = DatabaseFile::new(path.clone())?;
    // A file marked read-only is not written even by users who could; nor is a log created, whose index would stay
    // read-only for ever.
    let marked = found.permissions().readonly() && can_open_immutable(path);
    let opened = if marked {
        Err(StoreError::ReadOnly(path.to_owned()))
    } else {
        open_to_write(path)
    };
    let db = match opened {
        Ok(db) => db,
        Err(StoreError::ReadOnly(_)) if can_open_immutable(path) => open_to_read(path)?,
        Err(error) => return Err(error),
    };
    let version = known_version(&db, path).map_err(|error| error.with_path(path))?;
    place.require_unmoved()?;
    if version == schema::VERSION {
        verify_schema(&db, path, version)
            .and_then(|()| set_pragmas(&db, path))
            .map_err(|error| error.with_path(path))?;
    }
    Ok((db, place, version))
}

/// Number of hard links of a file. SQLite keeps a log for each name, and two logs corrupt the file.
#[cfg(unix)]
fn link_count(found: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(found)
}

#[cfg(not(unix))]
fn link_count(_: &Metadata) -> u64 {
    1
}

pub(super) fn open_error(path: &Path, error: std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => {
            StoreError::FileMissing(path.to_owned())
        }
        _ => StoreError::from_io(path, error),
    }
}

/// Checks the header without a lock or side files, so that another program's file is not touched.
fn refuse_foreign_file(path: &Path) -> Result<(), StoreError> {
    let db = open_immutable(path)?;
    match read_pragma(&db, "application_id") {
        Ok(schema::APPLICATION_ID) => Ok(()),
        // A checkpoint may be in progress: the real opening decides about damage.
        Err(error) if is_corrupt(&error) => Ok(()),
        Ok(_) => Err(StoreError::ForeignFile(path.to_owned())),
        Err(error) => Err(error.into()),
    }
}

/// Refuses a truncated file: one that ends within a page, or before the last page counted in its header. If there
/// is a log, it may contain the missing pages, and the check is skipped.
pub(super) fn refuse_cut(path: &Path) -> Result<(), StoreError> {
    let has_log = || has_content(path, "-wal") || has_content(path, "-journal");
    let cut = || cut_at(path).map_err(|error| StoreError::from_io(path, error));
    match cut()? {
        // Checked twice: another process may have started or checkpointed a log in between.
        Some(bytes) if !has_log() && cut()? == Some(bytes) && !has_log() => {
            Err(StoreError::CutShort {
                path: path.to_owned(),
                bytes,
            })
        }
        _ => Ok(()),
    }
}

/// Length of a truncated file; `None` if it is complete, or if SQLite gives no answer.
fn cut_at(path: &Path) -> std::io::Result<Option<u64>> {
    let bytes = path.symlink_metadata()?.len();
    let counted = || {
        let db = open_immutable(path)?;
        if let Err(error) = read_pragma(&db, "page_count") {
            // After this, only a header that counts more pages than exist is read.
            db.pragma_update(None, "writable_schema", true)?;
            return if is_corrupt(&error) {
                read_pragma(&db, "page_count").map(|_| true)
            } else {
                Err(error)
            };
        }
        let size = u64::try_from(read_pragma(&db, "page_size")?)
            .unwrap_or_default()
            .max(1);
        Ok(!bytes.is_multiple_of(size))
    };
    Ok(counted().unwrap_or(false).then_some(bytes))
}

fn is_corrupt(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseCorrupt)
}

/// Returns `true` if a side file with this suffix exists and is not empty.
pub(super) fn has_content(path: &Path, ending: &str) -> bool {
    sibling_path(path, ending)
        .metadata()
        .is_ok_and(|found| found.len() > 0)
}

pub(super) fn open_to_write(path: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = || {
        let db = Connection::open_with_flags(path, flags)?;
        harden(&db)?;
        read_pragma(&db, "user_version")?;
        Ok(db)
    };
    open().map_err(|error: rusqlite::Error| StoreError::from(error).with_path(path))
}

/// Path of a file next to a database with a suffix: its log, the log's index, the lock.
pub(super) fn sibling_path(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Returns `true` if a file may be opened without locks: nothing can be written there, and no log holds newer pages.
fn can_open_immutable(path: &Path) -> bool {
    !has_content(path, "-wal")
}

fn open_to_read(path: &Path) -> Result<Connection, StoreError> {
    let open = || {
        let db = open_immutable(path)?;
        harden(&db)?;
        Ok(db)
    };
    open().map_err(|error: rusqlite::Error| StoreError::from(error).with_path(path))
}

/// Opens a file in order to copy it: immutable if there is no log, else together with the log.
pub(super) fn open_to_copy(path: &Path) -> Result<Connection, StoreError> {
    if can_open_immutable(path) {
        open_to_read(path)
    } else {
        open_to_write(path)
    }
}

/// Opens a file as immutable: no locks, no side files.
pub(super) fn open_immutable(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NOFOLLOW
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(format!("file:{}?immutable=1", percent_encoded(path)), flags)
}

/// Percent-encoded path for a URI: everything but letters, digits and `/._-` is escaped.
fn percent_encoded(path: &Path) -> String {
    use std::fmt::Write;
    let mut uri = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => {
                uri.push(char::from(*byte));
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// Settings before the first access to a file: the busy timeout, and no trust in its schema.
pub(super) fn harden(db: &Connection) -> rusqlite::Result<()> {
    require_sqlite_version(rusqlite::version_number())?;
    db.busy_timeout(LOCK_TIMEOUT)?;
    db.set_prepared_statement_cache_capacity(STATEMENT_CACHE_SIZE);
    let switches = [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        // A plan that depends on bound values is prepared again at each execution of a cached statement.
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ];
    switches
        .into_iter()
        .try_for_each(|(switch, on)| db.set_db_config(switch, on).map(|_| ()))
}

/// Oldest safe SQLite: below it several processes in WAL mode can lose committed rows.
const MIN_SQLITE_VERSION: i32 = 3_051_003;

fn require_sqlite_version(version: i32) -> rusqlite::Result<()> {
    if version >= MIN_SQLITE_VERSION {
        return Ok(());
    }
    let misuse = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_MISUSE);
    Err(rusqlite::Error::SqliteFailure(
        misuse,
        Some(format!("SQLite {version} < {MIN_SQLITE_VERSION}")),
    ))
}

/// Schema version of the file, if this program supports it.
pub(super) fn known_version(db: &Connection, path: &Path) -> Result<i64, StoreError> {
    let path = path.to_owned();
    if read_pragma(db, "application_id")? != schema::APPLICATION_ID {
        return Err(StoreError::ForeignFile(path));
    }
    match read_pragma(db, "user_version")? {
        0 => Err(StoreError::ForeignFile(path)),
        found if (1..=schema::VERSION).contains(&found) => Ok(found),
        found => Err(StoreError::NewerVersion {
            path,
            found,
            known: schema::VERSION,
        }),
    }
}

/// Refuses a file whose schema differs from that of its version.
pub(super) fn verify_schema(db: &Connection, path: &Path, version: i64) -> Result<(), StoreError> {
    match schema::schema_difference(db, version)? {
        None => Ok(()),
        Some(name) => Err(StoreError::Damaged {
            path: path.to_owned(),
            detail: format!("schema: {name}"),
        }),
    }
}

/// Sets the pragmas of a connection to a file.
pub(super) fn set_pragmas(db: &Connection, path: &Path) -> Result<(), StoreError> {
    if !db.is_readonly(rusqlite::MAIN_DB)? {
        let mode: String = db.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(StoreError::Damaged {
                path: path.to_owned(),
                detail: format!("journal mode {mode}"),
            });
        }
    }
    set_common_pragmas(db)?;
    Ok(())
}

/// Sets the pragmas of any connection, in memory too, where there is no log.
pub(super) fn set_common_pragmas(db: &Connection) -> rusqlite::Result<()> {
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.pragma_update(None, "temp_store", "MEMORY")?;
    for (name, value) in [("mmap_size", 0), ("journal_size_limit", LOG_LIMIT_BYTES)] {
        db.pragma(None, name, value, |_| Ok(()))?;
    }
    Ok(())
}

/// Reads a numeric pragma.
pub(super) fn read_pragma(db: &Connection, name: &str) -> rusqlite::Result<i64> {
    db.pragma_query_value(None, name, |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_file() -> (tempfile::TempDir, Connection, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let actor = crate::store::Actor::single_user("lan", "cli");
        crate::store::Store::create(
            &path,
            &crate::store::SeedData::default(),
            &actor,
            chrono::DateTime::UNIX_EPOCH,
        )
        .unwrap();
        let (db, _) = open(&path).unwrap();
        (folder, db, path)
    }

    #[test]
    fn a_connection_is_set_as_the_file_needs_it() {
        let (_folder, db, _) = on_file();
        for (name, value) in [
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("cell_size_check", 1),
            ("temp_store", 2),
            ("journal_size_limit", LOG_LIMIT_BYTES),
            ("trusted_schema", 0),
            ("busy_timeout", 10_000),
        ] {
            assert_eq!(read_pragma(&db, name).unwrap(), value, "{name}");
        }
        let mapped = db.pragma_query_value(None, "mmap_size", |row| row.get::<_, i64>(0));
        assert_eq!(mapped.unwrap_or(0), 0);
        assert_eq!(
            db.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0))
                .unwrap(),
            "wal"
        );
        for switch in [
            DbConfig::SQLITE_DBCONFIG_DEFENSIVE,
            DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG,
        ] {
            assert!(db.db_config(switch).unwrap(), "{switch:?}");
        }
        let off = [
            DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA,
            DbConfig::SQLITE_DBCONFIG_DQS_DML,
            DbConfig::SQLITE_DBCONFIG_DQS_DDL,
            DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER,
            DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW,
        ];
        for switch in off {
            assert!(!db.db_config(switch).unwrap(), "{switch:?}");
        }
        let refused = |sql: &str| db.execute_batch(sql).unwrap_err().to_string();
        assert!(refused("SELECT \"no_column\" FROM journal").contains("no such column"));
        assert!(refused("SELECT load_extension('x')").contains("not authorized"));
        assert!(refused("UPDATE sqlite_schema SET sql = 'x'").contains("may not be modified"));
    }

    #[test]
    fn an_old_library_is_not_worked_with() {
        assert!(require_sqlite_version(rusqlite::version_number()).is_ok());
        assert!(
            require_sqlite_version(MIN_SQLITE_VERSION - 1)
                .unwrap_err()
                .to_string()
                .contains("3051002")
        );
    }

    #[test]
    fn nothing_is_created_by_opening() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        assert!(open_to_write(&path).is_err() && open_to_copy(&path).is_err() && !path.exists());
    }

    #[test]
    fn a_file_that_was_exchanged_while_it_was_opened_is_not_written() {
        let (folder, db, path) = on_file();
        drop(db);
        let place = DatabaseFile::new(path.clone()).unwrap();
        let other = folder.path().join("other.db");
        std::fs::copy(&path, &other).unwrap();
        std::fs::rename(&other, &path).unwrap();
        assert!(
            cfg!(not(unix)) || matches!(place.require_unmoved(), Err(StoreError::FileReplaced(_)))
        );
    }
}
