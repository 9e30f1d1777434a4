//! The form that narrows the journal: kind, person, from a day to a day. Knows no screen and no store.

use chrono::NaiveDate;

use super::{Choice, Field, Form, Kind};
use crate::domain::day::{DayError, parse_day};
use crate::words::screen::Text;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalField {
    /// The kind of line.
    Kind,
    /// Whose.
    By,
    /// From this day on.
    Since,
    /// To this day.
    Until,
    /// The button.
    Save,
}

/// What stands in it: kind and person, empty for all; the days.
pub type Narrowed = (String, String, [Option<NaiveDate>; 2]);

/// The form with what holds now.
pub fn start(kinds: Vec<Choice>, (kind, by, days): &Narrowed) -> Form<JournalField> {
    let day = |day: Option<NaiveDate>| day.map(crate::domain::day::print_day).unwrap_or_default();
    Form::new(vec![
        Field::choice(JournalField::Kind, Text::Matter, kinds, kind),
        Field::new(JournalField::By, Text::Who, Kind::Line, by),
        Field::new(JournalField::Since, Text::FieldSince, Kind::Day, &day(days[0])),
        Field::new(JournalField::Until, Text::FieldUntilDay, Kind::Day, &day(days[1])),
        Field::new(JournalField::Save, Text::ShowThese, Kind::Button, ""),
    ])
}

/// What is asked for, or the days that are none.
pub fn finish(form: &Form<JournalField>, today: NaiveDate) -> Result<Narrowed, Vec<(JournalField, DayError)>> {
    let mut refused = Vec::new();
    let mut day = |key| match form.text(key) {
        "" => None,
        typed => parse_day(typed, today).map_err(|error| refused.push((key, error))).ok(),
    };
    let days = [day(JournalField::Since), day(JournalField::Until)];
    let text = |key| form.text(key).to_owned();
    if refused.is_empty() { Ok((text(JournalField::Kind), text(JournalField::By), days)) } else { Err(refused) }
}
