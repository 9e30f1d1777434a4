//! Who comes in: one person with their own file, an account of a shared one, or its owner. Decided by what the kernel
//! and the file say, before anything else is done with the file.

use std::path::Path;

use super::Failure;
use super::args::{Cli, Command, ConfigCommand};
use crate::domain::account::{Account, AccountState, Mode};
use crate::domain::authority::Forbidden;
use crate::store::{Actor, Store, StoreError};
use crate::system;
use crate::words::system::Entry;

/// Who sits there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sitting {
    /// One person, by the name of the login, on a file of their own or none.
    Alone(String),
    /// An account of a shared file, which root's line named.
    Account(Box<Account>),
    /// The user who keeps a shared file, by the name of the login: administers, and enters nothing.
    Owner(String),
}

impl Sitting {
    /// The name that history keeps.
    pub fn name(&self) -> &str {
        match self {
            Self::Alone(name) | Self::Owner(name) => name,
            Self::Account(account) => &account.name,
        }
    }

    /// Who writes through a door; the owner has one of their own.
    pub fn actor(&self, door: &'static str) -> Actor {
        match self {
            Self::Alone(name) => Actor::alone(name, door),
            Self::Account(account) => Actor::account(&account.name, door),
            Self::Owner(name) => Actor::owner(name),
        }
    }
}

/// Decides who comes in. An account's process has given up what it has to by now ([`system::give_up`]); an owner's does
/// so here, because only the file says that it is shared.
pub fn enter(cli: &Cli, database: Option<&Path>) -> Result<Sitting, Failure> {
    match (&cli.account, database) {
        (Some(name), database) => {
            system::check_person()?;
            account(name, database.ok_or(Failure::Entry(Entry::NoDatabase))?, cli.command.as_ref())
        }
        (None, Some(database)) if cli.command.as_ref().is_none_or(opens) => nameless(cli, database),
        (None, _) => Ok(Sitting::Alone(system::login_name())),
    }
}

fn account(name: &str, database: &Path, command: Option<&Command>) -> Result<Sitting, Failure> {
    system::check_shared(database)?;
    let store = Store::open(database)?;
    if store.mode()? == Mode::Single {
        return Err(Failure::Entry(Entry::NotShared));
    }
    let forbidden = |why: Forbidden| Failure::Store(StoreError::Forbidden(why));
    let account = store.account(name)?.ok_or_else(|| forbidden(Forbidden::NoAccount(name.to_owned())))?;
    if account.state != AccountState::Active {
        return Err(forbidden(Forbidden::Shut(account.name)));
    }
    match command {
        Some(command) if owners(command) => Err(Failure::Entry(Entry::NotHere)),
        Some(command) => match command.path() {
            Some(path) => Err(Failure::NoPath(path.to_owned())),
            None => Ok(Sitting::Account(Box::new(account))),
        },
        None => Ok(Sitting::Account(Box::new(account))),
    }
}

/// Nobody was named: one person's file, or the owner of a shared one.
fn nameless(cli: &Cli, database: &Path) -> Result<Sitting, Failure> {
    let name = system::login_name();
    system::check_alone(database)?;
    // A file that is not there, older or damaged is the command's to speak of.
    let mode = match Store::open(database).and_then(|store| store.mode()) {
        Ok(mode) => mode,
        Err(
            StoreError::Missing(_)
            | StoreError::NotOurs(_)
            | StoreError::NoFile(_)
            | StoreError::Damaged { .. }
            | StoreError::CutShort { .. }
            | StoreError::Newer { .. }
            | StoreError::Older { .. },
        ) => Mode::Single,
        Err(error) => return Err(error.into()),
    };
    let founds_shared = matches!(cli.command, Some(Command::Init { shared: true, .. }));
    let shares = matches!(cli.command, Some(Command::Admin(super::args::AdminCommand::Share)));
    if mode == Mode::Single && !founds_shared && !shares {
        return Ok(Sitting::Alone(name));
    }
    system::check_person()?;
    system::give_up()?;
    system::check_shared(database)?;
    match &cli.command {
        _ if mode == Mode::Single => Ok(Sitting::Owner(name)),
        Some(command) if owners(command) || administers(command) => Ok(Sitting::Owner(name)),
        _ => Err(Failure::Entry(Entry::NeedsAccount)),
    }
}

/// Whether a command looks at the database at all.
fn opens(command: &Command) -> bool {
    match command {
        Command::Config(command) => matches!(command, ConfigCommand::Show | ConfigCommand::Set),
        Command::Demo | Command::Completions { .. } => false,
        _ => true,
    }
}

/// What only the file's owner does: it makes files, or changes whose the file is.
fn owners(command: &Command) -> bool {
    matches!(
        command,
        Command::Init { .. }
            | Command::Admin(_)
            | Command::Backup(_)
            | Command::Restore { .. }
            | Command::Check { .. }
            | Command::Upgrade
    )
}

/// What the owner does beside that.
fn administers(command: &Command) -> bool {
    matches!(command, Command::Account(_))
}
