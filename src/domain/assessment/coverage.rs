//! Coverage of a quota: offices that reached it, counted from their own figures or entered by the owner as "x of y".

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::points::{DataPoint, PointBuilder};
use super::total::{Amount, HolderFigures, MeasureTotal, Part};
use super::verdict::QuotaCoverage;
use crate::domain::aggregation::{Counted, Selection, select};
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::figure::{COVERAGE_SERIES, Figure, Quality};
use crate::domain::number::Fraction;
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Quota, Unit};
use crate::domain::succession::{Holders, Responsibility};

/// Sum of each counted office in a period, in the order of the group; `None` without a figure.
pub(super) type MemberParts<'a> = Vec<(&'a OfficeCode, Option<Part>)>;

impl<'a> PointBuilder<'a> {
    pub(super) fn quota_points(&self, quota: &Quota) -> Vec<DataPoint> {
        self.periods(&self.figures, true)
            .into_iter()
            .filter_map(|period| self.quota_point(quota, period))
            .collect()
    }

    /// Coverage of a quota in a period. The offices' own figures win once complete; else "x of y" as the owner entered
    /// it; else an office without a figure has not reached it, and more than half missing is no data.
    fn quota_point(&self, quota: &Quota, period: Period) -> Option<DataPoint> {
        let end = period.last_day(self.data_period());
        let (mut count, counted) =
            self.count_parts(quota, period, &self.member_parts(quota, period));
        let entered = self.entered_coverage(period);
        let own = counted.map(|_| percent(count.met, count.of));
        let is_complete = count.missing.is_empty();
        let (value, quality) = match (&entered, own) {
            (
                Some(Entered {
                    total: MeasureTotal::Value(share),
                    quality,
                    ..
                }),
                own,
            ) if own.is_none() || !is_complete => (MeasureTotal::Value(*share), *quality),
            (_, Some(_)) if count.missing.len() as u64 * 2 > count.of => (
                MeasureTotal::Incomplete {
                    missing_owners: Vec::new(),
                    partial: own,
                },
                counted?,
            ),
            (_, Some(share)) => (MeasureTotal::Value(share), counted?),
            (Some(entered), None) => (entered.total.clone(), entered.quality),
            (None, None) => return None,
        };
        count.entered = differing(entered.as_ref(), &count);
        Some(DataPoint {
            period,
            end,
            quality,
            value,
            coverage: Some(count),
        })
    }

    /// Number of members that reached a quota, with the owner's entry where it differs.
    pub(super) fn count(
        &self,
        quota: &Quota,
        period: Period,
        parts: &MemberParts<'_>,
    ) -> QuotaCoverage {
        let (mut count, _) = self.count_parts(quota, period, parts);
        count.entered = differing(self.entered_coverage(period).as_ref(), &count);
        count
    }

    /// Counts the members' own figures; the second value is the lowest quality among them, `None` without figures.
    fn count_parts(
        &self,
        quota: &Quota,
        period: Period,
        parts: &MemberParts<'_>,
    ) -> (QuotaCoverage, Option<Quality>) {
        let mut count = QuotaCoverage::default();
        let mut quality: Option<Quality> = None;
        if period.kind() != Some(self.entry_kind()) {
            return (count, None);
        }
        let end = period.last_day(self.data_period());
        count.size_change = quota
            .period_kind
            .and(self.members.as_ref())
            .and_then(|members| members.latest_size_change(self.plan.from, end));
        for (member, part) in parts {
            match part {
                None
                | Some(Part {
                    amount: Amount::NoData,
                    ..
                }) => count.missing.push((*member).clone()),
                Some(Part {
                    amount: Amount::NotApplicable,
                    ..
                }) => continue,
                Some(part) => {
                    quality = Some(quality.map_or(part.quality, |least| least.min(part.quality)));
                    if member_value(part).is_some_and(|value| value >= quota.value.fraction()) {
                        count.met += 1;
                    } else {
                        count.below.push((*member).clone());
                    }
                }
            }
            count.of += 1;
        }
        (count, quality)
    }

