//! The one door: every change that the program can make, each checked and recorded in one transaction with its journal
//! lines. What callers ask before is for comfort: what counts is asked here, at the time of the write.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::activities::{self, ActivityProgress};
use super::author::Author;
use super::catalog::CatalogCache;
use super::database_file::DatabaseFile;
use super::error::StoreError;
use super::figures::ExpectedVersion;
use super::inspections::{self, InspectionRecord};
use super::offices::Setting;
use super::write_lock::{LOCK_TIMEOUT, WriteLock};
use super::{
    accounts, authorization, catalog, comments, duties, duty_events, duty_generation, figures,
    locks, office_change, offices, plan_change, plan_rows, spending, stars, undo,
};
use crate::domain::account::{Account, DatabaseMode};
use crate::domain::budget::Spending;
use crate::domain::code::{GroupCode, OfficeCode};
use crate::domain::comment::CommentSubject;
use crate::domain::day::print_day;
use crate::domain::duty::{DutyEventKind, DutyKey, Submission};
use crate::domain::duty_step::{self, DutyStepRefusal};
use crate::domain::entry::Entry;
use crate::domain::figure::UndoStep;
use crate::domain::inspection::Inspection;
use crate::domain::lock::{Lock, LockException};
use crate::domain::office::{Holiday, OfficeFile};
use crate::domain::plan::Plan;
use crate::domain::plan_change::PlanChangeRefusal;
use crate::domain::plan_limits;
use crate::domain::star::StarSubject;

/// Every change that the program can make. All writes are one of these.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Record one figure.
    SetFigure {
        /// What was typed.
        entry: Entry,
        /// What the writer saw in the cell; a difference is a conflict.
        expected: ExpectedVersion,
    },
    /// Record many figures, all or none.
    ImportFigures(Vec<Entry>),
    /// Record a block of figures that a person looked through, all or none, each beside what was seen in its cell.
    SetFigures(Vec<(Entry, ExpectedVersion)>),
    /// Take back one's own last change of a figure, or do it again; refused where somebody else changed the cell since.
    UndoRedo(UndoStep),
    /// Something happened to a duty that is not checked any more: a past that is told.
    RecordEvent {
        /// The duty.
        key: DutyKey,
        /// What.
        event: DutyEventKind,
        /// The day on which it counts.
        on: NaiveDate,
    },
    /// The next step of a duty, checked in the same transaction: of two who take it at once the second is refused.
    RecordStep {
        /// The duty.
        key: DutyKey,
        /// The step.
        event: DutyEventKind,
        /// The day on which it counts; absent: that of the write.
        on: Option<NaiveDate>,
    },
    /// Progress of an activity, and the money that went into it: both or neither.
    SetActivity {
        /// What the writer saw; a difference is refused.
        expected: Expected<Option<ActivityProgress>>,
        /// How far it is.
        progress: ActivityProgress,
        /// What was spent.
        spending: Option<Spending>,
    },
    /// Money spent, checked in the same transaction.
    RecordSpending {
        /// What.
        spending: Spending,
    },
    /// A new inspection.
    AddInspection(Box<Inspection>),
    /// An inspection as it is now: its days, its findings, what followed.
    SetInspection {
        /// What the writer saw; a difference is refused.
        expected: Box<InspectionRecord>,
        /// As it is to be.
        inspection: Box<Inspection>,
    },
    /// The same step for many duties, each checked: all of them or none.
    RecordSteps {
        /// The duties.
        keys: Vec<DutyKey>,
        /// The step.
        event: DutyEventKind,
        /// The day on which it counts; absent: that of the write.
        on: Option<NaiveDate>,
    },
    /// One's own office, or how deadlines are read; the latter moves last days.
    SetSetting(Setting),
    /// Close a period of a plan.
    Lock(Lock),
    /// Open a closed period until a day.
    Unlock(LockException),
    /// A plan with all its parts, and the duties that its rules make.
    AddPlan(Box<Plan>),
    /// A plan becomes another one of the same code, and its duties with it.
    ChangePlan {
        /// What the writer saw; a difference is a refusal.
        expected: Box<Plan>,
        /// What it becomes.
        plan: Box<Plan>,
        /// Why; compulsory where a target with figures changes other than by an amendment.
        reason: Option<String>,
    },
    /// Offices and groups, all or none: new ones come, those of another content change, and duties pass on where an
    /// office gets an end. One that is there with the same content is passed over.
    SetOffices {
        /// What the writer saw of them, without those that are new; a difference is refused.
        expected: Expected<OfficeFile>,
        /// What they are to be.
        file: OfficeFile,
        /// Why; compulsory where one that is there changes.
        reason: Option<String>,
    },
    /// An office goes on which nothing hangs.
    RemoveOffice {
        /// Which.
        code: OfficeCode,
        /// Why.
        reason: String,
    },
    /// A group goes that no plan names.
    RemoveGroup {
        /// Which.
        code: GroupCode,
        /// Why.
        reason: String,
    },
    /// Days off, new ones and those that change; where last days roll they move.
    SetHolidays {
        /// What the writer saw of them, without those that are new; a difference is refused.
        expected: Expected<Vec<Holiday>>,
        /// What they are to be.
        days: Vec<Holiday>,
        /// Why those change that are there.
        reason: Option<String>,
    },
    /// A day that is no day off, or no working weekend day, any more; where last days roll they move.
    RemoveHoliday {
        /// The day.
        on: NaiveDate,
        /// Why.
        reason: String,
    },
    /// The author follows something up, or does so no more.
    Star {
        /// What.
        subject: StarSubject,
        /// Whether it is followed up from now on.
        on: bool,
    },
    /// A new account.
    AddAccount(Box<Account>),
    /// An account as it is to be.
    ChangeAccount {
        /// What the writer saw; a difference is refused.
        expected: Box<Account>,
        /// As it is to be.
        account: Box<Account>,
    },
    /// The author's own configuration, or none.
    SetOwnSettings(Option<String>),
    /// Whether the file is one person's or shared.
    SetMode(DatabaseMode),
    /// A comment is added.
    Comment {
        /// What it is about.
        subject: CommentSubject,
        /// The text, as it passed the gate.
        text: String,
    },
}

