//! What a person follows up (theo dõi): a measure or a duty with a star, each account its own. Knows no list.

use super::code::{MeasureId, PlanCode};
use super::duty::DutyKey;

/// A thing that can have a star.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StarSubject {
    /// A measure.
    Measure(MeasureId),
    /// A duty.
    Duty(DutyKey),
}

impl StarSubject {
    /// Its plan.
    pub fn plan(&self) -> PlanCode {
        match self {
            StarSubject::Measure(id) => id.plan(),
            StarSubject::Duty(key) => key.rule.plan(),
        }
    }
}
