//! What a judgement looks things up in: plans, offices, groups, holidays and settings, read once and shared.
//! Knows no figure and no report.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::code::{GroupCode, MeasureId, OfficeCode, PlanCode, RuleId};
use super::lock::Locks;
use super::office::{Group, Holiday, Office};
use super::plan::{Measure, Party, Plan, ReportingRule, Target};
use super::suggestion::suggest;
use super::text::fold;

/// The most offices that are offered for what is none.
const SUGGESTIONS_MAX: usize = 5;

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
    pub fn as_of(mut self, day: NaiveDate) -> Self {
        self.plans = self.plans.into_iter().map(|plan| plan.as_of(day)).collect();
        self
    }

    /// The plan of this code.
    pub fn plan(&self, code: &PlanCode) -> Option<&Plan> {
        self.plan_by_code(code.as_str())
    }

    fn plan_by_code(&self, code: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.code.as_str() == code)
    }

    /// A measure with its plan and target.
    pub fn measure(&self, id: &MeasureId) -> Option<(&Plan, &Target, &Measure)> {
        let plan = self.plan_by_code(id.plan_str())?;
        plan.find_measure(id)
            .map(|(target, measure)| (plan, target, measure))
    }

    /// A rule with its plan.
    pub fn rule(&self, id: &RuleId) -> Option<(&Plan, &ReportingRule)> {
        let plan = self.plan_by_code(id.plan_str())?;
        plan.find_rule(id).map(|rule| (plan, rule))
    }

    /// An office's name, or its code where nobody wrote the name down.
    pub fn office_name<'a>(&'a self, code: &'a OfficeCode) -> &'a str {
        self.offices
            .get(code)
            .map_or(code.as_str(), |office| office.name.as_str())
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
        self.groups
            .get(group)
            .map_or_else(Vec::new, |group| group.members_on(day).cloned().collect())
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
                && (fold(&office.name) == wanted
                    || office.aliases.iter().any(|alias| fold(alias) == wanted))
        };
        let mut found: Vec<OfficeCode> = self
            .offices
            .values()
            .filter(fits)
            .map(|o| o.code.clone())
            .collect();
        match found.len() {
            0 => OfficeLookup::None,
            1 => OfficeLookup::One(found.remove(0)),
            _ => OfficeLookup::Several(found),
        }
    }

    /// The few offices that somebody may have meant by what is no office: the nearest code, or names with these words.
    pub fn suggest_offices(&self, typed: &str) -> Vec<OfficeCode> {
        let codes = self.offices.keys().map(OfficeCode::as_str);
        if let Some(code) = suggest(typed.trim(), codes) {
            return vec![OfficeCode::from(code)];
        }
        let wanted = fold(typed);
        let named = |office: &&Office| !wanted.is_empty() && fold(&office.name).contains(&wanted);
        let found: Vec<OfficeCode> = self
            .offices
            .values()
            .filter(named)
            .map(|office| office.code.clone())
            .collect();
        if found.len() > SUGGESTIONS_MAX {
            Vec::new()
        } else {
            found
        }
    }

    /// The measures that somebody may have meant by what is no measure: the parts of a compound target, or the nearest id
    /// where no plan has this code.
    pub fn suggest_measures(&self, typed: &str) -> Vec<MeasureId> {
        let typed = typed.trim();
        let ids: Vec<MeasureId> = self
            .plans
            .iter()
            .flat_map(Plan::measures)
            .map(|(id, _, _)| id)
            .collect();
        let is_part = |id: &&MeasureId| {
            id.as_str()
                .strip_prefix(typed)
                .is_some_and(|letter| letter.len() == 1)
        };
        let parts: Vec<MeasureId> = ids.iter().filter(is_part).cloned().collect();
        if !parts.is_empty() || self.plan(&MeasureId::from(typed).plan()).is_some() {
            return parts;
        }
        suggest(typed, ids.iter().map(MeasureId::as_str))
            .map(MeasureId::from)
            .into_iter()
            .collect()
    }
}
