//! Succession of offices: who holds an office's tasks on a day, after mergers, splits and chains of both, and what that
//! makes of duties. Pure functions over offices and dated links; nothing of it is stored. Must not know figures or the
//! clock.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use chrono::NaiveDate;

use super::catalog::Catalog;
use super::code::OfficeCode;
use super::duty::{Duty, DutyEvent, is_resolved_before};
use super::office::{Group, Member, Office, Predecessor, is_within};
use super::plan::{Measure, Plan};

/// An office that holds tasks on a day, with those from which it took them over, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The holder.
    pub office: OfficeCode,
    /// Offices from which the tasks passed to it; empty for its own tasks.
    pub predecessors: Vec<Predecessor>,
}

impl Holder {
    /// More tasks come to it, from these offices.
    pub fn add_predecessors(&mut self, predecessors: &[Predecessor]) {
        for predecessor in predecessors {
            if !self.predecessors.contains(predecessor) {
                self.predecessors.push(predecessor.clone());
            }
        }
    }
}

/// The day on which the number of a group's offices changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupSizeChange {
    /// First day with the new number.
    pub on: NaiveDate,
    /// Number before.
    pub before: usize,
    /// Number from that day on.
    pub after: usize,
}

/// The offices of a database as a graph: an office that ended points to its named successors.
///
/// ```
/// use std::collections::BTreeMap;
/// use tiendo::domain::office::Office;
/// use tiendo::domain::succession::Succession;
///
/// let offices: Vec<Office> = serde_json::from_str(
///     r#"[
///         {"code": "x.a", "name": "A", "kind": "department", "to": "2025-02-28",
///          "successors": [{"office": "x.b", "on": "2025-03-01"}]},
///         {"code": "x.b", "name": "B", "kind": "department"}
///     ]"#,
/// )?;
/// let offices: BTreeMap<_, _> = offices
///     .into_iter()
///     .map(|office| (office.code.clone(), office))
///     .collect();
/// let (ended, succession) = ("x.a".into(), Succession::new(&offices));
/// let holder = |on: &str| succession.holder_on(&ended, on.parse().unwrap()).as_str();
/// assert_eq!(holder("2025-02-28"), "x.a");
/// assert_eq!(holder("2025-03-01"), "x.b");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Succession<'a> {
    offices: &'a BTreeMap<OfficeCode, Office>,
}

impl<'a> Succession<'a> {
    /// Builds the succession graph of offices.
    pub fn new(offices: &'a BTreeMap<OfficeCode, Office>) -> Self {
        Self { offices }
    }

