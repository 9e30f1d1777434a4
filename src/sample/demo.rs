//! A believable past for the five plans: figures and reports of 2020 to 2026, entered day by day as offices would have,
//! so that every status and every state of a duty occurs on [`day`]. Invented; nothing here was ever reported.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use serde::Deserialize;

use super::{BadData, offices, parse, plans};
use crate::domain::catalog::{Catalog, Origin};
use crate::domain::code::{MeasureId, OfficeCode, RuleId};
use crate::domain::comment::About;
use crate::domain::deadline::expand;
use crate::domain::duty::{Channel, Duty, DutyEventKind, DutyKey, Narrative, Sending};
use crate::domain::entry::{Entry, Refusal, finish};
use crate::domain::figure::Quality;
use crate::domain::period::Period;
use crate::domain::star::Starred;
use crate::import::figures::{RowError, SheetError, SheetRow, read};
use crate::store::{Actor, Founding, Seen, Store, StoreError, Write};

const FIGURES: &str = include_str!("../../data/demo/figures.csv");
const REPORTS: (&str, &str) = ("demo/reports.toml", include_str!("../../data/demo/reports.toml"));

/// The account that accepts and returns reports.
const COORDINATOR: &str = "lan";

/// Why the demonstration cannot be set up; the tests exclude all but the store's.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// A file of `data/` that cannot be read.
    #[error(transparent)]
    Data(#[from] BadData),
    /// The figures are no sheet.
    #[error("data/demo/figures.csv: {0:?}")]
    Sheet(SheetError),
    /// A row of the figures says nothing.
    #[error("data/demo/figures.csv:{0}: {1:?}")]
    Row(u64, RowError),
    /// A figure that would be refused.
    #[error("data/demo/figures.csv:{0}: {1:?}")]
    Refused(u64, Refusal),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The fixed day of the demonstration: four days before S2's half-year report is due.
pub fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 5).unwrap_or_default()
}

/// What [`replayed`] makes, as it lies in `data/demo/past.db`: replaying takes a tenth of a second, this a thousandth.
const IMAGE: &[u8] = include_bytes!("../../data/demo/past.db");

/// A throw-away database in memory with the five plans and their past.
pub fn store() -> Result<Store, DemoError> {
    Ok(Store::from_image(IMAGE)?)
}

/// The same, made from its sources write by write.
pub fn replayed() -> Result<Store, DemoError> {
    let (offices, groups) = offices()?;
    let founding = Founding { plans: plans()?, offices, groups, holidays: super::holidays()?, ..Founding::default() };
    let catalog = Catalog {
        plans: founding.plans.clone(),
        offices: founding.offices.iter().map(|office| (office.code.clone(), office.clone())).collect(),
        groups: founding.groups.iter().map(|group| (group.code.clone(), group.clone())).collect(),
        ..Catalog::default()
    };
    let mut history = figures(&catalog)?;
    history.extend(reports(&catalog)?);
    history.extend(super::work::past(&catalog)?);
    history.extend(followed());
    history.sort_by_key(|(_, at, _)| *at);
    let mut store = Store::in_memory(&founding, &actor(COORDINATOR), noon(day() - Days::new(3000)))?;
    store.replay(&history)?;
    Ok(store)
}

/// Who sits at the demonstration: the coordinator of its past.
pub fn coordinator(door: &'static str) -> Actor {
    Actor::alone(COORDINATOR, door)
}

/// What happened, each with its author and moment.
pub(super) type Past = Vec<(Actor, DateTime<Utc>, Write)>;

fn actor(account: &str) -> Actor {
    Actor::alone(account, "demo")
}

/// The coordinator of the past.
pub(super) fn told() -> Actor {
    actor(COORDINATOR)
}

/// The account of an office's own reporter: `cb.syt`.
fn reporter(office: &OfficeCode) -> Actor {
    actor(&format!("cb.{}", office.as_str().split('.').nth(1).unwrap_or_default()))
}

pub(super) fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + chrono::TimeDelta::hours(3)
}

/// The figures, each entered a week or two after its period; estimates a week or two before its end, and two days before
/// the day shown where that has not come.
fn figures(catalog: &Catalog) -> Result<Past, DemoError> {
    let sheet = read(FIGURES.as_bytes(), catalog).map_err(DemoError::Sheet)?;
    sheet.into_iter().map(|row| figure(catalog, row)).collect()
}

fn figure(catalog: &Catalog, row: SheetRow) -> Result<(Actor, DateTime<Utc>, Write), DemoError> {
    let entry: Entry = row.entry.map_err(|error| DemoError::Row(row.line, error))?;
    let end = entry.period.last_day(crate::domain::plan::DataPeriod::Calendar);
    let on = match entry.quality {
        Some(Quality::Estimate) => (end - Days::new(5 + row.line % 10)).min(day() - Days::new(2)),
        Some(Quality::Official) | None => end + Days::new(5 + row.line % 10),
    };
    finish(catalog, &entry, on).map_err(|refusal| DemoError::Refused(row.line, refusal))?;
    Ok((reporter(&entry.office), noon(on), Write::SetFigure { entry, seen: Seen::Whatever }))
}

