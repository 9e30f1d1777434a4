//! Accounts of a shared database.

use super::{CellText, CellTone, FacetOf, Facts, List, ListColumn, data};
use crate::domain::account::{Account, AccountState};
use crate::i18n::account::{account_state_name, role_name};
use crate::i18n::screen::Text;
use crate::list_columns;

/// The list of accounts.
pub struct AccountList;

impl List for AccountList {
    type Row<'r> = &'r Account;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "name" = |_, account| data(&account.name)
            => 1 AccountName Fixed 14: |_, account| toned(account, &account.name);
        "person" = |_, account| data(&account.person)
            => 2 FieldPersonName Flexible 20: |_, account| toned(account, &account.person);
        "role" = |_, account| data(account.role.as_str())
            => 3 FieldRole Fixed 18: |facts, account| toned(account, role_name(facts.lang, account.role));
        "office" = |_, account| data(&account.office)
            => 4 Office Flexible 20 drop 1: |facts, account| toned(account, office_name(facts, account));
        "state" = |_, account| data(account.state.as_str())
            => 5 State Fixed 10: |facts, account| toned(account, account_state_name(facts.lang, account.state));
        "keys" = |_, account| data(&account.keys.len())
            => 6 Keys Number 8 drop 2: |_, account| account.keys.len().to_string().into();
    };
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[
        (Text::FieldRole, |facts, account| {
            role_name(facts.lang, account.role).to_owned()
        }),
        (Text::State, |facts, account| {
            account_state_name(facts.lang, account.state).to_owned()
        }),
        (Text::Office, |facts, account| {
            office_name(facts, account).to_owned()
        }),
    ];
    const EMPTY: Text = Text::NoAccounts;

    /// Removed accounts last.
    fn arrange(_: &Facts<'_>, rows: &mut [&Account]) {
        rows.sort_by_key(|account| account.state == AccountState::Removed);
    }
}

/// Name of the account's office; empty without one.
pub fn office_name<'a>(facts: &'a Facts<'_>, account: &'a Account) -> &'a str {
    let office = account.office.as_ref();
    office.map_or("", |office| facts.catalog.office_name(office))
}

fn toned(account: &Account, text: &str) -> CellText {
    let tone = match account.state {
        AccountState::Active => CellTone::Plain,
        AccountState::Suspended | AccountState::Removed => CellTone::Dim,
    };
    CellText::from(text).tone(tone)
}
