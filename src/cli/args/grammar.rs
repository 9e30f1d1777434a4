//! The grammar of the command line: names, flags, values. Must not depend on the store; what a value means is decided later,
//! so that a refusal can be said in the user's language. The doc comment of an argument is its help in English; the
//! Vietnamese stands in [`crate::i18n::help`].

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::account::{AccountCommand, AdminCommand};
use super::config::ConfigCommand;
use super::display::DisplayArgs;
use super::entry::{ExportArgs, FigureCommand, ImportCommand, PlanCommand, ReportCommand};
use super::execution::{
    ActivityCommand, ActivityScopeArgs, BudgetArgs, CalendarArgs, HolidayCommand,
    InspectionCommand, InspectionScopeArgs, SettingCommand, SpendArgs,
};
use super::follow_up::{BelowQuotaArgs, CommentCommand, StarArgs};
use super::journal::JournalArgs;
use super::maintenance::BackupArgs;
use super::scope::{DutyFilterArgs, MeasureScopeArgs, PlanOfficeArgs, PlanScopeArgs};
use super::selected::SelectedCommand;
use super::value_error::parse_iso_day;
use crate::domain::duty::ReminderChannel;
use crate::i18n::Lang;

/// Tracks government plans: targets, responsible offices, overdue reports.
///
/// Without a command, the interface opens.
#[derive(Debug, Parser)]
#[command(name = "tiendo", version)]
pub struct Cli {
    /// Database (default: in the user's data folder)
    #[arg(long, global = true, value_name = "FILE")]
    pub db: Option<PathBuf>,
    /// Account of a shared database; set by the server administrator in the SSH login line (root)
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// View the state on this date; for viewing only
    #[arg(long, global = true, value_name = "YYYY-MM-DD", value_parser = parse_iso_day)]
    pub as_of: Option<NaiveDate>,
    /// Output format; toml, xlsx, docx for export only
    #[arg(long, global = true, value_enum)]
    pub format: Option<OutputFormat>,
    /// Language; or set TIENDO_LANG
    #[arg(long, global = true, value_enum)]
    pub lang: Option<LangArg>,
    /// Use colours in text output
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub color: ColorChoice,
    /// How the screen looks.
    #[command(flatten)]
    pub display: DisplayArgs,
    /// What to do; nothing opens the terminal interface.
    #[command(subcommand)]
    pub command: Option<CliCommand>,
    /// What the table of commands says of it.
    #[arg(skip)]
    pub selected: SelectedCommand,
}

/// How things are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum OutputFormat {
    /// Text.
    Text,
    /// JSON.
    Json,
    /// CSV.
    Csv,
    /// TOML (export only).
    Toml,
    /// Spreadsheet (export only).
    Xlsx,
    /// Word document (export only).
    Docx,
}

