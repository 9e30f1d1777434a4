//! Accounts of a shared file: Enter edits one, Ins adds one. Permissions follow from the role.

use crate::domain::account::{Account, AccountState};
use crate::i18n::account::{account_state_name, database_mode_name, role_name};
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list; removed accounts are last.
pub fn listing(model: &ReadModel, store: &Store) -> Result<Listing, StoreError> {
    let words = |text: Text| text.text(model.lang);
    let mut accounts = store.accounts()?;
    accounts.sort_by_key(|account| account.state == AccountState::Removed);
    let insert = Effect::OpenRecordForm(RecordRef::Account(None), None);
    Ok(Listing {
        title: fill_placeholders(
            words(Text::AccountList),
            &[&database_mode_name(model.lang, store.mode()?)],
        ),
        columns: vec![
            Column::left_aligned(words(Text::AccountName), 14, 0),
            Column::flexible(words(Text::FieldPersonName), 20, 0),
            Column::left_aligned(words(Text::FieldRole), 18, 0),
            Column::flexible(words(Text::Office), 20, 1),
            Column::left_aligned(words(Text::State), 10, 0),
            Column::right_aligned(words(Text::Keys), 8, 2),
        ],
        lines: accounts
            .iter()
            .map(|account| account_row(model, account, &insert))
            .collect(),
        empty: Text::NoAccounts,
        insert: Some(insert),
    })
}

fn account_row(model: &ReadModel, account: &Account, insert: &Effect) -> TableLine<RowEffects> {
    let office = account
        .office
        .as_ref()
        .map(|code| model.office_name(code))
        .unwrap_or_default();
    let tone = if account.state == AccountState::Active {
        Tone::Plain
    } else {
        Tone::Dim
    };
    let (of, is) = (
        role_name(model.lang, account.role),
        account_state_name(model.lang, account.state),
    );
    let cells = vec![
        styled(account.name.clone(), tone),
        styled(account.person.clone(), tone),
        styled(of, tone),
        styled(office, tone),
        styled(is, tone),
        account.keys.len().to_string().into(),
    ];
    let open = Effect::OpenRecordForm(RecordRef::Account(Some(account.name.clone())), None);
    let effects = RowEffects {
        open: Some(open),
        insert: Some(insert.clone()),
        ..RowEffects::default()
    };
    let explain = format!(
        "{} – {}: {of}, {is}. {office}",
        account.name, account.person
    );
    TableLine::row(effects, cells, explain, &account.name)
        .with_facet(Text::FieldRole.text(model.lang), of)
        .with_facet(Text::State.text(model.lang), is)
        .with_facet(Text::Office.text(model.lang), office)
}
