//! Why the arguments of the command line cannot be read, and what would be accepted. Knows no grammar.

use crate::i18n::{Lang, fill_placeholders, quote_input};

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

impl UsageProblem {
    /// One sentence: what is wrong, what would be accepted; `help` is the command that tells more.
    pub fn text(&self, lang: Lang, help: &str) -> String {
        let sentence = self.sentence(lang);
        let sentence = sentence.trim_end_matches('.');
        fill_placeholders(
            lang.pick("{} Xem {}.", "{} See {}."),
            &[&with_full_stop(sentence), &help],
        )
    }

    fn sentence(&self, lang: Lang) -> String {
        let say = |vi: &str, en: &str, values: &[&dyn std::fmt::Display]| {
            fill_placeholders(lang.pick(vi, en), values)
        };
        match self {
            UsageProblem::Unknown(typed, None) => say(
                "Lệnh này không có “{}”",
                "This command does not accept “{}”",
                &[&quote_input(typed)],
            ),
            UsageProblem::Unknown(typed, Some(near)) => say(
                "Lệnh này không có “{}”; có phải {}?",
                "This command does not accept “{}”; did you mean {}?",
                &[&quote_input(typed), near],
            ),
            UsageProblem::UnknownCommand(typed, None) => say(
                "Không có lệnh “{}”",
                "There is no command “{}”",
                &[&quote_input(typed)],
            ),
            UsageProblem::UnknownCommand(typed, Some(near)) => say(
                "Không có lệnh “{}”; có phải {}?",
                "There is no command “{}”; did you mean {}?",
                &[&quote_input(typed), near],
            ),
            UsageProblem::InvalidChoice {
                option,
                typed,
                allowed,
                near: None,
            } => say(
                "{} không dùng được “{}”; dùng: {}",
                "{} does not accept “{}”; use: {}",
                &[option, &quote_input(typed), &allowed.join(", ")],
            ),
            UsageProblem::InvalidChoice {
                option,
                typed,
                allowed,
                near: Some(near),
            } => say(
                "{} không dùng được “{}”; có phải {}? Dùng: {}",
                "{} does not accept “{}”; did you mean {}? Use: {}",
                &[option, &quote_input(typed), near, &allowed.join(", ")],
            ),
            UsageProblem::MissingValue(option) => {
                say("Sau {} còn thiếu giá trị", "{} needs a value", &[option])
            }
            UsageProblem::UnexpectedValue(flag, typed) => say(
                "{} không kèm giá trị (“{}”)",
                "{} takes no value (“{}”)",
                &[flag, &quote_input(typed)],
            ),
            UsageProblem::MissingEquals(option) => say(
                "Giá trị của {} phải viết liền sau dấu bằng",
                "The value of {} must follow an equals sign directly",
                &[option],
            ),
            UsageProblem::InvalidDay(option, typed) => say(
                "{} không dùng được “{}”: viết năm-tháng-ngày, như 2026-06-05",
                "{} does not accept “{}”: write year-month-day, such as 2026-06-05",
                &[option, &quote_input(typed)],
            ),
            UsageProblem::InvalidNumber(option, typed) => say(
                "{} không dùng được “{}”: cần một số nguyên",
                "{} does not accept “{}”: enter a whole number",
                &[option, &quote_input(typed)],
            ),
            UsageProblem::InvalidYears(option, typed, most) => say(
                "{} không dùng được “{}”: cần một số nguyên từ 1 đến {}",
                "{} does not accept “{}”: enter a whole number from 1 to {}",
                &[option, &quote_input(typed), most],
            ),
            UsageProblem::Repeated(option) => say(
                "{} chỉ được nêu một lần",
                "{} may be given only once",
                &[option],
            ),
            UsageProblem::ConflictingOptions(option, others) => say(
                "{} không dùng cùng {}: bỏ một trong hai",
                "{} cannot be used with {}: leave one out",
                &[option, &others.join(", ")],
            ),
            UsageProblem::MissingArgument(needed) => {
                let needed: Vec<String> =
                    needed.iter().map(|one| alternatives(lang, one)).collect();
                say("Còn thiếu {}", "Missing: {}", &[&needed.join(", ")])
            }
            UsageProblem::MissingCommand(known) => say(
                "Cần nêu thêm một lệnh: {}",
                "A subcommand is required: {}",
                &[&known.join(", ")],
            ),
            UsageProblem::NotUtf8 => say(
                "Dòng lệnh có ký tự không phải UTF-8",
                "An argument is not UTF-8",
                &[],
            ),
            UsageProblem::ListFormat(typed) => say(
                "Danh sách không in ở dạng {}: dùng text, json, csv; toml, xlsx, docx chỉ dùng cho export",
                "Lists cannot be printed as {}: use text, json, csv; toml, xlsx, docx are for export only",
                &[&quote_input(typed)],
            ),
            UsageProblem::ExportFormat(typed) => say(
                "export không ghi được ở dạng {}: dùng csv, json, toml, xlsx, docx",
                "export cannot write {}: use csv, json, toml, xlsx, docx",
                &[&quote_input(typed)],
            ),
            UsageProblem::Other => say(
                "Không đọc được dòng lệnh",
                "The arguments cannot be read",
                &[],
            ),
        }
    }
}

fn alternatives(lang: Lang, one: &[String]) -> String {
    match one {
        [single] => single.clone(),
        many => fill_placeholders(
            lang.pick("một trong ({})", "one of ({})"),
            &[&many.join(", ")],
        ),
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
