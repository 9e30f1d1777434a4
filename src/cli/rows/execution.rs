//! Row of a calendar entry.

use chrono::NaiveDate;

use super::enum_key::enum_key;
use crate::domain::calendar::{CalendarEntry, CalendarEntryKind};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::i18n::{Lang, calendar};
use crate::list_row;

list_row! {
    /// A calendar entry.
    pub struct CalendarRow {
        /// First day.
        pub from: NaiveDate,
        /// Last day.
        pub to: NaiveDate,
        /// `due`, `extended`, `mend`, `event`, `activity`, `inspection`, `day_off`, `working_day`.
        pub kind: String,
        /// The plans.
        pub plans: Vec<PlanCode>,
        /// Rule, or number of the activity or inspection.
        pub subject: Option<String>,
        /// Number of reports.
        pub owed: Option<usize>,
        /// Number of reports not submitted.
        pub open: Option<usize>,
        /// Text.
        pub words: String,
    }
}

impl CalendarRow {
    /// Builds the row of a calendar entry.
    pub fn new(lang: Lang, catalog: &Catalog, one: &CalendarEntry) -> Self {
        let (mut owed, mut open) = (None, None);
        let (kind, plans, subject) = match &one.kind {
            CalendarEntryKind::DayOff { working, .. } => (
                if *working { "working_day" } else { "day_off" }.to_owned(),
                Vec::new(),
                None,
            ),
            CalendarEntryKind::Due(due) => {
                (owed, open) = (Some(due.total), Some(due.open));
                (
                    enum_key(&due.deadline_kind),
                    vec![due.rule.plan()],
                    Some(due.rule.to_string()),
                )
            }
            CalendarEntryKind::Event { plans, .. } => ("event".to_owned(), plans.clone(), None),
            CalendarEntryKind::Activity { plan, no, .. } => (
                "activity".to_owned(),
                vec![plan.clone()],
                Some(no.to_string()),
            ),
            CalendarEntryKind::Inspection { plan, no, .. } => (
                "inspection".to_owned(),
                vec![plan.clone()],
                Some(no.to_string()),
            ),
        };
        let words = calendar::entry_text(lang, catalog, &one.kind);
        Self {
            from: one.from,
            to: one.to,
            kind,
            plans,
            subject,
            owed,
            open,
            words,
        }
    }
}
