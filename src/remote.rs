//! What a person may ask from afar (`ssh tiendo@server overdue`): data in a closed grammar, never a shell's line. A fixed
//! list of commands, for each a fixed list of options with checked values; no path, no database and no account is in it.

use chrono::NaiveDate;

/// The longest line that is read.
const LENGTH_MAX: usize = 400;
/// The longest value.
const VALUE_MAX: usize = 64;

/// Why a line is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RemoteRefusal {
    /// Longer than any line that means something.
    TooLong,
    /// A character that is no printable ASCII: controls, marks, blanks of other kinds.
    InvalidCharacter,
    /// Words are parted by one space each, with none before the first and none behind the last.
    InvalidSpaces,
    /// No command of the list.
    UnknownCommand,
    /// The command has no such option; it has these.
    UnknownOption {
        /// What was asked.
        option: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// An option without a value, or with one that it cannot have.
    InvalidValue(&'static str),
    /// An option given twice.
    RepeatedOption(&'static str),
}

/// What may stand behind an option.
#[derive(Clone, Copy)]
enum OptionValue {
    /// Nothing.
    None,
    /// A code of a plan, an office, a rule.
    Code,
    /// `2024-Q4`.
    Period,
    /// `2024-12-31`.
    Day,
    /// One of these words.
    Word(&'static [&'static str]),
}

/// A name and what stands behind it.
type OptionSpec = (&'static str, OptionValue);

const PLAN: OptionSpec = ("--plan", OptionValue::Code);
const OFFICE: OptionSpec = ("--office", OptionValue::Code);
const RULE: OptionSpec = ("--rule", OptionValue::Code);
const PERIOD: OptionSpec = ("--period", OptionValue::Period);
const AS_OF: OptionSpec = ("--as-of", OptionValue::Day);
const LIST_FORMAT: OptionSpec = ("--format", OptionValue::Word(&["text", "json", "csv"]));
const FILE_FORMAT: OptionSpec = (
    "--format",
    OptionValue::Word(&["csv", "json", "toml", "xlsx", "docx"]),
);
const LANG: OptionSpec = ("--lang", OptionValue::Word(&["vi", "en"]));
const MEASURE_STATE: OptionSpec = (
    "--state",
    OptionValue::Word(&[
        "met",
        "on_track",
        "behind",
        "missed",
        "no_data",
        "not_judged",
    ]),
);
const DUTY_STATE: OptionSpec = (
    "--state",
    OptionValue::Word(&[
        "not_open",
        "in_term",
        "due_soon",
        "overdue",
        "waiting",
        "returned",
        "accepted",
        "passed_on",
    ]),
);
const EXIT_CODE: OptionSpec = ("--exit-code", OptionValue::None);
const ASKED_BY: OptionSpec = ("--asked-by", OptionValue::Day);
const DRAFT: OptionSpec = ("--draft", OptionValue::None);
const DRY_RUN: OptionSpec = ("--dry-run", OptionValue::None);
const EACH: OptionSpec = ("--each", OptionValue::None);

const PLAN_OPTIONS: &[OptionSpec] = &[PLAN, AS_OF, LIST_FORMAT, LANG];
const OFFICE_OPTIONS: &[OptionSpec] = &[PLAN, OFFICE, AS_OF, LIST_FORMAT, LANG];
const MEASURE_OPTIONS: &[OptionSpec] = &[PLAN, OFFICE, MEASURE_STATE, AS_OF, LIST_FORMAT, LANG];
const EXPORT_OPTIONS: &[OptionSpec] = &[PLAN, OFFICE, AS_OF, FILE_FORMAT, LANG];

/// A command: its words, its options, and what the program reads it as.
struct RemoteCommand {
    words: &'static [&'static str],
    options: &'static [OptionSpec],
    /// What is put behind them: files come by standard input and go by standard output.
    appended: &'static [&'static str],
}

