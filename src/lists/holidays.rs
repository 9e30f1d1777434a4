//! Days off and make-up workdays.

use chrono::Datelike;

use super::{CellText, CellTone, FacetOf, Facts, List, ListColumn, data};
use crate::domain::office::Holiday;
use crate::i18n::display;
use crate::i18n::facts::weekday;
use crate::i18n::screen::Text;
use crate::list_columns;

/// The list of days off and make-up workdays.
pub struct HolidayList;

impl List for HolidayList {
    type Row<'r> = &'r Holiday;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "on" = |_, day| data(&day.on) => 1 Day Fixed 13: day_cell;
        "name" = |_, day| data(&day.name) => 3 Name Flexible 30: |_, day| day.name.as_str().into();
        "working" = |_, day| data(&day.working) => 2 Kind Fixed 15: kind_cell;
    };
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[
        (Text::Kind, |facts, day| facts.text(kind(day)).to_owned()),
        (Text::Year, |_, day| day.on.year().to_string()),
    ];
    const EMPTY: Text = Text::NoHolidays;

    /// The year viewed first, then later years, then earlier ones.
    fn arrange(facts: &Facts<'_>, rows: &mut [&Holiday]) {
        let year = facts.day.year();
        rows.sort_by_key(|day| ((day.on.year() - year).rem_euclid(1000), day.on));
    }
}

/// What is listed of a day: a day off, or a make-up workday.
pub fn kind(day: &Holiday) -> Text {
    if day.working {
        Text::WorkingWord
    } else {
        Text::DayOffWord
    }
}

/// Day of the week and date: `T4 02/09/2026`.
pub fn day_cell(facts: &Facts<'_>, day: &&Holiday) -> CellText {
    let weekday = weekday(facts.lang, day.on);
    format!("{weekday} {}", display::day(facts.lang, day.on)).into()
}

/// Mark and name of what the day is.
pub fn kind_cell(facts: &Facts<'_>, day: &&Holiday) -> CellText {
    let (mark, tone) = if day.working {
        ("+", CellTone::Warn)
    } else {
        ("*", CellTone::Plain)
    };
    CellText::from(format!("{mark} {}", facts.text(kind(day)))).tone(tone)
}
