//! Missing information of a plan: values that the plan does not state and a person has to decide, and tasks that the
//! end of an office leaves without a successor. Derived, shown as a to-do list. Must not depend on display texts.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::assessment::owners_on;
use super::catalog::Catalog;
use super::code::{MeasureId, OfficeCode, RuleId};
use super::plan::{Comparator, Measure, Party, Plan};
use super::succession::Succession;

/// A missing piece of information of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The document has no number.
    Number,
    /// The document has no date.
    SignedDay,
    /// The document names no signer.
    Signer,
    /// A measure has no owner.
    Owner(MeasureId),
    /// A trajectory needs a baseline and the plan states none.
    Baseline(MeasureId),
    /// A quota without listed offices.
    QuotaGroup(MeasureId),
    /// A rule without a day.
    RuleDay(RuleId),
    /// An office of the plan ended without a named successor.
    Successor(OfficeCode),
}

/// Kind of a gap: its key in lists.
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
    /// See [`Gap::Successor`].
    NoSuccessor,
}

impl Gap {
    /// Kind of the gap.
    pub fn kind(&self) -> GapKind {
        match self {
            Gap::Number => GapKind::NoNumber,
            Gap::SignedDay => GapKind::NoSignedDay,
            Gap::Signer => GapKind::NoSigner,
            Gap::Owner(_) => GapKind::NoOwner,
            Gap::Baseline(_) => GapKind::NoBaseline,
            Gap::QuotaGroup(_) => GapKind::NoQuotaGroup,
            Gap::RuleDay(_) => GapKind::NoDay,
            Gap::Successor(_) => GapKind::NoSuccessor,
        }
    }

    /// Id of the measure, rule or office concerned; the plan's code for the others.
    pub fn subject(&self, plan: &Plan) -> String {
        match self {
            Gap::Number | Gap::SignedDay | Gap::Signer => plan.code.to_string(),
            Gap::Owner(id) | Gap::Baseline(id) | Gap::QuotaGroup(id) => id.to_string(),
            Gap::RuleDay(id) => id.to_string(),
            Gap::Successor(office) => office.to_string(),
        }
    }
}

/// Missing information of a plan in its order: the document, its measures, its rules.
pub fn gaps(plan: &Plan) -> Vec<Gap> {
    let document = [
        plan.number.is_none().then_some(Gap::Number),
        plan.signed_on.is_none().then_some(Gap::SignedDay),
        plan.signer.is_none().then_some(Gap::Signer),
    ];
    let measures = plan
        .measures()
        .flat_map(|(id, _, measure)| measure_gaps(&id, measure));
    let undated = plan
        .rules
        .iter()
        .filter(|rule| rule.first.is_none())
        .map(|rule| Gap::RuleDay(plan.rule_id(rule)));
    document
        .into_iter()
        .flatten()
        .chain(measures)
        .chain(undated)
        .collect()
}

/// Offices of a plan that ended by a day without a named successor and still coordinate, own a measure, owe or
/// receive a report, or count in a quota. Empty once the plan has ended.
pub fn open_decisions(catalog: &Catalog, plan: &Plan, day: NaiveDate) -> Vec<Gap> {
    let over = plan
        .closing
        .as_ref()
        .map_or(plan.to, |closing| closing.on.min(plan.to));
    if day > over {
        return Vec::new();
    }
    let rules = plan
        .rules
        .iter()
        .flat_map(|rule| rule.who.iter().chain(&rule.to));
    let quotas = plan
        .measures()
        .filter_map(|(_, _, measure)| measure.quota.as_ref()?.group.clone().map(Party::Group));
    let parties = rules
        .cloned()
        .chain(quotas)
        .flat_map(|party| catalog.offices_of(&party, day));
    let owners = plan
        .measures()
        .flat_map(|(_, _, measure)| owners_on(plan, measure, day));
    let alone = [&plan.issuer, &plan.coordinator]
        .into_iter()
        .chain(plan.rules.iter().filter_map(|r| r.via.as_ref()));
    let named: BTreeSet<OfficeCode> = alone.cloned().chain(owners).chain(parties).collect();
    let succession = Succession::new(&catalog.offices);
    let ended = |office: &&OfficeCode| {
        catalog
            .offices
            .get(*office)
            .is_some_and(|office| !office.is_active_on(day))
    };
    let mut seen = BTreeSet::new();
    named
        .iter()
        .flat_map(|office| succession.holders_on(office, day))
        .filter(|holder| seen.insert(*holder))
        .filter(ended)
        .map(|holder| Gap::Successor(holder.clone()))
        .collect()
}

