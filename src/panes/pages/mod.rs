//! Pages of details: one file a subject. A page is made when it is opened or when something changed, and scrolls.

mod duty;
mod measure;
mod office;
mod plan;
mod trend;

use crate::keys::{Command, Place};
use crate::panes::book::{Book, DutyScope};
use crate::panes::effect::{Effect, Outcome, SheetAt, Subject};
use crate::panes::{duty_rows, targets, tones};
use crate::store::{Store, StoreError};
use crate::widgets::page::Page;

/// An open page.
#[derive(Debug)]
pub struct DetailPage {
    /// What it is about.
    pub subject: Subject,
    /// Its text.
    pub page: Page,
}

impl DetailPage {
    /// Makes the page of a subject.
    pub fn open(subject: Subject, book: &Book, store: &Store) -> Result<Self, StoreError> {
        let page = match &subject {
            Subject::Measure(id) => measure::page(book, id),
            Subject::Plan(code) => plan::page(book, store, code)?,
            Subject::Office(code) => office::page(book, code),
            Subject::Duty(key) => duty::page(book, key),
        };
        Ok(Self { subject, page })
    }

    /// Makes it again after a change; the place stays.
    pub fn reread(&mut self, book: &Book, store: &Store) -> Result<(), StoreError> {
        let fresh = Self::open(self.subject.clone(), book, store)?;
        let mut page = fresh.page;
        page.keep_place(&self.page);
        self.page = page;
        Ok(())
    }

    /// The place whose keys are live.
    pub fn place(&self) -> Place {
        match self.subject {
            Subject::Measure(_) => Place::TargetPage,
            Subject::Plan(_) => Place::PlanPage,
            Subject::Office(_) => Place::OfficePage,
            Subject::Duty(_) => Place::Duty,
        }
    }

    /// Does what a command asks.
    pub fn update(&mut self, command: Command, book: &Book) -> Outcome {
        if let Some(motion) = tones::motion(command) {
            self.page.go(motion);
            return Outcome::Done;
        }
        let wants = |effect| Outcome::Wants(effect);
        match (&self.subject, command) {
            (Subject::Duty(_), Command::Open) => Outcome::Unknown,
            (Subject::Duty(key), _) => duty_rows::act(book, command, Some(key)).into(),
            (Subject::Measure(id), Command::Edit) => wants(Effect::Sheet(targets::sheet_of(book, id))),
            (Subject::Office(office), Command::Edit) => {
                wants(Effect::Sheet(SheetAt { office: Some(office.clone()), ..SheetAt::default() }))
            }
            (Subject::Office(office), Command::GoReports) => {
                wants(Effect::Duties(DutyScope { office: Some(office.clone()), ..DutyScope::default() }))
            }
            (Subject::Plan(plan), Command::Edit) => {
                wants(Effect::Sheet(SheetAt { plan: Some(plan.clone()), ..SheetAt::default() }))
            }
            (Subject::Plan(plan), Command::GoReports) => {
                wants(Effect::Duties(DutyScope { plan: Some(plan.clone()), ..DutyScope::default() }))
            }
            (Subject::Plan(plan), Command::GoTargets) => wants(Effect::Targets(Some(plan.clone()))),
            _ => Outcome::Unknown,
        }
    }
}
