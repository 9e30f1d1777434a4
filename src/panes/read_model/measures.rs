//! Figures, assessments and due estimates of the read model: read from the store when a pane first asks for them, and
//! kept until a change touches them. Must not depend on panes.

use std::collections::HashMap;
use std::rc::Rc;

use super::ReadModel;
use crate::domain::assessment::{Assessment, assess};
use crate::domain::code::{MeasureId, PlanCode};
use crate::domain::estimate::{due_estimates, sort_due_estimates};
use crate::domain::figure::{Cell, Figure};
use crate::domain::period::Period;
use crate::domain::plan::Plan;
use crate::panes::assessments::{AssessmentRequest, ReadBudget, RequestedAssessment};
use crate::store::{Store, StoreError};

/// From this number of measures, periods and series on, one statement for all is cheaper than one for each.
const MAX_ROWS_READ_ALONE: usize = 200;

impl ReadModel {
    /// Current figures of a plan in the order of the store; none if they cannot be read.
    pub fn figures(&self, plan: &PlanCode) -> Rc<Vec<Figure>> {
        if let Some(kept) = self.measures.figures.get(plan) {
            return kept;
        }
        let Some(read) = self.measures.keep_error(self.store().figures(plan)) else {
            return Rc::default();
        };
        let figures = Rc::new(read);
        self.measures
            .figures
            .insert(plan.clone(), Rc::clone(&figures));
        figures
    }

    /// Current figures of a measure in the order of the store; none if they cannot be read.
    pub fn figures_of_measure(&self, id: &MeasureId) -> Vec<Figure> {
        self.read_measure(id).unwrap_or_default()
    }

    fn read_measure(&self, id: &MeasureId) -> Option<Vec<Figure>> {
        let kept = self.measures.figures.of_measure(id);
        kept.or_else(|| {
            self.measures
                .keep_error(self.store().figures_of_measure(id))
        })
    }

    /// Assessment of a measure; `None` if it does not exist or its figures cannot be read.
    pub fn assessment(&self, id: &MeasureId) -> Option<&Assessment> {
        if self.measures.assessments.get(id).is_none() {
            let figures = self.read_measure(id)?;
            self.assess(id, &figures)?;
        }
        self.measures.assessments.get(id)
    }

    /// Assessment of a measure for a list of many; `None` until it is there. A few are made at once, the others are
    /// requested.
    pub fn listed_assessment(&self, id: &MeasureId) -> Option<&Assessment> {
        let reads = &self.measures;
        if reads.assessments.get(id).is_none() && !reads.assessments.is_requested(id) {
            match self.read_within_budget(id) {
                Some(figures) => self.assess(id, &figures)?,
                None => reads.assessments.request(id),
            }
        }
        reads.assessments.get(id)
    }

    fn read_within_budget(&self, id: &MeasureId) -> Option<Vec<Figure>> {
        let budget = &self.measures.budget;
        if budget.left() == 0 {
            return None;
        }
        let kept = self.measures.figures.of_measure(id).map(Some);
        let read = kept.or_else(|| {
            let limit = budget.left();
            self.measures
                .keep_error(self.store().figures_of_measure_up_to(id, limit))
        });
        let found = read.flatten();
        budget.take(found.as_ref().map(Vec::len));
        found
    }

    fn assess(&self, id: &MeasureId, figures: &[Figure]) -> Option<()> {
        let measure = self.catalog.measure(id)?;
        let assessment = assess(&self.catalog, measure, figures, self.today);
        self.measures.assessments.set(id, assessment);
        Some(())
    }

    /// Returns `true` if every measure of a plan has an assessment for a list; requests those that are missing.
    pub fn is_plan_assessed(&self, plan: &Plan) -> bool {
        let missing = plan
            .measures()
            .filter(|(id, ..)| self.listed_assessment(id).is_none());
        missing.count() == 0
    }

    /// Sets how many figures are read at once for lists in each turn.
    pub fn limit_reads_at_once(&mut self, figures: u32) {
        self.measures.budget = ReadBudget::new(figures);
    }

    /// Begins a turn: a few more assessments may be made at once.
    pub fn refill_budget(&self) {
        self.measures.budget.refill();
    }