    /// Offices that a quota counts at the end of a period, each with its sum.
    ///
    /// A quota with a period counts the holders of the members' tasks on the last day, each once, with figures of
    /// predecessors for earlier parts of the period, unless these would have to be divided among several offices. A
    /// quota without a period counts since the plan's start: members that merged into one office count as that
    /// office, a divided member stays, and its successors' figures count for it, each successor's for the first
    /// member that it succeeded.
    pub(super) fn member_parts(&self, quota: &Quota, period: Period) -> MemberParts<'a> {
        let Some(task) = self
            .members
            .as_ref()
            .filter(|_| period.kind() == Some(self.entry_kind()))
        else {
            return Vec::new();
        };
        let (data, end) = (self.data_period(), period.last_day(self.data_period()));
        let own = self
            .figures
            .iter()
            .copied()
            .filter(|figure| figure.cell.series.is_none());
        if quota.period_kind.is_some() {
            let selection = select(
                task,
                own.filter(|figure| period.contains(&figure.cell.period)),
                data,
                end,
            );
            let holders = task.holders_on(end);
            return parts_of_holders(task, &holders, &selection, end);
        }
        let selection = select(
            task,
            own.filter(|figure| figure.cell.period.last_day(data) <= end),
            data,
            end,
        );
        parts_since_start(task, quota, &selection, end)
    }

    /// "x of y" or a percentage as entered by the quota's owners.
    fn entered_coverage(&self, period: Period) -> Option<Entered> {
        let (data, end) = (self.data_period(), period.last_day(self.data_period()));
        let members = self
            .members
            .as_ref()
            .map(|members| members.holders_on(end))
            .unwrap_or_default();
        let is_share = |figure: &&'a Figure| match figure.cell.series.as_deref() {
            Some(series) => series == COVERAGE_SERIES,
            // A member's own number is a count.
            None => self.measure.unit == Unit::Percent && !members.contains(&figure.cell.office),
        };
        let rows = self
            .figures
            .iter()
            .copied()
            .filter(|figure| figure.cell.period == period)
            .filter(is_share);
        // "x of y" takes precedence over a percentage of the same office.
        let mut by_office: BTreeMap<&OfficeCode, Vec<&'a Figure>> = BTreeMap::new();
        for figure in rows {
            let own = by_office.entry(&figure.cell.office).or_default();
            if own
                .first()
                .is_none_or(|other| other.cell.series.is_some() <= figure.cell.series.is_some())
            {
                own.retain(|other| other.cell.series == figure.cell.series);
                own.push(figure);
            }
        }
        let selection = select(&self.owners, by_office.into_values().flatten(), data, end);
        let holder_figures = HolderFigures {
            task: &self.owners,
            selection: &selection,
            unit: &Unit::Percent,
            last_day: end,
        };
        let (quality, total) = (holder_figures.quality()?, holder_figures.total());
        let pair = holder_figures
            .shares()
            .filter(|_| matches!(total, MeasureTotal::Value(_)));
        let pair = pair.map(|(met, of)| (whole(met), whole(of)));
        let is_entered = matches!(
            total,
            MeasureTotal::Value(_) | MeasureTotal::Incomplete { .. }
        );
        is_entered.then_some(Entered {
            total,
            quality,
            pair,
        })
    }
}

/// Value of one member as a number.
pub(super) fn member_value(part: &Part) -> Option<Fraction> {
    part.amount.value(&Unit::Count(String::new()))
}

fn parts_of_holders<'a>(
    task: &Responsibility<'a>,
    holders: &Holders<'a>,
    selection: &Selection<'a>,
    end: NaiveDate,
) -> MemberParts<'a> {
    let mut parts: HashMap<&OfficeCode, Part> = HashMap::new();
    for counted in &selection.counted {
        if let Some(holder) = sole_holder(task, counted, end) {
            add(&mut parts, holder, counted);
        }
    }
    holders
        .iter()
        .map(|holder| (holder, parts.get(holder).copied()))
        .collect()
}

