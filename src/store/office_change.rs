//! Changes of offices and groups: constraints of history, regeneration of duties, journal lines. Runs in the caller's
//! transaction.

use chrono::NaiveDate;
use rusqlite::{Connection, ErrorCode};

use super::author::Author;
use super::error::StoreError;
use super::expected::Expected;
use super::{catalog, duty_generation, offices, stale_duties};
use crate::domain::catalog::Catalog;
use crate::domain::code::{GroupCode, OfficeCode};
use crate::domain::office::{Office, OfficeFile};
use crate::domain::office_change::{
    OfficeDependent, OfficeHistory, OfficeRefusal, check_office_change, differences,
};
use crate::domain::period::Period;
use crate::domain::plan::DataPeriod;
use crate::domain::plan_change::Difference;
use crate::domain::plan_limits;

/// Records that can refer to an office, each with the statement that finds them. Plans are found by foreign keys.
pub(super) const OFFICE_DEPENDENTS: [(OfficeDependent, &str); 9] = [
    (
        OfficeDependent::Figures,
        "SELECT 1 FROM figure_change WHERE office = ?1",
    ),
    (
        OfficeDependent::Reports,
        "SELECT 1 FROM duty d JOIN duty_event e ON e.duty = d.id WHERE d.office = ?1
         UNION ALL SELECT 1 FROM duty_event_blocker WHERE office = ?1",
    ),
    (
        OfficeDependent::Comments,
        "SELECT 1 FROM comment WHERE office = ?1
         UNION ALL SELECT 1 FROM duty d CROSS JOIN comment c ON c.duty = d.id WHERE d.office = ?1",
    ),
    (
        OfficeDependent::Groups,
        "SELECT 1 FROM member WHERE office = ?1",
    ),
    (
        OfficeDependent::Offices,
        "SELECT 1 FROM office WHERE parent = ?1 UNION ALL SELECT 1 FROM successor WHERE follower = ?1",
    ),
    (
        OfficeDependent::Inspections,
        "SELECT 1 FROM inspection WHERE inspected_office = ?1
         UNION ALL SELECT 1 FROM inspection_team WHERE office = ?1",
    ),
    (
        OfficeDependent::Locks,
        "SELECT 1 FROM period_lock WHERE office = ?1 UNION ALL SELECT 1 FROM lock_opening WHERE office = ?1",
    ),
    (
        OfficeDependent::Accounts,
        "SELECT 1 FROM account WHERE office = ?1",
    ),
    (
        OfficeDependent::OwnOffice,
        "SELECT 1 FROM setting WHERE name = 'own_office' AND value = ?1",
    ),
];

/// Records that can refer to a group.
const GROUP_DEPENDENTS: [(OfficeDependent, &str); 1] = [(
    OfficeDependent::Inspections,
    "SELECT 1 FROM inspection WHERE inspected_group = ?1
     UNION ALL SELECT 1 FROM inspection_team WHERE office_group = ?1",
)];

/// Statements that delete an office.
pub(super) const DELETE_OFFICE: [&str; 3] = [
    "DELETE FROM office_alias WHERE office = ?1",
    "DELETE FROM successor WHERE office = ?1",
    "DELETE FROM office WHERE code = ?1",
];

/// Periods of an office's figures.
pub(super) const PERIODS: &str = "SELECT DISTINCT period FROM figure_change WHERE office = ?1";

/// Days on which an office's reports were received.
pub(super) const ARRIVALS: &str =
    "SELECT DISTINCT e.on_day FROM duty d JOIN duty_event e ON e.duty = d.id
    WHERE d.office = ?1 AND e.kind = 'sent'";

