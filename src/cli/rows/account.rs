//! The rows of accounts.

use crate::domain::account::Account;
use crate::row;

row! {
    /// An account.
    pub struct AccountRow {
        /// Its name.
        pub name: String,
        /// The person's.
        pub person: String,
        /// `viewer`, `reporter`, `coordinator`, `admin`.
        pub role: String,
        /// The office's code.
        pub office: Option<String>,
        /// `active`, `suspended`, `removed`.
        pub state: String,
        /// How many keys it has.
        pub keys: usize,
    }
}

impl AccountRow {
    /// The row of an account.
    pub fn of(account: &Account) -> Self {
        let state = account.state.word();
        Self {
            name: account.name.clone(),
            person: account.person.clone(),
            role: account.role.word().to_owned(),
            office: account.office.as_ref().map(ToString::to_string),
            state: state.to_owned(),
            keys: account.keys.len(),
        }
    }
}
