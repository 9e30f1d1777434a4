//! A believable past for the five plans: figures and reports of 2020 to 2026, entered day by day as offices would have,
//! so that every status and every state of a duty occurs on [`demo_day`]. Invented; nothing here was ever
//! reported.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde::Deserialize;

use super::history::{COORDINATOR, DemoError, TimedWrites, actor, recorded_at};
use super::{offices, parse, plans};
use crate::domain::catalog::Catalog;
use crate::domain::code::{MeasureId, OfficeCode, RuleId};
use crate::domain::comment::CommentSubject;
use crate::domain::deadline::expand;
use crate::domain::duty::{Duty, DutyEventKind, DutyKey, Narrative, ReminderChannel, Submission};
use crate::domain::entry::{Entry, validate_entry};
use crate::domain::figure::Quality;
use crate::domain::office::Predecessor;
use crate::domain::period::Period;
use crate::domain::star::StarSubject;
use crate::import::figures::{SheetRow, read_sheet};
use crate::store::{Actor, ExpectedVersion, SeedData, Store, Write};

const FIGURES: &str = include_str!("../../data/demo/figures.csv");
const REPORTS: (&str, &str) = (
    "demo/reports.toml",
    include_str!("../../data/demo/reports.toml"),
);

/// Fixed day of the demo: four days before the half-year report of plan kg-tt-2030 is due.
pub fn demo_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, 5).unwrap_or_default()
}

/// A throw-away database in memory with the five plans and their past, replayed write by write from `data/demo`.
pub fn open_demo() -> Result<Store, DemoError> {
    let (offices, groups) = offices()?;
    let seed = SeedData {
        plans: plans()?,
        offices,
        groups,
        holidays: super::holidays()?,
        ..SeedData::default()
    };
    let catalog = Catalog {
        plans: seed.plans.clone(),
        offices: seed
            .offices
            .iter()
            .map(|office| (office.code.clone(), office.clone()))
            .collect(),
        groups: seed
            .groups
            .iter()
            .map(|group| (group.code.clone(), group.clone()))
            .collect(),
        ..Catalog::default()
    };
    let mut history = figure_writes(&catalog)?;
    history.extend(report_writes(&catalog)?);
    history.extend(super::work::work_writes(&catalog)?);
    history.extend(stars_and_comments());
    history.sort_by_key(|(_, at, _)| *at);
    let store = Store::in_memory(
        &seed,
        &actor(COORDINATOR),
        recorded_at(demo_day() - Days::new(3000)),
    )?;
    store.replay(&history)?;
    Ok(store)
}

/// User of the demo: the coordinator of its history.
pub fn coordinator(channel: &'static str) -> Actor {
    Actor::single_user(COORDINATOR, channel)
}

/// Account of an office's reporter: `cb.syt`.
fn reporter(office: &OfficeCode) -> Actor {
    actor(&format!(
        "cb.{}",
        office.as_str().split('.').nth(1).unwrap_or_default()
    ))
}

/// Figures, each entered a week or two after its period; estimates a week or two before its end, and two days
/// before the fixed day if the end is in the future.
fn figure_writes(catalog: &Catalog) -> Result<TimedWrites, DemoError> {
    let sheet = read_sheet(FIGURES.as_bytes(), catalog).map_err(DemoError::Sheet)?;
    sheet
        .into_iter()
        .map(|row| figure_write(catalog, row))
        .collect()
}

fn figure_write(
    catalog: &Catalog,
    row: SheetRow,
) -> Result<(Actor, DateTime<Utc>, Write), DemoError> {
    let entry: Entry = row.entry.map_err(|error| DemoError::Row(row.line, error))?;
    let end = entry
        .period
        .last_day(crate::domain::plan::DataPeriod::Calendar);
    let on = match entry.quality {
        Some(Quality::Estimate) => {
            (end - Days::new(5 + row.line % 10)).min(demo_day() - Days::new(2))
        }
        Some(Quality::Official) | None => end + Days::new(5 + row.line % 10),
    };
    validate_entry(catalog, &entry, on)
        .map_err(|refusal| DemoError::EntryRefused(row.line, refusal))?;
    Ok((
        reporter(&entry.office),
        recorded_at(on),
        Write::SetFigure {
            entry,
            expected: ExpectedVersion::Any,
        },
    ))
}

