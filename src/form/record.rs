//! Form on a record of a data file: fields, and conversion between the record and field texts. Must not depend on
//! specific records, screens or the store.

use serde_json::{Map, Value};

use super::value_types::{LookupContext, ValueRefusal, ValueType, format_value, parse_value};
use super::{Field, FieldKind, FieldOption, Form};
use crate::i18n::Lang;
use crate::i18n::screen::Text;

/// Input kind of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Typed text.
    Text(ValueType),
    /// Yes or no.
    Toggle,
    /// One of several values with display texts; the empty value means absent, `true` and `false` are booleans.
    Choice(&'static [(&'static str, Text)]),
    /// One of several numbers.
    NumberChoice(&'static [(&'static str, Text)]),
    /// One of the options provided by the caller.
    ProvidedChoice,
}

/// Whether a field requires a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// Optional.
    Never,
    /// Required.
    Always,
    /// Required if another field of its group is filled: a signer's name next to the post.
    IfGroupFilled,
}

/// Field of a record: its key in the data file, with `/` between nested keys.
#[derive(Clone, Copy, Debug)]
pub struct RecordField {
    /// JSON pointer, such as `/signer/name`.
    pub key: &'static str,
    /// Its label.
    pub label: Text,
    /// Input kind.
    pub input: Input,
    /// Whether a value is required.
    pub required: Required,
}

/// Key of the field for the reason.
pub const REASON_KEY: &str = "reason";
/// Key of the field for the amendment.
pub const AMENDMENT_KEY: &str = "amendment";
/// Key of the button.
pub const SAVE_KEY: &str = "save";

/// Fields of a record, and the initial record.
#[derive(Clone, Debug)]
pub struct RecordForm {
    fields: Vec<RecordField>,
    initial_value: Value,
}

/// Options provided by the caller, by field key.
pub type ProvidedChoices<'a> = &'a dyn Fn(&str) -> Vec<FieldOption>;

impl RecordForm {
    /// Creates the record form and its field texts from a value that contains every key.
    pub fn open(
        rows: Vec<RecordField>,
        initial_value: Value,
        lang: Lang,
        given: ProvidedChoices<'_>,
    ) -> (Self, Form<&'static str>) {
        let mut fields: Vec<Field<&'static str>> = rows
            .iter()
            .map(|row| build_field(row, &initial_value, lang, given))
            .collect();
        fields.push(Field::new(
            SAVE_KEY,
            Text::SaveRecord,
            FieldKind::Button,
            "",
        ));
        (
            Self {
                fields: rows,
                initial_value,
            },
            Form::new(fields),
        )
    }

    /// Value type of the focused field, if it is typed.
    pub fn focused_value_type(&self, form: &Form<&'static str>) -> Option<ValueType> {
        let key = form.focused()?.key;
        self.fields
            .iter()
            .find(|row| row.key == key)
            .and_then(|row| match row.input {
                Input::Text(shape) => Some(shape),
                Input::Toggle
                | Input::Choice(_)
                | Input::NumberChoice(_)
                | Input::ProvidedChoice => None,
            })
    }

    /// The record from the fields, or every unreadable field.
    pub fn read_record(
        &self,
        form: &Form<&'static str>,
        known: LookupContext<'_>,
    ) -> Result<Value, Vec<(&'static str, ValueRefusal)>> {
        let (mut value, mut refused) = (self.initial_value.clone(), Vec::new());
        for row in &self.fields {
            match parse_field(row, form.text(row.key), known) {
                Ok(Value::Null) if row.required == Required::Always => {
                    refused.push((row.key, ValueRefusal::Required));
                }
                Ok(part) => set_at_key(&mut value, row.key, part),
                Err(refusal) => refused.push((row.key, refusal)),
            }
        }
        for row in self
            .fields
            .iter()
            .filter(|row| row.required == Required::IfGroupFilled)
        {
            let group = row
                .key
                .rsplit_once('/')
                .and_then(|(group, _)| value.pointer(group));
            let filled = group.is_some_and(Value::is_object);
            if filled && value.pointer(row.key).is_none_or(Value::is_null) {
                refused.push((row.key, ValueRefusal::Required));
            }
        }
        if refused.is_empty() {
            Ok(value)
        } else {
            Err(refused)
        }
    }
}

