//! Why the arguments of the command line cannot be read, and what would be accepted. Knows no grammar.

use std::fmt::Display;

use crate::i18n::{Lang, fill_placeholders, quote_input};
use crate::texts;

/// What was wrong in the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageProblem {
    /// An option or a word that the command does not take; the nearest that it does.
    Unknown(String, Option<String>),
    /// No such command; the nearest that is.
    UnknownCommand(String, Option<String>),
    /// A value that is none of those that an option takes; the nearest of them.
    InvalidChoice {
        /// The option.
        option: String,
        /// What was typed.
        typed: String,
        /// What it takes.
        allowed: Vec<String>,
        /// The nearest.
        near: Option<String>,
    },
    /// An option without its value.
    MissingValue(String),
    /// A flag with a value.
    UnexpectedValue(String, String),
    /// An option whose value has to stand behind an equals sign.
    MissingEquals(String),
    /// Not a day as machines write it.
    InvalidDay(String, String),
    /// Not a whole number, or one that the option does not take.
    InvalidNumber(String, String),
    /// Not a number of years from one to so many.
    InvalidYears(String, String, u32),
    /// An option given twice.
    Repeated(String),
    /// Options that exclude each other.
    ConflictingOptions(String, Vec<String>),
    /// What has to be given; of each, one of these.
    MissingArgument(Vec<Vec<String>>),
    /// A command of commands, alone; these are there.
    MissingCommand(Vec<String>),
    /// An argument that is not UTF-8.
    NotUtf8,
    /// A format that lists do not have.
    ListFormat(String),
    /// A format that an export does not have.
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
    /// One sentence: what is wrong, what would be accepted; `help` is the command that tells more.
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
            UsageProblem::Unknown(typed, None) => say(UsageText::Unknown, &[&quote_input(typed)]),
            UsageProblem::Unknown(typed, Some(near)) => {
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

/// With its stop, if it has none.
fn with_full_stop(sentence: &str) -> String {
    if sentence.ends_with('?') {
        sentence.to_owned()
    } else {
        format!("{sentence}.")
    }
}
