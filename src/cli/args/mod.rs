//! Arguments of the command line: the grammar, its help, and parsing. Must not depend on the store.

mod account;
mod config;
mod display;
mod entry;
mod execution;
mod follow_up;
mod grammar;
mod help;
mod journal;
mod maintenance;
mod parse;
mod scope;
mod selected;
mod usage_error;
mod value_error;

pub use account::{
    AccountAddArgs, AccountCommand, AccountKeysArgs, AdminCommand, KeyCommand, RoleArg,
};
pub use config::ConfigCommand;
pub use journal::JournalArgs;
pub use maintenance::BackupArgs;

pub use entry::{
    BulkDutyStepArgs, DutySelectorArgs, DutyStepArgs, ExportArgs, ExportKind, FigureCommand,
    FigureSelectorArgs, FigureSetArgs, ImportCommand, ImportFileArgs, ImportOfficesArgs,
    ImportPlanArgs, MilestoneArg, PlanCommand, ReportCommand, ReportSendArgs,
};
pub use execution::{
    ActivityCommand, ActivityScopeArgs, ActivitySetArgs, BudgetArgs, CalendarArgs, HolidayCommand,
    InspectionCommand, InspectionFieldArgs, InspectionKindArg, InspectionScopeArgs, SettingCommand,
    SpendArgs,
};

pub use display::{DisplayArgs, ThemeArg};
pub use follow_up::{BelowQuotaArgs, CommentCommand, StarArgs, SubjectArgs};
pub use help::localized_command;
pub use selected::SelectedCommand;
pub use usage_error::{UnparsedArguments, UsageMessage};

pub use grammar::{
    Cli, CliCommand, ColorChoice, LangArg, LockArgs, OfficeStateArg, OutputFormat, RemindArgs,
    ReminderChannelName,
};
pub use scope::{DutyFilterArgs, MeasureScopeArgs, PlanOfficeArgs, PlanScopeArgs};
