//! Pages over a pane, one file a subject: a text that scrolls, or a list whose rows lead on. A page is made when it is
//! opened or when something changed.

mod activity;
mod duty;
mod former_wording;
pub mod list_page;
pub mod list_registry;
pub mod listing;
pub mod lists;
mod measure;
mod office;
pub mod plan;
mod trend;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scope::ActivityScope;
use super::scope::DutyScope;
use crate::domain::comment::CommentSubject;
use crate::domain::star::StarSubject;
use crate::form::execution::ExecutionForm;
use crate::keys::{Command, KeyContext};
use crate::panes::effect::{Effect, ListKind, Outcome, PageSubject, RecordRef, SheetLocation};
use crate::panes::read_model::ReadModel;
use crate::panes::{annotations, cells, duty_rows, targets};
use crate::store::{Store, StoreError};
use crate::widgets::DrawContext;
use crate::widgets::page::Page;
use list_page::ListPage;

/// An open page.
#[derive(Debug)]
pub struct DetailPage {
    /// What it is about.
    pub subject: PageSubject,
    body: Body,
    /// What a copy takes, where it is neither the title nor the selected row.
    copy_text: Option<String>,
    /// Something changed since it was made.
    is_stale: bool,
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
    pub fn open(subject: PageSubject, book: &ReadModel, store: &Store) -> Result<Self, StoreError> {
        let body = match &subject {
            PageSubject::Measure(id) => Body::Text(measure::build_page(book, store, id)?),
            PageSubject::Plan(code) => Body::Text(plan::build_page(book, code)),
            PageSubject::Office(code) => Body::Text(office::build_page(book, code)),
            PageSubject::Duty(key) => Body::Text(duty::build_page(book, store, key)?),
            PageSubject::Activity(plan, no) => {
                Body::Text(activity::build_page(book, store, plan, *no)?)
            }
            PageSubject::List(kind) => Body::List(Box::new(ListPage::new(
                list_registry::build_listing(kind, book, store)?,
            ))),
        };
        let copy_text = match &subject {
            PageSubject::List(kind) => list_registry::list_copy_text(kind, book),
            _ => None,
        };
        Ok(Self {
            subject,
            body,
            copy_text,
            is_stale: false,
        })
    }

    /// Something changed: it is made again when it comes up.
    pub fn mark_stale(&mut self) {
        self.is_stale = true;
    }

    /// Makes it again if something changed since it was made; the place stays.
    pub fn refresh_if_stale(&mut self, book: &ReadModel, store: &Store) -> Result<(), StoreError> {
        if !std::mem::take(&mut self.is_stale) {
            return Ok(());
        }
        match (&mut self.body, &self.subject) {
            (Body::List(list), PageSubject::List(kind)) => {
                list.refresh(list_registry::build_listing(kind, book, store)?);
                self.copy_text = list_registry::list_copy_text(kind, book);
            }
            (old, subject) => {
                let fresh = Self::open(subject.clone(), book, store)?;
                if let (Body::Text(new), Body::Text(old)) = (&fresh.body, &*old) {
                    new.keep_scroll_position(old);
                }
                *old = fresh.body;
            }
        }
        Ok(())
    }

