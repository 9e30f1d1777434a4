//! Missing information of plans; a row opens the field to fill in.

use crate::domain::code::{MeasureId, PlanCode};
use crate::domain::gap::{Gap, gaps, open_decisions};
use crate::domain::plan::Plan;
use crate::form::part_types::PartKind;
use crate::form::plan_parts::PartRef;
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::panes::effect::{Effect, RecordRef};
use crate::panes::pages::listing::{Listing, RowEffects};
use crate::panes::pages::plan::gap_text;
use crate::panes::read_model::ReadModel;
use crate::store::{Store, StoreError};
use crate::widgets::table::{Column, TableLine, styled};
use crate::widgets::theme::Tone;

/// Builds the list of one plan, or of all.
pub fn listing(
    of: Option<&PlanCode>,
    model: &ReadModel,
    store: &Store,
) -> Result<Listing, StoreError> {
    let catalog = store.catalog()?;
    let plans = catalog
        .plans
        .iter()
        .filter(|plan| of.is_none_or(|code| plan.code == *code));
    let mut lines = Vec::new();
    for plan in plans {
        for gap in gaps(plan)
            .into_iter()
            .chain(open_decisions(&catalog, plan, model.today))
        {
            let words = gap_text(model, plan, &gap);
            // The name of a single plan is in the title.
            let mut cells = vec![words.clone().into()];
            cells.extend(
                of.is_none()
                    .then(|| styled(plan.short_name.as_str(), Tone::Dim)),
            );
            let explain = format!("{words}. {}", Text::GapsExplained.text(model.lang));
            let line = TableLine::row(gap_effects(plan, &gap), cells, explain, plan.code.as_str())
                .with_facet(Text::Plan.text(model.lang), plan.short_name.as_str())
                .with_facet(
                    Text::Gaps.text(model.lang),
                    missing_field_name(&gap).text(model.lang),
                );
            lines.push(line);
        }
    }
    let all = Text::AllPlans.text(model.lang);
    let name = of
        .and_then(|code| catalog.plan(code))
        .map_or(all, |plan| plan.short_name.as_str());
    let title = fill_placeholders(Text::GapsTitle.text(model.lang), &[&name]);
    let mut columns = vec![Column::flexible("", 40, 0)];
    columns.extend(of.is_none().then(|| Column::left_aligned("", 22, 1)));
    Ok(Listing {
        title,
        columns,
        lines,
        empty: Text::NoGaps,
        insert: None,
    })
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
        open: at.map(|at| Effect::OpenRecordForm(at, Some(missing_field_name(gap)))),
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

/// Name of the missing field.
fn missing_field_name(gap: &Gap) -> Text {
    match gap {
        Gap::Number => Text::Number,
        Gap::SignedDay => Text::SignedOn,
        Gap::Signer => Text::Signer,
        Gap::Owner(_) => Text::FieldOwners,
        Gap::Baseline(_) => Text::Baseline,
        Gap::QuotaGroup(_) => Text::FieldQuotaGroup,
        Gap::RuleDay(_) => Text::FieldFirstDay,
        Gap::Successor(_) => Text::FieldSuccessors,
    }
}
