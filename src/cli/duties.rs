//! Lists of duties as they stand on a day, the first page (`today`) and the page of totals (`status`). Writes nothing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::args::{DutyFilters, DutyScope, Format};
use super::list::{answers, scope_office, status_cell};
use super::output::{Desk, Line};
use super::rows::{DutyCounts, DutyRow, EstimateRow, MeasureCounts, StatusRow, key};
use super::{Failure, estimate, find};
use crate::domain::catalog::Catalog;
use crate::domain::chain::{self, Blocker};
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::day::print_day;
use crate::domain::duty::{DutyState, Standing, Totals, standing};
use crate::domain::estimate::{DueEstimate, counted_by_period};
use crate::domain::judge::judge_plan;
use crate::report::csv::Style;
use crate::report::table::{Cell, Tone};
use crate::report::{csv, json};
use crate::store::{DutyFilter, DutyRecord, Store};
use crate::words::cli::{Head, Said};
use crate::words::{Lang, facts, fill};

/// How many lines a part of the first page shows.
const SHOWN: usize = 20;

/// A duty and how it stands on the desk's day.
pub struct Stood {
    /// The duty with its events.
    pub record: DutyRecord,
    /// How it stands.
    pub standing: Standing,
    /// What it waits for and is not there; of a report in hand, what it was sent without.
    pub blockers: Vec<Blocker>,
}

impl Stood {
    /// Overdue, tracked and not waived: somebody has to be reminded.
    fn is_overdue(&self) -> bool {
        self.standing.state == DutyState::Overdue && self.counts()
    }

    /// Counted at all.
    fn counts(&self) -> bool {
        self.record.duty.tracked && !self.standing.waived
    }
}

/// Which duties a command is about.
struct Wanted {
    filter: DutyFilter,
    office: Option<OfficeCode>,
    state: Option<String>,
}

impl Wanted {
    fn by(desk: &Desk, catalog: &Catalog, filters: &DutyFilters) -> Result<Self, Failure> {
        let scope = &filters.scope;
        let plan = scope.plan.as_deref().map(|typed| find::plan(catalog, typed)).transpose()?;
        let filter = DutyFilter {
            plan: plan.map(|plan| plan.code.clone()),
            rule: filters.rule.as_deref().map(|typed| find::rule(catalog, typed)).transpose()?.map(|(id, ..)| id),
            period: filters.period.as_deref().map(find::period).transpose()?,
            past_on: (filters.state == Some(key(&DutyState::Overdue))).then_some(desk.day),
            ..DutyFilter::default()
        };
        let office = scope_office(catalog, scope.plan.as_deref(), scope.office.as_deref())?;
        Ok(Self { filter, office, state: filters.state.clone() })
    }

    /// How a duty stands, if it is one of them. Those that passed on are only by their state.
    fn judged(&self, desk: &Desk, catalog: &Catalog, record: DutyRecord) -> Option<Stood> {
        if !catalog.knows(&record.duty, desk.day) {
            return None;
        }
        let standing = standing(&record.duty, &record.events, record.outside, desk.day);
        let stood = Stood { record, standing, blockers: Vec::new() };
        let of_office = self.office.as_ref().is_none_or(|office| is_of(desk, &stood, office));
        let in_state = match &self.state {
            Some(state) => key(&stood.standing.state) == *state,
            // Its successors' duties stand for it.
            None => stood.standing.state != DutyState::PassedOn,
        };
        (of_office && in_state).then_some(stood)
    }
}

/// Reads the duties of a scope and judges each. Those that passed on are read only by their state.
pub fn read(desk: &Desk, store: &Store, catalog: &Catalog, filters: &DutyFilters) -> Result<Vec<Stood>, Failure> {
    let wanted = Wanted::by(desk, catalog, filters)?;
    let records = store.duties(&wanted.filter)?.into_iter();
    let mut found: Vec<Stood> = records.filter_map(|record| wanted.judged(desk, catalog, record)).collect();
    find_blockers(store, catalog, &mut found, desk.day)?;
    Ok(found)
}

/// The totals of the duties of a scope, of which none is kept.
fn duty_totals(desk: &Desk, store: &Store, catalog: &Catalog, scope: &DutyScope) -> Result<Totals, Failure> {
    let scope = DutyScope { plan: scope.plan.clone(), office: scope.office.clone() };
    let wanted = Wanted::by(desk, catalog, &DutyFilters { scope, ..DutyFilters::default() })?;
    let mut totals = Totals::default();
    store.each_duty(&wanted.filter, &mut |record| {
        if let Some(stood) = wanted.judged(desk, catalog, record) {
            totals.count(stood.record.duty.tracked, &stood.standing);
        }
    })?;
    Ok(totals)
}

