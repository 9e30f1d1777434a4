//! All changes that the program can make, each validated and recorded in one transaction with its journal lines.
//! Earlier checks by callers are for convenience; the check here, at the time of the write, decides.

use chrono::NaiveDate;
use rusqlite::Connection;

use super::activities;
use super::author::Author;
use super::catalog::CatalogCache;
use super::error::StoreError;
use super::expected::Expected;
use super::expected::ExpectedVersion;
use super::inspections;
use super::offices::Setting;
use super::write_types::Write;
use super::{
    accounts, authorization, catalog, comments, duties, duty_events, duty_generation, figures,
    locks, office_change, offices, plan_change, plan_rows, spending, stars, undo,
};
use crate::domain::account::DatabaseMode;
use crate::domain::day::print_day;
use crate::domain::duty::{DutyEventKind, DutyKey, Submission};
use crate::domain::duty_step::{self, DutyStepRefusal};
use crate::domain::office::Holiday;
use crate::domain::plan::Plan;
use crate::domain::plan_change::PlanChangeRefusal;
use crate::domain::plan_limits;

/// Performs one change inside a transaction; returns the number of rows.
pub(super) fn apply(
    db: &Connection,
    facts: &CatalogCache,
    author: &Author<'_>,
    write: &Write,
) -> Result<usize, StoreError> {
    let author = &authorization::authorize_write(db, author, write)?;
    match write {
        Write::SetFigure {
            entry,
            expected: seen,
        } => figures::record_all(db, author, &*facts.on(db, author.day())?, &[(entry, *seen)])
            .map_err(StoreError::of_one_cell),
        Write::ImportFigures(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|entry| (entry, ExpectedVersion::Any))
                .collect();
            figures::record_all(db, author, &*facts.on(db, author.day())?, &entries)
        }
        Write::SetFigures(entries) => {
            let entries: Vec<_> = entries.iter().map(|(entry, seen)| (entry, *seen)).collect();
            figures::record_all(db, author, &*facts.on(db, author.day())?, &entries)
        }
        Write::UndoRedo(taken) => {
            undo::apply_undo_step(db, author, &*facts.on(db, author.day())?, taken)
        }
        Write::ReplayDutyEvent { key, event, on } => {
            duty_events::record(db, author, key, event, *on).map(|()| 1)
        }
        Write::RecordStep { key, event, on } => record_step(db, author, (key, event), *on)?
            .map_err(StoreError::DutyStep)
            .map(|()| 1),
        Write::SetActivity {
            expected: was,
            progress,
            spending: spent,
        } => {
            let rows = activities::record(db, author, was, progress).map(usize::from)?;
            let Some(spending) = spent else {
                return Ok(rows);
            };
            spending::record(db, author, spending).map(|()| rows + 1)
        }
        Write::RecordSpending { spending } => spending::record(db, author, spending).map(|()| 1),
        Write::AddInspection(inspection) => inspections::add(db, author, inspection).map(|()| 1),
        Write::SetInspection {
            expected: was,
            inspection,
        } => inspections::set(db, author, was, inspection).map(usize::from),
        Write::RecordSteps { keys, event, on } => record_steps(db, author, (keys, event), *on),
        Write::SetSetting(setting) => set_setting(db, author, setting),
        Write::Lock(lock) => locks::lock(db, author, lock).map(usize::from),
        Write::Unlock(opening) => locks::unlock(db, author, opening).map(|()| 1),
        Write::AddPlan(plan) => add_plan(db, author, plan),
        Write::ChangePlan {
            expected: was,
            plan,
            reason,
        } => plan_change::change_plan(db, author, was, plan, reason.as_deref()),
        Write::SetOffices {
            expected: was,
            file,
            reason,
        } => office_change::set_offices(db, author, (was, file), reason.as_deref()),
        Write::RemoveOffice { code, reason } => {
            office_change::remove_office(db, author, code, reason)
        }
        Write::RemoveGroup { code, reason } => {
            office_change::remove_group(db, author, code, reason)
        }
        Write::SetHolidays {
            expected: was,
            days,
            reason,
        } => set_holidays(db, author, (was, days), reason.as_deref()),
        Write::RemoveHoliday { on, reason } => remove_holiday(db, author, *on, reason),
        Write::Star {
            subject: starred,
            is_starred,
        } => stars::set_star(db, author, starred, *is_starred).map(usize::from),
        Write::AddAccount(account) => accounts::add(db, author, account).map(|()| 1),
        Write::ChangeAccount {
            expected: was,
            account,
        } => accounts::change(db, author, was, account).map(usize::from),
        Write::SetOwnConfig(text) => {
            accounts::set_settings(db, author, text.as_deref()).map(usize::from)
        }
        Write::SetMode(mode) => set_mode(db, author, *mode),
        Write::Comment {
            subject: about,
            text,
        } => comments::add(db, author, about, text).map(|()| 1),
    }
}

