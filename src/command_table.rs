//! The commands of the shell, each once: whether it writes, who may run it, which file it names, and what of it may be
//! asked from afar. The grammar of [`crate::remote`] and the checks before a command derive from it.
//! Must not depend on the store or on values of arguments.

/// Who may run a command where a file is shared. On a single-user file everybody may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunBy {
    /// Nobody is asked: the command does not look at the database.
    Anyone,
    /// Accounts; what their role allows is decided in the transaction.
    Account,
    /// Accounts, and the file's owner.
    AccountOrOwner,
    /// The file's owner alone: it makes files, or changes whose the file is.
    Owner,
}

/// Value of an option.
#[derive(Clone, Copy, Debug)]
pub enum OptionValue {
    /// No value.
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
pub type OptionSpec = (&'static str, OptionValue);

/// A way in which a command may be asked from afar.
#[derive(Clone, Copy, Debug)]
pub struct RemoteForm {
    /// The word behind the command, if there has to be one.
    pub what: Option<&'static str>,
    /// Its options.
    pub options: &'static [OptionSpec],
    /// What is put behind the words: files come by standard input and go by standard output.
    pub appended: &'static [&'static str],
}

/// A command.
#[derive(Clone, Copy, Debug)]
pub struct CommandRow {
    /// Its words: `report send`.
    pub words: &'static str,
    /// Whether it changes the database or makes a file of it: then it is not for another day (`--as-of`).
    pub writes: bool,
    /// Who may run it.
    pub run_by: RunBy,
    /// The argument that names a file to read or write. An account opens none by its name.
    pub file: Option<&'static str>,
    /// How it may be asked from afar; not at all if there is no way.
    pub remote: &'static [RemoteForm],
}

const fn view(words: &'static str) -> CommandRow {
    CommandRow {
        words,
        writes: false,
        run_by: RunBy::Account,
        file: None,
        remote: &[],
    }
}

const fn write(words: &'static str) -> CommandRow {
    CommandRow {
        writes: true,
        ..view(words)
    }
}

impl CommandRow {
    const fn run_by(self, run_by: RunBy) -> Self {
        Self { run_by, ..self }
    }

    const fn file(self, argument: &'static str) -> Self {
        Self {
            file: Some(argument),
            ..self
        }
    }

    const fn remote(self, remote: &'static [RemoteForm]) -> Self {
        Self { remote, ..self }
    }
}

const fn form(options: &'static [OptionSpec]) -> RemoteForm {
    RemoteForm {
        what: None,
        options,
        appended: &[],
    }
}

const fn form_of(what: &'static str, options: &'static [OptionSpec]) -> RemoteForm {
    RemoteForm {
        what: Some(what),
        ..form(options)
    }
}

const fn form_with(
    appended: &'static [&'static str],
    options: &'static [OptionSpec],
) -> RemoteForm {
    RemoteForm {
        appended,
        ..form(options)
    }
}

/// The states by which measures are filtered.
pub const MEASURE_STATES: [&str; 6] = [
    "met",
    "on_track",
    "behind",
    "missed",
    "no_data",
    "not_judged",
];
/// The states by which duties are filtered.
pub const DUTY_STATES: [&str; 8] = [
    "not_open",
    "in_term",
    "due_soon",
    "overdue",
    "waiting",
    "returned",
    "accepted",
    "passed_on",
];

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
const MEASURE_STATE: OptionSpec = ("--state", OptionValue::Word(&MEASURE_STATES));
const DUTY_STATE: OptionSpec = ("--state", OptionValue::Word(&DUTY_STATES));
const EXIT_CODE: OptionSpec = ("--exit-code", OptionValue::None);
const ASKED_BY: OptionSpec = ("--asked-by", OptionValue::Day);
const DRAFT: OptionSpec = ("--draft", OptionValue::None);
const DRY_RUN: OptionSpec = ("--dry-run", OptionValue::None);
const EACH: OptionSpec = ("--each", OptionValue::None);

const DAY_LIST: &[OptionSpec] = &[AS_OF, LIST_FORMAT, LANG];
const PLAN_LIST: &[OptionSpec] = &[PLAN, AS_OF, LIST_FORMAT, LANG];
const OFFICE_LIST: &[OptionSpec] = &[PLAN, OFFICE, AS_OF, LIST_FORMAT, LANG];
const MEASURE_LIST: &[OptionSpec] = &[PLAN, OFFICE, MEASURE_STATE, AS_OF, LIST_FORMAT, LANG];
const OVERDUE_LIST: &[OptionSpec] = &[PLAN, OFFICE, AS_OF, LIST_FORMAT, LANG, EXIT_CODE];
const DUTY_LIST: &[OptionSpec] = &[
    PLAN,
    OFFICE,
    DUTY_STATE,
    RULE,
    PERIOD,
    AS_OF,
    LIST_FORMAT,
    LANG,
];
const SCOPED_EXPORT: &[OptionSpec] = &[PLAN, OFFICE, AS_OF, FILE_FORMAT, LANG];
const WHOLE_EXPORT: &[OptionSpec] = &[FILE_FORMAT, LANG];
const EXPORTS: &[RemoteForm] = &[
    form_of("figures", SCOPED_EXPORT),
    form_of("duties", SCOPED_EXPORT),
    form_of("report", SCOPED_EXPORT),
    form_of("plan", SCOPED_EXPORT),
    form_of("offices", WHOLE_EXPORT),
    form_of("groups", WHOLE_EXPORT),
    form_of("holidays", WHOLE_EXPORT),
];

