//! The grammar of the commands on a plan's other parts: activities, money, inspections, the calendar, days off,
//! settings. Knows no store; texts are read later.

use clap::{Args, Subcommand, ValueEnum};

use crate::domain::inspection::InspectionKind;

/// Which activities.
#[derive(Debug, Default, Args)]
pub struct ActivityScopeArgs {
    /// Of this plan only
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Of this status only
    #[arg(long, value_parser = ["not_begun", "running", "done", "late"])]
    pub state: Option<String>,
}

/// `activity …`
#[derive(Debug, Subcommand)]
pub enum ActivityCommand {
    /// Record what was done, what was spent, or both
    Set(Box<ActivitySetArgs>),
}

/// `activity set`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true).args(["done", "spent"])))]
pub struct ActivitySetArgs {
    /// Plan
    #[arg(long, value_name = "CODE")]
    pub plan: String,
    /// Its number in the annex
    #[arg(long)]
    pub no: u32,
    /// Quantity done
    #[arg(long, allow_hyphen_values = true, value_name = "X")]
    pub done: Option<String>,
    /// Spent in addition, in đồng (negative: taken back, needs --note)
    #[arg(long, allow_hyphen_values = true, value_name = "AMOUNT")]
    pub spent: Option<String>,
    /// Source of the money, its number in the plan
    #[arg(long, requires = "spent", value_name = "N")]
    pub source: Option<u32>,
    /// Note
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Day on which it counts (default: today)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
}

/// `budget`
#[derive(Debug, Default, Args)]
pub struct BudgetArgs {
    /// Of this plan only
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Each payment instead of the sums
    #[arg(long)]
    pub lines: bool,
}

/// `spend`
#[derive(Debug, Args)]
pub struct SpendArgs {
    /// Plan
    #[arg(long, value_name = "CODE")]
    pub plan: String,
    /// Amount, in đồng (negative: taken back, needs a --note that says what it corrects)
    #[arg(long, allow_hyphen_values = true, value_name = "AMOUNT")]
    pub amount: String,
    /// Source of the money, its number in the plan
    #[arg(long, value_name = "N")]
    pub source: Option<u32>,
    /// Activity, its number in the annex
    #[arg(long, value_name = "N")]
    pub activity: Option<u32>,
    /// Day of the payment (default: today)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// What for; if negative: which entry it corrects, and why
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// Which inspections.
#[derive(Debug, Default, Args)]
pub struct InspectionScopeArgs {
    /// Of this plan only
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Of this status only
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
        /// What it is.
        #[command(flatten)]
        parts: Box<InspectionFieldArgs>,
    },
    /// Change it, record findings or what was mended, close it
    Set {
        /// Its number (see inspections)
        #[arg(long)]
        no: i64,
        /// What of it changes.
        #[command(flatten)]
        parts: Box<InspectionFieldArgs>,
    },
}

/// The parts of an inspection; what is absent stays as it is.
#[derive(Debug, Args)]
pub struct InspectionFieldArgs {
    /// Periodic or ad hoc
    #[arg(long, value_enum)]
    pub kind: Option<InspectionKindName>,
    /// First day
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Last day (default: the first)
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Team: offices (code, name or part of it), parted by semicolons
    #[arg(long, value_name = "OFFICES")]
    pub team: Option<String>,
    /// Office inspected (code, name or part of it)
    #[arg(long, value_name = "OFFICE")]
    pub inspected: Option<String>,
    /// Findings
    #[arg(long, value_name = "TEXT")]
    pub findings: Option<String>,
    /// What is asked for, what was mended
    #[arg(long, value_name = "TEXT")]
    pub follow_up: Option<String>,
    /// Day on which it was closed: nothing is left to do
    #[arg(long, value_name = "DATE")]
    pub closed: Option<String>,
}

/// A kind of inspection by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum InspectionKindName {
    /// Periodic.
    Periodic,
    /// Ad hoc.
    AdHoc,
}

impl From<InspectionKindName> for InspectionKind {
    fn from(name: InspectionKindName) -> Self {
        match name {
            InspectionKindName::Periodic => Self::Periodic,
            InspectionKindName::AdHoc => Self::AdHoc,
        }
    }
}

/// `calendar`
#[derive(Debug, Default, Args)]
pub struct CalendarArgs {
    /// Month (default: this one)
    #[arg(long, value_name = "YYYY-MM")]
    pub month: Option<String>,
    /// Of this plan only
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
}

/// `holiday …`
#[derive(Debug, Subcommand)]
pub enum HolidayCommand {
    /// The days off and working weekend days
    List {
        /// Of this year only
        #[arg(long)]
        year: Option<i32>,
    },
    /// Add or change a day off, a working weekend day
    Set {
        /// Day
        #[arg(long, value_name = "DATE")]
        on: String,
        /// Name
        #[arg(long, value_name = "TEXT")]
        name: String,
        /// Working day, though at a weekend
        #[arg(long)]
        working: bool,
    },
    /// Take a day off the list, with a reason
    Remove {
        /// Day
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
    /// The settings
    List,
    /// Change a setting
    Set {
        /// Name
        #[arg(value_parser = ["own_office", "before_inclusive", "roll_over"])]
        name: String,
        /// on, off; of own_office: an office, or none
        value: String,
        /// Only say what would change
        #[arg(long)]
        dry_run: bool,
    },
}
