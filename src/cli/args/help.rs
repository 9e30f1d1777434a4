//! The grammar with its help in a language. Must not contain texts: they are in [`crate::i18n::help`].

use clap::builder::{PossibleValue, PossibleValuesParser, Resettable, Str, StyledStr};
use clap::{Arg, Command, CommandFactory};

use super::grammar::Cli;
use crate::i18n::help::{HelpHeading, help_text, value_name};
use crate::i18n::help_examples::example_of;
use crate::i18n::{Lang, fill_placeholders};

/// How wide a line of usage may be; the rest of the help is wrapped to the terminal.
const USAGE_WIDTH: usize = 80;
/// Before its further lines.
const USAGE_INDENT: &str = "    ";
/// Heading of the options that only change how a screen looks, as the grammar writes it.
const SCREEN_OPTIONS: &str = "Screen";
/// Commands that have a screen, or tell what it can show. All commands accept the options; the others do not list them.
const SCREEN_COMMANDS: &[&str] = &["tiendo", "demo", "doctor"];

/// The commands by what they are for, in the order of the help.
const COMMAND_GROUPS: &[(HelpHeading, &[&str])] = &[
    (
        HelpHeading::ViewCommands,
        &[
            "demo",
            "today",
            "status",
            "overdue",
            "plans",
            "objectives",
            "targets",
            "measures",
            "activities",
            "offices",
            "rules",
            "duties",
            "gaps",
            "estimates",
            "below",
            "budget",
            "inspections",
            "calendar",
            "starred",
            "locks",
            "journal",
            "export",
        ],
    ),
    (
        HelpHeading::RecordCommands,
        &[
            "figure",
            "report",
            "remind",
            "activity",
            "spend",
            "inspection",
            "comment",
            "star",
            "import",
        ],
    ),
    (HelpHeading::PlanCommands, &["plan", "lock", "unlock"]),
    (
        HelpHeading::AdministrationCommands,
        &[
            "init",
            "upgrade",
            "backup",
            "restore",
            "check",
            "setting",
            "holiday",
            "account",
            "admin",
            "config",
            "doctor",
            "completions",
            "help",
        ],
    ),
];

/// The grammar; its help, headings and names of values in a language. For help, wrong usage and completions: its values
/// are words, not the types of [`Cli`].
pub fn localized_command(lang: Lang) -> Command {
    let mut grammar = Cli::command().subcommand_value_name(HelpHeading::Command.text(Lang::En));
    grammar.build();
    localize_command(grammar, lang)
}

/// The same for help that is printed: the first page lists the commands in groups.
pub fn grouped_command(lang: Lang) -> Command {
    let grammar = localized_command(lang);
    let listed = COMMAND_GROUPS
        .iter()
        .map(|(heading, names)| list_commands(&grammar, heading.text(lang), names));
    let groups = listed.collect::<Vec<_>>().join("\n");
    let template = help_template(&format!("{groups}\n"), lang);
    grammar
        .help_template(template)
        .mut_subcommands(|below| below.hide(true))
}

/// A heading, and a line or more for each command below it.
fn list_commands(grammar: &Command, heading: &str, names: &[&str]) -> String {
    let widest = grammar
        .get_subcommands()
        .map(|below| below.get_name().len());
    let column = widest.max().unwrap_or_default() + 4;
    let mut text = format!("{heading}:\n");
    for below in names
        .iter()
        .filter_map(|name| grammar.find_subcommand(name))
    {
        let about = below
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        let mut line = format!("{:column$}", format!("  {}", below.get_name()));
        let mut is_first = true;
        for word in about.split(' ') {
            if !is_first && line.chars().count() + 1 + word.chars().count() > USAGE_WIDTH {
                text = text + &line + "\n";
                line = " ".repeat(column);
                is_first = true;
            }
            line.push_str(if is_first { "" } else { " " });
            line.push_str(word);
            is_first = false;
        }
        text = text + &line + "\n";
    }
    text
}

fn help_template(commands: &str, lang: Lang) -> String {
    format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{commands}{{all-args}}{{after-help}}",
        HelpHeading::Usage.text(lang)
    )
}

/// The example of a command, under its heading. A long one goes on behind a backslash, so that it can be pasted.
fn example_text(command: &Command, lang: Lang) -> Option<String> {
    let path = command.get_bin_name()?.strip_prefix("tiendo ")?;
    let line = example_of(path)?.line(lang);
    let mut text = HelpHeading::Example.text(lang).to_owned() + "\n";
    let mut room = String::from("  ");
    for word in example_words(line) {
        if room.trim().is_empty() {
            room += &word;
        } else if room.chars().count() + 1 + word.chars().count() > USAGE_WIDTH - 2 {
            text = text + &room + " \\\n";
            room = USAGE_INDENT.to_owned() + &word;
        } else {
            room = room + " " + &word;
        }
    }
    Some(text + &room)
}

