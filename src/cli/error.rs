//! Errors of commands: a variant for each, with a message that says what to do, by an exhaustive match. Must not depend
//! on particular commands.

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
use crate::import::figures;
use crate::import::sheet::SheetError;
use crate::sample::DataFileError;
use crate::sample::history::DemoError;
use crate::store::{DutyRecord, StoreError};
use crate::system::InsecureEnvironment;

/// Reason why a command failed. Exit status 1.
#[derive(Debug)]
pub enum CliError {
    /// Error of the store.
    Store(StoreError),
    /// A figure is refused.
    FigureRefused(Box<EntryRefusal>),
    /// A figure has warnings, and `--strict` was given.
    FigureWarnings(Vec<String>),
    /// The next step of a duty is refused.
    StepRefused(DutyStepRefusal),
    /// An invalid text.
    InvalidText(TextError),
    /// An invalid day.
    InvalidDay(String),
    /// An invalid period.
    InvalidPeriod(String),
    /// The text does not identify one office.
    AmbiguousOffice(String, OfficeLookup),
    /// Unknown office, with suggestions.
    UnknownOffice(String, Vec<OfficeCode>),
    /// Unknown plan, with the existing ones.
    UnknownPlan(String, Vec<PlanCode>),
    /// Unknown measure, with suggestions.
    UnknownMeasure(String, Vec<MeasureId>),
    /// Unknown rule, with the plan's rules.
    UnknownRule(String, Vec<String>),
    /// Unknown activity, with the number of activities.
    UnknownActivity(u32, usize),
    /// Unknown inspection.
    UnknownInspection(i64),
    /// An inspection is refused.
    InspectionRefused(InspectionRefusal),
    /// An invalid month.
    InvalidMonth(String),
    /// An invalid value of this setting.
    InvalidSettingValue(String, String),
    /// No day off or make-up workday on this day.
    UnknownHoliday(chrono::NaiveDate),
    /// An invalid day off; the message.
    InvalidHoliday(String),
    /// No such duty, with the periods that exist.
    UnknownDuty {
        /// The rule.
        rule: String,
        /// The office.
        office: String,
        /// Periods in which that office owes it, or else any office.
        periods: Vec<Period>,
        /// `true` if the periods are that office's.
        rule_periods: bool,
    },
    /// The rule has no duty of this period, with its periods.
    NoDutyInPeriod {
        /// The rule.
        rule: String,
        /// Its periods.
        periods: Vec<Period>,
    },
    /// No office owes the report any more, so that nobody is reminded.
    NothingOwed {
        /// The rule.
        rule: String,
        /// The period.
        period: Period,
    },
    /// A bulk step that applies to no office, with the reasons.
    NoDutyAccepts(Vec<(String, DutyStepRefusal)>),
    /// A report with missing cells and no explanation, and `--strict` was given: the cells.
    MissingCells(String),
    /// The file exists and is not overwritten.
    FileExists(PathBuf),
    /// The file exists; `--force` would overwrite it.
    OutputExists(PathBuf),
    /// `--as-of` with a command that writes.
    AsOfWithWrite,
    /// A data file is unreadable.
    UnreadableDataFile(PathBuf, DataError),
    /// Number of errors in a data file; each was printed.
    DataFileErrors(usize),
    /// A plan of this code exists.
    PlanExists(PlanCode),
    /// The plan has no amendment of this number.
    UnknownAmendment(String),
    /// A plan cannot be shifted by this number of years.
    YearShiftTooLarge(u32),
    /// The file is not a sheet of figures.
    InvalidSheet {
        /// Reason.
        error: SheetError,
        /// Columns that the sheet may have.
        columns: &'static [&'static str],
    },
    /// Number of refused rows of a sheet; each was printed.
    RowsRefused {
        /// Number of refused rows.
        refused: usize,
        /// `true` if the other rows were saved.
        others_saved: bool,
    },
    /// A file cannot be read or written.
    FileIo(PathBuf, io::Error),
    /// The file exceeds the maximum size.
    FileTooLarge(PathBuf),
    /// The narrative is unreadable.
    UnreadableNarrative(PathBuf, String),
    /// Standard output cannot be written.
    OutputIo(io::Error),
    /// The export does not support this format.
    UnsupportedFormat(ExportKind, OutputFormat),
    /// A plan must be given.
    PlanRequired(Vec<PlanCode>),
    /// The output path is the database.
    OutputIsDatabase(PathBuf),
    /// The terminal interface was requested without a terminal.
    NoTerminal,
    /// The environment is not secure.
    InsecureEnvironment(Box<InsecureEnvironment>),
    /// The user authenticated in a way that is not allowed.
    Authentication(AccessText),
    /// A file path given on a shared server.
    PathForbidden(PathBuf),
    /// A path that cannot be written unquoted into the files of sshd and sudo.
    UnquotablePath(PathBuf),
    /// Unknown account.
    UnknownAccount(String),
    /// The text does not match exactly one key of the account.
    KeyNotUnique(String, String),
    /// There is no home folder, and so no default path of the database.
    NoHomeFolder,
    /// The demo cannot be set up.
    Demo(String),
    /// The sample's data files are unreadable.
    SampleData(DataFileError),
    /// The comment is empty.
    EmptyComment,
    /// The measure has no quota, with those that have one.
    MeasureWithoutQuota(MeasureId, Vec<MeasureId>),
    /// The quota is not counted in such periods; the right kind, and an example.
    WrongQuotaPeriod(MeasureId, PeriodKind, Option<Period>),
    /// A configuration file is unusable.
    Config(Box<ConfigError>),
    /// `check` found issues; each was printed.
    CheckFailed(usize),
    /// A copy was made with inconsistencies; each was printed.
    InconsistentCopy(usize),
    /// Not a journal tip as printed by `check`.
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
        Self::InvalidSheet {
            error,
            columns: &figures::COLUMNS,
        }
    }
}

impl CliError {
    /// Error for a missing duty of a rule, office and period; `all` are the rule's duties. Without an office either the
    /// period is wrong or the rule has no day.
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

    /// Error for a new file that could not be written.
    pub fn cannot_create_file(path: &Path, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AlreadyExists => Self::FileExists(path.to_owned()),
            _ => Self::FileIo(path.to_owned(), error),
        }
    }

    /// Returns `true` if the reader of a pipe has closed it, which is not an error.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, CliError::OutputIo(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// One sentence: what happened and what to do.
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
            CliError::OutputExists(path) => words::output_exists(lang, path),
            CliError::AsOfWithWrite => CliText::AsOfWrites.text(lang).to_owned(),
            CliError::UnreadableDataFile(path, error) => import::data_error(lang, path, error),
            CliError::DataFileErrors(count) => import::validation_failed(lang, *count),
            CliError::PlanExists(code) => import::plan_exists(lang, code.as_str()),
            CliError::UnknownAmendment(number) => {
                import::amendment_not_found(lang, &quote_input(number))
            }
            CliError::YearShiftTooLarge(years) => import::copy_too_far(lang, *years),
            CliError::InvalidSheet { error, columns } => words::sheet_error(lang, error, columns),
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
            CliError::InconsistentCopy(count) => words::inconsistent_copy(lang, *count),
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

/// Name of a value as typed.
fn value_name<T: clap::ValueEnum>(value: &T) -> String {
    value
        .to_possible_value()
        .map(|value| value.get_name().to_owned())
        .unwrap_or_default()
}

/// Warnings of a figure as sentences.
pub fn warning_texts(lang: Lang, questions: &[EntryWarning]) -> Vec<String> {
    questions
        .iter()
        .map(|question| facts::entry_warning(lang, question))
        .collect()
}
