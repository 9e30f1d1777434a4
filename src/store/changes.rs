//! What a write changed: which facts whoever shows them reads again, and what was done, for the sentence that says so.
//! Must not depend on display texts.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{DateTime, NaiveDate, Utc};

use super::write_types::Write;
use crate::domain::code::PlanCode;
use crate::domain::duty::{DutyEventKind, DutyKey};
use crate::domain::entry::Entry;
use crate::domain::figure::{Cell, UndoStep};
use crate::domain::office::OfficeFile;
use crate::domain::period::Period;

/// What a write changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// Number of rows written (figures, events, settings, plans, duties inserted or moved); 0 if nothing changed.
    pub rows: usize,
    /// Timestamp recorded in them.
    pub at: DateTime<Utc>,
    /// Number of the newest figure change among them.
    pub step: Option<i64>,
    /// Journal lines of the write; `None` if nothing changed.
    pub lines: Option<RangeInclusive<i64>>,
    /// The facts that are to be read again.
    pub facts: ChangedFacts,
    /// What was done.
    pub done: Done,
}

/// The facts that a write touched: what is to be read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangedFacts {
    /// The figures of these cells, each named once, and which estimates wait.
    Figures(Vec<Cell>),
    /// These duties, and what follows from them in their reports.
    Duties(Vec<DutyKey>),
    /// Progress, money and inspections.
    Execution,
    /// What the author follows up.
    Stars,
    /// Comments; whoever shows them reads them each time.
    Comments,
    /// Everything: plans, offices, days off, settings, locks and accounts reach into all the others.
    All,
}

/// What a write did.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    /// One figure was recorded.
    Figure(Cell),
    /// So many figures were recorded as one step.
    Figures(usize),
    /// A step of figures was taken back, or done again.
    UndoRedo(UndoStep),
    /// A step was recorded for so many duties.
    DutyStep(DutyEventKind, usize),
    /// A period was closed.
    Locked(Period),
    /// A closed period was opened until a day.
    Unlocked(Period, NaiveDate),
    /// A plan was added: its code and its short name.
    PlanAdded(PlanCode, String),
    /// A record was changed or added: how it is called.
    Saved(String),
    /// A record was taken away.
    Removed,
    /// A setting or an account was changed.
    SettingChanged,
    /// Progress of an activity was recorded.
    Progress,
    /// Spending was recorded.
    Spending,
    /// An inspection was recorded.
    Inspection,
    /// Something is followed up from now on, or no more.
    Starred(bool),
    /// A comment was added.
    Commented,
}

/// What a write touches and does, once it is committed.
pub(super) fn describe(write: &Write) -> (ChangedFacts, Done) {
    match write {
        Write::SetFigure { entry, .. } => (figures_of([entry]), Done::Figure(entry.cell())),
        Write::ImportFigures(entries) => (figures_of(entries), Done::Figures(entries.len())),
        Write::SetFigures(entries) => {
            let facts = figures_of(entries.iter().map(|(entry, _)| entry));
            (facts, Done::Figures(entries.len()))
        }
        Write::UndoRedo(step) => {
            let facts = cells_once(step.cells.iter().cloned());
            (facts, Done::UndoRedo(step.clone()))
        }
        Write::ReplayDutyEvent { key, event, .. } | Write::RecordStep { key, event, .. } => {
            duty_step(std::slice::from_ref(key), event)
        }
        Write::RecordSteps { keys, event, .. } => duty_step(keys, event),
        Write::SetActivity { .. } => (ChangedFacts::Execution, Done::Progress),
        Write::RecordSpending { .. } => (ChangedFacts::Execution, Done::Spending),
        Write::AddInspection(_) | Write::SetInspection { .. } => {
            (ChangedFacts::Execution, Done::Inspection)
        }
        Write::Star { is_starred, .. } => (ChangedFacts::Stars, Done::Starred(*is_starred)),
        Write::Comment { .. } => (ChangedFacts::Comments, Done::Commented),
        Write::Lock(lock) => (ChangedFacts::All, Done::Locked(lock.period)),
        Write::Unlock(exception) => (
            ChangedFacts::All,
            Done::Unlocked(exception.lock.period, exception.until),
        ),
        Write::AddPlan(plan) => (
            ChangedFacts::All,
            Done::PlanAdded(plan.code.clone(), plan.short_name.clone()),
        ),
        Write::ChangePlan { plan, .. } => (ChangedFacts::All, Done::Saved(plan.short_name.clone())),
        Write::SetOffices { file, .. } => (ChangedFacts::All, Done::Saved(names_in(file))),
        Write::SetHolidays { days, .. } => {
            let names: Vec<&str> = days.iter().map(|day| day.name.as_str()).collect();
            (ChangedFacts::All, Done::Saved(names.join(", ")))
        }
        Write::RemoveHoliday { .. } | Write::RemoveOffice { .. } | Write::RemoveGroup { .. } => {
            (ChangedFacts::All, Done::Removed)
        }
        Write::SetSetting(_)
        | Write::AddAccount(_)
        | Write::ChangeAccount { .. }
        | Write::SetOwnConfig(_)
        | Write::SetMode(_) => (ChangedFacts::All, Done::SettingChanged),
    }
}

fn figures_of<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> ChangedFacts {
    cells_once(entries.into_iter().map(Entry::cell))
}

fn cells_once(cells: impl Iterator<Item = Cell>) -> ChangedFacts {
    let once: BTreeSet<Cell> = cells.collect();
    ChangedFacts::Figures(once.into_iter().collect())
}

fn duty_step(keys: &[DutyKey], event: &DutyEventKind) -> (ChangedFacts, Done) {
    (
        ChangedFacts::Duties(keys.to_vec()),
        Done::DutyStep(event.clone(), keys.len()),
    )
}

/// The names of the offices and groups in a file.
fn names_in(file: &OfficeFile) -> String {
    let offices = file.offices.iter().map(|office| office.name.as_str());
    let groups = file.groups.iter().map(|group| group.name.as_str());
    offices.chain(groups).collect::<Vec<_>>().join(", ")
}
