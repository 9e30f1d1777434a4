//! `report …`: what happened to a duty. Which step may come next is decided by `domain::step`.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::args::{DutiesAt, DutyAt, DutyFilters, DutyScope, DutyWhich, Format, ReportCommand};
use super::duties::{self, Stood};
use super::output::Desk;
use super::rows::{CellCounts, ReportEvent, ReportRow};
use super::{Failure, find, many, send};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::complete::{self, Completeness};
use crate::domain::day::print_day;
use crate::domain::duty::{DutyEvent, DutyEventKind, DutyKey, DutyState, Narrative, standing};
use crate::domain::figure::Figure;
use crate::domain::step;
use crate::domain::text::{NOTE_MAX, gate_text};
use crate::report::json;
use crate::store::{DutyFilter, DutyRecord, Store, Write};
use crate::words::cli::Said;
use crate::words::{chain, cli as words, facts};

/// `tiendo report …`
pub fn run(desk: &mut Desk, command: ReportCommand) -> Result<(), Failure> {
    match command {
        ReportCommand::Send(send) => send::send(desk, &send),
        ReportCommand::Return { duty, reason, mend_by } => {
            let mend_by = find::day(&mend_by, desk.today)?;
            step(desk, &duty, DutyEventKind::Returned { reason: gate_text(&reason, NOTE_MAX)?, mend_by })
        }
        ReportCommand::Accept(duties) => steps(desk, duties, DutyEventKind::Accepted),
        ReportCommand::Extend { duties, to, reason } => {
            let to = find::day(&to, desk.today)?;
            steps(desk, duties, DutyEventKind::Extended { to, reason: gate_text(&reason, NOTE_MAX)? })
        }
        ReportCommand::Waive { duties, reason } => {
            steps(desk, duties, DutyEventKind::Waived { reason: gate_text(&reason, NOTE_MAX)? })
        }
        ReportCommand::Show(which) => show(desk, which),
    }
}

/// The duty that somebody names: by its office, or by the office that holds its tasks today.
pub fn find_duty(desk: &Desk, store: &Store, catalog: &Catalog, at: &DutyAt) -> Result<DutyRecord, Failure> {
    let (rule, plan, _) = find::rule(catalog, &at.rule)?;
    let office = find::office(catalog, &at.office, Some(plan))?;
    let period = find::period(&at.period)?;
    let key = DutyKey { rule: rule.clone(), office: office.clone(), period };
    if let Some(record) = store.duty(&key)? {
        let on = at.on.as_deref().map_or(Ok(desk.today), |typed| find::day(typed, desk.today))?;
        return owed_after(store, record, on);
    }
    let all = store.duties(&DutyFilter { rule: Some(rule.clone()), ..DutyFilter::default() })?;
    let held = |record: &&DutyRecord| {
        record.duty.key.period == period
            && catalog.holders(&record.duty.key.office, desk.today).iter().any(|(holder, _)| *holder == office)
    };
    if let Some(record) = all.iter().find(held) {
        return Ok(record.clone());
    }
    Err(Failure::no_duty(&rule, Some(&office), &all))
}

/// The duty itself, or the one that it came down to if on that day its office had passed it on to a single successor.
pub fn owed_after(store: &Store, record: DutyRecord, on: NaiveDate) -> Result<DutyRecord, Failure> {
    if standing(&record.duty, &record.events, record.outside, on).state != DutyState::PassedOn {
        return Ok(record);
    }
    let DutyKey { rule, office, period } = record.duty.key.clone();
    let filter = DutyFilter { rule: Some(rule), period: Some(period), ..DutyFilter::default() };
    let mut heirs = store.duties(&filter)?;
    heirs.retain(|heir| {
        heir.duty.came_from(on).any(|origin| origin.office == office)
            && standing(&heir.duty, &heir.events, heir.outside, on).state != DutyState::PassedOn
    });
    Ok(if heirs.len() == 1 { heirs.remove(0) } else { record })
}

/// Checks and records one step, and says how the duty stands now.
fn step(desk: &mut Desk, at: &DutyAt, event: DutyEventKind) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let record = find_duty(desk, &store, &catalog, at)?;
    record_step(desk, &mut store, &catalog, &record, (at, event))
}

/// A step of one duty, or of every one of a rule and period to which it can be done.
fn steps(desk: &mut Desk, at: DutiesAt, event: DutyEventKind) -> Result<(), Failure> {
    match at {
        DutiesAt { rule, office: Some(office), period, on, .. } => {
            step(desk, &DutyAt { rule, office, period, on }, event)
        }
        at => many::step_all(desk, &at, event),
    }
}

/// Checks and records a step of a duty that was found, and says how it stands now.
pub(super) fn record_step(
    desk: &mut Desk,
    store: &mut Store,
    catalog: &Catalog,
    record: &DutyRecord,
    (at, event): (&DutyAt, DutyEventKind),
) -> Result<(), Failure> {
    let on = at.on.as_deref().map(|typed| find::day(typed, desk.today)).transpose()?;
    step::check(&record.duty, &record.events, record.outside, &event, (on.unwrap_or(desk.today), desk.today))?;
    let key = record.duty.key.clone();
    let write = Write::TakeStep { key: key.clone(), event, on };
    store.write(&desk.actor("cli"), desk.clock, write)?;
    let saved = duties::stood(store, catalog, store.duty(&key)?.into_iter().collect(), desk.day)?;
    if let Some(Format::Json) = desk.format {
        let rows = report_rows(desk, store, catalog, &saved)?;
        return Ok(json::write(desk.out(), &rows)?);
    }
    let Some(stood) = saved.first() else { return Ok(()) };
    let lang = desk.lang;
    let office = catalog.office_name(&key.office);
    let (state, days) = (facts::duty_state(lang, stood.standing.state), facts::days(lang, &stood.standing));
    let period = facts::period(lang, key.period);
    desk.say(&format!("{}: {} · {office} · {period}: {state} ({days})", Said::Saved.words(lang), key.rule))
}

