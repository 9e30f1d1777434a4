//! Lists of plan contents, with the assessment of targets and measures. Must not depend on duties.

use std::collections::HashMap;

use super::args::{MeasureScopeArgs, OfficeStateArg, PlanScopeArgs};
use super::context::{Context, OutputRow};
use super::error::CliError;
use super::lookup;
use super::rows::{MeasureRow, ObjectiveRow, PlanRow, RuleRow, TargetRow, enum_key};
use crate::domain::assessment::{Assessment, MeasureStatus, assess_plan, owners_on, worst_status};
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::office::Office;
use crate::domain::plan::{Measure, Plan};
use crate::domain::succession::Succession;
use crate::i18n::cli::Heading;
use crate::i18n::inspection::party_name;
use crate::i18n::{Lang, display, facts};
use crate::lists::gaps::{self, GapList};
use crate::lists::offices::OfficeList;
use crate::report::table::{CellTone, TextCell};
use crate::store::Store;

/// Tone of a status.
pub fn status_tone(status: MeasureStatus) -> CellTone {
    match status {
        MeasureStatus::Missed => CellTone::Bad,
        MeasureStatus::Behind => CellTone::Warn,
        MeasureStatus::Met => CellTone::Good,
        MeasureStatus::OnTrack => CellTone::Plain,
        MeasureStatus::NoData | MeasureStatus::NotAssessed => CellTone::Dim,
    }
}

/// Coloured cell with a status and its mark.
pub fn status_cell(lang: Lang, status: MeasureStatus) -> TextCell {
    TextCell::from(format!(
        "{} {}",
        facts::measure_status_mark(status),
        facts::measure_status(lang, status)
    ))
    .tone(status_tone(status))
}

/// Mark and word of the assessment of a measure.
pub fn assessment_cell(
    lang: Lang,
    plan: &Plan,
    measure: &Measure,
    assessment: &Assessment,
) -> TextCell {
    let word = facts::assessment_status_short(lang, plan, measure, assessment);
    let mark = facts::measure_status_mark(assessment.status);
    TextCell::from(format!("{mark} {word}")).tone(status_tone(assessment.status))
}

/// `tiendo plans`
pub fn list_plans(context: &mut Context, scope: &PlanScopeArgs) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog_as_of(context.day)?;
    let output_row = |plan: &&Plan| {
        let row = PlanRow::new(&catalog, plan, context.day);
        let count = |n: usize| TextCell::from(n.to_string()).right_aligned();
        let mut cells = vec![
            TextCell::from(&row.code.0),
            TextCell::from(row.number.as_deref().unwrap_or("–")),
            TextCell::from(&plan.short_name).truncatable(),
            TextCell::from(display::day(context.lang, row.from)).drop_rank(2),
            TextCell::from(display::day(context.lang, row.to)).drop_rank(1),
        ];
        cells.extend([row.targets, row.measures].map(count));
        cells.extend([row.activities, row.rules, row.gaps].map(|n| count(n).drop_rank(3)));
        OutputRow { row, cells }
    };
    let rows = lookup::find_plans(&catalog, scope.plan.as_deref())?
        .iter()
        .map(output_row)
        .collect();
    let headings = [
        Heading::Code,
        Heading::Number,
        Heading::Name,
        Heading::From,
        Heading::To,
        Heading::Targets,
        Heading::Measures,
        Heading::Activities,
        Heading::Rules,
        Heading::Gaps,
    ];
    context.print_list(&headings, rows)
}

/// `tiendo objectives`
pub fn list_objectives(context: &mut Context, scope: &PlanScopeArgs) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog_as_of(context.day)?;
    let mut rows = Vec::new();
    for plan in lookup::find_plans(&catalog, scope.plan.as_deref())? {
        for objective in &plan.objectives {
            let row = ObjectiveRow::new(plan, objective);
            let count = TextCell::from(row.targets.len().to_string()).right_aligned();
            let cells = vec![
                TextCell::from(&row.id),
                TextCell::from(&row.title).truncatable(),
                count,
            ];
            rows.push(OutputRow { row, cells });
        }
    }
    context.print_list(&[Heading::Code, Heading::Title, Heading::Targets], rows)
}

