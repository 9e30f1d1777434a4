//! What was answered for a measure, period by period: added up over parts of a period and over owners, or counted over
//! the offices of a quota. Knows no promise but the quota's.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::CoverageCount;
use crate::domain::catalog::{Catalog, Holder};
use crate::domain::code::{GroupCode, OfficeCode};
use crate::domain::entry::{is_in_line, offices_of};
use crate::domain::figure::{Answer, COVERAGE, Figure, MilestoneState, Quality, without_overlap};
use crate::domain::number::{Fraction, Number};
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::{AddsUp, DataPeriod, Measure, Plan, Quota, Unit};

/// The answer for one period.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub period: Period,
    pub end: NaiveDate,
    pub quality: Quality,
    pub total: Total,
    /// For a quota.
    pub coverage: Option<CoverageCount>,
}

/// What the answers for one period come to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Total {
    Value(Fraction),
    Milestone(MilestoneState),
    NoneOccurred,
    NotApplicable,
    NoData,
    /// A part is missing, or cannot be added.
    Lacking {
        lacking: Vec<OfficeCode>,
        partial: Option<Fraction>,
    },
}

/// Everything that points are made from.
pub(super) struct Source<'a> {
    pub catalog: &'a Catalog,
    pub plan: &'a Plan,
    pub measure: &'a Measure,
    /// Figures of the measure whose periods ended by the day judged.
    pub figures: Vec<&'a Figure>,
    pub until: NaiveDate,
}

impl<'a> Source<'a> {
    fn data(&self) -> DataPeriod {
        self.plan.data_period
    }

    /// The period in which a point is expected: staleness is counted in it.
    pub fn entry_kind(&self) -> PeriodKind {
        match (&self.measure.quota, self.measure.adds_up) {
            (Some(Quota { per: Some(per), .. }), _) => *per,
            (None, AddsUp::Sum) if !self.measure.recurs => PeriodKind::Year,
            _ => self.measure.frequency,
        }
    }

    /// Points in the order of their ends; of two that end the same day the one to prefer stands last: official after
    /// estimate, then the longer period (DOMAIN §2).
    pub fn points(&self, series: Option<&str>) -> Vec<Point> {
        let mut points: Vec<Point> = match &self.measure.quota {
            Some(quota) => self.quota_points(quota),
            None => self.owner_points(series),
        };
        points.sort_by_key(|point| (point.end, point.quality, point.period.kind()));
        points
    }

    fn owner_points(&self, series: Option<&str>) -> Vec<Point> {
        let rows: Vec<&'a Figure> =
            self.figures.iter().copied().filter(|figure| figure.cell.series.as_deref() == series).collect();
        let periods = self.periods(&rows, self.measure.adds_up == AddsUp::Sum);
        periods.into_iter().filter_map(|period| self.owner_point(&rows, period)).collect()
    }

    /// The periods that can have a point: those answered for, or for sums the whole ones that they lie in.
    fn periods(&self, rows: &[&Figure], sums: bool) -> BTreeSet<Period> {
        let kind = self.entry_kind();
        let data = self.data();
        let whole = |figure: &&Figure| {
            let period = figure.cell.period;
            let inside = sums && period.kind() < Some(kind);
            Period::containing(period.last_day(data), kind, data).filter(|_| inside).unwrap_or(period)
        };
        rows.iter().map(whole).filter(|period| period.last_day(data) <= self.until).collect()
    }

