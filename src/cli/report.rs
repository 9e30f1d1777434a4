//! `report …` and `activity set`: what happened to a duty, how far an activity is. Which step may come next is decided
//! by `domain::step`.

use std::path::Path;

use chrono::NaiveDate;

use super::args::{DutyAt, DutyFilters, DutyScope, DutyWhich, Format, ReportCommand, ReportSend};
use super::duties::{self, Stood};
use super::output::Desk;
use super::rows::{ReportEvent, ReportRow};
use super::{Failure, file, find};
use crate::domain::catalog::Catalog;
use crate::domain::code::PlanCode;
use crate::domain::day::print_day;
use crate::domain::duty::{DutyEventKind, DutyKey, DutyState, Narrative, Sending, standing};
use crate::domain::entry::{Refusal, cells_of};
use crate::domain::number::{Format as NumberFormat, Number, parse, print};
use crate::domain::step;
use crate::domain::text::{NOTE_MAX, TITLE_MAX, gate_line, gate_text};
use crate::report::json;
use crate::store::{ActivityProgress, DutyFilter, DutyRecord, Store, Write};
use crate::words::cli::Said;
use crate::words::{cli as words, facts, fill};

/// The longest part of a narrative, in characters: some ten pages.
const NARRATIVE_MAX: usize = 20_000;

