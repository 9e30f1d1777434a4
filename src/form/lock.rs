//! The two forms on a period of a plan: close it, open it again until a day. From what was typed to a lock or an
//! exception, or to refusals. Knows no screen and no store.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::duty::FieldRefusal;
use super::{Field, Form, Kind};
use crate::domain::catalog::{Catalog, OfficeLookup};
use crate::domain::code::OfficeCode;
use crate::domain::day::{DayError, parse_day};
use crate::domain::lock::{Lock, Opening};
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::words::screen::Text;

/// Which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockForm {
    /// Close a period.
    Close,
    /// Open it again, as an exception.
    Open,
}

/// A field of these forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockField {
    /// The period.
    Period,
    /// The office; empty for all.
    Office,
    /// The last day of an exception.
    Until,
    /// Why.
    Reason,
    /// The button.
    Save,
}

/// What a form asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Close it.
    Close(Lock),
    /// Open it.
    Open(Opening),
}

type Refused = (LockField, FieldRefusal);

impl LockForm {
    /// The form with what is known; `office` in the words by which it is found again.
    pub fn start(self, period: &str, office: &str) -> Form<LockField> {
        use LockField as F;
        let mut fields = vec![
            Field::new(F::Period, Text::FieldPeriod, Kind::Line, period),
            Field::new(F::Office, Text::FieldOffice, Kind::Line, office),
        ];
        match self {
            Self::Close => fields.push(Field::new(F::Save, Text::LockKey, Kind::Button, "")),
            Self::Open => fields.extend([
                Field::new(F::Until, Text::FieldUntil, Kind::Day, ""),
                Field::new(F::Reason, Text::FieldReason, Kind::Lines(3), ""),
                Field::new(F::Save, Text::UnlockKey, Kind::Button, ""),
            ]),
        }
        for field in &mut fields {
            field.needed = matches!(field.key, F::Period | F::Until | F::Reason);
        }
        Form::new(fields)
    }

    /// What is asked for, or every field that is refused. `plan` stands in `lock`; its period and office are typed.
    pub fn finish(
        self,
        form: &Form<LockField>,
        lock: &Lock,
        catalog: &Catalog,
        today: NaiveDate,
    ) -> Result<Asked, Vec<Refused>> {
        let mut refused = Vec::new();
        let mut keep = |key: LockField, why: FieldRefusal| refused.push((key, why));
        let period =
            form.text(LockField::Period).parse().map_err(|_| keep(LockField::Period, FieldRefusal::Period)).ok();
        let office = office(form, lock, catalog).map_err(|why| keep(LockField::Office, why)).ok();
        let (mut until, mut reason) = (None, None);
        if self == Self::Open {
            until = day(form, today).map_err(|why| keep(LockField::Until, why)).ok();
            reason = why(form).map_err(|why| keep(LockField::Reason, why)).ok();
        }
        let lock = period.zip(office).map(|(period, office)| Lock { plan: lock.plan.clone(), period, office });
        let asked = match (self, lock, until, reason) {
            (Self::Close, Some(lock), ..) => Some(Asked::Close(lock)),
            (Self::Open, Some(lock), Some(until), Some(reason)) => Some(Asked::Open(Opening { lock, until, reason })),
            _ => None,
        };
        asked.ok_or(refused)
    }
}

/// The office that was typed; none for all.
fn office(form: &Form<LockField>, lock: &Lock, catalog: &Catalog) -> Result<Option<OfficeCode>, FieldRefusal> {
    match form.text(LockField::Office) {
        "" => Ok(None),
        typed => match catalog.find_office_of(typed, &lock.plan) {
            OfficeLookup::One(office) => Ok(Some(office)),
            OfficeLookup::None | OfficeLookup::Several(_) => Err(FieldRefusal::Office),
        },
    }
}

fn day(form: &Form<LockField>, today: NaiveDate) -> Result<NaiveDate, FieldRefusal> {
    match parse_day(form.text(LockField::Until), today) {
        Ok(day) if day < today => Err(FieldRefusal::Past),
        Ok(day) => Ok(day),
        Err(DayError::Empty) => Err(FieldRefusal::Missing),
        Err(error) => Err(FieldRefusal::Day(error)),
    }
}

fn why(form: &Form<LockField>) -> Result<String, FieldRefusal> {
    match gate_text(form.text(LockField::Reason), NOTE_MAX) {
        Ok(reason) if reason.is_empty() => Err(FieldRefusal::Missing),
        Ok(reason) => Ok(reason),
        Err(error) => Err(FieldRefusal::Text(error)),
    }
}
