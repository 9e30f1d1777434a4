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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{catalog, day, measure, office, plan};
    use crate::domain::plan::FormerTarget;

    /// Health and finance of two places, and a police of one.
    fn offices() -> Catalog {
        let named = |code: &str, name: &str, alias: &str| Office {
            name: name.to_owned(),
            aliases: vec![alias.to_owned()],
            ..office(code, None, &[])
        };
        catalog(
            vec![plan(&measure(json!({})))],
            vec![
                named("x.syt", "Sở Y tế X", "SYT"),
                named("y.syt", "Sở Y tế Y", "SYT"),
                named("x.stc", "Sở Tài chính X", "STC"),
                named("x.ca", "Công an X", "Công an"),
            ],
        )
    }

    #[test]
    fn a_catalog_as_of_a_day_has_the_plans_of_that_day() {
        let mut plan = plan(&measure(json!({})));
        let target = &mut plan.targets[0];
        target.wording = "new".to_owned();
        target.former_versions.push(FormerTarget {
            until: day("2023-12-31"),
            amendment: "9".to_owned(),
            wording: "old".to_owned(),
            decision: None,
            measures: target.measures.clone(),
        });
        let catalog = catalog(vec![plan], vec![office("x.a", None, &[])]);
        for (on, expected) in [
            ("2023-12-30", "old"),
            ("2023-12-31", "old"),
            ("2024-01-01", "new"),
        ] {
            let then = catalog.clone().as_of(day(on));
            assert_eq!(then.plans[0].targets[0].wording, expected, "{on}");
            assert_eq!(then.offices, catalog.offices);
        }
    }

    #[test]
    fn an_office_is_found_by_code_name_or_alias_within_a_place() {
        let one = |code: &str| OfficeLookup::One(code.into());
        let both = OfficeLookup::Several(vec!["x.syt".into(), "y.syt".into()]);
        for (typed, place, expected) in [
            ("x.syt", None, one("x.syt")),
            (" x.syt ", Some("y"), one("x.syt")),
            ("so y te x", None, one("x.syt")),
            ("syt", None, both),
            ("syt", Some("x"), one("x.syt")),
            ("syt", Some("y"), one("y.syt")),
            ("sở y tế x", Some("y"), OfficeLookup::None),
            ("stc", Some("y"), OfficeLookup::None),
            ("stc", None, one("x.stc")),
            ("sở y tế", None, OfficeLookup::None),
        ] {
            let found = offices().find_office(typed, place);
            assert_eq!(found, expected, "{typed} in {place:?}");
        }
    }

    #[test]
    fn an_office_is_suggested_by_a_near_code_or_a_part_of_its_name() {
        let mut catalog = offices();
        let suggested = |typed: &str| catalog.suggest_offices(typed);
        for (typed, expected) in [
            ("x.sit", &["x.syt"][..]),
            ("y te", &["x.syt", "y.syt"]),
            ("tài chính", &["x.stc"]),
            ("xxxxxxxxx", &[]),
            ("  ", &[]),
        ] {
            let expected: Vec<OfficeCode> = expected.iter().map(|code| (*code).into()).collect();
            assert_eq!(suggested(typed), expected, "{typed}");
        }
        for (number, suggested) in [(4, 4), (5, 5), (6, 0)] {
            let school = |no: usize| office(&format!("truong-{no}"), None, &[]);
            let named = |no| Office {
                name: format!("Trường {no}"),
                ..school(no)
            };
            catalog.offices = (0..number).map(|no| (school(no).code, named(no))).collect();
            let found = catalog.suggest_offices("tru").len();
            assert_eq!(found, suggested, "of {number}");
        }
    }

    #[test]
    fn the_parts_of_a_compound_target_are_suggested_or_else_the_nearest_measure() {
        let mut plan = plan(&measure(json!({ "letter": "a" })));
        let lettered = measure(json!({ "letter": "b" }));
        plan.targets[0].measures.push(lettered);
        let mut other = plan.targets[0].clone();
        "10".clone_into(&mut other.no);
        plan.targets.push(other);
        plan.code = "plan-2022".into();
        let catalog = catalog(vec![plan], Vec::new());
        for (typed, expected) in [
            (" plan-2022/1 ", &["plan-2022/1a", "plan-2022/1b"][..]),
            ("plan-2022/2", &[]),
            ("plan-202/1a", &["plan-2022/1a"]),
            ("other", &[]),
        ] {
            let expected: Vec<MeasureId> = expected.iter().map(|id| (*id).into()).collect();
            assert_eq!(catalog.suggest_measures(typed), expected, "{typed}");
        }
    }
}
