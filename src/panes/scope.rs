//! Scopes of lists, passed between effects and panes. Must not depend on panes.

use super::read_model::DutyWithStatus;
use crate::domain::activity::ActivityState;
use crate::domain::code::PlanCode;
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::duty::{DutyState, Total};
use crate::domain::period::Period;
use crate::store::DutyFilter;

/// Scope of the list of activities; `None` fields do not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityScope {
    /// Plan.
    pub plan: Option<PlanCode>,
    /// State.
    pub state: Option<ActivityState>,
}

/// Scope of the list of duties; `None` fields do not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyScope {
    /// Plan.
    pub plan: Option<PlanCode>,
    /// Office.
    pub office: Option<OfficeCode>,
    /// Rule.
    pub rule: Option<RuleId>,
    /// Period.
    pub period: Option<Period>,
    /// State.
    pub state: Option<DutyState>,
    /// One of the four totals.
    pub total: Option<Total>,
}

impl DutyScope {
    /// The part of the scope by which the store reads duties: all but state and total.
    pub fn filter(&self) -> DutyFilter {
        DutyFilter {
            plan: self.plan.clone(),
            office: self.office.clone(),
            rule: self.rule.clone(),
            period: self.period,
            ..DutyFilter::default()
        }
    }

    /// Returns `true` if the list has all duties of the scope, also those that are not open or do not count.
    pub fn lists_all_states(&self) -> bool {
        self.state.is_some() || self.total.is_some() || self.rule.is_some() || self.office.is_some()
    }

    /// Returns `true` if the scope has duties of a rule and period.
    pub fn has_report(&self, rule: &RuleId, period: Period) -> bool {
        self.plan
            .as_ref()
            .is_none_or(|plan| rule.plan_str() == plan.as_str())
            && self.rule.as_ref().is_none_or(|own| rule == own)
            && self.period.is_none_or(|own| period == own)
    }

    /// Returns `true` if a duty is in the scope.
    pub fn matches(&self, owed: &DutyWithStatus) -> bool {
        let key = owed.key();
        self.has_report(&key.rule, key.period)
            && self
                .office
                .as_ref()
                .is_none_or(|office| key.office == *office)
            && self.state.is_none_or(|state| owed.status.state == state)
            && self.total.is_none_or(|total| {
                Total::classify(owed.record.duty.tracked, &owed.status) == Some(total)
            })
    }
}
