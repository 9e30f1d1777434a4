//! Completeness of a report: the cells that go with it, counted by what answers them (DOMAIN §4, §5). Knows no store
//! and no form.

use super::catalog::Catalog;
use super::code::{MeasureId, OfficeCode};
use super::duty::DutyKey;
use super::entry::{AnsweredCell, cells_behind};
use super::figure::{Answer, Figure};
use super::period::{Period, PeriodKind};
use super::plan::Measure;

/// A cell that goes with a report and that nobody answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingCell {
    /// The measure.
    pub measure: MeasureId,
    /// Who answers for it.
    pub office: OfficeCode,
    /// The series, where there are several.
    pub series: Option<String>,
    /// The period.
    pub period: Period,
}

/// The cells of a report by their answers. Four different answers, and none at all: they never fall together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// A number, a share, a milestone's state.
    pub given: usize,
    /// Không phát sinh.
    pub none_occurred: usize,
    /// Không thuộc phạm vi.
    pub not_applicable: usize,
    /// Chưa có số liệu: said, not left open.
    pub no_data: usize,
    /// Not answered, in the order of the plan.
    pub missing: Vec<MissingCell>,
}

impl Completeness {
    /// How many cells go with the report.
    pub fn owed(&self) -> usize {
        self.given + self.none_occurred + self.not_applicable + self.no_data + self.missing.len()
    }

    fn count(&mut self, answer: Option<Answer>, cell: MissingCell) {
        let counter = match answer {
            None => return self.missing.push(cell),
            Some(Answer::NoneOccurred) => &mut self.none_occurred,
            Some(Answer::NotApplicable) => &mut self.not_applicable,
            Some(Answer::NoData) => &mut self.no_data,
            Some(Answer::Number(_) | Answer::Share { .. } | Answer::Milestone(_)) => &mut self.given,
        };
        *counter += 1;
    }
}

/// Counts the cells of a duty: its office's, of its plan, in the periods that lie in its own; of a report that passed on
/// those of whoever answered for the period before. A figure of a longer period answers for the shorter ones in it, as
/// long as it lies in the report's period itself.
pub fn completeness(catalog: &Catalog, key: &DutyKey, figures: &[Figure]) -> Completeness {
    let mut found = Completeness::default();
    let Some(plan) = catalog.plan(&key.rule.plan()) else { return found };
    for period in PeriodKind::ALL.into_iter().flat_map(|kind| key.period.parts(kind)) {
        let goes_along = |_: &Measure, office: &OfficeCode| catalog.stands_for(&key.office, office);
        for AnsweredCell { id, series, office, .. } in cells_behind(catalog, plan, period, goes_along) {
            let line = catalog.line_of(&office);
            let answers = |figure: &&Figure| {
                let cell = &figure.cell;
                // Of a longer period: what the office was, or whoever followed it.
                cell.measure == id
                    && (line.contains(&cell.office) || catalog.became(&cell.office, &office))
                    && cell.series == series
                    && cell.period.contains(&period)
                    && key.period.contains(&cell.period)
            };
            let own = |figure: &&Figure| (figure.cell.period == period, figure.cell.office == office, figure.quality);
            let answer = figures.iter().filter(answers).max_by_key(own).map(|figure| figure.answer);
            found.count(answer, MissingCell { measure: id, office, series, period });
        }
    }
    found
}
