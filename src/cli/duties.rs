//! Lists of duties with their status on a day, the overview (`today`) and the totals (`status`). Read-only.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::args::{DutyFilterArgs, OutputFormat, PlanOfficeArgs};
use super::context::{Context, OutputRow};
use super::error::CliError;
use super::list::{is_responsible, scope_office};
use super::rows::{DutyCounts, DutyRow, MeasureCounts, StatusRow, enum_key};
use super::{estimate, lookup};
use crate::domain::assessment::assess_plan;
use crate::domain::blocker;
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::duty::{Blocker, Duty, DutyState, DutyStatus, Totals};
use crate::domain::estimate::{DueEstimate, count_by_period};
use crate::domain::succession::Succession;
use crate::i18n::cli::{CliText, Heading};
use crate::i18n::{Lang, display, facts, fill_placeholders};
use crate::lists::column::rows_value;
use crate::lists::follow_up::{EstimateList, EstimateRow};
use crate::lists::measures::status_cell;
use crate::lists::print::text_cell;
use crate::report::csv::CsvStyle;
use crate::report::table::{CellTone, TextCell};
use crate::report::value::DataValue;
use crate::report::{csv, json};
use crate::store::{DutyFilter, DutyRecord, Store, totals_of_counts};

/// Maximum number of rows in a section of the overview.
const MAX_SECTION_ROWS: usize = 20;

/// A duty with its status and its blockers on the context's day.
pub struct DutyWithBlockers {
    /// The duty with its events.
    pub record: DutyRecord,
    /// Status.
    pub status: DutyStatus,
    /// Missing prerequisite reports; for a submitted report those it was sent without.
    pub blockers: Vec<Blocker>,
}

impl DutyWithBlockers {
    /// A duty on a day, its blockers not yet read.
    fn new(record: DutyRecord, day: NaiveDate) -> Self {
        Self {
            status: record.status_on(day),
            record,
            blockers: Vec::new(),
        }
    }

    /// Returns `true` if it is overdue and required: a reminder is needed.
    fn is_overdue(&self) -> bool {
        self.status.state == DutyState::Overdue && self.is_required()
    }

    /// Returns `true` if the report must be sent; others are not due in the overview.
    fn is_required(&self) -> bool {
        self.record.duty.is_required(&self.status)
    }
}

/// What is read of each duty of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyDetail {
    /// The duty and its status.
    Plain,
    /// With its blockers, for which whole rules are read.
    WithBlockers,
}

impl DutyDetail {
    /// What a list prints: a text table has no blockers.
    fn of_list(context: &Context) -> Self {
        match context.format {
            None | Some(OutputFormat::Text) => Self::Plain,
            Some(_) => Self::WithBlockers,
        }
    }
}

/// Selection of duties for a command.
struct DutySelection {
    filter: DutyFilter,
    office: Option<OfficeCode>,
    state: Option<String>,
}

impl DutySelection {
    fn new(
        context: &Context,
        catalog: &Catalog,
        filters: &DutyFilterArgs,
    ) -> Result<Self, CliError> {
        let scope = &filters.scope;
        let plan = lookup::find_optional_plan(catalog, scope.plan.as_deref())?;
        let filter = DutyFilter {
            plan: plan.map(|plan| plan.code.clone()),
            rule: filters
                .rule
                .as_deref()
                .map(|typed| lookup::find_rule(catalog, typed))
                .transpose()?
                .map(|(id, ..)| id),
            period: filters
                .period
                .as_deref()
                .map(lookup::parse_period_argument)
                .transpose()?,
            // Only narrows the query; `select` decides.
            overdue_on: (filters.state == Some(enum_key(&DutyState::Overdue)))
                .then_some(context.day),
            ..DutyFilter::default()
        };
        let office = scope_office(catalog, scope.plan.as_deref(), scope.office.as_deref())?;
        let filter = DutyFilter {
            office_or_predecessor: office.clone(),
            ..filter
        };
        Ok(Self {
            filter,
            office,
            state: filters.state.clone(),
        })
    }