    /// Named successors of an office with the first day on which each holds the tasks: the day named, and never while
    /// the office itself is active. Empty for an office without an end.
    pub fn successors(
        self,
        office: &OfficeCode,
    ) -> impl Iterator<Item = (&'a OfficeCode, NaiveDate)> + use<'a> {
        let ended = self
            .offices
            .get(office)
            .and_then(|office| Some((office, office.to?.succ_opt()?)));
        let named = move |(office, first): (&'a Office, NaiveDate)| {
            office
                .successors
                .iter()
                .map(move |next| (&next.office, next.on.max(first)))
        };
        ended.into_iter().flat_map(named)
    }

    /// Successors that have taken over by a day.
    pub fn successors_on(
        self,
        office: &OfficeCode,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a OfficeCode> + use<'a> {
        self.successors(office)
            .filter(move |(_, on)| *on <= day)
            .map(|(next, _)| next)
    }

    /// Holders of an office's tasks on a day, each once: the office while it is active, else its successors by then,
    /// over any number of steps. An office that ended without a successor still holds them.
    pub fn holders_on(self, office: &'a OfficeCode, day: NaiveDate) -> Vec<&'a OfficeCode> {
        let (mut holders, mut seen, mut open) = (Vec::new(), HashSet::new(), vec![office]);
        while let Some(next) = open.pop() {
            if !seen.insert(next) {
                continue;
            }
            let successors: Vec<_> = self.successors_on(next, day).collect();
            if successors.is_empty() {
                holders.push(next);
            }
            open.extend(successors.into_iter().rev());
        }
        // Successions that form a cycle have no holder: the office keeps its tasks.
        if holders.is_empty() {
            vec![office]
        } else {
            holders
        }
    }

    /// The first holder of an office's tasks on a day.
    pub fn holder_on(self, office: &'a OfficeCode, day: NaiveDate) -> &'a OfficeCode {
        self.holders_on(office, day)
            .first()
            .copied()
            .unwrap_or(office)
    }

    /// Holders of several offices' tasks on a day, each once, with all the offices from which it took them over.
    pub fn trace_holders_on(
        self,
        offices: impl IntoIterator<Item = &'a OfficeCode>,
        day: NaiveDate,
    ) -> Vec<Holder> {
        let mut holders = Vec::new();
        for office in offices {
            self.trace(office, day, &[], &mut holders);
        }
        holders
    }

    /// Adds the holders of an office's tasks to which the tasks went by way of `path`.
    fn trace(
        self,
        office: &'a OfficeCode,
        day: NaiveDate,
        path: &[Predecessor],
        holders: &mut Vec<Holder>,
    ) {
        let is_circle = path.iter().any(|step| step.office == *office);
        let mut successors = self
            .successors(office)
            .filter(|(_, on)| *on <= day && !is_circle)
            .peekable();
        if successors.peek().is_none() {
            match holders.iter_mut().find(|holder| holder.office == *office) {
                Some(known) => known.add_predecessors(path),
                None => holders.push(Holder {
                    office: office.clone(),
                    predecessors: path.to_vec(),
                }),
            }
            return;
        }
        for (next, on) in successors {
            let step = Predecessor {
                office: office.clone(),
                on,
            };
            self.trace(next, day, &[path, &[step]].concat(), holders);
        }
    }

    /// Returns `true` if an office holds another's tasks on a day. Constant time if the other has no end.
    pub fn is_holder_on(self, office: &OfficeCode, other: &'a OfficeCode, day: NaiveDate) -> bool {
        if self.has_end(other) {
            self.holders_on(other, day).contains(&office)
        } else {
            office == other
        }
    }

    /// An office and all its successors, at any time and over any number of steps.
    pub fn lineage(self, office: &'a OfficeCode) -> Vec<&'a OfficeCode> {
        let (mut line, mut seen) = (vec![office], HashSet::from([office]));
        let mut place = 0;
        while let Some(next) = line.get(place) {
            line.extend(
                self.successors(next)
                    .map(|(code, _)| code)
                    .filter(|code| seen.insert(code)),
            );
            place += 1;
        }
        line
    }

    /// Offices that name this one as their successor, by code. Scans every office: not for a loop over a large group.
    pub fn predecessors(self, office: &OfficeCode) -> Vec<&'a OfficeCode> {
        let names = |other: &&Office| self.successors(&other.code).any(|(next, _)| next == office);
        self.offices
            .values()
            .filter(names)
            .map(|other| &other.code)
            .collect()
    }

    /// Returns `true` if an office succeeded another, at any time and over any number of steps. Constant time if the
    /// other has no end, as most offices.
    pub fn is_successor_of(self, office: &OfficeCode, other: &'a OfficeCode) -> bool {
        office != other && self.has_end(other) && self.lineage(other).contains(&office)
    }

    /// Returns `true` if two offices are the same or one succeeded the other.
    pub fn is_related(self, one: &'a OfficeCode, other: &'a OfficeCode) -> bool {
        one == other || self.is_successor_of(one, other) || self.is_successor_of(other, one)
    }

    /// Returns `true` if `has` holds for an office or for all its successors, over any number of steps.
    pub fn is_passed_on(self, office: &'a OfficeCode, has: impl Fn(&OfficeCode) -> bool) -> bool {
        let after =
            |office: &'a OfficeCode| self.successors(office).map(|(next, _)| next).collect();
        is_made_up_of(office, &has, &after, &mut BTreeMap::new())
    }

    /// Returns `true` if views of a day show a duty. A duty that is not open is not, as long as its office has not begun
    /// or another office still owes it: views of an old day do not mention offices that came later.
    pub fn is_duty_visible_on(self, duty: &Duty, day: NaiveDate) -> bool {
        let has_begun = self
            .offices
            .get(&duty.key.office)
            .and_then(|office| office.from)
            .is_none_or(|from| from <= day);
        duty.opens_on <= day || has_begun && !duty.starts_by_succession()
    }

    fn has_end(self, office: &OfficeCode) -> bool {
        self.offices
            .get(office)
            .is_some_and(|office| office.to.is_some())
    }
}

/// A duty with what happened to it, and the duties from which it came.
#[derive(Clone, Debug)]
pub struct LinkedDuty<'a> {
    /// The duty.
    pub duty: &'a Duty,
    /// What happened to it.
    pub events: &'a [DutyEvent],
    /// Of each duty from which it came in one step, its place in the list, and the first day of this office.
    pub predecessors: Vec<(usize, NaiveDate)>,
}

/// Which of these duties nobody owes, by their places: a duty that began by coming from offices of which each, before it
/// ended, had sent the report or was exempted from it, or did not owe it either. What was done under an office's own
/// name stands, and in a circle everybody owes.
pub fn find_superseded(duties: &[LinkedDuty<'_>]) -> Vec<bool> {
    let mut known = vec![None; duties.len()];
    (0..duties.len())
        .map(|place| is_superseded(duties, place, &mut known))
        .collect()
}

fn is_superseded(duties: &[LinkedDuty<'_>], place: usize, known: &mut [Option<bool>]) -> bool {
    if let Some(known) = known[place] {
        return known;
    }
    known[place] = Some(false);
    let LinkedDuty {
        duty,
        events,
        predecessors,
    } = &duties[place];
    let (mut has_begun, mut is_resolved) = (false, events.is_empty());
    for (before, on) in predecessors {
        let predecessor = &duties[*before];
        let Some(transferred_on) = predecessor.duty.transferred_on.filter(|day| day <= on) else {
            continue;
        };
        has_begun |= *on == duty.opens_on;
        is_resolved = is_resolved
            && (is_resolved_before(predecessor.events, transferred_on)
                || is_superseded(duties, *before, known));
    }
    known[place] = Some(has_begun && is_resolved);
    has_begun && is_resolved
}

/// A dated link: an office named for a task between two days, both inclusive; an absent end is open.
#[derive(Clone, Copy, Debug)]
struct Link<'a> {
    office: &'a OfficeCode,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

impl<'a> Link<'a> {
    fn of_member(member: &'a Member) -> Self {
        Self {
            office: &member.office,
            from: member.from,
            to: member.to,
        }
    }
}

fn owner_links<'a>(plan: &'a Plan, measure: &'a Measure) -> Vec<Link<'a>> {
    if measure.owners.is_empty() {
        return vec![Link {
            office: &plan.coordinator,
            from: None,
            to: None,
        }];
    }
    measure
        .owners
        .iter()
        .map(|owner| Link {
            office: &owner.office,
            from: owner.from,
            to: owner.to,
        })
        .collect()
}

/// Holders of a task on one day, each once, in the order in which they are named.
#[derive(Clone, Debug, Default)]
pub struct Holders<'a> {
    ordered: Vec<&'a OfficeCode>,
    known: HashSet<&'a OfficeCode>,
}

impl<'a> Holders<'a> {
    /// Returns `true` if an office is one of the holders.
    pub fn contains(&self, office: &OfficeCode) -> bool {
        self.known.contains(office)
    }

    /// How many they are.
    pub fn len(&self) -> usize {
        self.ordered.len()
    }

    /// Returns `true` if nobody holds the task.
    pub fn is_empty(&self) -> bool {
        self.ordered.is_empty()
    }

    /// The holders in order.
    pub fn iter(&self) -> impl Iterator<Item = &'a OfficeCode> + '_ {
        self.ordered.iter().copied()
    }

    fn add(&mut self, office: &'a OfficeCode) {
        if self.known.insert(office) {
            self.ordered.push(office);
        }
    }
}

/// A task over time: the offices named for it by dated links, and their successors.
#[derive(Clone, Debug)]
pub struct Responsibility<'a> {
    succession: Succession<'a>,
    links: Vec<Link<'a>>,
    named: HashSet<&'a OfficeCode>,
    /// Predecessors within the task, by office: an office's other predecessors had other tasks.
    predecessors: BTreeMap<&'a OfficeCode, Vec<&'a OfficeCode>>,
    /// For each office with a succession, the representative of its connected offices.
    families: BTreeMap<&'a OfficeCode, &'a OfficeCode>,
}

impl<'a> Responsibility<'a> {
    /// The responsibility for a measure: its owners', or the plan's coordinator's if no owner is named.
    pub fn of_owners(catalog: &'a Catalog, plan: &'a Plan, measure: &'a Measure) -> Self {
        Self::new(catalog, owner_links(plan, measure))
    }

    /// The task of each member of a group.
    pub fn of_members(catalog: &'a Catalog, group: &'a Group) -> Self {
        Self::new(catalog, group.members.iter().map(Link::of_member).collect())
    }

    /// The tasks of a measure's owners and of the members of its quota's group.
    pub fn of_all(catalog: &'a Catalog, plan: &'a Plan, measure: &'a Measure) -> Self {
        let group = measure
            .quota
            .as_ref()
            .and_then(|quota| catalog.groups.get(quota.group.as_ref()?));
        let members = group
            .into_iter()
            .flat_map(|group| &group.members)
            .map(Link::of_member);
        Self::new(
            catalog,
            owner_links(plan, measure)
                .into_iter()
                .chain(members)
                .collect(),
        )
    }

    /// Like [`Responsibility::of_all`], restricted to the named offices related to one office by succession: cheap for one office
    /// of a large group.
    pub fn of_related(
        catalog: &'a Catalog,
        (plan, measure): (&'a Plan, &'a Measure),
        office: &'a OfficeCode,
    ) -> Self {
        let group = measure
            .quota
            .as_ref()
            .and_then(|quota| catalog.groups.get(quota.group.as_ref()?));
        let members = group
            .into_iter()
            .flat_map(|group| &group.members)
            .map(Link::of_member);
        let succession = Succession::new(&catalog.offices);
        let links = owner_links(plan, measure).into_iter().chain(members);
        Self::new(
            catalog,
            links
                .filter(|link| succession.is_related(link.office, office))
                .collect(),
        )
    }

    fn new(catalog: &'a Catalog, links: Vec<Link<'a>>) -> Self {
        let succession = Succession::new(&catalog.offices);
        let named: HashSet<&OfficeCode> = links.iter().map(|link| link.office).collect();
        let mut task = Self {
            succession,
            links,
            named,
            predecessors: BTreeMap::new(),
            families: BTreeMap::new(),
        };
        task.connect();
        task
    }

    /// Collects all successors of the named offices.
    fn connect(&mut self) {
        let mut open: Vec<&'a OfficeCode> =
            self.links.iter().map(|link| link.office).rev().collect();
        let mut seen = HashSet::new();
        while let Some(office) = open.pop() {
            if !seen.insert(office) {
                continue;
            }
            for (next, _) in self.succession.successors(office) {
                let before = self.predecessors.entry(next).or_default();
                if !before.contains(&office) {
                    before.push(office);
                }
                open.push(next);
            }
        }
        let edges = self
            .predecessors
            .iter()
            .flat_map(|(next, before)| before.iter().map(|one| (*one, *next)));
        self.families = families(edges);
    }

    /// The succession graph.
    pub fn succession(&self) -> Succession<'a> {
        self.succession
    }

    /// Holders of the task on a day: the offices named for that day, or their successors by then.
    pub fn holders_on(&self, day: NaiveDate) -> Holders<'a> {
        let mut holders = Holders::default();
        for link in self
            .links
            .iter()
            .filter(|link| is_within(day, link.from, link.to))
        {
            if self.succession.has_end(link.office) {
                self.succession
                    .holders_on(link.office, day)
                    .into_iter()
                    .for_each(|office| holders.add(office));
            } else {
                holders.add(link.office);
            }
        }
        holders
    }

