//! A cell of the sheet: current and previous figures and status, as text. Built after a change, not on a key press.
//! Must not depend on cursors.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{DateTime, NaiveDate};

use crate::domain::assessment::{
    Assessment, MeasureStatus, Shortfall, assess, quota_shortfall, quota_status_of_office,
};
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::entry::{AnswerInput, Entry, MeasureDefinition, belongs_to_row_of};
use crate::domain::estimate::estimate_difference;
use crate::domain::figure::{Answer, COVERAGE_SERIES, Cell, Figure, Quality, ValidFigure};
use crate::domain::period::Period;
use crate::domain::plan::{Comparator, Measure, Plan, Unit};
use crate::domain::succession::Succession;
use crate::i18n::{Lang, display, facts, fill_placeholders, screen::Text};
use crate::panes::read_model::ReadModel;

/// A cell of the sheet.
#[derive(Clone, Debug)]
pub struct SheetCell {
    /// Key.
    pub cell: Cell,
    /// Definition of its measure; `None` if no measure has this number any more.
    pub definition: Option<MeasureDefinition>,
    /// Answer of the previous period, as text.
    pub previous_text: String,
    /// Answer of the previous period, as input.
    pub previous_input: Option<String>,
    /// Current figures: an estimate, the official figure, or both in this order.
    pub figures: Vec<Figure>,
    /// Text of the figure that counts.
    pub value_text: String,
    /// Result of a pair, computed for the reader.
    pub computed_value: Option<String>,
    /// Expected value at the end of the period.
    pub expected_text: String,
    /// Status, if the figure was assessed.
    pub status: Option<MeasureStatus>,
    /// Explanation of the cell.
    pub explanation: String,
    /// `true` if it takes the state of a milestone, not a number.
    pub is_milestone: bool,
    /// Locked period that prevents changes.
    pub lock: Option<Period>,
    /// `true` if it belongs to an open report.
    pub is_required: bool,
    /// Reason why it cannot be filled any more: its target was removed, or another office answers for it now.
    pub removal_reason: Option<String>,
}

impl SheetCell {
    /// Official figure, else the estimate.
    pub fn figure(&self) -> Option<&Figure> {
        self.figures.last()
    }
}

/// A measure, a period and a series.
type SeriesKey = (MeasureId, Period, Option<String>);

/// Builder of a plan's cells; data shared by several cells is computed once.
pub struct CellBuilder<'a> {
    /// Read model.
    pub model: &'a ReadModel,
    /// The plan.
    pub plan: &'a Plan,
    figures: Rc<Vec<Figure>>,
    /// Data periods of open reports by office, read when a cell of the office is built.
    open_reports: RefCell<BTreeMap<OfficeCode, Vec<Period>>>,
    assessments: RefCell<BTreeMap<SeriesKey, Option<Assessment>>>,
    shortfalls: RefCell<BTreeMap<(MeasureId, Period), Option<Shortfall>>>,
}

impl<'a> CellBuilder<'a> {
    /// Prepares building the cells of a plan.
    pub fn new(model: &'a ReadModel, plan: &'a Plan) -> Self {
        Self {
            model,
            plan,
            figures: model.figures(&plan.code),
            open_reports: RefCell::default(),
            assessments: RefCell::default(),
            shortfalls: RefCell::default(),
        }
    }

