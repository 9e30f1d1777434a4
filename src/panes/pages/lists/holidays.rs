//! Days off and working weekend days, a heading a year; Enter changes one, Ins adds one, Del takes one out with a
//! reason.

use chrono::Datelike;

use crate::domain::day::print_day;
use crate::form::work::{Removed, WorkForm};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, RecordAt};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::facts::weekday;
use crate::words::screen::Text;

/// The list; the year that is looked at stands first.
pub fn listing(book: &Book) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let mut days: Vec<_> = book.catalog.holidays.iter().collect();
    let this = book.today.year();
    days.sort_by_key(|day| ((day.on.year() - this).rem_euclid(1000), day.on));
    let new = Effect::Record(RecordAt::Holiday(None), None);
    let mut lines = Vec::new();
    let mut year = None;
    for day in days {
        if year != Some(day.on.year()) {
            year = Some(day.on.year());
            lines.push(TableLine::gap());
            lines.push(TableLine::heading(day.on.year().to_string()));
        }
        let (mark, kind, tone) =
            if day.working { ("+", Text::WorkingWord, Tone::Warn) } else { ("*", Text::DayOffWord, Tone::Plain) };
        let named = format!("{} {}", weekday(book.lang, day.on), print_day(day.on));
        let cells = vec![
            named.as_str().into(),
            toned(format!("{mark} {}", kind.words(book.lang)), tone),
            day.name.as_str().into(),
        ];
        let effects = RowEffects {
            open: Some(Effect::Record(RecordAt::Holiday(Some(day.on)), None)),
            insert: Some(new.clone()),
            remove: Some(Effect::Work(WorkForm::Remove(Removed::Holiday(day.on)))),
            ..RowEffects::default()
        };
        let explain = format!("{named}: {}, {}.", kind.words(book.lang), day.name);
        let line = TableLine::row(effects, cells, explain, "")
            .of_kind(words(Text::Kind), kind.words(book.lang))
            .of_kind(words(Text::Year), day.on.year().to_string());
        lines.push(line);
    }
    Listing {
        title: words(Text::HolidayList).to_owned(),
        columns: vec![
            Column::left(words(Text::Day), 13, 0),
            Column::left(words(Text::Kind), 10, 0),
            Column::flex(words(Text::Name), 30, 0),
        ],
        lines,
        empty: Text::NoHolidays,
        insert: Some(new),
    }
}