/// Reports that are described one by one.
#[derive(Deserialize)]
struct DemoReports {
    duty: Vec<DemoDuty>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DemoDuty {
    rule: RuleId,
    period: Period,
    office: OfficeCode,
    events: Vec<DemoEvent>,
}

#[derive(Deserialize)]
struct DemoEvent {
    on: NaiveDate,
    #[serde(flatten)]
    kind: DemoEventKind,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", tag = "what")]
enum DemoEventKind {
    Sent {
        letter: String,
    },
    Returned {
        reason: String,
        #[serde(rename = "mend_by")]
        resubmit_by: NaiveDate,
    },
    Accepted,
    Extended {
        to: NaiveDate,
        reason: String,
    },
    #[serde(rename = "waived")]
    Exempted {
        reason: String,
    },
    Reminded {
        channel: ReminderChannel,
    },
}

/// Described reports, and an accepted submission for every other duty that fell due.
fn report_writes(catalog: &Catalog) -> Result<TimedWrites, DemoError> {
    let listed: DemoReports = parse(REPORTS)?;
    let listed: BTreeMap<DutyKey, Vec<DemoEvent>> = listed
        .duty
        .into_iter()
        .map(|duty| {
            (
                DutyKey {
                    rule: duty.rule,
                    office: duty.office,
                    period: duty.period,
                },
                duty.events,
            )
        })
        .collect();
    let keys: BTreeSet<&DutyKey> = listed.keys().collect();
    let mut past = TimedWrites::new();
    for (plan, rule) in catalog
        .plans
        .iter()
        .flat_map(|plan| plan.rules.iter().map(move |rule| (plan, rule)))
    {
        let mut settled: BTreeSet<DutyKey> = BTreeSet::new();
        for duty in expand(catalog, plan, rule)
            .into_iter()
            .filter(|duty| duty.last_day < demo_day())
        {
            let came_down = |key: &DutyKey| {
                let from = |origin: &Predecessor| {
                    origin.on == duty.opens_on && origin.office == key.office
                };
                key.period == duty.key.period && duty.predecessors.iter().any(from)
            };
            if keys.contains(&duty.key) {
                continue;
            }
            // A report sent by an ended office is not sent again by its successors.
            if settled.iter().any(came_down) {
                settled.insert(duty.key);
            } else if let Some(events) = generate_events(&duty, past.len() as u64 / 2) {
                past.extend(events);
                settled.insert(duty.key);
            }
        }
    }
    past.extend(listed.into_iter().flat_map(|(key, events)| {
        events
            .into_iter()
            .map(move |event| event_write(&key, event))
    }));
    Ok(past)
}

/// Stars and comments of the coordinator.
fn stars_and_comments() -> TimedWrites {
    let (on, measure) = (
        recorded_at(demo_day() - Days::new(3)),
        MeasureId::from("kg-tt-2030/5"),
    );
    let star = Write::Star {
        subject: StarSubject::Measure(measure.clone()),
        is_starred: true,
    };
    let text = "Sáu xã mới gửi số ước quý I, đã đôn đốc gửi số chính thức.".to_owned();
    let comment = Write::Comment {
        subject: CommentSubject::Measure(measure),
        text,
    };
    [star, comment]
        .into_iter()
        .map(|write| (actor(COORDINATOR), on, write))
        .collect()
}

/// Events of a report: sent up to nine days early, one in eleven a little late; accepted within the following week.
/// None for an office that ended before.
fn generate_events(duty: &Duty, no: u64) -> Option<TimedWrites> {
    let sent_on = match no % 11 {
        4 => duty.last_day + Days::new(1 + no % 13),
        early => duty.last_day - Days::new(early % 10),
    };
    if duty
        .transferred_on
        .is_some_and(|passes_on| passes_on <= sent_on)
    {
        return None;
    }
    let sending = Submission {
        letter: Some(format!("{}/BC", 20 + no % 480)),
        letter_on: Some(sent_on - Days::new(1)),
        on_behalf: false,
        narrative: Narrative {
            results: "Đã triển khai các nội dung được giao trong kỳ.".to_owned(),
            ..Narrative::default()
        },
        ..Submission::default()
    };
    let record = |event, on| step_write(&duty.key, event, on);
    let accepted_on = sent_on + Days::new(2 + no % 5);
    Some(vec![
        (
            reporter(&duty.key.office),
            recorded_at(sent_on),
            record(DutyEventKind::Sent(sending), sent_on),
        ),
        (
            actor(COORDINATOR),
            recorded_at(accepted_on),
            record(DutyEventKind::Accepted, accepted_on),
        ),
    ])
}

fn event_write(key: &DutyKey, event: DemoEvent) -> (Actor, DateTime<Utc>, Write) {
    let kind = match event.kind {
        DemoEventKind::Sent { letter } => DutyEventKind::Sent(Submission {
            letter: Some(letter),
            letter_on: Some(event.on - Days::new(1)),
            ..Submission::default()
        }),
        DemoEventKind::Returned {
            reason,
            resubmit_by,
        } => DutyEventKind::Returned {
            reason,
            resubmit_by,
        },
        DemoEventKind::Accepted => DutyEventKind::Accepted,
        DemoEventKind::Extended { to, reason } => DutyEventKind::Extended { to, reason },
        DemoEventKind::Exempted { reason } => DutyEventKind::Exempted { reason },
        DemoEventKind::Reminded { channel } => DutyEventKind::Reminded {
            channel,
            note: None,
        },
    };
    let who = if matches!(kind, DutyEventKind::Sent(_)) {
        reporter(&key.office)
    } else {
        actor(COORDINATOR)
    };
    (who, recorded_at(event.on), step_write(key, kind, event.on))
}

/// Write of an event: submissions are validated, so that they record their blockers; other events are recorded as they
/// are.
fn step_write(key: &DutyKey, event: DutyEventKind, on: NaiveDate) -> Write {
    let key = key.clone();
    match event {
        DutyEventKind::Sent(_) => Write::RecordStep {
            key,
            event,
            on: Some(on),
        },
        event => Write::ReplayDutyEvent { key, event, on },
    }
}
