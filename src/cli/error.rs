//! Why a command failed, and the one sentence that says what to do: a type for each, words by a match without
//! wildcard. Knows no command in particular.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{ExportKind, OutputFormat};
use crate::config::ConfigError;
use crate::domain::catalog::OfficeLookup;
use crate::domain::code::{MeasureId, OfficeCode, PlanCode, RuleId};
use crate::domain::comment::CommentRefusal;
use crate::domain::duty_step::DutyStepRefusal;
use crate::domain::entry::EntryRefusal;
use crate::domain::inspection::InspectionRefusal;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plausibility::EntryWarning;
use crate::domain::text::TextError;
use crate::i18n::Lang;
use crate::i18n::cli::CliText;
use crate::i18n::config::config_error;
use crate::i18n::inspection::inspection_refusal;
use crate::i18n::maintenance::invalid_journal_tip;
use crate::i18n::messages::cli as words;
use crate::i18n::system::{self, AccessText};
use crate::i18n::{display, facts, fill_placeholders, import, quote_input};
use crate::import::data::DataError;
use crate::import::figures::SheetError;
use crate::sample::DataFileError;
use crate::sample::history::DemoError;
use crate::store::{DutyRecord, StoreError};
use crate::system::InsecureEnvironment;

/// Why a command failed. Status 1.
#[derive(Debug)]
pub enum CliError {
    /// The store could not.
    Store(StoreError),
    /// A figure is refused.
    FigureRefused(Box<EntryRefusal>),
    /// A figure is odd, and `--strict` was given.
    FigureWarnings(Vec<String>),
    /// The next step of a duty is refused.
    StepRefused(DutyStepRefusal),
    /// A text does not pass the gate.
    InvalidText(TextError),
    /// Not a day.
    InvalidDay(String),
    /// Not a period.
    InvalidPeriod(String),
    /// Not one office.
    AmbiguousOffice(String, OfficeLookup),
    /// No office; these may have been meant.
    UnknownOffice(String, Vec<OfficeCode>),
    /// No such plan; these are there.
    UnknownPlan(String, Vec<PlanCode>),
    /// No such measure; these may have been meant.
    UnknownMeasure(String, Vec<MeasureId>),
    /// No such rule; the plan has these.
    UnknownRule(String, Vec<String>),
    /// No such activity; the plan has so many.
    UnknownActivity(u32, usize),
    /// No inspection of this number.
    UnknownInspection(i64),
    /// An inspection is refused.
    InspectionRefused(InspectionRefusal),
    /// Not a month.
    InvalidMonth(String),
    /// Not a value of this setting.
    InvalidSettingValue(String, String),
    /// No day off or working weekend day is known on this day.
    UnknownHoliday(chrono::NaiveDate),
    /// A day off that cannot be, in words.
    InvalidHoliday(String),
    /// No such duty; the rule has these periods.
    UnknownDuty {
        /// The rule.
        rule: String,
        /// The office.
        office: String,
        /// Periods in which that office owes it, or anybody does.
        periods: Vec<Period>,
        /// Whether that office owes any.
        rule_periods: bool,
    },
    /// The rule has duties, but none of this period; it has these.
    NoDutyInPeriod {
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
    NoDutyAccepts(Vec<(String, DutyStepRefusal)>),
    /// A report with missing cells and no note, and `--strict` was given: the cells.
    MissingCells(String),
    /// A file of this name is there and is not overwritten.
    FileExists(PathBuf),
    /// The same for what `--force` overwrites.
    OutputThere(PathBuf),
    /// `--as-of` with a command that writes.
    AsOfWithWrite,
    /// A data file cannot be read.
    UnreadableDataFile(PathBuf, DataError),
    /// So much is wrong in a data file; each was said with its place.
    DataFileErrors(usize),
    /// A plan of this code is there already.
    PlanExists(PlanCode),
    /// The plan has no amendment of this number.
    UnknownAmendment(String),
    /// A plan cannot be moved so many years.
    YearShiftTooLarge(u32),
    /// A file is no sheet of figures.
    InvalidSheet(SheetError),
    /// So many rows of a sheet are refused; each was said with its line.
    RowsRefused {
        /// Refused.
        refused: usize,
        /// Whether the others were saved.
        others_saved: bool,
    },
    /// A file cannot be read or written.
    FileIo(PathBuf, io::Error),
    /// A file is larger than what is read.
    FileTooLarge(PathBuf),
    /// A narrative that cannot be read.
    UnreadableNarrative(PathBuf, String),
    /// Standard output cannot be written.
    OutputIo(io::Error),
    /// What is asked for has no such format.
    UnsupportedFormat(ExportKind, OutputFormat),
    /// One plan has to be named.
    PlanRequired(Vec<PlanCode>),
    /// The output would overwrite the database.
    OutputIsDatabase(PathBuf),
    /// The interface was asked for where nobody sits before a screen.
    NoTerminal,
    /// What the program stands on cannot be trusted.
    InsecureEnvironment(Box<InsecureEnvironment>),
    /// Somebody comes in in a way that is not theirs.
    Authentication(AccessText),
    /// On a shared server, a file by its name.
    PathForbidden(PathBuf),
    /// A path that sshd's and sudo's files cannot hold.
    UnquotablePath(PathBuf),
    /// No such account.
    UnknownAccount(String),
    /// Not exactly one key of an account has this in it.
    KeyNotUnique(String, String),
    /// There is no home folder, so no default place for the database.
    NoHomeFolder,
    /// The demonstration cannot be set up.
    Demo(String),
    /// The data files of the sample cannot be read.
    SampleData(DataFileError),
    /// A comment that says nothing.
    EmptyComment,
    /// A measure without a quota; these have one.
    MeasureWithoutQuota(MeasureId, Vec<MeasureId>),
    /// A quota is not counted in such periods, but in these; one of them.
    WrongQuotaPeriod(MeasureId, PeriodKind, Option<Period>),
    /// A configuration file cannot be used.
    Config(Box<ConfigError>),
    /// `check` found something; each was said.
    CheckFailed(usize),
    /// A copy was made, and so much in it does not agree; each was said.
    Disagrees(usize),
    /// Not the end of a journal as `check` prints it.
    InvalidJournalTip(String),
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<EntryRefusal> for CliError {
    fn from(refusal: EntryRefusal) -> Self {
        Self::FigureRefused(Box::new(refusal))
    }
}

impl From<DutyStepRefusal> for CliError {
    fn from(refusal: DutyStepRefusal) -> Self {
        Self::StepRefused(refusal)
    }
}

impl From<InspectionRefusal> for CliError {
    fn from(refusal: InspectionRefusal) -> Self {
        Self::InspectionRefused(refusal)
    }
}

impl From<CommentRefusal> for CliError {
    fn from(refusal: CommentRefusal) -> Self {
        match refusal {
            CommentRefusal::Empty => Self::EmptyComment,
            CommentRefusal::InvalidText(error) => Self::InvalidText(error),
        }
    }
}

impl From<TextError> for CliError {
    fn from(error: TextError) -> Self {
        Self::InvalidText(error)
    }
}

impl From<io::Error> for CliError {
    fn from(error: io::Error) -> Self {
        Self::OutputIo(error)
    }
}

impl From<DataFileError> for CliError {
    fn from(error: DataFileError) -> Self {
        Self::SampleData(error)
    }
}

impl From<DemoError> for CliError {
    fn from(error: DemoError) -> Self {
        match error {
            DemoError::Store(error) => Self::Store(error),
            DemoError::Data(error) => Self::SampleData(error),
            error => Self::Demo(error.to_string()),
        }
    }
}

impl From<ConfigError> for CliError {
    fn from(error: ConfigError) -> Self {
        Self::Config(Box::new(error))
    }
}

impl From<InsecureEnvironment> for CliError {
    fn from(why: InsecureEnvironment) -> Self {
        Self::InsecureEnvironment(Box::new(why))
    }
}

impl From<SheetError> for CliError {
    fn from(error: SheetError) -> Self {
        Self::InvalidSheet(error)
    }
}

impl CliError {
    /// Why a rule has no duty of an office and period: `all` are the rule's duties. Without an office the period is
    /// wrong, or the rule has no day.
    pub fn unknown_duty(rule: &RuleId, office: Option<&OfficeCode>, all: &[DutyRecord]) -> Self {
        let of_office =
            |record: &&DutyRecord| office.is_none_or(|office| record.duty.key.office == *office);
        let rule_periods = all.iter().any(|record| of_office(&record));
        let mut periods: Vec<Period> = all
            .iter()
            .filter(|record| !rule_periods || of_office(record))
            .map(|record| record.duty.key.period)
            .collect();
        periods.sort();
        periods.dedup();
        let rule = rule.to_string();
        match office {
            None if !periods.is_empty() => Self::NoDutyInPeriod { rule, periods },
            office => Self::UnknownDuty {
                rule,
                office: office.map(ToString::to_string).unwrap_or_default(),
                periods,
                rule_periods,
            },
        }
    }

    /// Why a new file could not be written.
    pub fn cannot_create_file(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AlreadyExists => Self::FileExists(path.to_owned()),
            _ => Self::FileIo(path.to_owned(), error),
        }
    }

    /// Whether the reader of a pipe went away: no error.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, CliError::OutputIo(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// One sentence: what happened, and what to do.
    pub fn message(&self, lang: Lang) -> String {
        let fill =
            |text: CliText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
        let access =
            |text: AccessText, values: &[&dyn Display]| fill_placeholders(text.text(lang), values);
        match self {
            CliError::Store(error) => facts::store_error(lang, error),
            CliError::FigureRefused(refusal) => facts::entry_refusal(lang, refusal),
            CliError::FigureWarnings(questions) => words::warnings_refused(lang, questions),
            CliError::StepRefused(refusal) => words::duty_step_refusal(lang, *refusal),
            CliError::InvalidText(error) => words::text_error(lang, error),
            CliError::InvalidDay(typed) => words::invalid_day(lang, typed),
            CliError::InvalidPeriod(typed) => words::invalid_period(lang, typed),
            CliError::AmbiguousOffice(typed, lookup) => words::invalid_office(lang, typed, lookup),
            CliError::UnknownOffice(typed, near) => {
                let near: Vec<&str> = near.iter().map(OfficeCode::as_str).collect();
                words::unknown_office(lang, typed, &near)
            }
            CliError::UnknownPlan(typed, known) => {
                words::unknown_plan(lang, typed, &join_codes(known))
            }
            CliError::UnknownMeasure(typed, near) => {
                let near: Vec<&str> = near.iter().map(MeasureId::as_str).collect();
                words::unknown_measure(lang, typed, &near)
            }
            CliError::UnknownRule(typed, known) => words::unknown_rule(lang, typed, known),
            CliError::UnknownActivity(no, count) => words::unknown_activity(lang, *no, *count),
            CliError::UnknownInspection(no) => fill(CliText::NoInspection, &[no]),
            CliError::InspectionRefused(refusal) => inspection_refusal(lang, refusal),
            CliError::InvalidMonth(typed) => fill(CliText::BadMonth, &[&quote_input(typed)]),
            CliError::InvalidSettingValue(name, typed) => {
                crate::i18n::setting::invalid_setting_value(lang, name, &quote_input(typed))
            }
            CliError::UnknownHoliday(on) => fill(CliText::NoHoliday, &[&display::day(lang, *on)]),
            CliError::InvalidHoliday(words) => words.clone(),
            CliError::UnknownDuty {
                rule,
                office,
                periods,
                rule_periods,
            } => words::duty_not_found(lang, (rule, office), periods, *rule_periods),
            CliError::NoDutyInPeriod { rule, periods } => {
                words::period_not_found(lang, rule, periods)
            }
            CliError::NothingOwed { rule, period } => words::no_open_duty(lang, rule, *period),
            CliError::NoDutyAccepts(passed) => words::no_applicable_office(lang, passed),
            CliError::MissingCells(names) => fill(CliText::MissingRefused, &[names]),
            CliError::FileExists(path) => words::file_exists(lang, path),
            CliError::OutputThere(path) => words::output_there(lang, path),
            CliError::AsOfWithWrite => CliText::AsOfWrites.text(lang).to_owned(),
            CliError::UnreadableDataFile(path, error) => import::data_error(lang, path, error),
            CliError::DataFileErrors(count) => import::validation_failed(lang, *count),
            CliError::PlanExists(code) => import::plan_exists(lang, code.as_str()),
            CliError::UnknownAmendment(number) => {
                import::amendment_not_found(lang, &quote_input(number))
            }
            CliError::YearShiftTooLarge(years) => import::copy_too_far(lang, *years),
            CliError::InvalidSheet(error) => words::sheet_error(lang, error),
            CliError::RowsRefused {
                refused,
                others_saved,
            } => words::rows_refused(lang, *refused, *others_saved),
            CliError::FileIo(path, error) => words::file_error(lang, path, error),
            CliError::FileTooLarge(path) => words::file_too_large(lang, path),
            CliError::UnreadableNarrative(path, detail) => {
                words::invalid_narrative(lang, path, detail)
            }
            CliError::OutputIo(error) => words::output_error(lang, error),
            CliError::UnsupportedFormat(what, format) => {
                words::unknown_format(lang, &value_name(what), &value_name(format))
            }
            CliError::PlanRequired(known) => words::plan_required(lang, &join_codes(known)),
            CliError::OutputIsDatabase(path) => words::would_overwrite_database(lang, path),
            CliError::NoTerminal => CliText::NoTerminal.text(lang).to_owned(),
            CliError::NoHomeFolder => CliText::NoHomeFolder.text(lang).to_owned(),
            CliError::InsecureEnvironment(why) => system::insecure_environment(lang, why),
            CliError::Authentication(entry) => entry.text(lang).to_owned(),
            CliError::PathForbidden(path) => system::path_not_allowed(lang, path),
            CliError::UnquotablePath(path) => access(AccessText::PlainPath, &[&path.display()]),
            CliError::UnknownAccount(name) => access(AccessText::NoAccount, &[&quote_input(name)]),
            CliError::KeyNotUnique(name, part) => {
                access(AccessText::NoSuchKey, &[name, part, name])
            }
            CliError::Demo(detail) => words::invalid_sample_data(lang, detail),
            CliError::SampleData(error) => words::invalid_sample_data(lang, &error.to_string()),
            CliError::EmptyComment => CliText::EmptyComment.text(lang).to_owned(),
            CliError::MeasureWithoutQuota(id, others) => {
                fill(CliText::NoQuota, &[id, &measures_or_dash(others)])
            }
            CliError::WrongQuotaPeriod(id, kind, such) => {
                let such = such.map_or_else(|| "–".to_owned(), |period| period.to_string());
                let kind = facts::period_kind(lang, *kind);
                fill(CliText::QuotaPeriod, &[id, &kind, &such])
            }
            CliError::Config(error) => config_error(lang, error),
            CliError::InvalidJournalTip(typed) => invalid_journal_tip(lang, &quote_input(typed)),
            CliError::CheckFailed(count) => words::check_failed(lang, *count),
            CliError::Disagrees(count) => words::disagrees(lang, *count),
        }
    }
}

fn measures_or_dash(ids: &[MeasureId]) -> String {
    if ids.is_empty() {
        return "–".to_owned();
    }
    let ids: Vec<&str> = ids.iter().map(MeasureId::as_str).collect();
    ids.join(", ")
}

fn join_codes(codes: &[PlanCode]) -> String {
    codes
        .iter()
        .map(PlanCode::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

/// The word of a value as it is typed.
fn value_name<T: clap::ValueEnum>(value: &T) -> String {
    value
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

/// The questions of a figure as sentences.
pub fn warning_texts(lang: Lang, questions: &[EntryWarning]) -> Vec<String> {
    questions
        .iter()
        .map(|question| facts::entry_warning(lang, question))
        .collect()
}
