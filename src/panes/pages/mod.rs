//! Pages over a pane, one file a subject: a text that scrolls, or a list whose rows lead on. A page is made when it is
//! opened or when something changed.

mod activity;
mod duty;
pub mod list;
pub mod lists;
mod measure;
mod office;
mod past;
pub mod plan;
mod trend;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::comment::About;
use crate::domain::star::Starred;
use crate::form::work::WorkForm;
use crate::keys::{Command, Place};
use crate::panes::activities::ActivityScope;
use crate::panes::book::{Book, DutyScope};
use crate::panes::effect::{Effect, ListKind, Outcome, RecordAt, SheetAt, Subject};
use crate::panes::{duty_rows, remarks, targets, tones};
use crate::store::{Store, StoreError};
use crate::widgets::Look;
use crate::widgets::page::Page;
use list::ListPage;

/// An open page.
#[derive(Debug)]
pub struct DetailPage {
    /// What it is about.
    pub subject: Subject,
    body: Body,
    /// What a copy takes, where it is neither the title nor the selected row.
    whole: Option<String>,
    /// Something changed since it was made.
    stale: bool,
}

/// What a page shows.
#[derive(Debug)]
enum Body {
    /// A text.
    Text(Page),
    /// A list.
    List(Box<ListPage>),
}

impl DetailPage {
    /// Makes the page of a subject.
    pub fn open(subject: Subject, book: &Book, store: &Store) -> Result<Self, StoreError> {
        let body = match &subject {
            Subject::Measure(id) => Body::Text(measure::page(book, store, id)?),
            Subject::Plan(code) => Body::Text(plan::page(book, code)),
            Subject::Office(code) => Body::Text(office::page(book, code)),
            Subject::Duty(key) => Body::Text(duty::page(book, store, key)?),
            Subject::Activity(plan, no) => Body::Text(activity::page(book, store, plan, *no)?),
            Subject::List(kind) => Body::List(Box::new(ListPage::new(list::listing(kind, book, store)?))),
        };
        let whole = match &subject {
            Subject::List(kind) => list::whole(kind, book),
            _ => None,
        };
        Ok(Self { subject, body, whole, stale: false })
    }

    /// Something changed: it is made again when it comes up.
    pub fn outdate(&mut self) {
        self.stale = true;
    }

    /// Makes it again if something changed since it was made; the place stays.
    pub fn freshen(&mut self, book: &Book, store: &Store) -> Result<(), StoreError> {
        if !std::mem::take(&mut self.stale) {
            return Ok(());
        }
        match (&mut self.body, &self.subject) {
            (Body::List(list), Subject::List(kind)) => {
                list.renew(list::listing(kind, book, store)?);
                self.whole = list::whole(kind, book);
            }
            (old, subject) => {
                let fresh = Self::open(subject.clone(), book, store)?;
                if let (Body::Text(new), Body::Text(old)) = (&fresh.body, &*old) {
                    new.keep_place(old);
                }
                *old = fresh.body;
            }
        }
        Ok(())
    }

    /// Draws it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: Look) {
        match &self.body {
            Body::Text(page) => page.draw(area, buffer, look),
            Body::List(list) => list.draw(area, buffer, look),
        }
    }

    /// What a copy takes: the title and first sentences of a text, the selected row of a list, or the list as a letter.
    pub fn copied(&self) -> String {
        match &self.body {
            _ if self.whole.is_some() => self.whole.clone().unwrap_or_default(),
            Body::Text(page) => page.copied(),
            Body::List(list) => list.copied(),
        }
    }

    /// Its list, if it is one.
    pub fn list(&self) -> Option<&ListPage> {
        match &self.body {
            Body::List(list) => Some(list),
            Body::Text(_) => None,
        }
    }

    /// The same to change it.
    pub fn list_mut(&mut self) -> Option<&mut ListPage> {
        match &mut self.body {
            Body::List(list) => Some(list),
            Body::Text(_) => None,
        }
    }

    /// The place whose keys are live.
    pub fn place(&self) -> Place {
        match self.subject {
            Subject::Measure(_) => Place::TargetPage,
            Subject::Plan(_) => Place::PlanPage,
            Subject::Office(_) => Place::OfficePage,
            Subject::Duty(_) => Place::Duty,
            Subject::Activity(..) => Place::ActivityPage,
            Subject::List(_) => Place::Rows,
        }
    }

    /// Does what a command asks.
    pub fn update(&mut self, command: Command, book: &Book) -> Outcome {
        let page = match &mut self.body {
            Body::List(list) => return list.update(command),
            Body::Text(page) => page,
        };
        if let Some(motion) = tones::motion(command) {
            page.go(motion);
            return Outcome::Done;
        }
        let wants = |effect| Outcome::Wants(effect);
        match (&self.subject, command) {
            (Subject::Duty(_), Command::Open) => Outcome::Unknown,
            (Subject::Duty(key), _) => duty_rows::act(book, command, Some(key), &[]).into(),
            (Subject::Measure(id), Command::Star) => wants(remarks::star(book, Starred::Measure(id.clone()))),
            (Subject::Measure(id), Command::Comment) => wants(Effect::Comment(About::Measure(id.clone()))),
            (Subject::Measure(id), Command::Below) => wants(lists::below::of_measure(book, id)),
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
            (Subject::Plan(plan), Command::Lock | Command::Unlock) => {
                plan::lock(book, plan, command == Command::Lock).into()
            }
            (Subject::Plan(plan), Command::EditRecord) => {
                wants(Effect::Open(Subject::List(ListKind::Parts(plan.clone()))))
            }
            (Subject::Plan(plan), Command::ShowGaps) => {
                wants(Effect::Open(Subject::List(ListKind::Gaps(Some(plan.clone())))))
            }
            (Subject::Office(office), Command::EditRecord) => {
                wants(Effect::Record(RecordAt::Office(Some(office.clone())), None))
            }
            (Subject::Plan(plan), Command::GoTargets) => wants(Effect::Targets(Some(plan.clone()))),
            (Subject::Plan(plan), Command::GoActivities) => {
                wants(Effect::Activities(ActivityScope { plan: Some(plan.clone()), state: None }))
            }
            (Subject::Plan(plan), Command::GoCalendar) => wants(Effect::Calendar(Some(plan.clone()))),
            (Subject::Plan(plan) | Subject::Activity(plan, _), Command::ShowBudget) => {
                wants(Effect::Open(Subject::List(ListKind::Budget(Some(plan.clone())))))
            }
            (Subject::Plan(plan), Command::ShowInspections) => {
                wants(Effect::Open(Subject::List(ListKind::Inspections(Some(plan.clone())))))
            }
            (Subject::Activity(plan, no), Command::Edit) => wants(Effect::Work(WorkForm::Activity(plan.clone(), *no))),
            _ => Outcome::Unknown,
        }
    }
}
