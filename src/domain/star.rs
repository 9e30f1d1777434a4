//! What a person follows up (theo dõi): a measure or a duty with a star, each account its own. Knows no list.

use super::code::{MeasureId, PlanCode};
use super::duty::DutyKey;

/// A thing that can have a star.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Starred {
    /// A measure.
    Measure(MeasureId),
    /// A duty.
    Duty(DutyKey),
}

impl Starred {
    /// Its plan.
    pub fn plan(&self) -> PlanCode {
        match self {
            Starred::Measure(id) => id.plan(),
            Starred::Duty(key) => key.rule.plan(),
        }
    }
}