/// `tiendo report …`
pub fn run(desk: &mut Desk, command: ReportCommand) -> Result<(), Failure> {
    match command {
        ReportCommand::Send(send) => self::send(desk, &send),
        ReportCommand::Return { duty, reason, mend_by } => {
            let mend_by = find::day(&mend_by, desk.today)?;
            step(desk, &duty, DutyEventKind::Returned { reason: gate_text(&reason, NOTE_MAX)?, mend_by })
        }
        ReportCommand::Accept(duty) => step(desk, &duty, DutyEventKind::Accepted),
        ReportCommand::Extend { duty, to, reason } => {
            let to = find::day(&to, desk.today)?;
            step(desk, &duty, DutyEventKind::Extended { to, reason: gate_text(&reason, NOTE_MAX)? })
        }
        ReportCommand::Waive { duty, reason } => {
            step(desk, &duty, DutyEventKind::Waived { reason: gate_text(&reason, NOTE_MAX)? })
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
    let owes = all.iter().any(|record| record.duty.key.office == office);
    let mut periods: Vec<_> = all
        .iter()
        .filter(|record| !owes || record.duty.key.office == office)
        .map(|record| record.duty.key.period)
        .collect();
    periods.sort();
    periods.dedup();
    Err(Failure::Duty { rule: rule.to_string(), office: office.to_string(), periods, owes })
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

fn record_step(
    desk: &mut Desk,
    store: &mut Store,
    catalog: &Catalog,
    record: &DutyRecord,
    (at, event): (&DutyAt, DutyEventKind),
) -> Result<(), Failure> {
    let on = at.on.as_deref().map_or(Ok(desk.today), |typed| find::day(typed, desk.today))?;
    step::check(&record.duty, &record.events, record.outside, &event, (on, desk.today))?;
    let key = record.duty.key.clone();
    let write = Write::TakeStep { key: key.clone(), event, on, today: desk.today };
    store.write(&desk.actor("cli"), desk.now, write)?;
    let Some(saved) = store.duty(&key)? else { return Ok(()) };
    let standing = standing(&saved.duty, &saved.events, saved.outside, desk.today);
    let stood = Stood { record: saved, standing };
    if let Some(Format::Json) = desk.format {
        let row = report_row(desk, catalog, &stood);
        return Ok(json::write(desk.out(), &[row])?);
    }
    let lang = desk.lang;
    let office = catalog.office_name(&key.office);
    let (state, days) = (facts::duty_state(lang, stood.standing.state), facts::days(lang, &stood.standing));
    let period = facts::period(lang, key.period);
    desk.say(&format!("{}: {} · {office} · {period}: {state} ({days})", Said::Saved.words(lang), key.rule))
}

/// `report send`: with its letter and narrative; what it is sent without is said.
fn send(desk: &mut Desk, send: &ReportSend) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let record = find_duty(desk, &store, &catalog, &send.duty)?;
    let narrative = send.narrative.as_deref().map(narrative).transpose()?;
    let bare = narrative.is_none();
    let sending = Sending {
        letter: send.letter.as_deref().map(|letter| gate_line(letter.trim(), TITLE_MAX)).transpose()?,
        letter_on: send.letter_date.as_deref().map(|typed| find::day(typed, desk.today)).transpose()?,
        behalf: send.behalf,
        narrative: narrative.unwrap_or_default(),
    };
    record_step(desk, &mut store, &catalog, &record, (&send.duty, DutyEventKind::Sent(sending)))?;
    let key = &record.duty.key;
    let plan = catalog.plan(&key.rule.plan());
    let lang = desk.lang;
    let warn = |desk: &mut Desk, text: &str| desk.warn(&format!("{}: {text}", Said::Warning.words(lang)));
    if bare && plan.is_some_and(|plan| cells_of(&catalog, plan, &key.office, key.period).is_empty()) {
        warn(desk, Said::NoNarrative.words(lang));
    }
    let missing = blockers(desk, &store, &catalog, &record)?;
    if !missing.is_empty() {
        let names = missing.join(", ");
        warn(desk, &fill(Said::Blockers.words(lang), &[&names]));
    }
    Ok(())
}

/// The offices whose reports this one waits for and that have not sent them.
fn blockers(desk: &Desk, store: &Store, catalog: &Catalog, record: &DutyRecord) -> Result<Vec<String>, Failure> {
    let Some((plan, rule)) = catalog.rule(&record.duty.key.rule) else { return Ok(Vec::new()) };
    let mut missing = Vec::new();
    for no in &rule.waits_for {
        let awaited = plan.rules.iter().find(|rule| rule.no == *no).map(|rule| plan.rule_id(rule));
        let filter = DutyFilter { rule: awaited, period: Some(record.duty.key.period), ..DutyFilter::default() };
        for other in store.duties(&filter)? {
            let stood = standing(&other.duty, &other.events, other.outside, desk.today);
            if !stood.waived && !matches!(stood.state, DutyState::Waiting | DutyState::Accepted) {
                missing.push(catalog.office_name(&other.duty.key.office).to_owned());
            }
        }
    }
    Ok(missing)
}

/// A narrative: TOML with its three parts, or a text that is the results.
fn narrative(path: &Path) -> Result<Narrative, Failure> {
    let bytes = file::read(path)?;
    let refused = |detail: String| Failure::Narrative(path.to_owned(), detail);
    let text = String::from_utf8(bytes).map_err(|_| refused("UTF-8".to_owned()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let is_toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    let read = toml::from_str::<Narrative>(text);
    let narrative = match read {
        Ok(narrative) => narrative,
        Err(error) if is_toml => return Err(refused(error.message().to_owned())),
        Err(_) => Narrative { results: text.to_owned(), ..Narrative::default() },
    };
    let gated = |text: &str| gate_text(text.trim(), NARRATIVE_MAX);
    Ok(Narrative {
        results: gated(&narrative.results)?,
        difficulties: gated(&narrative.difficulties)?,
        proposals: gated(&narrative.proposals)?,
    })
}

fn report_row(desk: &Desk, catalog: &Catalog, stood: &Stood) -> ReportRow {
    ReportRow {
        duty: duties::line(desk, catalog, stood).row,
        events: stood.record.events.iter().map(ReportEvent::of).collect(),
    }
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
        let rows: Vec<ReportRow> = found.iter().map(|stood| report_row(desk, &catalog, stood)).collect();
        return Ok(json::write(desk.out(), &rows)?);
    }
    if found.is_empty() || desk.format == Some(Format::Csv) {
        return duties::list(desk, &catalog, &found);
    }
    for stood in &found {
        show_text(desk, &catalog, stood)?;
    }
    Ok(())
}

fn show_text(desk: &mut Desk, catalog: &Catalog, stood: &Stood) -> Result<(), Failure> {
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
    desk.say(&format!("  {state}: {}", facts::deadline(lang, rule, duty, &stood.standing)))?;
    for event in stood.record.events.iter().map(ReportEvent::of) {
        let letter = event.letter.map(|letter| format!(" · {letter}")).unwrap_or_default();
        let until = event.until.map(|until| format!(" → {}", print_day(until))).unwrap_or_default();
        let reason = event.reason.map(|reason| format!(" · {reason}")).unwrap_or_default();
        let happened = words::event(lang, event.event);
        desk.say(&format!("  {} {happened}{until}{letter}{reason} ({})", print_day(event.on), event.by))?;
        let narrative = event.narrative.unwrap_or_default();
        for part in [narrative.results, narrative.difficulties, narrative.proposals] {
            for line in part.lines() {
                desk.say(&format!("      {line}"))?;
            }
        }
    }
    Ok(())
}

/// `activity set`
pub fn set_activity(
    desk: &mut Desk,
    (plan, no): (&str, u32),
    done: &str,
    note: Option<String>,
    on: Option<&str>,
) -> Result<(), Failure> {
    let mut store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let plan = find::plan(&catalog, plan)?;
    let Some(activity) = plan.activities.iter().find(|activity| activity.no == no) else {
        return Err(Failure::Activity(no, plan.activities.len()));
    };
    let done = parse(done, NumberFormat::plain(2)).map_err(Refusal::Number)?;
    if done < Number::whole(0) {
        return Err(Refusal::Negative.into());
    }
    let on = on.map_or(Ok(desk.today), |typed| find::day(typed, desk.today))?;
    if on > desk.today {
        return Err(step::StepRefusal::InFuture { on, today: desk.today }.into());
    }
    let note = note.map(|note| gate_text(&note, NOTE_MAX)).transpose()?;
    let progress = ActivityProgress { plan: PlanCode::clone(&plan.code), no, done, note, on };
    store.write(&desk.actor("cli"), desk.now, Write::SetActivity(progress))?;
    let lang = desk.lang;
    let unit = activity.unit.as_deref().unwrap_or_default();
    let (said, done) = (Said::Saved.words(lang), print(done, 0));
    desk.say(&format!("{said}: {} {no} · {}: {done} {unit}", plan.code, activity.content))
}
