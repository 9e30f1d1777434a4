//! Conversion between domain values and columns: codes, enum texts, numbers, periods, timestamps, and child rows.
//! Must not depend on statements.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, SubsecRound, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, Row};

use crate::domain::account::{AccountState, DatabaseMode, Role};
use crate::domain::code::{GroupCode, MeasureId, OfficeCode, PlanCode, RuleId};
use crate::domain::duty::ReminderChannel;
use crate::domain::duty_summary::DutyPhase;
use crate::domain::figure::{MilestoneState, Quality, UndoDirection};
use crate::domain::inspection::InspectionKind;
use crate::domain::number::Number;
use crate::domain::office::OfficeKind;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::{
    Aggregation, Comparator, DataPeriod, Direction, Party, Recurrence, RuleKind,
};

macro_rules! sql_codes {
    ($($name:ident),*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                self.0.to_sql()
            }
        }
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                String::column_result(value).map(Self)
            }
        }
    )*};
}
sql_codes!(PlanCode, OfficeCode, GroupCode, MeasureId, RuleId);

/// Enum with a fixed text for each variant; the schema's CHECK has the same list.
macro_rules! sql_words {
    ($($name:ident { $($variant:ident = $word:literal),* $(,)? })*) => {$(
        impl ToSql for $name {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(match self { $($name::$variant => $word),* }.into())
            }
        }
        impl FromSql for $name {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                match value.as_str()? {
                    $($word => Ok($name::$variant),)*
                    word => Err(invalid_value(word)),
                }
            }
        }
    )*};
}
sql_words! {
    OfficeKind {
        Central = "central", Province = "province", Department = "department", Branch = "branch",
        MassOrganization = "mass_organization", Party = "party", District = "district", Division = "division",
        Commune = "commune", Press = "press", School = "school", Other = "other",
    }
    DataPeriod { Calendar = "calendar", Decree09 = "decree09" }
    Direction { Up = "up", Down = "down" }
    Comparator {
        Ge = "ge", Gt = "gt", Le = "le", Lt = "lt", Eq = "eq", About = "about", Between = "between", Done = "done",
    }
    Aggregation { Latest = "latest", Sum = "sum" }
    PeriodKind {
        Month = "month", Quarter = "quarter", HalfYear = "half_year", NineMonths = "nine_months", Year = "year",
    }
    DutyPhase {
        Owed = "owed", Returned = "returned", Submitted = "submitted", Accepted = "accepted", Exempted = "exempted",
        Superseded = "superseded",
    }
    RuleKind { OwnPlan = "own_plan", Report = "report", MidTerm = "mid_term", Final = "final" }
    Recurrence { Once = "once", Yearly = "yearly" }
    Quality { Estimate = "estimate", Official = "official" }
    InspectionKind { Periodic = "periodic", AdHoc = "ad_hoc" }
    ReminderChannel { Letter = "letter", Phone = "phone", Email = "email", Message = "message", InPerson = "in_person" }
    UndoDirection { Undo = "undo", Redo = "redo" }
    DatabaseMode { Single = "single", Shared = "shared" }
    Role { Viewer = "viewer", Reporter = "reporter", Coordinator = "coordinator", Admin = "admin" }
    AccountState { Active = "active", Suspended = "suspended", Removed = "removed" }
    MilestoneState { NotBegun = "not_begun", InProgress = "in_progress", Done = "done" }
}

/// Error for a value that no CHECK allows.
fn invalid_value(text: &str) -> FromSqlError {
    FromSqlError::Other(format!("not a value of its column: {text}").into())
}

impl ToSql for Number {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.hundredths().into())
    }
}

impl FromSql for Number {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self::from_hundredths)
    }
}

impl ToSql for Period {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Period {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        text.parse().map_err(|_| invalid_value(text))
    }
}

/// A timestamp as ISO text of fixed length in UTC, so that text order is time order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timestamp(pub DateTime<Utc>);

impl Timestamp {
    /// Truncates a timestamp to the stored precision, microseconds.
    pub(super) fn truncate(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(6))
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_rfc3339_opts(SecondsFormat::Micros, true).into())
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let text = value.as_str()?;
        DateTime::parse_from_rfc3339(text)
            .map(|at| Self(at.to_utc()))
            .map_err(|_| invalid_value(text))
    }
}

/// Three columns of a party: office, group, words; exactly one is set.
pub(super) fn party_columns(party: Option<&Party>) -> [Option<&str>; 3] {
    match party {
        Some(Party::Office(office)) => [Some(office.as_str()), None, None],
        Some(Party::Group(group)) => [None, Some(group.as_str()), None],
        Some(Party::Words(words)) => [None, None, Some(words)],
        None => [None; 3],
    }
}

/// Reads a party from three columns, the first of which is `at`; `None` if all are empty.
pub(super) fn optional_party_from_row(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Party>> {
    if let Some(office) = row.get(at)? {
        return Ok(Some(Party::Office(office)));
    }
    if let Some(group) = row.get(at + 1)? {
        return Ok(Some(Party::Group(group)));
    }
    Ok(row.get::<_, Option<String>>(at + 2)?.map(Party::Words))
}

/// Reads a party from three columns of which a CHECK keeps one set.
pub(super) fn party_from_row(row: &Row<'_>, at: usize) -> rusqlite::Result<Party> {
    optional_party_from_row(row, at)?.ok_or_else(|| {
        rusqlite::Error::FromSqlConversionFailure(
            at,
            rusqlite::types::Type::Null,
            Box::new(invalid_value("no party")),
        )
    })
}

/// Child rows by their parent's key, in their order.
pub(super) struct ChildRows<T>(HashMap<String, Vec<T>>);

impl<T> ChildRows<T> {
    /// Reads all rows of one statement, whose first column is the key.
    pub(super) fn read(
        db: &Connection,
        sql: &str,
        mut value: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Self> {
        let mut statement = db.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut by_key: HashMap<String, Vec<T>> = HashMap::new();
        while let Some(row) = rows.next()? {
            let key = row.get_ref(0)?.as_str()?;
            match by_key.get_mut(key) {
                Some(found) => found.push(value(row)?),
                None => {
                    by_key.insert(key.to_owned(), vec![value(row)?]);
                }
            }
        }
        Ok(Self(by_key))
    }

    /// Removes and returns the rows of one key.
    pub(super) fn take(&mut self, key: &str) -> Vec<T> {
        self.0.remove(key).unwrap_or_default()
    }
}

/// Inserts one row, given as pairs of column and value.
pub(super) fn insert(
    db: &Connection,
    table: &str,
    row: &[(&str, &dyn ToSql)],
) -> rusqlite::Result<()> {
    let columns: Vec<&str> = row.iter().map(|(column, _)| *column).collect();
    let marks = vec!["?"; row.len()].join(", ");
    let sql = format!(
        "INSERT INTO {table} ({}) VALUES ({marks})",
        columns.join(", ")
    );
    let values: Vec<&dyn ToSql> = row.iter().map(|(_, value)| *value).collect();
    db.prepare_cached(&sql)?
        .execute(values.as_slice())
        .map(|_| ())
}

/// A list index as stored in the column `position`.
pub(super) fn position(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX)
}
