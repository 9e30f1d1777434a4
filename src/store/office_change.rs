//! Offices and groups that come, change or go: what history forbids, the duties that follow, the journal lines. In the
//! caller's transaction.

use chrono::NaiveDate;
use rusqlite::{Connection, ErrorCode};

use super::author::Author;
use super::error::StoreError;
use super::write::Was;
use super::{catalog, duty_making, offices};
use crate::domain::code::{GroupCode, OfficeCode};
use crate::domain::office::{Office, OfficeFile};
use crate::domain::office_change::{Hanging, OfficeHistory, OfficeRefusal, check, differences};
use crate::domain::period::Period;
use crate::domain::plan::DataPeriod;
use crate::domain::plan_change::Difference;
use crate::domain::plan_limits;

/// What can hang on an office, each with the statement that finds it. A plan that names one is found by its references.
pub(super) const ON_OFFICE: [(Hanging, &str); 9] = [
    (Hanging::Figures, "SELECT 1 FROM figure_change WHERE office = ?1"),
    (
        Hanging::Reports,
        "SELECT 1 FROM duty d JOIN duty_event e ON e.duty = d.id WHERE d.office = ?1
         UNION ALL SELECT 1 FROM duty_event_blocker WHERE office = ?1",
    ),
    (
        Hanging::Comments,
        "SELECT 1 FROM comment WHERE office = ?1
         UNION ALL SELECT 1 FROM duty d CROSS JOIN comment c ON c.duty = d.id WHERE d.office = ?1",
    ),
    (Hanging::Groups, "SELECT 1 FROM member WHERE office = ?1"),
    (Hanging::Offices, "SELECT 1 FROM office WHERE parent = ?1 UNION ALL SELECT 1 FROM successor WHERE follower = ?1"),
    (
        Hanging::Inspections,
        "SELECT 1 FROM inspection WHERE inspected_office = ?1
         UNION ALL SELECT 1 FROM inspection_team WHERE office = ?1",
    ),
    (
        Hanging::Locks,
        "SELECT 1 FROM period_lock WHERE office = ?1 UNION ALL SELECT 1 FROM lock_opening WHERE office = ?1",
    ),
    (Hanging::Accounts, "SELECT 1 FROM account WHERE office = ?1"),
    (Hanging::OwnOffice, "SELECT 1 FROM setting WHERE name = 'own_office' AND value = ?1"),
];

/// The same for a group.
const ON_GROUP: [(Hanging, &str); 1] = [(
    Hanging::Inspections,
    "SELECT 1 FROM inspection WHERE inspected_group = ?1
     UNION ALL SELECT 1 FROM inspection_team WHERE office_group = ?1",
)];

/// How an office goes.
pub(super) const REMOVE: [&str; 3] = [
    "DELETE FROM office_alias WHERE office = ?1",
    "DELETE FROM successor WHERE office = ?1",
    "DELETE FROM office WHERE code = ?1",
];

/// The periods of an office's figures.
pub(super) const PERIODS: &str = "SELECT DISTINCT period FROM figure_change WHERE office = ?1";

/// The days on which an office's reports arrived.
pub(super) const ARRIVALS: &str = "SELECT DISTINCT e.on_day FROM duty d JOIN duty_event e ON e.duty = d.id
    WHERE d.office = ?1 AND e.kind = 'sent'";

/// Puts offices and groups in: new ones come, those of another content change, which needs a reason and that nobody
/// changed them since the writer saw them; how many rows.
pub(super) fn set(
    db: &Connection,
    author: &Author<'_>,
    (was_seen, file): (&Was<OfficeFile>, &OfficeFile),
    reason: Option<&str>,
) -> Result<usize, StoreError> {
    let before = catalog::read(db)?;
    let (known_offices, known_groups) = (&before.offices, &before.groups);
    let (mut lines, mut changing) = (Vec::new(), Vec::new());
    for office in file.offices.iter().filter(|office| known_offices.get(&office.code) != Some(*office)) {
        let was = known_offices.get(&office.code);
        if was_seen.differs(|seen| seen.offices.iter().find(|one| one.code == office.code) == was) {
            return Err(StoreError::Changed(office.code.to_string()));
        }
        changing.extend(was.map(|was| was.code.to_string()));
        if was.is_some() {
            check(office, history(db, &office.code)?).map_err(StoreError::Offices)?;
        }
        offices::put_office(db, office)?;
        lines.push(("office", office.code.to_string(), &office.name, was.map(|was| differences(was, office))));
    }
    offices::need_neighbours(db, &file.offices)?;
    for group in file.groups.iter().filter(|group| known_groups.get(&group.code) != Some(*group)) {
        let was = known_groups.get(&group.code);
        if was_seen.differs(|seen| seen.groups.iter().find(|one| one.code == group.code) == was) {
            return Err(StoreError::Changed(group.code.to_string()));
        }
        changing.extend(was.map(|was| was.code.to_string()));
        offices::put_group(db, group)?;
        lines.push(("group", group.code.to_string(), &group.name, was.map(|was| differences(was, group))));
    }
    if !changing.is_empty() && reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(StoreError::Offices(OfficeRefusal::NoReason(changing)));
    }
    for (kind, code, name, changed) in &lines {
        let [before, after] = changed.as_deref().map_or([None, Some((*name).clone())], sides);
        let why = changed.as_ref().and(reason);
        author.journal(db, kind, code, [before.as_deref(), after.as_deref(), why])?;
    }
    if lines.is_empty() {
        return Ok(0);
    }
    let after = catalog::read(db)?;
    if let Some((plan, count)) = plan_limits::outgrown(&before, &after) {
        return Err(StoreError::Offices(OfficeRefusal::Outgrows(plan, count)));
    }
    Ok(lines.len() + duty_making::follow_all(db, &after)?)
}