/// The holder on a later day to whom a figure belongs entirely; `None` if it would have to be divided among several.
/// A figure that a successor entered for several members, as in files of older versions, belongs to the first one.
fn sole_holder<'a>(
    task: &Responsibility<'a>,
    counted: &Counted<'a>,
    end: NaiveDate,
) -> Option<&'a OfficeCode> {
    let of_one = counted
        .answers_for
        .iter()
        .map(|office| task.succession().holders_on(office, end));
    let mut sole = of_one.filter_map(|later| match later[..] {
        [holder] => Some(holder),
        _ => None,
    });
    let first = sole.next()?;
    let is_whole = match counted.answers_for[..] {
        [_] => true,
        [member, ..] => task
            .succession()
            .is_successor_of(&counted.figure.cell.office, member),
        [] => false,
    };
    is_whole.then_some(first)
}

/// Offices that a quota counts on a day: with a period the holders of the members' tasks, each once. Since the
/// plan's start, members that merged into one office count as that office, and a divided member stays.
fn counted_offices<'a>(
    task: &Responsibility<'a>,
    quota: &Quota,
    day: NaiveDate,
) -> Vec<&'a OfficeCode> {
    if quota.period_kind.is_some() {
        return task.holders_on(day).iter().collect();
    }
    let (mut offices, mut known) = (Vec::new(), HashSet::new());
    for office in task
        .named_on(day)
        .map(|member| counted_as(task, member, day))
    {
        if known.insert(office) {
            offices.push(office);
        }
    }
    offices
}

/// Office as which a member counts since the plan's start: the one office that it became, or itself.
fn counted_as<'a>(
    task: &Responsibility<'a>,
    member: &'a OfficeCode,
    day: NaiveDate,
) -> &'a OfficeCode {
    match task.succession().holders_on(member, day)[..] {
        [holder] => holder,
        _ => member,
    }
}

/// Number of offices that a measure's quota applies to on a day; `None` without a known group.
pub fn quota_size(catalog: &Catalog, measure: &Measure, day: NaiveDate) -> Option<usize> {
    let quota = measure.quota.as_ref()?;
    let group = catalog.groups.get(quota.group.as_ref()?)?;
    Some(counted_offices(&Responsibility::of_members(catalog, group), quota, day).len())
}

fn parts_since_start<'a>(
    task: &Responsibility<'a>,
    quota: &Quota,
    selection: &Selection<'a>,
    end: NaiveDate,
) -> MemberParts<'a> {
    let offices = counted_offices(task, quota, end);
    let members: Vec<&'a OfficeCode> = task.named_on(end).collect();
    let mut counts_for: HashMap<&OfficeCode, &'a OfficeCode> =
        offices.iter().map(|office| (*office, *office)).collect();
    for member in &members {
        counts_for
            .entry(member)
            .or_insert_with(|| counted_as(task, member, end));
    }
    for member in &members {
        let office = counts_for.get(member).copied().unwrap_or(member);
        for successor in task.succession().lineage(member) {
            counts_for.entry(successor).or_insert(office);
        }
    }
    let mut parts: HashMap<&OfficeCode, Part> = HashMap::new();
    for counted in &selection.counted {
        if let Some(office) = counts_for.get(&counted.figure.cell.office) {
            add(&mut parts, office, counted);
        }
    }
    offices
        .into_iter()
        .map(|office| (office, parts.get(office).copied()))
        .collect()
}

fn add<'a>(
    parts: &mut HashMap<&'a OfficeCode, Part>,
    office: &'a OfficeCode,
    counted: &Counted<'_>,
) {
    let part = Part::of(counted.figure);
    parts
        .entry(office)
        .and_modify(|sum| *sum = sum.plus(part))
        .or_insert(part);
}