    /// Status of a duty, if it is selected. Transferred duties are selected only by that state.
    fn select(
        &self,
        context: &Context,
        catalog: &Catalog,
        record: DutyRecord,
    ) -> Option<DutyWithBlockers> {
        if !Succession::new(&catalog.offices).is_duty_visible_on(&record.duty, context.day) {
            return None;
        }
        let owed = DutyWithBlockers::new(record, context.day);
        let is_of_office = self
            .office
            .as_ref()
            .is_none_or(|office| belongs_to_office(context, &owed, office));
        let is_in_state = match &self.state {
            Some(state) => enum_key(&owed.status.state) == *state,
            // The duties of its successors are listed instead.
            None => owed.status.state != DutyState::Transferred,
        };
        (is_of_office && is_in_state).then_some(owed)
    }
}

/// Reads the duties of a scope with their status. Transferred duties are included only if that state is requested.
pub fn read_duties(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    filters: &DutyFilterArgs,
) -> Result<Vec<DutyWithBlockers>, CliError> {
    let selection = DutySelection::new(context, catalog, filters)?;
    read_selected(
        context,
        store,
        catalog,
        (&selection, DutyDetail::WithBlockers),
    )
}

/// Like [`read_duties`], but omits duties of which an index shows that they are neither overdue, due soon, returned nor
/// waiting. The others are all included.
fn read_pending_duties(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    filters: &DutyFilterArgs,
) -> Result<Vec<DutyWithBlockers>, CliError> {
    let mut selection = DutySelection::new(context, catalog, filters)?;
    selection.filter.pending_on = is_every_event_known(context, store)?.then_some(context.day);
    let shown = DutyDetail::of_list(context);
    read_selected(context, store, catalog, (&selection, shown))
}

fn read_selected(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    (selection, shown): (&DutySelection, DutyDetail),
) -> Result<Vec<DutyWithBlockers>, CliError> {
    let records = store.duties(&selection.filter)?.into_iter();
    let mut found: Vec<DutyWithBlockers> = records
        .filter_map(|record| selection.select(context, catalog, record))
        .collect();
    if shown == DutyDetail::WithBlockers {
        attach_blockers(store, catalog, &mut found, context.day)?;
    }
    Ok(found)
}

/// Reads the duties of a scope page by page and passes each with its blockers on.
pub fn for_each_duty(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    (filters, shown): (&DutyFilterArgs, DutyDetail),
    visit: &mut dyn FnMut(&DutyWithBlockers) -> Result<(), CliError>,
) -> Result<(), CliError> {
    let selection = DutySelection::new(context, catalog, filters)?;
    let mut prerequisites = Prerequisites::default();
    store.for_each_duty_page(&selection.filter, &mut |page| {
        let mut found: Vec<DutyWithBlockers> = page
            .into_iter()
            .filter_map(|record| selection.select(context, catalog, record))
            .collect();
        if shown == DutyDetail::WithBlockers {
            prerequisites.attach_blockers(store, catalog, &mut found, context.day)?;
        }
        found.iter().try_for_each(&mut *visit)
    })
}

/// Totals of the duties of a scope, without collecting them.
fn duty_totals(
    context: &Context,
    store: &Store,
    catalog: &Catalog,
    scope: &PlanOfficeArgs,
) -> Result<Totals, CliError> {
    let scope = PlanOfficeArgs {
        plan: scope.plan.clone(),
        office: scope.office.clone(),
    };
    let selection = DutySelection::new(
        context,
        catalog,
        &DutyFilterArgs {
            scope,
            ..DutyFilterArgs::default()
        },
    )?;
    if selection.office.is_none() && is_every_event_known(context, store)? {
        return Ok(totals_of_counts(
            &store.duty_counts(selection.filter.plan.as_ref())?,
            context.day,
        ));
    }
    let mut totals = Totals::default();
    store.for_each_duty(&selection.filter, &mut |record| {
        if let Some(owed) = selection.select(context, catalog, record) {
            totals.count(owed.record.duty.tracked, &owed.status);
        }
    })?;
    Ok(totals)
}