/// What each report waits for; the reports that are waited for are read once a rule.
fn find_blockers(store: &Store, catalog: &Catalog, found: &mut [Stood], day: NaiveDate) -> Result<(), Failure> {
    let mut awaited: BTreeMap<RuleId, Vec<(DutyRecord, Standing)>> = BTreeMap::new();
    for stood in found {
        let Some((plan, rule)) = catalog.rule(&stood.record.duty.key.rule) else { continue };
        let rules: Vec<RuleId> = chain::awaited(plan, rule).collect();
        for rule in &rules {
            if !awaited.contains_key(rule) {
                awaited.insert(rule.clone(), stand(store, rule, day)?);
            }
        }
        let others = rules.iter().filter_map(|rule| awaited.get(rule)).flatten();
        let DutyRecord { duty, events, .. } = &stood.record;
        let others = others.map(|(record, standing)| (&record.duty, standing));
        stood.blockers = chain::blocking(duty, (events, &stood.standing), day, others);
    }
    Ok(())
}

/// The duties of a rule as they stand on a day.
fn stand(store: &Store, rule: &RuleId, day: NaiveDate) -> Result<Vec<(DutyRecord, Standing)>, Failure> {
    let records = store.duties(&DutyFilter { rule: Some(rule.clone()), ..DutyFilter::default() })?;
    let judge = |record: DutyRecord| {
        let standing = standing(&record.duty, &record.events, record.outside, day);
        (record, standing)
    };
    Ok(records.into_iter().map(judge).collect())
}

/// Duties as they stand on a day, with what they wait for.
pub fn stood(
    store: &Store,
    catalog: &Catalog,
    records: Vec<DutyRecord>,
    day: NaiveDate,
) -> Result<Vec<Stood>, Failure> {
    let judge = |record: DutyRecord| {
        let standing = standing(&record.duty, &record.events, record.outside, day);
        Stood { record, standing, blockers: Vec::new() }
    };
    let mut found: Vec<Stood> = records.into_iter().map(judge).collect();
    find_blockers(store, catalog, &mut found, day)?;
    Ok(found)
}

/// An office's duties are its own and those that came down from it.
fn is_of(desk: &Desk, stood: &Stood, office: &OfficeCode) -> bool {
    let duty = &stood.record.duty;
    duty.key.office == *office || duty.came_from(desk.day).any(|origin| origin.office == *office)
}

fn duty_tone(stood: &Stood) -> Tone {
    match stood.standing.state {
        _ if !stood.counts() => Tone::Dim,
        DutyState::Overdue => Tone::Bad,
        DutyState::Returned | DutyState::DueSoon => Tone::Warn,
        DutyState::Accepted => Tone::Good,
        DutyState::InTerm | DutyState::Waiting => Tone::Plain,
        DutyState::NotOpen | DutyState::PassedOn => Tone::Dim,
    }
}

/// A duty as a line of a list.
pub fn line(desk: &Desk, catalog: &Catalog, stood: &Stood) -> Line<DutyRow> {
    let (lang, duty, standing) = (desk.lang, &stood.record.duty, &stood.standing);
    let row = DutyRow::of(catalog, (&stood.record, standing, &stood.blockers), desk.day);
    let state = format!("{} {}", facts::duty_mark(standing.state), facts::duty_state(lang, standing.state));
    let cells = vec![
        Cell::from(&duty.key.rule.0),
        Cell::from(&duty.key.office.0).minor(2),
        Cell::from(&row.office_name).long(),
        Cell::from(&row.period),
        Cell::from(print_day(standing.deadline)).minor(1),
        Cell::from(state).tone(duty_tone(stood)),
        Cell::from(facts::days(lang, standing)),
    ];
    Line { row, cells }
}

const HEADS: [Head; 7] = [Head::Rules, Head::Code, Head::Office, Head::Period, Head::LastDay, Head::Status, Head::Days];

/// `tiendo duties`
pub fn duties(desk: &mut Desk, filters: &DutyFilters) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let found = read(desk, &store, &catalog, filters)?;
    list(desk, &catalog, &found)
}

