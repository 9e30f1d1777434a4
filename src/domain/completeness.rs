//! Completeness of a report: its cells counted by kind of answer. Must not depend on the store or forms.

use super::catalog::Catalog;
use super::code::{MeasureId, OfficeCode};
use super::duty::DutyKey;
use super::entry::{AssignedCell, cells_where};
use super::figure::{Answer, Figure};
use super::period::{Period, PeriodKind};
use super::plan::{Measure, Plan};
use super::succession::{Responsibility, Succession};

/// An unanswered cell of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCell {
    /// The measure.
    pub measure: MeasureId,
    /// The office that answers for it.
    pub office: OfficeCode,
    /// The series, if the measure has several.
    pub series: Option<String>,
    /// The period.
    pub period: Period,
}

/// Cells of a report by kind of answer. The four kinds and "no answer" are never merged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// A number, a share or the state of a milestone.
    pub with_value: usize,
    /// None occurred (không phát sinh).
    pub none_occurred: usize,
    /// Not applicable (không thuộc phạm vi).
    pub not_applicable: usize,
    /// No data yet (chưa có số liệu): an explicit answer, not a missing one.
    pub no_data: usize,
    /// Not answered, in the order of the plan.
    pub missing: Vec<MissingCell>,
}

impl Completeness {
    /// Number of cells of the report.
    pub fn total(&self) -> usize {
        self.with_value
            + self.none_occurred
            + self.not_applicable
            + self.no_data
            + self.missing.len()
    }

    fn count(&mut self, answer: Option<Answer>, cell: MissingCell) {
        let counter = match answer {
            None => return self.missing.push(cell),
            Some(Answer::NoneOccurred) => &mut self.none_occurred,
            Some(Answer::NotApplicable) => &mut self.not_applicable,
            Some(Answer::NoData) => &mut self.no_data,
            Some(Answer::Number(_) | Answer::Share { .. } | Answer::Milestone(_)) => {
                &mut self.with_value
            }
        };
        *counter += 1;
    }
}

/// Counts the cells of a duty: those of its office and plan in periods within its own; for a transferred report those
/// of the office that answered for the period before. A figure of a longer period answers for the shorter ones in it
/// if it lies within the report's period itself; of offices that merged or split all answer for the whole, or none.
pub fn completeness(catalog: &Catalog, key: &DutyKey, figures: &[Figure]) -> Completeness {
    let mut found = Completeness::default();
    let Some(plan) = catalog.plan(&key.rule.plan()) else {
        return found;
    };
    let succession = Succession::new(&catalog.offices);
    for period in PeriodKind::ALL
        .into_iter()
        .flat_map(|kind| key.period.parts(kind))
    {
        let goes_along = |_: &Measure, office: &OfficeCode| {
            *office == key.office || succession.is_successor_of(&key.office, office)
        };
        for AssignedCell {
            id,
            measure,
            series,
            office,
        } in cells_where(catalog, plan, period, goes_along)
        {
            let answers = |figure: &&Figure| {
                let cell = &figure.cell;
                cell.measure == id
                    && cell.series == series
                    && cell.period.contains(&period)
                    && key.period.contains(&cell.period)
                    && succession.is_related(&cell.office, &office)
            };
            let rows: Vec<&Figure> = figures.iter().filter(answers).collect();
            let by = |wanted: &OfficeCode| rows.iter().any(|figure| figure.cell.office == *wanted);
            // For another office's cell of a part of the period only the reporting office's own part counts.
            let longer = rows
                .iter()
                .any(|f| f.cell.office == key.office && f.cell.period != period);
            let is_answered = by(&office)
                || longer
                || is_answered_by_others(catalog, (plan, measure), &office, &rows);
            let own = |figure: &&&Figure| {
                (
                    figure.cell.period == period,
                    figure.cell.office == office,
                    figure.quality,
                )
            };
            let answer = rows
                .iter()
                .filter(|_| is_answered)
                .max_by_key(own)
                .map(|figure| figure.answer);
            found.count(
                answer,
                MissingCell {
                    measure: id,
                    office,
                    series,
                    period,
                },
            );
        }
    }
    found
}

