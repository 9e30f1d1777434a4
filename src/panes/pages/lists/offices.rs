//! Every office that is known, to change it or add one: those that live first, then those that ended.

use crate::domain::code::OfficeCode;
use crate::domain::day::print_day;
use crate::domain::office::Office;
use crate::domain::text::sort_key;
use crate::form::records::OFFICE_KINDS;
use crate::form::work::{Removed, WorkForm};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, RecordAt};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::fill;
use crate::words::screen::Text;

/// Every office.
pub fn listing(book: &Book) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let mut offices: Vec<&Office> = book.catalog.offices.values().collect();
    offices.sort_by_cached_key(|office| (!office.lives_on(book.today), sort_key(&office.name)));
    let new = Effect::Record(RecordAt::Office(None), None);
    let columns = vec![
        Column::flex(words(Text::Office), 26, 0),
        Column::left(words(Text::FieldOfficeKind), 22, 2),
        Column::left(words(Text::FieldLivesTo), 12, 3),
        Column::left(words(Text::Code), 18, 1),
    ];
    Listing {
        title: words(Text::AllOffices).to_owned(),
        columns,
        lines: offices.into_iter().map(|office| row(book, office, &new)).collect(),
        empty: Text::NoOfficeYet,
        insert: Some(new),
    }
}

fn row(book: &Book, office: &Office, new: &Effect) -> TableLine<RowEffects> {
    let lives = office.lives_on(book.today);
    let kind = kind(book, &office.code);
    let cells = vec![
        toned(office.name.as_str(), if lives { Tone::Plain } else { Tone::Dim }).beside(book.which(&office.code)),
        toned(kind, Tone::Dim),
        toned(office.to.map_or_else(String::new, print_day), Tone::Dim),
        toned(office.code.as_str(), Tone::Dim),
    ];
    let next: Vec<String> = office
        .successors
        .iter()
        .map(|next| format!("{} ({})", book.office(&next.office), print_day(next.on)))
        .collect();
    let explain = match (&office.parent, next.is_empty()) {
        (_, false) => fill(Text::OfficeFollowed.words(book.lang), &[&office.name, &next.join("; ")]),
        (Some(parent), true) => fill(Text::OfficeBelow.words(book.lang), &[&office.name, &book.office(parent)]),
        (None, true) => office.name.clone(),
    };
    let effects = RowEffects {
        open: Some(Effect::Record(RecordAt::Office(Some(office.code.clone())), None)),
        insert: Some(new.clone()),
        remove: Some(Effect::Work(WorkForm::Remove(Removed::Office(office.code.clone())))),
        ..RowEffects::default()
    };
    let state = if lives { Text::OfficeLives } else { Text::OfficeEnded };
    TableLine::row(effects, cells, explain, &office.aliases.join(" "))
        .of_kind(Text::Kind.words(book.lang), kind)
        .of_kind(Text::State.words(book.lang), state.words(book.lang))
        .of_kind(Text::FieldParentOffice.words(book.lang), above(book, &office.code))
}

/// What sort of office it is, in words.
pub fn kind(book: &Book, code: &OfficeCode) -> &'static str {
    let kind = book.catalog.offices.get(code).and_then(|office| serde_json::to_value(office.kind).ok());
    let kind = kind.as_ref().and_then(serde_json::Value::as_str);
    OFFICE_KINDS.iter().find(|(word, _)| Some(*word) == kind).map_or("", |(_, text)| text.words(book.lang))
}

/// The office above it; empty where there is none.
pub fn above<'a>(book: &'a Book, code: &OfficeCode) -> &'a str {
    let parent = book.catalog.offices.get(code).and_then(|office| office.parent.as_ref());
    parent.map_or("", |parent| book.office(parent))
}
