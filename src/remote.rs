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
    Character,
    /// Words are parted by one space each, with none before the first and none behind the last.
    Spaces,
    /// No command of the list.
    Command,
    /// The command has no such option; it has these.
    Option {
        /// What was asked.
        option: String,
        /// What there is.
        known: Vec<&'static str>,
    },
    /// An option without a value, or with one that it cannot have.
    Value(&'static str),
    /// An option given twice.
    Twice(&'static str),
}

/// What may stand behind an option.
#[derive(Clone, Copy)]
enum Value {
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
type Flag = (&'static str, Value);

const PLAN: Flag = ("--plan", Value::Code);
const OFFICE: Flag = ("--office", Value::Code);
const RULE: Flag = ("--rule", Value::Code);
const PERIOD: Flag = ("--period", Value::Period);
const AS_OF: Flag = ("--as-of", Value::Day);
const LIST_FORMAT: Flag = ("--format", Value::Word(&["text", "json", "csv"]));
const FILE_FORMAT: Flag = ("--format", Value::Word(&["csv", "json", "toml", "xlsx", "docx"]));
const LANG: Flag = ("--lang", Value::Word(&["vi", "en"]));
const MEASURE_STATE: Flag = ("--state", Value::Word(&["met", "on_track", "behind", "missed", "no_data", "not_judged"]));
const DUTY_STATE: Flag = (
    "--state",
    Value::Word(&["not_open", "in_term", "due_soon", "overdue", "waiting", "returned", "accepted", "passed_on"]),
);
const EXIT_CODE: Flag = ("--exit-code", Value::None);
const ASKED_BY: Flag = ("--asked-by", Value::Day);
const DRAFT: Flag = ("--draft", Value::None);
const DRY_RUN: Flag = ("--dry-run", Value::None);
const EACH: Flag = ("--each", Value::None);

const OF_PLAN: &[Flag] = &[PLAN, AS_OF, LIST_FORMAT, LANG];
const OF_OFFICE: &[Flag] = &[PLAN, OFFICE, AS_OF, LIST_FORMAT, LANG];
const OF_MEASURE: &[Flag] = &[PLAN, OFFICE, MEASURE_STATE, AS_OF, LIST_FORMAT, LANG];
const EXPORT: &[Flag] = &[PLAN, OFFICE, AS_OF, FILE_FORMAT, LANG];

/// A command: its words, its options, and what the program reads it as.
struct Known {
    words: &'static [&'static str],
    options: &'static [Flag],
    /// What is put behind them: files come by standard input and go by standard output.
    more: &'static [&'static str],
}

const fn known(words: &'static [&'static str], options: &'static [Flag]) -> Known {
    Known { words, options, more: &[] }
}

const fn reading(words: &'static [&'static str], options: &'static [Flag]) -> Known {
    Known { words, options, more: &["-"] }
}

const COMMANDS: &[Known] = &[
    known(&["overdue"], &[PLAN, OFFICE, AS_OF, LIST_FORMAT, LANG, EXIT_CODE]),
    known(&["today"], OF_OFFICE),
    known(&["status"], OF_OFFICE),
    known(&["plans"], OF_PLAN),
    known(&["objectives"], OF_PLAN),
    known(&["targets"], OF_MEASURE),
    known(&["measures"], OF_MEASURE),
    known(&["rules"], OF_PLAN),
    known(&["duties"], &[PLAN, OFFICE, DUTY_STATE, RULE, PERIOD, AS_OF, LIST_FORMAT, LANG]),
    known(&["gaps"], OF_PLAN),
    known(&["estimates"], OF_OFFICE),
    known(&["offices"], &[AS_OF, LIST_FORMAT, LANG]),
    known(&["locks"], OF_PLAN),
    known(&["starred"], &[AS_OF, LIST_FORMAT, LANG]),
    known(&["export", "figures"], EXPORT),
    known(&["export", "duties"], EXPORT),
    known(&["export", "report"], EXPORT),
    known(&["export", "plan"], EXPORT),
    known(&["export", "offices"], &[FILE_FORMAT, LANG]),
    known(&["export", "groups"], &[FILE_FORMAT, LANG]),
    known(&["export", "holidays"], &[FILE_FORMAT, LANG]),
    reading(&["import", "figures"], &[DRY_RUN, EACH, LANG]),
    reading(&["import", "plan"], &[DRY_RUN, LANG]),
    Known { words: &["remind"], options: &[RULE, PERIOD, OFFICE, ASKED_BY, DRAFT, LANG], more: &["--letter=-"] },
    known(&["config", "show"], &[LANG]),
    known(&["config", "set"], &[LANG]),
];

/// Every command, for the sentence that refuses another one.
pub fn commands() -> Vec<String> {
    COMMANDS.iter().map(|known| known.words.join(" ")).collect()
}