/// The reports that are told one by one.
#[derive(Deserialize)]
struct Told {
    duty: Vec<ToldDuty>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldDuty {
    rule: RuleId,
    period: Period,
    office: OfficeCode,
    events: Vec<ToldEvent>,
}

#[derive(Deserialize)]
struct ToldEvent {
    on: NaiveDate,
    #[serde(flatten)]
    what: ToldWhat,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
enum ToldWhat {
    Sent { letter: String },
    Returned { reason: String, mend_by: NaiveDate },
    Accepted,
    Extended { to: NaiveDate, reason: String },
    Waived { reason: String },
    Reminded { channel: Channel },
}

/// The reports: those told one by one, and for every other duty that fell due a sending that was accepted.
fn reports(catalog: &Catalog) -> Result<Past, DemoError> {
    let told: Told = parse(REPORTS)?;
    let told: BTreeMap<DutyKey, Vec<ToldEvent>> = told
        .duty
        .into_iter()
        .map(|duty| (DutyKey { rule: duty.rule, office: duty.office, period: duty.period }, duty.events))
        .collect();
    let keys: BTreeSet<&DutyKey> = told.keys().collect();
    let mut past = Past::new();
    for (plan, rule) in catalog.plans.iter().flat_map(|plan| plan.rules.iter().map(move |rule| (plan, rule))) {
        let mut settled: BTreeSet<DutyKey> = BTreeSet::new();
        for duty in expand(catalog, plan, rule).into_iter().filter(|duty| duty.last_day < day()) {
            let came_down = |key: &DutyKey| {
                let from = |origin: &Origin| origin.on == duty.opens_on && origin.office == key.office;
                key.period == duty.key.period && duty.inherited_from.iter().any(from)
            };
            if keys.contains(&duty.key) {
                continue;
            }
            // What an office sent before it ended is not sent again by those that follow it.
            if settled.iter().any(came_down) {
                settled.insert(duty.key);
            } else if let Some(events) = ordinary(&duty, past.len() as u64 / 2) {
                past.extend(events);
                settled.insert(duty.key);
            }
        }
    }
    past.extend(
        told.into_iter().flat_map(|(key, events)| events.into_iter().map(move |event| told_write(&key, event))),
    );
    Ok(past)
}

/// What the coordinator follows up, and a word on it.
fn followed() -> Past {
    let (on, measure) = (noon(day() - Days::new(3)), MeasureId::from("kg-tt-2030/5"));
    let star = Write::Star { starred: Starred::Measure(measure.clone()), on: true };
    let text = "Sáu xã mới gửi số ước quý I, đã nhắc gửi số chính thức.".to_owned();
    let comment = Write::Comment { about: About::Measure(measure), text };
    [star, comment].into_iter().map(|write| (actor(COORDINATOR), on, write)).collect()
}

/// Sent up to nine days early, one in eleven a little late; accepted within the week after. Nothing by an office that
/// ended before.
fn ordinary(duty: &Duty, no: u64) -> Option<Past> {
    let sent_on = match no % 11 {
        4 => duty.last_day + Days::new(1 + no % 13),
        early => duty.last_day - Days::new(early % 10),
    };
    if duty.passes_on.is_some_and(|passes_on| passes_on <= sent_on) {
        return None;
    }
    let sending = Sending {
        letter: Some(format!("{}/BC", 20 + no % 480)),
        letter_on: Some(sent_on - Days::new(1)),
        behalf: false,
        narrative: Narrative {
            results: "Đã triển khai các nội dung được giao trong kỳ.".to_owned(),
            ..Narrative::default()
        },
        ..Sending::default()
    };
    let record = |event, on| happened(&duty.key, event, on);
    let accepted_on = sent_on + Days::new(2 + no % 5);
    Some(vec![
        (reporter(&duty.key.office), noon(sent_on), record(DutyEventKind::Sent(sending), sent_on)),
        (actor(COORDINATOR), noon(accepted_on), record(DutyEventKind::Accepted, accepted_on)),
    ])
}

fn told_write(key: &DutyKey, event: ToldEvent) -> (Actor, DateTime<Utc>, Write) {
    let kind = match event.what {
        ToldWhat::Sent { letter } => DutyEventKind::Sent(Sending {
            letter: Some(letter),
            letter_on: Some(event.on - Days::new(1)),
            ..Sending::default()
        }),
        ToldWhat::Returned { reason, mend_by } => DutyEventKind::Returned { reason, mend_by },
        ToldWhat::Accepted => DutyEventKind::Accepted,
        ToldWhat::Extended { to, reason } => DutyEventKind::Extended { to, reason },
        ToldWhat::Waived { reason } => DutyEventKind::Waived { reason },
        ToldWhat::Reminded { channel } => DutyEventKind::Reminded { channel, note: None },
    };
    let who = if matches!(kind, DutyEventKind::Sent(_)) { reporter(&key.office) } else { actor(COORDINATOR) };
    (who, noon(event.on), happened(key, kind, event.on))
}

/// A report is sent as people send it, so that it names what it was sent without; the rest is told.
fn happened(key: &DutyKey, event: DutyEventKind, on: NaiveDate) -> Write {
    let key = key.clone();
    match event {
        DutyEventKind::Sent(_) => Write::TakeStep { key, event, on: Some(on) },
        event => Write::RecordEvent { key, event, on },
    }
}
