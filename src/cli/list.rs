//! Lists of plan contents, with the assessment of targets and measures. Must not depend on duties.

use std::borrow::Cow;
use std::collections::HashMap;

use super::args::{MeasureScopeArgs, OfficeStateArg, PlanScopeArgs};
use super::context::Context;
use super::error::CliError;
use super::lookup;
use super::rows::enum_key;
use crate::domain::assessment::{Assessment, assess_plan, owners_on, worst_status};
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode};
use crate::domain::office::Office;
use crate::domain::plan::{Measure, Plan};
use crate::domain::succession::Succession;
use crate::lists::gaps::{self, GapList};
use crate::lists::measures::{MeasureList, MeasureRow, TargetList, TargetRow};
use crate::lists::offices::OfficeList;
use crate::lists::plans::{ObjectiveList, PlanList, PlanRow, RuleList};
use crate::store::Store;

/// `tiendo plans`
pub fn list_plans(context: &mut Context, scope: &PlanScopeArgs) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog_as_of(context.day)?;
    let plans = lookup::find_plans(&catalog, scope.plan.as_deref())?;
    let row = |plan| PlanRow::new(&catalog, plan, context.day);
    let rows = plans.into_iter().map(row).collect();
    context.print_rows::<PlanList>(&catalog, rows)
}

/// `tiendo objectives`
pub fn list_objectives(context: &mut Context, scope: &PlanScopeArgs) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog_as_of(context.day)?;
    let plans = lookup::find_plans(&catalog, scope.plan.as_deref())?;
    let of_plan = plans
        .iter()
        .flat_map(|plan| plan.objectives.iter().map(|objective| (*plan, objective)));
    context.print_rows::<ObjectiveList>(&catalog, of_plan.collect())
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
            let status = worst_status(target_assessments.map(|assessment| assessment.status));
            let requested = scope.state.as_ref();
            if requested.is_none_or(|state| status.as_ref().map(enum_key).as_ref() == Some(state)) {
                rows.push(TargetRow {
                    plan,
                    target,
                    status,
                });
            }
        }
    }
    context.print_rows::<TargetList>(&catalog, rows)
}

/// `tiendo measures`
pub fn list_measures(context: &mut Context, scope: &MeasureScopeArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let rows = measure_rows(context, &store, &catalog, scope)?;
    context.print_rows::<MeasureList>(&catalog, rows)
}

/// Measures of a scope with their assessment.
pub fn measure_rows<'c>(
    context: &Context,
    store: &Store,
    catalog: &'c Catalog,
    scope: &MeasureScopeArgs,
) -> Result<Vec<MeasureRow<'c>>, CliError> {
    let office = scope_office(catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    let mut rows = Vec::new();
    for plan in lookup::find_plans(catalog, scope.plan.as_deref())? {
        let mut assessments = assessments_of_plan(context, store, catalog, plan)?;
        for (id, _, measure) in plan.measures() {
            let Some(assessment) = assessments.remove(&id) else {
                continue;
            };
            let is_listed = office
                .as_ref()
                .is_none_or(|office| is_responsible(context, catalog, (plan, measure), office))
                && scope
                    .state
                    .as_ref()
                    .is_none_or(|state| enum_key(&assessment.status) == *state);
            if is_listed {
                rows.push(MeasureRow {
                    plan,
                    id,
                    measure,
                    assessment: Cow::Owned(assessment),
                    star: None,
                });
            }
        }
    }
    Ok(rows)
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
    let plans = lookup::find_plans(&catalog, scope.plan.as_deref())?;
    let of_plan = plans
        .iter()
        .flat_map(|plan| plan.rules.iter().map(|rule| (*plan, rule)));
    context.print_rows::<RuleList>(&catalog, of_plan.collect())
}

/// `tiendo gaps`
pub fn list_gaps(context: &mut Context, scope: &PlanScopeArgs) -> Result<(), CliError> {
    let catalog = context.open_store()?.catalog_as_of(context.day)?;
    let plans = lookup::find_plans(&catalog, scope.plan.as_deref())?;
    let rows = gaps::rows(&catalog, plans, context.day);
    context.print_rows::<GapList>(&catalog, rows)
}
