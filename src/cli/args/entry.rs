//! The grammar of the commands that enter, send, import or export. Knows no store; texts are read later.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::DutyScopeArgs;
use super::usage_error::InvalidYears;
use crate::domain::plan_copy::YEARS_MAX;

/// `figure …`
#[derive(Debug, Subcommand)]
pub enum FigureCommand {
    /// Set the figure of a cell
    Set(Box<FigureSetArgs>),
    /// The figures that are there
    Show(FigureSelectorArgs),
    /// All that was entered for a cell, oldest first
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
    /// Series: boys, girls
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
    /// Series: boys, girls
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
    /// Number of offices that met the quota
    #[arg(
        long,
        group = "answer",
        requires = "of",
        allow_hyphen_values = true,
        value_name = "X"
    )]
    pub met: Option<String>,
    /// … out of so many
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
    /// Milestone: how far it is
    #[arg(long, group = "answer", value_enum)]
    pub milestone: Option<MilestoneName>,
    /// An estimate
    #[arg(long)]
    pub estimate: bool,
    /// Note
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Refuse odd figures, too
    #[arg(long)]
    pub strict: bool,
}

/// How far a milestone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum MilestoneName {
    /// Not begun.
    NotBegun,
    /// In progress.
    InProgress,
    /// Done.
    Done,
}

/// `report …`
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Record that a report was sent
    Send(Box<ReportSendArgs>),
    /// Return it
    Return {
        /// Which duty.
        #[command(flatten)]
        duty: DutyStepArgs,
        /// Reason
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Day by which it is to be mended
        #[arg(long = "mend-by", value_name = "DATE")]
        resubmit_by: String,
    },
    /// Accept it
    Accept(BulkDutyStepArgs),
    /// Extend its term
    Extend {
        /// Which duties.
        #[command(flatten)]
        duties: BulkDutyStepArgs,
        /// New last day
        #[arg(long, value_name = "DATE")]
        to: String,
        /// Reason
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Waive it
    #[command(name = "waive")]
    Exempt {
        /// Which duties.
        #[command(flatten)]
        duties: BulkDutyStepArgs,
        /// Reason
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// The report and all that happened to it
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
    /// Period of the report, or the day that a one-off rule names
    #[arg(long)]
    pub period: String,
    /// Day on which it counts (default: today)
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
    /// Every office of this rule and period to which it can be done; each one passed over is named with the reason
    #[arg(long, group = "whom")]
    pub all: bool,
    /// Period of the report, or the day that a one-off rule names
    #[arg(long)]
    pub period: String,
    /// Day on which it counts (default: today)
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
    /// Period of the report
    #[arg(long)]
    pub period: Option<String>,
}

/// `report send`
#[derive(Debug, Args)]
pub struct ReportSendArgs {
    /// Which duty.
    #[command(flatten)]
    pub duty: DutyStepArgs,
    /// Number of the letter
    #[arg(long, value_name = "NUMBER")]
    pub letter: Option<String>,
    /// Day of the letter
    #[arg(long, value_name = "DATE")]
    pub letter_date: Option<String>,
    /// Narrative: a text (the results), or TOML with results, difficulties, proposals
    #[arg(long, value_name = "FILE")]
    pub narrative: Option<PathBuf>,
    /// Entered on behalf of the office
    #[arg(long)]
    pub behalf: bool,
    /// Why cells are missing
    #[arg(long, value_name = "TEXT")]
    pub missing_note: Option<String>,
    /// Refuse when cells are missing and there is no --missing-note
    #[arg(long)]
    pub strict: bool,
}

/// `import …`
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Figures from CSV: measure,office,period,series,value,numerator,denominator,kind,quality,note
    Figures {
        /// CSV file; - is standard input
        file: PathBuf,
        /// Only say what would change
        #[arg(long, conflicts_with = "each")]
        dry_run: bool,
        /// Save row by row, and print OK and the line after each
        #[arg(long)]
        each: bool,
    },
    /// A plan from a TOML file, in the form of export plan
    Plan(ImportPlanArgs),
    /// Offices and groups from a TOML file ([[office]], [[group]]), or offices from CSV:
    /// code,name,kind,parent,aliases,from,to,successors,on (lists in a cell are parted by |)
    Offices(ImportOfficesArgs),
    /// Groups of offices from a TOML file ([[group]]); as import offices
    Groups(ImportOfficesArgs),
    /// Days off and working weekend days from a TOML file ([[holiday]]); a day that is there is replaced
    Holidays(ImportFileArgs),
}

/// A data file of offices and groups that comes in.
#[derive(Debug, Args)]
pub struct ImportOfficesArgs {
    /// The file.
    #[command(flatten)]
    pub from: ImportFileArgs,
    /// Change the offices and groups of the same codes (last day, successors, members …)
    #[arg(long, requires = "reason")]
    pub replace: bool,
    /// Reason of the change
    #[arg(long, value_name = "TEXT", requires = "replace")]
    pub reason: Option<String>,
}

/// A plan's data file that comes in.
#[derive(Debug, Args)]
pub struct ImportPlanArgs {
    /// The file.
    #[command(flatten)]
    pub from: ImportFileArgs,
    /// Replace the plan of the same code
    #[arg(long)]
    pub replace: bool,
    /// Reason (compulsory when measures with figures change)
    #[arg(long, value_name = "TEXT", requires = "replace")]
    pub reason: Option<String>,
    /// Number of the amendment that is in the file: what was before stays until the day on which it takes effect
    #[arg(long, value_name = "NUMBER", requires = "replace")]
    pub amendment: Option<String>,
}

/// What is done with a plan as a whole.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Copy into a new plan, its days moved by some years
    Copy {
        /// A plan that is there
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Code of the new plan
        #[arg(long, value_name = "CODE")]
        code: String,
        /// By how many years
        #[arg(long, default_value_t = 1, value_parser = parse_years)]
        years: u32,
    },
    /// Record an amendment
    Amend {
        /// Plan
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Number of the document
        #[arg(long)]
        number: String,
        /// Day on which it takes effect
        #[arg(long, value_name = "DATE")]
        from: String,
        /// Day of signature
        #[arg(long, value_name = "DATE")]
        signed_on: Option<String>,
        /// Its title
        #[arg(long)]
        title: String,
    },
    /// Stop following it: no new duties, no figures any more
    Close {
        /// Plan
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Last day (default: today)
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
        /// Reason, document
        #[arg(long)]
        reason: String,
    },
    /// Open a closed plan again
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
    /// TOML file; - is standard input
    pub file: PathBuf,
    /// Only say what would change
    #[arg(long)]
    pub dry_run: bool,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum ExportKind {
    /// Figures
    Figures,
    /// Reporting duties
    Duties,
    /// Report on the progress of targets
    Report,
    /// Plan as a data file
    Plan,
    /// Offices
    Offices,
    /// Groups of offices
    Groups,
    /// Days off
    Holidays,
}

/// `export …`
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// What to export
    #[arg(value_enum, default_value_t = ExportKind::Figures)]
    pub what: ExportKind,
    /// Into this new file; left out or - is standard output
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Overwrite the file if it is there
    #[arg(long)]
    pub force: bool,
    /// Plan, office.
    #[command(flatten)]
    pub scope: DutyScopeArgs,
}

fn parse_years(text: &str) -> Result<u32, InvalidYears> {
    text.parse()
        .ok()
        .filter(|years| (1..=YEARS_MAX).contains(years))
        .ok_or(InvalidYears)
}