impl Write {
    /// Whether it is checked against plans, offices, groups and locks.
    pub(super) fn is_checked_against_facts(&self) -> bool {
        matches!(
            self,
            Self::SetFigure { .. }
                | Self::ImportFigures(_)
                | Self::SetFigures(_)
                | Self::UndoRedo(_)
        )
    }
}

/// What a writer saw of something before changing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected<T> {
    /// The writer did not look (command line, import).
    Any,
    /// This.
    Version(T),
}

impl<T> Expected<T> {
    /// Whether what stands there now is not what was seen of it.
    pub(super) fn conflicts(&self, as_seen: impl FnOnce(&T) -> bool) -> bool {
        match self {
            Self::Any => false,
            Self::Version(seen) => !as_seen(seen),
        }
    }
}

/// How much a write changed; what has to be read again follows from the write itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Rows written (figures, events, settings, plans, duties made or moved); 0 if everything already was as asked.
    pub rows: usize,
    /// The moment that stands in them.
    pub at: DateTime<Utc>,
    /// The number of the newest change of a figure among them.
    pub step: Option<i64>,
}

/// Runs `change` alone, in one transaction, committed if it changed anything.
pub(super) fn run_in_transaction(
    db: &mut Connection,
    place: Option<&DatabaseFile>,
    change: impl FnOnce(&Transaction<'_>) -> Result<usize, StoreError>,
) -> Result<Changes, StoreError> {
    let _turn = place
        .map(|place| WriteLock::acquire(place.path(), LOCK_TIMEOUT))
        .transpose()?;
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let rows = change(&transaction)?;
    if rows > 0 {
        place.map_or(Ok(()), DatabaseFile::require_unmoved)?;
        transaction.commit()?;
    }
    Ok(Changes {
        rows,
        ..Changes::default()
    })
}

/// Makes one change inside a transaction; how many rows.
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
        Write::RecordEvent { key, event, on } => {
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
            on,
        } => stars::set_star(db, author, starred, *on).map(usize::from),
        Write::AddAccount(account) => accounts::add(db, author, account).map(|()| 1),
        Write::ChangeAccount {
            expected: was,
            account,
        } => accounts::change(db, author, was, account).map(usize::from),
        Write::SetOwnSettings(text) => {
            accounts::set_settings(db, author, text.as_deref()).map(usize::from)
        }
        Write::SetMode(mode) => set_mode(db, author, *mode),
        Write::Comment {
            subject: about,
            text,
        } => comments::add(db, author, about, text).map(|()| 1),
    }
}

/// Checks and records a step; what it refuses. A report that is sent names what it waited for and was sent without.
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
            // Whoever sends for another office than their own says so, asked or not.
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

/// All of them or none: every refusal is told, with the duty that it is about.
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

/// A day off as the journal keeps it.
fn holiday_journal_text(day: &Holiday) -> String {
    format!(
        "{} {}",
        if day.working { "working" } else { "off" },
        day.name
    )
}