    /// Builds a cell.
    pub fn build_cell(&self, measure: &Measure, cell: Cell) -> SheetCell {
        let model = self.model;
        let previous = cell
            .period
            .previous()
            .and_then(|period| self.previous_figure(measure, &cell, period));
        let mut figures: Vec<Figure> = self
            .figures
            .iter()
            .filter(|figure| figure.cell == cell)
            .cloned()
            .collect();
        figures.sort_by_key(|figure| figure.quality);
        let verdict = self.assessment(measure, &cell);
        let verdict = verdict.filter(|v| {
            v.figure
                .as_ref()
                .is_some_and(|figure| figure.period == cell.period)
        });
        let line = verdict.as_ref().and_then(|v| v.expected.as_ref());
        let own_part = measure.quota.is_some() && cell.series.is_none();
        let reached = own_part
            .then(|| self.quota_status(&cell.measure, &cell))
            .flatten();
        let status = reached.or_else(|| verdict.as_ref().map(|verdict| verdict.status));
        let period = (cell.period, measure.frequency);
        let lock =
            model
                .catalog
                .locks
                .locked_period(&self.plan.code, period, &cell.office, model.today);
        SheetCell {
            previous_text: previous.map_or_else(String::new, |figure| {
                marked_previous_text(model, measure, figure)
            }),
            previous_input: previous.and_then(|figure| input_text(&figure.answer)),
            value_text: figures
                .last()
                .map_or_else(String::new, |figure| answer_text(model, measure, figure)),
            computed_value: figures
                .last()
                .and_then(|figure| computed_value(measure, figure)),
            expected_text: line
                .map_or_else(String::new, |line| facts::value(Lang::Vi, measure, line)),
            explanation: format!(
                "{}{}",
                explanation(model, self.plan, measure, &figures, verdict.as_ref()),
                self.successor_figure_note(&cell, measure)
            ),
            status: status.filter(|_| !figures.is_empty()),
            is_milestone: measure.comparator == Comparator::Done,
            lock,
            is_required: self.is_in_open_report(&cell),
            removal_reason: None,
            definition: definition(model, &cell),
            figures,
            cell,
        }
    }

    /// Returns `true` if an open report of the plan covers the cell.
    fn is_in_open_report(&self, cell: &Cell) -> bool {
        let plan = self.plan.code.as_str();
        let mut reports = self.open_reports.borrow_mut();
        let periods = reports.entry(cell.office.clone()).or_insert_with(|| {
            let mut open = self.model.duties_of_office(&cell.office);
            open.retain(|owed| {
                owed.key().rule.plan_str() == plan && owed.is_counted() && owed.status.is_owed()
            });
            open.iter().map(|owed| owed.key().period).collect()
        });
        periods.iter().any(|period| period.contains(&cell.period))
    }

    /// Figure of the cell in another period: its own, else that of an office whose row it continues.
    fn previous_figure(&self, measure: &Measure, cell: &Cell, period: Period) -> Option<&Figure> {
        let at = |office: &OfficeCode| {
            current_figure(
                &self.figures,
                &Cell {
                    period,
                    office: office.clone(),
                    ..cell.clone()
                },
            )
        };
        let entered = self
            .figures
            .iter()
            .filter(|f| f.cell.measure == cell.measure && f.cell.period == period);
        let catalog = &self.model.catalog;
        let mut before = entered
            .map(|f| &f.cell.office)
            .filter(|o| belongs_to_row_of(catalog, (self.plan, measure), &cell.office, o));
        at(&cell.office).or_else(|| before.find_map(at))
    }

    /// Note for an empty cell whose answer is stored under the successor, as in files of older versions: that one
    /// counts.
    fn successor_figure_note(&self, cell: &Cell, measure: &Measure) -> String {
        let succession = Succession::new(&self.model.catalog.offices);
        let there = |figure: &&Figure| {
            let other = &figure.cell;
            (&other.measure, other.period, &other.series)
                == (&cell.measure, cell.period, &cell.series)
                && (other.office == cell.office
                    || succession.is_successor_of(&other.office, &cell.office))
        };
        let mut there = self.figures.iter().filter(there);
        let Some(first) = there
            .next()
            .filter(|figure| figure.cell.office != cell.office)
        else {
            return String::new();
        };
        if there.any(|figure| figure.cell.office == cell.office) {
            return String::new();
        }
        let (value, office) = (
            answer_text(self.model, measure, first),
            self.model.office_name(&first.cell.office),
        );
        format!(
            " {}",
            fill_placeholders(
                Text::FigureOfOtherOffice.text(self.model.lang),
                &[&office, &value]
            )
        )
    }

    /// Assessment of the measure at the end of the cell's period; for several series, of the cell's series.
    fn assessment(&self, measure: &Measure, cell: &Cell) -> Option<Assessment> {
        let measure = &*measure_of_series(measure, cell);
        let key = (cell.measure.clone(), cell.period, cell.series.clone());
        if let Some(known) = self.assessments.borrow().get(&key) {
            return known.clone();
        }
        let own: Vec<Figure> = self
            .figures
            .iter()
            .filter(|f| f.cell.measure == cell.measure)
            .cloned()
            .collect();
        let day = assessment_day(self.plan, cell.period);
        let target = self
            .plan
            .find_measure(&cell.measure)
            .map(|(target, _)| target);
        let found = target
            .map(|target| assess(&self.model.catalog, (self.plan, target, measure), &own, day));
        self.assessments.borrow_mut().insert(key, found.clone());
        found
    }

