//! The rows of accounts.

use crate::domain::account::Account;
use crate::list_row;

list_row! {
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
    pub fn new(account: &Account) -> Self {
        let state = account.state.as_str();
        Self {
            name: account.name.clone(),
            person: account.person.clone(),
            role: account.role.as_str().to_owned(),
            office: account.office.as_ref().map(ToString::to_string),
            state: state.to_owned(),
            keys: account.keys.len(),
        }
    }
}
