//! Data points: answers for a measure, period by period, summed over parts of a period and over the holders of the
//! task. Must not depend on target values except a quota's.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::total::{HolderFigures, MeasureTotal};
use super::verdict::QuotaCoverage;
use crate::domain::aggregation::select;
use crate::domain::catalog::Catalog;
use crate::domain::code::OfficeCode;
use crate::domain::figure::{Answer, COVERAGE_SERIES, Figure, MilestoneState, Quality};
use crate::domain::office::is_within;
use crate::domain::period::{Period, PeriodKind};
use crate::domain::plan::{Aggregation, Comparator, DataPeriod, Measure, Plan, Quota};
use crate::domain::succession::Responsibility;

/// Answer for one period.
#[derive(Clone, Debug)]
pub(super) struct DataPoint {
    pub period: Period,
    pub end: NaiveDate,
    pub quality: Quality,
    pub value: MeasureTotal,
    /// Coverage, for a quota.
    pub coverage: Option<QuotaCoverage>,
}

/// Input for building points.
pub(super) struct PointBuilder<'a> {
    pub plan: &'a Plan,
    pub measure: &'a Measure,
    /// Figures of the measure whose periods ended by the assessed day.
    pub figures: Vec<&'a Figure>,
    pub until: NaiveDate,
    /// Task of answering for the measure.
    pub owners: Responsibility<'a>,
    /// Task of each member of the quota's group.
    pub members: Option<Responsibility<'a>>,
}

impl<'a> PointBuilder<'a> {
    pub fn new(
        catalog: &'a Catalog,
        (plan, measure): (&'a Plan, &'a Measure),
        figures: Vec<&'a Figure>,
        until: NaiveDate,
    ) -> Self {
        let group = measure
            .quota
            .as_ref()
            .and_then(|quota| catalog.groups.get(quota.group.as_ref()?));
        let members = group.map(|group| Responsibility::of_members(catalog, group));
        Self {
            plan,
            measure,
            figures,
            until,
            owners: Responsibility::of_owners(catalog, plan, measure),
            members,
        }
    }

    pub fn data_period(&self) -> DataPeriod {
        self.plan.data_period
    }

    /// Period kind in which a point is expected; staleness is counted in it.
    pub fn entry_kind(&self) -> PeriodKind {
        match (&self.measure.quota, self.measure.aggregation) {
            (
                Some(Quota {
                    period_kind: Some(per),
                    ..
                }),
                _,
            ) => *per,
            (None, Aggregation::Sum) if !self.measure.recurs => PeriodKind::Year,
            _ => self.measure.frequency,
        }
    }

    /// Points in the order of their ends; of two that end the same day the preferred one is last: complete after
    /// incomplete, then official after estimate, then the longer period.
    pub fn points(&self, series: Option<&str>) -> Vec<DataPoint> {
        let mut points: Vec<DataPoint> = match &self.measure.quota {
            Some(quota) => self.quota_points(quota),
            None => self.owner_points(series),
        };
        points.sort_by_key(|point| {
            (
                point.end,
                point.value.is_complete(),
                point.quality,
                point.period.kind(),
            )
        });
        points
    }

    /// Returns `true` if parts of a period are summed; states of a milestone never are.
    fn sums(&self) -> bool {
        self.measure.aggregation == Aggregation::Sum && self.measure.comparator != Comparator::Done
    }

    fn owner_points(&self, series: Option<&str>) -> Vec<DataPoint> {
        let rows: Vec<&'a Figure> = self
            .figures
            .iter()
            .copied()
            .filter(|figure| figure.cell.series.as_deref() == series)
            .collect();
        let periods = self.periods(&rows, self.sums());
        periods
            .into_iter()
            .filter_map(|period| self.owner_point(&rows, period))
            .collect()
    }

    /// Periods that can have a point: those answered for, or for sums the whole ones that include them.
    pub fn periods(&self, rows: &[&Figure], sums: bool) -> BTreeSet<Period> {
        let kind = self.entry_kind();
        let data = self.data_period();
        let whole = |figure: &&Figure| {
            let period = figure.cell.period;
            let inside = sums && period.kind() < Some(kind);
            Period::containing(period.last_day(data), kind, data)
                .filter(|_| inside)
                .unwrap_or(period)
        };
        rows.iter()
            .map(whole)
            .filter(|period| period.last_day(data) <= self.until)
            .collect()
    }

