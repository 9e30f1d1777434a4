//! What a person may ask from afar (`ssh tiendo@server overdue`): data in a closed grammar, never a shell's line. The
//! commands that [`crate::command_table`] lets be asked, for each a fixed list of options with checked values; no path,
//! no database and no account is in it.

use chrono::NaiveDate;

use crate::command_table::{COMMANDS, CommandRow, OptionSpec, OptionValue, RemoteForm};

/// Maximum length of a line.
const LENGTH_MAX: usize = 400;
/// Maximum length of a value.
const VALUE_MAX: usize = 64;

/// Reason why a line is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoteRefusal {
    /// Longer than any meaningful line.
    TooLong,
    /// A character other than printable ASCII: control, accented, or an unusual blank.
    InvalidCharacter,
    /// Words must be separated by single spaces, with none at either end.
    InvalidSpaces,
    /// Unknown command.
    UnknownCommand,
    /// Unknown option, with the command's options.
    UnknownOption {
        /// Given option.
        option: String,
        /// Known options.
        known: Vec<&'static str>,
    },
    /// An option lacks its value, or has an invalid one.
    InvalidValue(&'static str),
    /// An option occurs twice.
    RepeatedOption(&'static str),
}

/// Each way in which a command may be asked, with its words.
fn forms() -> impl Iterator<Item = (Vec<&'static str>, &'static RemoteForm)> {
    let words =
        |row: &CommandRow, form: &RemoteForm| row.words.split(' ').chain(form.what).collect();
    COMMANDS
        .iter()
        .flat_map(move |row| row.remote.iter().map(move |form| (words(row, form), form)))
}

/// Names of all commands, for the message about an unknown one.
pub fn command_names() -> Vec<String> {
    forms().map(|(words, _)| words.join(" ")).collect()
}

/// Arguments for a line. An option and its value become one argument, so that a value cannot be taken for an option.
pub fn parse(line: &str) -> Result<Vec<String>, RemoteRefusal> {
    if line.len() > LENGTH_MAX {
        return Err(RemoteRefusal::TooLong);
    }
    if !line.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Err(RemoteRefusal::InvalidCharacter);
    }
    let words: Vec<&str> = line.split(' ').collect();
    if words.iter().any(|word| word.is_empty()) {
        return Err(RemoteRefusal::InvalidSpaces);
    }
    let (named, known) = forms()
        .find(|(named, _)| words.starts_with(named))
        .ok_or(RemoteRefusal::UnknownCommand)?;
    let (command, asked) = words.split_at(named.len());
    let mut arguments: Vec<String> = command.iter().map(ToString::to_string).collect();
    arguments.extend(known.appended.iter().map(ToString::to_string));
    arguments.extend(parse_options(asked, known.options)?);
    Ok(arguments)
}

fn parse_options(
    asked: &[&str],
    known: &'static [OptionSpec],
) -> Result<Vec<String>, RemoteRefusal> {
    let mut given: Vec<&str> = Vec::new();
    let mut arguments = Vec::new();
    let mut asked = asked.iter().copied();
    while let Some(word) = asked.next() {
        let (name, joined) = word
            .split_once('=')
            .map_or((word, None), |(name, value)| (name, Some(value)));
        let Some((name, value)) = known.iter().find(|(option, _)| *option == name) else {
            let known = known.iter().map(|(option, _)| *option).collect();
            return Err(RemoteRefusal::UnknownOption {
                option: name.to_owned(),
                known,
            });
        };
        if given.contains(name) {
            return Err(RemoteRefusal::RepeatedOption(name));
        }
        given.push(name);
        arguments.push(match (value, joined) {
            (OptionValue::None, None) => (*name).to_owned(),
            (OptionValue::None, Some(_)) => return Err(RemoteRefusal::InvalidValue(name)),
            (value, joined) => {
                let candidate = joined
                    .or_else(|| asked.next())
                    .filter(|candidate| value.accepts(candidate));
                format!(
                    "{name}={}",
                    candidate.ok_or(RemoteRefusal::InvalidValue(name))?
                )
            }
        });
    }
    Ok(arguments)
}