/// Takes an office away on which nothing hangs.
pub(super) fn remove_office(
    db: &Connection,
    author: &Author<'_>,
    code: &OfficeCode,
    reason: &str,
) -> Result<usize, StoreError> {
    offices::need_office(db, code)?;
    let name = offices::offices(db)?.remove(code).map(|office: Office| office.name);
    refuse_hanging(db, code.as_str(), &ON_OFFICE)?;
    for sql in REMOVE {
        db.prepare_cached(sql)?.execute([code]).map_err(|error| named_by_a_plan(error, code.as_str()))?;
    }
    author.journal(db, "office", code.as_str(), [name.as_deref(), None, Some(reason)])?;
    follow(db, 1)
}

/// Takes a group away that no plan names.
pub(super) fn remove_group(
    db: &Connection,
    author: &Author<'_>,
    code: &GroupCode,
    reason: &str,
) -> Result<usize, StoreError> {
    offices::need_group(db, code)?;
    let name = offices::groups(db)?.remove(code).map(|group| group.name);
    refuse_hanging(db, code.as_str(), &ON_GROUP)?;
    for sql in ["DELETE FROM member WHERE office_group = ?1", "DELETE FROM office_group WHERE code = ?1"] {
        db.prepare_cached(sql)?.execute([code]).map_err(|error| named_by_a_plan(error, code.as_str()))?;
    }
    author.journal(db, "group", code.as_str(), [name.as_deref(), None, Some(reason)])?;
    follow(db, 1)
}

fn refuse_hanging(db: &Connection, code: &str, hanging: &[(Hanging, &str)]) -> Result<(), StoreError> {
    for (what, sql) in hanging {
        if db.prepare_cached(sql)?.exists([code])? {
            return Err(StoreError::Offices(OfficeRefusal::Hangs(code.to_owned(), *what)));
        }
    }
    Ok(())
}

/// What is left once nothing else hangs on it.
fn named_by_a_plan(error: rusqlite::Error, code: &str) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => {
            StoreError::Offices(OfficeRefusal::Hangs(code.to_owned(), Hanging::Plans))
        }
        _ => error.into(),
    }
}

/// The duties follow what changed.
fn follow(db: &Connection, rows: usize) -> Result<usize, StoreError> {
    if rows == 0 { Ok(0) } else { Ok(rows + duty_making::follow_all(db, &catalog::read(db)?)?) }
}

/// What changed in a line, before and after: `to 2025-06-30; name Sở Y tế`.
fn sides(changed: &[Difference]) -> [Option<String>; 2] {
    let side = |of: fn(&Difference) -> &Option<String>| {
        let told = |one: &Difference| format!("{} {}", one.path, of(one).as_deref().unwrap_or("–"));
        Some(changed.iter().map(told).collect::<Vec<_>>().join("; "))
    };
    [side(|one| &one.before), side(|one| &one.after)]
}

/// What hangs on an office: the periods of its figures, and the days on which its reports arrived.
fn history(db: &Connection, code: &OfficeCode) -> Result<OfficeHistory, StoreError> {
    let (mut ends, mut begins): (Vec<NaiveDate>, Vec<NaiveDate>) = (Vec::new(), Vec::new());
    let mut statement = db.prepare_cached(PERIODS)?;
    for period in statement.query_map([code], |row| row.get::<_, Period>(0))? {
        let period = period?;
        ends.push(period.last_day(DataPeriod::Calendar));
        begins.push(period.first_day(DataPeriod::Calendar));
    }
    for day in db.prepare_cached(ARRIVALS)?.query_map([code], |row| row.get::<_, NaiveDate>(0))? {
        let day = day?;
        ends.push(day);
        begins.push(day);
    }
    Ok(OfficeHistory { begun_by: ends.into_iter().min(), alive_on: begins.into_iter().max() })
}
