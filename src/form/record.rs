//! A form on one record of a data file: which fields, from the record's value to texts and back. Knows no record by name,
//! no screen and no store.

use serde_json::{Map, Value};

use super::shapes::{Known, Shape, ShapeRefusal, read, shown};
use super::{Choice, Field, Form, Kind};
use crate::words::Lang;
use crate::words::screen::Text;

/// How a field of a record is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Typed.
    Typed(Shape),
    /// Yes or no.
    Toggle,
    /// One word of a few, each with its words on the screen; the empty word is nothing, `true` and `false` are no words.
    Choice(&'static [(&'static str, Text)]),
    /// One number of a few.
    Digits(&'static [(&'static str, Text)]),
    /// One of the choices that whoever opens the form gives.
    Given,
}

/// Whether a field may stay empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// It may.
    Free,
    /// It may not.
    Always,
    /// Not where another field of its group is filled: a signer's name beside the post.
    WithGroup,
}

/// One field of a record: its key in the data file, `/` between the parts of a group.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// `/signer/name`.
    pub key: &'static str,
    /// Its label.
    pub label: Text,
    /// How it is filled.
    pub fill: Fill,
    /// Whether it may stay empty.
    pub need: Need,
}

/// The key of the field that says why.
pub const REASON: &str = "reason";
/// The key of the field that names an amendment.
pub const AMENDMENT: &str = "amendment";
/// The key of the button.
pub const SAVE: &str = "save";

/// The fields of a record, and the record that they began with.
#[derive(Clone, Debug)]
pub struct RecordRows {
    rows: Vec<Row>,
    value: Value,
}

/// Choices that only whoever opens the form knows, by the field's key.
pub type Given<'a> = &'a dyn Fn(&str) -> Vec<Choice>;

impl RecordRows {
    /// The rows on a value that has every key of theirs, and the form on them.
    pub fn start(rows: Vec<Row>, value: Value, lang: Lang, given: Given<'_>) -> (Self, Form<&'static str>) {
        let mut fields: Vec<Field<&'static str>> = rows.iter().map(|row| field(row, &value, lang, given)).collect();
        fields.push(Field::new(SAVE, Text::SaveRecord, Kind::Button, ""));
        (Self { rows, value }, Form::new(fields))
    }

    /// How the focused field is written, if it is typed.
    pub fn focused(&self, form: &Form<&'static str>) -> Option<Shape> {
        let key = form.focused()?.key;
        self.rows.iter().find(|row| row.key == key).and_then(|row| match row.fill {
            Fill::Typed(shape) => Some(shape),
            Fill::Toggle | Fill::Choice(_) | Fill::Digits(_) | Fill::Given => None,
        })
    }

    /// The record as the fields make it, or every field that cannot be read.
    pub fn read(
        &self,
        form: &Form<&'static str>,
        known: Known<'_>,
    ) -> Result<Value, Vec<(&'static str, ShapeRefusal)>> {
        let (mut value, mut refused) = (self.value.clone(), Vec::new());
        for row in &self.rows {
            match read_row(row, form.text(row.key), known) {
                Ok(Value::Null) if row.need == Need::Always => refused.push((row.key, ShapeRefusal::Missing)),
                Ok(part) => put(&mut value, row.key, part),
                Err(refusal) => refused.push((row.key, refusal)),
            }
        }
        for row in self.rows.iter().filter(|row| row.need == Need::WithGroup) {
            let group = row.key.rsplit_once('/').and_then(|(group, _)| value.pointer(group));
            let filled = group.is_some_and(Value::is_object);
            if filled && value.pointer(row.key).is_none_or(Value::is_null) {
                refused.push((row.key, ShapeRefusal::Missing));
            }
        }
        if refused.is_empty() { Ok(value) } else { Err(refused) }
    }
}

fn read_row(row: &Row, text: &str, known: Known<'_>) -> Result<Value, ShapeRefusal> {
    Ok(match row.fill {
        Fill::Typed(shape) => read(shape, text, known)?,
        Fill::Toggle => Value::Bool(!text.is_empty()),
        Fill::Digits(_) => text.parse::<u8>().map_or(Value::Null, Value::from),
        Fill::Choice(_) | Fill::Given if text.is_empty() => Value::Null,
        Fill::Choice(_) if text.parse::<bool>().is_ok() => Value::Bool(text == "true"),
        Fill::Choice(_) | Fill::Given => Value::String(text.to_owned()),
    })
}

fn field(row: &Row, value: &Value, lang: Lang, given: Given<'_>) -> Field<&'static str> {
    let part = value.pointer(row.key).unwrap_or(&Value::Null);
    let word = match part {
        Value::String(word) => word.clone(),
        Value::Bool(_) | Value::Number(_) => part.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    };
    let named = |words: &[(&str, Text)]| {
        let choice =
            |(value, text): &(&str, Text)| Choice { value: (*value).to_owned(), words: text.words(lang).to_owned() };
        words.iter().map(choice).collect()
    };
    let mut field = match row.fill {
        Fill::Typed(shape) => Field::new(row.key, row.label, kind(shape), &shown(shape, part)),
        Fill::Toggle => Field::new(row.key, row.label, Kind::Toggle, if part == &Value::Bool(true) { "x" } else { "" }),
        Fill::Choice(words) | Fill::Digits(words) => Field::choice(row.key, row.label, named(words), &word),
        Fill::Given => Field::choice(row.key, row.label, given(row.key), &word),
    };
    field.needed = row.need == Need::Always;
    // A day or a number is typed anew, a text is changed.
    let short = matches!(row.fill, Fill::Typed(Shape::Day | Shape::YearDay | Shape::Number | Shape::Whole));
    field.suggested = short && !field.line.is_empty();
    field
}

fn kind(shape: Shape) -> Kind {
    match shape {
        Shape::Text(rows) => Kind::Lines(rows),
        Shape::Parties | Shape::Lines | Shape::Successors => Kind::Lines(3),
        Shape::Owners | Shape::Members => Kind::Lines(4),
        Shape::Day => Kind::Day,
        Shape::Line
        | Shape::Code
        | Shape::YearDay
        | Shape::Number
        | Shape::Whole
        | Shape::Unit
        | Shape::Office
        | Shape::Group
        | Shape::Party
        | Shape::Words
        | Shape::Stages => Kind::Line,
    }
}

/// Puts a part where its key points. A group of nothing but nothing is nothing itself.
fn put(value: &mut Value, key: &str, part: Value) {
    let Some((group, own)) = key.trim_start_matches('/').split_once('/') else {
        value[key.trim_start_matches('/')] = part;
        return;
    };
    let below = &mut value[group];
    // A list of parts (the measures of a new target) goes by its place.
    if let Some(list) = below.as_array_mut() {
        let (place, own) = own.split_once('/').unwrap_or((own, ""));
        if let Some(one) = place.parse().ok().and_then(|place: usize| list.get_mut(place)) {
            put(one, own, part);
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
        put(&mut value, "/signer/post", json!("Chủ tịch"));
        assert_eq!(value["signer"], json!({ "post": "Chủ tịch" }));
        put(&mut value, "/signer/post", Value::Null);
        assert_eq!(value["signer"], Value::Null);
        put(&mut value, "/measures/0/quota/value", json!("4"));
        put(&mut value, "/measures/0/label", json!("Tin, bài"));
        assert_eq!(value["measures"], json!([{ "quota": { "value": "4" }, "label": "Tin, bài" }]));
    }
}
