//! Duties and their counts, read from the store when a pane asks for them and kept until a change touches them.
//! Must not depend on the read model.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::duty::{DutyEvent, DutyKey, DutyState, DutyStatus, Totals};
use crate::domain::duty_summary::DutySummary;
use crate::domain::period::Period;
use crate::domain::succession::Succession;
use crate::store::{
    DutyFilter, DutyListFilter, DutyRecord, ListedDuty, OfficeCount, PageStart, Store, StoreError,
    SummaryCount,
};

/// Number of duties kept; when more were read, all are read again.
const KEPT_DUTIES: usize = 4_096;

/// A duty with its status on the day viewed.
#[derive(Clone, Debug)]
pub struct DutyWithStatus {
    /// The duty and its events.
    pub record: DutyRecord,
    /// Its status.
    pub status: DutyStatus,
}

impl DutyWithStatus {
    /// Rule, office, period.
    pub fn key(&self) -> &DutyKey {
        &self.record.duty.key
    }

    /// Returns `true` if lists count it: required and not transferred, because the duty of the successor is counted.
    pub fn is_counted(&self) -> bool {
        self.record.duty.is_required(&self.status) && self.status.state != DutyState::Transferred
    }

    /// What its events up to a day amount to.
    fn summary_on(&self, day: NaiveDate) -> DutySummary {
        let known = |event: &&DutyEvent| event.on <= day;
        let events: Vec<DutyEvent> = self.record.events.iter().filter(known).cloned().collect();
        let outside = self.record.external_recipient;
        DutySummary::new(&self.record.duty, &events, outside, false)
    }
}

/// Where duties are read from, and the day viewed.
#[derive(Clone, Copy, Debug)]
pub struct DutySource<'a> {
    /// The database.
    pub store: &'a Store,
    /// Offices and their succession.
    pub catalog: &'a Catalog,
    /// Day viewed.
    pub day: NaiveDate,
}

impl DutySource<'_> {
    /// The duties of a filter that are known on the day, with their status.
    fn read(&self, filter: &DutyFilter) -> Result<Vec<DutyWithStatus>, StoreError> {
        Ok(self.with_status(self.store.duties(filter)?))
    }

    /// Returns `true` if no event is later than the day: the summaries in the store tell the state of every duty.
    fn is_every_event_known(&self) -> Result<bool, StoreError> {
        let last = self.store.last_event_day()?;
        Ok(last.is_none_or(|last| last <= self.day))
    }

    fn with_status(&self, records: Vec<DutyRecord>) -> Vec<DutyWithStatus> {
        let succession = Succession::new(&self.catalog.offices);
        let known = |record: &DutyRecord| succession.is_duty_visible_on(&record.duty, self.day);
        let with_status = |record: DutyRecord| {
            let status = record.status_on(self.day);
            DutyWithStatus { record, status }
        };
        let records = records.into_iter().filter(known);
        records.map(with_status).collect()
    }
}

/// Numbers of duties by what they have in common.
pub fn count_summaries<'a>(
    duties: impl IntoIterator<Item = &'a DutyWithStatus>,
    day: NaiveDate,
) -> Vec<SummaryCount> {
    let mut counts: BTreeMap<(&RuleId, Period, DutySummary), u64> = BTreeMap::new();
    for owed in duties {
        let key = (&owed.key().rule, owed.key().period, owed.summary_on(day));
        *counts.entry(key).or_default() += 1;
    }
    let counts = counts.into_iter();
    counts
        .map(|((rule, period, summary), duties)| SummaryCount {
            rule: rule.clone(),
            period,
            summary,
            duties,
        })
        .collect()
}

/// What was read of the duties.
#[derive(Debug, Default)]
pub struct DutyReads {
    /// Duties by key; `None` for one that does not exist.
    found: RefCell<HashMap<DutyKey, Option<Rc<DutyWithStatus>>>>,
    /// Counts of all duties.
    counts: RefCell<Option<Rc<[SummaryCount]>>>,
    /// Counts by office.
    offices: RefCell<Option<Rc<[OfficeCount]>>>,
    /// First error since it was last asked for.
    error: RefCell<Option<StoreError>>,
    /// Number of duties read so far.
    duties_read: Cell<usize>,
}

impl DutyReads {
    /// Takes the first error of a read, to be shown once.
    pub fn take_error(&self) -> Option<StoreError> {
        self.error.borrow_mut().take()
    }

    /// Number of duties that were read with their events so far.
    pub fn duties_read(&self) -> usize {
        self.duties_read.get()
    }

    /// The result of a read; of a failed one nothing, and its error is kept.
    pub fn value_or_default<T: Default>(&self, read: Result<T, StoreError>) -> T {
        read.unwrap_or_else(|error| {
            self.error.borrow_mut().get_or_insert(error);
            T::default()
        })
    }

    /// Forgets the reports (rule and period) of some duties, and all counts: an event of one duty can supersede its
    /// successors.
    pub fn forget(&self, keys: &[DutyKey]) {
        let touched: HashSet<(&RuleId, Period)> =
            keys.iter().map(|key| (&key.rule, key.period)).collect();
        let mut found = self.found.borrow_mut();
        found.retain(|key, _| !touched.contains(&(&key.rule, key.period)));
        self.counts.take();
        self.offices.take();
    }

    /// Forgets everything.
    pub fn forget_all(&self) {
        self.found.take();
        self.counts.take();
        self.offices.take();
    }

    /// Finds a duty by its key.
    pub fn find(&self, source: DutySource<'_>, key: &DutyKey) -> Option<Rc<DutyWithStatus>> {
        if let Some(known) = self.found.borrow().get(key) {
            return known.clone();
        }
        let filter = DutyFilter {
            rule: Some(key.rule.clone()),
            office: Some(key.office.clone()),
            period: Some(key.period),
            ..DutyFilter::default()
        };
        match source.read(&filter) {
            Ok(mut read) => {
                let found = read.pop().map(Rc::new);
                self.keep(key.clone(), found.clone());
                found
            }
            failed => {
                self.value_or_default(failed);
                None
            }
        }
    }

