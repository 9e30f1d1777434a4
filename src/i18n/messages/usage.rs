//! Messages about arguments that cannot be parsed, with what would be accepted. Must not depend on the grammar.

use std::fmt::Display;

use crate::i18n::{Lang, fill_placeholders, quote_input};
use crate::texts;

/// Problem with the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageProblem {
    /// Unknown option or word, with the nearest known one.
    UnknownArgument(String, Option<String>),
    /// Unknown command, with the nearest known one.
    UnknownCommand(String, Option<String>),
    /// A value that the option does not accept, with the nearest accepted one.
    InvalidChoice {
        /// The option.
        option: String,
        /// The value.
        typed: String,
        /// Accepted values.
        allowed: Vec<String>,
        /// The nearest accepted value.
        near: Option<String>,
    },
    /// An option lacks its value.
    MissingValue(String),
    /// A flag has a value.
    UnexpectedValue(String, String),
    /// An option's value must follow an equals sign.
    MissingEquals(String),
    /// An invalid day; ISO is expected.
    InvalidDay(String, String),
    /// Not a whole number, or out of the option's range.
    InvalidNumber(String, String),
    /// Not a number of years between one and the maximum.
    InvalidYears(String, String, u32),
    /// An option occurs twice.
    Repeated(String),
    /// Options exclude each other.
    ConflictingOptions(String, Vec<String>),
    /// Missing arguments; one of each list is required.
    MissingArgument(Vec<Vec<String>>),
    /// A command lacks its subcommand; the existing ones.
    MissingCommand(Vec<String>),
    /// An argument is not UTF-8.
    NotUtf8,
    /// Lists do not support this format.
    ListFormat(String),
    /// Exports do not support this format.
    ExportFormat(String),
    /// Anything else.
    Other,
}

texts! {
    /// What was wrong in the arguments, without its stop.
    pub enum UsageText {
        Unknown => "Lệnh này không có “{}”", "This command does not accept “{}”";
        SimilarOption => "Lệnh này không có “{}”; có phải {}?", "This command does not accept “{}”; did you mean {}?";
        UnknownCommand => "Không có lệnh “{}”", "There is no command “{}”";
        SimilarCommand => "Không có lệnh “{}”; có phải {}?", "There is no command “{}”; did you mean {}?";
        InvalidChoice => "{} không dùng được “{}”; dùng: {}", "{} does not accept “{}”; use: {}";
        SimilarChoice => "{} không dùng được “{}”; có phải {}? Dùng: {}", "{} does not accept “{}”; did you mean {}? Use: {}";
        MissingValue => "Sau {} còn thiếu giá trị", "{} needs a value";
        UnexpectedValue => "{} không kèm giá trị (“{}”)", "{} takes no value (“{}”)";
        MissingEquals => "Giá trị của {} phải viết liền sau dấu bằng", "The value of {} must follow an equals sign directly";
        InvalidDay => "{} không dùng được “{}”: viết năm-tháng-ngày, như 2026-06-05", "{} does not accept “{}”: write year-month-day, such as 2026-06-05";
        InvalidNumber => "{} không dùng được “{}”: cần một số nguyên", "{} does not accept “{}”: enter a whole number";
        InvalidYears => "{} không dùng được “{}”: cần một số nguyên từ 1 đến {}", "{} does not accept “{}”: enter a whole number from 1 to {}";
        Repeated => "{} chỉ được nêu một lần", "{} may be given only once";
        ConflictingOptions => "{} không dùng cùng {}: bỏ một trong hai", "{} cannot be used with {}: leave one out";
        MissingArgument => "Còn thiếu {}", "Missing: {}";
        MissingCommand => "Cần nêu thêm một lệnh: {}", "A subcommand is required: {}";
        NotUtf8 => "Dòng lệnh có ký tự không phải UTF-8", "An argument is not UTF-8";
        ListFormat => "Danh sách không in ở dạng {}: dùng text, json, csv; toml, xlsx, docx chỉ dùng cho export", "Lists cannot be printed as {}: use text, json, csv; toml, xlsx, docx are for export only";
        ExportFormat => "export không ghi được ở dạng {}: dùng csv, json, toml, xlsx, docx", "export cannot write {}: use csv, json, toml, xlsx, docx";
        Other => "Không đọc được dòng lệnh", "The arguments cannot be read";
        See => "{} Xem {}.", "{} See {}.";
        OneOf => "một trong ({})", "one of ({})";
    }
}