/// Assessments of a plan's measures on the context's day.
pub fn assessments_of_plan(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    plan: &Plan,
) -> Result<HashMap<MeasureId, Assessment>, CliError> {
    let figures = store.figures(&plan.code)?;
    Ok(assess_plan(catalog, plan, &figures, context.day)
        .into_iter()
        .collect())
}

/// Returns `true` if an office answers for a measure: as owner at any time (the plan's coordinator if none is named), as
/// member of its quota's group on the day, or as holder of the tasks of either.
pub fn is_responsible(
    context: &Context,
    catalog: &Catalog,
    (plan, measure): (&Plan, &Measure),
    office: &OfficeCode,
) -> bool {
    let group = measure
        .quota
        .as_ref()
        .and_then(|quota| quota.group.as_ref());
    let members = group.map_or_else(Vec::new, |group| catalog.members(group, context.day));
    let succession = Succession::new(&catalog.offices);
    let holds_tasks_of = |other| succession.is_holder_on(office, other, context.day);
    // `owners_on` adds the coordinator if no owner is named.
    let all_owners = measure.owners.iter().map(|owner| &owner.office);
    let owners = owners_on(plan, measure, context.day);
    owners
        .iter()
        .chain(&members)
        .chain(all_owners)
        .any(|other| other == office || holds_tasks_of(other))
}

/// Office of a filter; with a plan, a name is resolved in the plan's locality first.
pub fn scope_office(
    catalog: &Catalog,
    plan: Option<&str>,
    office: Option<&str>,
) -> Result<Option<OfficeCode>, CliError> {
    let plan = lookup::find_optional_plan(catalog, plan)?;
    office
        .map(|typed| lookup::find_office(catalog, typed, plan))
        .transpose()
}

