//! The grammar of the commands on a plan's other parts: activities, money, inspections, the calendar, days off,
//! settings. Must not depend on the store; values are parsed later, so that refusals are in the user's language.

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::inspection::InspectionKind;

/// Filter of activities.
#[derive(Debug, Default, Args)]
pub struct ActivityScopeArgs {
    /// Only this plan
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Only with this status
    #[arg(long, value_parser = ["not_begun", "running", "done", "late"])]
    pub state: Option<String>,
}

/// `activity …`
#[derive(Debug, Subcommand)]
pub enum ActivityCommand {
    /// Record the quantity completed, the amount spent, or both
    Set(Box<ActivitySetArgs>),
}

/// `activity set`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("recorded").required(true).multiple(true).args(["done", "spent"])))]
pub struct ActivitySetArgs {
    /// Plan
    #[arg(long, value_name = "CODE")]
    pub plan: String,
    /// Activity number in the annex
    #[arg(long)]
    pub no: u32,
    /// Quantity completed
    #[arg(long, allow_hyphen_values = true, value_name = "X")]
    pub done: Option<String>,
    /// Amount spent in addition, in đồng (negative: a reversal, needs --note)
    #[arg(long, allow_hyphen_values = true, value_name = "AMOUNT")]
    pub spent: Option<String>,
    /// Funding source (its number in the plan)
    #[arg(long, requires = "spent", value_name = "N")]
    pub source: Option<u32>,
    /// Note
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Date of this progress (default: today)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// `budget`
#[derive(Debug, Default, Args)]
pub struct BudgetArgs {
    /// Only this plan
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Show each payment instead of totals
    #[arg(long)]
    pub lines: bool,
}

/// `spend`
#[derive(Debug, Args)]
pub struct SpendArgs {
    /// Plan
    #[arg(long, value_name = "CODE")]
    pub plan: String,
    /// Amount in đồng (negative: a reversal; --note must say what it corrects)
    #[arg(long, allow_hyphen_values = true, value_name = "AMOUNT")]
    pub amount: String,
    /// Funding source (its number in the plan)
    #[arg(long, value_name = "N")]
    pub source: Option<u32>,
    /// Activity (its number in the annex)
    #[arg(long, value_name = "N")]
    pub activity: Option<u32>,
    /// Date of payment (default: today)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Purpose; if negative: which entry it corrects, and why
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// Filter of inspections.
#[derive(Debug, Default, Args)]
pub struct InspectionScopeArgs {
    /// Only this plan
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Only with this status
    #[arg(long, value_parser = ["planned", "running", "findings_owed", "found", "closed"])]
    pub state: Option<String>,
}

/// `inspection …`
#[derive(Debug, Subcommand)]
pub enum InspectionCommand {
    /// Add an inspection
    Add {
        /// Plan
        #[arg(long, value_name = "CODE")]
        plan: String,
        /// Fields of the inspection.
        #[command(flatten)]
        fields: Box<InspectionFieldArgs>,
    },
    /// Change an inspection, record findings and follow-up, complete it
    Set {
        /// Number of the inspection (see inspections)
        #[arg(long)]
        no: i64,
        /// Fields to change.
        #[command(flatten)]
        fields: Box<InspectionFieldArgs>,
    },
}

/// Fields of an inspection; a field without a value does not change.
#[derive(Debug, Args)]
pub struct InspectionFieldArgs {
    /// Periodic or ad hoc
    #[arg(long, value_enum)]
    pub kind: Option<InspectionKindArg>,
    /// Start date
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// End date (default: the start date)
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Team: offices (code, name or part of it), separated by semicolons
    #[arg(long, value_name = "OFFICES")]
    pub team: Option<String>,
    /// Inspected office (code, name or part of it)
    #[arg(long, value_name = "OFFICE")]
    pub inspected: Option<String>,
    /// Findings
    #[arg(long, value_name = "TEXT")]
    pub findings: Option<String>,
    /// Recommendations and follow-up
    #[arg(long, value_name = "TEXT")]
    pub follow_up: Option<String>,
    /// Follow-up completed on
    #[arg(long, value_name = "DATE")]
    pub closed: Option<String>,
}

/// A kind of inspection by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum InspectionKindArg {
    /// Periodic.
    Periodic,
    /// Ad hoc.
    AdHoc,
}

impl From<InspectionKindArg> for InspectionKind {
    fn from(name: InspectionKindArg) -> Self {
        match name {
            InspectionKindArg::Periodic => Self::Periodic,
            InspectionKindArg::AdHoc => Self::AdHoc,
        }
    }
}

/// `calendar`
#[derive(Debug, Default, Args)]
pub struct CalendarArgs {
    /// Month, such as 2026-11 (default: this month)
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<String>,
    /// Only this plan
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
}

/// `holiday …`
#[derive(Debug, Subcommand)]
pub enum HolidayCommand {
    /// List holidays and make-up workdays
    List {
        /// Only this year
        #[arg(long)]
        year: Option<i32>,
    },
    /// Add or change a holiday or make-up workday
    Set {
        /// Date
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Name
        #[arg(long, value_name = "TEXT")]
        name: String,
        /// Make-up workday (a working day at a weekend)
        #[arg(long)]
        working: bool,
    },
    /// Remove a day from the list, with a reason
    Remove {
        /// Date
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Reason
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

/// `setting …`
#[derive(Debug, Subcommand)]
pub enum SettingCommand {
    /// List the settings
    List,
    /// Change a setting
    Set {
        /// Name
        #[arg(value_parser = ["own_office", "before_inclusive", "roll_over"])]
        name: String,
        /// on or off; for own_office: an office, or none
        value: String,
        /// Dry run: show what would change
        #[arg(long)]
        dry_run: bool,
    },
}
