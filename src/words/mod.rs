//! Words for people, in Vietnamese and English: the only place where a fact becomes a sentence. Knows no screen.

pub mod account;
pub mod calendar;
pub mod chain;
pub mod change;
pub mod cli;
pub mod column;
pub mod complaint;
pub mod config;
pub mod custody;
pub mod data;
pub mod deadline;
pub mod doctor;
pub mod facts;
pub mod failure;
pub mod fault;
pub mod form;
pub mod help;
pub mod inspection;
pub mod journal;
pub mod judgement;
pub mod letter;
pub mod money;
pub mod quota;
pub mod refusal;
pub mod report;
pub mod results;
pub mod screen;
pub mod setting;
pub mod system;
pub mod usage;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// One of two texts.
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// A table of texts: one row a text, Vietnamese then English. `{}` marks what is filled in by `fill`.
///
/// `texts! { pub enum Text { Quit => "Thoát", "Quit"; … } }` makes the enum, `Text::words(self, lang)` and `Text::ALL`.
#[macro_export]
macro_rules! texts {
    ($(#[$meta:meta])* pub enum $name:ident { $($key:ident => $vi:literal, $en:literal;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $(#[doc = $en] $key,)*
        }

        impl $name {
            /// Every text of the table.
            pub const ALL: &'static [$name] = &[$($name::$key),*];

            /// The text in a language.
            pub fn words(self, lang: $crate::words::Lang) -> &'static str {
                match self {
                    $($name::$key => lang.pick($vi, $en),)*
                }
            }
        }
    };
}

/// Puts values where a text has `{}`, from left to right.
pub fn fill(text: &str, values: &[&dyn std::fmt::Display]) -> String {
    let mut parts = text.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (part, value) in parts.zip(values) {
        filled.push_str(&value.to_string());
        filled.push_str(part);
    }
    filled
}