/// Prints duties as a list.
pub fn list(desk: &mut Desk, catalog: &Catalog, found: &[Stood]) -> Result<(), Failure> {
    let lines = found.iter().map(|stood| line(desk, catalog, stood)).collect();
    desk.list(&HEADS, lines)
}

/// Those overdue, the longest late first.
fn overdue_of(all: &[Stood]) -> Vec<&Stood> {
    let mut overdue: Vec<&Stood> = all.iter().filter(|stood| stood.is_overdue()).collect();
    overdue.sort_by_key(|stood| std::cmp::Reverse(stood.standing.late_days));
    overdue
}

/// `tiendo overdue`; with `--exit-code` status 3 if there is any.
pub fn overdue(desk: &mut Desk, scope: DutyScope, exit_code: bool) -> Result<u8, Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let state = Some(key(&DutyState::Overdue));
    let all = read(desk, &store, &catalog, &DutyFilters { scope, state, ..DutyFilters::default() })?;
    let lines: Vec<Line<DutyRow>> = overdue_of(&all).into_iter().map(|stood| line(desk, &catalog, stood)).collect();
    let status = if exit_code && !lines.is_empty() { 3 } else { 0 };
    desk.list(&HEADS, lines)?;
    Ok(status)
}

/// The parts of the first page.
#[derive(serde::Serialize)]
struct TodayPage {
    as_of: chrono::NaiveDate,
    overdue: Vec<DutyRow>,
    due_soon: Vec<DutyRow>,
    waiting: Vec<DutyRow>,
    returned: Vec<DutyRow>,
    estimates: Vec<EstimateRow>,
}

/// `tiendo today`: what is late, due soon, waiting and returned; of one's own office where one is set.
pub fn today(desk: &mut Desk, scope: &DutyScope) -> Result<(), Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let own = store.office_of(&desk.account)?.map(|office| office.0);
    let scope = DutyScope { plan: scope.plan.clone(), office: scope.office.clone().or(own) };
    let waiting_for = estimate::due(desk, &store, &catalog, &scope)?;
    let all = read(desk, &store, &catalog, &DutyFilters { scope, ..DutyFilters::default() })?;
    let of = |state| all.iter().filter(|stood| stood.counts() && stood.standing.state == state).collect();
    let parts: [(Said, DutyState, Vec<&Stood>); 4] = [
        (Said::Overdue, DutyState::Overdue, overdue_of(&all)),
        (Said::DueSoon, DutyState::DueSoon, of(DutyState::DueSoon)),
        (Said::Returned, DutyState::Returned, of(DutyState::Returned)),
        (Said::Waiting, DutyState::Waiting, of(DutyState::Waiting)),
    ];
    let rows = |stood: &[&Stood]| stood.iter().map(|one| line(desk, &catalog, one).row).collect::<Vec<_>>();
    let [overdue, due_soon, returned, waiting] = parts.each_ref().map(|(_, _, stood)| rows(stood));
    let estimates = waiting_for.iter().map(|one| estimate::line(desk, &catalog, one).row).collect();
    let page = TodayPage { as_of: desk.day, overdue, due_soon, waiting, returned, estimates };
    match desk.format {
        Some(Format::Json) => Ok(json::write(desk.out(), &page)?),
        Some(Format::Csv) => {
            let all = [page.overdue, page.due_soon, page.returned, page.waiting].concat();
            Ok(csv::write(desk.out(), &all, Style::Plain)?)
        }
        _ => today_text(desk, &catalog, &parts, &waiting_for),
    }
}

fn today_text(
    desk: &mut Desk,
    catalog: &Catalog,
    parts: &[(Said, DutyState, Vec<&Stood>)],
    estimates: &[DueEstimate],
) -> Result<(), Failure> {
    let lang = desk.lang;
    desk.say(format!("{} {}", facts::weekday(lang, desk.day), print_day(desk.day)).trim())?;
    if parts.iter().all(|(_, _, stood)| stood.is_empty()) && estimates.is_empty() {
        return desk.say(Said::AllQuiet.words(lang));
    }
    for (head, state, stood) in parts.iter().filter(|(_, _, stood)| !stood.is_empty()) {
        desk.say(&format!("\n{} ({})", head.words(lang), stood.len()))?;
        let cells: Vec<Vec<Cell>> = stood.iter().take(SHOWN).map(|one| today_cells(lang, catalog, one)).collect();
        desk.table(&[Head::Office, Head::Report, Head::Period, Head::Deadline], &cells)?;
        if stood.len() > SHOWN {
            desk.say(&fill(Said::More.words(lang), &[&(stood.len() - SHOWN), &key(state)]))?;
        }
    }
    if !estimates.is_empty() {
        desk.say(&format!("\n{} ({})", Said::Estimates.words(lang), estimates.len()))?;
    }
    for (plan, period, count) in counted_by_period(estimates) {
        desk.say(&format!("  {plan}  {}", facts::estimates_wait(lang, period, count)))?;
    }
    Ok(())
}

