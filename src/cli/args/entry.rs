//! The grammar of the commands that enter, send, import or export. Must not
//! depend on the store; values are parsed later, so that refusals are in the user's language.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::scope::PlanOfficeArgs;
use super::value_error::InvalidYears;
use crate::domain::plan_copy::YEARS_MAX;

/// `figure …`
#[derive(Debug, Subcommand)]
pub enum FigureCommand {
    /// Enter the figure of a cell
    Set(Box<FigureSetArgs>),
    /// Show figures
    Show(FigureSelectorArgs),
    /// Show all entries for a cell, oldest first
    History(FigureSelectorArgs),
}

/// Which cells.
#[derive(Debug, Args)]
pub struct FigureSelectorArgs {
    /// Measure, such as tth-2021/4.3
    #[arg(long, value_name = "ID")]
    pub measure: String,
    /// Office (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Period: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11
    #[arg(long)]
    pub period: Option<String>,
    /// Breakdown: boys, girls
    #[arg(long)]
    pub series: Option<String>,
}

/// `figure set`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("answer").required(true)))]
// Each flag is a word of the shell, not a state of the program.
#[allow(clippy::struct_excessive_bools)]
pub struct FigureSetArgs {
    /// Measure, such as tth-2021/4.3
    #[arg(long, value_name = "ID")]
    pub measure: String,
    /// Office (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: String,
    /// Period: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11
    #[arg(long)]
    pub period: String,
    /// Breakdown: boys, girls
    #[arg(long)]
    pub series: Option<String>,
    /// Value: 33,5 or 45/75
    #[arg(long, group = "answer", allow_hyphen_values = true)]
    pub value: Option<String>,
    /// Numerator
    #[arg(
        long,
        group = "answer",
        requires = "denominator",
        allow_hyphen_values = true,
        value_name = "N"
    )]
    pub numerator: Option<String>,
    /// Denominator
    #[arg(
        long,
        requires = "numerator",
        allow_hyphen_values = true,
        value_name = "D"
    )]
    pub denominator: Option<String>,
    /// Number of offices that met their quota
    #[arg(
        long,
        group = "answer",
        requires = "of",
        allow_hyphen_values = true,
        value_name = "X"
    )]
    pub met: Option<String>,
    /// … out of this many offices
    #[arg(long, requires = "met", allow_hyphen_values = true, value_name = "Y")]
    pub of: Option<String>,
    /// None occurred
    #[arg(long, group = "answer")]
    pub none_occurred: bool,
    /// No data yet
    #[arg(long, group = "answer")]
    pub no_data: bool,
    /// Not applicable
    #[arg(long, group = "answer")]
    pub not_applicable: bool,
    /// State of a milestone
    #[arg(long, group = "answer", value_enum)]
    pub milestone: Option<MilestoneArg>,
    /// The figure is an estimate
    #[arg(long)]
    pub estimate: bool,
    /// Note
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Reject unusual figures as well
    #[arg(long)]
    pub strict: bool,
}

/// State of a milestone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum MilestoneArg {
    /// Not started.
    NotBegun,
    /// In progress.
    InProgress,
    /// Done.
    Done,
}

