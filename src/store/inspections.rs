//! Inspections: rows and conflict detection. The domain validates them in the transaction.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::author::Author;
use super::catalog;
use super::error::StoreError;
use super::offices::{require_group, require_office};
use super::rows::{ChildRows, insert, party_columns, party_from_row, position};
use crate::domain::inspection::{Inspection, check_inspection};
use crate::domain::plan::Party;

/// An inspection with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectionRecord {
    /// Number, unique over all plans.
    pub no: i64,
    /// The inspection.
    pub inspection: Inspection,
}

/// Every inspection, newest first.
pub(super) fn read_inspections(db: &Connection) -> Result<Vec<InspectionRecord>, StoreError> {
    let sql = "SELECT CAST(inspection AS TEXT), office, office_group, words FROM inspection_team
               ORDER BY inspection, position";
    let mut teams = ChildRows::read(db, sql, |row| party_from_row(row, 1))?;
    let mut statement = db.prepare_cached(
        "SELECT no, plan, kind, from_day, to_day, inspected_office, inspected_group, inspected_words, findings,
                follow_up, closed_on
         FROM inspection ORDER BY from_day DESC, no DESC",
    )?;
    let rows = statement.query_map([], |row| record_from_row(row, &mut teams))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn record_from_row(
    row: &Row<'_>,
    teams: &mut ChildRows<Party>,
) -> rusqlite::Result<InspectionRecord> {
    let no: i64 = row.get(0)?;
    let inspection = Inspection {
        plan: row.get(1)?,
        kind: row.get(2)?,
        from: row.get(3)?,
        to: row.get(4)?,
        team: teams.take(&no.to_string()),
        inspected: party_from_row(row, 5)?,
        findings: row.get(8)?,
        follow_up: row.get(9)?,
        closed_on: row.get(10)?,
    };
    Ok(InspectionRecord { no, inspection })
}

/// Adds an inspection.
pub(super) fn add(
    db: &Connection,
    author: &Author<'_>,
    wanted: &Inspection,
) -> Result<(), StoreError> {
    require_references(db, wanted)?;
    check_inspection(&catalog::read_catalog(db)?, wanted, author.day())
        .map_err(StoreError::Inspection)?;
    let [office, group, words] = party_columns(Some(&wanted.inspected));
    insert(
        db,
        "inspection",
        &[
            ("plan", &wanted.plan),
            ("kind", &wanted.kind),
            ("from_day", &wanted.from),
            ("to_day", &wanted.to),
            ("inspected_office", &office),
            ("inspected_group", &group),
            ("inspected_words", &words),
            ("findings", &wanted.findings),
            ("follow_up", &wanted.follow_up),
            ("closed_on", &wanted.closed_on),
        ],
    )?;
    let no = db.last_insert_rowid();
    add_team(db, no, &wanted.team)?;
    Ok(author.journal(
        db,
        "inspection",
        &subject(wanted, no),
        [None, Some(&journal_text(wanted)), None],
    )?)
}

/// Changes an inspection unless it was changed since the writer read it; `false` if nothing changed.
pub(super) fn set(
    db: &Connection,
    author: &Author<'_>,
    was: &InspectionRecord,
    wanted: &Inspection,
) -> Result<bool, StoreError> {
    require_references(db, wanted)?;
    check_inspection(&catalog::read_catalog(db)?, wanted, author.day())
        .map_err(StoreError::Inspection)?;
    let now = read_inspections(db)?
        .into_iter()
        .find(|record| record.no == was.no);
    let now = now.ok_or_else(|| StoreError::NotFound(was.no.to_string()))?;
    if now.inspection == *wanted {
        return Ok(false);
    }
    if now != *was {
        return Err(StoreError::ItemConflict(subject(&now.inspection, now.no)));
    }
    let [office, group, words] = party_columns(Some(&wanted.inspected));
    let sql = "UPDATE inspection
               SET plan = ?2, kind = ?3, from_day = ?4, to_day = ?5, inspected_office = ?6, inspected_group = ?7,
                   inspected_words = ?8, findings = ?9, follow_up = ?10, closed_on = ?11
               WHERE no = ?1";
    let Inspection {
        plan,
        kind,
        from,
        to,
        findings,
        follow_up,
        closed_on,
        ..
    } = wanted;
    let row = params![
        was.no, plan, kind, from, to, office, group, words, findings, follow_up, closed_on
    ];
    db.prepare_cached(sql)?.execute(row)?;
    db.execute(
        "DELETE FROM inspection_team WHERE inspection = ?1",
        [was.no],
    )?;
    add_team(db, was.no, &wanted.team)?;
    let (before, after) = (journal_text(&now.inspection), journal_text(wanted));
    author.journal(
        db,
        "inspection",
        &subject(wanted, was.no),
        [Some(&before), Some(&after), None],
    )?;
    Ok(true)
}

fn add_team(db: &Connection, no: i64, team: &[Party]) -> rusqlite::Result<()> {
    for (index, member) in team.iter().enumerate() {
        let [office, group, words] = party_columns(Some(member));
        insert(
            db,
            "inspection_team",
            &[
                ("inspection", &no),
                ("position", &position(index)),
                ("office", &office),
                ("office_group", &group),
                ("words", &words),
            ],
        )?;
    }
    Ok(())
}

fn require_references(db: &Connection, wanted: &Inspection) -> Result<(), StoreError> {
    let known = db.prepare_cached("SELECT 1 FROM plan WHERE code = ?1")?;
    let known = { known }.query_row([&wanted.plan], |_| Ok(())).optional()?;
    known.ok_or_else(|| StoreError::NotFound(wanted.plan.to_string()))?;
    wanted
        .team
        .iter()
        .chain([&wanted.inspected])
        .try_for_each(|party| match party {
            Party::Office(office) => require_office(db, office),
            Party::Group(group) => require_group(db, group),
            Party::Words(_) => Ok(()),
        })
}

fn subject(inspection: &Inspection, no: i64) -> String {
    format!("{} {no}", inspection.plan)
}

/// Journal text of an inspection.
fn journal_text(inspection: &Inspection) -> String {
    let party = |party: &Party| match party {
        Party::Office(office) => office.to_string(),
        Party::Group(group) => group.to_string(),
        Party::Words(words) => words.clone(),
    };
    let Inspection {
        kind,
        from,
        to,
        team,
        inspected,
        findings,
        follow_up,
        closed_on,
        ..
    } = inspection;
    let kind = match kind {
        crate::domain::inspection::InspectionKind::Periodic => "periodic",
        crate::domain::inspection::InspectionKind::AdHoc => "ad_hoc",
    };
    let team: Vec<String> = team.iter().map(party).collect();
    let head = format!(
        "{kind} {from} {to} | {} | {}",
        team.join("; "),
        party(inspected)
    );
    let closed = closed_on.map(|on| format!("closed {on}"));
    let texts = findings.iter().chain(follow_up).cloned().chain(closed);
    [head]
        .into_iter()
        .chain(texts)
        .collect::<Vec<_>>()
        .join(" | ")
}
