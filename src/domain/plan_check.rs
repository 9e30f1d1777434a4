//! Validation of a plan before it is imported: every violation with its location, in the order of the plan. Missing
//! information is a gap, not a violation. Must not depend on display texts.

mod measures;

use chrono::NaiveDate;

use super::catalog::Catalog;
use super::code::RuleId;
use super::plan::{Activity, Plan, Recurrence, ReportingRule, Target, YearlyEvent};
use super::plan_limits::{self, Limit};
use super::text::{NOTE_MAX, TITLE_MAX};
use super::validation::{
    DateViolation, DuplicateFinder, Location, MeasureViolation, ValidationErrors, Violation,
    is_code,
};

/// A violation in a plan.
pub type PlanValidationError = super::validation::ValidationError;

/// Violations of a plan, in its order; empty for a plan that can be imported.
pub fn check_plan(plan: &Plan, catalog: &Catalog) -> Vec<PlanValidationError> {
    let mut found = check_parts(plan, catalog);
    found.extend(
        plan_limits::check(plan, catalog)
            .into_iter()
            .map(limit_fault),
    );
    found
}

/// Like [`check_plan`] for a plan that replaces another: a limit that the old plan exceeded is no violation unless
/// the plan grows.
pub fn check_change(was: &Plan, plan: &Plan, catalog: &Catalog) -> Vec<PlanValidationError> {
    let mut found = check_parts(plan, catalog);
    found.extend(
        plan_limits::check_change(was, plan, catalog)
            .into_iter()
            .map(limit_fault),
    );
    found
}

fn limit_fault(limit: Limit) -> PlanValidationError {
    PlanValidationError {
        location: Location::Plan,
        violation: Violation::Limit(limit),
    }
}

fn check_parts(plan: &Plan, catalog: &Catalog) -> Vec<PlanValidationError> {
    let mut found = ValidationErrors::default();
    check_document(plan, catalog, &mut found);
    check_lists(plan, &mut found);
    check_amendments(plan, &mut found);
    check_objectives(plan, &mut found);
    check_targets(plan, catalog, &mut found);
    check_activities(plan, catalog, &mut found);
    check_rules(plan, catalog, &mut found);
    for (no, event) in (1..).zip(&plan.events) {
        check_event(&Location::Row("events", no), event, &mut found);
    }
    for (no, task) in (1..).zip(&plan.tasks) {
        let place = Location::Row("tasks", no);
        found.check_party(&place, "who", &task.who, catalog);
        found.check_optional_text(&place, "section", task.section.as_ref(), TITLE_MAX);
        found.check_text(&place, "content", &task.content, NOTE_MAX);
    }
    found.0
}

fn check_document(plan: &Plan, catalog: &Catalog, found: &mut ValidationErrors) {
    let place = &Location::Plan;
    found.add_if(
        !is_code(plan.code.as_str()),
        place,
        Violation::InvalidCode(plan.code.to_string()),
    );
    found.check_optional_text(place, "number", plan.number.as_ref(), TITLE_MAX);
    found.check_text(place, "title", &plan.title, TITLE_MAX);
    found.check_text(place, "short", &plan.short_name, TITLE_MAX);
    found.check_office(place, &plan.issuer, catalog);
    if let Some(signer) = &plan.signer {
        found.check_text(place, "signer.name", &signer.name, TITLE_MAX);
        found.check_optional_text(place, "signer.post", signer.post.as_ref(), TITLE_MAX);
    }
    found.check_range(place, Some(plan.from), Some(plan.to));
    found.check_years(place, [plan.signed_on, plan.tracked_from]);
    found.check_office(place, &plan.coordinator, catalog);
    if let Some(closing) = &plan.closing {
        found.check_years(place, [Some(closing.on)]);
        found.check_text(place, "closing.reason", &closing.reason, NOTE_MAX);
    }
    found.add_if(
        plan.budget_total.is_some_and(|total| total < 0),
        place,
        Violation::Negative("budget_total"),
    );
}

