//! Entries of the calendar.

use super::{CellText, CellTone, Facts, List, ListColumn, data, printed};
use crate::domain::calendar::{CalendarEntry, CalendarEntryKind};
use crate::i18n::calendar::{entry_days, entry_mark, entry_plans, entry_text};
use crate::i18n::facts::weekday;
use crate::list_columns;
use crate::report::value::DataValue;

/// The list of calendar entries.
pub struct CalendarList;

impl List for CalendarList {
    type Row<'r> = &'r CalendarEntry;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "from" = |_, entry| data(&entry.from) => 1 Day Fixed 12: |facts, entry| entry_days(facts.lang, entry).into();
        "to" = |_, entry| data(&entry.to);
        "kind" = |_, entry| kind(entry);
        "plans" = |_, entry| plans(entry)
            => 4 Plan Flexible 20 drop 1: |facts, entry| entry_plans(facts.catalog, &entry.kind).into();
        "subject" = |_, entry| subject(entry);
        "owed" = |_, entry| match &entry.kind {
            CalendarEntryKind::Due(due) => data(&due.total),
            _ => DataValue::Null,
        };
        "open" = |_, entry| match &entry.kind {
            CalendarEntryKind::Due(due) => data(&due.open),
            _ => DataValue::Null,
        };
        "words" = |facts, entry| printed(&entry_text(facts.lang, facts.catalog, &entry.kind))
            => 3 FieldContent Flexible 30: text_cell;
        _ => 2 Weekday Fixed 4: weekday_cell;
    };
}

/// Day of the week; empty for several days.
pub fn weekday_cell(facts: &Facts<'_>, entry: &&CalendarEntry) -> CellText {
    if entry.is_multi_day() {
        CellText::default()
    } else {
        weekday(facts.lang, entry.from).into()
    }
}

/// Mark and text of the entry.
pub fn text_cell(facts: &Facts<'_>, entry: &&CalendarEntry) -> CellText {
    let tone = match &entry.kind {
        CalendarEntryKind::Due(due) if due.overdue > 0 => CellTone::Bad,
        CalendarEntryKind::DayOff { .. } => CellTone::Dim,
        _ => CellTone::Plain,
    };
    let words = entry_text(facts.lang, facts.catalog, &entry.kind);
    CellText::from(format!("{} {words}", entry_mark(&entry.kind))).tone(tone)
}

/// `due`, `extended`, `mend`, `event`, `activity`, `inspection`, `day_off`, `working_day`.
fn kind(entry: &CalendarEntry) -> DataValue {
    match &entry.kind {
        CalendarEntryKind::DayOff { working: true, .. } => data("working_day"),
        CalendarEntryKind::DayOff { .. } => data("day_off"),
        CalendarEntryKind::Due(due) => data(&due.deadline_kind),
        CalendarEntryKind::Event { .. } => data("event"),
        CalendarEntryKind::Activity { .. } => data("activity"),
        CalendarEntryKind::Inspection { .. } => data("inspection"),
    }
}

fn plans(entry: &CalendarEntry) -> DataValue {
    match &entry.kind {
        CalendarEntryKind::DayOff { .. } => DataValue::List(Vec::new()),
        CalendarEntryKind::Due(due) => data(&[due.rule.plan()]),
        CalendarEntryKind::Event { plans, .. } => data(plans),
        CalendarEntryKind::Activity { plan, .. } | CalendarEntryKind::Inspection { plan, .. } => {
            data(&[plan])
        }
    }
}

/// Rule, or number of the activity or inspection.
fn subject(entry: &CalendarEntry) -> DataValue {
    match &entry.kind {
        CalendarEntryKind::DayOff { .. } | CalendarEntryKind::Event { .. } => DataValue::Null,
        CalendarEntryKind::Due(due) => data(&due.rule),
        CalendarEntryKind::Activity { no, .. } => printed(no),
        CalendarEntryKind::Inspection { no, .. } => printed(no),
    }
}
