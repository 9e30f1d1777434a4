//! What plans leave open, as a list that opens the field that fills it (DOMAIN §6).

use crate::domain::code::{MeasureId, PlanCode};
use crate::domain::gap::{Gap, decisions, gaps};
use crate::domain::plan::Plan;
use crate::form::parts::{PartAt, PartKind};
use crate::panes::book::Book;
use crate::panes::effect::{Effect, RecordAt};
use crate::panes::pages::list::{Listing, RowEffects};
use crate::panes::pages::plan::gap_words;
use crate::store::{Store, StoreError};
use crate::widgets::table::{Column, TableLine, toned};
use crate::widgets::theme::Tone;
use crate::words::fill;
use crate::words::screen::Text;

/// The gaps of one plan, or of all.
pub fn listing(of: Option<&PlanCode>, book: &Book, store: &Store) -> Result<Listing, StoreError> {
    let catalog = store.catalog()?;
    let plans = catalog.plans.iter().filter(|plan| of.is_none_or(|code| plan.code == *code));
    let mut lines = Vec::new();
    for plan in plans {
        for gap in gaps(plan).into_iter().chain(decisions(&catalog, plan, book.today)) {
            let words = gap_words(book, plan, &gap);
            // One plan's name stands in the title.
            let mut cells = vec![words.clone().into()];
            cells.extend(of.is_none().then(|| toned(plan.short.as_str(), Tone::Dim)));
            let explain = format!("{words}. {}", Text::GapsExplained.words(book.lang));
            let line = TableLine::row(effects(plan, &gap), cells, explain, plan.code.as_str())
                .of_kind(Text::Plan.words(book.lang), plan.short.as_str())
                .of_kind(Text::Gaps.words(book.lang), missing(&gap).words(book.lang));
            lines.push(line);
        }
    }
    let all = Text::AllPlans.words(book.lang);
    let name = of.and_then(|code| catalog.plan(code)).map_or(all, |plan| plan.short.as_str());
    let title = fill(Text::GapsTitle.words(book.lang), &[&name]);
    let mut columns = vec![Column::flex("", 40, 0)];
    columns.extend(of.is_none().then(|| Column::left("", 22, 1)));
    Ok(Listing { title, columns, lines, empty: Text::NoGaps, insert: None })
}

/// The form and the field that fill a gap.
fn effects(plan: &Plan, gap: &Gap) -> RowEffects {
    let head = || Some(RecordAt::Plan(Some(plan.code.clone())));
    let measure = |id: &MeasureId| measure_at(plan, id).map(RecordAt::Part);
    let (at, field) = match gap {
        Gap::Number => (head(), "/number"),
        Gap::SignedDay => (head(), "/signed_on"),
        Gap::Signer => (head(), "/signer/name"),
        Gap::Owner(id) => (measure(id), "/owners"),
        Gap::Baseline(id) => (measure(id), "/baseline/value"),
        Gap::QuotaGroup(id) => (measure(id), "/quota/group"),
        Gap::RuleDay(id) => {
            let place = plan.rules.iter().position(|rule| plan.rule_id(rule) == *id);
            let at = place.and_then(|place| PartAt::all(plan, PartKind::Rule, None).into_iter().nth(place));
            (at.map(RecordAt::Part), "/first")
        }
        Gap::Successor(office) => (Some(RecordAt::Office(Some(office.clone()))), "/successors"),
    };
    RowEffects { open: at.map(|at| Effect::Record(at, Some(field))), ..RowEffects::default() }
}

/// Where a measure stands in its plan.
pub fn measure_at(plan: &Plan, id: &MeasureId) -> Option<PartAt> {
    plan.targets.iter().find_map(|target| {
        let place = target.measures.iter().position(|measure| plan.measure_id(target, measure) == *id)?;
        PartAt::all(plan, PartKind::Measure, Some(&target.no)).into_iter().nth(place)
    })
}

/// What is missing, by the name of the field that takes it.
fn missing(gap: &Gap) -> Text {
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