const fn command(words: &'static [&'static str], options: &'static [OptionSpec]) -> RemoteCommand {
    RemoteCommand {
        words,
        options,
        appended: &[],
    }
}

const fn command_with_stdin(
    words: &'static [&'static str],
    options: &'static [OptionSpec],
) -> RemoteCommand {
    RemoteCommand {
        words,
        options,
        appended: &["-"],
    }
}

const COMMANDS: &[RemoteCommand] = &[
    command(
        &["overdue"],
        &[PLAN, OFFICE, AS_OF, LIST_FORMAT, LANG, EXIT_CODE],
    ),
    command(&["today"], OFFICE_OPTIONS),
    command(&["status"], OFFICE_OPTIONS),
    command(&["plans"], PLAN_OPTIONS),
    command(&["objectives"], PLAN_OPTIONS),
    command(&["targets"], MEASURE_OPTIONS),
    command(&["measures"], MEASURE_OPTIONS),
    command(&["rules"], PLAN_OPTIONS),
    command(
        &["duties"],
        &[
            PLAN,
            OFFICE,
            DUTY_STATE,
            RULE,
            PERIOD,
            AS_OF,
            LIST_FORMAT,
            LANG,
        ],
    ),
    command(&["gaps"], PLAN_OPTIONS),
    command(&["estimates"], OFFICE_OPTIONS),
    command(&["offices"], &[AS_OF, LIST_FORMAT, LANG]),
    command(&["locks"], PLAN_OPTIONS),
    command(&["starred"], &[AS_OF, LIST_FORMAT, LANG]),
    command(&["export", "figures"], EXPORT_OPTIONS),
    command(&["export", "duties"], EXPORT_OPTIONS),
    command(&["export", "report"], EXPORT_OPTIONS),
    command(&["export", "plan"], EXPORT_OPTIONS),
    command(&["export", "offices"], &[FILE_FORMAT, LANG]),
    command(&["export", "groups"], &[FILE_FORMAT, LANG]),
    command(&["export", "holidays"], &[FILE_FORMAT, LANG]),
    command_with_stdin(&["import", "figures"], &[DRY_RUN, EACH, LANG]),
    command_with_stdin(&["import", "plan"], &[DRY_RUN, LANG]),
    RemoteCommand {
        words: &["remind"],
        options: &[RULE, PERIOD, OFFICE, ASKED_BY, DRAFT, LANG],
        appended: &["--letter=-"],
    },
    command(&["config", "show"], &[LANG]),
    command(&["config", "set"], &[LANG]),
];

/// Every command, for the sentence that refuses another one.
pub fn command_names() -> Vec<String> {
    COMMANDS.iter().map(|known| known.words.join(" ")).collect()
}

/// The arguments that the line means. An option and its value become one argument, so that no value can pass for an
/// option.
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
    let known = COMMANDS
        .iter()
        .find(|known| words.starts_with(known.words))
        .ok_or(RemoteRefusal::UnknownCommand)?;
    let (command, asked) = words.split_at(known.words.len());
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
                let said = joined
                    .or_else(|| asked.next())
                    .filter(|said| value.accepts(said));
                format!("{name}={}", said.ok_or(RemoteRefusal::InvalidValue(name))?)
            }
        });
    }
    Ok(arguments)
}

impl OptionValue {
    fn accepts(self, said: &str) -> bool {
        let made_of = |more: &str| {
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || more.contains(c);
            said.len() <= VALUE_MAX
                && said.starts_with(|c: char| c.is_ascii_alphanumeric())
                && said.chars().all(fits)
        };
        match self {
            Self::None => false,
            Self::Code => made_of("./-"),
            Self::Period => made_of("QHM-"),
            Self::Day => said.len() == 10 && NaiveDate::parse_from_str(said, "%Y-%m-%d").is_ok(),
            Self::Word(words) => words.contains(&said),
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

    /// Each command that can be asked is one of the program's, with those options.
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
        for known in COMMANDS {
            let command = known.words.join(" ");
            // What the command cannot be without.
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
