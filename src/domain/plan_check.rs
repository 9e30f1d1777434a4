//! The rules that a plan has to keep before it is brought in (DOMAIN §2, §4, §6): every fault with its place, in the
//! order of the plan. What a plan leaves open is no fault but a gap. Knows no words.

mod measures;

use chrono::NaiveDate;

use super::catalog::Catalog;
use super::code::RuleId;
use super::fault::{DatesWrong, Faults, MeasureWrong, Place, Seen, Wrong, is_code};
use super::plan::{Activity, Plan, Recurrence, ReportingRule, Target, YearlyEvent};
use super::plan_limits::{self, Limit};
use super::text::{NOTE_MAX, TITLE_MAX};

/// A fault of a plan.
pub type PlanFault = super::fault::Fault;

/// Everything that is wrong with a plan, in the order of the plan; empty for a plan that can be brought in.
pub fn check(plan: &Plan, catalog: &Catalog) -> Vec<PlanFault> {
    let mut found = check_parts(plan, catalog);
    found.extend(plan_limits::check(plan, catalog).into_iter().map(limit_fault));
    found
}

/// The same for a plan that takes the place of another one: a limit that the other one was beyond is no fault unless the
/// plan grows.
pub fn check_change(was: &Plan, plan: &Plan, catalog: &Catalog) -> Vec<PlanFault> {
    let mut found = check_parts(plan, catalog);
    found.extend(plan_limits::check_change(was, plan, catalog).into_iter().map(limit_fault));
    found
}

fn limit_fault(limit: Limit) -> PlanFault {
    PlanFault { place: Place::Plan, wrong: Wrong::Limit(limit) }
}

fn check_parts(plan: &Plan, catalog: &Catalog) -> Vec<PlanFault> {
    let mut found = Faults::default();
    check_head(plan, catalog, &mut found);
    check_lists(plan, &mut found);
    check_amendments(plan, &mut found);
    check_objectives(plan, &mut found);
    check_targets(plan, catalog, &mut found);
    check_activities(plan, catalog, &mut found);
    check_rules(plan, catalog, &mut found);
    for (no, event) in (1..).zip(&plan.events) {
        check_event(&Place::Row("events", no), event, &mut found);
    }
    for (no, task) in (1..).zip(&plan.tasks) {
        let place = Place::Row("tasks", no);
        found.party(&place, "who", &task.who, catalog);
        found.optional(&place, "section", task.section.as_ref(), TITLE_MAX);
        found.text(&place, "content", &task.content, NOTE_MAX);
    }
    found.0
}

fn check_head(plan: &Plan, catalog: &Catalog, found: &mut Faults) {
    let place = &Place::Plan;
    found.add_if(!is_code(plan.code.as_str()), place, Wrong::Code(plan.code.to_string()));
    found.optional(place, "number", plan.number.as_ref(), TITLE_MAX);
    found.text(place, "title", &plan.title, TITLE_MAX);
    found.text(place, "short", &plan.short, TITLE_MAX);
    found.office(place, &plan.issuer, catalog);
    if let Some(signer) = &plan.signer {
        found.text(place, "signer.name", &signer.name, TITLE_MAX);
        found.optional(place, "signer.post", signer.post.as_ref(), TITLE_MAX);
    }
    found.ends(place, Some(plan.from), Some(plan.to));
    found.years(place, [plan.signed_on, plan.tracked_from]);
    found.office(place, &plan.coordinator, catalog);
    if let Some(closing) = &plan.closing {
        found.years(place, [Some(closing.on)]);
        found.text(place, "closing.reason", &closing.reason, NOTE_MAX);
    }
    found.add_if(plan.budget_total.is_some_and(|total| total < 0), place, Wrong::Negative("budget_total"));
}