/// Returns `true` if no event of a duty is later than the context's day: the summaries tell the state of every duty.
fn is_every_event_known(context: &Context, store: &Store) -> Result<bool, CliError> {
    let last = store.last_event_day()?;
    Ok(last.is_none_or(|last| last <= context.day))
}

/// Adds the blockers of each report; prerequisite reports are read once per rule.
fn attach_blockers(
    store: &Store,
    catalog: &Catalog,
    found: &mut [DutyWithBlockers],
    day: NaiveDate,
) -> Result<(), CliError> {
    Prerequisites::default().attach_blockers(store, catalog, found, day)
}

/// Duties of the rules that others wait for, with their status on a day.
#[derive(Default)]
struct Prerequisites(BTreeMap<RuleId, Vec<(Duty, DutyStatus)>>);

impl Prerequisites {
    fn attach_blockers(
        &mut self,
        store: &Store,
        catalog: &Catalog,
        found: &mut [DutyWithBlockers],
        day: NaiveDate,
    ) -> Result<(), CliError> {
        for owed in found {
            let Some((plan, rule)) = catalog.rule(&owed.record.duty.key.rule) else {
                continue;
            };
            let rules: Vec<RuleId> = blocker::prerequisite_rules(plan, rule).collect();
            for rule in &rules {
                if !self.0.contains_key(rule) {
                    self.0
                        .insert(rule.clone(), duties_of_rule_on(store, rule, day)?);
                }
            }
            let prerequisites = rules
                .iter()
                .filter_map(|rule| self.0.get(rule))
                .flatten()
                .map(|(duty, status)| (duty, status));
            let DutyRecord { duty, events, .. } = &owed.record;
            owed.blockers = blocker::blockers_on(duty, (events, &owed.status), day, prerequisites);
        }
        Ok(())
    }
}

/// Duties of a rule with their status on a day.
fn duties_of_rule_on(
    store: &Store,
    rule: &RuleId,
    day: NaiveDate,
) -> Result<Vec<(Duty, DutyStatus)>, CliError> {
    let records = store.duties(&DutyFilter {
        rule: Some(rule.clone()),
        ..DutyFilter::default()
    })?;
    let with_status = |record: DutyRecord| {
        let status = record.status_on(day);
        (record.duty, status)
    };
    Ok(records.into_iter().map(with_status).collect())
}

/// Duties with their status on a day and their blockers.
pub fn with_status_and_blockers(
    store: &Store,
    catalog: &Catalog,
    records: Vec<DutyRecord>,
    day: NaiveDate,
) -> Result<Vec<DutyWithBlockers>, CliError> {
    let with_status = |record| DutyWithBlockers::new(record, day);
    let mut found: Vec<DutyWithBlockers> = records.into_iter().map(with_status).collect();
    attach_blockers(store, catalog, &mut found, day)?;
    Ok(found)
}

/// Returns `true` if a duty belongs to an office: its own, or one transferred from it.
fn belongs_to_office(context: &Context, owed: &DutyWithBlockers, office: &OfficeCode) -> bool {
    let duty = &owed.record.duty;
    duty.key.office == *office
        || duty
            .predecessors_on(context.day)
            .any(|origin| origin.office == *office)
}

fn duty_tone(owed: &DutyWithBlockers) -> CellTone {
    match owed.status.state {
        _ if !owed.is_required() => CellTone::Dim,
        DutyState::Overdue => CellTone::Bad,
        DutyState::Returned | DutyState::DueSoon => CellTone::Warn,
        DutyState::Accepted => CellTone::Good,
        DutyState::WithinDeadline | DutyState::Waiting => CellTone::Plain,
        DutyState::NotOpen | DutyState::Transferred => CellTone::Dim,
    }
}

