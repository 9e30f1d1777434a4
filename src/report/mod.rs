//! From rows to text, CSV and JSON, and from a letter to its file. Knows no store, no language and no judgement: what a row says was decided before.

pub mod csv;
pub mod json;
pub mod letter;
pub mod table;
pub mod xlsx;

use serde::Serialize;

/// A row of a list. Its keys are the names by which scripts know its parts; they never change.
pub trait Row: Serialize {
    /// The keys in the order of the columns.
    const KEYS: &'static [&'static str];
}

/// Makes a row struct whose field names are its keys.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* pub struct $name:ident { $($(#[$doc:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
        pub struct $name {
            $($(#[$doc])* pub $field: $type,)*
        }

        impl $crate::report::Row for $name {
            const KEYS: &'static [&'static str] = &[$(stringify!($field)),*];
        }
    };
}
