//! `account`: who may come in as what, and the lines by which root lets them in. Prints those lines and never writes
//! them.

use std::path::Path;

use super::args::{AccountAdd, AccountCommand, KeyCommand, KeysArgs};
use super::output::{Desk, Line};
use super::rows::AccountRow;
use super::{Failure, file, find};
use crate::domain::account::{Account, AccountState, Role};
use crate::domain::code::OfficeCode;
use crate::domain::text::{TITLE_MAX, gate_line};
use crate::report::table::Cell;
use crate::store::{Store, StoreError, Write};
use crate::words::account as words;
use crate::words::cli::Head;
use crate::words::fill;
use crate::words::system::Entry;

/// `tiendo account …`
pub fn run(desk: &mut Desk, command: AccountCommand) -> Result<(), Failure> {
    match command {
        AccountCommand::Add(add) => self::add(desk, add),
        AccountCommand::List => list(desk),
        AccountCommand::Suspend { name } => set_state(desk, &name, AccountState::Suspended),
        AccountCommand::Resume { name } => set_state(desk, &name, AccountState::Active),
        AccountCommand::Remove { name } => set_state(desk, &name, AccountState::Removed),
        AccountCommand::Role { name, role, office } => set_role(desk, &name, role.into(), office.as_deref()),
        AccountCommand::Key(KeyCommand::Add { name, key, file }) => add_keys(desk, &name, key, file.as_deref()),
        AccountCommand::Key(KeyCommand::Remove { name, key }) => remove_key(desk, &name, &key),
        AccountCommand::Keys(args) => keys(desk, &args),
    }
}

fn add(desk: &mut Desk, add: AccountAdd) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let mut keys = add.key;
    keys.extend(keys_in(add.key_file.as_deref())?);
    let account = Account {
        name: add.name,
        person: gate_line(add.person.trim(), TITLE_MAX)?,
        role: add.role.into(),
        office: office(&store, add.office.as_deref())?,
        state: AccountState::Active,
        keys,
        settings: None,
    };
    store.write(&desk.actor("cli"), desk.clock, Write::AddAccount(Box::new(account.clone())))?;
    say(desk, Entry::Added, &account)?;
    if account.keys.is_empty() { Ok(()) } else { say_keys(desk) }
}

fn office(store: &Store, typed: Option<&str>) -> Result<Option<OfficeCode>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    Ok(Some(find::office(&store.catalog()?, typed, None)?))
}

/// The keys of a file, one on a line; blank lines and comments are passed over.
fn keys_in(file: Option<&Path>) -> Result<Vec<String>, Failure> {
    let Some(path) = file else { return Ok(Vec::new()) };
    let bytes = file::read(path)?;
    let text = String::from_utf8_lossy(&bytes);
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(str::to_owned).collect())
}

fn list(desk: &mut Desk) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog()?;
    let lang = desk.lang;
    let line = |account: &Account| {
        let office = account.office.as_ref().map_or("–", |office| catalog.office_name(office));
        let cells = vec![
            Cell::from(account.name.as_str()),
            Cell::from(account.person.as_str()).long(),
            Cell::from(words::role(lang, account.role)),
            Cell::from(office).long(),
            Cell::from(words::state(lang, account.state)),
            Cell::from(account.keys.len().to_string()),
        ];
        Line { row: AccountRow::of(account), cells }
    };
    let lines = store.accounts()?.iter().map(line).collect();
    desk.list(&[Head::Account, Head::Person, Head::Role, Head::Office, Head::Status, Head::Keys], lines)
}

fn set_state(desk: &mut Desk, name: &str, state: AccountState) -> Result<(), Failure> {
    let changed = change(desk, name, |account| {
        account.state = state;
        Ok(())
    })?;
    if changed { say_keys(desk) } else { Ok(()) }
}

fn set_role(desk: &mut Desk, name: &str, role: Role, typed: Option<&str>) -> Result<(), Failure> {
    let office = office(&desk.open()?, typed)?;
    change(desk, name, |account| {
        account.role = role;
        account.office = office.or(account.office.take());
        Ok(())
    })?;
    Ok(())
}

fn add_keys(desk: &mut Desk, name: &str, key: Option<String>, file: Option<&Path>) -> Result<(), Failure> {
    let mut new = keys_in(file)?;
    new.extend(key);
    let changed = change(desk, name, |account| {
        new.retain(|key| !account.keys.contains(key));
        account.keys.append(&mut new);
        Ok(())
    })?;
    if changed { say_keys(desk) } else { Ok(()) }
}

