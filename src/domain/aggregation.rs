//! Selection of the figures that count towards a total over offices that merged or split: each counts exactly once.
//! Must not depend on target values or on how answers are added.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::code::OfficeCode;
use super::figure::{Answer, Figure, Quality};
use super::period::{DataPeriod, PeriodKind};
use super::succession::{Holders, Responsibility};

/// A figure with the holders of its period for whom it answers.
#[derive(Clone, Debug)]
pub struct Counted<'a> {
    /// The figure.
    pub figure: &'a Figure,
    /// Holders of the task on the last day of its period that it answers for: its own office; in files of older
    /// versions those that this office became or succeeded.
    pub answers_for: Vec<&'a OfficeCode>,
    last_day: NaiveDate,
    rank: Rank,
}

/// Sort rank of a figure: the holder's own figure before one under another office's name, unless that office was
/// merely renamed; then the longer period, official before estimate.
type Rank = (bool, Option<PeriodKind>, Quality, bool);

impl Counted<'_> {
    /// Returns `true` if the figure was entered by the holder itself.
    pub fn is_own(&self) -> bool {
        self.answers_for
            .first()
            .is_some_and(|holder| **holder == self.figure.cell.office)
    }
}

/// Figures that count towards one total.
#[derive(Clone, Debug, Default)]
pub struct Selection<'a> {
    /// The figures, by period and office.
    pub counted: Vec<Counted<'a>>,
    /// Figures that do not count, because a longer figure or one of the holder covers them.
    pub passed_over: Vec<&'a Figure>,
    /// Holders on the last day whose part of a predecessor's figure is unknown: another successor's longer figure
    /// covers that figure, their own figures do not.
    pub uncovered: Vec<&'a OfficeCode>,
}

/// Selects from figures of one measure and series those that count, so that no day of a task counts twice: the longest
/// periods first, a successor's figure covering those of its predecessors for parts of its period. Figures of offices
/// that never held the task are left out. `end` is the last day of the total.
pub fn select<'a>(
    task: &Responsibility<'a>,
    figures: impl Iterator<Item = &'a Figure>,
    data: DataPeriod,
    end: NaiveDate,
) -> Selection<'a> {
    let mut holders: BTreeMap<NaiveDate, Holders<'a>> = BTreeMap::new();
    let mut families: BTreeMap<&OfficeCode, Vec<Counted<'a>>> = BTreeMap::new();
    for figure in figures {
        let last_day = figure.cell.period.last_day(data);
        let on_day = holders
            .entry(last_day)
            .or_insert_with(|| task.holders_on(last_day));
        let answers_for = task.answers_for(&figure.cell.office, last_day, on_day);
        if !answers_for.is_empty() {
            let rank = rank(task, figure, &answers_for);
            let family = families
                .entry(task.family(&figure.cell.office))
                .or_default();
            family.push(Counted {
                figure,
                answers_for,
                last_day,
                rank,
            });
        }
    }
    let mut selection = Selection::default();
    for family in families.into_values() {
        select_in_family(task, family, (data, end), &mut selection);
    }
    selection
        .counted
        .sort_by_key(|counted| (counted.figure.cell.period, &counted.figure.cell.office));
    selection
}

fn rank<'a>(task: &Responsibility<'a>, figure: &'a Figure, answers_for: &[&'a OfficeCode]) -> Rank {
    let office = &figure.cell.office;
    let is_same = match answers_for {
        [holder] => task.is_renamed(office, holder) || task.is_renamed(holder, office),
        _ => false,
    };
    (
        is_same,
        figure.cell.period.kind(),
        figure.quality,
        answers_for.contains(&office),
    )
}

/// Selects among offices related by succession: only among them one figure can cover another.
fn select_in_family<'a>(
    task: &Responsibility<'a>,
    mut family: Vec<Counted<'a>>,
    (data, end): (DataPeriod, NaiveDate),
    selection: &mut Selection<'a>,
) {
    family.sort_by_key(|one| {
        (
            Reverse(one.rank),
            one.figure.cell.period,
            &one.figure.cell.office,
        )
    });
    let (mut counted, mut covered): (Vec<Counted<'a>>, Vec<Counted<'a>>) = (Vec::new(), Vec::new());
    for candidate in family {
        let is_covered = counted
            .iter()
            .any(|other| covers(task, other, &candidate, data));
        if is_covered {
            covered.push(candidate);
        } else {
            counted.push(candidate);
        }
    }
    for one in &covered {
        if one.is_own() && one.figure.answer != Answer::NoData {
            selection
                .uncovered
                .extend(successors_without(task, one, &counted, (data, end)));
        }
    }
    selection.counted.extend(counted);
    selection
        .passed_over
        .extend(covered.into_iter().map(|one| one.figure));
}

