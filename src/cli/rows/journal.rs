//! Row of a journal line for scripts.

use crate::list_row;
use crate::store::JournalLine;
use chrono::{DateTime, Utc};

list_row! {
    /// A line of the journal.
    pub struct JournalRow {
        /// Sequential number.
        pub no: i64,
        /// Time in UTC.
        pub at: DateTime<Utc>,
        /// Account.
        pub by: String,
        /// Channel of the write.
        #[key = "door"]
        pub channel: String,
        /// Kind of record.
        pub kind: String,
        /// Subject.
        pub subject: String,
        /// State before.
        pub before: Option<String>,
        /// State after.
        pub after: Option<String>,
        /// Reason.
        pub why: Option<String>,
        /// Office on whose behalf another office wrote.
        pub behalf: Option<String>,
    }
}

impl From<JournalLine> for JournalRow {
    fn from(line: JournalLine) -> Self {
        let JournalLine {
            no,
            at,
            by,
            channel,
            kind,
            subject,
            before,
            after,
            reason,
            on_behalf_of,
        } = line;
        Self {
            no,
            at,
            by,
            channel,
            kind,
            subject,
            before,
            after,
            why: reason,
            behalf: on_behalf_of.map(|office| office.0),
        }
    }
}
