//! What was done of activities, spent and inspected, as it was known on the day that is looked at. Knows no pane.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::budget::{Budget, Spending, Spent, budget, spent_for};
use crate::domain::calendar::{Happening, Sources, happenings};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::duty::{Duty, Standing};
use crate::domain::number::Number;
use crate::domain::plan::Plan;
use crate::panes::book::Book;
use crate::store::{ActivityProgress, InspectionRecord, Store, StoreError};

/// Progress, money and inspections of every plan.
#[derive(Debug, Default)]
pub struct Work {
    progress: Vec<ActivityProgress>,
    spent: Vec<Spent>,
    /// Inspections, the newest first.
    pub inspections: Vec<InspectionRecord>,
}

impl Work {
    /// Reads them.
    pub fn read(store: &Store, catalog: &Catalog, day: NaiveDate) -> Result<Self, StoreError> {
        let mut work = Self { inspections: store.inspections()?, ..Self::default() };
        for plan in &catalog.plans {
            work.progress.extend(store.activities(&plan.code, day)?);
            work.spent.extend(store.spending(&plan.code, day)?);
        }
        Ok(work)
    }

    /// What was said last of an activity.
    pub fn newest(&self, plan: &PlanCode, no: u32) -> Option<&ActivityProgress> {
        self.progress.iter().find(|one| one.plan == *plan && one.no == no)
    }

    /// What was done of an activity.
    pub fn done(&self, plan: &PlanCode, no: u32) -> Option<Number> {
        self.newest(plan, no).map(|one| one.done)
    }

    /// The note of its newest progress.
    pub fn note(&self, plan: &PlanCode, no: u32) -> Option<&str> {
        self.newest(plan, no)?.note.as_deref()
    }

    /// What was spent of a plan, oldest first.
    pub fn spent<'a>(&'a self, plan: &'a PlanCode) -> impl Iterator<Item = &'a Spent> {
        self.spent.iter().filter(move |line| line.spending.plan == *plan)
    }

    /// The same without who recorded it.
    pub fn spending(&self, plan: &PlanCode) -> Vec<Spending> {
        self.spent(plan).map(|line| line.spending.clone()).collect()
    }

    /// What was spent for an activity.
    pub fn spent_for(&self, plan: &PlanCode, no: u32) -> i64 {
        spent_for(self.spent(plan).map(|line| &line.spending), no)
    }

    /// The money of a plan.
    pub fn budget(&self, plan: &Plan) -> Budget {
        budget(plan, self.spent(&plan.code).map(|line| &line.spending))
    }

    /// An inspection by its number.
    pub fn inspection(&self, no: i64) -> Option<&InspectionRecord> {
        self.inspections.iter().find(|record| record.no == no)
    }
}

/// What falls between two days, of one plan or of all, as it stands on the day that is looked at.
pub fn on_calendar(book: &Book, days: (NaiveDate, NaiveDate), only: Option<&PlanCode>) -> Vec<Happening> {
    let duties: Vec<(&Duty, &Standing)> = book.duties.iter().map(|owed| (&owed.record.duty, &owed.standing)).collect();
    let done: BTreeMap<(PlanCode, u32), Number> =
        book.work.progress.iter().map(|one| ((one.plan.clone(), one.no), one.done)).collect();
    let inspections: Vec<_> = book.work.inspections.iter().map(|record| (record.no, &record.inspection)).collect();
    let sources = Sources { duties: &duties, done: &done, inspections: &inspections };
    happenings(&book.catalog, sources, days, only, book.today)
}
