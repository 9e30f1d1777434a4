//! What the person who sits there may do of what a pane asks for, said before a form opens. The store asks again when it
//! is written. Knows no key.

use crate::domain::authority::Deed;
use crate::domain::code::{OfficeCode, PlanCode};
use crate::domain::duty::DutyKey;
use crate::form::duty::DutyForm;
use crate::form::work::WorkForm;
use crate::panes::book::Book;
use crate::panes::effect::{Effect, RecordAt};
use crate::words::account::forbidden_by;

/// Why an effect may not be, in a sentence; none where it may, or where nobody asks.
pub fn refusal(book: &Book, effect: &Effect) -> Option<String> {
    book.person.as_ref()?;
    match effect {
        Effect::Ask(_, inner) | Effect::AskMany(_, inner) | Effect::AskWords(_, inner) => refusal(book, inner),
        // Of many, those that may not be are passed over by the form, which names them.
        Effect::Form(form, keys) => {
            let refused = |key: &DutyKey| step(book, *form, key);
            let first = keys.first().and_then(refused);
            first.filter(|_| keys.iter().all(|key| refused(key).is_some()))
        }
        Effect::LockForm(_, lock) => coordinate(book, &lock.plan),
        Effect::Record(at, _) => record(book, at),
        Effect::RemovePart(at, _) => coordinate(book, &at.plan),
        Effect::Work(form) => work(book, form),
        _ => None,
    }
}

/// Why a step of a duty is not this person's to take.
pub fn step(book: &Book, form: DutyForm, key: &DutyKey) -> Option<String> {
    match form {
        DutyForm::Send => report(book, &key.rule.plan(), &key.office),
        _ => coordinate(book, &key.rule.plan()),
    }
}

/// Why a figure or report of an office is not this person's.
pub fn report(book: &Book, plan: &PlanCode, office: &OfficeCode) -> Option<String> {
    asked(book, &reporting(book, plan, office))
}

/// Entering figures and sending reports of an office.
pub fn reporting(book: &Book, plan: &PlanCode, office: &OfficeCode) -> Deed {
    Deed::Report { plan: plan.clone(), coordinator: coordinator(book, plan), office: office.clone() }
}

/// What a coordinator does with a plan.
pub fn coordinating(book: &Book, plan: &PlanCode) -> Deed {
    Deed::Coordinate { plan: plan.clone(), coordinator: coordinator(book, plan) }
}

fn coordinate(book: &Book, plan: &PlanCode) -> Option<String> {
    asked(book, &coordinating(book, plan))
}

/// Why this person may not do it.
fn asked(book: &Book, deed: &Deed) -> Option<String> {
    let why = book.may(deed).err()?;
    Some(forbidden_by(book.lang, &why, &|code| book.office(code).to_owned()))
}

/// Who coordinates a plan; of a plan that is not there yet the person's own office would.
fn coordinator(book: &Book, plan: &PlanCode) -> OfficeCode {
    let known = book.catalog.plan(plan).map(|plan| plan.coordinator.clone());
    known.or_else(|| book.own.clone()).unwrap_or_else(|| OfficeCode::from(""))
}

fn record(book: &Book, at: &RecordAt) -> Option<String> {
    match at {
        RecordAt::Plan(None) | RecordAt::CopyOf(_) => coordinate(book, &PlanCode::from("")),
        RecordAt::Plan(Some(plan)) => coordinate(book, plan),
        RecordAt::Part(at) | RecordAt::NewPart(at) => coordinate(book, &at.plan),
        RecordAt::Office(_) | RecordAt::Group(_) | RecordAt::Holiday(_) | RecordAt::Account(_) => {
            asked(book, &Deed::Administer)
        }
    }
}

fn work(book: &Book, form: &WorkForm) -> Option<String> {
    match form {
        WorkForm::Activity(plan, no) => {
            let activities = book.catalog.plan(plan).map_or(&[][..], |plan| plan.activities.as_slice());
            let lead = activities.iter().find(|activity| activity.no == *no).map(|activity| &activity.lead)?;
            report(book, plan, lead)
        }
        // Spending of an activity is its leading office's; of which one it is, the form asks.
        WorkForm::Spend(plan) => {
            let activities = book.catalog.plan(plan).map_or(&[][..], |plan| plan.activities.as_slice());
            let leads = activities.iter().any(|activity| report(book, plan, &activity.lead).is_none());
            coordinate(book, plan).filter(|_| !leads)
        }
        WorkForm::Inspection(plan, _) => coordinate(book, plan),
        WorkForm::Remove(_) => asked(book, &Deed::Administer),
    }
}
