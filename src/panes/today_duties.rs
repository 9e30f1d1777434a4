//! Duties that the first tab shows: those that concern the user, by state, grouped by rule and period from their counts.
//! Must not depend on panes.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;

use super::read_model::{DutyWithStatus, ReadModel, count_summaries};
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::duty::DutyState;
use crate::domain::period::Period;
use crate::domain::succession::Succession;
use crate::store::{DutyListFilter, SummaryCount};

/// Maximum number of duties of one rule and period shown separately; more are grouped.
const MAX_SEPARATE_ROWS: u64 = 4;

/// States with a section, in their order.
const SECTION_STATES: [DutyState; 4] = [
    DutyState::Overdue,
    DutyState::Returned,
    DutyState::DueSoon,
    DutyState::Waiting,
];

/// The duties that concern the user, counted: the own office's and those that it collects; all duties if there are none.
#[derive(Debug)]
pub struct RelevantDuties {
    /// Their numbers by what they have in common.
    pub counts: Vec<SummaryCount>,
    /// Duties of the own office in reports that it does not collect; of the other reports all duties concern the user.
    own: Vec<Rc<DutyWithStatus>>,
}

impl RelevantDuties {
    /// Reads the counts, and the duties of the own office.
    pub fn read(model: &ReadModel) -> Self {
        let all = model.duty_counts();
        let Some(own_office) = &model.own_office else {
            return Self::of_all(&all);
        };
        let collected: BTreeSet<RuleId> = collected_rules(model, own_office);
        let mut own = model.duties_of_office(own_office);
        own.retain(|owed| !collected.contains(&owed.key().rule));
        let mut counts = count_summaries(own.iter().map(AsRef::as_ref), model.today);
        let of_collected = all.iter().filter(|count| collected.contains(&count.rule));
        counts.extend(of_collected.cloned());
        let is_counted = |count: &SummaryCount| {
            let state = count.summary.state_on(model.today);
            state.is_some_and(|state| state != DutyState::Transferred)
        };
        if counts.iter().any(is_counted) || is_limited_to_own_office(model) {
            Self { counts, own }
        } else {
            Self::of_all(&all)
        }
    }

    fn of_all(all: &[SummaryCount]) -> Self {
        Self {
            counts: all.to_vec(),
            own: Vec::new(),
        }
    }

    /// The first duties of a report in one state, by deadline.
    fn first(
        &self,
        model: &ReadModel,
        group: &GroupCount<'_>,
        limit: u64,
    ) -> Vec<Rc<DutyWithStatus>> {
        let is_of_group = |owed: &&Rc<DutyWithStatus>| {
            owed.key().rule == *group.rule
                && owed.key().period == group.period
                && owed.is_counted()
                && owed.status.state == group.state
        };
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut own: Vec<_> = self.own.iter().filter(is_of_group).cloned().collect();
        if own.is_empty() {
            let filter = DutyListFilter {
                day: model.today,
                state: Some(group.state),
                plan: None,
                rule: Some(group.rule.clone()),
                period: Some(group.period),
                late: None,
                deadlines: group.deadlines,
                report_size: group.report_size,
            };
            return model.first_duties(&filter, limit);
        }
        own.sort_by_key(|owed| owed.status.deadline);
        own.truncate(limit);
        own
    }
}

/// Rules whose reports the own office collects.
fn collected_rules(model: &ReadModel, own: &OfficeCode) -> BTreeSet<RuleId> {
    let is_own = |office: &OfficeCode| holds_tasks_of(model, office, own);
    let mut rules = BTreeSet::new();
    for plan in &model.catalog.plans {
        let coordinates = is_own(&plan.coordinator);
        let collects = plan
            .rules
            .iter()
            .filter(|rule| coordinates || rule.via.as_ref().is_some_and(is_own));
        rules.extend(collects.map(|rule| plan.rule_id(rule)));
    }
    rules
}

/// A section: the duties in one state.
#[derive(Debug)]
pub struct DutySection {
    /// The state.
    pub state: DutyState,
    /// Number of its duties.
    pub count: u64,
    /// Its rows.
    pub entries: Vec<DutyEntry>,
}

/// A row of a section.
#[derive(Debug)]
pub struct DutyEntry {
    /// The duty, or the first of a group.
    pub first: Rc<DutyWithStatus>,
    /// The group; `None` for a single duty.
    pub group: Option<DutyGroup>,
}

