//! Read model of the panes: catalog, due estimates, stars; duties, figures and assessments are read when they are asked
//! for (`duty_reads`, `measure_reads`). Must not depend on panes.

mod measures;

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::account::{Account, AccountState, DatabaseMode};
use crate::domain::blocker;
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::completeness::{Completeness, completeness};
use crate::domain::duty::Blocker;
use crate::domain::duty::{DutyKey, Totals};
use crate::domain::estimate::DueEstimate;
use crate::domain::figure::Cell;
use crate::domain::office::{Office, OfficeKind};
use crate::domain::period::Period;
use crate::domain::permission::{self, Forbidden, Permission};
use crate::domain::plan::{Plan, ReportingRule};
use crate::domain::star::StarSubject;
use crate::i18n::{Lang, facts};
use crate::lists::Facts;
use crate::panes::duty_reads::{DutyReads, DutySource};
use crate::panes::execution::PlanExecution;
use crate::panes::measure_reads::MeasureReads;
use crate::store::{
    DutyFilter, DutyListFilter, JournalChunk, ListedDuty, OfficeCount, PageStart, Store,
    StoreError, SummaryCount, totals_of_counts,
};

pub use crate::panes::duty_reads::{DutyWithStatus, count_summaries};

/// Data shown by the panes.
#[derive(Debug)]
pub struct ReadModel {
    /// Reference data: plans, offices, groups, holidays.
    pub catalog: Catalog,
    /// Language of the texts.
    pub lang: Lang,
    /// Day viewed.
    pub today: NaiveDate,
    /// Own office: the account's in a shared file, else a setting.
    pub own_office: Option<OfficeCode>,
    /// Account of the current user in a shared file; `None` for a single-user file, which permits everything.
    pub shared_account: Option<Account>,
    /// Stars of the current user.
    pub stars: Vec<StarSubject>,
    /// Estimates whose official figure is due.
    pub due_estimates: Vec<DueEstimate>,
    /// What was read of the duties.
    duty_reads: DutyReads,
    /// Progress, spending and inspections, once a pane has shown them.
    execution: OnceCell<PlanExecution>,
    /// Figures and assessments that were asked for.
    measures: MeasureReads,
    /// Journal lines read so far; `None` until the journal is shown, and after every change.
    pub journal: Option<JournalChunk>,
    /// Qualifiers of offices with the same name.
    name_qualifiers: HashMap<OfficeCode, String>,
    /// Number of cells with unsaved input, and the first of them.
    pub unsaved_cells: Option<(usize, Cell)>,
    /// Name of the current user.
    user_name: String,
    /// The database, for what is read on demand.
    store: Rc<Store>,
}

