//! Forms on a period of a plan: lock it, unlock it until a day. Input becomes a lock or an exception, or refusals. Must
//! not depend on screens or the store.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::duty::FieldRefusal;
use super::{FieldKind, FieldState, FormState};
use crate::domain::catalog::{Catalog, OfficeLookup};
use crate::domain::code::OfficeCode;
use crate::domain::day::{DayError, parse_day};
use crate::domain::lock::{Lock, LockException};
use crate::domain::text::{NOTE_MAX, validate_text};
use crate::i18n::screen::Text;

/// Form on a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockForm {
    /// Lock a period.
    #[serde(rename = "Close")]
    Lock,
    /// Unlock a period by an exception.
    #[serde(rename = "Open")]
    Unlock,
}

/// Field of a lock form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockField {
    /// The period.
    Period,
    /// The office; empty for all.
    Office,
    /// The last day of an exception.
    UntilDay,
    /// Reason.
    Reason,
    /// The button.
    Save,
}

/// Request of a lock form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockRequest {
    /// Lock.
    Lock(Lock),
    /// Unlock.
    Unlock(LockException),
}

type LockFieldRefusals = (LockField, FieldRefusal);

impl LockForm {
    /// Creates the form; `office` is a text by which the office is found again.
    pub fn new_form(self, period: &str, office: &str) -> FormState<LockField> {
        use LockField as F;
        let mut fields = vec![
            FieldState::new(F::Period, Text::FieldPeriod, FieldKind::SingleLine, period),
            FieldState::new(F::Office, Text::FieldOffice, FieldKind::SingleLine, office),
        ];
        match self {
            Self::Lock => fields.push(FieldState::new(
                F::Save,
                Text::LockKey,
                FieldKind::Button,
                "",
            )),
            Self::Unlock => fields.extend([
                FieldState::new(F::UntilDay, Text::FieldUntil, FieldKind::Day, ""),
                FieldState::new(F::Reason, Text::FieldReason, FieldKind::MultiLine(3), ""),
                FieldState::new(F::Save, Text::UnlockKey, FieldKind::Button, ""),
            ]),
        }
        for field in &mut fields {
            field.is_required = matches!(field.key, F::Period | F::UntilDay | F::Reason);
        }
        FormState::new(fields)
    }

    /// The request, or every refused field. The plan is taken from `lock`; period and office from the input.
    pub fn finish(
        self,
        form: &FormState<LockField>,
        lock: &Lock,
        catalog: &Catalog,
        today: NaiveDate,
    ) -> Result<LockRequest, Vec<LockFieldRefusals>> {
        let mut refused = Vec::new();
        let mut keep = |key: LockField, why: FieldRefusal| refused.push((key, why));
        let period = form
            .text(LockField::Period)
            .parse()
            .map_err(|_| keep(LockField::Period, FieldRefusal::InvalidPeriod))
            .ok();
        let office = parse_office_field(form, lock, catalog)
            .map_err(|why| keep(LockField::Office, why))
            .ok();
        let (mut until, mut reason) = (None, None);
        if self == Self::Unlock {
            until = parse_day_field(form, today)
                .map_err(|why| keep(LockField::UntilDay, why))
                .ok();
            reason = parse_reason_field(form)
                .map_err(|why| keep(LockField::Reason, why))
                .ok();
        }
        let lock = period.zip(office).map(|(period, office)| Lock {
            plan: lock.plan.clone(),
            period,
            office,
        });
        let asked = match (self, lock, until, reason) {
            (Self::Lock, Some(lock), ..) => Some(LockRequest::Lock(lock)),
            (Self::Unlock, Some(lock), Some(until), Some(reason)) => {
                Some(LockRequest::Unlock(LockException {
                    lock,
                    until,
                    reason,
                }))
            }
            _ => None,
        };
        asked.ok_or(refused)
    }
}

/// The typed office; `None` for all.
fn parse_office_field(
    form: &FormState<LockField>,
    lock: &Lock,
    catalog: &Catalog,
) -> Result<Option<OfficeCode>, FieldRefusal> {
    match form.text(LockField::Office) {
        "" => Ok(None),
        typed => match catalog.find_office_of(typed, &lock.plan) {
            OfficeLookup::One(office) => Ok(Some(office)),
            OfficeLookup::None | OfficeLookup::Several(_) => Err(FieldRefusal::AmbiguousOffice),
        },
    }
}

fn parse_day_field(
    form: &FormState<LockField>,
    today: NaiveDate,
) -> Result<NaiveDate, FieldRefusal> {
    match parse_day(form.text(LockField::UntilDay), today) {
        Ok(day) if day < today => Err(FieldRefusal::PastDay),
        Ok(day) => Ok(day),
        Err(DayError::Empty) => Err(FieldRefusal::Required),
        Err(error) => Err(FieldRefusal::InvalidDay(error)),
    }
}

fn parse_reason_field(form: &FormState<LockField>) -> Result<String, FieldRefusal> {
    match validate_text(form.text(LockField::Reason), NOTE_MAX) {
        Ok(reason) if reason.is_empty() => Err(FieldRefusal::Required),
        Ok(reason) => Ok(reason),
        Err(error) => Err(FieldRefusal::InvalidText(error)),
    }
}
