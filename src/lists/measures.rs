//! Targets and measures with their assessment on a day.

use std::borrow::Cow;

use chrono::Days;

use super::{CellText, CellTone, Facts, List, ListColumn, data, printed};
use crate::domain::assessment::{Assessment, MeasureStatus, owners_on};
use crate::domain::code::MeasureId;
use crate::domain::number::{Fraction, format_decimal};
use crate::domain::plan::{Measure, Owner, Plan, Target};
use crate::domain::succession::Succession;
use crate::i18n::screen::Text;
use crate::i18n::{Lang, facts as words};
use crate::list_columns;
use crate::report::value::DataValue;

/// Decimals of an expected value; the third and fourth distinguish it from a figure.
const TRAJECTORY_DECIMALS: u8 = 4;
/// Decimals of all other derived values.
const VALUE_DECIMALS: u8 = 2;

/// The list of targets.
pub struct TargetList;

/// A target with the worst status of its measures.
pub struct TargetRow<'r> {
    /// Its plan.
    pub plan: &'r Plan,
    /// The target.
    pub target: &'r Target,
    /// Worst status of its measures; `None` without one.
    pub status: Option<MeasureStatus>,
}

impl List for TargetList {
    type Row<'r> = TargetRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "id" = |_, row| printed(&target_id(row)) => 1 Code Fixed 14: |_, row| target_id(row).into();
        "plan" = |_, row| data(&row.plan.code);
        "objective" = |_, row| data(&row.target.objective);
        "target" = |_, row| data(&row.target.no);
        "wording" = |_, row| data(&row.target.wording)
            => 2 FieldContent Flexible 30: |_, row| row.target.wording.as_str().into();
        "measures" = |_, row| {
            let measures = row.target.measures.iter();
            data(&measures.map(|measure| row.plan.measure_id(row.target, measure)).collect::<Vec<_>>())
        };
        "status" = |_, row| data(&row.status)
            => 3 Assessment Fixed 17: |facts, row| row.status.map(|status| status_cell(facts.lang, status)).unwrap_or_default();
    };
}

fn target_id(row: &TargetRow<'_>) -> String {
    format!("{}/{}", row.plan.code, row.target.no)
}

/// The list of measures.
pub struct MeasureList;

/// A measure with its assessment.
pub struct MeasureRow<'r> {
    /// Its plan.
    pub plan: &'r Plan,
    /// Its id.
    pub id: MeasureId,
    /// The measure.
    pub measure: &'r Measure,
    /// Its assessment on the day.
    pub assessment: Cow<'r, Assessment>,
    /// Mark of a starred measure, for the screen.
    pub star: Option<char>,
}

impl List for MeasureList {
    type Row<'r> = MeasureRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "id" = |_, row| data(&row.id) => 1 Code Fixed 14 in Text: |_, row| row.id.as_str().into();
        "plan" = |_, row| data(&row.plan.code);
        "label" = |_, row| data(&row.measure.label)
            => 3 Target Flexible 22: |_, row| row.measure.label.as_str().into();
        "comparator" = |_, row| data(&row.measure.comparator);
        "direction" = |_, row| data(&row.measure.direction);
        "value" = |_, row| data(&row.measure.value.map(String::from))
            => 5 TargetValue Fixed 15 drop 2: |facts, row| words::target_value_short(facts.lang, row.measure).into();
        "value_to" = |_, row| data(&row.measure.value_to.map(String::from));
        "unit" = |_, row| printed(&String::from(row.measure.unit.clone()));
        "scale" = |_, row| data(&row.measure.scale);
        "per" = |_, row| data(&row.measure.unit.base());
        "frequency" = |_, row| data(&row.measure.frequency);
        "recurs" = |_, row| data(&row.measure.recurs);
        "adds_up" = |_, row| data(&row.measure.aggregation);
        "accumulates" = |_, row| data(&row.measure.accumulates);
        "survey_years" = |_, row| data(&row.measure.survey_years);
        "quota" = |_, row| quota(row.measure);
        "baseline" = |_, row| baseline(row);
        "stages" = |_, row| stages(row.measure);
        "from" = |_, row| data(&row.measure.from);
        "owners" = |_, row| DataValue::List(row.measure.owners.iter().map(owner).collect());
        "series" = |_, row| data(&row.measure.series);
        "status" = |_, row| data(&row.assessment.status)
            => 9 Assessment Fixed 17: |facts, row| assessment_cell(facts.lang, &row.assessment);
        "reason" = |_, row| data(&row.assessment.reason);
        "stale" = |_, row| data(&row.assessment.stale);
        "worse_than_start" = |_, row| data(&row.assessment.worse_than_start);
        "figure" = |_, row| figure(&row.assessment) => 6 Actual Number 14: actual_cell;
        "line" = |_, row| data(&row.assessment.expected.as_ref().map(|line| format_decimal(line, TRAJECTORY_DECIMALS)))
            => 8 Expected Number 8 drop 3: expected_cell;
        "way" = |_, row| data(&row.assessment.progress.as_ref().map(print_fraction));
        "explanation" = |facts, row| printed(&explanation(facts, row));
        "held_by" = |facts, row| {
            let owners = owners_on(row.plan, row.measure, facts.day);
            let holders = Succession::new(&facts.catalog.offices).trace_holders_on(&owners, facts.day);
            data(&holders.into_iter().map(|holder| holder.office).collect::<Vec<_>>())
        };
        _ => 2 _ Fixed 5 in Screen: number_cell;
        _ => 4 Plan Fixed 18 drop 1 in Screen: |_, row| CellText::from(row.plan.short_name.as_str()).dim();
        _ => 7 Period Fixed 12 drop 4: period_cell;
    };
    const EMPTY: Text = Text::NoTargetsHere;
}