use RunBy::{AccountOrOwner, Anyone, Owner};

/// Every command. What may be asked from afar comes first, in the order in which a refusal lists it.
pub const COMMANDS: &[CommandRow] = &[
    view("overdue").remote(&[form(OVERDUE_LIST)]),
    view("today").remote(&[form(OFFICE_LIST)]),
    view("status").remote(&[form(OFFICE_LIST)]),
    view("plans").remote(&[form(PLAN_LIST)]),
    view("objectives").remote(&[form(PLAN_LIST)]),
    view("targets").remote(&[form(MEASURE_LIST)]),
    view("measures").remote(&[form(MEASURE_LIST)]),
    view("rules").remote(&[form(PLAN_LIST)]),
    view("duties").remote(&[form(DUTY_LIST)]),
    view("gaps").remote(&[form(PLAN_LIST)]),
    view("estimates").remote(&[form(OFFICE_LIST)]),
    view("offices").remote(&[form(DAY_LIST)]),
    view("locks").remote(&[form(PLAN_LIST)]),
    view("starred").remote(&[form(DAY_LIST)]),
    view("export").file("output").remote(EXPORTS),
    write("import figures")
        .file("file")
        .remote(&[form_with(&["-"], &[DRY_RUN, EACH, LANG])]),
    write("import steps")
        .file("file")
        .remote(&[form_with(&["-"], &[DRY_RUN, LANG])]),
    write("import plan")
        .file("file")
        .remote(&[form_with(&["-"], &[DRY_RUN, LANG])]),
    write("remind").file("letter").remote(&[form_with(
        &["--letter=-"],
        &[RULE, PERIOD, OFFICE, ASKED_BY, DRAFT, LANG],
    )]),
    view("config show").remote(&[form(&[LANG])]),
    write("config set").remote(&[form(&[LANG])]),
    // Views.
    view("activities"),
    view("below"),
    view("budget"),
    view("calendar"),
    view("comment list"),
    view("doctor"),
    view("figure history"),
    view("figure show"),
    view("holiday list"),
    view("inspections"),
    view("journal"),
    view("report show"),
    view("setting list"),
    // What is entered.
    write("activity set"),
    write("comment add"),
    write("figure set"),
    write("holiday remove"),
    write("holiday set"),
    write("import"),
    write("import groups").file("file"),
    write("import holidays").file("file"),
    write("import offices").file("file"),
    write("inspection add"),
    write("inspection set"),
    write("lock"),
    write("plan amend"),
    write("plan close"),
    write("plan copy"),
    write("plan reopen"),
    write("report accept"),
    write("report extend"),
    write("report return"),
    write("report send").file("narrative"),
    write("report waive"),
    write("setting set"),
    write("spend"),
    write("star"),
    write("unlock"),
    // Accounts.
    write("account add").file("key_file").run_by(AccountOrOwner),
    write("account key add").file("file").run_by(AccountOrOwner),
    write("account key remove").run_by(AccountOrOwner),
    view("account keys").run_by(AccountOrOwner),
    view("account list").run_by(AccountOrOwner),
    write("account remove").run_by(AccountOrOwner),
    write("account resume").run_by(AccountOrOwner),
    write("account role").run_by(AccountOrOwner),
    write("account suspend").run_by(AccountOrOwner),
    // The file as a whole.
    write("admin share").run_by(Owner),
    write("admin unshare").run_by(Owner),
    view("backup").file("destination").run_by(Owner),
    view("check").run_by(Owner),
    write("init").run_by(Owner),
    write("restore").file("file").run_by(Owner),
    write("upgrade").run_by(Owner),
    // What needs no database.
    view("completions").run_by(Anyone),
    view("config check").file("file").run_by(Anyone),
    view("config default").run_by(Anyone),
    view("config path").run_by(Anyone),
    view("demo").run_by(Anyone),
];

/// The command of these words.
pub fn find_command(words: &str) -> Option<&'static CommandRow> {
    COMMANDS.iter().find(|row| row.words == words)
}
