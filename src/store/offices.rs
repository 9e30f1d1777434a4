//! Rows of offices, groups, holidays and settings. Must not depend on plans or figures.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::StoreError;
use super::rows::{ChildRows, insert, position};
use crate::domain::account::DatabaseMode;
use crate::domain::code::{GroupCode, OfficeCode};
use crate::domain::deadline::DeadlineSettings;
use crate::domain::office::{Contact, Group, Holiday, Member, Office, Successor};

/// A setting of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Own office of a single-user database.
    OwnOffice(Option<OfficeCode>),
    /// "Trước ngày" includes the named day.
    BeforeInclusive(bool),
    /// Deadlines on days off move to the next working day.
    RollOver(bool),
}

const OFFICE: &str = "SELECT code, name, kind, parent, from_day, to_day, contact_person, contact_phone, contact_email
                      FROM office";

/// Every office by code.
pub(super) fn offices(db: &Connection) -> Result<BTreeMap<OfficeCode, Office>, StoreError> {
    let sql = "SELECT office, alias FROM office_alias ORDER BY office, position";
    let mut aliases = ChildRows::read(db, sql, |row| row.get(1))?;
    let sql = "SELECT office, follower, on_day FROM successor ORDER BY office, position";
    let mut successors = ChildRows::read(db, sql, |row| {
        Ok(Successor {
            office: row.get(1)?,
            on: row.get(2)?,
        })
    })?;
    let mut statement = db.prepare_cached(&format!("{OFFICE} ORDER BY code"))?;
    let mut rows = statement.query([])?;
    let mut offices = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let office = office_from_row(row)?;
        let code = office.code.clone();
        let (aliases, successors) = (aliases.take(code.as_str()), successors.take(code.as_str()));
        offices.insert(
            code,
            Office {
                aliases,
                successors,
                ..office
            },
        );
    }
    Ok(offices)
}

/// Finds an office with its successors, without its aliases.
pub(super) fn find(db: &Connection, code: &OfficeCode) -> Result<Option<Office>, StoreError> {
    let mut find = db.prepare_cached(&format!("{OFFICE} WHERE code = ?1"))?;
    let Some(office) = find.query_row([code], office_from_row).optional()? else {
        return Ok(None);
    };
    let sql = "SELECT follower, on_day FROM successor WHERE office = ?1 ORDER BY position";
    let mut followers = db.prepare_cached(sql)?;
    let successors = followers.query_map([code], |row| {
        Ok(Successor {
            office: row.get(0)?,
            on: row.get(1)?,
        })
    })?;
    Ok(Some(Office {
        successors: successors.collect::<Result<_, _>>()?,
        ..office
    }))
}

/// Reads the office's own row.
fn office_from_row(row: &Row<'_>) -> rusqlite::Result<Office> {
    let contact = Contact {
        person: row.get(6)?,
        phone: row.get(7)?,
        email: row.get(8)?,
    };
    Ok(Office {
        code: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        parent: row.get(3)?,
        from: row.get(4)?,
        to: row.get(5)?,
        aliases: Vec::new(),
        contact: Some(contact).filter(|contact| *contact != Contact::default()),
        successors: Vec::new(),
    })
}

/// Every group by code.
pub(super) fn groups(db: &Connection) -> Result<BTreeMap<GroupCode, Group>, StoreError> {
    let sql =
        "SELECT office_group, office, from_day, to_day FROM member ORDER BY office_group, position";
    let mut members = ChildRows::read(db, sql, |row| {
        Ok(Member {
            office: row.get(1)?,
            from: row.get(2)?,
            to: row.get(3)?,
        })
    })?;
    let mut statement =
        db.prepare_cached("SELECT code, name, note FROM office_group ORDER BY code")?;
    let mut rows = statement.query([])?;
    let mut groups = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let code: GroupCode = row.get(0)?;
        let members = members.take(code.as_str());
        groups.insert(
            code.clone(),
            Group {
                code,
                name: row.get(1)?,
                note: row.get(2)?,
                members,
            },
        );
    }
    Ok(groups)
}