    /// Takes the requests for assessments, in the order of the rows that asked for them.
    pub fn take_assessment_requests(&self) -> Vec<AssessmentRequest> {
        self.measures.assessments.take_requests()
    }

    /// Returns `true` if any assessment was requested and is not there yet.
    pub fn is_assessment_requested(&self) -> bool {
        self.measures.assessments.has_requests()
    }

    /// Keeps the answer to a request; `false` if the figures changed since.
    pub fn receive_assessment(&self, answer: RequestedAssessment) -> bool {
        self.measures.assessments.receive(answer)
    }

    /// Keeps the error of a read by another thread until it is shown.
    pub fn keep_read_error(&self, error: StoreError) {
        self.measures.keep_error::<()>(Err(error));
    }

    /// Rereads changed cells where their figures are kept, and forgets the assessments of their measures.
    pub fn reread_cells(&mut self, cells: &[Cell]) -> Result<(), StoreError> {
        for cell in cells {
            self.measures.assessments.forget(&cell.measure);
            if self.measures.figures.has_plan(cell.measure.plan_str()) {
                match self.store().figures_of_cell(cell) {
                    Ok(figures) => self.measures.figures.replace_cell(cell, figures),
                    Err(error) => {
                        self.measures.figures.forget(cell.measure.plan_str());
                        return Err(error);
                    }
                }
            }
        }
        self.reread_due_estimates(cells)
    }

    /// Rereads the due estimates.
    pub fn read_due_estimates(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut by_plan: HashMap<PlanCode, Vec<Figure>> = HashMap::new();
        for figure in self.figures_for_due_estimates(store)? {
            by_plan
                .entry(figure.cell.measure.plan())
                .or_default()
                .push(figure);
        }
        let due = |plan: &Plan| {
            let figures = by_plan.get(&plan.code).map_or(&[][..], Vec::as_slice);
            due_estimates(&self.catalog, plan, figures, self.today)
        };
        self.due_estimates = self.catalog.plans.iter().flat_map(due).collect();
        Ok(())
    }

    /// The open estimates, with the other figures of their measure, period and series where the office has successors:
    /// only those may have replaced an estimate that its own office did not.
    fn figures_for_due_estimates(&self, store: &Store) -> Result<Vec<Figure>, StoreError> {
        let mut figures = store.open_estimates()?;
        let has_successors = |cell: &Cell| {
            let office = self.catalog.offices.get(&cell.office);
            office.is_some_and(|office| !office.successors.is_empty())
        };
        let passed_on: HashMap<_, Cell> = figures
            .iter()
            .filter(|figure| has_successors(&figure.cell))
            .map(|figure| (figure_row(&figure.cell), figure.cell.clone()))
            .collect();
        if passed_on.len() > MAX_ROWS_READ_ALONE {
            return store.figures_for_open_estimates();
        }
        figures.retain(|figure| !passed_on.contains_key(&figure_row(&figure.cell)));
        for cell in passed_on.values() {
            figures.extend(store.figures_for_open_estimates_of(cell)?);
        }
        Ok(figures)
    }

    /// Rereads the due estimates of the measures, periods and series of changed cells.
    fn reread_due_estimates(&mut self, cells: &[Cell]) -> Result<(), StoreError> {
        let mut of_rows: Vec<&Cell> = cells.iter().collect();
        of_rows.sort_by_cached_key(|cell| figure_row(cell));
        of_rows.dedup_by_key(|cell| figure_row(cell));
        for cell in of_rows {
            let figures = self.store().figures_for_open_estimates_of(cell)?;
            let before = self.due_estimates.len();
            self.due_estimates
                .retain(|one| figure_row(&one.cell) != figure_row(cell));
            let plan = self.catalog.plan(&cell.measure.plan());
            let found = plan.map_or_else(Vec::new, |plan| {
                due_estimates(&self.catalog, plan, &figures, self.today)
            });
            if before != self.due_estimates.len() || !found.is_empty() {
                self.due_estimates.extend(found);
                sort_due_estimates(&self.catalog, &mut self.due_estimates);
            }
        }
        Ok(())
    }
}

/// Measure, period and series of a cell: the offices of one such row may have replaced each other.
fn figure_row(cell: &Cell) -> (MeasureId, Period, Option<String>) {
    (cell.measure.clone(), cell.period, cell.series.clone())
}
