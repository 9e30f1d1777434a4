//! Forms on a period of a plan: lock it, unlock it until a day. Must not depend on screens or the store.

use serde::{Deserialize, Serialize};

use super::field::{Field, Input, Required, reason_field};
use super::value_types::{FieldValue, NO_DAY, ValueRefusal, ValueType};
use crate::domain::lock::{Lock, LockException};
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

impl LockForm {
    /// Fields of the form; a lock has neither end nor reason.
    pub fn fields(self) -> &'static [Field<LockException>] {
        match self {
            Self::Lock => &FIELDS[..2],
            Self::Unlock => FIELDS,
        }
    }

    /// Label of the button.
    pub fn button(self) -> Text {
        match self {
            Self::Lock => Text::LockKey,
            Self::Unlock => Text::UnlockKey,
        }
    }
}

/// Draft of an exception without end and reason.
pub fn new_exception(lock: Lock) -> LockException {
    LockException {
        lock,
        until: NO_DAY,
        reason: String::new(),
    }
}

const FIELDS: &[Field<LockException>] = &[
    Field {
        label: Text::FieldPeriod,
        key: "",
        input: Input::Text(ValueType::Line),
        required: Required::ByParser,
        show: |exception, _| exception.lock.period.to_string(),
        set: |exception, typed| {
            let period = typed.text.parse();
            exception.lock.period = period.map_err(|_| ValueRefusal::InvalidPeriod)?;
            Ok(())
        },
    },
    // Empty for all offices.
    Field {
        label: Text::FieldOffice,
        key: "",
        input: Input::Text(ValueType::Office),
        required: Required::Never,
        show: |exception, lang| exception.lock.office.to_text(ValueType::Office, lang),
        set: |exception, typed| {
            let office = FieldValue::parse(typed, ValueType::Office);
            exception.lock.office = office.map_err(|_| ValueRefusal::UnclearOffice)?;
            Ok(())
        },
    },
    Field {
        label: Text::FieldUntil,
        key: "",
        input: Input::Text(ValueType::Day),
        required: Required::Always,
        show: |exception, lang| exception.until.to_text(ValueType::Day, lang),
        set: |exception, typed| {
            exception.until = typed.future_day()?;
            Ok(())
        },
    },
    reason_field!(),
];
