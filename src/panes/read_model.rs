//! Read model of the panes: catalog, duties with their status, due estimates, stars; figures and assessments are read when
//! they are first asked for (`measure_reads`). Must not depend on panes.

mod measures;

use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use chrono::NaiveDate;

use crate::domain::account::{Account, AccountState, DatabaseMode};
use crate::domain::blocker;
use crate::domain::catalog::Catalog;
use crate::domain::code::{OfficeCode, RuleId};
use crate::domain::completeness::{Completeness, completeness};
use crate::domain::duty::Blocker;
use crate::domain::duty::{DutyKey, DutyState, DutyStatus, Totals};
use crate::domain::estimate::DueEstimate;
use crate::domain::figure::Cell;
use crate::domain::office::{Office, OfficeKind};
use crate::domain::period::Period;
use crate::domain::permission::{self, Forbidden, Permission};
use crate::domain::plan::{Plan, ReportingRule};
use crate::domain::star::StarSubject;
use crate::domain::succession::Succession;
use crate::i18n::{Lang, facts};
use crate::lists::Facts;
use crate::panes::execution::PlanExecution;
use crate::panes::measure_reads::MeasureReads;
use crate::store::{DutyFilter, DutyRecord, JournalChunk, Store, StoreError};

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
}

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
    /// Every duty with its status.
    pub duties: Vec<DutyWithStatus>,
    /// Index of each duty in `duties`.
    duty_index: HashMap<DutyKey, usize>,
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

    /// Reads reference data and duties; figures are read on demand.
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
            duties: Vec::new(),
            duty_index: HashMap::new(),
            journal: None,
            unsaved_cells: None,
            user_name: account.to_owned(),
            store,
        };
        let store = Rc::clone(&model.store);
        model.read_stars(&store)?;
        model.read_due_estimates(&store)?;
        model.read_duties(&store)?;
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

    /// Rereads the duties.
    pub fn read_duties(&mut self, store: &Store) -> Result<(), StoreError> {
        self.duties = self.duties_with_status(store, &DutyFilter::default())?;
        self.index_duties();
        Ok(())
    }

    /// Rereads the duties with the rules and periods of the given ones and nothing else: an event of one duty can
    /// supersede its successors.
    pub fn read_changed_duties(
        &mut self,
        store: &Store,
        keys: &[DutyKey],
    ) -> Result<(), StoreError> {
        let reports: HashSet<(&RuleId, Period)> =
            keys.iter().map(|key| (&key.rule, key.period)).collect();
        let mut read = Vec::new();
        for (rule, period) in &reports {
            let filter = DutyFilter {
                rule: Some((*rule).clone()),
                period: Some(*period),
                ..DutyFilter::default()
            };
            read.extend(self.duties_with_status(store, &filter)?);
        }
        self.duties
            .retain(|owed| !reports.contains(&(&owed.key().rule, owed.key().period)));
        self.duties.extend(read);
        self.duties.sort_by(compare_by_deadline);
        self.index_duties();
        Ok(())
    }

    /// Duties of a filter that are known on the day viewed, with their status.
    fn duties_with_status(
        &self,
        store: &Store,
        filter: &DutyFilter,
    ) -> Result<Vec<DutyWithStatus>, StoreError> {
        let succession = Succession::new(&self.catalog.offices);
        let known = store
            .duties(filter)?
            .into_iter()
            .filter(|record| succession.is_duty_visible_on(&record.duty, self.today));
        let with_status = known.map(|record| {
            let status = record.status_on(self.today);
            DutyWithStatus { record, status }
        });
        Ok(with_status.collect())
    }

    fn index_duties(&mut self) {
        self.duty_index = self
            .duties
            .iter()
            .enumerate()
            .map(|(place, owed)| (owed.key().clone(), place))
            .collect();
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
    pub fn duty(&self, key: &DutyKey) -> Option<&DutyWithStatus> {
        self.duty_index
            .get(key)
            .and_then(|place| self.duties.get(*place))
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
        let rules: Vec<RuleId> = blocker::prerequisite_rules(plan, rule).collect();
        let awaited = self
            .duties
            .iter()
            .filter(|other| rules.contains(&other.key().rule));
        let awaited = awaited.map(|other| (&other.record.duty, &other.status));
        blocker::blockers_on(
            &owed.record.duty,
            (&owed.record.events, &owed.status),
            self.today,
            awaited,
        )
    }

    /// Reports that wait for this one and are still owed; empty once it is submitted.
    pub fn blocked_duties(&self, owed: &DutyWithStatus) -> Vec<&DutyWithStatus> {
        let Some((plan, rule)) = self.plan_and_rule(owed).filter(|_| owed.status.is_owed()) else {
            return Vec::new();
        };
        let rules: Vec<RuleId> = blocker::dependent_rules(plan, rule).collect();
        let waits = |other: &&DutyWithStatus| {
            rules.contains(&other.key().rule)
                && other.status.is_owed()
                && blocker::is_prerequisite(&other.record.duty, &owed.record.duty)
        };
        self.duties.iter().filter(waits).collect()
    }

    /// The four totals of each plan.
    pub fn totals_by_plan(&self) -> HashMap<&str, Totals> {
        let mut totals: HashMap<&str, Totals> = HashMap::new();
        for owed in &self.duties {
            let of = totals.entry(owed.key().rule.plan_str()).or_default();
            of.count(owed.record.duty.tracked, &owed.status);
        }
        totals
    }

    /// The four totals of the duties that `fits` accepts.
    pub fn totals(&self, fits: impl Fn(&DutyWithStatus) -> bool) -> Totals {
        let mut totals = Totals::default();
        for owed in self.duties.iter().filter(|owed| fits(owed)) {
            totals.count(owed.record.duty.tracked, &owed.status);
        }
        totals
    }
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

/// Order of [`Store::duties`]: by last day, then rule, office and period in text form.
fn compare_by_deadline(one: &DutyWithStatus, other: &DutyWithStatus) -> Ordering {
    let of = |owed: &'_ DutyWithStatus| owed.record.duty.last_day;
    let (a, b) = (one.key(), other.key());
    (of(one), &a.rule, &a.office)
        .cmp(&(of(other), &b.rule, &b.office))
        .then_with(|| a.period.to_string().cmp(&b.period.to_string()))
}
