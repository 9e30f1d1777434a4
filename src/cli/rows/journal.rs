//! A line of the journal for scripts.

use crate::list_row;
use crate::store::JournalLine;
use chrono::{DateTime, Utc};

list_row! {
    /// A line of the journal.
    pub struct JournalRow {
        /// Grows by one.
        pub no: i64,
        /// When, in UTC.
        pub at: DateTime<Utc>,
        /// Which account.
        pub by: String,
        /// From which door.
        #[key = "door"]
        pub channel: String,
        /// What kind of thing.
        pub kind: String,
        /// Which one.
        pub subject: String,
        /// Before.
        pub before: Option<String>,
        /// After.
        pub after: Option<String>,
        /// Why.
        pub why: Option<String>,
        /// The office for which somebody of another office wrote.
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
