//! The keys that scripts read in the place of enum values. Must not depend on language.

use serde::Serialize;

/// Key of an enum value: its name in JSON (`on_track`).
pub fn enum_key<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(key)) => key,
        _ => String::new(),
    }
}
