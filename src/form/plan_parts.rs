//! References to parts of a plan by their names; insertion, replacement and removal of a part. Must not depend on screens
//! or the store.

use serde::{Deserialize, Serialize};

use super::part_types::{PartKind, PartValue, PlanPart, with_part_type};
use crate::domain::code::PlanCode;
use crate::domain::plan::Plan;

/// Identifies a part in its list by its number or name, with an index among equal ones. Stays the same when the
/// part is moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartName {
    /// Number, letter, source, name or title.
    pub name: String,
    /// Index among parts of the same name, from 0.
    pub nth: usize,
}

impl PartName {
    /// Names of a list's parts, in their order.
    fn all<P: PlanPart>(list: &[P]) -> Vec<Self> {
        let mut names: Vec<Self> = Vec::new();
        for part in list {
            let name = part.name();
            let nth = names.iter().filter(|known| known.name == name).count();
            names.push(Self { name, nth });
        }
        names
    }
}

/// Reference to a part of a plan by its name, not by its position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRef {
    /// The plan.
    pub plan: PlanCode,
    /// Kind of the part.
    pub kind: PartKind,
    /// Number of the target, for a measure.
    #[serde(default)]
    pub target: Option<String>,
    /// The part; for a new one, the part after which it is inserted, `None` for the first position.
    #[serde(default)]
    pub part: Option<PartName>,
}

impl PartRef {
    /// References to all parts of a list; for measures, those of a target.
    pub fn all(plan: &Plan, kind: PartKind, target: Option<&str>) -> Vec<Self> {
        let names =
            with_part_type!(kind, Part => Part::list(plan, target).map(|list| PartName::all(list)));
        let to_ref = |part| Self {
            plan: plan.code.clone(),
            kind,
            target: target.map(str::to_owned),
            part: Some(part),
        };
        names.unwrap_or_default().into_iter().map(to_ref).collect()
    }

    /// Number of the target itself, or of a measure's target.
    pub fn target_no(&self) -> Option<&str> {
        match self.kind {
            PartKind::Target => self.part.as_ref().map(|part| part.name.as_str()),
            PartKind::Measure => self.target.as_deref(),
            _ => None,
        }
    }

    /// Reference to a part inserted by this reference, from its name.
    #[must_use]
    pub fn became(&self, name: String) -> Self {
        Self {
            part: Some(PartName { name, nth: 0 }),
            ..self.clone()
        }
    }

    /// Current index in its list.
    fn place<P: PlanPart>(&self, list: &[P]) -> Option<usize> {
        PartName::all(list)
            .iter()
            .position(|name| Some(name) == self.part.as_ref())
    }

    /// Current part; `None` if it no longer exists.
    pub fn find_in<'a, P: PlanPart>(&self, plan: &'a Plan) -> Option<&'a P> {
        let list = P::list(plan, self.target.as_deref())?;
        list.get(self.place(list)?)
    }

    /// Current part as a part of any kind; `None` if it no longer exists.
    pub fn read_from(&self, plan: &Plan) -> Option<PartValue> {
        with_part_type!(self.kind, Part => Some(self.find_in::<Part>(plan)?.clone().into_value()))
    }

    /// The plan with the part replaced; `None` if it no longer exists.
    pub fn replace_in<P: PlanPart>(&self, plan: &Plan, part: P) -> Option<Plan> {
        self.edit_list_in(plan, |list: &mut Vec<P>| {
            let place = self.place(list)?;
            *list.get_mut(place)? = part;
            Some(())
        })
    }

    /// The plan with a part inserted after the referenced one, at the end if that no longer exists; `None` if its target no
    /// longer exists.
    pub fn insert_into<P: PlanPart>(&self, plan: &Plan, part: P) -> Option<Plan> {
        self.edit_list_in(plan, |list: &mut Vec<P>| {
            let behind = self
                .part
                .as_ref()
                .map(|_| self.place(list).map_or(list.len(), |place| place + 1));
            list.insert(behind.unwrap_or(0), part);
            Some(())
        })
    }

    /// The plan without the part; `None` if it no longer exists.
    pub fn remove_from(&self, plan: &Plan) -> Option<Plan> {
        with_part_type!(self.kind, Part => self.edit_list_in(plan, |list: &mut Vec<Part>| {
            list.remove(self.place(list)?);
            Some(())
        }))
    }

    /// Edits the part's list; `None` if the part no longer exists.
    fn edit_list_in<P: PlanPart>(
        &self,
        plan: &Plan,
        edit: impl FnOnce(&mut Vec<P>) -> Option<()>,
    ) -> Option<Plan> {
        let mut changed = plan.clone();
        edit(P::list_mut(&mut changed, self.target.as_deref())?)?;
        Some(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn every_part_of_every_plan_is_taken_out_and_put_in_again() {
        for plan in sample::plans().unwrap() {
            for kind in PartKind::OUTLINE_ORDER {
                let parts = PartRef::all(&plan, kind, None);
                let behind = [None]
                    .into_iter()
                    .chain(parts.iter().map(|at| at.part.clone()));
                for (at, behind) in parts.iter().zip(behind) {
                    let without = at.remove_from(&plan).unwrap();
                    assert_ne!(without, plan);
                    let new = PartRef {
                        part: behind,
                        ..at.clone()
                    };
                    with_part_type!(kind, Part => {
                        let part = at.find_in::<Part>(&plan).unwrap();
                        let again = new.insert_into(&without, part.clone()).unwrap();
                        assert_eq!(again, plan, "{kind:?} {at:?}");
                        assert_eq!(at.replace_in(&plan, part.clone()).unwrap(), plan);
                    });
                }
            }
        }
    }

    #[test]
    fn part_is_found_wherever_it_stands_and_never_another_one() {
        let plans = sample::plans().unwrap();
        let plan = plans.iter().find(|plan| plan.targets.len() > 3).unwrap();
        let at = &PartRef::all(plan, PartKind::Target, None)[2];
        let measure = &PartRef::all(plan, PartKind::Measure, Some(&plan.targets[2].no))[0];
        let mut moved = plan.clone();
        moved.targets.swap(0, 2);
        for at in [at, measure] {
            assert_eq!(at.read_from(&moved), at.read_from(plan));
        }
        moved.targets.remove(0);
        for at in [at, measure] {
            assert_eq!(at.read_from(&moved), None);
            assert_eq!(at.remove_from(&moved), None);
        }
        let (target, part) = (plan.targets[2].clone(), plan.targets[2].measures[0].clone());
        assert_eq!(at.replace_in(&moved, target), None);
        assert_eq!(measure.replace_in(&moved, part.clone()), None);
        assert_eq!(
            measure.insert_into(&moved, part),
            None,
            "a measure is added to its own target only"
        );
    }

    #[test]
    fn part_of_an_older_draft_is_read_and_found_nowhere() {
        let old = r#"{"plan":"tth-2021","kind":"Target","within":null,"place":3}"#;
        let at: PartRef = serde_json::from_str(old).unwrap();
        let plans = sample::plans().unwrap();
        let plan = plans
            .iter()
            .find(|plan| plan.code.as_str() == "tth-2021")
            .unwrap();
        assert_eq!(at.read_from(plan), None);
    }
}
