//! The accounts of a shared file: Enter changes one, Ins adds one. What they may do is their role's matter.

use crate::domain::account::{Account, AccountState};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, RecordAt};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::store::{Store, StoreError};
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::account::{mode, role, state};
use crate::words::fill;
use crate::words::screen::Text;

/// The list; those that are gone stand last.
pub fn listing(book: &Book, store: &Store) -> Result<Listing, StoreError> {
    let words = |text: Text| text.words(book.lang);
    let mut accounts = store.accounts()?;
    accounts.sort_by_key(|account| account.state == AccountState::Removed);
    let insert = Effect::Record(RecordAt::Account(None), None);
    Ok(Listing {
        title: fill(words(Text::AccountList), &[&mode(book.lang, store.mode()?)]),
        columns: vec![
            Column::left(words(Text::AccountName), 14, 0),
            Column::flex(words(Text::FieldPersonName), 20, 0),
            Column::left(words(Text::FieldRole), 18, 0),
            Column::flex(words(Text::Office), 20, 1),
            Column::left(words(Text::State), 10, 0),
            Column::right(words(Text::Keys), 4, 2),
        ],
        lines: accounts.iter().map(|account| line(book, account, &insert)).collect(),
        empty: Text::NoAccounts,
        insert: Some(insert),
    })
}

fn line(book: &Book, account: &Account, insert: &Effect) -> TableLine<RowEffects> {
    let office = account.office.as_ref().map(|code| book.office(code)).unwrap_or_default();
    let tone = if account.state == AccountState::Active { Tone::Plain } else { Tone::Dim };
    let (of, is) = (role(book.lang, account.role), state(book.lang, account.state));
    let cells = vec![
        toned(account.name.clone(), tone),
        toned(account.person.clone(), tone),
        toned(of, tone),
        toned(office, tone),
        toned(is, tone),
        account.keys.len().to_string().into(),
    ];
    let open = Effect::Record(RecordAt::Account(Some(account.name.clone())), None);
    let effects = RowEffects { open: Some(open), insert: Some(insert.clone()), ..RowEffects::default() };
    let explain = format!("{} – {}: {of}, {is}. {office}", account.name, account.person);
    TableLine::row(effects, cells, explain, &account.name)
        .of_kind(Text::FieldRole.words(book.lang), of)
        .of_kind(Text::State.words(book.lang), is)
        .of_kind(Text::Office.words(book.lang), office)
}
