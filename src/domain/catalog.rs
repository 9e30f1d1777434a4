//! What a judgement looks things up in: plans, offices, groups, holidays and settings, read once and shared.
//! Knows no figure and no report.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::code::{GroupCode, MeasureId, OfficeCode, PlanCode, RuleId};
use super::lock::Locks;
use super::office::{Group, Holiday, Office};
use super::plan::{Measure, Party, Plan, ReportingRule, Target};
use super::text::fold;

/// How the words of a deadline are read, for the whole system.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeadlineSettings {
    /// "Trước ngày" includes the day itself. Off by default: *before* excludes it.
    pub before_inclusive: bool,
    /// A last day on a weekend or holiday rolls to the next working day. Off by default.
    pub roll_over: bool,
}

/// The standing facts of a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// Plans in the order in which they start.
    pub plans: Vec<Plan>,
    /// Offices by code.
    pub offices: BTreeMap<OfficeCode, Office>,
    /// Groups by code.
    pub groups: BTreeMap<GroupCode, Group>,
    /// Days off, ascending.
    pub holidays: Vec<Holiday>,
    /// How deadlines are read.
    pub settings: DeadlineSettings,
    /// Closed periods.
    pub locks: Locks,
}

/// What a person typed where one office was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeLookup {
    /// Exactly one fits.
    One(OfficeCode),
    /// None fits.
    None,
    /// Several fit, by code.
    Several(Vec<OfficeCode>),
}

impl Catalog {
    /// The same with every plan as it holds on a day.
    #[must_use]
    pub fn on(mut self, day: NaiveDate) -> Self {
        self.plans = self.plans.into_iter().map(|plan| plan.on(day)).collect();
        self
    }

    /// The plan of this code.
    pub fn plan(&self, code: &PlanCode) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.code == *code)
    }

    /// A measure with its plan and target.
    pub fn measure(&self, id: &MeasureId) -> Option<(&Plan, &Target, &Measure)> {
        let plan = self.plan(&id.plan())?;
        plan.find_measure(id).map(|(target, measure)| (plan, target, measure))
    }

    /// A rule with its plan.
    pub fn rule(&self, id: &RuleId) -> Option<(&Plan, &ReportingRule)> {
        let plan = self.plan(&id.plan())?;
        plan.find_rule(id).map(|rule| (plan, rule))
    }

    /// An office's name, or its code where nobody wrote the name down.
    pub fn office_name<'a>(&'a self, code: &'a OfficeCode) -> &'a str {
        self.offices.get(code).map_or(code.as_str(), |office| office.name.as_str())
    }

    /// The offices that a party means on a day; none for words.
    pub fn offices_of(&self, party: &Party, day: NaiveDate) -> Vec<OfficeCode> {
        match party {
            Party::Office(office) => vec![office.clone()],
            Party::Group(group) => self.members(group, day),
            Party::Words(_) => Vec::new(),
        }
    }

    /// The members of a group on a day; none for an unknown group.
    pub fn members(&self, group: &GroupCode, day: NaiveDate) -> Vec<OfficeCode> {
        self.groups.get(group).map_or_else(Vec::new, |group| group.members_on(day).cloned().collect())
    }

    /// Who holds the tasks of an office on a day: itself while it lives, else its named successors, each with the
    /// offices that it came from, oldest first. An office that ended and named nobody still holds them: a decision
    /// to take.
    pub fn holders(&self, code: &OfficeCode, day: NaiveDate) -> Vec<(OfficeCode, Vec<OfficeCode>)> {
        self.follow(code, day, Vec::new())
    }

    fn follow(&self, code: &OfficeCode, day: NaiveDate, origin: Vec<OfficeCode>) -> Vec<(OfficeCode, Vec<OfficeCode>)> {
        let office = self.offices.get(code);
        let ended = office.filter(|office| office.to.is_some_and(|to| to < day) && !origin.contains(code));
        let successors: Vec<&OfficeCode> =
            ended.iter().flat_map(|o| &o.successors).filter(|s| s.on <= day).map(|s| &s.office).collect();
        if successors.is_empty() {
            return vec![(code.clone(), origin)];
        }
        let mut origin = origin;
        origin.push(code.clone());
        successors.into_iter().flat_map(|next| self.follow(next, day, origin.clone())).collect()
    }

    /// As [`Catalog::find_office`], in the place of a plan: that of its issuer (`tth` for `tth.ubnd`).
    pub fn find_office_of(&self, typed: &str, plan: &PlanCode) -> OfficeLookup {
        let issuer = self.plan(plan).map(|plan| plan.issuer.as_str());
        let place = issuer.and_then(|issuer| issuer.split('.').next());
        match self.find_office(typed, place) {
            OfficeLookup::None => self.find_office(typed, None),
            found => found,
        }
    }

    /// The office that somebody means by a code, a name or an alias, without regard to accents. A place may stand
    /// before it (`tth`), which settles what an alias alone leaves open.
    pub fn find_office(&self, typed: &str, place: Option<&str>) -> OfficeLookup {
        let code = OfficeCode::from(typed.trim());
        if self.offices.contains_key(&code) {
            return OfficeLookup::One(code);
        }
        let wanted = fold(typed);
        let fits = |office: &&Office| {
            place.is_none_or(|place| office.code.as_str().split('.').next() == Some(place))
                && (fold(&office.name) == wanted || office.aliases.iter().any(|alias| fold(alias) == wanted))
        };
        let mut found: Vec<OfficeCode> = self.offices.values().filter(fits).map(|o| o.code.clone()).collect();
        match found.len() {
            0 => OfficeLookup::None,
            1 => OfficeLookup::One(found.remove(0)),
            _ => OfficeLookup::Several(found),
        }
    }
}
