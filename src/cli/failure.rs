//! Why a command failed, and the one sentence that says what to do: a type for each, words by a match without
//! wildcard. Knows no command in particular.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::args::{Exported, Format};
use crate::config::ConfigError;
use crate::domain::catalog::OfficeLookup;
use crate::domain::code::{MeasureId, OfficeCode, PlanCode, RuleId};
use crate::domain::comment::CommentRefusal;
use crate::domain::day::print_day;
use crate::domain::entry::Refusal;
use crate::domain::inspection::InspectionRefusal;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::question::Question;
use crate::domain::step::StepRefusal;
use crate::domain::text::TextError;
use crate::import::data::DataError;
use crate::import::figures::SheetError;
use crate::sample::BadData;
use crate::sample::demo::DemoError;
use crate::store::{DutyRecord, StoreError};
use crate::system::Distrust;
use crate::words::Lang;
use crate::words::cli::Said;
use crate::words::complaint as words;
use crate::words::config::config_error;
use crate::words::system::{self, Entry};
use crate::words::{data, facts, fill, quoted};

/// Why a command failed. Status 1.
#[derive(Debug)]
pub enum Failure {
    /// The store could not.
    Store(StoreError),
    /// A figure is refused.
    Refused(Box<Refusal>),
    /// A figure is odd, and `--strict` was given.
    Odd(Vec<String>),
    /// The next step of a duty is refused.
    Step(StepRefusal),
    /// A text does not pass the gate.
    Text(TextError),
    /// Not a day.
    Day(String),
    /// Not a period.
    Period(String),
    /// Not one office.
    Office(String, OfficeLookup),
    /// No office; these may have been meant.
    NoOffice(String, Vec<OfficeCode>),
    /// No such plan; these are there.
    Plan(String, Vec<PlanCode>),
    /// No such measure; these may have been meant.
    Measure(String, Vec<MeasureId>),
    /// No such rule; the plan has these.
    Rule(String, Vec<String>),
    /// No such activity; the plan has so many.
    Activity(u32, usize),
    /// No inspection of this number.
    NoInspection(i64),
    /// An inspection is refused.
    Inspection(InspectionRefusal),
    /// Not a month.
    Month(String),
    /// Not a value of this setting.
    SettingValue(String, String),
    /// No day off or working weekend day is known on this day.
    NoHoliday(chrono::NaiveDate),
    /// A day off that cannot be, in words.
    Holiday(String),
    /// No such duty; the rule has these periods.
    Duty {
        /// The rule.
        rule: String,
        /// The office.
        office: String,
        /// Periods in which that office owes it, or anybody does.
        periods: Vec<Period>,
        /// Whether that office owes any.
        owes: bool,
    },
    /// The rule has duties, but none of this period; it has these.
    NoPeriod {
        /// The rule.
        rule: String,
        /// Its periods.
        periods: Vec<Period>,
    },
    /// Nobody owes the report any more, so nobody is reminded.
    NothingOwed {
        /// The rule.
        rule: String,
        /// The period.
        period: Period,
    },
    /// A step for all, and it can be done for none: each office with the reason.
    NoneFits(Vec<(String, StepRefusal)>),
    /// A report with missing cells and no note, and `--strict` was given: the cells.
    MissingCells(String),
    /// A file of this name is there and is not overwritten.
    FileThere(PathBuf),
    /// The same for what `--force` overwrites.
    OutputThere(PathBuf),
    /// `--as-of` with a command that writes.
    AsOfWrites,
    /// A data file cannot be read.
    Unreadable(PathBuf, DataError),
    /// So much is wrong in a data file; each was said with its place.
    Faults(usize),
    /// A plan of this code is there already.
    PlanThere(PlanCode),
    /// The plan has no amendment of this number.
    Amendment(String),
    /// A plan cannot be moved so many years.
    TooFar(u32),
    /// A file is no sheet of figures.
    Sheet(SheetError),
    /// So many rows of a sheet are refused; each was said with its line.
    Rows {
        /// Refused.
        refused: usize,
        /// Whether the others were saved.
        others_saved: bool,
    },
    /// A file cannot be read or written.
    File(PathBuf, io::Error),
    /// A file is larger than what is read.
    TooBig(PathBuf),
    /// A narrative that cannot be read.
    Narrative(PathBuf, String),
    /// Standard output cannot be written.
    Output(io::Error),
    /// What is asked for has no such format.
    NoFormat(Exported, Format),
    /// One plan has to be named.
    PlanNeeded(Vec<PlanCode>),
    /// The output would overwrite the database.
    OverDatabase(PathBuf),
    /// The interface was asked for where nobody sits before a screen.
    NoTerminal,
    /// What the program stands on cannot be trusted.
    Distrust(Box<Distrust>),
    /// Somebody comes in in a way that is not theirs.
    Entry(Entry),
    /// On a shared server, a file by its name.
    NoPath(PathBuf),
    /// A path that sshd's and sudo's files cannot hold.
    PlainPath(PathBuf),
    /// No such account.
    NoAccount(String),
    /// Not exactly one key of an account has this in it.
    NoSuchKey(String, String),
    /// There is no home folder, so no default place for the database.
    NoHome,
    /// The demonstration cannot be set up.
    Demo(String),
    /// The data files of the sample cannot be read.
    Data(BadData),
    /// A comment that says nothing.
    EmptyComment,
    /// A measure without a quota; these have one.
    NoQuota(MeasureId, Vec<MeasureId>),
    /// A quota is not counted in such periods, but in these; one of them.
    QuotaPeriod(MeasureId, PeriodKind, Option<Period>),
    /// A configuration file cannot be used.
    Config(Box<ConfigError>),
    /// `check` found something; each was said.
    Damage(usize),
    /// A copy was made, and so much in it does not agree; each was said.
    Disagrees(usize),
    /// Not the end of a journal as `check` prints it.
    Head(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<StepRefusal> for Failure {
    fn from(refusal: StepRefusal) -> Self {
        Self::Step(refusal)
    }
}

impl From<InspectionRefusal> for Failure {
    fn from(refusal: InspectionRefusal) -> Self {
        Self::Inspection(refusal)
    }
}

impl From<CommentRefusal> for Failure {
    fn from(refusal: CommentRefusal) -> Self {
        match refusal {
            CommentRefusal::Empty => Self::EmptyComment,
            CommentRefusal::Text(error) => Self::Text(error),
        }
    }
}

impl From<TextError> for Failure {
    fn from(error: TextError) -> Self {
        Self::Text(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<BadData> for Failure {
    fn from(error: BadData) -> Self {
        Self::Data(error)
    }
}

impl From<DemoError> for Failure {
    fn from(error: DemoError) -> Self {
        match error {
            DemoError::Store(error) => Self::Store(error),
            DemoError::Data(error) => Self::Data(error),
            error => Self::Demo(error.to_string()),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Config(Box::new(error))
    }
}

impl From<Distrust> for Failure {
    fn from(why: Distrust) -> Self {
        Self::Distrust(Box::new(why))
    }
}

impl From<SheetError> for Failure {
    fn from(error: SheetError) -> Self {
        Self::Sheet(error)
    }
}

impl Failure {
    /// Why a rule has no duty of an office and period: `all` are the rule's duties. Without an office the period is
    /// wrong, or the rule has no day.
    pub fn no_duty(rule: &RuleId, office: Option<&OfficeCode>, all: &[DutyRecord]) -> Self {
        let of_office = |record: &&DutyRecord| office.is_none_or(|office| record.duty.key.office == *office);
        let owes = all.iter().any(|record| of_office(&record));
        let mut periods: Vec<Period> =
            all.iter().filter(|record| !owes || of_office(record)).map(|record| record.duty.key.period).collect();
        periods.sort();
        periods.dedup();
        let rule = rule.to_string();
        match office {
            None if !periods.is_empty() => Self::NoPeriod { rule, periods },
            office => Self::Duty { rule, office: office.map(ToString::to_string).unwrap_or_default(), periods, owes },
        }
    }

    /// Why a new file could not be written.
    pub fn new_file(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AlreadyExists => Self::FileThere(path.to_owned()),
            _ => Self::File(path.to_owned(), error),
        }
    }

    /// Whether the reader of a pipe went away: no error.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// One sentence: what happened, and what to do.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Failure::Store(error) => facts::store_error(lang, error),
            Failure::Refused(refusal) => facts::refusal(lang, refusal),
            Failure::Odd(questions) => words::odd(lang, questions),
            Failure::Step(refusal) => words::step_refusal(lang, *refusal),
            Failure::Text(error) => words::text_error(lang, error),
            Failure::Day(typed) => words::bad_day(lang, typed),
            Failure::Period(typed) => words::bad_period(lang, typed),
            Failure::Office(typed, lookup) => words::bad_office(lang, typed, lookup),
            Failure::NoOffice(typed, near) => {
                words::unknown_office(lang, typed, &near.iter().map(OfficeCode::as_str).collect::<Vec<_>>())
            }
            Failure::Plan(typed, known) => words::unknown_plan(lang, typed, &listed(known)),
            Failure::Measure(typed, near) => {
                words::unknown_measure(lang, typed, &near.iter().map(MeasureId::as_str).collect::<Vec<_>>())
            }
            Failure::Rule(typed, known) => words::unknown_rule(lang, typed, known),
            Failure::Activity(no, count) => words::unknown_activity(lang, *no, *count),
            Failure::NoInspection(no) => fill(Said::NoInspection.words(lang), &[no]),
            Failure::Inspection(refusal) => crate::words::inspection::refusal(lang, refusal),
            Failure::Month(typed) => fill(Said::BadMonth.words(lang), &[&quoted(typed)]),
            Failure::SettingValue(name, typed) => crate::words::setting::bad_value(lang, name, &quoted(typed)),
            Failure::NoHoliday(on) => fill(Said::NoHoliday.words(lang), &[&print_day(*on)]),
            Failure::Holiday(words) => words.clone(),
            Failure::Duty { rule, office, periods, owes } => words::no_duty(lang, (rule, office), periods, *owes),
            Failure::NoPeriod { rule, periods } => words::no_period(lang, rule, periods),
            Failure::NothingOwed { rule, period } => words::nothing_owed(lang, rule, *period),
            Failure::NoneFits(passed) => words::none_fits(lang, passed),
            Failure::MissingCells(names) => fill(Said::MissingRefused.words(lang), &[names]),
            Failure::FileThere(path) => words::file_there(lang, path),
            Failure::OutputThere(path) => words::output_there(lang, path),
            Failure::AsOfWrites => Said::AsOfWrites.words(lang).to_owned(),
            Failure::Unreadable(path, error) => data::data_error(lang, path, error),
            Failure::Faults(count) => data::faults(lang, *count),
            Failure::PlanThere(code) => data::plan_there(lang, code.as_str()),
            Failure::Amendment(number) => data::no_amendment(lang, &quoted(number)),
            Failure::TooFar(years) => data::too_far(lang, *years),
            Failure::Sheet(error) => words::sheet_error(lang, error),
            Failure::Rows { refused, others_saved } => words::rows_refused(lang, *refused, *others_saved),
            Failure::File(path, error) => words::file_error(lang, path, error),
            Failure::TooBig(path) => words::file_too_big(lang, path),
            Failure::Narrative(path, detail) => words::bad_narrative(lang, path, detail),
            Failure::Output(error) => words::output_error(lang, error),
            Failure::NoFormat(what, format) => words::no_format(lang, &name(what), &name(format)),
            Failure::PlanNeeded(known) => words::plan_needed(lang, &listed(known)),
            Failure::OverDatabase(path) => words::over_database(lang, path),
            Failure::NoTerminal => Said::NoTerminal.words(lang).to_owned(),
            Failure::NoHome => Said::NoHome.words(lang).to_owned(),
            Failure::Distrust(why) => system::distrust(lang, why),
            Failure::Entry(entry) => entry.words(lang).to_owned(),
            Failure::NoPath(path) => system::no_path(lang, path),
            Failure::PlainPath(path) => fill(Entry::PlainPath.words(lang), &[&path.display()]),
            Failure::NoAccount(name) => fill(Entry::NoAccount.words(lang), &[&quoted(name)]),
            Failure::NoSuchKey(name, part) => fill(Entry::NoSuchKey.words(lang), &[name, part, name]),
            Failure::Demo(detail) => words::bad_data(lang, detail),
            Failure::Data(error) => words::bad_data(lang, &error.to_string()),
            Failure::EmptyComment => Said::EmptyComment.words(lang).to_owned(),
            Failure::NoQuota(id, others) => {
                let others: Vec<&str> = others.iter().map(MeasureId::as_str).collect();
                let others = if others.is_empty() { "–".to_owned() } else { others.join(", ") };
                fill(Said::NoQuota.words(lang), &[id, &others])
            }
            Failure::QuotaPeriod(id, kind, such) => {
                let such = such.map_or_else(|| "–".to_owned(), |period| period.to_string());
                fill(Said::QuotaPeriod.words(lang), &[id, &facts::period_kind(lang, *kind), &such])
            }
            Failure::Config(error) => config_error(lang, error),
            Failure::Head(typed) => crate::words::custody::bad_head(lang, &quoted(typed)),
            Failure::Damage(count) => words::damage(lang, *count),
            Failure::Disagrees(count) => words::disagrees(lang, *count),
        }
    }
}

fn listed(codes: &[PlanCode]) -> String {
    codes.iter().map(PlanCode::as_str).collect::<Vec<_>>().join(", ")
}

/// The word of a value as it is typed.
fn name<T: clap::ValueEnum>(value: &T) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// The questions of a figure as sentences.
pub fn questions(lang: Lang, questions: &[Question]) -> Vec<String> {
    questions.iter().map(|question| facts::question(lang, question)).collect()
}