fn check_lists(plan: &Plan, found: &mut Faults) {
    for (no, parent) in (1..).zip(&plan.parents) {
        let place = Place::Row("parents", no);
        found.optional(&place, "number", parent.number.as_ref(), TITLE_MAX);
        found.years(&place, [parent.signed_on]);
        found.text(&place, "title", &parent.title, TITLE_MAX);
    }
    for (no, line) in (1..).zip(&plan.recipients) {
        found.text(&Place::Row("recipients", no), "recipients", line, NOTE_MAX);
    }
    for (no, line) in (1..).zip(&plan.decisions) {
        found.text(&Place::Row("decisions", no), "decisions", line, NOTE_MAX);
    }
    for (no, budget) in (1..).zip(&plan.budget) {
        let place = Place::Row("budget", no);
        found.text(&place, "source", &budget.source, NOTE_MAX);
        found.add_if(budget.amount.is_some_and(|amount| amount < 0), &place, Wrong::Negative("amount"));
    }
}

fn check_amendments(plan: &Plan, found: &mut Faults) {
    let mut seen = Seen::new();
    for (no, amendment) in (1..).zip(&plan.amendments) {
        let place = Place::Row("amendments", no);
        found.text(&place, "number", &amendment.number, TITLE_MAX);
        found.add_if(seen.again(&amendment.number), &place, Wrong::Repeated);
        found.text(&place, "title", &amendment.title, TITLE_MAX);
        found.years(&place, [amendment.signed_on]);
        let inside = plan.from < amendment.on && amendment.on <= plan.to;
        found.add_if(!inside, &place, DatesWrong::AmendmentOutside(amendment.on));
    }
}

/// What a target said before amendments changed it: in order, each by a document that the plan has.
fn check_former(plan: &Plan, target: &Target, place: &Place, catalog: &Catalog, found: &mut Faults) {
    found.ends(place, target.from, target.to);
    let mut before = None;
    for former in &target.former {
        let known = plan.amendments.iter().any(|amendment| amendment.number == former.amendment);
        found.add_if(!known, place, Wrong::UnknownAmendment(former.amendment.clone()));
        found.add_if(before.is_some_and(|before| before >= former.until), place, DatesWrong::FormerOrder(former.until));
        before = Some(former.until);
        found.text(place, "former.wording", &former.wording, NOTE_MAX);
        found.optional(place, "former.decision", former.decision.as_ref(), NOTE_MAX);
        for measure in &former.measures {
            let place = Place::Measure(plan.measure_id(target, measure));
            measures::check(plan, measure, &place, catalog, found);
        }
    }
}

/// `2.3`, `7`, `I.2`: letters, digits, dots and hyphens.
fn is_no(no: &str) -> bool {
    !no.is_empty() && no.len() <= 20 && no.chars().all(|c| c.is_ascii_alphanumeric() || c == '.' || c == '-')
}

fn check_objectives(plan: &Plan, found: &mut Faults) {
    let mut seen = Seen::new();
    for objective in &plan.objectives {
        let place = Place::Objective(objective.no.clone());
        found.add_if(!is_no(&objective.no), &place, Wrong::No(objective.no.clone()));
        found.add_if(seen.again(&objective.no), &place, Wrong::Repeated);
        found.text(&place, "title", &objective.title, TITLE_MAX);
    }
}

fn check_targets(plan: &Plan, catalog: &Catalog, found: &mut Faults) {
    let (mut numbers, mut ids) = (Seen::new(), Seen::new());
    for target in &plan.targets {
        let place = Place::Target(target.no.clone());
        found.add_if(numbers.again(&target.no), &place, Wrong::Repeated);
        check_target(plan, target, &place, found);
        check_former(plan, target, &place, catalog, found);
        for measure in &target.measures {
            let id = plan.measure_id(target, measure);
            let place = Place::Measure(id.clone());
            let lettered = target.measures.len() == 1 || measure.letter.is_some();
            found.add_if(!lettered, &place, MeasureWrong::NoLetter);
            found.add_if(lettered && ids.again(id), &place, Wrong::Repeated);
            measures::check(plan, measure, &place, catalog, found);
        }
    }
}

