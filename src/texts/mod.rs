//! Languages, and the table of texts: data that keys, forms and widgets name too. Must not
//! depend on facts, sentences or screens.

pub mod help_guide;
pub mod screen;

use crate::domain::text::{code_point, unwanted_char};

/// Language of the program.
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
    /// The width of this language's texts in terminal cells, for a column or a gap.
    pub fn width(self, vi: u16, en: u16) -> u16 {
        match self {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }
}

/// Table of texts: one row per text, Vietnamese then English. `{}` is replaced by `fill_placeholders`.
///
/// - `texts! { pub enum Text { Quit => "Thoát", "Quit"; … } }` generates the enum, `Text::text(self, lang)` and
///   `Text::ALL`; without `pub` the enum is private and has no `ALL`.
/// - `texts! { pub fn role_name(Role) { Viewer => "người xem", "viewer"; … } }` generates `role_name(lang, role)`,
///   with a row per variant of a type; `(&Role)` takes a reference. The compiler refuses a missing variant.
/// - `texts! { pub fn channel_name(&str) { "cli" => "dòng lệnh", "command line"; … } }` generates
///   `channel_name(lang, code)`, `None` for a code without a row.
#[macro_export]
macro_rules! texts {
    ($(#[$meta:meta])* pub enum $name:ident { $($key:ident => $vi:literal, $en:literal;)* }) => {
        $crate::texts! { @table [pub] $(#[$meta])* $name { $($key => $vi, $en;)* } }

        impl $name {
            /// Every text of the table.
            pub const ALL: &'static [$name] = &[$($name::$key),*];
        }
    };
    ($(#[$meta:meta])* enum $name:ident { $($key:ident => $vi:literal, $en:literal;)* }) => {
        $crate::texts! { @table [] $(#[$meta])* $name { $($key => $vi, $en;)* } }
    };
    (@table [$($vis:tt)*] $(#[$meta:meta])* $name:ident { $($key:ident => $vi:literal, $en:literal;)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        $($vis)* enum $name {
            $(#[doc = concat!("`` ", $en, " ``")] $key,)*
        }

        impl $name {
            /// The text in a language.
            pub fn text(self, lang: $crate::texts::Lang) -> &'static str {
                match self {
                    $($name::$key => $crate::texts! { @in lang, $vi, $en },)*
                }
            }
        }
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident(&str) { $($code:pat => $vi:literal, $en:literal;)* }) => {
        $(#[$meta])*
        $vis fn $name(lang: $crate::texts::Lang, code: &str) -> Option<&'static str> {
            Some(match code {
                $($code => $crate::texts! { @in lang, $vi, $en },)*
                _ => return None,
            })
        }
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident(& $type:ident) { $($rows:tt)* }) => {
        $crate::texts! { @variants $(#[$meta])* [$vis] $name [&$type] $type { $($rows)* } }
    };
    ($(#[$meta:meta])* $vis:vis fn $name:ident($type:ident) { $($rows:tt)* }) => {
        $crate::texts! { @variants $(#[$meta])* [$vis] $name [$type] $type { $($rows)* } }
    };
    (@variants $(#[$meta:meta])* [$vis:vis] $name:ident [$($taken:tt)*] $type:ident {
        $($variant:ident $(($($field:tt)*))? $({$($fields:tt)*})? => $vi:literal, $en:literal;)*
    }) => {
        $(#[$meta])*
        $vis fn $name(lang: $crate::texts::Lang, of: $($taken)*) -> &'static str {
            match of {
                $($type::$variant $(($($field)*))? $({$($fields)*})? => $crate::texts! { @in lang, $vi, $en },)*
            }
        }
    };
    (@in $lang:ident, $vi:literal, $en:literal) => {
        match $lang {
            $crate::texts::Lang::Vi => $vi,
            $crate::texts::Lang::En => $en,
        }
    };
}

/// Maximum number of characters of user input quoted in a message.
const QUOTED_MAX: usize = 60;

/// User input quoted in a message: shortened, with invisible characters by their code (`tth.syt[U+200B]`).
pub fn quote_input(text: &str) -> String {
    let mut quoted = String::new();
    for (at, character) in text.chars().enumerate() {
        if at == QUOTED_MAX {
            quoted.push('…');
            break;
        }
        let is_odd_blank = character != ' ' && character.is_whitespace();
        if is_odd_blank || unwanted_char(character).is_some() {
            quoted = quoted + "[" + &code_point(character) + "]";
        } else {
            quoted.push(character);
        }
    }
    quoted
}

/// Replaces each `{}` of a text by a value, from left to right. `{y|ies}` becomes `y` if the value before it is 1, else
/// `ies`, for English plurals.
pub fn fill_placeholders(text: &str, values: &[&dyn std::fmt::Display]) -> String {
    let mut values = values.iter().map(ToString::to_string);
    let (mut filled, mut rest, mut last) = (String::new(), text, String::new());
    while let Some((before, (inside, behind))) = rest
        .split_once('{')
        .and_then(|(a, b)| Some((a, b.split_once('}')?)))
    {
        filled.push_str(before);
        match inside.split_once('|') {
            Some((one, _)) if last == "1" => filled.push_str(one),
            Some((_, many)) => filled.push_str(many),
            None if inside.is_empty() => {
                last = values.next().unwrap_or_default();
                filled.push_str(&last);
            }
            None => filled = filled + "{" + inside + "}",
        }
        rest = behind;
    }
    filled + rest
}

/// An English noun with its indefinite article: `a viewer`, `an admin`.
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_counted_as_one() {
        let text = "{} row{|s} {was|were} refused, {} dut{y|ies}";
        assert_eq!(
            fill_placeholders(text, &[&1, &2]),
            "1 row was refused, 2 duties"
        );
        assert_eq!(
            fill_placeholders(text, &[&0, &1]),
            "0 rows were refused, 1 duty"
        );
        assert_eq!(fill_placeholders("{x} {} {", &[&"{}"]), "{x} {} {");
        assert_eq!(
            (
                with_article("admin").as_str(),
                with_article("viewer").as_str()
            ),
            ("an admin", "a viewer")
        );
    }

    #[test]
    fn what_cannot_be_seen_is_named_and_what_is_long_is_cut() {
        assert_eq!(quote_input("tth.syt\u{200b}"), "tth.syt[U+200B]");
        assert_eq!(quote_input("tth.\u{a0}syt"), "tth.[U+00A0]syt");
        assert_eq!(quote_input("Sở Y tế"), "Sở Y tế");
        assert_eq!(quote_input(&"a".repeat(5000)), "a".repeat(60) + "…");
    }
}