/// Duties of one rule and period in one state.
#[derive(Clone, Copy, Debug)]
pub struct DutyGroup {
    /// Number of duties in the state.
    pub count: u64,
    /// Number of duties of the report that were sent, of all offices.
    pub submitted: u64,
    /// Number of duties of the report that are open or were sent, of all offices.
    pub all: u64,
}

/// A group as it is counted.
#[derive(Debug)]
struct GroupCount<'a> {
    rule: &'a RuleId,
    period: Period,
    state: DutyState,
    count: u64,
    /// First and last deadline.
    deadlines: (NaiveDate, NaiveDate),
    /// Number of duties of the report, whatever their state.
    report_size: u64,
}

/// The sections that have duties, the most overdue first.
pub fn sections(model: &ReadModel, duties: &RelevantDuties) -> Vec<DutySection> {
    let reports = count_reports(&model.duty_counts(), model.today);
    let section = |state| {
        let groups = groups_in_state(duties, &reports, (state, model.today));
        let count = groups.iter().map(|group| group.count).sum();
        let mut entries = Vec::new();
        for group in &groups {
            let is_grouped = group.count > MAX_SEPARATE_ROWS;
            let limit = if is_grouped { 1 } else { group.count };
            let report = reports.get(&(group.rule.clone(), group.period));
            let size = report.filter(|_| is_grouped).map(|report| DutyGroup {
                count: group.count,
                ..report.group
            });
            let first = duties.first(model, group, limit).into_iter();
            entries.extend(first.map(|first| DutyEntry { first, group: size }));
        }
        entries.sort_by_cached_key(|entry| {
            let (key, duty) = (entry.first.key().clone(), &entry.first.record.duty);
            let deadline = entry.first.status.deadline;
            (
                deadline,
                key.rule,
                duty.last_day,
                key.office,
                key.period.to_string(),
            )
        });
        DutySection {
            state,
            count,
            entries,
        }
    };
    let sections = SECTION_STATES.into_iter().map(section);
    sections.filter(|section| section.count > 0).collect()
}

/// Numbers of a report.
#[derive(Clone, Copy, Debug)]
struct ReportCount {
    group: DutyGroup,
    /// All its duties.
    size: u64,
}

/// Numbers of each report of a rule and period.
fn count_reports(
    counts: &[SummaryCount],
    day: NaiveDate,
) -> BTreeMap<(RuleId, Period), ReportCount> {
    let mut reports = BTreeMap::new();
    for count in counts {
        let report = reports
            .entry((count.rule.clone(), count.period))
            .or_insert(ReportCount {
                group: DutyGroup {
                    count: 0,
                    submitted: 0,
                    all: 0,
                },
                size: 0,
            });
        report.size += count.duties;
        match count.summary.state_on(day) {
            None | Some(DutyState::NotOpen | DutyState::Transferred) => {}
            Some(DutyState::Waiting | DutyState::Accepted) => {
                report.group.submitted += count.duties;
                report.group.all += count.duties;
            }
            Some(_) => report.group.all += count.duties,
        }
    }
    reports
}

/// The groups in a state on a day.
fn groups_in_state<'a>(
    duties: &'a RelevantDuties,
    reports: &BTreeMap<(RuleId, Period), ReportCount>,
    (state, day): (DutyState, NaiveDate),
) -> Vec<GroupCount<'a>> {
    let mut groups: BTreeMap<(&RuleId, Period), GroupCount<'a>> = BTreeMap::new();
    let is_in_state = |count: &&SummaryCount| count.summary.state_on(day) == Some(state);
    for count in duties.counts.iter().filter(is_in_state) {
        let deadline = count.summary.deadline;
        let group = groups
            .entry((&count.rule, count.period))
            .or_insert_with(|| GroupCount {
                rule: &count.rule,
                period: count.period,
                state,
                count: 0,
                deadlines: (deadline, deadline),
                report_size: reports
                    .get(&(count.rule.clone(), count.period))
                    .map_or(0, |report| report.size),
            });
        group.count += count.duties;
        let (first, last) = group.deadlines;
        group.deadlines = (first.min(deadline), last.max(deadline));
    }
    groups.into_values().collect()
}

/// Returns `true` if the user sees only what concerns the own office: every account with an office.
pub fn is_limited_to_own_office(model: &ReadModel) -> bool {
    model
        .shared_account
        .as_ref()
        .is_some_and(|person| person.office.is_some())
}

/// Returns `true` if the own office holds an office's tasks today.
pub fn holds_tasks_of(model: &ReadModel, office: &OfficeCode, own: &OfficeCode) -> bool {
    Succession::new(&model.catalog.offices).is_holder_on(own, office, model.today)
}
