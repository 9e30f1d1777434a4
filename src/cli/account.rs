//! `account`: management of accounts and the SSH login lines for root. Prints those lines and never installs them.

use std::path::Path;

use super::args::{AccountAddArgs, AccountCommand, AccountKeysArgs, KeyCommand};
use super::context::Context;
use super::error::CliError;
use super::input;
use super::lookup;
use crate::domain::account::{Account, AccountState, Role};
use crate::domain::code::OfficeCode;
use crate::domain::text::{TITLE_MAX, validate_line};
use crate::i18n::account as words;
use crate::i18n::fill_placeholders;
use crate::i18n::system::AccessText;
use crate::lists::accounts::AccountList;
use crate::store::{Store, StoreError, Write};

/// `tiendo account …`
pub fn run_account(context: &mut Context, command: AccountCommand) -> Result<(), CliError> {
    match command {
        AccountCommand::Add(add) => self::add_account(context, add),
        AccountCommand::List => list_accounts(context),
        AccountCommand::Suspend { name } => set_state(context, &name, AccountState::Suspended),
        AccountCommand::Resume { name } => set_state(context, &name, AccountState::Active),
        AccountCommand::Remove { name } => set_state(context, &name, AccountState::Removed),
        AccountCommand::Role { name, role, office } => {
            set_role(context, &name, role.into(), office.as_deref())
        }
        AccountCommand::Key(KeyCommand::Add { name, key, file }) => {
            add_keys(context, &name, key, file.as_deref())
        }
        AccountCommand::Key(KeyCommand::Remove { name, key }) => remove_key(context, &name, &key),
        AccountCommand::Keys(args) => print_key_lines(context, &args),
    }
}

fn add_account(context: &mut Context, add: AccountAddArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let mut keys = add.key;
    keys.extend(read_keys(add.key_file.as_deref())?);
    let account = Account {
        name: add.name,
        person: validate_line(add.person.trim(), TITLE_MAX)?,
        role: add.role.into(),
        office: office(&store, add.office.as_deref())?,
        state: AccountState::Active,
        keys,
        settings: None,
    };
    store.write(
        &context.actor("cli"),
        context.clock,
        Write::AddAccount(Box::new(account.clone())),
    )?;
    print_account(context, AccessText::Added, &account)?;
    if account.keys.is_empty() {
        Ok(())
    } else {
        print_keys_changed(context)
    }
}

fn office(store: &Store, typed: Option<&str>) -> Result<Option<OfficeCode>, CliError> {
    let Some(typed) = typed else { return Ok(None) };
    Ok(Some(lookup::find_office(&store.catalog()?, typed, None)?))
}