/// `report …`
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Record a submission (does not send the document)
    Send(Box<ReportSendArgs>),
    /// Return a submitted report for correction
    Return {
        /// Which duty.
        #[command(flatten)]
        duty: DutyStepArgs,
        /// Reason
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Resubmit by this date
        #[arg(long = "mend-by", value_name = "DATE")]
        resubmit_by: String,
    },
    /// Accept submitted reports
    Accept(BulkDutyStepArgs),
    /// Extend the deadline of reports due
    Extend {
        /// Which duties.
        #[command(flatten)]
        duties: BulkDutyStepArgs,
        /// New deadline
        #[arg(long, value_name = "DATE")]
        to: String,
        /// Reason
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Exempt offices from a report
    #[command(name = "waive")]
    Exempt {
        /// Which duties.
        #[command(flatten)]
        duties: BulkDutyStepArgs,
        /// Reason
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Show a report and its history
    Show(DutySelectorArgs),
}

/// One duty, and the day on which a step counts.
#[derive(Debug, Args)]
pub struct DutyStepArgs {
    /// Reporting rule, such as tth-2021/r2
    #[arg(long, value_name = "ID")]
    pub rule: String,
    /// Office (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: String,
    /// Reporting period: 2023, 2023-H1, 2023-Q4 …; for a one-off report its date, such as 2020-12-10
    #[arg(long)]
    pub period: String,
    /// Date of this step; for a submission, the date received (default: today)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// One duty or, asked for by name, every one of a rule and period to which a step can be done; and the day on which it
/// counts. Leaving out the office alone is wrong usage: nobody gets "all" by forgetting.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("whom").required(true)))]
pub struct BulkDutyStepArgs {
    /// Reporting rule, such as tth-2021/r2
    #[arg(long, value_name = "ID")]
    pub rule: String,
    /// Office (code or name)
    #[arg(long, value_name = "OFFICE", group = "whom")]
    pub office: Option<String>,
    /// Apply to all eligible offices; skipped ones are listed with the reason
    #[arg(long, group = "whom")]
    pub all: bool,
    /// Reporting period: 2023, 2023-H1, 2023-Q4 …; for a one-off report its date, such as 2020-12-10
    #[arg(long)]
    pub period: String,
    /// Date of this step; for a submission, the date received (default: today)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// Which duties of a rule.
#[derive(Debug, Args)]
pub struct DutySelectorArgs {
    /// Reporting rule, such as tth-2021/r2
    #[arg(long, value_name = "ID")]
    pub rule: String,
    /// Office (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Reporting period: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11
    #[arg(long)]
    pub period: Option<String>,
}

/// `report send`
#[derive(Debug, Args)]
pub struct ReportSendArgs {
    /// Which duty.
    #[command(flatten)]
    pub duty: DutyStepArgs,
    /// Number of the document sent
    #[arg(long, value_name = "NUMBER")]
    pub letter: Option<String>,
    /// Date of the letter
    #[arg(long, value_name = "DATE")]
    pub letter_date: Option<String>,
    /// Narrative file: text (the results), or TOML with results, difficulties, proposals
    #[arg(long, value_name = "FILE")]
    pub narrative: Option<PathBuf>,
    /// Recorded on behalf of the office
    #[arg(long)]
    pub behalf: bool,
    /// Reason for missing cells
    #[arg(long, value_name = "TEXT")]
    pub missing_note: Option<String>,
    /// Reject if cells are missing and there is no --missing-note
    #[arg(long)]
    pub strict: bool,
}

/// `import …`
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Import figures from CSV: measure,office,period,series,value,numerator,denominator,kind,quality,note
    Figures {
        /// CSV file (- for standard input)
        file: PathBuf,
        /// Dry run: show what would change
        #[arg(long, conflicts_with = "each")]
        dry_run: bool,
        /// Save row by row; print OK and the line number after each
        #[arg(long)]
        each: bool,
    },
    /// Steps of reports.
    #[command(
        about = "Import steps of reports from CSV, all or none: step (sent, returned, accepted, extended, waived, reminded), rule, \
                 office, period, on, to, reason, mend_by, letter, letter_date, results, difficulties, proposals, \
                 missing_note, channel, note, expect (last step: none or a word of step)"
    )]
    Steps {
        /// CSV file (- for standard input)
        file: PathBuf,
        /// Dry run: show what would be recorded
        #[arg(long)]
        dry_run: bool,
    },
    /// Import a plan from a TOML file, in the format of export plan
    Plan(ImportPlanArgs),
    /// Offices and groups from a data file, or offices from a table.
    #[command(
        about = "Import offices and groups from a TOML file ([[office]], [[group]]), or offices from CSV: \
                 code,name,kind,parent,aliases,from,to,successors,on (lists in a cell are separated by |)"
    )]
    Offices(ImportOfficesArgs),
    /// Groups of offices from a data file.
    #[command(
        about = "Import groups of offices from a TOML file ([[group]]); same as import offices"
    )]
    Groups(ImportOfficesArgs),
    /// Days off from a data file.
    #[command(
        about = "Import holidays and make-up workdays from a TOML file ([[holiday]]); existing dates are replaced"
    )]
    Holidays(ImportFileArgs),
}

