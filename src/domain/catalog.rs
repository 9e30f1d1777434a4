//! What a judgement looks things up in: plans, offices, groups, holidays and settings, read once and shared.
//! Knows no figure and no report.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::code::{GroupCode, MeasureId, OfficeCode, PlanCode, RuleId};
use super::duty::Duty;
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

/// An office from which tasks came down, and the first day on which they were the follower's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predecessor {
    /// The office that ended.
    pub office: OfficeCode,
    /// First day of its follower.
    pub on: NaiveDate,
}

/// An office that holds tasks on a day, with those that it took them over from, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The holder.
    pub office: OfficeCode,
    /// Where the tasks came from; empty for its own.
    pub predecessors: Vec<Predecessor>,
}

impl Holder {
    /// Adds a holder, or what else came down to one that is there.
    fn add_to(held: &mut Vec<Self>, office: &OfficeCode, origins: &[Predecessor]) {
        match held.iter_mut().find(|one| one.office == *office) {
            None => held.push(Self {
                office: office.clone(),
                predecessors: origins.to_vec(),
            }),
            Some(there) => there.add_predecessors(origins),
        }
    }

    /// More tasks come down to it, from these offices.
    pub fn add_predecessors(&mut self, origins: &[Predecessor]) {
        for origin in origins {
            if !self.predecessors.contains(origin) {
                self.predecessors.push(origin.clone());
            }
        }
    }
}

/// The day on which a group came to have another number of offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupSizeChange {
    /// The first day with the new ones.
    pub on: NaiveDate,
    /// How many there were.
    pub before: usize,
    /// How many there are.
    pub after: usize,
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

    /// Who holds the tasks of an office on a day: itself while it lives, else its named successors, each with the
    /// offices that it came from, oldest first. An office that ended and named nobody still holds them: a decision
    /// to take.
    pub fn holders_of_office_on(
        &self,
        code: &OfficeCode,
        day: NaiveDate,
    ) -> Vec<(OfficeCode, Vec<OfficeCode>)> {
        let codes =
            |origins: Vec<Predecessor>| origins.into_iter().map(|origin| origin.office).collect();
        self.holders_on([code], day)
            .into_iter()
            .map(|held| (held.office, codes(held.predecessors)))
            .collect()
    }

    /// Who holds the tasks of several offices on a day, each once, with all the offices that it took them over from.
    pub fn holders_on<'a>(
        &self,
        codes: impl IntoIterator<Item = &'a OfficeCode>,
        day: NaiveDate,
    ) -> Vec<Holder> {
        let mut held = Vec::new();
        for code in codes {
            self.collect_holders_on(code, day, &[], &mut held);
        }
        held
    }

    fn collect_holders_on(
        &self,
        code: &OfficeCode,
        day: NaiveDate,
        origins: &[Predecessor],
        held: &mut Vec<Holder>,
    ) {
        let passed_here = origins.iter().any(|origin| origin.office == *code);
        let followers = if passed_here {
            Vec::new()
        } else {
            self.successors_of(code)
        };
        let mut followers = followers
            .into_iter()
            .filter(|(_, on)| *on <= day)
            .peekable();
        if followers.peek().is_none() {
            return Holder::add_to(held, code, origins);
        }
        for (follower, on) in followers {
            let origin = Predecessor {
                office: code.clone(),
                on,
            };
            self.collect_holders_on(&follower, day, &[origins, &[origin]].concat(), held);
        }
    }

    /// The named successors of an office, each with the first day on which it holds the tasks: the day named, and
    /// never while the office itself lives. None for an office without an end.
    pub fn successors_of(&self, code: &OfficeCode) -> Vec<(OfficeCode, NaiveDate)> {
        let ended = self
            .offices
            .get(code)
            .and_then(|office| Some((office, office.to?.succ_opt()?)));
        let Some((office, first)) = ended else {
            return Vec::new();
        };
        office
            .successors
            .iter()
            .map(|next| (next.office.clone(), next.on.max(first)))
            .collect()
    }

    /// An office and all that took over its tasks, at any time and over any number of steps.
    pub fn lineage(&self, code: &OfficeCode) -> Vec<OfficeCode> {
        let mut line = vec![code.clone()];
        let mut at = 0;
        while let Some(next) = line.get(at).cloned() {
            for (follower, _) in self.successors_of(&next) {
                if !line.contains(&follower) {
                    line.push(follower);
                }
            }
            at += 1;
        }
        line
    }

    /// Whether a duty is known on a day: one that has not opened is not, as long as its office has not begun or another
    /// office still owes it. An old day does not speak of the offices that came later.
    pub fn is_duty_known_on(&self, duty: &Duty, day: NaiveDate) -> bool {
        let begun = self
            .offices
            .get(&duty.key.office)
            .and_then(|office| office.from)
            .is_none_or(|from| from <= day);
        duty.opens_on <= day || begun && !duty.starts_by_succession()
    }

    /// Whether an office is another or took over its tasks, at any time and over any number of steps.
    pub fn is_successor_of(&self, office: &OfficeCode, other: &OfficeCode) -> bool {
        office == other || self.has_end(other) && self.lineage(other).contains(office)
    }

    /// Whether an office holds another's tasks on a day: itself while it lives, else as its successor.
    pub fn is_holder_on(&self, office: &OfficeCode, other: &OfficeCode, day: NaiveDate) -> bool {
        if self.has_end(other) {
            self.holders_on([other], day)
                .iter()
                .any(|held| held.office == *office)
        } else {
            office == other
        }
    }

    /// Most offices have no end: asked of each member of a large group, who followed them has to cost nothing.
    fn has_end(&self, code: &OfficeCode) -> bool {
        self.offices
            .get(code)
            .is_some_and(|office| office.to.is_some())
    }

    /// Whether an office is what another became, whole: through single successors only.
    pub fn is_wholly_succeeded_by(&self, before: &OfficeCode, after: &OfficeCode) -> bool {
        let mut at = before.clone();
        // No way is longer than there are offices, even if the successions went in a circle.
        for _ in 0..=self.offices.len() {
            if at == *after {
                return true;
            }
            match self.successors_of(&at).as_slice() {
                [(next, _)] => at = next.clone(),
                _ => return false,
            }
        }
        false
    }

    /// Who stands for the members of a group on a day: the members, and for those that ended their successors.
    pub fn member_holders_on(&self, group: &GroupCode, day: NaiveDate) -> Vec<Holder> {
        self.holders_on(&self.members(group, day), day)
    }

    /// The last time that the number of a group's offices changed after `from` and up to `until`: members came or went,
    /// or several follow one.
    pub fn latest_size_change(
        &self,
        group: &GroupCode,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Option<GroupSizeChange> {
        let members = &self.groups.get(group)?.members;
        let ends = members
            .iter()
            .filter_map(|member| member.to)
            .chain(self.offices.values().filter_map(|o| o.to));
        let begins = members.iter().filter_map(|member| member.from);
        let days: BTreeSet<NaiveDate> = ends
            .filter_map(|day| day.succ_opt())
            .chain(begins)
            .collect();
        let count = |day: NaiveDate| self.member_holders_on(group, day).len();
        days.into_iter()
            .rev()
            .filter(|on| *on > from && *on <= until)
            .find_map(|on| {
                let (before, after) = (count(on.pred_opt()?), count(on));
                (before != after && before > 0).then_some(GroupSizeChange { on, before, after })
            })
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
