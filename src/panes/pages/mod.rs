//! Detail pages over a pane: a scrolling text, or a list. A page is built when it is opened or stale.

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
use crate::domain::code::{MeasureId, OfficeCode, PlanCode};
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
    /// Subject.
    pub subject: PageSubject,
    body: Body,
    /// Text to copy, if it is neither the title nor the selected row.
    clipboard_text: Option<String>,
    /// The data changed since it was built.
    is_stale: bool,
}

/// Content of a page.
#[derive(Debug)]
enum Body {
    /// A text.
    Text(Page),
    /// A list.
    List(Box<ListPage>),
}

impl DetailPage {
    /// Builds the page of a subject.
    pub fn open(
        subject: PageSubject,
        model: &ReadModel,
        store: &Store,
    ) -> Result<Self, StoreError> {
        let body = match &subject {
            PageSubject::Measure(id) => Body::Text(measure::build_page(model, store, id)?),
            PageSubject::Plan(code) => Body::Text(plan::build_page(model, code)),
            PageSubject::Office(code) => Body::Text(office::build_page(model, code)),
            PageSubject::Duty(key) => Body::Text(duty::build_page(model, store, key)?),
            PageSubject::Activity(plan, no) => {
                Body::Text(activity::build_page(model, store, plan, *no)?)
            }
            PageSubject::List(kind) => Body::List(Box::new(ListPage::new(
                list_registry::build_listing(kind, model, store)?,
            ))),
        };
        let clipboard_text = match &subject {
            PageSubject::List(kind) => list_registry::list_clipboard_text(kind, model),
            _ => None,
        };
        Ok(Self {
            subject,
            body,
            clipboard_text,
            is_stale: false,
        })
    }

    /// Marks it as stale; it is rebuilt when shown.
    pub fn mark_stale(&mut self) {
        self.is_stale = true;
    }

    /// Rebuilds a stale page; the scroll position stays.
    pub fn refresh_if_stale(&mut self, model: &ReadModel, store: &Store) -> Result<(), StoreError> {
        if !std::mem::take(&mut self.is_stale) {
            return Ok(());
        }
        match (&mut self.body, &self.subject) {
            (Body::List(list), PageSubject::List(kind)) => {
                list.refresh(list_registry::build_listing(kind, model, store)?);
                self.clipboard_text = list_registry::list_clipboard_text(kind, model);
            }
            (old, subject) => {
                let fresh = Self::open(subject.clone(), model, store)?;
                if let (Body::Text(new), Body::Text(old)) = (&fresh.body, &*old) {
                    new.keep_scroll_position(old);
                }
                *old = fresh.body;
            }
        }
        Ok(())
    }

    /// Draws the page.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, draw_context: DrawContext) {
        match &self.body {
            Body::Text(page) => page.draw(area, buffer, draw_context),
            Body::List(list) => list.draw(area, buffer, draw_context),
        }
    }

    /// Text to copy: title and first sentences of a text, the selected row of a list, or a list as text for a letter.
    pub fn clipboard_text(&self) -> String {
        match &self.body {
            _ if self.clipboard_text.is_some() => self.clipboard_text.clone().unwrap_or_default(),
            Body::Text(page) => page.clipboard_text(),
            Body::List(list) => list.clipboard_text(),
        }
    }

    /// The list, if it is one.
    pub fn list(&self) -> Option<&ListPage> {
        match &self.body {
            Body::List(list) => Some(list),
            Body::Text(_) => None,
        }
    }

    /// The list, mutable.
    pub fn list_mut(&mut self) -> Option<&mut ListPage> {
        match &mut self.body {
            Body::List(list) => Some(list),
            Body::Text(_) => None,
        }
    }

    /// Active key context.
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

    /// Handles a command.
    pub fn handle_command(&mut self, command: Command, model: &ReadModel) -> Outcome {
        let page = match &mut self.body {
            Body::List(list) => return list.handle_command(command),
            Body::Text(page) => page,
        };
        if let Some(motion) = cells::motion_of_command(command) {
            page.scroll(motion);
            return Outcome::Handled;
        }
        match &self.subject {
            PageSubject::Duty(_) if command == Command::Open => Outcome::Ignored,
            PageSubject::Duty(key) => {
                duty_rows::effect_of_command(model, command, Some(key), &[]).into()
            }
            PageSubject::Measure(id) => measure_command(id, command, model).into(),
            PageSubject::Office(office) => office_command(office, command).into(),
            PageSubject::Plan(plan) => plan_command(plan, command, model).into(),
            PageSubject::Activity(plan, no) => activity_command(plan, *no, command).into(),
            PageSubject::List(_) => Outcome::Ignored,
        }
    }
}

fn measure_command(id: &MeasureId, command: Command, model: &ReadModel) -> Option<Effect> {
    match command {
        Command::Star => Some(annotations::toggle_star(
            model,
            StarSubject::Measure(id.clone()),
        )),
        Command::Comment => Some(Effect::OpenCommentForm(CommentSubject::Measure(id.clone()))),
        Command::ShowBelowQuota => Some(lists::below_quota::open_list_effect(model, id)),
        Command::Edit => Some(Effect::OpenSheet(targets::sheet_location(model, id))),
        _ => None,
    }
}

fn office_command(office: &OfficeCode, command: Command) -> Option<Effect> {
    let office = office.clone();
    match command {
        Command::Edit => Some(Effect::OpenSheet(SheetLocation {
            office: Some(office),
            ..SheetLocation::default()
        })),
        Command::GoReports => Some(Effect::ShowDuties(DutyScope {
            office: Some(office),
            ..DutyScope::default()
        })),
        Command::EditRecord => Some(Effect::OpenRecordForm(
            RecordRef::Office(Some(office)),
            None,
        )),
        _ => None,
    }
}

fn plan_command(plan: &PlanCode, command: Command, model: &ReadModel) -> Option<Effect> {
    let list = |kind| Some(Effect::OpenPage(PageSubject::List(kind)));
    let code = plan.clone();
    match command {
        Command::Edit => Some(Effect::OpenSheet(SheetLocation {
            plan: Some(code),
            ..SheetLocation::default()
        })),
        Command::GoReports => Some(Effect::ShowDuties(DutyScope {
            plan: Some(code),
            ..DutyScope::default()
        })),
        Command::Lock | Command::Unlock => {
            plan::lock_form_effect(model, plan, command == Command::Lock)
        }
        Command::EditRecord => list(ListKind::PlanParts(code)),
        Command::ShowGaps => list(ListKind::Gaps(Some(code))),
        Command::GoTargets => Some(Effect::ShowTargets(Some(code))),
        Command::GoActivities => Some(Effect::ShowActivities(ActivityScope {
            plan: Some(code),
            state: None,
        })),
        Command::GoCalendar => Some(Effect::ShowCalendar(Some(code))),
        Command::ShowBudget => list(ListKind::Budget(Some(code))),
        Command::ShowInspections => list(ListKind::Inspections(Some(code))),
        _ => None,
    }
}

fn activity_command(plan: &PlanCode, no: u32, command: Command) -> Option<Effect> {
    let plan = plan.clone();
    match command {
        Command::ShowBudget => Some(Effect::OpenPage(PageSubject::List(ListKind::Budget(Some(
            plan,
        ))))),
        Command::Edit => Some(Effect::OpenExecutionForm(ExecutionForm::Activity(plan, no))),
        _ => None,
    }
}