/// A data file of offices and groups that comes in.
#[derive(Debug, Args)]
pub struct ImportOfficesArgs {
    /// The file.
    #[command(flatten)]
    pub from: ImportFileArgs,
    /// Change existing offices and groups with the same codes (closing date, successors, members …)
    #[arg(long, requires = "reason")]
    pub replace: bool,
    /// Reason for the change
    #[arg(long, value_name = "TEXT", requires = "replace")]
    pub reason: Option<String>,
}

/// A plan's data file that comes in.
#[derive(Debug, Args)]
pub struct ImportPlanArgs {
    /// The file.
    #[command(flatten)]
    pub from: ImportFileArgs,
    /// Replace the existing plan with the same code
    #[arg(long)]
    pub replace: bool,
    /// Reason (required if measures with figures change)
    #[arg(long, value_name = "TEXT", requires = "replace")]
    pub reason: Option<String>,
    /// Number of the amendment in the file: earlier content applies until its effective date
    #[arg(long, value_name = "NUMBER", requires = "replace")]
    pub amendment: Option<String>,
}

/// What is done with a plan as a whole.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Copy a plan into a new one, with its dates shifted forward
    Copy {
        /// Existing plan
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Code of the new plan
        #[arg(long, value_name = "CODE")]
        code: String,
        /// Shift all dates forward by this many years
        #[arg(long, default_value_t = 1, value_parser = parse_years)]
        years: u32,
    },
    /// Record an amendment to a plan
    Amend {
        /// Plan
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Number of the document
        #[arg(long)]
        number: String,
        /// Effective date
        #[arg(long, value_name = "DATE")]
        from: String,
        /// Date of signature
        #[arg(long, value_name = "DATE")]
        signed_on: Option<String>,
        /// Title of the document
        #[arg(long)]
        title: String,
    },
    /// Close a plan: no further reports due, no further figures
    Close {
        /// Plan
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Last day of tracking (default: today)
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Reason, document
        #[arg(long)]
        reason: String,
    },
    /// Reopen a closed plan
    Reopen {
        /// Plan
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Reason
        #[arg(long)]
        reason: String,
    },
}

/// A data file that comes in.
#[derive(Debug, Args)]
pub struct ImportFileArgs {
    /// TOML file (- for standard input)
    pub file: PathBuf,
    /// Dry run: show what would change
    #[arg(long)]
    pub dry_run: bool,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum ExportKind {
    /// Figures
    Figures,
    /// Reports due
    Duties,
    /// Report on the results of a plan
    Report,
    /// Plan as a data file
    Plan,
    /// Offices
    Offices,
    /// Groups of offices
    Groups,
    /// Holidays and make-up workdays
    Holidays,
}

/// `export …`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What to export
    #[arg(value_enum, default_value_t = ExportKind::Figures)]
    pub what: ExportKind,
    /// Write to this new file (default or -: standard output)
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite an existing file
    #[arg(long)]
    pub force: bool,
    /// Plan, office.
    #[command(flatten)]
    pub scope: PlanOfficeArgs,
}

fn parse_years(text: &str) -> Result<u32, InvalidYears> {
    text.parse()
        .ok()
        .filter(|years| (1..=YEARS_MAX).contains(years))
        .ok_or(InvalidYears)
}
