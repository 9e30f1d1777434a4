//! The one door: every change that the program can make, each checked and recorded in one transaction with its journal
//! lines. What callers ask before is for comfort: what counts is asked here, at the time of the write.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::activities::{self, ActivityProgress};
use super::author::Author;
use super::catalog::CatalogCache;
use super::error::StoreError;
use super::figures::Seen;
use super::inspections::{self, InspectionRecord};
use super::offices::Setting;
use super::place::Place;
use super::turn::{PATIENCE, Turn};
use super::{
    accounts, authority, catalog, comments, duties, duty_events, duty_making, figures, locks, office_change, offices,
    plan_change, plan_rows, spending, stars, undo,
};
use crate::domain::account::{Account, Mode};
use crate::domain::budget::Spending;
use crate::domain::code::{GroupCode, OfficeCode};
use crate::domain::comment::About;
use crate::domain::day::print_day;
use crate::domain::duty::{DutyEventKind, DutyKey, Sending};
use crate::domain::entry::Entry;
use crate::domain::figure::Taken;
use crate::domain::inspection::Inspection;
use crate::domain::lock::{Lock, Opening};
use crate::domain::office::{Holiday, OfficeFile};
use crate::domain::plan::Plan;
use crate::domain::plan_change::ChangeRefusal;
use crate::domain::plan_limits;
use crate::domain::star::Starred;
use crate::domain::step::{self, StepRefusal};

/// Every change that the program can make. All writes are one of these.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Record one figure.
    SetFigure {
        /// What was typed.
        entry: Entry,
        /// What the writer saw in the cell; a difference is a conflict.
        seen: Seen,
    },
    /// Record many figures, all or none.
    ImportFigures(Vec<Entry>),
    /// Record a block of figures that a person looked through, all or none, each beside what was seen in its cell.
    SetFigures(Vec<(Entry, Seen)>),
    /// Take back one's own last change of a figure, or do it again; refused where somebody else changed the cell since.
    TakeBack(Taken),
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
    TakeStep {
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
        was: Was<Option<ActivityProgress>>,
        /// How far it is.
        progress: ActivityProgress,
        /// What was spent.
        spent: Option<Spending>,
    },
    /// Money spent, checked in the same transaction.
    Spend {
        /// What.
        spending: Spending,
    },
    /// A new inspection.
    AddInspection(Box<Inspection>),
    /// An inspection as it is now: its days, its findings, what followed.
    SetInspection {
        /// What the writer saw; a difference is refused.
        was: Box<InspectionRecord>,
        /// As it is to be.
        inspection: Box<Inspection>,
    },
    /// The same step for many duties, each checked: all of them or none.
    TakeSteps {
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
    Unlock(Opening),
    /// A plan with all its parts, and the duties that its rules make.
    AddPlan(Box<Plan>),
    /// A plan becomes another one of the same code, and its duties with it.
    ChangePlan {
        /// What the writer saw; a difference is a refusal.
        was: Box<Plan>,
        /// What it becomes.
        plan: Box<Plan>,
        /// Why; compulsory where a target with figures changes other than by an amendment.
        reason: Option<String>,
    },
    /// Offices and groups, all or none: new ones come, those of another content change, and duties pass on where an
    /// office gets an end. One that is there with the same content is passed over.
    SetOffices {
        /// What the writer saw of them, without those that are new; a difference is refused.
        was: Was<OfficeFile>,
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
        was: Was<Vec<Holiday>>,
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
        starred: Starred,
        /// Whether it is followed up from now on.
        on: bool,
    },
    /// A new account.
    AddAccount(Box<Account>),
    /// An account as it is to be.
    ChangeAccount {
        /// What the writer saw; a difference is refused.
        was: Box<Account>,
        /// As it is to be.
        account: Box<Account>,
    },
    /// The author's own configuration, or none.
    SetOwnSettings(Option<String>),
    /// Whether the file is one person's or shared.
    SetMode(Mode),
    /// A comment is added.
    Comment {
        /// What it is about.
        about: About,
        /// The text, as it passed the gate.
        text: String,
    },
}

impl Write {
    /// Whether it is checked against plans, offices, groups and locks.
    pub(super) fn is_checked_against_facts(&self) -> bool {
        matches!(self, Self::SetFigure { .. } | Self::ImportFigures(_) | Self::SetFigures(_) | Self::TakeBack(_))
    }
}

/// What a writer saw of something before changing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Was<T> {
    /// The writer did not look (command line, import).
    Whatever,
    /// This.
    This(T),
}