    /// Offices named for the task on a day, succeeded or not.
    pub fn named_on(&self, day: NaiveDate) -> impl Iterator<Item = &'a OfficeCode> + '_ {
        self.links
            .iter()
            .filter(move |link| is_within(day, link.from, link.to))
            .map(|link| link.office)
    }

    /// The last time that the number of holders changed after `from` and up to `until`: offices came or went, or several
    /// succeeded one.
    pub fn latest_size_change(&self, from: NaiveDate, until: NaiveDate) -> Option<GroupSizeChange> {
        let offices = self.succession.offices.values();
        let ends = self.links.iter().map(|link| link.to);
        let first_days_after = ends
            .chain(offices.map(|office| office.to))
            .filter_map(|day| day?.succ_opt());
        let days: BTreeSet<NaiveDate> = first_days_after
            .chain(self.links.iter().filter_map(|link| link.from))
            .collect();
        let count = |day: NaiveDate| self.holders_on(day).len();
        days.into_iter()
            .rev()
            .filter(|on| *on > from && *on <= until)
            .find_map(|on| {
                let (before, after) = (count(on.pred_opt()?), count(on));
                (before != after && before > 0).then_some(GroupSizeChange { on, before, after })
            })
    }

    /// Representative of all offices connected with this one by succession within the task.
    pub fn family(&self, office: &'a OfficeCode) -> &'a OfficeCode {
        self.families.get(office).copied().unwrap_or(office)
    }

    /// Holders on a day for whom an office's answer counts: the office itself, if it is a holder. Else, as in files of
    /// older versions, its successors by then, or the holders that it succeeds later.
    pub fn answers_for(
        &self,
        office: &'a OfficeCode,
        day: NaiveDate,
        holders: &Holders<'a>,
    ) -> Vec<&'a OfficeCode> {
        if holders.contains(office) {
            return vec![office];
        }
        if !self.families.contains_key(office) {
            return Vec::new();
        }
        let mut found = self.succession.holders_on(office, day);
        found.retain(|holder| holders.contains(holder));
        if found.is_empty() {
            found = self
                .ancestors(office)
                .into_iter()
                .filter(|holder| holders.contains(holder))
                .collect();
        }
        found
    }