/// A language by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum LangArg {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl From<LangArg> for Lang {
    fn from(name: LangArg) -> Lang {
        match name {
            LangArg::Vi => Lang::Vi,
            LangArg::En => Lang::En,
        }
    }
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum CliCommand {
    /// Open the interface on sample data as of 5 Jun 2026 (nothing is saved)
    Demo,
    /// Create a new database (never overwrites a file)
    Init {
        /// Include five real plans with their offices and reporting rules (no figures)
        #[arg(long)]
        sample: bool,
        /// Shared: users log in with accounts (see account, admin)
        #[arg(long)]
        shared: bool,
    },
    /// Show today's work: overdue, due soon, awaiting acceptance, returned
    Today(PlanOfficeArgs),
    /// Show one page: measures by status, reports in four totals
    Status(PlanOfficeArgs),
    /// Show overdue reports
    Overdue {
        /// Plan, office.
        #[command(flatten)]
        scope: PlanOfficeArgs,
        /// Exit with code 3 if anything is overdue
        #[arg(long)]
        exit_code: bool,
    },
    /// Show plans
    Plans(PlanScopeArgs),
    /// Copy, amend, close or reopen a plan
    #[command(subcommand)]
    Plan(PlanCommand),
    /// Show objectives
    Objectives(PlanScopeArgs),
    /// Show targets and their status
    Targets(MeasureScopeArgs),
    /// Show measures with their figures and status
    Measures(MeasureScopeArgs),
    /// Show activities of the annex
    Activities(ActivityScopeArgs),
    /// Show offices up to the date viewed, including closed ones
    Offices {
        /// Only active offices (living) or closed ones (ended)
        #[arg(long, value_enum)]
        state: Option<OfficeStateArg>,
    },
    /// Show reporting rules
    Rules(PlanScopeArgs),
    /// Reports due
    Duties(DutyFilterArgs),
    /// Show missing information in plans
    Gaps(PlanScopeArgs),
    /// Show estimates that are due to be replaced by final figures
    Estimates(PlanOfficeArgs),
    /// Show offices below their quota, and by how much
    Below(BelowQuotaArgs),
    /// Star a measure or a report (--off to unstar)
    Star(StarArgs),
    /// Show starred items
    Starred,
    /// Add or show comments on measures, cells, reports
    #[command(subcommand)]
    Comment(CommentCommand),
    /// Enter figures or show them
    #[command(subcommand)]
    Figure(FigureCommand),
    /// Record the submission, acceptance, return, extension or exemption of a report
    #[command(subcommand)]
    Report(ReportCommand),
    /// Record the progress of an activity
    #[command(subcommand)]
    Activity(ActivityCommand),
    /// Show the budget by source: budgeted, spent, left
    Budget(BudgetArgs),
    /// Record or reverse spending
    Spend(SpendArgs),
    /// Show inspections
    Inspections(InspectionScopeArgs),
    /// Add or change an inspection, record its findings
    #[command(subcommand)]
    Inspection(InspectionCommand),
    /// Calendar of a month: reports due, yearly events, activities, inspections, holidays
    Calendar(CalendarArgs),
    /// Manage holidays and make-up workdays
    #[command(subcommand)]
    Holiday(HolidayCommand),
    /// Show or change settings: my office, how deadlines are counted
    #[command(subcommand)]
    Setting(SettingCommand),
    /// Remind offices with outstanding reports, write the reminder letter
    Remind(RemindArgs),
    /// Lock the figures of a period
    Lock(LockArgs),
    /// Show locked and unlocked periods: who, when, until when, why
    Locks(PlanScopeArgs),
    /// Unlock a period (reason, expiry)
    Unlock {
        /// What.
        #[command(flatten)]
        at: LockArgs,
        /// Reason for unlocking
        #[arg(long)]
        reason: String,
        /// Last day on which changes are allowed
        #[arg(long, value_name = "DATE")]
        until: String,
    },
    /// Import figures (by default from standard input), a plan, offices, groups or holidays
    Import {
        /// What.
        #[command(subcommand)]
        what: Option<ImportCommand>,
    },
    /// Export figures, reports due, a report, a plan or other data
    Export(ExportArgs),
    /// Back up the database and check the copy
    Backup(BackupArgs),
    /// Restore from a backup; the current file is kept next to it
    Restore {
        /// Backup file.
        file: PathBuf,
    },
    /// Manage accounts of a shared database
    #[command(subcommand)]
    Account(AccountCommand),
    /// Switch between shared and single-user (service user)
    #[command(subcommand)]
    Admin(AdminCommand),
    /// Upgrade an older database (makes a backup first)
    Upgrade,
    /// Show the audit log: who changed what, when, before and after
    Journal(JournalArgs),
    /// Check the database: structure, history, audit log
    Check {
        /// End-of-log code noted earlier: check that it is still in the audit log
        #[arg(long, value_name = "NO:CODE")]
        head: Option<String>,
    },
    /// Check the terminal, keyboard and database
    Doctor {
        /// Show the keys that the program receives; q to stop
        #[arg(long)]
        keys: bool,
    },
    /// Show, check or set the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Print command completions for a shell
    Completions {
        /// Shell.
        shell: clap_complete::Shell,
    },
}

/// Whether an office lives on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum OfficeStateArg {
    /// Active.
    #[value(name = "living")]
    Active,
    /// Closed.
    Ended,
}

/// Whom to remind, of what, and how.
#[derive(Debug, Args)]
pub struct RemindArgs {
    /// Reporting rule, such as tth-2021/r2
    #[arg(long, value_name = "ID")]
    pub rule: String,
    /// Period, such as 2023, 2023-H1, 2023-Q4
    #[arg(long)]
    pub period: String,
    /// Only this office (code or name; default: all with the report outstanding)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Date of the reminder (default: today)
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Channel of the reminder
    #[arg(long, value_enum, default_value_t = ReminderChannelName::Letter)]
    pub channel: ReminderChannelName,
    /// Note, such as the number of the letter
    #[arg(long)]
    pub note: Option<String>,
    /// Write the reminder letter to this file (docx; never overwrites; - for standard output)
    #[arg(long, value_name = "FILE")]
    pub letter: Option<PathBuf>,
    /// Date requested in the letter (does not extend the deadline)
    #[arg(long = "asked-by", value_name = "DATE", requires = "letter")]
    pub requested_deadline: Option<String>,
    /// Only write the letter; do not record a reminder
    #[arg(long, requires = "letter")]
    pub draft: bool,
}

/// The way of a reminder by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum ReminderChannelName {
    /// Letter.
    Letter,
    /// Phone.
    Phone,
    /// Email.
    Email,
    /// Text message.
    Message,
    /// In person.
    InPerson,
}

impl From<ReminderChannelName> for ReminderChannel {
    fn from(name: ReminderChannelName) -> ReminderChannel {
        match name {
            ReminderChannelName::Letter => ReminderChannel::Letter,
            ReminderChannelName::Phone => ReminderChannel::Phone,
            ReminderChannelName::Email => ReminderChannel::Email,
            ReminderChannelName::Message => ReminderChannel::Message,
            ReminderChannelName::InPerson => ReminderChannel::InPerson,
        }
    }
}

/// A period of a plan, for one office or all.
#[derive(Debug, Args)]
pub struct LockArgs {
    /// Plan
    #[arg(long, value_name = "CODE")]
    pub plan: String,
    /// Period: 2023, 2023-H1, 2023-Q4 …
    #[arg(long)]
    pub period: String,
    /// Only this office (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
}