/// Days off, ascending.
pub(super) fn holidays(db: &Connection) -> Result<Vec<Holiday>, StoreError> {
    let mut statement =
        db.prepare_cached("SELECT on_day, name, working FROM holiday ORDER BY on_day")?;
    let rows = statement.query_map([], |row| {
        Ok(Holiday {
            on: row.get(0)?,
            name: row.get(1)?,
            working: row.get(2)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Adds offices. Parents and successors may be among them, in any order; others must exist.
pub(super) fn add_offices(db: &Connection, offices: &[Office]) -> Result<(), StoreError> {
    for office in offices {
        if has_office(db, &office.code)? {
            return Err(StoreError::AlreadyExists(office.code.to_string()));
        }
        add_office(db, office)?;
    }
    require_related_offices(db, offices)
}

/// Inserts or updates an office.
pub(super) fn upsert_office(db: &Connection, office: &Office) -> Result<(), StoreError> {
    if !has_office(db, &office.code)? {
        return add_office(db, office);
    }
    let contact = office.contact.clone().unwrap_or_default();
    let sql = "UPDATE office SET name = ?2, kind = ?3, parent = ?4, from_day = ?5, to_day = ?6, contact_person = ?7,
               contact_phone = ?8, contact_email = ?9 WHERE code = ?1";
    let Office {
        code,
        name,
        kind,
        parent,
        from,
        to,
        ..
    } = office;
    db.prepare_cached(sql)?.execute(params![
        code,
        name,
        kind,
        parent,
        from,
        to,
        contact.person,
        contact.phone,
        contact.email
    ])?;
    for sql in [
        "DELETE FROM office_alias WHERE office = ?1",
        "DELETE FROM successor WHERE office = ?1",
    ] {
        db.prepare_cached(sql)?.execute([code])?;
    }
    add_aliases_and_successors(db, office)
}

/// Fails unless the parents and successors of these offices exist.
pub(super) fn require_related_offices(
    db: &Connection,
    offices: &[Office],
) -> Result<(), StoreError> {
    let named = |office: &Office| {
        let successors = office
            .successors
            .iter()
            .map(|successor| successor.office.clone());
        office
            .parent
            .clone()
            .into_iter()
            .chain(successors)
            .collect::<Vec<_>>()
    };
    offices
        .iter()
        .flat_map(named)
        .try_for_each(|code| require_office(db, &code))
}

fn add_office(db: &Connection, office: &Office) -> Result<(), StoreError> {
    let contact = office.contact.clone().unwrap_or_default();
    insert(
        db,
        "office",
        &[
            ("code", &office.code),
            ("name", &office.name),
            ("kind", &office.kind),
            ("parent", &office.parent),
            ("from_day", &office.from),
            ("to_day", &office.to),
            ("contact_person", &contact.person),
            ("contact_phone", &contact.phone),
            ("contact_email", &contact.email),
        ],
    )?;
    add_aliases_and_successors(db, office)
}

fn add_aliases_and_successors(db: &Connection, office: &Office) -> Result<(), StoreError> {
    for (index, alias) in office.aliases.iter().enumerate() {
        let row: &[(&str, &dyn rusqlite::ToSql)] = &[
            ("office", &office.code),
            ("position", &position(index)),
            ("alias", alias),
        ];
        insert(db, "office_alias", row)?;
    }
    for (index, next) in office.successors.iter().enumerate() {
        let at = position(index);
        let row: &[(&str, &dyn rusqlite::ToSql)] = &[
            ("office", &office.code),
            ("position", &at),
            ("follower", &next.office),
            ("on_day", &next.on),
        ];
        insert(db, "successor", row)?;
    }
    Ok(())
}

/// Adds a group with its members.
pub(super) fn add_group(db: &Connection, group: &Group) -> Result<(), StoreError> {
    if has_group(db, &group.code)? {
        return Err(StoreError::AlreadyExists(group.code.to_string()));
    }
    insert(
        db,
        "office_group",
        &[
            ("code", &group.code),
            ("name", &group.name),
            ("note", &group.note),
        ],
    )?;
    add_members(db, group)
}

/// Inserts or updates a group.
pub(super) fn upsert_group(db: &Connection, group: &Group) -> Result<(), StoreError> {
    if !has_group(db, &group.code)? {
        return add_group(db, group);
    }
    let sql = "UPDATE office_group SET name = ?2, note = ?3 WHERE code = ?1";
    db.prepare_cached(sql)?
        .execute(params![group.code, group.name, group.note])?;
    db.prepare_cached("DELETE FROM member WHERE office_group = ?1")?
        .execute([&group.code])?;
    add_members(db, group)
}

fn add_members(db: &Connection, group: &Group) -> Result<(), StoreError> {
    for (index, member) in group.members.iter().enumerate() {
        require_office(db, &member.office)?;
        insert(
            db,
            "member",
            &[
                ("office_group", &group.code),
                ("position", &position(index)),
                ("office", &member.office),
                ("from_day", &member.from),
                ("to_day", &member.to),
            ],
        )?;
    }
    Ok(())
}

/// Adds a day off.
pub(super) fn add_holiday(db: &Connection, day: &Holiday) -> Result<(), StoreError> {
    Ok(insert(
        db,
        "holiday",
        &[
            ("on_day", &day.on),
            ("name", &day.name),
            ("working", &day.working),
        ],
    )?)
}

/// Inserts or updates a day off.
pub(super) fn upsert_holiday(db: &Connection, day: &Holiday) -> Result<(), StoreError> {
    let sql = "INSERT INTO holiday (on_day, name, working) VALUES (?1, ?2, ?3)
               ON CONFLICT (on_day) DO UPDATE SET name = ?2, working = ?3";
    db.prepare_cached(sql)?
        .execute(params![day.on, day.name, day.working])?;
    Ok(())
}

/// Deletes a day off; returns the deleted row, if any.
pub(super) fn remove_holiday(
    db: &Connection,
    on: NaiveDate,
) -> Result<Option<Holiday>, StoreError> {
    let known = holidays(db)?.into_iter().find(|day| day.on == on);
    db.execute("DELETE FROM holiday WHERE on_day = ?1", [on])?;
    Ok(known)
}

fn has_office(db: &Connection, code: &OfficeCode) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM office WHERE code = ?1")?
        .exists([code])?)
}

fn has_group(db: &Connection, code: &GroupCode) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM office_group WHERE code = ?1")?
        .exists([code])?)
}

/// Fails unless the office exists.
pub(super) fn require_office(db: &Connection, code: &OfficeCode) -> Result<(), StoreError> {
    if has_office(db, code)? {
        Ok(())
    } else {
        Err(StoreError::NotFound(code.to_string()))
    }
}

/// Fails unless the group exists.
pub(super) fn require_group(db: &Connection, code: &GroupCode) -> Result<(), StoreError> {
    if has_group(db, code)? {
        Ok(())
    } else {
        Err(StoreError::NotFound(code.to_string()))
    }
}

const MODE: &str = "mode";
const OWN_OFFICE: &str = "own_office";
const BEFORE_INCLUSIVE: &str = "before_inclusive";
const ROLL_OVER: &str = "roll_over";

/// Own office of a single-user database.
pub(super) fn own_office(db: &Connection) -> Result<Option<OfficeCode>, StoreError> {
    Ok(read_setting(db, OWN_OFFICE)?.map(OfficeCode))
}

/// Mode of the database; single until somebody shares it.
pub(super) fn mode(db: &Connection) -> Result<DatabaseMode, StoreError> {
    let mut find = db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(find
        .query_row([MODE], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

/// Sets the mode; returns the previous one, `None` if unchanged.
pub(super) fn set_mode(
    db: &Connection,
    mode: DatabaseMode,
) -> Result<Option<DatabaseMode>, StoreError> {
    let was = self::mode(db)?;
    if was == mode {
        return Ok(None);
    }
    let sql = "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2";
    db.execute(sql, params![MODE, mode])?;
    Ok(Some(was))
}

/// Deadline settings; off by default.
pub(super) fn deadline_settings(db: &Connection) -> Result<DeadlineSettings, StoreError> {
    let on = |name| read_setting(db, name).map(|value| value.as_deref() == Some("1"));
    Ok(DeadlineSettings {
        before_inclusive: on(BEFORE_INCLUSIVE)?,
        roll_over: on(ROLL_OVER)?,
    })
}

fn read_setting(db: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let mut statement = db.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

/// Name of a setting with its old and new value; `None` if unchanged.
pub(super) type SettingChange = Option<(&'static str, Option<String>, Option<String>)>;

/// Sets a setting.
pub(super) fn write_setting(
    db: &Connection,
    wanted: &Setting,
) -> Result<SettingChange, StoreError> {
    let flag = |on: &bool| Some(i32::from(*on).to_string());
    let (name, value) = match wanted {
        Setting::OwnOffice(office) => (OWN_OFFICE, office.as_ref().map(ToString::to_string)),
        Setting::BeforeInclusive(on) => (BEFORE_INCLUSIVE, flag(on)),
        Setting::RollOver(on) => (ROLL_OVER, flag(on)),
    };
    if let Setting::OwnOffice(Some(office)) = wanted {
        require_office(db, office)?;
    }
    let before = read_setting(db, name)?;
    if before == value {
        return Ok(None);
    }
    let sql = match value {
        Some(_) => {
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2"
        }
        None => "DELETE FROM setting WHERE name = ?1 AND ?2 IS NULL",
    };
    db.execute(sql, params![name, value])?;
    Ok(Some((name, before, value)))
}