    /// One period over all owners. A missing half makes the total lack it, with the sum of the rest.
    fn owner_point(&self, rows: &[&'a Figure], period: Period) -> Option<Point> {
        let end = period.last_day(self.data());
        let mut sum = Sum::new(&self.measure.unit);
        for owner in owners_on(self.plan, self.measure, end) {
            let own = self.answered(&owner, rows);
            sum.add(owner, self.part(&own, period, self.measure.adds_up == AddsUp::Sum));
        }
        let quality = sum.quality?;
        Some(Point { period, end, quality, total: sum.total(), coverage: None })
    }

    /// The figures that are an owner's: its own and those of whoever took over its tasks. Files of older versions have the
    /// same cell twice, of two of them: then that of whoever answers in the period counts.
    fn answered(&self, owner: &OfficeCode, rows: &[&'a Figure]) -> Vec<&'a Figure> {
        let line = self.answering(owner);
        let own: Vec<&'a Figure> = rows.iter().copied().filter(|figure| line.contains(&figure.cell.office)).collect();
        let counts = |figure: &&Figure| !is_beside_another(self.catalog, (self.plan, self.measure), figure, &own);
        own.iter().copied().filter(counts).collect()
    }

    /// The offices whose figures may be an owner's.
    fn answering(&self, owner: &OfficeCode) -> Vec<OfficeCode> {
        self.catalog.line_of(owner)
    }

    /// One office's answer for a period: what was entered for it, else for sums what its parts come to.
    fn part(&self, own: &[&'a Figure], period: Period, sums: bool) -> Option<Part> {
        let exact = own.iter().filter(|figure| figure.cell.period == period).max_by_key(|figure| figure.quality);
        match exact {
            Some(figure) => Some(Part::of(figure)),
            None if sums => self.added(own.iter().copied().filter(|figure| period.contains(&figure.cell.period))),
            None => None,
        }
    }

    /// Figures of one office added up, the longest periods first, no day counted twice.
    fn added(&self, figures: impl Iterator<Item = &'a Figure>) -> Option<Part> {
        without_overlap(figures, self.data()).into_iter().map(Part::of).reduce(Part::plus)
    }

    fn quota_points(&self, quota: &Quota) -> Vec<Point> {
        self.periods(&self.figures, true).into_iter().filter_map(|period| self.quota_point(quota, period)).collect()
    }

    /// How many offices reached a quota. Office by office wins once complete; else "x of y" as the owner entered it;
    /// else an office without a figure has not reached it, and more than half missing is no data (DOMAIN §2).
    fn quota_point(&self, quota: &Quota, period: Period) -> Option<Point> {
        let end = period.last_day(self.data());
        let (mut count, counted) = self.count_members(quota, period);
        let entered = self.entered_coverage(period);
        let own = (count.of > 0 && counted.is_some()).then(|| percent(count.met, count.of));
        let (total, quality) = match (&entered, own) {
            (Some(entered), _) if count.of == 0 || !count.missing.is_empty() => {
                (Total::Value(entered.share), entered.quality)
            }
            (_, Some(_)) if count.missing.len() as u64 * 2 > count.of => {
                (Total::Lacking { lacking: Vec::new(), partial: own }, counted?)
            }
            (_, Some(share)) => (Total::Value(share), counted?),
            (Some(entered), None) => (Total::Value(entered.share), entered.quality),
            (None, None) => return None,
        };
        count.entered = differing(entered, &count);
        Some(Point { period, end, quality, total, coverage: Some(count) })
    }

    /// How many members reached a quota, beside what its owner entered.
    pub(super) fn count(&self, quota: &Quota, period: Period) -> CoverageCount {
        let (mut count, _) = self.count_members(quota, period);
        count.entered = differing(self.entered_coverage(period), &count);
        count
    }

    /// The members' own figures; the second part is the least quality among them, none without any.
    fn count_members(&self, quota: &Quota, period: Period) -> (CoverageCount, Option<Quality>) {
        let mut count = CoverageCount::default();
        let mut quality: Option<Quality> = None;
        let Some(group) = quota.group.as_ref().filter(|_| period.kind() == Some(self.entry_kind())) else {
            return (count, None);
        };
        let end = period.last_day(self.data());
        count.changed = quota.per.and_then(|_| self.catalog.newest_change(group, self.plan.from, end));
        for line in self.counted_members(quota, group, end) {
            let part = self.member_part(quota, &line, period);
            let Some(member) = line.into_iter().next() else { continue };
            match part {
                None | Some(Part { amount: Amount::NoData, .. }) => count.missing.push(member),
                Some(Part { amount: Amount::NotApplicable, .. }) => continue,
                Some(part) => {
                    quality = Some(quality.map_or(part.quality, |least| least.min(part.quality)));
                    if part.amount.value(&Unit::Count(String::new())).is_some_and(|v| v >= quota.value.fraction()) {
                        count.met += 1;
                    } else {
                        count.below.push(member);
                    }
                }
            }
            count.of += 1;
        }
        (count, quality)
    }

    /// What one member has, as a number.
    pub(super) fn member_value(&self, quota: &Quota, member: &OfficeCode, period: Period) -> Option<Fraction> {
        let lines = self.counted_members(quota, quota.group.as_ref()?, period.last_day(self.data()));
        let line = lines.into_iter().find(|line| line.first() == Some(member))?;
        self.member_part(quota, &line, period)?.amount.value(&Unit::Count(String::new()))
    }

    /// All that an office has answered since the plan's start up to the end of a period.
    fn since_start(&self, own: &[&'a Figure], period: Period) -> Option<Part> {
        let (data, end) = (self.data(), period.last_day(self.data()));
        self.added(own.iter().copied().filter(|figure| figure.cell.period.last_day(data) <= end))
    }

    /// The offices that a quota counts at the end of a period, each with those whose figures are its own, itself first.
    ///
    /// A quota of each period counts who is there: for a member that ended its successors, one cell each, with what the
    /// member itself gave in the period unless that would have to be divided among several. A quota without a period
    /// counts since the plan's start, and its members stay. What successors give later is theirs, each successor's for
    /// the first member that it follows.
    fn counted_members(&self, quota: &Quota, group: &GroupCode, end: NaiveDate) -> Vec<Vec<OfficeCode>> {
        let undivided = |office: &OfficeCode| self.catalog.followers(office).len() == 1;
        let members: Vec<(OfficeCode, Vec<OfficeCode>)> = match quota.per {
            Some(_) => {
                let followed = self.catalog.members_followed(group, end).into_iter();
                let codes = |held: Holder| (held.office, held.origins.into_iter().map(|origin| origin.office));
                followed.map(codes).map(|(office, before)| (office, before.filter(undivided).collect())).collect()
            }
            None => self.catalog.members(group, end).into_iter().map(|member| (member, Vec::new())).collect(),
        };
        let mut taken: BTreeSet<OfficeCode> = members.iter().map(|(member, _)| member.clone()).collect();
        let line = |(member, before): (OfficeCode, Vec<OfficeCode>)| {
            let after = self.catalog.line_of(&member).into_iter();
            let others = after.chain(before).filter(|office| taken.insert(office.clone()));
            std::iter::once(member.clone()).chain(others).collect()
        };
        members.into_iter().map(line).collect()
    }

    /// What one counted office comes to: its own answer for the period, else all that it and its line gave.
    fn member_part(&self, quota: &Quota, line: &[OfficeCode], period: Period) -> Option<Part> {
        let of = |office: &OfficeCode| -> Vec<&'a Figure> {
            self.figures.iter().copied().filter(|f| f.cell.office == *office && f.cell.series.is_none()).collect()
        };
        if quota.per.is_none() {
            return line.iter().filter_map(|office| self.since_start(&of(office), period)).reduce(Part::plus);
        }
        let whole = line.first().and_then(|member| self.part(&of(member), period, false));
        whole.or_else(|| line.iter().filter_map(|office| self.part(&of(office), period, true)).reduce(Part::plus))
    }

    /// "x of y" or a percentage, as the quota's owner entered it: the share, its quality, and x and y.
    fn entered_coverage(&self, period: Period) -> Option<Entered> {
        let owners: Vec<OfficeCode> = owners_on(self.plan, self.measure, period.last_day(self.data()))
            .iter()
            .flat_map(|owner| self.answering(owner))
            .collect();
        let figure = self
            .figures
            .iter()
            .filter(|figure| figure.cell.period == period && owners.contains(&figure.cell.office))
            .filter(|f| f.cell.series.as_deref() == Some(COVERAGE) || self.measure.unit == Unit::Percent)
            .filter(|figure| !is_beside_another(self.catalog, (self.plan, self.measure), figure, &self.figures))
            .max_by_key(|figure| (figure.cell.series.is_some(), figure.quality))?;
        let share = figure.answer.value(&Unit::Percent)?;
        let pair = match figure.answer {
            Answer::Share { numerator, denominator } => Some((whole(numerator), whole(denominator))),
            _ => None,
        };
        Some(Entered { share, quality: figure.quality, pair })
    }
}

/// A quota's share as its owner entered it.
struct Entered {
    share: Fraction,
    quality: Quality,
    /// x and y, where it was entered so.
    pair: Option<(u64, u64)>,
}

/// x and y as they were entered, where the offices' own figures say something else.
fn differing(entered: Option<Entered>, count: &CoverageCount) -> Option<(u64, u64)> {
    entered.and_then(|entered| entered.pair).filter(|pair| *pair != (count.met, count.of))
}

fn whole(number: Number) -> u64 {
    u64::try_from(number.hundredths() / 100).unwrap_or_default()
}

fn percent(met: u64, of: u64) -> Fraction {
    Fraction::new(i128::from(met) * 100, i128::from(of))
}

/// Whether a figure does not count because whoever answers for the same period gave one, too, that is at least as final:
/// a cell that stands twice, as in files of older versions.
pub fn is_beside_another(
    catalog: &Catalog,
    (plan, measure): (&Plan, &Measure),
    figure: &Figure,
    all: &[&Figure],
) -> bool {
    let cell = &figure.cell;
    let same = |other: &&&Figure| {
        let its = &other.cell;
        its.office != cell.office
            && other.quality >= figure.quality
            && (&its.measure, its.period, &its.series) == (&cell.measure, cell.period, &cell.series)
            && is_in_line(catalog, &its.office, &cell.office)
    };
    let mut others = all.iter().filter(same).peekable();
    if others.peek().is_none() {
        return false;
    }
    let answering = offices_of(catalog, plan, measure, cell.period);
    !answering.contains(&cell.office) && others.any(|other| answering.contains(&other.cell.office))
}

/// Who answers for a measure on a day: its owners, or the plan's coordinator where nobody is named (a gap).
pub fn owners_on(plan: &Plan, measure: &Measure, day: NaiveDate) -> Vec<OfficeCode> {
    use crate::domain::office::within;
    if measure.owners.is_empty() {
        return vec![plan.coordinator.clone()];
    }
    let valid = measure.owners.iter().filter(|owner| within(day, owner.from, owner.to));
    valid.map(|owner| owner.office.clone()).collect()
}

/// What one office's answer comes to.
#[derive(Clone, Copy, Debug)]
struct Part {
    amount: Amount,
    quality: Quality,
}

#[derive(Clone, Copy, Debug)]
enum Amount {
    Number(Fraction),
    Share(Fraction, Fraction),
    Milestone(MilestoneState),
    NoneOccurred,
    NotApplicable,
    NoData,
}

impl Amount {
    fn value(&self, unit: &Unit) -> Option<Fraction> {
        match *self {
            Amount::Number(value) => Some(value),
            Amount::Share(n, d) if d != Fraction::from(0) => {
                Some(n / d * Fraction::from(i128::from(unit.per().unwrap_or(1))))
            }
            Amount::NoneOccurred => Some(Fraction::from(0)),
            Amount::Share(..) | Amount::Milestone(_) | Amount::NotApplicable | Amount::NoData => None,
        }
    }
}

impl Part {
    fn of(figure: &Figure) -> Self {
        let amount = match figure.answer {
            Answer::Number(number) => Amount::Number(number.fraction()),
            Answer::Share { numerator, denominator } => Amount::Share(numerator.fraction(), denominator.fraction()),
            Answer::Milestone(state) => Amount::Milestone(state),
            Answer::NoneOccurred => Amount::NoneOccurred,
            Answer::NotApplicable => Amount::NotApplicable,
            Answer::NoData => Amount::NoData,
        };
        Self { amount, quality: figure.quality }
    }

    /// Two parts of one office's period. What did not occur adds nothing.
    fn plus(self, other: Self) -> Self {
        let amount = match (self.amount, other.amount) {
            (Amount::Number(a), Amount::Number(b)) => Amount::Number(a + b),
            (Amount::Share(a, b), Amount::Share(c, d)) => Amount::Share(a + c, b + d),
            (Amount::NoneOccurred | Amount::NotApplicable | Amount::NoData, amount) => amount,
            (amount, _) => amount,
        };
        Self { amount, quality: self.quality.min(other.quality) }
    }
}

/// Adding up over owners: a share is Σ numerators / Σ denominators, never a mean of percentages.
struct Sum<'a> {
    unit: &'a Unit,
    parts: Vec<(OfficeCode, Part)>,
    lacking: Vec<OfficeCode>,
    quality: Option<Quality>,
}

impl<'a> Sum<'a> {
    fn new(unit: &'a Unit) -> Self {
        Self { unit, parts: Vec::new(), lacking: Vec::new(), quality: None }
    }

    fn add(&mut self, owner: OfficeCode, part: Option<Part>) {
        match part {
            None => self.lacking.push(owner),
            Some(part) => {
                self.quality = Some(self.quality.map_or(part.quality, |least| least.min(part.quality)));
                self.parts.push((owner, part));
            }
        }
    }

    fn total(mut self) -> Total {
        if self.parts.iter().all(|(_, part)| matches!(part.amount, Amount::NoData)) {
            return Total::NoData;
        }
        let several = self.parts.len() + self.lacking.len() > 1;
        let mut counted: Option<Amount> = None;
        let (mut none_occurred, mut milestone) = (false, None);
        for (owner, part) in self.parts {
            match part.amount {
                Amount::NoData => self.lacking.push(owner),
                // A percentage alone cannot be added to others.
                Amount::Number(_) if several && self.unit.per().is_some() => self.lacking.push(owner),
                Amount::NoneOccurred => none_occurred = true,
                Amount::NotApplicable => {}
                Amount::Milestone(state) => {
                    milestone = Some(milestone.map_or(state, |least: MilestoneState| least.min(state)));
                }
                amount => counted = Some(counted.map_or(amount, |sum| plus(sum, amount))),
            }
        }
        let value = counted.and_then(|amount| amount.value(self.unit));
        match (self.lacking.is_empty(), value, milestone) {
            (false, partial, _) => Total::Lacking { lacking: self.lacking, partial },
            (true, Some(value), _) => Total::Value(value),
            (true, None, Some(state)) => Total::Milestone(state),
            (true, None, None) if none_occurred || counted.is_some() => Total::NoneOccurred,
            (true, None, None) => Total::NotApplicable,
        }
    }
}

fn plus(a: Amount, b: Amount) -> Amount {
    let official = Quality::Official;
    Part { amount: a, quality: official }.plus(Part { amount: b, quality: official }).amount
}