    /// Point of one period over all who held the task in it.
    pub fn owner_point(&self, rows: &[&'a Figure], period: Period) -> Option<DataPoint> {
        let (data, end) = (self.data_period(), period.last_day(self.data_period()));
        let sums = self.sums();
        let inside = |figure: &&'a Figure| {
            figure.cell.period == period
                || sums && period.contains(&figure.cell.period)
                || self.measure.accumulates && figure.cell.period.last_day(data) <= end
        };
        let selection = select(&self.owners, rows.iter().copied().filter(inside), data, end);
        let holder_figures = HolderFigures {
            task: &self.owners,
            selection: &selection,
            unit: &self.measure.unit,
            last_day: end,
        };
        let quality = holder_figures.quality()?;
        let done = |office: &OfficeCode| {
            let done = Answer::Milestone(MilestoneState::Done);
            let of_office = rows
                .iter()
                .filter(|figure| figure.cell.office == *office && figure.answer == done);
            of_office
                .map(|figure| figure.cell.period.last_day(data))
                .any(|last| last <= end)
        };
        let value = if self.measure.comparator == Comparator::Done {
            holder_figures.milestone(done)
        } else {
            holder_figures.total()
        };
        Some(DataPoint {
            period,
            end,
            quality,
            value,
            coverage: None,
        })
    }
}

/// Figures of a measure that do not count, because another office's figure of the same period and series counts for
/// the same holder: a cell recorded twice, as in files of older versions, or an estimate from before a merger.
pub fn passed_over<'a>(
    catalog: &'a Catalog,
    (plan, measure): (&'a Plan, &'a Measure),
    figures: &[&'a Figure],
) -> Vec<&'a Figure> {
    let mut cells: BTreeMap<(Period, Option<&str>), Vec<&'a Figure>> = BTreeMap::new();
    for figure in figures {
        cells
            .entry((figure.cell.period, figure.cell.series.as_deref()))
            .or_default()
            .push(figure);
    }
    let (owners, all) = (
        Responsibility::of_owners(catalog, plan, measure),
        Responsibility::of_all(catalog, plan, measure),
    );
    let mut found = Vec::new();
    for ((period, series), rows) in cells {
        let task = if series == Some(COVERAGE_SERIES) {
            &owners
        } else {
            &all
        };
        let selection = select(
            task,
            rows.into_iter(),
            plan.data_period,
            period.last_day(plan.data_period),
        );
        let counts = |office: &OfficeCode| {
            selection
                .counted
                .iter()
                .any(|one| one.figure.cell.office == *office)
        };
        found.extend(
            selection
                .passed_over
                .iter()
                .filter(|figure| !counts(&figure.cell.office)),
        );
    }
    found
}

/// Returns `true` if a figure is one of those that [`passed_over`] returns.
pub fn is_overridden(
    catalog: &Catalog,
    (plan, measure): (&Plan, &Measure),
    figure: &Figure,
    all: &[&Figure],
) -> bool {
    let same = |other: &&&Figure| {
        let (its, own) = (&other.cell, &figure.cell);
        (&its.measure, its.period, &its.series) == (&own.measure, own.period, &own.series)
    };
    let rows: Vec<&Figure> = all.iter().filter(same).copied().collect();
    passed_over(catalog, (plan, measure), &rows)
        .iter()
        .any(|one| **one == *figure)
}

/// Offices that answer for a measure on a day: its owners, or the plan's coordinator if none is named.
pub fn owners_on(plan: &Plan, measure: &Measure, day: NaiveDate) -> Vec<OfficeCode> {
    if measure.owners.is_empty() {
        return vec![plan.coordinator.clone()];
    }
    let valid = measure
        .owners
        .iter()
        .filter(|owner| is_within(day, owner.from, owner.to));
    valid.map(|owner| owner.office.clone()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::fixtures::{catalog, figure, group, measure, office, plan};

    #[test]
    fn a_member_figure_under_two_names_counts_once_and_x_of_y_is_the_owners() {
        let quota = json!({ "value": "4", "per": "year", "group": "x.g" });
        let plan = plan(&measure(
            json!({ "quota": quota, "owners": [{ "office": "x.o" }] }),
        ));
        let offices = vec![
            office("x.p", Some("2023-06-30"), &[("x.a", "2023-07-01")]),
            office("x.a", None, &[]),
            office("x.o", None, &[]),
        ];
        let mut catalog = catalog(vec![plan.clone()], offices);
        catalog.groups.insert("x.g".into(), group("x.g", &["x.p"]));
        let passed_by = |series: Option<&str>| {
            let in_series = |office: &str| {
                let mut figure = figure(office, "2023", 4);
                figure.cell.series = series.map(str::to_owned);
                figure
            };
            let figures = [in_series("x.p"), in_series("x.a")];
            let rows: Vec<&Figure> = figures.iter().collect();
            let measure = (&plan, &plan.targets[0].measures[0]);
            let found = passed_over(&catalog, measure, &rows);
            let offices = found.iter().map(|figure| figure.cell.office.to_string());
            offices.collect::<Vec<_>>()
        };
        assert_eq!(passed_by(None), ["x.p"]);
        assert_eq!(passed_by(Some(COVERAGE_SERIES)), [""; 0]);
    }
}