fn check_lists(plan: &Plan, found: &mut ValidationErrors) {
    for (no, parent) in (1..).zip(&plan.parents) {
        let place = Location::Row("parents", no);
        found.check_optional_text(&place, "number", parent.number.as_ref(), TITLE_MAX);
        found.check_years(&place, [parent.signed_on]);
        found.check_text(&place, "title", &parent.title, TITLE_MAX);
    }
    for (no, line) in (1..).zip(&plan.recipients) {
        found.check_text(
            &Location::Row("recipients", no),
            "recipients",
            line,
            NOTE_MAX,
        );
    }
    for (no, line) in (1..).zip(&plan.decisions) {
        found.check_text(&Location::Row("decisions", no), "decisions", line, NOTE_MAX);
    }
    for (no, budget) in (1..).zip(&plan.budget) {
        let place = Location::Row("budget", no);
        found.check_text(&place, "source", &budget.source, NOTE_MAX);
        found.add_if(
            budget.amount.is_some_and(|amount| amount < 0),
            &place,
            Violation::Negative("amount"),
        );
    }
}

fn check_amendments(plan: &Plan, found: &mut ValidationErrors) {
    let mut seen = DuplicateFinder::new();
    for (no, amendment) in (1..).zip(&plan.amendments) {
        let place = Location::Row("amendments", no);
        found.check_text(&place, "number", &amendment.number, TITLE_MAX);
        found.add_if(
            seen.is_duplicate(&amendment.number),
            &place,
            Violation::Duplicate,
        );
        found.check_text(&place, "title", &amendment.title, TITLE_MAX);
        found.check_years(&place, [amendment.signed_on]);
        let inside = plan.from < amendment.on && amendment.on <= plan.to;
        found.add_if(
            !inside,
            &place,
            DateViolation::AmendmentOutside(amendment.on),
        );
    }
}

/// Checks the former versions of a target: in order, each by an amendment of the plan.
fn check_former(
    plan: &Plan,
    target: &Target,
    place: &Location,
    catalog: &Catalog,
    found: &mut ValidationErrors,
) {
    found.check_range(place, target.from, target.to);
    let mut before = None;
    for former in &target.former_versions {
        let known = plan
            .amendments
            .iter()
            .any(|amendment| amendment.number == former.amendment);
        found.add_if(
            !known,
            place,
            Violation::UnknownAmendment(former.amendment.clone()),
        );
        found.add_if(
            before.is_some_and(|before| before >= former.until),
            place,
            DateViolation::FormerOrder(former.until),
        );
        before = Some(former.until);
        found.check_text(place, "former.wording", &former.wording, NOTE_MAX);
        found.check_optional_text(place, "former.decision", former.decision.as_ref(), NOTE_MAX);
        for measure in &former.measures {
            let place = Location::Measure(plan.measure_id(target, measure));
            measures::check_measure(plan, measure, &place, catalog, found);
        }
    }
}

/// Returns `true` for a target number: `2.3`, `7`, `I.2`, with letters, digits, dots and hyphens.
fn is_target_number(no: &str) -> bool {
    !no.is_empty()
        && no.len() <= 20
        && no
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
}

fn check_objectives(plan: &Plan, found: &mut ValidationErrors) {
    let mut seen = DuplicateFinder::new();
    for objective in &plan.objectives {
        let place = Location::Objective(objective.no.clone());
        found.add_if(
            !is_target_number(&objective.no),
            &place,
            Violation::InvalidNumber(objective.no.clone()),
        );
        found.add_if(
            seen.is_duplicate(&objective.no),
            &place,
            Violation::Duplicate,
        );
        found.check_text(&place, "title", &objective.title, TITLE_MAX);
    }
}

fn check_targets(plan: &Plan, catalog: &Catalog, found: &mut ValidationErrors) {
    let (mut numbers, mut ids) = (DuplicateFinder::new(), DuplicateFinder::new());
    for target in &plan.targets {
        let place = Location::Target(target.no.clone());
        found.add_if(
            numbers.is_duplicate(&target.no),
            &place,
            Violation::Duplicate,
        );
        check_target(plan, target, &place, found);
        check_former(plan, target, &place, catalog, found);
        for measure in &target.measures {
            let id = plan.measure_id(target, measure);
            let place = Location::Measure(id.clone());
            let lettered = target.measures.len() == 1 || measure.letter.is_some();
            found.add_if(!lettered, &place, MeasureViolation::MissingLetter);
            found.add_if(
                lettered && ids.is_duplicate(id),
                &place,
                Violation::Duplicate,
            );
            measures::check_measure(plan, measure, &place, catalog, found);
        }
    }
}

