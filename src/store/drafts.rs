//! Drafts and first-visit markers of accounts, in owner-only files next to the database. A text is replaced as a whole,
//! so that a killed process leaves the old or the new one. Must not depend on the meaning of the text.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::connection;
use super::error::StoreError;
use super::write_lock::{open_private, random_u64};

/// Maximum number of bytes read back.
const BYTES_MAX: u64 = 4 << 20;

/// Path `<db>.<what>-<account>`; other than plain characters of the name are written as their code.
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

/// Records the first visit of an account in an empty marker file; `true` if it is the first.
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

/// Reads the draft of an account.
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

/// Stores the draft of an account, or deletes it.
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
    // A unique temporary name: an account may have two sessions.
    let temp = connection::sibling_path(path, &format!(".{:016x}.new", random_u64()));
    let mut file = open_private(&temp)?;
    file.write_all(text.as_bytes())?;
    drop(file);
    fs::rename(&temp, path).inspect_err(|_| drop(fs::remove_file(&temp)))
}