/// List row of a duty.
pub fn duty_row(
    context: &Context,
    catalog: &Catalog,
    owed: &DutyWithBlockers,
) -> OutputRow<DutyRow> {
    let (lang, duty, status) = (context.lang, &owed.record.duty, &owed.status);
    let row = DutyRow::new(catalog, (&owed.record, status, &owed.blockers), context.day);
    let state = format!(
        "{} {}",
        facts::duty_mark(status.state),
        facts::duty_state(lang, status.state)
    );
    let cells = vec![
        TextCell::from(&duty.key.rule.0),
        TextCell::from(&duty.key.office.0).drop_rank(2),
        TextCell::from(&row.office_name).truncatable(),
        TextCell::from(facts::period_short(lang, duty.key.period)),
        TextCell::from(display::day(context.lang, status.deadline)).drop_rank(1),
        TextCell::from(state).tone(duty_tone(owed)),
        TextCell::from(facts::days_text(lang, status)),
    ];
    OutputRow { row, cells }
}

const HEADINGS: [Heading; 7] = [
    Heading::Rules,
    Heading::Code,
    Heading::Office,
    Heading::Period,
    Heading::Deadline,
    Heading::Status,
    Heading::Days,
];

/// `tiendo duties`
pub fn list_duties(context: &mut Context, filters: &DutyFilterArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    context.print_each(&HEADINGS, |context, write| {
        let shown = DutyDetail::of_list(context);
        for_each_duty(context, &store, &catalog, (filters, shown), &mut |owed| {
            Ok(write(duty_row(context, &catalog, owed))?)
        })
    })
}

/// Prints duties as a list.
pub fn print_duties(
    context: &mut Context,
    catalog: &Catalog,
    duties: &[DutyWithBlockers],
) -> Result<(), CliError> {
    let rows = duties
        .iter()
        .map(|owed| duty_row(context, catalog, owed))
        .collect();
    context.print_list(&HEADINGS, rows)
}

/// Overdue duties, the longest overdue first.
fn overdue_sorted(all: &[DutyWithBlockers]) -> Vec<&DutyWithBlockers> {
    let mut overdue: Vec<&DutyWithBlockers> = all.iter().filter(|owed| owed.is_overdue()).collect();
    overdue.sort_by_key(|owed| std::cmp::Reverse(owed.status.late_days));
    overdue
}

/// `tiendo overdue`; with `--exit-code` status 3 if there are any.
pub fn list_overdue(
    context: &mut Context,
    scope: PlanOfficeArgs,
    exit_code: bool,
) -> Result<u8, CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let state = Some(enum_key(&DutyState::Overdue));
    let filters = DutyFilterArgs {
        scope,
        state,
        ..DutyFilterArgs::default()
    };
    let selection = DutySelection::new(context, &catalog, &filters)?;
    let shown = DutyDetail::of_list(context);
    let all = read_selected(context, &store, &catalog, (&selection, shown))?;
    let rows: Vec<OutputRow<DutyRow>> = overdue_sorted(&all)
        .into_iter()
        .map(|owed| duty_row(context, &catalog, owed))
        .collect();
    let exit_status = if exit_code && !rows.is_empty() { 3 } else { 0 };
    context.print_list(&HEADINGS, rows)?;
    Ok(exit_status)
}

/// A section of the overview: title, state, and the duties of the state.
type TodaySection<'a> = (CliText, DutyState, Vec<&'a DutyWithBlockers>);

/// The overview as JSON.
#[derive(serde::Serialize)]
struct TodayReport {
    as_of: NaiveDate,
    overdue: Vec<DutyRow>,
    due_soon: Vec<DutyRow>,
    waiting: Vec<DutyRow>,
    returned: Vec<DutyRow>,
    estimates: DataValue,
}

