//! What falls on one day of the calendar; Enter opens each.

use chrono::NaiveDate;

use crate::domain::calendar::What;
use crate::domain::code::PlanCode;
use crate::domain::day::print_day;
use crate::panes::book::Book;
use crate::panes::calendar::{effect, tone};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::panes::work::on_calendar;
use crate::widgets::table::{Column, TableLine, toned};
use crate::words::screen::Text;
use crate::words::{calendar, facts};

/// The list of a day.
pub fn listing(book: &Book, day: NaiveDate, plan: Option<&PlanCode>) -> Listing {
    let words = |text: Text| text.words(book.lang);
    let lines = on_calendar(book, (day, day), plan).into_iter().map(|one| {
        let open = effect(book, &one.what);
        let told = calendar::what(book.lang, &book.catalog, &one.what);
        let plans = calendar::plans(&book.catalog, &one.what);
        let cells = vec![
            toned(calendar::mark(&one.what).to_string(), tone(&one.what)),
            calendar::days(&one).into(),
            told.as_str().into(),
            plans.as_str().into(),
        ];
        let explain = if plans.is_empty() { format!("{told}.") } else { format!("{told} – {plans}.") };
        TableLine::row(RowEffects { open, ..RowEffects::default() }.keyed(key(&one.what)), cells, explain, "")
            .of_kind(words(Text::Plan), plans)
            .of_kind(words(Text::Kind), sort(&one.what).words(book.lang))
    });
    Listing {
        title: format!("{} {}", facts::weekday(book.lang, day), print_day(day)),
        columns: vec![
            Column::left("", 1, 0),
            Column::left(words(Text::Day), 11, 1),
            Column::flex(words(Text::Activity), 30, 0),
            Column::flex(words(Text::Plan), 16, 2),
        ],
        lines: lines.collect(),
        empty: Text::NothingOnDay,
        insert: None,
    }
}

/// What tells it from everything else on the day.
fn key(what: &What) -> String {
    match what {
        What::DayOff { .. } => "day off".to_owned(),
        What::Due(due) => format!("{} {}", due.rule, due.period),
        What::Event { name, .. } => name.clone(),
        What::Activity { plan, no, .. } => format!("{plan} activity {no}"),
        What::Inspection { no, .. } => format!("inspection {no}"),
    }
}

/// What sort of thing falls on a day.
fn sort(what: &What) -> Text {
    match what {
        What::DayOff { .. } => Text::HolidayList,
        What::Due(_) => Text::Reports,
        What::Event { .. } => Text::PartEvent,
        What::Activity { .. } => Text::Activities,
        What::Inspection { .. } => Text::InspectionList,
    }
}