/// Reports with all that happened to them and the cells that go with them.
pub(super) fn report_rows(
    desk: &Desk,
    store: &Store,
    catalog: &Catalog,
    found: &[Stood],
) -> Result<Vec<ReportRow>, Failure> {
    let cells = completeness(store, catalog, found)?;
    let row = |(stood, cells): (&Stood, &Completeness)| ReportRow {
        duty: duties::line(desk, catalog, stood).row,
        cells: CellCounts::from(cells),
        events: stood.record.events.iter().map(|event| ReportEvent::of(catalog, event)).collect(),
    };
    Ok(found.iter().zip(&cells).map(row).collect())
}

/// The cells that go with each report; the figures of a plan are read once.
fn completeness(store: &Store, catalog: &Catalog, found: &[Stood]) -> Result<Vec<Completeness>, Failure> {
    let mut figures: BTreeMap<PlanCode, Vec<Figure>> = BTreeMap::new();
    let mut cells = Vec::with_capacity(found.len());
    for key in found.iter().map(|stood| &stood.record.duty.key) {
        let plan = key.rule.plan();
        if !figures.contains_key(&plan) {
            figures.insert(plan.clone(), store.figures(&plan)?);
        }
        cells.push(complete::completeness(catalog, key, figures.get(&plan).map_or(&[], Vec::as_slice)));
    }
    Ok(cells)
}

/// `report show`: the duty and all that happened to it.
fn show(desk: &mut Desk, which: DutyWhich) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    if let (Some(office), Some(period)) = (&which.office, &which.period) {
        let (rule, office, period) = (which.rule.clone(), office.clone(), period.clone());
        find_duty(desk, &store, &catalog, &DutyAt { rule, office, period, on: None })?;
    }
    let (_, plan, _) = find::rule(&catalog, &which.rule)?;
    let filters = DutyFilters {
        scope: DutyScope { plan: Some(plan.code.0.clone()), office: which.office },
        rule: Some(which.rule),
        period: which.period,
        state: None,
    };
    let mut found = duties::read(desk, &store, &catalog, &filters)?;
    for stood in &mut found {
        stood.record.events.retain(|event| event.on <= desk.day);
    }
    if let Some(Format::Json) = desk.format {
        let rows = report_rows(desk, &store, &catalog, &found)?;
        return Ok(json::write(desk.out(), &rows)?);
    }
    if found.is_empty() || desk.format == Some(Format::Csv) {
        return duties::list(desk, &catalog, &found);
    }
    for (stood, cells) in found.iter().zip(&completeness(&store, &catalog, &found)?) {
        show_text(desk, &catalog, stood, cells)?;
    }
    Ok(())
}

fn show_text(desk: &mut Desk, catalog: &Catalog, stood: &Stood, cells: &Completeness) -> Result<(), Failure> {
    let (lang, duty) = (desk.lang, &stood.record.duty);
    let Some((_, rule)) = catalog.rule(&duty.key.rule) else { return Ok(()) };
    desk.say(&format!(
        "{} {} · {} · {}",
        duty.key.rule,
        rule.label,
        catalog.office_name(&duty.key.office),
        facts::period(lang, duty.key.period)
    ))?;
    let state = facts::duty_state(lang, stood.standing.state);
    let deadline = facts::deadline(lang, rule, duty, &stood.standing, catalog.settings);
    desk.say(&format!("  {state}: {deadline}"))?;
    if cells.owed() > 0 {
        desk.say(&format!("  {}", chain::completeness(lang, cells)))?;
    }
    if !stood.blockers.is_empty() {
        desk.say(&format!("  {}", chain::blockers(lang, catalog, &stood.blockers)))?;
    }
    stood.record.events.iter().try_for_each(|event| show_event(desk, catalog, event))
}

fn show_event(desk: &mut Desk, catalog: &Catalog, event: &DutyEvent) -> Result<(), Failure> {
    let lang = desk.lang;
    let row = ReportEvent::of(catalog, event);
    let part = |part: Option<String>| part.map(|part| format!(" · {part}")).unwrap_or_default();
    let until = row.until.map(|until| format!(" → {}", print_day(until))).unwrap_or_default();
    let how = row.channel.map(|channel| facts::channel(lang, channel).to_owned());
    let more = [row.letter, row.reason, how, row.note].map(part).concat();
    let happened = words::event(lang, &event.kind);
    desk.say(&format!("  {} {happened}{until}{more} ({})", print_day(event.on), event.by))?;
    let Some(sending) = event.sending() else { return Ok(()) };
    if !sending.blockers.is_empty() {
        desk.say(&format!("      {}", chain::blockers(lang, catalog, &sending.blockers)))?;
    }
    if let Some(note) = &sending.missing_note {
        desk.say(&format!("      {}: {note}", Said::MissingNote.words(lang)))?;
    }
    let Narrative { results, difficulties, proposals } = &sending.narrative;
    let mut lines = [results, difficulties, proposals].into_iter().flat_map(|part| part.lines());
    lines.try_for_each(|line| desk.say(&format!("      {line}")))
}
