//! Usage errors and help of the command line, built after the language is known. Must not depend on display texts.

use std::error::Error;
use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Parser, ValueEnum};

use super::grammar::{Cli, CliCommand, LangArg, OutputFormat};
use super::help::{grouped_command, localized_command};
use super::value_error::{InvalidIsoDate, InvalidYears};
use crate::domain::plan_copy::YEARS_MAX;
use crate::domain::suggestion::suggest;
use crate::domain::text::sanitize_output;
use crate::i18n::Lang;
use crate::i18n::messages::usage::UsageProblem;

/// Arguments that give no command to run: wrong usage, `--help` or `--version`.
#[derive(Debug)]
pub struct UnparsedArguments {
    pub(super) arguments: Vec<OsString>,
}

/// Output for such arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsageMessage {
    /// Help, or one error sentence.
    pub text: String,
    /// `true` to print to standard error.
    pub is_error: bool,
    /// Exit status: 2 on wrong usage.
    pub status: u8,
}

impl UnparsedArguments {
    /// Language given by `--lang`.
    pub fn lang(&self) -> Option<Lang> {
        let value = self.option_value("--lang")?;
        LangArg::from_str(&value, false).ok().map(Lang::from)
    }

    /// Returns `true` for `--account`: the caller is the forced command of an SSH login, so its environment is ignored.
    pub fn has_account_option(&self) -> bool {
        self.option_value("--account").is_some()
    }

    /// Help, version or error sentence. Arguments are quoted sanitized for the terminal.
    pub fn message(&self, lang: Lang) -> UsageMessage {
        let mut command = localized_command(lang);
        let Err(error) = command.try_get_matches_from_mut(&self.arguments) else {
            return self.error_message(&self.format_mismatch(), &command, lang);
        };
        let help = |status| UsageMessage {
            text: sanitize_and_trim_lines(&self.help(lang)),
            is_error: status > 0,
            status,
        };
        match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => help(0),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => help(2),
            _ => self.error_message(&usage_of_clap_error(&error), &command, lang),
        }
    }

    /// Renders the requested help, with the commands in groups.
    fn help(&self, lang: Lang) -> String {
        let parsed = grouped_command(lang).try_get_matches_from(&self.arguments);
        parsed.map_or_else(|help| help.render().to_string(), |_| String::new())
    }

    fn error_message(&self, usage: &UsageProblem, command: &Command, lang: Lang) -> UsageMessage {
        let (command_path, innermost) = self.path_of_command(command);
        let usage = match usage {
            UsageProblem::UnknownCommand(typed, None) => {
                let suggestion = suggest(typed, innermost.get_subcommands().map(Command::get_name));
                &UsageProblem::UnknownCommand(typed.clone(), suggestion.map(str::to_owned))
            }
            usage => usage,
        };
        let help = format!("tiendo {command_path}--help");
        let sentence = sanitize_output(&usage.text(lang, &help)).into_owned();
        UsageMessage {
            text: format!("{sentence}\n"),
            is_error: true,
            status: 2,
        }
    }

    /// clap accepts these arguments, so the refusal was about `--format`; parsed again for the command's name.
    fn format_mismatch(&self) -> UsageProblem {
        let cli = Cli::try_parse_from(&self.arguments).ok();
        let is_export = |cli: &Cli| matches!(cli.command, Some(CliCommand::Export(_)));
        let name = |format: OutputFormat| {
            format
                .to_possible_value()
                .map(|value| value.get_name().to_owned())
        };
        let format_name = cli.as_ref().and_then(|cli| cli.format).and_then(name);
        match (format_name, cli.is_some_and(|cli| is_export(&cli))) {
            (Some(format), true) => UsageProblem::ExportFormat(format),
            (Some(format), false) => UsageProblem::ListFormat(format),
            (None, _) => UsageProblem::Other,
        }
    }

    /// Value of an option, as the next argument or after `=`.
    fn option_value(&self, option: &str) -> Option<String> {
        let mut arguments = self
            .arguments
            .iter()
            .skip(1)
            .map(|argument| argument.to_string_lossy());
        while let Some(argument) = arguments.next().filter(|argument| argument != "--") {
            if argument == option {
                return arguments.next().map(std::borrow::Cow::into_owned);
            }
            if let Some(value) = argument
                .strip_prefix(option)
                .and_then(|rest| rest.strip_prefix('='))
            {
                return Some(value.to_owned());
            }
        }
        None
    }

    /// Names of the command and its subcommands, each followed by a space, and the innermost one.
    fn path_of_command<'a>(&self, command: &'a Command) -> (String, &'a Command) {
        let mut innermost = command;
        let mut command_path = String::new();
        // The value of an option may be equal to the name of a command.
        let mut is_value = false;
        for argument in self
            .arguments
            .iter()
            .skip(1)
            .map(|argument| argument.to_string_lossy())
        {
            let subcommand = innermost
                .find_subcommand(&*argument)
                .filter(|found| !is_value && found.get_name() != "help");
            is_value = innermost
                .get_arguments()
                .find(|arg| matches_option(arg, &argument))
                .is_some_and(|arg| arg.get_action().takes_values());
            if let Some(subcommand) = subcommand {
                command_path.push_str(subcommand.get_name());
                command_path.push(' ');
                innermost = subcommand;
            }
        }
        (command_path, innermost)
    }
}

