//! Validation of a typed entry: it becomes a valid figure, or a refusal that says what would be accepted.
//! One check for every channel: form, command line, import.
//!
//! A cell belongs to one office: the holder of the task on the last day of its period. Figures of an office for
//! periods before its end stay its own, and its successors' accounts enter them there; a period in which it ended
//! belongs to its successor. successor's.

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::assessment::owners_on;
use super::catalog::Catalog;
use super::code::{MeasureId, OfficeCode};
use super::figure::{Answer, COVERAGE_SERIES, Cell, MilestoneState, Quality, ValidFigure};
use super::number::{MAX_SCALE, Number, NumberError, NumberFormat, parse_number, parse_pair};
use super::office::Group;
use super::period::{Period, PeriodKind};
use super::plan::{Comparator, DataPeriod, Measure, Plan, Target, Unit};
use super::succession::{Responsibility, Succession};
use super::text::{NOTE_MAX, TextError, validate_text};

/// An entry for one cell, as typed and not yet validated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The measure.
    pub measure: MeasureId,
    /// The office, already resolved.
    pub office: OfficeCode,
    /// The period.
    pub period: Period,
    /// The series, where the measure has several.
    pub series: Option<String>,
    /// The answer as typed.
    pub answer: AnswerInput,
    /// Estimate or official; `None`: an estimate before the data cut-off of the period, else official.
    pub quality: Option<Quality>,
    /// A note.
    pub note: Option<String>,
    /// Definition of the measure when the answer was typed; `None` if it was not shown (command line, import).
    pub expected: Option<MeasureDefinition>,
}

/// Definition of a measure as shown in its row. An amended plan may give a measure's id to another one, for which the
/// answer was not typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeasureDefinition {
    /// The wording of its target.
    pub wording: String,
    /// Its short label.
    pub label: String,
    /// Its unit.
    pub unit: Unit,
}

impl MeasureDefinition {
    /// Definition of a measure of a target.
    pub fn of(target: &Target, measure: &Measure) -> Self {
        Self {
            wording: target.wording.clone(),
            label: measure.label.clone(),
            unit: measure.unit.clone(),
        }
    }
}

impl Entry {
    /// The cell of the entry, whether it exists or not.
    pub fn cell(&self) -> Cell {
        let series = self.series.clone().filter(|series| !series.is_empty());
        let coverage =
            matches!(self.answer, AnswerInput::Coverage(..)).then(|| COVERAGE_SERIES.to_owned());
        let (measure, office) = (self.measure.clone(), self.office.clone());
        Cell {
            measure,
            office,
            period: self.period,
            series: coverage.or(series),
        }
    }
}

/// The entry that would produce this figure: a valid figure is validated again inside the write transaction.
impl From<&ValidFigure> for Entry {
    fn from(valid_figure: &ValidFigure) -> Self {
        let cell = &valid_figure.cell;
        let answer = match valid_figure.answer {
            Answer::Number(number) => AnswerInput::Value(number.to_string()),
            Answer::Share {
                numerator,
                denominator,
            } if cell.series.as_deref() == Some(COVERAGE_SERIES) => {
                AnswerInput::Coverage(numerator.to_string(), denominator.to_string())
            }
            Answer::Share {
                numerator,
                denominator,
            } => AnswerInput::Pair(numerator.to_string(), denominator.to_string()),
            Answer::NoneOccurred => AnswerInput::NoneOccurred,
            Answer::NoData => AnswerInput::NoData,
            Answer::NotApplicable => AnswerInput::NotApplicable,
            Answer::Milestone(state) => AnswerInput::Milestone(state),
        };
        Self {
            measure: cell.measure.clone(),
            office: cell.office.clone(),
            period: cell.period,
            series: cell.series.clone(),
            answer,
            quality: Some(valid_figure.quality),
            note: valid_figure.note.clone(),
            expected: None,
        }
    }
}

/// An answer as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerInput {
    /// `33,5`, or `45/75` if the unit is a share, a rate or a ratio.
    Value(String),
    /// Numerator and denominator separately.
    Pair(String, String),
    /// "x of y offices met it", entered by the owner of a quota.
    Coverage(String, String),
    /// None occurred (không phát sinh).
    NoneOccurred,
    /// No data yet (chưa có số liệu).
    NoData,
    /// Not applicable (không thuộc phạm vi).
    NotApplicable,
    /// State of a milestone.
    Milestone(MilestoneState),
}

