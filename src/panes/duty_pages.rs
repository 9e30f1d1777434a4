//! The list of duties of a scope: short ones whole, long ones from their start by pages, in the order of an index.
//! Must not depend on tables.

use std::collections::VecDeque;
use std::rc::Rc;

use chrono::NaiveDate;

use super::read_model::{DutyWithStatus, ReadModel};
use super::scope::DutyScope;
use crate::domain::duty::{DutyState, Total};
use crate::domain::duty_summary::{DutyPhase, DutySummary};
use crate::store::{DutyListFilter, DutyPosition, PageStart, SummaryCount};

/// Longest list that is read to its end at once, and then ordered by the names of its offices.
const SHORT_LIST: usize = 2_000;

/// Number of rows of a page.
pub const PAGE_ROWS: usize = 200;

/// States of the duties that count, in the order of the list.
const LISTED_STATES: [DutyState; 7] = [
    DutyState::Overdue,
    DutyState::Returned,
    DutyState::DueSoon,
    DutyState::WithinDeadline,
    DutyState::Waiting,
    DutyState::Accepted,
    DutyState::NotOpen,
];

/// Duties of a scope, as far as they were read.
#[derive(Debug, Default)]
pub struct DutyPages {
    /// Parts of the list that were not read to their end; the first one is being read.
    parts: VecDeque<DutyListFilter>,
    /// Last row read of the first part.
    after: Option<DutyPosition>,
    /// The duties read.
    pub rows: Vec<Rc<DutyWithStatus>>,
    /// Number of duties of the whole list.
    total: u64,
}

impl DutyPages {
    /// A list that was read whole.
    pub fn whole(rows: Vec<Rc<DutyWithStatus>>) -> Self {
        Self {
            rows,
            ..Self::default()
        }
    }

    /// Prepares the list of a scope; `None` if no index has it: an office's, and that of a day before the last event.
    pub fn of_scope(model: &ReadModel, scope: &DutyScope) -> Option<Self> {
        let has_pages = scope.office.is_none() && model.has_duty_pages();
        has_pages.then(|| Self::by_pages(model, scope))
    }

    /// Prepares the list of a scope that is read by pages.
    pub fn by_pages(model: &ReadModel, scope: &DutyScope) -> Self {
        let counts = model.duty_counts();
        let in_scope: Vec<&SummaryCount> = counts
            .iter()
            .filter(|count| scope.has_report(&count.rule, count.period))
            .collect();
        let size = in_scope.iter().map(|count| count.duties).sum();
        let mut pages = Self::default();
        let states = LISTED_STATES.into_iter().map(Some).chain([None]);
        for state in states.filter(|state| is_listed(scope, *state)) {
            pages.add_part(scope, (state, model.today), &in_scope, size);
        }
        pages
    }

    fn add_part(
        &mut self,
        scope: &DutyScope,
        (state, day): (Option<DutyState>, NaiveDate),
        counts: &[&SummaryCount],
        report_size: u64,
    ) {
        let late = match scope.total {
            Some(Total::DoneOnTime) => Some(false),
            Some(Total::DoneLate) => Some(true),
            Some(Total::OpenWithinDeadline | Total::OpenOverdue) | None => None,
        };
        let is_of_part = |summary: &DutySummary| match state {
            Some(state) => {
                summary.state_on(day) == Some(state) && late.is_none_or(|late| summary.late == late)
            }
            None => uncounted_state(summary, day)
                .is_some_and(|found| scope.state.is_none_or(|state| state == found)),
        };
        let mut deadlines: Option<(NaiveDate, NaiveDate)> = None;
        for count in counts.iter().filter(|count| is_of_part(&count.summary)) {
            let day = count.summary.deadline;
            let (first, last) = deadlines.unwrap_or((day, day));
            deadlines = Some((first.min(day), last.max(day)));
            self.total += count.duties;
        }
        self.parts.extend(deadlines.map(|deadlines| DutyListFilter {
            day,
            state,
            plan: scope.plan.clone(),
            rule: scope.rule.clone(),
            period: scope.period,
            late,
            deadlines,
            report_size,
        }));
    }

    /// Returns `true` if the list is short enough to be read to its end at once.
    pub fn is_short(&self) -> bool {
        self.total() <= SHORT_LIST
    }

    /// Returns `true` if all duties were read.
    pub fn is_complete(&self) -> bool {
        self.parts.is_empty()
    }

    /// Number of duties of the whole list.
    pub fn total(&self) -> usize {
        if self.is_complete() {
            return self.rows.len();
        }
        usize::try_from(self.total).unwrap_or(usize::MAX)
    }

    /// Reads so many rows more, or to the end.
    pub fn read_on(&mut self, model: &ReadModel, scope: &DutyScope, rows: usize) {
        let wanted = self.rows.len().saturating_add(rows);
        while self.rows.len() < wanted {
            let Some(part) = self.parts.front() else {
                return;
            };
            let start = self.after.take().map_or(PageStart::First, PageStart::After);
            let limit = (wanted - self.rows.len()).min(PAGE_ROWS);
            let (listed, mut read) = model.duty_page(part, &start, limit);
            self.after = listed.last().map(|row| row.position.clone());
            if part.state.is_none() {
                read.retain(|owed| scope.matches(owed));
            }
            self.rows.extend(read);
            if listed.len() < limit {
                self.parts.pop_front();
                self.after = None;
            }
        }
    }
}

/// Returns `true` if the list of a scope has the duties in a state; `None`: those that do not count.
fn is_listed(scope: &DutyScope, state: Option<DutyState>) -> bool {
    let Some(state) = state else {
        return scope.lists_all_states() && scope.total.is_none();
    };
    let is_of_total = |total| match total {
        Total::DoneOnTime | Total::DoneLate => {
            matches!(state, DutyState::Waiting | DutyState::Accepted)
        }
        Total::OpenOverdue => state == DutyState::Overdue,
        Total::OpenWithinDeadline => matches!(
            state,
            DutyState::Returned | DutyState::DueSoon | DutyState::WithinDeadline
        ),
    };
    (scope.lists_all_states() || state != DutyState::NotOpen)
        && scope.state.is_none_or(|asked| asked == state)
        && scope.total.is_none_or(is_of_total)
}

/// State of a duty that does not count; `None` for one that counts, or that nobody owes.
fn uncounted_state(summary: &DutySummary, day: NaiveDate) -> Option<DutyState> {
    let phase = match summary.phase {
        DutyPhase::Superseded => return None,
        DutyPhase::Exempted => DutyPhase::Owed,
        phase => phase,
    };
    let counted = DutySummary {
        tracked: true,
        phase,
        ..summary.clone()
    };
    let state = counted.state_on(day)?;
    let is_uncounted =
        !summary.tracked || summary.phase == DutyPhase::Exempted || state == DutyState::Transferred;
    is_uncounted.then_some(state)
}