/// Inserts or updates offices and groups; returns the number of rows. Changes need a reason, and that nobody changed
/// the rows since the writer read them.
pub(super) fn set_offices(
    db: &Connection,
    author: &Author<'_>,
    (was_seen, file): (&Expected<OfficeFile>, &OfficeFile),
    reason: Option<&str>,
) -> Result<usize, StoreError> {
    let before = catalog::read_catalog(db)?;
    let mut lines = upsert_offices(db, (was_seen, file), &before)?;
    offices::require_related_offices(db, &file.offices)?;
    lines.extend(upsert_groups(db, (was_seen, file), &before)?);
    let changing = lines.iter().filter(|line| line.changed.is_some());
    let changing: Vec<String> = changing.map(|line| line.code.clone()).collect();
    if !changing.is_empty() && reason.is_none_or(|reason| reason.trim().is_empty()) {
        return Err(StoreError::OfficeChange(OfficeRefusal::MissingReason(
            changing,
        )));
    }
    for line in &lines {
        let [before, after] = line
            .changed
            .as_deref()
            .map_or([None, Some(line.name.clone())], before_and_after);
        let why = line.changed.as_ref().and(reason);
        let values = [before.as_deref(), after.as_deref(), why];
        author.journal(db, line.kind, &line.code, values)?;
    }
    if lines.is_empty() {
        return Ok(0);
    }
    let after = catalog::read_catalog(db)?;
    if let Some((plan, count)) = plan_limits::outgrown(&before, &after) {
        return Err(StoreError::OfficeChange(OfficeRefusal::Outgrows(
            plan, count,
        )));
    }
    for office in &file.offices {
        stale_duties::mark_office(db, &office.code)?;
    }
    Ok(lines.len() + duty_generation::regenerate_all(db, &after)?)
}

/// What the journal says of an office or a group that was put in.
struct ItemLine {
    kind: &'static str,
    code: String,
    name: String,
    /// What is different of one that was known; none of a new one.
    changed: Option<Vec<Difference>>,
}

/// Puts in the offices that are new or of another content.
fn upsert_offices(
    db: &Connection,
    (was_seen, file): (&Expected<OfficeFile>, &OfficeFile),
    before: &Catalog,
) -> Result<Vec<ItemLine>, StoreError> {
    let mut lines = Vec::new();
    for office in &file.offices {
        let was = before.offices.get(&office.code);
        if was == Some(office) {
            continue;
        }
        if was_seen.conflicts(|seen| seen.offices.iter().find(|one| one.code == office.code) == was)
        {
            return Err(StoreError::ItemConflict(office.code.to_string()));
        }
        if was.is_some() {
            check_office_change(office, office_history(db, &office.code)?)
                .map_err(StoreError::OfficeChange)?;
        }
        offices::upsert_office(db, office)?;
        lines.push(ItemLine {
            kind: "office",
            code: office.code.to_string(),
            name: office.name.clone(),
            changed: was.map(|was| differences(was, office)),
        });
    }
    Ok(lines)
}

/// The same for groups.
fn upsert_groups(
    db: &Connection,
    (was_seen, file): (&Expected<OfficeFile>, &OfficeFile),
    before: &Catalog,
) -> Result<Vec<ItemLine>, StoreError> {
    let mut lines = Vec::new();
    for group in &file.groups {
        let was = before.groups.get(&group.code);
        if was == Some(group) {
            continue;
        }
        if was_seen.conflicts(|seen| seen.groups.iter().find(|one| one.code == group.code) == was) {
            return Err(StoreError::ItemConflict(group.code.to_string()));
        }
        offices::upsert_group(db, group)?;
        lines.push(ItemLine {
            kind: "group",
            code: group.code.to_string(),
            name: group.name.clone(),
            changed: was.map(|was| differences(was, group)),
        });
    }
    Ok(lines)
}