/// `tiendo targets`
pub fn list_targets(context: &mut Context, scope: &MeasureScopeArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let office = scope_office(&catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    let mut rows = Vec::new();
    for plan in lookup::find_plans(&catalog, scope.plan.as_deref())? {
        let assessments = assessments_of_plan(context, &store, &catalog, plan)?;
        for target in &plan.targets {
            let is_in_scope = |office: &OfficeCode| {
                target
                    .measures
                    .iter()
                    .any(|measure| is_responsible(context, &catalog, (plan, measure), office))
            };
            if !office.as_ref().is_none_or(is_in_scope) {
                continue;
            }
            let target_assessments = target
                .measures
                .iter()
                .filter_map(|measure| assessments.get(&plan.measure_id(target, measure)));
            let row = TargetRow::new(
                plan,
                target,
                worst_status(target_assessments.map(|assessment| assessment.status)),
            );
            if scope
                .state
                .as_ref()
                .is_some_and(|state| row.status.as_ref().map(enum_key).as_ref() != Some(state))
            {
                continue;
            }
            let status = row.status.map_or_else(TextCell::default, |status| {
                status_cell(context.lang, status)
            });
            let cells = vec![
                TextCell::from(&row.id),
                TextCell::from(&row.wording).truncatable(),
                status,
            ];
            rows.push(OutputRow { row, cells });
        }
    }
    context.print_list(&[Heading::Code, Heading::Title, Heading::Status], rows)
}

/// `tiendo measures`
pub fn list_measures(context: &mut Context, scope: &MeasureScopeArgs) -> Result<(), CliError> {
    let rows = measure_rows(context, scope)?;
    let headings = [
        Heading::Code,
        Heading::Title,
        Heading::TargetValue,
        Heading::Actual,
        Heading::Period,
        Heading::Expected,
        Heading::Status,
    ];
    context.print_list(&headings, rows)
}

/// Rows of the measures of a scope, with assessment and explanation.
pub fn measure_rows(
    context: &Context,
    scope: &MeasureScopeArgs,
) -> Result<Vec<OutputRow<MeasureRow>>, CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let office = scope_office(&catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    let mut rows = Vec::new();
    for plan in lookup::find_plans(&catalog, scope.plan.as_deref())? {
        let assessments = assessments_of_plan(context, &store, &catalog, plan)?;
        for (id, _, measure) in plan.measures() {
            let Some(assessment) = assessments.get(&id) else {
                continue;
            };
            let is_listed = office
                .as_ref()
                .is_none_or(|office| is_responsible(context, &catalog, (plan, measure), office))
                && scope
                    .state
                    .as_ref()
                    .is_none_or(|state| enum_key(&assessment.status) == *state);
            if is_listed {
                let explanation = facts::explain(context.lang, &catalog, plan, measure, assessment);
                let owners = owners_on(plan, measure, context.day);
                let holders =
                    Succession::new(&catalog.offices).trace_holders_on(&owners, context.day);
                let held_by = holders.into_iter().map(|holder| holder.office).collect();
                let row = MeasureRow {
                    held_by,
                    ..MeasureRow::new(plan, &id, measure, assessment, explanation)
                };
                rows.push(OutputRow {
                    row,
                    cells: measure_cells(context.lang, (plan, &id, measure), assessment),
                });
            }
        }
    }
    Ok(rows)
}

fn measure_cells(
    lang: Lang,
    (plan, id, measure): (&Plan, &MeasureId, &Measure),
    assessment: &Assessment,
) -> Vec<TextCell> {
    let figure = assessment.figure.as_ref();
    let value = figure
        .and_then(|figure| figure.value.as_ref())
        .map(|value| facts::actual(lang, measure, value));
    let period = figure.map(|figure| facts::period_short(lang, figure.period));
    let expected = assessment
        .expected
        .as_ref()
        .map(|expected| facts::actual(lang, measure, expected));
    vec![
        TextCell::from(&id.0),
        TextCell::from(&measure.label).truncatable(),
        TextCell::from(facts::target_value(lang, measure)).truncatable(),
        TextCell::from(value.unwrap_or_default()).right_aligned(),
        TextCell::from(period.unwrap_or_default()).drop_rank(2),
        TextCell::from(expected.unwrap_or_default())
            .right_aligned()
            .drop_rank(1),
        assessment_cell(lang, plan, measure, assessment),
    ]
}

/// `tiendo offices`: offices that had begun by the day, including ended ones with their last day and successors.
pub fn list_offices(context: &mut Context, state: Option<OfficeStateArg>) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog_as_of(context.day)?;
    let is_listed = |office: &&Office| {
        office.from.is_none_or(|from| from <= context.day)
            && state.is_none_or(|state| {
                office.is_active_on(context.day) == (state == OfficeStateArg::Active)
            })
    };
    let rows = catalog.offices.values().filter(is_listed).collect();
    context.print_rows::<OfficeList>(&catalog, rows)
}

/// `tiendo rules`
pub fn list_rules(context: &mut Context, scope: &PlanScopeArgs) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog_as_of(context.day)?;
    let mut rows = Vec::new();
    for plan in lookup::find_plans(&catalog, scope.plan.as_deref())? {
        for rule in &plan.rules {
            let row = RuleRow::new(plan, rule);
            let reporters = rule
                .who
                .iter()
                .map(|party| party_name(&catalog, party))
                .collect::<Vec<_>>()
                .join("; ");
            let recipient = rule
                .to
                .as_ref()
                .map(|party| party_name(&catalog, party))
                .unwrap_or_default();
            let cells = vec![
                TextCell::from(&row.id),
                TextCell::from(&rule.label).truncatable(),
                TextCell::from(reporters).truncatable(),
                TextCell::from(recipient).truncatable().drop_rank(1),
                TextCell::from(&rule.wording).truncatable(),
            ];
            rows.push(OutputRow { row, cells });
        }
    }
    context.print_list(
        &[
            Heading::Code,
            Heading::Report,
            Heading::Who,
            Heading::Recipient,
            Heading::Deadline,
        ],
        rows,
    )
}

/// `tiendo gaps`
pub fn list_gaps(context: &mut Context, scope: &PlanScopeArgs) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog_as_of(context.day)?;
    let plans = lookup::find_plans(&catalog, scope.plan.as_deref())?;
    let rows = gaps::rows(&catalog, plans, context.day);
    context.print_rows::<GapList>(&catalog, rows)
}