impl<T> Was<T> {
    /// Whether what stands there now is not what was seen of it.
    pub(super) fn differs(&self, as_seen: impl FnOnce(&T) -> bool) -> bool {
        match self {
            Self::Whatever => false,
            Self::This(seen) => !as_seen(seen),
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
pub(super) fn alone(
    db: &mut Connection,
    place: Option<&Place>,
    change: impl FnOnce(&Transaction<'_>) -> Result<usize, StoreError>,
) -> Result<Changes, StoreError> {
    let _turn = place.map(|place| Turn::take(place.path(), PATIENCE)).transpose()?;
    let transaction = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let rows = change(&transaction)?;
    if rows > 0 {
        place.map_or(Ok(()), Place::still_there)?;
        transaction.commit()?;
    }
    Ok(Changes { rows, ..Changes::default() })
}

/// Makes one change inside a transaction; how many rows.
pub(super) fn apply(
    db: &Connection,
    facts: &CatalogCache,
    author: &Author<'_>,
    write: &Write,
) -> Result<usize, StoreError> {
    let author = &authority::seated(db, author, write)?;
    match write {
        Write::SetFigure { entry, seen } => {
            figures::record_all(db, author, &*facts.on(db, author.day())?, &[(entry, *seen)])
                .map_err(StoreError::of_one_cell)
        }
        Write::ImportFigures(entries) => {
            let entries: Vec<_> = entries.iter().map(|entry| (entry, Seen::Whatever)).collect();
            figures::record_all(db, author, &*facts.on(db, author.day())?, &entries)
        }
        Write::SetFigures(entries) => {
            let entries: Vec<_> = entries.iter().map(|(entry, seen)| (entry, *seen)).collect();
            figures::record_all(db, author, &*facts.on(db, author.day())?, &entries)
        }
        Write::TakeBack(taken) => undo::take_back(db, author, &*facts.on(db, author.day())?, taken),
        Write::RecordEvent { key, event, on } => duty_events::record(db, author, key, event, *on).map(|()| 1),
        Write::TakeStep { key, event, on } => {
            take_step(db, author, (key, event), *on)?.map_err(StoreError::Step).map(|()| 1)
        }
        Write::SetActivity { was, progress, spent } => {
            let rows = activities::record(db, author, was, progress).map(usize::from)?;
            let Some(spending) = spent else { return Ok(rows) };
            spending::record(db, author, spending).map(|()| rows + 1)
        }
        Write::Spend { spending } => spending::record(db, author, spending).map(|()| 1),
        Write::AddInspection(inspection) => inspections::add(db, author, inspection).map(|()| 1),
        Write::SetInspection { was, inspection } => inspections::set(db, author, was, inspection).map(usize::from),
        Write::TakeSteps { keys, event, on } => take_steps(db, author, (keys, event), *on),
        Write::SetSetting(setting) => set(db, author, setting),
        Write::Lock(lock) => locks::close(db, author, lock).map(usize::from),
        Write::Unlock(opening) => locks::open(db, author, opening).map(|()| 1),
        Write::AddPlan(plan) => add_plan(db, author, plan),
        Write::ChangePlan { was, plan, reason } => plan_change::change(db, author, was, plan, reason.as_deref()),
        Write::SetOffices { was, file, reason } => office_change::set(db, author, (was, file), reason.as_deref()),
        Write::RemoveOffice { code, reason } => office_change::remove_office(db, author, code, reason),
        Write::RemoveGroup { code, reason } => office_change::remove_group(db, author, code, reason),
        Write::SetHolidays { was, days, reason } => set_holidays(db, author, (was, days), reason.as_deref()),
        Write::RemoveHoliday { on, reason } => remove_holiday(db, author, *on, reason),
        Write::Star { starred, on } => stars::set(db, author, starred, *on).map(usize::from),
        Write::AddAccount(account) => accounts::add(db, author, account).map(|()| 1),
        Write::ChangeAccount { was, account } => accounts::change(db, author, was, account).map(usize::from),
        Write::SetOwnSettings(text) => accounts::set_settings(db, author, text.as_deref()).map(usize::from),
        Write::SetMode(mode) => set_mode(db, author, *mode),
        Write::Comment { about, text } => comments::add(db, author, about, text).map(|()| 1),
    }
}

/// Checks and records a step; what it refuses. A report that is sent names what it waited for and was sent without.
fn take_step(
    db: &Connection,
    author: &Author<'_>,
    (key, event): (&DutyKey, &DutyEventKind),
    on: Option<NaiveDate>,
) -> Result<Result<(), StepRefusal>, StoreError> {
    let (today, on) = (author.day(), on.unwrap_or_else(|| author.day()));
    let record = duties::one(db, key)?.ok_or_else(|| StoreError::NoDuty(key.clone()))?;
    if let Err(refusal) = step::check(&record.duty, &record.events, record.outside, event, (on, today)) {
        return Ok(Err(refusal));
    }
    let sent = match event {
        DutyEventKind::Sent(sending) => {
            let blockers = duties::blockers(db, &record.duty, on)?;
            // Whoever sends for another office than their own says so, asked or not.
            let behalf = sending.behalf || author.writes_for(db, &key.office)?;
            Some(DutyEventKind::Sent(Sending { behalf, blockers, ..sending.clone() }))
        }
        _ => None,
    };
    duty_events::record(db, author, key, sent.as_ref().unwrap_or(event), on).map(Ok)
}

/// All of them or none: every refusal is told, with the duty that it is about.
fn take_steps(
    db: &Connection,
    author: &Author<'_>,
    (keys, event): (&[DutyKey], &DutyEventKind),
    on: Option<NaiveDate>,
) -> Result<usize, StoreError> {
    let mut refused = Vec::new();
    for key in keys {
        if let Err(refusal) = take_step(db, author, (key, event), on)? {
            refused.push((key.clone(), refusal));
        }
    }
    if refused.is_empty() { Ok(keys.len()) } else { Err(StoreError::Steps(refused)) }
}

fn set(db: &Connection, author: &Author<'_>, setting: &Setting) -> Result<usize, StoreError> {
    let Some((name, before, after)) = offices::set(db, setting)? else { return Ok(0) };
    author.journal(db, "setting", name, [before.as_deref(), after.as_deref(), None])?;
    match setting {
        Setting::OwnOffice(_) => Ok(1),
        Setting::BeforeInclusive(_) | Setting::RollOver(_) => {
            Ok(1 + duty_making::resolve_last_days(db, &catalog::read(db)?)?)
        }
    }
}

fn set_mode(db: &Connection, author: &Author<'_>, mode: Mode) -> Result<usize, StoreError> {
    let Some(was) = offices::set_mode(db, mode)? else { return Ok(0) };
    author.journal(db, "setting", "mode", [Some(was.word()), Some(mode.word()), None])?;
    Ok(1)
}

fn add_plan(db: &Connection, author: &Author<'_>, plan: &Plan) -> Result<usize, StoreError> {
    plan_rows::add_plan(db, plan)?;
    let catalog = catalog::read(db)?;
    if let Some(limit) = plan_limits::check(plan, &catalog).into_iter().next() {
        return Err(StoreError::Change(ChangeRefusal::Limit(limit)));
    }
    let made = duty_making::put_all(db, duty_making::made_by_plan(&catalog, plan))?;
    author.journal(db, "plan", plan.code.as_str(), [None, Some(&plan.title), None])?;
    Ok(1 + made)
}

fn set_holidays(
    db: &Connection,
    author: &Author<'_>,
    (was, days): (&Was<Vec<Holiday>>, &[Holiday]),
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
        if was.differs(|seen| on(seen, day.on) == before) {
            return Err(StoreError::Changed(print_day(day.on)));
        }
        offices::put_holiday(db, day)?;
        let (before, why) = (before.as_ref().map(holiday_words), before.as_ref().and(reason));
        author.journal(db, "holiday", &day.on.to_string(), [before.as_deref(), Some(&holiday_words(day)), why])?;
        rows += 1;
    }
    if rows == 0 { Ok(0) } else { Ok(rows + duty_making::resolve_last_days(db, &catalog::read(db)?)?) }
}

fn remove_holiday(db: &Connection, author: &Author<'_>, on: NaiveDate, reason: &str) -> Result<usize, StoreError> {
    let known = offices::remove_holiday(db, on)?.ok_or_else(|| StoreError::Unknown(on.to_string()))?;
    author.journal(db, "holiday", &on.to_string(), [Some(&holiday_words(&known)), None, Some(reason)])?;
    Ok(1 + duty_making::resolve_last_days(db, &catalog::read(db)?)?)
}

/// A day off as the journal keeps it.
fn holiday_words(day: &Holiday) -> String {
    format!("{} {}", if day.working { "working" } else { "off" }, day.name)
}
