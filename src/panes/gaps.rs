//! What a plan leaves open: a to-do list (DOMAIN §6). Knows no screen; words come from the table of texts.

use crate::domain::plan::{Comparator, Plan};
use crate::words::screen::Text;

/// What is missing, and where.
pub type Gap = (Text, String);

/// The gaps of a plan, in the order of the document.
pub fn of(plan: &Plan) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if plan.number.is_none() {
        gaps.push((Text::GapNumber, String::new()));
    }
    if plan.signed_on.is_none() {
        gaps.push((Text::GapDay, String::new()));
    }
    for (id, _, measure) in plan.measures() {
        let no = || id.as_str().split('/').nth(1).unwrap_or_default().to_owned();
        let owned = !measure.owners.is_empty() || measure.quota.as_ref().is_some_and(|quota| quota.group.is_some());
        if !owned {
            gaps.push((Text::GapOwner, no()));
        }
        let has_line = !measure.recurs && measure.comparator != Comparator::Done && measure.quota.is_none();
        if has_line && measure.baseline.is_none() {
            gaps.push((Text::GapBaseline, no()));
        }
        if measure.quota.as_ref().is_some_and(|quota| quota.group.is_none()) {
            gaps.push((Text::GapGroup, no()));
        }
    }
    for rule in plan.rules.iter().filter(|rule| rule.first.is_none()) {
        gaps.push((Text::GapRule, rule.label.clone()));
    }
    gaps
}