impl ReadModel {
    /// What cells of lists are told apart from their row.
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            lang: self.lang,
            day: self.today,
            catalog: &self.catalog,
            qualifiers: Some(&self.name_qualifiers),
        }
    }

    /// Reads reference data; duties and figures are read on demand.
    pub fn read(
        store: Rc<Store>,
        account: &str,
        lang: Lang,
        today: NaiveDate,
    ) -> Result<Self, StoreError> {
        let catalog = store.catalog_as_of(today)?;
        let shared_account = match store.mode()? {
            DatabaseMode::Single => None,
            DatabaseMode::Shared => store.account(account)?,
        };
        let mut model = Self {
            name_qualifiers: find_name_qualifiers(&catalog),
            execution: OnceCell::new(),
            measures: MeasureReads::new(&store, &catalog),
            catalog,
            lang,
            today,
            own_office: store.office_of(account)?,
            shared_account,
            stars: Vec::new(),
            due_estimates: Vec::new(),
            duty_reads: DutyReads::default(),
            journal: None,
            unsaved_cells: None,
            user_name: account.to_owned(),
            store,
        };
        let store = Rc::clone(&model.store);
        model.read_stars(&store)?;
        model.read_due_estimates(&store)?;
        Ok(model)
    }

    /// The database, for what a pane or page reads on demand.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Rereads the stars.
    pub fn read_stars(&mut self, store: &Store) -> Result<(), StoreError> {
        self.stars = store.stars(&self.user_name)?;
        Ok(())
    }

    /// Progress, spending and inspections, read when they are first asked for; empty if they cannot be read.
    pub fn execution(&self) -> &PlanExecution {
        if self.execution.get().is_none() {
            let read = PlanExecution::read(&self.store, &self.catalog, self.today);
            let execution = self.measures.keep_error(read).unwrap_or_default();
            drop(self.execution.set(execution));
        }
        self.execution.get_or_init(PlanExecution::default)
    }

    /// Forgets progress, spending and inspections; they are read when they are shown.
    pub fn forget_execution(&mut self) {
        self.execution.take();
    }

    /// Checks a permission of the current user today.
    pub fn authorize(&self, permission: &Permission) -> Result<(), Forbidden> {
        let asked = |person| permission::authorize(person, permission, &self.catalog, self.today);
        self.shared_account.as_ref().map_or(Ok(()), asked)
    }

    /// Returns `true` if the account is suspended or removed.
    pub fn is_suspended(&self) -> bool {
        self.shared_account
            .as_ref()
            .is_some_and(|person| person.state != AccountState::Active)
    }

    /// Name of the current user.
    pub fn user_name(&self) -> &str {
        &self.user_name
    }

    /// Name of an office.
    pub fn office_name<'a>(&'a self, code: &'a OfficeCode) -> &'a str {
        self.catalog.office_name(code)
    }

    /// Qualifier of an office among others of its name: its place, else its code; empty if the name is unique.
    pub fn office_qualifier(&self, code: &OfficeCode) -> String {
        self.name_qualifiers.get(code).cloned().unwrap_or_default()
    }

    /// Name of an office with its qualifier: `Sở Y tế (tỉnh An Giang)`.
    pub fn qualified_office_name(&self, code: &OfficeCode) -> String {
        match self.office_qualifier(code).as_str() {
            "" => self.office_name(code).to_owned(),
            which => format!("{} ({which})", self.office_name(code)),
        }
    }

    /// Finds a duty by its key.
    pub fn duty(&self, key: &DutyKey) -> Option<Rc<DutyWithStatus>> {
        self.duty_reads.find(self.duty_source(), key)
    }

    /// Reads the duties of a filter, ordered by last day, then rule, then office.
    pub fn read_duties(&self, filter: &DutyFilter) -> Vec<Rc<DutyWithStatus>> {
        self.duty_reads.read(self.duty_source(), filter)
    }

    /// Reads the duties of an office.
    pub fn duties_of_office(&self, office: &OfficeCode) -> Vec<Rc<DutyWithStatus>> {
        self.read_duties(&DutyFilter {
            office: Some(office.clone()),
            ..DutyFilter::default()
        })
    }

    /// Reads the duties of a report: of a rule and a period.
    pub fn duties_of_report(&self, rule: &RuleId, period: Period) -> Vec<Rc<DutyWithStatus>> {
        self.read_duties(&DutyFilter {
            rule: Some(rule.clone()),
            period: Some(period),
            ..DutyFilter::default()
        })
    }

    /// The first duties of a report in one state, by deadline; `filter` has a rule, a period and a state.
    pub fn first_duties(&self, filter: &DutyListFilter, limit: usize) -> Vec<Rc<DutyWithStatus>> {
        self.duty_reads
            .read_first(self.duty_source(), filter, limit)
    }

    /// A page of the duties in one state: the listed rows, and those of them that are known on the day viewed.
    pub fn duty_page(
        &self,
        filter: &DutyListFilter,
        start: &PageStart,
        limit: usize,
    ) -> (Vec<ListedDuty>, Vec<Rc<DutyWithStatus>>) {
        self.duty_reads
            .page(self.duty_source(), filter, start, limit)
    }

    /// Returns `true` if lists of duties can be read by pages: no event is later than the day viewed.
    pub fn has_duty_pages(&self) -> bool {
        self.duty_reads.has_pages(self.duty_source())
    }

    /// Numbers of all duties by what they have in common.
    pub fn duty_counts(&self) -> Rc<[SummaryCount]> {
        self.duty_reads.counts(self.duty_source())
    }

    /// The four totals of each office that has a duty that is open or done.
    pub fn office_counts(&self) -> Rc<[OfficeCount]> {
        self.duty_reads.office_counts(self.duty_source())
    }

    /// Forgets what a change of some duties touched; it is read again when it is shown.
    pub fn forget_duties(&self, keys: &[DutyKey]) {
        self.duty_reads.forget(keys);
    }

    /// Forgets all duties; they are read again when they are shown.
    pub fn forget_all_duties(&self) {
        self.duty_reads.forget_all();
    }

    /// Number of duties that were read with their events so far, for tests of what a screen reads.
    pub fn duties_read(&self) -> usize {
        self.duty_reads.duties_read()
    }

    /// The first error of a read on demand since it was last asked for.
    pub fn take_read_error(&self) -> Option<StoreError> {
        let of_measures = || self.measures.error.borrow_mut().take();
        self.duty_reads.take_error().or_else(of_measures)
    }

    /// The result of a read on demand; of a failed one nothing, and its error is shown later.
    pub fn value_or_default<T: Default>(&self, read: Result<T, StoreError>) -> T {
        self.duty_reads.value_or_default(read)
    }

    fn duty_source(&self) -> DutySource<'_> {
        DutySource {
            store: &self.store,
            catalog: &self.catalog,
            day: self.today,
        }
    }

    /// Plan and rule of a duty.
    pub fn plan_and_rule(&self, owed: &DutyWithStatus) -> Option<(&Plan, &ReportingRule)> {
        self.catalog.rule(&owed.key().rule)
    }

    /// Name of the report owed: `Báo cáo 6 tháng, 6 tháng đầu năm 2026`.
    pub fn report_name(&self, owed: &DutyWithStatus) -> String {
        let Some((_, rule)) = self.plan_and_rule(owed) else {
            return owed.key().rule.to_string();
        };
        facts::report_name(self.lang, rule, owed.key().period)
    }

    /// Short name for a column, half-years without the word for year: `Báo cáo 6 tháng đầu 2026`.
    pub fn short_report_name(&self, owed: &DutyWithStatus) -> String {
        let Some((_, rule)) = self.plan_and_rule(owed) else {
            return owed.key().rule.to_string();
        };
        facts::report_column_name(self.lang, rule, owed.key().period)
    }

    /// Text of the resolved deadline.
    pub fn deadline_text(&self, owed: &DutyWithStatus) -> String {
        let (duty, system) = (&owed.record.duty, self.catalog.settings);
        let words = |(_, rule)| facts::deadline(self.lang, rule, duty, &owed.status, system);
        self.plan_and_rule(owed).map(words).unwrap_or_default()
    }

    /// Cells of a report by kind of answer.
    pub fn completeness(&self, key: &DutyKey) -> Completeness {
        completeness(&self.catalog, key, &self.figures(&key.rule.plan()))
    }

    /// Missing reports that a duty waits for; for a submitted one those it was sent without.
    pub fn blockers(&self, owed: &DutyWithStatus) -> Vec<Blocker> {
        let Some((plan, rule)) = self.plan_and_rule(owed) else {
            return Vec::new();
        };
        let waits = owed.status.is_owed();
        let rules = blocker::prerequisite_rules(plan, rule).filter(|_| waits);
        let awaited = self.related_duties(rules, |period| is_within(owed.key().period, period));
        let awaited = awaited
            .iter()
            .map(|other| (&other.record.duty, &other.status));
        blocker::blockers_on(
            &owed.record.duty,
            (&owed.record.events, &owed.status),
            self.today,
            awaited,
        )
    }

    /// Reports that wait for this one and are still owed; empty once it is submitted.
    pub fn blocked_duties(&self, owed: &DutyWithStatus) -> Vec<Rc<DutyWithStatus>> {
        let Some((plan, rule)) = self.plan_and_rule(owed).filter(|_| owed.status.is_owed()) else {
            return Vec::new();
        };
        let rules = blocker::dependent_rules(plan, rule);
        let mut others = self.related_duties(rules, |period| is_within(period, owed.key().period));
        others.retain(|other| {
            other.status.is_owed()
                && blocker::is_prerequisite(&other.record.duty, &owed.record.duty)
        });
        others.sort_by_cached_key(|other| {
            let key = other.key().clone();
            (
                other.record.duty.last_day,
                key.rule,
                key.office,
                key.period.to_string(),
            )
        });
        others
    }

    /// Duties of rules in the periods that fit.
    fn related_duties(
        &self,
        rules: impl Iterator<Item = RuleId>,
        fits: impl Fn(Period) -> bool,
    ) -> Vec<Rc<DutyWithStatus>> {
        let rules: Vec<RuleId> = rules.collect();
        let counts = self.duty_counts();
        let reports: BTreeSet<(&RuleId, Period)> = counts
            .iter()
            .map(|count| (&count.rule, count.period))
            .filter(|(rule, period)| rules.contains(rule) && fits(*period))
            .collect();
        let reports = reports.into_iter();
        reports
            .flat_map(|(rule, period)| self.duties_of_report(rule, period))
            .collect()
    }

    /// The four totals of each plan.
    pub fn totals_by_plan(&self) -> HashMap<String, Totals> {
        let mut totals: HashMap<String, Totals> = HashMap::new();
        for count in &*self.duty_counts() {
            if let Some(total) = count.summary.total_on(self.today) {
                let of_plan = totals.entry(count.rule.plan_str().to_owned()).or_default();
                of_plan.add(total, count.duties);
            }
        }
        totals
    }

    /// The four totals of the duties whose rule and period `fits` accepts.
    pub fn totals(&self, fits: impl Fn(&RuleId, Period) -> bool) -> Totals {
        let counts = self.duty_counts();
        let fitting = counts
            .iter()
            .filter(|count| fits(&count.rule, count.period));
        totals_of_counts(fitting, self.today)
    }
}

