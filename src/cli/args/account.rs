//! The grammar of `account` and `admin`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::account::Role;

/// What about accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Add an account
    Add(AccountAddArgs),
    /// All accounts, removed ones too
    List,
    /// Suspend: the person cannot come in any more
    Suspend {
        /// Name of the account
        name: String,
    },
    /// Let a suspended account in again
    Resume {
        /// Name of the account
        name: String,
    },
    /// Remove for good; the name is never given again, the journal stays
    Remove {
        /// Name of the account
        name: String,
    },
    /// Change role and office
    Role {
        /// Name of the account
        name: String,
        /// Role
        #[arg(value_enum)]
        role: RoleName,
        /// Office (code or name); left out: as it is
        #[arg(long, value_name = "OFFICE")]
        office: Option<String>,
    },
    /// Public keys of an account
    #[command(subcommand)]
    Key(KeyCommand),
    /// Print the lines that the machine's administrator puts into sshd's key file; writes nothing
    Keys(AccountKeysArgs),
}

/// A new account.
#[derive(Debug, Args)]
pub struct AccountAddArgs {
    /// Name of the account: a–z, 0–9, dot, underscore, hyphen
    pub name: String,
    /// Name of the person
    #[arg(long, value_name = "TEXT")]
    pub person: String,
    /// Role
    #[arg(long, value_enum)]
    pub role: RoleName,
    /// Office (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// OpenSSH public key, on one line; repeat for several keys
    #[arg(long, value_name = "KEY")]
    pub key: Vec<String>,
    /// Read keys from a file, one a line; - is standard input
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

/// What about keys.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Add keys
    Add {
        /// Name of the account
        name: String,
        /// OpenSSH public key, in quotes
        #[arg(required_unless_present = "file")]
        key: Option<String>,
        /// Read keys from a file, one a line; - is standard input
        #[arg(long, value_name = "FILE", conflicts_with = "key")]
        file: Option<PathBuf>,
    },
    /// Remove a key
    Remove {
        /// Name of the account
        name: String,
        /// A part that only this key has: the comment at its end, or a few characters
        key: String,
    },
}

/// Which of root's lines.
#[derive(Debug, Args)]
pub struct AccountKeysArgs {
    /// Of this account only
    pub name: Option<String>,
    /// Print the rules for sudo instead of the lines of keys
    #[arg(long)]
    pub sudo: bool,
    /// Where the program is on the server (default: this program)
    #[arg(long, value_name = "FILE")]
    pub program: Option<PathBuf>,
}

/// A role by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleName {
    /// Leader: views only.
    Viewer,
    /// Reporting officer of an office.
    Reporter,
    /// Coordinator of plans.
    Coordinator,
    /// Administrator.
    Admin,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Role {
        match name {
            RoleName::Viewer => Role::Viewer,
            RoleName::Reporter => Role::Reporter,
            RoleName::Coordinator => Role::Coordinator,
            RoleName::Admin => Role::Admin,
        }
    }
}

/// What the file's owner does.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum AdminCommand {
    /// Turn one person's database into a shared one
    Share,
    /// Turn it back into one person's
    Unshare,
}
