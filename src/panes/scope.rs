//! Which rows of a list are wanted: what effects and panes hand on. Knows no pane.

use super::read_model::DutyWithStatus;
use crate::domain::activity::ActivityState;
use crate::domain::code::PlanCode;
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::duty::{DutyState, Total};
use crate::domain::period::Period;

/// Which activities are looked at; an absent part does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityScope {
    /// Of one plan.
    pub plan: Option<PlanCode>,
    /// In one state.
    pub state: Option<ActivityState>,
}

/// Which duties are looked at; an absent part does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyScope {
    /// Of one plan.
    pub plan: Option<PlanCode>,
    /// Of one office.
    pub office: Option<OfficeCode>,
    /// Of one rule.
    pub rule: Option<RuleId>,
    /// Of one period.
    pub period: Option<Period>,
    /// In one state.
    pub state: Option<DutyState>,
    /// In one of the four totals.
    pub total: Option<Total>,
}

impl DutyScope {
    /// Whether a duty is meant.
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
