//! Stars: measures and duties that an account marked, each account its own. Must not depend on lists.

use super::code::{MeasureId, PlanCode};
use super::duty::DutyKey;

/// A record that can have a star.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StarSubject {
    /// A measure.
    Measure(MeasureId),
    /// A duty.
    Duty(DutyKey),
}

impl StarSubject {
    /// Plan of the subject.
    pub fn plan(&self) -> PlanCode {
        match self {
            StarSubject::Measure(id) => id.plan(),
            StarSubject::Duty(key) => key.rule.plan(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fixtures::duty;

    #[test]
    fn a_star_belongs_to_the_plan_of_its_measure_or_duty() {
        assert_eq!(StarSubject::Measure("p/1".into()).plan(), "p".into());
        assert_eq!(StarSubject::Duty(duty().key).plan(), "p".into());
    }
}
