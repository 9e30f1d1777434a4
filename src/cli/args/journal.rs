//! The grammar of `journal`.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::store::JOURNAL_KINDS;

/// Which lines of the journal.
#[derive(Debug, Args)]
pub struct JournalArgs {
    /// Changes of this kind only
    #[arg(long, value_parser = PossibleValuesParser::new(JOURNAL_KINDS))]
    pub kind: Option<String>,
    /// By this person only (name of the account)
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// From this day on
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Through this day
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Lines with this text only; accents do not matter
    #[arg(long, value_name = "TEXT")]
    pub find: Option<String>,
    /// At most so many lines, newest first
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
}