impl UsageProblem {
    /// One sentence: what is wrong, and what would be accepted; `help` is the command for more information.
    pub fn text(&self, lang: Lang, help: &str) -> String {
        let sentence = self.sentence(lang);
        let sentence = sentence.trim_end_matches('.');
        fill_placeholders(
            UsageText::See.text(lang),
            &[&with_full_stop(sentence), &help],
        )
    }

    fn sentence(&self, lang: Lang) -> String {
        let say =
            |text: UsageText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
        match self {
            UsageProblem::UnknownArgument(typed, None) => {
                say(UsageText::Unknown, &[&quote_input(typed)])
            }
            UsageProblem::UnknownArgument(typed, Some(near)) => {
                say(UsageText::SimilarOption, &[&quote_input(typed), near])
            }
            UsageProblem::UnknownCommand(typed, None) => {
                say(UsageText::UnknownCommand, &[&quote_input(typed)])
            }
            UsageProblem::UnknownCommand(typed, Some(near)) => {
                say(UsageText::SimilarCommand, &[&quote_input(typed), near])
            }
            UsageProblem::InvalidChoice {
                option,
                typed,
                allowed,
                near: None,
            } => say(
                UsageText::InvalidChoice,
                &[option, &quote_input(typed), &allowed.join(", ")],
            ),
            UsageProblem::InvalidChoice {
                option,
                typed,
                allowed,
                near: Some(near),
            } => say(
                UsageText::SimilarChoice,
                &[option, &quote_input(typed), near, &allowed.join(", ")],
            ),
            UsageProblem::MissingValue(option) => say(UsageText::MissingValue, &[option]),
            UsageProblem::UnexpectedValue(flag, typed) => {
                say(UsageText::UnexpectedValue, &[flag, &quote_input(typed)])
            }
            UsageProblem::MissingEquals(option) => say(UsageText::MissingEquals, &[option]),
            UsageProblem::InvalidDay(option, typed) => {
                say(UsageText::InvalidDay, &[option, &quote_input(typed)])
            }
            UsageProblem::InvalidNumber(option, typed) => {
                say(UsageText::InvalidNumber, &[option, &quote_input(typed)])
            }
            UsageProblem::InvalidYears(option, typed, most) => say(
                UsageText::InvalidYears,
                &[option, &quote_input(typed), most],
            ),
            UsageProblem::Repeated(option) => say(UsageText::Repeated, &[option]),
            UsageProblem::ConflictingOptions(option, others) => {
                say(UsageText::ConflictingOptions, &[option, &others.join(", ")])
            }
            UsageProblem::MissingArgument(needed) => {
                let needed: Vec<String> =
                    needed.iter().map(|one| alternatives(lang, one)).collect();
                say(UsageText::MissingArgument, &[&needed.join(", ")])
            }
            UsageProblem::MissingCommand(known) => {
                say(UsageText::MissingCommand, &[&known.join(", ")])
            }
            UsageProblem::NotUtf8 => say(UsageText::NotUtf8, &[]),
            UsageProblem::ListFormat(typed) => say(UsageText::ListFormat, &[&quote_input(typed)]),
            UsageProblem::ExportFormat(typed) => {
                say(UsageText::ExportFormat, &[&quote_input(typed)])
            }
            UsageProblem::Other => say(UsageText::Other, &[]),
        }
    }
}

fn alternatives(lang: Lang, one: &[String]) -> String {
    match one {
        [single] => single.clone(),
        many => fill_placeholders(UsageText::OneOf.text(lang), &[&many.join(", ")]),
    }
}

/// The sentence with a full stop, added if missing.
fn with_full_stop(sentence: &str) -> String {
    if sentence.ends_with('?') {
        sentence.to_owned()
    } else {
        format!("{sentence}.")
    }
}