/// Returns `true` if two figures are about the same days of the same task.
fn covers<'a>(
    task: &Responsibility<'a>,
    counted: &Counted<'a>,
    other: &Counted<'a>,
    data: DataPeriod,
) -> bool {
    let (one, two) = (&counted.figure.cell, &other.figure.cell);
    if !one.period.overlaps(two.period, data) {
        return false;
    }
    if one.office == two.office {
        return true;
    }
    // "No data yet" for a year does not override figures that predecessors entered for its quarters.
    let is_empty = counted.figure.answer == Answer::NoData && one.period != two.period;
    if is_empty || !task.succession().is_related(&one.office, &two.office) {
        return false;
    }
    let (earlier, later) = if counted.last_day <= other.last_day {
        (counted, other)
    } else {
        (other, counted)
    };
    let mut holders = earlier
        .answers_for
        .iter()
        .flat_map(|holder| task.succession().holders_on(holder, later.last_day));
    holders.any(|holder| later.answers_for.contains(&holder))
}

/// Holders on the last day of a total whose part of a covered figure nothing covers: neither they nor an office
/// between them and the figure's office entered a longer figure that includes it.
fn successors_without<'a>(
    task: &Responsibility<'a>,
    covered: &Counted<'a>,
    counted: &[Counted<'a>],
    (data, end): (DataPeriod, NaiveDate),
) -> Vec<&'a OfficeCode> {
    let has = |office: &'a OfficeCode| {
        counted
            .iter()
            .any(|one| one.answers_for.contains(&office) && covers(task, one, covered, data))
    };
    let (mut without, mut seen, mut open) =
        (Vec::new(), BTreeSet::new(), covered.answers_for.clone());
    while let Some(office) = open.pop() {
        if !seen.insert(office) || has(office) {
            continue;
        }
        let before = open.len();
        open.extend(task.succession().successors_on(office, end));
        if open.len() == before {
            without.push(office);
        }
    }
    without
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::assessment::{Assessment, assess};
    use crate::domain::fixtures::{catalog, day, figure, measure, office, plan};
    use crate::domain::number::Fraction;
    use crate::domain::office::Office;

    /// Assessment for 2023 of a measure of `x.p` whose quarters are summed.
    fn assessed(offices: Vec<Office>, figures: &[(&str, &str, i64)]) -> Assessment {
        let plan = plan(&measure(json!({
            "frequency": "quarter", "adds_up": "sum", "owners": [{ "office": "x.p" }],
        })));
        let catalog = catalog(vec![plan.clone()], offices);
        let figures: Vec<_> = figures
            .iter()
            .map(|(office, period, value)| figure(office, period, *value))
            .collect();
        let target = &plan.targets[0];
        let measure = (&plan, target, &target.measures[0]);
        assess(&catalog, measure, &figures, day("2024-02-01"))
    }

    #[test]
    fn a_figure_under_the_former_name_of_an_office_counts_as_its_own() {
        let offices = vec![
            office("x.p", Some("2023-06-30"), &[("x.a", "2023-07-01")]),
            office("x.a", None, &[]),
        ];
        let figures = [("x.p", "2023", 40), ("x.a", "2023-Q4", 5)];
        let found = assessed(offices, &figures);
        let value = found.figure.unwrap().value;
        assert_eq!(value, Some(Fraction::from(40)));
    }

    #[test]
    fn a_late_figure_of_a_divided_office_leaves_nothing_unknown() {
        let both = [("x.a", "2023-07-01"), ("x.b", "2023-07-01")];
        let offices = vec![
            office("x.p", Some("2023-06-30"), &both),
            office("x.a", None, &[]),
            office("x.b", None, &[]),
        ];
        // The figure of `x.p` for the third quarter is from after its end: that of `x.a` counts.
        let figures = [
            ("x.p", "2023-H1", 20),
            ("x.p", "2023-Q3", 9),
            ("x.a", "2023-Q3", 5),
            ("x.a", "2023-Q4", 5),
            ("x.b", "2023-Q4", 5),
        ];
        let found = assessed(offices, &figures);
        assert_eq!(found.missing_owners, []);
        assert_eq!(found.figure.unwrap().value, Some(Fraction::from(35)));
    }
}
