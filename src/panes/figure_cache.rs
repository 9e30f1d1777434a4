//! Figures of the plans that were shown last. Must not depend on the store or panes.

use std::cell::RefCell;
use std::cmp::Ordering;
use std::rc::Rc;

use crate::domain::code::{MeasureId, PlanCode};
use crate::domain::figure::{Cell, Figure};

/// Maximum number of plans whose figures are kept.
const MAX_PLANS: usize = 4;

/// Figures of a few plans, each in the order of the store: by measure, office, period, series and quality.
#[derive(Debug, Default)]
pub struct FigureCache {
    /// The plan asked for last comes last.
    plans: RefCell<Vec<(PlanCode, Rc<Vec<Figure>>)>>,
}

impl FigureCache {
    /// Figures of a plan, if they are kept.
    pub fn get(&self, plan: &PlanCode) -> Option<Rc<Vec<Figure>>> {
        let mut plans = self.plans.borrow_mut();
        let place = plans.iter().position(|(code, _)| code == plan)?;
        plans[place..].rotate_left(1);
        plans.last().map(|(_, figures)| Rc::clone(figures))
    }

    /// Keeps the figures of a plan instead of those of the plan that was not asked for the longest.
    pub fn insert(&self, plan: PlanCode, figures: Rc<Vec<Figure>>) {
        let mut plans = self.plans.borrow_mut();
        if plans.len() >= MAX_PLANS {
            plans.remove(0);
        }
        plans.push((plan, figures));
    }

    /// Figures of one measure, if those of its plan are kept.
    pub fn of_measure(&self, id: &MeasureId) -> Option<Vec<Figure>> {
        let plans = self.plans.borrow();
        let (_, figures) = plans
            .iter()
            .find(|(code, _)| code.as_str() == id.plan_str())?;
        let start = figures.partition_point(|figure| figure.cell.measure < *id);
        let own = figures[start..]
            .iter()
            .take_while(|figure| figure.cell.measure == *id);
        Some(own.cloned().collect())
    }

    /// Returns `true` if the figures of a plan are kept.
    pub fn has_plan(&self, plan: &str) -> bool {
        self.plans
            .borrow()
            .iter()
            .any(|(code, _)| code.as_str() == plan)
    }

    /// Puts the current figures of a cell in the place of its former ones.
    pub fn replace_cell(&mut self, cell: &Cell, figures: Vec<Figure>) {
        let plans = self.plans.get_mut();
        let kept = plans
            .iter_mut()
            .find(|(code, _)| code.as_str() == cell.measure.plan_str());
        if let Some((_, kept)) = kept {
            let kept = Rc::make_mut(kept);
            let start = kept.partition_point(|figure| store_order(&figure.cell, cell).is_lt());
            let former = kept[start..]
                .iter()
                .take_while(|figure| figure.cell == *cell)
                .count();
            kept.splice(start..start + former, figures);
        }
    }

    /// Forgets the figures of a plan.
    pub fn forget(&mut self, plan: &str) {
        self.plans
            .get_mut()
            .retain(|(code, _)| code.as_str() != plan);
    }
}

/// Order of cells in the store: texts, byte by byte.
fn store_order(one: &Cell, other: &Cell) -> Ordering {
    (&one.measure, &one.office)
        .cmp(&(&other.measure, &other.office))
        .then_with(|| one.period.to_string().cmp(&other.period.to_string()))
        .then_with(|| one.series.cmp(&other.series))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::domain::figure::{Answer, Quality};
    use crate::domain::number::Number;

    fn of_measure(measure: &str, office: &str, period: &str, value: i64) -> Figure {
        Figure {
            cell: Cell {
                measure: measure.into(),
                office: office.into(),
                period: period.parse().unwrap(),
                series: None,
            },
            quality: Quality::Official,
            answer: Answer::Number(Number::whole(value)),
            note: None,
            by: "lan".to_owned(),
            at: DateTime::UNIX_EPOCH,
            version: 1,
        }
    }

    #[test]
    fn a_changed_cell_is_put_where_the_store_has_it() {
        let mut cache = FigureCache::default();
        let plan = PlanCode::from("p");
        // As texts a month comes before a quarter.
        let mut all = vec![
            of_measure("p/1", "x.a", "2025", 1),
            of_measure("p/1", "x.a", "2025-M11", 2),
            of_measure("p/1", "x.a", "2025-Q1", 3),
            of_measure("p/2", "x.a", "2025", 4),
        ];
        let kept = all.clone();
        let changed = all.remove(1);
        cache.insert(plan.clone(), Rc::new(all));
        cache.replace_cell(&changed.cell, vec![changed.clone()]);
        assert_eq!(*cache.get(&plan).unwrap(), kept);
        cache.replace_cell(&changed.cell, vec![changed.clone()]);
        assert_eq!(*cache.get(&plan).unwrap(), kept, "once and no more");
        cache.replace_cell(&changed.cell, Vec::new());
        assert_eq!(cache.get(&plan).unwrap().len(), 3, "withdrawn");
        assert_eq!(cache.of_measure(&"p/1".into()).unwrap().len(), 2);
        assert_eq!(cache.of_measure(&"q/1".into()), None);
    }

    #[test]
    fn the_plans_shown_last_are_kept() {
        let cache = FigureCache::default();
        for code in ["a", "b", "c", "d"] {
            cache.insert(code.into(), Rc::default());
        }
        cache.get(&"a".into()).unwrap();
        cache.insert("e".into(), Rc::default());
        let kept = ["a", "b", "c", "d", "e"].map(|code| cache.has_plan(code));
        assert_eq!(kept, [true, false, true, true, true]);
    }
}