    fn ancestors(&self, office: &'a OfficeCode) -> BTreeSet<&'a OfficeCode> {
        let (mut found, mut open) = (BTreeSet::new(), vec![office]);
        while let Some(next) = open.pop() {
            let before = self.predecessors.get(next).into_iter().flatten();
            open.extend(before.filter(|one| found.insert(**one)));
        }
        found
    }

    /// Returns `true` if `after` is `before` under a new name: the only successor of its only predecessor within the
    /// task, over any number of steps.
    pub fn is_renamed(&self, before: &'a OfficeCode, after: &OfficeCode) -> bool {
        let mut office = before;
        // No path is longer than the number of offices, even if successions form a cycle.
        for _ in 0..=self.families.len() {
            if office == after {
                return true;
            }
            let mut successors = self.succession.successors(office).map(|(next, _)| next);
            let (Some(next), None) = (successors.next(), successors.next()) else {
                return false;
            };
            let is_only = self
                .predecessors
                .get(next)
                .is_some_and(|before| before.len() == 1);
            if !is_only || self.named.contains(next) {
                return false;
            }
            office = next;
        }
        false
    }

    /// Returns `true` if the offices for which `has` holds make up the whole of an office's task: the office itself, or
    /// all its predecessors within the task, or all its successors.
    pub fn is_made_up(&self, office: &'a OfficeCode, has: impl Fn(&OfficeCode) -> bool) -> bool {
        self.is_inherited(office, &has) || self.succession.is_passed_on(office, &has)
    }

    /// Returns `true` if `has` holds for an office or for all its predecessors within the task. An office that is named
    /// for the task itself had a part of its own before, so that its predecessors are not the whole.
    pub fn is_inherited(&self, office: &'a OfficeCode, has: impl Fn(&OfficeCode) -> bool) -> bool {
        let before = |office: &'a OfficeCode| {
            let own = self.named.contains(office);
            self.predecessors
                .get(office)
                .filter(|_| !own)
                .cloned()
                .unwrap_or_default()
        };
        is_made_up_of(office, &has, &before, &mut BTreeMap::new())
    }
}