fn check_target(plan: &Plan, target: &Target, place: &Place, found: &mut Faults) {
    found.add_if(!is_no(&target.no), place, Wrong::No(target.no.clone()));
    found.add_if(RuleId::is_no(&target.no), place, Wrong::NoOfRule(target.no.clone()));
    if let Some(no) = &target.objective {
        let known = plan.objectives.iter().any(|objective| objective.no == *no);
        found.add_if(!known, place, Wrong::UnknownObjective(no.clone()));
    }
    found.text(place, "wording", &target.wording, NOTE_MAX);
    found.optional(place, "decision", target.decision.as_ref(), NOTE_MAX);
    found.add_if(target.measures.is_empty(), place, Wrong::NoMeasure);
}

fn check_activities(plan: &Plan, catalog: &Catalog, found: &mut Faults) {
    let mut seen = Seen::new();
    for activity in &plan.activities {
        let place = Place::Activity(activity.no);
        found.add_if(seen.again(activity.no), &place, Wrong::Repeated);
        check_activity(activity, &place, catalog, found);
    }
}

fn check_activity(activity: &Activity, place: &Place, catalog: &Catalog, found: &mut Faults) {
    found.text(place, "content", &activity.content, NOTE_MAX);
    found.optional(place, "unit", activity.unit.as_ref(), TITLE_MAX);
    let negative = activity.quantity.is_some_and(|quantity| quantity.hundredths() < 0);
    found.add_if(negative, place, Wrong::Negative("quantity"));
    found.text(place, "window.wording", &activity.window.wording, TITLE_MAX);
    found.ends(place, Some(activity.window.from), Some(activity.window.to));
    found.office(place, &activity.lead, catalog);
    for partner in &activity.partners {
        found.party(place, "partners", partner, catalog);
    }
}

fn check_rules(plan: &Plan, catalog: &Catalog, found: &mut Faults) {
    let mut seen = Seen::new();
    for rule in &plan.rules {
        let place = Place::Rule(plan.rule_id(rule));
        found.add_if(!RuleId::is_no(&rule.no), &place, Wrong::RuleNo(rule.no.clone()));
        found.add_if(seen.again(&rule.no), &place, Wrong::Repeated);
        found.text(&place, "label", &rule.label, TITLE_MAX);
        found.text(&place, "wording", &rule.wording, NOTE_MAX);
        check_parties(rule, &place, catalog, found);
        check_rule_days(rule, &place, found);
        for other in &rule.waits_for {
            let known = *other != rule.no && plan.rules.iter().any(|rule| rule.no == *other);
            found.add_if(!known, &place, Wrong::UnknownRule(other.clone()));
        }
    }
}

fn check_parties(rule: &ReportingRule, place: &Place, catalog: &Catalog, found: &mut Faults) {
    for party in &rule.who {
        found.party(place, "who", party, catalog);
    }
    if let Some(to) = &rule.to {
        found.party(place, "to", to, catalog);
    }
    if let Some(via) = &rule.via {
        found.office(place, via, catalog);
    }
    found.add_if(rule.first.is_some() && rule.who.is_empty(), place, DatesWrong::NoWho);
}

fn check_rule_days(rule: &ReportingRule, place: &Place, found: &mut Faults) {
    found.add_if(rule.first.is_some() != rule.last.is_some(), place, DatesWrong::HalfDated);
    found.ends(place, rule.first, rule.last);
    // Upside down is said already.
    let two_days = rule.first < rule.last && rule.first.is_some();
    found.add_if(rule.recurrence == Recurrence::Once && two_days, place, DatesWrong::OnceTwice);
}

fn check_event(place: &Place, event: &YearlyEvent, found: &mut Faults) {
    found.text(place, "name", &event.name, TITLE_MAX);
    for day in [&event.from, &event.to] {
        // In a leap year 29 February is a day.
        let fits = day.len() == 5 && NaiveDate::parse_from_str(&format!("2000-{day}"), "%Y-%m-%d").is_ok();
        found.add_if(!fits, place, DatesWrong::YearDay(day.clone()));
    }
}
