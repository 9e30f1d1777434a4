//! Scopes of lists, passed between effects and panes. Must not depend on panes.

use super::read_model::DutyWithStatus;
use crate::domain::activity::ActivityState;
use crate::domain::code::PlanCode;
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::duty::{DutyState, Total};
use crate::domain::period::Period;

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
    /// Returns `true` if a duty is in the scope.
    pub fn matches(&self, owed: &DutyWithStatus) -> bool {
        let key = owed.key();
        self.plan
            .as_ref()
            .is_none_or(|plan| key.rule.plan_str() == plan.as_str())
            && self
                .office
                .as_ref()
                .is_none_or(|office| key.office == *office)
            && self.rule.as_ref().is_none_or(|rule| key.rule == *rule)
            && self.period.is_none_or(|period| key.period == period)
            && self.state.is_none_or(|state| owed.status.state == state)
            && self.total.is_none_or(|total| {
                Total::classify(owed.record.duty.tracked, &owed.status) == Some(total)
            })
    }
}