/// Reason why an entry is refused. The typed text is kept by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EntryRefusal {
    /// No measure has this id.
    UnknownMeasure(MeasureId),
    /// No office has this code.
    UnknownOffice(OfficeCode),
    /// The office answers for no cell of this measure.
    NotOwner {
        /// The office.
        office: OfficeCode,
        /// Offices that do (at most five).
        owners: Vec<OfficeCode>,
    },
    /// The office did not hold the task on the last day of the period; a predecessor or successor did.
    AnsweredByOther {
        /// The office.
        office: OfficeCode,
        /// The last day of the period.
        on: NaiveDate,
        /// Offices that held the task on that day.
        by: Vec<OfficeCode>,
    },
    /// The period is outside the plan's years.
    OutsidePlan {
        /// First day of the plan.
        from: NaiveDate,
        /// Last day of the plan.
        to: NaiveDate,
    },
    /// Shorter than the entry frequency of the measure.
    PeriodTooShort(PeriodKind),
    /// A single day is not a period for figures.
    NotAPeriod,
    /// One of these series is required.
    MissingSeries(Vec<String>),
    /// The measure has no series of this name; these exist.
    UnknownSeries(String, Vec<String>),
    /// The id now belongs to another measure, with this label.
    MeasureChanged(String),
    /// The plan was closed on this day.
    PlanClosed(NaiveDate),
    /// The period is locked: figures change only by an exception.
    Locked(Period),
    /// Not a valid number.
    InvalidNumber(NumberError),
    /// The note is invalid.
    InvalidNote(TextError),
    /// A share over 100 %.
    ShareOver100,
    /// The numerator exceeds the denominator.
    NumeratorOverDenominator(Number, Number),
    /// The denominator is 0 and the numerator is not.
    ZeroDenominator,
    /// Below 0.
    Negative,
    /// A numerator and denominator for a count.
    PairForCount,
    /// A number for a milestone, which takes done, in progress or not begun.
    MilestoneExpected,
    /// A milestone state for a measure with a number.
    NumberExpected,
    /// "x of y" for a measure without a quota, or by an office that is not its owner.
    CoverageNotAllowed,
    /// A number by the owner of a quota that is counted office by office; "x of y" is expected.
    CoverageExpected,
    /// A numerator and denominator with one part missing or too many parts.
    IncompletePair,
    /// "x of y" with one part missing or too many parts.
    IncompleteCoverage,
    /// More offices met it than exist.
    CoverageOverTotal(Number, Number),
}

/// Validates an entry and returns a valid figure. `today` decides the default quality: a figure recorded before the last
/// day of its period is an estimate.
pub fn validate_entry(
    catalog: &Catalog,
    entry: &Entry,
    today: NaiveDate,
) -> Result<ValidFigure, EntryRefusal> {
    let Some((plan, target, measure)) = catalog.measure(&entry.measure) else {
        return Err(EntryRefusal::UnknownMeasure(entry.measure.clone()));
    };
    if entry
        .expected
        .as_ref()
        .is_some_and(|expected| *expected != MeasureDefinition::of(target, measure))
    {
        return Err(EntryRefusal::MeasureChanged(measure.label.clone()));
    }
    if !catalog.offices.contains_key(&entry.office) {
        return Err(EntryRefusal::UnknownOffice(entry.office.clone()));
    }
    check_period(plan, measure, entry.period)?;
    let role = CellRole::require(catalog, plan, measure, entry)?;
    if let Some(closing) = plan.closing.as_ref().filter(|closing| closing.on < today) {
        return Err(EntryRefusal::PlanClosed(closing.on));
    }
    if let Some(closed) = catalog.locks.locked_period(
        &plan.code,
        (entry.period, measure.frequency),
        &entry.office,
        today,
    ) {
        return Err(EntryRefusal::Locked(closed));
    }
    let series = role.series(measure, entry)?;
    let answer = role.parse_answer(measure, entry)?;
    let note = entry
        .note
        .as_deref()
        .map(|note| validate_text(note.trim(), NOTE_MAX))
        .transpose()
        .map_err(EntryRefusal::InvalidNote)?;
    let early = today < entry.period.last_day(plan.data_period);
    Ok(ValidFigure {
        cell: Cell {
            measure: entry.measure.clone(),
            office: entry.office.clone(),
            period: entry.period,
            series,
        },
        answer,
        quality: if early {
            Quality::Estimate
        } else {
            entry.quality.unwrap_or(Quality::Official)
        },
        note: note.filter(|note| !note.is_empty()),
    })
}

