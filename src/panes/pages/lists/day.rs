//! Calendar entries of one day; Enter opens one.

use chrono::NaiveDate;

use crate::domain::calendar::CalendarEntryKind;
use crate::domain::code::PlanCode;
use crate::i18n::screen::Text;
use crate::i18n::{calendar, display, facts};
use crate::panes::calendar::effect_of_entry;
use crate::panes::calendar_entries::calendar_entries;
use crate::panes::cells::entry_tone;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::widgets::table::{Column, TableLine, styled};

/// Builds the list of a day.
pub fn listing(model: &ReadModel, day: NaiveDate, plan: Option<&PlanCode>) -> Listing {
    let words = |text: Text| text.text(model.lang);
    let lines = calendar_entries(model, (day, day), plan)
        .into_iter()
        .map(|one| {
            let open = effect_of_entry(model, &one.kind);
            let text = calendar::entry_text(model.lang, &model.catalog, &one.kind);
            let plans = calendar::entry_plans(&model.catalog, &one.kind);
            let cells = vec![
                styled(
                    calendar::entry_mark(&one.kind).to_string(),
                    entry_tone(&one.kind),
                ),
                calendar::entry_days(model.lang, &one).into(),
                text.as_str().into(),
                plans.as_str().into(),
            ];
            let explain = if plans.is_empty() {
                format!("{text}.")
            } else {
                format!("{text} – {plans}.")
            };
            TableLine::row(
                RowEffects {
                    open,
                    ..RowEffects::default()
                }
                .keyed(key(&one.kind)),
                cells,
                explain,
                "",
            )
            .with_facet(words(Text::Plan), plans)
            .with_facet(words(Text::Kind), kind_text(&one.kind).text(model.lang))
        });
    Listing {
        title: format!(
            "{} {}",
            facts::weekday(model.lang, day),
            display::day(model.lang, day)
        ),
        columns: vec![
            Column::left_aligned("", 1, 0),
            Column::left_aligned(words(Text::Day), 11, 1),
            Column::flexible(words(Text::Activity), 30, 0),
            Column::flexible(words(Text::Plan), 16, 2),
        ],
        lines: lines.collect(),
        empty: Text::NothingOnDay,
        insert: None,
    }
}

/// Key of an entry within the day.
fn key(what: &CalendarEntryKind) -> String {
    match what {
        CalendarEntryKind::DayOff { .. } => "day off".to_owned(),
        CalendarEntryKind::Due(due) => format!("{} {}", due.rule, due.period),
        CalendarEntryKind::Event { name, .. } => name.clone(),
        CalendarEntryKind::Activity { plan, no, .. } => format!("{plan} activity {no}"),
        CalendarEntryKind::Inspection { no, .. } => format!("inspection {no}"),
    }
}

/// Name of an entry's kind.
fn kind_text(what: &CalendarEntryKind) -> Text {
    match what {
        CalendarEntryKind::DayOff { .. } => Text::HolidayList,
        CalendarEntryKind::Due(_) => Text::Reports,
        CalendarEntryKind::Event { .. } => Text::PartEvent,
        CalendarEntryKind::Activity { .. } => Text::Activities,
        CalendarEntryKind::Inspection { .. } => Text::InspectionList,
    }
}