/// The words of a line; an option keeps its value, and quotation marks what is between them.
fn example_words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in line.split(' ') {
        match words.last_mut() {
            Some(last)
                if last.matches('"').count() % 2 == 1
                    || last.starts_with('-') && !last.contains(' ') && !part.starts_with('-') =>
            {
                *last = format!("{last} {part}");
            }
            _ => words.push(part.to_owned()),
        }
    }
    words
}

fn localize_command(mut command: Command, lang: Lang) -> Command {
    let has_screen = SCREEN_COMMANDS.contains(&command.get_name());
    command = command
        .mut_args(|arg| {
            let of_screen = arg.get_help_heading() == Some(SCREEN_OPTIONS);
            localize_argument(arg, lang).hide(of_screen && !has_screen)
        })
        .subcommand_value_name(HelpHeading::Command.text(lang));
    let usage = wrapped_usage(&mut command, lang);
    let about = match command.get_name() {
        "help" => HelpHeading::HelpCommand.text(lang).to_owned(),
        _ => command
            .get_about()
            .map(|text| translate_paragraphs(text, lang))
            .unwrap_or_default(),
    };
    if let Some(long) = command
        .get_long_about()
        .map(|text| translate_paragraphs(text, lang))
    {
        command = command.long_about(long);
    }
    if let Some(example) = example_text(&command, lang) {
        command = command.after_help(example);
    }
    let template = help_template("", lang);
    command
        .about(about)
        .override_usage(usage)
        .help_template(template)
        .subcommand_help_heading(HelpHeading::Commands.text(lang))
        .mut_subcommands(|below| self::localize_command(below, lang))
}

/// The usage as clap writes it, without its heading, in lines of a screen. An option is not parted from its value.
fn wrapped_usage(command: &mut Command, lang: Lang) -> String {
    let written = command.render_usage().to_string();
    let written = written.strip_prefix("Usage: ").unwrap_or(&written);
    let written = written.replace(
        HelpHeading::AnyOption.text(Lang::En),
        HelpHeading::AnyOption.text(lang),
    );
    let written = written
        .replace('|', " | ")
        .replace(" <", "\u{a0}<")
        .replace("\u{a0}<--", " <--");
    let mut room = USAGE_WIDTH.saturating_sub(HelpHeading::Usage.text(lang).chars().count() + 1);
    let mut lines = vec![String::new()];
    for word in usage_words(&written) {
        let line = lines
            .last()
            .map(|line| line.chars().count())
            .unwrap_or_default();
        if line > 0 && line + 1 + word.chars().count() > room {
            lines.push(USAGE_INDENT.to_owned() + &word);
            room = USAGE_WIDTH;
        } else if let Some(last) = lines.last_mut() {
            last.push_str(if line > 0 { " " } else { "" });
            last.push_str(&word);
        }
    }
    lines.join("\n").replace('\u{a0}', " ")
}

