//! Accounts of a shared database: roles, the office to which each account is bound, and the public keys that log it in.
//! Must not depend on logins or rows.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::code::OfficeCode;

/// Maximum length of an account's name in characters; longer names do not fit into lists.
pub const NAME_MAX: usize = 32;

/// Single-user or shared database. Recorded in the file, never decided by flags or the environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DatabaseMode {
    /// One person, who has every role.
    #[default]
    Single,
    /// Accounts with roles.
    Shared,
}

impl DatabaseMode {
    /// Name in the file and in its journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Shared => "shared",
        }
    }
}

/// Permissions of an account (vai trò). One role each; a person with two tasks has two accounts.
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

/// State of an account: active, suspended or removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountState {
    /// May log in.
    Active,
    /// May not log in until an admin reactivates it.
    Suspended,
    /// Removed permanently; the name is not given again, because history names it.
    Removed,
}

impl AccountState {
    /// Name in the file and in its journal.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
        }
    }
}

/// A person who may log in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// `lan`: the name in history and in the SSH line that logs the account in.
    pub name: String,
    /// Full name of the person: `Nguyễn Thị Lan`.
    pub person: String,
    /// Role.
    pub role: Role,
    /// The office to which they are bound; a reporter and a coordinator always have one.
    pub office: Option<OfficeCode>,
    /// State.
    pub state: AccountState,
    /// Public keys as OpenSSH writes them, each on one line.
    pub keys: Vec<String>,
    /// The person's own configuration, as TOML.
    pub settings: Option<String>,
}

/// Reason why an account is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountRefusal {
    /// Invalid name: a name begins with a letter a–z and has at most 32 of a–z, 0–9, `.`, `_`, `-`.
    InvalidName(String),
    /// The person's name is missing.
    MissingPerson,
    /// A reporter or coordinator without an office.
    MissingOffice(Role),
    /// Not an OpenSSH public key on one line.
    InvalidKey(String),
    /// The key belongs to another account: one key logs one account in.
    KeyTaken(String),
    /// The name was used before, perhaps by a removed account.
    NameTaken(String),
    /// An account cannot change its own role or suspend itself.
    OwnAccount,
    /// The account is removed permanently.
    Removed(String),
}

impl Account {
    /// Checks the account by itself and returns the first violation.
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

/// Returns `true` if a text is a valid account name. Such a name needs no quoting in a shell or in the files of sshd
/// and sudo.
pub fn is_account_name(text: &str) -> bool {
    text.len() <= NAME_MAX
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-'))
}

/// Key types that OpenSSH accepts today.
const PUBLIC_KEY_TYPES: [&str; 6] = [
    "ssh-ed25519",
    "sk-ssh-ed25519@openssh.com",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "ssh-rsa",
];

/// Returns `true` if a text is one public key with an optional comment and no options before it: options are written by
/// root.
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
    /// Name in files and on the command line.
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
    fn states_and_roles_have_the_names_of_the_file() {
        assert_eq!(DatabaseMode::Single.as_str(), "single");
        assert_eq!(DatabaseMode::Shared.as_str(), "shared");
        let states = [
            AccountState::Active,
            AccountState::Suspended,
            AccountState::Removed,
        ];
        for state in states {
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
        }
        for role in Role::ALL {
            assert_eq!(serde_json::to_value(role).unwrap(), role.as_str());
            assert_eq!(format!("{role:>11}"), format!("{:>11}", role.as_str()));
        }
    }

    #[test]
    fn an_account_has_a_name_a_person_an_office_and_public_keys() {
        let key =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
        let lan = Account {
            name: "lan".to_owned(),
            person: "Nguyễn Thị Lan".to_owned(),
            role: Role::Reporter,
            office: Some("x.a".into()),
            state: AccountState::Active,
            keys: vec![key.to_owned()],
            settings: None,
        };
        let check = |change: fn(&mut Account)| {
            let mut account = lan.clone();
            change(&mut account);
            account.check()
        };
        assert_eq!(check(|_| {}), Ok(()));
        assert_eq!(
            check(|account| account.name = "Lan".to_owned()),
            Err(AccountRefusal::InvalidName("Lan".to_owned()))
        );
        assert_eq!(
            check(|account| account.person = " ".to_owned()),
            Err(AccountRefusal::MissingPerson)
        );
        assert_eq!(
            check(|account| account.keys.push("ssh-dss".to_owned())),
            Err(AccountRefusal::InvalidKey("ssh-dss".to_owned()))
        );
        for (role, needed) in [
            (Role::Viewer, false),
            (Role::Reporter, true),
            (Role::Coordinator, true),
            (Role::Admin, false),
        ] {
            let account = Account {
                role,
                ..lan.clone()
            };
            assert_eq!(account.check(), Ok(()), "{role} with an office");
            let account = Account {
                office: None,
                ..account
            };
            let refused = account.check() == Err(AccountRefusal::MissingOffice(role));
            assert_eq!(refused, needed, "{role} without an office");
        }
    }

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

    #[test]
    fn a_public_key_has_a_known_kind_a_body_and_a_plain_comment() {
        let body = |length: usize| format!("AAAA{}", "b".repeat(length - 4));
        let forty = body(40);
        for (key, expected) in [
            (format!("ssh-ed25519 {}", body(39)), false),
            (format!("ssh-ed25519 {forty}"), true),
            (format!("ssh-ed25519 {}", body(41)), true),
            (format!("ssh-ed25519 b{forty}"), false),
            (format!("ssh-ed25519 {forty}-"), false),
            (format!("ssh-dss {forty}"), false),
            (format!("ssh-ed25519 {forty} lan@so x"), true),
            (format!("ssh-ed25519 {forty} lan\"x"), false),
            (format!("ssh-ed25519 {forty} lan\\x"), false),
            (format!("ssh-ed25519 {forty} lan x\u{7}"), false),
            (format!("ssh-ed25519 {forty}\n{forty}"), false),
            (format!("no-pty ssh-ed25519 {forty}"), false),
        ] {
            assert_eq!(is_public_key(&key), expected, "{key}");
        }
    }
}