/// Returns `true` if `has` holds for an office or recursively for all its `parts`. `false` for a cycle.
fn is_made_up_of<'a>(
    office: &'a OfficeCode,
    has: &dyn Fn(&OfficeCode) -> bool,
    parts: &dyn Fn(&'a OfficeCode) -> Vec<&'a OfficeCode>,
    known: &mut BTreeMap<&'a OfficeCode, bool>,
) -> bool {
    if let Some(known) = known.get(office) {
        return *known;
    }
    known.insert(office, false);
    let parts_of = if has(office) {
        Vec::new()
    } else {
        parts(office)
    };
    let whole = has(office)
        || !parts_of.is_empty()
            && parts_of
                .into_iter()
                .all(|part| is_made_up_of(part, has, parts, known));
    known.insert(office, whole);
    whole
}

/// Connected components of the succession, each office with the representative of its component.
fn families<'a>(
    edges: impl Iterator<Item = (&'a OfficeCode, &'a OfficeCode)>,
) -> BTreeMap<&'a OfficeCode, &'a OfficeCode> {
    let mut adjacent: BTreeMap<&OfficeCode, Vec<&OfficeCode>> = BTreeMap::new();
    for (before, after) in edges {
        adjacent.entry(before).or_default().push(after);
        adjacent.entry(after).or_default().push(before);
    }
    let mut families = BTreeMap::new();
    for first in adjacent.keys().copied() {
        let mut open = vec![first];
        while let Some(office) = open.pop() {
            if !families.contains_key(office) {
                families.insert(office, first);
                open.extend(adjacent.get(office).into_iter().flatten());
            }
        }
    }
    families
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::fixtures::{catalog, day, duty, event, group, office, returned, sent};

    fn codes(offices: &[&OfficeCode]) -> Vec<String> {
        offices.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_successor_holds_the_tasks_from_its_day_and_never_before_the_end() {
        let offices = vec![
            office(
                "x.a",
                Some("2025-06-30"),
                &[("x.b", "2025-07-01"), ("x.c", "2025-07-15")],
            ),
            office("x.b", None, &[]),
            office("x.c", None, &[]),
            // Named for a day on which it still lives, and without an end.
            office("x.d", Some("2025-06-30"), &[("x.b", "2025-01-01")]),
            office("x.e", None, &[("x.b", "2025-01-01")]),
        ];
        let catalog = catalog(Vec::new(), offices);
        let succession = Succession::new(&catalog.offices);
        for (office, on, expected) in [
            ("x.a", "2025-06-30", &["x.a"][..]),
            ("x.a", "2025-07-01", &["x.b"]),
            ("x.a", "2025-07-02", &["x.b"]),
            ("x.a", "2025-07-14", &["x.b"]),
            ("x.a", "2025-07-15", &["x.b", "x.c"]),
            ("x.d", "2025-06-30", &["x.d"]),
            ("x.d", "2025-07-01", &["x.b"]),
            ("x.e", "2025-07-01", &["x.e"]),
        ] {
            let office = OfficeCode::from(office);
            let holders = succession.holders_on(&office, day(on));
            assert_eq!(codes(&holders), expected, "{office} {on}");
            assert_eq!(succession.holder_on(&office, day(on)), holders[0]);
            for other in catalog.offices.keys() {
                assert_eq!(
                    succession.is_holder_on(other, &office, day(on)),
                    holders.contains(&other),
                    "{other} {office} {on}"
                );
            }
        }
    }

    #[test]
    fn an_office_that_came_later_is_not_spoken_of() {
        let later = Office {
            from: Some(day("2023-07-01")),
            ..office("x.a", None, &[])
        };
        let catalog = catalog(Vec::new(), vec![later]);
        let succession = Succession::new(&catalog.offices);
        let received = Duty {
            predecessors: vec![Predecessor {
                office: "x.b".into(),
                on: day("2024-01-01"),
            }],
            ..duty()
        };
        for (on, own, from_another) in [
            ("2023-06-30", false, false),
            ("2023-07-01", true, false),
            ("2023-12-31", true, false),
            ("2024-01-01", true, true),
        ] {
            assert_eq!(succession.is_duty_visible_on(&duty(), day(on)), own, "{on}");
            assert_eq!(
                succession.is_duty_visible_on(&received, day(on)),
                from_another,
                "{on}"
            );
        }
    }

    #[test]
    fn a_group_changes_its_size_within_the_days_asked() {
        let offices = vec![
            office("x.a", Some("2025-06-30"), &[("x.c", "2025-07-01")]),
            office("x.b", Some("2025-06-30"), &[("x.c", "2025-07-01")]),
            office("x.c", None, &[]),
        ];
        let catalog = catalog(Vec::new(), offices);
        let group = group("x.g", &["x.a", "x.b"]);
        let task = Responsibility::of_members(&catalog, &group);
        let change = Some(GroupSizeChange {
            on: day("2025-07-01"),
            before: 2,
            after: 1,
        });
        for (from, until, expected) in [
            ("2025-06-30", "2025-06-30", None),
            ("2025-06-30", "2025-07-01", change),
            ("2025-06-30", "2025-07-02", change),
            ("2025-07-01", "2025-07-02", None),
        ] {
            assert_eq!(
                task.latest_size_change(day(from), day(until)),
                expected,
                "{from} {until}"
            );
        }
    }

    /// A duty that goes to a successor on 01/03/2024, and the successor's.
    fn pair() -> [Duty; 2] {
        let old = Duty {
            transferred_on: Some(day("2024-03-01")),
            ..duty()
        };
        let new = Duty {
            opens_on: day("2024-03-01"),
            ..duty()
        };
        [old, new]
    }

    fn linked<'a>(
        duty: &'a Duty,
        events: &'a [DutyEvent],
        predecessors: &[(usize, &str)],
    ) -> LinkedDuty<'a> {
        LinkedDuty {
            duty,
            events,
            predecessors: predecessors
                .iter()
                .map(|(place, on)| (*place, day(on)))
                .collect(),
        }
    }

    #[test]
    fn what_was_sent_before_the_end_is_not_owed_again() {
        let [old, new] = pair();
        let is_superseded = |before: &[DutyEvent], after: &[DutyEvent], on: &str| {
            find_superseded(&[linked(&old, before, &[]), linked(&new, after, &[(0, on)])])[1]
        };
        let taken_on = "2024-03-01";
        for (sent_on, expected) in [
            ("2024-02-28", true),
            ("2024-02-29", true),
            ("2024-03-01", false),
        ] {
            let events = [event(sent(), sent_on)];
            assert_eq!(is_superseded(&events, &[], taken_on), expected, "{sent_on}");
        }
        for (returned_on, expected) in [("2024-02-29", false), ("2024-03-01", true)] {
            let events = [
                event(sent(), "2024-02-20"),
                event(returned("2024-03-10"), returned_on),
            ];
            assert_eq!(
                is_superseded(&events, &[], taken_on),
                expected,
                "returned {returned_on}"
            );
        }
        let events = [event(sent(), "2024-02-20")];
        let own = [event(sent(), "2024-03-05")];
        assert!(!is_superseded(&events, &own, taken_on), "done by itself");
        assert!(!is_superseded(&[], &[], taken_on), "nobody sent it");
        for (on, expected) in [
            ("2024-02-29", false),
            ("2024-03-01", true),
            ("2024-03-02", false),
        ] {
            assert_eq!(
                is_superseded(&events, &[], on),
                expected,
                "received {on}, begun on 01/03"
            );
        }
    }

    #[test]
    fn of_two_predecessors_both_sent_it_and_of_a_chain_the_first() {
        let [old, new] = pair();
        let events = [event(sent(), "2024-02-20")];
        let both = |second: &[DutyEvent]| {
            find_superseded(&[
                linked(&old, &events, &[]),
                linked(&old, second, &[]),
                linked(&new, &[], &[(0, "2024-03-01"), (1, "2024-03-01")]),
            ])[2]
        };
        assert!(both(&events));
        assert!(!both(&[]), "the second still owes it");
        let middle = Duty {
            transferred_on: Some(day("2024-05-01")),
            ..new.clone()
        };
        let last = Duty {
            opens_on: day("2024-05-01"),
            ..new
        };
        let chain = |first: &[DutyEvent], second: &[DutyEvent]| {
            find_superseded(&[
                linked(&last, &[], &[(1, "2024-05-01")]),
                linked(&middle, second, &[(2, "2024-03-01")]),
                linked(&old, first, &[]),
            ])
        };
        assert_eq!(chain(&events, &[]), [true, true, false]);
        assert_eq!(chain(&[], &[]), [false, false, false]);
        let later = [event(sent(), "2024-04-01")];
        assert_eq!(chain(&[], &later), [true, false, false]);
    }

    /// Offices by number, each with an end and with successors of higher numbers.
    fn reforms() -> impl Strategy<Value = Vec<Office>> {
        let one = (
            any::<bool>(),
            0_u32..400,
            prop::collection::vec(0_usize..9, 0..4),
        );
        prop::collection::vec(one, 9).prop_map(|drawn| {
            let first = day("2024-01-01");
            let made = drawn
                .into_iter()
                .enumerate()
                .map(|(no, (ends, after, next))| {
                    let end = first + chrono::Days::new(after.into());
                    let on = end.succ_opt().unwrap().to_string();
                    let next: BTreeSet<usize> =
                        next.into_iter().filter(|next| *next > no).collect();
                    let next: Vec<String> = next.iter().map(|next| format!("x.{next}")).collect();
                    let next: Vec<(&str, &str)> = next
                        .iter()
                        .map(|code| (code.as_str(), on.as_str()))
                        .collect();
                    let end = end.to_string();
                    if ends {
                        office(&format!("x.{no}"), Some(&end), &next)
                    } else {
                        office(&format!("x.{no}"), None, &[])
                    }
                });
            made.collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(128) })]

        #[test]
        fn the_ways_of_asking_agree(offices in reforms(), after in 0_u64..800) {
            let catalog = catalog(Vec::new(), offices);
            let succession = Succession::new(&catalog.offices);
            let on = day("2024-01-01") + chrono::Days::new(after);
            for office in catalog.offices.keys() {
                let holders = succession.holders_on(office, on);
                let traced = succession.trace_holders_on([office], on);
                prop_assert_eq!(&holders, &traced.iter().map(|one| &one.office).collect::<Vec<_>>());
                for holder in &traced {
                    let is_own = holder.office == *office;
                    prop_assert_eq!(is_own, holder.predecessors.is_empty());
                    prop_assert!(is_own || succession.is_successor_of(&holder.office, office));
                    prop_assert!(holder.predecessors.iter().all(|one| one.on <= on));
                }
                let lineage = succession.lineage(office);
                prop_assert!(holders.iter().all(|holder| lineage.contains(holder)));
                for next in &lineage {
                    let is_later = *next != office;
                    prop_assert_eq!(succession.is_successor_of(next, office), is_later);
                    prop_assert!(succession.is_related(office, next));
                }
                for before in succession.predecessors(office) {
                    prop_assert!(succession.lineage(before).contains(&office));
                }
            }
        }
    }

    #[test]
    fn predecessors_are_those_that_name_the_office() {
        let offices = vec![
            office("x.a", Some("2025-06-30"), &[("x.c", "2025-07-01")]),
            office("x.b", Some("2025-06-30"), &[("x.c", "2025-07-01")]),
            office("x.c", None, &[]),
            // Named, but without an end.
            office("x.d", None, &[("x.c", "2025-07-01")]),
        ];
        let catalog = catalog(Vec::new(), offices);
        let succession = Succession::new(&catalog.offices);
        let named = |office: &str| codes(&succession.predecessors(&office.into()));
        assert_eq!(named("x.c"), ["x.a", "x.b"]);
        assert_eq!(named("x.a"), [""; 0]);
    }

    #[test]
    fn nobody_holds_a_task_before_its_first_member() {
        let mut members = group("g", &["x.a"]);
        members.members[0].from = Some(day("2024-03-01"));
        let catalog = catalog(Vec::new(), vec![office("x.a", None, &[])]);
        let task = Responsibility::of_members(&catalog, &members);
        for (on, is_empty) in [
            ("2024-02-29", true),
            ("2024-03-01", false),
            ("2024-03-02", false),
        ] {
            let holders = task.holders_on(day(on));
            assert_eq!(holders.is_empty(), is_empty, "{on}");
            assert_eq!(holders.len(), usize::from(!is_empty), "{on}");
        }
        let until = day("2024-12-31");
        let change = task.latest_size_change(day("2024-01-01"), until);
        assert_eq!(change, None, "from none to one is a beginning");
    }
}
