//! The command that the arguments name, as [`crate::command_table`] has it, and the file that it would open. On a shared
//! server none is opened by its name.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::command_table::{CommandRow, RunBy, find_command};

/// What the table of commands says of the one that was read.
#[derive(Clone, Debug, Default)]
pub struct SelectedCommand {
    row: Option<&'static CommandRow>,
    is_named: bool,
    file: Option<PathBuf>,
}

impl SelectedCommand {
    /// The row of the command, by its words.
    pub(super) fn from_matches(matches: &ArgMatches) -> Self {
        let mut at = matches;
        let mut words = Vec::new();
        while let Some((word, below)) = at.subcommand() {
            words.push(word);
            at = below;
        }
        let row = find_command(&words.join(" "));
        let file = row
            .and_then(|row| row.file)
            .and_then(|argument| at.get_one::<PathBuf>(argument));
        Self {
            row,
            is_named: !words.is_empty(),
            file: file.filter(|path| *path != Path::new("-")).cloned(),
        }
    }

    /// Whether it changes the database or makes a file of it. What the table does not know is taken to.
    pub fn writes(&self) -> bool {
        self.is_named && self.row.is_none_or(|row| row.writes)
    }

    /// Who may run it. What the table does not know is the owner's; without a command the interface opens.
    pub fn run_by(&self) -> RunBy {
        match self.row {
            Some(row) => row.run_by,
            None if self.is_named => RunBy::Owner,
            None => RunBy::Account,
        }
    }

    /// The file that it would read or write by its name; none if it names none, or standard input and output.
    pub fn file_path(&self) -> Option<&Path> {
        self.file.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::{Command, CommandFactory as _, ValueHint};

    use super::super::Cli;
    use super::*;
    use crate::command_table::COMMANDS;

    /// Paths that an account may name: `account keys` prints the program's, and opens nothing.
    const PRINTED_PATHS: &[(&str, &str)] = &[("account keys", "program")];

    /// The words of every command that can be run, and the arguments that are paths.
    fn runnable(command: &Command, words: &str, found: &mut Vec<(String, Vec<String>)>) {
        for below in command.get_subcommands() {
            let words = format!("{words} {}", below.get_name());
            let words = words.trim();
            if !below.is_subcommand_required_set() {
                let own = below.get_arguments().filter(|arg| !arg.is_global_set());
                let paths = own.filter(|arg| arg.get_value_hint() == ValueHint::AnyPath);
                let paths = paths.map(|arg| arg.get_id().to_string()).collect();
                found.push((words.to_owned(), paths));
            }
            runnable(below, words, found);
        }
    }

    #[test]
    fn the_table_and_the_grammar_have_the_same_commands_and_files() {
        let mut grammar = Vec::new();
        runnable(&Cli::command(), "", &mut grammar);
        let words: BTreeSet<&str> = grammar.iter().map(|(words, _)| words.as_str()).collect();
        let known: BTreeSet<&str> = COMMANDS.iter().map(|row| row.words).collect();
        assert_eq!(words, known);
        assert_eq!(COMMANDS.len(), known.len(), "a command stands twice");
        for (words, paths) in &grammar {
            let file = find_command(words).and_then(|row| row.file);
            let opened: Vec<&str> = paths
                .iter()
                .map(String::as_str)
                .filter(|path| !PRINTED_PATHS.contains(&(words.as_str(), *path)))
                .collect();
            assert_eq!(opened, Vec::from_iter(file), "{words}");
        }
    }

    #[test]
    fn only_what_accounts_may_do_can_be_asked_from_afar() {
        for row in COMMANDS.iter().filter(|row| !row.remote.is_empty()) {
            assert_eq!(row.run_by, RunBy::Account, "{}", row.words);
        }
    }
}