/// Reads the keys of a file, one per line; blank lines and comments are skipped.
fn read_keys(file: Option<&Path>) -> Result<Vec<String>, CliError> {
    let Some(path) = file else {
        return Ok(Vec::new());
    };
    let bytes = input::read_file_or_stdin(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

fn list_accounts(context: &mut Context) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog()?;
    let accounts = store.accounts()?;
    context.print_rows::<AccountList>(&catalog, accounts.iter().collect())
}

fn set_state(context: &mut Context, name: &str, state: AccountState) -> Result<(), CliError> {
    let changed = update_account(context, name, |account| {
        account.state = state;
        Ok(())
    })?;
    if changed {
        print_keys_changed(context)
    } else {
        Ok(())
    }
}

fn set_role(
    context: &mut Context,
    name: &str,
    role: Role,
    typed: Option<&str>,
) -> Result<(), CliError> {
    let office = office(&context.open_store()?, typed)?;
    update_account(context, name, |account| {
        account.role = role;
        account.office = office.or(account.office.take());
        Ok(())
    })?;
    Ok(())
}

fn add_keys(
    context: &mut Context,
    name: &str,
    key: Option<String>,
    file: Option<&Path>,
) -> Result<(), CliError> {
    let mut new = read_keys(file)?;
    new.extend(key);
    let changed = update_account(context, name, |account| {
        new.retain(|key| !account.keys.contains(key));
        account.keys.append(&mut new);
        Ok(())
    })?;
    if changed {
        print_keys_changed(context)
    } else {
        Ok(())
    }
}

fn remove_key(context: &mut Context, name: &str, part: &str) -> Result<(), CliError> {
    update_account(context, name, |account| {
        let fitting = account.keys.iter().filter(|key| key.contains(part)).count();
        if fitting != 1 {
            return Err(CliError::KeyNotUnique(
                account.name.clone(),
                part.to_owned(),
            ));
        }
        account.keys.retain(|key| !key.contains(part));
        Ok(())
    })?;
    print_keys_changed(context)
}

/// Reads an account, changes and writes it, and prints it. `false` if nothing changed.
fn update_account(
    context: &mut Context,
    name: &str,
    change: impl FnOnce(&mut Account) -> Result<(), CliError>,
) -> Result<bool, CliError> {
    let store = context.open_store()?;
    let was = store
        .account(name)?
        .ok_or_else(|| CliError::UnknownAccount(name.to_owned()))?;
    let mut account = was.clone();
    change(&mut account)?;
    let write = Write::ChangeAccount {
        expected: Box::new(was),
        account: Box::new(account.clone()),
    };
    let changed = store
        .write(&context.actor("cli"), context.clock, write)?
        .rows
        > 0;
    print_account(
        context,
        if changed {
            AccessText::Changed
        } else {
            AccessText::Same
        },
        &account,
    )?;
    Ok(changed)
}

fn print_account(
    context: &mut Context,
    message: AccessText,
    account: &Account,
) -> Result<(), CliError> {
    let lang = context.lang;
    let office = account
        .office
        .as_ref()
        .map(|office| format!(" · {office}"))
        .unwrap_or_default();
    let (role, state) = (
        words::role_name(lang, account.role),
        words::account_state_name(lang, account.state),
    );
    let is = format!("{} · {role}{office} · {state}", account.person);
    context.print_line(&fill_placeholders(
        message.text(lang),
        &[&account.name, &is],
    ))
}

/// Notes that the login lines installed by root are out of date.
fn print_keys_changed(context: &mut Context) -> Result<(), CliError> {
    context.print_line(AccessText::KeysChanged.text(context.lang))
}

/// `tiendo account keys`: prints the login lines of active accounts for root.
fn print_key_lines(context: &mut Context, args: &AccountKeysArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let mut accounts = store.accounts()?;
    if let Some(name) = &args.name {
        accounts.retain(|account| account.name == *name);
        if accounts.is_empty() {
            return Err(CliError::UnknownAccount(name.clone()));
        }
    }
    accounts.retain(|account| account.state == AccountState::Active);
    let way = ServerAccess::from_args(context, args)?;
    let head = if args.sudo {
        AccessText::RootsSudo
    } else {
        AccessText::RootsFile
    };
    context.print_line(head.text(context.lang))?;
    for account in &accounts {
        if args.sudo {
            context.print_line(&way.sudoers_rule(&account.name))?;
        }
        for key in account.keys.iter().filter(|_| !args.sudo) {
            context.print_line(&format!(
                "restrict,pty,command=\"{}\" {key}",
                way.forced_command(&account.name)
            ))?;
        }
    }
    Ok(())
}

/// Commands that the sudo rule allows after the account: those useful without a terminal.
const SUDO_COMMANDS: &str = "( export| import| overdue| status| today)?";

/// Access to the program on the server.
struct ServerAccess {
    user: String,
    program: String,
    database: Option<String>,
}

impl ServerAccess {
    fn from_args(context: &Context, args: &AccountKeysArgs) -> Result<Self, CliError> {
        let program = match &args.program {
            Some(program) => program.clone(),
            None => {
                std::env::current_exe().map_err(|error| CliError::FileIo("tiendo".into(), error))?
            }
        };
        // The site's file names the database for everybody; a database named here must be named there.
        let named = context.database_argument.as_deref().map(|path| {
            let whole = std::path::absolute(path).map_err(|error| StoreError::Io {
                path: path.to_owned(),
                error,
            })?;
            unquoted_path(&whole)
        });
        Ok(Self {
            user: crate::system::login_name(),
            program: unquoted_path(&program)?,
            database: named.transpose()?,
        })
    }

    fn forced_command(&self, name: &str) -> String {
        let database = self
            .database
            .as_ref()
            .map(|path| format!(" --db {path}"))
            .unwrap_or_default();
        format!("{}{database} --account {name}", self.program)
    }

    /// Rule for sudoers, anchored at both ends so that nothing can precede or follow it.
    fn sudoers_rule(&self, name: &str) -> String {
        let dotted = |text: &str| text.replace('.', "\\.");
        let database = self
            .database
            .as_ref()
            .map(|path| format!("--db {} ", dotted(path)))
            .unwrap_or_default();
        let Self { user, program, .. } = self;
        format!(
            "{name} ALL=({user}) NOPASSWD: {program} ^{database}--account {}{SUDO_COMMANDS}$",
            dotted(name)
        )
    }
}

/// A path that needs no quoting in the files of sshd and sudo.
fn unquoted_path(path: &Path) -> Result<String, CliError> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    match path
        .to_str()
        .filter(|text| text.starts_with('/') && text.chars().all(fits))
    {
        Some(text) => Ok(text.to_owned()),
        None => Err(CliError::UnquotablePath(path.to_owned())),
    }
}
