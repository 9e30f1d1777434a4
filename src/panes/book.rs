//! What the panes look at: the standing facts, the duties as they stand, the figures and how they are judged.
//! Read from the store when something changed, never on a key. Knows no pane.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::domain::account::{Account, AccountState, Mode};
use crate::domain::authority::{self, Deed, Forbidden};
use crate::domain::catalog::Catalog;
use crate::domain::chain::{self, Blocker};
use crate::domain::code::{MeasureId, OfficeCode, PlanCode, RuleId};
use crate::domain::complete::{Completeness, completeness};
use crate::domain::duty::{DutyKey, DutyState, Standing, Total, Totals, standing};
use crate::domain::estimate::{DueEstimate, due_estimates};
use crate::domain::figure::{Cell, Figure};
use crate::domain::judge::{Judgement, judge_plan};
use crate::domain::office::{Office, OfficeKind};
use crate::domain::period::Period;
use crate::domain::plan::{Plan, ReportingRule};
use crate::domain::star::Starred;
use crate::panes::work::Work;
use crate::store::{DutyFilter, DutyRecord, JournalPage, Store, StoreError};
use crate::words::{Lang, facts};

/// A duty with how it stands today.
#[derive(Clone, Debug)]
pub struct OwedDuty {
    /// The duty and what happened to it.
    pub record: DutyRecord,
    /// How it stands.
    pub standing: Standing,
}

impl OwedDuty {
    /// Rule, office, period.
    pub fn key(&self) -> &DutyKey {
        &self.record.duty.key
    }

    /// Whether it counts for anybody: tracked, not waived and not passed on.
    pub fn counts(&self) -> bool {
        self.record.duty.tracked && !self.standing.waived && self.standing.state != DutyState::PassedOn
    }
}

/// A plan's figures and what follows from them.
#[derive(Clone, Debug)]
pub struct JudgedPlan {
    /// The plan.
    pub code: PlanCode,
    /// Its current figures.
    pub figures: Vec<Figure>,
    /// The verdict on each measure, in the order of the plan.
    pub verdicts: Vec<(MeasureId, Judgement)>,
}

/// Which duties are looked at; an absent part does not narrow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DutyScope {
    /// Of one plan.
    pub plan: Option<PlanCode>,
    /// Of one office.
    pub office: Option<OfficeCode>,
    /// Of one rule.
    pub rule: Option<RuleId>,
    /// Of one period.
    pub period: Option<Period>,
    /// In one state.
    pub state: Option<DutyState>,
    /// In one of the four totals.
    pub total: Option<Total>,
}

impl DutyScope {
    /// Whether a duty is meant.
    pub fn fits(&self, owed: &OwedDuty) -> bool {
        let key = owed.key();
        self.plan.as_ref().is_none_or(|plan| key.rule.plan_str() == plan.as_str())
            && self.office.as_ref().is_none_or(|office| key.office == *office)
            && self.rule.as_ref().is_none_or(|rule| key.rule == *rule)
            && self.period.is_none_or(|period| key.period == period)
            && self.state.is_none_or(|state| owed.standing.state == state)
            && self.total.is_none_or(|total| Total::of(owed.record.duty.tracked, &owed.standing) == Some(total))
    }
}

/// Everything that panes look at.
#[derive(Debug)]
pub struct Book {
    /// Plans, offices, groups, holidays.
    pub catalog: Catalog,
    /// The language of the words.
    pub lang: Lang,
    /// The day that is looked at.
    pub today: NaiveDate,
    /// One's own office: of a shared file the account's, alone a setting.
    pub own: Option<OfficeCode>,
    /// The account of a shared file that sits there; none where the file is one person's, who may do everything.
    pub person: Option<Account>,
    /// What the person who sits there follows up.
    pub stars: Vec<Starred>,
    /// Estimates whose official figure is due.
    pub waiting: Vec<DueEstimate>,
    /// Every duty as it stands.
    pub duties: Vec<OwedDuty>,
    /// Where each stands among them.
    places: HashMap<DutyKey, usize>,
    /// What was done of activities, spent and inspected.
    pub work: Work,
    /// Plans whose figures were read; empty until a pane needs them.
    pub judged: Vec<JudgedPlan>,
    /// The journal as far as it was read; none until it is looked at, and after every change.
    pub journal: Option<JournalPage>,
    /// What tells offices of one name apart.
    namesakes: HashMap<OfficeCode, String>,
    /// In how many cells of the sheet something is typed and not saved, and the first of them.
    pub unsaved: Option<(usize, Cell)>,
    /// Who sits there.
    account: String,
}

