//! Missing information of plans; a row opens the field to fill in.

use crate::domain::code::{MeasureId, PlanCode};
use crate::domain::gap::Gap;
use crate::domain::plan::Plan;
use crate::form::part_types::PartKind;
use crate::form::plan_parts::PartRef;
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::lists::gaps::{GapList, GapRow, gap_text, missing_field, rows};
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::list_lines;
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};

/// Builds the list of one plan, or of all.
pub fn listing(
    of: Option<&PlanCode>,
    model: &ReadModel,
    store: &Store,
) -> Result<Listing, StoreError> {
    let (facts, catalog) = (model.facts(), store.catalog()?);
    let plans = catalog.plans.iter();
    let plans = plans.filter(|plan| of.is_none_or(|code| plan.code == *code));
    let line = |row: &GapRow<'_>| {
        let words = gap_text(&facts, row.plan, &row.gap);
        let explain = format!("{words}. {}", facts.text(Text::GapsExplained));
        let effects = gap_effects(row.plan, &row.gap);
        list_lines::line::<GapList, _>(&facts, row, effects, explain, row.plan.code.as_str())
    };
    let lines = rows(&catalog, plans, model.today)
        .iter()
        .map(line)
        .collect();
    let name = of
        .and_then(|code| catalog.plan(code))
        .map_or(facts.text(Text::AllPlans), |plan| plan.short_name.as_str());
    let title = fill_placeholders(facts.text(Text::GapsTitle), &[&name]);
    let mut listing = Listing::of::<GapList>(model, title, lines, None);
    if of.is_some() {
        // The name of a single plan is in the title.
        listing.columns.pop();
    }
    Ok(listing)
}

/// Effects that open the form and field of a gap.
fn gap_effects(plan: &Plan, gap: &Gap) -> RowEffects {
    let head = || Some(RecordRef::Plan(Some(plan.code.clone())));
    let measure = |id: &MeasureId| measure_part(plan, id).map(RecordRef::PlanPart);
    let at = match gap {
        Gap::Number | Gap::SignedDay | Gap::Signer => head(),
        Gap::Owner(id) | Gap::Baseline(id) | Gap::QuotaGroup(id) => measure(id),
        Gap::RuleDay(id) => {
            let place = plan.rules.iter().position(|rule| plan.rule_id(rule) == *id);
            let at = place.and_then(|place| {
                PartRef::all(plan, PartKind::Rule, None)
                    .into_iter()
                    .nth(place)
            });
            at.map(RecordRef::PlanPart)
        }
        Gap::Successor(office) => Some(RecordRef::Office(Some(office.clone()))),
    };
    RowEffects {
        open: at.map(|at| Effect::OpenRecordForm(at, Some(missing_field(gap)))),
        ..RowEffects::default()
    }
}

/// Part of the plan that holds a measure.
pub fn measure_part(plan: &Plan, id: &MeasureId) -> Option<PartRef> {
    plan.targets.iter().find_map(|target| {
        let place = target
            .measures
            .iter()
            .position(|measure| plan.measure_id(target, measure) == *id)?;
        PartRef::all(plan, PartKind::Measure, Some(&target.no))
            .into_iter()
            .nth(place)
    })
}
