//! What a plan does not say and somebody has to decide (DOMAIN §6): derived from the plan alone, a to-do list.
//! Knows no words.

use serde::Serialize;

use super::code::{MeasureId, RuleId};
use super::plan::{Comparator, Measure, Plan};

/// Something that a plan leaves open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The document carries no number.
    Number,
    /// The document carries no day.
    SignedDay,
    /// The document names no signer.
    Signer,
    /// Nobody is named for a measure.
    Owner(MeasureId),
    /// A line needs a start and the plan states none.
    Baseline(MeasureId),
    /// A quota whose offices nobody has listed.
    QuotaGroup(MeasureId),
    /// A rule without a day.
    RuleDay(RuleId),
}

/// Of which kind a gap is: its key in lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GapKind {
    /// See [`Gap::Number`].
    NoNumber,
    /// See [`Gap::SignedDay`].
    NoSignedDay,
    /// See [`Gap::Signer`].
    NoSigner,
    /// See [`Gap::Owner`].
    NoOwner,
    /// See [`Gap::Baseline`].
    NoBaseline,
    /// See [`Gap::QuotaGroup`].
    NoQuotaGroup,
    /// See [`Gap::RuleDay`].
    NoDay,
}

impl Gap {
    /// Its kind.
    pub fn kind(&self) -> GapKind {
        match self {
            Gap::Number => GapKind::NoNumber,
            Gap::SignedDay => GapKind::NoSignedDay,
            Gap::Signer => GapKind::NoSigner,
            Gap::Owner(_) => GapKind::NoOwner,
            Gap::Baseline(_) => GapKind::NoBaseline,
            Gap::QuotaGroup(_) => GapKind::NoQuotaGroup,
            Gap::RuleDay(_) => GapKind::NoDay,
        }
    }

    /// The measure or rule that it is about; the plan itself for the others.
    pub fn subject(&self, plan: &Plan) -> String {
        match self {
            Gap::Number | Gap::SignedDay | Gap::Signer => plan.code.to_string(),
            Gap::Owner(id) | Gap::Baseline(id) | Gap::QuotaGroup(id) => id.to_string(),
            Gap::RuleDay(id) => id.to_string(),
        }
    }
}

/// Everything that a plan leaves open, in its order: the document, its measures, its rules.
pub fn gaps(plan: &Plan) -> Vec<Gap> {
    let document = [
        plan.number.is_none().then_some(Gap::Number),
        plan.signed_on.is_none().then_some(Gap::SignedDay),
        plan.signer.is_none().then_some(Gap::Signer),
    ];
    let measures = plan.measures().flat_map(|(id, _, measure)| measure_gaps(&id, measure));
    let undated = plan.rules.iter().filter(|rule| rule.first.is_none()).map(|rule| Gap::RuleDay(plan.rule_id(rule)));
    document.into_iter().flatten().chain(measures).chain(undated).collect()
}

fn measure_gaps(id: &MeasureId, measure: &Measure) -> Vec<Gap> {
    let groupless = measure.quota.as_ref().is_some_and(|quota| quota.group.is_none());
    [
        measure.owners.is_empty().then(|| Gap::Owner(id.clone())),
        (needs_baseline(measure) && measure.baseline.is_none()).then(|| Gap::Baseline(id.clone())),
        groupless.then(|| Gap::QuotaGroup(id.clone())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether a line is drawn for it: not for what is judged period by period, yes or no, or by offices.
fn needs_baseline(measure: &Measure) -> bool {
    !measure.recurs && measure.comparator != Comparator::Done && measure.quota.is_none()
}
