//! Days off and make-up workdays, with a heading per year; Enter edits one, Ins adds one, Del deletes one with a
//! reason.

use chrono::Datelike;

use crate::form::execution::{ExecutionForm, RemovalTarget};
use crate::i18n::display;
use crate::i18n::facts::weekday;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list; the year viewed is first.
pub fn listing(model: &ReadModel) -> Listing {
    let words = |text: Text| text.text(model.lang);
    let mut days: Vec<_> = model.catalog.holidays.iter().collect();
    let this = model.today.year();
    days.sort_by_key(|day| ((day.on.year() - this).rem_euclid(1000), day.on));
    let new = Effect::OpenRecordForm(RecordRef::Holiday(None), None);
    let mut lines = Vec::new();
    let mut year = None;
    for day in days {
        if year != Some(day.on.year()) {
            year = Some(day.on.year());
            lines.push(TableLine::blank_line());
            lines.push(TableLine::heading(day.on.year().to_string()));
        }
        let (mark, kind, tone) = if day.working {
            ("+", Text::WorkingWord, Tone::Warn)
        } else {
            ("*", Text::DayOffWord, Tone::Plain)
        };
        let named = format!(
            "{} {}",
            weekday(model.lang, day.on),
            display::day(model.lang, day.on)
        );
        let cells = vec![
            named.as_str().into(),
            styled(format!("{mark} {}", kind.text(model.lang)), tone),
            day.name.as_str().into(),
        ];
        let effects = RowEffects {
            open: Some(Effect::OpenRecordForm(
                RecordRef::Holiday(Some(day.on)),
                None,
            )),
            insert: Some(new.clone()),
            remove: Some(Effect::OpenExecutionForm(ExecutionForm::Removal(
                RemovalTarget::Holiday(day.on),
            ))),
            ..RowEffects::default()
        };
        let explain = format!("{named}: {}, {}.", kind.text(model.lang), day.name);
        let line = TableLine::row(effects, cells, explain, "")
            .with_facet(words(Text::Kind), kind.text(model.lang))
            .with_facet(words(Text::Year), day.on.year().to_string());
        lines.push(line);
    }
    Listing {
        title: words(Text::HolidayList).to_owned(),
        columns: vec![
            Column::left_aligned(words(Text::Day), 13, 0),
            Column::left_aligned(words(Text::Kind), 15, 0),
            Column::flexible(words(Text::Name), 30, 0),
        ],
        lines,
        empty: Text::NoHolidays,
        insert: Some(new),
    }
}
