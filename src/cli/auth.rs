//! Authentication of a run: a single user with their own file, an account of a shared file, or its owner. Decided by
//! the kernel and the file, before anything else is done with the file.

use std::path::Path;

use super::args::SelectedCommand;
use super::args::{Cli, CliCommand};
use super::error::CliError;

use crate::command_table::RunBy;
use crate::domain::account::{Account, AccountState, DatabaseMode};
use crate::domain::permission::Forbidden;
use crate::i18n::system::AccessText;
use crate::store::{Actor, Store, StoreError};
use crate::system;

/// Authenticated user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthenticatedUser {
    /// Single user, by login name, with their own file or none.
    SingleUser(String),
    /// Account of a shared file, named by root's login line.
    Account(Box<Account>),
    /// Owner of a shared file, by login name: administers, but enters no data.
    Owner(String),
}

impl AuthenticatedUser {
    /// Name recorded in history.
    pub fn user_name(&self) -> &str {
        match self {
            Self::SingleUser(name) | Self::Owner(name) => name,
            Self::Account(account) => &account.name,
        }
    }

    /// Author of writes through a channel; the owner has a channel of its own.
    pub fn actor(&self, channel: &'static str) -> Actor {
        match self {
            Self::SingleUser(name) => Actor::single_user(name, channel),
            Self::Account(account) => Actor::account(&account.name, channel),
            Self::Owner(name) => Actor::owner(name),
        }
    }
}

/// Who comes in, with the database as it was opened to decide that.
#[derive(Debug)]
pub struct Authentication {
    /// The user.
    pub user: AuthenticatedUser,
    /// The open database, for the command to use; `None` if it was not opened, or the command opens it in its own way.
    pub store: Option<Store>,
}

impl Authentication {
    /// A user for whom no database was opened, or is kept open.
    pub fn without_store(user: AuthenticatedUser) -> Self {
        Self { user, store: None }
    }
}

/// Decides who comes in. An account's process has given up what it has to by now ([`system::harden_process`]); an owner's
/// does so here, because only the file says that it is shared.
pub fn authenticate(cli: &Cli, database: Option<&Path>) -> Result<Authentication, CliError> {
    match (&cli.account, database) {
        (Some(name), database) => {
            system::check_user()?;
            authenticate_account(
                name,
                database.ok_or(CliError::Authentication(AccessText::NoDatabase))?,
                &cli.selected,
            )
        }
        (None, Some(database)) if cli.selected.run_by() != RunBy::Anyone => {
            authenticate_without_account(cli, database)
        }
        (None, _) => Ok(Authentication::without_store(
            AuthenticatedUser::SingleUser(system::login_name()),
        )),
    }
}

fn authenticate_account(
    name: &str,
    database: &Path,
    command: &SelectedCommand,
) -> Result<Authentication, CliError> {
    system::check_shared(database)?;
    let store = Store::open(database)?;
    if store.mode()? == DatabaseMode::Single {
        return Err(CliError::Authentication(AccessText::NotShared));
    }
    let forbidden = |why: Forbidden| CliError::Store(StoreError::Forbidden(why));
    let account = store
        .account(name)?
        .ok_or_else(|| forbidden(Forbidden::NoAccount(name.to_owned())))?;
    if account.state != AccountState::Active {
        return Err(forbidden(Forbidden::Suspended(account.name)));
    }
    if command.run_by() == RunBy::Owner {
        return Err(CliError::Authentication(AccessText::NotHere));
    }
    match command.file_path() {
        Some(path) => Err(CliError::PathForbidden(path.to_owned())),
        None => Ok(Authentication {
            user: AuthenticatedUser::Account(Box::new(account)),
            store: Some(store),
        }),
    }
}

/// Authenticates without an account: a single user, or the owner of a shared file.
fn authenticate_without_account(cli: &Cli, database: &Path) -> Result<Authentication, CliError> {
    let name = system::login_name();
    system::check_single_user(database)?;
    // A missing, older or damaged file is reported by the command.
    let (mode, store) = match Store::open(database).and_then(|store| Ok((store.mode()?, store))) {
        Ok((mode, store)) => (mode, Some(store)),
        Err(
            StoreError::FileMissing(_)
            | StoreError::ForeignFile(_)
            | StoreError::NotAFile(_)
            | StoreError::Damaged { .. }
            | StoreError::CutShort { .. }
            | StoreError::NewerVersion { .. }
            | StoreError::OlderVersion { .. },
        ) => (DatabaseMode::Single, None),
        Err(error) => return Err(error.into()),
    };
    let founds_shared = matches!(cli.command, Some(CliCommand::Init { shared: true, .. }));
    let shares = matches!(
        cli.command,
        Some(CliCommand::Admin(super::args::AdminCommand::Share))
    );
    if mode == DatabaseMode::Single && !founds_shared && !shares {
        // What replaces or copies the file opens it in its own way.
        let is_kept = cli.selected.run_by() == RunBy::Account;
        return Ok(Authentication {
            user: AuthenticatedUser::SingleUser(name),
            store: store.filter(|_| is_kept),
        });
    }
    // An owner's process is hardened before it works with the file.
    drop(store);
    system::check_user()?;
    system::harden_process()?;
    system::check_shared(database)?;
    match cli.selected.run_by() {
        RunBy::AccountOrOwner | RunBy::Owner => Ok(Authentication::without_store(
            AuthenticatedUser::Owner(name),
        )),
        _ if mode == DatabaseMode::Single => Ok(Authentication::without_store(
            AuthenticatedUser::Owner(name),
        )),
        RunBy::Account | RunBy::Anyone => Err(CliError::Authentication(AccessText::NeedsAccount)),
    }
}