/// `tiendo today`: overdue, due soon, waiting and returned reports; of the own office if one is set.
pub fn print_today(context: &mut Context, scope: &PlanOfficeArgs) -> Result<(), CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let own = store
        .office_of(context.user.user_name())?
        .map(|office| office.0);
    let scope = PlanOfficeArgs {
        plan: scope.plan.clone(),
        office: scope.office.clone().or(own),
    };
    let due_estimates = estimate::due_estimates_in_scope(context, &store, &catalog, &scope)?;
    let filters = DutyFilterArgs {
        scope,
        ..DutyFilterArgs::default()
    };
    let duties = read_pending_duties(context, &store, &catalog, &filters)?;
    let sections = today_sections(&duties);
    let rows = |duties: &[&DutyWithBlockers]| {
        duties
            .iter()
            .map(|owed| duty_row(context, &catalog, owed).row)
            .collect::<Vec<_>>()
    };
    let [overdue, due_soon, returned, waiting] =
        sections.each_ref().map(|(_, _, duties)| rows(duties));
    let facts = context.facts(&catalog);
    let estimates: Vec<EstimateRow<'_>> = due_estimates
        .iter()
        .map(|due| EstimateRow::new(&facts, due))
        .collect();
    let estimates = rows_value::<EstimateList>(&facts, &estimates);
    let report = TodayReport {
        as_of: context.day,
        overdue,
        due_soon,
        waiting,
        returned,
        estimates,
    };
    match context.format {
        Some(OutputFormat::Json) => Ok(json::write(context.out(), &report)?),
        Some(OutputFormat::Csv) => {
            // Estimates have other columns: `tiendo estimates` lists them.
            let duties = [
                report.overdue,
                report.due_soon,
                report.returned,
                report.waiting,
            ]
            .concat();
            Ok(csv::write(context.out(), &duties, CsvStyle::Plain)?)
        }
        _ => print_today_text(context, &catalog, &sections, &due_estimates),
    }
}

/// Sections of the overview in the order of display.
fn today_sections(duties: &[DutyWithBlockers]) -> [TodaySection<'_>; 4] {
    let required_in_state = |state| {
        duties
            .iter()
            .filter(|owed| owed.is_required() && owed.status.state == state)
            .collect()
    };
    let section = |title, state| (title, state, required_in_state(state));
    [
        (CliText::Overdue, DutyState::Overdue, overdue_sorted(duties)),
        section(CliText::DueSoon, DutyState::DueSoon),
        section(CliText::Returned, DutyState::Returned),
        section(CliText::Waiting, DutyState::Waiting),
    ]
}

