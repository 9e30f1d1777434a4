//! The settings of the database; Enter changes one, after a question where last days move.

use crate::domain::catalog::DeadlineSettings;
use crate::domain::deadline::moved_by;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, MenuKind};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::store::{Setting, Write};
use crate::widgets::table::{Column, TableLine};
use crate::words::fill;
use crate::words::screen::Text;
use crate::words::setting::{SettingName, value};

/// The list.
pub fn listing(book: &Book) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let settings = book.catalog.settings;
    let lines = vec![
        own_office(book),
        flag(book, &Setting::BeforeInclusive(settings.before_inclusive)),
        flag(book, &Setting::RollOver(settings.roll_over)),
    ];
    Listing {
        title: words(Text::SettingList).to_owned(),
        columns: vec![Column::flex(words(Text::Name), 40, 0), Column::flex(words(Text::Value), 12, 0)],
        lines,
        empty: Text::NothingFound,
        insert: None,
    }
}

fn row(book: &Book, setting: &Setting, open: Effect, explain: String) -> TableLine<RowEffects> {
    let name = SettingName::of(setting);
    let value = value(book.lang, &book.catalog, setting);
    let cells = vec![name.words(book.lang).into(), value.as_str().into()];
    TableLine::row(RowEffects::from(open).keyed(name.key()), cells, explain, name.key())
        .of_kind(Text::Value.words(book.lang), value)
}

fn own_office(book: &Book) -> TableLine<RowEffects> {
    let quiet = Text::SettingQuiet.words(book.lang).to_owned();
    row(book, &Setting::OwnOffice(book.own.clone()), Effect::Menu(MenuKind::OwnOffice), quiet)
}

/// A setting that is on or off; how many last days its change moves is said before.
fn flag(book: &Book, setting: &Setting) -> TableLine<RowEffects> {
    let system = book.catalog.settings;
    let (other, settings) = match setting {
        Setting::BeforeInclusive(on) => {
            (Setting::BeforeInclusive(!on), DeadlineSettings { before_inclusive: !on, ..system })
        }
        Setting::RollOver(on) => (Setting::RollOver(!on), DeadlineSettings { roll_over: !on, ..system }),
        Setting::OwnOffice(_) => (setting.clone(), system),
    };
    let moved = moved_by(&book.catalog, settings, book.duties.iter().map(|owed| &owed.record.duty));
    let to = value(book.lang, &book.catalog, &other);
    let write = Effect::Write(Box::new(Write::SetSetting(other)));
    let open = if moved > 0 { Effect::Ask(Text::AskSetting, Box::new(write)) } else { write };
    row(book, setting, open, fill(Text::SettingMoves.words(book.lang), &[&to, &moved]))
}
