//! Keys of enum values in JSON and CSV. Must not depend on the language.

use serde::Serialize;

/// Key of an enum value: its name in JSON (`on_track`).
pub fn enum_key<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(key)) => key,
        _ => String::new(),
    }
}