/// Coverage as entered by the quota's owners.
struct Entered {
    total: MeasureTotal,
    quality: Quality,
    /// x and y, if entered that way.
    pair: Option<(u64, u64)>,
}

/// x and y as entered, if the offices' own figures differ.
fn differing(entered: Option<&Entered>, count: &QuotaCoverage) -> Option<(u64, u64)> {
    entered
        .and_then(|entered| entered.pair)
        .filter(|pair| *pair != (count.met, count.of))
}

fn whole(number: Fraction) -> u64 {
    u64::try_from(number.to_integer()).unwrap_or_default()
}

fn percent(met: u64, of: u64) -> Fraction {
    Fraction::new(i128::from(met) * 100, i128::from(of))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::domain::assessment::{MeasureStatus, assess, quota_shortfall};
    use crate::domain::figure::{Answer, COVERAGE_SERIES, Figure};
    use crate::domain::fixtures::{catalog, day, figure, group, measure, office, plan};
    use crate::domain::number::{Fraction, Number};

    const MEMBERS: [&str; 4] = ["x.a", "x.b", "x.d", "x.e"];

    /// At least 4 a year by each of four offices.
    fn found(quota: &Value, values: &[i64]) -> (MeasureStatus, u64) {
        let plan = plan(&measure(
            json!({ "quota": quota, "recurs": true, "baseline": null }),
        ));
        let offices = MEMBERS.map(|code| office(code, None, &[])).to_vec();
        let mut catalog = catalog(vec![plan.clone()], offices);
        catalog.groups.insert("x.g".into(), group("x.g", &MEMBERS));
        let figures: Vec<Figure> = MEMBERS
            .iter()
            .zip(values)
            .map(|(office, value)| figure(office, "2023", *value))
            .collect();
        let target = &plan.targets[0];
        let measure = (&plan, target, &target.measures[0]);
        let status = assess(&catalog, measure, &figures, day("2024-02-01")).status;
        let counted = quota_shortfall(&catalog, measure, &figures, "2023".parse().unwrap());
        (status, counted.unwrap().met)
    }

    fn quota(coverage: &str) -> Value {
        json!({ "value": "4", "per": "year", "group": "x.g", "coverage": coverage })
    }

    #[test]
    fn a_quota_of_which_half_is_missing_is_judged_and_of_which_more_is_not() {
        for (values, expected) in [
            (&[4][..], MeasureStatus::NoData),
            (&[4, 4], MeasureStatus::Met),
            (&[4, 4, 4], MeasureStatus::Met),
        ] {
            let (status, _) = found(&quota("50"), values);
            assert_eq!(status, expected, "{} of 4", values.len());
        }
    }

    #[test]
    fn an_office_reaches_a_quota_with_exactly_as_many() {
        for (value, met) in [(3, 0), (4, 1), (5, 1)] {
            assert_eq!(found(&quota("50"), &[value, 0, 0, 0]).1, met, "{value}");
        }
        for (coverage, expected) in [
            ("49.99", MeasureStatus::Met),
            ("50", MeasureStatus::Met),
            ("50.01", MeasureStatus::NotReached),
        ] {
            let (status, _) = found(&quota(coverage), &[4, 4, 0, 0]);
            assert_eq!(status, expected, "{coverage}");
        }
    }

    #[test]
    fn what_the_owner_entered_counts_until_every_office_has_a_figure() {
        let quota = quota("50");
        let status = |values: &[i64]| {
            let plan = plan(&measure(
                json!({ "quota": quota, "recurs": true, "baseline": null }),
            ));
            let offices = MEMBERS.map(|code| office(code, None, &[])).to_vec();
            let mut catalog = catalog(vec![plan.clone()], offices);
            catalog.groups.insert("x.g".into(), group("x.g", &MEMBERS));
            let members = MEMBERS.iter().zip(values);
            let mut figures: Vec<Figure> = members
                .map(|(office, value)| figure(office, "2023", *value))
                .collect();
            let mut entered = figure("x.a", "2023", 0);
            entered.cell.series = Some(COVERAGE_SERIES.to_owned());
            entered.answer = Answer::Share {
                numerator: Number::whole(1),
                denominator: Number::whole(4),
            };
            figures.push(entered);
            let target = &plan.targets[0];
            let measure = (&plan, target, &target.measures[0]);
            assess(&catalog, measure, &figures, day("2024-02-01")).status
        };
        for (values, expected) in [
            (&[][..], MeasureStatus::NotReached),
            (&[4, 4], MeasureStatus::NotReached),
            (&[4, 4, 4], MeasureStatus::NotReached),
            (&[4, 4, 4, 0], MeasureStatus::Met),
        ] {
            assert_eq!(status(values), expected, "{} of 4", values.len());
        }
    }

    /// Status and value of a share of members, a measure in per cent of this owner.
    fn status_of_share(owner: &str, figures: &[Figure]) -> (MeasureStatus, Option<Fraction>) {
        let plan = plan(&measure(json!({
            "unit": "%", "quota": quota("50"), "recurs": true, "baseline": null,
            "owners": [{ "office": owner }],
        })));
        let codes = ["x.a", "x.b", "x.d", "x.e", "x.o"];
        let offices = codes.map(|code| office(code, None, &[])).to_vec();
        let mut catalog = catalog(vec![plan.clone()], offices);
        catalog.groups.insert("x.g".into(), group("x.g", &MEMBERS));
        let target = &plan.targets[0];
        let measure = (&plan, target, &target.measures[0]);
        let found = assess(&catalog, measure, figures, day("2024-02-01"));
        (found.status, found.figure.and_then(|figure| figure.value))
    }

    fn x_of_y(office: &str, met: i64, of: i64) -> Figure {
        let mut entered = figure(office, "2023", 0);
        entered.cell.series = Some(COVERAGE_SERIES.to_owned());
        entered.answer = Answer::Share {
            numerator: Number::whole(met),
            denominator: Number::whole(of),
        };
        entered
    }

    #[test]
    fn the_own_number_of_a_member_is_a_count_even_if_it_owns_the_quota() {
        let found = status_of_share("x.a", &[figure("x.a", "2023", 40)]);
        assert_eq!(found, (MeasureStatus::NoData, None));
    }

    #[test]
    fn x_of_y_goes_before_a_percentage_of_the_same_office() {
        let percentage = figure("x.o", "2023", 10);
        let pair = x_of_y("x.o", 3, 4);
        let found = status_of_share("x.o", std::slice::from_ref(&percentage));
        assert_eq!(found, (MeasureStatus::NotReached, Some(Fraction::from(10))));
        for figures in [
            [percentage.clone(), pair.clone()],
            [pair.clone(), percentage.clone()],
        ] {
            let found = status_of_share("x.o", &figures);
            assert_eq!(found, (MeasureStatus::Met, Some(Fraction::from(75))));
        }
    }

    #[test]
    fn a_figure_of_another_measure_reaches_no_quota() {
        let quota = json!({ "value": "4", "group": "x.g" });
        let plan = plan(&measure(json!({ "quota": quota })));
        let mut catalog = catalog(vec![plan.clone()], vec![office("x.a", None, &[])]);
        catalog.groups.insert("x.g".into(), group("x.g", &["x.a"]));
        let target = &plan.targets[0];
        let met = |id: &str, period: &str| {
            let mut figure = figure("x.a", period, 4);
            figure.cell.measure = id.into();
            let measure = (&plan, target, &target.measures[0]);
            quota_shortfall(&catalog, measure, &[figure], "2023".parse().unwrap())
                .unwrap()
                .met
        };
        assert_eq!((met("p/1", "2023"), met("p/2", "2023")), (1, 0));
        assert_eq!(met("p/1", "2024"), 0);
    }
}