/// Deletes an office to which nothing refers.
pub(super) fn remove_office(
    db: &Connection,
    author: &Author<'_>,
    code: &OfficeCode,
    reason: &str,
) -> Result<usize, StoreError> {
    offices::require_office(db, code)?;
    let name = offices::offices(db)?
        .remove(code)
        .map(|office: Office| office.name);
    refuse_dependents(db, code.as_str(), &OFFICE_DEPENDENTS)?;
    for sql in DELETE_OFFICE {
        db.prepare_cached(sql)?
            .execute([code])
            .map_err(|error| plan_reference_error(error, code.as_str()))?;
    }
    author.journal(
        db,
        "office",
        code.as_str(),
        [name.as_deref(), None, Some(reason)],
    )?;
    regenerate_duties(db, 1)
}

/// Deletes a group to which no plan refers.
pub(super) fn remove_group(
    db: &Connection,
    author: &Author<'_>,
    code: &GroupCode,
    reason: &str,
) -> Result<usize, StoreError> {
    offices::require_group(db, code)?;
    let name = offices::groups(db)?.remove(code).map(|group| group.name);
    refuse_dependents(db, code.as_str(), &GROUP_DEPENDENTS)?;
    for sql in [
        "DELETE FROM member WHERE office_group = ?1",
        "DELETE FROM office_group WHERE code = ?1",
    ] {
        db.prepare_cached(sql)?
            .execute([code])
            .map_err(|error| plan_reference_error(error, code.as_str()))?;
    }
    author.journal(
        db,
        "group",
        code.as_str(),
        [name.as_deref(), None, Some(reason)],
    )?;
    regenerate_duties(db, 1)
}

fn refuse_dependents(
    db: &Connection,
    code: &str,
    hanging: &[(OfficeDependent, &str)],
) -> Result<(), StoreError> {
    for (what, sql) in hanging {
        if db.prepare_cached(sql)?.exists([code])? {
            return Err(StoreError::OfficeChange(OfficeRefusal::HasDependents(
                code.to_owned(),
                *what,
            )));
        }
    }
    Ok(())
}

/// Maps the remaining foreign key violation to a reference by a plan.
fn plan_reference_error(error: rusqlite::Error, code: &str) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => StoreError::OfficeChange(
            OfficeRefusal::HasDependents(code.to_owned(), OfficeDependent::Plans),
        ),
        _ => error.into(),
    }
}

/// Regenerates duties after a change.
fn regenerate_duties(db: &Connection, rows: usize) -> Result<usize, StoreError> {
    if rows == 0 {
        Ok(0)
    } else {
        Ok(rows + duty_generation::regenerate_all(db, &catalog::read_catalog(db)?)?)
    }
}

/// Changed fields in one line, before and after: `to 2025-06-30; name Sở Y tế`.
fn before_and_after(changed: &[Difference]) -> [Option<String>; 2] {
    let side = |of: fn(&Difference) -> &Option<String>| {
        let describe =
            |one: &Difference| format!("{} {}", one.path, of(one).as_deref().unwrap_or("–"));
        Some(changed.iter().map(describe).collect::<Vec<_>>().join("; "))
    };
    [side(|one| &one.before), side(|one| &one.after)]
}

/// Recorded history of an office: the periods of its figures, and the days of its reports.
fn office_history(db: &Connection, code: &OfficeCode) -> Result<OfficeHistory, StoreError> {
    let (mut ends, mut begins): (Vec<NaiveDate>, Vec<NaiveDate>) = (Vec::new(), Vec::new());
    let mut statement = db.prepare_cached(PERIODS)?;
    for period in statement.query_map([code], |row| row.get::<_, Period>(0))? {
        let period = period?;
        ends.push(period.last_day(DataPeriod::Calendar));
        begins.push(period.first_day(DataPeriod::Calendar));
    }
    for day in db
        .prepare_cached(ARRIVALS)?
        .query_map([code], |row| row.get::<_, NaiveDate>(0))?
    {
        let day = day?;
        ends.push(day);
        begins.push(day);
    }
    Ok(OfficeHistory {
        must_begin_by: ends.into_iter().min(),
        must_exist_on: begins.into_iter().max(),
    })
}