/// Checks that a cell exists: its measure, its period, its series, and that the office is responsible for it. Does
/// not check whether the plan is closed or the period locked.
pub fn check_cell(catalog: &Catalog, cell: &Cell) -> Result<(), EntryRefusal> {
    let Some((plan, _, measure)) = catalog.measure(&cell.measure) else {
        return Err(EntryRefusal::UnknownMeasure(cell.measure.clone()));
    };
    if !catalog.offices.contains_key(&cell.office) {
        return Err(EntryRefusal::UnknownOffice(cell.office.clone()));
    }
    let entry = Entry {
        measure: cell.measure.clone(),
        office: cell.office.clone(),
        period: cell.period,
        series: cell.series.clone(),
        answer: AnswerInput::NoData,
        quality: None,
        note: None,
        expected: None,
    };
    check_period(plan, measure, cell.period)?;
    CellRole::require(catalog, plan, measure, &entry)?
        .series(measure, &entry)
        .map(|_| ())
}

fn check_period(plan: &Plan, measure: &Measure, period: Period) -> Result<(), EntryRefusal> {
    if period.kind().is_none() {
        return Err(EntryRefusal::NotAPeriod);
    }
    let calendar = DataPeriod::Calendar;
    if period.first_day(calendar) < plan.from || period.last_day(calendar) > plan.to {
        return Err(EntryRefusal::OutsidePlan {
            from: plan.from,
            to: plan.to,
        });
    }
    if !period.is_at_least(measure.frequency) {
        return Err(EntryRefusal::PeriodTooShort(measure.frequency));
    }
    Ok(())
}

/// Role of an office for the cells of a measure in a period.
struct CellRole {
    is_owner: bool,
    is_member: bool,
}

impl CellRole {
    fn require(
        catalog: &Catalog,
        plan: &Plan,
        measure: &Measure,
        entry: &Entry,
    ) -> Result<Self, EntryRefusal> {
        let role = Self::find(catalog, plan, measure, &entry.office, entry.period);
        if role.is_owner || role.is_member {
            return Ok(role);
        }
        let office = entry.office.clone();
        let mut owners = responsible_offices(catalog, plan, measure, entry.period);
        let by: Vec<OfficeCode> = owners
            .iter()
            .filter(|owner| is_same_lineage(catalog, owner, &office))
            .cloned()
            .collect();
        if !by.is_empty() {
            return Err(EntryRefusal::AnsweredByOther {
                office,
                on: entry.period.last_day(plan.data_period),
                by,
            });
        }
        owners.truncate(5);
        Err(EntryRefusal::NotOwner { office, owners })
    }

    fn find(
        catalog: &Catalog,
        plan: &Plan,
        measure: &Measure,
        office: &OfficeCode,
        period: Period,
    ) -> Self {
        let day = period.last_day(plan.data_period);
        // A cell belongs to one office: the holder of the task on the last day of the period.
        let succession = Succession::new(&catalog.offices);
        let holds = |named: &OfficeCode| succession.is_holder_on(office, named, day);
        Self {
            is_owner: owners_on(plan, measure, day).iter().any(holds),
            is_member: quota_group(catalog, measure)
                .is_some_and(|group| group.members_on(day).any(holds)),
        }
    }

    /// The series of the cell: one of the measure's, or the reserved one for "x of y".
    fn series(&self, measure: &Measure, entry: &Entry) -> Result<Option<String>, EntryRefusal> {
        let named = entry.series.as_deref().filter(|series| !series.is_empty());
        if matches!(entry.answer, AnswerInput::Coverage(..)) || named == Some(COVERAGE_SERIES) {
            let fits = measure.quota.is_some() && self.is_owner;
            return if fits {
                Ok(Some(COVERAGE_SERIES.to_owned()))
            } else {
                Err(EntryRefusal::CoverageNotAllowed)
            };
        }
        match named {
            None if measure.series.is_empty() => Ok(None),
            None => Err(EntryRefusal::MissingSeries(measure.series.clone())),
            Some(name) if measure.series.iter().any(|known| known == name) => {
                Ok(Some(name.to_owned()))
            }
            Some(name) => Err(EntryRefusal::UnknownSeries(
                name.to_owned(),
                measure.series.clone(),
            )),
        }
    }