/// The arguments that the line means. An option and its value become one argument, so that no value can pass for an
/// option.
pub fn parse(line: &str) -> Result<Vec<String>, RemoteRefusal> {
    if line.len() > LENGTH_MAX {
        return Err(RemoteRefusal::TooLong);
    }
    if !line.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return Err(RemoteRefusal::Character);
    }
    let words: Vec<&str> = line.split(' ').collect();
    if words.iter().any(|word| word.is_empty()) {
        return Err(RemoteRefusal::Spaces);
    }
    let known = COMMANDS.iter().find(|known| words.starts_with(known.words)).ok_or(RemoteRefusal::Command)?;
    let (command, asked) = words.split_at(known.words.len());
    let mut arguments: Vec<String> = command.iter().map(ToString::to_string).collect();
    arguments.extend(known.more.iter().map(ToString::to_string));
    arguments.extend(options(asked, known.options)?);
    Ok(arguments)
}

fn options(asked: &[&str], known: &'static [Flag]) -> Result<Vec<String>, RemoteRefusal> {
    let mut given: Vec<&str> = Vec::new();
    let mut arguments = Vec::new();
    let mut asked = asked.iter().copied();
    while let Some(word) = asked.next() {
        let (name, joined) = word.split_once('=').map_or((word, None), |(name, value)| (name, Some(value)));
        let Some((name, value)) = known.iter().find(|(option, _)| *option == name) else {
            let known = known.iter().map(|(option, _)| *option).collect();
            return Err(RemoteRefusal::Option { option: name.to_owned(), known });
        };
        if given.contains(name) {
            return Err(RemoteRefusal::Twice(name));
        }
        given.push(name);
        arguments.push(match (value, joined) {
            (Value::None, None) => (*name).to_owned(),
            (Value::None, Some(_)) => return Err(RemoteRefusal::Value(name)),
            (value, joined) => {
                let said = joined.or_else(|| asked.next()).filter(|said| value.takes(said));
                format!("{name}={}", said.ok_or(RemoteRefusal::Value(name))?)
            }
        });
    }
    Ok(arguments)
}

impl Value {
    fn takes(self, said: &str) -> bool {
        let made_of = |more: &str| {
            let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || more.contains(c);
            said.len() <= VALUE_MAX && said.starts_with(|c: char| c.is_ascii_alphanumeric()) && said.chars().all(fits)
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
            ("overdue --office=tth.syt --exit-code", &["overdue", "--office=tth.syt", "--exit-code"]),
            ("duties --state overdue --period 2024-H1", &["duties", "--state=overdue", "--period=2024-H1"]),
            ("duties --rule tth-2021/r2", &["duties", "--rule=tth-2021/r2"]),
            ("export figures --format json", &["export", "figures", "--format=json"]),
            ("import figures", &["import", "figures", "-"]),
            ("import figures --dry-run", &["import", "figures", "-", "--dry-run"]),
            ("today --as-of 2026-06-05 --lang en", &["today", "--as-of=2026-06-05", "--lang=en"]),
            ("config set", &["config", "set"]),
            (
                "remind --rule tth-2021/r2 --period 2023 --draft",
                &["remind", "--letter=-", "--rule=tth-2021/r2", "--period=2023", "--draft"],
            ),
            ("export report --plan tth-2021 --format docx", &["export", "report", "--plan=tth-2021", "--format=docx"]),
        ] {
            assert_eq!(parse(line).unwrap(), arguments, "{line}");
        }
    }

    /// Each command that can be asked is one of the program's, with those options.
    #[test]
    fn every_command_is_one_of_the_programs() {
        use clap::Parser;
        let examples = |(name, value): &Flag| match value {
            Value::None => vec![(*name).to_owned()],
            Value::Code => vec![format!("{name}=tth-2021")],
            Value::Period => vec![format!("{name}=2024-Q4")],
            Value::Day => vec![format!("{name}=2024-12-31")],
            Value::Word(words) => words.iter().map(|word| format!("{name}={word}")).collect(),
        };
        for known in COMMANDS {
            let command = known.words.join(" ");
            // What the command cannot be without.
            let needed = if command == "remind" { " --rule=a/r1 --period=2024" } else { "" };
            let alone = known.options.iter().filter(|(name, _)| !needed.contains(&format!(" {name}=")));
            let lines = alone.flat_map(examples).map(|option| format!("{command}{needed} {option}"));
            for line in lines.chain([format!("{command}{needed}")]) {
                let arguments = parse(&line).unwrap();
                crate::cli::args::Cli::try_parse_from([vec!["tiendo".to_owned()], arguments].concat())
                    .unwrap_or_else(|error| panic!("{line}: {error}"));
            }
        }
    }

    #[test]
    fn hostile_lines_are_refused() {
        use RemoteRefusal::{Character, Command, Spaces, TooLong};
        for line in ["", " ", " overdue", "overdue ", "overdue  --plan x", "status   "] {
            assert_eq!(parse(line), Err(Spaces), "{line:?}");
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
            assert_eq!(parse(line), Err(Character), "{line:?}");
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
            assert_eq!(parse(line), Err(Command), "{line:?}");
        }
        assert_eq!(parse(&"a".repeat(401)), Err(TooLong));
        assert_eq!(parse(&format!("overdue --plan {}", "a".repeat(65))), Err(RemoteRefusal::Value("--plan")));
    }

    #[test]
    fn hostile_options_are_refused() {
        let known = |line: &str| match parse(line) {
            Err(RemoteRefusal::Option { .. } | RemoteRefusal::Value(_) | RemoteRefusal::Twice(_)) => true,
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
