//! Missing information of plans.

use chrono::NaiveDate;

use super::{CellText, FacetOf, Facts, List, ListColumn, data, printed};
use crate::domain::catalog::Catalog;
use crate::domain::code::MeasureId;
use crate::domain::gap::{Gap, gaps, open_decisions};
use crate::domain::plan::Plan;
use crate::i18n::cli::gap_advice;
use crate::i18n::fill_placeholders;
use crate::i18n::screen::Text;
use crate::list_columns;

/// The list of missing information.
pub struct GapList;

/// A gap of a plan.
pub struct GapRow<'r> {
    /// The plan.
    pub plan: &'r Plan,
    /// What it lacks.
    pub gap: Gap,
}

/// Gaps of plans on a day, in the order of the plans.
pub fn rows<'r>(
    catalog: &Catalog,
    plans: impl IntoIterator<Item = &'r Plan>,
    day: NaiveDate,
) -> Vec<GapRow<'r>> {
    let of_plan = |plan| {
        let open = open_decisions(catalog, plan, day);
        let all = gaps(plan).into_iter().chain(open);
        all.map(move |gap| GapRow { plan, gap })
    };
    plans.into_iter().flat_map(of_plan).collect()
}

impl List for GapList {
    type Row<'r> = GapRow<'r>;
    const COLUMNS: &'static [ListColumn<Self>] = list_columns! {
        "plan" = |_, row| data(&row.plan.code) => 1 Plan Fixed 12 in Text: |_, row| row.plan.code.as_str().into();
        "kind" = |_, row| data(&row.gap.kind());
        "subject" = |_, row| printed(&row.gap.subject(row.plan))
            => 2 Subject Fixed 18 in Text: |_, row| row.gap.subject(row.plan).into();
        "words" = |facts, row| data(gap_advice(facts.lang, row.gap.kind()))
            => 3 ShowGaps Flexible 40 in Text: |facts, row| gap_text(facts, row.plan, &row.gap).into();
        // On its page the title says what the column holds.
        _ => 4 _ Flexible 40 in Screen: |facts, row| gap_text(facts, row.plan, &row.gap).into();
        _ => 5 _ Fixed 22 drop 1 in Screen: |_, row| CellText::from(row.plan.short_name.as_str()).dim();
    };
    const FACETS: &'static [(Text, FacetOf<Self>)] = &[
        (Text::Plan, |_, row| row.plan.short_name.clone()),
        (Text::Gaps, |facts, row| {
            facts.text(missing_field(&row.gap)).to_owned()
        }),
    ];
    const EMPTY: Text = Text::NoGaps;
}

/// Name of the missing field.
pub fn missing_field(gap: &Gap) -> Text {
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

/// What is missing, with the measure, rule or office that lacks it.
pub fn gap_text(facts: &Facts<'_>, plan: &Plan, gap: &Gap) -> String {
    let of = |text: Text, id: &MeasureId| {
        let label = plan
            .find_measure(id)
            .map_or("", |(_, measure)| measure.label.as_str());
        let measure = format!("{} {label}", id.number());
        fill_placeholders(facts.text(text), &[&measure])
    };
    match gap {
        Gap::Number => facts.text(Text::GapNumber).to_owned(),
        Gap::SignedDay => facts.text(Text::GapDay).to_owned(),
        Gap::Signer => facts.text(Text::GapSigner).to_owned(),
        Gap::Owner(id) => of(Text::GapOwner, id),
        Gap::Baseline(id) => of(Text::GapBaseline, id),
        Gap::QuotaGroup(id) => of(Text::GapGroup, id),
        Gap::RuleDay(id) => {
            let label = plan
                .find_rule(id)
                .map_or(id.as_str(), |rule| rule.label.as_str());
            fill_placeholders(facts.text(Text::GapRule), &[&label])
        }
        Gap::Successor(office) => fill_placeholders(
            facts.text(Text::GapSuccessor),
            &[&facts.catalog.office_name(office)],
        ),
    }
}
