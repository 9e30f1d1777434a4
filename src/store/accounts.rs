//! Reading and writing of accounts, with the rules of their changes. Must not depend on role permissions.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::author::Author;
use super::error::StoreError;
use super::journal_chain;
use super::offices::require_office;
use super::rows::{ChildRows, insert, position};
use crate::domain::account::{Account, AccountRefusal, AccountState};

const COLUMNS: &str = "SELECT name, person, role, office, state, settings FROM account";

/// Every account by name, removed ones included.
pub(super) fn read_accounts(db: &Connection) -> Result<Vec<Account>, StoreError> {
    let mut keys = ChildRows::read(
        db,
        "SELECT account, key FROM account_key ORDER BY account, position",
        |row| row.get(1),
    )?;
    let mut statement = db.prepare_cached(&format!("{COLUMNS} ORDER BY name"))?;
    let found = statement.query_map([], |row| account_from_row(row, |name| Ok(keys.take(name))))?;
    Ok(found.collect::<Result<_, _>>()?)
}

/// Finds an account.
pub(super) fn find(db: &Connection, name: &str) -> Result<Option<Account>, StoreError> {
    let mut statement = db.prepare_cached(&format!("{COLUMNS} WHERE name = ?1"))?;
    Ok(statement
        .query_row([name], |row| {
            account_from_row(row, |name| keys_of(db, name))
        })
        .optional()?)
}

fn account_from_row(
    row: &Row<'_>,
    keys: impl FnOnce(&str) -> rusqlite::Result<Vec<String>>,
) -> rusqlite::Result<Account> {
    let name: String = row.get(0)?;
    Ok(Account {
        person: row.get(1)?,
        role: row.get(2)?,
        office: row.get(3)?,
        state: row.get(4)?,
        settings: row.get(5)?,
        keys: keys(&name)?,
        name,
    })
}

fn keys_of(db: &Connection, name: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        db.prepare_cached("SELECT key FROM account_key WHERE account = ?1 ORDER BY position")?;
    statement.query_map([name], |row| row.get(0))?.collect()
}

/// Adds an account with a name that was never used.
pub(super) fn add(
    db: &Connection,
    author: &Author<'_>,
    account: &Account,
) -> Result<(), StoreError> {
    if find(db, &account.name)?.is_some() {
        return Err(StoreError::Account(AccountRefusal::NameTaken(
            account.name.clone(),
        )));
    }
    check(db, account)?;
    insert(
        db,
        "account",
        &[
            ("name", &account.name),
            ("person", &account.person),
            ("role", &account.role),
            ("office", &account.office),
            ("state", &account.state),
            ("settings", &account.settings),
        ],
    )?;
    replace_keys(db, account)?;
    Ok(author.journal(
        db,
        "account",
        &account.name,
        [None, Some(&journal_text(account)), None],
    )?)
}

/// Changes an account; `false` if nothing changed.
pub(super) fn change(
    db: &Connection,
    author: &Author<'_>,
    seen: &Account,
    account: &Account,
) -> Result<bool, StoreError> {
    let was = find(db, &account.name)?.ok_or_else(|| StoreError::NotFound(account.name.clone()))?;
    if was == *account {
        return Ok(false);
    }
    if was != *seen {
        return Err(StoreError::ItemConflict(was.name));
    }
    if was.state == AccountState::Removed {
        return Err(StoreError::Account(AccountRefusal::Removed(was.name)));
    }
    let may_lock_out =
        author.actor.account == was.name && (was.role, was.state) != (account.role, account.state);
    if author.is_account() && may_lock_out {
        return Err(StoreError::Account(AccountRefusal::OwnAccount));
    }
    check(db, account)?;
    let Account {
        name,
        person,
        role,
        office,
        state,
        settings,
        ..
    } = account;
    db.prepare_cached(
        "UPDATE account SET person = ?2, role = ?3, office = ?4, state = ?5, settings = ?6 WHERE name = ?1",
    )?
    .execute(params![name, person, role, office, state, settings])?;
    replace_keys(db, account)?;
    author.journal(
        db,
        "account",
        name,
        [
            Some(&journal_text(&was)),
            Some(&journal_text(account)),
            None,
        ],
    )?;
    Ok(true)
}

/// Sets the author's own configuration; `false` if nothing changed. Refused to authors without an account.
pub(super) fn set_settings(
    db: &Connection,
    author: &Author<'_>,
    text: Option<&str>,
) -> Result<bool, StoreError> {
    let name = &author.actor.account;
    let account = find(db, name)?.ok_or_else(|| StoreError::NotFound(name.clone()))?;
    let with = Account {
        settings: text.map(str::to_owned),
        ..account.clone()
    };
    change(db, author, &account, &with)
}

fn check(db: &Connection, account: &Account) -> Result<(), StoreError> {
    account.check().map_err(StoreError::Account)?;
    account
        .office
        .as_ref()
        .map_or(Ok(()), |office| require_office(db, office))?;
    let body = |key: &str| key.split(' ').nth(1).map(str::to_owned);
    let wanted: Vec<_> = account.keys.iter().map(|key| body(key)).collect();
    // Keys of removed accounts are free: the person may return under another name.
    let is_other =
        |other: &Account| other.name != account.name && other.state != AccountState::Removed;
    let others = read_accounts(db)?.into_iter().filter(is_other);
    let taken = others
        .flat_map(|other| other.keys)
        .find(|key| wanted.contains(&body(key)));
    taken.map_or(Ok(()), |key| {
        Err(StoreError::Account(AccountRefusal::KeyTaken(key)))
    })
}

fn replace_keys(db: &Connection, account: &Account) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM account_key WHERE account = ?1")?
        .execute([&account.name])?;
    account
        .keys
        .iter()
        .enumerate()
        .try_for_each(|(index, key)| {
            insert(
                db,
                "account_key",
                &[
                    ("account", &account.name),
                    ("position", &position(index)),
                    ("key", key),
                ],
            )
        })
}

/// Journal text of an account: `reporter tth.syt active keys 1 0f3a52c1: Nguyễn Thị Lan`, where the last word before
/// the name is a fingerprint of the keys.
pub(super) fn journal_text(account: &Account) -> String {
    let office = account
        .office
        .as_ref()
        .map(|office| format!(" {office}"))
        .unwrap_or_default();
    let state = account.state.as_str();
    let settings = if account.settings.is_some() {
        " settings"
    } else {
        ""
    };
    let keys = match account.keys.len() {
        0 => "0".to_owned(),
        count => format!(
            "{count} {}",
            journal_chain::fingerprint(&account.keys.join("\n"))
        ),
    };
    format!(
        "{}{office} {state} keys {keys}{settings}: {}",
        account.role, account.person
    )
}