/// Sanitizes text for the terminal and trims the ends of its lines.
fn sanitize_and_trim_lines(text: &str) -> String {
    sanitize_output(text)
        .lines()
        .fold(String::new(), |trimmed, line| {
            trimmed + line.trim_end() + "\n"
        })
}

fn matches_option(arg: &Arg, typed: &str) -> bool {
    arg.get_long()
        .is_some_and(|long| typed.strip_prefix("--") == Some(long))
}

/// Converts a clap error to a usage problem.
fn usage_of_clap_error(error: &clap::Error) -> UsageProblem {
    let text = |kind| context_strings(error, kind).into_iter().next();
    let value = || text(ContextKind::InvalidValue).unwrap_or_default();
    let option = || {
        text(ContextKind::InvalidArg)
            .map(|arg| option_name(&arg))
            .unwrap_or_default()
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let suggestion = text(ContextKind::SuggestedArg)
                .or_else(|| text(ContextKind::Suggested).and_then(|tip| command_with_option(&tip)));
            UsageProblem::UnknownArgument(
                text(ContextKind::InvalidArg).unwrap_or_default(),
                suggestion,
            )
        }
        ErrorKind::InvalidSubcommand => {
            let typed = text(ContextKind::InvalidSubcommand).unwrap_or_default();
            // A single letter is similar to every command, so that clap suggests any.
            let suggestion =
                text(ContextKind::SuggestedSubcommand).filter(|_| typed.chars().count() > 1);
            UsageProblem::UnknownCommand(typed, suggestion)
        }
        ErrorKind::InvalidValue if is_value_missing(error) => {
            UsageProblem::MissingValue(text(ContextKind::InvalidArg).unwrap_or_default())
        }
        ErrorKind::InvalidValue => UsageProblem::InvalidChoice {
            option: option(),
            typed: value(),
            allowed: context_strings(error, ContextKind::ValidValue),
            near: text(ContextKind::SuggestedValue),
        },
        ErrorKind::ValueValidation => invalid_value(error, option(), value()),
        ErrorKind::NoEquals => UsageProblem::MissingEquals(option()),
        ErrorKind::TooManyValues => UsageProblem::UnexpectedValue(option(), value()),
        ErrorKind::ArgumentConflict => {
            let others: Vec<String> = context_strings(error, ContextKind::PriorArg)
                .iter()
                .map(|arg| option_name(arg))
                .collect();
            if others.iter().all(|other| *other == option()) {
                UsageProblem::Repeated(option())
            } else {
                UsageProblem::ConflictingOptions(option(), others)
            }
        }
        ErrorKind::MissingRequiredArgument => UsageProblem::MissingArgument(
            context_strings(error, ContextKind::InvalidArg)
                .iter()
                .map(|arg| group_options(arg))
                .collect(),
        ),
        ErrorKind::MissingSubcommand => {
            UsageProblem::MissingCommand(context_strings(error, ContextKind::ValidSubcommand))
        }
        ErrorKind::InvalidUtf8 => UsageProblem::NotUtf8,
        _ => UsageProblem::Other,
    }
}

/// Returns `true` if an option has no value.
fn is_value_missing(error: &clap::Error) -> bool {
    let values = context_strings(error, ContextKind::InvalidValue);
    values.first().is_some_and(String::is_empty)
}

/// Problem with a value, by the parser that refused it.
fn invalid_value(error: &clap::Error, option: String, typed: String) -> UsageProblem {
    let source = error.source();
    if source.is_some_and(<dyn Error>::is::<InvalidIsoDate>) {
        UsageProblem::InvalidDay(option, typed)
    } else if source.is_some_and(<dyn Error>::is::<InvalidYears>) {
        UsageProblem::InvalidYears(option, typed, YEARS_MAX)
    } else {
        UsageProblem::InvalidNumber(option, typed)
    }
}

fn context_strings(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// Name of an option without that of its value: `--value <VALUE>`, `--ascii[=<BOOL>]`.
fn option_name(arg: &str) -> String {
    let end = if arg.starts_with('-') {
        arg.find([' ', '[', '='])
    } else {
        None
    };
    arg[..end.unwrap_or(arg.len())].to_owned()
}

/// Options of a group, which clap writes `<--value <VALUE>|--met <X>>`.
fn group_options(arg: &str) -> Vec<String> {
    match arg
        .strip_prefix('<')
        .and_then(|arg| arg.strip_suffix('>'))
        .filter(|inside| inside.starts_with("--"))
    {
        Some(inside) => inside.split('|').map(option_name).collect(),
        None => vec![arg.to_owned()],
    }
}

/// Command that has an option which this one lacks, taken from clap's tip `'overdue --exit-code' exists`.
fn command_with_option(tip: &str) -> Option<String> {
    tip.strip_prefix('\'')?
        .strip_suffix("' exists")
        .map(str::to_owned)
}