fn remove_key(desk: &mut Desk, name: &str, part: &str) -> Result<(), Failure> {
    change(desk, name, |account| {
        let fitting = account.keys.iter().filter(|key| key.contains(part)).count();
        if fitting != 1 {
            return Err(Failure::NoSuchKey(account.name.clone(), part.to_owned()));
        }
        account.keys.retain(|key| !key.contains(part));
        Ok(())
    })?;
    say_keys(desk)
}

/// Reads an account, changes it and writes it; says what it is now. False if it already was so.
fn change(
    desk: &mut Desk,
    name: &str,
    change: impl FnOnce(&mut Account) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let mut store = desk.open()?;
    let was = store.account(name)?.ok_or_else(|| Failure::NoAccount(name.to_owned()))?;
    let mut account = was.clone();
    change(&mut account)?;
    let write = Write::ChangeAccount { was: Box::new(was), account: Box::new(account.clone()) };
    let changed = store.write(&desk.actor("cli"), desk.clock, write)?.rows > 0;
    say(desk, if changed { Entry::Changed } else { Entry::Same }, &account)?;
    Ok(changed)
}

fn say(desk: &mut Desk, said: Entry, account: &Account) -> Result<(), Failure> {
    let lang = desk.lang;
    let office = account.office.as_ref().map(|office| format!(" · {office}")).unwrap_or_default();
    let (role, state) = (words::role(lang, account.role), words::state(lang, account.state));
    let is = format!("{} · {role}{office} · {state}", account.person);
    desk.say(&fill(said.words(lang), &[&account.name, &is]))
}

/// What root has installed is another thing now.
fn say_keys(desk: &mut Desk) -> Result<(), Failure> {
    desk.say(Entry::KeysChanged.words(desk.lang))
}

/// `tiendo account keys`: root's lines for those who may come in.
fn keys(desk: &mut Desk, args: &KeysArgs) -> Result<(), Failure> {
    let store = desk.open()?;
    let mut accounts = store.accounts()?;
    if let Some(name) = &args.name {
        accounts.retain(|account| account.name == *name);
        if accounts.is_empty() {
            return Err(Failure::NoAccount(name.clone()));
        }
    }
    accounts.retain(|account| account.state == AccountState::Active);
    let way = Way::of(desk, args)?;
    let head = if args.sudo { Entry::RootsSudo } else { Entry::RootsFile };
    desk.say(head.words(desk.lang))?;
    for account in &accounts {
        if args.sudo {
            desk.say(&way.sudo(&account.name))?;
        }
        for key in account.keys.iter().filter(|_| !args.sudo) {
            desk.say(&format!("restrict,pty,command=\"{}\" {key}", way.command(&account.name)))?;
        }
    }
    Ok(())
}

/// What the sudo rule lets pass behind the account: as much as is useful without a terminal.
const SUDO_COMMANDS: &str = "( export| import| overdue| status| today)?";

/// How the program is reached on the server.
struct Way {
    user: String,
    program: String,
    database: Option<String>,
}

impl Way {
    fn of(desk: &Desk, args: &KeysArgs) -> Result<Self, Failure> {
        let program = match &args.program {
            Some(program) => program.clone(),
            None => std::env::current_exe().map_err(|error| Failure::File("tiendo".into(), error))?,
        };
        // The site's file names the database for everybody; what was named here has to be named there.
        let named = desk.named_db.as_deref().map(|path| {
            let whole = std::path::absolute(path).map_err(|error| StoreError::Io { path: path.to_owned(), error })?;
            plain(&whole)
        });
        Ok(Self { user: crate::system::login_name(), program: plain(&program)?, database: named.transpose()? })
    }

    fn command(&self, name: &str) -> String {
        let database = self.database.as_ref().map(|path| format!(" --db {path}")).unwrap_or_default();
        format!("{}{database} --account {name}", self.program)
    }

    /// The rule is anchored at both ends, so that nothing can stand before or behind it.
    fn sudo(&self, name: &str) -> String {
        let dotted = |text: &str| text.replace('.', "\\.");
        let database = self.database.as_ref().map(|path| format!("--db {} ", dotted(path))).unwrap_or_default();
        let Self { user, program, .. } = self;
        format!("{name} ALL=({user}) NOPASSWD: {program} ^{database}--account {}{SUDO_COMMANDS}$", dotted(name))
    }
}

/// A path that needs no quoting in sshd's and sudo's files.
fn plain(path: &Path) -> Result<String, Failure> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-');
    match path.to_str().filter(|text| text.starts_with('/') && text.chars().all(fits)) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Failure::PlainPath(path.to_owned())),
    }
}