    /// Draws it.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: DrawContext) {
        match &self.body {
            Body::Text(page) => page.draw(area, buffer, look),
            Body::List(list) => list.draw(area, buffer, look),
        }
    }

    /// What a copy takes: the title and first sentences of a text, the selected row of a list, or the list as a letter.
    pub fn copy_text(&self) -> String {
        match &self.body {
            _ if self.copy_text.is_some() => self.copy_text.clone().unwrap_or_default(),
            Body::Text(page) => page.copy_text(),
            Body::List(list) => list.copy_text(),
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
    pub fn key_context(&self) -> KeyContext {
        match self.subject {
            PageSubject::Measure(_) => KeyContext::TargetPage,
            PageSubject::Plan(_) => KeyContext::PlanPage,
            PageSubject::Office(_) => KeyContext::OfficePage,
            PageSubject::Duty(_) => KeyContext::DutyPage,
            PageSubject::Activity(..) => KeyContext::ActivityPage,
            PageSubject::List(_) => KeyContext::ListPage,
        }
    }

    /// Does what a command asks.
    pub fn handle_command(&mut self, command: Command, book: &ReadModel) -> Outcome {
        let page = match &mut self.body {
            Body::List(list) => return list.handle_command(command),
            Body::Text(page) => page,
        };
        if let Some(motion) = cells::motion_of_command(command) {
            page.scroll(motion);
            return Outcome::Handled;
        }
        let wants = |effect| Outcome::Effect(effect);
        match (&self.subject, command) {
            (PageSubject::Duty(_), Command::Open) => Outcome::Ignored,
            (PageSubject::Duty(key), _) => {
                duty_rows::effect_of_command(book, command, Some(key), &[]).into()
            }
            (PageSubject::Measure(id), Command::Star) => wants(annotations::toggle_star(
                book,
                StarSubject::Measure(id.clone()),
            )),
            (PageSubject::Measure(id), Command::Comment) => {
                wants(Effect::OpenCommentForm(CommentSubject::Measure(id.clone())))
            }
            (PageSubject::Measure(id), Command::ShowBelowQuota) => {
                wants(lists::below_quota::open_list_effect(book, id))
            }
            (PageSubject::Measure(id), Command::Edit) => {
                wants(Effect::OpenSheet(targets::sheet_location(book, id)))
            }
            (PageSubject::Office(office), Command::Edit) => {
                wants(Effect::OpenSheet(SheetLocation {
                    office: Some(office.clone()),
                    ..SheetLocation::default()
                }))
            }
            (PageSubject::Office(office), Command::GoReports) => {
                wants(Effect::ShowDuties(DutyScope {
                    office: Some(office.clone()),
                    ..DutyScope::default()
                }))
            }
            (PageSubject::Plan(plan), Command::Edit) => wants(Effect::OpenSheet(SheetLocation {
                plan: Some(plan.clone()),
                ..SheetLocation::default()
            })),
            (PageSubject::Plan(plan), Command::GoReports) => wants(Effect::ShowDuties(DutyScope {
                plan: Some(plan.clone()),
                ..DutyScope::default()
            })),
            (PageSubject::Plan(plan), Command::Lock | Command::Unlock) => {
                plan::lock_form_effect(book, plan, command == Command::Lock).into()
            }
            (PageSubject::Plan(plan), Command::EditRecord) => wants(Effect::OpenPage(
                PageSubject::List(ListKind::PlanParts(plan.clone())),
            )),
            (PageSubject::Plan(plan), Command::ShowGaps) => wants(Effect::OpenPage(
                PageSubject::List(ListKind::Gaps(Some(plan.clone()))),
            )),
            (PageSubject::Office(office), Command::EditRecord) => wants(Effect::OpenRecordForm(
                RecordRef::Office(Some(office.clone())),
                None,
            )),
            (PageSubject::Plan(plan), Command::GoTargets) => {
                wants(Effect::ShowTargets(Some(plan.clone())))
            }
            (PageSubject::Plan(plan), Command::GoActivities) => {
                wants(Effect::ShowActivities(ActivityScope {
                    plan: Some(plan.clone()),
                    state: None,
                }))
            }
            (PageSubject::Plan(plan), Command::GoCalendar) => {
                wants(Effect::ShowCalendar(Some(plan.clone())))
            }
            (PageSubject::Plan(plan) | PageSubject::Activity(plan, _), Command::ShowBudget) => {
                wants(Effect::OpenPage(PageSubject::List(ListKind::Budget(Some(
                    plan.clone(),
                )))))
            }
            (PageSubject::Plan(plan), Command::ShowInspections) => wants(Effect::OpenPage(
                PageSubject::List(ListKind::Inspections(Some(plan.clone()))),
            )),
            (PageSubject::Activity(plan, no), Command::Edit) => wants(Effect::OpenExecutionForm(
                ExecutionForm::Activity(plan.clone(), *no),
            )),
            _ => Outcome::Ignored,
        }
    }
}
