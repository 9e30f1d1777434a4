//! Why the arguments of the command line cannot be read, and what would be accepted. Knows no grammar.

use super::{Lang, fill, quoted};

/// What was wrong in the arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Usage {
    /// An option or a word that the command does not take; the nearest that it does.
    Unknown(String, Option<String>),
    /// No such command; the nearest that is.
    UnknownCommand(String, Option<String>),
    /// A value that is none of those that an option takes; the nearest of them.
    NoneOf {
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
    NoValue(String),
    /// A flag with a value.
    ValueOfFlag(String, String),
    /// An option whose value has to stand behind an equals sign.
    NoEquals(String),
    /// Not a day as machines write it.
    Day(String, String),
    /// Not a whole number, or one that the option does not take.
    Whole(String, String),
    /// Not a number of years from one to so many.
    Years(String, String, u32),
    /// An option given twice.
    Twice(String),
    /// Options that exclude each other.
    Conflict(String, Vec<String>),
    /// What has to be given; of each, one of these.
    Missing(Vec<Vec<String>>),
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

impl Usage {
    /// One sentence: what is wrong, what would be accepted; `help` is the command that tells more.
    pub fn words(&self, lang: Lang, help: &str) -> String {
        let sentence = self.sentence(lang);
        let sentence = sentence.trim_end_matches('.');
        fill(lang.pick("{} Xem {}.", "{} See {}."), &[&ended(sentence), &help])
    }

    fn sentence(&self, lang: Lang) -> String {
        let say = |vi: &str, en: &str, values: &[&dyn std::fmt::Display]| fill(lang.pick(vi, en), values);
        match self {
            Usage::Unknown(typed, None) => {
                say("Lệnh này không nhận “{}”", "This command does not take “{}”", &[&quoted(typed)])
            }
            Usage::Unknown(typed, Some(near)) => say(
                "Lệnh này không nhận “{}”; ý bạn là {}?",
                "This command does not take “{}”; did you mean {}?",
                &[&quoted(typed), near],
            ),
            Usage::UnknownCommand(typed, None) => {
                say("Không có lệnh “{}”", "There is no command “{}”", &[&quoted(typed)])
            }
            Usage::UnknownCommand(typed, Some(near)) => say(
                "Không có lệnh “{}”; ý bạn là {}?",
                "There is no command “{}”; did you mean {}?",
                &[&quoted(typed), near],
            ),
            Usage::NoneOf { option, typed, allowed, near: None } => say(
                "{} không nhận “{}”; dùng: {}",
                "{} does not take “{}”; use: {}",
                &[option, &quoted(typed), &allowed.join(", ")],
            ),
            Usage::NoneOf { option, typed, allowed, near: Some(near) } => say(
                "{} không nhận “{}”; ý bạn là {}? Dùng: {}",
                "{} does not take “{}”; did you mean {}? Use: {}",
                &[option, &quoted(typed), near, &allowed.join(", ")],
            ),
            Usage::NoValue(option) => say("Sau {} còn thiếu giá trị", "There is no value behind {}", &[option]),
            Usage::ValueOfFlag(flag, typed) => {
                say("{} không kèm giá trị (“{}”)", "{} takes no value (“{}”)", &[flag, &quoted(typed)])
            }
            Usage::NoEquals(option) => say(
                "Giá trị của {} phải viết liền sau dấu bằng",
                "The value of {} has to stand right behind an equals sign",
                &[option],
            ),
            Usage::Day(option, typed) => say(
                "{} không nhận “{}”: viết năm-tháng-ngày, như 2026-06-05",
                "{} does not take “{}”: write year-month-day, such as 2026-06-05",
                &[option, &quoted(typed)],
            ),
            Usage::Whole(option, typed) => say(
                "{} không nhận “{}”: cần một số nguyên",
                "{} does not take “{}”: give a whole number",
                &[option, &quoted(typed)],
            ),
            Usage::Years(option, typed, most) => say(
                "{} không nhận “{}”: cần một số nguyên từ 1 đến {}",
                "{} does not take “{}”: give a whole number from 1 to {}",
                &[option, &quoted(typed), most],
            ),
            Usage::Twice(option) => say("{} chỉ nêu được một lần", "{} may be given once only", &[option]),
            Usage::Conflict(option, others) => say(
                "{} không đi cùng {}: bỏ một trong hai",
                "{} does not go with {}: leave one of them out",
                &[option, &others.join(", ")],
            ),
            Usage::Missing(needed) => {
                let needed: Vec<String> = needed.iter().map(|one| alternatives(lang, one)).collect();
                say("Còn thiếu {}", "Missing: {}", &[&needed.join(", ")])
            }
            Usage::MissingCommand(known) => {
                say("Cần thêm một lệnh: {}", "A command has to follow: {}", &[&known.join(", ")])
            }
            Usage::NotUtf8 => say("Có chữ không phải UTF-8 trong dòng lệnh", "An argument is not UTF-8", &[]),
            Usage::ListFormat(typed) => say(
                "Danh sách không in ra dạng {}: dùng text, json, csv; toml, xlsx, docx chỉ dành cho export",
                "Lists are not printed as {}: use text, json, csv; toml, xlsx, docx are for export only",
                &[&quoted(typed)],
            ),
            Usage::ExportFormat(typed) => say(
                "export không ghi ra dạng {}: dùng csv, json, toml, xlsx, docx",
                "export does not write {}: use csv, json, toml, xlsx, docx",
                &[&quoted(typed)],
            ),
            Usage::Other => say("Không đọc được dòng lệnh", "The arguments cannot be read", &[]),
        }
    }
}

fn alternatives(lang: Lang, one: &[String]) -> String {
    match one {
        [single] => single.clone(),
        many => fill(lang.pick("một trong ({})", "one of ({})"), &[&many.join(", ")]),
    }
}

/// With its stop, if it has none.
fn ended(sentence: &str) -> String {
    if sentence.ends_with('?') { sentence.to_owned() } else { format!("{sentence}.") }
}
