//! Assessments of measures: each is made when it is first asked for and kept until a change touches its measure. Those of
//! long lists are requested, and made by somebody else. Must not depend on the store or panes.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

use crate::domain::assessment::Assessment;
use crate::domain::catalog::Catalog;
use crate::domain::code::MeasureId;

/// A measure that is to be assessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssessmentRequest {
    /// Number of the request; an answer to an older one is discarded.
    pub ticket: u64,
    /// The measure.
    pub measure: MeasureId,
}

/// An answer to a request.
#[derive(Clone, Debug)]
pub struct RequestedAssessment {
    /// The request.
    pub request: AssessmentRequest,
    /// The assessment.
    pub assessment: Assessment,
}

/// Assessments of every measure, as far as they were made.
#[derive(Debug, Default)]
pub struct Assessments {
    made: HashMap<MeasureId, OnceCell<Assessment>>,
    requests: RefCell<Requests>,
}

/// Requests without an answer.
#[derive(Debug, Default)]
struct Requests {
    tickets: HashMap<MeasureId, u64>,
    unsent: Vec<AssessmentRequest>,
    next_ticket: u64,
}

impl Assessments {
    /// None made yet, for the measures of a catalog.
    pub fn new(catalog: &Catalog) -> Self {
        let ids = catalog
            .plans
            .iter()
            .flat_map(|plan| plan.measures().map(|(id, ..)| id));
        Self {
            made: ids.map(|id| (id, OnceCell::new())).collect(),
            requests: RefCell::default(),
        }
    }

    /// The assessment of a measure, if it was made.
    pub fn get(&self, id: &MeasureId) -> Option<&Assessment> {
        self.made.get(id).and_then(OnceCell::get)
    }

    /// Keeps an assessment; a request for it is answered by that.
    pub fn set(&self, id: &MeasureId, assessment: Assessment) {
        self.requests.borrow_mut().remove(id);
        if let Some(made) = self.made.get(id) {
            // The same figures give the same assessment.
            drop(made.set(assessment));
        }
    }

    /// Forgets the assessment of a measure whose figures changed, and any request for it.
    pub fn forget(&mut self, id: &MeasureId) {
        self.requests.get_mut().remove(id);
        if let Some(made) = self.made.get_mut(id) {
            made.take();
        }
    }

    /// Requests an assessment, unless that was done already.
    pub fn request(&self, id: &MeasureId) {
        let mut requests = self.requests.borrow_mut();
        if !requests.tickets.contains_key(id) {
            let ticket = requests.next_ticket;
            requests.next_ticket += 1;
            requests.tickets.insert(id.clone(), ticket);
            requests.unsent.push(AssessmentRequest {
                ticket,
                measure: id.clone(),
            });
        }
    }

    /// Returns `true` if an assessment was requested and is not there yet.
    pub fn is_requested(&self, id: &MeasureId) -> bool {
        self.requests.borrow().tickets.contains_key(id)
    }

    /// Returns `true` if any assessment was requested and is not there yet.
    pub fn has_requests(&self) -> bool {
        !self.requests.borrow().tickets.is_empty()
    }

    /// Takes the new requests, in the order in which they were made.
    pub fn take_requests(&self) -> Vec<AssessmentRequest> {
        std::mem::take(&mut self.requests.borrow_mut().unsent)
    }

    /// Keeps the answer to a request; `false` if the figures changed since.
    pub fn receive(&self, answer: RequestedAssessment) -> bool {
        let RequestedAssessment {
            request,
            assessment,
        } = answer;
        let ticket = self
            .requests
            .borrow()
            .tickets
            .get(&request.measure)
            .copied();
        let is_current = ticket == Some(request.ticket);
        if is_current {
            self.set(&request.measure, assessment);
        }
        is_current
    }
}

impl Requests {
    fn remove(&mut self, id: &MeasureId) {
        if self.tickets.remove(id).is_some() {
            self.unsent.retain(|request| request.measure != *id);
        }
    }
}

/// Number of figures that may still be read at once for lists, until the next turn.
#[derive(Debug)]
pub struct ReadBudget {
    per_turn: u32,
    left: Cell<u32>,
}

impl ReadBudget {
    /// So many figures in each turn.
    pub fn new(per_turn: u32) -> Self {
        Self {
            per_turn,
            left: Cell::new(per_turn),
        }
    }

    /// Begins a turn.
    pub fn refill(&self) {
        self.left.set(self.per_turn);
    }

    /// Number of figures that may be read.
    pub fn left(&self) -> u32 {
        self.left.get()
    }

    /// Takes the figures that were read; all that is left if they were too many.
    pub fn take(&self, read: Option<usize>) {
        let rows = read.and_then(|rows| u32::try_from(rows).ok());
        let left = rows.map_or(0, |rows| self.left.get().saturating_sub(rows.max(1)));
        self.left.set(left);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::assessment::MeasureStatus;

    fn assessments() -> (Assessments, MeasureId) {
        let id = MeasureId::from("p/1");
        let assessments = Assessments {
            made: HashMap::from([(id.clone(), OnceCell::new())]),
            requests: RefCell::default(),
        };
        (assessments, id)
    }

    fn missed() -> Assessment {
        Assessment::without_value(MeasureStatus::Missed, None)
    }

    #[test]
    fn an_answer_to_a_forgotten_request_is_discarded() {
        let (mut assessments, id) = assessments();
        assessments.request(&id);
        assessments.request(&id);
        let [request] = <[_; 1]>::try_from(assessments.take_requests()).unwrap();
        assert!(assessments.is_requested(&id) && assessments.take_requests().is_empty());
        assessments.forget(&id);
        let late = RequestedAssessment {
            request,
            assessment: missed(),
        };
        assert!(!assessments.receive(late.clone()) && assessments.get(&id).is_none());
        assessments.request(&id);
        assert!(
            !assessments.receive(late),
            "nor does it answer the next request"
        );
        let request = assessments.take_requests().remove(0);
        assert!(assessments.receive(RequestedAssessment {
            request,
            assessment: missed(),
        }));
        assert!(assessments.get(&id).is_some() && !assessments.is_requested(&id));
    }

    #[test]
    fn a_budget_is_spent_by_what_was_read_and_by_what_was_too_much() {
        let budget = ReadBudget::new(10);
        budget.take(Some(4));
        assert_eq!(budget.left(), 6);
        budget.take(Some(0));
        assert_eq!(budget.left(), 5, "a read without rows costs something too");
        budget.take(None);
        assert_eq!(budget.left(), 0);
        budget.refill();
        assert_eq!(budget.left(), 10);
    }
}