fn check_target(plan: &Plan, target: &Target, place: &Location, found: &mut ValidationErrors) {
    found.add_if(
        !is_target_number(&target.no),
        place,
        Violation::InvalidNumber(target.no.clone()),
    );
    found.add_if(
        RuleId::is_rule_number(&target.no),
        place,
        Violation::TargetNumberedAsRule(target.no.clone()),
    );
    if let Some(no) = &target.objective {
        let known = plan.objectives.iter().any(|objective| objective.no == *no);
        found.add_if(!known, place, Violation::UnknownObjective(no.clone()));
    }
    found.check_text(place, "wording", &target.wording, NOTE_MAX);
    found.check_optional_text(place, "decision", target.decision.as_ref(), NOTE_MAX);
    found.add_if(
        target.measures.is_empty(),
        place,
        Violation::TargetWithoutMeasure,
    );
}

fn check_activities(plan: &Plan, catalog: &Catalog, found: &mut ValidationErrors) {
    let mut seen = DuplicateFinder::new();
    for activity in &plan.activities {
        let place = Location::Activity(activity.no);
        found.add_if(seen.is_duplicate(activity.no), &place, Violation::Duplicate);
        check_activity(activity, &place, catalog, found);
    }
}

fn check_activity(
    activity: &Activity,
    place: &Location,
    catalog: &Catalog,
    found: &mut ValidationErrors,
) {
    found.check_text(place, "content", &activity.content, NOTE_MAX);
    found.check_optional_text(place, "unit", activity.unit.as_ref(), TITLE_MAX);
    let negative = activity
        .quantity
        .is_some_and(|quantity| quantity.hundredths() < 0);
    found.add_if(negative, place, Violation::Negative("quantity"));
    found.check_text(place, "window.wording", &activity.window.wording, TITLE_MAX);
    found.check_range(place, Some(activity.window.from), Some(activity.window.to));
    found.check_office(place, &activity.lead, catalog);
    for partner in &activity.partners {
        found.check_party(place, "partners", partner, catalog);
    }
}

fn check_rules(plan: &Plan, catalog: &Catalog, found: &mut ValidationErrors) {
    let mut seen = DuplicateFinder::new();
    for rule in &plan.rules {
        let place = Location::Rule(plan.rule_id(rule));
        found.add_if(
            !RuleId::is_rule_number(&rule.no),
            &place,
            Violation::InvalidRuleNumber(rule.no.clone()),
        );
        found.add_if(seen.is_duplicate(&rule.no), &place, Violation::Duplicate);
        found.check_text(&place, "label", &rule.label, TITLE_MAX);
        found.check_text(&place, "wording", &rule.wording, NOTE_MAX);
        check_parties(rule, &place, catalog, found);
        check_rule_days(rule, &place, found);
        for other in &rule.waits_for {
            let known = *other != rule.no && plan.rules.iter().any(|rule| rule.no == *other);
            found.add_if(!known, &place, Violation::UnknownRule(other.clone()));
        }
    }
}

fn check_parties(
    rule: &ReportingRule,
    place: &Location,
    catalog: &Catalog,
    found: &mut ValidationErrors,
) {
    for party in &rule.who {
        found.check_party(place, "who", party, catalog);
    }
    if let Some(to) = &rule.to {
        found.check_party(place, "to", to, catalog);
    }
    if let Some(via) = &rule.via {
        found.check_office(place, via, catalog);
    }
    found.add_if(
        rule.first.is_some() && rule.who.is_empty(),
        place,
        DateViolation::MissingOffices,
    );
}

fn check_rule_days(rule: &ReportingRule, place: &Location, found: &mut ValidationErrors) {
    found.add_if(
        rule.first.is_some() != rule.last.is_some(),
        place,
        DateViolation::OneDayMissing,
    );
    found.check_range(place, rule.first, rule.last);
    // Reversed days were reported already.
    let two_days = rule.first < rule.last && rule.first.is_some();
    found.add_if(
        rule.recurrence == Recurrence::Once && two_days,
        place,
        DateViolation::OnceWithTwoDays,
    );
}

fn check_event(place: &Location, event: &YearlyEvent, found: &mut ValidationErrors) {
    found.check_text(place, "name", &event.name, TITLE_MAX);
    for day in [&event.from, &event.to] {
        // 29 February is valid in a leap year.
        let fits =
            day.len() == 5 && NaiveDate::parse_from_str(&format!("2000-{day}"), "%Y-%m-%d").is_ok();
        found.add_if(!fits, place, DateViolation::InvalidYearDay(day.clone()));
    }
}
