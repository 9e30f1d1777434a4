//! Progress of activities, spending and inspections, as known on the day viewed. Must not depend on panes.

use chrono::NaiveDate;

use crate::domain::budget::{Budget, Spending, SpendingRecord, budget_of, spent_for};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::number::Number;
use crate::domain::plan::Plan;
use crate::store::{ActivityProgress, InspectionRecord, Store, StoreError};

/// Progress, spending and inspections of every plan.
#[derive(Debug, Default)]
pub struct PlanExecution {
    pub(super) progress: Vec<ActivityProgress>,
    spent: Vec<SpendingRecord>,
    /// Inspections, newest first.
    pub inspections: Vec<InspectionRecord>,
}

impl PlanExecution {
    /// Reads progress, spending and inspections.
    pub fn read(store: &Store, catalog: &Catalog, day: NaiveDate) -> Result<Self, StoreError> {
        let mut work = Self {
            inspections: store.inspections()?,
            ..Self::default()
        };
        for plan in &catalog.plans {
            work.progress.extend(store.activities(&plan.code, day)?);
            work.spent.extend(store.spending(&plan.code, day)?);
        }
        Ok(work)
    }

    /// Newest progress of an activity.
    pub fn newest_progress(&self, plan: &PlanCode, no: u32) -> Option<&ActivityProgress> {
        self.progress
            .iter()
            .find(|one| one.plan == *plan && one.no == no)
    }

    /// Quantity done of an activity.
    pub fn quantity_done(&self, plan: &PlanCode, no: u32) -> Option<Number> {
        self.newest_progress(plan, no).map(|one| one.done)
    }

    /// Note of its newest progress.
    pub fn newest_note(&self, plan: &PlanCode, no: u32) -> Option<&str> {
        self.newest_progress(plan, no)?.note.as_deref()
    }

    /// Spending of a plan, oldest first.
    pub fn spending_of_plan<'a>(
        &'a self,
        plan: &'a PlanCode,
    ) -> impl Iterator<Item = &'a SpendingRecord> {
        self.spent
            .iter()
            .filter(move |line| line.spending.plan == *plan)
    }

    /// Spending of a plan without authors.
    pub fn spending_amounts(&self, plan: &PlanCode) -> Vec<Spending> {
        self.spending_of_plan(plan)
            .map(|line| line.spending.clone())
            .collect()
    }

    /// Amount spent on an activity.
    pub fn amount_spent_on_activity(&self, plan: &PlanCode, no: u32) -> i64 {
        spent_for(self.spending_of_plan(plan).map(|line| &line.spending), no)
    }

    /// Budget of a plan.
    pub fn budget(&self, plan: &Plan) -> Budget {
        budget_of(
            plan,
            self.spending_of_plan(&plan.code).map(|line| &line.spending),
        )
    }

    /// Finds an inspection by its number.
    pub fn inspection(&self, no: i64) -> Option<&InspectionRecord> {
        self.inspections.iter().find(|record| record.no == no)
    }
}
