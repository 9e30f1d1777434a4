//! The grammar of the commands that look after figures: who is below a quota, what is followed up, comments.
//! Must not depend on the store; values are parsed later, so that refusals are in the user's language.

use clap::{Args, Subcommand};

/// Of which quota, in which period.
#[derive(Debug, Args)]
pub struct BelowQuotaArgs {
    /// Measure, such as kg-tt-2030/5
    #[arg(long, value_name = "ID")]
    pub measure: String,
    /// Period (default: the latest that has ended)
    #[arg(long)]
    pub period: Option<String>,
    /// Print a paragraph to copy into a letter or message
    #[arg(long, conflicts_with = "format")]
    pub as_text: bool,
}

/// A measure, a cell of it, or a duty.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("about").required(true)))]
pub struct SubjectArgs {
    /// Measure, such as tth-2021/4.3; with --office and --period: one of its cells
    #[arg(long, value_name = "ID", group = "about")]
    pub measure: Option<String>,
    /// Reporting rule of a report, such as tth-2021/r2, with --office and --period
    #[arg(long, value_name = "ID", group = "about", requires = "office")]
    pub rule: Option<String>,
    /// Office (code or name)
    #[arg(long, value_name = "OFFICE", requires = "period")]
    pub office: Option<String>,
    /// Period, such as 2023, 2023-H1, 2023-Q4
    #[arg(long, requires = "office")]
    pub period: Option<String>,
    /// Breakdown: boys, girls
    #[arg(long, requires = "office", conflicts_with = "rule")]
    pub series: Option<String>,
}

/// `star`
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true)))]
pub struct StarArgs {
    /// Measure, such as tth-2021/4.3
    #[arg(long, value_name = "ID", group = "what")]
    pub measure: Option<String>,
    /// Reporting rule of a report, with --office and --period
    #[arg(long, value_name = "ID", group = "what", requires = "office")]
    pub rule: Option<String>,
    /// Office (code or name)
    #[arg(long, value_name = "OFFICE", requires = "period", requires = "rule")]
    pub office: Option<String>,
    /// Period, such as 2023, 2023-H1, 2023-Q4
    #[arg(long, requires = "office")]
    pub period: Option<String>,
    /// Remove the star
    #[arg(long)]
    pub off: bool,
}

/// `comment …`
#[derive(Debug, Subcommand)]
pub enum CommentCommand {
    /// Add a comment
    Add {
        /// What it is about.
        #[command(flatten)]
        about: SubjectArgs,
        /// Text of the comment
        #[arg(long)]
        text: String,
    },
    /// Show comments, oldest first
    List(SubjectArgs),
}
