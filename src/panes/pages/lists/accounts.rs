//! Accounts of a shared file: Enter edits one, Ins adds one. Permissions follow from the role.

use crate::domain::account::Account;
use crate::i18n::account::{account_state_name, database_mode_name, role_name};
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::lists::List;
use crate::lists::accounts::{AccountList, office_name};
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};

/// Builds the list.
pub fn listing(model: &ReadModel, store: &Store) -> Result<Listing, StoreError> {
    let (lang, facts) = (model.lang, model.facts());
    let accounts = store.accounts()?;
    let mut rows: Vec<&Account> = accounts.iter().collect();
    AccountList::arrange(&facts, &mut rows);
    let insert = Effect::OpenRecordForm(RecordRef::Account(None), None);
    let line = |account: &&Account| {
        let open = Effect::OpenRecordForm(RecordRef::Account(Some(account.name.clone())), None);
        let effects = RowEffects {
            open: Some(open),
            insert: Some(insert.clone()),
            ..RowEffects::default()
        };
        let explain = format!(
            "{} – {}: {}, {}. {}",
            account.name,
            account.person,
            role_name(lang, account.role),
            account_state_name(lang, account.state),
            office_name(&facts, account)
        );
        list_lines::line::<AccountList, _>(&facts, account, effects, explain, &account.name)
    };
    let lines = rows.iter().map(line).collect();
    let mode = database_mode_name(lang, store.mode()?);
    let title = fill_placeholders(facts.text(Text::AccountList), &[&mode]);
    Ok(Listing::of::<AccountList>(
        model,
        title,
        lines,
        Some(insert),
    ))
}