/// Returns `true` if figures under other names make up an office's whole cell: those of all its predecessors in the
/// task, or of all its successors.
fn is_answered_by_others(
    catalog: &Catalog,
    (plan, measure): (&Plan, &Measure),
    office: &OfficeCode,
    rows: &[&Figure],
) -> bool {
    let by = |wanted: &OfficeCode| rows.iter().any(|figure| figure.cell.office == *wanted);
    !rows.is_empty() && Responsibility::of_all(catalog, plan, measure).is_made_up(office, by)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{catalog, figure, measure, office, plan};

    #[test]
    fn the_total_has_every_kind_of_answer() {
        let found = Completeness {
            with_value: 1,
            none_occurred: 2,
            not_applicable: 4,
            no_data: 8,
            missing: Vec::new(),
        };
        assert_eq!(found.total(), 15);
    }

    /// Cells of the report of `x.a` on 2023, as with a value, none occurred, and missing periods. `x.p` was divided into
    /// `x.a` and `x.b` in the middle of that year; the measure is entered each quarter.
    fn cells(figures: &[(&str, &str, Answer)]) -> (usize, usize, Vec<String>) {
        let plan = plan(&measure(
            json!({ "frequency": "quarter", "owners": [{ "office": "x.p" }] }),
        ));
        let both = [("x.a", "2023-07-01"), ("x.b", "2023-07-01")];
        let offices = vec![
            office("x.p", Some("2023-06-30"), &both),
            office("x.a", None, &[]),
            office("x.b", None, &[]),
        ];
        let figures: Vec<Figure> = figures
            .iter()
            .map(|(office, period, answer)| Figure {
                answer: *answer,
                ..figure(office, period, 1)
            })
            .collect();
        let key = DutyKey {
            rule: "p/r1".into(),
            office: "x.a".into(),
            period: "2023".parse().unwrap(),
        };
        let found = completeness(&catalog(vec![plan], offices), &key, &figures);
        let missing = found.missing.iter().map(|cell| cell.period.to_string());
        (found.with_value, found.none_occurred, missing.collect())
    }

    #[test]
    fn a_longer_figure_of_the_reporting_office_answers_for_the_office_before_it() {
        let one = Answer::Number(crate::domain::number::Number::whole(1));
        let all = ["2023-Q1", "2023-Q2", "2023-Q3", "2023-Q4"];
        assert_eq!(cells(&[]).2, all);
        assert_eq!(cells(&[("x.a", "2023", one)]), (4, 0, Vec::new()));
        // Its figure of the first quarter itself is a part of the whole only: the other part is the second successor's.
        assert_eq!(cells(&[("x.a", "2023-Q1", one)]).2, all);
        let both = [("x.a", "2023-Q1", one), ("x.b", "2023-Q1", one)];
        assert_eq!(cells(&both).2, all[1..]);
        assert_eq!(cells(&[("x.b", "2023", one)]).2, all);
    }

    #[test]
    fn a_figure_of_the_period_and_the_office_itself_goes_first() {
        let one = Answer::Number(crate::domain::number::Number::whole(1));
        let none = Answer::NoneOccurred;
        let longer = [("x.p", "2023-Q1", none), ("x.a", "2023", one)];
        assert_eq!(cells(&longer), (3, 1, Vec::new()));
        let other = [("x.a", "2023-Q1", one), ("x.p", "2023-Q1", none)];
        assert_eq!((cells(&other).0, cells(&other).1), (0, 1));
        let other = [("x.p", "2023-Q1", none), ("x.a", "2023-Q1", one)];
        assert_eq!((cells(&other).0, cells(&other).1), (0, 1));
    }
}