    fn parse_answer(&self, measure: &Measure, entry: &Entry) -> Result<Answer, EntryRefusal> {
        let milestone = measure.comparator == Comparator::Done;
        match &entry.answer {
            AnswerInput::NoData => Ok(Answer::NoData),
            AnswerInput::NotApplicable => Ok(Answer::NotApplicable),
            AnswerInput::Milestone(state) if milestone => Ok(Answer::Milestone(*state)),
            AnswerInput::Milestone(_) => Err(EntryRefusal::NumberExpected),
            _ if milestone => Err(EntryRefusal::MilestoneExpected),
            AnswerInput::NoneOccurred => Ok(Answer::NoneOccurred),
            AnswerInput::Coverage(met, of) => parse_coverage(met, of),
            // "x of y" is expected, whatever the unit is.
            AnswerInput::Value(_) | AnswerInput::Pair(..)
                if entry.series.as_deref() == Some(COVERAGE_SERIES) =>
            {
                Err(EntryRefusal::CoverageExpected)
            }
            AnswerInput::Pair(numerator, denominator) => {
                let unit = self.unit(measure)?;
                let scale = pair_scale(unit);
                check_pair(
                    unit,
                    parse_nonnegative(numerator, NumberFormat::plain(scale))?,
                    parse_nonnegative(denominator, NumberFormat::plain(scale))?,
                )
            }
            AnswerInput::Value(text) => self.parse_value(measure, text),
        }
    }

    fn parse_value(&self, measure: &Measure, text: &str) -> Result<Answer, EntryRefusal> {
        let unit = self.unit(measure)?;
        // "15/100.000" for a count is refused by the number parser, with its own hint.
        if unit.base().is_some()
            && let Some(both) = parse_pair(text, pair_scale(unit))
        {
            let (numerator, denominator) = both.map_err(|error| match error {
                NumberError::Empty | NumberError::Fraction => EntryRefusal::IncompletePair,
                error => EntryRefusal::InvalidNumber(error),
            })?;
            return check_pair(unit, numerator, denominator);
        }
        let format = match unit {
            Unit::Percent => NumberFormat::percent(measure.scale),
            // A member of a quota enters whole counts only.
            Unit::Count(_) if self.is_member => NumberFormat::plain(0),
            _ => NumberFormat::plain(measure.scale),
        };
        let value = parse_nonnegative(text, format)?;
        if *unit == Unit::Percent && value > Number::whole(100) {
            return Err(EntryRefusal::ShareOver100);
        }
        Ok(Answer::Number(value))
    }

    /// Unit of the office's own cell: members of a quota enter counts, whatever the unit of the owner's total is.
    fn unit<'a>(&self, measure: &'a Measure) -> Result<&'a Unit, EntryRefusal> {
        const COUNT: &Unit = &Unit::Count(String::new());
        match (&measure.quota, &measure.unit) {
            (Some(_), Unit::Count(_)) if !self.is_member => Err(EntryRefusal::CoverageExpected),
            (Some(_), _) if self.is_member => Ok(COUNT),
            (_, unit) => Ok(unit),
        }
    }
}

/// Group of a measure's quota.
fn quota_group<'a>(catalog: &'a Catalog, measure: &Measure) -> Option<&'a Group> {
    catalog.groups.get(measure.quota.as_ref()?.group.as_ref()?)
}

/// Decimals of a numerator or denominator: people and births are whole numbers, hours are not.
fn pair_scale(unit: &Unit) -> u8 {
    if *unit == Unit::Times { MAX_SCALE } else { 0 }
}

fn parse_nonnegative(text: &str, format: NumberFormat) -> Result<Number, EntryRefusal> {
    let number = parse_number(text, format).map_err(EntryRefusal::InvalidNumber)?;
    if number < Number::whole(0) {
        Err(EntryRefusal::Negative)
    } else {
        Ok(number)
    }
}

/// Checks a numerator and denominator. 0/0 is "none occurred"; numerator ≤ denominator holds for shares only.
fn check_pair(unit: &Unit, numerator: Number, denominator: Number) -> Result<Answer, EntryRefusal> {
    let zero = Number::whole(0);
    match unit {
        Unit::Count(_) => Err(EntryRefusal::PairForCount),
        _ if numerator < zero || denominator < zero => Err(EntryRefusal::Negative),
        _ if denominator == zero && numerator == zero => Ok(Answer::NoneOccurred),
        _ if denominator == zero => Err(EntryRefusal::ZeroDenominator),
        Unit::Percent if numerator > denominator => Err(EntryRefusal::NumeratorOverDenominator(
            numerator,
            denominator,
        )),
        _ => Ok(Answer::Share {
            numerator,
            denominator,
        }),
    }
}

fn parse_coverage(met: &str, of: &str) -> Result<Answer, EntryRefusal> {
    let part = |text: &str| match parse_nonnegative(text, NumberFormat::plain(0)) {
        Err(EntryRefusal::InvalidNumber(NumberError::Empty | NumberError::Fraction)) => {
            Err(EntryRefusal::IncompleteCoverage)
        }
        read => read,
    };
    let (met, of) = (part(met)?, part(of)?);
    match check_pair(&Unit::Percent, met, of) {
        Err(EntryRefusal::NumeratorOverDenominator(met, of)) => {
            Err(EntryRefusal::CoverageOverTotal(met, of))
        }
        other => other,
    }
}

