//! Reference data for every computation: plans, offices, groups, holidays and settings, read once and shared.
//! Must not depend on figures or reports.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::code::{GroupCode, MeasureId, OfficeCode, PlanCode, RuleId};
use super::lock::Locks;
use super::office::{Group, Holiday, Office};
use super::plan::{Measure, Party, Plan, ReportingRule, Target};
use super::suggestion::suggest;
use super::text::fold;

/// Maximum number of offices suggested for unknown input.
const SUGGESTIONS_MAX: usize = 5;

/// System-wide settings of how deadlines are computed.
///
/// ```
/// use tiendo::domain::catalog::DeadlineSettings;
/// use tiendo::domain::deadline::last_day;
///
/// // "Trước ngày 10/06": before the 10th excludes the 10th.
/// let named = "2024-06-10".parse().unwrap();
/// let last = last_day(named, true, DeadlineSettings::default(), &[]);
/// assert_eq!(last.to_string(), "2024-06-09");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeadlineSettings {
    /// "Trước ngày" includes the named day itself. Off by default: *before* excludes it.
    pub before_inclusive: bool,
    /// A deadline on a weekend or holiday moves to the next working day. Off by default.
    pub roll_over: bool,
}

/// Reference data of a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    /// Plans in the order of their first days.
    pub plans: Vec<Plan>,
    /// Offices by code.
    pub offices: BTreeMap<OfficeCode, Office>,
    /// Groups by code.
    pub groups: BTreeMap<GroupCode, Group>,
    /// Days off, ascending.
    pub holidays: Vec<Holiday>,
    /// How deadlines are computed.
    pub settings: DeadlineSettings,
    /// Locked periods.
    pub locks: Locks,
}

/// Result of looking up one office from typed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficeLookup {
    /// Exactly one office matches.
    One(OfficeCode),
    /// No office matches.
    None,
    /// Several offices match, by code.
    Several(Vec<OfficeCode>),
}

impl Catalog {
    /// Returns the catalog with every plan as of a day.
    #[must_use]
    pub fn as_of(mut self, day: NaiveDate) -> Self {
        self.plans = self.plans.into_iter().map(|plan| plan.as_of(day)).collect();
        self
    }

    /// Finds a plan by its code.
    pub fn plan(&self, code: &PlanCode) -> Option<&Plan> {
        self.plan_by_code(code.as_str())
    }

    fn plan_by_code(&self, code: &str) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.code.as_str() == code)
    }

    /// Finds a measure with its plan and target.
    pub fn measure(&self, id: &MeasureId) -> Option<(&Plan, &Target, &Measure)> {
        let plan = self.plan_by_code(id.plan_str())?;
        plan.find_measure(id)
            .map(|(target, measure)| (plan, target, measure))
    }

    /// Finds a rule with its plan.
    pub fn rule(&self, id: &RuleId) -> Option<(&Plan, &ReportingRule)> {
        let plan = self.plan_by_code(id.plan_str())?;
        plan.find_rule(id).map(|rule| (plan, rule))
    }

    /// Name of an office, or its code if the office is unknown.
    pub fn office_name<'a>(&'a self, code: &'a OfficeCode) -> &'a str {
        self.offices
            .get(code)
            .map_or(code.as_str(), |office| office.name.as_str())
    }

    /// Offices of a party on a day; empty for a party named in words only.
    pub fn offices_of(&self, party: &Party, day: NaiveDate) -> Vec<OfficeCode> {
        match party {
            Party::Office(office) => vec![office.clone()],
            Party::Group(group) => self.members(group, day),
            Party::Words(_) => Vec::new(),
        }
    }

    /// Members of a group on a day; empty for an unknown group.
    pub fn members(&self, group: &GroupCode, day: NaiveDate) -> Vec<OfficeCode> {
        self.groups
            .get(group)
            .map_or_else(Vec::new, |group| group.members_on(day).cloned().collect())
    }

    /// Like [`Catalog::find_office`], within the place of a plan: that of its issuer (`tth` for `tth.ubnd`).
    pub fn find_office_of(&self, typed: &str, plan: &PlanCode) -> OfficeLookup {
        let issuer = self.plan(plan).map(|plan| plan.issuer.as_str());
        let place = issuer.and_then(|issuer| issuer.split('.').next());
        match self.find_office(typed, place) {
            OfficeLookup::None => self.find_office(typed, None),
            found => found,
        }
    }

    /// Finds the office meant by a code, a name or an alias, ignoring accents. A place before it (`tth`) resolves what
    /// an alias alone leaves ambiguous.
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

    /// Suggestions for unknown input: the nearest code, or offices whose names contain the words.
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

    /// Suggestions for an unknown measure: the parts of a compound target, or the nearest id if the plan is unknown.
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
