//! The grammar of `account` and `admin`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::account::Role;

/// What about accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Add an account
    Add(AccountAddArgs),
    /// List all accounts, including removed ones
    List,
    /// Suspend an account: the person can no longer log in
    Suspend {
        /// Account name
        name: String,
    },
    /// Reactivate a suspended account
    Resume {
        /// Account name
        name: String,
    },
    /// Delete an account permanently; its name cannot be reused, the audit log is kept
    Remove {
        /// Account name
        name: String,
    },
    /// Change the role and office of an account
    Role {
        /// Account name
        name: String,
        /// Role
        #[arg(value_enum)]
        role: RoleArg,
        /// Office (code or name; default: unchanged)
        #[arg(long, value_name = "OFFICE")]
        office: Option<String>,
    },
    /// Add or remove SSH keys of an account
    #[command(subcommand)]
    Key(KeyCommand),
    /// Print the SSH login lines (root) for sshd's key file; writes no file
    Keys(AccountKeysArgs),
}

/// A new account.
#[derive(Debug, Args)]
pub struct AccountAddArgs {
    /// Account name: a–z, 0–9, dot, underscore, hyphen
    pub name: String,
    /// Full name
    #[arg(long, value_name = "TEXT")]
    pub person: String,
    /// Role
    #[arg(long, value_enum)]
    pub role: RoleArg,
    /// Office (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// OpenSSH public key on one line (repeat for several keys)
    #[arg(long, value_name = "KEY")]
    pub key: Vec<String>,
    /// Read keys from a file, one per line (- for standard input)
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
}

/// What about keys.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Add SSH keys
    Add {
        /// Account name
        name: String,
        /// OpenSSH public key, in quotation marks
        #[arg(required_unless_present = "file")]
        key: Option<String>,
        /// Read keys from a file, one per line (- for standard input)
        #[arg(long, value_name = "FILE", conflicts_with = "key")]
        file: Option<PathBuf>,
    },
    /// Remove an SSH key
    Remove {
        /// Account name
        name: String,
        /// A part found only in this SSH key: its comment, or a few characters
        key: String,
    },
}

/// Which of root's lines.
#[derive(Debug, Args)]
pub struct AccountKeysArgs {
    /// Only this account
    pub name: Option<String>,
    /// Print sudo rules instead of SSH login lines
    #[arg(long)]
    pub sudo: bool,
    /// Path of the program on the server (default: this program)
    #[arg(long, value_name = "FILE")]
    pub program: Option<PathBuf>,
}

/// A role by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleArg {
    /// Leader: view only.
    Viewer,
    /// Reporting officer of an office.
    Reporter,
    /// Coordinator of plans.
    Coordinator,
    /// Application administrator.
    Admin,
}

impl From<RoleArg> for Role {
    fn from(name: RoleArg) -> Role {
        match name {
            RoleArg::Viewer => Role::Viewer,
            RoleArg::Reporter => Role::Reporter,
            RoleArg::Coordinator => Role::Coordinator,
            RoleArg::Admin => Role::Admin,
        }
    }
}

/// What the file's owner does.
#[derive(Clone, Copy, Debug, Subcommand)]
pub enum AdminCommand {
    /// Turn a single-user database into a shared one
    Share,
    /// Turn a shared database into a single-user one
    Unshare,
}