/// Returns `true` if a figure of one office is shown in the row of another: its own, and for an owner those of the
/// office that it was under another name. An office merged from several starts a new row, as do members of a quota.
pub fn belongs_to_row_of(
    catalog: &Catalog,
    (plan, measure): (&Plan, &Measure),
    office: &OfficeCode,
    entered: &OfficeCode,
) -> bool {
    office == entered
        || measure.quota.is_none()
            && Succession::new(&catalog.offices).is_successor_of(office, entered)
            && Responsibility::of_owners(catalog, plan, measure).is_renamed(entered, office)
}

/// Cells that an office fills in a plan for a period: of the measures entered at that frequency, by ownership and
/// by membership of a quota's group, each with its series, in the order of the plan.
pub fn cells_of<'a>(
    catalog: &'a Catalog,
    plan: &'a Plan,
    office: &OfficeCode,
    period: Period,
) -> Vec<(MeasureId, &'a Measure, Option<String>)> {
    let of_kind = plan
        .measures()
        .filter(|(_, _, measure)| Some(measure.frequency) == period.kind());
    of_kind
        .flat_map(|(id, _, measure)| {
            let series = series_of_office(catalog, plan, measure, office, period).into_iter();
            series.map(move |series| (id.clone(), measure, series))
        })
        .collect()
}

/// Cells of one measure that an office fills for a period, by their series.
pub fn series_of_office(
    catalog: &Catalog,
    plan: &Plan,
    measure: &Measure,
    office: &OfficeCode,
    period: Period,
) -> Vec<Option<String>> {
    let role = CellRole::find(catalog, plan, measure, office, period);
    match (&measure.quota, role.is_member, role.is_owner) {
        (Some(_), member, owner) => {
            let own = member.then_some(None);
            own.into_iter()
                .chain(owner.then(|| Some(COVERAGE_SERIES.to_owned())))
                .collect()
        }
        (None, _, true) if measure.series.is_empty() => vec![None],
        (None, _, true) => measure.series.iter().cloned().map(Some).collect(),
        (None, _, false) => Vec::new(),
    }
}

/// Offices that fill cells of a measure for a period: its owners, then the members of its quota's group; for an
/// office that had ended by the last day of the period, its holders on that day.
pub fn responsible_offices(
    catalog: &Catalog,
    plan: &Plan,
    measure: &Measure,
    period: Period,
) -> Vec<OfficeCode> {
    let day = period.last_day(plan.data_period);
    let members = quota_group(catalog, measure)
        .into_iter()
        .flat_map(|group| group.members_on(day))
        .cloned();
    let named: Vec<OfficeCode> = owners_on(plan, measure, day)
        .into_iter()
        .chain(members)
        .collect();
    let (mut known, mut offices) = (HashSet::new(), Vec::new());
    let succession = Succession::new(&catalog.offices);
    for holder in named
        .iter()
        .flat_map(|office| succession.holders_on(office, day))
    {
        if known.insert(holder) {
            offices.push(holder.clone());
        }
    }
    offices
}

/// Returns `true` if one of two offices took over the other's tasks, at any time and over any number of steps.
pub fn is_same_lineage(catalog: &Catalog, one: &OfficeCode, other: &OfficeCode) -> bool {
    Succession::new(&catalog.offices).is_related(one, other)
}

/// A cell with the office responsible for it.
pub struct AssignedCell<'a> {
    /// The measure's id.
    pub id: MeasureId,
    /// The measure.
    pub measure: &'a Measure,
    /// The series.
    pub series: Option<String>,
    /// Holder of the task on the last day of the period.
    pub office: OfficeCode,
}

