//! Arguments that cannot be read, or ask for help: what is said of them, in a language that is known only then. Knows no
//! word of it.

use std::error::Error;
use std::ffi::OsString;
use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Parser, ValueEnum};

use super::help::grammar;
use super::{Cli, Format, LangName};
use crate::domain::near::nearest;
use crate::domain::plan_copy::YEARS_MAX;
use crate::domain::text::clean_out;
use crate::words::Lang;
use crate::words::usage::Usage;

/// Arguments that make no command.
#[derive(Debug)]
pub struct Misread {
    pub(super) arguments: Vec<OsString>,
}

/// What is printed of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The help, or one sentence.
    pub words: String,
    /// Whether it is said to standard error.
    pub wrong: bool,
    /// The exit status: 2 on wrong usage.
    pub status: u8,
}

/// Not a day as `--as-of` takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoIsoDay;

impl fmt::Display for NoIsoDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("YYYY-MM-DD")
    }
}

impl Error for NoIsoDay {}

/// Not a number of years by which a plan may be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotYears;

impl fmt::Display for NotYears {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1..={YEARS_MAX}")
    }
}

impl Error for NotYears {}

impl Misread {
    /// The language that the arguments name.
    pub fn lang(&self) -> Option<Lang> {
        let named = self.value_of("--lang")?;
        LangName::from_str(&named, false).ok().map(Lang::from)
    }

    /// Whether an account is named: then nothing counts but root's line.
    pub fn names_account(&self) -> bool {
        self.value_of("--account").is_some()
    }

    /// Help, the version, or why the arguments cannot be read. What was typed is printed back as a screen may have it.
    pub fn told(&self, lang: Lang) -> Told {
        let mut grammar = grammar(lang);
        let Err(error) = grammar.try_get_matches_from_mut(&self.arguments) else {
            return self.wrong(&self.format(), &grammar, lang);
        };
        let help = |status| Told { words: lines(&error.render().to_string()), wrong: status > 0, status };
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => help(0),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => help(2),
            _ => self.wrong(&usage(&error), &grammar, lang),
        }
    }

    fn wrong(&self, usage: &Usage, grammar: &Command, lang: Lang) -> Told {
        let (named, at) = self.command(grammar);
        let usage = match usage {
            Usage::UnknownCommand(typed, None) => {
                let near = nearest(typed, at.get_subcommands().map(Command::get_name));
                &Usage::UnknownCommand(typed.clone(), near.map(str::to_owned))
            }
            usage => usage,
        };
        let help = format!("tiendo {named}--help");
        let words = clean_out(&usage.words(lang, &help)).into_owned();
        Told { words: format!("{words}\n"), wrong: true, status: 2 }
    }

    /// All was read, so the format does not fit the command.
    fn format(&self) -> Usage {
        let read = Cli::try_parse_from(&self.arguments).ok();
        let export = |cli: &Cli| matches!(cli.command, Some(super::Command::Export(_)));
        let name = |format: Format| format.to_possible_value().map(|value| value.get_name().to_owned());
        let named = read.as_ref().and_then(|cli| cli.format).and_then(name);
        match (named, read.is_some_and(|cli| export(&cli))) {
            (Some(format), true) => Usage::ExportFormat(format),
            (Some(format), false) => Usage::ListFormat(format),
            (None, _) => Usage::Other,
        }
    }

    /// What stands behind an option, as its own argument or after an equals sign.
    fn value_of(&self, option: &str) -> Option<String> {
        let mut arguments = self.arguments.iter().skip(1).map(|argument| argument.to_string_lossy());
        while let Some(argument) = arguments.next().filter(|argument| argument != "--") {
            if argument == option {
                return arguments.next().map(std::borrow::Cow::into_owned);
            }
            if let Some(value) = argument.strip_prefix(option).and_then(|rest| rest.strip_prefix('=')) {
                return Some(value.to_owned());
            }
        }
        None
    }

    /// The commands that were named, each with a blank behind it, and the last of them.
    fn command<'a>(&self, grammar: &'a Command) -> (String, &'a Command) {
        let mut at = grammar;
        let mut named = String::new();
        let mut value_of = None;
        for argument in self.arguments.iter().skip(1).map(|argument| argument.to_string_lossy()) {
            let below = at.find_subcommand(&*argument).filter(|_| value_of.take() != Some(true));
            value_of =
                at.get_arguments().find(|arg| is_option(arg, &argument)).map(|arg| arg.get_action().takes_values());
            if let Some(below) = below.filter(|below| below.get_name() != "help") {
                named.push_str(below.get_name());
                named.push(' ');
                at = below;
            }
        }
        (named, at)
    }
}

