//! Days off and make-up workdays, with a heading per year; Enter edits one, Ins adds one, Del deletes one with a
//! reason.

use chrono::Datelike;

use crate::domain::office::Holiday;
use crate::form::execution::{ExecutionForm, RemovalTarget};
use crate::i18n::screen::Text;
use crate::lists::List;
use crate::lists::holidays::{HolidayList, day_cell, kind};
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::widgets::table::TableLine;

/// Builds the list.
pub fn listing(model: &ReadModel) -> Listing {
    let facts = model.facts();
    let mut days: Vec<&Holiday> = model.catalog.holidays.iter().collect();
    HolidayList::arrange(&facts, &mut days);
    let new = Effect::OpenRecordForm(RecordRef::Holiday(None), None);
    let mut lines = Vec::new();
    let mut year = None;
    for day in days {
        if year != Some(day.on.year()) {
            year = Some(day.on.year());
            lines.push(TableLine::blank_line());
            lines.push(TableLine::heading(day.on.year().to_string()));
        }
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
        let (named, kind) = (day_cell(&facts, &day).text, facts.text(kind(day)));
        let explain = format!("{named}: {kind}, {}.", day.name);
        lines.push(list_lines::line::<HolidayList, _>(
            &facts, &day, effects, explain, "",
        ));
    }
    Listing::of::<HolidayList>(model, facts.text(Text::HolidayList), lines, Some(new))
}
