//! Values of rows for programs: numbers as machine decimals, days as ISO texts, unknown values as null. Must not depend
//! on particular lists.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// Value of one key of a row. Unlike `serde_json::Value` it keeps the order of named parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum DataValue {
    /// Unknown, or not applicable.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A number that is no decimal text.
    Number(serde_json::Number),
    /// A text.
    Text(String),
    /// Several values.
    List(Vec<DataValue>),
    /// Named parts, in the order of the output.
    Parts(Vec<(Cow<'static, str>, DataValue)>),
}

impl DataValue {
    /// Named parts of one value.
    pub fn parts<const N: usize>(parts: [(&'static str, DataValue); N]) -> Self {
        Self::Parts(
            parts
                .into_iter()
                .map(|(key, part)| (Cow::Borrowed(key), part))
                .collect(),
        )
    }
}

/// Value of a code, a day, a text, a number, an enum, an option or a list of them.
pub fn data<T: serde::Serialize + ?Sized>(value: &T) -> DataValue {
    serde_json::to_value(value).map_or(DataValue::Null, DataValue::from)
}

/// Value of what prints itself as scripts expect it, such as a period.
pub fn printed<T: ToString + ?Sized>(value: &T) -> DataValue {
    DataValue::Text(value.to_string())
}

impl From<Value> for DataValue {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(on) => Self::Bool(on),
            Value::Number(number) => Self::Number(number),
            Value::String(text) => Self::Text(text),
            Value::Array(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Value::Object(parts) => Self::Parts(
                parts
                    .into_iter()
                    .map(|(key, part)| (Cow::Owned(key), Self::from(part)))
                    .collect(),
            ),
        }
    }
}

impl Serialize for DataValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(on) => serializer.serialize_bool(*on),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Parts(parts) => {
                serializer.collect_map(parts.iter().map(|(key, part)| (key, part)))
            }
        }
    }
}

/// Values of a row in the order of their keys, written as one object.
pub struct DataRow<'a> {
    /// The keys.
    pub keys: &'a [&'static str],
    /// A value per key.
    pub values: Vec<DataValue>,
}

impl Serialize for DataRow<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.keys.len()))?;
        for (key, value) in self.keys.iter().zip(&self.values) {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}