fn parse_field(
    row: &RecordField,
    text: &str,
    known: LookupContext<'_>,
) -> Result<Value, ValueRefusal> {
    Ok(match row.input {
        Input::Text(shape) => parse_value(shape, text, known)?,
        Input::Toggle => Value::Bool(!text.is_empty()),
        Input::NumberChoice(_) => text.parse::<u8>().map_or(Value::Null, Value::from),
        Input::Choice(_) | Input::ProvidedChoice if text.is_empty() => Value::Null,
        Input::Choice(_) if text.parse::<bool>().is_ok() => Value::Bool(text == "true"),
        Input::Choice(_) | Input::ProvidedChoice => Value::String(text.to_owned()),
    })
}

fn build_field(
    row: &RecordField,
    value: &Value,
    lang: Lang,
    given: ProvidedChoices<'_>,
) -> Field<&'static str> {
    let part = value.pointer(row.key).unwrap_or(&Value::Null);
    let word = match part {
        Value::String(word) => word.clone(),
        Value::Bool(_) | Value::Number(_) => part.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    };
    let named = |words: &[(&str, Text)]| {
        let choice = |(value, text): &(&str, Text)| FieldOption {
            value: (*value).to_owned(),
            label: text.text(lang).to_owned(),
        };
        words.iter().map(choice).collect()
    };
    let mut field = match row.input {
        Input::Text(shape) => Field::new(
            row.key,
            row.label,
            field_kind(shape),
            &format_value(shape, part, lang),
        ),
        Input::Toggle => Field::new(
            row.key,
            row.label,
            FieldKind::Toggle,
            if part == &Value::Bool(true) { "x" } else { "" },
        ),
        Input::Choice(words) | Input::NumberChoice(words) => {
            Field::with_options(row.key, row.label, named(words), &word)
        }
        Input::ProvidedChoice => Field::with_options(row.key, row.label, given(row.key), &word),
    };
    field.is_required = row.required == Required::Always;
    // Days and numbers are suggestions to be replaced, texts are edited.
    let short = matches!(
        row.input,
        Input::Text(ValueType::Day | ValueType::DayOfYear | ValueType::Number | ValueType::Integer)
    );
    field.is_suggestion = short && !field.input.is_empty();
    field
}

fn field_kind(shape: ValueType) -> FieldKind {
    match shape {
        ValueType::Text(rows) => FieldKind::MultiLine(rows),
        ValueType::PartyList | ValueType::Lines | ValueType::Successors => FieldKind::MultiLine(3),
        ValueType::Owners | ValueType::Members => FieldKind::MultiLine(4),
        ValueType::Day => FieldKind::Day,
        ValueType::Line
        | ValueType::Code
        | ValueType::DayOfYear
        | ValueType::Number
        | ValueType::Integer
        | ValueType::Unit
        | ValueType::Office
        | ValueType::Group
        | ValueType::Party
        | ValueType::WordList
        | ValueType::Stages => FieldKind::SingleLine,
    }
}

/// Sets a value at its key. A group with only absent values becomes absent itself.
fn set_at_key(value: &mut Value, key: &str, part: Value) {
    let Some((group, own)) = key.trim_start_matches('/').split_once('/') else {
        value[key.trim_start_matches('/')] = part;
        return;
    };
    let below = &mut value[group];
    // Lists of parts (the measures of a new target) are indexed.
    if let Some(list) = below.as_array_mut() {
        let (place, own) = own.split_once('/').unwrap_or((own, ""));
        if let Some(one) = place
            .parse()
            .ok()
            .and_then(|place: usize| list.get_mut(place))
        {
            set_at_key(one, own, part);
        }
        return;
    }
    if below.is_null() && !part.is_null() {
        *below = Value::Object(Map::new());
    }
    if let Some(parts) = below.as_object_mut() {
        parts.insert(own.to_owned(), part);
        if parts.values().all(Value::is_null) {
            *below = Value::Null;
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_group_of_nothing_is_nothing() {
        let mut value = json!({ "signer": null, "measures": [{ "quota": null, "label": "" }] });
        set_at_key(&mut value, "/signer/post", json!("Chủ tịch"));
        assert_eq!(value["signer"], json!({ "post": "Chủ tịch" }));
        set_at_key(&mut value, "/signer/post", Value::Null);
        assert_eq!(value["signer"], Value::Null);
        set_at_key(&mut value, "/measures/0/quota/value", json!("4"));
        set_at_key(&mut value, "/measures/0/label", json!("Tin, bài"));
        assert_eq!(
            value["measures"],
            json!([{ "quota": { "value": "4" }, "label": "Tin, bài" }])
        );
    }
}
