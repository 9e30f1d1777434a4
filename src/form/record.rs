//! A form on one record of a data file: which fields, from the record's value to texts and back. Knows no record by name,
//! no screen and no store.

use serde_json::{Map, Value};

use super::value_types::{LookupContext, ValueRefusal, ValueType, format_value, parse_value};
use super::{Field, FieldKind, FieldOption, Form};
use crate::i18n::Lang;
use crate::i18n::screen::Text;

/// How a field of a record is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Typed.
    Text(ValueType),
    /// Yes or no.
    Toggle,
    /// One word of a few, each with its words on the screen; the empty word is nothing, `true` and `false` are no words.
    Choice(&'static [(&'static str, Text)]),
    /// One number of a few.
    NumberChoice(&'static [(&'static str, Text)]),
    /// One of the choices that whoever opens the form gives.
    ProvidedChoice,
}

/// Whether a field may stay empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Required {
    /// It may.
    Never,
    /// It may not.
    Always,
    /// Not where another field of its group is filled: a signer's name beside the post.
    IfGroupFilled,
}

/// One field of a record: its key in the data file, `/` between the parts of a group.
#[derive(Clone, Copy, Debug)]
pub struct RecordField {
    /// `/signer/name`.
    pub key: &'static str,
    /// Its label.
    pub label: Text,
    /// How it is filled.
    pub input: Input,
    /// Whether it may stay empty.
    pub required: Required,
}

/// The key of the field that says why.
pub const REASON_KEY: &str = "reason";
/// The key of the field that names an amendment.
pub const AMENDMENT_KEY: &str = "amendment";
/// The key of the button.
pub const SAVE_KEY: &str = "save";

/// The fields of a record, and the record that they began with.
#[derive(Clone, Debug)]
pub struct RecordForm {
    fields: Vec<RecordField>,
    initial_value: Value,
}

/// Choices that only whoever opens the form knows, by the field's key.
pub type ProvidedChoices<'a> = &'a dyn Fn(&str) -> Vec<FieldOption>;

impl RecordForm {
    /// The rows on a value that has every key of theirs, and the form on them.
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

    /// How the focused field is written, if it is typed.
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

    /// The record as the fields make it, or every field that cannot be read.
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
    // A day or a number is typed anew, a text is changed.
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

/// Puts a part where its key points. A group of nothing but nothing is nothing itself.
fn set_at_key(value: &mut Value, key: &str, part: Value) {
    let Some((group, own)) = key.trim_start_matches('/').split_once('/') else {
        value[key.trim_start_matches('/')] = part;
        return;
    };
    let below = &mut value[group];
    // A list of parts (the measures of a new target) goes by its place.
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