impl OptionValue {
    fn accepts(self, candidate: &str) -> bool {
        let made_of = |more: &str| {
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || more.contains(c);
            candidate.len() <= VALUE_MAX
                && candidate.starts_with(|c: char| c.is_ascii_alphanumeric())
                && candidate.chars().all(fits)
        };
        match self {
            Self::None => false,
            Self::Code => made_of("./-"),
            Self::Period => made_of("QHM-"),
            Self::Day => {
                candidate.len() == 10 && NaiveDate::parse_from_str(candidate, "%Y-%m-%d").is_ok()
            }
            Self::Word(words) => words.contains(&candidate),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_to_be_asked_is_understood() {
        for (line, arguments) in [
            ("overdue", &["overdue"][..]),
            ("status --plan tth-2021", &["status", "--plan=tth-2021"]),
            (
                "overdue --office=tth.syt --exit-code",
                &["overdue", "--office=tth.syt", "--exit-code"],
            ),
            (
                "duties --state overdue --period 2024-H1",
                &["duties", "--state=overdue", "--period=2024-H1"],
            ),
            (
                "duties --rule tth-2021/r2",
                &["duties", "--rule=tth-2021/r2"],
            ),
            (
                "export figures --format json",
                &["export", "figures", "--format=json"],
            ),
            ("import figures", &["import", "figures", "-"]),
            (
                "import figures --dry-run",
                &["import", "figures", "-", "--dry-run"],
            ),
            (
                "today --as-of 2026-06-05 --lang en",
                &["today", "--as-of=2026-06-05", "--lang=en"],
            ),
            ("config set", &["config", "set"]),
            (
                "remind --rule tth-2021/r2 --period 2023 --draft",
                &[
                    "remind",
                    "--letter=-",
                    "--rule=tth-2021/r2",
                    "--period=2023",
                    "--draft",
                ],
            ),
            (
                "export report --plan tth-2021 --format docx",
                &["export", "report", "--plan=tth-2021", "--format=docx"],
            ),
        ] {
            assert_eq!(parse(line).unwrap(), arguments, "{line}");
        }
    }

    /// Tests that each remote command exists in the program with these options.
    #[test]
    fn every_command_is_one_of_the_programs() {
        use clap::Parser;
        let examples = |(name, value): &OptionSpec| match value {
            OptionValue::None => vec![(*name).to_owned()],
            OptionValue::Code => vec![format!("{name}=tth-2021")],
            OptionValue::Period => vec![format!("{name}=2024-Q4")],
            OptionValue::Day => vec![format!("{name}=2024-12-31")],
            OptionValue::Word(words) => words.iter().map(|word| format!("{name}={word}")).collect(),
        };
        for (words, known) in forms() {
            let command = words.join(" ");
            // Required options of the command.
            let needed = if command == "remind" {
                " --rule=a/r1 --period=2024"
            } else {
                ""
            };
            let alone = known
                .options
                .iter()
                .filter(|(name, _)| !needed.contains(&format!(" {name}=")));
            let lines = alone
                .flat_map(examples)
                .map(|option| format!("{command}{needed} {option}"));
            for line in lines.chain([format!("{command}{needed}")]) {
                let arguments = parse(&line).unwrap();
                crate::cli::args::Cli::try_parse_from(
                    [vec!["tiendo".to_owned()], arguments].concat(),
                )
                .unwrap_or_else(|error| panic!("{line}: {error}"));
            }
        }
    }

    #[test]
    fn hostile_lines_are_refused() {
        use RemoteRefusal::{InvalidCharacter, InvalidSpaces, TooLong, UnknownCommand};
        for line in [
            "",
            " ",
            " overdue",
            "overdue ",
            "overdue  --plan x",
            "status   ",
        ] {
            assert_eq!(parse(line), Err(InvalidSpaces), "{line:?}");
        }
        for line in [
            "overdue\n",
            "overdue\nid",
            "overdue\r",
            "overdue\0",
            "overdue\0--db=/etc/passwd",
            "overdue\t--plan",
            "overdue\u{a0}--plan",
            "overdue\u{2003}x",
            "overdue\u{200b}",
            "\u{feff}overdue",
            "\u{202e}overdue",
            "overdue --office=sở",
            "\u{1b}[2Joverdue",
            "overdue\u{7f}",
        ] {
            assert_eq!(parse(line), Err(InvalidCharacter), "{line:?}");
        }
        for line in [
            "sh",
            "/bin/sh",
            "bash -i",
            "sh -c id",
            "internal-sftp",
            "/usr/lib/openssh/sftp-server",
            "scp -t .",
            "scp -f /etc/passwd",
            "rsync --server",
            "git-upload-pack x",
            "Overdue",
            "over",
            "overdue;id",
            "overdue;",
            "overdue&&id",
            "overdue|id",
            "$(id)",
            "`id`",
            "\"overdue\"",
            "'overdue'",
            "overdue>x",
            "export",
            "import",
            "export figures;id",
            "export all",
            "import offices",
            "init",
            "demo",
            "backup /tmp/x",
            "restore x",
            "check",
            "admin unshare",
            "account add eve",
            "account role lan admin",
            "completions bash",
            "doctor",
            "--help",
            "--version",
            "-h",
            "help",
            "--account root",
            "--account=root",
            "--db /tmp/x",
            "--db=/tmp/x status",
            "--lang en overdue",
            "../overdue",
            "./overdue",
            "@overdue",
            "lock --plan x",
            "config",
            "config check x",
            "config path",
            "figure set",
            "~",
            "*",
            "%s",
            "\\",
            "-",
        ] {
            assert_eq!(parse(line), Err(UnknownCommand), "{line:?}");
        }
        assert_eq!(parse(&"a".repeat(401)), Err(TooLong));
        assert_eq!(
            parse(&format!("overdue --plan {}", "a".repeat(65))),
            Err(RemoteRefusal::InvalidValue("--plan"))
        );
    }

    #[test]
    fn hostile_options_are_refused() {
        let known = |line: &str| match parse(line) {
            Err(
                RemoteRefusal::UnknownOption { .. }
                | RemoteRefusal::InvalidValue(_)
                | RemoteRefusal::RepeatedOption(_),
            ) => true,
            other => panic!("{line:?}: {other:?}"),
        };
        for line in [
            "overdue --account root",
            "overdue --account=root",
            "overdue --db /tmp/x",
            "overdue --db=/tmp/x",
            "overdue --pla tth-2021",
            "overdue --p=tth-2021",
            "overdue -p tth-2021",
            "overdue --PLAN tth-2021",
            "overdue -- --db /tmp/x",
            "overdue --",
            "overdue -",
            "overdue x",
            "overdue ; id",
            "overdue && id",
            "overdue $(id)",
            "overdue > /tmp/x",
            "overdue @file",
            "overdue --plan",
            "overdue --plan=",
            "overdue --plan --exit-code",
            "overdue --plan ../x",
            "overdue --plan -x",
            "overdue --plan $(id)",
            "overdue --plan 'x'",
            "overdue --plan \"x\"",
            "overdue --plan x;id",
            "overdue --plan @x",
            "overdue --plan x=y",
            "overdue --plan a --plan b",
            "overdue --plan=a --plan=b",
            "overdue --exit-code=1",
            "overdue --format docx",
            "overdue --format=toml",
            "overdue --as-of 2024-1-1",
            "overdue --as-of 2024-13-01",
            "overdue --as-of +2024-1-1",
            "overdue --lang de",
            "export figures --format pdf",
            "remind --rule tth-2021/r2 --letter /tmp/x",
            "remind --letter=/tmp/x",
            "remind --note x",
            "export figures -o /tmp/x",
            "export figures --output=/tmp/x",
            "export figures --output /tmp/x",
            "export figures /tmp/x",
            "import figures /etc/passwd",
            "import figures -",
            "import figures --as-of 2024-01-01",
            "import plan --replace",
            "import plan --reason x",
            "config set theme=dark",
            "config show --db=x",
        ] {
            assert!(known(line));
        }
    }
}