/// Explanation of the assessment.
pub fn explanation(facts: &Facts<'_>, row: &MeasureRow<'_>) -> String {
    words::explain(
        facts.lang,
        facts.catalog,
        row.plan,
        row.measure,
        &row.assessment,
    )
}

fn number_cell(_: &Facts<'_>, row: &MeasureRow<'_>) -> CellText {
    let star = row.star.map(String::from).unwrap_or_default();
    CellText::from(format!("{}{star}", row.id.number())).dim()
}

fn actual_cell(facts: &Facts<'_>, row: &MeasureRow<'_>) -> CellText {
    let figure = row.assessment.figure.as_ref();
    let reached = figure.and_then(|figure| match (&figure.value, figure.milestone) {
        (Some(value), _) => Some(words::actual(facts.lang, row.measure, value)),
        (None, Some(state)) => Some(words::milestone_state(facts.lang, state).to_owned()),
        (None, None) => None,
    });
    let reached = reached.unwrap_or_else(|| "–".to_owned());
    if row.assessment.is_estimate() {
        format!("≈{reached}").into()
    } else {
        reached.into()
    }
}

fn period_cell(facts: &Facts<'_>, row: &MeasureRow<'_>) -> CellText {
    let figure = row.assessment.figure.as_ref();
    let period = figure.map(|figure| words::period_short(facts.lang, figure.period));
    CellText::from(period.unwrap_or_default()).dim()
}

fn expected_cell(facts: &Facts<'_>, row: &MeasureRow<'_>) -> CellText {
    let expected = row.assessment.expected.as_ref();
    let expected = expected.map(|line| words::actual(facts.lang, row.measure, line));
    expected.unwrap_or_default().into()
}

/// Tone of a measure's status.
pub fn status_tone(status: MeasureStatus) -> CellTone {
    match status {
        MeasureStatus::Missed | MeasureStatus::NotReached => CellTone::Bad,
        MeasureStatus::Behind => CellTone::Warn,
        MeasureStatus::NoData | MeasureStatus::NotAssessed => CellTone::Dim,
        MeasureStatus::OnTrack => CellTone::Plain,
        MeasureStatus::Met => CellTone::Good,
    }
}

/// Mark and name of a measure's status.
pub fn status_cell(lang: Lang, status: MeasureStatus) -> CellText {
    let (mark, name) = (
        words::measure_status_mark(status),
        words::measure_status(lang, status),
    );
    CellText::from(format!("{mark} {name}")).tone(status_tone(status))
}

/// The same of an assessment, which tells a period that was missed from a target that was: `■ chưa đạt`.
pub fn assessment_cell(lang: Lang, assessment: &Assessment) -> CellText {
    let mark = words::measure_status_mark(assessment.status);
    let name = words::measure_status(lang, assessment.named_status());
    CellText::from(format!("{mark} {name}")).tone(status_tone(assessment.status))
}

fn print_fraction(value: &Fraction) -> String {
    format_decimal(value, VALUE_DECIMALS)
}

fn quota(measure: &Measure) -> DataValue {
    measure.quota.as_ref().map_or(DataValue::Null, |quota| {
        DataValue::parts([
            ("value", printed(&quota.value)),
            ("per", data(&quota.period_kind)),
            ("group", data(&quota.group)),
            ("coverage", data(&quota.coverage.map(String::from))),
        ])
    })
}

/// Start of the trajectory, else the plan's baseline. `derived`: the first official figure rather than what the plan
/// states.
fn baseline(row: &MeasureRow<'_>) -> DataValue {
    let parts = |value: String, on, derived: bool| {
        DataValue::parts([
            ("value", data(&value)),
            ("on", data(&on)),
            ("derived", data(&derived)),
        ])
    };
    match (&row.assessment.start, &row.measure.baseline) {
        (Some(start), _) => parts(print_fraction(&start.value), start.on, start.derived),
        (None, Some(baseline)) => {
            let on = baseline.on.unwrap_or(row.plan.from - Days::new(1));
            parts(baseline.value.to_string(), on, false)
        }
        (None, None) => DataValue::Null,
    }
}

/// Interim targets, ascending; the value of a milestone is null.
fn stages(measure: &Measure) -> DataValue {
    let stages = measure.stages.iter().map(|stage| {
        DataValue::parts([
            ("on", data(&stage.on)),
            ("value", data(&stage.value.map(String::from))),
        ])
    });
    DataValue::List(stages.collect())
}

fn owner(owner: &Owner) -> DataValue {
    DataValue::parts([
        ("office", data(&owner.office)),
        ("scope", data(&owner.scope)),
        ("from", data(&owner.from)),
        ("to", data(&owner.to)),
    ])
}

/// The assessed figure; its value is the state of a milestone if it is one.
fn figure(assessment: &Assessment) -> DataValue {
    assessment
        .figure
        .as_ref()
        .map_or(DataValue::Null, |assessed| {
            let value = match (&assessed.value, assessed.milestone) {
                (Some(value), _) => printed(&print_fraction(value)),
                (None, state) => data(&state),
            };
            DataValue::parts([
                ("period", printed(&assessed.period)),
                ("value", value),
                ("quality", data(&assessed.quality)),
            ])
        })
}
