//! Filters of plans, measures and duties: arguments that commands share.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::command_table::{DUTY_STATES, MEASURE_STATES};

/// Of one plan.
#[derive(Debug, Default, Args)]
pub struct PlanScopeArgs {
    /// Only this plan
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
}

/// Filter of measures.
#[derive(Debug, Default, Args)]
pub struct MeasureScopeArgs {
    /// Only this plan
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Only this office (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
    /// Only with this status
    #[arg(long, value_parser = PossibleValuesParser::new(MEASURE_STATES))]
    pub state: Option<String>,
}

/// Of one plan, of one office.
#[derive(Debug, Default, Args)]
pub struct PlanOfficeArgs {
    /// Only this plan
    #[arg(long, value_name = "CODE")]
    pub plan: Option<String>,
    /// Only this office (code or name)
    #[arg(long, value_name = "OFFICE")]
    pub office: Option<String>,
}

/// Filter of duties.
#[derive(Debug, Default, Args)]
pub struct DutyFilterArgs {
    /// Plan, office.
    #[command(flatten)]
    pub scope: PlanOfficeArgs,
    /// Only reports in this state
    #[arg(long, value_parser = PossibleValuesParser::new(DUTY_STATES))]
    pub state: Option<String>,
    /// Only this reporting rule, such as tth-2021/r2
    #[arg(long, value_name = "ID")]
    pub rule: Option<String>,
    /// Only this period: 2023, 2023-H1, 2023-9M, 2023-Q4, 2023-M11
    #[arg(long)]
    pub period: Option<String>,
}