/// Like [`cells_of`], for every office that `fits` accepts; it is called with the measure and the responsible office.
pub fn cells_where<'a>(
    catalog: &'a Catalog,
    plan: &'a Plan,
    period: Period,
    fits: impl Fn(&Measure, &OfficeCode) -> bool,
) -> Vec<AssignedCell<'a>> {
    let mut cells = Vec::new();
    for (id, _, measure) in plan
        .measures()
        .filter(|(_, _, measure)| Some(measure.frequency) == period.kind())
    {
        for office in responsible_offices(catalog, plan, measure, period)
            .into_iter()
            .filter(|office| fits(measure, office))
        {
            let series = series_of_office(catalog, plan, measure, &office, period).into_iter();
            cells.extend(series.map(|series| AssignedCell {
                id: id.clone(),
                measure,
                series,
                office: office.clone(),
            }));
        }
    }
    cells
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::domain::fixtures::{catalog, day, group, measure, office, plan};
    use crate::domain::plan::Closing;

    /// An answer of `x.a` for 2023.
    fn entry_of(answer: AnswerInput) -> Entry {
        Entry {
            measure: "p/1".into(),
            office: "x.a".into(),
            period: "2023".parse().unwrap(),
            series: None,
            answer,
            quality: None,
            note: None,
            expected: None,
        }
    }

    fn entered(
        changes: Value,
        (typed, period): (&str, &str),
        on: &str,
        change: impl FnOnce(&mut Plan),
    ) -> Result<ValidFigure, EntryRefusal> {
        let mut plan = plan(&measure(changes));
        change(&mut plan);
        let entry = Entry {
            measure: "p/1".into(),
            office: "x.a".into(),
            period: period.parse().unwrap(),
            series: None,
            answer: AnswerInput::Value(typed.to_owned()),
            quality: None,
            note: None,
            expected: None,
        };
        let catalog = catalog(vec![plan], vec![office("x.a", None, &[])]);
        validate_entry(&catalog, &entry, day(on))
    }

    #[test]
    fn a_figure_is_an_estimate_before_the_last_day_of_its_period() {
        for (on, expected) in [
            ("2023-12-30", Quality::Estimate),
            ("2023-12-31", Quality::Official),
            ("2024-01-01", Quality::Official),
        ] {
            let valid_figure = entered(json!({}), ("1", "2023"), on, |_| {}).unwrap();
            assert_eq!(valid_figure.quality, expected, "{on}");
        }
    }

    #[test]
    fn a_closed_plan_takes_figures_on_its_last_day_still() {
        for (on, is_closed) in [
            ("2024-06-29", false),
            ("2024-06-30", false),
            ("2024-07-01", true),
        ] {
            let close = |plan: &mut Plan| {
                plan.closing = Some(Closing {
                    on: day("2024-06-30"),
                    reason: "r".to_owned(),
                });
            };
            let closed = Err(EntryRefusal::PlanClosed(day("2024-06-30")));
            let found = entered(json!({}), ("1", "2023"), on, close);
            assert_eq!(found == closed, is_closed, "{on}");
        }
    }

    #[test]
    fn the_first_and_the_last_period_of_a_plan() {
        let outside = Err(EntryRefusal::OutsidePlan {
            from: day("2022-01-01"),
            to: day("2025-12-31"),
        });
        for (period, is_outside) in [
            ("2021", true),
            ("2022", false),
            ("2025", false),
            ("2026", true),
        ] {
            let found = entered(json!({}), ("1", period), "2027-01-01", |_| {});
            assert_eq!(found == outside, is_outside, "{period}");
        }
    }

    #[test]
    fn a_share_of_exactly_all() {
        let percent = |typed: &str| {
            let changes = json!({ "unit": "%", "scale": 2 });
            entered(changes, (typed, "2023"), "2024-02-01", |_| {}).err()
        };
        assert_eq!(percent("99,99"), None);
        assert_eq!(percent("100"), None);
        assert_eq!(percent("100,01"), Some(EntryRefusal::ShareOver100));
        assert_eq!(percent("44/45"), None);
        assert_eq!(percent("45/45"), None);
        let (more, all) = (Number::whole(46), Number::whole(45));
        assert_eq!(
            percent("46/45"),
            Some(EntryRefusal::NumeratorOverDenominator(more, all))
        );
        assert_eq!(percent("0"), None);
        assert_eq!(percent("0/45"), None);
        assert_eq!(percent("1/0"), Some(EntryRefusal::ZeroDenominator));
    }

    #[test]
    fn a_figure_is_refused_where_the_measure_became_another_one() {
        let plan = plan(&measure(json!({})));
        let catalog = catalog(vec![plan.clone()], vec![office("x.a", None, &[])]);
        let target = &plan.targets[0];
        let shown = MeasureDefinition::of(target, &target.measures[0]);
        let finished = |expected: MeasureDefinition| {
            let entry = Entry {
                expected: Some(expected),
                note: Some(" ".to_owned()),
                ..entry_of(AnswerInput::Value("1".to_owned()))
            };
            validate_entry(&catalog, &entry, day("2024-02-01"))
        };
        assert_eq!(finished(shown.clone()).unwrap().note, None, "an empty note");
        let changed = MeasureDefinition {
            unit: Unit::Percent,
            ..shown
        };
        let refusal = EntryRefusal::MeasureChanged("m".to_owned());
        assert_eq!(finished(changed), Err(refusal));
    }

    #[test]
    fn a_cell_exists_for_a_known_office_and_series() {
        let plan = plan(&measure(json!({ "series": ["s", "t"] })));
        let catalog = catalog(vec![plan], vec![office("x.a", None, &[])]);
        let checked = |office: &str, series: Option<&str>| {
            let cell = Cell {
                office: office.into(),
                series: series.map(str::to_owned),
                ..entry_of(AnswerInput::NoData).cell()
            };
            check_cell(&catalog, &cell)
        };
        let known = || vec!["s".to_owned(), "t".to_owned()];
        assert_eq!(checked("x.a", Some("s")), Ok(()));
        assert_eq!(checked("x.a", Some("t")), Ok(()));
        assert_eq!(
            checked("x.a", Some("u")),
            Err(EntryRefusal::UnknownSeries("u".to_owned(), known()))
        );
        assert_eq!(
            checked("x.a", None),
            Err(EntryRefusal::MissingSeries(known()))
        );
        assert_eq!(
            checked("x.b", Some("s")),
            Err(EntryRefusal::UnknownOffice("x.b".into()))
        );
    }

    #[test]
    fn a_milestone_takes_a_state_and_a_number_takes_none() {
        let state = AnswerInput::Milestone(MilestoneState::Done);
        let answered = |changes: Value, answer: AnswerInput| {
            let catalog = catalog(
                vec![plan(&measure(changes))],
                vec![office("x.a", None, &[])],
            );
            validate_entry(&catalog, &entry_of(answer), day("2024-02-01")).map(|draft| draft.answer)
        };
        let milestone = || json!({ "comparator": "done", "value": null, "baseline": null });
        assert_eq!(
            answered(json!({}), state.clone()),
            Err(EntryRefusal::NumberExpected)
        );
        assert_eq!(
            answered(milestone(), state),
            Ok(Answer::Milestone(MilestoneState::Done))
        );
        assert_eq!(
            answered(milestone(), AnswerInput::Value("1".to_owned())),
            Err(EntryRefusal::MilestoneExpected)
        );
    }

    #[test]
    fn a_series_without_a_name_is_none() {
        for (series, expected) in [(None, None), (Some(""), None), (Some("s"), Some("s"))] {
            let entry = Entry {
                series: series.map(str::to_owned),
                ..entry_of(AnswerInput::NoData)
            };
            assert_eq!(entry.cell().series.as_deref(), expected);
        }
    }

    #[test]
    fn an_answer_is_typed_again_as_it_was() {
        let typed = |series: Option<&str>| {
            let entry = entry_of(AnswerInput::NoData);
            let draft = ValidFigure {
                cell: Cell {
                    series: series.map(str::to_owned),
                    ..entry.cell()
                },
                answer: Answer::Share {
                    numerator: Number::whole(1),
                    denominator: Number::whole(2),
                },
                quality: Quality::Official,
                note: None,
            };
            Entry::from(&draft).answer
        };
        let (one, two) = (|| "1".to_owned(), || "2".to_owned());
        assert_eq!(typed(None), AnswerInput::Pair(one(), two()));
        assert_eq!(typed(Some("s")), AnswerInput::Pair(one(), two()));
        assert_eq!(
            typed(Some(COVERAGE_SERIES)),
            AnswerInput::Coverage(one(), two())
        );
    }

    #[test]
    fn hours_have_decimals_and_people_have_none() {
        let answered = |unit: Value, typed: &str| {
            let changes = json!({ "unit": unit, "scale": 2 });
            entered(changes, (typed, "2023"), "2024-02-01", |_| {}).map(|draft| draft.answer)
        };
        let share = |numerator: &str| {
            Ok(Answer::Share {
                numerator: parse_number(numerator, NumberFormat::plain(2)).unwrap(),
                denominator: Number::whole(2),
            })
        };
        assert_eq!(answered(json!("times"), "1,25/2"), share("1,25"));
        assert_eq!(answered(json!("%"), "1/2"), share("1"));
        assert!(answered(json!("%"), "1,25/2").is_err());
        assert!(answered(json!("%"), "1,2/2").is_err());
        for (unit, numerator, denominator, is_negative) in [
            (&Unit::Percent, -1, 2, true),
            (&Unit::Percent, 0, 2, false),
            (&Unit::Percent, 1, 2, false),
            (&Unit::Percent, -1, -2, true),
            (&Unit::Percent, 0, -1, true),
        ] {
            let found = check_pair(unit, Number::whole(numerator), Number::whole(denominator));
            assert_eq!(
                found == Err(EntryRefusal::Negative),
                is_negative,
                "{numerator}/{denominator}"
            );
        }
    }

    /// The answer to a measure with a quota of 4 from `x.m`; `x.a` owns it.
    fn answered(changes: Value, office_code: &str, typed: &str) -> Result<Answer, EntryRefusal> {
        let mut measure = measure(changes);
        let quota = json!({ "value": "4", "group": "x.g" });
        measure.quota = Some(serde_json::from_value(quota).unwrap());
        let offices = vec![office("x.a", None, &[]), office("x.m", None, &[])];
        let mut catalog = catalog(vec![plan(&measure)], offices);
        catalog.groups.insert("x.g".into(), group("x.g", &["x.m"]));
        let entry = Entry {
            office: office_code.into(),
            ..entry_of(AnswerInput::Value(typed.to_owned()))
        };
        validate_entry(&catalog, &entry, day("2024-02-01")).map(|valid_figure| valid_figure.answer)
    }

    #[test]
    fn a_member_of_a_quota_enters_whole_counts_whatever_the_unit() {
        for unit in ["%", "cuộc"] {
            let by = |office, typed| answered(json!({ "unit": unit, "scale": 2 }), office, typed);
            assert_eq!(by("x.m", "150"), Ok(Answer::Number(Number::whole(150))));
            assert!(by("x.m", "1,5").is_err(), "{unit}");
        }
        let share = json!({ "unit": "%", "scale": 2 });
        let sixty = Answer::Number(Number::whole(60));
        assert_eq!(answered(share.clone(), "x.a", "60 %"), Ok(sixty));
        assert_eq!(
            answered(share, "x.a", "150"),
            Err(EntryRefusal::ShareOver100)
        );
        assert_eq!(
            answered(json!({}), "x.a", "60"),
            Err(EntryRefusal::CoverageExpected)
        );
        // Without a quota, a count has the decimals of its measure.
        let plain = |typed| entered(json!({ "scale": 2 }), (typed, "2023"), "2024-02-01", |_| {});
        let half = Answer::Number(Number::from_hundredths(150));
        assert_eq!(plain("1,5").unwrap().answer, half);
    }

    #[test]
    fn the_reserved_series_takes_x_of_y_only() {
        let mut measure = measure(json!({ "unit": "%" }));
        let quota = json!({ "value": "4", "group": "x.g" });
        measure.quota = Some(serde_json::from_value(quota).unwrap());
        let catalog = catalog(vec![plan(&measure)], vec![office("x.a", None, &[])]);
        for (answer, expected) in [
            (
                AnswerInput::Value("60".to_owned()),
                Err(EntryRefusal::CoverageExpected),
            ),
            (
                AnswerInput::Pair("3".to_owned(), "5".to_owned()),
                Err(EntryRefusal::CoverageExpected),
            ),
            (
                AnswerInput::Coverage("3".to_owned(), "5".to_owned()),
                Ok(Answer::Share {
                    numerator: Number::whole(3),
                    denominator: Number::whole(5),
                }),
            ),
        ] {
            let entry = Entry {
                series: Some(COVERAGE_SERIES.to_owned()),
                ..entry_of(answer)
            };
            let found = validate_entry(&catalog, &entry, day("2024-02-01"));
            assert_eq!(found.map(|valid_figure| valid_figure.answer), expected);
        }
    }

    #[test]
    fn a_row_has_the_figures_of_its_office_under_an_older_name() {
        let renamed = [("x.a", "2023-07-01")];
        let offices = vec![
            office("x.old", Some("2023-06-30"), &renamed),
            office("x.one", Some("2023-06-30"), &[("x.b", "2023-07-01")]),
            office("x.two", Some("2023-06-30"), &[("x.b", "2023-07-01")]),
            office("x.a", None, &[]),
            office("x.b", None, &[]),
        ];
        let owners = json!([{ "office": "x.old" }, { "office": "x.one" }, { "office": "x.two" }]);
        let of_owners = measure(json!({ "owners": owners }));
        let of_quota = measure(json!({ "owners": owners, "quota": { "value": "4" } }));
        let plan = plan(&of_owners);
        let catalog = catalog(vec![plan.clone()], offices);
        for (measure, office, entered, expected) in [
            (&of_owners, "x.a", "x.a", true),
            (&of_owners, "x.a", "x.old", true),
            (&of_owners, "x.old", "x.a", false),
            (&of_owners, "x.a", "x.b", false),
            (&of_owners, "x.b", "x.one", false),
            (&of_quota, "x.a", "x.a", true),
            (&of_quota, "x.a", "x.old", false),
        ] {
            let measure = (&plan, measure);
            let found = belongs_to_row_of(&catalog, measure, &office.into(), &entered.into());
            assert_eq!(found, expected, "{entered} in the row of {office}");
        }
    }
}
