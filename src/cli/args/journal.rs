//! The grammar of `journal`.

use clap::Args;
use clap::builder::PossibleValuesParser;

use crate::store::JOURNAL_KINDS;

/// Which lines of the journal.
#[derive(Debug, Args)]
pub struct JournalArgs {
    /// Chỉ việc loại này
    #[arg(long, value_parser = PossibleValuesParser::new(JOURNAL_KINDS))]
    pub kind: Option<String>,
    /// Chỉ của người này (tên tài khoản)
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Từ ngày này
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Đến hết ngày này
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Chỉ dòng có những chữ này, không cần dấu
    #[arg(long, value_name = "TEXT")]
    pub find: Option<String>,
    /// Nhiều nhất bao nhiêu dòng, mới nhất trước
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
}