impl Book {
    /// Reads the standing facts and the duties; figures come when they are needed.
    pub fn read(store: &Store, account: &str, lang: Lang, today: NaiveDate) -> Result<Self, StoreError> {
        let catalog = store.catalog_on(today)?;
        let person = match store.mode()? {
            Mode::Single => None,
            Mode::Shared => store.account(account)?,
        };
        let mut book = Self {
            namesakes: namesakes(&catalog),
            work: Work::read(store, &catalog, today)?,
            catalog,
            lang,
            today,
            own: store.office_of(account)?,
            person,
            stars: Vec::new(),
            waiting: Vec::new(),
            duties: Vec::new(),
            places: HashMap::new(),
            judged: Vec::new(),
            journal: None,
            unsaved: None,
            account: account.to_owned(),
        };
        book.read_stars(store)?;
        book.read_waiting(store)?;
        book.read_duties(store)?;
        Ok(book)
    }

    /// Reads again what is followed up.
    pub fn read_stars(&mut self, store: &Store) -> Result<(), StoreError> {
        self.stars = store.stars(&self.account)?;
        Ok(())
    }

    /// Reads again which estimates wait.
    pub fn read_waiting(&mut self, store: &Store) -> Result<(), StoreError> {
        let mut by_plan: HashMap<PlanCode, Vec<Figure>> = HashMap::new();
        for figure in store.figures_beside_estimates()? {
            by_plan.entry(figure.cell.measure.plan()).or_default().push(figure);
        }
        let due = |plan: &Plan| {
            let figures = by_plan.get(&plan.code).map_or(&[][..], Vec::as_slice);
            due_estimates(&self.catalog, plan, figures, self.today)
        };
        self.waiting = self.catalog.plans.iter().flat_map(due).collect();
        Ok(())
    }

    /// Reads the duties again.
    pub fn read_duties(&mut self, store: &Store) -> Result<(), StoreError> {
        self.duties = self.owed(store, &DutyFilter::default())?;
        self.find_places();
        Ok(())
    }

    /// Reads the reports again to which something happened: every duty of their rules and periods, for what happens to one
    /// settles what came down from it, and nothing else.
    pub fn read_reports(&mut self, store: &Store, keys: &[DutyKey]) -> Result<(), StoreError> {
        let reports: HashSet<(&RuleId, Period)> = keys.iter().map(|key| (&key.rule, key.period)).collect();
        let mut read = Vec::new();
        for (rule, period) in &reports {
            let filter = DutyFilter { rule: Some((*rule).clone()), period: Some(*period), ..DutyFilter::default() };
            read.extend(self.owed(store, &filter)?);
        }
        self.duties.retain(|owed| !reports.contains(&(&owed.key().rule, owed.key().period)));
        self.duties.extend(read);
        self.duties.sort_by(in_order);
        self.find_places();
        Ok(())
    }

    /// The duties of a filter that the day knows, as they stand on it.
    fn owed(&self, store: &Store, filter: &DutyFilter) -> Result<Vec<OwedDuty>, StoreError> {
        let known = store.duties(filter)?.into_iter().filter(|record| self.catalog.knows(&record.duty, self.today));
        let stood = known.map(|record| {
            let standing = standing(&record.duty, &record.events, record.outside, self.today);
            OwedDuty { record, standing }
        });
        Ok(stood.collect())
    }

    fn find_places(&mut self) {
        self.places = self.duties.iter().enumerate().map(|(place, owed)| (owed.key().clone(), place)).collect();
    }

    /// Reads progress, money and inspections again.
    pub fn read_work(&mut self, store: &Store) -> Result<(), StoreError> {
        self.work = Work::read(store, &self.catalog, self.today)?;
        Ok(())
    }

