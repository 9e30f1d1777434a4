//! Steps of several reports in one transaction, each validated and authorized by itself: all or none.

use rusqlite::{Connection, OptionalExtension};

use super::author::Author;
use super::catalog::CatalogCache;
use super::duty_events;
use super::error::StoreError;
use super::write;
use super::write_types::Write;
use crate::domain::duty::{DutyEventKind, DutyKey};
use chrono::NaiveDate;

/// A step of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedStep {
    /// The duty.
    pub key: DutyKey,
    /// The step, as the event that records it.
    pub event: DutyEventKind,
    /// Effective day; `None`: the day of the write.
    pub on: Option<NaiveDate>,
    /// What has to have happened last.
    pub expected: ExpectedEvent,
}

/// What has to have happened last to a duty before a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ExpectedEvent {
    /// Anything.
    #[default]
    Any,
    /// Nothing yet.
    Nothing,
    /// An event of this kind: `sent`, `returned` …
    Kind(String),
}

/// Places and reasons of refused steps.
pub type RefusedSteps = Vec<(usize, StoreError)>;

pub(super) const LAST_EVENT: &str =
    "SELECT kind FROM duty_event WHERE duty = ?1 ORDER BY on_day DESC, at DESC, no DESC LIMIT 1";

/// Records steps in their order, in the caller's transaction, and answers those that are refused: then the caller has
/// to roll back. An error that is no refusal ends it.
pub(super) fn record_all(
    db: &Connection,
    facts: &CatalogCache,
    author: &Author<'_>,
    steps: &[PlannedStep],
) -> Result<RefusedSteps, StoreError> {
    let mut refused = Vec::new();
    for (place, step) in steps.iter().enumerate() {
        match record(db, facts, author, step) {
            Ok(()) => {}
            Err(error) if is_refusal(&error) => refused.push((place, error)),
            Err(error) => return Err(error),
        }
    }
    Ok(refused)
}

fn record(
    db: &Connection,
    facts: &CatalogCache,
    author: &Author<'_>,
    step: &PlannedStep,
) -> Result<(), StoreError> {
    require_expected(db, step)?;
    let write = Write::RecordStep {
        key: step.key.clone(),
        event: step.event.clone(),
        on: step.on,
    };
    write::apply(db, facts, author, &write).map(|_| ())
}

/// Refuses a step on a duty to which something else happened last.
fn require_expected(db: &Connection, step: &PlannedStep) -> Result<(), StoreError> {
    let expected = match &step.expected {
        ExpectedEvent::Any => return Ok(()),
        ExpectedEvent::Nothing => None,
        ExpectedEvent::Kind(kind) => Some(kind.as_str()),
    };
    let duty = duty_events::duty_id(db, &step.key)?;
    let last: Option<String> = db
        .prepare_cached(LAST_EVENT)?
        .query_row([duty], |row| row.get(0))
        .optional()?;
    if last.as_deref() == expected {
        Ok(())
    } else {
        Err(StoreError::ItemConflict(duty_events::subject(&step.key)))
    }
}

/// Returns `true` if an error is about one step and leaves nothing written of it.
fn is_refusal(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::DutyStep(_)
            | StoreError::DutyNotFound(_)
            | StoreError::Forbidden(_)
            | StoreError::ItemConflict(_)
    )
}
