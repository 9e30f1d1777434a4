//! Row of an account.

use crate::domain::account::Account;
use crate::list_row;

list_row! {
    /// A row of an account.
    pub struct AccountRow {
        /// Name of the account.
        pub name: String,
        /// Name of the person.
        pub person: String,
        /// `viewer`, `reporter`, `coordinator`, `admin`.
        pub role: String,
        /// Code of the office.
        pub office: Option<String>,
        /// `active`, `suspended`, `removed`.
        pub state: String,
        /// Number of keys.
        pub keys: usize,
    }
}

impl AccountRow {
    /// Builds the row.
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