    /// Reads one plan's figures again and judges them.
    pub fn read_figures(&mut self, store: &Store, code: &PlanCode) -> Result<(), StoreError> {
        let Some(plan) = self.catalog.plan(code) else { return Ok(()) };
        let figures = store.figures(code)?;
        let verdicts = judge_plan(&self.catalog, plan, &figures, self.today);
        let judged = JudgedPlan { code: code.clone(), figures, verdicts };
        match self.judged.iter_mut().find(|judged| judged.code == *code) {
            Some(old) => *old = judged,
            None => self.judged.push(judged),
        }
        Ok(())
    }

    /// Reads the figures of every plan that was not read yet; true if there was any.
    pub fn need_figures(&mut self, store: &Store) -> Result<bool, StoreError> {
        let missing: Vec<PlanCode> = self.catalog.plans.iter().map(|plan| plan.code.clone()).collect();
        let missing: Vec<PlanCode> = missing.into_iter().filter(|code| self.judged(code).is_none()).collect();
        for code in &missing {
            self.read_figures(store, code)?;
        }
        Ok(!missing.is_empty())
    }

    /// A plan's figures and verdicts, if they were read.
    pub fn judged(&self, code: &PlanCode) -> Option<&JudgedPlan> {
        self.judged_plan(code.as_str())
    }

    fn judged_plan(&self, code: &str) -> Option<&JudgedPlan> {
        self.judged.iter().find(|judged| judged.code.as_str() == code)
    }

    /// The verdict on a measure.
    pub fn verdict(&self, id: &MeasureId) -> Option<&Judgement> {
        self.judged_plan(id.plan_str())?.verdicts.iter().find(|(found, _)| found == id).map(|(_, verdict)| verdict)
    }

    /// Whether the person who sits there may do something today, or why not.
    pub fn may(&self, deed: &Deed) -> Result<(), Forbidden> {
        let asked = |person| authority::may(person, deed, &self.catalog, self.today);
        self.person.as_ref().map_or(Ok(()), asked)
    }

    /// Whether the account is suspended or gone.
    pub fn is_shut(&self) -> bool {
        self.person.as_ref().is_some_and(|person| person.state != AccountState::Active)
    }

    /// Who sits there.
    pub fn account(&self) -> &str {
        &self.account
    }

    /// An office's name.
    pub fn office<'a>(&'a self, code: &'a OfficeCode) -> &'a str {
        self.catalog.office_name(code)
    }

    /// What tells an office from others of its name: its place, else its code; empty where nothing has to.
    pub fn which(&self, code: &OfficeCode) -> String {
        self.namesakes.get(code).cloned().unwrap_or_default()
    }

    /// An office's name, and which of that name it is: `Sở Y tế (tỉnh An Giang)`.
    pub fn told(&self, code: &OfficeCode) -> String {
        match self.which(code).as_str() {
            "" => self.office(code).to_owned(),
            which => format!("{} ({which})", self.office(code)),
        }
    }

    /// A duty by its key.
    pub fn duty(&self, key: &DutyKey) -> Option<&OwedDuty> {
        self.places.get(key).and_then(|place| self.duties.get(*place))
    }

    /// A duty's plan and rule.
    pub fn rule(&self, owed: &OwedDuty) -> Option<(&Plan, &ReportingRule)> {
        self.catalog.rule(&owed.key().rule)
    }

    /// What is owed, in words: `Báo cáo 6 tháng, 6 tháng đầu năm 2026`.
    pub fn report_name(&self, owed: &OwedDuty) -> String {
        let Some((_, rule)) = self.rule(owed) else { return owed.key().rule.to_string() };
        facts::report(self.lang, rule, owed.key().period)
    }

    /// The same for a column, the half-years without the word for year: `Báo cáo 6 tháng đầu 2026`.
    pub fn report_short(&self, owed: &OwedDuty) -> String {
        let Some((_, rule)) = self.rule(owed) else { return owed.key().rule.to_string() };
        facts::report_column(self.lang, rule, owed.key().period)
    }

    /// The resolved deadline in words.
    pub fn deadline(&self, owed: &OwedDuty) -> String {
        let (duty, system) = (&owed.record.duty, self.catalog.settings);
        let words = |(_, rule)| facts::deadline(self.lang, rule, duty, &owed.standing, system);
        self.rule(owed).map(words).unwrap_or_default()
    }