fn print_today_text(
    context: &mut Context,
    catalog: &Catalog,
    sections: &[TodaySection<'_>],
    estimates: &[DueEstimate],
) -> Result<(), CliError> {
    let lang = context.lang;
    context.print_line(
        format!(
            "{} {}",
            facts::weekday(lang, context.day),
            display::day(context.lang, context.day)
        )
        .trim(),
    )?;
    if sections.iter().all(|(_, _, duties)| duties.is_empty()) && estimates.is_empty() {
        return context.print_line(CliText::NothingDue.text(lang));
    }
    for (title, state, duties) in sections.iter().filter(|(_, _, duties)| !duties.is_empty()) {
        context.print_line(&format!("\n{} ({})", title.text(lang), duties.len()))?;
        let cells: Vec<Vec<TextCell>> = duties
            .iter()
            .take(MAX_SECTION_ROWS)
            .map(|owed| today_cells(lang, catalog, owed))
            .collect();
        context.print_table(
            &[
                Heading::Office,
                Heading::Report,
                Heading::Period,
                Heading::Deadline,
            ],
            &cells,
        )?;
        if duties.len() > MAX_SECTION_ROWS {
            context.print_line(&fill_placeholders(
                CliText::MoreDuties.text(lang),
                &[&(duties.len() - MAX_SECTION_ROWS), &enum_key(state)],
            ))?;
        }
    }
    if !estimates.is_empty() {
        context.print_line(&format!(
            "\n{} ({})",
            CliText::Estimates.text(lang),
            estimates.len()
        ))?;
    }
    for (plan, period, count) in count_by_period(estimates) {
        context.print_line(&format!(
            "  {plan}  {}",
            facts::pending_estimates(lang, period, count)
        ))?;
    }
    Ok(())
}

fn today_cells(lang: Lang, catalog: &Catalog, owed: &DutyWithBlockers) -> Vec<TextCell> {
    let duty = &owed.record.duty;
    let rule = catalog.rule(&duty.key.rule).map(|(_, rule)| rule);
    let deadline =
        rule.map(|rule| facts::deadline(lang, rule, duty, &owed.status, catalog.settings));
    let deadline = deadline.unwrap_or_default();
    vec![
        TextCell::from(catalog.office_name(&duty.key.office)).truncatable(),
        TextCell::from(format!(
            "{} {}",
            duty.key.rule,
            rule.map_or("", |rule| rule.label.as_str())
        ))
        .truncatable(),
        TextCell::from(facts::period(lang, duty.key.period))
            .truncatable()
            .drop_rank(1),
        TextCell::from(deadline).tone(duty_tone(owed)),
    ]
}

/// Totals of a scope on the context's day.
pub fn status_totals(context: &Context, scope: &PlanOfficeArgs) -> Result<StatusRow, CliError> {
    let store = context.open_store()?;
    let catalog = store.catalog_as_of(context.day)?;
    let mut measures = MeasureCounts::default();
    let office = scope_office(&catalog, scope.plan.as_deref(), scope.office.as_deref())?;
    for plan in lookup::find_plans(&catalog, scope.plan.as_deref())? {
        let figures = store.figures(&plan.code)?;
        for (id, assessment) in assess_plan(&catalog, plan, &figures, context.day) {
            let measure = plan.find_measure(&id).map(|(_, measure)| measure);
            let owned = |office: &OfficeCode| {
                measure.is_some_and(|m| is_responsible(context, &catalog, (plan, m), office))
            };
            if office.as_ref().is_none_or(owned) {
                measures.count(assessment.status);
            }
        }
    }
    let totals = duty_totals(context, &store, &catalog, scope)?;
    Ok(StatusRow {
        as_of: context.day,
        measures,
        duties: DutyCounts::from(totals),
    })
}

/// `tiendo status`
pub fn print_status(context: &mut Context, scope: &PlanOfficeArgs) -> Result<(), CliError> {
    let row = status_totals(context, scope)?;
    match context.format {
        Some(OutputFormat::Json) => Ok(json::write(context.out(), &row)?),
        Some(OutputFormat::Csv) => Ok(csv::write(context.out(), &[row], CsvStyle::Plain)?),
        _ => print_status_text(context, &row),
    }
}

fn print_status_text(context: &mut Context, row: &StatusRow) -> Result<(), CliError> {
    let lang = context.lang;
    context.print_line(&display::day(context.lang, row.as_of))?;
    let count = |count: u64| TextCell::from(count.to_string()).right_aligned();
    let measure_rows: Vec<Vec<TextCell>> = row
        .measures
        .by_status()
        .iter()
        .map(|(status, n)| vec![text_cell(status_cell(lang, *status)), count(*n)])
        .collect();
    context.print_line("")?;
    context.print_table(&[Heading::Measures, Heading::Quantity], &measure_rows)?;
    let duties = &row.duties;
    let rate = duties.rate.as_ref().map_or_else(
        || "–".to_owned(),
        |rate| format!("{}%", localized_decimal(lang, rate)),
    );
    let duty_rows = vec![
        vec![
            TextCell::from(CliText::DoneOnTime.text(lang)).tone(CellTone::Good),
            count(duties.done_on_time),
        ],
        vec![
            TextCell::from(CliText::DoneLate.text(lang)),
            count(duties.done_late),
        ],
        vec![
            TextCell::from(CliText::OpenWithinDeadline.text(lang)),
            count(duties.open_in_term),
        ],
        vec![
            TextCell::from(CliText::OpenOverdue.text(lang)).tone(CellTone::Bad),
            count(duties.open_overdue),
        ],
        vec![
            TextCell::from(CliText::Rate.text(lang)),
            TextCell::from(rate).right_aligned(),
        ],
    ];
    context.print_line("")?;
    context.print_table(&[Heading::Report, Heading::Quantity], &duty_rows)
}

/// A decimal of scripts in the notation of a language: with a comma in Vietnamese.
fn localized_decimal(lang: Lang, decimal: &str) -> String {
    match lang {
        Lang::Vi => decimal.replace('.', ","),
        Lang::En => decimal.to_owned(),
    }
}
