//! Rows of a plan's execution: budget, spending, calendar.

use chrono::{DateTime, NaiveDate, Utc};

use super::enum_key::enum_key;
use crate::domain::budget::{Balance, SpendingRecord};
use crate::domain::calendar::{CalendarEntry, CalendarEntryKind};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::i18n::{Lang, calendar};
use crate::list_row;

list_row! {
    /// Planned and spent amounts of a plan or of one of its sources.
    pub struct BudgetRow {
        /// The plan.
        pub plan: PlanCode,
        /// Number of the source; null for the whole plan, 0 for spending without a source.
        pub source: Option<u32>,
        /// Name.
        pub name: String,
        /// In đồng.
        pub planned: Option<i64>,
        /// In đồng.
        pub spent: i64,
        /// In đồng; negative if overspent.
        pub left: Option<i64>,
    }
}

impl BudgetRow {
    /// Builds the row of a balance.
    pub fn new(plan: &PlanCode, source: Option<u32>, name: String, balance: Balance) -> Self {
        let Balance { planned, spent } = balance;
        Self {
            plan: plan.clone(),
            source,
            name,
            planned,
            spent,
            left: balance.remaining(),
        }
    }
}

list_row! {
    /// A line of spending.
    pub struct SpendingRow {
        /// The plan.
        pub plan: PlanCode,
        /// Number of the source.
        pub source: Option<u32>,
        /// Number of the activity.
        pub activity: Option<u32>,
        /// In đồng; negative for a correction.
        pub amount: i64,
        /// The day.
        pub on: NaiveDate,
        /// Purpose, or reason of a correction.
        pub note: Option<String>,
        /// Author.
        pub by: String,
        /// Time of recording.
        pub at: DateTime<Utc>,
    }
}

impl SpendingRow {
    /// Builds the row of a line of spending.
    pub fn new(line: &SpendingRecord) -> Self {
        let spending = line.spending.clone();
        Self {
            plan: spending.plan,
            source: spending.source,
            activity: spending.activity,
            amount: spending.amount,
            on: spending.on,
            note: spending.note,
            by: line.by.clone(),
            at: line.at,
        }
    }
}

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