    /// The cells that go with a report, by their answers.
    pub fn cells(&self, key: &DutyKey) -> Completeness {
        let figures = self.judged(&key.rule.plan()).map_or(&[][..], |judged| judged.figures.as_slice());
        completeness(&self.catalog, key, figures)
    }

    /// What a report waits for and is not there; of a report in hand, what it was sent without.
    pub fn blockers(&self, owed: &OwedDuty) -> Vec<Blocker> {
        let Some((plan, rule)) = self.rule(owed) else { return Vec::new() };
        let rules: Vec<RuleId> = chain::awaited(plan, rule).collect();
        let awaited = self.duties.iter().filter(|other| rules.contains(&other.key().rule));
        let awaited = awaited.map(|other| (&other.record.duty, &other.standing));
        chain::blocking(&owed.record.duty, (&owed.record.events, &owed.standing), self.today, awaited)
    }

    /// The reports that wait for this one and are owed still; none once it is in hand.
    pub fn blocked(&self, owed: &OwedDuty) -> Vec<&OwedDuty> {
        let Some((plan, rule)) = self.rule(owed).filter(|_| owed.standing.is_owed()) else { return Vec::new() };
        let rules: Vec<RuleId> = chain::awaiting(plan, rule).collect();
        let waits = |other: &&OwedDuty| {
            rules.contains(&other.key().rule)
                && other.standing.is_owed()
                && chain::waits_for(&other.record.duty, &owed.record.duty)
        };
        self.duties.iter().filter(waits).collect()
    }

    /// The four totals of each plan.
    pub fn totals_by_plan(&self) -> HashMap<&str, Totals> {
        let mut totals: HashMap<&str, Totals> = HashMap::new();
        for owed in &self.duties {
            let of = totals.entry(owed.key().rule.plan_str()).or_default();
            of.count(owed.record.duty.tracked, &owed.standing);
        }
        totals
    }

    /// The four totals of the duties that fit.
    pub fn totals(&self, fits: impl Fn(&OwedDuty) -> bool) -> Totals {
        let mut totals = Totals::default();
        for owed in self.duties.iter().filter(|owed| fits(owed)) {
            totals.count(owed.record.duty.tracked, &owed.standing);
        }
        totals
    }
}

/// Of offices that bear the name of another what tells them apart: the office above them, else the committee of the
/// place in their code, else the code.
fn namesakes(catalog: &Catalog) -> HashMap<OfficeCode, String> {
    let mut by_name: HashMap<&str, Vec<&Office>> = HashMap::new();
    for office in catalog.offices.values() {
        by_name.entry(office.name.as_str()).or_default().push(office);
    }
    let place = |office: &Office| office.code.as_str().split_once('.').map(|(place, _)| place.to_owned());
    let mut committees: HashMap<Option<String>, &OfficeCode> = HashMap::new();
    for office in catalog.offices.values().filter(|office| office.kind == OfficeKind::Province) {
        committees.entry(place(office)).or_insert(&office.code);
    }
    let above =
        |office: &'_ Office| office.parent.as_ref().or_else(|| committees.get(&place(office)).copied()).cloned();
    let mut told = HashMap::new();
    for same in by_name.into_values().filter(|same| same.len() > 1) {
        let above: Vec<Option<OfficeCode>> = same.iter().map(|office| above(office)).collect();
        let mut borne: HashMap<&Option<OfficeCode>, usize> = HashMap::new();
        for place in &above {
            *borne.entry(place).or_default() += 1;
        }
        for (office, place) in same.iter().zip(&above) {
            let alone = borne.get(place) == Some(&1);
            let words =
                place.as_ref().filter(|_| alone).map(|place| facts::place(catalog.office_name(place)).to_owned());
            told.insert(office.code.clone(), words.unwrap_or_else(|| office.code.to_string()));
        }
    }
    told
}

/// The order of [`Store::duties`]: by last day, then rule, office and period as they are written.
fn in_order(one: &OwedDuty, other: &OwedDuty) -> Ordering {
    let of = |owed: &'_ OwedDuty| owed.record.duty.last_day;
    let (a, b) = (one.key(), other.key());
    (of(one), &a.rule, &a.office)
        .cmp(&(of(other), &b.rule, &b.office))
        .then_with(|| a.period.to_string().cmp(&b.period.to_string()))
}