/// Returns `true` if a report of the inner period can be awaited by one of the outer period; a period of a single day
/// is compared by the days of the duties.
fn is_within(outer: Period, inner: Period) -> bool {
    outer.kind().is_none() || inner.kind().is_none() || outer.contains(&inner)
}

/// Qualifiers of offices that share a name: the parent office, else the committee of the place in their code, else
/// the code.
fn find_name_qualifiers(catalog: &Catalog) -> HashMap<OfficeCode, String> {
    let mut by_name: HashMap<&str, Vec<&Office>> = HashMap::new();
    for office in catalog.offices.values() {
        by_name
            .entry(office.name.as_str())
            .or_default()
            .push(office);
    }
    let place = |office: &Office| {
        office
            .code
            .as_str()
            .split_once('.')
            .map(|(place, _)| place.to_owned())
    };
    let mut committees: HashMap<Option<String>, &OfficeCode> = HashMap::new();
    for office in catalog
        .offices
        .values()
        .filter(|office| office.kind == OfficeKind::Province)
    {
        committees.entry(place(office)).or_insert(&office.code);
    }
    let above = |office: &'_ Office| {
        office
            .parent
            .as_ref()
            .or_else(|| committees.get(&place(office)).copied())
            .cloned()
    };
    let mut labels = HashMap::new();
    for same in by_name.into_values().filter(|same| same.len() > 1) {
        let above: Vec<Option<OfficeCode>> = same.iter().map(|office| above(office)).collect();
        let mut borne: HashMap<&Option<OfficeCode>, usize> = HashMap::new();
        for place in &above {
            *borne.entry(place).or_default() += 1;
        }
        for (office, place) in same.iter().zip(&above) {
            let alone = borne.get(place) == Some(&1);
            let words = place
                .as_ref()
                .filter(|_| alone)
                .map(|place| facts::place_name(catalog.office_name(place)).to_owned());
            labels.insert(
                office.code.clone(),
                words.unwrap_or_else(|| office.code.to_string()),
            );
        }
    }
    labels
}