    /// Status of an office against the quota of a measure; `None` without a quota or figure.
    pub fn quota_status(&self, id: &MeasureId, cell: &Cell) -> Option<MeasureStatus> {
        let mut known = self.shortfalls.borrow_mut();
        let found = known.entry((id.clone(), cell.period)).or_insert_with(|| {
            let (target, measure) = self.plan.find_measure(id)?;
            quota_shortfall(
                &self.model.catalog,
                (self.plan, target, measure),
                &self.figures,
                cell.period,
            )
        });
        let found = found.as_ref().filter(|_| cell.series.is_none())?;
        quota_status_of_office(self.plan, found, &self.figures, cell)
    }
}

/// An answer for the narrow column: abbreviations for answers other than numbers.
pub fn answer_text(model: &ReadModel, measure: &Measure, figure: &Figure) -> String {
    match figure.answer {
        Answer::NoneOccurred => Text::ShortNone.text(model.lang).to_owned(),
        Answer::NoData => Text::ShortNoData.text(model.lang).to_owned(),
        Answer::NotApplicable => Text::ShortNotApplicable.text(model.lang).to_owned(),
        _ => facts::typed_answer(model.lang, measure, &figure.answer),
    }
}

/// Value with the estimate mark or a blank in its place, aligned with the column of this period.
fn marked_previous_text(model: &ReadModel, measure: &Measure, figure: &Figure) -> String {
    let mark = if figure.quality == Quality::Estimate {
        "≈"
    } else {
        " "
    };
    let value =
        computed_value(measure, figure).unwrap_or_else(|| answer_text(model, measure, figure));
    format!("{value} {mark}")
}

/// Result of a pair in the unit of its measure; "x of y" in per cent.
fn computed_value(measure: &Measure, figure: &Figure) -> Option<String> {
    let Answer::Share { .. } = figure.answer else {
        return None;
    };
    if figure.cell.series.as_deref() == Some(COVERAGE_SERIES) {
        let share = figure.answer.value(&Unit::Percent)?;
        let measure = Measure {
            unit: Unit::Percent,
            scale: 1,
            ..measure.clone()
        };
        return Some(facts::actual(Lang::Vi, &measure, &share));
    }
    Some(facts::actual(
        Lang::Vi,
        measure,
        &figure.answer.value(&measure.unit)?,
    ))
}

/// The measure of a cell, reduced to the cell's series.
fn measure_of_series<'m>(measure: &'m Measure, cell: &Cell) -> Cow<'m, Measure> {
    match &cell.series {
        Some(series) if measure.series.contains(series) => Cow::Owned(Measure {
            series: vec![series.clone()],
            ..measure.clone()
        }),
        _ => Cow::Borrowed(measure),
    }
}

/// Input that would give the same answer.
fn input_text(answer: &Answer) -> Option<String> {
    use crate::domain::number::print;
    match answer {
        Answer::Number(number) => Some(print(*number, 0)),
        Answer::Share {
            numerator,
            denominator,
        } => Some(format!(
            "{}/{}",
            print(*numerator, 0),
            print(*denominator, 0)
        )),
        Answer::NoneOccurred | Answer::NoData | Answer::NotApplicable | Answer::Milestone(_) => {
            None
        }
    }
}

/// Official figure of a cell, else the estimate.
fn current_figure<'a>(figures: &'a [Figure], cell: &Cell) -> Option<&'a Figure> {
    figures
        .iter()
        .filter(|figure| figure.cell == *cell)
        .max_by_key(|figure| figure.quality)
}

/// Day of assessment of a period: the day after its end, when deadlines at its end are final.
fn assessment_day(plan: &Plan, period: Period) -> NaiveDate {
    let last = period.last_day(plan.data_period);
    last.succ_opt().unwrap_or(last)
}