fn today_cells(lang: Lang, catalog: &Catalog, stood: &Stood) -> Vec<Cell> {
    let duty = &stood.record.duty;
    let rule = catalog.rule(&duty.key.rule).map(|(_, rule)| rule);
    let deadline = rule.map(|rule| facts::deadline(lang, rule, duty, &stood.standing, catalog.settings));
    let deadline = deadline.unwrap_or_default();
    vec![
        Cell::from(catalog.office_name(&duty.key.office)).long(),
        Cell::from(format!("{} {}", duty.key.rule, rule.map_or("", |rule| rule.label.as_str()))).long(),
        Cell::from(facts::period(lang, duty.key.period)).long().minor(1),
        Cell::from(deadline).tone(duty_tone(stood)),
    ]
}

/// The totals of a scope on the desk's day.
pub fn totals(desk: &Desk, scope: &DutyScope) -> Result<StatusRow, Failure> {
    let store = desk.open()?;
    let catalog = store.catalog_on(desk.day)?;
    let mut measures = MeasureCounts::default();
    let office = scope_office(&catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    for plan in find::plans(&catalog, scope.plan.as_deref())? {
        let figures = store.figures(&plan.code)?;
        for (id, judgement) in judge_plan(&catalog, plan, &figures, desk.day) {
            let measure = plan.find_measure(&id).map(|(_, measure)| measure);
            let owned = |office: &OfficeCode| measure.is_some_and(|m| answers(desk, &catalog, (plan, m), office));
            if office.as_ref().is_none_or(owned) {
                measures.count(judgement.status);
            }
        }
    }
    let totals = duty_totals(desk, &store, &catalog, scope)?;
    Ok(StatusRow { as_of: desk.day, measures, duties: DutyCounts::from(totals) })
}

/// `tiendo status`
pub fn status(desk: &mut Desk, scope: &DutyScope) -> Result<(), Failure> {
    let row = totals(desk, scope)?;
    match desk.format {
        Some(Format::Json) => Ok(json::write(desk.out(), &row)?),
        Some(Format::Csv) => Ok(csv::write(desk.out(), &[row], Style::Plain)?),
        _ => status_text(desk, &row),
    }
}

fn status_text(desk: &mut Desk, row: &StatusRow) -> Result<(), Failure> {
    let lang = desk.lang;
    desk.say(&print_day(row.as_of))?;
    let count = |count: u64| Cell::from(count.to_string()).right();
    let by_status: Vec<Vec<Cell>> =
        row.measures.each().iter().map(|(status, n)| vec![status_cell(lang, *status), count(*n)]).collect();
    desk.say("")?;
    desk.table(&[Head::Measures, Head::Quantity], &by_status)?;
    let duties = &row.duties;
    let rate = duties.rate.as_ref().map_or_else(|| "–".to_owned(), |rate| format!("{} %", decimal(lang, rate)));
    let by_total = vec![
        vec![Cell::from(Said::DoneOnTime.words(lang)).tone(Tone::Good), count(duties.done_on_time)],
        vec![Cell::from(Said::DoneLate.words(lang)), count(duties.done_late)],
        vec![Cell::from(Said::OpenInTerm.words(lang)), count(duties.open_in_term)],
        vec![Cell::from(Said::OpenOverdue.words(lang)).tone(Tone::Bad), count(duties.open_overdue)],
        vec![Cell::from(Said::Rate.words(lang)), Cell::from(rate).right()],
    ];
    desk.say("")?;
    desk.table(&[Head::Report, Head::Quantity], &by_total)
}

/// A machine decimal as people read it: with a comma in Vietnamese.
fn decimal(lang: Lang, machine: &str) -> String {
    match lang {
        Lang::Vi => machine.replace('.', ","),
        Lang::En => machine.to_owned(),
    }
}