    /// Reads the duties of a filter, ordered by last day, then rule, then office.
    pub fn read(&self, source: DutySource<'_>, filter: &DutyFilter) -> Vec<Rc<DutyWithStatus>> {
        self.share(self.value_or_default(source.read(filter)))
    }

    /// The duties of listed rows, in their order.
    pub fn read_listed(
        &self,
        source: DutySource<'_>,
        listed: &[ListedDuty],
    ) -> Vec<Rc<DutyWithStatus>> {
        let read = source.store.listed_duties(listed);
        let read = source.with_status(self.value_or_default(read));
        let mut read: HashMap<DutyKey, Rc<DutyWithStatus>> = self
            .share(read)
            .into_iter()
            .map(|owed| (owed.key().clone(), owed))
            .collect();
        let in_order = listed.iter().filter_map(|row| read.remove(&row.key));
        in_order.collect()
    }

    /// A page of the duties in one state: the listed rows, and those of them that are known on the day.
    pub fn page(
        &self,
        source: DutySource<'_>,
        filter: &DutyListFilter,
        start: &PageStart,
        limit: usize,
    ) -> (Vec<ListedDuty>, Vec<Rc<DutyWithStatus>>) {
        let page = source.store.duty_page(filter, start, limit);
        let listed = self.value_or_default(page);
        let read = self.read_listed(source, &listed);
        (listed, read)
    }

    /// The first duties of a report in one state; `filter` has a rule, a period and a state.
    pub fn read_first(
        &self,
        source: DutySource<'_>,
        filter: &DutyListFilter,
        limit: usize,
    ) -> Vec<Rc<DutyWithStatus>> {
        if self.value_or_default(source.is_every_event_known()) {
            return self.page(source, filter, &PageStart::First, limit).1;
        }
        let of_report = DutyFilter {
            rule: filter.rule.clone(),
            period: filter.period,
            ..DutyFilter::default()
        };
        let mut found = self.read(source, &of_report);
        found.retain(|owed| owed.is_counted() && Some(owed.status.state) == filter.state);
        found.sort_by_key(|owed| (owed.status.deadline, owed.key().office.clone()));
        found.truncate(limit);
        found
    }

    /// Returns `true` if lists of the day can be read by pages.
    pub fn has_pages(&self, source: DutySource<'_>) -> bool {
        self.value_or_default(source.is_every_event_known())
    }

    /// Numbers of all duties by what they have in common.
    pub fn counts(&self, source: DutySource<'_>) -> Rc<[SummaryCount]> {
        if let Some(counts) = &*self.counts.borrow() {
            return Rc::clone(counts);
        }
        let read = source.is_every_event_known().and_then(|is_known| {
            if is_known {
                source.store.duty_counts(None)
            } else {
                let all = source.read(&DutyFilter::default())?;
                self.duties_read.set(self.duties_read.get() + all.len());
                Ok(count_summaries(&all, source.day))
            }
        });
        let is_read = read.is_ok();
        let counts: Rc<[SummaryCount]> = self.value_or_default(read).into();
        *self.counts.borrow_mut() = is_read.then(|| Rc::clone(&counts));
        counts
    }

    /// The four totals of each office that has a duty that is open or done.
    pub fn office_counts(&self, source: DutySource<'_>) -> Rc<[OfficeCount]> {
        if let Some(counts) = &*self.offices.borrow() {
            return Rc::clone(counts);
        }
        let read = source.is_every_event_known().and_then(|is_known| {
            if is_known {
                source.store.office_counts(source.day)
            } else {
                let all = source.read(&DutyFilter::default())?;
                self.duties_read.set(self.duties_read.get() + all.len());
                Ok(count_by_office(&all))
            }
        });
        let is_read = read.is_ok();
        let counts: Rc<[OfficeCount]> = self.value_or_default(read).into();
        *self.offices.borrow_mut() = is_read.then(|| Rc::clone(&counts));
        counts
    }

    fn share(&self, read: Vec<DutyWithStatus>) -> Vec<Rc<DutyWithStatus>> {
        let shared: Vec<Rc<DutyWithStatus>> = read.into_iter().map(Rc::new).collect();
        self.duties_read.set(self.duties_read.get() + shared.len());
        for owed in &shared {
            self.keep(owed.key().clone(), Some(Rc::clone(owed)));
        }
        shared
    }

    fn keep(&self, key: DutyKey, owed: Option<Rc<DutyWithStatus>>) {
        let mut found = self.found.borrow_mut();
        if found.len() >= KEPT_DUTIES {
            found.clear();
        }
        found.insert(key, owed);
    }
}

/// The counts of each office, from its duties.
fn count_by_office(duties: &[DutyWithStatus]) -> Vec<OfficeCount> {
    let mut offices: BTreeMap<&OfficeCode, OfficeCount> = BTreeMap::new();
    let is_shown =
        |owed: &&DutyWithStatus| owed.is_counted() && owed.status.state != DutyState::NotOpen;
    for owed in duties.iter().filter(is_shown) {
        let office = &owed.key().office;
        let count = offices.entry(office).or_insert_with(|| OfficeCount {
            office: office.clone(),
            totals: Totals::default(),
            due_soon: 0,
            returned: 0,
        });
        count.totals.count(true, &owed.status);
        count.due_soon += u64::from(owed.status.state == DutyState::DueSoon);
        count.returned += u64::from(owed.status.state == DutyState::Returned);
    }
    offices.into_values().collect()
}