fn explanation(
    model: &ReadModel,
    plan: &Plan,
    measure: &Measure,
    figures: &[Figure],
    verdict: Option<&Assessment>,
) -> String {
    let mut parts = vec![format!("{}:", measure.label)];
    if let Some(verdict) = verdict {
        parts.push(facts::explain(
            model.lang,
            &model.catalog,
            plan,
            measure,
            verdict,
        ));
    }
    if let Some(figure) = figures.last() {
        let estimate = figures
            .iter()
            .find(|figure| figure.quality == Quality::Estimate);
        let day = display::day(model.lang, crate::domain::day::vietnam_day(figure.at));
        parts.push(fill_placeholders(
            Text::EnteredBy.text(model.lang),
            &[
                &facts::quality(model.lang, figure.quality),
                &figure.by,
                &day,
            ],
        ));
        parts.extend(replaced_estimate_text(model, measure, figure, estimate));
        parts.extend(
            figure
                .note
                .iter()
                .map(|note| format!("{}: {note}", Text::Note.text(model.lang))),
        );
    } else {
        parts.push(Text::NothingEntered.text(model.lang).to_owned());
    }
    parts.join(" ")
}

/// Estimate replaced by an official figure, and its difference.
fn replaced_estimate_text(
    model: &ReadModel,
    measure: &Measure,
    figure: &Figure,
    estimate: Option<&Figure>,
) -> Option<String> {
    let estimate = estimate.filter(|_| figure.quality == Quality::Official)?;
    let off = estimate_difference(&measure.unit, &estimate.answer, &figure.answer)?;
    let was = facts::typed_answer(model.lang, measure, &estimate.answer);
    Some(fill_placeholders(
        Text::EstimateWas.text(model.lang),
        &[&was, &facts::difference(Lang::Vi, measure, &off)],
    ))
}

/// Definition of a cell's measure; `None` if no measure has its number.
pub fn definition(model: &ReadModel, cell: &Cell) -> Option<MeasureDefinition> {
    let (_, target, measure) = model.catalog.measure(&cell.measure)?;
    Some(MeasureDefinition::of(target, measure))
}

/// Typed input of a cell as an entry to be validated.
pub fn build_entry(
    row: &SheetCell,
    answer: AnswerInput,
    quality: Option<Quality>,
    note: Option<String>,
) -> Entry {
    let answer = match answer {
        AnswerInput::Value(text) if row.cell.series.as_deref() == Some(COVERAGE_SERIES) => {
            match text.split_once('/') {
                Some((met, of)) if !met.trim().is_empty() && !of.trim().is_empty() => {
                    AnswerInput::Coverage(met.trim().to_owned(), of.trim().to_owned())
                }
                Some(_) | None => AnswerInput::Value(text),
            }
        }
        answer => answer,
    };
    Entry {
        measure: row.cell.measure.clone(),
        office: row.cell.office.clone(),
        period: row.cell.period,
        series: row.cell.series.clone(),
        answer,
        quality,
        note,
        expected: row.definition.clone(),
    }
}

/// Text of the measure's status if this draft were saved.
pub fn preview_status(model: &ReadModel, draft: &ValidFigure) -> Option<String> {
    let (plan, target, measure) = model.catalog.measure(&draft.cell.measure)?;
    let figures = model.figures(&plan.code);
    let same = |figure: &&Figure| figure.cell != draft.cell || figure.quality != draft.quality;
    let mut own: Vec<Figure> = figures
        .iter()
        .filter(|figure| figure.cell.measure == draft.cell.measure)
        .filter(same)
        .cloned()
        .collect();
    own.push(Figure {
        cell: draft.cell.clone(),
        answer: draft.answer,
        quality: draft.quality,
        note: None,
        by: String::new(),
        at: DateTime::UNIX_EPOCH,
        version: 0,
    });
    let day = assessment_day(plan, draft.cell.period);
    let measure = &*measure_of_series(measure, &draft.cell);
    let verdict = assess(&model.catalog, (plan, target, measure), &own, day);
    let reading = facts::typed_answer(model.lang, measure, &draft.answer);
    let quality = facts::quality(model.lang, draft.quality);
    let sentence = facts::explain(model.lang, &model.catalog, plan, measure, &verdict);
    Some(format!("{reading} ({quality}). {sentence}"))
}
