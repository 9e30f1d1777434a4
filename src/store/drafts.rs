//! What is kept of a person beside the database, in files of that account that are the owner's alone: what was typed and
//! not saved, and that they were here. A text is replaced as a whole, so that a process that is killed leaves the old one
//! or the new one. Knows no meaning of it.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::connection;
use super::error::StoreError;
use super::write_lock::{open_private, random_u64};

/// The most that is read back.
const BYTES_MAX: u64 = 4 << 20;

/// `<db>.<what>-<account>`; what is no plain character of a name is written as its number.
fn account_sibling_path(database: &Path, what: &str, account: &str) -> PathBuf {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let written = |byte: u8| {
        if plain(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02x}")
        }
    };
    connection::sibling_path(
        database,
        &format!(
            ".{what}-{}",
            account.bytes().map(written).collect::<String>()
        ),
    )
}

fn draft_path(database: &Path, account: &str) -> PathBuf {
    account_sibling_path(database, "draft", account)
}

/// Notes that an account has come, in an empty file of its own; true if it had not before.
pub(super) fn record_first_visit(database: &Path, account: &str) -> Result<bool, StoreError> {
    let path = account_sibling_path(database, "seen", account);
    match fs::symlink_metadata(&path) {
        Ok(_) => Ok(false),
        Err(error) if error.kind() == ErrorKind::NotFound => open_private(&path)
            .map(|_| true)
            .map_err(|error| StoreError::from_io(&path, error)),
        Err(error) => Err(StoreError::from_io(&path, error)),
    }
}

/// The text that was kept for an account.
pub(super) fn read(database: &Path, account: &str) -> Result<Option<String>, StoreError> {
    let path = draft_path(database, account);
    match fs::symlink_metadata(&path) {
        Ok(found) if found.is_file() && found.len() <= BYTES_MAX => {}
        Ok(_) => return Ok(None),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(StoreError::from_io(&path, error)),
    }
    let bytes = fs::read(&path).map_err(|error| StoreError::from_io(&path, error))?;
    Ok(String::from_utf8(bytes).ok())
}

/// Keeps a text, or forgets what was kept.
pub(super) fn write(database: &Path, account: &str, text: Option<&str>) -> Result<(), StoreError> {
    let path = draft_path(database, account);
    let kept = match text {
        Some(text) => replace_file(&path, text),
        None => fs::remove_file(&path).or_else(|error| match error.kind() {
            ErrorKind::NotFound => Ok(()),
            _ => Err(error),
        }),
    };
    kept.map_err(|error| StoreError::from_io(&path, error))
}

fn replace_file(path: &Path, text: &str) -> std::io::Result<()> {
    // A name of its own: somebody who is in twice writes twice.
    let temp = connection::sibling_path(path, &format!(".{:016x}.new", random_u64()));
    let mut file = open_private(&temp)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    fs::rename(&temp, path).inspect_err(|_| drop(fs::remove_file(&temp)))
}