/// As a screen may have it, without blanks at the ends of lines.
fn lines(text: &str) -> String {
    clean_out(text).lines().fold(String::new(), |text, line| text + line.trim_end() + "\n")
}

fn is_option(arg: &Arg, typed: &str) -> bool {
    arg.get_long().is_some_and(|long| typed.strip_prefix("--") == Some(long))
}

/// What clap found, as a fact.
fn usage(error: &clap::Error) -> Usage {
    let text = |kind| texts(error, kind).into_iter().next();
    let typed = || text(ContextKind::InvalidValue).unwrap_or_default();
    let option = || text(ContextKind::InvalidArg).map(|arg| bare(&arg)).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let near = text(ContextKind::SuggestedArg)
                .or_else(|| text(ContextKind::Suggested).and_then(|tip| elsewhere(&tip)));
            Usage::Unknown(text(ContextKind::InvalidArg).unwrap_or_default(), near)
        }
        ErrorKind::InvalidSubcommand => {
            let typed = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            // One letter is like every word.
            let near = text(ContextKind::SuggestedSubcommand).filter(|_| typed.chars().count() > 1);
            Usage::UnknownCommand(typed, near)
        }
        ErrorKind::InvalidValue if typed().is_empty() && !texts(error, ContextKind::InvalidValue).is_empty() => {
            Usage::NoValue(text(ContextKind::InvalidArg).unwrap_or_default())
        }
        ErrorKind::InvalidValue => Usage::NoneOf {
            option: option(),
            typed: typed(),
            allowed: texts(error, ContextKind::ValidValue),
            near: text(ContextKind::SuggestedValue),
        },
        ErrorKind::ValueValidation if error.source().is_some_and(<dyn Error>::is::<NoIsoDay>) => {
            Usage::Day(option(), typed())
        }
        ErrorKind::ValueValidation if error.source().is_some_and(<dyn Error>::is::<NotYears>) => {
            Usage::Years(option(), typed(), YEARS_MAX)
        }
        ErrorKind::ValueValidation => Usage::Whole(option(), typed()),
        ErrorKind::NoEquals => Usage::NoEquals(option()),
        ErrorKind::TooManyValues => Usage::ValueOfFlag(option(), typed()),
        ErrorKind::ArgumentConflict => {
            let others: Vec<String> = texts(error, ContextKind::PriorArg).iter().map(|arg| bare(arg)).collect();
            if others.iter().all(|other| *other == option()) {
                Usage::Twice(option())
            } else {
                Usage::Conflict(option(), others)
            }
        }
        ErrorKind::MissingRequiredArgument => {
            Usage::Missing(texts(error, ContextKind::InvalidArg).iter().map(|arg| alternatives(arg)).collect())
        }
        ErrorKind::MissingSubcommand => Usage::MissingCommand(texts(error, ContextKind::ValidSubcommand)),
        ErrorKind::InvalidUtf8 => Usage::NotUtf8,
        _ => Usage::Other,
    }
}

fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// An option without the name of its value: `--value <VALUE>`, `--ascii[=<BOOL>]`.
fn bare(arg: &str) -> String {
    let end = if arg.starts_with('-') { arg.find([' ', '[', '=']) } else { None };
    arg[..end.unwrap_or(arg.len())].to_owned()
}

/// A group is written `<--value <VALUE>|--met <X>>`: its options.
fn alternatives(arg: &str) -> Vec<String> {
    match arg.strip_prefix('<').and_then(|arg| arg.strip_suffix('>')).filter(|inside| inside.starts_with("--")) {
        Some(inside) => inside.split('|').map(bare).collect(),
        None => vec![arg.to_owned()],
    }
}

/// Where an option is known that this command does not have, out of clap's tip `'overdue --exit-code' exists`.
fn elsewhere(tip: &str) -> Option<String> {
    tip.strip_prefix('\'')?.strip_suffix("' exists").map(str::to_owned)
}
