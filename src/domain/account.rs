//! Who works with a shared database: accounts, their roles (DOMAIN §8), the office to which each is bound, and the keys
//! that open it. Knows no login and no row.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::code::OfficeCode;

/// How many letters an account's name may have; so many fit where names stand in lists.
pub const NAME_MAX: usize = 32;

/// Whether a database is one person's own or shared by accounts. Said by the file, never by flags or environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DatabaseMode {
    /// One person, who has every role.
    #[default]
    Single,
    /// Accounts with roles.
    Shared,
}

impl DatabaseMode {
    /// The word in the file and in its journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Shared => "shared",
        }
    }
}

/// What an account may do (vai trò). One role each; who has two tasks has two accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Lãnh đạo: reads everything, exports, comments.
    Viewer,
    /// Cán bộ báo cáo: figures and reports of the own office and of those below it.
    Reporter,
    /// Đầu mối: the plans whose coordinating office is theirs.
    Coordinator,
    /// Quản trị: accounts, offices, settings, backup.
    Admin,
}

impl Role {
    /// Every role, the smallest first.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Reporter, Self::Coordinator, Self::Admin];
}

/// Whether somebody may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// Comes in.
    Active,
    /// Stays outside until an admin says otherwise.
    Suspended,
    /// Gone for good; the name is never given again, because history names it.
    Removed,
}

impl AccountState {
    /// The word in the file and in its journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
        }
    }
}

/// Somebody who may come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// `lan`: what stands in history, and in the line that lets the person in.
    pub name: String,
    /// The person's own name: `Nguyễn Thị Lan`.
    pub person: String,
    /// What they may do.
    pub role: Role,
    /// The office to which they are bound; a reporter and a coordinator always have one.
    pub office: Option<OfficeCode>,
    /// Whether they may come in.
    pub state: AccountState,
    /// Public keys as OpenSSH writes them, each on one line.
    pub keys: Vec<String>,
    /// The person's own configuration, in the words of the configuration file.
    pub settings: Option<String>,
}

/// Why an account cannot be as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountRefusal {
    /// Not a name: it begins with a letter a–z and has at most 32 of a–z, 0–9, `.`, `_`, `-`.
    InvalidName(String),
    /// No name of the person.
    MissingPerson,
    /// A reporter or coordinator without an office.
    MissingOffice(Role),
    /// No public key of OpenSSH on one line.
    InvalidKey(String),
    /// Somebody else's key: one key opens one account.
    KeyTaken(String),
    /// The name was given already, perhaps to somebody who is gone.
    NameTaken(String),
    /// Nobody takes the own role away or shuts the own account.
    OwnAccount,
    /// The account is gone for good.
    Removed(String),
}

impl Account {
    /// What is wrong with it alone, the first thing.
    pub fn check(&self) -> Result<(), AccountRefusal> {
        if !is_account_name(&self.name) {
            return Err(AccountRefusal::InvalidName(self.name.clone()));
        }
        if self.person.trim().is_empty() {
            return Err(AccountRefusal::MissingPerson);
        }
        if self.office.is_none() && matches!(self.role, Role::Reporter | Role::Coordinator) {
            return Err(AccountRefusal::MissingOffice(self.role));
        }
        match self.keys.iter().find(|key| !is_public_key(key)) {
            Some(key) => Err(AccountRefusal::InvalidKey(key.clone())),
            None => Ok(()),
        }
    }
}

/// Whether a text can name an account. Such a name needs no quoting anywhere: in a shell, in sshd's and sudo's files.
pub fn is_account_name(text: &str) -> bool {
    text.len() <= NAME_MAX
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-'))
}

/// The kinds of keys that OpenSSH takes today.
const PUBLIC_KEY_TYPES: [&str; 6] = [
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
];

/// Whether a text is one public key with an optional comment and nothing before it: options belong to root's line.
pub fn is_public_key(text: &str) -> bool {
    let mut words = text.split(' ');
    let kind = words
        .next()
        .is_some_and(|kind| PUBLIC_KEY_TYPES.contains(&kind));
    let base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    let body = words.next().is_some_and(|body| {
        body.len() >= 40 && body.starts_with("AAAA") && body.chars().all(base64)
    });
    kind && body
        && words.all(|word| {
            word.chars()
                .all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '\\'))
        })
}

impl Role {
    /// The word in files and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Reporter => "reporter",
            Self::Coordinator => "coordinator",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_need_no_quoting() {
        assert!(
            ["lan", "lan.nguyen", "syt-2", "a"]
                .into_iter()
                .all(is_account_name)
        );
        assert!(
            [
                "",
                "Lan",
                "lan nguyen",
                "-lan",
                "2lan",
                "lan;id",
                "lạn",
                "lan\n",
                "lan$"
            ]
            .into_iter()
            .all(|n| !is_account_name(n))
        );
        assert!(!is_account_name(&"a".repeat(33)));
    }

    #[test]
    fn keys_bring_no_options() {
        let key =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        assert!(is_public_key(key) && is_public_key(&format!("{key} lan@so-noi-vu")));
        assert!(!is_public_key(&format!("command=\"sh\" {key}")));
        assert!(
            !is_public_key(&format!("{key} a\nssh-ed25519 AAAA"))
                && !is_public_key(&format!("{key} \"x"))
                && !is_public_key("ssh-dss AAAA")
        );
    }
}