/// Validates and records a step; returns the refusal. A submission records its blockers.
fn record_step(
    db: &Connection,
    author: &Author<'_>,
    (key, event): (&DutyKey, &DutyEventKind),
    on: Option<NaiveDate>,
) -> Result<Result<(), DutyStepRefusal>, StoreError> {
    let (today, on) = (author.day(), on.unwrap_or_else(|| author.day()));
    let record = duties::find(db, key)?.ok_or_else(|| StoreError::DutyNotFound(key.clone()))?;
    if let Err(refusal) = duty_step::check_duty_step(
        &record.duty,
        &record.events,
        record.external_recipient,
        event,
        (on, today),
    ) {
        return Ok(Err(refusal));
    }
    let sent = match event {
        DutyEventKind::Sent(sending) => {
            let blockers = duties::blockers(db, &record.duty, on)?;
            // A submission for another office than one's own is marked "on behalf", requested or not.
            let on_behalf = sending.on_behalf || author.is_on_behalf(db, &key.office)?;
            Some(DutyEventKind::Sent(Submission {
                on_behalf,
                blockers,
                ..sending.clone()
            }))
        }
        _ => None,
    };
    duty_events::record(db, author, key, sent.as_ref().unwrap_or(event), on).map(Ok)
}

/// Validates and records several steps: all or none. Returns every refusal with its duty.
fn record_steps(
    db: &Connection,
    author: &Author<'_>,
    (keys, event): (&[DutyKey], &DutyEventKind),
    on: Option<NaiveDate>,
) -> Result<usize, StoreError> {
    let mut refused = Vec::new();
    for key in keys {
        if let Err(refusal) = record_step(db, author, (key, event), on)? {
            refused.push((key.clone(), refusal));
        }
    }
    if refused.is_empty() {
        Ok(keys.len())
    } else {
        Err(StoreError::DutySteps(refused))
    }
}

fn set_setting(
    db: &Connection,
    author: &Author<'_>,
    setting: &Setting,
) -> Result<usize, StoreError> {
    let Some((name, before, after)) = offices::write_setting(db, setting)? else {
        return Ok(0);
    };
    author.journal(
        db,
        "setting",
        name,
        [before.as_deref(), after.as_deref(), None],
    )?;
    match setting {
        Setting::OwnOffice(_) => Ok(1),
        Setting::BeforeInclusive(_) | Setting::RollOver(_) => {
            Ok(1 + duty_generation::recompute_last_days(db, &catalog::read_catalog(db)?)?)
        }
    }
}

fn set_mode(db: &Connection, author: &Author<'_>, mode: DatabaseMode) -> Result<usize, StoreError> {
    let Some(was) = offices::set_mode(db, mode)? else {
        return Ok(0);
    };
    author.journal(
        db,
        "setting",
        "mode",
        [Some(was.as_str()), Some(mode.as_str()), None],
    )?;
    Ok(1)
}

fn add_plan(db: &Connection, author: &Author<'_>, plan: &Plan) -> Result<usize, StoreError> {
    plan_rows::add_plan(db, plan)?;
    let catalog = catalog::read_catalog(db)?;
    if let Some(limit) = plan_limits::check(plan, &catalog).into_iter().next() {
        return Err(StoreError::PlanChange(PlanChangeRefusal::Limit(limit)));
    }
    let made = duty_generation::upsert_all(db, duty_generation::generate_for_plan(&catalog, plan))?;
    author.journal(
        db,
        "plan",
        plan.code.as_str(),
        [None, Some(&plan.title), None],
    )?;
    Ok(1 + made)
}

fn set_holidays(
    db: &Connection,
    author: &Author<'_>,
    (was, days): (&Expected<Vec<Holiday>>, &[Holiday]),
    reason: Option<&str>,
) -> Result<usize, StoreError> {
    let known = offices::holidays(db)?;
    let on = |days: &[Holiday], on| days.iter().find(|day| day.on == on).cloned();
    let mut rows = 0;
    for day in days {
        let before = on(&known, day.on);
        if before.as_ref() == Some(day) {
            continue;
        }
        if was.conflicts(|seen| on(seen, day.on) == before) {
            return Err(StoreError::ItemConflict(print_day(day.on)));
        }
        offices::upsert_holiday(db, day)?;
        let (before, why) = (
            before.as_ref().map(holiday_journal_text),
            before.as_ref().and(reason),
        );
        author.journal(
            db,
            "holiday",
            &day.on.to_string(),
            [before.as_deref(), Some(&holiday_journal_text(day)), why],
        )?;
        rows += 1;
    }
    if rows == 0 {
        Ok(0)
    } else {
        Ok(rows + duty_generation::recompute_last_days(db, &catalog::read_catalog(db)?)?)
    }
}

fn remove_holiday(
    db: &Connection,
    author: &Author<'_>,
    on: NaiveDate,
    reason: &str,
) -> Result<usize, StoreError> {
    let known =
        offices::remove_holiday(db, on)?.ok_or_else(|| StoreError::NotFound(on.to_string()))?;
    author.journal(
        db,
        "holiday",
        &on.to_string(),
        [Some(&holiday_journal_text(&known)), None, Some(reason)],
    )?;
    Ok(1 + duty_generation::recompute_last_days(db, &catalog::read_catalog(db)?)?)
}

/// Journal text of a day off.
fn holiday_journal_text(day: &Holiday) -> String {
    format!(
        "{} {}",
        if day.working { "working" } else { "off" },
        day.name
    )
}
