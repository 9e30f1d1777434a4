//! The grammar of `journal`.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::store::JOURNAL_KINDS;

/// Filter of journal lines.
#[derive(Debug, Args)]
pub struct JournalArgs {
    /// Only changes of this type
    #[arg(long, value_parser = PossibleValuesParser::new(JOURNAL_KINDS))]
    pub kind: Option<String>,
    /// Only by this person (account name)
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// From this date
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Until this date (inclusive)
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Only entries containing this text (diacritics are ignored)
    #[arg(long, value_name = "TEXT")]
    pub find: Option<String>,
    /// Show at most this many entries, newest first
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
}