/// Words of a usage; a blank in the name of a value parts none.
fn usage_words(written: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in written.split(' ') {
        match words.last_mut() {
            Some(last) if is_open_value_name(last) => *last = format!("{last}\u{a0}{part}"),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// Whether the name of a value has begun and not ended. A group of options opens a bracket too, but names none.
fn is_open_value_name(word: &str) -> bool {
    word.rfind(['<', '['])
        .is_some_and(|at| !word[at + 1..].starts_with("--") && !word[at..].contains(['>', ']']))
}

fn localize_argument(arg: Arg, lang: Lang) -> Arg {
    let text = match arg.get_id().as_str() {
        "help" => HelpHeading::Help.text(lang).to_owned(),
        "version" => HelpHeading::Version.text(lang).to_owned(),
        _ => arg
            .get_help()
            .map(|text| translate_paragraphs(text, lang))
            .unwrap_or_default(),
    };
    let heading = match arg.get_help_heading() {
        Some(heading) => help_text(lang, heading).unwrap_or_default(),
        None if arg.is_positional() => HelpHeading::Arguments.text(lang),
        None if arg.is_global_set() || matches!(arg.get_id().as_str(), "help" | "version") => {
            HelpHeading::Everywhere.text(lang)
        }
        None => HelpHeading::Options.text(lang),
    };
    let in_language = |names: &[Str]| -> Vec<&'static str> {
        names
            .iter()
            .map(|name| value_name(lang, name).unwrap_or_default())
            .collect()
    };
    let names = arg.get_value_names().map(in_language);
    let arg = arg.help_heading(heading);
    let arg = if arg.get_action().takes_values() {
        describe_values(arg, &text, lang)
    } else {
        arg.help(text).long_help(Resettable::Reset)
    };
    match names {
        Some(names) => arg.value_names(names),
        None => arg,
    }
}

/// What the values may be, and what holds where none is given: behind the text, or line by line where each value has a
/// text of its own.
fn describe_values(arg: Arg, text: &str, lang: Lang) -> Arg {
    let possible = arg
        .get_value_parser()
        .possible_values()
        .into_iter()
        .flatten();
    let possible: Vec<PossibleValue> = possible
        .map(|value| localize_possible_value(&value, lang))
        .collect();
    let names: Vec<&str> = possible.iter().map(PossibleValue::get_name).collect();
    let one_of = (!names.is_empty())
        .then(|| fill_placeholders(HelpHeading::OneOf.text(lang), &[&names.join(", ")]));
    let defaults: Vec<_> = arg
        .get_default_values()
        .iter()
        .map(|value| value.to_string_lossy())
        .collect();
    let otherwise = (!defaults.is_empty())
        .then(|| fill_placeholders(HelpHeading::Otherwise.text(lang), &[&defaults.join(", ")]));
    let behind = |parts: &[&Option<String>]| -> String {
        let parts: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
        if parts.is_empty() {
            text.to_owned()
        } else {
            format!("{text} [{}]", parts.join("; "))
        }
    };
    let help_line =
        |value: &PossibleValue| Some(format!("- {}: {}", value.get_name(), value.get_help()?));
    let lines: Vec<String> = possible.iter().filter_map(help_line).collect();
    let by_line =
        (!lines.is_empty()).then(|| format!("{}\n\n{}", behind(&[&otherwise]), lines.join("\n")));
    let arg = arg
        .help(behind(&[&one_of, &otherwise]))
        .hide_possible_values(true)
        .hide_default_value(true);
    let arg = match by_line {
        Some(text) => arg.long_help(text),
        None => arg,
    };
    if possible.is_empty() {
        arg
    } else {
        arg.value_parser(PossibleValuesParser::new(possible))
    }
}

fn localize_possible_value(value: &PossibleValue, lang: Lang) -> PossibleValue {
    match value.get_help() {
        Some(text) => value.clone().help(translate_paragraphs(text, lang)),
        None => value.clone(),
    }
}

/// A text paragraph by paragraph. What the table lacks stays as it is, for the test to find.
fn translate_paragraphs(text: &StyledStr, lang: Lang) -> String {
    let text = text.to_string();
    let parts = text.split("\n\n").map(|part| match part.strip_suffix('.') {
        Some(sentence) => help_text(lang, sentence).unwrap_or(sentence).to_owned() + ".",
        None => help_text(lang, part).unwrap_or(part).to_owned(),
    });
    parts.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::i18n::help::all_texts;
    use crate::i18n::help_examples::EXAMPLES;

    /// What clap says by itself, in English.
    const CLAPS: &[&str] = &[
        "Usage",
        "Options",
        "OPTIONS",
        "Commands",
        "COMMAND",
        "Arguments",
        "Print",
        "possible",
        "Possible",
        "default:",
        "env:",
        "this message",
        "subcommand",
    ];

    fn tree(command: &Command) -> Vec<&Command> {
        std::iter::once(command)
            .chain(command.get_subcommands().flat_map(tree))
            .collect()
    }

    /// Every text and every name of a value, as the grammar writes them.
    fn written(command: &Command) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut take = |text: Option<String>| {
            found.extend(
                text.iter()
                    .flat_map(|text| text.split("\n\n"))
                    .map(|text| text.trim_end_matches('.').to_owned()),
            );
        };
        for command in tree(command)
            .into_iter()
            .filter(|command| command.get_name() != "help")
        {
            take(command.get_about().map(ToString::to_string));
            take(command.get_long_about().map(ToString::to_string));
            let own = |arg: &&Arg| !matches!(arg.get_id().as_str(), "help" | "version");
            for arg in command.get_arguments().filter(own) {
                take(Some(arg.get_help().map_or_else(
                    || panic!("{arg} has no help"),
                    ToString::to_string,
                )));
                take(arg.get_help_heading().map(ToString::to_string));
                for value in arg.get_possible_values() {
                    take(value.get_help().map(ToString::to_string));
                }
                if arg.get_action().takes_values() {
                    arg.get_value_names()
                        .unwrap_or_default()
                        .iter()
                        .for_each(|name| take(Some(name.to_string())));
                }
            }
        }
        found
    }

    #[test]
    fn every_text_is_there_in_both_languages_and_none_is_left_over() {
        let mut grammar = Cli::command();
        grammar.build();
        let written = written(&grammar);
        let known: BTreeSet<String> = all_texts().map(str::to_owned).collect();
        let missing: Vec<_> = written.difference(&known).collect();
        assert!(missing.is_empty(), "no Vietnamese for {missing:#?}");
        let left: Vec<_> = known.difference(&written).collect();
        assert!(left.is_empty(), "nothing in the grammar says {left:#?}");
        let each: Vec<&str> = all_texts().collect();
        assert_eq!(each.len(), known.len(), "a text stands twice in the table");
    }

    /// The words that a shell would hand to the program.
    fn typed(line: &str) -> Vec<String> {
        let line = line.split(" < ").next().unwrap_or_default();
        let parts = line.split('"').enumerate();
        parts
            .flat_map(|(no, part)| match no % 2 {
                0 => part.split_whitespace().map(str::to_owned).collect(),
                _ => vec![part.to_owned()],
            })
            .collect()
    }

    #[test]
    fn every_command_has_an_example_that_is_read_by_the_grammar() {
        let mut grammar = Cli::command();
        grammar.build();
        let leaves: BTreeSet<&str> = tree(&grammar)
            .into_iter()
            .filter(|command| !command.has_subcommands())
            .filter_map(|command| command.get_bin_name()?.strip_prefix("tiendo "))
            .filter(|path| !path.split(' ').any(|name| name == "help"))
            .collect();
        let shown: BTreeSet<&str> = EXAMPLES.iter().map(|example| example.command).collect();
        assert_eq!(
            leaves, shown,
            "a command without an example, or the reverse"
        );
        for example in EXAMPLES {
            for lang in [Lang::Vi, Lang::En] {
                let line = example.line(lang);
                let line = line
                    .strip_prefix("ssh tiendo@")
                    .map_or(line, |rest| &rest[rest.find(' ').map_or(0, |at| at + 1)..]);
                let line = line.strip_prefix("tiendo ").unwrap_or(line);
                assert!(line.starts_with(example.command), "{line}");
                let words = std::iter::once("tiendo".to_owned()).chain(typed(line));
                let read = Cli::parse(words.map(Into::into).collect());
                assert!(read.is_ok(), "{line}: {read:?}");
            }
        }
    }

    #[test]
    fn a_long_example_can_be_pasted() {
        for command in tree(&localized_command(Lang::Vi)) {
            let Some(text) = example_text(command, Lang::Vi) else {
                continue;
            };
            assert!(
                text.lines().all(|line| line.chars().count() <= USAGE_WIDTH),
                "{text}"
            );
            let pasted = text.replace(" \\\n", " ");
            let (_, pasted) = pasted.split_once('\n').unwrap_or_default();
            let path = command.get_bin_name().unwrap_or_default();
            let example = example_of(path.trim_start_matches("tiendo "));
            let line = example.map_or("", |example| example.line(Lang::Vi));
            let one_blank = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(one_blank(pasted), line);
        }
    }

    #[test]
    fn the_first_page_lists_every_command_in_one_group() {
        let mut grammar = Cli::command();
        grammar.build();
        let known: BTreeSet<&str> = grammar.get_subcommands().map(Command::get_name).collect();
        let grouped: Vec<&str> = COMMAND_GROUPS
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .collect();
        assert_eq!(grouped.iter().copied().collect::<BTreeSet<_>>(), known);
        assert_eq!(grouped.len(), known.len(), "a command stands in two groups");
    }

    #[test]
    fn help_is_of_one_language() {
        let (mut vi, mut en) = (grouped_command(Lang::Vi), grouped_command(Lang::En));
        let help = |grammar: &mut Command| {
            let mut names = vec![Vec::new()];
            let mut found = Vec::new();
            while let Some(path) = names.pop() {
                let mut at = &mut *grammar;
                for name in &path {
                    at = at
                        .find_subcommand_mut(name)
                        .unwrap_or_else(|| panic!("{path:?}"));
                }
                found.push((
                    path.clone(),
                    at.render_help().to_string() + &at.render_long_help().to_string(),
                ));
                names.extend(at.get_subcommands().map(|below: &Command| {
                    path.iter()
                        .cloned()
                        .chain([below.get_name().to_owned()])
                        .collect::<Vec<String>>()
                }));
            }
            found
        };
        for (path, text) in help(&mut vi) {
            for word in CLAPS {
                let at = text.find(word);
                assert!(
                    at.is_none(),
                    "{path:?} says {word}: {}",
                    &text[at.unwrap_or_default()..]
                        .lines()
                        .next()
                        .unwrap_or_default()
                );
            }
        }
        for (path, text) in help(&mut en) {
            let text = text.replace("đồng", "");
            let foreign: String = text
                .chars()
                .filter(|c| c.is_alphabetic() && !c.is_ascii())
                .collect();
            assert!(foreign.is_empty(), "{path:?}: {foreign}");
        }
    }
}
