//! Filter form of the journal: kind, author, range of days. Must not depend on screens or the store.

use chrono::NaiveDate;

use super::{FieldKind, FieldOption, FieldState, FormState};
use crate::domain::day::{DayError, parse_day};
use crate::i18n::screen::Text;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalField {
    /// The kind of line.
    Kind,
    /// Author.
    Author,
    /// First day.
    FromDay,
    /// Last day.
    ToDay,
    /// The button.
    Save,
}

/// Form values: kind and author, empty for all; the days.
pub type JournalFormValues = (String, String, [Option<NaiveDate>; 2]);

/// Creates the form with the current filter.
pub fn new_form(
    kinds: Vec<FieldOption>,
    (kind, by, days): &JournalFormValues,
) -> FormState<JournalField> {
    let day = |day: Option<NaiveDate>| day.map(crate::domain::day::print_day).unwrap_or_default();
    FormState::new(vec![
        FieldState::with_options(JournalField::Kind, Text::JournalKind, kinds, kind),
        FieldState::new(JournalField::Author, Text::Who, FieldKind::SingleLine, by),
        FieldState::new(
            JournalField::FromDay,
            Text::FieldSince,
            FieldKind::Day,
            &day(days[0]),
        ),
        FieldState::new(
            JournalField::ToDay,
            Text::FieldUntilDay,
            FieldKind::Day,
            &day(days[1]),
        ),
        FieldState::new(JournalField::Save, Text::ShowThese, FieldKind::Button, ""),
    ])
}

/// The filter, or the invalid days.
pub fn finish(
    form: &FormState<JournalField>,
    today: NaiveDate,
) -> Result<JournalFormValues, Vec<(JournalField, DayError)>> {
    let mut refused = Vec::new();
    let mut day = |key| match form.text(key) {
        "" => None,
        typed => parse_day(typed, today)
            .map_err(|error| refused.push((key, error)))
            .ok(),
    };
    let days = [day(JournalField::FromDay), day(JournalField::ToDay)];
    let text = |key| form.text(key).to_owned();
    if refused.is_empty() {
        Ok((text(JournalField::Kind), text(JournalField::Author), days))
    } else {
        Err(refused)
    }
}