fn measure_gaps(id: &MeasureId, measure: &Measure) -> Vec<Gap> {
    let groupless = measure
        .quota
        .as_ref()
        .is_some_and(|quota| quota.group.is_none());
    [
        measure.owners.is_empty().then(|| Gap::Owner(id.clone())),
        (needs_baseline(measure) && measure.baseline.is_none()).then(|| Gap::Baseline(id.clone())),
        groupless.then(|| Gap::QuotaGroup(id.clone())),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns `true` if a measure has a trajectory: not if it is assessed period by period, as a milestone or by offices.
fn needs_baseline(measure: &Measure) -> bool {
    !measure.recurs && measure.comparator != Comparator::Done && measure.quota.is_none()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{catalog, day, measure, office, plan, rule};
    use crate::domain::plan::Closing;

    #[test]
    fn an_ended_owner_is_a_decision_until_the_plan_is_over() {
        let mut plan = plan(&measure(json!({})));
        let offices = vec![
            office("x.a", Some("2024-06-30"), &[]),
            office("x.c", None, &[]),
        ];
        let catalog = catalog(Vec::new(), offices);
        let open = |plan: &Plan, on: &str| open_decisions(&catalog, plan, day(on)).len();
        for (on, count) in [
            ("2024-06-30", 0),
            ("2024-07-01", 1),
            ("2024-07-02", 1),
            ("2025-12-30", 1),
            ("2025-12-31", 1),
            ("2026-01-01", 0),
        ] {
            assert_eq!(open(&plan, on), count, "{on}");
        }
        plan.closing = Some(Closing {
            on: day("2024-09-30"),
            reason: "r".to_owned(),
        });
        for (on, count) in [("2024-09-29", 1), ("2024-09-30", 1), ("2024-10-01", 0)] {
            assert_eq!(open(&plan, on), count, "closed {on}");
        }
    }

    #[test]
    fn what_a_plan_does_not_state_is_named_in_its_order() {
        let mut plan = plan(&measure(json!({ "owners": [], "baseline": null })));
        let mut dated = rule(json!({}));
        dated.no = "r2".to_owned();
        plan.rules = vec![rule(json!({ "first": null })), dated];
        let found = |plan: &Plan| -> Vec<_> {
            let of = |gap: Gap| (gap.kind(), gap.subject(plan));
            gaps(plan).into_iter().map(of).collect()
        };
        let expected = [
            (GapKind::NoNumber, "p"),
            (GapKind::NoSignedDay, "p"),
            (GapKind::NoSigner, "p"),
            (GapKind::NoOwner, "p/1"),
            (GapKind::NoBaseline, "p/1"),
            (GapKind::NoDay, "p/r1"),
        ];
        assert_eq!(
            found(&plan),
            expected.map(|(kind, subject)| (kind, subject.to_owned()))
        );
        assert_eq!(Gap::Successor("x.a".into()).subject(&plan), "x.a");
    }

    #[test]
    fn only_a_measure_with_a_trajectory_needs_a_baseline() {
        for (changes, expected) in [
            (json!({ "baseline": null }), true),
            (json!({}), false),
            (json!({ "baseline": null, "recurs": true }), false),
            (
                json!({ "baseline": null, "comparator": "done", "value": null }),
                false,
            ),
            (
                json!({ "baseline": null, "quota": { "value": "1", "group": "g" } }),
                false,
            ),
        ] {
            let found = measure_gaps(&"p/1".into(), &measure(changes.clone()));
            let is_missing = found.contains(&Gap::Baseline("p/1".into()));
            assert_eq!(is_missing, expected, "{changes}");
        }
    }
}
