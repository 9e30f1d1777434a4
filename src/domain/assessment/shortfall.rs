//! Offices below a quota in a period, with the missing amount: the list behind "28 of 102 below 4".
//! Must not depend on display texts.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::coverage::member_value;
use super::points::PointBuilder;
use super::verdict::MeasureStatus;
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::figure::{Answer, Cell, Figure};
use crate::domain::number::{Fraction, Number};
use crate::domain::period::Period;
use crate::domain::plan::{Measure, Plan, Target};

/// The offices below a quota in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shortfall {
    /// The period.
    pub period: Period,
    /// Number required from each office.
    pub quota: Number,
    /// Offices that reached it.
    pub met: u64,
    /// Value of each office that is counted and has a figure, those that reached the quota among them.
    values: HashMap<OfficeCode, Fraction>,
    /// Number of offices that the quota applies to.
    pub of: u64,
    /// Offices below the quota: first those with a figure, then those without, each in the order of the group.
    pub below: Vec<OfficeBelowQuota>,
    /// "x of y" as the owner entered it, if the offices' own figures differ.
    pub entered: Option<(u64, u64)>,
}

/// An office below a quota.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficeBelowQuota {
    /// The office.
    pub office: OfficeCode,
    /// Actual value; `None` without a figure.
    pub actual: Option<Fraction>,
    /// Amount missing to the quota.
    pub missing: Fraction,
}

/// Offices below a measure's quota in a period; `None` for a measure without a quota, and for a period in which the
/// quota is not counted.
pub fn quota_shortfall(
    catalog: &Catalog,
    (plan, target, measure): (&Plan, &Target, &Measure),
    figures: &[Figure],
    period: Period,
) -> Option<Shortfall> {
    let quota = measure.quota.as_ref()?;
    let (id, until) = (
        plan.measure_id(target, measure),
        period.last_day(plan.data_period),
    );
    let known = figures
        .iter()
        .filter(|f| f.cell.measure == id && f.cell.period.last_day(plan.data_period) <= until);
    let source = PointBuilder::new(catalog, (plan, measure), known.collect(), until);
    if period.kind() != Some(source.entry_kind()) {
        return None;
    }
    let parts = source.member_parts(quota, period);
    let count = source.count(quota, period, &parts);
    let values: HashMap<OfficeCode, Fraction> = parts
        .iter()
        .filter_map(|(office, part)| Some(((*office).clone(), member_value(part.as_ref()?)?)))
        .collect();
    let promised = quota.value.fraction();
    let below = |office: OfficeCode| {
        let actual = values.get(&office).copied();
        OfficeBelowQuota {
            missing: promised - actual.unwrap_or_default(),
            office,
            actual,
        }
    };
    Some(Shortfall {
        period,
        quota: quota.value,
        met: count.met,
        of: count.of,
        below: count
            .below
            .into_iter()
            .chain(count.missing)
            .map(below)
            .collect(),
        values,
        entered: count.entered,
    })
}

/// Status of one office's own cell against a quota: what counts for the office where it is counted itself, else its own
/// figures since the plan's start, as for a commune whose district is counted. `None` without a figure.
pub fn quota_status_of_office(
    plan: &Plan,
    shortfall: &Shortfall,
    figures: &[Figure],
    cell: &Cell,
) -> Option<MeasureStatus> {
    let counted = shortfall.values.get(&cell.office).copied();
    let value = counted.or_else(|| own_sum(plan, figures, cell))?;
    Some(if value >= shortfall.quota.fraction() {
        MeasureStatus::Met
    } else {
        MeasureStatus::NotReached
    })
}

/// Sum of an office's figures of a measure up to a cell's period; a longer one stands for those of its parts.
fn own_sum(plan: &Plan, figures: &[Figure], cell: &Cell) -> Option<Fraction> {
    let last_day = |period: Period| period.last_day(plan.data_period);
    let own: Vec<&Figure> = figures
        .iter()
        .filter(|figure| {
            let of_cell = &figure.cell;
            of_cell.measure == cell.measure
                && of_cell.office == cell.office
                && of_cell.series == cell.series
                && last_day(of_cell.period) <= last_day(cell.period)
        })
        .collect();
    let is_part = |figure: &&&Figure| {
        let period = figure.cell.period;
        own.iter()
            .any(|other| other.cell.period != period && other.cell.period.contains(&period))
    };
    let whole = own.iter().filter(|figure| !is_part(figure));
    whole
        .filter_map(|figure| match figure.answer {
            Answer::Number(number) => Some(number.fraction()),
            Answer::NoneOccurred => Some(Fraction::from(0)),
            _ => None,
        })
        .reduce(|sum, value| sum + value)
}

/// Newest period of a measure's quota that ended by a day, within the plan; `None` if none has ended, or without a
/// quota.
pub fn quota_period(plan: &Plan, measure: &Measure, day: NaiveDate) -> Option<Period> {
    let kind = measure
        .quota
        .as_ref()
        .map(|quota| quota.period_kind.unwrap_or(measure.frequency))?;
    let (data, day) = (plan.data_period, day.min(plan.to));
    let now = Period::latest_begun_by(day, kind, data)?;
    let ended = if now.last_day(data) <= day {
        Some(now)
    } else {
        now.previous()
    };
    ended.filter(|period| period.first_day(DATA_PERIOD) >= plan.from)
}

/// Years of a plan are calendar years.
const DATA_PERIOD: crate::domain::plan::DataPeriod = crate::domain::plan::DataPeriod::Calendar;
